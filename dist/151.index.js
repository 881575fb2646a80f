export const id = 151;
export const ids = [151];
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

/***/ 151:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  BACKUP: () => (/* binding */ BACKUP)
});

// EXTERNAL MODULE: ./lib/action/context.js + 5 modules
var action_context = __webpack_require__(49435);
// EXTERNAL MODULE: ./lib/action/open-encryption.js + 12 modules
var open_encryption = __webpack_require__(48636);
// EXTERNAL MODULE: ./lib/action/stores.js + 5 modules
var stores = __webpack_require__(63136);
// EXTERNAL MODULE: ./lib/action/verb.js
var verb = __webpack_require__(30009);
// EXTERNAL MODULE: ./lib/catalog/same-database.js
var same_database = __webpack_require__(15955);
// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/core/words.js
var words = __webpack_require__(44474);
// EXTERNAL MODULE: ./lib/anomaly/anomalies.js + 3 modules
var anomalies = __webpack_require__(74352);
// EXTERNAL MODULE: ./lib/anomaly/evaluation.js
var anomaly_evaluation = __webpack_require__(3519);
// EXTERNAL MODULE: ./lib/catalog/catalog.js
var catalog = __webpack_require__(25716);
// EXTERNAL MODULE: ./lib/catalog/layout.js
var layout = __webpack_require__(76433);
// EXTERNAL MODULE: ./lib/catalog/list-plain-keys.js
var list_plain_keys = __webpack_require__(28647);
// EXTERNAL MODULE: ./lib/catalog/names.js
var names = __webpack_require__(56879);
// EXTERNAL MODULE: ./lib/catalog/read-manifest.js
var read_manifest = __webpack_require__(14049);
// EXTERNAL MODULE: ./lib/catalog/time-in-name.js
var time_in_name = __webpack_require__(91298);
// EXTERNAL MODULE: ./lib/stream/concurrency.js
var concurrency = __webpack_require__(11471);
;// CONCATENATED MODULE: ./lib/anomaly/read-history.js









/** Manifests are small, and a store's answer takes its time. */
const READ_AT_ONCE = 8;
/** A monthly backup has four of its class among some hundred daily ones, whose names do not distinguish them. */
const MOST_READ = 250;
/** So many runs in a row may fail for what they were compared with before the next one is compared with them alone. */
const READ_BEHIND_FAILED = 64;
/** Of manifests that are read for this, together: those of a database with thousands of tables are large. */
const MOST_BYTES = 128 * 1024 * 1024;
/**
 * The backups before this one that it can be compared with. Lists the series once, chooses by names, and reads manifests
 * from the newest on until there are enough.
 * @throws BackupError the store's own
 */
async function readHistory(store, manifest, thresholds, signal) {
    const candidates = await candidatesFor(store, manifest, signal);
    const limit = withinLimits(candidates);
    const found = [];
    const comparable = () => (0,anomalies/* acceptedBefore */.Jv)(manifest, found, thresholds);
    const unreadable = [];
    let read = 0;
    // The oldest that was read has nothing before it that it would have been refused for: what failed needs more behind it.
    const unsure = () => read < READ_BEHIND_FAILED && found.some(({ options }) => options.failOn);
    while (read < limit && (comparable().length < thresholds.window || unsure())) {
        const next = candidates.slice(read, Math.min(limit, read + READ_AT_ONCE));
        await (0,concurrency/* inParallel */.HN)(READ_AT_ONCE, next, async ({ key }) => {
            try {
                found.push(await (0,read_manifest/* readManifest */.WI)(store, key, signal));
            }
            catch (error) {
                const code = error instanceof errors/* BackupError */.hj ? error.code : undefined;
                if (code === 'manifest-unreadable')
                    unreadable.push(key);
                // A prune may run at the same time, and another destination may be below this one.
                else if (code !== 'storage-object-missing' && code !== 'destination-mismatch')
                    throw error;
            }
        });
        read += next.length;
    }
    const manifests = comparable();
    return { manifests, unreadable, cut: manifests.length < thresholds.window && read < candidates.length };
}
/** The manifests beside which an earlier backup of this kind may are, by their names, the newest first. */
async function candidatesFor(store, { key, series }, signal) {
    const [place, own] = [placeOf(key), (0,time_in_name/* timeInName */.s)(key)];
    const found = [];
    for await (const object of (0,list_plain_keys/* listPlain */.r)(`${series}/`, { store, signal })) {
        const time = (0,time_in_name/* timeInName */.s)(object.key);
        const meant = object.key.endsWith(names/* MANIFEST_SUFFIX */.OK) &&
            object.key !== (0,catalog/* manifestKey */.Rn)(key) &&
            (0,layout/* isOwnLayout */.r)(object.key.slice(0, -names/* MANIFEST_SUFFIX */.OK.length));
        if (meant && time && own && time <= own && placeOf(object.key) === place)
            found.push({ object, time: time.getTime() });
    }
    return found.toSorted((one, other) => other.time - one.time).map(({ object }) => object);
}
/** The folder, by what its name says of the backups in it: a month says nothing. */
function placeOf(key) {
    return key.slice(0, key.lastIndexOf('/')).replace(/\/\d{4}\/\d{2}$/, '/');
}
/** How many of the first are read at most. */
function withinLimits(candidates) {
    let bytes = 0;
    const tooMany = candidates.findIndex((candidate, index) => {
        bytes += candidate.bytes;
        return index >= MOST_READ || bytes > MOST_BYTES;
    });
    return tooMany === -1 ? candidates.length : tooMany;
}

;// CONCATENATED MODULE: ./lib/anomaly/evaluate-backup.js






/**
 * Compares a backup that is stored with those before it, and says in the log what came of it. Never rejects: no matter what
 * goes wrong here, the backup is stored.
 * @param policy undefined: nobody wants to know, and nothing is read
 */
async function evaluateBackup(manifest, policy, { reporter, signal, store }) {
    if (!policy)
        return { kind: 'ignored' };
    const late = AbortSignal.timeout(LONGEST_MS);
    try {
        const until = AbortSignal.any([signal, late]);
        const history = await readHistory(store, manifest, policy.thresholds, until);
        warnOfSharedSeries(manifest, history, reporter);
        const evaluation = { kind: 'evaluated', policy, report: evaluated(manifest, policy, history) };
        reporter.info((0,anomaly_evaluation/* evaluationLine */.HH)(evaluation));
        const { notices, warnings } = (0,anomaly_evaluation/* annotations */.hk)(evaluation);
        for (const warning of warnings)
            reporter.warning(warning);
        for (const notice of notices)
            reporter.notice(notice);
        return evaluation;
    }
    catch (error) {
        const evaluation = { kind: 'not evaluated', why: late.aborted ? TOO_LATE : (0,errors/* messageOf */.bD)(error) };
        // Anyone who cancels knows why.
        if (signal.aborted)
            reporter.info((0,anomaly_evaluation/* evaluationLine */.HH)(evaluation));
        else
            reporter.warning(`${(0,anomaly_evaluation/* evaluationLine */.HH)(evaluation)} ${HOW_TO_READ}`);
        return evaluation;
    }
}
/** By default a series is called as its database, and so two servers may share one that nobody meant to be shared. */
function warnOfSharedSeries(manifest, { manifests }, reporter) {
    const other = manifests.find(({ source }) => (0,same_database/* areTwoDatabases */.JM)(source, manifest.source));
    if (!other)
        return;
    reporter.warning(`The series ${manifest.series} also has backups of another database: ${(0,same_database/* describeSource */.B6)(other.source)}, such as ${other.key}; this one is of ${(0,same_database/* describeSource */.B6)(manifest.source)}. Write a series of its own for each: a restore refuses to choose between them`);
}
/** Nobody should wait for this: a deployment may. */
const LONGEST_MS = 120_000;
const TOO_LATE = 'The store took more than two minutes to show them.';
const HOW_TO_READ = 'Allow listing and reading in the destination, or write on-anomaly: ignore.';
function evaluated(manifest, policy, history) {
    const report = (0,anomalies/* findAnomalies */.nO)(manifest, history.manifests, policy.thresholds);
    return {
        ...report,
        findings: report.findings.filter(({ weight }) => weight === 'anomaly' || policy.onDrift !== 'ignore'),
        notCompared: [...report.notCompared, ...leftOut(history)],
    };
}
function leftOut({ cut, unreadable }) {
    return [
        ...(unreadable.length > 0 ? [`Backups whose manifest cannot be used: ${(0,words/* firstOf */.Ku)(unreadable, 1)}.`] : []),
        ...(cut ? [`Older backups of another class or selection: at most ${MOST_READ} manifests are read.`] : []),
    ];
}

// EXTERNAL MODULE: ./lib/encryption/open-command.js
var open_command = __webpack_require__(4029);
// EXTERNAL MODULE: ./lib/postgres/advisory-lock.js
var advisory_lock = __webpack_require__(24918);
// EXTERNAL MODULE: ./lib/postgres/probe/probe.js
var probe = __webpack_require__(35952);
// EXTERNAL MODULE: ./lib/backup/backup.js + 8 modules
var backup = __webpack_require__(39311);
// EXTERNAL MODULE: ./lib/action/summary/failure-summary.js
var failure_summary = __webpack_require__(52594);
;// CONCATENATED MODULE: ./lib/backup/failure-words.js

