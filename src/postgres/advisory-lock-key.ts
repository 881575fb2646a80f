import { type Parsed, parsed, quoted, refused } from '../core/parsed.ts'

/** An advisory lock of PostgreSQL, as SQL that yields its key, a bigint; and as its user wrote it. */
export interface AdvisoryLock {
  readonly key: string
  readonly name: string
}

const LARGEST = 2n ** 63n - 1n

/** With the very types that PostgreSQL's own function takes: no other one of that name fits better. */
export function hashOf(name: string): string {
  return `pg_catalog.hashtextextended('${name}'::pg_catalog.text, 0::pg_catalog.int8)`
}

/** Reads the number of a lock, or a name: that has the key `hashtextextended('<name>', 0)`, which any client can take too. */
export function parseAdvisoryLock(text: string): Parsed<AdvisoryLock> {
  if (/^-?\d+$/.test(text)) {
    const key = BigInt(text)
    return key <= LARGEST && key >= -LARGEST
      ? parsed({ key: `(${key})::pg_catalog.int8`, name: text })
      : refused(`${quoted(text)} is no key of a lock; write a number of 64 bits, or a name such as deploy`)
  }
  return /^[A-Za-z][A-Za-z0-9._:/-]{0,62}$/.test(text)
    ? parsed({ key: hashOf(text), name: text })
    : refused(
        `${quoted(text)} is no name of a lock; write letters, digits, dots, hyphens and underscores, such as deploy, or the number that your migrations lock`,
      )
}
