import type { ChildEnd } from '../../stream/child.ts'
import { type ServerError, wasRaised } from './server-error.ts'

/** What a failed program or session left behind. */
export interface Evidence {
  /** What it wrote, without the lines that only say its progress. */
  readonly text: string
  /** Of that, what the program says of itself and its own files; nothing that a server said. */
  readonly own: string
  /** PostgreSQL's five characters, where the server's own error is at hand. */
  readonly sqlstate?: string | undefined
  /** The function of the server's own sources that raised the error, where a session of ours has it. */
  readonly raisedBy?: string | undefined
  /** Of the backup's extensions: the archive does not say what they bring. */
  readonly extensions?: readonly string[] | undefined
  /** Whether the error points at a place in the statement. */
  readonly isPlaced?: boolean
  /** Of objects of the backup. */
  readonly names?: ReadonlySet<string> | undefined
  /** That error, where psql wrote all of it. */
  readonly server?: ServerError
  /** Node's error codes, e.g. `ECONNREFUSED`; several when several addresses were tried. */
  readonly errnos: readonly string[]
  /** The address that an errno is about. */
  readonly addresses: readonly string[]
  readonly end?: ChildEnd
}

/** The details that messages have a place for; the named groups of the patterns are called so. */
export interface Found {
  readonly address?: string
  readonly client?: string
  readonly detail?: string
  /** Of the table of contents, as pg_restore names it. */
  readonly entry?: string
  readonly errno?: string
  readonly file?: string
  readonly library?: string
  readonly name?: string
  readonly names?: string
  readonly oid?: string
  readonly pattern?: string
  readonly reason?: string
  readonly routine?: string
  readonly schema?: string
  readonly sequence?: string
  readonly server?: string
  readonly signal?: string
  readonly state?: string
  readonly table?: string
  readonly value?: string
  readonly version?: string
  readonly what?: string
  readonly which?: string
}

/** Recognises one cause. */
export interface Sign {
  /** Returns the details that it found; undefined where this is not the cause. */
  readonly read: (evidence: Evidence) => Found | undefined
  /** The SQLSTATEs that this cause has. */
  readonly states?: readonly string[]
  /** Whether it decides, with any SQLSTATE and any words. */
  readonly beforeSqlstate?: true
}

export function text(pattern: RegExp): Sign {
  return {
    read: evidence => {
      const match = pattern.exec(evidence.text)
      return match ? { ...match.groups } : undefined
    },
  }
}

/** What a program says of itself: no word of a server can be taken for it. */
export function own(pattern: RegExp): Sign {
  return {
    read: evidence => {
      const match = pattern.exec(evidence.own)
      return match ? { ...match.groups } : undefined
    },
  }
}

/** A function raised the error, with any SQLSTATE and any words. */
export function raised(): Sign {
  return { beforeSqlstate: true, read: ({ server }) => (server && wasRaised(server) ? {} : undefined) }
}

/** What the server's own error says in any language. */
export function sqlstate(...states: string[]): Sign {
  return {
    states,
    read: evidence =>
      evidence.sqlstate !== undefined && states.includes(evidence.sqlstate) ? {} : undefined,
  }
}

/** The same where the server's sources raise it while a session begins. */
export function sqlstateAtStart(state: string): Sign {
  return {
    states: [state],
    read: evidence => (isAtStart(evidence) && evidence.sqlstate === state ? {} : undefined),
  }
}

function isAtStart({ raisedBy = '' }: Evidence): boolean {
  return raisedBy === 'CheckMyDatabase' || raisedBy === 'InitPostgres'
}

/** A unique index that is built from rows found two that are equal; while rows are inserted, another file says so. */
export function builtFromRows(): Sign {
  return {
    states: ['23505'],
    read: ({ server }) =>
      server?.sqlstate === '23505' && /^tuplesort/.test(server.source ?? '') ? {} : undefined,
  }
}

/** As `sqlstate`, but not enough by itself: another cause is the more common one. */
export function alsoSqlstate(...states: string[]): Sign {
  return { states, read: () => undefined }
}

export function errno(...codes: string[]): Sign {
  return {
    read: evidence => {
      const code = evidence.errnos.find(one => codes.includes(one))
      return code === undefined ? undefined : { errno: code }
    },
  }
}

/** No way to an IPv6 address, and no other address was there to try. */
export function noWayToIpv6(...codes: string[]): Sign {
  return {
    read: ({ errnos, addresses }) => {
      const [address = ''] = addresses.every(one => one.includes(':')) ? addresses : []
      return address !== '' && errnos.some(code => codes.includes(code)) ? { address } : undefined
    },
  }
}

export function killedBy(...signals: NodeJS.Signals[]): Sign {
  return {
    read: ({ end }) =>
      end && 'killedBy' in end && (signals.length === 0 || signals.includes(end.killedBy))
        ? { signal: end.killedBy }
        : undefined,
  }
}

export function notStarted(): Sign {
  return {
    read: ({ end }) => (end && 'notStarted' in end ? { reason: end.notStarted.message } : undefined),
  }
}
