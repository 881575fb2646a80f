import { FORGET_SETTINGS, liftLimits, noticeOurEnd } from './apply/limits.ts'

/** What psql runs around a user's text that it reads from its input: each in one of its `-c`. No secrets: argv. */
export interface SqlScript {
  readonly before: readonly string[]
  /** Goes to psql's input, after the text. */
  readonly ending: string
  readonly after: readonly string[]
  /** What the server complains of when the text has ended the transaction that we began. */
  readonly strayed: string
  /** What it complains of when psql has not read the text to its end. */
  readonly unended: string
}

/**
 * psql's `--single-transaction` also commits a text that was cut off with the process that wrote it, that quits, or that
 * has ended the transaction itself. So two locks tell, which the transaction drops when it ends: one is taken before the
 * text, one after it by its input's last line, and COMMIT is only come to while both are held. A text can neither keep
 * them nor, by mistake, take them; and ON_ERROR_STOP, which it may switch off, is on again by then.
 * @param key a random number of 31 bits, so that no other lock is taken for ours
 */
export function aroundSql(key: number, { transaction }: { readonly transaction: boolean }): SqlScript {
  const words = { strayed: `strayed-${key}`, unended: `unended-${key}` }
  return {
    ...words,
    before: [
      ...(transaction ? ['BEGIN READ WRITE'] : []),
      noticeOurEnd(transaction ? 'transaction' : 'session'),
      liftLimits(transaction ? 'transaction' : 'session'),
      take(key, 1, transaction),
    ],
    // The last statement may lack its semicolon.
    ending: `\n;\n\\set ON_ERROR_STOP on\n${take(key, 2, transaction)};\n`,
    after: [
      '\\set ON_ERROR_STOP on',
      `SELECT (CASE WHEN NOT ${held(key, 1)} THEN '${words.strayed}'
                    WHEN NOT ${held(key, 2)} THEN '${words.unended}' ELSE '0' END)::pg_catalog.int4`,
      ...(transaction ? [FORGET_SETTINGS, 'COMMIT'] : []),
    ],
  }
}

function take(key: number, which: 1 | 2, transaction: boolean): string {
  return `SELECT pg_catalog.pg_advisory_${transaction ? 'xact_' : ''}lock(${key}, ${which})`
}

function held(key: number, which: 1 | 2): string {
  return `EXISTS (SELECT FROM pg_catalog.pg_locks WHERE locktype OPERATOR(pg_catalog.=) 'advisory' AND granted
                   AND pid OPERATOR(pg_catalog.=) pg_catalog.pg_backend_pid() AND objsubid OPERATOR(pg_catalog.=) 2
                   AND classid OPERATOR(pg_catalog.=) ${key} AND objid OPERATOR(pg_catalog.=) ${which})`
}
