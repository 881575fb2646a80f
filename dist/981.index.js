export const id = 981;
export const ids = [981];
export const modules = {

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

/***/ 39311:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  v: () => (/* binding */ backUp)
});

// EXTERNAL MODULE: ./lib/catalog/abandoned-uploads.js
var abandoned_uploads = __webpack_require__(45876);
// EXTERNAL MODULE: ./lib/catalog/manifest.js
var catalog_manifest = __webpack_require__(34206);
// EXTERNAL MODULE: ./lib/catalog/minimums.js
var minimums = __webpack_require__(58294);
// EXTERNAL MODULE: ./lib/catalog/names.js
var names = __webpack_require__(56879);
// EXTERNAL MODULE: ./lib/core/cancellation.js
var cancellation = __webpack_require__(20600);
// EXTERNAL MODULE: ./lib/core/left-behind.js
var left_behind = __webpack_require__(73143);
// EXTERNAL MODULE: ./lib/fingerprint/fingerprint.js
var fingerprint_fingerprint = __webpack_require__(23204);
// EXTERNAL MODULE: ./lib/postgres/connection/connection.js
var connection_connection = __webpack_require__(90370);
// EXTERNAL MODULE: ./lib/catalog/manifest-checksum.js
var manifest_checksum = __webpack_require__(63696);
;// CONCATENATED MODULE: ./lib/backup/compose-manifest.js


