export const id = 563;
export const ids = [563];
export const modules = {

/***/ 31093:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ chooseBackup)
/* harmony export */ });
/* harmony import */ var _archive_key_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(18455);
/* harmony import */ var _choose_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(25258);
/* harmony import */ var _contents_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(18229);
/* harmony import */ var _dated_ahead_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5235);
/* harmony import */ var _read_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14049);
/* harmony import */ var _time_in_name_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(91298);
/* harmony import */ var _what_there_is_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(37103);







/**
 * Finds the one backup that is meant. A manifest that cannot be read never hides its backup: where the one that is meant
 * may be that, the choice fails rather than fall back to an older one. A newer one that was passed over for one that holds
 * more is reported.
 * @throws BackupError `backup-not-found`, `backup-without-manifest`, `destination-mismatch`, `backup-ambiguous`,
 *   `manifest-unreadable`, `backup-from-future`
 */
async function chooseBackup(wanted, parts) {
    try {
        return await chooseFrom(wanted, parts);
    }
    catch (error) {
        throw await (0,_what_there_is_js__WEBPACK_IMPORTED_MODULE_3__/* .explainNotFound */ .hf)(error, parts, wanted.kind === 'key' ? wanted.key : undefined);
    }
}
async function chooseFrom(asked, { reporter, signal, store }) {
    const single = asked.kind === 'key' ? await (0,_read_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .readSingleCatalog */ .MX)(store, asked.key, signal) : undefined;
    const wanted = single ? { kind: 'key', key: single.key } : asked;
    const catalog = single ??
        (await (0,_read_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .readCatalog */ .uM)(store, asked.kind === 'key' || asked.series === undefined ? '' : `${asked.series}/`, signal, reporter));
    const hidden = catalog.unreadable.find(({ key }) => mayBeMeant(key, wanted, catalog));
    if (hidden)
        throw hidden.error;
    const [other] = catalog.elsewhere;
    if (other && catalog.manifests.length === 0)
        throw other;
    const chosen = (0,_choose_js__WEBPACK_IMPORTED_MODULE_0__/* .choose */ .Sw)(catalog.manifests, wanted, store.location);
    if (wanted.kind === 'newest')
        await requireDatedRight(chosen, wanted, catalog, { signal, store });
    const newer = (0,_choose_js__WEBPACK_IMPORTED_MODULE_0__/* .skipped */ .hT)(catalog.manifests, wanted, chosen);
    if (newer)
        reporter?.warning(`Taken as the latest: ${chosen.key}, since the newer ${newer.key} holds less (${(0,_contents_js__WEBPACK_IMPORTED_MODULE_4__/* .whatOf */ .Em)(newer)}). Write its key into from where that is meant.`);
    return chosen;
}
/** The latest by its name only, made by a clock that was ahead, must not stand before newer ones. */
async function requireDatedRight(chosen, wanted, { manifests, objects }, { signal, store }) {
    let asked;
    const clock = () => {
        asked ??= store.clock(signal);
        return asked;
    };
    const parts = { signal, store: { clock } };
    const ahead = await (0,_dated_ahead_js__WEBPACK_IMPORTED_MODULE_1__/* .datedAhead */ .OQ)(chosen, objects, parts);
    if (!ahead)
        return;
    for (const next of (0,_choose_js__WEBPACK_IMPORTED_MODULE_0__/* .candidates */ .Xi)(manifests, { ...wanted, series: chosen.series }))
        if (!(await (0,_dated_ahead_js__WEBPACK_IMPORTED_MODULE_1__/* .datedAhead */ .OQ)(next, objects, parts)))
            throw (0,_dated_ahead_js__WEBPACK_IMPORTED_MODULE_1__/* .latestUnknown */ .yk)(chosen, ahead, next);
    throw (0,_dated_ahead_js__WEBPACK_IMPORTED_MODULE_1__/* .latestUnknown */ .yk)(chosen, ahead, undefined);
}
function mayBeMeant(key, wanted, { manifests }) {
    if (wanted.kind === 'key')
        return true;
    if ((0,_archive_key_js__WEBPACK_IMPORTED_MODULE_5__/* .archivedSeries */ .K3)(key) !== undefined)
        return false;
    const series = key.slice(0, key.indexOf('/'));
    if (wanted.series !== undefined && wanted.series !== series)
        return false;
    if ((wanted.backupClass === 'pre-restore') !== key.includes('/pre-restore/'))
        return false;
    const time = (0,_time_in_name_js__WEBPACK_IMPORTED_MODULE_6__/* .timeInName */ .s)(key);
    if (time === undefined)
        return true;
    if (wanted.before !== undefined && time >= wanted.before)
        return false;
    // A newer one of another kind does not say that this one is not meant.
    const readable = (0,_choose_js__WEBPACK_IMPORTED_MODULE_0__/* .candidates */ .Xi)(manifests, { ...wanted, series });
    return readable.every(manifest => time >= ((0,_time_in_name_js__WEBPACK_IMPORTED_MODULE_6__/* .timeInName */ .s)(manifest.key) ?? time));
}


/***/ }),

/***/ 91956:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  T: () => (/* binding */ startApply)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/stream/child.js + 1 modules
var stream_child = __webpack_require__(23077);
// EXTERNAL MODULE: ./lib/stream/each-line.js
var each_line = __webpack_require__(45222);
// EXTERNAL MODULE: ./lib/stream/ignore-broken-pipe.js
var ignore_broken_pipe = __webpack_require__(98025);
// EXTERNAL MODULE: ./lib/postgres/apply/limits.js
var limits = __webpack_require__(42394);
// EXTERNAL MODULE: ./lib/postgres/apply/outcomes.js
var outcomes = __webpack_require__(34035);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
;// CONCATENATED MODULE: ./lib/postgres/apply/psql-input.js

/** What psql is given, with backpressure. `givenUp`: whether psql was killed for what happened upstream, rather than ended by itself. */
function inputOf(child, begin) {
    let brokeItself = false;
    let givenUp = false;
    let given = 0;
    let taken = 0;
    let begun;
    const sink = new external_node_stream_.Writable({
        write: (chunk, _encoding, done) => {
            begun ??= begin();
            given += 1;
            begun.then(() => child.stdin.write(chunk, error => {
                brokeItself ||= Boolean(error);
                taken += 1;
                done(error);
            }), done);
        },
        destroy: (error, done) => {
            if (!sink.writableFinished) {
                givenUp = !brokeItself;
                child.kill();
            }
            done(error);
        },
    });
    return { sink, givenUp: () => givenUp, taken: () => taken, pending: () => given > taken };
}

// EXTERNAL MODULE: ./lib/postgres/apply/session-options.js
var session_options = __webpack_require__(89907);
;// CONCATENATED MODULE: ./lib/postgres/apply/apply.js








/**
 * Once COMMIT is on its way, a run that is stopped waits so long to learn what became of it. Milliseconds; the runner
 * gives 10 s before it kills.
 */
const COMMIT_GRACE_MS = 5_000;
/**
 * Starts psql, to run SQL that is given to it as it comes. Its input is never just closed: at the end of its input psql
 * ends a COPY as if its data were complete (measured: 15 to 18), and commits it where there is no transaction.
 */
function startApply(client, options) {
    const { explain, transaction } = options;
    const words = transactionStatements();
    const stop = new AbortController();
    let stage = 'loading';
    const stopSoon = () => {
        if (stage === 'loading')
            stop.abort();
        else
            setTimeout(() => stop.abort(), COMMIT_GRACE_MS).unref();
    };
    options.child.signal.addEventListener('abort', stopSoon, { once: true });
    if (options.child.signal.aborted)
        stopSoon();
    const child = (0,stream_child/* startChild */.v)(client.program('psql'), psqlArguments(options), {
        ...options.child,
        signal: stop.signal,
    });
    const answers = {};
    const connected = Promise.withResolvers();
    const ready = Promise.withResolvers();
    (0,each_line/* eachLine */.I)(child.stdout, line => {
        const answer = words.answer(line);
        if (!answer)
            return;
        answers[answer.about] = 'id' in answer ? answer.id : 'status' in answer ? answer.status : '';
        if (answer.about === 'ready')
            ready.resolve();
        if (answer.about === 'connected')
            connected.resolve();
    });
    const before = apply_closed(options.before);
    const last = apply_closed(options.last === '' ? '' : (0,limits/* ownNames */.Dx)(transaction ? 'transaction' : 'session') + options.last);
    child.stdin.write(restriction() + opening(options, words) + (transaction ? before : ''));
    const settle = async () => {
        const end = await child.ended;
        options.child.signal.removeEventListener('abort', stopSoon);
        const endedWell = 'code' in end && end.code === 0;
        if (stage === 'loading') {
            if ('killedBy' in end && (stop.signal.aborted || input.givenUp()))
                throw new ignore_broken_pipe/* SecondaryError */.xS('psql was stopped');
            throw explain(child, end);
        }
        if (!transaction) {
            if (!endedWell)
                throw explain(child, end);
            return;
        }
        if (answers.ready === undefined)
            throw explain(child, end);
        if (answers.ended === 'committed')
            return;
        // The server refused to commit, and said so: psql ends with 3 for that, and with 2 when the connection is lost.
        const refused = 'code' in end && end.code === 3 && answers.returned === undefined;
        if (refused || answers.ended === 'aborted')
            throw explain(child, end);
        throw (0,outcomes/* outcomeUnknown */.Hu)(answers.ready, endedWell ? undefined : explain(child, end));
    };
    // What is not undone must not begin before there is something to load, and somebody who takes it.
    const begin = async () => {
        if (transaction)
            return;
        await Promise.race([connected.promise, child.ended]);
        if (answers.connected === undefined)
            throw new ignore_broken_pipe/* SecondaryError */.xS('psql has not come to a connection');
        options.onChange?.();
        child.stdin.write(before);
    };
    const input = inputOf(child, begin);
    let finishing = false;
    const ended = settle();
    // Anyone who awaits it, and `finish`, sees it fail.
    ended.catch(() => { });
    return {
        sink: input.sink,
        ended,
        transaction: () => (transaction ? answers.begun : undefined),
        advance: {
            position: () => input.taken() + Object.keys(answers).length,
            waits: () => input.pending() || finishing,
        },
        finish: async () => {
            finishing = true;
            if (transaction) {
                child.stdin.write(last + words.ask);
                await Promise.race([ready.promise, ended]);
                if (answers.ready !== answers.begun) {
                    stop.abort();
                    throw (0,outcomes/* committedEarly */.CA)();
                }
                stage = 'finishing';
                child.stdin.end(words.commit(answers.ready ?? ''));
            }
            else {
                stage = 'finishing';
                child.stdin.end(last);
            }
            await ended;
        },
    };
}
function apply_closed(sql) {
    return sql === '' ? '' : `${sql}\n;\n`;
}
/**
 * From here on psql refuses every command of its own except the \\unrestrict with this token, which nobody knows: SQL that
 * psql splits into strings in another way than we do (standard_conforming_strings, client_encoding) cannot start a program
 * on this machine. A psql that does not know it (before August 2025) ends here, before anything is changed.
 */
function restriction() {
    return `\\restrict ${(0,external_node_crypto_.randomBytes)(24).toString('hex')}\n`;
}
function psqlArguments({ connectionArguments }) {
    const quiet = ['--no-psqlrc', '--quiet', '--no-password', '--no-align', '--tuples-only'];
    // Verbose: for the SQLSTATE, which is the same in every language.
    return [...quiet, '--set=ON_ERROR_STOP=1', '--set=VERBOSITY=verbose', ...connectionArguments];
}
function opening({ sessionSettings, transaction }, words) {
    const scope = transaction ? 'transaction' : 'session';
    const settings = transaction ? (0,session_options/* localSettings */.f)(sessionSettings) : sessionSettings;
    return [
        transaction ? words.begin : words.greet,
        (0,limits/* ownNames */.Dx)(scope),
        (0,limits/* noticeOurEnd */.kc)(scope),
        (0,limits/* liftLimits */.KK)(scope),
        ...settings.map(setting => `${setting};\n`),
    ].join('');
}
/**
 * A statement's answer begins with a word that nobody can know, so that none of the dump's own can be taken for it.
 * txid_current gives the transaction its number: a COMMIT that came out of the dump would give the next one another.
 */
function transactionStatements() {
    const word = (0,external_node_crypto_.randomBytes)(12).toString('hex');
    const say = (about, expression) => `SELECT pg_catalog.concat('${word} ${about} ', ${expression});\n`;
    return {
        greet: say('connected', "''"),
        begin: `BEGIN;\n${say('begun', 'pg_catalog.txid_current()')}`,
        ask: `\n${say('ready', 'pg_catalog.txid_current()')}`,
        commit: id => `${limits/* FORGET_SETTINGS */.eC}COMMIT;\n${say('returned', "''")}${say('ended', `pg_catalog.txid_status(${id})`)}`,
        answer: line => {
            const [first, about, value = ''] = line.split(' ');
            if (first !== word)
                return undefined;
            switch (about) {
                case 'begun':
                case 'ready':
                    return { about, id: value };
                case 'connected':
                case 'returned':
                    return { about };
                default:
                    return { about: 'ended', status: line.slice(`${word} ended `.length) };
            }
        },
    };
}


/***/ }),

/***/ 42394:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dx: () => (/* binding */ ownNames),
/* harmony export */   KK: () => (/* binding */ liftLimits),
/* harmony export */   eC: () => (/* binding */ FORGET_SETTINGS),
/* harmony export */   kc: () => (/* binding */ noticeOurEnd)
/* harmony export */ });
/*
 * What is run beside a dump or a user's SQL is read with the search_path that these have: every name is qualified, operators
 * too, since anyone who may create some in the database decides which ones are found.
 */
/** For SQL of ours that does look names up: it finds PostgreSQL's own. A dump's own SQL begins with the same. */
function ownNames(scope) {
    return `SET ${isLocal(scope) ? 'LOCAL' : 'SESSION'} search_path = pg_catalog, pg_temp;\n`;
}
/**
 * A server whose client has gone goes on with its statement to the end, holding its locks: the index of a large table
 * takes long. From version 14 on it can look after its client; not on Windows.
 */
function noticeOurEnd(scope) {
    return `SELECT pg_catalog.set_config(name, '2s', ${isLocal(scope)}) FROM pg_catalog.pg_settings
  WHERE name OPERATOR(pg_catalog.=) 'client_connection_check_interval'
    AND pg_catalog.version() OPERATOR(pg_catalog.!~*) 'visual c|mingw|windows';\n`;
}
/** A role's limits are for its everyday queries: pg_dump's own scripts lift them too. transaction_timeout is there from 17 on. */
function liftLimits(scope) {
    return `SELECT pg_catalog.set_config(name, '0', ${isLocal(scope)}) FROM pg_catalog.pg_settings
  WHERE name OPERATOR(pg_catalog.=) ANY (ARRAY['statement_timeout', 'lock_timeout',
    'idle_in_transaction_session_timeout', 'transaction_timeout']::pg_catalog.text[]);\n`;
}
/**
 * Takes back what SQL has set for the session, which a commit would make last, as a dump does with search_path; the limits
 * stay lifted for the commit itself.
 */
const FORGET_SETTINGS = `RESET ALL;\n${liftLimits('transaction')}`;
function isLocal(scope) {
    return scope === 'transaction';
}


/***/ }),

/***/ 57922:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  u: () => (/* binding */ PassingSql)
});

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/core/sentence.js
var sentence = __webpack_require__(92998);
// EXTERNAL MODULE: ./lib/fingerprint/scanner.js + 5 modules
var scanner = __webpack_require__(18189);
// EXTERNAL MODULE: ./lib/postgres/diagnosis/restoring.js + 4 modules
var restoring = __webpack_require__(77525);
;// CONCATENATED MODULE: ./lib/postgres/apply/dump-settings.js
/** A statement that changes a setting, no matter what is before it on its line: what is hidden in the mask may be a comment. */
const SETS = /(?:^|;)[\s\0]*(?:RE)?SET\b/i;
/** As pg_dump writes it, to the letter: a bare name, and a word, a number, or a string without any escape. */
const AS_IN_A_DUMP = /^SET (\w+) = (?:[\w.-]+|'[^'\\]*'|"[^"\\]*");$/;
const AUTHORIZATION = /^SET SESSION AUTHORIZATION (?:DEFAULT|'[^'\\]*'|"[^"\\]*"|\w+);$/;
/**
 * Where psql and we would disagree about where a string ends. Of the encodings, only those that a database may have: in
 * all of them every byte of a character beyond ASCII is beyond ASCII, unlike in SJIS, BIG5, GBK, GB18030, UHC and JOHAB.
 */
const LEXICAL = new Map([
    ['standard_conforming_strings', /^(?:on|off)$/],
    [
        'client_encoding',
        /^'(?:UTF8|SQL_ASCII|EUC_(?:JP|CN|KR|TW|JIS_2004)|LATIN\d+|WIN\d+|KOI8[RU]|ISO_8859_\d|MULE_INTERNAL)'$/,
    ],
]);
/** Statements that only describe: what their text names as a setting is not set by them. */
const DESCRIBES = /^[\s\0]*(?:CREATE|ALTER|COMMENT|COPY|GRANT|REVOKE|SECURITY|DROP|REFRESH)\b/i;
const CHANGES_SETTINGS = /set_config|pg_settings/i;
const SEARCH_PATH = /^SELECT pg_catalog\.set_config\('search_path', '[^'\\]*', false\);$/;
/** The name of a sequence may be anything. */
const SEQUENCE = /^SELECT pg_catalog\.setval\('(?:[^'\\]|'')*', -?\d+, (?:true|false)\);$/;
/**
 * Whether a statement sets what no dump sets, or in a way that no dump does: another spelling, a comment in between, a
 * second statement on the line. pg_dump's lines always look the same, so that what is allowed can be listed.
 */
function setsWhatNoDumpSets({ text, mask }) {
    if (SETS.test(mask))
        return !isPlainSetting(text.trim());
    if (DESCRIBES.test(mask) || !CHANGES_SETTINGS.test(text))
        return false;
    return !SEARCH_PATH.test(text.trim()) && !SEQUENCE.test(text.trim());
}
function isPlainSetting(text) {
    if (AUTHORIZATION.test(text))
        return true;
    const name = AS_IN_A_DUMP.exec(text)?.[1];
    if (name === undefined)
        return false;
    const value = text.slice(text.indexOf('= ') + 2, -1);
    return LEXICAL.get(name.toLowerCase())?.test(value) ?? true;
}

;// CONCATENATED MODULE: ./lib/postgres/apply/psql-filter.js






/** pg_dump puts the data of large objects into a transaction of their own: within ours, its COMMIT would be ours. */
const OWN_TRANSACTION = new Set(['BEGIN;', 'COMMIT;']);
const TRANSACTION = /^\s*(?:BEGIN|START|COMMIT|END|ROLLBACK|ABORT|SAVEPOINT|RELEASE|PREPARE\s+TRANSACTION)\b/i;
/** psql's own commands that are in a dump (CVE-2025-8714). They are held back: psql is restricted by us (apply.ts). */
const RESTRICTION = /^\\(?:un)?restrict [0-9A-Za-z]+$/;
/**
 * Passes a dump's SQL on to psql, and sums it up on the way: a fingerprint of what was loaded rather than of what was to
 * be. Holds back a line until it is whole. What would end the transaction that all of it happens in, or make psql start
 * programs, ends the stream with an error; no dump has it, but an altered one may.
 */
class PassingSql extends external_node_stream_.Transform {
    #scanner;
    #pending;
    /**
     * @param like what the fingerprint will be compared with
     * @param leaveOut says of a line that begins a statement whether it is not passed on: latin1, the whole statement
     */
    constructor({ transaction, like, leaveOut, }) {
        super();
        const onward = {
            admits: (line) => admits(line, transaction) && leaveOut?.(line) !== true,
            follows: (rest) => {
                if (transaction && TRANSACTION.test(rest))
                    throw refused(rest.trim());
            },
            commands: (line) => {
                throw refused(line);
            },
            ends: (sql) => {
                if (setsWhatNoDumpSets(sql))
                    throw refused(sql.text.trim());
            },
            take: (bytes) => this.#take(bytes),
        };
        this.#scanner = new scanner/* DumpScanner */.P(onward, like);
    }
    /**
     * Of everything that has passed.
     * @throws BackupError `archive-incomplete`
     */
    fingerprint() {
        return this.#scanner.end();
    }
    _transform(chunk, _encoding, done) {
        try {
            this.#scanner.write(chunk);
            this.#handOn();
            done();
        }
        catch (error) {
            done(error instanceof Error ? error : new Error(String(error)));
        }
    }
    /** Lines that follow each other in memory are handed on as one. */
    #take(bytes) {
        const pending = this.#pending;
        if (pending?.buffer === bytes.buffer && pending.byteOffset + pending.length === bytes.byteOffset) {
            this.#pending = Buffer.from(bytes.buffer, pending.byteOffset, pending.length + bytes.length);
            return;
        }
        this.#handOn();
        this.#pending = bytes;
    }
    #handOn() {
        if (this.#pending !== undefined && this.#pending.length > 0)
            this.push(this.#pending);
        this.#pending = undefined;
    }
}
function admits(line, transaction) {
    if (line.startsWith('\\')) {
        if (RESTRICTION.test(line))
            return false;
        throw refused(line);
    }
    if (!transaction || !TRANSACTION.test(line))
        return true;
    if (OWN_TRANSACTION.has(line))
        return false;
    throw refused(line);
}
function refused(line) {
    return new errors/* BackupError */.hj({
        ...(0,errors/* baseOf */.bx)(restoring/* RESTORE_COMMAND_REFUSED */.o),
        message: (0,sentence/* sentence */.e)(`The backup's SQL holds a command that no dump has: ${line.slice(0, 60)}`),
    });
}


/***/ }),

/***/ 89907:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ localSettings),
/* harmony export */   x: () => (/* binding */ sessionOptions)
/* harmony export */ });
const SET = /^SET (?:SESSION )?([\w.]+) (?:=|TO) (?:'([^']*)'|([\w.-]+));?$/i;
/**
 * The same as PGOPTIONS takes it, for the sessions that pg_restore opens by itself.
 * @param settings `SET name = value`, the value a word or in quotes
 */
function sessionOptions(settings) {
    return settings.map(setting => {
        const { name, value } = parts(setting);
        return `-c ${name}=${value.replace(/[\\\s]/g, '\\$&')}`;
    });
}
/** The same for the transaction alone: what a pooler lends the connection to next must not inherit it. */
function localSettings(settings) {
    return settings.map(setting => {
        const { name, value } = parts(setting);
        return `SET LOCAL ${name} = '${value}'`;
    });
}
function parts(setting) {
    const [, name, quoted, word] = SET.exec(setting) ?? [];
    if (name === undefined)
        throw new Error(`not a setting of a session: ${setting}`);
    return { name, value: quoted ?? word ?? '' };
}


/***/ }),

/***/ 16977:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NN: () => (/* binding */ mayDisableEventTriggers),
/* harmony export */   dz: () => (/* binding */ EVENT_TRIGGERS_OFF),
/* harmony export */   ev: () => (/* binding */ atRest)
/* harmony export */ });
/* harmony import */ var _connection_connection_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(90370);
/* harmony import */ var _connection_poolers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(69282);


/**
 * Keeps event triggers from firing, from PostgreSQL 17 on: one that fires at each login may refuse our sessions, or write
 * into a table that is compared.
 */
const EVENT_TRIGGERS_OFF = { name: 'event_triggers', value: 'off' };
/** Whether the role may set that for its own sessions; older servers know neither the setting nor triggers at logins. */
async function mayDisableEventTriggers(session) {
    const [is] = await session.rows(`SELECT EXISTS (SELECT FROM pg_catalog.pg_settings WHERE name = '${EVENT_TRIGGERS_OFF.name}') AS known`);
    if (!is?.known)
        return false;
    const [may] = await session.rows(`SELECT pg_catalog.has_parameter_privilege('${EVENT_TRIGGERS_OFF.name}', 'SET') AS value`);
    return may?.value === true;
}
/** The same database, for sessions at which no event trigger fires. A pooler takes no settings at the start of a session. */
function atRest(connection) {
    if ((0,_connection_poolers_js__WEBPACK_IMPORTED_MODULE_1__/* .poolerFinding */ .n)((0,_connection_connection_js__WEBPACK_IMPORTED_MODULE_0__/* .firstEndpoint */ .YP)(connection)))
        return connection;
    const setting = `-c ${EVENT_TRIGGERS_OFF.name}=${EVENT_TRIGGERS_OFF.value}`;
    const { options } = connection;
    return { ...connection, options: options === undefined ? setting : `${options} ${setting}` };
}


/***/ }),

/***/ 61289:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ statementError)
/* harmony export */ });
/* harmony import */ var pg__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83849);

/**
 * The server's refusal of one statement, after which its session goes on. Undefined for everything else: what ended the
 * session, and what no server said.
 */
function statementError(error) {
    if (!(error instanceof pg__WEBPACK_IMPORTED_MODULE_0__/* ["default"].DatabaseError */ .Ay.DatabaseError))
        return undefined;
    return error.severity === 'FATAL' || error.severity === 'PANIC' ? undefined : error;
}


/***/ }),

/***/ 13042:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (/* binding */ probeTarget)
});

// EXTERNAL MODULE: ./lib/postgres/event-triggers.js
var event_triggers = __webpack_require__(16977);
// EXTERNAL MODULE: ./lib/postgres/probe/in-session.js + 1 modules
var in_session = __webpack_require__(5558);
// EXTERNAL MODULE: ./lib/postgres/probe/queries.js
var queries = __webpack_require__(43162);
// EXTERNAL MODULE: ./lib/core/sql-quoting.js
var sql_quoting = __webpack_require__(97377);
;// CONCATENATED MODULE: ./lib/postgres/target/held-rows.js

const CANDIDATE = `
  n.nspname AS schema, c.relname AS name, format('%I.%I', n.nspname, c.relname) AS quoted,
  has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
    AND NOT row_security_active(c.oid) AS readable,
  c.relkind = 'p' OR pg_relation_size(c.oid) > 0 AS stored`;
/** Tables that extensions mark as the user's (pg_extension_config_dump), and those of schemas that a platform manages. */
const candidatesQuery = (schemas) => `
  SELECT ${CANDIDATE}, coalesce(x.condition, '') AS condition
    FROM pg_extension e CROSS JOIN unnest(e.extconfig, e.extcondition) AS x (oid, condition)
    JOIN pg_class c ON c.oid = x.oid JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p')
   UNION ALL
  SELECT ${CANDIDATE}, NULL
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind = 'r' AND n.nspname IN (${schemas.map(sql_quoting/* quoteLiteral */.ce).join(', ')})
     AND NOT EXISTS (SELECT FROM pg_depend d
                      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
   ORDER BY 1, 2`;
/**
 * Looks for a row in each of the few tables that count only where they have one. Where the role may not see all rows, a
 * table that takes room on disk counts as one with rows. To be asked with an empty search_path, as pg_dump has it.
 */
async function askHeldRows(session, schemas) {
    const candidates = await session.rows(candidatesQuery(schemas));
    const seen = await lookInto(session, candidates.filter(({ readable, stored }) => readable && stored));
    const found = candidates.map(each => ({ ...each, holdsRows: seen.get(each.quoted) ?? each.stored }));
    const managed = new Map(found.flatMap(({ condition, holdsRows, name, schema }) => condition === null ? [[JSON.stringify([schema, name]), holdsRows]] : []));
    return {
        extensionTables: found.flatMap(({ condition, holdsRows, name, schema }) => condition === null ? [] : [{ schema, name, condition, holdsRows }]),
        holdsRows: (schema, name) => managed.get(JSON.stringify([schema, name])),
    };
}
/** Nothing is known where that fails: an extension's condition may be anything. */
async function lookInto(session, tables) {
    if (tables.length === 0)
        return new Map();
    const questions = tables.map(({ condition, quoted }) => `SELECT ${(0,sql_quoting/* quoteLiteral */.ce)(quoted)} AS "table", EXISTS (SELECT FROM ${quoted} ${condition ?? ''}) AS found`);
    const rows = await session.rowsIfAllowed(questions.join(' UNION ALL '));
    return new Map(rows.map(({ found, table }) => [table, found]));
}

