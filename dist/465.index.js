export const id = 465;
export const ids = [465];
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
    const { Encrypter } = await __webpack_require__.e(/* import() */ 835).then(__webpack_require__.bind(__webpack_require__, 74073));
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
    const { Decrypter } = await __webpack_require__.e(/* import() */ 835).then(__webpack_require__.bind(__webpack_require__, 74073));
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
            const { Stanza } = await __webpack_require__.e(/* import() */ 835).then(__webpack_require__.bind(__webpack_require__, 74073));
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

;// CONCATENATED MODULE: ./lib/encryption/passphrase.js
/** What is wrong with a passphrase, if anything. Strength is its owner's business: it is not judged. */
function passphraseProblems(passphrase) {
    if (passphrase === '') {
        return [
            {
                code: 'encryption-passphrase-empty',
                message: 'The passphrase is empty',
                hint: 'Check that the secret it comes from exists and is passed to this workflow.',
            },
        ];
    }
    // gpg reads a passphrase to the end of the line only, and nobody can type a line break at a prompt.
    if (/[\r\n\0]/.test(passphrase)) {
        return [
            {
                code: 'encryption-passphrase-unusable',
                message: 'The passphrase holds a line break or a null character',
                hint: 'Use a passphrase of one line: it has to be typed at a prompt to open the backup.',
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
// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
// EXTERNAL MODULE: ./lib/core/sentence.js
var sentence = __webpack_require__(92998);
;// CONCATENATED MODULE: ./lib/encryption/gpg-failure.js


const ENDED_BY = 'Find out what killed it (memory, an administrator, a time limit) and run this step again.';
/** Why gpg's output can't be used, from how it ended and the end of its stderr (which never holds the passphrase). */
function gpgFailure(end, stderr) {
    if ('notStarted' in end)
        return new errors/* BackupError */.h(notStarted(end.notStarted), end.notStarted);
    if ('killedBy' in end) {
        return new errors/* BackupError */.h({
            kind: 'environment',
            code: 'encryption-gpg-killed',
            message: `gpg was killed by ${end.killedBy} before it had sealed everything.`,
            hint: ENDED_BY,
        });
    }
    const said = stderr.trim().split('\n').at(-1) ?? '';
    return new errors/* BackupError */.h({
        kind: 'environment',
        code: 'encryption-gpg-failed',
        message: (0,sentence/* sentence */.e)(`gpg stopped with exit code ${end.code} before it had sealed everything${said ? `: ${said}` : ''}`),
        hint: 'Check with gpg --version that the runner has 2.1 or newer, or use age, which needs no program.',
    });
}
/** Why gpg did not open a file. Only its words distinguish a wrong passphrase from a damaged file. */
function gpgOpeningFailure(end, stderr) {
    if ('notStarted' in end)
        return gpgFailure(end, stderr);
    if ('killedBy' in end) {
        return new errors/* BackupError */.h({
            kind: 'environment',
            code: 'encryption-gpg-killed',
            message: `gpg was killed by ${end.killedBy} before it had opened the backup: that says nothing about the backup.`,
            hint: ENDED_BY,
        });
    }
    if (/bad session key|bad passphrase/i.test(stderr)) {
        return new errors/* BackupError */.h({
            kind: 'input',
            code: 'encryption-key-mismatch',
            message: 'The given passphrase does not open the gpg file.',
            hint: 'Give the passphrase that the backup was sealed with; if it is the right one, the file is damaged: do not trust this backup.',
        });
    }
    return new errors/* BackupError */.h({
        kind: 'integrity',
        code: 'encryption-altered',
        message: 'The gpg file was altered or cut: gpg refuses it.',
        hint: 'Do not trust this backup: take another one, and find out how its bytes came to change.',
    });
}
function notStarted(error) {
    const missing = 'code' in error && error.code === 'ENOENT';
    return {
        kind: 'environment',
        code: missing ? 'encryption-gpg-missing' : 'encryption-gpg-not-started',
        message: missing
            ? 'The gpg program was not found.'
            : (0,sentence/* sentence */.e)(`gpg could not be started: ${error.message}`),
        hint: 'Install gnupg on the runner, or use age, which needs no program.',
    };
}
function noHome(scratch, cause) {
    return new errors/* BackupError */.h({
        kind: 'environment',
        code: 'encryption-scratch-unusable',
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
                throw new errors/* BackupError */.h(AGE_REFUSALS.truncated);
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
        throw new errors/* BackupError */.h(mismatch ? AGE_REFUSALS.keyMismatch : AGE_REFUSALS.headerAltered, error);
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
        throw new errors/* BackupError */.h(AGE_REFUSALS.notAge);
    const macLine = bytes.indexOf('\n---');
    const newline = macLine < 0 ? -1 : bytes.indexOf('\n', macLine + 1);
    if (newline < 0) {
        if (bytes.length > GREATEST_HEADER_BYTES)
            throw new errors/* BackupError */.h(AGE_REFUSALS.notAge);
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
                throw new errors/* BackupError */.h(this.#opens(encrypted, true) ? AGE_REFUSALS.trailingData : AGE_REFUSALS.altered);
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
        throw new errors/* BackupError */.h(cut ? AGE_REFUSALS.truncated : AGE_REFUSALS.altered);
    }
    #opens(encrypted, last) {
        return openChunk(this.#key, this.#index, last, encrypted) !== undefined;
    }
}
const DISTRUST = 'Do not trust this backup: take another one, and find out how its bytes came to change.';
/** Why a file is not opened. */
const AGE_REFUSALS = {
    notAge: {
        kind: 'integrity',
        code: 'encryption-not-age',
        message: 'The file does not begin as an age file does.',
        hint: 'Check that this is the stored backup and that its name ends in .age; armored files are not supported.',
    },
    headerAltered: {
        kind: 'integrity',
        code: 'encryption-header-altered',
        message: "The age file's header is not the one that was written.",
        hint: DISTRUST,
    },
    keyMismatch: {
        kind: 'input',
        code: 'encryption-key-mismatch',
        message: 'The given key or passphrase does not open the age file.',
        hint: 'Give the secret key of one of the recipients, or the passphrase, that the backup was sealed with; if it is the right one, the header is damaged: do not trust this backup.',
    },
    altered: {
        kind: 'integrity',
        code: 'encryption-altered',
        message: 'The age file was altered or cut: a piece of it fails its authentication.',
        hint: DISTRUST,
    },
    truncated: {
        kind: 'integrity',
        code: 'encryption-truncated',
        message: 'The age file is cut: its last piece is missing.',
        hint: DISTRUST,
    },
    trailingData: {
        kind: 'integrity',
        code: 'encryption-trailing-data',
        message: 'The age file goes on after its last piece.',
        hint: DISTRUST,
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
function missing(input, record) {
    const to = record.method === 'age' ? ` for ${record.to.join(', ')}` : '';
    return new errors/* BackupError */.h({
        kind: 'input',
        code: 'decryption-key-missing',
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
/* harmony import */ var _age_keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14059);
/* harmony import */ var _problems_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95281);


/**
 * The secret keys, trimmed.
 * @throws BackupError `encryption-identity-unusable`, naming keys by their place in the list, never by their text
 */
function checkIdentities(identities) {
    const trimmed = identities.map(identity => identity.trim());
    (0,_problems_js__WEBPACK_IMPORTED_MODULE_1__/* .refuseProblems */ .n)(identityProblems(trimmed));
    return trimmed;
}
/** What is wrong with secret keys; never holds a part of one. */
function identityProblems(identities) {
    const problems = identities.flatMap((identity, index) => ((0,_age_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .isIdentity */ .L)(identity) ? [] : [unusable(index)]));
    return identities.length > 0 ? problems : [NONE];
}
/** The secret keys in a text such as the file that age-keygen writes: one a line, without its comments. */
function identitiesIn(text) {
    return text
        .split(/\r?\n/)
        .map(line => line.trim())
        .filter(line => line !== '' && !line.startsWith('#'));
}
const NONE = {
    code: 'encryption-identity-unusable',
    message: 'No age secret key was given',
    hint: 'Give the key that age-keygen wrote: the line that begins with AGE-SECRET-KEY-.',
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
/* harmony import */ var _age_keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14059);

/** What is wrong with a list of age recipients: everything at once. */
function recipientProblems(recipients) {
    if (recipients.length === 0)
        return [NONE];
    const problems = recipients.flatMap((recipient, index) => problemOf(recipient, index + 1) ?? []);
    return problems.length === 0 && mixed(recipients) ? [MIXED] : problems;
}
const KEYGEN = 'Make a key pair with age-keygen and give its public key, which begins with age1.';
const NONE = {
    code: 'encryption-recipient-unusable',
    message: 'No age recipient was given',
    hint: KEYGEN,
};
/** The rule of age itself: a file is only as strong as its weakest recipient. */
const MIXED = {
    code: 'encryption-recipients-mixed',
    message: 'Post-quantum recipients (age1pq1…, age1tagpq1…) and others are mixed',
    hint: 'Give recipients of one sort: anyone who breaks the weaker one reads the backup.',
};
/** In this order: the first that fits explains why a text is no recipient. */
const MISFITS = [
    {
        looksLike: /AGE-SECRET-KEY-/i,
        problem: (_recipient, place) => ({
            code: 'encryption-secret-key-given',
            message: `Recipient ${place} is a SECRET key (AGE-SECRET-KEY-…, not shown)`,
            hint: 'Remove it from the workflow and treat it as leaked: make a new pair with age-keygen, and give only the public key, which begins with age1.',
        }),
    },
    {
        looksLike: /^(ssh|ecdsa|sk-ssh|sk-ecdsa)-/,
        problem: (recipient, place) => ({
            code: 'encryption-recipient-unusable',
            message: `Recipient ${place} (${shown(recipient)}) is an SSH key, which is not supported`,
            hint: KEYGEN,
        }),
    },
    {
        looksLike: /^age1/,
        problem: (recipient, place) => ({
            code: 'encryption-recipient-unusable',
            message: `Recipient ${place} (${shown(recipient)}) is not a valid age recipient`,
            hint: 'Copy the whole public key as age-keygen printed it; keys of plugins are supported only as age1tag1… or age1tagpq1….',
        }),
    },
    {
        // May be a secret that was put into the wrong input: only its place and length are reported.
        looksLike: /^/,
        problem: (recipient, place) => ({
            code: 'encryption-recipient-unusable',
            message: `Recipient ${place} (${recipient.length} characters, not shown) is not an age recipient`,
            hint: KEYGEN,
        }),
    },
];
function problemOf(recipient, place) {
    if ((0,_age_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .isRecipient */ .g)(recipient))
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
    const explanation = {
        kind: 'input',
        code: first.code,
        message: `${problems.map(problem => problem.message).join('; ')}.`,
        hint: [...new Set(problems.map(problem => problem.hint))].join(' '),
    };
    throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BackupError */ .h(explanation);
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

/***/ 96911:
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

// EXTERNAL MODULE: ./lib/postgres/diagnosis/others.js
var others = __webpack_require__(82246);
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
;// CONCATENATED MODULE: ./lib/postgres/diagnosis/failure.js
function place({ host, port }) {
    return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

;// CONCATENATED MODULE: ./lib/postgres/diagnosis/signs.js

function signs_text(pattern) {
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
    return { beforeSqlstate: true, read: ({ server }) => (server && (0,server_error/* wasRaised */.u1)(server) ? {} : undefined) };
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

;// CONCATENATED MODULE: ./lib/postgres/diagnosis/authentication.js




/** The server answers, and does not let the role into the database. */
const AUTHENTICATION = [
    {
        code: 'database-password-unprotected',
        kind: 'database',
        signs: [
            signs_text(/requirement "!password,!md5" failed: server requested a (?<which>cleartext|hashed) password/),
        ],
        meaning: 'The server asks for the password in the clear, or for an MD5 hash that gives it away, and its certificate was not verified: anyone in between would get it. It was not sent.',
        message: scene => `${place(scene)} asks for the password of role ${scene.role} ${scene.found.which === 'hashed' ? 'as an MD5 hash' : 'in the clear'}, and its certificate was not verified: the password was not sent.`,
        fix: 'Set sslmode: verify-full with ssl-root-cert, or have the server (or PgBouncer: auth_type) use scram-sha-256. On a network that nobody else is in, allow it: ?require_auth=password or md5 in the URL.',
        hint: ({ found, host }) => `Set sslmode: verify-full${(0,providers/* rootHint */.C)(host)}, or have the server (or PgBouncer: auth_type) use scram-sha-256. On a network that nobody else is in, allow it: add ?require_auth=${found.which === 'hashed' ? 'md5' : 'password'} to the URL.`,
    },
    {
        code: 'database-auth-refused',
        kind: 'database',
        signs: [signs_text(/authentication method requirement "(?<what>[^"]*)" failed(?:: (?<reason>[^\n]+))?/)],
        meaning: 'The server asks for another way of signing in than require_auth allows.',
        message: ({ found, ...scene }) => (0,sentence/* sentence */.e)(`${place(scene)} does not sign role ${scene.role} in as require_auth says (${found.what})${found.reason ? `: ${found.reason}` : ''}`),
        fix: 'Check what pg_hba.conf of the server (or auth_type of the pooler) asks for, and whether it is the right server, before require_auth is changed.',
    },
    {
        code: 'pooler-tenant-unknown',
        kind: 'database',
        signs: [signs_text(/tenant or user not found|tenant\/user .* not found/i)],
        meaning: "Supabase's pooler knows no project by that user name, or the project lives in another region.",
        message: scene => `The pooler at ${place(scene)} knows no project for user ${scene.role}.`,
        fix: "Copy the session pooler's URL from Dashboard → Connect: the user is postgres.<project ref>, and the host names the project's region.",
    },
    {
        code: 'database-password-rejected',
        kind: 'database',
        signs: [
            signs_text(/password authentication failed|SASL authentication failed|Wrong password/),
            signs_text(/(?<which>LDAP|RADIUS|PAM) authentication failed/),
            sqlstate('28P01'),
        ],
        meaning: 'The server refused the password (or the token), or has no such role: it does not say which. A password may have expired (VALID UNTIL), and so does a token of a cloud provider, after 15 minutes at AWS.',
        message: ({ found, ...scene }) => `${place(scene)} rejected the password${found.which === undefined ? '' : ' or token'} of role ${scene.role}${found.which === undefined ? '' : ` (${found.which})`}.`,
        fix: 'Check role and password, and whether it has expired (VALID UNTIL); in a URL, special characters of the password have to be percent-encoded. After a reset, update the secret.',
        hint: ({ found }) => found.which &&
            'Check role and password at the directory that the server asks. Where it is a token (RDS IAM), make it just before this step: it is valid for 15 minutes; the role needs the right to use it (rds_iam).',
    },
    {
        code: 'database-password-missing',
        kind: 'database',
        signs: [signs_text(/no password supplied|client password must be a (?:non-empty )?string/)],
        meaning: 'The server asks for a password, and none was given.',
        message: scene => `${place(scene)} asks for a password of role ${scene.role}, and none was given.`,
        fix: 'Put the password into database-url or PGPASSWORD, or a matching line into the password file (chmod 600).',
    },
    {
        code: 'database-role-missing',
        kind: 'database',
        signs: [
            signs_text(/FATAL:\s+role "[^"]*" does not exist/),
            signs_text(/^role "[^"]*" does not exist/),
            signs_text(/role "[^"]*" is not permitted to log in/),
        ],
        meaning: 'The role does not exist at the server, or may not log in.',
        message: scene => `Role ${scene.role} does not exist at ${place(scene)}, or may not log in.`,
        fix: "Check the user's name, or create it: CREATE ROLE … LOGIN.",
    },
    {
        code: 'database-host-not-allowed',
        kind: 'database',
        signs: [
            signs_text(/no pg_hba\.conf entry for (?:host|replication connection from host) "(?<address>[^"]*)"/),
            signs_text(/pg_hba\.conf rejects (?:connection|replication connection) for host "(?<address>[^"]*)"/),
            signs_text(/(?:Peer|Ident|GSSAPI|certificate) authentication failed/),
            signs_text(/Address not in tenant allow_list/),
        ],
        meaning: "The server's pg_hba.conf (or the provider's allow-list) does not admit this client, role or database.",
        message: scene => `${place(scene)} does not admit role ${scene.role} to database ${scene.database}${scene.found.address ? ` from ${scene.found.address}` : ''}.`,
        fix: "Admit this runner's address, role and database in pg_hba.conf or the provider's allow-list; GitHub's runners have no fixed address, a self-hosted one has.",
    },
    {
        code: 'database-missing',
        kind: 'database',
        signs: [signs_text(/FATAL:\s+database "[^"]*" does not exist/), sqlstate('3D000')],
        meaning: 'The server has no database of that name.',
        message: scene => `There is no database ${scene.database} at ${place(scene)}.`,
        fix: "Check the last part of the URL, or PGDATABASE: names are case-sensitive, and the default is the user's name. A restore does not create it: run createdb with that name first.",
    },
    {
        code: 'database-invalid',
        kind: 'database',
        signs: [signs_text(/cannot connect to invalid database|FATAL:\s+invalid database "/), sqlstateAtStart('55000')],
        meaning: 'A DROP DATABASE was interrupted: the server admits nobody to what is left of the database. It says nothing about backups.',
        message: scene => `Database ${scene.database} at ${place(scene)} is left over from an interrupted DROP DATABASE, and takes no connections.`,
        fix: 'Check the database name; what is left of the database can only be dropped. Restore its newest backup into a new one if it was dropped by mistake.',
    },
    {
        code: 'database-connect-denied',
        kind: 'database',
        signs: [
            signs_text(/FATAL:\s+permission denied for database|^permission denied for database/m),
            signs_text(/User does not have CONNECT privilege/),
            sqlstateAtStart('42501'),
        ],
        meaning: 'The role has no CONNECT privilege on the database.',
        message: scene => `Role ${scene.role} may not connect to database ${scene.database}.`,
        fix: 'GRANT CONNECT ON DATABASE … TO the role.',
    },
    {
        code: 'database-too-many-connections',
        kind: 'database',
        signs: [
            signs_text(/too many connections for (?<what>role|database) /),
            signs_text(/too many (?:clients|connections)|remaining connection slots|MaxClientsInSessionMode|max client connections reached|no more connections allowed/i),
            sqlstate('53300'),
        ],
        meaning: 'All connections of the server, the role, the database or the pooler are taken.',
        message: ({ found, ...scene }) => `${place(scene)} has no connection left for role ${scene.role}${found.what === undefined ? '' : `: the ${found.what} has a limit of its own`}.`,
        fix: "Run it at a quieter time, close idle connections, or raise max_connections (or the pooler's size).",
        hint: ({ database, found, role }) => found.what &&
            `Raise it: ALTER ${found.what === 'role' ? `ROLE "${role}"` : `DATABASE "${database}"`} CONNECTION LIMIT …, or close idle connections; max_connections has no part in it.`,
    },
    {
        code: 'database-not-accepting',
        kind: 'database',
        signs: [
            signs_text(/the database system is (?<state>starting up|shutting down|in recovery mode|not (?:yet )?accepting connections)/),
            signs_text(/database "[^"]*" is not currently accepting connections/),
            sqlstate('57P03'),
        ],
        meaning: 'The server is starting, stopping or recovering, and takes no connections now.',
        message: scene => `${place(scene)} takes no connections now${scene.found.state ? `: it is ${scene.found.state}` : ''}.`,
        fix: 'Wait until the server is up, and run it again.',
    },
];

;// CONCATENATED MODULE: ./lib/postgres/diagnosis/connection.js


const SESSION_POOLER = 'aws-0-<region>.pooler.supabase.com:5432';
/** Supabase's direct hosts have an IPv6 address only, unless the IPv4 add-on was bought. */
function supabaseHint({ host, database }) {
    const reference = /^db\.([a-z0-9]+)\.supabase\.co$/i.exec(host)?.[1];
    return (reference &&
        `Supabase's direct host has IPv6 only, and GitHub's runners have none: use the session pooler's URL (Dashboard → Connect → Session pooler), postgresql://postgres.${reference}:…@${SESSION_POOLER}/${database}. If that fails too, the project may be paused.`);
}
/** The way to the server: names, addresses, ports. */
const CONNECTION = [
    {
        code: 'database-refused',
        kind: 'database',
        signs: [
            errno('ECONNREFUSED'),
            signs_text(/port \d+ failed: Connection refused/),
            signs_text(/could not connect to server: Connection refused/),
        ],
        meaning: 'Nothing accepts connections at that host and port.',
        message: scene => `${place(scene)} refused the connection.`,
        fix: 'Check host and port, that the server runs and listens there (listen_addresses), and that the firewall lets this runner in.',
    },
    {
        code: 'database-host-unknown',
        kind: 'database',
        signs: [
            errno('ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME'),
            signs_text(/could not translate host name/),
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
            noWayToIpv6('ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'ETIMEDOUT'),
            signs_text(/\((?<address>[0-9a-f]*:[0-9a-f:.%]*)\), port \d+ failed: (?:Network is unreachable|No route to host|Cannot assign requested address)/i),
            signs_text(/server at "(?<address>[0-9a-f]*:[0-9a-f:.%]*)", port \d+ failed: (?:Network is unreachable|No route to host|Cannot assign requested address)/i),
            signs_text(/to address "(?<address>[0-9a-f]*:[0-9a-f:.%]*)".*(?:Network is unreachable|Address family not supported)/i),
        ],
        meaning: "The host has only an IPv6 address, and the runner (GitHub's have none) has no IPv6.",
        message: ({ host, found }) => `${host} ${found.address === host ? 'is an IPv6 address' : `was found only at the IPv6 address ${found.address}`}, and this machine has no way to it.`,
        fix: 'Use a host name with an IPv4 address (Supabase: the session pooler), or a self-hosted runner with IPv6.',
        hint: supabaseHint,
    },
    {
        code: 'database-timeout',
        kind: 'database',
        signs: [errno('ETIMEDOUT'), signs_text(/timeout expired/), signs_text(/port \d+ failed: Connection timed out/)],
        meaning: 'The host did not answer: usually a firewall that drops packets, or a private address.',
        message: scene => `${place(scene)} did not answer in time.`,
        fix: "Let this runner's address in through the firewall or the allow-list, or use a self-hosted runner inside the network.",
    },
    {
        code: 'database-unreachable',
        kind: 'database',
        signs: [
            errno('ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'ENETDOWN'),
            signs_text(/failed: (?:Network is unreachable|No route to host|Cannot assign requested address)/),
        ],
        meaning: 'The network knows no way to the host.',
        message: scene => `There is no network route to ${place(scene)}.`,
        fix: 'Check the address and the VPN or private network that leads to it.',
    },
    {
        code: 'database-socket-missing',
        kind: 'database',
        signs: [
            errno('ENOENT', 'EACCES'),
            signs_text(/connection to server on socket "[^"]*" failed: (?:No such file|Permission denied)/),
        ],
        meaning: 'The Unix socket does not exist, or this user may not use it.',
        message: ({ host, port }) => `There is no usable socket ${host}/.s.PGSQL.${port}.`,
        fix: 'Start the server on this machine, or name its socket directory (unix_socket_directories) and port.',
    },
    {
        code: 'database-message-too-long',
        kind: 'database',
        signs: [signs_text(/^message of (?<value>\d+) bytes$/m)],
        meaning: 'What answers sends a message that is far longer than any answer to what was asked: it is not a PostgreSQL server, or something on the way garbles what it sends.',
        message: scene => `What answers at ${place(scene)} announces a message of ${scene.found.value} bytes, and was not listened to.`,
        fix: 'Check host and port, and proxies on the way. A check of your own must not select values of many megabytes.',
    },
    {
        code: 'database-not-postgresql',
        kind: 'database',
        signs: [
            signs_text(/received invalid response to (?:SSL|GSSAPI) negotiation/),
            signs_text(/expected authentication request from server/),
            signs_text(/There was an error establishing an SSL connection/),
        ],
        meaning: "Something answers at the port, but does not speak PostgreSQL's protocol.",
        message: scene => `What answers at ${place(scene)} is not a PostgreSQL server.`,
        fix: "Check the port: 5432 is PostgreSQL's own; web consoles and proxies have others.",
    },
];

;// CONCATENATED MODULE: ./lib/postgres/diagnosis/dump.js


/** The server stops pg_dump from reading: privileges, policies, locks, and selections that match nothing. */
const DUMP = [
    {
        code: 'row-security-applies',
        kind: 'database',
        signs: [signs_text(/query would be affected by row-level security policy for table (?<table>"[^\n]*")/)],
        meaning: 'Row-level security hides rows of a table from the role: pg_dump refuses, since the backup would be incomplete.',
        message: ({ role, found }) => `Row-level security of table ${found.table} applies to role ${role}, so that a dump would miss rows.`,
        fix: "Back up as a role with BYPASSRLS (ALTER ROLE … BYPASSRLS), as the tables' owner or as superuser.",
    },
    {
        code: 'roles-denied',
        kind: 'database',
        signs: [signs_text(/permission denied for (?:table|relation|view) pg_(?:authid|shadow)/)],
        meaning: 'Only a superuser may read the passwords of roles.',
        message: ({ role }) => `Role ${role} may not read the passwords of roles.`,
        fix: 'Turn globals off, or back up as superuser; managed servers have none for you.',
    },
    {
        code: 'table-denied',
        kind: 'database',
        signs: [
            signs_text(/permission denied for (?:table|relation|view|materialized view|foreign table) (?<table>\S[^\n]*?)\s*(?:\n|$)/),
        ],
        meaning: 'The role may not read one of the tables in the dump.',
        message: ({ role, found }) => `Role ${role} may not read table ${found.table}.`,
        fix: 'GRANT SELECT on the table (or pg_read_all_data, PostgreSQL 14) to the role, or leave it out with exclude-tables.',
        hint: ({ role, found }) => `GRANT pg_read_all_data TO ${role} (PostgreSQL 14 or later), or GRANT SELECT ON ${found.table}; or leave it out with exclude-tables.`,
    },
    {
        code: 'sequence-denied',
        kind: 'database',
        signs: [signs_text(/permission denied for sequence (?<sequence>\S[^\n]*?)\s*(?:\n|$)/)],
        meaning: 'The role may not read one of the sequences in the dump.',
        message: ({ role, found }) => `Role ${role} may not read sequence ${found.sequence}.`,
        fix: 'GRANT SELECT ON ALL SEQUENCES IN SCHEMA … to the role, or pg_read_all_data (PostgreSQL 14).',
    },
    {
        code: 'schema-denied',
        kind: 'database',
        signs: [signs_text(/permission denied for schema (?<schema>\S[^\n]*?)\s*(?:\n|$)/)],
        meaning: 'The role may not look into one of the schemas in the dump.',
        message: ({ role, found }) => `Role ${role} may not use schema ${found.schema}.`,
        fix: 'GRANT USAGE ON SCHEMA … to the role (or pg_read_all_data, PostgreSQL 14), or leave it out with exclude-schemas.',
    },
    {
        code: 'large-object-denied',
        kind: 'database',
        signs: [signs_text(/permission denied for large object (?<oid>\d+)/)],
        meaning: 'The role may not read one of the large objects, which a full dump includes.',
        message: ({ role, found }) => `Role ${role} may not read large object ${found.oid}.`,
        fix: 'GRANT SELECT ON LARGE OBJECT … to the role, or back up as their owner.',
    },
    {
        code: 'object-denied',
        kind: 'database',
        signs: [
            signs_text(/permission denied for (?<what>[^\n]+)/),
            signs_text(/(?<what>must be (?:superuser|owner of)[^\n]*)/),
            signs_text(/permission denied to (?<what>[^\n]+)/),
            sqlstate('42501'),
        ],
        meaning: 'The role lacks a privilege that the dump needs.',
        message: ({ role, found }) => (0,sentence/* sentence */.e)(`Role ${role} lacks a privilege${found.what ? `: ${found.what}` : ''}`),
        fix: 'Grant it, leave the object out, or back up as its owner.',
    },
    {
        code: 'lock-timeout',
        kind: 'database',
        signs: [
            // pg_dump's --lock-wait-timeout is a statement_timeout around LOCK TABLE.
            signs_text(/canceling statement due to (?:statement|lock) timeout[\s\S]*?LOCK TABLE (?:ONLY )?(?<table>[^\n,]{1,200}?)(?: IN ACCESS SHARE|,|\n|$)/),
            signs_text(/canceling statement due to lock timeout/),
            sqlstate('55P03'),
        ],
        meaning: 'Something, usually a migration, kept a lock on a table for longer than lock-timeout.',
        message: ({ found, database }) => `A lock on ${found.table ? `table ${found.table} (or one listed with it)` : 'a table'} of ${database} was not to be had within lock-timeout.`,
        fix: 'Run the backup when no migration runs, or raise lock-timeout; pg_blocking_pids() says who holds the lock.',
    },
    {
        code: 'statement-timeout',
        kind: 'database',
        signs: [signs_text(/canceling statement due to statement timeout/)],
        meaning: "A statement_timeout, of the server or of a pooler, ended one of pg_dump's queries.",
        message: ({ role, database }) => `A query of role ${role} in ${database} was ended by statement_timeout.`,
        fix: "ALTER ROLE … SET statement_timeout = 0 for the backup's role, or connect past the pooler that sets it.",
    },
    {
        code: 'standby-conflict',
        kind: 'database',
        signs: [signs_text(/due to conflict with recovery/), sqlstate('40001')],
        meaning: "A standby ended the dump because it held up the replay of its primary's changes.",
        message: ({ host }) => `The standby ${host} ended the dump, which was in the way of its recovery.`,
        fix: 'Raise max_standby_streaming_delay or turn hot_standby_feedback on at the standby, or back up the primary.',
    },
    {
        code: 'query-cancelled',
        kind: 'database',
        signs: [signs_text(/canceling statement due to user request/), sqlstate('57014')],
        meaning: 'Somebody, or a timeout, cancelled a query of the dump at the server.',
        message: ({ role, host }) => `A query of role ${role} was cancelled at ${host}.`,
        fix: 'Ask who cancelled it (pg_cancel_backend, a watchdog, statement_timeout), and run the backup again.',
    },
    {
        code: 'nothing-matched',
        kind: 'input',
        signs: [
            signs_text(/no matching (?<what>tables|schemas|extensions) were found(?: for pattern "(?<pattern>[^"\n]*)")?/),
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
            signs_text(/(?<what>schema with OID (?<oid>\d+) does not exist)/),
            own(/(?<what>schema with OID (?<oid>\d+) does not exist)/),
            own(/(?<what>failed sanity check, [^\n]*OID \d+[^\n]*not found)/),
        ],
        meaning: "The database's own catalog refers to something that is not there: rows of it were removed by hand, or lost by a crash or a broken disk.",
        message: ({ database, found }) => `The catalog of ${database} is damaged: it refers to something that is not there (${found.what}).`,
        fix: 'Keep every older backup. Look for what refers to that OID (pg_depend, pg_proc.pronamespace, pg_class.relnamespace), run pg_amcheck, and REINDEX SYSTEM in case it is only an index that is damaged.',
    },
    {
        code: 'schema-changed',
        kind: 'database',
        signs: [
            signs_text(/(?<what>could not open relation with OID \d+|cache lookup failed for \w+ \d+|(?:relation|type) with OID \d+ does not exist)/),
            signs_text(/ERROR:\s+relation "(?<name>[^\n]*)" does not exist/),
        ],
        meaning: 'A table was dropped or rebuilt while pg_dump was reading the catalog.',
        message: ({ database, found }) => `The schema of ${database} changed while it was being dumped${found.what ? ` (${found.what})` : ''}.`,
        fix: 'Run the backup again, not during a migration. If it fails again with the same number, the catalog is damaged: keep every older backup, and run pg_amcheck.',
    },
];

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
const ENCRYPTION = [
    {
        code: 'tls-unsupported',
        kind: 'database',
        signs: [signs_text(/server does not support SSL/i)],
        meaning: 'The connection has to be encrypted (sslmode), and the server offers no TLS.',
        message: scene => `${place(scene)} offers no TLS, and sslmode asks for it.`,
        fix: 'Turn TLS on at the server; only on a network that nobody can listen to, set sslmode to disable.',
    },
    {
        code: 'tls-required',
        kind: 'database',
        signs: [
            signs_text(/no pg_hba\.conf entry for .*(?:no encryption|SSL off)/),
            signs_text(/connection is insecure|SSL connection is required|SSL\/TLS required|sslmode=require/i),
        ],
        meaning: 'The server accepts this client only over TLS (or not at all), and the connection had none.',
        message: scene => `${place(scene)} does not accept an unencrypted connection of role ${scene.role} to database ${scene.database}.`,
        fix: "Set sslmode to require or verify-full. If it is refused then too, pg_hba.conf has to admit this runner's address.",
    },
    {
        code: 'tls-host-mismatch',
        kind: 'database',
        signs: [
            signs_text(/is not in the cert's altnames: (?<names>[^\n]+)/),
            errno('ERR_TLS_CERT_ALTNAME_INVALID'),
            signs_text(/server certificate for "(?<names>[^"]*)".* does not match host name/),
        ],
        meaning: "The server's certificate is for another host name (verify-full).",
        message: ({ host, found }) => `The server's certificate is not for ${host}${found.names ? `, it is for ${found.names}` : ''}.`,
        fix: 'Connect by a name that the certificate holds; verify-ca does without the comparison, for a CA that issues to you alone.',
    },
    {
        code: 'tls-certificate-expired',
        kind: 'database',
        signs: [
            errno('CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'),
            signs_text(/certificate has expired|certificate is not yet valid/),
        ],
        meaning: "The server's certificate, or its CA's, is out of date.",
        message: scene => `The certificate of ${place(scene)} is not valid today.`,
        fix: "Renew the server's certificate, and check the clock of this machine.",
    },
    {
        code: 'tls-certificate-untrusted',
        kind: 'database',
        signs: [
            errno(...UNTRUSTED),
            signs_text(/certificate verify failed|self[- ]signed certificate|unable to (?:get local issuer|verify the first) certificate/i),
        ],
        meaning: "The server's certificate does not descend from the given root certificate.",
        message: scene => `The certificate of ${place(scene)} is not from a CA in the given root certificate.`,
        fix: 'Give the CA of this server as ssl-root-cert (providers offer it for download); do not turn the verification off.',
    },
    {
        code: 'tls-root-missing',
        kind: 'input',
        signs: [
            signs_text(/root certificate file "(?<file>[^"]*)" does not exist/),
            signs_text(/could not read root certificate file "(?<file>[^"]*)"/),
        ],
        meaning: 'verify-ca and verify-full need a root certificate, and its file is not there or not readable.',
        message: ({ found }) => `The root certificate ${found.file} is missing or cannot be read.`,
        fix: "Give ssl-root-cert: a file's path, the PEM text, or “system” for a public CA.",
    },
    {
        code: 'tls-client-key',
        kind: 'input',
        signs: [
            signs_text(/private key file "(?<file>[^"]*)" (?:has group or world access|must be owned)/),
            signs_text(/could not load private key file "(?<file>[^"]*)"/),
            signs_text(/could not read certificate file "(?<file>[^"]*)"/),
            signs_text(/certificate present, but not private key file "(?<file>[^"]*)"/),
        ],
        meaning: "The client's certificate or key cannot be used; libpq wants the key readable by its owner only.",
        message: ({ found }) => `The client certificate or key ${found.file} cannot be used.`,
        fix: 'Check that both files exist and belong together, and run chmod 600 on the key.',
    },
    {
        code: 'tls-channel-binding',
        kind: 'database',
        signs: [signs_text(/channel binding (?:is )?required/i)],
        meaning: 'channel_binding=require, or a server that offered it before, and now the server or a proxy on the way does not offer it.',
        message: scene => `${place(scene)} does not offer channel binding, which the connection requires.`,
        fix: 'Connect to the server itself rather than through a proxy. Where nobody asked for channel binding, it was offered a moment before: somebody may stand between; with several servers behind one name, write channel_binding=prefer and use sslmode verify-full.',
    },
    {
        code: 'tls-failed',
        kind: 'database',
        signs: [
            errno('EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_UNSUPPORTED_PROTOCOL'),
            signs_text(/SSL error: (?<reason>[^\n]+)/),
            signs_text(/^(?:ERR_)?SSL routines/m),
        ],
        meaning: 'Client and server did not agree on an encrypted connection.',
        message: scene => (0,sentence/* sentence */.e)(`TLS with ${place(scene)} failed${scene.found.reason ? `: ${scene.found.reason}` : ''}`),
        fix: 'Check the TLS versions that the server allows (ssl_min_protocol_version), and proxies on the way.',
    },
];

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
const POOLERS = [
    {
        code: 'pooler-refuses-options',
        kind: 'database',
        signs: [
            signs_text(/unsupported startup parameter in options:? ?"?(?<detail>\w[\w.]*)/),
            signs_text(/unsupported startup parameter:? ?"?(?<detail>options)/),
            signs_text(/unsupported (?<detail>options) startup parameter/),
            signs_text(/doesn.{1,3}t support command-line (?<detail>options)/),
        ],
        meaning: 'A pooler (PgBouncer, RDS Proxy) refuses settings at the start of a session. They are those of the URL or PGOPTIONS, or ours, which are only sent where the database, the role or the backup needs them.',
        message: scene => `A pooler at ${place(scene)} refuses settings at the start of a session (${scene.found.detail}).`,
        fix: "Take options out of the URL and PGOPTIONS, or connect to the server itself. A setting of ours is not sent where the role has it: ALTER ROLE … SET bytea_output = 'hex'.",
        hint: ({ found, options, role }) => optionsHint(found.detail, options, role),
    },
    {
        code: 'pooler-interferes',
        kind: 'database',
        signs: [
            signs_text(/unsupported startup parameter(?: in options)?:? ?"?(?<detail>[\w.]*)/),
            signs_text(/(?<detail>prepared statement "[^"]*" (?:does not exist|already exists))/),
            signs_text(/(?<detail>query_wait_timeout|server_login_retry|pgbouncer cannot connect to server|bouncer config error|no such database)/),
        ],
        meaning: 'A connection pooler such as PgBouncer stands in between and does not do what pg_dump needs.',
        message: scene => `A pooler at ${place(scene)} got in pg_dump's way${scene.found.detail ? ` (${scene.found.detail})` : ''}.`,
        fix: "Connect to the server itself, or to the pooler's session mode.",
    },
];

;// CONCATENATED MODULE: ./lib/postgres/diagnosis/programs.js


/** The client's programs themselves: their version, their options, their end. */
const PROGRAMS = [
    {
        code: 'client-too-old',
        kind: 'environment',
        signs: [
            own(/server version: (?<server>[\d.]+)[^;]*; pg_\w+ version: (?<client>[\d.]+)/),
            own(/server version mismatch/),
        ],
        meaning: 'pg_dump refuses a server of a newer major version than its own.',
        message: ({ program, found }) => `${[program, found.client].filter(Boolean).join(' ')} is older than the server${found.server ? `, which is ${found.server}` : ''}.`,
        fix: "Leave pg-version at auto, or set it to the server's major version.",
    },
    {
        code: 'compression-unsupported',
        kind: 'environment',
        signs: [
            own(/invalid value "(?<value>[^"]*)" for option -Z\/--compress/),
            own(/unrecognized compression algorithm:? "(?<value>[^"]*)"/),
            own(/invalid compression specification: (?<value>[^\n]*)/),
            own(/this build does not support compression with (?<value>[^\n]*)/),
            own(/compression with (?<value>\S+) is not (?:yet )?supported/),
            own(/compression level must be in range (?<value>[^\n]*)/),
        ],
        meaning: 'This version of pg_dump does not know the compression: zstd and lz4 came with 16.',
        message: ({ program, found }) => (0,sentence/* sentence */.e)(`${program} refuses the compression: ${found.value}`),
        fix: 'Remove the input compression, or use gzip (0–9) below client 16.',
    },
    {
        code: 'program-option-unknown',
        kind: 'bug',
        signs: [
            own(/(?<detail>(?:unrecognized|invalid) option[^\n]*|options [^\n]* cannot be used together|parallel backup only supported[^\n]*)/),
        ],
        meaning: 'A client program does not know an option that it was started with.',
        message: ({ program, found }) => (0,sentence/* sentence */.e)(`${program} does not accept its arguments: ${found.detail}`),
        fix: 'This is a mistake of ours: report it with the versions of server and client.',
    },
    {
        code: 'output-closed',
        kind: 'environment',
        signs: [
            own(/could not (?:write|close|flush) (?:to )?(?:output |the output )?(?:file|data|stream)[^\n]*/),
            killedBy('SIGPIPE'),
        ],
        meaning: 'What a client program writes to was closed: usually a consequence of another failure.',
        message: ({ program }) => `${program} could not write its output: what reads it had ended.`,
        fix: 'Look at the failure before this one; if there is none, run it again.',
    },
    {
        code: 'archive-too-new',
        kind: 'environment',
        signs: [own(/unsupported version \((?<version>[\d.]+)\) in file header/)],
        meaning: 'The archive was written by a newer pg_dump than the pg_restore that reads it.',
        message: ({ program, found }) => `The archive's format (${found.version}) is newer than what this ${program} reads.`,
        fix: 'Use the client of the version that made the archive, or a newer one.',
    },
    {
        code: 'archive-broken',
        kind: 'integrity',
        signs: [
            own(/^pg_restore: .*?(?:could not read from input file|input file (?:is too short|does not appear to be a valid|appears to be a text format)|did not find magic string|unexpected end of file|could not (?:un|de)compress data|corrupt (?:tar|input)|unrecognized data block type|found unexpected block ID|(?:incorrect|invalid) (?:data|block|entry)|expected .* offset)/m),
        ],
        meaning: 'pg_restore could not read the archive to its end.',
        message: ({ program }) => `The archive is damaged or cut off: ${program} could not read it to its end.`,
        fix: 'Do not trust this backup. While one is being made: nothing was stored, run it again.',
    },
    {
        code: 'program-broken',
        kind: 'environment',
        signs: [
            notStarted(),
            own(/error while loading shared libraries: (?<reason>[^\n]*)/),
            own(/(?<reason>version `?[A-Z]+_[\d.]+'? not found[^\n]*)/),
            own(/(?<reason>symbol lookup error[^\n]*)/),
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
            own(/^pg_\w+: (?<signal>terminated by user)$/m),
            killedBy('SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'),
        ],
        meaning: 'A client program was ended by a signal from outside.',
        message: ({ program, found }) => `${program} was ended by ${found.signal?.startsWith('SIG') ? found.signal : 'a signal (SIGINT or SIGTERM)'} from outside.`,
        fix: 'Look for who stops processes on this runner, and run it again.',
    },
    {
        code: 'program-killed',
        kind: 'environment',
        signs: [killedBy('SIGKILL')],
        meaning: 'A client program was killed from outside: usually the system was out of memory.',
        message: ({ program }) => `${program} was killed (SIGKILL), usually because this machine ran out of memory.`,
        fix: 'Use a runner with more memory, or keep other work off it.',
    },
    {
        code: 'program-crashed',
        kind: 'environment',
        signs: [killedBy()],
        meaning: 'A client program was ended by a signal that it brought upon itself, such as SIGSEGV or SIGABRT.',
        message: ({ program, found }) => `${program} crashed (${found.signal}).`,
        fix: 'Update the PostgreSQL client to its newest minor version, and report it to PostgreSQL if it happens again.',
    },
];

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

;// CONCATENATED MODULE: ./lib/postgres/diagnosis/restoring-objects.js





/** What the target has already, or lacks. */
const RESTORING_OBJECTS = [
    {
        code: 'restore-extension-unavailable',
        kind: 'database',
        signs: [
            signs_text(/ERROR:\s+extension "(?<name>[^"\n]+)" is not available/),
            signs_text(/[/\\](?<name>[\w-]+)\.control\b/),
            signs_text(/could not open extension control file "[^"\n]*?(?<name>[^"/\n]+)\.control"/),
            signs_text(/ERROR:\s+extension "(?<name>[^"\n]+)" has no installation script/),
            signs_text(/ERROR:\s+required extension "(?<name>[^"\n]+)" is not installed/),
            signs_text(/ERROR:\s+(?<name>\w+) (?:must|can only) be loaded via shared_preload_libraries/),
            alsoSqlstate('0A000', '58P01', '55000', '42704', '22023'),
        ],
        meaning: "The backup needs an extension that the target's server does not have.",
        message: scene => `${place(scene)} does not have ${scene.found.name ? `the extension ${scene.found.name}` : 'an extension of the backup'}.`,
        fix: "Install the extension's package at the server (or allow it at your provider); where it may be missing, name it in skip-extensions.",
    },
    {
        code: 'restore-object-exists',
        kind: 'database',
        signs: [
            signs_text(/ERROR:\s+(?<what>\w[^\n]*?) already exists/),
            signs_text(/ERROR:\s+(?<what>multiple primary keys for table [^\n]+) are not allowed/),
            sqlstate('42P07', '42710', '42P06', '42723', '42701', '42P04', '42P16'),
        ],
        meaning: 'Something of the backup is in the target already.',
        message: ({ database, found }) => (0,sentence/* sentence */.e)(`Database ${database} has already what is restored${found.what ? `: ${found.what}` : ''}`),
        fix: 'Restore into an empty database, with mode full (which drops what it replaces), or leave the object out with use-list.',
    },
    {
        code: 'restore-object-needed',
        kind: 'database',
        signs: [
            signs_text(/ERROR:\s+(?<what>cannot drop [^\n]+?) because (?:other objects depend on it|extension [^\n]+ requires it)(?:\nDETAIL:\s+(?<names>[^\n]+(?:\n[^\n]+ depends on [^\n]+)*))?/),
            signs_text(/ERROR:\s+(?<what>cannot drop [^\n]+)/),
            signs_text(/ERROR:\s+(?<what>cannot truncate a table referenced in a foreign key constraint)/),
            sqlstate('2BP01'),
            alsoSqlstate('0A000'),
        ],
        meaning: 'Something in the target that is to be replaced is needed by something else there, which the backup does not hold.',
        message: ({ database, found: { names, what } }) => (0,sentence/* sentence */.e)(`Something else in ${database} stands in the way of the restore${what ? `: ${what}` : ''}${names === undefined ? '' : `, since ${dependents(names)}`}`),
        fix: 'Drop what depends on it, restore into an empty database, or leave the object out with use-list.',
    },
    {
        code: 'restore-role-unknown',
        kind: 'database',
        signs: [signs_text(/ERROR:\s+role "(?<name>[^\n]+)" does not exist/), alsoSqlstate('42704')],
        meaning: 'The backup names a role (an owner, a grantee, one in a policy) that the server lacks.',
        message: scene => `${place(scene)} has no role ${scene.found.name ? `${scene.found.name}, which` : 'that'} the backup names.`,
        fix: 'Create the role, let create-roles do it from a backup with globals, or restore with no-owner and no-acl.',
    },
    {
        code: 'restore-tablespace-missing',
        kind: 'database',
        signs: [
            signs_text(/ERROR:\s+tablespace "(?<name>[^\n]+)" does not exist/),
            signs_text(/ERROR:\s+invalid value for parameter "default_tablespace": "(?<name>[^\n]+)"/),
            alsoSqlstate('42704', '22023'),
        ],
        meaning: 'The backup puts a table into a tablespace that the server lacks.',
        message: scene => `${place(scene)} has no tablespace ${scene.found.name ? `${scene.found.name}, which` : 'that'} the backup names.`,
        fix: 'Create the tablespace at the server; what is in it would be in the default one otherwise.',
    },
    {
        code: 'restore-collation-missing',
        kind: 'database',
        signs: [
            signs_text(/ERROR:\s+(?<what>collation "[^\n]+" (?:for encoding "[^\n]+" )?does not exist)/),
            signs_text(/ERROR:\s+(?<what>could not (?:create|open) (?:locale|collator)[^\n]*)/),
            signs_text(/ERROR:\s+(?<what>ICU is not supported in this build)/),
            alsoSqlstate('42704', '22023', '42602', '0A000'),
        ],
        meaning: "The target's server lacks a collation: its operating system has no such locale, or it has no ICU.",
        message: scene => (0,sentence/* sentence */.e)(`${place(scene)} lacks a collation of the backup${scene.found.what ? `: ${scene.found.what}` : ''}`),
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
            signs_text(/ERROR:\s+(?<what>data type \S+ has no default operator class for access method "[^"\n]+")/),
            signs_text(/ERROR:\s+(?<what>(?!unrecognized)\w[^\n]*? does not exist)(?=\s*(?:\n|$))/),
            sqlstate('42P01', '42883', '42704', '42703', '3F000'),
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
            signs_text(/ERROR:\s+permission denied to set parameter "(?<name>session_replication_role)"/),
            signs_text(/: {2}[^\n]*\b(?<name>session_replication_role)\b/),
            alsoSqlstate('42501'),
        ],
        meaning: 'Triggers and foreign keys are to rest while data is loaded (session_replication_role = replica), and the role may not set that.',
        message: scene => `Role ${scene.role} may not set session_replication_role at ${place(scene)}, which keeps triggers quiet while data is loaded.`,
        fix: 'Restore as superuser, GRANT SET ON PARAMETER session_replication_role TO the role (PostgreSQL 15), or restore as the role that your provider gives this right (postgres at Supabase).',
    },
    {
        code: 'restore-owner-denied',
        kind: 'database',
        signs: [
            signs_text(/ERROR:\s+must be (?<what>owner of [^\n]+)/),
            signs_text(/ERROR:\s+must be (?<what>(?:member of role|able to SET ROLE) [^\n]+)/),
            alsoSqlstate('42501'),
        ],
        meaning: 'Something in the target belongs to another role, which alone may change it.',
        message: ({ role, found }) => (0,sentence/* sentence */.e)(`Role ${role} would have to be ${found.what ?? 'the owner of what it replaces'}`),
        fix: 'Restore as that owner or as a member of it, or leave the object out with use-list; no-owner does without the owners of the backup.',
    },
    {
        code: 'restore-creation-denied',
        kind: 'database',
        signs: [
            signs_text(/ERROR:\s+permission denied to (?<what>(?:create|alter|drop|comment|set) [^\n]+)/),
            signs_text(/ERROR:\s+must be superuser to (?<what>[^\n]+)/),
            signs_text(/ERROR:\s+permission denied for (?<what>(?:database|schema|language|foreign-data wrapper) [^\n]+)/),
            sqlstate('42501'),
        ],
        meaning: 'The role may not do in the target what the backup asks for: event triggers, some extensions, publications of all tables and languages need a superuser, schemas the CREATE privilege of the database.',
        message: ({ database, found, role }) => (0,sentence/* sentence */.e)(`Role ${role} lacks a privilege in ${database} that the restore needs${found.what ? `: ${found.what}` : ''}`),
        fix: 'Grant it, restore as a role that has it, or leave the object out with use-list.',
    },
    {
        code: 'restore-table-denied',
        kind: 'database',
        signs: [signs_text(/ERROR:\s+permission denied for (?<what>\w[^\n]*)/), alsoSqlstate('42501')],
        meaning: 'The role may not write to something that the target has already.',
        message: ({ database, found, role }) => (0,sentence/* sentence */.e)(`Role ${role} may not change what ${database} has already${found.what ? `: ${found.what}` : ''}`),
        fix: 'Restore as the owner of the tables, or grant the role what it needs.',
    },
    {
        code: 'restore-read-only',
        kind: 'database',
        signs: [
            signs_text(/ERROR:\s+cannot (?:execute|assign) [^\n]+ (?:in a read-only transaction|during recovery)/),
            sqlstate('25006'),
        ],
        meaning: 'The target is a standby, or its transactions are read-only.',
        message: scene => `Database ${scene.database} at ${place(scene)} takes no writes.`,
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
            signs_text(/ERROR:\s+could not create unique index "(?<name>[^\n]+)"/),
            signs_text(/ERROR:\s+could not create exclusion constraint "(?<name>[^\n]+)"/),
            builtFromRows(),
        ],
        meaning: 'Rows of the backup collide with each other: in the source they are behind a unique index that is corrupt (after an upgrade of the operating system’s collations, or a crash).',
        message: ({ found }) => `The source holds rows that a unique index${found.name ? ` (${found.name})` : ''}${found.table ? ` of ${found.table}` : ''} should have kept apart: that index is corrupt there.`,
        fix: 'In the source: find the duplicates without the index (SET enable_indexscan = off; SET enable_indexonlyscan = off), remove them, REINDEX, and run pg_amcheck; then take a new backup. To restore this one, leave the index out with use-list.',
    },
    {
        code: 'restore-rows-exist',
        kind: 'database',
        signs: [
            signs_text(/ERROR:\s+duplicate key value violates unique constraint "(?<name>[^\n]+)"/),
            signs_text(/ERROR:\s+conflicting key value violates exclusion constraint "(?<name>[^\n]+)"/),
            sqlstate('23505', '23P01'),
        ],
        meaning: 'A row of the backup collides with one that the table has already.',
        message: ({ database, found }) => `A row of the backup collides with another one in ${database}${found.name ? ` (constraint ${found.name})` : ''}.`,
        fix: 'Restore into empty tables, or let the restore empty them first (allow not-empty, confirm). If they were empty, the source holds the row twice behind a corrupt index: REINDEX it there.',
    },
    {
        code: 'restore-foreign-key-violated',
        kind: 'database',
        signs: [
            signs_text(/ERROR:\s+insert or update on table "(?<table>[^\n]+)" violates foreign key constraint "(?<name>[^\n]+)"/),
            signs_text(/ERROR:\s+update or delete on table "(?<table>[^\n]+)" violates [^\n]*foreign key constraint "(?<name>[^\n"]+)"/),
            sqlstate('23503'),
        ],
        meaning: 'A row refers to one that is not there: not in the backup, not in the target, or not loaded yet (data alone is loaded table by table).',
        message: ({ found }) => `A row${found.table ? ` of table ${found.table}` : ''} refers to one that is not there${found.name ? ` (foreign key ${found.name})` : ''}.`,
        fix: 'Restore the referenced table too, or with mode full, which adds foreign keys after all rows; rows that cannot match were wrong in the source already.',
    },
    {
        code: 'restore-check-violated',
        kind: 'database',
        signs: [
            signs_text(/ERROR:\s+new row for relation "(?<table>[^\n]+)" violates check constraint "(?<name>[^\n]+)"/),
            signs_text(/ERROR:\s+value for domain (?<table>[^\n]+) violates check constraint "(?<name>[^\n]+)"/),
            signs_text(/ERROR:\s+check constraint "(?<name>[^\n]+)" of relation "(?<table>[^\n]+)" is violated/),
            signs_text(/ERROR:\s+null value in column "(?<name>[^\n]+)" of relation "(?<table>[^\n]+)" violates not-null/),
            sqlstate('23514', '23502'),
        ],
        meaning: 'A row breaks a rule of its table: often a function in a CHECK that looks at other tables.',
        message: ({ found }) => `A row breaks ${found.name ? `the rule ${found.name}` : 'a rule'}${found.table ? ` of ${found.table}` : ''}.`,
        fix: 'If the rule is NOT VALID in the source, drop it in the target, restore, and add it NOT VALID again; if it looks at other tables or at the time, make it a trigger or NOT VALID in the source. Data alone needs tables with the same rules.',
    },
    {
        code: 'restore-setting-unknown',
        kind: 'database',
        signs: [
            signs_text(/ERROR:\s+unrecognized configuration parameter "(?<name>[^"\n]+)"/),
            // A tablespace that is missing is reported as such.
            signs_text(/ERROR:\s+invalid value for parameter "(?<name>(?!default_tablespace")[^"\n]+)"/),
            alsoSqlstate('42704', '22023'),
        ],
        meaning: 'The target does not know a setting of the backup: the dump comes from a newer version (transaction_timeout: 17), or an extension that brings it is missing.',
        message: scene => `${place(scene)} does not know ${scene.found.name ? `the setting ${scene.found.name}` : 'a setting'} of the backup.`,
        fix: "Restore into a server of the backup's major version or a newer one, with the same extensions.",
        hint: ({ found }) => found.name === 'transaction_timeout'
            ? 'Restore into PostgreSQL 17 or newer: what a client of 17 dumps, no older server loads.'
            : undefined,
    },
    {
        code: 'restore-encoding-differs',
        kind: 'database',
        signs: [
            signs_text(/ERROR:\s+character with byte sequence [^\n]*has no equivalent in encoding "(?<name>[^"\n]+)"/),
            signs_text(/ERROR:\s+invalid byte sequence for encoding "(?<name>[^"\n]+)"/),
            signs_text(/ERROR:\s+conversion between (?<name>\S+) and \S+ is not supported/),
            sqlstate('22P05', '22021'),
        ],
        meaning: "A text of the backup cannot be written in the target's encoding.",
        message: ({ database, found }) => `A text of the backup cannot be written in ${database}: its encoding is not that of the source${found.name ? ` (${found.name})` : ''}.`,
        fix: "Create the target database with the source's encoding (CREATE DATABASE … ENCODING … TEMPLATE template0).",
    },
    {
        code: 'restore-column-differs',
        kind: 'database',
        signs: [
            signs_text(/ERROR:\s+column "(?<name>[^\n]+)" (?:of relation "(?<table>[^\n]+)" )?(?:is a generated column|can only be updated to DEFAULT)/),
            signs_text(/ERROR:\s+cannot insert a non-DEFAULT value into column "(?<name>[^\n]+)"/),
            signs_text(/ERROR:\s+missing data for column "(?<name>[^\n]+)"/),
            signs_text(/ERROR:\s+(?<name>extra data after last expected column)/),
            signs_text(/ERROR:\s+value too long for type (?<name>[^\n]+)/),
            sqlstate('428C9', '42P10', '22P04', '22001'),
        ],
        meaning: "A table of the target has other columns than the backup's rows.",
        message: ({ database, found }) => `A table of ${database} has other columns than the rows of the backup${found.name ? `: ${found.name}` : ''}.`,
        fix: 'Restore with the definitions (mode full), or bring the table into the shape that it has in the backup.',
    },
    {
        code: 'restore-value-refused',
        kind: 'database',
        signs: [
            signs_text(/ERROR:\s+invalid input syntax for type (?<name>[\w ]+)/),
            signs_text(/ERROR:\s+(?<name>(?:date\/time field )?value)[^\n]* (?:is )?out of range/),
            signs_text(/ERROR:\s+invalid input value for enum (?<name>[^:\n]+)/),
            sqlstate('22P02', '22003', '22007', '22008'),
        ],
        meaning: 'The target does not take a value of the backup: its column has another type.',
        message: ({ database, found }) => `Database ${database} does not take a value of the backup${found.name ? ` (${found.name})` : ''}.`,
        fix: 'Restore with the definitions (mode full): data alone needs columns of the same types.',
    },
    {
        code: 'restore-parameter-unknown',
        kind: 'database',
        signs: [
            signs_text(/ERROR:\s+unrecognized parameter(?: namespace)? "(?<name>[A-Za-z_.]{1,63})"/),
            alsoSqlstate('22023'),
        ],
        meaning: 'The target does not know an option of a table, column or index of the backup: a newer version of PostgreSQL wrote it, be it only a newer minor version (pg_attver: the servers of November 2026).',
        message: scene => `${place(scene)} does not know the option ${scene.found.name} of the backup: a newer version of the server wrote it, be it only a newer minor version.`,
        fix: 'Restore into a server of the version that was backed up or a newer one, minor version included; back up with a client as new as the server.',
    },
    {
        code: 'restore-syntax',
        kind: 'database',
        signs: [
            signs_text(/ERROR:\s+syntax error at or near/),
            signs_text(/ERROR:\s+unrecognized (?<name>\w[^\n]*)/),
            sqlstate('42601'),
        ],
        meaning: "The target's server does not understand the SQL of the backup.",
        message: scene => `${place(scene)} does not understand the SQL of the backup.`,
        fix: "Restore into a server of the backup's major version or a newer one.",
    },
];

;// CONCATENATED MODULE: ./lib/postgres/diagnosis/restoring.js





/** The client's own words, and the server's state, where they mean something else to a restore than to a dump. */
const AROUND = [
    {
        code: 'restore-psql-too-old',
        kind: 'environment',
        signs: [own(/invalid command \\(?<name>(?:un)?restrict)/)],
        meaning: 'A restore forbids psql to run commands that are in the SQL of the backup (\\restrict). Versions before 13.22, 14.19, 15.14, 16.10 and 17.6 do not know that, and could be made to start programs.',
        message: ({ program }) => `This ${program} is too old to load a backup: SQL in it could make it start programs on this machine (CVE-2025-8714).`,
        fix: "Update the machine's PostgreSQL client to its newest minor version (13.22, 14.19, 15.14, 16.10, 17.6 or later), or remove it so that one is installed.",
    },
    {
        code: 'restore-command-refused',
        kind: 'integrity',
        signs: [own(/backslash commands are restricted/)],
        meaning: "The backup's SQL holds a command for psql, or one that ends the transaction of the restore, which no dump has.",
        message: () => "The backup's SQL holds a command for psql, which psql refused.",
        fix: 'Do not trust this backup before you know how the command came into it; an older one may be whole.',
    },
    {
        code: 'restore-function-raised',
        kind: 'database',
        signs: [raised()],
        meaning: 'A function of the backup, called by a constraint, an index, a view or a trigger while the backup was loaded, raised an error. Its words are not quoted: they may hold values of rows.',
        message: ({ database, found }) => `A function${found.routine ? ` (${found.routine})` : ''} raised an error while the backup was loaded into ${database}${found.table ? `, at table ${found.table}` : ''}.`,
        fix: "Read its words in the server's log. Often it looks at other tables, which are not loaded yet, or at a setting; correct the function or the row in the source.",
    },
    {
        code: 'restore-locks-exhausted',
        kind: 'database',
        signs: [signs_text(/out of shared memory|max_(?:pred_)?locks_per_transaction/), alsoSqlstate('53200')],
        meaning: "A restore in one transaction locks every object that it makes until the end, and the server's lock table is full.",
        message: scene => `${place(scene)} has no room for a lock on each object of the restore.`,
        fix: 'Raise max_locks_per_transaction at the server (needs a restart), or set single-transaction to false.',
    },
];
/** What restores trip over, the most significant first. Signs are in the server's own words for an error, with values left out. */
const RESTORING = [
    ...AROUND,
    ...RESTORING_PRIVILEGES,
    ...RESTORING_OBJECTS,
    ...RESTORING_VALUES,
];

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
const SERVER_STATE = [
    {
        code: 'server-locks-exhausted',
        kind: 'database',
        signs: [signs_text(/out of shared memory/)],
        meaning: "A dump locks every table at once, and the server's lock table is full.",
        message: scene => `${place(scene)} has no room for a lock on each table of ${scene.database}.`,
        fix: 'Raise max_locks_per_transaction at the server (needs a restart), or back up schema by schema.',
    },
    {
        code: 'server-disk-full',
        kind: 'database',
        signs: [signs_text(/No space left on device/), sqlstate('53100')],
        meaning: 'The server has no disk space left, e.g. for temporary files.',
        message: scene => `The disk of ${place(scene)} is full.`,
        fix: 'Free or add space at the server.',
    },
    {
        code: 'row-too-large',
        kind: 'database',
        signs: [
            signs_text(/Cannot enlarge string buffer|string buffer exceeds maximum allowed length|invalid memory alloc request size [1-3]\d{9}\b/),
        ],
        meaning: "A row, or a value of it, is larger as text than the 1 GB (a bytea: 512 MB) that PostgreSQL can handle in one piece. No memory helps: it is PostgreSQL's limit.",
        message: ({ database, found }) => `A row${found.table ? ` of table ${found.table}` : ''} in ${database} is larger as text than PostgreSQL's limit of 1 GB.`,
        fix: 'Leave its rows out with exclude-table-data, or split the row: move one of the large columns into a table of its own. Find it with pg_column_size().',
    },
    {
        code: 'server-out-of-memory',
        kind: 'database',
        signs: [
            signs_text(/ERROR:\s+out of memory|FATAL:\s+out of memory|could not fork new process/),
            sqlstate('53200'),
        ],
        meaning: 'The server could not get the memory that a query of the dump needs.',
        message: scene => `${place(scene)} ran out of memory${scene.found.table ? ` at table ${scene.found.table}` : ''}.`,
        fix: 'Give the server more memory or a lower work_mem and max_connections; values of hundreds of MB need several times their size.',
    },
    {
        code: 'client-out-of-memory',
        kind: 'environment',
        signs: [
            signs_text(/pg_\w+: error: out of memory|^out of memory$|out of memory for query result|cannot allocate memory/im),
        ],
        meaning: 'The machine that runs the backup had not enough memory for a row of the dump.',
        message: ({ program }) => `${program} ran out of memory on this machine.`,
        fix: 'Use a runner with more memory, or keep other work off it; values of hundreds of MB need several times their size.',
    },
    {
        code: 'value-unreadable',
        kind: 'database',
        signs: [
            signs_text(/invalid memory alloc request size|missing chunk number|unexpected chunk (?:number|size)|compressed (?:data|pglz data|lz4 data) is corrupt/),
        ],
        meaning: 'The server cannot read a value: its storage is damaged.',
        message: ({ found, database }) => `A value${found.table ? ` in table ${found.table}` : ''} of ${database} cannot be read by the server itself.`,
        fix: 'Find the row by selecting in ranges, and restore its value from an older backup. exclude-table-data saves the rest meanwhile.',
    },
    {
        code: 'server-data-corrupted',
        kind: 'database',
        signs: [
            signs_text(/invalid page in block|page verification failed|could not read block|could not access status of transaction|could not open file "(?:base|global|pg_xact|pg_multixact)/),
            sqlstate('XX001', 'XX002'),
        ],
        meaning: "The server's own files are damaged.",
        message: scene => `The data files of ${scene.database} at ${place(scene)} are damaged${scene.found.table ? ` (table ${scene.found.table})` : ''}.`,
        fix: "Keep every older backup, stop pruning, and look into the server's disk now; exclude-table-data saves the other tables.",
    },
    {
        code: 'extension-library-missing',
        kind: 'database',
        signs: [
            signs_text(/could not (?:access|load|open) (?:file|library|extension control file) "(?<library>[^"]*)"/),
        ],
        meaning: 'The database uses an extension whose library the server cannot load.',
        message: scene => `${place(scene)} cannot load ${scene.found.library}, which ${scene.database} uses.`,
        fix: "Install the extension's package for the server's major version.",
    },
    {
        code: 'server-shut-down',
        kind: 'database',
        signs: [signs_text(/terminating connection due to administrator command/), sqlstate('57P01')],
        meaning: 'The server was stopped, or an administrator ended the session.',
        message: scene => `The session of role ${scene.role} was ended at ${place(scene)}: shutdown, failover or pg_terminate_backend.`,
        fix: 'Run it again, outside of the maintenance window.',
    },
    {
        code: 'server-crashed',
        kind: 'database',
        signs: [
            signs_text(/terminating connection (?:because of crash of another server process|due to unexpected postmaster exit)/),
            sqlstate('57P02'),
        ],
        meaning: 'A process of the server crashed, and it restarts.',
        message: scene => `The server at ${place(scene)} crashed: a process of it was killed or failed.`,
        fix: "Read the server's log for the process that crashed; if it was killed for memory, the server needs more.",
    },
    {
        code: 'session-timeout',
        kind: 'database',
        signs: [signs_text(/terminating connection due to (?<which>[a-z-]+) timeout/), endedByTimeout],
        meaning: "A timeout of the server ended the dump's session.",
        message: ({ role, found }) => `The session of role ${role} was ended by the server's ${found.which} timeout.`,
        fix: "Take the timeout off for the backup's role: ALTER ROLE … SET …_timeout = 0.",
    },
    {
        code: 'connection-lost',
        kind: 'database',
        signs: [
            errno('ECONNRESET', 'EPIPE'),
            signs_text(/server closed the connection unexpectedly|SSL connection has been closed unexpectedly|SSL SYSCALL error|could not (?:receive data from|send data to) server|Connection terminated|Connection reset by peer|no connection to the server|PQgetResult\(\) failed|PQgetCopyData\(\) failed/),
            sqlstate('08000', '08003', '08006'),
        ],
        meaning: "The connection broke: the server's process was killed, or the network dropped it.",
        message: scene => `The connection to ${place(scene)} broke${scene.found.table ? ` while table ${scene.found.table} was being dumped` : ''}.`,
        fix: "Read the server's log of that moment (a crash, a failover, out of memory), check idle limits of proxies on the way, and run it again.",
    },
];

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
    ...DUMP,
    ...SERVER_STATE,
    ...ENCRYPTION.filter(({ code }) => code === 'tls-failed'),
    ...PROGRAMS.filter(({ code }) => !isCertain(code)),
];
/** What a program says of its own version or end needs no other cause. */
function isCertain(code) {
    return code === 'client-too-old' || code === 'program-ended-by-signal';
}
/** The same for programs that change a database. */
const RESTORE_FAILURES = [...RESTORING, ...POSTGRES_FAILURES];
/** What docs/errors.md lists of PostgreSQL. */
const DOCUMENTED_FAILURES = [
    ...POSTGRES_FAILURES,
    ...Object.values(others/* OTHERS */.A),
];

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
        const { kind, code } = failure;
        const hint = failure.hint?.(scene) ?? failure.fix;
        return new errors/* BackupError */.h({ kind, code, message: failure.message(scene), hint }, cause);
    }
    const { server, text } = evidence;
    const where = `${program} failed on ${target.database} at ${target.host}`;
    if (server) {
        const { kind, code, fix } = refusesStatements(server.sqlstate) ? others/* OTHERS */.A.refused : others/* OTHERS */.A.unexplained;
        const message = `${where}: the server reported ${(0,server_error/* category */.L1)(server.sqlstate)}${placesOf(evidence, names)}.`;
        return new errors/* BackupError */.h({ kind, code, message, hint: fix }, cause);
    }
    const isRefused = table === RESTORE_FAILURES && /\bERROR: {2}/.test(text) && !program_output/* OF_SERVER */.c_.test(text);
    const { kind, code, fix } = isRefused ? others/* OTHERS */.A.refused : others/* OTHERS */.A.unexplained;
    const words = (0,connection_secrets/* redact */.E)((0,program_output/* lastWords */.aN)(quotable(text)), secrets);
    const message = (0,sentence/* sentence */.e)(`${where}, ${words === '' ? 'and said nothing' : `saying: ${words}`}`);
    return new errors/* BackupError */.h({ kind, code, message, hint: (0,program_output/* speaksAnotherLanguage */.JF)(text) ? SPEAK_ENGLISH : fix }, cause);
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

/***/ 82246:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ OTHERS)
/* harmony export */ });
/** Failures that no sign reveals: found by asking, or not explained. */
const OTHERS = {
    unsuitable: {
        code: 'database-not-of-the-kind',
        kind: 'database',
        meaning: 'None of the servers is of the kind that target_session_attrs asks for.',
        fix: 'Remove target_session_attrs, or add the server that is meant.',
    },
    stalled: {
        code: 'database-stalled',
        kind: 'database',
        meaning: 'The server made no progress for stall-timeout, and a second connection showed that it was not at work on what was waited for.',
        fix: 'Look at the server, and at what is between (a pooler, a proxy, a firewall that forgets connections), and run it again. Where the work is only slow, raise stall-timeout.',
    },
    refused: {
        code: 'restore-statement-refused',
        kind: 'database',
        meaning: 'The server refused a statement of the backup, by an error that has no row of its own. Its words are not quoted, since they may hold values of rows; its SQLSTATE is, where psql loads.',
        fix: "Read the server's log of that moment: it has the words, the row and the place.",
    },
    unexplained: {
        code: 'postgres-failed',
        kind: 'database',
        meaning: 'A failure of PostgreSQL or its programs that has no row of its own; its own words are quoted, except those of a server that may hold values of rows.',
        fix: "Look the message up in PostgreSQL's manual and the server's log; report it to us if it should have been explained.",
    },
};


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
function programStalled(program, ms, why) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .BackupError */ .h({
        kind: 'environment',
        code: 'program-stalled',
        message: (0,_core_sentence_js__WEBPACK_IMPORTED_MODULE_6__/* .sentence */ .e)(`${program} made no progress for ${(0,_core_durations_js__WEBPACK_IMPORTED_MODULE_3__/* .formatDuration */ .a)(ms)}, although bytes were waiting for it: ${why}`),
        hint: 'Find out what stopped it on this machine (memory, a debugger, an administrator), and run it again. If it is only slow, raise stall-timeout.',
    });
}


/***/ })

};
