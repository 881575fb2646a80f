export const id = 813;
export const ids = [813];
export const modules = {

/***/ 93226:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JN: () => (/* binding */ serializeDrillRecord),
/* harmony export */   UX: () => (/* binding */ drillRecordSchema),
/* harmony export */   Wd: () => (/* binding */ DRILL_OUTCOMES)
/* harmony export */ });
/* unused harmony export checkRecord */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(92857);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64377);

const sha256 = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().regex(/^[0-9a-f]{64}$/);
const count = zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().nonnegative();
const milliseconds = zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().nonnegative();
const lines = zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP());
const measured = {
    budgetMs: milliseconds.exactOptional().describe('what was allowed; missing where nothing was said'),
    within: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY().exactOptional().describe('missing where there is no budget'),
};
/** What a drill found out about a backup. */
const DRILL_OUTCOMES = ['proven', 'partly proven', 'failed'];
/** What one of the user's own checks came to. */
const checkRecord = zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
    check: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().describe('its name: the comment above it, or the beginning of its SQL'),
    outcome: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['passed', 'failed']),
    what: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().exactOptional().describe('why it failed'),
});
/** Version 1 of the record of a drill, which is beside the backup's manifest. Holds no secret. */
const drillRecordSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
    schema: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz('pg-backup-drill/1'),
    key: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().describe('of the backup, relative to the destination'),
    series: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    manifestSha256: sha256.describe("the manifest's own, as it was read"),
    dumpSha256: sha256.describe('of the dump that was restored, as the manifest has it'),
    outcome: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(DRILL_OUTCOMES)
        .describe('of the backup: proven (it was restored, and everything in it compared equal), partly proven (nothing was found wrong, not everything could be compared), or failed'),
    passed: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY().describe('whether the drill as a whole passed: the backup, and the budgets'),
    reasons: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ code: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), message: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP() }))
        .describe('why it did not pass, the most significant first; the codes are those of docs/errors.md'),
    startedAt: zod__WEBPACK_IMPORTED_MODULE_1__/* .datetime */ .w$(),
    finishedAt: zod__WEBPACK_IMPORTED_MODULE_1__/* .datetime */ .w$(),
    server: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
        version: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        kind: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['throwaway', 'given']).describe('started by the drill, or that of server-url'),
    }),
    clientVersion: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    jobs: count.describe('how many sessions loaded at once'),
    stages: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
        server: milliseconds.describe('client and server found or installed, the server started'),
        fetch: milliseconds.describe('downloaded, compared with the manifest, decrypted, written to disk'),
        prepare: milliseconds.describe('database, roles and extensions'),
        load: milliseconds.describe('pg_restore, or psql for SQL'),
        prove: milliseconds.describe('dumped again and compared'),
        check: milliseconds.describe('invariants, and the checks that were given'),
    })
        .partial()
        .describe('those that were come to'),
    rto: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ ms: milliseconds.exactOptional().describe('fetch, prepare and load together'), ...measured })
        .describe('time to restore; ms is missing where the backup could not be loaded'),
    rpo: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
        ms: milliseconds.describe('from the begin of the backup to the begin of the drill'),
        ...measured,
    })
        .describe('age of what would have been restored'),
    compared: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
        tables: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ equal: count, different: count, skipped: count, notVerified: count }),
        rows: count.describe('in the tables that are equal'),
    })
        .exactOptional()
        .describe('missing where the backup could not be loaded'),
    differences: lines.describe('what is not as the manifest says, each named; at most 100'),
    differenceCount: count,
    broken: lines.describe('sequences behind their columns, invalid indexes, foreign keys that are switched off; where all of the backup compared equal, its source has them too, and the outcome is proven; at most 100'),
    extensions: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
        name: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        version: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().describe('in the source'),
        restored: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().exactOptional().describe('in the drill; missing where it was skipped'),
        outcome: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['created', 'skipped']),
    }))
        .exactOptional()
        .describe('those that the backup creates; absent in older records'),
    skipped: lines.describe('left out on purpose, with the reason; at most 100'),
    notVerified: lines.describe('what could not be compared, with the reason; at most 100'),
    checks: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(checkRecord).describe('those that were given'),
    run: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ repository: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), commit: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), url: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP() })
        .partial()
        .describe('where it was drilled; empty outside of GitHub'),
});
/** As it is stored. */
function serializeDrillRecord(record) {
    return `${JSON.stringify(record, null, 2)}\n`;
}


/***/ }),

/***/ 40415:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ parseBudget),
/* harmony export */   n: () => (/* binding */ formatAge)
/* harmony export */ });
/* harmony import */ var _durations_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5530);
/* harmony import */ var _parsed_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(83186);


const UNITS = new Map([
    ['s', 1_000],
    ['m', 60_000],
    ['min', 60_000],
    ['h', 3_600_000],
    ['d', 86_400_000],
    ['w', 7 * 86_400_000],
]);
const DAY_MS = 86_400_000;
/** Reads how long a restore may take, or how old a backup may be: `90s`, `30m`, `26h`, `8d`, `2w`. Milliseconds. */
function parseBudget(text) {
    const [, number, unit = ''] = /^(\d{1,6}(?:\.\d{1,3})?)\s*(s|m|min|h|d|w)$/i.exec(text) ?? [];
    const ms = Math.round(Number(number ?? NaN) * (UNITS.get(unit.toLowerCase()) ?? NaN));
    return ms > 0
        ? (0,_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .parsed */ .Yz)(ms)
        : (0,_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .refused */ .J5)(`${(0,_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .TL)(text)} is no length of time; write a number and s, m, h, d or w, such as 30m or 26h`);
}
/** As formatDuration, and from two days on `3 d 04 h`. */
function formatAge(ms) {
    if (ms < 2 * DAY_MS)
        return (0,_durations_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(ms);
    const hours = Math.round(ms / 3_600_000);
    return `${Math.floor(hours / 24)} d ${String(hours % 24).padStart(2, '0')} h`;
}


/***/ }),

/***/ 98813:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  DRILL: () => (/* binding */ DRILL),
  dropFromServer: () => (/* binding */ dropFromServer)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/action/context.js + 5 modules
var action_context = __webpack_require__(49435);
// EXTERNAL MODULE: ./lib/action/inputs/reading.js
var reading = __webpack_require__(71030);
// EXTERNAL MODULE: ./lib/action/open-encryption.js + 12 modules
var open_encryption = __webpack_require__(48636);
// EXTERNAL MODULE: ./lib/action/runner.js
var runner = __webpack_require__(14918);
// EXTERNAL MODULE: ./lib/action/stores.js + 5 modules
var stores = __webpack_require__(63136);
// EXTERNAL MODULE: ./lib/action/verb.js
var verb = __webpack_require__(30009);
// EXTERNAL MODULE: ./lib/encryption/open-command.js
var open_command = __webpack_require__(4029);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/core/sentence.js
var sentence = __webpack_require__(92998);
// EXTERNAL MODULE: ./lib/core/sql-quoting.js
var sql_quoting = __webpack_require__(97377);
// EXTERNAL MODULE: ./lib/postgres/connection/connection.js
var connection_connection = __webpack_require__(90370);
// EXTERNAL MODULE: ./lib/postgres/event-triggers.js
var event_triggers = __webpack_require__(16977);
// EXTERNAL MODULE: ./lib/postgres/probe/in-session.js + 1 modules
var in_session = __webpack_require__(5558);
// EXTERNAL MODULE: ./node_modules/pg/esm/index.mjs
var esm = __webpack_require__(83849);
;// CONCATENATED MODULE: ./lib/postgres/server/locale.js
/** These sort by the code point of each character, regardless of the system. */
function sortsByCodePoint({ provider, collate }) {
    return provider === 'builtin' || (provider === 'libc' && /^(?:C|POSIX|C\.utf-?8)$/i.test(collate));
}
/** For people: `en_US.UTF-8 of libc`. */
function describeLocale({ provider, collate, name }) {
    return `${name ?? collate} of ${provider}`;
}

;// CONCATENATED MODULE: ./lib/postgres/server/create-in-locale.js



/** Codes of what CREATE DATABASE says to a locale that the server, its system or this encoding lacks. */
const NO_SUCH_LOCALE = ['22023', '42809', '0A000'];
/** Creates an empty database that sorts as the source does where the server can have it so. */
async function createInLocale(session, wanted) {
    const { encoding, locale, name, defaultDescription, otherwiseByCodePoint } = wanted;
    const empty = `CREATE DATABASE ${(0,sql_quoting/* quoteIdentifier */.Cm)(name)} TEMPLATE template0 ENCODING ${(0,sql_quoting/* quoteLiteral */.ce)(encoding)}`;
    for (const clauses of locale ? clausesOf(locale, await majorOf(session)) : [])
        if (await creates(session, `${empty} ${clauses}`))
            return 'as the source';
    const same = locale === undefined || (otherwiseByCodePoint && sortsByCodePoint(locale));
    for (const clauses of defaultDescription.slice(0, -1))
        if (await creates(session, `${empty} ${clauses}`))
            return same ? 'as the source' : 'otherwise';
    await session.alone(`${empty} ${defaultDescription.at(-1) ?? ''}`);
    return same ? 'as the source' : 'otherwise';
}
async function creates(session, statement) {
    try {
        await session.alone(statement);
        return true;
    }
    catch (error) {
        if (error instanceof esm/* default.DatabaseError */.Ay.DatabaseError && NO_SUCH_LOCALE.includes(error.code ?? ''))
            return false;
        throw error;
    }
}
/** Of ICU's and of PostgreSQL's own locales, those of libc beside them hardly matter, and may not be there. */
function clausesOf({ provider, collate, ctype, name, rules }, major) {
    const libc = `LC_COLLATE ${(0,sql_quoting/* quoteLiteral */.ce)(collate)} LC_CTYPE ${(0,sql_quoting/* quoteLiteral */.ce)(ctype)}`;
    if (provider === 'libc')
        return [`${libc}${libcProvider(major)}`];
    const own = name === undefined ? undefined : (0,sql_quoting/* quoteLiteral */.ce)(name);
    const first = new Map([
        ['icu', `LOCALE_PROVIDER icu ICU_LOCALE ${own}`],
        ['builtin', `LOCALE_PROVIDER builtin BUILTIN_LOCALE ${own}`],
    ]).get(provider);
    if (own === undefined || first === undefined || major < (provider === 'icu' ? 15 : 17))
        return [];
    const rest = rules === undefined ? '' : ` ICU_RULES ${(0,sql_quoting/* quoteLiteral */.ce)(rules)}`;
    return [libc, "LC_COLLATE 'C' LC_CTYPE 'C'"].map(each => `${first}${rest} ${each}`);
}
/** From 15 on a server may have another provider for its locales. */
function libcProvider(major) {
    return major >= 15 ? ' LOCALE_PROVIDER libc' : '';
}
async function majorOf(session) {
    const [row] = await session.rows(`SELECT current_setting('server_version_num')::int / 10000 AS major`);
    return row?.major ?? 0;
}

// EXTERNAL MODULE: ./lib/postgres/statement-error.js
var statement_error = __webpack_require__(61289);
;// CONCATENATED MODULE: ./lib/drill/database/scratch-name.js
/** The name of a drill's scratch database, which says whose it is. `random`: bytes. */
function scratchName(random) {
    return `pgbackup_drill_${Buffer.from(random).toString('hex')}`;
}
/** Whether a database may be dropped by its name: nobody else's looks like this. */
function isScratchName(name) {
    return /^pgbackup_drill_[0-9a-f]{16,}$/.test(name);
}

;// CONCATENATED MODULE: ./lib/drill/database/scratch-database.js










/** CREATE and DROP DATABASE run in no transaction. */
const NO_TRANSACTION = { kind: 'no transaction' };
/** A server may be read-only by default. For the session, since it is in no transaction. */
async function allowWriting(session) {
    await session.rows(`SELECT set_config('default_transaction_read_only', 'off', false)
    WHERE current_setting('default_transaction_read_only')::bool`);
}
/**
 * What the sessions of a scratch database have, regardless of the server's own settings are: rows can be written, and a dump has
 * the text that it has anywhere else. It ends with the database.
 */
const PINNED = {
    default_transaction_read_only: 'off',
    bytea_output: 'hex',
    quote_all_identifiers: 'off',
    standard_conforming_strings: 'on',
};
/** Creating an empty database takes a moment; it must not wait for ever for a session that holds the template. Milliseconds. */
const CREATE_LIMIT_MS = 60_000;
const POLL_MS = 50;
/**
 * Creates an empty database on a server that is somebody else's. A cancellation waits for it: a server whose client is
 * gone creates it all the same, perhaps after it was dropped.
 * @param connection to any database of it
 * @throws BackupError `drill-may-not-create`, or why the server cannot be reached
 */
async function createScratchDatabase(connection, { encoding, locale, name }, { signal }) {
    signal.throwIfAborted();
    const limit = AbortSignal.timeout(CREATE_LIMIT_MS);
    own(name);
    return await (0,in_session/* inSession */.C)(connection, { signal: limit, beginning: NO_TRANSACTION }, async (session) => {
        await allowWriting(session);
        try {
            const major = await majorOf(session);
            // The server's own locale does not go with every encoding; C does.
            const defaultDescription = ['', `LC_COLLATE 'C' LC_CTYPE 'C'${libcProvider(major)}`];
            const wanted = { name, encoding, locale, defaultDescription, otherwiseByCodePoint: false };
            const sorting = await createInLocale(session, wanted);
            const settings = Object.entries(PINNED);
            // Also where the database is dropped: what a backup brings to fire at each login may let nobody in.
            if (await (0,event_triggers/* mayDisableEventTriggers */.NN)(session))
                settings.push([event_triggers/* EVENT_TRIGGERS_OFF */.dz.name, event_triggers/* EVENT_TRIGGERS_OFF */.dz.value]);
            for (const [setting, value] of settings)
                await session.alone(`ALTER ROLE CURRENT_USER IN DATABASE ${own(name)} SET ${setting} = ${value}`);
            return sorting;
        }
        catch (error) {
            if (isState(error, NOT_ALLOWED))
                throw mayNotCreate(connection);
            const refusal = (0,statement_error/* statementError */.u)(error);
            throw refusal ? notCreated(connection, refusal) : error;
        }
    });
}
/**
 * Drops it, no matter who is still connected to it, and ends anyone who is still creating it. One that is not there is as good as
 * dropped.
 */
async function dropScratchDatabase(connection, name, { signal }) {
    const drop = `DROP DATABASE IF EXISTS ${own(name)} WITH (FORCE)`;
    const creating = `SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE pid <> pg_backend_pid() AND usename = session_user AND state = 'active'
      AND strpos(query, ${(0,sql_quoting/* quoteLiteral */.ce)(`CREATE DATABASE ${own(name)}`)}) = 1`;
    await (0,in_session/* inSession */.C)(connection, { signal, beginning: NO_TRANSACTION }, async (session) => {
        await allowWriting(session);
        while ((await session.rows(creating)).length > 0)
            await (0,external_node_timers_promises_.setTimeout)(POLL_MS, undefined, { signal });
        if ((await session.rows(subscriptionsOf(name))).length > 0)
            await dropSubscriptions({ ...connection, database: name }, { signal });
        await session.alone(drop);
    });
}
/** Without their slots, which are at the publisher, and none of the copy's. No database that has one can be dropped. */
async function dropSubscriptions(connection, { signal }) {
    await (0,in_session/* inSession */.C)(connection, { signal, beginning: NO_TRANSACTION }, async (session) => {
        await allowWriting(session);
        for (const { name } of await session.rows(EVENT_TRIGGERS))
            await session.alone(`ALTER EVENT TRIGGER ${(0,sql_quoting/* quoteIdentifier */.Cm)(name)} DISABLE`);
        for (const { name } of await session.rows(subscriptionsOf(connection.database))) {
            const subscription = `SUBSCRIPTION ${(0,sql_quoting/* quoteIdentifier */.Cm)(name)}`;
            await session.alone(`ALTER ${subscription} DISABLE`);
            await session.alone(`ALTER ${subscription} SET (slot_name = NONE)`);
            await session.alone(`DROP ${subscription}`);
        }
    });
}
/** Restored ones could refuse what we do. */
const EVENT_TRIGGERS = `SELECT evtname AS name FROM pg_event_trigger WHERE evtenabled <> 'D'`;
function subscriptionsOf(database) {
    return `SELECT subname AS name FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid
    WHERE d.datname = ${(0,sql_quoting/* quoteLiteral */.ce)(database)}`;
}
/** Nothing but what a drill has made is ever created or dropped. */
function own(name) {
    if (!isScratchName(name))
        throw new Error(`${name} is not the name of a scratch database`);
    return (0,sql_quoting/* quoteIdentifier */.Cm)(name);
}
const NOT_ALLOWED = '42501';
function isState(error, state) {
    return (0,statement_error/* statementError */.u)(error)?.code === state;
}
const DRILL_DATABASE_NOT_CREATED = (0,errors/* defineError */.MP)({
    topic: 'drills',
    code: 'drill-database-not-created',
    kind: 'database',
    meaning: 'The server of server-url could not create the scratch database; the message quotes why.',
    fix: 'Fix what the server says, or leave server-url empty: the drill then starts a server of its own.',
});
function notCreated(connection, cause) {
    return new errors/* BackupError */.hj({
        ...DRILL_DATABASE_NOT_CREATED,
        message: (0,sentence/* sentence */.e)(`No scratch database could be created on the server of ${(0,connection_connection/* describe */.q0)(connection)}: ${cause.message}`),
    }, cause);
}
const DRILL_MAY_NOT_CREATE = (0,errors/* defineError */.MP)({
    topic: 'drills',
    code: 'drill-may-not-create',
    kind: 'database',
    meaning: 'The role of server-url may not create databases.',
    fix: 'ALTER ROLE … CREATEDB there, or leave server-url empty: the drill then starts a server of its own.',
});
function mayNotCreate(connection) {
    return new errors/* BackupError */.hj({
        ...DRILL_MAY_NOT_CREATE,
        message: `Role ${connection.user} may not create a scratch database on the server of ${(0,connection_connection/* describe */.q0)(connection)}.`,
        hint: `Run ALTER ROLE ${(0,sql_quoting/* quoteIdentifier */.Cm)(connection.user)} CREATEDB there, or leave server-url empty: the drill then starts a server of its own.`,
    });
}

// EXTERNAL MODULE: ./lib/catalog/check-keys.js
var check_keys = __webpack_require__(19092);
// EXTERNAL MODULE: ./lib/catalog/choose-backup.js
var choose_backup = __webpack_require__(31093);
// EXTERNAL MODULE: ./lib/catalog/drill-record.js
var drill_record = __webpack_require__(93226);
// EXTERNAL MODULE: ./lib/catalog/drill-record-key.js
var drill_record_key = __webpack_require__(184);
// EXTERNAL MODULE: ./lib/core/cancellation.js
var cancellation = __webpack_require__(20600);
// EXTERNAL MODULE: ./lib/restore/load/scratch-file.js
var scratch_file = __webpack_require__(16632);
// EXTERNAL MODULE: ./lib/restore/plan/named.js
var named = __webpack_require__(71745);
// EXTERNAL MODULE: ./lib/restore/plan/sanitized.js
var sanitized = __webpack_require__(32453);
;// CONCATENATED MODULE: ./lib/drill/privileged.js



/**
 * Shares the entries out between the role that loads and the superuser.
 * @throws BackupError `drill-superuser-needed`
 */
function shareOut(load, manifest) {
    const never = load.flatMap(entry => entry.privileged?.when === 'never' ? [{ entry, ...entry.privileged }] : []);
    if (never.length > 0)
        throw superuserNeeded(manifest, never.map(({ entry, why }) => `${entry.kind.toLowerCase()} ${entry.name} (${why})`));
    const before = load.flatMap(({ privileged }) => (privileged?.when === 'before' ? [privileged] : []));
    const after = load.flatMap(({ privileged }) => (privileged?.when === 'after' ? [privileged] : []));
    const defined = new Set(load.filter(isSchema).map(({ name }) => name));
    const schemas = [...new Set(before.flatMap(({ schema }) => schema ?? []))].filter(schema => defined.has((0,sanitized/* sanitized */.A)(schema)));
    const made = new Set(schemas.map(sanitized/* sanitized */.A));
    return {
        schemas,
        before: before.map(statementOf),
        after: after.map(statementOf),
        owners: load.filter(entry => entry.privileged === undefined && !(isSchema(entry) && made.has(entry.name))),
        unseen: load.filter(({ kind, privileged }) => isUnseen(kind, privileged)),
    };
}
function statementOf({ statement }) {
    return statement;
}
function isSchema({ kind }) {
    return kind === 'SCHEMA';
}
/** Of another role's mapping pg_user_mappings hides the options, and with them half of the definition. */
function isUnseen(kind, privileged) {
    return kind === 'USER MAPPING' || (privileged?.when === 'after' && !privileged.dumped);
}
const DRILL_SUPERUSER_NEEDED = (0,errors/* defineError */.MP)({
    topic: 'drills',
    code: 'drill-superuser-needed',
    kind: 'refusal',
    meaning: "The backup holds what only a superuser may make: functions in C or in untrusted languages, LEAKPROOF functions, base types, operator classes, casts of the system's own types. A drill loads as a role without those rights, so that no code of a backup runs with them.",
    fix: 'Write trusted: true only if you trust everybody who may create objects in that database, or write to the store, with the runner of the drill.',
});
/** @param needed what needs a superuser, in words */
function superuserNeeded({ key }, needed) {
    return new errors/* BackupError */.hj({
        ...DRILL_SUPERUSER_NEEDED,
        message: `${key} holds what only a superuser may make: ${(0,named/* named */.K)(needed, 10)}. A drill loads as a role without those rights, so that no code of a backup runs with them.`,
        hint: 'Write trusted: true only if you trust everybody who may create objects in that database, or write to the store, with the runner of the drill: the backup is then loaded as a superuser.',
    });
}

