import { BackupError } from '../core/errors.ts'
import { type DrillRecord, drillRecordSchema } from './drill-record.ts'

/**
 * Reads the record of a drill.
 * @param key where it is
 * @throws BackupError `drill-record-unreadable`
 */
export function parseDrillRecord(text: string, key: string): DrillRecord {
  const parsed = drillRecordSchema.safeParse(json(text, key))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw drillRecordUnreadable(key, `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'not a record'}`)
}

function json(text: string, key: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw drillRecordUnreadable(key, 'it is not JSON')
  }
}

export function drillRecordUnreadable(key: string, why: string): BackupError {
  return new BackupError({
    kind: 'integrity',
    code: 'drill-record-unreadable',
    message: `The record of a drill ${key} cannot be used: ${why}.`,
    hint: 'Find out who changed it, and remove it; a new drill writes a new one.',
  })
}
