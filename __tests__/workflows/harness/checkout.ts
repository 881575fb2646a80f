import { cpSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Stub } from './options.ts'

/** A stand-in for actions/checkout: a copy of a folder, without what git does not track. */
export function checkout(repository: string): Stub {
  return ({ workspace, with: { path = '.' } }) =>
    cpSync(repository, join(workspace, path), {
      recursive: true,
      filter: source => !['.git', 'node_modules'].includes(basename(source)),
    })
}
