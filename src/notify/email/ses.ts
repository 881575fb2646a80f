import type { SESv2Client } from '@aws-sdk/client-sesv2'
import type { HttpAgents } from '../../http/agents.ts'
import type { AwsCredentials } from '../../storage/aws/credentials.ts'
import type { Channel } from '../channel.ts'
import { type Correspondents, emailMessage } from './message.ts'
import { mailboxHeader } from './sender.ts'
import { sesFailure } from './ses-failure.ts'

export interface SesOptions {
  /** Undefined: that of the environment or the profile. */
  readonly region: string | undefined
  /** Undefined: the AWS default chain. */
  readonly credentials: AwsCredentials | undefined
  readonly agents: HttpAgents
  /** For one answer, and for all of it with the SDK's own repetitions. Milliseconds. */
  readonly silenceMs: number
  readonly wholeMs: number
}

const UTF8 = 'UTF-8'

/** Amazon SES v2. `AWS_ENDPOINT_URL_SESV2` is used, as by any AWS SDK. */
export function sesChannel(options: SesOptions, { from, to }: Correspondents): Channel {
  return {
    name: 'email by SES',
    receives: 'notices',
    send: async (notice, signal) => {
      const { html, subject, text } = emailMessage(notice)
      const late = AbortSignal.timeout(options.wholeMs)
      const { SendEmailCommand } = await import('@aws-sdk/client-sesv2')
      const client = await clientOf(options)
      const command = new SendEmailCommand({
        FromEmailAddress: mailboxHeader(from),
        Destination: { ToAddresses: [...to] },
        Content: {
          Simple: {
            Subject: { Data: subject, Charset: UTF8 },
            Body: { Text: { Data: text, Charset: UTF8 }, Html: { Data: html, Charset: UTF8 } },
            Headers: [{ Name: 'Auto-Submitted', Value: 'auto-generated' }],
          },
        },
      })
      try {
        signal.throwIfAborted()
        await client.send(command, { abortSignal: AbortSignal.any([signal, late]) })
      } catch (cause) {
        signal.throwIfAborted()
        throw sesFailure(cause, late.aborted)
      } finally {
        client.destroy()
      }
    },
  }
}

async function clientOf({ agents, credentials, region, silenceMs }: SesOptions): Promise<SESv2Client> {
  const { SESv2Client } = await import('@aws-sdk/client-sesv2')
  const { NodeHttpHandler } = await import('@smithy/node-http-handler')
  return new SESv2Client({
    ...(region !== undefined && { region }),
    ...(credentials && {
      credentials: typeof credentials === 'function' ? credentials : { ...credentials },
    }),
    requestHandler: new NodeHttpHandler({
      httpAgent: agents.http,
      httpsAgent: agents.https,
      connectionTimeout: silenceMs,
      requestTimeout: silenceMs,
      throwOnRequestTimeout: true,
    }),
  })
}
