export const id = 28;
export const ids = [28];
export const modules = {

/***/ 2508:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ MOST_ANNOTATIONS),
/* harmony export */   q: () => (/* binding */ shownAnnotations)
/* harmony export */ });
/** The runner keeps 10 annotations of a kind a step; one says how many more there are. */
const MOST_ANNOTATIONS = 9;
/** As many lines as the runner shows as annotations. */
function shownAnnotations(lines) {
    const hidden = lines.length - MOST_ANNOTATIONS;
    if (hidden <= 0)
        return [...lines];
    return [...lines.slice(0, MOST_ANNOTATIONS), `and ${hidden} more: see the job summary`];
}


/***/ }),

/***/ 88120:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ keepHeapSmall)
/* harmony export */ });
/* harmony import */ var node_v8__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78877);

/**
 * V8 lets garbage pile up to several times of what is in use before it looks for it, and a catalog's listings are mostly
 * garbage: 100,000 objects took 430 MB so, and half of that with these (`node bench/prune.ts`). For steps that only ask a
 * store: what streams a dump has little garbage, and would be slower. A flag that a Node no longer knows changes nothing.
 */
const FLAGS = [
    // The old generation is looked through when it has grown by half.
    '--heap-growing-percent=50',
    // The young one stays as small as it began.
    '--semi-space-growth-factor=1',
];
/** Trades a little time for memory, for the rest of the process. */
function keepHeapSmall() {
    for (const flag of FLAGS)
        (0,node_v8__WEBPACK_IMPORTED_MODULE_0__.setFlagsFromString)(flag);
}


/***/ }),

/***/ 40514:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O$: () => (/* binding */ datedDumps),
/* harmony export */   Pe: () => (/* binding */ DatedTally),
/* harmony export */   dq: () => (/* binding */ datedDump)
/* harmony export */ });
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76433);
/* harmony import */ var _legacy_kind_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50759);
/* harmony import */ var _legacy_name_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(34446);
/* harmony import */ var _legacy_pattern_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(87779);




/** How scripts write the time into names, the most exact first. */
const WRITTEN = [
    '*YYYYMMDD_HHMMSS*',
    '*YYYYMMDD-HHMMSS*',
    '*YYYYMMDDTHHMMSS*',
    '*YYYYMMDDHHMMSS*',
    '*YYYYMMDD*',
    '*YYYY-MM-DD*',
    '*YYYY_MM_DD*',
    '*YYYY.MM.DD*',
];
const PATTERNS = WRITTEN.flatMap(text => {
    const pattern = (0,_legacy_pattern_js__WEBPACK_IMPORTED_MODULE_2__/* .parseLegacyPattern */ .R)(text);
    return pattern.ok ? [pattern.value] : [];
});
const ENDING = /\.(?:dump|dmp|sql|backup|bak|custom|pgdump|tar|tgz|gz|zst|xz|bz2|lz4|zip)(?:\.(?:gz|zst|xz|bz2|lz4|zip|age|gpg|pgp|asc|enc))*$/i;
/**
 * What an object without a manifest looks like by its name, with or without a policy: a dump of before this action, whose
 * name has its day. Undefined for all others, and where only we put things.
 */
function datedDump({ dumpBytes, key, manifestBytes, }) {
    if (dumpBytes === undefined || manifestBytes !== undefined)
        return undefined;
    return ENDING.test(key) && !(0,_layout_js__WEBPACK_IMPORTED_MODULE_3__/* .isOwnLayout */ .r)(key) ? (0,_legacy_name_js__WEBPACK_IMPORTED_MODULE_1__/* .legacyName */ .D)(key, PATTERNS) : undefined;
}
/** Counts what looks like such dumps, with the newest of each kind: of a listing nothing else is kept. */
class DatedTally {
    #kinds = new Map();
    add(listed) {
        const name = datedDump(listed);
        if (!name)
            return;
        const newestAt = name.startedAt.toISOString();
        const before = this.#kinds.get(name.legacyKind);
        const isNewest = before === undefined || newestAt > before.newestAt;
        this.#kinds.set(name.legacyKind, {
            kind: name.legacyKind,
            count: (before?.count ?? 0) + 1,
            bytes: (before?.bytes ?? 0) + (listed.dumpBytes ?? 0),
            newestAt: isNewest ? newestAt : before.newestAt,
            newestKey: isNewest ? listed.key : before.newestKey,
        });
    }
    dumps() {
        const kinds = _legacy_kind_js__WEBPACK_IMPORTED_MODULE_0__/* .LEGACY_KINDS */ .u.flatMap(kind => this.#kinds.get(kind) ?? []);
        return {
            count: kinds.reduce((sum, { count }) => sum + count, 0),
            bytes: kinds.reduce((sum, { bytes }) => sum + bytes, 0),
            kinds,
        };
    }
}
/** Those among the objects of a listing. */
function datedDumps(listed) {
    const tally = new DatedTally();
    for (const each of listed)
        tally.add(each);
    return tally.dumps();
}


/***/ }),

/***/ 50759:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ legacyKindOf),
/* harmony export */   u: () => (/* binding */ LEGACY_KINDS)
/* harmony export */ });
/* harmony import */ var _backup_class_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1744);

/** What a legacy object is by its folder and name: of a class, or else what it holds. */
const LEGACY_KINDS = [..._backup_class_js__WEBPACK_IMPORTED_MODULE_0__/* .BACKUP_CLASSES */ .q, 'full', 'schema', 'data', 'tables', 'roles'];
/**
 * The kind of a legacy object: of the class that one of its folders is called after, or that its name ends with before or
 * after the time (`shop_daily_20250121_030000.dump`, `shop_backup_20250121_030000_pre-deploy.dump`). Any other has the kind
 * of what it holds.
 */
function legacyKindOf(folders, { series, what, ending = '' }) {
    const name = withDashes(series.slice(series.lastIndexOf('/') + 1));
    const after = withDashes(ending);
    const found = _backup_class_js__WEBPACK_IMPORTED_MODULE_0__/* .BACKUP_CLASSES */ .q.find(each => folders.includes(each) ||
        name === each ||
        name.endsWith(`-${each}`) ||
        new RegExp(`^[-.]${each}(?:[-.]|$)`).test(after));
    if (found)
        return found;
    const holds = what.startsWith('tables ') ? 'tables' : what;
    return LEGACY_KINDS.find(each => each === holds) ?? 'full';
}
function withDashes(text) {
    return text.replaceAll('_', '-');
}


/***/ }),

/***/ 34446:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ legacyName)
/* harmony export */ });
/* harmony import */ var _drill_record_key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(184);
/* harmony import */ var _group_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(42056);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56879);
/* harmony import */ var _legacy_kind_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50759);




/** What no backup of a database holds: the roles of its server. */
const ROLES = /\.globals\.sql(?:\.age|\.gpg)?$/;
/** Reads the key of an object without a manifest; undefined where no pattern names it, or no such day exists. */
function legacyName(key, patterns) {
    if (key.endsWith(_names_js__WEBPACK_IMPORTED_MODULE_2__/* .MANIFEST_SUFFIX */ .OK) || (0,_drill_record_key_js__WEBPACK_IMPORTED_MODULE_3__/* .drilledKey */ .M)(key) !== undefined)
        return undefined;
    const own = key.endsWith(_names_js__WEBPACK_IMPORTED_MODULE_2__/* .CHECKSUM_SUFFIX */ .qP) ? key.slice(0, -_names_js__WEBPACK_IMPORTED_MODULE_2__/* .CHECKSUM_SUFFIX */ .qP.length) : key;
    const folders = own.split('/');
    const name = folders.pop() ?? own;
    for (const pattern of patterns) {
        const match = pattern.expression.exec(name);
        const startedAt = match?.groups && timeOf(match.groups);
        const date = match?.indices?.groups;
        const [start, end] = extentOf(date);
        const stem = name.slice(0, start).replace(/[_.-]+$/, '');
        if (!startedAt)
            continue;
        const named = (0,_group_js__WEBPACK_IMPORTED_MODULE_0__/* .legacyGroupOf */ .CO)(folders, stem, name.slice(end));
        const group = ROLES.test(name) ? { ...named, what: 'roles' } : named;
        return { key: own, startedAt, group, legacyKind: (0,_legacy_kind_js__WEBPACK_IMPORTED_MODULE_1__/* .legacyKindOf */ .b)(folders, group), pattern };
    }
    return undefined;
}
/** Where the time begins, and where it has ended. */
function extentOf(places) {
    const ends = Object.values(places ?? {}).filter(place => place !== undefined);
    return [Math.min(...ends.map(([start]) => start)), Math.max(...ends.map(([, end]) => end))];
}
function timeOf({ year, month, day, hour = '23', minute = '59', second = '59', }) {
    const text = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
    const time = new Date(text);
    // Date takes the 31st of February for the 3rd of March.
    const exists = !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text.slice(0, 10));
    return exists ? time : undefined;
}


/***/ }),

/***/ 66932:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ isLegacyOf)
/* harmony export */ });
/* harmony import */ var _group_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(42056);

/**
 * Whether a legacy object is one of a series: it has the series' name, or a pattern that begins with a name names it, and
 * who wrote that means this series. What is in a folder that may be another server's is of no series. A dump of tables
 * has the table's name behind the series'.
 */
function isLegacyOf({ group, pattern }, series) {
    const successor = (0,_group_js__WEBPACK_IMPORTED_MODULE_0__/* .successorOf */ .kz)(group, series);
    if (!successor)
        return false;
    return (pattern.begins !== '' ||
        successor.series === series ||
        (group.what.startsWith('tables ') && successor.series.startsWith(`${series}_`)));
}


/***/ }),

/***/ 87779:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ parseLegacyPattern)
/* harmony export */ });
/* harmony import */ var _core_parsed_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83186);

const TOKENS = new Map([
    ['YYYY', '(?<year>\\d{4})'],
    ['MM', '(?<month>0[1-9]|1[0-2])'],
    ['DD', '(?<day>0[1-9]|[12]\\d|3[01])'],
    ['HH', '(?<hour>[01]\\d|2[0-3])'],
    ['minute', '(?<minute>[0-5]\\d)'],
    ['SS', '(?<second>[0-5]\\d)'],
]);
const PIECES = /YYYY|MM|DD|HH|SS|\*+|./gsu;
/** More of them would take long to find out of a long name that it does not fit. */
const MOST_STARS = 3;
/**
 * Reads a pattern of names: `YYYY`, `MM`, `DD`, `HH`, `MM` (after HH: the minute) and `SS` are digits, `*` is anything.
 * Year, month and day must be in it.
 */
function parseLegacyPattern(text) {
    const pieces = namedPieces(text);
    const twice = [...TOKENS.keys()].find(token => pieces.filter(each => each === token).length > 1);
    if (text.includes('/'))
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(text)} has a folder in it; write a pattern of the names alone`);
    if (!['YYYY', 'MM', 'DD'].every(token => pieces.includes(token)))
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(text)} does not say where the date stands; write it like *_YYYYMMDD_HHMMSS*`);
    if (twice !== undefined)
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(text)} has the ${twice === 'minute' ? 'MM of minutes' : twice} twice; write it once`);
    if (pieces.filter(isStar).length > MOST_STARS)
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(text)} has more than ${MOST_STARS} stars; write at most ${MOST_STARS}`);
    return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .parsed */ .Yz)({ text, expression: expressionOf(pieces), begins: beginningOf(pieces) });
}
/** The pattern cut up: tokens, runs of stars, and single characters. The MM after HH is called `minute`. */
function namedPieces(text) {
    const pieces = [...text.matchAll(PIECES)].map(([piece]) => piece);
    const hour = pieces.indexOf('HH');
    return pieces.map((piece, at) => (piece === 'MM' && hour !== -1 && at > hour ? 'minute' : piece));
}
function expressionOf(pieces) {
    const body = pieces.map((piece, at) => {
        const token = TOKENS.get(piece);
        if (token === undefined)
            return isStar(piece) ? '.*' : piece.replace(/[\\^$.+?()[\]{}|]/, '\\$&');
        // Eight digits of a longer number are no date.
        const first = TOKENS.has(pieces[at - 1] ?? '') ? '' : '(?<!\\d)';
        const last = TOKENS.has(pieces[at + 1] ?? '') ? '' : '(?!\\d)';
        return `${first}${token}${last}`;
    });
    return new RegExp(`^${body.join('')}$`, 'dsu');
}
function beginningOf(pieces) {
    const end = pieces.findIndex(piece => isStar(piece) || TOKENS.has(piece));
    return pieces.slice(0, Math.max(0, end)).join('');
}
function isStar(piece) {
    return piece.startsWith('*');
}


/***/ }),

/***/ 25352:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ legacyWords)
/* harmony export */ });
/* harmony import */ var _core_words_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44474);

/** `141 older dumps, the newest of 2026-11-01: none of them is proven`. */
function legacyWords({ count, kinds }) {
    const [newest = ''] = kinds
        .map(({ newestAt }) => newestAt)
        .toSorted()
        .reverse();
    const all = (0,_core_words_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(count, 'dump of before this action', 'dumps of before this action');
    return `${all}, the newest of ${newest.slice(0, 10)}, which nothing has proven`;
}


/***/ }),

/***/ 30910:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ stockRestore),
/* harmony export */   e: () => (/* binding */ leftOutSchemas)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _core_shell_word_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(25798);


/** How a backup is restored into an empty database with stock tools alone, as commands for a POSIX shell. */
function stockRestore(backup) {
    const { file, commands: opening } = openFile(backup, backup.key);
    return [
        fetch(backup, backup.key),
        fetch(backup, backup.checksumKey),
        `sha256sum -c ${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_1__/* .shellWord */ .r)(nameOf(backup.checksumKey))}`,
        ...opening,
        '',
        '# PGHOST, PGUSER and PGPASSWORD say where to; the programs must be of version',
        `# ${backup.clientMajor} or newer.`,
        ...roles(backup),
        ...(backup.mode === 'data'
            ? ['# only rows: the database must have the tables already']
            : ['createdb restored', ...createSchemas(backup)]),
        load(backup, file),
    ].join('\n');
}
function fetch({ endpoint, location, url }, key) {
    if (!location.startsWith('s3://'))
        return `cp ${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_1__/* .shellWord */ .r)(url(key))} .`;
    return `aws s3 cp ${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_1__/* .shellWord */ .r)(url(key))} .${endpoint === undefined ? '' : ` --endpoint-url ${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_1__/* .shellWord */ .r)(endpoint)}`}`;
}
/** Names in a store are separated by `/` on every system. */
function nameOf(key) {
    return node_path__WEBPACK_IMPORTED_MODULE_0__.posix.basename(key);
}
function openFile({ openCommand }, key) {
    const file = nameOf(key);
    const command = openCommand(file);
    return command === undefined
        ? { file, commands: [] }
        : { file: file.replace(/\.(age|gpg)$/, ''), commands: [command] };
}
function roles(backup) {
    const { globals } = backup;
    if (!globals)
        return [];
    const { file, commands } = openFile(backup, globals.key);
    return [
        fetch(backup, globals.key),
        `echo ${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_1__/* .shellWord */ .r)(`${globals.sha256}  ${nameOf(globals.key)}`)} | sha256sum -c`,
        ...commands,
        `psql -X --dbname=postgres --file=${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_1__/* .shellWord */ .r)(file)}`,
    ];
}
/** A pattern of pg_dump's that is nothing but a name. */
const NAME = /^(?:[a-z_][a-z0-9_$]*|"[^"]+")$/;
/**
 * A backup has its extensions no matter which schema they are in (CREATE EXTENSION … WITH SCHEMA), and nothing that creates that
 * schema where it was left out.
 */
function leftOutSchemas({ contents, options }) {
    return contents.extensions.length === 0 ? [] : options.excludeSchemas.filter(pattern => NAME.test(pattern));
}
function createSchemas({ schemasFirst = [] }) {
    if (schemasFirst.length === 0)
        return [];
    const statements = schemasFirst.map(name => `CREATE SCHEMA IF NOT EXISTS ${name}`).join('; ');
    return [
        '# left out of the backup, but its extensions may be in them',
        `psql -X --set=ON_ERROR_STOP=1 --dbname=restored --command=${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_1__/* .shellWord */ .r)(statements)}`,
    ];
}
/** What unpacks SQL text, by the ending of its name. */
const UNPACK = [
    ['.gz', 'gzip -dc'],
    ['.zst', 'zstd -dc'],
    ['.lz4', 'lz4 -dc'],
];
function load({ mode, noAcl, noOwner }, file) {
    if (!file.endsWith('.dump')) {
        const psql = 'psql -X --set=ON_ERROR_STOP=1 --dbname=restored';
        const unpack = UNPACK.find(([ending]) => file.endsWith(ending))?.[1];
        return unpack ? `${unpack} ${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_1__/* .shellWord */ .r)(file)} | ${psql}` : `${psql} --file=${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_1__/* .shellWord */ .r)(file)}`;
    }
    const flags = [
        '--exit-on-error',
        ...(mode === 'data' ? ['--data-only'] : []),
        ...(noOwner ? ['--no-owner'] : []),
        ...(noAcl ? ['--no-acl'] : []),
    ];
    return `pg_restore ${flags.join(' ')} --dbname=restored ${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_1__/* .shellWord */ .r)(file)}`;
}


/***/ }),

/***/ 37103:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V7: () => (/* binding */ whatThereIs),
/* harmony export */   aL: () => (/* binding */ words),
/* harmony export */   hf: () => (/* binding */ explainNotFound)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);
/* harmony import */ var _core_words_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(44474);
/* harmony import */ var _archive_key_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(18455);
/* harmony import */ var _catalog_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(25716);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(76433);
/* harmony import */ var _legacy_dated_dump_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40514);
/* harmony import */ var _legacy_legacy_words_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(25352);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(56879);
/* harmony import */ var _other_destination_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(804);
/* harmony import */ var _read_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(14049);
/* harmony import */ var _time_in_name_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(91298);











/** Somebody waits for an error message, perhaps at 3 a.m. Milliseconds. */
const LONGEST_MS = 20_000;
/** How many objects of the rest of the bucket are looked at. */
const MOST_OUTSIDE = 5_000;
const MOST_SERIES = 5;
/**
 * Looks at all that there is, where something that was asked for was not found; undefined if that cannot be seen.
 * @throws OtherDestination where the backups are those of another destination
 */
async function whatThereIs(parts) {
    try {
        return await lookAtAll(parts);
    }
    catch (error) {
        parts.signal.throwIfAborted();
        if (error instanceof _other_destination_js__WEBPACK_IMPORTED_MODULE_2__/* .OtherDestination */ .t)
            throw error;
        return undefined;
    }
}
async function lookAtAll({ signal, store }) {
    const soon = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]);
    const newest = new Map();
    const dated = new _legacy_dated_dump_js__WEBPACK_IMPORTED_MODULE_1__/* .DatedTally */ .Pe();
    let foreign;
    for await (const object of store.list('', soon)) {
        const key = object.key;
        if (!key.endsWith(_names_js__WEBPACK_IMPORTED_MODULE_4__/* .MANIFEST_SUFFIX */ .OK)) {
            dated.add({ key, dumpBytes: object.bytes, manifestBytes: undefined });
            continue;
        }
        const backup = key.slice(0, -_names_js__WEBPACK_IMPORTED_MODULE_4__/* .MANIFEST_SUFFIX */ .OK.length);
        if (!(0,_layout_js__WEBPACK_IMPORTED_MODULE_5__/* .isOwnLayout */ .r)(backup))
            foreign = later(foreign, object);
        else
            newest.set((0,_archive_key_js__WEBPACK_IMPORTED_MODULE_6__/* .seriesOfKey */ .cX)(backup), later(newest.get((0,_archive_key_js__WEBPACK_IMPORTED_MODULE_6__/* .seriesOfKey */ .cX)(backup)), object));
    }
    if (newest.size === 0 && foreign)
        await (0,_read_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .readListedManifest */ .T3)(store, foreign, soon).catch(rethrowOther);
    if (newest.size === 0 && !foreign)
        await lookOutside({ store, signal: soon });
    return {
        newest: [...newest]
            .map(([series, { key }]) => ({
            series,
            key: key.slice(0, -_names_js__WEBPACK_IMPORTED_MODULE_4__/* .MANIFEST_SUFFIX */ .OK.length),
            at: (0,_time_in_name_js__WEBPACK_IMPORTED_MODULE_7__/* .timeInName */ .s)(key),
        }))
            .toSorted((one, other) => (other.at?.getTime() ?? 0) - (one.at?.getTime() ?? 0)),
        dated: dated.dumps(),
    };
}
/** Whether backups are in the bucket, and this destination is in a folder where none are. */
async function lookOutside({ signal, store }) {
    const whole = store.whole?.();
    if (!whole)
        return;
    try {
        let found;
        let count = 0;
        for await (const object of whole.list('', signal)) {
            count += 1;
            if (object.key.endsWith(_names_js__WEBPACK_IMPORTED_MODULE_4__/* .MANIFEST_SUFFIX */ .OK))
                found = later(found, object);
            if (count >= MOST_OUTSIDE)
                break;
        }
        if (!found)
            return;
        const manifest = await (0,_read_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .readListedManifest */ .T3)(whole, found, signal);
        throw new _other_destination_js__WEBPACK_IMPORTED_MODULE_2__/* .OtherDestination */ .t(whole.location, store.location, whole.url(manifest.key), _layout_js__WEBPACK_IMPORTED_MODULE_5__/* .isOwnLayout */ .r);
    }
    catch (error) {
        if (!(error instanceof _other_destination_js__WEBPACK_IMPORTED_MODULE_2__/* .OtherDestination */ .t))
            return;
        const { destination } = error;
        if (destination === store.location)
            return;
        throw destination === whole.location
            ? error
            : new _other_destination_js__WEBPACK_IMPORTED_MODULE_2__/* .OtherDestination */ .t(destination, store.location, destination, _layout_js__WEBPACK_IMPORTED_MODULE_5__/* .isOwnLayout */ .r);
    }
    finally {
        whole.close();
    }
}
function rethrowOther(error) {
    if (error instanceof _other_destination_js__WEBPACK_IMPORTED_MODULE_2__/* .OtherDestination */ .t)
        throw error;
}
function later(one, other) {
    if (!one)
        return other;
    const time = ({ key }) => (0,_time_in_name_js__WEBPACK_IMPORTED_MODULE_7__/* .timeInName */ .s)(key)?.getTime() ?? 0;
    return time(other) >= time(one) ? other : one;
}
/**
 * The same error, with what there is instead: nobody should have to look into the store for what to write. Of a dump that
 * has no manifest it says how it is restored.
 * @param key that was asked for, if one was
 */
