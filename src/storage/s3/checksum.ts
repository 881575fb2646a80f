import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { StoreChecksum } from '../store.ts'
import type { ChecksumKind } from './options.ts'

/** Hashes a part while it is filled, so that sending it needs no second pass. */
export interface RunningChecksum {
  update(bytes: Uint8Array): void
  digest(): Buffer
}

const RUNNING: Readonly<Record<ChecksumKind, () => RunningChecksum>> = {
  sha256: runningSha256,
  crc32: runningCrc32,
  none: () => ({ update: () => {}, digest: () => Buffer.alloc(0) }),
}

export function runningChecksum(kind: ChecksumKind): RunningChecksum {
  return RUNNING[kind]()
}

function runningSha256(): RunningChecksum {
  const hash = createHash('sha256')
  return { update: bytes => void hash.update(bytes), digest: () => hash.digest() }
}

function runningCrc32(): RunningChecksum {
  let value = 0
  return {
    update: bytes => {
      value = crc32(bytes, value)
    },
    digest: () => {
      const digest = Buffer.alloc(4)
      digest.writeUInt32BE(value)
      return digest
    },
  }
}

/** The checksum of some bytes, for objects that are sent whole. */
export function checksumOf(kind: ChecksumKind, bytes: Uint8Array): Buffer {
  const running = runningChecksum(kind)
  running.update(bytes)
  return running.digest()
}

/** What the store must report for an object sent whole; undefined where no checksum is sent. */
export function wholeChecksum(kind: ChecksumKind, digest: Buffer): StoreChecksum | undefined {
  return kind === 'none' ? undefined : { algorithm: kind, value: digest.toString('base64') }
}

/** Puts together what the store must report for an object that is sent in parts, given in order. */
export interface ObjectChecksum {
  add(part: Uint8Array, digest: Buffer): void
  value(): StoreChecksum | undefined
}

const OVER_PARTS: Readonly<Record<ChecksumKind, () => ObjectChecksum>> = {
  sha256: compositeSha256,
  crc32: wholeCrc32,
  none: () => ({ add: () => {}, value: () => undefined }),
}

export function objectChecksum(kind: ChecksumKind): ObjectChecksum {
  return OVER_PARTS[kind]()
}

/** The SHA-256 over the parts' SHA-256s, and their number (S3 user guide, "Checking object integrity": composite). */
function compositeSha256(): ObjectChecksum {
  const digests = runningSha256()
  let parts = 0
  return {
    add: (_part, digest) => {
      digests.update(digest)
      parts += 1
    },
    value: () => ({
      algorithm: 'sha256-composite',
      value: `${digests.digest().toString('base64')}-${parts}`,
    }),
  }
}

/** CRC32s of parts can be joined to that of the whole, and Ceph does nothing else: so the whole is what is asked for. */
function wholeCrc32(): ObjectChecksum {
  const whole = runningCrc32()
  return {
    add: part => whole.update(part),
    value: () => wholeChecksum('crc32', whole.digest()),
  }
}

/** The fields that say which checksum a multipart upload will carry. */
export function multipartChecksumFields(kind: ChecksumKind) {
  if (kind === 'none') return {}
  return {
    ...algorithmField(kind),
    ChecksumType: kind === 'crc32' ? ('FULL_OBJECT' as const) : ('COMPOSITE' as const),
  }
}

/** The fields of a request that begin something with a checksum. */
export function algorithmField(kind: ChecksumKind): { ChecksumAlgorithm?: 'SHA256' | 'CRC32' } {
  if (kind === 'none') return {}
  return { ChecksumAlgorithm: kind === 'sha256' ? 'SHA256' : 'CRC32' }
}

/** The field of a request that carries the checksum itself. */
export function valueField(
  kind: ChecksumKind,
  digest: Buffer,
): { ChecksumSHA256?: string; ChecksumCRC32?: string } {
  if (kind === 'none') return {}
  const value = digest.toString('base64')
  return kind === 'sha256' ? { ChecksumSHA256: value } : { ChecksumCRC32: value }
}

/** The fields in which answers of the store say an object's checksum. */
export interface ChecksumAnswer {
  readonly ChecksumSHA256?: string | undefined
  readonly ChecksumCRC32?: string | undefined
}

/** What an answer of the store says of the object's checksum. Composite ones end in the number of parts. */
export function reportedChecksum(answer: ChecksumAnswer): StoreChecksum | undefined {
  const { ChecksumSHA256: sha256, ChecksumCRC32: crc } = answer
  if (sha256) return { algorithm: sha256.includes('-') ? 'sha256-composite' : 'sha256', value: sha256 }
  if (crc) return { algorithm: crc.includes('-') ? 'crc32-composite' : 'crc32', value: crc }
  return undefined
}
