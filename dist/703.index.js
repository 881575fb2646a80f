export const id = 703;
export const ids = [703];
export const modules = {

/***/ 62580:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ clientInputs),
/* harmony export */   d: () => (/* binding */ databaseInputs)
/* harmony export */ });
/* harmony import */ var _core_durations_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5530);
/* harmony import */ var _core_parsed_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(83186);
/* harmony import */ var _postgres_client_apt_one_line_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95050);
/* harmony import */ var _postgres_connection_certificates_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(53266);
/* harmony import */ var _postgres_connection_connection_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(90370);
/* harmony import */ var _readers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(54794);
/* harmony import */ var _row_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7198);







const rootCertificate = {
    read: value => {
        if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(value))
            return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_5__/* .refused */ .J5)('holds a private key; give the root certificate only');
        if (value.includes('-----BEGIN CERTIFICATE-----')) {
            return value.includes('-----END CERTIFICATE-----')
                ? (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_5__/* .parsed */ .Yz)({ kind: 'pem', pem: `${value}\n` })
                : (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_5__/* .refused */ .J5)('the certificate is cut off; give it whole, down to -----END CERTIFICATE-----');
        }
        return value.includes('\n')
            ? (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_5__/* .refused */ .J5)("neither a file's path nor a certificate; give a path, or the PEM text from -----BEGIN CERTIFICATE----- on")
            : (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_5__/* .parsed */ .Yz)({ kind: 'file', path: value });
    },
};
const knownModes = (0,_readers_js__WEBPACK_IMPORTED_MODULE_4__/* .oneOf */ .yL)(_postgres_connection_connection_js__WEBPACK_IMPORTED_MODULE_3__/* .SSL_MODES */ .yj);
const sslMode = {
    ...knownModes,
    read: value => {
        const read = knownModes.read(value);
        const meant = (0,_postgres_connection_certificates_js__WEBPACK_IMPORTED_MODULE_2__/* .meantMode */ .j4)(value);
        return read.ok || meant === '' || read.problem.includes('did you mean')
            ? read
            : (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_5__/* .refused */ .J5)(`${read.problem}${meant}`);
    },
};
/** Below 10, versions had two numbers, and no supported server is as old. */
const clientVersion = {
    read: value => {
        if (value === 'auto')
            return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_5__/* .parsed */ .Yz)('auto');
        return /^[1-9][0-9]$/.test(value)
            ? (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_5__/* .parsed */ .Yz)(Number(value))
            : (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_5__/* .refused */ .J5)("not a major version; write auto (the server's own), or a major such as 17");
    },
};
/** The lines themselves are not repeated: their addresses may hold credentials. */
const aptSources = {
    read: value => {
        const { sources, wrong } = (0,_postgres_client_apt_one_line_js__WEBPACK_IMPORTED_MODULE_1__/* .parseOneLineSources */ .O)(value);
        return wrong.length === 0 && sources.length > 0
            ? (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_5__/* .parsed */ .Yz)(value)
            : (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_5__/* .refused */ .J5)('not apt sources; write lines such as deb https://apt.example.com/postgresql noble-pgdg main');
    },
};
/** Which server, and with which client. */
const databaseInputs = {
    'database-url': (0,_row_js__WEBPACK_IMPORTED_MODULE_6__/* .optional */ .lq)(_readers_js__WEBPACK_IMPORTED_MODULE_4__/* .text */ .Qq, {
        secret: true,
        description: "The database, as `postgresql://user:password@host:5432/database` or `host=… dbname=…`. Store it as a secret. Without it, libpq's own environment is used: `PGHOST`, `PGUSER`, `PGPASSWORD`, `PGDATABASE`, `PGSERVICE`, `PGPASSFILE`.",
        defaultDescription: "libpq's environment",
    }),
    sslmode: (0,_row_js__WEBPACK_IMPORTED_MODULE_6__/* .optional */ .lq)(sslMode, {
        description: 'How the connection is encrypted and the server identified, as libpq means it. An `sslmode` in the URL wins.',
        defaultDescription: '`require`',
    }),
    'ssl-root-cert': (0,_row_js__WEBPACK_IMPORTED_MODULE_6__/* .optional */ .lq)(rootCertificate, {
        description: "The certificate that the server's must descend from, for `verify-ca` and `verify-full`: the path of a file, or the PEM text itself.",
        defaultDescription: "libpq's own",
    }),
    'lock-timeout': (0,_row_js__WEBPACK_IMPORTED_MODULE_6__/* .optional */ .lq)({ read: _core_durations_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDuration */ .E }, {
        description: 'How long to wait for a lock on a table before giving up, such as `30s` or `5m`, so that a backup never queues behind a migration for hours.',
        defaultDescription: 'no limit',
    }),
    'pg-version': (0,_row_js__WEBPACK_IMPORTED_MODULE_6__/* .defaulting */ .G5)(clientVersion, 'auto', {
        description: "The major version of pg_dump. `auto` asks the server and takes its own: an older one refuses the server, a newer one writes dumps that the server can't load. If the client of that version is an older minor version than the server, a newer one is looked for.",
    }),
};
/** Where the client comes from. */
const clientInputs = {
    'client-repository': (0,_row_js__WEBPACK_IMPORTED_MODULE_6__/* .optional */ .lq)(aptSources, {
        description: 'Where to install the client from, when the machine has none of the right version: apt sources such as an internal mirror, one a line, as in `deb [signed-by=/etc/apt/keyrings/mirror.gpg] https://apt.example.com/postgresql noble-pgdg main`.',
        defaultDescription: "PostgreSQL's own repository, then the machine's apt sources, then PostgreSQL's archive, which has versions that are no longer supported",
    }),
};


/***/ }),

/***/ 23955:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D7: () => (/* binding */ passphrase),
/* harmony export */   d8: () => (/* binding */ encryptionInputs),
/* harmony export */   ed: () => (/* binding */ minimumInputs)
/* harmony export */ });
/* harmony import */ var _core_name_list_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(98897);
/* harmony import */ var _core_parsed_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(83186);
/* harmony import */ var _core_sizes_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(86361);
/* harmony import */ var _encryption_age_recipients_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51939);
/* harmony import */ var _readers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54794);
/* harmony import */ var _row_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7198);






/** Checked as keys, too: what can't be sealed to should be known together with everything else. */
const recipients = {
    read: value => {
        const list = (0,_core_name_list_js__WEBPACK_IMPORTED_MODULE_2__/* .parseNameList */ .H)(value);
        if (!list.ok)
            return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_3__/* .refused */ .J5)('not a list of age recipients; write public keys (age1…), one a line');
        const problems = (0,_encryption_age_recipients_js__WEBPACK_IMPORTED_MODULE_0__/* .recipientProblems */ .O)(list.value);
        if (problems.length === 0)
            return list;
        const hints = [...new Set(problems.map(({ hint }) => hint))];
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_3__/* .refused */ .J5)(`${problems.map(({ message }) => message).join('; ')}. ${hints.join(' ')}`);
    },
};
const tableNames = {
    read: value => {
        const list = (0,_core_name_list_js__WEBPACK_IMPORTED_MODULE_2__/* .parseNameList */ .H)(value);
        const pattern = list.ok ? list.value.find(name => /[*?]/.test(name.replace(/"[^"]*"/g, ''))) : undefined;
        if (pattern === undefined)
            return list;
        return (0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_3__/* .refused */ .J5)(`${(0,_core_parsed_js__WEBPACK_IMPORTED_MODULE_3__/* .quoted */ .TL)(pattern)} is a pattern; write the tables' names, such as public.orders`);
    },
};
/** What must hold before a backup is stored. */
const minimumInputs = {
    'min-size': (0,_row_js__WEBPACK_IMPORTED_MODULE_4__/* .optional */ .lq)({ read: _core_sizes_js__WEBPACK_IMPORTED_MODULE_5__/* .parseSize */ .D }, {
        description: 'Refuse a dump smaller than this, such as `1MB`. Counted as PostgreSQL counts, 1 MB being 1,048,576 bytes, before encryption.',
        defaultDescription: 'anything above nothing',
    }),
    'min-tables': (0,_row_js__WEBPACK_IMPORTED_MODULE_4__/* .defaulting */ .G5)((0,_readers_js__WEBPACK_IMPORTED_MODULE_1__/* .wholeNumber */ .rD)(0, 1_000_000), '1', {
        description: 'Refuse a backup with fewer tables than this.',
    }),
    'expect-tables': (0,_row_js__WEBPACK_IMPORTED_MODULE_4__/* .listing */ .RR)(tableNames, {
        description: 'Refuse a backup without these tables: names such as `orders` or `billing.invoices`, one a line or separated by commas.',
    }),
};
/** As age and gpg read it, one line. */
const passphrase = (0,_readers_js__WEBPACK_IMPORTED_MODULE_1__/* .fitting */ ._Q)(/^\S(.*\S)?$/, 'has space around it, or more than one line, which age and gpg read otherwise when the backup is opened; write one line without');
/** Who can open the backup. */
const encryptionInputs = {
    'encrypt-to': (0,_row_js__WEBPACK_IMPORTED_MODULE_4__/* .listing */ .RR)(recipients, {
        description: 'Encrypt to these age public keys (`age1…`), one a line. The runner then never holds what opens the backup.',
    }),
    passphrase: (0,_row_js__WEBPACK_IMPORTED_MODULE_4__/* .optional */ .lq)(passphrase, {
        secret: true,
        verbatim: true,
        description: 'Encrypt with this passphrase instead. Write `encryption` as well: then a missing secret fails the run, where it would otherwise store the backup unencrypted.',
    }),
    encryption: (0,_row_js__WEBPACK_IMPORTED_MODULE_4__/* .optional */ .lq)((0,_readers_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)(['age', 'gpg']), {
        description: 'What to encrypt with. The backup opens with the stock program of that name.',
        defaultDescription: '`age` where `encrypt-to` or `passphrase` is given, else none',
    }),
};


/***/ }),

/***/ 48636:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ openDecryption),
  o: () => (/* binding */ openEncryption)
});

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./lib/encryption/age-chunks.js

/**
 * The payload of an age file (age-encryption.org/v1, "Payload"): 64 KiB chunks, each sealed by ChaCha20-Poly1305 under
 * a nonce that counts them and marks the last. Natively, because the library's own cipher is 5 times slower.
 */
/** Plaintext bytes in each chunk but the last. */
const CHUNK_BYTES = 64 * 1024;
const TAG_BYTES = 16;
const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;
const CIPHER = 'chacha20-poly1305';
const OPTIONS = { authTagLength: TAG_BYTES };
/** Counter (11 bytes, big-endian) and last-chunk flag. 48 bits of counter are 16 EiB. */
function nonce(index, last) {
    const bytes = Buffer.alloc(12);
    bytes.writeUIntBE(index, 5, 6);
    bytes[11] = last ? 1 : 0;
    return bytes;
}
/**
 * Seals the chunks of one payload in their order. Text and tag stay apart: joining them would copy every byte, which
 * costs more than the second write (measured).
 */
function chunkEncryptor(key) {
    let index = 0;
    return (plaintext, last) => {
        const cipher = (0,external_node_crypto_.createCipheriv)(CIPHER, key, nonce(index++, last), OPTIONS);
        const encrypted = cipher.update(plaintext);
        cipher.final();
        return [encrypted, cipher.getAuthTag()];
    };
}
/** The plaintext; undefined when the chunk is not what was sealed at this place under this key. */
function openChunk(key, index, last, encrypted) {
    if (encrypted.length < TAG_BYTES)
        return undefined;
    const decipher = (0,external_node_crypto_.createDecipheriv)(CIPHER, key, nonce(index, last), OPTIONS);
    decipher.setAuthTag(encrypted.subarray(-TAG_BYTES));
    const plaintext = decipher.update(encrypted.subarray(0, -TAG_BYTES));
    try {
        decipher.final();
    }
    catch {
        return undefined;
    }
    return plaintext;
}

;// CONCATENATED MODULE: ./lib/encryption/age-preamble.js


const NONCE_BYTES = 16;
/**
 * Makes the start of a new age file. The library wraps a fresh file key for each recipient and writes the header; of
 * the empty file that it makes, header and nonce are kept and its one empty chunk is dropped.
 */
async function newPreamble(recipients) {
    const { Encrypter } = await __webpack_require__.e(/* import() */ 454).then(__webpack_require__.bind(__webpack_require__, 74073));
    const encrypter = new Encrypter();
    for (const recipient of recipients)
        encrypter.addRecipient(recipient);
    let fileKey = new Uint8Array();
    // The library says its file key to recipients only: this one listens and adds no stanza.
    encrypter.addRecipient({
        wrapFileKey: key => {
            fileKey = Uint8Array.from(key);
            return [];
        },
    });
    const empty = await encrypter.encrypt(new Uint8Array());
    const bytes = Buffer.from(empty.subarray(0, -TAG_BYTES));
    return { bytes, payloadKey: derivePayloadKey(fileKey, bytes.subarray(-NONCE_BYTES)) };
}
/**
 * The payload key of an existing file, from its header (as text, with the MAC line) and nonce.
 * @throws Error from the library: no identity fits, or the header is malformed or altered.
 */
async function readPreamble(identities, header, payloadNonce) {
    const { Decrypter } = await __webpack_require__.e(/* import() */ 454).then(__webpack_require__.bind(__webpack_require__, 74073));
    const decrypter = new Decrypter();
    for (const identity of identities)
        decrypter.addIdentity(identity);
    return derivePayloadKey(await decrypter.decryptHeader(header), payloadNonce);
}
function derivePayloadKey(fileKey, payloadNonce) {
    return (0,external_node_crypto_.createSecretKey)(Buffer.from((0,external_node_crypto_.hkdfSync)('sha256', fileKey, payloadNonce, 'payload', 32)));
}

// EXTERNAL MODULE: ./lib/encryption/age-recipients.js
var age_recipients = __webpack_require__(51939);
;// CONCATENATED MODULE: ./lib/encryption/age-scrypt.js

/**
 * age's passphrase stanza on node:crypto. The library has one too, but it can't be combined with the recipient that
 * listens for the file key, and its pure JavaScript scrypt blocks the process for over a second.
 */
/** The library's limit: 1 GiB. A damaged or hostile file must not ask for more. */
const GREATEST_WORK_FACTOR = 20;
const BLOCK_SIZE = 8;
const LABEL = 'age-encryption.org/v1/scrypt';
const SALT_BYTES = 16;
/** Each key seals one thing only, once: the specification fixes the nonce to zeros. */
const NONCE = Buffer.alloc(12);
const TAG = { authTagLength: 16 };
/** @param workFactor base-2 logarithm of scrypt's cost: 2^workFactor KiB of memory while the key is derived */
function scryptRecipient(passphrase, workFactor) {
    return {
        async wrapFileKey(fileKey) {
            const salt = (0,external_node_crypto_.randomBytes)(SALT_BYTES);
            const cipher = (0,external_node_crypto_.createCipheriv)('chacha20-poly1305', await deriveKey(passphrase, salt, workFactor), NONCE, TAG);
            const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
            const { Stanza } = await __webpack_require__.e(/* import() */ 454).then(__webpack_require__.bind(__webpack_require__, 74073));
            return [new Stanza(['scrypt', unpadded(salt), String(workFactor)], body)];
        },
    };
}
function scryptIdentity(passphrase) {
    return {
        async unwrapFileKey(stanzas) {
            const [stanza] = stanzas;
            const [type, saltText = '', factorText = '', ...others] = stanza?.args ?? [];
            if (!stanza || stanzas.length !== 1 || type !== 'scrypt')
                return null;
            const salt = Buffer.from(saltText, 'base64');
            const workFactor = Number(factorText);
            // Node decodes anything: only the one way to write a salt is the specification's.
            const canonical = salt.length === SALT_BYTES && unpadded(salt) === saltText;
            const wellFormed = others.length === 0 && canonical && /^[1-9]\d?$/.test(factorText) && stanza.body.length === 32;
            if (!wellFormed || workFactor > GREATEST_WORK_FACTOR)
                throw new Error('invalid scrypt stanza');
            const key = await deriveKey(passphrase, salt, workFactor);
            const decipher = (0,external_node_crypto_.createDecipheriv)('chacha20-poly1305', key, NONCE, TAG);
            decipher.setAuthTag(stanza.body.subarray(-16));
            try {
                return Buffer.concat([decipher.update(stanza.body.subarray(0, -16)), decipher.final()]);
            }
            catch {
                return null;
            }
        },
    };
}
function deriveKey(passphrase, salt, workFactor) {
    const cost = 2 ** workFactor;
    const maxmem = 128 * BLOCK_SIZE * (cost + 16);
    return new Promise((resolve, reject) => {
        const labelled = Buffer.concat([Buffer.from(LABEL), salt]);
        (0,external_node_crypto_.scrypt)(passphrase, labelled, 32, { cost, blockSize: BLOCK_SIZE, parallelization: 1, maxmem }, (error, key) => (error ? reject(error) : resolve(key)));
    });
}
function unpadded(bytes) {
    return bytes.toString('base64').replace(/=+$/, '');
}

;// CONCATENATED MODULE: ./lib/encryption/chunk-cutter.js
/**
 * Cuts a stream into chunks of one size and always holds the end back, for formats in which the last chunk is special:
 * a full chunk is given out only when at least one byte follows it. Keeps no reference to what it is given.
 */
class ChunkCutter {
    #held;
    #length = 0;
    /** @param size bytes in each chunk but the last */
    constructor(size) {
        this.#held = Buffer.allocUnsafeSlow(size);
    }
    /** Takes the stream's next bytes; gives the chunks that are now known not to be the last, each lent until the next. */
    *add(data) {
        const size = this.#held.length;
        for (let offset = 0; offset < data.length;) {
            if (this.#length === size) {
                yield this.#held;
                this.#length = 0;
            }
            if (this.#length === 0 && data.length - offset > size) {
                yield data.subarray(offset, offset + size);
                offset += size;
            }
            else {
                const copied = data.copy(this.#held, this.#length, offset);
                this.#length += copied;
                offset += copied;
            }
        }
    }
    /** What is held back: at the end of the stream the last chunk, of 0 bytes to `size`. Lent, too. */
    rest() {
        return this.#held.subarray(0, this.#length);
    }
}

// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
;// CONCATENATED MODULE: ./lib/encryption/passphrase.js

const ENCRYPTION_PASSPHRASE_EMPTY = (0,errors/* defineError */.MP)({
    topic: 'encryption',
    code: 'encryption-passphrase-empty',
    kind: 'input',
    meaning: 'The passphrase is empty, usually since its secret does not exist or is not passed on.',
    fix: 'Check that the secret it comes from exists and is passed to this workflow.',
});
const ENCRYPTION_PASSPHRASE_UNUSABLE = (0,errors/* defineError */.MP)({
    topic: 'encryption',
    code: 'encryption-passphrase-unusable',
    kind: 'input',
    meaning: 'The passphrase holds a line break or a null character.',
    fix: 'Use a passphrase of one line: it has to be typed at a prompt to open the backup.',
});
/** What is wrong with a passphrase, if anything. Strength is its owner's business: it is not judged. */
function passphraseProblems(passphrase) {
    if (passphrase === '') {
        return [
            {
                ...ENCRYPTION_PASSPHRASE_EMPTY,
                message: 'The passphrase is empty',
            },
        ];
    }
    // gpg reads a passphrase to the end of the line only, and nobody can type a line break at a prompt.
    if (/[\r\n\0]/.test(passphrase)) {
        return [
            {
                ...ENCRYPTION_PASSPHRASE_UNUSABLE,
                message: 'The passphrase holds a line break or a null character',
            },
        ];
    }
    return [];
}

// EXTERNAL MODULE: ./lib/encryption/problems.js
var problems = __webpack_require__(95281);
;// CONCATENATED MODULE: ./lib/encryption/age.js








/** Seals for the holders of age keys: `age1…`, `age1pq1…` (opens with age ≥ 1.3), `age1tag1…`, `age1tagpq1…`. */
function ageEncryption(options) {
    const recipients = [...new Set(options.recipients.map(recipient => recipient.trim()))];
    const check = () => (0,problems/* refuseProblems */.n)((0,age_recipients/* recipientProblems */.O)(recipients));
    return {
        // What is no public key may be a secret given by mistake: it must not reach the manifest even by accident.
        record: { method: 'age', to: recipients.filter(recipient => recipient.startsWith('age1')) },
        suffix: '.age',
        prepare: async () => check(),
        encrypt: signal => {
            check();
            return new AgeEncryptor(() => newPreamble(recipients), signal);
        },
    };
}
/**
 * Seals with a passphrase.
 * @param workFactor base-2 logarithm of scrypt's cost; age's own default of 18 takes 256 MiB for about a second
 */
function agePassphrase(passphrase, workFactor = 18) {
    const check = () => (0,problems/* refuseProblems */.n)(passphraseProblems(passphrase));
    return {
        record: { method: 'age-passphrase' },
        suffix: '.age',
        prepare: async () => check(),
        encrypt: signal => {
            check();
            return new AgeEncryptor(() => newPreamble([scryptRecipient(passphrase, workFactor)]), signal);
        },
    };
}
/** Plaintext in, an age file out. Holds one chunk (64 KiB) and what one write becomes. */
class AgeEncryptor extends external_node_stream_.Transform {
    #begin;
    #cutter = new ChunkCutter(CHUNK_BYTES);
    #seal;
    constructor(begin, signal) {
        super({ signal, highWaterMark: 4 * CHUNK_BYTES });
        this.#begin = begin;
    }
    _construct(callback) {
        this.#begin().then(({ bytes, payloadKey }) => {
            this.#seal = chunkEncryptor(payloadKey);
            this.push(bytes);
            callback();
        }, callback);
    }
    _transform(data, _encoding, callback) {
        for (const chunk of this.#cutter.add(data))
            this.#give(chunk, false);
        callback();
    }
    _flush(callback) {
        this.#give(this.#cutter.rest(), true);
        callback();
    }
    #give(plaintext, last) {
        for (const piece of this.#seal?.(plaintext, last) ?? [])
            this.push(piece);
    }
}

// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/stream/child.js + 1 modules
var child = __webpack_require__(23077);
// EXTERNAL MODULE: ./lib/stream/filter-stall.js
var filter_stall = __webpack_require__(65623);
// EXTERNAL MODULE: ./lib/stream/silence.js
var silence = __webpack_require__(73939);
// EXTERNAL MODULE: ./lib/core/sentence.js
var sentence = __webpack_require__(92998);
// EXTERNAL MODULE: ./lib/encryption/opening-errors.js
var opening_errors = __webpack_require__(72021);
;// CONCATENATED MODULE: ./lib/encryption/gpg-failure.js



const ENDED_BY = 'Find out what killed it (memory, an administrator, a time limit) and run this step again.';
const ENCRYPTION_GPG_KILLED = (0,errors/* defineError */.MP)({
    topic: 'encryption',
    code: 'encryption-gpg-killed',
    kind: 'environment',
    meaning: 'gpg was killed before it had sealed everything.',
    fix: 'Find out what killed it (memory, an administrator, a time limit) and run the backup again.',
});
const ENCRYPTION_GPG_FAILED = (0,errors/* defineError */.MP)({
    topic: 'encryption',
    code: 'encryption-gpg-failed',
    kind: 'environment',
    meaning: 'gpg stopped before it had sealed everything; its own words are quoted.',
    fix: 'Check with gpg --version that the runner has 2.1 or newer, or use age, which needs no program.',
});
/** Why gpg's output can't be used, from how it ended and the end of its stderr (which never holds the passphrase). */
function gpgFailure(end, stderr) {
    if ('notStarted' in end)
        return new errors/* BackupError */.hj(notStarted(end.notStarted), end.notStarted);
    if ('killedBy' in end) {
        return new errors/* BackupError */.hj({
            ...ENCRYPTION_GPG_KILLED,
            message: `gpg was killed by ${end.killedBy} before it had sealed everything.`,
            hint: ENDED_BY,
        });
    }
    const said = stderr.trim().split('\n').at(-1) ?? '';
    return new errors/* BackupError */.hj({
        ...ENCRYPTION_GPG_FAILED,
        message: (0,sentence/* sentence */.e)(`gpg stopped with exit code ${end.code} before it had sealed everything${said ? `: ${said}` : ''}`),
    });
}
/** Why gpg did not open a file. Only its words distinguish a wrong passphrase from a damaged file. */
function gpgOpeningFailure(end, stderr) {
    if ('notStarted' in end)
        return gpgFailure(end, stderr);
    if ('killedBy' in end) {
        return new errors/* BackupError */.hj({
            ...ENCRYPTION_GPG_KILLED,
            message: `gpg was killed by ${end.killedBy} before it had opened the backup: that says nothing about the backup.`,
            hint: ENDED_BY,
        });
    }
    if (/bad session key|bad passphrase/i.test(stderr)) {
        return new errors/* BackupError */.hj({
            ...opening_errors/* ENCRYPTION_KEY_MISMATCH */.f,
            message: 'The given passphrase does not open the gpg file.',
            hint: 'Give the passphrase that the backup was sealed with; if it is the right one, the file is damaged: do not trust this backup.',
        });
    }
    return new errors/* BackupError */.hj({
        ...opening_errors/* ENCRYPTION_ALTERED */.y,
        message: 'The gpg file was altered or cut: gpg refuses it.',
    });
}
const ENCRYPTION_GPG_MISSING = (0,errors/* defineError */.MP)({
    topic: 'encryption',
    code: 'encryption-gpg-missing',
    kind: 'environment',
    meaning: 'The gpg program was not found.',
    fix: 'Install gnupg on the runner, or use age, which needs no program.',
});
const ENCRYPTION_GPG_NOT_STARTED = (0,errors/* defineError */.MP)({
    topic: 'encryption',
    code: 'encryption-gpg-not-started',
    kind: 'environment',
    meaning: 'The gpg program is there and could not be started.',
    fix: 'Install gnupg on the runner, or use age, which needs no program.',
});
function notStarted(error) {
    return 'code' in error && error.code === 'ENOENT'
        ? {
            ...ENCRYPTION_GPG_MISSING,
            message: 'The gpg program was not found.',
        }
        : {
            ...ENCRYPTION_GPG_NOT_STARTED,
            message: (0,sentence/* sentence */.e)(`gpg could not be started: ${error.message}`),
        };
}
const ENCRYPTION_SCRATCH_UNUSABLE = (0,errors/* defineError */.MP)({
    topic: 'encryption',
    code: 'encryption-scratch-unusable',
    kind: 'environment',
    meaning: "gpg needs a folder of its own for the run, which could not be made in the runner's temporary folder.",
    fix: 'Check that RUNNER_TEMP exists, can be written to, and that its disk is not full.',
});
function noHome(scratch, cause) {
    return new errors/* BackupError */.hj({
        ...ENCRYPTION_SCRATCH_UNUSABLE,
        message: `No directory for gpg could be made in ${scratch}.`,
        hint: 'Check that it exists, can be written to, and that its disk is not full.',
    }, cause);
}

;// CONCATENATED MODULE: ./lib/encryption/gpg-stage.js







/**
 * The iterated key derivation is given its greatest count (65,011,712 bytes, about 0.2 s): otherwise gpg would ask its
 * agent, and so start one. With the passphrase on a pipe nothing else needs the agent.
 */
