import { readFile } from 'node:fs/promises'
import type { RestoreSelection } from '../backup/restore/restore-choices.ts'
import { parseUseList } from '../backup/restore/use-list.ts'
import type { Wanted } from '../catalog/choose.ts'
import { sinceWhen } from '../catalog/since.ts'
import { messageOf } from '../core/errors.ts'
import type { RestoreRequest } from '../operations/restore-request.ts'
import { type Resolution, resolveConnection } from '../postgres/connection/resolve.ts'
import { secretsOf } from '../postgres/connection/secrets.ts'
import type { ConnectionInputs } from './inputs/backup-inputs.ts'
import { inputError } from './inputs/problem.ts'
import { type PartInput, type RestoreInputs, readRestoreInputs } from './inputs/read-restore-inputs.ts'
import { rootCertificatePath } from './read-request.ts'
import type { Wiring } from './wiring.ts'

/**
 * What the user asked for, read once, with the files that inputs name. Everything that is odd but no reason to stop is told
 * here.
 * @throws BackupError `input-invalid` with every problem of every input
 */
export async function readRestoreRequest({ mask, reporter, runner, scratch }: Wiring): Promise<{
  readonly inputs: RestoreInputs
  readonly request: RestoreRequest
}> {
  const resolve = (connection: ConnectionInputs): Resolution =>
    resolveConnection({
      databaseUrl: connection.databaseUrl,
      sslmode: connection.sslmode,
      sslRootCert: rootCertificatePath(connection, scratch),
      stallTimeoutMs: connection.stallTimeoutMs,
      env: runner.env,
    })
  const inputs = readRestoreInputs(runner.env, connection => {
    const resolution = resolve(connection)
    return resolution.ok
      ? []
      : resolution.problems.map(({ input, message }) => ({
          input: ofTarget(input),
          message: ofTarget(message),
        }))
  })
  const resolution = resolve(inputs.connection)
  if (!resolution.ok) throw new Error('a connection that was accepted is refused')
  const { connection } = resolution
  mask(secretsOf(connection))
  for (const notice of resolution.notices) reporter.notice(ofTarget(notice))
  for (const warning of inputs.warnings) reporter.warning(warning)
  const { postRestoreSql: path } = inputs
  const request: RestoreRequest = {
    wanted: wantedOf(inputs),
    connection,
    choices: { ...inputs.choices, selection: await selectionOf(inputs.part) },
    load: inputs.load,
    dryRun: inputs.dryRun,
    preRestoreBackup: inputs.preRestoreBackup,
    postRestoreSql: path === undefined ? undefined : await readText('post-restore-sql', path),
    analyze: inputs.analyze,
    run: runner.run,
  }
  return { inputs, request }
}

/** The connection is resolved in the words of backup, whose input has another name. */
function ofTarget(text: string): string {
  return text.replaceAll('database-url', 'target-url')
}

function wantedOf({ backupClass, before, from, series }: RestoreInputs): Wanted {
  if (from.kind === 'key') return from
  return { kind: 'newest', series, backupClass, before: before && sinceWhen(before, new Date()) }
}

async function selectionOf(part: PartInput): Promise<RestoreSelection> {
  if (part.kind !== 'list file') return part
  const list = parseUseList(await readText('use-list', part.path))
  if (!list.ok) throw inputError([{ input: 'use-list', message: `${part.path}: ${list.problem}` }])
  return { kind: 'list', ids: list.value }
}

async function readText(input: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const message = `the file ${path} cannot be read (${messageOf(error)}); write a path relative to the workspace, and check it out first`
    throw inputError([{ input, message }])
  }
}
