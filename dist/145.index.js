export const id = 145;
export const ids = [145];
export const modules = {

/***/ 90934:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ toolkitCommands)
/* harmony export */ });
/* harmony import */ var _actions_exec__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(41955);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3828);


/** What short programs need, and no more: the step's own environment holds every secret of its inputs. */
const NEEDED = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'LC_ALL', 'SystemRoot'];
/** What the system says when it has no room for another process: no word about the program. */
const NO_ROOM = ['EMFILE', 'ENFILE', 'EAGAIN', 'ENOMEM'];
/**
 * Short commands through the toolkit: nothing of them is printed, and they see none of the step's secrets.
 * @throws BackupError `program-not-started` where the system can start no program
 */
function toolkitCommands() {
    return {
        async run(program, args, options = {}) {
            const env = defined(options.env ?? only(NEEDED, process.env));
            try {
                return await (0,_actions_exec__WEBPACK_IMPORTED_MODULE_0__/* .getExecOutput */ .H)(`"${program}"`, [...args], { silent: true, ignoreReturnCode: true, env });
            }
            catch (cause) {
                if (NO_ROOM.some(code => (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(cause).includes(code)))
                    throw noRoom(program, cause);
                return { exitCode: 127, stdout: '', stderr: (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(cause) };
            }
        },
    };
}
function only(names, env) {
    return Object.fromEntries(names.map(name => [name, env[name]]));
}
function defined(env) {
    return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
const PROGRAM_NOT_STARTED = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .defineError */ .MP)({
    topic: 'client',
    code: 'program-not-started',
    kind: 'environment',
    meaning: 'The machine has no room for another process: open files, processes or memory are at their limit.',
    fix: 'Raise the limits of the runner (ulimit -n, ulimit -u), or use a larger one.',
});
function noRoom(program, cause) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .BackupError */ .hj({
        ...PROGRAM_NOT_STARTED,
        message: `The program ${program} could not be started: this machine has no room for another process (${NO_ROOM.find(code => (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(cause).includes(code))}).`,
        hint: 'Raise the limits of open files and processes (ulimit -n, ulimit -u) or the memory of the runner.',
    }, cause);
}


/***/ }),

/***/ 94027:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ LONGEST_MESSAGE),
/* harmony export */   r: () => (/* binding */ failureOutputs)
/* harmony export */ });
/* harmony import */ var _notify_text_shorten_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48508);
/* harmony import */ var _mask_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(81592);


/** On one line, short, and without secrets. */
function failureOutputs({ code, message }, secrets) {
    const line = (0,_mask_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutSecrets */ .cT)(message, secrets).replaceAll(/\s*[\r\n]+\s*/g, '; ');
    return { 'failure-code': code, 'failure-message': (0,_notify_text_shorten_js__WEBPACK_IMPORTED_MODULE_1__/* .shorten */ .m)(line, LONGEST_MESSAGE) };
}
/** Of a failure's message, for the summary of many. Characters. */
const LONGEST_MESSAGE = 500;


/***/ }),

/***/ 62941:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Yi: () => (/* binding */ readChecked),
  Ko: () => (/* binding */ readInputs),
  M9: () => (/* binding */ withoutNotification)
});

// EXTERNAL MODULE: ./lib/core/closest.js
var closest = __webpack_require__(37640);
// EXTERNAL MODULE: ./lib/action/inputs/problem.js
var problem = __webpack_require__(47137);
// EXTERNAL MODULE: ./lib/action/inputs/reading.js
var inputs_reading = __webpack_require__(71030);
// EXTERNAL MODULE: ./lib/action/inputs/row.js
var row = __webpack_require__(7198);
// EXTERNAL MODULE: ./lib/action/inputs/rules/notify-rules.js
var notify_rules = __webpack_require__(16475);
// EXTERNAL MODULE: ./lib/action/inputs/rules/rule.js
var rule = __webpack_require__(374);
// EXTERNAL MODULE: ./lib/action/inputs/runner-input.js
var runner_input = __webpack_require__(40203);
// EXTERNAL MODULE: ./lib/action/inputs/table/notify.js + 1 modules
var notify = __webpack_require__(30482);
// EXTERNAL MODULE: ./lib/action/inputs/table/storage.js + 2 modules
var storage = __webpack_require__(81271);
;// CONCATENATED MODULE: ./lib/action/inputs/warnings.js

const OF_AWS = new Set([
    ...['region', 'role-to-assume', 'aws-access-key-id', 'aws-secret-access-key', 'aws-session-token'],
]);
/** Inputs about S3 where the destination is a folder. */
function ignoredInputs({ value, isSet }, names) {
    if (value('destination')?.kind !== 'folder')
        return [];
    // Email by Amazon SES is sent with them too.
    const emails = names.some(name => name === 'email-to' && isSet(name));
    const ignored = names.filter(name => (name in storage/* s3AccessInputs */.G6 || name in storage/* s3WritingInputs */.Yt) && isSet(name) && !(emails && OF_AWS.has(name)));
    if (ignored.length === 0)
        return [];
    return [
        `destination is a folder: ${ignored.join(', ')} ${ignored.length > 1 ? 'are' : 'is'} for s3:// only, without effect here`,
    ];
}

;// CONCATENATED MODULE: ./lib/action/inputs/checked-reading.js









/**
 * Reads the inputs of a sub-action and checks them against its rules. An input that the action does not have is a problem:
 * the runner only warns about one, and with `dry_run` for `dry-run` a prune would remove backups. Never throws.
 */
function readChecked(table, rules, env) {
    const names = (0,row/* namesOf */.eZ)(table);
    const reading = (0,inputs_reading/* readTable */.x)(table, env);
    const notifies = ({ input }) => input in notify/* notifyInputs */.v;
    const unknown = (0,runner_input/* unknownInputs */.qs)(env, names).map(input => ({
        input,
        message: `is not an input of this action${(0,closest/* didYouMean */.a)(input, names) || '; remove it'}`,
    }));
    return {
        reading,
        problems: [
            ...unknown,
            ...reading.problems.filter(problem => !notifies(problem)),
            ...(0,rule/* checkRules */.M)(rules, reading),
        ],
        notifications: [...reading.problems.filter(notifies), ...(0,rule/* checkRules */.M)(notify_rules/* notifyRules */.V, reading)],
    };
}
/**
 * Reads and checks all inputs. The connection is not blamed for an input that has a problem already.
 * @throws BackupError `input-invalid`, a line of its message for each problem
 */
