import { extensionsMissing, type Lacking } from '../backup/drill/extensions.ts'
import type { Fingerprint } from '../backup/fingerprint/fingerprint.ts'
import type { Manifest } from '../backup/manifest.ts'
import { planRestore } from '../backup/restore/plan-restore.ts'
import type { SkippedEntry } from '../backup/restore/restore-plan.ts'
import { placeholderRoles } from '../backup/restore/roles.ts'
import type { TargetFacts } from '../backup/restore/target-facts.ts'
import type { TocEntry } from '../backup/restore/toc-entry.ts'
import { type Connection, describe } from '../postgres/connection/connection.ts'
import { createRoles } from '../postgres/create-roles.ts'
import { probeTarget } from '../postgres/target/probe-target.ts'
import type { DrillPlace } from './drill-place.ts'
import type { DrillHost } from './drill-programs.ts'
import type { DrillParts, DrillRequest } from './drill-request.ts'
import type { Drilling } from './drill-restore.ts'

/** What is going to be loaded, and what it must be afterwards. */
export interface DrillPlan {
  /** Undefined: all of it. */
  readonly ids: readonly number[] | undefined
  readonly skip: readonly SkippedEntry[]
  readonly sessionSettings: readonly string[]
  readonly expected: Fingerprint
}

/** The empty database, and what is going to be restored into it. */
export interface Prepared {
  readonly connection: Connection
  readonly target: TargetFacts
  readonly plan: DrillPlan
  /** Names of the extensions that are left out. */
  readonly lacking: readonly string[]
}

/** What the backup brings. */
interface Brought {
  /** Undefined for SQL text. */
  readonly toc: readonly TocEntry[] | undefined
  /** Names of extensions. */
  readonly created: readonly string[]
}

/** Creates the database, makes sure of extensions and roles, and settles what is loaded. */
export async function prepareDatabase(
  { manifest, programs, request }: Drilling,
  place: DrillPlace,
  { created, toc }: Brought,
  parts: DrillParts,
): Promise<Prepared> {
  const { reporter, signal } = parts
  const { host } = programs
  const connection = await place.createDatabase(manifest.source.encoding)
  const empty = await probeTarget(connection, { signal })
  const lacking = lackingOf(created, host, empty)
  refuseLacking(lacking, manifest, request)
  for (const { name, why } of lacking) reporter.warning(`Extension ${name} is left out: ${why}`)
  const target = await withRoles(connection, empty, toc ?? [], host, parts)
  const plan = toc ? planOf(manifest, toc, target, lacking) : wholeText(manifest)
  reporter.info(
    `Prepared ${describe(connection)}, ${created.length - lacking.length} extensions to be created`,
  )
  return { connection, target, plan, lacking: lacking.map(({ name }) => name) }
}

/** Which of the extensions the server does not have; asked only what its programs are, it is not running yet. */
export function lackingOf(
  created: readonly string[],
  host: DrillHost,
  target?: Pick<TargetFacts, 'availableExtensions'>,
): Lacking[] {
  const provided = host.kind === 'throwaway' ? host.provided : undefined
  const known = new Map(provided?.lacking.map(({ name, why }) => [name, why]))
  const has = (name: string): boolean =>
    target ? target.availableExtensions.has(name) : provided === undefined || !known.has(name)
  return created
    .filter(name => !has(name))
    .map(name => ({ name, why: known.get(name) ?? 'its server does not offer it' }))
}

/** @throws BackupError `drill-extensions-missing` unless they may be skipped; SQL text can leave nothing out */
export function refuseLacking(
  lacking: readonly Lacking[],
  { format }: Pick<Manifest, 'format'>,
  { missingExtensions, server }: Pick<DrillRequest, 'missingExtensions' | 'server'>,
): void {
  const canSkip = format === 'custom'
  if (lacking.length === 0 || (missingExtensions === 'skip' && canSkip)) return
  throw extensionsMissing(lacking, server ? 'the given server' : 'the server of the drill', { canSkip })
}

/** Policies name roles that must exist. Only a server that is the drill's own is given any. */
async function withRoles(
  connection: Connection,
  target: TargetFacts,
  toc: readonly TocEntry[],
  host: DrillHost,
  { reporter, signal }: DrillParts,
): Promise<TargetFacts> {
  if (host.kind === 'given') return target
  const named = [...new Set(toc.flatMap(({ roles }) => roles))]
  const missing = named.filter(name => !target.roles.includes(name))
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
  lacking: readonly Lacking[],
): DrillPlan {
  const plan = planRestore({
    manifest,
    toc,
    target,
    choices: {
      selection: { kind: 'all', mode: 'full' },
      preset: undefined,
      ...{ noOwner: true, noAcl: true, createRoles: false, disableOutbound: false },
      allow: new Set(),
      confirm: undefined,
      skipExtensions: lacking.map(({ name }) => name),
    },
  })
  return { ...plan, ids: plan.load.map(({ id }) => id) }
}

/** SQL text is loaded whole. */
function wholeText({ fingerprint }: Manifest): DrillPlan {
  return { ids: undefined, skip: [], sessionSettings: [], expected: fingerprint }
}
