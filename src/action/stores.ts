import type { Destination } from '../catalog/destination.ts'
import type { CleanupJournal, StoreName } from '../core/cleanup-journal.ts'
import { httpAgents } from '../http/agents.ts'
import { folderStore } from '../storage/folder/folder-store.ts'
import type { S3Options } from '../storage/s3/options.ts'
import type { ObjectStore, RememberUpload } from '../storage/store.ts'
import { awsCredentials } from './assumed-role.ts'
import type { ActionContext } from './context.ts'
import type { S3Inputs } from './inputs/shared.ts'

/** The stores of a run that writes. */
export interface StoreInputs {
  readonly destination: Destination
  readonly s3: S3Inputs
  readonly localCopy: { readonly path: string } | undefined
}

/** Where this run's backup goes; `undefined` for a local copy that is not wanted. */
export async function openStore(
  name: StoreName,
  inputs: StoreInputs,
  journal: CleanupJournal,
  report?: (line: string) => void,
): Promise<ObjectStore | undefined> {
  const remember: RememberUpload = trace => journal.record({ kind: 'upload', store: name, trace })
  if (name === 'destination') return openDestination(inputs.destination, inputs.s3, remember, report)
  return inputs.localCopy && folderStore(inputs.localCopy.path, { remember })
}

/**
 * Where the backups are; without `remember` it is only read. `report` is given a line for the log for each request that is
 * sent again.
 */
export async function openDestination(
  destination: Destination,
  s3: S3Inputs,
  remember?: RememberUpload,
  report?: (line: string) => void,
): Promise<ObjectStore> {
  const options = remember ? { remember } : {}
  if (destination.kind === 'folder') return folderStore(destination.path, options)
  const { s3Store } = await import('../storage/s3/s3-store.ts')
  return s3Store({ ...bucketOptions(destination, s3), ...options, ...(report && { report }) })
}

/** Works with the destination, and closes it afterwards. To one that is opened to write, uploads are in the journal. */
export async function withDestination<T>(
  { destination, s3 }: Pick<StoreInputs, 'destination' | 's3'>,
  access: 'to read' | 'to write',
  { journal, reporter }: Pick<ActionContext, 'journal' | 'reporter'>,
  work: (store: ObjectStore) => Promise<T>,
): Promise<T> {
  const remember: RememberUpload = trace => journal.record({ kind: 'upload', store: 'destination', trace })
  const store = await openDestination(destination, s3, access === 'to write' ? remember : undefined, line =>
    reporter.info(line),
  )
  try {
    return await work(store)
  } finally {
    store.close()
  }
}

/** How a bucket is reached, and by whose rights. */
export function bucketOptions(
  { bucket, prefix }: Extract<Destination, { kind: 's3' }>,
  s3: S3Inputs,
): S3Options {
  const { credentials: _keys, role: _role, ...options } = s3
  const credentials = awsCredentials(s3, process.env)
  const agents = httpAgents(process.env, { keepAlive: true })
  return { ...options, ...(credentials && { credentials }), agents, bucket, prefix }
}
