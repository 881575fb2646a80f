import { fromWebToken } from '@aws-sdk/credential-provider-web-identity'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import type { HttpAgents } from '../../http/agents.ts'
import type { AwsKeys } from './credentials.ts'
import type { AwsRole } from './role.ts'
import { roleFailure } from './role-failure.ts'

/** For a connection, and for each answer. Milliseconds. */
const CONNECT_MS = 10_000
const ANSWER_MS = 20_000

export interface RoleParts {
  readonly region: string
  /** Names the session in the account's logs: 2 to 64 characters of `A-Z a-z 0-9 _ + = , . @ -`. */
  readonly sessionName: string
  readonly agents: HttpAgents
  /** A fresh OpenID Connect token, made out to that audience. */
  readonly token: (audience: string) => Promise<string>
}

/**
 * Assumes a role by an OpenID Connect token, without keys of any kind (AssumeRoleWithWebIdentity). The keys are those of a
 * session of an hour, which every role allows. `AWS_ENDPOINT_URL_STS` is honoured, as by any AWS SDK.
 * @throws BackupError `role-not-assumed`, `role-sts-unreachable`, and what `token` throws
 */
export async function assumeRole(role: AwsRole, parts: RoleParts): Promise<AwsKeys> {
  const { agents, region, sessionName } = parts
  const token = await parts.token(role.audience)
  const requestHandler = new NodeHttpHandler({
    httpAgent: agents.http,
    httpsAgent: agents.https,
    connectionTimeout: CONNECT_MS,
    requestTimeout: ANSWER_MS,
    throwOnRequestTimeout: true,
  })
  try {
    const assume = fromWebToken({
      roleArn: role.arn,
      roleSessionName: sessionName,
      webIdentityToken: token,
      clientConfig: { region, requestHandler },
    })
    const { accessKeyId, expiration, secretAccessKey, sessionToken } = await assume()
    return {
      accessKeyId,
      secretAccessKey,
      ...(sessionToken && { sessionToken }),
      ...(expiration && { expiration }),
    }
  } catch (cause) {
    throw roleFailure(role, token, cause)
  } finally {
    requestHandler.destroy()
  }
}
