import type { Fact, Notice, NoticeOutcome } from '../notice.ts'
import { oneLine } from '../text/one-line.ts'
import { plainText } from '../text/plain-text.ts'
import { shorten } from '../text/shorten.ts'
import { headline, runFacts, SIGNS } from '../text/words.ts'
import type { Mailbox } from './sender.ts'

/** Who writes to whom: addresses that the inputs have checked. */
export interface Correspondents {
  readonly from: Mailbox
  readonly to: readonly string[]
}

export interface EmailMessage {
  /** One line, no matter what the title holds: a header must not begin another. */
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** So much of a subject is shown by any program. Characters. */
const SUBJECT = 150

/** A notice as an email. */
export function emailMessage(notice: Notice): EmailMessage {
  return {
    subject: shorten(headline(notice), SUBJECT),
    text: plainText(notice),
    html: emailHtml(notice),
  }
}

const COLOURS: Readonly<Record<NoticeOutcome, string>> = {
  success: '#1a7f37',
  warning: '#9a6700',
  failure: '#cf222e',
}

const FONT = 'font-family:-apple-system,Segoe UI,Helvetica,Arial,sans-serif;font-size:14px;line-height:1.5'
const CELL = 'padding:4px 16px 4px 0;text-align:left;vertical-align:top'

/** A notice as a page of its own: styles stand inline and nothing is loaded, since mail programs strip the rest. */
function emailHtml(notice: Notice): string {
  const { facts, outcome, problem, runUrl } = notice
  const about = problem
    ? [
        `<p>${html(problem.message)}</p>`,
        `<p><strong>What to do:</strong> ${html(problem.hint)}<br><code>${html(problem.code)}</code></p>`,
      ]
    : []
  return [
    '<!DOCTYPE html>',
    `<html lang="en"><head><meta charset="utf-8"><title>${html(headline(notice))}</title></head>`,
    `<body style="${FONT}">`,
    `<h1 style="font-size:18px;color:${COLOURS[outcome]}">${SIGNS[outcome]} ${html(headline(notice))}</h1>`,
    ...about,
    `<table role="presentation" style="border-collapse:collapse;${FONT}">`,
    ...[...facts, ...runFacts(notice)].map(row),
    '</table>',
    ...(isLink(runUrl) ? [`<p><a href="${html(runUrl)}">Open the run</a></p>`] : []),
    '</body></html>',
    '',
  ].join('\n')
}

function row({ label, value }: Fact): string {
  return `<tr><th scope="row" style="${CELL};font-weight:600">${html(label)}</th><td style="${CELL}">${html(value)}</td></tr>`
}

/** A text from outside, where HTML stands around it. */
function html(text: string): string {
  return oneLine(text).replaceAll(/[&<>"'`]/g, sign => `&#${sign.charCodeAt(0)};`)
}

function isLink(url: string | undefined): url is string {
  return url !== undefined && /^https?:\/\//.test(url)
}