const BACKUP_WORDS = {
    title: 'No backup',
    kinds: {
        ...failure_summary/* KINDS */.G,
        database: 'the database could not be dumped',
        storage: 'the destination could not be written',
        integrity: 'the backup could not be proven',
    },
    afterwards: 'Nothing was stored, and what this run had begun was taken back; the log has a warning where that failed.',
};

// EXTERNAL MODULE: ./lib/action/inputs/row.js
var row = __webpack_require__(7198);
// EXTERNAL MODULE: ./lib/action/inputs/table/anomaly.js
var anomaly = __webpack_require__(97684);
// EXTERNAL MODULE: ./lib/action/inputs/table/database.js
var database = __webpack_require__(62580);
// EXTERNAL MODULE: ./lib/action/inputs/table/dump.js
var dump = __webpack_require__(17951);
// EXTERNAL MODULE: ./lib/action/inputs/table/notify.js + 1 modules
var notify = __webpack_require__(30482);
// EXTERNAL MODULE: ./lib/action/inputs/table/proof.js
var proof = __webpack_require__(23955);
// EXTERNAL MODULE: ./lib/action/inputs/table/storage.js + 2 modules
var storage = __webpack_require__(81271);
// EXTERNAL MODULE: ./lib/core/ages.js
var ages = __webpack_require__(40415);
// EXTERNAL MODULE: ./lib/postgres/advisory-lock-key.js
var advisory_lock_key = __webpack_require__(26292);
;// CONCATENATED MODULE: ./lib/backup/input-table.js









const { 'database-url': databaseUrl, ...connection } = database/* databaseInputs */.d;
/** How a backup before a deployment stands back. */
const gateInputs = {
    'reuse-within': (0,row/* optional */.lq)({ read: ages/* parseBudget */.N }, {
        description: 'Accept a backup that was begun at most so long ago, such as `30m` or `6h`, instead of dumping again: a complete one of any class (but not those that `restore` takes of its target), of the same series, database, address, selection, encryption and major version of pg_dump, which no drill has refuted and which is still in the store, locked for as long since its begin as `object-lock-days` asks for. The live database must have its schema and extensions, and about as many rows in each table, as the server estimates them and `anomaly-threshold` allows. Rows written, changed or deleted since are not in it. If in doubt, a backup is made; a backup with `mode: data` always is. A changed passphrase cannot be seen.',
        defaultDescription: 'a backup is made in any case',
    }),
    'advisory-lock': (0,row/* optional */.lq)({ read: advisory_lock_key/* parseAdvisoryLock */.Z }, {
        description: "Hold this advisory lock of PostgreSQL from before the backup until it is stored, so that it never meets a migration that takes the same one, nor another backup: the number that your migration tool locks, or a name, whose key is `hashtextextended('<name>', 0)`. Where another session holds it, wait for `lock-timeout`; without one, fail at once. A tool that does not wait for its lock fails while the backup runs. Needs a session: no pooler in transaction mode, no standby.",
        defaultDescription: 'no lock is taken',
    }),
};
/**
 * Every input of the backup action, once: action.yml, the tables of the README, the masks and the TypeScript types come
 * from here. In the order in which they are documented: the essential two first.
 */
const BACKUP_INPUTS = {
    'database-url': databaseUrl,
    ...storage/* destinationInputs */.SR,
    ...dump/* dumpInputs */.k,
    ...gateInputs,
    ...proof/* minimumInputs */.ed,
    ...anomaly/* anomalyInputs */.p,
    ...proof/* encryptionInputs */.d8,
    ...connection,
    ...database/* clientInputs */.H,
    ...storage/* s3AccessInputs */.G6,
    ...storage/* s3WritingInputs */.Yt,
    ...storage/* lastingInputs */.EK,
    ...storage/* copyInputs */.nr,
    ...notify/* notifyInputs */.v,
};

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/action/inputs/checked-reading.js + 1 modules
var checked_reading = __webpack_require__(62941);
// EXTERNAL MODULE: ./lib/action/inputs/connection.js + 7 modules
var inputs_connection = __webpack_require__(2171);
// EXTERNAL MODULE: ./lib/action/inputs/encryption-choice.js
var encryption_choice = __webpack_require__(47433);
// EXTERNAL MODULE: ./lib/action/inputs/loopback.js
var loopback = __webpack_require__(12165);
// EXTERNAL MODULE: ./lib/action/inputs/rules/access-rules.js
var access_rules = __webpack_require__(72976);
// EXTERNAL MODULE: ./lib/action/inputs/rules/encryption-rules.js
var encryption_rules = __webpack_require__(50963);
// EXTERNAL MODULE: ./lib/action/inputs/rules/lasting.js
var lasting = __webpack_require__(28398);
// EXTERNAL MODULE: ./lib/action/inputs/rules/rule.js
var rule = __webpack_require__(374);
// EXTERNAL MODULE: ./lib/action/inputs/rules/writing-rules.js
var writing_rules = __webpack_require__(71624);
// EXTERNAL MODULE: ./lib/action/inputs/s3-inputs.js
var s3_inputs = __webpack_require__(20398);
// EXTERNAL MODULE: ./lib/action/inputs/selection.js
var selection = __webpack_require__(22176);
// EXTERNAL MODULE: ./lib/action/runner.js
var runner = __webpack_require__(14918);
// EXTERNAL MODULE: ./lib/postgres/compression-choice.js
var compression_choice = __webpack_require__(71921);
;// CONCATENATED MODULE: ./lib/backup/inputs.js
















/** What to dump of the database, and in which form. */
const dumpRules = [
    (0,rule/* rule */.H)(['schemas', 'tables'], ({ value }) => value('schemas').length > 0 && value('tables').length > 0, 'pg_dump ignores schemas where tables is given; write the schema into the pattern of tables, such as public.orders, and leave schemas empty'),
    (0,rule/* rule */.H)(['exclude-schemas', 'tables'], ({ value }) => value('exclude-schemas').length > 0 && value('tables').length > 0, 'pg_dump ignores exclude-schemas where tables is given; leave exclude-schemas empty'),
    {
        about: ['expect-tables', 'exclude-tables'],
        broken: ({ value }) => {
            const both = value('expect-tables').find(name => value('exclude-tables').includes(name));
            return both === undefined
                ? undefined
                : `expect-tables and exclude-tables both name ${both}, so no backup could pass; remove it from one of them`;
        },
    },
    (0,rule/* rule */.H)(['exclude-table-data', 'mode'], ({ value }) => value('exclude-table-data').length > 0 && value('mode') === 'schema', 'exclude-table-data says nothing with mode: schema, which dumps no rows at all; leave exclude-table-data empty'),
    (0,rule/* rule */.H)(['compression', 'format'], ({ value }) => value('format') === 'plain' && methodOf(value('compression')) === 'lz4', "compression: lz4 can't be read back, and so not be proven, with format: plain; write gzip, zstd or none, or format: custom"),
    {
        about: ['compression', 'pg-version'],
        broken: ({ value }) => {
            const version = value('pg-version');
            const method = methodOf(value('compression'));
            if (version === 'auto' || version >= FIRST_WITH_METHODS || !['zstd', 'lz4'].includes(method))
                return undefined;
            return `compression: ${method} is unknown to pg-version: ${version}; write auto or gzip, or pg-version: 16 or above`;
        },
    },
];
/** What only says how backups are compared. */
const COMPARING = ['anomaly-window', 'anomaly-threshold', 'on-schema-drift'];
/** How a backup is compared with those before it. */
const anomalyRules = COMPARING.map(name => (0,rule/* rule */.H)([name, 'on-anomaly'], ({ isSet, value }) => isSet(name) && value('on-anomaly') === 'ignore', `${name} says nothing with on-anomaly: ignore, which compares nothing; leave ${name} empty, or write on-anomaly: warn`));
/** Where the backup goes, and how it is kept there. */
const storageRules = [
    ...writing_rules/* writingRules */.SH,
    (0,rule/* rule */.H)(['local-copy-days', 'local-copy'], reading => reading.isSet('local-copy-days') && reading.value('local-copy') === undefined, 'local-copy-days needs local-copy; write the folder of the copies too, or leave local-copy-days empty'),
    {
        about: ['local-copy', 'destination'],
        broken: ({ value }) => {
            const copy = value('local-copy');
            const destination = value('destination');
            if (!copy || destination?.kind !== 'folder' || (0,external_node_path_.resolve)(copy.path) !== (0,external_node_path_.resolve)(destination.path))
                return undefined;
            return 'local-copy and destination are the same folder; write another, or leave local-copy empty';
        },
    },
];
/** All that must hold between the inputs of a backup. */
const BACKUP_RULES = [
    ...dumpRules,
    ...anomalyRules,
    ...encryption_rules/* encryptionRules */.r,
    ...storageRules,
    ...access_rules/* accessRules */.S,
];
const BACKUP_READING = { table: BACKUP_INPUTS, rules: BACKUP_RULES, check, connect };
/**
 * Reads and checks all inputs of a backup.
 * @throws BackupError `input-invalid`, a line of its message for each problem
 */
