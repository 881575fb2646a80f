export const id = 566;
export const ids = [566];
export const modules = {

/***/ 2171:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Y: () => (/* binding */ settleConnection),
  s: () => (/* binding */ withoutDatabase)
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

// EXTERNAL MODULE: ./lib/postgres/connection/secrets.js
var secrets = __webpack_require__(14585);
;// CONCATENATED MODULE: ./lib/action/inputs/connection.js



/** Of a sub-action, or a run of it, that has no database. */
function withoutDatabase() {
    return { ok: true, connection: undefined, notices: [], secrets: [] };
}
/** What the connection's own messages call the input that names the database. */
const CALLED = 'database-url';
/** Settles how the database is reached, by the inputs and by libpq's environment. */
function settleConnection({ name, secret, url }, { value }, { env, scratch }) {
    const resolution = resolveConnection({
        databaseUrl: url,
        sslmode: value('sslmode'),
        sslRootCert: rootCertificatePath(value('ssl-root-cert'), scratch),
        stallTimeoutMs: value('stall-timeout'),
        env,
    });
    const named = (text) => text.replaceAll(CALLED, name);
    if (resolution.ok) {
        const { connection, notices } = resolution;
        return { ok: true, connection, notices: notices.map(named), secrets: (0,secrets/* secretsOf */.F)(connection) };
    }
    const problems = resolution.problems.map(({ input, message }) => ({
        input: named(input),
        message: named(message),
    }));
    if (url !== undefined || SUFFICIENT.some(variable => env[variable]))
        return { ok: false, problems };
    return {
        ok: false,
        problems: [nothingGiven(name, secret), ...problems.filter(each => each.input !== name)],
    };
}
/** PEM text is put into a file first. */
function rootCertificatePath(given, scratch) {
    return given?.kind === 'pem' ? rootCertificateFile(given.pem, scratch) : given?.path;
}
/** Which variables say where to connect to, each sufficient by itself. */
const SUFFICIENT = ['PGHOST', 'PGHOSTADDR', 'PGSERVICE'];
/** An unset secret is an empty input. */
function nothingGiven(input, secret) {
    return {
        input,
        message: `is empty, and so are PGHOST and PGSERVICE; write ${input}: \${{ secrets.${secret} }} and set the secret ${secret} for this repository, or for the environment that this very job names (pull requests from forks get no secrets, and a workflow that is called gets none of an environment)`,
    };
}


/***/ }),

/***/ 17951:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ series),
/* harmony export */   k: () => (/* binding */ dumpInputs)
/* harmony export */ });
/* harmony import */ var _catalog_backup_class_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1744);
/* harmony import */ var _catalog_names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56879);
/* harmony import */ var _core_name_list_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(98897);
/* harmony import */ var _core_parsed_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(83186);
/* harmony import */ var _postgres_compression_choice_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(71921);
/* harmony import */ var _postgres_dump_choices_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(75304);
/* harmony import */ var _presets_preset_name_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(63873);
/* harmony import */ var _readers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54794);
/* harmony import */ var _row_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7198);









/** Restore takes the `pre-restore` ones itself. */
const CLASSES = _catalog_backup_class_js__WEBPACK_IMPORTED_MODULE_2__/* .BACKUP_CLASSES */ .q.filter(name => name !== 'pre-restore');
const series = {
    read: value => (0,_catalog_names_js__WEBPACK_IMPORTED_MODULE_3__/* .isSeries */ ._k)(value)
        ? (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_4__/* .parsed */ .Yz)(value)
        : (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_4__/* .refused */ .J5)(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_4__/* .quoted */ .TL)(value)} can't name a folder; write letters, digits, dots, hyphens and underscores, such as shop-production`),
};
const patterns = { read: _core_name_list_js__WEBPACK_IMPORTED_MODULE_5__/* .parseNameList */ .H };
/** What is dumped, and as what it is filed. */
const dumpInputs = {
    series: (0,_row_js__WEBPACK_IMPORTED_MODULE_6__/* .optional */ .lq)(series, {
        description: 'The name that the backups of one database are filed under. Give each environment its own, such as `shop-production`.',
        defaultDescription: "the database's name",
    }),
    class: (0,_row_js__WEBPACK_IMPORTED_MODULE_6__/* .defaulting */ .G5)((0,_readers_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)(CLASSES), 'manual', {
        description: 'Why this backup is taken: decides the folder, and how long `prune` keeps it.',
    }),
    mode: (0,_row_js__WEBPACK_IMPORTED_MODULE_6__/* .defaulting */ .G5)((0,_readers_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)(_postgres_dump_choices_js__WEBPACK_IMPORTED_MODULE_7__/* .MODES */ .F), 'full', {
        description: 'What is dumped: everything, the structure only, or the rows only.',
    }),
    tables: (0,_row_js__WEBPACK_IMPORTED_MODULE_6__/* .listing */ .RR)(patterns, {
        description: 'Dump only these tables, with their partitions and the tables that inherit from them, by the patterns of `pg_dump --table`. One a line or separated by commas; a comma in double quotes or brackets belongs to the name. What they need and the selection lacks (a referenced table, a type) is a warning.',
        defaultDescription: 'all',
    }),
    'exclude-tables': (0,_row_js__WEBPACK_IMPORTED_MODULE_6__/* .listing */ .RR)(patterns, {
        description: 'Leave out these tables, with their partitions: patterns as in `tables`. One that matches nothing is a warning.',
    }),
    schemas: (0,_row_js__WEBPACK_IMPORTED_MODULE_6__/* .listing */ .RR)(patterns, {
        description: 'Dump only these schemas, by the patterns of `pg_dump --schema`, such as `public, auth`.',
        defaultDescription: 'all',
    }),
    'exclude-schemas': (0,_row_js__WEBPACK_IMPORTED_MODULE_6__/* .listing */ .RR)(patterns, {
        description: 'Leave out these schemas: patterns as in `schemas`.',
    }),
    'exclude-table-data': (0,_row_js__WEBPACK_IMPORTED_MODULE_6__/* .listing */ .RR)(patterns, {
        description: 'Dump these tables without their rows and those of their partitions, such as logs and caches: patterns as in `tables`.',
    }),
    preset: (0,_row_js__WEBPACK_IMPORTED_MODULE_6__/* .defaulting */ .G5)((0,_readers_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)(['none', ..._presets_preset_name_js__WEBPACK_IMPORTED_MODULE_8__/* .PRESETS */ .f]), 'none', {
        description: "Leave out the schemas that a platform keeps for itself, besides `exclude-schemas`. `supabase`: `realtime`, `vault`, `extensions`, `graphql` and others that every project has; `auth` and `storage` are dumped, and of them a restore takes the rows. Secrets of the vault are not: their key is the project's.",
    }),
    format: (0,_row_js__WEBPACK_IMPORTED_MODULE_6__/* .defaulting */ .G5)((0,_readers_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)(_postgres_dump_choices_js__WEBPACK_IMPORTED_MODULE_7__/* .FORMATS */ .h), 'custom', {
        description: 'The archive of pg_dump, from which single tables can be restored; or SQL text, for `psql`.',
    }),
    compression: (0,_row_js__WEBPACK_IMPORTED_MODULE_6__/* .defaulting */ .G5)({ read: _postgres_compression_choice_js__WEBPACK_IMPORTED_MODULE_0__/* .parseCompression */ .G }, 'auto', {
        description: 'As `pg_dump --compress` takes it: `none`, `0` to `9` (gzip), `gzip:6`, `zstd:1`, `lz4:1`. `auto` is the fastest whose size is near the smallest.',
    }),
    'no-owner': (0,_row_js__WEBPACK_IMPORTED_MODULE_6__/* .defaulting */ .G5)(_readers_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt, 'true', {
        description: 'Leave out who owns what, so that the backup restores under any role.',
    }),
    'no-acl': (0,_row_js__WEBPACK_IMPORTED_MODULE_6__/* .defaulting */ .G5)(_readers_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt, 'true', {
        description: 'Leave out GRANT and REVOKE, so that the backup restores where those roles are missing.',
    }),
    globals: (0,_row_js__WEBPACK_IMPORTED_MODULE_6__/* .defaulting */ .G5)(_readers_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt, 'false', {
        description: 'Store the roles and tablespaces too, by pg_dumpall, without passwords.',
    }),
};


/***/ }),

/***/ 30009:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ defineVerb)
/* harmony export */ });
/* harmony import */ var _post_post_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23250);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23095);


/** Makes a sub-action of its definition. */
function defineVerb(definition) {
    return {
        main: env => (0,_step_js__WEBPACK_IMPORTED_MODULE_1__/* .runStep */ .e)(definition, env),
        post: env => (0,_post_post_js__WEBPACK_IMPORTED_MODULE_0__/* .undo */ .tN)(env, definition.dropScratchDatabase),
    };
}


/***/ }),

/***/ 18455:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K3: () => (/* binding */ archivedSeries),
/* harmony export */   bz: () => (/* binding */ archiveKeyOf),
/* harmony export */   cX: () => (/* binding */ seriesOfKey),
/* harmony export */   pY: () => (/* binding */ archivePrefix)
/* harmony export */ });
/* harmony import */ var _time_in_name_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(91298);

