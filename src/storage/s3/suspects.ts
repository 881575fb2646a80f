import type { S3Options } from './options.ts'

/** AWS names the missing action in its message: "… is not authorized to perform: kms:GenerateDataKey on resource …". */
export function missingPermission(text: string): string | undefined {
  return /authorized to perform:? ([a-z0-9-]+:[A-Za-z]+)/i.exec(text)?.[1]
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
