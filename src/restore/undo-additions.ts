import { identifier, quoteIdentifier } from '../core/sql-quoting.ts'
import type { TocComment } from '../fingerprint/toc-comment.ts'
import type { TargetFacts, TargetRelation } from '../postgres/target/target-facts.ts'
import { isRelation } from '../postgres/toc/entry-kinds.ts'
import { entryName, keyOf } from './plan/data-of-tables.ts'
import { sanitized } from './plan/sanitized.ts'

type Held = Pick<TargetFacts, 'extensions' | 'otherObjects' | 'relations' | 'schemas'>

/** What is dropped: its kind in SQL, and its name as SQL takes it. */
type Dropped = readonly [kind: string, name: string]

/**
 * Statements that drop what a database has now, had not before, and has of the load (`made`): what a restore has added stands in the way of going
 * back. With CASCADE: what depends on it is the restore's too, came later, or comes back with the backup. Large objects
 * and subscriptions, which reach other servers, are left out, and so is what others have made meanwhile.
 */
export function dropAdditions(before: Held, after: Held, made: readonly TocComment[]): string[] {
  const now = ofLoad(after, made)
  const schemas = missing(now.schemas, before.schemas)
  const hadRelations = new Set(before.relations.map(keyOf))
  const relations = now.relations.filter(
    each => !hadRelations.has(keyOf(each)) && !schemas.includes(each.schema),
  )
  const others = missing(now.otherObjects, before.otherObjects)
    .filter(words => !schemas.some(schema => words.includes(` ${identifier(schema)}.`)))
    .flatMap(otherObject)
  const extensions = missing(names(now.extensions), names(before.extensions))
  const isEventTrigger = ([kind]: Dropped): boolean => kind === 'EVENT TRIGGER'
  return [
    // They would fire at the others.
    ...others.filter(isEventTrigger),
    ...relations.map(relation),
    ...others.filter(other => !isEventTrigger(other)),
    ...schemas.map((name): Dropped => ['SCHEMA', quoteIdentifier(name)]),
    ...extensions.map((name): Dropped => ['EXTENSION', quoteIdentifier(name)]),
  ].map(([kind, name]) => `DROP ${kind} IF EXISTS ${name} CASCADE;`)
}

/** What in a database bears the name of something that the load makes. */
function ofLoad({ extensions, otherObjects, relations, schemas }: Held, made: readonly TocComment[]): Held {
  const tables = new Set(made.filter(isRelation).map(keyOf))
  const kinds = new Set(made.map(({ kind }) => kind))
  const bases = new Set(made.map(({ name, schema }) => baseOf(schema === '-' ? name : `${schema}.${name}`)))
  const named = (of: string, names: readonly string[]): Set<string> => {
    const known = new Set(made.filter(({ kind }) => kind === of).map(({ name }) => name))
    return new Set(names.filter(name => known.has(sanitized(name))))
  }
  const madeSchemas = named('SCHEMA', schemas)
  const madeExtensions = named('EXTENSION', names(extensions))
  return {
    schemas: schemas.filter(name => madeSchemas.has(name)),
    extensions: extensions.filter(({ name }) => madeExtensions.has(name)),
    relations: relations.filter(({ name, schema }) => tables.has(keyOf(entryName(schema, name)))),
    otherObjects: otherObjects.filter(words => {
      const [, kind, name] = DESCRIBED.exec(words) ?? []
      if (kind === undefined || name === undefined) return false
      // These have no name of their own.
      if (kind === 'cast' || kind === 'transform') return kinds.has(kind.toUpperCase())
      return bases.has(baseOf(name))
    }),
  }
}

/** Without arguments, which are written otherwise in a table of contents, and without quotes. */
function baseOf(name: string): string {
  return sanitized(name)
    .replace(/\(.*$|\bfor access method .*$/s, '')
    .replaceAll(/["\s]/g, '')
}

/** How pg_describe_object begins, where it is not how SQL calls the kind. */
const KINDS: Readonly<Record<string, string>> = {
  function: 'ROUTINE',
  'statistics object': 'STATISTICS',
  'foreign-data wrapper': 'FOREIGN DATA WRAPPER',
}
const DESCRIBED =
  /^(function|type|operator class|operator family|operator|collation|conversion|statistics object|text search (?:configuration|dictionary|parser|template)|cast|language|access method|transform|event trigger|publication|foreign-data wrapper|server) (.+)$/s

/** From words such as `function app.f(integer)`. */
function otherObject(words: string): Dropped[] {
  const [, kind, name] = DESCRIBED.exec(words) ?? []
  if (kind === undefined || name === undefined) return []
  return [[KINDS[kind] ?? kind.toUpperCase(), nameOf(kind, name)]]
}

function nameOf(kind: string, name: string): string {
  if (kind === 'cast') return `(${name.replace(/^from (.+) to (.+)$/s, '$1 AS $2')})`
  if (kind === 'transform') return name.replace(/ language (?=\S+$)/, ' LANGUAGE ').replace(/^for /, 'FOR ')
  return name.replace(/ for access method (?=\S+$)/, ' USING ')
}

function relation({ kind, name, schema }: TargetRelation): Dropped {
  return [kind.toUpperCase(), `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`]
}

function names(all: readonly { readonly name: string }[]): string[] {
  return all.map(({ name }) => name)
}

function missing(now: readonly string[], before: readonly string[]): string[] {
  const had = new Set(before)
  return now.filter(each => !had.has(each))
}
