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
    applies: ({ kind, name }, { target }) =>
      kind === 'COMMENT' &&
      name === 'SCHEMA public' &&
      target.schemas.includes('public') &&
      !target.role.ownsSchemas.includes('public'),
    why: (_entry, { target }) =>
      `only the owner of schema public may comment on it, which ${target.role.name} is not`,
    missing: true,
  },
]
