import type { PruneInputValues } from '../prune-table.ts'
import { type Rule, rule } from './rule.ts'
import { wrongStorageClass } from './writing-rules.ts'

/** What only says how archived copies are kept. */
const KEEPING = [
  'archive-storage-class',
  'sse',
  'sse-kms-key-id',
  'object-lock-mode',
  'object-lock-days',
  'tags',
  'max-parts',
  'part-size',
  'checksum',
] as const

/** What is archived, and how. */
export const pruneRules: readonly Rule<PruneInputValues>[] = [
  ...KEEPING.map(name =>
    rule<PruneInputValues>(
      [name, 'archive'],
      ({ given, value }) => given(name) && !value('archive'),
      `${name} says how archived copies are kept, and archive: false makes none; leave ${name} empty, or write archive: true`,
    ),
  ),
  {
    about: ['archive-storage-class', 'endpoint'],
    broken: ({ value }) =>
      wrongStorageClass('archive-storage-class', value('archive-storage-class'), value('endpoint')),
  },
]
