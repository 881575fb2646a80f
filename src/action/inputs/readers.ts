import { didYouMean } from '../../core/closest.ts'
import { type Parsed, parsed, quoted, refused } from '../../core/parsed.ts'

/** Turns an input's text, never empty, into its value. */
export interface Reader<T> {
  /** For choices: what may be written. */
  readonly values?: readonly string[]
  read(text: string): Parsed<T>
}

/** Any text, of one line or many. */
export const text: Reader<string> = { read: parsed }

/** Text that fits a pattern; `instead` says what to write. The text itself is not repeated: it may be a secret. */
export function fitting(pattern: RegExp, instead: string): Reader<string> {
  return { read: value => (pattern.test(value) ? parsed(value) : refused(instead)) }
}

/** One of the given words, spelled so. */
export function oneOf<const T extends string>(values: readonly T[]): Reader<T> {
  return {
    values,
    read: value => {
      const found = values.find(word => word === value)
      if (found !== undefined) return parsed(found)
      return refused(`${quoted(value)} is not one of ${values.join(', ')}${didYouMean(value, values)}`)
    },
  }
}

/** `true` or `false`, as YAML 1.2 spells them. */
export const flag: Reader<boolean> = {
  read: value => {
    if (/^(true|True|TRUE)$/.test(value)) return parsed(true)
    if (/^(false|False|FALSE)$/.test(value)) return parsed(false)
    return refused(`${quoted(value)} is neither true nor false; write one of the two`)
  },
}

/** A whole number between two bounds, both included. */
export function wholeNumber(least: number, most: number): Reader<number> {
  return {
    read: value => {
      const number = /^\d{1,15}$/.test(value) ? Number(value) : NaN
      return number >= least && number <= most
        ? parsed(number)
        : refused(`${quoted(value)} won't do; write a whole number from ${least} to ${most}`)
    },
  }
}

/** An address with one of the schemes, without credentials in it. Never repeated in messages: it may hold some. */
export function address(schemes: readonly string[], example: string): Reader<string> {
  return {
    read: value => {
      const url = URL.parse(value)
      if (!url || !schemes.includes(url.protocol.slice(0, -1)))
        return refused(`not an address; write it like ${example}`)
      return url.username === '' && url.password === ''
        ? parsed(value)
        : refused(`must not hold a user or password; write it like ${example}`)
    },
  }
}
