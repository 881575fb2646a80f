import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { BackupError } from '../../core/errors.ts'
import { type Connection, type Endpoint, isSocket } from '../../postgres/connection/connection.ts'
import { diagnoseProbe } from '../../postgres/diagnosis/diagnose.ts'

/** What in the machine decides how a host is reached; tests give their own. */
export interface NameService {
  /** All addresses of a name. Rejects as Node's `lookup` does. */
  addressesOf(host: string): Promise<readonly string[]>
  /** Whether this machine has an IPv6 address that others can answer to. */
  readonly hasIpv6: boolean
}

export const thisMachinesNames: NameService = {
  addressesOf: async host => (await lookup(host, { all: true })).map(({ address }) => address),
  get hasIpv6() {
    const addresses = Object.values(networkInterfaces()).flatMap(each => each ?? [])
    return addresses.some(
      ({ address, family, internal }) => family === 'IPv6' && !internal && !/^fe[89ab]/i.test(address),
    )
  },
}

/** How an endpoint's name is found: none to look up, or the addresses that it has. */
export type Located =
  | { readonly kind: 'socket' }
  | { readonly kind: 'address' }
  | { readonly kind: 'name'; readonly addresses: readonly string[] }

/**
 * Looks a host up, and whether this machine has a way to any of its addresses.
 * @throws BackupError `database-host-unknown` or `database-ipv6-only`, the signal's reason
 */
export async function locate(
  { database, user: role }: Pick<Connection, 'database' | 'user'>,
  endpoint: Endpoint,
  names: NameService,
  signal: AbortSignal,
): Promise<Located> {
  const { host, port } = endpoint
  if (isSocket(endpoint)) return { kind: 'socket' }
  const scene = { host, port, database, role }
  try {
    const literal = endpoint.address ?? (isIP(host) === 0 ? undefined : host)
    const addresses = literal === undefined ? await abortable(signal, names.addressesOf(host)) : [literal]
    const [first = ''] = addresses
    if (!names.hasIpv6 && addresses.every(address => address.includes(':')) && !isLocal(first)) {
      throw new NoWay(first)
    }
    return literal === undefined ? { kind: 'name', addresses } : { kind: 'address' }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof BackupError) throw error
    throw diagnoseProbe(error, scene)
  }
}

/** What a connection to it would fail with. */
class NoWay extends Error {
  readonly code = 'ENETUNREACH'
  readonly address: string

  constructor(address: string) {
    super(`no way to ${address}`)
    this.address = address
  }
}

function isLocal(address: string): boolean {
  return address === '::1'
}

/** Node's `lookup` takes no signal. */
async function abortable<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const stop = (): void => reject(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
