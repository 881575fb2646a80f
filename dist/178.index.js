export const id = 178;
export const ids = [178];
export const modules = {

/***/ 36178:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  FLEET: () => (/* binding */ FLEET)
});

// EXTERNAL MODULE: ./lib/action/inputs/runner-input.js
var runner_input = __webpack_require__(40203);
// EXTERNAL MODULE: ./lib/action/post/post.js + 1 modules
var post = __webpack_require__(23250);
// EXTERNAL MODULE: ./lib/action/step.js + 2 modules
var step = __webpack_require__(23095);
// EXTERNAL MODULE: ./lib/action/summary/failure-summary.js
var failure_summary = __webpack_require__(52594);
;// CONCATENATED MODULE: ./lib/fleet/failure-words.js

const FLEET_WORDS = {
    title: 'Not backed up',
    kinds: {
        ...failure_summary/* KINDS */.G,
        database: 'PostgreSQL could not be asked',
        storage: 'the destination could not be reached',
        integrity: 'something is not what it should be',
    },
    afterwards: 'Nothing was read from a database, and nothing was stored.',
};
const FLEET_SUMMARY_WORDS = {
    ...FLEET_WORDS,
    title: 'Not summed up',
    afterwards: 'What was backed up stays where it is: this step only says.',
};

// EXTERNAL MODULE: ./lib/action/inputs/readers.js
var readers = __webpack_require__(54794);
// EXTERNAL MODULE: ./lib/action/inputs/row.js
var row = __webpack_require__(7198);
// EXTERNAL MODULE: ./lib/action/inputs/table/notify.js + 1 modules
var notify = __webpack_require__(30482);
// EXTERNAL MODULE: ./lib/action/inputs/table/storage.js + 2 modules
var storage = __webpack_require__(81271);
// EXTERNAL MODULE: ./lib/catalog/backup-class.js
var backup_class = __webpack_require__(1744);
// EXTERNAL MODULE: ./lib/catalog/destination.js
var catalog_destination = __webpack_require__(23567);
;// CONCATENATED MODULE: ./lib/fleet/entry.js
/** GitHub makes so many jobs of one matrix. */
const MOST_ENTRIES = 256;

;// CONCATENATED MODULE: ./lib/fleet/outcome.js
/** What became of one database. */
const FLEET_OUTCOMES = ['backed-up', 'anomalous', 'failed', 'no-url', 'cancelled', 'unknown'];
/** What each outcome is called. */
const outcome_FLEET_WORDS = {
    'backed-up': 'backed up',
    anomalous: 'stored, but unlike those before it',
    failed: 'no new backup',
    'no-url': 'no URL',
    cancelled: 'cancelled',
    unknown: 'not known',
};
/** How GitHub says that a step or a job ended. */
const ENDINGS = ['success', 'failure', 'cancelled', 'skipped'];
/** What these endings come to. */
function outcomeOf({ backup, job, key, url }) {
    if (backup === 'success')
        return 'backed-up';
    // Stored, and yet a failure: as on-anomaly and on-schema-drift have it.
    if (backup === 'failure' && key !== '')
        return 'anomalous';
    if (url === 'failure')
        return 'no-url';
    if (backup !== 'failure' && [url, backup, job].includes('cancelled'))
        return 'cancelled';
    return 'failed';
}

;// CONCATENATED MODULE: ./lib/fleet/input-table.js








