import { z } from 'zod'
import { reportSchema } from '../../src/report/data/report-data.ts'

/** The JSON Schema of report.json, for those who read it with programs of their own. */
export function reportJsonSchema(): string {
  const schema = { title: 'Report on backups by pg-backup-action', ...z.toJSONSchema(reportSchema) }
  return `${JSON.stringify(schema, null, 2)}\n`
}
