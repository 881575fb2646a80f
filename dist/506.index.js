export const id = 506;
export const ids = [506];
export const modules = {

/***/ 49435:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N: () => (/* binding */ clientProvider),
  x: () => (/* binding */ serverProvider)
});

// EXTERNAL MODULE: ./lib/http/download.js
var download = __webpack_require__(29098);
// EXTERNAL MODULE: ./lib/postgres/client/provide.js + 2 modules
var provide = __webpack_require__(91382);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/postgres/client/apt/from-repositories.js
var from_repositories = __webpack_require__(36392);
// EXTERNAL MODULE: ./lib/postgres/client/find-or-install.js + 1 modules
var find_or_install = __webpack_require__(86878);
// EXTERNAL MODULE: ./lib/postgres/client/machine.js
var client_machine = __webpack_require__(66902);
// EXTERNAL MODULE: ./lib/postgres/client/problems.js
var problems = __webpack_require__(9267);
// EXTERNAL MODULE: ./lib/postgres/client/repositories.js + 6 modules
var client_repositories = __webpack_require__(66312);
// EXTERNAL MODULE: ./lib/postgres/server/extension-packages.js
var extension_packages = __webpack_require__(6830);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./lib/postgres/client/libraries.js
var libraries = __webpack_require__(4904);
// EXTERNAL MODULE: ./lib/postgres/client/version.js
var client_version = __webpack_require__(37259);
// EXTERNAL MODULE: ./lib/postgres/server/server.js
var server = __webpack_require__(34076);
;// CONCATENATED MODULE: ./lib/postgres/server/find-server.js






/** The servers of a major version in those of the folders that have one, in the order of the folders. */
async function serversIn(major, folders, commands) {
    const found = [];
    for (const folder of folders) {
        const version = await probeServer(folder, commands);
        if (version?.major === major)
            found.push(await serverIn(folder, version, folder));
    }
    return found;
}
/** @param tree the folder that works wherever it is copied to, if there is one */
async function serverIn(folder, version, origin, tree) {
    return {
        ...version,
        origin,
        program: name => (0,external_node_path_.join)(folder, name),
        extensions: await extensionsOf(folder, version.major),
        movable: tree,
    };
}
async function probeServer(folder, commands) {
    const present = server/* SERVER_PROGRAMS */.Y.map(name => (0,promises_.access)((0,external_node_path_.join)(folder, name), external_node_fs_.constants.X_OK));
    const found = await Promise.all(present).then(() => true, () => false);
    if (!found)
        return undefined;
    const { exitCode, stdout } = await commands.run((0,external_node_path_.join)(folder, 'postgres'), ['--version']);
    return exitCode === 0 ? (0,client_version/* parseVersion */.ot)(stdout) : undefined;
}
/**
 * The extensions beside the programs in a folder, by the places that installers choose: plpgsql marks the right one,
 * since every server has it. Where none is right nothing is known, and no extension counts as there.
 */
async function extensionsOf(folder, major) {
    const real = (await (0,libraries/* firstFile */.FX)([(0,external_node_path_.join)(folder, 'postgres')])) ?? folder;
    const bases = [folder, (0,external_node_path_.resolve)(real, '..')].map(base => (0,external_node_path_.resolve)(base, '..'));
    const places = bases.flatMap(base => [
        (0,external_node_path_.join)(base, `share/postgresql/${major}`), // our own trees
        (0,external_node_path_.join)(base, '../../../share/postgresql', String(major)), // Debian, Ubuntu, PGDG
        (0,external_node_path_.join)(base, `share/postgresql@${major}`), // Homebrew
        (0,external_node_path_.join)(base, 'share/postgresql'),
        (0,external_node_path_.join)(base, 'share'), // PGDG on Red Hat's family
        (0,external_node_path_.join)(base, `../share/postgresql${major}`), // Alpine
    ]);
    const mark = await (0,libraries/* firstFile */.FX)(places.map(place => (0,external_node_path_.join)(place, 'extension/plpgsql.control')));
    if (mark === undefined)
        return new Set();
    const names = await (0,promises_.readdir)((0,external_node_path_.resolve)(mark, '..'));
    const controls = names.flatMap(name => /^(.+)\.control$/.exec(name)?.[1] ?? []);
    return new Set(controls.filter(name => !name.includes('--')));
}

// EXTERNAL MODULE: ./lib/core/sentence.js
var sentence = __webpack_require__(92998);
// EXTERNAL MODULE: ./lib/core/words.js
var words = __webpack_require__(44474);
// EXTERNAL MODULE: ./lib/postgres/client/apt/install-packages.js + 1 modules
var install_packages = __webpack_require__(2151);
;// CONCATENATED MODULE: ./lib/postgres/server/server-tree.js



/** What no drill needs: the manual, and the JIT compiler with its 100 MB of LLVM. */
const LEFT_OUT = new Set(['man', 'bitcode', 'pgxs', 'llvmjit.so', 'llvmjit_types.bc']);
/**
 * Makes the tree of form `shared`: with the machine's libraries, except those that were unpacked.
 * @returns what programs and extensions lack then
 */
async function buildSharedServer(request, commands) {
    const { into, root, machine } = request;
    await layOut(request, 'shared');
    const own = (0,external_node_path_.join)(into, 'lib');
    for (const folder of (0,libraries/* libraryFolders */.BU)(root, machine)) {
        const names = (await (0,promises_.readdir)(folder).catch(() => [])).filter(name => /\.so\.\d+$/.test(name));
        for (const name of names)
            await (0,promises_.copyFile)((0,external_node_path_.join)(folder, name), (0,external_node_path_.join)(own, name));
    }
    const loading = await (0,libraries/* machineLoading */.mV)(own, machine);
    if (!loading)
        return [machine.loader];
    const lacks = [];
    for (const file of await machineCode(request)) {
        const { missing, refused } = await (0,libraries/* neededBy */.Xl)(file, loading, commands);
        const why = refused ?? (missing.length > 0 ? `no ${missing.join(', ')}` : undefined);
        if (why)
            lacks.push(`${(0,external_node_path_.basename)(file)}: ${why}`);
    }
    return lacks;
}
/**
 * Makes the tree of form `private`: with all libraries, the C library's loader included.
 * @returns what the server itself lacks; an extension that lacks a library fails when it is created
 */
async function buildPrivateServer(request, commands) {
    const { into, root, machine } = request;
    await layOut(request, 'private');
    const loading = await (0,libraries/* unpackedLoading */._9)(root, machine);
    if (!loading)
        return [machine.loader];
    const files = await machineCode(request);
    const missing = await (0,libraries/* copyLibraries */.v)(files, { root, into: (0,external_node_path_.join)(into, 'lib'), loading }, commands);
    return [...missing].filter(([, file]) => file === 'postgres' || file === 'initdb').map(([name]) => name);
}
async function layOut({ root, into, major, machine }, form) {
    const home = `postgresql/${major}`;
    for (const folder of ['bin', 'initdb', `lib/${home}/bin`]) {
        await (0,promises_.mkdir)((0,external_node_path_.join)(into, folder), { recursive: true });
    }
    const programs = (0,external_node_path_.join)(root, 'usr/lib', home, 'bin');
    await copyProgram((0,external_node_path_.join)(programs, 'initdb'), (0,external_node_path_.join)(into, 'initdb/initdb'));
    await copyProgram((0,external_node_path_.join)(programs, 'postgres'), (0,external_node_path_.join)(into, `lib/${home}/bin/postgres`));
    const filter = (path) => !LEFT_OUT.has((0,external_node_path_.basename)(path));
    // Links of Debian's packages may lead out of them, to what only their scripts would make.
    const options = { recursive: true, filter, verbatimSymlinks: true };
    await (0,promises_.cp)((0,external_node_path_.join)(root, 'usr/lib', home, 'lib'), (0,external_node_path_.join)(into, `lib/${home}/lib`), options);
    await (0,promises_.cp)((0,external_node_path_.join)(root, 'usr/share', home), (0,external_node_path_.join)(into, `share/${home}`), options);
    await nameAlternatives((0,external_node_path_.join)(into, `share/${home}/extension`));
    for (const [path, text] of serverScripts(major, form, machine.loader)) {
        await (0,promises_.writeFile)((0,external_node_path_.join)(into, path), text, { mode: 0o755 });
    }
}
async function copyProgram(from, to) {
    await (0,promises_.copyFile)(from, to);
    await (0,promises_.chmod)(to, 0o755);
}
/** `postgis-3.control` becomes `postgis.control` by Debian's alternatives, which a script of the package registers. */
async function nameAlternatives(extensions) {
    const names = await (0,promises_.readdir)(extensions).catch(() => []);
    for (const name of names) {
        const plain = name.replace(/^([a-z_]+)-\d+(\.control)$/, '$1$2');
        if (!names.includes(plain))
            await (0,promises_.copyFile)((0,external_node_path_.join)(extensions, name), (0,external_node_path_.join)(extensions, plain));
    }
}
function serverScripts(major, form, loader) {
    const home = `postgresql/${major}`;
    const shared = `export LD_LIBRARY_PATH="$root/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"\nexec`;
    const start = form === 'private' ? `exec "$root/lib/${loader}" --library-path "$root/lib"` : shared;
    const script = (command) => `#!/bin/sh\nroot="\${0%/*}/.."\n${start} ${command}\n`;
    return new Map([
        ['bin/postgres', script(`"$root/lib/${home}/bin/postgres" "$@"`)],
        ['bin/initdb', script(`"$root/initdb/initdb" "$@" -L "$root/share/${home}"`)],
        ['initdb/postgres', `#!/bin/sh\nexec "\${0%/*}/../bin/postgres" "$@"\n`],
    ]);
}
/** The programs and all that the server may load. */
async function machineCode({ into, major }) {
    const loaded = (0,external_node_path_.join)(into, `lib/postgresql/${major}/lib`);
    const names = (await (0,promises_.readdir)(loaded)).filter(name => name.endsWith('.so'));
    const programs = [(0,external_node_path_.join)(into, 'initdb/initdb'), (0,external_node_path_.join)(into, `lib/postgresql/${major}/bin/postgres`)];
    return [...programs, ...names.map(name => (0,external_node_path_.join)(loaded, name))];
}

;// CONCATENATED MODULE: ./lib/postgres/server/install-server.js











/** Which of the packages' dependencies are never taken: the client's programs, and LLVM, which is only for speed. */
const NEVER = /^(?:libllvm|postgresql-client|postgresql-\d+-jit)/;
/** What is taken where the machine's own libraries are to serve. */
const FEW = /^(?:libpq5$|postgresql-(?:\d|pl))/;
const SERVER_DOES_NOT_START = (0,errors/* defineError */.MP)({
    topic: 'throwaway-server',
    code: 'server-does-not-start',
    kind: 'environment',
    meaning: "The server was unpacked, and its programs lack libraries, with the machine's and with their own.",
    fix: 'Install the libraries that are missing, or give a repository that has them too as client-repository.',
});
/**
 * Installs the server of one major version from a repository into a folder of its own: first with the machine's own
 * libraries (8–17 MB); where a program or an extension lacks one of them, with all of theirs (some 40 MB).
 * @throws BackupError of the repository's or a package's, `package-absent`, `server-does-not-start`
 */
async function installServer(wanted, repository, read, apt) {
    const shared = await installOne('shared', wanted, repository, read, apt);
    if ('version' in shared)
        return shared;
    apt.reporter.debug(`${repository.label}: not with this machine's libraries: ${shared.why}`);
    const more = await (0,client_repositories/* readRepository */.Nu)(repository.libraries, true, apt);
    const all = { ...read, indexes: [...read.indexes, ...more.indexes] };
    const own = await installOne('private', wanted, repository, all, apt);
    if ('version' in own)
        return own;
    throw new errors/* BackupError */.hj({
        ...SERVER_DOES_NOT_START,
        message: (0,sentence/* sentence */.e)(`PostgreSQL ${wanted.major}'s server from ${repository.label} does not start on this machine: ${own.why}`),
    });
}
async function installOne(form, { major, extensions }, { id, label }, { indexes, skipped }, apt) {
    const follow = (name) => !NEVER.test(name) && (form === 'private' || FEW.test(name));
    const root = (0,external_node_path_.join)(apt.scratch, id, `server-${form}-packages`);
    const into = (0,external_node_path_.join)(apt.scratch, id, `server-${form}`);
    const where = [label, ...skipped].join(', passed over: ');
    const added = extensions.flatMap(name => packagesIn(indexes, name, major) ?? []);
    const roots = [serverPackage(major), ...added];
    const { unmet } = await (0,install_packages/* installPackages */.R)({ indexes, where, roots, follow, into: root }, apt);
    await (0,promises_.mkdir)(into, { recursive: true });
    const build = form === 'shared' ? buildSharedServer : buildPrivateServer;
    const lacks = await build({ root, into, major, machine: apt.machine }, apt.commands);
    if (lacks.length > 0)
        return { why: (0,words/* firstOf */.Ku)([...lacks, ...(form === 'private' ? unmet : [])], MOST_LACKS, { separator: '; ' }) };
    return start(into, major, apt);
}
/** A server of a newer system lacks one thing in many files. */
const MOST_LACKS = 3;
/** The name of the package that has a major version's server. */
function serverPackage(major) {
    return `postgresql-${major}`;
}
/** Those of the extensions that a repository seems to have packages of. */
function extensionsIn({ indexes }, extensions, major) {
    return extensions.filter(name => packagesIn(indexes, name, major) !== undefined);
}
/** The packages of an extension that these indexes have; undefined where they lack it. */
function packagesIn(indexes, extension, major) {
    const has = (name) => indexes.some(index => index.named(name).length > 0);
    return (0,extension_packages/* packagesFor */.f)(extension, major).find(set => set.every(has));
}
/** Starts every program, all its symbols resolved: nothing that fails here is ever stored. */
async function start(folder, major, { commands }) {
    let version;
    for (const program of server/* SERVER_PROGRAMS */.Y) {
        const env = { PATH: '/usr/bin:/bin', LD_BIND_NOW: '1' };
        const result = await commands.run((0,external_node_path_.join)(folder, 'bin', program), ['--version'], { env });
        const why = [result.stderr, result.stdout].map(text => text.trim().split('\n')[0]).find(line => line);
        if (result.exitCode !== 0)
            return { why: why ?? `${program} ended with exit code ${result.exitCode}` };
        version = (0,client_version/* parseVersion */.ot)(result.stdout);
        if (version?.major !== major)
            return { why: `${program} says that it is ${result.stdout.trim()}` };
    }
    return version ? { folder, version } : { why: 'there are no programs' };
}

