import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { noticeSchema } from '../../src/notify/notice-document.ts'
import { KILLED, RUNNER_CANCELS, type StepResult } from '../support/action-runner.ts'
import { type Everybody, startEverybody, TOKENS } from '../support/everybody.ts'
import { findSecrets, type Written } from '../support/find-secrets.ts'
import { type Received, startHttpReceiver } from '../support/http-receiver.ts'
import { moto } from '../support/moto.ts'
import { makeCertificates, type TestCertificates } from '../support/test-certificates.ts'
import { loadBig, MID_STREAM, UNCOMPRESSED } from './big-database.ts'
import { expectFailure, expectSuccess, standsAt, useWorld } from './world.ts'

/** With everything that a URL, a shell, JSON or a format of messages might stumble over. */
const PASSWORD = `p@ss/w:rd%41#?&= ö'"<b>$\\x`
const PASSPHRASE = `kännst du's? "50%" & more`
const SECRETS = [PASSWORD, PASSPHRASE, ...Object.values(TOKENS)]
const ALL = 'Slack, email by SMTP, webhook, PagerDuty, heartbeat'

const world = useWorld(17, {
  password: PASSWORD,
  load: async server => {
    await loadBig(server)
    await loadBig(server, { database: 'small', megabytes: 1 })
  },
})

let certificates: TestCertificates | undefined
let everybody: Everybody

beforeAll(async () => {
  certificates = await makeCertificates()
})
afterAll(async () => {
  await certificates?.[Symbol.asyncDispose]()
})
beforeEach(async () => {
  everybody = await startEverybody(certificates)
})
afterEach(async () => {
  await everybody.stop()
})

type Inputs = Readonly<Record<string, string>>

/** A backup that notify everybody. */
async function backUp(inputs: Inputs = {}, url = 'small'): Promise<StepResult> {
  const { run, from, into } = world()
  const given = { ...from(url), ...into(), series: 'shop', ...everybody.inputs, ...inputs }
  const step = await run({ with: given, env: everybody.env })
  expectNoSecret(step)
  return step
}

/** Nothing of the run, and nothing that anybody was notified, holds what opens something. */
function expectNoSecret(step: StepResult): void {
  const written: Record<string, string> = {
    annotations: JSON.stringify(step.annotations),
    'command lines': [...step.processes, ...(step.post?.processes ?? [])]
      .flatMap(({ argv }) => argv)
      .join('\n'),
  }
  for (const [stage, { files, log }] of Object.entries({ main: step, post: step.post ?? step })) {
    written[`log of ${stage}`] = log.raw
    for (const [name, text] of Object.entries(files)) written[`${name} of ${stage}`] = text
  }
  expect(findSecrets(SECRETS, { ...written, ...messages() })).toEqual([])
}

/** PagerDuty wants its key in the message; every other token is in the address alone. */
function messages(): Written {
  const bodies = everybody.http.received.map(({ body }) => body.replace(TOKENS.pagerDuty, ''))
  const mails = everybody.mail.received.flatMap(({ headers, parts }) => [
    ...headers.values(),
    ...parts.values(),
  ])
  return { messages: [...bodies, ...mails].join('\n') }
}

function noticeOf(received: Received | undefined) {
  return noticeSchema.parse(JSON.parse(received?.body ?? ''))
}

const notified = ({ log }: { readonly log: StepResult['log'] }): string[] =>
  log.masked.split('\n').filter(line => line.startsWith('Notified by '))

