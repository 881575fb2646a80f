import { closest } from './closest.ts'

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
