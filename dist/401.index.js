export const id = 401;
export const ids = [401];
export const modules = {

/***/ 46305:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ED: () => (/* binding */ beginningSql),
/* harmony export */   P: () => (/* binding */ ASKING_PATIENTLY),
/* harmony export */   S1: () => (/* binding */ ASKING),
/* harmony export */   V9: () => (/* binding */ WRITING),
/* harmony export */   gN: () => (/* binding */ OWN_NAMES)
/* harmony export */ });
/** No catalog query may take longer; the size of a database on slow storage is then unknown. Milliseconds. */
const STATEMENT_TIMEOUT_MS = 30_000;
/** Reads the catalogs, with a time limit. */
const ASKING = {
    kind: 'transaction',
    access: 'READ ONLY',
    names: 'of PostgreSQL',
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
};
/** The same for as long as it takes. */
const ASKING_PATIENTLY = { ...ASKING, statementTimeoutMs: 0 };
/** Changes something, without the limits of the role, which are for its everyday queries. */
const WRITING = { ...ASKING_PATIENTLY, access: 'READ WRITE' };
/**
 * Local to one transaction: a pooler hands what a plain SET changes on to other people's sessions. It is also for the
 * transaction that several statements in one message are.
 */
const OWN_NAMES = 'SET LOCAL search_path = pg_catalog, pg_temp';
/** The statements that a transaction begins with: nothing is looked up by name before the names are settled. */
function beginningSql(beginning) {
    const { access, lockTimeoutMs, names, statementTimeoutMs } = beginning;
    return [
        `BEGIN ${access}`,
        ...(names === 'of PostgreSQL' ? [OWN_NAMES] : []),
        `SET LOCAL statement_timeout = ${statementTimeoutMs}`,
        ...(lockTimeoutMs === undefined ? [] : [`SET LOCAL lock_timeout = ${lockTimeoutMs}`]),
    ].join('; ');
}


/***/ }),

/***/ 76774:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  m: () => (/* binding */ connectTo)
});

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(41692);
// EXTERNAL MODULE: ./node_modules/pg/esm/index.mjs
var esm = __webpack_require__(83849);
;// CONCATENATED MODULE: ./lib/postgres/probe/message-limit.js
/** No answer to what we ask is nearly as long; who announces more would have it all kept in memory first. Bytes. */
const LARGEST_MESSAGE = 64 * 1024 * 1024;
/** A byte that says what it is, and its length, which counts itself. */
const HEADER_BYTES = 5;
/**
 * Reads along how long each message of the server says it is (“Message Formats” in PostgreSQL's manual), and calls
 * `refuse` for the first that is too long, before any of it is kept. To be called before anybody else reads the stream.
 */
function limitMessages(stream, refuse) {
    const header = Buffer.alloc(HEADER_BYTES);
    let filled = 0;
    let skip = 0;
    stream.prependListener('data', (chunk) => {
        for (let at = 0; at < chunk.length;) {
            const passed = Math.min(skip, chunk.length - at);
            skip -= passed;
            at += passed;
            const taken = chunk.copy(header, filled, at, at + HEADER_BYTES - filled);
            filled += taken;
            at += taken;
            if (filled < HEADER_BYTES)
                continue;
            filled = 0;
            const length = header.readUInt32BE(1);
            if (length > LARGEST_MESSAGE)
                return refuse(new Error(`message of ${length} bytes`));
            skip = Math.max(0, length - (HEADER_BYTES - 1));
        }
    });
}

// EXTERNAL MODULE: ./lib/postgres/connection/authentication.js
var authentication = __webpack_require__(73410);
;// CONCATENATED MODULE: ./lib/postgres/probe/sign-in.js

/** What the server asks for, by the events of `pg`; SASL says in its message how. */
const ASKED = {
    authenticationCleartextPassword: 'password',
    authenticationMD5Password: 'md5',
    authenticationSASL: 'scram-sha-256',
};
/** As libpq says it. */
const WORDS = {
    password: 'server requested a cleartext password',
    md5: 'server requested a hashed password',
    'scram-sha-256': 'server requested SASL authentication',
};
const BOUND = 'SCRAM-SHA-256-PLUS';
/**
 * @param events of `pg`'s connection, before it is connected
 * @param breakOff ends the connection at once: `pg` keeps the password that it was given once, and would send it to a
 * server that asks a second time in another way
 */