/** Writes the facts down in the manifest's words. */
function composeManifest(facts) {
    const { fingerprint, instants, minimums, run, selection } = facts;
    const confirmed = facts.object.checksum?.algorithm ?? 'size';
    return (0,manifest_checksum/* withChecksum */.i)({
        schema: 'pg-backup-manifest/1',
        key: facts.key,
        series: facts.series,
        class: facts.backupClass,
        mode: facts.mode,
        format: facts.format,
        startedAt: instants.startedAt.toISOString(),
        finishedAt: instants.finishedAt.toISOString(),
        source: facts.source,
        clientVersion: facts.clientVersion,
        run: {
            ...(run.repository && { repository: run.repository }),
            ...(run.commit && { commit: run.commit }),
            ...(run.url && { url: run.url }),
        },
        options: {
            compression: facts.compression,
            noOwner: facts.noOwner,
            noAcl: facts.noAcl,
            tables: [...selection.tables],
            excludeTables: [...selection.excludeTables],
            schemas: [...selection.schemas],
            excludeSchemas: [...selection.excludeSchemas],
            excludeTableData: [...selection.excludeTableData],
            ...(facts.failOn.length > 0 && { failOn: [...facts.failOn] }),
        },
        encryption: 'to' in facts.encryption ? { ...facts.encryption, to: [...facts.encryption.to] } : facts.encryption,
        dump: facts.dump,
        stored: { ...facts.stored, confirmed },
        ...(facts.globals && { globals: facts.globals }),
        contents: {
            tables: fingerprint.tables.length,
            rows: (0,fingerprint_fingerprint/* totalRows */.wh)(fingerprint.tables),
            entries: { ...(0,fingerprint_fingerprint/* countByKind */.Le)(fingerprint.objects), ...largeObjectCount(fingerprint) },
            extensions: facts.extensions,
        },
        fingerprint: {
            ...fingerprint,
            objects: [...fingerprint.objects],
            tables: [...fingerprint.tables],
            sequences: [...fingerprint.sequences],
        },
        checks: {
            archiveDecoded: true,
            minimums: { ...minimums, expectTables: [...minimums.expectTables] },
            storeConfirmed: confirmed,
        },
        timing: {
            prepareMs: between(instants.startedAt, instants.preparedAt),
            streamMs: between(instants.preparedAt, instants.streamedAt),
            completeMs: between(instants.streamedAt, instants.finishedAt),
        },
    });
}
function largeObjectCount({ largeObjects }) {
    return largeObjects.count > 0 ? { 'LARGE OBJECT': largeObjects.count } : {};
}
/** Milliseconds; a clock set back meanwhile counts as none. */
function between(from, to) {
    return Math.max(0, to.getTime() - from.getTime());
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(38321);
// EXTERNAL MODULE: ./lib/postgres/children.js
var children = __webpack_require__(62428);
// EXTERNAL MODULE: ./lib/postgres/connection/libpq-environment.js
var libpq_environment = __webpack_require__(35584);
// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/fingerprint/unreadable.js
var unreadable = __webpack_require__(933);
// EXTERNAL MODULE: ./lib/stream/child.js + 1 modules
var stream_child = __webpack_require__(23077);
;// CONCATENATED MODULE: ./lib/postgres/globals.js



/** Roles and tablespaces of any cluster are far smaller; more than this is something else. Bytes. */
const MOST = 32 * 1024 * 1024;
const LAST_WORDS = '-- PostgreSQL database cluster dump complete';
/**
 * The cluster's roles, their settings and its tablespaces as SQL, without passwords: these need a superuser to read, and
 * do not belong into a backup (pg_dumpall's `--no-role-passwords`).
 */
async function dumpGlobals(client, { database, child: options, explain, }) {
    // As libpq reads it: a bare name with a = or :// in it would be taken for a whole connection string.
    const connect = `--database=dbname='${database.replaceAll(/['\\]/g, '\\$&')}'`;
    const args = ['--globals-only', '--no-role-passwords', '--no-password', connect];
    const child = (0,stream_child/* startChild */.v)(client.program('pg_dumpall'), args, options);
    const chunks = [];
    let bytes = 0;
    for await (const chunk of child.stdout) {
        bytes += chunk.length;
        if (bytes > MOST)
            child.kill();
        else
            chunks.push(chunk);
    }
    const end = await child.ended;
    options.signal.throwIfAborted();
    if (!('code' in end) || end.code !== 0)
        throw explain(child, end);
    const sql = Buffer.concat(chunks);
    if (!sql.includes(LAST_WORDS))
        throw incomplete();
    return sql;
}
function incomplete() {
    return new errors/* BackupError */.hj({
        ...unreadable/* ARCHIVE_INCOMPLETE */.I,
        message: "The dump of the roles ends too early: pg_dumpall's closing line was not found.",
        hint: 'Run it again, or leave the roles out with globals: false; nothing was stored.',
    });
}

// EXTERNAL MODULE: ./lib/postgres/stall/watch-program.js
var watch_program = __webpack_require__(8868);
;// CONCATENATED MODULE: ./lib/backup/globals.js







/** The cluster's roles, sealed as the dump is. Small: held in memory as a whole. */
async function encryptedGlobals({ controller, encryption, env, journal, reporter }, { client, connection, keys, server }) {
    const { signal } = controller;
    const say = (line) => reporter.info(line);
    const sql = await (0,watch_program/* stoppedWhenStalled */.p)({ connection, program: 'pg_dumpall', say, signal }, async (stop, started) => {
        started({});
        return await dumpGlobals(client, {
            database: server.database,
            child: (0,children/* childOptions */.Z_)(journal, (0,libpq_environment/* libpqEnvironment */.S)(connection, env, server.sessionOptions), stop),
            explain: (0,children/* explainEnd */.pw)(connection),
        });
    });
    const encrypted = encryption.suffix === '' ? sql : await (0,consumers_.buffer)(external_node_stream_.Readable.from([sql]).compose(encryption.encrypt(signal)));
    return {
        key: keys.globals,
        encrypted,
        bytes: encrypted.length,
        sha256: (0,external_node_crypto_.createHash)('sha256').update(encrypted).digest('hex'),
    };
}

// EXTERNAL MODULE: ./lib/core/closest.js
var closest = __webpack_require__(37640);
// EXTERNAL MODULE: ./lib/postgres/live-tables.js
var live_tables = __webpack_require__(60371);
;// CONCATENATED MODULE: ./lib/backup/near-tables.js




/** Somebody waits for an error message. Milliseconds. */
const LONGEST_MS = 10_000;
const MOST_NAMED = 5;
/** The same error, with the tables that were probably meant where one of `tables` matches none. */
async function withNearTables(error, { selection }, { connection }) {
    if (!(error instanceof errors/* BackupError */.hj) || error.code !== 'nothing-matched')
        return error;
    try {
        const there = await (0,live_tables/* askLiveTables */.L)(connection, AbortSignal.timeout(LONGEST_MS));
        const meant = selection.tables.flatMap(pattern => {
            const near = nearTo(pattern, there);
            return near === undefined ? [] : [`${near} for ${pattern}`];
        });
        if (meant.length === 0)
            return error;
        const { code, hint, kind, message } = error;
        const names = meant.slice(0, MOST_NAMED).join(', ');
        return new errors/* BackupError */.hj({ kind, code, message, hint: `Did you mean ${names}? ${hint}` }, error);
    }
    catch {
        return error;
    }
}
/** The table of that name in another schema, or else the nearest name; undefined for a pattern, and for one that is there. */
function nearTo(pattern, there) {
    if (/[*?"|()]/.test(pattern))
        return undefined;
    const [name = pattern, schema] = pattern.toLowerCase().split('.').reverse();
    if (there.some(table => table.name === name && (schema === undefined || table.schema === schema)))
        return undefined;
    const same = there.filter(table => table.name === name);
    if (same.length > 0)
        return same.slice(0, MOST_NAMED).map(fingerprint_fingerprint/* qualifiedName */.OL).join(' or ');
    const near = (0,closest/* closest */.k)(name, there.map(table => table.name));
    const found = there.find(table => table.name === near);
    return found && (0,fingerprint_fingerprint/* qualifiedName */.OL)(found);
}

// EXTERNAL MODULE: ./lib/core/words.js
var words = __webpack_require__(44474);
// EXTERNAL MODULE: ./lib/postgres/client/standing.js
var standing = __webpack_require__(21903);
// EXTERNAL MODULE: ./lib/postgres/compression-choice.js
var compression_choice = __webpack_require__(71921);
;// CONCATENATED MODULE: ./lib/postgres/compression.js


/** The first pg_dump that knows more than gzip's levels. */
const FIRST_WITH_METHODS = 16;
const SUFFIXES = { none: '', gzip: '.gz', zstd: '.zst', lz4: '.lz4' };
/**
 * Puts the choice into the words of this client's pg_dump.
 * @throws BackupError `compression-needs-newer-client`
 */
function compressionFor(choice, format, major) {
    const spec = choice.kind === 'auto' ? automatic(format, major) : choice.spec;
    const method = (0,compression_choice/* compressionMethod */.c)(spec);
    const suffix = format === 'plain' ? SUFFIXES[method] : '';
    if (method === 'none')
        return { method, argument: '0', suffix };
    if (major >= FIRST_WITH_METHODS)
        return { method, argument: spec, suffix };
    if (method !== 'gzip')
        throw needsNewerClient(spec, major);
    return { method, argument: /\d$/.exec(spec)?.[0] ?? '6', suffix };
}
/**
 * What `auto` means: the fastest whose size is within 7 % of the smallest that this client makes (docs/benchmarks.md). SQL text
 * stays text, to be read.
 */
function automatic(format, major) {
    if (format === 'plain')
        return 'none';
    return major >= FIRST_WITH_METHODS ? 'zstd:1' : 'gzip:4';
}
const COMPRESSION_NEEDS_NEWER_CLIENT = (0,errors/* defineError */.MP)({
    topic: 'inputs',
    code: 'compression-needs-newer-client',
    kind: 'input',
    meaning: 'The compression is one that pg_dump knows from version 16 on, and the client of this server is older.',
    fix: 'Set compression to auto, or to a gzip level from 0 to 9.',
});
function needsNewerClient(spec, major) {
    return new errors/* BackupError */.hj({
        ...COMPRESSION_NEEDS_NEWER_CLIENT,
        message: `compression: ${spec} needs the PostgreSQL client ${FIRST_WITH_METHODS} or newer, this one is ${major}.`,
        hint: 'Write auto, or a gzip level from 0 to 9.',
    });
}

// EXTERNAL MODULE: ./lib/postgres/table-pattern.js
var table_pattern = __webpack_require__(2672);
// EXTERNAL MODULE: ./lib/presets/scope.js + 1 modules
var scope = __webpack_require__(22192);
;// CONCATENATED MODULE: ./lib/backup/prepare.js








/**
 * Everything that can fail before the first byte is dumped fails here: the server is asked, the client found, the key
 * and the stores tried.
 */
async function prepareBackup(request, parts) {
    const { controller, encryption, reporter, shelves } = parts;
    const { signal } = controller;
    const startedAt = parts.now();
    const server = await parts.probe(request.connection, signal);
    // What was asked is what is dumped: with several hosts, the one that answered.
    const connection = (0,connection_connection/* atEndpoint */.Tn)(request.connection, server.endpoint);
    reporter.info(`Server: PostgreSQL ${server.version}, ${(0,connection_connection/* describe */.q0)(connection)}`);
    warnOfHidden(server, reporter);
    const unlogged = rowsLeftOut(server, request);
    if (unlogged.length > 0) {
        reporter.warning(`This server is a standby, which has no rows of unlogged tables: the backup holds ${(0,words/* firstOf */.Ku)(unlogged.map(fingerprint_fingerprint/* qualifiedName */.OL), prepare_MOST_NAMED)} without rows. Back up the primary, or ALTER TABLE … SET LOGGED.`);
    }
    const { selection, warnings } = await (0,scope/* findScope */.s)(request, connection, signal);
    for (const warning of warnings)
        reporter.warning(warning);
    const major = request.clientMajor === 'auto' ? server.major : request.clientMajor;
    const client = await parts.provideClient({ major, ...(0,standing/* leastOf */.zk)(major, server.version) }, signal);
    reporter.info(`Client: ${client.version}, ${client.origin}`);
    const compression = compressionFor(request.compression, request.format, client.major);
    await encryption.prepare(signal);
    for (const namedStore of shelves)
        await namedStore.store.prepare(signal);
    const keys = (0,names/* objectKeys */.uv)({
        ...request,
        series: request.series ?? (0,names/* seriesOf */.Lf)(server.database),
        tables: request.selection.tables,
        startedAt,
        compressionSuffix: compression.suffix,
        encryptionSuffix: encryption.suffix,
    });
    reporter.info(`Destination: ${shelves[0].store.url(keys.backup)}`);
    return { server, connection, client, compression, keys, selection, startedAt };
}
/** The tables of the backup whose rows only the primary has. */
function rowsLeftOut({ unlogged }, { mode, selection }) {
    if (mode === 'schema')
        return [];
    const withoutRows = selection.excludeTableData.map(table_pattern/* tableMatcher */.lR);
    const isSelected = (0,table_pattern/* selectedBy */.B8)(selection);
    return unlogged.filter(each => isSelected(each) && !withoutRows.some(matches => matches(each)));
}
/** How many names a warning lists. */
const prepare_MOST_NAMED = 10;
/** pg_dump stops at the first table that it may not read; this says all of them at once, and before. */
function warnOfHidden({ role, rowSecured, unreadable }, reporter) {
    if (unreadable.length > 0) {
        reporter.warning(`Role ${role.name} may not read ${(0,words/* firstOf */.Ku)(unreadable.map(fingerprint_fingerprint/* qualifiedName */.OL), prepare_MOST_NAMED)}: a backup that includes them fails.`);
    }
    if (rowSecured.length > 0) {
        reporter.warning(`Row-level security hides rows from role ${role.name} in ${(0,words/* firstOf */.Ku)(rowSecured.map(fingerprint_fingerprint/* qualifiedName */.OL), prepare_MOST_NAMED)}: a backup that includes them fails.`);
    }
}

// EXTERNAL MODULE: ./lib/core/sizes.js
var sizes = __webpack_require__(86361);
// EXTERNAL MODULE: ./lib/postgres/dump.js
var postgres_dump = __webpack_require__(36185);
// EXTERNAL MODULE: ./lib/postgres/proof.js
var postgres_proof = __webpack_require__(80601);
// EXTERNAL MODULE: ./lib/backup/dump-stream.js
var dump_stream = __webpack_require__(6375);
;// CONCATENATED MODULE: ./lib/backup/stream-and-verify.js







/** Starts pg_dump and its proof, and lets them run into the deposit's open uploads, with a line of progress now and then. */
async function proveWhileStreaming(request, parts, { client, compression, connection, keys, selection, server }, transaction) {
    const { controller, encryption, journal, reporter } = parts;
    const { signal } = controller;
    const sinks = await transaction.open(keys.backup, signal);
    const env = (0,libpq_environment/* libpqEnvironment */.S)(connection, parts.env, server.sessionOptions);
    const explain = (0,children/* explainEnd */.pw)(connection);
    let at;
    const follow = (line) => {
        at = tableInProgress(line) ?? at;
    };
    // From the end of the pipe to its beginning: what can be refused is refused before pg_dump runs.
    const encrypt = encryption.suffix === '' ? undefined : encryption.encrypt(signal);
    const proof = request.format === 'custom'
        ? (0,postgres_proof/* proveArchive */.T)(client, (0,children/* filterOptions */.f2)(journal, env, signal, connection.stallTimeoutMs), explain)
        : (0,postgres_proof/* proveText */.s)(compression.method, signal);
    const dump = (0,postgres_dump/* startDump */.dK)(client, { ...request, selection, encoding: server.encoding, compress: compression.argument, strict: true }, (0,libpq_environment/* libpqArguments */.n)(connection), (0,children/* childOptions */.Z_)(journal, env, signal, follow));
    const stream = (0,dump_stream/* streamDump */.T)({ dump, dumpEnded: (0,postgres_dump/* dumpEnded */.LV)(dump, explain), proof, encrypt, sinks, controller });
    const stop = startProgress(reporter, () => ({ dumped: stream.dumpedBytes(), at }), () => performance.now());
    using _ = (0,dump_stream/* watchDump */.g)({ connection, dump, stream, controller, signal, reporter });
    try {
        const streamed = await stream.done;
        reporter.info(proven(streamed));
        return streamed;
    }
    finally {
        stop();
    }
}
function proven({ dump, stored, fingerprint }) {
    const rows = (0,fingerprint_fingerprint/* totalRows */.wh)(fingerprint.tables).toLocaleString('en-US');
    return `Proven: ${rows} rows in ${fingerprint.tables.length} tables read back; ${(0,sizes/* formatSize */.X)(dump.bytes)} dumped, ${(0,sizes/* formatSize */.X)(stored.bytes)} to store`;
}
/** How often the log says how far the stream is. Milliseconds. */
const EVERY_MS = 5_000;
/** Writes a line every few seconds until the returned function is called. */
function startProgress(reporter, look, now) {
    const startedAt = now();
    let last = { at: startedAt, dumped: 0 };
    const timer = setInterval(() => {
        const { dumped, at } = look();
        const time = now();
        const speed = (dumped - last.dumped) / Math.max(1, time - last.at);
        last = { at: time, dumped };
        reporter.info(`${megabytes(dumped)} MB dumped and proven, ${(speed / 1000).toFixed(1)} MB/s, ${seconds(time - startedAt)} s${at ? `, at ${at}` : ''}`);
    }, EVERY_MS);
    return () => clearInterval(timer);
}
/** pg_dump says on stderr which table it is at; undefined for its other lines. */
function tableInProgress(stderrLine) {
    return /dumping contents of table "(.+)"$/.exec(stderrLine)?.[1];
}
function megabytes(bytes) {
    return (bytes / 1e6).toFixed(1);
}
function seconds(ms) {
    return (ms / 1000).toFixed(0);
}

;// CONCATENATED MODULE: ./lib/backup/transaction.js

/** How long undoing may take when the run itself is already stopped. Milliseconds; the runner kills after 10 s. */
const UNDO_MS = 8_000;
/**
 * One backup on its way into its stores (the destination, and the local copy where one is wanted): it appears in all of
 * them or in none. Each step is on the ledger before it is taken, so that the post step can undo what a kill left. What is
 * undone is known by its tag, never by its name alone: another run's object is left alone.
 */
class UploadTransaction {
    #shelves;
    #keys;
    #ledger;
    /** The last one first. */
    #steps = [];
    #opened = [];
    constructor(shelves, keys, journal) {
        this.#shelves = shelves;
        this.#keys = keys;
        this.#ledger = journal;
    }
    /** Opens one upload in each store, for bytes that nobody sees before `complete`. */
    async open(key, signal) {
        const sinks = [];
        for (const namedStore of this.#shelves) {
            const upload = await namedStore.store.begin(key, signal);
            // The store itself has put the upload on the ledger, before it asked for it.
            const task = { kind: 'upload', store: namedStore.name, trace: upload.trace };
            const step = { namedStore, task, undo: () => upload.abort(), forget: () => { } };
            this.#steps.unshift(step);
            this.#opened.push({ namedStore, upload, step });
            sinks.push(upload.sink);
        }
        return sinks;
    }
    /**
     * Makes what was opened visible and compares what the stores hold with what was sent.
     * @returns the objects, the destination's first
     */
    async complete(sent) {
        const objects = [];
        for (const { namedStore, upload, step } of this.#opened.splice(0)) {
            // Until it is complete, aborting the upload undoes it: that knows whether what is stored there is ours.
            this.#record(step, upload.key, upload.uploadTag);
            const object = await this.#noticing(step, upload.complete(), upload);
            step.undo = signal => namedStore.store.removeIfTagged(upload.key, upload.uploadTag, signal);
            compare(object, sent, namedStore.store.url(upload.key));
            objects.push(object);
        }
        return objects;
    }
    /**
     * Writes a small companion into each store, the destination first: its manifest is the commit. A kill before the copy's
     * own manifest leaves a complete backup, and a copy that the post step removes.
     */
    async put(key, body, signal) {
        for (const namedStore of this.#shelves) {
            let announced;
            const putting = namedStore.store.put(key, body, signal, uploadTag => {
                const undo = (stop) => namedStore.store.removeIfTagged(key, uploadTag, stop);
                const step = {
                    namedStore,
                    task: this.#object(namedStore, key, uploadTag),
                    undo,
                    forget: () => { },
                };
                this.#record(step, key, uploadTag);
                this.#steps.unshift(step);
                announced = { step, uploadTag };
            });
            await putting.catch((error) => {
                if (announced && isVanished(error))
                    this.#keep(announced.step, { key, ...announced }, error.receipt);
                throw error;
            });
        }
    }
    /** After the manifest: nothing is left to undo. */
    commit() {
        for (const { forget } of this.#steps.splice(0))
            forget();
    }
    /** Takes everything back, even when the run's own signal is aborted. Returns what could not be undone. */
    async undo() {
        const signal = AbortSignal.timeout(UNDO_MS);
        const failures = [];
        for (const step of this.#steps.splice(0)) {
            try {
                await step.undo(signal);
                step.forget();
            }
            catch (error) {
                failures.push({ task: step.task, store: step.namedStore.store, error });
            }
        }
        return failures;
    }
    #object({ name: store }, key, uploadTag, receipt) {
        const { manifest } = this.#keys;
        return { kind: 'object', store, key, uploadTag, manifest, ...(receipt && { receipt }) };
    }
    #record(step, key, uploadTag, receipt) {
        const before = step.forget;
        step.task = this.#object(step.namedStore, key, uploadTag, receipt);
        step.forget = this.#ledger.record(step.task);
        before();
    }
    async #noticing(step, completing, upload) {
        return await completing.catch((error) => {
            if (isVanished(error))
                this.#keep(step, upload, error.receipt);
            throw error;
        });
    }
    /** What was accepted and is not shown may come to light: by the receipt it is removed all the same, here or by the post step. */
    #keep(step, { key, uploadTag }, receipt) {
        const { undo } = step;
        this.#record(step, key, uploadTag, receipt);
        step.undo = async (signal) => {
            await undo(signal);
            await step.namedStore.store.removeIfTagged(key, uploadTag, signal, receipt);
        };
    }
}
function isVanished(error) {
    return error instanceof errors/* BackupError */.hj && error.code === 'storage-object-vanished' && 'receipt' in error;
}
const STORED_BYTES_DIFFER = (0,errors/* defineError */.MP)({
    topic: 'dump',
    code: 'stored-bytes-differ',
    kind: 'integrity',
    meaning: 'A store holds another number of bytes, or another SHA-256, than was sent; the copy was removed.',
    fix: 'Run the backup again, and look at the store if it happens twice.',
});
function compare(object, sent, url) {
    const sameSize = object.bytes === sent.bytes;
    const sameHash = object.checksum?.algorithm !== 'sha256' || hex(object.checksum.value) === sent.sha256;
    if (sameSize && sameHash)
        return;
    throw new errors/* BackupError */.hj({
        ...STORED_BYTES_DIFFER,
        message: `${url} does not hold what was sent: ${object.bytes} bytes there, ${sent.bytes} sent${sameSize ? ', with another SHA-256' : ''}.`,
        hint: 'Do not trust this copy; it was removed. Run the backup again, and look at the store if it happens twice.',
    });
}
function hex(base64) {
    return Buffer.from(base64, 'base64').toString('hex');
}

