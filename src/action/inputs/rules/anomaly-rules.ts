import type { BackupInputValues } from '../../../backup/input-table.ts'
import { type Rule, rule } from './rule.ts'

/** What only says how backups are compared. */
const COMPARING = ['anomaly-window', 'anomaly-threshold', 'on-schema-drift'] as const

/** How a backup is compared with those before it. */
export const anomalyRules: readonly Rule<BackupInputValues>[] = COMPARING.map(name =>
  rule(
    [name, 'on-anomaly'],
    ({ given, value }) => given(name) && value('on-anomaly') === 'ignore',
    `${name} says nothing with on-anomaly: ignore, which compares nothing; leave ${name} empty, or write on-anomaly: warn`,
  ),
)