function signIn(connection, endpoint, tls, { breakOff, events }) {
    const requireAuth = (0,authentication/* requireAuthOf */.zO)({ ...connection, endpoints: [endpoint] });
    const binds = tls !== false && connection.channelBinding !== 'disable';
    let asked = 'none';
    let offersBinding = false;
    for (const [event, method] of Object.entries(ASKED)) {
        events.prependListener(event, (message) => {
            asked = method;
            offersBinding = event === 'authenticationSASL' && mechanismsOf(message).includes(BOUND);
            const problem = problemOf();
            if (problem)
                breakOff(problem);
        });
    }
    const bound = () => binds && offersBinding;
    const problemOf = () => {
        if (!(0,authentication/* admits */.t5)(requireAuth, asked)) {
            const reason = WORDS[asked] ?? 'server did not complete authentication';
            return new Error(`authentication method requirement "${requireAuth}" failed: ${reason}`);
        }
        return !bound() && (0,authentication/* requiresBinding */.Ig)(connection, endpoint)
            ? new Error('channel binding required, but server authenticated client without channel binding')
            : undefined;
    };
    const admit = () => {
        const problem = problemOf();
        if (problem)
            throw problem;
    };
    return {
        password: () => {
            admit();
            return connection.password ?? '';
        },
        finish: admit,
        bound,
    };
}
function mechanismsOf(message) {
    return typeof message === 'object' &&
        message !== null &&
        'mechanisms' in message &&
        Array.isArray(message.mechanisms)
        ? message.mechanisms
        : [];
}

// EXTERNAL MODULE: ./lib/postgres/probe/tls.js
var probe_tls = __webpack_require__(46611);
;// CONCATENATED MODULE: ./lib/postgres/probe/connect.js








/**
 * Node gives each address of a name 250 ms before it goes on to the next, and forgets the first: too little for another
 * continent's server with an IPv6 address that the runner cannot reach. Milliseconds.
 */
const ADDRESS_TIMEOUT_MS = 5_000;
/** A runner's network drops connections that are silent for four minutes. Milliseconds. */
const KEEP_ALIVE_MS = 60_000;
/** Of warnings, which a server can send without end. */
const MOST_WARNINGS = 100;
const LONGEST_WARNING = 2_000;
/**
 * Connects to one endpoint, with the encryption attempts of the connection's sslmode. The only place that opens a session
 * of ours. Throws what pg or Node throw.
 */
async function connectTo(connection, endpoint, signal) {
    (0,external_node_net_.setDefaultAutoSelectFamilyAttemptTimeout)(ADDRESS_TIMEOUT_MS);
    const errors = [];
    for (const tls of (0,probe_tls/* tlsAttempts */.eG)(connection, endpoint)) {
        try {
            return await attempt(connection, endpoint, tls, signal);
        }
        catch (error) {
            signal.throwIfAborted();
            errors.push(error);
            // Encryption makes no difference to a server that cannot be reached.
            if (isNetworkError(error))
                break;
        }
    }
    // What the server itself said is worth more than how the other attempt failed.
    throw errors.find(error => error instanceof esm/* default.DatabaseError */.Ay.DatabaseError) ?? errors[0];
}
async function attempt(connection, endpoint, ssl, signal) {
    signal.throwIfAborted();
    const { host, port, address } = endpoint;
    const socket = new external_node_net_.Socket();
    const tried = [];
    socket.on('connectionAttempt', ip => tried.push(ip));
    const client = new esm/* default.Client */.Ay.Client({
        stream: () => socket,
        host: address ?? host,
        port,
        user: connection.user,
        database: connection.database,
        // A function, since pg would look for an absent password in PGPASSWORD and in a password file of its own finding.
        password: () => signing.password(),
        ssl,
        ...(connection.directTls && ssl ? { sslnegotiation: 'direct' } : {}),
        enableChannelBinding: ssl !== false && connection.channelBinding !== 'disable',
        ...(connection.options === undefined ? {} : { options: connection.options }),
        application_name: connection.applicationName,
        connectionTimeoutMillis: connection.connectTimeoutS * 1000,
        keepAlive: true,
        keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    });
    const inner = innerConnection(client);
    // What a session ends with between two queries is the reason why the next one fails.
    let ended;
    const breakOff = (error) => {
        ended ??= error;
        inner.stream().destroy();
        socket.destroy();
    };
    const signing = signIn(connection, endpoint, ssl, { events: inner.events, breakOff });
    client.on('error', error => {
        ended ??= error;
    });
    const limit = () => limitMessages(inner.stream(), breakOff);
    if (ssl === false)
        limit();
    else
        inner.events.once('sslconnect', limit);
    const warnings = [];
    client.on('notice', ({ severity, message }) => {
        if (severity === 'WARNING' && message !== undefined && warnings.length < MOST_WARNINGS)
            warnings.push(message.slice(0, LONGEST_WARNING));
    });
    const abort = () => void socket.destroy();
    signal.addEventListener('abort', abort, { once: true });
    const close = async () => {
        signal.removeEventListener('abort', abort);
        if (ended === undefined)
            await client.end().catch(() => { });
        socket.destroy();
    };
    try {
        await client.connect();
        signing.finish();
    }
    catch (error) {
        ended ??= error instanceof Error ? error : new Error(String(error));
        await close();
        throw ended.message === 'timeout expired' ? new AddressTimeout(tried) : ended;
    }
    const asking = async (query) => {
        try {
            return await query;
        }
        catch (error) {
            throw ended ?? error;
        }
    };
    const pid = 'processID' in client ? client.processID : undefined;
    return {
        endpoint: {
            host,
            port,
            ...(address === undefined ? {} : { address }),
            ...(signing.bound() ? { bindsChannel: true } : {}),
        },
        tls: tlsVersion(inner.stream()),
        pid: typeof pid === 'number' ? pid : undefined,
        ask: text => asking(client.query(text)),
        askAsWritten: text => asking(client.query({ text, rowMode: 'array', types: AS_WRITTEN })),
        warnings,
        breakOff,
        close,
    };
}
const AS_WRITTEN = { getTypeParser: () => (value) => value };
/** pg's timeout with what Node's own would say, so that a name with only IPv6 addresses is seen for what it is. */
class AddressTimeout extends Error {
    code = 'ETIMEDOUT';
    address;
    constructor(tried) {
        super('timeout expired');
        this.address = tried.find(ip => !ip.includes(':')) ?? tried[0] ?? '';
    }
}
/** pg's connection below its client, which its types do not show: it puts the encrypted stream in the place of the first. */
function innerConnection(client) {
    const inner = 'connection' in client ? client.connection : undefined;
    if (!(inner instanceof external_node_events_.EventEmitter))
        throw new Error('pg has no connection');
    const stream = () => {
        if (!('stream' in inner && inner.stream instanceof external_node_stream_.Duplex))
            throw new Error('pg has no stream');
        return inner.stream;
    };
    return { events: inner, stream };
}
function tlsVersion(stream) {
    return stream instanceof external_node_tls_.TLSSocket ? (stream.getProtocol() ?? undefined) : undefined;
}
const NETWORK_ERRORS = [
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENOENT',
];
function isNetworkError(error) {
    return error instanceof Error && 'code' in error && NETWORK_ERRORS.includes(String(error.code));
}


