/** The runner's tool cache. What is found there was stored whole. */
export interface ToolCache {
  /** The folders of all versions of `tool` of this major version, the newest first. */
  find(tool: string, major: number): Promise<readonly string[]>
  /** Copies a folder into the cache, in place of what it had; `version` is a semantic version. Returns its folder. */
  store(folder: string, tool: string, version: string): Promise<string>
}