const SEALING = [
    ...['--s2k-mode', '3', '--s2k-digest-algo', 'SHA512', '--s2k-count', '65011712'],
    ...['--cipher-algo', 'AES256', '--compress-algo', 'none', '--symmetric'],
];
const COMMON = [
    ...['--no-options', '--no-autostart', '--batch', '--no-tty', '--quiet'],
    ...['--pinentry-mode', 'loopback', '--passphrase-fd', '3'],
];
const SEAL = { args: [...COMMON, ...SEALING], failure: gpgFailure };
const OPEN = { args: [...COMMON, '--decrypt'], failure: gpgOpeningFailure };
/** Bytes in, gpg's output out. Closed only when the program is gone and its home removed, however it ended. */
class GpgStage extends external_node_stream_.Duplex {
    #task;
    #settings;
    #signal;
    #home;
    #child;
    /** Set when gpg has been given everything; called when it has accepted it. */
    #finished;
    constructor(task, settings, signal) {
        super({ signal });
        this.#task = task;
        this.#settings = settings;
        this.#signal = signal;
    }
    _construct(callback) {
        this.#start().then(child => {
            this.#child = child;
            this.#follow(child);
            callback();
        }, callback);
    }
    _write(data, _encoding, callback) {
        // A broken pipe only says that gpg is gone; its end, which follows, says why.
        this.#child?.stdin.write(data, error => {
            if (!error)
                callback();
        });
    }
    _final(callback) {
        this.#finished = callback;
        this.#child?.stdin.end();
    }
    _read() {
        this.#child?.stdout.resume();
    }
    _destroy(error, callback) {
        this.#cleanUp().then(() => callback(error), failure => callback(error ?? failure));
    }
    async #start() {
        const { passphrase, program = 'gpg', searchPath, scratch, onStart } = this.#settings;
        // Private to its owner (0700), as mkdtemp makes it.
        this.#home = await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)(scratch, 'gnupg-')).catch(error => Promise.reject(noHome(scratch, error)));
        return (0,child/* startChild */.v)(program, this.#task.args, {
            env: { PATH: searchPath, GNUPGHOME: this.#home, LC_ALL: 'C' },
            signal: this.#signal,
            secrets: [passphrase],
            ...(onStart && { onStart }),
        });
    }
    #follow(child) {
        child.stdout.pause().on('data', data => {
            if (!this.push(data))
                child.stdout.pause();
        });
        child.stdout.on('error', () => { });
        const watch = (0,filter_stall/* watchFilter */.m)(child, this.#settings.stallTimeoutMs ?? silence/* STALL_TIMEOUT_MS */.q);
        child.ended.then(end => this.#conclude(child, watch, end));
    }
    /** The cause of a failure is reported, and an end announced, only when nothing is left behind: nobody waits for `close`. */
    async #conclude(child, watch, end) {
        if (this.destroyed)
            return;
        if (!this.#finished || !('code' in end) || end.code !== 0) {
            this.destroy(watch.error() ?? this.#task.failure(end, child.stderr()));
            return;
        }
        try {
            await this.#cleanUp();
        }
        catch (error) {
            this.destroy(error instanceof Error ? error : new Error(String(error)));
            return;
        }
        this.#finished();
        this.push(null);
    }
    async #cleanUp() {
        const child = this.#child;
        if (child) {
            child.kill();
            // A pipe that nobody reads any more would keep the child from being seen as ended.
            child.stdout.destroy();
            await child.ended;
        }
        if (this.#home)
            await (0,external_node_fs_promises_.rm)(this.#home, { recursive: true, force: true });
    }
}

;// CONCATENATED MODULE: ./lib/encryption/gpg.js





/** Seals with a passphrase, by the gpg program (2.1 or newer). */
function gpgPassphrase(settings) {
    const check = () => (0,problems/* refuseProblems */.n)(passphraseProblems(settings.passphrase));
    return {
        record: { method: 'gpg-passphrase', cipher: 'AES256' },
        suffix: '.gpg',
        // Seals nothing, for real: shows at once that gpg is there, knows the options, and can use the scratch directory.
        prepare: async (signal) => {
            check();
            const nowhere = new external_node_stream_.Writable({ write: (_bytes, _encoding, done) => done() });
            await (0,promises_.pipeline)(external_node_stream_.Readable.from([]), new GpgStage(SEAL, settings, signal), nowhere);
        },
        encrypt: signal => {
            check();
            return new GpgStage(SEAL, settings, signal);
        },
    };
}

;// CONCATENATED MODULE: ./lib/encryption/none.js

/** Stores the dump as it is. */
function noEncryption() {
    return {
        record: { method: 'none' },
        suffix: '',
        prepare: async () => { },
        encrypt: signal => new external_node_stream_.PassThrough({ signal, highWaterMark: 256 * 1024 }),
    };
}

// EXTERNAL MODULE: ./lib/encryption/age-identities.js
var age_identities = __webpack_require__(61629);
;// CONCATENATED MODULE: ./lib/encryption/age-open.js








/**
 * A stage that opens one age file: sealed bytes in, plaintext out. Each chunk (64 KiB) comes out only after it was
 * authenticated, but that the file is whole is known only when the stage has ended without an error.
 * The stage fails with BackupError `encryption-key-mismatch`, or one of kind `integrity`: see AGE_REFUSALS.
 * @throws BackupError `encryption-identity-unusable`
 */
function openAge(keys, signal) {
    const identities = 'passphrase' in keys ? [scryptIdentity(keys.passphrase)] : (0,age_identities/* checkIdentities */.xS)(keys.identities);
    return new AgeOpen(identities, signal);
}
class AgeOpen extends external_node_stream_.Transform {
    #identities;
    /** The file's first bytes, until header and nonce are complete. */
    #start = Buffer.alloc(0);
    #opener;
    constructor(identities, signal) {
        super({ signal, highWaterMark: 4 * CHUNK_BYTES });
        this.#identities = identities;
    }
    _transform(data, _encoding, callback) {
        const opener = this.#opener;
        if (opener)
            settle(callback, () => this.#open(opener, data));
        else
            this.#begin(data).then(() => callback(), callback);
    }
    _flush(callback) {
        settle(callback, () => {
            if (!this.#opener)
                throw new errors/* BackupError */.hj(AGE_REFUSALS.truncated);
            this.push(this.#opener.end());
        });
    }
    async #begin(data) {
        this.#start = Buffer.concat([this.#start, data]);
        const start = splitStart(this.#start);
        if (!start)
            return;
        this.#start = Buffer.alloc(0);
        this.#opener = new AgeChunkOpener(await readKey(this.#identities, start.header, start.nonce));
        this.#open(this.#opener, start.payload);
    }
    #open(opener, data) {
        for (const plaintext of opener.add(data))
            this.push(plaintext);
    }
}
/** Passes what `body` throws to a stream's callback. */
function settle(callback, body) {
    try {
        body();
    }
    catch (error) {
        callback(error instanceof Error ? error : new Error(String(error)));
        return;
    }
    callback();
}
async function readKey(identities, header, nonce) {
    try {
        return await readPreamble(identities, header, nonce);
    }
    catch (error) {
        // The library's only way to distinguish the two.
        const mismatch = error instanceof Error && error.message.startsWith('no identity matched');
        throw new errors/* BackupError */.hj(mismatch ? AGE_REFUSALS.keyMismatch : AGE_REFUSALS.headerAltered, error);
    }
}
const VERSION_LINE = Buffer.from('age-encryption.org/v1\n');
/** Room for some hundred post-quantum recipients; what has no header's end by then is no age file. */
const GREATEST_HEADER_BYTES = 1024 * 1024;
/**
 * Splits the first bytes of an age file; undefined while header and nonce are not complete.
 * @throws BackupError `encryption-not-age`
 */
function splitStart(bytes) {
    const seen = Math.min(bytes.length, VERSION_LINE.length);
    if (!bytes.subarray(0, seen).equals(VERSION_LINE.subarray(0, seen)))
        throw new errors/* BackupError */.hj(AGE_REFUSALS.notAge);
    const macLine = bytes.indexOf('\n---');
    const newline = macLine < 0 ? -1 : bytes.indexOf('\n', macLine + 1);
    if (newline < 0) {
        if (bytes.length > GREATEST_HEADER_BYTES)
            throw new errors/* BackupError */.hj(AGE_REFUSALS.notAge);
        return undefined;
    }
    const nonceAt = newline + 1;
    const payloadAt = nonceAt + NONCE_BYTES;
    if (bytes.length < payloadAt)
        return undefined;
    return {
        header: bytes.subarray(0, nonceAt),
        nonce: bytes.subarray(nonceAt, payloadAt),
        payload: bytes.subarray(payloadAt),
    };
}
/** Opens the chunks of one payload in their order, and says how it was damaged when it was. */
class AgeChunkOpener {
    #key;
    #cutter = new ChunkCutter(SEALED_CHUNK_BYTES);
    #index = 0;
    constructor(payloadKey) {
        this.#key = payloadKey;
    }
    /** Takes the next sealed bytes; returns which part of the plaintext is authentic by now. */
    add(data) {
        return Array.from(this.#cutter.add(data), encrypted => {
            const plaintext = openChunk(this.#key, this.#index, false, encrypted);
            if (!plaintext) {
                throw new errors/* BackupError */.hj(this.#opens(encrypted, true) ? AGE_REFUSALS.trailingData : AGE_REFUSALS.altered);
            }
            this.#index++;
            return plaintext;
        });
    }
    /** Opens the last chunk. Only the first may be empty. */
    end() {
        const encrypted = this.#cutter.rest();
        const plaintext = openChunk(this.#key, this.#index, true, encrypted);
        if (plaintext && (plaintext.length > 0 || this.#index === 0))
            return plaintext;
        const cut = encrypted.length === 0 || this.#opens(encrypted, false);
        throw new errors/* BackupError */.hj(cut ? AGE_REFUSALS.truncated : AGE_REFUSALS.altered);
    }
    #opens(encrypted, last) {
        return openChunk(this.#key, this.#index, last, encrypted) !== undefined;
    }
}
const DISTRUST = 'Do not trust this backup: take another one, and find out how its bytes came to change.';
const ENCRYPTION_NOT_AGE = (0,errors/* defineError */.MP)({
    topic: 'encryption',
    code: 'encryption-not-age',
    kind: 'integrity',
    meaning: 'The file does not begin as an age file does.',
    fix: 'Check that this is the stored backup and that its name ends in .age; armored files are not supported.',
});
const ENCRYPTION_HEADER_ALTERED = (0,errors/* defineError */.MP)({
    topic: 'encryption',
    code: 'encryption-header-altered',
    kind: 'integrity',
    meaning: "The age file's header is not the one that was written.",
    fix: DISTRUST,
});
const ENCRYPTION_TRUNCATED = (0,errors/* defineError */.MP)({
    topic: 'encryption',
    code: 'encryption-truncated',
    kind: 'integrity',
    meaning: 'The age file is cut: its last piece is missing.',
    fix: DISTRUST,
});
const ENCRYPTION_TRAILING_DATA = (0,errors/* defineError */.MP)({
    topic: 'encryption',
    code: 'encryption-trailing-data',
    kind: 'integrity',
    meaning: 'The age file goes on after its last piece.',
    fix: DISTRUST,
});
/** Why a file is not opened. */
const AGE_REFUSALS = {
    notAge: {
        ...ENCRYPTION_NOT_AGE,
        message: 'The file does not begin as an age file does.',
    },
    headerAltered: {
        ...ENCRYPTION_HEADER_ALTERED,
        message: "The age file's header is not the one that was written.",
    },
    keyMismatch: {
        ...opening_errors/* ENCRYPTION_KEY_MISMATCH */.f,
        message: 'The given key or passphrase does not open the age file.',
    },
    altered: {
        ...opening_errors/* ENCRYPTION_ALTERED */.y,
        message: 'The age file was altered or cut: a piece of it fails its authentication.',
    },
    truncated: {
        ...ENCRYPTION_TRUNCATED,
        message: 'The age file is cut: its last piece is missing.',
    },
    trailingData: {
        ...ENCRYPTION_TRAILING_DATA,
        message: 'The age file goes on after its last piece.',
    },
};

;// CONCATENATED MODULE: ./lib/encryption/opening.js



/** Opens everything that those keys open; `gpg` says how the gpg program is run. */
function decryptionWith(keys, gpg) {
    return {
        open(record, signal) {
            switch (record.method) {
                case 'none':
                    return undefined;
                case 'age':
                    if (keys.identities.length === 0)
                        throw missing('age-identity', record);
                    return openAge({ identities: keys.identities }, signal);
                case 'age-passphrase':
                    return openAge({ passphrase: passphraseOf(keys, record) }, signal);
                case 'gpg-passphrase':
                    return new GpgStage(OPEN, { ...gpg, passphrase: passphraseOf(keys, record) }, signal);
            }
        },
    };
}
function passphraseOf({ passphrase }, record) {
    if (passphrase === undefined)
        throw missing('passphrase', record);
    return passphrase;
}
const DECRYPTION_KEY_MISSING = (0,errors/* defineError */.MP)({
    topic: 'stored-backups',
    code: 'decryption-key-missing',
    kind: 'input',
    meaning: 'A backup is encrypted, and what opens it was not given.',
    fix: 'Give age-identity or passphrase, as the message says, from a secret.',
});
function missing(input, record) {
    const to = record.method === 'age' ? ` for ${record.to.join(', ')}` : '';
    return new errors/* BackupError */.hj({
        ...DECRYPTION_KEY_MISSING,
        message: `${input}: the backup is sealed with ${record.method.replace('-', ' by ')}${to}, and no key to open it was given.`,
        hint: `Give the ${input} from a secret.`,
    });
}

;// CONCATENATED MODULE: ./lib/action/open-encryption.js




/** The encryption that the inputs ask for. */
function openEncryption(choice, limits, context) {
    switch (choice.kind) {
        case 'none':
            return noEncryption();
        case 'age':
            return ageEncryption({ recipients: choice.recipients });
        case 'age-passphrase':
            return agePassphrase(choice.passphrase);
        case 'gpg-passphrase':
            return gpgPassphrase({ passphrase: choice.passphrase, ...gpgWith(limits, context) });
    }
}
/** What opens everything that the given keys open. */
function openDecryption(keys, limits, context) {
    return decryptionWith(keys, gpgWith(limits, context));
}
function gpgWith({ stallTimeoutMs }, { journal, runner: { env }, scratch }) {
    return {
        searchPath: env['PATH'] ?? '',
        scratch,
        ...(stallTimeoutMs !== undefined && { stallTimeoutMs }),
        onStart: (pid, program) => journal.record({ kind: 'process', pid, program }),
    };
}


/***/ }),

/***/ 42961:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ toolkitCache)
/* harmony export */ });
/* harmony import */ var _postgres_client_version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37259);

/** The runner's tool cache; needs RUNNER_TOOL_CACHE and RUNNER_TEMP, as the runner sets them. */
function toolkitCache() {
    return {
        async find(tool, major) {
            const { find, findAllVersions } = await __webpack_require__.e(/* import() */ 805).then(__webpack_require__.bind(__webpack_require__, 59805));
            const versions = findAllVersions(tool).filter(version => version.startsWith(`${major}.`));
            return versions
                .toSorted(_postgres_client_version_js__WEBPACK_IMPORTED_MODULE_0__/* .comparePostgres */ .lj)
                .reverse()
                .map(version => find(tool, version))
                .filter(folder => folder !== '');
        },
        async store(folder, tool, version) {
            const { cacheDir } = await __webpack_require__.e(/* import() */ 805).then(__webpack_require__.bind(__webpack_require__, 59805));
            return cacheDir(folder, tool, version);
        },
    };
}


/***/ }),

/***/ 97377:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cm: () => (/* binding */ quoteIdentifier),
/* harmony export */   Cv: () => (/* binding */ identifier),
/* harmony export */   HN: () => (/* binding */ dollarQuote),
/* harmony export */   ce: () => (/* binding */ quoteLiteral),
/* harmony export */   rT: () => (/* binding */ unquoteIdentifier)
/* harmony export */ });
/** A name as an SQL identifier: always quoted, so that its case and every character are kept. */
function quoteIdentifier(name) {
    return `"${name.replaceAll('"', '""')}"`;
}
/** The same for people to read and copy: quoted only if it needs to be. */
function identifier(name) {
    return /^[a-z_][a-z0-9_$]*$/.test(name) ? name : quoteIdentifier(name);
}
/** A text as an SQL literal: the same whether standard_conforming_strings is on or off. */
function quoteLiteral(text) {
    const quoted = `'${text.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
    return text.includes('\\') ? `E${quoted}` : quoted;
}
/** The name that an SQL identifier stands for. */
function unquoteIdentifier(written) {
    return written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written;
}
/** A text between dollar quotes, whose tag it does not have in it. */
function dollarQuote(text) {
    let tag = '$text$';
    while (text.includes(tag))
        tag = tag.replace('$', '$x');
    return `${tag}${text}${tag}`;
}


/***/ }),

/***/ 61629:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Af: () => (/* binding */ identitiesIn),
/* harmony export */   LA: () => (/* binding */ identityProblems),
/* harmony export */   xS: () => (/* binding */ checkIdentities)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);
/* harmony import */ var _age_keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14059);
/* harmony import */ var _problems_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(95281);



/**
 * The secret keys, trimmed.
 * @throws BackupError `encryption-identity-unusable`, naming keys by their place in the list, never by their text
 */
function checkIdentities(identities) {
    const trimmed = identities.map(identity => identity.trim());
    (0,_problems_js__WEBPACK_IMPORTED_MODULE_2__/* .refuseProblems */ .n)(identityProblems(trimmed));
    return trimmed;
}
/** What is wrong with secret keys; never holds a part of one. */
function identityProblems(identities) {
    const problems = identities.flatMap((identity, index) => ((0,_age_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .isIdentity */ .L)(identity) ? [] : [unusable(index)]));
    return identities.length > 0 ? problems : [NONE];
}
/** The secret keys in a text such as the file that age-keygen writes: one a line, without its comments. */
function identitiesIn(text) {
    return text
        .split(/\r?\n/)
        .map(line => line.trim())
        .filter(line => line !== '' && !line.startsWith('#'));
}
const ENCRYPTION_IDENTITY_UNUSABLE = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'encryption',
    code: 'encryption-identity-unusable',
    kind: 'input',
    meaning: 'There is no age secret key, or one of them is none.',
    fix: 'Give the key that age-keygen wrote: the line that begins with AGE-SECRET-KEY-.',
});
const NONE = {
    ...ENCRYPTION_IDENTITY_UNUSABLE,
    message: 'No age secret key was given',
};
function unusable(index) {
    return { ...NONE, message: `Secret key ${index + 1} is not an age secret key` };
}


/***/ }),

/***/ 14059:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ isIdentity),
/* harmony export */   g: () => (/* binding */ isRecipient)
/* harmony export */ });
/* harmony import */ var _scure_base__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64929);

/** The bytes of each kind of recipient, by its prefix (age 1.3: X25519, its post-quantum hybrid, and tags of hardware keys). */
const RECIPIENTS = { age: 32, age1pq: 1216, age1tag: 33, age1tagpq: 1249 };
/** The bytes of each kind of secret key. */
const IDENTITIES = { 'AGE-SECRET-KEY-': 32, 'AGE-SECRET-KEY-PQ-': 32 };
/**
 * Whether a text is a recipient of age. The library knows too, and takes 90 ms to load: here only the spelling is looked at,
 * its checksum included; what the library refuses all the same ends the encryption when it begins.
 */
function isRecipient(text) {
    return isKey(text, RECIPIENTS);
}
/** Whether a text is a secret key of age. */
function isIdentity(text) {
    return isKey(text, IDENTITIES);
}
function isKey(text, lengths) {
    try {
        // Post-quantum keys are longer than what Bech32 was made for.
        const { prefix, words } = _scure_base__WEBPACK_IMPORTED_MODULE_0__/* .bech32 */ .I.decode(text, false);
        const [spelled = ''] = Object.keys(lengths).filter(each => each.toLowerCase() === prefix.toLowerCase());
        return text.startsWith(`${spelled}1`) && _scure_base__WEBPACK_IMPORTED_MODULE_0__/* .bech32 */ .I.fromWords(words).length === lengths[spelled];
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 51939:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ recipientProblems)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);
/* harmony import */ var _age_keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14059);


/** What is wrong with a list of age recipients: everything at once. */
function recipientProblems(recipients) {
    if (recipients.length === 0)
        return [NONE];
    const problems = recipients.flatMap((recipient, index) => problemOf(recipient, index + 1) ?? []);
    return problems.length === 0 && mixed(recipients) ? [MIXED] : problems;
}
const KEYGEN = 'Make a key pair with age-keygen and give its public key, which begins with age1.';
const ENCRYPTION_RECIPIENT_UNUSABLE = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'encryption',
    code: 'encryption-recipient-unusable',
    kind: 'input',
    meaning: 'There is no age recipient, or one of them is not a public key of age.',
    fix: 'Make a key pair with age-keygen and give its whole public key, which begins with age1.',
});
const NONE = {
    ...ENCRYPTION_RECIPIENT_UNUSABLE,
    message: 'No age recipient was given',
    hint: KEYGEN,
};
const ENCRYPTION_RECIPIENTS_MIXED = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'encryption',
    code: 'encryption-recipients-mixed',
    kind: 'input',
    meaning: 'Post-quantum recipients (age1pq1…, age1tagpq1…) and others are mixed.',
    fix: 'Give recipients of one sort: anyone who breaks the weaker one reads the backup.',
});
/** The rule of age itself: a file is only as strong as its weakest recipient. */
const MIXED = {
    ...ENCRYPTION_RECIPIENTS_MIXED,
    message: 'Post-quantum recipients (age1pq1…, age1tagpq1…) and others are mixed',
};
const ENCRYPTION_SECRET_KEY_GIVEN = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'encryption',
    code: 'encryption-secret-key-given',
    kind: 'input',
    meaning: 'A recipient is a secret key (AGE-SECRET-KEY-…).',
    fix: 'Remove it from the workflow and treat it as leaked: make a new pair with age-keygen, and give only the public key.',
});
/** In this order: the first that fits explains why a text is no recipient. */
const MISFITS = [
    {
        looksLike: /AGE-SECRET-KEY-/i,
        problem: (_recipient, place) => ({
            ...ENCRYPTION_SECRET_KEY_GIVEN,
            message: `Recipient ${place} is a SECRET key (AGE-SECRET-KEY-…, not shown)`,
            hint: 'Remove it from the workflow and treat it as leaked: make a new pair with age-keygen, and give only the public key, which begins with age1.',
        }),
    },
    {
        looksLike: /^(ssh|ecdsa|sk-ssh|sk-ecdsa)-/,
        problem: (recipient, place) => ({
            ...ENCRYPTION_RECIPIENT_UNUSABLE,
            message: `Recipient ${place} (${shown(recipient)}) is an SSH key, which is not supported`,
            hint: KEYGEN,
        }),
    },
    {
        looksLike: /^age1/,
        problem: (recipient, place) => ({
            ...ENCRYPTION_RECIPIENT_UNUSABLE,
            message: `Recipient ${place} (${shown(recipient)}) is not a valid age recipient`,
            hint: 'Copy the whole public key as age-keygen printed it; keys of plugins are supported only as age1tag1… or age1tagpq1….',
        }),
    },
    {
        // May be a secret that was put into the wrong input: only its place and length are reported.
        looksLike: /^/,
        problem: (recipient, place) => ({
            ...ENCRYPTION_RECIPIENT_UNUSABLE,
            message: `Recipient ${place} (${recipient.length} characters, not shown) is not an age recipient`,
            hint: KEYGEN,
        }),
    },
];
function problemOf(recipient, place) {
    if ((0,_age_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecipient */ .g)(recipient))
        return undefined;
    return MISFITS.find(misfit => misfit.looksLike.test(recipient))?.problem(recipient, place);
}
function mixed(recipients) {
    const postQuantum = recipients.filter(recipient => /^age1(tag)?pq1/.test(recipient));
    return postQuantum.length > 0 && postQuantum.length < recipients.length;
}
/** A public key, short enough for one line. */
function shown(recipient) {
    return recipient.length <= 80 ? recipient : `${recipient.slice(0, 40)}…${recipient.slice(-8)}`;
}


/***/ }),

/***/ 72021:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ ENCRYPTION_KEY_MISMATCH),
/* harmony export */   y: () => (/* binding */ ENCRYPTION_ALTERED)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);

// What age and gpg both end with.
const ENCRYPTION_KEY_MISMATCH = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'encryption',
    code: 'encryption-key-mismatch',
    kind: 'input',
    meaning: 'The given key or passphrase does not open the backup.',
    fix: 'Give the secret key of one of the recipients, or the passphrase, that the backup was sealed with; if it is the right one, the header is damaged: do not trust this backup.',
});
const ENCRYPTION_ALTERED = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'encryption',
    code: 'encryption-altered',
    kind: 'integrity',
    meaning: 'The sealed backup was altered or cut: a piece of it fails its authentication, or gpg refuses it.',
    fix: 'Do not trust this backup: take another one, and find out how its bytes came to change.',
});


/***/ }),

/***/ 95281:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ refuseProblems)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);

/** Throws all problems as one error; the first one's code stands for them. Does nothing when there are none. */
function refuseProblems(problems) {
    const [first] = problems;
    if (!first)
        return;
    throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...first,
        message: `${problems.map(problem => problem.message).join('; ')}.`,
        hint: [...new Set(problems.map(problem => problem.hint))].join(' '),
    });
}


/***/ }),

/***/ 23204:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Le: () => (/* binding */ countByKind),
/* harmony export */   OL: () => (/* binding */ qualifiedName),
/* harmony export */   wh: () => (/* binding */ totalRows)
/* harmony export */ });
/* harmony import */ var _core_sql_quoting_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97377);

/** How many entries of each kind the archive's table of contents has, by PostgreSQL's own words. */
function countByKind(objects) {
    const isRetainable = {};
    for (const { kind } of objects)
        isRetainable[kind] = (isRetainable[kind] ?? 0) + 1;
    return isRetainable;
}
function totalRows(tables) {
    return tables.reduce((sum, table) => sum + table.rows, 0);
}
/** `schema.table`, quoted where PostgreSQL needs it: two tables never share this name. */
function qualifiedName({ schema, name }) {
    return `${(0,_core_sql_quoting_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(schema)}.${(0,_core_sql_quoting_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .Cv)(name)}`;
}


/***/ }),

/***/ 29098:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ httpDownload),
/* harmony export */   z: () => (/* binding */ shownUrl)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57075);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(46466);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(58500);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(73136);
/* harmony import */ var _agents_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(56380);
/* harmony import */ var _request_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(91741);









/** A URL as it may be shown to people: without user and password. */
function shownUrl(url) {
    return url.replace(/^([a-z+]+:\/\/)[^/]*@/i, '$1');
}
/** How long a server may take to answer, and may be silent while it sends. Milliseconds. */
const SILENCE_MS = 15_000;
/** Waits before another attempt at what may pass by itself. Milliseconds. */
const PAUSES_MS = [500, 2_000];
const REDIRECTS = 5;
const REQUEST = { method: 'GET', headers: { accept: '*/*' }, silenceMs: SILENCE_MS };
const PASSING = /^(ECONNRESET|EPIPE|EAI_AGAIN|ECONNABORTED)$/;
/** Downloads over Node's own HTTP. */
function httpDownload(env) {
    // Connections are kept: looking a mirror's name up again for each of 30 packages was seen to stall for 5 s.
    const agents = (0,_agents_js__WEBPACK_IMPORTED_MODULE_7__/* .httpAgents */ .T)(env, { keepAlive: true });
    return {
        async toFile(url, path, { maxBytes, signal }) {
            for (const pause of [...PAUSES_MS, undefined]) {
                const result = await attempt(new URL(url), path, maxBytes, signal, agents).catch(cause => {
                    signal.throwIfAborted();
                    return failure(url, cause);
                });
                if (result.outcome !== 'done')
                    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(path, { force: true });
                if (!('again' in result) || !result.again || pause === undefined)
                    return result;
                await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_5__.setTimeout)(pause, undefined, { signal });
            }
            return { outcome: 'failed', why: `${shownUrl(url)}: not answered` };
        },
    };
}
async function attempt(url, path, maxBytes, signal, agents) {
    signal.throwIfAborted();
    if (url.protocol === 'file:')
        return save((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.createReadStream)((0,node_url__WEBPACK_IMPORTED_MODULE_6__.fileURLToPath)(url)), path, maxBytes, signal);
    let target = url;
    for (let redirects = 0; redirects <= REDIRECTS; redirects++) {
        const response = await (0,_request_js__WEBPACK_IMPORTED_MODULE_8__/* .request */ .E)(target, REQUEST, agents, signal);
        const status = response.statusCode ?? 0;
        if (status === 200)
            return save(response, path, maxBytes, signal);
        response.destroy();
        const { location } = response.headers;
        if (status < 300 || status >= 400 || location === undefined) {
            const why = `${shownUrl(target.href)}: HTTP ${status} ${response.statusMessage ?? ''}`.trim();
            if (status === 404 || status === 410)
                return { outcome: 'absent', why };
            return { outcome: 'failed', why, again: status >= 500 || status === 429 };
        }
        const next = new URL(location, target);
        if (target.protocol === 'https:' && next.protocol !== 'https:') {
            return { outcome: 'failed', why: `${shownUrl(target.href)}: redirects from https to ${next.protocol}` };
        }
        target = next;
    }
    return { outcome: 'failed', why: `${shownUrl(url.href)}: more than ${REDIRECTS} redirects` };
}
async function save(source, path, maxBytes, signal) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let bytes = 0;
    const tooLarge = new Error('too large');
    const meter = new node_stream__WEBPACK_IMPORTED_MODULE_3__.Transform({
        transform(chunk, _encoding, done) {
            bytes += chunk.length;
            hash.update(chunk);
            if (bytes > maxBytes)
                done(tooLarge);
            else
                done(null, chunk);
        },
    });
    try {
        await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_4__.pipeline)(source, meter, (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.createWriteStream)(path), { signal });
    }
    catch (cause) {
        if (cause === tooLarge)
            return { outcome: 'too-large' };
        throw cause;
    }
    return { outcome: 'done', bytes, sha256: hash.digest('hex') };
}
function failure(url, cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const why = `${shownUrl(url)}: ${cause instanceof Error ? cause.message || code : String(cause)}`;
    if (code === 'ENOENT')
        return { outcome: 'absent', why };
    return { outcome: 'failed', why, again: PASSING.test(code) };
}


/***/ }),

/***/ 82698:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CB: () => (/* binding */ parseParagraph),
/* harmony export */   Lc: () => (/* binding */ parseParagraphs),
/* harmony export */   aL: () => (/* binding */ words)
/* harmony export */ });
/**
 * Reads paragraphs of `Field: value` lines, as in Release, Packages and *.sources. Lines of a value after the first
 * keep their line breaks, without the leading blank; a ` .` line stands for an empty one. `#` starts a comment line.
 */
function parseParagraphs(text) {
    return text
        .split(/\n(?:[ \t\r]*\n)+/)
        .map(parseParagraph)
        .filter(paragraph => paragraph.size > 0);
}
function parseParagraph(text) {
    const fields = new Map();
    let current;
    for (const line of text.split('\n')) {
        if (line.startsWith('#'))
            continue;
        const more = /^[ \t](.*)$/.exec(line)?.[1];
        if (more !== undefined && current !== undefined) {
            const value = more.trim() === '.' ? '' : more.trimEnd();
            fields.set(current, `${fields.get(current) ?? ''}\n${value}`);
            continue;
        }
        const [, name, value] = /^([^\s:]+):[ \t]*(.*)$/.exec(line) ?? [];
        if (name === undefined || value === undefined)
            continue;
        current = name.toLowerCase();
        fields.set(current, value.trimEnd());
    }
    return fields;
}
/** The words of a value that is a list separated by blanks. */
function words(value) {
    return (value ?? '').split(/\s+/).filter(word => word !== '');
}


/***/ }),

/***/ 65658:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ meets),
/* harmony export */   f: () => (/* binding */ parseDependencies)
/* harmony export */ });
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(59046);

const RELATIONS = new Map([
    ['<<', '<<'],
    ['<=', '<='],
    ['=', '='],
    ['>=', '>='],
    ['>>', '>>'],
    // The old spellings mean "or equal" (deb-src-control(5)).
    ['<', '<='],
    ['>', '>='],
]);
/** Reads `Depends`: all of these groups, of each group any one. Also reads `Provides`. */
function parseDependencies(field) {
    return field
        .split(',')
        .map(group => group.split('|').flatMap(parseDependency))
        .filter(group => group.length > 0);
}
function parseDependency(text) {
    const [, name, relation, version] = /^\s*([a-z0-9][a-z0-9+.-]*)(?::[a-z0-9-]+)?\s*(?:\(\s*([<>=]+)\s*([^\s)]+)\s*\))?/i.exec(text) ?? [];
    if (name === undefined)
        return [];
    const known = RELATIONS.get(relation ?? '');
    return [known && version !== undefined ? { name, constraint: { relation: known, version } } : { name }];
}
/** Whether a version meets a dependency; one that is provided without a version meets only an unconstrained one. */
function meets(version, { constraint }) {
    if (!constraint)
        return true;
    return version !== undefined && (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .satisfies */ .i)(version, constraint.relation, constraint.version);
}


/***/ }),

/***/ 36392:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U1: () => (/* binding */ withApt),
/* harmony export */   r8: () => (/* binding */ canUnpack),
/* harmony export */   tl: () => (/* binding */ fromBest)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3828);
/* harmony import */ var _pgdg_key_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(77445);
/* harmony import */ var _problems_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9267);
/* harmony import */ var _standing_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(21903);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(37259);







/** Whether this machine can unpack Debian's packages. */
async function canUnpack(commands) {
    return (await commands.run('dpkg-deb', ['--version'])).exitCode === 0;
}
/** Lends a folder to install in, which is gone afterwards. */
async function withApt(prefix, machine, { scratch: place, download, commands, reporter, signal }, body) {
    const scratch = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place, `${prefix}-`));
    const trusted = { folder: machine.aptFolder, armored: [_pgdg_key_js__WEBPACK_IMPORTED_MODULE_5__/* .PGDG_KEY */ .z] };
    try {
        return await body({ download, commands, reporter, signal, machine, trusted, scratch });
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(scratch, { recursive: true, force: true });
    }
}
/**
 * Asks the repositories in turn, and installs from the first whose version is as new as wanted; if none is, from the one
 * with the newest. One whose content is not what its key signed is never passed over in silence.
 * @throws any failure of kind integrity
 */
async function fromBest(repositories, demand, { signal, reporter }, offer) {
    const failures = [];
    const attempt = async (label, body) => {
        try {
            return await body();
        }
        catch (cause) {
            signal.throwIfAborted();
            if (!(cause instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .BackupError */ .hj) || cause.kind === 'integrity')
                throw cause;
            if (repositories.length > 1)
                reporter.info(`No ${demand.what} from ${label}: ${cause.message}`);
            failures.push(cause);
            return undefined;
        }
    };
    let answered = false;
    const older = [];
    for (const { label, ...rest } of repositories) {
        const offered = await attempt(label, () => offer({ label, ...rest }));
        if (!offered)
            continue;
        answered = true;
        const why = refusal(offered.version, demand);
        if (why)
            await attempt(label, () => Promise.reject((0,_problems_js__WEBPACK_IMPORTED_MODULE_3__/* .notGoodEnough */ .XW)(demand.what, label, offered.version, why)));
        else if ((0,_standing_js__WEBPACK_IMPORTED_MODULE_4__/* .standing */ .JA)(offered.version, demand.wanted, demand.floor) === 'older')
            older.push({ label, ...offered });
        else {
            const value = await attempt(label, offered.install);
            if (value !== undefined)
                return { label, value };
        }
    }
    for (const { label, install } of older.toSorted((a, b) => (0,_version_js__WEBPACK_IMPORTED_MODULE_6__/* .comparePostgres */ .lj)(b.version, a.version))) {
        const value = await attempt(label, install);
        if (value !== undefined)
            return { label, value };
    }
    return { failures, answered };
}
/** Why a version is not taken at all. */
function refusal(version, { wanted, floor, newerThan }) {
    if (newerThan !== undefined && (0,_version_js__WEBPACK_IMPORTED_MODULE_6__/* .comparePostgres */ .lj)(version, newerThan) <= 0)
        return `no newer than ${newerThan}, which is here`;
    return (0,_standing_js__WEBPACK_IMPORTED_MODULE_4__/* .standing */ .JA)(version, wanted, floor) === 'unsafe'
        ? `which has known security holes (${floor} is the first without)`
        : undefined;
}


/***/ }),

/***/ 2151:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  R: () => (/* binding */ installPackages)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/core/sentence.js
var sentence = __webpack_require__(92998);
// EXTERNAL MODULE: ./lib/stream/concurrency.js
var concurrency = __webpack_require__(11471);
// EXTERNAL MODULE: ./lib/postgres/client/problems.js
var problems = __webpack_require__(9267);
// EXTERNAL MODULE: ./lib/postgres/client/apt/dependency.js
var apt_dependency = __webpack_require__(65658);
// EXTERNAL MODULE: ./lib/postgres/client/apt/package-index.js
var package_index = __webpack_require__(65262);
;// CONCATENATED MODULE: ./lib/postgres/client/apt/resolve.js


/**
 * Chooses the packages that the roots need, of each the preferred version, following `Depends` as far as `follow`
 * says. Packages for all architectures hold no libraries and are left out unless they are roots.
 * @returns undefined with the name of the root that no index has
 */
function resolve(roots, indexes, follow = () => true) {
    const chosen = new Map();
    const unmet = [];
    const queue = [];
    const take = (candidate) => {
        chosen.set(candidate.name, candidate);
        queue.push(candidate);
    };
    for (const root of roots) {
        const [best] = indexes.flatMap(index => index.named(root)).sort(package_index/* byPreference */.n);
        if (!best)
            return { missing: root };
        take(best);
    }
    for (let next = queue.shift(); next; next = queue.shift()) {
        for (const group of next.depends) {
            const wanted = group.filter(({ name }) => follow(name));
            if (wanted.length === 0 || isMet(group, chosen))
                continue;
            const candidate = firstCandidate(wanted, indexes);
            if (!candidate)
                unmet.push(`${next.name} needs ${group.map(described).join(' or ')}`);
            else if (candidate.architecture !== 'all' && !chosen.has(candidate.name))
                take(candidate);
        }
    }
    return { packages: [...chosen.values()], unmet };
}
function isMet(group, chosen) {
    return group.some(dependency => {
        const own = chosen.get(dependency.name);
        return ((own && (0,apt_dependency/* meets */.D)(own.version, dependency)) || [...chosen.values()].some(each => provides(each, dependency)));
    });
}
function firstCandidate(group, indexes) {
    for (const dependency of group) {
        const real = indexes.flatMap(index => index.named(dependency.name));
        const [best] = real.filter(({ version }) => (0,apt_dependency/* meets */.D)(version, dependency)).sort(package_index/* byPreference */.n);
        if (best)
            return best;
    }
    for (const dependency of group) {
        const virtual = indexes.flatMap(index => index.providing(dependency.name));
        const [best] = virtual.filter(each => provides(each, dependency)).sort(package_index/* byPreference */.n);
        if (best)
            return best;
    }
    return undefined;
}
function provides(candidate, dependency) {
    return candidate.provides.some(({ name, constraint }) => name === dependency.name && (0,apt_dependency/* meets */.D)(constraint?.version, dependency));
}
function described({ name, constraint }) {
    return constraint ? `${name} (${constraint.relation} ${constraint.version})` : name;
}

// EXTERNAL MODULE: ./lib/postgres/client/apt/verified-download.js
var verified_download = __webpack_require__(21044);
;// CONCATENATED MODULE: ./lib/postgres/client/apt/install-packages.js