/***/ }),

/***/ 5558:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ inSession)
});

// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/postgres/connection/connection.js
var connection_connection = __webpack_require__(90370);
// EXTERNAL MODULE: ./lib/postgres/connection/secrets.js
var secrets = __webpack_require__(14585);
// EXTERNAL MODULE: ./lib/postgres/diagnosis/diagnose.js + 9 modules
var diagnose = __webpack_require__(14107);
// EXTERNAL MODULE: ./lib/postgres/probe/beginning.js
var probe_beginning = __webpack_require__(46305);
// EXTERNAL MODULE: ./lib/postgres/probe/queries.js
var queries = __webpack_require__(43162);
// EXTERNAL MODULE: ./node_modules/pg/esm/index.mjs
var esm = __webpack_require__(83849);
// EXTERNAL MODULE: ./lib/stream/silence.js
var silence = __webpack_require__(73939);
// EXTERNAL MODULE: ./lib/postgres/stall/look.js
var look = __webpack_require__(13019);
// EXTERNAL MODULE: ./lib/postgres/stall/stalled.js
var stalled = __webpack_require__(58429);
// EXTERNAL MODULE: ./lib/postgres/probe/connect.js + 2 modules
var connect = __webpack_require__(76774);
;// CONCATENATED MODULE: ./lib/postgres/probe/session.js






/**
 * What the server's answer to a query that it limits itself may take beyond that limit: a server that is silent for longer
 * has not even ended it. Milliseconds.
 */
const ANSWER_MS = 15_000;
/** Of what is asked outside of transactions, which takes no time. Milliseconds. */
const QUICK_MS = 30_000;
/**
 * Connects to one endpoint, with the encryption attempts of the connection's sslmode, and begins. Every query has a limit
 * of ours beside the server's own, or is looked after while it runs. Throws what pg or Node throw, and BackupError
 * `database-stalled`.
 */
