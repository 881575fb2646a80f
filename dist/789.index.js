export const id = 789;
export const ids = [789];
export const modules = {

/***/ 8789:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ openBucket)
});

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-s3/dist-cjs/index.js
var dist_cjs = __webpack_require__(53711);
;// CONCATENATED MODULE: ./lib/storage/aws/credentials.js
/** As clients of the SDK take them, which change what they are given. */
function forSdk(credentials) {
    return typeof credentials === 'function' ? credentials : { ...credentials };
}

// EXTERNAL MODULE: ./lib/storage/refusals.js
var refusals = __webpack_require__(20932);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
;// CONCATENATED MODULE: ./lib/storage/s3/foreign-answer.js
/** What came instead of an answer of S3, in our own words: nothing of the answer itself is quoted. */
class ForeignAnswer extends Error {
    name = 'ForeignAnswer';
}
/** An answer that ends in the middle of its XML: worth being asked for again. */
class CutAnswer extends Error {
    name = 'CutAnswer';
}
/** An answer larger than any that S3 gives. */
class OversizedAnswer extends Error {
    name = 'OversizedAnswer';
}
/** The HTTP proxy before the store refused to pass the request on. */
class ProxyRefusal extends Error {
    name = 'ProxyRefusal';
}

;// CONCATENATED MODULE: ./lib/storage/s3/check-answer.js

/** MinIO says so, with a code of S3, where its console is asked for objects (its API has another port). */
const CONSOLE = /S3 (?:API )?Requests? (?:made to Console port|must be made to API port|should be sent to API port)/i;
/** Some gateways answer a listing of uploads with one of objects: any listing will do. */
const LISTING = /^List\w+Result$/;
/**
 * Judges an answer that has no body of S3's own: to HEAD, or to GetObject, whose body is the object's. A store has at least
 * one header of S3's own, or both of those that it must send with every object.
 * @throws ForeignAnswer, ProxyRefusal
 */
function checkHeaders({ headers, status }, ofObject) {
    if (status === 407)
        throw new ProxyRefusal('HTTP 407');
    if (speaksAsS3(headers))
        return;
    const html = isHtml(headers);
    if (status >= 300 && status < 400 && headers['location'] !== undefined)
        throw foreign('a redirect', status);
    if (status >= 500 || status === 429)
        return;
    const bare = ofObject && status < 300 && !(headers['etag'] && headers['last-modified']);
    if (html)
        throw foreign('a web page', status);
    if (bare)
        throw foreign('an answer without the headers of an object', status);
}
/**
 * Judges an answer by its body.
 * @throws ForeignAnswer, CutAnswer, ProxyRefusal
 */
function checkBody(answer, body, isListing) {
    const { headers, status } = answer;
    if (status === 407)
        throw new ProxyRefusal('HTTP 407');
    const root = rootOf(body);
    const isError = root.kind === 'xml' && /error/i.test(root.name);
    if (status >= 500)
        return isError && root.whole ? 'as it is' : 'without its body';
    if (status >= 300) {
        if (root.kind === 'empty') {
            if (status < 400)
                checkHeaders(answer, false);
            return 'as it is';
        }
        if (!isError) {
            if (status === 408 || status === 429 || (status < 400 && speaksAsS3(headers)))
                return 'without its body';
            throw foreign(KINDS[root.kind], status);
        }
        if (!root.whole)
            throw new CutAnswer(`HTTP ${status}`);
        if (CONSOLE.test(body))
            throw foreign('a refusal of its console, which is no API,', status);
        return 'as it is';
    }
    if (root.kind === 'empty' && !isListing)
        return 'as it is';
    if (root.kind !== 'xml')
        throw foreign(KINDS[root.kind], status);
    if (!root.whole)
        throw new CutAnswer(`<${root.name.slice(0, 64)}> has no end`);
    if (!isListing || LISTING.test(root.name))
        return 'as it is';
    if (isError)
        return 'as a failure';
    throw foreign('XML that is no listing', status);
}
const KINDS = {
    empty: 'nothing',
    html: 'a web page',
    other: 'something that is not XML',
    xml: 'XML that S3 does not know',
};
function foreign(what, status) {
    return new ForeignAnswer(`it answered with ${what} (HTTP ${status})`.replace(', (', ' ('));
}
function speaksAsS3(headers) {
    return Object.keys(headers).some(name => /^x-(?:amz|goog|rgw|minio|oss|obs|cos)-/.test(name));
}
function isHtml(headers) {
    return /^\s*(?:text\/html|application\/xhtml)/i.test(headers['content-type'] ?? '');
}
/** The outermost element of a text, without reading all of it. */
function rootOf(body) {
    const text = body.trim().replace(/^\ufeff/, '');
    if (text === '')
        return { kind: 'empty' };
    const start = /^(?:<\?[^>]*\?>\s*|<!--[^>]*-->\s*)*<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)([^>]*)>?/.exec(text);
    const [opening = '', name = '', rest = ''] = start ?? [];
    // Cut within its first line, or its first tag.
    if (!start)
        return /^<(?:\?xml|$)/.test(text) ? { kind: 'xml', name: '', whole: false } : notXml(text);
    if (/^html$/i.test(name))
        return { kind: 'html' };
    const whole = (opening.length === text.length && rest.endsWith('/')) ||
        new RegExp(`</(?:[\\w.-]+:)?${name.replaceAll('.', '\\.')}\\s*>$`).test(text.slice(-256));
    return { kind: 'xml', name, whole };
}
function notXml(text) {
    return { kind: /^<!doctype\s+html|^<html/i.test(text) ? 'html' : 'other' };
}

// EXTERNAL MODULE: ./node_modules/@smithy/node-http-handler/dist-cjs/index.js
var node_http_handler_dist_cjs = __webpack_require__(61279);
;// CONCATENATED MODULE: ./lib/storage/s3/sliced-bodies.js