;// CONCATENATED MODULE: ./lib/drill/fault.js


/**
 * What an empty database says of a backup that does not load, regardless of the machine and the server are like. Not among
 * them is what a server may simply lack: roles, tablespaces, collations, settings of a newer version.
 */
const NOT_LOADABLE = new Set([
    ...['restore-object-exists', 'restore-object-missing', 'restore-rows-exist', 'restore-rows-not-unique'],
    ...['restore-search-path', 'restore-circular'],
    ...['restore-foreign-key-violated', 'restore-check-violated', 'restore-column-differs'],
    ...['restore-value-refused', 'restore-syntax', 'restore-object-needed', 'restore-encoding-differs'],
]);
/**
 * Whether the backup itself is to blame that it could not be restored: it is not what was stored, or what it holds cannot
 * be loaded. Not where something around it failed: no disk, no memory, a lost connection, a store that does not answer.
 */
function isFaultOfBackup(error) {
    return error instanceof errors/* BackupError */.hj && (error.kind === 'integrity' || NOT_LOADABLE.has(error.code));
}
/** What a server refuses that lacks nothing and forbids nothing, in words that are not quoted. */
const REFUSED = new Set(['restore-statement-refused', 'restore-function-raised']);
/** What a server says to a role that may not do something. */
const fault_NOT_ALLOWED = new Set([
    ...['restore-creation-denied', 'restore-owner-denied', 'restore-replication-role-denied'],
    ...['restore-table-denied'],
]);
const DRILL_NOT_LOADED = (0,errors/* defineError */.MP)({
    topic: 'drills',
    code: 'drill-not-loaded',
    kind: 'integrity',
    meaning: "The server of the drill, which lacks nothing and forbids nothing, refused a statement of the backup; its words are left out, since what the backup's own functions raise may hold values of rows.",
    fix: 'Restore it into an empty database by hand to read them: often it is a function in a constraint or an index that looks at other tables.',
});
/**
 * What loading failed with, seen as the owner of the server sees it: on the drill's own, which lacks nothing and forbids
 * nothing, a statement that is refused is the backup's fault.
 * @param superuser undefined where nobody does what the role that loads may not
 */
function loadFailure(error, { key }, { host, superuser }) {
    if (superuser && error instanceof errors/* BackupError */.hj && fault_NOT_ALLOWED.has(error.code))
        return superuserNeeded({ key }, [error.message.replace(/\.$/, '')]);
    if (host === 'given' || !(error instanceof errors/* BackupError */.hj) || !REFUSED.has(error.code))
        return error;
    return new errors/* BackupError */.hj({
        ...DRILL_NOT_LOADED,
        message: `${key} could not be loaded: the server refused a statement of it, in words that may hold values of rows.`,
    }, error);
}

// EXTERNAL MODULE: ./lib/postgres/client/standing.js
var standing = __webpack_require__(21903);
// EXTERNAL MODULE: ./lib/postgres/probe/probe.js
var probe = __webpack_require__(35952);
// EXTERNAL MODULE: ./lib/restore/older-minor.js
var older_minor = __webpack_require__(4772);
// EXTERNAL MODULE: ./lib/restore/verify/prove-loaded.js + 3 modules
var prove_loaded = __webpack_require__(165);
;// CONCATENATED MODULE: ./lib/drill/programs.js






/** Finds what the drill runs with, before the backup is downloaded for nothing. */
async function findPrograms(manifest, { server, trusted }, parts) {
    const { reporter, signal } = parts;
    const major = (0,prove_loaded/* archiveMajor */.E)(manifest);
    const host = server ? await askGiven(server, { least: major, trusted }, parts) : undefined;
    const older = host && (0,older_minor/* olderMinorWarning */.k)(manifest, host);
    if (older)
        reporter.warning(older);
    if (host)
        return { client: await clientFor(Math.max(major, host.major), host, parts), host };
    const names = manifest.contents.extensions.map(({ name }) => name);
    const provided = await parts.provideServer({ major, ...(0,standing/* leastOf */.zk)(major, manifest.source.serverVersion) }, names, signal);
    const { version, origin } = provided.server;
    reporter.info(`Server: ${version}, ${origin}`);
    const client = await clientFor(major, provided.server, parts);
    return { client, host: { kind: 'throwaway', version, provided } };
}
/** The server is found first: its client is to be no older. */
async function clientFor(major, server, { provideClient, reporter, signal }) {
    const client = await provideClient({ major, ...(0,standing/* leastOf */.zk)(major, server.version) }, signal);
    reporter.info(`Client: ${client.version}, ${client.origin}`);
    return client;
}
async function askGiven(given, { least, trusted }, { reporter, signal }) {
    const { endpoint, isInRecovery, major, role, version } = await (0,probe/* probeServer */._)(given, { signal });
    const connection = (0,connection_connection/* atEndpoint */.Tn)(given, endpoint);
    reporter.info(`Server: ${version}, ${(0,connection_connection/* describe */.q0)(connection)}`);
    if (major < least)
        throw serverOlder(connection, version, least);
    if (isInRecovery)
        throw serverIsStandby(connection);
    if (role.superuser && !trusted)
        throw asSuperuser(connection, role.name);
    return { kind: 'given', version, connection, major };
}
const DRILL_SERVER_OLDER = (0,errors/* defineError */.MP)({
    topic: 'drills',
    code: 'drill-server-older',
    kind: 'refusal',
    meaning: 'The server of server-url is of an older major version than the pg_dump that made the backup.',
    fix: 'Give a server of that version or newer, or leave server-url empty: the drill then starts one of its own.',
});
function serverOlder(connection, version, least) {
    return new errors/* BackupError */.hj({
        ...DRILL_SERVER_OLDER,
        message: `The server of ${(0,connection_connection/* describe */.q0)(connection)} is PostgreSQL ${version}, and the backup was made by pg_dump ${least}, which it may not understand.`,
        hint: `Give a server of PostgreSQL ${least} or newer as server-url, or leave it empty: the drill then starts one of its own.`,
    });
}
const DRILL_SERVER_STANDBY = (0,errors/* defineError */.MP)({
    topic: 'drills',
    code: 'drill-server-standby',
    kind: 'refusal',
    meaning: 'The server of server-url is a standby, on which no database can be created.',
    fix: 'Give a primary server, or leave server-url empty: the drill then starts one of its own.',
});
function serverIsStandby(connection) {
    return new errors/* BackupError */.hj({
        ...DRILL_SERVER_STANDBY,
        message: `The server of ${(0,connection_connection/* describe */.q0)(connection)} is a standby, on which no database can be created.`,
        hint: 'Give a primary server as server-url, or leave it empty: the drill then starts one of its own.',
    });
}
const DRILL_SERVER_SUPERUSER = (0,errors/* defineError */.MP)({
    topic: 'drills',
    code: 'drill-server-superuser',
    kind: 'refusal',
    meaning: 'The role of server-url is a superuser, and so would be what functions, triggers and views of the backup do on that server.',
    fix: 'Give a role that is none, made with CREATE ROLE … LOGIN CREATEDB; or write trusted: true if you trust everybody who may create objects in the database, or write to the store, with that server.',
});
function asSuperuser(connection, role) {
    return new errors/* BackupError */.hj({
        ...DRILL_SERVER_SUPERUSER,
        message: `Role ${role} of server-url is a superuser on the server of ${(0,connection_connection/* describe */.q0)(connection)}, and so would be what the backup's functions, triggers and views do there.`,
    });
}

;// CONCATENATED MODULE: ./lib/drill/record/stages.js
/**
 * The stages of a drill, in their order: the machine made ready; the backup downloaded, checked and opened; the database
 * created with its roles and extensions; loaded; compared with the manifest; and put to the checks.
 */
const STAGES = ['server', 'fetch', 'prepare', 'load', 'prove', 'check'];
/** What a restore in need would take as well: a server is there then, and nobody waits for the proof. */
const OF_RESTORE = ['fetch', 'prepare', 'load'];
/** The time to restore: from the first byte of the download to the loaded database. Milliseconds. */
function restoreTimeMs(times) {
    return OF_RESTORE.reduce((sum, stage) => sum + (times[stage] ?? 0), 0);
}
/** A clock for the stages of one drill. */
function stopwatch(now = () => performance.now()) {
    const times = new Map();
    return {
        async time(stage, body) {
            const startedAt = now();
            try {
                return await body();
            }
            finally {
                times.set(stage, (times.get(stage) ?? 0) + Math.round(now() - startedAt));
            }
        },
        times: () => Object.fromEntries(times),
    };
}

// EXTERNAL MODULE: ./lib/catalog/dated-ahead.js
var dated_ahead = __webpack_require__(5235);
// EXTERNAL MODULE: ./lib/core/ages.js
var ages = __webpack_require__(40415);
// EXTERNAL MODULE: ./lib/core/words.js
var words = __webpack_require__(44474);
// EXTERNAL MODULE: ./lib/fingerprint/fingerprint.js
var fingerprint = __webpack_require__(23204);
;// CONCATENATED MODULE: ./lib/drill/record/verdict.js






/** How many names a message lists; the summary and the record have more. */
const MOST_NAMED = 5;
/** What is found out about the backup itself: budgets are none of its fault. */
function outcomeOf({ restoration }) {
    if (restoration.kind === 'failed')
        return 'failed';
    const { checks, comparison } = restoration;
    const broken = brokenByRestore(restoration);
    const wrong = comparison.differences.length + broken.length + checks.filter(isFailed).length;
    if (wrong > 0)
        return 'failed';
    return isWhole(comparison) ? 'proven' : 'partly proven';
}
/** What is broken in the restored database and in the source, and so no fault of the backup. */
function brokenInSource(restoration) {
    return restoration.kind === 'failed' ? [] : restoration.ofSource;
}
function brokenByRestore({ broken, ofSource }) {
    const known = new Set(ofSource);
    return broken.filter(line => !known.has(line));
}
/**
 * Which of what is broken was so in the source: everything where all of the backup compared equal, else what follows from
 * values that did.
 * @param compared the sequences that were
 */
function ofSource(broken, comparison, compared) {
    const { differences, tables } = comparison;
    const isEqual = isWhole(comparison) && differences.length === 0;
    const sequences = new Set(compared.map(({ sequence }) => sequence));
    const unequal = new Set(tables.filter(({ outcome }) => outcome !== 'equal').map(fingerprint/* qualifiedName */.OL));
    const isKnown = ({ by }) => by !== undefined &&
        sequences.has(by.sequence) &&
        !differences.some(line => line.startsWith(`sequence ${by.sequence} `)) &&
        !by.tables.some(table => unequal.has((0,fingerprint/* qualifiedName */.OL)(table)));
    return broken.filter(each => isEqual || isKnown(each)).map(({ line }) => line);
}
/** Whether everything could be compared. */
function isWhole({ notVerified, skipped }) {
    return notVerified.length + skipped.length === 0;
}
/** How old the backup was when the drill began: what a restore would have lost. Milliseconds. */
function ageMs({ manifest, startedAt }) {
    return Math.max(0, startedAt.getTime() - Date.parse(manifest.startedAt));
}
/** Whether the backup is young enough; one that is dated after the drill began has no age that could be known. */
function isYoungEnough(findings) {
    if (findings.budgets.ageMs === undefined)
        return true;
    return !isFromFuture(findings) && ageMs(findings) <= findings.budgets.ageMs;
}
function isFromFuture({ manifest, startedAt }) {
    return Date.parse(manifest.startedAt) - startedAt.getTime() > dated_ahead/* TOLERATED_MS */.iK;
}
/** Everything that fails the drill, at once: what is wrong with the backup first, then what is left of it, then the budgets. */
function reasonsToFail(findings) {
    return [...wrongWithBackup(findings), ...findings.left, ...overBudget(findings)];
}
const DRILL_DIFFERENT = (0,errors/* defineError */.MP)({
    topic: 'drills',
    code: 'drill-different',
    kind: 'integrity',
    meaning: 'The backup was restored, and what came out is not what its manifest says: each difference is named.',
    fix: 'Do not trust this backup; restore an older one, and find out what changed it.',
});
const DRILL_BROKEN = (0,errors/* defineError */.MP)({
    topic: 'drills',
    code: 'drill-broken',
    kind: 'integrity',
    meaning: 'The restored database would fail its users, and not all of it compared equal: a sequence behind its column, an invalid index, or a foreign key that is switched off.',
    fix: 'Look for it in the source database, and fix it there; if it is not there, do not trust this backup.',
});
const DRILL_CHECK_FAILED = (0,errors/* defineError */.MP)({
    topic: 'drills',
    code: 'drill-check-failed',
    kind: 'integrity',
    meaning: 'A statement of checks returned something else than true, or rows, in the restored database.',
    fix: 'Run it in the source database: what holds there and not in the drill was not backed up.',
});
function wrongWithBackup({ manifest, restoration }) {
    if (restoration.kind === 'failed')
        return [restoration.problem];
    const { checks, comparison } = restoration;
    const broken = brokenByRestore(restoration);
    const { differences } = comparison;
    const failed = checks.filter(isFailed);
    const reasons = [];
    if (differences.length > 0) {
        reasons.push({
            ...DRILL_DIFFERENT,
            message: `${manifest.key}, restored, is not what its manifest says: ${(0,words/* firstOf */.Ku)(differences, MOST_NAMED, { separator: '; ' })}.`,
        });
    }
    if (broken.length > 0) {
        reasons.push({
            ...DRILL_BROKEN,
            message: `${manifest.key}, restored, would fail its users: ${(0,words/* firstOf */.Ku)(broken, MOST_NAMED, { separator: '; ' })}.`,
        });
    }
    if (failed.length > 0) {
        const lines = failed.map(({ check, what }) => `${check}${what === undefined ? '' : ` (${what})`}`);
        reasons.push({
            ...DRILL_CHECK_FAILED,
            message: `${failed.length} of ${checks.length} checks failed in ${manifest.key}, restored: ${(0,words/* firstOf */.Ku)(lines, MOST_NAMED, { separator: '; ' })}.`,
            hint: 'Run them in the source database: what holds there and not here was not backed up.',
        });
    }
    return reasons;
}
const DRILL_TOO_SLOW = (0,errors/* defineError */.MP)({
    topic: 'drills',
    code: 'drill-too-slow',
    kind: 'refusal',
    meaning: 'Download, preparation and load took longer than rto-budget allows. The backup itself may be proven.',
    fix: 'Give the drill a larger machine or more jobs, make the database smaller, or plan for a longer outage with rto-budget.',
});
const DRILL_AGE_UNKNOWN = (0,errors/* defineError */.MP)({
    topic: 'drills',
    code: 'drill-age-unknown',
    kind: 'refusal',
    meaning: 'The backup is dated after the drill began, so that max-age cannot be checked: a clock is or was wrong.',
    fix: 'Find out whose clock is wrong, that of this machine or of the one that made the backup, and back up again once it is right.',
});
const DRILL_TOO_OLD = (0,errors/* defineError */.MP)({
    topic: 'drills',
    code: 'drill-too-old',
    kind: 'refusal',
    meaning: 'The backup was older than max-age allows when the drill began. The backup itself may be proven.',
    fix: 'Look at why no newer backup was made, and back up more often; or say with max-age that so much may be lost.',
});
function overBudget(findings) {
    const { budgets, manifest, times } = findings;
    const age = ageMs(findings);
    const restore = restoreTimeMs(times);
    const reasons = [];
    if (findings.restoration.kind === 'loaded' && !isWithin(restore, budgets.rtoMs)) {
        reasons.push({
            ...DRILL_TOO_SLOW,
            message: `Restoring ${manifest.key} took ${(0,ages/* formatAge */.n)(restore)}, longer than rto-budget allows: ${(0,ages/* formatAge */.n)(budgets.rtoMs ?? 0)}.`,
        });
    }
    if (!isYoungEnough(findings) && isFromFuture(findings)) {
        reasons.push({
            ...DRILL_AGE_UNKNOWN,
            message: `${manifest.key} is dated ${manifest.startedAt}, after this drill began (${findings.startedAt.toISOString()}): how old it is cannot be known, and max-age is set.`,
        });
    }
    else if (!isYoungEnough(findings)) {
        reasons.push({
            ...DRILL_TOO_OLD,
            message: `${manifest.key} was ${(0,ages/* formatAge */.n)(age)} old, older than max-age allows: ${(0,ages/* formatAge */.n)(budgets.ageMs ?? 0)}.`,
        });
    }
    return reasons;
}
function isWithin(ms, budgetMs) {
    return budgetMs === undefined || ms <= budgetMs;
}
function isFailed({ outcome }) {
    return outcome === 'failed';
}

;// CONCATENATED MODULE: ./lib/drill/record/compose-record.js


/** A record is read by people and listed by reports: what is longer is cut. */
const MOST_LINES = 100;
const LONGEST_LINE = 500;
const NOTHING = { tables: [], differences: [], skipped: [], notVerified: [], missing: 0 };
/** Writes the findings down in the record's words; lists are bounded. */
function composeDrillRecord(findings, reasons) {
    const { budgets, manifest, restoration, run, times } = findings;
    const loaded = restoration.kind === 'loaded' ? restoration : undefined;
    const comparison = loaded?.comparison ?? NOTHING;
    const restoreMs = loaded && restoreTimeMs(times);
    return {
        schema: 'pg-backup-drill/1',
        key: manifest.key,
        series: manifest.series,
        manifestSha256: manifest.manifestSha256,
        dumpSha256: manifest.dump.sha256,
        outcome: outcomeOf(findings),
        passed: reasons.length === 0,
        reasons: reasons.map(({ code, message }) => ({ code, message: compose_record_short(message) })),
        startedAt: findings.startedAt.toISOString(),
        finishedAt: findings.finishedAt.toISOString(),
        server: findings.server,
        clientVersion: findings.clientVersion,
        jobs: findings.jobs,
        stages: times,
        rto: {
            ...(restoreMs !== undefined && { ms: restoreMs, ...measured(restoreMs, budgets.rtoMs) }),
            ...(budgets.rtoMs !== undefined && { budgetMs: budgets.rtoMs }),
        },
        rpo: {
            ms: ageMs(findings),
            ...(budgets.ageMs !== undefined && { budgetMs: budgets.ageMs, within: isYoungEnough(findings) }),
        },
        ...(loaded && { compared: compared(comparison) }),
        differences: bounded(comparison.differences),
        differenceCount: comparison.differences.length,
        broken: bounded(loaded?.broken ?? []),
        extensions: findings.extensions.slice(0, MOST_LINES),
        skipped: bounded(comparison.skipped),
        notVerified: bounded(comparison.notVerified),
        checks: (loaded?.checks ?? []).slice(0, MOST_LINES),
        run: {
            ...(run.repository && { repository: run.repository }),
            ...(run.commit && { commit: run.commit }),
            ...(run.url && { url: run.url }),
        },
    };
}
function measured(ms, budgetMs) {
    return budgetMs === undefined ? {} : { budgetMs, within: isWithin(ms, budgetMs) };
}
function compared({ tables }) {
    const count = (outcome) => tables.filter(each => each.outcome === outcome).length;
    const equal = tables.filter(({ outcome }) => outcome === 'equal');
    return {
        tables: {
            equal: equal.length,
            different: count('different'),
            skipped: count('skipped'),
            notVerified: count('not verified'),
        },
        rows: equal.reduce((sum, { rows }) => sum + rows, 0),
    };
}
function bounded(lines) {
    return lines.slice(0, MOST_LINES).map(compose_record_short);
}
function compose_record_short(line) {
    return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
}

