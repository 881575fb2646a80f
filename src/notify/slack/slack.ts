import type { Channel } from '../channel.ts'
import { type Delivery, deliver } from '../deliver.ts'
import { slackMessage } from './message.ts'

const RECEIVER = { name: 'Slack', input: 'slack-webhook-url' }

/** An incoming webhook of Slack. */
export function slackChannel(webhookUrl: string, delivery: Delivery): Channel {
  return {
    name: 'Slack',
    receives: 'notices',
    send: async (notice, signal) => {
      const body = JSON.stringify(slackMessage(notice))
      const headers = { 'content-type': 'application/json; charset=utf-8' }
      await deliver({ url: new URL(webhookUrl), headers, body }, RECEIVER, delivery, signal, slackWord)
    },
  }
}

/** Slack answers refusals with a word, such as `no_service` or `invalid_blocks`. */
function slackWord(body: string): string | undefined {
  return /^[a-z_]{3,40}$/.exec(body.trim())?.[0]
}
