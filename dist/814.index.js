export const id = 814;
export const ids = [814];
export const modules = {

/***/ 35097:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ keysOf),
/* harmony export */   c: () => (/* binding */ awsCredentials)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46058);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3828);
/* harmony import */ var _http_agents_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56380);
/* harmony import */ var _storage_s3_region_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(47358);




/** GitHub is not waited for any longer. Milliseconds. */
const TOKEN_MS = 30_000;
/** The SDK renews what ends within 5 minutes, and must not be given the same again. Milliseconds. */
const NEAR_END_MS = 6 * 60_000;
/** What the clients of one run share: the bucket's, those of notifications. By role and region. */
const assumed = new Map();
/** The credentials that the inputs ask for: a role, keys, or undefined for the SDK's own chain. */
function awsCredentials({ credentials, region, role }, env) {
    return role ? () => keysOf(role, region, env) : credentials;
}
/**
 * The keys of a role, assumed by the OpenID Connect token of the job, or those of before if they last. The token and the keys
 * are masked.
 * @throws BackupError `role-no-token`, `role-token-unavailable`, `role-not-assumed`, `role-sts-unreachable`
 */
async function keysOf(role, region, env) {
    const where = regionOf(role, region, env);
    const name = `${role.arn} ${where}`;
    const before = assumed.get(name);
    if (before?.expiration && before.expiration.getTime() - Date.now() > NEAR_END_MS)
        return before;
    const { assumeRole } = await Promise.all(/* import() */[__webpack_require__.e(279), __webpack_require__.e(956), __webpack_require__.e(723)]).then(__webpack_require__.bind(__webpack_require__, 81723));
    const keys = await assumeRole(role, {
        region: where,
        sessionName: `pg-backup-${(env['GITHUB_RUN_ID'] ?? '').replaceAll(/\D/g, '') || 'run'}`,
        agents: (0,_http_agents_js__WEBPACK_IMPORTED_MODULE_2__/* .httpAgents */ .T)(env, { keepAlive: false }),
        token: audience => jobToken(audience, env),
    });
    for (const secret of [keys.secretAccessKey, keys.sessionToken])
        if (secret)
            (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__.setSecret)(secret);
    (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__.info)(`Assumed ${role.arn}${keys.expiration ? `, until ${keys.expiration.toISOString()}` : ''}`);
    assumed.set(name, keys);
    return keys;
}
/** The token service of the bucket's region; an endpoint of another store may have a region that AWS does not know. */
function regionOf(role, region, env) {
    return (0,_storage_s3_region_js__WEBPACK_IMPORTED_MODULE_3__/* .firstOfAws */ .nj)([region, env['AWS_REGION'], env['AWS_DEFAULT_REGION']]) ?? role.homeRegion;
}
const ROLE_NO_TOKEN = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .defineError */ .MP)({
    topic: 'storage',
    code: 'role-no-token',
    kind: 'environment',
    meaning: 'The job may not ask GitHub for an OpenID Connect token, by which the role is assumed.',
    fix: 'Write `permissions: { id-token: write }` into the job, and into the one that calls a reusable workflow. A run for a pull request from a fork gets no token.',
});
const ROLE_TOKEN_UNAVAILABLE = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .defineError */ .MP)({
    topic: 'storage',
    code: 'role-token-unavailable',
    kind: 'environment',
    meaning: 'GitHub was asked for an OpenID Connect token and gave none.',
    fix: "Run again; if it stays so, look at GitHub's health page, and at the proxy of the runner.",
});
async function jobToken(audience, env) {
    if (!env['ACTIONS_ID_TOKEN_REQUEST_URL'] || !env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'])
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .BackupError */ .hj({
            ...ROLE_NO_TOKEN,
            message: 'This job may not ask GitHub for an OpenID Connect token, which role-to-assume needs.',
            hint: 'Write permissions: { id-token: write } into the job, and into the one that calls a reusable workflow; a run for a pull request from a fork gets none.',
        });
    let timer;
    const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error('no answer in time')), TOKEN_MS);
    });
    try {
        return await Promise.race([(0,_actions_core__WEBPACK_IMPORTED_MODULE_0__.getIDToken)(audience), late]);
    }
    catch (cause) {
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .BackupError */ .hj({
            ...ROLE_TOKEN_UNAVAILABLE,
            message: 'GitHub did not give this job an OpenID Connect token, which role-to-assume needs.',
        }, cause);
    }
    finally {
        clearTimeout(timer);
    }
}


/***/ }),

/***/ 75388:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SP: () => (/* binding */ explainFailure),
/* harmony export */   Wh: () => (/* binding */ bugTrace),
/* harmony export */   w7: () => (/* binding */ failureLines)
/* harmony export */ });
/* unused harmony export issuesUrl */
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);
/* harmony import */ var _postgres_connection_secrets_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14585);


/** Where somebody reports a bug of ours: the repository that the running action comes from. */
function issuesUrl(env) {
    const { GITHUB_ACTION_REPOSITORY: repository, GITHUB_SERVER_URL: server = 'https://github.com' } = env;
    return repository ? `${server}/${repository}/issues` : undefined;
}
const BUG = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'bug',
    code: 'bug',
    kind: 'bug',
    meaning: 'Anything that nobody foresaw: a mistake of this action, not of your workflow.',
    fix: "Report it in the action's repository with the stack trace of the log, which holds no secrets.",
});
/** What a failure is shown as: anything that was not thrown on purpose is a bug, and named as one (design §7). */
function explainFailure(error, env) {
    if (error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj)
        return error;
    const where = issuesUrl(env);
    return {
        ...BUG,
        message: (0,_postgres_connection_secrets_js__WEBPACK_IMPORTED_MODULE_1__/* .redact */ .E)(error instanceof Error ? `${error.name}: ${error.message}` : String(error)),
        hint: `This is a bug of pg-backup-action, not of your workflow; please report it ${where ? `at ${where}` : "in the action's repository"} with the stack trace.`,
    };
}
/** One line for a failure, `message — hint [code]`; for inputs one line for each problem. */
function failureLines({ code, kind, message, hint }) {
    const problems = kind === 'input' ? message.split('\n') : [oneLine(message)];
    // Each problem with an input says itself what to write instead.
    if (code === 'input-invalid')
        return problems.map(problem => `${problem} [${code}]`);
    return problems.map(problem => `${problem} — ${oneLine(hint)} [${code}]`);
}
/** The stack of a bug and of what caused it, for the log; undefined for what was thrown on purpose. */
function bugTrace(error) {
    if (error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj || !(error instanceof Error))
        return undefined;
    return (0,_postgres_connection_secrets_js__WEBPACK_IMPORTED_MODULE_1__/* .redact */ .E)(stackOf(error));
}
/** How deep causes are followed: enough for any real chain, and an end for one that bites its tail. */
const DEEPEST = 8;
function stackOf(error, depth = 0) {
    const own = error.stack ?? `${error.name}: ${error.message}`;
    return error.cause instanceof Error && depth < DEEPEST
        ? `${own}\ncaused by ${stackOf(error.cause, depth + 1)}`
        : own;
}
function oneLine(text) {
    return text.replace(/\s*[\r\n]+\s*/g, ' ');
}


/***/ }),

/***/ 12165:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ isLoopback)
/* harmony export */ });
/** Whether a host, as `URL` writes it, is this very machine: what is sent there travels nowhere. */
function isLoopback(host) {
    return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}


/***/ }),

/***/ 54794:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   _Q: () => (/* binding */ fitting),
/* harmony export */   hl: () => (/* binding */ address),
/* harmony export */   rD: () => (/* binding */ wholeNumber),
/* harmony export */   yL: () => (/* binding */ oneOf)
/* harmony export */ });
/* harmony import */ var _core_closest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37640);
/* harmony import */ var _core_parsed_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(83186);


/** Any text, of one line or many. */
const text = { read: _core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .parsed */ .Yz };
/** Text that fits a pattern; `instead` says what to write. The text itself is not repeated: it may be a secret. */
function fitting(pattern, instead) {
    return { read: value => (pattern.test(value) ? (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .parsed */ .Yz)(value) : (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .refused */ .J5)(instead)) };
}
/** One of the given words, spelled so. */
function oneOf(values) {
    return {
        values,
        read: value => {
            const found = values.find(word => word === value);
            if (found !== undefined)
                return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .parsed */ .Yz)(found);
            return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .refused */ .J5)(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .TL)(value)} is not one of ${values.join(', ')}${(0,_core_closest_js__WEBPACK_IMPORTED_MODULE_0__/* .didYouMean */ .a)(value, values)}`);
        },
    };
}
/** `true` or `false`, as YAML 1.2 spells them. */
const flag = {
    read: value => {
        if (/^(true|True|TRUE)$/.test(value))
            return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .parsed */ .Yz)(true);
        if (/^(false|False|FALSE)$/.test(value))
            return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .parsed */ .Yz)(false);
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .refused */ .J5)(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .TL)(value)} is neither true nor false; write one of the two`);
    },
};
/** A whole number between two bounds, both included. */
function wholeNumber(least, most) {
    return {
        read: value => {
            const number = /^\d{1,15}$/.test(value) ? Number(value) : NaN;
            return number >= least && number <= most
                ? (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .parsed */ .Yz)(number)
                : (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .refused */ .J5)(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .TL)(value)} won't do; write a whole number from ${least} to ${most}`);
        },
    };
}
/** An address with one of the schemes, without credentials in it. Never repeated in messages: it may hold some. */
function address(schemes, example) {
    return {
        read: value => {
            const url = URL.parse(value);
            if (!url || !schemes.includes(url.protocol.slice(0, -1)))
                return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .refused */ .J5)(`not an address; write it like ${example}`);
            return url.username === '' && url.password === ''
                ? (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .parsed */ .Yz)(value)
                : (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .refused */ .J5)(`must not hold a user or password; write it like ${example}`);
        },
    };
}


/***/ }),

/***/ 71030:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ readTable)
/* harmony export */ });
/* harmony import */ var _row_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7198);
/* harmony import */ var _runner_input_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40203);


/** Reads all inputs of a table from the environment that the runner makes. Never throws. */
function readTable(table, env) {
    const names = (0,_row_js__WEBPACK_IMPORTED_MODULE_0__/* .namesOf */ .eZ)(table);
    const textOf = (name) => (0,_runner_input_js__WEBPACK_IMPORTED_MODULE_1__/* .inputText */ .AN)(env, name, table[name].verbatim);
    const wrong = new Map();
    for (const name of names) {
        const text = textOf(name);
        const row = table[name];
        const read = text === '' ? undefined : row.read(text);
        if (read && !read.ok)
            wrong.set(name, { input: name, message: read.problem });
        if (!read && row.required)
            wrong.set(name, { input: name, message: 'is required and empty' });
    }
    const isName = (name) => names.some(known => known === name);
    return {
        value: name => {
            const text = isName(name) ? textOf(name) : '';
            const read = text === '' ? undefined : table[name].read(text);
            return read?.ok ? read.value : table[name].whenEmpty;
        },
        isSet: name => isName(name) && textOf(name) !== '' && textOf(name) !== table[name].default,
        failed: name => wrong.has(name),
        problems: [...wrong.values()],
    };
}


/***/ }),

/***/ 7198:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G5: () => (/* binding */ defaulting),
/* harmony export */   RR: () => (/* binding */ listing),
/* harmony export */   eZ: () => (/* binding */ namesOf),
/* harmony export */   lq: () => (/* binding */ optional),
/* harmony export */   mw: () => (/* binding */ required)
/* harmony export */ });
/** An input that may stay empty: its value is then undefined. */
function optional(reader, documented) {
    return { ...documented, ...reader, required: false, default: undefined, whenEmpty: undefined };
}
/** An input that can't stay empty. Its value is undefined only where that has been reported as a problem. */
function required(reader, documented) {
    return { ...optional(reader, documented), required: true };
}
/** An input with a fixed default, written as a user would write it. */
function defaulting(reader, standard, documented) {
    const value = reader.read(standard);
    if (!value.ok)
        throw new Error(`the default ${standard} can't be read: ${value.problem}`);
    return { ...documented, ...reader, required: false, default: standard, whenEmpty: value.value };
}
/** A list, empty where the input is. */
function listing(reader, documented) {
    return { ...documented, ...reader, required: false, default: undefined, whenEmpty: [] };
}
/** The inputs of a table, in its order. */
function namesOf(rows) {
    return Object.keys(rows).filter((name) => name in rows);
}


/***/ }),

/***/ 40203:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AN: () => (/* binding */ inputText),
/* harmony export */   qs: () => (/* binding */ unknownInputs)
/* harmony export */ });
/* unused harmony export inputVariable */
const PREFIX = 'INPUT_';
/** The variable that the runner hands an input over in: upper case, spaces become `_`, hyphens stay. */
function inputVariable(name) {
    return PREFIX + name.replaceAll(' ', '_').toUpperCase();
}
/**
 * An input's text without the space around it (or, `verbatim`, without the line ends after it); `''` where it is absent
 * or empty, which mean the same to the runner.
 */
function inputText(env, name, verbatim = false) {
    const text = env[inputVariable(name)] ?? '';
    return verbatim ? text.replace(/[\r\n]+$/, '') : text.trim();
}
/** The inputs that a step was given and the action does not have, in lower case. */
function unknownInputs(env, known) {
    const variables = new Set(known.map(inputVariable));
    return Object.keys(env)
        .filter(variable => variable.startsWith(PREFIX) && !variables.has(variable) && env[variable] !== '')
        .map(variable => variable.slice(PREFIX.length).toLowerCase());
}


/***/ }),

/***/ 20398:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L2: () => (/* binding */ storeEncryption),
/* harmony export */   cR: () => (/* binding */ s3AccessOf),
/* harmony export */   rB: () => (/* binding */ keepingOf),
/* harmony export */   zA: () => (/* binding */ s3InputsOf)
/* harmony export */ });
/* harmony import */ var _storage_s3_part_size_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3741);

/** Puts the inputs about S3 together; rules have seen to it that they go together. */
function s3InputsOf(reading) {
    const storageClass = reading.value('storage-class');
    return { ...keepingOf(reading), ...(storageClass && { storageClass }) };
}
/** The same except the storage class. */
function keepingOf(reading) {
    const { value } = reading;
    const mode = value('object-lock-mode');
    const days = value('object-lock-days');
    const tags = value('tags');
    const partBytes = value('part-size') ?? (0,_storage_s3_part_size_js__WEBPACK_IMPORTED_MODULE_0__/* .demandedPartSize */ .l)(value('endpoint'));
    return {
        ...s3AccessOf(reading),
        sse: storeEncryption(reading),
        ...(mode && days && { objectLock: { mode, days } }),
        ...(tags.length > 0 && { tags: Object.fromEntries(tags.map(tag => [tag.key, tag.value])) }),
        maxParts: value('max-parts'),
        ...(partBytes && { partBytes }),
        checksum: value('checksum'),
    };
}
/** Those that say how the store is reached, which is all that reading needs. */
function s3AccessOf(reading) {
    const { value } = reading;
    const region = value('region');
    const endpoint = value('endpoint');
    const expectedBucketOwner = value('expected-bucket-owner');
    const credentials = credentialsOf(reading);
    const role = value('role-to-assume');
    return {
        ...(region && { region }),
        ...(endpoint && { endpoint }),
        forcePathStyle: value('force-path-style') ?? endpoint !== undefined,
        ...(expectedBucketOwner && { expectedBucketOwner }),
        ...(credentials && { credentials }),
        ...(role && { role }),
        stallTimeoutMs: value('stall-timeout'),
    };
}
/** Without an endpoint the store is AWS, which always can; many others refuse the header. */
function storeEncryption({ value, }) {
    const kind = value('sse') ?? (value('endpoint') === undefined ? 'AES256' : 'none');
    const keyId = value('sse-kms-key-id');
    return kind === 'aws:kms' ? { kind, ...(keyId && { keyId }) } : { kind };
}
function credentialsOf({ value }) {
    const accessKeyId = value('aws-access-key-id');
    const secretAccessKey = value('aws-secret-access-key');
    const sessionToken = value('aws-session-token');
    if (!accessKeyId || !secretAccessKey)
        return undefined;
    return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
}


/***/ }),

/***/ 49629:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   be: () => (/* binding */ storeInputs),
/* harmony export */   db: () => (/* binding */ readStoreInputs),
/* harmony export */   y3: () => (/* binding */ storeInputsOf)
/* harmony export */ });
/* harmony import */ var _reading_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(71030);
/* harmony import */ var _s3_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20398);
/* harmony import */ var _table_storage_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(81271);



const storeInputs = { ..._table_storage_js__WEBPACK_IMPORTED_MODULE_1__/* .destinationInputs */ .SR, ..._table_storage_js__WEBPACK_IMPORTED_MODULE_1__/* .s3AccessInputs */ .G6, ..._table_storage_js__WEBPACK_IMPORTED_MODULE_1__/* .s3WritingInputs */ .Yt, ..._table_storage_js__WEBPACK_IMPORTED_MODULE_1__/* .copyInputs */ .nr };
/** Where a run of any sub-action writes, as far as it can be read; undefined without a destination. Never throws. */
function readStoreInputs(env) {
    return storeInputsOf((0,_reading_js__WEBPACK_IMPORTED_MODULE_2__/* .readTable */ .x)(storeInputs, env));
}
/** The same of inputs that are read already. */
function storeInputsOf(reading) {
    const destination = reading.value('destination');
    return destination && { destination, s3: (0,_s3_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .s3InputsOf */ .zA)(reading), localCopy: reading.value('local-copy') };
}


/***/ }),

/***/ 30482:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  v: () => (/* binding */ notifyInputs)
});

// EXTERNAL MODULE: ./lib/core/name-list.js
var name_list = __webpack_require__(98897);
// EXTERNAL MODULE: ./lib/core/parsed.js
var parsed = __webpack_require__(83186);
// EXTERNAL MODULE: ./lib/notify/email/sender.js
var sender = __webpack_require__(21785);
;// CONCATENATED MODULE: ./lib/notify/email/smtp-url.js

const EXAMPLE = 'write it like smtp://user:password@smtp.example.com:587, user and password percent-encoded';
/** RFC 8314 and RFC 6409. */
const PORTS = { 'smtps:': 465, 'smtp:': 587 };
/**
 * Reads `smtps://…` (TLS from the first byte) and `smtp://…` (STARTTLS, which the server must offer, unless
 * `?starttls=never` is written). No part of it is repeated: it holds a password.
 */
function parseSmtpUrl(text) {
    const url = URL.parse(text);
    if (!url || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') || url.hostname === '')
        return (0,parsed/* refused */.J5)(`not the address of a mail server; ${EXAMPLE}`);
    const { hash, hostname, password, pathname, port, protocol, searchParams, username } = url;
    if (hash !== '' || !['', '/'].includes(pathname))
        return (0,parsed/* refused */.J5)(`holds more than a mail server's address; ${EXAMPLE}`);
    const never = searchParams.get('starttls') === 'never';
    if ([...searchParams.keys()].some(key => key !== 'starttls') || (searchParams.size > 0 && !never))
        return (0,parsed/* refused */.J5)('knows one parameter only, starttls=never, for a server in a network that is trusted');
    if (never && protocol === 'smtps:')
        return (0,parsed/* refused */.J5)('starttls=never is for smtp://; smtps:// has TLS from the first byte');
    if ((username === '') !== (password === ''))
        return (0,parsed/* refused */.J5)(`user and password go together and one is empty; ${EXAMPLE}`);
    const login = loginOf(username, password);
    if (login === 'malformed')
        return (0,parsed/* refused */.J5)(`a % in user or password is not percent-encoded; ${EXAMPLE}`);
    return (0,parsed/* parsed */.Yz)({
        host: hostname.replace(/^\[(.*)\]$/, '$1'),
        port: port === '' ? PORTS[protocol] : Number(port),
        encryption: protocol === 'smtps:' ? 'tls' : never ? 'none' : 'starttls',
        login,
    });
}
function loginOf(user, password) {
    if (user === '')
        return undefined;
    try {
        return { user: decodeURIComponent(user), password: decodeURIComponent(password) };
    }
    catch {
        return 'malformed';
    }
}

// EXTERNAL MODULE: ./lib/action/inputs/loopback.js
var loopback = __webpack_require__(12165);
// EXTERNAL MODULE: ./lib/action/inputs/readers.js
var readers = __webpack_require__(54794);
// EXTERNAL MODULE: ./lib/action/inputs/row.js
var row = __webpack_require__(7198);
;// CONCATENATED MODULE: ./lib/action/inputs/table/notify.js







/** SES takes so many in one message. */
const MOST_RECIPIENTS = 50;
/** Where something secret is sent to, which no message repeats: encrypted, unless it stays on this machine. */
function receiver(example) {
    const read = (0,readers/* address */.hl)(['https', 'http'], example);
    return {
        read: value => {
            const url = URL.parse(value);
            if (url?.protocol === 'http:' && !(0,loopback/* isLoopback */.U)(url.hostname))
                return (0,parsed/* refused */.J5)('is http://, and would say what is secret in it to anybody on the way; write https://');
            return read.read(value);
        },
    };
}
const recipients = {
    read: (value) => {
        const list = (0,name_list/* parseNameList */.H)(value);
        if (!list.ok)
            return list;
        const addresses = list.value.flatMap(each => {
            const mailbox = (0,sender/* parseMailbox */.i)(each);
            return mailbox.ok ? mailbox.value.address : [];
        });
        if (addresses.length < list.value.length)
            return (0,parsed/* refused */.J5)('holds what is not an email address; write such as ops@example.com, one a line');
        return addresses.length > MOST_RECIPIENTS
            ? (0,parsed/* refused */.J5)(`has more than ${MOST_RECIPIENTS} addresses; write that of a mailing list`)
            : (0,parsed/* parsed */.Yz)(addresses);
    },
};
/** Who is reported what became of a run. */
const notifyInputs = {
    'notify-on': (0,row/* defaulting */.G5)((0,readers/* oneOf */.yL)(['failure', 'always', 'change']), 'failure', {
        description: 'When Slack, email and the webhook are reported: of failures, of every run, or where the outcome is not the last reported outcome, which is kept as a small object in `destination`. PagerDuty and the heartbeat hear of every run.',
    }),
    'slack-webhook-url': (0,row/* optional */.lq)(receiver('https://hooks.slack.com/services/…'), {
        secret: true,
        description: 'The incoming webhook of a Slack channel. Store it as a secret.',
    }),
    'email-to': (0,row/* listing */.RR)(recipients, {
        description: 'Who gets an email: addresses, one a line or separated by commas.',
    }),
    'email-from': (0,row/* optional */.lq)({ read: sender/* parseMailbox */.i }, {
        description: 'Who it is from, as `backups@example.com` or `Backups <backups@example.com>`, the name in any script.',
    }),
    'smtp-url': (0,row/* optional */.lq)({ read: parseSmtpUrl }, {
        secret: true,
        description: 'The mail server, as `smtps://user:password@smtp.example.com` or `smtp://…` (then STARTTLS is demanded, unless it ends in `?starttls=never`). Store it as a secret.',
        defaultDescription: 'Amazon SES',
    }),
    'ses-region': (0,row/* optional */.lq)((0,readers/* fitting */._Q)(/^[a-z0-9-]+$/, 'not a region; write one such as eu-central-1'), {
        description: 'The region of Amazon SES, where it is not that of the bucket.',
        defaultDescription: '`region`, `AWS_REGION`, or the profile',
    }),
    'webhook-url': (0,row/* optional */.lq)(receiver('https://example.com/backups'), {
        secret: true,
        description: 'Where a notice is posted as JSON: see docs/webhook.md. Store it as a secret.',
    }),
    'webhook-secret': (0,row/* optional */.lq)((0,readers/* fitting */._Q)(/^\S{16,}$/, 'too short, or holds space; write 16 characters or more, such as of openssl rand -hex 32'), {
        secret: true,
        description: 'Signs what is posted to `webhook-url`, so that the receiver knows who sent it.',
        defaultDescription: 'not signed',
    }),
    'pagerduty-routing-key': (0,row/* optional */.lq)((0,readers/* fitting */._Q)(/^\S+$/, 'not a routing key; write the one of the integration'), {
        secret: true,
        description: 'The integration key of a PagerDuty service (Events API v2): a failure opens an incident, the next success closes it.',
    }),
    'pagerduty-url': (0,row/* defaulting */.G5)(receiver('https://events.eu.pagerduty.com/v2/enqueue'), 'https://events.pagerduty.com/v2/enqueue', {
        description: 'Where PagerDuty takes events; for accounts in the EU `https://events.eu.pagerduty.com/v2/enqueue`.',
    }),
    'heartbeat-url': (0,row/* optional */.lq)(receiver('https://hc-ping.com/…'), {
        secret: true,
        description: 'A dead man’s switch such as healthchecks.io, which alerts when a run is missing: `/start`, nothing, or `/fail` is added to it. Store it as a secret.',
    }),
    'heartbeat-on': (0,row/* defaulting */.G5)((0,readers/* oneOf */.yL)(['every-run', 'failure']), 'every-run', {
        description: 'What `heartbeat-url` hears of: every run; or failures alone, for a step beside the one that counts as the run, such as a check before a backup.',
    }),
    'next-run': (0,row/* optional */.lq)((0,readers/* fitting */._Q)(/^[^\r\n]{1,200}$/, 'has several lines, or more than 200 characters; write one short line'), {
        description: 'When the next run is due, as notifications show it, such as `Sunday 03:07 UTC`.',
        defaultDescription: 'the cron expression of the schedule that started this run',
    }),
};


/***/ }),

