import type { Evaluation } from '../anomaly/evaluation.ts'
import type { Manifest } from '../catalog/manifest.ts'
import type { Reuse } from './reuse/criteria.ts'

/** A finished backup, as it is reported: the manifest, and what only this run knows. Holds no secret. */
export interface BackupReport {
  readonly manifest: Manifest
  readonly manifestKey: string
  /** Of an earlier run's backup that was accepted: nothing was dumped then. */
  readonly reuse: Reuse | undefined
  readonly checksumKey: string
  /** For people: `s3://bucket/prefix`, or the folder's path. */
  readonly location: string
  /** For people and tools: `s3://bucket/prefix/key`, or a path. */
  readonly url: (key: string) => string
  /** Of a store other than AWS, for the aws program. */
  readonly endpoint: string | undefined
  /** What the store was asked to encrypt with at rest; undefined where it wasn't, and for an earlier run's backup. */
  readonly storeEncryption: string | undefined
  /** The command that opens a file with stock tools; undefined where nothing is sealed. */
  readonly openCommand: (file: string) => string | undefined
  readonly localCopy:
    | { readonly path: string; readonly keepDays: number; readonly removed: readonly string[] }
    | undefined
  /** By the backups before it. */
  readonly evaluation: Evaluation
  readonly warnings: readonly string[]
}

/** How many tables it holds: by their data, or by their definition where only the schema was dumped (minimums.ts). */
export function tableCount({ contents, mode }: Manifest): number {
  return mode === 'schema' ? (contents.entries['TABLE'] ?? 0) : contents.tables
}

/** From the start of the run to the written manifest. Milliseconds. */
export function durationMs({ startedAt, finishedAt }: Manifest): number {
  return Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt))
}
