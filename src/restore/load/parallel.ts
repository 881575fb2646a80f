import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Reporter } from '../../core/reporter.ts'
import { type Apply, startApply } from '../../postgres/apply/apply.ts'
import { PassingSql } from '../../postgres/apply/psql-filter.ts'
import { sessionOptions } from '../../postgres/apply/session-options.ts'
import { childOptions, explainRestore } from '../../postgres/children.ts'
import { compressionMethod } from '../../postgres/compression-choice.ts'
import { libpqArguments, libpqEnvironment } from '../../postgres/connection/libpq-environment.ts'
import { decodeText } from '../../postgres/decode.ts'
import { stoppedWhenStalled } from '../../postgres/stall/watch-program.ts'
import { startChild } from '../../stream/child.ts'
import { ignoreBrokenPipe } from '../../stream/ignore-broken-pipe.ts'
import { runAll } from '../../stream/run-all.ts'
import type { Advance } from '../../stream/silence.ts'
import type { Load, LoadDeps } from './load.ts'
import { selectionArguments, writeUseList } from './selection.ts'

export interface FileLoad extends Load {
  /** The opened dump, as fetchDump left it. */
  readonly file: string
  /** Sessions that load an archive at once; SQL text has one. */
  readonly jobs: number
}

type FileParts = Pick<LoadDeps, 'journal' | 'env' | 'signal' | 'scratch' | 'reporter'>

/**
 * Loads a dump from a file that was compared with its manifest before, by several sessions at once: so it is not all or
 * nothing, except `before`, which is. The file is left where it is.
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
    await stoppedWhenStalled(watchedBy(load, 'psql', parts), async (signal, started) => {
      const apply = startPsql(load, load.before, true, { ...parts, signal })
      started(apply.advance)
      await apply.finish()
    })
    load.onChange?.()
  }
  const useList = await writeUseList(load.ids, parts.scratch)
  const following = followItems(parts.reporter, load.onChange)
  try {
    for (const section of sectionsOf(load)) {
      const args = [...section, ...selectionArguments(load), ...useList.argument]
      await stoppedWhenStalled(watchedBy(load, 'pg_restore', parts), async (signal, started) => {
        let lines = 0
        const follow = (line: string): void => {
          lines += 1
          following.line(line)
        }
        started({ position: () => lines })
        await runRestore(load, args, follow, { ...parts, signal })
      })
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
  { client, connection, file, jobs, manifest, sessionSettings }: FileLoad,
  args: readonly string[],
  onStderrLine: (line: string) => void,
  { env, journal, signal }: FileParts,
): Promise<void> {
  const child = startChild(
    client.program('pg_restore'),
    [
      ...['--verbose', '--exit-on-error', '--no-password', `--jobs=${jobs}`],
      ...[...args, ...libpqArguments(connection), file],
    ],
    childOptions(
      journal,
      libpqEnvironment(connection, env, sessionOptions(sessionSettings)),
      signal,
      onStderrLine,
    ),
  )
  child.stdin.end()
  child.stdout.resume()
  const end = await child.ended
  if (!('code' in end) || end.code !== 0) throw explainRestore(connection, manifest)(child, end)
}

async function runText(load: FileLoad, parts: FileParts): Promise<void> {
  await stoppedWhenStalled(watchedBy(load, 'psql', parts), (signal, started) =>
    passText(load, { ...parts, signal }, started),
  )
}

async function passText(
  load: FileLoad,
  parts: FileParts,
  started: (advance: Advance) => void,
): Promise<void> {
  const controller = new AbortController()
  const signal = AbortSignal.any([parts.signal, controller.signal])
  const apply = startPsql(load, load.before, false, { ...parts, signal })
  started(apply.advance)
  const decoding = decodeText(compressionMethod(load.manifest.options.compression))
  const { leaveOut } = load
  const passing = new PassingSql({ transaction: false, ...(leaveOut && { leaveOut }) })
  const flows = [
    ignoreBrokenPipe(pipeline(createReadStream(load.file), decoding.sink, { signal })),
    ignoreBrokenPipe(pipeline(decoding.sql, passing, apply.sink, { signal })),
  ]
  const finish = async (): Promise<void> => {
    await Promise.all(flows)
    passing.fingerprint()
    await apply.finish()
  }
  await runAll([...flows.slice(0, 1), apply.ended, ...flows.slice(1), finish()], controller)
}

function watchedBy({ connection }: FileLoad, program: string, { reporter, signal }: FileParts) {
  return { connection, program, signal, say: (line: string): void => reporter.info(line) }
}

function startPsql(
  { client, connection, last, manifest, onChange, sessionSettings }: FileLoad,
  before: string,
  transaction: boolean,
  { env, journal, signal }: FileParts,
): Apply {
  return startApply(client, {
    before,
    last,
    sessionSettings,
    transaction,
    connectionArguments: libpqArguments(connection),
    child: childOptions(journal, libpqEnvironment(connection, env), signal),
    explain: explainRestore(connection, manifest),
    ...(onChange && { onChange }),
  })
}

/** How often the log says how far pg_restore is. Milliseconds. */
const EVERY_MS = 5_000
const FINISHED = /^pg_restore: finished item \d+ /
/** It says so before it does something; connected it is by then. */
const CHANGES = /^pg_restore: (?:creating|dropping|processing|executing|disabling|restoring|launching) /
const TABLE = /^pg_restore: processing data for table "(.+)"$/

/** Reads what `pg_restore --verbose` says, and writes a line every few seconds until stopped. */
function followItems(
  reporter: Reporter,
  onChange?: () => void,
): { line(stderrLine: string): void; stop(): void } {
  let items = 0
  let at: string | undefined
  const timer = setInterval(
    () => reporter.info(`${items} entries loaded${at === undefined ? '' : `, at ${at}`}`),
    EVERY_MS,
  )
  return {
    line: line => {
      if (CHANGES.test(line)) onChange?.()
      if (FINISHED.test(line)) items += 1
      at = TABLE.exec(line)?.[1] ?? at
    },
    stop: () => clearInterval(timer),
  }
}
