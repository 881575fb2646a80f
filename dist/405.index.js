export const id = 405;
export const ids = [405];
export const modules = {

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

/***/ 45876:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lj: () => (/* binding */ sweepAbandoned),
/* harmony export */   xZ: () => (/* binding */ RULE),
/* harmony export */   zI: () => (/* binding */ isAbandoned)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76433);
/* harmony import */ var _object_role_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(29041);



/**
 * An upload that got nothing for a day is nobody's: a run that makes no progress for much less than that is given up.
 * Milliseconds.
 */
const QUIET_MS = 86_400_000;
/** Where its parts may not be listed: a job of a self-hosted runner may go on for 5 days. Milliseconds. */
const UNKNOWN_MS = 7 * 86_400_000;
const RULE = 'never ended, and nothing was added to it for a day';
/** Whether the run that began an upload is gone. */
async function isAbandoned(upload, now, { signal, store }) {
    const ageMs = now.getTime() - upload.begun.getTime();
    if (ageMs <= QUIET_MS)
        return false;
    const active = await store.lastActivity(upload, signal);
    return active === undefined ? ageMs > UNKNOWN_MS : now.getTime() - active.getTime() > QUIET_MS;
}
/** How long a backup may look for what earlier ones have left. Milliseconds. */
const LOOK_MS = 60_000;
/**
 * Gives up what runs of the same series have left that were lost with their runner: each backup begins with it. A best
 * effort, since the credentials of a backup need not allow it: what goes wrong is only logged.
 */
async function sweepAbandoned(series, { reporter, signal, store }) {
    const parts = { store, signal: AbortSignal.any([signal, AbortSignal.timeout(LOOK_MS)]) };
    try {
        let now;
        for await (const upload of store.unfinished(`${series}/`, parts.signal)) {
            if (!(0,_layout_js__WEBPACK_IMPORTED_MODULE_1__/* .isOwnLayout */ .r)((0,_object_role_js__WEBPACK_IMPORTED_MODULE_2__/* .roleOf */ .k)(upload.key).backup))
                continue;
            now ??= await store.clock(parts.signal);
            if (!(await isAbandoned(upload, now, parts)))
                continue;
            await store.discard(upload.trace, parts.signal);
            reporter.info(`Given up: an upload of ${store.url(upload.key)}, which a run that is gone has left`);
        }
    }
    catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj))
            throw error;
        reporter.info(`Whether an earlier run has left an unfinished upload is not known: ${error.message}`);
    }
}


/***/ }),

/***/ 5235:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lb: () => (/* binding */ isStoredBefore),
/* harmony export */   OQ: () => (/* binding */ datedAhead),
/* harmony export */   iK: () => (/* binding */ TOLERATED_MS),
/* harmony export */   yk: () => (/* binding */ latestUnknown)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);
/* harmony import */ var _catalog_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(25716);


/** How far two clocks may be apart. Milliseconds. */
const TOLERATED_MS = 15 * 60_000;
/** Whether a backup is dated after the store received it. `storedMs`: Infinity where that is not known. */
function isStoredBefore(startedAt, storedMs) {
    return startedAt.getTime() - storedMs > TOLERATED_MS;
}
/**
 * Whether a backup is dated after the store received it, or after the present. The store's clock is asked only if ours says
 * so, which may be wrong too.
 */
async function datedAhead({ key, startedAt }, objects, { signal, store }) {
    const started = new Date(startedAt);
    const own = objects.filter(object => object.key === key || object.key === (0,_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .manifestKey */ .Rn)(key));
    const storedMs = Math.min(...own.map(({ modified }) => modified.getTime()));
    if (isStoredBefore(started, storedMs))
        return { words: `and was stored before that, at ${new Date(storedMs).toISOString()}` };
    if (started.getTime() - Date.now() <= TOLERATED_MS)
        return undefined;
    const now = await store.clock(signal);
    return started.getTime() - now.getTime() > TOLERATED_MS
        ? { words: `and it is only ${now.toISOString()}` }
        : undefined;
}
const BACKUP_FROM_FUTURE = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'stored-backups',
    code: 'backup-from-future',
    kind: 'refusal',
    meaning: 'The latest backup is wanted, and the newest by its name is dated after the store received it, or after the present: the clock of the machine that made it was wrong.',
    fix: 'Write the key of the backup that is meant into from. Find out whose clock was wrong, then remove or rename what it dated wrongly.',
});
/** @param next the newest whose time is not in doubt */
function latestUnknown({ key, startedAt }, { words }, next) {
    const other = next
        ? `the newest whose time is not in doubt is ${next.key}`
        : 'there is none whose time is not in doubt';
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...BACKUP_FROM_FUTURE,
        message: `Which backup is the latest cannot be known: ${key} is dated ${startedAt}, ${words}; ${other}.`,
    });
}


/***/ }),

/***/ 93226:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JN: () => (/* binding */ serializeDrillRecord),
/* harmony export */   UX: () => (/* binding */ drillRecordSchema),
/* harmony export */   Wd: () => (/* binding */ DRILL_OUTCOMES)
/* harmony export */ });
/* unused harmony export checkRecord */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(92857);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64377);

const sha256 = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().regex(/^[0-9a-f]{64}$/);
const count = zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().nonnegative();
const milliseconds = zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().nonnegative();
const lines = zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP());
const measured = {
    budgetMs: milliseconds.exactOptional().describe('what was allowed; missing where nothing was said'),
    within: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY().exactOptional().describe('missing where there is no budget'),
};
/** What a drill found out about a backup. */
const DRILL_OUTCOMES = ['proven', 'partly proven', 'failed'];
/** What one of the user's own checks came to. */
const checkRecord = zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
    check: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().describe('its name: the comment above it, or the beginning of its SQL'),
    outcome: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['passed', 'failed']),
    what: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().exactOptional().describe('why it failed'),
});
/** Version 1 of the record of a drill, which is beside the backup's manifest. Holds no secret. */
const drillRecordSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
    schema: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz('pg-backup-drill/1'),
    key: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().describe('of the backup, relative to the destination'),
    series: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    manifestSha256: sha256.describe("the manifest's own, as it was read"),
    dumpSha256: sha256.describe('of the dump that was restored, as the manifest has it'),
    outcome: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(DRILL_OUTCOMES)
        .describe('of the backup: proven (it was restored, and everything in it compared equal), partly proven (nothing was found wrong, not everything could be compared), or failed'),
    passed: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY().describe('whether the drill as a whole passed: the backup, and the budgets'),
    reasons: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ code: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), message: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP() }))
        .describe('why it did not pass, the most significant first; the codes are those of docs/errors.md'),
    startedAt: zod__WEBPACK_IMPORTED_MODULE_1__/* .datetime */ .w$(),
    finishedAt: zod__WEBPACK_IMPORTED_MODULE_1__/* .datetime */ .w$(),
    server: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
        version: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        kind: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['throwaway', 'given']).describe('started by the drill, or that of server-url'),
    }),
    clientVersion: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    jobs: count.describe('how many sessions loaded at once'),
    stages: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
        server: milliseconds.describe('client and server found or installed, the server started'),
        fetch: milliseconds.describe('downloaded, compared with the manifest, decrypted, written to disk'),
        prepare: milliseconds.describe('database, roles and extensions'),
        load: milliseconds.describe('pg_restore, or psql for SQL'),
        prove: milliseconds.describe('dumped again and compared'),
        check: milliseconds.describe('invariants, and the checks that were given'),
    })
        .partial()
        .describe('those that were come to'),
    rto: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ ms: milliseconds.exactOptional().describe('fetch, prepare and load together'), ...measured })
        .describe('time to restore; ms is missing where the backup could not be loaded'),
    rpo: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
        ms: milliseconds.describe('from the begin of the backup to the begin of the drill'),
        ...measured,
    })
        .describe('age of what would have been restored'),
    compared: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
        tables: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ equal: count, different: count, skipped: count, notVerified: count }),
        rows: count.describe('in the tables that are equal'),
    })
        .exactOptional()
        .describe('missing where the backup could not be loaded'),
    differences: lines.describe('what is not as the manifest says, each named; at most 100'),
    differenceCount: count,
    broken: lines.describe('sequences behind their columns, invalid indexes, foreign keys that are switched off; where all of the backup compared equal, its source has them too, and the outcome is proven; at most 100'),
    extensions: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
        name: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        version: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().describe('in the source'),
        restored: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().exactOptional().describe('in the drill; missing where it was skipped'),
        outcome: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['created', 'skipped']),
    }))
        .exactOptional()
        .describe('those that the backup creates; absent in older records'),
    skipped: lines.describe('left out on purpose, with the reason; at most 100'),
    notVerified: lines.describe('what could not be compared, with the reason; at most 100'),
    checks: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(checkRecord).describe('those that were given'),
    run: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ repository: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), commit: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), url: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP() })
        .partial()
        .describe('where it was drilled; empty outside of GitHub'),
});
/** As it is stored. */
function serializeDrillRecord(record) {
    return `${JSON.stringify(record, null, 2)}\n`;
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

/***/ 9879:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  D: () => (/* binding */ readDrillRecord)
});

// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/catalog/drill-record.js
var drill_record = __webpack_require__(93226);
;// CONCATENATED MODULE: ./lib/catalog/parse-drill-record.js


/**
 * Reads the record of a drill.
 * @param key where it is
 * @throws BackupError `drill-record-unreadable`
 */
function parseDrillRecord(text, key) {
    const parsed = drill_record/* drillRecordSchema */.UX.safeParse(json(text, key));
    if (parsed.success)
        return parsed.data;
    const [issue] = parsed.error.issues;
    throw drillRecordUnreadable(key, `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'not a record'}`);
}
function json(text, key) {
    try {
        return JSON.parse(text);
    }
    catch {
        throw drillRecordUnreadable(key, 'it is not JSON');
    }
}
const DRILL_RECORD_UNREADABLE = (0,errors/* defineError */.MP)({
    topic: 'pruning',
    code: 'drill-record-unreadable',
    kind: 'integrity',
    meaning: 'The record of a drill beside a backup is none, so whether the backup was proven to restore is not known.',
    fix: 'Find out who changed it, and remove it; a new drill writes a new one.',
});
function drillRecordUnreadable(key, why) {
    return new errors/* BackupError */.hj({
        ...DRILL_RECORD_UNREADABLE,
        message: `The record of a drill ${key} cannot be used: ${why}.`,
    });
}

// EXTERNAL MODULE: ./lib/catalog/read-small.js
var read_small = __webpack_require__(46429);
;// CONCATENATED MODULE: ./lib/catalog/read-drill-record.js



/** Anyone who may restore may write these. Bytes. */
const LARGEST_RECORD = 8 * 1024 * 1024;
/**
 * Reads the record of a drill.
 * @throws BackupError `drill-record-unreadable`, or the store's own
 */
async function readDrillRecord(store, key, signal) {
    try {
        return parseDrillRecord((await (0,read_small/* readSmall */.o)(store, key, LARGEST_RECORD, signal)).toString(), key);
    }
    catch (error) {
        if (!(error instanceof errors/* BackupError */.hj) || error.code !== 'storage-object-too-large')
            throw error;
        throw drillRecordUnreadable(key, `it has more than ${LARGEST_RECORD} bytes`);
    }
}


/***/ }),

/***/ 61346:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ withoutManifest),
/* harmony export */   M: () => (/* binding */ collectBackups)
/* harmony export */ });
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56879);
/* harmony import */ var _object_role_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(29041);


/**
 * Puts the objects of a listing together, each with the backup that it belongs to, in any order they come. Nothing
 * else of the listing is kept.
 */
async function collectBackups(objects) {
    const found = new Map();
    for await (const object of objects) {
        const { backup: key, role } = (0,_object_role_js__WEBPACK_IMPORTED_MODULE_0__/* .roleOf */ .k)(object.key);
        const backup = found.get(key) ?? new Collected(ownCopy(key));
        if (role === 'dump')
            backup.dumpBytes = object.bytes;
        else if (role === 'manifest')
            backup.manifestBytes = object.bytes;
        else if (role === 'checksum')
            backup.checksum = true;
        else if (role === 'drill')
            backup.drills = [...backup.drills, ownCopy(object.key)].sort();
        else
            backup.companions = [...backup.companions, ownCopy(object.key)];
        if (role === 'dump' || role === 'manifest')
            backup.storedMs = Math.min(backup.storedMs, object.modified.getTime());
        backup.bytes += object.bytes;
        backup.modifiedMs = Math.max(backup.modifiedMs, object.modified.getTime());
        found.set(backup.key, backup);
    }
    return [...found.values()];
}
/** The keys of all of a backup's objects but its manifest: the dump first. */
function withoutManifest({ checksum, companions, drills, dumpBytes, key }) {
    return [
        ...(dumpBytes === undefined ? [] : [key]),
        ...(checksum ? [`${key}${_names_js__WEBPACK_IMPORTED_MODULE_1__/* .CHECKSUM_SUFFIX */ .qP}`] : []),
        ...companions,
        ...drills,
    ];
}
/** A piece of a text keeps all of that text in memory: of one key the whole page of the listing. */
function ownCopy(key) {
    return Buffer.from(key).toString();
}
const NONE = [];
class Collected {
    key;
    dumpBytes;
    manifestBytes;
    checksum = false;
    drills = NONE;
    companions = NONE;
    bytes = 0;
    modifiedMs = 0;
    storedMs = Number.POSITIVE_INFINITY;
    constructor(key) {
        this.key = key;
    }
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

/***/ 40415:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ parseBudget),
/* harmony export */   n: () => (/* binding */ formatAge)
/* harmony export */ });
/* harmony import */ var _durations_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5530);
/* harmony import */ var _parsed_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(83186);


const UNITS = new Map([
    ['s', 1_000],
    ['m', 60_000],
    ['min', 60_000],
    ['h', 3_600_000],
    ['d', 86_400_000],
    ['w', 7 * 86_400_000],
]);
const DAY_MS = 86_400_000;
/** Reads how long a restore may take, or how old a backup may be: `90s`, `30m`, `26h`, `8d`, `2w`. Milliseconds. */
function parseBudget(text) {
    const [, number, unit = ''] = /^(\d{1,6}(?:\.\d{1,3})?)\s*(s|m|min|h|d|w)$/i.exec(text) ?? [];
    const ms = Math.round(Number(number ?? NaN) * (UNITS.get(unit.toLowerCase()) ?? NaN));
    return ms > 0
        ? (0,_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .parsed */ .Yz)(ms)
        : (0,_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .refused */ .J5)(`${(0,_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .TL)(text)} is no length of time; write a number and s, m, h, d or w, such as 30m or 26h`);
}
/** As formatDuration, and from two days on `3 d 04 h`. */
function formatAge(ms) {
    if (ms < 2 * DAY_MS)
        return (0,_durations_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(ms);
    const hours = Math.round(ms / 3_600_000);
    return `${Math.floor(hours / 24)} d ${String(hours % 24).padStart(2, '0')} h`;
}


/***/ }),

/***/ 55405:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  PRUNE: () => (/* binding */ PRUNE)
});

// EXTERNAL MODULE: ./lib/action/small-heap.js
var small_heap = __webpack_require__(88120);
// EXTERNAL MODULE: ./lib/action/stores.js + 5 modules
var stores = __webpack_require__(63136);
// EXTERNAL MODULE: ./lib/action/verb.js
var verb = __webpack_require__(30009);
// EXTERNAL MODULE: ./lib/action/summary/failure-summary.js
var failure_summary = __webpack_require__(52594);
;// CONCATENATED MODULE: ./lib/prune/failure-words.js

const PRUNE_WORDS = {
    title: 'Not pruned',
    kinds: {
        ...failure_summary/* KINDS */.G,
        database: 'PostgreSQL could not be asked',
        storage: 'the backups could not be listed, read or archived',
        integrity: 'something is not what it should be',
    },
    afterwards: 'Each backup is whole or gone: the log says what was removed before this. Nothing is removed before everything was listed and judged.',
};

// EXTERNAL MODULE: ./lib/action/inputs/readers.js
var readers = __webpack_require__(54794);
// EXTERNAL MODULE: ./lib/action/inputs/row.js
var row = __webpack_require__(7198);
// EXTERNAL MODULE: ./lib/action/inputs/table/dump.js
var dump = __webpack_require__(17951);
// EXTERNAL MODULE: ./lib/action/inputs/table/notify.js + 1 modules
var notify = __webpack_require__(30482);
// EXTERNAL MODULE: ./lib/action/inputs/table/storage.js + 2 modules
var storage = __webpack_require__(81271);
// EXTERNAL MODULE: ./lib/catalog/backup-class.js
var backup_class = __webpack_require__(1744);
// EXTERNAL MODULE: ./lib/catalog/legacy/legacy-kind.js
var legacy_kind = __webpack_require__(50759);
// EXTERNAL MODULE: ./lib/catalog/legacy/legacy-pattern.js
var legacy_pattern = __webpack_require__(87779);
// EXTERNAL MODULE: ./lib/catalog/names.js
var names = __webpack_require__(56879);
// EXTERNAL MODULE: ./lib/core/parsed.js
var parsed = __webpack_require__(83186);
;// CONCATENATED MODULE: ./lib/retention/policy.js
/** What one backup is kept for, by restic's keep rules: each hour, day, ISO week, month or year, in UTC. */
const PERIODS = ['hourly', 'daily', 'weekly', 'monthly', 'yearly'];
const days = (count) => ({ years: 0, months: 0, days: count, hours: 0 });
/**
 * The runbooks' tables: pre-deploy 7 days; daily 7–30, and the daily script removes after 30; weekly and manual 90. The
 * monthly ones are for compliance and long-term storage, and no table says when one may go: so none goes unless the
 * policy says when. What is taken after a release or before a restore is as short-lived as a daily one.
 */
