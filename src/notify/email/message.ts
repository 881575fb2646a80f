import type { Notice } from '../../backup/notice.ts'
import { plainText } from '../text/plain-text.ts'
import { shorten } from '../text/shorten.ts'
import { headline } from '../text/words.ts'
import { emailHtml } from './html.ts'
import type { Mailbox } from './sender.ts'

/** Who writes to whom: addresses that the inputs have checked. */
export interface Correspondents {
  readonly from: Mailbox
  readonly to: readonly string[]
}

export interface EmailMessage {
  /** One line, whatever the title holds: a header must not begin another. */
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
