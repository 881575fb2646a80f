export const id = 361;
export const ids = [361];
export const modules = {

/***/ 97684:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ anomalyInputs)
/* harmony export */ });
/* harmony import */ var _anomaly_evaluation_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3519);
/* harmony import */ var _anomaly_thresholds_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88141);
/* harmony import */ var _readers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(54794);
/* harmony import */ var _row_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7198);




/** How a backup is compared with those before it, once it is stored. */
const anomalyInputs = {
    'on-anomaly': (0,_row_js__WEBPACK_IMPORTED_MODULE_3__/* .defaulting */ .G5)((0,_readers_js__WEBPACK_IMPORTED_MODULE_2__/* .oneOf */ .yL)(_anomaly_evaluation_js__WEBPACK_IMPORTED_MODULE_0__/* .ANOMALY_ACTIONS */ .QE), 'warn', {
        description: 'What to do where a backup is unlike those before it of the same series, class and mode: fewer rows, a table that is empty or gone, another size. It is stored in any case; `fail` fails the step afterwards. `ignore` compares nothing.',
    }),
    'anomaly-window': (0,_row_js__WEBPACK_IMPORTED_MODULE_3__/* .defaulting */ .G5)((0,_readers_js__WEBPACK_IMPORTED_MODULE_2__/* .wholeNumber */ .rD)(1, _anomaly_thresholds_js__WEBPACK_IMPORTED_MODULE_1__/* .LARGEST_WINDOW */ .qK), String(_anomaly_thresholds_js__WEBPACK_IMPORTED_MODULE_1__/* .DEFAULT_THRESHOLDS */ .JJ.window), {
        description: 'How many earlier backups it is compared with.',
    }),
    'anomaly-threshold': (0,_row_js__WEBPACK_IMPORTED_MODULE_3__/* .defaulting */ .G5)({ read: _anomaly_thresholds_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePercent */ .lo }, `${_anomaly_thresholds_js__WEBPACK_IMPORTED_MODULE_1__/* .DEFAULT_THRESHOLDS */ .JJ.percent}%`, {
        description: 'How far from their mean, up or down, is still normal: a percentage.',
    }),
    'on-schema-drift': (0,_row_js__WEBPACK_IMPORTED_MODULE_3__/* .defaulting */ .G5)((0,_readers_js__WEBPACK_IMPORTED_MODULE_2__/* .oneOf */ .yL)(_anomaly_evaluation_js__WEBPACK_IMPORTED_MODULE_0__/* .DRIFT_ACTIONS */ .aO), 'notice', {
        description: 'What to do where definitions or extensions are others than in the backup before, as after a migration.',
    }),
};


/***/ }),

/***/ 74352:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Jv: () => (/* binding */ acceptedBefore),
  nO: () => (/* binding */ findAnomalies),
  H0: () => (/* binding */ isRefused)
});

// UNUSED EXPORTS: MOST_FINDINGS

// EXTERNAL MODULE: ./lib/core/words.js
var words = __webpack_require__(44474);
// EXTERNAL MODULE: ./lib/fingerprint/differences.js
var differences = __webpack_require__(74092);
;// CONCATENATED MODULE: ./lib/anomaly/drift.js