/** How many packages are fetched at a time. */
const PARALLEL = 4;
/**
 * Fetches packages with their dependencies, checks each against the index, and unpacks them into a folder: no script
 * of theirs is run, nothing is registered, no privilege needed.
 * @throws BackupError `package-absent`, `package-mismatch`, `repository-unreachable`, `dpkg-deb-failed`
 */
async function installPackages(request, apt) {
    const plan = resolve(request.roots, request.indexes, request.follow);
    if ('missing' in plan)
        throw (0,problems/* packageAbsent */.q9)(plan.missing, request.where);
    const queue = plan.packages.map((item, index) => ({ item, index }));
    const files = [];
    await (0,concurrency/* allEnded */.Cw)(Array.from({ length: PARALLEL }, async () => {
        for (let next = queue.shift(); next; next = queue.shift()) {
            files[next.index] = await fetchPackage(next.item, apt);
        }
    }));
    await (0,promises_.mkdir)(request.into, { recursive: true });
    for (const file of files) {
        apt.signal.throwIfAborted();
        await unpack(file, request.into, apt);
    }
    return plan;
}
/** A package is fetched once in a run: its file is named by its hash and is there only when it was right. */
async function fetchPackage(wanted, apt) {
    const file = (0,external_node_path_.join)(apt.scratch, `${wanted.sha256}.deb`);
    const present = await (0,promises_.access)(file).then(() => true, () => false);
    if (present)
        return file;
    const { label, root } = wanted.provider;
    const result = await (0,verified_download/* verifiedDownload */.l)([root + wanted.filename.replace(/^(\.?\/)+/, '')], file, wanted, apt);
    if (result.outcome === 'mismatch')
        throw (0,problems/* packageMismatch */.RJ)(label, wanted.name, result.why);
    if (result.outcome !== 'done')
        throw (0,problems/* repositoryUnreachable */.R0)(label, `${wanted.filename}: ${result.why}`);
    return file;
}
const DPKG_DEB_FAILED = (0,errors/* defineError */.MP)({
    topic: 'client',
    code: 'dpkg-deb-failed',
    kind: 'environment',
    meaning: 'A package could not be unpacked.',
    fix: 'Free disk space in RUNNER_TEMP; where there is no dpkg-deb, install the client beforehand and set PGBIN to its folder.',
});
async function unpack(file, into, { commands }) {
    const { exitCode, stderr } = await commands.run('dpkg-deb', ['-x', file, into]);
    if (exitCode === 0)
        return;
    throw new errors/* BackupError */.hj({
        ...DPKG_DEB_FAILED,
        message: (0,sentence/* sentence */.e)(`dpkg-deb could not unpack a package: ${stderr.trim().split('\n')[0] || `exit code ${exitCode}`}`),
    });
}


/***/ }),

/***/ 95050:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ parseOneLineSources)
/* harmony export */ });
/* harmony import */ var _source_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3894);

/**
 * Reads sources in apt's one-line form: `deb [signed-by=/etc/key.gpg arch=amd64] https://host/path suite main`.
 * Comments and `deb-src` lines are passed over.
 * @returns the sources, and each line that is none
 */
function parseOneLineSources(text) {
    const sources = [];
    const wrong = [];
    for (const raw of text.split('\n')) {
        const line = raw.replace(/#.*/, '').trim();
        if (line === '' || /^deb-src\s/.test(line))
            continue;
        const source = parseLine(line);
        if (source)
            sources.push(source);
        else
            wrong.push(line);
    }
    return { sources, wrong };
}
function parseLine(line) {
    const [, bracketed = '', uri, suite, rest = ''] = /^deb\s+(?:\[([^\]]*)\]\s*)?([a-z+]+:\S+)\s+(\S+)(?:\s+(.*))?$/.exec(line) ?? [];
    if (uri === undefined || suite === undefined)
        return undefined;
    const components = rest.split(/\s+/).filter(word => word !== '');
    if (components.length === 0 && !suite.endsWith('/'))
        return undefined;
    const options = new Map();
    for (const option of bracketed.split(/\s+/)) {
        const [, name, value] = /^([a-z-]+)[+-]?=(.*)$/i.exec(option) ?? [];
        if (name !== undefined && value !== undefined)
            options.set(name.toLowerCase(), value);
    }
    return {
        uris: [uri],
        suite,
        components,
        architectures: (options.get('arch') ?? '').split(',').filter(word => word !== ''),
        signedBy: (0,_source_js__WEBPACK_IMPORTED_MODULE_0__/* .parseSignedBy */ .Ph)(options.get('signed-by')),
        checkValidUntil: (0,_source_js__WEBPACK_IMPORTED_MODULE_0__/* .aptSwitch */ .Ce)(options.get('check-valid-until'), true),
        checkDate: (0,_source_js__WEBPACK_IMPORTED_MODULE_0__/* .aptSwitch */ .Ce)(options.get('check-date'), true),
    };
}


/***/ }),

/***/ 65262:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ PackageIndex),
/* harmony export */   n: () => (/* binding */ byPreference)
/* harmony export */ });
/* harmony import */ var _deb822_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(82698);
/* harmony import */ var _dependency_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65658);
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(59046);



/**
 * Packages by name. An index holds some 60,000 in 60 MB of text, of which a few are asked for: only where each
 * starts is noted (0.1 s; parsing all takes 1 s), and the text stays bytes, outside of the heap.
 */
class PackageIndex {
    #text;
    #provider;
    #starts;
    #providers;
    constructor(text, provider) {
        this.#text = text;
        this.#provider = provider;
        this.#starts = startsByName(text);
    }
    /** All versions of a package. */
    named(name) {
        return (this.#starts.get(name) ?? []).flatMap(start => {
            const end = this.#text.indexOf('\n\n', start);
            return parsePackage(this.#text.toString('utf8', start, end < 0 ? undefined : end), this.#provider);
        });
    }
    /** Packages that provide a name of which there may be no package. */
    providing(name) {
        this.#providers ??= providersByName(this.#text);
        const names = [...(this.#providers.get(name) ?? [])];
        return names
            .flatMap(each => this.named(each))
            .filter(candidate => candidate.provides.some(provided => provided.name === name));
    }
}
/** The better first: from a suite that is not held back (`NotAutomatic`), then the newer. */
function byPreference(a, b) {
    return Number(b.provider.automatic) - Number(a.provider.automatic) || (0,_versions_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Z)(b.version, a.version);
}
function startsByName(text) {
    const starts = new Map();
    const field = Buffer.from('Package: ');
    let at = text.indexOf(field);
    while (at >= 0) {
        const end = text.indexOf('\n', at);
        if (at === 0 || text[at - 1] === 0x0a) {
            const name = text.toString('latin1', at + field.length, end < 0 ? undefined : end).trim();
            const before = text.lastIndexOf('\n\n', at);
            const known = starts.get(name);
            const start = before < 0 ? 0 : before + 2;
            if (known)
                known.push(start);
            else
                starts.set(name, [start]);
        }
        at = end < 0 ? -1 : text.indexOf(field, end);
    }
    return starts;
}
function providersByName(text) {
    const providers = new Map();
    const field = Buffer.from('\nProvides: ');
    for (let at = text.indexOf(field); at >= 0; at = text.indexOf(field, at + 1)) {
        const end = text.indexOf('\n', at + 1);
        const before = text.lastIndexOf('\n\n', at);
        const stanza = text.toString('latin1', before < 0 ? 0 : before + 2, end < 0 ? undefined : end);
        const owner = /^Package: (\S+)/m.exec(stanza)?.[1];
        if (owner === undefined)
            continue;
        for (const [provided] of (0,_dependency_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDependencies */ .f)(text.toString('latin1', at + field.length, end < 0 ? undefined : end))) {
            if (!provided)
                continue;
            const owners = providers.get(provided.name);
            if (owners)
                owners.add(owner);
            else
                providers.set(provided.name, new Set([owner]));
        }
    }
    return providers;
}
function parsePackage(stanza, provider) {
    const fields = (0,_deb822_js__WEBPACK_IMPORTED_MODULE_2__/* .parseParagraph */ .CB)(stanza);
    const [name, version, filename] = ['package', 'version', 'filename'].map(field => fields.get(field));
    const [architecture, sha256, size] = ['architecture', 'sha256', 'size'].map(field => fields.get(field));
    if (!name || !version || !filename || !architecture || !sha256 || !size)
        return [];
    const depends = ['pre-depends', 'depends'].map(field => fields.get(field) ?? '');
    return [
        {
            name,
            version,
            filename,
            architecture,
            sha256: sha256.toLowerCase(),
            bytes: Number(size),
            depends: depends.flatMap(field => (0,_dependency_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDependencies */ .f)((0,_deb822_js__WEBPACK_IMPORTED_MODULE_2__/* .words */ .aL)(field).join(' '))),
            provides: (0,_dependency_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDependencies */ .f)((0,_deb822_js__WEBPACK_IMPORTED_MODULE_2__/* .words */ .aL)(fields.get('provides')).join(' ')).flat(),
            provider,
        },
    ];
}


/***/ }),

/***/ 3894:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ce: () => (/* binding */ aptSwitch),
/* harmony export */   Ph: () => (/* binding */ parseSignedBy),
/* harmony export */   en: () => (/* binding */ sourceLabel)
/* harmony export */ });
/* harmony import */ var _http_download_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(29098);

/** For people; never holds credentials. */
function sourceLabel(source) {
    const [uri = ''] = source.uris;
    return `${(0,_http_download_js__WEBPACK_IMPORTED_MODULE_0__/* .shownUrl */ .z)(uri).replace(/\/+$/, '')} ${source.suite}`;
}
/** Reads apt's spelling of a switch; `fallback` when it is not given. */
function aptSwitch(value, fallback) {
    if (value === undefined)
        return fallback;
    return !/^(no|false|without|off|disable|0)$/i.test(value.trim());
}
/** Reads `Signed-By`: key files and fingerprints, or a whole key. */
function parseSignedBy(value) {
    if (value === undefined)
        return [];
    if (value.includes('-----BEGIN PGP'))
        return [{ armored: value.trim() }];
    return value
        .split(/[\s,]+/)
        .filter(word => word !== '')
        .map(word => word.startsWith('/') ? { file: word } : { fingerprint: word.replace(/!$/, '').toLowerCase() });
}


/***/ }),

/***/ 21044:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ verifiedDownload)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);

/** Fetches a file of known size and SHA-256 from the first URL that has it. What does not match is removed again. */
async function verifiedDownload(urls, path, expected, { download, signal }) {
    let whenEmpty = 'no address';
    for (const url of urls) {
        const result = await download.toFile(url, path, { maxBytes: expected.bytes, signal });
        if (result.outcome === 'absent') {
            whenEmpty = result.why;
            continue;
        }
        if (result.outcome === 'failed')
            return result;
        const why = mismatch(result, expected);
        if (why === undefined)
            return { outcome: 'done' };
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(path, { force: true });
        return { outcome: 'mismatch', why };
    }
    return { outcome: 'absent', why: whenEmpty };
}
function mismatch(result, expected) {
    if (result.outcome === 'too-large')
        return `it is larger than ${expected.bytes} bytes`;
    if (result.bytes !== expected.bytes)
        return `it has ${result.bytes} bytes instead of ${expected.bytes}`;
    if (result.sha256 !== expected.sha256)
        return `its SHA-256 is ${result.sha256} instead of ${expected.sha256}`;
    return undefined;
}


/***/ }),

/***/ 59046:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ compareVersions),
/* harmony export */   i: () => (/* binding */ satisfies)
/* harmony export */ });
/**
 * Compares two Debian versions as `dpkg --compare-versions` does (deb-version(7)): negative when `a` is the older.
 */
function compareVersions(a, b) {
    const left = split(a);
    const right = split(b);
    return (left.epoch - right.epoch ||
        comparePart(left.upstream, right.upstream) ||
        comparePart(left.revision, right.revision));
}
function satisfies(version, relation, wanted) {
    const order = compareVersions(version, wanted);
    switch (relation) {
        case '<<':
            return order < 0;
        case '<=':
            return order <= 0;
        case '=':
            return order === 0;
        case '>=':
            return order >= 0;
        case '>>':
            return order > 0;
    }
}
function split(version) {
    const colon = version.indexOf(':');
    const rest = version.slice(colon + 1);
    const dash = rest.lastIndexOf('-');
    return {
        epoch: colon < 0 ? 0 : Number(version.slice(0, colon)),
        upstream: dash < 0 ? rest : rest.slice(0, dash),
        revision: dash < 0 ? '' : rest.slice(dash + 1),
    };
}
/** Turn by turn a run of non-digits, character by character, and a number. */
function comparePart(a, b) {
    let i = 0;
    let j = 0;
    while (i < a.length || j < b.length) {
        while (isText(a[i]) || isText(b[j])) {
            const order = weight(a[i]) - weight(b[j]);
            if (order !== 0)
                return order;
            i++;
            j++;
        }
        const [left, right] = [digitsAt(a, i), digitsAt(b, j)];
        const order = compareNumbers(left, right);
        if (order !== 0)
            return order;
        i += left.length;
        j += right.length;
    }
    return 0;
}
function isText(character) {
    return character !== undefined && !/\d/.test(character);
}
/** `~` sorts before the end, the end (or a number) before letters, letters before all else. */
function weight(character) {
    if (character === '~')
        return -1;
    if (character === undefined || /\d/.test(character))
        return 0;
    return character.charCodeAt(0) + (/[A-Za-z]/.test(character) ? 0 : 256);
}
function digitsAt(text, from) {
    return /^\d*/.exec(text.slice(from))?.[0] ?? '';
}
/** Numbers of any length: dates with times do not fit a double. */
function compareNumbers(a, b) {
    const left = a.replace(/^0+/, '');
    const right = b.replace(/^0+/, '');
    if (left.length !== right.length)
        return left.length - right.length;
    return left < right ? -1 : left > right ? 1 : 0;
}


/***/ }),

/***/ 12220:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ clientIn),
/* harmony export */   W: () => (/* binding */ CLIENT_PROGRAMS)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);

/** The programs of a client that this product starts. */
const CLIENT_PROGRAMS = ['pg_dump', 'pg_restore', 'pg_dumpall', 'psql'];
function clientIn(folder, version, origin) {
    return { ...version, origin, program: name => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(folder, name) };
}


/***/ }),

/***/ 66088:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ clientsIn),
/* harmony export */   k: () => (/* binding */ likelyFolders)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12220);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(37259);





/**
 * Where installers put the programs of one major version. Never PATH: there Debian's pg_wrapper, and anything that the
 * machine's image was made with, answers with another version than the one asked for.
 */
function likelyFolders(major, env) {
    const { PGBIN } = env;
    const brews = ['/opt/homebrew/opt', '/usr/local/opt', '/home/linuxbrew/.linuxbrew/opt'];
    return [
        ...(PGBIN ? [PGBIN] : []),
        `/usr/lib/postgresql/${major}/bin`, // Debian, Ubuntu, PGDG
        `/usr/pgsql-${major}/bin`, // PGDG on Red Hat's family
        `/usr/libexec/postgresql${major}`, // Alpine
        ...brews.flatMap(opt => [`${opt}/postgresql@${major}/bin`, `${opt}/libpq/bin`]),
    ];
}
/** The clients of a major version in those of the folders that have one, in the order of the folders. */
async function clientsIn(major, folders, commands) {
    const found = [];
    for (const folder of folders) {
        const version = await probe(folder, commands);
        if (version?.major === major)
            found.push((0,_client_js__WEBPACK_IMPORTED_MODULE_3__/* .clientIn */ .L)(folder, version, folder));
    }
    return found;
}
/** Which version the programs in a folder really have; undefined unless all are there and pg_dump starts. */
async function probe(folder, commands) {
    const present = _client_js__WEBPACK_IMPORTED_MODULE_3__/* .CLIENT_PROGRAMS */ .W.map(name => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.access)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, name), node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK));
    const found = await Promise.all(present).then(() => true, () => false);
    if (!found)
        return undefined;
    const { exitCode, stdout } = await commands.run((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'pg_dump'), ['--version']);
    return exitCode === 0 ? (0,_version_js__WEBPACK_IMPORTED_MODULE_4__/* .parseVersion */ .ot)(stdout) : undefined;
}


/***/ }),

/***/ 69186:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $r: () => (/* binding */ findClient),
/* harmony export */   A_: () => (/* binding */ storedClients),
/* harmony export */   js: () => (/* binding */ TOOL)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _directories_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66088);
/* harmony import */ var _machine_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66902);
/* harmony import */ var _standing_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(21903);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(37259);





/** The name under which clients are kept in the tool cache. */
const TOOL = 'postgresql-client';
/** Looks for a client as a backup does, but installs nothing. */
async function findClient(wanted, { cache, commands, env, machine: given }) {
    const { major } = wanted;
    const machine = given ?? (await (0,_machine_js__WEBPACK_IMPORTED_MODULE_2__/* .thisMachine */ .g8)(env));
    const all = [
        ...(await storedClients(major, cache, commands)).map(({ programs }) => programs),
        ...(await (0,_directories_js__WEBPACK_IMPORTED_MODULE_1__/* .clientsIn */ .W)(major, machine.folders(major), commands)),
    ].map(each => ({ ...each, standing: (0,_standing_js__WEBPACK_IMPORTED_MODULE_3__/* .standing */ .JA)(each.version, wanted, (0,_standing_js__WEBPACK_IMPORTED_MODULE_3__/* .safeSince */ .wO)(major)) }));
    return {
        found: all.find(each => each.standing === 'fits') ?? (0,_version_js__WEBPACK_IMPORTED_MODULE_4__/* .newest */ .BP)(all),
        safeSince: (0,_standing_js__WEBPACK_IMPORTED_MODULE_3__/* .safeSince */ .wO)(major),
        installable: machine.debian !== undefined,
        advice: machine.defaultDescription.replaceAll(/(?<=postgresql@?)N/g, String(major)),
    };
}
/** The clients in the cache. One that does not start any more, since the system's libraries changed, does not count. */
async function storedClients(major, cache, commands) {
    const found = await Promise.all((await cache.find(TOOL, major)).map(async (folder) => {
        const clients = await (0,_directories_js__WEBPACK_IMPORTED_MODULE_1__/* .clientsIn */ .W)(major, [(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(folder, 'bin')], commands);
        return clients.map(client => ({ programs: { ...client, origin: 'tool-cache' }, folder }));
    }));
    return found.flat();
}


/***/ }),

/***/ 86878:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Y: () => (/* binding */ findOrInstall)
});

// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/core/scratch-errors.js
var scratch_errors = __webpack_require__(82121);
// EXTERNAL MODULE: ./lib/core/sentence.js
var sentence = __webpack_require__(92998);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
;// CONCATENATED MODULE: ./lib/postgres/client/look-again.js

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long what is in the tool cache serves before a newer version is looked for. */
const LOOK_AGAIN_AFTER_MS = 30 * DAY_MS;
/** How long after a look that reached no repository. */
const TRY_AGAIN_AFTER_MS = DAY_MS;
/**
 * Whether a newer version of what is in a folder of the tool cache has to be looked for. The folder's time of change says
 * when that was last done. A cache that cannot be written is its owner's to renew. Of several jobs at once, one looks.
 */
async function isDueForALook(folder) {
    const now = Date.now();
    const mtimeMs = await (0,promises_.stat)(folder).then(found => found.mtimeMs, () => now);
    if (now - mtimeMs < LOOK_AGAIN_AFTER_MS)
        return false;
    return setTime(folder, now - LOOK_AGAIN_AFTER_MS + TRY_AGAIN_AFTER_MS);
}
/** Notes that a repository was asked now. */
async function lookAgain(folder) {
    await setTime(folder, Date.now());
}
async function setTime(folder, timeMs) {
    return (0,promises_.utimes)(folder, new Date(), new Date(timeMs)).then(() => true, () => false);
}

// EXTERNAL MODULE: ./lib/postgres/client/standing.js
var standing = __webpack_require__(21903);
// EXTERNAL MODULE: ./lib/postgres/client/version.js
var version = __webpack_require__(37259);
;// CONCATENATED MODULE: ./lib/postgres/client/find-or-install.js






/**
 * Finds programs that are as new as wanted, or installs them: tool cache, usual folders, then repositories (design §5).
 * What is in the tool cache does not serve for ever: after a while a newer version is looked for, and if there is none,
 * or no repository answers, it serves on. Programs that are older than wanted serve, with a warning, if no newer ones
 * can be had; those below the floor never.
 * @throws BackupError those of `install` and `unsafe`
 */
async function findOrInstall(search, { reporter, signal }) {
    const { floor, wanted } = search;
    const stands = ({ version }) => (0,standing/* standing */.JA)(version, wanted, floor);
    const stored = await search.stored();
    const cached = stored.find(({ programs }) => stands(programs) === 'fits');
    if (cached && !(await isDueForALook(cached.folder)))
        return cached.programs;
    const present = cached ? [] : await search.present();
    const fitting = present.find(each => stands(each) === 'fits');
    if (fitting)
        return fitting;
    const found = [...stored.map(({ programs }) => programs), ...present];
    const best = cached?.programs ?? (0,version/* newest */.BP)(found.filter(each => stands(each) !== 'unsafe'));
    const outcome = await attempt(search, best?.version, signal);
    if (cached && ('installed' in outcome || outcome.answered))
        await lookAgain(cached.folder);
    const taken = 'installed' in outcome ? outcome.installed : best;
    if ('failure' in outcome) {
        const { failure } = outcome;
        const unsafe = (0,version/* newest */.BP)(found);
        if (!taken)
            throw unsafe && floor !== undefined ? search.unsafe(unsafe, floor, failure) : failure;
        const say = failure.kind === 'integrity' ? reporter.warning : reporter.info;
        say(`Nothing newer than ${taken.version} (${taken.origin}) was installed: ${failure.message}`);
    }
    if (!taken)
        throw new Error('neither programs nor a failure');
    if (wanted.least !== undefined && stands(taken) === 'older')
        reporter.warning(search.older(taken, wanted.least));
    return taken;
}
async function attempt(search, than, signal) {
    try {
        return await search.install(than);
    }
    catch (cause) {
        signal.throwIfAborted();
        if (cause instanceof errors/* BackupError */.hj)
            return { failure: cause, answered: false };
        // No room to unpack in is no reason to do without what is there.
        if (than === undefined || !isOfSystem(cause))
            throw cause;
        return { failure: notInstalled(cause), answered: false };
    }
}
function isOfSystem(cause) {
    return cause instanceof Error && 'syscall' in cause;
}
function notInstalled(cause) {
    return new errors/* BackupError */.hj({
        ...scratch_errors/* SCRATCH_UNUSABLE */.B,
        message: (0,sentence/* sentence */.e)(`A newer version could not be unpacked: ${cause.message}`),
        hint: 'Check that RUNNER_TEMP can be written to, and that its disk is not full.',
    }, cause);
}


/***/ }),

/***/ 4904:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BU: () => (/* binding */ libraryFolders),
/* harmony export */   FX: () => (/* binding */ firstFile),
/* harmony export */   Xl: () => (/* binding */ neededBy),
/* harmony export */   _9: () => (/* binding */ unpackedLoading),
/* harmony export */   mV: () => (/* binding */ machineLoading),
/* harmony export */   v: () => (/* binding */ copyLibraries)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);


/** What the C library loads only when a host's name is looked up; before glibc 2.34 these are not part of it. */
const LOADED_LATER = ['libnss_files.so.2', 'libnss_dns.so.2', 'libresolv.so.2'];
/** Where packages that were unpacked into a folder have their libraries. */
function libraryFolders(root, { triplet }) {
    return [`usr/lib/${triplet}`, `lib/${triplet}`, 'usr/lib', 'lib'].map(folder => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, folder));
}
/** Those of packages that were unpacked into a folder. */
async function unpackedLoading(root, machine) {
    const loading = await loadingBelow(root, machine);
    // Variants of libraries for newer processors: the cache may be another machine's too.
    for (const folder of loading?.folders ?? []) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'glibc-hwcaps'), { recursive: true, force: true });
    }
    return loading;
}
/** The machine's own, which finds its libraries by itself; `first` is looked through before. */
async function machineLoading(first, machine) {
    const loading = await loadingBelow('/', machine);
    return loading && { ...loading, folders: [first] };
}
async function loadingBelow(root, machine) {
    const folders = libraryFolders(root, machine);
    const loader = await firstFile(folders.map(folder => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, machine.loader)));
    return loader === undefined ? undefined : { loader, name: machine.loader, folders };
}
/** Asks a loader which libraries a program or library needs, theirs included. */
async function neededBy(file, loading, commands) {
    if (!(await isMachineCode(file)))
        return { found: new Map(), missing: [], refused: undefined };
    const args = ['--library-path', loading.folders.join(':'), '--list', file];
    const { exitCode, stdout, stderr } = await commands.run(loading.loader, args);
    const found = new Map();
    const missing = [];
    for (const [, name = '', path = ''] of `${stdout}\n${stderr}`.matchAll(/^\s*(\S+) => (.+?)(?: \(0x[0-9a-f]+\))?$/gm)) {
        if (name.includes('/'))
            continue; // the loader, by the path that is built into the program
        if (path === 'not found')
            missing.push(name);
        else
            found.set(name, path);
    }
    const words = stderr
        .trim()
        .split('\n')[0]
        ?.replace(/^.*error while loading shared libraries: /, '');
    const refused = exitCode === 0 || missing.length > 0 ? undefined : words;
    return { found, missing, refused };
}
/** Scripts need no libraries. */
async function isMachineCode(path) {
    await using file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(path);
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1') === '\x7fELF';
}
/**
 * Copies the loader and all libraries that the files need out of unpacked packages, and just these.
 * @returns the libraries that are missing, each with the file that needs it
 */
async function copyLibraries(files, { root, into, loading }, commands) {
    await copyLoader(loading, into);
    const missing = new Map();
    const inside = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(root);
    for (const file of files) {
        const needed = await neededBy(file, loading, commands);
        for (const name of needed.missing)
            missing.set(name, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(file));
        for (const [name, path] of needed.found) {
            const real = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path).catch(() => '');
            if (real.startsWith(`${inside}/`))
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.copyFile)(real, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(into, name));
            else
                missing.set(name, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(file));
        }
    }
    return missing;
}
async function copyLoader({ loader, name: loaderName, folders }, into) {
    const own = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(into, loaderName);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.copyFile)(loader, own);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chmod)(own, 0o755);
    for (const name of LOADED_LATER) {
        const file = await firstFile(folders.map(folder => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name)));
        if (file !== undefined)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.copyFile)(file, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(into, name));
    }
}
/** The first that exists, links followed. */
async function firstFile(paths) {
    for (const path of paths) {
        const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path).catch(() => undefined);
        if (file !== undefined)
            return file;
    }
    return undefined;
}


/***/ }),

/***/ 66902:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g8: () => (/* binding */ thisMachine)
/* harmony export */ });
/* unused harmony exports parseOsRelease, advice */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _directories_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66088);


const ARCHITECTURES = new Map([
    ['x64', { architecture: 'amd64', triplet: 'x86_64-linux-gnu', loader: 'ld-linux-x86-64.so.2' }],
    ['arm64', { architecture: 'arm64', triplet: 'aarch64-linux-gnu', loader: 'ld-linux-aarch64.so.1' }],
]);
async function thisMachine(env) {
    const release = parseOsRelease(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)('/etc/os-release', 'utf8').catch(() => ''));
    const folders = (major) => (0,_directories_js__WEBPACK_IMPORTED_MODULE_1__/* .likelyFolders */ .k)(major, env);
    const kind = ARCHITECTURES.get(process.arch);
    const family = [release.get('ID'), ...(release.get('ID_LIKE') ?? '').split(' ')];
    if (process.platform === 'linux' && kind && (family.includes('debian') || family.includes('ubuntu'))) {
        const codename = release.get('UBUNTU_CODENAME') ?? release.get('DEBIAN_CODENAME') ?? release.get('VERSION_CODENAME');
        const debian = { ...kind, aptFolder: '/etc/apt', ...(codename ? { codename } : {}) };
        return { folders, debian, defaultDescription: '' };
    }
    return { folders, defaultDescription: advice(process.platform, release.get('ID')) };
}
function parseOsRelease(text) {
    const fields = text.matchAll(/^([A-Z_]+)=["']?([^"'\n]*)["']?$/gm);
    return new Map([...fields].map(([, name = '', value = '']) => [name, value]));
}
/** How a client gets onto machines on which it can't be installed from Debian's packages. `N` is the major version. */
function advice(platform, distribution) {
    if (platform === 'darwin')
        return 'Install it with `brew install postgresql@N` before this step.';
    if (platform === 'win32')
        return 'Run this job on ubuntu-latest.';
    if (distribution === 'alpine')
        return 'Install it with `apk add postgresqlN-client` before this step.';
    return "Install the PostgreSQL client with the system's package manager and set PGBIN to the folder of its pg_dump.";
}


/***/ }),

/***/ 77445:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ PGDG_KEY)
/* harmony export */ });
/* unused harmony export PGDG_FINGERPRINT */
/** The fingerprint of PGDG_KEY, as the PostgreSQL project publishes it. */
const PGDG_FINGERPRINT = 'B97B0AFCAA1A47F044F244A07FCC7D46ACCC4CF8';
/**
 * The public key that the PostgreSQL project signs its apt repository with; the copy that Debian's package
 * postgresql-common ships as /usr/share/postgresql-common/pgdg/apt.postgresql.org.asc.
 */
