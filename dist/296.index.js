export const id = 296;
export const ids = [296];
export const modules = {

/***/ 92296:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  RESTORE: () => (/* binding */ RESTORE)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./lib/action/context.js + 5 modules
var action_context = __webpack_require__(49435);
// EXTERNAL MODULE: ./lib/action/failure.js
var action_failure = __webpack_require__(75388);
// EXTERNAL MODULE: ./lib/action/inputs/problem.js
var problem = __webpack_require__(47137);
// EXTERNAL MODULE: ./lib/action/open-encryption.js + 12 modules
var open_encryption = __webpack_require__(48636);
// EXTERNAL MODULE: ./lib/action/outputs.js
var outputs = __webpack_require__(87352);
// EXTERNAL MODULE: ./lib/action/stores.js + 5 modules
var stores = __webpack_require__(63136);
// EXTERNAL MODULE: ./lib/action/verb.js
var verb = __webpack_require__(30009);
// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/encryption/open-command.js
var open_command = __webpack_require__(4029);
// EXTERNAL MODULE: ./lib/postgres/probe/probe.js
var probe = __webpack_require__(35952);
// EXTERNAL MODULE: ./lib/postgres/advisory-lock.js
var advisory_lock = __webpack_require__(24918);
// EXTERNAL MODULE: ./lib/postgres/advisory-lock-key.js
var advisory_lock_key = __webpack_require__(26292);
// EXTERNAL MODULE: ./lib/postgres/connection/connection.js
var connection_connection = __webpack_require__(90370);
;// CONCATENATED MODULE: ./lib/postgres/target/lock-target.js




/**
 * Changes a database while no other restore does: of two at once into one database each would take what the other brings
 * for what was there. Where no session can hold a lock, as behind a pooler in transaction mode, it goes on without.
 * @throws BackupError `restore-running`, and what `work` throws
 */
async function withTargetLocked(connection, parts, work) {
    try {
        return await (0,advisory_lock/* withAdvisoryLock */.b)(connection, lockOf(connection), parts, work);
    }
    catch (error) {
        // Asked before the work begins.
        if (error instanceof errors/* BackupError */.hj && error.code === 'advisory-lock-impossible')
            return await work();
        throw error;
    }
}
const RESTORE_RUNNING = (0,errors/* defineError */.MP)({
    topic: 'restoring',
    code: 'restore-running',
    kind: 'refusal',
    meaning: 'Another restore into the same database is running. Nothing was changed.',
    fix: 'Wait until that one is done, look at what it came to, and then restore again.',
});
function lockOf(connection) {
    const target = (0,connection_connection/* describe */.q0)(connection);
    return {
        lock: { key: (0,advisory_lock_key/* hashOf */.q)('pg-backup-action restore'), name: 'of restores' },
        waitMs: 0,
        held: `No other restore into ${target} begins until this one is done`,
        lost: `The session that kept other restores away from ${target} was lost: another may have begun meanwhile.`,
        taken: () => new errors/* BackupError */.hj({
            ...RESTORE_RUNNING,
            message: `Another restore into ${target} is running; nothing was changed.`,
        }),
    };
}

// EXTERNAL MODULE: ./lib/postgres/target/probe-target.js + 2 modules
var probe_target = __webpack_require__(13042);
// EXTERNAL MODULE: ./lib/presets/preset.js + 1 modules
var preset = __webpack_require__(9434);
// EXTERNAL MODULE: ./lib/core/words.js
var words = __webpack_require__(44474);
// EXTERNAL MODULE: ./lib/fingerprint/fingerprint.js
var fingerprint_fingerprint = __webpack_require__(23204);
// EXTERNAL MODULE: ./lib/restore/plan/named.js
var named = __webpack_require__(71745);
;// CONCATENATED MODULE: ./lib/restore/failure-reasons.js




/** How many differences a message names. */
const MOST_NAMED = 10;
/** What makes the step fail, the most significant first; empty where nothing does. */
function reasonsToFail(report) {
    const { comparison, failure, refusals } = report;
    const different = comparison && comparison.differences.length > 0;
    return [
        ...refusals,
        ...(different ? [differs(report, comparison.differences)] : []),
        ...(failure?.errors ?? []),
    ];
}
const RESTORE_DIFFERS = (0,errors/* defineError */.MP)({
    topic: 'restoring',
    code: 'restore-differs',
    kind: 'integrity',
    meaning: 'The restored database is not what was backed up; the message names what differs.',
    fix: 'Do not use what differs. Look for what changed it on its way in, such as a trigger of the target; the job summary has the way back.',
});
function differs({ manifest, target }, differences) {
    return new errors/* BackupError */.hj({
        ...RESTORE_DIFFERS,
        message: `${target.database} is not what was backed up as ${manifest.key}: ${(0,words/* firstOf */.Ku)(differences, MOST_NAMED, { separator: '; ' })}.`,
        hint: 'Do not use what differs; the job summary has everything that does, and the way back.',
    });
}
/** In which state a failure has left the target, as a sentence. */
function describeState(state, { createdRoles, plan, target }) {
    const { database } = target;
    switch (state) {
        case 'unchanged':
            return createdRoles.length === 0
                ? `Nothing was changed in ${database}.`
                : `Nothing was changed in ${database}. The roles ${createdRoles.join(', ')} were created before, and stay.`;
        case 'sequences set':
            return `${database} is as it was before, except sequences that the role does not own and that may have the backup's values now: look at ${(0,named/* named */.K)((plan?.nonTransactionalSequences ?? []).map(fingerprint_fingerprint/* qualifiedName */.OL), 10)} before it is used.`;
        case 'partly loaded':
            return `${database} may hold a part of the backup: do not use it as it is.`;
        case 'unknown':
            return `Whether ${database} holds the backup or is as it was before is not known: look at it before it is used.`;
        case 'loaded':
            return `${database} holds the backup, but what was to follow did not all succeed.`;
    }
}

// EXTERNAL MODULE: ./lib/action/summary/failure-summary.js
var failure_summary = __webpack_require__(52594);
;// CONCATENATED MODULE: ./lib/restore/failure-words.js

const RESTORE_WORDS = {
    title: 'Not restored',
    kinds: {
        ...failure_summary/* KINDS */.G,
        database: 'PostgreSQL refused',
        storage: 'the backup could not be read, or the target not be backed up first',
        integrity: 'the backup is not what it should be',
    },
    afterwards: 'Nothing was changed in the target.',
};

// EXTERNAL MODULE: ./lib/restore/input-table.js + 2 modules
var input_table = __webpack_require__(11120);
// EXTERNAL MODULE: ./lib/action/inputs/checked-reading.js + 1 modules
var checked_reading = __webpack_require__(62941);
// EXTERNAL MODULE: ./lib/action/inputs/connection.js + 7 modules
var connection = __webpack_require__(2171);
// EXTERNAL MODULE: ./lib/action/inputs/opening-keys.js
var opening_keys = __webpack_require__(40899);
// EXTERNAL MODULE: ./lib/action/inputs/rules/access-rules.js
var access_rules = __webpack_require__(72976);
// EXTERNAL MODULE: ./lib/action/inputs/rules/lasting.js
var lasting = __webpack_require__(28398);
// EXTERNAL MODULE: ./lib/action/inputs/rules/rule.js
var rule = __webpack_require__(374);
// EXTERNAL MODULE: ./lib/action/inputs/rules/start-rules.js
var start_rules = __webpack_require__(18232);
// EXTERNAL MODULE: ./lib/action/inputs/rules/writing-rules.js
var writing_rules = __webpack_require__(71624);
// EXTERNAL MODULE: ./lib/action/inputs/s3-inputs.js
var s3_inputs = __webpack_require__(20398);
// EXTERNAL MODULE: ./lib/action/runner.js
var runner = __webpack_require__(14918);
// EXTERNAL MODULE: ./lib/restore/one-backup.js
var one_backup = __webpack_require__(40425);
;// CONCATENATED MODULE: ./lib/restore/inputs.js












/** Which part of the backup. */
const partRules = [
    (0,rule/* rule */.H)(['use-list', 'tables'], ({ value }) => value('use-list') !== undefined && value('tables').length > 0, 'use-list and tables both say what is restored; give one of them'),
    (0,rule/* rule */.H)(['use-list', 'mode'], ({ value, isSet }) => value('use-list') !== undefined && isSet('mode'), 'use-list says by itself what is restored; leave mode empty, or remove use-list'),
    (0,rule/* rule */.H)(['tables', 'mode'], ({ value, isSet }) => value('tables').length > 0 && isSet('mode'), 'mode says nothing where tables names what is restored: their rows, and with definitions: true their definitions; leave mode empty'),
    (0,rule/* rule */.H)(['definitions', 'tables'], ({ value }) => value('definitions') && value('tables').length === 0, 'definitions belongs to tables, which is empty; name the tables, or remove definitions: a full restore has them all'),
];
/** How it is loaded. */
const loadRules = [
    {
        about: ['single-transaction', 'jobs'],
        broken: ({ value }) => {
            const jobs = value('jobs');
            if (value('single-transaction') !== true || jobs === 'auto' || jobs === 1)
                return undefined;
            return `single-transaction: true and jobs: ${jobs} exclude each other, since each session has a transaction of its own; write jobs: 1, or leave single-transaction empty`;
        },
    },
];
/** All that must hold between the inputs of restore. */
const RESTORE_RULES = [
    ...one_backup/* oneBackupRules */.w,
    ...partRules,
    ...start_rules/* startRules */.O,
    ...loadRules,
    ...writing_rules/* writingRules */.SH,
    ...access_rules/* accessRules */.S,
];
const RESTORE_READING = { table: input_table/* RESTORE_INPUTS */.DS, rules: RESTORE_RULES, connect };
/**
 * Reads and checks all inputs of restore.
 * @throws BackupError `input-invalid`, a line of its message for each problem
 */
function readRestoreInputs(source) {
    const { connection, destination, notes, reading } = (0,checked_reading/* readInputs */.Ko)(RESTORE_READING, source);
    const { value } = reading;
    return {
        ...notes,
        destination,
        s3: (0,s3_inputs/* s3InputsOf */.zA)(reading),
        request: {
            wanted: (0,one_backup/* wantedBackup */.g)(reading, destination),
            connection,
            load: { jobs: value('jobs'), singleTransaction: value('single-transaction') },
            dryRun: value('dry-run'),
            preRestoreBackup: value('pre-restore-backup'),
            analyze: value('analyze'),
            run: (0,runner/* readRunner */.f)(source.env).run,
        },
        choices: choicesOf(reading),
        part: partOf(reading),
        postRestoreSql: value('post-restore-sql'),
        keys: (0,opening_keys/* openingKeys */.$)(reading),
        repository: value('client-repository'),
        warnings: [
            ...notes.warnings,
            ...(value('pre-restore-backup') ? (0,lasting/* warnOfLostCopy */.h)(destination, source.env) : []),
        ],
    };
}
function connect(reading, source) {
    const url = reading.value('target-url');
    return (0,connection/* settleConnection */.Y)({ name: 'target-url', secret: 'STAGING_DATABASE_URL', url }, reading, source);
}
function partOf({ value }) {
    const path = value('use-list');
    const tables = value('tables');
    if (path !== undefined)
        return { kind: 'list file', path };
    if (tables.length > 0)
        return { kind: 'tables', tables, definitions: value('definitions') };
    return { kind: 'all', mode: value('mode') };
}
function choicesOf({ value }) {
    const preset = value('preset');
    return {
        preset: preset === 'none' ? undefined : preset,
        noOwner: value('no-owner'),
        noAcl: value('no-acl'),
        allow: new Set(value('allow')),
        confirm: value('confirm'),
        skipExtensions: value('skip-extensions'),
        createRoles: value('create-roles'),
        disableOutbound: value('disable-outbound'),
    };
}

// EXTERNAL MODULE: ./lib/core/durations.js
var durations = __webpack_require__(5530);
// EXTERNAL MODULE: ./lib/notify/notice.js
var notice = __webpack_require__(65741);
// EXTERNAL MODULE: ./lib/notify/problem.js
var notify_problem = __webpack_require__(67226);
// EXTERNAL MODULE: ./lib/notify/several.js
var several = __webpack_require__(55489);
;// CONCATENATED MODULE: ./lib/restore/report.js
/** Whether the target's rows are those that it had before. */
function holdsItsOwn(state) {
    return state === 'unchanged' || state === 'sequences set';
}
/** Whether the restored data still is what the backup held, unmasked, though it was to be masked. */
function leftUnmasked({ afterCare, failure }) {
    const masking = afterCare.find(({ what }) => what === 'post-restore-sql');
    const dataIsIn = failure === undefined || !holdsItsOwn(failure.target);
    return dataIsIn && masking !== undefined && masking.outcome !== 'done';
}

;// CONCATENATED MODULE: ./lib/restore/notice.js







const TITLES = {
    planned: 'restore planned, nothing changed',
    refused: 'restore refused, nothing changed',
    proven: 'restored and proven',
    'partly proven': 'restored in part, or not all of it could be compared',
    different: 'restored, and not what was backed up',
    failed: 'restore failed',
};
/** What a notice says of a restore, and of its dry run. */
function restoreNotice(report, env) {
    const { failure, location, manifest, ms, outcome, preRestore, target, warnings } = report;
    const reasons = reasonsToFail(report).map(reason => (0,action_failure/* explainFailure */.SP)(reason, env));
    const clean = outcome === 'proven' || outcome === 'planned';
    return {
        outcome: reasons.length > 0 ? 'failure' : clean ? 'success' : 'warning',
        title: `${target.database}: ${TITLES[outcome]}`,
        facts: (0,notice/* factsOf */.xS)({
            Target: `${target.database} on ${target.host}:${target.port}, PostgreSQL ${target.version}`,
            State: failure && describeState(failure.target, report),
            Attention: leftUnmasked(report)
                ? 'post-restore-sql did not succeed: the target may hold data that is not masked'
                : undefined,
            Backup: `${manifest.key} in ${location}`,
            Begun: manifest.startedAt,
            Took: (0,durations/* formatDuration */.a)(ms),
            Proof: proofOf(report),
            'Way back': preRestore.kind === 'made' ? preRestore.manifest.key : undefined,
            Warnings: (0,several/* severalOf */.M)(warnings),
        }),
        problem: (0,notify_problem/* problemOf */.Z)(reasons),
    };
}
function proofOf({ comparison }) {
    if (!comparison)
        return undefined;
    const equal = comparison.tables.filter(each => each.outcome === 'equal').length;
    const words = [
        `${equal} of ${comparison.tables.length} tables equal`,
        comparison.differences.length > 0 && `${comparison.differences.length} differences`,
        comparison.notVerified.length > 0 && `${comparison.notVerified.length} not verified`,
        comparison.skipped.length > 0 && `${comparison.skipped.length} skipped`,
    ];
    return words.filter(Boolean).join(', ');
}

;// CONCATENATED MODULE: ./lib/restore/plan/editable-list.js
/** The plan as a list that can be edited and given back: what is skipped stands in it too, commented out, with its reason. */
function editableList({ load, skip }) {
    return [...load.map(line), ...skip.map(({ entry, why }) => `;${line(entry)} (${oneLine(why)})`), ''].join('\n');
}
function line({ id, kind, name, owner, schema }) {
    return oneLine(`${id}; ${kind} ${schema} ${name} ${owner}`).trimEnd();
}
function oneLine(text) {
    return text.replace(/\s*[\r\n]+\s*/g, ' ');
}

// EXTERNAL MODULE: ./lib/core/sizes.js
var sizes = __webpack_require__(86361);
;// CONCATENATED MODULE: ./lib/restore/plan/load-strategy.js

/** Below this a parallel load saves less than fetching the file costs. Bytes of the dump. */
const WORTH_A_FILE = 64 * 1024 * 1024;
/** What is left free beside the file, for anything else this job writes. Bytes. */
const RESERVE = 256 * 1024 * 1024;
/** More sessions than these gain nothing on a runner, and hold connections of a small server. */
const MOST_JOBS = 8;
/**
 * Streamed in one transaction wherever something could be lost; parallel only into an empty target, where a failure costs
 * nothing but time, or where it was asked for.
 */
function chooseLoadStrategy({ jobs, singleTransaction }, { cores, dumpBytes, format, freeBytes, inOrder, targetIsEmpty }) {
    const streamed = { kind: 'streamed', transaction: singleTransaction !== false };
    const chosen = (strategy, ...warnings) => ({ strategy, warnings });
    const roomy = dumpBytes + RESERVE <= freeBytes;
    if (jobs === 'auto') {
        const wanted = Math.min(MOST_JOBS, cores);
        const gains = targetIsEmpty && !inOrder && format === 'custom' && dumpBytes > WORTH_A_FILE && wanted > 1;
        return chosen(gains && roomy && singleTransaction !== true ? { kind: 'parallel', jobs: wanted } : streamed);
    }
    if (jobs === 1)
        return chosen(streamed);
    if (format !== 'custom')
        return chosen(streamed, `jobs: ${jobs} says nothing for a backup of format plain, which is streamed`);
    if (inOrder) {
        return chosen(streamed, `jobs: ${jobs} cannot be: whether the rows of the backup keep its rules may depend on their order, which several sessions do not keep; it is streamed instead`);
    }
    if (!roomy) {
        return chosen(streamed, `jobs: ${jobs} needs ${(0,sizes/* formatSize */.X)(dumpBytes + RESERVE)} of disk and ${(0,sizes/* formatSize */.X)(freeBytes)} are free: the backup is streamed instead`);
    }
    return chosen({ kind: 'parallel', jobs });
}
/** For people. */
function describeStrategy(strategy) {
    if (strategy.kind === 'parallel')
        return `from a file, by ${strategy.jobs} sessions at once, not all or nothing`;
    return strategy.transaction
        ? 'streamed, in one transaction: all or nothing'
        : 'streamed, each statement by itself, not all or nothing';
}

;// CONCATENATED MODULE: ./lib/restore/outputs.js



/** Of each list in the plan: as many as fit. */
const MOST_NAMES = [500, 200, 100, 50, 20, 5];
/** Every output of the restore action, once. */
const RESTORE_OUTPUTS = {
    outcome: {
        description: '`proven`, `partly proven` (nothing differs; not all could be restored, or compared), `different`, `failed`; or `planned` or `refused`, where nothing was changed.',
        read: ({ outcome }) => outcome,
    },
    key: {
        description: 'The backup, relative to `destination`.',
        read: ({ manifest }) => manifest.key,
    },
    database: {
        description: 'The database that was restored into.',
        read: ({ target }) => target.database,
    },
    tables: {
        description: 'How many tables are equal to the backup.',
        read: report => equalTables(report).length,
    },
    rows: {
        description: 'How many rows they have.',
        read: report => equalTables(report).reduce((sum, { rows }) => sum + rows, 0),
    },
    'pre-restore-key': {
        description: 'The backup of the target that was made first: the way back, as `from`. Empty where none was made.',
        read: ({ preRestore }) => (preRestore.kind === 'made' ? preRestore.manifest.key : ''),
    },
    plan: {
        description: 'The plan as JSON, `{"load", "how", "drops", "empties", "createsRoles", "skip", "refusals"}`; lists end after 500 entries.',
        words: true,
        read: planOf,
    },
    'use-list': {
        description: 'With `dry-run`: what would be restored, for `use-list` after editing; what is skipped is commented out. Empty above 100 kB.',
        read: useListOf,
    },
    'duration-seconds': {
        description: 'How long it took, in seconds.',
        read: ({ ms }) => (ms / 1000).toFixed(1),
    },
};
function equalTables({ comparison }) {
    return comparison?.tables.filter(({ outcome }) => outcome === 'equal') ?? [];
}
function planOf(report) {
    return MOST_NAMES.map(most => planWith(report, most)).find(outputs/* fits */.lA) ?? '';
}
function planWith({ strategy, plan, refusals }, most) {
    const first = (list) => list.slice(0, most);
    return JSON.stringify({
        ...(plan && {
            load: plan.load.length,
            drops: first(plan.drops),
            empties: first(plan.empties),
            createsRoles: first(plan.createsRoles),
            skip: first(plan.skip).map(({ entry: { kind, name, schema }, why }) => ({ kind, schema, name, why })),
        }),
        ...(strategy && { how: describeStrategy(strategy) }),
        refusals: first(refusals).map(({ code, message, hint }) => ({ code, message, hint })),
    });
}
function useListOf({ dryRun, plan }) {
    const list = dryRun && plan ? editableList(plan) : '';
    // A list that is cut off would restore less without a word.
    return (0,outputs/* fits */.lA)(list) ? list : '';
}

// EXTERNAL MODULE: ./lib/restore/plan/use-list.js
var use_list = __webpack_require__(38536);
// EXTERNAL MODULE: ./lib/core/cancellation.js
var cancellation = __webpack_require__(20600);
// EXTERNAL MODULE: ./lib/postgres/apply/outcomes.js
var outcomes = __webpack_require__(34035);
// EXTERNAL MODULE: ./lib/postgres/event-triggers.js
var event_triggers = __webpack_require__(16977);
// EXTERNAL MODULE: ./lib/restore/create-roles.js
var create_roles = __webpack_require__(17676);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/fingerprint/differences.js
var differences = __webpack_require__(74092);
// EXTERNAL MODULE: ./lib/restore/load/fetch-dump.js
var fetch_dump = __webpack_require__(94626);
// EXTERNAL MODULE: ./lib/restore/load/parallel.js
var parallel = __webpack_require__(15316);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./lib/catalog/integrity-failure.js
var integrity_failure = __webpack_require__(64715);
// EXTERNAL MODULE: ./lib/catalog/read-backup.js
var read_backup = __webpack_require__(5210);
// EXTERNAL MODULE: ./lib/catalog/read-progress.js
var read_progress = __webpack_require__(707);
// EXTERNAL MODULE: ./lib/postgres/apply/apply.js + 1 modules
var apply = __webpack_require__(91956);
// EXTERNAL MODULE: ./lib/postgres/apply/psql-filter.js + 1 modules
var psql_filter = __webpack_require__(57922);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./lib/postgres/probe/in-session.js + 1 modules
var in_session = __webpack_require__(5558);
;// CONCATENATED MODULE: ./lib/postgres/apply/was-committed.js


/** A run that has failed waits for an answer, but not for long. Milliseconds. */
const LONGEST_MS = 20_000;
/** The server needs a moment to see that psql is gone. Milliseconds. */
const PAUSE_MS = 200;
/**
 * Asks the server what became of a transaction whose client is gone.
 * @param id as txid_current gave it
 * @returns whether it was committed; undefined where the server cannot be asked, or no longer knows
 */
async function wasCommitted(connection, id) {
    if (!/^\d+$/.test(id))
        return undefined;
    try {
        return await (0,in_session/* inSession */.C)(connection, { signal: AbortSignal.timeout(LONGEST_MS) }, async (session) => {
            for (;;) {
                const [row] = await session.rows(`SELECT txid_status(${id}) AS status`);
                if (row?.status !== 'in progress')
                    return row?.status ? row.status === 'committed' : undefined;
                await session.next('COMMIT');
                await (0,external_node_timers_promises_.setTimeout)(PAUSE_MS);
            }
        });
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./lib/postgres/children.js
var children = __webpack_require__(62428);
// EXTERNAL MODULE: ./lib/postgres/compression-choice.js
var compression_choice = __webpack_require__(71921);
// EXTERNAL MODULE: ./lib/postgres/connection/libpq-environment.js
var libpq_environment = __webpack_require__(35584);
// EXTERNAL MODULE: ./lib/postgres/decode.js
var decode = __webpack_require__(86221);
// EXTERNAL MODULE: ./lib/postgres/stall/watch-program.js
var watch_program = __webpack_require__(8868);
// EXTERNAL MODULE: ./lib/stream/ignore-broken-pipe.js
var ignore_broken_pipe = __webpack_require__(98025);
// EXTERNAL MODULE: ./lib/stream/run-all.js
var run_all = __webpack_require__(28195);
// EXTERNAL MODULE: ./lib/restore/load/selection.js
var selection = __webpack_require__(6169);
;// CONCATENATED MODULE: ./lib/restore/load/streamed.js
















/**
 * Loads a backup while it is downloaded: store → hash → open → hash → pg_restore → scanner → psql. In a transaction
 * nothing is committed unless every stored byte and every byte of the dump were what the manifest says, pg_restore ended
 * well, and `check` found nothing wrong with what passed. Anything else happens, the target is as it was before.
 * @throws BackupError with the cause; with a transaction nothing was changed, except the codes
 * `restore-outcome-unknown` and `restore-committed-early`. `backup-altered` where the backup is not what was stored.
 */
async function loadStreamed(load, parts) {
    const startedAt = performance.now();
    const useList = await (0,selection/* writeUseList */.D)(load.ids, parts.scratch);
    try {
        await stream(load, useList.argument, parts);
    }
    catch (error) {
        // A cancelled run must say so too, since somebody has to ask the target now.
        if ((0,outcomes/* mayNotBeUndone */.zT)(error))
            throw error;
        parts.signal.throwIfAborted();
        throw (await (0,integrity_failure/* classifyIntegrityFailure */.o)(error, load.manifest, parts)) ?? error;
    }
    finally {
        await useList.remove();
    }
    return { ms: Math.round(performance.now() - startedAt) };
}
async function stream(load, useList, parts) {
    const say = (line) => parts.reporter.info(line);
    const watched = { connection: load.connection, program: 'psql', say, signal: parts.signal };
    await (0,watch_program/* stoppedWhenStalled */.p)(watched, (signal, started) => streamInto(load, useList, { ...parts, signal }, started));
}
async function streamInto(load, useList, parts, started) {
    const { manifest, transaction, check } = load;
    const controller = new AbortController();
    const signal = AbortSignal.any([parts.signal, controller.signal]);
    const stopped = { ...parts, signal };
    // From the end of the pipe to its beginning: what can be refused is refused before anything is downloaded.
    const apply = applyTo(load, stopped);
    const decoding = decodingOf(load, useList, stopped);
    const passing = new psql_filter/* PassingSql */.u({ transaction, like: manifest.fingerprint });
    const reading = (0,read_backup/* readBackup */.fe)({ ...stopped, manifest }, decoding.sink);
    const loading = (0,ignore_broken_pipe/* ignoreBrokenPipe */.Eg)((0,external_node_stream_promises_.pipeline)(decoding.sql, passing, apply.sink, { signal }));
    const upstream = [reading.done, decoding.done, loading];
    const commit = async () => {
        await Promise.all(upstream);
        const passed = passing.fingerprint();
        const wrong = check?.(passed) ?? [];
        if (wrong.length > 0)
            throw notWhatItSays(manifest.key, wrong);
        await apply.finish();
    };
    const progress = (0,read_progress/* followReadings */.h)(parts.reporter);
    progress.add(manifest, reading);
    started(apply.advance);
    try {
        await (0,run_all/* runAll */.$)([reading.done, decoding.done, apply.ended, loading, commit()], controller);
    }
    catch (error) {
        // SQL that psql splits otherwise than we do may have ended the transaction: only the server knows.
        const id = (0,outcomes/* mayNotBeUndone */.zT)(error) ? undefined : apply.transaction();
        if (id !== undefined && (await wasCommitted(load.connection, id)))
            throw (0,outcomes/* committedEarly */.CA)(error);
        throw error;
    }
    finally {
        progress.stop();
    }
}
function applyTo(load, { env, journal, signal }) {
    const { connection } = load;
    return (0,apply/* startApply */.T)(load.client, {
        ...load,
        connectionArguments: (0,libpq_environment/* libpqArguments */.n)(connection),
        child: (0,children/* childOptions */.Z_)(journal, (0,libpq_environment/* libpqEnvironment */.S)(connection, env), signal),
        explain: (0,children/* explainRestore */._v)(connection, load.manifest),
    });
}
function decodingOf(load, useList, parts) {
    const { client, manifest } = load;
    if (manifest.format === 'plain')
        return (0,decode/* decodeText */.g7)((0,compression_choice/* compressionMethod */.c)(manifest.options.compression));
    // It reads from us and writes to us, and needs nothing of the environment but the way to its libraries.
    const { connection } = load;
    const env = (0,libpq_environment/* libpqEnvironment */.S)(connection, parts.env);
    const child = (0,children/* filterOptions */.f2)(parts.journal, env, parts.signal, connection.stallTimeoutMs);
    const args = [...(0,selection/* selectionArguments */.h)(load), ...useList];
    return (0,decode/* decodeArchive */.Jx)(client, args, 'discarded', child, children/* archiveUnreadable */.CH);
}
function notWhatItSays(key, wrong) {
    const named = wrong.slice(0, 5).join('; ');
    return (0,read_backup/* altered */.Wn)(`What came out of ${key} is not what its manifest says, and was not committed: ${named}`);
}

;// CONCATENATED MODULE: ./lib/restore/load/load-backup.js






/** Brings the backup into the target, the way that was settled. `onChange`: when what a failure would leave begins. */
async function loadBackup({ choices }, { connection, manifest }, { client, strategy, plan }, onChange, parts) {
    const load = {
        manifest,
        client,
        connection,
        ids: manifest.format === 'custom' ? plan.load.map(({ id }) => id) : undefined,
        clean: plan.clean,
        noOwner: choices.noOwner,
        noAcl: choices.noAcl,
        before: plan.before,
        last: plan.last,
        sessionSettings: plan.sessionSettings,
        onChange,
    };
    if (strategy.kind === 'streamed') {
        const { transaction } = strategy;
        await loadStreamed({ ...load, transaction, check: passed => (0,differences/* differences */.tX)(plan.expected, passed) }, parts);
        return;
    }
    const file = (0,external_node_path_.join)(parts.scratch, 'restore.dump');
    try {
        parts.reporter.info('Downloading the backup: nothing is changed before every byte of it is known to be right');
        await (0,fetch_dump/* fetchDump */.r)(manifest, file, parts);
        parts.reporter.info(`Loading it by ${strategy.jobs} sessions`);
        await (0,parallel/* restoreFile */.V)({ ...load, file, jobs: strategy.jobs }, parts);
    }
    finally {
        await (0,promises_.rm)(file, { force: true });
    }
}

// EXTERNAL MODULE: ./lib/restore/plan/plan.js + 23 modules
var plan_plan = __webpack_require__(67716);
;// CONCATENATED MODULE: ./lib/restore/log.js




/** How many lines of a list the log has; the summary has more. */
const MOST_LINES = 50;
/** Writes the plan into the log. */
function logPlan({ strategy, plan, warnings }, reporter) {
    for (const warning of warnings)
        reporter.warning(warning);
    const list = (what, names) => {
        for (const line of (0,words/* firstLines */.UV)(names, MOST_LINES, ''))
            reporter.info(`${what}: ${line}`);
    };
    reporter.info(`To be loaded: ${plan.load.length} entries, ${describeStrategy(strategy)}`);
    list('To be dropped', plan.drops);
    list('To be emptied', plan.empties.map(fingerprint_fingerprint/* qualifiedName */.OL));
    list('Role to be created', plan.createsRoles);
    list('Skipped', plan.skip
        .filter(({ why }) => why !== plan_plan/* NOT_ASKED_FOR */.z)
        .map(({ entry, why }) => `${entry.kind} ${entry.schema} ${entry.name}: ${why}`));
}
/** Writes what the proof found into the log, in its three words. */
function logComparison({ differences, notVerified, skipped, tables }, reporter) {
    const equal = tables.filter(({ outcome }) => outcome === 'equal');
    const rows = equal.reduce((sum, table) => sum + table.rows, 0).toLocaleString('en-US');
    reporter.info(`Equal to the backup: ${rows} rows in ${equal.length} of ${tables.length} tables`);
    const list = (word, lines) => {
        for (const line of (0,words/* firstLines */.UV)(lines, MOST_LINES, ''))
            reporter.info(`${word}: ${line}`);
    };
    list('different', differences);
    list('not verified', notVerified);
    list('skipped', skipped);
}

// EXTERNAL MODULE: ./lib/postgres/probe/beginning.js
var beginning = __webpack_require__(46305);
// EXTERNAL MODULE: ./lib/postgres/statement-error.js
var statement_error = __webpack_require__(61289);
;// CONCATENATED MODULE: ./lib/restore/post-restore/analyze.js



/**
 * A partition is analysed with its root, unless that is another's. The system's own catalogs are the server's business. A
 * table with a foreign one among those below it is not: to sample that is to log in to another server with what the backup
 * knows of it; what is here is analysed by its own name then.
 */
const TABLES = `
  WITH RECURSIVE reaching (oid) AS (
    SELECT i.inhparent FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class f ON f.oid = i.inhrelid WHERE f.relkind = 'f'
     UNION SELECT i.inhparent FROM pg_catalog.pg_inherits i JOIN reaching r ON r.oid = i.inhrelid)
  SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't'
     AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
     AND c.oid NOT IN (SELECT oid FROM reaching)
     AND NOT (c.relispartition AND pg_catalog.pg_partition_root(c.oid) NOT IN (SELECT oid FROM reaching) AND pg_catalog.pg_has_role(
           (SELECT r.relowner FROM pg_catalog.pg_class r WHERE r.oid = pg_catalog.pg_partition_root(c.oid)), 'USAGE'))
   ORDER BY 1`;
const UNDEFINED_TABLE = '42P01';
const UNDEFINED_SCHEMA = '3F000';
/**
 * Gives the planner statistics of what was restored, each table in a transaction of its own, so that no lock is held for
 * long. Reads a sample of every table.
 * @returns the server's warnings, such as tables that the role may not analyze: they are passed over
 */
async function analyzeDatabase(connection, { say, signal }) {
    return await (0,in_session/* inSession */.C)(connection, { signal, beginning: beginning/* WRITING */.V9, ...(say && { say }) }, async (session) => {
        const tables = await session.rows(TABLES);
        await session.next('COMMIT');
        for (const { name } of tables)
            await analyzeOne(session, name);
        return session.warnings();
    });
}
async function analyzeOne(session, table) {
    try {
        await session.rows(`ANALYZE ${table}`);
        await session.next('COMMIT');
    }
    catch (error) {
        const isGone = [UNDEFINED_TABLE, UNDEFINED_SCHEMA].includes((0,statement_error/* statementError */.u)(error)?.code ?? '');
        if (!isGone)
            throw error;
        await session.next('ROLLBACK');
    }
}

;// CONCATENATED MODULE: ./lib/restore/post-restore/outbound-queries.js
/** Database webhooks of Supabase. On a partitioned table, one switch is for all its partitions. */
const webhooks = (which) => `
  SELECT format('webhook %I on table %I.%I', t.tgname, n.nspname, c.relname) AS words,
         format('ALTER TABLE %s %I.%I DISABLE TRIGGER %I', CASE c.relkind WHEN 'p' THEN '' ELSE 'ONLY' END,
                n.nspname, c.relname, t.tgname) AS statement
    FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_namespace f ON f.oid = p.pronamespace
   WHERE f.nspname = 'supabase_functions' AND p.proname = 'http_request' AND t.tgenabled <> 'D' AND ${which}
   ORDER BY 1`;
const WEBHOOKS_QUERY = webhooks('t.tgparentid = 0');
/** To be asked afterwards: what a partition has of a webhook that is off, and has on by itself. */
const PARTITION_WEBHOOKS_QUERY = webhooks('t.tgparentid <> 0');
const SUBSCRIPTIONS_QUERY = `
  SELECT format('subscription %I', s.subname) AS words,
         format('ALTER SUBSCRIPTION %I DISABLE', s.subname) AS statement
    FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid
   WHERE d.datname = current_database() AND s.subenabled
   ORDER BY 1`;
/** Whether the role sees all rows of a table there, undefined (no row) where there is none. */
const tableQuery = (schema, table) => `
  SELECT NOT row_security_active(c.oid) AS whole
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname = '${schema}' AND c.relname = '${table}' AND c.relkind IN ('r', 'p')`;
/**
 * One job each, whichever database it names: a restored job keeps the name of production's. alter_job is for roles that
 * may not write the table; versions before 1.4 do not have it.
 */
const CRON_JOBS_QUERY = `
  SELECT format('pg_cron job %s of role %s', jobid, username) AS words,
         format('UPDATE cron.job SET active = false WHERE jobid = %s', jobid) AS statement,
         format('SELECT cron.alter_job(job_id := %s, active := false)', jobid) AS otherwise
    FROM cron.job WHERE active ORDER BY jobid`;
const WAITING_REQUESTS_QUERY = 'SELECT count(*)::int AS value FROM net.http_request_queue';
const EMPTY_QUEUE = 'DELETE FROM net.http_request_queue';
/** What reaches out when it is used, and has no switch: functions as far as their text says. */
const LEFT_ALONE_QUERY = `
  SELECT format('foreign server %I (%I)', s.srvname, w.fdwname) AS words
    FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
   UNION ALL
  SELECT format('function %I.%I, which sends requests', n.nspname, p.proname)
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
   WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'supabase_functions')
     AND p.prosrc ~ E'\\\\m(net\\\\.http_(get|post|delete)|dblink\\\\w*|http_(get|post|put|patch|delete))\\\\M'
     AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype = 'e')
   ORDER BY 1 LIMIT 100`;

;// CONCATENATED MODULE: ./lib/restore/post-restore/outbound.js




/** What holds a lock on a trigger's table holds us up no longer. */
const outbound_beginning = { ...beginning/* WRITING */.V9, lockTimeoutMs: 30_000, statementTimeoutMs: 300_000 };
/**
 * Switches off everything in the database that reaches out of it by itself: pg_cron's jobs, Supabase's webhooks, pg_net's waiting
 * requests, subscriptions. Each by itself, and no matter what became of the others; what is not there needs nothing. Foreign
 * servers (postgres_fdw), dblink, and functions that call pg_net or http themselves are left alone, and named.
 * Throws BackupError where the server is lost, or the signal's reason.
 */
async function turnOutboundOff(connection, { signal }) {
    return await (0,in_session/* inSession */.C)(connection, { signal, beginning: outbound_beginning }, async (session) => {
        const findings = { off: [], stillOn: [] };
        await switchCronJobs(session, findings, connection.user);
        for (const query of [WEBHOOKS_QUERY, PARTITION_WEBHOOKS_QUERY, SUBSCRIPTIONS_QUERY]) {
            const switches = await session.rows(query);
            for (const each of switches)
                await attempt(session, findings, each.words, [each.statement]);
        }
        // Last, since what is emptied must not be filled again by a webhook.
        await emptyQueue(session, findings);
        const left = await session.rows(LEFT_ALONE_QUERY);
        return { ...findings, leftAlone: left.map(({ words }) => words) };
    });
}
async function switchCronJobs(session, findings, role) {
    const [jobs] = await session.rows(tableQuery('cron', 'job'));
    if (!jobs)
        return;
    if (!jobs.whole)
        findings.stillOn.push(`pg_cron jobs of other roles, which are hidden from role ${role}`);
    await guarded(session, findings, 'pg_cron jobs', async () => {
        const active = await session.rows(CRON_JOBS_QUERY);
        for (const { words, statement, otherwise } of active)
            await attempt(session, findings, words, [statement, otherwise]);
        // A policy may let a statement pass, and have no effect.
        const after = await session.rows(CRON_JOBS_QUERY);
        const missed = after.filter(({ words }) => findings.off.includes(words)).map(({ words }) => words);
        findings.stillOn.push(...missed.map(words => `${words}: it could not be changed`));
        findings.off.splice(0, findings.off.length, ...findings.off.filter(words => !missed.includes(words)));
    });
}
async function emptyQueue(session, findings) {
    const [queue] = await session.rows(tableQuery('net', 'http_request_queue'));
    if (!queue)
        return;
    const words = 'requests waiting in pg_net';
    await guarded(session, findings, words, async () => {
        const [waiting] = await session.rows(WAITING_REQUESTS_QUERY);
        if (waiting?.value)
            await attempt(session, findings, `${words} (${waiting.value})`, [EMPTY_QUEUE]);
    });
}
/** Tries one statement after the other; commits the first that does it. */
async function attempt(session, findings, words, statements) {
    const reasons = [];
    for (const statement of statements) {
        try {
            await session.rows(statement);
            await session.next('COMMIT');
            findings.off.push(words);
            return;
        }
        catch (error) {
            reasons.push(await refusal(session, error));
        }
    }
    findings.stillOn.push(`${words}: ${reasons[0]}`);
}
async function guarded(session, findings, words, work) {
    try {
        await work();
    }
    catch (error) {
        findings.stillOn.push(`${words}: ${await refusal(session, error)}`);
    }
}
/** The server's words for a statement that it refused, in a session that goes on; throws where it does not. */
async function refusal(session, error) {
    const refused = (0,statement_error/* statementError */.u)(error);
    if (!refused)
        throw error;
    await session.next('ROLLBACK');
    return refused.message;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: ./lib/core/sentence.js
var sentence = __webpack_require__(92998);
// EXTERNAL MODULE: ./lib/postgres/apply/limits.js
var limits = __webpack_require__(42394);
// EXTERNAL MODULE: ./lib/postgres/connection/secrets.js
var connection_secrets = __webpack_require__(14585);
// EXTERNAL MODULE: ./lib/postgres/diagnosis/diagnose.js + 9 modules
var diagnose = __webpack_require__(14107);
// EXTERNAL MODULE: ./lib/postgres/diagnosis/program-output.js
var program_output = __webpack_require__(5431);
// EXTERNAL MODULE: ./lib/postgres/diagnosis/server-error.js
var server_error = __webpack_require__(96733);
// EXTERNAL MODULE: ./lib/stream/child.js + 1 modules
var stream_child = __webpack_require__(23077);
;// CONCATENATED MODULE: ./lib/restore/post-restore/run-sql.js















/**
 * `-o /dev/null`: what the text selects is nobody's to read in a log. Verbose: for the SQLSTATE, which says whether a
 * message may hold values. Of what else it writes nothing is reported: DETAIL holds rows.
 */
const PSQL = ['-X', '-q', '-w', '-v', 'ON_ERROR_STOP=1', '-v', 'VERBOSITY=verbose', '-o', '/dev/null'];
/**
 * Runs a text of SQL with psql, and is content only when all of it was run. In a transaction, nothing of a text that fails
 * is kept, nor of one that is cut off.
 * @throws BackupError `sql-failed` with the line of the text, `sql-not-ended`, `sql-ends-transaction`, or what keeps us
 * from the server
 */
async function runSql(run, parts) {
    const { say, signal: stop } = parts;
    const watched = { connection: run.connection, program: run.name, say, signal: stop };
    await (0,watch_program/* stoppedWhenStalled */.p)(watched, async (signal, started) => {
        started({});
        await runText(run, { ...parts, signal });
    });
}
async function runText(run, parts) {
    const { connection, client, sql } = run;
    const { env, journal, signal } = parts;
    const script = aroundSql((0,external_node_crypto_.randomInt)(2 ** 31), run);
    const each = (statements) => statements.flatMap(statement => ['-c', statement]);
    const order = [...each(script.before), '-f', '-', ...each(script.after)];
    const child = (0,stream_child/* startChild */.v)(client.program('psql'), [...PSQL, ...(0,libpq_environment/* libpqArguments */.n)(connection), ...order], {
        env: { ...(0,libpq_environment/* libpqEnvironment */.S)(connection, env), PGCLIENTENCODING: 'UTF8' },
        signal,
        onStart: (pid, program) => journal.record({ kind: 'process', pid, program }),
    });
    child.stdout.resume();
    const [, end] = await Promise.all([feed(child, [sql.replace(/^\uFEFF/, ''), script.ending]), child.ended]);
    signal.throwIfAborted();
    if (!('code' in end) || end.code !== 0)
        throw failed(run, child, end, script);
}
/** psql that stops early leaves the rest unread: its own words say why. */
async function feed(child, parts) {
    try {
        await (0,external_node_stream_promises_.pipeline)(external_node_stream_.Readable.from(parts), child.stdin);
    }
    catch (error) {
        if (!(0,ignore_broken_pipe/* isBrokenPipe */.SC)(error))
            throw error;
    }
}
/** A severity is one word of the server's language, with two spaces behind it. Notices and warnings (25001, 25P01) are no failures. */
const FAILED = /^(?:psql:<stdin>:(\d+): )?(?:[^\s:]+: {2}(?!0[012]|25001|25P01)([0-9A-Z]{5}): |error: )(.*)$/m;
/** What is left open swallows what we put after the text. */
const LEFT_OPEN = /^(?:unterminated |reached EOF )/;
/** Classes 08 and 57P: the session has ended. The others are psql's own words, and what it says of signing in. */
const LOST = /^(?:psql:.*?: )?[^\s:]+: {2}(?:08|57P)[0-9A-Z]+: |^psql: error: connection to |connection to server was lost|server closed the connection/m;
const SQL_FAILED = (0,errors/* defineError */.MP)({
    topic: 'target',
    code: 'sql-failed',
    kind: 'database',
    meaning: 'A statement of SQL that was given to be run failed; the message names its line, and quotes the server without the values of rows.',
    fix: 'Fix the line and run it again; in a transaction, nothing of it was kept.',
});
function failed(run, child, end, { strayed, unended }) {
    const { connection, name, sql, transaction } = run;
    const secrets = (0,connection_secrets/* secretsOf */.F)(connection);
    const stderr = child.stderr();
    const [, line, sqlstate, words] = FAILED.exec(stderr) ?? [];
    if (words === undefined || LOST.test(stderr)) {
        const { host, port } = (0,connection_connection/* firstEndpoint */.YP)(connection);
        const context = { host, port, database: connection.database, role: connection.user, secrets };
        return (0,diagnose/* diagnose */.h4)({ program: 'psql', stderr, end }, context);
    }
    if (words.includes(strayed))
        return endsTransaction(name);
    if (words.includes(unended) || LEFT_OPEN.test(words))
        return notEnded(name);
    const isInside = line !== undefined && Number(line) <= sql.trimEnd().split('\n').length;
    const place = isInside ? `line ${line}` : 'its end';
    // psql's own complaints have no SQLSTATE, and hold nothing of a row.
    const source = (0,server_error/* serverError */.ig)(stderr)?.source;
    const lines = sqlstate === undefined ? words : redactValues({ message: words, sqlstate, source }, sql);
    return new errors/* BackupError */.hj({
        ...SQL_FAILED,
        message: (0,sentence/* sentence */.e)(`${name} failed at ${place}: ${(0,connection_secrets/* redact */.E)((0,program_output/* lastWords */.aN)(lines), secrets)}`),
        hint: transaction
            ? 'Fix it there and run it again; nothing of it was kept.'
            : 'Fix it there and run it again; what came before was kept.',
    });
}
const SQL_ENDS_TRANSACTION = (0,errors/* defineError */.MP)({
    topic: 'target',
    code: 'sql-ends-transaction',
    kind: 'input',
    meaning: 'SQL that is run in a transaction ends that transaction itself, with COMMIT, ROLLBACK or \\connect: it was run, but not all or nothing.',
    fix: 'Take BEGIN, COMMIT, ROLLBACK and \\connect out of it, and look at what it has done.',
});
function endsTransaction(name) {
    return new errors/* BackupError */.hj({
        ...SQL_ENDS_TRANSACTION,
        message: `${name} ends the transaction that it is run in: it was run, but not all or nothing.`,
    });
}
const SQL_NOT_ENDED = (0,errors/* defineError */.MP)({
    topic: 'target',
    code: 'sql-not-ended',
    kind: 'input',
    meaning: 'SQL that was given to be run leaves a string, a comment, data or an \\if open, or quits before its end; in a transaction, nothing of it was kept.',
    fix: 'Close what is open, and leave \\quit out.',
});
function notEnded(name) {
    return new errors/* BackupError */.hj({
        ...SQL_NOT_ENDED,
        message: `${name} was not run to its end: a string, a comment, data or an \\if is left open in it, or it quits.`,
    });
}
/**
 * The server's message for an error, without what may be a value of a row, or a literal of the SQL. Quotation marks are reported
 * from text in English only: of a message in another language its category is left.
 * @param sql what was run: an exception that it raises in its own words may be reported in them
 */
function redactValues({ message, source, sqlstate }, sql) {
    if (!(0,server_error/* mayQuoteValues */.uQ)(sqlstate, source))
        return message;
    const isRaised = sqlstate.startsWith('P0') || /^(?:pl|plp)/.test(source ?? '');
    if (isRaised && sql.includes(message))
        return message;
    if (isRaised)
        return `an exception was raised (${sqlstate}), whose words may hold values: the server's log has them`;
    const rest = withoutQuotations(message);
    return /^(?:[\x20-\x7e]|…)*$/.test(rest) ? rest : `${(0,server_error/* category */.L1)(sqlstate)}: the server's log has its words`;
}
/** From the first quotation mark to the last: a value may hold any number of them. */
function withoutQuotations(message) {
    return message.replace(/"(?:.*"|.*$)/s, '"…"');
}
/**
 * psql's `--single-transaction` also commits a text that was cut off with the process that wrote it, that quits, or that
 * has ended the transaction itself. So two locks say, which the transaction drops when it ends: one is taken before the
 * text, one after it by its input's last line, and COMMIT is only come to while both are held. A text can neither keep
 * them nor, by mistake, take them; and ON_ERROR_STOP, which it may switch off, is on again by then.
 * @param key a random number of 31 bits, so that no other lock is taken for ours
 */
function aroundSql(key, { transaction }) {
    const words = { strayed: `strayed-${key}`, unended: `unended-${key}` };
    return {
        ...words,
        before: [
            ...(transaction ? ['BEGIN READ WRITE'] : []),
            (0,limits/* noticeOurEnd */.kc)(transaction ? 'transaction' : 'session'),
            (0,limits/* liftLimits */.KK)(transaction ? 'transaction' : 'session'),
            take(key, 1, transaction),
        ],
        // The last statement may lack its semicolon.
        ending: `\n;\n\\set ON_ERROR_STOP on\n${take(key, 2, transaction)};\n`,
        after: [
            '\\set ON_ERROR_STOP on',
            `SELECT (CASE WHEN NOT ${held(key, 1)} THEN '${words.strayed}'
                    WHEN NOT ${held(key, 2)} THEN '${words.unended}' ELSE '0' END)::pg_catalog.int4`,
            ...(transaction ? [limits/* FORGET_SETTINGS */.eC, 'COMMIT'] : []),
        ],
    };
}
function take(key, which, transaction) {
    return `SELECT pg_catalog.pg_advisory_${transaction ? 'xact_' : ''}lock(${key}, ${which})`;
}
function held(key, which) {
    return `EXISTS (SELECT FROM pg_catalog.pg_locks WHERE locktype OPERATOR(pg_catalog.=) 'advisory' AND granted
                   AND pid OPERATOR(pg_catalog.=) pg_catalog.pg_backend_pid() AND objsubid OPERATOR(pg_catalog.=) 2
                   AND classid OPERATOR(pg_catalog.=) ${key} AND objid OPERATOR(pg_catalog.=) ${which})`;
}

;// CONCATENATED MODULE: ./lib/restore/post-restore/post-restore.js




/**
 * What is done with restored data, always, and each no matter what became of the others: what could reach out is switched off,
 * what must be masked is masked. A cancelled run does none of it.
 * @returns what was done, and why what was not failed
 */
async function careFor(request, prepared, planned, parts) {
    const { controller, reporter } = parts;
    const taken = [];
    const errors = [];
    for (const { what, take } of wantedCare(request, prepared, planned, parts)) {
        if (controller.signal.aborted) {
            taken.push({ what, outcome: 'not run', lines: [] });
            continue;
        }
        try {
            const lines = await take();
            for (const line of lines)
                reporter.info(`${what}: ${line}`);
            reporter.info(`${what}: done`);
            taken.push({ what, outcome: 'done', lines });
        }
        catch (error) {
            taken.push({ what, outcome: 'failed', lines: [] });
            errors.push(error);
        }
    }
    return { taken, errors };
}
/** In this order: nothing reaches out while it is masked, and ANALYZE looks at what masking left. */
function wantedCare({ analyze, choices, postRestoreSql }, { connection }, { client, plan }, { controller, env, journal, reporter }) {
    const { signal } = controller;
    const say = (line) => reporter.info(line);
    const outbound = { what: 'disable-outbound', take: () => switchOff(connection, signal) };
    const sqlOf = (what, sql) => ({
        what,
        take: async () => {
            await runSql({ connection, client, name: what, sql, transaction: true }, { journal, env, say, signal });
            return [];
        },
    });
    return [
        ...(choices.disableOutbound ? [outbound] : []),
        ...(postRestoreSql === undefined ? [] : [sqlOf('post-restore-sql', postRestoreSql)]),
        ...(plan.afterwards.length === 0 ? [] : [sqlOf('preset', plan.afterwards.join(';\n'))]),
        ...(analyze
            ? [{ what: 'analyze', take: () => analyzeDatabase(connection, { say, signal }) }]
            : []),
    ];
}
async function switchOff(connection, signal) {
    const { leftAlone, off, stillOn } = await turnOutboundOff(connection, { signal });
    if (stillOn.length > 0)
        throw outboundStillOn(connection.database, stillOn);
    return [...off, ...leftAlone.map(line => `left alone: ${line}`)];
}
const OUTBOUND_STILL_ON = (0,errors/* defineError */.MP)({
    topic: 'restoring',
    code: 'outbound-still-on',
    kind: 'database',
    meaning: 'With disable-outbound: something of the restored database still reaches out of it.',
    fix: 'Switch it off by hand at once, and restore as a role that may do so.',
});
function outboundStillOn(database, stillOn) {
    return new errors/* BackupError */.hj({
        ...OUTBOUND_STILL_ON,
        message: `Not all that reaches out of ${database} could be switched off: ${stillOn.join('; ')}.`,
        hint: 'Switch it off by hand now, before the copy writes to whom only production should; then restore as a role that may.',
    });
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(38321);
// EXTERNAL MODULE: ./lib/catalog/check-keys.js
var check_keys = __webpack_require__(19092);
// EXTERNAL MODULE: ./lib/catalog/choose.js
var choose = __webpack_require__(25258);
// EXTERNAL MODULE: ./lib/catalog/choose-backup.js
var choose_backup = __webpack_require__(31093);
// EXTERNAL MODULE: ./lib/catalog/read-small.js
var read_small = __webpack_require__(46429);
// EXTERNAL MODULE: ./lib/postgres/client/standing.js
var standing = __webpack_require__(21903);
// EXTERNAL MODULE: ./lib/postgres/connection/poolers.js
var poolers = __webpack_require__(69282);
// EXTERNAL MODULE: ./lib/restore/load/read-toc.js + 3 modules
var read_toc = __webpack_require__(21744);
// EXTERNAL MODULE: ./lib/restore/load/scratch-file.js
var scratch_file = __webpack_require__(16632);
// EXTERNAL MODULE: ./lib/restore/older-minor.js
var older_minor = __webpack_require__(4772);
// EXTERNAL MODULE: ./lib/restore/plan/is-empty.js
var is_empty = __webpack_require__(83178);
// EXTERNAL MODULE: ./lib/restore/plan/order-dependent.js
var order_dependent = __webpack_require__(41302);
// EXTERNAL MODULE: ./lib/core/closest.js
var closest = __webpack_require__(37640);
// EXTERNAL MODULE: ./lib/restore/plan/data-of-tables.js
var data_of_tables = __webpack_require__(94642);
// EXTERNAL MODULE: ./lib/restore/plan/select-entries.js + 1 modules
var select_entries = __webpack_require__(33003);
;// CONCATENATED MODULE: ./lib/restore/plan/refused-selection.js






const RESTORE_MODE_MISSING = (0,errors/* defineError */.MP)({
    topic: 'restoring',
    code: 'restore-mode-missing',
    kind: 'refusal',
    meaning: 'Rows are asked for of a backup of definitions only, or definitions of a backup of rows only; mode: full asks for both.',
    fix: 'Choose a backup of mode full, or restore what this one has, with its own mode.',
});
const RESTORE_PLAIN_WHOLE = (0,errors/* defineError */.MP)({
    topic: 'restoring',
    code: 'restore-plain-whole',
    kind: 'refusal',
    meaning: 'The backup is SQL text (format: plain), which can only be restored whole and into an empty database.',
    fix: 'Restore all of it into a new database, or choose a backup of format custom.',
});
const RESTORE_TABLE_UNKNOWN = (0,errors/* defineError */.MP)({
    topic: 'restoring',
    code: 'restore-table-unknown',
    kind: 'refusal',
    meaning: 'A table is asked for that the backup does not have.',
    fix: 'Write tables as the database spells them, with their schema, such as public.orders.',
});
/** What is asked of a backup, and it cannot give. */
const selectionRefusals = [
    (manifest, _target, { selection }) => {
        if (manifest.mode === 'full')
            return undefined;
        const wantsAll = selection.kind === 'all' && selection.mode === 'full';
        const wantsRows = wantsAll || (0,select_entries/* isDataOnly */.h)(selection, { mode: 'full' });
        const wantsDefinitions = wantsAll ||
            (selection.kind === 'all' && selection.mode === 'schema') ||
            (selection.kind === 'tables' && selection.definitions);
        if (manifest.mode === 'schema' ? !wantsRows : !wantsDefinitions)
            return undefined;
        const [has, lacks] = manifest.mode === 'schema' ? ['definitions', 'rows'] : ['rows', 'definitions'];
        return new errors/* BackupError */.hj({
            ...RESTORE_MODE_MISSING,
            message: `${manifest.key} is a backup of mode ${manifest.mode}: it has ${has} only, and ${lacks} are asked for.`,
            hint: `Choose a backup of mode full, or restore what this one has with mode: ${manifest.mode}.`,
        });
    },
    (manifest, target, choices) => {
        const wanted = manifest.format === 'plain' ? beyondText(manifest, choices) : undefined;
        if (wanted === undefined && (manifest.format !== 'plain' || (0,is_empty/* isEmpty */.I)(target, choices.preset)))
            return undefined;
        return new errors/* BackupError */.hj({
            ...RESTORE_PLAIN_WHOLE,
            message: `${manifest.key} is SQL text, which can only be restored whole and into an empty database: ${wanted ?? `${target.database} is not empty`}.`,
        });
    },
    ({ fingerprint, key }, _target, { selection }) => {
        if (selection.kind !== 'tables')
            return undefined;
        const known = tablesOf(fingerprint);
        const names = [...known.values()];
        const unknown = selection.tables.filter(table => !known.has((0,data_of_tables/* keyOf */.TN)(table)) && !known.has((0,data_of_tables/* keyOf */.TN)((0,data_of_tables/* entryName */.MB)(table.schema, table.name))));
        if (unknown.length === 0)
            return undefined;
        const lines = unknown.map(table => {
            if (table.schema === '')
                return withSchema(table.name, fingerprint);
            const name = (0,fingerprint_fingerprint/* qualifiedName */.OL)(table);
            const near = (0,closest/* closest */.k)(name, names);
            return near === undefined ? name : `${name} (did you mean ${near}?)`;
        });
        return new errors/* BackupError */.hj({
            ...RESTORE_TABLE_UNKNOWN,
            message: `${key} does not have ${unknown.length > 1 ? 'these tables' : 'this table'}: ${lines.join(', ')}.`,
            hint: 'Write tables as the database spells them, with their schema, such as public.orders; its manifest lists them.',
        });
    },
];
/** What SQL text cannot do; undefined where nothing of that is asked for. */
function beyondText({ mode }, { preset, selection }) {
    if (mode === 'data')
        return 'it has rows only, and an empty database has no tables for them';
    if (preset !== undefined)
        return `preset: ${preset} would leave out some of it`;
    if (selection.kind === 'tables')
        return 'only some tables are asked for';
    if (selection.kind === 'list')
        return 'it has no table of contents that a list could name';
    if (selection.mode !== 'full' && selection.mode !== mode)
        return `only mode ${selection.mode} is asked for`;
    return undefined;
}
/** By their names as the database has them, and as the table of contents has them. */
function tablesOf({ objects, tables }) {
    const defined = objects.filter(({ kind }) => isTableKind(kind));
    return new Map([...defined, ...tables].map((table) => [(0,data_of_tables/* keyOf */.TN)(table), (0,fingerprint_fingerprint/* qualifiedName */.OL)(table)]));
}
/** `orders (write sales.orders)`: a name alone could be another schema's. */
function withSchema(name, { objects, tables }) {
    const all = [...objects.filter(({ kind }) => isTableKind(kind)), ...tables];
    const meant = (0,closest/* closest */.k)(name, all.map(each => each.name));
    const found = all.filter(each => each.name === name);
    const same = (found.length > 0 ? found : all.filter(each => each.name === meant)).map(fingerprint_fingerprint/* qualifiedName */.OL);
    const names = [...new Set(same)].slice(0, refused_selection_MOST_NAMES);
    if (names.length === 0)
        return name;
    return `${name} (${found.length > 0 ? 'write' : 'did you mean'} ${names.join(' or ')}${found.length > 0 ? '' : '?'})`;
}
const refused_selection_MOST_NAMES = 5;
function isTableKind(kind) {
    return kind === 'TABLE' || kind === 'FOREIGN TABLE';
}

// EXTERNAL MODULE: ./lib/core/parsed.js
var parsed = __webpack_require__(83186);
;// CONCATENATED MODULE: ./lib/restore/plan/is-source.js
/**
 * Whether the target is the very database that was backed up. A cluster is reported by its own identifier where both sides know
 * it, which a copy of the whole cluster has too: that counts as the source. In it a database is reported by its oid, which stays
 * when it is renamed, or by its name, which stays when it is made again. An upgrade by pg_upgrade gives a cluster another
 * identifier, so that one name at one address may be the source all the same. Where identifiers are not known, one host and
 * port are one cluster, and others may be: one database may be reached by several hosts, or by a pooler's port. What has
 * another oid is another database then, and what has the same may be it, renamed.
 */
function isSource({ source }, target) {
    const sameName = source.database === target.database;
    const sameOid = source.databaseOid === undefined ? undefined : source.databaseOid === target.databaseOid;
    const sameHost = source.host.toLowerCase() === target.host.toLowerCase();
    const samePort = source.port === undefined || source.port === target.port;
    const sameAddress = sameHost && samePort;
    if (source.systemIdentifier !== undefined && target.systemIdentifier !== undefined) {
        const sameCluster = source.systemIdentifier === target.systemIdentifier;
        if (!sameCluster)
            return sameAddress && sameName ? 'unknown' : 'no';
        return sameName || sameOid === true ? 'yes' : 'no';
    }
    if (sameAddress)
        return sameName || sameOid === true ? 'yes' : 'no';
    if (sameOid === undefined)
        return sameName ? 'unknown' : 'no';
    return sameOid ? 'unknown' : 'no';
}

;// CONCATENATED MODULE: ./lib/restore/plan/refused-target.js





const RESTORE_TARGET_STANDBY = (0,errors/* defineError */.MP)({
    topic: 'restoring',
    code: 'restore-target-standby',
    kind: 'refusal',
    meaning: 'The target is a standby, which takes no changes.',
    fix: 'Give the address of its primary.',
});
const RESTORE_INTO_SOURCE = (0,errors/* defineError */.MP)({
    topic: 'restoring',
    code: 'restore-into-source',
    kind: 'refusal',
    meaning: 'The target is the very database that the backup was taken of: the same cluster by its system identifier, or the same host where that is unknown, and the same name.',
    fix: 'Restore into another database and look at it first; allow: source overwrites this one.',
});
const RESTORE_MAYBE_SOURCE = (0,errors/* defineError */.MP)({
    topic: 'restoring',
    code: 'restore-maybe-source',
    kind: 'refusal',
    meaning: 'The target has contents and the name, or the oid, of the database that was backed up, at another host or port, and the identifiers of the two clusters are not both known: one database may be reached by several names. Or it has its name and address in a cluster of another identifier, as pg_upgrade gives one.',
    fix: 'Restore into an empty database; or make sure that it is another one, or is meant to be overwritten, and write allow: source. GRANT EXECUTE ON FUNCTION pg_control_system() to the role on both servers lets it be reported, for backups taken from then on.',
});
const RESTORE_TARGET_NOT_EMPTY = (0,errors/* defineError */.MP)({
    topic: 'restoring',
    code: 'restore-target-not-empty',
    kind: 'refusal',
    meaning: "The target has relations, other objects or schemas besides public, or rows in tables of extensions or of a preset's platform, which the backup's replace; extensions themselves do not count, nor does what a platform makes.",
    fix: 'Restore into a new database; allow: not-empty replaces what the backup has too, and leaves the rest.',
});
const RESTORE_NOT_CONFIRMED = (0,errors/* defineError */.MP)({
    topic: 'restoring',
    code: 'restore-not-confirmed',
    kind: 'refusal',
    meaning: "The target has contents that would be overwritten, and confirm is not its database's name; or confirm names another database than the target.",
    fix: 'Make sure that target-url means the right database, then write its name into confirm.',
});
const RESTORE_SERVER_TOO_OLD = (0,errors/* defineError */.MP)({
    topic: 'restoring',
    code: 'restore-server-too-old',
    kind: 'refusal',
    meaning: "The target's server is of an older major version than the pg_dump that made the backup, whose SQL it may not know.",
    fix: 'Restore into a server of that version or a newer one; allow: older-server tries it nevertheless.',
});
/** What speaks against a restore into a target. */
const targetRefusals = [
    (_manifest, target) => target.isInRecovery
        ? new errors/* BackupError */.hj({
            ...RESTORE_TARGET_STANDBY,
            message: `${target.host} is a standby, which takes no changes.`,
            hint: 'Restore into its primary, or into another server.',
        })
        : undefined,
    (manifest, target, { allow }) => isSource(manifest, target) === 'yes' && !allow.has('source')
        ? new errors/* BackupError */.hj({
            ...RESTORE_INTO_SOURCE,
            message: `${target.database} on ${target.host} is the very database that this backup was taken of.`,
            hint: 'Restore into another database and look at it first; if this one shall be overwritten, write allow: source.',
        })
        : undefined,
    (manifest, target, { allow, preset }) => {
        if (isSource(manifest, target) !== 'unknown' || allow.has('source') || (0,is_empty/* isEmpty */.I)(target, preset))
            return undefined;
        const { database, host } = target;
        const { source } = manifest;
        return new errors/* BackupError */.hj({
            ...RESTORE_MAYBE_SOURCE,
            message: `It is not known whether ${database} on ${host} is the very database that was backed up as ${source.database} on ${source.host}: ${whyUnknown(manifest, target)}.`,
            hint: 'Restore into an empty database, or make sure that it is another one, or is meant to be overwritten, and write allow: source. GRANT EXECUTE ON FUNCTION pg_control_system() on both servers lets it be reported, for backups taken from then on.',
        });
    },
    (manifest, target, { allow, preset, selection }) => {
        const held = (0,is_empty/* contents */.P)(target, preset);
        // Rows alone need tables to go into.
        if (held.length === 0 || allow.has('not-empty') || (0,select_entries/* isDataOnly */.h)(selection, manifest))
            return undefined;
        return new errors/* BackupError */.hj({
            ...RESTORE_TARGET_NOT_EMPTY,
            message: `${target.database} on ${target.host} is not empty: it has ${held.join(', ')}.`,
            hint: 'Restore into a new database; if what the backup has shall be replaced in this one, write allow: not-empty.',
        });
    },
    (_manifest, target, { confirm, preset }) => {
        const { database, host } = target;
        const isHarmless = confirm === undefined && (0,is_empty/* contents */.P)(target, preset).length === 0;
        if (isHarmless || confirm === database)
            return undefined;
        return new errors/* BackupError */.hj({
            ...RESTORE_NOT_CONFIRMED,
            message: confirm === undefined
                ? `${database} on ${host} has contents that would be overwritten, and confirm is empty.`
                : `confirm is ${(0,parsed/* quoted */.TL)(confirm)}, but the target is ${database} on ${host}.`,
            hint: `Make sure that this is the database that you mean, then write confirm: ${database}.`,
        });
    },
    ({ clientVersion }, target, { allow }) => target.major < Number.parseInt(clientVersion, 10) && !allow.has('older-server')
        ? new errors/* BackupError */.hj({
            ...RESTORE_SERVER_TOO_OLD,
            message: `The backup was dumped by PostgreSQL ${clientVersion}, and the target's server is older: ${target.version}.`,
            hint: 'Restore into a server of that major version or a newer one; if it shall be tried nevertheless, write allow: older-server.',
        })
        : undefined,
];
function whyUnknown({ source }, { database, role, systemIdentifier }) {
    if (source.systemIdentifier !== undefined && systemIdentifier !== undefined)
        return 'address and name are the same, and the cluster has another identifier, as pg_upgrade gives it';
    const missing = source.systemIdentifier === undefined ? 'not in the manifest' : `kept from role ${role.name}`;
    const same = source.database === database ? 'the names are' : 'the oid of the database is';
    return `the cluster's identifier is ${missing}, and ${same} the same`;
}

;// CONCATENATED MODULE: ./lib/restore/plan/refusals.js


/**
 * Everything that speaks against a restore and can be reported without the archive's table of contents, each with the safe next
 * step; empty where nothing does. All of kind refusal.
 */
function refusals(manifest, target, choices) {
    return [...targetRefusals, ...selectionRefusals].flatMap(refuse => refuse(manifest, target, choices) ?? []);
}

// EXTERNAL MODULE: ./lib/restore/plan/roles.js
var plan_roles = __webpack_require__(34241);
// EXTERNAL MODULE: ./lib/postgres/toc/entry-kinds.js
var entry_kinds = __webpack_require__(5400);
;// CONCATENATED MODULE: ./lib/restore/plan/superuser-warning.js

/**
 * What a superuser who restores should know, where definitions of the backup are made: views are filled, rows are checked and
 * indexes are built by functions of the backup, with the rights of the role that loads.
 */
function superuserWarning({ format, mode }, { load }, { role }) {
    const defines = format === 'plain' ? mode !== 'data' : load.some(entry => !(0,entry_kinds/* isDataEntry */.hJ)(entry));
    if (!role.superuser || !defines)
        return [];
    return [
        `Role ${role.name} is a superuser, and so is what functions, triggers and views of the backup do while they are restored. Any role that may create objects in the source could have planted them. Restore as a role that is none and owns the target database, unless you trust all of them.`,
    ];
}

;// CONCATENATED MODULE: ./lib/restore/plan/wanted-mode.js
/** What a backup must have for this to be restored of it. */
function wantedMode(selection) {
    switch (selection.kind) {
        case 'all':
            return selection.mode;
        case 'tables':
            return selection.definitions ? 'full' : 'data';
        case 'list':
            return 'full';
    }
}

;// CONCATENATED MODULE: ./lib/restore/prepare.js


























/**
 * Everything that can be refused is refused here, with nothing changed: the backup chosen, the key tried, the target asked,
 * the client found, the table of contents read and the plan made. A dry run looks for all that stands in the way; another
 * one stops at the first stage that finds something.
 */
async function prepareRestore(request, parts) {
    const { controller, reporter, store } = parts;
    const { signal } = controller;
    const { choices } = request;
    await store.prepare(signal);
    const manifest = await (0,choose_backup/* chooseBackup */.S)((0,choose/* having */.gT)(wantedMode(choices.selection), request.wanted), {
        store,
        signal,
    });
    reporter.info(`Backup: ${store.url(manifest.key)}, begun ${manifest.startedAt}, of ${from(manifest)}`);
    await (0,check_keys/* checkKeys */.L)([manifest], { ...parts, signal });
    const target = await parts.probeTarget(request.connection, signal);
    const connection = answering(request.connection, target);
    reporter.info(`Target: PostgreSQL ${target.version}, ${(0,connection_connection/* describe */.q0)(connection)}`);
    const found = {
        manifest,
        target,
        connection,
        targetIsEmpty: (0,is_empty/* isEmpty */.I)(target, choices.preset),
    };
    const refused = refusals(manifest, target, choices);
    if (refused.length > 0 && !request.dryRun)
        return { ...found, refusals: refused, planned: undefined };
    try {
        return { ...found, refusals: refused, planned: await planAhead(request, found, parts) };
    }
    catch (error) {
        if (!(error instanceof errors/* BackupError */.hj) || error.kind !== 'refusal')
            throw error;
        return { ...found, refusals: [...refused, error], planned: undefined };
    }
}
async function planAhead({ choices, load }, { connection, manifest, target, targetIsEmpty, }, parts) {
    const { controller, reporter, scratch } = parts;
    const { signal } = controller;
    const archiveMajor = Number.parseInt(manifest.clientVersion, 10);
    const major = Math.max(archiveMajor, target.major);
    const client = await parts.provideClient({ major, ...(0,standing/* leastOf */.zk)(major, target.version) }, signal);
    reporter.info(`Client: ${client.version}, ${client.origin}`);
    // SQL text has no table of contents: it is restored whole.
    const { toc } = manifest.format === 'custom' ? await (0,read_toc/* readHead */.z)(manifest, { ...parts, signal }) : { toc: [] };
    const plan = (0,plan_plan/* planRestore */.q)({ manifest, toc, target, choices });
    const { bavail, bsize } = await (0,promises_.statfs)(scratch).catch((error) => {
        throw (0,scratch_file/* explainScratch */.C)(error, scratch);
    });
    const pooler = (0,poolers/* poolerFinding */.n)((0,connection_connection/* firstEndpoint */.YP)(connection));
    // One transaction is all that a pooler lends a connection for.
    const loadOptions = pooler && load.jobs === 'auto' ? { ...load, jobs: 1 } : load;
    const { strategy, warnings } = chooseLoadStrategy(loadOptions, {
        targetIsEmpty,
        format: manifest.format,
        dumpBytes: manifest.dump.bytes,
        inOrder: (0,order_dependent/* needsItsOrder */.e)(plan.load),
        freeBytes: bavail * bsize,
        cores: (0,external_node_os_.availableParallelism)(),
    });
    if (pooler && (strategy.kind === 'parallel' || !strategy.transaction))
        throw throughPooler(pooler);
    const roles = await roleStatements(manifest, plan, target, parts);
    const asSuperuser = superuserWarning(manifest, plan, target);
    const older = (0,older_minor/* olderMinorWarning */.k)(manifest, target);
    const more = [...asSuperuser, ...(older ? [older] : [])];
    return { client, plan, strategy, roles, warnings: [...plan.warnings, ...more, ...warnings] };
}
const RESTORE_THROUGH_POOLER = (0,errors/* defineError */.MP)({
    topic: 'restoring',
    code: 'restore-through-pooler',
    kind: 'refusal',
    meaning: 'The target is reached through a transaction pooler, and the restore would not be one transaction (jobs, single-transaction: false): what it sets for its sessions would stay in those that the pooler lends to others.',
    fix: "Leave jobs and single-transaction at auto, or connect to the server's own port.",
});
/** What is set for a session stays with the pooler's connection, which it lends to others. */
function throughPooler({ instead, name }) {
    return new errors/* BackupError */.hj({
        ...RESTORE_THROUGH_POOLER,
        message: (0,sentence/* sentence */.e)(`What a restore sets for its sessions would stay in those of others: ${name}`),
        hint: (0,sentence/* sentence */.e)(`Leave jobs and single-transaction at auto, or ${instead}`),
    });
}
function from({ source }) {
    return `${source.database} on ${source.host}`;
}
/** What was asked is what is restored into: with several hosts, the one that answered. */
function answering(connection, { endpoint, readOnlyByDefault }) {
    const one = (0,connection_connection/* atEndpoint */.Tn)(connection, endpoint);
    if (!readOnlyByDefault)
        return one;
    const writing = '-c default_transaction_read_only=off';
    return { ...one, options: one.options === undefined ? writing : `${one.options} ${writing}` };
}
/** A hundred thousand roles have less. Bytes. */
const LARGEST_ROLES = 64 * 1024 * 1024;
/**
 * The statements that create the roles that the plan asks for, without passwords, from the backup's own; none where it
 * asks for none.
 * @throws BackupError `restore-roles-not-stored`
 */
async function roleStatements(manifest, { createsRoles }, { major, role, roles }, parts) {
    if (createsRoles.length === 0)
        return [];
    const globals = await readGlobals(manifest, parts);
    const creatable = new Set(globals === undefined ? [] : (0,plan_roles/* creatableRoles */.Vf)(globals, createsRoles, roles));
    const missing = createsRoles.filter(name => !creatable.has(name));
    if (globals === undefined || missing.length > 0)
        throw notStored(manifest, missing);
    return (0,plan_roles/* missingRoles */.eI)(globals, createsRoles, roles, { superuser: role.superuser, major });
}
/** The backup's roles as SQL, compared with the manifest and opened. Small: held in memory as a whole. */
async function readGlobals({ encryption, globals }, { controller, decryption, store }) {
    if (!globals)
        return undefined;
    const { signal } = controller;
    const encrypted = await (0,read_small/* readSmall */.o)(store, globals.key, Math.min(globals.bytes, LARGEST_ROLES), signal);
    if ((0,external_node_crypto_.createHash)('sha256').update(encrypted).digest('hex') !== globals.sha256)
        throw (0,read_backup/* altered */.Wn)(`${store.url(globals.key)} has another SHA-256 than in the manifest`);
    const opened = decryption.open(encryption, signal);
    return (opened ? await (0,consumers_.buffer)(external_node_stream_.Readable.from([encrypted]).compose(opened)) : encrypted).toString();
}
const RESTORE_ROLES_NOT_STORED = (0,errors/* defineError */.MP)({
    topic: 'restoring',
    code: 'restore-roles-not-stored',
    kind: 'refusal',
    meaning: 'Roles are to be created that the roles stored with the backup do not have.',
    fix: 'Create them in the target by hand.',
});
function notStored({ globals, key }, missing) {
    const why = globals ? 'does not know them' : 'was stored without its roles';
    return new errors/* BackupError */.hj({
        ...RESTORE_ROLES_NOT_STORED,
        message: `The roles ${missing.join(', ')} cannot be created: ${key} ${why}.`,
        hint: 'Create them in the target by hand; backups taken with globals: true hold what create-roles needs.',
    });
}

// EXTERNAL MODULE: ./lib/backup/backup.js + 8 modules
var backup = __webpack_require__(39311);
// EXTERNAL MODULE: ./lib/catalog/names.js
var names = __webpack_require__(56879);
;// CONCATENATED MODULE: ./lib/restore/safety-backup.js







const EVERYTHING = {
    tables: [],
    excludeTables: [],
    schemas: [],
    excludeSchemas: [],
    excludeTableData: [],
};
/**
 * Backs the target up whole, as class pre-restore, sealed as the backup that is about to replace it.
 * @throws BackupError `pre-restore-backup-failed`: nothing was changed then
 */
async function backUpTarget({ choices, run }, { connection, manifest, target }, parts) {
    const { reporter, store } = parts;
    reporter.info(`Backing up ${target.database} first, as the way back`);
    const make = () => withOwnController(parts.controller.signal, controller => (0,backup/* backUp */.v)({
        connection,
        series: preRestoreSeries(manifest, target),
        backupClass: 'pre-restore',
        mode: 'full',
        format: 'custom',
        compression: { kind: 'auto' },
        selection: choices.preset ? (0,preset/* withoutManaged */.KA)(EVERYTHING, choices.preset) : EVERYTHING,
        noOwner: false,
        noAcl: false,
        globals: false,
        lockTimeoutMs: undefined,
        clientMajor: 'auto',
        // A target may hold one view and no table; what is empty is not backed up at all.
        minimums: { bytes: 1, tables: 0, expectTables: [] },
        failOn: [],
        run,
    }, {
        ...parts,
        shelves: [{ name: 'destination', store }],
        encryption: parts.encryptLike(manifest.encryption),
        controller,
    }));
    try {
        const backup = await make().catch(retryInAnotherSecond(make, parts));
        return { kind: 'made', ...backup };
    }
    catch (error) {
        if (!(error instanceof errors/* BackupError */.hj) || error.kind === 'cancelled')
            throw error;
        throw preRestoreFailed(target.database, error);
    }
}
/** A backup that fails stops all of its parts by its controller: the restore must be able to go on after that. */
async function withOwnController(outer, work) {
    const controller = new AbortController();
    const stop = () => controller.abort(outer.reason);
    outer.addEventListener('abort', stop, { once: true });
    if (outer.aborted)
        stop();
    try {
        return await work(controller);
    }
    finally {
        outer.removeEventListener('abort', stop);
    }
}
/** A key holds the second in which a backup begins: another restore into the same target may have taken it. */
function retryInAnotherSecond(make, { controller }) {
    return async (error) => {
        if (!(error instanceof errors/* BackupError */.hj) || error.code !== 'storage-key-exists')
            throw error;
        await (0,external_node_timers_promises_.setTimeout)(1_000, undefined, { signal: controller.signal });
        return await make();
    };
}
/**
 * The target's own name, never the series of the backup that is restored: a copy of staging has no business among
 * production's. Where both databases have one name, as all of Supabase's have, the target's series is distinguished.
 */
function preRestoreSeries(manifest, target) {
    const series = (0,names/* seriesOf */.Lf)(target.database);
    return series === manifest.series && isSource(manifest, target) !== 'yes' ? `${series}-target` : series;
}
const PRE_RESTORE_BACKUP_FAILED = (0,errors/* defineError */.MP)({
    topic: 'restoring',
    code: 'pre-restore-backup-failed',
    kind: 'refusal',
    meaning: 'The target could not be backed up, so the restore was not begun.',
    fix: 'Do what the message says of the backup that failed; or write pre-restore-backup: false, where what the target holds may be lost.',
});
function preRestoreFailed(database, cause) {
    return new errors/* BackupError */.hj({
        ...PRE_RESTORE_BACKUP_FAILED,
        message: (0,sentence/* sentence */.e)(`The restore was not begun and nothing was changed, since ${database} could not be backed up first: ${cause.message}`),
        hint: `${cause.hint} Or write pre-restore-backup: false, where what ${database} holds may be lost.`,
    }, cause);
}

;// CONCATENATED MODULE: ./lib/restore/stage-clock.js
/** Runs stages, and knows how long each took. */
class StageClock {
    #reporter;
    #startedAt = performance.now();
    #stages = [];
    constructor({ reporter }) {
        this.#reporter = reporter;
    }
    /** In a group of the log. */
    async stage(stage, body) {
        return await this.timed(stage, () => this.#reporter.group(stage, body));
    }
    /** For a stage that has groups of its own: GitHub's log knows no groups within groups. */
    async timed(stage, body) {
        const startedAt = performance.now();
        try {
            return await body();
        }
        finally {
            this.#stages.push({ stage, ms: Math.round(performance.now() - startedAt) });
        }
    }
    /** Those that were come to, no matter what became of them. */
    get stages() {
        return [...this.#stages];
    }
    /** Since it was made. */
    get ms() {
        return Math.round(performance.now() - this.#startedAt);
    }
}

// EXTERNAL MODULE: ./lib/core/sql-quoting.js
var sql_quoting = __webpack_require__(97377);
// EXTERNAL MODULE: ./lib/restore/plan/sanitized.js
var sanitized = __webpack_require__(32453);
;// CONCATENATED MODULE: ./lib/restore/undo-additions.js




/**
 * Statements that drop what a database has now, had not before, and has of the load (`made`): what a restore has added stands in the way of going
 * back. With CASCADE: what depends on it is the restore's too, came later, or comes back with the backup. Large objects
 * and subscriptions, which reach other servers, are left out, and so is what others have made meanwhile.
 */
function dropAdditions(before, after, made) {
    const now = ofLoad(after, made);
    const schemas = missing(now.schemas, before.schemas);
    const hadRelations = new Set(before.relations.map(data_of_tables/* keyOf */.TN));
    const relations = now.relations.filter(each => !hadRelations.has((0,data_of_tables/* keyOf */.TN)(each)) && !schemas.includes(each.schema));
    const others = missing(now.otherObjects, before.otherObjects)
        .filter(words => !schemas.some(schema => words.includes(` ${(0,sql_quoting/* identifier */.Cv)(schema)}.`)))
        .flatMap(otherObject);
    const extensions = missing(undo_additions_names(now.extensions), undo_additions_names(before.extensions));
    const isEventTrigger = ([kind]) => kind === 'EVENT TRIGGER';
    return [
        // They would fire at the others.
        ...others.filter(isEventTrigger),
        ...relations.map(relation),
        ...others.filter(other => !isEventTrigger(other)),
        ...schemas.map((name) => ['SCHEMA', (0,sql_quoting/* quoteIdentifier */.Cm)(name)]),
        ...extensions.map((name) => ['EXTENSION', (0,sql_quoting/* quoteIdentifier */.Cm)(name)]),
    ].map(([kind, name]) => `DROP ${kind} IF EXISTS ${name} CASCADE;`);
}
/** What in a database bears the name of something that the load makes. */
function ofLoad({ extensions, otherObjects, relations, schemas }, made) {
    const tables = new Set(made.filter(entry_kinds/* isRelation */.LL).map(data_of_tables/* keyOf */.TN));
    const kinds = new Set(made.map(({ kind }) => kind));
    const bases = new Set(made.map(({ name, schema }) => baseOf(schema === '-' ? name : `${schema}.${name}`)));
    const named = (of, names) => {
        const known = new Set(made.filter(({ kind }) => kind === of).map(({ name }) => name));
        return new Set(names.filter(name => known.has((0,sanitized/* sanitized */.A)(name))));
    };
    const madeSchemas = named('SCHEMA', schemas);
    const madeExtensions = named('EXTENSION', undo_additions_names(extensions));
    return {
        schemas: schemas.filter(name => madeSchemas.has(name)),
        extensions: extensions.filter(({ name }) => madeExtensions.has(name)),
        relations: relations.filter(({ name, schema }) => tables.has((0,data_of_tables/* keyOf */.TN)((0,data_of_tables/* entryName */.MB)(schema, name)))),
        otherObjects: otherObjects.filter(words => {
            const [, kind, name] = DESCRIBED.exec(words) ?? [];
            if (kind === undefined || name === undefined)
                return false;
            // These have no name of their own.
            if (kind === 'cast' || kind === 'transform')
                return kinds.has(kind.toUpperCase());
            return bases.has(baseOf(name));
        }),
    };
}
/** Without arguments, which are written otherwise in a table of contents, and without quotes. */
function baseOf(name) {
    return (0,sanitized/* sanitized */.A)(name)
        .replace(/\(.*$|\bfor access method .*$/s, '')
        .replaceAll(/["\s]/g, '');
}
/** How pg_describe_object begins, where it is not how SQL calls the kind. */
const KINDS = {
    function: 'ROUTINE',
    'statistics object': 'STATISTICS',
    'foreign-data wrapper': 'FOREIGN DATA WRAPPER',
};
const DESCRIBED = /^(function|type|operator class|operator family|operator|collation|conversion|statistics object|text search (?:configuration|dictionary|parser|template)|cast|language|access method|transform|event trigger|publication|foreign-data wrapper|server) (.+)$/s;
/** From words such as `function app.f(integer)`. */
function otherObject(words) {
    const [, kind, name] = DESCRIBED.exec(words) ?? [];
    if (kind === undefined || name === undefined)
        return [];
    return [[KINDS[kind] ?? kind.toUpperCase(), nameOf(kind, name)]];
}
function nameOf(kind, name) {
    if (kind === 'cast')
        return `(${name.replace(/^from (.+) to (.+)$/s, '$1 AS $2')})`;
    if (kind === 'transform')
        return name.replace(/ language (?=\S+$)/, ' LANGUAGE ').replace(/^for /, 'FOR ');
    return name.replace(/ for access method (?=\S+$)/, ' USING ');
}
function relation({ kind, name, schema }) {
    return [kind.toUpperCase(), `${(0,sql_quoting/* quoteIdentifier */.Cm)(schema)}.${(0,sql_quoting/* quoteIdentifier */.Cm)(name)}`];
}
function undo_additions_names(all) {
    return all.map(({ name }) => name);
}
function missing(now, before) {
    const had = new Set(before);
    return now.filter(each => !had.has(each));
}

// EXTERNAL MODULE: ./lib/restore/plan/switch-off-queues.js
var switch_off_queues = __webpack_require__(30919);
// EXTERNAL MODULE: ./lib/postgres/target/target-queries.js
var target_queries = __webpack_require__(51881);
;// CONCATENATED MODULE: ./lib/restore/verify/dangling-keys.js




/** As long as it takes: a key without an index is a join of two whole tables. */
const dangling_keys_beginning = beginning/* ASKING_PATIENTLY */.P;
/** Written as the server asks it where a key is added (RI_Initial_Check), with the key's own operators. */
const keysQuery = (tables) => `
  WITH named AS (
    SELECT c.oid
      FROM (VALUES ${tables.map(row).join(', ')}) f (schema, name)
      JOIN pg_catalog.pg_namespace n ON n.nspname = f.schema
      JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = f.name),
  filled AS (
    SELECT oid FROM named
     UNION SELECT a.relid FROM named, pg_catalog.pg_partition_ancestors(named.oid) a
     UNION SELECT t.relid FROM named, pg_catalog.pg_partition_tree(named.oid) t),
  touched AS (
    SELECT * FROM pg_catalog.pg_constraint
     WHERE contype = 'f' AND conparentid = 0 AND convalidated
       AND pg_catalog.to_jsonb(pg_constraint)->>'conenforced' IS DISTINCT FROM 'false'
       AND (conrelid IN (SELECT oid FROM filled) OR confrelid IN (SELECT oid FROM filled)))
  SELECT k.conname AS name, n.nspname AS schema, c.relname AS "table", rn.nspname AS to_schema, r.relname AS to_table,
         CASE WHEN pg_catalog.to_jsonb(k)->>'conperiod' IS DISTINCT FROM 'true'
               AND ${readable('n', 'c')} AND ${readable('rn', 'r')} AND NOT columns.casts
              THEN pg_catalog.format('SELECT count(*)::text AS count FROM %s%I.%I f WHERE (%s) AND NOT EXISTS (SELECT FROM %s%I.%I p WHERE %s)',
                     CASE c.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END, n.nspname, c.relname, columns.matched,
                     CASE r.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END, rn.nspname, r.relname, columns.equal) END AS question
    FROM touched k
    JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_class r ON r.oid = k.confrelid JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
    CROSS JOIN LATERAL (
      SELECT pg_catalog.string_agg(pg_catalog.format('f.%I IS NOT NULL', a.attname),
               CASE k.confmatchtype WHEN 'f' THEN ' OR ' ELSE ' AND ' END) AS matched,
             pg_catalog.string_agg(pg_catalog.format('p.%I OPERATOR(%I.%s) f.%I%s', pa.attname, pn.nspname, o.oprname, a.attname,
               CASE WHEN pa.attcollation NOT IN (0, a.attcollation)
                    THEN pg_catalog.format(' COLLATE %I.%I', ln.nspname, l.collname) END), ' AND ') AS equal,
             -- A cast of somebody's own runs their function, which the server itself only does with the owner's rights.
             pg_catalog.bool_or(EXISTS (SELECT FROM pg_catalog.pg_cast x WHERE x.casttarget IN (o.oprleft, o.oprright)
               AND x.castcontext = 'i' AND x.castfunc >= ${target_queries/* FIRST_NORMAL_OID */.Wv})) AS casts
        FROM ROWS FROM (pg_catalog.unnest(k.conkey), pg_catalog.unnest(k.confkey), pg_catalog.unnest(k.conpfeqop)) u (own, its, op)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.own
        JOIN pg_catalog.pg_attribute pa ON pa.attrelid = k.confrelid AND pa.attnum = u.its
        JOIN pg_catalog.pg_operator o ON o.oid = u.op JOIN pg_catalog.pg_namespace pn ON pn.oid = o.oprnamespace
        LEFT JOIN pg_catalog.pg_collation l ON l.oid = pa.attcollation
        LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace) columns
   ORDER BY 2, 3, 1`;
/** Whether the role sees every row of a table here, and none of them is on another server. */
function readable(schema, table) {
    return `pg_catalog.has_schema_privilege(${schema}.oid, 'USAGE') AND pg_catalog.has_table_privilege(${table}.oid, 'SELECT')
               AND NOT pg_catalog.row_security_active(${table}.oid)
               AND NOT EXISTS (SELECT FROM pg_catalog.pg_partition_tree(${table}.oid) t
                                 JOIN pg_catalog.pg_class x ON x.oid = t.relid WHERE x.relkind = 'f')`;
}
function row({ name, schema }) {
    return `(${(0,sql_quoting/* quoteLiteral */.ce)(schema)}::name, ${(0,sql_quoting/* quoteLiteral */.ce)(name)}::name)`;
}
/**
 * Asks by which foreign keys of these tables, or to them, rows point to nothing. A key that was never validated, or is not
 * enforced, promises nothing and is not asked. The answers are numbers; no value of a row is read.
 * @param isOfConcern of which keys
 * Throws BackupError with what keeps us from the server, or the signal's reason.
 */
async function askDanglingKeys(connection, tables, { isOfConcern, signal, }) {
    if (tables.length === 0)
        return [];
    return await (0,in_session/* inSession */.C)(connection, { signal, beginning: dangling_keys_beginning }, async (session) => {
        const asked = [];
        for (const { question, ...row } of await session.rows(keysQuery(tables))) {
            const key = foreignKeyOf(row);
            if (!isOfConcern(key))
                continue;
            const [answer] = question === null ? [] : await session.rowsIfAllowed(question);
            asked.push({ ...key, dangling: answer && Number(answer.count) });
        }
        return asked;
    });
}
function foreignKeyOf({ name, schema, table, to_schema, to_table }) {
    return { name, table: { schema, name: table }, references: { schema: to_schema, name: to_table } };
}

// EXTERNAL MODULE: ./lib/restore/verify/prove-loaded.js + 3 modules
var prove_loaded = __webpack_require__(165);
;// CONCATENATED MODULE: ./lib/restore/verify/unchecked-keys.js



/**
 * The tables that rows were loaded into, or deleted from, while no foreign key was checked: none where the load had the
 * server check them.
 */
function tablesUnchecked({ empties, load, sessionSettings, }) {
    if (!sessionSettings.some(setting => /session_replication_role/i.test(setting)))
        return [];
    const filled = load.flatMap(({ data }) => (data?.of === 'table' ? [data.table] : []));
    return [...new Map([...filled, ...empties].map(table => [(0,data_of_tables/* keyOf */.TN)(table), table])).values()];
}
/** Whether the load itself made a key, after the rows: the server has checked all of them then, no matter what the session is. */
function isMadeByLoad({ name, table }, { load }) {
    const own = (0,data_of_tables/* entryName */.MB)(table.schema, `${table.name} ${(0,sanitized/* sanitized */.A)(name)}`);
    return load.some(entry => entry.kind === 'FK CONSTRAINT' && (0,data_of_tables/* keyOf */.TN)(entry) === (0,data_of_tables/* keyOf */.TN)(own));
}
/** Rows that point to nothing are no state that a database of such a key is ever in: they differ, no matter what was backed up. */
function withKeys(comparison, keys) {
    const broken = keys.flatMap(key => key.dangling === undefined || key.dangling === 0
        ? []
        : [
            `${inWords(key)}: ${key.dangling} ${key.dangling === 1 ? 'row points' : 'rows point'} to nothing, since the rows came without a check`,
        ]);
    const open = keys.flatMap(key => key.dangling === undefined
        ? [
            `${inWords(key)}: the rows came without a check, and whether all of them point to something cannot be asked`,
        ]
        : []);
    return {
        ...comparison,
        differences: [...comparison.differences, ...broken],
        notVerified: [...comparison.notVerified, ...open],
    };
}
function inWords({ name, references, table }) {
    return `foreign key ${name} of ${(0,fingerprint_fingerprint/* qualifiedName */.OL)(table)} to ${(0,fingerprint_fingerprint/* qualifiedName */.OL)(references)}`;
}

;// CONCATENATED MODULE: ./lib/restore/verify/prove-restore.js





/**
 * Compares the target with what the plan says that it must be. Rows that came without a check are what was backed up, and
 * may point to what the target does not have: foreign keys are asked as well.
 */
async function proveRestore({ choices }, { connection, manifest, target }, { client, plan }, { controller, decryption, env, journal, probe, reporter, store }) {
    const { signal } = controller;
    const { selection } = choices;
    const { sessionOptions } = await probe(connection, signal);
    const { encoding } = target;
    const comparison = await (0,prove_loaded/* proveLoaded */.l)({
        connection,
        manifest,
        client,
        plan,
        encoding,
        sessionOptions,
        mode: modeOf(selection, manifest.mode),
        // With their definitions comes what needs them, such as views: then all of it is looked at.
        ...(selection.kind === 'tables' && !selection.definitions && { tables: plan.expected.tables }),
        switchedOff: (0,switch_off_queues/* queuesOfText */.t)(manifest, choices),
        restored: { owners: !choices.noOwner, privileges: !choices.noAcl },
        readDump: (sink, until) => (0,read_backup/* readBackup */.fe)({ manifest, store, decryption, signal: until }, sink).done,
    }, { journal, env, reporter, signal });
    const isOfConcern = key => !isMadeByLoad(key, plan);
    return withKeys(comparison, await askDanglingKeys(connection, tablesUnchecked(plan), { isOfConcern, signal }));
}
function modeOf(selection, archived) {
    if (selection.kind === 'tables')
        return selection.definitions ? archived : 'data';
    return selection.kind === 'all' && selection.mode !== 'full' ? selection.mode : archived;
}

;// CONCATENATED MODULE: ./lib/restore/restore.js














/**
 * Restores one backup into a database: chosen, checked, planned, the target backed up first, loaded, proven, cared for.
 * Until the load begins a failure is thrown, and nothing was changed; from then on it is part of the report, which says in
 * which state the target is and how to go back.
 * @throws BackupError with the first cause
 */
async function restore(request, parts) {
    try {
        return await prepareAndRestore(request, parts);
    }
    catch (error) {
        throw (0,cancellation/* cancellation */.W)(parts.controller.signal) ?? error;
    }
}
async function prepareAndRestore(request, parts) {
    const { controller, reporter } = parts;
    const clock = new StageClock(parts);
    const prepared = await clock.stage('Prepare', () => prepareRestore(request, parts));
    const { refusals, targetIsEmpty, planned } = prepared;
    const report = composeReport(request, prepared, parts, clock);
    if (planned)
        logPlan(planned, reporter);
    const none = noPreRestore(request, targetIsEmpty);
    if (refusals.length > 0 || request.dryRun || !planned)
        return report({ preRestore: none ?? { kind: 'to be made' } });
    return await parts.exclusively(prepared.connection, async () => {
        const preRestore = none ?? (await clock.timed('Back up the target', () => backUpTarget(request, prepared, parts)));
        if (preRestore.kind === 'made')
            reporter.info(`The way back, should it be needed: from: ${preRestore.manifest.key} (what is written to the target after ${preRestore.manifest.startedAt} is not in it)`);
        controller.signal.throwIfAborted();
        return report(await change(request, prepared, planned, preRestore, parts, clock));
    });
}
async function change(request, prepared, planned, preRestore, parts, clock) {
    const { controller, reporter } = parts;
    const { signal } = controller;
    const made = {
        createdRoles: [],
        warnings: [],
    };
    const care = (what) => clock.stage('Care for the restored data', () => careFor(what, prepared, planned, parts));
    let changed = false;
    const onChange = () => {
        changed = true;
    };
    try {
        if (planned.roles.length > 0) {
            const create = () => (0,create_roles/* createRoles */.Q)(prepared.connection, planned.roles, { signal });
            made.warnings = await clock.stage('Create roles', create);
            made.createdRoles = planned.plan.createsRoles;
        }
        await clock.stage('Load', () => loadBackup(request, prepared, planned, onChange, { ...parts, signal }));
    }
    catch (error) {
        const target = stateAfterFailedLoad(error, changed, planned);
        const after = holdsItsOwn(target) ? undefined : await probeAfterLoad(prepared, planned, parts);
        // Anything that came in must not stay unmasked either.
        const cared = holdsItsOwn(target) ? undefined : await care({ ...request, analyze: false });
        const failure = { target, errors: [firstCause(error, signal), ...(cared?.errors ?? [])] };
        return { ...made, preRestore, after, failure, ...(cared && { afterCare: cared.taken }) };
    }
    reporter.info(`Loaded into ${(0,connection_connection/* describe */.q0)(prepared.connection)}`);
    const seen = withEventTriggersDisabled(prepared);
    const after = await probeAfterLoad(seen, planned, parts);
    const errors = [];
    const comparison = await clock
        .stage('Prove', () => proveRestore(request, seen, planned, parts))
        .catch((error) => void errors.push(error));
    if (comparison)
        logComparison(comparison, reporter);
    const cared = await care(request);
    const found = [...errors, ...cared.errors];
    const stopped = (0,cancellation/* cancellation */.W)(signal);
    return {
        ...made,
        preRestore,
        after,
        ...(comparison && { comparison }),
        afterCare: cared.taken,
        ...((found.length > 0 || stopped) && {
            failure: { target: 'loaded', errors: stopped ? [stopped] : found },
        }),
    };
}
/** Why no backup of the target is made; undefined where one is. */
function noPreRestore({ preRestoreBackup }, targetIsEmpty) {
    if (targetIsEmpty)
        return { kind: 'none', why: 'the target is empty' };
    return preRestoreBackup ? undefined : { kind: 'none', why: 'pre-restore-backup is false' };
}
/** What came with the backup to fire at each login must not change what is compared, nor keep us out. */
function withEventTriggersDisabled(prepared) {
    const { connection, manifest, target } = prepared;
    const mayFire = manifest.fingerprint.objects.some(({ kind }) => kind === 'EVENT TRIGGER') ||
        target.otherObjects.some(words => words.startsWith('event trigger '));
    return mayFire && target.mayDisableEventTriggers
        ? { ...prepared, connection: (0,event_triggers/* atRest */.ev)(connection) }
        : prepared;
}
/** What the way back needs; that it cannot be had is no failure of the restore. */
async function probeAfterLoad({ connection, manifest, target }, { plan }, { controller, probeTarget }) {
    try {
        const now = await probeTarget(connection, controller.signal);
        // SQL text has no table of contents: all that it defines is loaded.
        const made = manifest.format === 'plain' ? manifest.fingerprint.objects : plan.load;
        return { dropAdditions: dropAdditions(target, now, made), databaseBytes: now.databaseBytes };
    }
    catch {
        return undefined;
    }
}
function stateAfterFailedLoad(error, changed, { strategy, plan }) {
    if (changed)
        return 'partly loaded';
    if ((0,outcomes/* mayNotBeUndone */.zT)(error))
        return 'unknown';
    // Several sessions, and statements by themselves, are known to have begun; a transaction is undone except these.
    const undone = strategy.kind === 'streamed' && strategy.transaction;
    return undone && plan.nonTransactionalSequences.length > 0 ? 'sequences set' : 'unchanged';
}
/** Somebody who cancels a run must learn all the same that nobody knows what became of the target. */
function firstCause(error, signal) {
    return (0,outcomes/* mayNotBeUndone */.zT)(error) ? error : ((0,cancellation/* cancellation */.W)(signal) ?? error);
}
/** Puts down what was found out; what is returned adds what was changed. */
function composeReport({ choices, dryRun }, { manifest, refusals, target, planned }, { store }, clock) {
    const { database, host, port, version } = target;
    return changes => {
        const report = {
            dryRun,
            asked: choices,
            manifest,
            location: store.location,
            target: { database, host, port, version },
            after: changes.after,
            plan: planned?.plan,
            strategy: planned?.strategy,
            refusals,
            preRestore: changes.preRestore,
            createdRoles: changes.createdRoles ?? [],
            comparison: changes.comparison,
            afterCare: changes.afterCare ?? [],
            failure: changes.failure,
            warnings: [...(planned?.warnings ?? []), ...(changes.warnings ?? [])],
            timing: clock.stages,
            ms: clock.ms,
        };
        return { ...report, outcome: outcomeOf(report) };
    };
}
function outcomeOf({ comparison, dryRun, failure, refusals, }) {
    if (refusals.length > 0)
        return 'refused';
    if (failure)
        return 'failed';
    if (dryRun)
        return 'planned';
    if (!comparison || comparison.differences.length > 0)
        return 'different';
    return comparison.notVerified.length + comparison.missing > 0 ? 'partly proven' : 'proven';
}

// EXTERNAL MODULE: ./lib/action/summary/markdown.js
var markdown = __webpack_require__(4204);
// EXTERNAL MODULE: ./lib/action/summary/within-limit.js
var within_limit = __webpack_require__(87260);
;// CONCATENATED MODULE: ./lib/restore/summary/plan.js





/** How many of each list are shown: more makes a page that nobody reads. */
const MOST = 200;
/** What is, or would be, done to the target. */
function planTable({ strategy, plan, preRestore }) {
    if (!plan || !strategy)
        return 'No plan could be made.';
    const skipped = plan.skip.filter(({ why }) => why !== plan_plan/* NOT_ASKED_FOR */.z);
    const kinds = Map.groupBy(plan.load, ({ kind }) => kind);
    const loaded = [...kinds]
        .toSorted(([one], [other]) => one.localeCompare(other))
        .map(([kind, entries]) => `${(0,markdown/* plain */.pj)(kind.toLowerCase())} ${(0,words/* grouped */.zD)(entries.length)}`);
    return [
        (0,markdown/* table */.tp)(['', ''], [
            ['Loaded', loaded.join(', ') || 'the whole SQL text'],
            ['How', (0,markdown/* plain */.pj)(describeStrategy(strategy))],
            ['Dropped first', (0,words/* grouped */.zD)(plan.drops.length)],
            ['Emptied first', (0,words/* grouped */.zD)(plan.empties.length)],
            ['Roles created', plan.createsRoles.map(markdown/* code */.aY).join(', ') || 'none'],
            ['Skipped', (0,words/* grouped */.zD)(skipped.length)],
            ...(plan.skip.length > skipped.length
                ? [['Not asked for', (0,words/* grouped */.zD)(plan.skip.length - skipped.length)]]
                : []),
            ['Backup of the target first', preRestoreCell(preRestore)],
        ]),
        ...list('Dropped first', plan.drops.map(markdown/* code */.aY)),
        ...list('Emptied first', plan.empties.map(each => (0,markdown/* code */.aY)((0,fingerprint_fingerprint/* qualifiedName */.OL)(each)))),
        ...list('Skipped', skipped.map(skippedLine)),
    ].join('\n\n');
}
function preRestoreCell(preRestore) {
    switch (preRestore.kind) {
        case 'made':
            return (0,markdown/* code */.aY)(preRestore.manifest.key);
        case 'to be made':
            return 'yes';
        case 'none':
            return `no: ${(0,markdown/* plain */.pj)(preRestore.why)}`;
    }
}
function skippedLine({ entry: { kind, name, schema }, why }) {
    const where = schema === '-' || schema === '' ? name : `${schema}.${name}`;
    return `${(0,markdown/* plain */.pj)(kind.toLowerCase())} ${(0,markdown/* code */.aY)(where)}: ${(0,markdown/* plain */.pj)(why)}`;
}
function list(title, lines) {
    if (lines.length === 0)
        return [];
    const listed = lines.map(line => `- ${line}`);
    return [(0,markdown/* details */.zH)(`${title} (${(0,words/* grouped */.zD)(lines.length)})`, (0,words/* firstLines */.UV)(listed, MOST).join('\n'))];
}

// EXTERNAL MODULE: ./lib/restore/summary/proof.js
var proof = __webpack_require__(29835);
// EXTERNAL MODULE: ./lib/backup/summary/restore-commands.js
var restore_commands = __webpack_require__(93514);
;// CONCATENATED MODULE: ./lib/restore/summary/rollback.js



/** More statements make a page that nobody reads; a part of them would not do. */
const MOST_STATEMENTS = 500;
/** How the target gets back to what it was, as far as this run has seen to it. */
function rollback(report, where) {
    const { failure, preRestore, target } = report;
    switch (preRestore.kind) {
        case 'to be made':
            return 'A backup of the target would be made first.';
        case 'none':
            return preRestore.why === 'the target is empty'
                ? 'The target was empty: to go back, empty it again.'
                : `There is none from this run: ${(0,markdown/* plain */.pj)(preRestore.why)}.`;
        case 'made': {
            const { manifest } = preRestore;
            const { contents, key, startedAt } = manifest;
            const made = `The target was backed up first, as ${(0,markdown/* code */.aY)(key)}: ${contents.rows.toLocaleString('en-US')} rows in ${contents.tables} tables.`;
            if (failure?.target === 'unchanged')
                return `${made} Nothing was changed: nothing has to be undone.`;
            if (failure?.target === 'sequences set')
                return `${made} Only sequences may have been changed: set them back with setval where they are behind their tables.`;
            return [
                `${made} It has what was written to ${(0,markdown/* code */.aY)(target.database)} before ${(0,markdown/* plain */.pj)(startedAt)}; what was written between then and the load is neither in it nor in the target.`,
                ...dropsFirst(report),
                `With this action, and the same destination and keys${bringsAll(report) ? ', all that the database held comes back' : ', what this restore replaced comes back'}:`,
                (0,markdown/* block */.om)('yaml', inputs(report, key).join('\n')),
                (0,markdown/* details */.zH)('With stock tools, into a new database', (0,markdown/* block */.om)('bash', (0,restore_commands/* restoreCommands */.T)({ ...where, manifest, checksumKey: `${key}${names/* CHECKSUM_SUFFIX */.qP}` }))),
            ].join('\n\n');
        }
    }
}
/** What a restore added stays otherwise, and which part of it refers to older things keeps them from being replaced. */
function dropsFirst({ after }) {
    if (after === undefined) {
        return [
            'What this restore has added could not be found out: where it refers to what was there before, drop it first, or go back into a new database.',
        ];
    }
    const { dropAdditions: statements } = after;
    if (statements.length === 0)
        return [];
    if (statements.length > MOST_STATEMENTS) {
        return [
            `This restore has added ${statements.length} objects, too many to list here: go back into a new database, or drop them first.`,
        ];
    }
    return [
        'First drop what this restore has added, with anything that was made since and depends on it:',
        (0,markdown/* block */.om)('sql', ['BEGIN;', ...statements, 'COMMIT;'].join('\n')),
    ];
}
/** What an input takes as it is: `schema.table`, one a line. */
const WRITABLE = /^[^\s.,"#]+$/;
function inputs({ asked, target }, key) {
    return [
        `from: ${key}`,
        `confirm: ${JSON.stringify(target.database)}`,
        'allow: not-empty, source',
        // It was backed up with both.
        ...['no-owner: false', 'no-acl: false'],
        ...(asked.preset === undefined ? [] : [`preset: ${asked.preset}`]),
        ...selected(asked),
    ];
}
function selected({ selection }) {
    if (selection.kind === 'all')
        return selection.mode === 'data' ? ['mode: data'] : [];
    if (!areWritable(selection))
        return [];
    const { definitions, tables } = selection;
    return [
        'tables: |',
        ...tables.map(({ schema, name }) => `  ${schema}.${name}`),
        ...(definitions ? ['definitions: true'] : []),
    ];
}
/** Definitions that were replaced took their rows along: then everything has to come back. */
function bringsAll(report) {
    return selected(report.asked).length === 0;
}
/** Whether an input can say the same of the pre-restore backup: the numbers of a list are those of another archive. */
function areWritable(selection) {
    return (selection.kind === 'tables' &&
        selection.tables.every(({ name, schema }) => WRITABLE.test(name) && WRITABLE.test(schema)));
}

;// CONCATENATED MODULE: ./lib/restore/summary/summary.js










const MOST_WARNINGS = 20;
const MOST_CARE_LINES = 100;
const summary_TITLES = {
    planned: '✅ Restore, dry run: nothing stands in the way, nothing was changed',
    refused: '❌ Restore refused: nothing was changed',
    proven: '✅ Restored and proven',
    'partly proven': '⚠️ Restored, nothing differs, not all was restored or verified',
    different: '❌ Restored, and not what was backed up',
    failed: '❌ Restore failed',
};
/** The job summary of a restore, in Markdown, always below 1 MiB: what is wrong comes first. */
function restoreSummary(report, reasons, where) {
    const { afterCare, comparison, failure, outcome, timing, warnings } = report;
    const changed = ['proven', 'partly proven', 'different'].includes(outcome) || failure?.target === 'loaded';
    return (0,within_limit/* withinLimit */.z)([
        `## ${summary_TITLES[outcome]}`,
        ...reasons.map(reasonLine),
        ...(failure ? [`> ⚠️ ${(0,markdown/* plain */.pj)(describeState(failure.target, report))}`] : []),
        ...(leftUnmasked(report) ? [UNMASKED] : []),
        ...warnings.slice(0, MOST_WARNINGS).map(warning => `> ⚠️ ${(0,markdown/* plain */.pj)(warning)}`),
        facts(report),
        ...(changed || comparison
            ? ['### The proof', (0,proof/* restoreProof */.V)(comparison, report.manifest.fingerprint), ...maskingNote(afterCare)]
            : []),
        ...(afterCare.length > 0 ? ['### Afterwards', afterCare.map(careLine).join('\n')] : []),
        '### The plan',
        planTable(report),
        ...(outcome === 'refused' || outcome === 'planned'
            ? []
            : ['### The way back', rollback(report, where)]),
        (0,markdown/* details */.zH)('Timing', (0,markdown/* table */.tp)(['Stage', 'Time'], [
            ...timing.map(({ ms, stage }) => [(0,markdown/* plain */.pj)(stage), (0,durations/* formatDuration */.a)(ms)]),
            ['**Whole**', `**${(0,durations/* formatDuration */.a)(report.ms)}**`],
        ])),
        '',
    ].join('\n\n'));
}
const UNMASKED = '> ⚠️ **post-restore-sql did not succeed: the target may hold data that is not masked.** Let nobody use it before it is.';
function reasonLine({ code: name, hint, message }) {
    return `- ${(0,markdown/* plain */.pj)(message)} **What to do:** ${(0,markdown/* plain */.pj)(hint)} (${(0,markdown/* code */.aY)(name)})`;
}
function facts({ after, location, manifest, target }) {
    const { source } = manifest;
    return (0,markdown/* table */.tp)(['', ''], [
        ['Backup', `${(0,markdown/* code */.aY)(manifest.key)} in ${(0,markdown/* code */.aY)(location)}`],
        ['Begun', (0,markdown/* plain */.pj)(manifest.startedAt)],
        ['Of', `${(0,markdown/* code */.aY)(source.database)} on ${(0,markdown/* code */.aY)(source.host)}, PostgreSQL ${(0,markdown/* plain */.pj)(source.serverVersion)}`],
        [
            'Into',
            `${(0,markdown/* code */.aY)(target.database)} on ${(0,markdown/* code */.aY)(`${target.host}:${target.port}`)}, PostgreSQL ${(0,markdown/* plain */.pj)(target.version)}`,
        ],
        ...(after?.databaseBytes === undefined
            ? []
            : [['Size', summary_sizes(after.databaseBytes, source.databaseBytes)]]),
    ]);
}
/** Of the two databases: they differ by bloat and fillfactor, and are no proof. */
function summary_sizes(restoredBytes, sourceBytes) {
    const source = sourceBytes === undefined ? '' : `; the source had ${(0,sizes/* formatSize */.X)(sourceBytes)}`;
    return `the database is ${(0,sizes/* formatSize */.X)(restoredBytes)} now${source}`;
}
/** What is masked afterwards differs from the backup, and is meant to. */
function maskingNote(afterCare) {
    const changing = afterCare
        .filter(({ what }) => what === 'disable-outbound' || what === 'post-restore-sql')
        .map(({ what }) => what);
    return changing.length > 0 ? [`The proof was taken before ${changing.join(' and ')}.`] : [];
}
function careLine({ outcome, lines, what }) {
    const sign = outcome === 'done' ? '✅' : '❌';
    const listed = lines.map(line => `  - ${(0,markdown/* plain */.pj)(line)}`);
    return [`- ${sign} ${what}: ${outcome}`, ...(0,words/* firstLines */.UV)(listed, MOST_CARE_LINES, '  - ')].join('\n');
}

;// CONCATENATED MODULE: ./lib/restore/action.js























/** The restore action. */
const RESTORE = (0,verb/* defineVerb */.P)({
    verb: 'restore',
    inputs: input_table/* RESTORE_INPUTS */.DS,
    failure: RESTORE_WORDS,
    done: 'The backup is restored',
    cleanedUp: 'every child process was ended, and the summary says in which state the target is',
    read: readRestoreInputs,
    run,
    outputs: (0,outputs/* mapOutputs */.xk)(RESTORE_OUTPUTS, ({ report }) => report),
    summary: ({ report, where }) => restoreSummary(report, reasonsToFail(report).map(explained), where),
    conclude({ report }, reporter) {
        for (const reason of reasonsToFail(report))
            fail(reason, report, reporter);
    },
    notice: ({ report }) => restoreNotice(report, process.env),
});
/** Reads the files that inputs name, then restores. */
async function run(inputs, context) {
    const { controller, journal, reporter, runner, scratch } = context;
    const { env } = runner;
    const { postRestoreSql: path } = inputs;
    const request = {
        ...inputs.request,
        choices: { ...inputs.choices, selection: await selectionOf(inputs.part) },
        postRestoreSql: path === undefined ? undefined : await readText('post-restore-sql', path),
    };
    return await (0,stores/* withDestination */.DY)(inputs, 'to write', context, async (store) => {
        const report = await restore(request, {
            store,
            decryption: (0,open_encryption/* openDecryption */.C)(inputs.keys, inputs.s3, context),
            encryptLike: record => (0,open_encryption/* openEncryption */.o)(encryptionLike(record, inputs.keys.passphrase), inputs.s3, context),
            journal,
            reporter,
            env,
            scratch,
            now: () => new Date(),
            probe: (connection, signal) => (0,probe/* probeServer */._)(connection, { signal }),
            probeTarget: (connection, signal) => (0,probe_target/* probeTarget */.U)(connection, { managedSchemas: preset/* SCHEMAS_OF_ROWS */.t3, signal }),
            exclusively: (connection, work) => withTargetLocked(connection, { reporter, signal: controller.signal }, work),
            provideClient: (0,action_context/* clientProvider */.N)(inputs.repository, context),
            controller,
        });
        return {
            report: { ...report, warnings: [...inputs.warnings, ...report.warnings] },
            where: {
                location: store.location,
                url: key => store.url(key),
                endpoint: inputs.s3.endpoint,
                openCommand: file => (0,open_command/* openCommand */.k)(report.manifest.encryption.method, file),
            },
        };
    });
}
function explained(reason) {
    return (0,action_failure/* explainFailure */.SP)(reason, process.env);
}
/** What ended a restore is reported together with what that means for the target. */
function fail(reason, report, reporter) {
    const { failure } = report;
    if (failure?.errors.includes(reason) && reason instanceof errors/* BackupError */.hj) {
        const { kind, code, message, hint } = reason;
        const explanation = { kind, code, message: `${message} ${describeState(failure.target, report)}`, hint };
        reporter.fail(new errors/* BackupError */.hj(explanation, reason.cause));
    }
    else {
        reporter.fail(reason);
    }
}
async function selectionOf(part) {
    if (part.kind !== 'list file')
        return part;
    const list = (0,use_list/* parseUseList */.P)(await readText('use-list', part.path));
    if (!list.ok)
        throw (0,problem/* inputError */.X)([{ input: 'use-list', message: `${part.path}: ${list.problem}` }]);
    return { kind: 'list', ids: list.value };
}
async function readText(input, path) {
    try {
        return await (0,promises_.readFile)(path, 'utf8');
    }
    catch (error) {
        const message = `the file ${path} cannot be read (${(0,errors/* messageOf */.bD)(error)}); write a path relative to the workspace, and check it out first`;
        throw (0,problem/* inputError */.X)([{ input, message }]);
    }
}
/** As the backup was sealed that is being restored: anyone who opens that one opens the copy of the target too. */
function encryptionLike(record, passphrase) {
    switch (record.method) {
        case 'none':
            return { kind: 'none' };
        case 'age':
            return { kind: 'age', recipients: record.to };
        case 'age-passphrase':
        case 'gpg-passphrase':
            if (passphrase === undefined)
                throw new Error('opened without the passphrase that it is sealed with');
            return { kind: record.method, passphrase };
    }
}


/***/ })

};