// EXTERNAL MODULE: ./lib/core/sizes.js
var core_sizes = __webpack_require__(86361);
// EXTERNAL MODULE: ./lib/restore/load/fetch-dump.js
var fetch_dump = __webpack_require__(94626);
// EXTERNAL MODULE: ./lib/restore/load/parallel.js
var parallel = __webpack_require__(15316);
// EXTERNAL MODULE: ./lib/restore/load/read-toc.js + 3 modules
var read_toc = __webpack_require__(21744);
;// CONCATENATED MODULE: ./lib/drill/extensions.js

/** Comes with every database, and is never dumped. */
const BUILT_IN = 'plpgsql';
/**
 * Names of the extensions that a backup creates: by its table of contents, or, before that was read, where the manifest
 * leaves no doubt. The manifest lists those of the database, and a dump of some schemas or tables has none of them.
 */
function createdExtensions(manifest, toc) {
    if (toc)
        return toc.filter(({ kind }) => kind === 'EXTENSION').map(({ name }) => name);
    const { entries, extensions } = manifest.contents;
    const names = extensions.map(({ name }) => name).filter(name => name !== BUILT_IN);
    return names.length === (entries['EXTENSION'] ?? 0) ? names : [];
}
/** What became of each of them. @param installed in the restored database */
function drilledExtensions({ contents }, created, skipped, installed) {
    const versionOf = (all, wanted) => all.find(({ name }) => name === wanted)?.version ?? '';
    return created.map(name => {
        const version = versionOf(contents.extensions, name);
        if (skipped.includes(name))
            return { name, version, outcome: 'skipped' };
        return { name, version, restored: versionOf(installed, name), outcome: 'created' };
    });
}
/** A backup does not say which version of an extension it was made with to the server that creates it. */
function ofOtherVersions(extensions) {
    return extensions.flatMap(({ name, restored, version }) => restored === undefined || restored === version
        ? []
        : [`extension ${name}: version ${restored} in the drill, ${version} in the source`]);
}
/** Can be created in one database of a server only, which a scratch database beside others never is. */
const OF_ONE_DATABASE = new Set(['pg_cron']);
function isOfOneDatabase(name) {
    return OF_ONE_DATABASE.has(name);
}
const DRILL_EXTENSION_UNSUPPORTED = (0,errors/* defineError */.MP)({
    topic: 'drills',
    code: 'drill-extension-unsupported',
    kind: 'refusal',
    meaning: 'The backup needs TimescaleDB, which takes steps of its own around a load (timescaledb_pre_restore, timescaledb_post_restore) that a drill does not know.',
    fix: 'Read such a backup with verify, and restore it by hand with these steps to prove it.',
});
/**
 * TimescaleDB's own steps before and after a load (timescaledb_pre_restore, timescaledb_post_restore) are none of ours, and
 * without them its catalog refuses rows.
 * @throws BackupError `drill-extension-unsupported`
 */
function refuseUnsupported(created) {
    if (!created.includes('timescaledb'))
        return;
    throw new errors/* BackupError */.hj({
        ...DRILL_EXTENSION_UNSUPPORTED,
        message: 'The backup needs the extension timescaledb, which takes steps of its own around a load that a drill does not know.',
        hint: 'Read such a backup with verify, and restore it by hand with timescaledb_pre_restore() and timescaledb_post_restore() to prove it.',
    });
}
const DRILL_EXTENSIONS_MISSING = (0,errors/* defineError */.MP)({
    topic: 'drills',
    code: 'drill-extensions-missing',
    kind: 'environment',
    meaning: 'The backup needs extensions that the server lacks and that cannot be installed.',
    fix: 'Give a repository that has them as client-repository, or a server that has them as server-url, or write missing-extensions: skip to leave out what needs them as not verified (not for SQL text).',
});
/** @param where the server, for people */
function extensionsMissing(missing, where, { canSkip }) {
    const each = missing.map(({ name, why }) => `${name} (${why})`).join('; ');
    const skip = canSkip
        ? ', or write missing-extensions: skip to leave out what needs them as not verified'
        : '';
    return new errors/* BackupError */.hj({
        ...DRILL_EXTENSIONS_MISSING,
        message: `The backup needs extensions that ${where} does not have: ${each}.`,
        hint: `Give a repository that has them as client-repository, or a server that has them as server-url${skip}.`,
    });
}

// EXTERNAL MODULE: ./lib/postgres/probe/beginning.js
var beginning = __webpack_require__(46305);
;// CONCATENATED MODULE: ./lib/drill/invariants/sequences.js

/** What is larger is not read for want of an index. Bytes. */
const SMALL_BYTES = 64 * 1024 * 1024;
/**
 * Sequences by what uses them: an identity (dependency i), a serial or OWNED BY (a), a default with nextval (of pg_attrdef).
 * Not those that CYCLE, which give values again on purpose, and not what has no index to find the largest value by and is
 * too large to be read: where values must be unique, there is one. Partitions are seen through the whole; but of a tree with
 * foreign tables only what is here is read: to look further is to log in to another server with what the backup knows of it.
 */
const SEQUENCES_QUERY = `
  WITH used AS (
    SELECT d.objid AS seq, d.refobjid AS rel, d.refobjsubid AS attnum
      FROM pg_depend d
     WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
       AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
     UNION
    SELECT d.refobjid, a.adrelid, a.adnum
      FROM pg_depend d JOIN pg_attrdef a ON a.oid = d.objid
     WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'n')
  SELECT format('%I.%I', sn.nspname, s.relname) AS sequence,
         format('%I.%I', tn.nspname, t.relname) AS "table",
         quote_ident(a.attname) AS "column",
         CASE WHEN tree.reaches_out THEN tree.local ELSE ARRAY[format('%I.%I', tn.nspname, t.relname)] END AS parts,
         q.seqincrement > 0 AS ascending, tree.tables
    FROM used u
    JOIN pg_class s ON s.oid = u.seq AND s.relkind = 'S' JOIN pg_namespace sn ON sn.oid = s.relnamespace
    JOIN pg_sequence q ON q.seqrelid = s.oid AND NOT q.seqcycle
    JOIN pg_class t ON t.oid = u.rel AND t.relkind IN ('r', 'p') AND NOT t.relispartition
    JOIN pg_namespace tn ON tn.oid = t.relnamespace
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = u.attnum
                       AND a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'numeric'::regtype)
    CROSS JOIN LATERAL (
      WITH RECURSIVE member AS (
        SELECT t.oid UNION SELECT i.inhrelid FROM pg_inherits i JOIN member ON member.oid = i.inhparent)
      SELECT bool_or(m.relkind = 'f') AS reaches_out,
             jsonb_agg(jsonb_build_object('schema', mn.nspname, 'name', m.relname)) AS tables,
             coalesce(array_agg(format('ONLY %I.%I', mn.nspname, m.relname))
                      FILTER (WHERE m.relkind = 'r' AND has_schema_privilege(mn.oid, 'USAGE')
                                AND has_table_privilege(m.oid, 'SELECT') AND NOT row_security_active(m.oid)), '{}') AS local
        FROM member JOIN pg_class m USING (oid) JOIN pg_namespace mn ON mn.oid = m.relnamespace) tree
   WHERE tn.nspname !~ '^pg_' AND tn.nspname <> 'information_schema'
     AND has_schema_privilege(sn.oid, 'USAGE') AND has_schema_privilege(tn.oid, 'USAGE')
     -- The planner may ask it of anything, and it fails for what is not a sequence.
     AND CASE s.relkind WHEN 'S' THEN has_sequence_privilege(s.oid, 'SELECT') END
     -- A policy hides rows, and runs functions of the table's owner with the rights of anyone who reads.
     AND has_column_privilege(t.oid, a.attnum, 'SELECT') AND NOT row_security_active(t.oid)
     AND (EXISTS (SELECT FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam
                   WHERE i.indrelid = t.oid AND i.indkey[0] = a.attnum AND i.indpred IS NULL AND i.indisvalid
                     AND m.amname = 'btree')
          OR ${SMALL_BYTES} >= (SELECT sum(pg_relation_size(p.oid)) FROM pg_class p
                WHERE p.oid = t.oid OR p.oid IN (SELECT relid FROM pg_partition_tree(t.oid))))
   ORDER BY 1, 2, 3`;
/** Whether the value that it gives next is one that the column has passed already; in numeric, since it may be the last. */
function behindQuery({ sequence, column, parts, ascending }) {
    const furthest = ascending ? 'max' : 'min';
    const each = parts.map(part => `SELECT ${furthest}(${column}) AS value FROM ${part}`);
    return `
    SELECT v.next::text AS next, f.furthest::text AS furthest,
           coalesce(v.next ${ascending ? '<=' : '>='} f.furthest, false) AS behind
      FROM (SELECT s.last_value::numeric + CASE WHEN s.is_called THEN q.seqincrement ELSE 0 END AS next
              FROM ${sequence} s, pg_sequence q WHERE q.seqrelid = ${(0,sql_quoting/* quoteLiteral */.ce)(sequence)}::regclass) v,
           (SELECT ${furthest}(value) AS furthest FROM (${each.join(' UNION ALL ') || 'SELECT NULL::numeric AS value'}) p) f`;
}
function describeBehind({ sequence, table, column }, position) {
    const { next, furthest } = position;
    return `sequence ${sequence} is behind: it gives ${next} next, and ${table}.${column} is at ${furthest} already`;
}

;// CONCATENATED MODULE: ./lib/drill/invariants/invariants.js



/** As long as it takes: an index on a large table is quick, a table without one is only read when it is small. */
const invariants_beginning = beginning/* ASKING_PATIENTLY */.P;
/**
 * What does not hold in a database though it was loaded, a line each that names the object: sequences that would give
 * values which their column already has, indexes that are not valid, foreign keys that are switched off. Not what a dump
 * itself says, such as a constraint that is NOT VALID: that is as it was in the source, or a definition that differs.
 * Looks at what the role may read only.
 * Throws BackupError with what keeps us from the server, or the signal's reason.
 */
async function findBroken(connection, { signal }) {
    return await (0,in_session/* inSession */.C)(connection, { signal, beginning: invariants_beginning }, async (session) => [
        ...(await sequencesBehind(session)),
        ...(await lines(session, INVALID_INDEXES_QUERY)),
        ...(await lines(session, DISABLED_KEYS_QUERY)),
    ]);
}
async function lines(session, query) {
    return (await session.rows(query)).map(({ words }) => ({ line: words }));
}
async function sequencesBehind(session) {
    const broken = [];
    for (const used of await session.rows(SEQUENCES_QUERY)) {
        const [position] = await session.rows(behindQuery(used));
        if (!position?.behind)
            continue;
        broken.push({
            line: describeBehind(used, position),
            by: { sequence: used.sequence, tables: used.tables },
        });
    }
    return broken;
}
const ORDINARY = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`;
/** An index over partitions is not valid until each of them has its part: what a dump itself says, and so no damage. */
const INVALID_INDEXES_QUERY = `
  SELECT format('index %I.%I of table %I is not %s', n.nspname, x.relname, t.relname,
                CASE WHEN NOT i.indisready THEN 'ready' ELSE 'valid' END) AS words
    FROM pg_index i
    JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_namespace n ON n.oid = x.relnamespace
    JOIN pg_class t ON t.oid = i.indrelid
   WHERE NOT (i.indisvalid AND i.indisready) AND ${ORDINARY} AND x.relkind <> 'I'
   ORDER BY 1`;
/** The server checks a foreign key by triggers of its own, which DISABLE TRIGGER ALL switches off, and no dump says. */
const DISABLED_KEYS_QUERY = `
  SELECT DISTINCT format('foreign key %I of %I.%I is switched off', c.conname, n.nspname, t.relname) AS words
    FROM pg_trigger g JOIN pg_constraint c ON c.oid = g.tgconstraint AND c.contype = 'f'
    JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
   WHERE g.tgisinternal AND g.tgenabled = 'D' AND ${ORDINARY}
   ORDER BY 1`;

// EXTERNAL MODULE: ./lib/core/durations.js
var durations = __webpack_require__(5530);
// EXTERNAL MODULE: ./lib/postgres/connection/secrets.js
var connection_secrets = __webpack_require__(14585);
// EXTERNAL MODULE: ./lib/postgres/diagnosis/server-error.js
var server_error = __webpack_require__(96733);
;// CONCATENATED MODULE: ./lib/drill/run-checks.js






/** A failure says how many rows came back, up to these. */
const ROWS_COUNTED = 100;
/** The longest failure that is reported. Characters. */
const TOLD_AT_MOST = 300;
const QUERY_CANCELED = '57014';
/** The names in a check are those that its author means: of the database's own search_path. */
const OWN_PATH = { ...beginning/* ASKING */.S1, names: 'of the database' };
/**
 * Asks each check in a read-only transaction of its own, which is always rolled back. It passes with no rows, or with one
 * whose first column is the boolean true; an SQL error or a time limit (milliseconds, each check by itself) fails it.
 * A failure says how many rows came back and their columns, but no value: it is shown in the log of the run, in its
 * summary and in notices, and is stored unsealed in the record.
 * Throws BackupError where the server is lost, or the signal's reason.
 */
async function runChecks(connection, checks, { signal, timeoutMs }) {
    const secrets = (0,connection_secrets/* secretsOf */.F)(connection);
    return await (0,in_session/* inSession */.C)(connection, { signal, beginning: { ...OWN_PATH, statementTimeoutMs: timeoutMs } }, async (session) => {
        const outcomes = [];
        for (const check of checks) {
            const startedAt = performance.now();
            const failure = await failureOf(session, check, timeoutMs);
            const shown = failure === undefined ? undefined : shortened((0,connection_secrets/* redact */.E)(failure, secrets));
            outcomes.push({ check, failure: shown, ms: Math.round(performance.now() - startedAt) });
        }
        return outcomes;
    });
}
async function failureOf(session, { sql }, timeoutMs) {
    try {
        await session.next('ROLLBACK');
        // A cursor takes one query and nothing else, and keeps what would be millions of rows at the server.
        await session.rows(`DECLARE checked NO SCROLL CURSOR FOR ${sql}`);
        return verdict(await session.table(`FETCH ${ROWS_COUNTED + 1} FROM checked`));
    }
    catch (error) {
        const refusal = (0,statement_error/* statementError */.u)(error);
        if (!refusal)
            throw error;
        if (refusal.code === QUERY_CANCELED)
            return `took longer than ${(0,durations/* formatDuration */.a)(timeoutMs)}`;
        return saidOf(refusal);
    }
}
/** Of objects, privileges, limits and the statement itself: what these classes of errors quote is no value of a row. */
function saidOf({ code = '', file, message }) {
    return (0,server_error/* mayQuoteValues */.uQ)(code, file) || code.startsWith('23')
        ? `failed with SQLSTATE ${code}; the words of the server may hold values of rows, and its log has them`
        : `the server says: ${message}`;
}
function verdict({ columns, rows }) {
    const [first, second] = rows;
    if (!first || (!second && columns[0]?.isBoolean && first[0] === 't'))
        return undefined;
    const count = rows.length > ROWS_COUNTED ? `more than ${ROWS_COUNTED} rows` : `${rows.length} rows`;
    const names = columns.map(({ name }) => name).join(', ');
    const which = `${columns.length === 1 ? 'column' : 'columns'} ${names}`;
    if (second)
        return `returned ${count} (${which})`;
    return columns[0]?.isBoolean
        ? `returned ${first[0] === 'f' ? 'false' : 'null'} (${which})`
        : `returned a row whose first column is no boolean (${which})`;
}
function shortened(text) {
    const line = text.replaceAll(/\s+/g, ' ').trim();
    return line.length > TOLD_AT_MOST ? `${line.slice(0, TOLD_AT_MOST)}…` : line;
}

;// CONCATENATED MODULE: ./lib/drill/compare.js









/** No single check may hold the drill up longer. Milliseconds. */
const CHECK_LIMIT_MS = 600_000;
/**
 * Dumps what was restored once more and compares it with the manifest, then asks it what else must hold.
 * @param created names of the extensions that the backup creates
 */
async function proveDrill(context, prepared, created, parts) {
    const { reporter, signal } = parts;
    let extensions = [];
    const { request, stage } = context;
    const comparison = await stage('prove', 'Compare with the manifest', async () => {
        const facts = await (0,probe/* probeServer */._)(prepared.connection, { signal });
        const found = await compare(context, prepared, facts, parts);
        await (0,promises_.rm)(context.file);
        extensions = drilledExtensions(context.manifest, created, prepared.missing, facts.extensions);
        const others = [...sortedOtherwise(context, prepared), ...ofOtherVersions(extensions)];
        const compared = { ...found, notVerified: [...found.notVerified, ...others] };
        reporter.info(comparisonLine(compared));
        return compared;
    });
    return stage('check', 'Check', async () => {
        const { connection } = prepared;
        const found = await findBroken(connection, { signal });
        const broken = found.map(({ line }) => line);
        for (const line of broken)
            reporter.info(line);
        const checks = await check(connection, request.checks, parts);
        const known = ofSource(found, comparison, prepared.plan.expected.sequences);
        return { restoration: { kind: 'loaded', comparison, broken, ofSource: known, checks }, extensions };
    });
}
/** What depends on an order, such as partitions by text, holds in this one, and may not in that of the source. */
function sortedOtherwise({ manifest }, { sorting }) {
    const { locale } = manifest.source;
    if (sorting === 'as the source' || locale === undefined)
        return [];
    return [`the order of text: the source sorts by ${describeLocale(locale)}, which the drill's server lacks`];
}
async function compare({ file, manifest, programs }, { connection, madeSchemas, plan, target, unseen }, { sessionOptions }, parts) {
    // Owners and privileges are never restored here, nor are they part of the fingerprint.
    const skip = plan.skip.filter(({ entry: { kind } }) => !/^(?:DEFAULT )?ACL$/.test(kind));
    return await (0,prove_loaded/* proveLoaded */.l)({
        connection,
        manifest,
        madeSchemas,
        sessionOptions,
        hidden: unseen,
        client: programs.client,
        plan: { ...plan, skip },
        encoding: target.encoding,
        mode: manifest.mode,
        restored: { owners: false, privileges: false },
        readDump: (sink, signal) => (0,fetch_dump/* rereadDump */.o)(manifest, file, sink, signal),
    }, parts);
}
async function check(connection, checks, { reporter, signal }) {
    if (checks.length === 0)
        return [];
    const outcomes = await runChecks(connection, checks, { signal, timeoutMs: CHECK_LIMIT_MS });
    return outcomes.map(({ check: { label }, failure }) => {
        reporter.info(`${failure === undefined ? 'Passed' : 'Failed'}: ${label}${failure ? `: ${failure}` : ''}`);
        return failure === undefined
            ? { check: label, outcome: 'passed' }
            : { check: label, outcome: 'failed', what: failure };
    });
}
function comparisonLine({ differences, notVerified, skipped, tables }) {
    const equal = tables.filter(({ outcome }) => outcome === 'equal');
    const rows = equal.reduce((sum, table) => sum + table.rows, 0).toLocaleString('en-US');
    const others = [
        [differences.length, 'differences'],
        [skipped.length, 'skipped'],
        [notVerified.length, 'not verified'],
    ].flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : []));
    return [`Equal: ${rows} rows in ${equal.length} of ${tables.length} tables`, ...others].join('; ');
}

;// CONCATENATED MODULE: ./lib/drill/database/privileged-objects.js





/** An extension may take its time: PostGIS' tables take seconds. Nothing here may take longer. Milliseconds. */
const STATEMENT_LIMIT_MS = 300_000;
/** From which on event triggers can be kept from firing, and may fire at logins. */
const EVENT_TRIGGERS_OFF = 17;
/**
 * A session of the superuser in a database that others have written into, or will: what they may set for all sessions of a
 * database that is theirs (ALTER DATABASE … SET) has no effect on it. Strings end where the definitions that were recognised
 * say that they end.
 */
function guarded(connection, major) {
    const settings = [
        ...['search_path=', 'local_preload_libraries=', 'role=none', 'session_replication_role=origin'],
        ...['standard_conforming_strings=on', 'client_encoding=UTF8', 'default_transaction_read_only=off'],
        ...[`statement_timeout=${STATEMENT_LIMIT_MS}`, 'lock_timeout=0'],
        ...(major >= EVENT_TRIGGERS_OFF ? ['event_triggers=off'] : []),
    ];
    return { ...connection, options: settings.map(setting => `-c ${setting}`).join(' ') };
}
/** Some of what is run refuses to be run in a transaction. */
const BEGINNING = { kind: 'no transaction' };
/**
 * What only the superuser may make, in a database where nothing was loaded yet, for the role that will load: extensions,
 * foreign-data wrappers, casts. Extensions become that role's, and it may fill their tables.
 * @param connection as the superuser
 * @throws BackupError `drill-object-not-made`
 */
