import { type Endpoint, isSocket } from './connection.ts'

/** A pooler that lends a server connection for a transaction only: what pg_dump sets for its session gets lost. */
interface Pooler {
  readonly name: string
  readonly matches: (endpoint: Endpoint) => boolean
  /** Known for certain, so refused; otherwise only reported. */
  readonly certain: boolean
  readonly instead: string
}

const POOLERS: readonly Pooler[] = [
  {
    name: "Supabase's transaction pooler",
    matches: ({ host, port }) => port === 6543 && /\.supabase\.(com|co)$/i.test(host),
    certain: true,
    instead:
      'use the session pooler: the same host with port 5432 (aws-0-<region>.pooler.supabase.com:5432, Dashboard → Connect → Session pooler)',
  },
  {
    name: "Neon's transaction pooler",
    matches: ({ host }) => /-pooler\..*\.neon\.tech$/i.test(host),
    certain: false,
    instead: 'use the direct host, the same name without “-pooler”',
  },
  {
    name: 'a transaction pooler by its port',
    matches: ({ port, host }) => port === 6543 && !isSocket({ host }),
    certain: false,
    instead: "use the server's own port, or a pooler in session mode",
  },
]

export interface PoolerFinding {
  readonly refused: boolean
  readonly message: string
  /** The same without a word of pg_dump: what it is, and what to use instead. */
  readonly name: string
  readonly instead: string
}

/** pg_dump needs a session of its own (consistent snapshot, search_path, lock_timeout). */
export function poolerFinding(endpoint: Endpoint): PoolerFinding | undefined {
  const pooler = POOLERS.find(({ matches }) => matches(endpoint))
  return (
    pooler && {
      refused: pooler.certain,
      name: `${endpoint.host}:${endpoint.port} is ${pooler.name}`,
      instead: pooler.instead,
      message: `${endpoint.host}:${endpoint.port} is ${pooler.name}, and pg_dump needs a session of its own; ${pooler.instead}`,
    }
  )
}