// EXTERNAL MODULE: ./lib/postgres/target/target-queries.js
var target_queries = __webpack_require__(51881);
;// CONCATENATED MODULE: ./lib/postgres/target/relation-queries.js

/** As pg_dump sees which partitions have to be loaded through their root (getPartitioningInfo): those hashed by an enum. */
const HASHED_BY_ENUM = `
  EXISTS (SELECT FROM pg_partition_ancestors(c.oid) a (relid) JOIN pg_partitioned_table p ON p.partrelid = a.relid
           WHERE (SELECT o.oid FROM pg_opclass o JOIN pg_am m ON m.oid = o.opcmethod
                   WHERE o.opcname = 'enum_ops' AND o.opcnamespace = 'pg_catalog'::regnamespace
                     AND m.amname = 'hash') = ANY (p.partclass))`;
/** What a partition is one of, at any depth. */
const WITHIN = `
  (SELECT json_agg(json_build_object('schema', pn.nspname, 'name', p.relname))
     FROM pg_partition_ancestors(c.oid) a (relid)
     JOIN pg_class p ON p.oid = a.relid JOIN pg_namespace pn ON pn.oid = p.relnamespace
    WHERE c.relispartition AND p.oid <> c.oid)`;
/** Not asked for their real number of rows: that would read them all. Of a table, owner means that its schema's may drop it too. */
const RELATIONS_QUERY = `
  SELECT n.nspname AS schema, c.relname AS name,
         CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence'
                        WHEN 'f' THEN 'foreign table' ELSE 'table' END AS kind,
         CASE WHEN c.relkind IN ('v', 'S') THEN 0 ELSE greatest(c.reltuples, 0) END::float8 AS rows,
         c.relkind = 'p' AS partitioned, pg_get_userbyid(c.relowner) AS owner,
         pg_has_role(c.relowner, 'USAGE') OR pg_has_role(n.nspowner, 'USAGE') AS owned,
         EXISTS (SELECT FROM aclexplode(c.relacl) a WHERE a.grantee <> c.relowner) AS granted,
         rn.nspname AS root_schema, r.relname AS root_name,
         c.relispartition AND ${HASHED_BY_ENUM} AS through_root, ${WITHIN} AS within,
         CASE WHEN c.relispartition AND c.relkind = 'r' THEN coalesce(pg_relation_size(c.oid) = 0, false)
              ELSE false END AS stores_nothing
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_class r ON c.relispartition AND r.oid = pg_partition_root(c.oid)
    LEFT JOIN pg_namespace rn ON rn.oid = r.relnamespace
   WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND ${target_queries/* ORDINARY_SCHEMA */.xz}
     AND NOT ${(0,target_queries/* dependent */.qy)('pg_class', 'c.oid', "'e'")}
   ORDER BY 1, 2`;
const SEQUENCES_QUERY = `
  SELECT n.nspname AS schema, c.relname AS name, pg_has_role(c.relowner, 'USAGE') AS alterable
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind = 'S' AND ${target_queries/* ORDINARY_SCHEMA */.xz} ORDER BY 1, 2`;
/** Partitions have rows of their own in pg_constraint, on either side. */
const FOREIGN_KEYS_QUERY = `
  SELECT k.conname AS name, n.nspname AS schema, c.relname AS "table", rn.nspname AS to_schema, r.relname AS to_table
    FROM pg_constraint k
    JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_class r ON r.oid = k.confrelid JOIN pg_namespace rn ON rn.oid = r.relnamespace
   WHERE k.contype = 'f' ORDER BY 2, 3, 1, 4, 5`;
/** Of an extension's table, those that call the extension's own functions are taken for its own: no catalog says. */
const TRIGGER_OF_EXTENSION = `
  EXISTS (SELECT FROM pg_depend d JOIN pg_depend f ON f.refclassid = d.refclassid AND f.refobjid = d.refobjid
           WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'
             AND f.classid = 'pg_proc'::regclass AND f.objid = t.tgfoid AND f.deptype = 'e')`;
/** A partitioned table's are its partitions' as well. */
const TRIGGERS_QUERY = `
  SELECT t.tgname AS name, n.nspname AS schema, c.relname AS "table",
         CASE t.tgenabled WHEN 'O' THEN 'origin' WHEN 'R' THEN 'replica' ELSE 'always' END AS fires
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND NOT ${TRIGGER_OF_EXTENSION}
   ORDER BY 2, 3, 1`;
const PUBLISHED_QUERY = `
  SELECT p.pubname AS name, n.nspname AS schema, c.relname AS "table"
    FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid
    JOIN pg_class c ON c.oid = r.prrelid JOIN pg_namespace n ON n.oid = c.relnamespace
   ORDER BY 1, 2, 3`;
const SUBSCRIBED_QUERY = `
  SELECT s.subname AS name, n.nspname AS schema, c.relname AS "table"
    FROM pg_subscription_rel r JOIN pg_subscription s ON s.oid = r.srsubid
    JOIN pg_class c ON c.oid = r.srrelid JOIN pg_namespace n ON n.oid = c.relnamespace
   ORDER BY 1, 2, 3`;

;// CONCATENATED MODULE: ./lib/postgres/target/probe-target.js






/** Of what is not a relation: enough to know that a target is not empty, and to say with what. */
const MOST_OTHER_OBJECTS = 10_000;
/**
 * Asks the database that is restored into what a restore has to know, in one short read-only session: nothing is locked
 * or changed, and no row of a user's table is read: of extensions' tables and of those that a platform manages, whether
 * there is one. Relations are listed all, as a manifest does; of other objects the first 10,000.
 * Throws BackupError with the cause, or the signal's reason.
 */
async function probeTarget(connection, { managedSchemas, signal }) {
    return await (0,in_session/* inSession */.C)(connection, { signal }, session => askTarget(session, managedSchemas));
}
async function askTarget(session, managedSchemas) {
    const [target] = await session.rows(target_queries/* TARGET_QUERY */.rS);
    if (!target)
        throw new Error('the server does not know its own database');
    const [identity] = await session.rowsIfAllowed(queries/* SYSTEM_IDENTIFIER_QUERY */.NW);
    const [size] = await session.rowsIfAllowed(queries/* DATABASE_BYTES_QUERY */.hT);
    const large = await session.rows(target_queries/* LARGE_OBJECTS_QUERY */.oP);
    const largeObjects = new Set(large.map(({ value }) => value));
    const { endpoint } = session;
    const schemas = await session.rows(target_queries/* SCHEMAS_QUERY */.ak);
    const held = await askHeldRows(session, managedSchemas);
    return {
        endpoint,
        host: endpoint.host,
        port: endpoint.port,
        database: target.database,
        databaseOid: target.database_oid,
        version: target.version.split(' ')[0] ?? target.version,
        major: Math.floor(target.version_num / 10_000),
        systemIdentifier: identity?.value,
        databaseBytes: size ? Number(size.value) : undefined,
        encoding: target.encoding,
        isInRecovery: target.is_in_recovery,
        readOnlyByDefault: target.read_only_by_default,
        mayDisableEventTriggers: await (0,event_triggers/* mayDisableEventTriggers */.NN)(session),
        role: {
            name: target.role,
            superuser: target.superuser,
            createRole: target.create_role,
            createInDatabase: target.create_in_database,
            setsReplicationRole: await setsReplicationRole(session),
            createsIn: schemas.filter(({ creates }) => creates).map(({ name }) => name),
            ownsSchemas: schemas.filter(({ owned }) => owned).map(({ name }) => name),
        },
        roles: await names(session, target_queries/* ROLES_QUERY */.HJ),
        schemas: schemas.map(({ name }) => name),
        extensions: await session.rows(target_queries/* INSTALLED_QUERY */.MA),
        availableExtensions: await available(session),
        relations: (await session.rows(RELATIONS_QUERY)).map(row => relationOf(row, held)),
        extensionTables: held.extensionTables,
        sequences: await session.rows(SEQUENCES_QUERY),
        foreignKeys: (await session.rows(FOREIGN_KEYS_QUERY)).map(foreignKeyOf),
        triggers: (await session.rows(TRIGGERS_QUERY)).map(triggerOf),
        memberships: await memberships(session),
        largeObjects,
        otherObjects: await otherObjects(session, largeObjects.size),
    };
}
/**
 * Tried out, since nothing else says it: platforms let roles of theirs do it without a privilege that PostgreSQL knows of.
 * Of the read-only transaction of this session only.
 */
async function setsReplicationRole(session) {
    await session.rowsIfAllowed(target_queries/* SET_REPLICATION_ROLE */.vw);
    const [is] = await session.rows(target_queries/* REPLICATION_ROLE_QUERY */.jT);
    return is?.value === true;
}
function relationOf({ root_name, root_schema, stores_nothing, through_root, within, ...row }, { holdsRows }) {
    const isPartition = root_schema !== null && root_name !== null;
    return {
        ...row,
        partition: isPartition
            ? {
                root: { schema: root_schema, name: root_name },
                throughRoot: through_root,
                within: within ?? [],
                storesNothing: stores_nothing,
            }
            : undefined,
        holdsRows: holdsRows(row.schema, row.name),
    };
}
function foreignKeyOf({ name, schema, table, to_schema, to_table }) {
    return { name, table: { schema, name: table }, references: { schema: to_schema, name: to_table } };
}
function triggerOf({ fires, name, schema, table }) {
    return { name, table: { schema, name: table }, fires };
}
/** Not every role may ask what a subscription has. */
async function memberships(session) {
    const of = (kind) => ({ name, schema, table }) => ({ kind, name, table: { schema, name: table } });
    const published = await session.rows(PUBLISHED_QUERY);
    const subscribed = await session.rowsIfAllowed(SUBSCRIBED_QUERY);
    return [...published.map(of('publication')), ...subscribed.map(of('subscription'))];
}
async function names(session, query) {
    return (await session.rows(query)).map(({ name }) => name);
}
async function available(session) {
    const rows = await session.rows(target_queries/* AVAILABLE_QUERY */.hd);
    return new Map(rows.map(({ name, version, trusted }) => [name, { version, trusted }]));
}
async function otherObjects(session, count) {
    const rows = await session.rows((0,target_queries/* otherObjectsQuery */.HN)(MOST_OTHER_OBJECTS));
    const subscriptions = await session.rows(target_queries/* SUBSCRIPTIONS_QUERY */.uR);
    return [
        ...rows.map(({ words }) => words),
        ...subscriptions.map(({ words }) => words),
        ...(count > 0 ? [`${count} large ${count === 1 ? 'object' : 'objects'}`] : []),
    ];
}


/***/ }),

/***/ 51881:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HJ: () => (/* binding */ ROLES_QUERY),
/* harmony export */   HN: () => (/* binding */ otherObjectsQuery),
/* harmony export */   MA: () => (/* binding */ INSTALLED_QUERY),
/* harmony export */   Wv: () => (/* binding */ FIRST_NORMAL_OID),
/* harmony export */   ak: () => (/* binding */ SCHEMAS_QUERY),
/* harmony export */   hd: () => (/* binding */ AVAILABLE_QUERY),
/* harmony export */   jT: () => (/* binding */ REPLICATION_ROLE_QUERY),
/* harmony export */   oP: () => (/* binding */ LARGE_OBJECTS_QUERY),
/* harmony export */   qy: () => (/* binding */ dependent),
/* harmony export */   rS: () => (/* binding */ TARGET_QUERY),
/* harmony export */   uR: () => (/* binding */ SUBSCRIPTIONS_QUERY),
/* harmony export */   vw: () => (/* binding */ SET_REPLICATION_ROLE),
/* harmony export */   xz: () => (/* binding */ ORDINARY_SCHEMA)
/* harmony export */ });
/** What every role may ask. */
const TARGET_QUERY = `
  SELECT current_setting('server_version_num')::int AS version_num,
         current_setting('server_version') AS version,
         current_database() AS database,
         d.oid::text AS database_oid,
         pg_encoding_to_char(d.encoding) AS encoding,
         pg_is_in_recovery() AS is_in_recovery,
         current_setting('default_transaction_read_only') = 'on' AS read_only_by_default,
         current_user AS role,
         r.rolsuper AS superuser,
         r.rolsuper OR r.rolcreaterole AS create_role,
         has_database_privilege(d.oid, 'CREATE') AS create_in_database
    FROM pg_database d, pg_roles r
   WHERE d.datname = current_database() AND r.rolname = current_user`;
const ROLES_QUERY = 'SELECT rolname AS name FROM pg_roles ORDER BY 1';
/** An extension is dropped and commented on by its owner, no matter who owns its schema. */
const INSTALLED_QUERY = `
  SELECT e.extname AS name, e.extversion AS version, n.nspname AS schema,
         pg_has_role(e.extowner, 'USAGE') AS owned
    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace ORDER BY 1`;
const AVAILABLE_QUERY = `
  SELECT e.name, e.default_version AS version, v.trusted
    FROM pg_available_extensions e
    JOIN pg_available_extension_versions v ON v.name = e.name AND v.version = e.default_version
   ORDER BY 1`;
/** Temporary schemas are the system's as well. */
const ORDINARY_SCHEMA = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`;
/** Whether something came with an extension, or is but a part of something else: of a table, a type, a subscription. */
const dependent = (catalog, oid, kinds) => `
  EXISTS (SELECT FROM pg_depend d
           WHERE d.classid = '${catalog}'::regclass AND d.objid = ${oid} AND d.objsubid = 0 AND d.deptype IN (${kinds}))`;
const SCHEMAS_QUERY = `
  SELECT n.nspname AS name, has_schema_privilege(n.oid, 'CREATE') AS creates,
         pg_has_role(n.nspowner, 'USAGE') AS owned
    FROM pg_namespace n
   WHERE ${ORDINARY_SCHEMA} AND NOT ${dependent('pg_namespace', 'n.oid', "'e'")} ORDER BY 1`;
/** The first oid that initdb does not give (FirstNormalObjectId): what has no schema is the system's own below it. */
const FIRST_NORMAL_OID = 16_384;
/** `kinds` of dependency: of an extension (e), a part of something (i, P, S). */
const inSchemas = (catalog, column, where = 'true') => `
  SELECT '${catalog}'::regclass AS classid, o.oid AS objid
    FROM ${catalog} o JOIN pg_namespace n ON n.oid = o.${column}
   WHERE ${ORDINARY_SCHEMA} AND ${where} AND NOT ${dependent(catalog, 'o.oid', "'e', 'i', 'P', 'S'")}`;
const withoutSchema = (catalog, where = 'true') => `
  SELECT '${catalog}'::regclass, o.oid FROM ${catalog} o
   WHERE o.oid >= ${FIRST_NORMAL_OID} AND ${where} AND NOT ${dependent(catalog, 'o.oid', "'e', 'i', 'P', 'S'")}`;
/** A type of its own: no table's row, and no array. */
const OWN_TYPE = `
  (o.typrelid = 0 OR EXISTS (SELECT FROM pg_class c WHERE c.oid = o.typrelid AND c.relkind = 'c'))
  AND NOT EXISTS (SELECT FROM pg_type element WHERE element.typarray = o.oid)`;
const OTHER_OBJECTS = [
    inSchemas('pg_proc', 'pronamespace'),
    inSchemas('pg_type', 'typnamespace', OWN_TYPE),
    inSchemas('pg_operator', 'oprnamespace'),
    inSchemas('pg_opfamily', 'opfnamespace'),
    inSchemas('pg_collation', 'collnamespace'),
    inSchemas('pg_conversion', 'connamespace'),
    inSchemas('pg_statistic_ext', 'stxnamespace'),
    inSchemas('pg_ts_config', 'cfgnamespace'),
    inSchemas('pg_ts_dict', 'dictnamespace'),
    inSchemas('pg_ts_parser', 'prsnamespace'),
    inSchemas('pg_ts_template', 'tmplnamespace'),
    withoutSchema('pg_cast'),
    withoutSchema('pg_language'),
    withoutSchema('pg_am'),
    withoutSchema('pg_transform'),
    withoutSchema('pg_event_trigger'),
    withoutSchema('pg_publication'),
    withoutSchema('pg_foreign_data_wrapper'),
    withoutSchema('pg_foreign_server'),
].join(' UNION ALL ');
/** In words, such as `function app.f(integer)`. */
const otherObjectsQuery = (atMost) => `
  SELECT d.words
    FROM (SELECT * FROM (${OTHER_OBJECTS}) every LIMIT ${atMost}) o,
         pg_describe_object(o.classid, o.objid, 0) d (words)
   WHERE d.words IS NOT NULL
   ORDER BY 1`;
/** Ordinary roles may read neither a subscription's oid nor its connection. */
const SUBSCRIPTIONS_QUERY = `
  SELECT 'subscription ' || quote_ident(s.subname) AS words
    FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid
   WHERE d.datname = current_database() ORDER BY 1`;
const LARGE_OBJECTS_QUERY = 'SELECT oid::text AS value FROM pg_largeobject_metadata';
const SET_REPLICATION_ROLE = 'SET LOCAL session_replication_role = replica';
const REPLICATION_ROLE_QUERY = `SELECT current_setting('session_replication_role') = 'replica' AS value`;


/***/ }),

/***/ 62191:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EH: () => (/* binding */ createdSchema),
/* harmony export */   He: () => (/* binding */ whySuperuser),
/* harmony export */   zB: () => (/* binding */ privilegedDefinition)
/* harmony export */ });
/* harmony import */ var _core_sql_quoting_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97377);

const IDENTIFIER = String.raw `(?:"(?:[^"\0]|"")+"|[a-z_\u0080-\uffff][\w$\u0080-\uffff]*)`;
/** Without an E, as long as standard_conforming_strings is on. */
const LITERAL = String.raw `(?:'(?:[^'\0]|'')*'|E'(?:[^'\\\0]|''|\\[^\0])*')`;
const OPTION = `[a-z_]+ = (?:${LITERAL}|[A-Za-z0-9_]+)`;
const OPTIONS = String.raw `\(${OPTION}(?:, ${OPTION})*\)`;
/** With an empty search_path only the names of the system's own types have no schema. */
const OWN_TYPE = String.raw `(?:[a-z][a-z0-9_]*(?: [a-z0-9]+)*(?:\[\])?|"char")`;
const OWN_CAST = String.raw `CAST \(${OWN_TYPE} AS ${OWN_TYPE}\)`;
function whole(pattern) {
    return new RegExp(String.raw `^\s*${pattern}\s*$`);
}
/**
 * What is made by the superuser without running anything of the backup: names, options and texts, no expression, no function
 * that is called, no library that is loaded. A foreign-data wrapper is here without a handler only: one that lacks the
 * validator of its handler would open files of the server.
 */
const RECOGNISED = [
    {
        kind: 'EXTENSION',
        when: 'before',
        pattern: whole(`CREATE EXTENSION IF NOT EXISTS ${IDENTIFIER} WITH SCHEMA (${IDENTIFIER});`),
    },
    {
        kind: 'FOREIGN DATA WRAPPER',
        when: 'before',
        pattern: whole(String.raw `CREATE FOREIGN DATA WRAPPER ${IDENTIFIER}(?: OPTIONS \(\s*${IDENTIFIER}\s+${LITERAL}(?:,\s*${IDENTIFIER}\s+${LITERAL})*\s*\))?;`),
    },
    {
        kind: 'CAST',
        when: 'before',
        pattern: whole(`CREATE ${OWN_CAST} WITH INOUT(?: AS (?:ASSIGNMENT|IMPLICIT))?;`),
    },
    {
        kind: 'PUBLICATION',
        when: 'after',
        pattern: whole(`CREATE PUBLICATION ${IDENTIFIER} FOR ALL TABLES(?: WITH ${OPTIONS})?;`),
    },
    {
        kind: 'PUBLICATION TABLES IN SCHEMA',
        when: 'after',
        pattern: whole(`ALTER PUBLICATION ${IDENTIFIER} ADD TABLES IN SCHEMA ${IDENTIFIER};`),
    },
    {
        kind: 'SUBSCRIPTION',
        when: 'after',
        pattern: whole(String.raw `CREATE SUBSCRIPTION ${IDENTIFIER} CONNECTION ${LITERAL} PUBLICATION ${IDENTIFIER}(?:, ${IDENTIFIER})* WITH \(connect = false(?:, (?!connect|enabled)${OPTION})*\);`),
        dumped: false,
    },
    {
        kind: 'EVENT TRIGGER',
        when: 'after',
        pattern: whole(String.raw `CREATE EVENT TRIGGER ${IDENTIFIER} ON [a-z_]+(?:\s+WHEN TAG IN \(${LITERAL}(?:, ${LITERAL})*\))?\s+EXECUTE FUNCTION ${IDENTIFIER}\.${IDENTIFIER}\(\);(?:\s*ALTER EVENT TRIGGER ${IDENTIFIER} (?:DISABLE|ENABLE(?: REPLICA| ALWAYS)?);)?`),
    },
    {
        kind: 'COMMENT',
        when: 'after',
        pattern: whole(`COMMENT ON (?:(?:PUBLICATION|EVENT TRIGGER|FOREIGN DATA WRAPPER) ${IDENTIFIER}|${OWN_CAST}) IS ${LITERAL};`),
    },
    {
        kind: 'COMMENT',
        when: 'after',
        pattern: whole(`COMMENT ON SUBSCRIPTION ${IDENTIFIER} IS ${LITERAL};`),
        dumped: false,
    },
];
/** Kinds that always need a superuser, and why, for people. */
const NEVER = {
    'ACCESS METHOD': 'access methods need a superuser',
    'FOREIGN DATA WRAPPER': 'foreign-data wrappers need a superuser',
    'OPERATOR CLASS': 'operator classes need a superuser',
    'OPERATOR FAMILY': 'operator families need a superuser',
    'PROCEDURAL LANGUAGE': 'languages that no extension brings need a superuser',
    'SHELL TYPE': 'base types need a superuser',
    'TEXT SEARCH PARSER': 'text search parsers need a superuser',
    'TEXT SEARCH TEMPLATE': 'text search templates need a superuser',
    'EVENT TRIGGER': 'event triggers need a superuser',
    SUBSCRIPTION: 'subscriptions need a superuser',
};
const UNTRUSTED = /^(?:c|internal|pl(?:python[23]?|perl|tcl)u|plr|plsh|javau)$/;
/** As dumpFunc writes it: language and attributes in a line of their own, between arguments and body. */
const LANGUAGE = new RegExp(String.raw `\n    LANGUAGE (${IDENTIFIER})([^\n]*)`);
const BASE_TYPE = /^\s*CREATE TYPE [^(;]+(?:;|\(\s*INTERNALLENGTH)/;
const BINARY_CAST = new RegExp(String.raw `\) WITHOUT FUNCTION|^\s*CREATE ${OWN_CAST} WITH FUNCTION`);
/** The same of an entry of which no more is known than its kind. */
function whySuperuser(kind) {
    return NEVER[kind];
}
const SCHEMA = whole(`CREATE SCHEMA (${IDENTIFIER});`);
/** The schema that a statement creates, as the catalog has it; undefined for any other statement. */
function createdSchema(statement) {
    const [, name] = SCHEMA.exec(statement) ?? [];
    return name === undefined ? undefined : (0,_core_sql_quoting_js__WEBPACK_IMPORTED_MODULE_0__/* .unquoteIdentifier */ .rT)(name);
}
/**
 * Whether an entry's definition takes a superuser, and what becomes of it where the backup is loaded by somebody else;
 * undefined for what anybody may make. That may be wrong about what is said in odd words: the server then refuses it.
 */
function privilegedDefinition(kind, definition) {
    for (const { dumped = true, kind: meant, pattern, when } of RECOGNISED) {
        if (kind !== meant)
            continue;
        const match = pattern.exec(definition);
        if (!match)
            continue;
        const statement = definition.trim();
        if (when === 'after')
            return { when, statement, dumped };
        const schema = match[1];
        return { when, statement, ...(schema !== undefined && { schema: (0,_core_sql_quoting_js__WEBPACK_IMPORTED_MODULE_0__/* .unquoteIdentifier */ .rT)(schema) }) };
    }
    const why = NEVER[kind] ?? whyNever(kind, definition);
    return why === undefined ? undefined : { when: 'never', why };
}
function whyNever(kind, definition) {
    switch (kind) {
        case 'FUNCTION':
        case 'PROCEDURE': {
            const [, language = '', attributes = ''] = LANGUAGE.exec(definition) ?? [];
            if (UNTRUSTED.test(language))
                return `functions in ${language} need a superuser`;
            return / LEAKPROOF\b/.test(attributes) ? 'LEAKPROOF functions need a superuser' : undefined;
        }
        case 'TYPE':
            return BASE_TYPE.test(definition) ? 'base types need a superuser' : undefined;
        case 'CAST':
            return BINARY_CAST.test(definition) ? 'casts of types that are not its own need a superuser' : undefined;
        default:
            return undefined;
    }
}


/***/ }),

/***/ 86011:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ rolesInDefinition),
/* harmony export */   s: () => (/* binding */ tocEntryOf)
/* harmony export */ });
/* harmony import */ var _core_sql_quoting_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(97377);
/* harmony import */ var _fingerprint_copy_statement_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8659);
/* harmony import */ var _fingerprint_sequence_set_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(94794);
/* harmony import */ var _fingerprint_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6269);
/* harmony import */ var _fingerprint_toc_comment_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(75938);
/* harmony import */ var _privileged_definition_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(62191);
/* harmony import */ var _toc_entry_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(12609);
/* harmony import */ var _unreadable_contents_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(32778);








