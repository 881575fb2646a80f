import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { HttpAgents } from '../notify/http/exchange.ts'

/**
 * Connections through the proxy that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name; further certificate authorities come with
 * NODE_EXTRA_CA_CERTS, as Node has it.
 */
export function httpAgents(
  env: NodeJS.ProcessEnv,
  { keepAlive }: { readonly keepAlive: boolean },
): HttpAgents {
  const options = { proxyEnv: env, keepAlive }
  return { http: new HttpAgent(options), https: new HttpsAgent(options) }
}
