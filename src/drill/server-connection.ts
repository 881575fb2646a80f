import type { ConnectionInputs } from '../action/inputs/shared.ts'
import { rootCertificatePath } from '../action/root-certificate-path.ts'
import { type Resolution, resolveConnection } from '../postgres/connection/resolve.ts'

/** What the connection's own messages call the text that they read. */
const CALLED = 'database-url'

/**
 * Settles how the server of `server-url` is reached. Problems name that input.
 * @param scratch an existing folder, for a root certificate that was given as text
 */
export function resolveDrillServer(
  server: ConnectionInputs,
  env: NodeJS.ProcessEnv,
  scratch: string,
): Resolution {
  const { databaseUrl, sslmode, stallTimeoutMs } = server
  const sslRootCert = rootCertificatePath(server, scratch)
  const resolution = resolveConnection({ databaseUrl, sslmode, sslRootCert, stallTimeoutMs, env })
  if (resolution.ok) return resolution
  const problems = resolution.problems.map(({ input, message }) => ({
    input: input === CALLED ? 'server-url' : input,
    message: message.replaceAll(CALLED, 'server-url'),
  }))
  return { ...resolution, problems }
}