;// CONCATENATED MODULE: ./lib/backup/backup.js














/**
 * Dumps, proves, checksums, encrypts and uploads at once, and completes the upload only when all of it is proven; the
 * manifest is written last. No matter what fails, nothing stays in any store (promises 1 and 2).
 * @throws BackupError with the first cause
 */
async function backUp(request, parts) {
    try {
        return await prepareAndStore(request, parts);
    }
    catch (error) {
        throw (0,cancellation/* cancellation */.W)(parts.controller.signal) ?? error;
    }
}
async function prepareAndStore(request, parts) {
    const prepared = await parts.reporter.group('Prepare', () => prepareBackup(request, parts));
    for (const { store: namedStore } of parts.shelves)
        await (0,abandoned_uploads/* sweepAbandoned */.Lj)(prepared.keys.series, {
            reporter: parts.reporter,
            signal: parts.controller.signal,
            store: namedStore,
        });
    const transaction = new UploadTransaction(parts.shelves, prepared.keys, parts.journal);
    try {
        return await store(request, parts, prepared, transaction);
    }
    catch (error) {
        // Anything that still runs ends now: what failed may not have been a part of the stream.
        parts.controller.abort(error);
        for (const { error: why, task, store: where } of await transaction.undo())
            parts.reporter.warning(`Could not clean up: ${(0,left_behind/* leftBehind */.a)(task, why, where)}`);
        throw await withNearTables(error, request, prepared);
    }
}
async function store(request, parts, prepared, transaction) {
    const { controller, reporter, shelves } = parts;
    const { client, connection, keys, server } = prepared;
    const { signal } = controller;
    // First, since it is short: a role that may not read the roles should learn that now, not after an hour.
    const globals = request.globals ? await encryptedGlobals(parts, prepared) : undefined;
    const preparedAt = parts.now();
    const streamed = await reporter.group('Dump, prove, encrypt and upload', () => proveWhileStreaming(request, parts, prepared, transaction));
    (0,minimums/* checkMinimums */.w)(request.minimums, {
        dumpBytes: streamed.dump.bytes,
        contents: (0,minimums/* contentsOf */.K)(streamed.fingerprint, request.mode),
    });
    const streamedAt = parts.now();
    return reporter.group('Complete', async () => {
        const [object] = await transaction.complete(streamed.stored);
        if (!object)
            throw new Error('a deposit without a destination');
        await transaction.put(keys.checksum, Buffer.from((0,names/* checksumLine */.Ut)(streamed.stored.sha256, keys.fileName)), signal);
        if (globals)
            await transaction.put(globals.key, globals.encrypted, signal);
        const manifest = composeManifest({
            ...request,
            ...streamed,
            key: keys.backup,
            series: keys.series,
            source: sourceOf(connection, server, request),
            clientVersion: client.version,
            extensions: [...server.extensions],
            compression: prepared.compression.argument,
            encryption: parts.encryption.record,
            globals: globals && { key: globals.key, bytes: globals.bytes, sha256: globals.sha256 },
            object,
            instants: { startedAt: prepared.startedAt, preparedAt, streamedAt, finishedAt: parts.now() },
        });
        await transaction.put(keys.manifest, Buffer.from((0,catalog_manifest/* serializeManifest */.M)(manifest)), signal);
        transaction.commit();
        reporter.info(`Stored: ${shelves[0].store.url(keys.backup)}`);
        return { manifest, manifestKey: keys.manifest };
    });
}
function sourceOf(connection, server, request) {
    const { host, port } = (0,connection_connection/* firstEndpoint */.YP)(connection);
    const unlogged = rowsLeftOut(server, request);
    return {
        database: server.database,
        databaseOid: server.databaseOid,
        host,
        port,
        serverVersion: server.version,
        encoding: server.encoding,
        ...(server.locale && { locale: server.locale }),
        ...(unlogged.length > 0 && { unloggedWithoutRows: unlogged.map(fingerprint_fingerprint/* qualifiedName */.OL) }),
        ...(server.databaseBytes !== undefined && { databaseBytes: server.databaseBytes }),
        ...(server.systemIdentifier && { systemIdentifier: server.systemIdentifier }),
    };
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

/***/ 58294:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ contentsOf),
/* harmony export */   w: () => (/* binding */ checkMinimums)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);
/* harmony import */ var _fingerprint_fingerprint_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23204);


