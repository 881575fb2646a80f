import { type Resolution, resolveConnection } from '../postgres/connection/resolve.ts'
import { rootCertificateFile } from '../postgres/connection/root-certificate.ts'
import type { ConnectionInputs } from './inputs/backup-inputs.ts'

/** What the connection's own messages call the text that they read. */
const CALLED = 'database-url'

/**
 * Settles how the server of `server-url` is reached. Problems name that input.
 * @param scratch an existing folder, for a root certificate that was given as text
 */
export function resolveDrillServer(
  { databaseUrl, sslmode, sslRootCert }: ConnectionInputs,
  env: NodeJS.ProcessEnv,
  scratch: string,
): Resolution {
  const path = sslRootCert?.kind === 'pem' ? rootCertificateFile(sslRootCert.pem, scratch) : sslRootCert?.path
  const resolution = resolveConnection({ databaseUrl, sslmode, sslRootCert: path, env })
  if (resolution.ok) return resolution
  const problems = resolution.problems.map(({ input, message }) => ({
    input: input === CALLED ? 'server-url' : input,
    message: message.replaceAll(CALLED, 'server-url'),
  }))
  return { ...resolution, problems }
}
