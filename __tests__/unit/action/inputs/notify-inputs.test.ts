import { describe, expect, it } from 'vitest'
import { readTable } from '../../../../src/action/inputs/reading.ts'
import { notifyRules } from '../../../../src/action/inputs/rules/notify-rules.ts'
import { notifyInputs } from '../../../../src/action/inputs/table/notify.ts'
import { readCheckInputs } from '../../../../src/check/inputs.ts'
import { BackupError } from '../../../../src/core/errors.ts'
import { readReportInputs } from '../../../../src/report/inputs.ts'
import { readVerifyInputs } from '../../../../src/verify/inputs.ts'
import { NOTIFY_BROKEN } from './notify-broken.ts'
import { DATABASE_URL, environment, problems, read, sourceOf } from './run-with.ts'

const warnings = (inputs: Readonly<Record<string, string>>): readonly string[] => read(inputs).warnings

const MAIL = { 'email-to': 'ops@example.com', 'email-from': 'backups@example.com' }

describe('the inputs that say whom to notify', () => {
  it('are taken as their services give them', () => {
    const everything = {
      ...MAIL,
      'notify-on': 'change',
      'email-to': 'ops@example.com, dba+backups@mail.example.co.uk\no_n-e@localhost',
      'email-from': 'Backups of the shop <backups@example.com>',
      'slack-webhook-url': 'https://hooks.slack.com/services/T000/B000/XXXX',
      'smtp-url': 'smtps://user%40example.com:p%40ss@smtp.example.com',
      'webhook-url': 'http://127.0.0.1:8080/hook',
      'webhook-secret': 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'pagerduty-routing-key': 'R0ut1ngK3yR0ut1ngK3yR0ut1ngK3y00',
      'pagerduty-url': 'https://events.eu.pagerduty.com/v2/enqueue',
      'heartbeat-url': 'https://hc-ping.com/key/shop?create=1',
      'next-run': 'Sunday 03:07 UTC',
    }
    expect(problems(everything)).toEqual([])
    expect(read(everything).warnings).toEqual([])
    expect(problems({ ...MAIL, 'ses-region': 'eu-central-1' })).toEqual([])
  })

  it.each([
    ['slack-webhook-url', 'hooks.slack.com/services/s3cret'],
    ['slack-webhook-url', 'http://hooks.slack.com/services/s3cret'],
    ['webhook-url', 'http://127.s3cret.example.com/hook'],
    ['webhook-url', 'https://user:s3cret@example.com/hook'],
    ['heartbeat-url', 'ftp://hc-ping.com/s3cret'],
    ['smtp-url', 'smtp.example.com/s3cret'],
    ['webhook-secret', 's3cret'],
    ['pagerduty-routing-key', 's3cret s3cret'],
    ['notify-on', 'sometimes'],
    ['email-to', 'ops'],
    ['email-to', 'ops@example.com\nBcc: <x@example.com>'],
    ['email-from', 'Backups <backups@example.com>, x@example.com'],
    ['email-from', 'Bcc: x <backups@example.com>'],
    ['email-from', 'Backups <bäckups@example.com>'],
    ['email-from', 'Back\u0007ups <backups@example.com>'],
    ['email-from', 'backups@example.com\nBcc: x@example.com'],
    ['next-run', 'two\nlines'],
  ])('are refused where they could not be used, unrepeated where they are secret: %s', (name, value) => {
    const own = warnings({ [name]: value }).filter(warning => warning.startsWith(`${name}: `))
    expect(own).toHaveLength(1)
    expect(own[0]).not.toContain('s3cret')
  })

  it.each([
    ...NOTIFY_BROKEN,
    [
      { ...MAIL, 'ses-region': 'eu-central-1', 'smtp-url': 'smtps://smtp.example.com' },
      'ses-region',
    ] as const,
  ])('are refused where one says nothing without another: %j', (isSet, blamed) => {
    const [warning, ...more] = warnings(isSet)
    expect(more).toEqual([])
    expect(warning?.startsWith(`${blamed}: `)).toBe(true)
    expect(warning).toMatch(/The run goes on without it$/)
  })

  it('fail check, which finds mistakes before they matter', () => {
    for (const [isSet, blamed] of NOTIFY_BROKEN) {
      const inputs = { 'database-url': DATABASE_URL, destination: 's3://backups/shop', ...isSet }
      expect(() => readCheckInputs(sourceOf(inputs))).toThrow(new RegExp(`^${blamed}: `))
    }
  })

  it('have a rule whose message names every input that it is about', () => {
    const reading = readTable(notifyInputs, environment({}))
    expect(notifyRules.filter(({ broken }) => broken(reading) !== undefined)).toEqual([])
    for (const [isSet] of NOTIFY_BROKEN) {
      const wrong = readTable(notifyInputs, environment(isSet))
      for (const { about, broken } of notifyRules) {
        const message = broken(wrong)
        if (message !== undefined) for (const name of about) expect(message).toContain(name)
      }
    }
  })

  it('refuse to keep the last reported outcome where check leaves nothing behind', () => {
    const isSet = { destination: 's3://backups/shop', 'notify-on': 'change' }
    const read = (): unknown => readCheckInputs(sourceOf(isSet))
    expect(read).toThrow(BackupError)
    expect(read).toThrow(/^notify-on: .*only reads/)
  })

  it('keep it where verify and report are asked to', () => {
    const isSet = { destination: 's3://backups/shop', 'notify-on': 'change' }
    for (const read of [readReportInputs, readVerifyInputs]) expect(() => read(sourceOf(isSet))).not.toThrow()
  })
})