/** How much of a body is handed to the connection at once, in bytes. */
const SLICE_BYTES = 256 * 1024;
/**
 * Sends large bodies slice by slice. TLS encrypts all that it is given at once, and keeps it until the network has taken
 * it: a part given whole is in memory twice (measured: 512 MiB more for a part of 512 MiB). The SDK itself still sees the
 * bytes, and so can send them again.
 */
class SlicedBodies extends node_http_handler_dist_cjs.NodeHttpHandler {
    handle(...[request, options]) {
        const { body } = request;
        if (!(body instanceof Uint8Array) || body.length <= SLICE_BYTES)
            return super.handle(request, options);
        // A copy: what is sent again begins with the bytes again.
        const sliced = request.clone();
        sliced.body = external_node_stream_.Readable.from(slices(body), { objectMode: false, highWaterMark: SLICE_BYTES });
        return super.handle(sliced, options);
    }
}
function* slices(bytes) {
    for (let at = 0; at < bytes.length; at += SLICE_BYTES)
        yield bytes.subarray(at, at + SLICE_BYTES);
}

;// CONCATENATED MODULE: ./lib/storage/s3/connection.js




/** A connection that isn't there by then is given up and tried again. Milliseconds. */
const CONNECT_MS = 10_000;
/** A page of a listing has a thousand keys of at most 1 KiB, each character of which may be written as six. Bytes. */
const LARGEST_ANSWER = 16 * 1024 * 1024;
/** S3's own are below 2 KiB. Bytes. */
const LARGEST_REFUSAL = 64 * 1024;
/**
 * The way to a store. What is not an answer of S3 never reaches the SDK, which would take a web page for an empty listing,
 * and reads answers of any size. An object's own bytes pass through.
 */
class StoreConnection {
    metadata = { handlerProtocol: 'http/1.1' };
    #usual;
    #patient;
    constructor({ agents, assemblingIdleMs, idleMs }) {
        const shared = {
            connectionTimeout: CONNECT_MS,
            ...(agents && { httpAgent: agents.http, httpsAgent: agents.https }),
        };
        this.#usual = new SlicedBodies({ ...shared, socketTimeout: idleMs });
        this.#patient = new SlicedBodies({ ...shared, socketTimeout: assemblingIdleMs });
    }
    async handle(request, options) {
        const handler = assembles(request) ? this.#patient : this.#usual;
        const handled = await handler.handle(request, options);
        // The SDK's requests for credentials (STS, SSO) come this way too, and have answers of their own.
        if (isOfS3(request))
            await evaluate(request, handled.response);
        return handled;
    }
    destroy() {
        this.#usual.destroy();
        this.#patient.destroy();
    }
    updateHttpClientConfig() {
        // All is said in the constructor.
    }
    httpHandlerConfigs() {
        return {};
    }
}
/** Its signature says which service a request is for. */
function isOfS3({ headers }) {
    return Object.entries(headers).some(([name, value]) => name.toLowerCase() === 'authorization' && /\/s3\/aws4_request/.test(value));
}
/** CompleteMultipartUpload, CopyObject and UploadPartCopy. */
function assembles({ headers, method, query }) {
    return (method === 'POST' && 'uploadId' in (query ?? {})) || 'x-amz-copy-source' in headers;
}
async function evaluate(request, response) {
    const { method, path, query = {} } = request;
    const { headers, statusCode: status } = response;
    const answer = { status, headers };
    try {
        const ofObject = query['x-id'] === 'GetObject' && status < 300;
        if (method === 'HEAD')
            return checkHeaders(answer, !isOfBucket(path));
        if (ofObject)
            return checkHeaders(answer, true);
        const limit = status < 300 ? LARGEST_ANSWER : LARGEST_REFUSAL;
        const body = await readWhole(response.body, limit);
        const isListing = ['list-type', 'versions', 'uploads'].some(name => method === 'GET' && name in query);
        const verdict = checkBody(answer, body.toString(), isListing);
        if (verdict === 'as a failure')
            response.statusCode = 500;
        response.body = external_node_stream_.Readable.from(verdict === 'without its body' || body.length === 0 ? [] : [body]);
    }
    catch (error) {
        destroyAndWait(response.body);
        throw error;
    }
}
/** HEAD of a bucket is asked of its root; one of a short key may be taken for it, and is judged by less. */
function isOfBucket(path) {
    return path.split('/').filter(segment => segment !== '').length <= 1;
}
async function readWhole(body, limit) {
    if (!(body instanceof external_node_stream_.Readable))
        return Buffer.alloc(0);
    const chunks = [];
    let bytes = 0;
    for await (const chunk of body) {
        const part = Buffer.from(chunk);
        bytes += part.length;
        if (bytes > limit)
            throw new OversizedAnswer(`more than ${limit} bytes`);
        chunks.push(part);
    }
    return Buffer.concat(chunks);
}
function destroyAndWait(body) {
    if (!(body instanceof external_node_stream_.Readable))
        return;
    body.on('error', () => { });
    body.destroy();
}

// EXTERNAL MODULE: ./lib/storage/s3/explain.js + 2 modules
var explain = __webpack_require__(2659);
// EXTERNAL MODULE: ./lib/storage/s3/failure.js
var failure = __webpack_require__(46786);
// EXTERNAL MODULE: ./lib/storage/s3/retries.js
var retries = __webpack_require__(27558);
;// CONCATENATED MODULE: ./lib/storage/s3/bucket.js







