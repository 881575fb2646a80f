/** One thing that is wrong with how the database is given. Never holds a secret. */
export interface ConnectionProblem {
  /** The input, environment variable or file that it stands in. */
  readonly input: string
  /** What, and what to write instead; completes “<input>: …”. */
  readonly message: string
}

/** Takes a problem down; the reading goes on, so that all of them are reported at once. */
export type Complain = (input: string, message: string) => void