function readInputs({ check = () => [], connect, rules, table }, source) {
    const checked = readChecked(table, rules, source.env);
    const { notifications, reading } = checked;
    const connected = connect(reading, source);
    const found = [...checked.problems, ...check(checked, source.env)];
    const blamed = new Set(found.map(({ input }) => input));
    const ofConnection = connected.ok ? [] : connected.problems.filter(({ input }) => !blamed.has(input));
    const destination = reading.value('destination');
    if (found.length > 0 || !connected.ok || !destination)
        throw (0,problem/* inputError */.X)([...found, ...ofConnection]);
    const { connection, notices, secrets } = connected;
    return {
        reading,
        destination,
        connection,
        notes: {
            warnings: [
                ...withoutNotification(notifications),
                ...ignoredInputs(reading, (0,row/* namesOf */.eZ)(table)),
            ],
            notices,
            secrets,
        },
    };
}
/** The problems of notifications as warnings: the run goes on without what they are about. */
function withoutNotification(problems) {
    return problems.map(({ input, message }) => `${input}: ${message}. The run goes on without it`);
}


/***/ }),

/***/ 47137:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ inputError)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);

const INPUT_INVALID = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'inputs',
    code: 'input-invalid',
    kind: 'input',
    meaning: 'One or more inputs cannot be used: a line for each, with its name, what is wrong and what to write.',
    fix: "Correct them in the workflow's `with:`; nothing was read from the database.",
});
/** All of them in one error; its message has a line for each. */
function inputError(problems) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...INPUT_INVALID,
        message: problems
            .map(({ input, message }) => `${input}: ${message.replace(/\s*\n\s*/g, ' ')}`)
            .join('\n'),
        hint: "Correct these inputs in the workflow's `with:`; nothing was read from the database and nothing was stored.",
    });
}


/***/ }),

/***/ 72976:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ accessRules)
/* harmony export */ });
/* harmony import */ var _storage_s3_region_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(47358);
/* harmony import */ var _rule_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(374);


/** Names of hosts rather than of buckets: `minio.example.com` may well have a bucket `minio`. */
const HOSTS = /^(?:s3|minio|storage|objects?|object-storage|ceph|rgw|swift|garage|backups?|data|files?|store|cdn|static)$/;
/** How the store is reached, and with whose credentials. */
const accessRules = [
    (0,_rule_js__WEBPACK_IMPORTED_MODULE_1__/* .rule */ .H)(['aws-secret-access-key', 'aws-access-key-id'], ({ value }) => (value('aws-access-key-id') === undefined) !== (value('aws-secret-access-key') === undefined), 'aws-access-key-id and aws-secret-access-key go together and one is empty; check that both secrets are set, or give neither'),
    (0,_rule_js__WEBPACK_IMPORTED_MODULE_1__/* .rule */ .H)(['aws-session-token', 'aws-access-key-id'], ({ value }) => value('aws-session-token') !== undefined && value('aws-access-key-id') === undefined, 'aws-session-token belongs to an aws-access-key-id, which is empty; give all three, or none'),
    (0,_rule_js__WEBPACK_IMPORTED_MODULE_1__/* .rule */ .H)(['role-to-assume', 'aws-access-key-id'], ({ value }) => value('role-to-assume') !== undefined && value('aws-access-key-id') !== undefined, 'role-to-assume, or aws-access-key-id and aws-secret-access-key: each is a way in by itself; leave the role or the keys empty'),
    {
        about: ['region', 'endpoint'],
        broken: ({ value }) => {
            const region = value('region');
            const problem = region !== undefined && value('endpoint') === undefined && value('destination')?.kind === 's3'
                ? (0,_storage_s3_region_js__WEBPACK_IMPORTED_MODULE_0__/* .notOfAws */ .au)(region)
                : undefined;
            return problem && `region: ${problem} (endpoint is empty, so the store is AWS)`;
        },
    },
    {
        about: ['endpoint', 'destination'],
        broken: ({ value }) => {
            const destination = value('destination');
            const endpoint = value('endpoint');
            if (destination?.kind !== 's3' || endpoint === undefined)
                return undefined;
            const without = withoutBucket(endpoint, destination.bucket);
            return (without &&
                `endpoint names the bucket of destination, which belongs into destination alone; write endpoint: ${without}`);
        },
    },
];
/** The endpoint as it should be, where the bucket is in its host or is its path; undefined where it is not. */
function withoutBucket(endpoint, bucket) {
    const url = URL.parse(endpoint);
    if (!url)
        return undefined;
    const rest = url.hostname.slice(bucket.length + 1);
    const named = url.hostname.startsWith(`${bucket.toLowerCase()}.`);
    const inHost = named && (/^s3[.-]/.test(rest) || !HOSTS.test(bucket));
    if (inHost && rest.includes('.'))
        return `${url.protocol}//${rest}${url.port && `:${url.port}`}`;
    return url.pathname.replaceAll(/^\/+|\/+$/g, '') === bucket ? url.origin : undefined;
}


/***/ }),

/***/ 16475:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ notifyRules),
/* harmony export */   l: () => (/* binding */ readingNotifyRules)
/* harmony export */ });
/* harmony import */ var _rule_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(374);

/** Whom to notify, and how. */
const notifyRules = [
    (0,_rule_js__WEBPACK_IMPORTED_MODULE_0__/* .rule */ .H)(['email-from', 'email-to'], ({ value }) => value('email-to').length > 0 !== (value('email-from') !== undefined), 'email-to and email-from go together and one is empty; give both, or neither'),
    (0,_rule_js__WEBPACK_IMPORTED_MODULE_0__/* .rule */ .H)(['smtp-url', 'email-to'], ({ value }) => value('smtp-url') !== undefined && value('email-to').length === 0, 'smtp-url sends email, and email-to is empty; give email-to too, or leave smtp-url empty'),
    (0,_rule_js__WEBPACK_IMPORTED_MODULE_0__/* .rule */ .H)(['ses-region', 'email-to', 'smtp-url'], ({ value }) => value('ses-region') !== undefined &&
        (value('email-to').length === 0 || value('smtp-url') !== undefined), 'ses-region is for email by Amazon SES, which is used with email-to and without smtp-url; leave ses-region empty'),
    (0,_rule_js__WEBPACK_IMPORTED_MODULE_0__/* .rule */ .H)(['webhook-secret', 'webhook-url'], ({ value }) => value('webhook-secret') !== undefined && value('webhook-url') === undefined, 'webhook-secret signs what webhook-url is sent, which is empty; give webhook-url too, or leave webhook-secret empty'),
    (0,_rule_js__WEBPACK_IMPORTED_MODULE_0__/* .rule */ .H)(['pagerduty-url', 'pagerduty-routing-key'], ({ isSet, value }) => isSet('pagerduty-url') && value('pagerduty-routing-key') === undefined, 'pagerduty-url needs pagerduty-routing-key, which is empty; give both, or neither'),
];
/** For a sub-action that leaves nothing behind: the last outcome can't be kept. */
const readingNotifyRules = [
    (0,_rule_js__WEBPACK_IMPORTED_MODULE_0__/* .rule */ .H)(['notify-on'], ({ value }) => value('notify-on') === 'change', 'change keeps the last outcome in the destination, and this action only reads there; write notify-on: failure or always'),
];


