import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Stub } from './harness/run-workflow.ts'

/** Stand-ins for the actions that keep files between jobs, in a folder of the test's. */
export function artifactStubs(artifacts: () => string): Readonly<Record<string, Stub>> {
  return {
    'actions/upload-artifact': ({ with: { name = '', path = '' } }) => {
      mkdirSync(join(artifacts(), name), { recursive: true })
      copyFileSync(path, join(artifacts(), name, basename(path)))
    },
    'actions/download-artifact': ({ with: { path = '', pattern = '' } }) => {
      mkdirSync(path, { recursive: true })
      const named = readdirSync(artifacts()).filter(name => name.startsWith(pattern.replace('*', '')))
      for (const name of named)
        for (const file of readdirSync(join(artifacts(), name)))
          copyFileSync(join(artifacts(), name, file), join(path, file))
    },
  }
}