const FLEET_PARTS = ['list', 'url', 'result', 'summary'];
/** How a step or a job ended, as `steps` and `needs` have it. */
const ending = (0,readers/* oneOf */.yL)(ENDINGS);
/** What the workflow of many databases is made of. */
const fleetInputs = {
    part: (0,row/* required */.mw)((0,readers/* oneOf */.yL)(FLEET_PARTS), {
        description: 'What is done: `list` reads the list, `url` takes the URL of one database out of the secret, `result` writes down what became of it, `summary` records all.',
    }),
    databases: (0,row/* required */.mw)(readers/* text */.Qq, {
        description: `A JSON list, each \`{"name", "secret", "destination", "class"}\`: the series, the name of its URL in \`database-urls\`, and, where they are others than those of all, the destination and the class. GitHub takes ${MOST_ENTRIES} of them.`,
    }),
    destination: (0,row/* optional */.lq)({ read: catalog_destination/* parseDestination */.G }, {
        description: 'Where the backups are stored whose entries say nothing else. With `notify-on: change`, the last reported outcome is kept there.',
    }),
    class: (0,row/* defaulting */.G5)((0,readers/* oneOf */.yL)(backup_class/* BACKUP_CLASSES */.q.filter(each => each !== 'pre-restore')), 'daily', {
        description: 'The class of those whose entries say nothing else.',
    }),
    index: (0,row/* optional */.lq)((0,readers/* wholeNumber */.rD)(0, MOST_ENTRIES - 1), {
        description: 'With `url` and `result`: the place of the database in the list, from 0.',
    }),
    'database-urls': (0,row/* optional */.lq)(readers/* text */.Qq, {
        secret: true,
        verbatim: true,
        description: 'A JSON object: the URL of each database, by the names that `databases` gives. GitHub takes 48 KB for a secret: room for 256 URLs of 180 characters. Write it on one line: GitHub masks each line of a secret, and a line may be a brace.',
    }),
    'url-outcome': (0,row/* optional */.lq)(ending, {
        description: 'With `result`: how the step ended that takes the URL.',
    }),
    'backup-outcome': (0,row/* optional */.lq)(ending, {
        description: 'With `result`: how the step ended that backs up.',
    }),
    'job-status': (0,row/* optional */.lq)(ending, { description: 'With `result`: `job.status`.' }),
    'failure-code': (0,row/* optional */.lq)((0,readers/* fitting */._Q)(/^[a-z][a-z0-9-]{1,60}$/, 'not a code of an error'), {
        description: 'With `result`: the output `failure-code` of the backup.',
    }),
    'failure-message': (0,row/* optional */.lq)(readers/* text */.Qq, {
        description: 'With `result`: the output `failure-message` of the backup.',
    }),
    key: (0,row/* optional */.lq)(readers/* text */.Qq, { description: 'With `result`: the output `key` of the backup.' }),
    results: (0,row/* optional */.lq)({ read: catalog_destination/* parseFolder */.I }, { description: 'With `result` and `summary`: the folder that the results are in.' }),
    'list-result': (0,row/* optional */.lq)(ending, {
        description: 'With `summary`: how the job ended that reads the list.',
    }),
    'backup-result': (0,row/* optional */.lq)(ending, {
        description: 'With `summary`: how the job ended that backs up, all of its legs together.',
    }),
    'collect-outcome': (0,row/* optional */.lq)(ending, {
        description: 'With `summary`: how the step ended that collects the results.',
    }),
    started: (0,row/* optional */.lq)((0,readers/* fitting */._Q)(/^\d+ \d{4}-\d\d-\d\dT[\d:.]+Z$/, 'not what the part list says of its start'), {
        description: 'With `summary`: the output `started` of `list`.',
    }),
    artifact: (0,row/* optional */.lq)((0,readers/* fitting */._Q)(/^[^\r\n]{1,200}$/, 'has several lines, or more than 200 characters'), {
        description: 'With `summary`: what the names of the artifacts begin with. Two fleets of one workflow are distinguished by it.',
    }),
};
/** Every input of the fleet action, once. */
const FLEET_INPUTS = {
    ...fleetInputs,
    ...storage/* s3AccessInputs */.G6,
    // For the last reported outcome, which is all that it stores.
    sse: storage/* s3WritingInputs */.Yt.sse,
    'sse-kms-key-id': storage/* s3WritingInputs */.Yt['sse-kms-key-id'],
    ...notify/* notifyInputs */.v,
};

// EXTERNAL MODULE: ./lib/action/failure-outputs.js
var failure_outputs = __webpack_require__(94027);
// EXTERNAL MODULE: ./lib/action/inputs/checked-reading.js + 1 modules
var checked_reading = __webpack_require__(62941);
// EXTERNAL MODULE: ./lib/action/inputs/problem.js
var problem = __webpack_require__(47137);
// EXTERNAL MODULE: ./lib/action/inputs/rules/access-rules.js
var access_rules = __webpack_require__(72976);
// EXTERNAL MODULE: ./lib/action/inputs/rules/rule.js
var rule = __webpack_require__(374);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
;// CONCATENATED MODULE: ./lib/core/doubled-keys.js

/**
 * Where a JSON text has a key twice in one object, of which JSON.parse takes the last without a word: a line and a column for
 * each. Empty for a text that is no JSON.
 */
function doubledKeys(text) {
    const { errors } = (0,dist/* parseDocument */.Tp)(text, { schema: 'json', uniqueKeys: true, prettyErrors: true });
    return errors.flatMap(({ code, linePos }) => {
        const [at] = linePos ?? [];
        return code === 'DUPLICATE_KEY' && at ? [{ line: at.line, column: at.col }] : [];
    });
}

// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/catalog/names.js
var names = __webpack_require__(56879);
// EXTERNAL MODULE: ./lib/core/closest.js
var closest = __webpack_require__(37640);
// EXTERNAL MODULE: ./lib/core/parsed.js
var parsed = __webpack_require__(83186);
;// CONCATENATED MODULE: ./lib/fleet/read-entry.js





