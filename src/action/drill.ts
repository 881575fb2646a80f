import type { DrillReport } from '../backup/drill/findings.ts'
import type { Explanation } from '../core/errors.ts'
import { drill } from '../operations/drill.ts'
import { DRILL_OUTPUTS } from './drill-outputs.ts'
import { failureLines } from './failure.ts'
import { DRILL_INPUTS } from './inputs/drill-table.ts'
import { withoutSecrets } from './mask.ts'
import { drillNotice } from './notices/drill.ts'
import { setOutputs } from './outputs.ts'
import { readDrillRequest } from './read-drill-request.ts'
import { runStep, type StepPlan } from './step.ts'
import { drillSummary } from './summary/drill-summary.ts'
import { DRILL_WORDS } from './summary/failure-summary.ts'
import { writeSummary } from './summary/summary.ts'
import { wireDrill } from './wire-drill.ts'
import type { Wiring } from './wiring.ts'

const DRILL: StepPlan<DrillReport> = {
  verb: 'drill',
  inputs: DRILL_INPUTS,
  failure: DRILL_WORDS,
  done: 'The drill has ended, and its record is kept beside the backup',
  cleanedUp:
    'the server that the drill started, or its scratch database, and every file of it are gone; the backup was only read',
  run,
  async tell(report, secrets, reporter) {
    const reasons = report.reasons.map(reason => cleaned(reason, secrets))
    setOutputs(DRILL_OUTPUTS, report)
    await writeSummary(drillSummary({ ...report, reasons }), secrets)
    for (const reason of reasons) for (const line of failureLines(reason)) reporter.failLine(line)
    if (report.record.outcome === 'partly proven')
      reporter.warning('Not everything could be compared: the job summary lists what, and why')
  },
  notice: drillNotice,
}

/** The main step of the drill action. */
export async function drillMain(env: NodeJS.ProcessEnv): Promise<void> {
  await runStep(DRILL, env)
}

async function run(wiring: Wiring): Promise<DrillReport> {
  const { inputs, request } = readDrillRequest(wiring)
  const { parts, store, close, openCommand } = wireDrill(inputs, wiring)
  try {
    const drilled = await drill(request, parts)
    const { encryption } = drilled.findings.manifest
    return {
      ...drilled,
      location: store.location,
      url: key => store.url(key),
      endpoint: inputs.s3.endpoint,
      openCommand: file => openCommand(encryption, file),
      warnings: inputs.warnings,
    }
  } finally {
    close()
  }
}

function cleaned({ kind, code, message, hint }: Explanation, secrets: readonly string[]): Explanation {
  return { kind, code, message: withoutSecrets(message, secrets), hint: withoutSecrets(hint, secrets) }
}