test('a backup that went well is reported to everybody, in the words of each, without a secret', async () => {
  const step = await backUp({ 'notify-on': 'always', passphrase: PASSPHRASE, encryption: 'age' })
  expectSuccess(step)
  const { heartbeat, mail, pagerDuty, slack, webhook } = everybody.heard()
  const title = 'Success: shop: backup proven and stored'
  expect({ slack, mail, heartbeat }).toEqual({ slack: [title], mail: [title], heartbeat: ['/start', ''] })
  expect(pagerDuty).toMatchObject([{ event_action: 'resolve', routing_key: TOKENS.pagerDuty }])
  expect(webhook).toHaveLength(1)
  const { facts, ...notice } = noticeOf(webhook[0])
  expect(notice).toMatchObject({
    verb: 'backup',
    outcome: 'success',
    repository: 'octo-org/shop',
    runUrl: 'https://github.com/octo-org/shop/actions/runs/1658821493',
  })
  const told = Object.fromEntries(facts.map(({ label, value }) => [label, value]))
  expect(told).toMatchObject({
    Backup: step.outputs['url'],
    Proof: 'every byte decoded; 1,000 rows in 1 tables counted and hashed',
    Encryption: 'age, with a passphrase',
  })
  expect(told['Size']).toMatch(/ stored, .* dumped$/)
  expect(everybody.mail.received).toMatchObject([{ encrypted: certificates !== undefined, user: 'backups' }])
  expect(notified(step)).toEqual([`Notified by ${ALL}`])
  expect(step.summary).toContain(`🔔 Notified by ${ALL}.`)
  const secret = [
    'slack-webhook-url',
    'smtp-url',
    'webhook-url',
    'webhook-secret',
    'pagerduty-routing-key',
    'heartbeat-url',
  ]
  for (const name of secret) expect(step.masks).toContain(everybody.inputs[name])
  expect(step.masks).toContain(TOKENS.mail)
})

test('unless asked otherwise, only failures are reported, but to those who count runs', async () => {
  const good = await backUp()
  expectSuccess(good)
  expect(notified(good)).toEqual(['Notified by PagerDuty, heartbeat'])
  expect(everybody.heard()).toMatchObject({ slack: [], mail: [], webhook: [] })

  const { server } = world()
  const url = server.url('small').replace(encodeURIComponent(PASSWORD), 'wrong')
  const bad = await backUp({ 'database-url': url })
  expectFailure(bad, 'database-password-rejected')
  const { heartbeat, mail, pagerDuty, slack, webhook } = everybody.heard()
  expect(slack[0]).toMatch(/^Failure: shop: backup failed, no backup\. /)
  expect(mail).toEqual(['Failure: shop: backup failed, no backup'])
  expect(noticeOf(webhook[0])).toMatchObject({
    outcome: 'failure',
    problem: { code: 'database-password-rejected', hint: expect.stringMatching(/\.$/) },
  })
  expect(pagerDuty.map(({ event_action }) => event_action)).toEqual(['resolve', 'trigger'])
  expect(new Set(pagerDuty.map(({ dedup_key }) => dedup_key)).size).toBe(1)
  expect(heartbeat).toEqual(['/start', '', '/start', '/fail'])
  expect(bad.summary).toContain(`🔔 Notified by ${ALL}.`)
})

test('a run whose inputs cannot be read is reported through the channels that work', async () => {
  const wrong = 'https://user:5lackT0k3n5lackT0k3n@hooks.slack.com/x'
  const step = await backUp({ mode: 'everything', 'slack-webhook-url': wrong })
  const lines = expectFailure(step, 'input-invalid')
  expect(lines).toHaveLength(1)
  const { mail, pagerDuty, slack, webhook } = everybody.heard()
  expect({ slack, mail: mail.length }).toEqual({ slack: [], mail: 1 })
  expect(noticeOf(webhook[0]).problem?.message).toMatch(/^mode: /)
  expect(pagerDuty).toMatchObject([{ event_action: 'trigger' }])
})

