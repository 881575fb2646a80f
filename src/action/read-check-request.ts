import type { CheckRequest } from '../operations/check-request.ts'
import { resolveConnection } from '../postgres/connection/resolve.ts'
import { secretsOf } from '../postgres/connection/secrets.ts'
import { type CheckInputs, readCheckInputs } from './inputs/read-check-inputs.ts'
import { checkDatabaseGiven } from './inputs/rules/connection-rules.ts'
import { rootCertificatePath } from './read-request.ts'
import type { Wiring } from './wiring.ts'

/**
 * What the user asked for, read once. A connection that cannot be used is handed on with what is wrong.
 * @throws BackupError `input-invalid` with every problem of the other inputs
 */
export function readCheckRequest({ mask, reporter, runner, scratch }: Wiring): {
  readonly inputs: CheckInputs
  readonly request: CheckRequest
} {
  const inputs = readCheckInputs(runner.env)
  for (const warning of inputs.warnings) reporter.warning(warning)
  return {
    inputs,
    request: {
      database: databaseOf(inputs, { mask, reporter, runner, scratch }),
      selection: inputs.selection,
      opens: inputs.encryption.kind !== 'age' || inputs.keys.identities.length > 0,
      locks: inputs.s3.objectLock !== undefined,
      folder: inputs.destination.kind === 'folder' ? inputs.destination.path : undefined,
      leastPrivilege: { wanted: inputs.leastPrivilege, use: useOf(inputs) },
    },
  }
}

function databaseOf(
  { connection }: CheckInputs,
  { mask, reporter, runner: { env }, scratch }: Pick<Wiring, 'mask' | 'reporter' | 'runner' | 'scratch'>,
): CheckRequest['database'] {
  const { databaseUrl, sslmode, stallTimeoutMs } = connection
  const missing = checkDatabaseGiven(databaseUrl, env)
  if (missing.length > 0) return { problems: missing }
  const sslRootCert = rootCertificatePath(connection, scratch)
  const resolution = resolveConnection({ databaseUrl, sslmode, sslRootCert, stallTimeoutMs, env })
  if (!resolution.ok) return { problems: resolution.problems }
  mask(secretsOf(resolution.connection))
  for (const notice of resolution.notices) reporter.notice(notice)
  return { connection: resolution.connection }
}

function useOf({ destination, s3 }: CheckInputs): CheckRequest['leastPrivilege']['use'] {
  if (destination.kind === 'folder') return undefined
  const { bucket, prefix } = destination
  const keyId = s3.sse?.kind === 'aws:kms' ? (s3.sse.keyId ?? '') : undefined
  return {
    bucket,
    prefix,
    tags: s3.tags !== undefined,
    objectLock: s3.objectLock !== undefined,
    kmsKey: keyId === undefined || keyId.startsWith('arn:') ? keyId : '*',
  }
}
