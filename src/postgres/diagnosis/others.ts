/** Failures that no sign reveals: found by asking, or not explained. */
export const OTHERS = {
  unsuitable: {
    code: 'database-not-of-the-kind',
    kind: 'database',
    meaning: 'None of the servers is of the kind that target_session_attrs asks for.',
    fix: 'Remove target_session_attrs, or add the server that is meant.',
  },
  stalled: {
    code: 'database-stalled',
    kind: 'database',
    meaning:
      'The server made no progress for stall-timeout, and a second connection showed that it was not at work on what was waited for.',
    fix: 'Look at the server, and at what is between (a pooler, a proxy, a firewall that forgets connections), and run it again. Where the work is only slow, raise stall-timeout.',
  },
  refused: {
    code: 'restore-statement-refused',
    kind: 'database',
    meaning:
      'The server refused a statement of the backup, by an error that has no row of its own. Its words are not quoted, since they may hold values of rows; its SQLSTATE is, where psql loads.',
    fix: "Read the server's log of that moment: it has the words, the row and the place.",
  },
  unexplained: {
    code: 'postgres-failed',
    kind: 'database',
    meaning:
      'A failure of PostgreSQL or its programs that has no row of its own; its own words are quoted, except those of a server that may hold values of rows.',
    fix: "Look the message up in PostgreSQL's manual and the server's log; report it to us if it should have been explained.",
  },
} as const
