import { defineError } from '../core/errors.ts'
import { qualifiedName } from '../fingerprint/fingerprint.ts'
import { leastOf } from '../postgres/client/standing.ts'
import {
  atEndpoint,
  type Connection,
  describe,
  firstEndpoint,
  isThisMachine,
} from '../postgres/connection/connection.ts'
import { poolerFinding } from '../postgres/connection/poolers.ts'
import { verifyFullAt } from '../postgres/connection/providers.ts'
import type { Selection } from '../postgres/dump-choices.ts'
import type { ServerFacts } from '../postgres/probe/facts.ts'
import { probeServer } from '../postgres/probe/probe.ts'
import { verifies } from '../postgres/probe/tls.ts'
import { selectedBy } from '../postgres/table-pattern.ts'
import { findScope } from '../presets/scope.ts'
import { type Estimate, estimateOf } from './estimate.ts'
import { evaluateTls } from './evaluate/certificate.ts'
import { evaluateLocks } from './evaluate/locks.ts'
import { evaluateClient } from './evaluate/machine.ts'
import { evaluateRights } from './evaluate/rights.ts'
import { evaluateSize, evaluateVersion } from './evaluate/server.ts'
import { SUBJECTS } from './evaluate/subjects.ts'
import { type Finding, failed, fine, skipped, warned } from './finding.ts'
import { type Grant, grantsFor } from './least-privilege/grants.ts'
import { type Located, locate } from './probes/addresses.ts'
import { examineCertificate } from './probes/certificate.ts'
import { type DumpBlockers, findDumpBlockers } from './probes/dump-blockers.ts'
import { probing } from './probing.ts'
import type { CheckDeps, CheckRequest } from './request.ts'

export interface DatabaseCheck {
  readonly findings: readonly Finding[]
  readonly estimate: Estimate | undefined
  readonly grants: readonly Grant[] | undefined
}

/** Together with the addresses, below ten seconds. Milliseconds. */
const SIGN_IN_MS = 4_500
const LOOK_MS = 3_000
/** Shorter than the limit of the probe, so that the connection's own words are heard. Seconds. */
const CONNECT_S = 4

/** Everything about the database, as the role that backs up sees it. Reads only. */
export async function checkDatabase(
  { database, selection }: Pick<CheckRequest, 'database' | 'selection'>,
  parts: CheckDeps,
): Promise<DatabaseCheck> {
  if ('problems' in database)
    return unknown(database.problems.map(({ input, message }) => unusable(input, message)))
  const connection = {
    ...database.connection,
    connectTimeoutS: Math.min(CONNECT_S, database.connection.connectTimeoutS),
  }
  const before = [...poolers(connection), ...(await checkAddresses(connection, parts))]
  if (before.some(({ outcome }) => outcome === 'failed')) return unknown(before)
  let server: ServerFacts | undefined
  const signIn = await probing(SUBJECTS.signIn, SIGN_IN_MS, parts.signal, async signal => {
    server = await probeServer(connection, { signal })
    return [fine(SUBJECTS.signIn, `${describe(atEndpoint(connection, server.endpoint))}.`)]
  })
  if (!server) return unknown([...before, ...signIn])
  const known = await lookAround(atEndpoint(connection, server.endpoint), server, selection, parts)
  return { ...known, findings: [...before, ...signIn, ...known.findings] }
}

function unknown(findings: readonly Finding[]): DatabaseCheck {
  const left = skipped(
    SUBJECTS.privileges,
    'Nothing else of the database was looked at, since it was not reached.',
  )
  return { findings: [...findings, left], estimate: undefined, grants: undefined }
}

const CHECK_CONNECTION_UNUSABLE = defineError({
  topic: 'checks',
  code: 'check-connection-unusable',
  kind: 'input',
  meaning:
    'The database cannot even be asked for, by what database-url or its environment says. A backup would refuse it before it begins.',
  fix: 'Correct the input as the message says.',
})

function unusable(input: string, message: string): Finding {
  // Messages of inputs say what is wrong, and after it what to write instead.
  const [problem = '', ...instead] = message.split('; ')
  return failed(SUBJECTS.connection, {
    ...CHECK_CONNECTION_UNUSABLE,
    message: `${input}: ${problem}.`,
    hint: instead.length > 0 ? sentenceOf(instead.join('; ')) : CHECK_CONNECTION_UNUSABLE.hint,
  })
}

/** What is known for certain was refused before. */
function poolers({ endpoints }: Connection): Finding[] {
  const found = endpoints.flatMap(endpoint => poolerFinding(endpoint) ?? [])
  if (found.length === 0) return [fine(SUBJECTS.pooler, 'No transaction pooler, by host and port.')]
  return found.map(({ message }) => {
    const [problem = '', ...instead] = message.split('; ')
    return warned(SUBJECTS.pooler, `${problem}.`, sentenceOf(instead.join('; ')))
  })
}

