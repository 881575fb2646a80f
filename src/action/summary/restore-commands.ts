import { posix } from 'node:path'
import type { BackupReport } from '../../backup/report.ts'
import { shellWord } from '../../backup/shell-word.ts'

/** What the commands are made of. */
export type StoredBackup = Pick<
  BackupReport,
  'manifest' | 'checksumKey' | 'location' | 'url' | 'endpoint' | 'openCommand'
>

/** How the backup is restored into an empty database with stock tools alone, as commands for a POSIX shell. */
export function restoreCommands(report: StoredBackup): string {
  const { manifest, checksumKey } = report
  const { file, commands: opening } = openFile(report, manifest.key)
  return [
    fetch(report, manifest.key),
    fetch(report, checksumKey),
    `sha256sum -c ${shellWord(nameOf(checksumKey))}`,
    ...opening,
    '',
    '# PGHOST, PGUSER and PGPASSWORD say where to; the programs must be of version',
    `# ${Number.parseInt(manifest.clientVersion, 10)} or newer.`,
    ...roles(report),
    ...(manifest.mode === 'data'
      ? ['# only rows: the database must have the tables already']
      : ['createdb restored']),
    load(report, file),
  ].join('\n')
}

function fetch(report: StoredBackup, key: string): string {
  if (!report.location.startsWith('s3://')) return `cp ${shellWord(report.url(key))} .`
  const endpoint = report.endpoint === undefined ? '' : ` --endpoint-url ${shellWord(report.endpoint)}`
  return `aws s3 cp ${shellWord(report.url(key))} .${endpoint}`
}

/** Names in a store are separated by `/` on every system. */
function nameOf(key: string): string {
  return posix.basename(key)
}

function openFile({ openCommand }: StoredBackup, key: string): { file: string; commands: string[] } {
  const file = nameOf(key)
  const command = openCommand(file)
  return command === undefined
    ? { file, commands: [] }
    : { file: file.replace(/\.(age|gpg)$/, ''), commands: [command] }
}

function roles(report: StoredBackup): string[] {
  const { globals } = report.manifest
  if (!globals) return []
  const { file, commands } = openFile(report, globals.key)
  return [
    fetch(report, globals.key),
    `echo ${shellWord(`${globals.sha256}  ${nameOf(globals.key)}`)} | sha256sum -c`,
    ...commands,
    `psql -X --dbname=postgres --file=${shellWord(file)}`,
  ]
}

/** What unpacks SQL text, by the ending of its name. */
const UNPACK: readonly (readonly [ending: string, program: string])[] = [
  ['.gz', 'gzip -dc'],
  ['.zst', 'zstd -dc'],
  ['.lz4', 'lz4 -dc'],
]

function load({ manifest }: StoredBackup, file: string): string {
  const { format, mode, options } = manifest
  if (format === 'plain') {
    const psql = 'psql -X --set=ON_ERROR_STOP=1 --dbname=restored'
    const unpack = UNPACK.find(([ending]) => file.endsWith(ending))?.[1]
    return unpack ? `${unpack} ${shellWord(file)} | ${psql}` : `${psql} --file=${shellWord(file)}`
  }
  const flags = [
    '--exit-on-error',
    ...(mode === 'data' ? ['--data-only'] : []),
    ...(options.noOwner ? ['--no-owner'] : []),
    ...(options.noAcl ? ['--no-acl'] : []),
  ]
  return `pg_restore ${flags.join(' ')} --dbname=restored ${shellWord(file)}`
}