/** `client`: a connection to the same store that is there already. */
function openBucket(options, client = s3Client(options)) {
    const prefix = options.prefix.replaceAll(/^\/+|\/+$/g, '');
    const before = prefix === '' ? '' : `${prefix}/`;
    const url = (key) => `s3://${options.bucket}/${before}${key}`;
    return {
        client,
        options,
        common: {
            Bucket: options.bucket,
            ...(options.expectedBucketOwner && { ExpectedBucketOwner: options.expectedBucketOwner }),
        },
        fullKey: key => before + key,
        shortKey: full => (full.startsWith(before) ? full.slice(before.length) : undefined),
        url,
        ask: async (operation, key, signal, request) => {
            if (signal.aborted)
                throw (0,refusals/* cancelled */.KW)(signal);
            try {
                return await retries/* underWay */.Ki.run(`${operation} of ${url(key)}`, request);
            }
            catch (error) {
                if (signal.aborted)
                    throw (0,refusals/* cancelled */.KW)(signal);
                throw (0,explain/* explain */.W)({ operation, where: url(key), options, failure: (0,failure/* failureOf */.g5)(error) }, error);
            }
        },
    };
}
/** Without progress for so long, a request is given up for good. Milliseconds. */
const STALL_MS = 600_000;
/** A connection on which nothing moved for so long is taken for dead. Milliseconds. */
const IDLE_MS = 60_000;
/** How often what stalls is tried within all of the time. */
const STALLS = 3;
function s3Client(options) {
    const { agents, attempts, credentials, endpoint, report, stallTimeoutMs = STALL_MS } = options;
    // AWS's own variables come before the fallback, which is for stores that don't care.
    const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
    const region = options.region || AWS_REGION || AWS_DEFAULT_REGION || (endpoint ? 'us-east-1' : undefined);
    const assemblingIdleMs = Math.ceil(stallTimeoutMs / STALLS);
    return new dist_cjs/* S3Client */.YxF({
        ...(region && { region }),
        ...(endpoint && { endpoint }),
        ...(credentials && { credentials: forSdk(credentials) }),
        forcePathStyle: options.forcePathStyle ?? false,
        retryStrategy: new retries/* Retries */.fh({ attempts, stallTimeoutMs, report }),
        // Every checksum that we want is computed by us, while the bytes come in; the SDK's own would be another pass, and
        // stores other than AWS refuse its default.
        requestChecksumCalculation: 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED',
        requestHandler: new StoreConnection({
            agents,
            assemblingIdleMs,
            idleMs: Math.min(IDLE_MS, assemblingIdleMs),
        }),
    });
}


/***/ }),

/***/ 2659:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  W: () => (/* binding */ explain)
});

// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/storage/s3/explanations/request-errors.js
var request_errors = __webpack_require__(91914);
// EXTERNAL MODULE: ./lib/storage/s3/explanations/auth-errors.js
var auth_errors = __webpack_require__(18155);
// EXTERNAL MODULE: ./lib/core/sentence.js
var sentence = __webpack_require__(92998);
// EXTERNAL MODULE: ./lib/storage/s3/explanations/known-failure.js
var known_failure = __webpack_require__(57465);
;// CONCATENATED MODULE: ./lib/storage/s3/explanations/service-errors.js


/** The way to the store, and how it holds up. */
const ANSWERING = [
    {
        code: 'storage-unreachable',
        kind: 'storage',
        signs: ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EPROTO'],
        meaning: 'The endpoint has no address, or nothing that speaks its protocol accepts connections there.',
        message: trouble => (0,sentence/* sentence */.e)(`${(0,known_failure/* server */.E)(trouble)} cannot be reached (${trouble.failure.code})${(0,known_failure/* said */.a)(trouble)}`),
        fix: 'Check endpoint and region, and that the runner may reach it (DNS, firewall, proxy, IPv6).',
    },
    {
        code: 'storage-timeout',
        kind: 'storage',
        signs: ['ETIMEDOUT', 'TimeoutError', 'RequestTimeout', 'ECONNRESET', 'EPIPE', 408],
        meaning: 'The store stopped answering, or the connection to it broke, in each of several attempts.',
        message: trouble => `${(0,known_failure/* server */.E)(trouble)} stopped answering at ${trouble.where} (${trouble.failure.code}).`,
        fix: 'Run again; if it stays so, check the network between the runner and the store.',
    },
    {
        code: 'storage-not-s3',
        kind: 'storage',
        signs: ['ForeignAnswer'],
        meaning: 'Something else than an S3 store answers at the endpoint: a web page, a console, a captive portal or a proxy.',
        message: trouble => (0,sentence/* sentence */.e)(`What answers at ${(0,known_failure/* server */.E)(trouble)} is not an S3 store${(0,known_failure/* said */.a)(trouble)}`),
        fix: 'Give the address of the S3 API as endpoint: MinIO has its console on another port (9001) than its API (9000). A proxy or firewall on the way may answer too.',
        hint: ({ options }) => consoleHint(options.endpoint),
    },
    {
        code: 'storage-answer-unreadable',
        kind: 'storage',
        signs: ['CutAnswer', 'UnreadableAnswer'],
        meaning: 'An answer of the store ended in the middle, or is no valid XML, in each of several attempts.',
        message: trouble => `The answer of ${(0,known_failure/* server */.E)(trouble)} to ${trouble.operation} at ${trouble.where} is cut short or is not valid XML.`,
        fix: 'Run again; if it stays so, look for a proxy between the runner and the store that cuts answers.',
    },
    {
        code: 'storage-answer-too-large',
        kind: 'storage',
        signs: ['OversizedAnswer'],
        meaning: 'The store sent more than any answer of S3 has; it was not read to its end.',
        message: trouble => (0,sentence/* sentence */.e)(`${(0,known_failure/* server */.E)(trouble)} sent an answer to ${trouble.operation} that no S3 store gives${(0,known_failure/* said */.a)(trouble)}`),
        fix: 'Check what listens at the endpoint, and do not use it until that is explained.',
    },
    {
        code: 'storage-proxy-refused',
        kind: 'storage',
        signs: ['ProxyRefusal', 'ERR_PROXY_TUNNEL'],
        meaning: 'The proxy that HTTP_PROXY or HTTPS_PROXY names did not pass a request on to the store.',
        message: trouble => `The proxy of this machine refused to pass a request on to ${(0,known_failure/* server */.E)(trouble)}.`,
        fix: "Check HTTPS_PROXY (with the proxy's user and password, where it wants them), let the proxy allow the store's host, or name that host in NO_PROXY.",
    },
    {
        code: 'storage-certificate',
        kind: 'storage',
        signs: [
            'CERT_HAS_EXPIRED',
            'CERT_NOT_YET_VALID',
            'DEPTH_ZERO_SELF_SIGNED_CERT',
            'SELF_SIGNED_CERT_IN_CHAIN',
            'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
            'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
            'ERR_TLS_CERT_ALTNAME_INVALID',
        ],
        meaning: "The store's certificate is out of date, for another name, or of an authority that is not known.",
        message: trouble => `The certificate of ${(0,known_failure/* server */.E)(trouble)} was not accepted (${trouble.failure.code}).`,
        fix: 'Use the name that the certificate holds; for a private authority set NODE_EXTRA_CA_CERTS.',
    },
    {
        code: 'storage-throttled',
        kind: 'storage',
        signs: ['SlowDown', 'ServiceUnavailable', 'RequestLimitExceeded', 'TooManyRequests', 429, 503],
        meaning: 'The store takes no more requests for now, in each of several attempts.',
        message: trouble => `${(0,known_failure/* server */.E)(trouble)} asked to slow down, ${trouble.failure.attempts} times in a row, at ${trouble.where}.`,
        fix: 'Run again later, or at another time than the other jobs that use this bucket.',
    },
    {
        code: 'storage-conflict',
        kind: 'storage',
        signs: ['ConditionalRequestConflict', 'OperationAborted', 409],
        meaning: 'Another request worked on the same object or bucket at that moment, in each of two attempts.',
        message: trouble => `${trouble.where}: ${(0,known_failure/* server */.E)(trouble)} was at work on it for another request (${trouble.failure.code}).`,
        fix: 'Run again; if it stays so, look for another job that writes the same series, or changes the bucket.',
    },
    {
        code: 'storage-server-error',
        kind: 'storage',
        signs: ['InternalError', 500, 502, 504],
        meaning: 'The store failed by itself, in each of several attempts.',
        message: trouble => `${(0,known_failure/* server */.E)(trouble)} failed at ${trouble.where}, ${trouble.failure.attempts} times in a row (${trouble.failure.status ?? trouble.failure.code}).`,
        fix: "Run again; if it stays so, look at the store's health page or logs.",
    },
];
/** A bare port of MinIO's console is the commonest of these mistakes. */
function consoleHint(endpoint) {
    const url = URL.parse(endpoint ?? '');
    if (url?.port !== '9001')
        return undefined;
    url.port = '9000';
    return `Port 9001 is that of MinIO's console; its API is at ${url.origin}: give that as endpoint.`;
}

