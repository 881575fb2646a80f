import type { Connection } from '../../postgres/connection/connection.ts'
import { resolveConnection } from '../../postgres/connection/resolve.ts'
import { rootCertificateFile } from '../../postgres/connection/root-certificate.ts'
import { secretsOf } from '../../postgres/connection/secrets.ts'
import type { InputProblem } from './problem.ts'
import type { Reading } from './reading.ts'
import type { ValuesOf } from './row.ts'
import type { databaseInputs, RootCertificate } from './table/database.ts'
import type { s3AccessInputs } from './table/storage.ts'

/** What inputs are read from. */
export interface InputSource {
  readonly env: NodeJS.ProcessEnv
  /** An existing folder, for a root certificate that is given as text. */
  readonly scratch: string
}

/** How a database is reached, or all that is wrong with how it is given. Notices and problems hold no secret. */
export type Settled<Connected> =
  | {
      readonly ok: true
      readonly connection: Connected
      /** For the log. */
      readonly notices: readonly string[]
      /** To be masked: a password may come from a password file. */
      readonly secrets: readonly string[]
    }
  | { readonly ok: false; readonly problems: readonly InputProblem[] }

/** Of a sub-action, or a run of it, that has no database. */
export function withoutDatabase(): Settled<undefined> {
  return { ok: true, connection: undefined, notices: [], secrets: [] }
}

/** The input that names the database. */
interface DatabaseInput {
  readonly name: 'database-url' | 'target-url' | 'server-url'
  /** What its secret may be called. */
  readonly secret: string
  readonly url: string | undefined
}

type ConnectionValues = ValuesOf<
  Pick<typeof databaseInputs, 'sslmode' | 'ssl-root-cert'> & Pick<typeof s3AccessInputs, 'stall-timeout'>
>

/** What the connection's own messages call the input that names the database. */
const CALLED = 'database-url'

/** Settles how the database is reached, by the inputs and by libpq's environment. */
export function settleConnection(
  { name, secret, url }: DatabaseInput,
  { value }: Reading<ConnectionValues>,
  { env, scratch }: InputSource,
): Settled<Connection> {
  const resolution = resolveConnection({
    databaseUrl: url,
    sslmode: value('sslmode'),
    sslRootCert: rootCertificatePath(value('ssl-root-cert'), scratch),
    stallTimeoutMs: value('stall-timeout'),
    env,
  })
  const named = (text: string): string => text.replaceAll(CALLED, name)
  if (resolution.ok) {
    const { connection, notices } = resolution
    return { ok: true, connection, notices: notices.map(named), secrets: secretsOf(connection) }
  }
  const problems = resolution.problems.map(({ input, message }) => ({
    input: named(input),
    message: named(message),
  }))
  if (url !== undefined || SUFFICIENT.some(variable => env[variable])) return { ok: false, problems }
  return {
    ok: false,
    problems: [nothingGiven(name, secret), ...problems.filter(each => each.input !== name)],
  }
}

/** PEM text is put into a file first. */
function rootCertificatePath(given: RootCertificate | undefined, scratch: string): string | undefined {
  return given?.kind === 'pem' ? rootCertificateFile(given.pem, scratch) : given?.path
}

/** Which variables say where to connect to, each sufficient by itself. */
const SUFFICIENT = ['PGHOST', 'PGHOSTADDR', 'PGSERVICE']

/** An unset secret is an empty input. */
function nothingGiven(input: string, secret: string): InputProblem {
  return {
    input,
    message: `is empty, and so are PGHOST and PGSERVICE; write ${input}: \${{ secrets.${secret} }} and set the secret ${secret} for this repository, or for the environment that this very job names (pull requests from forks get no secrets, and a workflow that is called gets none of an environment)`,
  }
}