/** How many names a list holds, and how many of them a sentence. */
const MOST_LISTED = 20;
const MOST_TOLD = 5;
/** The signature of a function has no end of its own. Characters. */
const LONGEST_NAME = 120;
/** The definitions and extensions that are others than in the newest backup that says. `history` newest first. */
function compareSchemas(manifest, history) {
    const worded = history.find(each => isWordedAlike(each, manifest));
    return {
        findings: [...(worded ? changedSchema(worded, manifest) : []), ...changedExtensions(history, manifest)],
        notCompared: worded || history.length === 0
            ? []
            : [
                `The definitions: pg_dump ${majorOf(manifest)} wrote none of the earlier backups in this format, and others word them otherwise.`,
            ],
    };
}
/** pg_dump words definitions otherwise from major to major; SQL text holds privileges where they are wanted, archives never. */
function isWordedAlike(one, other) {
    return (majorOf(one) === majorOf(other) &&
        one.format === other.format &&
        one.options.noAcl === other.options.noAcl);
}
function majorOf({ clientVersion }) {
    return clientVersion.split('.')[0] ?? clientVersion;
}
function changedSchema(before, now) {
    if (before.fingerprint.ddlSha256 === now.fingerprint.ddlSha256)
        return [];
    const found = (0,differences/* findDifferences */.cG)(before.fingerprint, now.fingerprint).filter(each => each.of === 'definition');
    const those = (how) => someOf(found.filter(each => each.how === how).map(({ name }) => name));
    const schema = {
        since: before.startedAt,
        added: those('extra'),
        removed: those('missing'),
        changed: those('different'),
    };
    const summary = [
        ...countedNames('added', schema.added),
        ...countedNames('removed', schema.removed),
        ...countedNames('changed', schema.changed),
    ].join('; ');
    return [
        {
            kind: 'schema',
            weight: 'drift',
            what: 'Definitions',
            before: (0,words/* grouped */.zD)(before.fingerprint.objects.length),
            now: (0,words/* grouped */.zD)(now.fingerprint.objects.length),
            change: [
                schema.added.count > 0 && `${schema.added.count} added`,
                schema.removed.count > 0 && `${schema.removed.count} removed`,
                schema.changed.count > 0 && `${schema.changed.count} changed`,
            ]
                .filter(Boolean)
                .join(', '),
            text: `The schema changed since the backup of ${before.startedAt}: ${summary}.`,
            schema,
        },
    ];
}
function changedExtensions([newest], now) {
    if (!newest)
        return [];
    const before = versions(newest.contents.extensions);
    const after = versions(now.contents.extensions);
    const changes = [...new Set([...before.keys(), ...after.keys()])].toSorted().flatMap(name => {
        const [old, current] = [before.get(name), after.get(name)];
        if (old === current)
            return [];
        if (old === undefined)
            return [`${name} ${current} added`];
        return [current === undefined ? `${name} ${old} removed` : `${name} ${old} is now ${current}`];
    });
    if (changes.length === 0)
        return [];
    return [
        {
            kind: 'extensions',
            weight: 'drift',
            what: 'Extensions',
            before: (0,words/* grouped */.zD)(before.size),
            now: (0,words/* grouped */.zD)(after.size),
            change: `${changes.length} changed`,
            text: `The extensions changed since the backup of ${newest.startedAt}: ${(0,words/* firstOf */.Ku)(changes, MOST_TOLD, { separator: '; ' })}.`,
        },
    ];
}
function versions(extensions) {
    return new Map(extensions.map(({ name, version }) => [name, version]));
}
function someOf(names) {
    const short = (name) => name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
    return { count: names.length, first: names.slice(0, MOST_LISTED).map(short) };
}
function countedNames(how, { count, first }) {
    return count === 0 ? [] : [`${(0,words/* grouped */.zD)(count)} ${how} (${(0,words/* firstOf */.Ku)(first, MOST_TOLD, { of: count })})`];
}

// EXTERNAL MODULE: ./lib/core/durations.js
var durations = __webpack_require__(5530);
// EXTERNAL MODULE: ./lib/core/sizes.js
var sizes = __webpack_require__(86361);
// EXTERNAL MODULE: ./lib/anomaly/deviation.js
var deviation = __webpack_require__(53230);
// EXTERNAL MODULE: ./lib/anomaly/severity.js
var severity = __webpack_require__(70390);
;// CONCATENATED MODULE: ./lib/anomaly/figures.js




/** Below these a difference says nothing, regardless of its percentage: a small database has large ones each day. */
const LEAST_BYTES = 64 * 1024;
const LEAST_ROWS = 100;
/** Of time: machines and networks differ by more than a database does. */
const LEAST_MS = 60_000;
/** How many backups must have reported their time before another one counts as slow. */
const LEAST_TIMED = 3;
/** As pg_dump wrote it. Encryption adds next to nothing: what is stored is odd when this is. */
const DUMP = {
    kind: 'size',
    what: 'Size of the dump',
    least: LEAST_BYTES,
    read: ({ dump }) => dump.bytes,
    format: bytes => (0,sizes/* formatSize */.X)(Math.round(bytes)),
    isOdd: () => true,
};
/** The same regardless of the compression. */
const TEXT = {
    ...DUMP,
    what: 'Size of the rows, uncompressed',
    read: ({ fingerprint: { largeObjects, tables } }) => tables.reduce((sum, { bytes }) => sum + bytes, largeObjects.bytes),
};
const ROWS = {
    kind: 'rows',
    what: 'Rows in all',
    least: LEAST_ROWS,
    read: ({ contents }) => contents.rows,
    format: rows => Math.round(rows).toLocaleString('en-US'),
    isOdd: () => true,
};
/** Without the preparation, in which a client may have been installed. */
const DURATION = {
    kind: 'duration',
    what: 'Time to dump and store',
    least: LEAST_MS,
    read: ({ timing }) => timing.streamMs,
    format: durations/* formatDuration */.a,
    isOdd: (now, values) => values.length >= LEAST_TIMED && (0,deviation/* isOutside */._K)(now, values),
};
/** The figures of the whole backup, and those of them that are odd. `history` newest first. */
function compareFigures(manifest, history, { percent }) {
    const alike = history.filter(each => isWrittenAlike(each, manifest));
    const compared = [
        alike.length > 0 ? compare(DUMP, manifest, alike, percent) : compare(TEXT, manifest, history, percent),
        compare(ROWS, manifest, history, percent),
        compare(DURATION, manifest, history, percent),
    ].flatMap(each => each ?? []);
    return {
        figures: compared.map(({ figure }) => figure),
        found: compared.flatMap(({ found }) => found),
    };
}
/** Whether the sizes of two dumps say anything about each other. */
function isWrittenAlike(one, other) {
    return one.format === other.format && one.options.compression === other.options.compression;
}
/** Undefined where there is nothing to compare, as with the rows of a schema. */
function compare({ format, isOdd, kind, least, read, what }, manifest, history, percent) {
    const values = (0,deviation/* earlier */.X)(history.map(read));
    const now = read(manifest);
    if (!values || (now === 0 && (0,deviation/* meanOf */.hm)(values) === 0))
        return undefined;
    const mean = (0,deviation/* meanOf */.hm)(values);
    const cells = { kind, what, before: format(mean), now: format(now), change: (0,deviation/* changeOf */.C2)(now, values) };
    const odd = Math.abs(now - mean) >= least && (0,deviation/* isBeyond */._f)(now, values, percent) && isOdd(now, values);
    const text = `${what}: ${cells.now}, ${cells.change} against ${cells.before} (${(0,deviation/* meanWords */.BA)(values.length)}).`;
    const worth = kind === 'duration' ? severity/* LEAST_WORTH */.Rs : (0,severity/* worthOf */.g4)(now, values);
    return {
        figure: { ...cells, odd },
        found: odd ? [{ worth, finding: { ...cells, weight: 'anomaly', text } }] : [],
    };
}

