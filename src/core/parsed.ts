/** What a parser made of a text: a value, or in words what is wrong and what to write instead. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string }

export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value }
}

/** `problem` completes “<input name>: …”, and never quotes what may be a secret. */
export function refused(problem: string): Parsed<never> {
  return { ok: false, problem }
}

/** The longest piece of a value that a message repeats. Characters. */
const QUOTED_AT_MOST = 60

/** A value as it is repeated in messages: on one line, shortened. */
export function quoted(text: string): string {
  const short = text.length > QUOTED_AT_MOST ? `${text.slice(0, QUOTED_AT_MOST)}…` : text
  return JSON.stringify(short)
}
