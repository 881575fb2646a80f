export const id = 861;
export const ids = [861];
export const modules = {

/***/ 47433:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ encryptionOf)
/* harmony export */ });
/** What the inputs say about who can open the backup; rules have seen to it that they go together. */
function encryptionOf({ value }) {
    const passphrase = value('passphrase');
    const recipients = value('encrypt-to');
    if (recipients.length > 0)
        return { kind: 'age', recipients };
    if (passphrase === undefined)
        return { kind: 'none' };
    return { kind: value('encryption') === 'gpg' ? 'gpg-passphrase' : 'age-passphrase', passphrase };
}


/***/ }),

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

/***/ 50963:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ encryptionRules)
/* harmony export */ });
/* harmony import */ var _rule_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(374);

/** Who can open the backup: never less than the user thinks. */
const encryptionRules = [
    (0,_rule_js__WEBPACK_IMPORTED_MODULE_0__/* .rule */ .H)(['encrypt-to', 'passphrase'], ({ value }) => value('encrypt-to').length > 0 && value('passphrase') !== undefined, 'encrypt-to and passphrase exclude each other; give encrypt-to (keys), or passphrase, not both'),
    (0,_rule_js__WEBPACK_IMPORTED_MODULE_0__/* .rule */ .H)(['encryption', 'encrypt-to'], ({ value }) => value('encryption') === 'gpg' && value('encrypt-to').length > 0, 'encryption: gpg goes with a passphrase only, encrypt-to holds age keys; write encryption: age, or give a passphrase'),
    (0,_rule_js__WEBPACK_IMPORTED_MODULE_0__/* .rule */ .H)(['encryption', 'passphrase', 'encrypt-to'], ({ value }) => value('encryption') !== undefined &&
        value('passphrase') === undefined &&
        value('encrypt-to').length === 0, 'encryption is given, but passphrase and encrypt-to are both empty; check that the secret behind passphrase is set for this repository and environment'),
];


/***/ }),

/***/ 28398:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ warnOfLostCopy),
/* harmony export */   n: () => (/* binding */ checkLasting)
/* harmony export */ });
/** Whether a destination outlasts the job: GitHub deletes its own runners with everything on them. */
function checkLasting({ value }, env) {
    if (!isDeleted(value('destination'), env) || value('allow-folder'))
        return [];
    return [
        {
            input: 'destination',
            message: 'is a folder of a GitHub-hosted runner, which is deleted when the job ends; write s3://bucket/prefix, or allow-folder: true if a later step copies the backup elsewhere',
        },
    ];
}
/** The same for the copy that a restore makes of its target first. */
function warnOfLostCopy(destination, env) {
    if (!isDeleted(destination, env))
        return [];
    return [
        'destination is a folder of a GitHub-hosted runner: the copy of the target that is made before the restore is deleted when the job ends, unless a later step saves it',
    ];
}
function isDeleted(destination, env) {
    return env['RUNNER_ENVIRONMENT'] === 'github-hosted' && destination?.kind === 'folder';
}


/***/ }),

/***/ 71624:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $p: () => (/* binding */ wrongStorageClass),
/* harmony export */   SH: () => (/* binding */ writingRules),
/* harmony export */   fG: () => (/* binding */ keepingRules)
/* harmony export */ });
/* harmony import */ var _core_closest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37640);
/* harmony import */ var _rule_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(374);


/** S3's, as PutObject knows them in November 2026. Other stores have their own. */
const STORAGE_CLASSES = [
    'STANDARD',
    'STANDARD_IA',
    'ONEZONE_IA',
    'INTELLIGENT_TIERING',
    'GLACIER_IR',
    'GLACIER',
    'DEEP_ARCHIVE',
    'REDUCED_REDUNDANCY',
    'EXPRESS_ONEZONE',
];
const has = (name) => (reading) => reading.value(name) !== undefined;
/** How what is written is kept in S3, except its storage class. */
const keepingRules = [
    (0,_rule_js__WEBPACK_IMPORTED_MODULE_1__/* .rule */ .H)(['sse-kms-key-id', 'sse'], reading => has('sse-kms-key-id')(reading) && reading.value('sse') !== 'aws:kms', 'sse-kms-key-id is used with sse: aws:kms only; write sse: aws:kms too, or leave sse-kms-key-id empty'),
    (0,_rule_js__WEBPACK_IMPORTED_MODULE_1__/* .rule */ .H)(['object-lock-days', 'object-lock-mode'], reading => has('object-lock-days')(reading) && !has('object-lock-mode')(reading), 'object-lock-days needs object-lock-mode; write object-lock-mode: GOVERNANCE or COMPLIANCE too'),
    (0,_rule_js__WEBPACK_IMPORTED_MODULE_1__/* .rule */ .H)(['object-lock-mode', 'object-lock-days'], reading => has('object-lock-mode')(reading) && !has('object-lock-days')(reading), 'object-lock-mode needs object-lock-days; write for how many days, such as object-lock-days: 30'),
    (0,_rule_js__WEBPACK_IMPORTED_MODULE_1__/* .rule */ .H)(['checksum', 'object-lock-mode'], reading => reading.value('checksum') === 'none' && has('object-lock-mode')(reading), 'checksum: none does not go with object-lock-mode, since S3 locks nothing that comes without a checksum; write checksum: sha256 or crc32, or leave object-lock-mode and object-lock-days empty'),
];
/** How a backup is kept in S3. */
const writingRules = [
    ...keepingRules,
    {
        about: ['storage-class', 'endpoint'],
        broken: ({ value }) => wrongStorageClass('storage-class', value('storage-class'), value('endpoint')),
    },
];
/** What is wrong with a storage class; undefined where it is one of AWS's, or another store is asked. */
function wrongStorageClass(input, wanted, endpoint) {
    if (wanted === undefined || endpoint !== undefined || STORAGE_CLASSES.includes(wanted))
        return undefined;
    return `${wanted} is not a ${input} of AWS${(0,_core_closest_js__WEBPACK_IMPORTED_MODULE_0__/* .didYouMean */ .a)(wanted, STORAGE_CLASSES)} (with an endpoint, any may be written); write one of ${STORAGE_CLASSES.join(', ')}`;
}


/***/ }),

/***/ 22176:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ selectionOf)
/* harmony export */ });
/* harmony import */ var _presets_preset_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9434);