async function explainNotFound(error, parts, key) {
    if (!(error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj) || error.code !== 'backup-not-found')
        return error;
    try {
        if (key !== undefined && (await parts.store.head(key, parts.signal)))
            return withoutManifest(key, parts.store);
        const there = await whatThereIs(parts);
        if (!there)
            return error;
        const { code, hint, kind, message } = error;
        return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({ kind, code, hint, message: `${message} ${words(there)}` }, error);
    }
    catch (other) {
        return other instanceof _other_destination_js__WEBPACK_IMPORTED_MODULE_2__/* .OtherDestination */ .t ? other : error;
    }
}
/** One or two sentences. */
function words({ dated, newest }) {
    const shown = newest.map(({ at, key, series }) => `${series}: ${key}${at ? ` of ${minute(at)}` : ''}`);
    const list = (0,_core_words_js__WEBPACK_IMPORTED_MODULE_8__/* .firstOf */ .Ku)(shown, MOST_SERIES, { separator: '; ', what: 'series' });
    const there = shown.length > 0 ? `The newest there: ${list}.` : 'There is no backup at all there.';
    return dated.count === 0 ? there : `${there} Without a manifest: ${(0,_legacy_legacy_words_js__WEBPACK_IMPORTED_MODULE_9__/* .legacyWords */ .P)(dated)}.`;
}
const BACKUP_WITHOUT_MANIFEST = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'stored-backups',
    code: 'backup-without-manifest',
    kind: 'input',
    meaning: 'The object that from names is there and has no manifest: a dump of before this action, or one whose manifest was removed. Nothing says what it should hold.',
    fix: 'Restore it with stock tools: docs/recovery.md, section 7. The message has the command.',
});
function withoutManifest(key, store) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...BACKUP_WITHOUT_MANIFEST,
        message: `${store.url(key)} is there, and has no manifest (${(0,_catalog_js__WEBPACK_IMPORTED_MODULE_10__/* .manifestKey */ .Rn)(key)}): it was not made by this action, or its manifest was removed, so what it holds cannot be compared with anything.`,
        hint: `Restore it with stock tools, as docs/recovery.md §7 says: ${restoreCommand(key)}.`,
    });
}
/** For a shell, once the file was fetched. */
function restoreCommand(key) {
    const name = key.slice(key.lastIndexOf('/') + 1);
    const plain = name.replace(/\.(?:gz|age|gpg)$/, '');
    const safe = /^[\w.+-]+$/.test(plain) ? plain : 'FILE';
    const open = name.endsWith('.gz') ? `gunzip ${safe}.gz, then ` : '';
    return /\.sql$/.test(plain)
        ? `${open}psql -X --set=ON_ERROR_STOP=1 --dbname=NEW --file=${safe}`
        : `${open}pg_restore --exit-on-error --no-owner --no-acl --dbname=NEW ${safe}`;
}
function minute(at) {
    return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}


/***/ }),

/***/ 25798:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ shellWord)
/* harmony export */ });
/** One word of a POSIX shell's command line, quoted only where it must be. */
function shellWord(text) {
    const word = text.startsWith('-') ? `./${text}` : text;
    return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}


/***/ }),

