import { oneLine } from '../text/one-line.ts'
import { shortenEscaped } from '../text/shorten.ts'

/** What Slack's markup takes for formatting has no escape: characters that look alike stand in, where they would format. */
const ALIKE: Readonly<Record<string, string>> = { '*': '∗', _: '＿', '~': '∼', '`': 'ˋ' }

/** A text from outside inside of Slack's markup: no link, mention or formatting can come of it. */
export function plainMrkdwn(text: string, most: number): string {
  return shortenEscaped(oneLine(text), most, value =>
    entities(value).replace(/(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])|`/gu, sign => ALIKE[sign] ?? ''),
  )
}

/** The same, in a fixed-width font: nothing but a backtick has a meaning there. */
export function codeMrkdwn(text: string, most: number): string {
  const shown = oneLine(text) || ' '
  return `\`${shortenEscaped(shown, most - 2, value => entities(value).replaceAll('`', 'ˋ'))}\``
}

/** The three that Slack decodes; no others (docs.slack.dev, “Escaping text”). */
function entities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
