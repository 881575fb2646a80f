export const id = 15;
export const ids = [15];
export const modules = {

/***/ 92998:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ sentence)
/* harmony export */ });
/** A message that ends with the words of another program, as one line and one sentence: their period is not doubled. */
function sentence(text) {
    const line = text.trim().replaceAll(/\s+/g, ' ');
    return /[.!?…]$/.test(line) ? line : `${line}.`;
}


/***/ }),

/***/ 15336:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s3Store: () => (/* binding */ s3Store)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-s3/dist-cjs/index.js
var dist_cjs = __webpack_require__(53711);
// EXTERNAL MODULE: ./lib/storage/refusals.js
var refusals = __webpack_require__(20932);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./lib/storage/s3/checksum.js


const RUNNING = {
    sha256: runningSha256,
    crc32: runningCrc32,
    none: () => ({ update: () => { }, digest: () => Buffer.alloc(0) }),
};
function runningChecksum(kind) {
    return RUNNING[kind]();
}
function runningSha256() {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    return { update: bytes => void hash.update(bytes), digest: () => hash.digest() };
}
function runningCrc32() {
    let value = 0;
    return {
        update: bytes => {
            value = (0,external_node_zlib_.crc32)(bytes, value);
        },
        digest: () => {
            const digest = Buffer.alloc(4);
            digest.writeUInt32BE(value);
            return digest;
        },
    };
}
/** The checksum of some bytes, for objects that are sent whole. */
function checksumOf(kind, bytes) {
    const running = runningChecksum(kind);
    running.update(bytes);
    return running.digest();
}
/** What the store must report for an object sent whole; undefined where no checksum is sent. */
function wholeChecksum(kind, digest) {
    return kind === 'none' ? undefined : { algorithm: kind, value: digest.toString('base64') };
}
const OVER_PARTS = {
    sha256: compositeSha256,
    crc32: wholeCrc32,
    none: () => ({ add: () => { }, value: () => undefined }),
};
function objectChecksum(kind) {
    return OVER_PARTS[kind]();
}
/** The SHA-256 over the parts' SHA-256s, and their number (S3 user guide, "Checking object integrity": composite). */
function compositeSha256() {
    const digests = runningSha256();
    let parts = 0;
    return {
        add: (_part, digest) => {
            digests.update(digest);
            parts += 1;
        },
        value: () => ({
            algorithm: 'sha256-composite',
            value: `${digests.digest().toString('base64')}-${parts}`,
        }),
    };
}
/** CRC32s of parts can be joined to that of the whole, and Ceph does nothing else: so the whole is what is asked for. */
function wholeCrc32() {
    const whole = runningCrc32();
    return {
        add: part => whole.update(part),
        value: () => wholeChecksum('crc32', whole.digest()),
    };
}
/** The fields that say which checksum a multipart upload will carry. */
function multipartChecksumFields(kind) {
    if (kind === 'none')
        return {};
    return {
        ...algorithmField(kind),
        ChecksumType: kind === 'crc32' ? 'FULL_OBJECT' : 'COMPOSITE',
    };
}
/** The fields of a request that begin something with a checksum. */
function algorithmField(kind) {
    if (kind === 'none')
        return {};
    return { ChecksumAlgorithm: kind === 'sha256' ? 'SHA256' : 'CRC32' };
}
/** The field of a request that carries the checksum itself. */
function valueField(kind, digest) {
    if (kind === 'none')
        return {};
    const value = digest.toString('base64');
    return kind === 'sha256' ? { ChecksumSHA256: value } : { ChecksumCRC32: value };
}
/** What an answer of the store says of the object's checksum. Composite ones end in the number of parts. */
function reportedChecksum(answer) {
    const { ChecksumSHA256: sha256, ChecksumCRC32: crc } = answer;
    if (sha256)
        return { algorithm: sha256.includes('-') ? 'sha256-composite' : 'sha256', value: sha256 };
    if (crc)
        return { algorithm: crc.includes('-') ? 'crc32-composite' : 'crc32', value: crc };
    return undefined;
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/storage/s3/failure.js
var s3_failure = __webpack_require__(46786);
;// CONCATENATED MODULE: ./lib/storage/s3/pages.js

/** Twenty million objects: no series of backups comes near that. */
const MOST_PAGES = 20_000;
const STORAGE_LISTING_CUT = (0,errors/* defineError */.MP)({
    topic: 'storage',
    code: 'storage-listing-cut',
    kind: 'storage',
    meaning: 'The store said that its listing goes on, and not where; nothing is decided by half a listing.',
    fix: 'Run again; if it stays so, the store does not list as S3 does.',
});
const STORAGE_LISTING_ENDLESS = (0,errors/* defineError */.MP)({
    topic: 'storage',
    code: 'storage-listing-endless',
    kind: 'storage',
    meaning: 'The pages of a listing go in a circle, or have no end.',
    fix: 'Do not use this store until that is explained; a proxy before it may answer from its cache.',
});
/** The pages of one listing, which a store must give one after another, and not for ever. */
class Pages {
    #bucket;
    #seen = new Set();
    constructor(bucket) {
        this.#bucket = bucket;
    }
    /**
     * Where the next page of the listing begins, or undefined after the last one.
     * @throws BackupError `storage-listing-cut` where more follows and the store does not say from where: a listing that ends
     *   early must not be taken for a whole one; `storage-listing-endless` where it goes back to a page that it had
     */
    next(truncated, from) {
        if (!truncated)
            return undefined;
        const { bucket } = this.#bucket.options;
        if (!from)
            throw new errors/* BackupError */.hj({
                ...STORAGE_LISTING_CUT,
                message: `The listing of bucket ${bucket} ended before its end: the store did not say where it goes on.`,
            });
        const place = JSON.stringify(from);
        if (this.#seen.has(place) || this.#seen.size >= MOST_PAGES)
            throw new errors/* BackupError */.hj({
                ...STORAGE_LISTING_ENDLESS,
                message: `The listing of bucket ${bucket} has no end: after ${this.#seen.size} pages the store ${this.#seen.has(place) ? 'went back to one that it had sent' : 'still had more'}.`,
            });
        this.#seen.add(place);
        return from;
    }
}

;// CONCATENATED MODULE: ./lib/storage/s3/uploads.js



/** Every unfinished upload of keys that begin with the prefix, asked for page by page. */
async function* listUploads(bucket, fullPrefix, signal) {
    const pages = new Pages(bucket);
    let from;
    do {
        const command = new dist_cjs/* ListMultipartUploadsCommand */.mo2({ ...bucket.common, Prefix: fullPrefix, ...from });
        const page = await bucket.ask('ListMultipartUploads', bucket.shortKey(fullPrefix) ?? '', signal, () => bucket.client.send(command, { abortSignal: signal }));
        for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
            // Without its time an upload counts as begun just now, and so is left alone.
            if (Key && UploadId)
                yield { fullKey: Key, uploadId: UploadId, begun: Initiated ?? new Date() };
        }
        const { NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page;
        const next = KeyMarker ? { KeyMarker, ...(UploadIdMarker && { UploadIdMarker }) } : undefined;
        from = pages.next(page.IsTruncated, next);
    } while (from);
}
async function* unfinishedUploads(bucket, prefix, signal) {
    for await (const { fullKey, uploadId, begun } of listUploads(bucket, bucket.fullKey(prefix), signal)) {
        const key = bucket.shortKey(fullKey);
        const trace = { kind: 'multipart', bucket: bucket.options.bucket, key: fullKey, uploadId };
        if (key)
            yield { key, begun, trace };
    }
}
/** When the newest part of an upload was stored, or it was begun; undefined where its parts may not be listed. */
async function lastActivity(bucket, { begun, trace }, signal) {
    if (trace.kind !== 'multipart' || trace.uploadId === undefined)
        return undefined;
    const { key: Key, uploadId: UploadId } = trace;
    const pages = new Pages(bucket);
    let newest = begun.getTime();
    let from;
    try {
        do {
            const command = new dist_cjs/* ListPartsCommand */.m9c({ ...bucket.common, Key, UploadId, ...from });
            const page = await bucket.ask('ListParts', bucket.shortKey(Key) ?? '', signal, () => bucket.client.send(command, { abortSignal: signal }));
            for (const { LastModified } of page.Parts ?? [])
                newest = Math.max(newest, LastModified?.getTime() ?? 0);
            const marker = page.NextPartNumberMarker;
            from = pages.next(page.IsTruncated, marker ? { PartNumberMarker: marker } : undefined);
        } while (from);
        return new Date(newest);
    }
    catch (error) {
        if (!signal.aborted &&
            ((0,s3_failure/* isDenied */.GZ)(error) || (0,s3_failure/* isGone */.ST)((0,s3_failure/* failureOf */.g5)(error)) || (0,s3_failure/* hasNoSuchFeature */.jq)((0,s3_failure/* failureOf */.g5)(error))))
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/storage/s3/discard.js





/** Parts that were on their way may land after the first abort (S3 API reference, AbortMultipartUpload). */
const ROUNDS = 20;
const BETWEEN_MS = 250;
/** How long cleaning up may take, no matter what became of the run's own signal. Milliseconds. */
const CLEAN_UP_MS = 30_000;
const STORAGE_UPLOAD_NOT_ABORTED = (0,errors/* defineError */.MP)({
    topic: 'storage',
    code: 'storage-upload-not-aborted',
    kind: 'storage',
    meaning: 'An upload was aborted again and again, and the store still has parts of it, which cost money.',
    fix: 'Add a lifecycle rule to the bucket that aborts incomplete multipart uploads after a day.',
});
/** Aborts an upload again and again until the store knows it no more. Idempotent. */
async function discardUpload(bucket, upload, signal) {
    for (let round = 1; round <= ROUNDS; round++) {
        if ((await abortOnce(bucket, upload, signal)) === 'gone')
            return;
        const left = await partsLeft(bucket, upload, signal);
        // Who may not list parts, or a store that can't, has the second abort's answer to go by.
        if (left === 'gone' || (left === 'unknown' && round > 1))
            return;
        await (0,promises_.setTimeout)(BETWEEN_MS, undefined, { signal });
    }
    throw new errors/* BackupError */.hj({
        ...STORAGE_UPLOAD_NOT_ABORTED,
        message: `The upload of s3://${bucket.options.bucket}/${upload.fullKey} was aborted, but the store still has parts of it.`,
    });
}
async function abortOnce(bucket, upload, signal) {
    try {
        await bucket.ask('AbortMultipartUpload', bucket.shortKey(upload.fullKey) ?? '', signal, () => bucket.client.send(new dist_cjs/* AbortMultipartUploadCommand */.tfP(request(bucket, upload)), { abortSignal: signal }));
        return 'accepted';
    }
    catch (error) {
        if (!signal.aborted && (0,s3_failure/* isGone */.ST)((0,s3_failure/* failureOf */.g5)(error)))
            return 'gone';
        throw error;
    }
}
async function partsLeft(bucket, upload, signal) {
    try {
        await bucket.client.send(new dist_cjs/* ListPartsCommand */.m9c(request(bucket, upload)), { abortSignal: signal });
        return 'some';
    }
    catch (error) {
        return (0,s3_failure/* isGone */.ST)((0,s3_failure/* failureOf */.g5)(error)) ? 'gone' : 'unknown';
    }
}
function request(bucket, { fullKey, uploadId }) {
    return { ...bucket.common, Key: fullKey, UploadId: uploadId };
}
/**
 * Aborts every unfinished upload of exactly one key: for an upload whose id never arrived, because the answer that
 * brought it was lost. Nobody else writes to a backup's key, which holds the time to the second.
 */
async function discardUploadsOf(bucket, fullKey, signal) {
    for await (const upload of listUploads(bucket, fullKey, signal)) {
        if (upload.fullKey === fullKey)
            await discardUpload(bucket, upload, signal);
    }
}
/** The same as a best effort: listing uploads is a permission of its own, and what led here matters more. */
async function sweep(bucket, fullKey) {
    await discardUploadsOf(bucket, fullKey, AbortSignal.timeout(CLEAN_UP_MS)).catch(() => { });
}

;// CONCATENATED MODULE: ./lib/storage/s3/headers.js
/** Before the request is signed. */
const BUILD = { step: 'build', name: 'ownHeaders' };
/** The same, after the SDK has added its own checksum. */
const LATE_BUILD = { ...BUILD, priority: 'low' };
/** A middleware that changes a request's headers. */
function changeRequest(change) {
    return (next) => (args) => {
        if (hasHeaders(args))
            change(args.request);
        return next(args);
    };
}
/**
 * Adds headers to a request. For what the SDK has no open field for: the payload's hash that we have already (it would
 * hash every part again), and storage classes that only other providers have.
 */
function ownHeaders(headers) {
    return changeRequest(request => void Object.assign(request.headers, headers));
}
function hasHeaders(args) {
    if (!('request' in args) || typeof args.request !== 'object' || args.request === null)
        return false;
    return 'headers' in args.request && typeof args.request.headers === 'object';
}

;// CONCATENATED MODULE: ./lib/storage/s3/object-lock.js



const DAY_MS = 86_400_000;
/** When a lock that begins now ends. */
function retention(lock, now = Date.now()) {
    return lock && { mode: lock.mode, until: new Date(now + lock.days * DAY_MS) };
}
/** The fields that lock an object from its beginning. */
function lockFields(wanted) {
    return wanted ? { ObjectLockMode: wanted.mode, ObjectLockRetainUntilDate: wanted.until } : {};
}
const STORAGE_OBJECT_NOT_LOCKED = (0,errors/* defineError */.MP)({
    topic: 'storage',
    code: 'storage-object-not-locked',
    kind: 'storage',
    meaning: 'The store took the object and did not lock it as object-lock-mode asks.',
    fix: 'Make the bucket with Object Lock enabled, or leave object-lock-mode out.',
});
/**
 * Makes sure that a new object is locked as was asked: older Ceph gateways accept the lock of a multipart upload and
 * forget it (lab notes: RGW 16 and 18), so it is read back and, where it is missing, set.
 * @throws BackupError `storage-object-not-locked`
 */
async function ensureLocked(bucket, key, wanted, signal) {
    if (await isLocked(bucket, key, wanted, signal))
        return;
    const request = {
        ...bucket.common,
        Key: bucket.fullKey(key),
        Retention: { Mode: wanted.mode, RetainUntilDate: wanted.until },
    };
    await bucket.ask('PutObjectRetention', key, signal, () => bucket.client.send(new dist_cjs/* PutObjectRetentionCommand */.EwB(request), { abortSignal: signal }));
    if (await isLocked(bucket, key, wanted, signal))
        return;
    throw new errors/* BackupError */.hj({
        ...STORAGE_OBJECT_NOT_LOCKED,
        message: `${bucket.url(key)} was not locked although object-lock-mode: ${wanted.mode} was asked for.`,
    });
}
async function isLocked(bucket, key, wanted, signal) {
    const request = { ...bucket.common, Key: bucket.fullKey(key) };
    try {
        const { Retention: found } = await bucket.ask('GetObjectRetention', key, signal, () => bucket.client.send(new dist_cjs/* GetObjectRetentionCommand */.zsK(request), { abortSignal: signal }));
        // Stores keep whole seconds.
        const until = (found?.RetainUntilDate?.getTime() ?? 0) + 1000;
        return found?.Mode === wanted.mode && until >= wanted.until.getTime();
    }
    catch (error) {
        if (!signal.aborted && (0,s3_failure/* failureOf */.g5)(error).status === 404)
            return false;
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/storage/s3/new-object.js

/** An object's metadata field that says which upload made it: so a lost answer can be distinguished from a taken key. */
const UPLOAD_MARK = 'upload';
/** What every new object is given, sent whole, in parts or by the store itself. */
function newObjectFields(options, uploadTag, locked, carried = {}) {
    const { sse, tags = {} } = options;
    return {
        ContentType: 'application/octet-stream',
        ...carried,
        Metadata: { ...carried.Metadata, [UPLOAD_MARK]: uploadTag },
        ...encryptionFields(sse),
        ...(Object.keys(tags).length > 0 && { Tagging: tagging(tags) }),
        ...lockFields(locked),
    };
}
/** The storage class goes as a header: the SDK's list of names knows those of AWS only. */
function newObjectHeaders({ storageClass }) {
    return storageClass ? { 'x-amz-storage-class': storageClass } : {};
}
/** Tags travel as a query string; a space as %20, since not every store reads a plus as one. */
function tagging(tags) {
    return new URLSearchParams(tags).toString().replaceAll('+', '%20');
}
function encryptionFields(sse) {
    if (!sse || sse.kind === 'none')
        return {};
    if (sse.kind === 'AES256')
        return { ServerSideEncryption: 'AES256' };
    return { ServerSideEncryption: 'aws:kms', ...(sse.keyId && { SSEKMSKeyId: sse.keyId }) };
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
;// CONCATENATED MODULE: ./lib/storage/s3/object.js








/** What the store says of an object, or undefined when there is none. */
async function headObject(bucket, key, signal) {
    const request = { ...bucket.common, Key: bucket.fullKey(key), ChecksumMode: 'ENABLED' };
    try {
        const answer = await bucket.ask('HeadObject', key, signal, () => bucket.client.send(new dist_cjs/* HeadObjectCommand */.l81(request), { abortSignal: signal }));
        const checksum = reportedChecksum(answer);
        const uploadTag = answer.Metadata?.[UPLOAD_MARK];
        const stored = {
            key,
            bytes: answer.ContentLength ?? 0,
            modified: answer.LastModified ?? new Date(0),
            ours: uploadTag !== undefined,
            ...(checksum && { checksum }),
            ...(answer.StorageClass && { storageClass: answer.StorageClass }),
        };
        return { stored, uploadTag };
    }
    catch (error) {
        if (!signal.aborted && (0,s3_failure/* isGone */.ST)((0,s3_failure/* failureOf */.g5)(error)))
            return undefined;
        throw (await wholeReason(bucket, key, error, signal)) ?? error;
    }
}
/**
 * Why a HEAD was refused. Its answer has no body, so that expired credentials, a wrong key and a missing permission look
 * alike: the same object is asked for once more by a request whose answer has one.
 */
async function wholeReason(bucket, key, error, signal) {
    const { status } = (0,s3_failure/* failureOf */.g5)(error);
    if (signal.aborted || (status !== 400 && status !== 403))
        return undefined;
    const command = new dist_cjs/* GetObjectCommand */.jLs({ ...bucket.common, Key: bucket.fullKey(key), Range: 'bytes=0-0' });
    try {
        const { Body } = await bucket.ask('GetObject', key, signal, () => bucket.client.send(command, { abortSignal: signal }));
        if (Body instanceof external_node_stream_.Readable)
            Body.destroy();
        return undefined;
    }
    catch (refusal) {
        signal.throwIfAborted();
        // What is denied is denied to the HEAD; what is no refusal at all says nothing about it.
        if (!(refusal instanceof errors/* BackupError */.hj) || (0,s3_failure/* isDenied */.GZ)(refusal))
            return undefined;
        const { status: second = 0 } = (0,s3_failure/* failureOf */.g5)(refusal);
        return second === 400 || second === 403 ? refusal : undefined;
    }
}
/** Every object below a prefix, in key order, asked for page by page. */
async function* listObjects(bucket, prefix, signal) {
    const pages = new Pages(bucket);
    let from;
    do {
        const request = { ...bucket.common, Prefix: bucket.fullKey(prefix), ...from };
        const page = await bucket.ask('ListObjectsV2', prefix, signal, () => bucket.client.send(new dist_cjs/* ListObjectsV2Command */.u6x(request), { abortSignal: signal }));
        for (const { Key, Size, LastModified, StorageClass: storageClass } of page.Contents ?? []) {
            const key = bucket.shortKey(Key ?? '');
            const modified = LastModified ?? new Date(0);
            if (key)
                yield { key, bytes: Size ?? 0, modified, ...(storageClass && { storageClass }) };
        }
        const token = page.NextContinuationToken;
        from = pages.next(page.IsTruncated, token ? { ContinuationToken: token } : undefined);
    } while (from);
}
async function removeObject(bucket, key, signal) {
    const request = { ...bucket.common, Key: bucket.fullKey(key) };
    try {
        await bucket.ask('DeleteObject', key, signal, () => bucket.client.send(new dist_cjs/* DeleteObjectCommand */.k4j(request), { abortSignal: signal }));
    }
    catch (error) {
        if (signal.aborted || !(0,s3_failure/* isGone */.ST)((0,s3_failure/* failureOf */.g5)(error)))
            throw error;
    }
}
/**
 * Removes the object if the upload with this mark made it. Where the store shows none, although it has accepted it, what
 * its answer named is removed unseen.
 * @returns whether it did
 */
async function removeTaggedObject(bucket, key, uploadTag, signal, receipt) {
    const found = await headObject(bucket, key, signal);
    if (!found && receipt)
        return await removeUnseen(bucket, key, receipt, signal);
    if (found?.uploadTag !== uploadTag)
        return false;
    await removeObject(bucket, key, signal);
    return true;
}
/** By its version, or by its ETag on the condition that it is still there. */
async function removeUnseen(bucket, key, { etag, versionId }, signal) {
    if (versionId === undefined && etag === undefined)
        throw (0,refusals/* objectVanished */.as)(bucket.url(key), {});
    const which = versionId === undefined ? { IfMatch: etag } : { VersionId: versionId };
    const command = new dist_cjs/* DeleteObjectCommand */.k4j({ ...bucket.common, Key: bucket.fullKey(key), ...which });
    const operation = versionId === undefined ? 'DeleteObject' : 'DeleteObjectVersion';
    try {
        await bucket.ask(operation, key, signal, () => bucket.client.send(command, { abortSignal: signal }));
        return true;
    }
    catch (error) {
        const failure = (0,s3_failure/* failureOf */.g5)(error);
        if (signal.aborted || !((0,s3_failure/* isGone */.ST)(failure) || (0,s3_failure/* isTaken */.Ck)(failure)))
            throw error;
        return false;
    }
}

;// CONCATENATED MODULE: ./lib/storage/s3/begin-upload.js










/**
 * Begins a multipart upload under a key that must be free; it is remembered before it is asked for.
 * @throws BackupError `storage-key-exists`
 */
async function beginUpload(bucket, key, carried, remember, signal) {
    if (await headObject(bucket, key, signal))
        throw (0,refusals/* keyExists */.gD)(bucket.url(key));
    const uploadTag = (0,external_node_crypto_.randomUUID)();
    const locked = retention(bucket.options.objectLock);
    const trace = { kind: 'multipart', bucket: bucket.options.bucket, key: bucket.fullKey(key) };
    const forgetKey = remember(trace);
    const command = new dist_cjs/* CreateMultipartUploadCommand */.nG4({
        ...bucket.common,
        ...newObjectFields(bucket.options, uploadTag, locked, carried),
        ...multipartChecksumFields(bucket.options.checksum ?? 'sha256'),
        Key: trace.key,
    });
    const { uploadId, unsure } = await createUpload(bucket, key, command, signal).catch(async (error) => {
        // The store may have begun an upload whose id we never learned.
        if (signal.aborted || (0,s3_failure/* mayHaveHappened */.dk)((0,s3_failure/* failureOf */.g5)(error)))
            await sweep(bucket, trace.key);
        forgetKey();
        throw error;
    });
    const known = { ...trace, uploadId };
    const forgetUpload = remember(known);
    if (!unsure)
        forgetKey();
    const forget = () => {
        forgetUpload();
        if (unsure)
            forgetKey();
    };
    return { key, uploadTag, locked, trace: known, unsure, forget };
}
/** `unsure`: the request was repeated, so that an earlier one may have begun an upload too. */
async function createUpload(bucket, key, command, signal) {
    command.middlewareStack.add(ownHeaders(newObjectHeaders(bucket.options)), BUILD);
    const answer = await bucket.ask('CreateMultipartUpload', key, signal, () => bucket.client.send(command, { abortSignal: signal }));
    if (!answer.UploadId)
        throw new Error(`${bucket.url(key)}: the store began an upload without an id`);
    return { uploadId: answer.UploadId, unsure: (answer.$metadata.attempts ?? 1) > 1 };
}

// EXTERNAL MODULE: ./lib/storage/s3/bucket.js + 5 modules
var s3_bucket = __webpack_require__(8789);
;// CONCATENATED MODULE: ./lib/storage/s3/condition.js



const IF_FREE = { IfNoneMatch: '*' };
/**
 * Makes an object visible under a key that must be free, exactly once. An answer can be lost: then the repeated request
 * finds the key taken, or the upload gone, by our own success, which the object's mark says from somebody else's.
 * Where the store has no conditions, a look just before has to do.
 * @returns the store's answer, undefined where it was lost
 * @throws BackupError `storage-key-exists`
 */
async function onlyIfFree(bucket, key, uploadTag, signal, make) {
    try {
        return await make(IF_FREE);
    }
    catch (error) {
        const second = signal.aborted ? undefined : secondTry((0,s3_failure/* failureOf */.g5)(error));
        if (!second || (await headObject(bucket, key, signal)))
            return settle(error);
        // Once only: anyone who refuses it again has another reason.
        return make(second).catch(settle);
    }
    /** Looks at the key for what became of a request that failed. */
    async function settle(error) {
        if (signal.aborted)
            throw error;
        const failure = (0,s3_failure/* failureOf */.g5)(error);
        const unclear = (0,s3_failure/* mayHaveHappened */.dk)(failure) || secondTry(failure) !== undefined;
        const found = unclear ? await headObject(bucket, key, signal).catch(() => undefined) : undefined;
        if (found?.uploadTag === uploadTag)
            return undefined;
        throw found || (0,s3_failure/* isTaken */.Ck)(failure) ? (0,refusals/* keyExists */.gD)(bucket.url(key), error) : error;
    }
}
/** The condition under which a failed request is worth being sent again. */
function secondTry(failure) {
    if ((0,s3_failure/* refusesConditions */.Ky)(failure))
        return {};
    return (0,s3_failure/* isConflict */.dh)(failure) ? IF_FREE : undefined;
}

;// CONCATENATED MODULE: ./lib/storage/s3/confirm.js






/** How long it takes until a new object is looked for again, where the store does not show it. Milliseconds. */
const PAUSES_MS = [300, 1_000, 3_000];
/**
 * Reads back what the store says of a new object and compares; the caller removes what is not what was sent.
 * `answer` is what the store said when it took the object, where that arrived.
 * @throws BackupError `storage-size-mismatch`, `storage-checksum-mismatch`, `storage-object-not-locked`
 */
async function confirm_confirm(bucket, expected, answer, signal) {
    const { key, bytes, locked } = expected;
    const url = bucket.url(key);
    const found = await look(bucket, key, signal);
    if (!found)
        throw (0,refusals/* objectVanished */.as)(url, receiptOf(answer));
    if (found.bytes !== bytes)
        throw (0,refusals/* notWhatWasSent */.jc)(url, 'size', `${bytes} bytes`, `${found.bytes} bytes`);
    const checksum = compare(found.checksum ?? (answer && reportedChecksum(answer)), expected.checksum, url);
    if (locked)
        await ensureLocked(bucket, key, locked, signal);
    return { key, bytes, modified: found.modified, ...(checksum && { checksum }) };
}
/**
 * What the store says of the object. A cache before the store may not know it yet. A job that may write backups but not
 * read them is a good idea: then the listing has the size.
 */
async function look(bucket, key, signal) {
    for (const pauseMs of [...PAUSES_MS, undefined]) {
        const found = await lookOnce(bucket, key, signal);
        if (found || pauseMs === undefined)
            return found;
        await (0,promises_.setTimeout)(pauseMs, undefined, { signal }).catch(() => { });
        if (signal.aborted)
            throw (0,refusals/* cancelled */.KW)(signal);
    }
    return undefined;
}
async function lookOnce(bucket, key, signal) {
    try {
        return (await headObject(bucket, key, signal))?.stored;
    }
    catch (error) {
        if (signal.aborted || !(0,s3_failure/* isDenied */.GZ)(error))
            throw error;
        for await (const listed of listObjects(bucket, key, signal))
            return listed.key === key ? listed : undefined;
        return undefined;
    }
}
/** Returns the checksum that was compared; none where the store has none, or one of another kind. */
function compare(stored, sent, url) {
    if (stored === undefined || sent?.algorithm !== stored.algorithm)
        return undefined;
    if (sent.value !== stored.value)
        throw (0,refusals/* notWhatWasSent */.jc)(url, 'checksum', sent.value, stored.value);
    return stored;
}
function receiptOf(answer) {
    const { ETag: etag, VersionId: versionId } = answer ?? {};
    return { ...(etag && { etag }), ...(versionId && { versionId }) };
}

// EXTERNAL MODULE: ./lib/stream/concurrency.js
var concurrency = __webpack_require__(11471);
;// CONCATENATED MODULE: ./lib/storage/s3/complete-upload.js

/** Asks the store to put an upload's parts together, under a condition on its key. */
async function completeUpload(bucket, upload, condition, signal) {
    const { key, uploadId, parts } = upload;
    const command = new dist_cjs/* CompleteMultipartUploadCommand */.Gym({
        ...bucket.common,
        ...condition,
        Key: bucket.fullKey(key),
        UploadId: uploadId,
        MultipartUpload: { Parts: parts },
    });
    return await bucket.ask('CompleteMultipartUpload', key, signal, () => bucket.client.send(command, { abortSignal: signal }));
}

// EXTERNAL MODULE: ./lib/storage/s3/part-plan.js
var part_plan = __webpack_require__(96867);
;// CONCATENATED MODULE: ./lib/storage/s3/copy-plan.js


const MiB = 1024 ** 2;
/** Large enough to be few, and small enough to be copied long before a connection counts as dead. Bytes. */
const COPIED_PART_BYTES = 512 * MiB;
/** How an object is cut to be copied: as it was uploaded where the store says that, else into equal parts. */
async function copyPlan(bucket, source, signal) {
    const sizes = source.checksum?.algorithm.endsWith('-composite')
        ? await partSizes(bucket, source.key, signal)
        : [];
    const alike = sizes.length > 0 && sizes.reduce((sum, size) => sum + size, 0) === source.bytes;
    return { pieces: cut(alike ? sizes : equalSizes(bucket, source.bytes)), alike };
}
/** The sizes of an object's parts; none where the store, or the credentials' rights, don't say. */
async function partSizes(bucket, key, signal) {
    const sizes = [];
    let after;
    do {
        const command = new dist_cjs/* GetObjectAttributesCommand */.cgf({
            ...bucket.common,
            Key: bucket.fullKey(key),
            ObjectAttributes: ['ObjectParts'],
            ...(after && { PartNumberMarker: after }),
        });
        const answer = await bucket
            .ask('GetObjectAttributes', key, signal, () => bucket.client.send(command, { abortSignal: signal }))
            .catch((error) => {
            if (signal.aborted)
                throw error;
            return undefined;
        });
        const { Parts = [], IsTruncated, NextPartNumberMarker } = answer?.ObjectParts ?? {};
        sizes.push(...Parts.map(({ Size }) => Size ?? 0));
        after = IsTruncated && Parts.length > 0 ? NextPartNumberMarker : undefined;
    } while (after);
    return sizes;
}
function equalSizes({ options }, bytes) {
    const { maxParts = part_plan/* MAX_PARTS */.kz, partBytes, copyLimitBytes = COPIED_PART_BYTES } = options;
    const size = partBytes ?? Math.max(Math.min(COPIED_PART_BYTES, copyLimitBytes), Math.ceil(bytes / maxParts));
    return Array.from({ length: Math.ceil(bytes / size) }, (_, at) => Math.min(size, bytes - at * size));
}
function cut(sizes) {
    let first = 0;
    return sizes.map((size, index) => {
        const piece = { number: index + 1, first, last: first + size - 1 };
        first += size;
        return piece;
    });
}

;// CONCATENATED MODULE: ./lib/storage/s3/copy-source.js






/** @throws BackupError `storage-object-missing` */
async function copySource(bucket, key, signal) {
    const { options, common } = bucket;
    const fullKey = bucket.fullKey(key);
    const command = new dist_cjs/* HeadObjectCommand */.l81({ ...common, Key: fullKey, ChecksumMode: 'ENABLED' });
    const answer = await bucket
        .ask('HeadObject', key, signal, () => bucket.client.send(command, { abortSignal: signal }))
        .catch((error) => {
        throw !signal.aborted && (0,s3_failure/* isGone */.ST)((0,s3_failure/* failureOf */.g5)(error)) ? (0,refusals/* noSuchObject */._f)(bucket.url(key), error) : error;
    });
    const { ContentType, ContentEncoding, ContentDisposition, ContentLanguage, CacheControl, Metadata } = answer;
    return {
        key,
        bytes: answer.ContentLength ?? 0,
        checksum: reportedChecksum(answer),
        carried: {
            ...(ContentType && { ContentType }),
            ...(ContentEncoding && { ContentEncoding }),
            ...(ContentDisposition && { ContentDisposition }),
            ...(ContentLanguage && { ContentLanguage }),
            ...(CacheControl && { CacheControl }),
            ...(Metadata && { Metadata }),
        },
        fields: {
            CopySource: `${options.bucket}/${fullKey.split('/').map(encodeURIComponent).join('/')}`,
            ...(answer.ETag && { CopySourceIfMatch: answer.ETag }),
            ...(options.expectedBucketOwner && { ExpectedSourceBucketOwner: options.expectedBucketOwner }),
        },
    };
}
const STORAGE_SOURCE_CHANGED = (0,errors/* defineError */.MP)({
    topic: 'storage',
    code: 'storage-source-changed',
    kind: 'storage',
    meaning: 'An object became another one while it was copied; the copy is not there.',
    fix: 'Look for another job that writes there; backups are never written twice.',
});
/**
 * Says of a refused condition (412) whose it was: that of the source, unless the key of the copy is taken. Other errors
 * pass as they are.
 */
async function explainCondition(bucket, { from, to }, error, signal) {
    if (signal.aborted || !(0,s3_failure/* isTaken */.Ck)((0,s3_failure/* failureOf */.g5)(error)))
        return error;
    if (await headObject(bucket, to, signal))
        return error;
    return new errors/* BackupError */.hj({
        ...STORAGE_SOURCE_CHANGED,
        message: `${bucket.url(from)} became another object while it was copied.`,
    });
}

;// CONCATENATED MODULE: ./lib/storage/s3/copy-in-parts.js











/** Copies an object that is too large for one request; nobody sees the copy before it is whole. */
async function copyInParts(bucket, source, key, { announce, remember }, signal) {
    const plan = await copyPlan(bucket, source, signal);
    const begun = await beginUpload(bucket, key, source.carried, remember, signal);
    try {
        const parts = await copyParts(bucket, source, plan, begun, signal);
        if (await headObject(bucket, key, signal))
            throw (0,refusals/* keyExists */.gD)(bucket.url(key));
        announce(begun.uploadTag);
        const upload = { key, uploadId: begun.trace.uploadId, parts };
        const answer = await onlyIfFree(bucket, key, begun.uploadTag, signal, condition => completeUpload(bucket, upload, condition, signal));
        const { uploadTag, locked } = begun;
        const expected = { key, uploadTag, bytes: source.bytes, checksum: comparable(source, plan), locked };
        const stored = await confirm_confirm(bucket, expected, answer, signal);
        if (begun.unsure)
            await sweep(bucket, begun.trace.key);
        begun.forget();
        return stored;
    }
    catch (error) {
        // What could not be undone stays remembered; what led here matters more.
        const receipt = error instanceof refusals/* ObjectVanished */.Cy ? error.receipt : undefined;
        await undo(bucket, begun, receipt).then(begun.forget, () => { });
        throw error;
    }
}
/** The source's checksum where the copy's own must be the same. */
function comparable({ checksum }, { alike }) {
    return checksum?.algorithm.endsWith('-composite') && !alike ? undefined : checksum;
}
/** The parts as the completion names them, in order; after a failure none is on its way any more. */
async function copyParts(bucket, source, { pieces }, { key, trace }, signal) {
    const parts = [];
    await (0,concurrency/* inParallel */.HN)(bucket.options.parallelParts ?? 4, pieces, async ({ number, first, last }) => {
        const command = new dist_cjs/* UploadPartCopyCommand */.Xp2({
            ...bucket.common,
            ...source.fields,
            CopySourceRange: `bytes=${first}-${last}`,
            Key: trace.key,
            UploadId: trace.uploadId,
            PartNumber: number,
        });
        const { CopyPartResult } = await bucket
            .ask('UploadPartCopy', key, signal, () => bucket.client.send(command, { abortSignal: signal }))
            .catch(async (error) => {
            throw await explainCondition(bucket, { from: source.key, to: key }, error, signal);
        });
        const { ETag = '', ChecksumSHA256, ChecksumCRC32 } = CopyPartResult ?? {};
        parts[number - 1] = {
            PartNumber: number,
            ETag,
            ...(ChecksumSHA256 && { ChecksumSHA256 }),
            ...(ChecksumCRC32 && { ChecksumCRC32 }),
        };
    });
    return parts;
}
/** Works after the run's own signal was aborted too: it has a deadline of its own. */
async function undo(bucket, { key, uploadTag, trace, unsure }, receipt) {
    const deadline = AbortSignal.timeout(CLEAN_UP_MS);
    await discardUpload(bucket, { fullKey: trace.key, uploadId: trace.uploadId }, deadline);
    await removeTaggedObject(bucket, key, uploadTag, deadline, receipt);
    if (unsure)
        await sweep(bucket, trace.key);
}

;// CONCATENATED MODULE: ./lib/storage/s3/copy.js














/** What S3 copies in one request (user guide, "Copying, moving, and renaming objects"). */
const COPY_LIMIT_BYTES = 5 * 1024 ** 3;
/** Copies an object within the bucket, under a key that must be free; see the port. */
async function copyObject(bucket, { from, to }, { storageClass, announce = () => { } }, remember, signal) {
    const target = storageClass ? (0,s3_bucket/* openBucket */.x)({ ...bucket.options, storageClass }, bucket.client) : bucket;
    const source = await copySource(bucket, from, signal);
    const { copyLimitBytes = COPY_LIMIT_BYTES } = bucket.options;
    if (source.bytes > copyLimitBytes)
        return await copyInParts(target, source, to, { announce, remember }, signal);
    return await copyAtOnce(target, source, to, announce, signal);
}
async function copyAtOnce(bucket, source, key, announce, signal) {
    // Some stores ignore the condition in silence (Ceph does, for copies).
    if (await headObject(bucket, key, signal))
        throw (0,refusals/* keyExists */.gD)(bucket.url(key));
    const { options, common } = bucket;
    const uploadTag = (0,external_node_crypto_.randomUUID)();
    const locked = retention(options.objectLock);
    const fields = newObjectFields(options, uploadTag, locked, source.carried);
    const request = {
        ...common,
        ...fields,
        ...source.fields,
        ...algorithmField(options.checksum ?? 'sha256'),
        // The mark is the copy's own. Tags are the source's unless there are some of ours.
        MetadataDirective: 'REPLACE',
        ...('Tagging' in fields && { TaggingDirective: 'REPLACE' }),
        Key: bucket.fullKey(key),
    };
    announce(uploadTag);
    try {
        const answer = await onlyIfFree(bucket, key, uploadTag, signal, condition => {
            const command = new dist_cjs/* CopyObjectCommand */.s9Z({ ...request, ...condition });
            command.middlewareStack.add(ownHeaders(newObjectHeaders(options)), BUILD);
            return bucket
                .ask('CopyObject', key, signal, () => bucket.client.send(command, { abortSignal: signal }))
                .catch(async (error) => {
                throw await explainCondition(bucket, { from: source.key, to: key }, error, signal);
            });
        });
        const result = answer?.CopyObjectResult;
        const expected = { key, uploadTag, bytes: source.bytes, checksum: source.checksum, locked };
        const stored = await confirm_confirm(bucket, expected, { ...result, VersionId: answer?.VersionId }, signal);
        const computed = stored.checksum ?? (result && reportedChecksum(result));
        return { ...stored, ...(computed && { checksum: computed }) };
    }
    catch (error) {
        // No matter what failed, or was cancelled, after the store had made the copy: what copy() refuses is not there.
        const receipt = error instanceof refusals/* ObjectVanished */.Cy ? error.receipt : undefined;
        await removeTaggedObject(bucket, key, uploadTag, AbortSignal.timeout(CLEAN_UP_MS), receipt).catch(() => { });
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/storage/s3/server-date.js
/** The step in which an answer of the store can still be seen as it came. */
const DESERIALIZE = { step: 'deserialize', name: 'serverDate' };
/** A middleware that has the time which the store put on its answer (RFC 9110, Date: whole seconds). */
function reportDate(publish) {
    return (next) => async (args) => {
        const answer = await next(args);
        const date = dateOf(answer.response);
        if (date)
            publish(date);
        return answer;
    };
}
function dateOf(response) {
    if (typeof response !== 'object' || response === null || !('headers' in response))
        return undefined;
    const { headers } = response;
    if (typeof headers !== 'object' || headers === null || !('date' in headers))
        return undefined;
    const date = new Date(String(headers.date));
    return Number.isNaN(date.getTime()) ? undefined : date;
}

;// CONCATENATED MODULE: ./lib/storage/s3/locks.js



/** What was asked about is not there: no lock, no object (a delete marker is none), or no locks in this bucket or store. */
function hasNone(failure) {
    // Of an object in a bucket without locks, AWS and Ceph say InvalidRequest.
    if (failure.code === 'InvalidRequest' || (0,s3_failure/* hasNoSuchFeature */.jq)(failure))
        return true;
    return failure.status === 404 && failure.code !== 'NoSuchBucket';
}
/** Asks the bucket once, and its objects only where it has locks at all, or doesn't say. */
function lockReader(bucket) {
    let configured;
    return async (key, signal, versionId) => {
        configured ??= hasLocks(bucket, signal).catch((error) => {
            configured = undefined;
            throw error;
        });
        if (!(await configured))
            return undefined;
        const request = { ...bucket.common, Key: bucket.fullKey(key), ...(versionId && { VersionId: versionId }) };
        const [retention, hold] = await Promise.all([
            retentionOf(bucket, key, request, signal),
            legalHoldOf(bucket, key, request, signal),
        ]);
        return toLock(retention, hold);
    };
}
async function hasLocks(bucket, signal) {
    const lockOfObject = await publish(signal, () => bucket.ask('GetObjectLockConfiguration', '', signal, async () => {
        const command = new dist_cjs/* GetObjectLockConfigurationCommand */.mU1(bucket.common);
        const answer = await bucket.client.send(command, { abortSignal: signal });
        return answer.ObjectLockConfiguration?.ObjectLockEnabled;
    }));
    return 'denied' in lockOfObject || lockOfObject.held === 'Enabled';
}
function retentionOf(bucket, key, request, signal) {
    const command = new dist_cjs/* GetObjectRetentionCommand */.zsK(request);
    // Whether a lock has run out is for the clock that enforces it to say.
    let now = new Date();
    command.middlewareStack.add(reportDate(date => {
        now = date;
    }), DESERIALIZE);
    return publish(signal, () => bucket.ask('GetObjectRetention', key, signal, async () => {
        const { Retention } = await bucket.client.send(command, { abortSignal: signal });
        const { Mode: mode, RetainUntilDate: until } = Retention ?? {};
        return mode && until && until > now ? { mode, until } : undefined;
    }));
}
function legalHoldOf(bucket, key, request, signal) {
    return publish(signal, () => bucket.ask('GetObjectLegalHold', key, signal, async () => {
        const command = new dist_cjs/* GetObjectLegalHoldCommand */.v5H(request);
        const { LegalHold } = await bucket.client.send(command, { abortSignal: signal });
        return LegalHold?.Status === 'ON';
    }));
}
async function publish(signal, ask) {
    try {
        return { held: await ask() };
    }
    catch (error) {
        if (signal.aborted)
            throw error;
        if (hasNone((0,s3_failure/* failureOf */.g5)(error)))
            return { held: undefined };
        if ((0,s3_failure/* isDenied */.GZ)(error))
            return { denied: error.message };
        throw error;
    }
}
/** What is known to be held is reported, anything else could not be asked. */
function toLock(retention, hold) {
    const retained = 'held' in retention ? retention.held : undefined;
    const legalHold = 'held' in hold && hold.held === true;
    if (retained || legalHold) {
        const why = [
            retained && `locked until ${retained.until.toISOString().replace('.000Z', 'Z')} (${retained.mode})`,
            legalHold && 'on legal hold',
        ];
        return { kind: 'locked', retention: retained, legalHold, why: why.filter(Boolean).join(' and ') };
    }
    if ('denied' in retention)
        return { kind: 'unknown', why: retention.denied };
    return 'denied' in hold ? { kind: 'unknown', why: hold.denied } : undefined;
}

// EXTERNAL MODULE: ./lib/storage/s3/explanations/request-errors.js
var request_errors = __webpack_require__(91914);
;// CONCATENATED MODULE: ./lib/storage/s3/part-sender.js



/** Sends parts and keeps what the store said of each, for the completion. */
class PartSender {
    #bucket;
    #target;
    #signal;
    #kind;
    #whole;
    #accepted = new Map();
    constructor(bucket, target, signal) {
        this.#bucket = bucket;
        this.#target = target;
        this.#signal = signal;
        this.#kind = bucket.options.checksum ?? 'sha256';
        this.#whole = objectChecksum(this.#kind);
    }
    /**
     * Resolves when the store has accepted the part, after as many attempts as it takes within the limit. Called in the
     * order of parts; they may end in any.
     */
    async send({ number, bytes, digest }) {
        this.#whole.add(bytes, digest);
        const { key, fullKey, uploadId } = this.#target;
        const command = new dist_cjs/* UploadPartCommand */.iVK({
            ...this.#bucket.common,
            ...algorithmField(this.#kind),
            ...valueField(this.#kind, digest),
            Key: fullKey,
            UploadId: uploadId,
            PartNumber: number,
            Body: bytes,
        });
        // The signature covers the payload through this header; given by us, the SDK does not hash the part once more.
        if (this.#kind === 'sha256') {
            command.middlewareStack.add(ownHeaders({ 'x-amz-content-sha256': digest.toString('hex') }), BUILD);
        }
        const { ETag = '' } = await this.#bucket.ask('UploadPart', key, this.#signal, () => this.#bucket.client.send(command, { abortSignal: this.#signal }));
        this.#accepted.set(number, { ETag, digest });
    }
    /** The parts as the completion names them. */
    completed() {
        return [...this.#accepted]
            .sort(([a], [b]) => a - b)
            .map(([PartNumber, { ETag, digest }]) => ({ PartNumber, ETag, ...valueField(this.#kind, digest) }));
    }
    /** The checksum that the store must report for the whole object. Asked for once, after the last part. */
    checksum() {
        return this.#whole.value();
    }
}

;// CONCATENATED MODULE: ./lib/storage/s3/parts-writer.js



/**
 * Cuts a stream of unknown length into parts and sends several at once. Buffers are made when they are first needed and
 * used again; when they are all on their way, the writer waits, and so does the stream before it.
 */
class PartsWriter extends external_node_stream_.Writable {
    #options;
    #allocate;
    #sending = new Set();
    #idle = [];
    #held = 0;
    #filling;
    #begun = 0;
    #bytes = 0;
    constructor(options) {
        super({ highWaterMark: 256 * 1024 });
        this.#options = options;
        this.#allocate = options.allocate ?? (bytes => Buffer.allocUnsafeSlow(bytes));
    }
    /** Bytes taken so far. */
    get bytes() {
        return this.#bytes;
    }
    /** Settles when no part is on its way any more; never rejects. */
    async idle() {
        while (this.#sending.size > 0)
            await Promise.all(this.#sending);
    }
    _write(chunk, _encoding, done) {
        this.#take(chunk).then(() => done(), done);
    }
    _final(done) {
        this.#finish().then(() => done(), done);
    }
    _destroy(error, done) {
        this.#filling = undefined;
        this.#idle.length = 0;
        done(error);
    }
    async #take(chunk) {
        for (let at = 0; at < chunk.length;) {
            const part = this.#filling ?? (await this.#open());
            this.#filling = part;
            const taken = chunk.copy(part.buffer, part.length, at);
            part.checksum.update(chunk.subarray(at, at + taken));
            part.length += taken;
            at += taken;
            this.#bytes += taken;
            if (part.length === part.buffer.length)
                await this.#dispatch(part);
        }
    }
    /** The last part may have any size; an empty object has one empty part, since S3 completes nothing without parts. */
    async #finish() {
        if (this.#begun === 0)
            this.#filling = await this.#open();
        if (this.#filling)
            await this.#dispatch(this.#filling);
        await this.idle();
        if (this.errored)
            throw this.errored;
    }
    async #open() {
        if (this.#begun >= this.#options.maxParts)
            throw this.#options.tooLarge(this.#bytes);
        const number = this.#begun + 1;
        const size = this.#options.plan(number);
        await this.#sendingUntil(() => this.#held + size <= (0,part_plan/* memoryFor */.jj)(size));
        this.#begun = number;
        this.#held += size;
        return {
            number,
            buffer: this.#bufferOf(size),
            checksum: runningChecksum(this.#options.checksum),
            length: 0,
        };
    }
    #bufferOf(size) {
        const idle = this.#idle.pop();
        if (idle?.length === size)
            return idle;
        this.#idle.length = 0;
        return this.#allocate(size);
    }
    /** Waits for parts to arrive until there is room. */
    async #sendingUntil(room) {
        while (!room() && this.#sending.size > 0)
            await Promise.race(this.#sending);
        if (this.destroyed)
            throw this.errored ?? new Error('the upload was given up');
    }
    /** Sends a part as soon as fewer than allowed are on their way; meanwhile the next one may be filled. */
    async #dispatch(part) {
        await this.#sendingUntil(() => this.#sending.size < this.#options.parallel);
        this.#filling = undefined;
        const { number, buffer, length, checksum } = part;
        const sent = this.#options
            .send({ number, bytes: buffer.subarray(0, length), digest: checksum.digest() })
            .catch((error) => {
            this.destroy(error instanceof Error ? error : new Error(String(error)));
        })
            .finally(() => {
            this.#sending.delete(sent);
            this.#held -= buffer.length;
            if (!this.destroyed)
                this.#idle.push(buffer);
        });
        this.#sending.add(sent);
    }
}

;// CONCATENATED MODULE: ./lib/storage/s3/multipart-upload.js











class MultipartUpload {
    key;
    uploadTag;
    trace;
    sink;
    #bucket;
    #begun;
    #forget;
    #parts;
    /** Ends the parts on their way when the upload is aborted for a reason of its own. */
    #stopping = new AbortController();
    /** `completing` until the outcome is known: then an abort must look for the object too. */
    #state = 'open';
    /** Of an object that the store accepted and then did not show. */
    #receipt;
    constructor(bucket, begun, forget) {
        const { key, uploadTag, trace, signal } = begun;
        this.key = key;
        this.uploadTag = uploadTag;
        this.trace = trace;
        this.#bucket = bucket;
        this.#begun = begun;
        this.#forget = forget;
        const either = AbortSignal.any([signal, this.#stopping.signal]);
        this.#parts = new PartSender(bucket, { key, fullKey: trace.key, uploadId: trace.uploadId }, either);
        this.sink = new PartsWriter({
            ...partsFor(bucket.options, bucket.url(key)),
            send: part => this.#parts.send(part),
        });
        // An abort may come before anybody listens; anyone who pipes into the sink learns of errors all the same.
        this.sink.on('error', () => { });
        signal.addEventListener('abort', this.#onAbort, { once: true });
        if (signal.aborted)
            this.#onAbort();
    }
    async complete() {
        const { key, uploadTag, locked, signal } = this.#begun;
        if (signal.aborted)
            throw (0,refusals/* cancelled */.KW)(signal);
        if (!this.sink.writableFinished)
            throw new Error(`the upload of ${key} was completed before it had finished`);
        // Some stores ignore the condition in silence: a look just before makes an overwrite there a matter of milliseconds.
        if (await headObject(this.#bucket, key, signal))
            throw (0,refusals/* keyExists */.gD)(this.#bucket.url(key));
        this.#state = 'completing';
        const upload = { key, uploadId: this.trace.uploadId, parts: this.#parts.completed() };
        const answer = await onlyIfFree(this.#bucket, key, uploadTag, signal, condition => completeUpload(this.#bucket, upload, condition, signal));
        const expected = { key, uploadTag, bytes: this.sink.bytes, checksum: this.#parts.checksum(), locked };
        const stored = await confirm_confirm(this.#bucket, expected, answer, signal).catch((error) => {
            if (error instanceof refusals/* ObjectVanished */.Cy)
                this.#receipt = error.receipt;
            throw error;
        });
        await this.#end();
        return stored;
    }
    /** Works after the run's own signal was aborted too: it has a deadline of its own. */
    async abort() {
        if (this.#state === 'done')
            return;
        this.#stopping.abort();
        this.sink.destroy();
        await this.sink.idle();
        const deadline = AbortSignal.timeout(CLEAN_UP_MS);
        await discardUpload(this.#bucket, { fullKey: this.trace.key, uploadId: this.trace.uploadId }, deadline);
        const { key, uploadTag } = this.#begun;
        if (this.#state === 'completing')
            await removeTaggedObject(this.#bucket, key, uploadTag, deadline, this.#receipt);
        await this.#end();
    }
    #onAbort = () => {
        this.sink.destroy((0,refusals/* cancelled */.KW)(this.#begun.signal));
    };
    async #end() {
        this.#state = 'done';
        this.#begun.signal.removeEventListener('abort', this.#onAbort);
        if (this.#begun.unsure)
            await sweep(this.#bucket, this.trace.key);
        this.#forget();
    }
}
/** How an upload is cut and sent by its store's options. */
function partsFor(options, url) {
    const { maxParts = part_plan/* MAX_PARTS */.kz, partBytes, parallelParts = 4, checksum = 'sha256' } = options;
    return {
        plan: partBytes ? (0,part_plan/* equalParts */.Tk)(partBytes) : (0,part_plan/* growingParts */._C)(maxParts),
        maxParts,
        parallel: parallelParts,
        checksum,
        tooLarge: bytes => tooManyParts(url, bytes, maxParts),
    };
}
function tooManyParts(url, bytes, maxParts) {
    return new errors/* BackupError */.hj({
        ...(0,errors/* baseOf */.bx)(request_errors/* STORAGE_TOO_LARGE */.Hi),
        message: `${url} needs more than the ${maxParts} parts that the store takes, after ${bytes} bytes.`,
        hint: 'Raise max-parts where the provider allows it, exclude tables, or compress more.',
    });
}

;// CONCATENATED MODULE: ./lib/storage/s3/probe.js




/**
 * Fails as the first upload would. A list and not HeadBucket: HEAD has no body, so that a wrong key, a wrong secret, an
 * expired token and a missing permission would all be the same 403.
 * @returns the time by the store's clock, where it reported it
 */
async function probeBucket(bucket, signal) {
    const command = new dist_cjs/* ListObjectsV2Command */.u6x({ ...bucket.common, Prefix: bucket.fullKey(''), MaxKeys: 1 });
    let reported;
    command.middlewareStack.add(reportDate(date => {
        reported = date;
    }), DESERIALIZE);
    await bucket.ask('ListObjectsV2', '', signal, () => bucket.client.send(command, { abortSignal: signal }));
    return reported;
}
const STORAGE_CLOCK_UNTOLD = (0,errors/* defineError */.MP)({
    topic: 'storage',
    code: 'storage-clock-untold',
    kind: 'storage',
    meaning: 'The answers of the store have no date, so that the clock of this machine cannot be compared.',
    fix: 'Check for a proxy before the store that takes the Date header away.',
});
/** @throws BackupError `storage-clock-untold`: what depends on the time must not go by another clock. */
async function bucketClock(bucket, signal) {
    const reported = await probeBucket(bucket, signal);
    if (reported)
        return reported;
    throw new errors/* BackupError */.hj({
        ...STORAGE_CLOCK_UNTOLD,
        message: `The store of bucket ${bucket.options.bucket} does not have the time with its answers.`,
    });
}
const STATUS = { Enabled: 'on', Suspended: 'suspended' };
async function bucketVersioning(bucket, signal) {
    try {
        const { Status = '' } = await bucket.ask('GetBucketVersioning', '', signal, () => bucket.client.send(new dist_cjs/* GetBucketVersioningCommand */._rj(bucket.common), { abortSignal: signal }));
        return STATUS[Status] ?? 'off';
    }
    catch (error) {
        if (signal.aborted)
            throw error;
        if ((0,s3_failure/* hasNoSuchFeature */.jq)((0,s3_failure/* failureOf */.g5)(error)))
            return 'off';
        if ((0,s3_failure/* isDenied */.GZ)(error))
            return 'unknown';
        throw error;
    }
}

// EXTERNAL MODULE: ./lib/storage/s3/explain.js + 2 modules
var explain = __webpack_require__(2659);
// EXTERNAL MODULE: ./lib/storage/s3/retries.js
var retries = __webpack_require__(27558);
;// CONCATENATED MODULE: ./lib/storage/s3/read.js








/** How often in a row a broken read is taken up again without progress; one that stalls has waited already. */
const RESUMES = 5;
const STALLED_RESUMES = 2;
const PAUSE_MS = 500;
/** A store that sends a byte with each answer makes no progress. Bytes. */
const PROGRESS_BYTES = 64 * 1024;
/** A reader that is slower than this holds up the connection itself. Milliseconds. */
const HELD_MS = 5_000;
/**
 * Reads an object. A connection that breaks is taken up again where it broke: a restore of hours must not begin again.
 * @throws BackupError `storage-object-missing`
 */
async function readObject(bucket, key, signal) {
    const first = await ask(bucket, key, signal);
    return external_node_stream_.Readable.from(follow(bucket, key, first, signal), { objectMode: false, highWaterMark: 256 * 1024 });
}
async function* follow(bucket, key, first, signal) {
    const where = bucket.url(key);
    let at = 0;
    let failures = 0;
    let stalls = 0;
    let brokenAt = 0;
    /** Whether the reader has taken its time since the last chunk: the connection was idle for that, and may be gone. */
    let held = false;
    for (let answer = first;; answer = await resume(bucket, key, signal, { at, first })) {
        try {
            for await (const chunk of answer.body) {
                at += chunk.length;
                if (at - brokenAt >= PROGRESS_BYTES)
                    failures = stalls = 0;
                const handedAt = performance.now();
                yield chunk;
                held = performance.now() - handedAt > HELD_MS;
            }
            if (at >= first.total)
                return;
            throw new Error(`the answer ended after ${at} of ${first.total} bytes`);
        }
        catch (error) {
            if (signal.aborted)
                throw (0,refusals/* cancelled */.KW)(signal);
            failures += 1;
            brokenAt = at;
            if ((0,retries/* isStall */.XF)(error) && !held)
                stalls += 1;
            if (failures > RESUMES || stalls > STALLED_RESUMES) {
                const trouble = { operation: 'GetObject', where, options: bucket.options };
                throw (0,explain/* explain */.W)({ ...trouble, failure: (0,s3_failure/* failureOf */.g5)(error) }, error);
            }
            if (!held)
                bucket.options.report?.(`GetObject of ${where}: broken off; goes on at byte ${at}`);
            held = false;
            await (0,promises_.setTimeout)(PAUSE_MS * failures, undefined, { signal });
        }
    }
}
const STORAGE_LENGTH_WRONG = (0,errors/* defineError */.MP)({
    topic: 'storage',
    code: 'storage-length-wrong',
    kind: 'storage',
    meaning: 'The store announced more bytes of an object than it has.',
    fix: 'Run again; if it stays so, look for a proxy before the store that changes its answers.',
});
/** @throws BackupError `storage-length-wrong` where there is nothing behind what was read already */
async function resume(bucket, key, signal, { at, first }) {
    try {
        return await ask(bucket, key, signal, { at, etag: first.etag });
    }
    catch (error) {
        if (signal.aborted || (0,s3_failure/* failureOf */.g5)(error).status !== 416)
            throw error;
        throw new errors/* BackupError */.hj({
            ...STORAGE_LENGTH_WRONG,
            message: `The store announced ${first.total} bytes of ${bucket.url(key)}, and has no more than ${at}.`,
        }, error);
    }
}
/** `If-Match` makes sure that the rest comes from the same object. */
async function ask(bucket, key, signal, from) {
    const command = new dist_cjs/* GetObjectCommand */.jLs({
        ...bucket.common,
        Key: bucket.fullKey(key),
        ...(from && { Range: `bytes=${from.at}-` }),
        ...(from?.etag && { IfMatch: from.etag }),
    });
    try {
        const answer = await bucket.ask('GetObject', key, signal, () => bucket.client.send(command, { abortSignal: signal }));
        if (!(answer.Body instanceof external_node_stream_.Readable))
            throw new Error(`${bucket.url(key)}: the answer has no body`);
        return { body: answer.Body, etag: answer.ETag, total: answer.ContentLength ?? 0 };
    }
    catch (error) {
        throw !signal.aborted && (0,s3_failure/* isGone */.ST)((0,s3_failure/* failureOf */.g5)(error)) ? (0,refusals/* noSuchObject */._f)(bucket.url(key), error) : error;
    }
}

;// CONCATENATED MODULE: ./lib/storage/s3/delete-batch.js







/** What S3 takes in one request (API reference, DeleteObjects). */
const BATCH = 1000;
/** Where a store has no such request, or left something of it undone. */
const SINGLES_AT_ONCE = 8;
/**
 * Removes up to a thousand objects or versions. Single requests follow for what the store failed at, and for all where
 * it refuses such requests as a whole.
 * @throws BackupError for what concerns more than one object
 */
async function deleteBatch(bucket, toDelete, signal) {
    const refusals = new Map();
    const undone = toDelete.length > 1 ? await deleteTogether(bucket, toDelete, refusals, signal) : toDelete;
    await (0,concurrency/* inParallel */.HN)(SINGLES_AT_ONCE, undone, async (one) => {
        const refusal = await deleteSingly(bucket, one, signal);
        if (refusal)
            refusals.set(one, refusal);
    });
    return refusals;
}
/** Returns what it could not remove for a reason that may pass, or that the answer does not say. */
async function deleteTogether(bucket, toDelete, refusals, signal) {
    const command = new dist_cjs/* DeleteObjectsCommand */.xvx({
        ...bucket.common,
        Delete: {
            Objects: toDelete.map(({ key, versionId }) => ({
                Key: bucket.fullKey(key),
                ...(versionId && { VersionId: versionId }),
            })),
        },
    });
    command.middlewareStack.add(withContentMd5, LATE_BUILD);
    const answer = await bucket
        .ask('DeleteObjects', toDelete[0]?.key ?? '', signal, () => bucket.client.send(command, { abortSignal: signal }))
        .catch((error) => {
        if (!signal.aborted && refusesBatches(error))
            return undefined;
        throw error;
    });
    if (!answer)
        return toDelete;
    const removed = new Set((answer.Deleted ?? []).map(({ Key, VersionId }) => nameOf(Key, VersionId)));
    const denied = new Map((answer.Errors ?? []).map(error => [nameOf(error.Key, error.VersionId), error]));
    return toDelete.filter(one => {
        const name = nameOf(bucket.fullKey(one.key), one.versionId);
        const { Code: code, Message: text = '' } = denied.get(name) ?? {};
        if (code !== 'AccessDenied')
            return !removed.has(name);
        const failure = { code, status: 403, attempts: 1, text };
        refusals.set(one, (0,explain/* explain */.W)({ operation: operationOn(one), where: bucket.url(one.key), options: bucket.options, failure }, failure));
        return false;
    });
}
/** A version asked for by no name comes back by none: a new delete marker's is distinguished from it. */
function nameOf(key = '', versionId = '') {
    return `${versionId}\n${key}`;
}
function operationOn({ versionId }) {
    return versionId === undefined ? 'DeleteObject' : 'DeleteObjectVersion';
}
/**
 * S3 wants the body's checksum with this request. Its MD5 is what every store knows; the SDK's own default (CRC32) is
 * refused by many (aws-sdk-js-v3#6819).
 */
const withContentMd5 = changeRequest(({ headers, body }) => {
    for (const name of Object.keys(headers)) {
        if (/^x-amz-(?:sdk-)?checksum-/i.test(name))
            delete headers[name];
    }
    if (typeof body === 'string')
        headers['content-md5'] = (0,external_node_crypto_.createHash)('md5').update(body).digest('base64');
});
/** What stores without this request, or with another idea of its checksum, answer: then one by one will say. */
const REFUSES_BATCHES = new Set([
    'InvalidRequest',
    'InvalidArgument',
    'InvalidDigest',
    'BadDigest',
    'MalformedXML',
]);
function refusesBatches(error) {
    const failure = (0,s3_failure/* failureOf */.g5)(error);
    return (0,s3_failure/* hasNoSuchFeature */.jq)(failure) || REFUSES_BATCHES.has(failure.code);
}
/** Refusals of one object that say nothing of the next one. */
const OF_ONE = new Set(['storage-denied', 'storage-conflict', 'storage-server-error', 'storage-refused']);
async function deleteSingly(bucket, one, signal) {
    const { key, versionId } = one;
    const request = { ...bucket.common, Key: bucket.fullKey(key), ...(versionId && { VersionId: versionId }) };
    try {
        await bucket.ask(operationOn(one), key, signal, () => bucket.client.send(new dist_cjs/* DeleteObjectCommand */.k4j(request), { abortSignal: signal }));
        return undefined;
    }
    catch (error) {
        if (!signal.aborted && (0,s3_failure/* isGone */.ST)((0,s3_failure/* failureOf */.g5)(error)))
            return undefined;
        if (error instanceof errors/* BackupError */.hj && OF_ONE.has(error.code))
            return error;
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/storage/s3/versions.js


async function page(bucket, pages, prefix, from, signal) {
    const request = { ...bucket.common, Prefix: bucket.fullKey(prefix), ...from };
    const answer = await bucket.ask('ListObjectVersions', prefix, signal, () => bucket.client.send(new dist_cjs/* ListObjectVersionsCommand */.uc$(request), { abortSignal: signal }));
    const { Versions = [], DeleteMarkers = [], NextKeyMarker, NextVersionIdMarker } = answer;
    const read = (marker) => (entry) => {
        const key = bucket.shortKey(entry.Key ?? '');
        if (!key || !entry.VersionId)
            return [];
        const modified = entry.LastModified ?? new Date(0);
        return [{ key, versionId: entry.VersionId, latest: entry.IsLatest === true, marker, modified }];
    };
    const next = NextKeyMarker && {
        KeyMarker: NextKeyMarker,
        ...(NextVersionIdMarker && { VersionIdMarker: NextVersionIdMarker }),
    };
    return {
        versions: [...Versions.flatMap(read(false)), ...DeleteMarkers.flatMap(read(true))],
        next: pages.next(answer.IsTruncated, next || undefined),
    };
}
/**
 * Every version and marker of some keys. Keys that are close together are found on one page, and what is between distant
 * ones is passed over: no more requests than keys, as long as none has a thousand versions, and often a thousandth.
 */
async function versionsOf(bucket, keys, signal) {
    const found = new Map(keys.map(key => [key, []]));
    const left = [...keys].sort(byBytes);
    let pages = new Pages(bucket);
    let went;
    for (let key = left[0]; key !== undefined; key = left[0]) {
        const folder = key.slice(0, key.lastIndexOf('/') + 1);
        const before = bucket.fullKey([...key].slice(0, -1).join(''));
        const goesOn = went?.folder === folder && byBytes(before, went.next.KeyMarker) <= 0;
        const from = goesOn ? went?.next : { KeyMarker: before };
        const { versions, next } = await page(bucket, pages, folder, from, signal);
        for (const version of versions)
            found.get(version.key)?.push(version);
        // Up to where the page ends every key is reported whole; the one at its end may have more versions on the next page.
        const whole = (one) => one.startsWith(folder) && (!next || byBytes(bucket.fullKey(one), next.KeyMarker) < 0);
        const open = left.length;
        while (left[0] !== undefined && whole(left[0]))
            left.shift();
        // The next key may be looked for from a place that was passed already, as long as there is one key less each time.
        if (left.length < open)
            pages = new Pages(bucket);
        went = next && { folder, next };
    }
    return found;
}
/** Removed objects whose versions, or at least markers, are still there. */
async function* hiddenObjects(bucket, prefix, signal) {
    const pages = new Pages(bucket);
    let from;
    do {
        const { versions, next } = await page(bucket, pages, prefix, from, signal);
        for (const { key, latest, marker, modified } of versions) {
            if (latest && marker)
                yield { key, hidden: modified };
        }
        from = next;
    } while (from);
}
function byBytes(a, b) {
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

;// CONCATENATED MODULE: ./lib/storage/s3/remove-many.js




/** How many locks are asked for at once, of objects that the store refused to remove. */
const ASKED_AT_ONCE = 8;
/** Removes objects batch by batch; see the port. */
async function* removeObjects(remover, keys, versions) {
    const { bucket, signal } = remover;
    const whole = versions === 'all' && (await bucketVersioning(bucket, signal)) !== 'off';
    for await (const batch of batches(keys)) {
        const refused = whole ? await removeVersions(remover, batch) : await removeCurrent(remover, batch);
        yield* await resultsOf(remover, batch, refused);
    }
}
async function* batches(keys) {
    let batch = new Set();
    for await (const key of keys) {
        (0,refusals/* checkListedKey */.p4)(key);
        batch.add(key);
        if (batch.size < BATCH)
            continue;
        yield [...batch];
        batch = new Set();
    }
    if (batch.size > 0)
        yield [...batch];
}
async function removeCurrent({ bucket, signal }, keys) {
    return await deleteBatch(bucket, keys.map(key => ({ key })), signal);
}
/**
 * What a reader sees of a key goes last, and only when all beneath it is gone: a cut, or a locked version, must not bring
 * an older version to light.
 */
async function removeVersions({ bucket, signal }, keys) {
    const all = [...(await versionsOf(bucket, keys, signal)).values()].flat();
    const beneath = await deleteEach(bucket, all.filter(({ latest }) => !latest), signal);
    const kept = new Set([...beneath.keys()].map(({ key }) => key));
    const seen = all.filter(({ latest, key }) => latest && !kept.has(key));
    return new Map([...beneath, ...(await deleteEach(bucket, seen, signal))]);
}
async function deleteEach(bucket, versions, signal) {
    const refusals = [];
    for (let at = 0; at < versions.length; at += BATCH) {
        const some = versions.slice(at, at + BATCH).map(({ key, versionId }) => ({ key, versionId }));
        refusals.push(await deleteBatch(bucket, some, signal));
    }
    return new Map(refusals.flatMap(each => [...each]));
}
/** What became of each key, in the order given. Whether a refusal was a lock is asked of the store. */
async function resultsOf(remover, keys, refusals) {
    const refused = new Map();
    const entries = [...refusals];
    for (let at = 0; at < entries.length; at += ASKED_AT_ONCE) {
        const some = entries.slice(at, at + ASKED_AT_ONCE);
        const removals = await Promise.all(some.map(([toDelete, why]) => whyLeft(remover, toDelete, why)));
        for (const removal of removals)
            refused.set(removal.key, removal);
    }
    return keys.map(key => refused.get(key) ?? { key, outcome: 'removed' });
}
async function whyLeft({ lockOf, signal }, { key, versionId }, why) {
    const lock = why.code === 'storage-denied' ? await lockOf(key, signal, versionId) : undefined;
    return lock?.kind === 'locked' ? { key, outcome: 'kept', why: lock.why } : { key, outcome: 'failed', why };
}

;// CONCATENATED MODULE: ./lib/storage/s3/s3-store.js




















/** A bucket of S3, or of a store that speaks as S3 does. Keys are relative to `options.prefix`. */
function s3Store(options) {
    const bucket = (0,s3_bucket/* openBucket */.x)(options);
    const lockOf = lockReader(bucket);
    const remember = options.remember ?? (() => () => { });
    const checked = (key) => {
        (0,refusals/* checkKey */.yR)(key);
        return key;
    };
    // Others name objects as they like, as with two slashes.
    const listed = (key) => {
        (0,refusals/* checkListedKey */.p4)(key);
        return key;
    };
    const discard = async (trace, signal) => {
        if (trace.kind !== 'multipart' || trace.bucket !== options.bucket)
            return;
        const { key: fullKey, uploadId } = trace;
        if (uploadId)
            await discardUpload(bucket, { fullKey, uploadId }, signal);
        else
            await discardUploadsOf(bucket, fullKey, signal);
    };
    return {
        location: bucket.url('').replace(/\/$/, ''),
        url: key => bucket.url(key),
        prepare: async (signal) => {
            await probeBucket(bucket, signal);
        },
        begin: async (key, signal) => beginMultipart(bucket, checked(key), remember, signal),
        put: async (key, body, signal, announce) => putObject(bucket, checked(key), body, signal, announce),
        head: async (key, signal) => (await headObject(bucket, listed(key), signal))?.stored,
        get: async (key, signal) => readObject(bucket, listed(key), signal),
        list: (prefix, signal) => listObjects(bucket, prefix, signal),
        remove: async (key, signal) => removeObject(bucket, listed(key), signal),
        removeIfTagged: async (key, uploadTag, signal, receipt) => removeTaggedObject(bucket, listed(key), uploadTag, signal, receipt),
        discard,
        removeMany: (keys, signal, { versions = 'current' } = {}) => removeObjects({ bucket, lockOf, signal }, keys, versions),
        lockOf: async (key, signal) => lockOf(listed(key), signal),
        versioning: signal => bucketVersioning(bucket, signal),
        hidden: (prefix, signal) => hiddenObjects(bucket, prefix, signal),
        copy: async (from, to, how, signal) => copyObject(bucket, { from: listed(from), to: checked(to) }, how, remember, signal),
        unfinished: (prefix, signal) => unfinishedUploads(bucket, prefix, signal),
        lastActivity: (upload, signal) => lastActivity(bucket, upload, signal),
        clock: signal => bucketClock(bucket, signal),
        ...(options.prefix !== '' && { whole: () => s3Store({ ...options, prefix: '' }) }),
        close: () => bucket.client.destroy(),
    };
}
/** Begins an upload of unknown length under a key that must be free. */
async function beginMultipart(bucket, key, remember, signal) {
    const { forget, ...begun } = await beginUpload(bucket, key, {}, remember, signal);
    return new MultipartUpload(bucket, { ...begun, signal }, forget);
}
/**
 * Sends a small object in one request, under a key that must be free. It stays in the bucket's own storage class, no matter what
 * that of the backups is: manifests and checksums have to be readable when the backup itself is in an archive.
 */
async function putObject(bucket, key, body, signal, announce = () => { }) {
    if (await headObject(bucket, key, signal))
        throw (0,refusals/* keyExists */.gD)(bucket.url(key));
    const { checksum: kind = 'sha256', objectLock } = bucket.options;
    const uploadTag = (0,external_node_crypto_.randomUUID)();
    const digest = checksumOf(kind, body);
    const locked = retention(objectLock);
    const request = {
        ...bucket.common,
        ...newObjectFields(bucket.options, uploadTag, locked),
        ...algorithmField(kind),
        ...valueField(kind, digest),
        Key: bucket.fullKey(key),
        Body: body,
    };
    const expected = { key, uploadTag, bytes: body.length, checksum: wholeChecksum(kind, digest), locked };
    announce(uploadTag);
    try {
        const answer = await onlyIfFree(bucket, key, uploadTag, signal, condition => bucket.ask('PutObject', key, signal, () => bucket.client.send(new dist_cjs/* PutObjectCommand */.wKZ({ ...request, ...condition }), { abortSignal: signal })));
        return await confirm_confirm(bucket, expected, answer, signal);
    }
    catch (error) {
        // No matter what failed, or was cancelled, after the store had taken the object: what put() refuses is not there.
        const receipt = error instanceof refusals/* ObjectVanished */.Cy ? error.receipt : undefined;
        await removeTaggedObject(bucket, key, uploadTag, AbortSignal.timeout(CLEAN_UP_MS), receipt).catch(() => { });
        throw error;
    }
}


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


/***/ })

};