// EXTERNAL MODULE: ./lib/anomaly/history.js
var anomaly_history = __webpack_require__(80261);
// EXTERNAL MODULE: ./lib/anomaly/tables.js
var tables = __webpack_require__(94764);
;// CONCATENATED MODULE: ./lib/anomaly/totals.js

/** More than these are counted before any of them is named: what is common says more than the first of many names. */
const MOST_NAMED = 5;
/**
 * What many anomalies come to: `2,500 tables are empty, 1,500 are gone, rows in all −80.0 %`. Undefined for few, which are
 * named each.
 */
function totalsOf(found) {
    if (found.length <= MOST_NAMED)
        return undefined;
    const tables = severity/* OUTCOMES */.im.flatMap(([outcome, one, several]) => {
        const count = found.filter(each => each.outcome === outcome).length;
        return count === 0 ? [] : [{ count, words: count === 1 ? one : several }];
    }).map(({ count, words }, index) => {
        const what = index > 0 ? '' : count === 1 ? ' table' : ' tables';
        return `${count.toLocaleString('en-US')}${what} ${words}`;
    });
    const figures = found
        .filter(({ outcome }) => outcome === undefined)
        .map(({ finding: { change, what } }) => `${what.slice(0, 1).toLowerCase()}${what.slice(1)} ${change}`);
    return [...tables, ...figures].join(', ');
}

;// CONCATENATED MODULE: ./lib/anomaly/anomalies.js






/** How many anomalies are listed: a database that was emptied has one for each of its tables. */
const MOST_FINDINGS = 50;
/**
 * What differs in a backup from those before it; the rules are those of docs/anomalies.md.
 * @param history other manifests, in any order: those that can be compared are chosen here (acceptedBefore)
 */
function findAnomalies(manifest, history, thresholds) {
    return anomalies_compare(manifest, acceptedBefore(manifest, history, thresholds), thresholds);
}
/**
 * The earlier backups that a backup is compared with, the newest first, as many as the window holds. One that failed its
 * own run, for what it was compared with, is none of them: or a second try would find that nothing is unusual any more.
 */
function acceptedBefore(manifest, history, thresholds) {
    const accepted = [];
    for (const each of (0,anomaly_history/* historyOf */.o)(manifest, history).toReversed()) {
        const before = accepted.slice(0, thresholds.window);
        const refused = each.options.failOn && isRefused(each, anomalies_compare(each, before, thresholds));
        if (!refused)
            accepted.unshift(each);
    }
    return accepted.slice(0, thresholds.window);
}
/** Whether what was found failed the run that made the backup. */
function isRefused({ options }, { anomalies, findings }) {
    const drifted = findings.some(({ weight }) => weight === 'drift');
    return (options.failOn ?? []).some(each => (each === 'anomaly' ? anomalies > 0 : drifted));
}
/** @param before the newest first */
function anomalies_compare(manifest, before, thresholds) {
    const { figures, found } = compareFigures(manifest, before, thresholds);
    const all = [...found, ...(0,tables/* compareTables */.Dz)(manifest, before, thresholds)];
    const anomalies = (0,severity/* worstFirst */.md)(all);
    const totals = totalsOf(all);
    const drift = compareSchemas(manifest, before);
    return {
        compared: before.length,
        enough: before.length > 0,
        figures,
        findings: [...anomalies.slice(0, MOST_FINDINGS), ...drift.findings],
        anomalies: anomalies.length,
        ...(totals !== undefined && { totals }),
        notCompared: drift.notCompared,
    };
}


