import { firstOf } from '../../core/words.ts'

/** The first names of many, each once, for a message. */
export function named(names: readonly string[], most = 5): string {
  return firstOf([...new Set(names)], most)
}
