import { readFileSync } from 'node:fs'
import { formatDuration } from '../../core/durations.ts'
import {
  type Fact,
  type Notice,
  type NoticeContent,
  type NoticeVerb,
  withTexts,
} from '../../notify/notice.ts'
import { shorten } from '../../notify/text/shorten.ts'
import { inputText } from '../inputs/runner-input.ts'
import { withoutSecrets } from '../mask.ts'
import { readRunner } from '../runner.ts'
import { topicOf } from './dedup-key.ts'

/** What nobody reads to its end: the job summary has it whole. Characters, and how many facts. */
const LONGEST = 2_000
const MOST_FACTS = 50
const TOOK = 'Took'

/** What every notice of a run says, however it ended. */
export type NoticeRun = Pick<Notice, 'verb' | 'dedupKey' | 'repository' | 'runUrl' | 'nextRun'>

export function noticeRun(verb: NoticeVerb, env: NodeJS.ProcessEnv): NoticeRun {
  const { repository, url } = readRunner(env).run
  return {
    verb,
    dedupKey: topicOf(verb, env),
    repository,
    runUrl: url,
    nextRun: inputText(env, 'next-run') || scheduleOf(env),
  }
}

/** A notice without what only the last one says: whether it differs. No secret is left in it. */
export function composeNotice(
  content: NoticeContent,
  { nextRun, ...run }: NoticeRun,
  secrets: readonly string[],
  tookMs?: number,
): Notice {
  const clean = (text: string): string => shorten(withoutSecrets(text, secrets), LONGEST)
  const facts = [...content.facts.slice(0, MOST_FACTS), ...tookOf(content, tookMs)]
  return {
    ...withTexts({ ...content, facts }, clean),
    ...run,
    changed: undefined,
    nextRun: nextRun && clean(nextRun),
    at: new Date(),
  }
}

/** How long the step has taken, where its own facts do not say it better. */
function tookOf({ facts }: NoticeContent, tookMs: number | undefined): Fact[] {
  if (tookMs === undefined || facts.some(({ label }) => label === TOOK)) return []
  return [{ label: TOOK, value: formatDuration(tookMs) }]
}

/**
 * When the schedule that started the run starts one again. GitHub puts its cron expression into the event, and not the timezone
 * that it is in, so no time is named.
 */
function scheduleOf({ GITHUB_EVENT_NAME, GITHUB_EVENT_PATH }: NodeJS.ProcessEnv): string | undefined {
  if (GITHUB_EVENT_NAME !== 'schedule' || GITHUB_EVENT_PATH === undefined) return undefined
  try {
    const event: unknown = JSON.parse(readFileSync(GITHUB_EVENT_PATH, 'utf8'))
    const schedule = typeof event === 'object' && event && 'schedule' in event ? event.schedule : undefined
    return typeof schedule === 'string' ? `by the schedule ${schedule}` : undefined
  } catch {
    // Not worth a word: the notice is right without it.
    return undefined
  }
}