/***/ }),

/***/ 53230:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BA: () => (/* binding */ meanWords),
/* harmony export */   C2: () => (/* binding */ changeOf),
/* harmony export */   X: () => (/* binding */ earlier),
/* harmony export */   _K: () => (/* binding */ isOutside),
/* harmony export */   _f: () => (/* binding */ isBeyond),
/* harmony export */   hm: () => (/* binding */ meanOf)
/* harmony export */ });
/** Undefined for none. */
function earlier([first, ...others]) {
    return first === undefined ? undefined : [first, ...others];
}
function meanOf(values) {
    return sumOf(values) / values.length;
}
/** Whether a figure is further from the mean than so many percent of it, up or down. Multiplied out, so that 20 % is 20 %. */
function isBeyond(now, values, percent) {
    const sum = sumOf(values);
    return Math.abs(now * values.length - sum) * 100 > percent * sum;
}
/** Whether a figure is outside of all that there were. */
function isOutside(now, values) {
    return now < Math.min(...values) || now > Math.max(...values);
}
/** `−21.2 %`, `+5.0 %`, `±0 %`; `from nothing` where there was nothing. */
function changeOf(now, values) {
    const mean = meanOf(values);
    if (now === mean)
        return '±0 %';
    if (mean === 0)
        return 'from nothing';
    const percent = (now / mean - 1) * 100;
    return `${percent < 0 ? '−' : '+'}${grouped(Math.abs(percent))} %`;
}
/** What the mean is of: `the one before`, or `the mean of the last 4`. */
function meanWords(compared) {
    return compared === 1 ? 'the one before' : `the mean of the last ${compared}`;
}
function sumOf(values) {
    return values.reduce((sum, value) => sum + value, 0);
}
function grouped(percent) {
    return percent.toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}


/***/ }),

/***/ 3519:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HH: () => (/* binding */ evaluationLine),
/* harmony export */   Ko: () => (/* binding */ failOn),
/* harmony export */   QE: () => (/* binding */ ANOMALY_ACTIONS),
/* harmony export */   R7: () => (/* binding */ reasonsToFail),
/* harmony export */   aO: () => (/* binding */ DRIFT_ACTIONS),
/* harmony export */   hk: () => (/* binding */ annotations),
/* harmony export */   sX: () => (/* binding */ totalsLine)
/* harmony export */ });
/* harmony import */ var _catalog_fail_on_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12897);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);
/* harmony import */ var _core_words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44474);