function contentsOf({ objects, tables }, mode) {
    const defined = objects.filter(({ kind }) => kind === 'TABLE' || kind === 'FOREIGN TABLE');
    return { tables: mode === 'schema' ? defined : tables, defined };
}
const BACKUP_TOO_SMALL = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'dump',
    code: 'backup-too-small',
    kind: 'integrity',
    meaning: 'The dump is smaller than min-size, has fewer tables than min-tables, or lacks one of expect-tables.',
    fix: 'Check that the URL names the right database and that the role sees its tables; lower the minimum if the dump is right.',
});
/** @throws BackupError `backup-too-small`: an empty or partial database must not pass for a backup */
function checkMinimums(minimums, { dumpBytes, contents }) {
    const shortfalls = [
        ...tooFewBytes(minimums, dumpBytes),
        ...tooFewTables(minimums, contents.tables),
        ...missing(minimums, [...contents.tables, ...contents.defined]),
    ];
    if (shortfalls.length === 0)
        return;
    throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...BACKUP_TOO_SMALL,
        message: `The dump holds less than it must: ${shortfalls.map(({ message }) => message).join('; ')}.`,
        hint: `Check that the URL names the right database and that the role sees its tables; nothing was stored. ${shortfalls.map(({ hint }) => hint).join(' ')}`,
    });
}
function tooFewBytes({ bytes }, dumpBytes) {
    if (dumpBytes >= bytes)
        return [];
    return [
        { message: `${dumpBytes} bytes, min-size is ${bytes}`, hint: 'Lower min-size if this size is right.' },
    ];
}
function tooFewTables(minimums, tables) {
    if (tables.length >= minimums.tables)
        return [];
    return [
        {
            message: `${tables.length} tables, min-tables is ${minimums.tables}`,
            hint: 'Lower min-tables (0 accepts an empty database) if this number is right.',
        },
    ];
}
function missing({ expectTables }, tables) {
    const present = new Set(tables.flatMap(table => [(0,_fingerprint_fingerprint_js__WEBPACK_IMPORTED_MODULE_1__/* .qualifiedName */ .OL)(table), `${table.schema}.${table.name}`, table.name]));
    const whenEmpty = expectTables.filter(table => !present.has(table));
    if (whenEmpty.length === 0)
        return [];
    return [
        {
            message: `expect-tables names ${whenEmpty.join(', ')}, not in the dump`,
            hint: 'Write tables as schema.table, as they are named in the database.',
        },
    ];
}