const ARCHIVE = 'archive';
/** `archive/<series>/YYYY/MM/<name>`: a folder deeper than the backups of a series that is called archive. */
const FORM = /^archive\/([^/]+)\/\d{4}\/\d{2}\/[^/]+$/;
/** Where the copy of a backup is archived: by the month of its name, no matter which folder it is in. */
function archiveKeyOf(key) {
    const [series = ''] = key.split('/');
    const month = (0,_time_in_name_js__WEBPACK_IMPORTED_MODULE_0__/* .timeInName */ .s)(key)?.toISOString().slice(0, 7).replace('-', '/');
    return month && `${ARCHIVE}/${series}/${month}/${key.slice(key.lastIndexOf('/') + 1)}`;
}
/** The series of an archived copy, or of what is beside one; undefined for any other key. */
function archivedSeries(key) {
    return FORM.exec(key)?.[1];
}
/** The series of a backup, archived or not, and of what is beside it, where we put things. */
function seriesOfKey(key) {
    return archivedSeries(key) ?? key.slice(0, Math.max(0, key.indexOf('/')));
}
/** Where the archived copies of a series are. */
function archivePrefix(series) {
    return `${ARCHIVE}/${series}/`;
}


/***/ }),

/***/ 25716:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A2: () => (/* binding */ isOrphaned),
/* harmony export */   Rn: () => (/* binding */ manifestKey),
/* harmony export */   mA: () => (/* binding */ orphans)
/* harmony export */ });
/* unused harmony export ORPHANED_AFTER_MS */
/* harmony import */ var _notify_last_outcome_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20916);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76433);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56879);
/* harmony import */ var _object_role_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(29041);




/** How old an object without a manifest must be: a younger one may be of a backup that is being made. Milliseconds. */
const ORPHANED_AFTER_MS = 86_400_000;
/**
 * The objects that are where only we put things, and belong to no backup. What is beside a manifest that cannot be read is
 * no orphan, and what somebody else stored is none of our business.
 */
function orphans({ manifests, unreadable, objects }, now) {
    const backups = new Set([...manifests, ...unreadable].map(({ key }) => key));
    return objects
        .filter(({ key, modified }) => isOrphaned(modified.getTime(), now) &&
        !(0,_notify_last_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .isLastOutcome */ .XA)(key) &&
        !backups.has((0,_object_role_js__WEBPACK_IMPORTED_MODULE_1__/* .roleOf */ .k)(key).backup) &&
        (0,_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .isOwnLayout */ .r)((0,_object_role_js__WEBPACK_IMPORTED_MODULE_1__/* .roleOf */ .k)(key).backup))
        .map(({ key }) => key);
}
/** @param modifiedMs since 1970 */
function isOrphaned(modifiedMs, now) {
    return now.getTime() - modifiedMs > ORPHANED_AFTER_MS;
}
function manifestKey(key) {
    return `${key}${_names_js__WEBPACK_IMPORTED_MODULE_3__/* .MANIFEST_SUFFIX */ .OK}`;
}


/***/ }),

/***/ 25258:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gc: () => (/* binding */ backupNotFound),
/* harmony export */   Sw: () => (/* binding */ choose),
/* harmony export */   Xi: () => (/* binding */ candidates),
/* harmony export */   gT: () => (/* binding */ having),
/* harmony export */   hT: () => (/* binding */ skipped),
/* harmony export */   mj: () => (/* binding */ withoutPreRestore),
/* harmony export */   wC: () => (/* binding */ matching)
/* harmony export */ });
/* unused harmony export describeWanted */
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);
/* harmony import */ var _contents_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(18229);
/* harmony import */ var _same_database_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15955);



/** The same, of those that have what is asked for. A key means what it says. */
function having(mode, wanted) {
    return wanted.kind === 'newest' ? { ...wanted, mode } : wanted;
}
/** The manifests that are meant, the newest first. A key means exactly one; archived copies are meant by their keys only. */
function matching(manifests, wanted) {
    const found = manifests.filter(manifest => wanted.kind === 'key'
        ? manifest.key === wanted.key
        : !manifest.archived &&
            (wanted.series === undefined || manifest.series === wanted.series) &&
            (wanted.backupClass === undefined || manifest.class === wanted.backupClass) &&
            (wanted.mode === undefined || manifest.mode === 'full' || manifest.mode === wanted.mode) &&
            (wanted.since === undefined || Date.parse(manifest.startedAt) >= wanted.since.getTime()) &&
            (wanted.before === undefined || Date.parse(manifest.finishedAt) < wanted.before.getTime()));
    return found.toSorted((one, other) => Date.parse(other.startedAt) - Date.parse(one.startedAt));
}
/**
 * Those that "latest" may mean. What a restore kept of its target is meant only where its class is asked for, or its key: a
 * copy of staging must not become the latest of production, whose name it may share.
 */
function withoutPreRestore(manifests, wanted) {
    return wanted === undefined ? manifests.filter(each => each.class !== 'pre-restore') : manifests;
}
/**
 * Those among which the newest is meant, the newest first. Where something is asked for, or a whole backup is preferred, one
 * of some tables only, however new it is, is meant only where there is no other; and where a whole one is preferred, one
 * that leaves out more than another only where neither has all that the other has.
 */
function candidates(manifests, wanted) {
    const found = eligible(manifests, wanted);
    return wanted.kind === 'newest' && wanted.prefersWhole ? widest(found) : found;
}
/** The same, no matter what they leave out. */
function eligible(manifests, wanted) {
    const matches = matching(manifests, wanted);
    if (wanted.kind === 'key')
        return matches;
    const own = withoutPreRestore(matches, wanted.backupClass);
    if (wanted.mode === undefined && !wanted.prefersWhole)
        return own;
    const whole = own.filter(({ mode, options }) => options.tables.length === 0 && (!wanted.prefersWhole || mode === 'full'));
    return whole.length === 0 ? own : whole;
}
/**
 * The one backup that is meant: the newest of those that match and have what is asked for.
 * @throws BackupError `backup-not-found`; `backup-ambiguous` where "newest" would choose among several databases, or one
 * that leaves out what another has
 */
function choose(manifests, wanted, location) {
    const found = candidates(manifests, wanted);
    const [newest] = found;
    if (!newest)
        throw backupNotFound(describeWanted(wanted), location);
    if (wanted.kind === 'key')
        return newest;
    const series = [...new Set(found.map(each => each.series))];
    if (wanted.series === undefined && series.length > 1)
        throw ambiguous(series, location);
    const elsewhere = eligible(manifests, wanted).find(({ source }) => (0,_same_database_js__WEBPACK_IMPORTED_MODULE_1__/* .areTwoDatabases */ .JM)(newest.source, source));
    if (elsewhere)
        throw ambiguousDatabases(newest, elsewhere);
    if (wanted.mode === undefined && !wanted.prefersWhole)
        return newest;
    const more = firstOfEachChoice(found).find(other => !holds(newest, other, wanted.mode));
    if (more)
        throw ambiguousChoices(newest, more);
    return newest;
}
/**
 * The newest that was passed over for one that was made before and holds more: who asks for the latest should hear of it.
 * Undefined where there is none, and for what was asked for by its key.
 */
function skipped(manifests, wanted, chosen) {
    if (wanted.kind === 'key')
        return undefined;
    return withoutPreRestore(matching(manifests, wanted), wanted.backupClass).find(({ mode, options, series, startedAt }) => series === chosen.series &&
        mode === chosen.mode &&
        options.tables.length === 0 &&
        Date.parse(startedAt) > Date.parse(chosen.startedAt));
}
/** Those of each series that have all that any other of it has; where none has, all of them. */
function widest(manifests) {
    const choices = firstOfEachChoice(manifests);
    const meant = manifests.filter(each => choices.every(other => other.series !== each.series || (0,_contents_js__WEBPACK_IMPORTED_MODULE_2__/* .holdsAsMuch */ .gh)(each, other)));
    const found = new Set(meant.map(({ series }) => series));
    return manifests.filter(each => !found.has(each.series) || meant.includes(each));
}
/** Many backups are made by few choices. */
function firstOfEachChoice(manifests) {
    return [...Map.groupBy(manifests, each => JSON.stringify([each.series, (0,_contents_js__WEBPACK_IMPORTED_MODULE_2__/* .whatOf */ .Em)(each)])).values()].flatMap(([first]) => first ?? []);
}
/** Of what is asked for: where that is definitions, nothing is lost without rows. */
function holds(one, other, mode) {
    return mode === undefined ? (0,_contents_js__WEBPACK_IMPORTED_MODULE_2__/* .holdsAsMuch */ .gh)(one, other) : (0,_contents_js__WEBPACK_IMPORTED_MODULE_2__/* .holdsAsMuch */ .gh)({ ...one, mode }, { ...other, mode });
}
const BACKUP_NOT_FOUND = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'stored-backups',
    code: 'backup-not-found',
    kind: 'input',
    meaning: 'The destination has no backup that is meant: only objects with a manifest are backups, and the newest of a restore is one that has what is asked for, definitions or rows or both.',
    fix: 'The message lists the newest backup of each series that is there. Check destination, and what narrows the choice down: from, series, class and since.',
});
/** `what` says which one was looked for. */
function backupNotFound(what, location) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...BACKUP_NOT_FOUND,
        message: `There is no such backup in ${location}: ${what}.`,
        hint: 'Check destination, from, series and class; only objects with a manifest are backups.',
    });
}
const BACKUP_AMBIGUOUS = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'stored-backups',
    code: 'backup-ambiguous',
    kind: 'input',
    meaning: 'The newest backup is wanted, and the destination holds several series; or its series holds backups of several databases; or the newest leaves out what another of its series has: schemas, tables or rows.',
    fix: 'Name a series, or the key of the backup that is meant. Give each database, and backups that are made by another choice, a series of their own.',
});
function ambiguous(series, location) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...BACKUP_AMBIGUOUS,
        message: `${location} holds backups of several series, and none was named: ${series.toSorted().join(', ')}.`,
        hint: 'Name one with series.',
    });
}
function ambiguousDatabases(newest, other) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...BACKUP_AMBIGUOUS,
        message: `The series ${newest.series} holds backups of several databases: the newest of ${(0,_same_database_js__WEBPACK_IMPORTED_MODULE_1__/* .describeSource */ .B6)(newest.source)} is ${newest.key}, that of ${(0,_same_database_js__WEBPACK_IMPORTED_MODULE_1__/* .describeSource */ .B6)(other.source)} is ${other.key}.`,
        hint: 'Write the key of the one that is meant into from, and let each database be backed up with a series of its own.',
    });
}
function ambiguousChoices(newest, more) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...BACKUP_AMBIGUOUS,
        message: `The newest backup, ${newest.key}, does not hold all that another does: it holds ${(0,_contents_js__WEBPACK_IMPORTED_MODULE_2__/* .whatOf */ .Em)(newest)}; the newest that holds ${(0,_contents_js__WEBPACK_IMPORTED_MODULE_2__/* .whatOf */ .Em)(more)} is ${more.key}.`,
        hint: 'Write the key of the one that is meant into from; backups that are made by another choice are best given a series of their own.',
    });
}
/** For messages. */
function describeWanted(wanted) {
    if (wanted.kind === 'key')
        return wanted.key;
    return [
        'the latest',
        wanted.series && `of series ${wanted.series}`,
        wanted.backupClass && `of class ${wanted.backupClass}`,
        wanted.mode && HAVING[wanted.mode],
        wanted.before && `before ${wanted.before.toISOString()}`,
    ]
        .filter(Boolean)
        .join(' ');
}
const HAVING = {
    full: 'that has definitions and rows',
    schema: 'that has definitions',
    data: 'that has rows',
};


