import type { TargetFacts, TargetRelation } from './target-facts.ts'

type Held = Pick<TargetFacts, 'extensions' | 'otherObjects' | 'relations' | 'schemas'>

/** What is dropped: its kind in SQL, and its name as SQL takes it. */
type Dropped = readonly [kind: string, name: string]

/**
 * Statements that drop what a database has now and had not before: what a restore has added stands in the way of going
 * back. With CASCADE: what depends on it is the restore's too, came later, or comes back with the backup. Large objects
 * and subscriptions, which reach other servers, are left out.
 */
export function dropAdditions(before: Held, now: Held): string[] {
  const schemas = lacking(now.schemas, before.schemas)
  const hadRelations = new Set(before.relations.map(keyOf))
  const relations = now.relations.filter(
    each => !hadRelations.has(keyOf(each)) && !schemas.includes(each.schema),
  )
  const others = lacking(now.otherObjects, before.otherObjects)
    .filter(words => !schemas.some(schema => words.includes(` ${identifier(schema)}.`)))
    .flatMap(otherObject)
  const extensions = lacking(names(now.extensions), names(before.extensions))
  const isEventTrigger = ([kind]: Dropped): boolean => kind === 'EVENT TRIGGER'
  return [
    // They would fire at the others.
    ...others.filter(isEventTrigger),
    ...relations.map(relation),
    ...others.filter(other => !isEventTrigger(other)),
    ...schemas.map((name): Dropped => ['SCHEMA', quoted(name)]),
    ...extensions.map((name): Dropped => ['EXTENSION', quoted(name)]),
  ].map(([kind, name]) => `DROP ${kind} IF EXISTS ${name} CASCADE;`)
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
  return [kind.toUpperCase(), `${quoted(schema)}.${quoted(name)}`]
}

function keyOf({ name, schema }: TargetRelation): string {
  return JSON.stringify([schema, name])
}

function names(all: readonly { readonly name: string }[]): string[] {
  return all.map(({ name }) => name)
}

function lacking(now: readonly string[], before: readonly string[]): string[] {
  const had = new Set(before)
  return now.filter(each => !had.has(each))
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** As the server writes it: in quotes where it needs them. */
function identifier(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : quoted(name)
}
