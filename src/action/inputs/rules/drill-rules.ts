import type { DrillInputValues } from '../drill-table.ts'
import { type Rule, rule } from './rule.ts'

/** What chooses among several backups, and says nothing where one is named. */
const CHOOSING = ['series', 'class', 'before'] as const
/** What only says how a given server is reached. */
const REACHING = ['sslmode', 'ssl-root-cert'] as const
/** What only says how the record is kept. */
const KEEPING = ['sse', 'sse-kms-key-id', 'tags', 'checksum'] as const

/** Which backup, where it is restored, and what is left of it. */
export const drillRules: readonly Rule<DrillInputValues>[] = [
  ...CHOOSING.map(name =>
    rule<DrillInputValues>(
      [name, 'from'],
      ({ value }) => value(name) !== undefined && value('from').kind === 'key',
      `${name} says nothing where from is the key of one backup; leave ${name} empty, or write from: latest`,
    ),
  ),
  ...REACHING.map(name =>
    rule<DrillInputValues>(
      [name, 'server-url'],
      ({ given, value }) => given(name) && value('server-url') === undefined,
      `${name} is for server-url, which is empty: the drill's own server is reached by a socket; give server-url, or leave ${name} empty`,
    ),
  ),
  ...KEEPING.map(name =>
    rule<DrillInputValues>(
      [name, 'record'],
      ({ given, value }) => given(name) && !value('record'),
      `${name} says how the record is kept, and record: false keeps none; leave ${name} empty, or write record: true`,
    ),
  ),
  rule(
    ['sse-kms-key-id', 'sse'],
    ({ value }) => value('sse-kms-key-id') !== undefined && value('sse') !== 'aws:kms',
    'sse-kms-key-id is used with sse: aws:kms only; write sse: aws:kms too, or leave sse-kms-key-id empty',
  ),
]