const DEFAULT_POLICY = {
    rules: {
        classes: {
            manual: days(90),
            daily: days(30),
            weekly: days(90),
            monthly: 'forever',
            'pre-deploy': days(7),
            'post-release': days(30),
            'pre-restore': days(30),
        },
        isRetainable: [],
        within: [],
    },
    series: new Map(),
    legacy: undefined,
};
/** The rules for the backups of a series. */
function rulesFor(policy, series) {
    return policy.series.get(series) ?? policy.rules;
}

// EXTERNAL MODULE: ./lib/core/closest.js
var closest = __webpack_require__(37640);
;// CONCATENATED MODULE: ./lib/retention/span.js

const FORM = /^(?:(\d{1,5})y)?(?:(\d{1,5})m)?(?:(\d{1,5})w)?(?:(\d{1,5})d)?(?:(\d{1,5})h)?$/;
/** Date cannot count much further back. */
const MOST_YEARS = 1000;
/**
 * Reads `30d`, `12w`, `6m`, `1y`, `36h`, and restic's `2y5m7d3h`: years, months, weeks, days and hours, in this order. An
 * `m` is a month, as restic has it.
 */
function parseSpan(text) {
    const match = text === '' ? null : FORM.exec(text);
    if (!match) {
        if (/^\d+$/.test(text))
            return (0,parsed/* refused */.J5)(`${(0,parsed/* quoted */.TL)(text)} has no unit; write ${text}d for days`);
        return (0,parsed/* refused */.J5)(`${(0,parsed/* quoted */.TL)(text)} is no length of time; write a number and h, d, w, m (months) or y, such as 30d or 1y6m`);
    }
    const [years = 0, months = 0, weeks = 0, days = 0, hours = 0] = match
        .slice(1)
        .map(each => Number(each ?? 0));
    const span = { years, months, days: 7 * weeks + days, hours };
    if (years + months / 12 > MOST_YEARS)
        return (0,parsed/* refused */.J5)(`${(0,parsed/* quoted */.TL)(text)} is too long; write at most ${MOST_YEARS}y`);
    return years + months + weeks + days + hours > 0
        ? (0,parsed/* parsed */.Yz)(span)
        : (0,parsed/* refused */.J5)(`${(0,parsed/* quoted */.TL)(text)} is no time at all`);
}
/** The moment so long before another. As restic (Go's AddDate): a month before the 31st of March is the 3rd of March. */
function before(moment, { years, months, days, hours }) {
    const date = new Date(moment);
    date.setUTCFullYear(date.getUTCFullYear() - years, date.getUTCMonth() - months, date.getUTCDate() - days);
    return new Date(date.getTime() - hours * 3_600_000);
}
/** `30 days`, `1 year and 6 months`. */
function formatSpan({ years, months, days, hours }) {
    const pieces = [
        [years, 'year'],
        [months, 'month'],
        [days, 'day'],
        [hours, 'hour'],
    ];
    const words = pieces.flatMap(([count, unit]) => count === 0 ? [] : `${count} ${unit}${count === 1 ? '' : 's'}`);
    return new Intl.ListFormat('en').format(words);
}

;// CONCATENATED MODULE: ./lib/retention/read-values.js


/** Reads the number of a keep rule: `7`, or `unlimited`, which restic also writes as -1. */
function parseCount(text) {
    if (text === 'unlimited' || text === '-1')
        return (0,parsed/* parsed */.Yz)(Infinity);
    if (/^\d{1,6}$/.test(text) && Number(text) > 0)
        return (0,parsed/* parsed */.Yz)(Number(text));
    if (/^0+$/.test(text))
        return (0,parsed/* refused */.J5)(`${(0,parsed/* quoted */.TL)(text)} keeps nothing; write 1 or more, or leave the line out`);
    if (/^-?\d+$/.test(text))
        return (0,parsed/* refused */.J5)(`${(0,parsed/* quoted */.TL)(text)} won't do; write a whole number from 1 to 999999, or unlimited`);
    return parseSpan(text).ok
        ? (0,parsed/* refused */.J5)(`${(0,parsed/* quoted */.TL)(text)} is a length of time, and this counts backups; write a number such as 7, or keep-within`)
        : (0,parsed/* refused */.J5)(`${(0,parsed/* quoted */.TL)(text)} is no number; write a whole number such as 7, or unlimited`);
}
/** Reads how long before the newest backup a keep-within rule reaches. */
function parseReach(text) {
    return isNothing(text)
        ? (0,parsed/* refused */.J5)(`${(0,parsed/* quoted */.TL)(text)} keeps nothing; write a time such as 14d, or leave the line out`)
        : parseSpan(text);
}
/** Reads how long the backups of a class are kept: `30d`, `forever`, or `none`. */
function parseLifetime(text) {
    if (text === 'forever' || text === 'none')
        return (0,parsed/* parsed */.Yz)(text);
    if (isNothing(text))
        return (0,parsed/* refused */.J5)(`${(0,parsed/* quoted */.TL)(text)} keeps nothing; write none to leave these backups to the keep rules`);
    const span = parseSpan(text);
    return span.ok ? span : (0,parsed/* refused */.J5)(`${span.problem}, or forever`);
}
/** Reads how long legacy objects are kept: no keep rule counts them, so none is refused. */
function parseLegacyLifetime(text) {
    const lifetime = parseLifetime(text);
    if (!lifetime.ok)
        return isNothing(text) ? (0,parsed/* refused */.J5)(`${(0,parsed/* quoted */.TL)(text)} keeps nothing; write a time such as 90d`) : lifetime;
    return lifetime.value === 'none'
        ? (0,parsed/* refused */.J5)('none keeps nothing; write a time such as 90d, or forever')
        : (0,parsed/* parsed */.Yz)(lifetime.value);
}
function isNothing(text) {
    return /^-\d/.test(text) || /^0[0hdwmy]*$/.test(text);
}

;// CONCATENATED MODULE: ./lib/retention/read-rules.js





const COUNTED = ['last', ...PERIODS];
const WITHIN = ['all', ...PERIODS];
const withinName = (each) => `keep-within${each === 'all' ? '' : `-${each}`}`;
/** The names of rules that a policy may hold for all series, and for one. */
const RULE_NAMES = [
    'classes',
    ...COUNTED.map(each => `keep-${each}`),
    ...WITHIN.map(withinName),
];
/**
 * Reads the rules of a map, merged into others: what is written takes the place of the one rule, or of the one class,
 * that it names, and all others stay. In a series `none` takes a keep rule away.
 */