;// CONCATENATED MODULE: ./lib/storage/s3/explanations/table.js




/** Every known failure of a bucket. */
const S3_FAILURES = (0,errors/* defineErrors */.V)('storage', [
    ...ANSWERING,
    ...auth_errors/* ACCESS */.P,
    ...request_errors/* ASKING */.S1,
    request_errors/* STORAGE_OPTION_REFUSED */.fD,
    request_errors/* STORAGE_REFUSED */.Nc,
]);

// EXTERNAL MODULE: ./lib/storage/s3/operations.js
var operations = __webpack_require__(48900);
;// CONCATENATED MODULE: ./lib/storage/s3/explain.js




const BY_SIGN = new Map(S3_FAILURES.flatMap(failure => failure.signs.map(sign => [sign, failure])));
function lookUp({ failure: { code, status }, operation }) {
    // KMS's own errors come through S3 as "KMS.DisabledException" and the like.
    const known = BY_SIGN.get(code) ?? BY_SIGN.get(code.split('.')[0] ?? '') ?? BY_SIGN.get(status ?? 0);
    return known ?? ((0,operations/* beginsObject */.q)(operation) ? request_errors/* STORAGE_OPTION_REFUSED */.fD : request_errors/* STORAGE_REFUSED */.Nc);
}
/** Says what an error of the store means; an explained one passes as it is. */
function explain(trouble, cause) {
    if (cause instanceof errors/* BackupError */.hj)
        return cause;
    const known = lookUp(trouble);
    const { fix, hint, message } = known;
    return new errors/* BackupError */.hj({ ...(0,errors/* baseOf */.bx)(known), message: message(trouble), hint: hint?.(trouble) ?? fix }, cause);
}


/***/ }),

/***/ 18155:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ ACCESS),
/* harmony export */   W: () => (/* binding */ STORAGE_CLOCK_SKEW)
/* harmony export */ });
/* harmony import */ var _core_sentence_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(92998);
/* harmony import */ var _operations_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48900);
/* harmony import */ var _suspects_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(61852);
/* harmony import */ var _known_failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57465);




