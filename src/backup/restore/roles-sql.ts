/** A role as the backup's roles SQL has it. */
export interface SourceRole {
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
export function readRoles(sql: string): ReadonlyMap<string, SourceRole> {
  const roles = new Map<string, { attributes: string[]; memberOf: Membership[] }>()
  const text = sql.replaceAll(/ PASSWORD '(?:[^']|'')*'/g, '')
  for (const [, name = ''] of text.matchAll(CREATE))
    roles.set(unquoted(name), { attributes: [], memberOf: [] })
  for (const [, name = '', attributes = ''] of text.matchAll(ALTER)) {
    roles.get(unquoted(name))?.attributes.push(...(attributes.match(ATTRIBUTE) ?? []))
  }
  for (const [, group = '', member = '', options = ''] of text.matchAll(GRANT)) {
    const memberOf = roles.get(unquoted(member))?.memberOf
    const known = memberOf?.some(one => one.group === unquoted(group))
    // Granted by several, it is written several times.
    if (!known) memberOf?.push({ group: unquoted(group), options: options.split(', ').filter(Boolean) })
  }
  return roles
}

function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name
}