/***/ }),

/***/ 374:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ rule),
/* harmony export */   M: () => (/* binding */ checkRules)
/* harmony export */ });
/** A rule that is broken where `when` holds. */
function rule(about, when, message) {
    return { about, broken: reading => (when(reading) ? message : undefined) };
}
/** All rules at once; those about an input that couldn't even be read are left out. */
function checkRules(rules, reading) {
    return rules.flatMap(({ about, broken }) => {
        if (about.some(name => reading.failed(name)))
            return [];
        const message = broken(reading);
        return message === undefined ? [] : [{ input: about[0], message }];
    });
}


/***/ }),

/***/ 87352:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EV: () => (/* binding */ fittingList),
/* harmony export */   lA: () => (/* binding */ fits),
/* harmony export */   n0: () => (/* binding */ setOutputs),
/* harmony export */   xk: () => (/* binding */ mapOutputs)
/* harmony export */ });
/* unused harmony export LONGEST_OUTPUT */
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46058);
/* harmony import */ var _mask_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(81592);


/**
 * The longest that an output is: Linux takes 128 KiB for a variable with its name, by which a later step is given it. Bytes in
 * UTF-8.
 */
const LONGEST_OUTPUT = 100_000;
/** Hands the results over to later steps. None is longer than LONGEST_OUTPUT: a list of lines is cut, JSON is left out. */
function setOutputs(outputs, report, secrets, set = _actions_core__WEBPACK_IMPORTED_MODULE_0__.setOutput) {
    for (const [name, output] of Object.entries(outputs)) {
        const read = output.read(report);
        const value = output.words && typeof read === 'string' ? (0,_mask_js__WEBPACK_IMPORTED_MODULE_1__/* .withoutSecrets */ .cT)(read, secrets.flatMap(inJson)) : read;
        set(name, typeof value === 'number' || fits(value) ? value : shortened(value));
    }
}
/** The same outputs, read from something that their values are made of. */
function mapOutputs(outputs, valuesOf) {
    return Object.fromEntries(Object.entries(outputs).map(([name, output]) => [
        name,
        { ...output, read: (report) => output.read(valuesOf(report)) },
    ]));
}
/** A secret as it is, and as JSON has it. */
function inJson(secret) {
    return [secret, JSON.stringify(secret).slice(1, -1)];
}
/** Whether a text can be handed over whole. */
function fits(text) {
    return Buffer.byteLength(text) <= LONGEST_OUTPUT;
}
/** A list as JSON, of so many entries as fit. */
function fittingList(entries) {
    const taken = [];
    let bytes = 2;
    for (const each of entries) {
        const entry = JSON.stringify(each);
        bytes += Buffer.byteLength(entry) + 1;
        if (bytes > LONGEST_OUTPUT)
            break;
        taken.push(entry);
    }
    return `[${taken.join(',')}]`;
}
/** The first lines of a list; nothing of what is no list. */
function shortened(text) {
    if (/^[[{]/.test(text))
        return '';
    const lines = [];
    let bytes = 0;
    for (const line of text.split('\n')) {
        bytes += Buffer.byteLength(line) + 1;
        if (bytes > LONGEST_OUTPUT)
            break;
        lines.push(line);
    }
    return lines.join('\n');
}


/***/ }),

/***/ 23250:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  tN: () => (/* binding */ post_undo)
});

// UNUSED EXPORTS: endProcess, removeDirectory

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 8 modules
var core = __webpack_require__(46058);
// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/postgres/server/by-force.js
var by_force = __webpack_require__(61924);
// EXTERNAL MODULE: ./lib/postgres/server/end-server.js
var end_server = __webpack_require__(70612);
// EXTERNAL MODULE: ./lib/postgres/server/server-places.js
var server_places = __webpack_require__(52521);
// EXTERNAL MODULE: ./lib/postgres/server/temporary-folder.js
var temporary_folder = __webpack_require__(22837);
// EXTERNAL MODULE: ./lib/action/commands.js
var commands = __webpack_require__(90934);
// EXTERNAL MODULE: ./lib/action/inputs/store-inputs.js
var store_inputs = __webpack_require__(49629);
// EXTERNAL MODULE: ./lib/action/runner.js
var runner = __webpack_require__(14918);
// EXTERNAL MODULE: ./lib/action/stores.js + 5 modules
var action_stores = __webpack_require__(63136);
// EXTERNAL MODULE: ./lib/core/left-behind.js
var left_behind = __webpack_require__(73143);
;// CONCATENATED MODULE: ./lib/action/post/clean-up.js

const RANK = {
    process: 0,
    server: 0,
    upload: 1,
    object: 2,
    directory: 2,
    'scratch-database': 2,
};
/**
 * Undoes what a run left behind that was killed, or could not clean up, the last step first: but processes before all, since they might still write, and
 * then uploads, since a completion on its way makes an object until the upload is gone.
 */
async function cleanUp(tasks, parts) {
    const done = [];
    const failed = [];
    const ordered = tasks.toReversed().toSorted((a, b) => RANK[a.kind] - RANK[b.kind]);
    for (const task of ordered) {
        try {
            const what = await undo(task, parts);
            if (what)
                done.push(what);
        }
        catch (error) {
            const store = 'store' in task ? await parts.storeOf(task.store) : undefined;
            failed.push((0,left_behind/* leftBehind */.a)(task, error, store));
        }
    }
    return { done, failed };
}
async function undo(task, parts) {
    switch (task.kind) {
        case 'process':
            return (await parts.endProcess(task.pid, task.program)) ? `ended ${task.program}` : undefined;
        case 'server':
            return (await parts.endServer(task.folder)) ? 'ended the throwaway PostgreSQL' : undefined;
        case 'directory':
            await parts.removeDirectory(task.path);
            return `removed ${task.path}`;
        case 'scratch-database':
            await parts.dropScratchDatabase(task.name, parts.signal);
            return `dropped the database ${task.name}`;
        case 'upload':
            await (await parts.storeOf(task.store))?.discard(task.trace, parts.signal);
            return 'aborted an unfinished upload';
        case 'object':
            return removeUnfinished(task, parts);
    }
}
/** What has its manifest is a complete backup, no matter what became of the run that made it; what lacks the mark is another's. */
async function removeUnfinished({ store: name, key, uploadTag, manifest, receipt }, { storeOf, signal }) {
    const store = await storeOf(name);
    if (!store || (await store.head(manifest, signal)))
        return undefined;
    if (!(await store.removeIfTagged(key, uploadTag, signal, receipt)))
        return undefined;
    return `removed ${store.url(key)}, which had no manifest`;
}

