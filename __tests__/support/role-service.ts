import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

/** Keys that a session of the role gets. */
interface SessionKeys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

export interface RoleServiceOptions {
  readonly keys: SessionKeys
  /** How long a session lasts. Milliseconds; an hour unless given. */
  readonly sessionMs?: number
  /** What the tokens say whom they are about. */
  readonly sub?: string
}

/** GitHub's provider of OpenID Connect tokens, and AWS's token service (STS), in one server on the loopback interface. */
export interface RoleService extends AsyncDisposable {
  /** Where a job asks for tokens, and what it shows there. */
  readonly oidc: { readonly url: string; readonly requestToken: string }
  /** For AWS_ENDPOINT_URL_STS. */
  readonly endpoint: string
  /** What was asked of the token service, in order. */
  readonly asked: readonly URLSearchParams[]
  /** Everything that must not be shown: tokens, secret keys and session tokens that were given out. */
  readonly secrets: readonly string[]
  /** From now on refuses with a code and words of its own; no longer without one. */
  refuse(code?: string): void
  /** From now on GitHub gives no token. */
  withholdTokens(): void
}

/** Words that nothing may repeat. */
export const STS_WORDS = 'Words of the service about acme-internal-account'

export async function startRoleService(options: RoleServiceOptions): Promise<RoleService> {
  const { keys, sessionMs = 3_600_000, sub = 'repo:octo-org/shop:ref:refs/heads/main' } = options
  const asked: URLSearchParams[] = []
  const secrets: string[] = []
  const issued = new Map<string, string>()
  const requestToken = randomBytes(24).toString('hex')
  let refusal: string | undefined
  let withheld = false

  function giveToken({ headers, url = '' }: IncomingMessage, answer: ServerResponse): void {
    if (withheld || headers.authorization !== `Bearer ${requestToken}`) {
      answer.writeHead(withheld ? 500 : 401).end('{}')
      return
    }
    const aud = new URL(url, 'http://127.0.0.1').searchParams.get('audience') ?? ''
    const token = jwt({ iss: 'https://token.actions.githubusercontent.com', sub, aud })
    issued.set(token, aud)
    secrets.push(token)
    answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ value: token }))
  }

  async function giveSession(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await text(incoming))
    asked.push(form)
    const audience = issued.get(form.get('WebIdentityToken') ?? '')
    const role = form.get('RoleArn') ?? ''
    const wanted = role.startsWith('arn:aws-cn:') ? 'sts.amazonaws.com.cn' : 'sts.amazonaws.com'
    const code = refusal ?? (audience === wanted ? undefined : 'InvalidIdentityToken')
    if (code !== undefined) {
      answer
        .writeHead(code === 'InternalFailure' ? 500 : 403, { 'content-type': 'text/xml' })
        .end(
          `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${STS_WORDS}</Message></Error></ErrorResponse>`,
        )
      return
    }
    const sessionToken = randomBytes(48).toString('base64')
    secrets.push(keys.secretAccessKey, sessionToken)
    const expiration = new Date(Date.now() + sessionMs).toISOString()
    const session = `${role.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${form.get('RoleSessionName')}`
    answer.writeHead(200, { 'content-type': 'text/xml' }).end(
      `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult>
  <SubjectFromWebIdentityToken>${sub}</SubjectFromWebIdentityToken><Audience>${audience}</Audience>
  <AssumedRoleUser><Arn>${session}</Arn><AssumedRoleId>AROA:x</AssumedRoleId></AssumedRoleUser>
  <Credentials><AccessKeyId>${keys.accessKeyId}</AccessKeyId><SecretAccessKey>${keys.secretAccessKey}</SecretAccessKey>
  <SessionToken>${sessionToken}</SessionToken><Expiration>${expiration}</Expiration></Credentials>
</AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`,
    )
  }

  const server = createServer((incoming, answer) => {
    if (incoming.method === 'GET') giveToken(incoming, answer)
    else giveSession(incoming, answer).catch(() => incoming.socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  const endpoint = `http://127.0.0.1:${address.port}`
  return {
    endpoint,
    oidc: { url: `${endpoint}/token?api-version=2.0`, requestToken },
    asked,
    secrets,
    refuse: code => {
      refusal = code
    },
    withholdTokens: () => {
      withheld = true
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function jwt(payload: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(payload)}.${randomBytes(64).toString('base64url')}`
}
