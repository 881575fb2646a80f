import { stampOf } from './stored-backups.ts'

const DAY_MS = 86_400_000

/** One object as the runbooks' scripts store it. */
export interface RunbookObject {
  readonly key: string
  readonly at: Date
}

/**
 * What the runbooks' procedures leave in a bucket after a year, the newest first of each kind: weekly dumps in folders of
 * months (with the runbook's double slash), one before each deployment, definitions, rows and a table by hand, and the
 * dumps of another database in its folder.
 * @param now the newest is some days older
 */
export function runbookObjects(now: Date): RunbookObject[] {
  const every = (count: number, days: number, keyOf: (stamp: string) => string): RunbookObject[] =>
    Array.from({ length: count }, (_, index) => {
      const at = new Date(now.getTime() - (2 + index * days) * DAY_MS)
      return { key: keyOf(stampOf(at)), at }
    })
  return [
    ...every(60, 7, at => `${at.slice(0, 4)}/${at.slice(4, 6)}//wastewise_backup_${at}.dump`),
    ...every(40, 3, at => `pre-deploy/wastewise_backup_${at}_pre-deploy.dump`),
    ...every(12, 30, at => `schemas/wastewise_schema_${at}.sql`),
    ...every(12, 30, at => `tables/wastewise_projects_${at}.dump`),
    ...every(12, 30, at => `data-only/wastewise_data_${at}.dump`),
    ...every(5, 30, at => `lootaura/lootaura_backup_${at}.dump.gz`),
  ]
}
