import type { S3Options } from './options.ts'

/** AWS names the missing action in its message: "… is not authorized to perform: kms:GenerateDataKey on resource …". */
export function missingPermission(text: string): string | undefined {
  return /authorized to perform:? ((?:s3|s3express|kms|sts):[A-Za-z]{3,40})\b/i.exec(text)?.[1]
}

/** Kinds of policies, as AWS names them at the end of a denial, and what they are called here. */
const POLICIES: readonly (readonly [RegExp, string])[] = [
  [/VPC endpoint policy/i, 'the policy of the VPC endpoint'],
  [/service control policy/i, 'a service control policy of the organization'],
  [/resource control policy/i, 'a resource control policy of the organization'],
  [/permissions boundary/i, 'the permissions boundary of the role'],
  [/session policy/i, 'the policy of the role session'],
  [/resource-based policy/i, 'the policy of the bucket or key'],
  [/identity-based policy/i, 'the policy of the user or role'],
]

/** Which policy denies a request, in words of ours; undefined where the store does not say it in words that are known. */
export function denyingPolicy(text: string): string | undefined {
  const policy = POLICIES.find(([pattern]) => pattern.test(text))?.[1]
  return policy && `${policy} ${/explicit deny/i.test(text) ? 'denies it' : 'does not allow it'}`
}

/** The options of an upload that not every store has, as the user wrote them. */
export function chosenOptions(options: S3Options): string[] {
  const { sse, storageClass, objectLock, tags, checksum } = options
  return [
    sse && sse.kind !== 'none' ? `sse: ${sse.kind}` : '',
    sse?.kind === 'aws:kms' && sse.keyId ? `sse-kms-key-id: ${sse.keyId}` : '',
    storageClass ? `storage-class: ${storageClass}` : '',
    objectLock
      ? `object-lock-mode: ${objectLock.mode} (the bucket must have been made with Object Lock)`
      : '',
    tags && Object.keys(tags).length > 0 ? 'tags' : '',
    checksum && checksum !== 'none' ? `checksum: ${checksum}` : '',
  ].filter(Boolean)
}
