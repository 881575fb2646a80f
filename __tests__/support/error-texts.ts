import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A place in the sources that defines an error, or raises one, with what is written beside it. */
export interface CodedPlace {
  readonly file: string
  /** Several if a condition chooses. */
  readonly codes: readonly string[]
  /** Whether the code is written out here; else a definition is spread. */
  readonly defines: boolean
  /** Written beside a code only. */
  readonly kind: string | undefined
  /** The expressions of `message`, `hint`, `meaning` and `fix`, as far as they are there. */
  readonly texts: ReadonlyMap<string, string>
}

export interface Source {
  readonly file: string
  readonly text: string
}

export function sourcesIn(folder: string): Source[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('.ts'),
  )
  return files.toSorted().map(file => ({ file, text: readFileSync(join(folder, file), 'utf8') }))
}

const CODE = /'([a-z][a-z0-9]*(?:-[a-z0-9]+)*)'/g
/** Definitions are called as their codes. */
const DEFINITION =
  /const ([A-Z][A-Z0-9_]*)(?:: \w+)? = (?:defineError\(\{\n +topic: '[^']+',|\{)\n +code: '([^']+)'/g
const PROPERTY = /^(message|hint|meaning|fix|kind):\s*(.*)$/s

/** The name of each definition that has one, with its code. */
export function definitions({ text }: Source): { readonly name: string; readonly code: string }[] {
  return [...text.matchAll(DEFINITION)].map(([, name = '', code = '']) => ({ name, code }))
}

/** The name of the definition of a code. */
export function nameOf(code: string): string {
  return code.toUpperCase().replaceAll('-', '_')
}

/** Definitions that nothing is raised with. */
export function unused(sources: readonly Source[]): string[] {
  const all = sources.map(({ text }) => text.replaceAll(/^import [^;]*? from '[^']*'$/gm, '')).join('\n')
  return sources
    .flatMap(definitions)
    .filter(({ name }) => [...all.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length < 2)
    .map(({ code }) => code)
}

/** Codes that are written out without what they mean and what to do, as `file: code`. */
export function undocumented(source: Source): string[] {
  return codedPlaces(source)
    .filter(({ defines, kind, texts }) => defines && !(kind && texts.has('meaning') && texts.has('fix')))
    .map(({ file, codes }) => `${file}: ${codes.join(' or ')}`)
}

/** The objects that hold a `code: '…'`, or spread a definition, found by their indentation, which the formatter guarantees. */
export function codedPlaces({ file, text }: Source): CodedPlace[] {
  const lines = text.split('\n')
  return lines.flatMap((line, at) => {
    const { codes, defines, indent } = codesIn(line)
    if (codes.length === 0) return []
    const properties = new Map(
      propertiesAround(lines, at, indent).flatMap((property): [string, string][] => {
        const [, name, value] = PROPERTY.exec(property) ?? []
        return name === undefined || value === undefined ? [] : [[name, value.replace(/,$/, '')]]
      }),
    )
    const kind = properties.get('kind')?.replaceAll("'", '')
    properties.delete('kind')
    // Other objects are spread too.
    if (!defines && !properties.has('message')) return []
    return [{ file, codes, defines, kind, texts: properties }]
  })
}

function codesIn(line: string): { codes: string[]; defines: boolean; indent: number } {
  const [, written] = /^ +code: (.*)$/.exec(line) ?? []
  const [, spread = ''] = /^ +\.\.\.(?:baseOf)?(\(.*\)|[A-Z][A-Z0-9_]*),$/.exec(line) ?? []
  const codes =
    written === undefined
      ? [...spread.matchAll(/\b[A-Z][A-Z0-9_]+\b/g)].map(([name]) => name.toLowerCase().replaceAll('_', '-'))
      : [...written.matchAll(CODE)].map(([, code = '']) => code)
  return { codes, defines: written !== undefined, indent: depth(line) }
}

function propertiesAround(lines: readonly string[], at: number, indent: number): string[] {
  const inside = (line: string | undefined): boolean =>
    line !== undefined && /^ */.exec(line)?.[0] !== line && depth(line) >= indent
  let first = at
  while (inside(lines[first - 1])) first--
  let end = at + 1
  while (inside(lines[end])) end++
  const properties: string[] = []
  for (const line of lines.slice(first, end)) {
    const opens = depth(line) === indent && !/^[\])}]/.test(line.trim())
    if (opens) properties.push(line.trim())
    else properties.push(`${properties.pop() ?? ''} ${line.trim()}`)
  }
  return properties
}

function depth(line: string): number {
  return line.length - line.trimStart().length
}
