import { pipeline } from 'node:stream/promises'
import { classifyIntegrityFailure } from '../../catalog/integrity-failure.ts'
import { altered, readBackup } from '../../catalog/read-backup.ts'
import { followReadings } from '../../catalog/read-progress.ts'
import type { BackupError } from '../../core/errors.ts'
import type { Fingerprint } from '../../fingerprint/fingerprint.ts'
import { type Apply, startApply } from '../../postgres/apply/apply.ts'
import { committedEarly, mayNotBeUndone } from '../../postgres/apply/outcomes.ts'
import { PassingSql } from '../../postgres/apply/psql-filter.ts'
import { wasCommitted } from '../../postgres/apply/was-committed.ts'
import { archiveUnreadable, childOptions, explainRestore, filterOptions } from '../../postgres/children.ts'
import { compressionMethod } from '../../postgres/compression-choice.ts'
import { libpqArguments, libpqEnvironment } from '../../postgres/connection/libpq-environment.ts'
import { type Decoding, decodeArchive, decodeText } from '../../postgres/decode.ts'
import { stoppedWhenStalled } from '../../postgres/stall/watch-program.ts'
import { ignoreBrokenPipe } from '../../stream/ignore-broken-pipe.ts'
import { runAll } from '../../stream/run-all.ts'
import type { Advance } from '../../stream/silence.ts'
import type { Load, LoadDeps } from './load.ts'
import { selectionArguments, writeUseList } from './selection.ts'

export interface StreamedLoad extends Load {
  /** Whether everything happens in one transaction: all or nothing. */
  readonly transaction: boolean
  /** Called with what has passed, before it is committed; returns what is wrong with it, a line each. */
  readonly check?: (passed: Fingerprint) => readonly string[]
}

/**
 * Loads a backup while it is downloaded: store → hash → open → hash → pg_restore → scanner → psql. In a transaction
 * nothing is committed unless every stored byte and every byte of the dump were what the manifest says, pg_restore ended
 * well, and `check` found nothing wrong with what passed. Anything else happens, the target is as it was before.
 * @throws BackupError with the cause; with a transaction nothing was changed, except the codes
 * `restore-outcome-unknown` and `restore-committed-early`. `backup-altered` where the backup is not what was stored.
 */
export async function loadStreamed(load: StreamedLoad, parts: LoadDeps): Promise<{ readonly ms: number }> {
  const startedAt = performance.now()
  const useList = await writeUseList(load.ids, parts.scratch)
  try {
    await stream(load, useList.argument, parts)
  } catch (error) {
    // A cancelled run must say so too, since somebody has to ask the target now.
    if (mayNotBeUndone(error)) throw error
    parts.signal.throwIfAborted()
    throw (await classifyIntegrityFailure(error, load.manifest, parts)) ?? error
  } finally {
    await useList.remove()
  }
  return { ms: Math.round(performance.now() - startedAt) }
}

async function stream(load: StreamedLoad, useList: readonly string[], parts: LoadDeps): Promise<void> {
  const say = (line: string): void => parts.reporter.info(line)
  const watched = { connection: load.connection, program: 'psql', say, signal: parts.signal }
  await stoppedWhenStalled(watched, (signal, started) =>
    streamInto(load, useList, { ...parts, signal }, started),
  )
}

async function streamInto(
  load: StreamedLoad,
  useList: readonly string[],
  parts: LoadDeps,
  started: (advance: Advance) => void,
): Promise<void> {
  const { manifest, transaction, check } = load
  const controller = new AbortController()
  const signal = AbortSignal.any([parts.signal, controller.signal])
  const stopped = { ...parts, signal }
  // From the end of the pipe to its beginning: what can be refused is refused before anything is downloaded.
  const apply = applyTo(load, stopped)
  const decoding = decodingOf(load, useList, stopped)
  const passing = new PassingSql({ transaction, like: manifest.fingerprint })
  const reading = readBackup({ ...stopped, manifest }, decoding.sink)
  const loading = ignoreBrokenPipe(pipeline(decoding.sql, passing, apply.sink, { signal }))
  const upstream = [reading.done, decoding.done, loading]
  const commit = async (): Promise<void> => {
    await Promise.all(upstream)
    const passed = passing.fingerprint()
    const wrong = check?.(passed) ?? []
    if (wrong.length > 0) throw notWhatItSays(manifest.key, wrong)
    await apply.finish()
  }
  const progress = followReadings(parts.reporter)
  progress.add(manifest, reading)
  started(apply.advance)
  try {
    await runAll([reading.done, decoding.done, apply.ended, loading, commit()], controller)
  } catch (error) {
    // SQL that psql splits otherwise than we do may have ended the transaction: only the server knows.
    const id = mayNotBeUndone(error) ? undefined : apply.transaction()
    if (id !== undefined && (await wasCommitted(load.connection, id))) throw committedEarly(error)
    throw error
  } finally {
    progress.stop()
  }
}

function applyTo(load: StreamedLoad, { env, journal, signal }: LoadDeps): Apply {
  const { connection } = load
  return startApply(load.client, {
    ...load,
    connectionArguments: libpqArguments(connection),
    child: childOptions(journal, libpqEnvironment(connection, env), signal),
    explain: explainRestore(connection, load.manifest),
  })
}

function decodingOf(load: StreamedLoad, useList: readonly string[], parts: LoadDeps): Decoding {
  const { client, manifest } = load
  if (manifest.format === 'plain') return decodeText(compressionMethod(manifest.options.compression))
  // It reads from us and writes to us, and needs nothing of the environment but the way to its libraries.
  const { connection } = load
  const env = libpqEnvironment(connection, parts.env)
  const child = filterOptions(parts.journal, env, parts.signal, connection.stallTimeoutMs)
  const args = [...selectionArguments(load), ...useList]
  return decodeArchive(client, args, 'discarded', child, archiveUnreadable)
}

function notWhatItSays(key: string, wrong: readonly string[]): BackupError {
  const named = wrong.slice(0, 5).join('; ')
  return altered(`What came out of ${key} is not what its manifest says, and was not committed: ${named}`)
}
