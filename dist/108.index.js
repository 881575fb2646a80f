export const id = 108;
export const ids = [108];
export const modules = {

/***/ 51686:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ checkDatabaseGiven)
/* harmony export */ });
/** What says libpq where to connect to, each sufficient by itself. */
const SUFFICIENT = ['PGHOST', 'PGHOSTADDR', 'PGSERVICE'];
/**
 * Whether there is a database at all: an unset secret is an empty input.
 * @param input the one that names the database
 * @param secret what its secret may be called
 */
function checkDatabaseGiven(url, env, input = 'database-url', secret = 'DATABASE_URL') {
    if (url !== undefined || SUFFICIENT.some(name => env[name]))
        return [];
    return [
        {
            input,
            message: `is empty, and so are PGHOST and PGSERVICE; write ${input}: \${{ secrets.${secret} }} and set the secret ${secret} for this repository, or for the environment that this very job names (pull requests from forks get no secrets, and a workflow that is called gets none of an environment)`,
        },
    ];
}


/***/ }),

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

/***/ 40141:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  $: () => (/* binding */ rootCertificatePath)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./lib/postgres/connection/root-certificate.js


/**
 * libpq reads the CA's certificate from a file: PEM text is written into `folder`, which the caller removes.
 * Certificates are public, so nothing secret reaches the disk.
 */
function rootCertificateFile(pem, folder) {
    const path = (0,external_node_path_.join)(folder, 'root-certificate.pem');
    (0,external_node_fs_.writeFileSync)(path, pem, { mode: 0o600 });
    return path;
}

;// CONCATENATED MODULE: ./lib/action/root-certificate-path.js

/** Where the root certificate is: PEM text is put into a file first. */
function rootCertificatePath({ sslRootCert }, scratch) {
    return sslRootCert?.kind === 'pem' ? rootCertificateFile(sslRootCert.pem, scratch) : sslRootCert?.path;
}


/***/ }),

/***/ 73410:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ig: () => (/* binding */ requiresBinding),
/* harmony export */   t5: () => (/* binding */ admits),
/* harmony export */   to: () => (/* binding */ unknownMethods),
/* harmony export */   zO: () => (/* binding */ requireAuthOf)
/* harmony export */ });
/* unused harmony export AUTH_METHODS */
/* harmony import */ var _probe_tls_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46611);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(90370);


/** How a server may have somebody sign in, by libpq's names (require_auth). `none`: it asks for nothing. */
const AUTH_METHODS = ['password', 'md5', 'gss', 'sspi', 'scram-sha-256', 'oauth', 'none'];
/**
 * The password itself, and a hash from which it can be computed: neither is for a server that may be anybody. All other
 * ways give nothing away to anyone who stands between.
 */
const PROTECTED = '!password,!md5';
/** What is wrong with a require_auth, and what to write instead; undefined where libpq takes it. */
function unknownMethods(requireAuth) {
    const words = requireAuth.split(',').map(word => word.trim());
    const negated = words.filter(word => word.startsWith('!'));
    const names = words.map(word => word.replace(/^!/, ''));
    const known = AUTH_METHODS;
    if (!names.every(name => known.includes(name)))
        return `require_auth has a method that is none of ${AUTH_METHODS.join(', ')}`;
    return negated.length === 0 || negated.length === words.length
        ? undefined
        : 'require_auth either names what is allowed or, each with a !, what is not; not both';
}
/**
 * What the server at every endpoint of a connection may ask for, as libpq's require_auth has it; undefined for anything.
 * What the user says wins. Without that, a password is only shown to a server whose certificate was verified, or that is
 * on this machine.
 */
function requireAuthOf(connection) {
    const { endpoints, requireAuth } = connection;
    if (requireAuth !== undefined)
        return requireAuth;
    return (0,_probe_tls_js__WEBPACK_IMPORTED_MODULE_0__/* .verifies */ .s1)(connection) || endpoints.every(_connection_js__WEBPACK_IMPORTED_MODULE_1__/* .isThisMachine */ .YY) ? undefined : PROTECTED;
}
/** Whether a server that asks for this may be answered. */
function admits(requireAuth, method) {
    if (requireAuth === undefined)
        return true;
    const words = requireAuth.split(',').map(word => word.trim());
    return words.some(word => word.startsWith('!')) ? !words.includes(`!${method}`) : words.includes(method);
}
/** Whether a server without channel binding is refused: where that is asked for, or where it had one before. */
function requiresBinding({ channelBinding }, { bindsChannel }) {
    return channelBinding === 'require' || (channelBinding === 'auto' && bindsChannel === true);
}


/***/ }),

/***/ 69282:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ poolerFinding)
/* harmony export */ });
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(90370);

