import { defineErrors } from '../../core/errors.ts'
import { type Failure, place } from './failure.ts'
import { text } from './signs.ts'

/** What a run of ours may set at the start of a session, so that a dump has the same text everywhere. */
const OUR_OPTIONS = ['bytea_output', 'quote_all_identifiers', 'standard_conforming_strings']

/** Whose settings a pooler refuses: the user's where there are any, or else ours. */
function optionsHint(detail: string | undefined, options = '', role: string): string {
  const given = [...options.matchAll(/(?:-c\s*|--)([A-Za-z_][\w.]*)=/g)].map(([, name = '']) => name)
  const refused = detail === 'options' ? given : given.filter(name => name === detail)
  if (refused.length > 0)
    return `They are those of the connection: ${refused.join(', ')}. Take them out of options in the URL, or out of PGOPTIONS; or connect to the server itself.`
  const ours = detail !== undefined && OUR_OPTIONS.includes(detail) ? detail : 'bytea_output'
  const value = ours === 'bytea_output' ? "'hex'" : ours === 'quote_all_identifiers' ? 'off' : 'on'
  return `They are ours, since the database or role has other settings than a dump needs (${OUR_OPTIONS.join(', ')}): ALTER ROLE "${role}" SET ${ours} = ${value}, and nothing is sent; or connect to the server itself.`
}

/** A pooler stands between, and does not pass on what a dump needs. */
export const POOLERS: readonly Failure[] = defineErrors('database', [
  {
    code: 'pooler-refuses-options',
    kind: 'database',
    signs: [
      text(/unsupported startup parameter in options:? ?"?(?<detail>\w[\w.]*)/),
      text(/unsupported startup parameter:? ?"?(?<detail>options)/),
      text(/unsupported (?<detail>options) startup parameter/),
      text(/doesn.{1,3}t support command-line (?<detail>options)/),
    ],
    meaning:
      'A pooler (PgBouncer, RDS Proxy) refuses settings at the start of a session. They are those of the URL or PGOPTIONS, or ours, which are only sent where the database, the role or the backup needs them.',
    message: scene =>
      `A pooler at ${place(scene)} refuses settings at the start of a session (${scene.found.detail}).`,
    fix: "Take options out of the URL and PGOPTIONS, or connect to the server itself. A setting of ours is not sent where the role has it: ALTER ROLE … SET bytea_output = 'hex'.",
    hint: ({ found, options, role }) => optionsHint(found.detail, options, role),
  },
  {
    code: 'pooler-interferes',
    kind: 'database',
    signs: [
      text(/unsupported startup parameter(?: in options)?:? ?"?(?<detail>[\w.]*)/),
      text(/(?<detail>prepared statement "[^"]*" (?:does not exist|already exists))/),
      text(
        /(?<detail>query_wait_timeout|server_login_retry|pgbouncer cannot connect to server|bouncer config error|no such database)/,
      ),
    ],
    meaning: 'A connection pooler such as PgBouncer stands in between and does not do what pg_dump needs.',
    message: scene =>
      `A pooler at ${place(scene)} got in pg_dump's way${scene.found.detail ? ` (${scene.found.detail})` : ''}.`,
    fix: "Connect to the server itself, or to the pooler's session mode.",
  },
])
