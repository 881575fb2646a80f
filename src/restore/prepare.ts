import { createHash } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { checkKeys } from '../catalog/check-keys.ts'
import { having } from '../catalog/choose.ts'
import { chooseBackup } from '../catalog/choose-backup.ts'
import type { Manifest } from '../catalog/manifest.ts'
import { altered } from '../catalog/read-backup.ts'
import { readSmall } from '../catalog/read-small.ts'
import { BackupError, defineError } from '../core/errors.ts'
import { sentence } from '../core/sentence.ts'
import type { PostgresClient } from '../postgres/client/client.ts'
import { leastOf } from '../postgres/client/standing.ts'
import { atEndpoint, type Connection, describe, firstEndpoint } from '../postgres/connection/connection.ts'
import { type PoolerFinding, poolerFinding } from '../postgres/connection/poolers.ts'
import type { ProbedTarget } from '../postgres/target/probe-target.ts'
import type { TargetFacts } from '../postgres/target/target-facts.ts'
import { readHead } from './load/read-toc.ts'
import { explainScratch } from './load/scratch-file.ts'
import { olderMinorWarning } from './older-minor.ts'
import { isEmpty } from './plan/is-empty.ts'
import { chooseLoadStrategy, type LoadStrategy } from './plan/load-strategy.ts'
import { needsItsOrder } from './plan/order-dependent.ts'
import { planRestore } from './plan/plan.ts'
import { refusals } from './plan/refusals.ts'
import type { RestorePlan } from './plan/restore-plan.ts'
import { creatableRoles, missingRoles } from './plan/roles.ts'
import { superuserWarning } from './plan/superuser-warning.ts'
import { wantedMode } from './plan/wanted-mode.ts'
import type { RestoreDeps, RestoreRequest } from './request.ts'

/** What was found out and settled before anything is changed. */
export interface PreparedRestore {
  readonly manifest: Manifest
  readonly target: ProbedTarget
  readonly targetIsEmpty: boolean
  /** With the one endpoint that was asked. */
  readonly connection: Connection
  /** Undefined where something stood in the way before it was made. */
  readonly planned: PlannedRestore | undefined
  /** What stands in the way, everything that could be found. */
  readonly refusals: readonly BackupError[]
}

/** How the backup gets into the target. */
export interface PlannedRestore {
  readonly client: PostgresClient
  readonly plan: RestorePlan
  readonly strategy: LoadStrategy
  /** Statements that create the roles that the plan asks for. */
  readonly roles: readonly string[]
  readonly warnings: readonly string[]
}

/**
 * Everything that can be refused is refused here, with nothing changed: the backup chosen, the key tried, the target asked,
 * the client found, the table of contents read and the plan made. A dry run looks for all that stands in the way; another
 * one stops at the first stage that finds something.
 */
export async function prepareRestore(request: RestoreRequest, parts: RestoreDeps): Promise<PreparedRestore> {
  const { controller, reporter, store } = parts
  const { signal } = controller
  const { choices } = request
  await store.prepare(signal)
  const manifest = await chooseBackup(having(wantedMode(choices.selection), request.wanted), {
    store,
    signal,
  })
  reporter.info(`Backup: ${store.url(manifest.key)}, begun ${manifest.startedAt}, of ${from(manifest)}`)
  await checkKeys([manifest], { ...parts, signal })
  const target = await parts.probeTarget(request.connection, signal)
  const connection = answering(request.connection, target)
  reporter.info(`Target: PostgreSQL ${target.version}, ${describe(connection)}`)
  const found = {
    manifest,
    target,
    connection,
    targetIsEmpty: isEmpty(target, choices.preset),
  }
  const refused = refusals(manifest, target, choices)
  if (refused.length > 0 && !request.dryRun) return { ...found, refusals: refused, planned: undefined }
  try {
    return { ...found, refusals: refused, planned: await planAhead(request, found, parts) }
  } catch (error) {
    if (!(error instanceof BackupError) || error.kind !== 'refusal') throw error
    return { ...found, refusals: [...refused, error], planned: undefined }
  }
}

