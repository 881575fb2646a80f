import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { GeneratedFile } from './generated-file.ts'

export interface StaleFile {
  readonly path: string
  readonly wanted: string
}

/** The generated files under `root` that are not what they would be written as, or are missing. */
export function staleFiles(files: readonly GeneratedFile[], root: string): StaleFile[] {
  return files.flatMap(({ path, render }) => {
    const file = resolve(root, path)
    const present = existsSync(file) ? readFileSync(file, 'utf8') : ''
    const wanted = render(present)
    return wanted === present ? [] : [{ path, wanted }]
  })
}
