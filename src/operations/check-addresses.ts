import { type Finding, fine, warned } from '../backup/preflight/finding.ts'
import { SUBJECTS } from '../backup/preflight/judge/subjects.ts'
import type { Connection } from '../postgres/connection/connection.ts'
import { type Located, locate } from '../postgres/preflight/addresses.ts'
import { probing } from './check-probing.ts'
import type { CheckParts } from './check-request.ts'

const LOOK_UP_MS = 2_000

/** Whether each host has an address that this machine can reach. With several hosts one is enough. */
export async function checkAddresses(
  connection: Connection,
  { names, signal }: Pick<CheckParts, 'names' | 'signal'>,
): Promise<Finding[]> {
  const found = await Promise.all(
    connection.endpoints.map(endpoint =>
      probing(SUBJECTS.address, LOOK_UP_MS, signal, async stop => [
        fine(SUBJECTS.address, toldOf(endpoint.host, await locate(connection, endpoint, names, stop))),
      ]),
    ),
  )
  const findings = found.flat()
  if (findings.every(({ outcome }) => outcome === 'failed')) return findings
  return findings.map(finding =>
    finding.outcome === 'failed' ? warned(SUBJECTS.address, finding.told, finding.fix) : finding,
  )
}

function toldOf(host: string, located: Located): string {
  if (located.kind === 'socket') return `A Unix socket in ${host}.`
  if (located.kind === 'address') return `${host} is an address: no name is looked up.`
  const ipv6 = located.addresses.filter(address => address.includes(':')).length
  const families = [located.addresses.length > ipv6 ? 'IPv4' : '', ipv6 > 0 ? 'IPv6' : ''].filter(Boolean)
  return `${host} has addresses of ${families.join(' and ')}.`
}
