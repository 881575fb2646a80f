export const id = 488;
export const ids = [488];
export const modules = {

/***/ 6375:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ streamDump),
/* harmony export */   g: () => (/* binding */ watchDump)
/* harmony export */ });
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46466);
/* harmony import */ var _postgres_stall_watch_program_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8868);
/* harmony import */ var _stream_fan_out_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44036);
/* harmony import */ var _stream_free_buffer_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(78211);
/* harmony import */ var _stream_hash_meter_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(29102);
/* harmony import */ var _stream_ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(98025);
/* harmony import */ var _stream_run_all_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(28195);







/**
 * Design §3: pg_dump → hash → (proof | seal → hash → store), all at once. Ends well only when every part did; what was
 * uploaded is not completed here.
 */
function streamDump(parts) {
    const dumped = new _stream_hash_meter_js__WEBPACK_IMPORTED_MODULE_3__/* .HashMeter */ .o();
    return { dumpedBytes: () => dumped.bytes, done: run(parts, dumped) };
}
/**
 * Ends a dump whose server makes no progress. Where bytes are at hand that nobody takes, or pg_dump has ended, it is the
 * store or a program after it that is waited for, which have clocks of their own.
 */
function watchDump({ connection, controller, dump, reporter, signal, stream, }) {
    return (0,_postgres_stall_watch_program_js__WEBPACK_IMPORTED_MODULE_1__/* .watchProgram */ .w)({
        connection,
        program: 'pg_dump',
        signal,
        position: () => stream.dumpedBytes(),
        waits: () => dump.isRunning() && dump.stdout.readableLength === 0,
        say: line => reporter?.info(line),
        end: error => controller.abort(error),
    });
}
async function run({ dump, dumpEnded, proof, encrypt, sinks, controller }, dumped) {
    const { signal } = controller;
    const encrypted = encrypt && { stage: encrypt, meter: new _stream_hash_meter_js__WEBPACK_IMPORTED_MODULE_3__/* .HashMeter */ .o() };
    const flows = encrypted
        ? [
            (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_0__.pipeline)(dump.stdout, dumped, (0,_stream_fan_out_js__WEBPACK_IMPORTED_MODULE_2__/* .fanOut */ .Y)([proof.sink, encrypted.stage], _stream_free_buffer_js__WEBPACK_IMPORTED_MODULE_6__/* .freeBuffer */ .H), { signal }),
            (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_0__.pipeline)(encrypted.stage, encrypted.meter, (0,_stream_fan_out_js__WEBPACK_IMPORTED_MODULE_2__/* .fanOut */ .Y)(sinks, _stream_free_buffer_js__WEBPACK_IMPORTED_MODULE_6__/* .freeBuffer */ .H), { signal }),
        ]
        : [(0,node_stream_promises__WEBPACK_IMPORTED_MODULE_0__.pipeline)(dump.stdout, dumped, (0,_stream_fan_out_js__WEBPACK_IMPORTED_MODULE_2__/* .fanOut */ .Y)([proof.sink, ...sinks], _stream_free_buffer_js__WEBPACK_IMPORTED_MODULE_6__/* .freeBuffer */ .H), { signal })];
    await (0,_stream_run_all_js__WEBPACK_IMPORTED_MODULE_5__/* .runAll */ .$)([dumpEnded, proof.fingerprint, ...flows.toReversed().map(_stream_ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_4__/* .ignoreBrokenPipe */ .Eg)], controller);
    const dumpSum = dumped.sum();
    return { dump: dumpSum, stored: encrypted?.meter.sum() ?? dumpSum, fingerprint: await proof.fingerprint };
}


/***/ }),

/***/ 93514:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ restoreCommands)
/* harmony export */ });
/* harmony import */ var _catalog_stock_restore_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(30910);

