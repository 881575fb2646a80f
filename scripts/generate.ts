import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { GENERATED_FILES } from './generated/all.ts'
import { staleFiles } from './generated/stale.ts'

// Writes what is generated from the sources. With --check: writes nothing, names what is stale, and exits 1.

const root = resolve(import.meta.dirname, '..')
const check = process.argv.includes('--check')
const stale = staleFiles(GENERATED_FILES, root)

for (const { path, wanted } of stale) {
  if (check) {
    console.error(`${path} is stale: run \`npm run generate\``)
    continue
  }
  const file = resolve(root, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, wanted)
  console.log(`wrote ${path}`)
}
if (check && stale.length > 0) process.exitCode = 1
else if (stale.length === 0) console.log('All generated files are up to date.')
