import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename } from 'node:path'
import type { CleanupJournal, CleanupTask } from '../../src/core/cleanup-journal.ts'

export interface OpenLedger extends CleanupJournal {
  readonly open: Set<CleanupTask>
}

export function openLedger(): OpenLedger {
  const open = new Set<CleanupTask>()
  return {
    open,
    record(task) {
      open.add(task)
      return () => void open.delete(task)
    },
  }
}

/** Processes whose command line bears the name of one of the folders; where there is no /proc none are seen. */
export async function processesNamed(folders: readonly string[]): Promise<string[]> {
  const names = await readdir('/proc').catch(() => [])
  const pids = names.filter(name => /^\d+$/.test(name))
  const lines = await Promise.all(pids.map(pid => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  return lines.filter(line => folders.some(folder => line.includes(basename(folder))))
}

/** The System V shared memory segments of this machine: key and id, by creator. */
export async function segments(): Promise<string[]> {
  const table = await readFile('/proc/sysvipc/shm', 'utf8').catch(() => '')
  const rows = table.split('\n').slice(1)
  return rows.map(row => row.trim().split(/\s+/).slice(0, 2).join(' ')).filter(row => row !== '')
}

/** The segment of a running server, as its postmaster.pid has it. */
export async function segmentOfServer(folder: string): Promise<string> {
  const places = ['data', 'inside/data'].map(data => readFile(`${folder}/${data}/postmaster.pid`, 'utf8'))
  const file = await Promise.any(places)
  return (file.split('\n')[6] ?? '').trim().split(/\s+/).join(' ')
}

/** Folders of throwaway servers in the system's folders for temporary files. */
export async function serverFoldersInTemp(): Promise<string[]> {
  const places = [...new Set([tmpdir(), '/tmp', '/var/tmp'])]
  const names = await Promise.all(places.map(place => readdir(place).catch((): string[] => [])))
  return names.flat().filter(name => name.startsWith('pg-backup-server-'))
}
