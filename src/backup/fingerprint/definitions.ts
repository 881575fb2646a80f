import { createHash, type Hash } from 'node:crypto'
import { canonicalLine } from './canonical-line.ts'
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

const INHERITS = /^INHERITS \(/

interface Entry {
  readonly entry: TocComment
  readonly hash: Hash
  /** Of a table, until it is known to inherit or not. */
  readonly lines: string[] | undefined
}

/** Sums up the DDL, entry by entry. What stands before the first entry (the session's settings) is not counted. */
export class Definitions {
  #entries: { readonly entry: TocComment; readonly hash: Hash }[] = []
  #current: Entry | undefined
  readonly #inheriting = new Set<string>()
  #settings = new Map<string, string>()

  /** From here on lines belong to `entry`; to nothing for undefined. */
  enter(entry: TocComment | undefined): void {
    this.#finish()
    if (!entry) return
    const hash = createHash('sha256')
    for (const [name, value] of this.#settings) {
      if (!USUAL_VALUES.has(value)) hash.update(`${name} = ${value}\n`)
    }
    this.#entries.push({ entry, hash })
    this.#current = { entry, hash, lines: entry.kind === 'TABLE' ? [] : undefined }
  }

  /** A line of a statement; empty lines and comments between statements are left out by the caller. */
  line(line: string, beginsStatement: boolean): void {
    if (beginsStatement && this.#sets(line)) return
    if (beginsStatement && OWNER.test(line)) return
    const canonical = canonicalLine(line)
    if (this.#current?.lines) this.#current.lines.push(canonical)
    else this.#current?.hash.update(canonical, 'latin1').update('\n')
  }

  /** Whether a table inherits, of those that were defined so far. */
  inherits({ schema, name }: TocComment): boolean {
    return this.#inheriting.has(JSON.stringify([schema, name]))
  }

  /** Sorted, since the archive's order may depend on OIDs. Several entries may share kind, schema and name (operators). */
  sums(): ObjectSum[] {
    this.#finish()
    return this.#entries
      .map(({ entry, hash }) => ({ ...entry, sha256: hash.digest('hex') }))
      .map(sum => ({ sum, key: lineOf(sum) }))
      .sort((one, other) => (one.key < other.key ? -1 : 1))
      .map(({ sum }) => sum)
  }

  /** A table that inherits may come back with its own columns in another order: theirs, and no comma's, is left out. */
  #finish(): void {
    const { entry, hash, lines } = this.#current ?? {}
    this.#current = undefined
    if (!entry || !lines) return
    const inherits = lines.some(line => INHERITS.test(line))
    if (inherits) this.#inheriting.add(JSON.stringify([entry.schema, entry.name]))
    const counted = inherits ? lines.map(line => line.replace(/,$/, '')).toSorted() : lines
    for (const line of counted) hash?.update(line, 'latin1').update('\n')
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