async function openSession(connection, endpoint, { beginning, say, signal }) {
    const wire = await (0,connect/* connectTo */.m)(connection, endpoint, signal);
    const within = limitOf(beginning);
    let pid = wire.pid;
    const waited = async (query, limitMs = within) => {
        const end = (ms, why) => wire.breakOff((0,stalled/* stalled */.O)(wire.endpoint, 'the answer to a query', ms, why));
        const late = limitMs && setTimeout(() => end(limitMs, 'the query has a limit, and was not ended by it'), limitMs);
        using _ = (0,silence/* watchSilence */.X)({
            what: 'the answer to a query',
            limitMs: connection.stallTimeoutMs,
            look: () => (0,look/* lookAtServer */.I)(connection, wire.endpoint, { pid: pid ?? 0 }, signal),
            say: say ?? (() => { }),
            end,
        });
        try {
            return await query();
        }
        finally {
            clearTimeout(late);
        }
    };
    const ask = (text, limitMs = within) => waited(async () => lastRows(await wire.ask(text)), limitMs);
    // In one message with what is asked, it holds for that alone.
    const guarded = (text) => beginning.kind === 'transaction' ? text : `${probe_beginning/* OWN_NAMES */.gN}; ${text}`;
    const begin = beginning.kind === 'transaction' ? (0,probe_beginning/* beginningSql */.ED)(beginning) : probe_beginning/* OWN_NAMES */.gN;
    try {
        // A pooler makes a number of a process up, under which the server knows nobody.
        const [own] = await ask(`${begin}; SELECT pg_catalog.pg_backend_pid() AS pid`);
        pid = typeof own?.['pid'] === 'number' ? own['pid'] : pid;
    }
    catch (error) {
        await wire.close();
        throw error;
    }
    const rows = async (text) => await waited(async () => lastRows(await wire.ask(guarded(text))));
    const rowsIfAllowed = async (text) => {
        await ask('SAVEPOINT asked');
        try {
            return await rows(text);
        }
        catch (error) {
            if (!(error instanceof esm/* default.DatabaseError */.Ay.DatabaseError))
                throw error;
            await ask('ROLLBACK TO asked');
            return [];
        }
    };
    return {
        endpoint: wire.endpoint,
        tls: wire.tls,
        rows,
        rowsIfAllowed,
        table: text => waited(() => answer(wire, text)),
        next: async (end) => void (await ask(`${end}; ${begin}`)),
        commit: async () => void (await ask('COMMIT')),
        alone: async (statement) => void (await ask(statement, 0)),
        warnings: () => wire.warnings,
        [Symbol.asyncDispose]: wire.close,
    };
}
/** 0: as long as it takes, while the server is at work on it. */
function limitOf(beginning) {
    if (beginning.kind === 'no transaction')
        return QUICK_MS;
    const { statementTimeoutMs } = beginning;
    return statementTimeoutMs === 0 ? 0 : statementTimeoutMs + ANSWER_MS;
}
/** Several statements in one message have an answer each. */
function lastRows(result) {
    const answers = Array.isArray(result) ? result : [result];
    return answers.at(-1)?.rows ?? [];
}
async function answer(wire, text) {
    const { fields, rows } = await wire.askAsWritten(text);
    const isBoolean = (type) => type === esm/* default.types */.Ay.types.builtins.BOOL;
    return { columns: fields.map(({ name, dataTypeID }) => ({ name, isBoolean: isBoolean(dataTypeID) })), rows };
}

;// CONCATENATED MODULE: ./lib/postgres/probe/in-session.js







/**
 * Does `work` in a session at the first endpoint that answers and is of the wanted kind, and closes it in every outcome.
 * Throws BackupError with the cause, or the signal's reason.
 */
async function inSession(connection, options, work) {
    try {
        await using session = await findServer(connection, options);
        return await work(session);
    }
    catch (error) {
        options.signal.throwIfAborted();
        if (error instanceof errors/* BackupError */.hj)
            throw error;
        const { host, port } = (0,connection_connection/* firstEndpoint */.YP)(connection);
        const { user: role, database } = connection;
        const target = { host, port, database, role, options: connection.options };
        throw (0,diagnose/* diagnoseProbe */.tS)(error, { ...target, secrets: (0,secrets/* secretsOf */.F)(connection) });
    }
}
async function findServer(connection, { signal, beginning = probe_beginning/* ASKING */.S1, say }) {
    const errors = [];
    for (const wanted of passes(connection.sessionAttributes)) {
        for (const endpoint of connection.endpoints) {
            const session = await openSession(connection, endpoint, { signal, beginning, say }).catch((error) => {
                errors.push(error);
            });
            signal.throwIfAborted();
            if (!session)
                continue;
            if (wanted === 'any')
                return session;
            const [state] = await session.rows(queries/* SESSION_QUERY */.YB);
            if (state && accepts(wanted, state))
                return session;
            await session[Symbol.asyncDispose]();
        }
    }
    throw errors[0] ?? noneSuitable(connection);
}
const DATABASE_NOT_OF_THE_KIND = (0,errors/* defineError */.MP)({
    topic: 'database',
    code: 'database-not-of-the-kind',
    kind: 'database',
    meaning: 'None of the servers is of the kind that target_session_attrs asks for.',
    fix: 'Remove target_session_attrs, or add the server that is meant.',
});
function noneSuitable(connection) {
    const message = `No server of ${(0,connection_connection/* describe */.q0)(connection)} is ${connection.sessionAttributes}, which target_session_attrs asks for.`;
    return new errors/* BackupError */.hj({ ...DATABASE_NOT_OF_THE_KIND, message });
}
const ACCEPTS = {
    any: () => true,
    'read-write': state => !state.read_only,
    'read-only': state => state.read_only,
    primary: state => !state.standby,
    standby: state => state.standby,
    'prefer-standby': state => state.standby,
};
/** libpq's target_session_attrs. */
function accepts(wanted, state) {
    return ACCEPTS[wanted](state);
}
/** What to look for on all servers before looking for the next. */
function passes(wanted) {
    return wanted === 'prefer-standby' ? ['standby', 'any'] : [wanted];
}


