import { sentence } from '../../core/sentence.ts'
import { type Failure, place } from './failure.ts'
import { errno, text } from './signs.ts'

const UNTRUSTED = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
]

/** TLS: whether there is any, and whom it is with. */
export const ENCRYPTION: readonly Failure[] = [
  {
    code: 'tls-unsupported',
    kind: 'database',
    signs: [text(/server does not support SSL/i)],
    meaning: 'The connection has to be encrypted (sslmode), and the server offers no TLS.',
    message: scene => `${place(scene)} offers no TLS, and sslmode asks for it.`,
    fix: 'Turn TLS on at the server; only on a network that nobody can listen to, set sslmode to disable.',
  },
  {
    code: 'tls-required',
    kind: 'database',
    signs: [
      text(/no pg_hba\.conf entry for .*(?:no encryption|SSL off)/),
      text(/connection is insecure|SSL connection is required|SSL\/TLS required|sslmode=require/i),
    ],
    meaning: 'The server accepts this client only over TLS (or not at all), and the connection had none.',
    message: scene =>
      `${place(scene)} does not accept an unencrypted connection of role ${scene.role} to database ${scene.database}.`,
    fix: "Set sslmode to require or verify-full. If it is refused then too, pg_hba.conf has to admit this runner's address.",
  },
  {
    code: 'tls-host-mismatch',
    kind: 'database',
    signs: [
      text(/is not in the cert's altnames: (?<names>[^\n]+)/),
      errno('ERR_TLS_CERT_ALTNAME_INVALID'),
      text(/server certificate for "(?<names>[^"]*)".* does not match host name/),
    ],
    meaning: "The server's certificate is for another host name (verify-full).",
    message: ({ host, found }) =>
      `The server's certificate is not for ${host}${found.names ? `, it is for ${found.names}` : ''}.`,
    fix: 'Connect by a name that the certificate holds; verify-ca does without the comparison, for a CA that issues to you alone.',
  },
  {
    code: 'tls-certificate-expired',
    kind: 'database',
    signs: [
      errno('CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'),
      text(/certificate has expired|certificate is not yet valid/),
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
      text(
        /certificate verify failed|self[- ]signed certificate|unable to (?:get local issuer|verify the first) certificate/i,
      ),
    ],
    meaning: "The server's certificate does not descend from the given root certificate.",
    message: scene => `The certificate of ${place(scene)} is not from a CA in the given root certificate.`,
    fix: 'Give the CA of this server as ssl-root-cert (providers offer it for download); do not turn the verification off.',
  },
  {
    code: 'tls-root-missing',
    kind: 'input',
    signs: [
      text(/root certificate file "(?<file>[^"]*)" does not exist/),
      text(/could not read root certificate file "(?<file>[^"]*)"/),
    ],
    meaning: 'verify-ca and verify-full need a root certificate, and its file is not there or not readable.',
    message: ({ found }) => `The root certificate ${found.file} is missing or cannot be read.`,
    fix: "Give ssl-root-cert: a file's path, the PEM text, or “system” for a public CA.",
  },
  {
    code: 'tls-client-key',
    kind: 'input',
    signs: [
      text(/private key file "(?<file>[^"]*)" (?:has group or world access|must be owned)/),
      text(/could not load private key file "(?<file>[^"]*)"/),
      text(/could not read certificate file "(?<file>[^"]*)"/),
      text(/certificate present, but not private key file "(?<file>[^"]*)"/),
    ],
    meaning:
      "The client's certificate or key cannot be used; libpq wants the key readable by its owner only.",
    message: ({ found }) => `The client certificate or key ${found.file} cannot be used.`,
    fix: 'Check that both files exist and belong together, and run chmod 600 on the key.',
  },
  {
    code: 'tls-channel-binding',
    kind: 'database',
    signs: [text(/channel binding (?:is )?required/i)],
    meaning:
      'channel_binding=require, or a server that offered it before, and now the server or a proxy on the way does not offer it.',
    message: scene => `${place(scene)} does not offer channel binding, which the connection requires.`,
    fix: 'Connect to the server itself rather than through a proxy. Where nobody asked for channel binding, it was offered a moment before: somebody may stand between; with several servers behind one name, write channel_binding=prefer and use sslmode verify-full.',
  },
  {
    code: 'tls-failed',
    kind: 'database',
    signs: [
      errno('EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_UNSUPPORTED_PROTOCOL'),
      text(/SSL error: (?<reason>[^\n]+)/),
      text(/^(?:ERR_)?SSL routines/m),
    ],
    meaning: 'Client and server did not agree on an encrypted connection.',
    message: scene =>
      sentence(`TLS with ${place(scene)} failed${scene.found.reason ? `: ${scene.found.reason}` : ''}`),
    fix: 'Check the TLS versions that the server allows (ssl_min_protocol_version), and proxies on the way.',
  },
]
