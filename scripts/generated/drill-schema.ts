import { z } from 'zod'
import { drillRecordSchema } from '../../src/catalog/drill-record.ts'

/** The JSON Schema of a drill's record, for those who read it with programs of their own. */
export function drillJsonSchema(): string {
  const schema = { title: 'Record of a drill by pg-backup-action', ...z.toJSONSchema(drillRecordSchema) }
  return `${JSON.stringify(schema, null, 2)}\n`
}
