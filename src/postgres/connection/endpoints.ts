import { isIP } from 'node:net'
import type { Endpoint } from './connection.ts'
import type { Complain } from './problem.ts'
import { type Given, type Setting, URL_INPUT } from './settings.ts'

const DEFAULT_PORT: Setting = { value: '5432', origin: 'default' }

const NO_DATABASE =
  'is empty and PGHOST is not set: the secret is not set in this repository or environment, or the run comes from a fork, whose runs are given no secrets'
const NO_HOST = 'names no host; write postgresql://user:password@host:5432/database, or set PGHOST'

/** The servers to try, from parallel lists of hosts, addresses and ports, as libpq pairs them. */
export function readEndpoints(given: Given, textGiven: boolean, complain: Complain): Endpoint[] {
  const hosts = listed(given.get('host'))
  const addresses = listed(given.get('hostaddr'))
  const count = Math.max(hosts.length, addresses.length)
  if (count === 0 || (addresses.length === 0 && hosts.includes(''))) {
    complain(URL_INPUT, textGiven ? NO_HOST : NO_DATABASE)
    return []
  }
  if (addresses.some(address => isIP(address) === 0)) {
    complain('PGHOSTADDR', 'is not an IP address; put a name into PGHOST')
  }
  const ports = readPorts(given.get('port') ?? DEFAULT_PORT, count, complain)
  return Array.from({ length: count }, (_, index): Endpoint => {
    const address = addresses[index]
    const host = hosts[index] || (address ?? '')
    const port = ports[ports.length === 1 ? 0 : index] ?? Number(DEFAULT_PORT.value)
    return { host, port, ...(address === undefined ? {} : { address }) }
  })
}

function readPorts(setting: Setting, hosts: number, complain: Complain): number[] {
  const ports = listed(setting).map(port => Number(port === '' ? DEFAULT_PORT.value : port))
  if (!ports.every(port => Number.isInteger(port) && port >= 1 && port <= 65535)) {
    complain(setting.origin, 'the port is not a number from 1 to 65535')
  }
  if (ports.length > 1 && ports.length !== hosts) {
    complain(setting.origin, `there are ${ports.length} ports for ${hosts} hosts; give one, or one for each`)
  }
  return ports
}

function listed(setting: Setting | undefined): string[] {
  return setting === undefined ? [] : setting.value.split(',')
}