/***/ }),

/***/ 35952:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ probeServer)
/* harmony export */ });
/* harmony import */ var _in_session_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5558);
/* harmony import */ var _queries_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(43162);


/**
 * Asks the server what a backup has to know, in one short read-only session.
 * Throws BackupError with the cause, or the signal's reason.
 */
async function probeServer(connection, { signal }) {
    return await (0,_in_session_js__WEBPACK_IMPORTED_MODULE_0__/* .inSession */ .C)(connection, { signal }, askServer);
}
async function askServer(session) {
    const [server] = await session.rows(_queries_js__WEBPACK_IMPORTED_MODULE_1__/* .SERVER_QUERY */ .Z2);
    if (!server)
        throw new Error('the server does not know its own database');
    const [identity] = await session.rowsIfAllowed(_queries_js__WEBPACK_IMPORTED_MODULE_1__/* .SYSTEM_IDENTIFIER_QUERY */ .NW);
    const [size] = await session.rowsIfAllowed(_queries_js__WEBPACK_IMPORTED_MODULE_1__/* .DATABASE_BYTES_QUERY */ .hT);
    const [tables] = await session.rows(_queries_js__WEBPACK_IMPORTED_MODULE_1__/* .TABLE_COUNT_QUERY */ .cF);
    return {
        endpoint: session.endpoint,
        versionNum: server.version_num,
        version: server.version.split(' ')[0] ?? server.version,
        major: Math.floor(server.version_num / 10_000),
        ...(identity ? { systemIdentifier: identity.value } : {}),
        database: server.database,
        databaseOid: server.database_oid,
        ...(size ? { databaseBytes: Number(size.value) } : {}),
        encoding: server.encoding,
        locale: server.locale,
        extensions: await session.rows(_queries_js__WEBPACK_IMPORTED_MODULE_1__/* .EXTENSIONS_QUERY */ .Y5),
        isInRecovery: server.is_in_recovery,
        unlogged: server.is_in_recovery ? await session.rows(_queries_js__WEBPACK_IMPORTED_MODULE_1__/* .UNLOGGED_QUERY */ .Hs) : [],
        byteaOutput: server.bytea_output,
        timeZone: server.time_zone,
        sessionOptions: [
            ...(server.bytea_output === 'hex' ? [] : ['-c bytea_output=hex']),
            ...(server.quotes_all_identifiers ? ['-c quote_all_identifiers=off'] : []),
            ...(server.standard_strings ? [] : ['-c standard_conforming_strings=on']),
        ],
        tableCount: tables?.value ?? 0,
        role: { name: server.role, superuser: server.superuser, bypassesRls: server.bypasses_rls },
        ...(session.tls === undefined ? {} : { tls: session.tls }),
        unreadable: await session.rows(_queries_js__WEBPACK_IMPORTED_MODULE_1__/* .UNREADABLE_QUERY */ .dC),
        rowSecured: await session.rows(_queries_js__WEBPACK_IMPORTED_MODULE_1__/* .ROW_SECURED_QUERY */ .yi),
    };
}


/***/ }),

/***/ 43162:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hs: () => (/* binding */ UNLOGGED_QUERY),
/* harmony export */   NW: () => (/* binding */ SYSTEM_IDENTIFIER_QUERY),
/* harmony export */   Y5: () => (/* binding */ EXTENSIONS_QUERY),
/* harmony export */   YB: () => (/* binding */ SESSION_QUERY),
/* harmony export */   Z2: () => (/* binding */ SERVER_QUERY),
/* harmony export */   cF: () => (/* binding */ TABLE_COUNT_QUERY),
/* harmony export */   dC: () => (/* binding */ UNREADABLE_QUERY),
/* harmony export */   hT: () => (/* binding */ DATABASE_BYTES_QUERY),
/* harmony export */   yi: () => (/* binding */ ROW_SECURED_QUERY)
/* harmony export */ });
/** What every role may ask. */
const SERVER_QUERY = `
  SELECT current_setting('server_version_num')::int AS version_num,
         current_setting('server_version') AS version,
         current_database() AS database,
         d.oid::text AS database_oid,
         pg_encoding_to_char(d.encoding) AS encoding,
         jsonb_strip_nulls(jsonb_build_object(
           'provider', CASE to_jsonb(d)->>'datlocprovider' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END,
           'collate', d.datcollate, 'ctype', d.datctype,
           -- Of PostgreSQL 17, and of 15 and 16.
           'name', coalesce(to_jsonb(d)->>'datlocale', to_jsonb(d)->>'daticulocale'),
           'rules', to_jsonb(d)->>'daticurules')) AS locale,
         pg_is_in_recovery() AS is_in_recovery,
         current_setting('bytea_output') AS bytea_output,
         current_setting('quote_all_identifiers')::bool AS quotes_all_identifiers,
         current_setting('standard_conforming_strings')::bool AS standard_strings,
         current_setting('TimeZone') AS time_zone,
         current_user AS role,
         r.rolsuper AS superuser,
         r.rolbypassrls AS bypasses_rls
    FROM pg_database d, pg_roles r
   WHERE d.datname = current_database() AND r.rolname = current_user`;