/***/ }),

/***/ 26292:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ parseAdvisoryLock),
/* harmony export */   q: () => (/* binding */ hashOf)
/* harmony export */ });
/* harmony import */ var _core_parsed_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83186);

const LARGEST = 2n ** 63n - 1n;
/** With the very types that PostgreSQL's own function takes: no other one of that name fits better. */
function hashOf(name) {
    return `pg_catalog.hashtextextended('${name}'::pg_catalog.text, 0::pg_catalog.int8)`;
}
/** Reads the number of a lock, or a name: that has the key `hashtextextended('<name>', 0)`, which any client can take too. */
function parseAdvisoryLock(text) {
    if (/^-?\d+$/.test(text)) {
        const key = BigInt(text);
        return key <= LARGEST && key >= -LARGEST
            ? (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .parsed */ .Yz)({ key: `(${key})::pg_catalog.int8`, name: text })
            : (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(text)} is no key of a lock; write a number of 64 bits, or a name such as deploy`);
    }
    return /^[A-Za-z][A-Za-z0-9._:/-]{0,62}$/.test(text)
        ? (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .parsed */ .Yz)({ key: hashOf(text), name: text })
        : (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(text)} is no name of a lock; write letters, digits, dots, hyphens and underscores, such as deploy, or the number that your migrations lock`);
}


