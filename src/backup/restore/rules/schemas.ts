import { sanitized } from '../sanitized.ts'
import type { SkipRule } from './skip-rule.ts'

/** Schemas that exist are kept: they may hold more than the backup, and carry default privileges. */
export const SCHEMA_RULES: readonly SkipRule[] = [
  {
    name: 'schema exists already',
    applies: ({ kind, name }, { target }) =>
      kind === 'SCHEMA' && target.schemas.some(schema => sanitized(schema) === name),
    why: () => 'exists already, and is kept with its default privileges',
    there: true,
  },
  {
    name: 'comment on schema public',
    // It is the database owner's (pg_database_owner), not of the role that restores.
    applies: ({ kind, name }, { target }) =>
      kind === 'COMMENT' && name === 'SCHEMA public' && !target.role.superuser,
    why: () => 'only the owner of the database may comment on its schema public',
  },
]
