import { sentence } from '../../../core/sentence.ts'
import { type KnownFailure, said, server } from './known-failure.ts'

/** The way to the store, and how it holds up. */
export const ANSWERING: readonly KnownFailure[] = [
  {
    code: 'storage-unreachable',
    kind: 'storage',
    signs: ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EPROTO'],
    meaning: 'The endpoint has no address, or nothing that speaks its protocol accepts connections there.',
    message: trouble =>
      sentence(`${server(trouble)} cannot be reached (${trouble.failure.code})${said(trouble)}`),
    fix: 'Check endpoint and region, and that the runner may reach it (DNS, firewall, proxy, IPv6).',
  },
  {
    code: 'storage-timeout',
    kind: 'storage',
    signs: ['ETIMEDOUT', 'TimeoutError', 'RequestTimeout', 'ECONNRESET', 'EPIPE', 408],
    meaning: 'The store stopped answering, or the connection to it broke, in each of several attempts.',
    message: trouble => `${server(trouble)} stopped answering at ${trouble.where} (${trouble.failure.code}).`,
    fix: 'Run again; if it stays so, check the network between the runner and the store.',
  },
  {
    code: 'storage-not-s3',
    kind: 'storage',
    signs: ['ForeignAnswer'],
    meaning:
      'Something else than an S3 store answers at the endpoint: a web page, a console, a captive portal or a proxy.',
    message: trouble => sentence(`What answers at ${server(trouble)} is not an S3 store${said(trouble)}`),
    fix: 'Give the address of the S3 API as endpoint: MinIO has its console on another port (9001) than its API (9000). A proxy or firewall on the way may answer too.',
    hint: ({ options }) => consoleHint(options.endpoint),
  },
  {
    code: 'storage-answer-unreadable',
    kind: 'storage',
    signs: ['CutAnswer', 'UnreadableAnswer'],
    meaning: 'An answer of the store ended in the middle, or is no valid XML, in each of several attempts.',
    message: trouble =>
      `The answer of ${server(trouble)} to ${trouble.operation} at ${trouble.where} is cut short or is not valid XML.`,
    fix: 'Run again; if it stays so, look for a proxy between the runner and the store that cuts answers.',
  },
  {
    code: 'storage-answer-too-large',
    kind: 'storage',
    signs: ['OversizedAnswer'],
    meaning: 'The store sent more than any answer of S3 has; it was not read to its end.',
    message: trouble =>
      sentence(
        `${server(trouble)} sent an answer to ${trouble.operation} that no S3 store gives${said(trouble)}`,
      ),
    fix: 'Check what listens at the endpoint, and do not use it until that is explained.',
  },
  {
    code: 'storage-proxy-refused',
    kind: 'storage',
    signs: ['ProxyRefusal', 'ERR_PROXY_TUNNEL'],
    meaning: 'The proxy that HTTP_PROXY or HTTPS_PROXY names did not pass a request on to the store.',
    message: trouble => `The proxy of this machine refused to pass a request on to ${server(trouble)}.`,
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
    meaning:
      "The store's certificate is out of date, for another name, or of an authority that is not known.",
    message: trouble => `The certificate of ${server(trouble)} was not accepted (${trouble.failure.code}).`,
    fix: 'Use the name that the certificate holds; for a private authority set NODE_EXTRA_CA_CERTS.',
  },
  {
    code: 'storage-throttled',
    kind: 'storage',
    signs: ['SlowDown', 'ServiceUnavailable', 'RequestLimitExceeded', 'TooManyRequests', 429, 503],
    meaning: 'The store takes no more requests for now, in each of several attempts.',
    message: trouble =>
      `${server(trouble)} asked to slow down, ${trouble.failure.attempts} times in a row, at ${trouble.where}.`,
    fix: 'Run again later, or at another time than the other jobs that use this bucket.',
  },
  {
    code: 'storage-conflict',
    kind: 'storage',
    signs: ['ConditionalRequestConflict', 'OperationAborted', 409],
    meaning: 'Another request worked on the same object or bucket at that moment, in each of two attempts.',
    message: trouble =>
      `${trouble.where}: ${server(trouble)} was at work on it for another request (${trouble.failure.code}).`,
    fix: 'Run again; if it stays so, look for another job that writes the same series, or changes the bucket.',
  },
  {
    code: 'storage-server-error',
    kind: 'storage',
    signs: ['InternalError', 500, 502, 504],
    meaning: 'The store failed by itself, in each of several attempts.',
    message: trouble =>
      `${server(trouble)} failed at ${trouble.where}, ${trouble.failure.attempts} times in a row (${trouble.failure.status ?? trouble.failure.code}).`,
    fix: "Run again; if it stays so, look at the store's health page or logs.",
  },
]

/** A bare port of MinIO's console is the commonest of these mistakes. */
function consoleHint(endpoint: string | undefined): string | undefined {
  const url = URL.parse(endpoint ?? '')
  if (url?.port !== '9001') return undefined
  url.port = '9000'
  return `Port 9001 is that of MinIO's console; its API is at ${url.origin}: give that as endpoint.`
}