/** Which part of the database is backed up. */
function selectionOf({ value }, excludeTableData = []) {
    const preset = value('preset');
    const selection = {
        tables: value('tables'),
        excludeTables: value('exclude-tables'),
        schemas: value('schemas'),
        excludeSchemas: value('exclude-schemas'),
        excludeTableData,
    };
    return preset === 'none' ? selection : (0,_presets_preset_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutManaged */ .KA)(selection, preset);
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

/***/ 36861:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  CHECK: () => (/* binding */ CHECK)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/action/assumed-role.js
var assumed_role = __webpack_require__(35097);
// EXTERNAL MODULE: ./lib/action/commands.js
var commands = __webpack_require__(90934);
// EXTERNAL MODULE: ./lib/action/open-encryption.js + 12 modules
var open_encryption = __webpack_require__(48636);
// EXTERNAL MODULE: ./lib/action/stores.js + 5 modules
var stores = __webpack_require__(63136);
// EXTERNAL MODULE: ./lib/action/tool-cache.js
var tool_cache = __webpack_require__(42961);
// EXTERNAL MODULE: ./lib/action/verb.js
var verb = __webpack_require__(30009);
// EXTERNAL MODULE: ./lib/postgres/client/find-client.js
var find_client = __webpack_require__(69186);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-s3/dist-cjs/index.js
var dist_cjs = __webpack_require__(53711);
// EXTERNAL MODULE: ./lib/storage/s3/bucket.js + 5 modules
var s3_bucket = __webpack_require__(8789);
// EXTERNAL MODULE: ./lib/storage/s3/failure.js
var s3_failure = __webpack_require__(46786);
;// CONCATENATED MODULE: ./lib/storage/s3/bucket-inspector.js



/** What a bucket says of itself. Anything that may not be asked, or is not known to the store, is reported as unknown. */
function s3BucketInspector(options) {
    const bucket = (0,s3_bucket/* openBucket */.x)(options);
    return {
        region: async (signal) => {
            const answer = await bucket.ask('HeadBucket', '', signal, () => bucket.client.send(new dist_cjs/* HeadBucketCommand */.kuI(bucket.common), { abortSignal: signal }));
            return answer.BucketRegion || undefined;
        },
        objectLock: signal => bucketLock(bucket, signal),
        publicAccess: signal => publicAccess(bucket, signal),
        close: () => bucket.client.destroy(),
    };
}
async function bucketLock(bucket, signal) {
    const configuration = await answered(signal, () => bucket.ask('GetObjectLockConfiguration', '', signal, async () => {
        const command = new dist_cjs/* GetObjectLockConfigurationCommand */.mU1(bucket.common);
        return (await bucket.client.send(command, { abortSignal: signal })).ObjectLockConfiguration;
    }));
    if (configuration === 'denied')
        return { kind: 'unknown' };
    if (typeof configuration !== 'object' || configuration.ObjectLockEnabled !== 'Enabled')
        return { kind: 'off' };
    const { Days, Mode, Years } = configuration.Rule?.DefaultRetention ?? {};
    const standard = Mode && `${Mode} for ${Years ? `${Years} years` : `${Days ?? 0} days`}`;
    return { kind: 'on', standard };
}
/** A block says most; without one the policy's status says. ACLs are not asked for: new buckets of AWS have none. */
async function publicAccess(bucket, signal) {
    const block = await answered(signal, () => bucket.ask('GetPublicAccessBlock', '', signal, async () => {
        const command = new dist_cjs/* GetPublicAccessBlockCommand */.GLk(bucket.common);
        return (await bucket.client.send(command, { abortSignal: signal })).PublicAccessBlockConfiguration;
    }));
    const blocked = typeof block === 'object' && block.RestrictPublicBuckets && block.IgnorePublicAcls;
    if (blocked)
        return 'blocked';
    const status = await answered(signal, () => bucket.ask('GetBucketPolicyStatus', '', signal, async () => {
        const command = new dist_cjs/* GetBucketPolicyStatusCommand */.y3E(bucket.common);
        return (await bucket.client.send(command, { abortSignal: signal })).PolicyStatus;
    }));
    if (typeof status === 'object')
        return status.IsPublic ? 'public' : 'not public';
    // A bucket without a policy is answered with 404; anyone who may not ask gets 403.
    return status === 'none' && block !== 'denied' ? 'not public' : 'unknown';
}
async function answered(signal, ask) {
    try {
        return await ask();
    }
    catch (error) {
        if (signal.aborted)
            throw error;
        if ((0,s3_failure/* isDenied */.GZ)(error))
            return 'denied';
        const failure = (0,s3_failure/* failureOf */.g5)(error);
        if ((0,s3_failure/* hasNoSuchFeature */.jq)(failure))
            return 'not known to the store';
        if (failure.status === 404)
            return 'none';
        throw error;
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/core/cancellation.js
var cancellation = __webpack_require__(20600);
// EXTERNAL MODULE: ./lib/postgres/connection/connection.js
var connection_connection = __webpack_require__(90370);
// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/fingerprint/fingerprint.js
var fingerprint = __webpack_require__(23204);
// EXTERNAL MODULE: ./lib/postgres/client/standing.js
var standing = __webpack_require__(21903);
// EXTERNAL MODULE: ./lib/postgres/connection/poolers.js
var poolers = __webpack_require__(69282);
// EXTERNAL MODULE: ./lib/postgres/connection/providers.js
var providers = __webpack_require__(42062);
// EXTERNAL MODULE: ./lib/postgres/probe/probe.js
var probe = __webpack_require__(35952);
// EXTERNAL MODULE: ./lib/postgres/probe/tls.js
var probe_tls = __webpack_require__(46611);
// EXTERNAL MODULE: ./lib/postgres/table-pattern.js
var table_pattern = __webpack_require__(2672);
// EXTERNAL MODULE: ./lib/presets/scope.js + 1 modules
var presets_scope = __webpack_require__(22192);
;// CONCATENATED MODULE: ./lib/check/estimate.js
/**
 * How fast a backup was, proven and encrypted, and what was stored of it: docs/benchmarks.md, run c, 1,024 MB of COPY text
 * in 8.31 s on two cores beside its server, 210 MB stored.
 */
const MEASURED = { bytes: 1024 * 1024 ** 2, ms: 8310, storedBytes: 210 * 1024 ** 2 };
/** A database on another continent, or on a small machine, gives its data away ten times as slowly. */
const SLOW = 10;
/** From the size on the server's disk, which indexes and dead rows are part of: so it is rather too much. */
function estimateOf(databaseBytes) {
    const share = databaseBytes / MEASURED.bytes;
    return {
        databaseBytes,
        fastestMs: Math.round(share * MEASURED.ms),
        slowMs: Math.round(share * MEASURED.ms * SLOW),
        egressBytes: databaseBytes,
        storedBytes: Math.round(share * MEASURED.storedBytes),
    };
}

;// CONCATENATED MODULE: ./lib/check/finding.js

/** Which of a backup's surroundings a finding is about. */
const AREAS = (/* unused pure expression or super */ null && (['database', 'destination', 'encryption', 'machine']));
const OUTCOMES = (/* unused pure expression or super */ null && (['ok', 'warning', 'failed', 'skipped']));
function fine(subject, message) {
    return { ...subject, outcome: 'ok', message };
}
/** It could not be looked at, or there is nothing to look at; no reason to worry by itself. */
function skipped(subject, message) {
    return { area: subject.area, what: subject.what, outcome: 'skipped', message };
}
/** A backup works, and somebody should look at it all the same. */
function warned(subject, message, fix) {
    return { ...subject, outcome: 'warning', message, fix };
}
/** A backup would fail by it. */
function failed(subject, { code, hint, kind, message }) {
    return { ...subject, outcome: 'failed', message: message, fix: hint, code, kind };
}
/** What a probe ended with. Anything that was not thrown on purpose is a bug, and passes as it is. */
function failedBy(subject, error) {
    if (error instanceof errors/* BackupError */.hj)
        return failed(subject, error);
    throw error;
}

;// CONCATENATED MODULE: ./lib/check/evaluate/subjects.js
const of = (area) => (what) => ({ area, what });
const database = of('database');
const destination = of('destination');
const machine = of('machine');
/** Everything that a preflight looks at, in the order in which it is reported. */
const SUBJECTS = {
    connection: database('Connection'),
    address: database('Address'),
    pooler: database('Pooler'),
    signIn: database('Sign-in'),
    encrypted: database('TLS'),
    certificate: database('Certificate'),
    version: database('Version'),
    selection: database('Selection'),
    privileges: database('Privileges'),
    rowSecurity: database('Row-level security'),
    largeObjects: database('Large objects'),
    locks: database('Locks'),
    size: database('Size'),
    role: destination('Role'),
    reached: destination('Reached'),
    region: destination('Region'),
    objects: destination('Write, list, read, delete'),
    uploads: destination('Uploads in parts'),
    versions: destination('Versions'),
    objectLock: destination('Object Lock'),
    publicAccess: destination('Public access'),
    key: { area: 'encryption', what: 'Key' },
    client: machine('Client'),
    disk: machine('Disk'),
    clock: machine('Clock'),
};

;// CONCATENATED MODULE: ./lib/check/evaluate/certificate.js


const SOON_DAYS = 21;
const DAY_MS = 86_400_000;
/** Sign-in has failed already where TLS is what it fails by: here the finding is what could be better. */
function evaluateTls(facts, now) {
    const { certificate, version } = facts;
    if (version === undefined)
        return [facts.local ? localOnly() : unencrypted(facts.sslmode)];
    const encrypted = fine(SUBJECTS.encrypted, `${version}, sslmode ${facts.sslmode}.`);
    return certificate ? [encrypted, evaluateCertificate(certificate, facts, now)] : [encrypted];
}
function localOnly() {
    return fine(SUBJECTS.encrypted, 'Not encrypted, on this machine only.');
}
function unencrypted(sslmode) {
    return warned(SUBJECTS.encrypted, `The connection is not encrypted (sslmode ${sslmode}): the password may, and all data does, travel in the clear.`, 'Set ssl = on at the server, and sslmode: require or, better, verify-full here.');
}
function evaluateCertificate(certificate, { howToVerify, local, sslmode, verified }, now) {
    const { issuer, until } = certificate;
    const days = Math.floor((until.getTime() - now.getTime()) / DAY_MS);
    const dated = `issued by ${issuer}, ${days < 0 ? 'expired on' : 'valid until'} ${until.toISOString().slice(0, 10)}`;
    if (days < SOON_DAYS) {
        return warned(SUBJECTS.certificate, `The server's certificate, ${dated}, ${days < 0 ? 'is of no use to verify-full' : `ends in ${days} days`}.`, 'Renew it at the server.');
    }
    if (verified) {
        const better = sslmode !== 'verify-full' && certificate.ofHost
            ? '; sslmode: verify-full would work with this ssl-root-cert, and compares the name too'
            : '';
        return fine(SUBJECTS.certificate, `Verified by sslmode ${sslmode}: ${dated}${better}.`);
    }
    if (local)
        return fine(SUBJECTS.certificate, `Not verified, on this machine: ${dated}.`);
    return warned(SUBJECTS.certificate, `It is not verified (sslmode ${sslmode}), so who stands between can answer in the server's place: ${dated}.`, howToVerify ?? ownWay(certificate));
}
function ownWay({ ofHost, trusted }) {
    if (!ofHost)
        return "Connect by a name that the certificate is for, with sslmode: verify-full; verify-ca with its authority's certificate as ssl-root-cert does without the name.";
    if (!trusted)
        return "Set sslmode: verify-full, and ssl-root-cert: the certificate of the server's authority.";
    return 'Set sslmode: verify-full, and ssl-root-cert: system: a public authority issued it.';
}

// EXTERNAL MODULE: ./lib/core/words.js
var words = __webpack_require__(44474);
// EXTERNAL MODULE: ./lib/postgres/diagnosis/dump.js
var dump = __webpack_require__(86971);
;// CONCATENATED MODULE: ./lib/check/evaluate/rights.js






/** pg_dump stops at the first of them; here all are reported. */
function evaluateRights(facts) {
    return [privileges(facts), rowSecurity(facts), ...largeObjects(facts)];
}
function privileges({ major, role, tables, unreadable }) {
    if (unreadable.length === 0) {
        return fine(SUBJECTS.privileges, `Role ${role} may read all ${(0,words/* counted */.hS)(tables, 'table')} of the backup.`);
    }
    return failed(SUBJECTS.privileges, {
        ...(0,errors/* baseOf */.bx)(dump/* TABLE_DENIED */.XS),
        message: `Role ${role} may not read ${(0,words/* firstOf */.Ku)(unreadable.map(fingerprint/* qualifiedName */.OL), MOST_NAMED)}.`,
        hint: major >= 14
            ? `Run GRANT pg_read_all_data TO ${role}, or leave them out of the backup.`
            : `Run GRANT USAGE ON SCHEMA and GRANT SELECT ON ALL TABLES and ALL SEQUENCES IN SCHEMA for ${role}, or leave them out of the backup.`,
    });
}
function rowSecurity({ role, rowSecured }) {
    if (rowSecured.length === 0)
        return fine(SUBJECTS.rowSecurity, `No policy hides rows from role ${role}.`);
    return failed(SUBJECTS.rowSecurity, {
        ...(0,errors/* baseOf */.bx)(dump/* ROW_SECURITY_APPLIES */.J_),
        message: `Row-level security hides rows from role ${role} in ${(0,words/* firstOf */.Ku)(rowSecured.map(fingerprint/* qualifiedName */.OL), MOST_NAMED)}, and pg_dump refuses to leave rows out.`,
        hint: `Run ALTER ROLE ${role} BYPASSRLS, or back up as a role that has it.`,
    });
}
function largeObjects({ largeObjects: all, major, role, unreadableLargeObjects: denied, }) {
    if (all === 0)
        return [];
    if (denied === 0)
        return [fine(SUBJECTS.largeObjects, `Role ${role} may read all ${(0,words/* counted */.hS)(all, 'large object')}.`)];
    return [
        failed(SUBJECTS.largeObjects, {
            ...(0,errors/* baseOf */.bx)(dump/* LARGE_OBJECT_DENIED */.e6),
            message: `Role ${role} may not read ${denied.toLocaleString('en-US')} of ${(0,words/* counted */.hS)(all, 'large object')}.`,
            hint: major >= 19
                ? `Run GRANT pg_read_all_data TO ${role}.`
                : 'Grant SELECT on each of them: least-privilege prints the statement.',
        }),
    ];
}
/** How many names a finding lists. */
const MOST_NAMED = 10;

;// CONCATENATED MODULE: ./lib/check/evaluate/locks.js





/** A lock of this moment is no failure: it may be gone when the backup begins. The oldest comes first. */
function evaluateLocks(locks) {
    const [oldest] = locks;
    if (!oldest)
        return fine(SUBJECTS.locks, 'Nobody holds a lock that pg_dump would have to wait for.');
    const since = oldest.seconds === undefined ? '' : `, for ${oldest.seconds} s`;
    return warned(SUBJECTS.locks, `pg_dump would have to wait now: ${(0,words/* firstOf */.Ku)(onceEach(locks).map(fingerprint/* qualifiedName */.OL), MOST_NAMED)} ${locks.length === 1 ? 'is' : 'are'} locked in ACCESS EXCLUSIVE mode (${oldest.granted ? 'held' : 'waited for'} by process ${oldest.pid}${since}).`, 'Wait until the migration is done, and give backup a lock-timeout, so that it never stands in a queue.');
}
function onceEach(locks) {
    return [...new Map(locks.map(lock => [JSON.stringify([lock.schema, lock.name]), lock])).values()];
}

// EXTERNAL MODULE: ./lib/core/sizes.js
var sizes = __webpack_require__(86361);
// EXTERNAL MODULE: ./lib/postgres/client/problems.js
var problems = __webpack_require__(9267);
// EXTERNAL MODULE: ./lib/postgres/client/provide.js + 2 modules
var provide = __webpack_require__(91382);
// EXTERNAL MODULE: ./lib/storage/s3/explanations/auth-errors.js
var auth_errors = __webpack_require__(18155);
;// CONCATENATED MODULE: ./lib/check/evaluate/machine.js







/** A client with all of its libraries, and the files of a run. Bytes. */
const NEEDED_BYTES = 64 * 1024 ** 2;
/** A store refuses requests whose time is off by more. Milliseconds. */
const REFUSED_MS = 15 * 60_000;
/** By then a clock is not being kept. Milliseconds. */
const ODD_MS = 60_000;
/** A backup is streamed: the disk is for the client's programs only. */
function evaluateDisk(path, freeBytes) {
    if (freeBytes >= NEEDED_BYTES) {
        return fine(SUBJECTS.disk, `${(0,sizes/* formatSize */.X)(freeBytes)} free in ${path}; a backup is streamed, and needs little.`);
    }
    return warned(SUBJECTS.disk, `Only ${(0,sizes/* formatSize */.X)(freeBytes)} are free in ${path} (RUNNER_TEMP): too little to install a client.`, 'Free space there, or use a larger runner.');
}
/** A folder takes the backup itself. */
function evaluateFolder(path, freeBytes, storedBytes) {
    const free = `${(0,sizes/* formatSize */.X)(freeBytes)} free in ${path}`;
    if (storedBytes === undefined || freeBytes >= storedBytes)
        return fine(SUBJECTS.disk, `${free}.`);
    return warned(SUBJECTS.disk, `Only ${free}, and a backup may take ${(0,sizes/* formatSize */.X)(storedBytes)}.`, 'Free space there, or choose another destination.');
}
/** The store's clock against this machine's, to the second. */
function evaluateClock(here, there) {
    const offMs = Math.abs(here.getTime() - there.getTime());
    const off = `This machine's clock and the store's are ${Math.round(offMs / 1000)} s apart`;
    if (offMs < ODD_MS)
        return fine(SUBJECTS.clock, `${off}.`);
    const fix = 'Set the clock (timedatectl, chrony); signatures hold the time.';
    if (offMs < REFUSED_MS)
        return warned(SUBJECTS.clock, `${off}; from 15 minutes on requests are refused.`, fix);
    return failed(SUBJECTS.clock, {
        ...(0,errors/* baseOf */.bx)(auth_errors/* STORAGE_CLOCK_SKEW */.W),
        message: `${off}, and from 15 minutes on requests are refused.`,
        hint: fix,
    });
}
const NOT_TRIED = 'Whether that can be reached was not tried.';
/** A backup takes the client of the server's own major version, no older than the server if that can be had. */
function evaluateClient({ major, version }, client) {
    const { found, from, installable } = client;
    if (found?.standing === 'unsafe')
        return evaluateUnsafe(found, client);
    if (found?.standing === 'older') {
        const next = installable ? ` A backup looks for a newer one in ${from}. ${NOT_TRIED}` : '';
        return warned(SUBJECTS.client, `pg_dump ${found.version} in ${found.origin} is older than the server, ${version}: backups that it makes may not restore.${next}`, `Update the client to ${version} or newer, or give a repository that has such a version as client-repository.`);
    }
    if (found)
        return fine(SUBJECTS.client, `pg_dump ${found.version} is in ${found.origin}.`);
    if (installable) {
        return skipped(SUBJECTS.client, `There is no client ${major} on this machine yet; a backup installs it from ${from}. ${NOT_TRIED}`);
    }
    return failed(SUBJECTS.client, {
        ...provide/* CLIENT_UNSUPPORTED_PLATFORM */.Sg,
        message: `There is no PostgreSQL client ${major} on this machine, and it cannot be installed from Debian's packages here.`,
        hint: client.advice,
    });
}
function evaluateUnsafe(found, { advice, from, installable, safeSince = 'a newer version' }) {
    const message = `pg_dump ${found.version} in ${found.origin} has known security holes, which ${safeSince} fixed: a backup does not use it`;
    if (installable) {
        return warned(SUBJECTS.client, `${message}, and installs another from ${from}. ${NOT_TRIED}`, `Update the client to ${safeSince} or newer.`);
    }
    return failed(SUBJECTS.client, {
        ...problems/* CLIENT_UNSAFE */.Vo,
        message: `${message}, and no other can be installed from Debian's packages here.`,
        hint: [`Update the client to ${safeSince} or newer.`, advice].join(' ').trim(),
    });
}

// EXTERNAL MODULE: ./lib/core/durations.js
var durations = __webpack_require__(5530);
;// CONCATENATED MODULE: ./lib/check/evaluate/server.js





/** The oldest major version that PostgreSQL's community maintains in November 2026. */
const OLDEST_MAINTAINED = 14;
function evaluateVersion({ isInRecovery, major, unlogged, version, }) {
    if (unlogged.length > 0) {
        return warned(SUBJECTS.version, `PostgreSQL ${version}, a standby: it has no rows of unlogged tables, so that a backup leaves those of ${(0,words/* firstOf */.Ku)(unlogged, 5)} out; and it cancels a backup that holds its replay up.`, 'Back up the primary, or make the tables logged (ALTER TABLE … SET LOGGED).');
    }
    if (isInRecovery) {
        return warned(SUBJECTS.version, `PostgreSQL ${version}, a standby: it cancels a backup that holds its replay up.`, 'Raise max_standby_streaming_delay there, set hot_standby_feedback, or back up the primary.');
    }
    if (major < OLDEST_MAINTAINED) {
        return warned(SUBJECTS.version, `PostgreSQL ${version} gets no fixes any more.`, `Plan an upgrade: ${OLDEST_MAINTAINED} is the oldest that does.`);
    }
    return fine(SUBJECTS.version, `PostgreSQL ${version}.`);
}
/** What it may take: an estimate, and said to be one. */
function evaluateSize(estimate) {
    if (!estimate)
        return skipped(SUBJECTS.size, 'The role may not know how large the database is.');
    const { databaseBytes, egressBytes, fastestMs, slowMs, storedBytes } = estimate;
    return fine(SUBJECTS.size, `${(0,sizes/* formatSize */.X)(databaseBytes)} on the server's disk. An estimate by docs/benchmarks.md: ${(0,durations/* formatDuration */.a)(fastestMs)} to ${(0,durations/* formatDuration */.a)(slowMs)}, at most ${(0,sizes/* formatSize */.X)(egressBytes)} out of the database's network, about ${(0,sizes/* formatSize */.X)(storedBytes)} stored.`);
}

// EXTERNAL MODULE: ./lib/core/sql-quoting.js
var sql_quoting = __webpack_require__(97377);
;// CONCATENATED MODULE: ./lib/check/least-privilege/grants.js

/** Since this major version one role may read everything. */
const READ_ALL_SINCE = 14;
/** Since this one, large objects too. */
const READ_LARGE_OBJECTS_SINCE = 19;
/** No more than a backup needs: what an administrator runs for the role that backs up. */
function grantsFor(facts) {
    const role = (0,sql_quoting/* quoteIdentifier */.Cm)(facts.role);
    return [
        {
            sql: `GRANT CONNECT ON DATABASE ${(0,sql_quoting/* quoteIdentifier */.Cm)(facts.database)} TO ${role};`,
            why: 'To sign in; PUBLIC has it unless that was revoked.',
        },
        ...readingGrants(facts, role),
        ...(facts.largeObjects && facts.major < READ_LARGE_OBJECTS_SINCE ? [largeObjectsGrant(role)] : []),
        ...(facts.rowSecurity
            ? [
                {
                    sql: `ALTER ROLE ${role} BYPASSRLS;`,
                    why: 'Tables have row-level security, and pg_dump refuses to leave rows out.',
                },
            ]
            : []),
    ];
}
function readingGrants({ major, schemas }, role) {
    if (major >= READ_ALL_SINCE) {
        return [
            {
                sql: `GRANT pg_read_all_data TO ${role};`,
                why: 'To read every table and sequence in every schema, those to come included.',
            },
        ];
    }
    return schemas.flatMap(({ hasSequences, hasTables, name, owners }) => {
        const schema = (0,sql_quoting/* quoteIdentifier */.Cm)(name);
        return [
            { sql: `GRANT USAGE ON SCHEMA ${schema} TO ${role};`, why: `To see what is in ${name}.` },
            ...(hasTables
                ? [
                    {
                        sql: `GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO ${role};`,
                        why: `To read the tables of ${name}.`,
                    },
                ]
                : []),
            ...(hasSequences
                ? [
                    {
                        sql: `GRANT SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${role};`,
                        why: `To read where the sequences of ${name} stand.`,
                    },
                ]
                : []),
            ...owners.map(owner => ({
                sql: ['TABLES', 'SEQUENCES']
                    .map(kind => `ALTER DEFAULT PRIVILEGES FOR ROLE ${(0,sql_quoting/* quoteIdentifier */.Cm)(owner)} IN SCHEMA ${schema} GRANT SELECT ON ${kind} TO ${role};`)
                    .join('\n'),
                why: `To read what ${owner} will create in ${name}.`,
            })),
        ];
    });
}
/** Before PostgreSQL 19, no role of its own may read large objects, and there is no word for all of them. */
function largeObjectsGrant(role) {
    return {
        sql: [
            'DO $grant$ DECLARE object oid; BEGIN',
            '  FOR object IN SELECT oid FROM pg_largeobject_metadata LOOP',
            `    EXECUTE format('GRANT SELECT ON LARGE OBJECT %s TO %s', object, ${literal(role)});`,
            '  END LOOP;',
            'END $grant$;',
        ].join('\n'),
        why: 'To read the large objects that there are; repeat it for those to come, which no default privilege covers.',
    };
}
/** For text that is an identifier already. */
function literal(text) {
    return `$role$${text}$role$`;
}

// EXTERNAL MODULE: external "node:dns/promises"
var external_node_dns_promises_ = __webpack_require__(71553);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./lib/postgres/diagnosis/diagnose.js + 9 modules
var diagnose = __webpack_require__(14107);
;// CONCATENATED MODULE: ./lib/check/probes/addresses.js






const thisMachinesNames = {
    addressesOf: async (host) => (await (0,external_node_dns_promises_.lookup)(host, { all: true })).map(({ address }) => address),
    get hasIpv6() {
        const addresses = Object.values((0,external_node_os_.networkInterfaces)()).flatMap(each => each ?? []);
        return addresses.some(({ address, family, internal }) => family === 'IPv6' && !internal && !/^fe[89ab]/i.test(address));
    },
};
/**
 * Looks a host up, and whether this machine has a way to any of its addresses.
 * @throws BackupError `database-host-unknown` or `database-ipv6-only`, the signal's reason
 */
async function locate({ database, user: role }, endpoint, names, signal) {
    const { host, port } = endpoint;
    if ((0,connection_connection/* isSocket */.qU)(endpoint))
        return { kind: 'socket' };
    const scene = { host, port, database, role };
    try {
        const literal = endpoint.address ?? ((0,external_node_net_.isIP)(host) === 0 ? undefined : host);
        const addresses = literal === undefined ? await abortable(signal, names.addressesOf(host)) : [literal];
        const [first = ''] = addresses;
        if (!names.hasIpv6 && addresses.every(address => address.includes(':')) && !isLocal(first)) {
            throw new NoWay(first);
        }
        return literal === undefined ? { kind: 'name', addresses } : { kind: 'address' };
    }
    catch (error) {
        signal.throwIfAborted();
        if (error instanceof errors/* BackupError */.hj)
            throw error;
        throw (0,diagnose/* diagnoseProbe */.tS)(error, scene);
    }
}
/** What a connection to it would fail with. */
class NoWay extends Error {
    code = 'ENETUNREACH';
    address;
    constructor(address) {
        super(`no way to ${address}`);
        this.address = address;
    }
}
function isLocal(address) {
    return address === '::1';
}
/** Node's `lookup` takes no signal. */
async function abortable(signal, work) {
    const { promise, reject } = Promise.withResolvers();
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    try {
        return await Promise.race([work, promise]);
    }
    finally {
        signal.removeEventListener('abort', stop);
    }
}

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(41692);
;// CONCATENATED MODULE: ./lib/check/probes/certificate.js





/** “SSLRequest” of PostgreSQL's protocol: its length, and the number that stands for TLS. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
const ACCEPTED = 'S'.charCodeAt(0);
/**
 * Looks at the server's certificate, on a connection of its own without signing in. Undefined where the server has no TLS.
 * Throws what Node's sockets throw, or the signal's reason.
 */
async function examineCertificate(connection, endpoint, signal) {
    if ((0,connection_connection/* isSocket */.qU)(endpoint))
        return undefined;
    const socket = (0,external_node_net_.connect)({ host: endpoint.address ?? endpoint.host, port: endpoint.port, signal });
    // A connection that breaks is reported by what waits on it; without a listener it would be fatal as well.
    socket.on('error', () => { });
    try {
        await (0,external_node_events_.once)(socket, 'connect', { signal });
        if (!connection.directTls && !(await acceptsTls(socket, signal)))
            return undefined;
        return await shake(socket, connection, endpoint, signal);
    }
    finally {
        socket.destroy();
    }
}
async function acceptsTls(socket, signal) {
    socket.write(SSL_REQUEST);
    const [answer] = await (0,external_node_events_.once)(socket, 'data', { signal });
    socket.pause();
    return Buffer.isBuffer(answer) && answer[0] === ACCEPTED;
}
async function shake(socket, { directTls, sslRootCert }, { host }, signal) {
    const given = sslRootCert === undefined ? undefined : (0,probe_tls/* certificatesOf */.mm)(sslRootCert);
    const tls = (0,external_node_tls_.connect)({
        socket,
        ...((0,external_node_net_.isIP)(host) ? {} : { servername: host }),
        ...(directTls ? { ALPNProtocols: ['postgresql'] } : {}),
        ca: given ?? [...external_node_tls_.rootCertificates],
        // It is judged, and nothing is sent to it.
        rejectUnauthorized: false,
        checkServerIdentity: () => undefined,
    });
    tls.on('error', () => { });
    try {
        await (0,external_node_events_.once)(tls, 'secureConnect', { signal });
        const certificate = tls.getPeerCertificate();
        if (certificate.valid_to === undefined)
            return undefined;
        const { CN, O } = certificate.issuer;
        return {
            issuer: [CN ?? O].flat().join(', ') || 'an authority without a name',
            until: new Date(certificate.valid_to),
            trusted: tls.authorized,
            byOwnRoot: given !== undefined && sslRootCert !== 'system',
            ofHost: (0,external_node_tls_.checkServerIdentity)(host, certificate) === undefined,
        };
    }
    finally {
        tls.destroy();
    }
}

// EXTERNAL MODULE: ./lib/postgres/probe/in-session.js + 1 modules
var in_session = __webpack_require__(5558);
;// CONCATENATED MODULE: ./lib/check/probes/dump-blockers.js

/** pg_dump takes ACCESS SHARE on each table, which only ACCESS EXCLUSIVE excludes; it queues behind one that waits, too. */
const LOCKS = `
  SELECT n.nspname AS schema, c.relname AS name, l.pid, l.granted,
         extract(epoch FROM clock_timestamp() - a.xact_start)::int AS seconds
    FROM pg_locks l
    JOIN pg_class c ON c.oid = l.relation
    JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_stat_activity a ON a.pid = l.pid
   WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND l.pid <> pg_backend_pid()
     AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
     AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
   ORDER BY 5 DESC NULLS LAST, 1, 2`;
const RELATIONS = `
  SELECT n.nspname AS schema, c.relname AS name, pg_get_userbyid(c.relowner) AS owner,
         CASE c.relkind WHEN 'S' THEN 'sequence' ELSE 'table' END AS kind,
         c.relrowsecurity AS "rowSecurity"
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p', 'S') AND c.relpersistence <> 't'
     AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
     AND NOT EXISTS (SELECT FROM pg_depend e
                      WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
   ORDER BY 1, 2`;
/** Since PostgreSQL 19, pg_read_all_data is for large objects as well. */
const LARGE_OBJECTS = `
  SELECT count(*)::int AS "largeObjects",
         (count(*) FILTER (WHERE NOT pg_has_role(m.lomowner, 'USAGE') AND NOT EXISTS (
           SELECT FROM aclexplode(m.lomacl) a
            WHERE a.privilege_type = 'SELECT' AND (a.grantee = 0 OR pg_has_role(a.grantee, 'USAGE')))
           AND NOT (current_setting('server_version_num')::int >= 190000 AND EXISTS (
             SELECT FROM pg_roles r WHERE r.rolname = 'pg_read_all_data' AND pg_has_role(r.oid, 'USAGE')))))::int
           AS "unreadableLargeObjects"
    FROM pg_largeobject_metadata m`;
/**
 * What may keep pg_dump from reading, besides what `probeServer` says, in one short read-only session.
 * Throws BackupError with the cause, or the signal's reason.
 */
async function findDumpBlockers(connection, signal) {
    return (0,in_session/* inSession */.C)(connection, { signal }, async (session) => {
        const locks = await session.rows(LOCKS);
        const [large] = await session.rows(LARGE_OBJECTS);
        return {
            locks: locks.map(lock => ({ ...lock, seconds: lock.seconds ?? undefined })),
            relations: await session.rows(RELATIONS),
            largeObjects: large?.largeObjects ?? 0,
            unreadableLargeObjects: large?.unreadableLargeObjects ?? 0,
        };
    });
}

;// CONCATENATED MODULE: ./lib/check/probing.js


/**
 * Runs one probe within its own time. Anything that goes wrong becomes a finding, so that it hides no other. The probe has to
 * follow the signal, and is over when this returns. Rejects only when the run itself is stopped, or for a bug.
 * @param limitMs milliseconds
 */
async function probing(subject, limitMs, signal, probe) {
    // No AbortSignal.timeout: that one keeps no process alive, and its reason explains nothing.
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(timedOut(subject, limitMs)), limitMs);
    try {
        return await probe(AbortSignal.any([signal, limit.signal]));
    }
    catch (error) {
        signal.throwIfAborted();
        if (limit.signal.aborted)
            return [failed(subject, timedOut(subject, limitMs))];
        return [failedBy(subject, error)];
    }
    finally {
        clearTimeout(timer);
    }
}
const CHECK_TIMED_OUT = (0,errors/* defineError */.MP)({
    topic: 'checks',
    code: 'check-timed-out',
    kind: 'environment',
    meaning: 'Something did not answer within the few seconds that a check gives it; a backup may wait longer.',
    fix: 'Look at the way there: a firewall that drops packets, a proxy, or a service that is overloaded.',
});
function timedOut({ area, what }, limitMs) {
    return new errors/* BackupError */.hj({
        ...CHECK_TIMED_OUT,
        message: `There was no answer within ${limitMs / 1000} s to what the check asked (${area}: ${what}).`,
    });
}

;// CONCATENATED MODULE: ./lib/check/database.js























/** Together with the addresses, below ten seconds. Milliseconds. */
const SIGN_IN_MS = 4_500;
const LOOK_MS = 3_000;
/** Shorter than the limit of the probe, so that the connection's own words are heard. Seconds. */
const CONNECT_S = 4;
/** Everything about the database, as the role that backs up sees it. Reads only. */
async function checkDatabase({ database, selection }, parts) {
    if ('problems' in database)
        return unknown(database.problems.map(({ input, message }) => unusable(input, message)));
    const connection = {
        ...database.connection,
        connectTimeoutS: Math.min(CONNECT_S, database.connection.connectTimeoutS),
    };
    const before = [...database_poolers(connection), ...(await checkAddresses(connection, parts))];
    if (before.some(({ outcome }) => outcome === 'failed'))
        return unknown(before);
    let server;
    const signIn = await probing(SUBJECTS.signIn, SIGN_IN_MS, parts.signal, async (signal) => {
        server = await (0,probe/* probeServer */._)(connection, { signal });
        return [fine(SUBJECTS.signIn, `${(0,connection_connection/* describe */.q0)((0,connection_connection/* atEndpoint */.Tn)(connection, server.endpoint))}.`)];
    });
    if (!server)
        return unknown([...before, ...signIn]);
    const known = await lookAround((0,connection_connection/* atEndpoint */.Tn)(connection, server.endpoint), server, selection, parts);
    return { ...known, findings: [...before, ...signIn, ...known.findings] };
}
function unknown(findings) {
    const left = skipped(SUBJECTS.privileges, 'Nothing else of the database was looked at, since it was not reached.');
    return { findings: [...findings, left], estimate: undefined, grants: undefined };
}
const CHECK_CONNECTION_UNUSABLE = (0,errors/* defineError */.MP)({
    topic: 'checks',
    code: 'check-connection-unusable',
    kind: 'input',
    meaning: 'The database cannot even be asked for, by what database-url or its environment says. A backup would refuse it before it begins.',
    fix: 'Correct the input as the message says.',
});
function unusable(input, message) {
    // Messages of inputs say what is wrong, and after it what to write instead.
    const [problem = '', ...instead] = message.split('; ');
    return failed(SUBJECTS.connection, {
        ...CHECK_CONNECTION_UNUSABLE,
        message: `${input}: ${problem}.`,
        hint: instead.length > 0 ? sentenceOf(instead.join('; ')) : CHECK_CONNECTION_UNUSABLE.hint,
    });
}
/** What is known for certain was refused before. */
function database_poolers({ endpoints }) {
    const found = endpoints.flatMap(endpoint => (0,poolers/* poolerFinding */.n)(endpoint) ?? []);
    if (found.length === 0)
        return [fine(SUBJECTS.pooler, 'No transaction pooler, by host and port.')];
    return found.map(({ message }) => {
        const [problem = '', ...instead] = message.split('; ');
        return warned(SUBJECTS.pooler, `${problem}.`, sentenceOf(instead.join('; ')));
    });
}
function sentenceOf(text) {
    return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
const CHOOSE = 'Choose what belongs together, or restore such a backup into a database that has the rest; a drill shows whether it restores by itself.';
async function lookAround(connection, server, asked, parts) {
    const { findClient, now, signal } = parts;
    let selection = asked;
    const chosen = await probing(SUBJECTS.selection, LOOK_MS, signal, async (stop) => {
        const scope = await (0,presets_scope/* findScope */.s)({ mode: 'full', selection: asked }, connection, stop);
        selection = scope.selection;
        return scope.warnings.map(warning => warned(SUBJECTS.selection, `${warning}.`, CHOOSE));
    });
    const isSelected = (0,table_pattern/* selectedBy */.B8)(selection);
    let blockers;
    const [tls, hindered, client] = await Promise.all([
        probing(SUBJECTS.certificate, LOOK_MS, signal, async (stop) => {
            const { sslmode } = connection;
            const asked = server.tls !== undefined;
            const certificate = asked ? await examineCertificate(connection, server.endpoint, stop) : undefined;
            const facts = {
                sslmode,
                version: server.tls,
                certificate,
                verified: (0,probe_tls/* verifies */.s1)(connection),
                local: (0,connection_connection/* isThisMachine */.YY)((0,connection_connection/* firstEndpoint */.YP)(connection)),
                howToVerify: (0,providers/* verifyFullAt */.U)(server.endpoint.host, certificate?.issuer ?? ''),
            };
            return evaluateTls(facts, now());
        }),
        probing(SUBJECTS.locks, LOOK_MS, signal, async (stop) => {
            const found = await findDumpBlockers(connection, stop);
            blockers = found;
            const { largeObjects, relations, unreadableLargeObjects } = found;
            const hidden = {
                role: server.role.name,
                major: server.major,
                tables: relations.filter(each => each.kind === 'table' && isSelected(each)).length,
                unreadable: server.unreadable.filter(isSelected),
                rowSecured: server.rowSecured.filter(isSelected),
                largeObjects,
                unreadableLargeObjects,
            };
            return [...evaluateRights(hidden), evaluateLocks(found.locks.filter(isSelected))];
        }),
        probing(SUBJECTS.client, LOOK_MS, signal, async () => [
            evaluateClient(server, await findClient({ major: server.major, ...(0,standing/* leastOf */.zk)(server.major, server.version) })),
        ]),
    ]);
    const estimate = server.databaseBytes === undefined ? undefined : estimateOf(server.databaseBytes);
    return {
        findings: [
            ...tls,
            evaluateVersion({ ...server, unlogged: server.unlogged.filter(isSelected).map(fingerprint/* qualifiedName */.OL) }),
            ...chosen,
            ...hindered,
            evaluateSize(estimate),
            ...client,
        ],
        estimate,
        grants: blockers && grantsOf(server, blockers, selection),
    };
}
function grantsOf(server, blockers, selection) {
    const { database, major, role } = server;
    const selected = blockers.relations.filter((0,table_pattern/* selectedBy */.B8)(selection));
    const schemas = [...Map.groupBy(selected, ({ schema }) => schema)].map(([name, relations]) => ({
        name,
        hasTables: relations.some(({ kind }) => kind === 'table'),
        hasSequences: relations.some(({ kind }) => kind === 'sequence'),
        owners: [...new Set(relations.map(({ owner }) => owner))].filter(owner => owner !== role.name),
    }));
    const rowSecurity = selected.some(relation => relation.rowSecurity);
    return grantsFor({
        major,
        database,
        role: role.name,
        schemas,
        rowSecurity,
        largeObjects: blockers.largeObjects > 0,
    });
}
const LOOK_UP_MS = 2_000;
/** Whether each host has an address that this machine can reach. With several hosts one is enough. */
async function checkAddresses(connection, { names, signal }) {
    const found = await Promise.all(connection.endpoints.map(endpoint => probing(SUBJECTS.address, LOOK_UP_MS, signal, async (stop) => [
        fine(SUBJECTS.address, problemsOf(endpoint.host, await locate(connection, endpoint, names, stop))),
    ])));
    const findings = found.flat();
    if (findings.every(({ outcome }) => outcome === 'failed'))
        return findings;
    return findings.map(finding => finding.outcome === 'failed' ? warned(SUBJECTS.address, finding.message, finding.fix) : finding);
}
function problemsOf(host, located) {
    if (located.kind === 'socket')
        return `A Unix socket in ${host}.`;
    if (located.kind === 'address')
        return `${host} is an address: no name is looked up.`;
    const ipv6 = located.addresses.filter(address => address.includes(':')).length;
    const families = [located.addresses.length > ipv6 ? 'IPv4' : '', ipv6 > 0 ? 'IPv6' : ''].filter(Boolean);
    return `${host} has addresses of ${families.join(' and ')}.`;
}

// EXTERNAL MODULE: ./lib/catalog/other-destination.js
var other_destination = __webpack_require__(804);
// EXTERNAL MODULE: ./lib/catalog/what-there-is.js
var what_there_is = __webpack_require__(37103);
;// CONCATENATED MODULE: ./lib/check/evaluate/bucket.js



function evaluateRegion(region) {
    return region === undefined
        ? skipped(SUBJECTS.region, 'The store does not say.')
        : fine(SUBJECTS.region, `${region}.`);
}
/** Versions protect against anyone who may write and not remove them; they cost what they hold. */
function evaluateVersions(versioning) {
    if (versioning === 'on')
        return fine(SUBJECTS.versions, 'On: what is removed stays stored as a version.');
    if (versioning === 'unknown') {
        return skipped(SUBJECTS.versions, 'Not known: s3:GetBucketVersioning is missing.');
    }
    const state = versioning === 'off' ? 'Off' : 'Suspended';
    return fine(SUBJECTS.versions, `${state}: what is removed is gone.`);
}
const CHECK_NO_OBJECT_LOCK = (0,errors/* defineError */.MP)({
    topic: 'checks',
    code: 'check-no-object-lock',
    kind: 'storage',
    meaning: 'The input object-lock-mode is given, and the bucket has no Object Lock, so that it would refuse every backup.',
    fix: 'Turn Object Lock on for the bucket, or leave object-lock-mode out.',
});
function evaluateLock(lock, wanted) {
    if (lock.kind === 'on') {
        return fine(SUBJECTS.objectLock, lock.standard === undefined
            ? 'On, and nothing is locked unless object-lock-mode asks for it.'
            : `On: every new object is locked, ${lock.standard}.`);
    }
    if (lock.kind === 'unknown') {
        return skipped(SUBJECTS.objectLock, 'Not known: s3:GetBucketObjectLockConfiguration is missing.');
    }
    if (!wanted)
        return fine(SUBJECTS.objectLock, 'Off.');
    return failed(SUBJECTS.objectLock, {
        ...CHECK_NO_OBJECT_LOCK,
        message: 'The bucket has no Object Lock, and object-lock-mode is given: backups would be refused.',
    });
}
function evaluatePublicAccess(access) {
    switch (access) {
        case 'blocked':
            return fine(SUBJECTS.publicAccess, 'Blocked.');
        case 'not public':
            return fine(SUBJECTS.publicAccess, 'The bucket policy gives nothing to the public.');
        case 'unknown':
            return skipped(SUBJECTS.publicAccess, 'Not known: s3:GetBucketPublicAccessBlock or s3:GetBucketPolicyStatus is missing.');
        case 'public':
            return warned(SUBJECTS.publicAccess, 'The bucket policy lets strangers in.', 'Block public access to the bucket, and look at its policy.');
    }
}

// EXTERNAL MODULE: ./lib/catalog/names.js
var names = __webpack_require__(56879);
// EXTERNAL MODULE: ./lib/catalog/read-small.js
var read_small = __webpack_require__(46429);
;// CONCATENATED MODULE: ./lib/check/objects.js





/** What every probe object's name begins with: no backup's does. */
const NAME = '.pg-backup-check-';
const BODY = Buffer.from('written by a check of pg-backup-action, which removes it again\n');
/** Taking it away again must not fail by the time that was up. Milliseconds. */
const REMOVE_MS = 1_500;
/**
 * Writes an object as a backup writes its manifest, finds it, reads it, and takes it away, no matter what happens: it is on the
 * ledger before it can exist. Where the bucket would lock it, nothing is written.
 */
async function checkObjects({ lock, versioning }, parts, signal) {
    if (lock?.kind === 'on' && lock.standard !== undefined) {
        const message = `Not tried: the bucket locks every new object (${lock.standard}), so that it could not be removed.`;
        return [skipped(SUBJECTS.objects, message)];
    }
    const { journal, random, store } = parts;
    const key = `${NAME}${random(8).toString('hex')}`;
    let uploadTag;
    let forget = () => { };
    let left = { what: 'nothing' };
    try {
        await store.put(key, BODY, signal, made => {
            uploadTag = made;
            forget = journal.record({
                kind: 'object',
                store: 'destination',
                key,
                uploadTag: made,
                manifest: `${key}${names/* MANIFEST_SUFFIX */.OK}`,
            });
        });
        await find(key, parts, signal);
    }
    finally {
        if (uploadTag !== undefined) {
            left = await takeAway(key, uploadTag, versioning, parts);
            forget();
        }
    }
    return [evaluateLeft(left, key, parts)];
}
/** A backup that succeeds removes nothing: who may not remove has what it needs, and should know what that means. */
function evaluateLeft(left, key, { store }) {
    const removed = 'An object was written, found, read and removed again.';
    switch (left.what) {
        case 'nothing':
            return fine(SUBJECTS.objects, removed);
        case 'version':
            return warned(SUBJECTS.objects, `${removed} A version of ${BODY.length} bytes stays (${left.why}).`, 'Allow s3:ListBucketVersions and s3:DeleteObjectVersion, or let a lifecycle rule remove old versions.');
        case 'object':
            return warned(SUBJECTS.objects, `An object was written, found and read, and could not be removed: ${left.why} ${store.url(key)} stays, and so will what a backup that fails has stored.`, 'Allow s3:DeleteObject, or let a lifecycle rule remove what has no manifest.');
    }
}
const CHECK_OBJECT_DIFFERS = (0,errors/* defineError */.MP)({
    topic: 'checks',
    code: 'check-object-differs',
    kind: 'storage',
    meaning: 'An object was written to the destination, and it was not found in the list, or something else was read.',
    fix: 'Do not use this store for backups until that is explained.',
});
async function find(key, { store }, signal) {
    const listed = [];
    for await (const object of store.list(key, signal))
        listed.push(object.key);
    const read = await (0,read_small/* readSmall */.o)(store, key, BODY.length + 1024, signal);
    if (listed.includes(key) && read.equals(BODY))
        return;
    throw new errors/* BackupError */.hj({
        ...CHECK_OBJECT_DIFFERS,
        message: `${store.url(key)} was written, and ${listed.includes(key) ? 'something else was read' : 'is missing in the list'}.`,
        hint: 'Do not use this store for backups until that is explained: it is not consistent, or something stands before it.',
    });
}
/**
 * Removes the object, of a bucket with versions all of it.
 * @throws BackupError where the object itself cannot be removed, for another reason than that it is not allowed
 */
async function takeAway(key, uploadTag, versioning, { store }) {
    const signal = AbortSignal.timeout(REMOVE_MS);
    if (versioning === 'off')
        return await removeIt(key, uploadTag, store, signal);
    let why;
    try {
        for await (const removal of store.removeMany([key], signal, { versions: 'all' })) {
            if (removal.outcome === 'removed')
                return { what: 'nothing' };
            why = removal.outcome === 'kept' ? removal.why : removal.why.message;
        }
    }
    catch (error) {
        if (!(error instanceof errors/* BackupError */.hj))
            throw error;
        why = error.message;
    }
    const left = await removeIt(key, uploadTag, store, signal);
    if (left.what === 'object' || why === undefined)
        return left;
    return versioning === undefined || versioning === 'unknown' ? left : { what: 'version', why };
}
async function removeIt(key, uploadTag, store, signal) {
    try {
        await store.removeIfTagged(key, uploadTag, signal);
        return { what: 'nothing' };
    }
    catch (error) {
        if (error instanceof errors/* BackupError */.hj && error.code === 'storage-denied')
            return { what: 'object', why: error.message };
        throw error;
    }
}
/** Begins an upload in parts as a backup is stored, and gives it up. */
async function checkUploads({ random, store }, signal) {
    const upload = await store.begin(`${NAME}${random(8).toString('hex')}`, signal);
    await upload.abort();
    return [fine(SUBJECTS.uploads, 'An upload was begun and given up again.')];
}

;// CONCATENATED MODULE: ./lib/check/destination.js








/** One after another, and what is written taken away again, they take fifteen seconds at most. Milliseconds. */
const ROLE_MS = 5_000;
const REACH_MS = 2_500;
const destination_LOOK_MS = 2_000;
const TRY_MS = 4_000;
/** Everything about the bucket or folder that backups go to. What is written there is removed again. */
async function checkDestination({ locks }, parts) {
    const { exam, signal, store } = parts;
    const role = await checkRole(parts);
    if (role.some(({ outcome }) => outcome === 'failed'))
        return [...role, skipped(SUBJECTS.reached, 'Nothing of it was looked at without the role.')];
    const reached = await probing(SUBJECTS.reached, REACH_MS, signal, async (stop) => {
        await store.prepare(stop);
        return [fine(SUBJECTS.reached, `${store.location} is there, and may be listed.`)];
    });
    if (reached.some(({ outcome }) => outcome === 'failed')) {
        return [
            ...role,
            ...reached,
            skipped(SUBJECTS.objects, 'Nothing else of it was looked at, since it was not reached.'),
        ];
    }
    const [clock, looked, other] = await Promise.all([
        checkClock(parts),
        lookAt(exam, locks, parts),
        backupsOfAnother(parts),
    ]);
    const tried = await Promise.all([
        probing(SUBJECTS.objects, TRY_MS, signal, stop => checkObjects(looked.keeping, parts, stop)),
        probing(SUBJECTS.uploads, TRY_MS, signal, stop => checkUploads(parts, stop)),
    ]);
    return [...role, ...(other ? [other] : reached), ...looked.findings, ...tried.flat(), ...clock];
}
function checkRole({ assumeRole, signal }) {
    return probing(SUBJECTS.role, ROLE_MS, signal, async (stop) => assumeRole ? [fine(SUBJECTS.role, await Promise.race([assumeRole(), untilAborted(stop)]))] : []);
}
function untilAborted(signal) {
    return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
}
/** Whether there are backups, and all of them belong to a destination some folders above or below this one. */
async function backupsOfAnother({ signal, store }) {
    const soon = AbortSignal.any([signal, AbortSignal.timeout(destination_LOOK_MS)]);
    try {
        await (0,what_there_is/* whatThereIs */.V7)({ signal: soon, store });
    }
    catch (error) {
        // Nothing was found in that time, or nothing may be listed: a backup does not fail for it.
        if (error instanceof other_destination/* OtherDestination */.t)
            return warned(SUBJECTS.reached, `${store.location} is there. ${error.message}`, error.hint);
    }
    return undefined;
}
function checkClock({ now, signal, store }) {
    return probing(SUBJECTS.clock, destination_LOOK_MS, signal, async (stop) => {
        const there = await store.clock(stop);
        return [evaluateClock(now(), there)];
    });
}
/** What a bucket records itself, and which part of it decides how an object is taken away again. */
async function lookAt(exam, locks, { signal, store }) {
    if (!exam)
        return { findings: [], keeping: { versioning: 'off', lock: { kind: 'off' } } };
    let keeping = { versioning: undefined, lock: undefined };
    const ask = async (subject, probe) => (await probing(subject, destination_LOOK_MS, signal, probe)).map(asSkipped);
    const findings = await Promise.all([
        ask(SUBJECTS.region, async (stop) => [evaluateRegion(await exam.region(stop))]),
        ask(SUBJECTS.versions, async (stop) => {
            const versioning = await store.versioning(stop);
            keeping = { ...keeping, versioning };
            return [evaluateVersions(versioning)];
        }),
        ask(SUBJECTS.objectLock, async (stop) => {
            const lock = await exam.objectLock(stop);
            keeping = { ...keeping, lock };
            return [];
        }),
        ask(SUBJECTS.publicAccess, async (stop) => [evaluatePublicAccess(await exam.publicAccess(stop))]),
    ]);
    // What is known of the lock may fail a backup, unlike that it could not be asked.
    const lock = keeping.lock && evaluateLock(keeping.lock, locks);
    return { findings: [...findings.flat(), ...(lock ? [lock] : [])], keeping };
}
/** No backup fails by a question that only a check asks, no matter what a store makes of it. */
function asSkipped(finding) {
    return finding.outcome === 'failed' ? skipped(finding, `Not known: ${finding.message}`) : finding;
}

// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(38321);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
;// CONCATENATED MODULE: ./lib/check/encryption.js






/** A passphrase is made slow to guess: sealing and opening take about a second each, on a busy machine more. Milliseconds. */
const LIMIT_MS = 30_000;
const TEXT = Buffer.from('a backup that is opened again');
/** Seals a few words and, where the keys are at hand, opens them again. */
function checkEncryption({ opens }, { decryption, encryption, signal }) {
    return probing(SUBJECTS.key, LIMIT_MS, signal, async (stop) => {
        const { record } = encryption;
        if (record.method === 'none')
            return [
                skipped(SUBJECTS.key, 'No encryption is asked for: anyone who reads the destination reads the backup.'),
            ];
        await encryption.prepare(stop);
        const encrypted = await through(encryption.encrypt(stop), TEXT, stop);
        const how = record.method === 'age' ? `age, for ${record.to.join(', ')}` : record.method.replace('-', ' by ');
        if (!opens)
            return [fine(SUBJECTS.key, `It seals (${how}); no age-identity is given to try whether it opens.`)];
        const stage = decryption.open(record, stop);
        const opened = stage ? await through(stage, encrypted, stop) : encrypted;
        if (!opened.equals(TEXT))
            throw differs();
        return [fine(SUBJECTS.key, `It seals (${how}), and the given key opens what it sealed.`)];
    });
}
async function through(stage, input, signal) {
    let output = Buffer.alloc(0);
    await (0,external_node_stream_promises_.pipeline)([input], stage, async (source) => {
        output = await (0,consumers_.buffer)(source);
    }, { signal });
    return output;
}
const CHECK_OPENED_DIFFERS = (0,errors/* defineError */.MP)({
    topic: 'checks',
    code: 'check-opened-differs',
    kind: 'integrity',
    meaning: 'What the encryption sealed opens to something else.',
    fix: 'Do not use this encryption: look at the gpg program, if that is what seals.',
});
function differs() {
    return new errors/* BackupError */.hj({
        ...CHECK_OPENED_DIFFERS,
        message: 'What was sealed opens to something else.',
    });
}

;// CONCATENATED MODULE: ./lib/check/least-privilege/policies.js
const WRITE = ['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'];
/** The rights that each job needs and no others, below the prefix only. */
function bucketPolicies(use) {
    const objects = (name) => arn(use, name);
    const kept = [...(use.tags ? ['s3:PutObjectTagging'] : []), ...(use.objectLock ? LOCKING : [])];
    return {
        writer: policy([
            listing(use),
            ofBucket(use, ['s3:GetBucketVersioning', 's3:GetBucketObjectLockConfiguration']),
            statement('Objects', ['s3:GetObject', ...WRITE, 's3:DeleteObject', ...kept], objects('*')),
            ...keyStatement(use, ['kms:GenerateDataKey', 'kms:Decrypt']),
        ]),
        pruner: policy([
            listing(use, ['s3:ListBucketVersions']),
            ofBucket(use, ['s3:GetBucketVersioning', 's3:GetBucketObjectLockConfiguration']),
            statement('Objects', ['s3:GetObject', ...JUDGE, ...REMOVE], objects('*')),
            statement('Archive', [...WRITE, ...kept], objects('archive/*')),
            statement('Notices', ['s3:PutObject', ...kept], objects('.notices/*')),
            ...keyStatement(use, ['kms:GenerateDataKey', 'kms:Decrypt']),
        ]),
        restorer: policy([
            listing(use),
            ofBucket(use, ['s3:GetBucketObjectLockConfiguration']),
            statement('Objects', ['s3:GetObject', 's3:GetObjectRetention', 's3:GetObjectLegalHold'], objects('*')),
            statement('PreRestoreCopies', [...WRITE, 's3:DeleteObject', ...kept], objects('*/pre-restore/*')),
            statement('DrillRecords', ['s3:PutObject', 's3:DeleteObject', ...kept], objects('*.drill-*.json')),
            statement('Notices', ['s3:PutObject', 's3:DeleteObject', ...kept], objects('.notices/*')),
            ...keyStatement(use, ['kms:GenerateDataKey', 'kms:Decrypt']),
        ]),
    };
}
const LOCKING = ['s3:PutObjectRetention', 's3:GetObjectRetention'];
/** What protects an object, and whether a copy of it is the same. */
const JUDGE = ['s3:GetObjectRetention', 's3:GetObjectLegalHold', 's3:GetObjectAttributes'];
const REMOVE = ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:AbortMultipartUpload'];
function policy(statements) {
    return { Version: '2012-10-17', Statement: statements };
}
function statement(Sid, actions, Resource) {
    return { Sid, Effect: 'Allow', Action: [...new Set(actions)], Resource };
}
/**
 * Below the prefix only; without one, all of the bucket. `IfExists`, since a request for a missing object, which has no such
 * parameter, would be reported 403 instead of 404: then nothing could be put under a free key.
 */
function listing(use, more = []) {
    const listed = statement('List', ['s3:ListBucket', 's3:ListBucketMultipartUploads', ...more], bucketArn(use));
    return use.prefix === ''
        ? listed
        : { ...listed, Condition: { StringLikeIfExists: { 's3:prefix': [`${use.prefix}/*`] } } };
}
function ofBucket(use, actions) {
    return statement('Bucket', actions, bucketArn(use));
}
function keyStatement({ kmsKey }, actions) {
    return kmsKey === undefined ? [] : [statement('Key', actions, kmsKey)];
}
function bucketArn({ bucket }) {
    return `arn:aws:s3:::${bucket}`;
}
function arn(use, name) {
    return `${bucketArn(use)}/${use.prefix === '' ? '' : `${use.prefix}/`}${name}`;
}

;// CONCATENATED MODULE: ./lib/check/check.js











const DISK_MS = 2_000;
/**
 * Looks at everything that a backup with these inputs would meet, at once where one thing does not depend on another.
 * Nothing is changed: the object that is written in the destination is removed again. What is wrong is in the report.
 * @throws BackupError `cancelled` only
 */
async function check(request, parts) {
    try {
        return await lookAtAll(request, parts);
    }
    catch (error) {
        throw (0,cancellation/* cancellation */.W)(parts.signal) ?? error;
    }
}
async function lookAtAll(request, parts) {
    const { database, folder, leastPrivilege } = request;
    const begun = [
        checkDatabase(request, parts),
        checkDestination(request, parts),
        checkEncryption(request, parts),
        checkDisk(parts.temp, free => evaluateDisk(parts.temp, free), parts),
    ];
    // No matter what becomes of one: nothing may still run when this returns.
    await Promise.allSettled(begun);
    const [asked, destination, encryption, disk] = await Promise.all(begun);
    const room = folder === undefined
        ? []
        : await checkDisk(folder, free => evaluateFolder(folder, free, asked.estimate?.storedBytes), parts);
    const { grants } = asked;
    const { use, wanted } = leastPrivilege;
    return {
        database: 'connection' in database ? (0,connection_connection/* describe */.q0)(database.connection) : undefined,
        location: parts.store.location,
        findings: inOrder([...asked.findings, ...destination, ...encryption, ...disk, ...room]),
        estimate: asked.estimate,
        leastPrivilege: wanted ? { grants, policies: use && bucketPolicies(use) } : undefined,
    };
}
function checkDisk(path, evaluate, { signal }) {
    return probing(SUBJECTS.disk, DISK_MS, signal, async () => [evaluate(await freeBytesAt(path))]);
}
/** Of a folder that is yet to be made: where it would be. */
async function freeBytesAt(path) {
    for (let at = (0,external_node_path_.resolve)(path);; at = (0,external_node_path_.dirname)(at)) {
        try {
            const { bavail, bsize } = await (0,promises_.statfs)(at);
            return bavail * bsize;
        }
        catch (error) {
            if (at === (0,external_node_path_.dirname)(at))
                throw error;
        }
    }
}
function inOrder(findings) {
    const order = Object.values(SUBJECTS).map(({ area, what }) => `${area} ${what}`);
    const rank = ({ area, what }) => order.indexOf(`${area} ${what}`);
    return findings.toSorted((one, other) => rank(one) - rank(other));
}

;// CONCATENATED MODULE: ./lib/check/check-report.js
function countOf({ findings }, outcome) {
    return findings.filter(finding => finding.outcome === outcome).length;
}
/** What was skipped decides nothing: what kept it from being looked at has failed by itself. */
function outcomeOf(report) {
    if (countOf(report, 'failed') > 0)
        return 'failed';
    return countOf(report, 'warning') > 0 ? 'warning' : 'ok';
}
/** Why a backup would fail, each with what to do about it. */
function reasonsToFail({ findings }) {
    return findings.flatMap(finding => {
        if (finding.outcome !== 'failed')
            return [];
        const { code, fix, kind, message } = finding;
        return [{ kind, code, message: message, hint: fix }];
    });
}
/** The report for programs. */
function serializeCheck(report) {
    const { database, estimate, findings, location } = report;
    return JSON.stringify({
        schema: 'pg-backup-check/1',
        outcome: outcomeOf(report),
        database: database ?? null,
        location,
        findings: findings.map(({ area, outcome, message, what, ...more }) => ({
            area,
            what,
            outcome,
            message,
            ...('fix' in more && { fix: more.fix }),
            ...('code' in more && { code: more.code }),
        })),
        estimate: estimate ?? null,
    });
}

// EXTERNAL MODULE: ./lib/action/summary/failure-summary.js
var failure_summary = __webpack_require__(52594);
;// CONCATENATED MODULE: ./lib/check/failure-words.js

const CHECK_WORDS = {
    title: 'Not checked',
    kinds: {
        ...failure_summary/* KINDS */.G,
        database: 'the database could not be looked at',
        storage: 'the destination could not be looked at',
        integrity: 'something is not what it should be',
    },
    afterwards: 'Nothing was changed: what a check writes it removes again.',
};

// EXTERNAL MODULE: ./lib/action/inputs/readers.js
var readers = __webpack_require__(54794);
// EXTERNAL MODULE: ./lib/action/inputs/row.js
var row = __webpack_require__(7198);
// EXTERNAL MODULE: ./lib/action/inputs/table/database.js
var table_database = __webpack_require__(62580);
// EXTERNAL MODULE: ./lib/action/inputs/table/dump.js
var table_dump = __webpack_require__(17951);
// EXTERNAL MODULE: ./lib/action/inputs/table/notify.js + 1 modules
var notify = __webpack_require__(30482);
// EXTERNAL MODULE: ./lib/action/inputs/table/opening.js
var opening = __webpack_require__(64273);
// EXTERNAL MODULE: ./lib/action/inputs/table/proof.js
var proof = __webpack_require__(23955);
// EXTERNAL MODULE: ./lib/action/inputs/table/storage.js + 2 modules
var storage = __webpack_require__(81271);
;// CONCATENATED MODULE: ./lib/check/input-table.js








/** What else is reported. */
const leastPrivilegeInputs = {
    'least-privilege': (0,row/* defaulting */.G5)(readers/* flag */.Jt, 'false', {
        description: 'Print the rights that this configuration needs and no others: the GRANTs for the role, and IAM policies for a writer, a pruner and a restorer.',
    }),
};
const { 'database-url': databaseUrl, 'ssl-root-cert': sslRootCert, sslmode } = table_database/* databaseInputs */.d;
const { 'exclude-schemas': excludeSchemas, 'exclude-tables': excludeTables, preset, schemas, tables, } = table_dump/* dumpInputs */.k;
/** Every input of the check action, once: those of backup that decide what it meets, and what opens it. */
const CHECK_INPUTS = {
    'database-url': databaseUrl,
    ...storage/* destinationInputs */.SR,
    ...leastPrivilegeInputs,
    tables,
    'exclude-tables': excludeTables,
    schemas,
    'exclude-schemas': excludeSchemas,
    preset,
    ...proof/* encryptionInputs */.d8,
    'age-identity': {
        ...opening/* openingInputs */.i['age-identity'],
        description: 'The secret key that opens what `encrypt-to` seals, to try whether it does. A job that only backs up does not need it.',
    },
    sslmode,
    'ssl-root-cert': sslRootCert,
    ...table_database/* clientInputs */.H,
    ...storage/* s3AccessInputs */.G6,
    ...storage/* s3WritingInputs */.Yt,
    ...storage/* lastingInputs */.EK,
    ...notify/* notifyInputs */.v,
};

// EXTERNAL MODULE: ./lib/action/inputs/checked-reading.js + 1 modules
var checked_reading = __webpack_require__(62941);
// EXTERNAL MODULE: ./lib/action/inputs/connection.js + 7 modules
var connection = __webpack_require__(2171);
// EXTERNAL MODULE: ./lib/action/inputs/encryption-choice.js
var encryption_choice = __webpack_require__(47433);
// EXTERNAL MODULE: ./lib/action/inputs/opening-keys.js
var opening_keys = __webpack_require__(40899);
// EXTERNAL MODULE: ./lib/action/inputs/rules/access-rules.js
var access_rules = __webpack_require__(72976);
// EXTERNAL MODULE: ./lib/action/inputs/rules/encryption-rules.js
var encryption_rules = __webpack_require__(50963);
// EXTERNAL MODULE: ./lib/action/inputs/rules/lasting.js
var lasting = __webpack_require__(28398);
// EXTERNAL MODULE: ./lib/action/inputs/rules/notify-rules.js
var notify_rules = __webpack_require__(16475);
// EXTERNAL MODULE: ./lib/action/inputs/rules/writing-rules.js
var writing_rules = __webpack_require__(71624);
// EXTERNAL MODULE: ./lib/action/inputs/s3-inputs.js
var s3_inputs = __webpack_require__(20398);
// EXTERNAL MODULE: ./lib/action/inputs/selection.js
var selection = __webpack_require__(22176);
;// CONCATENATED MODULE: ./lib/check/inputs.js












/** All that must hold between the inputs of check. */
const CHECK_RULES = [
    ...encryption_rules/* encryptionRules */.r,
    ...writing_rules/* writingRules */.SH,
    ...access_rules/* accessRules */.S,
    ...notify_rules/* readingNotifyRules */.l,
];
const CHECK_READING = {
    table: CHECK_INPUTS,
    rules: CHECK_RULES,
    check: ({ notifications, reading }, env) => [...notifications, ...(0,lasting/* checkLasting */.n)(reading, env)],
    connect,
};
/**
 * Reads and checks all inputs of check. What is wrong with the connection is no input error but a finding.
 * @throws BackupError `input-invalid`, a line of its message for each problem
 */
function readCheckInputs(source) {
    const { connection, destination, notes, reading } = (0,checked_reading/* readInputs */.Ko)(CHECK_READING, source);
    const { value } = reading;
    const s3 = (0,s3_inputs/* s3InputsOf */.zA)(reading);
    const encryption = (0,encryption_choice/* encryptionOf */.f)(reading);
    const keys = (0,opening_keys/* openingKeys */.$)(reading);
    return {
        ...notes,
        destination,
        s3,
        encryption,
        keys,
        repository: value('client-repository'),
        request: {
            database: connection,
            selection: (0,selection/* selectionOf */.W)(reading),
            opens: encryption.kind !== 'age' || keys.identities.length > 0,
            locks: s3.objectLock !== undefined,
            folder: destination.kind === 'folder' ? destination.path : undefined,
            leastPrivilege: { wanted: value('least-privilege'), use: useOf(destination, s3) },
        },
    };
}
/** A connection that cannot be used is handed on with what is wrong. */
function connect(reading, source) {
    const database = {
        name: 'database-url',
        secret: 'DATABASE_URL',
        url: reading.value('database-url'),
    };
    const settled = (0,connection/* settleConnection */.Y)(database, reading, source);
    return settled.ok
        ? { ...settled, connection: { connection: settled.connection } }
        : { ok: true, connection: { problems: settled.problems }, notices: [], secrets: [] };
}
function useOf(destination, s3) {
    if (destination.kind === 'folder')
        return undefined;
    const { bucket, prefix } = destination;
    const keyId = s3.sse?.kind === 'aws:kms' ? (s3.sse.keyId ?? '') : undefined;
    return {
        bucket,
        prefix,
        tags: s3.tags !== undefined,
        objectLock: s3.objectLock !== undefined,
        kmsKey: keyId === undefined || keyId.startsWith('arn:') ? keyId : '*',
    };
}

// EXTERNAL MODULE: ./lib/notify/notice.js
var notice = __webpack_require__(65741);
// EXTERNAL MODULE: ./lib/notify/problem.js
var problem = __webpack_require__(67226);
// EXTERNAL MODULE: ./lib/notify/several.js
var several = __webpack_require__(55489);
;// CONCATENATED MODULE: ./lib/check/notice.js





const notice_OUTCOMES = { ok: 'success', warning: 'warning', failed: 'failure' };
const TITLES = {
    ok: 'a backup would work',
    warning: 'a backup would work, with warnings',
    failed: 'a backup would fail',
};
/** What a notice says of a check. */
function checkNotice(report) {
    const { database, estimate, findings, location } = report;
    const outcome = outcomeOf(report);
    return {
        outcome: notice_OUTCOMES[outcome],
        title: `${database ?? location}: ${TITLES[outcome]}`,
        facts: (0,notice/* factsOf */.xS)({
            Database: database,
            Destination: location,
            Looked: `${countOf(report, 'ok')} of ${findings.length} things are as they should be`,
            Size: estimate && (0,sizes/* formatSize */.X)(estimate.databaseBytes),
            Failed: (0,several/* severalOf */.M)(findings.filter(each => each.outcome === 'failed').map(({ message }) => message)),
            Warnings: (0,several/* severalOf */.M)(findings.filter(each => each.outcome === 'warning').map(({ message }) => message)),
        }),
        problem: (0,problem/* problemOf */.Z)(reasonsToFail(report)),
    };
}

;// CONCATENATED MODULE: ./lib/check/least-privilege/least-privilege.js
/** For programs: the statements as one text of SQL, and the policies as IAM takes them. */
function serializeLeastPrivilege({ grants, policies }) {
    return JSON.stringify({ grants: grants?.map(({ sql }) => sql) ?? null, policies: policies ?? null });
}

;// CONCATENATED MODULE: ./lib/check/outputs.js


/** Every output of the check action, once. */
const CHECK_OUTPUTS = {
    outcome: {
        description: '`ok`, `warning` (a backup works, and somebody should look at something), or `failed` (a backup would fail, and so does the step).',
        read: outcomeOf,
    },
    failed: {
        description: 'How many findings a backup would fail by.',
        read: report => countOf(report, 'failed'),
    },
    warnings: {
        description: 'How many findings are warnings.',
        read: report => countOf(report, 'warning'),
    },
    report: {
        description: 'JSON: `outcome`, `database`, `location`, `findings` (each with `area`, `what`, `outcome`, `message`, and if it is not `ok` its `fix` and `code`), and `estimate` in bytes and milliseconds.',
        words: true,
        read: serializeCheck,
    },
    'least-privilege': {
        description: 'JSON, with `least-privilege: true`: `grants` (statements of SQL), and `policies` (`writer`, `pruner`, `restorer`, as IAM takes them); empty without.',
        read: ({ leastPrivilege }) => (leastPrivilege ? serializeLeastPrivilege(leastPrivilege) : ''),
    },
};

// EXTERNAL MODULE: ./lib/action/summary/markdown.js
var markdown = __webpack_require__(4204);
// EXTERNAL MODULE: ./lib/action/summary/within-limit.js
var within_limit = __webpack_require__(87260);
;// CONCATENATED MODULE: ./lib/check/summary.js



const SIGNS = { ok: '✅', warning: '⚠️', failed: '❌', skipped: '➖' };
/** The job summary of check, in Markdown: one table of ticks, each failure with its fix. */
function checkSummary(report) {
    const { database, findings, leastPrivilege, location } = report;
    return (0,within_limit/* withinLimit */.z)([
        `## ${title(report)}`,
        `${database === undefined ? '' : `${(0,markdown/* code */.aY)(database)} to `}${(0,markdown/* code */.aY)(location)}.`,
        (0,markdown/* table */.tp)(['', 'What', 'Found'], findings.map(summary_row)),
        ...(leastPrivilege ? rights(leastPrivilege) : []),
        '',
    ].join('\n\n'), undefined, 'The output `report` has everything.');
}
function title(report) {
    const outcome = outcomeOf(report);
    if (outcome === 'failed') {
        const count = countOf(report, 'failed');
        return `❌ Check: a backup would fail, by ${count === 1 ? 'one thing' : `${count} things`}`;
    }
    return outcome === 'ok' ? '✅ Check: a backup would work' : '⚠️ Check: a backup would work, with warnings';
}
function summary_row(finding) {
    const { area, outcome, message, what } = finding;
    const fix = 'fix' in finding ? `<br>**What to do:** ${(0,markdown/* plain */.pj)(finding.fix)}` : '';
    const named = 'code' in finding ? ` (${(0,markdown/* code */.aY)(finding.code)})` : '';
    return [SIGNS[outcome], `${area}: ${what}`, `${(0,markdown/* plain */.pj)(message)}${named}${fix}`];
}
function rights({ grants, policies }) {
    const sql = grants?.map(grant => `-- ${grant.why}\n${grant.sql}`).join('\n');
    return [
        '### The rights that this configuration needs',
        sql === undefined
            ? 'What the role needs could not be found out, since the server was not reached.'
            : `In the database, run by an administrator:\n\n${(0,markdown/* block */.om)('sql', sql)}`,
        ...Object.entries(policies ?? {}).map(([who, policy]) => (0,markdown/* details */.zH)(`IAM policy of the ${who}`, (0,markdown/* block */.om)('json', JSON.stringify(policy, null, 2)))),
    ];
}

;// CONCATENATED MODULE: ./lib/check/action.js


















/** The check action. */
const CHECK = (0,verb/* defineVerb */.P)({
    verb: 'check',
    inputs: CHECK_INPUTS,
    failure: CHECK_WORDS,
    done: 'The check has ended',
    cleanedUp: 'what the check had written in the destination was removed; it changes nothing else',
    read: readCheckInputs,
    run,
    outputs: CHECK_OUTPUTS,
    summary: checkSummary,
    conclude(report, reporter) {
        for (const finding of report.findings)
            reporter.info(logLine(finding));
        reporter.failFor(reasonsToFail(report));
        for (const finding of report.findings)
            if (finding.outcome === 'warning')
                reporter.warning(`${finding.message} — ${finding.fix}`);
    },
    notice: checkNotice,
});
/** As `ok       database: Sign-in: …`. */
function logLine({ area, outcome, message, what }) {
    return `${outcome.padEnd(8)} ${area}: ${what}: ${message}`;
}
/** A check has no time for many: what fails is reported. */
const ATTEMPTS = 2;
const REPOSITORY = "PostgreSQL's own repository, or the machine's apt sources";
async function run(inputs, context) {
    const { controller, journal, reporter, runner } = context;
    const { env, temp } = runner;
    const { destination } = inputs;
    const { region, role } = inputs.s3;
    // What it writes is removed again, and so never locked.
    const { objectLock: _never, ...options } = inputs.s3;
    const s3 = { ...options, attempts: ATTEMPTS };
    const exam = destination.kind === 's3'
        ? s3BucketInspector({ ...(0,stores/* bucketOptions */.$o)(destination, s3), attempts: ATTEMPTS })
        : undefined;
    try {
        return await (0,stores/* withDestination */.DY)({ destination, s3 }, 'to write', context, store => check(inputs.request, {
            store,
            exam,
            assumeRole: role && destination.kind === 's3'
                ? async () => {
                    await (0,assumed_role/* keysOf */.Y)(role, region, env);
                    return `The role ${role.arn} was assumed, by OpenID Connect.`;
                }
                : undefined,
            encryption: (0,open_encryption/* openEncryption */.o)(inputs.encryption, s3, context),
            decryption: (0,open_encryption/* openDecryption */.C)(inputs.keys, s3, context),
            names: thisMachinesNames,
            findClient: async (wanted) => ({
                ...(await (0,find_client/* findClient */.$r)(wanted, { cache: (0,tool_cache/* toolkitCache */.R)(), commands: (0,commands/* toolkitCommands */.Z)(), env })),
                from: inputs.repository === undefined ? REPOSITORY : 'client-repository',
            }),
            temp,
            journal,
            reporter,
            now: () => new Date(),
            random: bytes => (0,external_node_crypto_.randomBytes)(bytes),
            signal: controller.signal,
        }));
    }
    finally {
        exam?.close();
    }
}


/***/ }),

/***/ 2672:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B8: () => (/* binding */ selectedBy),
/* harmony export */   _K: () => (/* binding */ schemaMatcher),
/* harmony export */   lR: () => (/* binding */ tableMatcher)
/* harmony export */ });
/**
 * Reads a pattern of `pg_dump --table` (“Patterns” in psql's manual): `*` and `?` stand for characters, a dot outside of
 * double quotes ends the schema's name, what is not quoted is in lower case, and the rest is a regular expression. Nothing
 * fits one that is none.
 */
