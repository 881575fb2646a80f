import type { RestoreInputValues } from '../restore-table.ts'
import { type Rule, rule } from './rule.ts'

/** What chooses among several backups, and says nothing where one is named. */
const CHOOSING = ['series', 'class', 'before'] as const

/** Which backup, and what of it. */
export const partRules: readonly Rule<RestoreInputValues>[] = [
  ...CHOOSING.map(name =>
    rule<RestoreInputValues>(
      [name, 'from'],
      ({ value }) => value(name) !== undefined && value('from').kind === 'key',
      `${name} says nothing where from is the key of one backup; leave ${name} empty, or write from: latest`,
    ),
  ),
  rule(
    ['use-list', 'tables'],
    ({ value }) => value('use-list') !== undefined && value('tables').length > 0,
    'use-list and tables both say what is restored; give one of them',
  ),
  rule(
    ['use-list', 'mode'],
    ({ value, given }) => value('use-list') !== undefined && given('mode'),
    'use-list says by itself what is restored; leave mode empty, or remove use-list',
  ),
  rule(
    ['tables', 'mode'],
    ({ value, given }) => value('tables').length > 0 && given('mode'),
    'mode says nothing where tables names what is restored: their rows, and with definitions: true their definitions; leave mode empty',
  ),
  rule(
    ['definitions', 'tables'],
    ({ value }) => value('definitions') && value('tables').length === 0,
    'definitions belongs to tables, which is empty; name the tables, or remove definitions: a full restore has them all',
  ),
]

/** How it is loaded. */
export const loadRules: readonly Rule<RestoreInputValues>[] = [
  {
    about: ['single-transaction', 'jobs'],
    broken: ({ value }) => {
      const jobs = value('jobs')
      if (value('single-transaction') !== true || jobs === 'auto' || jobs === 1) return undefined
      return `single-transaction: true and jobs: ${jobs} exclude each other, since each session has a transaction of its own; write jobs: 1, or leave single-transaction empty`
    },
  },
]
