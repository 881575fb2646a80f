import type { Outputs } from '../action/outputs.ts'
import type { DrillReport } from './record/findings.ts'

/** Every output of the drill action, once. */
export const DRILL_OUTPUTS: Outputs<DrillReport> = {
  key: {
    description: 'The backup that was drilled, relative to `destination`.',
    read: ({ record }) => record.key,
  },
  outcome: {
    description:
      'What was found out about the backup: `proven`, `partly proven` (nothing is wrong, not everything could be compared), or `failed`. Budgets do not change it.',
    read: ({ record }) => record.outcome,
  },
  'rto-seconds': {
    description:
      'How long the restore took, in seconds: download, preparation and load. Empty where it could not be loaded.',
    read: ({ record }) => (record.rto.ms === undefined ? '' : record.rto.ms / 1000),
  },
  'age-seconds': {
    description: 'How old the backup was when the drill began, in seconds.',
    read: ({ record }) => record.rpo.ms / 1000,
  },
  tables: {
    description: 'How many tables were compared and are equal.',
    read: ({ record }) => record.compared?.tables.equal ?? 0,
  },
  rows: {
    description: 'How many rows are in them.',
    read: ({ record }) => record.compared?.rows ?? 0,
  },
  'record-key': {
    description: 'Where the record of the drill is, relative to `destination`; empty where none was written.',
    read: ({ recordKey }) => recordKey ?? '',
  },
  'server-version': {
    description: 'The version of the PostgreSQL server that was restored into.',
    read: ({ record }) => record.server.version,
  },
  'client-version': {
    description: 'The version of pg_restore.',
    read: ({ record }) => record.clientVersion,
  },
  record: {
    description:
      'The record as JSON, such as `fromJSON(steps.drill.outputs.record).stages.load`; see docs/drill.schema.json.',
    words: true,
    read: ({ record }) => JSON.stringify(record),
  },
}