const POOLERS = [
    {
        name: "Supabase's transaction pooler",
        matches: ({ host, port }) => port === 6543 && /\.supabase\.(com|co)$/i.test(host),
        certain: true,
        instead: 'use the session pooler: the same host with port 5432 (aws-0-<region>.pooler.supabase.com:5432, Dashboard → Connect → Session pooler)',
    },
    {
        name: "Neon's transaction pooler",
        matches: ({ host }) => /-pooler\..*\.neon\.tech$/i.test(host),
        certain: false,
        instead: 'use the direct host, the same name without “-pooler”',
    },
    {
        name: 'a transaction pooler by its port',
        matches: ({ port, host }) => port === 6543 && !(0,_connection_js__WEBPACK_IMPORTED_MODULE_0__/* .isSocket */ .qU)({ host }),
        certain: false,
        instead: "use the server's own port, or a pooler in session mode",
    },
];
/** pg_dump needs a session of its own (consistent snapshot, search_path, lock_timeout). */
function poolerFinding(endpoint) {
    const pooler = POOLERS.find(({ matches }) => matches(endpoint));
    return (pooler && {
        refused: pooler.certain,
        name: `${endpoint.host}:${endpoint.port} is ${pooler.name}`,
        instead: pooler.instead,
        message: `${endpoint.host}:${endpoint.port} is ${pooler.name}, and pg_dump needs a session of its own; ${pooler.instead}`,
    });
}


/***/ }),

/***/ 48257:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X: () => (/* binding */ resolveConnection)
});

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/stream/silence.js
var silence = __webpack_require__(73939);
// EXTERNAL MODULE: ./lib/postgres/connection/authentication.js
var authentication = __webpack_require__(73410);
// EXTERNAL MODULE: ./lib/postgres/connection/certificates.js
var certificates = __webpack_require__(53266);
// EXTERNAL MODULE: ./lib/postgres/connection/connection.js
var connection = __webpack_require__(90370);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./lib/postgres/connection/files.js

/** The machine's own. */
const localFiles = {
    read: path => {
        try {
            return (0,external_node_fs_.statSync)(path).isFile() ? (0,external_node_fs_.readFileSync)(path, 'utf8') : undefined;
        }
        catch {
            return undefined;
        }
    },
    mode: path => {
        if (process.platform === 'win32')
            return undefined;
        try {
            return (0,external_node_fs_.statSync)(path).mode & 0o777;
        }
        catch {
            return undefined;
        }
    },
};

;// CONCATENATED MODULE: ./lib/postgres/connection/parameters.js
const own = (env) => ({ use: 'own', env });
const passed = (env) => ({ use: 'passed', env });
const argument = { use: 'argument' };
const driver = { use: 'ignored', why: "an application driver's own setting" };
const ours = (why) => ({ use: 'ignored', why });
/** libpq's parameters (“Parameter Key Words” in the PostgreSQL manual, 18), and those that drivers add to URLs. */
const PARAMETERS = {
    host: own('PGHOST'),
    hostaddr: own('PGHOSTADDR'),
    port: own('PGPORT'),
    dbname: own('PGDATABASE'),
    user: own('PGUSER'),
    password: own('PGPASSWORD'),
    passfile: own('PGPASSFILE'),
    service: own('PGSERVICE'),
    servicefile: own('PGSERVICEFILE'),
    sslmode: own('PGSSLMODE'),
    sslrootcert: own('PGSSLROOTCERT'),
    sslcert: own('PGSSLCERT'),
    sslkey: own('PGSSLKEY'),
    sslnegotiation: own('PGSSLNEGOTIATION'),
    channel_binding: own('PGCHANNELBINDING'),
    require_auth: own('PGREQUIREAUTH'),
    options: own('PGOPTIONS'),
    connect_timeout: own('PGCONNECT_TIMEOUT'),
    application_name: own('PGAPPNAME'),
    target_session_attrs: own('PGTARGETSESSIONATTRS'),
    sslcompression: passed('PGSSLCOMPRESSION'),
    sslcertmode: passed('PGSSLCERTMODE'),
    sslcrl: passed('PGSSLCRL'),
    sslcrldir: passed('PGSSLCRLDIR'),
    sslsni: passed('PGSSLSNI'),
    ssl_min_protocol_version: passed('PGSSLMINPROTOCOLVERSION'),
    ssl_max_protocol_version: passed('PGSSLMAXPROTOCOLVERSION'),
    min_protocol_version: passed('PGMINPROTOCOLVERSION'),
    max_protocol_version: passed('PGMAXPROTOCOLVERSION'),
    requirepeer: passed('PGREQUIREPEER'),
    gssencmode: passed('PGGSSENCMODE'),
    gsslib: passed('PGGSSLIB'),
    gssdelegation: passed('PGGSSDELEGATION'),
    krbsrvname: passed('PGKRBSRVNAME'),
    load_balance_hosts: passed('PGLOADBALANCEHOSTS'),
    keepalives: argument,
    keepalives_idle: argument,
    keepalives_interval: argument,
    keepalives_count: argument,
    tcp_user_timeout: argument,
    client_encoding: ours("a backup keeps the database's own encoding"),
    fallback_application_name: ours('application_name is used'),
    replication: { use: 'refused', why: 'a backup needs an ordinary connection; remove it' },
    sslpassword: { use: 'refused', why: 'an encrypted client key is not supported; store the key decrypted' },
    sslkeylogfile: { use: 'refused', why: 'it writes the keys of the session to a file; remove it' },
    requiressl: { use: 'refused', why: 'libpq no longer has it; write sslmode=require' },
    autosave: driver,
    binarytransfer: driver,
    charset: driver,
    connection_limit: driver,
    currentschema: driver,
    encoding: driver,
    loadbalancehosts: driver,
    max_idle_connection_lifetime: driver,
    pgbouncer: driver,
    pool: driver,
    pool_max_conns: driver,
    pool_mode: driver,
    pool_size: driver,
    pool_timeout: driver,
    preparethreshold: driver,
    prepared_statements: driver,
    rewritebatchedinserts: driver,
    schema: driver,
    search_path: driver,
    single_use_connections: driver,
    socket_timeout: driver,
    sockettimeout: driver,
    sslaccept: driver,
    sslidentity: driver,
    statement_cache_size: driver,
    stringtype: driver,
    supa: driver,
    tcpkeepalive: driver,
    uselibpqcompat: driver,
    workaround: driver,
};
/** How a parameter is treated; undefined: nobody is known to have one of this name. */
function treatmentOf(name) {
    const known = Object.hasOwn(PARAMETERS, name) ? PARAMETERS[name] : undefined;
    if (known)
        return known;
    // Drivers spell theirs in camelCase; libpq's own are lower case, and libpq insists on it.
    const lower = name.toLowerCase();
    const driverOwn = Object.hasOwn(PARAMETERS, lower) ? PARAMETERS[lower] : undefined;
    return driverOwn === driver ? driver : undefined;
}