/***/ 97377:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cm: () => (/* binding */ quoteIdentifier),
/* harmony export */   Cv: () => (/* binding */ identifier),
/* harmony export */   HN: () => (/* binding */ dollarQuote),
/* harmony export */   ce: () => (/* binding */ quoteLiteral),
/* harmony export */   rT: () => (/* binding */ unquoteIdentifier)
/* harmony export */ });
/** A name as an SQL identifier: always quoted, so that its case and every character are kept. */
function quoteIdentifier(name) {
    return `"${name.replaceAll('"', '""')}"`;
}
/** The same for people to read and copy: quoted only if it needs to be. */
function identifier(name) {
    return /^[a-z_][a-z0-9_$]*$/.test(name) ? name : quoteIdentifier(name);
}
/** A text as an SQL literal: the same whether standard_conforming_strings is on or off. */
function quoteLiteral(text) {
    const quoted = `'${text.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
    return text.includes('\\') ? `E${quoted}` : quoted;
}
/** The name that an SQL identifier stands for. */
function unquoteIdentifier(written) {
    return written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written;
}
/** A text between dollar quotes, whose tag it does not have in it. */
function dollarQuote(text) {
    let tag = '$text$';
    while (text.includes(tag))
        tag = tag.replace('$', '$x');
    return `${tag}${text}${tag}`;
}


/***/ }),

/***/ 4029:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ openCommand)
/* harmony export */ });
/* harmony import */ var _core_shell_word_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(25798);

/** The command that opens a file with stock tools, beside itself and without its ending; undefined where nothing is sealed. */
function openCommand(method, file) {
    const opened = (0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_0__/* .shellWord */ .r)(file.replace(/\.(?:age|gpg)$/, ''));
    switch (method) {
        case 'none':
            return undefined;
        case 'age':
            return `age -d -i key.txt -o ${opened} ${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_0__/* .shellWord */ .r)(file)}`;
        case 'age-passphrase':
            return `age -d -o ${opened} ${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_0__/* .shellWord */ .r)(file)}`;
        case 'gpg-passphrase':
            return `gpg -o ${opened} -d ${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_0__/* .shellWord */ .r)(file)}`;
    }
}


/***/ }),

/***/ 74092:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PW: () => (/* binding */ definitionName),
/* harmony export */   cG: () => (/* binding */ findDifferences),
/* harmony export */   tX: () => (/* binding */ differences)
/* harmony export */ });
/* harmony import */ var _fingerprint_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23204);

/**
 * What differs between two fingerprints, a line each, in words that name the object; empty when they are equal. `actual`
 * is the one in question: what `expected` does not have is "extra", what it lacks is "missing".
 */
function differences(expected, actual) {
    return findDifferences(expected, actual).map(({ line }) => line);
}
/** The same, for those who have to distinguish them. */
function findDifferences(expected, actual) {
    return [
        ...compare('table', expected.tables, actual.tables, _fingerprint_js__WEBPACK_IMPORTED_MODULE_0__/* .qualifiedName */ .OL, differentTable),
        ...compare('definition', definitions(expected), definitions(actual), ({ name }) => name, (one, other) => (one.sums === other.sums ? undefined : 'is defined differently')),
        ...compare('sequence', expected.sequences, actual.sequences, ({ sequence }) => sequence, differentSequence),
        ...differentLargeObjects(expected, actual),
    ];
}
/** `INDEX public.by_name`, `EXTENSION citext`: what a definition is called in differences. */
function definitionName(entry) {
    // PostgreSQL says it twice of casts, transforms and user mappings: `CAST (text AS app.pair)`.
    if (entry.name.startsWith(`${entry.kind} `) && entry.schema === '-')
        return entry.name;
    return `${entry.kind} ${entry.schema === '-' ? entry.name : (0,_fingerprint_js__WEBPACK_IMPORTED_MODULE_0__/* .qualifiedName */ .OL)(entry)}`;
}
/** By name: some entries share one, such as operators for several types. */
function definitions({ objects }) {
    return [...Map.groupBy(objects, definitionName)].map(([name, same]) => ({
        name,
        sums: same
            .map(({ sha256 }) => sha256)
            .toSorted()
            .join(),
    }));
}
function compare(of, expected, actual, nameOf, difference) {
    const there = new Map(actual.map(each => [nameOf(each), each]));
    const wanted = new Set(expected.map(nameOf));
    const publish = (name, how, what) => ({
        of,
        name,
        how,
        what,
        line: `${of === 'sequence' ? 'sequence ' : ''}${name} ${what}`,
    });
    const found = expected.flatMap(each => {
        const name = nameOf(each);
        const other = there.get(name);
        if (other === undefined)
            return [publish(name, 'missing', 'is missing')];
        const what = difference(each, other);
        return what === undefined ? [] : [publish(name, 'different', what)];
    });
    const extra = [...there.keys()].filter(name => !wanted.has(name));
    return [...found, ...extra.map(name => publish(name, 'extra', 'is extra'))];
}
function differentTable(expected, actual) {
    if (expected.rows !== actual.rows)
        return `has ${actual.rows} rows, expected ${expected.rows}`;
    return expected.sha256 === actual.sha256 ? undefined : `has other content in its ${actual.rows} rows`;
}
function differentSequence(expected, actual) {
    if (expected.value !== actual.value)
        return `is at ${actual.value}, expected ${expected.value}`;
    if (expected.called === actual.called)
        return undefined;
    return `is at ${actual.value}, ${actual.called ? 'which was given out already' : 'not given out yet'}, unlike in the backup`;
}
function differentLargeObjects({ largeObjects: one }, { largeObjects: other }) {
    const publish = (line) => ({
        of: 'large objects',
        name: 'large objects',
        how: 'different',
        what: line,
        line,
    });
    if (one.count !== other.count)
        return [publish(`large objects: ${other.count}, expected ${one.count}`)];
    return one.sha256 === other.sha256 ? [] : [publish(`the ${one.count} large objects have other content`)];
}


/***/ }),

/***/ 23204:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Le: () => (/* binding */ countByKind),
/* harmony export */   OL: () => (/* binding */ qualifiedName),
/* harmony export */   wh: () => (/* binding */ totalRows)
/* harmony export */ });
/* harmony import */ var _core_sql_quoting_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97377);

/** How many entries of each kind the archive's table of contents has, by PostgreSQL's own words. */
function countByKind(objects) {
    const isRetainable = {};
    for (const { kind } of objects)
        isRetainable[kind] = (isRetainable[kind] ?? 0) + 1;
    return isRetainable;
}
function totalRows(tables) {
    return tables.reduce((sum, table) => sum + table.rows, 0);
}
/** `schema.table`, quoted where PostgreSQL needs it: two tables never share this name. */
function qualifiedName({ schema, name }) {
    return `${(0,_core_sql_quoting_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(schema)}.${(0,_core_sql_quoting_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(name)}`;
}


/***/ }),

/***/ 68321:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  REPORT: () => (/* binding */ REPORT)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/action/annotations.js
var annotations = __webpack_require__(2508);
// EXTERNAL MODULE: ./lib/action/failure.js
var failure = __webpack_require__(75388);
// EXTERNAL MODULE: ./lib/action/small-heap.js
var small_heap = __webpack_require__(88120);
// EXTERNAL MODULE: ./lib/action/stores.js + 5 modules
var stores = __webpack_require__(63136);
// EXTERNAL MODULE: ./lib/action/verb.js
var verb = __webpack_require__(30009);
// EXTERNAL MODULE: ./lib/report/data/attention.js
var data_attention = __webpack_require__(12025);
// EXTERNAL MODULE: ./lib/report/data/compose-report.js + 3 modules
var compose_report = __webpack_require__(1384);
// EXTERNAL MODULE: ./lib/report/data/reasons-to-fail.js
var reasons_to_fail = __webpack_require__(96871);
// EXTERNAL MODULE: ./lib/action/summary/failure-summary.js
var failure_summary = __webpack_require__(52594);
;// CONCATENATED MODULE: ./lib/report/failure-words.js

const REPORT_WORDS = {
    title: 'No report',
    kinds: {
        ...failure_summary/* KINDS */.G,
        database: 'PostgreSQL could not be asked',
        storage: 'the backups could not be read',
        integrity: 'something is not what it should be',
    },
    afterwards: 'Nothing is known of the backups, and no report was written: report only reads.',
};

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/core/sentence.js
var sentence = __webpack_require__(92998);
// EXTERNAL MODULE: ./lib/storage/folder/made-folders.js
var made_folders = __webpack_require__(79069);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
// EXTERNAL MODULE: ./lib/catalog/legacy/legacy-kind.js
var legacy_kind = __webpack_require__(50759);
// EXTERNAL MODULE: ./lib/catalog/backup-class.js
var backup_class = __webpack_require__(1744);
// EXTERNAL MODULE: ./lib/postgres/dump-choices.js
var dump_choices = __webpack_require__(75304);
// EXTERNAL MODULE: ./lib/catalog/drill-record.js
var drill_record = __webpack_require__(93226);
;// CONCATENATED MODULE: ./lib/report/data/report-backup.js



const count = schemas/* int */.Whr().nonnegative();
const bytes = schemas/* int */.Whr().nonnegative();
const milliseconds = schemas/* int */.Whr().nonnegative();
/** Whether a backup can be restored, as far as anybody looked. */
const BACKUP_STATES = ['complete', 'missing', 'altered', 'refuted'];
/** Something that is otherwise than in the backups before it. */
const reportFindingSchema = schemas/* object */.Ikc({
    kind: schemas/* enum */.k5n(['size', 'rows', 'duration', 'table', 'schema', 'extensions']),
    weight: schemas/* enum */.k5n(['anomaly', 'drift']).describe('drift is what a migration does, and no anomaly'),
    text: schemas/* string */.YjP().describe('one sentence'),
});
/** What keeps it from being removed. */
const reportLockSchema = schemas/* object */.Ikc({
    until: iso/* datetime */.w$().exactOptional().describe('missing where only a legal hold is on it'),
    mode: schemas/* string */.YjP().exactOptional().describe("the store's word, such as COMPLIANCE"),
    legalHold: schemas/* boolean */.zMY(),
});
/** A drill, as a report shows it. */
const reportDrillSchema = schemas/* object */.Ikc({
    key: schemas/* string */.YjP().describe('of the backup'),
    at: iso/* datetime */.w$().describe('when it began'),
    outcome: schemas/* enum */.k5n(drill_record/* DRILL_OUTCOMES */.Wd),
    passed: schemas/* boolean */.zMY().describe('the backup, and the budgets'),
    rtoMs: milliseconds.exactOptional().describe('time to restore; missing where it could not be loaded'),
    rtoBudgetMs: milliseconds.exactOptional(),
    rpoMs: milliseconds.describe('age of the backup when the drill began'),
    rpoBudgetMs: milliseconds.exactOptional(),
    serverVersion: schemas/* string */.YjP(),
    reasons: schemas/* array */.YOg(schemas/* string */.YjP()).describe('why it did not pass, the most significant first; at most 5'),
});
/** A backup, in the few words that 2,000 of them leave room for. */
const reportBackupSchema = schemas/* object */.Ikc({
    key: schemas/* string */.YjP().describe('relative to the destination'),
    at: iso/* datetime */.w$().describe('when it began: what it holds is of that moment'),
    class: schemas/* enum */.k5n(backup_class/* BACKUP_CLASSES */.q),
    what: schemas/* string */.YjP()
        .describe('full, schema, data, or `tables` and the name of the file: backups of different ones do not stand in for each other'),
    state: schemas/* enum */.k5n(BACKUP_STATES)
        .describe('complete: proven when it was made, and still there with the size that it had. missing, altered: its object is gone, or has another size. refuted: its last drill found that it does not restore to what it was'),
    bytes: bytes.describe('as it is in the store'),
    dumpBytes: bytes.describe('as pg_dump wrote it'),
    ms: milliseconds.describe('from the begin to the written manifest'),
    rows: count,
    tables: count,
    encryption: schemas/* enum */.k5n(['none', 'age', 'age-passphrase', 'gpg-passphrase']).describe('by this action'),
    storageClass: schemas/* string */.YjP().exactOptional().describe('as the store names it; missing where it names none'),
    lock: schemas/* union */.KCZ([reportLockSchema, schemas/* literal */.euz('unknown')])
        .exactOptional()
        .describe('missing where nothing holds it, or where nobody asked (locksRead); unknown where nobody may ask'),
    drill: reportDrillSchema
        .pick({ at: true, outcome: true, passed: true, rtoMs: true, rpoMs: true })
        .exactOptional()
        .describe('the last one'),
    archivedFrom: schemas/* string */.YjP()
        .exactOptional()
        .describe('it is an archived copy of the backup with this key, which may be gone'),
    findings: schemas/* array */.YOg(reportFindingSchema)
        .exactOptional()
        .describe('against those before it, anomalies first; at most 5, and missing where there are none'),
    anomalies: count.exactOptional().describe('how many of its findings are, listed or not'),
});

;// CONCATENATED MODULE: ./lib/report/data/report-series.js




const report_series_count = schemas/* int */.Whr().nonnegative();
const report_series_bytes = schemas/* int */.Whr().nonnegative();
const report_series_milliseconds = schemas/* int */.Whr().nonnegative();
const day = schemas/* string */.YjP().regex(/^\d{4}-\d{2}-\d{2}$/);
/** Whether a series' backups are as recent as they should be. */
const FRESHNESS_STATES = ['fresh', 'stale', 'not watched', 'way back'];
const reportFreshnessSchema = schemas/* object */.Ikc({
    state: schemas/* enum */.k5n(FRESHNESS_STATES)
        .describe('not watched: no max-age says how old it may be; way back: it holds only what restores kept of their targets'),
    words: schemas/* string */.YjP().describe('completes “the series …”'),
    newestAt: iso/* datetime */.w$()
        .exactOptional()
        .describe('when the newest backup that can be restored began; missing where there is none'),
    ageMs: report_series_milliseconds.exactOptional(),
    maxAgeMs: report_series_milliseconds.exactOptional(),
    usualEveryMs: report_series_milliseconds
        .exactOptional()
        .describe('the median time between its last backups; missing below 3 of them'),
});
/** How much of the past year can be restored, from backups of the whole database. Days and months are those of UTC. */
const reportCoverageSchema = schemas/* object */.Ikc({
    since: day.describe('the first day that is looked at: that of the oldest backup, or a year ago'),
    days: schemas/* object */.Ikc({ restorable: report_series_count, of: report_series_count })
        .describe('on which such a backup began; today is looked at once there is one'),
    months: schemas/* object */.Ikc({ restorable: report_series_count, of: report_series_count }),
    longestGap: schemas/* object */.Ikc({ ms: report_series_milliseconds, after: iso/* datetime */.w$().describe('when the backup before it began') })
        .exactOptional()
        .describe('the longest time between two backups that follow each other, or since the last'),
    oldestAt: iso/* datetime */.w$().exactOptional().describe('of all that can be restored, older than a year too'),
});
/** Size and duration over time. */
const reportTrendSchema = schemas/* object */.Ikc({
    what: schemas/* string */.YjP().describe('as in backups'),
    points: schemas/* array */.YOg(schemas/* object */.Ikc({
        at: iso/* datetime */.w$(),
        bytes: report_series_bytes,
        dumpBytes: report_series_bytes,
        ms: report_series_milliseconds,
        rows: report_series_count,
    }))
        .describe('the oldest first; where there are more than 200, evenly chosen, with the first and the last'),
});
const before = { what: schemas/* string */.YjP(), before: schemas/* string */.YjP(), now: schemas/* string */.YjP(), change: schemas/* string */.YjP() };
/** The newest backup, compared with those before it. */
const reportAnomaliesSchema = schemas/* object */.Ikc({
    key: schemas/* string */.YjP().describe('of the backup that was judged'),
    class: schemas/* enum */.k5n(backup_class/* BACKUP_CLASSES */.q),
    mode: schemas/* enum */.k5n(dump_choices/* MODES */.F),
    at: iso/* datetime */.w$(),
    compared: report_series_count.describe('how many of the same series, class, mode and selection it was compared with'),
    enough: schemas/* boolean */.zMY().describe('false: there was none before it, and nothing can be said'),
    figures: schemas/* array */.YOg(schemas/* object */.Ikc({ kind: schemas/* string */.YjP(), ...before, odd: schemas/* boolean */.zMY() }))
        .describe('of the whole backup, whether odd or not'),
    findings: schemas/* array */.YOg(reportFindingSchema.extend(before)).describe('anomalies first; at most 50'),
    anomalies: report_series_count.describe('how many of the findings are, listed or not'),
    totals: schemas/* string */.YjP().exactOptional().describe('what they come to, where they are many'),
    notCompared: schemas/* array */.YOg(schemas/* string */.YjP()).describe('what could not be compared, and why'),
});
/** The backups of one series. */
const reportSeriesSchema = schemas/* object */.Ikc({
    series: schemas/* string */.YjP(),
    source: schemas/* object */.Ikc({ database: schemas/* string */.YjP(), host: schemas/* string */.YjP(), serverVersion: schemas/* string */.YjP() })
        .exactOptional()
        .describe("the newest backup's; missing where there is none"),
    freshness: reportFreshnessSchema,
    backups: schemas/* array */.YOg(reportBackupSchema).describe('the newest first; leftOut says how many more there are'),
    leftOut: report_series_count.describe('older ones that are not listed; everything else in here counts them too'),
    backupCount: report_series_count.describe('archived copies too'),
    bytes: report_series_bytes.describe('of its backups, as they are in the store, without what is beside them'),
    coverage: reportCoverageSchema,
    trends: schemas/* array */.YOg(reportTrendSchema).describe('by what they hold, full first; at most 6'),
    drills: schemas/* array */.YOg(reportDrillSchema).describe('the last of each backup, the newest first; at most 100'),
    anomalies: schemas/* array */.YOg(reportAnomaliesSchema)
        .describe('of each class, mode and selection the newest, of the last 400 days; the newest first; at most 12'),
    protection: schemas/* object */.Ikc({
        encrypted: report_series_count.describe('by this action; what the store encrypts at rest is not counted'),
        notEncrypted: report_series_count,
        methods: schemas/* record */.g1P(schemas/* string */.YjP(), report_series_count),
        locked: report_series_count.describe('by a lock that has not run out, or a legal hold'),
        notLocked: report_series_count,
        lockUnknown: report_series_count.describe('nobody asked, or nobody may'),
    }),
});

;// CONCATENATED MODULE: ./lib/report/data/report-data.js



const report_data_count = schemas/* int */.Whr().nonnegative();
const report_data_bytes = schemas/* int */.Whr().nonnegative();
/** The worst of what there is to say: `failure` fails the step. */
const VERDICTS = ['good', 'attention', 'failure'];
/** What there may be to say something about. */
const ATTENTION_ABOUT = [
    'freshness',
    'manifest',
    'backup',
    'drill',
    'anomaly',
    'orphans',
    'clock',
    'report',
];
/** Something that somebody should look at. */
const attentionSchema = schemas/* object */.Ikc({
    level: schemas/* enum */.k5n(['failure', 'warning']),
    series: schemas/* string */.YjP().exactOptional().describe('missing where it concerns all'),
    about: schemas/* enum */.k5n(ATTENTION_ABOUT),
    message: schemas/* string */.YjP().describe('one sentence'),
});
const storageClassTotal = schemas/* object */.Ikc({
    storageClass: schemas/* string */.YjP().exactOptional().describe('missing where the store names none'),
    objects: report_data_count,
    bytes: report_data_bytes,
});
/** Version 1 of what is known of all the backups of a destination. Holds no secret. */
const reportSchema = schemas/* object */.Ikc({
    schema: schemas/* literal */.euz('pg-backup-report/1'),
    madeAt: iso/* datetime */.w$(),
    location: schemas/* string */.YjP().describe('s3://bucket/prefix, or the path of a folder'),
    run: schemas/* object */.Ikc({ repository: schemas/* string */.YjP(), commit: schemas/* string */.YjP(), url: schemas/* string */.YjP() })
        .partial()
        .describe('where it was made; empty outside of GitHub'),
    verdict: schemas/* enum */.k5n(VERDICTS).describe('good: nothing in attention; failure: something in it fails the step'),
    attention: schemas/* array */.YOg(attentionSchema).describe('failures first; at most 200'),
    attentionCount: report_data_count,
    totals: schemas/* object */.Ikc({
        series: report_data_count,
        backups: report_data_count,
        objects: report_data_count.describe('all that are stored there: backups, what is beside them, and orphans'),
        bytes: report_data_bytes.describe('of these'),
        storage: schemas/* array */.YOg(storageClassTotal).describe('the most bytes first'),
    }),
    locksRead: schemas/* boolean */.zMY().describe('whether the store was asked for locks'),
    series: schemas/* array */.YOg(reportSeriesSchema).describe('the stale ones first, then by name'),
    unreadable: schemas/* array */.YOg(schemas/* object */.Ikc({ key: schemas/* string */.YjP(), message: schemas/* string */.YjP() }))
        .describe('backups whose manifest cannot be read: they count nowhere else; at most 100'),
    unreadableCount: report_data_count,
    legacy: schemas/* object */.Ikc({
        count: report_data_count,
        bytes: report_data_bytes,
        kinds: schemas/* array */.YOg(schemas/* object */.Ikc({
            kind: schemas/* enum */.k5n(legacy_kind/* LEGACY_KINDS */.u),
            count: report_data_count,
            bytes: report_data_bytes,
            newestAt: iso/* datetime */.w$().describe('by its name'),
            newestKey: schemas/* string */.YjP(),
        })),
    })
        .describe('what looks like dumps of before this action, by name: without manifests, and so not proven'),
    orphans: schemas/* object */.Ikc({
        count: report_data_count,
        bytes: report_data_bytes,
        keys: schemas/* array */.YOg(schemas/* string */.YjP()).describe('at most 100'),
    })
        .describe('objects older than a day that belong to no backup'),
    warnings: schemas/* array */.YOg(schemas/* string */.YjP()).describe('what kept this report from being whole; at most 100'),
});
/** As it is stored in report.json: on one line, since 2,000 backups indented are twice as large. */
function serializeReport(report) {
    return `${JSON.stringify(report)}\n`;
}

;// CONCATENATED MODULE: ./lib/report/files.js






const REPORT_NOT_WRITTEN = (0,errors/* defineError */.MP)({
    topic: 'reports',
    code: 'report-not-written',
    kind: 'environment',
    meaning: 'The report could not be written to its folder.',
    fix: 'Give a folder that can be written to as report-path, on a disk that is not full.',
});
/**
 * Writes a report into a folder, which is made where it is missing; an earlier report in it is replaced.
 * @throws BackupError `report-not-written`
 */
async function writeReport(report, path) {
    // Only here: charts take as long to load as everything else of a short step. Eager, since a bundle of several files
    // would list the licenses of the last one alone.
    const { renderPage } = await Promise.resolve(/* import() eager */).then(__webpack_require__.bind(__webpack_require__, 73471));
    const html = renderPage(report);
    const folder = (0,external_node_path_.resolve)(path);
    const json = (0,external_node_path_.join)(folder, 'report.json');
    const page = (0,external_node_path_.join)(folder, 'index.html');
    try {
        await (0,made_folders/* makeFolder */.fc)(folder);
        // Names of tables and sizes are nobody else's business: a file that is there already keeps its own mode.
        await (0,promises_.writeFile)(json, serializeReport(report), { mode: 0o600 });
        await (0,promises_.writeFile)(page, html, { mode: 0o600 });
    }
    catch (cause) {
        throw new errors/* BackupError */.hj({
            ...REPORT_NOT_WRITTEN,
            message: (0,sentence/* sentence */.e)(`The report could not be written to ${folder}: ${(0,errors/* messageOf */.bD)(cause)}`),
        }, cause);
    }
    return { folder, json, page };
}

// EXTERNAL MODULE: ./lib/action/inputs/readers.js
var readers = __webpack_require__(54794);
// EXTERNAL MODULE: ./lib/action/inputs/row.js
var row = __webpack_require__(7198);
// EXTERNAL MODULE: ./lib/action/inputs/table/anomaly.js
var anomaly = __webpack_require__(97684);
// EXTERNAL MODULE: ./lib/action/inputs/table/dump.js
var dump = __webpack_require__(17951);
// EXTERNAL MODULE: ./lib/action/inputs/table/notify.js + 1 modules
var notify = __webpack_require__(30482);
// EXTERNAL MODULE: ./lib/action/inputs/table/storage.js + 2 modules
var storage = __webpack_require__(81271);
// EXTERNAL MODULE: ./lib/catalog/destination.js
var destination = __webpack_require__(23567);
// EXTERNAL MODULE: ./lib/report/data/max-ages.js
var max_ages = __webpack_require__(13522);
;// CONCATENATED MODULE: ./lib/report/input-table.js








const maxAge = {
    read: max_ages/* parseMaxAges */.Yg,
    required: false,
    default: undefined,
    whenEmpty: max_ages/* NO_MAX_AGES */.gx,
    description: 'How old the newest backup may be, such as `26h` or `8d`: for every series, or `shop: 26h` a line for each. The step fails where one is older, or where there is none.',
    defaultDescription: 'reported, and no reason to fail',
};
/** What is reported, and which part of it fails. */
const reportInputs = {
    series: (0,row/* optional */.lq)(dump/* series */.U, {
        description: 'Only the backups of this series.',
        defaultDescription: 'every series',
    }),
    'max-age': maxAge,
    'report-path': (0,row/* optional */.lq)({ read: destination/* parseFolder */.I }, {
        description: 'The folder that `index.html` and `report.json` are written to. It is kept, so that a later step can upload it.',
        defaultDescription: '`pg-backup-report` in `RUNNER_TEMP`',
    }),
    'anomaly-window': {
        ...anomaly/* anomalyInputs */.p['anomaly-window'],
        description: 'How many earlier backups of the same series, class and mode each one is compared with.',
    },
    'anomaly-threshold': anomaly/* anomalyInputs */.p['anomaly-threshold'],
    locks: (0,row/* defaulting */.G5)(readers/* flag */.Jt, 'true', {
        description: 'Ask the store what keeps each backup from being removed. Needs `s3:GetObjectRetention` and `s3:GetObjectLegalHold`; without them it is reported as unknown.',
    }),
};
/** Every input of the report action, once. */
const REPORT_INPUTS = {
    ...storage/* destinationInputs */.SR,
    ...reportInputs,
    ...storage/* s3AccessInputs */.G6,
    ...notify/* notifyInputs */.v,
};

// EXTERNAL MODULE: ./lib/action/inputs/checked-reading.js + 1 modules
var checked_reading = __webpack_require__(62941);
// EXTERNAL MODULE: ./lib/action/inputs/connection.js + 7 modules
var connection = __webpack_require__(2171);
// EXTERNAL MODULE: ./lib/action/inputs/rules/access-rules.js
var access_rules = __webpack_require__(72976);
// EXTERNAL MODULE: ./lib/action/inputs/s3-inputs.js
var s3_inputs = __webpack_require__(20398);
// EXTERNAL MODULE: ./lib/action/runner.js
var runner = __webpack_require__(14918);
;// CONCATENATED MODULE: ./lib/report/inputs.js






/** What is reported. */
const reportRules = [
    {
        about: ['max-age', 'series'],
        broken: ({ value }) => {
            const series = value('series');
            const other = [...value('max-age').bySeries.keys()].find(name => name !== series);
            if (series === undefined || other === undefined)
                return undefined;
            return `max-age names ${other}, which series: ${series} leaves out; leave series empty, or name no other series in max-age`;
        },
    },
];
/** All that must hold between the inputs of report. */
const REPORT_RULES = [...reportRules, ...access_rules/* accessRules */.S];
const REPORT_READING = { table: REPORT_INPUTS, rules: REPORT_RULES, connect: connection/* withoutDatabase */.s };
/**
 * Reads and checks all inputs of report.
 * @throws BackupError `input-invalid`, a line of its message for each problem
 */
function readReportInputs(source) {
    const { destination, notes, reading } = (0,checked_reading/* readInputs */.Ko)(REPORT_READING, source);
    const { value } = reading;
    return {
        ...notes,
        destination,
        s3: (0,s3_inputs/* s3AccessOf */.cR)(reading),
        request: {
            series: value('series'),
            maxAges: value('max-age'),
            thresholds: { window: value('anomaly-window'), percent: value('anomaly-threshold') },
            locks: value('locks'),
            run: (0,runner/* readRunner */.f)(source.env).run,
        },
        reportPath: value('report-path')?.path,
    };
}

// EXTERNAL MODULE: ./lib/core/sizes.js
var sizes = __webpack_require__(86361);
// EXTERNAL MODULE: ./lib/notify/notice.js
var notice = __webpack_require__(65741);
// EXTERNAL MODULE: ./lib/notify/problem.js
var problem = __webpack_require__(67226);
// EXTERNAL MODULE: ./lib/notify/several.js
var several = __webpack_require__(55489);
;// CONCATENATED MODULE: ./lib/report/notice.js







const OUTCOMES = {
    good: 'success',
    attention: 'warning',
    failure: 'failure',
};
/** What a notice says of a report. */
function reportNotice({ report }) {
    const { attention, location, totals, verdict } = report;
    return {
        outcome: OUTCOMES[verdict],
        title: `${location}: ${titleOf(report)}`,
        facts: (0,notice/* factsOf */.xS)({
            Backups: `${totals.backups.toLocaleString('en-US')} of ${totals.series} series`,
            Stored: (0,sizes/* formatSize */.X)(totals.bytes),
            Stale: (0,several/* severalOf */.M)((0,compose_report/* staleSeries */.rw)(report)),
            Attention: (0,several/* severalOf */.M)(attention.filter(each => !(0,data_attention/* isFailure */.N)(each)).map(({ message }) => message)),
        }),
        problem: (0,problem/* problemOf */.Z)((0,reasons_to_fail/* reasonsToFail */.R)(report)),
    };
}
function titleOf(report) {
    const { attentionCount, series, verdict } = report;
    const stale = (0,compose_report/* staleSeries */.rw)(report).length;
    if (verdict === 'good')
        return 'all backups are as they should be';
    if (verdict === 'attention')
        return attentionCount === 1 ? 'one thing to look at' : `${attentionCount} things to look at`;
    return stale === 0
        ? report.legacy.count > 0
            ? 'no backup with a manifest'
            : 'no backup at all'
        : `${stale} of ${series.length} series without a fresh backup`;
}

;// CONCATENATED MODULE: ./lib/report/outputs.js

/** Every output of the report action, once. */
const REPORT_OUTPUTS = {
    'report-path': {
        description: 'The folder that the report was written to, for actions/upload-artifact.',
        read: ({ files }) => files.folder,
    },
    'page-path': {
        description: 'Where `index.html` is: the report as one page that needs nothing else.',
        read: ({ files }) => files.page,
    },
    'json-path': {
        description: 'Where `report.json` is; see docs/report.schema.json.',
        read: ({ files }) => files.json,
    },
    verdict: {
        description: '`good`, `attention` (somebody should look at something), or `failure` (a series is stale, and the step fails).',
        read: ({ report }) => report.verdict,
    },
    stale: {
        description: 'The series without a backup that is as new as `max-age` demands, one a line; empty where there is none.',
        read: ({ report }) => (0,compose_report/* staleSeries */.rw)(report).join('\n'),
    },
    series: {
        description: 'How many series there are.',
        read: ({ report }) => report.totals.series,
    },
    backups: {
        description: 'How many backups there are.',
        read: ({ report }) => report.totals.backups,
    },
    'total-bytes': {
        description: 'How much is in the destination, in bytes.',
        read: ({ report }) => report.totals.bytes,
    },
};

// EXTERNAL MODULE: ./lib/catalog/archive-key.js
var archive_key = __webpack_require__(18455);
// EXTERNAL MODULE: ./lib/catalog/read-manifest.js
var read_manifest = __webpack_require__(14049);
// EXTERNAL MODULE: ./lib/catalog/time-in-name.js
var time_in_name = __webpack_require__(91298);
// EXTERNAL MODULE: ./lib/catalog/what-there-is.js
var what_there_is = __webpack_require__(37103);
// EXTERNAL MODULE: ./lib/core/cancellation.js
var cancellation = __webpack_require__(20600);
// EXTERNAL MODULE: ./lib/core/words.js
var words = __webpack_require__(44474);
// EXTERNAL MODULE: ./lib/stream/concurrency.js
var concurrency = __webpack_require__(11471);
// EXTERNAL MODULE: ./lib/anomaly/anomalies.js + 3 modules
var anomaly_anomalies = __webpack_require__(74352);
// EXTERNAL MODULE: ./lib/report/data/compact-backup.js
var compact_backup = __webpack_require__(35761);
;// CONCATENATED MODULE: ./lib/report/data/gather.js


/**
 * Gathers the backups of one series. Of whole manifests, which may be large, only as many are kept as the next backup is
 * compared with, for each class, mode and selection.
 */
function gatherSeries(series, thresholds) {
    const backups = [];
    const drills = [];
    const kept = new Map();
    let newest;
    return {
        add(found) {
            const { drill, manifest } = found;
            if (drill)
                drills.push((0,compact_backup/* compactDrill */.Lm)(drill));
            if (!newest || Date.parse(manifest.startedAt) >= Date.parse(newest.startedAt))
                newest = manifest;
            // What a restore kept is of another database perhaps, and an archived copy is compared under its own key already.
            if (manifest.class === 'pre-restore' || manifest.archived) {
                backups.push((0,compact_backup/* compactBackup */.wF)(found, undefined));
                return;
            }
            const kind = kindOf(manifest);
            const before = kept.get(kind)?.manifests ?? [];
            const anomalies = (0,anomaly_anomalies/* findAnomalies */.nO)(manifest, before, thresholds);
            backups.push((0,compact_backup/* compactBackup */.wF)(found, anomalies));
            kept.set(kind, {
                manifests: (0,anomaly_anomalies/* isRefused */.H0)(manifest, anomalies) ? before : [...before, manifest].slice(-thresholds.window),
                evaluated: evaluated(manifest, anomalies),
            });
        },
        gathered: () => ({
            series,
            source: newest && {
                database: newest.source.database,
                host: newest.source.host,
                serverVersion: newest.source.serverVersion,
            },
            backups,
            drills,
            anomalies: [...kept.values()].map(each => each.evaluated),
        }),
    };
}
/** Those that can be compared share it (historyOf decides; patterns in another order are kept apart for nothing). */
function kindOf({ class: backupClass, mode, options }) {
    const { excludeSchemas, excludeTableData, excludeTables, schemas, tables } = options;
    return JSON.stringify([
        ...[backupClass, mode],
        ...[tables, excludeTables, schemas, excludeSchemas, excludeTableData].map(patterns => patterns.toSorted()),
    ]);
}
function evaluated(manifest, report) {
    const { anomalies, compared, enough, figures, findings, notCompared, totals } = report;
    return {
        key: manifest.key,
        class: manifest.class,
        mode: manifest.mode,
        at: manifest.startedAt,
        compared,
        enough,
        figures: [...figures],
        findings: findings.map(({ before, change, kind, now, text, weight, what }) => ({
            kind,
            weight,
            text,
            what,
            before,
            now,
            change,
        })),
        anomalies,
        ...(totals !== undefined && { totals }),
        notCompared: [...notCompared],
    };
}

// EXTERNAL MODULE: ./lib/catalog/catalog.js
var catalog = __webpack_require__(25716);
// EXTERNAL MODULE: ./lib/catalog/layout.js
var layout = __webpack_require__(76433);
// EXTERNAL MODULE: ./lib/catalog/legacy/dated-dump.js
var dated_dump = __webpack_require__(40514);
// EXTERNAL MODULE: ./lib/catalog/legacy/legacy-of-series.js
var legacy_of_series = __webpack_require__(66932);
// EXTERNAL MODULE: ./lib/catalog/list-plain-keys.js
var list_plain_keys = __webpack_require__(28647);
// EXTERNAL MODULE: ./lib/catalog/object-role.js
var object_role = __webpack_require__(29041);
// EXTERNAL MODULE: ./lib/catalog/stored-backups.js
var stored_backups = __webpack_require__(61346);
// EXTERNAL MODULE: ./lib/notify/last-outcome.js
var last_outcome = __webpack_require__(20916);
// EXTERNAL MODULE: ./lib/report/data/storage-totals.js
var storage_totals = __webpack_require__(6620);
;// CONCATENATED MODULE: ./lib/report/listing.js










/**
 * Lists everything, or all of one series, page by page. What was stored before this action is looked for everywhere.
 * @throws BackupError the store's own
 */
async function listForReport(series, { now, ...parts }) {
    const counter = (0,storage_totals/* storageCounter */.c)();
    const classes = new Map();
    const all = await (0,stored_backups/* collectBackups */.M)(watched(series, parts, object => {
        counter.add(object);
        if (object.storageClass !== undefined)
            classes.set(object.key, object.storageClass);
    }));
    // What is elsewhere is none of ours.
    const orphaned = all.filter(each => each.manifestBytes === undefined && (0,layout/* isOwnLayout */.r)(each.key) && (0,catalog/* isOrphaned */.A2)(each.modifiedMs, now));
    return {
        backups: all.filter(each => each.manifestBytes !== undefined && (series === undefined || (0,archive_key/* seriesOfKey */.cX)(each.key) === series)),
        orphans: {
            keys: orphaned.flatMap(stored_backups/* withoutManifest */.I),
            bytes: orphaned.reduce((sum, { bytes }) => sum + bytes, 0),
        },
        stored: counter.stored(),
        legacy: (0,dated_dump/* datedDumps */.O$)(all),
        storageClassOf: key => classes.get(key),
    };
}
async function* watched(series, parts, see) {
    for await (const object of (0,list_plain_keys/* listPlain */.r)('', parts)) {
        const isPrimary = series === undefined || (0,archive_key/* seriesOfKey */.cX)(object.key) === series;
        if (!isPrimary && !isLegacyDump(object.key, series))
            continue;
        see(object);
        if (!(0,last_outcome/* isLastOutcome */.XA)(object.key))
            yield object;
    }
}
/** Whether it is a dump of before this action, of that series by its name, or is beside one. */
function isLegacyDump(key, series) {
    const name = (0,dated_dump/* datedDump */.dq)({ key: (0,object_role/* roleOf */.k)(key).backup, dumpBytes: 0, manifestBytes: undefined });
    return name !== undefined && (0,legacy_of_series/* isLegacyOf */.l)(name, series);
}

// EXTERNAL MODULE: ./lib/catalog/other-destination.js
var other_destination = __webpack_require__(804);
// EXTERNAL MODULE: ./lib/catalog/read-drill-record.js + 1 modules
var read_drill_record = __webpack_require__(9879);
;// CONCATENATED MODULE: ./lib/report/reading.js






/**
 * Reads a backup's manifest, the record of its last drill, and its lock.
 * @throws BackupError the store's own, where it concerns more than this backup
 */
async function readForReport(listed, parts) {
    const { dumpBytes, key, manifestBytes = 0 } = listed;
    const { locks, signal, storageClassOf, store } = parts;
    try {
        const manifest = await (0,read_manifest/* readListedManifest */.T3)(store, { key: (0,catalog/* manifestKey */.Rn)(key), bytes: manifestBytes }, signal);
        const { drill, warning } = await lastDrill(listed, parts);
        const lock = locks && dumpBytes !== undefined ? await store.lockOf(key, signal) : undefined;
        const storageClass = storageClassOf(key);
        return { kind: 'found', backup: { manifest, dumpBytes, storageClass, lock, drill }, warning };
    }
    catch (error) {
        if (!(error instanceof errors/* BackupError */.hj))
            throw error;
        if (error instanceof other_destination/* OtherDestination */.t)
            return { kind: 'elsewhere', other: error };
        if (error.code === 'manifest-unreadable')
            return (0,layout/* isOwnLayout */.r)(key) || (await (0,read_manifest/* claimsToBeManifest */.Th)(listed, parts))
                ? { kind: 'unreadable', key, message: error.message }
                : { kind: 'strange' };
        if (error.code === 'storage-object-missing')
            return { kind: 'gone', key };
        throw error;
    }
}
/** A record that cannot be read says nothing about its backup, good or bad. */
async function lastDrill({ drills, key: backup }, { signal, store }) {
    const key = drills.at(-1);
    if (key === undefined)
        return { drill: undefined, warning: undefined };
    try {
        const drill = await (0,read_drill_record/* readDrillRecord */.D)(store, key, signal);
        if (drill.key === backup)
            return { drill, warning: undefined };
        return {
            drill: undefined,
            warning: `The record of a drill ${key} is about another backup: ${drill.key}.`,
        };
    }
    catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof errors/* BackupError */.hj))
            throw error;
        return {
            drill: undefined,
            warning: `What the last drill of ${backup} found is not known: ${error.message}`,
        };
    }
}

;// CONCATENATED MODULE: ./lib/report/report.js












/** How often the log says how far the reading is. Backups. */
const EVERY = 250;
/**
 * Reads what is in a store: every manifest, the last drill of each backup, and its lock. Nothing is written anywhere.
 * What is wrong with a backup is in the report, and no error.
 * @throws BackupError no matter what concerns the store as a whole
 */
async function makeReport(request, parts) {
    try {
        return await listAndRead(request, parts);
    }
    catch (error) {
        throw (0,cancellation/* cancellation */.W)(parts.signal) ?? error;
    }
}
async function listAndRead(request, parts) {
    const { reporter, signal, store } = parts;
    const now = parts.now();
    const { locks, maxAges, series } = request;
    const listing = await reporter.group('List', async () => {
        const listed = await listForReport(series, { now, reporter, signal, store });
        const bytes = listed.stored.reduce((sum, each) => sum + each.bytes, 0);
        reporter.info(`${(0,words/* counted */.hS)(listed.backups.length, 'backup')} in ${store.location}, ${(0,sizes/* formatSize */.X)(bytes)} in all`);
        return listed;
    });
    const { backups, legacy, orphans, stored, storageClassOf } = listing;
    const read = await reporter.group('Read', () => readAll(backups, request, { ...parts, locks, storageClassOf }));
    // A slip in the destination or the series' name is not that the schedule was disabled.
    if (read.series.length + read.unreadable.length === 0) {
        const there = await (0,what_there_is/* whatThereIs */.V7)(parts);
        if (series !== undefined && there && there.newest.length > 0)
            read.warnings.push(`There is no backup of the series ${series}. ${(0,what_there_is/* words */.aL)(there)}`);
    }
    const empty = [...maxAges.bySeries.keys(), ...(series === undefined ? [] : [series]), ...read.unreadableOf];
    const known = new Set(read.series.map(each => each.series));
    const found = {
        location: store.location,
        series: [...read.series, ...[...new Set(empty)].filter(name => !known.has(name)).map(withoutBackups)],
        unreadable: read.unreadable,
        orphans,
        stored,
        legacy,
        locksRead: locks,
        warnings: read.warnings,
    };
    return (0,compose_report/* reportData */.TI)(found, { ...request, now });
}
async function readAll(backups, { thresholds }, parts) {
    const series = [];
    const unreadable = [];
    const warnings = [];
    const elsewhere = [];
    let count = 0;
    // One series after another, so that the manifests that are kept for comparison are those of one.
    for (const [name, listed] of Map.groupBy(backups, ({ key }) => (0,archive_key/* seriesOfKey */.cX)(key))) {
        const gatherer = gatherSeries(name, thresholds);
        let found = 0;
        for await (const read of (0,concurrency/* inOrder */.al)(read_manifest/* READ_AT_ONCE */.fh, listed.toSorted(oldestFirst), each => readForReport(each, parts))) {
            count += 1;
            if (count % EVERY === 0)
                parts.reporter.info(`${(0,words/* counted */.hS)(count, 'backup')} of ${backups.length} read`);
            if (read.kind === 'gone')
                warnings.push(`${read.key} was removed while this report was made.`);
            if (read.kind === 'elsewhere')
                elsewhere.push(read.other);
            if (read.kind === 'unreadable')
                unreadable.push({ key: read.key, message: read.message });
            if (read.kind !== 'found')
                continue;
            found += 1;
            gatherer.add(read.backup);
            if (read.warning !== undefined)
                warnings.push(read.warning);
        }
        if (found > 0)
            series.push(gatherer.gathered());
    }
    const [other] = elsewhere;
    if (other && series.length + unreadable.length === 0)
        throw other;
    if (other)
        parts.reporter.notice(`${elsewhere.length} backups here belong to another destination, ${other.destination}, and are not in this report.`);
    return { series, unreadable, warnings, unreadableOf: unreadable.map(({ key }) => (0,archive_key/* seriesOfKey */.cX)(key)) };
}
function oldestFirst(one, other) {
    const time = ({ key }) => (0,time_in_name/* timeInName */.s)(key)?.getTime() ?? 0;
    return time(one) - time(other) || (one.key < other.key ? -1 : 1);
}
function withoutBackups(series) {
    return { series, source: undefined, backups: [], drills: [], anomalies: [] };
}

// EXTERNAL MODULE: ./lib/action/summary/markdown.js
var markdown = __webpack_require__(4204);
// EXTERNAL MODULE: ./lib/action/summary/within-limit.js
var within_limit = __webpack_require__(87260);
// EXTERNAL MODULE: ./lib/catalog/legacy/legacy-words.js
var legacy_words = __webpack_require__(25352);
// EXTERNAL MODULE: ./lib/core/ages.js
var ages = __webpack_require__(40415);
;// CONCATENATED MODULE: ./lib/report/data/report-words.js
/** `2026-11-22 03:07`, UTC. */
function minuteOf(at) {
    return at.slice(0, 16).replace('T', ' ');
}

// EXTERNAL MODULE: ./lib/core/durations.js
var durations = __webpack_require__(5530);
// EXTERNAL MODULE: ./lib/report/data/coverage.js
var coverage = __webpack_require__(29965);
// EXTERNAL MODULE: ./lib/report/data/trend.js
var trend = __webpack_require__(2692);
;// CONCATENATED MODULE: ./lib/report/summary/size-chart.js


const STEPS = ['bytes', 'kB', 'MB', 'GB', 'TB'];
/**
 * Sizes as a chart that GitHub draws: Mermaid's `xychart-beta`, whose grammar takes any text in double quotes but a double
 * quote (mermaid, xychart.jison). Its bands are distinguished by their labels, which therefore must differ.
 */
function sizeChart(title, { points: all }) {
    const bars = withLabels(all);
    const largest = Math.max(1, ...bars.map(({ point }) => point.bytes));
    const step = Math.min(STEPS.length - 1, Math.floor(Math.log2(largest) / 10));
    const unit = 1024 ** step;
    const number = (bytes) => (bytes / unit).toFixed(step === 0 ? 0 : 2);
    const lines = [
        'xychart-beta',
        `    title ${size_chart_text(title)}`,
        `    x-axis [${bars.map(({ label }) => size_chart_text(label)).join(', ')}]`,
        `    y-axis "${STEPS[step]}" 0 --> ${number(largest)}`,
        `    bar [${bars.map(({ point }) => number(point.bytes)).join(', ')}]`,
    ];
    return { chart: (0,markdown/* block */.om)('mermaid', lines.join('\n')), points: bars.map(({ point }) => point) };
}
/** Backticks and hash signs mean something to Mermaid even in quotes. */
function size_chart_text(words) {
    return `"${words.replace(/[^\p{L}\p{N} .,:;()+/_-]/gu, '?')}"`;
}
const size_chart_day = at => at.slice(0, 10);
const second = at => `${at.slice(0, 10)} ${at.slice(11, 19)}`;
const dayOfYear = at => at.slice(5, 10);
const minuteOfYear = at => `${at.slice(5, 10)} ${at.slice(11, 16)}`;
/** Beyond, a date without its year would be read as one of the other year. Milliseconds. */
const YEAR_MS = 365 * 86_400_000;
/** Mermaid draws 700 pixels wide, in letters of 14, and lets labels overlap. Of the chart's axis, in letters. */
const ROOM = 80;
/** The shortest dates that distinguish the points, and as many points, evenly chosen, as have room for them. */
function withLabels(all) {
    const times = all.map(({ at }) => Date.parse(at));
    const isLong = (times.at(-1) ?? 0) - (times[0] ?? 0) > YEAR_MS;
    for (const dateOf of isLong ? [size_chart_day, second] : [dayOfYear, size_chart_day, minuteOfYear, second]) {
        const bars = fitting(all, dateOf);
        if (new Set(bars.map(({ label }) => label)).size === bars.length)
            return bars;
    }
    return fitting(all, size_chart_day).map(({ label, point }, index) => ({
        point,
        label: `${label} (${index + 1})`,
    }));
}
function fitting(all, dateOf) {
    const length = dateOf(new Date(0).toISOString()).length;
    const most = Math.floor(ROOM / (length + 1.5));
    return (0,trend/* evenly */.A)(all, most).map(point => ({ point, label: dateOf(point.at) }));
}

;// CONCATENATED MODULE: ./lib/report/summary/series.js








const MOST_DRILLS = 10;
const MOST_FINDINGS = 20;
/** A series by itself: its sizes as a chart and a table, what can be restored, its drills, and what is unusual. */
function seriesSection(each) {
    const [trend] = each.trends;
    return [
        `### ${(0,markdown/* plain */.pj)(each.series)}`,
        ...(trend ? series_sizes(each.series, trend) : []),
        ...(each.freshness.state === 'way back' ? [] : [(0,coverage/* coverageWords */.g)(each.coverage)]),
        ...(each.drills.length > 0 ? [drills(each.drills)] : []),
        ...anomalies(each),
    ].join('\n\n');
}
function series_sizes(series, trend) {
    const { chart, points } = sizeChart(`${series}: size as stored (${trend.what})`, trend);
    const rows = points.map(({ at, bytes, dumpBytes, ms, rows: count }) => [
        ...[minuteOf(at), (0,sizes/* formatSize */.X)(bytes), (0,sizes/* formatSize */.X)(dumpBytes)],
        ...[count.toLocaleString('en-US'), (0,durations/* formatDuration */.a)(ms)],
    ]);
    return [
        chart,
        (0,markdown/* details */.zH)(`The ${(0,words/* counted */.hS)(points.length, 'backup')} of the chart`, (0,markdown/* table */.tp)(['Begun (UTC)', 'Stored', 'Dumped', 'Rows', 'Took'], rows)),
    ];
}
function drills(all) {
    const rows = all
        .slice(0, MOST_DRILLS)
        .map(drill => [
        minuteOf(drill.at),
        (0,markdown/* code */.aY)(drill.key),
        `${drill.passed ? '✅' : '❌'} ${drill.outcome}`,
        drill.rtoMs === undefined ? '—' : (0,durations/* formatDuration */.a)(drill.rtoMs),
        (0,ages/* formatAge */.n)(drill.rpoMs),
        drill.reasons[0] === undefined ? '' : (0,markdown/* plain */.pj)(drill.reasons[0]),
    ]);
    return (0,markdown/* details */.zH)(`${(0,words/* counted */.hS)(all.length, 'drill')}`, [
        (0,markdown/* table */.tp)(['Begun (UTC)', 'Backup', 'Outcome', 'RTO', 'RPO', 'Why'], rows),
        ...(0,words/* andMore */.v)(all.length - rows.length),
    ].join('\n\n'));
}
function anomalies({ anomalies: evaluated }) {
    const findings = evaluated.flatMap(({ findings, key }) => findings.map(finding => ({ ...finding, key })));
    if (findings.length === 0)
        return [];
    const odd = findings.filter(({ weight }) => weight === 'anomaly').length;
    const lines = findings.map(({ key, text, weight }) => `- ${weight === 'anomaly' ? '⚠️' : 'ℹ️'} ${(0,markdown/* code */.aY)(key)}: ${(0,markdown/* plain */.pj)(text)}`);
    return [
        (0,markdown/* details */.zH)(`Against those before: ${(0,words/* counted */.hS)(odd, 'anomaly', 'anomalies')}, ${(0,words/* counted */.hS)(findings.length - odd, 'change')} of the schema`, (0,words/* firstLines */.UV)(lines, MOST_FINDINGS).join('\n')),
    ];
}

