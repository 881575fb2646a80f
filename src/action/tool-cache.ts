import { cacheDir, find, findAllVersions } from '@actions/tool-cache'
import type { ToolCache } from '../postgres/client/tool-cache.ts'
import { comparePostgres } from '../postgres/client/version.ts'

/** The runner's tool cache; needs RUNNER_TOOL_CACHE and RUNNER_TEMP, as the runner sets them. */
export function toolkitCache(): ToolCache {
  return {
    async find(tool, major) {
      const versions = findAllVersions(tool).filter(version => version.startsWith(`${major}.`))
      return versions
        .toSorted(comparePostgres)
        .reverse()
        .map(version => find(tool, version))
        .filter(folder => folder !== '')
    },
    async store(folder, tool, version) {
      return cacheDir(folder, tool, version)
    },
  }
}
