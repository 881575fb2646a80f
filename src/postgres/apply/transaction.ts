import { randomBytes } from 'node:crypto'
import { FORGET_SETTINGS } from './limits.ts'

/** Statements of ours around a dump's, whose answers tell how far psql has come. */
export interface Transaction {
  readonly begin: string
  /** Asks without a transaction whether psql is connected. */
  readonly greet: string
  /** Asks whether everything before was executed, in the transaction that was begun. */
  readonly ask: string
  /** @param id of the transaction, as answered */
  commit(id: string): string
  /** Reads one line that psql printed; undefined for what is not an answer to us. */
  answer(line: string): Answer | undefined
}

export type Answer =
  | { readonly about: 'begun' | 'ready'; readonly id: string }
  | { readonly about: 'connected' }
  /** COMMIT was executed without an error. */
  | { readonly about: 'returned' }
  /** What the server says became of the transaction. */
  | { readonly about: 'ended'; readonly status: string }

/**
 * A statement's answer begins with a word that nobody can know, so that none of the dump's own can be taken for it.
 * txid_current gives the transaction its number: a COMMIT that came out of the dump would give the next one another.
 */
export function transactionStatements(): Transaction {
  const word = randomBytes(12).toString('hex')
  const say = (about: Answer['about'], expression: string): string =>
    `SELECT pg_catalog.concat('${word} ${about} ', ${expression});\n`
  return {
    greet: say('connected', "''"),
    begin: `BEGIN;\n${say('begun', 'pg_catalog.txid_current()')}`,
    ask: `\n${say('ready', 'pg_catalog.txid_current()')}`,
    commit: id =>
      `${FORGET_SETTINGS}COMMIT;\n${say('returned', "''")}${say('ended', `pg_catalog.txid_status(${id})`)}`,
    answer: line => {
      const [first, about, value = ''] = line.split(' ')
      if (first !== word) return undefined
      switch (about) {
        case 'begun':
        case 'ready':
          return { about, id: value }
        case 'connected':
        case 'returned':
          return { about }
        default:
          return { about: 'ended', status: line.slice(`${word} ended `.length) }
      }
    },
  }
}
