/** How a statement begins that may have a body with semicolons of its own: BEGIN ATOMIC … END (PostgreSQL 14). */
const ROUTINE = /^create (?:or replace )?(?:function|procedure) /
const LONGEST_BEGINNING = 4

/**
 * Follows a statement's words outside of parentheses to know whether it is inside of the body of a routine, whose
 * semicolons do not end the statement: as the server reads them (routine_body in gram.y), to which any other BEGIN is a
 * name. psql takes every BEGIN for the beginning of a body (psqlscan.l), and is followed beside it.
 */
export class RoutineBody {
  #beginning: string[] = []
  #isRoutine = false
  /** Of BEGIN ATOMIC and CASE, each of which has an END. */
  #depth = 0
  #depthToPsql = 0
  #previous = ''

  get open(): boolean {
    return this.#depth > 0
  }

  get openToPsql(): boolean {
    return this.#depthToPsql > 0
  }

  /**
   * Returns whether the word is surely a name that psql would take for the beginning of a body, unless it was quoted.
   * `qualifies`: whether a dot follows it.
   */
  word(word: string, qualifies: boolean): boolean {
    const lower = word.toLowerCase()
    const previous = this.#previous
    this.#previous = lower
    if (this.#beginning.length < LONGEST_BEGINNING) {
      this.#beginning.push(lower)
      this.#isRoutine = ROUTINE.test(`${this.#beginning.join(' ')} `)
    }
    if (!this.#isRoutine) return false
    if (word === 'begin' && (previous === '.' || qualifies || this.open)) return true
    this.#depthToPsql = nested(lower, this.#depthToPsql, lower === 'begin')
    if (previous !== '.') this.#depth = nested(lower, this.#depth, opensBody(previous, lower, this.#depth))
    return false
  }

  /** Anything else than a word, a space or a comment. */
  mark(mark: string): void {
    this.#previous = mark
  }

  /** The statement has ended. */
  reset(): void {
    this.#beginning = []
    this.#isRoutine = false
    this.#depth = 0
    this.#depthToPsql = 0
    this.#previous = ''
  }
}

function opensBody(previous: string, word: string, depth: number): boolean {
  return depth === 0 && previous === 'begin' && word === 'atomic'
}

function nested(word: string, depth: number, opens: boolean): number {
  if (opens || (word === 'case' && depth > 0)) return depth + 1
  return word === 'end' && depth > 0 ? depth - 1 : depth
}