function permission({ failure, operation }) {
    return (0,_suspects_js__WEBPACK_IMPORTED_MODULE_1__/* .missingPermission */ .Up)(failure.text) ?? _operations_js__WEBPACK_IMPORTED_MODULE_0__/* .PERMISSION */ .o[operation];
}
/** The store's own code and what denied it, as far as either is known. */
function refusal({ failure: { code, status, text } }) {
    const known = code === 'Unknown' || code === 'UnknownError' ? 'no code' : code;
    return [`${status ?? ''} ${known}`.trim(), (0,_suspects_js__WEBPACK_IMPORTED_MODULE_1__/* .denyingPolicy */ .Nx)(text)].filter(Boolean).join(': ');
}
function policyHint(trouble) {
    const policy = (0,_suspects_js__WEBPACK_IMPORTED_MODULE_1__/* .denyingPolicy */ .Nx)(trouble.failure.text);
    if (policy === undefined)
        return undefined;
    return `Change what denies it: ${policy}. ${permission(trouble)} has to be allowed for ${trouble.where}.`;
}
const STORAGE_CLOCK_SKEW = {
    code: 'storage-clock-skew',
    kind: 'storage',
    signs: ['RequestTimeTooSkewed'],
    meaning: 'The clocks of this machine and of the store are more than 15 minutes apart.',
    message: trouble => `The clock of this machine differs from that of ${(0,_known_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .server */ .E)(trouble)} by more than 15 minutes.`,
    fix: 'Set the clock (timedatectl, chrony); signatures hold the time.',
};
/** Credentials and what they may do. */
const ACCESS = [
    {
        code: 'storage-denied',
        kind: 'storage',
        signs: ['AccessDenied', 'AllAccessDisabled', 'AccountProblem', 403],
        meaning: 'The credentials may not do what was asked; the message names the permission.',
        message: trouble => `${trouble.where}: ${trouble.operation} was denied (${refusal(trouble)}); ${permission(trouble)} is missing.`,
        fix: 'Allow it for these credentials, and check the bucket policy, expected-bucket-owner and KMS key policy.',
        hint: trouble => policyHint(trouble) ??
            (permission(trouble) === 's3:GetObject' && trouble.operation === 'HeadObject'
                ? 'Allow s3:GetObject on the objects and s3:ListBucket on the bucket (without it a missing object looks forbidden).'
                : `Allow ${permission(trouble)} for these credentials, and check the bucket policy, expected-bucket-owner and KMS key policy.`),
    },
    {
        code: 'storage-no-credentials',
        kind: 'storage',
        signs: ['CredentialsProviderError'],
        meaning: "Neither the inputs nor AWS's usual places (environment, profile, OIDC, instance) have credentials.",
        message: ({ where }) => `No credentials for ${where} were found.`,
        fix: 'Give role-to-assume (the job needs id-token: write), or aws-access-key-id and aws-secret-access-key.',
    },
    {
        code: 'storage-access-key-unknown',
        kind: 'storage',
        signs: ['InvalidAccessKeyId'],
        meaning: 'The store does not know the access key id.',
        message: trouble => `${(0,_known_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .server */ .E)(trouble)} does not know the access key id.`,
        fix: 'Check which credentials are used, and that they belong to this store; temporary ones also need their session token.',
    },
    {
        code: 'storage-signature-rejected',
        kind: 'storage',
        signs: ['SignatureDoesNotMatch'],
        meaning: 'The secret access key does not belong to the access key id, or was copied wrongly.',
        message: trouble => `${(0,_known_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .server */ .E)(trouble)} rejected the signature: the secret access key does not belong to the access key id.`,
        fix: 'Check the secret access key (no space or line break around it), and the region for stores other than AWS.',
    },
    {
        code: 'storage-token-expired',
        kind: 'storage',
        signs: ['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired'],
        meaning: 'The credentials expired before the backup was done.',
        message: ({ where }) => `The credentials for ${where} have expired.`,
        fix: 'Give role-to-assume, whose session is renewed while the step runs; keys of a session that others made must outlast it.',
    },
    {
        code: 'storage-token-invalid',
        kind: 'storage',
        signs: ['InvalidToken'],
        meaning: 'The store does not accept the session token.',
        message: trouble => `${(0,_known_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .server */ .E)(trouble)} does not accept the session token.`,
        fix: 'Get fresh credentials; static keys must come without a session token of others.',
    },
    STORAGE_CLOCK_SKEW,
    {
        code: 'storage-kms-key-unusable',
        kind: 'storage',
        signs: ['KMS'],
        meaning: 'The KMS key that the bucket or sse-kms-key-id names is missing, disabled or not allowed.',
        message: trouble => (0,_core_sentence_js__WEBPACK_IMPORTED_MODULE_3__/* .sentence */ .e)(`The KMS key of bucket ${trouble.options.bucket} cannot be used (${trouble.failure.code})${(0,_known_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .said */ .a)(trouble)}`),
        fix: "Check sse-kms-key-id, that the key is enabled and in the bucket's region, and kms:GenerateDataKey and kms:Decrypt.",
    },
];


/***/ }),

/***/ 57465:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ server),
/* harmony export */   a: () => (/* binding */ said)
/* harmony export */ });
function server({ options }) {
    return options.endpoint ?? 'Amazon S3';
}
/** Node's words, to follow a message; a store's own are not repeated: they may hold anything. */
function said({ failure }) {
    return failure.ours ? `: ${failure.ours}` : '';
}


/***/ }),

/***/ 91914:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hi: () => (/* binding */ STORAGE_TOO_LARGE),
/* harmony export */   Nc: () => (/* binding */ STORAGE_REFUSED),
/* harmony export */   S1: () => (/* binding */ ASKING),
/* harmony export */   fD: () => (/* binding */ STORAGE_OPTION_REFUSED)
/* harmony export */ });
/* harmony import */ var _core_sentence_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92998);
/* harmony import */ var _suspects_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61852);
/* harmony import */ var _known_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57465);



