export const id = 439;
export const ids = [439];
export const modules = {

/***/ 40899:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ openingKeys)
/* harmony export */ });
/** What opens a backup. */
function openingKeys({ value }) {
    return { identities: value('age-identity'), passphrase: value('passphrase') };
}


/***/ }),

/***/ 18232:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ startRules),
/* harmony export */   h: () => (/* binding */ keyWithin)
/* harmony export */ });
/* harmony import */ var _catalog_start_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46971);

/** What is named by its whole address must be in the destination. */
const startRules = [
    {
        about: ['from', 'destination'],
        broken: ({ value }) => {
            const [from, destination] = [value('from'), value('destination')];
            if (from.kind !== 'key' || !destination)
                return undefined;
            const start = (0,_catalog_start_js__WEBPACK_IMPORTED_MODULE_0__/* .startWithin */ .aE)(from, destination);
            return start.ok ? undefined : start.problem;
        },
    },
];
/** The key relative to the destination, where the rules above hold. */
function keyWithin(start, destination) {
    if (start.kind !== 'key')
        return start;
    const within = (0,_catalog_start_js__WEBPACK_IMPORTED_MODULE_0__/* .startWithin */ .aE)(start, destination);
    return within.ok ? within.value : start;
}


/***/ }),

/***/ 64273:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ openingInputs)
/* harmony export */ });
/* harmony import */ var _core_parsed_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83186);
/* harmony import */ var _encryption_age_identities_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(61629);
/* harmony import */ var _row_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7198);
/* harmony import */ var _proof_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23955);




/** Never repeated in a message, nor any part of it. */
const identities = {
    read: value => {
        const keys = (0,_encryption_age_identities_js__WEBPACK_IMPORTED_MODULE_0__/* .identitiesIn */ .Af)(value);
        const [problem] = (0,_encryption_age_identities_js__WEBPACK_IMPORTED_MODULE_0__/* .identityProblems */ .LA)(keys);
        return problem ? (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_2__/* .refused */ .J5)(`${problem.message}. ${problem.hint}`) : (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_2__/* .parsed */ .Yz)(keys);
    },
};
/** What opens a backup. */
const openingInputs = {
    'age-identity': (0,_row_js__WEBPACK_IMPORTED_MODULE_3__/* .listing */ .RR)(identities, {
        secret: true,
        description: 'The secret key that opens backups encrypted to age public keys: the `AGE-SECRET-KEY-…` that age-keygen wrote, or its whole file. Several, one a line, where backups were encrypted to different ones.',
    }),
    passphrase: (0,_row_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)(_proof_js__WEBPACK_IMPORTED_MODULE_1__/* .passphrase */ .D7, {
        secret: true,
        verbatim: true,
        description: 'The passphrase that opens backups encrypted with one, by age or gpg.',
    }),
};


/***/ }),

/***/ 19092:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ checkKeys)
/* harmony export */ });
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78474);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46466);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3828);
/* harmony import */ var _encryption_opening_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72021);
/* harmony import */ var _stream_destroy_and_wait_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(59134);
/* harmony import */ var _read_backup_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5210);






/**
 * Says first what a team must know first: whether the key that it holds opens its backups. Of each way in which they are
 * sealed the newest is opened, as far as its first bytes.
 * @param manifests the newest first
 * @throws BackupError `decryption-key-missing` or `encryption-key-mismatch`
 */
async function checkKeys(manifests, parts) {
    const ways = Map.groupBy(manifests, ({ encryption }) => JSON.stringify(encryption));
    for (const [newest] of ways.values())
        if (newest)
            await checkKey(newest, parts);
}
async function checkKey(manifest, parts) {
    const error = await whyNotOpened(manifest, parts);
    parts.signal.throwIfAborted();
    // Anything else that is wrong is reported when it is that backup's turn.
    if (!(error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .BackupError */ .hj) || error.kind !== 'input')
        return;
    if (error.code !== 'encryption-key-mismatch')
        throw error;
    const { store, signal } = parts;
    if (!(await (0,_read_backup_js__WEBPACK_IMPORTED_MODULE_5__/* .isAsStored */ .wY)(manifest, store, signal).catch(() => false)))
        return;
    throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .BackupError */ .hj({
        ..._encryption_opening_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ENCRYPTION_KEY_MISMATCH */ .f,
        message: `The given key or passphrase does not open ${store.url(manifest.key)}, which is intact.`,
        hint: `Give ${opener(manifest)}, from a secret.`,
    }, error);
}
function opener({ encryption }) {
    return encryption.method === 'age'
        ? `age-identity the secret key of ${encryption.to.join(' or ')}`
        : 'passphrase the one that it was sealed with';
}
/** Opens the first piece and lets go. Undefined where it opens. */
async function whyNotOpened({ encryption, key }, { decryption, signal, store }) {
    const pending = [];
    const begin = (...running) => {
        // Whichever fails while another one is awaited.
        for (const each of running)
            each.catch(() => { });
        pending.push(...running);
    };
    let stage;
    try {
        stage = decryption.open(encryption, signal);
        if (!stage)
            return undefined;
        begin((0,node_events__WEBPACK_IMPORTED_MODULE_0__.once)(stage, 'data'), (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_1__.finished)(stage));
        begin((0,node_stream_promises__WEBPACK_IMPORTED_MODULE_1__.pipeline)(await store.get(key, signal), stage, { signal }));
        await Promise.race(pending);
        return undefined;
    }
    catch (error) {
        return error;
    }
    finally {
        if (stage)
            await (0,_stream_destroy_and_wait_js__WEBPACK_IMPORTED_MODULE_4__/* .destroyAndWait */ .J)(stage);
    }
}


