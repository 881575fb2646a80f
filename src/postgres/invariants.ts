import type { Connection } from './connection/connection.ts'

export interface InvariantOptions {
  readonly signal: AbortSignal
  /** Also look for rows whose foreign keys reference nothing, which reads every table that has some. */
  readonly deep?: boolean
  /** Whether the definitions were compared with the backup's and found equal. */
  readonly definitionsEqual: boolean
}

/** What is broken, a line each that names the object. */
export async function findBroken(_connection: Connection, _options: InvariantOptions): Promise<string[]> {
  throw new Error('being written')
}
