import type { InputRow } from '../../src/action/inputs/row.ts'
import { BACKUP_INPUTS } from '../../src/backup/input-table.ts'
import { BACKUP_OUTPUTS } from '../../src/backup/outputs.ts'
import { CHECK_INPUTS } from '../../src/check/input-table.ts'
import { CHECK_OUTPUTS } from '../../src/check/outputs.ts'
import { DRILL_INPUTS } from '../../src/drill/input-table.ts'
import { DRILL_OUTPUTS } from '../../src/drill/outputs.ts'
import { FLEET_INPUTS } from '../../src/fleet/input-table.ts'
import { FLEET_OUTPUTS } from '../../src/fleet/outputs.ts'
import type { Verb } from '../../src/index.ts'
import { PRUNE_INPUTS } from '../../src/prune/input-table.ts'
import { PRUNE_OUTPUTS } from '../../src/prune/outputs.ts'
import { REPORT_INPUTS } from '../../src/report/input-table.ts'
import { REPORT_OUTPUTS } from '../../src/report/outputs.ts'
import { RESTORE_INPUTS } from '../../src/restore/input-table.ts'
import { RESTORE_OUTPUTS } from '../../src/restore/outputs.ts'
import { VERIFY_INPUTS } from '../../src/verify/input-table.ts'
import { VERIFY_OUTPUTS } from '../../src/verify/outputs.ts'

/** What is written of a sub-action in its action.yml and in the README. */
export interface DocumentedVerb {
  readonly verb: Verb
  readonly name: string
  /** GitHub takes 125 characters. */
  readonly description: string
  readonly icon: string
  readonly inputs: Readonly<Record<string, InputRow<unknown>>>
  readonly outputs: Readonly<Record<string, { readonly description: string }>>
}

export const BACKUP: DocumentedVerb = {
  verb: 'backup',
  name: 'PostgreSQL backup, proven',
  description: 'Backs up PostgreSQL to S3 or a folder, and proves while it streams that the backup is whole.',
  icon: 'database',
  inputs: BACKUP_INPUTS,
  outputs: BACKUP_OUTPUTS,
}

export const RESTORE: DocumentedVerb = {
  verb: 'restore',
  name: 'PostgreSQL backup, restored and proven',
  description:
    'Restores a backup after backing up the target, all or nothing, and proves that it is what was backed up.',
  icon: 'rotate-ccw',
  inputs: RESTORE_INPUTS,
  outputs: RESTORE_OUTPUTS,
}

export const VERIFY: DocumentedVerb = {
  verb: 'verify',
  name: 'PostgreSQL backups, verified',
  description: 'Re-reads stored backups, and finds what is missing, altered or cut, down to a single bit.',
  icon: 'check-circle',
  inputs: VERIFY_INPUTS,
  outputs: VERIFY_OUTPUTS,
}

export const DRILL: DocumentedVerb = {
  verb: 'drill',
  name: 'PostgreSQL backup, drilled',
  description:
    'Restores a backup into a throwaway server, compares all of it, and measures how long a restore takes.',
  icon: 'life-buoy',
  inputs: DRILL_INPUTS,
  outputs: DRILL_OUTPUTS,
}

export const PRUNE: DocumentedVerb = {
  verb: 'prune',
  name: 'PostgreSQL backups, pruned',
  description:
    'Removes backups that no rule keeps, never the last that restores; archives the first of each month.',
  icon: 'scissors',
  inputs: PRUNE_INPUTS,
  outputs: PRUNE_OUTPUTS,
}

export const REPORT: DocumentedVerb = {
  verb: 'report',
  name: 'PostgreSQL backups, reported',
  description: 'Says of all backups how fresh they are, what they can restore, and what is unusual.',
  icon: 'bar-chart-2',
  inputs: REPORT_INPUTS,
  outputs: REPORT_OUTPUTS,
}

export const CHECK: DocumentedVerb = {
  verb: 'check',
  name: 'PostgreSQL backup, checked before',
  description:
    'Says in seconds whether a backup would work here, and what to do where it would not. Changes nothing.',
  icon: 'check-square',
  inputs: CHECK_INPUTS,
  outputs: CHECK_OUTPUTS,
}

export const FLEET: DocumentedVerb = {
  verb: 'fleet',
  name: 'PostgreSQL backups of many databases',
  description:
    'Reads the list of databases, hands each its URL, and records all at once. The workflow fleet.yml uses it.',
  icon: 'layers',
  inputs: FLEET_INPUTS,
  outputs: FLEET_OUTPUTS,
}