function tableMatcher(pattern) {
    const parts = partsOf(pattern);
    const name = expression(parts.at(-1));
    const schema = parts.length > 1 ? expression(parts.at(-2)) : /^/;
    return found => name.test(found.name) && schema.test(found.schema);
}
/** The same for `pg_dump --schema`. */
function schemaMatcher(pattern) {
    const schema = expression(partsOf(pattern).at(-1));
    return found => schema.test(found.schema);
}
const NOTHING = /(?!)/;
function expression(source = '') {
    try {
        return new RegExp(`^(?:${source})$`, 'u');
    }
    catch {
        return NOTHING;
    }
}
function partsOf(pattern) {
    const parts = [''];
    const add = (text) => void parts.push((parts.pop() ?? '') + text);
    // Within double quotes, two of them are one that is meant.
    for (const piece of pattern.match(/"(?:[^"]|"")*"?|[^"]/gs) ?? []) {
        if (piece.startsWith('"')) {
            const name = piece.slice(1).replace(/"$/, '').replaceAll('""', '"');
            add(name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
        }
        else if (piece === '.')
            parts.push('');
        else if (piece === '*')
            add('.*');
        else if (piece === '?')
            add('.');
        else if (piece === '$')
            add('\\$');
        else
            add(piece.toLowerCase());
    }
    return parts;
}
/** Whether a backup with that selection holds a table or sequence: pg_dump ignores schemas where tables are named. */
function selectedBy(selection) {
    const any = (matchers) => {
        return found => matchers.some(matches => matches(found));
    };
    const tables = any(selection.tables.map(tableMatcher));
    const schemas = any(selection.schemas.map(schemaMatcher));
    const withoutSchemas = any(selection.excludeSchemas.map(schemaMatcher));
    const withoutTables = any(selection.excludeTables.map(tableMatcher));
    const inside = (found) => {
        if (selection.tables.length > 0)
            return tables(found);
        if (selection.schemas.length > 0 && !schemas(found))
            return false;
        return !withoutSchemas(found);
    };
    return found => inside(found) && !withoutTables(found);
}


/***/ }),

