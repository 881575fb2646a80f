import { evaluated, type Scope } from './expression.ts'
import type { JobSettings } from './results.ts'
import { at, type Json, type JsonObject, type Token } from './tokens.ts'

/** What a job asks for, as its scope has it. `granted`: what it has where neither it nor its workflow names permissions. */
export function settingsOf(job: Token, workflow: Token, granted: Json, scope: Scope): JobSettings {
  const read = (...path: string[]): Json | undefined => evaluated(at(job, ...path), scope)
  const timeout = read('timeout-minutes')
  const atOnce = read('strategy', 'max-parallel')
  return {
    runsOn: read('runs-on'),
    container: read('container'),
    permissions: read('permissions') ?? evaluated(at(workflow, 'permissions'), scope) ?? granted,
    environment: read('environment'),
    concurrency: read('concurrency'),
    timeoutMinutes: typeof timeout === 'number' ? timeout : undefined,
    maxParallel: typeof atOnce === 'number' ? atOnce : undefined,
    failFast: read('strategy', 'fail-fast') !== false,
    continueOnError: read('continue-on-error') === true,
  }
}

/** The `strategy` context of one leg. */
export function strategyContext(settings: JobSettings, index: number, total: number): JsonObject {
  return {
    'fail-fast': settings.failFast,
    'job-index': index,
    'job-total': total,
    'max-parallel': settings.maxParallel ?? total,
  }
}
