export const id = 132;
export const ids = [132];
export const modules = {

/***/ 3132:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   sendPendingNotice: () => (/* binding */ sendPendingNotice)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);
/* harmony import */ var _inputs_table_notify_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(30482);
/* harmony import */ var _inputs_table_storage_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(81271);
/* harmony import */ var _mask_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(81592);
/* harmony import */ var _reporter_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(18061);
/* harmony import */ var _compose_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(21826);
/* harmony import */ var _failure_notice_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(76593);
/* harmony import */ var _notifier_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(64200);
/* harmony import */ var _notify_inputs_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(37791);
/* harmony import */ var _open_channels_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(32531);
/* harmony import */ var _pending_notice_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(95590);











/** Reporting must not hold up the job. Milliseconds. */
const LIMIT_MS = 60_000;
/** In the post step: says what the main step could not, because it was killed or had no time left. Never rejects. */
async function sendPendingNotice(verb, env) {
    const secrets = [];
    const reporter = (0,_reporter_js__WEBPACK_IMPORTED_MODULE_4__/* .actionReporter */ .I)(secrets, env);
    try {
        const due = (0,_pending_notice_js__WEBPACK_IMPORTED_MODULE_10__/* .readDue */ .v)();
        if (!due)
            return;
        secrets.push(...(0,_mask_js__WEBPACK_IMPORTED_MODULE_3__/* .maskSecrets */ .QU)(env, { ..._inputs_table_notify_js__WEBPACK_IMPORTED_MODULE_1__/* .notifyInputs */ .v, ..._inputs_table_storage_js__WEBPACK_IMPORTED_MODULE_2__/* .s3AccessInputs */ .G6 }));
        const inputs = (0,_notify_inputs_js__WEBPACK_IMPORTED_MODULE_8__/* .readNotifyInputs */ .D)(verb, env);
        const content = due.content ?? (0,_failure_notice_js__WEBPACK_IMPORTED_MODULE_6__/* .failureNotice */ .d)(verb, killed(), inputs.subject);
        const channels = (0,_open_channels_js__WEBPACK_IMPORTED_MODULE_9__/* .openChannels */ .L)(inputs.reading, env).filter(({ name }) => due.channels.includes(name));
        const notice = (0,_compose_js__WEBPACK_IMPORTED_MODULE_5__/* .composeNotice */ .L)(content, inputs.run, secrets);
        await (0,_notifier_js__WEBPACK_IMPORTED_MODULE_7__/* .sendNotice */ .$)(notice, channels, { inputs, reporter }, AbortSignal.timeout(LIMIT_MS));
    }
    catch (error) {
        reporter.warning(`Nobody was notified: ${(0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)} [bug]`);
    }
}
const RUN_KILLED = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'notifications',
    code: 'run-killed',
    kind: 'environment',
    meaning: 'The step ended without a word: it was killed, or crashed. Reported by notifications only, from the post step.',
    fix: "Look at the run's log; often the machine had too little memory, or a time limit was reached.",
});
function killed() {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...RUN_KILLED,
        message: 'The run ended before it could say how: it was killed, or crashed.',
    });
}


/***/ })

};
