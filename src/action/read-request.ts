import { failOn } from '../anomaly/judgement.ts'
import type { BackupRequest } from '../operations/backup-request.ts'
import type { Connection } from '../postgres/connection/connection.ts'
import { type Resolution, resolveConnection } from '../postgres/connection/resolve.ts'
import { rootCertificateFile } from '../postgres/connection/root-certificate.ts'
import { secretsOf } from '../postgres/connection/secrets.ts'
import type { BackupInputs, ConnectionInputs } from './inputs/backup-inputs.ts'
import { readBackupInputs } from './inputs/read-backup-inputs.ts'
import type { Runner } from './runner.ts'
import type { Wiring } from './wiring.ts'

/**
 * What the user asked for, read once. Everything that is odd but no reason to stop is told here.
 * @throws BackupError `input-invalid` with every problem of every input
 */
export function readRequest({ mask, reporter, runner, scratch }: Wiring): {
  readonly inputs: BackupInputs
  readonly request: BackupRequest
} {
  const resolve = (connection: ConnectionInputs): Resolution =>
    resolveConnection({
      databaseUrl: connection.databaseUrl,
      sslmode: connection.sslmode,
      sslRootCert: rootCertificatePath(connection, scratch),
      stallTimeoutMs: connection.stallTimeoutMs,
      env: runner.env,
    })
  const inputs = readBackupInputs(runner.env, connection => {
    const resolution = resolve(connection)
    return resolution.ok ? [] : resolution.problems
  })
  const resolution = resolve(inputs.connection)
  if (!resolution.ok) throw new Error('a connection that was accepted is refused')
  mask(secretsOf(resolution.connection))
  for (const notice of resolution.notices) reporter.notice(notice)
  for (const warning of inputs.warnings) reporter.warning(warning)
  return { inputs, request: requestOf(inputs, resolution.connection, runner) }
}

/** Field by field: the inputs hold credentials too, which have no business in the operation. */
function requestOf(inputs: BackupInputs, connection: Connection, { run }: Runner): BackupRequest {
  return {
    connection,
    run,
    series: inputs.series,
    backupClass: inputs.backupClass,
    mode: inputs.mode,
    format: inputs.format,
    compression: inputs.compression,
    selection: inputs.selection,
    noOwner: inputs.noOwner,
    noAcl: inputs.noAcl,
    globals: inputs.globals,
    lockTimeoutMs: inputs.lockTimeoutMs,
    clientMajor: inputs.client.version,
    minimums: inputs.minimums,
    failOn: failOn(inputs.anomalies),
  }
}

/** Where the root certificate lies: PEM text is put into a file first. */
export function rootCertificatePath({ sslRootCert }: ConnectionInputs, scratch: string): string | undefined {
  return sslRootCert?.kind === 'pem' ? rootCertificateFile(sslRootCert.pem, scratch) : sslRootCert?.path
}