;// CONCATENATED MODULE: ./lib/report/summary/summary.js










const MOST_SERIES = 200;
/** Each with a chart, which the browser draws. */
const MOST_SECTIONS = 12;
const MOST_LINES = 20;
const FRESHNESS = {
    fresh: '✅ fresh',
    stale: '❌ stale',
    'not watched': '— not watched',
    'way back': '— way back',
};
/** The job summary of report, in Markdown, always below 1 MiB. */
function reportSummary({ files, report, warnings }) {
    const { location, madeAt, series } = report;
    const hidden = series.length - MOST_SERIES;
    const sections = series.slice(0, MOST_SECTIONS);
    return (0,within_limit/* withinLimit */.z)([
        `## ${title(report)}`,
        `${(0,words/* counted */.hS)(report.totals.backups, 'backup')} in ${(0,markdown/* code */.aY)(location)}, ${(0,sizes/* formatSize */.X)(report.totals.bytes)} in all, as of ${minuteOf(madeAt)} UTC.`,
        ...attention(report, warnings),
        ...(series.length > 0 ? [seriesTable(series.slice(0, MOST_SERIES))] : []),
        ...(hidden > 0
            ? [`And ${(0,words/* counted */.hS)(hidden, 'more series', 'more series')}; the report has them all.`]
            : []),
        ...sections.map(seriesSection),
        ...(series.length > sections.length
            ? [`Charts of the first ${sections.length} series; the report has those of all.`]
            : []),
        ...(report.legacy.count > 0 ? [older(report.legacy)] : []),
        summary_storage(report),
        `The report is in ${(0,markdown/* code */.aY)(files.folder)}; upload it with actions/upload-artifact to keep it.`,
        '',
    ].join('\n\n'), undefined, 'The report has everything.');
}
function title(report) {
    const { attentionCount, series, totals, verdict } = report;
    const stale = (0,compose_report/* staleSeries */.rw)(report).length;
    if (verdict === 'failure')
        return stale === 0
            ? `❌ Report: ${report.legacy.count > 0 ? 'no backup with a manifest' : 'no backup at all'}`
            : `❌ Report: ${stale} of ${series.length} series without a fresh backup`;
    const all = `${(0,words/* counted */.hS)(totals.series, 'series', 'series')}, ${(0,words/* counted */.hS)(totals.backups, 'backup')}`;
    return verdict === 'good'
        ? `✅ Report: ${all}, nothing to look at`
        : `⚠️ Report: ${all}, ${(0,words/* counted */.hS)(attentionCount, 'thing')} to look at`;
}
function attention(report, aboutInputs) {
    const lines = [
        ...report.attention.map(each => `- ${(0,data_attention/* isFailure */.N)(each) ? '❌' : '⚠️'} ${(0,markdown/* plain */.pj)(each.message)}`),
        ...[...aboutInputs, ...report.warnings].map(warning => `- ⚠️ ${(0,markdown/* plain */.pj)(warning)}`),
    ];
    if (lines.length === 0)
        return [];
    const all = report.attentionCount - report.attention.length + lines.length;
    return [(0,words/* firstLines */.UV)(lines, MOST_LINES, '- ', all).join('\n')];
}
function seriesTable(series) {
    return (0,markdown/* table */.tp)(['Series', 'Freshness', 'Newest (UTC)', 'Age', 'Backups', 'Size', 'Encrypted', 'Locked', 'Last drill'], series.map(each => {
        const { backups, freshness, protection } = each;
        const newest = backups.find(({ at }) => at === freshness.newestAt);
        const allowed = freshness.maxAgeMs === undefined ? '' : ` of ${(0,ages/* formatAge */.n)(freshness.maxAgeMs)}`;
        return [
            (0,markdown/* plain */.pj)(each.series),
            FRESHNESS[freshness.state],
            freshness.newestAt === undefined ? 'none' : minuteOf(freshness.newestAt),
            freshness.ageMs === undefined ? `—${allowed}` : `${(0,ages/* formatAge */.n)(freshness.ageMs)}${allowed}`,
            String(each.backupCount),
            newest ? (0,sizes/* formatSize */.X)(newest.bytes) : '—',
            share(protection.encrypted, each.backupCount),
            protection.lockUnknown > 0 ? 'unknown' : share(protection.locked, each.backupCount),
            summary_lastDrill(each),
        ];
    }));
}
function older(legacy) {
    const rows = legacy.kinds.map(({ bytes, count, kind, newestAt, newestKey }) => [
        kind,
        count.toLocaleString('en-US'),
        (0,sizes/* formatSize */.X)(bytes),
        minuteOf(newestAt),
        (0,markdown/* code */.aY)(newestKey),
    ]);
    return (0,markdown/* details */.zH)((0,markdown/* plain */.pj)((0,legacy_words/* legacyWords */.P)(legacy)), [
        (0,markdown/* table */.tp)(['Kind', 'Dumps', 'Size', 'Newest (UTC)', 'Key'], rows),
        'docs/recovery.md §7 says how one is restored; with `legacy-pattern` in its policy prune lets them go by age.',
    ].join('\n\n'));
}
function share(some, all) {
    if (all === 0)
        return '—';
    return some === all ? 'all' : some === 0 ? 'none' : `${some} of ${all}`;
}
function summary_lastDrill({ drills: [last] }) {
    return last ? `${last.passed ? '✅' : '❌'} ${last.outcome}, ${last.at.slice(0, 10)}` : '—';
}
function summary_storage({ orphans, totals }) {
    const rows = totals.storage.map(({ bytes, objects, storageClass }) => [
        storageClass === undefined ? '—' : (0,markdown/* code */.aY)(storageClass),
        objects.toLocaleString('en-US'),
        (0,sizes/* formatSize */.X)(bytes),
    ]);
    const orphaned = orphans.count > 0
        ? [`${(0,words/* counted */.hS)(orphans.count, 'object')} with ${(0,sizes/* formatSize */.X)(orphans.bytes)} belong to no backup.`]
        : [];
    return (0,markdown/* details */.zH)(`Storage: ${(0,sizes/* formatSize */.X)(totals.bytes)}`, [(0,markdown/* table */.tp)(['Storage class', 'Objects', 'Bytes'], rows), ...orphaned].join('\n\n'));
}

;// CONCATENATED MODULE: ./lib/report/action.js

















/** In the runner's temporary folder; unlike what else is there, it is kept until the job ends. */
const FOLDER = 'pg-backup-report';
/** The report action. */
const REPORT = (0,verb/* defineVerb */.P)({
    verb: 'report',
    inputs: REPORT_INPUTS,
    failure: REPORT_WORDS,
    done: 'The report was made',
    cleanedUp: 'report only reads, and nothing was written',
    prepare: small_heap/* keepHeapSmall */.p,
    read: readReportInputs,
    run,
    outputs: REPORT_OUTPUTS,
    summary: reportSummary,
    conclude: annotate,
    notice: reportNotice,
});
async function run(inputs, context) {
    const { controller, reporter, runner } = context;
    return await (0,stores/* withDestination */.DY)(inputs, 'to read', context, async (store) => {
        const report = await makeReport(inputs.request, {
            now: () => new Date(),
            reporter,
            signal: controller.signal,
            store,
        });
        const files = await writeReport(report, inputs.reportPath ?? (0,external_node_path_.join)(runner.temp, FOLDER));
        reporter.info(`The report is in ${files.folder}`);
        return { report, files, warnings: inputs.warnings };
    });
}
/** Fails the step where a series is stale, after everything is written; what else is not as it should be is a warning. */
function annotate({ report }, reporter) {
    const warnings = report.attention.filter(each => !(0,data_attention/* isFailure */.N)(each)).map(warningLine);
    for (const line of (0,annotations/* shownAnnotations */.q)((0,reasons_to_fail/* reasonsToFail */.R)(report).flatMap(failure/* failureLines */.w7)))
        reporter.failLine(line);
    for (const line of (0,annotations/* shownAnnotations */.q)([...warnings, ...report.warnings]))
        reporter.warning(line);
    for (const { freshness, series } of (0,compose_report/* rollbackSeries */.qm)(report).slice(0, annotations/* MOST_ANNOTATIONS */.j))
        reporter.notice(`The series ${series} ${freshness.words}.`);
}
function warningLine({ message, series }) {
    return series === undefined || message.includes(series) ? message : `${series}: ${message}`;
}


