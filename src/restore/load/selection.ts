import { randomBytes } from 'node:crypto'
import { chmod, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { useList } from '../plan/use-list.ts'
import type { Load } from './load.ts'
import { explainScratch } from './scratch-file.ts'

/** pg_restore's arguments for which part of an archive it takes, and how: except the list of its entries. */
export function selectionArguments({ clean, noOwner, noAcl }: Load): string[] {
  return [
    ...(clean ? ['--clean', '--if-exists'] : []),
    ...(noOwner ? ['--no-owner'] : []),
    ...(noAcl ? ['--no-privileges'] : []),
  ]
}

export interface UseListFile {
  /** pg_restore's argument; empty where everything is taken. */
  readonly argument: readonly string[]
  remove(): Promise<void>
}

/** Writes the list of the entries to take, since pg_restore has it only from a file. */
export async function writeUseList(ids: Load['ids'], scratch: string): Promise<UseListFile> {
  if (ids === undefined) return { argument: [], remove: async () => {} }
  const file = join(scratch, `use-list-${randomBytes(6).toString('hex')}`)
  try {
    await writeFile(file, useList(ids), { flag: 'wx' })
    // It names nothing, and in a drill another account reads it.
    await chmod(file, 0o644)
  } catch (error) {
    throw explainScratch(error, scratch)
  }
  return { argument: [`--use-list=${file}`], remove: () => rm(file, { force: true }) }
}
