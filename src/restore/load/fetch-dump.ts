import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { classifyIntegrityFailure } from '../../catalog/integrity-failure.ts'
import type { Manifest } from '../../catalog/manifest.ts'
import { compare, readBackup } from '../../catalog/read-backup.ts'
import { followReadings } from '../../catalog/read-progress.ts'
import { HashMeter } from '../../stream/hash-meter.ts'
import { ignoreBrokenPipe } from '../../stream/ignore-broken-pipe.ts'
import type { LoadDeps } from './load.ts'
import { newScratchFile } from './scratch-file.ts'

/**
 * Downloads a backup, opens it, and compares every byte with the manifest, into a new `file` that only this user may
 * read. The file is there afterwards only if it is what the manifest says. `parts.signal` ends it early.
 * @throws BackupError `backup-altered`, `scratch-disk-full`, and regardless of the store and the encryption say
 */
export async function fetchDump(
  manifest: Manifest,
  file: string,
  parts: Pick<LoadDeps, 'store' | 'decryption' | 'signal' | 'reporter'>,
): Promise<void> {
  const controller = new AbortController()
  const signal = AbortSignal.any([parts.signal, controller.signal])
  const { closed, sink } = await newScratchFile(file)
  const progress = followReadings(parts.reporter)
  try {
    const reading = readBackup({ ...parts, manifest, signal }, sink)
    progress.add(manifest, reading)
    await reading.done
  } catch (error) {
    controller.abort(error)
    sink.destroy()
    await closed
    await rm(file, { force: true })
    parts.signal.throwIfAborted()
    throw (await classifyIntegrityFailure(error, manifest, parts)) ?? error
  } finally {
    progress.stop()
  }
}

/**
 * Reads what `fetchDump` left once more.
 * @throws BackupError `backup-altered` where it is not what the manifest says any more
 */
export async function rereadDump(
  manifest: Manifest,
  file: string,
  sink: Writable,
  signal: AbortSignal,
): Promise<void> {
  const dump = new HashMeter()
  await ignoreBrokenPipe(pipeline(createReadStream(file), dump, sink, { signal }))
  compare(manifest, 'dump', dump.sum())
}