/** What to do about an anomaly. */
const ANOMALY_ACTIONS = ['ignore', 'warn', 'fail'];
/** What to do about a changed schema: a migration is no anomaly. */
const DRIFT_ACTIONS = ['ignore', 'notice', 'warn', 'fail'];
/** What is to fail the run: written down with the backup, so that one that failed is no measure for the next. */
function failOn(policy) {
    if (!policy)
        return [];
    const { onAnomaly, onDrift } = policy;
    return _catalog_fail_on_js__WEBPACK_IMPORTED_MODULE_1__/* .FAIL_ON */ .d.filter(each => (each === 'anomaly' ? onAnomaly : onDrift) === 'fail');
}
/** How many are reported, a line each; the job summary has more. GitHub shows 10 errors and 10 warnings of a step. */
const MOST_LINES = 5;
const BACKUP_ANOMALY = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'anomalies',
    code: 'backup-anomaly',
    kind: 'refusal',
    meaning: 'With on-anomaly: fail, something of the backup is further from the mean of those before it than anomaly-threshold allows, or a table is gone or empty.',
    fix: 'Keep the backups before it until you know what happened to the database. Where it was meant to, run it with on-anomaly: warn: the next ones are compared with this one.',
});
const BACKUP_SCHEMA_DRIFT = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'anomalies',
    code: 'backup-schema-drift',
    kind: 'refusal',
    meaning: 'With on-schema-drift: fail, definitions or extensions are others than in the backup before.',
    fix: 'Look for the migration that did it. Write on-schema-drift: notice where that is how it should be.',
});
/** Why the step fails although the backup is stored; empty where it does not. */
function reasonsToFail(evaluation, detail = 'with the worst') {
    return [
        ...linesFor(evaluation, 'anomaly', 'fail', detail).map((message) => ({
            ...BACKUP_ANOMALY,
            message,
            hint: 'This backup is complete and stored; keep those before it until you know what happened to the database. Where it was meant to, run it with on-anomaly: warn, and the next ones are compared with it.',
        })),
        ...linesFor(evaluation, 'drift', 'fail', detail).map((message) => ({
            ...BACKUP_SCHEMA_DRIFT,
            message,
            hint: 'This backup is complete and stored; look for the migration that did it. Write on-schema-drift: notice where that is how it should be.',
        })),
    ];
}
/** What is shown as a warning, and as a notice: what many come to, the first of them, and how many more there are. */
function annotations(evaluation, detail = 'with the worst') {
    return {
        warnings: [
            ...linesFor(evaluation, 'anomaly', 'warn', detail),
            ...linesFor(evaluation, 'drift', 'warn', detail),
        ],
        notices: linesFor(evaluation, 'drift', 'notice', detail),
    };
}
function linesFor(evaluation, weight, action, detail) {
    if (evaluation.kind !== 'evaluated')
        return [];
    const { policy, report } = evaluation;
    if ((weight === 'drift' ? policy.onDrift : policy.onAnomaly) !== action)
        return [];
    const found = report.findings.filter(each => each.weight === weight);
    const count = weight === 'drift' ? found.length : report.anomalies;
    const totals = weight === 'anomaly' ? totalsLine(report) : undefined;
    if (totals !== undefined && detail === 'in short')
        return [totals];
    const named = found.slice(0, MOST_LINES - (totals === undefined ? 0 : 1)).map(({ text }) => text);
    const lines = [...(totals === undefined ? [] : [totals]), ...named];
    const more = count - named.length;
    return more > 0
        ? [...lines, `And ${(0,_core_words_js__WEBPACK_IMPORTED_MODULE_2__/* .counted */ .hS)(more, 'more anomaly', 'more anomalies')}: see the job summary.`]
        : lines;
}
/** What many anomalies come to, as a sentence; undefined for few. */
function totalsLine({ anomalies, totals, }) {
    return totals && `${(0,_core_words_js__WEBPACK_IMPORTED_MODULE_2__/* .counted */ .hS)(anomalies, 'anomaly', 'anomalies')}: ${totals}.`;
}
/** What the log says of a comparison, in any case. One sentence. */
function evaluationLine(evaluation) {
    if (evaluation.kind === 'not evaluated')
        return `Not compared with the backups before it: ${evaluation.why}`;
    const { anomalies, compared, enough } = evaluation.report;
    const { percent } = evaluation.policy.thresholds;
    if (!enough)
        return 'Too little history to compare with: no earlier backup of its series, class, mode and selection.';
    const found = anomalies === 0 ? 'nothing' : (0,_core_words_js__WEBPACK_IMPORTED_MODULE_2__/* .counted */ .hS)(anomalies, 'thing', 'things');
    return `Compared with ${(0,_core_words_js__WEBPACK_IMPORTED_MODULE_2__/* .counted */ .hS)(compared, 'backup', 'backups')} before it: ${found} further off than ${percent} % allows.`;
}


/***/ }),

/***/ 80261:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ selectionOf),
/* harmony export */   o: () => (/* binding */ historyOf)
/* harmony export */ });
const PATTERNS = ['tables', 'excludeTables', 'schemas', 'excludeSchemas', 'excludeTableData'];
/**
 * The earlier backups that this one can be compared with, the newest first: of its series, class and mode, and with its
 * selection of schemas and tables, since by another selection every table that it leaves out would look lost.
 * @param manifests in any order, this one among them or not
 */
function historyOf(manifest, manifests) {
    return manifests
        .filter(each => isBefore(each, manifest) && isComparable(each, manifest))
        .toSorted(newestFirst);
}
function isBefore(one, other) {
    return one.key !== other.key && Date.parse(one.startedAt) < Date.parse(other.startedAt);
}
function isComparable(one, other) {
    return (one.series === other.series &&
        one.class === other.class &&
        one.mode === other.mode &&
        selectionOf(one.options) === selectionOf(other.options));
}
/** What is equal for two selections that mean the same: the order in which patterns are written means nothing. */
function selectionOf(selection) {
    return JSON.stringify(PATTERNS.map(name => selection[name].toSorted()));
}
/** By key where two were begun at once: the answer must not depend on who asks. */
function newestFirst(one, other) {
    const later = Date.parse(other.startedAt) - Date.parse(one.startedAt);
    return later === 0 ? (one.key < other.key ? -1 : 1) : later;
}


/***/ }),

/***/ 70390:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rs: () => (/* binding */ LEAST_WORTH),
/* harmony export */   g4: () => (/* binding */ worthOf),
/* harmony export */   im: () => (/* binding */ OUTCOMES),
/* harmony export */   md: () => (/* binding */ worstFirst),
/* harmony export */   oR: () => (/* binding */ worthOfLost)
/* harmony export */ });
/* harmony import */ var _deviation_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53230);