/***/ }),

/***/ 24918:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ withAdvisoryLock),
/* harmony export */   t: () => (/* binding */ lockOfBackup)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3828);
/* harmony import */ var _probe_in_session_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5558);



/**
 * No transaction: a session that waits or idles in one keeps its snapshot, for which CREATE INDEX CONCURRENTLY would wait,
 * and so a migration for the backup that waits for it.
 */
const OUTSIDE_OF_TRANSACTIONS = { kind: 'no transaction' };
const ASK_EVERY_MS = 1_000;
/** Shorter than what firewalls give a connection on which nothing moves (350 s at AWS). */
const TALK_EVERY_MS = 30_000;
const LONGEST_ANSWER_MS = 10_000;
/**
 * Does `work` while a session of ours holds an advisory lock, and lets go of it in every outcome.
 * @throws BackupError `advisory-lock-impossible`, what `taken` makes, or what reaching the server gives; and what `work` throws
 */
async function withAdvisoryLock(connection, request, { reporter, signal }, work) {
    const dead = new AbortController();
    const options = {
        signal: AbortSignal.any([signal, dead.signal]),
        beginning: OUTSIDE_OF_TRANSACTIONS,
    };
    const ended = await (0,_probe_in_session_js__WEBPACK_IMPORTED_MODULE_2__/* .inSession */ .C)(connection, options, async (session) => {
        await refuseWhatCannotHold(connection, session, signal);
        await take(session, request, { reporter, signal });
        const over = new AbortController();
        const kept = keepAlive(session, AbortSignal.any([over.signal, signal]));
        try {
            return { value: await work() };
        }
        catch (error) {
            // What the work fails with says nothing of this session.
            return { error };
        }
        finally {
            over.abort();
            // A connection that a firewall dropped answers nothing, and would be waited for.
            const late = setTimeout(() => dead.abort(), LONGEST_ANSWER_MS);
            await kept;
            const held = await destroyAndWait(session, request.lock);
            clearTimeout(late);
            if (!held && !signal.aborted)
                reporter.warning(request.lost);
        }
    });
    if ('error' in ended)
        throw ended.error;
    return ended.value;
}
/** A lock there would be let go of at once, or stay behind with somebody else's session. */
async function refuseWhatCannotHold(connection, session, signal) {
    const [state] = await session.rows('SELECT pg_is_in_recovery() AS standby');
    if (state?.standby)
        throw impossible('This server is a standby, whose locks are not those of its primary');
    const before = await processOf(session);
    const other = await (0,_probe_in_session_js__WEBPACK_IMPORTED_MODULE_2__/* .inSession */ .C)(connection, { signal, beginning: OUTSIDE_OF_TRANSACTIONS }, processOf);
    const after = await processOf(session);
    if (before === other || before !== after)
        throw impossible('The connection goes through a pooler in transaction mode, where a session cannot hold a lock');
}
async function processOf(session) {
    const [found] = await session.rows('SELECT pg_backend_pid() AS pid');
    return found?.pid;
}
async function take(session, { held, lock: { key, name }, taken, waitMs }, { reporter, signal }) {
    const until = performance.now() + waitMs;
    for (let asked = 0;; asked += 1) {
        const [answer] = await session.rows(`SELECT pg_catalog.pg_try_advisory_lock(${key}) AS taken`);
        if (answer?.taken)
            return reporter.info(held);
        if (performance.now() >= until)
            throw taken();
        if (asked === 0)
            reporter.info(`Advisory lock ${name} is held by another session: waiting for it`);
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(Math.min(ASK_EVERY_MS, until - performance.now()), undefined, { signal });
    }
}
/** Lets the session be seen to live; whether it did is asked at its end. */
async function keepAlive(session, stop) {
    try {
        for await (const _ of (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setInterval)(TALK_EVERY_MS, undefined, { signal: stop }))
            await session.rows('SELECT');
    }
    catch {
        // Stopped, or lost.
    }
}
/** Whether it was held until now. Closing the session lets go of it too. */
async function destroyAndWait(session, { key }) {
    const [answer] = await session
        .rows(`SELECT pg_catalog.pg_advisory_unlock(${key}) AS held`)
        .catch(() => []);
    return answer?.held === true;
}
const ADVISORY_LOCK_TAKEN = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .defineError */ .MP)({
    topic: 'database',
    code: 'advisory-lock-taken',
    kind: 'refusal',
    meaning: 'Another session, such as a migration or another backup, held advisory-lock for longer than lock-timeout.',
    fix: 'Run the backup again when that is over, or raise lock-timeout, which is how long to wait for it.',
});
/** A backup waits its turn by the lock that migrations take. The dump is whole without it too: losing it is no reason to stop. */
function lockOfBackup(lock, waitMs) {
    const { name } = lock;
    return {
        lock,
        waitMs,
        held: `Advisory lock ${name} is held until the backup is stored`,
        lost: `Advisory lock ${name} was lost while the backup was made, with the session that held it: others may have taken it.`,
        taken: () => new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .BackupError */ .hj({
            ...ADVISORY_LOCK_TAKEN,
            message: `Advisory lock ${name} is held by another session, such as a migration or another backup; nothing was dumped.`,
        }),
    };
}
const ADVISORY_LOCK_IMPOSSIBLE = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .defineError */ .MP)({
    topic: 'database',
    code: 'advisory-lock-impossible',
    kind: 'refusal',
    meaning: 'A standby, or a pooler in transaction mode: no session there can hold advisory-lock.',
    fix: 'Connect to the primary itself, or through a pooler in session mode, or leave advisory-lock empty.',
});
function impossible(why) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .BackupError */ .hj({
        ...ADVISORY_LOCK_IMPOSSIBLE,
        message: `${why}; nothing was dumped.`,
    });
}