/***/ 81271:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  nr: () => (/* binding */ copyInputs),
  SR: () => (/* binding */ destinationInputs),
  EK: () => (/* binding */ lastingInputs),
  G6: () => (/* binding */ s3AccessInputs),
  Yt: () => (/* binding */ s3WritingInputs)
});

// EXTERNAL MODULE: ./lib/catalog/destination.js
var destination = __webpack_require__(23567);
// EXTERNAL MODULE: ./lib/core/parsed.js
var parsed = __webpack_require__(83186);
;// CONCATENATED MODULE: ./lib/catalog/object-tags.js

/** S3's limits (“Categorizing your storage using tags”): per object, and in characters. */
const MOST_TAGS = 10;
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;
const ALLOWED = /^[\p{L}\p{N}\p{Zs}+\-=._:/@]*$/u;
/** Reads one `key=value` a line. The value may hold further `=`, or be empty. */
function parseObjectTags(text) {
    const lines = text.split(/\r?\n/).map(line => line.trim());
    const tags = [];
    for (const line of lines.filter(line => line !== '')) {
        const at = line.indexOf('=');
        if (at < 1)
            return (0,parsed/* refused */.J5)(`${(0,parsed/* quoted */.TL)(line)} is not a tag; write one key=value a line`);
        const tag = { key: line.slice(0, at).trim(), value: line.slice(at + 1).trim() };
        const problem = refusal(tag, tags);
        if (problem !== undefined)
            return (0,parsed/* refused */.J5)(problem);
        tags.push(tag);
    }
    return tags.length > MOST_TAGS
        ? (0,parsed/* refused */.J5)(`${tags.length} tags are more than S3 takes; write ${MOST_TAGS} at most`)
        : (0,parsed/* parsed */.Yz)(tags);
}
function refusal({ key, value }, earlier) {
    const name = (0,parsed/* quoted */.TL)(key);
    if (earlier.some(tag => tag.key === key))
        return `the tag ${name} is given twice; write each key once`;
    if (key.length > LONGEST_KEY)
        return `the key ${name} is too long; write ${LONGEST_KEY} characters at most`;
    if (value.length > LONGEST_VALUE)
        return `the value of ${name} is too long; write ${LONGEST_VALUE} characters at most`;
    if (/^aws:/i.test(key))
        return `the key ${name} is reserved by AWS; write one that does not begin with aws:`;
    if (!ALLOWED.test(key + value))
        return `the tag ${name} has characters that S3 refuses; write letters, digits, spaces and + - = . _ : / @`;
    return undefined;
}

// EXTERNAL MODULE: ./lib/core/durations.js
var durations = __webpack_require__(5530);
;// CONCATENATED MODULE: ./lib/storage/aws/role.js

/** What differs between the parts of AWS that have accounts of their own. */
const HOME_REGIONS = {
    'aws-cn': 'cn-north-1',
    'aws-us-gov': 'us-gov-west-1',
    'aws-eusc': 'eusc-de-east-1',
};
const ARN = /^arn:(aws(?:-[a-z]+)*):iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/;
/** Reads the ARN of a role. The text is not repeated: it may be a key that was put into the wrong input. */
function parseRole(text) {
    const [, partition] = ARN.exec(text) ?? [];
    if (partition === undefined)
        return (0,parsed/* refused */.J5)('not the ARN of a role; write it like arn:aws:iam::123456789012:role/pg-backup');
    return (0,parsed/* parsed */.Yz)({
        arn: text,
        audience: partition === 'aws-cn' ? 'sts.amazonaws.com.cn' : 'sts.amazonaws.com',
        homeRegion: HOME_REGIONS[partition] ?? 'us-east-1',
    });
}

// EXTERNAL MODULE: ./lib/storage/s3/part-size.js
var part_size = __webpack_require__(3741);
// EXTERNAL MODULE: ./lib/storage/s3/region.js
var region = __webpack_require__(47358);
// EXTERNAL MODULE: ./lib/action/inputs/readers.js
var readers = __webpack_require__(54794);
// EXTERNAL MODULE: ./lib/action/inputs/row.js
var row = __webpack_require__(7198);
;// CONCATENATED MODULE: ./lib/action/inputs/table/storage.js








/** Where the backups are. */
const destinationInputs = {
    destination: (0,row/* required */.mw)({ read: destination/* parseDestination */.G }, {
        description: 'Where backups are stored: `s3://bucket/prefix`, or a folder as `/path` or `./path`.',
    }),
};
/** Whether a destination that does not last is meant. */
const lastingInputs = {
    'allow-folder': (0,row/* defaulting */.G5)(readers/* flag */.Jt, 'false', {
        description: 'Accept a folder as `destination` on a GitHub-hosted runner, which deletes it when the job ends: a later step must copy the backup elsewhere.',
    }),
};
/** What is kept beside a backup's destination. */
const copyInputs = {
    'local-copy': (0,row/* optional */.lq)({ read: destination/* parseFolder */.I }, {
        description: 'A folder in which the stored bytes are kept as well, such as a disk of a self-hosted runner. It must be no destination of other backups: `local-copy-days` is for all of the series that are in it.',
    }),
    'local-copy-days': (0,row/* defaulting */.G5)((0,readers/* wholeNumber */.rD)(1, 36_500), '7', {
        description: 'After how many days a local copy is removed. The newest whole one of each kind (full, schema, the same tables) stays.',
    }),
};
/** How long to wait for who does not answer: of every verb, for the database and for the store. */
const stallInputs = {
    'stall-timeout': (0,row/* defaulting */.G5)({ read: durations/* parseDuration */.E }, '10m', {
        description: 'How long a database, a program such as `pg_restore`, or a store may make no progress before the run ends, such as `90s` or `30m`. A server that is at work on something long, such as an index, is asked on a second connection and waited for: at most twelve times as long, while nothing of its work can be seen to change.',
    }),
};
/** How S3, or what speaks like it, is reached. */
const s3AccessInputs = {
    region: (0,row/* optional */.lq)({ read: region/* parseRegion */.cf }, {
        description: "The bucket's region.",
        defaultDescription: '`AWS_REGION`, or the profile',
    }),
    endpoint: (0,row/* optional */.lq)((0,readers/* address */.hl)(['http', 'https'], 'https://s3.example.com'), {
        description: 'The address of an S3-compatible store: Ceph, MinIO, R2, B2 and the like.',
        defaultDescription: 'AWS',
    }),
    'force-path-style': (0,row/* optional */.lq)(readers/* flag */.Jt, {
        description: 'Name the bucket in the path rather than in the host name.',
        defaultDescription: '`true` where `endpoint` is given',
    }),
    'expected-bucket-owner': (0,row/* optional */.lq)((0,readers/* fitting */._Q)(/^\d{12}$/, 'not an AWS account; write its 12 digits'), {
        description: 'The AWS account that must own the bucket, so that a bucket taken over by another is never written to.',
    }),
    'role-to-assume': (0,row/* optional */.lq)({ read: parseRole }, {
        description: 'The ARN of an AWS role, assumed by OpenID Connect instead of stored keys, and again whenever its session is about to end. The job needs `permissions: id-token: write`.',
    }),
    'aws-access-key-id': (0,row/* optional */.lq)(readers/* text */.Qq, {
        secret: true,
        description: 'The access key, if neither `role-to-assume` nor the AWS default chain (environment, profile, instance role) is used.',
        defaultDescription: 'the AWS default chain',
    }),
    'aws-secret-access-key': (0,row/* optional */.lq)(readers/* text */.Qq, {
        secret: true,
        description: 'The secret that belongs to `aws-access-key-id`.',
    }),
    'aws-session-token': (0,row/* optional */.lq)(readers/* text */.Qq, {
        secret: true,
        description: 'The session token, where the access key is a temporary one.',
    }),
    ...stallInputs,
};
/** How it keeps what is written. */
const s3WritingInputs = {
    sse: (0,row/* optional */.lq)((0,readers/* oneOf */.yL)(['AES256', 'aws:kms', 'none']), {
        description: 'Encryption by the store, at rest.',
        defaultDescription: '`AES256`, or `none` where `endpoint` is given',
    }),
    'sse-kms-key-id': (0,row/* optional */.lq)(readers/* text */.Qq, {
        description: 'The KMS key for `sse: aws:kms`, by id, ARN or alias.',
        defaultDescription: "AWS's own key",
    }),
    'storage-class': (0,row/* optional */.lq)((0,readers/* fitting */._Q)(/^[A-Z][A-Z0-9_-]*$/, 'not a storage class; write one in capitals, such as STANDARD_IA'), {
        description: 'The storage class of the backup, such as `STANDARD_IA` or `GLACIER_IR`. Its checksum and manifest stay in that of the bucket, where they can be read.',
        defaultDescription: "the bucket's",
    }),
    'object-lock-mode': (0,row/* optional */.lq)((0,readers/* oneOf */.yL)(['GOVERNANCE', 'COMPLIANCE']), {
        description: 'Protect the backup against deletion for `object-lock-days`. The bucket must have Object Lock.',
    }),
    'object-lock-days': (0,row/* optional */.lq)((0,readers/* wholeNumber */.rD)(1, 36_500), {
        description: 'For how many days. Until then nobody can delete a backup that is locked in `COMPLIANCE` mode.',
    }),
    tags: (0,row/* listing */.RR)({ read: parseObjectTags }, {
        description: 'Object tags, one `key=value` a line, such as `team=platform`.',
    }),
    'max-parts': (0,row/* defaulting */.G5)((0,readers/* wholeNumber */.rD)(1, 10_000), '10000', {
        description: 'The most parts that the store takes in one upload. AWS takes 10,000, Scaleway 1,000.',
    }),
    'part-size': (0,row/* optional */.lq)({ read: part_size/* parsePartSize */.A }, {
        description: 'Upload in parts of this one size, such as `64MB`, for stores that take no others. Twice as much is held in memory, and `max-parts` of them are the largest backup.',
        defaultDescription: 'parts that grow with the backup; `64MB` where `endpoint` is Cloudflare R2, whose parts must be alike',
    }),
    checksum: (0,row/* defaulting */.G5)((0,readers/* oneOf */.yL)(['sha256', 'crc32', 'none']), 'sha256', {
        description: 'The checksum that the store verifies on each part as it arrives.',
    }),
};


/***/ }),

/***/ 81592:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QU: () => (/* binding */ maskSecrets),
/* harmony export */   cT: () => (/* binding */ withoutSecrets),
/* harmony export */   k8: () => (/* binding */ maskAlso)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46058);
/* harmony import */ var _http_proxy_variables_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(79772);
/* harmony import */ var _postgres_connection_secrets_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(14585);
/* harmony import */ var _inputs_runner_input_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(40203);




/** What libpq and the AWS SDK read by themselves, and is as secret as an input. */
const SECRET_VARIABLES = ['PGPASSWORD', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];
/** Inputs that hold a whole connection string: their passwords are secrets in each of their forms. */
const CONNECTION_STRINGS = ['database-url', 'target-url', 'server-url', 'smtp-url'];
/** Inputs that hold many, as a JSON object. */
const CONNECTION_LISTS = ['database-urls'];
/**
 * Has the runner blot out every secret of this run; the first thing that an entry does, before anything can be logged.
 * Works on what can't be read as well: a mistyped URL holds a password too.
 * @returns the secrets, the longest first, for `withoutSecrets`
 */
function maskSecrets(env, inputs, mask = _actions_core__WEBPACK_IMPORTED_MODULE_0__.setSecret) {
    return maskAlso(secretsIn(env, inputs), mask);
}
/** The same for secrets that turn up later, such as a password file's. Returns them. */
function maskAlso(secrets, mask = _actions_core__WEBPACK_IMPORTED_MODULE_0__.setSecret) {
    for (const secret of secrets)
        mask(secret);
    return secrets;
}
/** Below this a secret is part of so many words that blotting it out would leave nothing to read. Characters. */
const SHORTEST_REDACTED = 4;
/** A text without the secrets: for what the runner's masks don't reach, such as the job summary. */
function withoutSecrets(text, secrets, instead = '***') {
    return secrets
        .filter(secret => secret.length >= SHORTEST_REDACTED)
        .reduce((rest, secret) => rest.replaceAll(secret, () => instead), text);
}
function secretsIn(env, table) {
    const names = Object.keys(table).filter(name => table[name]?.secret);
    const inputs = names.flatMap(name => {
        const verbatim = (0,_inputs_runner_input_js__WEBPACK_IMPORTED_MODULE_2__/* .inputText */ .AN)(env, name, true);
        if (CONNECTION_LISTS.includes(name))
            return secretsInJson(verbatim);
        return CONNECTION_STRINGS.includes(name)
            ? (0,_postgres_connection_secrets_js__WEBPACK_IMPORTED_MODULE_3__/* .secretsOf */ .F)(verbatim)
            : [verbatim, verbatim.trim(), ...lines(verbatim)];
    });
    const variables = [...SECRET_VARIABLES.flatMap(name => lines(env[name] ?? '')), ...(0,_http_proxy_variables_js__WEBPACK_IMPORTED_MODULE_1__/* .proxySecrets */ .Wm)(env)];
    // A secret key where a public one belongs is refused, and must not be shown by anything on the way there.
    const keys = (0,_inputs_runner_input_js__WEBPACK_IMPORTED_MODULE_2__/* .inputText */ .AN)(env, 'encrypt-to').match(/AGE-SECRET-KEY-[A-Z0-9-]+/gi) ?? [];
    const all = [...inputs, ...variables, ...keys].filter(secret => secret.trim() !== '');
    return [...new Set(all)].sort((one, other) => other.length - one.length);
}
function lines(text) {
    return text.split(/\r?\n/).map(line => line.trim());
}
/**
 * Every text to mask for a JSON object of connection strings: each of them in all its forms, and as JSON writes it. A text
 * that is no JSON is masked line by line. What only makes it JSON is not masked: a brace is no secret, and as one it would
 * be blotted out of everything.
 */
function secretsInJson(text) {
    const found = [];
    try {
        JSON.parse(text, (_key, value) => {
            if (typeof value === 'string')
                found.push(value);
            return value;
        });
    }
    catch {
        return (0,_postgres_connection_secrets_js__WEBPACK_IMPORTED_MODULE_3__/* .secretsOf */ .F)(text);
    }
    return found.flatMap(value => [...(0,_postgres_connection_secrets_js__WEBPACK_IMPORTED_MODULE_3__/* .secretsOf */ .F)(value), ...(0,_postgres_connection_secrets_js__WEBPACK_IMPORTED_MODULE_3__/* .secretsOf */ .F)(JSON.stringify(value).slice(1, -1))]);
}


/***/ }),

/***/ 21826:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ composeNotice),
/* harmony export */   M: () => (/* binding */ noticeRun)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _core_durations_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5530);
/* harmony import */ var _notify_notice_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(65741);
/* harmony import */ var _notify_text_shorten_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(48508);
/* harmony import */ var _inputs_runner_input_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(40203);
/* harmony import */ var _mask_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(81592);
/* harmony import */ var _runner_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(14918);
/* harmony import */ var _dedup_key_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(72428);








/** What nobody reads to its end: the job summary has it whole. Characters, and how many facts. */
const LONGEST = 2_000;
const MOST_FACTS = 50;
const TOOK = 'Took';
function noticeRun(verb, env) {
    const { repository, url } = (0,_runner_js__WEBPACK_IMPORTED_MODULE_3__/* .readRunner */ .f)(env).run;
    return {
        verb,
        dedupKey: (0,_dedup_key_js__WEBPACK_IMPORTED_MODULE_4__/* .topicOf */ .F)(verb, env),
        repository,
        runUrl: url,
        nextRun: (0,_inputs_runner_input_js__WEBPACK_IMPORTED_MODULE_5__/* .inputText */ .AN)(env, 'next-run') || scheduleOf(env),
    };
}
/** A notice without what only the last one says: whether it differs. No secret is left in it. */
function composeNotice(content, { nextRun, ...run }, secrets, tookMs) {
    const clean = (text) => (0,_notify_text_shorten_js__WEBPACK_IMPORTED_MODULE_6__/* .shorten */ .m)((0,_mask_js__WEBPACK_IMPORTED_MODULE_2__/* .withoutSecrets */ .cT)(text, secrets), LONGEST);
    const facts = [...content.facts.slice(0, MOST_FACTS), ...tookOf(content, tookMs)];
    return {
        ...(0,_notify_notice_js__WEBPACK_IMPORTED_MODULE_7__/* .withTexts */ .j8)({ ...content, facts }, clean),
        ...run,
        changed: undefined,
        nextRun: nextRun && clean(nextRun),
        at: new Date(),
    };
}
/** How long the step has taken, where its own facts do not say it better. */
function tookOf({ facts }, tookMs) {
    if (tookMs === undefined || facts.some(({ label }) => label === TOOK))
        return [];
    return [{ label: TOOK, value: (0,_core_durations_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a)(tookMs) }];
}
/**
 * When the schedule that started the run starts one again. GitHub puts its cron expression into the event, and not the timezone
 * that it is in, so no time is named.
 */
function scheduleOf({ GITHUB_EVENT_NAME, GITHUB_EVENT_PATH }) {
    if (GITHUB_EVENT_NAME !== 'schedule' || GITHUB_EVENT_PATH === undefined)
        return undefined;
    try {
        const event = JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(GITHUB_EVENT_PATH, 'utf8'));
        const schedule = typeof event === 'object' && event && 'schedule' in event ? event.schedule : undefined;
        return typeof schedule === 'string' ? `by the schedule ${schedule}` : undefined;
    }
    catch {
        // Not worth a word: the notice is right without it.
        return undefined;
    }
}


/***/ }),

/***/ 72428:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ topicOf),
/* harmony export */   v: () => (/* binding */ isDryRun)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _inputs_runner_input_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40203);


/**
 * What runs have in common of which one opens an alert and another closes it: verb, destination and series. Only from what is
 * known before anything is read, so that a run that fails at once has the topic of one that succeeds. A backup of the structure or
 * of some tables closes no alert of the full one, nor the other way round. Without a series the
 * workflow, job and step stand in; jobs of one matrix then need a series each, and fleets of one workflow an artifact each. A
 * dry run closes no alert of a real one.
 */
function topicOf(verb, env) {
    const { GITHUB_ACTION, GITHUB_JOB, GITHUB_REPOSITORY, GITHUB_WORKFLOW } = env;
    const series = (0,_inputs_runner_input_js__WEBPACK_IMPORTED_MODULE_1__/* .inputText */ .AN)(env, 'series');
    const artifact = (0,_inputs_runner_input_js__WEBPACK_IMPORTED_MODULE_1__/* .inputText */ .AN)(env, 'artifact');
    const which = series === '' ? [GITHUB_WORKFLOW, GITHUB_JOB, GITHUB_ACTION] : [series];
    const parts = [
        GITHUB_REPOSITORY,
        verb,
        (0,_inputs_runner_input_js__WEBPACK_IMPORTED_MODULE_1__/* .inputText */ .AN)(env, 'destination'),
        ...which,
        ...(verb === 'backup' ? partOf(env) : []),
        ...(artifact === '' ? [] : [artifact]),
        ...(isDryRun(env) ? ['dry run'] : []),
    ];
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256')
        .update(JSON.stringify(parts.map(part => part ?? '')))
        .digest('hex');
}
/** Which part of a database is backed up; nothing for all of it. */
function partOf(env) {
    const [mode = '', ...chosen] = ['mode', 'tables', 'schemas'].map(name => (0,_inputs_runner_input_js__WEBPACK_IMPORTED_MODULE_1__/* .inputText */ .AN)(env, name));
    const choice = chosen.map(text => text
        .split(/[\s,]+/)
        .toSorted()
        .join(' '));
    return mode.replace('full', '') + choice.join('') === '' ? [] : [mode, ...choice];
}
/** Whether the run is to change nothing, nor to leave a mark of what was reported. */
function isDryRun(env) {
    return (0,_inputs_runner_input_js__WEBPACK_IMPORTED_MODULE_1__/* .inputText */ .AN)(env, 'dry-run').toLowerCase() === 'true';
}


/***/ }),

/***/ 76593:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ failureNotice),
/* harmony export */   e: () => (/* binding */ subjectOf)
/* harmony export */ });
/* harmony import */ var _notify_notice_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65741);
/* harmony import */ var _notify_problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(67226);
/* harmony import */ var _inputs_runner_input_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40203);



