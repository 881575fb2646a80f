import type { Manifest } from '../catalog/manifest.ts'
import { type Connection, describe } from '../postgres/connection/connection.ts'
import type { Sorting } from '../postgres/server/locale.ts'
import { probeTarget } from '../postgres/target/probe-target.ts'
import type { TargetFacts } from '../postgres/target/target-facts.ts'
import type { TocEntry } from '../postgres/toc/toc-entry.ts'
import { SCHEMAS_OF_ROWS } from '../presets/preset.ts'
import { createRoles } from '../restore/create-roles.ts'
import { needsItsOrder } from '../restore/plan/order-dependent.ts'
import { planRestore } from '../restore/plan/plan.ts'
import type { RestorePlan } from '../restore/plan/restore-plan.ts'
import { placeholderRoles } from '../restore/plan/roles.ts'
import type { DrillContext } from './context.ts'
import { createSchemas } from './database/create-schemas.ts'
import { createTablespaces } from './database/create-tablespaces.ts'
import { makeBefore } from './database/privileged-objects.ts'
import { extensionsMissing, isOfOneDatabase, type Missing } from './extensions.ts'
import { rolesInText, shareOutText } from './plain-sql.ts'
import { shareOut } from './privileged.ts'
import type { DrillHost } from './programs.ts'
import type { DrillDeps, DrillRequest } from './request.ts'
import type { DrillDatabase, DrillPlace } from './sandbox.ts'

/** The empty database, and what is going to be restored into it. */
export interface Prepared {
  readonly connection: Connection
  readonly superuser: DrillDatabase['superuser']
  /** Whether it sorts as the source does. */
  readonly sorting: Sorting
  /** Schemas that were made for what the backup has in them. */
  readonly madeSchemas: readonly string[]
  readonly target: TargetFacts
  readonly plan: RestorePlan
  /** Entries of an archive that the connection's role loads; the others are the superuser's. */
  readonly load: readonly TocEntry[]
  /** Statements that the superuser runs once everything else is loaded. */
  readonly after: readonly string[]
  /** Statements of SQL text that are not loaded. */
  readonly leaveOut?: (line: string) => boolean
  /** What a dump by the connection's role does not show. */
  readonly unseen: readonly TocEntry[]
  /** Sessions that load at once. */
  readonly jobs: number
  /** Names of the extensions that are left out. */
  readonly missing: readonly string[]
}

/** What the backup brings. */
interface PreparedContents {
  /** Undefined for SQL text. */
  readonly toc: readonly TocEntry[] | undefined
  /** Names of extensions. */
  readonly created: readonly string[]
}

/** Creates the database, makes sure of extensions and roles, and settles what is loaded. */
export async function prepareDatabase(
  { file, manifest, programs, request }: DrillContext,
  place: DrillPlace,
  { created, toc }: PreparedContents,
  parts: DrillDeps,
): Promise<Prepared> {
  const { reporter, signal } = parts
  const { host } = programs
  const { connection, sorting, superuser } = await place.createDatabase(manifest.source)
  const madeSchemas = await makeSchemas(connection, manifest, signal)
  const empty = await probeTarget(connection, { managedSchemas: SCHEMAS_OF_ROWS, signal })
  const missing = missingOf(created, host, empty)
  refuseMissing(missing, manifest, request)
  for (const { name, why } of missing) reporter.warning(`Extension ${name} is left out: ${why}`)
  const privileged = superuser?.connection ?? connection
  const named =
    toc === undefined ? await rolesInText(manifest, file, signal) : toc.flatMap(({ roles }) => roles)
  const target = await withRoles(privileged, empty, named, host, parts)
  const tablespaces = tablespacesOf(toc ?? [])
  if (host.kind === 'throwaway') await createTablespaces(privileged, tablespaces, { signal })
  // Of the drill's own server everything is loaded, by one of two.
  const role = superuser ? { ...target.role, superuser: true } : target.role
  const plan = planOf(manifest, toc ?? [], { ...target, role }, missing)
  for (const warning of plan.warnings) reporter.warning(warning)
  reporter.info(
    `Prepared: ${describe(connection)}; extensions to be created: ${created.length - missing.length}`,
  )
  // Of SQL text, and of some archives, the order matters.
  const jobs = toc === undefined || needsItsOrder(plan.load) ? 1 : request.jobs
  const prepared = { connection, superuser, sorting, madeSchemas, target, plan, jobs }
  const names = missing.map(({ name }) => name)
  if (!superuser) return { ...prepared, missing: names, load: plan.load, after: [], unseen: [] }
  const ofText = toc === undefined ? await shareOutText(manifest, file, signal) : undefined
  const { after, owners, unseen, ...first } = shareOut(plan.load, manifest)
  const { before, schemas } = ofText ?? first
  await createSchemas(connection, schemas, { signal })
  const making = { major: superuser.major, owner: connection.user, statements: before, tablespaces }
  await makeBefore(superuser.connection, making, { signal })
  const { leaveOut } = ofText ?? {}
  return { ...prepared, missing: names, load: owners, after, unseen, ...(leaveOut && { leaveOut }) }
}