/** How the backup is restored into an empty database with stock tools alone, as commands for a POSIX shell. */
function restoreCommands({ manifest, ...stored }) {
    const { clientVersion, globals, key, mode, options } = manifest;
    return (0,_catalog_stock_restore_js__WEBPACK_IMPORTED_MODULE_0__/* .stockRestore */ .R)({
        ...stored,
        key,
        mode,
        globals,
        noAcl: options.noAcl,
        noOwner: options.noOwner,
        schemasFirst: (0,_catalog_stock_restore_js__WEBPACK_IMPORTED_MODULE_0__/* .leftOutSchemas */ .e)(manifest),
        clientMajor: Number.parseInt(clientVersion, 10),
    });
}


/***/ }),

/***/ 30910:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ stockRestore),
/* harmony export */   e: () => (/* binding */ leftOutSchemas)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _core_shell_word_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(25798);


/** How a backup is restored into an empty database with stock tools alone, as commands for a POSIX shell. */
function stockRestore(backup) {
    const { file, commands: opening } = openFile(backup, backup.key);
    return [
        fetch(backup, backup.key),
        fetch(backup, backup.checksumKey),
        `sha256sum -c ${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_1__/* .shellWord */ .r)(nameOf(backup.checksumKey))}`,
        ...opening,
        '',
        '# PGHOST, PGUSER and PGPASSWORD say where to; the programs must be of version',
        `# ${backup.clientMajor} or newer.`,
        ...roles(backup),
        ...(backup.mode === 'data'
            ? ['# only rows: the database must have the tables already']
            : ['createdb restored', ...createSchemas(backup)]),
        load(backup, file),
    ].join('\n');
}
function fetch({ endpoint, location, url }, key) {
    if (!location.startsWith('s3://'))
        return `cp ${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_1__/* .shellWord */ .r)(url(key))} .`;
    return `aws s3 cp ${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_1__/* .shellWord */ .r)(url(key))} .${endpoint === undefined ? '' : ` --endpoint-url ${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_1__/* .shellWord */ .r)(endpoint)}`}`;
}
/** Names in a store are separated by `/` on every system. */
function nameOf(key) {
    return node_path__WEBPACK_IMPORTED_MODULE_0__.posix.basename(key);
}
function openFile({ openCommand }, key) {
    const file = nameOf(key);
    const command = openCommand(file);
    return command === undefined
        ? { file, commands: [] }
        : { file: file.replace(/\.(age|gpg)$/, ''), commands: [command] };
}
function roles(backup) {
    const { globals } = backup;
    if (!globals)
        return [];
    const { file, commands } = openFile(backup, globals.key);
    return [
        fetch(backup, globals.key),
        `echo ${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_1__/* .shellWord */ .r)(`${globals.sha256}  ${nameOf(globals.key)}`)} | sha256sum -c`,
        ...commands,
        `psql -X --dbname=postgres --file=${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_1__/* .shellWord */ .r)(file)}`,
    ];
}
/** A pattern of pg_dump's that is nothing but a name. */
const NAME = /^(?:[a-z_][a-z0-9_$]*|"[^"]+")$/;
/**
 * A backup has its extensions no matter which schema they are in (CREATE EXTENSION … WITH SCHEMA), and nothing that creates that
 * schema where it was left out.
 */
function leftOutSchemas({ contents, options }) {
    return contents.extensions.length === 0 ? [] : options.excludeSchemas.filter(pattern => NAME.test(pattern));
}
function createSchemas({ schemasFirst = [] }) {
    if (schemasFirst.length === 0)
        return [];
    const statements = schemasFirst.map(name => `CREATE SCHEMA IF NOT EXISTS ${name}`).join('; ');
    return [
        '# left out of the backup, but its extensions may be in them',
        `psql -X --set=ON_ERROR_STOP=1 --dbname=restored --command=${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_1__/* .shellWord */ .r)(statements)}`,
    ];
}
/** What unpacks SQL text, by the ending of its name. */
const UNPACK = [
    ['.gz', 'gzip -dc'],
    ['.zst', 'zstd -dc'],
    ['.lz4', 'lz4 -dc'],
];
function load({ mode, noAcl, noOwner }, file) {
    if (!file.endsWith('.dump')) {
        const psql = 'psql -X --set=ON_ERROR_STOP=1 --dbname=restored';
        const unpack = UNPACK.find(([ending]) => file.endsWith(ending))?.[1];
        return unpack ? `${unpack} ${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_1__/* .shellWord */ .r)(file)} | ${psql}` : `${psql} --file=${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_1__/* .shellWord */ .r)(file)}`;
    }
    const flags = [
        '--exit-on-error',
        ...(mode === 'data' ? ['--data-only'] : []),
        ...(noOwner ? ['--no-owner'] : []),
        ...(noAcl ? ['--no-acl'] : []),
    ];
    return `pg_restore ${flags.join(' ')} --dbname=restored ${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_1__/* .shellWord */ .r)(file)}`;
}