const PGDG_KEY = `-----BEGIN PGP PUBLIC KEY BLOCK-----

mQINBE6XR8IBEACVdDKT2HEH1IyHzXkb4nIWAY7echjRxo7MTcj4vbXAyBKOfjja
UrBEJWHN6fjKJXOYWXHLIYg0hOGeW9qcSiaa1/rYIbOzjfGfhE4x0Y+NJHS1db0V
G6GUj3qXaeyqIJGS2z7m0Thy4Lgr/LpZlZ78Nf1fliSzBlMo1sV7PpP/7zUO+aA4
bKa8Rio3weMXQOZgclzgeSdqtwKnyKTQdXY5MkH1QXyFIk1nTfWwyqpJjHlgtwMi
c2cxjqG5nnV9rIYlTTjYG6RBglq0SmzF/raBnF4Lwjxq4qRqvRllBXdFu5+2pMfC
IZ10HPRdqDCTN60DUix+BTzBUT30NzaLhZbOMT5RvQtvTVgWpeIn20i2NrPWNCUh
hj490dKDLpK/v+A5/i8zPvN4c6MkDHi1FZfaoz3863dylUBR3Ip26oM0hHXf4/2U
A/oA4pCl2W0hc4aNtozjKHkVjRx5Q8/hVYu+39csFWxo6YSB/KgIEw+0W8DiTII3
RQj/OlD68ZDmGLyQPiJvaEtY9fDrcSpI0Esm0i4sjkNbuuh0Cvwwwqo5EF1zfkVj
Tqz2REYQGMJGc5LUbIpk5sMHo1HWV038TWxlDRwtOdzw08zQA6BeWe9FOokRPeR2
AqhyaJJwOZJodKZ76S+LDwFkTLzEKnYPCzkoRwLrEdNt1M7wQBThnC5z6wARAQAB
tBxQb3N0Z3JlU1FMIERlYmlhbiBSZXBvc2l0b3J5iQJOBBMBCAA4AhsDBQsJCAcD
BRUKCQgLBRYCAwEAAh4BAheAFiEEuXsK/KoaR/BE8kSgf8x9RqzMTPgFAlhtCD8A
CgkQf8x9RqzMTPgECxAAk8uL+dwveTv6eH21tIHcltt8U3Ofajdo+D/ayO53LiYO
xi27kdHD0zvFMUWXLGxQtWyeqqDRvDagfWglHucIcaLxoxNwL8+e+9hVFIEskQAY
kVToBCKMXTQDLarz8/J030Pmcv3ihbwB+jhnykMuyyNmht4kq0CNgnlcMCdVz0d3
z/09puryIHJrD+A8y3TD4RM74snQuwc9u5bsckvRtRJKbP3GX5JaFZAqUyZNRJRJ
Tn2OQRBhCpxhlZ2afkAPFIq2aVnEt/Ie6tmeRCzsW3lOxEH2K7MQSfSu/kRz7ELf
Cz3NJHj7rMzC+76Rhsas60t9CjmvMuGONEpctijDWONLCuch3Pdj6XpC+MVxpgBy
2VUdkunb48YhXNW0jgFGM/BFRj+dMQOUbY8PjJjsmVV0joDruWATQG/M4C7O8iU0
B7o6yVv4m8LDEN9CiR6r7H17m4xZseT3f+0QpMe7iQjz6XxTUFRQxXqzmNnloA1T
7VjwPqIIzkj/u0V8nICG/ktLzp1OsCFatWXh7LbU+hwYl6gsFH/mFDqVxJ3+DKQi
vyf1NatzEwl62foVjGUSpvh3ymtmtUQ4JUkNDsXiRBWczaiGSuzD9Qi0ONdkAX3b
ewqmN4TfE+XIpCPxxHXwGq9Rv1IFjOdCX0iG436GHyTLC1tTUIKF5xV4Y0+cXIOI
RgQQEQgABgUCTpdI7gAKCRDFr3dKWFELWqaPAKD1TtT5c3sZz92Fj97KYmqbNQZP
+ACfSC6+hfvlj4GxmUjp1aepoVTo3weJAhwEEAEIAAYFAk6XSQsACgkQTFprqxLS
p64F8Q//cCcutwrH50UoRFejg0EIZav6LUKejC6kpLeubbEtuaIH3r2zMblPGc4i
+eMQKo/PqyQrceRXeNNlqO6/exHozYi2meudxa6IudhwJIOn1MQykJbNMSC2sGUp
1W5M1N5EYgt4hy+qhlfnD66LR4G+9t5FscTJSy84SdiOuqgCOpQmPkVRm1HX5X1+
dmnzMOCk5LHHQuiacV0qeGO7JcBCVEIDr+uhU1H2u5GPFNHm5u15n25tOxVivb94
xg6NDjouECBH7cCVuW79YcExH/0X3/9G45rjdHlKPH1OIUJiiX47OTxdG3dAbB4Q
fnViRJhjehFscFvYWSqXo3pgWqUsEvv9qJac2ZEMSz9x2mj0ekWxuM6/hGWxJdB+
+985rIelPmc7VRAXOjIxWknrXnPCZAMlPlDLu6+vZ5BhFX0Be3y38f7GNCxFkJzl
hWZ4Cj3WojMj+0DaC1eKTj3rJ7OJlt9S9xnO7OOPEUTGyzgNIDAyCiu8F4huLPaT
ape6RupxOMHZeoCVlqx3ouWctelB2oNXcxxiQ/8y+21aHfD4n/CiIFwDvIQjl7dg
mT3u5Lr6yxuosR3QJx1P6rP5ZrDTP9khT30t+HZCbvs5Pq+v/9m6XDmi+NlU7Zuh
Ehy97tL3uBDgoL4b/5BpFL5U9nruPlQzGq1P9jj40dxAaDAX/WKJAj0EEwEIACcC
GwMFCwkIBwMFFQoJCAsFFgIDAQACHgECF4AFAlB5KywFCQPDFt8ACgkQf8x9RqzM
TPhuCQ//QAjRSAOCQ02qmUAikT+mTB6baOAakkYq6uHbEO7qPZkv4E/M+HPIJ4wd
nBNeSQjfvdNcZBA/x0hr5EMcBneKKPDj4hJ0panOIRQmNSTThQw9OU351gm3YQct
AMPRUu1fTJAL/AuZUQf9ESmhyVtWNlH/56HBfYjE4iVeaRkkNLJyX3vkWdJSMwC/
LO3Lw/0M3R8itDsm74F8w4xOdSQ52nSRFRh7PunFtREl+QzQ3EA/WB4AIj3VohIG
kWDfPFCzV3cyZQiEnjAe9gG5pHsXHUWQsDFZ12t784JgkGyO5wT26pzTiuApWM3k
/9V+o3HJSgH5hn7wuTi3TelEFwP1fNzI5iUUtZdtxbFOfWMnZAypEhaLmXNkg4zD
kH44r0ss9fR0DAgUav1a25UnbOn4PgIEQy2fgHKHwRpCy20d6oCSlmgyWsR40EPP
YvtGq49A2aK6ibXmdvvFT+Ts8Z+q2SkFpoYFX20mR2nsF0fbt1lfH65P64dukxeR
GteWIeNakDD40bAAOH8+OaoTGVBJ2ACJfLVNM53PEoftavAwUYMrR910qvwYfd/4
6rh46g1Frr9SFMKYE9uvIJIgDsQB3QBp71houU4H55M5GD8XURYs+bfiQpJG1p7e
B8e5jZx1SagNWc4XwL2FzQ9svrkbg1Y+359buUiP7T6QXX2zY++JAj0EEwEIACcC
GwMFCwkIBwMFFQoJCAsFFgIDAQACHgECF4AFAlEqbZUFCQg2wEEACgkQf8x9RqzM
TPhFMQ//WxAfKMdpSIA9oIC/yPD/dJpY/+DyouOljpE6MucMy/ArBECjFTBwi/j9
NYM4ynAk34IkhuNexc1i9/05f5RM6+riLCLgAOsADDbHD4miZzoSxiVr6GQ3YXMb
OGld9kV9Sy6mGNjcUov7iFcf5Hy5w3AjPfKuR9zXswyfzIU1YXObiiZT38l55pp/
BSgvGVQsvbNjsff5CbEKXS7q3xW+WzN0QWF6YsfNVhFjRGj8hKtHvwKcA02wwjLe
LXVTm6915ZUKhZXUFc0vM4Pj4EgNswH8Ojw9AJaKWJIZmLyW+aP+wpu6YwVCicxB
Y59CzBO2pPJDfKFQzUtrErk9irXeuCCLesDyirxJhv8o0JAvmnMAKOLhNFUrSQ2m
+3EnF7zhfz70gHW+EG8X8mL/EN3/dUM09j6TVrjtw43RLxBzwMDeariFF9yC+5bL
tnGgxjsB9Ik6GV5v34/NEEGf1qBiAzFmDVFRZlrNDkq6gmpvGnA5hUWNr+y0i01L
jGyaLSWHYjgw2UEQOqcUtTFK9MNzbZze4mVaHMEz9/aMfX25R6qbiNqCChveIm8m
Yr5Ds2zdZx+G5bAKdzX7nx2IUAxFQJEE94VLSp3npAaTWv3sHr7dR8tSyUJ9poDw
gw4W9BIcnAM7zvFYbLF5FNggg/26njHCCN70sHt8zGxKQINMc6SJAj0EEwEIACcC
GwMFCwkIBwMFFQoJCAsFFgIDAQACHgECF4AFAlLpFRkFCQ6EJy0ACgkQf8x9RqzM
TPjOZA//Zp0e25pcvle7cLc0YuFr9pBv2JIkLzPm83nkcwKmxaWayUIG4Sv6pH6h
m8+S/CHQij/yFCX+o3ngMw2J9HBUvafZ4bnbI0RGJ70GsAwraQ0VlkIfg7GUw3Tz
voGYO42rZTru9S0K/6nFP6D1HUu+U+AsJONLeb6oypQgInfXQExPZyliUnHdipei
4WR1YFW6sjSkZT/5C3J1wkAvPl5lvOVthI9Zs6bZlJLZwusKxU0UM4Btgu1Sf3nn
JcHmzisixwS9PMHE+AgPWIGSec/N27a0KmTTvImV6K6nEjXJey0K2+EYJuIBsYUN
orOGBwDFIhfRk9qGlpgt0KRyguV+AP5qvgry95IrYtrOuE7307SidEbSnvO5ezNe
mE7gT9Z1tM7IMPfmoKph4BfpNoH7aXiQh1Wo+ChdP92hZUtQrY2Nm13cmkxYjQ4Z
gMWfYMC+DA/GooSgZM5i6hYqyyfAuUD9kwRN6BqTbuAUAp+hCWYeN4D88sLYpFh3
paDYNKJ+Gf7Yyi6gThcV956RUFDH3ys5Dk0vDL9NiWwdebWfRFbzoRM3dyGP889a
OyLzS3mh6nHzZrNGhW73kslSQek8tjKrB+56hXOnb4HaElTZGDvD5wmrrhN94kby
Gtz3cydIohvNO9d90+29h0eGEDYti7j7maHkBKUAwlcPvMg5m3Y=
=DA1T
-----END PGP PUBLIC KEY BLOCK-----
`;


/***/ }),

/***/ 9267:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R0: () => (/* binding */ repositoryUnreachable),
/* harmony export */   RJ: () => (/* binding */ packageMismatch),
/* harmony export */   Vo: () => (/* binding */ CLIENT_UNSAFE),
/* harmony export */   XW: () => (/* binding */ notGoodEnough),
/* harmony export */   f_: () => (/* binding */ repositoryRefused),
/* harmony export */   g7: () => (/* binding */ repositoryLineWrong),
/* harmony export */   gp: () => (/* binding */ indexUnusable),
/* harmony export */   j2: () => (/* binding */ keyUnreadable),
/* harmony export */   q9: () => (/* binding */ packageAbsent),
/* harmony export */   rc: () => (/* binding */ indexMismatch),
/* harmony export */   uA: () => (/* binding */ clientUnsafe)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);
/* harmony import */ var _core_sentence_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92998);


const REPOSITORY_UNREACHABLE = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'client',
    code: 'repository-unreachable',
    kind: 'environment',
    meaning: 'A package repository, or a file of it, cannot be read.',
    fix: 'Check its address, network and proxy; or give a mirror that this machine reaches as client-repository.',
});
/** The failures of finding and installing a client that have a name of their own (design §7, docs/errors.md). */
function repositoryUnreachable(repository, why) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...REPOSITORY_UNREACHABLE,
        message: (0,_core_sentence_js__WEBPACK_IMPORTED_MODULE_1__/* .sentence */ .e)(`The package repository ${repository} cannot be read: ${why}`),
    });
}
const REPOSITORY_KEY_UNREADABLE = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'client',
    code: 'repository-key-unreadable',
    kind: 'environment',
    meaning: 'There is no usable key to check a package repository with.',
    fix: 'Name its key file in the source line: deb [signed-by=/path/key.asc] https://host/path suite component.',
});
function keyUnreadable(repository, why) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...REPOSITORY_KEY_UNREADABLE,
        message: (0,_core_sentence_js__WEBPACK_IMPORTED_MODULE_1__/* .sentence */ .e)(`There is no usable key to check the package repository ${repository} with: ${why}`),
    });
}
/** @param refusal what kind of refusal it is; each is defined where it is found out */
function repositoryRefused(repository, refusal, why) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...refusal,
        message: (0,_core_sentence_js__WEBPACK_IMPORTED_MODULE_1__/* .sentence */ .e)(`The package repository ${repository} is not to be trusted: ${why}`),
    });
}
const REPOSITORY_INDEX_MISMATCH = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'client',
    code: 'repository-index-mismatch',
    kind: 'integrity',
    meaning: "A repository's package index is not what its signed InRelease promises.",
    fix: 'Try again in case the mirror was just being updated; if it stays so, do not use this mirror.',
});
function indexMismatch(repository, path, why) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...REPOSITORY_INDEX_MISMATCH,
        message: (0,_core_sentence_js__WEBPACK_IMPORTED_MODULE_1__/* .sentence */ .e)(`The index ${path} of the package repository ${repository} is not what its signed InRelease promises: ${why}`),
    });
}
const PACKAGE_MISMATCH = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'client',
    code: 'package-mismatch',
    kind: 'integrity',
    meaning: "A package is not what its repository's index promises.",
    fix: 'Try again in case the mirror was just being updated; if it stays so, do not use this mirror.',
});
function packageMismatch(repository, name, why) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...PACKAGE_MISMATCH,
        message: (0,_core_sentence_js__WEBPACK_IMPORTED_MODULE_1__/* .sentence */ .e)(`Package ${name} of ${repository} is not what the repository's index promises: ${why}`),
    });
}
const REPOSITORY_INDEX_UNUSABLE = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'client',
    code: 'repository-index-unusable',
    kind: 'environment',
    meaning: 'A repository has no package index that can be used here.',
    fix: 'Check suite, components and architecture in the source line; install xz-utils where the index is only an .xz.',
});
function indexUnusable(repository, why) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...REPOSITORY_INDEX_UNUSABLE,
        message: (0,_core_sentence_js__WEBPACK_IMPORTED_MODULE_1__/* .sentence */ .e)(`The package repository ${repository} has no index that can be used here: ${why}`),
    });
}
const PACKAGE_ABSENT = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'client',
    code: 'package-absent',
    kind: 'environment',
    meaning: 'A repository lacks the client, or a package that it needs.',
    fix: 'Give a repository that has it as client-repository, or install the client and set PGBIN to its folder.',
});
function packageAbsent(name, where) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...PACKAGE_ABSENT,
        message: `There is no package ${name} in ${where}.`,
    });
}
const CLIENT_REPOSITORY_WRONG = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'client',
    code: 'client-repository-wrong',
    kind: 'input',
    meaning: 'client-repository is not in the form of an apt source.',
    fix: 'Write deb [signed-by=/path/key.asc] https://host/path suite component.',
});
function repositoryLineWrong(line) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...CLIENT_REPOSITORY_WRONG,
        message: `client-repository: “${line}” is not in the form of an apt source.`,
    });
}
const PACKAGE_TOO_OLD = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'client',
    code: 'package-too-old',
    kind: 'environment',
    meaning: 'A repository has the client or the server, in a version that is not used or that is here already.',
    fix: 'Give a repository with a newer version as client-repository, or install the client and set PGBIN to its folder.',
});
/** A repository has the package, in a version that is of no use. */
function notGoodEnough(what, where, version, why) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...PACKAGE_TOO_OLD,
        message: `${where} has ${what} as ${version}, ${why}.`,
    });
}
const CLIENT_UNSAFE = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineError */ .MP)({
    topic: 'client',
    code: 'client-unsafe',
    kind: 'environment',
    meaning: 'The client on this machine has known security holes (CVE-2024-7348, CVE-2025-8714, CVE-2025-8715), and no newer one could be installed.',
    fix: 'Update it to 13.22, 14.19, 15.14, 16.10, 17.6, 18.0 or newer, or give a repository that has such a version as client-repository.',
});
/** A client that must not be used, and that could not be replaced. */
function clientUnsafe({ version, origin }, floor, cause) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .hj({
        ...CLIENT_UNSAFE,
        message: (0,_core_sentence_js__WEBPACK_IMPORTED_MODULE_1__/* .sentence */ .e)(`The PostgreSQL client ${version} (${origin}) has known security holes that ${floor} fixed, and no newer one could be installed: ${cause.message}`),
        hint: `Update it to ${floor} or newer, or give a repository that has such a version as client-repository.`,
    }, cause);
}


/***/ }),

/***/ 91382:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Sg: () => (/* binding */ CLIENT_UNSUPPORTED_PLATFORM),
  x8: () => (/* binding */ provideClient),
  Ac: () => (/* binding */ storeTree)
});

// UNUSED EXPORTS: olderThanServer

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/postgres/client/apt/from-repositories.js
var from_repositories = __webpack_require__(36392);
// EXTERNAL MODULE: ./lib/postgres/client/client.js
var client = __webpack_require__(12220);
// EXTERNAL MODULE: ./lib/postgres/client/directories.js
var directories = __webpack_require__(66088);
// EXTERNAL MODULE: ./lib/postgres/client/find-client.js
var find_client = __webpack_require__(69186);
// EXTERNAL MODULE: ./lib/postgres/client/find-or-install.js + 1 modules
var find_or_install = __webpack_require__(86878);
// EXTERNAL MODULE: ./lib/core/sentence.js
var sentence = __webpack_require__(92998);
// EXTERNAL MODULE: ./lib/postgres/client/apt/install-packages.js + 1 modules
var install_packages = __webpack_require__(2151);
// EXTERNAL MODULE: ./lib/postgres/client/repositories.js + 6 modules
var client_repositories = __webpack_require__(66312);
// EXTERNAL MODULE: ./lib/postgres/client/libraries.js
var libraries = __webpack_require__(4904);
;// CONCATENATED MODULE: ./lib/postgres/client/tree.js




/** Makes the tree of form `shared`: every library that was unpacked goes along. */
async function buildSharedTree(request) {
    const { into, root, machine } = request;
    await layOut(request, 'shared');
    for (const folder of (0,libraries/* libraryFolders */.BU)(root, machine)) {
        const names = (await (0,promises_.readdir)(folder).catch(() => [])).filter(name => /\.so\.\d+$/.test(name));
        for (const name of names)
            await (0,promises_.copyFile)((0,external_node_path_.join)(folder, name), (0,external_node_path_.join)(into, 'lib', name));
    }
}
/**
 * Makes the tree of form `private`: asks the unpacked loader which libraries the programs need, and takes just them.
 * @returns the libraries that are missing
 */
async function buildPrivateTree(request, commands) {
    const { into, root, machine } = request;
    await layOut(request, 'private');
    const loading = await (0,libraries/* unpackedLoading */._9)(root, machine);
    if (!loading)
        return [machine.loader];
    const files = client/* CLIENT_PROGRAMS */.W.map(program => (0,external_node_path_.join)(into, 'libexec', realPath(program)));
    const missing = await (0,libraries/* copyLibraries */.v)(files, { root, into: (0,external_node_path_.join)(into, 'lib'), loading }, commands);
    return [...missing.keys()];
}
async function layOut({ root, into, major, machine }, form) {
    for (const folder of ['bin', 'lib', 'libexec/pg_dumpall'])
        await (0,promises_.mkdir)((0,external_node_path_.join)(into, folder), { recursive: true });
    for (const program of client/* CLIENT_PROGRAMS */.W) {
        const real = (0,external_node_path_.join)(into, 'libexec', realPath(program));
        await (0,promises_.copyFile)((0,external_node_path_.join)(root, 'usr/lib/postgresql', String(major), 'bin', program), real);
        await (0,promises_.chmod)(real, 0o755);
        for (const [path, text] of scripts(program, form, machine.loader)) {
            await (0,promises_.writeFile)((0,external_node_path_.join)(into, path), text, { mode: 0o755 });
        }
    }
}
/**
 * The scripts of a program, by path. pg_dumpall looks for pg_dump beside itself: so it is alone with a script of that
 * name, and finds neither the program, which may not start by itself, nor one without its libraries. (The loader's
 * `--argv0` would do too, but came with glibc 2.33 only.)
 */
function scripts(program, form, loader) {
    const real = `"$root/libexec/${realPath(program)}" "$@"`;
    const shared = `export LD_LIBRARY_PATH="$root/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"`;
    const start = form === 'private'
        ? `exec "$root/lib/${loader}" --library-path "$root/lib" ${real}`
        : `${shared}\nexec ${real}`;
    const made = new Map([[`bin/${program}`, `#!/bin/sh\nroot="\${0%/*}/.."\n${start}\n`]]);
    if (program === 'pg_dumpall') {
        made.set('libexec/pg_dumpall/pg_dump', `#!/bin/sh\nexec "\${0%/*}/../../bin/pg_dump" "$@"\n`);
    }
    return made;
}
function realPath(program) {
    return program === 'pg_dumpall' ? 'pg_dumpall/pg_dumpall' : program;
}

// EXTERNAL MODULE: ./lib/postgres/client/version.js
var client_version = __webpack_require__(37259);
;// CONCATENATED MODULE: ./lib/postgres/client/install-client.js









const CLIENT_DOES_NOT_START = (0,errors/* defineError */.MP)({
    topic: 'client',
    code: 'client-does-not-start',
    kind: 'environment',
    meaning: 'The client was unpacked, and its programs lack libraries of this machine.',
    fix: 'Install the libraries that are missing, or give a repository that has them too as client-repository.',
});
/**
 * Installs the client of one major version from a repository into a folder of its own. First with the machine's own
 * libraries (2 packages, 2 MB); where the programs do not start so, with all of theirs (some 16 MB).
 * @throws BackupError of the repository's or a package's, `client-does-not-start`
 */
async function installClient(major, repository, read, apt) {
    const shared = await installShared(major, repository, read, apt);
    if ('version' in shared)
        return shared;
    apt.reporter.debug(`${repository.label}: not with this machine's libraries: ${shared.why}`);
    const own = await installPrivate(major, repository, read, apt);
    if ('version' in own)
        return own;
    throw new errors/* BackupError */.hj({
        ...CLIENT_DOES_NOT_START,
        message: (0,sentence/* sentence */.e)(`PostgreSQL ${major}'s programs from ${repository.label} do not start on this machine: ${own.why}`),
    });
}
/** With the machine's libraries, except libpq. */
async function installShared(major, repository, read, apt) {
    const into = (0,external_node_path_.join)(apt.scratch, repository.id, 'few');
    const follow = (name) => name === 'libpq5';
    await (0,install_packages/* installPackages */.R)({ ...request(major, repository, read), follow, into }, apt);
    const tree = { root: into, into: await newFolder(apt, repository, 'shared'), major, machine: apt.machine };
    await buildSharedTree(tree);
    return start(tree.into, major, apt);
}
/** With all libraries of their own, which where the repository lacks them come from the machine's sources. */
async function installPrivate(major, repository, read, apt) {
    const into = (0,external_node_path_.join)(apt.scratch, repository.id, 'all');
    const more = await (0,client_repositories/* readRepository */.Nu)(repository.libraries, true, apt);
    const indexes = [...read.indexes, ...more.indexes];
    const { unmet } = await (0,install_packages/* installPackages */.R)({ ...request(major, repository, read), indexes, into }, apt);
    const tree = { root: into, into: await newFolder(apt, repository, 'private'), major, machine: apt.machine };
    const missing = await buildPrivateTree(tree, apt.commands);
    if (missing.length === 0)
        return start(tree.into, major, apt);
    return { why: [`${missing.join(', ')} missing`, ...unmet].join('; ') };
}
/** The name of the package that has a major version's programs. */
function clientPackage(major) {
    return `postgresql-client-${major}`;
}
function request(major, { label }, { indexes, skipped }) {
    const where = [label, ...skipped].join(', passed over: ');
    return { indexes, where, roots: [clientPackage(major)] };
}
async function newFolder({ scratch }, { id }, name) {
    const folder = (0,external_node_path_.join)(scratch, id, name);
    await (0,promises_.mkdir)(folder, { recursive: true });
    return folder;
}
/** Starts every program, all its symbols resolved: nothing that fails here is ever stored. */
async function start(folder, major, { commands }) {
    let version;
    for (const program of client/* CLIENT_PROGRAMS */.W) {
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

// EXTERNAL MODULE: ./lib/postgres/client/machine.js
var client_machine = __webpack_require__(66902);
// EXTERNAL MODULE: ./lib/postgres/client/problems.js
var problems = __webpack_require__(9267);
// EXTERNAL MODULE: ./lib/postgres/client/standing.js
var standing = __webpack_require__(21903);
;// CONCATENATED MODULE: ./lib/postgres/client/provide.js














/**
 * Finds the client programs of a major version, or installs them into the tool cache, see findOrInstall. None below the
 * security floor is ever returned; one that is older than wanted only with a warning.
 * @throws BackupError of kind environment or integrity, see problems.ts
 */
async function provideClient(wanted, parts) {
    const { cache, commands, env } = parts;
    const { major } = wanted;
    const machine = parts.machine ?? (await (0,client_machine/* thisMachine */.g8)(env));
    return (0,find_or_install/* findOrInstall */.Y)({
        wanted,
        floor: (0,standing/* safeSince */.wO)(major),
        stored: () => (0,find_client/* storedClients */.A_)(major, cache, commands),
        present: () => (0,directories/* clientsIn */.W)(major, machine.folders(major), commands),
        install: than => install(wanted, than, machine, parts),
        older: olderThanServer,
        unsafe: problems/* clientUnsafe */.uA,
    }, parts);
}
/** What an older client does to a backup, and how to get a newer one. */
function olderThanServer({ version, origin }, least) {
    return `The PostgreSQL client ${version} (${origin}) is older than the server, ${least}: it may dump what only newer minor versions know as if it were yours, and such a backup restores into no older server, nor as an equal copy. Update the client to ${least} or newer, or give a repository that has such a version as client-repository.`;
}
async function install(wanted, than, { debian, defaultDescription }, parts) {
    const { commands } = parts;
    const { major, repository } = wanted;
    if (!debian)
        throw notOnThisMachine(major, defaultDescription);
    if (!(await (0,from_repositories/* canUnpack */.r8)(commands))) {
        throw notOnThisMachine(major, 'Install dpkg, or the client itself and set PGBIN to the folder of its pg_dump.');
    }
    return (0,from_repositories/* withApt */.U1)(find_client/* TOOL */.js, debian, parts, async (apt) => {
        const repositories = await (0,client_repositories/* repositoriesFor */.ML)(repository, debian, commands);
        const what = `PostgreSQL client ${major}`;
        const demand = { what, wanted, floor: (0,standing/* safeSince */.wO)(major), newerThan: than };
        const outcome = await (0,from_repositories/* fromBest */.tl)(repositories, demand, apt, async (each) => {
            const read = await (0,client_repositories/* readRepository */.Nu)(each.sources, each.tolerant, apt);
            const version = (0,client_repositories/* versionOffered */._7)(clientPackage(major), each, read);
            return { version, install: () => installClient(major, each, read, apt) };
        });
        if ('failures' in outcome) {
            const { answered, failures } = outcome;
            const [only] = failures;
            return { failure: only && failures.length === 1 ? only : notAvailable(major, failures), answered };
        }
        return { installed: await store(outcome, major, parts) };
    });
}
async function store({ label, value: tree }, major, parts) {
    const { cache, commands, reporter, signal } = parts;
    const { version } = tree.version;
    signal.throwIfAborted();
    // Another job on this machine may have stored it meanwhile; replacing it would take it from under its feet.
    const meanwhile = (await (0,find_client/* storedClients */.A_)(major, cache, commands)).find(({ programs }) => (0,client_version/* comparePostgres */.lj)(programs.version, version) >= 0);
    if (meanwhile)
        return meanwhile.programs;
    const folder = await storeTree(tree.folder, { tool: find_client/* TOOL */.js, version }, parts);
    reporter.info(`Installed PostgreSQL client ${version} from ${label}`);
    return (0,client/* clientIn */.L)((0,external_node_path_.join)(folder, 'bin'), tree.version, label);
}
const CLIENT_NOT_AVAILABLE = (0,errors/* defineError */.MP)({
    topic: 'client',
    code: 'client-not-available',
    kind: 'environment',
    meaning: "The client of the server's major version is neither on this machine nor in any repository that it may ask.",
    fix: 'Give a repository that has it as client-repository, or install the client and set PGBIN to its folder.',
});
function notAvailable(major, failures) {
    return new errors/* BackupError */.hj({
        ...CLIENT_NOT_AVAILABLE,
        message: `No PostgreSQL client ${major} is on this machine or in its repositories. ${failures.map(each => each.message).join(' ')}`,
    }, failures.at(-1));
}
const CLIENT_UNSUPPORTED_PLATFORM = (0,errors/* defineError */.MP)({
    topic: 'client',
    code: 'client-unsupported-platform',
    kind: 'environment',
    meaning: "The client is not on this machine, and Debian's packages cannot be installed on its system.",
    fix: "Install the client before this step with the system's package manager, or run the job on ubuntu-latest.",
});
function notOnThisMachine(major, advice) {
    return new errors/* BackupError */.hj({
        ...CLIENT_UNSUPPORTED_PLATFORM,
        message: `There is no PostgreSQL client ${major} here, and on this system it cannot be installed from Debian's packages.`,
        hint: advice.replaceAll(/(?<=postgresql@?)N/g, String(major)),
    });
}
/**
 * Stores installed programs in the tool cache; where that cannot be written they stay in the run's own folder, for this run.
 * @param folder in the scratch folder of the parts
 * @param version as the programs say it
 * @returns where they are
 */
async function storeTree(folder, { tool, version }, { cache, reporter, scratch }) {
    try {
        return await cache.store(folder, tool, (0,client_version/* semanticVersion */.Fd)(version));
    }
    catch (error) {
        if (!(error instanceof Error) || !('code' in error) || !NOT_WRITABLE.includes(String(error.code)))
            throw error;
        const kept = (0,external_node_path_.join)(scratch, `${tool}-${version}`);
        await (0,promises_.rename)(folder, kept);
        reporter.warning(`The tool cache cannot be written (${error.code}): PostgreSQL ${version} is installed for this run only`);
        return kept;
    }
}
const NOT_WRITABLE = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EEXIST', 'ENOENT'];


/***/ }),

/***/ 66312:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Nu: () => (/* binding */ readRepository),
  ML: () => (/* binding */ repositoriesFor),
  _7: () => (/* binding */ versionOffered)
});

// UNUSED EXPORTS: pgdgSource

// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/stream/concurrency.js
var concurrency = __webpack_require__(11471);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/postgres/client/apt/deb822.js
var deb822 = __webpack_require__(82698);
// EXTERNAL MODULE: ./lib/postgres/client/apt/one-line.js
var one_line = __webpack_require__(95050);
// EXTERNAL MODULE: ./lib/postgres/client/apt/source.js
var apt_source = __webpack_require__(3894);
;// CONCATENATED MODULE: ./lib/postgres/client/apt/machine-sources.js





/**
 * The sources that apt on this machine is configured with, for its architecture. What its administrator decided for
 * all of apt on dates (`Acquire::Check-Valid-Until`, as for a frozen mirror) holds for them too.
 * @param folder apt's own, `/etc/apt`
 */