// EXTERNAL MODULE: ./lib/action/post/state-journal.js
var state_journal = __webpack_require__(64946);
;// CONCATENATED MODULE: ./lib/action/post/post.js















/** Undoing what is left must not hold up the job. Milliseconds. */
const LIMIT_MS = 60_000;
/** What the post step does is not undone by another. */
const UNRECORDED = { record: () => () => { } };
/**
 * Undoes what a killed main step left; after a run that ended by itself there is nothing to do. Never rejects.
 * @param dropScratchDatabase of the sub-action that creates them
 */
async function post_undo(env, dropScratchDatabase) {
    try {
        await undoTasks(env, dropScratchDatabase);
    }
    catch (error) {
        // The main step has failed already, and said why.
        (0,core.warning)(`Could not clean up after the run: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}
async function undoTasks(env, dropScratchDatabase) {
    const tasks = (0,state_journal/* readCleanupTasks */.n)();
    if (tasks.length === 0)
        return;
    const { temp } = (0,runner/* readRunner */.f)(env);
    const stores = (0,store_inputs/* readStoreInputs */.db)(env);
    const { done, failed } = await cleanUp(tasks, {
        storeOf: async (name) => stores && (await (0,action_stores/* openStore */.Ch)(name, stores, UNRECORDED)),
        dropScratchDatabase: async (name, signal) => {
            if (!dropScratchDatabase)
                throw new Error('only a drill knows its server');
            await dropScratchDatabase(name, env, signal);
        },
        endProcess,
        endServer: end_server/* endServer */.$,
        removeDirectory: path => removeDirectory(path, temp),
        signal: AbortSignal.timeout(LIMIT_MS),
    });
    for (const each of done)
        (0,core.info)(`Cleaned up after the run: ${each}`);
    for (const each of failed)
        (0,core.warning)(`Could not clean up after the run: ${each}`);
}
/**
 * Removes a folder of a killed run, but nothing that could be somebody else's: only what is in the runner's own
 * temporary folder, and throwaway servers' folders, which bear a name of their own, in the system's.
 * @throws what is for people to read
 */
async function removeDirectory(path, temp) {
    if (!isBelow(path, temp) && !(await isServers(path)))
        throw new Error(`${path} is not in ${temp}`);
    await (0,by_force/* removeTree */.d)(path);
}
function isBelow(path, temp) {
    return (0,external_node_path_.resolve)(path).startsWith(`${(0,external_node_path_.resolve)(temp)}${external_node_path_.sep}`);
}
async function isServers(path) {
    const places = (0,server_places/* temporaryPlaces */.yQ)().map(place => (0,external_node_path_.resolve)(place));
    if (!places.includes((0,external_node_path_.dirname)((0,external_node_path_.resolve)(path))) || !(0,temporary_folder/* isTemporaryFolderName */.R)((0,external_node_path_.basename)(path)))
        return false;
    const found = await (0,promises_.lstat)(path).catch(() => undefined);
    return found === undefined || found.isDirectory();
}
/** What a program gets to end by itself. Milliseconds. */
const GRACE_MS = 1_000;
/** Ends a process, but only if it still runs that program: process ids are used again. */
async function endProcess(pid, program) {
    if (!(await commandLine(pid)).includes(program))
        return false;
    if (!signal(pid, 'SIGTERM'))
        return false;
    await (0,external_node_timers_promises_.setTimeout)(GRACE_MS);
    signal(pid, 'SIGKILL');
    return true;
}
/** Empty where there is no such process. Small Linux images have no ps; other systems have no /proc. */
async function commandLine(pid) {
    try {
        return await (0,promises_.readFile)(`/proc/${pid}/cmdline`, 'utf8');
    }
    catch {
        const { stdout } = await (0,commands/* toolkitCommands */.Z)().run('ps', ['-o', 'command=', '-p', String(pid)]);
        return stdout;
    }
}
/** Returns whether there was such a process. */
function signal(pid, name) {
    try {
        return process.kill(pid, name);
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 64946:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ stateJournal),
/* harmony export */   n: () => (/* binding */ readCleanupTasks)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46058);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92857);
/* harmony import */ var _runner_files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92788);



const STATE = 'leftovers';
const store = zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(['destination', 'local-copy']);
const trace = zod__WEBPACK_IMPORTED_MODULE_2__/* .discriminatedUnion */ .gMt('kind', [
    zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
        kind: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz('multipart'),
        bucket: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
        key: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
        uploadId: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().exactOptional(),
    }),
    zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz('partial-file'), path: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), madeFolder: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().exactOptional() }),
]);
const tasks = zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .discriminatedUnion */ .gMt('kind', [
    zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz('upload'), store, trace }),
    zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
        kind: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz('object'),
        store,
        key: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
        uploadTag: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
        manifest: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
        receipt: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ etag: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().exactOptional(), versionId: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().exactOptional() })
            .exactOptional(),
    }),
    zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz('process'), pid: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr(), program: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() }),
    zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz('directory'), path: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() }),
    zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz('server'), folder: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() }),
    zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz('scratch-database'), name: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() }),
]));
/**
 * Keeps the ledger in the step's state, which the runner hands to the post step even when this process was killed. Recording
 * fails with `scratch-disk-full` or `scratch-unusable`: what could not be cleaned up must not be begun.
 */
function stateJournal() {
    const open = new Set();
    const save = () => (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__.saveState)(STATE, JSON.stringify([...open]));
    return {
        record(task) {
            open.add(task);
            try {
                save();
            }
            catch (error) {
                open.delete(task);
                throw (0,_runner_files_js__WEBPACK_IMPORTED_MODULE_1__/* .stateNotKept */ .be)(error);
            }
            return () => {
                if (!open.delete(task))
                    return;
                try {
                    save();
                }
                catch {
                    // The post step finds nothing to do for what is gone already.
                }
            };
        },
    };
}
/** What the main step left behind; empty after a run that ended by itself. */
function readCleanupTasks() {
    const state = (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__.getState)(STATE);
    return state === '' ? [] : tasks.parse(JSON.parse(state));
}


/***/ }),

/***/ 23095:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ runStep)
});

// UNUSED EXPORTS: openScratch

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 8 modules
var core = __webpack_require__(46058);
// EXTERNAL MODULE: ./lib/core/cancellation.js
var cancellation = __webpack_require__(20600);
// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/core/scratch-errors.js
var scratch_errors = __webpack_require__(82121);
// EXTERNAL MODULE: ./lib/stream/owner.js
var owner = __webpack_require__(20363);
// EXTERNAL MODULE: ./lib/action/failure.js
var failure = __webpack_require__(75388);
// EXTERNAL MODULE: ./lib/action/failure-outputs.js
var failure_outputs = __webpack_require__(94027);
// EXTERNAL MODULE: ./lib/action/mask.js
var mask = __webpack_require__(81592);
// EXTERNAL MODULE: ./lib/action/notify/failure-notice.js
var failure_notice = __webpack_require__(76593);
// EXTERNAL MODULE: ./lib/action/notify/notifier.js + 1 modules
var notify_notifier = __webpack_require__(64200);
// EXTERNAL MODULE: ./lib/action/notify/notify-inputs.js
var notify_inputs = __webpack_require__(37791);
// EXTERNAL MODULE: ./lib/action/outputs.js
var action_outputs = __webpack_require__(87352);
// EXTERNAL MODULE: ./lib/action/post/state-journal.js
var state_journal = __webpack_require__(64946);
// EXTERNAL MODULE: ./lib/action/reporter.js
var action_reporter = __webpack_require__(18061);
// EXTERNAL MODULE: ./lib/action/runner.js
var action_runner = __webpack_require__(14918);
// EXTERNAL MODULE: ./lib/action/runner-files.js
var runner_files = __webpack_require__(92788);
;// CONCATENATED MODULE: ./lib/action/scratch.js
const PREFIX = 'pg-backup-';
/** Whether a folder's name is one that is made here. */
function isScratchName(name) {
    return new RegExp(`^${PREFIX}[A-Za-z0-9]{6}$`).test(name);
}

// EXTERNAL MODULE: ./lib/action/summary/summary.js
var summary_summary = __webpack_require__(7801);
// EXTERNAL MODULE: ./lib/postgres/server/by-force.js
var by_force = __webpack_require__(61924);
// EXTERNAL MODULE: ./lib/postgres/server/end-server.js
var end_server = __webpack_require__(70612);
// EXTERNAL MODULE: ./lib/postgres/server/server-places.js
var server_places = __webpack_require__(52521);
// EXTERNAL MODULE: ./lib/postgres/server/temporary-folder.js
var temporary_folder = __webpack_require__(22837);
;// CONCATENATED MODULE: ./lib/action/sweep-lost.js









/**
 * Removes what runs on this machine left that were lost with everything, their post step too: the folders of drills' servers,
 * with rows in them, and of other temporary files. Those of runs that go on stay, and so do those of other users. What
 * cannot be removed is said; never throws.
 * @param temp RUNNER_TEMP
 */
async function sweepLost(temp, reporter) {
    const own = await (0,promises_.realpath)(temp).catch(() => temp);
    for (const place of new Set([own, ...(0,server_places/* temporaryPlaces */.yQ)()])) {
        const names = await (0,promises_.readdir)(place).catch(() => []);
        for (const name of names) {
            const isServer = (0,temporary_folder/* isTemporaryFolderName */.R)(name);
            if (isServer || (place === own && isScratchName(name)))
                await sweepFolder((0,external_node_path_.join)(place, name), isServer, reporter);
        }
    }
}
async function sweepFolder(path, isServer, reporter) {
    try {
        if (!(await isOurs(path)) || !(await (0,owner/* isLost */.J)(path, isServer ? 'its age' : 'nothing')))
            return;
        if (isServer)
            await (0,end_server/* endServer */.$)(path);
        await (0,by_force/* removeTree */.d)(path);
        reporter.info(`Removed ${path}, which a run on this machine that was lost had left`);
    }
    catch (error) {
        reporter.warning(`Could not remove ${path}, which a lost run left: ${(0,errors/* messageOf */.bD)(error)}. Remove it by hand: it may hold rows`);
    }
}
/** Anybody may make folders of any name where everybody may write. Root's servers have accounts of their own. */
async function isOurs(path) {
    const found = await (0,promises_.lstat)(path).catch(() => undefined);
    const uid = process.getuid?.();
    return found?.isDirectory() === true && (uid === 0 || found.uid === uid);
}

;// CONCATENATED MODULE: ./lib/action/step.js






















/** The failure is in the log by now: a full disk must not hide it. */
function setFailureOutputs(outputs) {
    try {
        for (const [name, value] of Object.entries(outputs))
            (0,core.setOutput)(name, value);
    }
    catch (error) {
        if (!(0,runner_files/* isFileFailure */.rK)(error))
            throw error;
    }
}
/** Apart from the run itself: no matter what goes wrong here, it is done. */
async function publish({ conclude, outputs, summary }, report, secrets, reporter) {
    (0,action_outputs/* setOutputs */.n0)(outputs, report, secrets);
    const markdown = summary?.(report);
    if (markdown !== undefined)
        await (0,summary_summary/* writeSummary */.S)(markdown, secrets);
    conclude?.(report, reporter);
}
/** Masks, runs, publishes, notifies. A failure fails the step, unless it is one to notify. */
async function runStep(plan, env) {
    plan.prepare?.();
    // Grows when the connection is known: its password may come from a password file.
    const secrets = [...(0,mask/* maskSecrets */.QU)(env, plan.inputs)];
    const reporter = (0,action_reporter/* actionReporter */.I)(secrets, env);
    const controller = new AbortController();
    abortOnSignals(controller, plan.cleanedUp);
    const notify = (0,notify_inputs/* readNotifyInputs */.D)(plan.verb, env);
    const notifier = plan.notice
        ? (0,notify_notifier/* openNotifier */.N)({ inputs: notify, env, secrets, reporter, cancelled: controller.signal })
        : undefined;
    notifier?.begin();
    const runner = (0,action_runner/* readRunner */.f)(env);
    const journal = (0,state_journal/* stateJournal */.P)();
    let scratch;
    let ended;
    try {
        scratch = openScratch(runner.temp, journal);
        await sweepLost(runner.temp, reporter);
        const inputs = plan.read({ env, scratch: scratch.path });
        secrets.push(...(0,mask/* maskAlso */.k8)(inputs.secrets));
        for (const notice of inputs.notices)
            reporter.notice(notice);
        for (const warning of inputs.warnings)
            reporter.warning(warning);
        const report = await plan.run(inputs, { controller, journal, reporter, runner, scratch: scratch.path });
        ended = { report };
    }
    catch (error) {
        ended = { failure: error };
        reporter.fail(error);
        await (0,summary_summary/* writeFailureSummary */.K)(error, secrets, plan.failure, env);
        if (plan.failureOutputs)
            setFailureOutputs((0,failure_outputs/* failureOutputs */.r)((0,failure/* explainFailure */.SP)(error, env), secrets));
    }
    finally {
        await scratch?.remove();
    }
    if ('report' in ended) {
        try {
            await publish(plan, ended.report, secrets, reporter);
        }
        catch (error) {
            const failure = (0,runner_files/* isFileFailure */.rK)(error) ? (0,runner_files/* resultsNotWritten */.Ns)(plan.done, error) : error;
            reporter.fail(failure);
            const words = { ...plan.failure, title: plan.done, afterwards: `${plan.done}.` };
            await (0,summary_summary/* writeFailureSummary */.K)(failure, secrets, words, env);
            ended = { failure };
        }
    }
    const { notice } = plan;
    if (!notifier || !notice)
        return;
    await notifier.notify(() => 'report' in ended
        ? notice(ended.report)
        : (0,failure_notice/* failureNotice */.d)(plan.verb, (0,failure/* explainFailure */.SP)(ended.failure, env), notify.subject));
}
/** The runner sends SIGINT, 7.5 s later SIGTERM, 2.5 s later SIGKILL. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/**
 * Turns the runner's signals into one abort; further signals change nothing, the clean-up is under way.
 * @param cleanedUp what a user reads about that, without the full stop
 */
function abortOnSignals(controller, cleanedUp) {
    for (const name of SIGNALS) {
        process.on(name, () => controller.abort(cancelled(name, cleanedUp)));
    }
}
function cancelled(signal, cleanedUp) {
    return new errors/* BackupError */.hj({
        ...cancellation/* CANCELLED */.g,
        message: `The run was cancelled (${signal}).`,
        hint: `Run it again when it may run to its end: ${cleanedUp}.`,
    });
}
/** Makes it in the runner's own temporary folder, and remembers it. */
function openScratch(temp, journal) {
    const path = makeFolder(temp);
    const forget = recorded(path, journal);
    (0,owner/* markOwner */.b)(path);
    return {
        path,
        remove: async () => {
            await (0,promises_.rm)(path, { recursive: true, force: true });
            forget();
        },
    };
}
function recorded(path, journal) {
    try {
        return journal.record({ kind: 'directory', path });
    }
    catch (error) {
        (0,external_node_fs_.rmdirSync)(path);
        throw error;
    }
}
function makeFolder(temp) {
    try {
        return (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(temp, PREFIX));
    }
    catch (cause) {
        throw new errors/* BackupError */.hj({
            ...scratch_errors/* SCRATCH_UNUSABLE */.B,
            message: `No folder for temporary files can be made in ${temp} (RUNNER_TEMP).`,
        }, cause);
    }
}


/***/ }),

/***/ 1744:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ BACKUP_CLASSES)
/* harmony export */ });
/** Why a backup was taken: decides where it is and how long it is kept. `pre-restore` is taken by restore itself. */
const BACKUP_CLASSES = [
    'manual',
    'daily',
    'weekly',
    'monthly',
    'pre-deploy',
    'post-release',
    'pre-restore',
];


/***/ }),

/***/ 56879:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lf: () => (/* binding */ seriesOf),
/* harmony export */   OK: () => (/* binding */ MANIFEST_SUFFIX),
/* harmony export */   Ut: () => (/* binding */ checksumLine),
/* harmony export */   _k: () => (/* binding */ isSeries),
/* harmony export */   qP: () => (/* binding */ CHECKSUM_SUFFIX),
/* harmony export */   uv: () => (/* binding */ objectKeys)
/* harmony export */ });
/** What is appended to a backup's key to name its manifest, and the file for `sha256sum -c`. */
const MANIFEST_SUFFIX = '.manifest.json';
const CHECKSUM_SUFFIX = '.sha256';
const SAFE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
/** Whether `series` can stand in object keys, file names and commands as it is. */
function isSeries(series) {
    return SAFE.test(series);
}
/** A database's name as a series: what can't stand in a key becomes `-`. */
function seriesOf(database) {
    return slug(database) || 'database';
}
/** Where a backup is: the layout of design §2, with the runbooks' file names. Times are UTC. */
function objectKeys(parts) {
    const opened = `${stem(parts)}${parts.format === 'custom' ? '.dump' : '.sql'}${parts.compressionSuffix}`;
    const fileName = `${opened}${parts.encryptionSuffix}`;
    const backup = `${parts.series}/${folder(parts)}/${fileName}`;
    return {
        series: parts.series,
        backup,
        checksum: `${backup}${CHECKSUM_SUFFIX}`,
        manifest: `${backup}${MANIFEST_SUFFIX}`,
        // By the whole name: backups of one second in two formats have roles of their own.
        globals: `${parts.series}/${folder(parts)}/${opened}.globals.sql${parts.encryptionSuffix}`,
        fileName,
    };
}
/** The line that `sha256sum -c` accepts. */
function checksumLine(sha256, fileName) {
    return `${sha256}  ${fileName}\n`;
}
function folder({ backupClass, mode, tables, startedAt }) {
    if (backupClass === 'pre-deploy' || backupClass === 'pre-restore')
        return backupClass;
    if (mode === 'schema')
        return 'schemas';
    if (tables.length > 0)
        return 'tables';
    if (mode === 'data')
        return 'data-only';
    return startedAt.toISOString().slice(0, 7).replace('-', '/');
}
function stem(parts) {
    const suffix = ['pre-deploy', 'pre-restore'].includes(parts.backupClass) ? `_${parts.backupClass}` : '';
    return `${parts.series}_${what(parts)}_${stamp(parts.startedAt)}${suffix}`;
}
function what({ mode, tables }) {
    if (tables.length > 0) {
        const [first = '', ...others] = tables.map(slug);
        const name = `${first || 'tables'}${others.length > 0 ? `-and-${others.length}-more` : ''}`;
        return mode === 'full' ? name : `${name}_${mode}`;
    }
    return mode === 'full' ? 'backup' : mode;
}
/** `YYYYMMDD_HHMMSS`, UTC. */
function stamp(date) {
    return date.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_');
}
function slug(text) {
    return text
        .normalize('NFKD')
        .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
        .replaceAll(/^[-._]+|[-._]+$/g, '')
        .slice(0, 64);
}


/***/ }),

/***/ 73143:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ leftBehind)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);
/* harmony import */ var _sentence_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92998);


/** How an unfinished upload goes that its own run could not give up. */
const UPLOAD_GOES = 'Nobody sees it; the next backup or prune of the series gives it up when it is a day old, and so does a lifecycle rule that aborts incomplete multipart uploads';
const OBJECT_GOES = 'It has no manifest, so it is no backup; prune removes it when it is a day old';
/** What could not be undone: what is left and where, why, and how it goes. One line. */
function leftBehind(task, error, store) {
    const why = (0,_sentence_js__WEBPACK_IMPORTED_MODULE_1__/* .sentence */ .e)((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error));
    switch (task.kind) {
        case 'upload':
            return `${describeUpload(task.trace)} is left: ${why} ${UPLOAD_GOES}.`;
        case 'object': {
            const url = store?.url(task.key) ?? task.key;
            const seen = task.receipt ? 'may come to light' : 'is left';
            return `${url} ${seen}: ${why} ${OBJECT_GOES}.`;
        }
        case 'scratch-database':
            return `The database ${task.name} is left: ${why} Drop it by hand.`;
        case 'directory':
            return `The folder ${task.path} is left: ${why}`;
        case 'process':
        case 'server':
            return `A ${task.kind === 'server' ? 'throwaway PostgreSQL' : task.program} may still run: ${why}`;
    }
}
function describeUpload(trace) {
    if (trace.kind === 'partial-file')
        return `The unfinished file ${trace.path}`;
    const { bucket, key, uploadId } = trace;
    return `An unfinished upload of s3://${bucket}/${key}${uploadId ? ` (upload id ${uploadId.slice(0, 200)})` : ''}`;
}


/***/ }),

