import { type Parsed, parsed, quoted, refused } from '../../core/parsed.ts'

/** The text of a file for `pg_restore --use-list`, which restores in its order. */
export function useList(ids: readonly number[]): string {
  return ids.map(id => `${id};\n`).join('')
}

/**
 * The numbers in an edited list, in its order. As pg_restore reads it, what follows a `;` is a comment, and a line that is
 * nothing else is left out; where pg_restore passes over a line that it cannot read, this one is refused.
 */
export function parseUseList(text: string): Parsed<number[]> {
  const ids = new Map<number, number>()
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const entry = line.replace(/;.*$/s, '').trim()
    if (entry === '') continue
    const at = index + 1
    const id = /^[1-9]\d{0,9}$/.test(entry) ? Number(entry) : undefined
    if (id === undefined) return refused(`line ${at} is ${quoted(line.trim())}; ${WHAT_A_LINE_IS}`)
    const before = ids.get(id)
    if (before !== undefined) return refused(`lines ${before} and ${at} both name entry ${id}; remove one`)
    ids.set(id, at)
  }
  if (ids.size === 0)
    return refused(`no line names an entry, so nothing would be restored; ${WHAT_A_LINE_IS}`)
  return parsed([...ids.keys()])
}

const WHAT_A_LINE_IS =
  'each line is one that pg_restore --list wrote, such as "215; 1259 16385 TABLE public orders owner", and a ; before it leaves it out'