;// CONCATENATED MODULE: ./lib/postgres/connection/pgpass.js
/** One field up to the next bare colon; a backslash takes the special meaning from a colon or a backslash. */
const FIELD = /(?:\\.|[^\\:]|\\$)*/sy;
/**
 * Looks a password up in libpq's password file (`passwordFromFile` in fe-connect.c): the first line that matches wins,
 * `*` matches anything. A file that others may read is ignored, as libpq ignores it, but not in silence.
 */
function passwordFromFile(path, question, files) {
    const mode = files.mode(path);
    if (mode !== undefined && (mode & 0o077) !== 0) {
        return {
            found: undefined,
            notice: `the password file ${path} is ignored, since others may read it; run chmod 600 ${path}`,
        };
    }
    const wanted = [hostName(question.host), String(question.port), question.database, question.user];
    for (const line of files.read(path)?.split(/\r?\n/) ?? []) {
        if (line === '' || line.startsWith('#'))
            continue;
        const fields = fieldsOf(line);
        const matches = wanted.every((value, index) => fields[index] === '*' || unescaped(fields[index] ?? '') === value);
        if (matches && fields.length > 4)
            return { found: unescaped(fields[4] ?? '') };
    }
    return { found: undefined };
}
/** The default directories of Unix sockets stand in the file as localhost. */
function hostName(host) {
    return ['/tmp', '/var/run/postgresql', '/run/postgresql'].includes(host) ? 'localhost' : host;
}
function fieldsOf(line) {
    const fields = [];
    for (let at = 0; at <= line.length; at = FIELD.lastIndex + 1) {
        FIELD.lastIndex = at;
        fields.push(FIELD.exec(line)?.[0] ?? '');
    }
    return fields;
}
function unescaped(field) {
    return field.replace(/\\(.)/gs, '$1');
}

// EXTERNAL MODULE: ./lib/postgres/connection/poolers.js
var poolers = __webpack_require__(69282);
// EXTERNAL MODULE: ./lib/core/closest.js
var closest = __webpack_require__(37640);
// EXTERNAL MODULE: ./lib/postgres/connection/keywords.js
var keywords = __webpack_require__(66094);
// EXTERNAL MODULE: ./lib/postgres/connection/reading.js
var reading = __webpack_require__(99024);
;// CONCATENATED MODULE: ./lib/postgres/connection/url.js


const ENCODE_PASSWORD = 'the password has an unencoded character in it: percent-encode it, @ as %40, / as %2F, : as %3A, # as %23, ? as %3F, % as %25, a space as %20';
const SCHEME = /^postgres(?:ql)?:\/\//i;
function isUrl(text) {
    return SCHEME.test(text);
}
/**
 * libpq ends the credentials at the first `@` unless a `/` comes before it: a password with either in it is cut in two,
 * and its rest becomes the host, which libpq's own message then shows.
 */