function subjectOf(env) {
    return {
        series: (0,_inputs_runner_input_js__WEBPACK_IMPORTED_MODULE_0__/* .inputText */ .AN)(env, 'series'),
        destination: (0,_inputs_runner_input_js__WEBPACK_IMPORTED_MODULE_0__/* .inputText */ .AN)(env, 'destination'),
        from: (0,_inputs_runner_input_js__WEBPACK_IMPORTED_MODULE_0__/* .inputText */ .AN)(env, 'from'),
    };
}
const TITLES = {
    backup: 'no backup',
    restore: 'not restored',
    verify: 'not verified',
    drill: 'not drilled',
    prune: 'not pruned',
    report: 'no report',
    check: 'not checked',
    fleet: 'nothing is backed up',
};
/** What a notice says of a run that ended before it had anything to report. The inputs need not be such as can be read. */
function failureNotice(verb, explanation, { destination, from, series }) {
    const ended = explanation.kind === 'cancelled' ? 'cancelled' : TITLES[verb];
    return {
        outcome: 'failure',
        title: series === '' ? `PostgreSQL ${verb}: ${ended}` : `${series}: ${verb} failed, ${ended}`,
        facts: (0,_notify_notice_js__WEBPACK_IMPORTED_MODULE_1__/* .factsOf */ .xS)({
            Series: series,
            Destination: destination,
            Backup: ['restore', 'drill', 'verify'].includes(verb) ? from : undefined,
        }),
        problem: (0,_notify_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .problemOf */ .Z)([explanation]),
    };
}


/***/ }),

/***/ 64200:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N: () => (/* binding */ openNotifier),
  $: () => (/* binding */ sendNotice)
});

// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/action/failure.js
var failure = __webpack_require__(75388);
// EXTERNAL MODULE: ./lib/action/summary/summary.js
var summary = __webpack_require__(7801);
// EXTERNAL MODULE: ./lib/action/notify/compose.js
var compose = __webpack_require__(21826);
// EXTERNAL MODULE: ./lib/notify/last-outcome.js
var last_outcome = __webpack_require__(20916);
// EXTERNAL MODULE: ./lib/action/stores.js + 5 modules
var stores = __webpack_require__(63136);
;// CONCATENATED MODULE: ./lib/action/notify/last-outcome.js



/** The backup is stored by now: a store that answers late must not hold up the job. Milliseconds. */
const LIMIT_MS = 20_000;
/** Whether a notice differs from the last reported outcome; undefined where that can't be known, which is reported in doubt. */
async function differsFromLast(notice, stored, reporter, signal) {
    try {
        const limited = withLimit(signal);
        const last = await inDestination(stored, store => (0,last_outcome/* readLastOutcome */.Ty)(store, notice, limited));
        return last === undefined ? undefined : last !== notice.outcome;
    }
    catch (error) {
        reporter.warning(`The last reported outcome is not known, so this is reported: ${(0,errors/* messageOf */.bD)(error)}`);
        return undefined;
    }
}
/** Remembers what was reported now. */
async function keepAsLast(notice, stored, reporter, signal) {
    try {
        const limited = withLimit(signal);
        await inDestination(stored, store => (0,last_outcome/* rememberOutcome */.Ii)(store, notice, limited));
    }
    catch (error) {
        reporter.warning(`What was reported is not remembered, so it is reported again: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}
function withLimit(signal) {
    return AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]);
}
/** Undefined where the destination is not even known. */
async function inDestination(stored, use) {
    if (!stored)
        return undefined;
    // What is replaced by the next change must not be locked, nor are where reading it costs.
    const { objectLock: _lock, storageClass: _class, ...s3 } = stored.s3;
    const store = await (0,stores/* openDestination */.xB)(stored.destination, s3);
    try {
        return await use(store);
    }
    finally {
        store.close();
    }
}

// EXTERNAL MODULE: ./lib/action/notify/open-channels.js + 17 modules
var open_channels = __webpack_require__(32531);
// EXTERNAL MODULE: ./lib/action/notify/pending-notice.js
var pending_notice = __webpack_require__(95590);
;// CONCATENATED MODULE: ./lib/action/notify/notifier.js







function openNotifier(parts) {
    const { cancelled, env, inputs, reporter, secrets } = parts;
    const channels = channelsFor(parts);
    const cancellationDeadline = runnerDeadline(cancelled);
    const startedAt = performance.now();
    let begun = Promise.resolve();
    return {
        begin() {
            if (channels.length === 0)
                return warnOfNobody(parts);
            (0,pending_notice/* savePending */.f)({ channels: channels.map(({ name }) => name), content: undefined });
            begun = Promise.all(channels.flatMap(({ begin, name }) => begin ? [attempt(() => begin(cancellationDeadline), name, reporter, cancellationDeadline)] : []));
        },
        async notify(content) {
            if (channels.length === 0)
                return;
            try {
                const notice = (0,compose/* composeNotice */.L)(content(), inputs.run, secrets, performance.now() - startedAt);
                await begun;
                const sent = await sendNotice(notice, channels, parts, cancellationDeadline);
                const { facts, outcome, problem, title } = notice;
                (0,pending_notice/* savePending */.f)({ channels: sent.cut, content: { facts, outcome, problem, title } });
                await (0,summary/* writeSummary */.S)(summaryOf(sent), secrets, env);
            }
            catch (error) {
                reporter.warning(`Nobody was notified: ${(0,errors/* messageOf */.bD)(error)} [bug]`);
            }
        },
    };
}
/** A proxy's address that can't be read keeps others from being reached, and is no reason to fail. */
function channelsFor({ env, inputs, reporter }) {
    try {
        return (0,open_channels/* openChannels */.L)(inputs.reading, env);
    }
    catch (error) {
        reporter.warning(`Nobody can be notified: ${(0,errors/* messageOf */.bD)(error)}`);
        return [];
    }
}
/** As `notify-on` says; also from the post step. */
async function sendNotice(notice, channels, { inputs, reporter }, signal) {
    const { dryRun, on, store } = inputs;
    const asks = channels.some(({ receives }) => receives === 'notices');
    const changed = on === 'change' && asks ? await differsFromLast(notice, store, reporter, signal) : undefined;
    const wanted = on === 'always' || (on === 'failure' ? notice.outcome === 'failure' : changed !== false);
    const listening = channels.filter(({ receives }) => wanted || receives === 'every run');
    const sent = await sendAll(listening, { ...notice, changed }, reporter, signal);
    const heard = channels.some(({ receives, name }) => receives === 'notices' && sent.notified.includes(name));
    if (on === 'change' && heard && !dryRun)
        await keepAsLast(notice, store, reporter, signal);
    return sent;
}
/** A secret that is missing leaves an input empty, and nobody would ever know. */
function warnOfNobody({ inputs, reporter }) {
    if (inputs.on !== 'failure')
        reporter.warning('notify-on says when to notify, but nobody is given whom: check that the secrets behind the inputs are set');
}
function summaryOf({ cut, failed, notified }) {
    const lines = [
        notified.length > 0 && `🔔 Notified by ${notified.join(', ')}.`,
        failed.length + cut.length > 0 && `⚠️ Not notified by ${[...failed, ...cut].join(', ')}: see the log.`,
    ];
    const shown = lines.filter(line => line !== false);
    return shown.length === 0 ? '' : `\n${shown.join('\n\n')}\n`;
}
/** From the runner's first signal to its last there are 10 s; one is for what comes after. Milliseconds. */
const GRACE_MS = 9_000;
/** A signal that is aborted shortly before the runner would kill a run that was cancelled. */
function runnerDeadline(cancelled, graceMs = GRACE_MS) {
    const over = new AbortController();
    const begin = () => {
        setTimeout(() => over.abort(), graceMs).unref();
    };
    if (cancelled.aborted)
        begin();
    else
        cancelled.addEventListener('abort', begin, { once: true });
    return over.signal;
}
/** Notifies all of them at once. One that cannot be reached is a warning, never a failure. */
async function sendAll(channels, notice, reporter, signal) {
    const outcomes = await Promise.all(channels.map(async ({ name, ...channel }) => {
        const outcome = await attempt(() => channel.send(notice, signal), name, reporter, signal);
        return { name, outcome };
    }));
    const named = (wanted) => outcomes.filter(({ outcome }) => outcome === wanted).map(({ name }) => name);
    const notified = named('reported');
    if (notified.length > 0)
        reporter.info(`Notified by ${notified.join(', ')}`);
    return { notified, failed: named('failed'), cut: named('cut') };
}
/** Says by how it ended what became of a message; warns where it failed. Never rejects. */
async function attempt(send, name, reporter, signal) {
    try {
        await send();
        return 'reported';
    }
    catch (error) {
        if (signal.aborted)
            return 'cut';
        const [why] = error instanceof errors/* BackupError */.hj ? (0,failure/* failureLines */.w7)(error) : [`${(0,errors/* messageOf */.bD)(error)} [bug]`];
        reporter.warning(`Not notified by ${name}: ${why}`);
        return 'failed';
    }
}


/***/ }),

/***/ 37791:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ readNotifyInputs)
/* harmony export */ });
/* harmony import */ var _inputs_reading_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(71030);
/* harmony import */ var _inputs_store_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(49629);
/* harmony import */ var _inputs_table_notify_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(30482);
/* harmony import */ var _compose_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(21826);
/* harmony import */ var _dedup_key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72428);
/* harmony import */ var _failure_notice_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(76593);






const table = { ..._inputs_table_notify_js__WEBPACK_IMPORTED_MODULE_1__/* .notifyInputs */ .v, ..._inputs_store_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .storeInputs */ .be };
/** Never throws. */
function readNotifyInputs(verb, env) {
    const reading = (0,_inputs_reading_js__WEBPACK_IMPORTED_MODULE_5__/* .readTable */ .x)(table, env);
    return {
        on: reading.value('notify-on'),
        reading,
        store: (0,_inputs_store_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .storeInputsOf */ .y3)(reading),
        dryRun: (0,_dedup_key_js__WEBPACK_IMPORTED_MODULE_3__/* .isDryRun */ .v)(env),
        run: (0,_compose_js__WEBPACK_IMPORTED_MODULE_2__/* .noticeRun */ .M)(verb, env),
        subject: (0,_failure_notice_js__WEBPACK_IMPORTED_MODULE_4__/* .subjectOf */ .e)(env),
    };
}


/***/ }),

/***/ 32531:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  L: () => (/* binding */ openChannels)
});

// EXTERNAL MODULE: ./lib/http/agents.js
var agents = __webpack_require__(56380);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./lib/http/request.js
var request = __webpack_require__(91741);
;// CONCATENATED MODULE: ./lib/http/post.js

/** How much of an answer is read. Bytes. */
const MOST_READ = 4_096;
/** Posts once; a redirect is an answer like any other. Rejects with Node's own errors. */
async function post({ body, headers, url }, agents, signal) {
    const response = await (0,request/* request */.E)(url, { method: 'POST', headers, body: Buffer.from(body) }, agents, signal);
    const { location, 'retry-after': retryAfter } = response.headers;
    return { status: response.statusCode ?? 0, location, retryAfter, body: await beginningOf(response) };
}
async function beginningOf(response) {
    const chunks = [];
    let bytes = 0;
    for await (const chunk of response) {
        const part = Buffer.from(chunk);
        chunks.push(part);
        bytes += part.length;
        if (bytes >= MOST_READ)
            break;
    }
    response.destroy();
    return Buffer.concat(chunks).subarray(0, MOST_READ).toString();
}

// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
;// CONCATENATED MODULE: ./lib/notify/failures.js

const NOTIFY_UNREACHABLE = (0,errors/* defineError */.MP)({
    topic: 'notifications',
    code: 'notify-unreachable',
    kind: 'environment',
    meaning: 'No connection to Slack, the webhook, PagerDuty or the heartbeat, or one that broke off.',
    fix: 'Check the address in the input that the message names, and the network, DNS, proxy and certificates of the runner.',
});
/** No connection, or one that broke off. */
function unreachable({ name, input }, cause) {
    const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    return new errors/* BackupError */.hj({
        ...NOTIFY_UNREACHABLE,
        message: `${name} could not be reached${code}.`,
        hint: `Check the address in ${input}, and the network, DNS, proxy and certificates of the runner.`,
    }, cause);
}
const NOTIFY_TIMEOUT = (0,errors/* defineError */.MP)({
    topic: 'notifications',
    code: 'notify-timeout',
    kind: 'environment',
    meaning: 'The receiver did not answer in time; it may have got the notification all the same.',
    fix: 'Check whether it is up, and whether a proxy or firewall stands in between.',
});
/** No answer in time; it may have been delivered all the same. */
function unanswered({ name, input }, ms) {
    return new errors/* BackupError */.hj({
        ...NOTIFY_TIMEOUT,
        message: `${name} did not answer within ${ms / 1000} s.`,
        hint: `Check whether what ${input} names is up, and whether a proxy or firewall stands in between.`,
    });
}
const NOTIFY_REFUSED = (0,errors/* defineError */.MP)({
    topic: 'notifications',
    code: 'notify-refused',
    kind: 'environment',
    meaning: 'The receiver does not want the notification: its answer is below 500, and no success.',
    fix: 'Check the input that the message names: it may have been revoked, mistyped, or belong to something else.',
});
/** It answered, and does not want it. `word` is what it said, where that is one of its known words. */
function refused({ name, input }, status, word = '') {
    return new errors/* BackupError */.hj({
        ...NOTIFY_REFUSED,
        message: `${name} refused the notification (HTTP ${status}${word === '' ? '' : `, ${word}`}).`,
        hint: `Check ${input}: it may have been revoked, mistyped, or belong to something else.`,
    });
}
const NOTIFY_OVERLOADED = (0,errors/* defineError */.MP)({
    topic: 'notifications',
    code: 'notify-overloaded',
    kind: 'environment',
    meaning: 'The receiver answered each attempt with 429, or 500 and above.',
    fix: 'Look whether the service has an outage, or takes fewer messages than it is sent.',
});
/** It answered that it cannot, each time it was asked. */
function overloaded({ name }, status) {
    return new errors/* BackupError */.hj({
        ...NOTIFY_OVERLOADED,
        message: `${name} could not take the notification (HTTP ${status}), however often it was tried.`,
    });
}
const NOTIFY_REDIRECTED = (0,errors/* defineError */.MP)({
    topic: 'notifications',
    code: 'notify-redirected',
    kind: 'environment',
    meaning: 'The receiver points to another address; what is secret is not taken there.',
    fix: 'Write the final address into the input that the message names.',
});
/** It points elsewhere. Addresses hold secrets: they are not taken to another host. */
function redirected({ name, input }, status) {
    return new errors/* BackupError */.hj({
        ...NOTIFY_REDIRECTED,
        message: `${name} redirects to another address (HTTP ${status}), which is not followed.`,
        hint: `Write the final address into ${input}.`,
    });
}

;// CONCATENATED MODULE: ./lib/notify/deliver.js



const DELIVERY_LIMITS = {
    attemptMs: 10_000,
    wholeMs: 30_000,
    pausesMs: [500, 1_000, 2_000, 4_000, 8_000],
};
/** Redirects within one host, one after the other. */
const REDIRECTS = 3;
/**
 * Posts until it is accepted: tries again what may pass by itself (429, 5xx, a connection that broke), as late as
 * `Retry-After` asks where that is in time. What timed out is not tried again: it may have been delivered.
 * @param word picks from an answer what may be repeated in a message
 * @throws BackupError `notify-unreachable`, `notify-timeout`, `notify-refused`, `notify-overloaded`, `notify-redirected`
 */
async function deliver(request, receiver, { agents, limits }, signal, word = () => undefined) {
    const deadline = performance.now() + limits.wholeMs;
    for (const pauseMs of [...limits.pausesMs, undefined]) {
        signal.throwIfAborted();
        const leftMs = Math.ceil(Math.max(1, Math.min(limits.attemptMs, deadline - performance.now())));
        const result = await attempt(request, receiver, agents, leftMs, signal, word);
        if (result === 'accepted')
            return;
        const { afterMs, failure } = result;
        const waitMs = Math.max(pauseMs ?? Infinity, afterMs ?? Infinity);
        if (performance.now() + waitMs >= deadline)
            throw failure;
        await (0,promises_.setTimeout)(waitMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
}
async function attempt(request, receiver, agents, ms, signal, word) {
    const late = AbortSignal.timeout(ms);
    try {
        const answer = await follow(request, agents, AbortSignal.any([signal, late]));
        return evaluate(answer, receiver, word);
    }
    catch (cause) {
        signal.throwIfAborted();
        if (late.aborted)
            return { failure: unanswered(receiver, ms), afterMs: undefined };
        return { failure: unreachable(receiver, cause), afterMs: 0 };
    }
}
function evaluate(answer, receiver, word) {
    const { body, retryAfter, status } = answer;
    if (status >= 200 && status < 300)
        return 'accepted';
    if (status >= 300 && status < 400)
        return { failure: redirected(receiver, status), afterMs: undefined };
    if (status === 429 || status >= 500)
        return { failure: overloaded(receiver, status), afterMs: retryAfterMs(retryAfter, new Date()) };
    return { failure: refused(receiver, status, word(body)), afterMs: undefined };
}
/** Follows redirects that keep the method, and stay with the same host. */
async function follow(request, agents, signal) {
    let { url } = request;
    for (let redirects = 0;; redirects++) {
        const answer = await post({ ...request, url }, agents, signal);
        const next = URL.parse(answer.location ?? '', url.href);
        const keeps = answer.status === 307 || answer.status === 308;
        if (!keeps || !next || next.origin !== url.origin || redirects >= REDIRECTS)
            return answer;
        url = next;
    }
}
/** What `Retry-After` asks for, in seconds or as a date (RFC 9110 §10.2.3): milliseconds from `now`; 0 where it is neither. */
function retryAfterMs(header, now) {
    const text = header?.trim() ?? '';
    if (/^\d{1,9}$/.test(text))
        return Number(text) * 1000;
    const at = Date.parse(text);
    return Number.isNaN(at) ? 0 : Math.max(0, at - now.getTime());
}

;// CONCATENATED MODULE: ./lib/notify/text/one-line.js
/** A text on one line: what ends lines, moves the cursor or turns the direction of writing becomes a space. */
function oneLine(text) {
    return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

;// CONCATENATED MODULE: ./lib/notify/text/words.js

const SIGNS = { success: '✅', warning: '⚠️', failure: '❌' };
/** The title with its outcome, for where no colour says it. One line. */
function headline({ outcome, title }) {
    const words = { success: 'Success', warning: 'Warning', failure: 'Failure' };
    return `${words[outcome]}: ${oneLine(title)}`;
}
/** What is known of the run itself, besides its address. */
function runFacts({ at, changed, nextRun, repository, verb }) {
    const facts = [
        { label: 'Action', value: verb },
        { label: 'Repository', value: repository },
        { label: 'At', value: `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC` },
        { label: 'Next run', value: nextRun },
        { label: 'Changed', value: changed === true ? 'yes: it is not the last reported outcome' : undefined },
    ];
    return facts.flatMap(({ label, value }) => (value === undefined ? [] : [{ label, value }]));
}

;// CONCATENATED MODULE: ./lib/notify/text/plain-text.js


/** A notice as text that anybody can read: for email, and for logs of other services. */
function plainText(notice) {
    const { facts, problem, runUrl } = notice;
    const about = problem
        ? ['', oneLine(problem.message), `What to do: ${oneLine(problem.hint)}`, `Code: ${problem.code}`]
        : [];
    const lines = [...facts, ...runFacts(notice)].map(({ label, value }) => `${oneLine(label)}: ${oneLine(value)}`);
    const run = runUrl === undefined ? [] : ['', oneLine(runUrl)];
    return `${[headline(notice), ...about, '', ...lines, ...run].join('\n')}\n`;
}

// EXTERNAL MODULE: ./lib/notify/text/shorten.js
var shorten = __webpack_require__(48508);
;// CONCATENATED MODULE: ./lib/notify/email/message.js




/** So much of a subject is shown by any program. Characters. */
const SUBJECT = 150;
/** A notice as an email. */
function emailMessage(notice) {
    return {
        subject: (0,shorten/* shorten */.m)(headline(notice), SUBJECT),
        text: plainText(notice),
        html: emailHtml(notice),
    };
}
const COLOURS = {
    success: '#1a7f37',
    warning: '#9a6700',
    failure: '#cf222e',
};
const FONT = 'font-family:-apple-system,Segoe UI,Helvetica,Arial,sans-serif;font-size:14px;line-height:1.5';
const CELL = 'padding:4px 16px 4px 0;text-align:left;vertical-align:top';
/** A notice as a page of its own: styles stand inline and nothing is loaded, since mail programs strip the rest. */
function emailHtml(notice) {
    const { facts, outcome, problem, runUrl } = notice;
    const about = problem
        ? [
            `<p>${html(problem.message)}</p>`,
            `<p><strong>What to do:</strong> ${html(problem.hint)}<br><code>${html(problem.code)}</code></p>`,
        ]
        : [];
    return [
        '<!DOCTYPE html>',
        `<html lang="en"><head><meta charset="utf-8"><title>${html(headline(notice))}</title></head>`,
        `<body style="${FONT}">`,
        `<h1 style="font-size:18px;color:${COLOURS[outcome]}">${SIGNS[outcome]} ${html(headline(notice))}</h1>`,
        ...about,
        `<table role="presentation" style="border-collapse:collapse;${FONT}">`,
        ...[...facts, ...runFacts(notice)].map(row),
        '</table>',
        ...(isLink(runUrl) ? [`<p><a href="${html(runUrl)}">Open the run</a></p>`] : []),
        '</body></html>',
        '',
    ].join('\n');
}
function row({ label, value }) {
    return `<tr><th scope="row" style="${CELL};font-weight:600">${html(label)}</th><td style="${CELL}">${html(value)}</td></tr>`;
}
/** A text from outside, where HTML stands around it. */
function html(text) {
    return oneLine(text).replaceAll(/[&<>"'`]/g, sign => `&#${sign.charCodeAt(0)};`);
}
function isLink(url) {
    return url !== undefined && /^https?:\/\//.test(url);
}

// EXTERNAL MODULE: ./lib/notify/email/sender.js
var sender = __webpack_require__(21785);
;// CONCATENATED MODULE: ./lib/notify/email/ses-failure.js