/** Said in a string, it is taken for one too: for a restore that is only slower. Defaults are not evaluated, COPY has values. */
const JUDGES_ROWS = /\b(?:CHECK|GENERATED ALWAYS AS|PARTITION BY \w+) \(/;
/** What the archive's entry is to a restore. */
function tocEntryOf(entry) {
    const { dependencies, id, kind, owner } = entry;
    const tablespace = entry.tablespace ? (0,_fingerprint_text_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b)(entry.tablespace) : '';
    const largeObjects = largeObjectsOf(entry);
    const privileged = (0,_privileged_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .privilegedDefinition */ .zB)(kind, (0,_fingerprint_text_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b)(entry.definition));
    return {
        ...commentOf(entry),
        id,
        owner: owner ? (0,_fingerprint_text_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b)(owner) : '',
        dependencies,
        data: dataOf(entry),
        roles: rolesInDefinition(kind, (0,_fingerprint_text_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b)(entry.definition)),
        ...(tablespace !== '' && { tablespace }),
        ...(largeObjects.length > 0 && { largeObjects }),
        ...(kind === 'TABLE' && JUDGES_ROWS.test((0,_fingerprint_text_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b)(entry.definition)) && { judgesRows: true }),
        ...(kind === _toc_entry_js__WEBPACK_IMPORTED_MODULE_4__/* .DATABASE_SETTINGS */ .O && { settings: settingsInDefinition((0,_fingerprint_text_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b)(entry.definition)) }),
        ...(privileged && { privileged }),
    };
}
/**
 * Its names, read from the very comment that pg_restore would write above it, as the fingerprint reads them: so that both
 * speak of the same object in the same words, no matter what its names hold.
 */
function commentOf({ id, kind, name, schema }) {
    const words = ['-- Name: ', name, `; Type: ${kind}; Schema: `, schema ?? '-', '; Owner: -'];
    const line = (0,_fingerprint_text_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b)(Buffer.concat(words.map(word => Buffer.from(word))));
    const comment = (0,_fingerprint_toc_comment_js__WEBPACK_IMPORTED_MODULE_5__/* .parseTocComment */ .x)(line.replaceAll(/[\r\n]/g, ' '));
    if (!comment)
        throw (0,_unreadable_contents_js__WEBPACK_IMPORTED_MODULE_3__/* .unreadableContents */ .a)(`entry ${id} is of no kind that PostgreSQL knows`);
    return comment;
}
/** Up to 16 each has an entry that is named after it; from 17 on one makes many, and its definition is but their numbers. */
function largeObjectsOf({ definition, kind, name }) {
    if (kind !== 'BLOB' && kind !== 'BLOB METADATA')
        return [];
    const text = (0,_fingerprint_text_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b)(kind === 'BLOB' ? name : definition);
    return text.split('\n').filter(line => /^\d+$/.test(line));
}
function dataOf({ copyStatement, definition, id, kind }) {
    switch (kind) {
        case 'TABLE DATA': {
            const statement = (0,_fingerprint_text_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b)(copyStatement).trimEnd();
            const table = (0,_fingerprint_copy_statement_js__WEBPACK_IMPORTED_MODULE_0__/* .parseCopyStatement */ .s)(statement);
            if (!table)
                throw (0,_unreadable_contents_js__WEBPACK_IMPORTED_MODULE_3__/* .unreadableContents */ .a)(`entry ${id} fills no table`);
            return { of: 'table', table, columns: (0,_fingerprint_copy_statement_js__WEBPACK_IMPORTED_MODULE_0__/* .parseCopyColumns */ .i)(statement) };
        }
        case 'SEQUENCE SET': {
            const value = (0,_fingerprint_sequence_set_js__WEBPACK_IMPORTED_MODULE_6__/* .parseSequenceSet */ .T)((0,_fingerprint_text_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b)(definition).trimEnd());
            if (!value)
                throw (0,_unreadable_contents_js__WEBPACK_IMPORTED_MODULE_3__/* .unreadableContents */ .a)(`entry ${id} sets no sequence`);
            return { of: 'sequence', sequence: value.sequence };
        }
        case 'BLOB':
        case 'BLOB METADATA':
        case 'BLOBS':
            return { of: 'large objects' };
        default:
            return undefined;
    }
}
/** As makeAlterConfigCommand (dumputils.c) writes them, a line each unless a value has line breaks. */
const SETTING = /^ALTER (?:DATABASE|ROLE) (?:"(?:[^"]|"")+"|\S+) (?:IN DATABASE (?:"(?:[^"]|"")+"|\S+) )?SET ("(?:[^"]|"")+"|[\w.]+) TO /gm;
/** Names of what a database's properties set, of all roles and of single ones; their values may be secrets. */
function settingsInDefinition(definition) {
    const names = [...definition.matchAll(SETTING)].map(([, name = '']) => name.replaceAll('"', ''));
    return [...new Set(names)].toSorted();
}
const IDENTIFIER = String.raw `(?:"(?:[^"]|"")+"|[^\s".,;()]+)`;
/** As dumpPolicy and dumpUserMappings (pg_dump.c) write them; a policy for everybody names nobody. */
const NAMING_ROLES = {
    POLICY: new RegExp(`^CREATE POLICY ${IDENTIFIER} ON ${IDENTIFIER}\\.${IDENTIFIER}(?: AS RESTRICTIVE)?(?: FOR [A-Z]+)? TO (${IDENTIFIER}(?:, ${IDENTIFIER})*)(?: USING | WITH CHECK |;)`),
    'USER MAPPING': new RegExp(`^CREATE USER MAPPING FOR (${IDENTIFIER}) SERVER `),
};
const EVERYBODY = 'public';
/**
 * The roles that an entry's statement names, and that must exist for it even where neither owners nor privileges are
 * restored. Roles that an expression names as text (`pg_has_role('auditor', …)`) are not among them: it decides about them
 * when it runs.
 */
function rolesInDefinition(kind, definition) {
    const list = NAMING_ROLES[kind]?.exec(definition)?.[1] ?? '';
    return (list.match(new RegExp(IDENTIFIER, 'g')) ?? []).flatMap(name => name === EVERYBODY ? [] : [(0,_core_sql_quoting_js__WEBPACK_IMPORTED_MODULE_7__/* .unquoteIdentifier */ .rT)(name)]);
}


/***/ }),

/***/ 12609:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ DATABASE_SETTINGS)
/* harmony export */ });
/** Kind of the entry that holds `ALTER DATABASE … SET`. */
const DATABASE_SETTINGS = 'DATABASE PROPERTIES';


/***/ }),

/***/ 32778:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ unknownVersion),
/* harmony export */   a: () => (/* binding */ unreadableContents)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);

const ARCHIVE_CONTENTS_UNREADABLE = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'stored-backups',
    code: 'archive-contents-unreadable',
    kind: 'integrity',
    meaning: 'The table of contents at the beginning of an archive is damaged or cut off.',
    fix: 'Do not trust this backup; restore an older one, and find out what changed it.',
});
/** A table of contents that pg_dump cannot have written; `what` without its full stop. */
function unreadableContents(what) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...ARCHIVE_CONTENTS_UNREADABLE,
        message: `The archive's table of contents is damaged or cut off: ${what}.`,
    });
}
const ARCHIVE_VERSION_UNKNOWN = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'stored-backups',
    code: 'archive-version-unknown',
    kind: 'environment',
    meaning: 'An archive was written by a PostgreSQL whose format this action does not know: it knows 1.14 to 1.16, of versions 12 to 19.',
    fix: 'Use a newer version of this action, or restore with pg_restore itself: the backup needs nothing else.',
});
/** The format of another version of PostgreSQL than those that this action was measured with. */
function unknownVersion(version) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...ARCHIVE_VERSION_UNKNOWN,
        message: `The archive's format ${version} is none of those that this action reads, 1.14 to 1.16 of PostgreSQL 12 to 19.`,
    });
}


/***/ }),

/***/ 17676:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ createRoles)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);
/* harmony import */ var _core_sentence_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(92998);
/* harmony import */ var _postgres_probe_beginning_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46305);
/* harmony import */ var _postgres_probe_in_session_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5558);
/* harmony import */ var _postgres_statement_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(61289);





/**
 * Runs the statements of missingRoles or placeholderRoles in one transaction. A membership that may not be given is none
 * of the things that a restore stands on: it is returned in words. Anything else undoes it all.
 * @throws BackupError `roles-not-created`, or what keeps us from the server
 */
async function createRoles(connection, statements, { signal }) {
    return await (0,_postgres_probe_in_session_js__WEBPACK_IMPORTED_MODULE_2__/* .inSession */ .C)(connection, { signal, beginning: _postgres_probe_beginning_js__WEBPACK_IMPORTED_MODULE_1__/* .WRITING */ .V9 }, async (session) => {
        const refused = [];
        for (const statement of statements)
            refused.push(...(await runOne(session, statement, connection.user)));
        await session.commit();
        return refused;
    });
}
async function runOne(session, statement, role) {
    await session.rows('SAVEPOINT statement');
    try {
        await session.rows(statement);
        await session.rows('RELEASE statement');
        return [];
    }
    catch (error) {
        const refusal = (0,_postgres_statement_error_js__WEBPACK_IMPORTED_MODULE_3__/* .statementError */ .u)(error);
        if (!refusal)
            throw error;
        if (!statement.startsWith('GRANT '))
            throw notCreated(refusal, statement, role);
        await session.rows('ROLLBACK TO statement');
        return [`${statement.replace(/;$/, '')}: ${refusal.message}`];
    }
}
const ROLES_NOT_CREATED = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'target',
    code: 'roles-not-created',
    kind: 'database',
    meaning: 'A role that the backup needs could not be created in the target.',
    fix: 'Restore as a role with CREATEROLE, or create the missing roles before; no role was created.',
});
function notCreated(error, statement, role) {
    const [, name = 'a role'] = /^CREATE ROLE ("(?:[^"]|"")+")/.exec(statement) ?? [];
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...ROLES_NOT_CREATED,
        message: (0,_core_sentence_js__WEBPACK_IMPORTED_MODULE_4__/* .sentence */ .e)(`Role ${role} could not create role ${name}: ${error.message}`),
    }, error);
}


/***/ }),

/***/ 11120:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  DS: () => (/* binding */ RESTORE_INPUTS),
  IV: () => (/* binding */ loadInputs),
  OG: () => (/* binding */ oneBackupInputs),
  K4: () => (/* binding */ targetTlsInputs)
});

// EXTERNAL MODULE: ./lib/action/inputs/readers.js
var readers = __webpack_require__(54794);
// EXTERNAL MODULE: ./lib/action/inputs/row.js
var row = __webpack_require__(7198);
// EXTERNAL MODULE: ./lib/action/inputs/table/database.js
var database = __webpack_require__(62580);
// EXTERNAL MODULE: ./lib/action/inputs/table/dump.js
var dump = __webpack_require__(17951);
// EXTERNAL MODULE: ./lib/action/inputs/table/notify.js + 1 modules
var notify = __webpack_require__(30482);
// EXTERNAL MODULE: ./lib/action/inputs/table/opening.js
var opening = __webpack_require__(64273);
// EXTERNAL MODULE: ./lib/action/inputs/table/storage.js + 2 modules
var storage = __webpack_require__(81271);
// EXTERNAL MODULE: ./lib/catalog/backup-class.js
var backup_class = __webpack_require__(1744);
// EXTERNAL MODULE: ./lib/catalog/since.js
var since = __webpack_require__(49253);
// EXTERNAL MODULE: ./lib/catalog/start.js
var catalog_start = __webpack_require__(46971);
// EXTERNAL MODULE: ./lib/core/closest.js
var closest = __webpack_require__(37640);
// EXTERNAL MODULE: ./lib/core/name-list.js
var name_list = __webpack_require__(98897);
// EXTERNAL MODULE: ./lib/core/parsed.js
var parsed = __webpack_require__(83186);
// EXTERNAL MODULE: ./lib/postgres/dump-choices.js
var dump_choices = __webpack_require__(75304);
// EXTERNAL MODULE: ./lib/presets/preset-name.js
var preset_name = __webpack_require__(63873);
;// CONCATENATED MODULE: ./lib/restore/plan/restore-choices.js
/** What is refused unless it is allowed by name. */
const ALLOWANCES = ['source', 'not-empty', 'older-server'];

// EXTERNAL MODULE: ./lib/core/sql-quoting.js
var sql_quoting = __webpack_require__(97377);
;// CONCATENATED MODULE: ./lib/restore/plan/table-names.js



const NAME = '"(?:[^"]|"")+"|[^".]+';
const TABLE = new RegExp(`^(${NAME})\\.(${NAME})$`);
const ALONE = new RegExp(`^(?:${NAME})$`);
/**
 * Reads names such as `public.orders` or `"My Schema"."Orders"`, one a line or separated by commas: exactly as the database
 * has them, never folded to lower case. A name without its schema has the schema `''`: once the backup is known, the schemas
 * that have such a table are named.
 */
function parseTableNames(text) {
    const list = (0,name_list/* parseNameList */.H)(text);
    if (!list.ok)
        return list;
    const tables = [];
    for (const entry of list.value) {
        const [, schema, name] = TABLE.exec(entry) ?? (ALONE.test(entry) ? ['', '', entry] : []);
        if (schema === undefined || name === undefined)
            return (0,parsed/* refused */.J5)(`${(0,parsed/* quoted */.TL)(entry)} is not schema.table; write names such as public.orders, no patterns`);
        if (/[*?]/.test(entry.replace(/"[^"]*"/g, '')))
            return (0,parsed/* refused */.J5)(`${(0,parsed/* quoted */.TL)(entry)} is a pattern; write the tables' names, such as public.orders`);
        tables.push({ schema: (0,sql_quoting/* unquoteIdentifier */.rT)(schema), name: (0,sql_quoting/* unquoteIdentifier */.rT)(name) });
    }
    return (0,parsed/* parsed */.Yz)(tables);
}

;// CONCATENATED MODULE: ./lib/restore/input-table.js

















const oneBackup = {
    read: value => {
        const start = (0,catalog_start/* parseStart */.oZ)(value);
        if (!start.ok)
            return (0,parsed/* refused */.J5)(start.problem.replace('neither latest nor all nor', 'neither latest nor'));
        return start.value.kind === 'all'
            ? (0,parsed/* refused */.J5)('all says nothing where one backup is restored; write latest, or the key of one')
            : (0,parsed/* parsed */.Yz)(start.value);
    },
};
const allowances = {
    read: value => {
        const list = (0,name_list/* parseNameList */.H)(value);
        if (!list.ok)
            return list;
        const found = [];
        for (const word of list.value) {
            const known = ALLOWANCES.find(allowance => allowance === word);
            if (known === undefined)
                return (0,parsed/* refused */.J5)(`${(0,parsed/* quoted */.TL)(word)} is not one of ${ALLOWANCES.join(', ')}${(0,closest/* didYouMean */.a)(word, ALLOWANCES)}`);
            found.push(known);
        }
        return (0,parsed/* parsed */.Yz)(found);
    },
};
const jobs = {
    read: value => {
        if (value === 'auto')
            return (0,parsed/* parsed */.Yz)('auto');
        const number = /^\d{1,3}$/.test(value) ? Number(value) : 0;
        return number >= 1 && number <= MOST_JOBS
            ? (0,parsed/* parsed */.Yz)(number)
            : (0,parsed/* refused */.J5)(`${(0,parsed/* quoted */.TL)(value)} won't do; write auto, or a whole number from 1 to ${MOST_JOBS}`);
    },
};
const autoOrFlag = {
    values: ['auto', 'true', 'false'],
    read: value => {
        if (value === 'auto')
            return (0,parsed/* parsed */.Yz)('auto');
        const read = readers/* flag */.Jt.read(value);
        return read.ok ? read : (0,parsed/* refused */.J5)(`${(0,parsed/* quoted */.TL)(value)} is not one of auto, true, false; write one of them`);
    },
};
/** Into which database. */
const targetInputs = {
    'target-url': (0,row/* optional */.lq)(readers/* text */.Qq, {
        secret: true,
        description: "The database that is restored into, as `postgresql://user:password@host:5432/database` or `host=… dbname=…`. It must exist. Store it as a secret. Without it, libpq's own environment is used.",
        defaultDescription: "libpq's environment",
    }),
};
const { sslmode, 'ssl-root-cert': rootCertificate } = database/* databaseInputs */.d;
const targetTlsInputs = { sslmode, 'ssl-root-cert': rootCertificate };
/** Which backup. */
const oneBackupInputs = {
    from: (0,row/* defaulting */.G5)(oneBackup, 'latest', {
        description: 'Which backup: `latest`, or the key or whole address of one, such as `shop/2026/11/shop_backup_20261122_030700.dump`. Copies that a restore made of its target (class `pre-restore`) are never the latest unless `class` asks for them. Nothing is guessed where backups of one series are of several databases, or where the newest leaves out what another has: a restore then names both keys, and a drill takes the one that holds all.',
    }),
    series: (0,row/* optional */.lq)(dump/* series */.U, {
        description: 'The latest of this series.',
        defaultDescription: 'the only one that there is',
    }),
    class: (0,row/* optional */.lq)((0,readers/* oneOf */.yL)(backup_class/* BACKUP_CLASSES */.q), {
        description: 'The latest of this class.',
        defaultDescription: 'any but `pre-restore`',
    }),
    before: (0,row/* optional */.lq)({ read: since/* parseSince */.m }, {
        description: 'The latest that was finished before: a date such as `2026-11-01` or `2026-11-01T12:00:00Z`, or a time ago such as `12h`.',
        defaultDescription: 'now',
    }),
};
/** Which part of it. */
const partInputs = {
    mode: (0,row/* defaulting */.G5)((0,readers/* oneOf */.yL)(dump_choices/* MODES */.F), 'full', {
        description: 'What is restored: everything, the definitions only, or the rows only, into tables that exist.',
    }),
    tables: (0,row/* listing */.RR)({ read: parseTableNames }, {
        description: 'Restore only the rows of these tables: `schema.table`, one a line, as the database spells them.',
        defaultDescription: 'all',
    }),
    definitions: (0,row/* defaulting */.G5)(readers/* flag */.Jt, 'false', {
        description: 'With `tables`: also their definitions, indexes and constraints.',
    }),
    'use-list': (0,row/* optional */.lq)(readers/* text */.Qq, {
        description: 'Restore only what an edited list names: the path of a file as `pg_restore --list` writes it, or as the output `use-list` of a dry run has it.',
    }),
};
/** What is allowed. */
const safetyInputs = {
    'dry-run': (0,row/* defaulting */.G5)(readers/* flag */.Jt, 'false', {
        description: 'Change nothing: report the plan and everything that stands in its way. Fails if anything does.',
    }),
    confirm: (0,row/* optional */.lq)(readers/* text */.Qq, {
        description: "The target database's name, once more. Needed where something in it would be overwritten.",
    }),
    allow: (0,row/* listing */.RR)(allowances, {
        description: 'What is refused otherwise, one a line: `source` restores over the very database that was backed up, `not-empty` into a database that holds something (and with rows alone, over partitions that the backup does not know and large objects of the same numbers), `older-server` into a server older than the backup.',
    }),
    'pre-restore-backup': (0,row/* defaulting */.G5)(readers/* flag */.Jt, 'true', {
        description: 'Back the target up first, as class `pre-restore` into the same destination, encrypted as the backup that is restored. The restore does not start if that fails. An empty target needs none.',
    }),
};
/** How it is loaded. */
const loadInputs = {
    jobs: (0,row/* defaulting */.G5)(jobs, 'auto', {
        description: 'Sessions that load at once. More than one loads from a file on this machine (deleted afterwards), and is not all or nothing. `auto`: several into an empty database from a large backup, else one.',
    }),
    'single-transaction': (0,row/* defaulting */.G5)(autoOrFlag, 'auto', {
        description: 'All or nothing. `auto`: always where one session loads.',
    }),
    'no-owner': (0,row/* defaulting */.G5)(readers/* flag */.Jt, 'true', {
        description: 'Leave out who owns what: everything is the connected role’s.',
    }),
    'no-acl': (0,row/* defaulting */.G5)(readers/* flag */.Jt, 'true', { description: 'Leave out GRANT and REVOKE.' }),
    'create-roles': (0,row/* defaulting */.G5)(readers/* flag */.Jt, 'false', {
        description: "Create roles that the backup names and the target lacks, without passwords, from the backup's own roles (stored with `globals: true`).",
    }),
    'skip-extensions': (0,row/* listing */.RR)({ read: name_list/* parseNameList */.H }, { description: 'Extensions that the target cannot have: left out, with what they are.' }),
    preset: (0,row/* defaulting */.G5)((0,readers/* oneOf */.yL)(['none', ...preset_name/* PRESETS */.f]), 'none', {
        description: "A platform's own rules: which schemas it manages itself, and how rows are loaded there.",
    }),
};
/** What is done with the restored data. */
const afterCareInputs = {
    'disable-outbound': (0,row/* defaulting */.G5)(readers/* flag */.Jt, 'false', {
        description: 'Switch off what reaches out of the restored database: pg_cron jobs, webhooks and pg_net, subscriptions.',
    }),
    'post-restore-sql': (0,row/* optional */.lq)(readers/* text */.Qq, {
        description: 'The path of a file of SQL that is run afterwards, in one transaction, such as one that masks personal data. Run even where the proof finds a difference.',
    }),
    analyze: (0,row/* defaulting */.G5)(readers/* flag */.Jt, 'true', { description: 'Run ANALYZE at the end.' }),
};
/** Every input of the restore action, once. */
const RESTORE_INPUTS = {
    ...targetInputs,
    ...storage/* destinationInputs */.SR,
    ...oneBackupInputs,
    ...partInputs,
    ...safetyInputs,
    ...loadInputs,
    ...afterCareInputs,
    ...opening/* openingInputs */.i,
    ...targetTlsInputs,
    ...database/* clientInputs */.H,
    ...storage/* s3AccessInputs */.G6,
    ...storage/* s3WritingInputs */.Yt,
    ...notify/* notifyInputs */.v,
};
/** More sessions than that bring a server down rather than a restore forward. */
const MOST_JOBS = 64;


/***/ }),

/***/ 94626:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ rereadDump),
/* harmony export */   r: () => (/* binding */ fetchDump)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(46466);
/* harmony import */ var _catalog_integrity_failure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64715);
/* harmony import */ var _catalog_read_backup_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5210);
/* harmony import */ var _catalog_read_progress_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(707);
/* harmony import */ var _stream_hash_meter_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(29102);
/* harmony import */ var _stream_ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(98025);
/* harmony import */ var _scratch_file_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(16632);









/**
 * Downloads a backup, opens it, and compares every byte with the manifest, into a new `file` that only this user may
 * read. The file is there afterwards only if it is what the manifest says. `parts.signal` ends it early.
 * @throws BackupError `backup-altered`, `scratch-disk-full`, and regardless of the store and the encryption say
 */
async function fetchDump(manifest, file, parts) {
    const controller = new AbortController();
    const signal = AbortSignal.any([parts.signal, controller.signal]);
    const { closed, sink } = await (0,_scratch_file_js__WEBPACK_IMPORTED_MODULE_7__/* .newScratchFile */ .F)(file);
    const progress = (0,_catalog_read_progress_js__WEBPACK_IMPORTED_MODULE_8__/* .followReadings */ .h)(parts.reporter);
    try {
        const reading = (0,_catalog_read_backup_js__WEBPACK_IMPORTED_MODULE_4__/* .readBackup */ .fe)({ ...parts, manifest, signal }, sink);
        progress.add(manifest, reading);
        await reading.done;
    }
    catch (error) {
        controller.abort(error);
        sink.destroy();
        await closed;
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(file, { force: true });
        parts.signal.throwIfAborted();
        throw (await (0,_catalog_integrity_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .classifyIntegrityFailure */ .o)(error, manifest, parts)) ?? error;
    }
    finally {
        progress.stop();
    }
}
/**
 * Reads what `fetchDump` left once more.
 * @throws BackupError `backup-altered` where it is not what the manifest says any more
 */
async function rereadDump(manifest, file, sink, signal) {
    const dump = new _stream_hash_meter_js__WEBPACK_IMPORTED_MODULE_5__/* .HashMeter */ .o();
    await (0,_stream_ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_6__/* .ignoreBrokenPipe */ .Eg)((0,node_stream_promises__WEBPACK_IMPORTED_MODULE_2__.pipeline)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(file), dump, sink, { signal }));
    (0,_catalog_read_backup_js__WEBPACK_IMPORTED_MODULE_4__/* .compare */ .UD)(manifest, 'dump', dump.sum());
}


/***/ }),

/***/ 15316:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ restoreFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46466);
/* harmony import */ var _postgres_apply_apply_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(91956);
/* harmony import */ var _postgres_apply_psql_filter_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57922);
/* harmony import */ var _postgres_apply_session_options_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(89907);
/* harmony import */ var _postgres_children_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(62428);
/* harmony import */ var _postgres_compression_choice_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(71921);
/* harmony import */ var _postgres_connection_libpq_environment_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(35584);
/* harmony import */ var _postgres_decode_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(86221);
/* harmony import */ var _postgres_stall_watch_program_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8868);
/* harmony import */ var _stream_child_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(23077);
/* harmony import */ var _stream_ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(98025);
/* harmony import */ var _stream_run_all_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(28195);
/* harmony import */ var _selection_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(6169);














/**
 * Loads a dump from a file that was compared with its manifest before, by several sessions at once: so it is not all or
 * nothing, except `before`, which is. The file is left where it is.
 * @throws BackupError with the first cause; what was loaded until then stays
 */
async function restoreFile(load, parts) {
    try {
        if (load.manifest.format === 'plain')
            await runText(load, parts);
        else
            await loadArchive(load, parts);
    }
    catch (error) {
        parts.signal.throwIfAborted();
        throw error;
    }
}
async function loadArchive(load, parts) {
    if (load.before !== '') {
        await (0,_postgres_stall_watch_program_js__WEBPACK_IMPORTED_MODULE_8__/* .stoppedWhenStalled */ .p)(watchedBy(load, 'psql', parts), async (signal, started) => {
            const apply = startPsql(load, load.before, true, { ...parts, signal });
            started(apply.advance);
            await apply.finish();
        });
        load.onChange?.();
    }
    const useList = await (0,_selection_js__WEBPACK_IMPORTED_MODULE_12__/* .writeUseList */ .D)(load.ids, parts.scratch);
    const following = followItems(parts.reporter, load.onChange);
    try {
        for (const section of sectionsOf(load)) {
            const args = [...section, ...(0,_selection_js__WEBPACK_IMPORTED_MODULE_12__/* .selectionArguments */ .h)(load), ...useList.argument];
            await (0,_postgres_stall_watch_program_js__WEBPACK_IMPORTED_MODULE_8__/* .stoppedWhenStalled */ .p)(watchedBy(load, 'pg_restore', parts), async (signal, started) => {
                let lines = 0;
                const follow = (line) => {
                    lines += 1;
                    following.line(line);
                };
                started({ position: () => lines });
                await runRestore(load, args, follow, { ...parts, signal });
            });
        }
    }
    finally {
        following.stop();
        await useList.remove();
    }
}
/**
 * pg_restore waits with what follows a table's rows for those rows, but knows no rows for a domain, nor those of a
 * partition for its root: their constraint that old rows may break (NOT VALID) can come before the rows, and refuse them.
 * Then section by section, which is slower, and does not keep the order of the rows. Not with `clean`: each section would drop what is its own, and so a table before the foreign keys that refer to it.
 */
function sectionsOf({ clean, manifest }) {
    const mayComeTooEarly = manifest.fingerprint.objects.some(({ kind }) => kind === 'CHECK CONSTRAINT');
    return mayComeTooEarly && !clean
        ? ['pre-data', 'data', 'post-data'].map(section => [`--section=${section}`])
        : [[]];
}
async function runRestore({ client, connection, file, jobs, manifest, sessionSettings }, args, onStderrLine, { env, journal, signal }) {
    const child = (0,_stream_child_js__WEBPACK_IMPORTED_MODULE_9__/* .startChild */ .v)(client.program('pg_restore'), [
        ...['--verbose', '--exit-on-error', '--no-password', `--jobs=${jobs}`],
        ...[...args, ...(0,_postgres_connection_libpq_environment_js__WEBPACK_IMPORTED_MODULE_6__/* .libpqArguments */ .n)(connection), file],
    ], (0,_postgres_children_js__WEBPACK_IMPORTED_MODULE_4__/* .childOptions */ .Z_)(journal, (0,_postgres_connection_libpq_environment_js__WEBPACK_IMPORTED_MODULE_6__/* .libpqEnvironment */ .S)(connection, env, (0,_postgres_apply_session_options_js__WEBPACK_IMPORTED_MODULE_13__/* .sessionOptions */ .x)(sessionSettings)), signal, onStderrLine));
    child.stdin.end();
    child.stdout.resume();
    const end = await child.ended;
    if (!('code' in end) || end.code !== 0)
        throw (0,_postgres_children_js__WEBPACK_IMPORTED_MODULE_4__/* .explainRestore */ ._v)(connection, manifest)(child, end);
}
async function runText(load, parts) {
    await (0,_postgres_stall_watch_program_js__WEBPACK_IMPORTED_MODULE_8__/* .stoppedWhenStalled */ .p)(watchedBy(load, 'psql', parts), (signal, started) => passText(load, { ...parts, signal }, started));
}
async function passText(load, parts, started) {
    const controller = new AbortController();
    const signal = AbortSignal.any([parts.signal, controller.signal]);
    const apply = startPsql(load, load.before, false, { ...parts, signal });
    started(apply.advance);
    const decoding = (0,_postgres_decode_js__WEBPACK_IMPORTED_MODULE_7__/* .decodeText */ .g7)((0,_postgres_compression_choice_js__WEBPACK_IMPORTED_MODULE_5__/* .compressionMethod */ .c)(load.manifest.options.compression));
    const { leaveOut } = load;
    const passing = new _postgres_apply_psql_filter_js__WEBPACK_IMPORTED_MODULE_3__/* .PassingSql */ .u({ transaction: false, ...(leaveOut && { leaveOut }) });
    const flows = [
        (0,_stream_ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_10__/* .ignoreBrokenPipe */ .Eg)((0,node_stream_promises__WEBPACK_IMPORTED_MODULE_1__.pipeline)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(load.file), decoding.sink, { signal })),
        (0,_stream_ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_10__/* .ignoreBrokenPipe */ .Eg)((0,node_stream_promises__WEBPACK_IMPORTED_MODULE_1__.pipeline)(decoding.sql, passing, apply.sink, { signal })),
    ];
    const finish = async () => {
        await Promise.all(flows);
        passing.fingerprint();
        await apply.finish();
    };
    await (0,_stream_run_all_js__WEBPACK_IMPORTED_MODULE_11__/* .runAll */ .$)([...flows.slice(0, 1), apply.ended, ...flows.slice(1), finish()], controller);
}
function watchedBy({ connection }, program, { reporter, signal }) {
    return { connection, program, signal, say: (line) => reporter.info(line) };
}
function startPsql({ client, connection, last, manifest, onChange, sessionSettings }, before, transaction, { env, journal, signal }) {
    return (0,_postgres_apply_apply_js__WEBPACK_IMPORTED_MODULE_2__/* .startApply */ .T)(client, {
        before,
        last,
        sessionSettings,
        transaction,
        connectionArguments: (0,_postgres_connection_libpq_environment_js__WEBPACK_IMPORTED_MODULE_6__/* .libpqArguments */ .n)(connection),
        child: (0,_postgres_children_js__WEBPACK_IMPORTED_MODULE_4__/* .childOptions */ .Z_)(journal, (0,_postgres_connection_libpq_environment_js__WEBPACK_IMPORTED_MODULE_6__/* .libpqEnvironment */ .S)(connection, env), signal),
        explain: (0,_postgres_children_js__WEBPACK_IMPORTED_MODULE_4__/* .explainRestore */ ._v)(connection, manifest),
        ...(onChange && { onChange }),
    });
}
/** How often the log says how far pg_restore is. Milliseconds. */
const EVERY_MS = 5_000;
const FINISHED = /^pg_restore: finished item \d+ /;
/** It says so before it does something; connected it is by then. */
const CHANGES = /^pg_restore: (?:creating|dropping|processing|executing|disabling|restoring|launching) /;
const TABLE = /^pg_restore: processing data for table "(.+)"$/;
/** Reads what `pg_restore --verbose` says, and writes a line every few seconds until stopped. */
function followItems(reporter, onChange) {
    let items = 0;
    let at;
    const timer = setInterval(() => reporter.info(`${items} entries loaded${at === undefined ? '' : `, at ${at}`}`), EVERY_MS);
    return {
        line: line => {
            if (CHANGES.test(line))
                onChange?.();
            if (FINISHED.test(line))
                items += 1;
            at = TABLE.exec(line)?.[1] ?? at;
        },
        stop: () => clearInterval(timer),
    };
}


