import { rm } from 'node:fs/promises'
import type { CheckRecord } from '../catalog/drill-record.ts'
import type { ServerFacts } from '../postgres/probe/facts.ts'
import { probeServer } from '../postgres/probe/probe.ts'
import { describeLocale } from '../postgres/server/locale.ts'
import { rereadDump } from '../restore/load/fetch-dump.ts'
import type { Comparison } from '../restore/verify/comparison.ts'
import { proveLoaded } from '../restore/verify/prove-loaded.ts'
import type { DrillContext } from './context.ts'
import { drilledExtensions, ofOtherVersions } from './extensions.ts'
import { findBroken } from './invariants/invariants.ts'
import type { Prepared } from './prepare.ts'
import type { DrilledExtension, Restoration } from './record/findings.ts'
import { ofSource } from './record/verdict.ts'
import type { DrillDeps } from './request.ts'
import { runChecks } from './run-checks.ts'

/** No single check may hold the drill up longer. Milliseconds. */
const CHECK_LIMIT_MS = 600_000

/**
 * Dumps what was restored once more and compares it with the manifest, then asks it what else must hold.
 * @param created names of the extensions that the backup creates
 */
export async function proveDrill(
  context: DrillContext,
  prepared: Prepared,
  created: readonly string[],
  parts: DrillDeps,
): Promise<{ readonly restoration: Restoration; readonly extensions: readonly DrilledExtension[] }> {
  const { reporter, signal } = parts
  let extensions: readonly DrilledExtension[] = []
  const { request, stage } = context
  const comparison = await stage('prove', 'Compare with the manifest', async () => {
    const facts = await probeServer(prepared.connection, { signal })
    const found = await compare(context, prepared, facts, parts)
    await rm(context.file)
    extensions = drilledExtensions(context.manifest, created, prepared.missing, facts.extensions)
    const others = [...sortedOtherwise(context, prepared), ...ofOtherVersions(extensions)]
    const compared = { ...found, notVerified: [...found.notVerified, ...others] }
    reporter.info(comparisonLine(compared))
    return compared
  })
  return stage('check', 'Check', async () => {
    const { connection } = prepared
    const found = await findBroken(connection, { signal })
    const broken = found.map(({ line }) => line)
    for (const line of broken) reporter.info(line)
    const checks = await check(connection, request.checks, parts)
    const known = ofSource(found, comparison, prepared.plan.expected.sequences)
    return { restoration: { kind: 'loaded', comparison, broken, ofSource: known, checks }, extensions }
  })
}

/** What depends on an order, such as partitions by text, holds in this one, and may not in that of the source. */
function sortedOtherwise({ manifest }: DrillContext, { sorting }: Prepared): string[] {
  const { locale } = manifest.source
  if (sorting === 'as the source' || locale === undefined) return []
  return [`the order of text: the source sorts by ${describeLocale(locale)}, which the drill's server lacks`]
}

async function compare(
  { file, manifest, programs }: DrillContext,
  { connection, madeSchemas, plan, target, unseen }: Prepared,
  { sessionOptions }: Pick<ServerFacts, 'sessionOptions'>,
  parts: DrillDeps,
): Promise<Comparison> {
  // Owners and privileges are never restored here, nor are they part of the fingerprint.
  const skip = plan.skip.filter(({ entry: { kind } }) => !/^(?:DEFAULT )?ACL$/.test(kind))
  return await proveLoaded(
    {
      connection,
      manifest,
      madeSchemas,
      sessionOptions,
      hidden: unseen,
      client: programs.client,
      plan: { ...plan, skip },
      encoding: target.encoding,
      mode: manifest.mode,
      restored: { owners: false, privileges: false },
      readDump: (sink, signal) => rereadDump(manifest, file, sink, signal),
    },
    parts,
  )
}

async function check(
  connection: Prepared['connection'],
  checks: DrillContext['request']['checks'],
  { reporter, signal }: DrillDeps,
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

function comparisonLine({ differences, notVerified, skipped, tables }: Comparison): string {
  const equal = tables.filter(({ outcome }) => outcome === 'equal')
  const rows = equal.reduce((sum, table) => sum + table.rows, 0).toLocaleString('en-US')
  const others = [
    [differences.length, 'differences'] as const,
    [skipped.length, 'skipped'] as const,
    [notVerified.length, 'not verified'] as const,
  ].flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : []))
  return [`Equal: ${rows} rows in ${equal.length} of ${tables.length} tables`, ...others].join('; ')
}