/***/ }),

/***/ 64715:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ classifyIntegrityFailure)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);
/* harmony import */ var _read_backup_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5210);


/**
 * What a failure of a backup's content really is; undefined where it is what it says. A bit flipped in the right place
 * looks like a wrong key, an archive of another version, or a mistake in SQL: before such a thing is believed, the
 * stored bytes are hashed.
 */
async function classifyIntegrityFailure(error, manifest, { store, signal }) {
    const url = store.url(manifest.key);
    const undecoded = error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj && error.kind === 'integrity' && OF_DECODER.test(error.code);
    if (signal.aborted || (error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj && !undecoded && isPlain(error)))
        return undefined;
    const isWhole = await (0,_read_backup_js__WEBPACK_IMPORTED_MODULE_1__/* .isAsStored */ .wY)(manifest, store, signal).catch(() => undefined);
    if (isWhole === false)
        return (0,_read_backup_js__WEBPACK_IMPORTED_MODULE_1__/* .altered */ .Wn)(`${url} is not what was stored: it has another SHA-256`);
    // The words of the proof are for somebody who is making a backup.
    return undecoded ? notDecoded(url, manifest, error, isWhole) : undefined;
}
/** What pg_restore, gpg or age found. They may fail for other reasons than the bytes. */
const OF_DECODER = /^(?:archive|encryption)-/;
const BACKUP_NOT_DECODED = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'stored-backups',
    code: 'backup-not-decoded',
    kind: 'integrity',
    meaning: 'The backup is byte for byte what was stored, and pg_restore, gpg or age cannot read it here: an older program, or one that is broken or was ended.',
    fix: 'Try it with the client that made it on another machine before you give it up; restore an older one meanwhile.',
});
/** The decoder's own finding; what the hash says of it comes first. */
function notDecoded(url, { clientVersion }, cause, isWhole) {
    const why = cause.message.replace(/\.$/, '');
    if (!isWhole)
        return (0,_read_backup_js__WEBPACK_IMPORTED_MODULE_1__/* .altered */ .Wn)(`${url} cannot be decoded (${why})`, cause);
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...BACKUP_NOT_DECODED,
        message: `${url} is byte for byte what was stored, and cannot be decoded (${why}).`,
        hint: `Try it with the client that made it (${clientVersion}) on another machine before you give it up; restore an older one meanwhile.`,
    }, cause);
}
/** Whether a failure needs no second look, which costs a whole download: it says it all, or never came to the bytes. */
function isPlain({ code, kind }) {
    if (kind === 'database')
        return !OF_UNKNOWN_SQL.has(code);
    return ['integrity', 'storage', 'cancelled'].includes(kind) || NEVER_READ.has(code);
}
const NEVER_READ = new Set([
    'decryption-key-missing',
    'encryption-gpg-missing',
    'encryption-gpg-not-started',
    'encryption-scratch-unusable',
    'program-stalled',
    'scratch-disk-full',
    'scratch-unusable',
]);
/** What a server may say of SQL that came out of altered bytes. */
const OF_UNKNOWN_SQL = new Set([
    'postgres-failed',
    'restore-function-raised',
    'restore-statement-refused',
    'restore-syntax',
    'restore-value-refused',
    'restore-parameter-unknown',
]);


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

/***/ 5210:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   UD: () => (/* binding */ compare),
/* harmony export */   Wn: () => (/* binding */ altered),
/* harmony export */   XN: () => (/* binding */ sumOf),
/* harmony export */   fe: () => (/* binding */ readBackup),
/* harmony export */   wY: () => (/* binding */ isAsStored)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57075);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46466);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3828);
/* harmony import */ var _stream_hash_meter_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(29102);
/* harmony import */ var _stream_ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(98025);





/**
 * Reads a stored backup back: store → hash → open → hash → `sink`, and compares both hashes with the manifest. `sink` has
 * had every byte before the last is known to be right: what it made of them counts only when `done` has resolved.
 */
