import type { Key } from 'openpgp'
import { defineError } from '../../../core/errors.ts'
import { repositoryRefused } from '../problems.ts'

const BEGIN = '-----BEGIN PGP SIGNED MESSAGE-----'
const END = '-----END PGP SIGNATURE-----'

const REPOSITORY_UNSIGNED = defineError({
  topic: 'client',
  code: 'repository-unsigned',
  kind: 'integrity',
  meaning: "What is served as a repository's InRelease is not a signed file.",
  fix: 'Something else answers under this address (a proxy, a login page?): look at what it serves.',
})

const REPOSITORY_TEXT_OUTSIDE_SIGNATURE = defineError({
  topic: 'client',
  code: 'repository-text-outside-signature',
  kind: 'integrity',
  meaning: "A repository's InRelease holds text that its signature does not cover.",
  fix: 'Someone has altered it on the way: do not use this repository until that is explained.',
})

const REPOSITORY_SIGNATURE_WRONG = defineError({
  topic: 'client',
  code: 'repository-signature-wrong',
  kind: 'integrity',
  meaning: "The signature of a repository's InRelease is wrong.",
  fix: 'Someone has altered it on the way: do not use this repository until that is explained.',
})

const REPOSITORY_KEY_UNKNOWN = defineError({
  topic: 'client',
  code: 'repository-key-unknown',
  kind: 'integrity',
  meaning: 'A repository is signed by none of the keys that were given for it.',
  fix: 'Name the right key file in the source line, deb [signed-by=/path/key.asc] …, or find out who signs it now.',
})

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
    throw repositoryRefused(repository, REPOSITORY_UNSIGNED, 'InRelease is not a signed file')
  const whole = file.trimEnd()
  if (!whole.startsWith(BEGIN) || whole.indexOf(END) !== whole.length - END.length) {
    throw repositoryRefused(
      repository,
      REPOSITORY_TEXT_OUTSIDE_SIGNATURE,
      'InRelease holds text that is not signed',
    )
  }
  const { readCleartextMessage, verify } = await import('openpgp')
  const message = await readCleartextMessage({ cleartextMessage: whole }).catch(cause => {
    throw repositoryRefused(
      repository,
      REPOSITORY_UNSIGNED,
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
      REPOSITORY_SIGNATURE_WRONG,
      `its signature is wrong (${refusals.join('; ')})`,
    )
  }
  const signers = signatures.map(({ keyID }) => keyID.toHex()).join(', ') || 'nobody'
  throw repositoryRefused(
    repository,
    REPOSITORY_KEY_UNKNOWN,
    `it is signed by ${signers}, none of which is a key given for it`,
  )
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message.replace(/\s+/g, ' ') : String(cause)
}