const KEYS = ['name', 'secret', 'destination', 'class'];
/** Restore takes the `pre-restore` ones itself. */
const CLASSES = backup_class/* BACKUP_CLASSES */.q.filter(each => each !== 'pre-restore');
/** Reads one entry of the list. */
function readEntry(value, index, defaults) {
    if (!isObject(value))
        return { entry: undefined, problems: ['is no object; write { "name": "shop", "secret": "SHOP" }'] };
    const name = readName(value['name']);
    const secret = readSecret(value['secret']);
    const destination = readPlace(value['destination'], defaults.destination);
    const backupClass = readClass(value['class'], defaults.backupClass);
    const unknown = Object.keys(value).filter(key => !KEYS.includes(key));
    const problems = [
        ...unknown.map(key => `${(0,parsed/* quoted */.TL)(key)} is no key of an entry${instead(key)}`),
        ...[name, secret, destination, backupClass].flatMap(each => (each.ok ? [] : [each.problem])),
    ];
    return name.ok && secret.ok && destination.ok && backupClass.ok && problems.length === 0
        ? {
            entry: {
                index,
                name: name.value,
                secret: secret.value,
                destination: destination.value,
                backupClass: backupClass.value,
            },
            problems,
        }
        : { entry: undefined, problems };
}
/** Its place as people count, and its name where it has one. */
function entryName(value, index) {
    const name = isObject(value) ? value['name'] : undefined;
    return typeof name === 'string' && (0,names/* isSeries */._k)(name) ? `${index + 1} (${name})` : String(index + 1);
}
/** Whether both would be stored as one series: a slash at the end makes no other place. */
function sameBackup(one, other) {
    return one.name === other.name && placeOf(one) === placeOf(other);
}
function placeOf({ destination }) {
    const place = (0,catalog_destination/* parseDestination */.G)(destination);
    if (!place.ok)
        return destination;
    return place.value.kind === 's3' ? JSON.stringify(place.value) : place.value.path.replace(/\/+$/, '');
}
function readName(value) {
    if (isAbsent(value))
        return (0,parsed/* refused */.J5)('has no name; write "name": "shop"');
    if (typeof value !== 'string')
        return (0,parsed/* refused */.J5)('has a name that is no text; write it in quotes');
    return (0,names/* isSeries */._k)(value)
        ? (0,parsed/* parsed */.Yz)(value)
        : (0,parsed/* refused */.J5)(`its name ${(0,parsed/* quoted */.TL)(value)} can't name a folder; write letters, digits, dots, hyphens and underscores, such as shop-production`);
}
function readSecret(value) {
    if (isAbsent(value))
        return (0,parsed/* refused */.J5)('has no secret; write the name that its URL has in the secret database-urls, such as "secret": "SHOP"');
    if (typeof value !== 'string')
        return (0,parsed/* refused */.J5)('has a secret that is no text; write its name in quotes');
    // Never repeated: it is in the workflow for all to see, but need not be in the log as well.
    if (value.includes('://'))
        return (0,parsed/* refused */.J5)('has a URL as its secret; write the name that the URL has in the secret database-urls, and change the password, which everybody who reads this workflow knows by now');
    return /^\P{Cc}{1,200}$/u.test(value)
        ? (0,parsed/* parsed */.Yz)(value)
        : (0,parsed/* refused */.J5)('has a secret whose name is longer than 200 characters, or has several lines; write a short one');
}
function readPlace(value, standard) {
    if (isAbsent(value))
        return standard === undefined
            ? (0,parsed/* refused */.J5)('has no destination, nor is there one for all; write either')
            : (0,parsed/* parsed */.Yz)(standard);
    if (typeof value !== 'string')
        return (0,parsed/* refused */.J5)('has a destination that is no text; write it in quotes, such as "s3://bucket/prefix"');
    const place = (0,catalog_destination/* parseDestination */.G)(value);
    return place.ok ? (0,parsed/* parsed */.Yz)(value) : (0,parsed/* refused */.J5)(`its destination: ${place.problem}`);
}
function readClass(value, standard) {
    if (isAbsent(value))
        return (0,parsed/* parsed */.Yz)(standard);
    const found = CLASSES.find(each => each === value);
    if (found !== undefined)
        return (0,parsed/* parsed */.Yz)(found);
    const near = typeof value === 'string' ? (0,closest/* didYouMean */.a)(value, CLASSES) : '';
    return (0,parsed/* refused */.J5)(`its class ${(0,parsed/* quoted */.TL)(String(value))} is not one of ${CLASSES.join(', ')}${near}`);
}
function instead(key) {
    return (0,closest/* didYouMean */.a)(key, KEYS) || `; write only ${KEYS.join(', ')}`;
}
/** Nothing and `""` mean the same, as they do in every input. */
function isAbsent(value) {
    return value === undefined || value === null || value === '';
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./lib/fleet/inputs.js











/** What belongs together in a fleet. */
const fleetRules = [
    {
        about: ['part'],
        broken: ({ isSet, value }) => {
            const part = value('part');
            const missing = part === undefined ? [] : NEEDED[part].filter(name => !isSet(name));
            return missing.length === 0 ? undefined : `${part} needs ${missing.join(' and ')}; give it too`;
        },
    },
    (0,rule/* rule */.H)(['notify-on', 'destination'], ({ value }) => value('notify-on') === 'change' && value('destination') === undefined, 'change keeps the last reported outcome in destination, which is empty; give destination too, or write notify-on: failure or always'),
];
/** All that must hold between the inputs of a fleet. */
const FLEET_RULES = [...fleetRules, ...access_rules/* accessRules */.S];
/**
 * Reads and checks all inputs of a fleet's step, and every entry of the list.
 * @throws BackupError `input-invalid`, a line of its message for each problem
 */
function readFleetInputs({ env }) {
    const { notifications, problems: found, reading } = (0,checked_reading/* readChecked */.Yi)(FLEET_INPUTS, FLEET_RULES, env);
    const { value } = reading;
    const { entries, problems: inList } = listOf(reading, env);
    const problems = [...found, ...inList.map(message => ({ input: 'databases', message }))];
    if (problems.length > 0)
        throw (0,problem/* inputError */.X)(problems);
    const index = value('index');
    const entry = index === undefined ? undefined : entries[index];
    if (index !== undefined && !entry)
        throw (0,problem/* inputError */.X)([{ input: 'index', message: `${index} is no place in a list of ${entries.length}` }]);
    return {
        entries,
        entry,
        databaseUrls: value('database-urls') ?? '',
        results: value('results')?.path,
        key: value('key') ?? '',
        failure: failureOf(reading),
        tookMs: tookSince(value('started'), env),
        ending: name => value(name) ?? '',
        warnings: (0,checked_reading/* withoutNotification */.M9)(notifications),
        notices: [],
        secrets: [],
    };
}
function failureOf({ value }) {
    const code = value('failure-code');
    const message = value('failure-message');
    return code && message ? { code, message: message.slice(0, failure_outputs/* LONGEST_MESSAGE */.b) } : undefined;
}
/** When the list began to be read, and by which attempt of the run: what the summary measures from. */
function startedNow({ GITHUB_RUN_ATTEMPT: attempt = '1' }) {
    return `${attempt} ${new Date().toISOString()}`;
}
function tookSince(started, { GITHUB_RUN_ATTEMPT: attempt = '1' }) {
    const [ofAttempt, at = ''] = (started ?? '').split(' ');
    return ofAttempt === attempt ? Math.max(0, Date.now() - Date.parse(at)) : undefined;
}
function listOf(reading, env) {
    const text = reading.value('databases');
    return text === undefined ? { entries: [], problems: [] } : parseDatabases(text, defaultsOf(reading, env));
}
/** A destination that can't be read is reported once, and not again for each entry that has none of its own. */
function defaultsOf({ failed, value }, env) {
    const destination = failed('destination') ? 'another' : (0,runner_input/* inputText */.AN)(env, 'destination');
    return { destination: destination === '' ? undefined : destination, backupClass: value('class') };
}
/** What each part cannot do without. */
const NEEDED = {
    list: [],
    url: ['index'],
    result: ['index', 'results'],
    summary: ['results', 'backup-result'],
};
const EXAMPLE = '[{ "name": "shop", "secret": "SHOP" }]';
/** Reads the JSON list of databases. */
function parseDatabases(text, defaults) {
    const list = listIn(text);
    if (!Array.isArray(list))
        return { entries: [], problems: [list] };
    const read = list.map((value, index) => {
        const { entry, problems } = readEntry(value, index, defaults);
        return { entry, problems: problems.map(problem => `entry ${entryName(value, index)}: ${problem}`) };
    });
    const entries = read.flatMap(({ entry }) => entry ?? []);
    return {
        entries,
        problems: [...doubled(text), ...read.flatMap(({ problems }) => problems), ...twice(entries)],
    };
}
/** Which of the two is meant, nobody can know. */
function doubled(text) {
    return doubledKeys(text).map(({ column, line }) => `has a key for the second time in one entry (line ${line} column ${column}); leave one of them`);
}
/** The list, or what is wrong with it as a whole. */
function listIn(text) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (error) {
        // The rest of that message repeats a piece of the text, which may be a URL in the wrong place.
        const [where = ''] = /\(line \d+ column \d+\)/.exec((0,errors/* messageOf */.bD)(error)) ?? [];
        return `is not JSON${where && ` ${where}`}; write a list such as ${EXAMPLE}`;
    }
    if (!Array.isArray(value))
        return `is JSON, but no list; write one such as ${EXAMPLE}`;
    if (value.length === 0)
        return `names no database; write at least one, as in ${EXAMPLE}`;
    if (value.length > MOST_ENTRIES)
        return `has ${value.length} entries, and GitHub makes ${MOST_ENTRIES} jobs of a list; call the workflow once for each ${MOST_ENTRIES}`;
    return value;
}
/** Two backups of one name in one place would be one series, of two databases. */
function twice(entries) {
    return entries.flatMap((entry, position) => {
        const first = entries.slice(0, position).find(other => sameBackup(other, entry));
        return first
            ? [
                `entry ${entry.index + 1} (${entry.name}): has the name and the destination of entry ${first.index + 1}; write another name, or another destination`,
            ]
            : [];
    });
}