async function machineSources(folder, architecture, commands) {
    const parts = (0,external_node_path_.join)(folder, 'sources.list.d');
    const names = (await (0,promises_.readdir)(parts).catch(() => [])).sort();
    const read = (path) => (0,promises_.readFile)(path, 'utf8').catch(() => '');
    const sources = (0,one_line/* parseOneLineSources */.O)(await read((0,external_node_path_.join)(folder, 'sources.list'))).sources;
    for (const name of names) {
        if (name.endsWith('.list'))
            sources.push(...(0,one_line/* parseOneLineSources */.O)(await read((0,external_node_path_.join)(parts, name))).sources);
        if (name.endsWith('.sources'))
            sources.push(...parseDeb822Sources(await read((0,external_node_path_.join)(parts, name))));
    }
    const ours = sources.filter(source => source.architectures.length === 0 || source.architectures.includes(architecture));
    const { stdout } = await commands.run('apt-config', ['dump', '--format', '%f=%v%n', 'Acquire']);
    const off = (name) => new RegExp(`^Acquire::${name}=(false|no|0)$`, 'im').test(stdout);
    const [frozen, undated] = [off('Check-Valid-Until'), off('Check-Date')];
    return Promise.all(ours.map(async (source) => ({
        ...source,
        uris: await mirrors(source.uris),
        checkValidUntil: source.checkValidUntil && !frozen,
        checkDate: source.checkDate && !undated,
    })));
}
/** Follows `mirror+file:` (apt-transport-mirror(1)), which GitHub's Ubuntu images use, to the mirrors of its list. */
async function mirrors(uris) {
    const lists = uris.map(async (uri) => {
        const path = /^mirror\+file:(?:\/\/)?(\/.*)$/.exec(uri)?.[1];
        if (path === undefined)
            return [uri];
        return parseMirrorList(await (0,promises_.readFile)(path, 'utf8').catch(() => ''));
    });
    return (await Promise.all(lists)).flat();
}
/** Lines of a URI and `key:value` hints; the lower priority comes first. */
function parseMirrorList(text) {
    return text
        .split('\n')
        .map(line => line.replace(/#.*/, '').trim())
        .filter(line => line !== '')
        .map(line => ({
        uri: line.split(/\s/)[0] ?? '',
        priority: Number(/\spriority:(\d+)/.exec(line)?.[1] ?? Number.MAX_SAFE_INTEGER),
    }))
        .sort((a, b) => a.priority - b.priority)
        .map(mirror => mirror.uri);
}
/** Reads a `*.sources` file: each enabled `deb` paragraph stands for every URI with every suite. */
function parseDeb822Sources(text) {
    return (0,deb822/* parseParagraphs */.Lc)(text)
        .filter(paragraph => (0,deb822/* words */.aL)(paragraph.get('types')).includes('deb') && (0,apt_source/* aptSwitch */.Ce)(paragraph.get('enabled'), true))
        .flatMap(sourcesOf);
}
function sourcesOf(paragraph) {
    const shared = {
        components: (0,deb822/* words */.aL)(paragraph.get('components')),
        architectures: (0,deb822/* words */.aL)(paragraph.get('architectures')),
        signedBy: (0,apt_source/* parseSignedBy */.Ph)(paragraph.get('signed-by')),
        checkValidUntil: (0,apt_source/* aptSwitch */.Ce)(paragraph.get('check-valid-until'), true),
        checkDate: (0,apt_source/* aptSwitch */.Ce)(paragraph.get('check-date'), true),
    };
    return (0,deb822/* words */.aL)(paragraph.get('uris')).flatMap(uri => (0,deb822/* words */.aL)(paragraph.get('suites')).map(suite => ({ uris: [uri], suite, ...shared })));
}

// EXTERNAL MODULE: ./lib/postgres/client/apt/package-index.js
var package_index = __webpack_require__(65262);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/postgres/client/problems.js
var client_problems = __webpack_require__(9267);
;// CONCATENATED MODULE: ./lib/postgres/client/apt/clear-signed.js


const BEGIN = '-----BEGIN PGP SIGNED MESSAGE-----';
const END = '-----END PGP SIGNATURE-----';
const REPOSITORY_UNSIGNED = (0,errors/* defineError */.MP)({
    topic: 'client',
    code: 'repository-unsigned',
    kind: 'integrity',
    meaning: "What is served as a repository's InRelease is not a signed file.",
    fix: 'Something else answers under this address (a proxy, a login page?): look at what it serves.',
});
const REPOSITORY_TEXT_OUTSIDE_SIGNATURE = (0,errors/* defineError */.MP)({
    topic: 'client',
    code: 'repository-text-outside-signature',
    kind: 'integrity',
    meaning: "A repository's InRelease holds text that its signature does not cover.",
    fix: 'Someone has altered it on the way: do not use this repository until that is explained.',
});
const REPOSITORY_SIGNATURE_WRONG = (0,errors/* defineError */.MP)({
    topic: 'client',
    code: 'repository-signature-wrong',
    kind: 'integrity',
    meaning: "The signature of a repository's InRelease is wrong.",
    fix: 'Someone has altered it on the way: do not use this repository until that is explained.',
});
const REPOSITORY_KEY_UNKNOWN = (0,errors/* defineError */.MP)({
    topic: 'client',
    code: 'repository-key-unknown',
    kind: 'integrity',
    meaning: 'A repository is signed by none of the keys that were given for it.',
    fix: 'Name the right key file in the source line, deb [signed-by=/path/key.asc] …, or find out who signs it now.',
});
/**
 * Returns the text of a clear-signed file that at least one of the keys, valid now, has signed. Only what is returned
 * may be used: the check passes over what stands around the signed text, so any such thing is refused first.
 * @throws BackupError `repository-unsigned`, `repository-text-outside-signature`, `repository-signature-wrong`,
 *   `repository-key-unknown`
 */
async function verifiedText(file, keys, now, repository) {
    if (!file.includes(BEGIN))
        throw (0,client_problems/* repositoryRefused */.f_)(repository, REPOSITORY_UNSIGNED, 'InRelease is not a signed file');
    const whole = file.trimEnd();
    if (!whole.startsWith(BEGIN) || whole.indexOf(END) !== whole.length - END.length) {
        throw (0,client_problems/* repositoryRefused */.f_)(repository, REPOSITORY_TEXT_OUTSIDE_SIGNATURE, 'InRelease holds text that is not signed');
    }
    const { readCleartextMessage, verify } = await __webpack_require__.e(/* import() */ 74).then(__webpack_require__.bind(__webpack_require__, 13074));
    const message = await readCleartextMessage({ cleartextMessage: whole }).catch(cause => {
        throw (0,client_problems/* repositoryRefused */.f_)(repository, REPOSITORY_UNSIGNED, `InRelease is no valid signed file (${reasonOf(cause)})`);
    });
    const { data, signatures } = await verify({ message, verificationKeys: [...keys], date: now });
    const refusals = [];
    for (const { keyID, verified } of signatures) {
        const key = keys.find(each => each.getKeys(keyID).length > 0);
        if (!key)
            continue;
        try {
            await verified;
            await key.getSigningKey(keyID, now);
            return data;
        }
        catch (cause) {
            refusals.push(`${keyID.toHex()}: ${reasonOf(cause)}`);
        }
    }
    if (refusals.length > 0) {
        throw (0,client_problems/* repositoryRefused */.f_)(repository, REPOSITORY_SIGNATURE_WRONG, `its signature is wrong (${refusals.join('; ')})`);
    }
    const signers = signatures.map(({ keyID }) => keyID.toHex()).join(', ') || 'nobody';
    throw (0,client_problems/* repositoryRefused */.f_)(repository, REPOSITORY_KEY_UNKNOWN, `it is signed by ${signers}, none of which is a key given for it`);
}
function reasonOf(cause) {
    return cause instanceof Error ? cause.message.replace(/\s+/g, ' ') : String(cause);
}

;// CONCATENATED MODULE: ./lib/postgres/client/apt/keyring.js




/**
 * Reads the keys that a source is to be checked with.
 * @throws BackupError `repository-key-unreadable` when that leaves none
 */
async function keysFor(references, trusted, repository) {
    const fingerprints = references.flatMap(reference => 'fingerprint' in reference ? [reference.fingerprint] : []);
    const problems = [];
    const keys = [];
    const attempt = async (what, load) => {
        try {
            keys.push(...(await load()));
        }
        catch (cause) {
            problems.push(`${what}: ${(0,errors/* messageOf */.bD)(cause)}`);
        }
    };
    for (const reference of references) {
        if ('file' in reference)
            await attempt(reference.file, async () => parseKeys(await (0,promises_.readFile)(reference.file)));
        if ('armored' in reference)
            await attempt('the key in the source', () => parseKeys(Buffer.from(reference.armored)));
    }
    if (references.length === 0 || fingerprints.length > 0) {
        for (const file of await trustedFiles(trusted.folder))
            await attempt(file, async () => parseKeys(await (0,promises_.readFile)(file)));
        for (const armored of trusted.armored)
            await attempt('a known key', () => parseKeys(Buffer.from(armored)));
    }
    const allowed = fingerprints.length === 0 ? keys : keys.filter(key => hasFingerprint(key, fingerprints));
    if (allowed.length === 0) {
        throw (0,client_problems/* keyUnreadable */.j2)(repository, problems.length > 0 ? problems.join('; ') : 'no key is configured for it');
    }
    return allowed;
}
/** Reads armoured (also several in one file) or binary OpenPGP keys. */
async function parseKeys(content) {
    const { readKeys } = await __webpack_require__.e(/* import() */ 74).then(__webpack_require__.bind(__webpack_require__, 13074));
    const text = content.toString('latin1');
    if (!text.includes('-----BEGIN PGP'))
        return readKeys({ binaryKeys: new Uint8Array(content) });
    const blocks = text.match(/-----BEGIN PGP PUBLIC KEY BLOCK-----[\s\S]*?-----END PGP PUBLIC KEY BLOCK-----/g) ?? [];
    const keys = await Promise.all(blocks.map(armoredKeys => readKeys({ armoredKeys })));
    if (keys.length === 0)
        throw new Error('holds no public key');
    return keys.flat();
}
async function trustedFiles(folder) {
    const parts = (0,external_node_path_.join)(folder, 'trusted.gpg.d');
    const names = (await (0,promises_.readdir)(parts).catch(() => [])).sort();
    return [
        (0,external_node_path_.join)(folder, 'trusted.gpg'),
        ...names.filter(name => /\.(gpg|asc)$/.test(name)).map(name => (0,external_node_path_.join)(parts, name)),
    ];
}
function hasFingerprint(key, fingerprints) {
    const own = [key, ...key.getSubkeys()].map(each => each.getFingerprint().toLowerCase());
    return fingerprints.some(wanted => own.some(fingerprint => fingerprint.endsWith(wanted.toLowerCase())));
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./lib/postgres/client/apt/verified-download.js
var verified_download = __webpack_require__(21044);
;// CONCATENATED MODULE: ./lib/postgres/client/apt/read-index.js









/** What an index may grow to when unpacked, should the release file not say. Bytes. */
const UNPACKED_MAX = 512 * 1024 * 1024;
/** By preference: Node unpacks gzip in 0.4 s where xz takes 1.7 s (Debian's main); xz needs a program too. */
const ENDINGS = ['.gz', '.xz', ''];
/**
 * Fetches a package index, checks it and unpacks it.
 * @throws BackupError `repository-index-mismatch`, `repository-index-unusable`, `repository-unreachable`
 */
async function readIndex(place, apt) {
    const { path, folder, release, label } = place;
    const offered = ENDINGS.filter(ending => release.files.has(path + ending));
    if (offered.length === 0)
        throw (0,client_problems/* indexUnusable */.gp)(label, `its InRelease names no ${path}`);
    const reasons = [];
    for (const ending of offered) {
        const name = path + ending;
        const expected = release.files.get(name);
        if (!expected)
            continue;
        const file = (0,external_node_path_.join)(apt.scratch, `${expected.sha256}${ending}`);
        const hashed = `${name.replace(/[^/]*$/, '')}by-hash/SHA256/${expected.sha256}`;
        const urls = [...(release.byHash ? [hashed] : []), name].map(each => folder + each);
        const result = await (0,verified_download/* verifiedDownload */.l)(urls, file, expected, apt);
        if (result.outcome === 'mismatch')
            throw (0,client_problems/* indexMismatch */.rc)(label, name, result.why);
        if (result.outcome === 'failed')
            throw (0,client_problems/* repositoryUnreachable */.R0)(label, `${name}: ${result.why}`);
        const bytes = release.files.get(path)?.bytes;
        const text = result.outcome === 'done' ? await unpack(file, ending, bytes, apt) : result.why;
        await (0,promises_.rm)(file, { force: true });
        if (typeof text !== 'string')
            return text;
        reasons.push(`${name}: ${text}`);
    }
    throw (0,client_problems/* indexUnusable */.gp)(label, reasons.join('; '));
}
/** Returns the text, or why it can't be unpacked here. `bytes`: its size, where the release file says. */
async function unpack(file, ending, bytes, apt) {
    switch (ending) {
        case '':
            return (0,promises_.readFile)(file);
        case '.gz':
            return unpackGzip(file, bytes).catch(cause => (0,errors/* messageOf */.bD)(cause));
        case '.xz':
            return unpackXz(file, apt);
    }
}
/** Straight into its place: Debian's main is 57 MB, which unpacked in pieces takes twice that. */
async function unpackGzip(file, bytes) {
    if (bytes === undefined)
        return (0,external_node_util_.promisify)(external_node_zlib_.gunzip)(await (0,promises_.readFile)(file), { maxOutputLength: UNPACKED_MAX });
    const text = Buffer.allocUnsafe(bytes);
    let filled = 0;
    await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(file), (0,external_node_zlib_.createGunzip)(), async (source) => {
        for await (const chunk of source) {
            if (filled + chunk.length > bytes)
                throw new Error(`it unpacks to more than ${bytes} bytes`);
            filled += chunk.copy(text, filled);
        }
    });
    return text.subarray(0, filled);
}
/** By `xz`, or where a small image lacks it by the program that apt itself unpacks its indexes with. */
async function unpackXz(file, { commands }) {
    const unpacked = `${file}.unpacked`;
    const script = 'if command -v xz >/dev/null; then exec xz -dc "$1"; else exec /usr/lib/apt/apt-helper cat-file "$1"; fi >"$2"';
    const { exitCode, stderr } = await commands.run('sh', ['-c', script, 'sh', file, unpacked]);
    const text = exitCode === 0 ? await (0,promises_.readFile)(unpacked) : `xz: ${stderr.trim() || `exit code ${exitCode}`}`;
    await (0,promises_.rm)(unpacked, { force: true });
    return text;
}

;// CONCATENATED MODULE: ./lib/postgres/client/apt/release.js




/** How far a mirror's clock may be ahead of ours: a day covers wrong time zones. Milliseconds. */
const AHEAD_MS = 24 * 60 * 60 * 1000;
const REPOSITORY_EXPIRED = (0,errors/* defineError */.MP)({
    topic: 'client',
    code: 'repository-expired',
    kind: 'integrity',
    meaning: "A repository's InRelease is past its Valid-Until: somebody may be serving an old one.",
    fix: 'Update the mirror; for one that is frozen on purpose write check-valid-until=no in the source line of client-repository.',
});
const REPOSITORY_FROM_THE_FUTURE = (0,errors/* defineError */.MP)({
    topic: 'client',
    code: 'repository-from-the-future',
    kind: 'integrity',
    meaning: "A repository's InRelease is dated after today.",
    fix: "Correct this machine's clock, or the mirror.",
});
const REPOSITORY_OTHER_SUITE = (0,errors/* defineError */.MP)({
    topic: 'client',
    code: 'repository-other-suite',
    kind: 'integrity',
    meaning: "A repository's InRelease is of another suite than was asked for.",
    fix: 'Correct the suite in the source line, or the mirror.',
});
/**
 * Reads a verified release file and checks that it is the suite's own and of now: an old one, or another suite's, is
 * signed as well.
 * @throws BackupError `repository-expired`, `repository-from-the-future`, `repository-other-suite`
 */
function parseRelease(text, source, now) {
    const fields = (0,deb822/* parseParagraph */.CB)(text);
    const label = (0,apt_source/* sourceLabel */.en)(source);
    const names = [fields.get('suite'), fields.get('codename')].filter(name => name !== undefined);
    const flat = source.suite.endsWith('/');
    if (!flat && names.length > 0 && !names.includes(source.suite)) {
        throw (0,client_problems/* repositoryRefused */.f_)(label, REPOSITORY_OTHER_SUITE, `its InRelease is of ${names.join(' or ')}, not of ${source.suite}`);
    }
    const date = new Date(fields.get('date') ?? '');
    if (source.checkDate && !(date.getTime() <= now.getTime() + AHEAD_MS)) {
        throw (0,client_problems/* repositoryRefused */.f_)(label, REPOSITORY_FROM_THE_FUTURE, `it is dated ${fields.get('date') ?? 'nowhere'}`);
    }
    const until = fields.get('valid-until');
    if (source.checkValidUntil && until !== undefined && !(new Date(until).getTime() >= now.getTime())) {
        throw (0,client_problems/* repositoryRefused */.f_)(label, REPOSITORY_EXPIRED, `it was valid until ${until}`);
    }
    return {
        files: parsePromises(fields.get('sha256') ?? ''),
        byHash: fields.get('acquire-by-hash') === 'yes',
        automatic: fields.get('notautomatic') !== 'yes',
    };
}
function parsePromises(section) {
    const files = new Map();
    for (const line of section.split('\n')) {
        const [, sha256, bytes, path] = /^\s*([0-9a-f]{64})\s+(\d+)\s+(\S+)\s*$/i.exec(line) ?? [];
        if (sha256 && bytes && path)
            files.set(path, { sha256: sha256.toLowerCase(), bytes: Number(bytes) });
    }
    return files;
}

;// CONCATENATED MODULE: ./lib/postgres/client/apt/read-source.js










/** Far above any InRelease (Debian's: 140 kB). Bytes. */
const RELEASE_MAX = 16 * 1024 * 1024;
/**
 * Reads the package indexes of a source, all the way from the keys: the signature over InRelease, its dates and names,
 * then the indexes by the SHA-256 it promises.
 * @throws BackupError `repository-unreachable`, `repository-key-unreadable`, `repository-…`
 */
async function readSource(source, apt) {
    const label = (0,apt_source/* sourceLabel */.en)(source);
    const keys = await keysFor(source.signedBy, apt.trusted, label);
    const { file, root, folder } = await fetchRelease(source, apt);
    const text = await verifiedText(file, keys, new Date(), label);
    const release = parseRelease(text, source, new Date());
    const provider = { label, root, automatic: release.automatic };
    const flat = source.suite.endsWith('/');
    const paths = flat
        ? ['Packages']
        : source.components.map(component => `${component}/binary-${apt.machine.architecture}/Packages`);
    const indexes = [];
    for (const path of paths) {
        indexes.push(new package_index/* PackageIndex */.T(await readIndex({ path, folder, release, label }, apt), provider));
    }
    return indexes;
}
/** Fetches InRelease from the first of the source's mirrors that has it. */
async function fetchRelease(source, apt) {
    const reasons = [];
    for (const uri of source.uris) {
        const root = uri.replace(/\/*$/, '/');
        const folder = source.suite.endsWith('/')
            ? `${root}${source.suite.replace(/^(\.?\/)+/, '')}`
            : `${root}dists/${source.suite}/`;
        const url = `${folder}InRelease`;
        const path = (0,external_node_path_.join)(apt.scratch, `${(0,external_node_crypto_.createHash)('sha256').update(url).digest('hex')}.InRelease`);
        const result = await apt.download.toFile(url, path, { maxBytes: RELEASE_MAX, signal: apt.signal });
        if (result.outcome === 'done')
            return { file: await (0,promises_.readFile)(path, 'utf8'), root, folder };
        reasons.push(result.outcome === 'too-large' ? 'its InRelease is too large' : result.why);
    }
    throw (0,client_problems/* repositoryUnreachable */.R0)((0,apt_source/* sourceLabel */.en)(source), reasons.join('; ') || 'it has no address');
}

// EXTERNAL MODULE: ./lib/postgres/client/pgdg-key.js
var pgdg_key = __webpack_require__(77445);
// EXTERNAL MODULE: ./lib/postgres/client/version.js
var version = __webpack_require__(37259);
;// CONCATENATED MODULE: ./lib/postgres/client/repositories.js










/**
 * Where a client is taken from, by preference.
 * @param given the input `client-repository`: then nothing else is asked
 * @throws BackupError `client-repository-wrong`
 */
async function repositoriesFor(given, machine, commands) {
    if (given !== undefined && given.trim() !== '') {
        const { sources, wrong } = (0,one_line/* parseOneLineSources */.O)(given);
        const [line = given.trim()] = wrong;
        if (wrong.length > 0 || sources.length === 0)
            throw (0,client_problems/* repositoryLineWrong */.g7)(line);
        const label = `client-repository (${sources.map(apt_source/* sourceLabel */.en).join(', ')})`;
        return [{ id: 'client-repository', label, sources, libraries: [], tolerant: false }];
    }
    const own = await machineSources(machine.aptFolder, machine.architecture, commands);
    const { codename } = machine;
    const ofPgdg = (id, source) => {
        return { id, label: `PGDG ${source.suite}`, sources: [source], libraries: own, tolerant: false };
    };
    const machines = {
        id: 'machine',
        label: 'the apt sources of this machine',
        sources: own,
        libraries: [],
        tolerant: true,
    };
    if (codename === undefined)
        return [machines];
    // Large and slow, and asked for what nothing else has any more.
    return [ofPgdg('pgdg', pgdgSource(codename)), machines, ofPgdg('pgdg-archive', pgdgArchive(codename))];
}
/**
 * PostgreSQL's version of a package, of the one that would be chosen: `17.10`.
 * @throws BackupError `package-absent`
 */
function versionOffered(name, { label }, { indexes, skipped }) {
    const [best] = indexes.flatMap(index => index.named(name)).sort(package_index/* byPreference */.n);
    if (!best)
        throw (0,client_problems/* packageAbsent */.q9)(name, [label, ...skipped].join(', passed over: '));
    return (0,version/* versionOfPackage */.om)(best.version);
}
/** Reads the indexes of sources. Where `tolerant`, those that fail are reported, each on a line, and passed over. */
async function readRepository(sources, tolerant, apt) {
    const skipped = [];
    const read = sources.map(async (source) => {
        try {
            return await readSource(source, apt);
        }
        catch (cause) {
            if (!tolerant || !(cause instanceof errors/* BackupError */.hj))
                throw cause;
            skipped.push(cause.message);
            apt.reporter.info(`Passed over: ${cause.message}`);
            return [];
        }
    });
    return { indexes: (await (0,concurrency/* allEnded */.Cw)(read)).flat(), skipped };
}
/** The PostgreSQL project's own apt repository, of all major versions still supported (wiki.postgresql.org/wiki/Apt). */
function pgdgSource(codename) {
    return signedByPgdg('https://apt.postgresql.org/pub/repos/apt', `${codename}-pgdg`);
}
/** Its archive, of all that it ever had: versions that are no longer supported are there alone (its own README). */
function pgdgArchive(codename) {
    return signedByPgdg('https://apt-archive.postgresql.org/pub/repos/apt', `${codename}-pgdg-archive`);
}
function signedByPgdg(uri, suite) {
    return {
        uris: [uri],
        suite,
        components: ['main'],
        architectures: [],
        signedBy: [{ armored: pgdg_key/* PGDG_KEY */.z }],
        checkValidUntil: true,
        checkDate: true,
    };
}


/***/ }),

/***/ 21903:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JA: () => (/* binding */ standing),
/* harmony export */   wO: () => (/* binding */ safeSince),
/* harmony export */   zk: () => (/* binding */ leastOf)
/* harmony export */ });
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37259);

/**
 * The first minor version of each major whose client is safe: older ones let a server, or anyone who owns an object in it,
 * run SQL as the role that dumps (CVE-2024-7348), or programs on the machine that restores (CVE-2025-8714, -8715). All
 * minor versions of the majors that are not listed have the fixes.
 */
const SAFE_SINCE = new Map([
    [13, '13.22'],
    [14, '14.19'],
    [15, '15.14'],
    [16, '16.10'],
    [17, '17.6'],
    [18, '18.0'],
]);
/** The security floor of a major version's client; undefined if none of its versions has known holes of that kind. */
function safeSince(major) {
    return SAFE_SINCE.get(major);
}
/** @param floor the version below which nothing is taken; undefined for any */
function standing(version, { least }, floor) {
    if (floor !== undefined && (0,_version_js__WEBPACK_IMPORTED_MODULE_0__/* .comparePostgres */ .lj)(version, floor) < 0)
        return 'unsafe';
    return least !== undefined && (0,_version_js__WEBPACK_IMPORTED_MODULE_0__/* .comparePostgres */ .lj)(version, least) < 0 ? 'older' : 'fits';
}
/** The newest of versions of one major: what is to be no older than each. Those of other majors do not count. */
function leastOf(major, ...versions) {
    const own = versions.filter(each => each !== undefined && Number.parseInt(each, 10) === major);
    const least = own.toSorted((a = '', b = '') => (0,_version_js__WEBPACK_IMPORTED_MODULE_0__/* .comparePostgres */ .lj)(b, a))[0];
    return least === undefined ? {} : { least };
}


/***/ }),

/***/ 37259:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BP: () => (/* binding */ newest),
/* harmony export */   Fd: () => (/* binding */ semanticVersion),
/* harmony export */   lj: () => (/* binding */ comparePostgres),
/* harmony export */   om: () => (/* binding */ versionOfPackage),
/* harmony export */   ot: () => (/* binding */ parseVersion)
/* harmony export */ });
/** Reads the answer to `--version`: `pg_dump (PostgreSQL) 17.10 (Debian 17.10-1)`, `… 19beta2`, `… 9.6.24`. */
function parseVersion(answer) {
    const version = /\(PostgreSQL\) (\d+[^\s]*)/.exec(answer)?.[1];
    return version === undefined ? undefined : { major: Number.parseInt(version, 10), version };
}
/** PostgreSQL's version as the tool cache wants it: `17.10` → `17.10.0`; a beta counts as `.0`. */
function semanticVersion(version) {
    const [major = '0', minor = '0'] = /^(\d+)(?:\.(\d+))?/.exec(version)?.slice(1) ?? [];
    return `${major}.${minor ?? '0'}.0`;
}
/** Before the first minor version, in this order. */
const STAGES = ['devel', 'alpha', 'beta', 'rc'];
/**
 * Compares two versions as PostgreSQL counts them, `19beta2` < `19rc1` < `19.0` < `19.1`: negative if `a` is the older.
 * What packagers and forks add after the minor version does not count; what is no version is the oldest.
 */
function comparePostgres(a, b) {
    const [left, right] = [orderOf(a), orderOf(b)];
    return left.map((part, at) => part - (right[at] ?? 0)).find(order => order !== 0) ?? 0;
}
function orderOf(version) {
    const [, major, minor, stage, count] = /^(\d+)(?:\.(\d+)|(devel|alpha|beta|rc)(\d*))?/.exec(version) ?? [];
    if (major === undefined)
        return [0, 0, 0];
    return stage === undefined
        ? [Number(major), STAGES.length, Number(minor ?? 0)]
        : [Number(major), STAGES.indexOf(stage), Number(count || 0)];
}
/** The newest of what has versions; undefined for none. */
function newest(all) {
    return all.toSorted((a, b) => comparePostgres(b.version, a.version))[0];
}
/** PostgreSQL's version in that of a Debian package: `15.20-0+deb12u1` → `15.20`, `19~rc1-1` → `19rc1`. */
function versionOfPackage(version) {
    return version
        .replace(/^\d+:/, '')
        .replace(/-[^-]*$/, '')
        .replace('~', '');
}


/***/ }),

/***/ 42062:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ rootHint),
/* harmony export */   U: () => (/* binding */ verifyFullAt)
/* harmony export */ });
const SYSTEM = '“system”, since a public authority issues its certificates';
/** By host name, the more special first. */
const PROVIDERS = [
    {
        name: 'Supabase',
        matches: /\.supabase\.(?:co|com)$/i,
        root: 'the certificate of the project (Dashboard → Database settings → SSL configuration → Download certificate)',
    },
    { name: 'RDS Proxy', matches: /\.proxy-[^.]+\..*\.rds\.amazonaws\.com$/i, root: SYSTEM },
    {
        name: 'RDS and Aurora',
        matches: /\.rds\.amazonaws\.com$/i,
        root: 'https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem, downloaded',
    },
    { name: 'Neon', matches: /\.neon\.(?:tech|build)$/i, root: SYSTEM },
    {
        name: 'Cloud SQL',
        matches: /\.sql\.goog$/i,
        root: 'server-ca.pem of the instance (Console → Connections → Security)',
    },
    { name: 'Azure', matches: /\.postgres\.database\.azure\.com$/i, root: SYSTEM },
    { name: 'Heroku', matches: /\.compute(?:-1)?\.amazonaws\.com$/i, root: undefined },
    {
        name: 'DigitalOcean',
        matches: /\.ondigitalocean\.com$/i,
        root: 'ca-certificate.crt of the cluster (Control panel → Connection details)',
    },
    { name: 'Aiven', matches: /\.aivencloud\.com$/i, root: 'ca.pem of the project (Console → Overview)' },
];
/** Cloud SQL is mostly reached by an address, and its authority says it. */
const CLOUD_SQL_ISSUER = /Google Cloud SQL/i;
/** How to come to verify-full there, as a sentence; undefined for who is not known here. */
function verifyFullAt(host, issuer) {
    const provider = PROVIDERS.find(({ matches }) => matches.test(host)) ??
        (CLOUD_SQL_ISSUER.test(issuer) ? PROVIDERS.find(({ name }) => name === 'Cloud SQL') : undefined);
    if (!provider)
        return undefined;
    const { name, root } = provider;
    return root === undefined
        ? `${name} signs its certificates itself, so verify-full is not possible there: keep the default, which never shows such a server the password.`
        : `${name}: set sslmode: verify-full, and ssl-root-cert: ${root}.`;
}
/** What goes with sslmode: verify-full, to be put after it: ` with ssl-root-cert …`. */
function rootHint(host) {
    const root = PROVIDERS.find(({ matches }) => matches.test(host))?.root;
    return ` with ssl-root-cert${root === undefined ? '' : ` (${root})`}`;
}


/***/ }),

/***/ 14107:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h4: () => (/* binding */ diagnose),
  tS: () => (/* binding */ diagnoseProbe),
  Vc: () => (/* binding */ diagnoseRestore)
});

// EXTERNAL MODULE: ./node_modules/pg/esm/index.mjs
var esm = __webpack_require__(83849);
// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/core/sentence.js
var sentence = __webpack_require__(92998);
// EXTERNAL MODULE: ./lib/postgres/connection/secrets.js
var connection_secrets = __webpack_require__(14585);
;// CONCATENATED MODULE: ./lib/postgres/diagnosis/object-names.js
/** What the server names beside its words. */
function named({ server }) {
    if (!server)
        return {};
    const { column, constraint, datatype, table = copiedTable(server) } = server.names;
    return dropUndefined({ table, name: constraint ?? column ?? datatype, routine: routineOf(server) });
}
function dropUndefined(found) {
    return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}
function copiedTable({ context }) {
    return context.flatMap(line => /^COPY ([^,]+), /.exec(line)?.[1] ?? [])[0];
}
const ROUTINE = /^PL\/\w+ function ([^\n]*?)(?: line \d+ at [\w ]+)?$/;
function routineOf({ context }) {
    return context.flatMap(line => ROUTINE.exec(line)?.[1] ?? [])[0];
}
/** Of a bare name, a call, or words of a message with names in quotation marks. */
function isNamed(text, names = new Set()) {
    if (names.has(text))
        return true;
    const call = /^(?:(?:[\w$]+\.)?([\w$]+))\(/.exec(text)?.[1];
    if (call !== undefined && names.has(call))
        return true;
    const quoted = [...text.matchAll(/"([^"]*)"/g)].map(([, name = '']) => name);
    const rest = text.replaceAll(/"[^"]*"/g, '');
    return (quoted.length > 0 &&
        /^[a-z ]*$/.test(rest) &&
        quoted.every(name => names.has(name) || names.has(name.slice(name.lastIndexOf('.') + 1))));
}
/** Statements that read rows, and may find the name of something in them. */
const READS_ROWS = /^Command was: (?!(?:CREATE (?!(?:UNIQUE )?INDEX)|COMMENT|GRANT|REVOKE|DROP|SET|ALTER \w+ [^\n]*? (?:OWNER|SET)\b))/m;
/** The same as namesObjects for what pg_restore says of an error, which has no SQLSTATE. */
function isAboutObjects(text) {
    const contexts = [...text.matchAll(/^CONTEXT: {1,2}(.*)$/gm)].map(([, line = '']) => line);
    if (contexts.some(line => !line.startsWith('COPY ')))
        return false;
    const missing = /: ERROR: +[^\n]* does not exist/.test(text);
    return !missing || (contexts.length === 0 && !READS_ROWS.test(text));
}
/** `pg_restore: from TOC entry 3205; 1259 16500 INDEX places_idx postgres`: kind, name, owner. */
const ENTRY = /^pg_restore: from TOC entry \d+; \d+ \d+ ([A-Z][A-Z ]*[A-Z]) (\S.*) \S+$/m;
/** The entry of the table of contents that pg_restore was at, where the backup's own objects are named so. */
function entryIn(stderr, names = new Set()) {
    const [, kind, name = ''] = ENTRY.exec(stderr) ?? [];
    return kind !== undefined && name.split(' ').every(part => names.has(part) || isNamed(part, names))
        ? { entry: `${kind} ${name}` }
        : {};
}

// EXTERNAL MODULE: ./lib/postgres/diagnosis/program-output.js
var program_output = __webpack_require__(5431);
;// CONCATENATED MODULE: ./lib/postgres/diagnosis/recognise.js
/** The order of evidence: SQLSTATE, then words; and words do not contradict the SQLSTATE. */
function recognise(table, evidence) {
    const { sqlstate } = evidence;
    const certain = table.filter(({ signs }) => signs.some(({ beforeSqlstate }) => beforeSqlstate));
    const first = firstOf(certain, evidence);
    if (first)
        return first;
    if (sqlstate === undefined)
        return firstOf(table, evidence);
    const claims = table.filter(failure => failure.signs.some(({ states }) => states?.includes(sqlstate)));
    const words = { ...evidence, sqlstate: undefined };
    // A row without any SQLSTATE of its own is known by words alone, and may say it more closely.
    const worded = table.filter(failure => claims.includes(failure) ||
        (!OF_FUNCTIONS.test(sqlstate) && failure.signs.every(({ states }) => !states)));
    return firstOf(worded, words) ?? firstOf(claims, evidence);
}
/** Whether the server has nothing against us, the time or its own state, but against what it was given to do. */
function refusesStatements(sqlstate) {
    return /^(?:0[A-Z]|2[0-9A-Z]|3[89B]|42|44|54|P0|HV)/.test(sqlstate) && !/^(?:25|28)/.test(sqlstate);
}
/** Classes that functions raise, in whose words anything may be. */
const OF_FUNCTIONS = /^(?:P0|2[123]|3[89]|4[24]|F0|HV)/;
function firstOf(table, evidence) {
    for (const failure of table) {
        for (const { read } of failure.signs) {
            const found = read(evidence);
            if (found)
                return { failure, found };
        }
    }
    return undefined;
}

// EXTERNAL MODULE: ./lib/postgres/diagnosis/server-error.js
var server_error = __webpack_require__(96733);
// EXTERNAL MODULE: ./lib/postgres/connection/providers.js
var providers = __webpack_require__(42062);
// EXTERNAL MODULE: ./lib/postgres/diagnosis/failure.js
var failure = __webpack_require__(57219);
// EXTERNAL MODULE: ./lib/postgres/diagnosis/signs.js
var signs = __webpack_require__(13071);
;// CONCATENATED MODULE: ./lib/postgres/diagnosis/authentication.js





/** The server answers, and does not let the role into the database. */
const AUTHENTICATION = (0,errors/* defineErrors */.V)('database', [
    {
        code: 'database-password-unprotected',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/requirement "!password,!md5" failed: server requested a (?<which>cleartext|hashed) password/),
        ],
        meaning: 'The server asks for the password in the clear, or for an MD5 hash that gives it away, and its certificate was not verified: anyone in between would get it. It was not sent.',
        message: scene => `${(0,failure/* place */.i)(scene)} asks for the password of role ${scene.role} ${scene.found.which === 'hashed' ? 'as an MD5 hash' : 'in the clear'}, and its certificate was not verified: the password was not sent.`,
        fix: 'Set sslmode: verify-full with ssl-root-cert, or have the server (or PgBouncer: auth_type) use scram-sha-256. On a network that nobody else is in, allow it: ?require_auth=password or md5 in the URL.',
        hint: ({ found, host }) => `Set sslmode: verify-full${(0,providers/* rootHint */.C)(host)}, or have the server (or PgBouncer: auth_type) use scram-sha-256. On a network that nobody else is in, allow it: add ?require_auth=${found.which === 'hashed' ? 'md5' : 'password'} to the URL.`,
    },
    {
        code: 'database-auth-refused',
        kind: 'database',
        signs: [(0,signs/* text */.Qq)(/authentication method requirement "(?<what>[^"]*)" failed(?:: (?<reason>[^\n]+))?/)],
        meaning: 'The server asks for another way of signing in than require_auth allows.',
        message: ({ found, ...scene }) => (0,sentence/* sentence */.e)(`${(0,failure/* place */.i)(scene)} does not sign role ${scene.role} in as require_auth says (${found.what})${found.reason ? `: ${found.reason}` : ''}`),
        fix: 'Check what pg_hba.conf of the server (or auth_type of the pooler) asks for, and whether it is the right server, before require_auth is changed.',
    },
    {
        code: 'pooler-tenant-unknown',
        kind: 'database',
        signs: [(0,signs/* text */.Qq)(/tenant or user not found|tenant\/user .* not found/i)],
        meaning: "Supabase's pooler knows no project by that user name, or the project lives in another region.",
        message: scene => `The pooler at ${(0,failure/* place */.i)(scene)} knows no project for user ${scene.role}.`,
        fix: "Copy the session pooler's URL from Dashboard → Connect: the user is postgres.<project ref>, and the host names the project's region.",
    },
    {
        code: 'database-password-rejected',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/password authentication failed|SASL authentication failed|Wrong password/),
            (0,signs/* text */.Qq)(/(?<which>LDAP|RADIUS|PAM) authentication failed/),
            (0,signs/* sqlstate */.In)('28P01'),
        ],
        meaning: 'The server refused the password (or the token), or has no such role: it does not say which. A password may have expired (VALID UNTIL), and so does a token of a cloud provider, after 15 minutes at AWS.',
        message: ({ found, ...scene }) => `${(0,failure/* place */.i)(scene)} rejected the password${found.which === undefined ? '' : ' or token'} of role ${scene.role}${found.which === undefined ? '' : ` (${found.which})`}.`,
        fix: 'Check role and password, and whether it has expired (VALID UNTIL); in a URL, special characters of the password have to be percent-encoded. After a reset, update the secret.',
        hint: ({ found }) => found.which &&
            'Check role and password at the directory that the server asks. Where it is a token (RDS IAM), make it just before this step: it is valid for 15 minutes; the role needs the right to use it (rds_iam).',
    },
    {
        code: 'database-password-missing',
        kind: 'database',
        signs: [(0,signs/* text */.Qq)(/no password supplied|client password must be a (?:non-empty )?string/)],
        meaning: 'The server asks for a password, and none was given.',
        message: scene => `${(0,failure/* place */.i)(scene)} asks for a password of role ${scene.role}, and none was given.`,
        fix: 'Put the password into database-url or PGPASSWORD, or a matching line into the password file (chmod 600).',
    },
    {
        code: 'database-role-missing',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/FATAL:\s+role "[^"]*" does not exist/),
            (0,signs/* text */.Qq)(/^role "[^"]*" does not exist/),
            (0,signs/* text */.Qq)(/role "[^"]*" is not permitted to log in/),
        ],
        meaning: 'The role does not exist at the server, or may not log in.',
        message: scene => `Role ${scene.role} does not exist at ${(0,failure/* place */.i)(scene)}, or may not log in.`,
        fix: "Check the user's name, or create it: CREATE ROLE … LOGIN.",
    },
    {
        code: 'database-host-not-allowed',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/no pg_hba\.conf entry for (?:host|replication connection from host) "(?<address>[^"]*)"/),
            (0,signs/* text */.Qq)(/pg_hba\.conf rejects (?:connection|replication connection) for host "(?<address>[^"]*)"/),
            (0,signs/* text */.Qq)(/(?:Peer|Ident|GSSAPI|certificate) authentication failed/),
            (0,signs/* text */.Qq)(/Address not in tenant allow_list/),
        ],
        meaning: "The server's pg_hba.conf (or the provider's allow-list) does not admit this client, role or database.",
        message: scene => `${(0,failure/* place */.i)(scene)} does not admit role ${scene.role} to database ${scene.database}${scene.found.address ? ` from ${scene.found.address}` : ''}.`,
        fix: "Admit this runner's address, role and database in pg_hba.conf or the provider's allow-list; GitHub's runners have no fixed address, a self-hosted one has.",
    },
    {
        code: 'database-missing',
        kind: 'database',
        signs: [(0,signs/* text */.Qq)(/FATAL:\s+database "[^"]*" does not exist/), (0,signs/* sqlstate */.In)('3D000')],
        meaning: 'The server has no database of that name.',
        message: scene => `There is no database ${scene.database} at ${(0,failure/* place */.i)(scene)}.`,
        fix: "Check the last part of the URL, or PGDATABASE: names are case-sensitive, and the default is the user's name. A restore does not create it: run createdb with that name first.",
    },
    {
        code: 'database-invalid',
        kind: 'database',
        signs: [(0,signs/* text */.Qq)(/cannot connect to invalid database|FATAL:\s+invalid database "/), (0,signs/* sqlstateAtStart */.lZ)('55000')],
        meaning: 'A DROP DATABASE was interrupted: the server admits nobody to what is left of the database. It says nothing about backups.',
        message: scene => `Database ${scene.database} at ${(0,failure/* place */.i)(scene)} is left over from an interrupted DROP DATABASE, and takes no connections.`,
        fix: 'Check the database name; what is left of the database can only be dropped. Restore its newest backup into a new one if it was dropped by mistake.',
    },
    {
        code: 'database-connect-denied',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/FATAL:\s+permission denied for database|^permission denied for database/m),
            (0,signs/* text */.Qq)(/User does not have CONNECT privilege/),
            (0,signs/* sqlstateAtStart */.lZ)('42501'),
        ],
        meaning: 'The role has no CONNECT privilege on the database.',
        message: scene => `Role ${scene.role} may not connect to database ${scene.database}.`,
        fix: 'GRANT CONNECT ON DATABASE … TO the role.',
    },
    {
        code: 'database-too-many-connections',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/too many connections for (?<what>role|database) /),
            (0,signs/* text */.Qq)(/too many (?:clients|connections)|remaining connection slots|MaxClientsInSessionMode|max client connections reached|no more connections allowed/i),
            (0,signs/* sqlstate */.In)('53300'),
        ],
        meaning: 'All connections of the server, the role, the database or the pooler are taken.',
        message: ({ found, ...scene }) => `${(0,failure/* place */.i)(scene)} has no connection left for role ${scene.role}${found.what === undefined ? '' : `: the ${found.what} has a limit of its own`}.`,
        fix: "Run it at a quieter time, close idle connections, or raise max_connections (or the pooler's size).",
        hint: ({ database, found, role }) => found.what &&
            `Raise it: ALTER ${found.what === 'role' ? `ROLE "${role}"` : `DATABASE "${database}"`} CONNECTION LIMIT …, or close idle connections; max_connections has no part in it.`,
    },
    {
        code: 'database-not-accepting',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/the database system is (?<state>starting up|shutting down|in recovery mode|not (?:yet )?accepting connections)/),
            (0,signs/* text */.Qq)(/database "[^"]*" is not currently accepting connections/),
            (0,signs/* sqlstate */.In)('57P03'),
        ],
        meaning: 'The server is starting, stopping or recovering, and takes no connections now.',
        message: scene => `${(0,failure/* place */.i)(scene)} takes no connections now${scene.found.state ? `: it is ${scene.found.state}` : ''}.`,
        fix: 'Wait until the server is up, and run it again.',
    },
]);