const STORAGE_TOO_LARGE = {
    code: 'storage-too-large',
    kind: 'storage',
    signs: ['EntityTooLarge'],
    meaning: 'The object is larger, or has more parts, than the store takes.',
    message: ({ where }) => `${where} is larger than the store allows.`,
    fix: "Exclude tables, or compress more; S3 takes 5 TiB, some stores less (set max-parts to the provider's limit).",
};
/** What was asked of the store: its bucket, the object, and how it shall be kept. */
const ASKING = [
    {
        code: 'storage-bucket-missing',
        kind: 'storage',
        signs: ['NoSuchBucket', 'InvalidBucketName'],
        meaning: 'The store has no bucket of that name.',
        message: trouble => `There is no bucket ${trouble.options.bucket} at ${(0,_known_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .server */ .E)(trouble)}.`,
        fix: 'Create it, or check its name, the endpoint and whose credentials these are.',
    },
    {
        code: 'storage-region-missing',
        kind: 'input',
        signs: ['RegionMissing'],
        meaning: 'Neither an input nor the environment has the region of the bucket.',
        message: ({ options }) => `No region is known for bucket ${options.bucket}.`,
        fix: 'Set region (or AWS_REGION).',
    },
    {
        code: 'storage-wrong-region',
        kind: 'storage',
        signs: [
            'PermanentRedirect',
            'Redirect',
            'TemporaryRedirect',
            'AuthorizationHeaderMalformed',
            'IllegalLocationConstraintException',
            301,
            307,
        ],
        meaning: 'The bucket is in another region than the one that was configured.',
        message: ({ options, failure }) => `Bucket ${options.bucket} is not in region ${options.region ?? 'that was configured'}${failure.region ? ` but in ${failure.region}` : ''}.`,
        fix: 'Set region to the one that the bucket is in.',
        hint: ({ failure }) => failure.region && `Set region: ${failure.region}.`,
    },
    {
        code: 'storage-class-unknown',
        kind: 'storage',
        signs: ['InvalidStorageClass'],
        meaning: 'The store does not have the storage class.',
        message: trouble => `${(0,_known_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .server */ .E)(trouble)} does not have the storage class ${trouble.options.storageClass ?? 'of the upload'}.`,
        fix: 'Check storage-class; stores other than AWS often have STANDARD only.',
    },
    STORAGE_TOO_LARGE,
    {
        code: 'storage-checksum-refused',
        kind: 'storage',
        signs: ['BadDigest', 'InvalidDigest', 'XAmzContentSHA256Mismatch', 'XAmzContentChecksumMismatch'],
        meaning: 'The bytes that arrived at the store have another checksum than was sent with them.',
        message: trouble => `${trouble.where}: ${(0,_known_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .server */ .E)(trouble)} computed another checksum than was sent with the bytes (${trouble.failure.code}).`,
        fix: 'Run again; if it happens every time, the store does not know this checksum: set checksum to crc32 or none.',
    },
    {
        code: 'storage-archived',
        kind: 'storage',
        signs: ['InvalidObjectState'],
        meaning: 'The object is in an archive class, from which it has to be fetched first.',
        message: ({ where }) => `${where} is in an archive class and cannot be read at once.`,
        fix: 'Ask the store to restore it first (aws s3api restore-object), then run again.',
    },
];
/** The store refused to begin an object, and did not say why in words that are known. */
const STORAGE_OPTION_REFUSED = {
    code: 'storage-option-refused',
    kind: 'storage',
    signs: ['NotImplemented'],
    meaning: 'The store refused to begin the object, usually for an option of the upload that it does not have.',
    message: trouble => (0,_core_sentence_js__WEBPACK_IMPORTED_MODULE_1__/* .sentence */ .e)(`${(0,_known_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .server */ .E)(trouble)} refused to begin ${trouble.where} (${trouble.failure.code})${(0,_known_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .said */ .a)(trouble)}`),
    fix: "Check the bucket's name, the endpoint, and what stores other than AWS may not have: sse, storage-class, object-lock-mode, tags, checksum.",
    hint: ({ options, operation }) => {
        const { storageClass: _ofBackups, ...ofCompanions } = options;
        const chosen = (0,_suspects_js__WEBPACK_IMPORTED_MODULE_2__/* .chosenOptions */ .bM)(operation === 'PutObject' ? ofCompanions : options);
        return chosen.length > 0
            ? `Check what it may not support: ${chosen.join(', ')}. Stores without encryption of their own need sse: none.`
            : "Check the bucket's name and the endpoint.";
    },
};
/** Everything that is not known. */
const STORAGE_REFUSED = {
    code: 'storage-refused',
    kind: 'storage',
    signs: [],
    meaning: 'The store refused a request for a reason that has no row of its own; its code is quoted.',
    message: trouble => (0,_core_sentence_js__WEBPACK_IMPORTED_MODULE_1__/* .sentence */ .e)(`${trouble.where}: ${trouble.operation} was refused (${[trouble.failure.status, trouble.failure.code].filter(Boolean).join(' ')})${(0,_known_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .said */ .a)(trouble)}`),
    fix: "Look the code up in the store's documentation; debug logging (ACTIONS_STEP_DEBUG) shows the store's own words.",
};


/***/ }),

/***/ 46786:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ck: () => (/* binding */ isTaken),
/* harmony export */   GZ: () => (/* binding */ isDenied),
/* harmony export */   Ky: () => (/* binding */ refusesConditions),
/* harmony export */   ST: () => (/* binding */ isGone),
/* harmony export */   dh: () => (/* binding */ isConflict),
/* harmony export */   dk: () => (/* binding */ mayHaveHappened),
/* harmony export */   g5: () => (/* binding */ failureOf),
/* harmony export */   jq: () => (/* binding */ hasNoSuchFeature)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(53711);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);