/** Managed servers keep these two from ordinary roles. */
const SYSTEM_IDENTIFIER_QUERY = 'SELECT system_identifier::text AS value FROM pg_control_system()';
const DATABASE_BYTES_QUERY = 'SELECT pg_database_size(current_database())::text AS value';
const EXTENSIONS_QUERY = 'SELECT extname AS name, extversion AS version FROM pg_extension ORDER BY 1';
/**
 * Anything that pg_dump would dump by default: not the system's schemas, not what belongs to an extension. It locks tables
 * and reads sequences, for which it needs SELECT, and USAGE of their schema.
 */
const DUMPED = `
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relpersistence <> 't'
     AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
     AND NOT EXISTS (SELECT FROM pg_depend e
                      WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')`;
const TABLE_COUNT_QUERY = `SELECT count(*)::int AS value ${DUMPED} AND c.relkind IN ('r', 'p')`;
const RELATION = `n.nspname AS schema, c.relname AS name, CASE c.relkind WHEN 'S' THEN 'sequence' ELSE 'table' END AS kind`;
const UNREADABLE_QUERY = `
  SELECT ${RELATION} ${DUMPED}
     AND c.relkind IN ('r', 'p', 'S')
     AND NOT (has_schema_privilege(n.oid, 'USAGE')
              AND CASE c.relkind WHEN 'S' THEN has_sequence_privilege(c.oid, 'SELECT')
                                 ELSE has_table_privilege(c.oid, 'SELECT') END)
   ORDER BY 1, 2`;
/** A standby has no rows of them: they are not in the log that it follows. */
const UNLOGGED_QUERY = `
  SELECT ${RELATION} ${DUMPED}
     AND c.relkind = 'r' AND c.relpersistence = 'u'
   ORDER BY 1, 2`;
const ROW_SECURED_QUERY = `
  SELECT ${RELATION} ${DUMPED}
     AND c.relkind IN ('r', 'p') AND c.relrowsecurity AND row_security_active(c.oid)
   ORDER BY 1, 2`;
/** For target_session_attrs. Our own transaction is read-only, so what the session would be without it is asked. */
const SESSION_QUERY = `
  SELECT pg_is_in_recovery() AS standby,
         pg_is_in_recovery() OR current_setting('default_transaction_read_only') = 'on' AS read_only`;


/***/ }),

/***/ 13019:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ lookAtServer)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var pg__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(83849);
/* harmony import */ var _core_sql_quoting_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(97377);
/* harmony import */ var _probe_beginning_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(46305);
/* harmony import */ var _probe_connect_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76774);





/** What a busy server needs for a second connection, and no more: it was silent long enough before. Milliseconds. */
const SHORTEST_LOOK_MS = 5_000;
const LONGEST_LOOK_MS = 20_000;
const SAMPLES = 4;
const BETWEEN_SAMPLES_MS = 300;
/** A new connection is refused since the server starts or stops: what was waited for has gone. */
const GONE = ['57P01', '57P02', '57P03'];
/** Of PostgreSQL's views of progress only what exists in the server's version: it refuses the name of another. */
const activityQuery = (which) => `
  WITH ours AS (${which})
  SELECT a.state, a.wait_event_type AS wait, a.query_start::text AS at,
         (SELECT string_agg(c.command || ' ' || to_jsonb(p)::text, ',')
            FROM unnest(CASE WHEN current_setting('server_version_num')::int >= 140000
                             THEN ARRAY['CREATE INDEX', 'ANALYZE', 'COPY'] ELSE ARRAY['CREATE INDEX', 'ANALYZE'] END) c (command)
            CROSS JOIN LATERAL pg_stat_get_progress_info(c.command) p WHERE p.pid = a.pid) AS progress
    FROM ours a`;
/**
 * Asks the server on a connection of its own what the sessions of ours are at. Never throws but the signal's reason: a
 * server that cannot be asked is one that is stalled.
 * @param endpoint the one that is silent
 */