/***/ }),

/***/ 18229:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Em: () => (/* binding */ whatOf),
/* harmony export */   a7: () => (/* binding */ mayBeWhole),
/* harmony export */   gh: () => (/* binding */ holdsAsMuch),
/* harmony export */   tC: () => (/* binding */ shareOf)
/* harmony export */ });
/**
 * What a backup holds, by its manifest: `full`, `schema`, `data`, and what was chosen of it, `full, schemas audit` or
 * `tables items, orders`. The same for the same choice in any order: only such backups stand in for each other.
 */
function whatOf({ mode, options }) {
    const { excludeSchemas, excludeTableData, excludeTables, schemas, tables } = options;
    const choices = [
        chosen('tables', tables),
        chosen('schemas', schemas),
        chosen('without schemas', excludeSchemas),
        chosen('without tables', excludeTables),
        chosen('without rows of', excludeTableData),
    ].filter(each => each !== undefined);
    return (tables.length > 0 && mode === 'full' ? choices : [mode, ...choices]).join(', ');
}
/** How much of its database a backup has: `most`, except what was left out by name. */
function shareOf({ mode, options }) {
    if (mode !== 'full' || options.tables.length > 0 || options.schemas.length > 0)
        return 'some';
    const leftOut = [options.excludeSchemas, options.excludeTableData, options.excludeTables];
    return leftOut.some(({ length }) => length > 0) ? 'most' : 'all';
}
/** Whether everything that the other's choice lets in is let in by this one's, by the patterns as they are written. */
function holdsAsMuch(one, other) {
    const [mine, its] = [one.options, other.options];
    const rowsCount = one.mode !== 'schema' && other.mode !== 'schema';
    return ((one.mode === 'full' || one.mode === other.mode) &&
        isAsWide(mine.tables, its.tables) &&
        isAsWide(mine.schemas, its.schemas) &&
        isWithin(mine.excludeSchemas, its.excludeSchemas) &&
        isWithin(mine.excludeTables, its.excludeTables) &&
        (!rowsCount || isWithin(mine.excludeTableData, [...its.excludeTableData, ...its.excludeTables])));
}
/** Where nothing is chosen by name, everything is. */
function isAsWide(mine, its) {
    return mine.length === 0 || (its.length > 0 && isWithin(its, mine));
}
function isWithin(some, all) {
    return some.every(each => all.includes(each));
}
/** Whether what it holds, as far as it is known, is a whole database except what was left out by name. */
function mayBeWhole(what) {
    return what === 'full' || what.startsWith('full, without ');
}
function chosen(name, patterns) {
    if (patterns.length === 0)
        return undefined;
    const plain = patterns.map(each => (/^[\w.*?-]+$/.test(each) ? each : JSON.stringify(each)));
    return `${name} ${[...new Set(plain)].toSorted().join(', ')}`;
}


/***/ }),

/***/ 184:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ drilledKey),
/* harmony export */   S: () => (/* binding */ drillRecordKey)
/* harmony export */ });
/**
 * Where the record of a drill is: beside the backup's manifest, `<key>.drill-YYYYMMDD-HHMMSS.json`, in UTC. There is one
 * for each drill of a backup.
 */
function drillRecordKey(key, when) {
    const [date = '', time = ''] = when.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').split('T');
    return `${key}.drill-${date}-${time}.json`;
}
const RECORD = /\.drill-\d{8}-\d{6}\.json$/;
/** The backup that a record is about; undefined for the key of anything else. */
function drilledKey(key) {
    return RECORD.test(key) ? key.replace(RECORD, '') : undefined;
}


/***/ }),

/***/ 12897:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ FAIL_ON)
/* harmony export */ });
/** What may fail a run whose backup is stored: `on-anomaly: fail`, `on-schema-drift: fail`. */
const FAIL_ON = ['anomaly', 'drift'];


/***/ }),

/***/ 42056:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CO: () => (/* binding */ legacyGroupOf),
/* harmony export */   F8: () => (/* binding */ groupOf),
/* harmony export */   I8: () => (/* binding */ nameOfGroup),
/* harmony export */   J3: () => (/* binding */ ofAnyDatabase),
/* harmony export */   dC: () => (/* binding */ FewGroups),
/* harmony export */   kz: () => (/* binding */ successorOf)
/* harmony export */ });
const NAME = /^(.*)_\d{8}_\d{6}(?=[._])/s;
const WHAT = new Map([
    ['backup', 'full'],
    ['schema', 'schema'],
    ['data', 'data'],
]);
/** The same for equal groups, and for no others. */
function nameOfGroup({ database, ending, series, what }) {
    return JSON.stringify([series, what, ending, database]);
}
/** The group that a name stands for, whichever database of a series it is of. */
function ofAnyDatabase({ ending, series, what }) {
    return { series, what, ...(ending !== undefined && { ending }) };
}
/** One object, and one text of each name, for all equal groups: there are few, and may be very many backups of them. */
class FewGroups {
    #known = new Map();
    of(group) {
        const name = nameOfGroup(group);
        const known = this.#known.get(name) ?? group;
        this.#known.set(name, known);
        return known;
    }
}
/**
 * The group of a backup by its key: `shop/2026/11/shop_backup_20261101_030000.dump` is of series shop and holds the full
 * database. What is neither that nor its schema nor its data is of tables: of those in its name. Its manifest may say that
 * it holds less.
 */
function groupOf(key) {
    const folders = key.split('/');
    const file = folders.at(-1) ?? key;
    const series = folders.length > 1 ? (folders[0] ?? '') : '';
    const [, stem = file] = NAME.exec(file) ?? [];
    const named = stem.startsWith(`${series}_`) ? stem.slice(series.length + 1) : stem;
    const what = folders.slice(1, -1).includes('tables') ? undefined : WHAT.get(named);
    return { series, what: what ?? `tables ${named}` };
}
/** Folders that the runbooks sort one server's dumps into. */
const SORTED_INTO = ['backups', 'pre-deploy', 'pre-restore', 'schemas', 'data-only', 'tables'];
/**
 * The group of a legacy object: its series is its folders, except those of dates, and what stands before the time in its
 * name, so that equal names of two servers are two series. A log beside a dump ends otherwise, and does not stand in for it.
 * @param stem what stands before the time in its name
 * @param ending what follows the time; long numbers in it count runs
 */
function legacyGroupOf(folders, stem, ending) {
    const [, name = stem, kind = 'backup'] = /^(.*?)[_.-](backup|schema|data)$/s.exec(stem) ?? [];
    const named = [...folders.filter(folder => !/^[\d_.-]*$/.test(folder)), name].filter(part => part !== '');
    return {
        series: named.join('/'),
        what: folders.includes('tables') ? `tables ${stem}` : (WHAT.get(kind) ?? 'full'),
        ending: ending.replaceAll(/\d{4,}/g, '#'),
    };
}
/**
 * The group whose backups, made with manifests, stand in for legacy ones of this group: of the series of that name.
 * Undefined if they are in a folder that may be another server's, whose database of that name is another.
 * @param owner the series whose folder is no other server's either
 */
function successorOf({ series, what }, owner) {
    const folders = series.split('/');
    const name = folders.pop() ?? series;
    return folders.every(each => each === name || each === owner || SORTED_INTO.includes(each))
        ? { series: name, what }
        : undefined;
}


/***/ }),

/***/ 76433:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ isOwnLayout)
/* harmony export */ });
/* harmony import */ var _archive_key_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(18455);
/* harmony import */ var _plain_key_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33613);
/* harmony import */ var _time_in_name_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(91298);



const FOLDERS = /^(?:\d{4}\/\d{2}|pre-deploy|pre-restore|schemas|data-only|tables)$/;
/**
 * Whether a backup of that key would are where we put backups, under a name that we give (design §2): anything else is in
 * a bucket is none of our business.
 */