/***/ }),

/***/ 12025:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ isFailure),
/* harmony export */   S: () => (/* binding */ attentionOf)
/* harmony export */ });
/* harmony import */ var _anomaly_evaluation_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3519);
/* harmony import */ var _catalog_legacy_legacy_words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(25352);
/* harmony import */ var _core_ages_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40415);



/** How far a clock may be ahead before its times mean nothing. Milliseconds. */
const CLOCKS_DIFFER_MS = 15 * 60_000;
/** The newest of a kind that is no longer made stays the newest: for how long what is odd about it is news. Milliseconds. */
const NEWS_FOR_MS = 35 * 86_400_000;
/** How many of a kind are reported one by one, for each series. */
const MOST_EACH = 5;
/**
 * All that somebody should look at: failures first, then warnings, in the order of the series.
 * @param watched whether a max-age is set for every series that there is
 */
function attentionOf(report, watched) {
    const all = [
        ...(report.series.length === 0 ? [nothingAt(report, watched)] : []),
        ...report.series.flatMap(each => ofSeries(each, Date.parse(report.madeAt))),
        ...ofManifests(report),
        ...ofOrphans(report),
    ];
    return [...all.filter(isFailure), ...all.filter(each => !isFailure(each))];
}
function isFailure({ level }) {
    return level === 'failure';
}
/** Without a max-age too it is more likely a slip in the destination than what somebody wants to know. */
function nothingAt({ legacy, location }, watched) {
    const message = legacy.count === 0
        ? `There is no backup at all in ${location}.`
        : `There is no backup with a manifest in ${location}, only ${(0,_catalog_legacy_legacy_words_js__WEBPACK_IMPORTED_MODULE_2__/* .legacyWords */ .P)(legacy)}.`;
    return { level: watched ? 'failure' : 'warning', about: 'freshness', message };
}
function ofSeries(each, nowMs) {
    const { series } = each;
    const warning = (about, message) => ({
        level: 'warning',
        series,
        about,
        message,
    });
    const stale = each.freshness.state === 'stale'
        ? [
            {
                level: 'failure',
                series,
                about: 'freshness',
                message: `The series ${series} ${each.freshness.words}.`,
            },
        ]
        : [];
    const none = each.backupCount === 0 && stale.length === 0
        ? [warning('freshness', `The series ${series} has no backup.`)]
        : [];
    return [
        ...stale,
        ...none,
        ...few(each.backups.filter(({ state }) => state === 'missing' || state === 'altered'), ({ key, state }) => warning('backup', state === 'missing'
            ? `${key} is missing, its manifest is there.`
            : `${key} has another size than its manifest says.`)),
        // A later drill that passed makes up for an earlier one that did not.
        ...few(each.drills.slice(0, 1).filter(({ passed }) => !passed), ({ at, key, outcome, reasons: [why] }) => warning('drill', `The last drill, of ${key} on ${at.slice(0, 10)}: ${outcome}${why ? `: ${why}` : '.'}`)),
        ...few(each.anomalies.filter(({ anomalies, at }) => anomalies > 0 && nowMs - Date.parse(at) < NEWS_FOR_MS), ({ anomalies, findings: [first], key, totals }) => warning('anomaly', `${key}: ${(0,_anomaly_evaluation_js__WEBPACK_IMPORTED_MODULE_0__/* .totalsLine */ .sX)({ anomalies, totals }) ?? first?.text ?? `${anomalies} anomalies.`}${totals === undefined && anomalies > 1 ? ` (And ${anomalies - 1} more.)` : ''}`)),
        ...few(each.backups.filter(({ at }) => Date.parse(at) - nowMs > CLOCKS_DIFFER_MS), ({ at, key }) => warning('clock', `${key} is dated ${(0,_core_ages_js__WEBPACK_IMPORTED_MODULE_1__/* .formatAge */ .n)(Date.parse(at) - nowMs)} ahead: a clock is wrong.`)),
    ];
}
function ofManifests({ unreadable, unreadableCount }) {
    const shown = unreadable.slice(0, MOST_EACH);
    const more = unreadableCount - shown.length;
    const listed = shown.map(({ message }) => ({ level: 'warning', about: 'manifest', message }));
    if (more <= 0)
        return listed;
    return [
        ...listed,
        { level: 'warning', about: 'manifest', message: `${more} more manifests cannot be used.` },
    ];
}
function ofOrphans({ orphans }) {
    if (orphans.count === 0)
        return [];
    const message = orphans.count === 1
        ? 'An object older than a day belongs to no backup.'
        : `${orphans.count} objects older than a day belong to no backup.`;
    return [{ level: 'warning', about: 'orphans', message }];
}
function few(list, describe) {
    const listed = list.slice(0, MOST_EACH).map(describe);
    const [first] = listed;
    const more = list.length - listed.length;
    return first && more > 0 ? [...listed, { ...first, message: `And ${more} more of this kind.` }] : listed;
}


/***/ }),

/***/ 35761:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lm: () => (/* binding */ compactDrill),
/* harmony export */   qX: () => (/* binding */ isRestorable),
/* harmony export */   wF: () => (/* binding */ compactBackup)
/* harmony export */ });
/* harmony import */ var _backup_report_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(97158);
/* harmony import */ var _catalog_contents_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(18229);


const MOST_FINDINGS = 5;
const MOST_REASONS = 5;
/** A backup, in few words. `anomalies` is undefined where it was not compared. */
function compactBackup(found, anomalies) {
    const { drill, manifest, storageClass } = found;
    const lock = lockWords(found.lock);
    const findings = anomalies?.findings.slice(0, MOST_FINDINGS) ?? [];
    return {
        key: manifest.key,
        at: manifest.startedAt,
        class: manifest.class,
        what: (0,_catalog_contents_js__WEBPACK_IMPORTED_MODULE_0__/* .whatOf */ .Em)(manifest),
        state: stateOf(found),
        bytes: manifest.stored.bytes,
        dumpBytes: manifest.dump.bytes,
        ms: (0,_backup_report_js__WEBPACK_IMPORTED_MODULE_1__/* .durationMs */ .p)(manifest),
        rows: manifest.contents.rows,
        tables: (0,_backup_report_js__WEBPACK_IMPORTED_MODULE_1__/* .tableCount */ .G)(manifest),
        encryption: manifest.encryption.method,
        ...(storageClass !== undefined && { storageClass }),
        ...(lock !== undefined && { lock }),
        ...(drill && { drill: lastDrill(compactDrill(drill)) }),
        ...(manifest.archived && { archivedFrom: manifest.archived.from }),
        ...(findings.length > 0 && {
            findings: findings.map(({ kind, text, weight }) => ({ kind, weight, text })),
            anomalies: anomalies?.anomalies ?? 0,
        }),
    };
}
/** A drill, in few words. */
function compactDrill({ key, outcome, passed, reasons, rpo, rto, ...record }) {
    return {
        key,
        at: record.startedAt,
        outcome,
        passed,
        ...(rto.ms !== undefined && { rtoMs: rto.ms }),
        ...(rto.budgetMs !== undefined && { rtoBudgetMs: rto.budgetMs }),
        rpoMs: rpo.ms,
        ...(rpo.budgetMs !== undefined && { rpoBudgetMs: rpo.budgetMs }),
        serverVersion: record.server.version,
        reasons: reasons.slice(0, MOST_REASONS).map(({ message }) => message),
    };
}
/** Whether a restore of the database could begin with it: of all of it, except what was left out by name. */
function isRestorable({ state, what }) {
    return state === 'complete' && (0,_catalog_contents_js__WEBPACK_IMPORTED_MODULE_0__/* .mayBeWhole */ .a7)(what);
}
function stateOf({ drill, dumpBytes, manifest }) {
    if (dumpBytes === undefined)
        return 'missing';
    if (dumpBytes !== manifest.stored.bytes)
        return 'altered';
    return drill?.outcome === 'failed' ? 'refuted' : 'complete';
}
function lockWords(lock) {
    if (!lock)
        return undefined;
    if (lock.kind === 'unknown')
        return 'unknown';
    const { legalHold, retention } = lock;
    return { ...(retention && { until: retention.until.toISOString(), mode: retention.mode }), legalHold };
}
function lastDrill({ at, outcome, passed, rpoMs, rtoMs }) {
    return { at, outcome, passed, ...(rtoMs !== undefined && { rtoMs }), rpoMs };
}


/***/ }),

/***/ 1384:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  TI: () => (/* binding */ reportData),
  qm: () => (/* binding */ rollbackSeries),
  rw: () => (/* binding */ staleSeries)
});

// EXTERNAL MODULE: ./lib/report/data/attention.js
var data_attention = __webpack_require__(12025);
// EXTERNAL MODULE: ./lib/catalog/contents.js
var contents = __webpack_require__(18229);
// EXTERNAL MODULE: ./lib/core/ages.js
var ages = __webpack_require__(40415);
;// CONCATENATED MODULE: ./lib/report/freshness.js

/** How far a clock may be ahead of ours before its times mean nothing. Milliseconds. */
const CLOCKS_DIFFER_MS = 15 * 60_000;
/**
 * Judges the newest backup by when it was begun: what it holds is of that moment.
 * @param newest as `newestBackup` finds it
 * @param maxAgeMs how old it may be, exactly so old included
 */
function freshness(newest, maxAgeMs, now) {
    const allowed = (0,ages/* formatAge */.n)(maxAgeMs);
    if (!newest)
        return { kind: 'none', words: `has no complete backup, and max-age is ${allowed}` };
    const ahead = newest.getTime() - now.getTime();
    const ageMs = Math.max(0, -ahead);
    if (ahead > CLOCKS_DIFFER_MS) {
        const words = `has a backup dated ${(0,ages/* formatAge */.n)(ahead)} ahead: a clock is wrong, and how old it is cannot be said`;
        return { kind: 'stale', ageMs, words };
    }
    const words = `has a newest backup that is ${(0,ages/* formatAge */.n)(ageMs)} old, and max-age is ${allowed}`;
    return { kind: ageMs <= maxAgeMs ? 'fresh' : 'stale', ageMs, words };
}
/**
 * When the newest of these backups was begun; undefined where there is none. What a restore kept of its target is never
 * meant: it says nothing about the schedule.
 * @param complete those with a manifest: only these are backups
 */
function newestBackup(complete) {
    const times = complete
        .filter(each => each.class !== 'pre-restore')
        .map(({ startedAt }) => Date.parse(startedAt));
    return times.length === 0 ? undefined : new Date(times.reduce((one, other) => Math.max(one, other)));
}

// EXTERNAL MODULE: ./lib/report/data/compact-backup.js
var compact_backup = __webpack_require__(35761);
// EXTERNAL MODULE: ./lib/report/data/coverage.js
var coverage = __webpack_require__(29965);
;// CONCATENATED MODULE: ./lib/report/data/newest-first.js
/** For sorting: the newest first, by key where two began at once, so that the order is always the same. */
function compareNewest(one, other) {
    return Date.parse(other.at) - Date.parse(one.at) || (one.key < other.key ? -1 : 1);
}

// EXTERNAL MODULE: ./lib/report/data/trend.js
var trend = __webpack_require__(2692);
;// CONCATENATED MODULE: ./lib/report/data/compose-series.js






const MOST_DRILLS = 100;
const MOST_JUDGED = 12;
const JUDGED_FOR_MS = 400 * 86_400_000;
/**
 * A series as a report shows it, with all of its backups listed.
 * @param named whether the max-age was written for this very series
 */
function composeSeries(found, maxAgeMs, now, named = false) {
    const { anomalies, drills, series, source } = found;
    const backups = found.backups.toSorted(compareNewest);
    // A copy is dated as what it is a copy of, so that both are one day.
    const covering = backups.filter(each => (0,compact_backup/* isRestorable */.qX)(each) && !isRollback(each)).map(({ at }) => at);
    return {
        series,
        ...(source && { source }),
        freshness: evaluateFreshness(backups, maxAgeMs, now, named),
        backups,
        leftOut: 0,
        backupCount: backups.length,
        bytes: backups.reduce((sum, { bytes }) => sum + bytes, 0),
        coverage: (0,coverage/* coverageOf */._)(covering, now),
        trends: (0,trend/* trendsOf */.K)(backups.filter(isPrimary)),
        drills: drills.toSorted(compareNewest).slice(0, MOST_DRILLS),
        anomalies: anomalies
            .filter(({ at }) => now.getTime() - Date.parse(at) <= JUDGED_FOR_MS)
            .toSorted(compareNewest)
            .slice(0, MOST_JUDGED),
        protection: protectionOf(backups),
    };
}
/** What a restore kept of its target is of another database, and a copy is no backup that was made. */
function isPrimary(backup) {
    return backup.class !== 'pre-restore' && backup.archivedFrom === undefined;
}
function protectionOf(backups) {
    const encrypted = backups.filter(({ encryption }) => encryption !== 'none');
    const methods = Map.groupBy(encrypted, ({ encryption }) => encryption);
    const unknown = backups.filter(({ lock }) => lock === 'unknown').length;
    const locked = backups.filter(({ lock }) => lock !== undefined && lock !== 'unknown').length;
    return {
        encrypted: encrypted.length,
        notEncrypted: backups.length - encrypted.length,
        methods: Object.fromEntries([...methods].map(([method, each]) => [method, each.length])),
        locked,
        notLocked: backups.length - locked - unknown,
        lockUnknown: unknown,
    };
}
/** How many of the last backups say how often one is made, and how many it takes. */
const LAST = 10;
const FEWEST = 3;
/**
 * Judges the newest backup that the whole database can be restored from; what a restore kept of its target, and what was
 * archived, say nothing of the schedule. A series that was never backed up whole is judged by what it has. One that holds
 * nothing but what restores kept of their targets is no series that anybody backs up: a max-age for all does not mean it.
 * @param named whether the max-age was written for this very series
 */
function evaluateFreshness(backups, maxAgeMs, now, named = false) {
    if (!named && backups.length > 0 && backups.every(isRollback))
        return rollback(backups, now);
    const own = backups.filter(each => each.class !== 'pre-restore' && each.archivedFrom === undefined);
    const whole = own.some(({ what }) => (0,contents/* mayBeWhole */.a7)(what));
    const times = own
        .filter(each => (whole ? (0,compact_backup/* isRestorable */.qX)(each) : each.state === 'complete'))
        .map(({ at }) => Date.parse(at))
        .toSorted((one, other) => other - one);
    const [newest] = times;
    const usual = usualEveryMs(times.slice(0, LAST));
    const known = {
        ...(newest !== undefined && {
            newestAt: new Date(newest).toISOString(),
            ageMs: Math.max(0, now.getTime() - newest),
        }),
        ...(usual !== undefined && { usualEveryMs: usual }),
    };
    if (maxAgeMs === undefined)
        return { state: 'not watched', words: 'has no max-age', ...known };
    const { kind, words } = freshness(newest === undefined ? undefined : new Date(newest), maxAgeMs, now);
    return { state: kind === 'fresh' ? 'fresh' : 'stale', words, ...known, maxAgeMs };
}
function isRollback({ class: backupClass }) {
    return backupClass === 'pre-restore';
}
function rollback(backups, now) {
    const newest = Math.max(...backups.map(({ at }) => Date.parse(at)));
    return {
        state: 'way back',
        words: 'holds only what restores kept of their targets, so no max-age for all series watches it',
        newestAt: new Date(newest).toISOString(),
        ageMs: Math.max(0, now.getTime() - newest),
    };
}
/** The median: a backup that was made by hand in between, or one that was missed, does not move it. */
function usualEveryMs(newestFirst) {
    if (newestFirst.length < FEWEST)
        return undefined;
    const steps = newestFirst
        .slice(1)
        .map((time, index) => (newestFirst[index] ?? time) - time)
        .toSorted((one, other) => one - other);
    const middle = steps.length >> 1;
    const upper = steps[middle] ?? 0;
    return steps.length % 2 === 1 ? upper : Math.round((upper + (steps[middle - 1] ?? upper)) / 2);
}

// EXTERNAL MODULE: ./lib/report/data/max-ages.js
var max_ages = __webpack_require__(13522);
// EXTERNAL MODULE: ./lib/report/data/storage-totals.js
var storage_totals = __webpack_require__(6620);
;// CONCATENATED MODULE: ./lib/report/data/compose-report.js





/** How many backups are listed one by one; of each series the newest of them in any case. */
const MOST_BACKUPS = 2_000;
const SURE_OF_EACH = 5;
const MOST_ATTENTION = 200;
const MOST_NAMED = 100;
/** Puts a report together. Pure: the same findings at the same time are the same report. */
function reportData(found, { maxAges, now, run }) {
    const series = withinBounds(found.series
        .map(each => composeSeries(each, (0,max_ages/* maxAgeOf */.Rq)(maxAges, each.series), now, maxAges.bySeries.has(each.series)))
        .toSorted(staleFirst));
    const storage = (0,storage_totals/* storageTotals */.T)(found.stored);
    const { commit, repository, url } = run;
    const shown = {
        location: found.location,
        madeAt: now.toISOString(),
        series,
        unreadable: found.unreadable.slice(0, MOST_NAMED),
        unreadableCount: found.unreadable.length,
        legacy: found.legacy,
        orphans: {
            count: found.orphans.keys.length,
            bytes: found.orphans.bytes,
            keys: found.orphans.keys.slice(0, MOST_NAMED),
        },
    };
    const attention = (0,data_attention/* attentionOf */.S)(shown, maxAges.others !== undefined);
    return {
        schema: 'pg-backup-report/1',
        ...shown,
        run: { ...(repository && { repository }), ...(commit && { commit }), ...(url && { url }) },
        verdict: verdictOf(attention),
        attention: attention.slice(0, MOST_ATTENTION),
        attentionCount: attention.length,
        totals: {
            series: series.length,
            backups: series.reduce((sum, { backupCount }) => sum + backupCount, 0),
            objects: storage.reduce((sum, { objects }) => sum + objects, 0),
            bytes: storage.reduce((sum, { bytes }) => sum + bytes, 0),
            storage,
        },
        locksRead: found.locksRead,
        warnings: found.warnings.slice(0, MOST_NAMED),
    };
}
/** The series whose newest backup is older than it may be, or that have none. */
function staleSeries({ series }) {
    return series.filter(({ freshness }) => freshness.state === 'stale').map(each => each.series);
}
/** Series that hold only what restores kept of their targets: nobody backs them up, and nothing watches them. */
function rollbackSeries({ series }) {
    return series.filter(({ freshness }) => freshness.state === 'way back');
}
function verdictOf(attention) {
    if (attention.some(data_attention/* isFailure */.N))
        return 'failure';
    return attention.length > 0 ? 'attention' : 'good';
}
function staleFirst(one, other) {
    const rank = ({ freshness }) => (freshness.state === 'stale' ? 0 : 1);
    return rank(one) - rank(other) || (one.series < other.series ? -1 : 1);
}
/** Leaves the oldest out of the lists where there are too many; everything else has counted them already. */
function withinBounds(series) {
    const sure = new Set(series.flatMap(({ backups }) => backups.slice(0, SURE_OF_EACH)));
    const others = series
        .flatMap(({ backups }) => backups.slice(SURE_OF_EACH))
        .toSorted(compareNewest)
        .slice(0, Math.max(0, MOST_BACKUPS - sure.size));
    const listed = new Set([...sure, ...others]);
    return series.map(each => {
        const backups = each.backups.filter(backup => listed.has(backup));
        return { ...each, backups, leftOut: each.backups.length - backups.length };
    });
}


/***/ }),

/***/ 29965:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ coverageOf),
/* harmony export */   g: () => (/* binding */ coverageWords)
/* harmony export */ });
/* harmony import */ var _core_ages_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40415);

const DAY_MS = 86_400_000;
const YEAR_DAYS = 365;
/**
 * How much of the past year can be restored. A series younger than a year is judged since its oldest backup; today counts
 * once there is a backup of it, since it is not over. Days and months are those of UTC, which knows no summer time.
 * @param begun when the backups of the whole database that can be restored began, in any order
 */
