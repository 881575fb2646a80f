import { type Parsed, parsed, quoted, refused } from '../core/parsed.ts'
import type { Lifetime } from './policy.ts'
import { parseSpan, type Span } from './span.ts'

/** Reads the number of a keep rule: `7`, or `unlimited`, which restic also writes as -1. */
export function parseCount(text: string): Parsed<number> {
  if (text === 'unlimited' || text === '-1') return parsed(Infinity)
  if (/^\d{1,6}$/.test(text) && Number(text) > 0) return parsed(Number(text))
  if (/^0+$/.test(text))
    return refused(`${quoted(text)} keeps nothing; write 1 or more, or leave the line out`)
  if (/^-?\d+$/.test(text))
    return refused(`${quoted(text)} won't do; write a whole number from 1 to 999999, or unlimited`)
  return parseSpan(text).ok
    ? refused(
        `${quoted(text)} is a length of time, and this counts backups; write a number such as 7, or keep-within`,
      )
    : refused(`${quoted(text)} is no number; write a whole number such as 7, or unlimited`)
}

/** Reads how long before the newest backup a keep-within rule reaches. */
export function parseReach(text: string): Parsed<Span> {
  return isNothing(text)
    ? refused(`${quoted(text)} keeps nothing; write a time such as 14d, or leave the line out`)
    : parseSpan(text)
}

/** Reads how long the backups of a class are kept: `30d`, `forever`, or `none`. */
export function parseLifetime(text: string): Parsed<Lifetime> {
  if (text === 'forever' || text === 'none') return parsed(text)
  if (isNothing(text))
    return refused(`${quoted(text)} keeps nothing; write none to leave these backups to the keep rules`)
  const span = parseSpan(text)
  return span.ok ? span : refused(`${span.problem}, or forever`)
}

/** Reads how long legacy objects are kept: no keep rule counts them, so none is refused. */
export function parseLegacyLifetime(text: string): Parsed<Span | 'forever'> {
  const lifetime = parseLifetime(text)
  if (!lifetime.ok)
    return isNothing(text) ? refused(`${quoted(text)} keeps nothing; write a time such as 90d`) : lifetime
  return lifetime.value === 'none'
    ? refused('none keeps nothing; write a time such as 90d, or forever')
    : parsed(lifetime.value)
}

function isNothing(text: string): boolean {
  return /^-\d/.test(text) || /^0[0hdwmy]*$/.test(text)
}
