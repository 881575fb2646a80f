import { firstOf } from '../core/words.ts'

/** How many of several texts a notice has; the job summary has them all. */
const MOST = 3

/** The first of several texts, and how many more there are; undefined for none. */
export function severalOf(texts: readonly string[]): string | undefined {
  return texts.length === 0 ? undefined : firstOf(texts, MOST, { separator: '; ' })
}
