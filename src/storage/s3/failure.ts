import { S3ServiceException } from '@aws-sdk/client-s3'
import { BackupError } from '../../core/errors.ts'

/** What can be read out of an error of the SDK, whichever of its layers it comes from. */
export interface Failure {
  /** S3's error code, Node's (`ECONNREFUSED`) or the SDK's name, whichever says most. */
  readonly code: string
  readonly status?: number
  /** How often the request was sent. */
  readonly attempts: number
  /** The server's words; stores other than AWS often have none. Not to be quoted: they may repeat what was sent. */
  readonly text: string
  /** Words of Node's or our own, which may be quoted. */
  readonly ours?: string
  /** The bucket's region where the server says it. */
  readonly region?: string
}

/** Reads an error; one that was explained already is read through its cause. */
export function failureOf(error: unknown): Failure {
  if (error instanceof BackupError) return failureOf(error.cause)
  if (!(error instanceof Error)) return { code: String(error), attempts: 1, text: '' }
  const text = error.message === 'UnknownError' ? '' : error.message
  const attempts = attemptsOf(error)
  if (!(error instanceof S3ServiceException))
    return { code: codeOf(error), attempts, text: '', ...oursOf(error) }
  const { httpStatusCode: status } = error.$metadata
  const region = regionOf(error)
  const code = PLAIN_CODE.test(error.name) ? error.name : 'a code that is no word'
  return { code, attempts, text, ...(status && { status }), ...(region && { region }) }
}

/** Codes of S3 and of the stores that imitate it are words, some with a service before them: `KMS.DisabledException`. */
const PLAIN_CODE = /^[A-Za-z][A-Za-z0-9._-]{0,63}$/

/** What could not be parsed is in the SDK's message, and must not be repeated. */
function oursOf(error: Error): { readonly ours?: string } {
  return codeOf(error) === UNREADABLE ? {} : { ours: error.message.slice(0, 300) }
}

/** The SDK could not make sense of an answer, and has no name of its own for that. */
const UNREADABLE = 'UnreadableAnswer'

function codeOf(error: Error): string {
  if ('$response' in error) return UNREADABLE
  if ('code' in error && typeof error.code === 'string') return error.code
  // The SDK has no name of its own for this one.
  if (error.message.startsWith('Region is missing')) return 'RegionMissing'
  return error.name
}

function attemptsOf(error: Error): number {
  if (!('$metadata' in error) || typeof error.$metadata !== 'object' || error.$metadata === null) return 1
  return 'attempts' in error.$metadata && typeof error.$metadata.attempts === 'number'
    ? error.$metadata.attempts
    : 1
}

function regionOf(error: S3ServiceException): string | undefined {
  const header = error.$response?.headers['x-amz-bucket-region']
  const region = header ?? ('Region' in error ? error.Region : undefined)
  return typeof region === 'string' && /^[a-z0-9-]{1,40}$/i.test(region) ? region : undefined
}

/** The request may have been carried out although its answer was lost: it was repeated, or ended without an answer. */
export function mayHaveHappened(failure: Failure): boolean {
  return failure.attempts > 1 || failure.status === undefined || failure.status >= 500
}

const GONE = new Set(['NoSuchUpload', 'NoSuchKey', 'NotFound'])

/** The object or upload does not exist. Ceph says NoSuchKey of an upload that is gone. */
export function isGone(failure: Failure): boolean {
  return GONE.has(failure.code) || (failure.status === 404 && failure.code !== 'NoSuchBucket')
}

/** The condition "only if the key is free" was not met. */
export function isTaken(failure: Failure): boolean {
  return failure.status === 412
}

/**
 * Something else was going on with the key at that moment (`ConditionalRequestConflict`, `OperationAborted`); some stores
 * say so of a taken key too.
 */
export function isConflict(failure: Failure): boolean {
  return failure.status === 409
}

const NO_CONDITIONS = new Set(['NotImplemented', 'UnsupportedOperation', 'UnsupportedHeader'])

/** The store does not know conditional writes. */
export function refusesConditions(failure: Failure): boolean {
  return failure.status === 501 || NO_CONDITIONS.has(failure.code)
}

const NO_FEATURE = new Set(['NotImplemented', 'UnsupportedOperation', 'MethodNotAllowed'])

/** The store does not know the request at all. */
export function hasNoSuchFeature(failure: Failure): boolean {
  return failure.status === 501 || failure.status === 405 || NO_FEATURE.has(failure.code)
}

/** The credentials may not do what was asked; other refusals with the same status concern the credentials themselves. */
export function isDenied(error: unknown): error is BackupError {
  return error instanceof BackupError && error.code === 'storage-denied'
}