/***/ }),

/***/ 25798:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ shellWord)
/* harmony export */ });
/** One word of a POSIX shell's command line, quoted only where it must be. */
function shellWord(text) {
    const word = text.startsWith('-') ? `./${text}` : text;
    return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}


/***/ }),

/***/ 4029:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ openCommand)
/* harmony export */ });
/* harmony import */ var _core_shell_word_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(25798);

/** The command that opens a file with stock tools, beside itself and without its ending; undefined where nothing is sealed. */
function openCommand(method, file) {
    const opened = (0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_0__/* .shellWord */ .r)(file.replace(/\.(?:age|gpg)$/, ''));
    switch (method) {
        case 'none':
            return undefined;
        case 'age':
            return `age -d -i key.txt -o ${opened} ${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_0__/* .shellWord */ .r)(file)}`;
        case 'age-passphrase':
            return `age -d -o ${opened} ${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_0__/* .shellWord */ .r)(file)}`;
        case 'gpg-passphrase':
            return `gpg -o ${opened} -d ${(0,_core_shell_word_js__WEBPACK_IMPORTED_MODULE_0__/* .shellWord */ .r)(file)}`;
    }
}


/***/ }),

/***/ 34035:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CA: () => (/* binding */ committedEarly),
/* harmony export */   Hu: () => (/* binding */ outcomeUnknown),
/* harmony export */   zT: () => (/* binding */ mayNotBeUndone)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);

const NOT_UNDONE = new Set(['restore-outcome-unknown', 'restore-committed-early']);
/** Whether a load in one transaction failed in such a way that the target may not be as it was before. */
function mayNotBeUndone(error) {
    return error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj && NOT_UNDONE.has(error.code);
}
const RESTORE_OUTCOME_UNKNOWN = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'loading',
    code: 'restore-outcome-unknown',
    kind: 'database',
    meaning: 'The connection broke after COMMIT was sent and before the server answered: the restore is either whole or not there at all.',
    fix: 'Ask the target, as the hint says: SELECT txid_status(…) says committed or aborted.',
});
/** @param id of the transaction, as txid_status knows it */
function outcomeUnknown(id, cause) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...RESTORE_OUTCOME_UNKNOWN,
        message: `The connection was lost while the restore was being committed: whether transaction ${id} was committed is not known.`,
        hint: `Ask the target before anything else: SELECT txid_status(${id}) says committed or aborted; only if aborted is everything as before.`,
    }, cause);
}
const RESTORE_COMMITTED_EARLY = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'loading',
    code: 'restore-committed-early',
    kind: 'integrity',
    meaning: 'A statement in the SQL of the backup ended the transaction of the restore, so that a part of it may be committed.',
    fix: 'Go back with the pre-restore backup, and do not trust this backup.',
});
function committedEarly(cause) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...RESTORE_COMMITTED_EARLY,
        message: 'The SQL of the backup ended the transaction of the restore itself: a part of it may be committed.',
        hint: 'Go back with the pre-restore backup, and do not trust this backup: no dump holds such a statement.',
    }, cause);
}


/***/ }),

/***/ 35584:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ libpqEnvironment),
/* harmony export */   n: () => (/* binding */ libpqArguments)
/* harmony export */ });
/* harmony import */ var _authentication_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73410);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(90370);


/**
 * What children keep of our environment. Everything else stays here: the inputs (INPUT_*), cloud credentials (AWS_*,
 * ACTIONS_*), and the caller's PG* variables, which would change what pg_dump does.
 */
