import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type FleetResult, readResult } from '../../backup/fleet/result.ts'
import { quoted } from '../../core/parsed.ts'
import type { ActionReporter } from '../reporter.ts'

/** Ours are below 4 KiB. Bytes. */
const LARGEST_RESULT = 64 * 1024

/** The results that were collected. One warning says how many files are none: their databases are then not known. */
export async function readResults(
  folder: string,
  reporter: Pick<ActionReporter, 'warning'>,
): Promise<FleetResult[]> {
  const names = await listed(folder)
  const results: FleetResult[] = []
  const strangers: string[] = []
  for (const name of names) {
    const result = await resultIn(join(folder, name))
    if (result) results.push(result)
    else strangers.push(name)
  }
  if (strangers.length > 0)
    reporter.warning(
      `${strangers.length} of ${names.length} collected files cannot be read, or are no result of a database, and are left out, such as ${quoted(strangers[0] ?? '')}`,
    )
  return results
}

async function resultIn(path: string): Promise<FleetResult | undefined> {
  try {
    const { size } = await stat(path)
    return size > LARGEST_RESULT ? undefined : readResult(await readFile(path, 'utf8'))
  } catch {
    return undefined
  }
}

async function listed(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter(name => name.endsWith('.json'))
  } catch {
    // Not even the folder: nothing was collected, which the report tells.
    return []
  }
}
