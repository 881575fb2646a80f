import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { compressionMethod } from '../backup/compression.ts'
import { type Apply, startApply } from '../postgres/apply/apply.ts'
import { PassingSql } from '../postgres/apply/passing-sql.ts'
import { sessionOptions } from '../postgres/apply/session-options.ts'
import { libpqArguments, libpqEnvironment } from '../postgres/connection/libpq-environment.ts'
import { decodeText } from '../postgres/decode.ts'
import { flow } from '../stream/aftermath.ts'
import { startChild } from '../stream/child.ts'
import { together } from '../stream/together.ts'
import { childOptions, explainRestore } from './children.ts'
import type { Load, LoadParts } from './load.ts'
import { followItems } from './load-progress.ts'
import { selectionArguments, writeUseList } from './load-selection.ts'

export interface FileLoad extends Load {
  /** The opened dump, as fetchDump left it. */
  readonly file: string
  /** Sessions that load an archive at once; SQL text has one. */
  readonly jobs: number
}

type FileParts = Pick<LoadParts, 'ledger' | 'env' | 'signal' | 'scratch' | 'reporter'>

/**
 * Loads a dump from a file that was compared with its manifest before, by several sessions at once: so it is not all or
 * nothing, but for `before`, which is. The file is left where it is.
 * @throws BackupError with the first cause; what was loaded until then stays
 */
export async function restoreFile(load: FileLoad, parts: FileParts): Promise<void> {
  try {
    if (load.manifest.format === 'plain') await runText(load, parts)
    else await loadArchive(load, parts)
  } catch (error) {
    parts.signal.throwIfAborted()
    throw error
  }
}

async function loadArchive(load: FileLoad, parts: FileParts): Promise<void> {
  if (load.before !== '') {
    const apply = startPsql(load, load.before, true, parts)
    await apply.finish()
    load.onChange?.()
  }
  const useList = await writeUseList(load.ids, parts.scratch)
  const following = followItems(parts.reporter, load.onChange)
  try {
    for (const section of sectionsOf(load)) {
      const args = [...section, ...selectionArguments(load), ...useList.argument]
      await runRestore(load, args, following.line, parts)
    }
  } finally {
    following.stop()
    await useList.remove()
  }
}

/**
 * pg_restore waits with what follows a table's rows for those rows, but knows no rows for a domain, nor those of a
 * partition for its root: their constraint that old rows may break (NOT VALID) can come before the rows, and refuse them.
 * Then section by section, which is slower, and does not keep the order of the rows. Not with `clean`: each section would drop what is its own, and so a table before the foreign keys that refer to it.
 */
function sectionsOf({ clean, manifest }: FileLoad): string[][] {
  const mayComeTooEarly = manifest.fingerprint.objects.some(({ kind }) => kind === 'CHECK CONSTRAINT')
  return mayComeTooEarly && !clean
    ? ['pre-data', 'data', 'post-data'].map(section => [`--section=${section}`])
    : [[]]
}

async function runRestore(
  { client, connection, file, jobs, sessionSettings }: FileLoad,
  args: readonly string[],
  onStderrLine: (line: string) => void,
  { env, ledger, signal }: FileParts,
): Promise<void> {
  const child = startChild(
    client.program('pg_restore'),
    [
      ...['--verbose', '--exit-on-error', '--no-password', `--jobs=${jobs}`],
      ...[...args, ...libpqArguments(connection), file],
    ],
    childOptions(
      ledger,
      libpqEnvironment(connection, env, sessionOptions(sessionSettings)),
      signal,
      onStderrLine,
    ),
  )
  child.stdin.end()
  child.stdout.resume()
  const end = await child.ended
  if (!('code' in end) || end.code !== 0) throw explainRestore(connection)(child, end)
}

async function runText(load: FileLoad, parts: FileParts): Promise<void> {
  const controller = new AbortController()
  const signal = AbortSignal.any([parts.signal, controller.signal])
  const apply = startPsql(load, load.before, false, { ...parts, signal })
  const decoding = decodeText(compressionMethod(load.manifest.options.compression))
  const passing = new PassingSql({ transaction: false })
  const flows = [
    flow(pipeline(createReadStream(load.file), decoding.sink, { signal })),
    flow(pipeline(decoding.sql, passing, apply.sink, { signal })),
  ]
  const finish = async (): Promise<void> => {
    await Promise.all(flows)
    passing.fingerprint()
    await apply.finish()
  }
  await together([...flows.slice(0, 1), apply.ended, ...flows.slice(1), finish()], controller)
}

function startPsql(
  { client, connection, last, onChange, sessionSettings }: FileLoad,
  before: string,
  transaction: boolean,
  { env, ledger, signal }: FileParts,
): Apply {
  return startApply(client, {
    ...{ before, last, sessionSettings, transaction },
    connectionArguments: libpqArguments(connection),
    child: childOptions(ledger, libpqEnvironment(connection, env), signal),
    explain: explainRestore(connection),
    ...(onChange && { onChange }),
  })
}
