import { httpAgents } from '../../src/http/agents.ts'
import type { Channel } from '../../src/notify/channel.ts'
import type { Delivery } from '../../src/notify/deliver.ts'
import { sesChannel } from '../../src/notify/email/ses.ts'
import { smtpChannel } from '../../src/notify/email/smtp.ts'
import { heartbeatChannel } from '../../src/notify/heartbeat.ts'
import { pagerDutyChannel } from '../../src/notify/pagerduty.ts'
import { slackChannel } from '../../src/notify/slack/slack.ts'
import { webhookChannel } from '../../src/notify/webhook/webhook.ts'
import { startHttpReceiver } from '../support/http-receiver.ts'
import { startMailReceiver } from '../support/mail-receiver.ts'
import { type Moto, moto } from '../support/moto.ts'

/** What the receiver does. */
export type Behaviour = 'takes' | 'refuses' | 'hangs'

/** A channel with a real receiver at its other end. */
export interface OpenChannel {
  readonly channel: Channel
  /** Each message that arrived, as text that holds all that a reader sees. */
  told(): Promise<readonly string[]>
  /** What must not be in any error. */
  readonly secrets: readonly string[]
  stop(): Promise<void>
}

export interface Contender {
  readonly name: string
  /** Why it can't be had here. */
  readonly missing: string | undefined
  /** What a success does not say: events that only close an alert hold no text. */
  readonly silentOnSuccess: boolean
  /** Short limits: nobody waits for a receiver that hangs. */
  open(behaviour: Behaviour): Promise<OpenChannel>
}

/** Long enough for a machine under load to answer, short enough to wait for one that never does. Milliseconds. */
const ATTEMPT_MS = { takes: 20_000, refuses: 20_000, hangs: 300 }
export const agents = httpAgents({}, { keepAlive: false })

export function deliveryFor(behaviour: Behaviour = 'takes'): Delivery {
  return { agents, limits: { attemptMs: ATTEMPT_MS[behaviour], wholeMs: 30_000, pausesMs: [10, 20, 40] } }
}

const TOKEN = 'T0k3n-of-the-receiver'

function byHttp(
  name: string,
  make: (url: string, delivery: Delivery) => Channel,
  { secret = TOKEN, silentOnSuccess = false } = {},
): Contender {
  return {
    name,
    missing: undefined,
    silentOnSuccess,
    open: async behaviour => {
      const receiver = await startHttpReceiver()
      if (behaviour === 'hangs') receiver.answers('hang')
      if (behaviour === 'refuses') receiver.answers({ status: 404, body: `no ${TOKEN}` })
      return {
        channel: make(`${receiver.origin}/${TOKEN}`, deliveryFor(behaviour)),
        told: async () => receiver.received.map(({ body }) => body),
        secrets: [secret, TOKEN, receiver.origin],
        stop: receiver.stop,
      }
    },
  }
}

const LOGIN = { user: 'backups@example.com', password: 'p@ss/w:rd' }
const CORRESPONDENTS = { from: { name: 'Backups', address: 'backups@example.com' }, to: ['ops@example.com'] }

const smtp: Contender = {
  name: 'email by SMTP',
  missing: undefined,
  silentOnSuccess: false,
  open: async behaviour => {
    const receiver = await startMailReceiver({
      login: LOGIN,
      hangs: behaviour === 'hangs',
      refuses: behaviour === 'refuses' ? CORRESPONDENTS.to : [],
    })
    const server = { host: '127.0.0.1', port: receiver.port, encryption: 'none', login: LOGIN } as const
    const silenceMs = ATTEMPT_MS[behaviour]
    return {
      channel: smtpChannel(server, CORRESPONDENTS, { silenceMs, wholeMs: 30_000, pausesMs: [] }),
      told: async () =>
        receiver.received.map(({ headers, parts }) =>
          [headers.get('subject'), parts.get('text/plain'), parts.get('text/html')].join('\n'),
        ),
      secrets: [LOGIN.password, ...CORRESPONDENTS.to],
      stop: receiver.stop,
    }
  },
}

const MOTO = moto()

const ses: Contender = {
  name: 'email by SES',
  missing: 'why' in MOTO ? MOTO.why : undefined,
  silentOnSuccess: false,
  open: async behaviour => {
    if ('why' in MOTO) throw new Error(MOTO.why)
    return await openSes(MOTO, behaviour)
  },
}

async function openSes(moto: Moto, behaviour: Behaviour): Promise<OpenChannel> {
  const { credentials, region } = moto
  const receiver = await startHttpReceiver()
  receiver.answers('hang')
  // As every AWS SDK reads it.
  process.env['AWS_ENDPOINT_URL_SESV2'] = behaviour === 'hangs' ? receiver.origin : moto.endpoint
  const from = `backups-${crypto.randomUUID()}@example.com`
  if (behaviour !== 'refuses') await moto.verify(from)
  const silenceMs = ATTEMPT_MS[behaviour]
  const options = { region, credentials, agents, silenceMs, wholeMs: silenceMs * 4 }
  return {
    channel: sesChannel(options, { from: { name: 'Équipe', address: from }, to: CORRESPONDENTS.to }),
    told: async () => (await moto.sentFrom(from)).map(({ body, subject }) => `${subject}\n${body}`),
    secrets: [credentials.secretAccessKey, credentials.accessKeyId, from, ...CORRESPONDENTS.to],
    stop: receiver.stop,
  }
}

export const CONTENDERS: readonly Contender[] = [
  byHttp('Slack', slackChannel),
  smtp,
  ses,
  byHttp('webhook', (url, delivery) => webhookChannel({ url, secret: 'a-secret-of-16-or-more' }, delivery), {
    secret: 'a-secret-of-16-or-more',
  }),
  byHttp('PagerDuty', (url, delivery) => pagerDutyChannel({ url, routingKey: 'R0ut1ngK3y' }, delivery), {
    secret: 'R0ut1ngK3y',
    silentOnSuccess: true,
  }),
  byHttp('heartbeat', heartbeatChannel),
]
