import { type Relation, satisfies } from './versions.ts'

/** `libpq5 (>= 17.0)`: a package by name, or one that provides the name. */
export interface Dependency {
  readonly name: string
  readonly constraint?: { readonly relation: Relation; readonly version: string }
}

const RELATIONS = new Map<string, Relation>([
  ['<<', '<<'],
  ['<=', '<='],
  ['=', '='],
  ['>=', '>='],
  ['>>', '>>'],
  // The old spellings mean "or equal" (deb-src-control(5)).
  ['<', '<='],
  ['>', '>='],
])

/** Reads `Depends`: all of these groups, of each group any one. Also reads `Provides`. */
export function parseDependencies(field: string): Dependency[][] {
  return field
    .split(',')
    .map(group => group.split('|').flatMap(parseDependency))
    .filter(group => group.length > 0)
}

function parseDependency(text: string): Dependency[] {
  const [, name, relation, version] =
    /^\s*([a-z0-9][a-z0-9+.-]*)(?::[a-z0-9-]+)?\s*(?:\(\s*([<>=]+)\s*([^\s)]+)\s*\))?/i.exec(text) ?? []
  if (name === undefined) return []
  const known = RELATIONS.get(relation ?? '')
  return [known && version !== undefined ? { name, constraint: { relation: known, version } } : { name }]
}

/** Whether a version meets a dependency; one that is provided without a version meets only an unconstrained one. */
export function meets(version: string | undefined, { constraint }: Dependency): boolean {
  if (!constraint) return true
  return version !== undefined && satisfies(version, constraint.relation, constraint.version)
}
