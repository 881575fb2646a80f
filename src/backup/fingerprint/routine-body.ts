/** How a statement begins that may have a body with semicolons of its own: BEGIN ATOMIC … END (PostgreSQL 14). */
const ROUTINE = /^create (?:or replace )?(?:function|procedure) /
const LONGEST_BEGINNING = 4

/**
 * Follows a statement's words as psql does (psqlscan.l) to know whether it is inside of the body of a function, whose
 * semicolons do not end the statement.
 */
export class RoutineBody {
  #beginning: string[] = []
  #isRoutine = false
  #depth = 0

  get open(): boolean {
    return this.#depth > 0
  }

  word(word: string): void {
    const lower = word.toLowerCase()
    if (this.#beginning.length < LONGEST_BEGINNING) {
      this.#beginning.push(lower)
      this.#isRoutine = ROUTINE.test(`${this.#beginning.join(' ')} `)
    }
    if (!this.#isRoutine) return
    if (lower === 'begin' || (lower === 'case' && this.#depth > 0)) this.#depth += 1
    else if (lower === 'end' && this.#depth > 0) this.#depth -= 1
  }

  /** The statement has ended. */
  reset(): void {
    this.#beginning = []
    this.#isRoutine = false
    this.#depth = 0
  }
}
