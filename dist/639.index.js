export const id = 639;
export const ids = [639];
export const modules = {

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

/***/ 35073:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ ignoredInputs)
/* harmony export */ });
/* harmony import */ var _table_storage_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(81271);

const OF_AWS = new Set([
    ...['region', 'role-to-assume', 'aws-access-key-id', 'aws-secret-access-key', 'aws-session-token'],
]);
/** Inputs about S3 where the destination is a folder. */
function ignoredInputs({ value, isSet }, names) {
    if (value('destination')?.kind !== 'folder')
        return [];
    // Email by Amazon SES is sent with them too.
    const emails = names.some(name => name === 'email-to' && isSet(name));
    const ignored = names.filter(name => (name in _table_storage_js__WEBPACK_IMPORTED_MODULE_0__/* .s3AccessInputs */ .G6 || name in _table_storage_js__WEBPACK_IMPORTED_MODULE_0__/* .s3WritingInputs */ .Yt) && isSet(name) && !(emails && OF_AWS.has(name)));
    if (ignored.length === 0)
        return [];
    return [
        `destination is a folder: ${ignored.join(', ')} ${ignored.length > 1 ? 'are' : 'is'} for s3:// only, without effect here`,
    ];
}


/***/ }),

/***/ 30009:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ defineVerb)
/* harmony export */ });
/* harmony import */ var _post_post_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23250);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23095);


/**
 * Makes a sub-action of what it does and says.
 * @param reach what the post step needs to undo what the main step may have left; none for one that writes to no store
 */
function defineVerb(plan, reach = () => ({})) {
    return {
        main: env => (0,_step_js__WEBPACK_IMPORTED_MODULE_1__/* .runStep */ .e)(plan, env),
        post: env => (0,_post_post_js__WEBPACK_IMPORTED_MODULE_0__/* .undo */ .tN)(env, () => reach(env)),
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
/** `what` says which one was looked for. */
function backupNotFound(what, location) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .h({
        kind: 'input',
        code: 'backup-not-found',
        message: `There is no such backup in ${location}: ${what}.`,
        hint: 'Check destination, from, series and class; only objects with a manifest are backups.',
    });
}
function ambiguous(series, location) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .h({
        kind: 'input',
        code: 'backup-ambiguous',
        message: `${location} holds backups of several series, and none was named: ${series.toSorted().join(', ')}.`,
        hint: 'Name one with series.',
    });
}
function ambiguousDatabases(newest, other) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .h({
        kind: 'input',
        code: 'backup-ambiguous',
        message: `The series ${newest.series} holds backups of several databases: the newest of ${(0,_same_database_js__WEBPACK_IMPORTED_MODULE_1__/* .describeSource */ .B6)(newest.source)} is ${newest.key}, that of ${(0,_same_database_js__WEBPACK_IMPORTED_MODULE_1__/* .describeSource */ .B6)(other.source)} is ${other.key}.`,
        hint: 'Write the key of the one that is meant into from, and let each database be backed up with a series of its own.',
    });
}
function ambiguousChoices(newest, more) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .h({
        kind: 'input',
        code: 'backup-ambiguous',
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


/**
 * A manifest of another destination, which is folders above this one or below it. It is not altered, and its backup is none
 * of this destination.
 */
class OtherDestination extends _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .h {
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
            kind: 'input',
            code: 'destination-mismatch',
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
        if (!(error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .h) || error.code !== 'storage-object-too-large')
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
            else if (error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .h && error.code === 'manifest-unreadable')
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
function manifestUnreadable(key, why) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .h({
        kind: 'integrity',
        code: 'manifest-unreadable',
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
        if (error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .h && error.code === 'storage-object-too-large')
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
function tooLarge(key, limit) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .h({
        kind: 'integrity',
        code: 'storage-object-too-large',
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

/***/ 20600:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ cancellation)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);

/** No matter what fails in a run that was cancelled, fails because of that: the cancellation; undefined where there was none. */
function cancellation({ aborted, reason }) {
    return aborted && reason instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .h && reason.kind === 'cancelled' ? reason : undefined;
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


/***/ })

};