/***/ 92998:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ sentence)
/* harmony export */ });
/** A message that ends with the words of another program, as one line and one sentence: their period is not doubled. */
function sentence(text) {
    const line = text.trim().replaceAll(/\s+/g, ' ');
    return /[.!?…]$/.test(line) ? line : `${line}.`;
}


/***/ }),

/***/ 44474:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ku: () => (/* binding */ firstOf),
/* harmony export */   UV: () => (/* binding */ firstLines),
/* harmony export */   hS: () => (/* binding */ counted),
/* harmony export */   v: () => (/* binding */ andMore),
/* harmony export */   zD: () => (/* binding */ grouped)
/* harmony export */ });
/** `1,234`: the same in every locale. */
function grouped(count) {
    return count.toLocaleString('en-US');
}
/** `1 backup`, `2,000 backups`. */
function counted(count, what, several = `${what}s`) {
    return `${grouped(count)} ${count === 1 ? what : several}`;
}
/** The first of a list within a sentence: `a, b and 3 more`, or `a; b; and 3 more`. */
function firstOf(texts, most, { of = texts.length, separator = ', ', what = '' } = {}) {
    const shown = texts.slice(0, most);
    const more = of - shown.length;
    if (more <= 0)
        return shown.join(separator);
    const rest = `and ${grouped(more)} more${what && ` ${what}`}`;
    return `${shown.join(separator)}${separator === ', ' ? ' ' : separator}${rest}`;
}
/** The first lines of a list, and a last one that says how many were left out: `- and 3 more`. */
function firstLines(lines, most, mark = '- ', of = lines.length) {
    const shown = lines.slice(0, most);
    const more = of - shown.length;
    return more > 0 ? [...shown, `${mark}and ${grouped(more)} more`] : shown;
}
/** A paragraph for below a list that was cut: `And 3 more.`; none if nothing was left out. */
function andMore(count, where = '') {
    return count > 0 ? [`And ${grouped(count)} more${where}.`] : [];
}