/** The SDK's error has no name of its own. */
const NO_REGION = 'Region is missing';
const NOTIFY_SES_NO_REGION = (0,errors/* defineError */.MP)({
    topic: 'notifications',
    code: 'notify-ses-no-region',
    kind: 'environment',
    meaning: 'Nothing says in which region SES is to send.',
    fix: 'Give ses-region; AWS_REGION, or region where no endpoint is given, will do as well.',
});
const NOTIFY_SES_DENIED = (0,errors/* defineError */.MP)({
    topic: 'notifications',
    code: 'notify-ses-denied',
    kind: 'environment',
    meaning: 'The role or user may not send email by SES.',
    fix: 'Give it the permission ses:SendEmail for the identity of email-from.',
});
const NOTIFY_SES_CREDENTIALS = (0,errors/* defineError */.MP)({
    topic: 'notifications',
    code: 'notify-ses-credentials',
    kind: 'environment',
    meaning: 'There are no AWS credentials, or SES does not know them.',
    fix: 'Give `role-to-assume`, or configure AWS credentials before this step, or send by smtp-url.',
});
const NOTIFY_SES_CREDENTIALS_STALE = (0,errors/* defineError */.MP)({
    topic: 'notifications',
    code: 'notify-ses-credentials-stale',
    kind: 'environment',
    meaning: 'The AWS credentials have expired, or the secret does not match the key.',
    fix: 'Renew the credentials before this step, or check the secret key.',
});
const NOTIFY_SES_REJECTED = (0,errors/* defineError */.MP)({
    topic: 'notifications',
    code: 'notify-ses-rejected',
    kind: 'environment',
    meaning: 'SES rejects the sender or a recipient, most often since one is not verified.',
    fix: 'Verify the identity of email-from in ses-region; in the sandbox each address of email-to must be verified too.',
});
const NOTIFY_SES_SUSPENDED = (0,errors/* defineError */.MP)({
    topic: 'notifications',
    code: 'notify-ses-suspended',
    kind: 'environment',
    meaning: 'SES sends nothing for this account: paused, suspended, or over its quota.',
    fix: "Look into the account's SES dashboard.",
});
/** By the names of SES's own errors (API reference of SendEmail) and of AWS's common ones. */
const FAILURES = [
    {
        when: [NO_REGION],
        ...NOTIFY_SES_NO_REGION,
        message: 'SES needs a region, and none is set.',
    },
    {
        when: ['AccessDeniedException', 'AccessDenied', 'NotAuthorized'],
        ...NOTIFY_SES_DENIED,
        message: 'SES denied sending the email.',
        hint: 'Give the role or user the permission ses:SendEmail for the identity of email-from.',
    },
    {
        when: ['CredentialsProviderError', 'UnrecognizedClientException', 'InvalidClientTokenId'],
        ...NOTIFY_SES_CREDENTIALS,
        message: 'SES was given no AWS credentials, or such as it does not know.',
        hint: 'Give role-to-assume, or configure AWS credentials before this step, or send by smtp-url.',
    },
    {
        when: ['InvalidSignatureException', 'SignatureDoesNotMatch', 'ExpiredTokenException', 'ExpiredToken'],
        ...NOTIFY_SES_CREDENTIALS_STALE,
        message: 'SES was given AWS credentials that have expired, or a secret that does not match.',
    },
    {
        when: [
            'MessageRejected',
            'MailFromDomainNotVerifiedException',
            'NotFoundException',
            'BadRequestException',
        ],
        ...NOTIFY_SES_REJECTED,
        message: 'SES rejected the email.',
    },
    {
        when: ['AccountSuspendedException', 'SendingPausedException', 'LimitExceededException'],
        ...NOTIFY_SES_SUSPENDED,
        message: 'SES sends nothing for this account at present.',
        hint: "Look into the account's SES dashboard: sending is paused, suspended, or over its quota.",
    },
];
const NOTIFY_SES_UNREACHABLE = (0,errors/* defineError */.MP)({
    topic: 'notifications',
    code: 'notify-ses-unreachable',
    kind: 'environment',
    meaning: 'No connection to SES, or it failed.',
    fix: 'Check ses-region and the network of the runner.',
});
/** What went wrong with SES, without a word of the service's: it repeats addresses. A role that was not assumed says so itself. */
function sesFailure(cause, late) {
    if (cause instanceof errors/* BackupError */.hj)
        return cause;
    const { name = '', message = '' } = cause instanceof Error ? cause : {};
    const known = late
        ? undefined
        : FAILURES.find(({ when }) => when.includes(message === NO_REGION ? message : name));
    if (known) {
        const { hint, kind, message } = known;
        return new errors/* BackupError */.hj({ kind, code: known.code, message, hint }, cause);
    }
    return new errors/* BackupError */.hj({
        ...NOTIFY_SES_UNREACHABLE,
        message: `SES could not be reached, or failed${/^[A-Za-z]{4,60}$/.test(name) ? ` (${name})` : ''}.`,
    }, cause);
}

;// CONCATENATED MODULE: ./lib/notify/email/ses.js



const UTF8 = 'UTF-8';
/** Amazon SES v2. `AWS_ENDPOINT_URL_SESV2` is used, as by any AWS SDK. */
function sesChannel(options, { from, to }) {
    return {
        name: 'email by SES',
        receives: 'notices',
        send: async (notice, signal) => {
            const { html, subject, text } = emailMessage(notice);
            const late = AbortSignal.timeout(options.wholeMs);
            const { SendEmailCommand } = await Promise.all(/* import() */[__webpack_require__.e(279), __webpack_require__.e(956), __webpack_require__.e(242), __webpack_require__.e(352)]).then(__webpack_require__.t.bind(__webpack_require__, 14352, 19));
            const client = await clientOf(options);
            const command = new SendEmailCommand({
                FromEmailAddress: (0,sender/* mailboxHeader */.o)(from),
                Destination: { ToAddresses: [...to] },
                Content: {
                    Simple: {
                        Subject: { Data: subject, Charset: UTF8 },
                        Body: { Text: { Data: text, Charset: UTF8 }, Html: { Data: html, Charset: UTF8 } },
                        Headers: [{ Name: 'Auto-Submitted', Value: 'auto-generated' }],
                    },
                },
            });
            try {
                signal.throwIfAborted();
                await client.send(command, { abortSignal: AbortSignal.any([signal, late]) });
            }
            catch (cause) {
                signal.throwIfAborted();
                throw sesFailure(cause, late.aborted);
            }
            finally {
                client.destroy();
            }
        },
    };
}
async function clientOf({ agents, credentials, region, silenceMs }) {
    const { SESv2Client } = await Promise.all(/* import() */[__webpack_require__.e(279), __webpack_require__.e(956), __webpack_require__.e(242), __webpack_require__.e(352)]).then(__webpack_require__.t.bind(__webpack_require__, 14352, 19));
    const { NodeHttpHandler } = await __webpack_require__.e(/* import() */ 279).then(__webpack_require__.t.bind(__webpack_require__, 61279, 19));
    return new SESv2Client({
        ...(region !== undefined && { region }),
        ...(credentials && {
            credentials: typeof credentials === 'function' ? credentials : { ...credentials },
        }),
        requestHandler: new NodeHttpHandler({
            httpAgent: agents.http,
            httpsAgent: agents.https,
            connectionTimeout: silenceMs,
            requestTimeout: silenceMs,
            throwOnRequestTimeout: true,
        }),
    });
}

;// CONCATENATED MODULE: ./lib/notify/email/smtp-failure.js

const NOTIFY_EMAIL_LOGIN = (0,errors/* defineError */.MP)({
    topic: 'notifications',
    code: 'notify-email-login',
    kind: 'environment',
    meaning: 'The mail server refused user and password, or takes none.',
    fix: 'Check both in smtp-url, where they are percent-encoded.',
});
const NOTIFY_EMAIL_TLS = (0,errors/* defineError */.MP)({
    topic: 'notifications',
    code: 'notify-email-tls',
    kind: 'environment',
    meaning: 'The mail server offers no encryption, or a certificate that is not trusted; nothing was sent.',
    fix: 'Check host and port in smtp-url; give NODE_EXTRA_CA_CERTS for a certificate authority of your own, or write smtps:// for a server with TLS from the first byte.',
});
const NOTIFY_EMAIL_REFUSED = (0,errors/* defineError */.MP)({
    topic: 'notifications',
    code: 'notify-email-refused',
    kind: 'environment',
    meaning: 'The mail server refused the sender, all recipients, or the message.',
    fix: 'Check email-from and email-to, and whether the server lets this user send from there.',
});
const NOTIFY_EMAIL_TIMEOUT = (0,errors/* defineError */.MP)({
    topic: 'notifications',
    code: 'notify-email-timeout',
    kind: 'environment',
    meaning: 'The mail server did not answer in time.',
    fix: 'Check host and port in smtp-url: GitHub-hosted runners cannot use port 25.',
});
/** By nodemailer's own codes; what servers say is not repeated, since they repeat addresses and more. */
const smtp_failure_FAILURES = [
    {
        when: ['EAUTH', 'ENOAUTH'],
        ...NOTIFY_EMAIL_LOGIN,
        message: 'The mail server refused user and password.',
        hint: 'Check the user and the password in smtp-url; both must be percent-encoded.',
    },
    {
        when: ['ETLS'],
        ...NOTIFY_EMAIL_TLS,
        message: 'The mail server offers no encryption, or a certificate that is not trusted.',
    },
    {
        when: ['EENVELOPE', 'EMESSAGE'],
        ...NOTIFY_EMAIL_REFUSED,
        message: 'The mail server refused the sender, the recipients, or the message.',
    },
    {
        when: ['ETIMEDOUT'],
        ...NOTIFY_EMAIL_TIMEOUT,
        message: 'The mail server did not answer in time.',
    },
];
const NOTIFY_EMAIL_UNREACHABLE = (0,errors/* defineError */.MP)({
    topic: 'notifications',
    code: 'notify-email-unreachable',
    kind: 'environment',
    meaning: 'No connection to the mail server, or one that broke off.',
    fix: 'Check host and port in smtp-url, and the network and DNS of the runner.',
});
/** What went wrong with a mail server, without a word of the server's; `late`: it was given up. */
function smtpFailure(cause, late) {
    if (!late && asksToWait(cause))
        return forNow(cause);
    const sign = late ? 'ETIMEDOUT' : signOf(cause);
    const known = smtp_failure_FAILURES.find(({ when }) => when.includes(sign));
    if (known) {
        const { hint, kind, message } = known;
        return new errors/* BackupError */.hj({ kind, code: known.code, message, hint }, cause);
    }
    return new errors/* BackupError */.hj({
        ...NOTIFY_EMAIL_UNREACHABLE,
        message: 'The mail server could not be reached, or the connection broke off.',
    }, cause);
}
function signOf(cause) {
    if (!(cause instanceof Error))
        return '';
    // With TLS from the first byte, a certificate that is not trusted is a failure of the socket to nodemailer.
    if (/certificate|self.signed/i.test(cause.message))
        return 'ETLS';
    return 'code' in cause ? String(cause.code) : '';
}
/** Whether a mail server refused for now only: a reply of 4xx (RFC 5321, 4.2.1), as greylisting gives. */
function asksToWait(cause) {
    const reply = cause instanceof Error && 'responseCode' in cause ? Number(cause.responseCode) : 0;
    return reply >= 400 && reply < 500;
}
const NOTIFY_EMAIL_BUSY = (0,errors/* defineError */.MP)({
    topic: 'notifications',
    code: 'notify-email-busy',
    kind: 'environment',
    meaning: 'The mail server refused the message for now (4xx, as greylisting does), each time that it was sent.',
    fix: 'Let the server accept this sender at once, or check its limits for this user.',
});
function forNow(cause) {
    return new errors/* BackupError */.hj({
        ...NOTIFY_EMAIL_BUSY,
        message: 'The mail server refused the message for now, each time that it was sent.',
        hint: 'If it greylists, let it accept this sender at once; else check its limits for this user.',
    }, cause);
}
const NOTIFY_EMAIL_RECIPIENTS = (0,errors/* defineError */.MP)({
    topic: 'notifications',
    code: 'notify-email-recipients',
    kind: 'environment',
    meaning: 'The mail server refused some of the recipients; the others were notified.',
    fix: 'Check the addresses in email-to.',
});
/** Some of the recipients got it, others were refused. */
function someRefused(refused, all) {
    return new errors/* BackupError */.hj({
        ...NOTIFY_EMAIL_RECIPIENTS,
        message: `The mail server refused ${refused} of ${all} recipients; the others were notified.`,
    });
}

;// CONCATENATED MODULE: ./lib/notify/email/smtp.js




const SMTP_LIMITS = {
    silenceMs: 10_000,
    wholeMs: 30_000,
    pausesMs: [1_000, 3_000, 6_000, 12_000],
};
/** A mail server, by SMTP. Certificates are checked as Node does, further authorities by NODE_EXTRA_CA_CERTS. */
function smtpChannel(server, { from, to }, { pausesMs, silenceMs, wholeMs } = SMTP_LIMITS) {
    return {
        name: 'email by SMTP',
        receives: 'notices',
        send: async (notice, signal) => {
            const late = AbortSignal.timeout(wholeMs);
            const limited = AbortSignal.any([signal, late]);
            const mail = {
                from: from.name === undefined ? from.address : { name: from.name, address: from.address },
                to: [...to],
                ...emailMessage(notice),
                // Nobody's out-of-office reply is wanted (RFC 3834).
                headers: { 'Auto-Submitted': 'auto-generated' },
                signal: limited,
            };
            for (const pauseMs of [...pausesMs, undefined]) {
                const transport = await transportTo(server, silenceMs);
                try {
                    const { rejected } = await transport.sendMail(mail);
                    if (rejected.length > 0)
                        throw someRefused(rejected.length, to.length);
                    return;
                }
                catch (cause) {
                    signal.throwIfAborted();
                    if (cause instanceof errors/* BackupError */.hj)
                        throw cause;
                    if (pauseMs === undefined || late.aborted || !asksToWait(cause))
                        throw smtpFailure(cause, late.aborted);
                    await (0,promises_.setTimeout)(pauseMs, undefined, { signal: limited }).catch(() => {
                        signal.throwIfAborted();
                        throw smtpFailure(cause, false);
                    });
                }
                finally {
                    transport.close();
                }
            }
        },
    };
}
async function transportTo({ encryption, host, login, port }, silenceMs) {
    const { createTransport } = await __webpack_require__.e(/* import() */ 739).then(__webpack_require__.bind(__webpack_require__, 16739));
    return createTransport({
        host,
        port,
        secure: encryption === 'tls',
        requireTLS: encryption === 'starttls',
        ignoreTLS: encryption === 'none',
        ...(login && { auth: { user: login.user, pass: login.password } }),
        // A server that offers no login must not be trusted with the message of one who has a password.
        forceAuth: login !== undefined,
        connectionTimeout: silenceMs,
        greetingTimeout: silenceMs,
        socketTimeout: silenceMs,
        dnsTimeout: silenceMs,
        disableFileAccess: true,
        disableUrlAccess: true,
    });
}

;// CONCATENATED MODULE: ./lib/notify/heartbeat.js



const RECEIVER = { name: 'The heartbeat', input: 'heartbeat-url' };
/** What healthchecks.io keeps of a ping's body is 100 kB; others keep less. Characters. */
const LOG = 10_000;
/**
 * A dead man's switch, as healthchecks.io and its likes take it: `<url>/start` when a run begins, `<url>` when it has done what
 * it was to do, `<url>/fail` when not. It counts runs, so it hears of every one; of a step that is only a part of one it hears
 * of a failure alone.
 */
function heartbeatChannel(url, delivery, runs = 'every-run') {
    const ping = async (end, body, signal) => {
        const headers = { 'content-type': 'text/plain; charset=utf-8' };
        await deliver({ url: withEnd(url, end), headers, body }, RECEIVER, delivery, signal);
    };
    return {
        name: 'heartbeat',
        receives: 'every run',
        ...(runs === 'every-run' && { begin: (signal) => ping('/start', '', signal) }),
        send: async (notice, signal) => {
            const failed = notice.outcome === 'failure';
            if (failed || runs === 'every-run')
                await ping(failed ? '/fail' : '', (0,shorten/* shorten */.m)(plainText(notice), LOG), signal);
        },
    };
}
/** Behind the path, before a query such as `?create=1`. */
function withEnd(address, end) {
    const url = new URL(address);
    if (end !== '')
        url.pathname = url.pathname.replace(/\/?$/, end);
    return url;
}

;// CONCATENATED MODULE: ./lib/notify/pagerduty.js



const pagerduty_RECEIVER = { name: 'PagerDuty', input: 'pagerduty-routing-key' };
/** Of the Events API v2; a summary above is refused. Characters. */
const SUMMARY = 1_024;
/** An event may have 512 kB. Characters. */
const DETAIL = 2_000;
const MOST_DETAILS = 40;
/**
 * PagerDuty's Events API v2: a failure opens an incident, the next run that does not fail closes it. It keeps count itself,
 * so it hears of every run.
 */
function pagerDutyChannel({ routingKey, url }, delivery) {
    return {
        name: 'PagerDuty',
        receives: 'every run',
        send: async (notice, signal) => {
            const body = JSON.stringify(pagerduty_event(notice, routingKey));
            const headers = { 'content-type': 'application/json' };
            await deliver({ url: new URL(url), headers, body }, pagerduty_RECEIVER, delivery, signal);
        },
    };
}
function pagerduty_event(notice, routingKey) {
    const dedupKey = `pg-backup-action-${notice.dedupKey}`;
    return notice.outcome === 'failure'
        ? { routing_key: routingKey, event_action: 'trigger', dedup_key: dedupKey, ...pagerduty_alert(notice) }
        : { routing_key: routingKey, event_action: 'resolve', dedup_key: dedupKey };
}
function pagerduty_alert({ at, facts, problem, repository, runUrl, title, verb }) {
    const details = facts
        .slice(0, MOST_DETAILS)
        .map(({ label, value }) => [oneLine(label), (0,shorten/* shorten */.m)(oneLine(value), DETAIL)]);
    return {
        payload: {
            summary: (0,shorten/* shorten */.m)(oneLine(problem ? `${title}: ${problem.message}` : title), SUMMARY),
            source: repository ?? 'pg-backup-action',
            severity: 'error',
            timestamp: at.toISOString(),
            component: verb,
            ...(problem && { class: problem.code }),
            custom_details: {
                ...Object.fromEntries(details),
                ...(problem && { 'What to do': (0,shorten/* shorten */.m)(oneLine(problem.hint), DETAIL) }),
            },
        },
        client: 'pg-backup-action',
        ...(runUrl !== undefined && { client_url: runUrl, links: [{ href: runUrl, text: 'The run' }] }),
    };
}

;// CONCATENATED MODULE: ./lib/notify/slack/message.js



/** Slack's own limits, in characters or elements; a message above one of them is refused whole. */
const MOST = { header: 150, field: 2_000, fields: 10, section: 3_000, context: 10, url: 3_000, blocks: 50 };
/** Short enough to be read; the rest is in the run. Characters. */
const VALUE = 500;
const FALLBACK = 2_000;
/** How many facts fit into the blocks that the others leave. */
const MOST_FACTS = (MOST.blocks - 6) * MOST.fields;
/** The body of an incoming webhook: blocks, and a text for where blocks are not shown. */
function slackMessage(notice) {
    const { facts, outcome, problem, runUrl, title } = notice;
    const about = runFacts(notice).map(({ label, value }) => mrkdwn(plainMrkdwn(`${label}: ${value}`, VALUE)));
    return {
        text: plainMrkdwn(problem ? `${headline(notice)}. ${problem.message}` : headline(notice), FALLBACK),
        unfurl_links: false,
        unfurl_media: false,
        blocks: [
            { type: 'header', text: plain((0,shorten/* shorten */.m)(`${SIGNS[outcome]} ${oneLine(title)}`, MOST.header)) },
            ...(problem
                ? [
                    section(`*What happened*\n${plainMrkdwn(problem.message, MOST.section - 20)}`),
                    section(`*What to do*\n${plainMrkdwn(problem.hint, MOST.section - 300)}\n${codeMrkdwn(problem.code, 200)}`),
                ]
                : []),
            ...inTens(facts.slice(0, MOST_FACTS)).map(fields => ({ type: 'section', fields: fields.map(field) })),
            { type: 'context', elements: about.slice(0, MOST.context) },
            ...(runUrl !== undefined && runUrl.length <= MOST.url
                ? [
                    {
                        type: 'actions',
                        elements: [{ type: 'button', text: plain('Open the run'), url: runUrl, action_id: 'run' }],
                    },
                ]
                : []),
        ],
    };
}
function field({ label, value }) {
    return mrkdwn(`*${plainMrkdwn(label, 100)}*\n${codeMrkdwn(value, VALUE)}`);
}
function section(text) {
    return { type: 'section', text: mrkdwn(text) };
}
function mrkdwn(text) {
    return { type: 'mrkdwn', text, verbatim: true };
}
/** Nothing has a meaning in it. */
function plain(text) {
    return { type: 'plain_text', text, emoji: false };
}
function inTens(facts) {
    const rows = [];
    for (let at = 0; at < facts.length; at += MOST.fields)
        rows.push(facts.slice(at, at + MOST.fields));
    return rows;
}
/** What Slack's markup takes for formatting has no escape: characters that look alike stand in, where they would format. */
const ALIKE = { '*': '∗', _: '＿', '~': '∼', '`': 'ˋ' };
/** A text from outside inside of Slack's markup: no link, mention or formatting can come of it. */
function plainMrkdwn(text, most) {
    return (0,shorten/* shortenEscaped */.H)(oneLine(text), most, value => entities(value).replace(/(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])|`/gu, sign => ALIKE[sign] ?? ''));
}
/** The same, in a fixed-width font: nothing but a backtick has a meaning there. */
function codeMrkdwn(text, most) {
    const shown = oneLine(text) || ' ';
    return `\`${(0,shorten/* shortenEscaped */.H)(shown, most - 2, value => entities(value).replaceAll('`', 'ˋ'))}\``;
}
/** The three that Slack decodes; no others (docs.slack.dev, “Escaping text”). */
function entities(text) {
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

;// CONCATENATED MODULE: ./lib/notify/slack/slack.js


const slack_RECEIVER = { name: 'Slack', input: 'slack-webhook-url' };
/** An incoming webhook of Slack. */
function slackChannel(webhookUrl, delivery) {
    return {
        name: 'Slack',
        receives: 'notices',
        send: async (notice, signal) => {
            const body = JSON.stringify(slackMessage(notice));
            const headers = { 'content-type': 'application/json; charset=utf-8' };
            await deliver({ url: new URL(webhookUrl), headers, body }, slack_RECEIVER, delivery, signal, slackWord);
        },
    };
}
/** Slack answers refusals with a word, such as `no_service` or `invalid_blocks`. */
function slackWord(body) {
    return /^[a-z_]{3,40}$/.exec(body.trim())?.[0];
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
// EXTERNAL MODULE: ./lib/notify/notice.js
var notice = __webpack_require__(65741);
;// CONCATENATED MODULE: ./lib/notify/notice-document.js


/** Version 1 of what a webhook is sent. Holds no secret. */
const noticeSchema = schemas/* object */.Ikc({
    schema: schemas/* literal */.euz('pg-backup-notice/1'),
    verb: schemas/* enum */.k5n(notice/* NOTICE_VERBS */._A),
    outcome: schemas/* enum */.k5n(notice/* NOTICE_OUTCOMES */.nK)
        .describe('warning: it was done, and somebody should look at something all the same'),
    changed: schemas/* boolean */.zMY()
        .exactOptional()
        .describe('whether it differs from the last reported outcome; only with notify-on: change'),
    title: schemas/* string */.YjP().describe('one line, for people'),
    facts: schemas/* array */.YOg(schemas/* object */.Ikc({ label: schemas/* string */.YjP(), value: schemas/* string */.YjP() }))
        .describe('for people, in this order; labels may change from version to version'),
    problem: schemas/* object */.Ikc({ code: schemas/* string */.YjP().describe('as in docs/errors.md'), message: schemas/* string */.YjP(), hint: schemas/* string */.YjP() })
        .exactOptional(),
    dedupKey: schemas/* string */.YjP()
        .regex(/^[0-9a-f]{64}$/)
        .describe('the same for all runs of a verb over the same series and destination'),
    repository: schemas/* string */.YjP().exactOptional().describe('owner/name; missing outside of GitHub'),
    runUrl: schemas/* string */.YjP().exactOptional(),
    nextRun: schemas/* string */.YjP().exactOptional().describe('in the words of the input next-run, or a cron expression'),
    at: iso/* datetime */.w$(),
});
/** A notice as programs read it. */
function noticeDocument(notice) {
    const { at, changed, facts, nextRun, outcome, problem, repository, runUrl, title, dedupKey, verb } = notice;
    return {
        schema: 'pg-backup-notice/1',
        verb,
        outcome,
        ...(changed !== undefined && { changed }),
        title,
        facts: facts.map(({ label, value }) => ({ label, value })),
        ...(problem && { problem: { code: problem.code, message: problem.message, hint: problem.hint } }),
        dedupKey,
        ...(repository !== undefined && { repository }),
        ...(runUrl !== undefined && { runUrl }),
        ...(nextRun !== undefined && { nextRun }),
        at: at.toISOString(),
    };
}

;// CONCATENATED MODULE: ./lib/notify/webhook/webhook.js



const webhook_RECEIVER = { name: 'The webhook', input: 'webhook-url' };
/** Any program: the notice as JSON (docs/webhook.md). What is tried again has the same id. */
function webhookChannel({ secret, url }, delivery) {
    return {
        name: 'webhook',
        receives: 'notices',
        send: async (notice, signal) => {
            const body = JSON.stringify(noticeDocument(notice));
            const signed = signatureHeaders(body, { at: new Date(), id: `msg_${(0,external_node_crypto_.randomUUID)()}`, secret });
            const headers = { 'content-type': 'application/json; charset=utf-8', ...signed };
            await deliver({ url: new URL(url), headers, body }, webhook_RECEIVER, delivery, signal);
        },
    };
}
/** Marks a secret that is bytes in base64, as the libraries of Standard Webhooks make them. */
const ENCODED = 'whsec_';
/**
 * The headers by which a receiver knows who sent a body, that it is not an old one sent again, and whether it has seen it
 * already: as Standard Webhooks has them (standardwebhooks.com), so that its libraries verify them.
 */
function signatureHeaders(body, { at, id, secret }) {
    const timestamp = String(Math.floor(at.getTime() / 1000));
    const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp };
    if (secret === undefined)
        return headers;
    const key = secret.startsWith(ENCODED)
        ? Buffer.from(secret.slice(ENCODED.length), 'base64')
        : Buffer.from(secret);
    const signature = (0,external_node_crypto_.createHmac)('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
    return { ...headers, 'webhook-signature': `v1,${signature}` };
}

// EXTERNAL MODULE: ./lib/storage/s3/region.js
var region = __webpack_require__(47358);
// EXTERNAL MODULE: ./lib/action/assumed-role.js
var assumed_role = __webpack_require__(35097);
// EXTERNAL MODULE: ./lib/action/inputs/s3-inputs.js
var s3_inputs = __webpack_require__(20398);
;// CONCATENATED MODULE: ./lib/action/notify/open-channels.js











/**
 * Anyone who can be reported, by the inputs alone. Those that can't be read are left out: the sub-action itself says what is wrong
 * with them, and the others are notified of that.
 */
function openChannels(reading, env) {
    const { value } = reading;
    const delivery = { agents: (0,agents/* httpAgents */.T)(env, { keepAlive: false }), limits: DELIVERY_LIMITS };
    const slack = value('slack-webhook-url');
    const webhook = value('webhook-url');
    const routingKey = value('pagerduty-routing-key');
    const heartbeat = value('heartbeat-url');
    const email = emailChannel(reading, env, delivery);
    return [
        ...(slack === undefined ? [] : [slackChannel(slack, delivery)]),
        ...(email ? [email] : []),
        ...(webhook === undefined
            ? []
            : [webhookChannel({ url: webhook, secret: value('webhook-secret') }, delivery)]),
        ...(routingKey === undefined
            ? []
            : [pagerDutyChannel({ routingKey, url: value('pagerduty-url') }, delivery)]),
        ...(heartbeat === undefined ? [] : [heartbeatChannel(heartbeat, delivery, value('heartbeat-on'))]),
    ];
}
function emailChannel(reading, env, { agents }) {
    const { value } = reading;
    const from = value('email-from');
    const to = value('email-to');
    if (from === undefined || to.length === 0)
        return undefined;
    const server = value('smtp-url');
    if (server)
        return smtpChannel(server, { from, to });
    return sesChannel({ ...awsOf(reading, env), agents, ...SMTP_LIMITS }, { from, to });
}
/** A role is one of AWS. A bucket's keys and region are those of AWS, unless the store is another's. */
function awsOf(reading, env) {
    const sesRegion = reading.value('ses-region');
    const access = (0,s3_inputs/* s3AccessOf */.cR)(reading);
    const credentials = (0,assumed_role/* awsCredentials */.c)(access, env);
    if (access.endpoint === undefined)
        return { region: sesRegion ?? access.region, credentials };
    if (!access.role)
        return { region: sesRegion, credentials: undefined };
    return { region: sesRegion ?? (0,region/* firstOfAws */.nj)([access.region]), credentials };
}


/***/ }),

/***/ 95590:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ savePending),
/* harmony export */   v: () => (/* binding */ readDue)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46058);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92857);
/* harmony import */ var _notify_notice_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(65741);
/* harmony import */ var _runner_files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92788);




