import type { Connection, Endpoint } from '../connection/connection.ts'
import { mayDisableEventTriggers } from '../event-triggers.ts'
import { inSession } from '../probe/in-session.ts'
import { DATABASE_BYTES_QUERY, SYSTEM_IDENTIFIER_QUERY } from '../probe/queries.ts'
import type { Session } from '../probe/session.ts'
import { askHeldRows, type HeldRows } from './held-rows.ts'
import {
  FOREIGN_KEYS_QUERY,
  type ForeignKeyRow,
  type MembershipRow,
  PUBLISHED_QUERY,
  RELATIONS_QUERY,
  type RelationRow,
  SEQUENCES_QUERY,
  type SequenceRow,
  SUBSCRIBED_QUERY,
  TRIGGERS_QUERY,
  type TriggerRow,
} from './relation-queries.ts'
import type {
  ForeignKey,
  Membership,
  TargetExtension,
  TargetFacts,
  TargetRelation,
  TargetTrigger,
} from './target-facts.ts'
import {
  AVAILABLE_QUERY,
  INSTALLED_QUERY,
  LARGE_OBJECTS_QUERY,
  otherObjectsQuery,
  REPLICATION_ROLE_QUERY,
  ROLES_QUERY,
  SCHEMAS_QUERY,
  type SchemaRow,
  SET_REPLICATION_ROLE,
  SUBSCRIPTIONS_QUERY,
  TARGET_QUERY,
  type TargetRow,
} from './target-queries.ts'

export interface ProbedTarget extends TargetFacts {
  /** The one of the connection's endpoints that answered: restore into this one (`atEndpoint`). */
  readonly endpoint: Endpoint
  /** Whether transactions are read-only unless they say `READ WRITE`. */
  readonly readOnlyByDefault: boolean
  /** Whether sessions of the role may keep event triggers from firing. */
  readonly mayDisableEventTriggers: boolean
}

export interface ProbeOptions {
  /** Schemas that a platform manages, in whose tables rows count. */
  readonly managedSchemas: readonly string[]
  readonly signal: AbortSignal
}

/** Of what is not a relation: enough to know that a target is not empty, and to say with what. */
const MOST_OTHER_OBJECTS = 10_000

/**
 * Asks the database that is restored into what a restore has to know, in one short read-only session: nothing is locked
 * or changed, and no row of a user's table is read: of extensions' tables and of those that a platform manages, whether
 * there is one. Relations are listed all, as a manifest does; of other objects the first 10,000.
 * Throws BackupError with the cause, or the signal's reason.
 */
export async function probeTarget(
  connection: Connection,
  { managedSchemas, signal }: ProbeOptions,
): Promise<ProbedTarget> {
  return await inSession(connection, { signal }, session => askTarget(session, managedSchemas))
}

async function askTarget(session: Session, managedSchemas: readonly string[]): Promise<ProbedTarget> {
  const [target] = await session.rows<TargetRow>(TARGET_QUERY)
  if (!target) throw new Error('the server does not know its own database')
  const [identity] = await session.rowsIfAllowed<{ value: string }>(SYSTEM_IDENTIFIER_QUERY)
  const [size] = await session.rowsIfAllowed<{ value: string }>(DATABASE_BYTES_QUERY)
  const large = await session.rows<{ value: string }>(LARGE_OBJECTS_QUERY)
  const largeObjects = new Set(large.map(({ value }) => value))
  const { endpoint } = session
  const schemas = await session.rows<SchemaRow>(SCHEMAS_QUERY)
  const held = await askHeldRows(session, managedSchemas)
  return {
    endpoint,
    host: endpoint.host,
    port: endpoint.port,
    database: target.database,
    databaseOid: target.database_oid,
    version: target.version.split(' ')[0] ?? target.version,
    major: Math.floor(target.version_num / 10_000),
    systemIdentifier: identity?.value,
    databaseBytes: size ? Number(size.value) : undefined,
    encoding: target.encoding,
    isInRecovery: target.is_in_recovery,
    readOnlyByDefault: target.read_only_by_default,
    mayDisableEventTriggers: await mayDisableEventTriggers(session),
    role: {
      name: target.role,
      superuser: target.superuser,
      createRole: target.create_role,
      createInDatabase: target.create_in_database,
      setsReplicationRole: await setsReplicationRole(session),
      createsIn: schemas.filter(({ creates }) => creates).map(({ name }) => name),
      ownsSchemas: schemas.filter(({ owned }) => owned).map(({ name }) => name),
    },
    roles: await names(session, ROLES_QUERY),
    schemas: schemas.map(({ name }) => name),
    extensions: await session.rows<TargetExtension>(INSTALLED_QUERY),
    availableExtensions: await available(session),
    relations: (await session.rows<RelationRow>(RELATIONS_QUERY)).map(row => relationOf(row, held)),
    extensionTables: held.extensionTables,
    sequences: await session.rows<SequenceRow>(SEQUENCES_QUERY),
    foreignKeys: (await session.rows<ForeignKeyRow>(FOREIGN_KEYS_QUERY)).map(foreignKeyOf),
    triggers: (await session.rows<TriggerRow>(TRIGGERS_QUERY)).map(triggerOf),
    memberships: await memberships(session),
    largeObjects,
    otherObjects: await otherObjects(session, largeObjects.size),
  }
}

