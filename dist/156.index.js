export const id = 156;
export const ids = [156];
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

/***/ 76156:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  VERIFY: () => (/* binding */ VERIFY)
});

// EXTERNAL MODULE: ./lib/action/annotations.js
var annotations = __webpack_require__(2508);
// EXTERNAL MODULE: ./lib/action/context.js + 5 modules
var action_context = __webpack_require__(49435);
// EXTERNAL MODULE: ./lib/action/failure.js
var failure = __webpack_require__(75388);
// EXTERNAL MODULE: ./lib/action/open-encryption.js + 12 modules
var open_encryption = __webpack_require__(48636);
// EXTERNAL MODULE: ./lib/action/stores.js + 5 modules
var stores = __webpack_require__(63136);
// EXTERNAL MODULE: ./lib/action/verb.js
var verb = __webpack_require__(30009);
// EXTERNAL MODULE: ./lib/stream/silence.js
var silence = __webpack_require__(73939);
// EXTERNAL MODULE: ./lib/action/summary/failure-summary.js
var failure_summary = __webpack_require__(52594);
;// CONCATENATED MODULE: ./lib/verify/failure-words.js

const VERIFY_WORDS = {
    title: 'Not verified',
    kinds: {
        ...failure_summary/* KINDS */.G,
        database: 'PostgreSQL could not be asked',
        storage: 'the backups could not be read',
        integrity: 'something is not what it should be',
    },
    afterwards: 'Nothing was written: verify only reads.',
};