async function makeBefore(connection, { major, owner, statements, tablespaces, }, { signal }) {
    const role = (0,sql_quoting/* quoteIdentifier */.Cm)(owner);
    await (0,in_session/* inSession */.C)(guarded(connection, major), { signal, beginning: BEGINNING }, async (session) => {
        for (const statement of statements)
            await runOne(session, statement);
        for (const { statement } of await session.rows(GRANTS))
            await session.rows(`GRANT ${statement} TO ${role}`);
        for (const name of tablespaces)
            await session.rows(`GRANT CREATE ON TABLESPACE ${(0,sql_quoting/* quoteIdentifier */.Cm)(name)} TO ${role}`);
        // There is no ALTER EXTENSION … OWNER. Its owner may comment on it, which archives do.
        await session.alone('SET allow_system_table_mods = on');
        await session.rows(`UPDATE pg_catalog.pg_extension
          SET extowner = (SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname OPERATOR(pg_catalog.=) ${(0,sql_quoting/* quoteLiteral */.ce)(owner)})`);
    });
}
/**
 * What only the superuser may make, once everything else is loaded: event triggers, publications, subscriptions. Event
 * triggers are the last, so that none of them fires in this session: their functions are the backup's.
 * @param connection as the superuser
 * @throws BackupError `drill-object-not-made`
 */
async function makeAfter(connection, { major, statements }, { signal }) {
    if (statements.length === 0)
        return;
    const isEvents = (statement) => /^(?:CREATE|COMMENT ON) EVENT TRIGGER /.test(statement);
    const ordered = statements.toSorted((a, b) => Number(isEvents(a)) - Number(isEvents(b)));
    await (0,in_session/* inSession */.C)(guarded(connection, major), { signal, beginning: BEGINNING }, async (session) => {
        for (const statement of ordered)
            await runOne(session, statement);
    });
}
/** Of extensions, what a role that loads rows into their tables and makes objects beside them needs; and every wrapper. */
const GRANTS = `
  SELECT pg_catalog.format('ALL ON %s %I.%I', CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, n.nspname, c.relname) AS statement
    FROM pg_catalog.pg_depend d
    JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) d.objid
    JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
   WHERE d.classid OPERATOR(pg_catalog.=) 1259::pg_catalog.oid AND d.deptype OPERATOR(pg_catalog.=) 'e'
     AND c.relkind OPERATOR(pg_catalog.=) ANY ('{r,p,S,v,m,f}')
     AND n.nspname OPERATOR(pg_catalog.<>) 'pg_catalog'
   UNION
  SELECT pg_catalog.format('ALL ON SCHEMA %I', n.nspname)
    FROM pg_catalog.pg_extension e
    JOIN pg_catalog.pg_depend d ON d.refobjid OPERATOR(pg_catalog.=) e.oid AND d.deptype OPERATOR(pg_catalog.=) 'e'
    JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) d.objid
   WHERE d.classid OPERATOR(pg_catalog.=) 2615::pg_catalog.oid
   UNION
  SELECT pg_catalog.format('ALL ON SCHEMA %I', n.nspname)
    FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) e.extnamespace
   WHERE n.nspname OPERATOR(pg_catalog.<>) 'pg_catalog'
   UNION
  SELECT pg_catalog.format('USAGE ON FOREIGN DATA WRAPPER %I', w.fdwname) FROM pg_catalog.pg_foreign_data_wrapper w`;
async function runOne(session, statement) {
    try {
        await session.alone(statement);
    }
    catch (error) {
        const refusal = (0,statement_error/* statementError */.u)(error);
        throw refusal ? notMade(statement, refusal) : error;
    }
}
const DRILL_OBJECT_NOT_MADE = (0,errors/* defineError */.MP)({
    topic: 'drills',
    code: 'drill-object-not-made',
    kind: 'environment',
    meaning: 'The server of the drill refused an extension, or another object that its superuser makes beside the load.',
    fix: 'Look at what the server says: often an extension lacks a package or another extension; missing-extensions: skip leaves out extensions that cannot be had.',
});
/** Over a database without rows, and about names only: the server's words hold no value. */
function notMade(statement, cause) {
    const [what = 'an object'] = /^(?:CREATE|ALTER|COMMENT ON) [A-Z ]+?(?: IF NOT EXISTS)? (?:"(?:[^"]|"")+"|[^\s";]+)/.exec(statement) ??
        [];
    return new errors/* BackupError */.hj({
        ...DRILL_OBJECT_NOT_MADE,
        message: (0,sentence/* sentence */.e)(`The server of the drill refused ${what.slice(0, 120)}: ${cause.message}`),
        hint: 'Look at what the server says: often an extension lacks a package or another extension. missing-extensions: skip leaves out extensions that cannot be had.',
    }, cause);
}

// EXTERNAL MODULE: ./lib/postgres/target/probe-target.js + 2 modules
var probe_target = __webpack_require__(13042);
// EXTERNAL MODULE: ./lib/presets/preset.js + 1 modules
var preset = __webpack_require__(9434);
// EXTERNAL MODULE: ./lib/restore/create-roles.js
var create_roles = __webpack_require__(17676);
// EXTERNAL MODULE: ./lib/restore/plan/order-dependent.js
var order_dependent = __webpack_require__(41302);
// EXTERNAL MODULE: ./lib/restore/plan/plan.js + 23 modules
var plan = __webpack_require__(67716);
// EXTERNAL MODULE: ./lib/restore/plan/roles.js
var roles = __webpack_require__(34241);
;// CONCATENATED MODULE: ./lib/drill/database/create-schemas.js



/** Creates schemas that are not there yet, all or none. */
async function createSchemas(connection, names, { signal }) {
    await (0,in_session/* inSession */.C)(connection, { signal, beginning: beginning/* WRITING */.V9 }, async (session) => {
        for (const name of names)
            await session.rows(`CREATE SCHEMA ${(0,sql_quoting/* quoteIdentifier */.Cm)(name)}`);
        await session.commit();
    });
}

;// CONCATENATED MODULE: ./lib/drill/database/create-tablespaces.js


/**
 * Creates tablespaces that are folders of the server's own data directory, which a developer's setting allows (PostgreSQL
 * 15, and minor versions of older ones since August 2022).
 * @param connection as a superuser
 */
