import { leftOutSchemas, stockRestore } from '../../catalog/stock-restore.ts'
import type { BackupReport } from '../report.ts'

/** What the commands are made of. */
export type StoredBackup = Pick<
  BackupReport,
  'manifest' | 'checksumKey' | 'location' | 'url' | 'endpoint' | 'openCommand'
>

/** How the backup is restored into an empty database with stock tools alone, as commands for a POSIX shell. */
export function restoreCommands({ manifest, ...stored }: StoredBackup): string {
  const { clientVersion, globals, key, mode, options } = manifest
  return stockRestore({
    ...stored,
    key,
    mode,
    globals,
    noAcl: options.noAcl,
    noOwner: options.noOwner,
    schemasFirst: leftOutSchemas(manifest),
    clientMajor: Number.parseInt(clientVersion, 10),
  })
}
