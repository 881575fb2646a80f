import type { Destination } from '../backup/destination.ts'
import type { Ledger, StoreName } from '../backup/ledger.ts'
import { folderStore } from '../storage/folder/folder-store.ts'
import { s3Store } from '../storage/s3/s3-store.ts'
import type { ObjectStore, RememberUpload } from '../storage/store.ts'
import { httpAgents } from './http-agents.ts'
import type { BackupInputs, S3Inputs } from './inputs/backup-inputs.ts'

/** Where this run's backup goes; `undefined` for a local copy that is not wanted. */
export function openStore(
  name: StoreName,
  inputs: BackupInputs,
  ledger: Ledger,
  report?: (line: string) => void,
): ObjectStore | undefined {
  const remember: RememberUpload = trace => ledger.record({ kind: 'upload', store: name, trace })
  if (name === 'destination') return openDestination(inputs.destination, inputs.s3, remember, report)
  return inputs.localCopy && folderStore(inputs.localCopy.path, { remember })
}

/**
 * Where the backups are; without `remember` it is only read. `report` is given a line for the log for each request that is
 * sent again.
 */
export function openDestination(
  destination: Destination,
  s3: S3Inputs,
  remember?: RememberUpload,
  report?: (line: string) => void,
): ObjectStore {
  const options = remember ? { remember } : {}
  if (destination.kind === 'folder') return folderStore(destination.path, options)
  const { bucket, prefix } = destination
  const agents = httpAgents(process.env, { keepAlive: true })
  return s3Store({ ...s3, ...options, agents, ...(report && { report }), bucket, prefix })
}
