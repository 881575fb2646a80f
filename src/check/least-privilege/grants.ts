import { quoteIdentifier } from '../../core/sql-quoting.ts'
/** What in a database decides which rights a backup needs. */
export interface GrantFacts {
  readonly major: number
  readonly database: string
  /** The role that backs up. */
  readonly role: string
  /** Of tables and sequences that the backup holds, each once. */
  readonly schemas: readonly SchemaFacts[]
  /** Whether any of these tables has row-level security. */
  readonly rowSecurity: boolean
  readonly largeObjects: boolean
}

export interface SchemaFacts {
  readonly name: string
  readonly hasTables: boolean
  readonly hasSequences: boolean
  /** Who owns tables and sequences there: theirs are the default privileges of those to come. */
  readonly owners: readonly string[]
}

export interface Grant {
  readonly sql: string
  /** What it is for. A sentence. */
  readonly why: string
}

/** Since this major version one role may read everything. */
const READ_ALL_SINCE = 14
/** Since this one, large objects too. */
const READ_LARGE_OBJECTS_SINCE = 19

/** No more than a backup needs: what an administrator runs for the role that backs up. */
export function grantsFor(facts: GrantFacts): Grant[] {
  const role = quoteIdentifier(facts.role)
  return [
    {
      sql: `GRANT CONNECT ON DATABASE ${quoteIdentifier(facts.database)} TO ${role};`,
      why: 'To sign in; PUBLIC has it unless that was revoked.',
    },
    ...readingGrants(facts, role),
    ...(facts.largeObjects && facts.major < READ_LARGE_OBJECTS_SINCE ? [largeObjectsGrant(role)] : []),
    ...(facts.rowSecurity
      ? [
          {
            sql: `ALTER ROLE ${role} BYPASSRLS;`,
            why: 'Tables have row-level security, and pg_dump refuses to leave rows out.',
          },
        ]
      : []),
  ]
}

function readingGrants({ major, schemas }: GrantFacts, role: string): Grant[] {
  if (major >= READ_ALL_SINCE) {
    return [
      {
        sql: `GRANT pg_read_all_data TO ${role};`,
        why: 'To read every table and sequence in every schema, those to come included.',
      },
    ]
  }
  return schemas.flatMap(({ hasSequences, hasTables, name, owners }) => {
    const schema = quoteIdentifier(name)
    return [
      { sql: `GRANT USAGE ON SCHEMA ${schema} TO ${role};`, why: `To see what is in ${name}.` },
      ...(hasTables
        ? [
            {
              sql: `GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO ${role};`,
              why: `To read the tables of ${name}.`,
            },
          ]
        : []),
      ...(hasSequences
        ? [
            {
              sql: `GRANT SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${role};`,
              why: `To read where the sequences of ${name} stand.`,
            },
          ]
        : []),
      ...owners.map(owner => ({
        sql: ['TABLES', 'SEQUENCES']
          .map(
            kind =>
              `ALTER DEFAULT PRIVILEGES FOR ROLE ${quoteIdentifier(owner)} IN SCHEMA ${schema} GRANT SELECT ON ${kind} TO ${role};`,
          )
          .join('\n'),
        why: `To read what ${owner} will create in ${name}.`,
      })),
    ]
  })
}

/** Before PostgreSQL 19, no role of its own may read large objects, and there is no word for all of them. */
function largeObjectsGrant(role: string): Grant {
  return {
    sql: [
      'DO $grant$ DECLARE object oid; BEGIN',
      '  FOR object IN SELECT oid FROM pg_largeobject_metadata LOOP',
      `    EXECUTE format('GRANT SELECT ON LARGE OBJECT %s TO %s', object, ${literal(role)});`,
      '  END LOOP;',
      'END $grant$;',
    ].join('\n'),
    why: 'To read the large objects that there are; repeat it for those to come, which no default privilege covers.',
  }
}

/** For text that is an identifier already. */
function literal(text: string): string {
  return `$role$${text}$role$`
}
