import type { Selection } from '../../catalog/choices.ts'
import { type Matcher, type QualifiedName, schemaMatcher, tableMatcher } from './pattern.ts'

/** Whether a backup with that selection holds a table or sequence: pg_dump ignores schemas where tables are named. */
export function selectedBy(selection: Selection): Matcher {
  const any = (matchers: readonly Matcher[]): Matcher => {
    return found => matchers.some(matches => matches(found))
  }
  const tables = any(selection.tables.map(tableMatcher))
  const schemas = any(selection.schemas.map(schemaMatcher))
  const withoutSchemas = any(selection.excludeSchemas.map(schemaMatcher))
  const withoutTables = any(selection.excludeTables.map(tableMatcher))
  const inside = (found: QualifiedName): boolean => {
    if (selection.tables.length > 0) return tables(found)
    if (selection.schemas.length > 0 && !schemas(found)) return false
    return !withoutSchemas(found)
  }
  return found => inside(found) && !withoutTables(found)
}
