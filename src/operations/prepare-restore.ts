import { statfs } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { isEmpty } from '../backup/restore/is-empty.ts'
import { type LoadCourse, loadCourse } from '../backup/restore/load-course.ts'
import { needsItsOrder } from '../backup/restore/needs-its-order.ts'
import { planRestore } from '../backup/restore/plan-restore.ts'
import { refusals } from '../backup/restore/refusals.ts'
import type { RestorePlan } from '../backup/restore/restore-plan.ts'
import { superuserWarning } from '../backup/restore/superuser-warning.ts'
import { wantedMode } from '../backup/restore/wanted-mode.ts'
import { checkKeys } from '../catalog/check-keys.ts'
import { having } from '../catalog/choose.ts'
import { chooseBackup } from '../catalog/choose-backup.ts'
import type { Manifest } from '../catalog/manifest.ts'
import { BackupError } from '../core/errors.ts'
import { sentence } from '../core/sentence.ts'
import type { PostgresClient } from '../postgres/client/client.ts'
import { leastOf } from '../postgres/client/standing.ts'
import { atEndpoint, type Connection, describe, firstEndpoint } from '../postgres/connection/connection.ts'
import { type PoolerFinding, poolerFinding } from '../postgres/connection/poolers.ts'
import type { ProbedTarget } from '../postgres/target/probe-target.ts'
import { olderMinorWarning } from './older-minor.ts'
import { readHead } from './read-head.ts'
import type { RestoreParts, RestoreRequest } from './restore-request.ts'
import { roleStatements } from './restored-roles.ts'
import { explainScratch } from './scratch-file.ts'

/** What was found out and settled before anything is changed. */
export interface PreparedRestore {
  readonly manifest: Manifest
  readonly target: ProbedTarget
  readonly targetIsEmpty: boolean
  /** With the one endpoint that was asked. */
  readonly connection: Connection
  /** Undefined where something stood in the way before it was made. */
  readonly way: Way | undefined
  /** What stands in the way, everything that could be found. */
  readonly refusals: readonly BackupError[]
}

/** How the backup gets into the target. */
export interface Way {
  readonly client: PostgresClient
  readonly plan: RestorePlan
  readonly course: LoadCourse
  /** Statements that create the roles that the plan asks for. */
  readonly roles: readonly string[]
  readonly warnings: readonly string[]
}

/**
 * Everything that can be refused is refused here, with nothing changed: the backup chosen, the key tried, the target asked,
 * the client found, the table of contents read and the plan made. A dry run looks for all that stands in the way; another
 * one stops at the first stage that finds something.
 */
export async function prepareRestore(request: RestoreRequest, parts: RestoreParts): Promise<PreparedRestore> {
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
  if (refused.length > 0 && !request.dryRun) return { ...found, refusals: refused, way: undefined }
  try {
    return { ...found, refusals: refused, way: await findWay(request, found, parts) }
  } catch (error) {
    if (!(error instanceof BackupError) || error.kind !== 'refusal') throw error
    return { ...found, refusals: [...refused, error], way: undefined }
  }
}

async function findWay(
  { choices, load }: RestoreRequest,
  {
    connection,
    manifest,
    target,
    targetIsEmpty,
  }: Pick<PreparedRestore, 'connection' | 'manifest' | 'target' | 'targetIsEmpty'>,
  parts: RestoreParts,
): Promise<Way> {
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
  const wishes = pooler && load.jobs === 'auto' ? { ...load, jobs: 1 } : load
  const { course, warnings } = loadCourse(wishes, {
    targetIsEmpty,
    format: manifest.format,
    dumpBytes: manifest.dump.bytes,
    inOrder: needsItsOrder(plan.load),
    freeBytes: bavail * bsize,
    cores: availableParallelism(),
  })
  if (pooler && (course.kind === 'parallel' || !course.transaction)) throw throughPooler(pooler)
  const roles = await roleStatements(manifest, plan, target, parts)
  const asSuperuser = superuserWarning(manifest, plan, target)
  const older = olderMinorWarning(manifest, target)
  const more = [...asSuperuser, ...(older ? [older] : [])]
  return { client, plan, course, roles, warnings: [...plan.warnings, ...more, ...warnings] }
}

/** What is set for a session stays with the pooler's connection, which it lends to others. */
function throughPooler({ instead, name }: PoolerFinding): BackupError {
  return new BackupError({
    kind: 'refusal',
    code: 'restore-through-pooler',
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