;// CONCATENATED MODULE: ./lib/postgres/server/stored-servers.js



/** The servers in the cache, the newest first. One that does not start any more, since the system's libraries changed, does not count. */
async function storedServers(major, tool, { cache, commands }) {
    const found = await Promise.all((await cache.find(tool, major)).map(async (folder) => {
        const servers = await serversIn(major, [(0,external_node_path_.join)(folder, 'bin')], commands);
        return servers.map(server => ({ ...server, origin: 'tool-cache', movable: folder }));
    }));
    return found.flat();
}
/** One in the cache that is as new as a version. */
async function storedAsNewAs(version, major, tool, parts) {
    const stored = await storedServers(major, tool, parts);
    return stored.find(each => (0,client_version/* comparePostgres */.lj)(each.version, version) >= 0);
}

;// CONCATENATED MODULE: ./lib/postgres/server/provide-server.js













/**
 * Finds the server programs of a major version, or installs them into the tool cache: tool cache, usual folders, then
 * repositories (design §5). Where it lacks extensions, one that has them is looked for in the same way; what is in the
 * tool cache already stays as it is.
 * @returns the server with the most of the extensions, and those that could not be had
 * @throws BackupError of kind environment or integrity: those of the repositories, `server-not-available`,
 * `server-unsupported-platform`, `server-does-not-start`
 */
async function provideServer(wanted, parts) {
    const plain = await provide_server_provide(wanted, [], SERVER_TOOL, parts);
    const missing = lackedBy(plain, wanted.extensions ?? []);
    const known = missing.filter(name => (0,extension_packages/* packagesFor */.f)(name, plain.major).length > 0);
    if (known.length === 0)
        return { server: plain, missing: missing.map(name => lackOf(name, plain)) };
    try {
        const server = await provide_server_provide(wanted, known, toolWith(known), parts);
        return { server, missing: lackedBy(server, missing).map(name => lackOf(name, server)) };
    }
    catch (cause) {
        parts.signal.throwIfAborted();
        if (!(cause instanceof errors/* BackupError */.hj) || cause.kind === 'integrity')
            throw cause;
        return { server: plain, missing: missing.map(name => ({ name, why: cause.message })) };
    }
}
function lackedBy({ extensions }, wanted) {
    return [...new Set(wanted)].filter(name => !extensions.has(name));
}
function lackOf(name, { major, origin }) {
    const packages = (0,extension_packages/* packagesFor */.f)(name, major).map(set => set.join(' with '));
    if (packages.length === 0)
        return { name, why: 'no package is known that has it' };
    return {
        name,
        why: `it is not in the server from ${origin}, and there is no package ${packages.join(' or ')}`,
    };
}
async function provide_server_provide(wanted, extensions, tool, parts) {
    const { cache, commands, env } = parts;
    const { major } = wanted;
    const machine = parts.machine ?? (await (0,client_machine/* thisMachine */.g8)(env));
    return (0,find_or_install/* findOrInstall */.Y)({
        wanted,
        floor: undefined,
        stored: async () => {
            const found = await storedServers(major, tool, { cache, commands });
            return found.map(programs => ({ programs, folder: programs.movable }));
        },
        present: async () => extensions.length === 0 ? serversIn(major, machine.folders(major), commands) : [],
        install: async (than) => {
            if (!machine.debian || !(await (0,from_repositories/* canUnpack */.r8)(commands)))
                throw notOnThisMachine(major);
            return install({ wanted, extensions, than, tool }, machine.debian, parts);
        },
        older: olderThanSource,
        unsafe: (_programs, _floor, cause) => cause,
    }, parts);
}
function olderThanSource({ version, origin }, least) {
    return `The PostgreSQL server ${version} (${origin}) is older than the one that was backed up, ${least}: it may not know what the backup has. Give a repository that has ${least} or newer as client-repository, or such a server as server-url.`;
}
async function install({ wanted, extensions, than, tool }, machine, parts) {
    const { major, repository } = wanted;
    return (0,from_repositories/* withApt */.U1)(SERVER_TOOL, machine, parts, async (apt) => {
        const repositories = await (0,client_repositories/* repositoriesFor */.ML)(repository, machine, parts.commands);
        const what = [`PostgreSQL server ${major}`, ...extensions].join(' with ');
        const demand = { what, wanted, floor: undefined, newerThan: than };
        const outcome = await (0,from_repositories/* fromBest */.tl)(repositories, demand, apt, async (each) => {
            const read = await (0,client_repositories/* readRepository */.Nu)(each.sources, each.tolerant, apt);
            const had = extensionsIn(read, extensions, major);
            if (had.length === 0 && extensions.length > 0)
                throw (0,problems/* packageAbsent */.q9)(namesOf(extensions, major), each.label);
            const name = had.length === extensions.length ? tool : toolWith(had);
            const version = (0,client_repositories/* versionOffered */._7)(serverPackage(major), each, read);
            return {
                version,
                install: async () => {
                    const stored = await storedAsNewAs(version, major, name, parts);
                    if (stored)
                        return stored;
                    const tree = await installServer({ major, extensions: had }, each, read, apt);
                    return store(tree, name, each.label, parts);
                },
            };
        });
        if ('value' in outcome)
            return { installed: outcome.value };
        const { answered, failures } = outcome;
        const [only] = failures;
        return { failure: only && failures.length === 1 ? only : notAvailable(what, failures), answered };
    });
}
async function store({ folder, version }, name, label, parts) {
    parts.signal.throwIfAborted();
    // Another job on this machine may have stored it meanwhile; replacing it would take it from under its feet.
    const meanwhile = await storedAsNewAs(version.version, version.major, name, parts);
    if (meanwhile)
        return meanwhile;
    const stored = await (0,provide/* storeTree */.Ac)(folder, { tool: name, version: version.version }, parts);
    parts.reporter.info(`Installed PostgreSQL server ${version.version} from ${label}`);
    return serverIn((0,external_node_path_.join)(stored, 'bin'), version, label, stored);
}
function namesOf(extensions, major) {
    return extensions.flatMap(name => (0,extension_packages/* packagesFor */.f)(name, major).flat()).join(' or ');
}
const SERVER_NOT_AVAILABLE = (0,errors/* defineError */.MP)({
    topic: 'throwaway-server',
    code: 'server-not-available',
    kind: 'environment',
    meaning: "The server of the backup's major version, or one with the extensions that were asked for, is neither on this machine nor in any repository that it may ask.",
    fix: 'Give a repository that has it as client-repository, or install the server and set PGBIN to its folder.',
});
function notAvailable(what, failures) {
    return new errors/* BackupError */.hj({
        ...SERVER_NOT_AVAILABLE,
        message: `No ${what} is on this machine or in its repositories. ${failures.map(each => each.message).join(' ')}`,
    }, failures.at(-1));
}
const SERVER_UNSUPPORTED_PLATFORM = (0,errors/* defineError */.MP)({
    topic: 'throwaway-server',
    code: 'server-unsupported-platform',
    kind: 'environment',
    meaning: "The server is not on this machine, and Debian's packages cannot be installed on its system.",
    fix: "Install the server before this step with the system's package manager and set PGBIN, or run the job on ubuntu-latest.",
});
function notOnThisMachine(major) {
    return new errors/* BackupError */.hj({
        ...SERVER_UNSUPPORTED_PLATFORM,
        message: `There is no PostgreSQL server ${major} here, and on this system it cannot be installed from Debian's packages.`,
        hint: `Install the server of PostgreSQL ${major} before this step and set PGBIN to the folder of its postgres, or run the job on ubuntu-latest.`,
    });
}
/** The name under which servers are kept in the tool cache. */
const SERVER_TOOL = 'postgresql-server';
/** The name of those with extensions: one for each set of them. */
function toolWith(extensions) {
    const names = [...new Set(extensions)].toSorted().join('\n');
    return `${SERVER_TOOL}-with-${(0,external_node_crypto_.createHash)('sha256').update(names).digest('hex').slice(0, 12)}`;
}

// EXTERNAL MODULE: ./lib/action/commands.js
var commands = __webpack_require__(90934);
// EXTERNAL MODULE: ./lib/action/tool-cache.js
var tool_cache = __webpack_require__(42961);
;// CONCATENATED MODULE: ./lib/action/context.js





/** Finds or installs the client, from `repository` where one is given. */
function clientProvider(repository, context) {
    return (wanted, signal) => (0,provide/* provideClient */.x8)({ ...wanted, ...(repository !== undefined && { repository }) }, installing(context, signal));
}
/** The same for the server, with the extensions that it is to have. */
function serverProvider(repository, context) {
    return (wanted, extensions, signal) => provideServer({ ...wanted, extensions, ...(repository !== undefined && { repository }) }, installing(context, signal));
}
function installing({ reporter, runner: { env }, scratch }, signal) {
    return {
        cache: (0,tool_cache/* toolkitCache */.R)(),
        download: (0,download/* httpDownload */.d)(env),
        commands: (0,commands/* toolkitCommands */.Z)(),
        reporter,
        env,
        signal,
        scratch,
    };
}


/***/ }),

/***/ 5235:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lb: () => (/* binding */ isStoredBefore),
/* harmony export */   OQ: () => (/* binding */ datedAhead),
/* harmony export */   iK: () => (/* binding */ TOLERATED_MS),
/* harmony export */   yk: () => (/* binding */ latestUnknown)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);
/* harmony import */ var _catalog_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(25716);


/** How far two clocks may be apart. Milliseconds. */
const TOLERATED_MS = 15 * 60_000;
/** Whether a backup is dated after the store received it. `storedMs`: Infinity where that is not known. */
function isStoredBefore(startedAt, storedMs) {
    return startedAt.getTime() - storedMs > TOLERATED_MS;
}
/**
 * Whether a backup is dated after the store received it, or after the present. The store's clock is asked only if ours says
 * so, which may be wrong too.
 */
async function datedAhead({ key, startedAt }, objects, { signal, store }) {
    const started = new Date(startedAt);
    const own = objects.filter(object => object.key === key || object.key === (0,_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .manifestKey */ .Rn)(key));
    const storedMs = Math.min(...own.map(({ modified }) => modified.getTime()));
    if (isStoredBefore(started, storedMs))
        return { words: `and was stored before that, at ${new Date(storedMs).toISOString()}` };
    if (started.getTime() - Date.now() <= TOLERATED_MS)
        return undefined;
    const now = await store.clock(signal);
    return started.getTime() - now.getTime() > TOLERATED_MS
        ? { words: `and it is only ${now.toISOString()}` }
        : undefined;
}
const BACKUP_FROM_FUTURE = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'stored-backups',
    code: 'backup-from-future',
    kind: 'refusal',
    meaning: 'The latest backup is wanted, and the newest by its name is dated after the store received it, or after the present: the clock of the machine that made it was wrong.',
    fix: 'Write the key of the backup that is meant into from. Find out whose clock was wrong, then remove or rename what it dated wrongly.',
});
/** @param next the newest whose time is not in doubt */
function latestUnknown({ key, startedAt }, { words }, next) {
    const other = next
        ? `the newest whose time is not in doubt is ${next.key}`
        : 'there is none whose time is not in doubt';
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...BACKUP_FROM_FUTURE,
        message: `Which backup is the latest cannot be known: ${key} is dated ${startedAt}, ${words}; ${other}.`,
    });
}


/***/ }),

/***/ 8659:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ parseCopyColumns),
/* harmony export */   s: () => (/* binding */ parseCopyStatement)
/* harmony export */ });
const IDENTIFIER = String.raw `"(?:[^"]|"")+"|[^".\s(]+`;
const COPY = new RegExp(String.raw `^COPY (${IDENTIFIER})\.(${IDENTIFIER}) (?:\((.*)\) |  ?)?FROM stdin;$`, 's');
const COLUMN = /"(?:[^"]|"")+"|[^",\s]+/g;
/** The table that a `COPY … FROM stdin;` statement of pg_dump fills; undefined for any other text. */
function parseCopyStatement(statement) {
    const [, schema, name] = COPY.exec(statement) ?? [];
    if (schema === undefined || name === undefined)
        return undefined;
    return { schema: unquote(schema), name: unquote(name) };
}
/** The columns that such a statement lists, in its order; none of a table without columns. */
function parseCopyColumns(statement) {
    const [, , , columns = ''] = COPY.exec(statement) ?? [];
    return [...columns.matchAll(COLUMN)].map(([name]) => unquote(name));
}
function unquote(identifier) {
    return identifier.startsWith('"') ? identifier.slice(1, -1).replaceAll('""', '"') : identifier;
}