/** The build's post stub looks at it, as at the leftovers: empty where nothing is due. */
const STATE = 'notice';
const text = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP();
const due = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    channels: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(text),
    content: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
        outcome: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(_notify_notice_js__WEBPACK_IMPORTED_MODULE_3__/* .NOTICE_OUTCOMES */ .nK),
        title: text,
        facts: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ label: text, value: text })),
        problem: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ code: text, message: text, hint: text }).optional(),
    })
        .optional(),
});
/** Kept in the step's state, which the post step is given even where this process was killed. */
function savePending(notice) {
    try {
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__.saveState)(STATE, notice === undefined || notice.channels.length === 0 ? '' : JSON.stringify(notice));
    }
    catch (error) {
        // A full disk: only a step that is killed needs what is kept here.
        if (!(0,_runner_files_js__WEBPACK_IMPORTED_MODULE_1__/* .isFileFailure */ .rK)(error))
            throw error;
    }
}
function readDue() {
    const state = (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__.getState)(STATE);
    if (state === '')
        return undefined;
    const { channels, content } = due.parse(JSON.parse(state));
    return { channels, content: content && { ...content, problem: content.problem } };
}


/***/ }),

/***/ 18061:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ actionReporter)
/* harmony export */ });
/* unused harmony export workflowLine */
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46058);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(75388);
/* harmony import */ var _mask_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(81592);



/**
 * The log of a step. The runner masks secrets in it too, but only as it was given them: they are taken out here first.
 * @param secrets what `maskSecrets` returned
 */
function actionReporter(secrets, env, log = _actions_core__WEBPACK_IMPORTED_MODULE_0__) {
    const clean = (text) => withoutControls((0,_mask_js__WEBPACK_IMPORTED_MODULE_2__/* .withoutSecrets */ .cT)(text, secrets));
    const line = (text) => workflowLine(clean(text));
    return {
        debug: text => log.debug(clean(text)),
        info: text => log.info(line(text)),
        // Annotations travel inside a command, whose text the toolkit escapes.
        notice: text => log.notice(clean(text)),
        warning: text => log.warning(clean(text)),
        async group(title, body) {
            log.startGroup(clean(title));
            try {
                return await body();
            }
            finally {
                log.endGroup();
            }
        },
        failFor(reasons) {
            for (const reason of reasons)
                for (const problem of (0,_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .failureLines */ .w7)(reason))
                    log.setFailed(clean(problem));
        },
        failLine: text => log.setFailed(clean(text)),
        fail(error) {
            const trace = (0,_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .bugTrace */ .Wh)(error);
            if (trace !== undefined)
                log.info(line(trace));
            else if (error instanceof Error)
                log.debug(clean(String(error.cause ?? error.stack)));
            for (const problem of (0,_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .failureLines */ .w7)((0,_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .explainFailure */ .SP)(error, env)))
                log.setFailed(clean(problem));
        },
    };
}
/**
 * A text as it can be logged: the runner takes lines that begin with `::`, or hold `##[`, for commands, and names of
 * tables or a server's messages are not ours to trust.
 */
function workflowLine(text) {
    return text
        .replaceAll('##[', '##\u200b[')
        .split(/\r\n|[\r\n]/)
        .map(line => line.replace(/^(\s*):(?=:)/, '$1:\u200b'))
        .join('\n');
}
/** Controls of terminals, and of the direction of text: all but line breaks and tabs. */
const CONTROLS = /(?![\t\r\n])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
/** A text that changes nothing on the terminal of anyone who reads a downloaded log: names of objects and tables can hold anything. */
function withoutControls(text) {
    return text.replaceAll(CONTROLS, '\ufffd');
}


/***/ }),

/***/ 92788:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ns: () => (/* binding */ resultsNotWritten),
/* harmony export */   be: () => (/* binding */ stateNotKept),
/* harmony export */   rK: () => (/* binding */ isFileFailure)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);
/* harmony import */ var _core_scratch_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82121);


/** What the file system says of a disk, or a quota, that is full. */
const FULL = new Set(['ENOSPC', 'EDQUOT']);
/** Whether an error is about what the runner reads from the step, which it keeps in files below RUNNER_TEMP. */
function isFileFailure(error) {
    // The toolkit's own, for a file that the runner did not make.
    return error instanceof Error && ('syscall' in error || error.message.startsWith('Missing file at path'));
}
/** The step can't keep for its post step what that would have to clean up, so it stops before there is anything. */
function stateNotKept(cause) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj(isFull(cause) ? FULL_OF_STATE : STATE_UNWRITABLE, cause);
}
const FULL_OF_STATE = {
    ..._core_scratch_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .SCRATCH_DISK_FULL */ .h,
    message: 'No space is left in RUNNER_TEMP, where the runner keeps the state of this step.',
    hint: 'Free space on that disk, or use a larger runner.',
};
const STATE_UNWRITABLE = {
    ..._core_scratch_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .SCRATCH_UNUSABLE */ .B,
    message: 'The file in RUNNER_TEMP in which the runner keeps the state of this step cannot be written.',
    hint: 'Check that RUNNER_TEMP exists, and can be written to by this user.',
};
const RESULTS_NOT_WRITTEN = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'results',
    code: 'results-not-written',
    kind: 'environment',
    meaning: 'What the step was to do is done, such as the backup that is stored, and its outputs or its summary could not be written.',
    fix: 'Free space on the disk of RUNNER_TEMP. Steps that need the outputs must not run on without them.',
});
/**
 * The work is done, and the job cannot be given its results.
 * @param done what is done, as a sentence without its full stop
 */
function resultsNotWritten(done, cause) {
    const why = isFull(cause) ? 'no space is left in RUNNER_TEMP' : 'the files of the runner cannot be written';
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...RESULTS_NOT_WRITTEN,
        message: `${done}, but its outputs and summary could not be written: ${why}.`,
        hint: 'Free space on the disk of RUNNER_TEMP, or use a larger runner. Steps that need the outputs must not run now.',
    }, cause);
}
function isFull(cause) {
    return cause instanceof Error && 'code' in cause && FULL.has(String(cause.code));
}


/***/ }),

/***/ 14918:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ readRunner)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);

function readRunner(env) {
    const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run, GITHUB_SERVER_URL: server, GITHUB_SHA: commit, } = env;
    const url = server && repository && run ? `${server}/${repository}/actions/runs/${run}` : undefined;
    return { env, temp: env['RUNNER_TEMP'] ?? (0,node_os__WEBPACK_IMPORTED_MODULE_0__.tmpdir)(), run: { repository, commit, url } };
}


/***/ }),

/***/ 63136:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  $o: () => (/* binding */ bucketOptions),
  xB: () => (/* binding */ openDestination),
  Ch: () => (/* binding */ openStore),
  DY: () => (/* binding */ withDestination)
});

// EXTERNAL MODULE: ./lib/http/agents.js
var http_agents = __webpack_require__(56380);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/storage/refusals.js
var refusals = __webpack_require__(20932);
// EXTERNAL MODULE: ./lib/storage/folder/folder-errors.js
var folder_errors = __webpack_require__(70990);
;// CONCATENATED MODULE: ./lib/storage/folder/file-tag.js


/**
 * What distinguishes a file from another one under the same name: the number of its inode, which it keeps when a link gives the
 * partial file its final name. Where a file system changes it (FAT may), a file is nobody's, and is left alone.
 */
function fileTag({ ino }) {
    return `inode ${ino}`;
}
/** Removes a file if it carries the mark. Returns whether it did. */
async function removeMarked(path, uploadTag) {
    try {
        if (fileTag(await (0,promises_.stat)(path, { bigint: true })) !== uploadTag)
            return false;
        await (0,promises_.unlink)(path);
        return true;
    }
    catch (error) {
        if ((0,folder_errors/* fileCode */.K)(error) === 'ENOENT' || (0,folder_errors/* fileCode */.K)(error) === 'ENOTDIR')
            return false;
        throw error;
    }
}

// EXTERNAL MODULE: ./lib/storage/folder/made-folders.js
var made_folders = __webpack_require__(79069);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
;// CONCATENATED MODULE: ./lib/storage/folder/file-sink.js



/**
 * Writes a file, with backpressure, and hashes what it wrote. `finish` comes only after fsync, so that a disk that is
 * found full late is still found in time. Closes the handle when it is done or destroyed.
 */
class FileSink extends external_node_stream_.Writable {
    #file;
    #folder;
    #hash = (0,external_node_crypto_.createHash)('sha256');
    #bytes = 0;
    #digest = '';
    constructor(file, folder) {
        super({ highWaterMark: 1024 * 1024 });
        this.#file = file;
        this.#folder = folder;
    }
    get bytes() {
        return this.#bytes;
    }
    /** SHA-256 of what was written, base64; known after `finish`. */
    get sha256() {
        return this.#digest;
    }
    _write(chunk, _encoding, done) {
        this.#append(chunk).then(() => done(), (error) => done((0,folder_errors/* explainFolder */.W)(error, this.#folder)));
    }
    _final(done) {
        this.#digest = this.#hash.digest('base64');
        this.#file.sync().then(() => done(), (error) => done((0,folder_errors/* explainFolder */.W)(error, this.#folder)));
    }
    _destroy(error, done) {
        this.#file.close().then(() => done(error), (closing) => done(error ?? (0,folder_errors/* explainFolder */.W)(closing, this.#folder)));
    }
    async #append(chunk) {
        this.#hash.update(chunk);
        for (let at = 0; at < chunk.length;) {
            const { bytesWritten } = await this.#file.write(chunk, at);
            at += bytesWritten;
        }
        this.#bytes += chunk.length;
    }
}

;// CONCATENATED MODULE: ./lib/storage/folder/partial-upload.js









/** What distinguishes an unfinished file from a backup, and keeps it out of listings. */
const PARTIAL = '.partial';
/** The name of a partial file: the object's own, and what says this upload from another one of the same object. */
const PARTIAL_NAME = /^(.+)\.[0-9a-f]{12}\.partial$/;
/** The object's name by that of its partial file; undefined for a file that no upload made. */
function nameOfPartial(partial) {
    return PARTIAL_NAME.exec(partial)?.[1];
}
/** Opens a partial file beside its target, so that giving it its name is one step within one file system. */
async function beginPartialFile(target, remember, signal) {
    const { root, key, path } = target;
    if (signal.aborted)
        throw (0,refusals/* cancelled */.KW)(signal);
    if (await (0,promises_.stat)(path).catch(() => undefined))
        throw (0,refusals/* keyExists */.gD)(path);
    const folder = (0,external_node_path_.dirname)(path);
    const partial = `${path}.${(0,external_node_crypto_.randomBytes)(6).toString('hex')}${PARTIAL}`;
    const madeFolder = await (0,made_folders/* makeFolder */.fc)(folder).catch((error) => {
        throw (0,folder_errors/* explainFolder */.W)(error, root);
    });
    await refuseLinkWithin(root, folder);
    const trace = { kind: 'partial-file', path: partial, ...(madeFolder && { madeFolder }) };
    const forget = remember(trace);
    const undo = async () => {
        await undoPartialFile(partial, madeFolder);
        forget();
    };
    const { sink, uploadTag } = await openSink(partial, root).catch(async (error) => {
        await undo();
        throw (0,folder_errors/* explainFolder */.W)(error, root);
    });
    const stop = () => {
        sink.destroy((0,refusals/* cancelled */.KW)(signal));
    };
    signal.addEventListener('abort', stop, { once: true });
    let completed = false;
    const complete = async () => {
        if (signal.aborted)
            throw (0,refusals/* cancelled */.KW)(signal);
        if (!sink.writableFinished)
            throw new Error(`the upload of ${key} was completed before it had finished`);
        const stored = await (0,promises_.stat)(partial);
        if (stored.size !== sink.bytes)
            throw (0,refusals/* notWhatWasSent */.jc)(path, 'size', `${sink.bytes}`, `${stored.size}`);
        await place(partial, path, root);
        completed = true;
        signal.removeEventListener('abort', stop);
        forget();
        await syncFolder(folder);
        return {
            key,
            bytes: stored.size,
            modified: stored.mtime,
            checksum: { algorithm: 'sha256', value: sink.sha256 },
        };
    };
    const abort = async () => {
        if (completed)
            return;
        signal.removeEventListener('abort', stop);
        // Not `once` of node:events: that rejects when the sink says, meanwhile, why it was stopped.
        const closed = sink.closed ? undefined : new Promise(resolve => sink.once('close', resolve));
        sink.destroy();
        await closed;
        await undo();
    };
    return { key, uploadTag, trace, sink, complete, abort };
}
const STORAGE_FOLDER_LINK = (0,errors/* defineError */.MP)({
    topic: 'storage',
    code: 'storage-folder-link',
    kind: 'storage',
    meaning: 'A folder of the destination is a symbolic link to another folder of it: what is written there would be found under the name of the other.',
    fix: 'Make a folder of its own there; a link may lead to another disk, not to another series.',
});
/** What is written through a link to another folder of the same destination would be found under the other's name. */
async function refuseLinkWithin(root, folder) {
    // Anyone who removes the last object of a folder takes the folder along: then it is made again, and is no link.
    const [realRoot, real] = await Promise.all([root, folder].map(each => (0,promises_.realpath)(each).catch(() => undefined)));
    if (realRoot === undefined || real === undefined)
        return;
    const straight = (0,external_node_path_.join)(realRoot, (0,external_node_path_.relative)(root, folder));
    if (real === straight || !(0,made_folders/* isWithin */.UO)(real, realRoot))
        return;
    throw new errors/* BackupError */.hj({
        ...STORAGE_FOLDER_LINK,
        message: `${folder} is reached by a symbolic link to another folder of ${root}.`,
    });
}
/** Removes a partial file and the folders that it alone needed. What is gone already is not an error. */
async function undoPartialFile(partial, madeFolder) {
    await (0,promises_.unlink)(partial).catch(() => { });
    if (madeFolder !== undefined)
        await (0,made_folders/* removeEmptyFolders */.dp)((0,external_node_path_.dirname)(partial), madeFolder);
}
async function openSink(partial, root) {
    const file = await (0,made_folders/* makeIn */.yU)((0,external_node_path_.dirname)(partial), () => (0,promises_.open)(partial, 'wx', 0o600));
    const sink = new FileSink(file, root);
    // An abort may come before anybody listens; anyone who pipes into the sink learns of errors all the same.
    sink.on('error', () => { });
    return { sink, uploadTag: fileTag(await file.stat({ bigint: true })) };
}
/** What file systems without hard links (FAT, some network shares) answer to link(). */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);
/**
 * Gives a finished partial file its name, never over another file: rename() would overwrite in silence, link() refuses.
 * Without hard links the name is first reserved by creating it exclusively.
 * @throws BackupError `storage-key-exists`
 */
async function place(partial, target, folder) {
    try {
        await (0,promises_.link)(partial, target);
    }
    catch (error) {
        const code = (0,folder_errors/* fileCode */.K)(error) ?? '';
        if (code === 'EEXIST')
            throw (0,refusals/* keyExists */.gD)(target, error);
        if (!NO_LINKS.has(code))
            throw (0,folder_errors/* explainFolder */.W)(error, folder);
        return placeWithoutLinks(partial, target, folder);
    }
    try {
        await (0,promises_.unlink)(partial);
    }
    catch (error) {
        // A folder in which files can be made and not removed: then what was made is taken back, as far as it can be.
        await (0,promises_.unlink)(target).catch(() => { });
        throw (0,folder_errors/* explainFolder */.W)(error, folder);
    }
}
async function placeWithoutLinks(partial, target, folder) {
    try {
        const reserved = await (0,promises_.open)(target, 'wx');
        await reserved.close();
    }
    catch (error) {
        throw (0,folder_errors/* fileCode */.K)(error) === 'EEXIST' ? (0,refusals/* keyExists */.gD)(target, error) : (0,folder_errors/* explainFolder */.W)(error, folder);
    }
    try {
        await (0,promises_.rename)(partial, target);
    }
    catch (error) {
        await (0,promises_.unlink)(target).catch(() => { });
        throw (0,folder_errors/* explainFolder */.W)(error, folder);
    }
}
/** Makes the new name itself durable. Some file systems can't sync a folder: then its own journal has to do. */
async function syncFolder(folder) {
    try {
        const handle = await (0,promises_.open)(folder);
        await handle.sync().finally(() => handle.close());
    }
    catch { }
}

;// CONCATENATED MODULE: ./lib/storage/folder/walk.js





const isObject = name => !name.endsWith(PARTIAL);
/**
 * Every file below `folder` whose key starts with `prefix`, in the order of keys as S3 has it: by bytes. A folder that is a
 * symbolic link to a place outside, such as another disk, is a folder like others; links within are passed over, and
 * nothing is written through them (`refuseLinkWithin`). Links to files are no objects.
 */
