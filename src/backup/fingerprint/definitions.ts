import { createHash, type Hash } from 'node:crypto'
import { sha256OfText } from './multiset-hash.ts'
import type { TocComment } from './toc-comment.ts'

export interface ObjectSum extends TocComment {
  readonly sha256: string
}

/**
 * Settings that the dump switches between entries, as their order happens to need, with their usual values. They count
 * for the entries that come under an unusual one.
 */
const SESSION_SETTING = /^SET (default_tablespace|default_table_access_method|default_with_oids) = (.*);$/
const USUAL_VALUES = new Set(["''", 'heap', 'false'])
/** Only in SQL text: an archive is read without owners. */
const OWNER = /^ALTER .* OWNER TO .*;$/

/** Sums up the DDL, entry by entry. What stands before the first entry (the session's settings) is not counted. */
export class Definitions {
  #entries: { readonly entry: TocComment; readonly hash: Hash }[] = []
  #current: Hash | undefined
  #settings = new Map<string, string>()

  /** From here on lines belong to `entry`; to nothing for undefined. */
  enter(entry: TocComment | undefined): void {
    this.#current = undefined
    if (!entry) return
    const hash = createHash('sha256')
    for (const [name, value] of this.#settings) {
      if (!USUAL_VALUES.has(value)) hash.update(`${name} = ${value}\n`)
    }
    this.#entries.push({ entry, hash })
    this.#current = hash
  }

  /** A line of a statement; empty lines and comments between statements are left out by the caller. */
  line(line: string, beginsStatement: boolean): void {
    if (beginsStatement && this.#sets(line)) return
    if (beginsStatement && OWNER.test(line)) return
    this.#current?.update(line, 'latin1').update('\n')
  }

  /** Sorted, since the archive's order may depend on OIDs. Several entries may share kind, schema and name (operators). */
  sums(): ObjectSum[] {
    return this.#entries
      .map(({ entry, hash }) => ({ ...entry, sha256: hash.digest('hex') }))
      .map(sum => ({ sum, key: lineOf(sum) }))
      .sort((one, other) => (one.key < other.key ? -1 : 1))
      .map(({ sum }) => sum)
  }

  #sets(line: string): boolean {
    const [, name, value] = SESSION_SETTING.exec(line) ?? []
    if (name === undefined || value === undefined) return false
    this.#settings.set(name, value)
    return true
  }
}

/** One hash for the whole schema. */
export function sumOfDefinitions(objects: readonly ObjectSum[]): string {
  return sha256OfText(objects.map(object => `${lineOf(object)}\n`).join(''))
}

function lineOf({ kind, schema, name, sha256 }: ObjectSum): string {
  return JSON.stringify([kind, schema, name, sha256])
}
