import { BackupError } from '../backup/errors.ts'
import { NONCE_BYTES } from './age-preamble.ts'
import { AGE_REFUSALS } from './age-refusals.ts'

/** The parts of an age file's first bytes. */
export interface AgeStart {
  /** Text, to the end of the line with the MAC. */
  readonly header: Buffer
  readonly nonce: Buffer
  readonly payload: Buffer
}

const VERSION_LINE = Buffer.from('age-encryption.org/v1\n')
/** Room for some hundred post-quantum recipients; what has no header's end by then is no age file. */
const GREATEST_HEADER_BYTES = 1024 * 1024

/**
 * Splits the first bytes of an age file; undefined while header and nonce are not complete.
 * @throws BackupError `encryption-not-age`
 */
export function splitStart(bytes: Buffer): AgeStart | undefined {
  const seen = Math.min(bytes.length, VERSION_LINE.length)
  if (!bytes.subarray(0, seen).equals(VERSION_LINE.subarray(0, seen)))
    throw new BackupError(AGE_REFUSALS.notAge)
  const macLine = bytes.indexOf('\n---')
  const newline = macLine < 0 ? -1 : bytes.indexOf('\n', macLine + 1)
  if (newline < 0) {
    if (bytes.length > GREATEST_HEADER_BYTES) throw new BackupError(AGE_REFUSALS.notAge)
    return undefined
  }
  const nonceAt = newline + 1
  const payloadAt = nonceAt + NONCE_BYTES
  if (bytes.length < payloadAt) return undefined
  return {
    header: bytes.subarray(0, nonceAt),
    nonce: bytes.subarray(nonceAt, payloadAt),
    payload: bytes.subarray(payloadAt),
  }
}
