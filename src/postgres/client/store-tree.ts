import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { ClientParts } from './provide.ts'
import { semanticVersion } from './version.ts'

/**
 * Stores installed programs in the tool cache; where that cannot be written they stay in the run's own folder, for this run.
 * @param folder in the scratch folder of the parts
 * @param version as the programs say it
 * @returns where they are
 */
export async function storeTree(
  folder: string,
  { tool, version }: { readonly tool: string; readonly version: string },
  { cache, reporter, scratch }: Pick<ClientParts, 'cache' | 'reporter' | 'scratch'>,
): Promise<string> {
  try {
    return await cache.store(folder, tool, semanticVersion(version))
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !NOT_WRITABLE.includes(String(error.code)))
      throw error
    const kept = join(scratch, `${tool}-${version}`)
    await rename(folder, kept)
    reporter.warning(
      `The tool cache cannot be written (${error.code}): PostgreSQL ${version} is installed for this run only`,
    )
    return kept
  }
}

const NOT_WRITABLE = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EEXIST', 'ENOENT']
