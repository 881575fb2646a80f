import type { ToolCache } from '../postgres/client/tool-cache.ts'
import { comparePostgres } from '../postgres/client/version.ts'

/** The runner's tool cache; needs RUNNER_TOOL_CACHE and RUNNER_TEMP, as the runner sets them. */
export function toolkitCache(): ToolCache {
  return {
    async find(tool, major) {
      const { find, findAllVersions } = await import('@actions/tool-cache')
      const versions = findAllVersions(tool).filter(version => version.startsWith(`${major}.`))
      return versions
        .toSorted(comparePostgres)
        .reverse()
        .map(version => find(tool, version))
        .filter(folder => folder !== '')
    },
    async store(folder, tool, version) {
      const { cacheDir } = await import('@actions/tool-cache')
      return cacheDir(folder, tool, version)
    },
  }
}