function readBackupInputs(source) {
    const { connection, destination, notes, reading } = (0,checked_reading/* readInputs */.Ko)(BACKUP_READING, source);
    const { value } = reading;
    const copy = value('local-copy');
    const anomalies = anomalyPolicyOf(reading);
    return {
        ...notes,
        destination,
        s3: (0,s3_inputs/* s3InputsOf */.zA)(reading),
        localCopy: copy && { path: copy.path, keepDays: value('local-copy-days') },
        request: {
            connection,
            series: value('series'),
            backupClass: value('class'),
            mode: value('mode'),
            format: value('format'),
            compression: value('compression'),
            selection: (0,selection/* selectionOf */.W)(reading, value('exclude-table-data')),
            noOwner: value('no-owner'),
            noAcl: value('no-acl'),
            globals: value('globals'),
            lockTimeoutMs: value('lock-timeout'),
            clientMajor: value('pg-version'),
            // A dump of no bytes is none, no matter what the user says.
            minimums: {
                bytes: Math.max(1, value('min-size') ?? 1),
                tables: value('min-tables'),
                expectTables: value('expect-tables'),
            },
            failOn: (0,anomaly_evaluation/* failOn */.Ko)(anomalies),
            run: (0,runner/* readRunner */.f)(source.env).run,
        },
        reuseWithinMs: value('reuse-within'),
        advisoryLock: value('advisory-lock'),
        anomalies,
        encryption: (0,encryption_choice/* encryptionOf */.f)(reading),
        repository: value('client-repository'),
        warnings: [...notes.warnings, ...inTheClear(reading)],
    };
}
function check({ reading }, env) {
    return (0,lasting/* checkLasting */.n)(reading, env);
}
function connect(reading, source) {
    const url = reading.value('database-url');
    return (0,inputs_connection/* settleConnection */.Y)({ name: 'database-url', secret: 'DATABASE_URL', url }, reading, source);
}
/** What is odd in the inputs of a backup, but no reason to stop. */
function inTheClear({ value }) {
    const endpoint = URL.parse(value('endpoint') ?? '');
    const encrypted = value('encrypt-to').length > 0 || value('passphrase') !== undefined;
    if (endpoint?.protocol !== 'http:' || encrypted || (0,loopback/* isLoopback */.U)(endpoint.hostname))
        return [];
    return [
        'endpoint is http://, so the backup travels unencrypted; write https://, or give encrypt-to or passphrase',
    ];
}
/** The first pg_dump with methods other than gzip (release notes of PostgreSQL 16). */
const FIRST_WITH_METHODS = 16;
function methodOf(choice) {
    return choice.spec === undefined ? 'auto' : (0,compression_choice/* compressionMethod */.c)(choice.spec);
}
/** Undefined where nothing is to be compared. */
function anomalyPolicyOf({ value }) {
    const onAnomaly = value('on-anomaly');
    if (onAnomaly === 'ignore')
        return undefined;
    return {
        thresholds: { window: value('anomaly-window'), percent: value('anomaly-threshold') },
        onAnomaly,
        onDrift: value('on-schema-drift'),
    };
}

// EXTERNAL MODULE: ./lib/catalog/contents.js
var contents = __webpack_require__(18229);
// EXTERNAL MODULE: ./lib/catalog/group.js
var group = __webpack_require__(42056);
// EXTERNAL MODULE: ./lib/catalog/stored-backups.js
var stored_backups = __webpack_require__(61346);
;// CONCATENATED MODULE: ./lib/backup/local-copies.js








/** What speaks against one copy only. */
const OF_ITS_OWN = ['manifest-unreadable', 'destination-mismatch'];
const DAY_MS = 86_400_000;
/**
 * Removes a series' copies that are older than `keepDays`, the runbooks' local clean-up, but only where a newer whole copy
 * holds the same: of each kind the newest stays, however old. Only backups with manifests are touched; the manifest goes
 * first, so that a run cut short leaves no backup that looks whole and is not.
 * @returns the keys of the backups removed
 */
async function expireLocalCopies(store, { series, keepDays, now, signal }) {
    const listed = (await (0,stored_backups/* collectBackups */.M)(store.list(`${series}/`, signal))).filter(each => each.manifestBytes !== undefined);
    if (!listed.some(each => now.getTime() - madeMs(each, now) > keepDays * DAY_MS))
        return [];
    const copies = await lookInto(listed, store, now, signal);
    const newest = new Map();
    for (const { madeMs: made, what, whole } of copies)
        if (whole)
            newest.set(what, Math.max(made, newest.get(what) ?? made));
    const expired = copies.filter(({ madeMs: made, what }) => now.getTime() - made > keepDays * DAY_MS && made < (newest.get(what) ?? Number.NEGATIVE_INFINITY));
    for (const { listed: copy } of expired)
        for (const key of [(0,catalog/* manifestKey */.Rn)(copy.key), ...(0,stored_backups/* withoutManifest */.I)(copy)])
            await store.remove(key, signal);
    return expired.map(({ listed: { key } }) => key);
}
async function lookInto(listed, store, now, signal) {
    const copies = [];
    await (0,concurrency/* inParallel */.HN)(read_manifest/* READ_AT_ONCE */.fh, listed, async (each) => {
        const { dumpBytes, key, manifestBytes = 0 } = each;
        const own = { key: (0,catalog/* manifestKey */.Rn)(key), bytes: manifestBytes };
        const manifest = await (0,read_manifest/* readListedManifest */.T3)(store, own, signal).catch((error) => {
            if (error instanceof errors/* BackupError */.hj && OF_ITS_OWN.includes(error.code))
                return undefined;
            throw error;
        });
        copies.push({
            listed: each,
            madeMs: madeMs(each, now),
            what: manifest ? (0,contents/* whatOf */.Em)(manifest) : (0,group/* groupOf */.F8)(key).what,
            whole: manifest?.stored.bytes === dumpBytes && (0,time_in_name/* timeInName */.s)(key) !== undefined,
        });
    });
    return copies.toSorted((one, other) => one.madeMs - other.madeMs);
}
/** One whose name has no time is not known to be old. */
function madeMs({ key }, now) {
    return ((0,time_in_name/* timeInName */.s)(key) ?? now).getTime();
}

// EXTERNAL MODULE: ./lib/core/durations.js
var durations = __webpack_require__(5530);
// EXTERNAL MODULE: ./lib/core/sizes.js
var sizes = __webpack_require__(86361);
// EXTERNAL MODULE: ./lib/notify/notice.js
var notice = __webpack_require__(65741);
// EXTERNAL MODULE: ./lib/notify/problem.js
var problem = __webpack_require__(67226);
// EXTERNAL MODULE: ./lib/notify/several.js
var several = __webpack_require__(55489);
// EXTERNAL MODULE: ./lib/backup/report.js
var backup_report = __webpack_require__(97158);
// EXTERNAL MODULE: ./lib/anomaly/history.js
var anomaly_history = __webpack_require__(80261);
// EXTERNAL MODULE: ./lib/catalog/dated-ahead.js
var dated_ahead = __webpack_require__(5235);
// EXTERNAL MODULE: ./lib/catalog/minimums.js
var catalog_minimums = __webpack_require__(58294);
;// CONCATENATED MODULE: ./lib/backup/reuse/criteria.js






/**
 * Why a backup cannot stand in for the one that is wanted, in words that complete “it …”; undefined where its manifest
 * speaks for it. `storedMs`: when the store received it, by its own clock. Anything that is not known speaks against it: a
 * backup too many only costs time.
 */
function whyNotReusable(manifest, wanted, now, storedMs = Number.POSITIVE_INFINITY) {
    const ageMs = now.getTime() - Date.parse(manifest.startedAt);
    if (manifest.archived)
        return 'is an archived copy';
    if (manifest.class === 'pre-restore')
        return 'was taken by a restore, of its target';
    if (manifest.series !== wanted.series)
        return `is of the series ${manifest.series}`;
    if ((0,dated_ahead/* isStoredBefore */.Lb)(new Date(manifest.startedAt), storedMs))
        return 'is dated after the store received it, so that its age is not known';
    if (ageMs < 0)
        return 'is dated ahead of this clock, so that its age is not known';
    if (ageMs > wanted.withinMs)
        return `is ${(0,ages/* formatAge */.n)(ageMs)} old`;
    return otherSource(manifest, wanted) ?? otherContents(manifest, wanted);
}
function otherSource({ source }, { source: now }) {
    if (source.database !== now.database || source.databaseOid !== now.databaseOid)
        return 'is of another database, or of one that was created again since';
    if (source.host.toLowerCase() !== now.host.toLowerCase() || source.port !== now.port)
        return `was taken at another address (${source.host}:${source.port ?? 'of a port not known'})`;
    if (source.systemIdentifier !== now.systemIdentifier)
        return source.systemIdentifier !== undefined && now.systemIdentifier !== undefined
            ? 'is of another server, whose address was the same'
            : 'may be of another server: only one of the two reported its system identifier';
    return now.systemIdentifier === undefined && !(0,same_database/* isHostForAll */.Z)(now.host)
        ? 'may be of another server: the role may not read its system identifier, and the host means another one on each machine'
        : undefined;
}
function otherContents(manifest, wanted) {
    const { encryption, format, globals, mode, options } = manifest;
    if (mode !== wanted.mode)
        return `is of mode ${mode}`;
    if (mode === 'data')
        return 'holds no definitions, so that a change of the schema since cannot be seen';
    if (format !== wanted.format)
        return `is of format ${format}`;
    const major = Number.parseInt(manifest.clientVersion, 10);
    if (major !== wanted.clientMajor)
        return `was made by pg_dump ${major}, and pg_dump ${wanted.clientMajor} would be taken now`;
    if ((0,anomaly_history/* selectionOf */.W)(options) !== (0,anomaly_history/* selectionOf */.W)(wanted.selection))
        return 'holds another selection';
    if (options.noOwner !== wanted.noOwner || options.noAcl !== wanted.noAcl)
        return 'was taken with another no-owner or no-acl';
    if (wanted.globals && !globals)
        return 'was taken without globals';
    if (encryptedFor(encryption) !== encryptedFor(wanted.encryption))
        return 'is encrypted in another way';
    return tooSmall(manifest, wanted);
}
const criteria_DAY_MS = 86_400_000;
/** Stores keep whole seconds. */
const WHOLE_SECOND_MS = 1_000;
/**
 * Why an object is not locked as long as is asked, in words that complete “is …”; undefined where it is. Counted from the
 * backup's own begin: how long ago that may be is what was accepted. COMPLIANCE does for GOVERNANCE as well.
 */
