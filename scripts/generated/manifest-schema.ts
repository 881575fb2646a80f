import { z } from 'zod'
import { manifestSchema } from '../../src/catalog/manifest.ts'

/** The manifest's JSON Schema, for those who read manifests with programs of their own. */
export function manifestJsonSchema(): string {
  const schema = { title: 'Manifest of a backup by pg-backup-action', ...z.toJSONSchema(manifestSchema) }
  return `${JSON.stringify(schema, null, 2)}\n`
}
