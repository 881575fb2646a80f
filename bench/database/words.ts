const SYLLABLES = [
  'an',
  'ber',
  'cal',
  'de',
  'en',
  'for',
  'gra',
  'hu',
  'in',
  'ket',
  'lo',
  'men',
  'nu',
  'or',
  'per',
]
const MORE = [
  'qui',
  'ran',
  'ser',
  'tion',
  'un',
  'ver',
  'wor',
  'xi',
  'ty',
  'zo',
  'sh',
  'ed',
  'ing',
  'ers',
  'al',
]

/** So many made-up words of one to four syllables, the same ones each time. */
export function words(count: number): string[] {
  const syllables = [...SYLLABLES, ...MORE]
  let state = 20_260_101
  // Numerical Recipes' linear congruential generator: all that is asked of it is to be the same everywhere.
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + next(4) }, () => syllables[next(syllables.length)] ?? '').join(''),
  )
}
