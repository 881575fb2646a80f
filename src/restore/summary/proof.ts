import { code, details, plain, table } from '../../action/summary/markdown.ts'
import { formatSize } from '../../core/sizes.ts'
import { andMore, firstLines, grouped } from '../../core/words.ts'
import { type Fingerprint, qualifiedName } from '../../fingerprint/fingerprint.ts'
import type { ComparedTable, Comparison, ProofOutcome } from '../verify/comparison.ts'

/** How many are shown: more makes a page that nobody reads; the worst come first. */
const MOST_TABLES = 500
const MOST_LINES = 200

const SIGNS: Readonly<Record<ProofOutcome, string>> = {
  equal: '✅ equal',
  different: '❌ different',
  skipped: '⏭️ skipped',
  'not verified': '⚠️ not verified',
}
const RANK: Readonly<Record<ProofOutcome, number>> = {
  different: 0,
  'not verified': 1,
  skipped: 2,
  equal: 3,
}

/** The restored database against the manifest, table by table, the worst first. */
export function restoreProof(
  comparison: Comparison | undefined,
  fingerprint: Pick<Fingerprint, 'tables'>,
): string {
  if (!comparison) return 'The restored database was **not verified**: it could not be read again.'
  const { differences, notVerified, skipped, tables } = comparison
  const equal = tables.filter(({ outcome }) => outcome === 'equal')
  const rows = equal.reduce((sum, each) => sum + each.rows, 0)
  const sizes = new Map(fingerprint.tables.map(table => [qualifiedName(table), table.bytes]))
  const bytes = equal.reduce((sum, each) => sum + (sizes.get(qualifiedName(each)) ?? 0), 0)
  return [
    `The restored database was dumped again, and compared with what the manifest says of the backup: **${grouped(rows)} rows in ${equal.length} of ${tables.length} tables are equal**, ${formatSize(bytes)} of data.`,
    ...lines('❌ different', differences, true),
    ...lines('⚠️ not verified', notVerified, true),
    ...lines('⏭️ skipped', skipped, false),
    ...(tables.length > 0 ? [tablesOf(tables, sizes)] : []),
  ].join('\n\n')
}

function lines(title: string, all: readonly string[], open: boolean): string[] {
  if (all.length === 0) return []
  const listed = all.map(line => `- ${plain(line)}`)
  const body = firstLines(listed, MOST_LINES).join('\n')
  const head = `${title} (${grouped(all.length)})`
  return [open ? `**${head}**\n\n${body}` : details(head, body)]
}

function tablesOf(all: readonly ComparedTable[], sizes: ReadonlyMap<string, number>): string {
  const worstFirst = all.toSorted((one, other) => RANK[one.outcome] - RANK[other.outcome])
  const rows = worstFirst.slice(0, MOST_TABLES).map(each => {
    const bytes = sizes.get(qualifiedName(each))
    return [
      code(`${each.schema}.${each.name}`),
      SIGNS[each.outcome],
      grouped(each.rows),
      bytes === undefined ? '' : formatSize(bytes),
      plain(each.what ?? ''),
    ]
  })
  return details(
    `Tables (${grouped(all.length)})`,
    [
      table(['Table', 'Outcome', 'Rows in the backup', 'Their size', 'What'], rows),
      ...andMore(all.length - rows.length),
    ].join('\n\n'),
  )
}
