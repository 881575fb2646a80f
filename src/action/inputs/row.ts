import type { Parsed } from '../../core/parsed.ts'
import type { Reader } from './readers.ts'

/** What documents an input, besides its reader. */
interface Documented {
  /** One or two sentences, in Markdown. */
  readonly description: string
  /** Masked in the log before anything else happens, and never repeated in a message. */
  readonly secret?: true
  /** Not trimmed, except line ends after it: space is part of the value. */
  readonly verbatim?: true
  /** Where no fixed default can be written: what is done when the input is empty. */
  readonly defaultDescription?: string
}

/** One input: the only place where its name, type, default and description are written. */
export interface InputRow<T> extends Documented {
  readonly values?: readonly string[]
  readonly required: boolean
  /** As action.yml has it; undefined where there is none. */
  readonly default: string | undefined
  /** The value of an empty input. */
  readonly whenEmpty: T
  read(text: string): Parsed<T>
}

/** The value that a row reads. */
export type ValueOf<Row> = Row extends InputRow<infer T> ? T : never

/** The values that the rows of a table read, by the inputs' names. */
export type ValuesOf<Rows> = { readonly [Name in keyof Rows]: ValueOf<Rows[Name]> }

/** A table of inputs whose values have the given types. */
export type InputTable<Values> = { readonly [Name in keyof Values]: InputRow<Values[Name]> }

/** An input that may stay empty: its value is then undefined. */
export function optional<T>(reader: Reader<T>, documented: Documented): InputRow<T | undefined> {
  return { ...documented, ...reader, required: false, default: undefined, whenEmpty: undefined }
}

/** An input that can't stay empty. Its value is undefined only where that has been reported as a problem. */
export function required<T>(reader: Reader<T>, documented: Documented): InputRow<T | undefined> {
  return { ...optional(reader, documented), required: true }
}

/** An input with a fixed default, written as a user would write it. */
export function defaulting<T>(reader: Reader<T>, standard: string, documented: Documented): InputRow<T> {
  const value = reader.read(standard)
  if (!value.ok) throw new Error(`the default ${standard} can't be read: ${value.problem}`)
  return { ...documented, ...reader, required: false, default: standard, whenEmpty: value.value }
}

/** A list, empty where the input is. */
export function listing<T>(reader: Reader<readonly T[]>, documented: Documented): InputRow<readonly T[]> {
  return { ...documented, ...reader, required: false, default: undefined, whenEmpty: [] }
}

/** The inputs of a table, in its order. */
export function namesOf<Name extends string>(rows: Readonly<Record<Name, unknown>>): readonly Name[] {
  return Object.keys(rows).filter((name): name is Name => name in rows)
}
