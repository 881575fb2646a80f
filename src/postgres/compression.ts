import { BackupError, defineError } from '../core/errors.ts'
import { type CompressionChoice, type CompressionMethod, compressionMethod } from './compression-choice.ts'
import type { Format } from './dump-choices.ts'

export interface Compression {
  readonly method: CompressionMethod
  /** As this client's `--compress` takes it. */
  readonly argument: string
  /** What a dump's name ends with, after `.sql`; an archive compresses inside. */
  readonly suffix: '' | '.gz' | '.zst' | '.lz4'
}

/** The first pg_dump that knows more than gzip's levels. */
const FIRST_WITH_METHODS = 16
const SUFFIXES = { none: '', gzip: '.gz', zstd: '.zst', lz4: '.lz4' } as const

/**
 * Puts the choice into the words of this client's pg_dump.
 * @throws BackupError `compression-needs-newer-client`
 */
export function compressionFor(choice: CompressionChoice, format: Format, major: number): Compression {
  const spec = choice.kind === 'auto' ? automatic(format, major) : choice.spec
  const method = compressionMethod(spec)
  const suffix = format === 'plain' ? SUFFIXES[method] : ''
  if (method === 'none') return { method, argument: '0', suffix }
  if (major >= FIRST_WITH_METHODS) return { method, argument: spec, suffix }
  if (method !== 'gzip') throw needsNewerClient(spec, major)
  return { method, argument: /\d$/.exec(spec)?.[0] ?? '6', suffix }
}

/**
 * What `auto` means: the fastest whose size is within 7 % of the smallest that this client makes (docs/benchmarks.md). SQL text
 * stays text, to be read.
 */
function automatic(format: Format, major: number): string {
  if (format === 'plain') return 'none'
  return major >= FIRST_WITH_METHODS ? 'zstd:1' : 'gzip:4'
}

const COMPRESSION_NEEDS_NEWER_CLIENT = defineError({
  topic: 'inputs',
  code: 'compression-needs-newer-client',
  kind: 'input',
  meaning:
    'The compression is one that pg_dump knows from version 16 on, and the client of this server is older.',
  fix: 'Set compression to auto, or to a gzip level from 0 to 9.',
})

function needsNewerClient(spec: string, major: number): BackupError {
  return new BackupError({
    ...COMPRESSION_NEEDS_NEWER_CLIENT,
    message: `compression: ${spec} needs the PostgreSQL client ${FIRST_WITH_METHODS} or newer, this one is ${major}.`,
    hint: 'Write auto, or a gzip level from 0 to 9.',
  })
}
