import type { CheckRecord } from '../backup/drill/drill-record.ts'
import type { Restoration } from '../backup/drill/findings.ts'
import { describeLocale } from '../backup/drill/locale.ts'
import { compareRestored } from '../backup/restore/compare-restored.ts'
import type { Comparison } from '../backup/restore/comparison.ts'
import { runChecks } from '../postgres/checks.ts'
import { findBroken } from '../postgres/invariants.ts'
import type { Prepared } from './drill-prepare.ts'
import { archiveMajor } from './drill-programs.ts'
import type { DrillParts } from './drill-request.ts'
import type { Drilling } from './drill-restore.ts'
import { fingerprintDatabase } from './fingerprint-database.ts'

/** No single check may hold the drill up longer. Milliseconds. */
const CHECK_LIMIT_MS = 600_000

/** Dumps what was restored once more and compares it with the manifest, then asks it what else must hold. */
export async function proveDrill(
  drilling: Drilling,
  prepared: Prepared,
  parts: DrillParts,
): Promise<Restoration> {
  const { reporter, signal } = parts
  const { request, stage } = drilling
  const comparison = await stage('prove', 'Compare with the manifest', async () => {
    const found = await compare(drilling, prepared, parts)
    const compared = { ...found, notVerified: [...found.notVerified, ...sortedOtherwise(drilling, prepared)] }
    reporter.info(told(compared))
    return compared
  })
  return stage('check', 'Check', async () => {
    const { connection } = prepared
    const definitionsEqual = comparison.differences.length + comparison.notVerified.length === 0
    const broken = await findBroken(connection, { signal, definitionsEqual })
    for (const line of broken) reporter.info(line)
    const checks = await check(connection, request.checks, parts)
    return { kind: 'loaded', comparison, broken, checks }
  })
}

/** What depends on an order, such as partitions by text, holds in this one, and may not in that of the source. */
function sortedOtherwise({ manifest }: Drilling, { sorting }: Prepared): string[] {
  const { locale } = manifest.source
  if (sorting === 'as the source' || locale === undefined) return []
  return [`the order of text: the source sorts by ${describeLocale(locale)}, which the drill's server lacks`]
}

async function compare(
  { manifest, programs }: Drilling,
  { connection, plan, target }: Prepared,
  { env, ledger, signal }: DrillParts,
): Promise<Comparison> {
  const { client } = programs
  const actual = await fingerprintDatabase(
    { connection, client, mode: manifest.mode, encoding: target.encoding, like: plan.expected },
    { env, ledger, signal },
  )
  const archived = archiveMajor(manifest)
  return compareRestored(plan.expected, actual, {
    extras: plan.extras,
    // Owners and privileges are never restored here, nor are they part of the fingerprint.
    skipped: plan.skip.filter(({ entry: { kind } }) => !/^(?:DEFAULT )?ACL$/.test(kind)),
    definitions:
      client.major === archived
        ? 'compared'
        : {
            notVerified: `pg_dump ${client.major} words definitions otherwise than pg_dump ${archived}, which made the backup`,
          },
  })
}

async function check(
  connection: Prepared['connection'],
  checks: Drilling['request']['checks'],
  { reporter, signal }: DrillParts,
): Promise<CheckRecord[]> {
  if (checks.length === 0) return []
  const outcomes = await runChecks(connection, checks, { signal, timeoutMs: CHECK_LIMIT_MS })
  return outcomes.map(({ check: { label }, failure }) => {
    reporter.info(`${failure === undefined ? 'Passed' : 'Failed'}: ${label}${failure ? `: ${failure}` : ''}`)
    return failure === undefined
      ? { check: label, outcome: 'passed' }
      : { check: label, outcome: 'failed', what: failure }
  })
}

function told({ differences, notVerified, skipped, tables }: Comparison): string {
  const equal = tables.filter(({ outcome }) => outcome === 'equal')
  const rows = equal.reduce((sum, table) => sum + table.rows, 0).toLocaleString('en-US')
  const others = [
    [differences.length, 'differences'] as const,
    [skipped.length, 'skipped'] as const,
    [notVerified.length, 'not verified'] as const,
  ].flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : []))
  return [`Equal: ${rows} rows in ${equal.length} of ${tables.length} tables`, ...others].join('; ')
}