/***/ 22192:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s: () => (/* binding */ findScope)
});

// UNUSED EXPORTS: scopeOf

// EXTERNAL MODULE: ./lib/core/sql-quoting.js
var sql_quoting = __webpack_require__(97377);
// EXTERNAL MODULE: ./lib/core/words.js
var words = __webpack_require__(44474);
// EXTERNAL MODULE: ./lib/fingerprint/fingerprint.js
var fingerprint = __webpack_require__(23204);
// EXTERNAL MODULE: ./lib/postgres/probe/in-session.js + 1 modules
var in_session = __webpack_require__(5558);
;// CONCATENATED MODULE: ./lib/postgres/relations.js

/** Nothing of the system's, or of a session's own. */
const RELATIONS = `
  SELECT c.oid::text, n.nspname AS schema, c.relname AS name,
         coalesce(array_agg(i.inhparent::text) FILTER (WHERE i.inhparent IS NOT NULL), '{}') AS parents
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
   WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND c.relpersistence <> 't'
     AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
   GROUP BY c.oid, n.nspname, c.relname`;
/**
 * What the columns, defaults, foreign keys, rules, triggers and policies of relations refer to, except what comes with the
 * server or an extension, and sequences that belong to a column, which pg_dump takes with their tables. A row type is its
 * table.
 */