function cut(url) {
    const rest = url.replace(SCHEME, '');
    const stop = rest.search(/[@/]/);
    const credentials = rest[stop] === '@' ? rest.slice(0, stop) : undefined;
    const place = credentials === undefined ? rest : rest.slice(stop + 1);
    const colon = credentials?.indexOf(':') ?? -1;
    const [, hosts = '', database = '', query = ''] = /^((?:\[[^\]]*\]|[^/?])*)(?:\/([^?]*))?(?:\?(.*))?$/s.exec(place) ?? [];
    return {
        user: colon === -1 ? (credentials ?? '') : (credentials ?? '').slice(0, colon),
        password: colon === -1 ? undefined : credentials?.slice(colon + 1),
        hosts,
        database,
        query,
    };
}
/** Two colons, and nothing but what an IPv6 address is written with. */
const BARE_IPV6 = /^(?=[^:]*:[^:]*:)[\da-f:.]+(?:%\w+)?$/i;
/** Reads a connection URL as libpq does: percent-decoding, IPv6 in brackets, several hosts, parameters. */
function readUrl(url) {
    const pieces = cut(url);
    if (pieces.hosts.split(',').some(place => BARE_IPV6.test(place)))
        return (0,reading/* unreadable */.O)('an IPv6 address stands in square brackets; write [2001:db8::1]:5432');
    if (cutThroughPassword(pieces))
        return (0,reading/* unreadable */.O)(ENCODE_PASSWORD);
    if (pieces.hosts.split(',').some(place => place.startsWith('[') && !/^\[[^\]]+\](:.*)?$/s.test(place))) {
        return (0,reading/* unreadable */.O)('the IPv6 address in square brackets is empty or not closed; write [2001:db8::1]:5432');
    }
    const places = pieces.hosts === ''
        ? []
        : pieces.hosts.split(',').map(place => /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(place));
    const hosts = places.map(place => (place?.[1] ?? '').replace(/^\[(.*)\]$/s, '$1'));
    const ports = places.map(place => place?.[2] ?? '');
    const pairs = [
        ['user', pieces.user],
        ['password', pieces.password ?? ''],
        ['host', hosts.join(',')],
        ['port', ports.some(port => port !== '') ? ports.join(',') : ''],
        ['dbname', pieces.database],
    ];
    const problems = [];
    for (const pair of pieces.query === '' ? [] : pieces.query.split('&')) {
        const [name = '', ...value] = pair.split('=');
        if (value.length !== 1)
            problems.push('a parameter after “?” is not of the form name=value');
        pairs.push([name, value.join('=')]);
    }
    const settings = new Map();
    for (const [name, encoded] of pairs) {
        const value = decoded(encoded);
        if (value === undefined)
            problems.push(name === 'password' ? ENCODE_PASSWORD : notDecodable(name));
        else if (value !== '')
            settings.set(decoded(name) ?? name, value);
    }
    return { settings: jdbcSpelling(settings), problems };
}
function cutThroughPassword({ hosts, database, query, user }) {
    const port = hosts.startsWith('[') ? '' : (/:([^\],]*)$/.exec(hosts)?.[1] ?? '');
    const noPort = user === '' && port !== '' && !/^\d+$/.test(decoded(port) ?? port);
    const strayParameter = query.split('&').some(pair => pair.includes('@') && !pair.includes('='));
    return hosts.includes('@') || database.includes('@') || noPort || strayParameter;
}
/** libpq reads JDBC's `ssl=true` as `sslmode=require`. */
function jdbcSpelling(settings) {
    if (settings.get('ssl') === 'true') {
        settings.delete('ssl');
        settings.set('sslmode', 'require');
    }
    return settings;
}
/** Undefined where libpq refuses it too: a `%` without two hexadecimal digits, or a zero byte. */
function decoded(text) {
    try {
        const plain = decodeURIComponent(text);
        return plain.includes('\0') ? undefined : plain;
    }
    catch {
        return undefined;
    }
}
/** A name that libpq does not know may be a piece of a password. */
function notDecodable(name) {
    const shown = Object.hasOwn(PARAMETERS, name) ? `the ${name}` : 'a parameter after “?”';
    return `${shown} has a % that is not followed by two hexadecimal digits; write it as %25`;
}

;// CONCATENATED MODULE: ./lib/postgres/connection/settings.js






