import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { RestorePlan } from '../backup/restore/restore-plan.ts'
import { creatableRoles, missingRoles } from '../backup/restore/roles.ts'
import type { Manifest } from '../catalog/manifest.ts'
import { altered } from '../catalog/read-backup.ts'
import { readSmall } from '../catalog/read-small.ts'
import { BackupError } from '../core/errors.ts'
import type { TargetFacts } from '../postgres/target/target-facts.ts'
import type { RestoreParts } from './restore-request.ts'

/** A hundred thousand roles have less. Bytes. */
const LARGEST_ROLES = 64 * 1024 * 1024

/**
 * The statements that create the roles that the plan asks for, without passwords, from the backup's own; none where it
 * asks for none.
 * @throws BackupError `restore-roles-not-stored`
 */
export async function roleStatements(
  manifest: Manifest,
  { createsRoles }: Pick<RestorePlan, 'createsRoles'>,
  { major, role, roles }: TargetFacts,
  parts: RestoreParts,
): Promise<readonly string[]> {
  if (createsRoles.length === 0) return []
  const globals = await readGlobals(manifest, parts)
  const creatable = new Set(globals === undefined ? [] : creatableRoles(globals, createsRoles, roles))
  const lacking = createsRoles.filter(name => !creatable.has(name))
  if (globals === undefined || lacking.length > 0) throw notStored(manifest, lacking)
  return missingRoles(globals, createsRoles, roles, { superuser: role.superuser, major })
}

/** The backup's roles as SQL, compared with the manifest and opened. Small: held in memory as a whole. */
async function readGlobals(
  { encryption, globals }: Manifest,
  { controller, decryption, store }: RestoreParts,
): Promise<string | undefined> {
  if (!globals) return undefined
  const { signal } = controller
  const sealed = await readSmall(store, globals.key, Math.min(globals.bytes, LARGEST_ROLES), signal)
  if (createHash('sha256').update(sealed).digest('hex') !== globals.sha256)
    throw altered(`${store.url(globals.key)} has another SHA-256 than in the manifest`)
  const opened = decryption.open(encryption, signal)
  return (opened ? await buffer(Readable.from([sealed]).compose(opened)) : sealed).toString()
}

function notStored({ globals, key }: Manifest, lacking: readonly string[]): BackupError {
  const why = globals ? 'does not know them' : 'was stored without its roles'
  return new BackupError({
    kind: 'refusal',
    code: 'restore-roles-not-stored',
    message: `The roles ${lacking.join(', ')} cannot be created: ${key} ${why}.`,
    hint: 'Create them in the target by hand; backups taken with globals: true hold what create-roles needs.',
  })
}
