import type { TocEntry } from '../../../postgres/toc/toc-entry.ts'
import { named } from '../named.ts'
import type { RestoreContext, SkipRule } from './skip-rule.ts'

/** What only a superuser may create, by the pages of the SQL commands in PostgreSQL's documentation. */
export const SUPERUSER_RULES: readonly SkipRule[] = [
  superuserOnly('event trigger', 'event triggers need a superuser', ({ kind }) => kind === 'EVENT TRIGGER'),
  superuserOnly(
    'foreign-data wrapper',
    'foreign-data wrappers need a superuser',
    ({ kind }) => kind === 'FOREIGN DATA WRAPPER',
  ),
  superuserOnly('subscription', 'subscriptions need a superuser', ({ kind }) => kind === 'SUBSCRIPTION'),
  superuserOnly(
    'tables of a schema in a publication',
    'publishing all tables of a schema needs a superuser',
    ({ kind }) => kind === 'PUBLICATION TABLES IN SCHEMA',
  ),
  superuserOnly(
    'publication of all tables',
    'a publication that lists no tables may be FOR ALL TABLES, which needs a superuser',
    (entry, { toc }) =>
      entry.kind === 'PUBLICATION' &&
      !toc.some(
        ({ dependencies, kind }) => kind.startsWith('PUBLICATION T') && dependencies.includes(entry.id),
      ),
  ),
]

function superuserOnly(
  name: string,
  why: string,
  isMeant: (entry: TocEntry, context: RestoreContext) => boolean,
): SkipRule {
  return {
    name,
    applies: (entry, context) => !context.target.role.superuser && isMeant(entry, context),
    why: () => why,
    withDependents: true,
    missing: true,
    warning: (entries, { target }) =>
      `Role ${target.role.name} is no superuser, so ${named(entries.map(({ name: each }) => each))} is not restored: ${why}.`,
  }
}
