import type { ChildEnd } from '../../stream/child.ts'

/** What a failed program or session left behind. */
export interface Evidence {
  /** What it wrote, without the lines that only tell its progress. */
  readonly text: string
  /** PostgreSQL's five characters, where the server's own error is at hand. */
  readonly sqlstate?: string
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
  readonly errno?: string
  readonly file?: string
  readonly library?: string
  readonly name?: string
  readonly names?: string
  readonly oid?: string
  readonly pattern?: string
  readonly reason?: string
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

/** Recognises one cause; tells the details that it found. */
export type Sign = (evidence: Evidence) => Found | undefined

export function text(pattern: RegExp): Sign {
  return evidence => {
    const match = pattern.exec(evidence.text)
    return match ? { ...match.groups } : undefined
  }
}

export function sqlstate(...states: string[]): Sign {
  return evidence => (evidence.sqlstate !== undefined && states.includes(evidence.sqlstate) ? {} : undefined)
}

export function errno(...codes: string[]): Sign {
  return evidence => {
    const code = evidence.errnos.find(one => codes.includes(one))
    return code === undefined ? undefined : { errno: code }
  }
}

/** No way to an IPv6 address, and no other address was there to try. */
export function noWayToIpv6(...codes: string[]): Sign {
  return ({ errnos, addresses }) => {
    const [address = ''] = addresses.every(one => one.includes(':')) ? addresses : []
    return address !== '' && errnos.some(code => codes.includes(code)) ? { address } : undefined
  }
}

export function killedBy(...signals: NodeJS.Signals[]): Sign {
  return ({ end }) =>
    end && 'killedBy' in end && (signals.length === 0 || signals.includes(end.killedBy))
      ? { signal: end.killedBy }
      : undefined
}

export function notStarted(): Sign {
  return ({ end }) => (end && 'notStarted' in end ? { reason: end.notStarted.message } : undefined)
}
