import { code, details, plain, table } from '../../action/summary/markdown.ts'
import { firstLines, grouped } from '../../core/words.ts'
import { qualifiedName } from '../../fingerprint/fingerprint.ts'
import { describeStrategy } from '../plan/load-strategy.ts'
import { NOT_ASKED_FOR } from '../plan/plan.ts'
import type { SkippedEntry } from '../plan/restore-plan.ts'
import type { PreRestore, RestoreReport } from '../report.ts'

/** How many of each list are shown: more makes a page that nobody reads. */
const MOST = 200

/** What is, or would be, done to the target. */
export function planTable({ strategy, plan, preRestore }: RestoreReport): string {
  if (!plan || !strategy) return 'No plan could be made.'
  const skipped = plan.skip.filter(({ why }) => why !== NOT_ASKED_FOR)
  const kinds = Map.groupBy(plan.load, ({ kind }) => kind)
  const loaded = [...kinds]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([kind, entries]) => `${plain(kind.toLowerCase())} ${grouped(entries.length)}`)
  return [
    table(
      ['', ''],
      [
        ['Loaded', loaded.join(', ') || 'the whole SQL text'],
        ['How', plain(describeStrategy(strategy))],
        ['Dropped first', grouped(plan.drops.length)],
        ['Emptied first', grouped(plan.empties.length)],
        ['Roles created', plan.createsRoles.map(code).join(', ') || 'none'],
        ['Skipped', grouped(skipped.length)],
        ...(plan.skip.length > skipped.length
          ? [['Not asked for', grouped(plan.skip.length - skipped.length)]]
          : []),
        ['Backup of the target first', preRestoreCell(preRestore)],
      ],
    ),
    ...list('Dropped first', plan.drops.map(code)),
    ...list(
      'Emptied first',
      plan.empties.map(each => code(qualifiedName(each))),
    ),
    ...list('Skipped', skipped.map(skippedLine)),
  ].join('\n\n')
}

function preRestoreCell(preRestore: PreRestore): string {
  switch (preRestore.kind) {
    case 'made':
      return code(preRestore.manifest.key)
    case 'to be made':
      return 'yes'
    case 'none':
      return `no: ${plain(preRestore.why)}`
  }
}

function skippedLine({ entry: { kind, name, schema }, why }: SkippedEntry): string {
  const where = schema === '-' || schema === '' ? name : `${schema}.${name}`
  return `${plain(kind.toLowerCase())} ${code(where)}: ${plain(why)}`
}

function list(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return []
  const listed = lines.map(line => `- ${line}`)
  return [details(`${title} (${grouped(lines.length)})`, firstLines(listed, MOST).join('\n'))]
}