async function createTablespaces(connection, names, { signal }) {
    if (names.length === 0)
        return;
    // CREATE TABLESPACE does not run inside a transaction.
    const beginning = { kind: 'no transaction' };
    await (0,in_session/* inSession */.C)(connection, { signal, beginning }, async (session) => {
        await session.alone('SET allow_in_place_tablespaces = on');
        for (const name of names)
            await session.alone(`CREATE TABLESPACE ${(0,sql_quoting/* quoteIdentifier */.Cm)(name)} LOCATION ''`);
    });
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./lib/postgres/compression-choice.js
var compression_choice = __webpack_require__(71921);
// EXTERNAL MODULE: ./lib/postgres/decode.js
var decode = __webpack_require__(86221);
// EXTERNAL MODULE: ./lib/postgres/toc/privileged-definition.js
var privileged_definition = __webpack_require__(62191);
// EXTERNAL MODULE: ./lib/postgres/toc/toc-entry-of.js
var toc_entry_of = __webpack_require__(86011);
// EXTERNAL MODULE: ./lib/stream/each-line.js
var each_line = __webpack_require__(45222);
;// CONCATENATED MODULE: ./lib/drill/plain-sql.js








/** Schemas and extensions stand before everything that has rows or could use them. */
const HEAD_ENDS = /^(?:-- (?:Data for )?Name: .*; Type: (?:TABLE|TABLE DATA|VIEW|SEQUENCE|INDEX|FK CONSTRAINT); |COPY )/;
/** Everything is loaded as the owner of the database: owners and privileges are no part of a fingerprint. */
const OF_OTHERS = /^(?:ALTER [A-Z ]+ .* OWNER TO |GRANT |REVOKE |ALTER DEFAULT PRIVILEGES |SET SESSION AUTHORIZATION |RESET SESSION AUTHORIZATION).*;$|^RESET SESSION AUTHORIZATION;$/;
/**
 * Reads the head of SQL text for its extensions.
 * @param file opened, as fetchDump left it
 * @throws BackupError `drill-superuser-needed`
 */
async function shareOutText(manifest, file, signal) {
    const needed = manifest.fingerprint.objects.flatMap(({ kind, name }) => {
        const why = (0,privileged_definition/* whySuperuser */.He)(kind);
        return why === undefined ? [] : [`${kind.toLowerCase()} ${name} (${why})`];
    });
    if (needed.length > 0)
        throw superuserNeeded(manifest, needed);
    const created = new Map();
    const extensions = [];
    await readLines(manifest, file, signal, line => {
        if (HEAD_ENDS.test(line))
            return 'enough';
        const text = Buffer.from(line, 'latin1').toString();
        const schema = (0,privileged_definition/* createdSchema */.EH)(text);
        if (schema !== undefined && !created.has(schema))
            created.set(schema, line);
        const extension = text.startsWith('CREATE EXTENSION ')
            ? (0,privileged_definition/* privilegedDefinition */.zB)('EXTENSION', text)
            : undefined;
        if (extension?.when === 'before')
            extensions.push(extension);
        return 'on';
    });
    const schemas = [...new Set(extensions.flatMap(({ schema }) => schema ?? []))].filter(name => created.has(name));
    const made = new Set(schemas.map(name => created.get(name)));
    return {
        schemas,
        before: extensions.map(({ statement }) => statement),
        leaveOut: line => OF_OTHERS.test(line) || made.delete(line),
    };
}
/** What names roles, by its kind and the beginning of its statement. */
const NAMING_ROLES = [
    ['POLICY', 'CREATE POLICY '],
    ['USER MAPPING', 'CREATE USER MAPPING '],
];
/** A row may look like a statement: more names than any database has roles are none. */
const MOST_ROLES = 10_000;
/**
 * The roles that SQL text names and that must exist for it: all of it is read, if it has what may name some.
 * @param file opened, as fetchDump left it
 */
async function rolesInText(manifest, file, signal) {
    const kinds = NAMING_ROLES.filter(([kind]) => manifest.fingerprint.objects.some(each => each.kind === kind));
    if (kinds.length === 0)
        return [];
    const names = new Set();
    await readLines(manifest, file, signal, line => {
        const [kind] = kinds.find(([, beginning]) => line.startsWith(beginning)) ?? [];
        if (kind === undefined)
            return 'on';
        for (const name of (0,toc_entry_of/* rolesInDefinition */.A)(kind, Buffer.from(line, 'latin1').toString()))
            names.add(name);
        return names.size < MOST_ROLES ? 'on' : 'enough';
    });
    return [...names];
}
/** Lines are latin1. */
async function readLines({ options }, file, signal, onLine) {
    const enough = new AbortController();
    const { sink, sql } = (0,decode/* decodeText */.g7)((0,compression_choice/* compressionMethod */.c)(options.compression));
    (0,each_line/* eachLine */.I)(sql, line => {
        if (!enough.signal.aborted && onLine(line) === 'enough')
            enough.abort();
    });
    try {
        const until = { signal: AbortSignal.any([signal, enough.signal]) };
        // The last lines come out after the last bytes went in.
        await Promise.all([(0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(file), sink, until), (0,external_node_stream_promises_.finished)(sql, until)]);
    }
    catch (error) {
        signal.throwIfAborted();
        if (!enough.signal.aborted)
            throw error;
    }
}

;// CONCATENATED MODULE: ./lib/drill/prepare.js













/** Creates the database, makes sure of extensions and roles, and settles what is loaded. */
async function prepareDatabase({ file, manifest, programs, request }, place, { created, toc }, parts) {
    const { reporter, signal } = parts;
    const { host } = programs;
    const { connection, sorting, superuser } = await place.createDatabase(manifest.source);
    const madeSchemas = await makeSchemas(connection, manifest, signal);
    const empty = await (0,probe_target/* probeTarget */.U)(connection, { managedSchemas: preset/* SCHEMAS_OF_ROWS */.t3, signal });
    const missing = missingOf(created, host, empty);
    refuseMissing(missing, manifest, request);
    for (const { name, why } of missing)
        reporter.warning(`Extension ${name} is left out: ${why}`);
    const privileged = superuser?.connection ?? connection;
    const named = toc === undefined ? await rolesInText(manifest, file, signal) : toc.flatMap(({ roles }) => roles);
    const target = await withRoles(privileged, empty, named, host, parts);
    const tablespaces = tablespacesOf(toc ?? []);
    if (host.kind === 'throwaway')
        await createTablespaces(privileged, tablespaces, { signal });
    // Of the drill's own server everything is loaded, by one of two.
    const role = superuser ? { ...target.role, superuser: true } : target.role;
    const plan = planOf(manifest, toc ?? [], { ...target, role }, missing);
    for (const warning of plan.warnings)
        reporter.warning(warning);
    reporter.info(`Prepared: ${(0,connection_connection/* describe */.q0)(connection)}; extensions to be created: ${created.length - missing.length}`);
    // Of SQL text, and of some archives, the order matters.
    const jobs = toc === undefined || (0,order_dependent/* needsItsOrder */.e)(plan.load) ? 1 : request.jobs;
    const prepared = { connection, superuser, sorting, madeSchemas, target, plan, jobs };
    const names = missing.map(({ name }) => name);
    if (!superuser)
        return { ...prepared, missing: names, load: plan.load, after: [], unseen: [] };
    const ofText = toc === undefined ? await shareOutText(manifest, file, signal) : undefined;
    const { after, owners, unseen, ...first } = shareOut(plan.load, manifest);
    const { before, schemas } = ofText ?? first;
    await createSchemas(connection, schemas, { signal });
    const making = { major: superuser.major, owner: connection.user, statements: before, tablespaces };
    await makeBefore(superuser.connection, making, { signal });
    const { leaveOut } = ofText ?? {};
    return { ...prepared, missing: names, load: owners, after, unseen, ...(leaveOut && { leaveOut }) };
}
function tablespacesOf(toc) {
    return [...new Set(toc.flatMap(({ tablespace }) => tablespace ?? []))].filter(name => !name.startsWith('pg_'));
}
/** A dump of some tables has not their schemas. */
async function makeSchemas(connection, { fingerprint: { objects, tables }, options }, signal) {
    if (options.tables.length === 0)
        return [];
    const used = new Set([...objects, ...tables].map(({ schema }) => schema));
    const schemas = [...used].filter(schema => !/^(?:|-|public|information_schema|pg_.*)$/.test(schema));
    await createSchemas(connection, schemas, { signal });
    return schemas;
}
/** Which of the extensions the server does not have; asked only what its programs are, it is not running yet. */
function missingOf(created, host, target) {
    const provided = host.kind === 'throwaway' ? host.provided : undefined;
    const known = new Map(provided?.missing.map(({ name, why }) => [name, why]));
    const has = (name) => {
        if (host.kind === 'given' && isOfOneDatabase(name))
            return false;
        return target ? target.availableExtensions.has(name) : provided === undefined || !known.has(name);
    };
    return created.filter(name => !has(name)).map(name => ({ name, why: known.get(name) ?? whyNot(name) }));
}
function whyNot(name) {
    return isOfOneDatabase(name)
        ? 'it can be created in one database of that server only, which is not the scratch database'
        : 'its server does not offer it';
}
/** @throws BackupError `drill-extensions-missing` unless they may be skipped; SQL text can leave nothing out */
function refuseMissing(missing, { format }, { missingExtensions, server }) {
    const canSkip = format === 'custom';
    if (missing.length === 0 || (missingExtensions === 'skip' && canSkip))
        return;
    throw extensionsMissing(missing, server ? 'the given server' : 'the server of the drill', { canSkip });
}
/** Policies name roles that must exist. Only a server that is the drill's own is given any. */
async function withRoles(connection, target, named, host, { reporter, signal }) {
    if (host.kind === 'given')
        return target;
    const missing = [...new Set(named)].filter(name => !target.roles.includes(name));
    const statements = (0,roles/* placeholderRoles */.bG)(missing);
    if (statements.length === 0)
        return target;
    await (0,create_roles/* createRoles */.Q)(connection, statements, { signal });
    reporter.info(`Created ${statements.length} roles that policies name: ${missing.join(', ')}`);
    return { ...target, roles: [...target.roles, ...missing] };
}
function planOf(manifest, toc, target, missing) {
    return (0,plan/* planRestore */.q)({
        manifest,
        toc,
        target,
        choices: {
            selection: { kind: 'all', mode: 'full' },
            preset: undefined,
            noOwner: true,
            noAcl: true,
            createRoles: false,
            disableOutbound: false,
            allow: new Set(),
            confirm: undefined,
            skipExtensions: missing.map(({ name }) => name),
        },
    });
}

// EXTERNAL MODULE: ./lib/postgres/client/client.js
var client_client = __webpack_require__(12220);
// EXTERNAL MODULE: ./lib/stream/child.js + 1 modules
var stream_child = __webpack_require__(23077);
;// CONCATENATED MODULE: ./lib/postgres/server/server-problems.js


const SERVER_ACCOUNT_MISSING = (0,errors/* defineError */.MP)({
    topic: 'throwaway-server',
    code: 'server-account-missing',
    kind: 'environment',
    meaning: 'The step runs as root, which PostgreSQL refuses; no sandbox can be had, and there is no other account to start it under.',
    fix: 'Run the job as an ordinary user, or add one to the image.',
});
/** The failures of a throwaway server that have a name of their own (design §7, docs/errors.md). */
function noAccount(why) {
    return new errors/* BackupError */.hj({
        ...SERVER_ACCOUNT_MISSING,
        message: (0,sentence/* sentence */.e)(`This step runs as root, PostgreSQL refuses that, and it cannot be started under another account: ${why}`),
    });
}
const SERVER_FOLDER_UNREACHABLE = (0,errors/* defineError */.MP)({
    topic: 'throwaway-server',
    code: 'server-folder-unreachable',
    kind: 'environment',
    meaning: "The step runs as root, no sandbox can be had, and the account that PostgreSQL is started under reaches neither RUNNER_TEMP nor the system's temporary folders.",
    fix: 'Let every user pass through the folders above (chmod o+x), or run the job as an ordinary user.',
});
function folderUnreachable(folders) {
    return new errors/* BackupError */.hj({
        ...SERVER_FOLDER_UNREACHABLE,
        message: `This step runs as root, and the account that PostgreSQL is started under can use none of the folders for its data: ${folders.join(', ')}.`,
        hint: 'Let every user pass through the folders above RUNNER_TEMP (chmod o+x), or run the job as an ordinary user.',
    });
}
const SERVER_PROGRAMS_UNREACHABLE = (0,errors/* defineError */.MP)({
    topic: 'throwaway-server',
    code: 'server-programs-unreachable',
    kind: 'environment',
    meaning: "The step runs as root, no sandbox can be had, and the account that PostgreSQL is started under cannot start the server's programs where they are.",
    fix: 'Let every user pass through the folders above (chmod o+x), or run the job as an ordinary user.',
});
function programsUnreachable(folder) {
    return new errors/* BackupError */.hj({
        ...SERVER_PROGRAMS_UNREACHABLE,
        message: `This step runs as root, and the account that PostgreSQL is started under cannot start its programs in ${folder}.`,
        hint: 'Let every user pass through the folders above (chmod o+x), or unset PGBIN so that another server is found or installed.',
    });
}
const SERVER_START_FAILED = (0,errors/* defineError */.MP)({
    topic: 'throwaway-server',
    code: 'server-start-failed',
    kind: 'environment',
    meaning: 'The throwaway server could not be made or started; the message has its own words for why.',
    fix: 'Do what the message says: mostly free disk space and memory, raise the limit of open files, install a library, or find out what ended it.',
});
/** Not even a short program can be started: this machine has run out of something. */
function nothingStarts(why) {
    return new errors/* BackupError */.hj({
        ...SERVER_START_FAILED,
        message: (0,sentence/* sentence */.e)(`The throwaway PostgreSQL could not be started, since no program can be: ${why}`),
        hint: remedyFor(why),
    });
}
/** @param output of the program that ended, all that is kept of it */
function doesNotStart(version, end, output) {
    const why = server_problems_whyNot(end, output);
    return new errors/* BackupError */.hj({
        ...SERVER_START_FAILED,
        message: (0,sentence/* sentence */.e)(`The throwaway PostgreSQL ${version} could not be started: ${why}`),
        hint: remedyFor(why),
    });
}
function remedyFor(why) {
    return REMEDIES.find(([words]) => words.test(why))?.[1] ?? ANY_REMEDY;
}
const REMEDIES = [
    [/^it was ended by /, 'Find out what ended it (memory, an administrator, a time limit), and run it again.'],
    [
        /too many open files|\bE[MN]FILE\b|insufficient file descriptors/i,
        'Raise the limit of open files of this runner (ulimit -n) to 1024 or more.',
    ],
    [
        /no space left|disk quota|\bENOSPC\b|\bEDQUOT\b/i,
        'Free disk space on this machine, or use a larger runner.',
    ],
    [
        /cannot allocate memory|out of memory|could not (?:fork|map)|\bE(?:NOMEM|AGAIN)\b/i,
        'Free memory on this machine, or use a larger runner.',
    ],
    [/shared librar|shared object/i, 'Install the library, or give a client-repository.'],
];
const ANY_REMEDY = 'Free disk space and memory on this machine; where it lacks a library, install it or give a client-repository.';
/** What is wrong with a setting is only logged, before an end that does not say which. */
const REASON = /\b(?:FATAL|PANIC|ERROR|error):|\bLOG:\s+(?:invalid|syntax|unrecognized|parameter)/;
/** What initdb says when a signal ends it, and when it cleans up after any bad end. */
const CAUGHT_SIGNAL = /\bcaught signal\b/;
const CLEANING_UP = /\b(?:removing (?:contents of )?(?:data|WAL) directory|not removed at user's request)\b/;
function server_problems_whyNot(end, output) {
    if ('notStarted' in end)
        return end.notStarted.message;
    if ('killedBy' in end)
        return `it was ended by ${end.killedBy}`;
    if (CAUGHT_SIGNAL.test(output))
        return 'it was ended by a signal';
    const lines = output.split('\n').map(line => line.trim());
    const words = lines.filter(line => line !== '' && !CLEANING_UP.test(line));
    const said = words.find(line => REASON.test(line)) ?? words.at(-1);
    return said?.replace(/^.*?\b[A-Za-z]+:\s+/, '') ?? `it ended with exit code ${end.code}`;
}
const SERVER_TIME_ZONES_MISSING = (0,errors/* defineError */.MP)({
    topic: 'throwaway-server',
    code: 'server-time-zones-missing',
    kind: 'environment',
    meaning: 'The throwaway server knows no time zones: the machine lacks the package that has them.',
    fix: 'Install the package tzdata before this step.',
});
function noTimeZones() {
    return new errors/* BackupError */.hj({
        ...SERVER_TIME_ZONES_MISSING,
        message: 'The throwaway PostgreSQL finds no time zones on this machine, without which no client can connect.',
        hint: 'Install the package tzdata before this step: apt-get install tzdata.',
    });
}

;// CONCATENATED MODULE: ./lib/postgres/server/account.js



/** Of the accounts that every Linux has, the one with the least rights first. */
const PREFERRED = ['nobody', 'postgres', 'daemon'];
/**
 * Whom a server runs as: PostgreSQL refuses root. It also wants its account to have a name.
 * @returns undefined for ourselves
 * @throws BackupError `server-account-missing`
 */
async function serverAccount() {
    if (process.getuid?.() !== 0)
        return undefined;
    const accounts = parsePasswd(await (0,promises_.readFile)('/etc/passwd', 'utf8').catch(() => ''));
    const [first] = [...PREFERRED.flatMap(name => accounts.get(name) ?? []), ...accounts.values()];
    if (!first)
        throw noAccount('/etc/passwd has no other');
    return first;
}
/** The accounts other than root's, by name. */
function parsePasswd(text) {
    const lines = text.split('\n').map(line => line.split(':'));
    return new Map(lines.flatMap(([name = '', , uid = '', gid = '']) => /^\d+$/.test(uid) && /^\d+$/.test(gid) && Number(uid) > 0
        ? [[name, { uid: Number(uid), gid: Number(gid) }]]
        : []));
}
/** What the machine has run out of says nothing of the account. */
const EXHAUSTED = /\bE(?:MFILE|NFILE|AGAIN|NOMEM)\b/;
/**
 * Whether a short program ends well under an account: the only sure answer to what that may reach.
 * @throws BackupError `server-start-failed`
 */
async function succeeds(program, args, account, signal) {
    signal.throwIfAborted();
    const options = { env: { PATH: '/usr/bin:/bin' }, cwd: '/', signal };
    const child = (0,stream_child/* startChild */.v)(program, args, { ...options, ...(account ? { account } : {}) });
    child.stdin.end();
    child.stdout.resume();
    const end = await child.ended;
    signal.throwIfAborted();
    if ('notStarted' in end && EXHAUSTED.test(end.notStarted.message))
        throw nothingStarts(end.notStarted.message);
    return 'code' in end && end.code === 0;
}

;// CONCATENATED MODULE: ./lib/postgres/server/sandbox-scripts.js
/** Programs of the system that the scripts and PostgreSQL use. */
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const SYSTEM = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];
/** Of /etc, what programs and libraries need to start; nothing of it is a secret. */
const ETC = [
    ...['ld.so.cache', 'ld.so.conf', 'ld.so.conf.d', 'alternatives', 'localtime', 'timezone', 'locale.alias'],
    ...['ssl/openssl.cnf', 'pki/tls/openssl.cnf', 'crypto-policies', 'perl', 'python3'],
].map(name => `/etc/${name}`);
const DEVICES = ['null', 'zero', 'full', 'random', 'urandom'];
/** What sudo and libpq's environment say of the step. */
const FORGOTTEN = [
    ...['SUDO_COMMAND', 'SUDO_USER', 'SUDO_UID', 'SUDO_GID', 'SUDO_HOME', 'MAIL', 'OLDPWD'],
    ...['KRB5CCNAME', 'KRB5_CONFIG', 'KRB5_KTNAME', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'SystemRoot'],
].join(' ');
function sandboxScripts(program, method, tools, view) {
    return {
        start: startScript(program, method, tools, view),
        guard: guardScript(method, tools, view),
        inside: insideScript(method, tools, view),
    };
}
/**
 * The pipe with a name ends when this shell does, however it is killed: that is what the guard waits for. An end by a signal
 * is passed on as one.
 */
function startScript(program, method, { mkfifo, setpriv }, { folder }) {
    const sudo = method.kind === 'root' && method.sudo !== undefined
        ? `${quoted(method.sudo)} -n --preserve-env="$names" `
        : '';
    return `#!/bin/sh
if [ "$1" != --bound ]; then exec ${quoted(setpriv)} --pdeathsig KILL /bin/sh "$0" --bound "$@"; fi
shift
ulimit -c 0
life=${quoted(folder)}/life.$$
${quoted(mkfifo)} -m 600 "$life" || exit 126
exec 3<&0 4<>"$life"
names=LC_ALL,TZ$(env | sed -n 's/^\\(PG[A-Z]*\\)=.*/,\\1/p' | tr -d '\\n')
${sudo}/bin/sh ${quoted(`${folder}/guard`)} $$ "$life" ${quoted(program)} "$@" <&3 3<&- 4<&- &
inside=$!
exec </dev/null >/dev/null 2>&1 3<&-
wait $inside
code=$?
rm -f "$life"
if [ $code -gt 128 ] && [ $code -le 192 ]; then kill -$((code - 128)) $$; fi
exit $code
`;
}
/** What watches outlives a signal to the whole group of processes, which unshare ignores: nobody else would end the inside. */
function guardScript(method, { unshare }, { folder }) {
    const user = method.kind === 'user namespace' ? ' --user --map-root-user' : '';
    return `start=$1 life=$2
shift 2
exec 3<&0
${quoted(unshare)}${user} --mount --pid --net --ipc --uts --fork --kill-child=KILL /bin/sh ${quoted(`${folder}/inside`)} "$@" <&3 3<&- &
inside=$!
{ trap '' TERM INT HUP; kill -0 $start && read -r _ <"$life"; kill -KILL $(cat /proc/$inside/task/$inside/children) $inside; } </dev/null >/dev/null 2>&1 3<&- &
watch=$!
exec </dev/null >/dev/null 2>&1 3<&-
wait $inside
code=$?
kill -KILL $watch
exit $code
`;
}
function insideScript(method, { setpriv, unshare }, view) {
    const { etc, folder, hidden, readOnly, writable } = view;
    const root = `${folder}/root`;
    // A change of the account has the kernel forget what --kill-child asked for.
    const rights = '--no-new-privs --inh-caps=-all --pdeathsig KILL';
    const leave = method.kind === 'root'
        ? `${quoted(setpriv)} --reuid=${method.uid} --regid=${method.uid} --clear-groups --bounding-set=-all ${rights}`
        : `${quoted(unshare)} --user --map-user=${method.uid} --map-group=${method.uid} ${quoted(setpriv)} ${rights}`;
    const each = (name, paths) => paths.map(path => `${name} ${quoted(path)}\n`).join('');
    return `set -e
umask 022
PATH=${PATH}:$PATH
exec 3<&0 </dev/null
root=${quoted(root)}
place() { # what, options
  if [ -d "$1" ]; then mkdir -p "$root$1"
  elif [ -e "$1" ]; then mkdir -p "$root\${1%/*}"; [ -e "$root$1" ] || : >"$root$1"
  else return 0; fi
  mount --rbind -o "$2" "$1" "$root$1"
}
system() { if [ -L "$1" ]; then ln -s "$(readlink "$1")" "$root$1"; else seen "$1"; fi; }
seen() { place "$1" ro,nosuid,nodev; }
written() { place "$1" nosuid,nodev,noexec; }
hide() { if [ -d "$root$1" ]; then mount -t tmpfs -o nosuid,nodev,noexec,size=64k,mode=755 tmpfs "$root$1"; fi; }
memory() { mkdir -p "$root$1"; mount -t tmpfs -o nosuid,nodev,noexec,size=64m,mode=1777 tmpfs "$root$1"; }
mount -t tmpfs -o nosuid,nodev,size=4m,mode=755 tmpfs "$root"
mkdir "$root/proc" "$root/dev" "$root/etc" "$root/run" "$root/var" "$root/old"
${each('system', SYSTEM)}${each('seen', ETC)}${each('hide', hidden)}memory /tmp
ln -s /tmp "$root/var/tmp"
ln -s /run "$root/var/run"
cp ${quoted(etc)}/* "$root/etc"
for name in ${DEVICES.join(' ')}; do : >"$root/dev/$name"; mount --bind "/dev/$name" "$root/dev/$name"; done
ln -s /proc/self/fd "$root/dev/fd"
for name in stdin:0 stdout:1 stderr:2; do ln -s "/proc/self/fd/\${name#*:}" "$root/dev/\${name%:*}"; done
memory /dev/shm
${each('seen', readOnly)}${each('written', writable)}mount -t proc -o nosuid,nodev,noexec,subset=pid proc "$root/proc" 2>/dev/null ||
  mount -t proc -o nosuid,nodev,noexec proc "$root/proc" 2>/dev/null || : # A container may not allow it: then there is none.
# The statistics of PostgreSQL 13 and 14 are sent over it.
ip link set lo up 2>/dev/null || ifconfig lo up 2>/dev/null || :
cd "$root"
pivot_root . old
cd /
umount -l /old
mount -o remount,bind,ro,nosuid,nodev / 2>/dev/null || mount -o remount,bind,ro,nosuid,nodev tmpfs /
unset ${FORGOTTEN}
export PATH=${PATH} HOME=/tmp TMPDIR=/tmp USER=${ACCOUNT_NAME} LOGNAME=${ACCOUNT_NAME} SHELL=/bin/sh
exec ${leave} /bin/sh -c 'exec 4<&0 </dev/null; "$@" <&4 4<&- & exec >/dev/null 2>&1 4<&-; wait $!' sandbox "$@" <&3 3<&-
`;
}
/** What the account of the programs is called in the sandbox, unless it is this step's. */
const ACCOUNT_NAME = 'pg-drill';
/** For a shell. */
function quoted(text) {
    return `'${text.replaceAll("'", "'\\''")}'`;
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./lib/postgres/server/sandbox-view.js




/** Packages of some systems are stored in one folder that all programs need. */
const STORES = ['/nix/store', '/gnu/store', '/home/linuxbrew/.linuxbrew'];
const SYSTEM_FOLDERS = /^\/usr(?:\/local)?(?:\/(?:bin|sbin|lib|lib32|lib64|libx32|libexec|share|games|include|src))?$/;
/** Accounts by their names: those of the machine are nobody's business inside. */
function etcFiles({ uid }) {
    return [
        ['passwd', `root:x:0:0::/:/bin/sh\n${ACCOUNT_NAME}:x:${uid}:${uid}::/tmp:/bin/sh\n`],
        ['group', `root:x:0:\n${ACCOUNT_NAME}:x:${uid}:\n`],
        ['hosts', '127.0.0.1 localhost\n::1 localhost\n'],
        ['nsswitch.conf', 'passwd: files\ngroup: files\nhosts: files\n'],
    ];
}
/** Which part of this step is below a folder that everything in a sandbox sees; usually nothing does. */
async function hiddenPlaces(env) {
    const named = ['HOME', 'RUNNER_TEMP', 'RUNNER_WORKSPACE', 'GITHUB_WORKSPACE', 'RUNNER_TOOL_CACHE'];
    const places = [...named.flatMap(name => env[name] ?? []), process.cwd(), homeOfAccount()];
    const real = await Promise.all(places.map(place => (0,promises_.realpath)(place).catch(() => '')));
    return [...new Set(real)].filter(place => place.startsWith('/usr/') && !SYSTEM_FOLDERS.test(place));
}
function homeOfAccount() {
    try {
        return (0,external_node_os_.userInfo)().homedir;
    }
    catch {
        return '';
    }
}
/** Where a program and what it loads are, unless that is among the system's: its own prefix, but nothing else in there. */
async function programFolders(program) {
    const real = await (0,promises_.realpath)(program).catch(() => program);
    const prefixes = [program, real].map(path => (0,external_node_path_.dirname)((0,external_node_path_.dirname)(path)));
    const folders = prefixes.flatMap(prefix => ['bin', 'lib', 'lib64', 'libexec', 'share', 'initdb'].map(name => (0,external_node_path_.join)(prefix, name)));
    const stores = STORES.filter(store => real.startsWith(`${store}/`));
    const all = [...stores, ...folders, (0,external_node_path_.dirname)(program), (0,external_node_path_.dirname)(real)];
    return [...new Set(all)].filter(path => !/^\/(?:usr|bin|sbin|lib|lib64)(?:\/|$)/.test(path) && path !== '/');
}

;// CONCATENATED MODULE: ./lib/postgres/server/sandbox.js








/** A machine that lets nobody in may ask for a password, or a directory that does not answer. Milliseconds. */
const TRY_LIMIT_MS = 20_000;
/** Of accounts that systemd makes for services while they run: no account of people's is among them. */
const UIDS = { least: 61_184, most: 65_519 };
/**
 * Finds out which way a sandbox can be had on this machine: root's, through sudo without a password, or in a user namespace.
 * @returns why there is none, for people
 */
async function openSandbox(request) {
    if (process.platform !== 'linux')
        return { missing: 'this system is not Linux' };
    const tools = await findTools(request.env);
    if ('missing' in tools)
        return tools;
    const failures = [];
    for (const method of await waysOf(request.env)) {
        const sandbox = await sandboxOf(method, tools, request);
        const why = await sandbox_whyNot(sandbox, request.signal);
        if (why === undefined)
            return { sandbox };
        failures.push(`${nameOf(method)}: ${why}`);
    }
    return { missing: failures.join('; ') };
}
function nameOf(method) {
    if (method.kind === 'user namespace')
        return 'user namespaces';
    return method.sudo === undefined ? 'as root' : 'sudo';
}
async function findTools(env) {
    const [unshare, setpriv, mkfifo] = await Promise.all(['unshare', 'setpriv', 'mkfifo'].map(name => findProgram(name, env)));
    if (unshare && setpriv && mkfifo)
        return { unshare, setpriv, mkfifo };
    return {
        missing: 'the programs unshare, setpriv and mkfifo are not all there (packages util-linux, coreutils)',
    };
}
async function findProgram(name, { PATH = '' }) {
    for (const folder of PATH.split(':').filter(each => each.startsWith('/'))) {
        const path = (0,external_node_path_.join)(folder, name);
        if (await (0,promises_.access)(path, external_node_fs_.constants.X_OK).then(() => true, () => false))
            return path;
    }
    return undefined;
}
async function waysOf(env) {
    const own = process.getuid?.() ?? 0;
    const uid = await freeUid();
    // In a user namespace nobody is root: PostgreSQL refuses that.
    const namespace = { kind: 'user namespace', uid: own === 0 ? uid : own };
    if (own === 0)
        return [{ kind: 'root', sudo: undefined, uid }, namespace];
    const sudo = await findProgram('sudo', env);
    return sudo === undefined ? [namespace] : [{ kind: 'root', sudo, uid }, namespace];
}
/** Nobody's, so that no other process of the machine can read what belongs to it. */
async function freeUid() {
    const taken = new Set([...parsePasswd(await (0,promises_.readFile)('/etc/passwd', 'utf8').catch(() => '')).values()].map(({ uid }) => uid));
    for (;;) {
        const uid = (0,external_node_crypto_.randomInt)(UIDS.least, UIDS.most + 1);
        if (!taken.has(uid))
            return uid;
    }
}
async function sandboxOf(method, tools, { env, folder }) {
    const base = (0,external_node_path_.join)(folder, 'sandbox', method.kind === 'root' ? 'root' : 'user');
    const etc = (0,external_node_path_.join)(base, 'etc');
    await (0,promises_.mkdir)((0,external_node_path_.join)(base, 'root'), { recursive: true });
    await (0,promises_.mkdir)(etc);
    for (const [name, text] of etcFiles(method))
        await (0,promises_.writeFile)((0,external_node_path_.join)(etc, name), text);
    const hidden = await hiddenPlaces(env);
    let count = 0;
    return {
        isolated: [...(method.kind === 'root' ? ['account'] : []), 'processes', 'files', 'network'],
        otherAccount: method.kind === 'root',
        async enter(program, { readOnly, writable }) {
            const own = (0,external_node_path_.join)(base, String(count++));
            await (0,promises_.mkdir)((0,external_node_path_.join)(own, 'root'), { recursive: true });
            const seen = [...(await programFolders(program)), ...readOnly];
            const scripts = sandboxScripts(program, method, tools, {
                folder: own,
                etc,
                hidden,
                writable,
                readOnly: seen,
            });
            await (0,promises_.writeFile)((0,external_node_path_.join)(own, 'guard'), scripts.guard);
            await (0,promises_.writeFile)((0,external_node_path_.join)(own, 'inside'), scripts.inside);
            // By its name people and the clean-up know what runs.
            const start = (0,external_node_path_.join)(own, (0,external_node_path_.basename)(program));
            await (0,promises_.writeFile)(start, scripts.start);
            await (0,promises_.chmod)(start, 0o755);
            return start;
        },
    };
}
async function sandbox_whyNot(sandbox, signal) {
    return refusalOf(await sandbox.enter('/bin/sh', { readOnly: [], writable: [] }), ['-c', ':'], signal);
}
/** Tries a program in a sandbox. @returns what it says where it does not end well */
async function refusalOf(program, args, signal) {
    const limit = AbortSignal.timeout(TRY_LIMIT_MS);
    const child = (0,stream_child/* startChild */.v)(program, args, {
        env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
        cwd: '/',
        signal: AbortSignal.any([signal, limit]),
    });
    child.stdin.end();
    child.stdout.resume();
    const end = await child.ended;
    signal.throwIfAborted();
    if ('code' in end && end.code === 0)
        return undefined;
    if (limit.aborted)
        return `no answer within ${TRY_LIMIT_MS / 1000} s`;
    if ('notStarted' in end)
        return end.notStarted.message;
    const said = child.stderr().trim().split('\n').at(-1)?.trim();
    return said || ('killedBy' in end ? `ended by ${end.killedBy}` : `exit code ${end.code}`);
}

;// CONCATENATED MODULE: ./lib/postgres/server/client-inside.js





/**
 * A client whose programs are started as the server's are. Where there is no sandbox, but another account, that is those
 * which read no file of ours: psql, which alone can be made to start programs, and pg_dump.
 */
async function clientInside(client, { how, readable, settingsFolder, socketFolder }, signal) {
    const paths = new Map();
    if (how.kind === 'sandbox') {
        const shared = { readOnly: [socketFolder, ...readable], writable: [] };
        for (const name of client_client/* CLIENT_PROGRAMS */.W)
            paths.set(name, await how.sandbox.enter(client.program(name), shared));
    }
    else if (how.account) {
        for (const name of ['psql', 'pg_dump']) {
            const path = await underAccount(client.program(name), (0,external_node_path_.join)(settingsFolder, name), how.account);
            if ((await refusalOf(path, ['--version'], signal)) === undefined)
                paths.set(name, path);
        }
    }
    return { ...client, program: name => paths.get(name) ?? client.program(name) };
}
/** A program that starts another as an account, with no right to anything more. */
async function underAccount(program, path, { gid, uid }) {
    const rights = `--reuid=${uid} --regid=${gid} --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all`;
    await (0,promises_.writeFile)(path, `#!/bin/sh\nPATH=/usr/bin:/bin:$PATH\nexec setpriv ${rights} ${quoted(program)} "$@"\n`);
    await (0,promises_.chmod)(path, 0o755);
    return path;
}

// EXTERNAL MODULE: ./lib/postgres/server/end-server.js
var end_server = __webpack_require__(70612);
// EXTERNAL MODULE: ./lib/postgres/server/extension-packages.js
var extension_packages = __webpack_require__(6830);
;// CONCATENATED MODULE: ./lib/postgres/server/isolation.js
const ALL = ['account', 'processes', 'files', 'network'];
function isolationOf(how) {
    if (how.kind === 'sandbox')
        return { isolated: how.sandbox.isolated };
    return { isolated: how.account ? ['account'] : [], why: how.why };
}
/** Says it once, and what is missing as a warning: of a user namespace nothing is, since nothing of the account can be reached. */
function sayIsolation({ isolated, why }, reporter) {
    if (isolated.length > 0)
        reporter.info(`Its own, and not this step's: ${isolated.join(', ')}`);
    if (why === undefined)
        return;
    const shared = ALL.filter(each => !isolated.includes(each));
    reporter.warning(`The drill's server shares this with the step: ${shared.join(', ')}. No sandbox could be made (${why}); see docs/security.md`);
}

;// CONCATENATED MODULE: ./lib/postgres/server/owner-role.js



/**
 * What a role may do that loads a backup: everything in its own database, and nothing beyond it. It sees rows that policies
 * hide (FORCE ROW LEVEL SECURITY), as the superuser did, and all of them are its own.
 */
const ATTRIBUTES = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS';
/**
 * Settings that functions of a backup may have (`CREATE FUNCTION … SET`), that only a superuser may change by default, and
 * that reach no further than the role's own sessions.
 */
const HARMLESS_SETTINGS = [
    'session_replication_role',
    'track_functions',
    'temp_file_limit',
    'deadlock_timeout',
];
/** From which on the right to change a setting can be given. */
const GRANTED_SETTINGS = 15;
/** From which on schema public belongs to the owner of the database. */
const PUBLIC_OF_OWNER = 15;
/**
 * Creates the role and makes the database its own.
 * @param connection to that database, before anything was loaded into it, as the superuser
 */
async function giveToOwner(connection, { major, password, user }, signal) {
    const role = (0,sql_quoting/* quoteIdentifier */.Cm)(user);
    const statements = [
        `CREATE ROLE ${role} ${ATTRIBUTES} PASSWORD ${(0,sql_quoting/* quoteLiteral */.ce)(password)}`,
        `ALTER DATABASE ${(0,sql_quoting/* quoteIdentifier */.Cm)(connection.database)} OWNER TO ${role}`,
        ...(major < PUBLIC_OF_OWNER ? [`ALTER SCHEMA public OWNER TO ${role}`] : []),
        ...(major < GRANTED_SETTINGS
            ? []
            : [`GRANT SET ON PARAMETER ${HARMLESS_SETTINGS.join(', ')} TO ${role}`]),
    ];
    await (0,in_session/* inSession */.C)(connection, { signal, beginning: beginning/* WRITING */.V9 }, async (session) => {
        for (const statement of statements)
            await session.rows(statement);
        await session.rows('COMMIT');
    });
}

// EXTERNAL MODULE: ./lib/stream/owner.js
var owner = __webpack_require__(20363);
// EXTERNAL MODULE: ./lib/postgres/server/server-places.js
var server_places = __webpack_require__(52521);
;// CONCATENATED MODULE: ./lib/postgres/server/account-folders.js




/** As an account of its own, where root starts it: PostgreSQL refuses root. */
async function foldersOfAccount(request, make, why) {
    const account = await serverAccount();
    const reachable = { ...request, account };
    const folder = await make(await placeFor(reachable), account);
    const settingsFolder = await (0,server_places/* makeSettingsFolder */.UW)(folder);
    const socketFolder = (0,server_places/* fits */.lA)(folder) ? folder : await make(await placeForSocket(reachable), account);
    const server = await startable(reachable, folder);
    const how = { kind: 'no sandbox', account, why };
    return { folder, data: (0,external_node_path_.join)(folder, 'data'), settingsFolder, socketFolder, server, how };
}
async function placeFor({ folder, account, signal }) {
    const places = account ? [...new Set([folder, ...(0,server_places/* temporaryPlaces */.yQ)()])] : [folder];
    return firstReachable(places, account, signal);
}
/** The shortest that there is. */
async function placeForSocket({ account, signal }) {
    return firstReachable((0,server_places/* temporaryPlaces */.yQ)().toReversed(), account, signal);
}
async function firstReachable(places, account, signal) {
    if (account && !(await succeeds('/bin/sh', ['-c', ':'], account, signal))) {
        throw noAccount('programs cannot be started under one here');
    }
    for (const place of places) {
        if (!account || (await succeeds('/bin/sh', ['-c', 'cd -- "$1"', 'sh', place], account, signal)))
            return place;
    }
    throw folderUnreachable(places);
}
/** Programs in a folder that is closed to the server's account are copied, where that is possible. */
async function startable({ server, account, signal }, folder) {
    const starts = ({ program }) => succeeds(program('postgres'), ['--version'], account, signal);
    if (!account || (await starts(server)))
        return server;
    if (server.movable !== undefined) {
        const moved = await (0,server_places/* copied */.pG)(server, server.movable, folder);
        if (await starts(moved))
            return moved;
    }
    throw programsUnreachable(server.program('postgres').replace(/\/[^/]*$/, ''));
}

// EXTERNAL MODULE: ./lib/postgres/server/by-force.js
var by_force = __webpack_require__(61924);
// EXTERNAL MODULE: ./lib/postgres/server/server.js
var server_server = __webpack_require__(34076);
;// CONCATENATED MODULE: ./lib/postgres/server/sandbox-folders.js





/** In a sandbox, if one can be had. @returns why not, for people */
async function foldersInSandbox(request, make) {
    const { env, signal } = request;
    const folder = await make(request.folder);
    const opened = await openSandbox({ folder, env, signal });
    if ('missing' in opened)
        return opened;
    const { sandbox } = opened;
    // Nobody else gets through the folder above it.
    const writable = async (above) => {
        const path = (0,external_node_path_.join)(above, 'inside');
        await (0,promises_.mkdir)(path);
        await (0,promises_.chmod)(path, sandbox.otherAccount ? 0o777 : 0o700);
        return path;
    };
    const inside = await writable(folder);
    const settingsFolder = await (0,server_places/* makeSettingsFolder */.UW)(folder);
    const socketFolder = (0,server_places/* fits */.lA)(inside) ? inside : await writable(await make((0,server_places/* shortestPlace */.MQ)()));
    const shared = { readOnly: [settingsFolder], writable: [inside, socketFolder] };
    const started = await startableIn(sandbox, request, folder, shared);
    if ('missing' in started)
        return started;
    const how = { kind: 'sandbox', sandbox };
    return { folder, data: (0,external_node_path_.join)(inside, 'data'), settingsFolder, socketFolder, server: started.server, how };
}
/** The server's programs in a sandbox; of those that its account may not read a copy, where that works. */
async function startableIn(sandbox, { server, signal }, folder, shared) {
    const inside = async (programs) => {
        const entered = server_server/* SERVER_PROGRAMS */.Y.map(async (name) => [name, await sandbox.enter(programs.program(name), shared)]);
        const paths = new Map(await Promise.all(entered));
        return { ...programs, program: name => paths.get(name) ?? programs.program(name) };
    };
    const original = await inside(server);
    const refusal = await refusalOf(original.program('postgres'), ['--version'], signal);
    if (refusal === undefined)
        return { server: original };
    if (server.movable !== undefined) {
        const copy = await inside(await (0,server_places/* copied */.pG)(server, server.movable, folder));
        if ((await refusalOf(copy.program('postgres'), ['--version'], signal)) === undefined)
            return { server: copy };
    }
    return { missing: `the server's programs do not start in there: ${refusal}` };
}

// EXTERNAL MODULE: ./lib/postgres/server/temporary-folder.js
var temporary_folder = __webpack_require__(22837);
;// CONCATENATED MODULE: ./lib/postgres/server/server-folders.js








/**
 * Makes a server's folders, each on the ledger before it exists, and finds out how its programs can be kept apart from this
 * step: in a sandbox; or else, where root starts them, by another account.
 * @throws BackupError `server-folder-unreachable`, `server-programs-unreachable`, `server-account-missing`
 */
async function makeFolders(request) {
    const { journal } = request;
    const made = [];
    const make = async (parent, account) => {
        const path = (0,external_node_path_.join)(parent, (0,temporary_folder/* temporaryFolderName */.i)((0,external_node_crypto_.randomBytes)(6)));
        made.push({ path, forget: journal.record({ kind: 'directory', path }) });
        await (0,promises_.mkdir)(path, { mode: 0o700 });
        (0,owner/* markOwner */.b)(path);
        if (account)
            await (0,promises_.chown)(path, account.uid, account.gid);
        return path;
    };
    const remove = async () => {
        for (const { path, forget } of made.splice(0).toReversed()) {
            await (0,by_force/* removeTree */.d)(path);
            forget();
        }
    };
    try {
        const inSandbox = await foldersInSandbox(request, make);
        if ('server' in inSandbox)
            return { ...inSandbox, remove };
        await remove();
        return { ...(await foldersOfAccount(request, make, inSandbox.missing)), remove };
    }
    catch (error) {
        await remove();
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/postgres/server/server-settings.js


const MIB = 1024 * 1024;
/** For data that is thrown away: nothing is written twice, nothing waits for a disk, nobody comes from outside. */
function serverSettings(shape) {
    const { memoryBytes, openSocket, sessions, mark, socketFolder, start } = shape;
    const buffers = within(memoryBytes / 8, 64 * MIB, 1024 * MIB);
    const maintenance = within(memoryBytes / (8 * sessions), 64 * MIB, 1024 * MIB);
    return {
        listen_addresses: '',
        // A list, whose items are quoted like identifiers.
        unix_socket_directories: (0,sql_quoting/* quoteIdentifier */.Cm)(socketFolder),
        unix_socket_permissions: openSocket ? '0777' : '0700',
        port: String(SERVER_PORT),
        cluster_name: mark,
        fsync: 'off',
        synchronous_commit: 'off',
        full_page_writes: 'off',
        wal_level: 'minimal',
        max_wal_senders: '0',
        max_wal_size: '2GB',
        checkpoint_timeout: '1d',
        autovacuum: 'off',
        // Restored subscriptions must not reach for their publishers.
        max_logical_replication_workers: '0',
        jit: 'off',
        huge_pages: 'off',
        // In the data directory instead of /dev/shm, which containers keep small, and where a killed server's would stay.
        dynamic_shared_memory_type: 'mmap',
        shared_buffers: `${buffers}MB`,
        maintenance_work_mem: `${maintenance}MB`,
        work_mem: '32MB',
        max_connections: String(sessions + 20),
        // pg_dump locks every table in one transaction.
        max_locks_per_transaction: '4096',
        // The log may end up in an error: it must not hold what is in rows.
        log_min_error_statement: 'panic',
        log_error_verbosity: 'terse',
        log_line_prefix: '',
        lc_messages: 'C',
        // The only one that needs no file.
        timezone: 'GMT',
        log_timezone: 'GMT',
        ...(start.libraries.length > 0 ? { shared_preload_libraries: start.libraries.join(',') } : {}),
        ...start.settings,
    };
}
/** Of the socket's name only: the server listens nowhere else. */
const SERVER_PORT = 5432;
/** Bytes of memory of this machine, or of the container that this process is confined to. */
function memoryBytes() {
    const confined = process.constrainedMemory();
    return confined > 0 ? Math.min(confined, (0,external_node_os_.totalmem)()) : (0,external_node_os_.totalmem)();
}
/** As lines of postgresql.conf. */
function configurationLines(settings) {
    const lines = Object.entries(settings).map(([name, value]) => `${name} = ${quotedValue(value)}\n`);
    return lines.join('');
}
/** guc-file.l: quotes are doubled, backslashes escape. */
function quotedValue(value) {
    return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
function within(bytes, least, most) {
    return Math.floor(Math.min(Math.max(bytes, least), most) / MIB);
}

;// CONCATENATED MODULE: ./lib/postgres/server/start-server.js





/** An immediate shutdown; after 5 s the server itself kills those of its processes that have not ended. */
const ENDING = { signal: 'SIGQUIT', graceMs: 7_000 };
/** In a sandbox everything ends with its first process. */
const ENDING_OF_SANDBOX = { signal: 'SIGKILL', graceMs: 7_000 };
/** What the programs see of our environment: nothing that could change what they do. */
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' };
/**
 * Only roles with a password may connect. The superuser's is in the memory of this process alone, so that no code inside
 * of the server can connect back to it as the superuser. The word of the kernel (`peer`) would let it in: the server may
 * run under our own account. A role that owns a database reaches the one that is named after it, and no other.
 */
const ACCESS = 'local all postgres scram-sha-256\nlocal sameuser all scram-sha-256\n';
/**
 * Makes the data directory, and what the server reads when it starts: outside of that directory, which may belong to
 * another account.
 * @throws BackupError `server-start-failed`
 */
async function initialise(request) {
    const { data, journal, server, settings, settingsFolder, signal } = request;
    signal.throwIfAborted();
    const password = await writeReadable(settingsFolder, 'password', request.password);
    await writeReadable(settingsFolder, 'pg_hba.conf', ACCESS);
    await writeReadable(settingsFolder, 'postgresql.conf', configurationOf(data, settingsFolder, settings));
    // initdb also has passwords stored for scram-sha-256 from then on.
    const access = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${password}`];
    const how = [...access, '-E', 'UTF8', '--locale=C', '--no-sync'];
    const child = (0,stream_child/* startChild */.v)(server.program('initdb'), ['-D', data, ...how], {
        ...childOptions(request),
        onStart: (pid, program) => journal.record({ kind: 'process', pid, program }),
    });
    child.stdin.end();
    let said = '';
    child.stdout.on('data', (text) => {
        said = `${said}${text}`.slice(-1000);
    });
    const end = await child.ended;
    await (0,promises_.rm)(password);
    signal.throwIfAborted();
    if (!('code' in end) || end.code !== 0)
        throw doesNotStart(server.version, end, `${said}\n${child.stderr()}`);
}
/** Readable to the server's account, regardless of our umask: the folder above lets nobody else through. */
async function writeReadable(folder, name, text) {
    const path = (0,external_node_path_.join)(folder, name);
    await (0,promises_.writeFile)(path, text);
    await (0,promises_.chmod)(path, 0o644);
    return path;
}
/** What initdb found out of the machine, and ours after it. */
function configurationOf(data, folder, settings) {
    const own = configurationLines({ hba_file: (0,external_node_path_.join)(folder, 'pg_hba.conf'), ...settings });
    return `include ${quotedValue((0,external_node_path_.join)(data, 'postgresql.conf'))}\n${own}`;
}
/**
 * Starts the server and waits until it takes connections, which it says in its log.
 * @throws BackupError `server-start-failed`
 */
async function startServer(request) {
    const { data, how, server, settingsFolder, signal } = request;
    const ready = Promise.withResolvers();
    const child = (0,stream_child/* startChild */.v)(server.program('postgres'), ['-D', data, '-c', `config_file=${(0,external_node_path_.join)(settingsFolder, 'postgresql.conf')}`], {
        ...childOptions(request),
        ending: how.kind === 'sandbox' ? ENDING_OF_SANDBOX : ENDING,
        onStderrLine: line => {
            if (line.includes('database system is ready to accept connections'))
                ready.resolve(undefined);
        },
    });
    child.stdin.end();
    child.stdout.resume();
    const end = await Promise.race([child.ended, ready.promise]);
    signal.throwIfAborted();
    if (end)
        throw doesNotStart(server.version, end, child.stderr());
    return child;
}
function childOptions({ folder, how, signal }) {
    const account = how.kind === 'no sandbox' ? how.account : undefined;
    return { env: ENVIRONMENT, cwd: folder, signal, ...(account ? { account } : {}) };
}

// EXTERNAL MODULE: ./lib/stream/silence.js
var silence = __webpack_require__(73939);
;// CONCATENATED MODULE: ./lib/postgres/server/throwaway-connection.js



/** Nobody can guess it, and it needs no quotes anywhere. */
function randomPassword() {
    return (0,external_node_crypto_.randomBytes)(24).toString('base64url');
}
/** Through the server's socket. */
function connectionTo(socketFolder, database, { password, stallTimeoutMs = silence/* STALL_TIMEOUT_MS */.q, user }) {
    const ours = 'the throwaway server';
    return {
        endpoints: [{ host: socketFolder, port: SERVER_PORT }],
        user,
        password,
        database,
        sslmode: 'disable',
        directTls: false,
        channelBinding: 'auto',
        sessionAttributes: 'any',
        connectTimeoutS: 30,
        stallTimeoutMs,
        applicationName: 'pg-backup-action',
        passed: {},
        parameters: {},
        origin: { host: ours, port: ours, user: ours, database: ours, password: ours, sslmode: ours },
    };
}

;// CONCATENATED MODULE: ./lib/postgres/server/throwaway-server.js
















/** What a server that was asked to end gets before its processes are ended one by one. Milliseconds. */
const STOP_LIMIT_MS = 8_000;
const SESSIONS = 8;
/**
 * Starts a server that only we can reach, for data that is thrown away.
 * @throws BackupError of kind environment: `server-account-missing`, `server-folder-unreachable`,
 * `server-programs-unreachable`, `server-start-failed`, `server-time-zones-missing`
 */
async function startThrowaway(request) {
    const { journal, reporter, signal, sessions = SESSIONS } = request;
    const folders = await makeFolders({ ...request, env: request.env ?? process.env });
    const { folder, how, socketFolder, server } = folders;
    const forget = journal.record({ kind: 'server', folder });
    const superuser = {
        user: 'postgres',
        password: randomPassword(),
        stallTimeoutMs: request.stallTimeoutMs,
    };
    try {
        const present = (request.extensions ?? []).filter(name => server.extensions.has(name));
        const settings = {
            ...serverSettings({
                memoryBytes: memoryBytes(),
                sessions,
                mark: (0,external_node_path_.basename)(folder),
                socketFolder,
                openSocket: how.kind === 'sandbox' && how.sandbox.otherAccount,
                start: (0,extension_packages/* startFor */.O)(present, request.database ?? 'postgres'),
            }),
            ...request.settings,
        };
        const start = { ...folders, settings, password: superuser.password, journal, signal };
        await initialise(start);
        const child = await startServer(start);
        await lookAtTimeZones(connectionTo(socketFolder, 'postgres', superuser), signal);
        reporter.info(`Started a throwaway PostgreSQL ${server.version} in ${folder}`);
        sayIsolation(isolationOf(how), reporter);
        return handOver(child, { ...folders, superuser }, forget, signal);
    }
    catch (error) {
        await (0,end_server/* endServer */.$)(folder);
        await folders.remove();
        forget();
        throw error;
    }
}
function handOver(child, folders, forget, signal) {
    const { folder, how, socketFolder, server, superuser } = folders;
    let stopping;
    const stop = async () => {
        child.kill();
        await Promise.race([child.ended, (0,external_node_timers_promises_.setTimeout)(STOP_LIMIT_MS, undefined, { ref: false })]);
        // Those of a postmaster that was killed are still ending, and it has left its shared memory.
        await (0,end_server/* endServer */.$)(folder);
        await folders.remove();
        forget();
    };
    const connection = (database) => connectionTo(socketFolder, database, superuser);
    const stopOnce = () => {
        stopping ??= stop();
        return stopping;
    };
    return {
        server,
        pid: child.pid ?? 0,
        isolation: isolationOf(how),
        inside: (client, readable) => clientInside(client, { ...folders, readable }, signal),
        connection,
        createDatabase: (name, { encoding, locale }) => createDatabase(connection('postgres'), { name, encoding, locale, major: server.major }, signal),
        giveToOwner: async (database) => {
            const owner = { ...superuser, user: database, password: randomPassword() };
            await giveToOwner(connection(database), { ...owner, major: server.major }, signal);
            return connectionTo(socketFolder, database, owner);
        },
        stop: stopOnce,
        [Symbol.asyncDispose]: stopOnce,
    };
}
/** Debian's servers have their time zones from the system, where small images lack them; our clients all ask for UTC. */
async function lookAtTimeZones(connection, signal) {
    const known = await (0,in_session/* inSession */.C)(connection, { signal }, session => session.rowsIfAllowed("SELECT set_config('TimeZone', 'UTC', true)"));
    if (known.length === 0)
        throw noTimeZones();
}
/**
 * Creates an empty database with the source's locale where this system has it. Else it sorts by code point; letters are
 * what Unicode says where the server can have it so.
 * @param connection to another database of the server, as its superuser
 */
async function createDatabase(connection, { name, encoding, locale, major }, signal) {
    // CREATE DATABASE does not run inside a transaction.
    const beginning = { kind: 'no transaction' };
    const defaultDescription = locales(encoding, major);
    return await (0,in_session/* inSession */.C)(connection, { signal, beginning }, async (session) => {
        await session.alone('SET statement_timeout = 0');
        const wanted = { name, encoding, locale, defaultDescription, otherwiseByCodePoint: true };
        const sorting = await createInLocale(session, wanted);
        if (await (0,event_triggers/* mayDisableEventTriggers */.NN)(session))
            await session.alone(`ALTER DATABASE ${(0,sql_quoting/* quoteIdentifier */.Cm)(name)} SET ${event_triggers/* EVENT_TRIGGERS_OFF */.dz.name} = ${event_triggers/* EVENT_TRIGGERS_OFF */.dz.value}`);
        return sorting;
    });
}
/** From the best to what every system has. */
function locales(encoding, major) {
    const plain = "LC_COLLATE 'C' LC_CTYPE 'C'";
    if (encoding.toUpperCase() !== 'UTF8')
        return [plain];
    const own = major >= 17 ? [`${plain} LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'`] : [];
    const systems = ['C.UTF-8', 'en_US.UTF-8'].map(ctype => `LC_COLLATE 'C' LC_CTYPE '${ctype}'`);
    return [...own, ...systems, plain];
}

;// CONCATENATED MODULE: ./lib/drill/sandbox.js






/** Dropping a database must not hold up the end of a cancelled run. Milliseconds; the runner gives 7.5 s. */
const DROP_LIMIT_MS = 7_000;
/** Starts the throwaway server; of a given one nothing is asked yet. */
async function openPlace(host, wanted, parts) {
    const name = scratchName(parts.random(8));
    if (host.kind === 'given')
        return placeOn(host.connection, name, wanted.reportLeft, parts);
    const { env, folder, journal, reporter, signal } = parts;
    const server = await startThrowaway({
        server: host.provided.server,
        env,
        folder,
        journal,
        signal,
        reporter,
        extensions: wanted.extensions,
        database: name,
        // Beside those that load: the one that asks, and those of pg_dump.
        sessions: wanted.jobs + 3,
        ...(wanted.stallTimeoutMs !== undefined && { stallTimeoutMs: wanted.stallTimeoutMs }),
    });
    return placeIn(server, name, wanted.trusted);
}
function placeIn(server, name, trusted) {
    return {
        createDatabase: async (source) => {
            const sorting = await server.createDatabase(name, source);
            const superuser = server.connection(name);
            if (trusted)
                return { connection: superuser, superuser: undefined, sorting };
            const { major } = server.server;
            return {
                connection: await server.giveToOwner(name),
                superuser: { connection: superuser, major },
                sorting,
            };
        },
        inside: (client, readable) => server.inside(client, readable),
        [Symbol.asyncDispose]: () => server.stop(),
    };
}
function placeOn(server, name, reportLeft, { journal, reporter, signal }) {
    let forget;
    return {
        createDatabase: async ({ encoding, locale }) => {
            forget = journal.record({ kind: 'scratch-database', name });
            const sorting = await createScratchDatabase(server, { encoding, locale, name }, { signal });
            reporter.info(`Created the scratch database ${name}`);
            return { connection: { ...server, database: name }, superuser: undefined, sorting };
        },
        inside: async (client) => client,
        [Symbol.asyncDispose]: async () => {
            if (!forget)
                return;
            try {
                await dropScratchDatabase(server, name, { signal: AbortSignal.timeout(DROP_LIMIT_MS) });
                forget();
            }
            catch (error) {
                // It stays on the ledger: the post step tries once more.
                const left = notDropped(name, server, (0,errors/* messageOf */.bD)(error));
                reporter.warning(left.message);
                reportLeft(left);
            }
        },
    };
}
const DRILL_DATABASE_LEFT = (0,errors/* defineError */.MP)({
    topic: 'drills',
    code: 'drill-database-left',
    kind: 'database',
    meaning: 'The scratch database of the drill, with all rows of the backup in it, could not be dropped from the server of server-url. The backup itself may be proven.',
    fix: 'Run DROP DATABASE … WITH (FORCE) with the name that the message gives, unless the end of the job says that it was dropped after all.',
});
function notDropped(name, server, why) {
    return new errors/* BackupError */.hj({
        ...DRILL_DATABASE_LEFT,
        message: (0,sentence/* sentence */.e)(`The scratch database ${name}, with all rows of the backup in it, could not be dropped from the server of ${(0,connection_connection/* describe */.q0)(server)}: ${why}`),
        hint: `Run DROP DATABASE ${name} WITH (FORCE) there, unless the end of the job says that it was dropped after all.`,
    });
}

;// CONCATENATED MODULE: ./lib/drill/restore.js














/**
 * Download, server, database, load, proof, checks. The server, or the database on a given one, is gone afterwards in every
 * outcome.
 * @throws BackupError with the first cause
 */
async function drillBackup(context, parts) {
    const { file, manifest, programs, request, stage, reportLeft } = context;
    const { host } = programs;
    // What the manifest says already need not wait for the download.
    const known = createdExtensions(manifest);
    refuseUnsupported(known);
    refuseMissing(missingOf(known, host), manifest, request);
    await lookForRoom(manifest, host, parts);
    const toc = await stage('fetch', 'Download, check and decrypt', async () => {
        await (0,fetch_dump/* fetchDump */.r)(manifest, file, parts);
        // For pg_restore under another account; nobody else gets through the run's own folder.
        await (0,promises_.chmod)(file, 0o644);
        return manifest.format === 'custom' ? (await (0,read_toc/* headOfFile */.Q)(file, parts.signal)).toc : undefined;
    });
    const created = createdExtensions(manifest, toc);
    refuseUnsupported(created);
    await using place = await stage('server', 'Start the server', () => openPlace(host, {
        jobs: request.jobs,
        trusted: request.trusted,
        stallTimeoutMs: request.stallTimeoutMs,
        extensions: created,
        reportLeft,
    }, parts));
    const prepared = await stage('prepare', 'Prepare the database', () => prepareDatabase(context, place, { toc, created }, parts));
    const client = await place.inside(programs.client, [(0,external_node_path_.dirname)(file)]);
    const inside = { ...context, programs: { ...programs, client } };
    await stage('load', 'Load', () => load(inside, prepared, parts));
    return { ...(await proveDrill(inside, prepared, created, parts)), jobs: prepared.jobs };
}
async function load({ file, manifest, programs }, { after, connection, jobs, leaveOut, load: entries, plan, sorting, superuser }, parts) {
    parts.reporter.info(`Loading by ${jobs} ${jobs === 1 ? 'session' : 'sessions'}`);
    const loading = (0,parallel/* restoreFile */.V)({
        manifest,
        file,
        connection,
        client: programs.client,
        ids: manifest.format === 'custom' ? entries.map(({ id }) => id) : undefined,
        // Into an empty database, as the role that restores there: owners and privileges are no part of the fingerprint.
        clean: false,
        noOwner: true,
        noAcl: true,
        before: '',
        last: '',
        sessionSettings: plan.sessionSettings,
        ...(leaveOut && { leaveOut }),
        jobs,
    }, 
    // What else pg_restore reads is put beside the dump.
    { ...parts, scratch: (0,external_node_path_.dirname)(file) });
    await loading.catch((cause) => {
        const error = loadFailure(cause, manifest, { host: programs.host.kind, superuser });
        const { locale } = manifest.source;
        if (sorting === 'as the source' || locale === undefined || !isFaultOfBackup(error))
            throw error;
        throw localeMissing(manifest.key, locale, error);
    });
    // Nothing of the backup runs any more as long as this session lasts, nor in it.
    if (superuser)
        await makeAfter(superuser.connection, { major: superuser.major, statements: after }, parts);
}
const DRILL_LOCALE_MISSING = (0,errors/* defineError */.MP)({
    topic: 'drills',
    code: 'drill-locale-missing',
    kind: 'environment',
    meaning: 'The backup could not be loaded into a database that sorts text otherwise than its source, whose locale the server of the drill lacks: a constraint or a partition may hold in one order only.',
    fix: 'Install that locale on the machine before the step, or give a server that has it as server-url.',
});
/** Constraints, partitions and ranges of text may hold in one order and not in another. */
function localeMissing(key, locale, cause) {
    return new errors/* BackupError */.hj({
        ...DRILL_LOCALE_MISSING,
        message: `${key} could not be loaded (${cause.message.replace(/\.$/, '')}), which may be for want of its order of text: the source sorts by ${describeLocale(locale)}, which the drill's server lacks.`,
        hint: 'Install that locale on the machine before this step, or give a server that has it as server-url.',
    }, cause);
}
const DRILL_DISK_TOO_SMALL = (0,errors/* defineError */.MP)({
    topic: 'drills',
    code: 'drill-disk-too-small',
    kind: 'environment',
    meaning: "The disk of the runner has less room than the opened dump takes, by the backup's manifest.",
    fix: 'Free disk space before the step, or run the drill on a machine with a larger disk.',
});
/**
 * Looks before the download whether the disk has room: for the opened dump, or nothing can be done; and for the database
 * beside it, which may take less than the source had, and so is a warning only.
 * @throws BackupError `drill-disk-too-small`
 */
async function lookForRoom({ dump, key, source }, host, { reporter, scratch }) {
    const { bavail, bsize } = await (0,promises_.statfs)(scratch);
    const free = bavail * bsize;
    const sizes = `the disk of ${scratch} has ${(0,core_sizes/* formatSize */.X)(free)} free`;
    if (free < dump.bytes)
        throw new errors/* BackupError */.hj({
            ...DRILL_DISK_TOO_SMALL,
            message: `There is no room for ${key}: the opened dump takes ${(0,core_sizes/* formatSize */.X)(dump.bytes)}, and ${sizes}.`,
            hint: 'Free disk space before this step, or run the drill on a machine with a larger disk.',
        });
    const database = host.kind === 'throwaway' ? (source.databaseBytes ?? 0) : 0;
    if (free < dump.bytes + database)
        reporter.warning(`The dump of ${(0,core_sizes/* formatSize */.X)(dump.bytes)} and a database of up to ${(0,core_sizes/* formatSize */.X)(database)} may not fit: ${sizes}`);
}

;// CONCATENATED MODULE: ./lib/drill/drill.js















/** The runner keeps 10 warnings of a step. */
const MOST_WARNINGS = 5;
/**
 * Restores a backup into a place of its own, compares it with its manifest, puts it to the checks, and writes down what
 * came of it. That the backup does not restore, or not in time, is an outcome, not an error; what keeps it from being
 * tried (no key, no server, no access, an extension that cannot be had) is thrown, and leaves no record.
 * @throws BackupError with the first cause
 */
async function drill(request, parts) {
    try {
        return await chooseAndDrill(request, parts);
    }
    catch (error) {
        throw (0,cancellation/* cancellation */.W)(parts.signal) ?? error;
    }
}
async function chooseAndDrill(request, parts) {
    const { now, reporter } = parts;
    const startedAt = now();
    const watch = stopwatch();
    const stage = (name, title, body) => watch.time(name, () => reporter.group(title, body));
    const manifest = await reporter.group('Choose', () => chooseForDrill(request, parts));
    const programs = await stage('server', 'Find client and server', () => findPrograms(manifest, request, parts));
    const drilled = await restoreAndProve(manifest, programs, request, parts, stage);
    const findings = {
        ...drilled,
        manifest,
        startedAt,
        budgets: request.budgets,
        server: { version: programs.host.version, kind: programs.host.kind },
        clientVersion: programs.client.version,
        finishedAt: now(),
        times: watch.times(),
        run: request.run,
    };
    return conclude(findings, request, parts);
}
/** The wrong key is what a team must hear of first. */
async function chooseForDrill({ wanted }, parts) {
    const { reporter, signal, store } = parts;
    const manifest = await (0,choose_backup/* chooseBackup */.S)(wanted, { store, signal, reporter });
    reporter.info(`Backup: ${store.url(manifest.key)}, begun ${manifest.startedAt}`);
    await (0,check_keys/* checkKeys */.L)([manifest], parts);
    if (manifest.mode === 'data')
        throw rowsOnly(manifest);
    return manifest;
}
async function restoreAndProve(manifest, programs, request, parts, stage) {
    const folder = (0,external_node_path_.join)(parts.scratch, 'drill');
    const file = (0,external_node_path_.join)(folder, 'drill.dump');
    const left = [];
    const reportLeft = (problem) => void left.push(problem);
    try {
        await makeOpenFolder(folder);
        return { ...(await drillBackup({ manifest, programs, request, file, stage, reportLeft }, parts)), left };
    }
    catch (error) {
        parts.signal.throwIfAborted();
        if (!isFaultOfBackup(error))
            throw error;
        parts.reporter.info(`The backup could not be restored: ${error.message}`);
        const restoration = { kind: 'failed', problem: error };
        return { restoration, extensions: [], jobs: request.jobs, left };
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
/** Open to the account that pg_restore runs under; the run's own folder above it is not, no matter who comes by that way. */
async function makeOpenFolder(folder) {
    try {
        await (0,promises_.mkdir)(folder);
        await (0,promises_.chmod)(folder, 0o755);
    }
    catch (error) {
        throw (0,scratch_file/* explainScratch */.C)(error, folder);
    }
}
async function conclude(findings, request, parts) {
    const { reporter, store } = parts;
    const reasons = reasonsToFail(findings);
    for (const line of brokenInSource(findings.restoration).slice(0, MOST_WARNINGS))
        reporter.warning(`In the source database as well: ${line}`);
    const record = composeDrillRecord(findings, reasons);
    if (!request.record)
        return { findings, record, reasons, recordKey: undefined };
    try {
        const recordKey = await writeDrillRecord(record, parts);
        reporter.info(`Record: ${store.url(recordKey)}`);
        return { findings, record, reasons, recordKey };
    }
    catch (error) {
        parts.signal.throwIfAborted();
        if (!(error instanceof errors/* BackupError */.hj))
            throw error;
        // What was found out is reported all the same.
        const all = [...reasons, notRecorded(error)];
        return { findings, record: composeDrillRecord(findings, all), reasons: all, recordKey: undefined };
    }
}
const DRILL_NOT_RECORDED = (0,errors/* defineError */.MP)({
    topic: 'drills',
    code: 'drill-not-recorded',
    kind: 'storage',
    meaning: 'The drill is done, and its record could not be written beside the backup.',
    fix: 'Allow writing beside the backups, or write record: false.',
});
function notRecorded(error) {
    return new errors/* BackupError */.hj({
        ...DRILL_NOT_RECORDED,
        message: `The record of the drill could not be written (${error.message.replace(/\.$/, '')}).`,
    }, error);
}
const DRILL_ROWS_ONLY = (0,errors/* defineError */.MP)({
    topic: 'drills',
    code: 'drill-rows-only',
    kind: 'refusal',
    meaning: 'The backup was taken with mode: data, and its rows restore into nothing but the tables that they come from.',
    fix: 'Drill a backup of mode: full, named with from or class; verify reads any backup.',
});
function rowsOnly({ key }) {
    return new errors/* BackupError */.hj({
        ...DRILL_ROWS_ONLY,
        message: `${key} holds rows only, which restore into nothing but the tables that they come from.`,
    });
}
/** How many drills of one backup may end in the same second. */
const MOST_TRIES = 20;
/**
 * Puts the record beside the backup's manifest; an earlier one is never overwritten. Returns its key.
 * @throws BackupError the store's own
 */
async function writeDrillRecord(record, { store, signal }) {
    const body = Buffer.from((0,drill_record/* serializeDrillRecord */.JN)(record));
    const finished = Date.parse(record.finishedAt);
    for (let second = 0;; second++) {
        // Where another drill of this second was first, the next second is the name; the record has the time itself.
        const key = (0,drill_record_key/* drillRecordKey */.S)(record.key, new Date(finished + second * 1000));
        try {
            await store.put(key, body, signal);
            return key;
        }
        catch (error) {
            const taken = error instanceof errors/* BackupError */.hj && error.code === 'storage-key-exists';
            if (!taken || second === MOST_TRIES)
                throw error;
        }
    }
}

// EXTERNAL MODULE: ./lib/action/summary/failure-summary.js
var failure_summary = __webpack_require__(52594);
;// CONCATENATED MODULE: ./lib/drill/failure-words.js

const DRILL_WORDS = {
    title: 'Not drilled',
    kinds: {
        ...failure_summary/* KINDS */.G,
        database: 'PostgreSQL refused',
        storage: 'the backup could not be read',
        integrity: 'something is not what it should be',
    },
    afterwards: 'Nothing is known of the backup, and no record was written: the drill did not come so far. What it had begun is gone.',
};

// EXTERNAL MODULE: ./lib/action/inputs/readers.js
var readers = __webpack_require__(54794);
// EXTERNAL MODULE: ./lib/action/inputs/row.js
var row = __webpack_require__(7198);
// EXTERNAL MODULE: ./lib/action/inputs/table/database.js
var database = __webpack_require__(62580);
// EXTERNAL MODULE: ./lib/action/inputs/table/notify.js + 1 modules
var notify = __webpack_require__(30482);
// EXTERNAL MODULE: ./lib/action/inputs/table/opening.js
var opening = __webpack_require__(64273);
// EXTERNAL MODULE: ./lib/action/inputs/table/storage.js + 2 modules
var storage = __webpack_require__(81271);
// EXTERNAL MODULE: ./lib/restore/input-table.js + 2 modules
var input_table = __webpack_require__(11120);
// EXTERNAL MODULE: ./lib/core/parsed.js
var parsed = __webpack_require__(83186);
// EXTERNAL MODULE: ./lib/fingerprint/sql-lexer.js + 1 modules
var sql_lexer = __webpack_require__(53183);
;// CONCATENATED MODULE: ./lib/drill/checks.js


/** The longest label that is taken from SQL. Characters. */
const LABEL_AT_MOST = 80;
const COMMENT_LINE = /^\s*--\s?(.*)$/;
const LEADING_COMMENT_LINES = /^(?:\s+|--[^\n]*(?:\n|$))+/;
/**
 * Reads checks: SQL statements, each ended by a semicolon, the last one perhaps not. The comment lines right above a
 * statement (`-- every order has a customer`) are its name.
 */
function parseChecks(text) {
    const pieces = statementsOf(text);
    if (!pieces.ok)
        return pieces;
    const checks = pieces.value.flatMap(asCheck);
    const command = checks.find(({ sql }) => sql.startsWith('\\'));
    if (command)
        return (0,parsed/* refused */.J5)(`line ${command.line} is a command of psql; write SQL only`);
    return text.trim() !== '' && checks.length === 0
        ? (0,parsed/* refused */.J5)('there is no statement in it; write SQL, such as SELECT count(*) > 0 FROM orders;')
        : (0,parsed/* parsed */.Yz)(checks);
}
function statementsOf(text) {
    const lexer = new sql_lexer/* SqlLexer */.b();
    const pieces = [];
    let piece = '';
    let begin = 1;
    for (const [index, line] of text.split(/\r?\n/).entries()) {
        let from = 0;
        lexer.line(line, at => {
            pieces.push({ text: piece + line.slice(from, at), line: begin });
            piece = '';
            begin = index + 1;
            from = at + 1;
        });
        piece += `${line.slice(from)}\n`;
    }
    if (lexer.openKind !== 'nothing') {
        const blank = /^\s*/.exec(piece)?.[0].split('\n').length ?? 1;
        return (0,parsed/* refused */.J5)(`the statement from line ${begin + blank - 1} on has a ${OPEN[lexer.openKind]} that is never closed`);
    }
    return (0,parsed/* parsed */.Yz)([...pieces, { text: piece, line: begin }]);
}
const OPEN = {
    nothing: 'statement',
    string: 'string',
    'escape-string': 'string',
    identifier: 'quoted name',
    dollar: 'dollar-quoted string',
    comment: 'comment',
};
function asCheck({ text, line }) {
    if (saysNothing(text))
        return [];
    const before = LEADING_COMMENT_LINES.exec(text)?.[0] ?? '';
    const sql = text.slice(before.length).trim();
    return [{ label: labelOf(before, sql), sql, line: line + before.split('\n').length - 1 }];
}
/** Comments only. */
function saysNothing(text) {
    const lexer = new sql_lexer/* SqlLexer */.b();
    for (const line of text.split('\n'))
        lexer.line(line);
    return lexer.atTopLevel;
}
/** Comment lines with nothing between them and the statement; a blank line ends them. */
function labelOf(before, sql) {
    const lines = before.split('\n').slice(0, -1);
    const last = lines.findLastIndex(line => !COMMENT_LINE.test(line));
    const comment = lines.slice(last + 1).map(line => COMMENT_LINE.exec(line)?.[1]?.trim() ?? '');
    const words = (comment.length > 0 ? comment.join(' ') : sql).replaceAll(/\s+/g, ' ').trim();
    return words.length > LABEL_AT_MOST ? `${words.slice(0, LABEL_AT_MOST)}…` : words;
}

;// CONCATENATED MODULE: ./lib/drill/input-table.js









/** Where it is restored. */
const drillServerInputs = {
    'server-url': (0,row/* optional */.lq)(readers/* text */.Qq, {
        secret: true,
        description: 'A server to drill on instead of one of its own, for extensions that have no package: `postgresql://user:password@host:5432/postgres`. A scratch database is created there and dropped again; nothing else is touched. Store it as a secret.',
        defaultDescription: "a throwaway server of the backup's major version, in the source's minor version or a newer one, started by the drill",
    }),
};
/** How it is restored. */
const drillLoadInputs = {
    jobs: {
        ...input_table/* loadInputs */.IV.jobs,
        description: 'Sessions that load at once. `auto`: as many as the machine has cores.',
    },
    trusted: (0,row/* defaulting */.G5)(readers/* flag */.Jt, 'false', {
        description: 'Load as a superuser, so that code of the backup runs with those rights. For backups that hold what only a superuser may make (functions in C or in untrusted languages, operator classes, base types), and for a `server-url` whose role is a superuser. Write `true` only where you trust everybody who may create objects in the database, or write to the store, with this runner.',
    }),
    'missing-extensions': (0,row/* defaulting */.G5)((0,readers/* oneOf */.yL)(['fail', 'skip']), 'fail', {
        description: 'What to do about extensions that the server has not and that cannot be installed: fail and name them, or leave out what needs them as not verified.',
    }),
};
/** What it must come to. */
const drillProofInputs = {
    checks: (0,row/* listing */.RR)({ read: parseChecks }, {
        description: 'SQL that must hold in the restored database: statements that end with a semicolon, each of which returns true, or no rows. A comment line above one, such as `-- every order has a customer`, is its name.',
    }),
    'rto-budget': (0,row/* optional */.lq)({ read: ages/* parseBudget */.N }, {
        description: 'How long a restore may take (download, preparation and load), such as `30m`. Fails where it took longer.',
        defaultDescription: 'measured only',
    }),
    'max-age': (0,row/* optional */.lq)({ read: ages/* parseBudget */.N }, {
        description: 'How old the backup may be, such as `26h`: what a restore would lose. Fails where it is older.',
        defaultDescription: 'measured only',
    }),
};
/** What is left of it. */
const drillRecordInputs = {
    record: (0,row/* defaulting */.G5)(readers/* flag */.Jt, 'true', {
        description: "Write the outcome beside the backup's manifest, as `….drill-YYYYMMDD-HHMMSS.json`, so that it is known later which backups were proven to restore.",
    }),
};
const { checksum, sse, 'sse-kms-key-id': kmsKey, tags } = storage/* s3WritingInputs */.Yt;
/** How the record is kept in S3. */
const drillWritingInputs = {
    sse,
    'sse-kms-key-id': kmsKey,
    tags,
    checksum: { ...checksum, description: 'The checksum that the store verifies when the record arrives.' },
};
/** Where client and server come from. */
const drillProgramInputs = {
    'client-repository': {
        ...database/* clientInputs */.H['client-repository'],
        description: 'Where to install client, server and extensions from, when the machine lacks them: apt sources such as an internal mirror, one a line, as in `deb [signed-by=/etc/apt/keyrings/mirror.gpg] https://apt.example.com/postgresql noble-pgdg main`.',
    },
};
/** Every input of the drill action, once. */
const DRILL_INPUTS = {
    ...storage/* destinationInputs */.SR,
    ...input_table/* oneBackupInputs */.OG,
    ...opening/* openingInputs */.i,
    ...drillProofInputs,
    ...drillLoadInputs,
    ...drillRecordInputs,
    ...drillServerInputs,
    ...input_table/* targetTlsInputs */.K4,
    ...drillProgramInputs,
    ...storage/* s3AccessInputs */.G6,
    ...drillWritingInputs,
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
// EXTERNAL MODULE: ./lib/restore/one-backup.js
var one_backup = __webpack_require__(40425);
;// CONCATENATED MODULE: ./lib/drill/inputs.js











/** What only says how a given server is reached. */
const REACHING = ['sslmode', 'ssl-root-cert'];
/** What only says how the record is kept. */
const KEEPING = ['sse', 'sse-kms-key-id', 'tags', 'checksum'];
/** Where the backup is restored, and what is left of it. */
const drillRules = [
    ...REACHING.map(name => (0,rule/* rule */.H)([name, 'server-url'], ({ isSet, value }) => isSet(name) && value('server-url') === undefined, `${name} is for server-url, which is empty: the drill's own server is reached by a socket; give server-url, or leave ${name} empty`)),
    ...KEEPING.map(name => (0,rule/* rule */.H)([name, 'record'], ({ isSet, value }) => isSet(name) && !value('record'), `${name} says how the record is kept, and record: false keeps none; leave ${name} empty, or write record: true`)),
    (0,rule/* rule */.H)(['sse-kms-key-id', 'sse'], ({ value }) => value('sse-kms-key-id') !== undefined && value('sse') !== 'aws:kms', 'sse-kms-key-id is used with sse: aws:kms only; write sse: aws:kms too, or leave sse-kms-key-id empty'),
];
/** More sessions bring a server down rather than a restore forward. */
const MOST_JOBS = 64;
/** All that must hold between the inputs of drill. */
const DRILL_RULES = [
    ...one_backup/* oneBackupRules */.w,
    ...drillRules,
    ...start_rules/* startRules */.O,
    ...access_rules/* accessRules */.S,
];
const DRILL_READING = { table: DRILL_INPUTS, rules: DRILL_RULES, connect: settleServer };
/**
 * Reads and checks all inputs of drill.
 * @throws BackupError `input-invalid`, a line of its message for each problem
 */
function readDrillInputs(source) {
    const { connection, destination, notes, reading } = (0,checked_reading/* readInputs */.Ko)(DRILL_READING, source);
    const { value } = reading;
    const wanted = (0,one_backup/* wantedBackup */.g)(reading, destination);
    const jobs = value('jobs');
    return {
        ...notes,
        destination,
        s3: recordStorage(reading),
        request: {
            wanted: wanted.kind === 'newest' ? { ...wanted, prefersWhole: true } : wanted,
            checks: value('checks'),
            budgets: { rtoMs: value('rto-budget'), ageMs: value('max-age') },
            jobs: jobs === 'auto' ? Math.min(MOST_JOBS, (0,external_node_os_.availableParallelism)()) : jobs,
            missingExtensions: value('missing-extensions'),
            record: value('record'),
            trusted: value('trusted'),
            server: connection,
            stallTimeoutMs: value('stall-timeout'),
            run: (0,runner/* readRunner */.f)(source.env).run,
        },
        keys: (0,opening_keys/* openingKeys */.$)(reading),
        repository: value('client-repository'),
    };
}
/** The server to create a scratch database on; undefined where the drill starts one of its own. */
function settleServer(reading, source) {
    const url = reading.value('server-url');
    return url === undefined
        ? (0,connection/* withoutDatabase */.s)()
        : (0,connection/* settleConnection */.Y)({ name: 'server-url', secret: 'SERVER_URL', url }, reading, source);
}
function recordStorage(reading) {
    const tags = reading.value('tags');
    return {
        ...(0,s3_inputs/* s3AccessOf */.cR)(reading),
        sse: (0,s3_inputs/* storeEncryption */.L2)(reading),
        ...(tags.length > 0 && { tags: Object.fromEntries(tags.map(tag => [tag.key, tag.value])) }),
        checksum: reading.value('checksum'),
    };
}

// EXTERNAL MODULE: ./lib/notify/notice.js
var notice = __webpack_require__(65741);
// EXTERNAL MODULE: ./lib/notify/problem.js
var problem = __webpack_require__(67226);
// EXTERNAL MODULE: ./lib/notify/several.js
var several = __webpack_require__(55489);
;// CONCATENATED MODULE: ./lib/drill/notice.js




const TITLES = {
    proven: 'the backup restores, and all of it is equal',
    'partly proven': 'the backup restores, not all could be compared',
    failed: 'the backup does not restore to what it should be',
};
/** What a notice says of a drill. */
function drillNotice({ findings, location, reasons, record, recordKey, warnings, }) {
    const { compared, outcome, rpo, rto, series, server } = record;
    const { source } = findings.manifest;
    const failed = reasons.length > 0;
    const overBudget = failed && outcome !== 'failed' ? ', but the drill failed' : '';
    return {
        outcome: failed ? 'failure' : outcome === 'proven' ? 'success' : 'warning',
        title: `${series}, drilled: ${TITLES[outcome]}${overBudget}`,
        facts: (0,notice/* factsOf */.xS)({
            Backup: `${record.key} in ${location}`,
            Of: `${source.database} on ${source.host}`,
            'Restored into': `PostgreSQL ${server.version}`,
            'Time to restore (RTO)': against(rto.ms, rto.budgetMs) ?? 'could not be loaded',
            'Age (RPO)': against(rpo.ms, rpo.budgetMs),
            Proof: compared &&
                `${compared.tables.equal} tables with ${compared.rows.toLocaleString('en-US')} rows equal`,
            Record: recordKey,
            Warnings: (0,several/* severalOf */.M)(warnings),
        }),
        problem: (0,problem/* problemOf */.Z)(reasons),
    };
}
function against(ms, budgetMs) {
    if (ms === undefined)
        return undefined;
    return budgetMs === undefined ? (0,ages/* formatAge */.n)(ms) : `${(0,ages/* formatAge */.n)(ms)}, ${(0,ages/* formatAge */.n)(budgetMs)} allowed`;
}

;// CONCATENATED MODULE: ./lib/drill/outputs.js
/** Every output of the drill action, once. */
const DRILL_OUTPUTS = {
    key: {
        description: 'The backup that was drilled, relative to `destination`.',
        read: ({ record }) => record.key,
    },
    outcome: {
        description: 'What was found out about the backup: `proven`, `partly proven` (nothing is wrong, not everything could be compared), or `failed`. Budgets do not change it.',
        read: ({ record }) => record.outcome,
    },
    'rto-seconds': {
        description: 'How long the restore took, in seconds: download, preparation and load. Empty where it could not be loaded.',
        read: ({ record }) => (record.rto.ms === undefined ? '' : record.rto.ms / 1000),
    },
    'age-seconds': {
        description: 'How old the backup was when the drill began, in seconds.',
        read: ({ record }) => record.rpo.ms / 1000,
    },
    tables: {
        description: 'How many tables were compared and are equal.',
        read: ({ record }) => record.compared?.tables.equal ?? 0,
    },
    rows: {
        description: 'How many rows are in them.',
        read: ({ record }) => record.compared?.rows ?? 0,
    },
    'record-key': {
        description: 'Where the record of the drill is, relative to `destination`; empty where none was written.',
        read: ({ recordKey }) => recordKey ?? '',
    },
    'server-version': {
        description: 'The version of the PostgreSQL server that was restored into.',
        read: ({ record }) => record.server.version,
    },
    'client-version': {
        description: 'The version of pg_restore.',
        read: ({ record }) => record.clientVersion,
    },
    record: {
        description: 'The record as JSON, such as `fromJSON(steps.drill.outputs.record).stages.load`; see docs/drill.schema.json.',
        words: true,
        read: ({ record }) => JSON.stringify(record),
    },
};

// EXTERNAL MODULE: ./lib/action/summary/markdown.js
var markdown = __webpack_require__(4204);
// EXTERNAL MODULE: ./lib/action/summary/within-limit.js
var within_limit = __webpack_require__(87260);
// EXTERNAL MODULE: ./lib/backup/summary/restore-commands.js
var restore_commands = __webpack_require__(93514);
// EXTERNAL MODULE: ./lib/catalog/names.js
var names = __webpack_require__(56879);
// EXTERNAL MODULE: ./lib/restore/summary/proof.js
var proof = __webpack_require__(29835);
;// CONCATENATED MODULE: ./lib/drill/summary.js










/** How many are shown: more makes a page that nobody reads. */
const summary_MOST_WARNINGS = 20;
const MOST_BROKEN = 100;
const MOST_CHECKS = 200;
const OUTCOMES = {
    proven: 'the backup restores, and everything in it is equal',
    'partly proven': 'the backup restores and nothing is wrong, but not everything could be compared',
    failed: 'the backup does not restore to what it should be',
};
/** The job summary of a drill, in Markdown, always below 1 MiB: what is wrong comes first. */
function drillSummary(report) {
    const { findings, reasons, record, warnings } = report;
    const { manifest, restoration } = findings;
    const loaded = restoration.kind === 'loaded' ? restoration : undefined;
    return (0,within_limit/* withinLimit */.z)([
        `## ${title(report)}`,
        ...reasons.map(reasonLine),
        ...warnings.slice(0, summary_MOST_WARNINGS).map(warning => `> ⚠️ ${(0,markdown/* plain */.pj)(warning)}`),
        facts(report),
        '### Time to restore',
        stages(record),
        ...(loaded
            ? ['### The proof', (0,proof/* restoreProof */.V)(loaded.comparison, manifest.fingerprint), brokenList(loaded)]
            : []),
        ...(loaded && loaded.checks.length > 0 ? ['### Checks', checkTable(loaded.checks)] : []),
        '### Restore it yourself',
        'The same with stock tools alone, into an empty database:',
        (0,markdown/* block */.om)('bash', (0,restore_commands/* restoreCommands */.T)({ ...report, manifest, checksumKey: `${manifest.key}${names/* CHECKSUM_SUFFIX */.qP}` })),
        '',
    ].join('\n\n'));
}
function title({ reasons, record }) {
    const { outcome, series } = record;
    const sign = reasons.length > 0 ? '❌' : outcome === 'proven' ? '✅' : '⚠️';
    const budgets = reasons.length > 0 && outcome !== 'failed' ? ', and the drill failed' : '';
    return `${sign} ${(0,markdown/* plain */.pj)(series)}, drilled: ${OUTCOMES[outcome]}${budgets}`;
}
function reasonLine({ code: name, hint, message }) {
    return `- ${(0,markdown/* plain */.pj)(message)} **What to do:** ${(0,markdown/* plain */.pj)(hint)} (${(0,markdown/* code */.aY)(name)})`;
}
function facts({ findings, record, recordKey, url }) {
    const { extensions, manifest, server } = findings;
    const { source } = manifest;
    const kind = server.kind === 'given' ? 'the given server' : 'a server of its own';
    const listed = extensions.map(({ name, outcome, version }) => outcome === 'skipped' ? `⚠️ ${(0,markdown/* code */.aY)(name)} left out` : `${(0,markdown/* code */.aY)(name)} ${(0,markdown/* plain */.pj)(version)}`);
    return (0,markdown/* table */.tp)(['', ''], [
        ['Backup', (0,markdown/* code */.aY)(url(manifest.key))],
        ['Of', `${(0,markdown/* code */.aY)(source.database)} on ${(0,markdown/* code */.aY)(source.host)}, PostgreSQL ${(0,markdown/* plain */.pj)(source.serverVersion)}`],
        ['Restored into', `PostgreSQL ${(0,markdown/* plain */.pj)(server.version)}, ${kind}, by ${(0,markdown/* plain */.pj)(sessions(record.jobs))}`],
        ['Age when the drill began', summary_against(record.rpo.ms, record.rpo.budgetMs)],
        [
            'Time to restore',
            record.rto.ms === undefined ? 'could not be loaded' : summary_against(record.rto.ms, record.rto.budgetMs),
        ],
        ['Extensions', listed.join(', ') || 'none'],
        ['Record', recordKey === undefined ? 'none was written' : (0,markdown/* code */.aY)(url(recordKey))],
    ]);
}
function sessions(jobs) {
    return jobs === 1 ? 'one session' : `${jobs} sessions`;
}
function summary_against(ms, budgetMs) {
    if (budgetMs === undefined)
        return (0,ages/* formatAge */.n)(ms);
    return `${ms <= budgetMs ? '✅' : '❌'} ${(0,ages/* formatAge */.n)(ms)}, ${(0,ages/* formatAge */.n)(budgetMs)} allowed`;
}
const WORDS = {
    server: ['Find client and server, start it', 'no: in need there is a server'],
    fetch: ['Download, compare with the manifest, decrypt', 'yes'],
    prepare: ['Database, roles, extensions', 'yes'],
    load: ['Load', 'yes'],
    prove: ['Dump again, compare', 'no'],
    check: ['Check', 'no'],
};
function stages({ rto, stages: times }) {
    const rows = STAGES.flatMap(stage => {
        const ms = times[stage];
        const [what, isRetainable] = WORDS[stage];
        return ms === undefined ? [] : [[what, (0,durations/* formatDuration */.a)(ms), isRetainable]];
    });
    const whole = rto.ms === undefined ? 'not known' : (0,durations/* formatDuration */.a)(rto.ms);
    return (0,markdown/* table */.tp)(['Stage', 'Time', 'Counts towards the time to restore'], [...rows, ['**Time to restore**', `**${whole}**`, '']]);
}
function brokenList(loaded) {
    const { broken } = loaded;
    if (broken.length === 0)
        return 'No sequence is behind its column, every index is valid, no foreign key is switched off.';
    const known = new Set(brokenInSource(loaded));
    return [
        brokenPart('❌ Broken, and not known to be so in the source database', broken.filter(line => !known.has(line))),
        brokenPart('⚠️ Broken, and so in the source database', [...known]),
    ]
        .filter(part => part !== '')
        .join('\n\n');
}
function brokenPart(title, lines) {
    if (lines.length === 0)
        return '';
    const listed = lines.map(line => `- ${(0,markdown/* plain */.pj)(line)}`);
    return [`**${title} (${lines.length})**`, '', ...(0,words/* firstLines */.UV)(listed, MOST_BROKEN)].join('\n');
}
function checkTable(checks) {
    const failedFirst = checks.toSorted((one, other) => one.outcome.localeCompare(other.outcome));
    const rows = failedFirst
        .slice(0, MOST_CHECKS)
        .map(({ check, outcome, what }) => [
        (0,markdown/* plain */.pj)(check),
        outcome === 'passed' ? '✅ passed' : '❌ failed',
        (0,markdown/* plain */.pj)(what ?? ''),
    ]);
    return [(0,markdown/* table */.tp)(['Check', 'Outcome', 'What'], rows), ...(0,words/* andMore */.v)(checks.length - rows.length)].join('\n\n');
}

;// CONCATENATED MODULE: ./lib/drill/action.js


















/** The drill action. */
const DRILL = (0,verb/* defineVerb */.P)({
    verb: 'drill',
    inputs: DRILL_INPUTS,
    failure: DRILL_WORDS,
    done: 'The drill has ended, and its record is kept beside the backup',
    cleanedUp: 'the server that the drill started, or its scratch database, and every file of it are gone; the backup was only read',
    read: readDrillInputs,
    run,
    outputs: DRILL_OUTPUTS,
    summary: drillSummary,
    conclude(report, reporter) {
        reporter.failFor(report.reasons);
        if (report.record.outcome === 'partly proven')
            reporter.warning('Not everything could be compared: the job summary lists what, and why');
    },
    notice: drillNotice,
    dropScratchDatabase: dropFromServer,
});
async function run(inputs, context) {
    const { controller, journal, reporter, runner, scratch } = context;
    const { env } = runner;
    return await (0,stores/* withDestination */.DY)(inputs, 'to write', context, async (store) => {
        const drilled = await drill(inputs.request, {
            store,
            decryption: (0,open_encryption/* openDecryption */.C)(inputs.keys, inputs.s3, context),
            journal,
            reporter,
            env,
            scratch,
            folder: runner.temp,
            now: () => new Date(),
            random: bytes => (0,external_node_crypto_.randomBytes)(bytes),
            provideClient: (0,action_context/* clientProvider */.N)(inputs.repository, context),
            provideServer: (0,action_context/* serverProvider */.x)(inputs.repository, context),
            signal: controller.signal,
        });
        const { method } = drilled.findings.manifest.encryption;
        return {
            ...drilled,
            location: store.location,
            url: key => store.url(key),
            endpoint: inputs.s3.endpoint,
            openCommand: file => (0,open_command/* openCommand */.k)(method, file),
            warnings: inputs.warnings,
        };
    });
}
/** In the post step: drops the scratch database from the server that the inputs name. */
async function dropFromServer(name, env, signal) {
    const scratch = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,runner/* readRunner */.f)(env).temp, 'pg-backup-post-'));
    try {
        const server = settleServer((0,reading/* readTable */.x)(DRILL_INPUTS, env), { env, scratch });
        if (!server.ok)
            throw new Error(server.problems.map(({ message }) => message).join('; '));
        if (!server.connection)
            throw new Error('server-url is empty now');
        await dropScratchDatabase(server.connection, name, { signal });
    }
    finally {
        await (0,promises_.rm)(scratch, { recursive: true, force: true });
    }
}


/***/ })

};
