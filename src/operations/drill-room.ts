import { statfs } from 'node:fs/promises'
import type { Manifest } from '../catalog/manifest.ts'
import { BackupError } from '../core/errors.ts'
import { formatSize } from '../core/sizes.ts'
import type { DrillHost } from './drill-programs.ts'
import type { DrillParts } from './drill-request.ts'

/**
 * Looks before the download whether the disk has room: for the opened dump, or nothing can be done; and for the database
 * beside it, which may take less than the source had, and so is a warning only.
 * @throws BackupError `drill-disk-too-small`
 */
export async function lookForRoom(
  { dump, key, source }: Manifest,
  host: DrillHost,
  { reporter, scratch }: Pick<DrillParts, 'reporter' | 'scratch'>,
): Promise<void> {
  const { bavail, bsize } = await statfs(scratch)
  const free = bavail * bsize
  const sizes = `the disk of ${scratch} has ${formatSize(free)} free`
  if (free < dump.bytes)
    throw new BackupError({
      kind: 'environment',
      code: 'drill-disk-too-small',
      message: `There is no room for ${key}: the opened dump takes ${formatSize(dump.bytes)}, and ${sizes}.`,
      hint: 'Free disk space before this step, or run the drill on a machine with a larger disk.',
    })
  const database = host.kind === 'throwaway' ? (source.databaseBytes ?? 0) : 0
  if (free < dump.bytes + database)
    reporter.warning(
      `The dump of ${formatSize(dump.bytes)} and a database of up to ${formatSize(database)} may not fit: ${sizes}`,
    )
}
