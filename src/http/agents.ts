import { readFileSync } from 'node:fs'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { getCACertificates } from 'node:tls'
import { BackupError, defineError } from '../core/errors.ts'
import { proxyOf, withoutProxy } from './proxy-variables.ts'

/**
 * The connections of everything that speaks HTTP here: the store, AWS's token service, packages, notifications. They go
 * through the proxy that HTTP_PROXY and HTTPS_PROXY name, except to what NO_PROXY names and to this machine. Further
 * certificate authorities come with NODE_EXTRA_CA_CERTS, as Node has it, and AWS_CA_BUNDLE.
 * @throws BackupError `proxy-unusable`, `ca-bundle-unreadable`
 */
export function httpAgents(
  env: NodeJS.ProcessEnv,
  { keepAlive }: { readonly keepAlive: boolean },
): HttpAgents {
  const proxyEnv = {
    HTTP_PROXY: proxyOf(env, 'http_proxy'),
    HTTPS_PROXY: proxyOf(env, 'https_proxy'),
    NO_PROXY: withoutProxy(env),
  }
  // As many at once as the AWS SDK has by itself.
  const options = { proxyEnv, keepAlive, maxSockets: 50 }
  const ca = authorities(env)
  return { http: new HttpAgent(options), https: new HttpsAgent({ ...options, ...(ca && { ca }) }) }
}

const CA_BUNDLE_UNREADABLE = defineError({
  topic: 'storage',
  code: 'ca-bundle-unreadable',
  kind: 'environment',
  meaning: 'The file of certificate authorities that AWS_CA_BUNDLE names cannot be read.',
  fix: 'Correct AWS_CA_BUNDLE, or take it away.',
})

/** Node's own, those of NODE_EXTRA_CA_CERTS, and the bundle's; undefined where there is no bundle. */
function authorities({ AWS_CA_BUNDLE: path }: NodeJS.ProcessEnv): string[] | undefined {
  if (!path) return undefined
  try {
    return [...getCACertificates('default'), readFileSync(path, 'utf8')]
  } catch (cause) {
    throw new BackupError(
      {
        ...CA_BUNDLE_UNREADABLE,
        message: 'The file of certificate authorities that AWS_CA_BUNDLE names cannot be read.',
      },
      cause,
    )
  }
}

/** What connections are made with: the ways through a proxy. */
export interface HttpAgents {
  readonly http: HttpAgent
  readonly https: HttpsAgent
}