/** After everything else. */
const LEAST_WORTH = -1;
/** What became of a figure, by its share. */
function worthOf(now, values) {
    const mean = (0,_deviation_js__WEBPACK_IMPORTED_MODULE_0__/* .meanOf */ .hm)(values);
    return now < mean ? 1 - now / mean : -mean / now;
}
/** What is gone: by how much it was. */
function worthOfLost(count) {
    return 1 + count;
}
/** By name where two are as bad: the order must not depend on that of the history. */
function worstFirst(found) {
    return found
        .toSorted((one, other) => other.worth - one.worth || (one.finding.what < other.finding.what ? -1 : 1))
        .map(({ finding }) => finding);
}
/** What became of tables, in the order in which it is reported: of one, of several. */
const OUTCOMES = [
    ['emptied', 'is empty', 'are empty'],
    ['gone', 'is gone', 'are gone'],
    ['fewer', 'lost rows', 'lost rows'],
    ['more', 'grew', 'grew'],
];


/***/ }),

/***/ 94764:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dz: () => (/* binding */ compareTables),
/* harmony export */   K1: () => (/* binding */ LEAST_ROWS_TO_LOSE),
/* harmony export */   wx: () => (/* binding */ LEAST_ROWS_TO_GROW)
/* harmony export */ });
/* harmony import */ var _core_words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44474);
/* harmony import */ var _fingerprint_fingerprint_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23204);
/* harmony import */ var _deviation_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53230);
/* harmony import */ var _severity_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(70390);