/***/ }),

/***/ 21744:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ headOfFile),
  z: () => (/* binding */ readHead)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: ./lib/catalog/integrity-failure.js
var integrity_failure = __webpack_require__(64715);
// EXTERNAL MODULE: ./lib/postgres/toc/unreadable-contents.js
var unreadable_contents = __webpack_require__(32778);
;// CONCATENATED MODULE: ./lib/postgres/toc/archive-bytes.js

/** PostgreSQL's own limit of a text: what claims to be longer is damage. Bytes. */
const TEXT_AT_MOST = 2 ** 30;
/** A sign, then the number, least byte first (ReadInt). */
function* readInteger({ integerBytes }) {
    const bytes = yield 1 + integerBytes;
    const size = bytes.readUIntLE(1, integerBytes);
    return bytes[0] === 0 ? size : -size;
}
/** Its length, then the bytes; undefined for SQL's NULL (ReadStr). */
function* readText(format) {
    const length = yield* readInteger(format);
    if (length > TEXT_AT_MOST)
        throw (0,unreadable_contents/* unreadableContents */.a)(`it has a text of ${length} bytes`);
    if (length < 0)
        return undefined;
    return length === 0 ? Buffer.alloc(0) : yield length;
}
/** @throws BackupError where it is NULL, which pg_dump never writes in such a place */
function* readRequiredText(format) {
    const text = yield* readText(format);
    if (!text)
        throw (0,unreadable_contents/* unreadableContents */.a)('a text is missing that every entry has');
    return text;
}

// EXTERNAL MODULE: ./lib/fingerprint/text.js
var fingerprint_text = __webpack_require__(6269);
;// CONCATENATED MODULE: ./lib/postgres/toc/archive-entry.js



/** K_VERS_1_16: what pg_class.relkind says. */
const RELATION_KIND_TOLD = 16;
const NOTHING = Buffer.alloc(0);
/** The next entry (ReadToc of pg_backup_archiver.c, _ReadExtraToc of pg_backup_custom.c). */
function* readEntry(format) {
    const id = yield* readInteger(format);
    if (id <= 0)
        throw (0,unreadable_contents/* unreadableContents */.a)(`it has an entry of number ${id}`);
    const carriesData = (yield* readInteger(format)) !== 0;
    // OIDs of its catalog, and in it.
    yield* readRequiredText(format);
    yield* readRequiredText(format);
    const name = yield* readRequiredText(format);
    const kind = (0,fingerprint_text/* textOf */.b)(yield* readRequiredText(format));
    // Section.
    yield* readInteger(format);
    const definition = (yield* readText(format)) ?? NOTHING;
    // What drops it.
    yield* readText(format);
    const copyStatement = (yield* readText(format)) ?? NOTHING;
    const schema = yield* readText(format);
    const tablespace = yield* readText(format);
    // Table access method.
    yield* readText(format);
    if (format.minorVersion >= RELATION_KIND_TOLD)
        yield* readInteger(format);
    const owner = yield* readText(format);
    // WITH OIDS, of old.
    yield* readRequiredText(format);
    const dependencies = yield* readDependencies(format);
    // Where its data is: not known while pg_dump writes into a pipe.
    yield 1 + format.offsetBytes;
    return { id, carriesData, kind, name, schema, owner, tablespace, definition, copyStatement, dependencies };
}
function* readDependencies(format) {
    const ids = [];
    for (let text = yield* readText(format); text; text = yield* readText(format)) {
        const id = Number(text.toString('latin1'));
        if (!Number.isInteger(id))
            throw (0,unreadable_contents/* unreadableContents */.a)('an entry needs what has no number');
        ids.push(id);
    }
    return ids;
}

// EXTERNAL MODULE: ./lib/postgres/toc/toc-entry-of.js
var toc_entry_of = __webpack_require__(86011);
;// CONCATENATED MODULE: ./lib/postgres/toc/read-toc.js




/**
 * Reads the table of contents of an archive in pg_dump's custom format, and stops there: a stream is then destroyed, its
 * rest unread. Memory holds what a restore needs of each entry, and one statement.
 * @throws BackupError `archive-contents-unreadable`, `archive-version-unknown`; and what `input` fails with
 */
async function readToc(input) {
    const reading = readTableOfContents();
    const atHand = new BytesAtHand();
    let step = reading.next();
    for await (const chunk of input) {
        atHand.add(chunk);
        while (!step.done && atHand.bytes >= step.value)
            step = reading.next(atHand.take(step.value));
        if (step.done)
            return step.value;
    }
    throw (0,unreadable_contents/* unreadableContents */.a)('it ends too early');
}
/** Bytes that have come and were not taken yet. */
class BytesAtHand {
    #chunks = [];
    #bytes = 0;
    get bytes() {
        return this.#bytes;
    }
    add(chunk) {
        this.#chunks.push(chunk);
        this.#bytes += chunk.length;
    }
    /** The next `count` bytes, of which there must be so many. */
    take(count) {
        this.#bytes -= count;
        let [first = Buffer.alloc(0)] = this.#chunks;
        if (first.length < count) {
            first = Buffer.concat(this.#chunks);
            this.#chunks = [first];
        }
        this.#chunks[0] = first.subarray(count);
        return first.subarray(0, count);
    }
}
const MAGIC = 'PGDMP';
const CUSTOM_FORMAT = 1;
/** K_VERS_1_15: the compression's name instead of its level. */
const COMPRESSION_NAMED = 15;
/** Second to year, and whether summer time: when pg_dump began. */
const PARTS_OF_ITS_TIME = 7;
/**
 * An archive's first bytes (ReadHead of pg_backup_archiver.c); leaves the reading where the table of contents begins.
 * Versions 1.14 (PostgreSQL 12 to 15), 1.15 (16) and 1.16 (17 to 19).
 * @throws BackupError `archive-contents-unreadable`, `archive-version-unknown`
 */
function* readHeader() {
    const start = yield MAGIC.length + 6;
    if (start.toString('latin1', 0, MAGIC.length) !== MAGIC)
        throw (0,unreadable_contents/* unreadableContents */.a)(`it does not begin as an archive of pg_dump's custom format`);
    const [major = 0, minorVersion = 0, , integerBytes = 0, offsetBytes = 0, kind] = start.subarray(MAGIC.length);
    if (major !== 1 || minorVersion < 14 || minorVersion > 16)
        throw (0,unreadable_contents/* unknownVersion */.V)(`${major}.${minorVersion}`);
    if (integerBytes !== 4 || offsetBytes !== 8 || kind !== CUSTOM_FORMAT)
        throw (0,unreadable_contents/* unreadableContents */.a)('its header is not that of a custom format');
    const format = { minorVersion, integerBytes, offsetBytes };
    if (minorVersion >= COMPRESSION_NAMED)
        yield 1;
    else
        yield* readInteger(format);
    for (let part = 0; part < PARTS_OF_ITS_TIME; part++)
        yield* readInteger(format);
    // The database's name, the server's version, pg_dump's.
    for (let name = 0; name < 3; name++)
        yield* readText(format);
    return format;
}
/** The session's own settings: always applied, never asked for. */
const SETTINGS = new Set(['ENCODING', 'STDSTRINGS', 'SEARCHPATH']);
/** The database itself, which every archive holds and only `pg_restore --create` restores. */
const THE_DATABASE = 'DATABASE';
const ABOUT_ANOTHER = new Set(['ACL', 'COMMENT', 'SECURITY LABEL']);
/**
 * Reads an archive from its first byte to the end of its table of contents: the entries that `pg_restore --list` lists, in
 * the archive's order, and the settings of the database, which only `pg_restore --create` knows: they would be missed. The list is not read instead, since its lines are ambiguous: kind, schema, name and owner stand
 * side by side, each with spaces of its own.
 */
function* readTableOfContents() {
    const format = yield* readHeader();
    const count = yield* readInteger(format);
    const entries = [];
    const ids = new Set();
    for (let read = 0; read < count; read++) {
        const entry = yield* readEntry(format);
        if (ids.has(entry.id))
            throw (0,unreadable_contents/* unreadableContents */.a)(`number ${entry.id} stands for two entries`);
        ids.add(entry.id);
        if (isListed(entry))
            entries.push((0,toc_entry_of/* tocEntryOf */.s)(entry));
    }
    return entries;
}
/** By the rules of _tocEntryRequired (pg_backup_archiver.c), without --create. */
function isListed({ carriesData, definition, kind, name }) {
    if (SETTINGS.has(kind) || kind === THE_DATABASE)
        return false;
    if (ABOUT_ANOTHER.has(kind) && name.toString('latin1', 0, 9) === 'DATABASE ')
        return false;
    return carriesData || definition.length > 0;
}

// EXTERNAL MODULE: ./lib/stream/destroy-and-wait.js
var destroy_and_wait = __webpack_require__(59134);
;// CONCATENATED MODULE: ./lib/restore/load/read-toc.js





/**
 * Reads the head of a stored archive (custom format: SQL text has none), and no more of it than that. Its bytes are not
 * compared with the manifest, which has hashes of the whole only: what it says decides what will be asked for, and loading
 * compares every byte.
 * @throws BackupError `backup-altered` where it cannot be read; a wrong or missing key; and what concerns the store
 */
async function readHead(manifest, parts) {
    try {
        return await headOf(manifest, parts);
    }
    catch (error) {
        parts.signal.throwIfAborted();
        throw (await (0,integrity_failure/* classifyIntegrityFailure */.o)(error, manifest, parts)) ?? error;
    }
}
/**
 * The same of an archive that is in a file, opened already.
 * @throws BackupError `archive-contents-unreadable`, `archive-version-unknown`
 */
async function headOfFile(file, signal) {
    return { toc: await readToc((0,external_node_fs_.createReadStream)(file, { signal })) };
}
async function headOf({ encryption, key }, parts) {
    const { decryption, store } = parts;
    const enough = new AbortController();
    const signal = AbortSignal.any([parts.signal, enough.signal]);
    const stage = decryption.open(encryption, signal);
    let source;
    try {
        source = await store.get(key, signal);
        return { toc: await readToc(stage ? (0,external_node_stream_.pipeline)(source, stage, () => { }) : source) };
    }
    finally {
        // A stalled download would not notice that nobody reads it any more.
        enough.abort();
        await Promise.all([source, stage].map(stream => stream && (0,destroy_and_wait/* destroyAndWait */.J)(stream)));
    }
}


/***/ }),

/***/ 16632:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ explainScratch),
/* harmony export */   F: () => (/* binding */ newScratchFile)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57075);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3828);
/* harmony import */ var _core_scratch_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(82121);





const full = folder => ({
    ..._core_scratch_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .SCRATCH_DISK_FULL */ .h,
    message: `No space is left in ${folder} (RUNNER_TEMP) for a file of the restore.`,
    hint: 'Free space there, use a larger runner, or set jobs to 1: the backup is then streamed, and needs none.',
});
const unusable = folder => ({
    ..._core_scratch_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .SCRATCH_UNUSABLE */ .B,
    message: `A file cannot be written in ${folder} (RUNNER_TEMP).`,
    hint: 'Check that it exists, and can be written to by this user.',
});
const BY_CODE = {
    ENOSPC: full,
    EDQUOT: full,
    EFBIG: full,
    EACCES: unusable,
    EPERM: unusable,
    EROFS: unusable,
    ENOENT: unusable,
};
/** Turns an error of the file system, about the run's own folder, into what a user can act on; others pass as they are. */
function explainScratch(error, folder) {
    if (!(error instanceof Error))
        return new Error(String(error));
    const explain = 'code' in error ? BY_CODE[String(error.code)] : undefined;
    return explain ? new _core_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .BackupError */ .hj(explain(folder), error) : error;
}
/** A new file that only this user may read, with backpressure. */
async function newScratchFile(path) {
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path);
    let file;
    try {
        file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(path, 'wx', 0o600);
    }
    catch (error) {
        throw explainScratch(error, folder);
    }
    const sink = new node_stream__WEBPACK_IMPORTED_MODULE_2__.Writable({
        highWaterMark: 1024 * 1024,
        write: (chunk, _encoding, done) => void writeAll(file, chunk).then(() => done(), (error) => done(explainScratch(error, folder))),
        destroy: (error, done) => void file.close().then(() => done(error), (closing) => done(error ?? explainScratch(closing, folder))),
    });
    const closed = new Promise(resolve => sink.once('close', resolve));
    return { sink, closed };
}
async function writeAll(file, chunk) {
    for (let at = 0; at < chunk.length;) {
        const { bytesWritten } = await file.write(chunk, at);
        at += bytesWritten;
    }
}


/***/ }),

/***/ 6169:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ writeUseList),
/* harmony export */   h: () => (/* binding */ selectionArguments)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _plan_use_list_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(38536);
/* harmony import */ var _scratch_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16632);





/** pg_restore's arguments for which part of an archive it takes, and how: except the list of its entries. */
function selectionArguments({ clean, noOwner, noAcl }) {
    return [
        ...(clean ? ['--clean', '--if-exists'] : []),
        ...(noOwner ? ['--no-owner'] : []),
        ...(noAcl ? ['--no-privileges'] : []),
    ];
}
/** Writes the list of the entries to take, since pg_restore has it only from a file. */
async function writeUseList(ids, scratch) {
    if (ids === undefined)
        return { argument: [], remove: async () => { } };
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(scratch, `use-list-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString('hex')}`);
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(file, (0,_plan_use_list_js__WEBPACK_IMPORTED_MODULE_4__/* .useList */ .U)(ids), { flag: 'wx' });
        // It names nothing, and in a drill another account reads it.
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.chmod)(file, 0o644);
    }
    catch (error) {
        throw (0,_scratch_file_js__WEBPACK_IMPORTED_MODULE_3__/* .explainScratch */ .C)(error, scratch);
    }
    return { argument: [`--use-list=${file}`], remove: () => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(file, { force: true }) };
}


/***/ }),

/***/ 4772:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ olderMinorWarning)
/* harmony export */ });
/* harmony import */ var _postgres_client_standing_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21903);
/* harmony import */ var _postgres_client_version_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37259);


/**
 * What to know before a backup goes to a server of an older minor version than the source. It matters only where pg_dump,
 * too, was older than the source: then it may have dumped what only newer minor versions know.
 */
function olderMinorWarning({ clientVersion, source }, target) {
    const { least } = (0,_postgres_client_standing_js__WEBPACK_IMPORTED_MODULE_0__/* .leastOf */ .zk)(target.major, source.serverVersion);
    if (least === undefined || (0,_postgres_client_version_js__WEBPACK_IMPORTED_MODULE_1__/* .comparePostgres */ .lj)(target.version, least) >= 0)
        return undefined;
    const { least: dumped } = (0,_postgres_client_standing_js__WEBPACK_IMPORTED_MODULE_0__/* .leastOf */ .zk)(target.major, clientVersion);
    if (dumped === undefined || (0,_postgres_client_version_js__WEBPACK_IMPORTED_MODULE_1__/* .comparePostgres */ .lj)(dumped, least) >= 0)
        return undefined;
    return `The server is PostgreSQL ${target.version}, older than the one that was backed up, ${least}, and pg_dump was ${dumped}: it may have dumped what this server does not know. If the load fails, take a server of ${least} or newer.`;
}


/***/ }),

/***/ 40425:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ wantedBackup),
/* harmony export */   w: () => (/* binding */ oneBackupRules)
/* harmony export */ });
/* harmony import */ var _action_inputs_rules_rule_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(374);
/* harmony import */ var _action_inputs_rules_start_rules_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(18232);
/* harmony import */ var _catalog_since_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(49253);



/** What chooses among several backups, and says nothing where one is named. */
const CHOOSING = ['series', 'class', 'before'];
/** Which backup. */
const oneBackupRules = CHOOSING.map(name => (0,_action_inputs_rules_rule_js__WEBPACK_IMPORTED_MODULE_2__/* .rule */ .H)([name, 'from'], ({ value }) => value(name) !== undefined && value('from').kind === 'key', `${name} says nothing where from is the key of one backup; leave ${name} empty, or write from: latest`));
/** The backup that the inputs choose. */
function wantedBackup({ value }, destination) {
    const from = (0,_action_inputs_rules_start_rules_js__WEBPACK_IMPORTED_MODULE_0__/* .keyWithin */ .h)(value('from'), destination);
    if (from.kind === 'key')
        return from;
    const before = value('before');
    return {
        kind: 'newest',
        series: value('series'),
        backupClass: value('class'),
        before: before && (0,_catalog_since_js__WEBPACK_IMPORTED_MODULE_1__/* .sinceWhen */ .n)(before, new Date()),
    };
}


/***/ }),

/***/ 94642:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DF: () => (/* binding */ dataOfTables),
/* harmony export */   MB: () => (/* binding */ entryName),
/* harmony export */   TN: () => (/* binding */ keyOf),
/* harmony export */   mu: () => (/* binding */ definitionsOf)
/* harmony export */ });
/* harmony import */ var _postgres_toc_entry_kinds_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5400);
/* harmony import */ var _sanitized_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(32453);


/**
 * The numbers of the entries that define these tables, and their partitions: a partitioned table has its rows in them. By
 * the very names that the tables' data says where two differ by a line break only.
 */
function definitionsOf(tables, toc) {
    const wanted = new Set(tables.map(keyOf));
    const alike = new Set(tables.map(({ schema, name }) => keyOf(entryName(schema, name))));
    const filled = new Map(toc.flatMap(({ data, dependencies }) => data?.of === 'table' ? dependencies.map(id => [id, keyOf(data.table)]) : []));
    const found = new Set(toc
        .filter(entry => (0,_postgres_toc_entry_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .isTable */ .bI)(entry) && alike.has(keyOf(entry)))
        .map(({ id }) => id)
        .filter(id => wanted.has(filled.get(id) ?? '') || !filled.has(id)));
    const partitions = partitionsIn(toc);
    for (const id of found)
        for (const partition of partitions.get(id) ?? [])
            found.add(partition);
    return found;
}
/** The numbers of the entries that fill these tables and their partitions, and set the sequences of their columns. */
function dataOfTables(tables, toc) {
    const definitions = definitionsOf(tables, toc);
    const named = new Set(tables.map(keyOf));
    const sequences = new Set(toc
        .filter(({ dependencies, kind }) => kind === 'SEQUENCE' && dependencies.some(id => definitions.has(id)))
        .map(({ id }) => id));
    const isMeant = ({ data, dependencies }) => {
        if (data?.of === 'sequence')
            return dependencies.some(id => sequences.has(id));
        // By name too: an archive of rows only defines no tables.
        return (data?.of === 'table' && (named.has(keyOf(data.table)) || dependencies.some(id => definitions.has(id))));
    };
    return new Set(toc.filter(isMeant).map(({ id }) => id));
}
/** The partitions of each partitioned table, by their numbers. A TABLE ATTACH is named after the partition. */
function partitionsIn(toc) {
    const tables = new Map(toc.filter(_postgres_toc_entry_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .isTable */ .bI).map(entry => [entry.id, entry]));
    const partitions = new Map();
    for (const { dependencies, kind, name, schema } of toc) {
        if (kind !== 'TABLE ATTACH')
            continue;
        const ends = new Set(dependencies.filter(id => tables.has(id)));
        const partition = [...ends].find(id => {
            const table = tables.get(id);
            return table?.schema === schema && table.name === name;
        });
        if (partition === undefined)
            continue;
        for (const parent of ends)
            if (parent !== partition)
                partitions.set(parent, [...(partitions.get(parent) ?? []), partition]);
    }
    return partitions;
}
function keyOf({ schema, name }) {
    return JSON.stringify([schema, name]);
}
/** As the table of contents has it. */
function entryName(schema, name) {
    return { schema: (0,_sanitized_js__WEBPACK_IMPORTED_MODULE_1__/* .sanitized */ .A)(schema), name: (0,_sanitized_js__WEBPACK_IMPORTED_MODULE_1__/* .sanitized */ .A)(name) };
}


/***/ }),

/***/ 83178:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ isEmpty),
/* harmony export */   P: () => (/* binding */ contents)
/* harmony export */ });
/* harmony import */ var _core_words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44474);
/* harmony import */ var _fingerprint_fingerprint_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23204);
/* harmony import */ var _presets_preset_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9434);
/* harmony import */ var _named_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(71745);




/**
 * What a restore could overwrite of a database's contents, in words: `3 tables`. Extensions do not count, nor does what a
 * preset's platform has made, but rows of theirs do, since those of a backup replace them; empty for an empty database.
 */
function contents(target, preset) {
    const { otherObjects, relations, schemas } = target;
    const rows = tablesWithRows(target, preset);
    const owned = (schema) => (0,_presets_preset_js__WEBPACK_IMPORTED_MODULE_0__/* .managedSchema */ .j$)(preset, schema) === undefined;
    const kinds = Map.groupBy(relations.filter(({ schema }) => owned(schema)), ({ kind }) => kind);
    const others = otherObjects.filter(words => !isPlatforms(words, preset));
    const extra = schemas.filter(schema => schema !== 'public' && owned(schema));
    return [
        ...[...kinds].map(([kind, found]) => (0,_core_words_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(found.length, kind)),
        ...(others.length > 0 ? [(0,_core_words_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(others.length, 'other object')] : []),
        ...(extra.length > 0
            ? [`${extra.length > 1 ? 'schemas' : 'schema'} ${extra.toSorted().join(', ')}`]
            : []),
        ...(rows.length > 0 ? [`rows in ${(0,_named_js__WEBPACK_IMPORTED_MODULE_2__/* .named */ .K)(rows)}`] : []),
    ];
}
/** Tables that a restore does not make but fill, as far as they count as contents only where they have rows. */
function tablesWithRows({ extensionTables, relations }, preset) {
    const isReplaced = ({ name, schema }) => {
        if ((0,_presets_preset_js__WEBPACK_IMPORTED_MODULE_0__/* .platformOf */ .tj)(preset)?.unreadable.includes((0,_fingerprint_fingerprint_js__WEBPACK_IMPORTED_MODULE_3__/* .qualifiedName */ .OL)({ schema, name })))
            return false;
        const managed = (0,_presets_preset_js__WEBPACK_IMPORTED_MODULE_0__/* .managedSchema */ .j$)(preset, schema);
        return managed?.restore !== 'left alone' && managed?.migrations?.includes(name) !== true;
    };
    const ofPlatform = relations.filter(relation => (0,_presets_preset_js__WEBPACK_IMPORTED_MODULE_0__/* .managedSchema */ .j$)(preset, relation.schema) !== undefined && isReplaced(relation) && mayHoldRows(relation));
    const ofExtensions = extensionTables.filter(table => table.holdsRows && isReplaced(table));
    return [...ofPlatform, ...ofExtensions].map(_fingerprint_fingerprint_js__WEBPACK_IMPORTED_MODULE_3__/* .qualifiedName */ .OL);
}
/** A partitioned table has its rows in its partitions. */
function mayHoldRows({ holdsRows, kind, partitioned }) {
    return kind === 'table' && !partitioned && holdsRows !== false;
}
/** Whether nothing could be lost in it: no relations, no other objects, no schema but public, and no rows of extensions. */
function isEmpty(target, preset) {
    return contents(target, preset).length === 0;
}
/** Words such as `function auth.uid()` or `event trigger pgrst_ddl_watch`. */
function isPlatforms(words, preset) {
    const platform = (0,_presets_preset_js__WEBPACK_IMPORTED_MODULE_0__/* .platformOf */ .tj)(preset);
    if (!platform)
        return false;
    const schema = / "?([^\s."]+)"?\./.exec(words)?.[1];
    if (schema !== undefined)
        return (0,_presets_preset_js__WEBPACK_IMPORTED_MODULE_0__/* .managedSchema */ .j$)(preset, schema) !== undefined;
    const [, kind = '', name = ''] = /^(.+) (\S+)$/.exec(words) ?? [];
    return platform.isPrimary(kind.toUpperCase(), name);
}


/***/ }),

/***/ 71745:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ named)
/* harmony export */ });
/* harmony import */ var _core_words_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44474);

/** The first names of many, each once, for a message. */
function named(names, most = 5) {
    return (0,_core_words_js__WEBPACK_IMPORTED_MODULE_0__/* .firstOf */ .Ku)([...new Set(names)], most);
}


/***/ }),

/***/ 41302:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ needsItsOrder)
/* harmony export */ });
/** What a table's rows pass through on the way to a function: a column's type, an operator in an expression. */
const PASSED_THROUGH = new Set(['DOMAIN', 'TYPE', 'OPERATOR', 'CAST']);
/** What is asked about each row though the table's own definition does not say so. */
const TYPES = new Set(['DOMAIN', 'TYPE']);
/**
 * Whether several sessions could fail where one does not, or the other way round. A function that is asked about each row
 * may read other tables, whose rows several sessions have loaded or not. And a domain's constraint that is not valid for
 * the rows that are there stands last in the archive, but needs nothing but the domain, and so pg_restore may create it
 * before the rows.
 */
function needsItsOrder(load) {
    const entries = new Map(load.map(entry => [entry.id, entry]));
    const needed = ({ dependencies }) => dependencies.flatMap(id => entries.get(id) ?? []);
    const callsFunction = (entry, seen) => {
        if (entry.kind === 'FUNCTION')
            return true;
        if (!PASSED_THROUGH.has(entry.kind) || seen.has(entry.id))
            return false;
        return needed(entry).some(next => callsFunction(next, new Set([...seen, entry.id])));
    };
    return load.some(entry => {
        if (entry.kind === 'CHECK CONSTRAINT')
            return needed(entry).some(({ kind }) => kind === 'DOMAIN');
        if (entry.kind !== 'TABLE')
            return false;
        const asked = needed(entry).filter(({ kind }) => entry.judgesRows || TYPES.has(kind));
        return asked.some(next => callsFunction(next, new Set()));
    });
}