;// CONCATENATED MODULE: ./lib/fleet/outputs.js
/** Every output of the fleet action, once. */
const FLEET_OUTPUTS = {
    matrix: {
        description: 'Of `list`: the places of the databases in the list, such as `[0,1,2]`, for the axis `index` of a matrix. Numbers alone: GitHub drops an output that holds a line of a secret, and a brace is one where `database-urls` is written on several lines.',
        read: ({ matrix = '' }) => matrix,
    },
    started: {
        description: 'Of `list`: the attempt of the run and the time, for `summary`, which says how long it all took.',
        read: ({ started = '' }) => started,
    },
    url: {
        description: 'Of `url`: the URL of the database, masked.',
        read: ({ url = '' }) => url,
    },
    name: {
        description: 'Of `url`: the series of the database.',
        read: ({ name = '' }) => name,
    },
    destination: {
        description: 'Of `url`: its own destination, or that of all.',
        read: ({ destination = '' }) => destination,
    },
    class: {
        description: 'Of `url`: its own class, or that of all.',
        read: values => values.class ?? '',
    },
    path: {
        description: 'Of `result`: the file to keep as an artifact.',
        read: ({ path = '' }) => path,
    },
    failed: {
        description: 'Of `summary`: the databases whose jobs failed, or were cancelled or skipped, one a line; with their destination where two have one name. One that is stored, but unlike those before it, is among them.',
        read: ({ failed = '' }) => failed,
    },
    unknown: {
        description: 'Of `summary`: those of which it is not known how they ended, likewise: their results could not be collected.',
        read: ({ unknown = '' }) => unknown,
    },
};

;// CONCATENATED MODULE: ./lib/fleet/fleet-step.js



/** A part of a fleet's work that comes to nothing but outputs; whom to notify of it is left to the summary. */
function fleetStep(own) {
    return {
        done: 'The work of this step is done',
        ...own,
        verb: 'fleet',
        inputs: FLEET_INPUTS,
        read: readFleetInputs,
        outputs: FLEET_OUTPUTS,
    };
}