function whyNotLocked(lock, asked, { startedAt }) {
    if (lock?.kind === 'unknown')
        return `perhaps not locked: ${lock.why}`;
    const retention = lock?.retention;
    if (!retention)
        return `not locked, and object-lock-mode: ${asked.mode} is asked for`;
    if (retention.mode !== asked.mode && retention.mode !== 'COMPLIANCE')
        return `locked in mode ${retention.mode}, and object-lock-mode: ${asked.mode} is asked for`;
    const until = Date.parse(startedAt) + asked.days * criteria_DAY_MS;
    return retention.until.getTime() + WHOLE_SECOND_MS < until
        ? `${lock.why}, and object-lock-days: ${asked.days} are asked for`
        : undefined;
}
/** The order of recipients means nothing. */
function encryptedFor({ method, to = [] }) {
    return JSON.stringify([method, to.toSorted()]);
}
function tooSmall({ dump, fingerprint, mode }, { minimums }) {
    try {
        (0,catalog_minimums/* checkMinimums */.w)(minimums, { dumpBytes: dump.bytes, contents: (0,catalog_minimums/* contentsOf */.K)(fingerprint, mode) });
        return undefined;
    }
    catch (error) {
        if (error instanceof errors/* BackupError */.hj)
            return 'holds less than min-size, min-tables or expect-tables ask for';
        throw error;
    }
}
/** What is reported where nothing was dumped, and why it is accepted. One sentence each. */
function reuseWords(manifest, { ageMs, drilled, withinMs }) {
    const source = `${manifest.source.database} on ${manifest.source.host}`;
    return [
        `Nothing was dumped: ${manifest.key} was begun ${(0,ages/* formatAge */.n)(ageMs)} ago, and reuse-within accepts ${(0,ages/* formatAge */.n)(withinMs)}.`,
        `It was proven when it was made, is of the same database (${source}) and the same selection, and is in the store with the size that its manifest says.`,
        `The database has the same schema and extensions now; rows written, changed or deleted since ${manifest.startedAt} are not in it.`,
        drilled ? `Its last drill found it ${drilled}.` : 'It was not drilled yet.',
    ].join(' ');
}

;// CONCATENATED MODULE: ./lib/backup/summary/encryption-words.js
/** Who can open the backup, in words; undefined where anybody can who reads the store. */
function encryptionLabel({ manifest: { encryption } }) {
    switch (encryption.method) {
        case 'none':
            return undefined;
        case 'age': {
            const keys = encryption.to.length;
            return `age, ${keys === 1 ? 'for one key' : `for ${keys} keys`}`;
        }
        case 'age-passphrase':
            return 'age, with a passphrase';
        case 'gpg-passphrase':
            return `gpg (${encryption.cipher}), with a passphrase`;
    }
}

;// CONCATENATED MODULE: ./lib/backup/notice.js









/** What a notice says of a backup that was proven and stored, now or by an earlier run. */
function backupNotice(report) {
    const { evaluation, manifest, reuse, url, warnings } = report;
    const { source, stored, dump } = manifest;
    const reasons = (0,anomaly_evaluation/* reasonsToFail */.R7)(evaluation, 'in short');
    const odd = [...reasons.map(({ message }) => message), ...(0,anomaly_evaluation/* annotations */.hk)(evaluation, 'in short').warnings];
    return {
        outcome: reasons.length > 0 ? 'failure' : odd.length > 0 ? 'warning' : 'success',
        title: `${manifest.series}: ${reuse ? 'an earlier backup is fresh enough' : 'backup proven and stored'}${odd.length > 0 ? ', and unlike those before it' : ''}`,
        facts: (0,notice/* factsOf */.xS)({
            Database: `${source.database} on ${source.host}, PostgreSQL ${source.serverVersion}`,
            Reused: reuse && reuseWords(manifest, reuse),
            Kind: `${manifest.class}, ${manifest.mode}`,
            Backup: url(manifest.key),
            Size: `${(0,sizes/* formatSize */.X)(stored.bytes)} stored, ${(0,sizes/* formatSize */.X)(dump.bytes)} dumped`,
            Took: (0,durations/* formatDuration */.a)((0,backup_report/* durationMs */.p)(manifest)),
            Proof: proofOf(report),
            Encryption: encryptionLabel(report) ?? 'none by this action',
            Anomalies: (0,several/* severalOf */.M)(odd),
            Warnings: (0,several/* severalOf */.M)(warnings),
        }),
        problem: (0,problem/* problemOf */.Z)(reasons),
    };
}
function proofOf({ manifest }) {
    const tables = (0,backup_report/* tableCount */.G)(manifest).toLocaleString('en-US');
    return manifest.mode === 'schema'
        ? `every byte decoded; the definitions of ${tables} tables hashed`
        : `every byte decoded; ${manifest.contents.rows.toLocaleString('en-US')} rows in ${tables} tables counted and hashed`;
}

// EXTERNAL MODULE: ./lib/action/failure-outputs.js
var failure_outputs = __webpack_require__(94027);
// EXTERNAL MODULE: ./lib/action/outputs.js
var outputs = __webpack_require__(87352);
;// CONCATENATED MODULE: ./lib/anomaly/anomaly-json.js
/** The comparison for programs, as docs/anomalies.md describes it; bounded as its lists are. Empty where nobody asked. */
function anomalyJson(evaluation) {
    switch (evaluation.kind) {
        case 'ignored':
            return '';
        case 'not evaluated':
            return JSON.stringify({ evaluated: false, why: evaluation.why });
        case 'evaluated': {
            const { policy, report } = evaluation;
            return JSON.stringify({ evaluated: true, ...policy.thresholds, ...report });
        }
    }
}

;// CONCATENATED MODULE: ./lib/backup/outputs.js





/** Every output of the backup action, once: action.yml and the README are generated from here. */
const BACKUP_OUTPUTS = {
    key: {
        description: 'Where the backup is, relative to `destination`.',
        read: ({ manifest }) => manifest.key,
    },
    url: {
        description: 'Where the backup is: `s3://bucket/…`, or the path of a file.',
        read: ({ manifest, url }) => url(manifest.key),
    },
    size: {
        description: 'The size of the stored backup in bytes.',
        read: ({ manifest }) => manifest.stored.bytes,
    },
    sha256: {
        description: 'The SHA-256 of the stored backup, in hexadecimal.',
        read: ({ manifest }) => manifest.stored.sha256,
    },
    tables: {
        description: 'How many tables the backup holds.',
        read: ({ manifest }) => (0,backup_report/* tableCount */.G)(manifest),
    },
    rows: {
        description: 'How many rows were read back out of the backup.',
        read: ({ manifest }) => manifest.contents.rows,
    },
    'duration-seconds': {
        description: 'How long it took, in seconds.',
        read: ({ manifest }) => ((0,backup_report/* durationMs */.p)(manifest) / 1000).toFixed(1),
    },
    'manifest-key': {
        description: 'Where the manifest is, relative to `destination`.',
        read: ({ manifestKey }) => manifestKey,
    },
    manifest: {
        description: 'The manifest as JSON, such as `fromJSON(steps.backup.outputs.manifest).contents.rows`. Above 100 kB its lists of single tables and objects are left out.',
        read: ({ manifest }) => manifestOutput(manifest),
    },
    anomalies: {
        description: 'In how many ways it is unlike the backups before it; a changed schema is not counted. Empty where it was not compared.',
        read: ({ evaluation }) => (evaluation.kind === 'evaluated' ? evaluation.report.anomalies : ''),
    },
    'anomaly-report': {
        description: 'The comparison as JSON, such as `fromJSON(steps.backup.outputs.anomaly-report).compared`; see docs/anomalies.md. Empty with `on-anomaly: ignore`.',
        words: true,
        read: ({ evaluation }) => anomalyJson(evaluation),
    },
    reused: {
        description: '`true` where nothing was dumped, since `reuse-within` accepted an earlier backup: the other outputs are of that one then. Otherwise `false`.',
        read: ({ reuse }) => String(reuse !== undefined),
    },
    'failure-code': {
        description: 'Why the step failed, by the codes of docs/errors.md: also where the backup is stored, but unlike those before it. Empty where it did not fail.',
        read: ({ evaluation }) => (0,anomaly_evaluation/* reasonsToFail */.R7)(evaluation)[0]?.code ?? '',
    },
    'failure-message': {
        description: 'The same in words, on one line of at most 500 characters, without secrets.',
        read: ({ evaluation }) => {
            const [reason] = (0,anomaly_evaluation/* reasonsToFail */.R7)(evaluation);
            return reason ? (0,failure_outputs/* failureOutputs */.r)(reason, [])['failure-message'] : '';
        },
    },
    'server-version': {
        description: 'The version of the PostgreSQL server.',
        read: ({ manifest }) => manifest.source.serverVersion,
    },
    'client-version': {
        description: 'The version of pg_dump.',
        read: ({ manifest }) => manifest.clientVersion,
    },
};
function manifestOutput(manifest) {
    const whole = JSON.stringify(manifest);
    if ((0,outputs/* fits */.lA)(whole))
        return whole;
    const { objects: _, tables: __, sequences: ___, ...fingerprint } = manifest.fingerprint;
    return JSON.stringify({ ...manifest, fingerprint });
}