/***/ }),

/***/ 99772:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  R: () => (/* binding */ Definitions),
  n: () => (/* binding */ sumOfDefinitions)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/fingerprint/masked-sql.js
var masked_sql = __webpack_require__(48942);
;// CONCATENATED MODULE: ./lib/fingerprint/array-casts.js

const ARRAY = /(?<![\w$."\u0080-\u00ff\0])ARRAY\[/g;
/** As in a mask: `"` begins a quoted name, whose rest is hidden. */
const NAME = String.raw `(?:(?:"\0+)+|[A-Za-z_\u0080-\u00ff][\w$\u0080-\u00ff]*)`;
/** As format_type writes it. */
const TYPE = String.raw `(?:character varying|bit varying|double precision|(?:time|timestamp)(?:\(\d+\))? with(?:out)? time zone|interval [a-z]+(?: to [a-z]+)?|${NAME}(?:\.${NAME})?)(?:\([\w ,.-]+\))?`;
const CAST_OF_ARRAY = new RegExp(String.raw `::(${TYPE})\[\]`, 'y');
const CASTS = new RegExp(String.raw `::${TYPE}(?:\[\])?`, 'g');
/** What makes more than one operand of it; CASE … END holds itself together. */
const OPERATED = /^(?!CASE .* END$).*[\s+*/<>=~!@#%^&|`?-]/s;
/**
 * One spelling for what PostgreSQL writes in two ways. An array that is cast as a whole, `(ARRAY[a, b])::text[]`, is
 * parsed, by a restore, as an array of what is cast, `ARRAY[(a)::text, (b)::text]` (transformArrayExpr in parse_expr.c), and
 * dumped as such from then on; an array in it passes the cast on to its own elements. Rewrites the one into the
 * other, and touches nothing else: no text that is hidden, and no spaces.
 */
function castElements(sql) {
    let before = sql;
    let after = castOnce(before);
    // A cast of a cast comes to stand around an array.
    while (after.text !== before.text) {
        before = after;
        after = castOnce(before);
    }
    return after;
}
function castOnce(sql) {
    const done = [];
    let from = 0;
    for (let at = nextArray(sql.mask, 0); at !== undefined; at = nextArray(sql.mask, from)) {
        const list = (0,masked_sql/* readList */.LD)(sql, at + 'ARRAY['.length);
        if (!list)
            break;
        const items = list.items.map(castOnce);
        const cast = readCast(sql, at, list.end + 1);
        done.push((0,masked_sql/* slice */.di)(sql, from, cast?.from ?? at), cast ? arrayOf(items.map(pushed(cast))) : arrayOf(items));
        from = cast?.to ?? list.end + 1;
    }
    return (0,masked_sql/* joined */.oR)([...done, (0,masked_sql/* slice */.di)(sql, from)]);
}
function nextArray(mask, from) {
    ARRAY.lastIndex = from;
    return ARRAY.exec(mask)?.index;
}
function arrayOf(items) {
    return (0,masked_sql/* joined */.oR)([(0,masked_sql/* bare */.$B)('ARRAY['), (0,masked_sql/* joined */.oR)(items, ','), (0,masked_sql/* bare */.$B)(']')]);
}
/** The cast around the array between `from` and `to`. */
function readCast(sql, from, to) {
    const { mask } = sql;
    const sparing = mask.startsWith('::', to);
    // `f(ARRAY[1])::text[]` casts what the function returns.
    const inParentheses = mask[from - 1] === '(' && mask[to] === ')' && !/[\w$\u0080-\u00ff\0]/.test(mask[from - 2] ?? ' ');
    if (!sparing && !inParentheses)
        return undefined;
    CAST_OF_ARRAY.lastIndex = sparing ? to : to + 1;
    const [whole, type = ''] = CAST_OF_ARRAY.exec(mask) ?? [];
    // `ARRAY[]::text[]` has nothing to pass the cast on to.
    if (whole === undefined || mask.slice(from, to) === 'ARRAY[]')
        return undefined;
    const end = CAST_OF_ARRAY.lastIndex;
    const typeFrom = end - whole.length + '::'.length;
    return {
        from: sparing ? from : from - 1,
        to: end,
        type: (0,masked_sql/* slice */.di)(sql, typeFrom, typeFrom + type.length),
        sparing,
    };
}
/** Casts an element, the spaces around it left alone. */
function pushed(cast) {
    return item => {
        const value = (0,masked_sql/* trimmed */.dE)(item);
        const begin = item.mask.length - item.mask.trimStart().length;
        const around = (inner) => (0,masked_sql/* joined */.oR)([(0,masked_sql/* slice */.di)(item, 0, begin), inner, (0,masked_sql/* slice */.di)(item, begin + value.mask.length)]);
        const list = value.mask.startsWith('ARRAY[') ? (0,masked_sql/* readList */.LD)(value, 'ARRAY['.length) : undefined;
        if (list && list.end === value.mask.length - 1 && value.mask !== 'ARRAY[]')
            return around(arrayOf(list.items.map(pushed(cast))));
        const operand = cast.sparing && isOneOperand(value.mask) ? value : (0,masked_sql/* joined */.oR)([(0,masked_sql/* bare */.$B)('('), value, (0,masked_sql/* bare */.$B)(')')]);
        // What is an array already is cast to one.
        const brackets = value.mask.endsWith('[]') ? '[]' : '';
        return around((0,masked_sql/* joined */.oR)([operand, (0,masked_sql/* bare */.$B)('::'), cast.type, (0,masked_sql/* bare */.$B)(brackets)]));
    };
}
/** What ruleutils.c writes no parentheses around (isSimpleNode): a value, a name, a call, and casts of them. */
function isOneOperand(mask) {
    let outside = '';
    let depth = 0;
    for (const mark of mask) {
        if (mark === ')' || mark === ']')
            depth--;
        if (depth === 0)
            outside += mark;
        if (mark === '(' || mark === '[')
            depth++;
    }
    return !OPERATED.test(outside.replaceAll(CASTS, ''));
}

;// CONCATENATED MODULE: ./lib/fingerprint/inheriting-table.js

/** Whether a statement makes a table that inherits. */
function makesInheritingTable({ mask }) {
    return /^CREATE [^(]*TABLE /.test(mask) && /^\)\nINHERITS \(/m.test(mask);
}
/**
 * Its own columns and constraints in an order that depends on nothing but them: such a table may come back with its own
 * columns in another order, since a restore takes its parents' first.
 */
function inOneOrder(sql) {
    const open = sql.mask.indexOf('(');
    const list = (0,masked_sql/* readList */.LD)(sql, open + 1);
    if (!list)
        return sql.text;
    const items = list.items.map(item => (0,masked_sql/* trimmed */.dE)(item).text).toSorted();
    return `${sql.text.slice(0, open + 1)}\n    ${items.join(',\n    ')}\n${sql.text.slice(list.end)}`;
}

// EXTERNAL MODULE: ./lib/fingerprint/multiset-hash.js
var multiset_hash = __webpack_require__(33558);
;// CONCATENATED MODULE: ./lib/fingerprint/server-options.js

const SETS_OPTIONS_OF_COLUMN = /^ALTER (?:FOREIGN )?TABLE .* ALTER COLUMN .* SET \(/s;
/** What users can set of a column is n_distinct and n_distinct_inherited; the server's own begin like its catalogs. */
const SERVERS_OWN = /^pg_\w+=/;
/**
 * A statement without the options of a column that the server sets for itself, such as `pg_attver`, by which newer minor
 * versions number a column's versions. Each server writes its own, and only a pg_dump that does not know them dumps
 * them: they are no part of a definition.
 * @returns undefined if nothing is left
 */
function withoutServersOptions(sql) {
    const start = SETS_OPTIONS_OF_COLUMN.exec(sql.mask)?.[0].length;
    const list = start === undefined ? undefined : (0,masked_sql/* readList */.LD)(sql, start);
    if (start === undefined || !list)
        return sql;
    const options = list.items.map(masked_sql/* trimmed */.dE);
    const own = options.filter(({ mask }) => !SERVERS_OWN.test(mask));
    if (own.length === options.length)
        return sql;
    if (own.length === 0)
        return undefined;
    return (0,masked_sql/* joined */.oR)([(0,masked_sql/* slice */.di)(sql, 0, start), (0,masked_sql/* joined */.oR)(own, ', '), (0,masked_sql/* bare */.$B)(sql.text.slice(list.end))]);
}

;// CONCATENATED MODULE: ./lib/fingerprint/definitions.js





/**
 * Settings that the dump switches between entries, as their order happens to need, with their usual values. They count
 * for the entries that come under an unusual one.
 */
const SESSION_SETTING = /^SET (default_tablespace|default_table_access_method|default_with_oids) = (.*);$/;
const USUAL_VALUES = new Set(["''", 'heap', 'false']);
/** Only in SQL text: an archive is read without owners. */
const OWNER = /^ALTER .* OWNER TO .*;$/s;
/** Their columns may come back in another order. */
const TABLE_KINDS = new Set(['TABLE', 'FOREIGN TABLE']);
/** Sums up the DDL, entry by entry. What stands before the first entry (the session's settings) is not counted. */
class Definitions {
    #entries = [];
    #current;
    #inheriting = new Set();
    #settings = new Map();
    /** From here on statements belong to `entry`; to nothing for undefined. */
    enter(entry) {
        this.#finish();
        if (!entry)
            return;
        const hash = (0,external_node_crypto_.createHash)('sha256');
        for (const [name, value] of this.#settings) {
            if (!USUAL_VALUES.has(value))
                hash.update(`${name} = ${value}\n`);
        }
        this.#entries.push({ entry, hash });
        this.#current = { entry, hash, statements: TABLE_KINDS.has(entry.kind) ? [] : undefined };
    }
    /** A whole statement; empty lines and comments between statements are left out by the caller. */
    statement(sql) {
        if (this.#sets(sql.text) || OWNER.test(sql.mask) || !this.#current)
            return;
        const defining = withoutServersOptions(sql);
        if (!defining)
            return;
        const canonical = castElements(defining);
        if (this.#current.statements)
            this.#current.statements.push(canonical);
        else
            add(this.#current.hash, [canonical.text]);
    }
    /** Whether a table inherits, of those that were defined so far. */
    inherits({ schema, name }) {
        return this.#inheriting.has(JSON.stringify([schema, name]));
    }
    /** Sorted, since the archive's order may depend on OIDs. Several entries may share kind, schema and name (operators). */
    sums() {
        this.#finish();
        return this.#entries
            .map(({ entry, hash }) => ({ ...entry, sha256: hash.digest('hex') }))
            .map(sum => ({ sum, key: lineOf(sum) }))
            .sort((one, other) => (one.key < other.key ? -1 : 1))
            .map(({ sum }) => sum);
    }
    /** What is said of the columns of an inheriting table comes in their order as well. */
    #finish() {
        const { entry, hash, statements } = this.#current ?? {};
        this.#current = undefined;
        if (!entry || !hash || !statements)
            return;
        const [made, ...rest] = statements;
        if (made && makesInheritingTable(made)) {
            this.#inheriting.add(JSON.stringify([entry.schema, entry.name]));
            add(hash, [inOneOrder(made), ...rest.map(({ text }) => text).toSorted()]);
        }
        else {
            add(hash, statements.map(({ text }) => text));
        }
    }
    #sets(statement) {
        const [, name, value] = SESSION_SETTING.exec(statement) ?? [];
        if (name === undefined || value === undefined)
            return false;
        this.#settings.set(name, value);
        return true;
    }
}
function add(hash, statements) {
    for (const text of statements)
        hash.update(text, 'latin1').update('\n');
}
/** One hash for the whole schema. */
function sumOfDefinitions(objects) {
    return (0,multiset_hash/* sha256OfText */.i)(objects.map(object => `${lineOf(object)}\n`).join(''));
}
function lineOf({ kind, schema, name, sha256 }) {
    return JSON.stringify([kind, schema, name, sha256]);
}


/***/ }),

/***/ 74092:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PW: () => (/* binding */ definitionName),
/* harmony export */   cG: () => (/* binding */ findDifferences),
/* harmony export */   tX: () => (/* binding */ differences)
/* harmony export */ });
/* harmony import */ var _fingerprint_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23204);

/**
 * What differs between two fingerprints, a line each, in words that name the object; empty when they are equal. `actual`
 * is the one in question: what `expected` does not have is "extra", what it lacks is "missing".
 */
function differences(expected, actual) {
    return findDifferences(expected, actual).map(({ line }) => line);
}
/** The same, for those who have to distinguish them. */
function findDifferences(expected, actual) {
    return [
        ...compare('table', expected.tables, actual.tables, _fingerprint_js__WEBPACK_IMPORTED_MODULE_0__/* .qualifiedName */ .OL, differentTable),
        ...compare('definition', definitions(expected), definitions(actual), ({ name }) => name, (one, other) => (one.sums === other.sums ? undefined : 'is defined differently')),
        ...compare('sequence', expected.sequences, actual.sequences, ({ sequence }) => sequence, differentSequence),
        ...differentLargeObjects(expected, actual),
    ];
}
/** `INDEX public.by_name`, `EXTENSION citext`: what a definition is called in differences. */
function definitionName(entry) {
    // PostgreSQL says it twice of casts, transforms and user mappings: `CAST (text AS app.pair)`.
    if (entry.name.startsWith(`${entry.kind} `) && entry.schema === '-')
        return entry.name;
    return `${entry.kind} ${entry.schema === '-' ? entry.name : (0,_fingerprint_js__WEBPACK_IMPORTED_MODULE_0__/* .qualifiedName */ .OL)(entry)}`;
}
/** By name: some entries share one, such as operators for several types. */
function definitions({ objects }) {
    return [...Map.groupBy(objects, definitionName)].map(([name, same]) => ({
        name,
        sums: same
            .map(({ sha256 }) => sha256)
            .toSorted()
            .join(),
    }));
}
function compare(of, expected, actual, nameOf, difference) {
    const there = new Map(actual.map(each => [nameOf(each), each]));
    const wanted = new Set(expected.map(nameOf));
    const publish = (name, how, what) => ({
        of,
        name,
        how,
        what,
        line: `${of === 'sequence' ? 'sequence ' : ''}${name} ${what}`,
    });
    const found = expected.flatMap(each => {
        const name = nameOf(each);
        const other = there.get(name);
        if (other === undefined)
            return [publish(name, 'missing', 'is missing')];
        const what = difference(each, other);
        return what === undefined ? [] : [publish(name, 'different', what)];
    });
    const extra = [...there.keys()].filter(name => !wanted.has(name));
    return [...found, ...extra.map(name => publish(name, 'extra', 'is extra'))];
}
function differentTable(expected, actual) {
    if (expected.rows !== actual.rows)
        return `has ${actual.rows} rows, expected ${expected.rows}`;
    return expected.sha256 === actual.sha256 ? undefined : `has other content in its ${actual.rows} rows`;
}
function differentSequence(expected, actual) {
    if (expected.value !== actual.value)
        return `is at ${actual.value}, expected ${expected.value}`;
    if (expected.called === actual.called)
        return undefined;
    return `is at ${actual.value}, ${actual.called ? 'which was given out already' : 'not given out yet'}, unlike in the backup`;
}
function differentLargeObjects({ largeObjects: one }, { largeObjects: other }) {
    const publish = (line) => ({
        of: 'large objects',
        name: 'large objects',
        how: 'different',
        what: line,
        line,
    });
    if (one.count !== other.count)
        return [publish(`large objects: ${other.count}, expected ${one.count}`)];
    return one.sha256 === other.sha256 ? [] : [publish(`the ${one.count} large objects have other content`)];
}


/***/ }),

