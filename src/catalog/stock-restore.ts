import { posix } from 'node:path'
import { shellWord } from '../core/shell-word.ts'
import type { Mode } from '../postgres/dump-choices.ts'
import type { Manifest } from './manifest.ts'

/** What the commands are made of. */
export interface StockBackup {
  readonly key: string
  readonly checksumKey: string
  /** `s3://bucket/prefix`, or the path of a folder. */
  readonly location: string
  readonly url: (key: string) => string
  /** Of a store other than AWS, for the aws program. */
  readonly endpoint: string | undefined
  /** The command that opens a file with stock tools; undefined where nothing is sealed. */
  readonly openCommand: (file: string) => string | undefined
  /** The oldest version that the programs may have. */
  readonly clientMajor: number
  readonly mode: Mode
  readonly noOwner: boolean
  readonly noAcl: boolean
  /** Schemas that have to be there first, as SQL writes them (`leftOutSchemas`). */
  readonly schemasFirst?: readonly string[]
  /** The roles' SQL, where it was kept. */
  readonly globals: { readonly key: string; readonly sha256: string } | undefined
}

/** How a backup is restored into an empty database with stock tools alone, as commands for a POSIX shell. */
export function stockRestore(backup: StockBackup): string {
  const { file, commands: opening } = openFile(backup, backup.key)
  return [
    fetch(backup, backup.key),
    fetch(backup, backup.checksumKey),
    `sha256sum -c ${shellWord(nameOf(backup.checksumKey))}`,
    ...opening,
    '',
    '# PGHOST, PGUSER and PGPASSWORD say where to; the programs must be of version',
    `# ${backup.clientMajor} or newer.`,
    ...roles(backup),
    ...(backup.mode === 'data'
      ? ['# only rows: the database must have the tables already']
      : ['createdb restored', ...createSchemas(backup)]),
    load(backup, file),
  ].join('\n')
}

function fetch({ endpoint, location, url }: StockBackup, key: string): string {
  if (!location.startsWith('s3://')) return `cp ${shellWord(url(key))} .`
  return `aws s3 cp ${shellWord(url(key))} .${endpoint === undefined ? '' : ` --endpoint-url ${shellWord(endpoint)}`}`
}

/** Names in a store are separated by `/` on every system. */
function nameOf(key: string): string {
  return posix.basename(key)
}

function openFile({ openCommand }: StockBackup, key: string): { file: string; commands: string[] } {
  const file = nameOf(key)
  const command = openCommand(file)
  return command === undefined
    ? { file, commands: [] }
    : { file: file.replace(/\.(age|gpg)$/, ''), commands: [command] }
}

function roles(backup: StockBackup): string[] {
  const { globals } = backup
  if (!globals) return []
  const { file, commands } = openFile(backup, globals.key)
  return [
    fetch(backup, globals.key),
    `echo ${shellWord(`${globals.sha256}  ${nameOf(globals.key)}`)} | sha256sum -c`,
    ...commands,
    `psql -X --dbname=postgres --file=${shellWord(file)}`,
  ]
}

/** A pattern of pg_dump's that is nothing but a name. */
const NAME = /^(?:[a-z_][a-z0-9_$]*|"[^"]+")$/

/**
 * A backup has its extensions no matter which schema they are in (CREATE EXTENSION … WITH SCHEMA), and nothing that creates that
 * schema where it was left out.
 */
export function leftOutSchemas({ contents, options }: Pick<Manifest, 'contents' | 'options'>): string[] {
  return contents.extensions.length === 0 ? [] : options.excludeSchemas.filter(pattern => NAME.test(pattern))
}

function createSchemas({ schemasFirst = [] }: StockBackup): string[] {
  if (schemasFirst.length === 0) return []
  const statements = schemasFirst.map(name => `CREATE SCHEMA IF NOT EXISTS ${name}`).join('; ')
  return [
    '# left out of the backup, but its extensions may be in them',
    `psql -X --set=ON_ERROR_STOP=1 --dbname=restored --command=${shellWord(statements)}`,
  ]
}

/** What unpacks SQL text, by the ending of its name. */
const UNPACK: readonly (readonly [ending: string, program: string])[] = [
  ['.gz', 'gzip -dc'],
  ['.zst', 'zstd -dc'],
  ['.lz4', 'lz4 -dc'],
]

function load({ mode, noAcl, noOwner }: StockBackup, file: string): string {
  if (!file.endsWith('.dump')) {
    const psql = 'psql -X --set=ON_ERROR_STOP=1 --dbname=restored'
    const unpack = UNPACK.find(([ending]) => file.endsWith(ending))?.[1]
    return unpack ? `${unpack} ${shellWord(file)} | ${psql}` : `${psql} --file=${shellWord(file)}`
  }
  const flags = [
    '--exit-on-error',
    ...(mode === 'data' ? ['--data-only'] : []),
    ...(noOwner ? ['--no-owner'] : []),
    ...(noAcl ? ['--no-acl'] : []),
  ]
  return `pg_restore ${flags.join(' ')} --dbname=restored ${shellWord(file)}`
}