function isOwnLayout(key) {
    if (!(0,_plain_key_js__WEBPACK_IMPORTED_MODULE_0__/* .isPlainKey */ ._)(key))
        return false;
    const name = key.slice(key.lastIndexOf('/') + 1);
    if ((0,_time_in_name_js__WEBPACK_IMPORTED_MODULE_1__/* .timeInName */ .s)(key) === undefined || !/\.(?:dump|sql)(?:\.(?:gz|zst))?(?:\.(?:age|gpg))?$/.test(name))
        return false;
    const archived = (0,_archive_key_js__WEBPACK_IMPORTED_MODULE_2__/* .archivedSeries */ .K3)(key);
    if (archived !== undefined)
        return name.startsWith(`${archived}_`);
    const [series = '', ...folders] = key.split('/').slice(0, -1);
    return FOLDERS.test(folders.join('/')) && name.startsWith(`${series}_`);
}


/***/ }),

/***/ 28647:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ listPlain)
/* harmony export */ });
/* harmony import */ var _plain_key_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33613);

/**
 * What a listing has under names that ours may have. Anybody who may write to a bucket can name an object `a/../b`, or with
 * control characters: that must keep nobody from finding the others. How many there were is a notice.
 * @throws BackupError the store's own
 */
async function* listPlain(prefix, { reporter, signal, store }) {
    let odd = 0;
    for await (const object of store.list(prefix, signal)) {
        if ((0,_plain_key_js__WEBPACK_IMPORTED_MODULE_0__/* .isOurKindOfKey */ .B)(object.key))
            yield object;
        // Consoles make an empty object for a folder.
        else if (!object.key.endsWith('/'))
            odd += 1;
    }
    if (odd > 0)
        reporter?.notice(`${odd === 1 ? '1 object was' : `${odd.toLocaleString('en-US')} objects were`} passed over, under ${odd === 1 ? 'a name' : 'names'} that no backup has (with empty or ".." parts, backslashes or control characters)`);
}


/***/ }),

/***/ 63696:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ withChecksum),
/* harmony export */   k: () => (/* binding */ checksumHolds)
/* harmony export */ });
/* harmony import */ var _fingerprint_multiset_hash_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33558);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(34206);


const ZEROS = '0'.repeat(64);
const FIELD = /("manifestSha256": ")([0-9a-f]{64})"/;
/** Writes a manifest's own SHA-256 into it: nothing else is beside a backup that could say whether it was altered. */
function withChecksum(manifest) {
    const manifestSha256 = (0,_fingerprint_multiset_hash_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256OfText */ .i)((0,_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .serializeManifest */ .M)({ ...manifest, manifestSha256: ZEROS }));
    return { ...manifest, manifestSha256 };
}
/** Whether a stored manifest is, byte for byte, what was written. */
function checksumHolds(text) {
    const found = FIELD.exec(text)?.[2];
    return found !== undefined && found === (0,_fingerprint_multiset_hash_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256OfText */ .i)(text.replace(FIELD, `$1${ZEROS}"`));
}


/***/ }),

/***/ 34206:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ serializeManifest),
/* harmony export */   r: () => (/* binding */ manifestSchema)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(92857);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64377);
/* harmony import */ var _postgres_dump_choices_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(75304);
/* harmony import */ var _backup_class_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1744);
/* harmony import */ var _fail_on_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(12897);




const sha256 = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().regex(/^[0-9a-f]{64}$/);
const bytes = zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().nonnegative();
const count = zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().nonnegative();
const milliseconds = zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().nonnegative();
const named = { schema: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), name: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP() };
const inAnyOrder = zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz(true)
    .exactOptional()
    .describe("then sha256 is the sum of the rows' own, regardless of the order of rows and columns");
const tableSum = zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ ...named, rows: count, bytes, sha256, inAnyOrder });
const objectSum = zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), ...named, sha256 });
const sequenceValue = zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ sequence: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), value: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), called: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY() });
const fingerprint = zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
    ddlSha256: sha256.describe('over all definitions, in the order of kind, schema and name'),
    objects: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(objectSum).describe('each definition, without owner and privileges'),
    tables: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(tableSum)
        .describe('each table that carries data: its COPY text as read back from the archive'),
    sequences: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(sequenceValue),
    largeObjects: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ count, bytes, sha256 }),
});
const encryption = zod__WEBPACK_IMPORTED_MODULE_0__/* .discriminatedUnion */ .gMt('method', [
    zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ method: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz('none') }),
    zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ method: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz('age'), to: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()) }),
    zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ method: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz('age-passphrase') }),
    zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ method: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz('gpg-passphrase'), cipher: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz('AES256') }),
]);
/** Which part of a stored object the store itself confirmed. */
const confirmation = zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['sha256', 'sha256-composite', 'crc32', 'crc32-composite', 'size'])
    .describe('what was compared after the upload');
const patterns = zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP());
/** Version 1 of the record beside each backup. Written last: what has no manifest is not a backup. */
const manifestSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
    schema: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz('pg-backup-manifest/1'),
    key: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().describe('the object, relative to the destination'),
    series: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    class: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(_backup_class_js__WEBPACK_IMPORTED_MODULE_1__/* .BACKUP_CLASSES */ .q),
    mode: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(_postgres_dump_choices_js__WEBPACK_IMPORTED_MODULE_2__/* .MODES */ .F),
    format: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(_postgres_dump_choices_js__WEBPACK_IMPORTED_MODULE_2__/* .FORMATS */ .h),
    startedAt: zod__WEBPACK_IMPORTED_MODULE_3__/* .datetime */ .w$(),
    finishedAt: zod__WEBPACK_IMPORTED_MODULE_3__/* .datetime */ .w$(),
    source: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
        database: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        host: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().describe('without credentials'),
        port: zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().positive().exactOptional().describe('absent in older manifests'),
        serverVersion: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        systemIdentifier: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().exactOptional().describe('of the cluster, where the role may read it'),
        databaseOid: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
            .exactOptional()
            .describe('of the database in its cluster, regardless of its name; absent in older manifests'),
        databaseBytes: bytes.exactOptional(),
        unloggedWithoutRows: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP())
            .exactOptional()
            .describe('unlogged tables of a standby, which has no rows of them; absent where there are none'),
        encoding: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        locale: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
            provider: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['libc', 'icu', 'builtin']),
            collate: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().describe('LC_COLLATE'),
            ctype: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().describe('LC_CTYPE'),
            name: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().exactOptional().describe("the provider's locale, where it is not libc"),
            rules: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().exactOptional().describe("ICU's additional rules"),
        })
            .exactOptional()
            .describe('how the database sorts; absent in older manifests'),
    }),
    clientVersion: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    run: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ repository: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), commit: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), url: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP() })
        .partial()
        .describe('where it was made; empty outside of GitHub'),
    options: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
        compression: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        noOwner: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
        noAcl: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
        tables: patterns,
        excludeTables: patterns,
        schemas: patterns,
        excludeSchemas: patterns,
        excludeTableData: patterns,
        failOn: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(_fail_on_js__WEBPACK_IMPORTED_MODULE_4__/* .FAIL_ON */ .d))
            .exactOptional()
            .describe('what, found by the comparison with those before it, was to fail the run; absent for nothing'),
    }),
    encryption,
    dump: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ bytes, sha256 }).describe('as pg_dump wrote it'),
    stored: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ bytes, sha256, confirmed: confirmation }).describe('as it is in the store'),
    globals: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ key: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), bytes, sha256 })
        .exactOptional()
        .describe('the roles, without passwords'),
    contents: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
        tables: count,
        rows: count,
        entries: zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), count)
            .describe("the archive's entries by PostgreSQL's own words for their kind"),
        extensions: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ name: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), version: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP() })),
    }),
    fingerprint,
    checks: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
        archiveDecoded: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz(true)
            .describe('every byte went through pg_restore (or the decompressor, for SQL)'),
        minimums: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ bytes, tables: count, expectTables: patterns }),
        storeConfirmed: confirmation,
    })
        .describe('what was checked before this manifest was written'),
    timing: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
        prepareMs: milliseconds.describe('server asked, client found, destination and key checked'),
        streamMs: milliseconds.describe('dump, proof, encryption and upload, at once'),
        completeMs: milliseconds.describe('upload completed and compared'),
    }),
    archived: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
        from: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().describe('the backup that was copied, relative to the destination'),
        fromManifestSha256: sha256.describe("the manifestSha256 of that backup's own manifest"),
        at: zod__WEBPACK_IMPORTED_MODULE_3__/* .datetime */ .w$(),
    })
        .exactOptional()
        .describe('of a copy that was archived'),
    manifestSha256: sha256.describe('of this very file, with these 64 digits as zeros'),
});
/** As it is stored: one line an entry would be unreadable, so it is indented. */
function serializeManifest(manifest) {
    return `${JSON.stringify(manifest, null, 2)}\n`;
}


/***/ }),

/***/ 29041:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ roleOf)
/* harmony export */ });
/* harmony import */ var _drill_record_key_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(184);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56879);