/***/ 48942:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $B: () => (/* binding */ bare),
/* harmony export */   LD: () => (/* binding */ readList),
/* harmony export */   dE: () => (/* binding */ trimmed),
/* harmony export */   di: () => (/* binding */ slice),
/* harmony export */   oR: () => (/* binding */ joined),
/* harmony export */   z9: () => (/* binding */ StatementLines)
/* harmony export */ });
/* harmony import */ var _unreadable_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(933);

/** What stands in a mask for text that is hidden inside of something else. */
const HIDDEN = '\0';
/** No statement is as long, and a text of JavaScript can hardly be longer: what seems to be was never closed. Bytes. */
const STATEMENT_AT_MOST = 256 * 1024 * 1024;
/** Collects the lines of a statement as the lexer has read them. */
class StatementLines {
    #text = '';
    #mask = '';
    /**
     * @param hidden in ascending order, as the lexer says them
     * @param endsHidden whether the line's end is hidden as well
     * @throws BackupError `archive-unreadable`
     */
    add(line, hidden, endsHidden) {
        let mask = '';
        for (const [from, to] of hidden)
            mask += line.slice(mask.length, from) + HIDDEN.repeat(to - from);
        if (this.#text.length + line.length > STATEMENT_AT_MOST)
            throw (0,_unreadable_js__WEBPACK_IMPORTED_MODULE_0__/* .unreadable */ .O)(this.#text);
        this.#text += `${line}\n`;
        this.#mask += `${mask}${line.slice(mask.length)}${endsHidden ? HIDDEN : '\n'}`;
    }
    /** Without the last line's end; then begins again. */
    take() {
        const sql = { text: this.#text.slice(0, -1), mask: this.#mask.slice(0, -1) };
        this.#text = '';
        this.#mask = '';
        return sql;
    }
}
/** SQL with nothing in it that hides text. */
function bare(text) {
    return { text, mask: text };
}
function slice({ text, mask }, from, to) {
    return { text: text.slice(from, to), mask: mask.slice(from, to) };
}
function joined(parts, separator = '') {
    return {
        text: parts.map(({ text }) => text).join(separator),
        mask: parts.map(({ mask }) => mask).join(separator),
    };
}
/** Without the spaces and line breaks around it. */
function trimmed(sql) {
    const begin = sql.mask.length - sql.mask.trimStart().length;
    return slice(sql, begin, Math.max(begin, sql.mask.trimEnd().length));
}
/** The items, separated by commas, from `from` up to the bracket that closes them; undefined where none does. */
function readList(sql, from) {
    const items = [];
    let begin = from;
    let depth = 0;
    for (let at = from; at < sql.mask.length; at++) {
        const mark = sql.mask[at];
        if (mark === '(' || mark === '[')
            depth++;
        else if (mark === ',' && depth === 0) {
            items.push(slice(sql, begin, at));
            begin = at + 1;
        }
        else if ((mark === ')' || mark === ']') && depth-- === 0) {
            return { items: [...items, slice(sql, begin, at)], end: at };
        }
    }
    return undefined;
}


/***/ }),

/***/ 18189:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  P: () => (/* binding */ DumpScanner)
});

// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./lib/fingerprint/newlines.js
const NEWLINE = 10;
/** Four newlines in one 32-bit word. */
const NEWLINES = 0x0a0a0a0a;
const LOW_BITS = 0x7f7f7f7f;
const LOWEST_BITS = 0x01010101;
/** From rows of this many bytes on, looking for the next newline is faster than looking at every word (bench/newlines.ts). */
const LONG_ROW = 100;
/** How many bytes are counted word by word before rows are given another chance to be long. */
const BLOCK = 16 * 1024;
/** Words that a sum of one byte each can count without overflowing. */
const WORDS_AT_ONCE = 255;
/**
 * The number of newline bytes in `bytes`: the rows of a COPY stream, whose rows end with one and escape those inside.
 * From newline to newline where rows are long, word by word where they are short: 2.5 GB/s at least, where a loop over
 * bytes makes 0.7 and indexOf alone 0.2 with short rows (bench/newlines.ts).
 */
function countNewlines(bytes) {
    let count = 0;
    let at = 0;
    while (at < bytes.length) {
        const found = bytes.indexOf(NEWLINE, at);
        if (found < 0)
            return count;
        count++;
        const isShort = found - at < LONG_ROW;
        at = found + 1;
        if (isShort) {
            const end = Math.min(bytes.length, at + BLOCK);
            count += countInWords(bytes, at, end);
            at = end;
        }
    }
    return count;
}
function countInWords(bytes, from, to) {
    const aligned = from + (-(bytes.byteOffset + from) & 3);
    if (to < aligned + 4)
        return countOneByOne(bytes, from, to);
    const words = new Int32Array(bytes.buffer, bytes.byteOffset + aligned, (to - aligned) >> 2);
    let count = countOneByOne(bytes, from, aligned) + countOneByOne(bytes, aligned + words.byteLength, to);
    for (let index = 0; index < words.length;) {
        const end = Math.min(words.length, index + WORDS_AT_ONCE);
        let sums = 0;
        // By index: iterating the same array with for…of took twice as long.
        for (; index < end; index++) {
            const zeroWhereNewline = (words[index] ?? 0) ^ NEWLINES;
            // The high bit of each byte that was not zero: the classic exact test, free of carries between bytes.
            const others = ((zeroWhereNewline & LOW_BITS) + LOW_BITS) | zeroWhereNewline;
            sums = (sums + ((~others >>> 7) & LOWEST_BITS)) | 0;
        }
        count += (sums & 255) + ((sums >>> 8) & 255) + ((sums >>> 16) & 255) + (sums >>> 24);
    }
    return count;
}
function countOneByOne(bytes, from, to) {
    let count = 0;
    for (let index = from; index < to; index++)
        if (bytes[index] === NEWLINE)
            count++;
    return count;
}

;// CONCATENATED MODULE: ./lib/fingerprint/copy-data.js


