import { randomBytes } from 'node:crypto'
import type { Writable } from 'node:stream'
import { type Child, type ChildEnd, type ChildOptions, startChild } from '../../stream/child.ts'
import { eachLine } from '../../stream/each-line.ts'
import { SecondaryError } from '../../stream/ignore-broken-pipe.ts'
import type { Advance } from '../../stream/silence.ts'
import type { PostgresClient } from '../client/client.ts'
import { FORGET_SETTINGS, liftLimits, noticeOurEnd, ownNames } from './limits.ts'
import { committedEarly, outcomeUnknown } from './outcomes.ts'
import { inputOf } from './psql-input.ts'
import { localSettings } from './session-options.ts'

/**
 * Once COMMIT is on its way, a run that is stopped waits so long to learn what became of it. Milliseconds; the runner
 * gives 10 s before it kills.
 */
const COMMIT_GRACE_MS = 5_000

export interface ApplyOptions {
  /** libpqArguments; the connection itself is in `child.env`. */
  readonly connectionArguments: readonly string[]
  readonly child: ChildOptions
  /** Says what a bad end of psql means. */
  readonly explain: (child: Child, end: ChildEnd) => Error
  /** `SET name = value`: for the transaction only, where it is one. */
  readonly sessionSettings: readonly string[]
  /** SQL that is run before what `sink` is given, in the same transaction. */
  readonly before: string
  /** SQL that is run after it, in the same transaction. */
  readonly last: string
  /** Whether everything happens in one transaction of ours. */
  readonly transaction: boolean
  /** Called where there is no transaction, when psql is connected and is about to change something. */
  readonly onChange?: () => void
}

/** psql at work on SQL as it comes. */
export interface Apply {
  /** Takes SQL. Its end is not the end: `finish` is. Destroyed, it kills psql: nothing more is executed. */
  readonly sink: Writable
  /**
   * Settles when psql is gone: well if `finish` did what it says. If it fails, nothing was committed in a transaction,
   * unless the code is `restore-outcome-unknown` or `restore-committed-early`.
   */
  readonly ended: Promise<void>
  /** How far psql has come, and whether it has something to do. */
  readonly advance: Required<Advance>
  /** The number of the transaction, as txid_status knows it, once it has begun; undefined without one. */
  transaction(): string | undefined
  /** To be called when everything that was given is known to be right: commits. Settles with `ended`. */
  finish(): Promise<void>
}

/**
 * Starts psql, to run SQL that is given to it as it comes. Its input is never just closed: at the end of its input psql
 * ends a COPY as if its data were complete (measured: 15 to 18), and commits it where there is no transaction.
 */
export function startApply(client: PostgresClient, options: ApplyOptions): Apply {
  const { explain, transaction } = options
  const words = transactionStatements()
  const stop = new AbortController()
  let stage: 'loading' | 'finishing' = 'loading'
  const stopSoon = (): void => {
    if (stage === 'loading') stop.abort()
    else setTimeout(() => stop.abort(), COMMIT_GRACE_MS).unref()
  }
  options.child.signal.addEventListener('abort', stopSoon, { once: true })
  if (options.child.signal.aborted) stopSoon()
  const child = startChild(client.program('psql'), psqlArguments(options), {
    ...options.child,
    signal: stop.signal,
  })
  const answers: Partial<Record<Answer['about'], string>> = {}
  const connected = Promise.withResolvers<void>()
  const ready = Promise.withResolvers<void>()
  eachLine(child.stdout, line => {
    const answer = words.answer(line)
    if (!answer) return
    answers[answer.about] = 'id' in answer ? answer.id : 'status' in answer ? answer.status : ''
    if (answer.about === 'ready') ready.resolve()
    if (answer.about === 'connected') connected.resolve()
  })
  const before = closed(options.before)
  const last = closed(
    options.last === '' ? '' : ownNames(transaction ? 'transaction' : 'session') + options.last,
  )
  child.stdin.write(restriction() + opening(options, words) + (transaction ? before : ''))

  const settle = async (): Promise<void> => {
    const end = await child.ended
    options.child.signal.removeEventListener('abort', stopSoon)
    const endedWell = 'code' in end && end.code === 0
    if (stage === 'loading') {
      if ('killedBy' in end && (stop.signal.aborted || input.givenUp()))
        throw new SecondaryError('psql was stopped')
      throw explain(child, end)
    }
    if (!transaction) {
      if (!endedWell) throw explain(child, end)
      return
    }
    if (answers.ready === undefined) throw explain(child, end)
    if (answers.ended === 'committed') return
    // The server refused to commit, and said so: psql ends with 3 for that, and with 2 when the connection is lost.
    const refused = 'code' in end && end.code === 3 && answers.returned === undefined
    if (refused || answers.ended === 'aborted') throw explain(child, end)
    throw outcomeUnknown(answers.ready, endedWell ? undefined : explain(child, end))
  }
  // What is not undone must not begin before there is something to load, and somebody who takes it.
  const begin = async (): Promise<void> => {
    if (transaction) return
    await Promise.race([connected.promise, child.ended])
    if (answers.connected === undefined) throw new SecondaryError('psql has not come to a connection')
    options.onChange?.()
    child.stdin.write(before)
  }
  const input = inputOf(child, begin)
  let finishing = false
  const ended = settle()
  // Anyone who awaits it, and `finish`, sees it fail.
  ended.catch(() => {})
  return {
    sink: input.sink,
    ended,
    transaction: () => (transaction ? answers.begun : undefined),
    advance: {
      position: () => input.taken() + Object.keys(answers).length,
      waits: () => input.pending() || finishing,
    },
    finish: async () => {
      finishing = true
      if (transaction) {
        child.stdin.write(last + words.ask)
        await Promise.race([ready.promise, ended])
        if (answers.ready !== answers.begun) {
          stop.abort()
          throw committedEarly()
        }
        stage = 'finishing'
        child.stdin.end(words.commit(answers.ready ?? ''))
      } else {
        stage = 'finishing'
        child.stdin.end(last)
      }
      await ended
    },
  }
}

function closed(sql: string): string {
  return sql === '' ? '' : `${sql}\n;\n`
}

/**
 * From here on psql refuses every command of its own except the \\unrestrict with this token, which nobody knows: SQL that
 * psql splits into strings in another way than we do (standard_conforming_strings, client_encoding) cannot start a program
 * on this machine. A psql that does not know it (before August 2025) ends here, before anything is changed.
 */
function restriction(): string {
  return `\\restrict ${randomBytes(24).toString('hex')}\n`
}

function psqlArguments({ connectionArguments }: ApplyOptions): string[] {
  const quiet = ['--no-psqlrc', '--quiet', '--no-password', '--no-align', '--tuples-only']
  // Verbose: for the SQLSTATE, which is the same in every language.
  return [...quiet, '--set=ON_ERROR_STOP=1', '--set=VERBOSITY=verbose', ...connectionArguments]
}

function opening({ sessionSettings, transaction }: ApplyOptions, words: Transaction): string {
  const scope = transaction ? 'transaction' : 'session'
  const settings = transaction ? localSettings(sessionSettings) : sessionSettings
  return [
    transaction ? words.begin : words.greet,
    ownNames(scope),
    noticeOurEnd(scope),
    liftLimits(scope),
    ...settings.map(setting => `${setting};\n`),
  ].join('')
}

/** Statements of ours around a dump's, whose answers say how far psql has come. */
interface Transaction {
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

type Answer =
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
function transactionStatements(): Transaction {
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
