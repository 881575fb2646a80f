import { type Connection, firstEndpoint } from './connection/connection.ts'
import { poolerFinding } from './connection/poolers.ts'
import type { Session } from './probe/session.ts'

/**
 * Keeps event triggers from firing, from PostgreSQL 17 on: one that fires at each login may refuse our sessions, or write
 * into a table that is compared.
 */
export const EVENT_TRIGGERS_OFF = { name: 'event_triggers', value: 'off' } as const

/** Whether the role may set that for its own sessions; older servers know neither the setting nor triggers at logins. */
export async function mayDisableEventTriggers(session: Session): Promise<boolean> {
  const [is] = await session.rows<{ known: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_catalog.pg_settings WHERE name = '${EVENT_TRIGGERS_OFF.name}') AS known`,
  )
  if (!is?.known) return false
  const [may] = await session.rows<{ value: boolean }>(
    `SELECT pg_catalog.has_parameter_privilege('${EVENT_TRIGGERS_OFF.name}', 'SET') AS value`,
  )
  return may?.value === true
}

/** The same database, for sessions at which no event trigger fires. A pooler takes no settings at the start of a session. */
export function atRest(connection: Connection): Connection {
  if (poolerFinding(firstEndpoint(connection))) return connection
  const setting = `-c ${EVENT_TRIGGERS_OFF.name}=${EVENT_TRIGGERS_OFF.value}`
  const { options } = connection
  return { ...connection, options: options === undefined ? setting : `${options} ${setting}` }
}
