import type { Manifest } from '../../catalog/manifest.ts'
import type { TargetFacts } from '../../postgres/target/target-facts.ts'
import { isDataEntry } from '../../postgres/toc/entry-kinds.ts'
import type { RestorePlan } from './restore-plan.ts'

/**
 * What a superuser who restores should know, where definitions of the backup are made: views are filled, rows are checked and
 * indexes are built by functions of the backup, with the rights of the role that loads.
 */
export function superuserWarning(
  { format, mode }: Pick<Manifest, 'format' | 'mode'>,
  { load }: Pick<RestorePlan, 'load'>,
  { role }: Pick<TargetFacts, 'role'>,
): string[] {
  const defines = format === 'plain' ? mode !== 'data' : load.some(entry => !isDataEntry(entry))
  if (!role.superuser || !defines) return []
  return [
    `Role ${role.name} is a superuser, and so is what functions, triggers and views of the backup do while they are restored. Any role that may create objects in the source could have planted them. Restore as a role that is none and owns the target database, unless you trust all of them.`,
  ]
}
