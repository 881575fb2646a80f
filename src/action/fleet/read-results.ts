import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf } from '../../backup/errors.ts'
import { type FleetResult, readResult } from '../../backup/fleet/result.ts'
import type { ActionReporter } from '../reporter.ts'

/** The results that were collected. What can't be read is a warning: its database is then not known. */
export async function readResults(
  folder: string,
  reporter: Pick<ActionReporter, 'warning'>,
): Promise<FleetResult[]> {
  const names = await listed(folder)
  const results = await Promise.all(
    names.map(async name => {
      try {
        const result = readResult(await readFile(join(folder, name), 'utf8'))
        if (result) return result
        reporter.warning(`${name} is no result of a database, and is left out`)
      } catch (error) {
        reporter.warning(`${name} cannot be read, and is left out: ${messageOf(error)}`)
      }
      return undefined
    }),
  )
  return results.filter(result => result !== undefined)
}

async function listed(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter(name => name.endsWith('.json'))
  } catch {
    // Not even the folder: nothing was collected, which the report tells.
    return []
  }
}