;// CONCATENATED MODULE: ./lib/postgres/diagnosis/connection.js



const SESSION_POOLER = 'aws-0-<region>.pooler.supabase.com:5432';
/** Supabase's direct hosts have an IPv6 address only, unless the IPv4 add-on was bought. */
function supabaseHint({ host, database }) {
    const reference = /^db\.([a-z0-9]+)\.supabase\.co$/i.exec(host)?.[1];
    return (reference &&
        `Supabase's direct host has IPv6 only, and GitHub's runners have none: use the session pooler's URL (Dashboard → Connect → Session pooler), postgresql://postgres.${reference}:…@${SESSION_POOLER}/${database}. If that fails too, the project may be paused.`);
}
/** The way to the server: names, addresses, ports. */
const CONNECTION = (0,errors/* defineErrors */.V)('database', [
    {
        code: 'database-refused',
        kind: 'database',
        signs: [
            (0,signs/* errno */.b)('ECONNREFUSED'),
            (0,signs/* text */.Qq)(/port \d+ failed: Connection refused/),
            (0,signs/* text */.Qq)(/could not connect to server: Connection refused/),
        ],
        meaning: 'Nothing accepts connections at that host and port.',
        message: scene => `${(0,failure/* place */.i)(scene)} refused the connection.`,
        fix: 'Check host and port, that the server runs and listens there (listen_addresses), and that the firewall lets this runner in.',
    },
    {
        code: 'database-host-unknown',
        kind: 'database',
        signs: [
            (0,signs/* errno */.b)('ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME'),
            (0,signs/* text */.Qq)(/could not translate host name/),
        ],
        meaning: 'The name service does not know the host.',
        message: ({ host }) => `The host name ${host} cannot be resolved.`,
        fix: "Check the host's spelling; a private name needs a self-hosted runner in its network.",
        hint: supabaseHint,
    },
    {
        code: 'database-ipv6-only',
        kind: 'database',
        signs: [
            (0,signs/* noWayToIpv6 */.N2)('ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'ETIMEDOUT'),
            (0,signs/* text */.Qq)(/\((?<address>[0-9a-f]*:[0-9a-f:.%]*)\), port \d+ failed: (?:Network is unreachable|No route to host|Cannot assign requested address)/i),
            (0,signs/* text */.Qq)(/server at "(?<address>[0-9a-f]*:[0-9a-f:.%]*)", port \d+ failed: (?:Network is unreachable|No route to host|Cannot assign requested address)/i),
            (0,signs/* text */.Qq)(/to address "(?<address>[0-9a-f]*:[0-9a-f:.%]*)".*(?:Network is unreachable|Address family not supported)/i),
        ],
        meaning: "The host has only an IPv6 address, and the runner (GitHub's have none) has no IPv6.",
        message: ({ host, found }) => `${host} ${found.address === host ? 'is an IPv6 address' : `was found only at the IPv6 address ${found.address}`}, and this machine has no way to it.`,
        fix: 'Use a host name with an IPv4 address (Supabase: the session pooler), or a self-hosted runner with IPv6.',
        hint: supabaseHint,
    },
    {
        code: 'database-timeout',
        kind: 'database',
        signs: [(0,signs/* errno */.b)('ETIMEDOUT'), (0,signs/* text */.Qq)(/timeout expired/), (0,signs/* text */.Qq)(/port \d+ failed: Connection timed out/)],
        meaning: 'The host did not answer: usually a firewall that drops packets, or a private address.',
        message: scene => `${(0,failure/* place */.i)(scene)} did not answer in time.`,
        fix: "Let this runner's address in through the firewall or the allow-list, or use a self-hosted runner inside the network.",
    },
    {
        code: 'database-unreachable',
        kind: 'database',
        signs: [
            (0,signs/* errno */.b)('ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'ENETDOWN'),
            (0,signs/* text */.Qq)(/failed: (?:Network is unreachable|No route to host|Cannot assign requested address)/),
        ],
        meaning: 'The network knows no way to the host.',
        message: scene => `There is no network route to ${(0,failure/* place */.i)(scene)}.`,
        fix: 'Check the address and the VPN or private network that leads to it.',
    },
    {
        code: 'database-socket-missing',
        kind: 'database',
        signs: [
            (0,signs/* errno */.b)('ENOENT', 'EACCES'),
            (0,signs/* text */.Qq)(/connection to server on socket "[^"]*" failed: (?:No such file|Permission denied)/),
        ],
        meaning: 'The Unix socket does not exist, or this user may not use it.',
        message: ({ host, port }) => `There is no usable socket ${host}/.s.PGSQL.${port}.`,
        fix: 'Start the server on this machine, or name its socket directory (unix_socket_directories) and port.',
    },
    {
        code: 'database-message-too-long',
        kind: 'database',
        signs: [(0,signs/* text */.Qq)(/^message of (?<value>\d+) bytes$/m)],
        meaning: 'What answers sends a message that is far longer than any answer to what was asked: it is not a PostgreSQL server, or something on the way garbles what it sends.',
        message: scene => `What answers at ${(0,failure/* place */.i)(scene)} announces a message of ${scene.found.value} bytes, and was not listened to.`,
        fix: 'Check host and port, and proxies on the way. A check of your own must not select values of many megabytes.',
    },
    {
        code: 'database-not-postgresql',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/received invalid response to (?:SSL|GSSAPI) negotiation/),
            (0,signs/* text */.Qq)(/expected authentication request from server/),
            (0,signs/* text */.Qq)(/There was an error establishing an SSL connection/),
        ],
        meaning: "Something answers at the port, but does not speak PostgreSQL's protocol.",
        message: scene => `What answers at ${(0,failure/* place */.i)(scene)} is not a PostgreSQL server.`,
        fix: "Check the port: 5432 is PostgreSQL's own; web consoles and proxies have others.",
    },
]);

// EXTERNAL MODULE: ./lib/postgres/diagnosis/dump.js
var dump = __webpack_require__(86971);
;// CONCATENATED MODULE: ./lib/postgres/diagnosis/encryption.js




const UNTRUSTED = [
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'CERT_UNTRUSTED',
    'CERT_SIGNATURE_FAILURE',
];
/** TLS: whether there is any, and whom it is with. */
const ENCRYPTION = (0,errors/* defineErrors */.V)('database', [
    {
        code: 'tls-unsupported',
        kind: 'database',
        signs: [(0,signs/* text */.Qq)(/server does not support SSL/i)],
        meaning: 'The connection has to be encrypted (sslmode), and the server offers no TLS.',
        message: scene => `${(0,failure/* place */.i)(scene)} offers no TLS, and sslmode asks for it.`,
        fix: 'Turn TLS on at the server; only on a network that nobody can listen to, set sslmode to disable.',
    },
    {
        code: 'tls-required',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/no pg_hba\.conf entry for .*(?:no encryption|SSL off)/),
            (0,signs/* text */.Qq)(/connection is insecure|SSL connection is required|SSL\/TLS required|sslmode=require/i),
        ],
        meaning: 'The server accepts this client only over TLS (or not at all), and the connection had none.',
        message: scene => `${(0,failure/* place */.i)(scene)} does not accept an unencrypted connection of role ${scene.role} to database ${scene.database}.`,
        fix: "Set sslmode to require or verify-full. If it is refused then too, pg_hba.conf has to admit this runner's address.",
    },
    {
        code: 'tls-host-mismatch',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/is not in the cert's altnames: (?<names>[^\n]+)/),
            (0,signs/* errno */.b)('ERR_TLS_CERT_ALTNAME_INVALID'),
            (0,signs/* text */.Qq)(/server certificate for "(?<names>[^"]*)".* does not match host name/),
        ],
        meaning: "The server's certificate is for another host name (verify-full).",
        message: ({ host, found }) => `The server's certificate is not for ${host}${found.names ? `, it is for ${found.names}` : ''}.`,
        fix: 'Connect by a name that the certificate holds; verify-ca does without the comparison, for a CA that issues to you alone.',
    },
    {
        code: 'tls-certificate-expired',
        kind: 'database',
        signs: [
            (0,signs/* errno */.b)('CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'),
            (0,signs/* text */.Qq)(/certificate has expired|certificate is not yet valid/),
        ],
        meaning: "The server's certificate, or its CA's, is out of date.",
        message: scene => `The certificate of ${(0,failure/* place */.i)(scene)} is not valid today.`,
        fix: "Renew the server's certificate, and check the clock of this machine.",
    },
    {
        code: 'tls-certificate-untrusted',
        kind: 'database',
        signs: [
            (0,signs/* errno */.b)(...UNTRUSTED),
            (0,signs/* text */.Qq)(/certificate verify failed|self[- ]signed certificate|unable to (?:get local issuer|verify the first) certificate/i),
        ],
        meaning: "The server's certificate does not descend from the given root certificate.",
        message: scene => `The certificate of ${(0,failure/* place */.i)(scene)} is not from a CA in the given root certificate.`,
        fix: 'Give the CA of this server as ssl-root-cert (providers offer it for download); do not turn the verification off.',
    },
    {
        code: 'tls-root-missing',
        kind: 'input',
        signs: [
            (0,signs/* text */.Qq)(/root certificate file "(?<file>[^"]*)" does not exist/),
            (0,signs/* text */.Qq)(/could not read root certificate file "(?<file>[^"]*)"/),
        ],
        meaning: 'verify-ca and verify-full need a root certificate, and its file is not there or not readable.',
        message: ({ found }) => `The root certificate ${found.file} is missing or cannot be read.`,
        fix: "Give ssl-root-cert: a file's path, the PEM text, or “system” for a public CA.",
    },
    {
        code: 'tls-client-key',
        kind: 'input',
        signs: [
            (0,signs/* text */.Qq)(/private key file "(?<file>[^"]*)" (?:has group or world access|must be owned)/),
            (0,signs/* text */.Qq)(/could not load private key file "(?<file>[^"]*)"/),
            (0,signs/* text */.Qq)(/could not read certificate file "(?<file>[^"]*)"/),
            (0,signs/* text */.Qq)(/certificate present, but not private key file "(?<file>[^"]*)"/),
        ],
        meaning: "The client's certificate or key cannot be used; libpq wants the key readable by its owner only.",
        message: ({ found }) => `The client certificate or key ${found.file} cannot be used.`,
        fix: 'Check that both files exist and belong together, and run chmod 600 on the key.',
    },
    {
        code: 'tls-channel-binding',
        kind: 'database',
        signs: [(0,signs/* text */.Qq)(/channel binding (?:is )?required/i)],
        meaning: 'channel_binding=require, or a server that offered it before, and now the server or a proxy on the way does not offer it.',
        message: scene => `${(0,failure/* place */.i)(scene)} does not offer channel binding, which the connection requires.`,
        fix: 'Connect to the server itself rather than through a proxy. Where nobody asked for channel binding, it was offered a moment before: somebody may stand between; with several servers behind one name, write channel_binding=prefer and use sslmode verify-full.',
    },
    {
        code: 'tls-failed',
        kind: 'database',
        signs: [
            (0,signs/* errno */.b)('EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_UNSUPPORTED_PROTOCOL'),
            (0,signs/* text */.Qq)(/SSL error: (?<reason>[^\n]+)/),
            (0,signs/* text */.Qq)(/^(?:ERR_)?SSL routines/m),
        ],
        meaning: 'Client and server did not agree on an encrypted connection.',
        message: scene => (0,sentence/* sentence */.e)(`TLS with ${(0,failure/* place */.i)(scene)} failed${scene.found.reason ? `: ${scene.found.reason}` : ''}`),
        fix: 'Check the TLS versions that the server allows (ssl_min_protocol_version), and proxies on the way.',
    },
]);

;// CONCATENATED MODULE: ./lib/postgres/diagnosis/poolers.js



/** What a run of ours may set at the start of a session, so that a dump has the same text everywhere. */
const OUR_OPTIONS = ['bytea_output', 'quote_all_identifiers', 'standard_conforming_strings'];
/** Whose settings a pooler refuses: the user's where there are any, or else ours. */
function optionsHint(detail, options = '', role) {
    const given = [...options.matchAll(/(?:-c\s*|--)([A-Za-z_][\w.]*)=/g)].map(([, name = '']) => name);
    const refused = detail === 'options' ? given : given.filter(name => name === detail);
    if (refused.length > 0)
        return `They are those of the connection: ${refused.join(', ')}. Take them out of options in the URL, or out of PGOPTIONS; or connect to the server itself.`;
    const ours = detail !== undefined && OUR_OPTIONS.includes(detail) ? detail : 'bytea_output';
    const value = ours === 'bytea_output' ? "'hex'" : ours === 'quote_all_identifiers' ? 'off' : 'on';
    return `They are ours, since the database or role has other settings than a dump needs (${OUR_OPTIONS.join(', ')}): ALTER ROLE "${role}" SET ${ours} = ${value}, and nothing is sent; or connect to the server itself.`;
}
/** A pooler stands between, and does not pass on what a dump needs. */
const POOLERS = (0,errors/* defineErrors */.V)('database', [
    {
        code: 'pooler-refuses-options',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/unsupported startup parameter in options:? ?"?(?<detail>\w[\w.]*)/),
            (0,signs/* text */.Qq)(/unsupported startup parameter:? ?"?(?<detail>options)/),
            (0,signs/* text */.Qq)(/unsupported (?<detail>options) startup parameter/),
            (0,signs/* text */.Qq)(/doesn.{1,3}t support command-line (?<detail>options)/),
        ],
        meaning: 'A pooler (PgBouncer, RDS Proxy) refuses settings at the start of a session. They are those of the URL or PGOPTIONS, or ours, which are only sent where the database, the role or the backup needs them.',
        message: scene => `A pooler at ${(0,failure/* place */.i)(scene)} refuses settings at the start of a session (${scene.found.detail}).`,
        fix: "Take options out of the URL and PGOPTIONS, or connect to the server itself. A setting of ours is not sent where the role has it: ALTER ROLE … SET bytea_output = 'hex'.",
        hint: ({ found, options, role }) => optionsHint(found.detail, options, role),
    },
    {
        code: 'pooler-interferes',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/unsupported startup parameter(?: in options)?:? ?"?(?<detail>[\w.]*)/),
            (0,signs/* text */.Qq)(/(?<detail>prepared statement "[^"]*" (?:does not exist|already exists))/),
            (0,signs/* text */.Qq)(/(?<detail>query_wait_timeout|server_login_retry|pgbouncer cannot connect to server|bouncer config error|no such database)/),
        ],
        meaning: 'A connection pooler such as PgBouncer stands in between and does not do what pg_dump needs.',
        message: scene => `A pooler at ${(0,failure/* place */.i)(scene)} got in pg_dump's way${scene.found.detail ? ` (${scene.found.detail})` : ''}.`,
        fix: "Connect to the server itself, or to the pooler's session mode.",
    },
]);

;// CONCATENATED MODULE: ./lib/postgres/diagnosis/programs.js



/** What they know: their version and their options. */
const KNOWLEDGE = (0,errors/* defineErrors */.V)('client', [
    {
        code: 'client-too-old',
        kind: 'environment',
        signs: [
            (0,signs/* own */.ZV)(/server version: (?<server>[\d.]+)[^;]*; pg_\w+ version: (?<client>[\d.]+)/),
            (0,signs/* own */.ZV)(/server version mismatch/),
        ],
        meaning: 'pg_dump refuses a server of a newer major version than its own.',
        message: ({ program, found }) => `${[program, found.client].filter(Boolean).join(' ')} is older than the server${found.server ? `, which is ${found.server}` : ''}.`,
        fix: "Leave pg-version at auto, or set it to the server's major version.",
    },
    {
        code: 'compression-unsupported',
        kind: 'environment',
        signs: [
            (0,signs/* own */.ZV)(/invalid value "(?<value>[^"]*)" for option -Z\/--compress/),
            (0,signs/* own */.ZV)(/unrecognized compression algorithm:? "(?<value>[^"]*)"/),
            (0,signs/* own */.ZV)(/invalid compression specification: (?<value>[^\n]*)/),
            (0,signs/* own */.ZV)(/this build does not support compression with (?<value>[^\n]*)/),
            (0,signs/* own */.ZV)(/compression with (?<value>\S+) is not (?:yet )?supported/),
            (0,signs/* own */.ZV)(/compression level must be in range (?<value>[^\n]*)/),
        ],
        meaning: 'This version of pg_dump does not know the compression: zstd and lz4 came with 16.',
        message: ({ program, found }) => (0,sentence/* sentence */.e)(`${program} refuses the compression: ${found.value}`),
        fix: 'Remove the input compression, or use gzip (0–9) below client 16.',
    },
    {
        code: 'program-option-unknown',
        kind: 'bug',
        signs: [
            (0,signs/* own */.ZV)(/(?<detail>(?:unrecognized|invalid) option[^\n]*|options [^\n]* cannot be used together|parallel backup only supported[^\n]*)/),
        ],
        meaning: 'A client program does not know an option that it was started with.',
        message: ({ program, found }) => (0,sentence/* sentence */.e)(`${program} does not accept its arguments: ${found.detail}`),
        fix: 'This is a mistake of ours: report it with the versions of server and client.',
    },
]);
/** What they read and write. */
const ARCHIVES = (0,errors/* defineErrors */.V)('dump', [
    {
        code: 'output-closed',
        kind: 'environment',
        signs: [
            (0,signs/* own */.ZV)(/could not (?:write|close|flush) (?:to )?(?:output |the output )?(?:file|data|stream)[^\n]*/),
            (0,signs/* killedBy */.pm)('SIGPIPE'),
        ],
        meaning: 'What a client program writes to was closed: usually a consequence of another failure.',
        message: ({ program }) => `${program} could not write its output: what reads it had ended.`,
        fix: 'Look at the failure before this one; if there is none, run it again.',
    },
    {
        code: 'archive-too-new',
        kind: 'environment',
        signs: [(0,signs/* own */.ZV)(/unsupported version \((?<version>[\d.]+)\) in file header/)],
        meaning: 'The archive was written by a newer pg_dump than the pg_restore that reads it.',
        message: ({ program, found }) => `The archive's format (${found.version}) is newer than what this ${program} reads.`,
        fix: 'Use the client of the version that made the archive, or a newer one.',
    },
    {
        code: 'archive-broken',
        kind: 'integrity',
        signs: [
            (0,signs/* own */.ZV)(/^pg_restore: .*?(?:could not read from input file|input file (?:is too short|does not appear to be a valid|appears to be a text format)|did not find magic string|unexpected end of file|could not (?:un|de)compress data|corrupt (?:tar|input)|unrecognized data block type|found unexpected block ID|(?:incorrect|invalid) (?:data|block|entry)|expected .* offset)/m),
        ],
        meaning: 'pg_restore could not read the archive to its end.',
        message: ({ program }) => `The archive is damaged or cut off: ${program} could not read it to its end.`,
        fix: 'Do not trust this backup. While one is being made: nothing was stored, run it again.',
    },
]);
/** How they start and end. */
const RUNNING = (0,errors/* defineErrors */.V)('client', [
    {
        code: 'program-broken',
        kind: 'environment',
        signs: [
            (0,signs/* notStarted */.DY)(),
            (0,signs/* own */.ZV)(/error while loading shared libraries: (?<reason>[^\n]*)/),
            (0,signs/* own */.ZV)(/(?<reason>version `?[A-Z]+_[\d.]+'? not found[^\n]*)/),
            (0,signs/* own */.ZV)(/(?<reason>symbol lookup error[^\n]*)/),
        ],
        meaning: 'A client program cannot be started on this machine.',
        message: ({ program, found }) => (0,sentence/* sentence */.e)(`${program} could not be started: ${found.reason}`),
        fix: 'Leave pg-version at auto so that a client is installed that runs here, or install the postgresql-client package.',
    },
    {
        code: 'program-ended-by-signal',
        kind: 'environment',
        // What they say when they come to handle SIGINT or SIGTERM themselves; then they end with 1.
        signs: [
            (0,signs/* own */.ZV)(/^pg_\w+: (?<signal>terminated by user)$/m),
            (0,signs/* killedBy */.pm)('SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'),
        ],
        meaning: 'A client program was ended by a signal from outside.',
        message: ({ program, found }) => `${program} was ended by ${found.signal?.startsWith('SIG') ? found.signal : 'a signal (SIGINT or SIGTERM)'} from outside.`,
        fix: 'Look for who stops processes on this runner, and run it again.',
    },
    {
        code: 'program-killed',
        kind: 'environment',
        signs: [(0,signs/* killedBy */.pm)('SIGKILL')],
        meaning: 'A client program was killed from outside: usually the system was out of memory.',
        message: ({ program }) => `${program} was killed (SIGKILL), usually because this machine ran out of memory.`,
        fix: 'Use a runner with more memory, or keep other work off it.',
    },
    {
        code: 'program-crashed',
        kind: 'environment',
        signs: [(0,signs/* killedBy */.pm)()],
        meaning: 'A client program was ended by a signal that it brought upon itself, such as SIGSEGV or SIGABRT.',
        message: ({ program, found }) => `${program} crashed (${found.signal}).`,
        fix: 'Update the PostgreSQL client to its newest minor version, and report it to PostgreSQL if it happens again.',
    },
]);
/** The client's programs themselves. */
const PROGRAMS = [...KNOWLEDGE, ...ARCHIVES, ...RUNNING];

// EXTERNAL MODULE: ./lib/postgres/diagnosis/restoring.js + 4 modules
var restoring = __webpack_require__(77525);
;// CONCATENATED MODULE: ./lib/postgres/diagnosis/server-state.js



/** The same by SQLSTATE, in any language the server says it. */
const TIMEOUTS = new Map([
    ['25P03', 'idle-in-transaction'],
    ['25P04', 'transaction'],
    ['57P05', 'idle-session'],
]);
const endedByTimeout = {
    states: [...TIMEOUTS.keys()],
    read: ({ sqlstate: state = '' }) => {
        const which = TIMEOUTS.get(state);
        return which === undefined ? undefined : { which };
    },
};
/** The server itself is in trouble, or goes away. */
const SERVER_STATE = (0,errors/* defineErrors */.V)('database', [
    {
        code: 'server-locks-exhausted',
        kind: 'database',
        signs: [(0,signs/* text */.Qq)(/out of shared memory/)],
        meaning: "A dump locks every table at once, and the server's lock table is full.",
        message: scene => `${(0,failure/* place */.i)(scene)} has no room for a lock on each table of ${scene.database}.`,
        fix: 'Raise max_locks_per_transaction at the server (needs a restart), or back up schema by schema.',
    },
    {
        code: 'server-disk-full',
        kind: 'database',
        signs: [(0,signs/* text */.Qq)(/No space left on device/), (0,signs/* sqlstate */.In)('53100')],
        meaning: 'The server has no disk space left, e.g. for temporary files.',
        message: scene => `The disk of ${(0,failure/* place */.i)(scene)} is full.`,
        fix: 'Free or add space at the server.',
    },
    {
        code: 'row-too-large',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/Cannot enlarge string buffer|string buffer exceeds maximum allowed length|invalid memory alloc request size [1-3]\d{9}\b/),
        ],
        meaning: "A row, or a value of it, is larger as text than the 1 GB (a bytea: 512 MB) that PostgreSQL can handle in one piece. No memory helps: it is PostgreSQL's limit.",
        message: ({ database, found }) => `A row${found.table ? ` of table ${found.table}` : ''} in ${database} is larger as text than PostgreSQL's limit of 1 GB.`,
        fix: 'Leave its rows out with exclude-table-data, or split the row: move one of the large columns into a table of its own. Find it with pg_column_size().',
    },
    {
        code: 'server-out-of-memory',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/ERROR:\s+out of memory|FATAL:\s+out of memory|could not fork new process/),
            (0,signs/* sqlstate */.In)('53200'),
        ],
        meaning: 'The server could not get the memory that a query of the dump needs.',
        message: scene => `${(0,failure/* place */.i)(scene)} ran out of memory${scene.found.table ? ` at table ${scene.found.table}` : ''}.`,
        fix: 'Give the server more memory or a lower work_mem and max_connections; values of hundreds of MB need several times their size.',
    },
    {
        code: 'client-out-of-memory',
        kind: 'environment',
        signs: [
            (0,signs/* text */.Qq)(/pg_\w+: error: out of memory|^out of memory$|out of memory for query result|cannot allocate memory/im),
        ],
        meaning: 'The machine that runs the backup had not enough memory for a row of the dump.',
        message: ({ program }) => `${program} ran out of memory on this machine.`,
        fix: 'Use a runner with more memory, or keep other work off it; values of hundreds of MB need several times their size.',
    },
    {
        code: 'value-unreadable',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/invalid memory alloc request size|missing chunk number|unexpected chunk (?:number|size)|compressed (?:data|pglz data|lz4 data) is corrupt/),
        ],
        meaning: 'The server cannot read a value: its storage is damaged.',
        message: ({ found, database }) => `A value${found.table ? ` in table ${found.table}` : ''} of ${database} cannot be read by the server itself.`,
        fix: 'Find the row by selecting in ranges, and restore its value from an older backup. exclude-table-data saves the rest meanwhile.',
    },
    {
        code: 'server-data-corrupted',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/invalid page in block|page verification failed|could not read block|could not access status of transaction|could not open file "(?:base|global|pg_xact|pg_multixact)/),
            (0,signs/* sqlstate */.In)('XX001', 'XX002'),
        ],
        meaning: "The server's own files are damaged.",
        message: scene => `The data files of ${scene.database} at ${(0,failure/* place */.i)(scene)} are damaged${scene.found.table ? ` (table ${scene.found.table})` : ''}.`,
        fix: "Keep every older backup, stop pruning, and look into the server's disk now; exclude-table-data saves the other tables.",
    },
    {
        code: 'extension-library-missing',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/could not (?:access|load|open) (?:file|library|extension control file) "(?<library>[^"]*)"/),
        ],
        meaning: 'The database uses an extension whose library the server cannot load.',
        message: scene => `${(0,failure/* place */.i)(scene)} cannot load ${scene.found.library}, which ${scene.database} uses.`,
        fix: "Install the extension's package for the server's major version.",
    },
    {
        code: 'server-shut-down',
        kind: 'database',
        signs: [(0,signs/* text */.Qq)(/terminating connection due to administrator command/), (0,signs/* sqlstate */.In)('57P01')],
        meaning: 'The server was stopped, or an administrator ended the session.',
        message: scene => `The session of role ${scene.role} was ended at ${(0,failure/* place */.i)(scene)}: shutdown, failover or pg_terminate_backend.`,
        fix: 'Run it again, outside of the maintenance window.',
    },
    {
        code: 'server-crashed',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/terminating connection (?:because of crash of another server process|due to unexpected postmaster exit)/),
            (0,signs/* sqlstate */.In)('57P02'),
        ],
        meaning: 'A process of the server crashed, and it restarts.',
        message: scene => `The server at ${(0,failure/* place */.i)(scene)} crashed: a process of it was killed or failed.`,
        fix: "Read the server's log for the process that crashed; if it was killed for memory, the server needs more.",
    },
    {
        code: 'session-timeout',
        kind: 'database',
        signs: [(0,signs/* text */.Qq)(/terminating connection due to (?<which>[a-z-]+) timeout/), endedByTimeout],
        meaning: "A timeout of the server ended the dump's session.",
        message: ({ role, found }) => `The session of role ${role} was ended by the server's ${found.which} timeout.`,
        fix: "Take the timeout off for the backup's role: ALTER ROLE … SET …_timeout = 0.",
    },
    {
        code: 'connection-lost',
        kind: 'database',
        signs: [
            (0,signs/* errno */.b)('ECONNRESET', 'EPIPE'),
            (0,signs/* text */.Qq)(/server closed the connection unexpectedly|SSL connection has been closed unexpectedly|SSL SYSCALL error|could not (?:receive data from|send data to) server|Connection terminated|Connection reset by peer|no connection to the server|PQgetResult\(\) failed|PQgetCopyData\(\) failed/),
            (0,signs/* sqlstate */.In)('08000', '08003', '08006'),
        ],
        meaning: "The connection broke: the server's process was killed, or the network dropped it.",
        message: scene => `The connection to ${(0,failure/* place */.i)(scene)} broke${scene.found.table ? ` while table ${scene.found.table} was being dumped` : ''}.`,
        fix: "Read the server's log of that moment (a crash, a failover, out of memory), check idle limits of proxies on the way, and run it again.",
    },
]);

;// CONCATENATED MODULE: ./lib/postgres/diagnosis/table.js