/***/ }),

/***/ 60371:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ askLiveTables)
/* harmony export */ });
/* harmony import */ var _probe_in_session_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5558);

/**
 * A primary counts the rows that are inserted and deleted; a standby has what the last VACUUM or ANALYZE of its primary
 * found. Names and operators are those of the system, not those that the database defines.
 */
const TABLES = `
  SELECT n.nspname AS schema, c.relname AS name,
         pg_catalog.pg_relation_size(c.oid)::pg_catalog.text AS bytes,
         CASE WHEN pg_catalog.pg_is_in_recovery() THEN c.reltuples::pg_catalog.float8
              ELSE pg_catalog.pg_stat_get_live_tuples(c.oid)::pg_catalog.float8 END AS rows
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
   WHERE c.relkind OPERATOR(pg_catalog.=) 'r'::pg_catalog."char"
     AND n.nspname OPERATOR(pg_catalog.<>) 'pg_catalog'::pg_catalog.name
     AND n.nspname OPERATOR(pg_catalog.<>) 'information_schema'::pg_catalog.name`;
/**
 * Asks for all tables that hold rows of their own, in one short read-only session.
 * Throws BackupError with the cause, or the signal's reason.
 */
async function askLiveTables(connection, signal) {
    return (0,_probe_in_session_js__WEBPACK_IMPORTED_MODULE_0__/* .inSession */ .C)(connection, { signal }, async (session) => {
        const found = await session.rows(TABLES);
        return found.map(({ bytes, name, rows, schema }) => {
            const size = Number(bytes);
            const isKnown = rows > 0 || (rows === 0 && size === 0);
            return { schema, name, bytes: size, rows: isKnown ? rows : undefined };
        });
    });
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
