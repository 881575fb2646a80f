import type { Notice, NoticeOutcome } from '../backup/notice.ts'
import { type MarkedOutcome, toldKey, toldOutcomeOf, toldPrefix } from '../backup/told-outcome.ts'
import type { ObjectStore } from '../storage/store.ts'

type Told = Pick<Notice, 'verb' | 'topic' | 'outcome' | 'at' | 'runUrl'>

/** What was told last of a topic: a success where there is no mark, so the first run tells what is not one. */
export async function lastTold(
  store: ObjectStore,
  { topic, verb }: Pick<Notice, 'verb' | 'topic'>,
  signal: AbortSignal,
): Promise<NoticeOutcome> {
  const [last] = await marksOf(store, toldPrefix(verb, topic), signal)
  return last ?? 'success'
}

/** Remembers what was told. To be called after it was: what nobody heard of is told again. */
export async function rememberTold(store: ObjectStore, told: Told, signal: AbortSignal): Promise<void> {
  const { at, outcome, runUrl, topic, verb } = told
  const prefix = toldPrefix(verb, topic)
  const marks = await marksOf(store, prefix, signal)
  if (outcome !== 'success' && !marks.includes(outcome)) {
    const body = { verb, outcome, since: at.toISOString(), ...(runUrl !== undefined && { runUrl }) }
    await store.put(toldKey(prefix, outcome), Buffer.from(`${JSON.stringify(body)}\n`), signal)
  }
  for (const other of marks) if (other !== outcome) await store.remove(toldKey(prefix, other), signal)
}

/** The worst first: two are left only where a run was cut between writing one and removing the other. */
async function marksOf(store: ObjectStore, prefix: string, signal: AbortSignal): Promise<MarkedOutcome[]> {
  const marks: MarkedOutcome[] = []
  for await (const { key } of store.list(prefix, signal)) {
    const outcome = toldOutcomeOf(prefix, key)
    if (outcome) marks.push(outcome)
  }
  return marks.toSorted()
}
