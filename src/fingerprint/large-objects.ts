import { createHash, type Hash } from 'node:crypto'
import { MultisetHash } from './multiset-hash.ts'
import { unreadable } from './unreadable.ts'

export interface LargeObjectsSum {
  readonly count: number
  readonly bytes: number
  /** Over (oid, content) of each, in any order: version 17 groups them by owner. */
  readonly sha256: string
}

const OPEN = /^SELECT pg_catalog\.lo_open\('(\d+)', \d+\);$/
const CLOSE = 'SELECT pg_catalog.lo_close(0);'
/** With two backslashes where the dump turns standard strings off. */
const WRITE = /^SELECT pg_catalog\.lowrite\(0, '\\\\?x/
const WRITE_END = `');`
const HEX = /^[0-9a-f]*$/

/** Sums up the large objects as pg_restore writes them in SQL: open, any number of writes in hex, close. */
export class LargeObjects {
  #current: Hash | undefined
  #all = new MultisetHash()
  #count = 0
  #bytes = 0

  /**
   * Takes a line of a large object's data; false for any other line.
   * @throws BackupError `archive-unreadable` for anything else between open and close: it could be content
   */
  line(line: string): boolean {
    const oid = OPEN.exec(line)?.[1]
    if (oid !== undefined) {
      this.#current = createHash('sha256').update(`${oid}\n`)
      return true
    }
    if (!this.#current) return false
    const begin = WRITE.exec(line)?.[0]
    if (begin !== undefined && line.endsWith(WRITE_END)) {
      const hex = line.slice(begin.length, -WRITE_END.length)
      if (!HEX.test(hex)) throw unreadable(line)
      this.#current.update(hex, 'hex')
      this.#bytes += hex.length / 2
      return true
    }
    if (line !== CLOSE) throw unreadable(line)
    this.#all.add(this.#current.digest('hex'))
    this.#current = undefined
    this.#count++
    return true
  }

  sum(): LargeObjectsSum {
    return { count: this.#count, bytes: this.#bytes, sha256: this.#all.hex() }
  }
}