async function* walk(folder, prefix, wanted = isObject) {
    yield* walkBelow({ folder, parent: '', above: [folder] }, { prefix, wanted });
}
async function* walkBelow({ above, folder, parent }, meant) {
    const { prefix, wanted } = meant;
    for (const name of await namesIn(folder, wanted, above)) {
        const key = parent + name;
        if (name.endsWith('/')) {
            const within = key.startsWith(prefix) || prefix.startsWith(key);
            const below = (0,external_node_path_.join)(folder, name);
            if (within)
                yield* walkBelow({ folder: below, parent: key, above: await placesOf(below, above) }, meant);
        }
        else if (key.startsWith(prefix)) {
            const found = await statIfThere((0,external_node_path_.join)(folder, name));
            if (found)
                yield { key, bytes: found.size, modified: found.mtime };
        }
    }
}
/** Files may go while they are listed; anything else that is wrong with one is wrong with the listing. */
async function statIfThere(path) {
    return await (0,promises_.stat)(path).catch((error) => {
        if ((0,folder_errors/* fileCode */.K)(error) === 'ENOENT')
            return undefined;
        throw error;
    });
}
/** The same places for a folder below; a link leads to one more. */
async function placesOf(folder, above) {
    const real = await (0,promises_.realpath)(folder).catch(() => folder);
    return above.some(each => (0,made_folders/* isWithin */.UO)(real, each)) ? above : [...above, real];
}
/** Where a link leads to a folder outside of those that the walk stands in. */
async function leadsOutside(path, above) {
    const found = await (0,promises_.stat)(path).catch(() => undefined);
    if (!found?.isDirectory())
        return false;
    const real = await (0,promises_.realpath)(path);
    const places = await Promise.all(above.map(each => (0,promises_.realpath)(each).catch(() => each)));
    return !places.some(each => (0,made_folders/* isWithin */.UO)(real, each) || (0,made_folders/* isWithin */.UO)(each, real));
}
/** Files, and folders with a `/` at their end: so they sort where their contents' keys do. */
async function namesIn(folder, wanted, above) {
    const entries = await (0,promises_.readdir)(folder, { withFileTypes: true }).catch((error) => {
        if ((0,folder_errors/* fileCode */.K)(error) === 'ENOENT')
            return [];
        throw error;
    });
    const names = [];
    for (const entry of entries) {
        const link = entry.isSymbolicLink() && (await leadsOutside((0,external_node_path_.join)(folder, entry.name), above));
        if (entry.isDirectory() || link)
            names.push(`${entry.name}/`);
        else if (entry.isFile() && wanted(entry.name))
            names.push(entry.name);
    }
    return names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

;// CONCATENATED MODULE: ./lib/storage/folder/folder-store.js











/** A folder as a store: created on demand, nothing under its final name until it is whole and on the disk. */
function folderStore(root, options = {}) {
    const base = (0,external_node_path_.resolve)(root);
    const remember = options.remember ?? (() => () => { });
    const pathOf = (key) => {
        (0,refusals/* checkKey */.yR)(key);
        if (key.endsWith(PARTIAL))
            throw new Error(`a stored object can't be named ${key}`);
        return (0,external_node_path_.join)(base, ...key.split('/'));
    };
    const begin = (key, signal) => explained(base, () => beginPartialFile({ root: base, key, path: pathOf(key) }, remember, signal));
    return {
        location: base,
        url: pathOf,
        begin,
        prepare: async (signal) => {
            await explained(base, () => probe(base, signal));
        },
        put: async (key, body, signal, announce) => {
            const upload = await begin(key, signal);
            announce?.(upload.uploadTag);
            try {
                await (0,external_node_stream_promises_.pipeline)([body], upload.sink);
                return await upload.complete();
            }
            catch (error) {
                await upload.abort();
                throw signal.aborted ? (0,refusals/* cancelled */.KW)(signal) : error;
            }
        },
        head: key => explained(base, () => headFile(key, pathOf(key))),
        get: async (key, signal) => {
            const path = pathOf(key);
            const file = await (0,promises_.open)(path).catch((error) => {
                throw (0,folder_errors/* explainFolder */.W)(error, base, path);
            });
            return file.createReadStream({ signal, highWaterMark: 256 * 1024 });
        },
        list: (prefix, signal) => explainedEach(base, listFolder(base, prefix, signal)),
        remove: key => explained(base, async () => {
            await (0,promises_.unlink)(pathOf(key)).catch((error) => {
                if ((0,folder_errors/* fileCode */.K)(error) !== 'ENOENT')
                    throw error;
            });
        }),
        removeIfTagged: (key, uploadTag) => explained(base, () => removeMarked(pathOf(key), uploadTag)),
        discard: async (trace) => {
            // The trace comes from a file that others could write: only what can be a partial file of this folder is removed.
            const ours = trace.kind === 'partial-file' && trace.path.startsWith(base + external_node_path_.sep) && trace.path.endsWith(PARTIAL);
            if (ours)
                await undoPartialFile(trace.path, trace.madeFolder);
        },
        removeMany: (keys, signal) => removeFiles(base, keys, pathOf, signal),
        lockOf: async () => undefined,
        versioning: async () => 'off',
        hidden: async function* () { },
        copy: async (from, to, { announce = () => { } }, signal) => copyFile(pathOf(from), () => begin(to, signal), announce, signal),
        unfinished: (prefix, signal) => explainedEach(base, partialFiles(base, prefix, signal)),
        // A file's time is that of its last byte.
        lastActivity: async ({ begun }) => begun,
        clock: async (signal) => {
            const probed = await probe(base, signal).catch(() => undefined);
            if (signal.aborted)
                throw (0,refusals/* cancelled */.KW)(signal);
            return probed ?? new Date();
        },
        close: () => { },
    };
}
async function explained(base, work) {
    try {
        return await work();
    }
    catch (error) {
        throw (0,folder_errors/* explainFolder */.W)(error, base);
    }
}
/**
 * Permission bits don't say (ACLs, read-only mounts, root): writing a file does.
 * @returns the time that the file system gave the file: on a network share, that of its server
 */
async function probe(base, signal) {
    if (signal.aborted)
        throw (0,refusals/* cancelled */.KW)(signal);
    const made = await (0,made_folders/* makeFolder */.fc)(base);
    const file = (0,external_node_path_.join)(base, `.${(0,external_node_crypto_.randomBytes)(6).toString('hex')}${PARTIAL}`);
    try {
        await (0,promises_.writeFile)(file, 'x', { flag: 'wx' });
        return (await (0,promises_.stat)(file)).mtime;
    }
    finally {
        await undoPartialFile(file, undefined);
        if (made !== undefined)
            await (0,made_folders/* removeEmptyFolders */.dp)(base, made);
    }
}
async function headFile(key, path) {
    try {
        const found = await (0,promises_.stat)(path);
        return found.isFile() ? { key, bytes: found.size, modified: found.mtime } : undefined;
    }
    catch (error) {
        const code = (0,folder_errors/* fileCode */.K)(error);
        if (code === 'ENOENT' || code === 'ENOTDIR')
            return undefined;
        throw error;
    }
}
async function* listFolder(base, prefix, signal) {
    for await (const found of walk(base, prefix)) {
        if (signal.aborted)
            throw (0,refusals/* cancelled */.KW)(signal);
        yield found;
    }
}
async function* explainedEach(base, items) {
    try {
        yield* items;
    }
    catch (error) {
        throw (0,folder_errors/* explainFolder */.W)(error, base);
    }
}
/** Files of uploads that were not ended, in the order of their names. */
async function* partialFiles(base, prefix, signal) {
    for await (const { key: file, modified } of walk(base, prefix, name => nameOfPartial(name) !== undefined)) {
        if (signal.aborted)
            throw (0,refusals/* cancelled */.KW)(signal);
        const key = nameOfPartial(file);
        const path = [base, ...file.split('/')].join(external_node_path_.sep);
        if (key?.startsWith(prefix))
            yield { key, begun: modified, trace: { kind: 'partial-file', path } };
    }
}
/** Copies a file into an upload, which nobody sees before it is whole; the checksum is that of what was read. */
async function copyFile(path, begin, announce, signal) {
    const file = await (0,promises_.open)(path).catch((error) => {
        throw (0,folder_errors/* fileCode */.K)(error) === 'ENOENT' ? (0,refusals/* noSuchObject */._f)(path, error) : (0,folder_errors/* explainFolder */.W)(error, path);
    });
    try {
        const { size } = await file.stat();
        const upload = await begin();
        announce(upload.uploadTag);
        try {
            const source = file.createReadStream({ autoClose: false, highWaterMark: 1024 * 1024 });
            await (0,external_node_stream_promises_.pipeline)(source, upload.sink);
            const read = source.bytesRead;
            if (read !== size)
                throw (0,refusals/* notWhatWasSent */.jc)(path, 'size', `${size} bytes`, `${read} bytes`);
            return await upload.complete();
        }
        catch (error) {
            await upload.abort();
            throw signal.aborted ? (0,refusals/* cancelled */.KW)(signal) : error;
        }
    }
    finally {
        await file.close();
    }
}
/**
 * Removes files one after the other, and the folders between them and `base` that are left empty: uploads make them when
 * they need them.
 */
async function* removeFiles(base, keys, pathOf, signal) {
    for await (const key of keys) {
        if (signal.aborted)
            throw (0,refusals/* cancelled */.KW)(signal);
        yield await removeFile(base, key, pathOf(key));
    }
}
async function removeFile(base, key, path) {
    try {
        await (0,promises_.unlink)(path);
    }
    catch (error) {
        const code = (0,folder_errors/* fileCode */.K)(error);
        if (code !== 'ENOENT' && code !== 'ENOTDIR') {
            const why = (0,folder_errors/* explainFolder */.W)(error, base, path);
            return { key, outcome: 'failed', why: isOfItsOwn(why) ? why : notRemoved(path, error) };
        }
    }
    const [topmost = '', ...below] = key.split('/');
    if (below.length > 0)
        await (0,made_folders/* removeEmptyFolders */.dp)((0,external_node_path_.dirname)(path), (0,external_node_path_.join)(base, topmost));
    return { key, outcome: 'removed' };
}
/** Whether the file system's code has a row of its own. */
function isOfItsOwn(error) {
    return error instanceof errors/* BackupError */.hj && error.code !== 'storage-folder-failed';
}
const STORAGE_FILE_NOT_REMOVED = (0,errors/* defineError */.MP)({
    topic: 'storage',
    code: 'storage-file-not-removed',
    kind: 'storage',
    meaning: 'The file system refused to remove a file for a reason that has no code of its own here.',
    fix: 'Look at what is stored there, and at the health of the file system.',
});
function notRemoved(path, cause) {
    return new errors/* BackupError */.hj({
        ...STORAGE_FILE_NOT_REMOVED,
        message: `${path} could not be removed (${(0,folder_errors/* fileCode */.K)(cause) ?? 'no code'}).`,
    }, cause);
}

// EXTERNAL MODULE: ./lib/action/assumed-role.js
var assumed_role = __webpack_require__(35097);
;// CONCATENATED MODULE: ./lib/action/stores.js



/** Where this run's backup goes; `undefined` for a local copy that is not wanted. */
async function openStore(name, inputs, journal, report) {
    const remember = trace => journal.record({ kind: 'upload', store: name, trace });
    if (name === 'destination')
        return openDestination(inputs.destination, inputs.s3, remember, report);
    return inputs.localCopy && folderStore(inputs.localCopy.path, { remember });
}
/**
 * Where the backups are; without `remember` it is only read. `report` is given a line for the log for each request that is
 * sent again.
 */
async function openDestination(destination, s3, remember, report) {
    const options = remember ? { remember } : {};
    if (destination.kind === 'folder')
        return folderStore(destination.path, options);
    const { s3Store } = await Promise.all(/* import() */[__webpack_require__.e(279), __webpack_require__.e(956), __webpack_require__.e(242), __webpack_require__.e(711), __webpack_require__.e(789), __webpack_require__.e(15)]).then(__webpack_require__.bind(__webpack_require__, 15336));
    return s3Store({ ...bucketOptions(destination, s3), ...options, ...(report && { report }) });
}
/** Works with the destination, and closes it afterwards. To one that is opened to write, uploads are in the journal. */
async function withDestination({ destination, s3 }, access, { journal, reporter }, work) {
    const remember = trace => journal.record({ kind: 'upload', store: 'destination', trace });
    const store = await openDestination(destination, s3, access === 'to write' ? remember : undefined, line => reporter.info(line));
    try {
        return await work(store);
    }
    finally {
        store.close();
    }
}
/** How a bucket is reached, and by whose rights. */
function bucketOptions({ bucket, prefix }, s3) {
    const { credentials: _keys, role: _role, ...options } = s3;
    const credentials = (0,assumed_role/* awsCredentials */.c)(s3, process.env);
    const agents = (0,http_agents/* httpAgents */.T)(process.env, { keepAlive: true });
    return { ...options, ...(credentials && { credentials }), agents, bucket, prefix };
}


/***/ }),

/***/ 52594:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ KINDS),
/* harmony export */   j: () => (/* binding */ failureSummary)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4204);
/* harmony import */ var _within_limit_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(87260);


const KINDS = {
    input: 'the inputs are wrong',
    environment: 'the machine lacks something',
    refusal: 'refused, to be on the safe side',
    cancelled: 'cancelled',
    bug: 'a bug of this action',
};
/** The job summary of a run that failed: what, why, what to do, and what became of the store. */
function failureSummary({ code: name, hint, kind, message }, words) {
    const what = name === 'input-invalid'
        ? message.split('\n').map(problem => `- ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(problem)}`)
        : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(message), '', `**What to do:** ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(hint)}`];
    return (0,_within_limit_js__WEBPACK_IMPORTED_MODULE_1__/* .withinLimit */ .z)([
        `## ❌ ${words.title}: ${words.kinds[kind]}`,
        '',
        ...what,
        '',
        words.afterwards,
        '',
        `Error code: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(name)}`,
        '',
    ].join('\n'));
}


/***/ }),

/***/ 4204:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   om: () => (/* binding */ block),
/* harmony export */   pj: () => (/* binding */ plain),
/* harmony export */   tp: () => (/* binding */ table),
/* harmony export */   zH: () => (/* binding */ details)
/* harmony export */ });
/**
 * Texts from outside (names of tables, hosts, folders) as they may stand in GitHub's Markdown: every character with a
 * meaning in Markdown or HTML becomes an entity, and what would move the cursor or turn the line is spelled out.
 */
function plain(text) {
    return spelled(text).replace(/[&<>"'`*~|\\[\]{}#!@]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, entity);
}
/** The same in a fixed-width font. */
function code(text) {
    return `<code>${plain(text)}</code>`;
}
/** A code block; the fence is longer than any in the text. */
function block(language, text) {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    return `${fence}${language}\n${text}\n${fence}`;
}
/** A table of cells that are Markdown already. */
function table(head, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
/** A part that is shown when clicked upon. */
function details(title, body) {
    return `<details><summary>${plain(title)}</summary>\n\n${body}\n\n</details>`;
}
function entity(character) {
    return `&#${character.codePointAt(0)};`;
}
/** Control characters, and those that change the direction of writing, are made visible. */
function spelled(text) {
    return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, character => {
        const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character];
        return short ?? `\\u{${character.codePointAt(0)?.toString(16)}}`;
    });
}


/***/ }),

/***/ 7801:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ writeFailureSummary),
/* harmony export */   S: () => (/* binding */ writeSummary)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46058);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3828);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(75388);
/* harmony import */ var _mask_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(81592);
/* harmony import */ var _failure_summary_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(52594);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4204);







/** Shows on the run's page what was done. Never rejects. */
async function writeSummary(markdown, secrets, env = process.env) {
    await append((0,_mask_js__WEBPACK_IMPORTED_MODULE_4__/* .withoutSecrets */ .cT)(markdown, secrets.flatMap(inMarkdown), HIDDEN), env);
}
/** Stars that Markdown takes for stars. */
const HIDDEN = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_6__/* .plain */ .pj)('***');
/** A secret as it is, and as `plain` writes it, which depends on the letters beside it. */
function inMarkdown(secret) {
    return [
        secret,
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_6__/* .plain */ .pj)(secret),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_6__/* .plain */ .pj)(`x${secret}x`).slice(1, -1),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_6__/* .plain */ .pj)(`x${secret}`).slice(1),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_6__/* .plain */ .pj)(`${secret}x`).slice(0, -1),
    ];
}
/** Shows on the run's page why it failed, and what to do. Never rejects. */
async function writeFailureSummary(error, secrets, words, env = process.env) {
    await writeSummary((0,_failure_summary_js__WEBPACK_IMPORTED_MODULE_5__/* .failureSummary */ .j)((0,_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .explainFailure */ .SP)(error, env), words), secrets, env);
}
/** A summary that can't be written is no reason to fail what is done. */
async function append(markdown, { GITHUB_STEP_SUMMARY: path }) {
    if (!path)
        return;
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.appendFile)(path, markdown);
    }
    catch (error) {
        _actions_core__WEBPACK_IMPORTED_MODULE_1__.warning(`The job summary could not be written: ${(0,_core_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}`);
    }
}


/***/ }),

/***/ 87260:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ withinLimit)
/* harmony export */ });
/** The runner drops the summary of a step that is larger than 1 MiB; some room is left for what others add. Bytes. */
const LIMIT = 1_000_000;
const cut = (whole) => `\n\n… cut off here: a job summary holds 1 MiB at most. ${whole}\n`;
/**
 * A summary that the runner accepts: cut at the end of a line, with a note, where it would be too long.
 * @param whole a sentence that says where to find the rest
 */
function withinLimit(markdown, limit = LIMIT, whole = 'The manifest has everything.') {
    if (Buffer.byteLength(markdown) <= limit)
        return markdown;
    const room = limit - Buffer.byteLength(cut(whole));
    let kept = '';
    let bytes = 0;
    for (const line of markdown.split('\n')) {
        bytes += Buffer.byteLength(line) + 1;
        if (bytes > room)
            break;
        kept += `${line}\n`;
    }
    return kept.trimEnd() + cut(whole);
}


/***/ }),

/***/ 23567:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ parseDestination),
/* harmony export */   I: () => (/* binding */ parseFolder)
/* harmony export */ });
/* harmony import */ var _core_parsed_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83186);

const S3_FORM = 's3://bucket/prefix';
/**
 * Reads `s3://bucket/prefix`, or the path of a folder. What is neither is refused rather than taken for a folder: a bucket's
 * name without its scheme would store backups in the workspace, which is gone with the job.
 */
function parseDestination(text) {
    const [, arn] = /^arn:[^:]*:s3:::(\S+)$/i.exec(text) ?? [];
    if (arn !== undefined)
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(text)} is an ARN; write s3://${arn}`);
    const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(text)?.[1];
    if (scheme === undefined) {
        if (/^(?:\/(?!\/)|~|\.\.?(?:\/|$)|[A-Za-z]:\\)/.test(text))
            return parseFolder(text);
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(text)} is neither a bucket nor the path of a folder; write ${S3_FORM}, or a path that begins with / or ./`);
    }
    // The rest of such an address may hold credentials: only its scheme is repeated.
    if (scheme !== 's3')
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`${scheme}: is not known; write ${S3_FORM}, or the path of a folder`);
    if (!text.startsWith('s3://'))
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`s3: needs two slashes after it; write ${S3_FORM}`);
    const [bucket = '', ...folders] = text.slice('s3://'.length).split('/');
    if (/^arn:/i.test(bucket) || /:accesspoint/i.test(text))
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)('access points are not supported by their ARN; write s3://bucket/prefix with the name of the bucket, or with the alias of the access point (it ends in -s3alias)');
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{1,254}$/.test(bucket)) {
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(bucket)} is not a bucket's name; write s3://bucket/prefix`);
    }
    const named = folders.filter(folder => folder !== '');
    const odd = named.find(folder => folder === '.' || folder === '..' || /\p{Cc}/u.test(folder));
    if (odd !== undefined)
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(odd)} can't be part of a prefix; write s3://bucket/prefix`);
    return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .parsed */ .Yz)({ kind: 's3', bucket, prefix: named.join('/') });
}
/** Reads a folder's path, absolute or relative to the working directory. */
function parseFolder(text) {
    if (/^~/.test(text)) {
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(text)}: no shell expands the ~ here; write the whole path, such as \${{ runner.temp }}/backups`);
    }
    if (/\p{Cc}/u.test(text))
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)('a path of one line is needed; write the path of a folder');
    return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .parsed */ .Yz)({ kind: 'folder', path: text });
}


/***/ }),

/***/ 20600:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ cancellation),
/* harmony export */   g: () => (/* binding */ CANCELLED)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);

const CANCELLED = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'ended-early',
    code: 'cancelled',
    kind: 'cancelled',
    meaning: 'The run was stopped by a signal: somebody cancelled it, or a time limit or a newer run did. What it had begun was taken back.',
    fix: 'Run it again when it may run to its end; check timeout-minutes and concurrency of the workflow.',
});
/** No matter what fails in a run that was cancelled, fails because of that: the cancellation; undefined where there was none. */
function cancellation({ aborted, reason }) {
    return aborted && reason instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj && reason.kind === 'cancelled' ? reason : undefined;
}


/***/ }),

/***/ 37640:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ didYouMean),
/* harmony export */   k: () => (/* binding */ closest)
/* harmony export */ });
/** The one of `known` that `word` was probably meant to be; undefined where nothing is near. */
function closest(word, known) {
    const wanted = normal(word);
    const ranked = known
        .map(candidate => ({ candidate, distance: edits(wanted, normal(candidate)) }))
        .sort((one, other) => one.distance - other.distance);
    const best = ranked[0];
    return best && best.distance <= Math.max(1, Math.floor(wanted.length / 3)) ? best.candidate : undefined;
}
function normal(word) {
    return word.toLowerCase().replace(/[\s_.]+/g, '-');
}
/** Levenshtein's distance, a swap of neighbours counting as one (optimal string alignment). */
function edits(from, to) {
    let beforeLast = [];
    let last = Array.from({ length: to.length + 1 }, (_, index) => index);
    for (let i = 1; i <= from.length; i += 1) {
        const row = [i];
        for (let j = 1; j <= to.length; j += 1) {
            const same = from[i - 1] === to[j - 1] ? 0 : 1;
            let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
            if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
                cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
            }
            row.push(cost);
        }
        beforeLast = last;
        last = row;
    }
    return last[to.length] ?? 0;
}
/** What people write for words that are spelled quite differently. */
const MEANT = new Map([
    ['nightly', 'daily'],
    ['everyday', 'daily'],
    ['yearly', 'monthly'],
    ['deploy', 'pre-deploy'],
    ['release', 'post-release'],
    ['on-demand', 'manual'],
    ['adhoc', 'manual'],
]);
/** `; did you mean …?`, or nothing. */
function didYouMean(word, known) {
    const meant = MEANT.get(word.toLowerCase().replaceAll('_', '-'));
    const near = meant !== undefined && known.includes(meant) ? meant : closest(word, known);
    return near === undefined ? '' : `; did you mean ${near}?`;
}


/***/ }),

/***/ 5530:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ parseDuration),
/* harmony export */   a: () => (/* binding */ formatDuration)
/* harmony export */ });
/* harmony import */ var _parsed_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83186);

const UNITS = new Map([
    ['ms', 1],
    ['s', 1_000],
    ['m', 60_000],
    ['min', 60_000],
    ['h', 3_600_000],
    ['d', 86_400_000],
]);
/** PostgreSQL keeps its timeouts in 32 bits. Milliseconds, about 24 days. */
const LONGEST_MS = 2 ** 31 - 1;
/**
 * Reads `500ms`, `30s`, `5m`, `1h`: milliseconds, above zero. A number alone is refused: pg_dump would take it as
 * milliseconds, and most who write `30` mean seconds.
 */
function parseDuration(text) {
    const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|min|h|d)$/i.exec(text);
    if (!match) {
        return /^\d+$/.test(text)
            ? (0,_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`${(0,_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(text)} has no unit; write ${text}s for seconds or ${text}ms for milliseconds`)
            : (0,_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`${(0,_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(text)} is not a duration; write a number and ms, s, m or h, such as 30s or 5m`);
    }
    const ms = Math.round(Number(match[1]) * (UNITS.get((match[2] ?? '').toLowerCase()) ?? NaN));
    if (ms < 1)
        return (0,_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`${(0,_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(text)} is no time at all; leave it empty to wait without a limit`);
    if (ms > LONGEST_MS)
        return (0,_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`${(0,_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(text)} is longer than PostgreSQL can wait; write 24d at most`);
    return (0,_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .parsed */ .Yz)(ms);
}
/** `0.4 s`, `12.3 s`, `4 min 05 s`, `1 h 02 min`. */
function formatDuration(ms) {
    if (ms < 59_950)
        return `${(ms / 1000).toFixed(1)} s`;
    const seconds = Math.round(ms / 1000);
    const two = (value) => String(value).padStart(2, '0');
    if (seconds < 3600)
        return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
    return `${Math.floor(seconds / 3600)} h ${two(Math.floor((seconds % 3600) / 60))} min`;
}


/***/ }),

/***/ 3828:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MP: () => (/* binding */ defineError),
/* harmony export */   V: () => (/* binding */ defineErrors),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   bx: () => (/* binding */ baseOf),
/* harmony export */   hj: () => (/* binding */ BackupError)
/* harmony export */ });
/* unused harmony export definedErrors */
const defined = [];
/** Everything that was defined by the modules that are loaded. */
function definedErrors() {
    return defined;
}
/** Defines a code, once, beside where it is raised: `new BackupError({ ...DISK_FULL, message })`. */
function defineError(definition) {
    defined.push(definition);
    return baseOf(definition);
}
/** Defines the codes of a table of known failures. */
function defineErrors(topic, rows) {
    for (const { code, fix, kind, meaning } of rows)
        defined.push({ topic, code, kind, meaning, fix });
    return rows;
}
/** For an error that a row of such a table describes, and that is found out in another way. */
function baseOf({ code, fix, kind }) {
    return { code, kind, hint: fix };
}
/** What somebody else threw, in its own words. */
function messageOf(thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
}
/**
 * The only error that the product throws on purpose. Anything else that reaches the surface is a bug of ours and is
 * shown as one.
 */
class BackupError extends Error {
    name = 'BackupError';
    kind;
    code;
    hint;
    constructor(explanation, cause) {
        super(explanation.message, cause === undefined ? undefined : { cause });
        this.kind = explanation.kind;
        this.code = explanation.code;
        this.hint = explanation.hint;
    }
}


/***/ }),

/***/ 98897:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ parseNameList)
/* harmony export */ });
/* harmony import */ var _parsed_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83186);

/**
 * Splits a list of names or patterns: one a line, or separated by commas. A comma inside double quotes (a quoted SQL
 * name) or inside brackets (`{1,3}`, `[a,b]` of a pattern) belongs to its entry. Entries are passed on as they are.
 */
function parseNameList(text) {
    const entries = [];
    for (const line of text.split(/\r?\n/)) {
        const { pieces, openQuote } = splitLine(line);
        if (openQuote)
            return (0,_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`${(0,_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(line.trim())} has a double quote that is never closed; add the missing "`);
        entries.push(...pieces);
    }
    return (0,_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .parsed */ .Yz)(entries.map(entry => entry.trim()).filter(entry => entry !== ''));
}
function splitLine(line) {
    const pieces = [];
    let piece = '';
    let openQuote = false;
    let depth = 0;
    for (const character of line) {
        if (character === '"')
            openQuote = !openQuote;
        else if (!openQuote && '([{'.includes(character))
            depth += 1;
        else if (!openQuote && ')]}'.includes(character))
            depth = Math.max(0, depth - 1);
        if (character === ',' && !openQuote && depth === 0) {
            pieces.push(piece);
            piece = '';
        }
        else
            piece += character;
    }
    return { pieces: [...pieces, piece], openQuote };
}


/***/ }),

/***/ 83186:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J5: () => (/* binding */ refused),
/* harmony export */   TL: () => (/* binding */ quoted),
/* harmony export */   Yz: () => (/* binding */ parsed)
/* harmony export */ });
function parsed(value) {
    return { ok: true, value };
}
/** `problem` completes “<input name>: …”, and never quotes what may be a secret. */
function refused(problem) {
    return { ok: false, problem };
}
/** The longest piece of a value that a message repeats. Characters. */
const QUOTED_AT_MOST = 60;
/** A value as it is repeated in messages: on one line, shortened. */
function quoted(text) {
    const short = text.length > QUOTED_AT_MOST ? `${text.slice(0, QUOTED_AT_MOST)}…` : text;
    return JSON.stringify(short);
}


