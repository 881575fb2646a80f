import { fits, type Outputs } from '../action/outputs.ts'
import { editableList } from './plan/editable-list.ts'
import { describeStrategy } from './plan/load-strategy.ts'
import type { RestoreReport } from './report.ts'

/** Of each list in the plan: as many as fit. */
const MOST_NAMES = [500, 200, 100, 50, 20, 5]

/** Every output of the restore action, once. */
export const RESTORE_OUTPUTS: Outputs<RestoreReport> = {
  outcome: {
    description:
      '`proven`, `partly proven` (nothing differs; not all could be restored, or compared), `different`, `failed`; or `planned` or `refused`, where nothing was changed.',
    read: ({ outcome }) => outcome,
  },
  key: {
    description: 'The backup, relative to `destination`.',
    read: ({ manifest }) => manifest.key,
  },
  database: {
    description: 'The database that was restored into.',
    read: ({ target }) => target.database,
  },
  tables: {
    description: 'How many tables are equal to the backup.',
    read: report => equalTables(report).length,
  },
  rows: {
    description: 'How many rows they have.',
    read: report => equalTables(report).reduce((sum, { rows }) => sum + rows, 0),
  },
  'pre-restore-key': {
    description:
      'The backup of the target that was made first: the way back, as `from`. Empty where none was made.',
    read: ({ preRestore }) => (preRestore.kind === 'made' ? preRestore.manifest.key : ''),
  },
  plan: {
    description:
      'The plan as JSON, `{"load", "how", "drops", "empties", "createsRoles", "skip", "refusals"}`; lists end after 500 entries.',
    words: true,
    read: planOf,
  },
  'use-list': {
    description:
      'With `dry-run`: what would be restored, for `use-list` after editing; what is skipped is commented out. Empty above 100 kB.',
    read: useListOf,
  },
  'duration-seconds': {
    description: 'How long it took, in seconds.',
    read: ({ ms }) => (ms / 1000).toFixed(1),
  },
}

function equalTables({ comparison }: RestoreReport) {
  return comparison?.tables.filter(({ outcome }) => outcome === 'equal') ?? []
}

function planOf(report: RestoreReport): string {
  return MOST_NAMES.map(most => planWith(report, most)).find(fits) ?? ''
}

function planWith({ strategy, plan, refusals }: RestoreReport, most: number): string {
  const first = <T>(list: readonly T[]): readonly T[] => list.slice(0, most)
  return JSON.stringify({
    ...(plan && {
      load: plan.load.length,
      drops: first(plan.drops),
      empties: first(plan.empties),
      createsRoles: first(plan.createsRoles),
      skip: first(plan.skip).map(({ entry: { kind, name, schema }, why }) => ({ kind, schema, name, why })),
    }),
    ...(strategy && { how: describeStrategy(strategy) }),
    refusals: first(refusals).map(({ code, message, hint }) => ({ code, message, hint })),
  })
}

function useListOf({ dryRun, plan }: RestoreReport): string {
  const list = dryRun && plan ? editableList(plan) : ''
  // A list that is cut off would restore less without a word.
  return fits(list) ? list : ''
}
