import type { ReportSeries } from '../../backup/reporting/report-series.ts'
import { type Html, html } from '../html.ts'
import { mark } from '../names.ts'
import { share } from './overview.ts'
import { facts, part } from './section.ts'

/** Who could read the backups, and who could remove them. */
export function protection({ backupCount, protection: each }: ReportSeries, locksRead: boolean): Html {
  const methods = Object.entries(each.methods).map(
    ([method, count]) => `${count.toLocaleString('en-US')} with ${method}`,
  )
  const { locked, lockUnknown, notEncrypted } = each
  return part(
    'Protection',
    html`${facts([
      [
        'Encrypted',
        html`${mark(backupCount === 0 ? 'none' : notEncrypted === 0 ? 'good' : 'none', share(each.encrypted, backupCount))}${methods.length > 0 && ` (${methods.join(', ')})`}`,
      ],
      ['Locked', locks(locked, lockUnknown, backupCount, locksRead)],
    ])}<p class="note">Encrypted by this action, before they were stored; what the store encrypts at rest is not counted.</p>`,
  )
}

function locks(locked: number, unknown: number, all: number, read: boolean): Html {
  if (!read) return mark('none', 'the store was not asked')
  const more = unknown > 0 ? `; of ${unknown.toLocaleString('en-US')} the store does not say` : ''
  return mark(all > 0 && locked === all ? 'good' : 'none', `${share(locked, all)}${more}`)
}
