/** The sub-actions that say what became of them. */
export const NOTICE_VERBS = [
  'backup',
  'restore',
  'verify',
  'drill',
  'prune',
  'report',
  'check',
  'fleet',
] as const
export type NoticeVerb = (typeof NOTICE_VERBS)[number]

/** `warning`: it did what it was to do, and somebody should look at something all the same. */
export const NOTICE_OUTCOMES = ['success', 'warning', 'failure'] as const
export type NoticeOutcome = (typeof NOTICE_OUTCOMES)[number]

/** One thing that is reported, such as `Size`, `471 MB`. */
export interface Fact {
  readonly label: string
  readonly value: string
}

/** Why it is not a success, and what to do about it. */
export interface NoticeProblem {
  /** As in docs/errors.md. */
  readonly code: string
  readonly message: string
  readonly hint: string
}

/** What a run came to, in words: made from the report of its verb (src/action/notices). */
export interface NoticeContent {
  readonly outcome: NoticeOutcome
  /** One line, such as `shop: backup proven and stored`. */
  readonly title: string
  readonly facts: readonly Fact[]
  readonly problem: NoticeProblem | undefined
}

/** What is sent to people and to programs after a run. Holds no secret. */
export interface Notice extends NoticeContent {
  readonly verb: NoticeVerb
  /** The same for all runs of a verb over the same backups: an alert is opened and closed by it. Hexadecimal. */
  readonly dedupKey: string
  /** Differs from the last reported outcome; undefined where nobody kept count. */
  readonly changed: boolean | undefined
  /** `owner/name`; undefined outside of GitHub. */
  readonly repository: string | undefined
  readonly runUrl: string | undefined
  /** When it is due again, in the user's words, or by the cron expression that started it. */
  readonly nextRun: string | undefined
  readonly at: Date
}

/** The facts that there are: those without a value are left out. */
export function factsOf(values: Readonly<Record<string, string | undefined>>): Fact[] {
  return Object.entries(values).flatMap(([label, value]) =>
    value === undefined || value === '' ? [] : [{ label, value }],
  )
}

/** The same with each text as `change` makes it. */
export function withTexts(content: NoticeContent, change: (text: string) => string): NoticeContent {
  const { facts, outcome, problem, title } = content
  return {
    outcome,
    title: change(title),
    facts: facts.map(({ label, value }) => ({ label, value: change(value) })),
    problem: problem && { code: problem.code, message: change(problem.message), hint: change(problem.hint) },
  }
}