;// CONCATENATED MODULE: ./lib/fleet/entry-args.js
/** The database that a step is about, which the rules of the inputs have seen to. */
function entryArgs({ entry }) {
    if (!entry)
        throw new Error('a part without an index');
    return entry;
}
/** The folder of the results, likewise. */
function theResults({ results }) {
    if (results === undefined)
        throw new Error('a part without results');
    return results;
}

;// CONCATENATED MODULE: ./lib/fleet/select-url.js






/** Takes the URL of one database out of the secret. Every URL in it was masked before this is called. */
const TAKE_URL = fleetStep({
    failure: FLEET_WORDS,
    cleanedUp: 'nothing was begun',
    run,
});
async function run(inputs) {
    const { backupClass, destination, name, secret } = entryArgs(inputs);
    return { url: urlOf(inputs.databaseUrls, secret), name, destination, class: backupClass };
}
const FLEET_NO_URL = (0,errors/* defineError */.MP)({
    topic: 'fleet',
    code: 'fleet-no-url',
    kind: 'input',
    meaning: 'The secret database-urls has no URL for this database: it is empty or no JSON object, the name is not in it, or what it has there is empty, no text, or has several lines.',
    fix: 'Store a JSON object as that secret, with the URL as a text of one line under the name that the entry gives as its secret.',
});
/**
 * The URL that the JSON object of the secret `database-urls` has under a name.
 * @throws BackupError `fleet-no-url`, which never repeats anything of the secret
 */
