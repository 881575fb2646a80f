import type { Selection } from './dump-choices.ts'

/** A name in a schema, as the catalog has them. */
export interface QualifiedName {
  readonly schema: string
  readonly name: string
}

/** Whether a name fits one of psql's and pg_dump's patterns. */
export type Matcher = (found: QualifiedName) => boolean

/**
 * Reads a pattern of `pg_dump --table` (“Patterns” in psql's manual): `*` and `?` stand for characters, a dot outside of
 * double quotes ends the schema's name, what is not quoted is in lower case, and the rest is a regular expression. Nothing
 * fits one that is none.
 */
export function tableMatcher(pattern: string): Matcher {
  const parts = partsOf(pattern)
  const name = expression(parts.at(-1))
  const schema = parts.length > 1 ? expression(parts.at(-2)) : /^/
  return found => name.test(found.name) && schema.test(found.schema)
}

/** The same for `pg_dump --schema`. */
export function schemaMatcher(pattern: string): Matcher {
  const schema = expression(partsOf(pattern).at(-1))
  return found => schema.test(found.schema)
}

const NOTHING = /(?!)/

function expression(source = ''): RegExp {
  try {
    return new RegExp(`^(?:${source})$`, 'u')
  } catch {
    return NOTHING
  }
}

function partsOf(pattern: string): string[] {
  const parts = ['']
  const add = (text: string): void => void parts.push((parts.pop() ?? '') + text)
  // Within double quotes, two of them are one that is meant.
  for (const piece of pattern.match(/"(?:[^"]|"")*"?|[^"]/gs) ?? []) {
    if (piece.startsWith('"')) {
      const name = piece.slice(1).replace(/"$/, '').replaceAll('""', '"')
      add(name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    } else if (piece === '.') parts.push('')
    else if (piece === '*') add('.*')
    else if (piece === '?') add('.')
    else if (piece === '$') add('\\$')
    else add(piece.toLowerCase())
  }
  return parts
}

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
