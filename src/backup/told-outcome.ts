import type { NoticeOutcome, NoticeVerb } from './notice.ts'

/**
 * Where the last outcome that was told is kept, for `notify-on: change`: an object for what is not a success, none for a
 * success. A failed run leaves no backup, so nothing else in a store knows that there was one.
 */
const FOLDER = '.notices/'

/** An outcome that leaves a mark. */
export type MarkedOutcome = Exclude<NoticeOutcome, 'success'>
const MARKED: readonly MarkedOutcome[] = ['failure', 'warning']

/** What all marks of a topic begin with. */
export function toldPrefix(verb: NoticeVerb, topic: string): string {
  return `${FOLDER}${verb}-${topic}.`
}

export function toldKey(prefix: string, outcome: MarkedOutcome): string {
  return `${prefix}${outcome}.json`
}

/** Of which outcome a key is the mark; undefined for anything else. */
export function toldOutcomeOf(prefix: string, key: string): MarkedOutcome | undefined {
  return MARKED.find(outcome => toldKey(prefix, outcome) === key)
}

/** Whether an object is such a mark: it belongs to no backup, and is no orphan. */
export function isToldOutcome(key: string): boolean {
  return key.startsWith(FOLDER)
}