function urlOf(secret, name) {
    const url = lookUp(secret, name);
    if (url.ok)
        return url.value;
    throw new errors/* BackupError */.hj({
        ...FLEET_NO_URL,
        message: `No URL for ${(0,parsed/* quoted */.TL)(name)}: ${url.problem}.`,
        hint: `Store a JSON object as the secret database-urls, with the URL as a text of one line under this name.`,
    });
}
function lookUp(secret, name) {
    if (secret.trim() === '')
        return (0,parsed/* refused */.J5)('the secret database-urls is empty, or not set');
    const urls = objectIn(secret);
    if (!urls)
        return (0,parsed/* refused */.J5)('the secret database-urls is no JSON object');
    if (doubledKeys(secret).length > 0)
        return (0,parsed/* refused */.J5)('the secret database-urls has a name twice, and nobody knows which URL is meant');
    // Only its own: every object has a constructor.
    const found = Object.entries(urls).find(([key]) => key === name);
    if (!found)
        return (0,parsed/* refused */.J5)('the secret database-urls has nothing under this name');
    const [, value] = found;
    if (typeof value !== 'string')
        return (0,parsed/* refused */.J5)('what the secret database-urls has under this name is no text');
    if (value.trim() === '')
        return (0,parsed/* refused */.J5)('what the secret database-urls has under this name is empty');
    return /[\r\n]/.test(value)
        ? (0,parsed/* refused */.J5)('what the secret database-urls has under this name has several lines')
        : (0,parsed/* parsed */.Yz)(value);
}
function objectIn(text) {
    try {
        const value = JSON.parse(text);
        return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
    }
    catch {
        // What is wrong with it is not known without repeating a piece of it.
        return undefined;
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/action/failure.js
var failure = __webpack_require__(75388);
// EXTERNAL MODULE: ./lib/action/notify/failure-notice.js
var failure_notice = __webpack_require__(76593);
// EXTERNAL MODULE: ./lib/action/outputs.js
var outputs = __webpack_require__(87352);
;// CONCATENATED MODULE: ./lib/fleet/fleet-report.js
/** Joins the results with the list, by their places in it. */
function fleetReport(entries, results, ending) {
    const byIndex = new Map(results.map(result => [result.index, result]));
    const rows = entries.map(entry => rowOf(entry, byIndex.get(entry.index), ending));
    const well = rows.every(({ outcome }) => outcome === 'backed-up');
    return { rows, verdict: ending.backup !== 'success' ? 'failure' : well ? 'success' : 'warning' };
}
function rowOf(entry, result, ending) {
    if (!result || result.name !== entry.name || result.destination !== entry.destination)
        return { entry, outcome: withoutResult(ending), key: '', failure: undefined };
    const { failure, key, outcome } = result;
    // Left by an earlier attempt of this run: now every leg went well.
    if (ending.backup === 'success' && outcome !== 'backed-up')
        return { entry, outcome: 'unknown', key: '', failure: undefined };
    return { entry, outcome, key, failure };
}
/** Nothing is called a failure of which nothing is known. */
function withoutResult({ backup, collected, list }) {
    if (backup === 'skipped')
        return list === 'cancelled' ? 'cancelled' : 'failed';
    // Each leg that has begun leaves a result, even where it is cancelled: the others were still waiting.
    return backup === 'cancelled' && collected === 'success' ? 'cancelled' : 'unknown';
}
/** Those whose jobs are known to have failed, or never were. */
function failedRows({ rows }) {
    return rows.filter(({ outcome }) => outcome !== 'backed-up' && outcome !== 'unknown');
}
/** Those with one outcome. */
function rowsWith({ rows }, ...outcomes) {
    return rows.filter(({ outcome }) => outcomes.includes(outcome));
}
/** How each is called, in the order of the rows: with its destination where another has the same name. */
function shownNames(report, rows) {
    return rows.map(({ entry: { destination, name } }) => {
        const namesakes = report.rows.filter(({ entry }) => entry.name === name);
        return namesakes.length > 1 ? `${name} (${destination})` : name;
    });
}

// EXTERNAL MODULE: ./lib/core/words.js
var words = __webpack_require__(44474);
;// CONCATENATED MODULE: ./lib/fleet/causes.js


/** Why those failed that did, by their codes: the commonest cause first. */
function causesOf(report) {
    const groups = Map.groupBy(failedRows(report), ({ failure, outcome }) => failure?.code ?? outcome);
    return [...groups.values()]
        .map((rows) => {
        const all = new Set(rows.map(wordsOf));
        const [words = ''] = all;
        return {
            code: rows[0]?.failure?.code,
            words,
            alike: all.size === 1,
            names: shownNames(report, rows),
        };
    })
        .toSorted((one, other) => other.names.length - one.names.length);
}
/** What one database failed by, in words and by its code. */
function causeWords({ alike, code, words }) {
    return `${alike ? '' : 'such as: '}${words}${code === undefined ? '' : ` [${code}]`}`;
}
function wordsOf({ failure, outcome }) {
    return failure?.message.replace(/\.$/, '') ?? outcome_FLEET_WORDS[outcome];
}

;// CONCATENATED MODULE: ./lib/fleet/fleet-words.js




/** What it all comes to, without a full stop. */
function fleetTitle(report) {
    const all = report.rows.length;
    const without = rowsWith(report, 'failed', 'no-url', 'cancelled').length;
    const anomalous = rowsWith(report, 'anomalous').length;
    const unknown = rowsWith(report, 'unknown').length;
    const parts = [
        without > 0 && `${without} of ${all} databases ${without === 1 ? 'has' : 'have'} no new backup`,
        anomalous > 0 && `${anomalous} of ${all} stored, but unlike those before`,
        unknown > 0 && `${unknown} of ${all} not known`,
    ].filter(part => part !== false);
    if (parts.length > 0)
        return parts.join('; ');
    const whole = all === 1 ? 'The only database is backed up' : `All ${all} databases are backed up`;
    return report.verdict === 'success' ? whole : `${whole}, and yet a job failed`;
}
const FLEET_FAILED = (0,errors/* defineError */.MP)({
    topic: 'fleet',
    code: 'fleet-failed',
    kind: 'environment',
    meaning: 'Some databases have no new backup, or one that is unlike those before it. Notifications and the summary report it, with the code of each cause.',
    fix: 'Look at the job of one database for each cause, do what its log says, and run the failed jobs again.',
});
const FLEET_JOB_FAILED = (0,errors/* defineError */.MP)({
    topic: 'fleet',
    code: 'fleet-job-failed',
    kind: 'environment',
    meaning: 'A job of the fleet did not succeed, and none of the results says why.',
    fix: 'Look at the jobs of the run: a machine may have been lost, or a step around the backup have failed.',
});
const FLEET_RESULTS_LOST = (0,errors/* defineError */.MP)({
    topic: 'fleet',
    code: 'fleet-results-lost',
    kind: 'environment',
    meaning: 'Every database was backed up, as far as the jobs say, but their results could not be collected. A warning: the run stays green.',
    fix: 'Look at the log of the step that collects the results; the report of the destination says what was stored.',
});
/** Why not all is well, as far as it is known here; undefined where it is. */
function fleetProblem(report) {
    const failed = failedRows(report);
    if (failed.length > 0)
        return {
            ...FLEET_FAILED,
            message: `${failed.length} of ${report.rows.length} failed: ${causesIn(report)}.`,
            hint: 'Look at the job of one database for each cause: its log says what to do; then run the failed jobs again.',
        };
    if (report.verdict === 'success')
        return undefined;
    return report.verdict === 'failure'
        ? {
            ...FLEET_JOB_FAILED,
            message: 'The job that backs up did not succeed, and no database is known to be the reason.',
            hint: 'Look at the jobs of this run: a machine may have been lost, or a step around the backup have failed.',
        }
        : {
            ...FLEET_RESULTS_LOST,
            message: `Every job ended well, but not what it left for the summary of ${(0,words/* firstOf */.Ku)(shownNames(report, rowsWith(report, 'unknown')), MOST_NAMED)}.`,
            hint: 'Look at the log of the step that collects the results, and at the destination for what was stored; the next run says again.',
        };
}
/** How many causes one message has. */
const MOST_CAUSES = 5;
/** How many names each of several causes has. */
const NAMED_OF_CAUSE = 5;
function causesIn(report) {
    const causes = causesOf(report);
    const most = causes.length === 1 ? MOST_NAMED : NAMED_OF_CAUSE;
    const shown = causes.map(cause => {
        const count = causes.length > 1 && cause.names.length > 1 ? `${cause.names.length} by ` : '';
        return `${count}${causeWords(cause)} (${(0,words/* firstOf */.Ku)(cause.names, most)})`;
    });
    return (0,words/* firstOf */.Ku)(shown, MOST_CAUSES, { separator: '; ', what: 'causes' });
}
/** How many names one line has. */
const MOST_NAMED = 20;

// EXTERNAL MODULE: ./lib/action/summary/markdown.js
var markdown = __webpack_require__(4204);
// EXTERNAL MODULE: ./lib/action/summary/within-limit.js
var within_limit = __webpack_require__(87260);
;// CONCATENATED MODULE: ./lib/fleet/job-summary.js





const VERDICTS = { success: '✅', warning: '⚠️', failure: '❌' };
const MARKS = {
    'backed-up': '✅',
    anomalous: '⚠️',
    failed: '❌',
    'no-url': '❌',
    cancelled: '❌',
    unknown: '❔',
};
/** The job summary of a fleet, in Markdown, always below 1 MiB: what is not as it should be comes first. */
function fleetSummary(report) {
    const problem = fleetProblem(report);
    const rows = report.rows.toSorted((one, other) => Number(isWell(one)) - Number(isWell(other)));
    return (0,within_limit/* withinLimit */.z)([
        `## ${VERDICTS[report.verdict]} ${(0,markdown/* plain */.pj)(fleetTitle(report))}`,
        ...(problem ? [`${(0,markdown/* plain */.pj)(problem.message)} ${(0,markdown/* plain */.pj)(problem.hint)}`] : []),
        (0,markdown/* table */.tp)(['Database', 'Destination', 'Backup'], rows.map(cells)),
        '',
    ].join('\n\n'), undefined, 'The output of each job has the rest.');
}
function cells({ entry, failure, key, outcome }) {
    const word = outcome === 'backed-up' ? '' : ` ${outcome_FLEET_WORDS[outcome]}`;
    const why = failure
        ? `: ${(0,markdown/* plain */.pj)(causeWords({ alike: true, code: failure.code, words: failure.message.replace(/\.$/, '') }))}`
        : '';
    const where = key === '' ? '' : ` ${(0,markdown/* code */.aY)(key)}`;
    return [
        (0,markdown/* plain */.pj)(entry.name),
        (0,markdown/* code */.aY)(entry.destination),
        `${MARKS[outcome]}${word}${why}${word && where ? (why ? ';' : ':') : ''}${where}`,
    ];
}
function isWell({ outcome }) {
    return outcome === 'backed-up';
}

// EXTERNAL MODULE: ./lib/core/durations.js
var durations = __webpack_require__(5530);
// EXTERNAL MODULE: ./lib/notify/notice.js
var notice = __webpack_require__(65741);
// EXTERNAL MODULE: ./lib/notify/problem.js
var notify_problem = __webpack_require__(67226);
;// CONCATENATED MODULE: ./lib/fleet/notice.js








/** What a notice says of many databases at once. */
function fleetNotice(ended) {
    if (ended.kind === 'refused')
        return (0,failure_notice/* failureNotice */.d)('fleet', ended.refused, ended.subject);
    const { report, tookMs } = ended;
    const problem = fleetProblem(report);
    return {
        outcome: report.verdict,
        title: `Fleet: ${fleetTitle(report)}`,
        facts: (0,notice/* factsOf */.xS)({
            Databases: String(report.rows.length),
            'Backed up': String(rowsWith(report, 'backed-up').length),
            ...namesWith(report, 'anomalous'),
            ...namesWith(report, 'failed'),
            ...namesWith(report, 'no-url'),
            ...namesWith(report, 'cancelled'),
            ...namesWith(report, 'unknown'),
            // Of the whole fleet: that of the summary's own step is of no interest.
            Took: tookMs === undefined ? 'not known: some jobs were run again' : (0,durations/* formatDuration */.a)(tookMs),
        }),
        problem: problem && (0,notify_problem/* problemOf */.Z)([problem]),
    };
}
function namesWith(report, outcome) {
    const [first = '', ...rest] = outcome_FLEET_WORDS[outcome];
    const names = shownNames(report, rowsWith(report, outcome));
    return { [first.toUpperCase() + rest.join('')]: (0,words/* firstOf */.Ku)(names, MOST_NAMED) || undefined };
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
;// CONCATENATED MODULE: ./lib/fleet/result.js



/** What a leg leaves for the summary. Holds no secret. */
const fleetResult = schemas/* object */.Ikc({
    index: schemas/* int */.Whr().nonnegative(),
    name: schemas/* string */.YjP(),
    destination: schemas/* string */.YjP(),
    outcome: schemas/* enum */.k5n(FLEET_OUTCOMES),
    key: schemas/* string */.YjP(),
    /** True for what is unlike those before it as well, though its step failed. */
    stored: schemas/* boolean */.zMY(),
    /** Why its step failed, where it said so: what it wrote itself, and what is read is not trusted to be that. */
    failure: schemas/* object */.Ikc({
        code: schemas/* string */.YjP().regex(/^[a-z][a-z0-9-]{1,60}$/),
        message: schemas/* string */.YjP().min(1).max(failure_outputs/* LONGEST_MESSAGE */.b),
    })
        .optional(),
});
/** The name of its file: by the place in the list, since two databases may have one name. */
function resultFile(index) {
    return `${index}.json`;
}
function writeResult(result) {
    return `${JSON.stringify(result)}\n`;
}
/** Undefined where the text is none. */
function readResult(text) {
    try {
        return fleetResult.safeParse(JSON.parse(text)).data;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/fleet/summary.js


















/** Reports what became of all. It never fails for a database: the job that backs up has failed then already. */
const SUMMARY = {
    verb: 'fleet',
    inputs: FLEET_INPUTS,
    failure: FLEET_SUMMARY_WORDS,
    done: 'The work of this step is done',
    cleanedUp: 'what was backed up stays',
    read: readSummaryInputs,
    run: summary_run,
    outputs: (0,outputs/* mapOutputs */.xk)(FLEET_OUTPUTS, valuesOf),
    summary: ended => (ended.kind === 'refused' ? undefined : fleetSummary(ended.report)),
    conclude(ended, reporter) {
        if (ended.kind === 'refused')
            return;
        const { report } = ended;
        const problem = report.verdict === 'warning' ? fleetProblem(report) : undefined;
        if (problem)
            for (const line of (0,failure/* failureLines */.w7)(problem))
                reporter.warning(line);
    },
    notice: fleetNotice,
};
function valuesOf(ended) {
    if (ended.kind === 'refused')
        return {};
    const { report } = ended;
    return {
        failed: shownNames(report, failedRows(report)).join('\n'),
        unknown: shownNames(report, rowsWith(report, 'unknown')).join('\n'),
    };
}
/** What is odd in them was said when the list was read. */
function readSummaryInputs({ env }) {
    return { list: refusedByList(env) ?? readFleetInputs({ env }), warnings: [], notices: [], secrets: [] };
}
async function summary_run({ list: inputs }, { reporter, runner: { env } }) {
    if (inputs instanceof errors/* BackupError */.hj)
        return { kind: 'refused', refused: inputs, subject: (0,failure_notice/* subjectOf */.e)(env) };
    const results = await readResults(theResults(inputs), reporter);
    const report = fleetReport(inputs.entries, results, endingOf(inputs));
    return { kind: 'ended', report, tookMs: inputs.tookMs };
}
function endingOf({ ending }) {
    return {
        list: ending('list-result'),
        backup: ending('backup-result'),
        collected: ending('collect-outcome'),
    };
}
/** What the first job has reported and failed for: others are notified of it, but the log and the summary have it already. */
function refusedByList(env) {
    if ((0,runner_input/* inputText */.AN)(env, 'list-result') !== 'failure')
        return undefined;
    try {
        readFleetInputs({ env });
        return undefined;
    }
    catch (error) {
        if (error instanceof errors/* BackupError */.hj)
            return error;
        throw error;
    }
}
/** Ours are below 4 KiB. Bytes. */
const LARGEST_RESULT = 64 * 1024;
/** The results that were collected. One warning says how many files are none: their databases are then not known. */
async function readResults(folder, reporter) {
    const names = await listed(folder);
    const results = [];
    const foreignObjects = [];
    for (const name of names) {
        const result = await resultIn((0,external_node_path_.join)(folder, name));
        if (result)
            results.push(result);
        else
            foreignObjects.push(name);
    }
    if (foreignObjects.length > 0)
        reporter.warning(`${foreignObjects.length} of ${names.length} collected files cannot be read, or are no result of a database, and are left out, such as ${(0,parsed/* quoted */.TL)(foreignObjects[0] ?? '')}`);
    return results;
}
async function resultIn(path) {
    try {
        const { size } = await (0,promises_.stat)(path);
        return size > LARGEST_RESULT ? undefined : readResult(await (0,promises_.readFile)(path, 'utf8'));
    }
    catch {
        return undefined;
    }
}
async function listed(folder) {
    try {
        return (await (0,promises_.readdir)(folder)).filter(name => name.endsWith('.json'));
    }
    catch {
        // Not even the folder: nothing was collected, which the report says.
        return [];
    }
}

// EXTERNAL MODULE: ./lib/storage/folder/made-folders.js
var made_folders = __webpack_require__(79069);
;// CONCATENATED MODULE: ./lib/fleet/write-result.js








/** Writes down what became of one database, for the summary. */
const RESULT = fleetStep({
    failure: FLEET_SUMMARY_WORDS,
    cleanedUp: 'what was backed up stays',
    run: write_result_run,
});
async function write_result_run(inputs) {
    const { ending, failure, key } = inputs;
    const { destination, index, name } = entryArgs(inputs);
    const folder = theResults(inputs);
    const outcome = outcomeOf({
        url: ending('url-outcome'),
        backup: ending('backup-outcome'),
        job: ending('job-status'),
        key,
    });
    const path = (0,external_node_path_.join)(folder, resultFile(index));
    await (0,made_folders/* makeFolder */.fc)(folder);
    await (0,promises_.writeFile)(path, writeResult({ index, name, destination, outcome, key, stored: key !== '', failure }));
    return { path };
}

;// CONCATENATED MODULE: ./lib/fleet/fleet.js










const PARTS = {
    list: env => (0,step/* runStep */.e)(LIST, env),
    url: env => (0,step/* runStep */.e)(TAKE_URL, env),
    result: env => (0,step/* runStep */.e)(RESULT, env),
    summary: env => (0,step/* runStep */.e)(SUMMARY, env),
};
/** The fleet action: a part that there is not is refused by the reading of the list's inputs. */
const FLEET = {
    async main(env) {
        const wanted = (0,runner_input/* inputText */.AN)(env, 'part');
        await PARTS[FLEET_PARTS.find(part => part === wanted) ?? 'list'](env);
    },
    post: env => (0,post/* undo */.tN)(env),
};
/** Reads the list before anything is backed up. Whom to notify of a wrong one is left to the summary, which runs all the same. */
const LIST = fleetStep({
    failure: FLEET_WORDS,
    cleanedUp: 'nothing was begun',
    run: fleet_run,
});
async function fleet_run({ entries }, { reporter, runner }) {
    for (const { backupClass, destination, index, name } of entries)
        reporter.info(`${index + 1}. ${name}: ${backupClass}, to ${destination}`);
    return { matrix: JSON.stringify(entries.map(({ index }) => index)), started: startedNow(runner.env) };
}


/***/ })

};
