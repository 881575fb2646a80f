import { unknownMethods } from './authentication.ts'
import {
  CHANNEL_BINDINGS,
  type ChannelBinding,
  SESSION_ATTRIBUTES,
  type SessionAttributes,
} from './connection.ts'
import { treatmentOf } from './parameters.ts'
import type { Complain } from './problem.ts'
import type { Given } from './settings.ts'

const CONNECT_TIMEOUT_S = 15

/** What remains to be settled about a session besides where, who and TLS. */
export interface SessionSettings {
  readonly directTls: boolean
  readonly channelBinding: ChannelBinding
  readonly sessionAttributes: SessionAttributes
  readonly connectTimeoutS: number
  readonly applicationName: string
  readonly passed: Readonly<Record<string, string>>
  readonly parameters: Readonly<Record<string, string>>
}

export function readSession(given: Given, complain: Complain): SessionSettings {
  const timeout = given.get('connect_timeout')
  if (timeout && !/^-?\d+$/.test(timeout.value)) {
    complain(timeout.origin, 'connect_timeout is not a number of seconds')
  }
  const attributes = given.get('target_session_attrs')
  const sessionAttributes = SESSION_ATTRIBUTES.find(known => known === (attributes?.value ?? 'any'))
  if (!sessionAttributes && attributes) {
    complain(attributes.origin, `target_session_attrs is none of ${SESSION_ATTRIBUTES.join(', ')}`)
  }
  const binding = given.get('channel_binding')
  const channelBinding = CHANNEL_BINDINGS.find(known => known === (binding?.value ?? 'auto'))
  if (binding && (!channelBinding || channelBinding === 'auto')) {
    complain(binding.origin, 'channel_binding is none of disable, prefer, require')
  }
  const methods = given.get('require_auth')
  const unknown = methods && unknownMethods(methods.value)
  if (unknown !== undefined) complain(methods?.origin ?? 'PGREQUIREAUTH', unknown)
  const passed: Record<string, string> = {}
  const parameters: Record<string, string> = {}
  for (const [name, { value }] of given) {
    const treatment = treatmentOf(name)
    if (treatment?.use === 'passed') passed[treatment.env] = value
    if (treatment?.use === 'argument') parameters[name] = value
  }
  const seconds = Number(timeout?.value ?? 0)
  return {
    directTls: given.get('sslnegotiation')?.value === 'direct',
    channelBinding: channelBinding ?? 'auto',
    sessionAttributes: sessionAttributes ?? 'any',
    // libpq's 0 means to wait for ever, which no job wants.
    connectTimeoutS: seconds > 0 ? seconds : CONNECT_TIMEOUT_S,
    applicationName: given.get('application_name')?.value ?? 'pg-backup-action',
    passed,
    parameters,
  }
}