/** A row's own newline, then the line that ends the data: `\.`. A row never holds such a line: COPY writes `\\.` for it. */
const END = Buffer.from('\n\\.\n');
/** Sums up one table's COPY stream as it comes, in pieces cut anywhere. */
class CopyData {
    #hash;
    #rows = 0;
    #bytes = 0;
    /** How much of `END` the bytes so far end with. The statement's own newline stands before the first row. */
    #matched = 1;
    #matchedIsData = false;
    /** @param hash instead of the SHA-256 of the text as it stands */
    constructor(hash = sha256AsItStands()) {
        this.#hash = hash;
    }
    /** Takes bytes from `from` on. Returns where the data ended (after the closing line), or undefined for "not yet". */
    write(chunk, from) {
        let at = from;
        while (this.#matched > 0 && at < chunk.length) {
            if (chunk[at] === END[this.#matched]) {
                at++;
                this.#matched++;
                if (this.#matched === END.length) {
                    if (this.#matchedIsData)
                        this.#add(END.subarray(0, 1));
                    return at;
                }
            }
            else {
                this.#add(END.subarray(this.#matchedIsData ? 0 : 1, this.#matched));
                this.#matched = 0;
            }
        }
        if (at === chunk.length)
            return undefined;
        this.#matchedIsData = true;
        const end = chunk.indexOf(END, at);
        if (end >= 0) {
            this.#add(chunk.subarray(at, end + 1));
            return end + END.length;
        }
        this.#matched = endingMatch(chunk, at);
        this.#add(chunk.subarray(at, chunk.length - this.#matched));
        return undefined;
    }
    sum() {
        return { rows: this.#rows, bytes: this.#bytes, sha256: this.#hash.hex() };
    }
    #add(data) {
        if (data.length === 0)
            return;
        this.#hash.update(data);
        this.#bytes += data.length;
        this.#rows += countNewlines(data);
    }
}
function sha256AsItStands() {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    return { update: data => void hash.update(data), hex: () => hash.digest('hex') };
}
/** How many of the last bytes, from `from` on, could be the beginning of `END`. */
function endingMatch(chunk, from) {
    for (let length = Math.min(END.length - 1, chunk.length - from); length > 0; length--) {
        if (chunk.subarray(chunk.length - length).equals(END.subarray(0, length)))
            return length;
    }
    return 0;
}

;// CONCATENATED MODULE: ./lib/fingerprint/copy-rows.js
const copy_rows_NEWLINE = 10;
const TAB = 9;
/** Cuts COPY text into rows. Keeps nothing. */
function cutRows(data, sink) {
    let from = 0;
    for (let end = data.indexOf(copy_rows_NEWLINE); end >= 0; end = data.indexOf(copy_rows_NEWLINE, from)) {
        sink.end(data.subarray(from, end));
        from = end + 1;
    }
    if (from < data.length)
        sink.piece(data.subarray(from));
}
/** Hands on the fields of each row of COPY text that comes in pieces cut anywhere. Keeps one row in memory. */
class CopyRows {
    #take;
    #unfinished = [];
    constructor(take) {
        this.#take = take;
    }
    /** Keeps nothing of `data` but a copy of an unfinished row. */
    update(data) {
        cutRows(data, {
            piece: piece => void this.#unfinished.push(Buffer.from(piece)),
            end: rest => {
                const row = this.#unfinished.length === 0 ? rest : Buffer.concat([...this.#unfinished, rest]);
                this.#unfinished = [];
                this.#take(fieldsOf(row));
            },
        });
    }
}
/** COPY text escapes a value's own tabs and newlines: what is left of them separates. */
function fieldsOf(row) {
    const fields = [];
    let from = 0;
    for (let end = row.indexOf(TAB); end >= 0; end = row.indexOf(TAB, from)) {
        fields.push(row.subarray(from, end));
        from = end + 1;
    }
    fields.push(row.subarray(from));
    return fields;
}

// EXTERNAL MODULE: ./lib/fingerprint/copy-statement.js
var copy_statement = __webpack_require__(8659);
// EXTERNAL MODULE: ./lib/fingerprint/fingerprint.js
var fingerprint = __webpack_require__(23204);
// EXTERNAL MODULE: ./lib/fingerprint/multiset-hash.js
var multiset_hash = __webpack_require__(33558);
;// CONCATENATED MODULE: ./lib/fingerprint/copied-tables.js






/**
 * The sums of the tables whose data a dump holds, in its order. Two kinds of table come back from a restore in another
 * order, and are summed up regardless of it: one that inherits, where its parents got columns after it was made, and one
 * whose partitions pg_dump loads through the root, since an enum's hash is another one in each database (pg_dump.c,
 * forcePartitionRootLoad): its partitions are one table here.
 */
class CopiedTables {
    #sums = new Map();
    #key;
    /** Of a fingerprint that this one will be compared with: a dump without definitions does not say which tables inherit. */
    #inAnyOrder;
    #columns;
    constructor({ key, tables } = { tables: [] }) {
        this.#key = key;
        this.#inAnyOrder = new Set(tables.filter(({ inAnyOrder }) => inAnyOrder).map(fingerprint/* qualifiedName */.OL));
        this.#columns = new Map(tables.flatMap(table => (table.columns ? [[(0,fingerprint/* qualifiedName */.OL)(table), table.columns]] : [])));
    }
    /**
     * @param entry what stands above the data
     * @param inherits whether the table inherits, as far as the dump has said
     */
    begin(statement, table, { entry, inherits }) {
        const known = this.#inAnyOrder.has((0,fingerprint/* qualifiedName */.OL)(table));
        const inAnyOrder = known || inherits || isThroughRoot(table, entry);
        const columns = (0,copy_statement/* parseCopyColumns */.i)(statement);
        const rows = inAnyOrder
            ? new UnorderedRows(columns, this.#key)
            : reorderedRows(columns, this.#columns.get((0,fingerprint/* qualifiedName */.OL)(table)));
        return { table, data: new CopyData(rows), inAnyOrder };
    }
    end({ table, data, inAnyOrder }) {
        const sum = { ...table, ...data.sum(), ...(inAnyOrder && { inAnyOrder }) };
        const key = (0,fingerprint/* qualifiedName */.OL)(table);
        const before = this.#sums.get(key);
        this.#sums.set(key, before && inAnyOrder ? added(before, sum) : sum);
    }
    sums() {
        return [...this.#sums.values()];
    }
}
/** pg_dump names the partition above the data, and the root in the statement. Line breaks are spaces above. */
function isThroughRoot({ schema, name }, entry) {
    const above = (text) => text.replaceAll(/[\r\n]/g, ' ');
    return entry?.kind === 'TABLE DATA' && (entry.name !== above(name) || entry.schema !== above(schema));
}
function added(one, other) {
    const all = new multiset_hash/* MultisetHash */.c();
    for (const { sha256 } of [one, other])
        all.add(sha256);
    return { ...one, rows: one.rows + other.rows, bytes: one.bytes + other.bytes, sha256: all.hex() };
}
const copied_tables_TAB = 9;
/** No row begins with a newline: what stands for a long row is taken for no other. */
const LONG = Buffer.from('\n');
const SHORT = Buffer.alloc(0);
/** Of longer rows the fields' own sums are summed up, so that memory does not grow with them. Bytes. */
const copied_tables_LONG_ROW = 1024 * 1024;
/**
 * One hash for a table's rows regardless of the order of the rows and of the columns: the sum of the rows' SHA-256s, each of
 * its fields by their columns' names, a tab after each. One call for each row: SHA-256 in pieces takes three times as long.
 */
class UnorderedRows {
    #order;
    #sum = new multiset_hash/* MultisetHash */.c();
    #keyBytes;
    /** The key, and behind it the row at hand in canonical order. */
    #canonical;
    #held = [];
    #heldBytes = 0;
    #long;
    /**
     * @param columns as the COPY statement lists them
     * @param key comes before each row. With one that is drawn for a single comparison, nobody can have chosen rows beforehand
     * whose sums collide: a sum of hashes without a key is safe against accidents only.
     */
    constructor(columns, key = Buffer.alloc(0)) {
        this.#order = [...columns.keys()].sort((one, other) => (columns[one] ?? '') < (columns[other] ?? '') ? -1 : 1);
        this.#keyBytes = key.length;
        this.#canonical = Buffer.from(key);
    }
    /** Takes COPY text, cut anywhere. */
    update(data) {
        cutRows(data, this);
    }
    hex() {
        return this.#sum.hex();
    }
    piece(piece) {
        this.#heldBytes += piece.length;
        if (this.#heldBytes > copied_tables_LONG_ROW)
            this.#longRow().update(piece);
        else
            this.#held.push(Buffer.from(piece));
    }
    end(rest) {
        if (this.#heldBytes + rest.length > copied_tables_LONG_ROW) {
            const long = this.#longRow();
            long.update(rest);
            this.#add(long.fields(), LONG);
        }
        else {
            const row = this.#held.length === 0 ? rest : Buffer.concat([...this.#held, rest]);
            this.#add(fieldsOf(row), SHORT);
        }
        this.#held = [];
        this.#heldBytes = 0;
        this.#long = undefined;
    }
    /** With what was held so far. */
    #longRow() {
        if (this.#long)
            return this.#long;
        this.#long = new LongRow();
        for (const piece of this.#held)
            this.#long.update(piece);
        this.#held = [];
        return this.#long;
    }
    #add(fields, mark) {
        const begin = this.#keyBytes + mark.length;
        this.#makeRoom(begin + fields.reduce((bytes, field) => bytes + field.length + 1, 0));
        mark.copy(this.#canonical, this.#keyBytes);
        let at = begin;
        for (const index of this.#order) {
            at += fields[index]?.copy(this.#canonical, at) ?? 0;
            this.#canonical[at++] = copied_tables_TAB;
        }
        this.#sum.add((0,external_node_crypto_.hash)('sha256', this.#canonical.subarray(0, at), 'hex'));
    }
    #makeRoom(bytes) {
        if (bytes <= this.#canonical.length)
            return;
        const larger = Buffer.allocUnsafe(Math.max(2 * bytes, 4096));
        this.#canonical.copy(larger, 0, 0, this.#keyBytes);
        this.#canonical = larger;
    }
}
/** Keeps 32 bytes of each field. */
class LongRow {
    #fields = [];
    #field = (0,external_node_crypto_.createHash)('sha256');
    /** Takes a piece of the row, cut anywhere. */
    update(piece) {
        const [first, ...others] = fieldsOf(piece);
        if (first)
            this.#field.update(first);
        for (const field of others) {
            this.#fields.push(this.#field.digest());
            this.#field = (0,external_node_crypto_.createHash)('sha256').update(field);
        }
    }
    fields() {
        return [...this.#fields, this.#field.digest()];
    }
}
/**
 * The hash that a table's rows would have with their columns in another order: for a table that was there before its rows
 * came, whose columns are the backup's and stand in another order. Undefined where they are not the same, or in the same
 * order anyway.
 */
function reorderedRows(columns, wanted) {
    if (wanted?.length !== columns.length)
        return undefined;
    const order = wanted.map(name => columns.indexOf(name));
    const isSame = order.every((from, to) => from === to);
    return isSame || order.includes(-1) ? undefined : new ReorderedRows(order);
}
class ReorderedRows {
    #order;
    #hash = (0,external_node_crypto_.createHash)('sha256');
    #rows = new CopyRows(fields => this.#row(fields));
    constructor(order) {
        this.#order = order;
    }
    /** Takes COPY text, cut anywhere. */
    update(data) {
        this.#rows.update(data);
    }
    hex() {
        return this.#hash.digest('hex');
    }
    #row(fields) {
        for (const [place, index] of this.#order.entries()) {
            if (place > 0)
                this.#hash.update('\t');
            this.#hash.update(fields[index] ?? Buffer.alloc(0));
        }
        this.#hash.update('\n');
    }
}

// EXTERNAL MODULE: ./lib/fingerprint/definitions.js + 3 modules
var definitions = __webpack_require__(99772);
// EXTERNAL MODULE: ./lib/fingerprint/unreadable.js
var unreadable = __webpack_require__(933);
;// CONCATENATED MODULE: ./lib/fingerprint/large-objects.js



const OPEN = /^SELECT pg_catalog\.lo_open\('(\d+)', \d+\);$/;
const CLOSE = 'SELECT pg_catalog.lo_close(0);';
/** With two backslashes where the dump turns standard strings off. */
const WRITE = /^SELECT pg_catalog\.lowrite\(0, '\\\\?x/;
const WRITE_END = `');`;
const HEX = /^[0-9a-f]*$/;
/** Sums up the large objects as pg_restore writes them in SQL: open, any number of writes in hex, close. */
class LargeObjects {
    #current;
    #all = new multiset_hash/* MultisetHash */.c();
    #count = 0;
    #bytes = 0;
    /**
     * Takes a line of a large object's data; false for any other line.
     * @throws BackupError `archive-unreadable` for anything else between open and close: it could be content
     */
    line(line) {
        const oid = OPEN.exec(line)?.[1];
        if (oid !== undefined) {
            this.#current = (0,external_node_crypto_.createHash)('sha256').update(`${oid}\n`);
            return true;
        }
        if (!this.#current)
            return false;
        const begin = WRITE.exec(line)?.[0];
        if (begin !== undefined && line.endsWith(WRITE_END)) {
            const hex = line.slice(begin.length, -WRITE_END.length);
            if (!HEX.test(hex))
                throw (0,unreadable/* unreadable */.O)(line);
            this.#current.update(hex, 'hex');
            this.#bytes += hex.length / 2;
            return true;
        }
        if (line !== CLOSE)
            throw (0,unreadable/* unreadable */.O)(line);
        this.#all.add(this.#current.digest('hex'));
        this.#current = undefined;
        this.#count++;
        return true;
    }
    sum() {
        return { count: this.#count, bytes: this.#bytes, sha256: this.#all.hex() };
    }
}

// EXTERNAL MODULE: ./lib/fingerprint/masked-sql.js
var masked_sql = __webpack_require__(48942);
// EXTERNAL MODULE: ./lib/fingerprint/sequence-set.js
var sequence_set = __webpack_require__(94794);
// EXTERNAL MODULE: ./lib/fingerprint/sql-lexer.js + 1 modules
var sql_lexer = __webpack_require__(53183);
// EXTERNAL MODULE: ./lib/fingerprint/text.js
var fingerprint_text = __webpack_require__(6269);
// EXTERNAL MODULE: ./lib/fingerprint/toc-comment.js
var toc_comment = __webpack_require__(75938);
;// CONCATENATED MODULE: ./lib/fingerprint/scanner.js











/** The last words of a whole dump, of one database or of the cluster's globals. */
const LAST_WORDS = /^-- PostgreSQL database (?:cluster )?dump complete$/;
/** Statements that are read, not only hashed. */
const READ_STATEMENTS = /^(?:COPY |SELECT pg_catalog\.setval\()/;
const NON_STANDARD_STRINGS = 'SET standard_conforming_strings = off;';
/** Entries that carry data: what they hold is summed up apart. */
const DATA_KINDS = new Set(['TABLE DATA', 'SEQUENCE SET', 'BLOB', 'BLOBS', 'BLOB METADATA']);
/** Who owns and who may: left out of every fingerprint, since a restore may leave them out too. */
const OWNERSHIP_KINDS = new Set(['ACL', 'DEFAULT ACL']);
/**
 * Reads the SQL of a dump as it streams by, and sums it up. Two speeds: definitions go line by line through a lexer,
 * since only it can say data from text that looks like data; table data is searched for its end and hashed in place.
 * Memory grows with the number of objects, and by one statement of DDL.
 */
class DumpScanner {
    #lexer = new sql_lexer/* SqlLexer */.b();
    #definitions = new definitions/* Definitions */.R();
    #largeObjects = new LargeObjects();
    #tables;
    #sequences = [];
    #unfinishedLine = [];
    #entry;
    #copying;
    #statement = new masked_sql/* StatementLines */.z9();
    #complete = false;
    #onward;
    /** @param like what the fingerprint will be compared with, for dumps that lack the tables' definitions */
    constructor(onward, like) {
        this.#onward = onward;
        this.#tables = new CopiedTables(like);
    }
    /** Takes the next bytes; keeps no reference to `chunk` longer than one line needs. */
    write(chunk) {
        let at = 0;
        while (at < chunk.length)
            at = this.#copying ? this.#copyData(chunk, at) : this.#line(chunk, at);
    }
    /** @throws BackupError `archive-incomplete` when the dump's last words are missing */
    end() {
        if (this.#copying || !this.#complete)
            throw incomplete(this.#copying?.table);
        const objects = this.#definitions.sums();
        return {
            ddlSha256: (0,definitions/* sumOfDefinitions */.n)(objects),
            objects,
            tables: this.#tables.sums(),
            sequences: this.#sequences,
            largeObjects: this.#largeObjects.sum(),
        };
    }
    #copyData(chunk, from) {
        const copying = this.#copying;
        const end = copying?.data.write(chunk, from);
        this.#onward?.take(chunk.subarray(from, end));
        if (!copying || end === undefined)
            return chunk.length;
        this.#tables.end(copying);
        this.#copying = undefined;
        return end;
    }
    #line(chunk, from) {
        const end = chunk.indexOf(10, from);
        if (end < 0) {
            this.#unfinishedLine.push(Buffer.from(chunk.subarray(from)));
            return chunk.length;
        }
        const rest = chunk.subarray(from, end + 1);
        const whole = this.#unfinishedLine.length === 0 ? rest : Buffer.concat([...this.#unfinishedLine, rest]);
        this.#unfinishedLine = [];
        this.#wholeLine(whole.subarray(0, -1), whole);
        return end + 1;
    }
    #wholeLine(bytes, withNewline) {
        const line = bytes.toString('latin1');
        const admitted = !this.#lexer.atTopLevel || this.#onward?.admits(line);
        this.#readLine(line, bytes);
        if (admitted)
            this.#onward?.take(this.#quotedForPsql(line) ?? withNewline);
    }
    /**
     * The line with quotes around the names that psql would misread, and a space before the quotes of what it would take for
     * a variable of its own: the same to the server. Undefined: as it is.
     */
    #quotedForPsql(line) {
        const names = new Set(this.#lexer.takeNamesToQuote());
        const places = [...names, ...this.#lexer.takeColons()].toSorted((one, other) => one - other);
        if (places.length === 0)
            return undefined;
        const fixed = (text, at) => text.slice(0, at) + (names.has(at) ? text.slice(at).replace(/^\w+/, '"$&"') : ` ${text.slice(at)}`);
        return Buffer.from(`${places.reduceRight(fixed, line)}\n`, 'latin1');
    }
    #readLine(line, bytes) {
        if (!this.#lexer.atTopLevel)
            this.#statementLine(line, false);
        else if (line.startsWith('--')) {
            // To psql a carriage return ends the comment; pg_dump writes none into one.
            if (line.includes('\r'))
                this.#onward?.commands(line);
            this.#comment(line, bytes);
        }
        // psql's own commands: \restrict carries a random token (CVE-2025-8714).
        else if (line !== '' && !line.startsWith('\\'))
            this.#statementLine(line, true);
    }
    #statementLine(line, beginsStatement) {
        if (beginsStatement) {
            if (this.#largeObjects.line(line))
                return;
            if (line === NON_STANDARD_STRINGS)
                this.#lexer.standardStrings = false;
        }
        const lexer = this.#lexer;
        const onward = this.#onward;
        lexer.line(line, onward && (at => onward.follows(line.slice(at + 1))));
        if (lexer.sawCommand || lexer.psqlDiffers)
            onward?.commands(line);
        this.#statement.add(line, lexer.hidden, lexer.openKind !== 'nothing');
        if (!lexer.atTopLevel)
            return;
        const sql = this.#statement.take();
        onward?.ends(sql);
        this.#definitions.statement(sql);
        if (READ_STATEMENTS.test(sql.text))
            this.#read((0,fingerprint_text/* textOf */.b)(Buffer.from(sql.text, 'latin1')));
    }
    #read(statement) {
        const sequence = (0,sequence_set/* parseSequenceSet */.T)(statement);
        if (sequence) {
            this.#sequences.push(sequence);
            return;
        }
        const table = (0,copy_statement/* parseCopyStatement */.s)(statement);
        if (!table)
            throw (0,unreadable/* unreadable */.O)(statement);
        const entry = this.#entry;
        const inherits = entry !== undefined && this.#definitions.inherits(entry);
        this.#copying = this.#tables.begin(statement, table, { entry, inherits });
    }
    #comment(line, bytes) {
        const entry = (0,toc_comment/* parseTocComment */.x)((0,fingerprint_text/* textOf */.b)(bytes));
        if (entry) {
            this.#entry = entry;
            this.#definitions.enter(isCounted(entry) ? entry : undefined);
        }
        else if (LAST_WORDS.test(line))
            this.#complete = true;
    }
}
function isCounted({ kind }) {
    return !DATA_KINDS.has(kind) && !OWNERSHIP_KINDS.has(kind);
}
function incomplete(table) {
    const where = table ? ` in the data of ${table.schema}.${table.name}` : '';
    return new errors/* BackupError */.hj({
        ...unreadable/* ARCHIVE_INCOMPLETE */.I,
        message: `The dump ends too early${where}: pg_dump's closing line was not found.`,
        hint: 'Do not trust this backup; nothing was stored. Run it again.',
    });
}


/***/ }),

/***/ 94794:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ parseSequenceSet)
/* harmony export */ });
const SEQUENCE_SET = /^SELECT pg_catalog\.setval\('(.*)', (-?\d+), (true|false)\);$/s;
/** What a `SELECT pg_catalog.setval(…);` statement of pg_dump sets; undefined for any other text. */
function parseSequenceSet(statement) {
    const [, sequence, value, called] = SEQUENCE_SET.exec(statement) ?? [];
    if (sequence === undefined || value === undefined)
        return undefined;
    return { sequence: sequence.replaceAll("''", "'"), value, called: called === 'true' };
}


/***/ }),

/***/ 53183:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  b: () => (/* binding */ SqlLexer)
});

;// CONCATENATED MODULE: ./lib/fingerprint/routine-body.js
/** How a statement begins that may have a body with semicolons of its own: BEGIN ATOMIC … END (PostgreSQL 14). */
const ROUTINE = /^create (?:or replace )?(?:function|procedure) /;
const LONGEST_BEGINNING = 4;
/**
 * Follows a statement's words outside of parentheses to know whether it is inside of the body of a routine, whose
 * semicolons do not end the statement: as the server reads them (routine_body in gram.y), to which any other BEGIN is a
 * name. psql takes every BEGIN for the beginning of a body (psqlscan.l), and is followed beside it.
 */
class RoutineBody {
    #beginning = [];
    #isRoutine = false;
    /** Of BEGIN ATOMIC and CASE, each of which has an END. */
    #depth = 0;
    #depthToPsql = 0;
    #previous = '';
    get open() {
        return this.#depth > 0;
    }
    get openToPsql() {
        return this.#depthToPsql > 0;
    }
    /**
     * Returns whether the word is surely a name that psql would take for the beginning of a body, unless it was quoted.
     * `qualifies`: whether a dot follows it.
     */
    word(word, qualifies) {
        const lower = word.toLowerCase();
        const previous = this.#previous;
        this.#previous = lower;
        if (this.#beginning.length < LONGEST_BEGINNING) {
            this.#beginning.push(lower);
            this.#isRoutine = ROUTINE.test(`${this.#beginning.join(' ')} `);
        }
        if (!this.#isRoutine)
            return false;
        if (word === 'begin' && (previous === '.' || qualifies || this.open))
            return true;
        this.#depthToPsql = nested(lower, this.#depthToPsql, lower === 'begin');
        if (previous !== '.')
            this.#depth = nested(lower, this.#depth, opensBody(previous, lower, this.#depth));
        return false;
    }
    /** Anything else than a word, a space or a comment. */
    mark(mark) {
        this.#previous = mark;
    }
    /** The statement has ended. */
    reset() {
        this.#beginning = [];
        this.#isRoutine = false;
        this.#depth = 0;
        this.#depthToPsql = 0;
        this.#previous = '';
    }
}
function opensBody(previous, word, depth) {
    return depth === 0 && previous === 'begin' && word === 'atomic';
}
function nested(word, depth, opens) {
    if (opens || (word === 'case' && depth > 0))
        return depth + 1;
    return word === 'end' && depth > 0 ? depth - 1 : depth;
}

;// CONCATENATED MODULE: ./lib/fingerprint/sql-lexer.js

const NOTHING = { kind: 'nothing' };
/** What can begin something that hides text, or end a statement: all but what every version of psql takes for space. */
const INTERESTING = /['"$;()]|--|\/\*|[^ \t\f]/g;
const DOLLAR_DELIMITER = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
/**
 * Follows SQL text line by line as psql does, so far as it takes to know whether a line begins a statement: a function's
 * body may hold the very text that pg_dump writes around a table's data. PostgreSQL manual 4.1.2 (constants),
 * 4.1.5 (comments).
 */
class SqlLexer {
    #inside = NOTHING;
    #statementOpen = false;
    /** The string that has just ended: after a newline, another one beside it continues it, by the same rules of escaping. */
    #ended;
    /** Of parentheses: a rule's statements stand in them, with semicolons in between. */
    #depth = 0;
    #body = new RoutineBody();
    /** Off where the dump says `SET standard_conforming_strings = off`: backslashes then escape in every string. */
    standardStrings = true;
    /** Whether there was a backslash outside of every string: psql takes it for a command of its own. */
    sawCommand = false;
    /** Whether psql takes a semicolon for the end of a statement which is none, or the other way round. */
    psqlDiffers = false;
    #namesToQuote = [];
    #colons = [];
    #hidden = [];
    /** Whether the next line begins outside of every string, body, comment and statement. */
    get atTopLevel() {
        return this.#inside.kind === 'nothing' && !this.#statementOpen;
    }
    /** Inside what the text stands that only its own end closes: a string, a quoted name, a body, a comment. */
    get openKind() {
        return this.#inside.kind;
    }
    /** Where, in the last line, a name stands that psql would misread unless it was quoted: `begin`. Reported once. */
    takeNamesToQuote() {
        const names = this.#namesToQuote;
        this.#namesToQuote = [];
        return names;
    }
    /**
     * Where, in the last line, a quote stands that psql would take for a variable's, since a colon is before it, as in
     * `a[1:"PORT"]`. Reported once.
     */
    takeColons() {
        const colons = this.#colons;
        this.#colons = [];
        return colons;
    }
    /**
     * Where, in the last line, the text stands inside of a string, a quoted name, a body or a comment; what opens it is not
     * counted, what closes it is.
     */
    get hidden() {
        return this.#hidden;
    }
    /**
     * Takes one line without its newline: only ASCII decides, so that latin1 does for any text. `onEnd` is reported where
     * each semicolon that ends a statement stands.
     */
    line(line, onEnd) {
        let at = 0;
        this.#namesToQuote = [];
        this.#colons = [];
        this.#hidden = [];
        while (at < line.length) {
            if (this.#inside.kind === 'nothing')
                at = this.#outside(line, at, onEnd);
            else {
                const from = at;
                at = this.#skip(line, from);
                this.#hidden.push([from, at]);
            }
        }
        if (this.#ended)
            this.#ended = { ...this.#ended, newline: true };
    }
    #outside(line, from, onEnd) {
        INTERESTING.lastIndex = from;
        const found = INTERESTING.exec(line);
        if (!found)
            return line.length;
        const { index } = found;
        // A comment, and no other thing, may stand between two strings that are one.
        const ended = this.#ended;
        if (found[0] !== '--')
            this.#ended = undefined;
        switch (found[0]) {
            case '--':
                // To psql a carriage return ends it.
                if (line.includes('\r', index))
                    this.psqlDiffers = true;
                this.#hidden.push([index, line.length]);
                return line.length;
            case '/*':
                this.#inside = { kind: 'comment', depth: 1 };
                return index + 2;
            case ';':
                this.#body.mark(';');
                if (this.#depth === 0)
                    this.#semicolon(index, onEnd);
                return index + 1;
            case '(':
                return this.#nest(1, index);
            case ')':
                return this.#nest(-1, index);
            case '"':
                this.#afterColon(line, index);
                this.#open({ kind: 'identifier' });
                return index + 1;
            case "'":
                this.#afterColon(line, index);
                this.#open({
                    kind: ended?.newline ? ended.kind : this.#escapes(line, index) ? 'escape-string' : 'string',
                });
                return index + 1;
            case '$':
                return this.#dollar(line, index);
            case '\\':
                this.sawCommand = true;
                return index + 1;
            case '\r':
            case '\v':
                // A newline to psql, and a space since version 16: no dump has them here.
                this.psqlDiffers = true;
                return index + 1;
            default:
                this.#statementOpen = true;
                return this.#wordEnd(line, index);
        }
    }
    #semicolon(at, onEnd) {
        if (this.#body.openToPsql !== this.#body.open)
            this.psqlDiffers = true;
        if (this.#body.open)
            return;
        this.#statementOpen = false;
        this.#body.reset();
        onEnd?.(at);
    }
    #nest(by, at) {
        this.#statementOpen = true;
        this.#body.mark('(');
        this.#depth = Math.max(0, this.#depth + by);
        return at + 1;
    }
    /** Two colons are a cast to psql too. */
    #afterColon(line, quote) {
        let colons = 0;
        while (line[quote - colons - 1] === ':')
            colons++;
        if (colons % 2 === 1)
            this.#colons.push(quote);
    }
    #open(inside) {
        this.#statementOpen = true;
        this.#body.mark(inside.kind);
        this.#inside = inside;
    }
    #escapes(line, quote) {
        if (!this.standardStrings)
            return true;
        const [, word = ''] = /([\w$\u0080-\uffff]*)$/.exec(line.slice(0, quote)) ?? [];
        // psql before 15 ends the number before the E.
        if (/^\$?\d.*[Ee]$/.test(word))
            this.psqlDiffers = true;
        return word === 'E' || word === 'e';
    }
    #dollar(line, at) {
        this.#statementOpen = true;
        DOLLAR_DELIMITER.lastIndex = at;
        const delimiter = DOLLAR_DELIMITER.exec(line)?.[0];
        if (!delimiter)
            return this.#mark(line, at);
        this.#open({ kind: 'dollar', delimiter });
        return at + delimiter.length;
    }
    /** A word is passed over whole: `a$b$` is an identifier, not the beginning of a body. */
    #wordEnd(line, from) {
        if (!/[\w\u0080-\uffff]/.test(line[from] ?? ''))
            return this.#mark(line, from);
        if (/\d/.test(line[from] ?? ''))
            return this.#numberEnd(line, from);
        let end = from + 1;
        while (/[\w$\u0080-\uffff]/.test(line[end] ?? ''))
            end++;
        const isName = this.#depth === 0 && this.#body.word(line.slice(from, end), line[end] === '.');
        if (isName)
            this.#namesToQuote.push(from);
        return end;
    }
    /** After a number a dollar may begin a body: `1$a$`. What counts as one beside digits depends on psql's version. */
    #numberEnd(line, from) {
        let end = from + 1;
        while (/\w/.test(line[end] ?? ''))
            end++;
        if (line[end] === '$' && /\D/.test(line.slice(from, end)))
            this.psqlDiffers = true;
        return end;
    }
    #mark(line, at) {
        this.#body.mark(line[at] ?? '');
        return at + 1;
    }
    #skip(line, from) {
        const end = this.#inside.kind === 'nothing' ? from : endOfHidden(this.#inside, line, from);
        if (end === undefined)
            return line.length;
        const { kind } = this.#inside;
        this.#ended = kind === 'string' || kind === 'escape-string' ? { kind, newline: false } : undefined;
        this.#inside = NOTHING;
        return end;
    }
}
/**
 * Where that ends which hides the text from `from` on, behind its last character; undefined: not in this line. A doubled
 * quote closes and opens again at once: the same to us. Counts comments in comments in `depth`.
 */
