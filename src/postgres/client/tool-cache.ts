/** The runner's tool cache. What is found there was stored whole. */
export interface ToolCache {
  /** The folder of the newest `tool` of this major version. */
  find(tool: string, major: number): Promise<string | undefined>
  /** Copies a folder into the cache, in place of what it had; `version` is a semantic version. Returns its folder. */
  store(folder: string, tool: string, version: string): Promise<string>
}