function readBackup({ manifest, store, decryption, signal, }, sink) {
    const stored = new _stream_hash_meter_js__WEBPACK_IMPORTED_MODULE_3__/* .HashMeter */ .o();
    const read = async () => {
        const opened = decryption.open(manifest.encryption, signal);
        const source = await store.get(manifest.key, signal);
        if (!opened) {
            await (0,_stream_ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_4__/* .ignoreBrokenPipe */ .Eg)((0,node_stream_promises__WEBPACK_IMPORTED_MODULE_1__.pipeline)(source, stored, sink, { signal }));
            compare(manifest, 'stored', stored.sum());
            return;
        }
        const dump = new _stream_hash_meter_js__WEBPACK_IMPORTED_MODULE_3__/* .HashMeter */ .o();
        await (0,_stream_ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_4__/* .ignoreBrokenPipe */ .Eg)((0,node_stream_promises__WEBPACK_IMPORTED_MODULE_1__.pipeline)(source, stored, opened, dump, sink, { signal }));
        compare(manifest, 'stored', stored.sum());
        compare(manifest, 'dump', dump.sum());
    };
    return { readBytes: () => stored.bytes, done: read() };
}
/**
 * Whether what is in the store is, byte for byte, what was stored: distinguishes a wrong key, or a program that fails, from a
 * damaged backup.
 */
async function isAsStored({ key, stored }, store, signal) {
    const { bytes, sha256 } = await sumOf(key, store, signal);
    return bytes === stored.bytes && sha256 === stored.sha256;
}
/** Reads an object for its hash alone. */
async function sumOf(key, store, signal) {
    const meter = new _stream_hash_meter_js__WEBPACK_IMPORTED_MODULE_3__/* .HashMeter */ .o();
    const nowhere = new node_stream__WEBPACK_IMPORTED_MODULE_0__.Writable({ write: (_bytes, _encoding, done) => done() });
    await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_1__.pipeline)(await store.get(key, signal), meter, nowhere, { signal });
    return meter.sum();
}
/** @throws BackupError `backup-altered` */
function compare(manifest, what, { bytes, sha256 }) {
    const expected = manifest[what];
    if (bytes === expected.bytes && sha256 === expected.sha256)
        return;
    const difference = bytes === expected.bytes ? 'another SHA-256' : `${bytes} bytes instead of ${expected.bytes}`;
    throw altered(`${manifest.key} is not what was stored: ${what === 'dump' ? 'opened, ' : ''}it has ${difference}`);
}
const BACKUP_ALTERED = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .defineError */ .MP)({
    topic: 'stored-backups',
    code: 'backup-altered',
    kind: 'integrity',
    meaning: 'A stored backup, its checksum file or its roles are missing, or not what their manifest says they are.',
    fix: 'Do not trust this backup; restore an older one, and find out what changed it.',
});
/** A stored backup is not what its manifest says; `what`, without its full stop. */
function altered(what, cause) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .BackupError */ .hj({ ...BACKUP_ALTERED, message: `${what}.` }, cause);
}


/***/ }),

/***/ 707:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ followReadings)
/* harmony export */ });
/* harmony import */ var _core_sizes_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86361);

/** How often the log says how far the readings are. Milliseconds. */
const EVERY_MS = 5_000;
/** Writes a line for each backup that is being read, every few seconds, until stopped. */
function followReadings(reporter) {
    const readings = new Map();
    const timer = setInterval(() => {
        for (const [{ key, stored }, reading] of readings)
            reporter.info(`${key}: ${(0,_core_sizes_js__WEBPACK_IMPORTED_MODULE_0__/* .formatSize */ .X)(reading.readBytes())} of ${(0,_core_sizes_js__WEBPACK_IMPORTED_MODULE_0__/* .formatSize */ .X)(stored.bytes)} read`);
    }, EVERY_MS);
    return {
        add: (manifest, reading) => void readings.set(manifest, reading),
        remove: manifest => void readings.delete(manifest),
        stop: () => clearInterval(timer),
    };
}


/***/ }),

/***/ 49253:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ parseSince),
/* harmony export */   n: () => (/* binding */ sinceWhen)
/* harmony export */ });
/* harmony import */ var _core_parsed_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83186);

const UNITS = new Map([
    ['m', 60_000],
    ['min', 60_000],
    ['h', 3_600_000],
    ['d', 86_400_000],
    ['w', 7 * 86_400_000],
]);
const DATE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/;
/** Reads `90m`, `12h`, `30d`, `2w`, `2026-11-01` (midnight in UTC), or a moment with its offset. */
function parseSince(text) {
    const [, number, unit = ''] = /^(\d{1,6})\s*(m|min|h|d|w)$/i.exec(text) ?? [];
    const step = UNITS.get(unit.toLowerCase());
    if (number !== undefined && step !== undefined && Number(number) > 0)
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .parsed */ .Yz)({ agoMs: Number(number) * step });
    const at = DATE.test(text) ? new Date(text) : undefined;
    // Date takes the 31st of February for the 3rd of March.
    const real = at && !Number.isNaN(at.getTime()) && dayExists(text.slice(0, 10));
    return real
        ? (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .parsed */ .Yz)({ at })
        : (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(text)} is no time; write how long ago, such as 30d or 12h, or a date such as 2026-11-01`);
}
function dayExists(day) {
    const date = new Date(`${day}T00:00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
function sinceWhen(since, now) {
    return 'at' in since ? since.at : new Date(now.getTime() - since.agoMs);
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


/***/ })

};
