import type { DocumentedError } from './documented-error.ts'

/** An archive's table of contents, from src/postgres/toc. */
export const CONTENTS_ERRORS: readonly DocumentedError[] = [
  {
    code: 'archive-contents-unreadable',
    kind: 'integrity',
    meaning: 'The table of contents at the beginning of an archive is damaged or cut off.',
    fix: 'Do not trust this backup; restore an older one, and find out what changed it.',
  },
  {
    code: 'archive-version-unknown',
    kind: 'environment',
    meaning:
      'An archive was written by a PostgreSQL whose format this action does not know: it knows 1.14 to 1.16, of versions 12 to 19.',
    fix: 'Use a newer version of this action, or restore with pg_restore itself: the backup needs nothing else.',
  },
]
