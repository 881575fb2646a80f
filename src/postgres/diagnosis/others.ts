/** Failures that no sign tells: found by asking, or not explained. */
export const OTHERS = {
  unsuitable: {
    code: 'database-not-of-the-kind',
    kind: 'database',
    meaning: 'None of the servers is of the kind that target_session_attrs asks for.',
    fix: 'Remove target_session_attrs, or add the server that is meant.',
  },
  unexplained: {
    code: 'postgres-failed',
    kind: 'database',
    meaning:
      'A failure of PostgreSQL or its programs that has no row of its own; its own words are quoted, but for those in which a server may tell values of rows while a backup is loaded.',
    fix: "Look the message up in PostgreSQL's manual and the server's log; report it to us if it should have been explained.",
  },
} as const