/** Rows on average: a smaller table does not alarm by a percentage, only when it is gone or empty. */
const LEAST_ROWS_TO_LOSE = 100;
/** Rows on average: growth of a smaller table is no news. */
const LEAST_ROWS_TO_GROW = 10_000;
const LARGE_OBJECTS = 'Large objects';
/** The tables that lost rows, and the large ones that jumped. `history` newest first. */
function compareTables(manifest, history, { percent }) {
    const [newest] = history;
    if (!newest)
        return [];
    const now = countsOf(manifest);
    const before = history.map(countsOf);
    const partitions = partitionsOf(newest);
    return [...new Set(before.flatMap(each => [...each.keys()]))].flatMap(what => {
        const values = (0,_deviation_js__WEBPACK_IMPORTED_MODULE_0__/* .earlier */ .X)(before.flatMap(each => each.get(what) ?? []));
        const rows = now.get(what);
        if (!values)
            return [];
        if (rows !== undefined)
            return evaluated(what, rows, values, percent);
        // By the newest alone: what went before it was reported then.
        const last = before[0]?.get(what) ?? 0;
        return last > 0 && !partitions.has(what) ? [vanished(what, last, values)] : [];
    });
}
function evaluated(what, rows, values, percent) {
    // A queue that has been empty before is empty now and then.
    if (rows === 0 && Math.min(...values) > 0)
        return [emptied(what, values)];
    if (!(0,_deviation_js__WEBPACK_IMPORTED_MODULE_0__/* .isBeyond */ ._f)(rows, values, percent))
        return [];
    const lost = rows < Math.min(...values) && (0,_deviation_js__WEBPACK_IMPORTED_MODULE_0__/* .meanOf */ .hm)(values) >= LEAST_ROWS_TO_LOSE;
    // Against the largest: a table that grows by the same share each time is healthy.
    const jumped = rows * 100 > Math.max(...values) * (100 + percent) && (0,_deviation_js__WEBPACK_IMPORTED_MODULE_0__/* .meanOf */ .hm)(values) >= LEAST_ROWS_TO_GROW;
    return lost || jumped ? [changed(what, rows, values)] : [];
}
function vanished(what, last, values) {
    const text = `${what}: the table is gone, with ${(0,_core_words_js__WEBPACK_IMPORTED_MODULE_1__/* .grouped */ .zD)(last)} rows in the backup before.`;
    return {
        worth: (0,_severity_js__WEBPACK_IMPORTED_MODULE_2__/* .worthOfLost */ .oR)(last),
        ...outcomeOf(what, 'gone'),
        finding: { ...cells(what, values), now: 'no such table', change: 'gone', text },
    };
}
function emptied(what, values) {
    const text = `${what}: none left, against ${(0,_core_words_js__WEBPACK_IMPORTED_MODULE_1__/* .grouped */ .zD)(Math.round((0,_deviation_js__WEBPACK_IMPORTED_MODULE_0__/* .meanOf */ .hm)(values)))} (${(0,_deviation_js__WEBPACK_IMPORTED_MODULE_0__/* .meanWords */ .BA)(values.length)}).`;
    return {
        worth: (0,_severity_js__WEBPACK_IMPORTED_MODULE_2__/* .worthOfLost */ .oR)((0,_deviation_js__WEBPACK_IMPORTED_MODULE_0__/* .meanOf */ .hm)(values)),
        ...outcomeOf(what, 'emptied'),
        finding: { ...cells(what, values), now: '0', change: 'emptied', text },
    };
}
function changed(what, rows, values) {
    const change = (0,_deviation_js__WEBPACK_IMPORTED_MODULE_0__/* .changeOf */ .C2)(rows, values);
    const text = `${what}: ${(0,_core_words_js__WEBPACK_IMPORTED_MODULE_1__/* .grouped */ .zD)(rows)}, ${change} against ${(0,_core_words_js__WEBPACK_IMPORTED_MODULE_1__/* .grouped */ .zD)(Math.round((0,_deviation_js__WEBPACK_IMPORTED_MODULE_0__/* .meanOf */ .hm)(values)))} (${(0,_deviation_js__WEBPACK_IMPORTED_MODULE_0__/* .meanWords */ .BA)(values.length)}).`;
    return {
        worth: (0,_severity_js__WEBPACK_IMPORTED_MODULE_2__/* .worthOf */ .g4)(rows, values),
        ...outcomeOf(what, rows < (0,_deviation_js__WEBPACK_IMPORTED_MODULE_0__/* .meanOf */ .hm)(values) ? 'fewer' : 'more'),
        finding: { ...cells(what, values), now: (0,_core_words_js__WEBPACK_IMPORTED_MODULE_1__/* .grouped */ .zD)(rows), change, text },
    };
}
function outcomeOf(what, outcome) {
    return what === LARGE_OBJECTS ? {} : { outcome };
}
function cells(what, values) {
    return { kind: 'table', weight: 'anomaly', what, before: (0,_core_words_js__WEBPACK_IMPORTED_MODULE_1__/* .grouped */ .zD)(Math.round((0,_deviation_js__WEBPACK_IMPORTED_MODULE_0__/* .meanOf */ .hm)(values))) };
}
/** What is counted of a backup, as it is reported. Large objects are counted as if they were rows of a table. */
function countsOf({ fingerprint }) {
    const tables = fingerprint.tables.map(table => [rowsOf((0,_fingerprint_fingerprint_js__WEBPACK_IMPORTED_MODULE_3__/* .qualifiedName */ .OL)(table)), table.rows]);
    return new Map([...tables, [LARGE_OBJECTS, fingerprint.largeObjects.count]]);
}
/** Partitions come and go by design; what their going takes along shows in the rows in all. */
function partitionsOf({ fingerprint }) {
    const attached = fingerprint.objects.filter(({ kind }) => kind === 'TABLE ATTACH');
    return new Set(attached.map(partition => rowsOf((0,_fingerprint_fingerprint_js__WEBPACK_IMPORTED_MODULE_3__/* .qualifiedName */ .OL)(partition))));
}
function rowsOf(table) {
    return `Rows of ${table}`;
}


/***/ }),

/***/ 88141:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JJ: () => (/* binding */ DEFAULT_THRESHOLDS),
/* harmony export */   lo: () => (/* binding */ parsePercent),
/* harmony export */   qK: () => (/* binding */ LARGEST_WINDOW)
/* harmony export */ });
/* harmony import */ var _core_parsed_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83186);