/***/ }),

/***/ 82121:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ SCRATCH_UNUSABLE),
/* harmony export */   h: () => (/* binding */ SCRATCH_DISK_FULL)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);

// The runner's folder for temporary files, RUNNER_TEMP, which many parts of a step write to.
const SCRATCH_UNUSABLE = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'client',
    code: 'scratch-unusable',
    kind: 'environment',
    meaning: "A folder for temporary files, or the file of the step's state, cannot be written in the runner's own folder, RUNNER_TEMP.",
    fix: 'Check that it exists, can be written to by this user, and that its disk is not full.',
});
const SCRATCH_DISK_FULL = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'loading',
    code: 'scratch-disk-full',
    kind: 'environment',
    meaning: 'The disk of RUNNER_TEMP is full: it has no room for the state of the step, or for the opened dump that a parallel restore and a drill need.',
    fix: 'Free space on it, or use a larger runner; a restore with jobs: 1 streams the backup and needs no file.',
});


/***/ }),

/***/ 86361:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ parseSize),
/* harmony export */   X: () => (/* binding */ formatSize)
/* harmony export */ });
/* harmony import */ var _parsed_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83186);

/** PostgreSQL's units, and the runbooks' “1 MB = 1048576”: steps of 1024, not 1000. */
const STEPS = ['', 'k', 'm', 'g', 't'];
const NAMES = ['bytes', 'kB', 'MB', 'GB', 'TB'];
/** Reads `1048576`, `500kB`, `1MB`, `1.5 GiB`: bytes, in steps of 1024 whichever way the unit is written. */
function parseSize(text) {
    const match = /^(\d+(?:\.\d+)?)\s*(?:([kmgt]?)(?:i?b)?|bytes?)$/i.exec(text);
    const bytes = match
        ? Math.floor(Number(match[1]) * 1024 ** STEPS.indexOf((match[2] ?? '').toLowerCase()))
        : NaN;
    return Number.isSafeInteger(bytes)
        ? (0,_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .parsed */ .Yz)(bytes)
        : (0,_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`${(0,_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(text)} is not a size; write bytes or a unit, such as 1048576, 500kB, 1MB or 2GB`);
}
/** `471 MB`, as pg_size_pretty counts. */
function formatSize(bytes) {
    let value = bytes;
    let step = 0;
    while (value >= 1024 && step < NAMES.length - 1) {
        value /= 1024;
        step += 1;
    }
    const digits = step === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
    return `${Number(value.toFixed(digits))} ${step === 0 && bytes === 1 ? 'byte' : NAMES[step]}`;
}


/***/ }),

/***/ 56380:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ httpAgents)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44708);
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(41692);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3828);
/* harmony import */ var _proxy_variables_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(79772);






/**
 * The connections of everything that speaks HTTP here: the store, AWS's token service, packages, notifications. They go
 * through the proxy that HTTP_PROXY and HTTPS_PROXY name, except to what NO_PROXY names and to this machine. Further
 * certificate authorities come with NODE_EXTRA_CA_CERTS, as Node has it, and AWS_CA_BUNDLE.
 * @throws BackupError `proxy-unusable`, `ca-bundle-unreadable`
 */
function httpAgents(env, { keepAlive }) {
    const proxyEnv = {
        HTTP_PROXY: (0,_proxy_variables_js__WEBPACK_IMPORTED_MODULE_5__/* .proxyOf */ .Ol)(env, 'http_proxy'),
        HTTPS_PROXY: (0,_proxy_variables_js__WEBPACK_IMPORTED_MODULE_5__/* .proxyOf */ .Ol)(env, 'https_proxy'),
        NO_PROXY: (0,_proxy_variables_js__WEBPACK_IMPORTED_MODULE_5__/* .withoutProxy */ .$d)(env),
    };
    // As many at once as the AWS SDK has by itself.
    const options = { proxyEnv, keepAlive, maxSockets: 50 };
    const ca = authorities(env);
    return { http: new node_http__WEBPACK_IMPORTED_MODULE_1__.Agent(options), https: new node_https__WEBPACK_IMPORTED_MODULE_2__.Agent({ ...options, ...(ca && { ca }) }) };
}
const CA_BUNDLE_UNREADABLE = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .defineError */ .MP)({
    topic: 'storage',
    code: 'ca-bundle-unreadable',
    kind: 'environment',
    meaning: 'The file of certificate authorities that AWS_CA_BUNDLE names cannot be read.',
    fix: 'Correct AWS_CA_BUNDLE, or take it away.',
});
/** Node's own, those of NODE_EXTRA_CA_CERTS, and the bundle's; undefined where there is no bundle. */
function authorities({ AWS_CA_BUNDLE: path }) {
    if (!path)
        return undefined;
    try {
        return [...(0,node_tls__WEBPACK_IMPORTED_MODULE_3__.getCACertificates)('default'), (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8')];
    }
    catch (cause) {
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .BackupError */ .hj({
            ...CA_BUNDLE_UNREADABLE,
            message: 'The file of certificate authorities that AWS_CA_BUNDLE names cannot be read.',
        }, cause);
    }
}


/***/ }),

/***/ 79772:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $d: () => (/* binding */ withoutProxy),
/* harmony export */   Ol: () => (/* binding */ proxyOf),
/* harmony export */   Wm: () => (/* binding */ proxySecrets)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3828);


/** What is always reached straight. */
const THIS_MACHINE = ['localhost', '.localhost', '127.0.0.0-127.255.255.255', '::1'];
const PROXY_UNUSABLE = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .defineError */ .MP)({
    topic: 'storage',
    code: 'proxy-unusable',
    kind: 'environment',
    meaning: 'HTTP_PROXY or HTTPS_PROXY is not the address of an HTTP proxy.',
    fix: 'Write it as http://host:port, or http://user:password@host:port with what is special in them encoded.',
});
/**
 * The proxy that a variable names, in lower or upper case; '' for none.
 * @throws BackupError `proxy-unusable`
 */
function proxyOf(env, name) {
    const value = textOf(env, name);
    if (value === '')
        return '';
    // Programs take an address without a scheme too.
    const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`);
    if (url && /^https?:$/.test(url.protocol) && url.hostname !== '')
        return url.href;
    throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .BackupError */ .hj({
        ...PROXY_UNUSABLE,
        message: `${name.toUpperCase()} is not the address of an HTTP proxy.`,
        hint: `Write ${name.toUpperCase()} as http://host:port, or http://user:password@host:port with what is special in them encoded (%40 for @); proxies of other kinds (SOCKS) are not supported.`,
    });
}
/**
 * What NO_PROXY says, as Node's agents read it: they want a dot for the names below a domain, and a range for a network.
 * `*` is everything; `host:port` is that host at that port alone.
 */
function withoutProxy(env) {
    const entries = textOf(env, 'no_proxy')
        .split(/[\s,]+/)
        .filter(entry => entry !== '');
    return [...THIS_MACHINE, ...entries.flatMap(forNode)].join(',');
}
function forNode(entry) {
    const address = entry.replace(/^\[([^\]]*)\]$/, '$1');
    if ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(address))
        return [address];
    const [network = '', bits] = address.split('/');
    if (bits !== undefined)
        return (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv4)(network) ? rangeOf(network, Number(bits)) : [];
    if (/^[.*]/.test(entry) || entry.includes(':'))
        return [entry];
    return [entry, `.${entry}`];
}
/** An IPv4 network as its first and last address. */
function rangeOf(network, bits) {
    if (!Number.isInteger(bits) || bits < 0 || bits > 32)
        return [];
    const size = 2 ** (32 - bits);
    const number = network.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
    const first = Math.floor(number / size) * size;
    return [`${dotted(first)}-${dotted(first + size - 1)}`];
}
function dotted(number) {
    return [24, 16, 8, 0].map(shift => Math.floor(number / 2 ** shift) % 256).join('.');
}
/** The passwords of proxies, in each form that might be shown. */
function proxySecrets(env) {
    return ['http_proxy', 'https_proxy'].flatMap(name => {
        const value = textOf(env, name);
        const { username = '', password = '' } = URL.parse(value.includes('://') ? value : `http://${value}`) ?? {};
        if (password === '')
            return [];
        const decoded = decode(password);
        return [password, decoded, Buffer.from(`${decode(username)}:${decoded}`).toString('base64')];
    });
}
function decode(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}
/** Lower case first, as most programs have it; then upper, then any other. */
function textOf(env, name) {
    const others = Object.keys(env).filter(key => key.toLowerCase() === name);
    const found = [name, name.toUpperCase(), ...others].find(key => env[key]?.trim());
    return (found && env[found]?.trim()) ?? '';
}


/***/ }),

/***/ 91741:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ request)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44708);


/**
 * Sends one request and returns its response, of which nothing is read yet; a redirect is a response like any other.
 * Rejects with Node's own errors, and with one of ours for a URL that is not of HTTP.
 */
function request(url, { body, headers, method, silenceMs }, agents, signal) {
    return new Promise((resolve, reject) => {
        if (url.protocol !== 'http:' && url.protocol !== 'https:')
            throw new Error(`${url.protocol} is not supported`);
        const options = {
            method,
            signal,
            ...(silenceMs !== undefined && { timeout: silenceMs }),
            headers: {
                'user-agent': 'pg-backup-action',
                ...(body && { 'content-length': body.length }),
                ...headers,
            },
        };
        const sent = url.protocol === 'https:'
            ? (0,node_https__WEBPACK_IMPORTED_MODULE_1__.request)(url, { ...options, agent: agents.https }, resolve)
            : (0,node_http__WEBPACK_IMPORTED_MODULE_0__.request)(url, { ...options, agent: agents.http }, resolve);
        sent.on('error', reject);
        sent.on('timeout', () => sent.destroy(new Error(`no answer within ${(silenceMs ?? 0) / 1000} s`)));
        sent.end(body);
    });
}


/***/ }),

/***/ 21785:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ parseMailbox),
/* harmony export */   o: () => (/* binding */ mailboxHeader)
/* harmony export */ });
/* harmony import */ var _core_parsed_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83186);

/** ASCII on one line: it becomes a part of a header. */
const ADDRESS = /^[!-~]{1,250}$/;
const PARTS = /^[^\s@<>,;:"\\()[\]]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/;
/** Without what has a meaning of its own in a header that lists addresses. A comma is in names of companies. */
const NAME = /^[^\p{Cc}<>@:;"\\]{1,200}$/u;
/** Reads `backups@example.com`, `Backups <backups@example.com>` or `"Acme, Inc." <backups@example.com>`. Never repeats it. */
function parseMailbox(text) {
    const [, quoted, plain, named] = /^(?:"([^"]*)"|([^<>"]*))\s*<([^<>]+)>$/.exec(text) ?? [];
    const name = (quoted ?? plain ?? '').trim();
    const address = named ?? text;
    return ADDRESS.test(address) && PARTS.test(address) && (name === '' || NAME.test(name))
        ? (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .parsed */ .Yz)({ name: name === '' ? undefined : name, address })
        : (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)('not an email address; write backups@example.com or Backups <backups@example.com>');
}
/** What an atom of a header is made of (RFC 5322). */
const ATOMS = /^[\w !#$%&'*+/=?^`{|}~-]+$/;
/** As a header has it: a name in ASCII, in quotes where it has to be; any other in encoded words (RFC 2047). */
function mailboxHeader({ address, name }) {
    if (name === undefined)
        return address;
    const phrase = ATOMS.test(name) ? name : /^[ -~]+$/.test(name) ? `"${name}"` : encodedWords(name);
    return `${phrase} <${address}>`;
}
/** Of an encoded word, which has 75 characters at most, what is left for the text. Bytes in UTF-8. */
const WORD_BYTES = 45;
/** Each holds whole characters. */
function encodedWords(text) {
    const words = [];
    let word = '';
    for (const character of text) {
        if (Buffer.byteLength(word + character) > WORD_BYTES) {
            words.push(word);
            word = '';
        }
        word += character;
    }
    return [...words, word].map(each => `=?UTF-8?B?${Buffer.from(each).toString('base64')}?=`).join(' ');
}


/***/ }),

/***/ 20916:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ii: () => (/* binding */ rememberOutcome),
/* harmony export */   Ty: () => (/* binding */ readLastOutcome),
/* harmony export */   XA: () => (/* binding */ isLastOutcome)
/* harmony export */ });
/** The last reported outcome of a topic: a success where there is no mark, so the first run says what is not one. */
async function readLastOutcome(store, { dedupKey, verb }, signal) {
    const [last] = await marksOf(store, lastOutcomePrefix(verb, dedupKey), signal);
    return last ?? 'success';
}
/** Saves what was reported. To be called afterwards: what reached nobody is reported again. */
async function rememberOutcome(store, last, signal) {
    const { at, outcome, runUrl, dedupKey, verb } = last;
    const prefix = lastOutcomePrefix(verb, dedupKey);
    const marks = await marksOf(store, prefix, signal);
    if (outcome !== 'success' && !marks.includes(outcome)) {
        const body = { verb, outcome, since: at.toISOString(), ...(runUrl !== undefined && { runUrl }) };
        await store.put(lastOutcomeKey(prefix, outcome), Buffer.from(`${JSON.stringify(body)}\n`), signal);
    }
    for (const other of marks)
        if (other !== outcome)
            await store.remove(lastOutcomeKey(prefix, other), signal);
}
/** The worst first: two are left only where a run was cut between writing one and removing the other. */
async function marksOf(store, prefix, signal) {
    const marks = [];
    for await (const { key } of store.list(prefix, signal)) {
        const outcome = lastOutcomeOf(prefix, key);
        if (outcome)
            marks.push(outcome);
    }
    return marks.toSorted();
}
/**
 * Where the last outcome that was reported is kept, for `notify-on: change`: an object for what is not a success, none for a
 * success. A failed run leaves no backup, so nothing else in a store knows that there was one.
 */
const FOLDER = '.notices/';
const MARKED = ['failure', 'warning'];
/** What all marks of a topic begin with. */
function lastOutcomePrefix(verb, dedupKey) {
    return `${FOLDER}${verb}-${dedupKey}.`;
}
function lastOutcomeKey(prefix, outcome) {
    return `${prefix}${outcome}.json`;
}
/** Of which outcome a key is the mark; undefined for anything else. */
function lastOutcomeOf(prefix, key) {
    return MARKED.find(outcome => lastOutcomeKey(prefix, outcome) === key);
}
/** Whether an object is such a mark: it belongs to no backup, and is no orphan. */
function isLastOutcome(key) {
    return key.startsWith(FOLDER);
}


/***/ }),

/***/ 65741:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _A: () => (/* binding */ NOTICE_VERBS),
/* harmony export */   j8: () => (/* binding */ withTexts),
/* harmony export */   nK: () => (/* binding */ NOTICE_OUTCOMES),
/* harmony export */   xS: () => (/* binding */ factsOf)
/* harmony export */ });
/** The sub-actions that say what became of them. */
const NOTICE_VERBS = [
    'backup',
    'restore',
    'verify',
    'drill',
    'prune',
    'report',
    'check',
    'fleet',
];
/** `warning`: it did what it was to do, and somebody should look at something all the same. */
const NOTICE_OUTCOMES = ['success', 'warning', 'failure'];
/** The facts that there are: those without a value are left out. */
function factsOf(values) {
    return Object.entries(values).flatMap(([label, value]) => value === undefined || value === '' ? [] : [{ label, value }]);
}
/** The same with each text as `change` makes it. */
function withTexts(content, change) {
    const { facts, outcome, problem, title } = content;
    return {
        outcome,
        title: change(title),
        facts: facts.map(({ label, value }) => ({ label, value: change(value) })),
        problem: problem && { code: problem.code, message: change(problem.message), hint: change(problem.hint) },
    };
}


/***/ }),

/***/ 67226:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ problemOf)
/* harmony export */ });
/** The first of the reasons, and that there are others; undefined where there is none. */
function problemOf([first, ...others]) {
    if (!first)
        return undefined;
    const { code, hint, message } = first;
    const more = others.length > 0 ? ` (And ${others.length} more: see the run.)` : '';
    return { code, message: `${message.replaceAll(/\s*\n\s*/g, '; ')}${more}`, hint };
}


/***/ }),