function sentenceOf(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`
}

const CHOOSE =
  'Choose what belongs together, or restore such a backup into a database that has the rest; a drill shows whether it restores by itself.'

async function lookAround(
  connection: Connection,
  server: ServerFacts,
  asked: Selection,
  parts: CheckDeps,
): Promise<DatabaseCheck> {
  const { findClient, now, signal } = parts
  let selection = asked
  const chosen = await probing(SUBJECTS.selection, LOOK_MS, signal, async stop => {
    const scope = await findScope({ mode: 'full', selection: asked }, connection, stop)
    selection = scope.selection
    return scope.warnings.map(warning => warned(SUBJECTS.selection, `${warning}.`, CHOOSE))
  })
  const isSelected = selectedBy(selection)
  let blockers: DumpBlockers | undefined
  const [tls, hindered, client] = await Promise.all([
    probing(SUBJECTS.certificate, LOOK_MS, signal, async stop => {
      const { sslmode } = connection
      const asked = server.tls !== undefined
      const certificate = asked ? await examineCertificate(connection, server.endpoint, stop) : undefined
      const facts = {
        sslmode,
        version: server.tls,
        certificate,
        verified: verifies(connection),
        local: isThisMachine(firstEndpoint(connection)),
        howToVerify: verifyFullAt(server.endpoint.host, certificate?.issuer ?? ''),
      }
      return evaluateTls(facts, now())
    }),
    probing(SUBJECTS.locks, LOOK_MS, signal, async stop => {
      const found = await findDumpBlockers(connection, stop)
      blockers = found
      const { largeObjects, relations, unreadableLargeObjects } = found
      const hidden = {
        role: server.role.name,
        major: server.major,
        tables: relations.filter(each => each.kind === 'table' && isSelected(each)).length,
        unreadable: server.unreadable.filter(isSelected),
        rowSecured: server.rowSecured.filter(isSelected),
        largeObjects,
        unreadableLargeObjects,
      }
      return [...evaluateRights(hidden), evaluateLocks(found.locks.filter(isSelected))]
    }),
    probing(SUBJECTS.client, LOOK_MS, signal, async () => [
      evaluateClient(
        server,
        await findClient({ major: server.major, ...leastOf(server.major, server.version) }),
      ),
    ]),
  ])
  const estimate = server.databaseBytes === undefined ? undefined : estimateOf(server.databaseBytes)
  return {
    findings: [
      ...tls,
      evaluateVersion({ ...server, unlogged: server.unlogged.filter(isSelected).map(qualifiedName) }),
      ...chosen,
      ...hindered,
      evaluateSize(estimate),
      ...client,
    ],
    estimate,
    grants: blockers && grantsOf(server, blockers, selection),
  }
}

function grantsOf(server: ServerFacts, blockers: DumpBlockers, selection: Selection): Grant[] {
  const { database, major, role } = server
  const selected = blockers.relations.filter(selectedBy(selection))
  const schemas = [...Map.groupBy(selected, ({ schema }) => schema)].map(([name, relations]) => ({
    name,
    hasTables: relations.some(({ kind }) => kind === 'table'),
    hasSequences: relations.some(({ kind }) => kind === 'sequence'),
    owners: [...new Set(relations.map(({ owner }) => owner))].filter(owner => owner !== role.name),
  }))
  const rowSecurity = selected.some(relation => relation.rowSecurity)
  return grantsFor({
    major,
    database,
    role: role.name,
    schemas,
    rowSecurity,
    largeObjects: blockers.largeObjects > 0,
  })
}

const LOOK_UP_MS = 2_000

/** Whether each host has an address that this machine can reach. With several hosts one is enough. */
async function checkAddresses(
  connection: Connection,
  { names, signal }: Pick<CheckDeps, 'names' | 'signal'>,
): Promise<Finding[]> {
  const found = await Promise.all(
    connection.endpoints.map(endpoint =>
      probing(SUBJECTS.address, LOOK_UP_MS, signal, async stop => [
        fine(SUBJECTS.address, problemsOf(endpoint.host, await locate(connection, endpoint, names, stop))),
      ]),
    ),
  )
  const findings = found.flat()
  if (findings.every(({ outcome }) => outcome === 'failed')) return findings
  return findings.map(finding =>
    finding.outcome === 'failed' ? warned(SUBJECTS.address, finding.message, finding.fix) : finding,
  )
}

function problemsOf(host: string, located: Located): string {
  if (located.kind === 'socket') return `A Unix socket in ${host}.`
  if (located.kind === 'address') return `${host} is an address: no name is looked up.`
  const ipv6 = located.addresses.filter(address => address.includes(':')).length
  const families = [located.addresses.length > ipv6 ? 'IPv4' : '', ipv6 > 0 ? 'IPv6' : ''].filter(Boolean)
  return `${host} has addresses of ${families.join(' and ')}.`
}