function endOfHidden(inside, line, from) {
    switch (inside.kind) {
        case 'string':
            return behind(line, "'", from);
        case 'identifier':
            return behind(line, '"', from);
        case 'dollar':
            return behind(line, inside.delimiter, from);
        case 'escape-string':
            return endOfEscapeString(line, from);
        case 'comment':
            return endOfComment(line, from, inside);
    }
}
function behind(line, delimiter, from) {
    const at = line.indexOf(delimiter, from);
    return at < 0 ? undefined : at + delimiter.length;
}
function endOfEscapeString(line, from) {
    for (let at = from; at < line.length; at++) {
        if (line[at] === '\\')
            at++;
        else if (line[at] === "'" && line[at + 1] === "'")
            at++;
        else if (line[at] === "'")
            return at + 1;
    }
    return undefined;
}
function endOfComment(line, from, comment) {
    const mark = /\/\*|\*\//g;
    mark.lastIndex = from;
    for (let found = mark.exec(line); found; found = mark.exec(line)) {
        comment.depth += found[0] === '/*' ? 1 : -1;
        if (comment.depth === 0)
            return found.index + found[0].length;
    }
    return undefined;
}


/***/ }),

/***/ 6269:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ textOf)
/* harmony export */ });
const UTF8 = new TextDecoder('utf-8', { fatal: true });
/**
 * Names in a dump as text. Dumps are written as UTF-8 (see dumpArguments), except SQL_ASCII databases, whose bytes may
 * be anything: there each byte stands for itself, so that two names never become one.
 */