/** Reads an error; one that was explained already is read through its cause. */
function failureOf(error) {
    if (error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj)
        return failureOf(error.cause);
    if (!(error instanceof Error))
        return { code: String(error), attempts: 1, text: '' };
    const text = error.message === 'UnknownError' ? '' : error.message;
    const attempts = attemptsOf(error);
    if (!(error instanceof _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_1__/* .S3ServiceException */ .Hcp))
        return { code: codeOf(error), attempts, text: '', ...oursOf(error) };
    const { httpStatusCode: status } = error.$metadata;
    const region = regionOf(error);
    const code = PLAIN_CODE.test(error.name) ? error.name : 'a code that is no word';
    return { code, attempts, text, ...(status && { status }), ...(region && { region }) };
}
/** Codes of S3 and of the stores that imitate it are words, some with a service before them: `KMS.DisabledException`. */
const PLAIN_CODE = /^[A-Za-z][A-Za-z0-9._-]{0,63}$/;
/** What could not be parsed is in the SDK's message, and must not be repeated. */
function oursOf(error) {
    return codeOf(error) === UNREADABLE ? {} : { ours: error.message.slice(0, 300) };
}
/** The SDK could not make sense of an answer, and has no name of its own for that. */
const UNREADABLE = 'UnreadableAnswer';
function codeOf(error) {
    if ('$response' in error)
        return UNREADABLE;
    if ('code' in error && typeof error.code === 'string')
        return error.code;
    // The SDK has no name of its own for this one.
    if (error.message.startsWith('Region is missing'))
        return 'RegionMissing';
    return error.name;
}
function attemptsOf(error) {
    if (!('$metadata' in error) || typeof error.$metadata !== 'object' || error.$metadata === null)
        return 1;
    return 'attempts' in error.$metadata && typeof error.$metadata.attempts === 'number'
        ? error.$metadata.attempts
        : 1;
}
function regionOf(error) {
    const header = error.$response?.headers['x-amz-bucket-region'];
    const region = header ?? ('Region' in error ? error.Region : undefined);
    return typeof region === 'string' && /^[a-z0-9-]{1,40}$/i.test(region) ? region : undefined;
}
/** The request may have been carried out although its answer was lost: it was repeated, or ended without an answer. */
function mayHaveHappened(failure) {
    return failure.attempts > 1 || failure.status === undefined || failure.status >= 500;
}
const GONE = new Set(['NoSuchUpload', 'NoSuchKey', 'NotFound']);
/** The object or upload does not exist. Ceph says NoSuchKey of an upload that is gone. */
function isGone(failure) {
    return GONE.has(failure.code) || (failure.status === 404 && failure.code !== 'NoSuchBucket');
}
/** The condition "only if the key is free" was not met. */
function isTaken(failure) {
    return failure.status === 412;
}
/**
 * Something else was going on with the key at that moment (`ConditionalRequestConflict`, `OperationAborted`); some stores
 * say so of a taken key too.
 */
function isConflict(failure) {
    return failure.status === 409;
}
const NO_CONDITIONS = new Set(['NotImplemented', 'UnsupportedOperation', 'UnsupportedHeader']);
/** The store does not know conditional writes. */
function refusesConditions(failure) {
    return failure.status === 501 || NO_CONDITIONS.has(failure.code);
}
const NO_FEATURE = new Set(['NotImplemented', 'UnsupportedOperation', 'MethodNotAllowed']);
/** The store does not know the request at all. */
function hasNoSuchFeature(failure) {
    return failure.status === 501 || failure.status === 405 || NO_FEATURE.has(failure.code);
}
/** The credentials may not do what was asked; other refusals with the same status concern the credentials themselves. */
function isDenied(error) {
    return error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj && error.code === 'storage-denied';
}


/***/ }),

/***/ 48900:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ PERMISSION),
/* harmony export */   q: () => (/* binding */ beginsObject)
/* harmony export */ });
/**
 * The permission that each request needs (S3's service authorization reference). `DeleteObjectVersion` is a request of
 * ours for a version, no matter what S3 calls it.
 */
const PERMISSION = {
    ListObjectsV2: 's3:ListBucket',
    ListMultipartUploads: 's3:ListBucketMultipartUploads',
    HeadObject: 's3:GetObject',
    GetObject: 's3:GetObject',
    PutObject: 's3:PutObject',
    CreateMultipartUpload: 's3:PutObject',
    UploadPart: 's3:PutObject',
    CompleteMultipartUpload: 's3:PutObject',
    AbortMultipartUpload: 's3:AbortMultipartUpload',
    ListParts: 's3:ListMultipartUploadParts',
    DeleteObject: 's3:DeleteObject',
    DeleteObjects: 's3:DeleteObject',
    DeleteObjectVersion: 's3:DeleteObjectVersion',
    ListObjectVersions: 's3:ListBucketVersions',
    GetBucketVersioning: 's3:GetBucketVersioning',
    GetObjectLockConfiguration: 's3:GetBucketObjectLockConfiguration',
    GetObjectRetention: 's3:GetObjectRetention',
    GetObjectLegalHold: 's3:GetObjectLegalHold',
    PutObjectRetention: 's3:PutObjectRetention',
    CopyObject: 's3:PutObject',
    UploadPartCopy: 's3:PutObject',
    GetObjectAttributes: 's3:GetObjectAttributes',
    HeadBucket: 's3:ListBucket',
    GetPublicAccessBlock: 's3:GetBucketPublicAccessBlock',
    GetBucketPolicyStatus: 's3:GetBucketPolicyStatus',
};
/** Requests that begin an object, where the options of the upload are checked. */
const BEGINS = new Set([
    'PutObject',
    'CreateMultipartUpload',
    'CopyObject',
]);
function beginsObject(operation) {
    return BEGINS.has(operation);
}


/***/ }),

/***/ 27558:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ki: () => (/* binding */ underWay),
/* harmony export */   XF: () => (/* binding */ isStall),
/* harmony export */   fh: () => (/* binding */ Retries)
/* harmony export */ });
/* harmony import */ var node_async_hooks__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16698);