// EXTERNAL MODULE: ./lib/anomaly/thresholds.js
var thresholds = __webpack_require__(88141);
// EXTERNAL MODULE: ./lib/core/cancellation.js
var cancellation = __webpack_require__(20600);
// EXTERNAL MODULE: ./lib/postgres/connection/connection.js
var connection_connection = __webpack_require__(90370);
// EXTERNAL MODULE: ./lib/catalog/read-drill-record.js + 1 modules
var read_drill_record = __webpack_require__(9879);
;// CONCATENATED MODULE: ./lib/backup/reuse/examine.js






/** What speaks against one backup only. */
const examine_OF_ITS_OWN = [
    'manifest-unreadable',
    'destination-mismatch',
    'drill-record-unreadable',
    'storage-object-missing',
];
/**
 * Whether a listed backup may stand in for the one that is wanted: by its manifest, its last drill, and what still is
 * in the stores.
 * @throws BackupError the store's own, where it concerns more than this backup
 */
async function examineReusable(listed, wanted, parts) {
    try {
        return await examine(listed, wanted, parts);
    }
    catch (error) {
        if (!(error instanceof errors/* BackupError */.hj) || !examine_OF_ITS_OWN.includes(error.code))
            throw error;
        return { kind: 'refused', why: `cannot be judged: ${error.message}` };
    }
}
async function examine(listed, wanted, { now, shelves, signal }) {
    const refused = (why) => ({ kind: 'refused', why });
    const { checksum, key, manifestBytes = 0 } = listed;
    const { store } = shelves[0];
    if (!checksum)
        return refused('has no checksum file');
    const manifest = await (0,read_manifest/* readListedManifest */.T3)(store, { key: (0,catalog/* manifestKey */.Rn)(key), bytes: manifestBytes }, signal);
    if (manifest.key !== key)
        return refused(`has a manifest that is about ${manifest.key}`);
    const why = whyNotReusable(manifest, wanted, now, listed.storedMs);
    if (why !== undefined)
        return refused(why);
    const drill = await lastDrill(listed, store, signal);
    if (drill && drill.key !== key)
        return refused(`has the record of a drill that is about ${drill.key}`);
    if (drill?.outcome === 'failed')
        return refused('was refuted by its last drill');
    for (const namedStore of shelves) {
        const gone = await notThere(manifest, namedStore, signal);
        if (gone !== undefined)
            return refused(gone);
        const unlocked = await notLocked(manifest, namedStore, signal);
        if (unlocked !== undefined)
            return refused(unlocked);
    }
    const ageMs = now.getTime() - Date.parse(manifest.startedAt);
    return {
        kind: 'reusable',
        manifest,
        reuse: { ageMs, withinMs: wanted.withinMs, drilled: drill?.outcome },
    };
}
async function lastDrill({ drills }, store, signal) {
    const key = drills.at(-1);
    return key === undefined ? undefined : await (0,read_drill_record/* readDrillRecord */.D)(store, key, signal);
}
/** Why what a manifest records is not there as it says. */
async function notThere({ globals, key, stored }, { name, store }, signal) {
    for (const each of [{ key, ...stored }, ...(globals ? [globals] : [])]) {
        const found = await store.head(each.key, signal);
        if (!found)
            return `is not whole in ${name}: ${each.key} is missing`;
        if (found.bytes !== each.bytes)
            return `has ${found.bytes} bytes at ${each.key} in ${name}, and its manifest records ${each.bytes}`;
        if (found.checksum?.algorithm === 'sha256' && hexadecimal(found.checksum.value) !== each.sha256)
            return `has another SHA-256 at ${each.key} in ${name} than its manifest says`;
    }
    return undefined;
}
/** Why it is not held as fast as one that was made now would be, with all that is beside it. */
async function notLocked(manifest, { name, objectLock, store }, signal) {
    if (!objectLock)
        return undefined;
    const { globals, key } = manifest;
    for (const each of [key, `${key}${names/* CHECKSUM_SUFFIX */.qP}`, (0,catalog/* manifestKey */.Rn)(key), ...(globals ? [globals.key] : [])]) {
        const why = whyNotLocked(await store.lockOf(each, signal), objectLock, manifest);
        if (why !== undefined)
            return `has ${each} in ${name}, which is ${why}`;
    }
    return undefined;
}
function hexadecimal(base64) {
    return Buffer.from(base64, 'base64').toString('hex');
}

// EXTERNAL MODULE: ./lib/anomaly/tables.js
var tables = __webpack_require__(94764);
// EXTERNAL MODULE: ./lib/fingerprint/differences.js
var differences = __webpack_require__(74092);
// EXTERNAL MODULE: ./lib/fingerprint/fingerprint.js
var fingerprint_fingerprint = __webpack_require__(23204);
// EXTERNAL MODULE: ./lib/postgres/toc/entry-kinds.js
var entry_kinds = __webpack_require__(5400);
;// CONCATENATED MODULE: ./lib/backup/reuse/live-database.js





const MOST_TOLD = 3;
/**
 * Why an earlier backup is not what the database is now, in words that complete “it …”; undefined where nothing was seen.
 * Exact for definitions and extensions. Of rows only what the server's estimates show: a table that was emptied, or has
 * more or fewer rows than an anomaly needs.
 * @param percent how far an estimate may be off
 */
function whyNotLive(manifest, live, percent) {
    return (changedSchema(manifest, live) ?? changedExtensions(manifest, live) ?? changedRows(manifest, live, percent));
}
function changedSchema({ fingerprint }, { schema }) {
    const definitions = ({ objects }) => ({
        ddlSha256: '',
        tables: [],
        sequences: [],
        largeObjects: { count: 0, bytes: 0, sha256: '' },
        objects: objects.filter(each => !(0,entry_kinds/* isDataEntry */.hJ)(each)),
    });
    const found = (0,differences/* findDifferences */.cG)(definitions(fingerprint), definitions(schema));
    if (found.length === 0)
        return undefined;
    const names = found.slice(0, MOST_TOLD).map(({ how, name }) => `${name} ${HOW[how]}`);
    return `has another schema than the database now: ${(0,words/* firstOf */.Ku)(names, names.length, { of: found.length, separator: '; ' })}`;
}
const HOW = { missing: 'is gone', extra: 'is new', different: 'changed' };
function changedExtensions({ contents }, live) {
    const words = (all) => all
        .map(({ name, version }) => `${name} ${version}`)
        .toSorted()
        .join(', ');
    const [then, now] = [words(contents.extensions), words(live.extensions)];
    return then === now ? undefined : `has other extensions than the database now (${now || 'none'})`;
}
function changedRows({ fingerprint }, { tables }, percent) {
    const now = new Map(tables.map(table => [(0,fingerprint_fingerprint/* qualifiedName */.OL)(table), table]));
    const changed = fingerprint.tables.flatMap(table => {
        const name = (0,fingerprint_fingerprint/* qualifiedName */.OL)(table);
        const live = now.get(name);
        // Not a table of rows: one of another server, or a view that was dumped as one.
        if (!live)
            return [];
        const how = rowsNow(table.rows, live, percent);
        return how === undefined ? [] : [`${name} ${how}`];
    });
    return changed.length === 0
        ? undefined
        : `may not hold the rows that the database has now: ${(0,words/* firstOf */.Ku)(changed, MOST_TOLD, { separator: '; ' })}`;
}
function rowsNow(then, { bytes, rows }, percent) {
    const had = `, and had ${then.toLocaleString('en-US')} rows`;
    if (then === 0)
        return rows !== undefined && rows > tables/* LEAST_ROWS_TO_GROW */.wx ? `has rows${had}` : undefined;
    if (bytes === 0)
        return `is empty${had}`;
    if (rows === undefined)
        return `has rows that the server cannot estimate${had}`;
    const about = `has about ${Math.round(rows).toLocaleString('en-US')} rows${had}`;
    const share = (percent / 100) * then;
    if (then >= tables/* LEAST_ROWS_TO_LOSE */.K1 && rows < then - share)
        return about;
    return Math.max(then, rows) >= tables/* LEAST_ROWS_TO_GROW */.wx && rows > then + share ? about : undefined;
}