/***/ }),

/***/ 61924:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ removeTree),
/* harmony export */   w: () => (/* binding */ signalAll)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57975);



const run = (0,node_util__WEBPACK_IMPORTED_MODULE_2__.promisify)(node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile);
/** What sudo gets: it may ask a directory that does not answer. Milliseconds. */
const SUDO_LIMIT_MS = 20_000;
/**
 * What programs in a sandbox leave may belong to an account that is not this step's, where it was made through sudo: so it
 * is through sudo that they are ended and their files removed.
 */
async function asRoot(program, args) {
    await run('sudo', ['-n', program, ...args], { timeout: SUDO_LIMIT_MS });
}
/** Sends a signal to processes; those that have ended meanwhile are passed over, and so are those that are not ours to end. */
async function signalAll(pids, name) {
    const notOurs = pids.filter(pid => {
        try {
            process.kill(pid, name);
            return false;
        }
        catch (error) {
            return hasCode(error, ['EPERM']);
        }
    });
    if (notOurs.length > 0)
        await asRoot('kill', [`-${name.slice(3)}`, ...notOurs.map(String)]).catch(() => { });
}
/**
 * Removes a folder with all that is in it; links are removed, not followed. Processes that were killed may just be ending,
 * and put a last file there.
 * @throws the reason of the file system
 */