const URL_INPUT = 'database-url';
/** Joins the sources: connection string, then inputs, then (libpq's order) service, environment, files of the home. */
function gatherSettings({ text, inputs, env, files, complain, notice }) {
    const given = new Map();
    const add = (name, value, origin) => {
        if (value && !given.has(name))
            given.set(name, { value, origin });
    };
    const take = ({ settings, problems }, origin) => {
        for (const problem of problems)
            complain(origin, problem);
        for (const [name, value] of settings) {
            const treatment = treatmentOf(name);
            if (!treatment)
                complain(origin, unknown(name));
            else if (treatment.use === 'refused')
                complain(origin, `${name}: ${treatment.why}`);
            else if (treatment.use === 'ignored')
                notice(`${origin}: ${name} is ignored: ${treatment.why}`);
            else
                add(name, value, origin);
        }
    };
    if (text !== '')
        take(readText(text), URL_INPUT);
    const hostGiven = given.has('host');
    for (const [name, [input, value]] of Object.entries(inputs))
        add(name, value, input);
    const { PGSERVICE } = env;
    const service = given.get('service')?.value ?? PGSERVICE;
    if (service)
        take(readService(service, given.get('servicefile')?.value, env, files), `service ${service}`);
    for (const [name, treatment] of Object.entries(PARAMETERS)) {
        if (treatment.use !== 'own' && treatment.use !== 'passed')
            continue;
        // PGHOSTADDR belongs to PGHOST: it must not lead another host's name to a wrong place.
        if (name === 'hostaddr' && hostGiven)
            continue;
        add(name, env[treatment.env], treatment.env);
    }
    for (const [name, path] of homeFiles(env)) {
        if (given.has(name))
            continue;
        if (files.read(path) !== undefined)
            add(name, path, path);
        // The home is often another user's, such as root's in a container.
        else if (files.mode(path) !== undefined)
            notice(`${path} is there, cannot be read, and is not used`);
    }
    return given;
}
function readText(text) {
    const mistake = mistakeIn(text);
    if (mistake !== undefined)
        return (0,reading/* unreadable */.O)(mistake);
    if (isUrl(text))
        return readUrl(text);
    if ((0,keywords/* isKeywords */.v)(text))
        return (0,keywords/* readKeywords */.X)(text);
    return (0,reading/* unreadable */.O)('is neither a URL nor host=… dbname=…; write postgresql://user:password@host:5432/database');
}
/** Never repeated: it may be what an unencoded `?` or `&` cut off the password. */
function unknown(name) {
    const meant = (0,closest/* closest */.k)(name, Object.keys(PARAMETERS));
    return meant === undefined
        ? 'has a parameter after “?” that libpq does not know; remove it, or percent-encode the password'
        : `has a parameter that libpq does not know; if ${meant} was meant, correct its name`;
}
/** libpq's default files: naming them makes the probe do what pg_dump does. */
function homeFiles({ HOME }) {
    if (!HOME)
        return [];
    const inHome = (name) => (0,external_node_path_.join)(HOME, '.postgresql', name);
    return [
        ['sslrootcert', inHome('root.crt')],
        ['sslcert', inHome('postgresql.crt')],
        ['sslkey', inHome('postgresql.key')],
    ];
}
/** Reads a service from the first connection service file that has it: libpq's order, the user's then the system's. */
function readService(name, file, env, files) {
    const { PGSERVICEFILE, HOME = '', PGSYSCONFDIR } = env;
    const own = file ?? PGSERVICEFILE ?? (0,external_node_path_.join)(HOME, '.pg_service.conf');
    const places = [own, ...(PGSYSCONFDIR === undefined ? [] : [(0,external_node_path_.join)(PGSYSCONFDIR, 'pg_service.conf')])];
    for (const place of places) {
        const settings = section(files.read(place) ?? '', name);
        if (settings)
            return { settings, problems: [] };
    }
    return (0,reading/* unreadable */.O)(`the service is not defined in ${places.join(' or ')}; set PGSERVICEFILE, or use database-url`);
}
function section(text, name) {
    const lines = text.split(/\r?\n/).map(line => line.trim());
    const start = lines.indexOf(`[${name}]`);
    if (start === -1)
        return undefined;
    const settings = new Map();
    for (const line of lines.slice(start + 1)) {
        if (line.startsWith('['))
            break;
        const equals = line.indexOf('=');
        if (line.startsWith('#') || equals < 1)
            continue;
        settings.set(line.slice(0, equals), line.slice(equals + 1));
    }
    return settings;
}
const FORM = 'postgresql://user:password@host:5432/database';
/** Looked for before the string is parsed, the most significant first. No message repeats any of the string. */
const MISTAKES = [
    {
        looks: /^(["'`]).*\1$|^[“‘].*[”’]$/s,
        problem: 'is wrapped in quotation marks; store the secret without them',
    },
    {
        looks: /^\$\{?\w+\}?$|\$\{\{/,
        problem: `is the name of a variable, not its value: shell variables are not expanded here; write \${{ secrets.NAME }}`,
    },
    {
        looks: /^(export\s+)?[A-Za-z_][A-Za-z_0-9]*=["']?postgres(ql)?:\/\//,
        problem: `starts with a variable's name and “=”; store only what follows, ${FORM}`,
    },
    {
        looks: /^(psql|pg_dump|pg_restore|docker)\s/,
        problem: `is a command line; store only the connection string in it, ${FORM}`,
    },
    { looks: /[\r\n]/, problem: 'has a line break in it; store one connection string, on one line' },
    {
        looks: /^jdbc:/i,
        problem: `is a JDBC URL, which holds no user or password before the host; write ${FORM}`,
    },
    {
        looks: /^postgres(ql)?\+\w+:/i,
        problem: 'names a Python driver after “+”; write postgresql:// instead',
    },
    {
        looks: /^prisma(\+postgres)?:\/\//i,
        problem: `is a Prisma proxy's URL, which pg_dump cannot use; write the database's own, ${FORM}`,
    },
    {
        looks: /^https?:\/\//i,
        problem: `is a web address, not a database's; write ${FORM} (Supabase: Connect → Session pooler)`,
    },
    {
        looks: /^(?!postgres(ql)?:)[a-z][a-z0-9+.-]*:\/\//i,
        problem: `is not a PostgreSQL URL; write ${FORM}`,
    },
    {
        looks: /^postgres(?:ql)?:\/\/(?:user|username):[^@]*@(?:host|hostname)(?=[:/?]|$)|\{[a-z][a-z_ -]*\}|<[a-z][a-z_ -]*>|\[?YOUR[-_ ]?(DATABASE[-_ ]?)?PASSWORD\]?|password_here/i,
        problem: 'still has a placeholder in it, such as user:password@host, {project-ref} or [YOUR-PASSWORD]; put the real value in its place, percent-encoded',
    },
];
/** The first classic mistake in the string, or undefined. */
function mistakeIn(text) {
    return MISTAKES.find(({ looks }) => looks.test(text))?.problem;
}

;// CONCATENATED MODULE: ./lib/postgres/connection/resolve.js












/** Settles how the database is reached, by libpq's rules, and says everything that is wrong at once. */
function resolveConnection({ env, files = localFiles, ...inputs }) {
    const problems = [];
    const notices = [];
    const complain = (input, message) => problems.push({ input, message });
    const notice = (text) => void notices.push(text);
    const text = inputs.databaseUrl?.trim() ?? '';
    const inputSettings = {
        sslmode: ['sslmode', inputs.sslmode],
        sslrootcert: ['ssl-root-cert', inputs.sslRootCert],
    };
    const given = gatherSettings({ text, inputs: inputSettings, env, files, complain, notice });
    // A string that cannot be read has no host either: one complaint is enough.
    const unread = problems.length > 0 && !given.has('host') && !given.has('hostaddr');
    const endpoints = unread ? [] : readEndpoints(given, text !== '', complain);
    for (const endpoint of endpoints) {
        const finding = (0,poolers/* poolerFinding */.n)(endpoint);
        if (finding?.refused)
            complain(given.get('port')?.origin ?? 'PGPORT', finding.message);
        else if (finding)
            notice(finding.message);
    }
    const ssl = (0,certificates/* chooseSsl */.Q0)(given, endpoints, files, complain);
    const client = (0,certificates/* chooseClientCertificate */.yB)(given, files, complain, notice);
    const identity = readIdentity(given, endpoints, complain);
    const session = readSession(given, complain);
    const password = findPassword(given, identity, endpoints, env, files, notice);
    if (problems.length > 0)
        return { ok: false, problems, notices };
    const optional = {
        password: password?.value,
        sslRootCert: ssl.rootCert,
        ...client,
        options: given.get('options')?.value,
        requireAuth: given.get('require_auth')?.value,
    };
    const connection = {
        endpoints,
        user: identity.user.value,
        database: identity.database.value,
        sslmode: ssl.sslmode,
        ...session,
        stallTimeoutMs: inputs.stallTimeoutMs ?? silence/* STALL_TIMEOUT_MS */.q,
        ...whereDefined(optional),
        origin: {
            host: (given.get('host') ?? given.get('hostaddr'))?.origin ?? 'default',
            port: given.get('port')?.origin ?? 'default',
            user: identity.user.origin,
            database: identity.database.origin,
            password: password?.origin ?? 'none',
            sslmode: ssl.origin,
        },
    };
    return { ok: true, connection, notices };
}
function whereDefined(values) {
    const kept = {};
    for (const key in values) {
        const value = values[key];
        if (value !== undefined)
            kept[key] = value;
    }
    return kept;
}
const DEFAULT_PORT = { value: '5432', origin: 'default' };
const NO_DATABASE = 'is empty and PGHOST is not set: the secret is not set in this repository or environment, or the run comes from a fork, whose runs are given no secrets';
const NO_HOST = 'names no host; write postgresql://user:password@host:5432/database, or set PGHOST';
/** The servers to try, from parallel lists of hosts, addresses and ports, as libpq pairs them. */
function readEndpoints(given, textGiven, complain) {
    const hosts = listed(given.get('host'));
    const addresses = listed(given.get('hostaddr'));
    const count = Math.max(hosts.length, addresses.length);
    if (count === 0 || (addresses.length === 0 && hosts.includes(''))) {
        complain(URL_INPUT, textGiven ? NO_HOST : NO_DATABASE);
        return [];
    }
    if (addresses.some(address => (0,external_node_net_.isIP)(address) === 0)) {
        complain('PGHOSTADDR', 'is not an IP address; put a name into PGHOST');
    }
    const ports = readPorts(given.get('port') ?? DEFAULT_PORT, count, complain);
    return Array.from({ length: count }, (_, index) => {
        const address = addresses[index];
        const host = hosts[index] || (address ?? '');
        const port = ports[ports.length === 1 ? 0 : index] ?? Number(DEFAULT_PORT.value);
        return { host, port, ...(address === undefined ? {} : { address }) };
    });
}
function readPorts(setting, hosts, complain) {
    const ports = listed(setting).map(port => Number(port === '' ? DEFAULT_PORT.value : port));
    if (!ports.every(port => Number.isInteger(port) && port >= 1 && port <= 65535)) {
        complain(setting.origin, 'the port is not a number from 1 to 65535');
    }
    if (ports.length > 1 && ports.length !== hosts) {
        complain(setting.origin, `there are ${ports.length} ports for ${hosts} hosts; give one, or one for each`);
    }
    return ports;
}
function listed(setting) {
    return setting === undefined ? [] : setting.value.split(',');
}
const CONNECT_TIMEOUT_S = 15;
function readSession(given, complain) {
    const timeout = given.get('connect_timeout');
    if (timeout && !/^-?\d+$/.test(timeout.value)) {
        complain(timeout.origin, 'connect_timeout is not a number of seconds');
    }
    const attributes = given.get('target_session_attrs');
    const sessionAttributes = connection/* SESSION_ATTRIBUTES */.HB.find(known => known === (attributes?.value ?? 'any'));
    if (!sessionAttributes && attributes) {
        complain(attributes.origin, `target_session_attrs is none of ${connection/* SESSION_ATTRIBUTES */.HB.join(', ')}`);
    }
    const binding = given.get('channel_binding');
    const channelBinding = connection/* CHANNEL_BINDINGS */.Bl.find(known => known === (binding?.value ?? 'auto'));
    if (binding && (!channelBinding || channelBinding === 'auto')) {
        complain(binding.origin, 'channel_binding is none of disable, prefer, require');
    }
    const methods = given.get('require_auth');
    const unknown = methods && (0,authentication/* unknownMethods */.to)(methods.value);
    if (unknown !== undefined)
        complain(methods?.origin ?? 'PGREQUIREAUTH', unknown);
    const passed = {};
    const parameters = {};
    for (const [name, { value }] of given) {
        const treatment = treatmentOf(name);
        if (treatment?.use === 'passed')
            passed[treatment.env] = value;
        if (treatment?.use === 'argument')
            parameters[name] = value;
    }
    const seconds = Number(timeout?.value ?? 0);
    return {
        directTls: given.get('sslnegotiation')?.value === 'direct',
        channelBinding: channelBinding ?? 'auto',
        sessionAttributes: sessionAttributes ?? 'any',
        // libpq's 0 means to wait for ever, which no job wants.
        connectTimeoutS: seconds > 0 ? seconds : CONNECT_TIMEOUT_S,
        applicationName: given.get('application_name')?.value ?? 'pg-backup-action',
        passed,
        parameters,
    };
}
/** Who connects, and to which database: libpq's default for the database is the user's name. */
function readIdentity(given, endpoints, complain) {
    const user = given.get('user') ?? defaultUser(endpoints, complain);
    return { user, database: given.get('dbname') ?? { value: user.value, origin: 'the name of the user' } };
}
/** Over a Unix socket the system's user is a fair guess (peer authentication); on a runner's TCP it is a mistake. */
function defaultUser(endpoints, complain) {
    const overTcp = endpoints.some(endpoint => !(0,connection/* isSocket */.qU)(endpoint));
    if (overTcp)
        complain(URL_INPUT, 'names no user; write postgresql://user:password@host/database, or set PGUSER');
    return { value: (0,external_node_os_.userInfo)().username, origin: "the system's user" };
}
/** The password that was given, or the password file's for the first endpoint that it knows. */
function findPassword(given, { user, database }, endpoints, { HOME }, files, notice) {
    const direct = given.get('password');
    if (direct) {
        if (/^\[.*\]$/s.test(direct.value))
            notice(`${direct.origin}: ${BRACKETS}`);
        return direct;
    }
    const path = given.get('passfile')?.value ?? (HOME ? (0,external_node_path_.join)(HOME, '.pgpass') : undefined);
    if (path === undefined)
        return undefined;
    for (const { host, port } of endpoints) {
        const answer = passwordFromFile(path, { host, port, database: database.value, user: user.value }, files);
        if (answer.found !== undefined)
            return { value: answer.found, origin: path };
        if (answer.notice === undefined)
            continue;
        notice(answer.notice);
        break;
    }
    return undefined;
}
/** Supabase shows its URL with the password's place in square brackets, and they are often left standing. */
const BRACKETS = 'the password is wrapped in square brackets; if it is refused, remove them: they only marked the place in the template';


/***/ }),

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
// EXTERNAL MODULE: ./lib/postgres/diagnosis/diagnose.js + 17 modules
var diagnose = __webpack_require__(96911);
// EXTERNAL MODULE: ./lib/postgres/diagnosis/others.js
var others = __webpack_require__(82246);
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
        if (error instanceof errors/* BackupError */.h)
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
function noneSuitable(connection) {
    const { kind, code, fix } = others/* OTHERS */.A.unsuitable;
    const message = `No server of ${(0,connection_connection/* describe */.q0)(connection)} is ${connection.sessionAttributes}, which target_session_attrs asks for.`;
    return new errors/* BackupError */.h({ kind, code, message, hint: fix });
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

/***/ 46611:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   eG: () => (/* binding */ tlsAttempts),
/* harmony export */   mm: () => (/* binding */ certificatesOf),
/* harmony export */   s1: () => (/* binding */ verifies)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77030);
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41692);
/* harmony import */ var _connection_connection_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(90370);




/**
 * The attempts that libpq makes for an sslmode, in its order (“SSL Mode Descriptions” in the PostgreSQL manual).
 * The `pg` library reads the same words differently, so it is never given them.
 */
function tlsAttempts(connection, endpoint) {
    if ((0,_connection_connection_js__WEBPACK_IMPORTED_MODULE_3__/* .isSocket */ .qU)(endpoint))
        return [false];
    const { sslmode } = connection;
    if (sslmode === 'disable')
        return [false];
    const encrypted = tlsOptions(connection, endpoint);
    if (sslmode === 'allow')
        return [false, encrypted];
    if (sslmode === 'prefer')
        return [encrypted, false];
    return [encrypted];
}
/**
 * Whether the server's certificate is compared with one that is trusted: libpq's require does it too, as verify-ca does,
 * where a root certificate is at hand.
 */
function verifies({ sslmode, sslRootCert }) {
    if (sslmode === 'verify-ca' || sslmode === 'verify-full')
        return true;
    return sslmode === 'require' && sslRootCert !== undefined && certificatesOf(sslRootCert) !== undefined;
}
function tlsOptions(connection, { host }) {
    const { sslmode, sslRootCert, sslCert, sslKey } = connection;
    const ca = sslRootCert === undefined ? undefined : certificatesOf(sslRootCert);
    const verifying = verifies(connection);
    return {
        rejectUnauthorized: verifying,
        ...((0,node_net__WEBPACK_IMPORTED_MODULE_1__.isIP)(host) ? {} : { servername: host }),
        ...(verifying && ca !== undefined ? { ca } : {}),
        ...(sslCert !== undefined && sslKey !== undefined
            ? { cert: (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(sslCert), key: (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(sslKey) }
            : {}),
        checkServerIdentity: (_connected, certificate) => sslmode === 'verify-full' ? (0,node_tls__WEBPACK_IMPORTED_MODULE_2__.checkServerIdentity)(host, certificate) : undefined,
    };
}
/** Undefined for a missing file: libpq then verifies nothing below verify-ca. */
function certificatesOf(rootCert) {
    if (rootCert === 'system')
        return [...node_tls__WEBPACK_IMPORTED_MODULE_2__.rootCertificates];
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(rootCert, 'utf8');
    }
    catch {
        return undefined;
    }
}


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
/* harmony import */ var _core_sentence_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(92998);
/* harmony import */ var _connection_connection_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90370);
/* harmony import */ var _diagnosis_others_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(82246);





/**
 * A server that makes no progress.
 * @param what was waited for
 * @param why in words: what a second connection showed
 */
function stalled(endpoint, what, ms, why) {
    const { code, fix, kind } = _diagnosis_others_js__WEBPACK_IMPORTED_MODULE_3__/* .OTHERS */ .A.stalled;
    const message = (0,_core_sentence_js__WEBPACK_IMPORTED_MODULE_4__/* .sentence */ .e)(`${(0,_connection_connection_js__WEBPACK_IMPORTED_MODULE_2__/* .describeEndpoint */ .N2)(endpoint)} made no progress for ${(0,_core_durations_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(ms)} while ${what} was waited for: ${why}`);
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .BackupError */ .h({ kind, code, message, hint: fix });
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
