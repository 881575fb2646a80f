import type { Reporter } from '../core/reporter.ts'
import { formatSize } from '../core/sizes.ts'
import type { Manifest } from './manifest.ts'
import type { Reading } from './read-backup.ts'

/** How often the log says how far the readings are. Milliseconds. */
const EVERY_MS = 5_000

/** Writes a line for each backup that is being read, every few seconds, until stopped. */
export function followReadings(reporter: Reporter): {
  add(manifest: Manifest, reading: Reading): void
  remove(manifest: Manifest): void
  stop(): void
} {
  const readings = new Map<Manifest, Reading>()
  const timer = setInterval(() => {
    for (const [{ key, stored }, reading] of readings)
      reporter.info(`${key}: ${formatSize(reading.readBytes())} of ${formatSize(stored.bytes)} read`)
  }, EVERY_MS)
  return {
    add: (manifest, reading) => void readings.set(manifest, reading),
    remove: manifest => void readings.delete(manifest),
    stop: () => clearInterval(timer),
  }
}
