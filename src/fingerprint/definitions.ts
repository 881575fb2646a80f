import { createHash, type Hash } from 'node:crypto'
import { castElements } from './array-casts.ts'
import { inOneOrder, makesInheritingTable } from './inheriting-table.ts'
import type { MaskedSql } from './masked-sql.ts'
import { sha256OfText } from './multiset-hash.ts'
import { withoutServersOptions } from './server-options.ts'
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
const OWNER = /^ALTER .* OWNER TO .*;$/s

/** Their columns may come back in another order. */
const TABLE_KINDS = new Set(['TABLE', 'FOREIGN TABLE'])

interface Entry {
  readonly entry: TocComment
  readonly hash: Hash
  /** Of a table, until it is known to inherit or not. */
  readonly statements: MaskedSql[] | undefined
}

/** Sums up the DDL, entry by entry. What stands before the first entry (the session's settings) is not counted. */
export class Definitions {
  #entries: { readonly entry: TocComment; readonly hash: Hash }[] = []
  #current: Entry | undefined
  readonly #inheriting = new Set<string>()
  #settings = new Map<string, string>()

  /** From here on statements belong to `entry`; to nothing for undefined. */
  enter(entry: TocComment | undefined): void {
    this.#finish()
    if (!entry) return
    const hash = createHash('sha256')
    for (const [name, value] of this.#settings) {
      if (!USUAL_VALUES.has(value)) hash.update(`${name} = ${value}\n`)
    }
    this.#entries.push({ entry, hash })
    this.#current = { entry, hash, statements: TABLE_KINDS.has(entry.kind) ? [] : undefined }
  }

  /** A whole statement; empty lines and comments between statements are left out by the caller. */
  statement(sql: MaskedSql): void {
    if (this.#sets(sql.text) || OWNER.test(sql.mask) || !this.#current) return
    const defining = withoutServersOptions(sql)
    if (!defining) return
    const canonical = castElements(defining)
    if (this.#current.statements) this.#current.statements.push(canonical)
    else add(this.#current.hash, [canonical.text])
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

  /** What is said of the columns of an inheriting table comes in their order as well. */
  #finish(): void {
    const { entry, hash, statements } = this.#current ?? {}
    this.#current = undefined
    if (!entry || !hash || !statements) return
    const [made, ...rest] = statements
    if (made && makesInheritingTable(made)) {
      this.#inheriting.add(JSON.stringify([entry.schema, entry.name]))
      add(hash, [inOneOrder(made), ...rest.map(({ text }) => text).toSorted()])
    } else {
      add(
        hash,
        statements.map(({ text }) => text),
      )
    }
  }

  #sets(statement: string): boolean {
    const [, name, value] = SESSION_SETTING.exec(statement) ?? []
    if (name === undefined || value === undefined) return false
    this.#settings.set(name, value)
    return true
  }
}

function add(hash: Hash, statements: readonly string[]): void {
  for (const text of statements) hash.update(text, 'latin1').update('\n')
}

/** One hash for the whole schema. */
export function sumOfDefinitions(objects: readonly ObjectSum[]): string {
  return sha256OfText(objects.map(object => `${lineOf(object)}\n`).join(''))
}

function lineOf({ kind, schema, name, sha256 }: ObjectSum): string {
  return JSON.stringify([kind, schema, name, sha256])
}
