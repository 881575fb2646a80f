import type { Destination } from '../../catalog/destination.ts'
import type { Reading } from './reading.ts'
import { s3AccessInputs, s3WritingInputs } from './table/storage.ts'

const OF_AWS: ReadonlySet<PropertyKey> = new Set([
  ...['region', 'role-to-assume', 'aws-access-key-id', 'aws-secret-access-key', 'aws-session-token'],
])

/** Inputs about S3 where the destination is a folder. */
export function ignoredInputs<Values extends { readonly destination: Destination | undefined }>(
  { value, isSet }: Reading<Values>,
  names: readonly (keyof Values & string)[],
): string[] {
  if (value('destination')?.kind !== 'folder') return []
  // Email by Amazon SES is sent with them too.
  const emails = names.some(name => name === 'email-to' && isSet(name))
  const ignored = names.filter(
    name =>
      (name in s3AccessInputs || name in s3WritingInputs) && isSet(name) && !(emails && OF_AWS.has(name)),
  )
  if (ignored.length === 0) return []
  return [
    `destination is a folder: ${ignored.join(', ')} ${ignored.length > 1 ? 'are' : 'is'} for s3:// only, without effect here`,
  ]
}