/**
 * Every known failure of PostgreSQL and its programs. The first row with a sign wins: what was said in words comes
 * before what only its consequences show, such as a lost connection or a signal.
 */
const POSTGRES_FAILURES = [
    ...PROGRAMS.filter(({ code }) => isCertain(code)),
    ...CONNECTION,
    ...ENCRYPTION.filter(({ code }) => code !== 'tls-failed'),
    ...AUTHENTICATION,
    ...POOLERS,
    ...dump/* DUMP */.tt,
    ...SERVER_STATE,
    ...ENCRYPTION.filter(({ code }) => code === 'tls-failed'),
    ...PROGRAMS.filter(({ code }) => !isCertain(code)),
];
/** What a program says of its own version or end needs no other cause. */
function isCertain(code) {
    return code === 'client-too-old' || code === 'program-ended-by-signal';
}
/** The same for programs that change a database. */
const RESTORE_FAILURES = [...restoring/* RESTORING */.O, ...POSTGRES_FAILURES];

;// CONCATENATED MODULE: ./lib/postgres/diagnosis/diagnose.js









/** Says what made a client program fail. Words of a server that is not understood are reported only where no row is near. */
function diagnose({ program, stderr, end }, context) {
    const server = (0,server_error/* serverError */.ig)(stderr);
    const text = (0,program_output/* withoutProgress */.ys)(server ? (0,server_error/* terse */.ET)(stderr) : stderr);
    const evidence = { text, own: (0,program_output/* ownWords */.I1)(text), end, errnos: [], addresses: [], sqlstate: server?.sqlstate };
    return explain(evidence, program, context, undefined, {
        table: POSTGRES_FAILURES,
        quotable: program_output/* withoutServerWords */.Xh,
        mayName: () => true,
    });
}
/**
 * Says what made a program fail that changes a database. Neither its statements nor their values are quoted, nor any word
 * of the server: it is known by its SQLSTATE (psql), else by words that are known here; names are reported where they are the
 * objects' own.
 */
function diagnoseRestore({ program, stderr, end }, context) {
    const server = (0,server_error/* serverError */.ig)(stderr);
    const all = (0,program_output/* withoutProgress */.ys)(server ? (0,server_error/* terse */.ET)(stderr) : stderr);
    const evidence = {
        text: (0,program_output/* withoutStatements */.x6)(all),
        own: (0,program_output/* ownWords */.I1)(all),
        end,
        errnos: [],
        addresses: [],
        names: context.names,
        extensions: context.extensions,
        isPlaced: /^LINE \d+: /m.test(all),
        ...(server && { sqlstate: server.sqlstate, server }),
    };
    const trusted = server ? (0,server_error/* namesObjects */.PT)(server) : isAboutObjects(all);
    return explain(evidence, program, context, undefined, {
        table: RESTORE_FAILURES,
        quotable: program_output/* withoutServerWords */.Xh,
        entry: entryIn(stderr, context.names),
        mayName: text => trusted || isNamed(text, context.names),
    });
}
/** Says what made a session of our own fail: what `pg`, Node's sockets or its TLS threw. */
function diagnoseProbe(error, context) {
    return explain(evidenceOf(error), 'The server check', context, error, {
        table: POSTGRES_FAILURES,
        quotable: text => wordsOf(error) ?? text,
        mayName: () => true,
    });
}
const RESTORE_STATEMENT_REFUSED = (0,errors/* defineError */.MP)({
    topic: 'database',
    code: 'restore-statement-refused',
    kind: 'database',
    meaning: 'The server refused a statement of the backup, by an error that has no row of its own. Its words are not quoted, since they may hold values of rows; its SQLSTATE is, where psql loads.',
    fix: "Read the server's log of that moment: it has the words, the row and the place.",
});
const POSTGRES_FAILED = (0,errors/* defineError */.MP)({
    topic: 'database',
    code: 'postgres-failed',
    kind: 'database',
    meaning: 'A failure of PostgreSQL or its programs that has no row of its own; its own words are quoted, except those of a server that may hold values of rows.',
    fix: "Look the message up in PostgreSQL's manual and the server's log; report it to us if it should have been explained.",
});
function explain(evidence, program, context, cause, { entry, quotable, table, mayName }) {
    const { names, secrets = [], ...target } = context;
    const recognised = recognise(table, evidence);
    if (recognised) {
        const { failure, found } = recognised;
        const values = {
            ...clean({ ...dumpedTable(evidence.text), ...named(evidence), ...found }, secrets, mayName),
            ...entry,
        };
        const scene = { ...target, program, found: values };
        const { fix, hint, message } = failure;
        return new errors/* BackupError */.hj({ ...(0,errors/* baseOf */.bx)(failure), message: message(scene), hint: hint?.(scene) ?? fix }, cause);
    }
    const { server, text } = evidence;
    const where = `${program} failed on ${target.database} at ${target.host}`;
    if (server) {
        const base = refusesStatements(server.sqlstate) ? RESTORE_STATEMENT_REFUSED : POSTGRES_FAILED;
        const message = `${where}: the server reported ${(0,server_error/* category */.L1)(server.sqlstate)}${placesOf(evidence, names)}.`;
        return new errors/* BackupError */.hj({ ...base, message }, cause);
    }
    const isRefused = table === RESTORE_FAILURES && /\bERROR: {2}/.test(text) && !program_output/* OF_SERVER */.c_.test(text);
    const base = isRefused ? RESTORE_STATEMENT_REFUSED : POSTGRES_FAILED;
    const words = (0,connection_secrets/* redact */.E)((0,program_output/* lastWords */.aN)(quotable(text)), secrets);
    const message = (0,sentence/* sentence */.e)(`${where}, ${words === '' ? 'and said nothing' : `saying: ${words}`}`);
    return new errors/* BackupError */.hj({ ...base, message, ...((0,program_output/* speaksAnotherLanguage */.JF)(text) && { hint: SPEAK_ENGLISH }) }, cause);
}
const SPEAK_ENGLISH = "The server reports in another language than English, and its SQLSTATE is not to be had here: read its log, or let a superuser run ALTER ROLE … SET lc_messages = 'C' for this role and run it again, so that the cause can be named.";
/** Where an error was raised, in names of the backup's own objects. */
function placesOf(evidence, names) {
    const { routine, table } = clean(named(evidence), [], name => isNamed(name, names));
    return `${table ? `, table ${table}` : ''}${routine ? `, function ${routine}` : ''}`;
}
/** pg_dump says which table it was at; the words of the server do not. */
function dumpedTable(text) {
    const table = /Dumping the contents of table ("[^\n]*") failed/.exec(text)?.[1];
    return table === undefined ? {} : { table };
}
function clean(found, secrets, mayName) {
    const entries = Object.entries(found).filter(([, value]) => value !== undefined && mayName(String(value)));
    return Object.fromEntries(entries.map(([name, value]) => [name, (0,connection_secrets/* redact */.E)(String(value), secrets)]));
}
/** A session that is refused, and one that is ended, has read no row; nor do these SQLSTATEs quote any. */
function wordsOf(error) {
    if (!(error instanceof esm/* default.DatabaseError */.Ay.DatabaseError) || error.severity === 'FATAL' || error.severity === 'PANIC')
        return undefined;
    const { code = '', file } = error;
    return (0,server_error/* mayQuoteValues */.uQ)(code, file)
        ? `an error of the server (${(0,server_error/* category */.L1)(code)}), whose words may hold values: its log has them`
        : undefined;
}
/** A host with several addresses fails with an error for each of them. */
function evidenceOf(error) {
    const all = error instanceof AggregateError ? [error, ...error.errors] : [error];
    const facts = all.flatMap(one => (one instanceof Error ? [one] : []));
    const codes = facts.flatMap(one => ('code' in one && typeof one.code === 'string' ? [one.code] : []));
    const state = codes.find(code => /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code));
    return {
        text: facts.map(({ message }) => message).join('\n'),
        own: '',
        errnos: codes,
        addresses: facts.flatMap(one => 'address' in one && typeof one.address === 'string' ? [one.address] : []),
        ...(state === undefined ? {} : { sqlstate: state }),
        raisedBy: error instanceof esm/* default.DatabaseError */.Ay.DatabaseError ? error.routine : undefined,
    };
}


/***/ }),

/***/ 86971:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J_: () => (/* binding */ ROW_SECURITY_APPLIES),
/* harmony export */   XS: () => (/* binding */ TABLE_DENIED),
/* harmony export */   e6: () => (/* binding */ LARGE_OBJECT_DENIED),
/* harmony export */   tt: () => (/* binding */ DUMP)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3828);
/* harmony import */ var _core_sentence_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92998);
/* harmony import */ var _signs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(13071);



const TABLE_DENIED = {
    code: 'table-denied',
    kind: 'database',
    signs: [
        (0,_signs_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/permission denied for (?:table|relation|view|materialized view|foreign table) (?<table>\S[^\n]*?)\s*(?:\n|$)/),
    ],
    meaning: 'The role may not read one of the tables in the dump.',
    message: ({ role, found }) => `Role ${role} may not read table ${found.table}.`,
    fix: 'GRANT SELECT on the table (or pg_read_all_data, PostgreSQL 14) to the role, or leave it out with exclude-tables.',
    hint: ({ role, found }) => `GRANT pg_read_all_data TO ${role} (PostgreSQL 14 or later), or GRANT SELECT ON ${found.table}; or leave it out with exclude-tables.`,
};
const ROW_SECURITY_APPLIES = {
    code: 'row-security-applies',
    kind: 'database',
    signs: [(0,_signs_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/query would be affected by row-level security policy for table (?<table>"[^\n]*")/)],
    meaning: 'Row-level security hides rows of a table from the role: pg_dump refuses, since the backup would be incomplete.',
    message: ({ role, found }) => `Row-level security of table ${found.table} applies to role ${role}, so that a dump would miss rows.`,
    fix: "Back up as a role with BYPASSRLS (ALTER ROLE … BYPASSRLS), as the tables' owner or as superuser.",
};
const LARGE_OBJECT_DENIED = {
    code: 'large-object-denied',
    kind: 'database',
    signs: [(0,_signs_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/permission denied for large object (?<oid>\d+)/)],
    meaning: 'The role may not read one of the large objects, which a full dump includes.',
    message: ({ role, found }) => `Role ${role} may not read large object ${found.oid}.`,
    fix: 'GRANT SELECT ON LARGE OBJECT … to the role, or back up as their owner.',
};
/** The server stops pg_dump from reading: privileges, policies, locks, and selections that match nothing. */
const DUMP = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .defineErrors */ .V)('database', [
    ROW_SECURITY_APPLIES,
    {
        code: 'roles-denied',
        kind: 'database',
        signs: [(0,_signs_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/permission denied for (?:table|relation|view) pg_(?:authid|shadow)/)],
        meaning: 'Only a superuser may read the passwords of roles.',
        message: ({ role }) => `Role ${role} may not read the passwords of roles.`,
        fix: 'Turn globals off, or back up as superuser; managed servers have none for you.',
    },
    TABLE_DENIED,
    {
        code: 'sequence-denied',
        kind: 'database',
        signs: [(0,_signs_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/permission denied for sequence (?<sequence>\S[^\n]*?)\s*(?:\n|$)/)],
        meaning: 'The role may not read one of the sequences in the dump.',
        message: ({ role, found }) => `Role ${role} may not read sequence ${found.sequence}.`,
        fix: 'GRANT SELECT ON ALL SEQUENCES IN SCHEMA … to the role, or pg_read_all_data (PostgreSQL 14).',
    },
    {
        code: 'schema-denied',
        kind: 'database',
        signs: [(0,_signs_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/permission denied for schema (?<schema>\S[^\n]*?)\s*(?:\n|$)/)],
        meaning: 'The role may not look into one of the schemas in the dump.',
        message: ({ role, found }) => `Role ${role} may not use schema ${found.schema}.`,
        fix: 'GRANT USAGE ON SCHEMA … to the role (or pg_read_all_data, PostgreSQL 14), or leave it out with exclude-schemas.',
    },
    LARGE_OBJECT_DENIED,
    {
        code: 'object-denied',
        kind: 'database',
        signs: [
            (0,_signs_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/permission denied for (?<what>[^\n]+)/),
            (0,_signs_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/(?<what>must be (?:superuser|owner of)[^\n]*)/),
            (0,_signs_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/permission denied to (?<what>[^\n]+)/),
            (0,_signs_js__WEBPACK_IMPORTED_MODULE_1__/* .sqlstate */ .In)('42501'),
        ],
        meaning: 'The role lacks a privilege that the dump needs.',
        message: ({ role, found }) => (0,_core_sentence_js__WEBPACK_IMPORTED_MODULE_2__/* .sentence */ .e)(`Role ${role} lacks a privilege${found.what ? `: ${found.what}` : ''}`),
        fix: 'Grant it, leave the object out, or back up as its owner.',
    },
    {
        code: 'lock-timeout',
        kind: 'database',
        signs: [
            // pg_dump's --lock-wait-timeout is a statement_timeout around LOCK TABLE.
            (0,_signs_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/canceling statement due to (?:statement|lock) timeout[\s\S]*?LOCK TABLE (?:ONLY )?(?<table>[^\n,]{1,200}?)(?: IN ACCESS SHARE|,|\n|$)/),
            (0,_signs_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/canceling statement due to lock timeout/),
            (0,_signs_js__WEBPACK_IMPORTED_MODULE_1__/* .sqlstate */ .In)('55P03'),
        ],
        meaning: 'Something, usually a migration, kept a lock on a table for longer than lock-timeout.',
        message: ({ found, database }) => `A lock on ${found.table ? `table ${found.table} (or one listed with it)` : 'a table'} of ${database} was not to be had within lock-timeout.`,
        fix: 'Run the backup when no migration runs, or raise lock-timeout; pg_blocking_pids() says who holds the lock.',
    },
    {
        code: 'statement-timeout',
        kind: 'database',
        signs: [(0,_signs_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/canceling statement due to statement timeout/)],
        meaning: "A statement_timeout, of the server or of a pooler, ended one of pg_dump's queries.",
        message: ({ role, database }) => `A query of role ${role} in ${database} was ended by statement_timeout.`,
        fix: "ALTER ROLE … SET statement_timeout = 0 for the backup's role, or connect past the pooler that sets it.",
    },
    {
        code: 'standby-conflict',
        kind: 'database',
        signs: [(0,_signs_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/due to conflict with recovery/), (0,_signs_js__WEBPACK_IMPORTED_MODULE_1__/* .sqlstate */ .In)('40001')],
        meaning: "A standby ended the dump because it held up the replay of its primary's changes.",
        message: ({ host }) => `The standby ${host} ended the dump, which was in the way of its recovery.`,
        fix: 'Raise max_standby_streaming_delay or turn hot_standby_feedback on at the standby, or back up the primary.',
    },
    {
        code: 'query-cancelled',
        kind: 'database',
        signs: [(0,_signs_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/canceling statement due to user request/), (0,_signs_js__WEBPACK_IMPORTED_MODULE_1__/* .sqlstate */ .In)('57014')],
        meaning: 'Somebody, or a timeout, cancelled a query of the dump at the server.',
        message: ({ role, host }) => `A query of role ${role} was cancelled at ${host}.`,
        fix: 'Ask who cancelled it (pg_cancel_backend, a watchdog, statement_timeout), and run the backup again.',
    },
    {
        code: 'nothing-matched',
        kind: 'input',
        signs: [
            (0,_signs_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/no matching (?<what>tables|schemas|extensions) were found(?: for pattern "(?<pattern>[^"\n]*)")?/),
        ],
        meaning: 'A pattern of tables or schemas matches nothing in the database.',
        message: ({ found, database }) => `No ${found.what} of ${database} match${found.pattern ? ` the pattern "${found.pattern}"` : ' what the inputs select'}.`,
        fix: 'Check tables and schemas: a pattern is schema.table, upper case needs double quotes, * stands for anything.',
    },
    {
        code: 'catalog-broken',
        kind: 'database',
        signs: [
            // A schema cannot be dropped while something is in it: only a damaged catalog refers to one that is not there.
            (0,_signs_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/(?<what>schema with OID (?<oid>\d+) does not exist)/),
            (0,_signs_js__WEBPACK_IMPORTED_MODULE_1__/* .own */ .ZV)(/(?<what>schema with OID (?<oid>\d+) does not exist)/),
            (0,_signs_js__WEBPACK_IMPORTED_MODULE_1__/* .own */ .ZV)(/(?<what>failed sanity check, [^\n]*OID \d+[^\n]*not found)/),
        ],
        meaning: "The database's own catalog refers to something that is not there: rows of it were removed by hand, or lost by a crash or a broken disk.",
        message: ({ database, found }) => `The catalog of ${database} is damaged: it refers to something that is not there (${found.what}).`,
        fix: 'Keep every older backup. Look for what refers to that OID (pg_depend, pg_proc.pronamespace, pg_class.relnamespace), run pg_amcheck, and REINDEX SYSTEM in case it is only an index that is damaged.',
    },
    {
        code: 'schema-changed',
        kind: 'database',
        signs: [
            (0,_signs_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/(?<what>could not open relation with OID \d+|cache lookup failed for \w+ \d+|(?:relation|type) with OID \d+ does not exist)/),
            (0,_signs_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/ERROR:\s+relation "(?<name>[^\n]*)" does not exist/),
        ],
        meaning: 'A table was dropped or rebuilt while pg_dump was reading the catalog.',
        message: ({ database, found }) => `The schema of ${database} changed while it was being dumped${found.what ? ` (${found.what})` : ''}.`,
        fix: 'Run the backup again, not during a migration. If it fails again with the same number, the catalog is damaged: keep every older backup, and run pg_amcheck.',
    },
]);


/***/ }),

/***/ 57219:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ place)
/* harmony export */ });
function place({ host, port }) {
    return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}


/***/ }),

/***/ 5431:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I1: () => (/* binding */ ownWords),
/* harmony export */   JF: () => (/* binding */ speaksAnotherLanguage),
/* harmony export */   Xh: () => (/* binding */ withoutServerWords),
/* harmony export */   aN: () => (/* binding */ lastWords),
/* harmony export */   c_: () => (/* binding */ OF_SERVER),
/* harmony export */   x6: () => (/* binding */ withoutStatements),
/* harmony export */   ys: () => (/* binding */ withoutProgress)
/* harmony export */ });
/** How a message of a program starts: everything else that carries its name only says its progress. */
const MEANINGFUL = /^pg_\w+: (?:terminated by user|error|warning|detail|hint|fatal|\[|(?:unrecognized|invalid) option|option )/;
const NAMED = /^pg_\w+: /;
/**
 * A program that is ended by a signal says so from its handler, wherever it was in a line of its own, and ends. What it
 * says is the last that it says.
 */
const INTERRUPTED = /(?<=.)(pg_\w+: terminated by user)\s*$/;
/** What a program wrote, without the lines of --verbose: they name tables, which may be called anything. */
function withoutProgress(stderr) {
    return stderr
        .replace(INTERRUPTED, '\n$1')
        .split('\n')
        .filter(line => !NAMED.test(line) || MEANINGFUL.test(line))
        .join('\n');
}
/** What begins a part of a server's message, or of a program's own. */
const PART = /^(?:psql|pg_\w+)\b.*: |^(?:ERROR|FATAL|PANIC|WARNING|NOTICE|INFO|LOG|DETAIL|HINT|CONTEXT): /;
/** Parts that quote statements, which may hold passwords, or rows. */
const QUOTING = /^(?:Command was: |pg_\w+: detail: (?:Command|Query) was: |LINE \d+: |QUERY: |STATEMENT: |(?:CONTEXT: +)?SQL (?:statement|expression) "|DETAIL: +(?:Failing row contains|Key \(|Partition key of the failing row))/;
/** Where a function was called for a row, its own place comes first, and this one on a line by itself. */
const COPY_PLACE = /^((?:CONTEXT: +)?COPY .*?, line \d+).*$/;
/** A table's name may have line breaks, and then the row comes in a later line than this. */
const COPY_BEGIN = /^(?:CONTEXT: +)?COPY (?!failed)/;
/** What a program wrote, without the statements that failed and the values in them. */
function withoutStatements(stderr) {
    let quoting = false;
    const kept = [];
    for (const line of stderr.split('\n')) {
        if (QUOTING.test(line))
            quoting = true;
        else if (PART.test(line))
            quoting = false;
        if (quoting)
            continue;
        kept.push(line.replace(COPY_PLACE, '$1'));
        // The value of a column may go on in the next lines.
        if (COPY_BEGIN.test(line))
            quoting = true;
    }
    return kept.join('\n');
}
/** What a server says of its own files and of libraries, not of what it was asked to do. */
const OF_SERVER = /ERROR:\s+could not \w+ (?:file|library|directory|relation mapping|shared memory|fork)/;
/** A severity is one word of the server's language; libpq puts two spaces behind it. */
const SERVER_SPEAKS = /^(.*?(?:^|: ))([^\s:]+): {2}(?=\S)/;
/** What the client says by itself begins with its name. */
const CLIENT_SPEAKS = /^(?:psql|pg_\w+)(?::[^\n]*?)?: (?:error|warning|fatal|detail|hint): /;
/** Nothing is known of rows before a session begins; and what a catalog query fails with is not about them. */
const BEFORE_ROWS = /connection to server (?:at|on socket) .*failed: |^pg_dump\w*: error: query failed: /;
/** Whether the server speaks another language than English: then no sign can be found in its words. */
function speaksAnotherLanguage(text) {
    const severities = text.split('\n').flatMap(line => SERVER_SPEAKS.exec(line)?.[2] ?? []);
    return severities.length > 0 && !severities.some(severity => /^(?:ERROR|FATAL|PANIC)$/.test(severity));
}
/**
 * The same without the server's words: what a function raises may be about rows, and in what language only the server
 * knows. Distinguished by how a client prints them, not by what they say.
 */
function withoutServerWords(text) {
    return cutServer(text, (line, before) => OF_SERVER.test(line) || BEFORE_ROWS.test(line)
        ? line
        : `${before}(its words may hold values of rows: the server's log has them)`);
}
/** What a program says of itself and its own files. */
function ownWords(text) {
    return cutServer(text, (_line, before) => before);
}
/** @param instead of a line on which the server begins to speak; `before`, the program */
function cutServer(text, instead) {
    let words = false;
    return text
        .split('\n')
        .flatMap(line => {
        const [, before] = SERVER_SPEAKS.exec(line) ?? [];
        if (before !== undefined) {
            words = true;
            return [instead(line, before)];
        }
        if (CLIENT_SPEAKS.test(line))
            words = false;
        return words ? [] : [line];
    })
        .join('\n');
}
/** The longest quotation in a message. Characters. */
const QUOTED_AT_MOST = 300;
/** The first error that the text says, on one line; without one, its last line. */
function lastWords(text) {
    const lines = text.split('\n').filter(line => line.trim() !== '' && !/^pg_\w+: hint:/.test(line));
    const first = lines.findIndex(line => /error:|ERROR:|FATAL:/.test(line));
    const words = first === -1 ? lines.slice(-1) : lines.slice(first, first + 3);
    const line = words.join(' ').replace(/\s+/g, ' ').trim();
    return line.length > QUOTED_AT_MOST ? `${line.slice(0, QUOTED_AT_MOST)}…` : line;
}


/***/ }),

/***/ 77525:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  o: () => (/* binding */ RESTORE_COMMAND_REFUSED),
  O: () => (/* binding */ RESTORING)
});

// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/postgres/diagnosis/failure.js
var failure = __webpack_require__(57219);
// EXTERNAL MODULE: ./lib/core/sentence.js
var sentence = __webpack_require__(92998);
// EXTERNAL MODULE: ./lib/core/words.js
var words = __webpack_require__(44474);
;// CONCATENATED MODULE: ./lib/postgres/diagnosis/missing-objects.js
/** What a statement of the backup needs is not found by its name, though it is there, or though a function names it. */
function reliesOnSearchPath() {
    return {
        states: NOT_FOUND,
        read: evidence => {
            const missing = missingIn(evidence);
            if (!missing)
                return undefined;
            const { name, routine } = missing;
            if (routine !== undefined)
                return { ...(name && { what: name }), routine };
            return name !== undefined && isKnown(name, evidence) ? { what: name } : undefined;
        },
    };
}
/** It names what it needs with its schema, and the backup has that: it comes later, or needs this one itself. */
function comesTooLate() {
    return {
        states: NOT_FOUND,
        read: evidence => {
            const { name = '' } = missingIn(evidence) ?? {};
            const [schema = '', bare = ''] = name.split('.');
            const mayComeTooLate = evidence.isPlaced && bare !== '' && !evidence.extensions?.includes(bare);
            return mayComeTooLate && isKnown(schema, evidence) && isKnown(bare, evidence)
                ? { what: name }
                : undefined;
        },
    };
}
/** Tables, functions, types and schemas that are not there. */
const NOT_FOUND = ['42P01', '42883', '42704', '3F000'];
/** Names of languages stay in a translation, as COPY does; the place of a row is no routine. */
const OF_ROUTINE = /^(?!.*\bCOPY\b).*(?:SQL|PL\/)/;
function missingIn({ server, text }) {
    if (server && !NOT_FOUND.includes(server.sqlstate))
        return undefined;
    const named = /ERROR: +(?:relation|type|function|operator|schema|aggregate|table) "?([^"\n(]*)"?(?:\(.*)? does not exist/;
    const name = named.exec(text)?.[1];
    if (name === undefined && !server)
        return undefined;
    const context = server
        ? server.context
        : [...text.matchAll(/^CONTEXT: +(.*)$/gm)].map(([, line = '']) => line);
    return { name, routine: context.find(line => OF_ROUTINE.test(line)) };
}
function isKnown(name, { names = new Set() }) {
    return names.has(name);
}

// EXTERNAL MODULE: ./lib/postgres/diagnosis/signs.js
var signs = __webpack_require__(13071);
;// CONCATENATED MODULE: ./lib/postgres/diagnosis/restoring-objects.js





/** What the target has already, or lacks. */
const RESTORING_OBJECTS = [
    {
        code: 'restore-extension-unavailable',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/ERROR:\s+extension "(?<name>[^"\n]+)" is not available/),
            (0,signs/* text */.Qq)(/[/\\](?<name>[\w-]+)\.control\b/),
            (0,signs/* text */.Qq)(/could not open extension control file "[^"\n]*?(?<name>[^"/\n]+)\.control"/),
            (0,signs/* text */.Qq)(/ERROR:\s+extension "(?<name>[^"\n]+)" has no installation script/),
            (0,signs/* text */.Qq)(/ERROR:\s+required extension "(?<name>[^"\n]+)" is not installed/),
            (0,signs/* text */.Qq)(/ERROR:\s+(?<name>\w+) (?:must|can only) be loaded via shared_preload_libraries/),
            (0,signs/* alsoSqlstate */.Zb)('0A000', '58P01', '55000', '42704', '22023'),
        ],
        meaning: "The backup needs an extension that the target's server does not have.",
        message: scene => `${(0,failure/* place */.i)(scene)} does not have ${scene.found.name ? `the extension ${scene.found.name}` : 'an extension of the backup'}.`,
        fix: "Install the extension's package at the server (or allow it at your provider); where it may be missing, name it in skip-extensions.",
    },
    {
        code: 'restore-object-exists',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/ERROR:\s+(?<what>\w[^\n]*?) already exists/),
            (0,signs/* text */.Qq)(/ERROR:\s+(?<what>multiple primary keys for table [^\n]+) are not allowed/),
            (0,signs/* sqlstate */.In)('42P07', '42710', '42P06', '42723', '42701', '42P04', '42P16'),
        ],
        meaning: 'Something of the backup is in the target already.',
        message: ({ database, found }) => (0,sentence/* sentence */.e)(`Database ${database} has already what is restored${found.what ? `: ${found.what}` : ''}`),
        fix: 'Restore into an empty database, with mode full (which drops what it replaces), or leave the object out with use-list.',
    },
    {
        code: 'restore-object-needed',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/ERROR:\s+(?<what>cannot drop [^\n]+?) because (?:other objects depend on it|extension [^\n]+ requires it)(?:\nDETAIL:\s+(?<names>[^\n]+(?:\n[^\n]+ depends on [^\n]+)*))?/),
            (0,signs/* text */.Qq)(/ERROR:\s+(?<what>cannot drop [^\n]+)/),
            (0,signs/* text */.Qq)(/ERROR:\s+(?<what>cannot truncate a table referenced in a foreign key constraint)/),
            (0,signs/* sqlstate */.In)('2BP01'),
            (0,signs/* alsoSqlstate */.Zb)('0A000'),
        ],
        meaning: 'Something in the target that is to be replaced is needed by something else there, which the backup does not hold.',
        message: ({ database, found: { names, what } }) => (0,sentence/* sentence */.e)(`Something else in ${database} stands in the way of the restore${what ? `: ${what}` : ''}${names === undefined ? '' : `, since ${dependents(names)}`}`),
        fix: 'Drop what depends on it, restore into an empty database, or leave the object out with use-list.',
    },
    {
        code: 'restore-role-unknown',
        kind: 'database',
        signs: [(0,signs/* text */.Qq)(/ERROR:\s+role "(?<name>[^\n]+)" does not exist/), (0,signs/* alsoSqlstate */.Zb)('42704')],
        meaning: 'The backup names a role (an owner, a grantee, one in a policy) that the server lacks.',
        message: scene => `${(0,failure/* place */.i)(scene)} has no role ${scene.found.name ? `${scene.found.name}, which` : 'that'} the backup names.`,
        fix: 'Create the role, let create-roles do it from a backup with globals, or restore with no-owner and no-acl.',
    },
    {
        code: 'restore-tablespace-missing',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/ERROR:\s+tablespace "(?<name>[^\n]+)" does not exist/),
            (0,signs/* text */.Qq)(/ERROR:\s+invalid value for parameter "default_tablespace": "(?<name>[^\n]+)"/),
            (0,signs/* alsoSqlstate */.Zb)('42704', '22023'),
        ],
        meaning: 'The backup puts a table into a tablespace that the server lacks.',
        message: scene => `${(0,failure/* place */.i)(scene)} has no tablespace ${scene.found.name ? `${scene.found.name}, which` : 'that'} the backup names.`,
        fix: 'Create the tablespace at the server; what is in it would be in the default one otherwise.',
    },
    {
        code: 'restore-collation-missing',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/ERROR:\s+(?<what>collation "[^\n]+" (?:for encoding "[^\n]+" )?does not exist)/),
            (0,signs/* text */.Qq)(/ERROR:\s+(?<what>could not (?:create|open) (?:locale|collator)[^\n]*)/),
            (0,signs/* text */.Qq)(/ERROR:\s+(?<what>ICU is not supported in this build)/),
            (0,signs/* alsoSqlstate */.Zb)('42704', '22023', '42602', '0A000'),
        ],
        meaning: "The target's server lacks a collation: its operating system has no such locale, or it has no ICU.",
        message: scene => (0,sentence/* sentence */.e)(`${(0,failure/* place */.i)(scene)} lacks a collation of the backup${scene.found.what ? `: ${scene.found.what}` : ''}`),
        fix: "Install the locale in the server's operating system (locale-gen) and restart it, or restore into a server that has it.",
    },
    {
        code: 'restore-search-path',
        kind: 'database',
        signs: [reliesOnSearchPath()],
        meaning: 'Something in the backup (a function in an index, a generated column, a CHECK, a materialized view) names what it needs without its schema, and so relies on search_path. A dump is loaded with an empty one (CVE-2018-1058), so that it is not found.',
        message: ({ database, found: { entry, what } }) => `${entry ?? 'Something in the backup'} relies on search_path: it needs ${what ?? 'something'} without naming its schema, and is loaded into ${database} with an empty search_path.`,
        fix: 'In the source, name the schema in the function or query, or run ALTER FUNCTION … SET search_path = … for it, then take a new backup. PostgreSQL itself could not load this dump either.',
    },
    {
        code: 'restore-circular',
        kind: 'database',
        signs: [comesTooLate()],
        meaning: 'Something in the backup needs another object of it that cannot be created before: they need each other, as a view that was replaced by one that selects from itself.',
        message: ({ database, found: { entry, what } }) => `${entry ?? 'Something in the backup'} needs ${what}, which is in the backup but cannot be created in ${database} before it: they need each other.`,
        fix: 'Redefine one of them in the source without the circle (CREATE OR REPLACE VIEW), then take a new backup; to restore this one, leave it out with use-list.',
    },
    {
        code: 'restore-object-missing',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/ERROR:\s+(?<what>data type \S+ has no default operator class for access method "[^"\n]+")/),
            (0,signs/* text */.Qq)(/ERROR:\s+(?<what>(?!unrecognized)\w[^\n]*? does not exist)(?=\s*(?:\n|$))/),
            (0,signs/* sqlstate */.In)('42P01', '42883', '42704', '42703', '3F000'),
        ],
        meaning: 'What is loaded needs something that is neither in the target nor loaded before.',
        message: ({ database, found }) => (0,sentence/* sentence */.e)(`Database ${database} lacks what the backup needs${found.what ? `: ${found.what}` : ''}`),
        fix: 'Load it too: mode full, or the table with its definition; data alone needs the same tables and columns there.',
        hint: ({ extensions = [] }) => extensions.length === 0
            ? undefined
            : `Load it too (mode full, or the table with its definition), or create the extensions of the backup that the target lacks before: ${extensions.join(', ')}.`,
    },
];
/** How many of the things that depend on another are named. */
const MOST_DEPENDENTS = 5;
function dependents(detail) {
    return (0,words/* firstOf */.Ku)(detail.split('\n'), MOST_DEPENDENTS, { separator: '; ' });
}

