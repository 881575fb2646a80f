import { readFile } from 'node:fs/promises'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { sesFailure } from '../../../../src/notify/email/ses-failure.ts'
import { smtpChannel } from '../../../../src/notify/email/smtp.ts'
import type { SmtpServer } from '../../../../src/notify/email/smtp-url.ts'
import { parseSmtpUrl } from '../../../../src/notify/email/smtp-url.ts'
import type { Notice } from '../../../../src/notify/notice.ts'
import {
  type MailReceiver,
  type MailReceiverOptions,
  startMailReceiver,
} from '../../../support/mail-receiver.ts'
import { noticeWith, ODD } from '../../../support/notice-example.ts'
import { makeCertificates, type TestCertificates } from '../../../support/test-certificates.ts'

const LOGIN = { user: 'backups@example.com', password: 'p@ss/w:rd' }
const OURS = {
  from: { name: 'Backups', address: 'backups@example.com' },
  to: ['ops@example.com', 'dba@example.com'],
}
const LIMITS = { silenceMs: 20_000, wholeMs: 30_000, pausesMs: [10, 10] }
const never = new AbortController().signal

let certificates: TestCertificates | undefined
const receivers: MailReceiver[] = []
const authorities = getCACertificates()

beforeAll(async () => {
  certificates = await makeCertificates()
})
afterAll(async () => {
  await certificates?.[Symbol.asyncDispose]()
})
afterEach(async () => {
  setDefaultCACertificates(authorities)
  await Promise.all(receivers.splice(0).map(receiver => receiver.stop()))
})

async function receiverThat(options: MailReceiverOptions): Promise<MailReceiver> {
  const receiver = await startMailReceiver(options)
  receivers.push(receiver)
  return receiver
}

/** Says a server what the notice says; returns the code of what went wrong. */
async function publish(
  { port }: MailReceiver,
  { notice = noticeWith(), ...server }: Partial<SmtpServer> & { readonly notice?: Notice } = {},
): Promise<string | undefined> {
  const to = { host: 'localhost', port, encryption: 'starttls', login: undefined, ...server } as const
  const failure: unknown = await smtpChannel(to, OURS, LIMITS)
    .send(notice, never)
    .catch((error: unknown) => error)
  if (failure instanceof Error) expect(failure.message).not.toMatch(/example\.com|w:rd/)
  return failure instanceof Error && 'code' in failure ? String(failure.code) : undefined
}

async function trust(file: string): Promise<void> {
  setDefaultCACertificates([...authorities, await readFile(file, 'utf8')])
}

