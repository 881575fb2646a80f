export const id = 451;
export const ids = [451];
export const modules = {

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
// EXTERNAL MODULE: ./lib/stream/child.js
var stream_child = __webpack_require__(70990);
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
    return new errors/* BackupError */.h({
        kind: 'integrity',
        code: 'archive-incomplete',
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
    if (!(error instanceof errors/* BackupError */.h) || error.code !== 'nothing-matched')
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
        return new errors/* BackupError */.h({ kind, code, message, hint: `Did you mean ${names}? ${hint}` }, error);
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
function needsNewerClient(spec, major) {
    return new errors/* BackupError */.h({
        kind: 'input',
        code: 'compression-needs-newer-client',
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
    return error instanceof errors/* BackupError */.h && error.code === 'storage-object-vanished' && 'receipt' in error;
}
function compare(object, sent, url) {
    const sameSize = object.bytes === sent.bytes;
    const sameHash = object.checksum?.algorithm !== 'sha256' || hex(object.checksum.value) === sent.sha256;
    if (sameSize && sameHash)
        return;
    throw new errors/* BackupError */.h({
        kind: 'integrity',
        code: 'stored-bytes-differ',
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
        ...{ database: server.database, databaseOid: server.databaseOid, host, port },
        serverVersion: server.version,
        encoding: server.encoding,
        ...(server.locale && { locale: server.locale }),
        ...(unlogged.length > 0 && { unloggedWithoutRows: unlogged.map(fingerprint_fingerprint/* qualifiedName */.OL) }),
        ...(server.databaseBytes !== undefined && { databaseBytes: server.databaseBytes }),
        ...(server.systemIdentifier && { systemIdentifier: server.systemIdentifier }),
    };
}


/***/ }),

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
        ...{ connection, program: 'pg_dump', signal },
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
        ...{ key, mode, globals, noAcl: options.noAcl, noOwner: options.noOwner },
        schemasFirst: (0,_catalog_stock_restore_js__WEBPACK_IMPORTED_MODULE_0__/* .leftOutSchemas */ .e)(manifest),
        clientMajor: Number.parseInt(clientVersion, 10),
    });
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
        if (!(error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .h))
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
/** @throws BackupError `backup-too-small`: an empty or partial database must not pass for a backup */
function checkMinimums(minimums, { dumpBytes, contents }) {
    const shortfalls = [
        ...tooFewBytes(minimums, dumpBytes),
        ...tooFewTables(minimums, contents.tables),
        ...missing(minimums, [...contents.tables, ...contents.defined]),
    ];
    if (shortfalls.length === 0)
        return;
    throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .h({
        kind: 'integrity',
        code: 'backup-too-small',
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
/** A backup waits its turn by the lock that migrations take. The dump is whole without it too: losing it is no reason to stop. */
function lockOfBackup(lock, waitMs) {
    const { name } = lock;
    return {
        lock,
        waitMs,
        held: `Advisory lock ${name} is held until the backup is stored`,
        lost: `Advisory lock ${name} was lost while the backup was made, with the session that held it: others may have taken it.`,
        taken: () => new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .BackupError */ .h({
            kind: 'refusal',
            code: 'advisory-lock-taken',
            message: `Advisory lock ${name} is held by another session, such as a migration or another backup; nothing was dumped.`,
            hint: 'Run the backup again when that is over, or raise lock-timeout, which is how long to wait for it.',
        }),
    };
}
function impossible(why) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .BackupError */ .h({
        kind: 'refusal',
        code: 'advisory-lock-impossible',
        message: `${why}; nothing was dumped.`,
        hint: 'Connect to the primary itself, or through a pooler in session mode, or leave advisory-lock empty.',
    });
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
    return error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .h && NOT_UNDONE.has(error.code);
}
/** @param id of the transaction, as txid_status knows it */
function outcomeUnknown(id, cause) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .h({
        kind: 'database',
        code: 'restore-outcome-unknown',
        message: `The connection was lost while the restore was being committed: whether transaction ${id} was committed is not known.`,
        hint: `Ask the target before anything else: SELECT txid_status(${id}) says committed or aborted; only if aborted is everything as before.`,
    }, cause);
}
function committedEarly(cause) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .h({
        kind: 'integrity',
        code: 'restore-committed-early',
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
/* harmony import */ var _stream_child_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70990);
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