;// CONCATENATED MODULE: ./lib/postgres/diagnosis/restoring-privileges.js



/** What the role that restores may not do in the target. */
const RESTORING_PRIVILEGES = [
    {
        code: 'restore-replication-role-denied',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/ERROR:\s+permission denied to set parameter "(?<name>session_replication_role)"/),
            (0,signs/* text */.Qq)(/: {2}[^\n]*\b(?<name>session_replication_role)\b/),
            (0,signs/* alsoSqlstate */.Zb)('42501'),
        ],
        meaning: 'Triggers and foreign keys are to rest while data is loaded (session_replication_role = replica), and the role may not set that.',
        message: scene => `Role ${scene.role} may not set session_replication_role at ${(0,failure/* place */.i)(scene)}, which keeps triggers quiet while data is loaded.`,
        fix: 'Restore as superuser, GRANT SET ON PARAMETER session_replication_role TO the role (PostgreSQL 15), or restore as the role that your provider gives this right (postgres at Supabase).',
    },
    {
        code: 'restore-owner-denied',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/ERROR:\s+must be (?<what>owner of [^\n]+)/),
            (0,signs/* text */.Qq)(/ERROR:\s+must be (?<what>(?:member of role|able to SET ROLE) [^\n]+)/),
            (0,signs/* alsoSqlstate */.Zb)('42501'),
        ],
        meaning: 'Something in the target belongs to another role, which alone may change it.',
        message: ({ role, found }) => (0,sentence/* sentence */.e)(`Role ${role} would have to be ${found.what ?? 'the owner of what it replaces'}`),
        fix: 'Restore as that owner or as a member of it, or leave the object out with use-list; no-owner does without the owners of the backup.',
    },
    {
        code: 'restore-creation-denied',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/ERROR:\s+permission denied to (?<what>(?:create|alter|drop|comment|set) [^\n]+)/),
            (0,signs/* text */.Qq)(/ERROR:\s+must be superuser to (?<what>[^\n]+)/),
            (0,signs/* text */.Qq)(/ERROR:\s+permission denied for (?<what>(?:database|schema|language|foreign-data wrapper) [^\n]+)/),
            (0,signs/* sqlstate */.In)('42501'),
        ],
        meaning: 'The role may not do in the target what the backup asks for: event triggers, some extensions, publications of all tables and languages need a superuser, schemas the CREATE privilege of the database.',
        message: ({ database, found, role }) => (0,sentence/* sentence */.e)(`Role ${role} lacks a privilege in ${database} that the restore needs${found.what ? `: ${found.what}` : ''}`),
        fix: 'Grant it, restore as a role that has it, or leave the object out with use-list.',
    },
    {
        code: 'restore-table-denied',
        kind: 'database',
        signs: [(0,signs/* text */.Qq)(/ERROR:\s+permission denied for (?<what>\w[^\n]*)/), (0,signs/* alsoSqlstate */.Zb)('42501')],
        meaning: 'The role may not write to something that the target has already.',
        message: ({ database, found, role }) => (0,sentence/* sentence */.e)(`Role ${role} may not change what ${database} has already${found.what ? `: ${found.what}` : ''}`),
        fix: 'Restore as the owner of the tables, or grant the role what it needs.',
    },
    {
        code: 'restore-read-only',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/ERROR:\s+cannot (?:execute|assign) [^\n]+ (?:in a read-only transaction|during recovery)/),
            (0,signs/* sqlstate */.In)('25006'),
        ],
        meaning: 'The target is a standby, or its transactions are read-only.',
        message: scene => `Database ${scene.database} at ${(0,failure/* place */.i)(scene)} takes no writes.`,
        fix: 'Restore into the primary; a role or database with default_transaction_read_only has to be let write.',
    },
];

;// CONCATENATED MODULE: ./lib/postgres/diagnosis/restoring-values.js


/** Rows that the target does not take, and SQL that it does not understand. Values are never quoted. */
const RESTORING_VALUES = [
    {
        code: 'restore-rows-not-unique',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/ERROR:\s+could not create unique index "(?<name>[^\n]+)"/),
            (0,signs/* text */.Qq)(/ERROR:\s+could not create exclusion constraint "(?<name>[^\n]+)"/),
            (0,signs/* builtFromRows */.md)(),
        ],
        meaning: 'Rows of the backup collide with each other: in the source they are behind a unique index that is corrupt (after an upgrade of the operating system’s collations, or a crash).',
        message: ({ found }) => `The source holds rows that a unique index${found.name ? ` (${found.name})` : ''}${found.table ? ` of ${found.table}` : ''} should have kept apart: that index is corrupt there.`,
        fix: 'In the source: find the duplicates without the index (SET enable_indexscan = off; SET enable_indexonlyscan = off), remove them, REINDEX, and run pg_amcheck; then take a new backup. To restore this one, leave the index out with use-list.',
    },
    {
        code: 'restore-rows-exist',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/ERROR:\s+duplicate key value violates unique constraint "(?<name>[^\n]+)"/),
            (0,signs/* text */.Qq)(/ERROR:\s+conflicting key value violates exclusion constraint "(?<name>[^\n]+)"/),
            (0,signs/* sqlstate */.In)('23505', '23P01'),
        ],
        meaning: 'A row of the backup collides with one that the table has already.',
        message: ({ database, found }) => `A row of the backup collides with another one in ${database}${found.name ? ` (constraint ${found.name})` : ''}.`,
        fix: 'Restore into empty tables, or let the restore empty them first (allow not-empty, confirm). If they were empty, the source holds the row twice behind a corrupt index: REINDEX it there.',
    },
    {
        code: 'restore-foreign-key-violated',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/ERROR:\s+insert or update on table "(?<table>[^\n]+)" violates foreign key constraint "(?<name>[^\n]+)"/),
            (0,signs/* text */.Qq)(/ERROR:\s+update or delete on table "(?<table>[^\n]+)" violates [^\n]*foreign key constraint "(?<name>[^\n"]+)"/),
            (0,signs/* sqlstate */.In)('23503'),
        ],
        meaning: 'A row refers to one that is not there: not in the backup, not in the target, or not loaded yet (data alone is loaded table by table).',
        message: ({ found }) => `A row${found.table ? ` of table ${found.table}` : ''} refers to one that is not there${found.name ? ` (foreign key ${found.name})` : ''}.`,
        fix: 'Restore the referenced table too, or with mode full, which adds foreign keys after all rows; rows that cannot match were wrong in the source already.',
    },
    {
        code: 'restore-check-violated',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/ERROR:\s+new row for relation "(?<table>[^\n]+)" violates check constraint "(?<name>[^\n]+)"/),
            (0,signs/* text */.Qq)(/ERROR:\s+value for domain (?<table>[^\n]+) violates check constraint "(?<name>[^\n]+)"/),
            (0,signs/* text */.Qq)(/ERROR:\s+check constraint "(?<name>[^\n]+)" of relation "(?<table>[^\n]+)" is violated/),
            (0,signs/* text */.Qq)(/ERROR:\s+null value in column "(?<name>[^\n]+)" of relation "(?<table>[^\n]+)" violates not-null/),
            (0,signs/* sqlstate */.In)('23514', '23502'),
        ],
        meaning: 'A row breaks a rule of its table: often a function in a CHECK that looks at other tables.',
        message: ({ found }) => `A row breaks ${found.name ? `the rule ${found.name}` : 'a rule'}${found.table ? ` of ${found.table}` : ''}.`,
        fix: 'If the rule is NOT VALID in the source, drop it in the target, restore, and add it NOT VALID again; if it looks at other tables or at the time, make it a trigger or NOT VALID in the source. Data alone needs tables with the same rules.',
    },
    {
        code: 'restore-setting-unknown',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/ERROR:\s+unrecognized configuration parameter "(?<name>[^"\n]+)"/),
            // A tablespace that is missing is reported as such.
            (0,signs/* text */.Qq)(/ERROR:\s+invalid value for parameter "(?<name>(?!default_tablespace")[^"\n]+)"/),
            (0,signs/* alsoSqlstate */.Zb)('42704', '22023'),
        ],
        meaning: 'The target does not know a setting of the backup: the dump comes from a newer version (transaction_timeout: 17), or an extension that brings it is missing.',
        message: scene => `${(0,failure/* place */.i)(scene)} does not know ${scene.found.name ? `the setting ${scene.found.name}` : 'a setting'} of the backup.`,
        fix: "Restore into a server of the backup's major version or a newer one, with the same extensions.",
        hint: ({ found }) => found.name === 'transaction_timeout'
            ? 'Restore into PostgreSQL 17 or newer: what a client of 17 dumps, no older server loads.'
            : undefined,
    },
    {
        code: 'restore-encoding-differs',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/ERROR:\s+character with byte sequence [^\n]*has no equivalent in encoding "(?<name>[^"\n]+)"/),
            (0,signs/* text */.Qq)(/ERROR:\s+invalid byte sequence for encoding "(?<name>[^"\n]+)"/),
            (0,signs/* text */.Qq)(/ERROR:\s+conversion between (?<name>\S+) and \S+ is not supported/),
            (0,signs/* sqlstate */.In)('22P05', '22021'),
        ],
        meaning: "A text of the backup cannot be written in the target's encoding.",
        message: ({ database, found }) => `A text of the backup cannot be written in ${database}: its encoding is not that of the source${found.name ? ` (${found.name})` : ''}.`,
        fix: "Create the target database with the source's encoding (CREATE DATABASE … ENCODING … TEMPLATE template0).",
    },
    {
        code: 'restore-column-differs',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/ERROR:\s+column "(?<name>[^\n]+)" (?:of relation "(?<table>[^\n]+)" )?(?:is a generated column|can only be updated to DEFAULT)/),
            (0,signs/* text */.Qq)(/ERROR:\s+cannot insert a non-DEFAULT value into column "(?<name>[^\n]+)"/),
            (0,signs/* text */.Qq)(/ERROR:\s+missing data for column "(?<name>[^\n]+)"/),
            (0,signs/* text */.Qq)(/ERROR:\s+(?<name>extra data after last expected column)/),
            (0,signs/* text */.Qq)(/ERROR:\s+value too long for type (?<name>[^\n]+)/),
            (0,signs/* sqlstate */.In)('428C9', '42P10', '22P04', '22001'),
        ],
        meaning: "A table of the target has other columns than the backup's rows.",
        message: ({ database, found }) => `A table of ${database} has other columns than the rows of the backup${found.name ? `: ${found.name}` : ''}.`,
        fix: 'Restore with the definitions (mode full), or bring the table into the shape that it has in the backup.',
    },
    {
        code: 'restore-value-refused',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/ERROR:\s+invalid input syntax for type (?<name>[\w ]+)/),
            (0,signs/* text */.Qq)(/ERROR:\s+(?<name>(?:date\/time field )?value)[^\n]* (?:is )?out of range/),
            (0,signs/* text */.Qq)(/ERROR:\s+invalid input value for enum (?<name>[^:\n]+)/),
            (0,signs/* sqlstate */.In)('22P02', '22003', '22007', '22008'),
        ],
        meaning: 'The target does not take a value of the backup: its column has another type.',
        message: ({ database, found }) => `Database ${database} does not take a value of the backup${found.name ? ` (${found.name})` : ''}.`,
        fix: 'Restore with the definitions (mode full): data alone needs columns of the same types.',
    },
    {
        code: 'restore-parameter-unknown',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/ERROR:\s+unrecognized parameter(?: namespace)? "(?<name>[A-Za-z_.]{1,63})"/),
            (0,signs/* alsoSqlstate */.Zb)('22023'),
        ],
        meaning: 'The target does not know an option of a table, column or index of the backup: a newer version of PostgreSQL wrote it, be it only a newer minor version (pg_attver: the servers of November 2026).',
        message: scene => `${(0,failure/* place */.i)(scene)} does not know the option ${scene.found.name} of the backup: a newer version of the server wrote it, be it only a newer minor version.`,
        fix: 'Restore into a server of the version that was backed up or a newer one, minor version included; back up with a client as new as the server.',
    },
    {
        code: 'restore-syntax',
        kind: 'database',
        signs: [
            (0,signs/* text */.Qq)(/ERROR:\s+syntax error at or near/),
            (0,signs/* text */.Qq)(/ERROR:\s+unrecognized (?<name>\w[^\n]*)/),
            (0,signs/* sqlstate */.In)('42601'),
        ],
        meaning: "The target's server does not understand the SQL of the backup.",
        message: scene => `${(0,failure/* place */.i)(scene)} does not understand the SQL of the backup.`,
        fix: "Restore into a server of the backup's major version or a newer one.",
    },
];

;// CONCATENATED MODULE: ./lib/postgres/diagnosis/restoring.js






const RESTORE_COMMAND_REFUSED = {
    code: 'restore-command-refused',
    kind: 'integrity',
    signs: [(0,signs/* own */.ZV)(/backslash commands are restricted/)],
    meaning: "The backup's SQL holds a command for psql, or one that ends the transaction of the restore, which no dump has.",
    message: () => "The backup's SQL holds a command for psql, which psql refused.",
    fix: 'Do not trust this backup before you know how the command came into it; an older one may be whole.',
};
/** The client's own words, and the server's state, where they mean something else to a restore than to a dump. */
const AROUND = [
    {
        code: 'restore-psql-too-old',
        kind: 'environment',
        signs: [(0,signs/* own */.ZV)(/invalid command \\(?<name>(?:un)?restrict)/)],
        meaning: 'A restore forbids psql to run commands that are in the SQL of the backup (\\restrict). Versions before 13.22, 14.19, 15.14, 16.10 and 17.6 do not know that, and could be made to start programs.',
        message: ({ program }) => `This ${program} is too old to load a backup: SQL in it could make it start programs on this machine (CVE-2025-8714).`,
        fix: "Update the machine's PostgreSQL client to its newest minor version (13.22, 14.19, 15.14, 16.10, 17.6 or later), or remove it so that one is installed.",
    },
    RESTORE_COMMAND_REFUSED,
    {
        code: 'restore-function-raised',
        kind: 'database',
        signs: [(0,signs/* raised */.P5)()],
        meaning: 'A function of the backup, called by a constraint, an index, a view or a trigger while the backup was loaded, raised an error. Its words are not quoted: they may hold values of rows.',
        message: ({ database, found }) => `A function${found.routine ? ` (${found.routine})` : ''} raised an error while the backup was loaded into ${database}${found.table ? `, at table ${found.table}` : ''}.`,
        fix: "Read its words in the server's log. Often it looks at other tables, which are not loaded yet, or at a setting; correct the function or the row in the source.",
    },
    {
        code: 'restore-locks-exhausted',
        kind: 'database',
        signs: [(0,signs/* text */.Qq)(/out of shared memory|max_(?:pred_)?locks_per_transaction/), (0,signs/* alsoSqlstate */.Zb)('53200')],
        meaning: "A restore in one transaction locks every object that it makes until the end, and the server's lock table is full.",
        message: scene => `${(0,failure/* place */.i)(scene)} has no room for a lock on each object of the restore.`,
        fix: 'Raise max_locks_per_transaction at the server (needs a restart), or set single-transaction to false.',
    },
];
/** What restores trip over, the most significant first. Signs are in the server's own words for an error, with values left out. */
const RESTORING = (0,errors/* defineErrors */.V)('loading', [
    ...AROUND,
    ...RESTORING_PRIVILEGES,
    ...RESTORING_OBJECTS,
    ...RESTORING_VALUES,
]);


/***/ }),

/***/ 96733:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ET: () => (/* binding */ terse),
/* harmony export */   L1: () => (/* binding */ category),
/* harmony export */   PT: () => (/* binding */ namesObjects),
/* harmony export */   ig: () => (/* binding */ serverError),
/* harmony export */   u1: () => (/* binding */ wasRaised),
/* harmony export */   uQ: () => (/* binding */ mayQuoteValues)
/* harmony export */ });
/** A severity is one word of the server's language; the client puts two spaces behind it. */
const BEGINS = /^(?:psql:.*?: )?[^\s:]+: {2}([0-9A-Z]{5}): /;
/** The place in the statement: the statement itself is wrong, not a value that it came across. */
const PLACE = /^LINE \d+: /;
const FIELD = /^(DETAIL|HINT|QUERY|CONTEXT|(?:SCHEMA|TABLE|COLUMN|DATATYPE|CONSTRAINT) NAME|LOCATION): {1,2}(.*)$/;
const NAMES = new Map([
    ['SCHEMA NAME', 'schema'],
    ['TABLE NAME', 'table'],
    ['COLUMN NAME', 'column'],
    ['DATATYPE NAME', 'datatype'],
    ['CONSTRAINT NAME', 'constraint'],
]);
/** `LOCATION:  _bt_check_unique, nbtinsert.c:666` */
const SOURCE = /, ([\w.]+):\d+$/;
/**
 * Reads the last of what a server reported through psql, which ends at the first error: warnings come before it, and may have
 * any SQLSTATE. Undefined where that is no error.
 */
function serverError(stderr) {
    const lines = stderr.split('\n');
    const first = lines.findLastIndex(line => BEGINS.test(line));
    const sqlstate = BEGINS.exec(lines[first] ?? '')?.[1];
    if (sqlstate === undefined || /^0[012]/.test(sqlstate))
        return undefined;
    const names = {};
    const context = [];
    let source;
    let inContext = false;
    let isPlaced = false;
    for (const line of lines.slice(first + 1)) {
        isPlaced ||= PLACE.test(line);
        const [, field, value = ''] = FIELD.exec(line) ?? [];
        if (field === undefined) {
            if (inContext)
                context.push(line);
            continue;
        }
        inContext = field === 'CONTEXT';
        if (inContext)
            context.push(value);
        const name = [...NAMES].find(([label]) => label === field)?.[1];
        if (name !== undefined)
            names[name] = value;
        if (field === 'LOCATION')
            source = SOURCE.exec(value)?.[1];
    }
    return { sqlstate, names, context, isPlaced, ...(source === undefined ? {} : { source }) };
}
/** The same text as psql writes it without VERBOSITY=verbose, as the signs know it. */
function terse(stderr) {
    return stderr.replaceAll(/^((?:psql:.*?: )?[^\s:]+: {2})[0-9A-Z]{5}: /gm, '$1');
}
/** Of languages for functions: what they raise is in words of the database's own. */
const RAISED = /^(?:pl_|plp|pltcl|plv8|plr)/;
/** Functions of these look names up that may be values of rows: `v::regclass`, `to_tsvector(v::regconfig, …)`. */
const LOOKS_UP = /^(?:namespace|regproc)\.c$/;
/** Whether a function raised it, in words and with a SQLSTATE of its own choice. */
function wasRaised({ source, sqlstate }) {
    return sqlstate === 'P0001' || (source !== undefined && RAISED.test(source));
}
/**
 * Whether the names in an error are those of objects: not where a function raised it, or ran on the way to it, since it may
 * have put the value of a row into the words, the names or the SQL that it ran.
 */
function namesObjects(error) {
    const { context, isPlaced, source, sqlstate } = error;
    if (source === undefined || wasRaised(error))
        return false;
    if (sqlstate.startsWith('42') || sqlstate.startsWith('3F'))
        return context.length === 0 && (isPlaced || !LOOKS_UP.test(source));
    return context.every(line => line.startsWith('COPY '));
}
/** Classes of appendix A of PostgreSQL's documentation, in its words. */
const CLASSES = new Map([
    ['08', 'connection exception'],
    ['0A', 'feature not supported'],
    ['21', 'cardinality violation'],
    ['22', 'data exception'],
    ['23', 'integrity constraint violation'],
    ['25', 'invalid transaction state'],
    ['28', 'invalid authorization specification'],
    ['2B', 'dependent objects still exist'],
    ['38', 'external routine exception'],
    ['39', 'external routine invocation exception'],
    ['3D', 'invalid catalog name'],
    ['3F', 'invalid schema name'],
    ['40', 'transaction rollback'],
    ['42', 'syntax error or access rule violation'],
    ['44', 'check option violation'],
    ['53', 'insufficient resources'],
    ['54', 'program limit exceeded'],
    ['55', 'object not in prerequisite state'],
    ['57', 'operator intervention'],
    ['58', 'system error'],
    ['F0', 'configuration file error'],
    ['HV', 'foreign data wrapper error'],
    ['P0', 'an exception that a function raised'],
    ['XX', 'internal error'],
]);
/** What an error is about, without any word of the server: `SQLSTATE 22012, data exception`. */
function category(sqlstate) {
    const named = CLASSES.get(sqlstate.slice(0, 2));
    return `SQLSTATE ${sqlstate}${named === undefined ? '' : `, ${named}`}`;
}
/** Classes whose messages name objects and quote no values: all but data exceptions (22) and what functions raise. */
const NAMING = /^(?:0A|23|25|28|2B|3D|3F|40|42|53|54|55|57|58)/;
/** Quotes the word that is not understood: perhaps a password that lacks its own quotation marks. */
const SYNTAX = '42601';
/**
 * Whether the message of an error may quote the value of a row, or a literal of the SQL.
 * @param source the file of the server that raised it, where that is known
 */
function mayQuoteValues(sqlstate, source) {
    if (!NAMING.test(sqlstate) || sqlstate === SYNTAX)
        return true;
    return source !== undefined && (RAISED.test(source) || LOOKS_UP.test(source));
}


/***/ }),

/***/ 13071:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DY: () => (/* binding */ notStarted),
/* harmony export */   In: () => (/* binding */ sqlstate),
/* harmony export */   N2: () => (/* binding */ noWayToIpv6),
/* harmony export */   P5: () => (/* binding */ raised),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   ZV: () => (/* binding */ own),
/* harmony export */   Zb: () => (/* binding */ alsoSqlstate),
/* harmony export */   b: () => (/* binding */ errno),
/* harmony export */   lZ: () => (/* binding */ sqlstateAtStart),
/* harmony export */   md: () => (/* binding */ builtFromRows),
/* harmony export */   pm: () => (/* binding */ killedBy)
/* harmony export */ });
/* harmony import */ var _server_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(96733);

function text(pattern) {
    return {
        read: evidence => {
            const match = pattern.exec(evidence.text);
            return match ? { ...match.groups } : undefined;
        },
    };
}
/** What a program says of itself: no word of a server can be taken for it. */
function own(pattern) {
    return {
        read: evidence => {
            const match = pattern.exec(evidence.own);
            return match ? { ...match.groups } : undefined;
        },
    };
}
/** A function raised the error, with any SQLSTATE and any words. */
function raised() {
    return { beforeSqlstate: true, read: ({ server }) => (server && (0,_server_error_js__WEBPACK_IMPORTED_MODULE_0__/* .wasRaised */ .u1)(server) ? {} : undefined) };
}
/** What the server's own error says in any language. */
function sqlstate(...states) {
    return {
        states,
        read: evidence => evidence.sqlstate !== undefined && states.includes(evidence.sqlstate) ? {} : undefined,
    };
}
/** The same where the server's sources raise it while a session begins. */
function sqlstateAtStart(state) {
    return {
        states: [state],
        read: evidence => (isAtStart(evidence) && evidence.sqlstate === state ? {} : undefined),
    };
}
function isAtStart({ raisedBy = '' }) {
    return raisedBy === 'CheckMyDatabase' || raisedBy === 'InitPostgres';
}
/** A unique index that is built from rows found two that are equal; while rows are inserted, another file says so. */
function builtFromRows() {
    return {
        states: ['23505'],
        read: ({ server }) => server?.sqlstate === '23505' && /^tuplesort/.test(server.source ?? '') ? {} : undefined,
    };
}
/** As `sqlstate`, but not enough by itself: another cause is the more common one. */
function alsoSqlstate(...states) {
    return { states, read: () => undefined };
}
function errno(...codes) {
    return {
        read: evidence => {
            const code = evidence.errnos.find(one => codes.includes(one));
            return code === undefined ? undefined : { errno: code };
        },
    };
}
/** No way to an IPv6 address, and no other address was there to try. */
function noWayToIpv6(...codes) {
    return {
        read: ({ errnos, addresses }) => {
            const [address = ''] = addresses.every(one => one.includes(':')) ? addresses : [];
            return address !== '' && errnos.some(code => codes.includes(code)) ? { address } : undefined;
        },
    };
}
function killedBy(...signals) {
    return {
        read: ({ end }) => end && 'killedBy' in end && (signals.length === 0 || signals.includes(end.killedBy))
            ? { signal: end.killedBy }
            : undefined,
    };
}
function notStarted() {
    return {
        read: ({ end }) => (end && 'notStarted' in end ? { reason: end.notStarted.message } : undefined),
    };
}


/***/ }),

/***/ 23077:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  v: () => (/* binding */ startChild)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./lib/stream/inherited-descriptors.js

const CLOSED_ON_EXEC = 0o2000000;
let found;
let nothing;
/**
 * What a program that this step starts finds open, as `stdio` takes it: the pipes given, and `/dev/null` in the place of
 * each descriptor that this step was started with. Those may lead to files or sockets of the machine, and Node passes on
 * what is beyond the first 16 (uv_disable_stdio_inheritance); its own it closes for every program.
 */
function pipesOnly(count) {
    const inherited = inheritedDescriptors().filter(descriptor => descriptor >= count);
    return Array.from({ length: Math.max(count, ...inherited.map(descriptor => descriptor + 1)) }, (_, at) => {
        if (at < count)
            return 'pipe';
        return inherited.includes(at) ? devNull() : 'ignore';
    });
}
/** Looked up once: nothing that is opened later is passed on. None where there is no /proc. */
function inheritedDescriptors() {
    found ??= listed()
        .map(Number)
        .filter(descriptor => descriptor > 2 && isPassedOn(descriptor));
    return found;
}
function listed() {
    try {
        return (0,external_node_fs_.readdirSync)('/proc/self/fdinfo');
    }
    catch {
        return [];
    }
}
function isPassedOn(descriptor) {
    try {
        const flags = /^flags:\s*([0-7]+)$/m.exec((0,external_node_fs_.readFileSync)(`/proc/self/fdinfo/${descriptor}`, 'latin1'))?.[1];
        return flags !== undefined && (Number.parseInt(flags, 8) & CLOSED_ON_EXEC) === 0;
    }
    catch {
        return false; // It was the one that read the folder.
    }
}
function devNull() {
    nothing ??= (0,external_node_fs_.openSync)('/dev/null', 'r');
    return nothing;
}

;// CONCATENATED MODULE: ./lib/stream/child.js




/** How much of a child's stderr is kept for the diagnosis: its end, where programs say why they stopped. Bytes. */
const STDERR_KEPT = 64 * 1024;
/** What a child gets to end by itself after SIGTERM, before SIGKILL. Milliseconds; the runner itself gives 2.5 s. */
const GRACE_MS = 2_000;
const ENDING = { signal: 'SIGTERM', graceMs: GRACE_MS };
/**
 * Starts a program whose stdin, stdout and stderr are pipes. On abort it is asked to end, then sent SIGKILL.
 * Ending is reported through `ended` only: anyone who reads stdout must await it too, since stdout often ends before the
 * exit code is known (measured: pg_dump).
 */
function startChild(path, args, options) {
    const program = (0,external_node_path_.basename)(path);
    const { signal, secrets = [], account, cwd, ending = ENDING } = options;
    let child;
    try {
        child = (0,external_node_child_process_.spawn)(path, args, {
            env: options.env,
            ...account,
            ...(cwd === undefined ? {} : { cwd }),
            stdio: pipesOnly(3 + secrets.length),
        });
    }
    catch (error) {
        return notStarted(program, Promise.resolve(error));
    }
    const failed = new Promise(resolve => child.once('error', resolve));
    const { stdin, stdout, stderr } = child;
    // Out of file descriptors there are no pipes, and the reason follows as an event.
    if (!stdin || !stdout || !stderr || child.pid === undefined)
        return notStarted(program, failed);
    const closed = new Promise(resolve => {
        child.once('close', (code, killedBy) => resolve(killedBy ? { killedBy } : { code: code ?? -1 }));
    });
    let killer;
    const isRunning = () => child.exitCode === null && child.signalCode === null;
    const kill = () => {
        if (!isRunning() || killer)
            return;
        child.kill(ending.signal);
        killer = setTimeout(() => child.kill('SIGKILL'), ending.graceMs);
    };
    signal.addEventListener('abort', kill, { once: true });
    if (signal.aborted)
        kill();
    const kept = keepStderr(stderr, options.onStderrLine);
    // A pipe that breaks because the child died is reported by the child's end; without a listener it would be fatal.
    stdin.on('error', () => { });
    secrets.forEach((secret, index) => {
        const pipe = child.stdio[index + 3];
        if (pipe && 'write' in pipe)
            pipe.on('error', () => { }).end(secret);
    });
    const gone = options.onStart?.(child.pid, program);
    const ended = closed.then(end => {
        clearTimeout(killer);
        signal.removeEventListener('abort', kill);
        gone?.();
        return end;
    });
    return { program, pid: child.pid, stdin, stdout, stderr: kept, isRunning, ended, kill };
}
/** A child that never was: takes nothing, says nothing, and has ended. */
function notStarted(program, reason) {
    const stdin = new external_node_stream_.PassThrough();
    stdin.destroy();
    return {
        program,
        pid: undefined,
        stdin,
        stdout: external_node_stream_.Readable.from([]),
        stderr: () => '',
        isRunning: () => false,
        ended: reason.then(error => ({ notStarted: error instanceof Error ? error : new Error(String(error)) })),
        kill: () => { },
    };
}
/** Follows a child's stderr: keeps its end, and says each line. Returns what reads the kept text. */
function keepStderr(stderr, onLine) {
    let kept = '';
    let line = '';
    stderr.setEncoding('utf8');
    stderr.on('data', (text) => {
        kept = (kept + text).slice(-STDERR_KEPT);
        if (!onLine)
            return;
        const lines = (line + text).split('\n');
        line = (lines.pop() ?? '').slice(-STDERR_KEPT);
        for (const whole of lines)
            onLine(whole);
    });
    return () => kept;
}


/***/ }),

/***/ 65623:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ watchFilter)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77030);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58500);
/* harmony import */ var _core_durations_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5530);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3828);
/* harmony import */ var _core_sentence_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(92998);
/* harmony import */ var _silence_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(73939);







/** Long enough for a program at work to be given processor time on a busy machine. Milliseconds. */
const SAMPLE_MS = 1_000;
/**
 * Watches a program that reads from us and writes to us, until it has ended, and ends it when it stands still: for
 * `limitMs` it took no byte although some were waiting (or it had them all), and gave none although its output had room.
 * So neither a slow source nor a slow reader of its output counts as its fault. One that computes is waited for, at most
 * twelve times as long.
 */
function watchFilter(child, limitMs) {
    let error;
    const { stdin, stdout } = child;
    const watch = (0,_silence_js__WEBPACK_IMPORTED_MODULE_5__/* .watchSilence */ .X)({
        what: child.program,
        limitMs,
        position: () => taken(child) + given(child),
        waits: () => child.isRunning() &&
            stdout.readableLength === 0 &&
            (stdin.writableLength > 0 || stdin.writableEnded || stdin.destroyed),
        look: () => lookAtProcess(child.pid),
        say: () => { },
        end: (ms, why) => {
            error = programStalled(child.program, ms, why);
            child.kill();
        },
    });
    child.ended.then(() => watch[Symbol.dispose]());
    return { error: () => error };
}
/** What left our own buffers; the pipe's is the program's. */
function taken({ stdin }) {
    return stdin instanceof node_net__WEBPACK_IMPORTED_MODULE_1__.Socket ? stdin.bytesWritten - stdin.writableLength : 0;
}
function given({ stdout }) {
    return stdout instanceof node_net__WEBPACK_IMPORTED_MODULE_1__.Socket ? stdout.bytesRead : 0;
}
async function lookAtProcess(pid) {
    const before = processState(pid);
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setTimeout)(SAMPLE_MS);
    const after = processState(pid);
    if (!before || !after)
        return { kind: 'stalled', words: 'it neither takes bytes nor writes any' };
    const moved = after.processorTime > before.processorTime || after.io !== before.io;
    if (moved || after.letter === 'D')
        return { kind: 'at work', words: 'it is at work', evidence: 'at work' };
    const stopped = after.letter.toUpperCase() === 'T';
    return { kind: 'stalled', words: stopped ? 'it was stopped by a signal' : 'it is idle' };
}
/** Undefined without a /proc, and for a process that has gone. */
function processState(pid) {
    const stat = procFile(pid, 'stat');
    if (stat === undefined)
        return undefined;
    // The second field may hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return {
        letter: fields[0] ?? '',
        processorTime: Number(fields[11]) + Number(fields[12]),
        io: procFile(pid, 'io'),
    };
}
function procFile(pid, name) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/${name}`, 'utf8');
    }
    catch {
        return undefined;
    }
}
const PROGRAM_STALLED = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .defineError */ .MP)({
    topic: 'ended-early',
    code: 'program-stalled',
    kind: 'environment',
    meaning: 'gpg or pg_restore stood still for stall-timeout: it took no byte although some were waiting for it, wrote none, and used no processor time.',
    fix: 'Find out what stopped it on the machine (memory, a debugger, an administrator), and run it again. If it is only slow, raise stall-timeout.',
});
function programStalled(program, ms, why) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .BackupError */ .hj({
        ...PROGRAM_STALLED,
        message: (0,_core_sentence_js__WEBPACK_IMPORTED_MODULE_6__/* .sentence */ .e)(`${program} made no progress for ${(0,_core_durations_js__WEBPACK_IMPORTED_MODULE_3__/* .formatDuration */ .a)(ms)}, although bytes were waiting for it: ${why}`),
        hint: 'Find out what stopped it on this machine (memory, a debugger, an administrator), and run it again. If it is only slow, raise stall-timeout.',
    });
}


/***/ })

};
