import { quoteIdentifier, unquoteIdentifier } from '../../core/sql-quoting.ts'
/** Who creates the roles, and where. */
export interface RoleCreator {
  readonly superuser: boolean
  /** The server's major version. */
  readonly major: number
}

/** What only a superuser may give, or (CREATEDB, from 16) only who has it: not needed to own or to read what is restored. */
const SUPERUSERS_ONLY = /^(?:NO)?(?:SUPERUSER|REPLICATION|BYPASSRLS|CREATEDB)$/
/** Names that no role can have (CREATE ROLE refuses them), though owners and policies may say them. */
const RESERVED = /^(?:|-|public|none|current_role|current_user|session_user|pg_.*)$/

/**
 * SQL, a statement each, that creates the wanted roles which do not exist yet and those that they are members of, from
 * what `pg_dumpall --globals-only` wrote: attributes and memberships, no passwords and no settings. A creator who is no
 * superuser cannot give SUPERUSER, REPLICATION, BYPASSRLS or CREATEDB: they are left out; and is made a member of what it
 * creates, without which it could not give objects to them. What the SQL does not know is not created: ask creatableRoles.
 */
export function missingRoles(
  globalsSql: string,
  wanted: readonly string[],
  existing: readonly string[],
  creator: RoleCreator,
): string[] {
  const source = readRoles(globalsSql)
  const names = withTheirGroups(source, wanted, new Set(existing))
  const known = new Set([...existing, ...names])
  return [
    ...names.map(name => createRole(name, source.get(name)?.attributes ?? [], creator)),
    ...(creator.superuser ? [] : names.map(name => `GRANT ${quoteIdentifier(name)} TO CURRENT_USER;`)),
    ...names.flatMap(name =>
      (source.get(name)?.memberOf ?? [])
        .filter(({ group }) => known.has(group))
        .map(({ group, options }) => grant(group, name, options, creator)),
    ),
  ]
}

/** Names of the roles that missingRoles creates, in its order: groups of the wanted among them. */
export function creatableRoles(
  globalsSql: string,
  wanted: readonly string[],
  existing: readonly string[],
): string[] {
  return withTheirGroups(readRoles(globalsSql), wanted, new Set(existing))
}

/** SQL, a statement each, for roles without any right, so that what is owned by them or names them can be restored. */
export function placeholderRoles(names: readonly string[]): string[] {
  const creatable = new Set(names.filter(name => !RESERVED.test(name)))
  return [...creatable].map(name => `CREATE ROLE ${quoteIdentifier(name)} NOLOGIN;`)
}

function withTheirGroups(
  source: ReadonlyMap<string, SourceRole>,
  wanted: readonly string[],
  existing: ReadonlySet<string>,
): string[] {
  const names = new Set<string>()
  const todo = [...wanted]
  for (let name = todo.shift(); name !== undefined; name = todo.shift()) {
    const role = source.get(name)
    if (!role || names.has(name) || existing.has(name) || RESERVED.test(name)) continue
    names.add(name)
    todo.push(...role.memberOf.map(({ group }) => group))
  }
  return [...names]
}

function createRole(name: string, attributes: readonly string[], { superuser }: RoleCreator): string {
  const allowed = attributes.filter(attribute => superuser || !SUPERUSERS_ONLY.test(attribute))
  return `CREATE ROLE ${quoteIdentifier(name)}${allowed.length > 0 ? ` WITH ${allowed.join(' ')}` : ''};`
}

/** INHERIT and SET are options of a membership from 16 on. */
function grant(group: string, member: string, options: readonly string[], { major }: RoleCreator): string {
  const understood = options
    .map(option => (/^ADMIN (?:OPTION|TRUE)$/.test(option) ? 'ADMIN OPTION' : option))
    .filter(option => option === 'ADMIN OPTION' || major >= 16)
  const granted = `GRANT ${quoteIdentifier(group)} TO ${quoteIdentifier(member)}`
  return `${granted}${understood.length > 0 ? ` WITH ${understood.join(', ')}` : ''};`
}

/** A role as the backup's roles SQL has it. */
interface SourceRole {
  /** As CREATE ROLE takes them: `LOGIN`, `CONNECTION LIMIT 5`, `VALID UNTIL '…'`. */
  readonly attributes: readonly string[]
  readonly memberOf: readonly Membership[]
}

interface Membership {
  readonly group: string
  /** As GRANT takes them: `ADMIN OPTION`, `INHERIT FALSE`. */
  readonly options: readonly string[]
}

const NAME = String.raw`("(?:[^"]|"")+"|[a-z_\u0080-\uffff][\w$\u0080-\uffff]*)`
const CREATE = new RegExp(`^CREATE ROLE ${NAME};`, 'gm')
const ALTER = new RegExp(`^ALTER ROLE ${NAME} WITH ([^;]*(?:'[^']*'[^;]*)?);`, 'gm')
const GRANT = new RegExp(`^GRANT ${NAME} TO ${NAME}(?: WITH ([A-Z, ]*?))?(?: GRANTED BY ${NAME})?;`, 'gm')
const ATTRIBUTE = /CONNECTION LIMIT -?\d+|VALID UNTIL '[^']*'|[A-Z]+/g

/**
 * Reads the roles out of `pg_dumpall --globals-only --no-role-passwords` (CREATE ROLE, ALTER ROLE … WITH, GRANT, each a
 * line). Settings (ALTER ROLE … SET), comments, tablespaces and, should there be any, passwords are passed over.
 */
function readRoles(sql: string): ReadonlyMap<string, SourceRole> {
  const roles = new Map<string, { attributes: string[]; memberOf: Membership[] }>()
  const text = sql.replaceAll(/ PASSWORD '(?:[^']|'')*'/g, '')
  for (const [, name = ''] of text.matchAll(CREATE))
    roles.set(unquoteIdentifier(name), { attributes: [], memberOf: [] })
  for (const [, name = '', attributes = ''] of text.matchAll(ALTER)) {
    roles.get(unquoteIdentifier(name))?.attributes.push(...(attributes.match(ATTRIBUTE) ?? []))
  }
  for (const [, group = '', member = '', options = ''] of text.matchAll(GRANT)) {
    const memberOf = roles.get(unquoteIdentifier(member))?.memberOf
    const known = memberOf?.some(one => one.group === unquoteIdentifier(group))
    // Granted by several, it is written several times.
    if (!known)
      memberOf?.push({ group: unquoteIdentifier(group), options: options.split(', ').filter(Boolean) })
  }
  return roles
}