const ROLES = /\.globals\.sql(\.age|\.gpg)?$/;
/** Of other records beside a backup, such as `….notes.json`. */
const RECORD = /\.[a-z-]+\.json$/;
/** What an object is by its key alone, whether its backup is there or not. What is nothing else is a dump. */
function roleOf(key) {
    if (key.endsWith(_names_js__WEBPACK_IMPORTED_MODULE_0__/* .MANIFEST_SUFFIX */ .OK))
        return { backup: key.slice(0, -_names_js__WEBPACK_IMPORTED_MODULE_0__/* .MANIFEST_SUFFIX */ .OK.length), role: 'manifest' };
    if (key.endsWith(_names_js__WEBPACK_IMPORTED_MODULE_0__/* .CHECKSUM_SUFFIX */ .qP))
        return { backup: key.slice(0, -_names_js__WEBPACK_IMPORTED_MODULE_0__/* .CHECKSUM_SUFFIX */ .qP.length), role: 'checksum' };
    const drilled = (0,_drill_record_key_js__WEBPACK_IMPORTED_MODULE_1__/* .drilledKey */ .M)(key);
    if (drilled !== undefined)
        return { backup: drilled, role: 'drill' };
    const roles = ROLES.exec(key);
    // Their name is that of the dump before it was sealed, and they are sealed like it.
    if (roles)
        return { backup: `${key.slice(0, roles.index)}${roles[1] ?? ''}`, role: 'roles' };
    const record = RECORD.exec(key);
    return record ? { backup: key.slice(0, record.index), role: 'record' } : { backup: key, role: 'dump' };
}


/***/ }),

/***/ 804:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ OtherDestination),
/* harmony export */   x: () => (/* binding */ otherDestination)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76433);


const DESTINATION_MISMATCH = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'stored-backups',
    code: 'destination-mismatch',
    kind: 'input',
    meaning: 'The backups that were found belong to another destination: a folder of the prefix was forgotten, or one too many was written. Their manifests say which one. Nothing is damaged.',
    fix: 'Write the destination that the message names. Remove nothing.',
});
/**
 * A manifest of another destination, which is folders above this one or below it. It is not altered, and its backup is none
 * of this destination.
 */
class OtherDestination extends _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj {
    /** The destination that its backup belongs to, as it would be written. */
    destination;
    /** Whether another key is of a backup of that destination too, by where it is. */
    covers;
    /**
     * @param destination the one that is meant
     * @param location the one that was asked
     * @param key where one of its backups was found
     */
    constructor(destination, location, key, covers) {
        super({
            ...DESTINATION_MISMATCH,
            message: `These backups belong to destination ${destination}, and destination is ${location}: one of them is ${key}.`,
            hint: `Write destination: ${destination}. Nothing is damaged, and nothing has to be removed.`,
        });
        this.destination = destination;
        this.covers = covers;
    }
}
/**
 * The other destination that a backup belongs to, if its manifest is at another key than it says by whole folders;
 * undefined where it is not so. What is where only this destination's backups are never belongs to another one: somebody
 * changed it, or copied it there.
 * @param key of the backup, where it was found
 * @param described its key, as its manifest has it
 * @param location of the store, as it would be written
 */
function otherDestination(key, described, location) {
    const here = location.replace(/\/+$/, '');
    if ((0,_layout_js__WEBPACK_IMPORTED_MODULE_1__/* .isOwnLayout */ .r)(key) || !(0,_layout_js__WEBPACK_IMPORTED_MODULE_1__/* .isOwnLayout */ .r)(described))
        return undefined;
    if (key.endsWith(`/${described}`)) {
        const below = key.slice(0, -described.length);
        return new OtherDestination(`${here}/${below.slice(0, -1)}`, here, key, other => other.startsWith(below) && (0,_layout_js__WEBPACK_IMPORTED_MODULE_1__/* .isOwnLayout */ .r)(other.slice(below.length)));
    }
    const above = described.endsWith(`/${key}`) ? described.slice(0, -key.length) : undefined;
    return above !== undefined && `${here}/`.endsWith(`/${above}`)
        ? new OtherDestination(here.slice(0, -above.length), here, key, other => (0,_layout_js__WEBPACK_IMPORTED_MODULE_1__/* .isOwnLayout */ .r)(`${above}${other}`))
        : undefined;
}


/***/ }),

/***/ 33613:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ isOurKindOfKey),
/* harmony export */   _: () => (/* binding */ isPlainKey)
/* harmony export */ });
/** What can change how a line is shown, or where it ends: controls of terminals, line separators, directions of text. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
/**
 * Whether a key can be asked for and removed in every store: others name objects as they like, with backslashes, or with
 * `.` and `..` between slashes, which no folder has and what stands before a bucket may read as another key.
 */
function isPlainKey(key) {
    return (key !== '' &&
        !key.includes('\\') &&
        !UNSEEN.test(key) &&
        !key.split('/').some(segment => segment === '.' || segment === '..'));
}
/** Whether an object of that key can be one of ours: its parts have names, too. */
function isOurKindOfKey(key) {
    return isPlainKey(key) && !key.split('/').includes('');
}


/***/ }),

/***/ 14049:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MX: () => (/* binding */ readSingleCatalog),
/* harmony export */   T3: () => (/* binding */ readListedManifest),
/* harmony export */   Th: () => (/* binding */ claimsToBeManifest),
/* harmony export */   WI: () => (/* binding */ readManifest),
/* harmony export */   fh: () => (/* binding */ READ_AT_ONCE),
/* harmony export */   uM: () => (/* binding */ readCatalog)
/* harmony export */ });
/* unused harmony exports LARGEST_MANIFEST, parseManifest, manifestUnreadable */
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);
/* harmony import */ var _core_words_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(44474);
/* harmony import */ var _stream_concurrency_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(11471);
/* harmony import */ var _catalog_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(25716);
/* harmony import */ var _choose_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(25258);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(76433);
/* harmony import */ var _list_plain_keys_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(28647);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(34206);
/* harmony import */ var _manifest_checksum_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63696);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(56879);
/* harmony import */ var _other_destination_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(804);
/* harmony import */ var _read_small_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(46429);
/* harmony import */ var _start_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(46971);













/** No matter what the store says: a manifest larger than this is none. Bytes. */
const LARGEST_MANIFEST = 64 * 1024 * 1024;
/** In every manifest of ours, of any version. */
const FORMAT_MARK = '"pg-backup-manifest/';
/** Of files that are passed over. */
const MOST_NAMED = 3;
/** Manifests are small, and a store's answer takes its time. */
const READ_AT_ONCE = 8;
/**
 * Reads the manifests under `prefix` (`''` for all): the catalog is what is in the store, nothing else. Files of others
 * that are called manifests too are passed over, with one notice.
 */
async function readCatalog(store, prefix, signal, reporter) {
    const objects = [];
    for await (const object of (0,_list_plain_keys_js__WEBPACK_IMPORTED_MODULE_7__/* .listPlain */ .r)(prefix, { reporter, signal, store }))
        objects.push(object);
    const listed = objects.filter(({ key }) => key.endsWith(_names_js__WEBPACK_IMPORTED_MODULE_8__/* .MANIFEST_SUFFIX */ .OK));
    const { unreadable, ...read } = await readManifests(store, listed, signal);
    const keys = new Set(objects.map(({ key }) => key));
    const { meant, strange } = await withoutStrange(unreadable, keys, { signal, store });
    const [first] = strange;
    if (first)
        reporter?.notice(`Passed over, since ${strange.length === 1 ? 'it is no manifest' : 'they are no manifests'} of this action: ${(0,_core_words_js__WEBPACK_IMPORTED_MODULE_9__/* .counted */ .hS)(strange.length, 'file')} (${(0,_core_words_js__WEBPACK_IMPORTED_MODULE_9__/* .firstOf */ .Ku)(strange.map(_catalog_js__WEBPACK_IMPORTED_MODULE_10__/* .manifestKey */ .Rn), MOST_NAMED)})`);
    return { ...read, unreadable: meant, objects };
}
/**
 * Distinguishes manifests of ours that cannot be read from files of others with such a name. A file beside a dump with a
 * name of ours is its manifest, even an empty one, which must not hide its backup.
 */
async function withoutStrange(unreadable, keys, parts) {
    const meant = [];
    const strange = [];
    await (0,_stream_concurrency_js__WEBPACK_IMPORTED_MODULE_11__/* .inParallel */ .HN)(READ_AT_ONCE, unreadable, async (each) => {
        const { key } = each;
        const isOurs = ((0,_layout_js__WEBPACK_IMPORTED_MODULE_12__/* .isOwnLayout */ .r)(key) && keys.has(key)) || (await claimsToBeManifest({ key }, parts));
        if (isOurs)
            meant.push(each);
        else
            strange.push(key);
    });
    return { meant, strange: strange.sort() };
}
/**
 * The catalog of one backup, by its key: nothing else is looked at.
 * @returns the key that it is found by too
 * @throws BackupError `backup-not-found`
 */
async function readSingleCatalog(store, key, signal) {
    for (const each of [key, (0,_start_js__WEBPACK_IMPORTED_MODULE_6__/* .withoutPrefix */ .Z7)(key, store.location)]) {
        if (each === undefined)
            continue;
        const object = await store.head((0,_catalog_js__WEBPACK_IMPORTED_MODULE_10__/* .manifestKey */ .Rn)(each), signal);
        if (object)
            return { ...(await readManifests(store, [object], signal)), objects: [object], key: each };
    }
    throw (0,_choose_js__WEBPACK_IMPORTED_MODULE_1__/* .backupNotFound */ .Gc)(key, store.location);
}
/**
 * Reads a manifest. One that cannot be used is read once more: what was cut short on its way must not be taken for altered.
 * @throws BackupError `manifest-unreadable`, or the store's own
 */