/***/ 48508:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ shortenEscaped),
/* harmony export */   m: () => (/* binding */ shorten)
/* harmony export */ });
/** A text of at most so many characters (UTF-16), the last one a `…` where it was cut. */
function shorten(text, most) {
    if (text.length <= most)
        return text;
    // Half a character must not be left at the end.
    return `${text.slice(0, Math.max(0, most - 1)).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
/** The same for a text that grows by escaping: what is cut is the text, what is counted is what it becomes. */
function shortenEscaped(text, most, escaped) {
    let kept = shorten(text, most);
    for (let now = escaped(kept); now.length > most; now = escaped(kept))
        kept = shorten(text, kept.length - Math.ceil((now.length - most) / 6));
    return escaped(kept);
}


/***/ }),

/***/ 66094:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ readKeywords),
/* harmony export */   v: () => (/* binding */ isKeywords)
/* harmony export */ });
/* harmony import */ var _reading_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(99024);

/** `name = value`, the value bare or in single quotes, with backslash escapes in both. */
const PAIR = /\s*([A-Za-z_]\w*)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s'\\]|\\.)*))(?=\s|$)/sy;
function isKeywords(text) {
    return /^\s*[A-Za-z_]\w*\s*=/.test(text);
}
/** Reads libpq's other form of a connection string: `host=db.example.com dbname=app password='it''s'`. */
function readKeywords(text) {
    const settings = new Map();
    PAIR.lastIndex = 0;
    let end = 0;
    for (let pair = PAIR.exec(text); pair; pair = PAIR.exec(text)) {
        const [, name = '', quoted, bare = ''] = pair;
        const value = (quoted ?? bare).replace(/\\(.)/gs, '$1');
        if (value !== '')
            settings.set(name, value);
        end = PAIR.lastIndex;
    }
    return text.slice(end).trim() === ''
        ? { settings, problems: [] }
        : (0,_reading_js__WEBPACK_IMPORTED_MODULE_0__/* .unreadable */ .O)("cannot be read as host=… dbname=… from some place on: put values with spaces or quotes into single quotes, and a backslash before ' and \\");
}


/***/ }),

/***/ 99024:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ unreadable)
/* harmony export */ });
function unreadable(...problems) {
    return { settings: new Map(), problems };
}


/***/ }),

/***/ 14585:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ redact),
/* harmony export */   F: () => (/* binding */ secretsOf)
/* harmony export */ });
/* harmony import */ var _keywords_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66094);

/** What is shorter keeps nothing secret, and masking it would only tear other words apart. Characters. */
const SHORTEST = 3;
/**
 * Every text to mask for a connection or a connection string, the longest first: the string, the password as it was
 * written, decoded, encoded, and each of its lines (the runner masks by line). Works on strings that cannot be read, so
 * that they can be masked before anybody tries.
 */
function secretsOf(source) {
    const passwords = typeof source === 'string'
        ? [source, ...source.split(/\r?\n/)].flatMap(passwordsIn)
        : [source.password ?? ''];
    const forms = passwords.flatMap(password => [
        password,
        decoded(password),
        encodeURIComponent(password),
        encodeURIComponent(decoded(password)),
        ...password.split(/\r?\n/),
    ]);
    if (typeof source === 'string')
        forms.push(source, source.trim(), ...source.split(/\r?\n/));
    return [...new Set(forms)].filter(form => form.length >= SHORTEST).sort((a, b) => b.length - a.length);
}
/** Every place where a password may stand in a string that may be broken: up to the last `@`, and in parameters. */
function passwordsIn(text) {
    const greedy = /:\/\/[^:]*:(.*)@/s.exec(text)?.[1];
    const shortest = /:\/\/[^:]*:([^@]*)@/.exec(text)?.[1];
    const parameters = [...text.matchAll(/[?&](?:password|sslpassword)=([^&\s]*)/g)].map(([, value = '']) => value);
    const keywords = (0,_keywords_js__WEBPACK_IMPORTED_MODULE_0__/* .isKeywords */ .v)(text) ? (0,_keywords_js__WEBPACK_IMPORTED_MODULE_0__/* .readKeywords */ .X)(text).settings.get('password') : undefined;
    return [greedy, shortest, ...parameters, keywords].filter(found => found !== undefined);
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}
/** Takes secrets and connection strings out of a text that a program wrote. */
function redact(text, secrets = []) {
    const clean = secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
    return clean
        .replace(/(\bpostgres(?:ql)?:\/\/)[^\s"']+/gi, '$1***')
        .replace(/(\bpassword\s*=\s*)('(?:[^'\\]|\\.)*'|\S+)/gi, '$1***')
        .replace(/"[^"\s]*@[^"\s]*"/g, '"***"');
}


/***/ }),

/***/ 70990:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ fileCode),
/* harmony export */   W: () => (/* binding */ explainFolder)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);
/* harmony import */ var _refusals_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20932);


const STORAGE_DISK_FULL = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'storage',
    code: 'storage-disk-full',
    kind: 'environment',
    meaning: "The folder's disk or quota is full, or a file grew past what is allowed there.",
    fix: 'Free space there, or give another folder.',
});
const full = folder => ({
    ...STORAGE_DISK_FULL,
    message: `No space is left in ${folder}.`,
});
const STORAGE_FOLDER_DENIED = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'storage',
    code: 'storage-folder-denied',
    kind: 'storage',
    meaning: 'The user of this process may not write to the folder.',
    fix: 'Give the user of this process write permission for the folder, or give another folder.',
});
const denied = (folder, path) => ({
    ...STORAGE_FOLDER_DENIED,
    message: `This user may not write to ${path === folder ? folder : `${path} in ${folder}`}.`,
});
const STORAGE_NOT_A_FOLDER = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'storage',
    code: 'storage-not-a-folder',
    kind: 'input',
    meaning: 'The path of the folder leads to a file, or through one.',
    fix: 'Give the path of a folder; it is created where it is missing.',
});
const notAFolder = folder => ({
    ...STORAGE_NOT_A_FOLDER,
    message: `${folder}, or something above it, is not a folder.`,
});
const STORAGE_FOLDER_READ_ONLY = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'storage',
    code: 'storage-folder-read-only',
    kind: 'storage',
    meaning: 'The folder is on a read-only file system.',
    fix: 'Give a folder that can be written to.',
});
const STORAGE_NAME_TOO_LONG = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'storage',
    code: 'storage-name-too-long',
    kind: 'input',
    meaning: "A name is too long for the folder's file system.",
    fix: 'Give a shorter series or name.',
});
/** What each error of the file system means to somebody who gave a folder as destination. */
const BY_CODE = {
    ENOSPC: full,
    EDQUOT: folder => ({ ...full(folder, ''), message: `The disk quota is used up in ${folder}.` }),
    EFBIG: folder => ({ ...full(folder, ''), message: `A file in ${folder} grew past what is allowed there.` }),
    EACCES: denied,
    EPERM: denied,
    EROFS: folder => ({
        ...STORAGE_FOLDER_READ_ONLY,
        message: `${folder} is on a read-only file system.`,
    }),
    ENOTDIR: notAFolder,
    EEXIST: notAFolder,
    ELOOP: (folder, path) => ({
        ...notAFolder(folder, path),
        message: `${path} leads in a circle of symbolic links.`,
    }),
    ENAMETOOLONG: folder => ({
        ...STORAGE_NAME_TOO_LONG,
        message: `A name is too long for the file system of ${folder}.`,
    }),
    ENOENT: (_folder, path) => ({
        ..._refusals_js__WEBPACK_IMPORTED_MODULE_1__/* .STORAGE_OBJECT_MISSING */ .VD,
        message: `There is no ${path}.`,
        hint: 'Check the key, the folder and whether retention has removed it.',
    }),
};
const STORAGE_FOLDER_FAILED = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'storage',
    code: 'storage-folder-failed',
    kind: 'environment',
    meaning: 'The file system of the folder failed with a code that has no row of its own.',
    fix: 'Look at the health of that disk or share, or give another folder.',
});
/** What no row is for: an I/O error, a network share that went away. */
function failed(code) {
    return (folder, path) => ({
        ...STORAGE_FOLDER_FAILED,
        message: `The file system failed at ${path === folder ? folder : `${path} in ${folder}`} (${code}).`,
    });
}
/** The file system's own code of an error, e.g. `ENOSPC`. */
function fileCode(error) {
    return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
/** Turns an error of the file system into what a user can act on; others pass as they are. */
function explainFolder(error, folder, path = folder) {
    if (error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj)
        return error;
    const code = fileCode(error) ?? '';
    const explain = BY_CODE[code] ?? (/^E[A-Z0-9]{2,20}$/.test(code) ? failed(code) : undefined);
    if (explain)
        return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj(explain(folder, path), error);
    return error instanceof Error ? error : new Error(String(error));
}


/***/ }),

/***/ 79069:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   UO: () => (/* binding */ isWithin),
/* harmony export */   dp: () => (/* binding */ removeEmptyFolders),
/* harmony export */   fc: () => (/* binding */ makeFolder),
/* harmony export */   yU: () => (/* binding */ makeIn)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3828);
/* harmony import */ var _folder_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(70990);




/** How often a folder may be removed in the same moment before that is no coincidence. */
const TRIES = 5;
/**
 * Makes a folder and what is missing above it, one after the other: Node's own recursive mkdir never ends where a file
 * system says of a folder that it cannot make that something above it is missing, as /proc does.
 * @returns the topmost folder that was made, if any
 * @throws BackupError `storage-folder-impossible`
 */
async function makeFolder(folder) {
    try {
        return await againWhileMissing(() => makeMissing(folder));
    }
    catch (error) {
        throw (0,_folder_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .fileCode */ .K)(error) === 'ENOENT' ? impossible(folder, error) : error;
    }
}
async function makeMissing(folder) {
    const missing = [];
    for (let path = folder; !(await isThere(path)); path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path))
        missing.unshift(path);
    for (const path of missing)
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(path).catch(async (error) => {
            // Another process may have made it meanwhile; a link to nothing is there too, and is no folder.
            if ((0,_folder_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .fileCode */ .K)(error) !== 'EEXIST' || !(await isThere(path)))
                throw error;
        });
    return missing[0];
}
/** Whether there is a folder, or at least something that mkdir has its own word for. */
async function isThere(path) {
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path).catch((error) => {
        if ((0,_folder_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .fileCode */ .K)(error) !== 'ENOENT')
            throw error;
        return undefined;
    });
    return found !== undefined || path === (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path);
}
const STORAGE_FOLDER_IMPOSSIBLE = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .defineError */ .MP)({
    topic: 'storage',
    code: 'storage-folder-impossible',
    kind: 'input',
    meaning: 'The file system at that path does not let folders be made, as /proc does not.',
    fix: 'Give a folder on a disk.',
});
function impossible(folder, cause) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .BackupError */ .hj({
        ...STORAGE_FOLDER_IMPOSSIBLE,
        message: `The folder ${folder} cannot be made: the file system there does not let folders be made.`,
        hint: 'Give a folder on a disk, such as one below the home of the user or of a mounted volume.',
    }, cause);
}
/** Makes a file in a folder, which is made again where it goes meanwhile. */
async function makeIn(folder, make) {
    return await againWhileMissing(make, () => makeFolder(folder));
}
/** Anyone who removes the last object of a folder takes the folder along: then what was about to be made there has no place. */
async function againWhileMissing(make, repair) {
    for (let left = TRIES;; left--) {
        try {
            return await make();
        }
        catch (error) {
            if ((0,_folder_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .fileCode */ .K)(error) !== 'ENOENT' || left === 1)
                throw error;
            await repair?.();
        }
    }
}
/** Removes folders from `folder` up to `topmost`, as far as they are empty. Never throws: somebody may use them by now. */
async function removeEmptyFolders(folder, topmost) {
    for (let path = folder; path.startsWith(topmost); path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path)) {
        try {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)(path);
        }
        catch {
            return;
        }
    }
}
/** Whether a folder is another one, or is below it. */
function isWithin(folder, other) {
    return folder === other || folder.startsWith(other.endsWith(node_path__WEBPACK_IMPORTED_MODULE_1__.sep) ? other : other + node_path__WEBPACK_IMPORTED_MODULE_1__.sep);
}


/***/ }),

/***/ 20932:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cy: () => (/* binding */ ObjectVanished),
/* harmony export */   KW: () => (/* binding */ cancelled),
/* harmony export */   VD: () => (/* binding */ STORAGE_OBJECT_MISSING),
/* harmony export */   _f: () => (/* binding */ noSuchObject),
/* harmony export */   as: () => (/* binding */ objectVanished),
/* harmony export */   gD: () => (/* binding */ keyExists),
/* harmony export */   jc: () => (/* binding */ notWhatWasSent),
/* harmony export */   p4: () => (/* binding */ checkListedKey),
/* harmony export */   yR: () => (/* binding */ checkKey)
/* harmony export */ });
/* harmony import */ var _core_cancellation_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20600);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3828);


const STORAGE_KEY_EXISTS = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .defineError */ .MP)({
    topic: 'storage',
    code: 'storage-key-exists',
    kind: 'storage',
    meaning: 'An object of that name exists already, and a backup is never overwritten.',
    fix: 'Run again (the name holds the time, to the second), or give another series or prefix.',
});
/** The key is taken: said by every store in the same words, since a backup is never overwritten. */
function keyExists(url, cause) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .BackupError */ .hj({
        ...STORAGE_KEY_EXISTS,
        message: `${url} exists already, and a backup is never overwritten.`,
    }, cause);
}
const STORAGE_SIZE_MISMATCH = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .defineError */ .MP)({
    topic: 'storage',
    code: 'storage-size-mismatch',
    kind: 'integrity',
    meaning: 'The store holds another number of bytes than was sent; what was stored is removed.',
    fix: 'Run again, and look into the store or what stands between it and the runner.',
});
const STORAGE_CHECKSUM_MISMATCH = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .defineError */ .MP)({
    topic: 'storage',
    code: 'storage-checksum-mismatch',
    kind: 'integrity',
    meaning: 'The store reports another checksum than that of the bytes that were sent; what was stored is removed.',
    fix: 'Run again, and look into the store or what stands between it and the runner.',
});
/** What the store holds is not what was sent. */
function notWhatWasSent(url, what, sent, stored) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .BackupError */ .hj({
        ...(what === 'size' ? STORAGE_SIZE_MISMATCH : STORAGE_CHECKSUM_MISMATCH),
        message: `${url} was stored with another ${what} than was sent: ${stored} instead of ${sent}.`,
        hint: 'Do not trust this backup; run again, and look into the store or what stands between it and the runner.',
    });
}
const STORAGE_OBJECT_VANISHED = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .defineError */ .MP)({
    topic: 'storage',
    code: 'storage-object-vanished',
    kind: 'storage',
    meaning: 'The store accepted the object and then did not have it.',
    fix: 'Check for a lifecycle rule or another job that removes objects there, and for a cache before the store. If the object appears later, it has no manifest, and prune removes it.',
});
/** An object that the store has accepted, and does not show: it may come to light later, without a manifest. */
class ObjectVanished extends _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .BackupError */ .hj {
    receipt;
    constructor(url, receipt) {
        super({
            ...STORAGE_OBJECT_VANISHED,
            message: `The store accepted ${url} and then did not have it.`,
            hint: 'Check for a lifecycle rule or another job that removes objects there, and for a cache before the store; if the object appears later, it has no manifest, and prune removes it.',
        });
        this.receipt = receipt;
    }
}
function objectVanished(url, receipt) {
    return new ObjectVanished(url, receipt);
}
const STORAGE_OBJECT_MISSING = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .defineError */ .MP)({
    topic: 'storage',
    code: 'storage-object-missing',
    kind: 'storage',
    meaning: 'The object or file that was to be read is not there.',
    fix: 'Check the key, the prefix or folder, and whether retention has removed it.',
});
/** The object that was to be read is not there. */
function noSuchObject(url, cause) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .BackupError */ .hj({
        ...STORAGE_OBJECT_MISSING,
        message: `There is no ${url}.`,
        hint: 'Check the key, the prefix and whether retention has removed it.',
    }, cause);
}
/** What stopped the work when its signal was aborted: the signal's own reason where that explains itself. */
function cancelled(signal) {
    const reason = signal.reason;
    if (reason instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .BackupError */ .hj)
        return reason;
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .BackupError */ .hj({
        ..._core_cancellation_js__WEBPACK_IMPORTED_MODULE_0__/* .CANCELLED */ .g,
        message: 'The work was stopped before it was done.',
        hint: 'Run again when nothing stands against it.',
    }, reason);
}
/** Refuses keys that could reach out of a store: a bug of the caller, or a name that a user must change. */
function checkKey(key) {
    const clean = !key.split('/').includes('') && !key.includes('\0') && !key.includes('\\');
    if (!clean)
        throw invalidKey(key, 'empty, "." or ".." parts, backslash and NUL');
    checkListedKey(key);
}
/**
 * Refuses, of the keys that a bucket may have, those that what stands between might read as another: anything else
 * somebody named an object, it can be asked for and removed.
 */
function checkListedKey(key) {
    const reaching = key.split('/').some(segment => segment === '.' || segment === '..');
    if (key === '' || reaching)
        throw invalidKey(key, '"." or ".." parts');
}
const STORAGE_KEY_INVALID = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .defineError */ .MP)({
    topic: 'storage',
    code: 'storage-key-invalid',
    kind: 'input',
    meaning: 'The series or name makes a path that could lead out of the destination.',
    fix: 'Give a name without empty, "." or ".." parts, backslash and NUL.',
});
function invalidKey(key, without) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .BackupError */ .hj({
        ...STORAGE_KEY_INVALID,
        message: `"${key}" cannot be the name of a stored object.`,
        hint: `Give a name without ${without}.`,
    });
}


/***/ }),

/***/ 96867:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Tk: () => (/* binding */ equalParts),
/* harmony export */   _C: () => (/* binding */ growingParts),
/* harmony export */   d_: () => (/* binding */ MIN_PART_BYTES),
/* harmony export */   jj: () => (/* binding */ memoryFor),
/* harmony export */   kz: () => (/* binding */ MAX_PARTS),
/* harmony export */   tZ: () => (/* binding */ MAX_PART_BYTES)
/* harmony export */ });
/* unused harmony export MAX_OBJECT_BYTES */
const MiB = 1024 ** 2;
const GiB = 1024 ** 3;
/** S3's limits, from its user guide ("Amazon S3 multipart upload limits"). */
const MAX_PARTS = 10_000;
const MAX_OBJECT_BYTES = 5 * 1024 * GiB;
const MIN_PART_BYTES = 5 * MiB;
/** The first part's size where 10,000 parts are allowed: small, so that small backups need little memory. */
const FIRST_PART_BYTES = 8 * MiB;
/**
 * No part is larger: twice as much is the most memory that an upload ever takes. S3 would take 5 GiB, but OpenSSL writes
 * less than 2 GiB at once.
 */
const MAX_PART_BYTES = 1280 * MiB;
/** What parts may hold in memory together, as long as two of them fit: one being filled, one travelling. */
const MEMORY_BYTES = 64 * MiB;
/**
 * Part sizes for an upload whose length is not known. A part that can be sent again has to be held in memory, so each is
 * a fixed share of what went before it: regardless of the length turns out to be, the memory is in proportion to it, and as
 * small as `maxParts` allow. Fewer parts than 10,000 grow as fast, and start larger, as far as that can help: up to half
 * of what they could hold if all were of the largest size.
 */
function growingParts(maxParts) {
    const wanted = Math.min(MAX_OBJECT_BYTES, (maxParts * MAX_PART_BYTES) / 2);
    let first = FIRST_PART_BYTES;
    let sizes = growing(maxParts, first);
    while (sizes.reduce((sum, size) => sum + size, 0) < wanted) {
        first = step(first + 1);
        sizes = growing(maxParts, first);
    }
    return number => sizes[number - 1] ?? MAX_PART_BYTES;
}
/** A part is this much of what went before it, divided by the number of parts: just enough for 5 TiB in 10,000 parts. */
const GROWTH = 8;
function growing(maxParts, first) {
    const sizes = [];
    for (let before = 0; sizes.length < maxParts;) {
        const size = Math.min(MAX_PART_BYTES, step(Math.max(first, (before * GROWTH) / maxParts)));
        sizes.push(size);
        before += size;
    }
    return sizes;
}
/** The next larger of 8, 10, 12, 14, 16, 20, … MiB: parts of one size can use each other's buffers. */
function step(bytes) {
    const quarter = 2 ** Math.floor(Math.log2(bytes)) / 4;
    return Math.ceil(bytes / quarter) * quarter;
}
function equalParts(bytes) {
    return () => bytes;
}
/** Bytes that part buffers may hold together when the next one has `partBytes`. */
function memoryFor(partBytes) {
    return Math.max(MEMORY_BYTES, 2 * partBytes);
}


/***/ }),

/***/ 3741:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ parsePartSize),
/* harmony export */   l: () => (/* binding */ demandedPartSize)
/* harmony export */ });
/* harmony import */ var _core_parsed_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83186);
/* harmony import */ var _core_sizes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86361);
/* harmony import */ var _part_plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(96867);



/** R2's parts: 10,000 of them are 625 GB, and two are held in memory. Bytes. */
const R2_PART_BYTES = 64 * 1024 ** 2;
/** Reads the one size that all parts of an upload shall have. Bytes. */
function parsePartSize(text) {
    const size = (0,_core_sizes_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSize */ .D)(text);
    if (!size.ok || (size.value >= _part_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .MIN_PART_BYTES */ .d_ && size.value <= _part_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .MAX_PART_BYTES */ .tZ))
        return size;
    return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_2__/* .refused */ .J5)(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .TL)(text)} is no size of a part; write one from ${(0,_core_sizes_js__WEBPACK_IMPORTED_MODULE_1__/* .formatSize */ .X)(_part_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .MIN_PART_BYTES */ .d_)} to ${(0,_core_sizes_js__WEBPACK_IMPORTED_MODULE_1__/* .formatSize */ .X)(_part_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .MAX_PART_BYTES */ .tZ)}`);
}
/**
 * The one size of part that a store demands; undefined where parts may grow. R2 completes no upload whose parts, except
 * the last, are not alike (its documentation, "Multipart upload details": InvalidPart).
 * @param endpoint the store's address; undefined for AWS
 */
function demandedPartSize(endpoint) {
    const { hostname = '' } = URL.parse(endpoint ?? '') ?? {};
    return hostname.endsWith('.r2.cloudflarestorage.com') ? R2_PART_BYTES : undefined;
}


/***/ }),

/***/ 47358:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   au: () => (/* binding */ notOfAws),
/* harmony export */   cf: () => (/* binding */ parseRegion),
/* harmony export */   nj: () => (/* binding */ firstOfAws)
/* harmony export */ });
/* harmony import */ var _core_parsed_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83186);

/** What people call AWS's regions: by the places that its console shows, as far as each has one region only. */
const PLACES = {
    frankfurt: 'eu-central-1',
    zurich: 'eu-central-2',
    ireland: 'eu-west-1',
    dublin: 'eu-west-1',
    london: 'eu-west-2',
    paris: 'eu-west-3',
    stockholm: 'eu-north-1',
    milan: 'eu-south-1',
    spain: 'eu-south-2',
    virginia: 'us-east-1',
    ohio: 'us-east-2',
    california: 'us-west-1',
    oregon: 'us-west-2',
    canada: 'ca-central-1',
    montreal: 'ca-central-1',
    calgary: 'ca-west-1',
    mumbai: 'ap-south-1',
    hyderabad: 'ap-south-2',
    singapore: 'ap-southeast-1',
    sydney: 'ap-southeast-2',
    jakarta: 'ap-southeast-3',
    melbourne: 'ap-southeast-4',
    tokyo: 'ap-northeast-1',
    seoul: 'ap-northeast-2',
    osaka: 'ap-northeast-3',
    'hong kong': 'ap-east-1',
    bahrain: 'me-south-1',
    uae: 'me-central-1',
    dubai: 'me-central-1',
    'tel aviv': 'il-central-1',
    'cape town': 'af-south-1',
    'sao paulo': 'sa-east-1',
};
const EXAMPLE = 'eu-central-1';
/** Reads the name of a region, of AWS or of a store that has names of its own: `auto`, `fsn1`, `us-west-004`. */
function parseRegion(text) {
    if (/^[A-Za-z0-9_-]+$/.test(text))
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .parsed */ .Yz)(text);
    return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(text)} is not a region; write ${placeIn(text) ?? `one such as ${EXAMPLE}`}`);
}
/** The first of several names that may be a region of AWS; one of another store need not be. */
function firstOfAws(names) {
    return names.find(name => name && name !== 'auto' && !notOfAws(name));
}
/** Why a name cannot be that of a region of AWS, and what to write; undefined where it may be one. */
function notOfAws(region) {
    if (/^[a-z]{2}(?:-[a-z]+)+-\d{1,2}$/.test(region) || region === 'auto')
        return undefined;
    const meant = placeIn(region) ?? corrected(region);
    const advice = meant ? `write ${meant}` : `write one such as ${EXAMPLE}, or endpoint too for another store`;
    return `${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(region)} is not a region of AWS; ${advice}`;
}
/** The region of a place that is named anywhere in a text: `Frankfurt`, `EU (Frankfurt)`, `europe_london`. */
function placeIn(text) {
    const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
    const words = plain.split(/[^a-z]+/).filter(word => word !== '');
    const pairs = words.map((word, index) => `${word} ${words[index + 1] ?? ''}`);
    const found = [...pairs, ...words].find(each => Object.hasOwn(PLACES, each));
    return found && PLACES[found];
}
/** The region that is meant by one in capitals, with underscores, without its hyphens, or by one of its zones. */
function corrected(text) {
    const small = text.toLowerCase().replaceAll('_', '-');
    const [, region, zone = ''] = /^([a-z]{2}(?:-[a-z]+)+-?\d)([a-f]?)$/.exec(small) ?? [];
    const right = region?.replace(/([a-z])(\d)$/, '$1-$2');
    return zone !== '' || right !== text ? right : undefined;
}


/***/ })

};