async function removeTree(path) {
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
    catch (error) {
        if (!hasCode(error, ['EACCES', 'EPERM']))
            throw error;
        await asRoot('rm', ['-rf', '--one-file-system', '--', path]).catch(() => {
            throw error;
        });
    }
}
function hasCode(error, codes) {
    return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}


/***/ }),

/***/ 70612:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ endServer)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58500);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(57975);
/* harmony import */ var _by_force_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(61924);






const run = (0,node_util__WEBPACK_IMPORTED_MODULE_4__.promisify)(node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile);
/** What a server gets for an immediate shutdown: after 5 s it kills those of its processes that have not ended. Milliseconds. */
const GRACE_MS = 7_000;
const POLL_MS = 20;
/**
 * Ends anything that runs of the server that lives in a folder, at once, and removes the shared memory that a killed one
 * leaves. Its processes are known by the folder's name, which no other process of PostgreSQL bears.
 * @returns whether there was any
 */
async function endServer(folder) {
    const mark = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(folder);
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'data', 'postmaster.pid'), 'utf8').catch(() => '');
    const segment = segmentOf(file);
    const found = await processesOf(mark);
    const postmaster = Number(file.split('\n')[0]);
    if (found.includes(postmaster)) {
        await (0,_by_force_js__WEBPACK_IMPORTED_MODULE_5__/* .signalAll */ .w)([postmaster], 'SIGQUIT');
        await gone(mark, GRACE_MS);
    }
    // What is left has lost its postmaster, or never had one; or it is in a sandbox, where all end at once, and the shared
    // memory with them.
    const rest = await processesOf(mark);
    await (0,_by_force_js__WEBPACK_IMPORTED_MODULE_5__/* .signalAll */ .w)(rest, 'SIGKILL');
    if (rest.length > 0)
        await gone(mark, GRACE_MS);
    if (segment)
        await removeSegment(segment);
    return found.length > 0;
}
async function gone(mark, limitMs) {
    const end = Date.now() + limitMs;
    while (Date.now() < end && (await processesOf(mark)).length > 0)
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_3__.setTimeout)(POLL_MS);
}
/**
 * A server's processes bear its cluster_name, its postmaster and initdb the path of the data directory. (The working
 * directory would show them too, but in containers root may not see that of others.)
 */
