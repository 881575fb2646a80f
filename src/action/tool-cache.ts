import { cacheDir, find } from '@actions/tool-cache'
import type { ToolCache } from '../postgres/client/tool-cache.ts'

/** The runner's tool cache; needs RUNNER_TOOL_CACHE and RUNNER_TEMP, as the runner sets them. */
export function toolkitCache(): ToolCache {
  return {
    async find(tool, major) {
      return find(tool, `${major}.x`) || undefined
    },
    async store(folder, tool, version) {
      return cacheDir(folder, tool, version)
    },
  }
}
