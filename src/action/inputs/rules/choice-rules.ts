import type { VerifyInputValues } from '../verify-table.ts'
import { type Rule, rule } from './rule.ts'

/** What narrows a choice down, and says nothing where one backup is named. */
const NARROWING = ['series', 'class', 'since', 'sample'] as const

/** Which backups are meant. */
export const choiceRules: readonly Rule<VerifyInputValues>[] = [
  ...NARROWING.map(name =>
    rule<VerifyInputValues>(
      [name, 'from'],
      ({ value }) => value(name) !== undefined && value('from').kind === 'key',
      `${name} says nothing where from is the key of one backup; leave ${name} empty, or write from: all`,
    ),
  ),
  rule(
    ['sample', 'from'],
    ({ value }) => value('sample') !== undefined && value('from').kind === 'latest',
    'sample is a share of many, and from: latest is one of each series; write from: all, or leave sample empty',
  ),
]
