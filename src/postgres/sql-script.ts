/** A text for psql around the user's own, and how to read what became of it. */
export interface SqlScript {
  readonly head: string
  readonly tail: string
  /** What psql's output ends with when all of it was run, and kept. */
  readonly done: string
  /** What it ends with when the user's text has ended the transaction that we began. */
  readonly strayed: string
}

/**
 * COMMIT comes last of all and from us: should this process die, psql sees the end of its input, and the server rolls
 * back; `--single-transaction` would commit. psql ends well too when the text quits, or ends inside a quote, and a text
 * may switch ON_ERROR_STOP off: what counts is the word that comes after the COMMIT, and that the transaction is still ours.
 * @param token a random word, so that no output of the text is taken for ours
 */
export function inTransaction(token: string): SqlScript {
  const words = endings(token)
  const variable = `begun_${token}`
  return {
    ...words,
    head: [
      'BEGIN READ WRITE;',
      'SET LOCAL statement_timeout = 0;',
      `SELECT ${OURS} AS ${variable} \\gset\n`,
    ].join(' '),
    tail: [
      TERMINATOR,
      `SELECT ${OURS} OPERATOR(pg_catalog.=) :'${variable}' AS same_${token} \\gset`,
      `\\if :same_${token}`,
      'COMMIT;',
      `\\echo ${words.done}`,
      '\\else',
      `\\echo ${words.strayed}`,
      '\\endif\n',
    ].join('\n'),
  }
}

/** Each statement by itself. */
export function withoutTransaction(token: string): SqlScript {
  const words = endings(token)
  return { ...words, head: 'SET statement_timeout = 0;\n', tail: `${TERMINATOR}\n\\echo ${words.done}\n` }
}

/** Lines that precede the user's own. */
export const HEAD_LINES = 1

/** Names the transaction that a statement runs in, whatever the text has set. */
const OURS = 'pg_catalog.pg_current_xact_id()::pg_catalog.text'
/** The last statement may lack its semicolon. */
const TERMINATOR = '\n;\n\\set ON_ERROR_STOP on'

function endings(token: string): Pick<SqlScript, 'done' | 'strayed'> {
  return { done: `done-${token}`, strayed: `strayed-${token}` }
}
