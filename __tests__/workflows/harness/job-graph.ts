import type { Status } from './expression.ts'
import type { JobRun } from './results.ts'
import { at, entries, names, type Token } from './tokens.ts'

export interface JobDefinition {
  readonly id: string
  readonly token: Token
  readonly needs: readonly string[]
  /** All that it waits for, however far up. */
  readonly ancestors: readonly string[]
}

/** The jobs in an order that `needs` allows, else that of the file. Throws on an unknown job and on a circle. */
export function orderJobs(jobs: Token | undefined): JobDefinition[] {
  const waiting = new Map(
    entries(jobs).map(([id, token]) => [id, { token, needs: names(at(token, 'needs')) }]),
  )
  for (const [id, { needs }] of waiting)
    for (const need of needs)
      if (!waiting.has(need)) throw new Error(`Job '${id}' depends on unknown job '${need}'.`)
  const ordered = new Map<string, JobDefinition>()
  while (waiting.size > 0) {
    const ready = [...waiting].find(([, { needs }]) => needs.every(need => ordered.has(need)))
    if (!ready) throw new Error(`The jobs ${[...waiting.keys()].join(', ')} need each other in a circle.`)
    const [id, { token, needs }] = ready
    const ancestors = new Set(needs.flatMap(need => [need, ...(ordered.get(need)?.ancestors ?? [])]))
    ordered.set(id, { id, token, needs, ancestors: [...ancestors] })
    waiting.delete(id)
  }
  return [...ordered.values()]
}

/**
 * What the status functions answer for a job. They look at all ancestors, and to success() a skipped one is none
 * (actions/runner#491): behind a skipped job even the needs of an always() job do not run without a condition.
 */
export function statusBefore(
  { ancestors }: JobDefinition,
  done: ReadonlyMap<string, JobRun>,
  cancelled: boolean,
): Status {
  const results = ancestors.map(id => done.get(id)?.result)
  return {
    success: !cancelled && results.every(result => result === 'success'),
    failure: !cancelled && results.includes('failure'),
    cancelled,
  }
}