function tablespacesOf(toc: readonly TocEntry[]): string[] {
  return [...new Set(toc.flatMap(({ tablespace }) => tablespace ?? []))].filter(
    name => !name.startsWith('pg_'),
  )
}

/** A dump of some tables has not their schemas. */
async function makeSchemas(
  connection: Connection,
  { fingerprint: { objects, tables }, options }: Manifest,
  signal: AbortSignal,
): Promise<string[]> {
  if (options.tables.length === 0) return []
  const used = new Set([...objects, ...tables].map(({ schema }) => schema))
  const schemas = [...used].filter(schema => !/^(?:|-|public|information_schema|pg_.*)$/.test(schema))
  await createSchemas(connection, schemas, { signal })
  return schemas
}

/** Which of the extensions the server does not have; asked only what its programs are, it is not running yet. */
export function missingOf(
  created: readonly string[],
  host: DrillHost,
  target?: Pick<TargetFacts, 'availableExtensions'>,
): Missing[] {
  const provided = host.kind === 'throwaway' ? host.provided : undefined
  const known = new Map(provided?.missing.map(({ name, why }) => [name, why]))
  const has = (name: string): boolean => {
    if (host.kind === 'given' && isOfOneDatabase(name)) return false
    return target ? target.availableExtensions.has(name) : provided === undefined || !known.has(name)
  }
  return created.filter(name => !has(name)).map(name => ({ name, why: known.get(name) ?? whyNot(name) }))
}

function whyNot(name: string): string {
  return isOfOneDatabase(name)
    ? 'it can be created in one database of that server only, which is not the scratch database'
    : 'its server does not offer it'
}

/** @throws BackupError `drill-extensions-missing` unless they may be skipped; SQL text can leave nothing out */
export function refuseMissing(
  missing: readonly Missing[],
  { format }: Pick<Manifest, 'format'>,
  { missingExtensions, server }: Pick<DrillRequest, 'missingExtensions' | 'server'>,
): void {
  const canSkip = format === 'custom'
  if (missing.length === 0 || (missingExtensions === 'skip' && canSkip)) return
  throw extensionsMissing(missing, server ? 'the given server' : 'the server of the drill', { canSkip })
}

/** Policies name roles that must exist. Only a server that is the drill's own is given any. */
async function withRoles(
  connection: Connection,
  target: TargetFacts,
  named: readonly string[],
  host: DrillHost,
  { reporter, signal }: DrillDeps,
): Promise<TargetFacts> {
  if (host.kind === 'given') return target
  const missing = [...new Set(named)].filter(name => !target.roles.includes(name))
  const statements = placeholderRoles(missing)
  if (statements.length === 0) return target
  await createRoles(connection, statements, { signal })
  reporter.info(`Created ${statements.length} roles that policies name: ${missing.join(', ')}`)
  return { ...target, roles: [...target.roles, ...missing] }
}

function planOf(
  manifest: Manifest,
  toc: readonly TocEntry[],
  target: TargetFacts,
  missing: readonly Missing[],
): RestorePlan {
  return planRestore({
    manifest,
    toc,
    target,
    choices: {
      selection: { kind: 'all', mode: 'full' },
      preset: undefined,
      noOwner: true,
      noAcl: true,
      createRoles: false,
      disableOutbound: false,
      allow: new Set(),
      confirm: undefined,
      skipExtensions: missing.map(({ name }) => name),
    },
  })
}
