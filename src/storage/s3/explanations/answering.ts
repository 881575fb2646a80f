import { sentence } from '../../../backup/sentence.ts'
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
    signs: ['ETIMEDOUT', 'TimeoutError', 'RequestTimeout', 'ECONNRESET', 'EPIPE'],
    meaning: 'The store stopped answering, or the connection to it broke, in each of several attempts.',
    message: trouble => `${server(trouble)} stopped answering at ${trouble.where} (${trouble.failure.code}).`,
    fix: 'Run again; if it stays so, check the network between the runner and the store.',
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