test('a notification input that cannot be read is a warning, and the backup is stored', async () => {
  const step = await backUp({ 'notify-on': 'always', 'slack-webhook-url': 'http://hooks.slack.com/x' })
  expectSuccess(step)
  expect(step.outputs['key']).toMatch(/^shop\//)
  expect(step.annotations).toMatchObject([
    { level: 'warning', message: expect.stringMatching(/^slack-webhook-url: .*The run goes on without it$/) },
  ])
  expect(everybody.heard().webhook).toHaveLength(1)
})

test('receivers that are gone or refuse are warnings, and the backup is stored', async () => {
  const gone = await startHttpReceiver()
  await gone.stop()
  everybody.http.answers({ status: 410 })
  const dead = { 'webhook-url': `${gone.origin}/hook/${TOKENS.webhook}`, 'smtp-url': 'smtp://localhost:1' }
  const step = await backUp({ 'notify-on': 'always', ...dead })
  expectSuccess(step)
  expect(step.outputs['key']).toMatch(/^shop\//)
  const warnings = step.annotations.map(({ level, message }) => `${level}: ${message}`).toSorted()
  expect(warnings).toMatchObject([
    expect.stringMatching(/^warning: Not notified by PagerDuty: .* \[notify-refused\]$/),
    expect.stringMatching(/^warning: Not notified by Slack: .* \[notify-refused\]$/),
    expect.stringMatching(/^warning: Not notified by email by SMTP: .* \[notify-email-unreachable\]$/),
    expect.stringMatching(/^warning: Not notified by heartbeat: .* \[notify-refused\]$/),
    expect.stringMatching(/^warning: Not notified by heartbeat: .* \[notify-refused\]$/),
    expect.stringMatching(/^warning: Not notified by webhook: .* \[notify-unreachable\]$/),
  ])
  expect(notified(step)).toEqual([])
  expect(step.summary).toContain(`⚠️ Not notified by ${ALL}: see the log.`)
})

test('receivers that hang, fail again and again, or send elsewhere are warnings too, and a prune goes on', async () => {
  const { into, run } = world()
  const receivers = await Promise.all([startHttpReceiver(), startHttpReceiver(), startHttpReceiver()])
  const [hanging, failing, redirecting] = receivers
  try {
    hanging.answers('hang')
    failing.answers({ status: 500, body: 'no' })
    redirecting.answers({ status: 302, headers: { location: 'http://127.0.0.1:1/' } })
    const step = await run({
      action: 'prune',
      with: {
        ...into(),
        'notify-on': 'always',
        'slack-webhook-url': `${hanging.origin}/services/T/B/${TOKENS.slack}`,
        'webhook-url': `${failing.origin}/${TOKENS.webhook}`,
        'heartbeat-url': `${redirecting.origin}/${TOKENS.heartbeat}`,
      },
    })
    expectNoSecret(step)
    expect(step).toMatchObject({ exitCode: 0, conclusion: 'success', outputs: { removed: '0' } })
    const warned = step.annotations.filter(({ level }) => level === 'warning').map(({ message }) => message)
    for (const who of ['Slack', 'webhook', 'heartbeat'])
      expect(warned.filter(message => message.startsWith(`Not notified by ${who}: `)).length).toBeGreaterThan(
        0,
      )
    expect(failing.received.length).toBeGreaterThan(1)
  } finally {
    await Promise.all(receivers.map(receiver => receiver.stop()))
  }
})

test('with notify-on: change the first failure is reported, and the end of failures, and nothing between', async () => {
  const change = { 'notify-on': 'change' }
  const broken = { ...change, 'min-tables': '1000' }
  const count = (): number => everybody.heard().webhook.length
  const marks = async (): Promise<string[]> =>
    (await world().bucket.contents()).filter(key => key.includes('/.notices/'))

  expectSuccess(await backUp(change))
  expect([count(), await marks()]).toEqual([0, []])
  expect((await backUp(broken)).exitCode).toBe(1)
  expect(count()).toBe(1)
  expect(await marks()).toHaveLength(1)
  expect((await backUp(broken)).exitCode).toBe(1)
  expect(count()).toBe(1)
  expectSuccess(await backUp(change))
  expect([count(), await marks()]).toEqual([2, []])
  expectSuccess(await backUp(change))
  const outcomes = everybody.heard().webhook.map(each => noticeOf(each))
  expect(outcomes.map(({ changed, outcome }) => `${outcome} ${changed}`)).toEqual([
    'failure true',
    'success true',
  ])
  expect(everybody.heard().heartbeat.filter(end => end !== '/start')).toEqual(['', '/fail', '/fail', '', ''])
})

/** Cancels a backup that stands in the middle of its upload. */
async function cancel(ending: typeof KILLED, inputs: Inputs = {}): Promise<StepResult> {
  const { run, from, into, gated } = world()
  const gate = await gated(MID_STREAM)
  const now = new AbortController()
  const given = {
    ...from('big'),
    ...into(gate.endpoint),
    series: 'shop',
    ...UNCOMPRESSED,
    ...everybody.inputs,
  }
  const running = run({
    with: { ...given, ...inputs },
    env: everybody.env,
    cancel: { at: now.signal, ending },
  })
  await standsAt(gate, running)
  now.abort()
  const step = await running
  expectNoSecret(step)
  expect(everybody.heard().heartbeat[0]).toBe('/start')
  return step
}

test('a run that is cancelled records it before it ends', async () => {
  const step = await cancel(RUNNER_CANCELS)
  expectFailure(step, 'cancelled')
  expect(notified(step)).toEqual([`Notified by ${ALL}`])
  expect(noticeOf(everybody.heard().webhook[0]).problem?.code).toBe('cancelled')
  expect(everybody.heard().heartbeat).toEqual(['/start', '/fail'])
})

test('and where a receiver takes longer than the runner waits, the post step says it', async () => {
  const slow = await startHttpReceiver()
  slow.answers('hang', { status: 200 })
  const step = await cancel(RUNNER_CANCELS, { 'webhook-url': `${slow.origin}/hook/${TOKENS.webhook}` })
  await slow.stop()
  expect(step).toMatchObject({ exitCode: 1, signal: null, conclusion: 'cancelled', survivors: [] })
  expect(notified(step)).toEqual(['Notified by Slack, email by SMTP, PagerDuty, heartbeat'])
  expect(step.post && notified(step.post)).toEqual(['Notified by webhook'])
  expect(slow.received.map(each => noticeOf(each).problem?.code)).toEqual(['cancelled', 'cancelled'])
})

test('a run that is killed is reported by its post step', async () => {
  const step = await cancel(KILLED)
  expect(step).toMatchObject({ signal: 'SIGKILL', post: { exitCode: 0 } })
  expect(notified(step)).toEqual([])
  expect(step.post && notified(step.post)).toEqual([`Notified by ${ALL}`])
  const { heartbeat, slack, webhook } = everybody.heard()
  expect(noticeOf(webhook[0])).toMatchObject({ outcome: 'failure', problem: { code: 'run-killed' } })
  expect({ heartbeat, slack: slack.length }).toEqual({ heartbeat: ['/start', '/fail'], slack: 1 })
  expect(await world().bucket.contents()).toEqual([])
})

test('verify, drill and restore say what they came to', async () => {
  const { run, from, into, server } = world()
  expectSuccess(await backUp())
  await server.sql('small', 'CREATE DATABASE empty')
  const told = { ...into(), ...everybody.inputs, 'notify-on': 'always' }
  const url = { 'target-url': server.url('empty'), sslmode: 'disable' }
  const steps = [
    await run({ action: 'verify', with: told, env: everybody.env }),
    await run({ action: 'restore', with: { ...told, ...url, 'dry-run': 'true' }, env: everybody.env }),
    await run({ action: 'restore', with: { ...told, ...url }, env: everybody.env }),
    await run({ action: 'restore', with: { ...told, ...url }, env: everybody.env }),
    await run({
      action: 'drill',
      with: {
        ...told,
        'server-url': from('small')['database-url'] ?? '',
        sslmode: 'disable',
        trusted: 'true',
        record: 'false',
      },
      env: everybody.env,
    }),
  ]
  expect(steps.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 1, 0])
  for (const step of steps) expectNoSecret(step)
  const notices = everybody.heard().webhook.map(noticeOf)
  expect(notices.map(({ outcome, title, verb }) => `${verb} ${outcome}: ${title}`)).toEqual([
    expect.stringMatching(/^verify success: s3:.*: 1 of 1 backups verified$/),
    'restore success: empty: restore planned, nothing changed',
    'restore success: empty: restored and proven',
    'restore failure: empty: restore refused, nothing changed',
    expect.stringMatching(/^drill success: shop, drilled: the backup restores/),
  ])
  expect(notices[3]?.problem?.code).toBe('restore-target-not-empty')
})

test('mail goes through SES with the credentials that AWS knows', async ctx => {
  const ses = moto()
  if ('why' in ses) return ctx.skip(ses.why)
  const sender = `backups-${crypto.randomUUID()}@example.com`
  await ses.verify(sender)
  const { run, from, into } = world()
  const step = await run({
    with: {
      ...from('small'),
      ...into(),
      'notify-on': 'always',
      'email-to': 'ops@example.com',
      'email-from': sender,
      'ses-region': ses.region,
    },
    env: {
      AWS_ENDPOINT_URL_SESV2: ses.endpoint,
      AWS_ACCESS_KEY_ID: ses.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: ses.credentials.secretAccessKey,
    },
  })
  expectSuccess(step)
  expect(notified(step)).toEqual(['Notified by email by SES'])
  const [mail] = await ses.sentFrom(sender)
  expect(mail).toMatchObject({ subject: 'Success: small: backup proven and stored' })
  expect(
    findSecrets([PASSWORD, ses.credentials.secretAccessKey], { log: step.log.raw, mail: mail?.body ?? '' }),
  ).toEqual([])
})
