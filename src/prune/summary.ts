import { code, details, plain, table } from '../action/summary/markdown.ts'
import { withinLimit } from '../action/summary/within-limit.ts'
import { formatAge } from '../core/ages.ts'
import { formatSize } from '../core/sizes.ts'
import { andMore } from '../core/words.ts'
import {
  countOf,
  type Disposition,
  freedBytes,
  type Leftover,
  type PrunedBackup,
  type PruneReport,
} from './prune-report.ts'

/** How many are shown: more makes a page that nobody reads; what is not kept comes first. */
const MOST_BACKUPS = 500
const MOST_LEFTOVERS = 200
const MOST_ARCHIVED = 100
const MOST_RULES = 50

const SIGNS: Readonly<Record<Disposition['kind'], string>> = {
  removed: '🗑️ removed',
  planned: '🗑️ would be removed',
  kept: 'kept',
  locked: '🔒 locked, kept',
  failed: '❌ not removed',
}
const ORDER: readonly Disposition['kind'][] = ['failed', 'removed', 'planned', 'locked', 'kept']

/** The job summary of prune, in Markdown, always below 1 MiB: counts by rule, then each backup with its rule. */
export function pruneSummary(report: PruneReport): string {
  const { archived, backups, leftovers, location, now, problems, foreignObjects, warnings } = report
  return withinLimit(
    [
      `## ${title(report)}`,
      ...problems.map(
        ({ code: name, hint, message }) => `> ❌ ${plain(message)} ${plain(hint)} (${code(name)})\n`,
      ),
      ...warnings.map(warning => `> ⚠️ ${plain(warning)}\n`),
      `In ${code(location)}; ${report.dryRun ? 'a dry run: nothing was changed, and ' : ''}${formatSize(freedBytes(report))} ${report.dryRun ? 'would be' : 'were'} freed.`,
      ...(backups.length > 0 ? [byRule(backups)] : ['There is no backup.']),
      ...(archived.length > 0 ? [archive(report)] : []),
      ...(backups.length > 0 ? [details('Each backup', each(backups, now))] : []),
      ...(leftovers.length > 0 ? [details(leftoverTitle(leftovers), leftoverTable(leftovers, now))] : []),
      ...(foreignObjects > 0
        ? [
            `${foreignObjects === 1 ? '1 other object was' : `${foreignObjects.toLocaleString('en-US')} other objects were`} ignored: no manifest and no legacy pattern names ${foreignObjects === 1 ? 'it' : 'them'}.`,
          ]
        : []),
      '',
    ].join('\n\n'),
  )
}

function title({ backups, dryRun, problems }: PruneReport): string {
  const count = countOf(backups, 'removed', 'planned')
  const all = `${count.toLocaleString('en-US')} of ${backups.length.toLocaleString('en-US')} backups`
  if (dryRun) return `📋 Prune plan: ${all} would be removed`
  const failed = countOf(backups, 'failed')
  if (problems.length > 0) return `❌ Prune: ${all} removed, ${failed} could not be`
  return `✅ Prune: ${all} removed`
}

function byRule(backups: readonly PrunedBackup[]): string {
  const rules = [
    ...Map.groupBy(inOrder(backups), ({ disposition }) => `${disposition.kind} ${disposition.rule}`).values(),
  ]
  const rows = rules.slice(0, MOST_RULES).flatMap(some => {
    const [first] = some
    if (!first) return []
    const bytes = some.reduce((sum, each) => sum + each.bytes, 0)
    return [
      [SIGNS[first.disposition.kind], plain(first.disposition.rule), String(some.length), formatSize(bytes)],
    ]
  })
  const hidden = rules.length - rows.length
  if (hidden > 0) rows.push(['…', `and ${hidden} more rules`, '', ''])
  return table(['', 'By which rule', 'Backups', 'Size'], rows)
}

function each(backups: readonly PrunedBackup[], now: Date): string {
  const shown = inOrder(backups).slice(0, MOST_BACKUPS)
  // Where the name decides, the manifest is not read, and the class is in there.
  const rows = shown.map(({ backupClass = 'not read', bytes, disposition, key, startedAt }) => [
    code(key),
    backupClass,
    age(startedAt, now),
    formatSize(bytes),
    SIGNS[disposition.kind],
    why(disposition),
  ])
  return [
    table(['Object', 'Class', 'Age', 'Size', '', 'By which rule'], rows),
    ...andMore(backups.length - shown.length, '; the log has what was removed'),
  ].join('\n\n')
}

function archive({ archived, dryRun }: PruneReport): string {
  const rows = archived
    .slice(0, MOST_ARCHIVED)
    .map(({ bytes, from, key, storageClass = '' }) => [
      code(from),
      code(key),
      storageClass,
      formatSize(bytes),
    ])
  return [
    `### ${dryRun ? 'Would be archived' : 'Archived'}`,
    table(['Backup', 'Copy', 'Storage class', 'Size'], rows),
    ...andMore(archived.length - rows.length),
  ].join('\n\n')
}

function leftoverTitle(leftovers: readonly Leftover[]): string {
  const gone = countOf(leftovers, 'removed', 'planned')
  return `Of no backup: ${leftovers.length.toLocaleString('en-US')} found, ${gone.toLocaleString('en-US')} swept`
}

function leftoverTable(leftovers: readonly Leftover[], now: Date): string {
  const rows = inOrder(leftovers)
    .slice(0, MOST_LEFTOVERS)
    .map(({ bytes, disposition, key, kind, since }) => [
      code(key),
      kind,
      age(since, now),
      formatSize(bytes),
      SIGNS[disposition.kind],
      why(disposition),
    ])
  return [
    table(['Key', 'What', 'Age', 'Size', '', 'By which rule'], rows),
    ...andMore(leftovers.length - rows.length),
  ].join('\n\n')
}

function inOrder<Each extends { readonly disposition: Disposition }>(all: readonly Each[]): Each[] {
  return all.toSorted(
    (one, other) => ORDER.indexOf(one.disposition.kind) - ORDER.indexOf(other.disposition.kind),
  )
}

function why(disposition: Disposition): string {
  return disposition.kind === 'failed'
    ? `${plain(disposition.rule)}; ${plain(disposition.problem.message)}`
    : plain(disposition.rule)
}

function age(since: Date, now: Date): string {
  return formatAge(Math.max(0, now.getTime() - since.getTime()))
}