function coverageOf(begun, now) {
    const today = startOfDay(now.getTime());
    // What is dated ahead has a wrong clock, and covers no day.
    const times = begun
        .map(at => Date.parse(at))
        .filter(time => startOfDay(time) <= today)
        .toSorted((one, other) => one - other);
    const [oldest] = times;
    const last = times.some(time => time >= today) ? today : today - DAY_MS;
    const aYearAgo = last - (YEAR_DAYS - 1) * DAY_MS;
    const first = oldest === undefined ? aYearAgo : Math.max(aYearAgo, startOfDay(oldest));
    const days = new Set(times.filter(time => time >= first).map(startOfDay));
    const gap = longestGap(times, first, now.getTime());
    return {
        since: new Date(first).toISOString().slice(0, 10),
        days: { restorable: days.size, of: Math.round((last - first) / DAY_MS) + 1 },
        months: {
            restorable: new Set([...days].map(monthOf)).size,
            of: monthOf(last) - monthOf(first) + 1,
        },
        ...(gap && { longestGap: gap }),
        ...(oldest !== undefined && { oldestAt: new Date(oldest).toISOString() }),
    };
}
/** How many days of the past year can be restored, and the longest time without a backup. */
function coverageWords({ days, longestGap, months, oldestAt, since }) {
    const period = days.of < YEAR_DAYS
        ? `the ${days.of} ${days.of === 1 ? 'day' : 'days'} since ${since}`
        : `the last ${days.of} days`;
    const inMonths = days.restorable > 0 && months.of > 1 ? `, in ${months.restorable} of ${months.of} months` : '';
    return [
        `${days.restorable || 'None'} of ${period} ${days.restorable < 2 ? 'has' : 'have'} a backup that can restore the whole database${inMonths}.`,
        ...(longestGap
            ? [`The longest gap is ${(0,_core_ages_js__WEBPACK_IMPORTED_MODULE_0__/* .formatAge */ .n)(longestGap.ms)}, after ${longestGap.after.slice(0, 10)}.`]
            : []),
        // A period that begins with it has named it.
        ...(oldestAt === undefined || oldestAt.startsWith(since)
            ? []
            : [`The oldest such backup is of ${oldestAt.slice(0, 10)}.`]),
    ].join(' ');
}
/** Between neighbours, and from the last one until now; one that reaches back beyond `fromMs` counts whole. */
function longestGap(sorted, fromMs, nowMs) {
    const gaps = sorted.flatMap((time, index) => {
        const next = Math.max(time, sorted[index + 1] ?? nowMs);
        return next >= fromMs ? [{ ms: next - time, after: new Date(time).toISOString() }] : [];
    });
    return gaps.toSorted((one, other) => other.ms - one.ms)[0];
}
function startOfDay(ms) {
    return Math.floor(ms / DAY_MS) * DAY_MS;
}
/** Counted from year 0. */
function monthOf(ms) {
    const date = new Date(ms);
    return date.getUTCFullYear() * 12 + date.getUTCMonth();
}


/***/ }),

/***/ 13522:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rq: () => (/* binding */ maxAgeOf),
/* harmony export */   Yg: () => (/* binding */ parseMaxAges),
/* harmony export */   gx: () => (/* binding */ NO_MAX_AGES)
/* harmony export */ });
/* harmony import */ var _catalog_names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56879);
/* harmony import */ var _core_ages_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40415);
/* harmony import */ var _core_parsed_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(83186);



const NO_MAX_AGES = { others: undefined, bySeries: new Map() };
/** Reads one `26h` for all, and one `shop: 26h` a line for a series; all mistakes at once. */
function parseMaxAges(text) {
    const bySeries = new Map();
    const problems = [];
    let others;
    for (const line of text.split(/\r?\n/).map(each => each.replace(/(^|\s)#.*$/, '').trim())) {
        if (line === '')
            continue;
        const [, series, age = ''] = /^(?:([^:]*?)\s*:\s*)?(.*)$/.exec(line) ?? [];
        const read = (0,_core_ages_js__WEBPACK_IMPORTED_MODULE_0__/* .parseBudget */ .N)(age);
        if (!read.ok)
            problems.push(series === undefined ? read.problem : `${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .TL)(series)}: ${read.problem}`);
        else if (series === undefined && others !== undefined)
            problems.push(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .TL)(line)} is a second age for all series; write shop: ${age} for one of them`);
        else if (series === undefined)
            others = read.value;
        else if (!(0,_catalog_names_js__WEBPACK_IMPORTED_MODULE_2__/* .isSeries */ ._k)(series))
            problems.push(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .TL)(series)} is no series; write a line as shop: 26h`);
        else if (bySeries.has(series))
            problems.push(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .TL)(series)} is given twice; write each series once`);
        else
            bySeries.set(series, read.value);
    }
    return problems.length > 0 ? (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .refused */ .J5)(problems.join('; ')) : (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .parsed */ .Yz)({ others, bySeries });
}
/** Undefined where nobody said. */
function maxAgeOf({ bySeries, others }, series) {
    return bySeries.get(series) ?? others;
}


/***/ }),

/***/ 96871:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ reasonsToFail)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);
/* harmony import */ var _attention_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12025);


/** What makes the step fail, once everything is written: each series without a backup that is as new as it must be. */
function reasonsToFail({ attention }) {
    return attention
        .filter(_attention_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N)
        .map(({ message, series }) => (series === undefined ? empty(message) : stale(message)));
}
const REPORT_STALE = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'reports',
    code: 'report-stale',
    kind: 'refusal',
    meaning: 'The newest backup of a series that can be restored is older than max-age allows, or there is none. The report is written all the same.',
    fix: 'Look at why no newer backup was made: its workflow may fail, or GitHub may have disabled its schedule; back up now, or raise max-age.',
});
function stale(message) {
    return {
        ...REPORT_STALE,
        message,
    };
}
const REPORT_EMPTY = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'reports',
    code: 'report-empty',
    kind: 'refusal',
    meaning: 'An age is given as max-age, and the destination holds no backup of any series.',
    fix: 'Check destination; where it is right, no backup was made yet, or all were removed: back up now.',
});
function empty(message) {
    return {
        ...REPORT_EMPTY,
        message,
        hint: 'Check destination; if it is right, no backup was made yet by this action, or all were removed: back up now.',
    };
}


/***/ }),

/***/ 6620:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ storageTotals),
/* harmony export */   c: () => (/* binding */ storageCounter)
/* harmony export */ });
/** The totals of the storage classes, the one with the most bytes first. */
function storageTotals(stored) {
    return stored
        .toSorted((one, other) => other.bytes - one.bytes)
        .map(({ bytes, objects, storageClass }) => ({
        ...(storageClass !== undefined && { storageClass }),
        objects,
        bytes,
    }));
}
/** Adds up by storage class while a listing passes. */
function storageCounter() {
    const byClass = new Map();
    return {
        add({ bytes, storageClass }) {
            const total = byClass.get(storageClass) ?? { objects: 0, bytes: 0 };
            byClass.set(storageClass, { objects: total.objects + 1, bytes: total.bytes + bytes });
        },
        stored: () => [...byClass].map(([storageClass, total]) => ({ storageClass, ...total })),
    };
}


/***/ }),

/***/ 2692:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ evenly),
/* harmony export */   K: () => (/* binding */ trendsOf)
/* harmony export */ });
/* harmony import */ var _catalog_contents_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(18229);

/** More points than this are not distinguished on a page. */
const MOST_POINTS = 200;
const MOST_TRENDS = 6;
/**
 * Size and duration over time, for each kind of contents: full first, then those with the most backups.
 * @param backups in any order
 */
function trendsOf(backups) {
    return [...Map.groupBy(backups, ({ what }) => what)]
        .toSorted(([what, made], [otherWhat, otherMade]) => Number((0,_catalog_contents_js__WEBPACK_IMPORTED_MODULE_0__/* .mayBeWhole */ .a7)(otherWhat)) - Number((0,_catalog_contents_js__WEBPACK_IMPORTED_MODULE_0__/* .mayBeWhole */ .a7)(what)) ||
        otherMade.length - made.length ||
        (what < otherWhat ? -1 : 1))
        .slice(0, MOST_TRENDS)
        .map(([what, made]) => ({ what, points: evenly(oldestFirst(made), MOST_POINTS).map(pointOf) }));
}
/** So many of a list at most, evenly chosen, with the first and the last. */
function evenly(list, most) {
    if (list.length <= most)
        return [...list];
    const step = (list.length - 1) / (most - 1);
    const chosen = new Set(Array.from({ length: most }, (_, index) => Math.round(index * step)));
    return list.filter((_, index) => chosen.has(index));
}
function oldestFirst(backups) {
    return backups.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
}
function pointOf({ at, bytes, dumpBytes, ms, rows }) {
    return { at, bytes, dumpBytes, ms, rows };
}


/***/ }),

/***/ 73471:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  renderPage: () => (/* binding */ renderPage)
});

;// CONCATENATED MODULE: ./lib/report/page/html.js
/** Markup in which everything from outside is escaped: there is no other way to make it than `html` and `own`. */
class Html {
    #markup;
    constructor(markup) {
        this.#markup = markup;
    }
    /** A template whose values are escaped, unless they are Html themselves. Attributes have to be quoted. */
    static template(parts, ...values) {
        return new Html(String.raw({ raw: parts }, ...values.map(markupOf)));
    }
    /** Markup of our own that no name from outside has come near: such as the styles. */
    static own(markup) {
        return new Html(markup);
    }
    toString() {
        return this.#markup;
    }
}
const html = Html.template;
const own = Html.own;
function markupOf(value) {
    if (value === undefined || value === false)
        return '';
    if (typeof value === 'string')
        return escaped(spelled(value));
    if (typeof value === 'number')
        return String(value);
    return value instanceof Html ? value.toString() : value.map(markupOf).join('');
}
function escaped(text) {
    return text.replace(/[&<>"']/g, character => `&#${character.codePointAt(0)};`);
}
/**
 * Makes visible what would hide or turn other characters: control characters, and marks of direction and width. The
 * joiners that emoji and some scripts are written with stay.
 */