async function lookAtServer(connection, endpoint, whose, signal) {
    const limitMs = Math.min(LONGEST_LOOK_MS, Math.max(SHORTEST_LOOK_MS, connection.stallTimeoutMs));
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), limitMs);
    let wire;
    try {
        wire = await (0,_probe_connect_js__WEBPACK_IMPORTED_MODULE_3__/* .connectTo */ .m)({ ...connection, connectTimeoutS: Math.min(connection.connectTimeoutS, limitMs / 1000) }, endpoint, AbortSignal.any([signal, limit.signal]));
        await wire.ask((0,_probe_beginning_js__WEBPACK_IMPORTED_MODULE_2__/* .beginningSql */ .ED)(_probe_beginning_js__WEBPACK_IMPORTED_MODULE_2__/* .ASKING */ .S1));
        return await sample(wire, activityQuery(ownSessions(connection, whose)));
    }
    catch (error) {
        signal.throwIfAborted();
        return limit.signal.aborted ? { kind: 'stalled', words: NO_ANSWER } : seenBy(error);
    }
    finally {
        clearTimeout(timer);
        await wire?.close();
    }
}
const NO_ANSWER = 'it does not answer on a second connection either';
/** A refusal is an answer, such as that there is no connection left, or that a token has expired. */
function seenBy(error) {
    const code = error instanceof pg__WEBPACK_IMPORTED_MODULE_1__/* ["default"].DatabaseError */ .Ay.DatabaseError ? (error.code ?? '') : undefined;
    if (code === undefined || GONE.includes(code))
        return { kind: 'stalled', words: NO_ANSWER };
    return {
        kind: 'at work',
        words: `it answers, but lets nobody in to look (SQLSTATE ${code})`,
        evidence: code,
    };
}
/**
 * A program's sessions are known by their name, which some poolers replace: without it, by being the oldest of the role
 * since the program was started.
 */
function ownSessions({ applicationName }, whose) {
    if ('pid' in whose)
        return `SELECT * FROM pg_stat_activity WHERE ${whose.pid} IN (pid, (to_jsonb(pg_stat_activity)->>'leader_pid')::int)`;
    const seconds = Math.ceil(whose.startedMsAgo / 1000) + 1;
    return `
    SELECT * FROM (
      SELECT *, application_name = ${(0,_core_sql_quoting_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteLiteral */ .ce)(applicationName)} AS named, min(xact_start) OVER () AS oldest,
             bool_or(application_name = ${(0,_core_sql_quoting_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteLiteral */ .ce)(applicationName)}) OVER () AS any_named
        FROM pg_stat_activity
       WHERE pid <> pg_backend_pid() AND usename = current_user AND datname = current_database()
         AND xact_start >= clock_timestamp() - interval '${seconds} s') s
     WHERE CASE WHEN any_named THEN named ELSE xact_start = oldest END`;
}
async function sample(wire, query) {
    const seen = [];
    for (let taken = 0; taken < SAMPLES; taken += 1) {
        if (taken > 0)
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(BETWEEN_SAMPLES_MS);
        seen.push((await wire.ask(query)).rows);
    }
    const all = seen.flat();
    if (all.length === 0)
        return { kind: 'stalled', words: 'it has no session of this run any more' };
    const working = all.filter(({ state, wait }) => state === 'active' && wait !== 'Client');
    const moved = new Set(seen.map(rows => JSON.stringify(rows.map(({ progress }) => progress)))).size > 1;
    if (working.length === 0 && !moved)
        return { kind: 'stalled', words: 'it says that its session waits for this side' };
    const locked = working.length > 0 && working.every(({ wait }) => wait === 'Lock');
    const words = locked ? 'its session waits for a lock of another' : 'its session is at work';
    return { kind: 'at work', words, evidence: JSON.stringify(all) };
}


/***/ }),

/***/ 58429:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ stalled)
/* harmony export */ });
/* harmony import */ var _core_durations_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5530);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3828);
/* harmony import */ var _core_sentence_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(92998);
/* harmony import */ var _connection_connection_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90370);




const DATABASE_STALLED = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .defineError */ .MP)({
    topic: 'database',
    code: 'database-stalled',
    kind: 'database',
    meaning: 'The server made no progress for stall-timeout, and a second connection showed that it was not at work on what was waited for.',
    fix: 'Look at the server, and at what is between (a pooler, a proxy, a firewall that forgets connections), and run it again. Where the work is only slow, raise stall-timeout.',
});
/**
 * A server that makes no progress.
 * @param what was waited for
 * @param why in words: what a second connection showed
 */
function stalled(endpoint, what, ms, why) {
    const message = (0,_core_sentence_js__WEBPACK_IMPORTED_MODULE_3__/* .sentence */ .e)(`${(0,_connection_connection_js__WEBPACK_IMPORTED_MODULE_2__/* .describeEndpoint */ .N2)(endpoint)} made no progress for ${(0,_core_durations_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(ms)} while ${what} was waited for: ${why}`);
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .BackupError */ .hj({ ...DATABASE_STALLED, message });
}


/***/ }),

/***/ 9434:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  t3: () => (/* binding */ SCHEMAS_OF_ROWS),
  tz: () => (/* binding */ isOfPlatform),
  j$: () => (/* binding */ managedSchema),
  tj: () => (/* binding */ platformOf),
  KA: () => (/* binding */ withoutManaged)
});

