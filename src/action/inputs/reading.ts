import type { InputProblem } from './problem.ts'
import { type InputTable, namesOf } from './row.ts'
import { inputText } from './runner-input.ts'

/** The inputs of a run, each read by its row of the table. */
export interface Reading<Values> {
  /** An input's value; that of an empty input where it can't be read. */
  value<Name extends keyof Values>(name: Name): Values[Name]
  /** Whether the user wrote something other than the default. */
  isSet(name: keyof Values): boolean
  /** Whether the input can't be read: rules that look at it have nothing to say then. */
  failed(name: keyof Values): boolean
  /** Of all inputs. */
  readonly problems: readonly InputProblem[]
}

/** Reads all inputs of a table from the environment that the runner makes. Never throws. */
export function readTable<Values>(table: InputTable<Values>, env: NodeJS.ProcessEnv): Reading<Values> {
  const names = namesOf<keyof Values & string>(table)
  const textOf = (name: keyof Values & string): string => inputText(env, name, table[name].verbatim)
  const wrong = new Map<keyof Values, InputProblem>()
  for (const name of names) {
    const text = textOf(name)
    const row = table[name]
    const read = text === '' ? undefined : row.read(text)
    if (read && !read.ok) wrong.set(name, { input: name, message: read.problem })
    if (!read && row.required) wrong.set(name, { input: name, message: 'is required and empty' })
  }
  const isName = (name: keyof Values): name is keyof Values & string => names.some(known => known === name)
  return {
    value: name => {
      const text = isName(name) ? textOf(name) : ''
      const read = text === '' ? undefined : table[name].read(text)
      return read?.ok ? read.value : table[name].whenEmpty
    },
    isSet: name => isName(name) && textOf(name) !== '' && textOf(name) !== table[name].default,
    failed: name => wrong.has(name),
    problems: [...wrong.values()],
  }
}