async function processesOf(mark) {
    const all = await commandLines();
    return all
        .filter(({ text }) => text.includes(mark) && /\b(?:postgres|initdb|unshare)\b|\/sandbox\//.test(text))
        .map(({ pid }) => pid)
        .filter(pid => pid !== process.pid);
}
/** Small Linux images have no ps; other systems have no /proc. */
async function commandLines() {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)('/proc').catch(() => []);
    const pids = names.map(Number).filter(pid => pid > 0);
    if (pids.length === 0)
        return fromPs();
    const lines = pids.map(async (pid) => ({
        pid,
        text: await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
    }));
    return Promise.all(lines);
}
async function fromPs() {
    const { stdout } = await run('ps', ['-axo', 'pid=,command=']).catch(() => ({ stdout: '' }));
    return stdout.split('\n').map(line => {
        const [, pid = '0', text = ''] = /^\s*(\d+) (.*)$/.exec(line) ?? [];
        return { pid: Number(pid), text };
    });
}
const runIpcrm = (0,node_util__WEBPACK_IMPORTED_MODULE_4__.promisify)(node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile);
/** The one of a server that is or was running: the seventh line of its postmaster.pid. */
function segmentOf(postmasterPid) {
    const [, key, id] = /^\s*(\d+)\s+(\d+)\s*$/.exec(postmasterPid.split('\n')[6] ?? '') ?? [];
    return key === undefined || id === undefined ? undefined : { key, id };
}
/** Removes it if it is still there by both of its numbers, and no process is attached to it. */
async function removeSegment(segment) {
    const table = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)('/proc/sysvipc/shm', 'utf8').catch(() => '');
    if (isLeft(segment, table))
        await runIpcrm('ipcrm', ['-m', segment.id]).catch(() => { });
}
function isLeft({ key, id }, table) {
    const [header = '', ...rows] = table.split('\n').map(line => line.trim().split(/\s+/));
    const column = (name) => header.indexOf(name);
    return rows.some(row => row[column('key')] === key && row[column('shmid')] === id && row[column('nattch')] === '0');
}


/***/ }),

/***/ 52521:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MQ: () => (/* binding */ shortestPlace),
/* harmony export */   UW: () => (/* binding */ makeSettingsFolder),
/* harmony export */   lA: () => (/* binding */ fits),
/* harmony export */   pG: () => (/* binding */ copied),
/* harmony export */   yQ: () => (/* binding */ temporaryPlaces)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _server_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(34076);




/** What a socket's path may have, its end included, on Linux (107) and macOS (103). Bytes. */
const SOCKET_PATH_MAX = 103;
const SOCKET_NAME = '/.s.PGSQL.5432';
/** Root's umask may close it to the server's account. */
async function makeSettingsFolder(folder) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'settings');
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(path);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chmod)(path, 0o755);
    return path;
}
function fits(folder) {
    return Buffer.byteLength(folder + SOCKET_NAME) <= SOCKET_PATH_MAX;
}
/** The system's folders for temporary files; first the one that is on a disk, since others may be in memory. */
function temporaryPlaces() {
    return [...new Set(['/var/tmp', (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), '/tmp'])];
}
function shortestPlace() {
    return temporaryPlaces().at(-1) ?? '/tmp';
}
/** Its programs in a copy below a folder. */
async function copied(server, movable, folder) {
    const copy = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'programs');
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.cp)(movable, copy, { recursive: true, verbatimSymlinks: true });
    await openToAll(copy);
    return (0,_server_js__WEBPACK_IMPORTED_MODULE_3__/* .movedTo */ .r)(copy, server);
}
/** Root's umask may have closed the copy. */
async function openToAll(folder) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chmod)(folder, 0o755);
    for (const entry of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isSymbolicLink())
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chmod)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(entry.parentPath, entry.name), 0o755);
    }
}


/***/ }),

/***/ 34076:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ SERVER_PROGRAMS),
/* harmony export */   r: () => (/* binding */ movedTo)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);

/** The programs of a server that this product starts. */
const SERVER_PROGRAMS = ['initdb', 'postgres'];
/** The same programs in a copy of their folder. */
function movedTo(folder, server) {
    return { ...server, movable: folder, program: name => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(folder, 'bin', name) };
}


/***/ }),

/***/ 22837:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ isTemporaryFolderName),
/* harmony export */   i: () => (/* binding */ temporaryFolderName)
/* harmony export */ });
const PREFIX = 'pg-backup-server-';
/** The name of a throwaway server's folder: no other's has it, wherever it is. */
function temporaryFolderName(random) {
    return `${PREFIX}${Buffer.from(random).toString('hex')}`;
}
/** Whether a folder's name is one that only we give. */
function isTemporaryFolderName(name) {
    return new RegExp(`^${PREFIX}[0-9a-f]{12}$`).test(name);
}


/***/ }),

/***/ 20363:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ isLost),
/* harmony export */   b: () => (/* binding */ markOwner)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);




/** In a temporary folder: which process made it. */
const FILE = '.owner';
/** No job runs longer: GitHub ends those of its own machines after 6 hours, and all others after 5 days. Milliseconds. */
const LONGEST_JOB_MS = 7 * 24 * 3_600_000;
/** Writes into a folder that it is this process's. On systems without /proc nothing is written. */
function markOwner(folder) {
    const owner = thisProcess();
    if (owner)
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, FILE), JSON.stringify(owner));
}
/**
 * Whether the process that made a folder is gone for certain. Of another container's that cannot be known: then whether the
 * folder is older than any job can be.
 * @param unmarked what counts where no process is written down
 */
async function isLost(folder, unmarked) {
    const own = thisProcess();
    if (!own)
        return false;
    const owner = await readOwner(folder);
    if (!owner && unmarked === 'nothing')
        return false;
    if (owner && owner.boot === own.boot && owner.namespace === own.namespace)
        return startOf(owner.pid) !== owner.started;
    if (owner && owner.boot !== own.boot && owner.host === own.host)
        return true;
    const { mtimeMs } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(folder);
    return Date.now() - mtimeMs > LONGEST_JOB_MS;
}
function thisProcess() {
    try {
        const started = startOf(process.pid);
        if (started === undefined)
            return undefined;
        const boot = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)('/proc/sys/kernel/random/boot_id', 'utf8').trim();
        return { host: (0,node_os__WEBPACK_IMPORTED_MODULE_2__.hostname)(), boot, namespace: (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)('/proc/self/ns/pid'), pid: process.pid, started };
    }
    catch {
        return undefined;
    }
}
/** The 22nd field of its `stat`, whose second may hold spaces; undefined where there is no such process. */
function startOf(pid) {
    try {
        const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/stat`, 'utf8');
        return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    }
    catch {
        return undefined;
    }
}
async function readOwner(folder) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, FILE);
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(path).catch(() => undefined);
    if (!found?.isFile() || found.size > 1_000)
        return undefined;
    try {
        const owner = JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8'));
        return isOwner(owner) ? owner : undefined;
    }
    catch {
        return undefined;
    }
}
function isOwner(value) {
    if (typeof value !== 'object' || value === null)
        return false;
    const words = ['host', 'boot', 'namespace', 'started'].every(name => name in value && typeof Reflect.get(value, name) === 'string');
    return words && 'pid' in value && Number.isInteger(value.pid);
}


/***/ })

};
