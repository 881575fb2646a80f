import { totalmem } from 'node:os'
import { quoteIdentifier } from '../../core/sql-quoting.ts'
import type { ExtensionStart } from './extension-packages.ts'

const MIB = 1024 * 1024

export interface ServerShape {
  /** Bytes that this process may use, of the machine or its container. */
  readonly memoryBytes: number
  /** Sessions at work at the same time. */
  readonly sessions: number
  /** Names the server's processes, and is how the post step knows them. */
  readonly mark: string
  readonly socketFolder: string
  /** Whether anyone who reaches the folder may connect: it is closed to all but this step then. Else its owner alone. */
  readonly openSocket: boolean
  readonly start: ExtensionStart
}

/** For data that is thrown away: nothing is written twice, nothing waits for a disk, nobody comes from outside. */
export function serverSettings(shape: ServerShape): Record<string, string> {
  const { memoryBytes, openSocket, sessions, mark, socketFolder, start } = shape
  const buffers = within(memoryBytes / 8, 64 * MIB, 1024 * MIB)
  const maintenance = within(memoryBytes / (8 * sessions), 64 * MIB, 1024 * MIB)
  return {
    listen_addresses: '',
    // A list, whose items are quoted like identifiers.
    unix_socket_directories: quoteIdentifier(socketFolder),
    unix_socket_permissions: openSocket ? '0777' : '0700',
    port: String(SERVER_PORT),
    cluster_name: mark,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_wal_size: '2GB',
    checkpoint_timeout: '1d',
    autovacuum: 'off',
    // Restored subscriptions must not reach for their publishers.
    max_logical_replication_workers: '0',
    jit: 'off',
    huge_pages: 'off',
    // In the data directory instead of /dev/shm, which containers keep small, and where a killed server's would stay.
    dynamic_shared_memory_type: 'mmap',
    shared_buffers: `${buffers}MB`,
    maintenance_work_mem: `${maintenance}MB`,
    work_mem: '32MB',
    max_connections: String(sessions + 20),
    // pg_dump locks every table in one transaction.
    max_locks_per_transaction: '4096',
    // The log may end up in an error: it must not hold what is in rows.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_line_prefix: '',
    lc_messages: 'C',
    // The only one that needs no file.
    timezone: 'GMT',
    log_timezone: 'GMT',
    ...(start.libraries.length > 0 ? { shared_preload_libraries: start.libraries.join(',') } : {}),
    ...start.settings,
  }
}

/** Of the socket's name only: the server listens nowhere else. */
export const SERVER_PORT = 5432

/** Bytes of memory of this machine, or of the container that this process is confined to. */
export function memoryBytes(): number {
  const confined = process.constrainedMemory()
  return confined > 0 ? Math.min(confined, totalmem()) : totalmem()
}

/** As lines of postgresql.conf. */
export function configurationLines(settings: Readonly<Record<string, string>>): string {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${quotedValue(value)}\n`)
  return lines.join('')
}

/** guc-file.l: quotes are doubled, backslashes escape. */
export function quotedValue(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

function within(bytes: number, least: number, most: number): number {
  return Math.floor(Math.min(Math.max(bytes, least), most) / MIB)
}
