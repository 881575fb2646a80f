import type { FleetEntry } from '../../src/fleet/entry.ts'
import type { FleetEnding } from '../../src/fleet/fleet-report.ts'
import type { FleetResult } from '../../src/fleet/result.ts'

/** An entry of a list, at a place in it. */
export function entryAt(index: number, changed: Partial<FleetEntry> = {}): FleetEntry {
  const name = `shop-${index}`
  return { index, name, secret: name, destination: 's3://backups/pg', backupClass: 'daily', ...changed }
}

/** What the leg of an entry left. */
export function resultOf(entry: FleetEntry, changed: Partial<FleetResult> = {}): FleetResult {
  const { destination, index, name } = entry
  const key = `${name}/2026/01/${name}_backup_20260101_000000.dump`
  return { index, name, destination, outcome: 'backed-up', key, stored: true, ...changed }
}

export const ENDED_WELL: FleetEnding = { list: 'success', backup: 'success', collected: 'success' }
export const ENDED_BADLY: FleetEnding = { ...ENDED_WELL, backup: 'failure' }
