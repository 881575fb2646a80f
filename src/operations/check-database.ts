import { type Estimate, estimateOf } from '../backup/preflight/estimate.ts'
import { type Finding, failed, fine, skipped, warned } from '../backup/preflight/finding.ts'
import { judgeTls } from '../backup/preflight/judge/certificate.ts'
import { judgeLocks } from '../backup/preflight/judge/locks.ts'
import { judgeClient } from '../backup/preflight/judge/machine.ts'
import { judgeRights } from '../backup/preflight/judge/rights.ts'
import { judgeSize, judgeVersion } from '../backup/preflight/judge/server.ts'
import { SUBJECTS } from '../backup/preflight/judge/subjects.ts'
import { type Grant, grantsFor } from '../backup/preflight/least-privilege/grants.ts'
import { selectedBy } from '../backup/preflight/selected.ts'
import type { Selection } from '../catalog/choices.ts'
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
import { examineCertificate } from '../postgres/preflight/certificate.ts'
import { type DumpHindrances, findHindrances } from '../postgres/preflight/dump-hindrances.ts'
import type { ServerFacts } from '../postgres/probe/facts.ts'
import { probeServer } from '../postgres/probe/probe.ts'
import { verifies } from '../postgres/probe/tls.ts'
import { checkAddresses } from './check-addresses.ts'
import { probing } from './check-probing.ts'
import type { CheckParts, CheckRequest } from './check-request.ts'

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
  parts: CheckParts,
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

function unusable(input: string, message: string): Finding {
  // Messages of inputs say what is wrong, and after it what to write instead.
  const [told = '', ...instead] = message.split('; ')
  return failed(SUBJECTS.connection, {
    kind: 'input',
    code: 'check-connection-unusable',
    message: `${input}: ${told}.`,
    hint: instead.length > 0 ? sentenceOf(instead.join('; ')) : 'Correct the input as the message says.',
  })
}

/** What is known for certain was refused before. */
function poolers({ endpoints }: Connection): Finding[] {
  const found = endpoints.flatMap(endpoint => poolerFinding(endpoint) ?? [])
  if (found.length === 0) return [fine(SUBJECTS.pooler, 'No transaction pooler, by host and port.')]
  return found.map(({ message }) => {
    const [told = '', ...instead] = message.split('; ')
    return warned(SUBJECTS.pooler, `${told}.`, sentenceOf(instead.join('; ')))
  })
}

function sentenceOf(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`
}

async function lookAround(
  connection: Connection,
  server: ServerFacts,
  selection: Selection,
  parts: CheckParts,
): Promise<DatabaseCheck> {
  const { findClient, now, signal } = parts
  const isSelected = selectedBy(selection)
  let hindrances: DumpHindrances | undefined
  const [tls, hindered, client] = await Promise.all([
    probing(SUBJECTS.certificate, LOOK_MS, signal, async stop => {
      const { sslmode } = connection
      const asked = server.tls !== undefined
      const certificate = asked ? await examineCertificate(connection, server.endpoint, stop) : undefined
      const facts = {
        ...{ sslmode, version: server.tls, certificate },
        verified: verifies(connection),
        local: isThisMachine(firstEndpoint(connection)),
        howToVerify: verifyFullAt(server.endpoint.host, certificate?.issuer ?? ''),
      }
      return judgeTls(facts, now())
    }),
    probing(SUBJECTS.locks, LOOK_MS, signal, async stop => {
      const found = await findHindrances(connection, stop)
      hindrances = found
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
      return [...judgeRights(hidden), judgeLocks(found.locks.filter(isSelected))]
    }),
    probing(SUBJECTS.client, LOOK_MS, signal, async () => [
      judgeClient(
        server,
        await findClient({ major: server.major, ...leastOf(server.major, server.version) }),
      ),
    ]),
  ])
  const estimate = server.databaseBytes === undefined ? undefined : estimateOf(server.databaseBytes)
  return {
    findings: [
      ...tls,
      judgeVersion({ ...server, unlogged: server.unlogged.filter(isSelected).map(qualifiedName) }),
      ...hindered,
      judgeSize(estimate),
      ...client,
    ],
    estimate,
    grants: hindrances && grantsOf(server, hindrances, selection),
  }
}

function grantsOf(server: ServerFacts, hindrances: DumpHindrances, selection: Selection): Grant[] {
  const { database, major, role } = server
  const selected = hindrances.relations.filter(selectedBy(selection))
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
    largeObjects: hindrances.largeObjects > 0,
  })
}
