import type { ObjectStore } from '../storage/store.ts'
import type { Notice, NoticeOutcome, NoticeVerb } from './notice.ts'

type LastOutcome = Pick<Notice, 'verb' | 'dedupKey' | 'outcome' | 'at' | 'runUrl'>

/** The last reported outcome of a topic: a success where there is no mark, so the first run says what is not one. */
export async function readLastOutcome(
  store: ObjectStore,
  { dedupKey, verb }: Pick<Notice, 'verb' | 'dedupKey'>,
  signal: AbortSignal,
): Promise<NoticeOutcome> {
  const [last] = await marksOf(store, lastOutcomePrefix(verb, dedupKey), signal)
  return last ?? 'success'
}

/** Saves what was reported. To be called afterwards: what reached nobody is reported again. */
export async function rememberOutcome(
  store: ObjectStore,
  last: LastOutcome,
  signal: AbortSignal,
): Promise<void> {
  const { at, outcome, runUrl, dedupKey, verb } = last
  const prefix = lastOutcomePrefix(verb, dedupKey)
  const marks = await marksOf(store, prefix, signal)
  if (outcome !== 'success' && !marks.includes(outcome)) {
    const body = { verb, outcome, since: at.toISOString(), ...(runUrl !== undefined && { runUrl }) }
    await store.put(lastOutcomeKey(prefix, outcome), Buffer.from(`${JSON.stringify(body)}\n`), signal)
  }
  for (const other of marks) if (other !== outcome) await store.remove(lastOutcomeKey(prefix, other), signal)
}

/** The worst first: two are left only where a run was cut between writing one and removing the other. */
async function marksOf(store: ObjectStore, prefix: string, signal: AbortSignal): Promise<MarkedOutcome[]> {
  const marks: MarkedOutcome[] = []
  for await (const { key } of store.list(prefix, signal)) {
    const outcome = lastOutcomeOf(prefix, key)
    if (outcome) marks.push(outcome)
  }
  return marks.toSorted()
}

/**
 * Where the last outcome that was reported is kept, for `notify-on: change`: an object for what is not a success, none for a
 * success. A failed run leaves no backup, so nothing else in a store knows that there was one.
 */
const FOLDER = '.notices/'

/** An outcome that leaves a mark. */
type MarkedOutcome = Exclude<NoticeOutcome, 'success'>
const MARKED: readonly MarkedOutcome[] = ['failure', 'warning']

/** What all marks of a topic begin with. */
function lastOutcomePrefix(verb: NoticeVerb, dedupKey: string): string {
  return `${FOLDER}${verb}-${dedupKey}.`
}

function lastOutcomeKey(prefix: string, outcome: MarkedOutcome): string {
  return `${prefix}${outcome}.json`
}

/** Of which outcome a key is the mark; undefined for anything else. */
function lastOutcomeOf(prefix: string, key: string): MarkedOutcome | undefined {
  return MARKED.find(outcome => lastOutcomeKey(prefix, outcome) === key)
}

/** Whether an object is such a mark: it belongs to no backup, and is no orphan. */
export function isLastOutcome(key: string): boolean {
  return key.startsWith(FOLDER)
}