/***/ }),

/***/ 67716:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  z: () => (/* binding */ NOT_ASKED_FOR),
  q: () => (/* binding */ planRestore)
});

// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/postgres/toc/entry-kinds.js
var entry_kinds = __webpack_require__(5400);
// EXTERNAL MODULE: ./lib/presets/preset.js + 1 modules
var preset = __webpack_require__(9434);
// EXTERNAL MODULE: ./lib/fingerprint/definitions.js + 3 modules
var fingerprint_definitions = __webpack_require__(99772);
// EXTERNAL MODULE: ./lib/fingerprint/fingerprint.js
var fingerprint_fingerprint = __webpack_require__(23204);
// EXTERNAL MODULE: ./lib/fingerprint/multiset-hash.js
var multiset_hash = __webpack_require__(33558);
;// CONCATENATED MODULE: ./lib/restore/verify/expected.js



const NO_LARGE_OBJECTS = { count: 0, bytes: 0, sha256: new multiset_hash/* MultisetHash */.c().hex() };
/** A fingerprint without anything that is not loaded. */
function expectedOf(fingerprint, load) {
    const definitions = new Set(load.map(definitionKey));
    const data = load.flatMap(entry => entry.data ?? []);
    const tables = new Set(data.flatMap(each => (each.of === 'table' ? [(0,fingerprint_fingerprint/* qualifiedName */.OL)(each.table)] : [])));
    const sequences = new Set(data.flatMap(each => (each.of === 'sequence' ? [each.sequence] : [])));
    const objects = fingerprint.objects.filter(object => definitions.has(definitionKey(object)));
    return {
        ddlSha256: (0,fingerprint_definitions/* sumOfDefinitions */.n)(objects),
        objects,
        tables: fingerprint.tables.filter(table => tables.has((0,fingerprint_fingerprint/* qualifiedName */.OL)(table))),
        sequences: fingerprint.sequences.filter(({ sequence }) => sequences.has(sequence)),
        largeObjects: data.some(({ of }) => of === 'large objects') ? fingerprint.largeObjects : NO_LARGE_OBJECTS,
    };
}
/** By which an entry of the table of contents and a definition of the fingerprint find each other. */
function definitionKey({ kind, schema, name }) {
    return JSON.stringify([kind, schema, name]);
}

// EXTERNAL MODULE: ./lib/core/sql-quoting.js
var sql_quoting = __webpack_require__(97377);
// EXTERNAL MODULE: ./lib/restore/plan/data-of-tables.js
var data_of_tables = __webpack_require__(94642);
;// CONCATENATED MODULE: ./lib/restore/plan/detach-partitions.js


/**
 * SQL that makes ordinary tables of the partitions that `pg_restore --clean` is going to drop: it drops their constraints and
 * indexes one by one, which a partition refuses ("cannot drop inherited constraint"). Foreign keys to partitioned tables are
 * dropped before, as far as the backup has them, since no partition that is pointed to can be detached; and those that a
 * partition had from its parent after, since they would keep the tables that they point to; its own it keeps where it stays.
 * A partition that stays gives up the names that its not-null constraints have from its parent (PostgreSQL 18), which the new parent's need. Empty where
 * there are none.
 */
function detachPartitions(load, { target }) {
    const made = new Set(load.filter(({ kind }) => kind === 'TABLE').map(data_of_tables/* keyOf */.TN));
    const tables = target.relations.filter(({ kind, schema, name }) => kind === 'table' && made.has((0,data_of_tables/* keyOf */.TN)((0,data_of_tables/* entryName */.MB)(schema, name))));
    // By the target, no matter what the backup has of it: with a partitioned table all of its partitions are dropped, known or not.
    if (!tables.some(({ partition, partitioned }) => partitioned || partition !== undefined))
        return '';
    const keys = load
        .filter(({ kind }) => kind === 'FK CONSTRAINT')
        .map(({ schema, name }) => ({ schema, name }));
    const body = `
DECLARE
  replaced oid[] := ARRAY(
    SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE (n.nspname, c.relname) IN (${pairs(tables)}));
  inherited oid[];
  link record;
  key record;
BEGIN
  FOR key IN
    SELECT c.oid::pg_catalog.regclass AS relation, k.conname
      FROM pg_catalog.pg_constraint k
      JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_class other ON other.oid = k.confrelid
     WHERE k.contype = 'f' AND k.conparentid = 0 AND (other.relkind = 'p' OR other.relispartition)
       AND (pg_catalog.translate(n.nspname, E'\\r\\n', '  '),
            pg_catalog.translate(c.relname || ' ' || k.conname, E'\\r\\n', '  ')) IN (${pairs(keys)})
  LOOP
    EXECUTE pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', key.relation, key.conname);
  END LOOP;
  FOR link IN
    SELECT i.inhrelid::pg_catalog.regclass AS partition, i.inhparent::pg_catalog.regclass AS parent
      FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
     WHERE c.relispartition AND c.relkind IN ('r', 'p', 'f')
       AND (i.inhrelid = ANY (replaced) OR i.inhparent = ANY (replaced))
  LOOP
    inherited := ARRAY(
      SELECT k.oid FROM pg_catalog.pg_constraint k
       WHERE k.conrelid = link.partition AND k.contype = 'f' AND k.conparentid <> 0);
    EXECUTE pg_catalog.format('ALTER TABLE %s DETACH PARTITION %s', link.parent, link.partition);
    FOR key IN
      SELECT k.conname FROM pg_catalog.pg_constraint k
       WHERE k.conrelid = link.partition AND k.contype = 'f' AND k.conparentid = 0
         AND (k.oid = ANY (inherited) OR link.partition = ANY (replaced))
    LOOP
      EXECUTE pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', link.partition, key.conname);
    END LOOP;
    CONTINUE WHEN link.partition = ANY (replaced);
    FOR key IN
      SELECT k.conname, own.name FROM pg_catalog.pg_constraint k
        JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1],
        pg_catalog.concat(pg_catalog.left(c.relname || '_' || a.attname, 50), '_not_null') own(name)
       WHERE k.conrelid = link.partition AND k.contype = 'n'
         AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint o WHERE o.conrelid = c.oid AND o.conname = own.name)
    LOOP
      EXECUTE pg_catalog.format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', link.partition, key.conname, key.name);
    END LOOP;
  END LOOP;
END`;
    return `DO ${(0,sql_quoting/* dollarQuote */.HN)(body)};`;
}
/** Pairs of names as SQL; one that no object has where there are none. */
function pairs(names) {
    const list = names.map(({ schema, name }) => `(${(0,sql_quoting/* quoteLiteral */.ce)(schema)}, ${(0,sql_quoting/* quoteLiteral */.ce)(name)})`);
    return list.length > 0 ? list.join(', ') : `('', '')`;
}

// EXTERNAL MODULE: ./lib/restore/plan/sanitized.js
var sanitized = __webpack_require__(32453);
;// CONCATENATED MODULE: ./lib/restore/plan/drops.js




/** Relations of the target that are dropped, since the load makes them. */
function droppedRelations(load, { target }) {
    const made = new Set(load.filter(entry_kinds/* isRelation */.LL).map(data_of_tables/* keyOf */.TN));
    return target.relations.filter(({ schema, name }) => made.has((0,data_of_tables/* keyOf */.TN)((0,data_of_tables/* entryName */.MB)(schema, name))));
}
/** Everything of the target that is dropped, in words: `table public.orders`, `function app.f(integer)`. */
function dropped(load, context) {
    const { target } = context;
    const made = new Set(load.flatMap(described));
    const largeObjects = load.some(({ data }) => data?.of === 'large objects');
    return [
        ...droppedRelations(load, context).map(relation => `${relation.kind} ${(0,fingerprint_fingerprint/* qualifiedName */.OL)(relation)}`),
        ...target.otherObjects.filter(words => made.has(bare(words))),
        ...target.otherObjects
            .filter(words => largeObjects && /^\d+ large objects?$/.test(words))
            .map(words => `those of the ${words} that the backup has too`),
    ];
}
/** As pg_describe_object calls what the table of contents has another word for. */
const WORDS = {
    PROCEDURE: ['function', 'procedure'],
    AGGREGATE: ['function', 'aggregate'],
    DOMAIN: ['type'],
    STATISTICS: ['statistics object'],
    'FOREIGN DATA WRAPPER': ['foreign-data wrapper'],
};
/** What an entry defines, in the words of `otherObjects`, bare. */
function described(entry) {
    if (entry.data !== undefined || (0,entry_kinds/* isRelation */.LL)(entry))
        return [];
    const name = entry.schema === '-' ? entry.name : `${entry.schema}.${entry.name}`;
    return (WORDS[entry.kind] ?? [entry.kind.toLowerCase()]).map(word => bare(`${word} ${name}`));
}
/** Quotes and spaces are set otherwise in the table of contents. */
function bare(words) {
    return (0,sanitized/* sanitized */.A)(words).replaceAll(/["\s]/g, '');
}

;// CONCATENATED MODULE: ./lib/restore/plan/empty-tables.js


/**
 * SQL that empties tables of what the backup replaces, and fails rather than touch another one: never CASCADE, never a child
 * by way of its parent, never only the rows that a policy shows. Empty where there are none. TRUNCATE refuses what others
 * point to, also where foreign keys are not checked (session_replication_role): from those tables rows are deleted one by
 * one, and from those of which an extension keeps some. `sparing`: without triggers, those of foreign keys among them.
 */
function emptyTables(tables, { foreignKeys, deleting, sparing = false, }) {
    const slow = deleting ? new Set(tables.map(data_of_tables/* keyOf */.TN)) : notTruncated(tables, foreignKeys);
    const truncated = tables.filter(table => !slow.has((0,data_of_tables/* keyOf */.TN)(table)));
    const deleted = tables.filter(table => slow.has((0,data_of_tables/* keyOf */.TN)(table)));
    return [
        ...(truncated.length > 0 ? [`TRUNCATE ONLY ${truncated.map(qualified).join(', ONLY ')};`] : []),
        ...(deleted.length > 0 ? [AS_PG_DUMP, ...spared(deleted.map(deletion), sparing)] : []),
    ].join('\n');
}
/** What pg_dump's own SQL begins with: without names to search for, and with an error where a policy would hide rows. */
const AS_PG_DUMP = `SELECT pg_catalog.set_config('search_path', '', false);\nSET row_security = off;`;
function spared(statements, sparing) {
    if (!sparing)
        return statements;
    return ['SET session_replication_role = replica;', ...statements, 'RESET session_replication_role;'];
}
function deletion(table) {
    return `DELETE FROM ONLY ${qualified(table)}${table.condition ? ` ${table.condition}` : ''};`;
}
/** With a condition, or pointed to by a table that is not truncated in the same statement. */
function notTruncated(tables, foreignKeys) {
    const runAll = new Set(tables.filter(({ condition }) => !condition).map(data_of_tables/* keyOf */.TN));
    const slow = new Set(tables.filter(({ condition }) => condition).map(data_of_tables/* keyOf */.TN));
    let before;
    do {
        before = slow.size;
        for (const { references, table } of foreignKeys) {
            if (!runAll.has((0,data_of_tables/* keyOf */.TN)(references)) || runAll.has((0,data_of_tables/* keyOf */.TN)(table)))
                continue;
            runAll.delete((0,data_of_tables/* keyOf */.TN)(references));
            slow.add((0,data_of_tables/* keyOf */.TN)(references));
        }
    } while (slow.size > before);
    return slow;
}
function qualified({ schema, name }) {
    return `${(0,sql_quoting/* quoteIdentifier */.Cm)(schema)}.${(0,sql_quoting/* quoteIdentifier */.Cm)(name)}`;
}

// EXTERNAL MODULE: ./lib/restore/plan/named.js
var named = __webpack_require__(71745);
;// CONCATENATED MODULE: ./lib/restore/plan/existing-tables.js




/**
 * The tables whose rows are replaced.
 * @throws BackupError `restore-table-missing` where the target does not have one
 */
function existingTables(load, context) {
    const { target } = context;
    const relations = new Map(target.relations.filter(({ kind }) => kind === 'table').map(relation => [(0,data_of_tables/* keyOf */.TN)(relation), relation]));
    const ofExtensions = new Map(target.extensionTables.map(table => [(0,data_of_tables/* keyOf */.TN)(table), table]));
    const missing = [];
    const found = filledByLoad(load).flatMap(({ entry, filled, table }) => {
        const relation = relations.get((0,data_of_tables/* keyOf */.TN)(table));
        if (relation) {
            return withRowsOf(relation, target.relations).map(({ holdsRows, name, schema }) => ({
                schema,
                name,
                filled,
                condition: undefined,
                mayHoldRows: holdsRows !== false,
            }));
        }
        const own = ofExtensions.get((0,data_of_tables/* keyOf */.TN)(table));
        if (own)
            return [{ ...table, filled, condition: own.condition, mayHoldRows: own.holdsRows }];
        if (!isOfExtension(entry, table, context))
            missing.push(table);
        return [];
    });
    if (missing.length > 0)
        throw tableMissing(missing.map(fingerprint_fingerprint/* qualifiedName */.OL));
    return [...new Map(found.map(table => [(0,data_of_tables/* keyOf */.TN)(table), table])).values()];
}
function filledByLoad(load) {
    const made = new Set(load.filter(({ kind }) => kind === 'TABLE').map(({ id }) => id));
    const found = new Map();
    for (const [place, entry] of load.entries()) {
        if (entry.data?.of !== 'table' || entry.dependencies.some(id => made.has(id)))
            continue;
        const { table } = entry.data;
        const first = found.get((0,data_of_tables/* keyOf */.TN)(table))?.filled.first ?? place;
        found.set((0,data_of_tables/* keyOf */.TN)(table), { table, entry, filled: { first, last: place } });
    }
    return [...found.values()];
}
/**
 * Where rows of a table are. Rows that are loaded through a partitioned table belong into those of its partitions that
 * pg_dump dumps so; the others have entries of their own, if the backup knows them.
 */
function withRowsOf(relation, all) {
    if (!relation.partitioned)
        return [relation];
    const partitions = all.filter(({ kind, partition, partitioned }) => kind === 'table' && !partitioned && partition && (0,data_of_tables/* keyOf */.TN)(partition.root) === (0,data_of_tables/* keyOf */.TN)(relation));
    const through = partitions.filter(({ partition }) => partition?.throughRoot);
    return through.length > 0 ? through : partitions;
}
/**
 * Rows of an extension's own table, such as cron.job or spatial_ref_sys, come without a definition: the extension makes it.
 * An archive of rows only has no definitions to say by; there such a table may be in the schema of any extension.
 */
function isOfExtension({ dependencies }, table, context) {
    const { manifest, target, toc } = context;
    if (manifest.mode !== 'data')
        return !toc.some(({ id, kind }) => kind === 'TABLE' && dependencies.includes(id));
    return (target.extensions.some(({ schema }) => schema === table.schema) || !target.schemas.includes(table.schema));
}
const RESTORE_TABLE_MISSING = (0,errors/* defineError */.MP)({
    topic: 'restoring',
    code: 'restore-table-missing',
    kind: 'refusal',
    meaning: 'Rows alone are to be restored, and the target lacks the tables that they belong to.',
    fix: 'Create them first, such as by a restore with mode: schema, or restore tables with definitions: true.',
});
function tableMissing(names) {
    return new errors/* BackupError */.hj({
        ...RESTORE_TABLE_MISSING,
        message: `Only rows are restored, and the target lacks the tables that they belong to: ${(0,named/* named */.K)(names, 10)}.`,
    });
}

// EXTERNAL MODULE: ./lib/restore/plan/is-empty.js
var is_empty = __webpack_require__(83178);
;// CONCATENATED MODULE: ./lib/restore/plan/refused-rights.js




/** What needs CREATE on the database (the pages of the SQL commands in PostgreSQL's documentation). */
const OF_THE_DATABASE = new Set(['SCHEMA', 'EXTENSION', 'PUBLICATION']);
/** What needs CREATE on its schema. No matter what changes something that is there needs its owner. */
const OF_A_SCHEMA = new Set([
    ...['TABLE', 'FOREIGN TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SEQUENCE', 'INDEX', 'STATISTICS'],
    ...[
        'FUNCTION',
        'PROCEDURE',
        'AGGREGATE',
        'TYPE',
        'DOMAIN',
        'OPERATOR',
        'OPERATOR CLASS',
        'OPERATOR FAMILY',
    ],
    ...['COLLATION', 'CONVERSION', 'TEXT SEARCH CONFIGURATION', 'TEXT SEARCH DICTIONARY'],
]);
const RESTORE_RIGHT_MISSING = (0,errors/* defineError */.MP)({
    topic: 'restoring',
    code: 'restore-right-missing',
    kind: 'refusal',
    meaning: 'The role that restores may not create what the backup has, or drop what it replaces: the message names what it lacks.',
    fix: 'Restore as the owner of the database and of what is in it, or grant the role what it lacks.',
});
/**
 * Refuses what the role could not do, as far as the catalog says.
 * @throws BackupError `restore-right-missing`
 */
function refuseWithoutRights({ definitions, drops, roles }, { target }) {
    const { role, schemas } = target;
    const made = new Set(definitions.filter(({ kind }) => kind === 'SCHEMA').map(({ name }) => name));
    const closed = new Set(schemas.filter(schema => !role.createsIn.includes(schema)).map(sanitized/* sanitized */.A));
    const inDatabase = definitions.filter(({ kind }) => OF_THE_DATABASE.has(kind));
    const inSchemas = definitions.filter(({ kind, schema }) => OF_A_SCHEMA.has(kind) && closed.has(schema) && !made.has(schema));
    const missing = [
        ...(inDatabase.length > 0 && !role.createInDatabase
            ? [`CREATE on database ${target.database}, for ${(0,named/* named */.K)(inDatabase.map(inWords), 3)}`]
            : []),
        ...(inSchemas.length > 0
            ? [
                `CREATE on schema ${(0,named/* named */.K)(inSchemas.map(({ schema }) => schema))}, for ${(0,named/* named */.K)(inSchemas.map(inWords), 3)}`,
            ]
            : []),
        ...owned(drops.filter(relation => !relation.owned)),
        ...(roles.length > 0 && !role.createRole ? [`CREATEROLE, for ${(0,named/* named */.K)(roles)}`] : []),
    ];
    if (missing.length === 0)
        return;
    throw new errors/* BackupError */.hj({
        ...RESTORE_RIGHT_MISSING,
        message: `Role ${role.name} could not restore this: it lacks ${missing.join('; ')}.`,
        hint: 'Restore as the owner of the database and of what is in it, or grant that role what it lacks.',
    });
}
function owned(relations) {
    if (relations.length === 0)
        return [];
    const words = relations.map(relation => `${relation.kind} ${(0,fingerprint_fingerprint/* qualifiedName */.OL)(relation)} of ${relation.owner}`);
    return [`the ownership of what is to be dropped, ${(0,named/* named */.K)(words)}`];
}
function inWords({ kind, name }) {
    return `${kind.toLowerCase()} ${name}`;
}

;// CONCATENATED MODULE: ./lib/restore/plan/release-subscriptions.js

/**
 * SQL that lets go of the slots of subscriptions that `pg_restore --clean` is going to drop: DROP SUBSCRIPTION would reach
 * for the publisher and drop the slot there, which no transaction may, and which the backup's subscription needs. Empty
 * where there are none.
 */
function releaseSubscriptions(load) {
    const names = load.filter(({ kind }) => kind === 'SUBSCRIPTION').map(({ name }) => (0,sql_quoting/* quoteLiteral */.ce)(name));
    if (names.length === 0)
        return '';
    const body = `
DECLARE
  name pg_catalog.name;
BEGIN
  FOR name IN
    SELECT s.subname FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid
     WHERE d.datname = pg_catalog.current_database()
       AND pg_catalog.translate(s.subname, E'\\r\\n', '  ') IN (${names.join(', ')})
  LOOP
    EXECUTE pg_catalog.format('ALTER SUBSCRIPTION %I DISABLE', name);
    EXECUTE pg_catalog.format('ALTER SUBSCRIPTION %I SET (slot_name = NONE)', name);
  END LOOP;
END`;
    return `DO ${(0,sql_quoting/* dollarQuote */.HN)(body)};`;
}

;// CONCATENATED MODULE: ./lib/restore/plan/restart-sequences.js


/**
 * What setval has done stays when its transaction is rolled back. ALTER SEQUENCE … RESTART gives a sequence a new place on
 * disk first, and setval writes into that: rolled back, the sequence has its old place again, and the value in it.
 */
function restartSequences(load, { sequences }) {
    const made = new Set(load.filter(({ kind }) => kind === 'SEQUENCE').map(({ id }) => id));
    const set = new Set(load.flatMap(({ data, dependencies }) => data?.of === 'sequence' && !dependencies.some(id => made.has(id)) ? [written(data.sequence)] : []));
    const existing = sequences.filter(sequence => set.has((0,data_of_tables/* keyOf */.TN)(sequence)));
    return {
        restart: existing
            .filter(({ alterable }) => alterable)
            .map(restart)
            .join('\n'),
        nonTransactionalSequences: existing
            .filter(({ alterable }) => !alterable)
            .map(({ name, schema }) => ({ schema, name })),
    };
}
function restart({ name, schema }) {
    return `ALTER SEQUENCE ${(0,sql_quoting/* quoteIdentifier */.Cm)(schema)}.${(0,sql_quoting/* quoteIdentifier */.Cm)(name)} RESTART;`;
}
const WRITTEN = /^("(?:[^"]|"")+"|[^".]+)\.("(?:[^"]|"")+"|[^".]+)$/s;
/** Which names PostgreSQL puts in quotes differs from version to version. */
function written(sequence) {
    const [, schema = '', name = ''] = WRITTEN.exec(sequence) ?? [];
    return (0,data_of_tables/* keyOf */.TN)({ schema: (0,sql_quoting/* unquoteIdentifier */.rT)(schema), name: (0,sql_quoting/* unquoteIdentifier */.rT)(name) });
}

;// CONCATENATED MODULE: ./lib/restore/plan/rules/extensions.js

/** How extensions get into the target, or not. One that is installed is never dropped: with it would go all that needs it. */
const EXTENSION_RULES = [
    {
        name: 'extension installed already',
        applies: ({ kind, name }, { target }) => kind === 'EXTENSION' && target.extensions.some(installed => installed.name === name),
        why: () => 'is installed already, and not dropped, since all that uses it would go too',
        there: true,
    },
    {
        name: 'extension to be skipped',
        applies: ({ kind, name }, context) => kind === 'EXTENSION' && isSkipped(name, context),
        why: () => 'is not available on the target, and may be skipped (skip-extensions)',
        withDependents: true,
        missing: true,
        warning: entries => `The target cannot have ${(0,named/* named */.K)(entries.map(({ name }) => name))}: skipped (skip-extensions), with everything that needs it.`,
    },
    {
        name: 'comment on an extension',
        applies: (entry, context) => {
            const extension = commented(entry);
            return extension !== undefined && !mayComment(extension, context);
        },
        why: () => 'the extension brings its own, and only its owner may write another',
        there: true,
    },
];
/** Extensions of the entries that the target neither has nor can have, nor may do without. */
function missingExtensions(entries, { choices, target }) {
    return entries
        .filter(({ kind }) => kind === 'EXTENSION')
        .map(({ name }) => name)
        .filter(name => !isAvailable(name, target) && !choices.skipExtensions.includes(name));
}
/** What is odd about extensions that will be there. */
function extensionWarnings(entries, context) {
    const { choices, manifest, target } = context;
    const wanted = entries.filter(({ kind }) => kind === 'EXTENSION').map(({ name }) => name);
    const created = wanted.filter(name => !isInstalled(name, target) && isAvailable(name, target));
    const untrusted = created.filter(name => target.availableExtensions.get(name)?.trusted === false);
    const others = wanted.flatMap(name => {
        const before = manifest.contents.extensions.find(each => each.name === name)?.version;
        const now = target.extensions.find(each => each.name === name)?.version ??
            target.availableExtensions.get(name)?.version;
        return before === undefined || now === undefined || before === now
            ? []
            : [`${name} ${now} (was ${before})`];
    });
    return [
        ...(untrusted.length > 0 && !target.role.superuser && choices.preset === undefined
            ? [`Only a superuser may create ${(0,named/* named */.K)(untrusted)}, unless the platform allows it: create it before.`]
            : []),
        ...(others.length > 0 ? [`Extensions of another version than in the backup: ${(0,named/* named */.K)(others)}.`] : []),
    ];
}
function isInstalled(name, { extensions }) {
    return extensions.some(installed => installed.name === name);
}
function isAvailable(name, target) {
    return isInstalled(name, target) || target.availableExtensions.has(name);
}
function isSkipped(name, { choices, target }) {
    return choices.skipExtensions.includes(name) && !isAvailable(name, target);
}
/** The extension that an entry comments on. */
function commented({ kind, name }) {
    const quoted = kind === 'COMMENT' ? /^EXTENSION (.*)$/.exec(name)?.[1] : undefined;
    return quoted?.replace(/^"(.*)"$/, '$1').replaceAll('""', '"');
}
/** A platform that lets others create an untrusted extension owns it itself. */
function mayComment(extension, { choices, target }) {
    const installed = target.extensions.find(({ name }) => name === extension);
    if (installed)
        return installed.owned;
    if (choices.preset !== undefined)
        return false;
    return target.role.superuser || target.availableExtensions.get(extension)?.trusted === true;
}

// EXTERNAL MODULE: ./lib/restore/plan/select-entries.js + 1 modules
var select_entries = __webpack_require__(33003);
// EXTERNAL MODULE: ./lib/postgres/toc/toc-entry.js
var toc_entry = __webpack_require__(12609);
;// CONCATENATED MODULE: ./lib/restore/plan/rules/database.js

/** What is the database's own is not restored: it may be another one, that somebody else has set up. */
const DATABASE_RULES = [
    {
        name: 'settings of the database',
        applies: ({ kind }) => kind === toc_entry/* DATABASE_SETTINGS */.O,
        why: entry => `belongs to the database itself, not to what is in it${settings(entry)}`,
        warning: entries => {
            const names = entries.flatMap(entry => entry.settings ?? []);
            const what = names.length > 0 ? `its settings of ${names.join(', ')}` : 'its properties';
            return `The source database has ${what}, which no restore brings: set them yourself with ALTER DATABASE … SET.`;
        },
    },
];
function settings({ settings: names = [] }) {
    return names.length > 0 ? `: ALTER DATABASE … SET ${names.join(', ')}` : '';
}

;// CONCATENATED MODULE: ./lib/restore/plan/rules/outbound.js

/** Tables whose rows make pg_cron and pg_net reach out by themselves. */
const QUEUES = new Set(['cron.job', 'net.http_request_queue', 'net._http_response']);
/** With disable-outbound, nothing that reaches out of the database gets in. */
const OUTBOUND_RULES = [
    {
        name: 'jobs and requests',
        applies: (entry, { choices }) => choices.disableOutbound && isQueue(entry),
        why: () => 'its rows reach out of the database (disable-outbound)',
    },
    {
        name: 'subscription that reaches out',
        applies: ({ kind }, { choices }) => choices.disableOutbound && kind === 'SUBSCRIPTION',
        why: () => 'a subscription reaches out of the database (disable-outbound)',
        withDependents: true,
    },
];
function isQueue({ data }) {
    return data?.of === 'table' && QUEUES.has((0,fingerprint_fingerprint/* qualifiedName */.OL)(data.table));
}

// EXTERNAL MODULE: ./lib/fingerprint/differences.js
var differences = __webpack_require__(74092);
;// CONCATENATED MODULE: ./lib/restore/plan/known-to-target.js



