import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A place in the sources that gives a failure its code, with what stands beside the code. */
export interface CodedPlace {
  readonly file: string
  /** Several where a condition chooses. */
  readonly codes: readonly string[]
  /** Missing where another place decides it, e.g. for all problems with keys. */
  readonly kind: string | undefined
  /** The expressions of `message`, `hint`, `meaning` and `fix`, as far as they stand there. */
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
const PROPERTY = /^(message|hint|meaning|fix|kind):\s*(.*)$/s

/** The objects that hold a `code: '…'`, found by their indentation, which the formatter guarantees. */
export function codedPlaces({ file, text }: Source): CodedPlace[] {
  const lines = text.split('\n')
  return lines.flatMap((line, at) => {
    const [, indent, expression] = /^( +)code: (.*)$/.exec(line) ?? []
    if (indent === undefined || expression === undefined) return []
    const codes = [...expression.replaceAll(/[!=]== '[^']*'/g, '').matchAll(CODE)].map(
      ([, code = '']) => code,
    )
    if (codes.length === 0) return []
    const properties = new Map(
      propertiesAround(lines, at, indent.length).flatMap((property): [string, string][] => {
        const [, name, value] = PROPERTY.exec(property) ?? []
        return name === undefined || value === undefined ? [] : [[name, value.replace(/,$/, '')]]
      }),
    )
    const kind = properties.get('kind')?.replaceAll("'", '')
    properties.delete('kind')
    return [{ file, codes, kind, texts: properties }]
  })
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
