import { z } from 'zod'
import { type HttpReceiver, type Received, startHttpReceiver } from './http-receiver.ts'
import { type MailReceiver, startMailReceiver } from './mail-receiver.ts'
import type { TestCertificates } from './test-certificates.ts'

/** What the inputs must keep secret, and the receivers are reached by. */
export const TOKENS = {
  slack: 'T00000000/B00000000/5lackT0k3n5lackT0k3n',
  webhook: 'w3bh00kPathT0k3n',
  signing: 'w3bh00k+5igning/5ecret==',
  pagerDuty: 'R0ut1ngK3yR0ut1ngK3yR0ut1ngK3y00',
  heartbeat: 'h3artb3at-t0k3n-0000',
  mail: `m@il/p:ss%41#&= ö'"$`,
}

const slackMessage = z.object({ text: z.string() })
const event = z.object({ event_action: z.string(), dedup_key: z.string(), routing_key: z.string() })

/** A receiver for each channel, on the loopback interface. */
export interface Everybody {
  readonly http: HttpReceiver
  readonly mail: MailReceiver
  /** The inputs that name them all. */
  readonly inputs: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
  /** What each has heard so far, in short. */
  heard(): {
    readonly slack: readonly string[]
    readonly mail: readonly string[]
    readonly webhook: readonly Received[]
    readonly pagerDuty: readonly z.infer<typeof event>[]
    readonly heartbeat: readonly string[]
  }
  stop(): Promise<void>
}

/** With certificates mail is handed in encrypted; their authority is named by NODE_EXTRA_CA_CERTS. */
export async function startEverybody(certificates: TestCertificates | undefined): Promise<Everybody> {
  const http = await startHttpReceiver()
  const login = { user: 'backups', password: TOKENS.mail }
  const mail = await startMailReceiver({ login, ...(certificates && { tls: certificates.server }) })
  const at = (path: string): readonly Received[] => http.received.filter(each => each.path.startsWith(path))
  const password = encodeURIComponent(TOKENS.mail)
  return {
    http,
    mail,
    inputs: {
      'slack-webhook-url': `${http.origin}/services/${TOKENS.slack}`,
      'email-to': 'ops@example.com',
      'email-from': 'Backups <backups@example.com>',
      'smtp-url': `smtp://backups:${password}@localhost:${mail.port}${certificates ? '' : '?starttls=never'}`,
      'webhook-url': `${http.origin}/hook/${TOKENS.webhook}`,
      'webhook-secret': TOKENS.signing,
      'pagerduty-routing-key': TOKENS.pagerDuty,
      'pagerduty-url': `${http.origin}/v2/enqueue`,
      'heartbeat-url': `${http.origin}/ping/${TOKENS.heartbeat}`,
    },
    env: certificates ? { NODE_EXTRA_CA_CERTS: certificates.ca } : {},
    heard: () => ({
      slack: at('/services').map(({ body }) => slackMessage.parse(JSON.parse(body)).text),
      mail: mail.received.map(({ headers }) => headers.get('subject') ?? ''),
      webhook: at('/hook'),
      pagerDuty: at('/v2').map(({ body }) => event.parse(JSON.parse(body))),
      heartbeat: at('/ping').map(({ path }) => path.replace(`/ping/${TOKENS.heartbeat}`, '')),
    }),
    stop: async () => {
      await http.stop()
      await mail.stop()
    },
  }
}