const KEPT = [
    'PATH',
    'HOME',
    'USER',
    'LOGNAME',
    'TMPDIR',
    'SystemRoot',
    'KRB5CCNAME',
    'KRB5_CONFIG',
    'KRB5_KTNAME',
    'SSL_CERT_FILE',
    'SSL_CERT_DIR',
];
/**
 * The environment of pg_dump, pg_restore and psql: the whole connection, so that argv, which every user of the machine
 * can read, holds none of it. `sessionOptions` are joined to the connection's own PGOPTIONS.
 */
function libpqEnvironment(connection, baseEnv, sessionOptions = []) {
    const { endpoints } = connection;
    const addresses = endpoints.map(({ address = '' }) => address);
    const options = [connection.options ?? '', ...sessionOptions].filter(option => option !== '').join(' ');
    const ours = {
        PGHOST: endpoints.map(({ host }) => host).join(','),
        PGHOSTADDR: addresses.some(address => address !== '') ? addresses.join(',') : undefined,
        PGPORT: endpoints.map(({ port }) => port).join(','),
        PGUSER: connection.user,
        PGDATABASE: connection.database,
        PGPASSWORD: connection.password,
        PGSSLMODE: connection.sslmode,
        ...certificatesOf(connection),
        PGSSLKEY: connection.sslKey,
        PGSSLNEGOTIATION: connection.directTls ? 'direct' : undefined,
        PGCHANNELBINDING: channelBindingOf(connection),
        PGREQUIREAUTH: (0,_authentication_js__WEBPACK_IMPORTED_MODULE_0__/* .requireAuthOf */ .zO)(connection),
        PGTARGETSESSIONATTRS: connection.sessionAttributes === 'any' ? undefined : connection.sessionAttributes,
        PGOPTIONS: options === '' ? undefined : options,
        PGCONNECT_TIMEOUT: String(connection.connectTimeoutS),
        PGAPPNAME: connection.applicationName,
        // timestamptz is written in the session's zone: one zone makes a backup's text, and its hash, the same everywhere.
        PGTZ: 'UTC',
        // The diagnosis reads English.
        LC_ALL: 'C',
    };
    const kept = KEPT.map(name => [name, baseEnv[name]]);
    const all = [...kept, ...Object.entries(connection.passed), ...Object.entries(ours)];
    return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}
/** Where nothing is: libpq takes a file that is missing for none. */
const NO_FILE = '/nonexistent/pg-backup-action';
/** Without these libpq looks into the home of the account, which may be another's, and fails for what it may not read. */
function certificatesOf({ endpoints, sslCert, sslRootCert }) {
    if (endpoints.every(_connection_js__WEBPACK_IMPORTED_MODULE_1__/* .isSocket */ .qU))
        return {};
    return { PGSSLROOTCERT: sslRootCert ?? NO_FILE, PGSSLCERT: sslCert ?? NO_FILE };
}
function channelBindingOf(connection) {
    const { channelBinding, endpoints } = connection;
    // With several servers libpq chooses one by itself.
    const [endpoint, ...others] = endpoints;
    if (endpoint && others.length === 0 && (0,_authentication_js__WEBPACK_IMPORTED_MODULE_0__/* .requiresBinding */ .Ig)(connection, endpoint))
        return 'require';
    return channelBinding === 'auto' ? undefined : channelBinding;
}
/** A runner's network drops connections that are silent for four minutes; libpq's own default is two hours. */
const KEEPALIVES = { keepalives_idle: '60', keepalives_interval: '15', keepalives_count: '8' };
/**
 * What libpq has no environment variable for: pg_dump, pg_restore and psql take it as `--dbname`, which leaves the rest
 * to the environment. pg_restore must then be given it only where it is to connect.
 */
function libpqArguments({ parameters }) {
    const pairs = Object.entries({ ...KEEPALIVES, ...parameters });
    return [
        `--dbname=${pairs.map(([name, value]) => `${name}='${value.replace(/['\\]/g, '\\$&')}'`).join(' ')}`,
    ];
}


/***/ }),