/** Kinds that the target is asked for by their words; of others, such as indexes and comments, only the proof says. */
const ASKED = /^(?:FUNCTION|PROCEDURE|AGGREGATE|TYPE|DOMAIN|COLLATION)$/;
/** Whether the target has what an entry defines; undefined where it was not asked for such. */
function isKnownToTarget(entry, { otherObjects, relations }) {
    if ((0,entry_kinds/* isRelation */.LL)(entry))
        return relations.some(({ name, schema }) => (0,data_of_tables/* keyOf */.TN)((0,data_of_tables/* entryName */.MB)(schema, name)) === (0,data_of_tables/* keyOf */.TN)(entry));
    if (!ASKED.test(entry.kind))
        return undefined;
    const words = described(entry);
    return otherObjects.some(each => words.includes(bare(each)));
}

;// CONCATENATED MODULE: ./lib/restore/plan/rules/platform.js





/** What a preset's platform keeps for itself. */
const PLATFORM_RULES = [
    {
        name: 'schema of the platform',
        applies: (entry, context) => schemaOf(entry, context)?.restore === 'left alone',
        why: (_entry, { choices }) => `its schema is managed by ${choices.preset}, and left alone`,
        there: 'presumed',
    },
    {
        name: 'migrations of the platform',
        applies: (entry, context) => {
            const { data } = entry;
            if (data?.of !== 'table')
                return false;
            return schemaOf(entry, context)?.migrations?.includes(data.table.name) === true;
        },
        why: (_entry, { choices }) => `says ${choices.preset} which version of its own software is there`,
    },
    {
        name: 'rows that no copy can hold',
        applies: ({ data }, { choices }) => data?.of === 'table' &&
            (0,preset/* platformOf */.tj)(choices.preset)?.unreadable.includes((0,fingerprint_fingerprint/* qualifiedName */.OL)(data.table)) === true,
        why: (_entry, { choices }) => `is kept from roles of the user's by ${choices.preset}: the target's rows could not be backed up first, and stay`,
    },
    {
        name: 'definitions of the platform',
        applies: (entry, context) => isRowsOnly(entry, context) && entry.data === undefined && !isAdded(entry, context),
        why: (_entry, { choices }) => `its schema is managed by ${choices.preset}: only rows are restored`,
        there: 'presumed',
        warning: (entries, { choices, target }) => {
            const missing = entries.filter(entry => isKnownToTarget(entry, target) === false);
            return missing.length === 0
                ? undefined
                : `The target lacks what the backup has in schemas that ${choices.preset} manages, and the restore does not bring it: ${(0,named/* named */.K)(missing.map(differences/* definitionName */.PW), 10)}. Make it again yourself where it is your own.`;
        },
    },
    {
        name: 'objects of the platform',
        applies: (entry, { choices }) => {
            const [kind, name] = subject(entry);
            return (0,preset/* platformOf */.tj)(choices.preset)?.isPrimary(kind, name) === true;
        },
        why: (_entry, { choices }) => `is made by ${choices.preset} itself`,
        there: 'presumed',
    },
    {
        name: 'default privileges of the platform',
        applies: ({ kind, owner }, { choices }) => kind === 'DEFAULT ACL' && (0,preset/* platformOf */.tj)(choices.preset)?.administrators.includes(owner) === true,
        why: ({ owner }) => `only a superuser may change the default privileges of ${owner}`,
        there: true,
    },
];
/**
 * Policies, and triggers with a function of the user's own, are what people add to a platform's tables. They are restored,
 * since they are part of the application, and no function can be replaced under a trigger that calls it.
 */
function isAdded({ dependencies, kind, name }, { choices, toc }) {
    if (kind === 'POLICY')
        return (0,preset/* platformOf */.tj)(choices.preset)?.isPrimary(kind, name) === false;
    return (kind === 'TRIGGER' &&
        toc.some(({ id, kind: of, schema }) => of === 'FUNCTION' && (0,preset/* managedSchema */.j$)(choices.preset, schema) === undefined && dependencies.includes(id)));
}
/** What an entry makes, or comments on. */
function subject({ kind, name }) {
    const [, of, what] = kind === 'COMMENT' ? (/^(EVENT TRIGGER|PUBLICATION) (.*)$/.exec(name) ?? []) : [];
    return of === undefined || what === undefined ? [kind, name] : [of, what.replaceAll('"', '')];
}
function schemaOf({ kind, name, schema }, { choices }) {
    const own = kind === 'SCHEMA' ? name : schema === '-' ? /^SCHEMA (.*)$/.exec(name)?.[1] : schema;
    return own === undefined ? undefined : (0,preset/* managedSchema */.j$)(choices.preset, own);
}
function isRowsOnly(entry, context) {
    return schemaOf(entry, context)?.restore === 'rows only';
}

;// CONCATENATED MODULE: ./lib/restore/plan/rules/privileges.js
const PRIVILEGE_RULES = [
    {
        name: 'privileges left out',
        applies: ({ kind }, { choices }) => choices.noAcl && (kind === 'ACL' || kind === 'DEFAULT ACL'),
        why: () => 'privileges are left out (no-acl)',
    },
];

;// CONCATENATED MODULE: ./lib/restore/plan/rules/schemas.js

/** Schemas that exist are kept: they may hold more than the backup, and carry default privileges. */
const SCHEMA_RULES = [
    {
        name: 'schema exists already',
        applies: ({ kind, name }, { target }) => kind === 'SCHEMA' && target.schemas.some(schema => (0,sanitized/* sanitized */.A)(schema) === name),
        why: () => 'exists already, and is kept with its default privileges',
        there: true,
    },
    {
        name: 'comment on schema public',
        applies: ({ kind, name }, { target }) => kind === 'COMMENT' &&
            name === 'SCHEMA public' &&
            target.schemas.includes('public') &&
            !target.role.ownsSchemas.includes('public'),
        why: (_entry, { target }) => `only the owner of schema public may comment on it, which ${target.role.name} is not`,
        missing: true,
    },
];

;// CONCATENATED MODULE: ./lib/restore/plan/rules/superuser.js

/** What only a superuser may create, by the pages of the SQL commands in PostgreSQL's documentation. */
const SUPERUSER_RULES = [
    superuserOnly('event trigger', 'event triggers need a superuser', ({ kind }) => kind === 'EVENT TRIGGER'),
    superuserOnly('foreign-data wrapper', 'foreign-data wrappers need a superuser', ({ kind }) => kind === 'FOREIGN DATA WRAPPER'),
    superuserOnly('subscription', 'subscriptions need a superuser', ({ kind }) => kind === 'SUBSCRIPTION'),
    superuserOnly('tables of a schema in a publication', 'publishing all tables of a schema needs a superuser', ({ kind }) => kind === 'PUBLICATION TABLES IN SCHEMA'),
    superuserOnly('publication of all tables', 'a publication that lists no tables may be FOR ALL TABLES, which needs a superuser', (entry, { toc }) => entry.kind === 'PUBLICATION' &&
        !toc.some(({ dependencies, kind }) => kind.startsWith('PUBLICATION T') && dependencies.includes(entry.id))),
];
function superuserOnly(name, why, isMeant) {
    return {
        name,
        applies: (entry, context) => !context.target.role.superuser && isMeant(entry, context),
        why: () => why,
        withDependents: true,
        missing: true,
        warning: (entries, { target }) => `Role ${target.role.name} is no superuser, so ${(0,named/* named */.K)(entries.map(({ name: each }) => each))} is not restored: ${why}.`,
    };
}

;// CONCATENATED MODULE: ./lib/restore/plan/table-rows.js

/** Says of an entry how many rows the manifest counts in the table that it fills; nothing of any other entry. */
function rowsOf({ fingerprint, }) {
    const isRetainable = new Map(fingerprint.tables.map(table => [(0,fingerprint_fingerprint/* qualifiedName */.OL)(table), table.rows]));
    return ({ data }) => {
        const rows = data?.of === 'table' ? isRetainable.get((0,fingerprint_fingerprint/* qualifiedName */.OL)(data.table)) : undefined;
        return rows === undefined ? {} : { rows };
    };
}

;// CONCATENATED MODULE: ./lib/restore/plan/skip-entries.js








/** In this order: the first that applies is the one that is reported. */
const SKIP_RULES = [
    ...DATABASE_RULES,
    ...PLATFORM_RULES,
    ...OUTBOUND_RULES,
    ...EXTENSION_RULES,
    ...SCHEMA_RULES,
    ...PRIVILEGE_RULES,
    ...SUPERUSER_RULES,
];
/** Sorts the entries that were asked for into those that are loaded and those that a rule keeps out. */
function skipEntries(selected, context) {
    const kept = new Map();
    const reasons = new Map();
    const nowhere = new Map();
    for (const entry of selected) {
        const rule = SKIP_RULES.find(each => each.applies(entry, context));
        if (!rule)
            continue;
        kept.set(rule, [...(kept.get(rule) ?? []), entry]);
        const why = rule.why(entry, context);
        reasons.set(entry.id, {
            why,
            ...(rule.there && { there: rule.there }),
            ...(rule.missing && { missing: true }),
        });
        if (rule.withDependents)
            nowhere.set(entry.id, { words: wordsFor(entry), missing: rule.missing === true });
    }
    for (const entry of dependentsFirstFound(selected, reasons, nowhere)) {
        const { missing, words } = nowhere.get(entry.id) ?? { words: '', missing: true };
        reasons.set(entry.id, { why: `needs ${words}, which is skipped`, ...(missing && { missing: true }) });
    }
    const rows = rowsOf(context.manifest);
    return {
        load: selected.filter(({ id }) => !reasons.has(id)),
        skip: selected.flatMap(entry => {
            const reason = reasons.get(entry.id);
            return reason ? [{ entry, ...reason, ...rows(entry) }] : [];
        }),
        warnings: [...kept].flatMap(([rule, entries]) => rule.warning?.(entries, context) ?? []),
    };
}
/** What needs something that is nowhere, directly or not; remembers in `nowhere` what that is. */
function dependentsFirstFound(selected, reasons, nowhere) {
    const found = [];
    let before;
    do {
        before = found.length;
        for (const entry of selected) {
            if (reasons.has(entry.id) || nowhere.has(entry.id))
                continue;
            const needed = entry.dependencies.map(id => nowhere.get(id)).find(each => each !== undefined);
            if (needed === undefined)
                continue;
            nowhere.set(entry.id, needed);
            found.push(entry);
        }
    } while (found.length > before);
    return found;
}
function wordsFor({ kind, name }) {
    return `${kind.toLowerCase()} ${name}`;
}

// EXTERNAL MODULE: ./lib/restore/plan/switch-off-queues.js
var switch_off_queues = __webpack_require__(30919);
;// CONCATENATED MODULE: ./lib/restore/plan/trigger-conflicts.js




/**
 * Rows are loaded as they are, in any order, into tables that stay with their triggers and foreign keys: without either,
 * where the role may say so. Where it may not, what would act on the rows, or keep them out, is refused before.
 * @throws BackupError `restore-rows-hindered`
 */
function refuseHinderedRows(tables, context) {
    const { choices, target } = context;
    const { name, setsReplicationRole } = target.role;
    if (choices.preset !== undefined && !setsReplicationRole)
        throw hindered(name, `which preset ${choices.preset} needs`, []);
    if (setsReplicationRole) {
        if (!choices.disableOutbound)
            return;
        const role = loadsAs(tables, context);
        const triggers = triggersThatFire(role, tables, target.triggers);
        if (triggers.length > 0)
            throw hinderedAlways(triggers, role);
        return;
    }
    const triggers = triggersThatFire('origin', tables, target.triggers);
    const early = target.foreignKeys.filter(key => isTooEarly(key, tables));
    const pointing = pointingFromElsewhere(target.foreignKeys, tables);
    const all = [
        ...triggers.map(trigger => `trigger ${trigger}`),
        ...early.map(({ name: key, references, table }) => keyInWords(key, table, references)),
        ...pointing.map(({ name: key, references, table }) => keyInWords(key, table, references)),
    ];
    if (all.length > 0)
        throw hindered(name, `so what the target's tables have would act on the rows as they are loaded: ${(0,named/* named */.K)(all, 10)}`, pointing.map(({ table }) => (0,fingerprint_fingerprint/* qualifiedName */.OL)(table)));
}
/**
 * What session_replication_role is while rows are loaded. Extensions' tables alone are loaded with triggers, since their own
 * belong to their rows: pg_cron learns of its jobs by one.
 */
function loadsAs(tables, { choices, target }) {
    if (choices.preset !== undefined)
        return 'replica';
    const own = tables.some(({ condition }) => condition === undefined);
    return own && target.role.setsReplicationRole ? 'replica' : 'origin';
}
/** Names of triggers that fire for rows of these tables. */
function triggersThatFire(role, tables, triggers) {
    const filled = new Set(tables.map(data_of_tables/* keyOf */.TN));
    return triggers
        .filter(({ fires, table }) => (fires === role || fires === 'always') && filled.has((0,data_of_tables/* keyOf */.TN)(table)))
        .map(({ name, table }) => `${name} on ${(0,fingerprint_fingerprint/* qualifiedName */.OL)(table)}`);
}
/** Whether rows that point to others come before those. */
function isTooEarly({ references, table }, tables) {
    const from = tables.find(each => (0,data_of_tables/* keyOf */.TN)(each) === (0,data_of_tables/* keyOf */.TN)(table));
    const to = tables.find(each => (0,data_of_tables/* keyOf */.TN)(each) === (0,data_of_tables/* keyOf */.TN)(references));
    return from !== undefined && to !== undefined && from !== to && from.filled.first < to.filled.last;
}
/** Foreign keys of tables that stay as they are, to some that are emptied. */
function pointingFromElsewhere(foreignKeys, tables) {
    const emptied = new Set(tables.filter(({ mayHoldRows }) => mayHoldRows).map(data_of_tables/* keyOf */.TN));
    return foreignKeys.filter(({ references, table }) => emptied.has((0,data_of_tables/* keyOf */.TN)(references)) && !emptied.has((0,data_of_tables/* keyOf */.TN)(table)));
}
function keyInWords(name, table, references) {
    return `foreign key ${name} of ${(0,fingerprint_fingerprint/* qualifiedName */.OL)(table)} to ${(0,fingerprint_fingerprint/* qualifiedName */.OL)(references)}`;
}
const RESTORE_ROWS_HINDERED = (0,errors/* defineError */.MP)({
    topic: 'restoring',
    code: 'restore-rows-hindered',
    kind: 'refusal',
    meaning: 'Rows are to be loaded into tables whose triggers or foreign keys would change them, reach out, or refuse them, and the role may not switch those off (session_replication_role); or triggers that always fire are there, or yours on a table of an extension, with disable-outbound.',
    fix: 'Let a superuser GRANT SET ON PARAMETER session_replication_role to the role (PostgreSQL 15 and newer), or disable or drop what the message names; restore the tables that point to those as well.',
});
function hindered(role, why, others) {
    return new errors/* BackupError */.hj({
        ...RESTORE_ROWS_HINDERED,
        message: `Role ${role} may not set session_replication_role, ${why}.`,
        hint: `Let a superuser GRANT SET ON PARAMETER session_replication_role TO ${role} (PostgreSQL 15 and newer), restore as a role that may set it, disable or drop what is named${others.length > 0 ? `, or restore ${(0,named/* named */.K)(others)} too` : ''}.`,
    });
}
function hinderedAlways(triggers, role) {
    const always = role === 'replica'
        ? 'no matter what session_replication_role is'
        : "as those of the tables' extensions must";
    return new errors/* BackupError */.hj({
        ...RESTORE_ROWS_HINDERED,
        message: `Triggers of the target would fire for each row that is loaded, ${always}, and might reach out of the database: ${(0,named/* named */.K)(triggers, 10)}.`,
        hint: 'Disable them with ALTER TABLE … DISABLE TRIGGER until the restore is done, or write disable-outbound: false.',
    });
}

;// CONCATENATED MODULE: ./lib/restore/plan/unknown-partitions.js





/** It is emptied, and nothing fills it. */
const NEVER = { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY };
/**
 * Partitions of the target that the backup does not know, of partitioned tables whose rows are replaced: what stays in them
 * would stay among the backup's rows. So they are emptied too, which has to be allowed where one may hold rows.
 * @throws BackupError `restore-partition-unknown`
 */
function unknownPartitions(load, filled, context) {
    const { choices, target, toc } = context;
    const replaced = new Set(replacedRoots(load, filled, context).map(data_of_tables/* keyOf */.TN));
    if (replaced.size === 0)
        return [];
    const known = new Set([...filled.map(data_of_tables/* keyOf */.TN), ...toc.filter(entry_kinds/* isTable */.bI).map(data_of_tables/* keyOf */.TN)]);
    const unknown = target.relations.filter(({ kind, name, partition, partitioned, schema }) => (kind === 'table' || kind === 'foreign table') &&
        !partitioned &&
        partition?.within.some(table => replaced.has((0,data_of_tables/* keyOf */.TN)(table))) &&
        !known.has((0,data_of_tables/* keyOf */.TN)({ schema, name })) &&
        !known.has((0,data_of_tables/* keyOf */.TN)((0,data_of_tables/* entryName */.MB)(schema, name))));
    // Those of foreign tables are in another database: they are not deleted by a restore of this one.
    const kept = unknown.filter(relation => mayHoldRows(relation) && (!choices.allow.has('not-empty') || relation.kind !== 'table'));
    if (kept.length > 0)
        throw partitionUnknown(kept);
    return unknown.map(relation => ({
        schema: relation.schema,
        name: relation.name,
        condition: undefined,
        filled: NEVER,
        mayHoldRows: relation.holdsRows !== false,
    }));
}
/** Those that may hold rows, in words. */
function unknownPartitionsEmptied(partitions, { target }) {
    const emptied = new Set(partitions.map(data_of_tables/* keyOf */.TN));
    const holding = target.relations.filter(relation => emptied.has((0,data_of_tables/* keyOf */.TN)(relation)) && mayHoldRows(relation));
    if (holding.length === 0)
        return [];
    return [
        `Deletes the rows of partitions that the backup does not know, with those of their tables: ${(0,named/* named */.K)(holding.map(fingerprint_fingerprint/* qualifiedName */.OL), 10)}.`,
    ];
}
function mayHoldRows({ holdsRows, partition }) {
    return holdsRows !== false && partition?.storesNothing !== true;
}
/** Partitioned tables whose rows are replaced as a whole, and that the load does not make. */
function replacedRoots(load, filled, { choices, target }) {
    const { selection } = choices;
    const made = new Set(load.filter(entry_kinds/* isTable */.bI).map(data_of_tables/* keyOf */.TN));
    const partitioned = target.relations.filter(({ name, partitioned: is, schema }) => is && !made.has((0,data_of_tables/* keyOf */.TN)((0,data_of_tables/* entryName */.MB)(schema, name))));
    switch (selection.kind) {
        // Anyone who names entries one by one means these alone.
        case 'list':
            return [];
        case 'tables': {
            const asked = new Set(selection.tables.map(data_of_tables/* keyOf */.TN));
            return partitioned.filter(table => asked.has((0,data_of_tables/* keyOf */.TN)(table)));
        }
        case 'all': {
            const places = new Set(filled.map(data_of_tables/* keyOf */.TN));
            const roots = new Set(target.relations
                .filter(table => places.has((0,data_of_tables/* keyOf */.TN)(table)))
                .flatMap(({ partition }) => partition?.within.map(data_of_tables/* keyOf */.TN) ?? []));
            return partitioned.filter(table => roots.has((0,data_of_tables/* keyOf */.TN)(table)));
        }
    }
}
const RESTORE_PARTITION_UNKNOWN = (0,errors/* defineError */.MP)({
    topic: 'restoring',
    code: 'restore-partition-unknown',
    kind: 'refusal',
    meaning: 'Rows of a partitioned table are to be replaced, and the target has partitions of it that the backup does not know and that may hold rows: they would stay among those of the backup.',
    fix: 'Detach them to keep their rows, or write allow: not-empty to have them emptied too; foreign tables have to be detached.',
});
function partitionUnknown(partitions) {
    const foreign = partitions.some(({ kind }) => kind === 'foreign table');
    return new errors/* BackupError */.hj({
        ...RESTORE_PARTITION_UNKNOWN,
        message: `The target has partitions that the backup does not know, of tables whose rows are replaced, and rows in them would stay among the backup's: ${(0,named/* named */.K)(partitions.map(fingerprint_fingerprint/* qualifiedName */.OL), 10)}.`,
        hint: `Detach them first (ALTER TABLE … DETACH PARTITION) to keep their rows, or ${foreign ? 'name the partitions that the backup has in tables' : 'write allow: not-empty to have them emptied too'}.`,
    });
}

;// CONCATENATED MODULE: ./lib/restore/plan/loss-warnings.js







/** What a restore takes away and does not bring. */
const LOSS_WARNINGS = [
    /** With definitions only, with exclude-table-data, with a list that leaves rows out. */
    ({ clean, load }, context) => {
        if (!clean)
            return undefined;
        const filled = load.filter(({ data }) => data?.of === 'table');
        const names = new Set(filled.flatMap(entry => [
            (0,data_of_tables/* keyOf */.TN)(entry),
            ...(entry.data?.of === 'table' ? [(0,data_of_tables/* keyOf */.TN)(entry.data.table)] : []),
        ]));
        const emptied = droppedRelations(load, context).filter(({ holdsRows, kind, name, partitioned, schema }) => kind === 'table' && !partitioned && holdsRows !== false && !names.has((0,data_of_tables/* keyOf */.TN)((0,data_of_tables/* entryName */.MB)(schema, name))));
        if (emptied.length === 0)
            return undefined;
        const many = emptied.length > 1;
        return `Drops ${many ? `${emptied.length} tables` : 'a table'} and brings no rows for ${many ? 'them' : 'it'}, so that the rows that the target has in ${many ? 'them' : 'it'} are lost: ${(0,named/* named */.K)(emptied.map(fingerprint_fingerprint/* qualifiedName */.OL))}.`;
    },
    /** Those of a table's own column begin again with its rows. */
    ({ clean, load }, context) => {
        if (!clean)
            return undefined;
        const tables = new Set(context.toc.filter(entry_kinds/* isTable */.bI).map(({ id }) => id));
        const set = new Set(load.flatMap(({ data, dependencies }) => (data?.of === 'sequence' ? dependencies : [])));
        const recreated = new Set(load
            .filter(({ dependencies, id, kind }) => kind === 'SEQUENCE' && !set.has(id) && !dependencies.some(needed => tables.has(needed)))
            .map(data_of_tables/* keyOf */.TN));
        const begun = droppedRelations(load, context).filter(({ kind, name, schema }) => kind === 'sequence' && recreated.has((0,data_of_tables/* keyOf */.TN)((0,data_of_tables/* entryName */.MB)(schema, name))));
        if (begun.length === 0)
            return undefined;
        return `Drops ${begun.length > 1 ? 'sequences that begin' : 'a sequence that begins'} again, since their values are not restored: ${(0,named/* named */.K)(begun.map(fingerprint_fingerprint/* qualifiedName */.OL))}.`;
    },
    /** A list may name a table without what belongs to it. */
    ({ clean, load }, { choices, toc }) => {
        if (!clean || choices.selection.kind !== 'list')
            return undefined;
        const made = new Set(load.filter(entry_kinds/* isTable */.bI).map(({ id }) => id));
        const loaded = new Set(load.map(({ id }) => id));
        const lost = toc.filter(entry => !loaded.has(entry.id) &&
            !(0,entry_kinds/* isDataEntry */.hJ)(entry) &&
            !['ACL', 'COMMENT', 'SECURITY LABEL'].includes(entry.kind) &&
            entry.dependencies.some(id => made.has(id)));
        if (lost.length === 0)
            return undefined;
        return `What belongs to the tables that are dropped, and is not in the list, is dropped with them and not made again: ${(0,named/* named */.K)(lost.map(differences/* definitionName */.PW), 10)}.`;
    },
    /** Owners and privileges are no part of the proof: what is lost of them is reported. */
    ({ clean, load }, context) => {
        const { choices, target } = context;
        if (!clean)
            return undefined;
        const relations = droppedRelations(load, context);
        const owned = choices.noOwner ? relations.filter(({ owner }) => owner !== target.role.name) : [];
        const granted = choices.noAcl && choices.preset === undefined ? relations.filter(each => each.granted) : [];
        const lost = [
            ...(owned.length > 0
                ? [`their owners, ${target.role.name} gets them (no-owner): ${(0,named/* named */.K)(owned.map(fingerprint_fingerprint/* qualifiedName */.OL))}`]
                : []),
            ...(granted.length > 0
                ? [`the privileges of others on them (no-acl): ${(0,named/* named */.K)(granted.map(fingerprint_fingerprint/* qualifiedName */.OL))}`]
                : []),
        ];
        if (lost.length === 0)
            return undefined;
        return `What is dropped and made again loses ${lost.join('; and ')}. The backup's come back with no-owner: false and no-acl: false.`;
    },
    ({ nonTransactionalSequences }, { target }) => {
        if (nonTransactionalSequences.length === 0)
            return undefined;
        return `Role ${target.role.name} does not own ${(0,named/* named */.K)(nonTransactionalSequences.map(fingerprint_fingerprint/* qualifiedName */.OL))}: what the restore sets ${nonTransactionalSequences.length > 1 ? 'these sequences' : 'this sequence'} to stays, even where it fails and all else is undone.`;
    },
    ({ existing }, context) => {
        const { target } = context;
        if (!target.role.setsReplicationRole)
            return undefined;
        const role = loadsAs(existing, context);
        const triggers = triggersThatFire(role, existing, target.triggers);
        if (triggers.length === 0)
            return undefined;
        return role === 'replica'
            ? `Triggers that fire no matter what session_replication_role is will fire for each row: ${(0,named/* named */.K)(triggers)}.`
            : `Triggers on tables of extensions will fire for each row, as the extensions' own must: ${(0,named/* named */.K)(triggers)}.`;
    },
    /** Rows of extensions' tables that others point to: those stay, no matter what becomes of what they point to. */
    ({ clean, existing, load }, context) => {
        const { foreignKeys } = context.target;
        if (loadsAs(existing, context) === 'replica')
            return undefined;
        const gone = new Set(clean ? droppedRelations(load, context).map(data_of_tables/* keyOf */.TN) : []);
        const keys = pointingFromElsewhere(foreignKeys, existing).filter(({ table }) => !gone.has((0,data_of_tables/* keyOf */.TN)(table)));
        if (keys.length === 0)
            return undefined;
        return `Rows of extensions' tables are replaced, and those that point to them stay as they are, unchecked: ${(0,named/* named */.K)(keys.map(({ name, references, table }) => keyInWords(name, table, references)))}.`;
    },
];

;// CONCATENATED MODULE: ./lib/restore/plan/membership-warnings.js






/** What a table that is made again leaves, and a publication or subscription that is. */
const MEMBERSHIP_WARNINGS = [
    (draft, context) => {
        const left = [...lost('publication', draft, context), ...notBrought(draft, context)];
        if (left.length === 0)
            return undefined;
        return `Tables leave their publications: ${(0,named/* named */.K)(left)} (publication and table), since they are made again; add them again with ALTER PUBLICATION … ADD TABLE.`;
    },
    (draft, context) => {
        const left = lost('subscription', draft, context);
        if (left.length === 0)
            return undefined;
        return `Tables leave their subscriptions: ${(0,named/* named */.K)(left)} (subscription and table), since they are made again; take them up again with ALTER SUBSCRIPTION … REFRESH PUBLICATION.`;
    },
    ({ clean, load }, { target }) => {
        if (!clean)
            return undefined;
        const there = new Set(target.otherObjects);
        const again = load
            .filter(({ kind, name }) => kind === 'SUBSCRIPTION' && there.has(`subscription ${(0,sql_quoting/* identifier */.Cv)(name)}`))
            .map(({ name }) => name);
        if (again.length === 0)
            return undefined;
        return `Subscriptions are dropped and made again, switched off, without reaching their publishers, whose slots stay and keep what was written since: ${(0,named/* named */.K)(again)}. Switch them on with ALTER SUBSCRIPTION … ENABLE and REFRESH PUBLICATION, or drop the slots.`;
    },
];
/** Of the target: what its tables are in, and what does not come with the backup. */
function lost(kind, { clean, load }, context) {
    if (!clean)
        return [];
    const gone = new Set(droppedRelations(load, context).map(data_of_tables/* keyOf */.TN));
    const replaced = new Set(load.filter(entry => entry.kind === kind.toUpperCase()).map(({ name }) => name));
    const brought = new Set(load.filter(entry => entry.kind === 'PUBLICATION TABLE').map(entry => (0,data_of_tables/* keyOf */.TN)(entry)));
    return context.target.memberships
        .filter(each => each.kind === kind)
        .filter(({ name, table }) => kind === 'publication'
        ? (gone.has((0,data_of_tables/* keyOf */.TN)(table)) || replaced.has((0,sanitized/* sanitized */.A)(name))) &&
            !brought.has((0,data_of_tables/* keyOf */.TN)((0,data_of_tables/* entryName */.MB)(table.schema, `${name} ${table.name}`)))
        : gone.has((0,data_of_tables/* keyOf */.TN)(table)) && !replaced.has((0,sanitized/* sanitized */.A)(name)))
        .map(membership_warnings_wordsFor);
}
/** Of the backup: what its tables are in, and does not come along with tables that are restored alone. */
function notBrought({ load }, { choices, target, toc }) {
    if (choices.selection.kind !== 'tables')
        return [];
    const made = new Set(load.filter(entry_kinds/* isTable */.bI).map(({ id }) => id));
    const known = new Set(target.memberships.map(membership_warnings_wordsFor));
    return toc
        .filter(({ dependencies, kind }) => kind === 'PUBLICATION TABLE' && dependencies.some(id => made.has(id)))
        .map(({ name }) => name)
        .filter(name => !known.has(name));
}
function membership_warnings_wordsFor({ name, table }) {
    return (0,sanitized/* sanitized */.A)(`${name} ${table.name}`);
}