function textOf(bytes) {
    try {
        return UTF8.decode(bytes);
    }
    catch {
        return bytes.toString('latin1');
    }
}


/***/ }),

/***/ 75938:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ parseTocComment)
/* harmony export */ });
const TOC_COMMENT = /^-- (?:Data for )?Name: (.*); Type: ([A-Z][A-Z ]*); Schema: (.*?); Owner: /;
/** Reads such a comment line; undefined for any other line. Line breaks in names were made spaces by PostgreSQL. */
function parseTocComment(line) {
    const [, name, kind, schema] = TOC_COMMENT.exec(line) ?? [];
    if (name === undefined || kind === undefined || schema === undefined)
        return undefined;
    return { kind, schema, name };
}


/***/ }),

/***/ 933:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ ARCHIVE_INCOMPLETE),
/* harmony export */   O: () => (/* binding */ unreadable)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);
/* harmony import */ var _core_sentence_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92998);


const ARCHIVE_UNREADABLE = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'dump',
    code: 'archive-unreadable',
    kind: 'integrity',
    meaning: 'The dump holds a statement that the proof cannot read, so that its data cannot be summed up.',
    fix: 'Report the statement, with your names replaced, as a bug.',
});
const ARCHIVE_INCOMPLETE = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'dump',
    code: 'archive-incomplete',
    kind: 'integrity',
    meaning: 'The dump ends without its closing line: something of it is missing.',
    fix: 'Run the backup again; for the roles alone, globals: false leaves them out.',
});
/** A dump that says something which this scanner does not know must not pass for understood. */
function unreadable(statement) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...ARCHIVE_UNREADABLE,
        message: (0,_core_sentence_js__WEBPACK_IMPORTED_MODULE_1__/* .sentence */ .e)(`The dump holds a statement that cannot be read: ${statement.slice(0, 200)}`),
        hint: 'Report this statement, with your names replaced, as a bug; nothing was stored.',
    });
}


/***/ }),

/***/ 62428:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CH: () => (/* binding */ archiveUnreadable),
/* harmony export */   Z_: () => (/* binding */ childOptions),
/* harmony export */   _v: () => (/* binding */ explainRestore),
/* harmony export */   f2: () => (/* binding */ filterOptions),
/* harmony export */   pw: () => (/* binding */ explainEnd)
/* harmony export */ });
/* harmony import */ var _connection_connection_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(90370);
/* harmony import */ var _connection_secrets_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14585);
/* harmony import */ var _diagnosis_diagnose_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14107);



/** The options that every child of a run is started with: stopped with the run, and on the ledger while it lives. */
function childOptions(journal, env, signal, onStderrLine) {
    return {
        env,
        signal,
        onStart: (pid, program) => journal.record({ kind: 'process', pid, program }),
        ...(onStderrLine ? { onStderrLine } : {}),
    };
}
/** `childOptions` of such a program. */
function filterOptions(journal, env, signal, stallTimeoutMs) {
    return { ...childOptions(journal, env, signal), stallTimeoutMs };
}
/** Turns a child's bad end into an error that names the host and the role, and holds no secret. */
function explainEnd(connection) {
    const { host, port } = (0,_connection_connection_js__WEBPACK_IMPORTED_MODULE_0__/* .firstEndpoint */ .YP)(connection);
    const { database, user: role } = connection;
    const context = { host, port, database, role, options: connection.options, secrets: (0,_connection_secrets_js__WEBPACK_IMPORTED_MODULE_2__/* .secretsOf */ .F)(connection) };
    return (child, end) => (0,_diagnosis_diagnose_js__WEBPACK_IMPORTED_MODULE_1__/* .diagnose */ .h4)({ program: child.program, stderr: child.stderr(), end }, context);
}
/** The same for a child that loads a backup into a database: what a server refuses then, it refuses for other reasons. */
function explainRestore(connection, manifest) {
    const { host, port } = (0,_connection_connection_js__WEBPACK_IMPORTED_MODULE_0__/* .firstEndpoint */ .YP)(connection);
    const { database, user: role } = connection;
    const names = namesIn(manifest);
    const extensions = manifest.contents.extensions.map(({ name }) => name).filter(name => name !== 'plpgsql');
    const context = {
        host,
        port,
        database,
        role,
        options: connection.options,
        secrets: (0,_connection_secrets_js__WEBPACK_IMPORTED_MODULE_2__/* .secretsOf */ .F)(connection),
        names,
        extensions,
    };
    return (child, end) => (0,_diagnosis_diagnose_js__WEBPACK_IMPORTED_MODULE_1__/* .diagnoseRestore */ .Vc)({ program: child.program, stderr: child.stderr(), end }, context);
}
/** Which part of a backup may be named in any message: it is in the manifest too, which is not sealed. */
function namesIn({ contents, fingerprint }) {
    const { objects, tables } = fingerprint;
    return new Set([
        ...contents.extensions.map(({ name }) => name),
        // A constraint is `table constraint`, a function `f(integer)`.
        ...objects.flatMap(({ name, schema }) => [schema, name, ...name.split(' '), name.replace(/\(.*$/s, '')]),
        ...tables.flatMap(({ name, schema }) => [schema, name]),
    ]);
}
/** pg_restore reads an archive that no server is asked about. */
function archiveUnreadable(child, end) {
    const nobody = { host: 'no server', port: 0, database: 'none', role: 'nobody' };
    return (0,_diagnosis_diagnose_js__WEBPACK_IMPORTED_MODULE_1__/* .diagnose */ .h4)({ program: child.program, stderr: child.stderr(), end }, nobody);
}


/***/ }),

/***/ 86221:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jx: () => (/* binding */ decodeArchive),
/* harmony export */   g7: () => (/* binding */ decodeText),
/* harmony export */   qM: () => (/* binding */ damaged)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57075);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46466);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38522);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3828);
/* harmony import */ var _stream_child_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(23077);
/* harmony import */ var _stream_filter_stall_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(65623);
/* harmony import */ var _stream_ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(98025);







/**
 * Starts pg_restore, which writes SQL.
 * @param remainder what becomes of bytes that pg_restore does not want: it knows from the table of contents when it has
 * read all, and a selection of entries may end long before the archive does
 */
function decodeArchive(client, args, remainder, options, explain) {
    const child = (0,_stream_child_js__WEBPACK_IMPORTED_MODULE_4__/* .startChild */ .v)(client.program('pg_restore'), [...args, '--file=-'], options);
    const sink = feed(child, remainder);
    const watch = (0,_stream_filter_stall_js__WEBPACK_IMPORTED_MODULE_5__/* .watchFilter */ .m)(child, options.stallTimeoutMs);
    return { sink, sql: child.stdout, done: decoded(child, sink, watch, explain) };
}
async function decoded(child, sink, watch, explain) {
    const feeding = (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_1__.finished)(sink).then(() => undefined, (error) => error);
    const end = await child.ended;
    const stalled = watch.error();
    if (stalled)
        throw stalled;
    if (!('code' in end) || end.code !== 0) {
        const cutOff = wasCutOff(sink) || (!('notStarted' in end) && !child.stdout.readableEnded);
        throw cutOff ? new _stream_ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_6__/* .SecondaryError */ .xS('pg_restore was cut off') : explain(child, end);
    }
    const unfed = await feeding;
    if (unfed !== undefined)
        throw (0,_stream_ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_6__/* .isBrokenPipe */ .SC)(unfed) ? leftOver() : new _stream_ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_6__/* .SecondaryError */ .xS('pg_restore was cut off');
}
/** SQL text needs no decoder but that of its compression. */
function decodeText(method) {
    const decoder = decompressor(method);
    if (!decoder) {
        const through = new node_stream__WEBPACK_IMPORTED_MODULE_0__.PassThrough();
        return { sink: through, sql: through, done: Promise.resolve() };
    }
    return { sink: feedDecoder(decoder), sql: decoder, done: Promise.resolve() };
}
/** The decompressor's input, which fails with the error that a user reads. */
function feedDecoder(decoder) {
    const sink = new node_stream__WEBPACK_IMPORTED_MODULE_0__.Writable({
        highWaterMark: 256 * 1024,
        write: (chunk, _encoding, done) => void decoder.write(chunk, () => done()),
        final: done => void decoder.end(() => done()),
        destroy: (error, done) => {
            // A sink that has ended well is destroyed too, while the decompressor still has its last output to hand on.
            if (!sink.writableFinished)
                decoder.destroy(error ?? undefined);
            done(error);
        },
    });
    decoder.once('error', error => sink.destroy(damaged(error) ?? error));
    return sink;
}
const ARCHIVE_NOT_DECOMPRESSED = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .defineError */ .MP)({
    topic: 'stored-backups',
    code: 'archive-not-decompressed',
    kind: 'integrity',
    meaning: 'The compressed SQL of a backup is damaged or cut off.',
    fix: 'Do not trust this backup; restore an older one, and find out what changed it.',
});
/** What zlib or zstd say of input that is not theirs, or is cut off; undefined for every other error. */
function damaged(error) {
    if (!(error instanceof Error && 'code' in error && /^(?:Z_|ZSTD_)/.test(String(error.code))))
        return undefined;
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .BackupError */ .hj({
        ...ARCHIVE_NOT_DECOMPRESSED,
        message: 'The SQL is damaged or cut off: it could not be decompressed to its end.',
        hint: 'Do not trust this backup; take another one, and find out how its bytes came to change.',
    }, error);
}
/** The child's stdin, as something that ends well when the child does: it may be gone before it is reported that nothing follows. */
function feed({ stdin }, remainder) {
    return new node_stream__WEBPACK_IMPORTED_MODULE_0__.Writable({
        highWaterMark: 256 * 1024,
        write: (chunk, _encoding, done) => void stdin.write(chunk, error => done(remainder === 'discarded' && (0,_stream_ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_6__/* .isBrokenPipe */ .SC)(error) ? undefined : error)),
        final: done => {
            if (stdin.destroyed)
                done();
            else
                stdin.end(() => done());
        },
        destroy: (error, done) => {
            stdin.destroy();
            done(error);
        },
    });
}
/** Whether somebody upstream gave up, rather than pg_restore itself. */
function wasCutOff(sink) {
    return sink.errored !== null && !(0,_stream_ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_6__/* .isBrokenPipe */ .SC)(sink.errored);
}
function decompressor(method) {
    switch (method) {
        case 'none':
            return undefined;
        case 'gzip':
            return (0,node_zlib__WEBPACK_IMPORTED_MODULE_2__.createGunzip)();
        case 'zstd':
            return (0,node_zlib__WEBPACK_IMPORTED_MODULE_2__.createZstdDecompress)();
        case 'lz4':
            throw new Error('plain lz4 is refused by the inputs: nothing here decodes it');
    }
}
const ARCHIVE_NOT_READ_WHOLE = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .defineError */ .MP)({
    topic: 'dump',
    code: 'archive-not-read-whole',
    kind: 'integrity',
    meaning: 'pg_restore ended well before it had taken the whole archive: something follows that does not belong to it.',
    fix: 'Run the backup again, and report it if it happens twice.',
});
function leftOver() {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .BackupError */ .hj({
        ...ARCHIVE_NOT_READ_WHOLE,
        message: 'pg_restore ended before it had read the whole archive.',
        hint: 'Do not trust this backup; nothing was stored. Run it again, and report it if it happens twice.',
    });
}


/***/ }),

/***/ 80601:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ proveArchive),
/* harmony export */   s: () => (/* binding */ proveText)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57075);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46466);
/* harmony import */ var _fingerprint_scanner_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(18189);
/* harmony import */ var _stream_free_buffer_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(78211);
/* harmony import */ var _stream_ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(98025);
/* harmony import */ var _decode_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(86221);






/**
 * pg_restore decodes the archive into SQL, the scanner reads the SQL. A full decode finds every truncation, where
 * `pg_restore --list` finds none (measured). Owners and privileges are left out: a fingerprint is the same wherever the
 * backup is restored.
 * @param like what the fingerprint will be compared with, for dumps that lack the tables' definitions
 */