// EXTERNAL MODULE: ./lib/postgres/children.js
var children = __webpack_require__(62428);
// EXTERNAL MODULE: ./lib/postgres/client/standing.js
var standing = __webpack_require__(21903);
// EXTERNAL MODULE: ./lib/postgres/connection/libpq-environment.js
var libpq_environment = __webpack_require__(35584);
// EXTERNAL MODULE: ./lib/postgres/dump.js
var postgres_dump = __webpack_require__(36185);
// EXTERNAL MODULE: ./lib/postgres/live-tables.js
var live_tables = __webpack_require__(60371);
// EXTERNAL MODULE: ./lib/postgres/proof.js
var postgres_proof = __webpack_require__(80601);
// EXTERNAL MODULE: ./lib/presets/scope.js + 1 modules
var scope = __webpack_require__(22192);
// EXTERNAL MODULE: ./lib/backup/dump-stream.js
var dump_stream = __webpack_require__(6375);
;// CONCATENATED MODULE: ./lib/backup/reuse/look-at-database.js









/**
 * Looks at the database as it is now: its definitions by the very code that makes backups, of the same selection, and
 * estimates of its rows. Nothing of its rows is read.
 * @throws BackupError with pg_dump's or the server's cause
 */
async function lookAtDatabase(request, server, { controller: run, env, journal, provideClient, reporter }) {
    const connection = (0,connection_connection/* atEndpoint */.Tn)(request.connection, server.endpoint);
    const major = request.clientMajor === 'auto' ? server.major : request.clientMajor;
    const client = await provideClient({ major, ...(0,standing/* leastOf */.zk)(major, server.version) }, run.signal);
    const controller = new AbortController();
    const signal = AbortSignal.any([run.signal, controller.signal]);
    const programEnv = (0,libpq_environment/* libpqEnvironment */.S)(connection, env, server.sessionOptions);
    const options = (0,children/* filterOptions */.f2)(journal, programEnv, signal, connection.stallTimeoutMs);
    const explain = (0,children/* explainEnd */.pw)(connection);
    try {
        const proof = request.format === 'custom' ? (0,postgres_proof/* proveArchive */.T)(client, options, explain) : (0,postgres_proof/* proveText */.s)('none', signal);
        const { selection } = await (0,scope/* findScope */.s)(request, connection, run.signal);
        const dump = (0,postgres_dump/* startDump */.dK)(client, { ...request, selection, mode: 'schema', compress: '0', encoding: server.encoding, strict: true }, (0,libpq_environment/* libpqArguments */.n)(connection), options);
        const stream = (0,dump_stream/* streamDump */.T)({
            dump,
            dumpEnded: (0,postgres_dump/* dumpEnded */.LV)(dump, explain),
            proof,
            encrypt: undefined,
            sinks: [],
            controller,
        });
        using _ = (0,dump_stream/* watchDump */.g)({ connection, dump, stream, controller, signal, reporter });
        const { fingerprint } = await stream.done;
        return {
            schema: fingerprint,
            extensions: server.extensions,
            tables: await (0,live_tables/* askLiveTables */.L)(connection, run.signal),
        };
    }
    catch (error) {
        run.signal.throwIfAborted();
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/backup/reuse/reuse.js













/** Nobody should wait for this: a deployment may. Milliseconds. */
const reuse_LONGEST_MS = 120_000;
/** Each has a manifest to read, and so many in so short a time are not of a schedule. */
const reuse_MOST_READ = 50;
/**
 * The newest backup that may stand in for the one that is asked for: the database has its schema and extensions still, and
 * about as many rows. Undefined if there is none, or if that cannot be known: then a backup is to be made.
 * @param withinMs how long ago it may have been begun
 * @param percent how far a table's estimated rows may be off
 * @throws BackupError where the server cannot be asked; what goes wrong with the store is reported, and no reason to stop
 */
async function reuseBackup(request, withinMs, parts, percent = thresholds/* DEFAULT_THRESHOLDS */.JJ.percent) {
    const { controller, reporter } = parts;
    try {
        return await reporter.group('Look for a backup that is fresh enough', async () => {
            const server = await parts.probe(request.connection, controller.signal);
            const found = await newest(wantedOf(request, withinMs, server, parts), parts);
            if (!found)
                return undefined;
            const why = await whyOutdated(found.backup.manifest, request, server, parts, percent);
            if (why === undefined) {
                reporter.notice(reuseWords(found.backup.manifest, found.reuse));
                return found;
            }
            reporter.notice(`A new backup is made: ${found.backup.manifest.key} ${why}.`);
            return undefined;
        });
    }
    catch (error) {
        throw (0,cancellation/* cancellation */.W)(controller.signal) ?? error;
    }
}
/** Older ones would be no better: what changed since the newest changed since them. */
async function whyOutdated(manifest, request, server, parts, percent) {
    try {
        return whyNotLive(manifest, await lookAtDatabase(request, server, parts), percent);
    }
    catch (error) {
        parts.controller.signal.throwIfAborted();
        return `cannot be compared with the database now (${(0,errors/* messageOf */.bD)(error).replace(/\.$/, '')})`;
    }
}
function wantedOf(request, withinMs, server, parts) {
    const { host, port } = (0,connection_connection/* firstEndpoint */.YP)((0,connection_connection/* atEndpoint */.Tn)(request.connection, server.endpoint));
    const { database, databaseOid, systemIdentifier } = server;
    return {
        ...request,
        series: request.series ?? (0,names/* seriesOf */.Lf)(database),
        clientMajor: request.clientMajor === 'auto' ? server.major : request.clientMajor,
        encryption: parts.encryption.record,
        source: { database, databaseOid, host, port, systemIdentifier },
        withinMs,
    };
}
async function newest(wanted, parts) {
    const { controller, reporter, shelves } = parts;
    const late = AbortSignal.timeout(reuse_LONGEST_MS);
    const signal = AbortSignal.any([controller.signal, late]);
    const now = parts.now();
    try {
        const recent = await recentBackups(shelves[0].store, wanted.series, new Date(now.getTime() - wanted.withinMs), signal);
        for (const listed of recent.slice(0, reuse_MOST_READ)) {
            const examined = await examineReusable(listed, wanted, { shelves, now, signal });
            if (examined.kind === 'reusable') {
                const { manifest, reuse } = examined;
                return { backup: { manifest, manifestKey: (0,catalog/* manifestKey */.Rn)(manifest.key) }, reuse };
            }
            reporter.info(`Not accepted: ${listed.key} ${examined.why}`);
        }
        reporter.info('No earlier backup is accepted by reuse-within: one is made');
    }
    catch (error) {
        controller.signal.throwIfAborted();
        const why = late.aborted ? 'The store took more than two minutes to show them.' : (0,errors/* messageOf */.bD)(error);
        reporter.warning(`Whether an earlier backup is fresh enough is not known, so one is made: ${why} Allow listing and reading in the destination, or leave reuse-within empty.`);
    }
    return undefined;
}
/**
 * The complete backups of a series that were begun at a moment or later, by their names, the newest first.
 * @param since compared to the second, as names have it
 * @throws BackupError the store's own
 */
async function recentBackups(store, series, since, signal) {
    const listed = await (0,stored_backups/* collectBackups */.M)(recent((0,list_plain_keys/* listPlain */.r)(`${series}/`, { store, signal }), since));
    return listed.filter(({ manifestBytes }) => manifestBytes !== undefined).toSorted(newestFirst);
}
async function* recent(objects, since) {
    const from = Math.floor(since.getTime() / 1000) * 1000;
    for await (const object of objects)
        if (timeOf(object.key) >= from)
            yield object;
}
function newestFirst(one, other) {
    return timeOf(other.key) - timeOf(one.key);
}
/** Milliseconds since 1970; 0 where the name says none. */
function timeOf(key) {
    return (0,time_in_name/* timeInName */.s)(key)?.getTime() ?? 0;
}

// EXTERNAL MODULE: ./lib/action/summary/markdown.js
var markdown = __webpack_require__(4204);
// EXTERNAL MODULE: ./lib/action/summary/within-limit.js
var within_limit = __webpack_require__(87260);
;// CONCATENATED MODULE: ./lib/backup/summary/checklists.js





/** The runbooks' checklists, ticked by what this run really did: what it did not do stays open. */
function checklists(report) {
    return [
        '**Before considering a backup complete**',
        '',
        ...verification(report).map(line),
        '',
        '**After creating a backup**',
        '',
        ...creation(report).map(line),
    ].join('\n');
}
/** “Backup Verification Checklist” of the production guide. */
function verification(report) {
    const { manifest } = report;
    const encrypted = encryptionLabel(report);
    return [
        { what: 'File exists and is not empty', done: true, how: stored(report) },
        { what: 'File can be listed', done: true, how: decoded(report) },
        expectedTables(report),
        { what: 'Time is the expected one', done: true, how: `${manifest.startedAt}, and in the name, in UTC` },
        {
            what: 'Stored in an encrypted location',
            done: encrypted !== undefined || report.storeEncryption !== undefined,
            how: encrypted ?? (report.storeEncryption ? atRest(report.storeEncryption) : UNSEALED),
        },
        { what: 'Retention policy is followed', done: false, how: 'not by this run' },
        {
            what: 'Restore procedure has been tested',
            done: false,
            how: 'not by this run: it decoded the backup, and restored it nowhere',
        },
    ];
}
/** “Checklist: After Creating a Backup” of the procedures. */
function creation(report) {
    const { manifest, storeEncryption } = report;
    const inS3 = report.location.startsWith('s3://');
    const encrypted = encryptionLabel(report);
    return [
        { what: 'File created', done: true, how: (0,markdown/* code */.aY)(manifest.key) },
        minimumSize(report),
        similarSize(report),
        { what: 'pg_restore reads it without an error', done: true, how: decoded(report) },
        {
            what: 'SHA-256 calculated and stored',
            done: true,
            how: `${(0,markdown/* code */.aY)(manifest.stored.sha256)}, in ${(0,markdown/* code */.aY)(report.checksumKey)}`,
        },
        {
            what: inS3 ? 'Uploaded to S3 with encryption' : 'Uploaded to S3 with encryption (here: a folder)',
            done: inS3 && (encrypted !== undefined || storeEncryption !== undefined),
            how: inS3
                ? [storeEncryption && atRest(storeEncryption), encrypted].filter(Boolean).join(', and ') || UNSEALED
                : `stored in ${(0,markdown/* code */.aY)(report.location)}, ${encrypted ?? 'not encrypted'}`,
        },
        { what: 'Upload verified', done: true, how: CONFIRMED[manifest.stored.confirmed] },
        {
            what: 'Notification sent',
            done: false,
            how: 'not yet: see the end of this page, where one was asked for',
        },
        {
            what: 'Logged in the monitoring system',
            done: false,
            how: 'not by this run: the manifest is its record',
        },
        localCleanup(report),
    ];
}
const UNSEALED = 'not encrypted by this action nor, as far as it was asked to, by the store';
const CONFIRMED = {
    sha256: 'size and SHA-256 of the store equal ours',
    'sha256-composite': "size and the store's SHA-256 over all parts equal ours",
    crc32: "size and the store's CRC32 equal ours",
    'crc32-composite': "size and the store's CRC32 over all parts equal ours",
    size: 'the size equals ours; the store gave no checksum to compare',
};
function atRest(kind) {
    return `by the store, at rest (${(0,markdown/* plain */.pj)(kind)})`;
}
function stored({ manifest }) {
    return `${(0,sizes/* formatSize */.X)(manifest.stored.bytes)} stored`;
}
function decoded({ manifest }) {
    return manifest.format === 'custom'
        ? 'more than listed: pg_restore decoded every byte'
        : 'SQL text: there is nothing to list; every byte was read back';
}
function expectedTables({ manifest }) {
    const { expectTables, tables: least } = manifest.checks.minimums;
    const found = `${(0,backup_report/* tableCount */.G)(manifest)} tables, at least ${least} wanted`;
    const what = 'Contains the expected tables';
    if (expectTables.length === 0)
        return { what, done: false, how: `${found}; none were named in expect-tables` };
    return { what, done: true, how: `${found}, among them ${(0,words/* firstOf */.Ku)(expectTables.map(markdown/* code */.aY), 20)}` };
}
function minimumSize({ manifest }) {
    const least = manifest.checks.minimums.bytes;
    const size = `the dump has ${(0,sizes/* formatSize */.X)(manifest.dump.bytes)}`;
    const what = 'Size is above the minimum';
    if (least <= 1)
        return { what, done: false, how: `${size}; no min-size was set` };
    return { what, done: true, how: `${size}, min-size is ${(0,sizes/* formatSize */.X)(least)}` };
}
function similarSize({ evaluation }) {
    const what = 'Size is similar to the previous ones';
    const figures = evaluation.kind === 'evaluated' ? evaluation.report.figures : [];
    const size = figures.find(({ kind }) => kind === 'size');
    if (!size)
        return { what, done: false, how: 'not compared by this run' };
    return { what, done: !size.odd, how: `${size.now}, ${size.change} against ${size.before} before` };
}
function localCleanup({ localCopy, location }) {
    const what = 'Local clean-up performed';
    if (!localCopy) {
        const none = location.startsWith('s3://') ? 'no file was' : 'nothing but the backup itself was';
        return { what, done: true, how: `${none} written to this machine` };
    }
    const { keepDays, removed } = localCopy;
    return { what, done: true, how: `copies are kept for ${keepDays} days, ${removed.length} older removed` };
}
function line({ what, done, how }) {
    return `- ${done ? '✅' : '⬜'} ${what}: ${how}`;
}

;// CONCATENATED MODULE: ./lib/backup/summary/proof.js




/** How many tables are shown: more makes a page that nobody reads. */
const MOST_TABLES = 200;
/** What was read back out of the backup while it was made. */
function proof_proof({ manifest }) {
    const { contents, fingerprint, format, mode } = manifest;
    const entries = Object.entries(contents.entries)
        .sort(([one], [other]) => one.localeCompare(other))
        .map(([kind, count]) => `${(0,markdown/* plain */.pj)(kind.toLowerCase())} ${(0,words/* grouped */.zD)(count)}`);
    const extensions = contents.extensions.map(({ name, version }) => `${(0,markdown/* plain */.pj)(name)} ${(0,markdown/* plain */.pj)(version)}`);
    const { largeObjects } = fingerprint;
    return [
        format === 'custom'
            ? 'pg_dump ended without an error, and pg_restore decoded every byte of the archive before it was stored.'
            : 'pg_dump ended without an error, and every byte of the SQL was read back before it was stored.',
        mode === 'schema'
            ? `**The definitions of ${(0,words/* grouped */.zD)((0,backup_report/* tableCount */.G)(manifest))} tables** and all else were hashed on the way; rows were not asked for.`
            : `**${(0,words/* grouped */.zD)(contents.rows)} rows in ${(0,words/* grouped */.zD)(contents.tables)} tables** were counted and hashed on the way.`,
        '',
        (0,markdown/* table */.tp)(['', ''], [
            ['SHA-256 of the schema', (0,markdown/* code */.aY)(fingerprint.ddlSha256)],
            ['Definitions', entries.join(', ') || 'none'],
            ['Extensions', extensions.join(', ') || 'none'],
            ...(largeObjects.count > 0
                ? [['Large objects', `${(0,words/* grouped */.zD)(largeObjects.count)}, ${(0,sizes/* formatSize */.X)(largeObjects.bytes)}`]]
                : []),
        ]),
        ...(fingerprint.tables.length > 0 ? ['', proof_tables(fingerprint.tables)] : []),
    ].join('\n');
}
function proof_tables(all) {
    const shown = [...all].sort((one, other) => other.bytes - one.bytes).slice(0, MOST_TABLES);
    const rows = shown.map(({ schema, name, rows, bytes, sha256 }) => [
        (0,markdown/* code */.aY)(`${schema}.${name}`),
        (0,words/* grouped */.zD)(rows),
        (0,sizes/* formatSize */.X)(bytes),
        (0,markdown/* code */.aY)(sha256),
    ]);
    const note = all.length > shown.length
        ? `\n\nThe ${shown.length} largest of ${(0,words/* grouped */.zD)(all.length)} tables; the manifest has them all.`
        : '';
    return (0,markdown/* details */.zH)(`Tables (${(0,words/* grouped */.zD)(all.length)})`, (0,markdown/* table */.tp)(['Table', 'Rows', 'As COPY text', 'SHA-256'], rows) + note);
}

// EXTERNAL MODULE: ./lib/backup/summary/restore-commands.js
var restore_commands = __webpack_require__(93514);
;// CONCATENATED MODULE: ./lib/backup/summary/summary.js











/** How many warnings are shown; each has its own annotation besides. */
const MOST_WARNINGS = 20;
/** The job summary of a backup that was proven and stored, now or by an earlier run, in Markdown, always below 1 MiB. */
function backupSummary(report) {
    const { evaluation, manifest, reuse, warnings } = report;
    return (0,within_limit/* withinLimit */.z)([
        `## ${title(report)}`,
        ...warnings.slice(0, MOST_WARNINGS).map(warning => `> ⚠️ ${(0,markdown/* plain */.pj)(warning)}\n`),
        ...(reuse ? [(0,markdown/* plain */.pj)(reuseWords(manifest, reuse))] : []),
        facts(report),
        ...comparison(evaluation),
        '### The proof',
        proof_proof(report),
        // What this run did: it made none of it.
        ...(reuse ? [] : ['### The checklists', checklists(report)]),
        '### Restore it without this action',
        (0,markdown/* block */.om)('bash', (0,restore_commands/* restoreCommands */.T)(report)),
        (0,markdown/* details */.zH)('Timing', timing(report)),
        '',
    ].join('\n\n'));
}
function title({ evaluation, manifest, reuse }) {
    const stored = `${(0,markdown/* plain */.pj)(manifest.series)}: ${reuse ? 'an earlier backup is fresh enough' : 'backup proven and stored'}`;
    const unlike = `${stored}, and unlike those before it`;
    if ((0,anomaly_evaluation/* reasonsToFail */.R7)(evaluation).length > 0)
        return `❌ ${unlike}`;
    return (0,anomaly_evaluation/* annotations */.hk)(evaluation).warnings.length > 0 ? `⚠️ ${unlike}` : `✅ ${stored}`;
}
/** What the backups before it say of a backup; nothing where nobody asked. */
function comparison(evaluation) {
    if (evaluation.kind === 'ignored')
        return [];
    const line = (0,markdown/* plain */.pj)((0,anomaly_evaluation/* evaluationLine */.HH)(evaluation));
    if (evaluation.kind === 'not evaluated')
        return [TITLE, `⚠️ ${line}`];
    const { report } = evaluation;
    const cells = rows(report);
    const totals = (0,anomaly_evaluation/* totalsLine */.sX)(report);
    return [
        TITLE,
        line,
        ...(totals ? [`⚠️ ${(0,markdown/* plain */.pj)(totals)}`] : []),
        ...(cells.length > 0 ? [(0,markdown/* table */.tp)(['What', meanOf(report), 'Now', 'Change'], cells)] : []),
        ...more(report),
    ];
}
const TITLE = '### Compared with the backups before it';
function meanOf({ compared }) {
    return compared === 1 ? 'The one before' : `Before (mean of ${compared})`;
}
/** The figures of the whole first, then what is odd beside them, the worst first. */
function rows({ figures, findings }) {
    const others = findings.filter(({ what }) => !figures.some(figure => figure.what === what));
    return [
        ...figures.map(each => summary_row(each.odd ? '⚠️' : '✅', each)),
        ...others.map(each => summary_row(each.weight === 'drift' ? 'ℹ️' : '⚠️', each)),
    ];
}
function summary_row(sign, { before, change, now, what }) {
    return [`${sign} ${(0,markdown/* plain */.pj)(what)}`, (0,markdown/* plain */.pj)(before), (0,markdown/* plain */.pj)(now), (0,markdown/* plain */.pj)(change)];
}
/** What a table has no room for: which definitions, and what could not be compared. */
function more({ anomalies, findings, notCompared }) {
    const listed = findings.filter(({ weight }) => weight === 'anomaly').length;
    return [
        ...findings.filter(({ weight }) => weight === 'drift').map(({ text }) => (0,markdown/* plain */.pj)(text)),
        ...(anomalies > listed
            ? [`The ${listed} worst of ${anomalies.toLocaleString('en-US')} anomalies are listed.`]
            : []),
        ...notCompared.map(each => `Not compared: ${(0,markdown/* plain */.pj)(each)}`),
    ];
}
/** What was backed up, and where it is. */
function facts(report) {
    const { manifest, manifestKey, url } = report;
    const { source } = manifest;
    return (0,markdown/* table */.tp)(['', ''], [
        ['Backup', (0,markdown/* code */.aY)(url(manifest.key))],
        ['Database', `${(0,markdown/* code */.aY)(source.database)} on ${(0,markdown/* code */.aY)(source.host)}`],
        [
            'Kind',
            `${manifest.class}, ${manifest.mode}, ${manifest.format} format, ${(0,markdown/* plain */.pj)(manifest.options.compression)}`,
        ],
        ['Versions', `server ${(0,markdown/* plain */.pj)(source.serverVersion)}, client ${(0,markdown/* plain */.pj)(manifest.clientVersion)}`],
        ['Size', `${sized(manifest.stored.bytes)} stored, ${sized(manifest.dump.bytes)} dumped`],
        ['Encrypted by', encryptedBy(report)],
        ['SHA-256 as stored', (0,markdown/* code */.aY)(manifest.stored.sha256)],
        ['SHA-256 of the dump', (0,markdown/* code */.aY)(manifest.dump.sha256)],
        ['Manifest', (0,markdown/* code */.aY)(url(manifestKey))],
        ...(manifest.globals ? [['Roles', (0,markdown/* code */.aY)(url(manifest.globals.key))]] : []),
        ...(report.localCopy ? [['Local copy', (0,markdown/* code */.aY)(report.localCopy.path)]] : []),
    ]);
}
/** How long each stage took; dump, proof, encryption and upload are one stream. */
function timing({ manifest }) {
    const { prepareMs, streamMs, completeMs } = manifest.timing;
    const speed = streamMs > 0 ? `, ${(0,sizes/* formatSize */.X)((manifest.dump.bytes * 1000) / streamMs)}/s` : '';
    return (0,markdown/* table */.tp)(['Stage', 'Time'], [
        ['Prepare: server, client, destination, key', (0,durations/* formatDuration */.a)(prepareMs)],
        ['Dump, prove, encrypt and upload, at once', `${(0,durations/* formatDuration */.a)(streamMs)}${speed}`],
        ['Complete: compare with the store, write the manifest', (0,durations/* formatDuration */.a)(completeMs)],
        ['**Whole**', `**${(0,durations/* formatDuration */.a)((0,backup_report/* durationMs */.p)(manifest))}**`],
    ]);
}
function sized(bytes) {
    return bytes < 1024 ? (0,sizes/* formatSize */.X)(bytes) : `${(0,sizes/* formatSize */.X)(bytes)} (${bytes.toLocaleString('en-US')} bytes)`;
}
function encryptedBy(report) {
    const unknown = report.reuse && 'nothing of this action; what the store does was not asked';
    const both = [
        encryptionLabel(report),
        report.storeEncryption && `the store (${(0,markdown/* plain */.pj)(report.storeEncryption)})`,
    ];
    return both.filter(Boolean).join(', and ') || (unknown ?? '⚠️ nothing');
}

;// CONCATENATED MODULE: ./lib/backup/action.js




















/** The backup action. */
const BACKUP = (0,verb/* defineVerb */.P)({
    verb: 'backup',
    inputs: BACKUP_INPUTS,
    failure: BACKUP_WORDS,
    done: 'The backup is stored',
    cleanedUp: 'the unfinished upload was aborted and every child process ended; nothing was stored',
    read: readBackupInputs,
    run,
    failureOutputs: true,
    outputs: BACKUP_OUTPUTS,
    summary: backupSummary,
    conclude: (report, reporter) => reporter.failFor((0,anomaly_evaluation/* reasonsToFail */.R7)(report.evaluation)),
    notice: backupNotice,
});
async function run(inputs, context) {
    const { request } = inputs;
    const { destination, localCopy, parts, close } = await createBackupDeps(inputs, context);
    try {
        const reuseOrMake = () => backedUp(inputs, parts);
        const { advisoryLock: lock } = inputs;
        // Around both: anyone who waits for another backup may then do with that one.
        const { backup, reuse } = lock
            ? await (0,advisory_lock/* withAdvisoryLock */.b)(request.connection, (0,advisory_lock/* lockOfBackup */.t)(lock, request.lockTimeoutMs ?? 0), { signal: context.controller.signal, reporter: context.reporter }, reuseOrMake)
            : await reuseOrMake();
        const { manifest, manifestKey } = backup;
        const removed = localCopy ? await expire(localCopy, manifest.series, context) : [];
        const evaluating = { store: destination, reporter: context.reporter, signal: context.controller.signal };
        const evaluation = await evaluateBackup(manifest, inputs.anomalies, evaluating);
        return {
            manifest,
            manifestKey,
            reuse,
            checksumKey: `${manifest.key}${names/* CHECKSUM_SUFFIX */.qP}`,
            location: destination.location,
            url: key => destination.url(key),
            endpoint: inputs.s3.endpoint,
            storeEncryption: !reuse && inputs.destination.kind === 's3' && inputs.s3.sse?.kind !== 'none'
                ? inputs.s3.sse?.kind
                : undefined,
            openCommand: file => (0,open_command/* openCommand */.k)(manifest.encryption.method, file),
            localCopy: localCopy && {
                path: localCopy.store.url(manifest.key),
                keepDays: localCopy.keepDays,
                removed,
            },
            evaluation,
            warnings: inputs.warnings,
        };
    }
    finally {
        close();
    }
}
async function backedUp({ anomalies, request, reuseWithinMs: withinMs }, parts) {
    const reused = withinMs === undefined
        ? undefined
        : await reuseBackup(request, withinMs, parts, anomalies?.thresholds.percent);
    return reused ?? { backup: await (0,backup/* backUp */.v)(request, parts), reuse: undefined };
}
/** Old copies that can't be removed are no reason to call a stored backup a failure. */
async function expire({ store, keepDays }, series, { controller, reporter }) {
    try {
        return await expireLocalCopies(store, { series, keepDays, now: new Date(), signal: controller.signal });
    }
    catch (error) {
        reporter.warning(`Old local copies were not removed: ${(0,errors/* messageOf */.bD)(error)}`);
        return [];
    }
}
/** Joins the adapters that the inputs ask for: the one place where all of them meet. */
async function createBackupDeps(inputs, context) {
    const { controller, journal, reporter, runner } = context;
    const { env } = runner;
    const destination = await (0,stores/* openStore */.Ch)('destination', inputs, journal, line => reporter.info(line));
    const copy = await (0,stores/* openStore */.Ch)('local-copy', inputs, journal);
    if (!destination)
        throw new Error('no destination');
    const copyShelves = copy ? [{ name: 'local-copy', store: copy }] : [];
    return {
        destination,
        localCopy: copy && inputs.localCopy && { store: copy, keepDays: inputs.localCopy.keepDays },
        parts: {
            shelves: [
                {
                    name: 'destination',
                    store: destination,
                    ...(inputs.s3.objectLock && { objectLock: inputs.s3.objectLock }),
                },
                ...copyShelves,
            ],
            encryption: (0,open_encryption/* openEncryption */.o)(inputs.encryption, inputs.s3, context),
            journal,
            reporter,
            env,
            now: () => new Date(),
            probe: (connection, signal) => (0,probe/* probeServer */._)(connection, { signal }),
            provideClient: (0,action_context/* clientProvider */.N)(inputs.repository, context),
            controller,
        },
        close: () => {
            destination.close();
            copy?.close();
        },
    };
}


/***/ })

};