/** With the backoff below, an outage of up to about 12 s is survived. */
const ATTEMPTS = 8;
/** Each of them has waited for all of the idle time already. */
const STALLED_ATTEMPTS = 3;
/** Doubled with each attempt, with jitter. Milliseconds. */
const PAUSE_MS = 100;
const THROTTLED_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 20_000;
/** How much longer than that the store may ask to wait. Milliseconds. */
const MOST_ASKED_MS = 5_000;
/** What the request under way is about, for the log: the SDK does not say it where requests are repeated. */
const underWay = new node_async_hooks__WEBPACK_IMPORTED_MODULE_0__.AsyncLocalStorage();
class Attempt {
    count;
    stalls;
    pauseMs;
    beganMs;
    constructor(count, stalls, pauseMs, beganMs) {
        this.count = count;
        this.stalls = stalls;
        this.pauseMs = pauseMs;
        this.beganMs = beganMs;
    }
    getRetryCount() {
        return this.count;
    }
    getRetryDelay() {
        return this.pauseMs;
    }
    getRetryCost() {
        return undefined;
    }
}
/**
 * How requests are sent again: what fails at once often and soon, what stalls a few times only, and each with a line in the
 * log, so that nothing waits in silence.
 */
class Retries {
    #options;
    #attempts;
    constructor(options) {
        this.#options = options;
        this.#attempts = options.attempts ?? ATTEMPTS;
    }
    async acquireInitialRetryToken() {
        return new Attempt(0, 0, 0, performance.now());
    }
    /** Throws where the request is not to be sent again; the SDK then throws the request's own error. */
    async refreshRetryTokenForRetry(token, trouble) {
        const before = token instanceof Attempt ? token : new Attempt(token.getRetryCount(), 0, 0, 0);
        const { error, errorType } = trouble;
        const stalled = isStall(error);
        const repeatable = stalled || errorType === 'TRANSIENT' || errorType === 'THROTTLING';
        const count = before.count + 1;
        const stalls = before.stalls + (stalled ? 1 : 0);
        const limit = stalled ? Math.min(STALLED_ATTEMPTS, this.#attempts) : this.#attempts;
        const over = performance.now() - before.beganMs >= this.#options.stallTimeoutMs;
        if (!repeatable || count >= this.#attempts || stalls >= STALLED_ATTEMPTS || over)
            throw new Error('given up');
        const pauseMs = pauseBefore(count, trouble);
        this.#options.report?.(`${underWay.getStore() ?? 'S3 request'}: ${wordsOf(error)}; attempt ${count + 1} of at most ${limit} in ${(pauseMs / 1000).toFixed(1)} s`);
        return new Attempt(count, stalls, pauseMs, before.beganMs);
    }
    recordSuccess() {
        // Nothing is kept from one request to the next.
    }
}
/** Waited for, in vain, for the whole of the time that it had; or an answer that was cut short. */
function isStall(error) {
    if (!(error instanceof Error))
        return false;
    return (error.name === 'TimeoutError' ||
        error.name === 'CutAnswer' ||
        ('code' in error && error.code === 'ETIMEDOUT'));
}
function pauseBefore(attempt, { errorType, retryAfterHint }) {
    const base = errorType === 'THROTTLING' ? THROTTLED_PAUSE_MS : PAUSE_MS;
    const pauseMs = Math.min(LONGEST_PAUSE_MS, Math.random() * base * 2 ** attempt);
    const askedMs = retryAfterHint ? retryAfterHint.getTime() - Date.now() : 0;
    return Math.max(pauseMs, Math.min(askedMs, pauseMs + MOST_ASKED_MS));
}
/** The kind of failure: a status, a code or a name, never words of the store. */
function wordsOf(error) {
    if (!(error instanceof Error))
        return 'failed';
    if (error.name === 'CutAnswer')
        return 'the answer was cut short';
    if (isStall(error))
        return 'no answer in time';
    const metadata = '$metadata' in error ? error.$metadata : undefined;
    const status = typeof metadata === 'object' && metadata && 'httpStatusCode' in metadata
        ? metadata.httpStatusCode
        : undefined;
    if (typeof status === 'number')
        return `HTTP ${status}`;
    const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
    return /^\w{1,40}$/.test(code) ? code : 'failed';
}


/***/ }),

/***/ 61852:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Nx: () => (/* binding */ denyingPolicy),
/* harmony export */   Up: () => (/* binding */ missingPermission),
/* harmony export */   bM: () => (/* binding */ chosenOptions)
/* harmony export */ });
/** AWS names the missing action in its message: "… is not authorized to perform: kms:GenerateDataKey on resource …". */
function missingPermission(text) {
    return /authorized to perform:? ((?:s3|s3express|kms|sts):[A-Za-z]{3,40})\b/i.exec(text)?.[1];
}
/** Kinds of policies, as AWS names them at the end of a denial, and what they are called here. */
const POLICIES = [
    [/VPC endpoint policy/i, 'the policy of the VPC endpoint'],
    [/service control policy/i, 'a service control policy of the organization'],
    [/resource control policy/i, 'a resource control policy of the organization'],
    [/permissions boundary/i, 'the permissions boundary of the role'],
    [/session policy/i, 'the policy of the role session'],
    [/resource-based policy/i, 'the policy of the bucket or key'],
    [/identity-based policy/i, 'the policy of the user or role'],
];
/** Which policy denies a request, in words of ours; undefined where the store does not say it in words that are known. */
function denyingPolicy(text) {
    const policy = POLICIES.find(([pattern]) => pattern.test(text))?.[1];
    return policy && `${policy} ${/explicit deny/i.test(text) ? 'denies it' : 'does not allow it'}`;
}
/** The options of an upload that not every store has, as the user wrote them. */
function chosenOptions(options) {
    const { sse, storageClass, objectLock, tags, checksum } = options;
    return [
        sse && sse.kind !== 'none' ? `sse: ${sse.kind}` : '',
        sse?.kind === 'aws:kms' && sse.keyId ? `sse-kms-key-id: ${sse.keyId}` : '',
        storageClass ? `storage-class: ${storageClass}` : '',
        objectLock
            ? `object-lock-mode: ${objectLock.mode} (the bucket must have been made with Object Lock)`
            : '',
        tags && Object.keys(tags).length > 0 ? 'tags' : '',
        checksum && checksum !== 'none' ? `checksum: ${checksum}` : '',
    ].filter(Boolean);
}


/***/ })

};