/**
 * Tried out, since nothing else says it: platforms let roles of theirs do it without a privilege that PostgreSQL knows of.
 * Of the read-only transaction of this session only.
 */
async function setsReplicationRole(session: Session): Promise<boolean> {
  await session.rowsIfAllowed(SET_REPLICATION_ROLE)
  const [is] = await session.rows<{ value: boolean }>(REPLICATION_ROLE_QUERY)
  return is?.value === true
}

function relationOf(
  { root_name, root_schema, stores_nothing, through_root, within, ...row }: RelationRow,
  { holdsRows }: HeldRows,
): TargetRelation {
  const isPartition = root_schema !== null && root_name !== null
  return {
    ...row,
    partition: isPartition
      ? {
          root: { schema: root_schema, name: root_name },
          throughRoot: through_root,
          within: within ?? [],
          storesNothing: stores_nothing,
        }
      : undefined,
    holdsRows: holdsRows(row.schema, row.name),
  }
}

function foreignKeyOf({ name, schema, table, to_schema, to_table }: ForeignKeyRow): ForeignKey {
  return { name, table: { schema, name: table }, references: { schema: to_schema, name: to_table } }
}

function triggerOf({ fires, name, schema, table }: TriggerRow): TargetTrigger {
  return { name, table: { schema, name: table }, fires }
}

/** Not every role may ask what a subscription has. */
async function memberships(session: Session): Promise<Membership[]> {
  const of =
    (kind: Membership['kind']) =>
    ({ name, schema, table }: MembershipRow): Membership => ({ kind, name, table: { schema, name: table } })
  const published = await session.rows<MembershipRow>(PUBLISHED_QUERY)
  const subscribed = await session.rowsIfAllowed<MembershipRow>(SUBSCRIBED_QUERY)
  return [...published.map(of('publication')), ...subscribed.map(of('subscription'))]
}

async function names(session: Session, query: string): Promise<string[]> {
  return (await session.rows<{ name: string }>(query)).map(({ name }) => name)
}

async function available(session: Session): Promise<TargetFacts['availableExtensions']> {
  const rows = await session.rows<{ name: string; version: string; trusted: boolean }>(AVAILABLE_QUERY)
  return new Map(rows.map(({ name, version, trusted }) => [name, { version, trusted }]))
}

async function otherObjects(session: Session, count: number): Promise<string[]> {
  const rows = await session.rows<{ words: string }>(otherObjectsQuery(MOST_OTHER_OBJECTS))
  const subscriptions = await session.rows<{ words: string }>(SUBSCRIPTIONS_QUERY)
  return [
    ...rows.map(({ words }) => words),
    ...subscriptions.map(({ words }) => words),
    ...(count > 0 ? [`${count} large ${count === 1 ? 'object' : 'objects'}`] : []),
  ]
}