;// CONCATENATED MODULE: ./lib/restore/plan/warnings.js








/** What is odd about a restore, but no reason to stop: one line each. */
function planWarnings(draft, context) {
    return WARNINGS.flatMap(warning => warning(draft, context) ?? []);
}
const WARNINGS = [
    otherEncoding,
    staying,
    uncheckedKeys,
    sequencesLeft,
    platformGrants,
    ...MEMBERSHIP_WARNINGS,
    ...LOSS_WARNINGS,
];
/** UTF8 holds everything, and SQL_ASCII takes any bytes. */
function otherEncoding(_settled, { manifest, target }) {
    const { encoding } = manifest.source;
    if (encoding === target.encoding || target.encoding === 'SQL_ASCII')
        return undefined;
    if (target.encoding === 'UTF8')
        return encoding === 'SQL_ASCII'
            ? 'The backup is of an SQL_ASCII database, whose bytes may be no valid UTF8: the restore then fails.'
            : undefined;
    return `The backup's encoding is ${encoding}, the target's ${target.encoding}, which may lack characters of it: the restore then fails.`;
}
function staying({ load }, { choices, manifest, target }) {
    if (choices.selection.kind !== 'all' || (0,select_entries/* isDataOnly */.h)(choices.selection, manifest))
        return undefined;
    const made = new Set(load.filter(entry_kinds/* isRelation */.LL).map(data_of_tables/* keyOf */.TN));
    const stay = target.relations.filter(({ schema, name }) => !made.has((0,data_of_tables/* keyOf */.TN)((0,data_of_tables/* entryName */.MB)(schema, name))) && (0,preset/* managedSchema */.j$)(choices.preset, schema) === undefined);
    if (stay.length === 0 || load.length === 0)
        return undefined;
    return `The target has what the backup does not: ${(0,named/* named */.K)(stay.map(fingerprint_fingerprint/* qualifiedName */.OL))}. It stays (a partition of a replaced table as a table of its own); where it needs what is replaced, the restore fails.`;
}
function uncheckedKeys({ load }, { choices, manifest, target }) {
    const { selection } = choices;
    if (selection.kind === 'all' || !(0,select_entries/* isDataOnly */.h)(selection, manifest) || load.length === 0)
        return undefined;
    return target.role.setsReplicationRole || choices.preset !== undefined
        ? 'Rows are loaded without a check of foreign keys and without triggers: those that point to tables that are not restored may point to nothing, which the proof then says.'
        : undefined;
}
function sequencesLeft({ load }, { choices, manifest }) {
    if (manifest.mode !== 'data' || choices.selection.kind !== 'tables' || load.length === 0)
        return undefined;
    return "A backup of rows only does not say which sequences are these tables' own: set them yourself with setval.";
}
function platformGrants({ load }, { choices, target }) {
    if (choices.preset !== 'supabase' || !load.some(entry_kinds/* isTable */.bI))
        return undefined;
    const others = target.role.name === 'postgres' ? '' : `, which are those of role postgres, not of ${target.role.name}`;
    return choices.noAcl
        ? `Tables get the default privileges of their schema${others}: GRANT and REVOKE of single tables are left out (no-acl), so what was taken from anon or authenticated is theirs again.`
        : undefined;
}

;// CONCATENATED MODULE: ./lib/restore/plan/plan.js





















const NOT_ASKED_FOR = 'was not asked for';
/**
 * Settles what a restore will do. What can be refused without the table of contents was refused before (`refusals`); SQL text
 * has none (an empty `toc`) and is restored whole.
 * @throws BackupError of kind refusal: `restore-extension-missing`, `restore-role-missing`, `restore-table-missing`,
 * `restore-large-objects-there`, `restore-partition-unknown`, `restore-table-needed`, `restore-list-unknown`, `restore-list-partial`, `restore-right-missing`, `restore-rows-hindered`
 */
function planRestore(context) {
    const { choices, manifest, target } = context;
    if (manifest.format === 'plain')
        return planOfText(context);
    const selected = (0,select_entries/* selectEntries */.X)(context);
    const missing = missingExtensions(selected, context);
    if (missing.length > 0)
        throw extensionMissing(missing);
    const { load, skip, warnings } = skipEntries(selected, context);
    const empty = (0,is_empty/* isEmpty */.I)(target, choices.preset);
    const clean = !empty && !(0,select_entries/* isDataOnly */.h)(choices.selection, manifest);
    const filled = existingTables(load, context);
    const unknown = unknownPartitions(load, filled, context);
    const existing = [...filled, ...unknown];
    const tables = existing.filter(({ mayHoldRows }) => mayHoldRows);
    if (empty && tables.length > 0)
        throw new Error('rows would be lost of a target that counts as empty');
    const createsRoles = missingRoles(load, context);
    refuseWithoutRights({
        definitions: load.filter(entry => !(0,entry_kinds/* isDataEntry */.hJ)(entry)),
        drops: clean ? droppedRelations(load, context) : [],
        roles: createsRoles,
    }, context);
    refuseHinderedRows(existing, context);
    const { afterwards, sessionSettings } = sessionOf(existing, context);
    const { restart, nonTransactionalSequences } = restartSequences(load, target);
    return {
        load,
        skip: [...skip, ...notAskedFor(selected, context)],
        clean,
        drops: clean ? dropped(load, context) : replacedLargeObjects(load, context),
        empties: tables.map(({ name, schema }) => ({ schema, name })),
        before: [...(empty ? [] : beforeLoad(load, { clean, existing, tables }, context)), restart]
            .filter(statement => statement !== '')
            .join('\n'),
        last: '',
        nonTransactionalSequences,
        createsRoles,
        sessionSettings,
        afterwards,
        expected: expectedOf(manifest.fingerprint, load),
        // A platform's own definitions are there before, and more of them with each of its versions.
        extras: empty && choices.preset === undefined ? 'different' : 'ignored',
        warnings: [
            ...warnings,
            ...unknownPartitionsEmptied(unknown, context),
            ...extensionWarnings(selected, context),
            ...planWarnings({ load, clean, existing, nonTransactionalSequences }, context),
        ],
    };
}
function planOfText(context) {
    const { choices, manifest, target } = context;
    const missing = manifest.contents.extensions
        .map(({ name }) => name)
        .filter(name => !target.availableExtensions.has(name))
        .filter(name => !target.extensions.some(installed => installed.name === name));
    if (missing.length > 0)
        throw extensionMissing(missing);
    refuseWithoutRights({ definitions: manifest.fingerprint.objects, drops: [], roles: [] }, context);
    return {
        load: [],
        skip: [],
        clean: false,
        drops: [],
        empties: [],
        before: '',
        last: (0,switch_off_queues/* switchOffQueues */.C)((0,switch_off_queues/* queuesOfText */.t)(manifest, choices)),
        nonTransactionalSequences: [],
        createsRoles: [],
        sessionSettings: [],
        afterwards: [],
        expected: manifest.fingerprint,
        extras: (0,is_empty/* isEmpty */.I)(target, choices.preset) ? 'different' : 'ignored',
        warnings: planWarnings({ load: [], clean: false, existing: [], nonTransactionalSequences: [] }, context),
    };
}
/** What is run first: in the load's own transaction, where it has one. */
function beforeLoad(load, { clean, existing, tables, }, context) {
    const { choices, target } = context;
    const { foreignKeys, triggers } = target;
    // What the deletion of an extension's rows would set off is the user's, and not to be touched: rows that point to them.
    const sparing = target.role.setsReplicationRole &&
        loadsAs(existing, context) === 'origin' &&
        (pointingFromElsewhere(foreignKeys, tables).length > 0 ||
            triggersThatFire('origin', tables, triggers).length > 0);
    return [
        ...(clean ? [releaseSubscriptions(load), detachPartitions(load, context)] : [unlinkLargeObjects(load)]),
        // A platform grants no TRUNCATE, and a newer version of its software may point to what is emptied.
        emptyTables(tables, { foreignKeys, deleting: choices.preset !== undefined, sparing }),
    ];
}
/** Rows go as they are, in any order, into tables of the target: no triggers and no checks, where the role may say so. */
function sessionOf(tables, context) {
    const platform = (0,preset/* platformOf */.tj)(context.choices.preset);
    if (platform)
        return platform;
    return {
        sessionSettings: loadsAs(tables, context) === 'replica' ? ['SET session_replication_role = replica'] : [],
        afterwards: [],
    };
}
function notAskedFor(selected, { manifest, toc }) {
    const asked = new Set(selected.map(({ id }) => id));
    const rows = rowsOf(manifest);
    return toc.filter(({ id }) => !asked.has(id)).map(entry => ({ entry, why: NOT_ASKED_FOR, ...rows(entry) }));
}
const RESTORE_EXTENSION_MISSING = (0,errors/* defineError */.MP)({
    topic: 'restoring',
    code: 'restore-extension-missing',
    kind: 'refusal',
    meaning: "The target's server does not have an extension that the backup needs.",
    fix: 'Install it on the server; skip-extensions restores without it, and without all that needs it.',
});
function extensionMissing(names) {
    const list = (0,named/* named */.K)(names, 10);
    return new errors/* BackupError */.hj({
        ...RESTORE_EXTENSION_MISSING,
        message: `The target's server does not have ${names.length > 1 ? 'these extensions' : 'this extension'}, which the backup needs: ${list}.`,
        hint: `Install ${list} on the server, or restore without and lose what needs ${names.length > 1 ? 'them' : 'it'}, with skip-extensions: ${names.join(', ')}.`,
    });
}
/** SQL that removes the large objects that the load makes, whose numbers would collide; empty where it makes none. */
function unlinkLargeObjects(load) {
    const numbers = load.flatMap(({ largeObjects = [] }) => largeObjects);
    if (numbers.length === 0)
        return '';
    return `SELECT pg_catalog.count(pg_catalog.lo_unlink(oid)) FROM pg_catalog.pg_largeobject_metadata
 WHERE oid = ANY ('{${numbers.join(',')}}'::pg_catalog.oid[]);`;
}
const RESTORE_LARGE_OBJECTS_THERE = (0,errors/* defineError */.MP)({
    topic: 'restoring',
    code: 'restore-large-objects-there',
    kind: 'refusal',
    meaning: 'Rows alone are to be restored, with large objects, and the target has large objects of the same numbers, which would be replaced.',
    fix: 'Make sure that those are the same objects, as they are in the database that was backed up, and write allow: not-empty; or restore tables, which leaves large objects alone.',
});
/**
 * Those of the target that are removed, in words. A number says nothing of what is in a large object: in another database
 * than the one that was backed up it is another one.
 * @throws BackupError `restore-large-objects-there`
 */
function replacedLargeObjects(load, { choices, target }) {
    const there = load.flatMap(({ largeObjects = [] }) => largeObjects.filter(number => target.largeObjects.has(number)));
    if (there.length === 0)
        return [];
    const words = `${there.length} large ${there.length === 1 ? 'object' : 'objects'}: ${(0,named/* named */.K)(there, 10)}`;
    if (choices.allow.has('not-empty'))
        return [words];
    throw new errors/* BackupError */.hj({
        ...RESTORE_LARGE_OBJECTS_THERE,
        message: `The target has large objects of the same numbers as the backup, which would be replaced, no matter what is in them: ${words}.`,
        hint: 'If those are the same objects, as in the database that was backed up, write allow: not-empty; tables restores rows and leaves large objects alone.',
    });
}
const RESTORE_ROLE_MISSING = (0,errors/* defineError */.MP)({
    topic: 'restoring',
    code: 'restore-role-missing',
    kind: 'refusal',
    meaning: 'The backup names roles that the target does not have: owners (unless no-owner), or those that policies and user mappings are for.',
    fix: 'Create them, or write create-roles: true where the backup was made with globals: true.',
});
/**
 * Roles that the entries name and the target lacks: owners where they are restored, and whom policies and user mappings are
 * for, always.
 * @throws BackupError `restore-role-missing` where they can't be created from the backup's own roles
 */
function missingRoles(load, { choices, manifest, target }) {
    const definitions = load.filter(entry => !(0,entry_kinds/* isDataEntry */.hJ)(entry));
    const needed = new Set([
        ...load.flatMap(({ roles }) => roles),
        ...(choices.noOwner ? [] : definitions.map(({ owner }) => owner)),
    ]);
    const missing = [...needed]
        .filter(role => role !== '' && !isPredefined(role) && !target.roles.includes(role))
        .toSorted();
    if (missing.length === 0 || (choices.createRoles && manifest.globals))
        return missing;
    throw new errors/* BackupError */.hj({
        ...RESTORE_ROLE_MISSING,
        message: `The backup needs ${missing.length > 1 ? 'roles' : 'a role'} that the target does not have: ${(0,named/* named */.K)(missing, 10)}.`,
        hint: `Create ${missing.length > 1 ? 'them' : 'it'} on the target${manifest.globals ? ', or write create-roles: true: the backup has its roles' : ''}${choices.noOwner ? '' : '; no-owner: true needs only those that policies name'}.`,
    });
}
/** The names that begin so are PostgreSQL's own. */
function isPredefined(role) {
    return role.startsWith('pg_');
}


/***/ }),

/***/ 34241:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vf: () => (/* binding */ creatableRoles),
/* harmony export */   bG: () => (/* binding */ placeholderRoles),
/* harmony export */   eI: () => (/* binding */ missingRoles)
/* harmony export */ });
/* harmony import */ var _core_sql_quoting_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97377);

/** What only a superuser may give, or (CREATEDB, from 16) only who has it: not needed to own or to read what is restored. */
const SUPERUSERS_ONLY = /^(?:NO)?(?:SUPERUSER|REPLICATION|BYPASSRLS|CREATEDB)$/;
/** Names that no role can have (CREATE ROLE refuses them), though owners and policies may say them. */
const RESERVED = /^(?:|-|public|none|current_role|current_user|session_user|pg_.*)$/;
/**
 * SQL, a statement each, that creates the wanted roles which do not exist yet and those that they are members of, from
 * what `pg_dumpall --globals-only` wrote: attributes and memberships, no passwords and no settings. A creator who is no
 * superuser cannot give SUPERUSER, REPLICATION, BYPASSRLS or CREATEDB: they are left out; and is made a member of what it
 * creates, without which it could not give objects to them. What the SQL does not know is not created: ask creatableRoles.
 */
function missingRoles(globalsSql, wanted, existing, creator) {
    const source = readRoles(globalsSql);
    const names = withTheirGroups(source, wanted, new Set(existing));
    const known = new Set([...existing, ...names]);
    return [
        ...names.map(name => createRole(name, source.get(name)?.attributes ?? [], creator)),
        ...(creator.superuser ? [] : names.map(name => `GRANT ${(0,_core_sql_quoting_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteIdentifier */ .Cm)(name)} TO CURRENT_USER;`)),
        ...names.flatMap(name => (source.get(name)?.memberOf ?? [])
            .filter(({ group }) => known.has(group))
            .map(({ group, options }) => grant(group, name, options, creator))),
    ];
}
/** Names of the roles that missingRoles creates, in its order: groups of the wanted among them. */
function creatableRoles(globalsSql, wanted, existing) {
    return withTheirGroups(readRoles(globalsSql), wanted, new Set(existing));
}
/** SQL, a statement each, for roles without any right, so that what is owned by them or names them can be restored. */
function placeholderRoles(names) {
    const creatable = new Set(names.filter(name => !RESERVED.test(name)));
    return [...creatable].map(name => `CREATE ROLE ${(0,_core_sql_quoting_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteIdentifier */ .Cm)(name)} NOLOGIN;`);
}
function withTheirGroups(source, wanted, existing) {
    const names = new Set();
    const todo = [...wanted];
    for (let name = todo.shift(); name !== undefined; name = todo.shift()) {
        const role = source.get(name);
        if (!role || names.has(name) || existing.has(name) || RESERVED.test(name))
            continue;
        names.add(name);
        todo.push(...role.memberOf.map(({ group }) => group));
    }
    return [...names];
}
function createRole(name, attributes, { superuser }) {
    const allowed = attributes.filter(attribute => superuser || !SUPERUSERS_ONLY.test(attribute));
    return `CREATE ROLE ${(0,_core_sql_quoting_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteIdentifier */ .Cm)(name)}${allowed.length > 0 ? ` WITH ${allowed.join(' ')}` : ''};`;
}
/** INHERIT and SET are options of a membership from 16 on. */
function grant(group, member, options, { major }) {
    const understood = options
        .map(option => (/^ADMIN (?:OPTION|TRUE)$/.test(option) ? 'ADMIN OPTION' : option))
        .filter(option => option === 'ADMIN OPTION' || major >= 16);
    const granted = `GRANT ${(0,_core_sql_quoting_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteIdentifier */ .Cm)(group)} TO ${(0,_core_sql_quoting_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteIdentifier */ .Cm)(member)}`;
    return `${granted}${understood.length > 0 ? ` WITH ${understood.join(', ')}` : ''};`;
}
const NAME = String.raw `("(?:[^"]|"")+"|[a-z_\u0080-\uffff][\w$\u0080-\uffff]*)`;
const CREATE = new RegExp(`^CREATE ROLE ${NAME};`, 'gm');
const ALTER = new RegExp(`^ALTER ROLE ${NAME} WITH ([^;]*(?:'[^']*'[^;]*)?);`, 'gm');
const GRANT = new RegExp(`^GRANT ${NAME} TO ${NAME}(?: WITH ([A-Z, ]*?))?(?: GRANTED BY ${NAME})?;`, 'gm');
const ATTRIBUTE = /CONNECTION LIMIT -?\d+|VALID UNTIL '[^']*'|[A-Z]+/g;
/**
 * Reads the roles out of `pg_dumpall --globals-only --no-role-passwords` (CREATE ROLE, ALTER ROLE … WITH, GRANT, each a
 * line). Settings (ALTER ROLE … SET), comments, tablespaces and, should there be any, passwords are passed over.
 */
function readRoles(sql) {
    const roles = new Map();
    const text = sql.replaceAll(/ PASSWORD '(?:[^']|'')*'/g, '');
    for (const [, name = ''] of text.matchAll(CREATE))
        roles.set((0,_core_sql_quoting_js__WEBPACK_IMPORTED_MODULE_0__/* .unquoteIdentifier */ .rT)(name), { attributes: [], memberOf: [] });
    for (const [, name = '', attributes = ''] of text.matchAll(ALTER)) {
        roles.get((0,_core_sql_quoting_js__WEBPACK_IMPORTED_MODULE_0__/* .unquoteIdentifier */ .rT)(name))?.attributes.push(...(attributes.match(ATTRIBUTE) ?? []));
    }
    for (const [, group = '', member = '', options = ''] of text.matchAll(GRANT)) {
        const memberOf = roles.get((0,_core_sql_quoting_js__WEBPACK_IMPORTED_MODULE_0__/* .unquoteIdentifier */ .rT)(member))?.memberOf;
        const known = memberOf?.some(one => one.group === (0,_core_sql_quoting_js__WEBPACK_IMPORTED_MODULE_0__/* .unquoteIdentifier */ .rT)(group));
        // Granted by several, it is written several times.
        if (!known)
            memberOf?.push({ group: (0,_core_sql_quoting_js__WEBPACK_IMPORTED_MODULE_0__/* .unquoteIdentifier */ .rT)(group), options: options.split(', ').filter(Boolean) });
    }
    return roles;
}


/***/ }),

/***/ 32453:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ sanitized)
/* harmony export */ });
/** A name as an archive's table of contents has it: pg_dump makes spaces of line breaks (sanitize_line). */
function sanitized(name) {
    return name.replaceAll(/[\r\n]/g, ' ');
}


/***/ }),

/***/ 33003:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* binding */ isDataOnly),
  X: () => (/* binding */ selectEntries)
});

// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/core/words.js
var words = __webpack_require__(44474);
// EXTERNAL MODULE: ./lib/postgres/toc/entry-kinds.js
var entry_kinds = __webpack_require__(5400);
// EXTERNAL MODULE: ./lib/restore/plan/data-of-tables.js
var data_of_tables = __webpack_require__(94642);
// EXTERNAL MODULE: ./lib/restore/plan/is-empty.js
var is_empty = __webpack_require__(83178);
// EXTERNAL MODULE: ./lib/restore/plan/named.js
var named = __webpack_require__(71745);
;// CONCATENATED MODULE: ./lib/restore/plan/tables-with-definitions.js





/** What needs a table and is no part of its definition. */
const NOT_PARTS = new Set(['PUBLICATION TABLE']);
/**
 * The numbers of all entries that must come along so that these tables can be dropped and made again: their columns'
 * sequences, constraints, indexes, triggers, policies and data, views and functions that need them, and foreign keys of
 * others that point to them; into an empty target also no matter what they need themselves.
 * @throws BackupError `restore-table-needed` where another table of the target would have to be dropped too
 */
function definitionsOfTables(tables, context) {
    const { choices, target, toc } = context;
    const own = (0,data_of_tables/* definitionsOf */.mu)(tables, toc);
    const found = new Set(own);
    const there = new Set(target.relations.map(({ schema, name }) => (0,data_of_tables/* keyOf */.TN)((0,data_of_tables/* entryName */.MB)(schema, name))));
    const inReach = tablesInReach(toc, found, there);
    const needed = [];
    const add = (entry) => {
        if (own.has(entry.id) || NOT_PARTS.has(entry.kind))
            return;
        if (!(0,entry_kinds/* isTable */.bI)(entry))
            found.add(entry.id);
        else if (there.has((0,data_of_tables/* keyOf */.TN)(entry)))
            needed.push(entry);
    };
    walk(own, dependents(toc), entry => {
        if (inReach(entry))
            add(entry);
        return found.has(entry.id);
    });
    if (needed.length > 0)
        throw tableNeeded(needed);
    return withNeeds(found, toc, entry => (0,is_empty/* isEmpty */.I)(target, choices.preset)
        ? !(0,entry_kinds/* isTable */.bI)(entry)
        : (entry.kind === 'SCHEMA' && !target.schemas.includes(entry.name)) || entry.kind === 'EXTENSION');
}
/** Whether all tables that an entry needs are restored or there: a foreign key to one that is neither cannot be made. */
function tablesInReach(toc, restored, there) {
    const relations = new Map(toc.filter(entry_kinds/* isRelation */.LL).map(entry => [entry.id, entry]));
    return ({ dependencies }) => dependencies.every(id => {
        const relation = relations.get(id);
        return !relation || !(0,entry_kinds/* isTable */.bI)(relation) || restored.has(id) || there.has((0,data_of_tables/* keyOf */.TN)(relation));
    });
}
function dependents(toc) {
    const found = new Map();
    for (const entry of toc) {
        for (const id of new Set(entry.dependencies)) {
            const known = found.get(id);
            if (known)
                known.push(entry);
            else
                found.set(id, [entry]);
        }
    }
    return found;
}
/** Visits what can be reached from the beginning, going on from what `visit` says yes to. */
function walk(from, next, visit) {
    const seen = new Set(from);
    for (const id of seen) {
        for (const entry of next.get(id) ?? [])
            if (!seen.has(entry.id) && visit(entry))
                seen.add(entry.id);
    }
}
/** With what the entries need in their turn, as far as `wanted` says so. */
function withNeeds(found, toc, wanted) {
    const byId = new Map(toc.map(entry => [entry.id, entry]));
    const all = new Set(found);
    for (const id of all) {
        for (const need of byId.get(id)?.dependencies ?? []) {
            const entry = byId.get(need);
            if (entry && wanted(entry))
                all.add(need);
        }
    }
    return all;
}
const RESTORE_TABLE_NEEDED = (0,errors/* defineError */.MP)({
    topic: 'restoring',
    code: 'restore-table-needed',
    kind: 'refusal',
    meaning: 'A table cannot be dropped and made again alone, since another one of the target inherits from it or uses it.',
    fix: 'Name that one in tables too, or restore rows only.',
});
function tableNeeded(needed) {
    const names = (0,named/* named */.K)(needed.map(({ schema, name }) => `${schema}.${name}`));
    return new errors/* BackupError */.hj({
        ...RESTORE_TABLE_NEEDED,
        message: `These tables cannot be dropped and made again alone: ${names} would have to go with them.`,
        hint: 'Name those in tables too, or restore rows only with definitions: false.',
    });
}

;// CONCATENATED MODULE: ./lib/restore/plan/select-entries.js





/**
 * The entries that a selection asks for, in the archive's order.
 * @throws BackupError `restore-list-unknown`, `restore-list-partial`, and what concerns the tables
 */
function selectEntries(context) {
    const { choices, toc } = context;
    const { selection } = choices;
    switch (selection.kind) {
        case 'all':
            return toc.filter(entry => isOfMode(entry, selection.mode));
        case 'tables': {
            const ids = selection.definitions
                ? definitionsOfTables(selection.tables, context)
                : (0,data_of_tables/* dataOfTables */.DF)(selection.tables, toc);
            return toc.filter(({ id }) => ids.has(id));
        }
        case 'list':
            return listed(toc, selection.ids);
    }
}
function isOfMode(entry, mode) {
    if (mode === 'full')
        return true;
    return (0,entry_kinds/* isDataEntry */.hJ)(entry) === (mode === 'data');
}
/** Whether a selection puts rows into tables that must be there: it defines none. */
function isDataOnly(selection, { mode }) {
    if (selection.kind === 'tables')
        return !selection.definitions;
    return mode === 'data' || (selection.kind === 'all' && selection.mode === 'data');
}
/** How many numbers a message names. */
const MOST_NAMED = 10;
const RESTORE_LIST_UNKNOWN = (0,errors/* defineError */.MP)({
    topic: 'restoring',
    code: 'restore-list-unknown',
    kind: 'refusal',
    meaning: 'The edited list names entries that the backup does not have: it is probably of another one.',
    fix: 'Take the list that a dry run of this very backup writes.',
});
function listed(toc, ids) {
    const known = new Set(toc.map(({ id }) => id));
    const unknown = ids.filter(id => !known.has(id));
    if (unknown.length > 0) {
        throw new errors/* BackupError */.hj({
            ...RESTORE_LIST_UNKNOWN,
            message: `The list names entries that this backup does not have: ${(0,words/* firstOf */.Ku)(unknown.map(String), MOST_NAMED)}.`,
            hint: 'Take the list of this very backup, as a dry run writes it: the numbers of another one mean something else.',
        });
    }
    const wanted = new Set(ids);
    const chosen = toc.filter(({ id }) => wanted.has(id));
    refusePartial(toc, chosen);
    return chosen;
}
const RESTORE_LIST_PARTIAL = (0,errors/* defineError */.MP)({
    topic: 'restoring',
    code: 'restore-list-partial',
    kind: 'refusal',
    meaning: 'The edited list has some, and not all, of what the manifest sums up together: the large objects, or entries of the same name.',
    fix: 'Name all of them in the list, or none.',
});
/** What the fingerprint sums up together can be proven only together: entries of one name, and the large objects. */
function refusePartial(toc, chosen) {
    const all = Map.groupBy(toc, summedAs);
    const partial = [...Map.groupBy(chosen, summedAs)].filter(([name, some]) => name !== undefined && some.length < (all.get(name)?.length ?? 0));
    if (partial.length === 0)
        return;
    throw new errors/* BackupError */.hj({
        ...RESTORE_LIST_PARTIAL,
        message: `The list has some and not others of what can only be proven together: ${partial.map(([name]) => name).join('; ')}.`,
    });
}
function summedAs({ data, kind, name, schema }) {
    if (data?.of === 'large objects')
        return 'the large objects';
    if (data !== undefined || kind === 'ACL' || kind === 'DEFAULT ACL')
        return undefined;
    return `${kind} ${schema} ${name}`;
}