function readRules(entries, base, ofSeries, mistakes) {
    const find = (name) => entries.find(each => each.name === name);
    const read = (name, parse, inherited) => {
        const entry = find(name);
        if (!entry)
            return inherited;
        if (ofSeries && entry.value.kind === 'text' && entry.value.text === 'none')
            return undefined;
        return readText(entry, parse, mistakes) ?? inherited;
    };
    const isRetainable = COUNTED.flatMap((each) => {
        const inherited = base.isRetainable.find(rule => rule.each === each)?.count;
        const count = read(`keep-${each}`, parseCount, inherited);
        return count === undefined ? [] : [{ each, count }];
    });
    const within = WITHIN.flatMap((each) => {
        const span = read(withinName(each), parseReach, base.within.find(rule => rule.each === each)?.span);
        return span === undefined ? [] : [{ each, span }];
    });
    const classes = find('classes');
    return {
        classes: classes ? readClasses(classes, base.classes, mistakes) : base.classes,
        isRetainable,
        within,
    };
}
function readClasses(entry, base, mistakes) {
    const classes = { ...base };
    for (const each of mapEntries(entry, 'a class and how long it is kept, such as daily: 30d', mistakes)) {
        const known = backup_class/* BACKUP_CLASSES */.q.find(name => name === each.name);
        if (known === undefined)
            mistakes.push(unknown(each, backup_class/* BACKUP_CLASSES */.q, 'is no class'));
        else
            classes[known] = readText(each, parseLifetime, mistakes) ?? base[known];
    }
    return classes;
}
/** The value of an entry that is one text; undefined, and a mistake, where it can't be read. */
function readText({ line, name, value }, parse, mistakes) {
    if (value.kind === 'unread')
        return undefined;
    const result = value.kind === 'text' && value.text !== ''
        ? parse(value.text)
        : { ok: false, problem: 'needs one value; write it behind the colon, or leave the line out' };
    if (result.ok)
        return result.value;
    mistakes.push({ line: value.kind === 'text' ? value.line : line, message: `${name}: ${result.problem}` });
    return undefined;
}
/** The entries of a map; none, and a mistake, where it is not one. */
function mapEntries({ line, name, value }, instead, mistakes) {
    if (value.kind === 'map')
        return value.entries;
    if (value.kind === 'unread')
        return [];
    mistakes.push({ line, message: `${name}: write ${instead}` });
    return [];
}
/** What is said of a name that means nothing here. */
function unknown({ line, name }, known, what) {
    const near = (0,closest/* didYouMean */.a)(name, known);
    return {
        line,
        message: `${(0,parsed/* quoted */.TL)(name)} ${what}${near === '' ? `; write one of ${known.join(', ')}` : near}`,
    };
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
;// CONCATENATED MODULE: ./lib/retention/yaml-tree.js


/** A policy of hundreds of series is shorter. Characters. */
const LONGEST = 65_536;
/** A policy has three: its own, `series`, and `classes` of one of them. */
const DEEPEST = 5;
const TOO_DEEP = 'this is nested too deeply; no rule is';
/** What the parser's own words leave open: what to write instead. */
const OWN_WORDS = new Map([
    ['BLOCK_AS_IMPLICIT_KEY', 'two colons on one line; write each rule on a line of its own'],
    ['MULTIPLE_DOCS', 'a second document begins here; write one policy, without ---'],
    ['RESOURCE_EXHAUSTION', TOO_DEEP],
    ['TAB_AS_INDENT', 'a tab begins the line; indent with spaces'],
    ['TAG_RESOLVE_FAILED', 'a tag stands here; write the value without it'],
]);
/**
 * Reads YAML 1.2. What cannot be read is left out of the tree, and reported in `mistakes`. Anchors and aliases are refused: a
 * few lines of them can stand for gigabytes.
 */
function readYaml(text, mistakes) {
    const counter = new dist/* LineCounter */.HN();
    const lineAt = (offset) => Math.max(1, counter.linePos(offset).line);
    if (text.length > LONGEST) {
        mistakes.push({ line: 1, message: `the text is longer than ${LONGEST} characters; write less` });
        return { kind: 'unread', line: 1 };
    }
    // Names that are written twice are reported here, with the lines of both.
    const options = {
        lineCounter: counter,
        prettyErrors: false,
        schema: 'failsafe',
        uniqueKeys: false,
    };
    const { contents, errors, warnings } = (0,dist/* parseDocument */.Tp)(text, options);
    for (const { code, message, pos } of [...errors, ...warnings])
        mistakes.push({ line: lineAt(pos[0]), message: OWN_WORDS.get(code) ?? `${(0,parsed/* quoted */.TL)(message)}, says YAML` });
    return errors.length > 0
        ? { kind: 'unread', line: 1 }
        : treeOf(contents, { mistakes, lineAt, line: 1, depth: 0 });
}
function treeOf(node, outer) {
    if (!(0,dist/* isNode */.Ll)(node))
        return empty(outer.line);
    const line = node.range ? outer.lineAt(node.range[0]) : outer.line;
    const inner = { ...outer, line, depth: outer.depth + 1 };
    const refuse = (message) => {
        outer.mistakes.push({ line, message });
        return { kind: 'unread', line };
    };
    if ((0,dist/* isAlias */.Vj)(node))
        return refuse(`what begins with a star needs quotes; write ${(0,parsed/* quoted */.TL)(`*${node.source}`)}`);
    if (node.anchor !== undefined)
        return refuse(`&${node.anchor} is an anchor, which is not read; write the value out wherever it is needed`);
    if ((0,dist/* isScalar */.jn)(node))
        return { kind: 'text', line, text: String(node.value ?? '') };
    if (outer.depth >= DEEPEST)
        return refuse(TOO_DEEP);
    if ((0,dist/* isSeq */.oP)(node))
        return { kind: 'list', line, items: node.items.map(item => treeOf(item, inner)) };
    return (0,dist/* isMap */.jh)(node) ? { kind: 'map', line, entries: entriesOf(node, inner) } : empty(line);
}
function entriesOf({ items }, place) {
    const entries = new Map();
    for (const { key, value } of items) {
        const name = treeOf(key, place);
        const { line } = name;
        const first = name.kind === 'text' ? entries.get(name.text) : undefined;
        if (name.kind === 'unread')
            continue;
        if (name.kind !== 'text')
            place.mistakes.push({ line, message: 'a name is needed before the colon, no list or map' });
        else if (first) {
            const message = `${(0,parsed/* quoted */.TL)(name.text)} is written twice, first on line ${first.line}; write it once`;
            place.mistakes.push({ line, message });
        }
        else
            entries.set(name.text, { name: name.text, line, value: treeOf(value, { ...place, line }) });
    }
    return [...entries.values()];
}
function empty(line) {
    return { kind: 'text', line, text: '' };
}

;// CONCATENATED MODULE: ./lib/retention/parse-policy.js









const NAMES = [...RULE_NAMES, 'series', 'legacy-pattern', 'legacy', 'legacy-retired'];
const LEGACY_AGES = ['default', ...legacy_kind/* LEGACY_KINDS */.u];
/** Each mistake has one line. */
const SUCH_AS = 'lines such as "classes: { pre-deploy: 7d, daily: 30d, weekly: 90d, monthly: forever }" and "keep-last: 3"';
/** As long as the runbooks' clean-up keeps everything. */
const LEGACY_KEPT = { years: 0, months: 0, days: 90, hours: 0 };
/**
 * Reads a retention policy as YAML: `classes`, restic's `keep-…` rules, `series` with rules of their own, and
 * `legacy-pattern` with `legacy`. What is written is merged into the default policy, and what is written for a series into
 * that: rule by rule, and class by class.
 * @returns the policy, or all that is wrong with it, each with its line
 */
function parsePolicy(yaml) {
    const mistakes = [];
    const policy = readPolicy(yaml, mistakes);
    if (mistakes.length === 0)
        return (0,parsed/* parsed */.Yz)(policy);
    const sorted = mistakes.toSorted((one, other) => one.line - other.line);
    return (0,parsed/* refused */.J5)([...new Set(sorted.map(({ line, message }) => `line ${line}: ${message}`))].join('; '));
}
function readPolicy(yaml, mistakes) {
    const tree = readYaml(yaml, mistakes);
    if (tree.kind === 'text' && tree.text === '')
        return DEFAULT_POLICY;
    if (tree.kind === 'text') {
        mistakes.push({ line: tree.line, message: `${(0,parsed/* quoted */.TL)(tree.text)} is no policy; write ${SUCH_AS}` });
        return DEFAULT_POLICY;
    }
    const entries = mapEntries({ name: 'a policy', line: tree.line, value: tree }, SUCH_AS, mistakes);
    mistakes.push(...entries.filter(each => !NAMES.includes(each.name)).map(each => unknown(each, NAMES, 'is no rule')));
    const rules = readRules(entries, DEFAULT_POLICY.rules, false, mistakes);
    mistakes.push(...unkeptClasses(rules, entries, tree.line));
    const series = entries.find(({ name }) => name === 'series');
    return {
        rules,
        series: new Map(series ? readSeries(series, rules, mistakes) : []),
        legacy: readLegacy(entries, mistakes),
    };
}
function readSeries(entry, base, mistakes) {
    return mapEntries(entry, "the series' names, and below each its rules", mistakes).map(each => {
        const { line, name } = each;
        if (!(0,names/* isSeries */._k)(name)) {
            const message = `${(0,parsed/* quoted */.TL)(name)} can't be a series; write the name of its folder in the store, such as shop`;
            mistakes.push({ line, message });
        }
        const entries = mapEntries(each, 'rules such as keep-last: 10 below it', mistakes);
        const strange = entries.filter(rule => !RULE_NAMES.includes(rule.name));
        const own = strange.map(rule => unknown(rule, RULE_NAMES, 'is no rule of a series'));
        const rules = readRules(entries, base, true, own);
        // What the rules of all series leave unkept is reported once, there.
        if (unkeptClasses(base, [], line).length === 0)
            own.push(...unkeptClasses(rules, entries, line));
        mistakes.push(...own.map(mistake => ({ ...mistake, message: `series ${name}: ${mistake.message}` })));
        return [name, rules];
    });
}
function readLegacy(entries, mistakes) {
    const find = (name) => entries.find(each => each.name === name);
    const patterns = find('legacy-pattern');
    const [lifetime, retired] = [find('legacy'), find('legacy-retired')];
    const ages = lifetime ? readAges(lifetime, mistakes) : new Map();
    const names = retired ? readList(retired, parseRetired, mistakes) : [];
    if (patterns) {
        return {
            patterns: readList(patterns, legacy_pattern/* parseLegacyPattern */.R, mistakes),
            lifetime: ages.get('default') ?? LEGACY_KEPT,
            byKind: new Map(legacy_kind/* LEGACY_KINDS */.u.flatMap(kind => {
                const kept = ages.get(kind);
                return kept === undefined ? [] : [[kind, kept]];
            })),
            retired: new Set(names),
        };
    }
    for (const { line, name } of [lifetime, retired].filter(each => each !== undefined))
        mistakes.push({
            line,
            message: `${name}: no object is legacy without legacy-pattern; write it too, or leave this line out`,
        });
    return undefined;
}
/** `legacy: 90d`, or an age for each kind: `legacy: { pre-deploy: 7d, default: 90d }`. */
function readAges(entry, mistakes) {
    const ages = new Map();
    const all = entry.value.kind === 'map' ? entry.value.entries : [{ ...entry, name: 'default' }];
    for (const each of all) {
        const kind = LEGACY_AGES.find(name => name === each.name);
        if (kind === undefined) {
            const unknownKind = unknown(each, LEGACY_AGES, 'is no kind of legacy objects');
            mistakes.push({ ...unknownKind, message: `legacy: ${unknownKind.message}` });
            continue;
        }
        const kept = readText({ ...each, name: 'legacy' }, parseLegacyLifetime, mistakes);
        if (kept !== undefined)
            ages.set(kind, kept);
    }
    return ages;
}
function parseRetired(text) {
    const name = text.replace(/^\/+|\/+$/g, '');
    return /[*?]/.test(name)
        ? (0,parsed/* refused */.J5)(`${(0,parsed/* quoted */.TL)(text)} is a pattern; write the folders and the name before the time, such as tables/shop_projects`)
        : (0,parsed/* parsed */.Yz)(name);
}
/** The values of an entry that is one text, or a list of them. */
function readList(entry, parse, mistakes) {
    const values = entry.value.kind === 'list' ? entry.value.items : [entry.value];
    return values.flatMap(value => readText({ ...entry, value }, parse, mistakes) ?? []);
}
/**
 * Classes that nothing keeps: `none`, and no keep rule is there, or none that counts them. restic refuses to apply an
 * empty policy likewise.
 * @param entries where the rules were written
 * @param line of all of them, for what was written elsewhere
 */
function unkeptClasses({ classes, isRetainable, within }, entries, line) {
    const written = entries.find(({ name }) => name === 'classes')?.value;
    // One that cannot be read is reported by itself.
    const keepsAny = isRetainable.length + within.length > 0 || entries.some(isKeepRule);
    return backup_class/* BACKUP_CLASSES */.q.filter(each => classes[each] === 'none').flatMap((each) => {
        const own = written?.kind === 'map' ? written.entries.find(({ name }) => name === each) : undefined;
        const at = own?.line ?? line;
        if (each === 'pre-restore')
            return [
                { line: at, message: 'pre-restore: keep rules do not count these backups; write a time such as 30d' },
            ];
        if (keepsAny)
            return [];
        return [
            {
                line: at,
                message: `${each}: none, and no keep rule keeps these backups; write one, or a time such as 30d`,
            },
        ];
    });
}
function isKeepRule({ name, value }) {
    return name.startsWith('keep-') && value.kind === 'text' && value.text !== 'none';
}

// EXTERNAL MODULE: ./lib/core/errors.js
var core_errors = __webpack_require__(3828);
;// CONCATENATED MODULE: ./lib/prune/max-removals.js


/** So few removals are never too many: a small series may lose most of what it has by the runbooks' own rules. */
const ALWAYS_ALLOWED = 10;
/** Reads a share of a series' backups as a percentage: `80%`, above 0 and up to 100. */
function parseMostRemovals(text) {
    const percent = Number(/^(\d{1,3})\s*%$/.exec(text)?.[1] ?? NaN);
    return percent > 0 && percent <= 100
        ? (0,parsed/* parsed */.Yz)(percent / 100)
        : (0,parsed/* refused */.J5)(`${(0,parsed/* quoted */.TL)(text)} is no such share; write a percentage such as 80%, or 100% for no limit`);
}
/**
 * Says for each series of which more would go than is allowed how many; empty where none is. A slip in the policy, or a
 * clock that is wrong everywhere, takes nearly all of a series.
 * @param share above 0, at most 1
 */
function tooManyRemovals(verdicts, share) {
    const series = Map.groupBy(verdicts, ({ backup }) => backup.group.series);
    return [...series].flatMap(([name, all]) => {
        const removed = all.filter(({ verdict }) => verdict === 'remove').length;
        const few = removed < ALWAYS_ALLOWED || removed <= share * all.length;
        return few ? [] : [`${removed} of the ${all.length} backups of ${name}`];
    });
}
const PRUNE_TOO_MANY = (0,core_errors/* defineError */.MP)({
    topic: 'pruning',
    code: 'prune-too-many',
    kind: 'refusal',
    meaning: 'More backups of a series would be removed at once than max-removals allows, as by a slip in the policy.',
    fix: 'Look at the plan with dry-run: true; where it is what you want, write max-removals: 100% for that run.',
});
/** @param reported what `tooManyRemovals` said */
function refuseRemovals(removals, share) {
    return new core_errors/* BackupError */.hj({
        ...PRUNE_TOO_MANY,
        message: `${removals.join(', and ')} would be removed, more than max-removals allows (${Math.round(share * 100)}%): nothing was removed.`,
        hint: 'Look at the plan with dry-run: true; where it is what you want, write max-removals: 100% for this run.',
    });
}

;// CONCATENATED MODULE: ./lib/prune/input-table.js








const policy = {
    read: parsePolicy,
    required: false,
    default: undefined,
    whenEmpty: DEFAULT_POLICY,
    description: 'How long which backups are kept, in YAML: `classes` with their ages, `keep-last`, `keep-daily` and the like as restic means them, `series` with rules of their own, `legacy-pattern`. See docs/retention.md.',
    defaultDescription: 'pre-deploy 7 days; daily, post-release and pre-restore 30; weekly and manual 90; monthly for ever',
};
/** What is kept, and what is done. */
const pruneInputs = {
    policy,
    series: (0,row/* optional */.lq)(dump/* series */.U, {
        description: 'Only backups of this series.',
        defaultDescription: 'every series',
    }),
    'dry-run': (0,row/* defaulting */.G5)(readers/* flag */.Jt, 'false', {
        description: 'Change nothing, and show what would be removed, and by which rule.',
    }),
    'max-removals': (0,row/* defaulting */.G5)({ read: parseMostRemovals }, '80%', {
        description: 'Refuse to remove more than this share of the backups of a series at once, when it is ten or more: a slip in the policy takes nearly all of them. `100%` for no limit.',
    }),
    archive: (0,row/* defaulting */.G5)(readers/* flag */.Jt, 'false', {
        description: "First copy each month's first complete full backup of each series to `archive/`, if that was not done yet. A copy is kept as long as monthly backups are, and restored by its key.",
    }),
    'archive-storage-class': (0,row/* optional */.lq)((0,readers/* fitting */._Q)(/^[A-Z][A-Z0-9_-]*$/, 'not a storage class; write one in capitals, such as GLACIER_IR'), {
        description: 'The storage class of archived backups, such as `GLACIER_IR` or `DEEP_ARCHIVE` (from which a restore takes hours). Their checksums and manifests stay in that of the bucket.',
        defaultDescription: "`GLACIER_IR`, or the bucket's where `endpoint` is given",
    }),
    sweep: (0,row/* defaulting */.G5)(readers/* flag */.Jt, 'true', {
        description: 'Remove what belongs to no backup too: objects of ours without a manifest that are older than a day, and uploads that were never ended and got nothing for a day.',
    }),
    versions: (0,row/* defaulting */.G5)((0,readers/* oneOf */.yL)(['current', 'all']), 'current', {
        description: 'In a bucket that keeps versions: hide what is removed behind a delete marker, or remove all of its versions, and with `sweep` those of what was deleted more than 30 days ago.',
    }),
};
const { 'storage-class': _, ...keeping } = storage/* s3WritingInputs */.Yt;
/** How archived copies are kept in S3. */
const archiveWritingInputs = {
    ...keeping,
    'object-lock-mode': {
        ...keeping['object-lock-mode'],
        description: 'Protect archived copies against deletion for `object-lock-days`. The bucket must have Object Lock.',
    },
    'object-lock-days': {
        ...keeping['object-lock-days'],
        description: 'For how many days. Until then nobody can delete a copy that is locked in `COMPLIANCE` mode.',
    },
    tags: {
        ...keeping.tags,
        description: 'Object tags of archived copies, one `key=value` a line.',
        defaultDescription: 'those of the backup',
    },
};
/** Every input of the prune action, once. */
const PRUNE_INPUTS = {
    ...storage/* destinationInputs */.SR,
    ...pruneInputs,
    ...storage/* s3AccessInputs */.G6,
    ...archiveWritingInputs,
    ...notify/* notifyInputs */.v,
};

// EXTERNAL MODULE: ./lib/action/inputs/checked-reading.js + 1 modules
var checked_reading = __webpack_require__(62941);
// EXTERNAL MODULE: ./lib/action/inputs/connection.js + 7 modules
var connection = __webpack_require__(2171);
// EXTERNAL MODULE: ./lib/action/inputs/rules/access-rules.js
var access_rules = __webpack_require__(72976);
// EXTERNAL MODULE: ./lib/action/inputs/rules/rule.js
var rule = __webpack_require__(374);
// EXTERNAL MODULE: ./lib/action/inputs/rules/writing-rules.js
var writing_rules = __webpack_require__(71624);
// EXTERNAL MODULE: ./lib/action/inputs/s3-inputs.js
var s3_inputs = __webpack_require__(20398);
;// CONCATENATED MODULE: ./lib/prune/inputs.js







/** What only says how archived copies are kept. */
const KEEPING = [
    'archive-storage-class',
    'sse',
    'sse-kms-key-id',
    'object-lock-mode',
    'object-lock-days',
    'tags',
    'max-parts',
    'part-size',
    'checksum',
];
/** What is archived, and how. */
const pruneRules = [
    ...KEEPING.map(name => (0,rule/* rule */.H)([name, 'archive'], ({ isSet, value }) => isSet(name) && !value('archive'), `${name} says how archived copies are kept, and archive: false makes none; leave ${name} empty, or write archive: true`)),
    {
        about: ['archive-storage-class', 'endpoint'],
        broken: ({ value }) => (0,writing_rules/* wrongStorageClass */.$p)('archive-storage-class', value('archive-storage-class'), value('endpoint')),
    },
];
/** All that must hold between the inputs of prune. */
const PRUNE_RULES = [...pruneRules, ...access_rules/* accessRules */.S, ...writing_rules/* keepingRules */.fG];
const PRUNE_READING = { table: PRUNE_INPUTS, rules: PRUNE_RULES, connect: connection/* withoutDatabase */.s };
/**
 * Reads and checks all inputs of prune.
 * @throws BackupError `input-invalid`, a line of its message for each problem
 */
function readPruneInputs(source) {
    const { destination, notes, reading } = (0,checked_reading/* readInputs */.Ko)(PRUNE_READING, source);
    const { value } = reading;
    return {
        ...notes,
        destination,
        s3: (0,s3_inputs/* keepingOf */.rB)(reading),
        request: {
            series: value('series'),
            policy: value('policy'),
            dryRun: value('dry-run'),
            archive: value('archive') ? { storageClass: archiveClass(reading, destination) } : undefined,
            sweep: value('sweep'),
            versions: value('versions'),
            maxRemovals: value('max-removals'),
        },
        warnings: [...notes.warnings, ...archivedInFolder(reading)],
    };
}
/** Only AWS is known to have the default. */
function archiveClass({ value }, { kind }) {
    if (kind === 'folder')
        return undefined;
    return value('archive-storage-class') ?? (value('endpoint') === undefined ? 'GLACIER_IR' : undefined);
}
function archivedInFolder({ isSet, value }) {
    return value('destination')?.kind === 'folder' && isSet('archive-storage-class')
        ? ['destination is a folder: archive-storage-class is for s3:// only, without effect here']
        : [];
}

// EXTERNAL MODULE: ./lib/core/sizes.js
var sizes = __webpack_require__(86361);
// EXTERNAL MODULE: ./lib/notify/notice.js
var notice = __webpack_require__(65741);
// EXTERNAL MODULE: ./lib/notify/problem.js
var problem = __webpack_require__(67226);
// EXTERNAL MODULE: ./lib/notify/several.js
var several = __webpack_require__(55489);
;// CONCATENATED MODULE: ./lib/prune/prune-report.js
function countOf(all, ...kinds) {
    return all.filter(({ disposition }) => kinds.includes(disposition.kind)).length;
}
/** Of what is gone, or in a dry run would go. */
function freedBytes({ backups, leftovers }) {
    return [...backups, ...leftovers]
        .filter(({ disposition }) => disposition.kind === 'removed' || disposition.kind === 'planned')
        .reduce((sum, { bytes }) => sum + bytes, 0);
}

;// CONCATENATED MODULE: ./lib/prune/notice.js





/** What a notice says of a prune. */
function pruneNotice(report) {
    const { archived, backups, dryRun, leftovers, location, problems, warnings } = report;
    const removed = countOf(backups, 'removed', 'planned');
    const failed = countOf(backups, 'failed');
    return {
        outcome: outcomeOf(report),
        title: `${location}: ${removed} of ${backups.length} backups ${dryRun ? 'would be removed' : 'removed'}${failed > 0 ? `, ${failed} could not be` : ''}`,
        facts: (0,notice/* factsOf */.xS)({
            Destination: location,
            Kept: `${countOf(backups, 'kept', 'locked')}`,
            Locked: someOf(countOf(backups, 'locked')),
            [dryRun ? 'Would free' : 'Freed']: (0,sizes/* formatSize */.X)(freedBytes(report)),
            Archived: (0,several/* severalOf */.M)(archived.map(({ key }) => key)),
            Swept: someOf(countOf(leftovers, 'removed', 'planned')),
            Warnings: (0,several/* severalOf */.M)(warnings),
        }),
        problem: (0,problem/* problemOf */.Z)(problems),
    };
}
function someOf(count) {
    return count > 0 ? `${count}` : undefined;
}
function outcomeOf({ problems, warnings }) {
    if (problems.length > 0)
        return 'failure';
    return warnings.length > 0 ? 'warning' : 'success';
}

// EXTERNAL MODULE: ./lib/action/outputs.js
var outputs = __webpack_require__(87352);
;// CONCATENATED MODULE: ./lib/prune/outputs.js


/** Every output of the prune action, once. */
const PRUNE_OUTPUTS = {
    removed: {
        description: 'How many backups were removed; with `dry-run` how many would be.',
        read: ({ backups }) => countOf(backups, 'removed', 'planned'),
    },
    kept: {
        description: 'How many are kept, those among them that are locked.',
        read: ({ backups }) => countOf(backups, 'kept', 'locked'),
    },
    failed: {
        description: 'How many could not be removed.',
        read: ({ backups }) => countOf(backups, 'failed'),
    },
    'freed-bytes': {
        description: 'The size of what was removed and swept, in bytes; with `dry-run` of what would be.',
        read: freedBytes,
    },
    archived: {
        description: 'The keys of the copies that were archived, one a line; with `dry-run` of those that would be.',
        read: ({ archived }) => archived.map(({ key }) => key).join('\n'),
    },
    swept: {
        description: 'How much was swept that belonged to no backup; with `dry-run` how much would be.',
        read: ({ leftovers }) => countOf(leftovers, 'removed', 'planned'),
    },
    plan: {
        description: 'Each backup as JSON, `[{"key", "series", "what", "class", "startedAt", "bytes", "disposition", "rule"}]`, what is not kept first; `disposition` is `removed`, `planned`, `kept`, `locked` or `failed`. Cut after 100 kB.',
        words: true,
        read: ({ backups }) => planOf(backups),
    },
};
function planOf(backups) {
    const kept = (each) => each.disposition.kind === 'kept';
    const ordered = [...backups.filter(each => !kept(each)), ...backups.filter(kept)];
    return (0,outputs/* fittingList */.EV)(ordered.map(({ backupClass, bytes, disposition, key, series, startedAt, what }) => ({
        key,
        series,
        what,
        class: backupClass,
        startedAt,
        bytes,
        disposition: disposition.kind,
        rule: disposition.rule,
    })));
}

// EXTERNAL MODULE: ./lib/catalog/what-there-is.js
var what_there_is = __webpack_require__(37103);
// EXTERNAL MODULE: ./lib/core/cancellation.js
var cancellation = __webpack_require__(20600);
// EXTERNAL MODULE: ./lib/catalog/dated-ahead.js
var dated_ahead = __webpack_require__(5235);
// EXTERNAL MODULE: ./lib/core/durations.js
var durations = __webpack_require__(5530);
;// CONCATENATED MODULE: ./lib/retention/clock.js



/** A legacy name may be in the time of a zone 14 hours ahead of UTC, and may leave the hour out. Milliseconds. */
const TOLERATED_LEGACY_MS = 38 * 3_600_000;
/** How long after it was begun a backup may be stored: a job of a self-hosted runner may go on for days. Milliseconds. */
const LATEST_MS = 3 * 86_400_000;
const PRUNE_CLOCK_WRONG = (0,core_errors/* defineError */.MP)({
    topic: 'pruning',
    code: 'prune-clock-wrong',
    kind: 'refusal',
    meaning: "The clock of the machine and the store's are more than 15 minutes apart, so the age of no backup can be reported.",
    fix: 'Set the clock of the machine right, then prune again.',
});
/**
 * Nothing is removed by a clock that is wrong: ages are counted from it.
 * @param ours this machine's time
 * @param stores the store's, at that moment
 * @throws BackupError `prune-clock-wrong`
 */
function requireSameTime(ours, stores) {
    const aheadMs = ours.getTime() - stores.getTime();
    if (Math.abs(aheadMs) <= dated_ahead/* TOLERATED_MS */.iK)
        return;
    const how = aheadMs > 0 ? 'ahead of' : 'behind';
    throw new core_errors/* BackupError */.hj({
        ...PRUNE_CLOCK_WRONG,
        message: `The clock of this machine is ${(0,durations/* formatDuration */.a)(Math.abs(aheadMs))} ${how} that of the store, and ages is not known: nothing was removed.`,
    });
}
const PRUNE_BACKUP_FROM_FUTURE = (0,core_errors/* defineError */.MP)({
    topic: 'pruning',
    code: 'prune-backup-from-future',
    kind: 'refusal',
    meaning: 'A backup is of a time to come by its name: a clock was or is wrong, and it would push others out of their places.',
    fix: 'Find out whose clock was wrong, then remove or rename what it named wrongly, and prune again.',
});
/**
 * A backup from the future means that a clock was or is wrong: its time says nothing of its age, and it would push others
 * out of their places.
 * @throws BackupError `prune-backup-from-future`
 */
function requirePast(backups, now) {
    const future = backups.filter(({ legacy, startedAt }) => startedAt.getTime() - now.getTime() > (legacy ? TOLERATED_LEGACY_MS : dated_ahead/* TOLERATED_MS */.iK));
    const [first] = future.toSorted((one, other) => other.startedAt.getTime() - one.startedAt.getTime());
    if (!first)
        return;
    const others = future.length > 1 ? ` and ${future.length - 1} more are` : ' is';
    throw new core_errors/* BackupError */.hj({
        ...PRUNE_BACKUP_FROM_FUTURE,
        message: `${first.key}${others} of a time to come (${first.startedAt.toISOString()}; it is ${now.toISOString()}), and ages is not known: nothing was removed.`,
    });
}
/** When a backup was stored, where that is so long after the time of its name that one of them may be wrong. */
function storedLate(startedAt, storedMs) {
    const isLate = Number.isFinite(storedMs) && storedMs - startedAt.getTime() > LATEST_MS;
    return isLate ? new Date(storedMs) : undefined;
}

// EXTERNAL MODULE: ./lib/catalog/archive-key.js
var archive_key = __webpack_require__(18455);
// EXTERNAL MODULE: ./lib/catalog/catalog.js
var catalog = __webpack_require__(25716);
// EXTERNAL MODULE: ./lib/catalog/contents.js
var contents = __webpack_require__(18229);
// EXTERNAL MODULE: ./lib/catalog/read-backup.js
var read_backup = __webpack_require__(5210);
// EXTERNAL MODULE: ./lib/catalog/read-manifest.js
var read_manifest = __webpack_require__(14049);
;// CONCATENATED MODULE: ./lib/retention/class-age.js


/** Classes that their folder says: a backup of unknown class is none of them. */
const TOLD_BY_FOLDER = ['pre-deploy', 'pre-restore'];
const UNTOLD = backup_class/* BACKUP_CLASSES */.q.filter(each => !TOLD_BY_FOLDER.includes(each));
const UNKNOWN = { verdict: 'unknown' };
const YOUNG_FOR_ALL = { verdict: 'keep', rule: 'young enough for every class that it may have' };
const OLD_FOR_ALL = { verdict: 'remove', rule: 'too old for every class that it may have' };
/**
 * Says of backups whether they are younger than their class is kept, or, where a class is unknown, than any that it may
 * have; the age of what was stored late counts from then. What it says of many is the same few objects: there may be very many backups.
 */
function classAges({ classes }, now) {
    const known = new Map(backup_class/* BACKUP_CLASSES */.q.map(each => [each, lifetimeOf(`${each} backups`, classes[each], now)]));
    const unlisted = UNTOLD.map(each => lifetimeOf(`${each} backups`, classes[each], now));
    return ({ backupClass, startedAt, storedLate }) => {
        const lifetime = backupClass && known.get(backupClass);
        const since = storedLate ?? startedAt;
        if (lifetime)
            return lifetime(since);
        const verdicts = new Set(unlisted.map(each => each(since).verdict));
        if (verdicts.size > 1)
            return UNKNOWN;
        return verdicts.has('keep') ? YOUNG_FOR_ALL : OLD_FOR_ALL;
    };
}
/** Says what the age of one kind of backups comes to, of each by when it was begun. */
function lifetimeOf(what, lifetime, now) {
    const keep = { verdict: 'keep', rule: keptFor(what, lifetime) };
    const remove = { verdict: 'remove', rule: removedAfter(what, lifetime) };
    const start = startOf(lifetime, now);
    return startedAt => (startedAt.getTime() > start ? keep : remove);
}
/** Whether it was begun within its lifetime. */
function isYounger(startedAt, lifetime, now) {
    return startedAt.getTime() > startOf(lifetime, now);
}
/** What began after it is kept. Milliseconds since 1970. */
function startOf(lifetime, now) {
    if (lifetime === 'forever')
        return -Infinity;
    return lifetime === 'none' ? Infinity : before(now, lifetime).getTime();
}
/** `daily backups are kept 30 days`. */
function keptFor(what, lifetime) {
    return `${what} are kept ${typeof lifetime === 'string' ? lifetime : formatSpan(lifetime)}`;
}
/** `daily backups are kept 30 days, and it is older`. */
function removedAfter(what, lifetime) {
    return lifetime === 'none' ? `no keep rule keeps it` : `${keptFor(what, lifetime)}, and it is older`;
}

;// CONCATENATED MODULE: ./lib/retention/keep-rules.js

/**
 * What restic's keep rules keep (internal/data/snapshot_policy.go, `ApplyPolicy` of restic 0.18): of each period the last
 * backup, of the newest periods that have one, and the oldest backup of all while a rule has places left. `keep-within…`
 * counts back from the newest backup that is not from the future. One rule is enough.
 * @param newestFirst of one group, only those that count
 * @returns the first rule that keeps it, for each that is kept
 */
function keptByRules(newestFirst, rules, now) {
    const latest = newestFirst.find(({ startedAt }) => startedAt < now) ?? newestFirst[0];
    if (!latest)
        return new Map();
    const kept = [
        ...rules.isRetainable.flatMap(rule => keptByCount(newestFirst, rule)),
        ...rules.within.flatMap(rule => keptWithin(newestFirst, rule, latest.startedAt)),
    ];
    // A Map keeps the last of several values, and the first rule is the one to be reported.
    return new Map(kept.reverse());
}
function keptByCount(newestFirst, { each, count }) {
    const name = `keep-${each}`;
    const chosen = each === 'last' ? newestFirst : lastOfEach(newestFirst, each);
    const oldest = newestFirst.at(-1);
    // The oldest takes a place of its own, where there is one and its period's last is another.
    const places = oldest && !chosen.includes(oldest) ? [...chosen, oldest] : chosen;
    return places.slice(0, count).map((backup, index) => {
        const place = count === Infinity ? `${name} unlimited` : `${name} ${index + 1} of ${count}`;
        return [backup, chosen.includes(backup) ? place : `${place}, the oldest`];
    });
}
function keptWithin(newestFirst, { each, span }, latest) {
    const start = before(latest, span);
    const recent = newestFirst.filter(({ startedAt }) => startedAt > start);
    const name = `keep-within${each === 'all' ? '' : `-${each}`} ${formatSpan(span)}`;
    const chosen = each === 'all' ? recent : lastOfEach(recent, each);
    const kept = chosen.map((backup) => [backup, name]);
    const oldest = newestFirst.at(-1);
    return oldest && recent.includes(oldest) ? [...kept, [oldest, `${name}, the oldest`]] : kept;
}
/** The last backup of each period that has one. */
function lastOfEach(newestFirst, period) {
    const buckets = Map.groupBy(newestFirst, ({ startedAt }) => bucketOf(startedAt, period));
    return [...buckets.values()].flatMap(([last]) => last ?? []);
}
const DAY_MS = 86_400_000;
/** Which hour, day, ISO week (Monday to Sunday), month or year a moment is in, UTC: the same text for the same one. */
function bucketOf(moment, period) {
    const text = moment.toISOString();
    switch (period) {
        case 'hourly':
            return text.slice(0, 13);
        case 'daily':
            return text.slice(0, 10);
        case 'weekly':
            return `week of ${mondayOf(moment)}`;
        case 'monthly':
            return text.slice(0, 7);
        case 'yearly':
            return text.slice(0, 4);
    }
}
function mondayOf(moment) {
    const sinceMonday = (moment.getUTCDay() + 6) % 7;
    return new Date(moment.getTime() - sinceMonday * DAY_MS).toISOString().slice(0, 10);
}

;// CONCATENATED MODULE: ./lib/retention/stored-backup.js
/** Whether it counts as kept, and fills a place of the keep rules: only what was proven and not refuted since. */
function isRetainable({ complete, legacy, failedDrill }) {
    return complete && !failedDrill && !legacy;
}
/** Whether it is of its series' database for sure: what restore kept of its target may be of staging, under that name. */
function isPrimary({ backupClass }) {
    return backupClass !== 'pre-restore';
}

// EXTERNAL MODULE: ./lib/catalog/group.js
var catalog_group = __webpack_require__(42056);
// EXTERNAL MODULE: ./lib/catalog/layout.js
var layout = __webpack_require__(76433);
// EXTERNAL MODULE: ./lib/catalog/legacy/legacy-name.js
var legacy_name = __webpack_require__(34446);
// EXTERNAL MODULE: ./lib/catalog/plain-key.js
var plain_key = __webpack_require__(33613);
// EXTERNAL MODULE: ./lib/catalog/time-in-name.js
var time_in_name = __webpack_require__(91298);
;// CONCATENATED MODULE: ./lib/prune/classify.js








/** The group of archived copies, which are kept as monthly backups are, no matter which class they were made with. */
const ARCHIVED = 'archived';
/** Classes that the folder says. */
const FOLDERS = ['pre-deploy', 'pre-restore'];
/** Says what the objects of one base name are, by their keys alone. */
function classify(listed, { legacy }) {
    const { key, manifestBytes } = listed;
    if (!(0,plain_key/* isPlainKey */._)(key))
        return { kind: 'strange' };
    if (manifestBytes !== undefined) {
        const startedAt = (0,time_in_name/* timeInName */.s)(key);
        return startedAt ? { kind: 'backup', backup: namedBackup(listed, startedAt) } : { kind: 'unnamed' };
    }
    const backup = legacyBackup(listed, legacy?.patterns ?? []);
    if (backup)
        return { kind: 'backup', backup };
    return { kind: (0,layout/* isOwnLayout */.r)(key) ? 'orphan' : 'strange' };
}
/**
 * What our names call roles or records (`cluster_….globals.sql`, `export_….users.json`) may be all that somebody has: where
 * no dump is beside it, it is the backup. One with other things beside it has another ending, and is stood in for by none
 * without them. A checksum file alone is no backup.
 */
function legacyBackup(listed, patterns) {
    const { companions, dumpBytes, key } = listed;
    const beside = companions.toSorted();
    const [head = key, ...others] = dumpBytes === undefined ? beside : [key, ...beside];
    const old = (0,legacy_name/* legacyName */.D)(head, patterns);
    if (!old)
        return undefined;
    const { group, legacyKind, startedAt } = old;
    const endings = others.map(each => (0,legacy_name/* legacyName */.D)(each, patterns)?.group.ending ?? '');
    const ending = [group.ending, ...endings].join('');
    const bytes = dumpBytes ?? (beside.length > 0 ? listed.bytes : 0);
    return { ...blank(listed), group: { ...group, ending }, startedAt, bytes, legacy: true, legacyKind };
}
function namedBackup(listed, startedAt) {
    const { dumpBytes, key } = listed;
    const series = (0,archive_key/* archivedSeries */.K3)(key);
    const [, folder] = key.split('/');
    return {
        ...blank(listed),
        group: series === undefined ? (0,catalog_group/* groupOf */.F8)(key) : { series, what: ARCHIVED },
        backupClass: series === undefined ? FOLDERS.find(each => each === folder) : 'monthly',
        startedAt,
        // Copies are made late, and named as what they are of.
        storedLate: series === undefined ? storedLate(startedAt, listed.storedMs) : undefined,
        complete: dumpBytes !== undefined,
    };
}
function blank({ bytes, key }) {
    return {
        key,
        bytes,
        backupClass: undefined,
        complete: false,
        legacy: false,
        storedLate: undefined,
        drilled: undefined,
        failedDrill: false,
        locked: undefined,
    };
}
function isArchived({ group }) {
    return group.what === ARCHIVED;
}
function factsOfManifest(manifest) {
    const { class: backupClass, key, series, source, startedAt, stored } = manifest;
    return {
        key,
        backupClass,
        startedAt: new Date(startedAt),
        storedBytes: stored.bytes,
        source,
        group: { series, what: (0,contents/* whatOf */.Em)(manifest) },
    };
}
/** The backup, now that its manifest was read: a dump of another size than that is none. */
function withFacts(backup, { dumpBytes }, facts) {
    const complete = dumpBytes === facts.storedBytes;
    if (isArchived(backup))
        return { ...backup, complete };
    return { ...backup, group: facts.group, backupClass: facts.backupClass, complete };
}
/** A backup whose name has no time. */
function backupOfManifest(listed, facts) {
    const { group, startedAt } = facts;
    const late = storedLate(startedAt, listed.storedMs);
    return withFacts({ ...blank(listed), group, startedAt, storedLate: late }, listed, facts);
}

;// CONCATENATED MODULE: ./lib/prune/archive-plan.js







/**
 * The months of each series of which nothing is archived yet, each with its complete full backups, the first one first:
 * that is to be archived, or the next where it turns out not to be what its name says. A copy that a drill refuted archives
 * no month; what it was made of is not copied again. A month that the policy would not keep in the archive is left out, or
 * it would be archived again after each removal.
 */
function monthsToArchive(backups, policy, now) {
    const copies = backups.filter(isArchived);
    const archived = new Set(copies.filter(isRetainable).map(monthOf));
    const copied = new Set(copies.filter(({ complete }) => complete).map(({ key }) => key));
    const candidates = backups.filter(each => (0,contents/* mayBeWhole */.a7)(each.group.what) &&
        isRetainable(each) &&
        isPrimary(each) &&
        !archived.has(monthOf(each)) &&
        isToBeCopied(each, copied));
    const oldestFirst = candidates.toSorted((one, other) => one.startedAt.getTime() - other.startedAt.getTime());
    const months = [...Map.groupBy(oldestFirst, monthOf).values()];
    const wouldStay = keptInArchive(copies.filter(isRetainable), months, policy, now);
    return months.filter(([first]) => first && wouldStay(first));
}
/** Says whether a copy of the first of a month would stay: for its age, or for a place that a keep rule has for it. */
function keptInArchive(copies, months, policy, now) {
    const all = [...copies, ...months.flatMap(([first]) => first ?? [])];
    const newestFirst = all.toSorted((one, other) => other.startedAt.getTime() - one.startedAt.getTime());
    const kept = [...Map.groupBy(newestFirst, ({ group }) => group.series)].flatMap(([series, some]) => [
        ...keptByRules(some, rulesFor(policy, series), now).keys(),
    ]);
    const placed = new Set(kept);
    return first => placed.has(first) || isYounger(first.startedAt, rulesFor(policy, first.group.series).classes.monthly, now);
}
function isToBeCopied({ key }, copied) {
    const copy = (0,archive_key/* archiveKeyOf */.bz)(key);
    return copy !== undefined && !copied.has(copy);
}
/** The copies of those months in the archive: what became of one decides whether its month is archived. */
function copiesOf(months, backups) {
    const wanted = new Set(months.flat().map(monthOf));
    return backups.filter(each => isArchived(each) && wanted.has(monthOf(each)));
}
function monthOf({ group, startedAt }) {
    return `${group.series}/${startedAt.toISOString().slice(0, 7)}`;
}

// EXTERNAL MODULE: ./lib/catalog/read-drill-record.js + 1 modules
var read_drill_record = __webpack_require__(9879);
;// CONCATENATED MODULE: ./lib/catalog/restorability.js
/** Why a drill fails that has found no fault in the backup: the user's own questions to it. */
const CHECK_FAILED = 'drill-check-failed';
const FAULTS = ['drill-different', 'drill-broken'];
/**
 * What the record of a drill says of its backup. Differences, breakage, or that it could not be loaded refute it. Where
 * only checks of the user's failed, it restores to what it was, which was not what they ask for: that refutes nothing that
 * an earlier drill proved, and proves nothing either.
 */
function restorabilityBy({ compared, differenceCount, outcome, reasons }) {
    if (outcome !== 'failed')
        return outcome;
    const codes = reasons.map(({ code }) => code);
    const faulty = !compared || differenceCount > 0 || FAULTS.some(each => codes.includes(each));
    return codes.includes(CHECK_FAILED) && !faulty ? 'undecided' : 'refuted';
}

// EXTERNAL MODULE: ./lib/stream/concurrency.js
var concurrency = __webpack_require__(11471);
;// CONCATENATED MODULE: ./lib/prune/evidence.js







/**
 * Reads the manifests of some backups, and keeps of each what retention asks for.
 * @throws BackupError `prune-manifest-unreadable` naming all of them that cannot be read
 */
async function readFacts(listed, { signal, store }) {
    const facts = [];
    const unreadable = [];
    await (0,concurrency/* inParallel */.HN)(read_manifest/* READ_AT_ONCE */.fh, listed, async ({ key, manifestBytes = 0 }) => {
        try {
            const manifest = await (0,read_manifest/* readListedManifest */.T3)(store, { key: (0,catalog/* manifestKey */.Rn)(key), bytes: manifestBytes }, signal);
            facts.push(factsOfManifest(manifest));
        }
        catch (error) {
            if (!(error instanceof core_errors/* BackupError */.hj) || error.code !== 'manifest-unreadable')
                throw error;
            unreadable.push(error);
        }
    });
    if (unreadable.length > 0)
        throw manifestsUnreadable(unreadable);
    return facts;
}
/**
 * What the drills of a backup came to: the last that decided anything says whether it restores; how much of it was proven,
 * the best of those since it was last refuted.
 */
async function readDrills({ drills }, { signal, store }) {
    let drilled;
    for (const key of drills.toReversed()) {
        const record = await (0,read_drill_record/* readDrillRecord */.D)(store, key, signal);
        const found = restorabilityBy(record);
        if (found === 'proven')
            return { drilled: found, failedDrill: false };
        if (found === 'refuted')
            return { drilled, failedDrill: drilled === undefined };
        if (found === 'partly proven')
            drilled = found;
    }
    return { drilled, failedDrill: false };
}
const PRUNE_MANIFEST_UNREADABLE = (0,core_errors/* defineError */.MP)({
    topic: 'pruning',
    code: 'prune-manifest-unreadable',
    kind: 'integrity',
    meaning: 'A manifest that a verdict depends on was altered, or cannot be read: it is unknown what it describes, and what would be lost.',
    fix: 'Run verify, which names them all and says why. Bring the manifest back (a bucket with versions has the earlier one), or move the backup with all of its files elsewhere until you know what happened, and prune again. Do not remove a backup only because its manifest could not be read.',
});
function manifestsUnreadable(errors) {
    const [first] = errors;
    const others = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
    return new core_errors/* BackupError */.hj({
        ...PRUNE_MANIFEST_UNREADABLE,
        message: `${first?.message.replace(/\.$/, '') ?? ''}${others}: nothing was removed, since what it is of is not known.`,
        hint: 'Run verify, which names them all and says why. Do not remove such a backup for it: bring back its manifest (a bucket with versions has the earlier one), or move the backup with all of its files elsewhere until you know what happened, and prune again.',
    }, first);
}

// EXTERNAL MODULE: ./lib/catalog/manifest.js
var catalog_manifest = __webpack_require__(34206);
// EXTERNAL MODULE: ./lib/catalog/manifest-checksum.js
var manifest_checksum = __webpack_require__(63696);
// EXTERNAL MODULE: ./lib/catalog/read-small.js
var read_small = __webpack_require__(46429);
;// CONCATENATED MODULE: ./lib/prune/archive/archive-backup.js







/** How long taking back may take when the run itself is stopped. Milliseconds; the runner kills after 10 s. */
const UNDO_MS = 8_000;
/** How old a copy without manifest must be: a younger one may be of a run that will take it back. Milliseconds. */
const LEFT_ALONE_MS = 3_600_000;
/**
 * Copies a backup into the archive: the dump in the given storage class, what is beside it in that of the bucket, so
 * that it can be read, and the manifest last. What an earlier run has copied before it was cut is used as it is, once it
 * is known to be the same and no run can still be at it; all of it is looked at again when the manifest is there.
 * No matter what fails, or cancels it, takes back what this run has copied.
 * @throws BackupError `backup-altered`, `storage-key-exists`, `prune-archive-contended`, or the store's own
 */
async function archiveBackup(manifest, key, storageClass, parts) {
    const namedStore = new ArchiveStore(key, parts);
    try {
        const { globals, stored } = manifest;
        const dump = await namedStore.copy(manifest.key, key, stored, storageClass ? { storageClass } : {});
        const fileName = key.slice(key.lastIndexOf('/') + 1);
        await namedStore.put(`${key}${names/* CHECKSUM_SUFFIX */.qP}`, (0,names/* checksumLine */.Ut)(stored.sha256, fileName));
        const globalsKey = globals && `${key.slice(0, -fileName.length)}${globals.key.slice(globals.key.lastIndexOf('/') + 1)}`;
        if (globals && globalsKey)
            await namedStore.copy(globals.key, globalsKey, globals, {});
        const confirmed = dump.checksum?.algorithm ?? 'size';
        const copy = archivedManifest(manifest, { key, globalsKey, at: parts.now(), confirmed });
        await namedStore.put((0,catalog/* manifestKey */.Rn)(key), (0,catalog_manifest/* serializeManifest */.M)(copy));
        await namedStore.requireAll();
    }
    catch (error) {
        await namedStore.undo();
        throw error;
    }
    namedStore.encrypt();
}
/** One archived copy in the making. Each step is on the ledger before it is taken. */
class ArchiveStore {
    #parts;
    #manifest;
    #bytes = new Map();
    #steps = [];
    constructor(key, parts) {
        this.#parts = parts;
        this.#manifest = (0,catalog/* manifestKey */.Rn)(key);
    }
    async copy(from, to, expected, options) {
        const { signal, store } = this.#parts;
        const announce = (uploadTag) => this.#announce(to, uploadTag);
        const object = await store
            .copy(from, to, { ...options, announce }, signal)
            .catch(async (error) => {
            const there = isTaken(error) ? await this.#same(from, to) : undefined;
            if (there)
                return there;
            throw error;
        });
        const { bytes, checksum } = object;
        const sha256 = checksum?.algorithm === 'sha256' ? Buffer.from(checksum.value, 'base64').toString('hex') : undefined;
        this.#bytes.set(to, bytes);
        if (bytes === expected.bytes && (sha256 ?? expected.sha256) === expected.sha256)
            return object;
        throw (0,read_backup/* altered */.Wn)(`${store.url(from)} is not what its manifest says, and was not archived`);
    }
    async put(key, text) {
        const { signal, store } = this.#parts;
        try {
            await store.put(key, Buffer.from(text), signal, uploadTag => this.#announce(key, uploadTag));
        }
        catch (error) {
            const there = isTaken(error) && (await this.#holds(key, text));
            if (!there)
                throw error;
        }
        this.#bytes.set(key, Buffer.byteLength(text));
    }
    async #holds(key, text) {
        const { signal, store } = this.#parts;
        if ((await store.head(key, signal))?.bytes !== Buffer.byteLength(text))
            return false;
        return (await (0,read_small/* readSmall */.o)(store, key, Buffer.byteLength(text) + 1024, signal)).toString() === text;
    }
    /** What was taken over may have been taken back meanwhile by the run that had put it there. */
    async requireAll() {
        const { signal, store } = this.#parts;
        for (const [key, bytes] of this.#bytes)
            if ((await store.head(key, signal))?.bytes !== bytes)
                throw contended(store.url(key), 'changed');
    }
    encrypt() {
        for (const { forget } of this.#steps.splice(0))
            forget();
    }
    /**
     * What cannot be taken back stays on the ledger, for the post step. Beside a manifest that another run has put there,
     * everything stays: it is that run's backup now.
     */
    async undo() {
        const signal = AbortSignal.timeout(UNDO_MS);
        for (const step of this.#steps.splice(0))
            await this.#takeBack(step, signal).then(step.forget, () => { });
    }
    async #takeBack({ key, uploadTag }, signal) {
        const { store } = this.#parts;
        if (key !== this.#manifest && (await store.head(this.#manifest, signal)))
            return;
        await store.removeIfTagged(key, uploadTag, signal);
    }
    /** What is under a key that is taken, where it is a copy of the same: by size, and by checksum where both have one. */
    async #same(from, to) {
        const { now, signal, store } = this.#parts;
        const [source, copy] = [await store.head(from, signal), await store.head(to, signal)];
        const comparable = source?.checksum?.algorithm === copy?.checksum?.algorithm;
        const same = source?.bytes === copy?.bytes && (!comparable || source?.checksum?.value === copy?.checksum?.value);
        if (!copy || !same)
            return undefined;
        if (now().getTime() - copy.modified.getTime() > LEFT_ALONE_MS)
            return copy;
        throw contended(store.url(to), 'young');
    }
    #announce(key, uploadTag) {
        const forget = this.#parts.journal.record({
            kind: 'object',
            store: 'destination',
            key,
            uploadTag,
            manifest: this.#manifest,
        });
        this.#steps.unshift({ key, uploadTag, forget });
    }
}
function isTaken(error) {
    return error instanceof core_errors/* BackupError */.hj && error.code === 'storage-key-exists';
}
const PRUNE_ARCHIVE_CONTENDED = (0,core_errors/* defineError */.MP)({
    topic: 'pruning',
    code: 'prune-archive-contended',
    kind: 'storage',
    meaning: 'A copy in the archive is being made by another run, or was left there less than an hour ago by one that was killed; or it went away while this run was using it. Nothing was pruned.',
    fix: 'Give the jobs that archive to one destination one concurrency group. After a run that was killed, prune again in an hour: by then its copy is used as it is.',
});
function contended(url, how) {
    return new core_errors/* BackupError */.hj({
        ...PRUNE_ARCHIVE_CONTENDED,
        message: how === 'young'
            ? `${url} was copied there less than an hour ago, and has no manifest yet.`
            : `${url} was removed or replaced while its backup was being archived.`,
        hint: 'Let one run at a time archive; after a run that was killed, prune again in an hour.',
    });
}
/**
 * The manifest of an archived copy: that of the backup, except where it is, and with what it is a copy of. So it is
 * restored, verified and drilled like any other, by its key.
 */
function archivedManifest(manifest, copy) {
    const { globals, manifestSha256, stored, ...same } = manifest;
    return (0,manifest_checksum/* withChecksum */.i)({
        ...same,
        key: copy.key,
        stored: { ...stored, confirmed: copy.confirmed },
        ...(globals && { globals: { ...globals, key: copy.globalsKey ?? globals.key } }),
        archived: { from: manifest.key, fromManifestSha256: manifestSha256, at: copy.at.toISOString() },
    });
}

;// CONCATENATED MODULE: ./lib/prune/archive/archive-backups.js










/**
 * Copies the first complete full backup of each month that has none in the archive yet; a dry run only says which. What
 * was archived before is left alone.
 * @throws BackupError anything that keeps one from being archived: nothing is pruned then
 */
async function archiveBackups(backups, listing, { archive, dryRun, policy }, now, parts) {
    const archived = [];
    if (!archive)
        return archived;
    const evaluated = await evaluateCopies(backups, listing, policy, now, parts);
    for (const month of monthsToArchive(evaluated, policy, now)) {
        const manifest = await firstProven(month, listing, parts);
        const key = manifest && (0,archive_key/* archiveKeyOf */.bz)(manifest.key);
        if (!manifest || key === undefined)
            continue;
        const { bytes } = manifest.stored;
        const { storageClass } = archive;
        if (!dryRun)
            await archiveBackup(manifest, key, storageClass, parts);
        parts.reporter.info(`${dryRun ? 'Would archive' : 'Archived'} ${manifest.key} (${(0,sizes/* formatSize */.X)(bytes)}) as ${key}`);
        archived.push({ from: manifest.key, key, bytes, storageClass });
    }
    return archived;
}
/**
 * What there is, but that each copy in the archive is measured against its manifest where something could be archived in
 * its stead, and has what drills found of it, or of what it is a copy of.
 * @throws BackupError `backup-altered`, `prune-manifest-unreadable`: where a month has none but a copy that is no backup
 */
async function evaluateCopies(backups, { listed }, policy, now, parts) {
    const months = monthsToArchive(backups.filter(each => !isArchived(each)), policy, now);
    const copies = copiesOf(months, backups);
    const manifests = copies.flatMap(({ key }) => listed.get(key) ?? []);
    const sizes = new Map((await readFacts(manifests, parts)).map(({ key, storedBytes }) => [key, storedBytes]));
    const failedDrill = await failedDrillsAmong(copies, backups, listed, parts);
    const evaluated = backups.map(each => {
        const found = listed.get(each.key);
        const bytes = sizes.get(each.key);
        return bytes === undefined || !found
            ? each
            : { ...each, complete: found.dumpBytes === bytes, failedDrill: failedDrill.has(each.key) };
    });
    const hollow = copiesOf(monthsToArchive(evaluated, policy, now), evaluated).find(({ complete }) => !complete);
    if (hollow)
        throw (0,read_backup/* altered */.Wn)(`${parts.store.url(hollow.key)} lacks what its manifest says that it has: the month is not archived, and nothing was removed`);
    return evaluated;
}
/** The keys of those copies that a drill refuted; what it found of the original holds for its copy. */
async function failedDrillsAmong(copies, backups, listed, parts) {
    const wanted = new Set(copies.map(({ key }) => key));
    const failedDrill = new Set();
    for (const each of backups) {
        const copy = isArchived(each) ? each.key : (0,archive_key/* archiveKeyOf */.bz)(each.key);
        const found = listed.get(each.key);
        if (copy === undefined || !wanted.has(copy) || failedDrill.has(copy) || !found)
            continue;
        if ((await readDrills(found, parts)).failedDrill)
            failedDrill.add(copy);
    }
    return failedDrill;
}
/**
 * The first that is what its manifest says, and that no drill has refuted: with the whole database, else with all but
 * what was left out by name.
 */
async function firstProven(month, { listed }, parts) {
    let most;
    for (const { key } of month) {
        const found = listed.get(key);
        if (found?.manifestBytes === undefined)
            continue;
        const own = { key: (0,catalog/* manifestKey */.Rn)(key), bytes: found.manifestBytes };
        const manifest = await (0,read_manifest/* readListedManifest */.T3)(parts.store, own, parts.signal);
        const share = (0,contents/* shareOf */.tC)(manifest);
        if (manifest.stored.bytes !== found.dumpBytes || share === 'some')
            continue;
        if ((await readDrills(found, parts)).failedDrill)
            continue;
        if (share === 'all')
            return manifest;
        most ??= manifest;
    }
    return most;
}

// EXTERNAL MODULE: ./lib/catalog/same-database.js
var same_database = __webpack_require__(15955);
;// CONCATENATED MODULE: ./lib/prune/databases.js

/**
 * The databases that backups are of, by names for people, each with the keys of its backups. A database is known by its
 * newest backup; one that moved within its address, or was renamed in its cluster, is the same.
 */
function databasesOf(backups, sources) {
    const found = [];
    for (const { key } of backups.toSorted(newestFirst)) {
        const source = sources.get(key);
        if (!source)
            continue;
        const known = found.find(each => !(0,same_database/* areTwoDatabases */.JM)(each.source, source));
        if (known)
            known.keys.push(key);
        else
            found.push({ source, keys: [key] });
    }
    return new Map(found.map(({ keys, source }, index) => [nameOf(source, index), keys]));
}
/** Two clusters may have one address, one after the other or through tunnels: a number distinguishes them. */
function nameOf(source, index) {
    return index === 0 ? (0,same_database/* describeSource */.B6)(source) : `${(0,same_database/* describeSource */.B6)(source)} (${index + 1})`;
}
function newestFirst(one, other) {
    return other.startedAt.getTime() - one.startedAt.getTime() || (one.key < other.key ? -1 : 1);
}
/** A warning for each series that has backups of several databases. */
function sharedSeries(verdicts) {
    const bySeries = Map.groupBy(verdicts, ({ backup }) => backup.group.series);
    return [...bySeries].flatMap(([series, all]) => {
        const databases = [...new Set(all.flatMap(({ backup }) => backup.group.database ?? []))];
        if (databases.length < 2)
            return [];
        return [
            `The series ${series} has backups of ${databases.length} databases (${databases.join('; ')}). Each is kept by itself; write a series of its own for each, so that restores know which is meant`,
        ];
    });
}

// EXTERNAL MODULE: ./lib/catalog/legacy/dated-dump.js
var dated_dump = __webpack_require__(40514);
// EXTERNAL MODULE: ./lib/catalog/legacy/legacy-of-series.js
var legacy_of_series = __webpack_require__(66932);
// EXTERNAL MODULE: ./lib/catalog/object-role.js
var object_role = __webpack_require__(29041);
// EXTERNAL MODULE: ./lib/catalog/other-destination.js
var other_destination = __webpack_require__(804);
;// CONCATENATED MODULE: ./lib/catalog/series-prefixes.js

/** Where a run looks. */
function prefixesOf({ series }) {
    if (series === undefined)
        return [''];
    const prefixes = [`${series}/`, (0,archive_key/* archivePrefix */.pY)(series)];
    // Those of a series that is called archive contain each other.
    return prefixes.filter(each => !prefixes.some(other => other !== each && each.startsWith(other)));
}
/** Whether a run looks at what is under a key: a series that is called archive has not what others have archived. */
function isLookedAt(key, { series }) {
    return series === undefined || (0,archive_key/* seriesOfKey */.cX)(key) === series;
}

// EXTERNAL MODULE: ./lib/catalog/stored-backups.js
var stored_backups = __webpack_require__(61346);
// EXTERNAL MODULE: ./lib/notify/last-outcome.js
var last_outcome = __webpack_require__(20916);
;// CONCATENATED MODULE: ./lib/prune/listing.js















/** How often the log says how far the listing is. Objects. */
const EVERY = 20_000;
/**
 * Lists everything, page by page; of each backup little is kept.
 * @throws BackupError the store's own: a listing that failed is no listing
 */
async function listForPrune(request, parts) {
    const listed = new Map();
    const backups = [];
    const unnamed = [];
    const orphans = [];
    const groups = new catalog_group/* FewGroups */.dC();
    const dated = new Counted();
    const ofOthers = new Counted();
    const elsewhere = new Elsewhere(parts);
    let foreignObjects = 0;
    for (const each of await (0,stored_backups/* collectBackups */.M)(objectsOf(request, parts, ofOthers))) {
        const classified = classify(each, request.policy);
        // Outside of its folders a series has its legacy objects only.
        if (!isLookedAt(each.key, request) && !(classified.kind === 'backup' && classified.backup.legacy))
            continue;
        if (await elsewhere.has(each))
            continue;
        if (classified.kind === 'unnamed' && !(await (0,read_manifest/* claimsToBeManifest */.Th)(each, parts))) {
            foreignObjects += listing_countOf(each);
            continue;
        }
        if (classified.kind === 'backup')
            backups.push({ ...classified.backup, group: groups.of(classified.backup.group) });
        if (classified.kind === 'unnamed')
            unnamed.push(each);
        if (classified.kind === 'orphan')
            orphans.push(each);
        if (classified.kind === 'strange') {
            foreignObjects += listing_countOf(each);
            if ((0,dated_dump/* datedDump */.dq)(each))
                dated.add(each.key);
        }
        else
            listed.set(each.key, each);
    }
    if (listed.size === 0 && elsewhere.first)
        throw elsewhere.first;
    return { listed, backups, unnamed, orphans, foreignObjects, dated, ofOthers, elsewhere: elsewhere.found() };
}
/** Says backups of another destination by their place; of those of one destination one manifest is read. */
class Elsewhere {
    #parts;
    #known = [];
    #count = 0;
    constructor(parts) {
        this.#parts = parts;
    }
    get first() {
        return this.#known[0];
    }
    found() {
        return { count: this.#count, destination: this.first?.destination };
    }
    async has({ key, manifestBytes }) {
        if (manifestBytes === undefined || !(0,plain_key/* isPlainKey */._)(key) || (0,layout/* isOwnLayout */.r)(key))
            return false;
        if (!this.#known.some(({ covers }) => covers(key)) && !(await this.#isNew(key, manifestBytes)))
            return false;
        this.#count += 1;
        return true;
    }
    async #isNew(key, bytes) {
        const { signal, store } = this.#parts;
        try {
            await (0,read_manifest/* readListedManifest */.T3)(store, { key: (0,catalog/* manifestKey */.Rn)(key), bytes }, signal);
        }
        catch (error) {
            if (error instanceof other_destination/* OtherDestination */.t)
                return this.#known.push(error) > 0;
            // Other damage is reported where it matters.
            if (!(error instanceof core_errors/* BackupError */.hj) || error.code !== 'manifest-unreadable')
                throw error;
        }
        return false;
    }
}
class Counted {
    count = 0;
    first;
    add(key) {
        this.count += 1;
        this.first ??= key;
    }
}
function listing_countOf(listed) {
    return (0,stored_backups/* withoutManifest */.I)(listed).length + (listed.manifestBytes === undefined ? 0 : 1);
}
/** With a legacy pattern a run of one series looks for its legacy objects everywhere: the runbooks knew no series. */
async function* objectsOf(request, { reporter, signal, store }, ofOthers) {
    const prefixes = request.policy.legacy ? [''] : prefixesOf(request);
    let count = 0;
    for (const prefix of prefixes) {
        for await (const object of store.list(prefix, signal)) {
            if ((0,last_outcome/* isLastOutcome */.XA)(object.key))
                continue;
            if (!isLookedAt(object.key, request) && !isItsLegacy(object.key, request, ofOthers))
                continue;
            count += 1;
            if (count % EVERY === 0)
                reporter.info(`${count.toLocaleString('en-US')} objects listed`);
            yield object;
        }
    }
}
/** Whether an object outside of a series' folders may be one of its legacy ones, or is beside one. */
function isItsLegacy(key, { policy, series }, ofOthers) {
    if (series === undefined || !(0,plain_key/* isPlainKey */._)(key))
        return false;
    const { backup, role } = (0,object_role/* roleOf */.k)(key);
    const name = (0,legacy_name/* legacyName */.D)(backup, policy.legacy?.patterns ?? []);
    if (!name)
        return false;
    if ((0,legacy_of_series/* isLegacyOf */.l)(name, series))
        return true;
    if (role === 'dump' && !(0,layout/* isOwnLayout */.r)(key))
        ofOthers.add(key);
    return false;
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./lib/core/ages.js
var ages = __webpack_require__(40415);
;// CONCATENATED MODULE: ./lib/prune/log.js




/** Up to so many, the log has a line for each backup that is kept too. */
const MOST_KEPT = 200;
const LINES_AT_ONCE = 500;
/** Writes down every backup that is to go, and by which rule; of those that are kept, the rules at least. */
async function logPlan(verdicts, now, reporter) {
    const kept = verdicts.filter(({ verdict }) => verdict === 'keep');
    const shown = kept.length > MOST_KEPT ? verdicts.filter(({ verdict }) => verdict === 'remove') : verdicts;
    for (const [index, { backup, rule, verdict }] of shown.entries()) {
        // Lines wait in memory until the process has a moment to write them.
        if (index % LINES_AT_ONCE === 0)
            await (0,promises_.setImmediate)();
        const age = (0,ages/* formatAge */.n)(Math.max(0, now.getTime() - backup.startedAt.getTime()));
        reporter.info(`${verdict === 'keep' ? 'keep  ' : 'remove'} ${backup.key}, ${age} old, ${(0,sizes/* formatSize */.X)(backup.bytes)}: ${rule}`);
    }
    if (kept.length > MOST_KEPT)
        for (const [rule, some] of Map.groupBy(kept, each => each.rule))
            reporter.info(`keep   ${some.length}: ${rule}`);
    reporter.info(`${kept.length} kept, ${verdicts.length - kept.length} to be removed`);
}
/** Each backup and what became of it; without `removals` nothing was removed. */
function prunedBackups(verdicts, { listed }, removals) {
    return verdicts.map(verdict => {
        const { backup } = verdict;
        const { bytes, group, key, startedAt } = backup;
        return {
            key,
            startedAt,
            bytes: backup.legacy ? (listed.get(key)?.bytes ?? bytes) : bytes,
            series: group.series,
            what: group.what,
            backupClass: classOf(backup),
            disposition: dispositionOf(verdict, removals),
        };
    });
}
function dispositionOf({ backup, rule, verdict }, removals) {
    if (verdict === 'keep')
        return { kind: backup.locked === undefined ? 'kept' : 'locked', rule };
    if (!removals)
        return { kind: 'planned', rule };
    const { dispositions, stopped } = removals;
    return (dispositions.get(backup.key) ??
        (stopped ? { kind: 'failed', rule, problem: stopped } : { kind: 'removed', rule }));
}
function classOf(backup) {
    if (backup.legacy)
        return 'legacy';
    return isArchived(backup) ? 'archived' : backup.backupClass;
}
/** Why the step fails, each once: the same refusal of a thousand objects is one reason. */
function reasonsToFail(backups, { leftovers, problem }, removals) {
    const dispositions = [...backups, ...leftovers].map(({ disposition }) => disposition);
    const failed = dispositions.flatMap(disposition => disposition.kind === 'failed' ? [disposition.problem] : []);
    const all = [removals?.stopped, ...failed, problem].filter(each => each !== undefined);
    return [...new Map(all.map(each => [each.code, each])).values()];
}

;// CONCATENATED MODULE: ./lib/catalog/lock-of-backup.js


/**
 * What keeps the objects of a backup in the store, in words: those that are gone first and those that are large, or with
 * `all` versions each of them, since a marker hides what is locked, and nothing removes it.
 */
async function lockOfBackup(listed, { signal, store }, versions = 'current') {
    const { key, manifestBytes } = listed;
    const asked = new Set([
        key,
        ...(manifestBytes === undefined ? [] : [(0,catalog/* manifestKey */.Rn)(key)]),
        ...(versions === 'all' ? (0,stored_backups/* withoutManifest */.I)(listed) : []),
    ]);
    for (const each of asked) {
        const lock = await store.lockOf(each, signal);
        if (lock)
            return lock.why;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/retention/plan-retention.js





/**
 * Judges each backup by the policy. It is kept where a protection says so, else where a keep rule does (restic's meaning),
 * else by its class's age; all times are UTC. The first of these that keeps it is reported. Where its class would decide and is
 * unknown, it is kept. What restore kept of its target goes by its age alone, and fills no place of the keep rules.
 */
function planRetention(backups, policy, now) {
    const verdicts = evaluate(backups, policy, now).map(({ backup, hasPlace, evaluation }) => {
        return evaluation.verdict === 'unknown'
            ? { backup, hasPlace, verdict: 'keep', rule: 'its class is not known' }
            : { backup, hasPlace, ...evaluation };
    });
    return { verdicts };
}
/**
 * Those of unknown class whose verdict depends on it: only their manifests need be read. Every other backup's verdict is
 * the same no matter what classes these and all others of unknown class turn out to have.
 */
function classesThatMatter(backups, policy, now) {
    return evaluate(backups, policy, now).flatMap(({ backup, evaluation }) => evaluation.verdict === 'unknown' ? [backup] : []);
}
const UNNAMED = { verdict: 'keep', rule: 'no manifest, and no pattern of the policy names it' };
function evaluate(backups, policy, now) {
    const groups = Map.groupBy(backups, ({ group }) => (0,catalog_group/* nameOfGroup */.I8)(group));
    const proven = new Set(backups
        .filter(each => isRetainable(each) && isPrimary(each))
        .map(({ group }) => (0,catalog_group/* nameOfGroup */.I8)((0,catalog_group/* ofAnyDatabase */.J3)(group))));
    return [...groups]
        .toSorted(([one], [other]) => compare(one, other))
        .flatMap(([, group]) => evaluateGroup(group.toSorted(plan_retention_newestFirst), policy, now, proven));
}
function evaluateGroup(backups, policy, now, proven) {
    const [first] = backups;
    if (!first)
        return [];
    const rules = rulesFor(policy, first.group.series);
    const protection = protectionsOf(backups, now, whyIrreplaceable(first.group, proven, policy.legacy));
    const kept = keptByRules(backups.filter(each => isRetainable(each) && isPrimary(each)), rules, now);
    const byClassAge = classAges(rules, now);
    const byLegacyAge = legacyAges(policy.legacy, now);
    return backups.map(backup => {
        const rule = protection(backup) ?? kept.get(backup);
        const hasPlace = kept.has(backup);
        if (rule !== undefined)
            return { backup, hasPlace, evaluation: { verdict: 'keep', rule } };
        return { backup, hasPlace, evaluation: backup.legacy ? byLegacyAge(backup) : byClassAge(backup) };
    });
}
const LETS_GO = 'legacy-retired in the policy lets it go';
/** Why nothing stands in for the legacy backups of a group; undefined where something does, or the policy gives them up. */
function whyIrreplaceable(group, proven, legacy) {
    if (legacy?.retired.has(group.series))
        return undefined;
    const successor = (0,catalog_group/* successorOf */.kz)(group);
    if (!successor)
        return `its folder may be of another server; ${LETS_GO}`;
    if (proven.has((0,catalog_group/* nameOfGroup */.I8)(successor)))
        return undefined;
    const holds = HOLDS.get(group.what);
    return holds === undefined
        ? `no backup of another name takes its place; ${LETS_GO}`
        : `${successor.series} has no proven ${holds} backup yet`;
}
/** What a backup with a manifest can take the place of, in words. */
const HOLDS = new Map([
    ['full', 'full'],
    ['schema', 'schema-only'],
    ['data', 'data-only'],
]);
/** One judge for each kind: there may be very many backups. */
function legacyAges(legacy, now) {
    if (!legacy)
        return () => UNNAMED;
    const { byKind, lifetime } = legacy;
    const others = lifetimeOf('legacy backups', lifetime, now);
    const known = new Map([...byKind].map(([kind, kept]) => [kind, lifetimeOf(`legacy ${kind} backups`, kept, now)]));
    return ({ legacyKind, startedAt }) => ((legacyKind && known.get(legacyKind)) ?? others)(startedAt);
}
function plan_retention_newestFirst(one, other) {
    return other.startedAt.getTime() - one.startedAt.getTime() || compare(one.key, other.key);
}
/** By code points: the same on every machine. */
function compare(one, other) {
    if (one === other)
        return 0;
    return one < other ? -1 : 1;
}
const plan_retention_DAY_MS = 86_400_000;
/** As long as a daily backup is kept: somebody who looks at what is kept finds out whose clock is wrong by then. */
const STORED_LATE_DAYS = 30;
/**
 * Why no policy may remove a backup (design, promise 7), asked before any rule is; undefined where one may. A group never
 * loses what it would be restored from: its newest proven backup; if none is proven, its newest refuted and its newest
 * legacy one, which are better than none. What a restore kept of its target is none of these: it may be a copy of another
 * database, and goes by its age.
 * @param group the newest first: all backups of one group
 * @param irreplaceable why nothing stands in for the group's legacy ones; undefined where something does
 */
function protectionsOf(group, now, irreplaceable) {
    const own = group.filter(isPrimary);
    const proven = own.filter(isRetainable);
    const [newestProven] = proven;
    const newestDrilled = proven.find(each => each.drilled === 'proven');
    // It may be newer, and is less: what is left unproven of it another still proves.
    const newestPartly = proven.find(each => each.drilled === 'partly proven');
    const lastResort = newestProven ? undefined : own.find(each => each.complete && each.failedDrill);
    const lastLegacy = group.find(each => each.legacy && each.bytes > 0);
    return backup => {
        if (backup.locked !== undefined)
            return backup.locked;
        if (backup === newestProven)
            return 'newest proven of its series';
        if (backup === newestDrilled)
            return 'newest of its series that a drill proved';
        if (backup === newestPartly)
            return 'newest of its series that a drill proved in part';
        if (backup === lastResort)
            return 'newest of its series, none of which is proven';
        if (irreplaceable !== undefined && backup === lastLegacy)
            return `newest of its name, and ${irreplaceable}`;
        if (now.getTime() - backup.startedAt.getTime() < plan_retention_DAY_MS)
            return 'younger than a day';
        if (storedMsAgo(backup, now) < STORED_LATE_DAYS * plan_retention_DAY_MS)
            return `stored days after the time of its name, by a clock that was behind or as a copy, and kept ${STORED_LATE_DAYS} days from then`;
        if (!backup.complete && !backup.legacy)
            return 'not complete, so it is no backup';
        return undefined;
    };
}
/** Of what was stored late; a name that may have a wrong time makes nothing old. */
function storedMsAgo({ storedLate }, now) {
    return storedLate ? now.getTime() - storedLate.getTime() : Number.POSITIVE_INFINITY;
}

;// CONCATENATED MODULE: ./lib/retention/series-names.js


/** The series that the policy has rules for and the store has no backup of: their rules do nothing. */
function seriesWithoutBackups(policy, stored) {
    return [...policy.series.keys()].filter(name => !stored.includes(name));
}
const POLICY_SERIES_UNKNOWN = (0,core_errors/* defineError */.MP)({
    topic: 'pruning',
    code: 'policy-series-unknown',
    kind: 'refusal',
    meaning: 'The policy has rules for a series that has no backup, and whose name is nearly that of one that has: the rules would do nothing, and the other series would be pruned by rules that were not meant for it.',
    fix: 'Correct the name in the policy, or write rules for both series.',
});
/**
 * A series' name that is only nearly one that the store has is a slip, and the longer time that was written for it would
 * not be kept: nothing may be removed by such a policy.
 * @param stored the series that the store has backups of
 * @throws BackupError `policy-series-unknown`
 */
function requireKnownSeries(policy, stored) {
    const unnamed = stored.filter(name => !policy.series.has(name));
    for (const name of seriesWithoutBackups(policy, stored)) {
        const meant = (0,closest/* closest */.k)(name, unnamed);
        if (meant === undefined)
            continue;
        throw new core_errors/* BackupError */.hj({
            ...POLICY_SERIES_UNKNOWN,
            message: `The policy has rules for the series ${name}, of which there is no backup, and none for ${meant}, of which there are some: nothing was removed.`,
            hint: `Correct the name in the policy, or write rules for ${meant} too.`,
        });
    }
}

;// CONCATENATED MODULE: ./lib/prune/manifests-to-read.js


/**
 * The groups in which something is to go, each with all of its backups, and those that stand in for legacy backups that
 * are to go.
 * @param others groups that something else goes for
 */
function touchedGroups(verdicts, others = []) {
    const losing = verdicts.filter(({ verdict }) => verdict === 'remove').map(({ backup }) => backup);
    const successors = losing.flatMap(({ group, legacy }) => (legacy ? ((0,catalog_group/* successorOf */.kz)(group) ?? []) : []));
    const touched = new Set([...losing.map(({ group }) => group), ...successors, ...others].map(catalog_group/* nameOfGroup */.I8));
    const groups = Map.groupBy(verdicts, ({ backup: { group } }) => (0,catalog_group/* nameOfGroup */.I8)(group));
    return [...groups].flatMap(([name, group]) => (touched.has(name) ? [group] : []));
}
/**
 * Whose manifests are read in any case. Of each group of `touchedGroups`, what others go for: its newest, the newest that a
 * drill proved, and those that have places of keep rules. And all that is to go: it may be the only backup of a choice of
 * schemas, tables or exclusions, which its name does not say.
 */
function manifestsToRead(verdicts, others = []) {
    return touchedGroups(verdicts, others).flatMap(group => {
        const proven = group.map(({ backup }) => backup).filter(each => isRetainable(each) && isPrimary(each));
        const drilled = ['proven', 'partly proven'].map(how => proven.find(each => each.drilled === how));
        const deciding = group.filter(each => each.hasPlace || each.verdict === 'remove');
        return [...new Set([proven[0], ...drilled, ...deciding.map(({ backup }) => backup)])].filter(each => each !== undefined);
    });
}
/**
 * Those whose verdict says that they count: of every group its newest, and those with places of keep rules. Whether a
 * drill refuted them has to be known even if nothing goes for them.
 */
function claimants(verdicts) {
    const newest = new Map();
    for (const { backup } of verdicts) {
        const name = (0,catalog_group/* nameOfGroup */.I8)(backup.group);
        if (isRetainable(backup) && isPrimary(backup) && !newest.has(name))
            newest.set(name, backup);
    }
    const placed = verdicts.filter(({ hasPlace }) => hasPlace).map(({ backup }) => backup);
    return [...new Set([...newest.values(), ...placed])];
}

;// CONCATENATED MODULE: ./lib/prune/plan.js











/**
 * Judges every backup, and asks the store only what verdicts depend on: the manifests of those whose class decides, that
 * others go for, and that are to go themselves; the drills of groups in which something goes, and of what counts as kept;
 * and the locks of what goes. Each answer may change
 * the plan, so it is made again until nothing is left to ask.
 * @throws BackupError `prune-backup-from-future`, `policy-series-unknown`, `prune-manifest-unreadable`, and others that say
 *   why nothing may be removed
 */
async function resolvePlan(listing, request, now, parts) {
    const { policy, sweep, versions } = request;
    const plan = new UnresolvedPlan(listing, parts);
    await plan.readUnnamed();
    const series = new Set(plan
        .backups()
        .filter(each => !each.legacy)
        .map(({ group }) => group.series));
    requireKnownSeries(policy, [...series, ...(await seriesElsewhere(request, parts))]);
    // A dump without manifest may be swept for what stands in for it.
    const swept = sweep ? listing.orphans.map(({ key }) => (0,catalog_group/* groupOf */.F8)(key)) : [];
    for (;;) {
        const backups = plan.backups();
        requirePast(backups, now);
        const { verdicts } = planRetention(backups, policy, now);
        const unknown = backups.some(({ backupClass, legacy }) => backupClass === undefined && !legacy);
        const undecided = unknown ? classesThatMatter(backups, policy, now) : [];
        const manifests = [...undecided, ...manifestsToRead(verdicts, swept)];
        const changed = (await plan.askManifests(manifests)) ||
            (await plan.askDrills([
                ...claimants(verdicts),
                ...touchedGroups(verdicts, swept).flatMap(group => group.map(({ backup }) => backup)),
            ])) ||
            (await plan.askLocks(verdicts.filter(({ verdict }) => verdict === 'remove'), versions));
        if (!changed)
            return verdicts;
    }
}
/** The series of the policy that a run of one other series does not list, and that the store has something of. */
async function seriesElsewhere({ policy, series }, { signal, store }) {
    const found = [];
    const others = series === undefined ? [] : [...policy.series.keys()].filter(name => name !== series);
    for (const name of others)
        if (await hasAny(store.list(`${name}/`, signal)))
            found.push(name);
    return found;
}
async function hasAny(objects) {
    for await (const object of objects)
        return object !== undefined;
    return false;
}
/** What is known of the backups so far. Each question is asked once, and says whether its answers may change the plan. */
class UnresolvedPlan {
    #listing;
    #parts;
    #known;
    #groups = new catalog_group/* FewGroups */.dC();
    /** Of the backups whose manifests were read. */
    #sources = new Map();
    #asked = { manifest: new Set(), drill: new Set(), lock: new Set() };
    constructor(listing, parts) {
        this.#listing = listing;
        this.#parts = parts;
        this.#known = new Map(listing.backups.map(each => [each.key, each]));
    }
    backups() {
        return [...this.#known.values()];
    }
    async readUnnamed() {
        for (const facts of await readFacts(this.#listing.unnamed, this.#parts)) {
            const listed = this.#listing.listed.get(facts.key);
            this.#sources.set(facts.key, facts.source);
            if (listed)
                this.#known.set(facts.key, backupOfManifest(listed, facts));
            this.#asked.manifest.add(facts.key);
        }
    }
    /** Where one turns out to hold something else than its name says, others of that name may: all of them are read. */
    async askManifests(wanted) {
        const open = this.#open('manifest', wanted.filter(({ legacy }) => !legacy));
        const mixed = await this.#learn(open);
        for (const name of this.#severalDatabases())
            mixed.add(name);
        const others = this.backups().filter(({ group, legacy }) => !legacy && mixed.has((0,catalog_group/* nameOfGroup */.I8)((0,catalog_group/* ofAnyDatabase */.J3)(group))));
        if (mixed.size > 0)
            await this.#learn(this.#open('manifest', others));
        this.#separateDatabases();
        return open.length > 0;
    }
    /** Returns the names of the groups that some were taken for, and are not of. */
    async #learn(open) {
        const mistaken = new Set();
        for (const facts of await readFacts(open, this.#parts)) {
            const listed = this.#listing.listed.get(facts.key);
            const backup = this.#known.get(facts.key);
            if (!listed || !backup)
                continue;
            this.#sources.set(facts.key, facts.source);
            const read = withFacts(backup, listed, facts);
            const known = { ...read, group: this.#groups.of(read.group) };
            if ((0,catalog_group/* nameOfGroup */.I8)(known.group) !== (0,catalog_group/* nameOfGroup */.I8)(backup.group))
                mistaken.add((0,catalog_group/* nameOfGroup */.I8)(backup.group));
            this.#known.set(facts.key, known);
        }
        return mistaken;
    }
    /** The names of the groups of which backups of several databases are known. */
    #severalDatabases() {
        return this.#groupsOfNames().flatMap(([name, backups]) => databasesOf(backups, this.#sources).size > 1 ? [name] : []);
    }
    /** Two databases never stand in for each other, no matter what their series is called: each is a group of its own. */
    #separateDatabases() {
        for (const [, backups] of this.#groupsOfNames()) {
            const databases = databasesOf(backups, this.#sources);
            if (databases.size < 2)
                continue;
            for (const [database, keys] of databases)
                for (const key of keys)
                    this.#change(key, backup => ({
                        ...backup,
                        group: this.#groups.of({ ...(0,catalog_group/* ofAnyDatabase */.J3)(backup.group), database }),
                    }));
        }
    }
    #groupsOfNames() {
        const read = this.backups().filter(({ key }) => this.#sources.has(key));
        return [...Map.groupBy(read, ({ group }) => (0,catalog_group/* nameOfGroup */.I8)((0,catalog_group/* ofAnyDatabase */.J3)(group)))];
    }
    async askDrills(wanted) {
        const open = this.#open('drill', wanted).filter(({ drills }) => drills.length > 0);
        await (0,concurrency/* inParallel */.HN)(read_manifest/* READ_AT_ONCE */.fh, open, async (listed) => {
            const found = await readDrills(listed, this.#parts);
            this.#change(listed.key, backup => ({ ...backup, ...found }));
        });
        return open.length > 0;
    }
    async askLocks(wanted, versions) {
        const open = this.#open('lock', wanted.map(({ backup }) => backup));
        let found = false;
        await (0,concurrency/* inParallel */.HN)(read_manifest/* READ_AT_ONCE */.fh, open, async (listed) => {
            const locked = await lockOfBackup(listed, this.#parts, versions);
            if (locked === undefined)
                return;
            this.#change(listed.key, backup => ({ ...backup, locked }));
            found = true;
        });
        return found;
    }
    #open(question, wanted) {
        const asked = this.#asked[question];
        return wanted.flatMap(({ key }) => {
            const listed = this.#listing.listed.get(key);
            if (!listed || asked.has(key))
                return [];
            asked.add(key);
            return [listed];
        });
    }
    #change(key, change) {
        const backup = this.#known.get(key);
        if (backup)
            this.#known.set(key, change(backup));
    }
}

;// CONCATENATED MODULE: ./lib/prune/remove.js



/** How many backups at once: as many as the store takes objects in one request. */
const AT_ONCE = 1000;
/**
 * Removes backups, so that a cut at any moment leaves each of them whole or without what makes it one: of a batch first the
 * manifests, and then what belonged to those that went. What cannot be removed does not keep the others from going.
 */
async function removeBackups(candidates, versions, parts) {
    const dispositions = new Map();
    const leftovers = [];
    try {
        for (let at = 0; at < candidates.length; at += AT_ONCE) {
            await removeBatch(candidates.slice(at, at + AT_ONCE), versions, parts, { dispositions, leftovers });
            parts.reporter.info(`${Math.min(at + AT_ONCE, candidates.length)} of ${candidates.length} done`);
        }
        return { dispositions, leftovers, stopped: undefined };
    }
    catch (error) {
        parts.signal.throwIfAborted();
        if (!(error instanceof core_errors/* BackupError */.hj))
            throw error;
        return { dispositions, leftovers, stopped: error };
    }
}
async function removeBatch(batch, versions, { signal, store }, { dispositions, leftovers, }) {
    const removedBy = dispositionOfRemoved();
    const heads = new Map(batch.map(each => [headOf(each.listed), each]));
    for await (const removal of store.removeMany(heads.keys(), signal, { versions })) {
        const owner = heads.get(removal.key);
        if (!owner)
            continue;
        const { listed, rule } = owner;
        dispositions.set(listed.key, removal.outcome === 'removed' ? removedBy(rule) : dispositionOfRemoval(removal, rule));
    }
    const rest = new Map(batch
        .filter(({ listed }) => dispositions.get(listed.key)?.kind === 'removed')
        .flatMap(each => restOf(each.listed).map(key => [key, each])));
    for await (const removal of store.removeMany(rest.keys(), signal, { versions })) {
        const owner = rest.get(removal.key);
        if (owner && removal.outcome !== 'removed')
            leftovers.push(leftoverOf(removal, owner));
    }
}
/** One fate for all that go by one rule: there may be very many. */
function dispositionOfRemoved() {
    const known = new Map();
    return rule => {
        const disposition = known.get(rule) ?? { kind: 'removed', rule };
        known.set(rule, disposition);
        return disposition;
    };
}
/** The object without which the others are no backup: the manifest, or of a legacy backup the dump. */
function headOf(listed) {
    if (listed.manifestBytes !== undefined)
        return (0,catalog/* manifestKey */.Rn)(listed.key);
    return (0,stored_backups/* withoutManifest */.I)(listed)[0] ?? listed.key;
}
function restOf(listed) {
    const head = headOf(listed);
    return (0,stored_backups/* withoutManifest */.I)(listed).filter(key => key !== head);
}
/** Only of a dump is it known how large it is: it alone is worth counting. */
function leftoverOf(removal, { listed: { dumpBytes = 0, key, modifiedMs }, rule }) {
    const bytes = removal.key === key ? dumpBytes : 0;
    const disposition = dispositionOfRemoval(removal, rule);
    return { key: removal.key, kind: 'objects', since: new Date(modifiedMs), bytes, disposition };
}
/** What a store's refusal means for what was to go by a rule. */
function dispositionOfRemoval(removal, rule) {
    return removal.outcome === 'kept'
        ? { kind: 'locked', rule: removal.why }
        : { kind: 'failed', rule, problem: removal.why };
}

// EXTERNAL MODULE: ./lib/catalog/abandoned-uploads.js
var abandoned_uploads = __webpack_require__(45876);
;// CONCATENATED MODULE: ./lib/prune/sweep/uploads.js





/** Discards uploads of our own names that nobody ended. */
async function sweepUploads(wanted, now, parts) {
    const found = [];
    for (const prefix of prefixesOf(wanted)) {
        for await (const upload of parts.store.unfinished(prefix, parts.signal)) {
            const { begun, key } = upload;
            if (!isLookedAt(key, wanted) || !(0,layout/* isOwnLayout */.r)((0,object_role/* roleOf */.k)(key).backup))
                continue;
            if (!(await (0,abandoned_uploads/* isAbandoned */.zI)(upload, now, parts)))
                continue;
            const disposition = wanted.dryRun
                ? { kind: 'planned', rule: abandoned_uploads/* RULE */.xZ }
                : await discard(upload, parts);
            found.push({ key, kind: 'upload', since: begun, bytes: 0, disposition });
        }
    }
    return found;
}
async function discard({ trace }, { signal, store }) {
    try {
        await store.discard(trace, signal);
        return { kind: 'removed', rule: abandoned_uploads/* RULE */.xZ };
    }
    catch (problem) {
        signal.throwIfAborted();
        if (!(problem instanceof core_errors/* BackupError */.hj))
            throw problem;
        return { kind: 'failed', rule: abandoned_uploads/* RULE */.xZ, problem };
    }
}

;// CONCATENATED MODULE: ./lib/prune/sweep/replacements.js





/** What a backup that cannot be read is said to hold by its key; a copy in the archive is of a whole database. */
function groupOfUnread(key) {
    const series = (0,archive_key/* archivedSeries */.K3)(key);
    return series === undefined ? (0,catalog_group/* groupOf */.F8)(key) : { series, what: 'full' };
}
/**
 * Says of which groups there is a proven backup that holds as much: the whole database of that series, or the same by its
 * name. Its manifest, its size and its drills are asked, once for each group: nothing here goes by a name alone.
 */
class Replacements {
    #remaining;
    #parts;
    #asked = new Map();
    constructor(remaining, parts) {
        this.#remaining = remaining;
        this.#parts = parts;
    }
    has(group) {
        const name = (0,catalog_group/* nameOfGroup */.I8)(group);
        const known = this.#asked.get(name) ?? this.#find(group);
        this.#asked.set(name, known);
        return known;
    }
    async #find(group) {
        const enough = (each) => isRetainable(each) &&
            isPrimary(each) &&
            each.group.series === group.series &&
            (each.group.what === 'full' || (0,catalog_group/* nameOfGroup */.I8)(each.group) === (0,catalog_group/* nameOfGroup */.I8)(group));
        const newestFirst = this.#remaining.kept
            .filter(enough)
            .toSorted((one, other) => other.startedAt.getTime() - one.startedAt.getTime());
        for (const backup of newestFirst) {
            const known = await this.#known(backup);
            if (known && enough(known))
                return true;
        }
        return false;
    }
    async #known(backup) {
        const listed = this.#remaining.listed.get(backup.key);
        if (!listed)
            return undefined;
        const [facts] = await readFacts([listed], this.#parts);
        const drills = await readDrills(listed, this.#parts);
        return facts && { ...withFacts(backup, listed, facts), ...drills };
    }
}

;// CONCATENATED MODULE: ./lib/prune/sweep/versions.js





/** What was deleted by mistake can be brought back for so long: versions are kept for that. Milliseconds. */
const HIDDEN_FOR_MS = 30 * 86_400_000;
const RULE = 'deleted more than 30 days ago, and still stored as a version';
const IRREPLACEABLE = 'deleted, and its series has no proven backup that holds as much';
/**
 * Removes the versions of objects of our own names that were deleted long ago. Where nothing that can be seen stands in for
 * a backup, its versions are all that its series can be restored from, and stay.
 */
async function sweepVersions(wanted, remaining, now, parts) {
    const { signal, store } = parts;
    const replacements = new Replacements(remaining, parts);
    const found = new Map();
    for (const prefix of prefixesOf(wanted)) {
        for await (const { hidden, key } of store.hidden(prefix, signal)) {
            const isRecent = now.getTime() - hidden.getTime() <= HIDDEN_FOR_MS;
            const { backup } = (0,object_role/* roleOf */.k)(key);
            if (isRecent || !isLookedAt(key, wanted) || !(0,layout/* isOwnLayout */.r)(backup))
                continue;
            const disposition = (await replacements.has(groupOfUnread(backup)))
                ? { kind: wanted.dryRun ? 'planned' : 'removed', rule: RULE }
                : { kind: 'kept', rule: IRREPLACEABLE };
            found.set(key, { key, kind: 'versions', since: hidden, bytes: 0, disposition });
        }
    }
    const going = [...found.values()]
        .filter(({ disposition }) => disposition.kind === 'removed')
        .map(({ key }) => key);
    if (going.length === 0)
        return [...found.values()];
    for await (const removal of store.removeMany(going, signal, { versions: 'all' })) {
        const leftover = found.get(removal.key);
        if (leftover && removal.outcome !== 'removed')
            found.set(removal.key, { ...leftover, disposition: dispositionOfRemoval(removal, RULE) });
    }
    return [...found.values()];
}

;// CONCATENATED MODULE: ./lib/prune/sweep/sweep.js











const sweep_RULE = 'of no backup, and older than a day';
/**
 * Removes what belongs to no backup: such objects, when they are older than a day, uploads that nobody ended, and with
 * `versions: all` what was deleted long ago. A dump might be a backup of somebody else's, which only a legacy pattern
 * names: it goes where the store says that an upload of ours made it, and its series has a proven backup. A folder keeps no
 * mark of who wrote a file: there every dump stays, with what is beside it.
 */
async function sweep({ orphans, remaining }, wanted, now, parts) {
    const proven = new Set(remaining.kept
        .filter(each => isRetainable(each) && isPrimary(each))
        .map(({ group }) => (0,catalog_group/* nameOfGroup */.I8)(group)));
    const old = orphans.filter(({ modifiedMs }) => (0,catalog/* isOrphaned */.A2)(modifiedMs, now));
    const dispositions = new Map();
    await (0,concurrency/* inParallel */.HN)(read_manifest/* READ_AT_ONCE */.fh, old, async (listed) => {
        const disposition = await sweep_dispositionOf(listed, proven.has((0,catalog_group/* nameOfGroup */.I8)((0,catalog_group/* groupOf */.F8)(listed.key))), parts);
        if (disposition)
            dispositions.set(listed.key, disposition);
    });
    const going = old.filter(({ key }) => dispositions.get(key)?.kind === 'planned');
    if (!wanted.dryRun)
        await removeOrphans(going, wanted, parts, dispositions);
    const objects = old.flatMap(({ bytes, key, modifiedMs }) => {
        const disposition = dispositions.get(key);
        return disposition ? [{ key, kind: 'objects', since: new Date(modifiedMs), bytes, disposition }] : [];
    });
    const versions = wanted.versions === 'all' ? await sweepVersions(wanted, remaining, now, parts) : [];
    return [...objects, ...(await sweepUploads(wanted, now, parts)), ...versions];
}
/** Undefined: it is gone, or a backup, by now. */
async function sweep_dispositionOf(listed, replaced, parts) {
    const { signal, store } = parts;
    const { dumpBytes, key } = listed;
    if (dumpBytes !== undefined) {
        const dump = await store.head(key, signal);
        if (!dump)
            return undefined;
        if (dump.ours === false)
            return { kind: 'kept', rule: 'not uploaded by this action, and no legacy pattern names it' };
        if (dump.ours === undefined)
            return { kind: 'kept', rule: 'a dump of somebody, and no legacy pattern names it' };
        if (!replaced)
            return { kind: 'kept', rule: 'its series has no proven backup, and no legacy pattern names it' };
    }
    // One that was being made when its objects were listed may be complete now.
    if (await store.head((0,catalog/* manifestKey */.Rn)(key), signal))
        return undefined;
    const [first = key] = (0,stored_backups/* withoutManifest */.I)(listed);
    const lock = await lockOfBackup({ ...listed, key: first }, parts);
    return lock === undefined ? { kind: 'planned', rule: sweep_RULE } : { kind: 'locked', rule: lock };
}
async function removeOrphans(orphans, { versions }, { signal, store }, dispositions) {
    for (const { key } of orphans)
        dispositions.set(key, { kind: 'removed', rule: sweep_RULE });
    for await (const removal of store.removeMany(orphans.flatMap(stored_backups/* withoutManifest */.I), signal, { versions })) {
        if (removal.outcome !== 'removed')
            dispositions.set((0,object_role/* roleOf */.k)(removal.key).backup, dispositionOfRemoval(removal, sweep_RULE));
    }
}

;// CONCATENATED MODULE: ./lib/prune/prune.js












/**
 * Lists what is in the store, judges it by the policy, archives, removes, and sweeps up. Anything that is in doubt (a clock,
 * a listing, a manifest, a plan that takes too much) stops it before anything is removed. That something could not be
 * removed is an outcome, not an error: everything else is tried, and what became of it reported.
 * @throws BackupError with the first cause
 */
async function prune(request, parts) {
    try {
        return await listAndPrune(request, parts);
    }
    catch (error) {
        throw (0,cancellation/* cancellation */.W)(parts.signal) ?? error;
    }
}
async function listAndPrune(request, parts) {
    const { reporter, signal, store } = parts;
    const now = parts.now();
    requireSameTime(now, await store.clock(signal));
    const listing = await reporter.group('List', () => listForPrune(request, parts));
    const { tooMany, verdicts } = await reporter.group('Plan', async () => {
        const resolved = await resolvePlan(listing, request, now, parts);
        await logPlan(resolved, now, reporter);
        return { verdicts: resolved, tooMany: tooManyRemovals(resolved, request.maxRemovals) };
    });
    if (tooMany.length > 0 && !request.dryRun)
        throw refuseRemovals(tooMany, request.maxRemovals);
    const backups = verdicts.map(({ backup }) => backup);
    const archived = request.archive
        ? await reporter.group('Archive', () => archiveBackups(backups, listing, request, now, parts))
        : [];
    const removals = request.dryRun
        ? undefined
        : await reporter.group('Remove', () => removeBackups(candidates(verdicts, listing), request.versions, parts));
    const swept = await reporter.group('Sweep', () => sweepUp(verdicts, listing, removals, request, now, parts));
    const pruned = prunedBackups(verdicts, listing, removals);
    const leftovers = [...(removals?.leftovers ?? []), ...swept.leftovers];
    return {
        location: store.location,
        dryRun: request.dryRun,
        now,
        backups: pruned,
        archived,
        leftovers,
        foreignObjects: listing.foreignObjects,
        problems: reasonsToFail(pruned, { ...swept, leftovers }, removals),
        notices: [
            ...(await nothingThere(request, listing, parts)),
            ...sharedSeries(verdicts),
            ...aboutLegacy(request, listing, verdicts),
            ...tooMany.map(share => `${share} would go, more than max-removals allows: without dry-run this is refused`),
            ...(await hiddenOnly(pruned, request, parts)),
        ],
    };
}
/**
 * A series of which there is nothing may be one whose name was misspelt: then its backups are never pruned.
 * @throws OtherDestination where the backups are those of another destination
 */
async function nothingThere({ series }, { listed }, parts) {
    if (listed.size > 0)
        return [];
    const there = await (0,what_there_is/* whatThereIs */.V7)(parts);
    if (series === undefined)
        return [];
    return [
        `There is no backup of the series ${series} in ${parts.store.location}: is it the name of its folder there?${there ? ` ${(0,what_there_is/* words */.aL)(there)}` : ''}`,
    ];
}
/** Which objects without a manifest are not judged, or not for ever, and how they are. */
function aboutLegacy({ policy: { legacy }, series }, { dated, elsewhere, ofOthers }, verdicts) {
    const counted = (count) => count.toLocaleString('en-US');
    const names = new Set(verdicts.flatMap(({ backup }) => (backup.legacy ? [backup.group.series] : [])));
    const unknown = [...(legacy?.retired ?? [])].filter(name => !names.has(name));
    return [
        ...(elsewhere.count > 0
            ? [
                `${counted(elsewhere.count)} backups here belong to another destination, ${elsewhere.destination}, and were left alone`,
            ]
            : []),
        ...(dated.count > 0
            ? [
                `${counted(dated.count)} of the other objects look like dated dumps, such as ${dated.first}: set legacy-pattern in the policy to let them go by age (docs/retention.md, Legacy objects)`,
            ]
            : []),
        ...(ofOthers.count > 0
            ? [
                `${counted(ofOthers.count)} objects match legacy-pattern and are not of the series ${series} by name or folder, such as ${ofOthers.first}: a prune without series judges them`,
            ]
            : []),
        ...(unknown.length > 0
            ? [
                `legacy-retired names ${unknown.join(', ')}, and no legacy object has that name; there are ${[...names].toSorted().slice(0, MOST_NAMES).join(', ') || 'none'}`,
            ]
            : []),
    ];
}
const MOST_NAMES = 10;
function candidates(verdicts, { listed }) {
    return verdicts.flatMap(({ backup: { key }, rule, verdict }) => {
        const found = listed.get(key);
        return verdict === 'remove' && found ? [{ listed: found, rule }] : [];
    });
}
/** That sweeping fails as a whole does not undo what was pruned. */
async function sweepUp(verdicts, { listed, orphans }, removals, request, now, parts) {
    if (!request.sweep || removals?.stopped)
        return { leftovers: [], problem: undefined };
    try {
        const kept = verdicts.filter(({ verdict }) => verdict === 'keep').map(({ backup }) => backup);
        const remaining = { kept, listed };
        return { leftovers: await sweep({ orphans, remaining }, request, now, parts), problem: undefined };
    }
    catch (error) {
        parts.signal.throwIfAborted();
        if (!(error instanceof core_errors/* BackupError */.hj))
            throw error;
        return { leftovers: [], problem: error };
    }
}
/** In a bucket with versions, what is removed goes on taking room. */
async function hiddenOnly(backups, { versions }, { signal, store }) {
    if (versions === 'all' || !backups.some(({ disposition }) => disposition.kind === 'removed'))
        return [];
    const versioning = await store.versioning(signal).catch(() => 'unknown');
    return versioning === 'on'
        ? [
            'The bucket keeps versions: what was removed is hidden, and goes on taking room until versions: all, or a lifecycle rule, removes it',
        ]
        : [];
}

// EXTERNAL MODULE: ./lib/action/summary/markdown.js
var markdown = __webpack_require__(4204);
// EXTERNAL MODULE: ./lib/action/summary/within-limit.js
var within_limit = __webpack_require__(87260);
// EXTERNAL MODULE: ./lib/core/words.js
var words = __webpack_require__(44474);
;// CONCATENATED MODULE: ./lib/prune/summary.js






/** How many are shown: more makes a page that nobody reads; what is not kept comes first. */
const MOST_BACKUPS = 500;
const MOST_LEFTOVERS = 200;
const MOST_ARCHIVED = 100;
const MOST_RULES = 50;
const SIGNS = {
    removed: '🗑️ removed',
    planned: '🗑️ would be removed',
    kept: 'kept',
    locked: '🔒 locked, kept',
    failed: '❌ not removed',
};
const ORDER = ['failed', 'removed', 'planned', 'locked', 'kept'];
/** The job summary of prune, in Markdown, always below 1 MiB: counts by rule, then each backup with its rule. */
function pruneSummary(report) {
    const { archived, backups, leftovers, location, now, problems, foreignObjects, warnings } = report;
    return (0,within_limit/* withinLimit */.z)([
        `## ${title(report)}`,
        ...problems.map(({ code: name, hint, message }) => `> ❌ ${(0,markdown/* plain */.pj)(message)} ${(0,markdown/* plain */.pj)(hint)} (${(0,markdown/* code */.aY)(name)})\n`),
        ...warnings.map(warning => `> ⚠️ ${(0,markdown/* plain */.pj)(warning)}\n`),
        `In ${(0,markdown/* code */.aY)(location)}; ${report.dryRun ? 'a dry run: nothing was changed, and ' : ''}${(0,sizes/* formatSize */.X)(freedBytes(report))} ${report.dryRun ? 'would be' : 'were'} freed.`,
        ...(backups.length > 0 ? [byRule(backups)] : ['There is no backup.']),
        ...(archived.length > 0 ? [archive(report)] : []),
        ...(backups.length > 0 ? [(0,markdown/* details */.zH)('Each backup', each(backups, now))] : []),
        ...(leftovers.length > 0 ? [(0,markdown/* details */.zH)(leftoverTitle(leftovers), leftoverTable(leftovers, now))] : []),
        ...(foreignObjects > 0
            ? [
                `${foreignObjects === 1 ? '1 other object was' : `${foreignObjects.toLocaleString('en-US')} other objects were`} ignored: no manifest and no legacy pattern names ${foreignObjects === 1 ? 'it' : 'them'}.`,
            ]
            : []),
        '',
    ].join('\n\n'));
}
function title({ backups, dryRun, problems }) {
    const count = countOf(backups, 'removed', 'planned');
    const all = `${count.toLocaleString('en-US')} of ${backups.length.toLocaleString('en-US')} backups`;
    if (dryRun)
        return `📋 Prune plan: ${all} would be removed`;
    const failed = countOf(backups, 'failed');
    if (problems.length > 0)
        return `❌ Prune: ${all} removed, ${failed} could not be`;
    return `✅ Prune: ${all} removed`;
}
function byRule(backups) {
    const rules = [
        ...Map.groupBy(inOrder(backups), ({ disposition }) => `${disposition.kind} ${disposition.rule}`).values(),
    ];
    const rows = rules.slice(0, MOST_RULES).flatMap(some => {
        const [first] = some;
        if (!first)
            return [];
        const bytes = some.reduce((sum, each) => sum + each.bytes, 0);
        return [
            [SIGNS[first.disposition.kind], (0,markdown/* plain */.pj)(first.disposition.rule), String(some.length), (0,sizes/* formatSize */.X)(bytes)],
        ];
    });
    const hidden = rules.length - rows.length;
    if (hidden > 0)
        rows.push(['…', `and ${hidden} more rules`, '', '']);
    return (0,markdown/* table */.tp)(['', 'By which rule', 'Backups', 'Size'], rows);
}
function each(backups, now) {
    const shown = inOrder(backups).slice(0, MOST_BACKUPS);
    // Where the name decides, the manifest is not read, and the class is in there.
    const rows = shown.map(({ backupClass = 'not read', bytes, disposition, key, startedAt }) => [
        (0,markdown/* code */.aY)(key),
        backupClass,
        age(startedAt, now),
        (0,sizes/* formatSize */.X)(bytes),
        SIGNS[disposition.kind],
        why(disposition),
    ]);
    return [
        (0,markdown/* table */.tp)(['Object', 'Class', 'Age', 'Size', '', 'By which rule'], rows),
        ...(0,words/* andMore */.v)(backups.length - shown.length, '; the log has what was removed'),
    ].join('\n\n');
}
function archive({ archived, dryRun }) {
    const rows = archived
        .slice(0, MOST_ARCHIVED)
        .map(({ bytes, from, key, storageClass = '' }) => [
        (0,markdown/* code */.aY)(from),
        (0,markdown/* code */.aY)(key),
        storageClass,
        (0,sizes/* formatSize */.X)(bytes),
    ]);
    return [
        `### ${dryRun ? 'Would be archived' : 'Archived'}`,
        (0,markdown/* table */.tp)(['Backup', 'Copy', 'Storage class', 'Size'], rows),
        ...(0,words/* andMore */.v)(archived.length - rows.length),
    ].join('\n\n');
}
function leftoverTitle(leftovers) {
    const gone = countOf(leftovers, 'removed', 'planned');
    return `Of no backup: ${leftovers.length.toLocaleString('en-US')} found, ${gone.toLocaleString('en-US')} swept`;
}
function leftoverTable(leftovers, now) {
    const rows = inOrder(leftovers)
        .slice(0, MOST_LEFTOVERS)
        .map(({ bytes, disposition, key, kind, since }) => [
        (0,markdown/* code */.aY)(key),
        kind,
        age(since, now),
        (0,sizes/* formatSize */.X)(bytes),
        SIGNS[disposition.kind],
        why(disposition),
    ]);
    return [
        (0,markdown/* table */.tp)(['Key', 'What', 'Age', 'Size', '', 'By which rule'], rows),
        ...(0,words/* andMore */.v)(leftovers.length - rows.length),
    ].join('\n\n');
}
function inOrder(all) {
    return all.toSorted((one, other) => ORDER.indexOf(one.disposition.kind) - ORDER.indexOf(other.disposition.kind));
}
function why(disposition) {
    return disposition.kind === 'failed'
        ? `${(0,markdown/* plain */.pj)(disposition.rule)}; ${(0,markdown/* plain */.pj)(disposition.problem.message)}`
        : (0,markdown/* plain */.pj)(disposition.rule);
}
function age(since, now) {
    return (0,ages/* formatAge */.n)(Math.max(0, now.getTime() - since.getTime()));
}

;// CONCATENATED MODULE: ./lib/prune/action.js











/** The prune action. */
const PRUNE = (0,verb/* defineVerb */.P)({
    verb: 'prune',
    inputs: PRUNE_INPUTS,
    failure: PRUNE_WORDS,
    done: 'The prune has ended',
    cleanedUp: 'each backup is whole or gone, a copy that was being archived was taken back, and the next prune goes on where this one ended',
    prepare: small_heap/* keepHeapSmall */.p,
    read: readPruneInputs,
    run,
    outputs: PRUNE_OUTPUTS,
    summary: pruneSummary,
    conclude(report, reporter) {
        reporter.failFor(report.problems);
        const locked = countOf(report.backups, 'locked');
        if (locked > 0)
            reporter.notice(`${locked} backups are locked, and stay until they no longer are`);
    },
    notice: pruneNotice,
});
async function run(inputs, context) {
    const { controller, journal, reporter } = context;
    return await (0,stores/* withDestination */.DY)(inputs, 'to write', context, async (store) => {
        const { notices, ...report } = await prune(inputs.request, {
            store,
            journal,
            reporter,
            now: () => new Date(),
            signal: controller.signal,
        });
        for (const notice of notices)
            reporter.warning(notice);
        return { ...report, warnings: [...inputs.warnings, ...notices] };
    });
}


/***/ }),

/***/ 29102:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ HashMeter)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57075);


/** Passes bytes on unchanged; counts them and takes their SHA-256. */
class HashMeter extends node_stream__WEBPACK_IMPORTED_MODULE_1__.Transform {
    #hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    #bytes = 0;
    /** So far. */
    get bytes() {
        return this.#bytes;
    }
    _transform(chunk, _encoding, done) {
        this.#hash.update(chunk);
        this.#bytes += chunk.length;
        done(null, chunk);
    }
    /** Once, after the last byte. */
    sum() {
        return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
    }
}


/***/ }),