async function readManifest(store, key, signal) {
    const first = await manifestText(store, key, signal);
    try {
        return parseManifest(first, key, store.location);
    }
    catch (error) {
        const second = await manifestText(store, key, signal);
        if (second === first)
            throw error;
        return parseManifest(second, key, store.location);
    }
}
async function manifestText(store, key, signal) {
    try {
        return (await (0,_read_small_js__WEBPACK_IMPORTED_MODULE_5__/* .readSmall */ .o)(store, key, LARGEST_MANIFEST, signal)).toString();
    }
    catch (error) {
        if (!(error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj) || error.code !== 'storage-object-too-large')
            throw error;
        throw manifestUnreadable(key, `it has more than ${LARGEST_MANIFEST} bytes`);
    }
}
/**
 * Reads a manifest that a listing has.
 * @param listed its own key, and its size
 * @throws BackupError `manifest-unreadable`, or the store's own
 */
async function readListedManifest(store, { key, bytes }, signal) {
    if (bytes > LARGEST_MANIFEST)
        throw manifestUnreadable(key, `it has ${bytes} bytes`);
    return readManifest(store, key, signal);
}
async function readManifests(store, listed, signal) {
    const manifests = [];
    const unreadable = [];
    const elsewhere = [];
    await (0,_stream_concurrency_js__WEBPACK_IMPORTED_MODULE_11__/* .inParallel */ .HN)(READ_AT_ONCE, listed, async ({ key, bytes }) => {
        try {
            manifests.push(await readListedManifest(store, { key, bytes }, signal));
        }
        catch (error) {
            const backup = key.slice(0, -_names_js__WEBPACK_IMPORTED_MODULE_8__/* .MANIFEST_SUFFIX */ .OK.length);
            if (error instanceof _other_destination_js__WEBPACK_IMPORTED_MODULE_4__/* .OtherDestination */ .t)
                elsewhere.push(error);
            else if (error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj && error.code === 'manifest-unreadable')
                unreadable.push({ key: backup, error });
            else
                throw error;
        }
    });
    return { manifests, unreadable, elsewhere };
}
/**
 * Reads a manifest and checks every field of it.
 * @param key where it is: a manifest that was moved describes a backup that is not beside it
 * @param location of the store, as it would be written: it may be another than the backup was made with
 * @throws BackupError `manifest-unreadable`; OtherDestination for one that is where another destination has it
 */
function parseManifest(text, key, location = '') {
    const value = json(text, key);
    if (!text.includes(FORMAT_MARK))
        throw manifestUnreadable(key, 'it is JSON, but no manifest of this action');
    if (!(0,_manifest_checksum_js__WEBPACK_IMPORTED_MODULE_3__/* .checksumHolds */ .k)(text))
        throw manifestUnreadable(key, text.includes('"manifestSha256"')
            ? 'its own SHA-256 says that it was altered'
            : 'it lacks its own SHA-256');
    const parsed = _manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .manifestSchema */ .r.safeParse(value);
    if (!parsed.success) {
        const [issue] = parsed.error.issues;
        throw manifestUnreadable(key, `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'not a manifest'}`);
    }
    if (`${parsed.data.key}${_names_js__WEBPACK_IMPORTED_MODULE_8__/* .MANIFEST_SUFFIX */ .OK}` !== key) {
        const other = (0,_other_destination_js__WEBPACK_IMPORTED_MODULE_4__/* .otherDestination */ .x)(key.slice(0, -_names_js__WEBPACK_IMPORTED_MODULE_8__/* .MANIFEST_SUFFIX */ .OK.length), parsed.data.key, location);
        if (other)
            throw other;
        throw manifestUnreadable(key, `it describes ${parsed.data.key}, which is another place`);
    }
    return parsed.data;
}
function json(text, key) {
    try {
        return JSON.parse(text);
    }
    catch {
        throw manifestUnreadable(key, notJson(text));
    }
}
function notJson(text) {
    const begin = text.trimStart();
    if (begin === '')
        return 'it is empty';
    if (begin.startsWith('<'))
        return 'it is an HTML or XML page';
    return begin.startsWith('{') ? 'it is cut off, or was changed: it is not JSON' : 'it is not JSON';
}
const MANIFEST_UNREADABLE = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'stored-backups',
    code: 'manifest-unreadable',
    kind: 'integrity',
    meaning: 'A manifest was altered, which its own SHA-256 says, is empty or cut off, or is beside another backup than it describes.',
    fix: 'Do not trust its backup until you know who changed the manifest; take an older one meanwhile.',
});
function manifestUnreadable(key, why) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...MANIFEST_UNREADABLE,
        message: `The manifest ${key} cannot be used: ${why}.`,
        hint: 'Do not trust this backup until you know who changed its manifest; take an older one meanwhile.',
    });
}
/**
 * Whether what is called a manifest says that it is one of ours, be it altered or not: others name their files so too,
 * and what they have is none of our business.
 */
async function claimsToBeManifest({ key, manifestBytes = 0 }, { signal, store }) {
    if (manifestBytes > LARGEST_MANIFEST)
        return false;
    try {
        const text = await (0,_read_small_js__WEBPACK_IMPORTED_MODULE_5__/* .readSmall */ .o)(store, (0,_catalog_js__WEBPACK_IMPORTED_MODULE_10__/* .manifestKey */ .Rn)(key), LARGEST_MANIFEST, signal);
        return text.includes(FORMAT_MARK);
    }
    catch (error) {
        if (error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj && error.code === 'storage-object-too-large')
            return false;
        throw error;
    }
}


/***/ }),

/***/ 46429:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ readSmall)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);
/* harmony import */ var _stream_destroy_and_wait_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(59134);


/** What is small may be read beside others; what is larger is read alone, no matter what listings say. Bytes. */
const ALONE_FROM = 4 * 1024 * 1024;
/** Settles when nobody reads something large. */
let alone = Promise.resolve();
/**
 * Reads a small object whole, and never more of it than the limit: a store may send more than it lists, or without end.
 * @param limit bytes
 * @throws BackupError `storage-object-too-large`, or the store's own
 */
async function readSmall(store, key, limit, signal) {
    const source = await store.get(key, signal);
    const read = readUpTo(source, key, limit);
    return await read.finally(() => (0,_stream_destroy_and_wait_js__WEBPACK_IMPORTED_MODULE_1__/* .destroyAndWait */ .J)(source));
}
async function readUpTo(source, key, limit) {
    const chunks = [];
    let bytes = 0;
    let release = () => { };
    let isAlone = false;
    try {
        for await (const chunk of source) {
            const part = Buffer.from(chunk);
            bytes += part.length;
            if (bytes > limit)
                throw tooLarge(key, limit);
            chunks.push(part);
            if (isAlone || bytes <= ALONE_FROM)
                continue;
            const turn = Promise.withResolvers();
            const before = alone;
            alone = before.then(() => turn.promise);
            release = turn.resolve;
            isAlone = true;
            await before;
        }
        return Buffer.concat(chunks);
    }
    finally {
        release();
    }
}
const STORAGE_OBJECT_TOO_LARGE = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'storage',
    code: 'storage-object-too-large',
    kind: 'integrity',
    meaning: 'An object that is small by its kind (a checksum file, roles) has more bytes than any of that kind.',
    fix: 'Find out who wrote it; it is not one of ours.',
});
function tooLarge(key, limit) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...STORAGE_OBJECT_TOO_LARGE,
        message: `${key} has more than ${limit.toLocaleString('en-US')} bytes, which nothing of its kind has; the rest was not read.`,
        hint: 'Find out who wrote it; it is not one of ours. Move it out of the bucket if nobody needs it.',
    });
}


/***/ }),

/***/ 15955:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B6: () => (/* binding */ describeSource),
/* harmony export */   JM: () => (/* binding */ areTwoDatabases),
/* harmony export */   Z: () => (/* binding */ isHostForAll)
/* harmony export */ });
/**
 * Whether two backups are of two databases, as far as their manifests say. One that was upgraded or moved to another
 * cluster behind its own address is the same to those who named its series, where that address means the same everywhere;
 * and so is one that was created again by its name, or renamed, in its cluster.
 */
function areTwoDatabases(one, other) {
    const sameName = one.database === other.database;
    const sameOid = one.databaseOid !== undefined && one.databaseOid === other.databaseOid;
    const sameAddress = isSameAddress(one, other);
    if (one.systemIdentifier === undefined || other.systemIdentifier === undefined)
        return sameAddress ? !sameName && !sameOid : !sameOid;
    if (one.systemIdentifier === other.systemIdentifier)
        return !sameName && !sameOid;
    return !(sameAddress && sameName && isHostForAll(one.host));
}
function isSameAddress(one, other) {
    const samePort = one.port === undefined || other.port === undefined || one.port === other.port;
    return samePort && one.host.toLowerCase() === other.host.toLowerCase();
}
/** A socket, localhost or a name such as `postgres` is another server on each machine, and through each tunnel. */
function isHostForAll(host) {
    return !host.startsWith('127.') && /^[^/].*[.:]/.test(host) && host !== '::1';
}
/** For messages. */
function describeSource({ database, host, port }) {
    return `${database} on ${host}${port === undefined ? '' : `:${port}`}`;
}


/***/ }),

/***/ 46971:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z7: () => (/* binding */ withoutPrefix),
/* harmony export */   aE: () => (/* binding */ startWithin),
/* harmony export */   oZ: () => (/* binding */ parseStart)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _core_parsed_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(83186);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56879);



