/** The one of `known` that `word` was probably meant to be; undefined where nothing is near. */
export function closest(word: string, known: readonly string[]): string | undefined {
  const wanted = normal(word)
  const ranked = known
    .map(candidate => ({ candidate, distance: edits(wanted, normal(candidate)) }))
    .sort((one, other) => one.distance - other.distance)
  const best = ranked[0]
  return best && best.distance <= Math.max(1, Math.floor(wanted.length / 3)) ? best.candidate : undefined
}

function normal(word: string): string {
  return word.toLowerCase().replace(/[\s_.]+/g, '-')
}

/** Levenshtein's distance, a swap of neighbours counting as one (optimal string alignment). */
function edits(from: string, to: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1)
      }
      row.push(cost)
    }
    beforeLast = last
    last = row
  }
  return last[to.length] ?? 0
}

/** What people write for words that are spelled quite differently. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ['nightly', 'daily'],
  ['everyday', 'daily'],
  ['yearly', 'monthly'],
  ['deploy', 'pre-deploy'],
  ['release', 'post-release'],
  ['on-demand', 'manual'],
  ['adhoc', 'manual'],
])

/** `; did you mean …?`, or nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const meant = MEANT.get(word.toLowerCase().replaceAll('_', '-'))
  const near = meant !== undefined && known.includes(meant) ? meant : closest(word, known)
  return near === undefined ? '' : `; did you mean ${near}?`
}
