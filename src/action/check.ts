import { type CheckReport, reasonsToFail } from '../backup/preflight/check-report.ts'
import type { Finding } from '../backup/preflight/finding.ts'
import { check } from '../operations/check.ts'
import { CHECK_OUTPUTS } from './check-outputs.ts'
import { failureLines } from './failure.ts'
import { CHECK_INPUTS } from './inputs/check-table.ts'
import { withoutSecrets } from './mask.ts'
import { checkNotice } from './notices/check.ts'
import { setOutputs } from './outputs.ts'
import { readCheckRequest } from './read-check-request.ts'
import { runStep, type StepPlan } from './step.ts'
import { checkSummary } from './summary/check-summary.ts'
import { CHECK_WORDS } from './summary/failure-summary.ts'
import { writeSummary } from './summary/summary.ts'
import { wireCheck } from './wire-check.ts'
import type { Wiring } from './wiring.ts'

const CHECK: StepPlan<CheckReport> = {
  verb: 'check',
  inputs: CHECK_INPUTS,
  failure: CHECK_WORDS,
  done: 'The check has ended',
  cleanedUp: 'what the check had written in the destination was removed; it changes nothing else',
  run,
  async tell(report, secrets, reporter) {
    const shown = cleaned(report, secrets)
    for (const finding of shown.findings) reporter.info(logLine(finding))
    setOutputs(CHECK_OUTPUTS, shown)
    await writeSummary(checkSummary(shown), secrets)
    for (const reason of reasonsToFail(shown))
      for (const line of failureLines(reason)) reporter.failLine(line)
    for (const finding of shown.findings)
      if (finding.outcome === 'warning') reporter.warning(`${finding.told} — ${finding.fix}`)
  },
  notice: checkNotice,
}

/** The main step of the check action. */
export async function checkMain(env: NodeJS.ProcessEnv): Promise<void> {
  await runStep(CHECK, env)
}

async function run(wiring: Wiring): Promise<CheckReport> {
  const { inputs, request } = readCheckRequest(wiring)
  const { close, parts } = wireCheck(inputs, wiring)
  try {
    return await check(request, parts)
  } finally {
    close()
  }
}

/** As `ok       database: Sign-in: …`. */
function logLine({ area, outcome, told, what }: Finding): string {
  return `${outcome.padEnd(8)} ${area}: ${what}: ${told}`
}

/** Outputs are masked by nobody else. */
function cleaned(report: CheckReport, secrets: readonly string[]): CheckReport {
  const findings = report.findings.map(finding => {
    const told = withoutSecrets(finding.told, secrets)
    return 'fix' in finding
      ? { ...finding, told, fix: withoutSecrets(finding.fix, secrets) }
      : { ...finding, told }
  })
  return { ...report, findings }
}