/** Reads `latest`, `all`, or a backup's key or whole address; that of its manifest or checksum file means the backup. */
function parseStart(text) {
    if (text === 'latest' || text === 'all')
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .parsed */ .Yz)({ kind: text });
    const key = withoutEnding(text);
    const parts = key.replace(/^(?:s3:\/\/|\.\/)/, '').split('/');
    const odd = parts.some(part => part === '.' || part === '..') || parts.at(-1) === '';
    // A dump at the root of a bucket has no folder, and a name with its day.
    const isName = parts.length > 1 || /\d{4}[-_.]?\d{2}[-_.]?\d{2}.*\.[a-z]\w*$/i.test(key);
    if (isName && !odd && !/[\p{Cc}\\]/u.test(key))
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .parsed */ .Yz)({ kind: 'key', key });
    return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .refused */ .J5)(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .TL)(text)} is neither latest nor all nor a backup's key; write the key as the output key of the backup step has it, relative to the destination, or its whole address`);
}
function withoutEnding(text) {
    const ending = [_names_js__WEBPACK_IMPORTED_MODULE_2__/* .MANIFEST_SUFFIX */ .OK, _names_js__WEBPACK_IMPORTED_MODULE_2__/* .CHECKSUM_SUFFIX */ .qP].find(each => text.endsWith(each));
    return ending === undefined ? text : text.slice(0, -ending.length);
}
/** Reads a whole address (`s3://bucket/prefix/key`, or a path) as the key relative to the destination that it is in. */
function startWithin(start, destination) {
    const { key } = start;
    if (destination.kind === 'folder')
        return inFolder(start, destination.path);
    const { bucket, prefix } = destination;
    const own = prefix === '' ? '' : `${prefix}/`;
    const address = /^s3:\/\/([^/]+)\/(.*)$/s.exec(key);
    if (!address) {
        if (/^[a-z][a-z0-9+.-]*:\/\//i.test(key))
            return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .refused */ .J5)(`is no address of S3; write s3://${bucket}/${own}… or the key alone`);
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .parsed */ .Yz)(start);
    }
    const [, named = '', path = ''] = address;
    if (named !== bucket)
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .refused */ .J5)(`is in the bucket ${named}, and destination is s3://${bucket}; write the destination it is in`);
    if (!path.startsWith(own))
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .refused */ .J5)(`is not in destination s3://${bucket}/${prefix}; write the destination that it begins with`);
    return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .parsed */ .Yz)({ ...start, key: path.slice(own.length) });
}
function inFolder(start, folder) {
    const { key } = start;
    if (key.startsWith('s3://'))
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .refused */ .J5)(`is in S3, and destination is the folder ${folder}; write the destination that it begins with`);
    const inside = `${(0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(folder)}/`;
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(key);
    if (key.startsWith('/') || key.startsWith('./'))
        return path.startsWith(inside)
            ? (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .parsed */ .Yz)({ ...start, key: path.slice(inside.length) })
            : (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .refused */ .J5)(`is not in destination ${folder}; write the destination that it begins with`);
    return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_1__/* .parsed */ .Yz)(start);
}
/** What a key may mean that was written with the last folders of the destination before it. */
function withoutPrefix(key, location) {
    const folders = key.split('/');
    const count = folders.findIndex((_, index) => `/${location}`.endsWith(`/${folders.slice(0, index + 1).join('/')}`));
    return count < 0 || count === folders.length - 1 ? undefined : folders.slice(count + 1).join('/');
}


/***/ }),

/***/ 91298:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ timeInName)
/* harmony export */ });
/** The times in a file's name, UTC; the last one is the backup's own: the file's times change when it is copied. */
const STAMPS = /_(\d{4})(\d{2})(\d{2})_(\d{2})(\d{2})(\d{2})(?=[._])/g;
/** When the backup of this key was begun, by its name, to the second; undefined where the name holds no time. */
function timeInName(key) {
    const name = key.slice(key.lastIndexOf('/') + 1);
    const [, year, month, day, hour, minute, second] = [...name.matchAll(STAMPS)].at(-1) ?? [];
    const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    return Number.isNaN(time.getTime()) ? undefined : time;
}


/***/ }),

/***/ 33558:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ MultisetHash),
/* harmony export */   i: () => (/* binding */ sha256OfText)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

const MODULUS = 1n << 256n;
/**
 * One hash for many things in any order, in constant memory: the sum of their SHA-256s modulo 2^256. Guards against
 * accidents; somebody who can choose the things could forge it, but that somebody can write a manifest too.
 */
class MultisetHash {
    #sum = 0n;
    /** Adds a thing by the SHA-256 of its bytes, as hex. */
    add(sha256) {
        this.#sum = (this.#sum + BigInt(`0x${sha256}`)) % MODULUS;
    }
    /** 64 hex digits; all zeros for nothing. */
    hex() {
        return this.#sum.toString(16).padStart(64, '0');
    }
}
/** The SHA-256 of a text as UTF-8, in hex. */
function sha256OfText(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex');
}


/***/ }),

/***/ 55489:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ severalOf)
/* harmony export */ });
/* harmony import */ var _core_words_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44474);

/** How many of several texts a notice has; the job summary has them all. */
const MOST = 3;
/** The first of several texts, and how many more there are; undefined for none. */
function severalOf(texts) {
    return texts.length === 0 ? undefined : (0,_core_words_js__WEBPACK_IMPORTED_MODULE_0__/* .firstOf */ .Ku)(texts, MOST, { separator: '; ' });
}


/***/ }),

/***/ 71921:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ parseCompression),
/* harmony export */   c: () => (/* binding */ compressionMethod)
/* harmony export */ });
/* harmony import */ var _core_parsed_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83186);

/** The highest level of each method (pg_dump(1), `--compress`). */
const HIGHEST = new Map([
    ['gzip', 9],
    ['zstd', 22],
    ['lz4', 12],
]);
/** Reads `auto`, `none`, `0`–`9` (gzip's levels, what a number means to pg_dump), `gzip[:N]`, `zstd[:N]`, `lz4[:N]`. */
function parseCompression(text) {
    if (text === 'auto')
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .parsed */ .Yz)({ kind: 'auto' });
    if (text === 'none' || /^[0-9]$/.test(text))
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .parsed */ .Yz)({ kind: 'pg_dump', spec: text });
    const [method = '', level] = text.split(':', 2);
    const highest = HIGHEST.get(method);
    if (highest === undefined || text.split(':').length > 2) {
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(text)} is not a compression; write auto, none, 0–9, gzip:6, zstd:1 or lz4:1`);
    }
    if (level !== undefined && !(/^\d{1,2}$/.test(level) && Number(level) >= 1 && Number(level) <= highest)) {
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(text)}: ${method} has levels 1 to ${highest}; write ${method}:1 to ${method}:${highest}`);
    }
    return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .parsed */ .Yz)({ kind: 'pg_dump', spec: text });
}
/** The method that a spec for pg_dump stands for. */
function compressionMethod(spec) {
    if (spec === 'none' || /^0$/.test(spec))
        return 'none';
    if (spec.startsWith('zstd'))
        return 'zstd';
    return spec.startsWith('lz4') ? 'lz4' : 'gzip';
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

/***/ 53266:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q0: () => (/* binding */ chooseSsl),
/* harmony export */   j4: () => (/* binding */ meantMode),
/* harmony export */   yB: () => (/* binding */ chooseClientCertificate)
/* harmony export */ });
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(90370);

/** Where systems keep the certificates of public CAs: Debian and Ubuntu, Red Hat, Alpine and macOS. */
const SYSTEM_CERTIFICATES = [
    '/etc/ssl/certs/ca-certificates.crt',
    '/etc/pki/tls/certs/ca-bundle.crt',
    '/etc/ssl/cert.pem',
];
/** What drivers and other programs call two of libpq's modes. */
const MEANT = new Map([
    ...['off', 'no', 'none', 'false', '0', 'disabled', 'no-verify'].map(word => [word, word === 'no-verify' ? 'require' : 'disable']),
    ...['on', 'yes', 'true', '1', 'required', 'enabled', 'force'].map(word => [word, 'require']),
    ...['preferred', 'verify_ca', 'verify_identity', 'verify_full'].map(word => [word, word === 'preferred' ? 'prefer' : word === 'verify_ca' ? 'verify-ca' : 'verify-full']),
]);
/** `; did you mean disable?` where a mode is called by the name of another program; empty otherwise. */
function meantMode(value) {
    const meant = MEANT.get(value.toLowerCase());
    return meant === undefined ? '' : `; did you mean ${meant}?`;
}
/** The sslmode and the root certificate that go together; `require` unless something else was said. */
function chooseSsl(given, endpoints, files, complain) {
    const root = given.get('sslrootcert');
    const system = root?.value === 'system';
    const fallback = system ? 'verify-full' : 'require';
    const { value, origin } = given.get('sslmode') ?? { value: fallback, origin: 'default' };
    const sslmode = _connection_js__WEBPACK_IMPORTED_MODULE_0__/* .SSL_MODES */ .yj.find(known => known === value);
    if (!sslmode) {
        complain(origin, `the sslmode is none of ${_connection_js__WEBPACK_IMPORTED_MODULE_0__/* .SSL_MODES */ .yj.join(', ')}${meantMode(value)}`);
        return { sslmode: fallback, origin, rootCert: undefined };
    }
    if (endpoints.every(_connection_js__WEBPACK_IMPORTED_MODULE_0__/* .isSocket */ .qU))
        return { sslmode, origin, rootCert: undefined };
    const verifies = sslmode === 'verify-ca' || sslmode === 'verify-full';
    if (system && sslmode !== 'verify-full') {
        complain(origin, `sslmode ${sslmode} does not go with the root certificate “system”: anybody can have a certificate of a public CA, only verify-full compares the name`);
    }
    if (verifies && !root) {
        complain(origin, `sslmode ${sslmode} needs the CA's certificate; give ssl-root-cert: a file, the PEM text, or “system” for a public CA`);
    }
    const rootCert = system ? systemCertificates(files) : root?.value;
    const readable = rootCert === undefined || rootCert === 'system' || files.read(rootCert) !== undefined;
    if (verifies && root && !readable) {
        complain(root.origin, `the root certificate ${rootCert} is missing or cannot be read; give its path, or its PEM text`);
    }
    return { sslmode, origin, rootCert };
}
/** Both or none: libpq would fail for the one without the other, and for what it may not read, only when it connects. */
function chooseClientCertificate(given, files, complain, notice) {
    const cert = given.get('sslcert');
    const key = given.get('sslkey');
    const none = { sslCert: undefined, sslKey: undefined };
    for (const [what, setting] of [
        ['certificate', cert],
        ['key', key],
    ]) {
        if (setting && files.read(setting.value) === undefined) {
            complain(setting.origin, `the client's ${what} ${setting.value} is missing, or this user may not read it; give the path of one that it may`);
            return none;
        }
    }
    if (cert && !key) {
        const text = `the client certificate ${cert.value} has no key that this user may read (sslkey)`;
        if (cert.origin !== cert.value)
            complain(cert.origin, `${text}; give its path`);
        else
            notice(`${text}, and is not used`);
        return none;
    }
    return cert && key ? { sslCert: cert.value, sslKey: key.value } : none;
}
/** libpq knows `system` from 16 on; a path does the same with every client. */
function systemCertificates(files) {
    return SYSTEM_CERTIFICATES.find(path => files.read(path) !== undefined) ?? 'system';
}