describe('an email', () => {
  it('is handed in encrypted and under a name, to all recipients, with text and HTML', async ctx => {
    if (!certificates) return ctx.skip('no openssl program here')
    await trust(certificates.ca)
    const receiver = await receiverThat({ tls: certificates.server, login: LOGIN })
    expect(await publish(receiver, { login: LOGIN })).toBeUndefined()
    expect(receiver.received).toHaveLength(1)
    const [mail] = receiver.received
    expect(mail).toMatchObject({ encrypted: true, to: OURS.to, user: LOGIN.user })
    expect(mail?.headers.get('from')).toBe('Backups <backups@example.com>')
    expect(mail?.headers.get('subject')).toBe('Failure: shop: backup failed, no backup')
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail?.parts.get('text/plain')).toContain(
      'What to do: Check host and port, and that the server is up.',
    )
    expect(mail?.parts.get('text/html')).toContain(
      '<a href="https://github.com/octo-org/shop/actions/runs/1658821493">',
    )
  })

  it('is handed in to a server with TLS from the first byte', async ctx => {
    if (!certificates) return ctx.skip('no openssl program here')
    await trust(certificates.ca)
    const receiver = await receiverThat({ tls: certificates.server, secure: true })
    expect(await publish(receiver, { encryption: 'tls' })).toBeUndefined()
    expect(receiver.received).toMatchObject([{ encrypted: true }])
  })

  it.for(['starttls', 'tls'] as const)(
    'is not handed in to a server whose certificate nobody vouches for: %s',
    async (encryption, ctx) => {
      if (!certificates) return ctx.skip('no openssl program here')
      await trust(certificates.otherCa)
      const secure = encryption === 'tls'
      const receiver = await receiverThat({ tls: certificates.server, secure, login: LOGIN })
      expect(await publish(receiver, { encryption, login: LOGIN })).toBe('notify-email-tls')
      expect(receiver.received).toEqual([])
    },
  )

  it('nor in the clear, unless that is asked for', async () => {
    const receiver = await receiverThat({ login: LOGIN })
    expect(await publish(receiver, { login: LOGIN })).toBe('notify-email-tls')
    expect(receiver.received).toEqual([])
    expect(await publish(receiver, { login: LOGIN, encryption: 'none' })).toBeUndefined()
    expect(receiver.received).toMatchObject([{ encrypted: false, user: LOGIN.user }])
  })

  it('is refused to who gives a wrong password, or one to a server that asks for none', async () => {
    const login = { ...LOGIN, password: 'wrong-w:rd' }
    const careful = await receiverThat({ login: LOGIN })
    expect(await publish(careful, { login, encryption: 'none' })).toBe('notify-email-login')
    const careless = await receiverThat({})
    expect(await publish(careless, { login, encryption: 'none' })).toMatch(/^notify-email-/)
    expect([...careful.received, ...careless.received]).toEqual([])
  })

  it('that only some recipients get is said to have reached only some', async () => {
    const receiver = await receiverThat({ refuses: ['dba@example.com'] })
    expect(await publish(receiver, { encryption: 'none' })).toBe('notify-email-recipients')
    expect(receiver.received).toMatchObject([{ to: ['ops@example.com'] }])
    const deaf = await receiverThat({ refuses: OURS.to })
    expect(await publish(deaf, { encryption: 'none' })).toBe('notify-email-refused')
  })

  it('is sent again when the server refuses it for now, as one that greylists does', async () => {
    const greylisting = await receiverThat({ busy: 2 })
    expect(await publish(greylisting, { encryption: 'none' })).toBeUndefined()
    expect(greylisting.received).toHaveLength(1)
    const overloaded = await receiverThat({ busy: 1000 })
    expect(await publish(overloaded, { encryption: 'none' })).toBe('notify-email-busy')
    expect(overloaded.received).toHaveLength(0)
  })

  it('cannot be given another header, recipient or tag by what is reported in it', async () => {
    const receiver = await receiverThat({})
    const title = `${ODD}\r\nBcc: evil@example.com\r\n\r\nanother body`
    const problem = { code: 'database-refused', message: ODD, hint: ODD }
    const notice = noticeWith({ title, facts: [{ label: ODD, value: ODD }], problem })
    expect(await publish(receiver, { encryption: 'none', notice })).toBeUndefined()
    const [mail] = receiver.received
    expect(mail?.to).toEqual(OURS.to)
    expect([...(mail?.headers.keys() ?? [])].toSorted()).toEqual(
      [
        'auto-submitted',
        'content-type',
        'date',
        'from',
        'message-id',
        'mime-version',
        'subject',
        'to',
      ].toSorted(),
    )
    expect(mail?.headers.get('subject')).toMatch(/^Failure: <script>.*Bcc: evil@example\.com/)
    const html = mail?.parts.get('text/html') ?? ''
    expect(html).not.toMatch(/<script|<!channel|\u202e|\0/)
    expect(html).toContain('&#60;script&#62;&#34;x&#34;&#60;/script&#62; &#38; ')
  })

  it('that cannot be handed in is reported without the address', async () => {
    const receiver = await startMailReceiver()
    await receiver.stop()
    expect(await publish(receiver, { encryption: 'none' })).toBe('notify-email-unreachable')
  })
})

describe('the address of a mail server', () => {
  it('is read with its port, encryption and login', () => {
    expect(parseSmtpUrl('smtps://u%40x:p%2Fw@mail.example.com')).toEqual({
      ok: true,
      value: {
        host: 'mail.example.com',
        port: 465,
        encryption: 'tls',
        login: { user: 'u@x', password: 'p/w' },
      },
    })
    expect(parseSmtpUrl('smtp://mail.example.com')).toMatchObject({
      value: { port: 587, encryption: 'starttls', login: undefined },
    })
    expect(parseSmtpUrl('smtp://[::1]:25/?starttls=never')).toMatchObject({
      value: { host: '::1', port: 25, encryption: 'none' },
    })
  })

  it.each([
    'mail.example.com:587',
    'https://mail.example.com',
    'smtp://',
    'smtp://user@mail.example.com',
    'smtp://:s3cret@mail.example.com',
    'smtp://user:s3c%ret@mail.example.com',
    'smtp://user:s3cret@mail.example.com/path',
    'smtp://user:s3cret@mail.example.com?requireTLS=false',
    'smtp://user:s3cret@mail.example.com?starttls=maybe',
    'smtps://user:s3cret@mail.example.com?starttls=never',
  ])('is refused where it is another: %s', text => {
    const read = parseSmtpUrl(text)
    expect(read.ok).toBe(false)
    if (!read.ok) expect(read.problem).not.toMatch(/s3c|mail\.example/)
  })
})

it('without a region SES is said to need one, and where it is given', async () => {
  const cause = new Error('Region is missing')
  expect(sesFailure(cause, false)).toMatchObject({
    code: 'notify-ses-no-region',
    hint: expect.stringContaining('ses-region'),
  })
})
