import type { Fact, Notice } from '../notice.ts'
import { oneLine } from '../text/one-line.ts'
import { shorten, shortenEscaped } from '../text/shorten.ts'
import { headline, runFacts, SIGNS } from '../text/words.ts'

/** Slack's own limits, in characters or elements; a message above one of them is refused whole. */
const MOST = { header: 150, field: 2_000, fields: 10, section: 3_000, context: 10, url: 3_000, blocks: 50 }
/** Short enough to be read; the rest is in the run. Characters. */
const VALUE = 500
const FALLBACK = 2_000
/** How many facts fit into the blocks that the others leave. */
const MOST_FACTS = (MOST.blocks - 6) * MOST.fields

interface Mrkdwn {
  readonly type: 'mrkdwn'
  readonly text: string
  /** Addresses and names are not turned into links and mentions. */
  readonly verbatim: true
}

/** The body of an incoming webhook: blocks, and a text for where blocks are not shown. */
export function slackMessage(notice: Notice): object {
  const { facts, outcome, problem, runUrl, title } = notice
  const about = runFacts(notice).map(({ label, value }) => mrkdwn(plainMrkdwn(`${label}: ${value}`, VALUE)))
  return {
    text: plainMrkdwn(problem ? `${headline(notice)}. ${problem.message}` : headline(notice), FALLBACK),
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: 'header', text: plain(shorten(`${SIGNS[outcome]} ${oneLine(title)}`, MOST.header)) },
      ...(problem
        ? [
            section(`*What happened*\n${plainMrkdwn(problem.message, MOST.section - 20)}`),
            section(
              `*What to do*\n${plainMrkdwn(problem.hint, MOST.section - 300)}\n${codeMrkdwn(problem.code, 200)}`,
            ),
          ]
        : []),
      ...inTens(facts.slice(0, MOST_FACTS)).map(fields => ({ type: 'section', fields: fields.map(field) })),
      { type: 'context', elements: about.slice(0, MOST.context) },
      ...(runUrl !== undefined && runUrl.length <= MOST.url
        ? [
            {
              type: 'actions',
              elements: [{ type: 'button', text: plain('Open the run'), url: runUrl, action_id: 'run' }],
            },
          ]
        : []),
    ],
  }
}

function field({ label, value }: Fact): Mrkdwn {
  return mrkdwn(`*${plainMrkdwn(label, 100)}*\n${codeMrkdwn(value, VALUE)}`)
}

function section(text: string): object {
  return { type: 'section', text: mrkdwn(text) }
}

function mrkdwn(text: string): Mrkdwn {
  return { type: 'mrkdwn', text, verbatim: true }
}

/** Nothing has a meaning in it. */
function plain(text: string): object {
  return { type: 'plain_text', text, emoji: false }
}

function inTens(facts: readonly Fact[]): Fact[][] {
  const rows: Fact[][] = []
  for (let at = 0; at < facts.length; at += MOST.fields) rows.push(facts.slice(at, at + MOST.fields))
  return rows
}

/** What Slack's markup takes for formatting has no escape: characters that look alike stand in, where they would format. */
const ALIKE: Readonly<Record<string, string>> = { '*': '∗', _: '＿', '~': '∼', '`': 'ˋ' }

/** A text from outside inside of Slack's markup: no link, mention or formatting can come of it. */
function plainMrkdwn(text: string, most: number): string {
  return shortenEscaped(oneLine(text), most, value =>
    entities(value).replace(/(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])|`/gu, sign => ALIKE[sign] ?? ''),
  )
}

/** The same, in a fixed-width font: nothing but a backtick has a meaning there. */
function codeMrkdwn(text: string, most: number): string {
  const shown = oneLine(text) || ' '
  return `\`${shortenEscaped(shown, most - 2, value => entities(value).replaceAll('`', 'ˋ'))}\``
}

/** The three that Slack decodes; no others (docs.slack.dev, “Escaping text”). */
function entities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
