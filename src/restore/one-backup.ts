import type { Reading } from '../action/inputs/reading.ts'
import type { ValuesOf } from '../action/inputs/row.ts'
import { type Rule, rule } from '../action/inputs/rules/rule.ts'
import { keyWithin } from '../action/inputs/rules/start-rules.ts'
import type { Wanted } from '../catalog/choose.ts'
import type { Destination } from '../catalog/destination.ts'
import { sinceWhen } from '../catalog/since.ts'
import type { oneBackupInputs } from './input-table.ts'

type OneBackupValues = ValuesOf<typeof oneBackupInputs>

/** What chooses among several backups, and says nothing where one is named. */
const CHOOSING = ['series', 'class', 'before'] as const

/** Which backup. */
export const oneBackupRules: readonly Rule<OneBackupValues>[] = CHOOSING.map(name =>
  rule<OneBackupValues>(
    [name, 'from'],
    ({ value }) => value(name) !== undefined && value('from').kind === 'key',
    `${name} says nothing where from is the key of one backup; leave ${name} empty, or write from: latest`,
  ),
)

/** The backup that the inputs choose. */
export function wantedBackup({ value }: Reading<OneBackupValues>, destination: Destination): Wanted {
  const from = keyWithin(value('from'), destination)
  if (from.kind === 'key') return from
  const before = value('before')
  return {
    kind: 'newest',
    series: value('series'),
    backupClass: value('class'),
    before: before && sinceWhen(before, new Date()),
  }
}