/***/ }),

/***/ 90370:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bl: () => (/* binding */ CHANNEL_BINDINGS),
/* harmony export */   HB: () => (/* binding */ SESSION_ATTRIBUTES),
/* harmony export */   N2: () => (/* binding */ describeEndpoint),
/* harmony export */   Tn: () => (/* binding */ atEndpoint),
/* harmony export */   YP: () => (/* binding */ firstEndpoint),
/* harmony export */   YY: () => (/* binding */ isThisMachine),
/* harmony export */   q0: () => (/* binding */ describe),
/* harmony export */   qU: () => (/* binding */ isSocket),
/* harmony export */   yj: () => (/* binding */ SSL_MODES)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);

/** libpq's, from the weakest to the strongest. */
const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'];
const SESSION_ATTRIBUTES = [
    'any',
    'read-write',
    'read-only',
    'primary',
    'standby',
    'prefer-standby',
];
/** libpq's; `auto`: nothing was said, so what a server once offered is required of it from then on. */
const CHANNEL_BINDINGS = ['auto', 'disable', 'prefer', 'require'];
/** Unix sockets have no TLS and no name to look up. */
function isSocket({ host }) {
    return host.startsWith('/');
}
/** Whether nothing leaves the machine on the way to it: a Unix socket, or the loopback interface. */
function isThisMachine(endpoint) {
    const place = endpoint.address ?? endpoint.host;
    return isSocket(endpoint) || place === 'localhost' || place === '::1' || /^127\.\d+\.\d+\.\d+$/.test(place);
}
/** The endpoint that is tried first. */
function firstEndpoint({ endpoints }) {
    const [first] = endpoints;
    if (!first)
        throw new Error('a connection without an endpoint');
    return first;
}
/** The same connection to one of its endpoints only: what was probed is what is dumped. */
function atEndpoint(connection, endpoint) {
    return { ...connection, endpoints: [endpoint] };
}
/** `host:port`, as it is written in URLs. */
function describeEndpoint({ host, port }) {
    return `${(0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv6)(host) ? `[${host}]` : host}:${port}`;
}
/** `user@host:port/database`: everything that a message may record a connection. */
function describe(connection) {
    const places = connection.endpoints.map(describeEndpoint).join(',');
    return `${connection.user}@${places}/${connection.database}`;
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

/***/ 75304:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ MODES),
/* harmony export */   h: () => (/* binding */ FORMATS)
/* harmony export */ });
/** Which part of the database is dumped. */
const MODES = ['full', 'schema', 'data'];
/** pg_dump's archive (`custom`), or SQL text (`plain`). */
const FORMATS = ['custom', 'plain'];


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

/***/ 63873:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ PRESETS)
/* harmony export */ });
/** Rules of a platform that keeps schemas of its own. */
const PRESETS = ['supabase'];


/***/ }),

/***/ 11471:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cw: () => (/* binding */ allEnded),
/* harmony export */   HN: () => (/* binding */ inParallel),
/* harmony export */   al: () => (/* binding */ inOrder)
/* harmony export */ });
/**
 * Works on the items of a list, at most `atOnce` of them at a time, and yields the results in the list's order: so at most
 * that many are kept in memory. It ends with the first failure, or when the caller stops iterating; what runs is awaited.
 */
async function* inOrder(atOnce, items, work) {
    const begun = [];
    try {
        for (const each of items) {
            const working = work(each);
            // It may fail while an earlier one is awaited.
            working.catch(() => { });
            begun.push(working);
            const [first] = begun;
            if (begun.length < atOnce || !first)
                continue;
            yield await first;
            begun.shift();
        }
        for (;;) {
            const first = begun.shift();
            if (!first)
                return;
            yield await first;
        }
    }
    finally {
        await Promise.allSettled(begun);
    }
}
/**
 * Works on the items of a list, at most `atOnce` of them at a time, started in its order. After the first failure nothing
 * new is started; what runs is awaited, then that failure is thrown.
 */
async function inParallel(atOnce, items, work) {
    const queue = items[Symbol.iterator]();
    const failures = [];
    const worker = async () => {
        for (let next = queue.next(); !next.done && failures.length === 0; next = queue.next()) {
            await work(next.value).catch((error) => failures.push(error));
        }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    if (failures.length > 0)
        throw failures[0];
}
/**
 * Waits for all promises, then returns their values or throws the first failure. Unlike Promise.all it leaves nothing
 * running, so that a folder in which they work can be removed afterwards.
 */
async function allEnded(promises) {
    const settled = await Promise.allSettled(promises);
    return settled.map(each => {
        if (each.status === 'rejected')
            throw each.reason;
        return each.value;
    });
}


/***/ }),

/***/ 59134:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ destroyAndWait)
/* harmony export */ });
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78474);

/** Ends a stream before its time; resolves when it is closed, for a stage with a program: when that is gone. */
async function destroyAndWait(stage) {
    const closed = stage.closed ? undefined : (0,node_events__WEBPACK_IMPORTED_MODULE_0__.once)(stage, 'close');
    stage.destroy();
    await closed?.catch(() => { });
}


/***/ }),

/***/ 73939:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ watchSilence),
/* harmony export */   q: () => (/* binding */ STALL_TIMEOUT_MS)
/* harmony export */ });
/* harmony import */ var _core_durations_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5530);

/** How long a server or a program may make no progress, unless the user sets it. Milliseconds. */
const STALL_TIMEOUT_MS = 600_000;
/** How often the log says that something is waited for. Milliseconds. */
const SAY_EVERY_MS = 120_000;
/**
 * So many looks that all find it at work, and nothing of it changed, are enough: a server calls a process that was
 * stopped active for ever, and a program may compute without end.
 */
const MOST_SAME_LOOKS = 12;
const LONGEST_STEP_MS = 5_000;
const SHORTEST_STEP_MS = 20;
/** Watches until it is disposed of. What has not moved for the limit is looked into, again after each further limit. */
function watchSilence(options) {
    const { end, limitMs, look, position = () => 0, say, waits = () => true, what } = options;
    const sayEveryMs = Math.min(SAY_EVERY_MS, limitMs / 2);
    let at = position();
    let last = performance.now();
    let said = 0;
    let lookAtMs = limitMs;
    let same = { evidence: '', times: 0 };
    let looking = false;
    let over = false;
    const hasMoved = () => {
        const now = position();
        if (now === at && waits())
            return false;
        at = now;
        last = performance.now();
        said = 0;
        lookAtMs = limitMs;
        same = { evidence: '', times: 0 };
        return true;
    };
    const stop = (ms, why) => {
        over = true;
        clearInterval(timer);
        end(ms, why);
    };
    const inquire = async (silentMs) => {
        const seen = await look();
        if (over || hasMoved())
            return;
        if (seen.kind === 'stalled')
            return stop(silentMs, seen.words);
        const times = seen.evidence === same.evidence ? same.times + 1 : 1;
        same = { evidence: seen.evidence, times };
        if (times >= MOST_SAME_LOOKS)
            return stop(silentMs, `${seen.words}, and nothing of it has changed`);
        say(`Still waiting for ${what}, ${(0,_core_durations_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(silentMs)}: ${seen.words}`);
        said = silentMs;
        lookAtMs = performance.now() - last + limitMs;
    };
    const step = () => {
        if (hasMoved() || looking)
            return;
        const silentMs = performance.now() - last;
        if (silentMs >= lookAtMs) {
            looking = true;
            // It fails where the run is ended, and with it anyone who waits.
            inquire(silentMs)
                .catch(() => { })
                .finally(() => {
                looking = false;
            });
        }
        else if (silentMs - said >= sayEveryMs) {
            said = silentMs;
            say(`Still waiting for ${what}, ${(0,_core_durations_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(silentMs)}`);
        }
    };
    const timer = setInterval(step, Math.min(LONGEST_STEP_MS, Math.max(SHORTEST_STEP_MS, limitMs / 20)));
    return {
        [Symbol.dispose]: () => {
            over = true;
            clearInterval(timer);
        },
    };
}


/***/ })

};
