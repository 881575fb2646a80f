/**
 * Compares two Debian versions as `dpkg --compare-versions` does (deb-version(7)): negative when `a` is the older.
 */
export function compareVersions(a: string, b: string): number {
  const left = split(a)
  const right = split(b)
  return (
    left.epoch - right.epoch ||
    comparePart(left.upstream, right.upstream) ||
    comparePart(left.revision, right.revision)
  )
}

export type Relation = '<<' | '<=' | '=' | '>=' | '>>'

export function satisfies(version: string, relation: Relation, wanted: string): boolean {
  const order = compareVersions(version, wanted)
  switch (relation) {
    case '<<':
      return order < 0
    case '<=':
      return order <= 0
    case '=':
      return order === 0
    case '>=':
      return order >= 0
    case '>>':
      return order > 0
  }
}

function split(version: string): { epoch: number; upstream: string; revision: string } {
  const colon = version.indexOf(':')
  const rest = version.slice(colon + 1)
  const dash = rest.lastIndexOf('-')
  return {
    epoch: colon < 0 ? 0 : Number(version.slice(0, colon)),
    upstream: dash < 0 ? rest : rest.slice(0, dash),
    revision: dash < 0 ? '' : rest.slice(dash + 1),
  }
}

/** Turn by turn a run of non-digits, character by character, and a number. */
function comparePart(a: string, b: string): number {
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    while (isText(a[i]) || isText(b[j])) {
      const order = weight(a[i]) - weight(b[j])
      if (order !== 0) return order
      i++
      j++
    }
    const [left, right] = [digitsAt(a, i), digitsAt(b, j)]
    const order = compareNumbers(left, right)
    if (order !== 0) return order
    i += left.length
    j += right.length
  }
  return 0
}

function isText(character: string | undefined): boolean {
  return character !== undefined && !/\d/.test(character)
}

/** `~` sorts before the end, the end (or a number) before letters, letters before all else. */
function weight(character: string | undefined): number {
  if (character === '~') return -1
  if (character === undefined || /\d/.test(character)) return 0
  return character.charCodeAt(0) + (/[A-Za-z]/.test(character) ? 0 : 256)
}

function digitsAt(text: string, from: number): string {
  return /^\d*/.exec(text.slice(from))?.[0] ?? ''
}

/** Numbers of any length: dates with times do not fit a double. */
function compareNumbers(a: string, b: string): number {
  const left = a.replace(/^0+/, '')
  const right = b.replace(/^0+/, '')
  if (left.length !== right.length) return left.length - right.length
  return left < right ? -1 : left > right ? 1 : 0
}