async function planAhead(
  { choices, load }: RestoreRequest,
  {
    connection,
    manifest,
    target,
    targetIsEmpty,
  }: Pick<PreparedRestore, 'connection' | 'manifest' | 'target' | 'targetIsEmpty'>,
  parts: RestoreDeps,
): Promise<PlannedRestore> {
  const { controller, reporter, scratch } = parts
  const { signal } = controller
  const archiveMajor = Number.parseInt(manifest.clientVersion, 10)
  const major = Math.max(archiveMajor, target.major)
  const client = await parts.provideClient({ major, ...leastOf(major, target.version) }, signal)
  reporter.info(`Client: ${client.version}, ${client.origin}`)
  // SQL text has no table of contents: it is restored whole.
  const { toc } = manifest.format === 'custom' ? await readHead(manifest, { ...parts, signal }) : { toc: [] }
  const plan = planRestore({ manifest, toc, target, choices })
  const { bavail, bsize } = await statfs(scratch).catch((error: unknown) => {
    throw explainScratch(error, scratch)
  })
  const pooler = poolerFinding(firstEndpoint(connection))
  // One transaction is all that a pooler lends a connection for.
  const loadOptions = pooler && load.jobs === 'auto' ? { ...load, jobs: 1 } : load
  const { strategy, warnings } = chooseLoadStrategy(loadOptions, {
    targetIsEmpty,
    format: manifest.format,
    dumpBytes: manifest.dump.bytes,
    inOrder: needsItsOrder(plan.load),
    freeBytes: bavail * bsize,
    cores: availableParallelism(),
  })
  if (pooler && (strategy.kind === 'parallel' || !strategy.transaction)) throw throughPooler(pooler)
  const roles = await roleStatements(manifest, plan, target, parts)
  const asSuperuser = superuserWarning(manifest, plan, target)
  const older = olderMinorWarning(manifest, target)
  const more = [...asSuperuser, ...(older ? [older] : [])]
  return { client, plan, strategy, roles, warnings: [...plan.warnings, ...more, ...warnings] }
}

const RESTORE_THROUGH_POOLER = defineError({
  topic: 'restoring',
  code: 'restore-through-pooler',
  kind: 'refusal',
  meaning:
    'The target is reached through a transaction pooler, and the restore would not be one transaction (jobs, single-transaction: false): what it sets for its sessions would stay in those that the pooler lends to others.',
  fix: "Leave jobs and single-transaction at auto, or connect to the server's own port.",
})

/** What is set for a session stays with the pooler's connection, which it lends to others. */
function throughPooler({ instead, name }: PoolerFinding): BackupError {
  return new BackupError({
    ...RESTORE_THROUGH_POOLER,
    message: sentence(`What a restore sets for its sessions would stay in those of others: ${name}`),
    hint: sentence(`Leave jobs and single-transaction at auto, or ${instead}`),
  })
}

function from({ source }: Manifest): string {
  return `${source.database} on ${source.host}`
}

/** What was asked is what is restored into: with several hosts, the one that answered. */
function answering(connection: Connection, { endpoint, readOnlyByDefault }: ProbedTarget): Connection {
  const one = atEndpoint(connection, endpoint)
  if (!readOnlyByDefault) return one
  const writing = '-c default_transaction_read_only=off'
  return { ...one, options: one.options === undefined ? writing : `${one.options} ${writing}` }
}

/** A hundred thousand roles have less. Bytes. */
const LARGEST_ROLES = 64 * 1024 * 1024

/**
 * The statements that create the roles that the plan asks for, without passwords, from the backup's own; none where it
 * asks for none.
 * @throws BackupError `restore-roles-not-stored`
 */
async function roleStatements(
  manifest: Manifest,
  { createsRoles }: Pick<RestorePlan, 'createsRoles'>,
  { major, role, roles }: TargetFacts,
  parts: RestoreDeps,
): Promise<readonly string[]> {
  if (createsRoles.length === 0) return []
  const globals = await readGlobals(manifest, parts)
  const creatable = new Set(globals === undefined ? [] : creatableRoles(globals, createsRoles, roles))
  const missing = createsRoles.filter(name => !creatable.has(name))
  if (globals === undefined || missing.length > 0) throw notStored(manifest, missing)
  return missingRoles(globals, createsRoles, roles, { superuser: role.superuser, major })
}

/** The backup's roles as SQL, compared with the manifest and opened. Small: held in memory as a whole. */
async function readGlobals(
  { encryption, globals }: Manifest,
  { controller, decryption, store }: RestoreDeps,
): Promise<string | undefined> {
  if (!globals) return undefined
  const { signal } = controller
  const encrypted = await readSmall(store, globals.key, Math.min(globals.bytes, LARGEST_ROLES), signal)
  if (createHash('sha256').update(encrypted).digest('hex') !== globals.sha256)
    throw altered(`${store.url(globals.key)} has another SHA-256 than in the manifest`)
  const opened = decryption.open(encryption, signal)
  return (opened ? await buffer(Readable.from([encrypted]).compose(opened)) : encrypted).toString()
}

const RESTORE_ROLES_NOT_STORED = defineError({
  topic: 'restoring',
  code: 'restore-roles-not-stored',
  kind: 'refusal',
  meaning: 'Roles are to be created that the roles stored with the backup do not have.',
  fix: 'Create them in the target by hand.',
})

function notStored({ globals, key }: Manifest, missing: readonly string[]): BackupError {
  const why = globals ? 'does not know them' : 'was stored without its roles'
  return new BackupError({
    ...RESTORE_ROLES_NOT_STORED,
    message: `The roles ${missing.join(', ')} cannot be created: ${key} ${why}.`,
    hint: 'Create them in the target by hand; backups taken with globals: true hold what create-roles needs.',
  })
}
