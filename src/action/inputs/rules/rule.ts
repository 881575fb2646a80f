import type { InputProblem } from '../problem.ts'
import type { Reading } from '../reading.ts'

/** Something that must hold between inputs of a table. */
export interface Rule<Values> {
  /** The inputs that it is about, all named in its message; the first is the one to be blamed. */
  readonly about: readonly [keyof Values & string, ...(keyof Values & string)[]]
  /** What is wrong and what to write instead; undefined where it holds. */
  broken(reading: Reading<Values>): string | undefined
}

/** A rule that is broken where `when` holds. */
export function rule<Values>(
  about: Rule<Values>['about'],
  when: (reading: Reading<Values>) => boolean,
  message: string,
): Rule<Values> {
  return { about, broken: reading => (when(reading) ? message : undefined) }
}

/** All rules at once; those about an input that couldn't even be read are left out. */
export function checkRules<Values>(rules: readonly Rule<Values>[], reading: Reading<Values>): InputProblem[] {
  return rules.flatMap(({ about, broken }) => {
    if (about.some(name => reading.failed(name))) return []
    const message = broken(reading)
    return message === undefined ? [] : [{ input: about[0], message }]
  })
}
