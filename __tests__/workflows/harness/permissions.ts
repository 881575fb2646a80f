import { isObject, type Json } from './tokens.ts'

/** What the token of a repository may do where its workflow does not say: the default of new repositories. */
export const RESTRICTED: Json = { contents: 'read', packages: 'read', metadata: 'read' }

const LEVELS = ['none', 'read', 'write']

/**
 * Refuses a called workflow that asks for more than its caller has: GitHub does not start such a run.
 * Throws with all that is too much.
 */
export function refuseMorePermissions(asked: Json | undefined, granted: Json, who: string): void {
  if (asked === undefined) return
  const excess = isObject(asked)
    ? Object.entries(asked).filter(([scope, level]) => rank(level) > rank(levelOf(granted, scope)))
    : [['all', wholesale(asked)] as const].filter(([, level]) => rank(level) > rank(wholesale(granted)))
  if (excess.length === 0) return
  const wanted = excess.map(([scope, level]) => `${scope}: ${level}`).join(', ')
  const allowed = excess.map(([scope]) => `${scope}: ${levelOf(granted, scope)}`).join(', ')
  throw new Error(`${who} is requesting '${wanted}', but is only allowed '${allowed}'.`)
}

/** Whether a job with these permissions may ask for OpenID Connect tokens. */
export function givesIdToken(permissions: Json | undefined): boolean {
  return permissions !== undefined && levelOf(permissions, 'id-token') === 'write'
}

function levelOf(granted: Json, scope: string): Json {
  if (isObject(granted)) return granted[scope] ?? 'none'
  // write-all and read-all do not include OpenID Connect tokens below write-all.
  return scope === 'id-token' && granted === 'read-all' ? 'none' : wholesale(granted)
}

function wholesale(permissions: Json): Json {
  return permissions === 'write-all' ? 'write' : permissions === 'read-all' ? 'read' : 'none'
}

function rank(level: Json): number {
  return LEVELS.indexOf(String(level))
}