function spelled(text) {
    return text
        .toWellFormed()
        .replace(/[^\P{Cc}\n\t]|[^\P{Cf}\u200c\u200d]|[\u2028\u2029]/gu, character => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

;// CONCATENATED MODULE: ./lib/report/page/names.js

/** A name from outside among words of ours: its direction of writing does not turn theirs. */
function named(name) {
    return html `<bdi>${name}</bdi>`;
}
/** A key, a path, or a command's word. */
function code(text) {
    return html `<code>${text}</code>`;
}
/** A moment, for people and machines: `2026-11-22 03:07`, UTC. */
function moment(at) {
    return html `<time datetime="${at}">${at.slice(0, 16).replace('T', ' ')}</time>`;
}
/** A link to a page of the web; anything else, such as a script, stays a text. */
function names_link(url, text) {
    return /^https?:\/\//i.test(url) ? html `<a href="${url}">${text}</a>` : html `${text}`;
}
/** What state something is in: a sign before the word, so that it isn't shown by colour alone. */
function mark(state, words) {
    return html `<span class="mark ${state}"><span aria-hidden="true">${SIGNS[state]}</span> ${words}</span>`;
}
const SIGNS = { good: '✓', look: '!', bad: '✕', none: '○' };

// EXTERNAL MODULE: ./lib/core/words.js
var core_words = __webpack_require__(44474);
// EXTERNAL MODULE: ./lib/report/data/compose-report.js + 3 modules
var compose_report = __webpack_require__(1384);
;// CONCATENATED MODULE: ./lib/report/page/sections/headline.js


/** What is the matter, in one sentence or two. */
function headlineOf(report) {
    const { attentionCount, series, verdict } = report;
    if (series.length === 0 && report.legacy.count > 0)
        return 'There is no backup with a manifest here yet.';
    if (series.length === 0)
        return verdict === 'failure' ? 'There is no backup at all.' : 'There are no backups here yet.';
    if (verdict === 'failure')
        return staleWords((0,compose_report/* staleSeries */.rw)(report).length, series.length);
    const proof = unproven(report) === 0 ? 'all proven' : `${(0,core_words/* counted */.hS)(unproven(report), 'backup')} in doubt`;
    const first = `${fresh(report)}, ${proof}.`;
    return verdict === 'attention' ? `${first} ${(0,core_words/* counted */.hS)(attentionCount, 'thing')} to look at.` : first;
}
/** How many of the backups that are listed cannot be restored to what they were, as far as is known. */
function unproven({ series }) {
    return series.reduce((sum, { backups }) => sum + backups.filter(({ state }) => state !== 'complete').length, 0);
}
function staleWords(stale, all) {
    if (all === 1)
        return 'There is no fresh backup.';
    if (stale === all)
        return `None of ${all} series has a fresh backup.`;
    return `${stale} of ${all} series ${stale === 1 ? 'has' : 'have'} no fresh backup.`;
}
function fresh({ series: all }) {
    const series = all.filter(({ freshness }) => freshness.state !== 'way back');
    if (series.length === 0)
        return 'Only copies of before restores';
    const watched = series.filter(({ freshness }) => freshness.state === 'fresh').length;
    if (watched === series.length)
        return 'All fresh';
    return watched === 0
        ? 'Freshness is not watched'
        : `${watched} of ${series.length} series watched and fresh`;
}

// EXTERNAL MODULE: ./lib/catalog/legacy/legacy-words.js
var legacy_words = __webpack_require__(25352);
// EXTERNAL MODULE: ./lib/core/sizes.js
var core_sizes = __webpack_require__(86361);
;// CONCATENATED MODULE: ./lib/report/page/table.js

/**
 * A table, the first column of which names the row. On a narrow screen it scrolls in a region of its own, which the
 * keyboard reaches.
 * @param caption says what is in it, for those who come upon the table first
 */
function table(caption, columns, rows) {
    const [first, ...others] = columns;
    return html `<div class="scroll" role="region" tabindex="0" aria-label="${caption}"><table>
<caption class="quiet">${caption}</caption>
<thead><tr>${columns.map(({ as, head }) => html `<th scope="col"${as && CLASS[as]}>${head}</th>`)}</tr></thead>
<tbody>
${rows.map(row => html `<tr><th scope="row">${first.cell(row)}</th>${others.map(({ as, cell }) => html `<td${as && CLASS[as]}>${cell(row)}</td>`)}</tr>
`)}</tbody>
</table></div>`;
}
const CLASS = { number: html ` class="n"`, prose: html ` class="w"` };
/** A part that opens when its title is pressed, and on paper. */
function details(title, body) {
    return html `<details><summary>${title}</summary>
${body}
</details>`;
}

;// CONCATENATED MODULE: ./lib/report/page/sections/section.js

/** A part of the page with a heading of its own. */
function section(id, title, body) {
    return html `<section id="${id}" aria-labelledby="${id}-h">
<h2 id="${id}-h">${title}</h2>
${body}
</section>
`;
}
/** A part of a section: its heading stands beside it where there is room. */
function part(title, body) {
    return html `<div class="part">
<h3>${title}</h3>
<div>${body}</div>
</div>
`;
}
/** Facts, each with its name; those without a value are left out. */
function facts(all) {
    const known = all.filter(([, value]) => value !== undefined);
    return html `<dl class="facts">${known.map(([name, value]) => html `<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

;// CONCATENATED MODULE: ./lib/report/page/sections/leftovers.js







/** What is no backup, or none that can be read; nothing where all is as it should be. */
function leftovers({ legacy, orphans, unreadable, unreadableCount, warnings, }) {
    if (legacy.count + orphans.count + unreadableCount + warnings.length === 0)
        return undefined;
    return section('leftovers', 'What does not count', html `${legacy.count > 0 && older(legacy)}${unreadableCount > 0 &&
        part('Unreadable', html `<p>${(0,core_words/* counted */.hS)(unreadableCount, 'manifest')} cannot be read: what is not described is no backup.</p>${table('Backups whose manifest cannot be read', [
            { head: 'Backup', cell: ({ key }) => code(key) },
            { head: 'Why', cell: ({ message }) => named(message) },
        ], unreadable)}${more(unreadableCount - unreadable.length)}`)}${orphans.count > 0 &&
        part('Orphans', html `<p>${(0,core_words/* counted */.hS)(orphans.count, 'object')} older than a day, ${(0,core_sizes/* formatSize */.X)(orphans.bytes)}, ${orphans.count === 1 ? 'belongs' : 'belong'} to no backup; prune sweeps such.</p>${details(`${orphans.keys.length === orphans.count ? 'Their' : `The first ${orphans.keys.length}`} names`, html `<ul class="keys">${orphans.keys.map(key => html `<li>${code(key)}</li>`)}</ul>${more(orphans.count - orphans.keys.length)}`)}`)}${warnings.length > 0 &&
        part('Not whole', html `<p>What kept this report from being whole:</p><ul>${warnings.map(text => html `<li>${named(text)}</li>`)}</ul>`)}`);
}
/** Dumps of before this action: they may restore, and nobody knows. */
function older(legacy) {
    return part('Older dumps', html `<p>${(0,legacy_words/* legacyWords */.P)(legacy)}, ${(0,core_sizes/* formatSize */.X)(legacy.bytes)}. docs/recovery.md §7 says how one is restored; with ${code('legacy-pattern')} prune lets them go by age.</p>${table('Dumps without a manifest, by what their folders and names say', [
        { head: 'Kind', cell: ({ kind }) => kind },
        { head: 'Dumps', as: 'number', cell: ({ count }) => count.toLocaleString('en-US') },
        { head: 'Size', as: 'number', cell: ({ bytes }) => (0,core_sizes/* formatSize */.X)(bytes) },
        { head: 'Newest (UTC)', cell: ({ newestAt }) => moment(newestAt) },
        { head: 'Key', cell: ({ newestKey }) => code(newestKey) },
    ], legacy.kinds)}`);
}
function more(count) {
    const [words] = (0,core_words/* andMore */.v)(count);
    return words === undefined ? undefined : html `<p>${words}</p>`;
}

;// CONCATENATED MODULE: ./lib/report/page/sections/origin.js


/** When, by what and of what it was made. */
function origin({ location, madeAt, run }) {
    const { commit, repository, url } = run;
    return html `<footer>
<p>Made ${moment(madeAt)} UTC from what is in ${code(location)}${repository !== undefined && html `, for ${named(repository)}`}${commit !== undefined && html ` at ${code(commit.slice(0, 12))}`}.${url !== undefined && html ` ${names_link(url, 'The run that made it')}.`}</p>
<p>Nothing was restored to make it. A backup is complete when it was proven while it streamed, and is stored there with the size that it had; whether it restores is what a drill says. All times are UTC. The same as data: report.json, beside this page.</p>
</footer>
`;
}

// EXTERNAL MODULE: ./lib/core/ages.js
var ages = __webpack_require__(40415);
;// CONCATENATED MODULE: ./lib/report/page/sections/overview.js






/** All series in one table; nothing where one series is all there is. */
function overview(all) {
    if (all.length < 2)
        return undefined;
    const rows = all.map((series, index) => ({ id: `s${index + 1}`, series }));
    return section('overview', 'All series', table('How fresh each series is, and how it is kept', [
        { head: 'Series', cell: ({ id, series }) => html `<a href="#${id}">${named(series.series)}</a>` },
        { head: 'Freshness', cell: ({ series }) => freshnessMark(series) },
        {
            head: 'Newest (UTC)',
            cell: ({ series: { freshness } }) => (freshness.newestAt ? moment(freshness.newestAt) : 'none'),
        },
        { head: 'Age', as: 'number', cell: ({ series: { freshness } }) => age(freshness.ageMs) },
        { head: 'Max-age', as: 'number', cell: ({ series: { freshness } }) => age(freshness.maxAgeMs) },
        { head: 'Backups', as: 'number', cell: ({ series }) => series.backupCount.toLocaleString('en-US') },
        { head: 'Size', as: 'number', cell: ({ series }) => (0,core_sizes/* formatSize */.X)(series.bytes) },
        { head: 'Last drill', cell: ({ series }) => lastDrill(series) },
        {
            head: 'Encrypted',
            cell: ({ series: { backupCount, protection } }) => share(protection.encrypted, backupCount),
        },
        {
            head: 'Locked',
            cell: ({ series: { backupCount, protection } }) => protection.lockUnknown > 0 ? 'unknown' : share(protection.locked, backupCount),
        },
    ], rows));
}
/** Whether it is fresh, in a word. */
function freshnessMark({ freshness }) {
    switch (freshness.state) {
        case 'fresh':
            return mark('good', 'fresh');
        case 'stale':
            return mark('bad', 'stale');
        case 'not watched':
            return mark('none', 'not watched');
        case 'way back':
            return mark('none', 'way back');
    }
}
/** `all`, `none`, `3 of 12`. */
function share(some, all) {
    if (all === 0)
        return '–';
    return some === all
        ? 'all'
        : some === 0
            ? 'none'
            : `${some.toLocaleString('en-US')} of ${all.toLocaleString('en-US')}`;
}
function age(ms) {
    return ms === undefined ? '–' : (0,ages/* formatAge */.n)(ms);
}
function lastDrill({ drills: [last] }) {
    if (!last)
        return '–';
    return html `${mark(last.passed ? 'good' : 'bad', last.outcome)}, ${last.at.slice(0, 10)}`;
}

// EXTERNAL MODULE: ./lib/core/durations.js
var durations = __webpack_require__(5530);
// EXTERNAL MODULE: ./lib/report/data/coverage.js
var data_coverage = __webpack_require__(29965);
;// CONCATENATED MODULE: ./lib/report/page/sections/backups.js








const ON_A_SHEET = 100;
/** Every backup that is listed, a hundred at a time. */
function backups({ backups: all, coverage, freshness, leftOut, series, }) {
    if (all.length === 0)
        return undefined;
    const sheets = Array.from({ length: Math.ceil(all.length / ON_A_SHEET) }, (_, index) => all.slice(index * ON_A_SHEET, (index + 1) * ON_A_SHEET));
    return part('Backups', html `${freshness.state !== 'way back' && html `<p>${(0,data_coverage/* coverageWords */.g)(coverage)}</p>`}
${sheets.map((sheet, index) => html `<div${index > 0 && html ` class="screen"`}>${details(span(sheet), sheetTable(sheet, `${series}: ${span(sheet)}`))}</div>`)}
${sheets.length > 1 && html `<p class="paper">${(all.length - ON_A_SHEET).toLocaleString('en-US')} older ones are listed on the screen, not on paper.</p>`}
${leftOut > 0 && html `<p>${(0,core_words/* counted */.hS)(leftOut, 'older backup')} ${leftOut === 1 ? 'is' : 'are'} not listed; everything else counts ${leftOut === 1 ? 'it' : 'them'}.</p>`}`);
}
function span(sheet) {
    const [newest, oldest] = [sheet[0]?.at.slice(0, 10) ?? '', sheet.at(-1)?.at.slice(0, 10) ?? ''];
    return `${(0,core_words/* counted */.hS)(sheet.length, 'backup')}, ${newest === oldest ? newest : `${newest} back to ${oldest}`}`;
}
function sheetTable(sheet, caption) {
    return table(caption, [
        { head: 'Begun (UTC)', cell: ({ at }) => moment(at) },
        { head: 'Class', cell: backup => backup.class },
        { head: 'Holds', cell: ({ what }) => named(what) },
        { head: 'State', cell: state },
        { head: 'Stored', as: 'number', cell: ({ bytes }) => (0,core_sizes/* formatSize */.X)(bytes) },
        { head: 'Rows', as: 'number', cell: ({ rows }) => rows.toLocaleString('en-US') },
        { head: 'Took', as: 'number', cell: ({ ms }) => (0,durations/* formatDuration */.a)(ms) },
        { head: 'Encrypted', cell: ({ encryption }) => encryption },
        { head: 'Locked', cell: lock },
        { head: 'Drilled', cell: drilled },
        { head: 'Key', cell: key },
    ], sheet);
}
const STATES = {
    complete: mark('good', 'complete'),
    missing: mark('bad', 'missing'),
    altered: mark('bad', 'altered'),
    refuted: mark('bad', 'refuted'),
};
function state({ anomalies = 0, findings = [], state: found }) {
    const odd = findings.filter(({ weight }) => weight === 'anomaly');
    return html `${STATES[found]}${anomalies > 0 && html `<br><small>${mark('look', (0,core_words/* counted */.hS)(anomalies, 'anomaly', 'anomalies'))}${odd.map(({ text }) => html `<br>${named(text)}`)}</small>`}`;
}
function lock({ lock: held }) {
    if (held === undefined)
        return '–';
    if (held === 'unknown')
        return 'unknown';
    const until = held.until === undefined ? [] : [`until ${held.until.slice(0, 10)}`];
    return [...until, ...(held.legalHold ? ['legal hold'] : [])].join(', ');
}
function drilled({ drill }) {
    return drill ? html `${mark(drill.passed ? 'good' : 'bad', drill.outcome)}, ${drill.at.slice(0, 10)}` : '–';
}
function key({ archivedFrom, key: own, storageClass }) {
    return html `${code(own)}${storageClass !== undefined && html ` <small>${storageClass}</small>`}${archivedFrom !== undefined && html `<br><small>a copy of ${code(archivedFrom)}</small>`}`;
}

// EXTERNAL MODULE: ./lib/catalog/names.js
var names = __webpack_require__(56879);
// EXTERNAL MODULE: ./lib/catalog/stock-restore.js
var stock_restore = __webpack_require__(30910);
// EXTERNAL MODULE: ./lib/encryption/open-command.js
var open_command = __webpack_require__(4029);
// EXTERNAL MODULE: ./lib/report/data/compact-backup.js
var compact_backup = __webpack_require__(35761);
;// CONCATENATED MODULE: ./lib/report/page/sections/newest.js













/** How fresh a series is, its newest backup, and how that is restored. */
function newest(each, report) {
    const backup = newestRestorable(each);
    return html `${part('Freshness', freshness(each))}${part('Restore', backup
        ? html `${facts([
            [
                each.freshness.state === 'way back' ? 'Way back' : 'Newest backup',
                html `${moment(backup.at)} UTC, ${backup.class}, ${(0,core_sizes/* formatSize */.X)(backup.bytes)}`,
            ],
            [
                'Holds',
                html `${named(backup.what)}: ${(0,core_words/* counted */.hS)(backup.rows, 'row')} in ${(0,core_words/* counted */.hS)(backup.tables, 'table')}, taken in ${(0,durations/* formatDuration */.a)(backup.ms)}`,
            ],
            ['Key', code(backup.key)],
        ])}${restoreLines(backup, each, report.location)}`
        : html `<p>${mark('bad', 'There is no backup that can be restored.')}</p>`)}`;
}
/**
 * Of the whole database if there is one; what a restore kept of its target is no backup of this database perhaps, and meant
 * where there is nothing else.
 */
function newestRestorable({ backups, freshness: { state } }) {
    const own = state === 'way back' ? backups : backups.filter(each => each.class !== 'pre-restore');
    return own.find(compact_backup/* isRestorable */.qX) ?? own.find(({ state }) => state === 'complete');
}
function freshness(each) {
    const { ageMs, maxAgeMs, newestAt, usualEveryMs } = each.freshness;
    const { backupCount, bytes, source } = each;
    return html `<p class="lead">${freshnessMark(each)} <span>The series ${each.freshness.words}.</span></p>
${facts([
        ['Newest', newestAt === undefined ? 'none' : html `${moment(newestAt)} UTC`],
        // The sentence above says it where a max-age is set.
        ['Age', ageMs === undefined || maxAgeMs !== undefined ? undefined : (0,ages/* formatAge */.n)(ageMs)],
        ['Usually made', usualEveryMs === undefined ? undefined : `every ${(0,ages/* formatAge */.n)(usualEveryMs)}`],
        ['Next expected', nextOf(newestAt, usualEveryMs)],
        ['Backups', backupCount === 0 ? 'none' : `${backupCount.toLocaleString('en-US')}, ${(0,core_sizes/* formatSize */.X)(bytes)}`],
        [
            'Database',
            source &&
                html `${named(source.database)} on ${named(source.host)}, PostgreSQL ${named(source.serverVersion)}`,
        ],
    ])}`;
}
function nextOf(newestAt, everyMs) {
    if (newestAt === undefined || everyMs === undefined)
        return undefined;
    return html `about ${moment(new Date(Date.parse(newestAt) + everyMs).toISOString())} UTC`;
}
/** What S3 gives out only after it was asked to, hours before. */
const COLD = ['GLACIER', 'DEEP_ARCHIVE'];
/** What a name may hold that is pasted into a workflow: GitHub would evaluate an expression in it. */
const PASTES = /^[\w./:@%+=, -]+$/;
/** Lines to copy that restore a backup: for a shell, and for a workflow. */
function restoreLines(backup, series, location) {
    const commands = commandsFor(backup, series, location);
    if (spelled(commands) !== commands)
        return html `<p>Its key has characters that cannot be seen, so there is no line to copy: take it from report.json.</p>`;
    return html `${COLD.includes(backup.storageClass ?? '') && html `<p>It is in ${code(backup.storageClass ?? '')}: ask for it first, with ${code('aws s3api restore-object')}; that takes hours.</p>`}<p>With stock tools, into a new database (click the lines to select them all):</p>
<pre class="copy"><code>${commands}</code></pre>
<p class="note">Leave out ${code('--no-owner --no-acl')} where the roles are there.${location.startsWith('s3://') && html ` Of a store other than AWS, set ${code('AWS_ENDPOINT_URL')}.`}</p>
${PASTES.test(`${backup.key}${location}`) && (0,names/* isSeries */._k)(series.series) && details('As a step of a workflow, proven afterwards', step(backup, location))}`;
}
function commandsFor(backup, { source }, location) {
    const { encryption, key, what } = backup;
    return (0,stock_restore/* stockRestore */.R)({
        key,
        checksumKey: `${key}${names/* CHECKSUM_SUFFIX */.qP}`,
        location,
        endpoint: undefined,
        globals: undefined,
        url: each => `${location.replace(/\/$/, '')}/${each}`,
        openCommand: file => (0,open_command/* openCommand */.k)(encryption, file),
        clientMajor: Number.parseInt(source?.serverVersion ?? '', 10),
        mode: MODE_OF[what] ?? 'full',
        // Which roles the target has is not known here: without them it loads into any.
        noOwner: true,
        noAcl: true,
    });
}
const MODE_OF = { schema: 'schema', data: 'data' };
function step({ encryption, key }, location) {
    const opening = {
        none: '',
        age: `\n    age-identity: ${secret('AGE_IDENTITY')}`,
        'age-passphrase': `\n    passphrase: ${secret('BACKUP_PASSPHRASE')}`,
        'gpg-passphrase': `\n    passphrase: ${secret('BACKUP_PASSPHRASE')}`,
    };
    return html `<pre class="copy"><code>- uses: org/pg-backup-action/restore@v1
  with:
    target-url: ${secret('RESTORE_DATABASE_URL')}
    destination: ${location}
    from: ${key}${opening[encryption]}</code></pre>`;
}
function secret(name) {
    return `\${{ secrets.${name} }}`;
}

;// CONCATENATED MODULE: ./lib/report/page/charts/time-ticks.js
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Steps that divide the next larger one without a rest, so that ticks are where people expect them. */
const EVEN_STEPS_MS = [
    ...[1, 2, 5, 10, 15, 30].map(minutes => minutes * 60_000),
    ...[1, 2, 3, 6, 12].map(hours => hours * HOUR_MS),
];
const STEPS_OF_DAYS = [1, 2, 5, 10, 15];
const STEPS_OF_MONTHS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600];
/** The dates (UTC) that an axis shows: those of the finest step with which no more than `most` of them are on it. */
function timeTicks(from, to, most) {
    const choices = [
        ...EVEN_STEPS_MS.map(step => () => everyMs(from, to, step)),
        ...STEPS_OF_DAYS.map(step => () => everyDays(from, to, step)),
        ...STEPS_OF_MONTHS.map(step => () => everyMonths(from, to, step)),
    ];
    // A step with far too many ticks is not tried: a year has half a million minutes.
    const tried = choices.slice(EVEN_STEPS_MS.filter(step => (to - from) / step > 2 * most).length);
    for (const ticks of tried) {
        const found = ticks();
        if (found.length <= most)
            return found.length > 0 ? found : [tick(from)];
    }
    return [tick(from)];
}
function everyMs(from, to, step) {
    const first = Math.ceil(from / step) * step;
    const count = Math.max(0, Math.floor((to - first) / step) + 1);
    return Array.from({ length: count }, (_, index) => tick(first + index * step));
}
/** Days of the month, each month from its first on. */
function everyDays(from, to, step) {
    return months(from, to, 1).flatMap(month => {
        const date = new Date(month);
        const next = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
        const days = Array.from({ length: Math.ceil(31 / step) }, (_, index) => month + index * step * DAY_MS);
        // One that is closer to the next month's first than half a step would run into it.
        return days.filter(day => day >= from && day <= to && next - day >= (step * DAY_MS) / 2).map(tick);
    });
}
function everyMonths(from, to, step) {
    return months(from, to, step)
        .filter(month => month >= from && month <= to)
        .map(tick);
}
/** The first days of every `step` months, from the one at or before `from`. */
function months(from, to, step) {
    const start = new Date(from);
    const index = start.getUTCFullYear() * 12 + start.getUTCMonth();
    const found = [];
    for (let month = Math.floor(index / step) * step;; month += step) {
        const at = firstOfMonth(month);
        if (at > to)
            return found;
        found.push(at);
    }
}
/** @param month counted from year 0 */
function firstOfMonth(month) {
    return Date.UTC(Math.floor(month / 12), month % 12);
}
/** `2026`, `Nov`, `5 Nov` or `03:00`: what is new at that time. */
function tick(at) {
    const date = new Date(at);
    const month = MONTHS[date.getUTCMonth()] ?? '';
    if (at % DAY_MS !== 0)
        return { at, label: date.toISOString().slice(11, 16) };
    if (date.getUTCDate() !== 1)
        return { at, label: `${date.getUTCDate()} ${month}` };
    return { at, label: date.getUTCMonth() === 0 ? String(date.getUTCFullYear()) : month };
}

;// CONCATENATED MODULE: ./lib/report/page/charts/trend-chart.js



/** Above so many, only the unusual ones are marked with a dot, and the last. */
const MOST_DOTS = 45;
const TOP = 8;
const BETWEEN = 20;
const DATES = 26;
/** Both panels begin at the same place, so that what is above each other was at once. */
const LABELS = 64;
/** The last date is centered below the end of the axis. */
const RIGHT = 22;
const DOT = 2.5;
const DIAMOND = 5.5;
/**
 * Size above duration, over the same time: the inside of an SVG of this extent. Colours are the page's own CSS variables, so
 * that they follow its theme. Nothing but numbers and dates is in it.
 * @param points at two times at least, the oldest first
 * @param odd the times that an anomaly was found at
 */
function trendChart(points, odd, { dates, height, width }) {
    const times = points.map(({ at }) => Date.parse(at));
    const [from, to] = [Math.min(...times), Math.max(...times)];
    const x = (ms) => LABELS + ((width - LABELS - RIGHT) * (ms - from)) / Math.max(1, to - from);
    const tall = (height - TOP - BETWEEN - DATES) / 2;
    const sizes = sizeScale(Math.max(...points.map(({ bytes }) => bytes)));
    const durations = durationScale(Math.max(...points.map(({ ms }) => ms)));
    const panel = (top, { max }) => ({
        top,
        bottom: top + tall,
        x,
        y: value => top + tall - (tall * value) / max,
    });
    const upper = panel(TOP, sizes);
    const lower = panel(TOP + tall + BETWEEN, durations);
    return html `<g font-family="system-ui, sans-serif" font-size="12">
${grid(upper, width, sizes, sizeTick)}
${grid(lower, width, durations, durationTick)}
${datesBelow(lower, from, to, dates)}
${line(upper, points, 'bytes', odd, 'var(--accent)')}
${line(lower, points, 'ms', odd, 'var(--second)')}
</g>`;
}
function grid({ y }, width, { interval, max }, label) {
    const values = Array.from({ length: Math.round(max / interval) + 1 }, (_, index) => index * interval);
    return html `${values.map(value => html `<path d="M${LABELS} ${place(y(value))}H${width - RIGHT}" stroke="var(--rule)"/><text x="${LABELS - 8}" y="${place(y(value) + 4)}" text-anchor="end" fill="var(--muted)">${label(value)}</text>`)}`;
}
/** The first date starts at the axis, so that it does not run into the labels beside it. */
function datesBelow({ bottom, x }, from, to, most) {
    return html `${timeTicks(from, to, most).map(({ at, label }) => html `<text x="${place(x(at))}" y="${place(bottom + 18)}" text-anchor="${x(at) < LABELS + 16 ? 'start' : 'middle'}" fill="var(--muted)">${label}</text>`)}`;
}
function line({ bottom, x, y }, points, what, odd, colour) {
    const at = (point) => [
        place(x(Date.parse(point.at))),
        place(y(point[what])),
    ];
    const path = points.map(point => at(point).join(' ')).join('L');
    const [first, last] = [points[0], points.at(-1)];
    const area = first && last ? `M${path}V${place(bottom)}H${at(first)[0]}Z` : '';
    const marks = points.filter(point => odd.has(point.at) || points.length <= MOST_DOTS || point === last);
    return html `<path d="${area}" fill="${colour}" fill-opacity="0.1"/><path d="M${path}" fill="none" stroke="${colour}" stroke-width="1.75"/>${marks.map(point => {
        const [left, top] = at(point);
        return odd.has(point.at)
            ? html `<path d="M${left} ${top}m0-${DIAMOND}l${DIAMOND} ${DIAMOND}-${DIAMOND} ${DIAMOND}-${DIAMOND}-${DIAMOND}z" fill="var(--look)"/>`
            : html `<circle cx="${left}" cy="${top}" r="${DOT}" fill="${colour}"/>`;
    })}`;
}
/** A coordinate, to a tenth of a pixel. */
function place(value) {
    return String(Math.round(value * 10) / 10);
}
const MOST_STEPS = 4;
/** The last two reach beyond 1,000 of a unit, and so are parts of the next. */
const SIZES = [1, 2 ** 10, 2 ** 20, 2 ** 30, 2 ** 40, 2 ** 50].flatMap(unit => [1, 2, 5, 10, 20, 50, 100, 200, 256, 512].map(count => count * unit));
const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const trend_chart_HOUR_MS = 60 * MINUTE_MS;
const DURATIONS = [
    ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30].map(count => count * SECOND_MS),
    ...[1, 2, 5, 10, 15, 20, 30].map(count => count * MINUTE_MS),
    ...[1, 2, 3, 6, 12, 24, 48, 96].map(count => count * trend_chart_HOUR_MS),
];
/** In steps that are round where a MB is 2^20 bytes. */
function sizeScale(mostBytes) {
    return scale(mostBytes, SIZES);
}
/** In steps that are round where a minute has 60 seconds. */
function durationScale(mostMs) {
    return scale(mostMs, DURATIONS);
}
function scale(most, steps) {
    const interval = steps.find(step => most / step <= MOST_STEPS) ?? most / MOST_STEPS;
    return { interval, max: Math.max(1, Math.ceil(most / interval)) * interval };
}
/** `0`, `80 s`, `1.5 min`, `2 h`: shorter than in a sentence, since it is always round. */
function durationTick(ms) {
    if (ms === 0)
        return '0';
    if (ms < MINUTE_MS || (ms < 10 * MINUTE_MS && ms % (30 * SECOND_MS) !== 0))
        return `${Number((ms / SECOND_MS).toFixed(1))} s`;
    if (ms < trend_chart_HOUR_MS)
        return `${Number((ms / MINUTE_MS).toFixed(1))} min`;
    return `${Number((ms / trend_chart_HOUR_MS).toFixed(1))} h`;
}
/** As `formatSize`, except the zero that needs no unit. */
function sizeTick(bytes) {
    return bytes === 0 ? '0' : (0,core_sizes/* formatSize */.X)(bytes);
}

;// CONCATENATED MODULE: ./lib/report/page/sections/trends.js








/** The page shows the one that fits: letters stay as large as they are, where one drawing would shrink them. */
const WIDE = { name: 'wide', width: 720, height: 300, dates: 7 };
const NARROW = { name: 'narrow', width: 340, height: 290, dates: 5 };
/** Size and duration over time. */
function trends(id, each, drawn) {
    const shown = each.trends.map((trend, index) => trendFigure(`${id}t${index + 1}`, trend, each, drawn.has(trend)));
    return shown.length > 0 ? part('Size and duration', html `${shown}`) : undefined;
}
function trendFigure(id, { points, what }, each, draw) {
    const times = new Set(points.map(({ at }) => at));
    const odd = new Set(each.backups.filter(({ anomalies = 0 }) => anomalies > 0).map(({ at }) => at));
    const marked = points.filter(({ at }) => odd.has(at)).length;
    const text = `${spread(points)}${marked > 0 && draw ? ` ${(0,core_words/* counted */.hS)(marked, 'backup')} with anomalies ${marked === 1 ? 'is' : 'are'} marked with a diamond.` : ''}`;
    return html `<figure>
<figcaption>${each.trends.length > 1 && html `<b>${named(what)}</b>: `}${text}</figcaption>
${times.size > 1 && draw && [WIDE, NARROW].map(extent => chart(`${id}${extent.name.slice(0, 1)}`, points, odd, text, extent))}
${points.length > 1 && details(`The ${(0,core_words/* counted */.hS)(points.length, 'backup')} as a table`, pointsTable(points, `${each.series}: size and duration (${what})`))}
</figure>
`;
}
function chart(id, points, odd, text, extent) {
    const { height, name, width } = extent;
    return html `<svg class="chart ${name}" role="img" aria-labelledby="${id}t ${id}d" viewBox="0 0 ${width} ${height}">
<title id="${id}t">Size and duration over time</title><desc id="${id}d">${text}</desc>
${trendChart(points, odd, extent)}
</svg>`;
}
/** What the lines show, in words. */
function spread(points) {
    const [first, last] = [points[0], points.at(-1)];
    if (!first || !last)
        return '';
    const sizes = points.map(({ bytes }) => bytes);
    const times = points.map(({ ms }) => ms);
    if (points.length === 1)
        return `${(0,core_sizes/* formatSize */.X)(last.bytes)}, taken in ${(0,durations/* formatDuration */.a)(last.ms)}.`;
    return `${(0,core_sizes/* formatSize */.X)(last.bytes)} now, between ${(0,core_sizes/* formatSize */.X)(Math.min(...sizes))} and ${(0,core_sizes/* formatSize */.X)(Math.max(...sizes))} since ${first.at.slice(0, 10)}; taken in ${(0,durations/* formatDuration */.a)(last.ms)}, between ${(0,durations/* formatDuration */.a)(Math.min(...times))} and ${(0,durations/* formatDuration */.a)(Math.max(...times))}.`;
}
function pointsTable(points, caption) {
    return table(caption, [
        { head: 'Begun (UTC)', cell: ({ at }) => moment(at) },
        { head: 'Stored', as: 'number', cell: ({ bytes }) => (0,core_sizes/* formatSize */.X)(bytes) },
        { head: 'Dumped', as: 'number', cell: ({ dumpBytes }) => (0,core_sizes/* formatSize */.X)(dumpBytes) },
        { head: 'Rows', as: 'number', cell: ({ rows }) => rows.toLocaleString('en-US') },
        { head: 'Took', as: 'number', cell: ({ ms }) => (0,durations/* formatDuration */.a)(ms) },
    ], points.toReversed());
}

;// CONCATENATED MODULE: ./lib/report/page/sections/series.js











/** So many are shown whole, and so many charts drawn, the stale ones first: a page has to open on a phone. */
const MOST_WHOLE = 30;
const MOST_DRAWN = 40;
/** Every series by itself. */
function allSeries(report) {
    const drawn = drawnTrends(report.series.slice(0, MOST_WHOLE));
    return report.series.map((each, index) => {
        const id = `s${index + 1}`;
        return section(id, named(each.series), index < MOST_WHOLE
            ? whole(id, each, drawn, report)
            : html `${newest(each, report)}<p>There are ${report.series.length} series: the charts, lists and drills of this one are in report.json.</p>`);
    });
}
function whole(id, each, drawn, report) {
    if (each.backupCount === 0)
        return newest(each, report);
    return html `${newest(each, report)}${trends(id, each, drawn)}${drills(each)}${anomalies(each)}${protection(each, report.locksRead)}${backups(each)}`;
}
/** The first of each series before the second of any. */
function drawnTrends(series) {
    const ranked = series.flatMap(({ trends: all }) => all.map((trend, rank) => ({ rank, trend })));
    const chosen = ranked.toSorted((one, other) => one.rank - other.rank).slice(0, MOST_DRAWN);
    return new Set(chosen.map(({ trend }) => trend));
}
/** Who could read the backups, and who could remove them. */
function protection({ backupCount, protection: each }, locksRead) {
    const methods = Object.entries(each.methods).map(([method, count]) => `${count.toLocaleString('en-US')} with ${method}`);
    const { locked, lockUnknown, notEncrypted } = each;
    return part('Protection', html `${facts([
        [
            'Encrypted',
            html `${mark(backupCount === 0 ? 'none' : notEncrypted === 0 ? 'good' : 'none', share(each.encrypted, backupCount))}${methods.length > 0 && ` (${methods.join(', ')})`}`,
        ],
        ['Locked', locks(locked, lockUnknown, backupCount, locksRead)],
    ])}<p class="note">Encrypted by this action, before they were stored; what the store encrypts at rest is not counted.</p>`);
}
function locks(locked, unknown, all, read) {
    if (!read)
        return mark('none', 'the store was not asked');
    const more = unknown > 0 ? `; of ${unknown.toLocaleString('en-US')} the store does not say` : '';
    return mark(all > 0 && locked === all ? 'good' : 'none', `${share(locked, all)}${more}`);
}
/** The newest backup of each kind, against those before it. */
function anomalies({ anomalies: evaluated, series }) {
    if (evaluated.length === 0)
        return undefined;
    return part('Against those before', html `${evaluated.map(each => evaluation(each, series))}`);
}
function evaluation(each, series) {
    const { compared, figures, findings, notCompared, totals } = each;
    return html `<div class="judged">
<p>${verdictMark(each)} <span>${each.class}, ${each.mode}, ${moment(each.at)}${each.enough && `, against ${(0,core_words/* counted */.hS)(compared, 'backup')}`}</span></p>
${totals !== undefined && html `<p>${mark('look', 'in all')} ${named(totals)}</p>`}
${findings.length > 0 &&
        html `<ul class="findings">${findings.map(({ text, weight }) => html `<li>${weight === 'anomaly' ? mark('look', 'anomaly') : mark('none', 'change')} ${named(text)}</li>`)}</ul>`}
${each.enough &&
        figures.length > 0 &&
        details('The figures', table(`${series}: figures of ${each.key}`, [
            { head: 'What', cell: ({ what }) => named(what) },
            { head: 'Before', as: 'number', cell: ({ before }) => before },
            { head: 'Now', as: 'number', cell: ({ now }) => now },
            { head: 'Change', as: 'number', cell: ({ change }) => change },
            { head: 'Usual', cell: ({ odd }) => (odd ? mark('look', 'no') : 'yes') },
        ], figures))}
${notCompared.length > 0 && details('What could not be compared', html `<ul>${notCompared.map(text => html `<li>${named(text)}</li>`)}</ul>`)}
<p class="note">${code(each.key)}</p>
</div>
`;
}
function verdictMark({ anomalies: odd, enough, findings }) {
    if (!enough)
        return mark('none', 'none before it to compare with');
    if (odd > 0)
        return mark('look', (0,core_words/* counted */.hS)(odd, 'anomaly', 'anomalies'));
    return findings.length > 0 ? mark('none', 'only the schema changed') : mark('good', 'nothing unusual');
}
const SHOWN_AT_ONCE = 5;
/** What drills found, and how long a restore took (RTO) of how old a backup (RPO). */
function drills({ drills: all, series }) {
    if (all.length === 0)
        return part('Drills', html `<p>No backup of it was ever drilled: how long a restore takes is not known.</p>`);
    const earlier = all.slice(SHOWN_AT_ONCE);
    return part('Drills', html `${drillsTable(all.slice(0, SHOWN_AT_ONCE), `${series}: the last drills`)}
${earlier.length > 0 && details((0,core_words/* counted */.hS)(earlier.length, 'earlier drill'), drillsTable(earlier, `${series}: earlier drills`))}
<p class="note">RTO: fetching and loading. RPO: how old the backup was. After “of” stands what was allowed.</p>`);
}
function drillsTable(drilled, caption) {
    return table(caption, [
        { head: 'Begun (UTC)', cell: ({ at }) => moment(at) },
        { head: 'Outcome', cell: outcome },
        { head: 'RTO', cell: ({ rtoBudgetMs, rtoMs }) => measured(rtoMs, rtoBudgetMs, durations/* formatDuration */.a) },
        { head: 'RPO', cell: ({ rpoBudgetMs, rpoMs }) => measured(rpoMs, rpoBudgetMs, ages/* formatAge */.n) },
        { head: 'Server', cell: ({ serverVersion }) => named(serverVersion) },
        { head: 'Backup', cell: ({ key }) => code(key) },
    ], drilled);
}
function outcome({ outcome: found, passed, reasons }) {
    // The backup may be proven, and the drill not passed, since it took too long.
    const words = passed || found === 'failed' ? found : `${found}, not passed`;
    return html `${mark(passed ? 'good' : 'bad', words)}${reasons.map(reason => html `<br><small>${named(reason)}</small>`)}`;
}
function measured(ms, budgetMs, format) {
    const words = ms === undefined ? '–' : format(ms);
    if (budgetMs === undefined)
        return words;
    const within = ms === undefined || ms <= budgetMs;
    return html `${within ? words : mark('bad', words)}<br><small>of ${(0,ages/* formatAge */.n)(budgetMs)}</small>`;
}

;// CONCATENATED MODULE: ./lib/report/page/sections/storage.js






/** Everything that is stored, by storage class; nothing if nothing is. */
function storage({ totals }) {
    if (totals.objects === 0)
        return undefined;
    return section('storage', 'Storage', part('By class', html `<p>${(0,core_words/* counted */.hS)(totals.objects, 'object')}, ${(0,core_sizes/* formatSize */.X)(totals.bytes)}.</p>
${totals.storage.length > 0 &&
        table('Storage by class', [
            {
                head: 'Storage class',
                cell: each => (each.storageClass === undefined ? 'not named' : code(each.storageClass)),
            },
            { head: 'Objects', as: 'number', cell: ({ objects }) => objects.toLocaleString('en-US') },
            { head: 'Stored', as: 'number', cell: ({ bytes }) => (0,core_sizes/* formatSize */.X)(bytes) },
        ], totals.storage)}`));
}

// EXTERNAL MODULE: ./lib/report/data/attention.js
var data_attention = __webpack_require__(12025);
// EXTERNAL MODULE: ./lib/report/data/reasons-to-fail.js
var reasons_to_fail = __webpack_require__(96871);
;// CONCATENATED MODULE: ./lib/report/page/sections/verdict.js








/** More than these are shown when asked for. */
const verdict_SHOWN_AT_ONCE = 8;
/** What is the matter, the figures that matter most, and all that somebody should look at, worst first. */
function verdict(report) {
    const { attention, attentionCount } = report;
    const hidden = attention.slice(verdict_SHOWN_AT_ONCE);
    const unlisted = attentionCount - attention.length;
    const hints = new Set((0,reasons_to_fail/* reasonsToFail */.R)(report).flatMap(({ hint }) => hint ?? []));
    const empty = report.series.length === 0;
    return html `<section id="verdict" class="verdict ${empty && report.verdict === 'good' ? 'attention' : report.verdict}" aria-labelledby="verdict-h">
<h1 id="verdict-h">${headlineOf(report)}</h1>
${empty ? NOTHING : figures(report)}
${attention.length > 0 && html `<h2 id="look">What to look at</h2>`}
${attention.length > 0 && list(attention.slice(0, verdict_SHOWN_AT_ONCE), report)}
${[...hints].map(hint => html `<p class="hint">${hint}</p>`)}
${hidden.length > 0 && details(`${(0,core_words/* counted */.hS)(hidden.length, 'more thing')} to look at`, list(hidden, report))}
${unlisted > 0 && html `<p>And ${unlisted.toLocaleString('en-US')} more, which are not listed.</p>`}
</section>
`;
}
const NOTHING = html `<p class="lead">Nothing that is stored there is a backup with a manifest. Make one, or check that destination is right; with max-age set, a report fails as long as there is none.</p>`;
function list(attention, report) {
    return html `<ul class="attention">
${attention.map(each => html `<li>${(0,data_attention/* isFailure */.N)(each) ? mark('bad', 'Failure') : mark('look', 'Warning')}
${named(each.message)}${to(each.series, report)}</li>
`)}</ul>`;
}
/** Where more of it is reported. */
function to(series, report) {
    const index = report.series.findIndex(each => each.series === series);
    return index < 0 ? undefined : html ` <a href="#s${index + 1}">${named(series ?? '')}</a>`;
}
function figures(report) {
    const { totals } = report;
    const listed = report.series.reduce((sum, { backups }) => sum + backups.length, 0);
    // What restores kept of their targets nobody backs up, watches or drills.
    const series = report.series.filter(({ freshness }) => freshness.state !== 'way back');
    const fresh = series.filter(({ freshness }) => freshness.state === 'fresh').length;
    const watched = series.filter(({ freshness }) => freshness.state !== 'not watched').length;
    const passed = series.filter(({ drills: [last] }) => last?.passed === true);
    const lastDrill = series
        .flatMap(({ drills: [last] }) => last?.at ?? [])
        .toSorted()
        .at(-1);
    const figure = (name, value, note) => html `<div><dt>${name}</dt><dd><b>${value}</b> <span>${note}</span></dd></div>`;
    return html `<dl class="figures">
${watched === 0 ? figure('Fresh', '–', 'not watched: no max-age is set') : figure('Fresh', `${fresh} of ${watched}`, watched < series.length ? `series; ${series.length - watched} not watched` : 'series')}
${figure('Proven', `${(listed - unproven(report)).toLocaleString('en-US')} of ${listed.toLocaleString('en-US')}`, listed < totals.backups ? `backups listed; ${(0,core_words/* counted */.hS)(totals.backups - listed, 'older one')} not` : 'backups')}
${figure('Drilled', `${passed.length} of ${series.length}`, lastDrill === undefined ? 'series; no drill yet' : html `series; last on ${moment(lastDrill)}`)}
${figure('Stored', (0,core_sizes/* formatSize */.X)(totals.bytes), (0,core_words/* counted */.hS)(totals.objects, 'object'))}
</dl>`;
}

;// CONCATENATED MODULE: ./lib/report/page/styles.js
/** Ink on paper, and one colour; what is wrong has one of its own, and always a sign and a word besides. */
const LIGHT = `
--paper: #fbfaf7; --sheet: #f3f1eb; --ink: #1b1a17; --muted: #5e5a52; --rule: #dcd8ce;
--accent: #0a5c63; --second: #6b6559; --look: #854d00; --bad: #a01f14;`;
const DARK = `
--paper: #121416; --sheet: #1b1e21; --ink: #e8e5de; --muted: #a6a298; --rule: #34383c;
--accent: #6fc6cb; --second: #9c978b; --look: #e5b15f; --bad: #ff948a;`;
const GROUND = `
:root { color-scheme: light dark; ${LIGHT}
  --serif: ui-serif, "Iowan Old Style", "Palatino Linotype", Palatino, Charter, Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace; }
@media screen and (prefers-color-scheme: dark) { :root { ${DARK} } }
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
body { margin: 0 auto; max-width: 68rem; padding: 0 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 var(--sans); overflow-wrap: anywhere; }
h1, h2 { font-family: var(--serif); font-weight: 500; text-wrap: balance; }
h1 { font-size: clamp(2rem, 1.3rem + 3.4vw, 3.6rem); line-height: 1.08; letter-spacing: -0.015em; margin: 0; }
h2 { font-size: clamp(1.5rem, 1.3rem + 1vw, 1.875rem); line-height: 1.2; margin: 0 0 1.25rem; }
h3 { font-size: 0.8125rem; line-height: 1.5; font-weight: 600; letter-spacing: 0.04em; color: var(--muted);
  margin: 0 0 0.75rem; }
p, ul { margin: 0 0 0.75rem; max-width: 44rem; }
ul { padding-left: 1.1rem; }
a { color: var(--accent); text-underline-offset: 0.18em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
code, pre { font-family: var(--mono); font-size: 0.8125rem; }
code, bdi { unicode-bidi: isolate; }
small { font-size: 0.8125rem; color: var(--muted); }
time, dd, td { font-variant-numeric: tabular-nums lining-nums; }
time { white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -10rem; padding: 0.5rem 1rem; background: var(--ink); color: var(--paper); }
.skip:focus { top: 0.5rem; z-index: 1; }
main:focus { outline: none; }
.quiet { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.note { font-size: 0.875rem; color: var(--muted); }
.paper { display: none; }`;
const SECTIONS = `
header { padding: 1.25rem 0; font-size: 0.875rem; color: var(--muted); }
header p { display: flex; flex-wrap: wrap; gap: 0.125rem 1.25rem; margin: 0; max-width: none; }
header b { color: var(--ink); font-weight: 600; }
section { padding: 3rem 0 1.5rem; border-top: 1px solid var(--rule); }
.verdict { padding: 2.5rem 0 2rem; border-top: 6px solid var(--accent); }
.verdict.attention { border-color: var(--look); }
.verdict.failure { border-color: var(--bad); }
.verdict h2 { font-size: 1.25rem; margin: 2.25rem 0 0.75rem; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 1.25rem 1.5rem; margin: 2.25rem 0 0; }
.figures dt { font-size: 0.8125rem; color: var(--muted); }
.figures dd { margin: 0; font-size: 0.8125rem; line-height: 1.4; color: var(--muted); }
.figures b { display: block; font: 400 1.5rem/1.3 var(--serif); color: var(--ink); font-variant-numeric: tabular-nums lining-nums; }
.attention, .findings { list-style: none; padding: 0; }
ul.attention { max-width: none; margin: 0; }
.attention li { display: grid; gap: 0.125rem 1rem; padding: 0.625rem 0; border-top: 1px solid var(--rule); }
.hint { margin-top: 1rem; padding-left: 1rem; border-left: 3px solid var(--rule); }
.part { margin: 0 0 2.5rem; min-width: 0; }
.part > div { min-width: 0; }
.lead { font-size: 1.125rem; }
.verdict .lead { margin: 1.5rem 0 0; }
.facts { display: grid; gap: 0.5rem 1.5rem; margin: 0 0 1rem; }
.facts div { display: grid; grid-template-columns: 7rem minmax(0, 1fr); gap: 0 0.75rem; align-items: baseline; }
.facts dt { font-size: 0.8125rem; color: var(--muted); }
.facts dd { margin: 0; }
.mark { font-weight: 600; }
.mark.good { color: var(--accent); } .mark.look { color: var(--look); } .mark.bad { color: var(--bad); }
.mark.none { color: var(--muted); font-weight: 500; }
.judged + .judged { border-top: 1px solid var(--rule); padding-top: 1rem; margin-top: 1rem; }
.keys { list-style: none; padding: 0; }
footer { border-top: 1px solid var(--rule); padding: 1.5rem 0 3rem; font-size: 0.875rem; color: var(--muted); }`;
const CONTENTS = `
.copy { margin: 0 0 0.75rem; padding: 1rem; white-space: pre-wrap; background: var(--sheet); border-left: 3px solid var(--accent);
  line-height: 1.6; }
.copy code { display: block; -webkit-user-select: all; user-select: all; }
details { margin: 0 0 0.5rem; }
summary { cursor: pointer; padding: 0.375rem 0; color: var(--accent); width: fit-content; }
summary::marker { color: var(--muted); }
details[open] > summary { margin-bottom: 0.5rem; }
.scroll { overflow-x: auto; margin: 0 0 1rem; position: relative; background:
  linear-gradient(to right, var(--paper) 40%, transparent) left / 3rem 100% no-repeat local,
  linear-gradient(to left, var(--paper) 40%, transparent) right / 3rem 100% no-repeat local,
  linear-gradient(to right, var(--rule), transparent) left / 1rem 100% no-repeat scroll,
  linear-gradient(to left, var(--rule), transparent) right / 1rem 100% no-repeat scroll; }
table { border-collapse: collapse; min-width: 100%; font-size: 0.875rem; line-height: 1.4; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem 1rem 0.5rem 0; border-bottom: 1px solid var(--rule);
  overflow-wrap: normal; white-space: nowrap; }
thead th { font-size: 0.8125rem; font-weight: 500; color: var(--muted); vertical-align: bottom; }
tbody th { font-weight: 500; }
th.n, td.n { text-align: right; }
td.w { white-space: normal; min-width: 16rem; }
td:last-child, th:last-child { padding-right: 0; }
td > code, tbody bdi { display: inline-block; white-space: normal; overflow-wrap: break-word; max-width: 20rem; }
td > code { min-width: 13rem; overflow-wrap: anywhere; }
figure { margin: 0 0 2rem; }
figcaption { max-width: 44rem; margin-bottom: 0.75rem; }
.chart { display: block; width: 100%; height: auto; margin-bottom: 0.5rem; }
.chart.wide { display: none; max-width: 52rem; }
.chart.narrow { max-width: 30rem; }`;
const WIDER = `
@media (min-width: 40rem) {
  body { padding: 0 2rem; }
  .attention li { grid-template-columns: 6rem minmax(0, 1fr) 8rem; }
  .attention a { text-align: right; }
  .facts { grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 0.75rem 1.5rem; }
  .facts div { display: block; }
  .chart.wide { display: block; } .chart.narrow { display: none; }
}
@media (min-width: 60rem) {
  .part { display: grid; grid-template-columns: 10rem minmax(0, 1fr); column-gap: 2rem; }
  h3 { padding-top: 0.2rem; }
}`;
const PRINT = `
@media print {
  @page { size: A4; margin: 16mm 14mm; }
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 9.5pt; background: #fff; }
  h1 { font-size: 26pt; } h2 { font-size: 16pt; } 
  section { padding: 8mm 0 2mm; }
  .skip, .screen, .chart.narrow { display: none; }
  .paper, .chart.wide { display: block; }
  .part { display: block; margin-bottom: 6mm; }
  .scroll { overflow: visible; background: none; }
  table, code, pre { font-size: 7.5pt; } th, td, time { white-space: normal; }
  td > code, td.w { min-width: 0; } td > code, tbody bdi { overflow-wrap: anywhere; } th, td { padding: 1mm 2mm 1mm 0; }
  thead { display: table-header-group; }
  tr, .copy, .chart, .attention li, .facts > div, .figures { break-inside: avoid; }
  h2, h3, summary, figcaption { break-after: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  a { color: inherit; }
}`;
/** How the page looks, on a screen of any width, in light and in dark, and on paper. */
const STYLES = [GROUND, SECTIONS, CONTENTS, WIDER, PRINT].join('');

;// CONCATENATED MODULE: ./lib/report/page/page.js










/** What a browser may load for it: nothing. No script is in it, and none could run. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
/**
 * A report as one HTML page that needs nothing else: no network, no script. In the order in which it is read when something
 * is wrong: what is the matter, how the newest backup is restored, then everything else. The same report is the same page.
 */
function renderPage(report) {
    const page = html `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${headlineOf(report)} Backups in ${report.location}</title>
<style>${own(STYLES)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the verdict</a>
<header>
<p><b>Backup report</b> <span>${code(report.location)}</span> <span>${moment(report.madeAt)} UTC</span></p>
</header>
<main id="main" tabindex="-1">
${verdict(report)}${overview(report.series)}${allSeries(report)}${storage(report)}${leftovers(report)}</main>
${origin(report)}</body>
</html>
`;
    return page.toString();
}


/***/ })

};
