import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

/** One import or re-export, of values or of types. */
export interface Import {
  /** Relative to the folder that was read. */
  readonly file: string
  /** As it is written: a package, or a relative path. */
  readonly specifier: string
  /** The imported file, relative to the folder that was read; undefined for a package. */
  readonly imported: string | undefined
}

const STATEMENT = /^(?:import|export)\s[^;'"]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm

/** All sources in a folder and below, relative to it. */
export function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'))
}

/** Every import of a source, those of types and those made while running included. */
export function importsOf(
  folder: string,
  file: string,
  text = readFileSync(join(folder, file), 'utf8'),
): Import[] {
  return [...text.matchAll(STATEMENT)].map(([, from, alone, dynamic]) => {
    const specifier = from ?? alone ?? dynamic ?? ''
    const imported = specifier.startsWith('.')
      ? relative(folder, resolve(folder, dirname(file), specifier))
      : undefined
    return { file, specifier, imported }
  })
}

/** The imports that do not lead from a higher level to a lower one, or within one folder. Levels: the lowest first. */
export function upward(imports: readonly Import[], levels: readonly (readonly string[])[]): string[] {
  const level = (path: string): number => levels.findIndex(each => each.includes(topOf(path)))
  return imports
    .filter(({ file, imported }) => imported !== undefined && topOf(imported) !== topOf(file))
    .filter(({ file, imported = '' }) => level(imported) === -1 || level(imported) >= level(file))
    .map(({ file, imported = '' }) => `${file} imports ${imported}`)
}

/** The first part of a path: a folder, or a file that is in none. */
export function topOf(path: string): string {
  return path.split('/')[0] ?? path
}

/** Files that import each other, directly or through others: one list for each circle (Tarjan's algorithm). */
export function circles(imports: readonly Import[]): string[][] {
  const next = Map.groupBy(imports, ({ file }) => file)
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const stack: string[] = []
  const found: string[][] = []
  const visit = (file: string): number => {
    const own = order.size
    order.set(file, own)
    lowest.set(file, own)
    stack.push(file)
    for (const { imported } of next.get(file) ?? []) {
      if (imported === undefined) continue
      const reached = order.has(imported)
        ? stack.includes(imported)
          ? (order.get(imported) ?? own)
          : own
        : visit(imported)
      lowest.set(file, Math.min(lowest.get(file) ?? own, reached))
    }
    if (lowest.get(file) === own) {
      const circle = stack.splice(stack.indexOf(file))
      if (circle.length > 1) found.push(circle.toSorted())
    }
    return lowest.get(file) ?? own
  }
  for (const file of next.keys()) if (!order.has(file)) visit(file)
  return found
}