const NEEDS = `
  WITH owned (classid, objid, rel) AS (
    SELECT 'pg_class'::regclass::oid, oid, oid FROM pg_class
     UNION ALL SELECT 'pg_constraint'::regclass, oid, conrelid FROM pg_constraint WHERE conrelid <> 0
     UNION ALL SELECT 'pg_rewrite'::regclass, oid, ev_class FROM pg_rewrite
     UNION ALL SELECT 'pg_attrdef'::regclass, oid, adrelid FROM pg_attrdef
     UNION ALL SELECT 'pg_trigger'::regclass, oid, tgrelid FROM pg_trigger WHERE NOT tgisinternal
     UNION ALL SELECT 'pg_policy'::regclass, oid, polrelid FROM pg_policy
  ), needed AS (
    SELECT DISTINCT o.rel, d.refclassid, d.refobjid, o.classid = 'pg_constraint'::regclass AS key
      FROM pg_depend d JOIN owned o USING (classid, objid)
     WHERE d.deptype IN ('n', 'a') AND d.refobjid >= 16384 AND d.refobjid <> o.rel
       AND NOT EXISTS (SELECT FROM pg_depend e
                        WHERE e.classid = d.refclassid AND e.objid = d.refobjid AND e.deptype = 'e')
  )
  SELECT rel::text AS by, 'relation' AS kind, key AS "byKey", c.oid::text, n.nspname AS schema, c.relname AS name
    FROM needed JOIN pg_class c ON refclassid = 'pg_class'::regclass AND c.oid = refobjid
    JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') OR (c.relkind = 'S' AND NOT EXISTS (
           SELECT FROM pg_depend o WHERE o.classid = 'pg_class'::regclass AND o.objid = c.oid
                                     AND o.refobjsubid > 0 AND o.deptype IN ('a', 'i')))
   UNION
  SELECT rel::text, CASE WHEN c.relkind IN ('r', 'p', 'f', 'v', 'm') THEN 'relation' ELSE 'type' END,
         false, coalesce(c.oid, t.oid)::text, n.nspname, t.typname
    FROM needed
    JOIN pg_type a ON refclassid = 'pg_type'::regclass AND a.oid = refobjid
    JOIN pg_type t ON t.oid = CASE WHEN a.typelem <> 0 AND a.typlen = -1 THEN a.typelem ELSE a.oid END
    JOIN pg_namespace n ON n.oid = t.typnamespace
    LEFT JOIN pg_class c ON c.oid = t.typrelid
   WHERE t.oid >= 16384
     AND NOT EXISTS (SELECT FROM pg_depend e
                      WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
   UNION
  SELECT rel::text, 'function', false, p.oid::text, n.nspname, p.proname
    FROM needed JOIN pg_proc p ON refclassid = 'pg_proc'::regclass AND p.oid = refobjid
    JOIN pg_namespace n ON n.oid = p.pronamespace`;