;// CONCATENATED MODULE: ./lib/presets/supabase.js
/** supabase/cli, pkg/migration/dump.go: schemas whose definitions `supabase db dump` leaves out. */
const DEFINITIONS_OUT = 'supabase/cli pkg/migration/dump.go: InternalSchemas';
/** The same file: schemas that `supabase db dump --data-only` leaves out too. */
const ALL_OUT = 'supabase/cli pkg/migration/dump.go: InternalSchemas and excludedSchemas';
const rowsOnly = (name, migrations) => ({
    name,
    backup: 'whole',
    restore: 'rows only',
    ...(migrations !== undefined && { migrations: [migrations] }),
    source: DEFINITIONS_OUT,
});
const leftAlone = (name) => ({
    name,
    backup: 'left out',
    restore: 'left alone',
    source: ALL_OUT,
});
/**
 * What Supabase keeps for itself in each project's database. Not here, though its CLI leaves them out: supabase_migrations,
 * which is the user's own history and belongs to the definitions that it made (its documentation dumps it apart); and
 * timescaledb, topology, tiger and repack, of which pg_dump takes nothing but the rows that these extensions mark as the
 * user's. The migrations are those that supabase/cli pkg/migration/scripts/dump_data.sh leaves out.
 */
const SCHEMAS = [
    rowsOnly('auth', 'schema_migrations'),
    rowsOnly('storage', 'migrations'),
    rowsOnly('supabase_functions', 'migrations'),
    rowsOnly('cron'),
    rowsOnly('net'),
    rowsOnly('pgmq'),
    ...[
        ...['_analytics', '_realtime', '_supavisor', 'extensions', 'pgbouncer', 'realtime'],
        ...['dbdev', 'graphql', 'graphql_public', 'pgsodium', 'pgsodium_masks', 'pgtle', 'vault'],
    ].map(leftAlone),
];
/** supabase/postgres, migrations/db: what a new project has. */
const EVENT_TRIGGERS = new Set([
    'issue_graphql_placeholder',
    'issue_pg_cron_access',
    'issue_pg_graphql_access',
    'issue_pg_net_access',
    'pgrst_ddl_watch',
    'pgrst_drop_watch',
]);
const SUPABASE = {
    schemas: SCHEMAS,
    // Documentation, "Backup and Restore using the CLI": its dump of the rows leaves these two out.
    unreadable: ['storage.buckets_vectors', 'storage.vector_indexes'],
    // supabase/cli, dump_schema.sh: `CREATE PUBLICATION "supabase_realtime` is commented out; which tables are in it is not; so are
    // policies whose name begins with cron_job_ (in a table of contents, a policy's name follows its table's).
    isPrimary: (kind, name) => (kind === 'PUBLICATION' && name.startsWith('supabase_realtime')) ||
        (kind === 'PUBLICATION TABLE' && name.startsWith('supabase_realtime_')) ||
        (kind === 'POLICY' && / cron_job_/.test(name)) ||
        (kind === 'EVENT TRIGGER' && EVENT_TRIGGERS.has(name)),
    // The same: `ALTER DEFAULT PRIVILEGES FOR ROLE "supabase_admin"` is commented out, only a superuser may.
    administrators: ['supabase_admin'],
    // Documentation, "Backup and Restore using the CLI": no triggers while rows are loaded, or columns are encrypted twice.
    sessionSettings: ['SET session_replication_role = replica'],
    // In replica mode the event trigger pgrst_ddl_watch does not fire, which otherwise informs the API of new definitions.
    afterwards: [`NOTIFY pgrst, 'reload schema'`],
};

;// CONCATENATED MODULE: ./lib/presets/preset.js

const PLATFORMS = { supabase: SUPABASE };
function platformOf(preset) {
    return preset && PLATFORMS[preset];
}
function managedSchema(preset, schema) {
    return platformOf(preset)?.schemas.find(({ name }) => name === schema);
}
/** Schemas of any platform's whose rows a restore would replace: whether there are any has to be known. */
const SCHEMAS_OF_ROWS = Object.values(PLATFORMS).flatMap(({ schemas }) => schemas.filter(({ restore }) => restore === 'rows only').map(({ name }) => name));
/**
 * What a backup dumps, without what is the platform's alone. pg_dump ignores left out schemas where tables are named, and
 * so nothing is added then.
 */
function withoutManaged(selection, preset) {
    if (selection.tables.length > 0)
        return selection;
    const platform = PLATFORMS[preset];
    const schemas = platform.schemas.filter(({ backup }) => backup === 'left out').map(({ name }) => name);
    return {
        ...selection,
        excludeSchemas: [...new Set([...selection.excludeSchemas, ...schemas])],
        excludeTables: [...new Set([...selection.excludeTables, ...platform.unreadable])],
    };
}
const PATTERNS = new Set(Object.values(PLATFORMS).flatMap(({ schemas, unreadable }) => [
    ...schemas.filter(({ backup }) => backup === 'left out').map(({ name }) => name),
    ...unreadable,
]));
/** Whether a pattern is one that a preset leaves out, be it in the database or not. */
function isOfPlatform(pattern) {
    return PATTERNS.has(pattern);
}


/***/ })

};
