import { compressionMethod } from '../../../catalog/compression.ts'
import type { BackupInputValues } from '../table.ts'
import { type Rule, rule } from './rule.ts'

/** The first pg_dump with methods other than gzip (release notes of PostgreSQL 16). */
const FIRST_WITH_METHODS = 16

/** What of the database, and in which form. */
export const dumpRules: readonly Rule<BackupInputValues>[] = [
  rule(
    ['schemas', 'tables'],
    ({ value }) => value('schemas').length > 0 && value('tables').length > 0,
    'pg_dump ignores schemas where tables is given; write the schema into the pattern of tables, such as public.orders, and leave schemas empty',
  ),
  rule(
    ['exclude-schemas', 'tables'],
    ({ value }) => value('exclude-schemas').length > 0 && value('tables').length > 0,
    'pg_dump ignores exclude-schemas where tables is given; leave exclude-schemas empty',
  ),
  {
    about: ['expect-tables', 'exclude-tables'],
    broken: ({ value }) => {
      const both = value('expect-tables').find(name => value('exclude-tables').includes(name))
      return both === undefined
        ? undefined
        : `expect-tables and exclude-tables both name ${both}, so no backup could pass; remove it from one of them`
    },
  },
  rule(
    ['exclude-table-data', 'mode'],
    ({ value }) => value('exclude-table-data').length > 0 && value('mode') === 'schema',
    'exclude-table-data says nothing with mode: schema, which dumps no rows at all; leave exclude-table-data empty',
  ),
  rule(
    ['compression', 'format'],
    ({ value }) => value('format') === 'plain' && methodOf(value('compression')) === 'lz4',
    "compression: lz4 can't be read back, and so not be proven, with format: plain; write gzip, zstd or none, or format: custom",
  ),
  {
    about: ['compression', 'pg-version'],
    broken: ({ value }) => {
      const version = value('pg-version')
      const method = methodOf(value('compression'))
      if (version === 'auto' || version >= FIRST_WITH_METHODS || !['zstd', 'lz4'].includes(method))
        return undefined
      return `compression: ${method} is unknown to pg-version: ${version}; write auto or gzip, or pg-version: 16 or above`
    },
  },
]

function methodOf(choice: { readonly kind: string; readonly spec?: string }): string {
  return choice.spec === undefined ? 'auto' : compressionMethod(choice.spec)
}
