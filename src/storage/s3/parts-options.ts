import { BackupError } from '../../backup/errors.ts'
import type { S3Options } from './options.ts'
import { equalParts, growingParts, MAX_PARTS } from './part-plan.ts'
import type { PartsOptions } from './parts-writer.ts'

/** How an upload is cut and sent by its store's options. */
export function partsFor(options: S3Options, url: string): Omit<PartsOptions, 'send'> {
  const { maxParts = MAX_PARTS, partBytes, parallelParts = 4, checksum = 'sha256' } = options
  return {
    plan: partBytes ? equalParts(partBytes) : growingParts(maxParts),
    maxParts,
    parallel: parallelParts,
    checksum,
    tooLarge: bytes => tooManyParts(url, bytes, maxParts),
  }
}

function tooManyParts(url: string, bytes: number, maxParts: number): BackupError {
  return new BackupError({
    kind: 'storage',
    code: 'storage-too-large',
    message: `${url} needs more than the ${maxParts} parts that the store takes, after ${bytes} bytes.`,
    hint: 'Raise max-parts where the provider allows it, exclude tables, or compress more.',
  })
}