/***/ 98025:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Eg: () => (/* binding */ ignoreBrokenPipe),
/* harmony export */   SC: () => (/* binding */ isBrokenPipe),
/* harmony export */   xS: () => (/* binding */ SecondaryError)
/* harmony export */ });
/** A failure that is only what another one left: never the cause that a user is notified. */
class SecondaryError extends Error {
    name = 'SecondaryError';
}
/** What a stream says when its other end has gone. */
const BROKEN_PIPE = new Set([
    'EPIPE',
    'ECONNRESET',
    // A write that waited when a child's end closed its stdin.
    'ECANCELED',
    'ERR_STREAM_PREMATURE_CLOSE',
    'ERR_STREAM_DESTROYED',
    'ERR_STREAM_WRITE_AFTER_END',
    'ABORT_ERR',
]);
/** Whether a stream's error says no more than that its other end has gone. */
function isBrokenPipe(error) {
    return (error instanceof Error && 'code' in error && typeof error.code === 'string' && BROKEN_PIPE.has(error.code));
}
/** Marks a flow's broken pipe as aftermath: who broke it has a better word for it. */
async function ignoreBrokenPipe(running) {
    try {
        await running;
    }
    catch (error) {
        throw isBrokenPipe(error) ? new SecondaryError('a pipe broke', { cause: error }) : error;
    }
}


/***/ })

};
