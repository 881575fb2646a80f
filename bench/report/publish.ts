import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const PAGE = fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url))

/** Puts a result into docs/benchmarks.md, between the markers of its section. */
export function publish(
  section: 'bench' | 'restore' | 'compression' | 'prune' | 'first-backup',
  result: string,
): void {
  const page = readFileSync(PAGE, 'utf8')
  const begin = `<!-- ${section}: written by --write -->`
  const end = `<!-- end of ${section} -->`
  const from = page.indexOf(begin)
  const to = page.indexOf(end)
  if (from < 0 || to < from) throw new Error(`${PAGE} has no place marked for ${section}`)
  writeFileSync(PAGE, `${page.slice(0, from)}${begin}\n\n${result}\n\n${page.slice(to)}`)
  console.log(`\nWritten to ${PAGE}`)
}
