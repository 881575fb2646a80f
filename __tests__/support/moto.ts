import { existsSync, readFileSync } from 'node:fs'
import { CreateEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2'
import { z } from 'zod'

const described = z.object({ endpoint: z.url() })
const sent = z.object({
  ses: z.object({
    Message: z.array(
      z.object({
        source: z.string(),
        subject: z.string(),
        body: z.string(),
        destinations: z.object({ ToAddresses: z.array(z.string()) }),
      }),
    ),
  }),
})

/** A running imitation of Amazon SES. */
export interface Moto {
  readonly endpoint: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  readonly region: string
  /** Lets mail be sent from there. */
  verify(address: string): Promise<void>
  /** What was sent from an address so far: its body is that in HTML. */
  sentFrom(address: string): Promise<z.infer<typeof sent>['ses']['Message']>
}

/**
 * The imitation that `scripts/moto.sh DIR start` left running, described by PGBACKUP_TEST_MOTO: the path of its file.
 * Otherwise why there is none.
 */
export function moto(): Moto | { readonly why: string } {
  const { PGBACKUP_TEST_MOTO: file = '' } = process.env
  if (file === '')
    return { why: 'PGBACKUP_TEST_MOTO is not set; start SES with scripts/moto.sh DIR start (Debian)' }
  if (!existsSync(file)) return { why: `PGBACKUP_TEST_MOTO: there is no ${file}` }
  const { endpoint } = described.parse(JSON.parse(readFileSync(file, 'utf8')))
  const credentials = {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/bPxRfiCYEXAMPLEKEY',
  }
  const region = 'eu-central-1'
  return {
    endpoint,
    credentials,
    region,
    verify: async address => {
      const client = new SESv2Client({ endpoint, region, credentials })
      await client.send(new CreateEmailIdentityCommand({ EmailIdentity: address }))
      client.destroy()
    },
    sentFrom: async address => {
      const answer = await fetch(`${endpoint}/moto-api/data.json`)
      const { ses } = sent.parse(await answer.json())
      return ses.Message.filter(({ source }) => source.includes(address))
    },
  }
}