/**
 * Asks which relations there are, and what they need, in one short read-only session.
 * Throws BackupError with the cause, or the signal's reason.
 */
async function askRelations(connection, signal) {
    return (0,in_session/* inSession */.C)(connection, { signal }, async (session) => ({
        schemas: (await session.rows('SELECT nspname AS name FROM pg_namespace')).map(({ name }) => name),
        relations: await session.rows(RELATIONS),
        needs: await session.rows(NEEDS),
    }));
}

// EXTERNAL MODULE: ./lib/postgres/table-pattern.js
var table_pattern = __webpack_require__(2672);
// EXTERNAL MODULE: ./lib/presets/preset.js + 1 modules
var preset = __webpack_require__(9434);
;// CONCATENATED MODULE: ./lib/presets/scope.js






const MOST_NAMED = 5;
/** The scope of a selection in a database; nothing is asked if nothing is chosen, since pg_dump takes everything then. */
async function findScope(request, connection, signal) {
    const { selection } = request;
    const isWhole = Object.values(selection).every(patterns => patterns.length === 0);
    return isWhole ? { selection, warnings: [] } : scopeOf(request, await askRelations(connection, signal));
}
/**
 * Reads a selection as pg_dump would, over the relations that there are.
 */
function scopeOf({ mode, selection }, found) {
    const { relations } = found;
    const descendants = descendantsIn(relations);
    const withDescendants = (patterns) => {
        const matchers = patterns.map(table_pattern/* tableMatcher */.lR);
        const named = relations.filter(each => matchers.some(matches => matches(each)));
        const more = new Set(named.flatMap(({ oid }) => descendants(oid)));
        for (const each of named)
            more.delete(each);
        return [...patterns, ...[...more].map(exactPattern)];
    };
    const resolved = {
        ...selection,
        tables: withDescendants(selection.tables),
        excludeTables: withDescendants(selection.excludeTables),
        excludeTableData: withDescendants(selection.excludeTableData),
    };
    return {
        selection: resolved,
        warnings: [...unmatched(selection, found), ...missing({ mode, selection: resolved }, found)],
    };
}
/** A pattern of what is to be left out, and that leaves out nothing: what it was meant for is in the backup. */
function unmatched(selection, { relations, schemas }) {
    const tables = (pattern) => relations.some((0,table_pattern/* tableMatcher */.lR)(pattern));
    const inSchemas = (pattern) => schemas.some(schema => (0,table_pattern/* schemaMatcher */._K)(pattern)({ schema, name: '' }));
    const leftOut = [
        ['exclude-tables', selection.excludeTables.filter(pattern => !tables(pattern))],
        ['exclude-table-data', selection.excludeTableData.filter(pattern => !tables(pattern))],
        ['exclude-schemas', selection.excludeSchemas.filter(pattern => !inSchemas(pattern))],
    ];
    return leftOut.flatMap(([input, patterns]) => {
        const odd = patterns.filter(pattern => !(0,preset/* isOfPlatform */.tz)(pattern));
        if (odd.length === 0)
            return [];
        return [
            `${input}: nothing in the database matches ${(0,words/* firstOf */.Ku)(odd, MOST_NAMED)}, so nothing is left out for it. Write one pattern a line, as pg_dump takes it: public.orders, or "Orders" for capitals`,
        ];
    });
}
/** What the backup has refers to what it leaves out: by itself it does not restore into an empty database. */
function missing({ mode, selection }, { needs, relations }) {
    const byOid = new Map(relations.map(each => [each.oid, each]));
    const isSelected = (0,table_pattern/* selectedBy */.B8)(selection);
    const selected = new Map(relations.filter(isSelected).map(each => [each.oid, each]));
    const definitions = mode === 'data' ? [] : undefinedIn(selection, [...needs, ...parentsOf(relations)], selected);
    const withoutRows = selection.excludeTableData.map(table_pattern/* tableMatcher */.lR);
    const hasRows = (oid) => {
        const found = selected.get(oid);
        return found !== undefined && !withoutRows.some(matches => matches(found));
    };
    const rows = mode === 'schema' ? [] : needs.filter(({ by, byKey, oid }) => byKey && hasRows(by) && !hasRows(oid));
    return [
        ...sentence('definitions', definitions, byOid),
        ...sentence('rows', rows.filter(({ oid }) => selected.has(oid)), byOid),
    ];
}
/** pg_dump makes types and functions with their schemas, and none of them for a choice of tables. */
function undefinedIn(selection, needs, selected) {
    const inSchemas = (0,table_pattern/* selectedBy */.B8)({ ...selection, excludeTables: [] });
    return needs.filter(need => {
        if (!selected.has(need.by))
            return false;
        return need.kind === 'relation'
            ? !selected.has(need.oid)
            : selection.tables.length > 0 || !inSchemas(need);
    });
}
function parentsOf(relations) {
    const byOid = new Map(relations.map(each => [each.oid, each]));
    return relations.flatMap(({ oid, parents }) => parents.flatMap((parent) => {
        const found = byOid.get(parent);
        return found ? [{ ...found, by: oid, kind: 'relation', byKey: false }] : [];
    }));
}
function sentence(what, needs, byOid) {
    const pairs = needs.flatMap(need => {
        const by = byOid.get(need.by);
        return by
            ? [
                `${(0,fingerprint/* qualifiedName */.OL)(by)} needs ${need.kind === 'relation' ? '' : `the ${need.kind} `}${(0,fingerprint/* qualifiedName */.OL)(need)}`,
            ]
            : [];
    });
    const found = [...new Set(pairs)];
    if (found.length === 0)
        return [];
    return [
        `The backup leaves out ${what} that others in it need, so it does not restore by itself into an empty database: ${(0,words/* firstOf */.Ku)(found, MOST_NAMED, { separator: '; ' })}`,
    ];
}
function descendantsIn(relations) {
    const children = new Map();
    for (const each of relations)
        for (const parent of each.parents)
            children.set(parent, [...(children.get(parent) ?? []), each]);
    const below = (oid) => (children.get(oid) ?? []).flatMap(child => [child, ...below(child.oid)]);
    return below;
}
/** Between double quotes pg_dump takes every character of a pattern as it is, but a double quote. */
function exactPattern({ name, schema }) {
    return `${(0,sql_quoting/* quoteIdentifier */.Cm)(schema)}.${(0,sql_quoting/* quoteIdentifier */.Cm)(name)}`;
}


/***/ })

};
