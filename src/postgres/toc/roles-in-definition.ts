const IDENTIFIER = String.raw`(?:"(?:[^"]|"")+"|[^\s".,;()]+)`
/** As dumpPolicy and dumpUserMappings (pg_dump.c) write them; a policy for everybody names nobody. */
const NAMING_ROLES: Readonly<Record<string, RegExp>> = {
  POLICY: new RegExp(
    `^CREATE POLICY ${IDENTIFIER} ON ${IDENTIFIER}\\.${IDENTIFIER}(?: AS RESTRICTIVE)?(?: FOR [A-Z]+)? TO (${IDENTIFIER}(?:, ${IDENTIFIER})*)(?: USING | WITH CHECK |;)`,
  ),
  'USER MAPPING': new RegExp(`^CREATE USER MAPPING FOR (${IDENTIFIER}) SERVER `),
}
const EVERYBODY = 'public'

/**
 * The roles that an entry's statement names, and that must exist for it even where neither owners nor privileges are
 * restored. Roles that an expression names as text (`pg_has_role('auditor', …)`) are not among them: it decides about them
 * when it runs.
 */
export function rolesInDefinition(kind: string, definition: string): string[] {
  const list = NAMING_ROLES[kind]?.exec(definition)?.[1] ?? ''
  return (list.match(new RegExp(IDENTIFIER, 'g')) ?? []).flatMap(name =>
    name === EVERYBODY ? [] : [unquoted(name)],
  )
}

function unquoted(identifier: string): string {
  return identifier.startsWith('"') ? identifier.slice(1, -1).replaceAll('""', '"') : identifier
}