/***/ 36185:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LV: () => (/* binding */ dumpEnded),
/* harmony export */   dK: () => (/* binding */ startDump)
/* harmony export */ });
/* unused harmony export dumpArguments */
/* harmony import */ var _stream_child_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23077);
/* harmony import */ var _stream_ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98025);


/** pg_dump's arguments: no connection among them, that stays in the environment, out of every process list. */
function dumpArguments(options) {
    const { selection } = options;
    const each = (flag, patterns) => patterns.map(pattern => `${flag}=${pattern}`);
    return [
        `--format=${options.format}`,
        `--compress=${options.compress}`,
        // No matter what client_encoding the database or the role asks for: one encoding makes names readable, and a dump's hash the
        // same everywhere. These two know no conversion.
        ...(['SQL_ASCII', 'MULE_INTERNAL'].includes(options.encoding) ? [] : ['--encoding=UTF8']),
        // Names each table on stderr as it comes; in SQL text it would add comments to the dump itself.
        ...(options.format === 'custom' ? ['--verbose'] : []),
        '--no-password',
        ...(options.mode === 'schema' ? ['--schema-only'] : []),
        ...(options.mode === 'data' ? ['--data-only'] : []),
        ...(options.noOwner ? ['--no-owner'] : []),
        ...(options.noAcl ? ['--no-privileges'] : []),
        ...(options.lockTimeoutMs === undefined ? [] : [`--lock-wait-timeout=${options.lockTimeoutMs}`]),
        ...(options.strict ? ['--strict-names'] : []),
        ...each('--table', selection.tables),
        ...each('--exclude-table', selection.excludeTables),
        ...each('--schema', selection.schemas),
        ...each('--exclude-schema', selection.excludeSchemas),
        ...each('--exclude-table-data', selection.excludeTableData),
    ];
}
/**
 * Starts pg_dump; the dump comes out of its stdout. `child.env` holds the connection (libpqEnvironment), and
 * `connectionArguments` what has no place there (libpqArguments).
 */
function startDump(client, options, connectionArguments, child) {
    return (0,_stream_child_js__WEBPACK_IMPORTED_MODULE_0__/* .startChild */ .v)(client.program('pg_dump'), [...dumpArguments(options), ...connectionArguments], child);
}
/**
 * Settles with pg_dump's own end: its stdout ends before its exit code is known, and a failed pg_dump may have written
 * hundreds of megabytes, or nothing, before.
 */
async function dumpEnded(child, explain) {
    const end = await child.ended;
    if ('code' in end && end.code === 0)
        return;
    if (!('notStarted' in end) && !child.stdout.readableEnded)
        throw new _stream_ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_1__/* .SecondaryError */ .xS('pg_dump was cut off');
    throw explain(child, end);
}


/***/ }),

/***/ 8868:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ stoppedWhenStalled),
/* harmony export */   w: () => (/* binding */ watchProgram)
/* harmony export */ });
/* harmony import */ var _stream_silence_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73939);
/* harmony import */ var _apply_outcomes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(34035);
/* harmony import */ var _connection_connection_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90370);
/* harmony import */ var _look_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(13019);
/* harmony import */ var _stalled_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58429);





/**
 * Watches a program of PostgreSQL that was just started, until it is disposed of: where it makes no progress for the
 * connection's stall timeout, the server is asked on a second connection what it is at, and `end` is called where it is not
 * at work.
 */
function watchProgram({ connection, end, program, say, signal, ...advance }) {
    const endpoint = (0,_connection_connection_js__WEBPACK_IMPORTED_MODULE_2__/* .firstEndpoint */ .YP)(connection);
    const startedAt = performance.now();
    return (0,_stream_silence_js__WEBPACK_IMPORTED_MODULE_0__/* .watchSilence */ .X)({
        ...advance,
        what: program,
        limitMs: connection.stallTimeoutMs,
        look: () => (0,_look_js__WEBPACK_IMPORTED_MODULE_3__/* .lookAtServer */ .I)(connection, endpoint, { startedMsAgo: performance.now() - startedAt }, signal),
        say: say ?? (() => { }),
        end: (ms, why) => end((0,_stalled_js__WEBPACK_IMPORTED_MODULE_4__/* .stalled */ .O)(endpoint, program, ms, why)),
    });
}
/**
 * Does `work` with a program that changes a database, and stops it where its server makes no progress: that is then the
 * cause, unless the work knows that something may have been committed.
 * @param work is given the program's signal, and calls `started` when the program runs
 */
