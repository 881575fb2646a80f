import { Transform, type TransformCallback } from 'node:stream'
import { BackupError, baseOf } from '../../core/errors.ts'
import { sentence } from '../../core/sentence.ts'
import type { Fingerprint } from '../../fingerprint/fingerprint.ts'
import type { MaskedSql } from '../../fingerprint/masked-sql.ts'
import { DumpScanner } from '../../fingerprint/scanner.ts'
import { RESTORE_COMMAND_REFUSED } from '../diagnosis/restoring.ts'
import { setsWhatNoDumpSets } from './dump-settings.ts'

/** pg_dump puts the data of large objects into a transaction of their own: within ours, its COMMIT would be ours. */
const OWN_TRANSACTION = new Set(['BEGIN;', 'COMMIT;'])
const TRANSACTION = /^\s*(?:BEGIN|START|COMMIT|END|ROLLBACK|ABORT|SAVEPOINT|RELEASE|PREPARE\s+TRANSACTION)\b/i
/** psql's own commands that are in a dump (CVE-2025-8714). They are held back: psql is restricted by us (apply.ts). */
const RESTRICTION = /^\\(?:un)?restrict [0-9A-Za-z]+$/

/**
 * Passes a dump's SQL on to psql, and sums it up on the way: a fingerprint of what was loaded rather than of what was to
 * be. Holds back a line until it is whole. What would end the transaction that all of it happens in, or make psql start
 * programs, ends the stream with an error; no dump has it, but an altered one may.
 */
export class PassingSql extends Transform {
  readonly #scanner: DumpScanner
  #pending: Buffer | undefined

  /**
   * @param like what the fingerprint will be compared with
   * @param leaveOut says of a line that begins a statement whether it is not passed on: latin1, the whole statement
   */
  constructor({
    transaction,
    like,
    leaveOut,
  }: {
    readonly transaction: boolean
    readonly like?: Pick<Fingerprint, 'tables'>
    readonly leaveOut?: (line: string) => boolean
  }) {
    super()
    const onward = {
      admits: (line: string) => admits(line, transaction) && leaveOut?.(line) !== true,
      follows: (rest: string) => {
        if (transaction && TRANSACTION.test(rest)) throw refused(rest.trim())
      },
      commands: (line: string) => {
        throw refused(line)
      },
      ends: (sql: MaskedSql) => {
        if (setsWhatNoDumpSets(sql)) throw refused(sql.text.trim())
      },
      take: (bytes: Buffer) => this.#take(bytes),
    }
    this.#scanner = new DumpScanner(onward, like)
  }

  /**
   * Of everything that has passed.
   * @throws BackupError `archive-incomplete`
   */
  fingerprint(): Fingerprint {
    return this.#scanner.end()
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      this.#scanner.write(chunk)
      this.#handOn()
      done()
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)))
    }
  }

  /** Lines that follow each other in memory are handed on as one. */
  #take(bytes: Buffer): void {
    const pending = this.#pending
    if (pending?.buffer === bytes.buffer && pending.byteOffset + pending.length === bytes.byteOffset) {
      this.#pending = Buffer.from(bytes.buffer, pending.byteOffset, pending.length + bytes.length)
      return
    }
    this.#handOn()
    this.#pending = bytes
  }

  #handOn(): void {
    if (this.#pending !== undefined && this.#pending.length > 0) this.push(this.#pending)
    this.#pending = undefined
  }
}

function admits(line: string, transaction: boolean): boolean {
  if (line.startsWith('\\')) {
    if (RESTRICTION.test(line)) return false
    throw refused(line)
  }
  if (!transaction || !TRANSACTION.test(line)) return true
  if (OWN_TRANSACTION.has(line)) return false
  throw refused(line)
}

function refused(line: string): BackupError {
  return new BackupError({
    ...baseOf(RESTORE_COMMAND_REFUSED),
    message: sentence(`The backup's SQL holds a command that no dump has: ${line.slice(0, 60)}`),
  })
}