function proveArchive(client, options, explain, like) {
    const args = ['--no-owner', '--no-privileges'];
    const { sink, sql, done } = (0,_decode_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeArchive */ .Jx)(client, args, 'refused', options, explain);
    const scanner = new _fingerprint_scanner_js__WEBPACK_IMPORTED_MODULE_2__/* .DumpScanner */ .P(undefined, like);
    const read = async () => {
        const scanning = settled((0,node_stream_promises__WEBPACK_IMPORTED_MODULE_1__.pipeline)(sql, scanInto(scanner, _stream_free_buffer_js__WEBPACK_IMPORTED_MODULE_5__/* .freeBuffer */ .H), { signal: options.signal }));
        const decoding = await settled(done);
        const scan = await scanning;
        // A scanner that refuses closes pg_restore's output, which then fails too.
        if (scan.error !== undefined && !(0,_stream_ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_3__/* .isBrokenPipe */ .SC)(scan.error))
            throw scan.error;
        if (decoding.error !== undefined)
            throw decoding.error;
        return scanner.end();
    };
    return { sink, fingerprint: read() };
}
/** SQL text needs no decoder but that of its compression. */
function proveText(method, signal, like) {
    const scanner = new _fingerprint_scanner_js__WEBPACK_IMPORTED_MODULE_2__/* .DumpScanner */ .P(undefined, like);
    const scanning = scanInto(scanner);
    // Without a stage in between, where none is needed: every write is read when it returns.
    const decoding = method === 'none' ? undefined : (0,_decode_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeText */ .g7)(method);
    const read = async () => {
        try {
            await (decoding ? (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_1__.pipeline)(decoding.sql, scanning, { signal }) : (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_1__.finished)(scanning, { signal }));
        }
        catch (error) {
            throw (0,_decode_js__WEBPACK_IMPORTED_MODULE_4__/* .damaged */ .qM)(error) ?? error;
        }
        return scanner.end();
    };
    return { sink: decoding?.sink ?? scanning, fingerprint: read() };
}
/** Keeps nothing of a chunk that it has called back for; `whenRead` is called just before. */
function scanInto(scanner, whenRead) {
    return new node_stream__WEBPACK_IMPORTED_MODULE_0__.Writable({
        write(chunk, _encoding, done) {
            try {
                scanner.write(chunk);
                whenRead?.(chunk);
                done();
            }
            catch (error) {
                done(error instanceof Error ? error : new Error(String(error)));
            }
        },
    });
}
async function settled(promise) {
    try {
        await promise;
        return {};
    }
    catch (error) {
        return { error };
    }
}


/***/ }),

/***/ 6830:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ startFor),
/* harmony export */   f: () => (/* binding */ packagesFor)
/* harmony export */ });
const POSTGIS = ['postgresql-N-postgis-3', 'postgresql-N-postgis-3-scripts'];
/**
 * Extensions whose package has another name than they, or that need more than their files. Names as in Debian and
 * PGDG (their package lists), timescaledb-2 as in Timescale's own repository; what has to be preloaded is each
 * project's README's word.
 */
const ROWS = [
    { extensions: ['vector'], packages: [['postgresql-N-pgvector']] },
    {
        extensions: ['postgis', 'postgis_raster', 'postgis_sfcgal', 'postgis_topology'],
        packages: [POSTGIS],
    },
    // Packages of their own since PostGIS 3.6, before that a part of it.
    {
        extensions: ['postgis_tiger_geocoder'],
        packages: [[...POSTGIS, 'postgresql-N-postgis-tiger-geocoder'], POSTGIS],
    },
    {
        extensions: ['address_standardizer', 'address_standardizer_data_us'],
        packages: [['postgresql-N-address-standardizer'], POSTGIS],
    },
    {
        extensions: ['pgrouting'],
        packages: [['postgresql-N-pgrouting', 'postgresql-N-pgrouting-scripts', ...POSTGIS]],
    },
    {
        extensions: ['pg_cron'],
        packages: [['postgresql-N-cron']],
        preload: 'pg_cron',
        // Its jobs are restored too: none of them may run here.
        settings: database => ({
            'cron.database_name': database,
            'cron.launch_active_jobs': 'off',
            'cron.max_running_jobs': '0',
        }),
    },
    {
        extensions: ['timescaledb'],
        packages: [['timescaledb-2-postgresql-N'], ['postgresql-N-timescaledb']],
        preload: 'timescaledb',
        settings: () => ({ 'timescaledb.telemetry_level': 'off' }),
    },
    { extensions: ['pgaudit'], preload: 'pgaudit' },
    { extensions: ['pg_squeeze'], preload: 'pg_squeeze' },
    {
        extensions: ['pg_stat_kcache'],
        preload: 'pg_stat_statements,pg_stat_kcache',
    },
    { extensions: ['pg_wait_sampling'], preload: 'pg_wait_sampling' },
    { extensions: ['pg_qualstats'], preload: 'pg_qualstats' },
    { extensions: ['pglogical', 'pglogical_origin'], packages: [['postgresql-N-pglogical']] },
    { extensions: ['set_user'], preload: 'set_user' },
    { extensions: ['credcheck'], preload: 'credcheck' },
    {
        extensions: [
            'plperl',
            'plperlu',
            'bool_plperl',
            'bool_plperlu',
            'hstore_plperl',
            'hstore_plperlu',
            'jsonb_plperl',
            'jsonb_plperlu',
        ],
        packages: [['postgresql-plperl-N']],
    },
    {
        extensions: ['plpython3u', 'hstore_plpython3u', 'jsonb_plpython3u', 'ltree_plpython3u'],
        packages: [['postgresql-plpython3-N']],
    },
    { extensions: ['pltcl', 'pltclu'], packages: [['postgresql-pltcl-N']] },
    { extensions: ['h3', 'h3_postgis'], packages: [['postgresql-N-h3']] },
    { extensions: ['pldbgapi'], packages: [['postgresql-N-pldebugger']] },
    { extensions: ['pg_sphere'], packages: [['postgresql-N-pgsphere']] },
    { extensions: ['table_log'], packages: [['postgresql-N-tablelog']] },
    { extensions: ['http'], packages: [['postgresql-N-http'], ['postgresql-N-pgsql-http']] },
];
const BY_EXTENSION = new Map(ROWS.flatMap(row => row.extensions.map(name => [name, row])));
/**
 * Sets of packages that may hold an extension, the likelier first; all of a set belong together. For an extension that
 * is not in the table, what Debian's rule makes of its name: `hypopg` → `postgresql-17-hypopg`, `pg_ivm` →
 * `postgresql-17-pg-ivm`, else without `pg-`. Whether a package holds the extension must be looked at: this is a guess.
 */
function packagesFor(extension, major) {
    const known = BY_EXTENSION.get(extension)?.packages;
    const sets = known ?? guesses(extension).map(name => [`postgresql-N-${name}`]);
    return sets.map(set => set.map(name => name.replace(/\bN\b/, String(major))));
}
/** Package names hold small letters, digits and `+-.` only (Debian policy 5.6.1). */
function guesses(extension) {
    const name = extension.toLowerCase().replaceAll('_', '-');
    if (!/^[a-z0-9][a-z0-9+.-]*$/.test(name))
        return [];
    return [...new Set([name, name.replace(/^pg-(?=[a-z0-9])/, '')])];
}
/** @param database the one that the extensions are created in */
function startFor(extensions, database) {
    const rows = extensions.flatMap(name => BY_EXTENSION.get(name) ?? []);
    const libraries = rows.flatMap(({ preload }) => preload?.split(',') ?? []);
    // TimescaleDB asks to be the first.
    const ordered = libraries.toSorted((a, b) => Number(b === 'timescaledb') - Number(a === 'timescaledb'));
    return {
        libraries: [...new Set(ordered)],
        settings: Object.assign({}, ...rows.map(({ settings }) => settings?.(database) ?? {})),
    };
}


/***/ }),

/***/ 78211:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ freeBuffer)
/* harmony export */ });
/**
 * Gives a chunk's memory back at once; to be called by its last reader, who alone knows that it is the last. Each chunk
 * off a pipe or out of a cipher has memory of its own. Left to the collector, that walks the whole heap for every 16 MB
 * of it: a sixth of the CPU time of a backup, and 45 MB at its peak (docs/benchmarks.md). What is a part of larger
 * memory is left alone.
 */
function freeBuffer({ buffer, byteLength }) {
    if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength)
        buffer.transfer(0);
}


/***/ }),

/***/ 29102:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ HashMeter)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57075);


/** Passes bytes on unchanged; counts them and takes their SHA-256. */
class HashMeter extends node_stream__WEBPACK_IMPORTED_MODULE_1__.Transform {
    #hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    #bytes = 0;
    /** So far. */
    get bytes() {
        return this.#bytes;
    }
    _transform(chunk, _encoding, done) {
        this.#hash.update(chunk);
        this.#bytes += chunk.length;
        done(null, chunk);
    }
    /** Once, after the last byte. */
    sum() {
        return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
    }
}


/***/ }),

/***/ 98025:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Eg: () => (/* binding */ ignoreBrokenPipe),
/* harmony export */   SC: () => (/* binding */ isBrokenPipe),
/* harmony export */   xS: () => (/* binding */ SecondaryError)
/* harmony export */ });
/** A failure that is only what another one left: never the cause that a user is notified. */
class SecondaryError extends Error {
    name = 'SecondaryError';
}
/** What a stream says when its other end has gone. */
const BROKEN_PIPE = new Set([
    'EPIPE',
    'ECONNRESET',
    // A write that waited when a child's end closed its stdin.
    'ECANCELED',
    'ERR_STREAM_PREMATURE_CLOSE',
    'ERR_STREAM_DESTROYED',
    'ERR_STREAM_WRITE_AFTER_END',
    'ABORT_ERR',
]);
/** Whether a stream's error says no more than that its other end has gone. */
function isBrokenPipe(error) {
    return (error instanceof Error && 'code' in error && typeof error.code === 'string' && BROKEN_PIPE.has(error.code));
}
/** Marks a flow's broken pipe as aftermath: who broke it has a better word for it. */
async function ignoreBrokenPipe(running) {
    try {
        await running;
    }
    catch (error) {
        throw isBrokenPipe(error) ? new SecondaryError('a pipe broke', { cause: error }) : error;
    }
}


/***/ }),

/***/ 28195:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ runAll)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3828);
/* harmony import */ var _ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(98025);



/**
 * How long after the first failure the others may still fail by themselves before they are stopped: a dead pg_dump is
 * seen first by anyone who reads from it, and only then by its exit code. Milliseconds.
 */
const CAUSES_ARRIVE_MS = 300;
/**
 * The same while nothing but aftermaths has been seen, since each has a cause: a killed program is only known to be gone
 * when its last output was read, which on a busy machine takes seconds. Milliseconds.
 */
const CAUSE_MUST_ARRIVE_MS = 15_000;
/**
 * Runs parts that stand and fall together. When one fails, all are stopped through `controller`, all are awaited, and
 * what is thrown is the cause: of the failures that came by themselves and are no aftermath, the one whose part stands
 * first in `parts`. So list them from upstream to downstream. A `controller` aborted from outside throws its reason.
 * @throws BackupError `stream-broken` where every part only lost the others
 */
async function runAll(parts, controller, cancellationDeadlineMs = CAUSE_MUST_ARRIVE_MS) {
    const failures = new Map();
    const causeSeen = new AbortController();
    const watched = parts.map(async (part, position) => {
        try {
            await part;
        }
        catch (error) {
            if (controller.signal.aborted)
                return;
            failures.set(position, error);
            if (error instanceof _ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_2__/* .SecondaryError */ .xS)
                await others(part, parts, causeSeen.signal, cancellationDeadlineMs);
            else
                causeSeen.abort();
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(CAUSES_ARRIVE_MS);
            controller.abort(error);
        }
    });
    await Promise.all(watched);
    const ordered = [...failures.entries()].sort(([a], [b]) => a - b).map(([, error]) => error);
    const cause = ordered.find(error => !(error instanceof _ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_2__/* .SecondaryError */ .xS));
    if (cause !== undefined)
        throw cause;
    const { aborted, reason } = controller.signal;
    if (aborted)
        throw reason instanceof _ignore_broken_pipe_js__WEBPACK_IMPORTED_MODULE_2__/* .SecondaryError */ .xS ? unexplained(reason) : reason;
}
/** Until one of them has failed for a reason of its own, all have ended, or patience has. */
async function others(self, parts, causeSeen, cancellationDeadlineMs) {
    const cancellationDeadline = new AbortController();
    const enough = AbortSignal.any([cancellationDeadline.signal, causeSeen]);
    const waiting = (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(cancellationDeadlineMs, undefined, { signal: enough }).catch(() => { });
    await Promise.race([waiting, Promise.allSettled(parts.filter(part => part !== self))]);
    cancellationDeadline.abort();
}
const STREAM_BROKEN = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .defineError */ .MP)({
    topic: 'ended-early',
    code: 'stream-broken',
    kind: 'environment',
    meaning: 'A program or a connection of the step ended early, the others lost it, and none said why.',
    fix: 'Run it again. If it happens twice, look in the log of the machine for killed processes (memory), and report it.',
});
function unexplained(cause) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .BackupError */ .hj({
        ...STREAM_BROKEN,
        message: `A program or a connection of this step ended early, and none said why: ${cause.message}.`,
        hint: 'Run it again. If it happens twice, look in the log of this machine for killed processes (memory), and report it.',
    }, cause);
}


/***/ })

};