/** “Procedure 8: Compare Backup Sizes” of the runbooks: the average of the last 4, 20 % up or down. */
const DEFAULT_THRESHOLDS = { window: 4, percent: 20 };
/** How many earlier backups may be looked at. */
const LARGEST_WINDOW = 50;
const LARGEST_PERCENT = 1000;
/** Reads `20` or `20%`. Below 1 it is refused: who writes 0.2 means 20 %. */
function parsePercent(text) {
    const [, number] = /^(\d{1,4}(?:\.\d{1,2})?)\s*%?$/.exec(text) ?? [];
    const percent = Number(number ?? NaN);
    return percent >= 1 && percent <= LARGEST_PERCENT
        ? (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .parsed */ .Yz)(percent)
        : (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .refused */ .J5)(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(text)} is no percentage; write a number from 1 to ${LARGEST_PERCENT}, such as 20 or 20%`);
}


/***/ }),

/***/ 97158:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ tableCount),
/* harmony export */   p: () => (/* binding */ durationMs)
/* harmony export */ });
/** How many tables it holds: by their data, or by their definition where only the schema was dumped (minimums.ts). */
function tableCount({ contents, mode }) {
    return mode === 'schema' ? (contents.entries['TABLE'] ?? 0) : contents.tables;
}
/** From the start of the run to the written manifest. Milliseconds. */
function durationMs({ startedAt, finishedAt }) {
    return Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt));
}


/***/ }),

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

/***/ 9879:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  D: () => (/* binding */ readDrillRecord)
});

// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/catalog/drill-record.js
var drill_record = __webpack_require__(93226);
;// CONCATENATED MODULE: ./lib/catalog/parse-drill-record.js


/**
 * Reads the record of a drill.
 * @param key where it is
 * @throws BackupError `drill-record-unreadable`
 */
function parseDrillRecord(text, key) {
    const parsed = drill_record/* drillRecordSchema */.UX.safeParse(json(text, key));
    if (parsed.success)
        return parsed.data;
    const [issue] = parsed.error.issues;
    throw drillRecordUnreadable(key, `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'not a record'}`);
}
function json(text, key) {
    try {
        return JSON.parse(text);
    }
    catch {
        throw drillRecordUnreadable(key, 'it is not JSON');
    }
}
const DRILL_RECORD_UNREADABLE = (0,errors/* defineError */.MP)({
    topic: 'pruning',
    code: 'drill-record-unreadable',
    kind: 'integrity',
    meaning: 'The record of a drill beside a backup is none, so whether the backup was proven to restore is not known.',
    fix: 'Find out who changed it, and remove it; a new drill writes a new one.',
});
function drillRecordUnreadable(key, why) {
    return new errors/* BackupError */.hj({
        ...DRILL_RECORD_UNREADABLE,
        message: `The record of a drill ${key} cannot be used: ${why}.`,
    });
}

// EXTERNAL MODULE: ./lib/catalog/read-small.js
var read_small = __webpack_require__(46429);
;// CONCATENATED MODULE: ./lib/catalog/read-drill-record.js



/** Anyone who may restore may write these. Bytes. */
const LARGEST_RECORD = 8 * 1024 * 1024;
/**
 * Reads the record of a drill.
 * @throws BackupError `drill-record-unreadable`, or the store's own
 */
async function readDrillRecord(store, key, signal) {
    try {
        return parseDrillRecord((await (0,read_small/* readSmall */.o)(store, key, LARGEST_RECORD, signal)).toString(), key);
    }
    catch (error) {
        if (!(error instanceof errors/* BackupError */.hj) || error.code !== 'storage-object-too-large')
            throw error;
        throw drillRecordUnreadable(key, `it has more than ${LARGEST_RECORD} bytes`);
    }
}


/***/ }),

/***/ 61346:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ withoutManifest),
/* harmony export */   M: () => (/* binding */ collectBackups)
/* harmony export */ });
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56879);
/* harmony import */ var _object_role_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(29041);


/**
 * Puts the objects of a listing together, each with the backup that it belongs to, in any order they come. Nothing
 * else of the listing is kept.
 */
async function collectBackups(objects) {
    const found = new Map();
    for await (const object of objects) {
        const { backup: key, role } = (0,_object_role_js__WEBPACK_IMPORTED_MODULE_0__/* .roleOf */ .k)(object.key);
        const backup = found.get(key) ?? new Collected(ownCopy(key));
        if (role === 'dump')
            backup.dumpBytes = object.bytes;
        else if (role === 'manifest')
            backup.manifestBytes = object.bytes;
        else if (role === 'checksum')
            backup.checksum = true;
        else if (role === 'drill')
            backup.drills = [...backup.drills, ownCopy(object.key)].sort();
        else
            backup.companions = [...backup.companions, ownCopy(object.key)];
        if (role === 'dump' || role === 'manifest')
            backup.storedMs = Math.min(backup.storedMs, object.modified.getTime());
        backup.bytes += object.bytes;
        backup.modifiedMs = Math.max(backup.modifiedMs, object.modified.getTime());
        found.set(backup.key, backup);
    }
    return [...found.values()];
}
/** The keys of all of a backup's objects but its manifest: the dump first. */
function withoutManifest({ checksum, companions, drills, dumpBytes, key }) {
    return [
        ...(dumpBytes === undefined ? [] : [key]),
        ...(checksum ? [`${key}${_names_js__WEBPACK_IMPORTED_MODULE_1__/* .CHECKSUM_SUFFIX */ .qP}`] : []),
        ...companions,
        ...drills,
    ];
}
/** A piece of a text keeps all of that text in memory: of one key the whole page of the listing. */
function ownCopy(key) {
    return Buffer.from(key).toString();
}
const NONE = [];
class Collected {
    key;
    dumpBytes;
    manifestBytes;
    checksum = false;
    drills = NONE;
    companions = NONE;
    bytes = 0;
    modifiedMs = 0;
    storedMs = Number.POSITIVE_INFINITY;
    constructor(key) {
        this.key = key;
    }
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


/***/ })

};