/***/ }),

/***/ 30919:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ switchOffQueues),
/* harmony export */   t: () => (/* binding */ queuesOfText)
/* harmony export */ });
/* harmony import */ var _fingerprint_fingerprint_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23204);

/** What makes the rows of a table reach out by themselves no longer, where it is pg_cron's or pg_net's own. */
const SWITCHES = new Map([
    ['cron.job', { column: 'active', statement: 'UPDATE cron.job SET active = false WHERE active' }],
    ['net.http_request_queue', { column: 'url', statement: 'DELETE FROM net.http_request_queue' }],
]);
/** Tables of SQL text whose rows reach out and come in all the same, since nothing of it can be skipped. */
function queuesOfText({ fingerprint, format }, { disableOutbound }) {
    if (format !== 'plain' || !disableOutbound)
        return [];
    return fingerprint.tables
        .filter(table => table.rows > 0 && SWITCHES.has((0,_fingerprint_fingerprint_js__WEBPACK_IMPORTED_MODULE_0__/* .qualifiedName */ .OL)(table)))
        .map(({ name, schema }) => ({ schema, name }));
}
/** SQL that switches them off in the transaction that brings them, so that none was ever on; empty where there are none. */
function switchOffQueues(tables) {
    return tables
        .flatMap(table => {
        const name = (0,_fingerprint_fingerprint_js__WEBPACK_IMPORTED_MODULE_0__/* .qualifiedName */ .OL)(table);
        const found = SWITCHES.get(name);
        return found ? [whereItHas(name, found.column, found.statement)] : [];
    })
        .join('\n');
}
function whereItHas(table, column, statement) {
    return `DO $switch$
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_attribute a
              WHERE a.attrelid = pg_catalog.to_regclass('${table}') AND a.attname = '${column}') THEN
    ${statement};
  END IF;
END $switch$;`;
}


/***/ }),

/***/ 38536:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ parseUseList),
/* harmony export */   U: () => (/* binding */ useList)
/* harmony export */ });
/* harmony import */ var _core_parsed_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83186);

/** The text of a file for `pg_restore --use-list`, which restores in its order. */
function useList(ids) {
    return ids.map(id => `${id};\n`).join('');
}
/**
 * The numbers in an edited list, in its order. As pg_restore reads it, what follows a `;` is a comment, and a line that is
 * nothing else is left out; where pg_restore passes over a line that it cannot read, this one is refused.
 */
function parseUseList(text) {
    const ids = new Map();
    for (const [index, line] of text
        .replace(/^\uFEFF/, '')
        .split('\n')
        .entries()) {
        const entry = line.replace(/;.*$/s, '').trim();
        if (entry === '')
            continue;
        const at = index + 1;
        const id = /^[1-9]\d{0,9}$/.test(entry) ? Number(entry) : undefined;
        if (id === undefined)
            return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`line ${at} is ${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(line.trim())}; ${WHAT_A_LINE_IS}`);
        const before = ids.get(id);
        if (before !== undefined)
            return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`lines ${before} and ${at} both name entry ${id}; remove one`);
        ids.set(id, at);
    }
    if (ids.size === 0)
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`no line names an entry, so nothing would be restored; ${WHAT_A_LINE_IS}`);
    return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .parsed */ .Yz)([...ids.keys()]);
}
const WHAT_A_LINE_IS = 'each line is one that pg_restore --list wrote, such as "215; 1259 16385 TABLE public orders owner", and a ; before it leaves it out';


/***/ }),

/***/ 29835:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ restoreProof)
/* harmony export */ });
/* harmony import */ var _action_summary_markdown_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4204);
/* harmony import */ var _core_sizes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(86361);
/* harmony import */ var _core_words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44474);
/* harmony import */ var _fingerprint_fingerprint_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23204);




/** How many are shown: more makes a page that nobody reads; the worst come first. */
const MOST_TABLES = 500;
const MOST_LINES = 200;
const SIGNS = {
    equal: '✅ equal',
    different: '❌ different',
    skipped: '⏭️ skipped',
    'not verified': '⚠️ not verified',
};
const RANK = {
    different: 0,
    'not verified': 1,
    skipped: 2,
    equal: 3,
};
/** The restored database against the manifest, table by table, the worst first. */
function restoreProof(comparison, fingerprint) {
    if (!comparison)
        return 'The restored database was **not verified**: it could not be read again.';
    const { differences, notVerified, skipped, tables } = comparison;
    const equal = tables.filter(({ outcome }) => outcome === 'equal');
    const rows = equal.reduce((sum, each) => sum + each.rows, 0);
    const sizes = new Map(fingerprint.tables.map(table => [(0,_fingerprint_fingerprint_js__WEBPACK_IMPORTED_MODULE_0__/* .qualifiedName */ .OL)(table), table.bytes]));
    const bytes = equal.reduce((sum, each) => sum + (sizes.get((0,_fingerprint_fingerprint_js__WEBPACK_IMPORTED_MODULE_0__/* .qualifiedName */ .OL)(each)) ?? 0), 0);
    return [
        `The restored database was dumped again, and compared with what the manifest says of the backup: **${(0,_core_words_js__WEBPACK_IMPORTED_MODULE_1__/* .grouped */ .zD)(rows)} rows in ${equal.length} of ${tables.length} tables are equal**, ${(0,_core_sizes_js__WEBPACK_IMPORTED_MODULE_2__/* .formatSize */ .X)(bytes)} of data.`,
        ...lines('❌ different', differences, true),
        ...lines('⚠️ not verified', notVerified, true),
        ...lines('⏭️ skipped', skipped, false),
        ...(tables.length > 0 ? [tablesOf(tables, sizes)] : []),
    ].join('\n\n');
}
function lines(title, all, open) {
    if (all.length === 0)
        return [];
    const listed = all.map(line => `- ${(0,_action_summary_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .plain */ .pj)(line)}`);
    const body = (0,_core_words_js__WEBPACK_IMPORTED_MODULE_1__/* .firstLines */ .UV)(listed, MOST_LINES).join('\n');
    const head = `${title} (${(0,_core_words_js__WEBPACK_IMPORTED_MODULE_1__/* .grouped */ .zD)(all.length)})`;
    return [open ? `**${head}**\n\n${body}` : (0,_action_summary_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .details */ .zH)(head, body)];
}
function tablesOf(all, sizes) {
    const worstFirst = all.toSorted((one, other) => RANK[one.outcome] - RANK[other.outcome]);
    const rows = worstFirst.slice(0, MOST_TABLES).map(each => {
        const bytes = sizes.get((0,_fingerprint_fingerprint_js__WEBPACK_IMPORTED_MODULE_0__/* .qualifiedName */ .OL)(each));
        return [
            (0,_action_summary_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .code */ .aY)(`${each.schema}.${each.name}`),
            SIGNS[each.outcome],
            (0,_core_words_js__WEBPACK_IMPORTED_MODULE_1__/* .grouped */ .zD)(each.rows),
            bytes === undefined ? '' : (0,_core_sizes_js__WEBPACK_IMPORTED_MODULE_2__/* .formatSize */ .X)(bytes),
            (0,_action_summary_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .plain */ .pj)(each.what ?? ''),
        ];
    });
    return (0,_action_summary_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .details */ .zH)(`Tables (${(0,_core_words_js__WEBPACK_IMPORTED_MODULE_1__/* .grouped */ .zD)(all.length)})`, [
        (0,_action_summary_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .table */ .tp)(['Table', 'Outcome', 'Rows in the backup', 'Their size', 'What'], rows),
        ...(0,_core_words_js__WEBPACK_IMPORTED_MODULE_1__/* .andMore */ .v)(all.length - rows.length),
    ].join('\n\n'));
}


/***/ }),

/***/ 165:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E: () => (/* binding */ archiveMajor),
  l: () => (/* binding */ proveLoaded)
});

// EXTERNAL MODULE: ./lib/fingerprint/differences.js
var differences = __webpack_require__(74092);
// EXTERNAL MODULE: ./lib/fingerprint/fingerprint.js
var fingerprint = __webpack_require__(23204);
// EXTERNAL MODULE: ./lib/restore/plan/named.js
var named = __webpack_require__(71745);
// EXTERNAL MODULE: ./lib/restore/plan/plan.js + 23 modules
var plan = __webpack_require__(67716);
;// CONCATENATED MODULE: ./lib/restore/verify/compare.js




/**
 * Compares what a plan expects with the fingerprint of the restored database (of all of it, or of more than was loaded:
 * what was there before is no difference where `extras` are ignored).
 */
function compareRestored(expected, actual, proof) {
    const skipped = proof.skipped.map(each => foundOrMissing(each, actual));
    const off = new Set(proof.switchedOff?.map(fingerprint/* qualifiedName */.OL));
    const found = (0,differences/* findDifferences */.cG)(expected, actual).filter(({ name, of }) => of !== 'table' || !off.has(name));
    const wrong = found.filter(difference => fails(difference, expected, actual, proof));
    const different = new Map(wrong.filter(({ of }) => of === 'table').map(each => [each.name, each.what]));
    return {
        tables: [
            ...expected.tables.map((table) => {
                const what = different.get((0,fingerprint/* qualifiedName */.OL)(table));
                const { schema, name, rows } = table;
                if (off.has((0,fingerprint/* qualifiedName */.OL)(table)))
                    return { schema, name, rows, outcome: 'not verified', what: SWITCHED_OFF };
                return { schema, name, rows, outcome: what === undefined ? 'equal' : 'different', what };
            }),
            ...skipped.flatMap(skippedTable),
        ],
        differences: wrong.map(({ line }) => line),
        skipped: skippedLines(skipped),
        missing: skipped.filter(({ missing }) => missing).length,
        notVerified: notVerified(expected, actual, proof),
    };
}
function fails(difference, expected, actual, proof) {
    const { how, of } = difference;
    if (of === 'definition' && !areDefinitionsCompared(expected, proof))
        return false;
    if (of === 'large objects')
        return !areOthersThere(expected, actual, proof);
    if (how !== 'extra')
        return true;
    return proof.extras === 'different' && isStrange(difference, expected, actual, proof);
}
const SWITCHED_OFF = 'switched off as they were loaded (disable-outbound)';
/** Where no definition was loaded, those that are there are of no concern. */
function areDefinitionsCompared({ objects }, { definitions }) {
    return definitions === 'compared' && objects.length > 0;
}
/** Large objects are summed up together: those that were there before is not known from the others. */
function areOthersThere(expected, actual, { extras }) {
    return extras === 'ignored' && actual.largeObjects.count > expected.largeObjects.count;
}
/** Whether something extra in a database that was empty is none of what may be there. */
function isStrange({ name, of }, expected, actual, { skipped }) {
    const known = skipped.some(({ entry }) => namesOf(entry).includes(`${of} ${name}`));
    if (known)
        return false;
    switch (of) {
        case 'definition':
            return !ALLOWED_EXTRA.test(name);
        // Without a definition it is an extension's own; and definitions alone bring empty tables and new sequences.
        case 'sequence': {
            const value = actual.sequences.find(({ sequence }) => sequence === name);
            // Of a table without rows (exclude-table-data) the backup has no value either: it is new.
            if (value?.called === false && isDefined(expected, 'SEQUENCE', name))
                return false;
            return expected.sequences.length > 0 && isDefined(actual, 'SEQUENCE', name);
        }
        case 'table': {
            const rows = actual.tables.find(table => (0,fingerprint/* qualifiedName */.OL)(table) === name)?.rows ?? 0;
            // Made without rows, since the backup has none of it (exclude-table-data).
            if (rows === 0 && isDefined(expected, 'TABLE', name))
                return false;
            return (expected.tables.length > 0 || rows > 0) && isDefined(actual, 'TABLE', name);
        }
        case 'large objects':
            return true;
    }
}
function isDefined({ objects }, kind, name) {
    return objects.some(object => object.kind === kind && (0,fingerprint/* qualifiedName */.OL)(object) === name);
}
/** Extensions and the comment on schema public may be there in a database that counts as empty. */
const ALLOWED_EXTRA = /^(?:EXTENSION |COMMENT EXTENSION |(?:COMMENT )?SCHEMA public$)/;
/** As differences call it. */
function namesOf(entry) {
    const { data } = entry;
    return [
        `definition ${(0,differences/* definitionName */.PW)(entry)}`,
        ...(data?.of === 'table' ? [`table ${(0,fingerprint/* qualifiedName */.OL)(data.table)}`] : []),
        ...(data?.of === 'sequence' ? [`sequence ${data.sequence}`] : []),
    ];
}
/** Privileges are in no fingerprint. */
const NEVER_SEEN = new Set(['ACL', 'DEFAULT ACL']);
/** What was presumed to be there is looked for: a platform makes its own objects, and none of those that users add. */
function foundOrMissing(skipped, actual) {
    const { entry, rows = 0, there, why } = skipped;
    if (there !== 'presumed' || NEVER_SEEN.has(entry.kind))
        return skipped;
    const { there: _, ...rest } = skipped;
    if (entry.data !== undefined)
        return rows > 0 ? { ...rest, missing: true } : skipped;
    const name = (0,differences/* definitionName */.PW)(entry);
    return actual.objects.some(object => (0,differences/* definitionName */.PW)(object) === name)
        ? skipped
        : { ...rest, missing: true, why: `${why}; the target does not have it` };
}
function skippedTable({ entry: { data }, rows, there, why }) {
    if (data?.of !== 'table' || there)
        return [];
    return [{ ...data.table, rows: rows ?? 0, outcome: 'skipped', what: why }];
}
/** A line for each reason and kind; the first of many are named. */
function skippedLines(skipped) {
    const missing = skipped.filter(({ there }) => !there);
    const unasked = missing.filter(({ why }) => why === plan/* NOT_ASKED_FOR */.z).length;
    const alike = Map.groupBy(missing.filter(({ why }) => why !== plan/* NOT_ASKED_FOR */.z), ({ entry: { data, kind }, why }) => JSON.stringify([data?.of ?? kind, why]));
    return [
        ...[...alike.values()].map(entries => `${(0,named/* named */.K)(entries.map(({ entry }) => wordsFor(entry)))}: ${entries[0]?.why}`),
        ...(unasked > 0 ? [`${unasked} entries of the backup that were not asked for`] : []),
    ];
}
function wordsFor(entry) {
    if (entry.data?.of === 'table')
        return `rows of ${(0,fingerprint/* qualifiedName */.OL)(entry.data.table)}`;
    if (entry.data?.of === 'sequence')
        return `value of sequence ${entry.data.sequence}`;
    if (entry.data)
        return 'large objects';
    return (0,differences/* definitionName */.PW)(entry);
}
function notVerified(expected, actual, proof) {
    const { definitions, restored } = proof;
    const beside = [restored?.owners && 'owners', restored?.privileges && 'privileges'].filter(Boolean);
    const count = expected.objects.length;
    return [
        ...(proof.switchedOff ?? []).map(table => `rows of ${(0,fingerprint/* qualifiedName */.OL)(table)}: ${SWITCHED_OFF}`),
        ...(definitions !== 'compared' && count > 0 ? [`${count} definitions: ${definitions.notVerified}`] : []),
        ...(count > 0 && beside.length > 0 ? [`${beside.join(' and ')}: no fingerprint has them`] : []),
        ...(expected.largeObjects.count > 0 && areOthersThere(expected, actual, proof)
            ? ['large objects: the target has others too, and they are summed up together']
            : []),
    ];
}

// EXTERNAL MODULE: ./lib/backup/dump-stream.js
var dump_stream = __webpack_require__(6375);
// EXTERNAL MODULE: ./lib/core/sql-quoting.js
var sql_quoting = __webpack_require__(97377);
// EXTERNAL MODULE: ./lib/postgres/children.js
var children = __webpack_require__(62428);
// EXTERNAL MODULE: ./lib/postgres/connection/libpq-environment.js
var libpq_environment = __webpack_require__(35584);
// EXTERNAL MODULE: ./lib/postgres/dump.js
var postgres_dump = __webpack_require__(36185);
// EXTERNAL MODULE: ./lib/postgres/proof.js
var postgres_proof = __webpack_require__(80601);
;// CONCATENATED MODULE: ./lib/restore/verify/fingerprint-database.js






/**
 * The fingerprint that a backup of the database would have now, through the very code that makes backups; nothing is
 * stored. With `tables`, of a database that has none of them, `nothing-matched` is thrown.
 * @throws BackupError with pg_dump's or pg_restore's cause
 */
async function fingerprintDatabase({ client, connection, encoding, like, mode, sessionOptions, tables = [] }, parts) {
    const controller = new AbortController();
    const signal = AbortSignal.any([parts.signal, controller.signal]);
    const env = (0,libpq_environment/* libpqEnvironment */.S)(connection, parts.env, sessionOptions);
    const explain = (0,children/* explainEnd */.pw)(connection);
    try {
        const filter = (0,children/* filterOptions */.f2)(parts.journal, env, signal, connection.stallTimeoutMs);
        const proof = (0,postgres_proof/* proveArchive */.T)(client, filter, explain, like);
        const dump = (0,postgres_dump/* startDump */.dK)(client, {
            format: 'custom',
            compress: '0',
            mode,
            encoding,
            selection: {
                tables: tables.map(exactPattern),
                excludeTables: [],
                schemas: [],
                excludeSchemas: [],
                excludeTableData: [],
            },
            // What is missing is a difference, and no error.
            strict: false,
            // Neither counts in a fingerprint.
            noOwner: true,
            noAcl: true,
            lockTimeoutMs: undefined,
        }, (0,libpq_environment/* libpqArguments */.n)(connection), (0,children/* childOptions */.Z_)(parts.journal, env, signal));
        const stream = (0,dump_stream/* streamDump */.T)({
            dump,
            dumpEnded: (0,postgres_dump/* dumpEnded */.LV)(dump, explain),
            proof,
            encrypt: undefined,
            sinks: [],
            controller,
        });
        using _ = (0,dump_stream/* watchDump */.g)({ connection, dump, stream, controller, signal, reporter: parts.reporter });
        return (await stream.done).fingerprint;
    }
    catch (error) {
        parts.signal.throwIfAborted();
        throw error;
    }
}
/** Between double quotes pg_dump takes every character of a pattern as it is, but a double quote. */
function exactPattern({ schema, name }) {
    return `${(0,sql_quoting/* quoteIdentifier */.Cm)(schema)}.${(0,sql_quoting/* quoteIdentifier */.Cm)(name)}`;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/postgres/compression-choice.js
var compression_choice = __webpack_require__(71921);
// EXTERNAL MODULE: ./lib/stream/fan-out.js
var fan_out = __webpack_require__(44036);
// EXTERNAL MODULE: ./lib/stream/run-all.js
var run_all = __webpack_require__(28195);
;// CONCATENATED MODULE: ./lib/restore/verify/same-rows.js








/** Of the key. SHA-256 has no use for a longer one. */
const KEY_BYTES = 32;
/**
 * The tables whose rows are the backup's in another order. A manifest has the sum of a table's rows in the order in which
 * they were dumped. A COPY may store them in another one, unless it is in the transaction that created the table: it puts
 * short rows into the gaps of earlier pages. So what differs is summed up once more on both sides, regardless of its order.
 * No backup does this beforehand: a SHA-256 of each row would double the time of a dump of short rows (1 million
 * rows of 42 bytes take 2 s; the sum of the whole, 25 ms).
 * @param actual what a dump of the restored database came to
 * @throws BackupError with the cause that keeps the backup or the database from being read again
 */
async function inAnotherOrder(expected, actual, sides, parts) {
    const suspects = differentInOrderAtMost(expected, actual);
    if (suspects.length === 0)
        return new Set();
    const { reporter } = parts;
    reporter.info(`Reading ${(0,named/* named */.K)(suspects.map(fingerprint/* qualifiedName */.OL))} once more, on both sides: as many rows and bytes as in the backup, perhaps in another order`);
    const like = {
        tables: suspects.map(table => ({ ...table, inAnyOrder: true })),
        key: (0,external_node_crypto_.randomBytes)(KEY_BYTES),
    };
    const archive = await ofArchive(sides, like, parts);
    const restored = sumsOf(await sides.restored(suspects, like));
    const same = suspects
        // The archive vouches for the database only where it is itself what the manifest says.
        .filter(table => archive.inOrder.get((0,fingerprint/* qualifiedName */.OL)(table)) === table.sha256)
        .map(fingerprint/* qualifiedName */.OL)
        .filter(name => archive.inAnyOrder.has(name) && archive.inAnyOrder.get(name) === restored.get(name));
    if (same.length > 0)
        reporter.info(`Rows equal, in another order: ${(0,named/* named */.K)(same)}`);
    return new Set(same);
}
/** The same rows have the same length in any order: a table that differs in that needs no second look. */
function differentInOrderAtMost(expected, actual) {
    const there = new Map(actual.map(table => [(0,fingerprint/* qualifiedName */.OL)(table), table]));
    return expected.filter(table => {
        const other = there.get((0,fingerprint/* qualifiedName */.OL)(table));
        if (!other || table.inAnyOrder || other.inAnyOrder)
            return false;
        return table.sha256 !== other.sha256 && table.rows === other.rows && table.bytes === other.bytes;
    });
}
/** Both sums, of one reading of the dump. */
async function ofArchive({ client, manifest: { format, options }, readDump, stallTimeoutMs }, like, parts) {
    const controller = new AbortController();
    const signal = AbortSignal.any([parts.signal, controller.signal]);
    const prove = (as) => format === 'custom'
        ? (0,postgres_proof/* proveArchive */.T)(client, (0,children/* filterOptions */.f2)(parts.journal, parts.env, signal, stallTimeoutMs), children/* archiveUnreadable */.CH, as)
        : (0,postgres_proof/* proveText */.s)((0,compression_choice/* compressionMethod */.c)(options.compression), signal, as);
    const ordered = prove();
    const unordered = prove(like);
    const sink = (0,fan_out/* fanOut */.Y)([ordered.sink, unordered.sink]);
    await (0,run_all/* runAll */.$)([readDump(sink, signal), ordered.fingerprint, unordered.fingerprint], controller);
    return {
        inOrder: sumsOf(await ordered.fingerprint),
        inAnyOrder: sumsOf(await unordered.fingerprint),
    };
}
function sumsOf({ tables }) {
    return new Map(tables.map(table => [(0,fingerprint/* qualifiedName */.OL)(table), table.sha256]));
}

;// CONCATENATED MODULE: ./lib/restore/verify/prove-loaded.js





/** Above, all tables are dumped rather than some: pg_dump asks the server for each name, in one query. */
const MOST_NAMED_TABLES = 50;
/**
 * Dumps the database again, storing nothing, and compares it with what the plan says that it must be. Rows in another
 * order are the same rows.
 */
async function proveLoaded(loaded, parts) {
    const { client, connection, encoding, manifest, mode, plan, restored, sessionOptions, tables } = loaded;
    const database = { connection, client, encoding, sessionOptions };
    const actual = await fingerprintDatabase({ ...database, mode, like: likeOf(plan), ...(tables && { tables }) }, parts);
    const expected = dumpedAgain(plan.expected, mode);
    const off = new Set(loaded.switchedOff?.map(fingerprint/* qualifiedName */.OL));
    const reordered = await inAnotherOrder(expected.tables.filter(table => !off.has((0,fingerprint/* qualifiedName */.OL)(table))), actual.tables, {
        manifest,
        client,
        readDump: loaded.readDump,
        stallTimeoutMs: connection.stallTimeoutMs,
        restored: (suspects, like) => fingerprintDatabase({
            ...database,
            mode: 'data',
            like,
            ...(suspects.length <= MOST_NAMED_TABLES && { tables: suspects }),
        }, parts),
    }, parts);
    const seen = { ...actual, objects: asLoaded(actual.objects, loaded) };
    const archived = archiveMajor(manifest);
    return compareRestored(expected, { ...withoutMade(seen, loaded.madeSchemas), tables: inOrderOf(expected, actual, reordered) }, {
        extras: plan.extras,
        skipped: plan.skip,
        restored,
        ...(loaded.switchedOff && { switchedOff: loaded.switchedOff }),
        definitions: client.major === archived
            ? 'compared'
            : {
                notVerified: `pg_dump ${client.major} words definitions otherwise than pg_dump ${archived}, which made the backup`,
            },
    });
}
function asLoaded(objects, { hidden = [], plan }) {
    if (hidden.length === 0)
        return objects;
    const names = new Set(hidden.map(differences/* definitionName */.PW));
    const seen = new Set(objects.map(differences/* definitionName */.PW));
    const isThere = (object) => object.kind !== 'USER MAPPING' || seen.has((0,differences/* definitionName */.PW)(object));
    return [
        ...objects.filter(object => !names.has((0,differences/* definitionName */.PW)(object))),
        ...plan.expected.objects.filter(object => names.has((0,differences/* definitionName */.PW)(object)) && isThere(object)),
    ];
}
/** A dump of rows has no word of a materialized view, which a restore of rows refreshes all the same. */
function dumpedAgain(expected, mode) {
    if (mode !== 'data')
        return expected;
    return { ...expected, objects: expected.objects.filter(({ kind }) => kind !== 'MATERIALIZED VIEW DATA') };
}
function withoutMade(actual, madeSchemas = []) {
    const made = new Set(madeSchemas);
    return {
        ...actual,
        objects: actual.objects.filter(({ kind, name }) => kind !== 'SCHEMA' || !made.has(name)),
    };
}
/** The sums of `actual`, those of the named tables as if their rows had kept their order. */
function inOrderOf(expected, actual, names) {
    const wanted = new Map(expected.tables.map(table => [(0,fingerprint/* qualifiedName */.OL)(table), table]));
    return actual.tables.map(table => {
        const name = (0,fingerprint/* qualifiedName */.OL)(table);
        return names.has(name) ? (wanted.get(name) ?? table) : table;
    });
}
/** Rows go by their columns' names into tables that were there, regardless of the order of those: so they are compared. */
function likeOf({ expected, load }) {
    const columns = new Map(load.flatMap(({ data }) => data?.of === 'table' && data.columns ? [[(0,fingerprint/* qualifiedName */.OL)(data.table), data.columns]] : []));
    return {
        tables: expected.tables.map(table => {
            const own = columns.get((0,fingerprint/* qualifiedName */.OL)(table));
            return own ? { ...table, columns: own } : table;
        }),
    };
}
/** Whose client made the backup. */
function archiveMajor({ clientVersion }) {
    return Number.parseInt(clientVersion, 10);
}


/***/ }),

/***/ 45222:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ eachLine)
/* harmony export */ });
/** The longest line that is reported whole; of a longer one its end. Characters. */
const LONGEST = 64 * 1024;
/** Reads a program's text and says each complete line as it comes, as latin1. Keeps no more than a line. */
function eachLine(text, publish) {
    let unfinished = '';
    text.setEncoding('latin1');
    text.on('data', (piece) => {
        const lines = (unfinished + piece).split('\n');
        unfinished = (lines.pop() ?? '').slice(-LONGEST);
        for (const line of lines)
            publish(line);
    });
}


/***/ })

};