async function stoppedWhenStalled(watched, work) {
    const stall = new AbortController();
    using watches = new DisposableStack();
    const end = (error) => stall.abort(error);
    try {
        return await work(AbortSignal.any([watched.signal, stall.signal]), advance => {
            watches.use(watchProgram({ ...watched, ...advance, end }));
        });
    }
    catch (error) {
        if (!(0,_apply_outcomes_js__WEBPACK_IMPORTED_MODULE_1__/* .mayNotBeUndone */ .zT)(error))
            stall.signal.throwIfAborted();
        throw error;
    }
}


/***/ }),

/***/ 5400:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LL: () => (/* binding */ isRelation),
/* harmony export */   bI: () => (/* binding */ isTable),
/* harmony export */   hJ: () => (/* binding */ isDataEntry)
/* harmony export */ });
/** Relations, in the words of the table of contents. */
const RELATIONS = new Set(['TABLE', 'FOREIGN TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SEQUENCE']);
/** Data that the fingerprint does not sum up. */
const OTHER_DATA = new Set(['MATERIALIZED VIEW DATA', 'BLOB METADATA', 'STATISTICS DATA']);
/**
 * Whether an entry belongs to the rows rather than to the definitions: data itself, a materialized view's refresh, and what
 * is said of large objects, which are data as a whole (as `pg_restore --data-only` has it).
 */
function isDataEntry({ data, kind, name, }) {
    return (data !== undefined ||
        OTHER_DATA.has(kind) ||
        (['ACL', 'COMMENT', 'SECURITY LABEL'].includes(kind) && /^LARGE OBJECTS? \d/.test(name)));
}
function isRelation({ kind }) {
    return RELATIONS.has(kind);
}
/** Tables with columns of their own, that rows may be lost with. */
function isTable({ kind }) {
    return kind === 'TABLE' || kind === 'FOREIGN TABLE';
}


/***/ }),

/***/ 44036:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ fanOut)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57075);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46466);
/* harmony import */ var _ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(98025);



/**
 * One stream into several: each chunk goes to every sink, and the next one waits for the slowest. Finishes when every
 * sink has finished; fails with the first sink that fails. Destroying it destroys the sinks.
 *
 * @param whenRead called for each chunk when every sink has called back for it: by then a sink must be done with the chunk,
 * and have copied what it needs longer
 */
function fanOut(sinks, whenRead) {
    return new node_stream__WEBPACK_IMPORTED_MODULE_0__.Writable({
        write(chunk, _encoding, done) {
            let reading = sinks.length;
            const read = (error) => {
                if (error)
                    return;
                reading -= 1;
                if (reading === 0)
                    whenRead?.(chunk);
            };
            const slow = sinks.filter(sink => !sink.write(chunk, read));
            Promise.all(slow.map(drained)).then(() => done(), done);
        },
        final(done) {
            const ends = sinks.map(sink => (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_1__.finished)(sink, { readable: false }));
            for (const sink of sinks)
                sink.end();
            Promise.all(ends).then(() => done(), done);
        },
        construct(done) {
            for (const sink of sinks)
                sink.once('error', error => this.destroy(error));
            done();
        },
        destroy(error, done) {
            if (error)
                for (const sink of sinks)
                    sink.destroy(error);
            done(error);
        },
    });
}
/** Resolves when `sink` takes bytes again, or will never. */
function drained(sink) {
    return new Promise((resolve, reject) => {
        const settle = (error) => {
            sink.off('drain', settle).off('close', closed).off('error', settle);
            if (error)
                reject(error);
            else
                resolve();
        };
        const closed = () => settle(sink.errored ?? new _ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_2__/* .SecondaryError */ .xS('a sink was closed before it had taken every byte'));
        if (sink.destroyed)
            return closed();
        sink.once('drain', settle).once('close', closed).once('error', settle);
    });
}


/***/ })

};
