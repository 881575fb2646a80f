import type { Key } from 'openpgp'
import { repositoryRefused } from '../problems.ts'

const BEGIN = '-----BEGIN PGP SIGNED MESSAGE-----'
const END = '-----END PGP SIGNATURE-----'

/**
 * Returns the text of a clear-signed file that at least one of the keys, valid now, has signed. Only what is returned
 * may be used: the check passes over what stands around the signed text, so any such thing is refused first.
 * @throws BackupError `repository-unsigned`, `repository-text-outside-signature`, `repository-signature-wrong`,
 *   `repository-key-unknown`
 */
export async function verifiedText(
  file: string,
  keys: readonly Key[],
  now: Date,
  repository: string,
): Promise<string> {
  if (!file.includes(BEGIN))
    throw repositoryRefused(repository, 'repository-unsigned', 'InRelease is not a signed file')
  const whole = file.trimEnd()
  if (!whole.startsWith(BEGIN) || whole.indexOf(END) !== whole.length - END.length) {
    throw repositoryRefused(
      repository,
      'repository-text-outside-signature',
      'InRelease holds text that is not signed',
    )
  }
  const { readCleartextMessage, verify } = await import('openpgp')
  const message = await readCleartextMessage({ cleartextMessage: whole }).catch(cause => {
    throw repositoryRefused(
      repository,
      'repository-unsigned',
      `InRelease is no valid signed file (${reasonOf(cause)})`,
    )
  })
  const { data, signatures } = await verify({ message, verificationKeys: [...keys], date: now })
  const refusals: string[] = []
  for (const { keyID, verified } of signatures) {
    const key = keys.find(each => each.getKeys(keyID).length > 0)
    if (!key) continue
    try {
      await verified
      await key.getSigningKey(keyID, now)
      return data
    } catch (cause) {
      refusals.push(`${keyID.toHex()}: ${reasonOf(cause)}`)
    }
  }
  if (refusals.length > 0) {
    throw repositoryRefused(
      repository,
      'repository-signature-wrong',
      `its signature is wrong (${refusals.join('; ')})`,
    )
  }
  const signers = signatures.map(({ keyID }) => keyID.toHex()).join(', ') || 'nobody'
  throw repositoryRefused(
    repository,
    'repository-key-unknown',
    `it is signed by ${signers}, none of which is a key given for it`,
  )
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message.replace(/\s+/g, ' ') : String(cause)
}
