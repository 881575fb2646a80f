import type { DocumentedError } from './documented-error.ts'

/** src/action/inputs, and what only the client's version decides. */
export const INPUT_ERRORS: readonly DocumentedError[] = [
  {
    code: 'input-invalid',
    kind: 'input',
    meaning:
      'One or more inputs cannot be used: a line for each, with its name, what is wrong and what to write.',
    fix: "Correct them in the workflow's `with:`; nothing was read from the database.",
  },
  {
    code: 'compression-needs-newer-client',
    kind: 'input',
    meaning:
      'The compression is one that pg_dump knows from version 16 on, and the client of this server is older.',
    fix: 'Set compression to auto, or to a gzip level from 0 to 9.',
  },
]