// EXTERNAL MODULE: ./lib/action/inputs/readers.js
var readers = __webpack_require__(54794);
// EXTERNAL MODULE: ./lib/action/inputs/row.js
var row = __webpack_require__(7198);
// EXTERNAL MODULE: ./lib/action/inputs/table/database.js
var database = __webpack_require__(62580);
// EXTERNAL MODULE: ./lib/action/inputs/table/dump.js
var dump = __webpack_require__(17951);
// EXTERNAL MODULE: ./lib/action/inputs/table/notify.js + 1 modules
var notify = __webpack_require__(30482);
// EXTERNAL MODULE: ./lib/action/inputs/table/opening.js
var opening = __webpack_require__(64273);
// EXTERNAL MODULE: ./lib/action/inputs/table/storage.js + 2 modules
var storage = __webpack_require__(81271);
// EXTERNAL MODULE: ./lib/catalog/backup-class.js
var backup_class = __webpack_require__(1744);
// EXTERNAL MODULE: ./lib/catalog/since.js
var catalog_since = __webpack_require__(49253);
// EXTERNAL MODULE: ./lib/catalog/start.js
var start = __webpack_require__(46971);
;// CONCATENATED MODULE: ./lib/verify/report.js
/** How thoroughly a stored backup is looked at: every byte; or sizes and checksum files only, nothing downloaded. */
const DEPTHS = ['full', 'quick'];
function countOf({ verifications }, outcome) {
    return verifications.filter(each => each.outcome === outcome).length;
}
/** What makes the step fail: every failure; and where nothing at all was verified, the reasons for that. */
function reasonsToFail(report) {
    const { verifications } = report;
    return countOf(report, 'verified') === 0
        ? verifications
        : verifications.filter(({ outcome }) => outcome === 'failed');
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/core/parsed.js
var parsed = __webpack_require__(83186);
;// CONCATENATED MODULE: ./lib/verify/sample.js


/** Reads a share: `0.1`, or `10%`. Above 0, at most 1. */
function parseSampleShare(text) {
    const [, number, percent] = /^(\d+(?:\.\d+)?|\.\d+)\s*(%?)$/.exec(text) ?? [];
    const share = Number(number ?? NaN) / (percent === '%' ? 100 : 1);
    return share > 0 && share <= 1
        ? (0,parsed/* parsed */.Yz)(share)
        : (0,parsed/* refused */.J5)(`${(0,parsed/* quoted */.TL)(text)} is no share; write a number above 0 and up to 1, such as 0.1, or a percentage such as 10%`);
}
/**
 * A share of the manifests, rounded up: the first, which is the newest, and others by the hash of their keys. The same
 * ones each time, so that a finding can be looked at again.
 */
function sampleOf(manifests, share) {
    const wanted = Math.ceil(manifests.length * share);
    const [newest, ...others] = manifests;
    if (!newest)
        return [];
    const ranked = others.toSorted((one, other) => rank(one).localeCompare(rank(other)));
    const picked = new Set([newest, ...ranked.slice(0, wanted - 1)]);
    return manifests.filter(manifest => picked.has(manifest));
}
function rank({ key }) {
    return (0,external_node_crypto_.createHash)('sha256').update(key).digest('hex');
}

;// CONCATENATED MODULE: ./lib/verify/input-table.js












/** Which of the stored backups. */
const choiceInputs = {
    from: (0,row/* defaulting */.G5)({ read: start/* parseStart */.oZ }, 'latest', {
        description: 'Which backups: `latest` (of each series), `all`, or the key or whole address of one, such as `shop/2026/11/shop_backup_20261122_030700.dump`. Copies that a restore made of its target (class `pre-restore`) are never the latest unless `class` asks for them.',
    }),
    series: (0,row/* optional */.lq)(dump/* series */.U, {
        description: 'Only backups of this series.',
        defaultDescription: 'every series',
    }),
    class: (0,row/* optional */.lq)((0,readers/* oneOf */.yL)(backup_class/* BACKUP_CLASSES */.q), {
        description: 'Only backups of this class.',
        defaultDescription: 'every class; of `latest`, any but `pre-restore`',
    }),
    since: (0,row/* optional */.lq)({ read: catalog_since/* parseSince */.m }, {
        description: 'Only backups begun since: a time ago such as `30d`, `12h` or `2w`, or a date such as `2026-11-01` or `2026-11-01T12:00:00Z`.',
        defaultDescription: 'of any age',
    }),
    sample: (0,row/* optional */.lq)({ read: parseSampleShare }, {
        description: 'With `from: all`, verify only a share of them, such as `0.1` or `10%`: always the newest, and always the same others.',
        defaultDescription: 'all of them',
    }),
};
/** How thoroughly, and how many at once. */
const readingInputs = {
    depth: (0,row/* defaulting */.G5)((0,readers/* oneOf */.yL)(DEPTHS), 'full', {
        description: 'Read and decode every byte, or look at manifest, sizes and checksum files only, without a download of the backups.',
    }),
    parallel: (0,row/* defaulting */.G5)((0,readers/* wholeNumber */.rD)(1, 16), '2', {
        description: 'How many backups are verified at once.',
    }),
};
/** Every input of the verify action, once. */
const VERIFY_INPUTS = {
    ...storage/* destinationInputs */.SR,
    ...choiceInputs,
    ...readingInputs,
    ...opening/* openingInputs */.i,
    ...database/* clientInputs */.H,
    ...storage/* s3AccessInputs */.G6,
    ...notify/* notifyInputs */.v,
};

// EXTERNAL MODULE: ./lib/action/inputs/checked-reading.js + 1 modules
var checked_reading = __webpack_require__(62941);
// EXTERNAL MODULE: ./lib/action/inputs/connection.js + 7 modules
var connection = __webpack_require__(2171);
// EXTERNAL MODULE: ./lib/action/inputs/opening-keys.js
var opening_keys = __webpack_require__(40899);
// EXTERNAL MODULE: ./lib/action/inputs/rules/access-rules.js
var access_rules = __webpack_require__(72976);
// EXTERNAL MODULE: ./lib/action/inputs/rules/rule.js
var rule = __webpack_require__(374);
// EXTERNAL MODULE: ./lib/action/inputs/rules/start-rules.js
var start_rules = __webpack_require__(18232);
// EXTERNAL MODULE: ./lib/action/inputs/s3-inputs.js
var s3_inputs = __webpack_require__(20398);
;// CONCATENATED MODULE: ./lib/verify/inputs.js









/** What narrows a choice down, and says nothing where one backup is named. */
const NARROWING = ['series', 'class', 'since', 'sample'];
/** Which backups are meant. */
const choiceRules = [
    ...NARROWING.map(name => (0,rule/* rule */.H)([name, 'from'], ({ value }) => value(name) !== undefined && value('from').kind === 'key', `${name} says nothing where from is the key of one backup; leave ${name} empty, or write from: all`)),
    (0,rule/* rule */.H)(['sample', 'from'], ({ value }) => value('sample') !== undefined && value('from').kind === 'latest', 'sample is a share of many, and from: latest is one of each series; write from: all, or leave sample empty'),
];
/** All that must hold between the inputs of verify. */
const VERIFY_RULES = [
    ...choiceRules,
    ...start_rules/* startRules */.O,
    ...access_rules/* accessRules */.S,
];
const VERIFY_READING = { table: VERIFY_INPUTS, rules: VERIFY_RULES, connect: connection/* withoutDatabase */.s };
/**
 * Reads and checks all inputs of verify.
 * @throws BackupError `input-invalid`, a line of its message for each problem
 */
function readVerifyInputs(source) {
    const { destination, notes, reading } = (0,checked_reading/* readInputs */.Ko)(VERIFY_READING, source);
    const { value } = reading;
    const since = value('since');
    return {
        ...notes,
        destination,
        s3: (0,s3_inputs/* s3AccessOf */.cR)(reading),
        request: {
            range: {
                start: (0,start_rules/* keyWithin */.h)(value('from'), destination),
                series: value('series'),
                backupClass: value('class'),
                since: since && (0,catalog_since/* sinceWhen */.n)(since, new Date()),
                sample: value('sample'),
            },
            depth: value('depth'),
            parallel: value('parallel'),
        },
        keys: (0,opening_keys/* openingKeys */.$)(reading),
        repository: value('client-repository'),
    };
}

// EXTERNAL MODULE: ./lib/notify/notice.js
var notice = __webpack_require__(65741);
// EXTERNAL MODULE: ./lib/notify/problem.js
var problem = __webpack_require__(67226);
// EXTERNAL MODULE: ./lib/notify/several.js
var several = __webpack_require__(55489);
;// CONCATENATED MODULE: ./lib/verify/notice.js




/** What a notice says of backups that were verified. */
function verifyNotice(report) {
    const { depth, location, orphans, verifications, warnings } = report;
    const failed = reasonsToFail(report);
    const verified = countOf(report, 'verified');
    return {
        outcome: outcomeOf(report),
        title: `${location}: ${verified} of ${verifications.length} backups verified${failed.length > 0 ? `, ${failed.length} not` : ''}`,
        facts: (0,notice/* factsOf */.xS)({
            Destination: location,
            Depth: depth === 'full' ? 'full: every byte read, decoded and compared' : 'quick: sizes and checksum files',
            Failed: (0,several/* severalOf */.M)(failed.map(({ key }) => key)),
            'Not verified': (0,several/* severalOf */.M)(verifications.filter(({ outcome }) => outcome === 'not verified').map(({ key }) => key)),
            Orphans: (0,several/* severalOf */.M)(orphans),
            Warnings: (0,several/* severalOf */.M)(warnings),
        }),
        problem: (0,problem/* problemOf */.Z)(failed.flatMap(({ problem }) => problem ?? [])),
    };
}
function outcomeOf(report) {
    if (reasonsToFail(report).length > 0)
        return 'failure';
    return countOf(report, 'not verified') > 0 ? 'warning' : 'success';
}

// EXTERNAL MODULE: ./lib/action/outputs.js
var outputs = __webpack_require__(87352);
;// CONCATENATED MODULE: ./lib/verify/outputs.js


/** Every output of the verify action, once. */
const VERIFY_OUTPUTS = {
    verified: {
        description: 'How many backups are what was stored.',
        read: report => countOf(report, 'verified'),
    },
    failed: {
        description: 'How many are not: missing, altered, truncated.',
        read: report => countOf(report, 'failed'),
    },
    'not-verified': {
        description: 'How many could not be looked at.',
        read: report => countOf(report, 'not verified'),
    },
    result: {
        description: 'Each of them as JSON, `[{"key", "outcome", "code", "reason", "seconds"}]`, the worst first, then the newest. Cut after 100 kB.',
        words: true,
        read: ({ verifications }) => resultOf(verifications),
    },
};
function resultOf(verifications) {
    return (0,outputs/* fittingList */.EV)(verifications.map(({ key, ms, outcome, problem }) => ({
        key,
        outcome,
        ...(problem && { code: problem.code, reason: problem.message }),
        seconds: ms / 1000,
    })));
}

// EXTERNAL MODULE: ./lib/action/summary/markdown.js
var markdown = __webpack_require__(4204);
// EXTERNAL MODULE: ./lib/action/summary/within-limit.js
var within_limit = __webpack_require__(87260);
// EXTERNAL MODULE: ./lib/catalog/legacy/legacy-words.js
var legacy_words = __webpack_require__(25352);
// EXTERNAL MODULE: ./lib/core/words.js
var words = __webpack_require__(44474);
;// CONCATENATED MODULE: ./lib/verify/summary.js





/** How many are shown: more makes a page that nobody reads; the worst come first. */
const MOST_BACKUPS = 500;
const MOST_ORPHANS = 100;
const MOST_WARNINGS = 20;
const SIGNS = {
    verified: '✅ verified',
    failed: '❌ failed',
    'not verified': '⚠️ not verified',
};
/** The job summary of verify, in Markdown, always below 1 MiB: one table. */
function verifySummary(report) {
    const { leftOut, legacy, location, orphans, verifications, warnings } = report;
    const shown = verifications.slice(0, MOST_BACKUPS);
    return (0,within_limit/* withinLimit */.z)([
        `## ${title(report)}`,
        ...warnings.slice(0, MOST_WARNINGS).map(warning => `> ⚠️ ${(0,markdown/* plain */.pj)(warning)}\n`),
        `In ${(0,markdown/* code */.aY)(location)}${leftOut > 0 ? `; ${leftOut} more were left out by sample` : ''}.`,
        (0,markdown/* table */.tp)(['Backup', 'Outcome', 'What was checked', 'Seconds'], shown.map(summary_row)),
        ...(0,words/* andMore */.v)(verifications.length - shown.length, '; the log has them all'),
        ...(legacy.count > 0
            ? [`Not verified, since they have no manifest: ${(0,markdown/* plain */.pj)((0,legacy_words/* legacyWords */.P)(legacy))}.`]
            : []),
        ...(orphans.length > 0 ? [orphanList(orphans)] : []),
        ...(countOf(report, 'failed') > 0 ? [WHAT_TO_DO] : []),
        '',
    ].join('\n\n'));
}
const WHAT_TO_DO = '**What to do:** do not trust a backup that failed. Take a new one, restore from an older one meanwhile, and find out what changed it.';
function title(report) {
    const { verifications } = report;
    const all = verifications.length === 1 ? '1 backup' : `${verifications.length} backups`;
    const failed = countOf(report, 'failed');
    if (failed > 0)
        return `❌ Verify: ${failed} of ${all} failed`;
    const verified = countOf(report, 'verified');
    if (verified === 0)
        return `❌ Verify: none of ${all} could be verified`;
    return verified === verifications.length
        ? `✅ Verify: ${all} verified`
        : `⚠️ Verify: ${verified} of ${all} verified`;
}
function summary_row({ checked, key, ms, outcome, problem }) {
    const what = problem ? `${(0,markdown/* plain */.pj)(problem.message)} (${(0,markdown/* code */.aY)(problem.code)})` : (0,markdown/* plain */.pj)(checked);
    return [(0,markdown/* code */.aY)(key), SIGNS[outcome], what, (ms / 1000).toFixed(1)];
}
function orphanList(orphans) {
    const listed = orphans.map(key => `- ${(0,markdown/* code */.aY)(key)}`);
    const count = orphans.length === 1 ? '1 orphan' : `${orphans.length} orphans`;
    return (0,markdown/* details */.zH)(`⚠️ ${count}: older than a day, and of no backup`, (0,words/* firstLines */.UV)(listed, MOST_ORPHANS).join('\n'));
}

// EXTERNAL MODULE: ./lib/catalog/catalog.js
var catalog_catalog = __webpack_require__(25716);
// EXTERNAL MODULE: ./lib/catalog/check-keys.js
var check_keys = __webpack_require__(19092);
// EXTERNAL MODULE: ./lib/catalog/dated-ahead.js
var dated_ahead = __webpack_require__(5235);
// EXTERNAL MODULE: ./lib/catalog/legacy/dated-dump.js
var dated_dump = __webpack_require__(40514);
// EXTERNAL MODULE: ./lib/catalog/read-manifest.js
var read_manifest = __webpack_require__(14049);
// EXTERNAL MODULE: ./lib/catalog/read-progress.js
var read_progress = __webpack_require__(707);
// EXTERNAL MODULE: ./lib/catalog/stored-backups.js
var stored_backups = __webpack_require__(61346);
// EXTERNAL MODULE: ./lib/catalog/what-there-is.js
var what_there_is = __webpack_require__(37103);
// EXTERNAL MODULE: ./lib/core/cancellation.js
var cancellation = __webpack_require__(20600);
// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/core/sizes.js
var sizes = __webpack_require__(86361);
// EXTERNAL MODULE: ./lib/stream/concurrency.js
var concurrency = __webpack_require__(11471);
// EXTERNAL MODULE: ./lib/catalog/archive-key.js
var archive_key = __webpack_require__(18455);
// EXTERNAL MODULE: ./lib/catalog/choose.js
var choose = __webpack_require__(25258);
// EXTERNAL MODULE: ./lib/catalog/time-in-name.js
var time_in_name = __webpack_require__(91298);
;// CONCATENATED MODULE: ./lib/verify/select.js




/**
 * The backups that are meant. Of one whose manifest cannot be read, class and exact time are unknown: it counts wherever
 * it may be meant, since an altered manifest must not hide its backup.
 * @throws BackupError `backup-not-found`
 */
function select_select(catalog, range, location) {
    const { start, sample } = range;
    const found = (0,choose/* matching */.wC)(catalog.manifests, start.kind === 'key' ? start : { ...range, kind: 'newest', before: undefined });
    const meant = start.kind === 'latest' ? latestOfEach((0,choose/* withoutPreRestore */.mj)(found, range.backupClass)) : found;
    const manifests = sample === undefined ? meant : sampleOf(meant, sample);
    const unreadable = catalog.unreadable.filter(each => mayBeMeant(each, range, meant));
    if (manifests.length + unreadable.length === 0)
        throw (0,choose/* backupNotFound */.Gc)(describe(range), location);
    return { manifests, unreadable, leftOut: meant.length - manifests.length };
}
function latestOfEach(newestFirst) {
    return [...Map.groupBy(newestFirst, ({ series }) => series).values()].flatMap(([newest]) => newest ?? []);
}
function mayBeMeant({ key }, { backupClass, since, series, start }, meant) {
    if (start.kind === 'key')
        return key === start.key;
    if ((0,archive_key/* archivedSeries */.K3)(key) !== undefined)
        return false;
    // A key begins with the series' folder.
    const own = key.slice(0, key.indexOf('/'));
    if (series !== undefined && series !== own)
        return false;
    if (start.kind === 'latest' && backupClass === undefined && key.startsWith(`${own}/pre-restore/`))
        return false;
    const time = (0,time_in_name/* timeInName */.s)(key);
    if (time === undefined)
        return true;
    if (since !== undefined && time < since)
        return false;
    const latest = meant.find(manifest => manifest.series === own);
    return start.kind === 'all' || !latest || time >= ((0,time_in_name/* timeInName */.s)(latest.key) ?? time);
}
/** For messages. */
function describe({ backupClass, since, series, start }) {
    if (start.kind === 'key')
        return start.key;
    return [
        start.kind === 'all' ? 'any' : 'the latest',
        series && `of series ${series}`,
        backupClass && `of class ${backupClass}`,
        since && `since ${since.toISOString()}`,
    ]
        .filter(Boolean)
        .join(' ');
}

// EXTERNAL MODULE: ./lib/catalog/integrity-failure.js
var integrity_failure = __webpack_require__(64715);
// EXTERNAL MODULE: ./lib/catalog/names.js
var names = __webpack_require__(56879);
// EXTERNAL MODULE: ./lib/catalog/read-backup.js
var read_backup = __webpack_require__(5210);
// EXTERNAL MODULE: ./lib/catalog/read-small.js
var read_small = __webpack_require__(46429);
// EXTERNAL MODULE: ./lib/fingerprint/differences.js
var differences = __webpack_require__(74092);
// EXTERNAL MODULE: ./lib/postgres/children.js
var children = __webpack_require__(62428);
// EXTERNAL MODULE: ./lib/postgres/compression-choice.js
var compression_choice = __webpack_require__(71921);
// EXTERNAL MODULE: ./lib/postgres/proof.js
var postgres_proof = __webpack_require__(80601);
// EXTERNAL MODULE: ./lib/stream/run-all.js
var run_all = __webpack_require__(28195);
;// CONCATENATED MODULE: ./lib/verify/verify-backup.js









/** One line with the name of a file. Bytes. */
const LARGEST_SIDECAR = 4096;
/**
 * Re-reads a stored backup: sizes and checksum file, then (`full`) every byte: stored hash, authentic decryption, dump's
 * hash, decoding, and the fingerprint against the manifest; of the roles the stored hash.
 * @throws BackupError of kind integrity for a backup that is not what was stored; others say why it could not be read
 */
async function verifyBackup(manifest, depth, parts) {
    await checkObject(manifest, parts);
    await checkSidecar(manifest, parts);
    await checkRoles(manifest, depth, parts);
    if (depth === 'quick')
        return;
    const client = await clientFor(manifest, parts);
    try {
        await checkContent(manifest, client, parts);
    }
    catch (error) {
        throw (await (0,integrity_failure/* classifyIntegrityFailure */.o)(error, manifest, parts)) ?? error;
    }
}
async function checkObject(manifest, parts) {
    const { key, stored } = manifest;
    const object = await checkSize(manifest, stored.bytes, parts);
    // Only where the store knows it of the whole object; else the full depth says.
    if (object.checksum?.algorithm !== 'sha256')
        return;
    if (object.checksum.value === Buffer.from(stored.sha256, 'hex').toString('base64'))
        return;
    throw (0,read_backup/* altered */.Wn)(`${parts.store.url(key)}: the store reports another SHA-256 than the manifest`);
}
async function checkSize({ key }, bytes, { store, signal }) {
    const object = await store.head(key, signal);
    if (!object)
        throw (0,read_backup/* altered */.Wn)(`${store.url(key)} is missing, its manifest is there`);
    if (object.bytes === bytes)
        return object;
    throw (0,read_backup/* altered */.Wn)(`${store.url(key)} has ${object.bytes} bytes instead of ${bytes}`);
}
async function checkSidecar({ key, stored }, parts) {
    const { store, signal } = parts;
    const sidecar = `${key}${names/* CHECKSUM_SUFFIX */.qP}`;
    const wanted = (0,names/* checksumLine */.Ut)(stored.sha256, key.slice(key.lastIndexOf('/') + 1));
    await checkSize({ key: sidecar }, Buffer.byteLength(wanted), parts);
    const read = await (0,read_small/* readSmall */.o)(store, sidecar, LARGEST_SIDECAR, signal);
    if (read.equals(Buffer.from(wanted)))
        return;
    throw (0,read_backup/* altered */.Wn)(`${store.url(sidecar)} does not hold the manifest's SHA-256`);
}
async function checkRoles({ globals }, depth, parts) {
    if (!globals)
        return;
    const { store, signal } = parts;
    await checkSize(globals, globals.bytes, parts);
    if (depth === 'quick' || (await (0,read_backup/* sumOf */.XN)(globals.key, store, signal)).sha256 === globals.sha256)
        return;
    throw (0,read_backup/* altered */.Wn)(`${store.url(globals.key)} has another SHA-256 than in the manifest`);
}
/** SQL text needs none. */
async function clientFor({ clientVersion, format }, { provideClient, signal }) {
    return format === 'custom'
        ? provideClient({ major: Number.parseInt(clientVersion, 10) }, signal)
        : undefined;
}
async function checkContent(manifest, client, parts) {
    const controller = new AbortController();
    const signal = AbortSignal.any([parts.signal, controller.signal]);
    const proof = client
        ? (0,postgres_proof/* proveArchive */.T)(client, (0,children/* filterOptions */.f2)(parts.journal, parts.env, signal, parts.stallTimeoutMs), children/* archiveUnreadable */.CH)
        : (0,postgres_proof/* proveText */.s)((0,compression_choice/* compressionMethod */.c)(manifest.options.compression), signal);
    const reading = (0,read_backup/* readBackup */.fe)({ ...parts, manifest, signal }, proof.sink);
    parts.onReading?.(reading);
    await (0,run_all/* runAll */.$)([reading.done, proof.fingerprint], controller);
    const different = (0,differences/* differences */.tX)(manifest.fingerprint, await proof.fingerprint);
    if (different.length > 0) {
        throw (0,read_backup/* altered */.Wn)(`${manifest.key} does not hold what its manifest says: ${different.slice(0, 5).join('; ')}`);
    }
}

;// CONCATENATED MODULE: ./lib/verify/verify-backups.js















/**
 * Reads the catalog, chooses, and verifies what was chosen. A backup that is not what was stored is an outcome, not an
 * error; what keeps one from being looked at is an outcome too. Nothing is written anywhere.
 * @throws BackupError `backup-not-found`; a wrong or missing key; and no matter what concerns the store as a whole
 */
async function verifyBackups(request, parts) {
    const controller = new AbortController();
    const signal = AbortSignal.any([parts.signal, controller.signal]);
    try {
        return await chooseAndVerify(request, { ...parts, signal }, controller);
    }
    catch (error) {
        throw (0,cancellation/* cancellation */.W)(parts.signal) ?? error;
    }
}
async function chooseAndVerify(request, parts, controller) {
    const { now, reporter, store } = parts;
    const { depth, parallel, range } = request;
    const { selected, legacy, orphaned } = await reporter.group('Choose', async () => {
        const { start } = range;
        const { catalog, chosen } = await chooseFrom(range, parts);
        reporter.info(selectionLine(chosen, store.location));
        if (start.kind === 'latest')
            await warnOfDatedAhead(chosen, catalog, parts);
        if (depth === 'full')
            await (0,check_keys/* checkKeys */.L)(chosen.manifests, parts);
        const others = start.kind === 'key' ? { ...catalog, objects: [] } : catalog;
        const found = (0,dated_dump/* datedDumps */.O$)(await (0,stored_backups/* collectBackups */.M)(others.objects));
        if (found.count > 0)
            reporter.info(`Not verified, since they have no manifest: ${(0,legacy_words/* legacyWords */.P)(found)}`);
        return { selected: chosen, legacy: found, orphaned: (0,catalog_catalog/* orphans */.mA)(others, now()) };
    });
    const found = selected.unreadable.map(({ key, error }) => ({
        key,
        outcome: 'failed',
        checked: 'the manifest',
        problem: error,
        ms: 0,
    }));
    await reporter.group('Verify', async () => {
        for (const each of found)
            reporter.info(line(each));
        const following = (0,read_progress/* followReadings */.h)(reporter);
        try {
            await (0,concurrency/* inParallel */.HN)(parallel, selected.manifests, async (manifest) => {
                const onReading = (reading) => following.add(manifest, reading);
                const verifying = verifyOne(manifest, depth, { ...parts, onReading });
                // What ends the run ends the others too, rather than wait for them.
                verifying.catch(error => controller.abort(error));
                const verification = await verifying;
                following.remove(manifest);
                found.push(verification);
                reporter.info(line(verification));
            });
        }
        finally {
            following.stop();
        }
    });
    return {
        location: store.location,
        depth,
        verifications: inOrder(found, selected.manifests),
        leftOut: selected.leftOut,
        orphans: orphaned,
        legacy,
    };
}
/** @throws BackupError `backup-not-found`, `backup-without-manifest`, `destination-mismatch` */
async function chooseFrom(range, { reporter, signal, store }) {
    const { series, start } = range;
    try {
        const single = start.kind === 'key' ? await (0,read_manifest/* readSingleCatalog */.MX)(store, start.key, signal) : undefined;
        const catalog = single ?? (await (0,read_manifest/* readCatalog */.uM)(store, series === undefined ? '' : `${series}/`, signal, reporter));
        const { elsewhere, manifests, unreadable } = catalog;
        const [other] = elsewhere;
        if (other && manifests.length + unreadable.length === 0)
            throw other;
        if (other)
            reporter.notice(`${elsewhere.length} backups here belong to another destination, ${other.destination}, and were left alone.`);
        const meant = single ? { ...range, start: { kind: 'key', key: single.key } } : range;
        return { catalog, chosen: select_select(catalog, meant, store.location) };
    }
    catch (error) {
        throw await (0,what_there_is/* explainNotFound */.hf)(error, { store, signal }, start.kind === 'key' ? start.key : undefined);
    }
}
/** One that a wrong clock dated ahead stands before newer ones of its series. */
async function warnOfDatedAhead({ manifests }, { objects }, parts) {
    for (const { key, startedAt } of manifests) {
        const ahead = await (0,dated_ahead/* datedAhead */.OQ)({ key, startedAt }, objects, parts);
        if (ahead)
            parts.reporter.warning(`${key} is taken for the latest of its series, and may not be: it is dated ${startedAt}, ${ahead.words}. Write from: all to verify the others.`);
    }
}
async function verifyOne(manifest, depth, parts) {
    const startedAt = performance.now();
    const outcome = (problem) => ({
        key: manifest.key,
        outcome: !problem ? 'verified' : problem.kind === 'integrity' ? 'failed' : 'not verified',
        checked: whatIsChecked(manifest, depth),
        problem,
        ms: Math.round(performance.now() - startedAt),
    });
    try {
        await verifyBackup(manifest, depth, parts);
        return outcome();
    }
    catch (error) {
        parts.signal.throwIfAborted();
        // Anything that was not thrown on purpose is a bug, which ends the run.
        if (!(error instanceof errors/* BackupError */.hj))
            throw error;
        return outcome(error);
    }
}
function whatIsChecked({ contents, encryption, globals, stored }, depth) {
    const roles = globals ? ', roles' : '';
    if (depth === 'quick')
        return `manifest, size, checksum file${roles}; not the content`;
    const opened = encryption.method === 'none' ? '' : 'opened, ';
    const rows = contents.rows.toLocaleString('en-US');
    return `all ${(0,sizes/* formatSize */.X)(stored.bytes)}: SHA-256, ${opened}decoded, ${rows} rows in ${contents.tables} tables${roles}`;
}
function selectionLine({ leftOut, manifests, unreadable }, location) {
    const count = manifests.length + unreadable.length;
    const others = leftOut > 0 ? `, ${leftOut} more left out by sample` : '';
    const size = (0,sizes/* formatSize */.X)(manifests.reduce((sum, { stored }) => sum + stored.bytes, 0));
    return `To verify: ${count} ${count === 1 ? 'backup' : 'backups'} in ${location}, ${size}${others}`;
}
function line({ key, ms, outcome, problem }) {
    const why = problem ? `: ${problem.message}` : '';
    return `${key}: ${outcome} in ${(ms / 1000).toFixed(1)} s${why}`;
}
const RANK = { failed: 0, 'not verified': 1, verified: 2 };
/** The worst first, then the newest. */
function inOrder(found, newestFirst) {
    const place = new Map(newestFirst.map(({ key }, index) => [key, index]));
    return found.toSorted((one, other) => RANK[one.outcome] - RANK[other.outcome] || (place.get(one.key) ?? -1) - (place.get(other.key) ?? -1));
}

;// CONCATENATED MODULE: ./lib/verify/action.js















/** The verify action. */
const VERIFY = (0,verb/* defineVerb */.P)({
    verb: 'verify',
    inputs: VERIFY_INPUTS,
    failure: VERIFY_WORDS,
    done: 'The backups were verified',
    cleanedUp: 'every child process was ended; verify only reads',
    read: readVerifyInputs,
    run,
    outputs: VERIFY_OUTPUTS,
    summary: verifySummary,
    conclude: annotate,
    notice: verifyNotice,
});
async function run(inputs, context) {
    const { controller, journal, reporter, runner } = context;
    const { env } = runner;
    return await (0,stores/* withDestination */.DY)(inputs, 'to read', context, async (store) => {
        const report = await verifyBackups(inputs.request, {
            store,
            decryption: (0,open_encryption/* openDecryption */.C)(inputs.keys, inputs.s3, context),
            stallTimeoutMs: inputs.s3.stallTimeoutMs ?? silence/* STALL_TIMEOUT_MS */.q,
            journal,
            reporter,
            env,
            now: () => new Date(),
            provideClient: eachOnce((0,action_context/* clientProvider */.N)(inputs.repository, context)),
            signal: controller.signal,
        });
        return { ...report, warnings: inputs.warnings };
    });
}
/** Fails the step where there is a reason; what else is not as it should be is a warning. */
function annotate(report, reporter) {
    const reasons = new Set(reasonsToFail(report));
    const lines = (failing) => report.verifications
        .filter(each => each.problem && reasons.has(each) === failing)
        .flatMap(({ key, outcome, problem }) => problem ? (0,failure/* failureLines */.w7)(problem).map(line => `${key}: ${outcome}: ${line}`) : []);
    for (const line of (0,annotations/* shownAnnotations */.q)(lines(true)))
        reporter.failLine(line);
    for (const line of (0,annotations/* shownAnnotations */.q)(lines(false)))
        reporter.warning(line);
    const { orphans } = report;
    if (orphans.length > 0) {
        const others = orphans.length > 1 ? ` and ${orphans.length - 1} more` : '';
        reporter.warning(`Of no backup, and older than a day: ${orphans[0]}${others}`);
    }
}
/** Several backups at once want the same client: it is looked for, and installed, once. */
function eachOnce(provide) {
    const clients = new Map();
    return (wanted, signal) => {
        const known = clients.get(wanted.major) ?? provide(wanted, signal);
        clients.set(wanted.major, known);
        return known;
    };
}


/***/ })

};
