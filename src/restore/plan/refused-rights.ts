import { BackupError } from '../../core/errors.ts'
import { qualifiedName } from '../../fingerprint/fingerprint.ts'
import type { TocComment } from '../../fingerprint/toc-comment.ts'
import type { TargetRelation } from '../../postgres/target/target-facts.ts'
import { named } from './named.ts'
import type { RestoreContext } from './rules/skip-rule.ts'
import { sanitized } from './sanitized.ts'

/** What needs CREATE on the database (the pages of the SQL commands in PostgreSQL's documentation). */
const OF_THE_DATABASE = new Set(['SCHEMA', 'EXTENSION', 'PUBLICATION'])
/** What needs CREATE on its schema. No matter what changes something that is there needs its owner. */
const OF_A_SCHEMA = new Set([
  ...['TABLE', 'FOREIGN TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SEQUENCE', 'INDEX', 'STATISTICS'],
  ...[
    'FUNCTION',
    'PROCEDURE',
    'AGGREGATE',
    'TYPE',
    'DOMAIN',
    'OPERATOR',
    'OPERATOR CLASS',
    'OPERATOR FAMILY',
  ],
  ...['COLLATION', 'CONVERSION', 'TEXT SEARCH CONFIGURATION', 'TEXT SEARCH DICTIONARY'],
])

/** What a restore is about to do. */
export interface Intended {
  /** What it makes. */
  readonly definitions: readonly TocComment[]
  readonly drops: readonly TargetRelation[]
  readonly roles: readonly string[]
}

/**
 * Refuses what the role could not do, as far as the catalog says.
 * @throws BackupError `restore-right-missing`
 */
export function refuseWithoutRights(
  { definitions, drops, roles }: Intended,
  { target }: Pick<RestoreContext, 'target'>,
): void {
  const { role, schemas } = target
  const made = new Set(definitions.filter(({ kind }) => kind === 'SCHEMA').map(({ name }) => name))
  const closed = new Set(schemas.filter(schema => !role.createsIn.includes(schema)).map(sanitized))
  const inDatabase = definitions.filter(({ kind }) => OF_THE_DATABASE.has(kind))
  const inSchemas = definitions.filter(
    ({ kind, schema }) => OF_A_SCHEMA.has(kind) && closed.has(schema) && !made.has(schema),
  )
  const missing = [
    ...(inDatabase.length > 0 && !role.createInDatabase
      ? [`CREATE on database ${target.database}, for ${named(inDatabase.map(inWords), 3)}`]
      : []),
    ...(inSchemas.length > 0
      ? [
          `CREATE on schema ${named(inSchemas.map(({ schema }) => schema))}, for ${named(inSchemas.map(inWords), 3)}`,
        ]
      : []),
    ...owned(drops.filter(relation => !relation.owned)),
    ...(roles.length > 0 && !role.createRole ? [`CREATEROLE, for ${named(roles)}`] : []),
  ]
  if (missing.length === 0) return
  throw new BackupError({
    kind: 'refusal',
    code: 'restore-right-missing',
    message: `Role ${role.name} could not restore this: it lacks ${missing.join('; ')}.`,
    hint: 'Restore as the owner of the database and of what is in it, or grant that role what it lacks.',
  })
}

function owned(relations: readonly TargetRelation[]): string[] {
  if (relations.length === 0) return []
  const words = relations.map(relation => `${relation.kind} ${qualifiedName(relation)} of ${relation.owner}`)
  return [`the ownership of what is to be dropped, ${named(words)}`]
}

function inWords({ kind, name }: TocComment): string {
  return `${kind.toLowerCase()} ${name}`
}
