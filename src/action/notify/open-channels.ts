import { httpAgents } from '../../http/agents.ts'
import type { Channel } from '../../notify/channel.ts'
import { DELIVERY_LIMITS, type Delivery } from '../../notify/deliver.ts'
import { sesChannel } from '../../notify/email/ses.ts'
import { SMTP_LIMITS, smtpChannel } from '../../notify/email/smtp.ts'
import { heartbeatChannel } from '../../notify/heartbeat.ts'
import { pagerDutyChannel } from '../../notify/pagerduty.ts'
import { slackChannel } from '../../notify/slack/slack.ts'
import { webhookChannel } from '../../notify/webhook/webhook.ts'
import { firstOfAws } from '../../storage/s3/region.ts'
import { awsCredentials } from '../assumed-role.ts'
import { s3AccessOf } from '../inputs/s3-inputs.ts'
import type { NotifyInputs } from './notify-inputs.ts'

/**
 * Anyone who can be reported, by the inputs alone. Those that can't be read are left out: the sub-action itself says what is wrong
 * with them, and the others are notified of that.
 */
export function openChannels(reading: NotifyInputs['reading'], env: NodeJS.ProcessEnv): Channel[] {
  const { value } = reading
  const delivery = { agents: httpAgents(env, { keepAlive: false }), limits: DELIVERY_LIMITS }
  const slack = value('slack-webhook-url')
  const webhook = value('webhook-url')
  const routingKey = value('pagerduty-routing-key')
  const heartbeat = value('heartbeat-url')
  const email = emailChannel(reading, env, delivery)
  return [
    ...(slack === undefined ? [] : [slackChannel(slack, delivery)]),
    ...(email ? [email] : []),
    ...(webhook === undefined
      ? []
      : [webhookChannel({ url: webhook, secret: value('webhook-secret') }, delivery)]),
    ...(routingKey === undefined
      ? []
      : [pagerDutyChannel({ routingKey, url: value('pagerduty-url') }, delivery)]),
    ...(heartbeat === undefined ? [] : [heartbeatChannel(heartbeat, delivery, value('heartbeat-on'))]),
  ]
}

function emailChannel(
  reading: NotifyInputs['reading'],
  env: NodeJS.ProcessEnv,
  { agents }: Delivery,
): Channel | undefined {
  const { value } = reading
  const from = value('email-from')
  const to = value('email-to')
  if (from === undefined || to.length === 0) return undefined
  const server = value('smtp-url')
  if (server) return smtpChannel(server, { from, to })
  return sesChannel({ ...awsOf(reading, env), agents, ...SMTP_LIMITS }, { from, to })
}

/** A role is one of AWS. A bucket's keys and region are those of AWS, unless the store is another's. */
function awsOf(reading: NotifyInputs['reading'], env: NodeJS.ProcessEnv) {
  const sesRegion = reading.value('ses-region')
  const access = s3AccessOf(reading)
  const credentials = awsCredentials(access, env)
  if (access.endpoint === undefined) return { region: sesRegion ?? access.region, credentials }
  if (!access.role) return { region: sesRegion, credentials: undefined }
  return { region: sesRegion ?? firstOfAws([access.region]), credentials }
}
