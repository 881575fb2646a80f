import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A System V shared memory segment: the few bytes by which a server sees that its data directory is in use. */
export interface Segment {
  readonly key: string
  readonly id: string
}

/** The one of a server that is or was running: the seventh line of its postmaster.pid. */
export function segmentOf(postmasterPid: string): Segment | undefined {
  const [, key, id] = /^\s*(\d+)\s+(\d+)\s*$/.exec(postmasterPid.split('\n')[6] ?? '') ?? []
  return key === undefined || id === undefined ? undefined : { key, id }
}

/** Removes it if it is still there by both of its numbers, and no process is attached to it. */
export async function removeSegment(segment: Segment): Promise<void> {
  const table = await readFile('/proc/sysvipc/shm', 'utf8').catch(() => '')
  if (isLeft(segment, table)) await run('ipcrm', ['-m', segment.id]).catch(() => {})
}

function isLeft({ key, id }: Segment, table: string): boolean {
  const [header = '', ...rows] = table.split('\n').map(line => line.trim().split(/\s+/))
  const column = (name: string): number => header.indexOf(name)
  return rows.some(
    row => row[column('key')] === key && row[column('shmid')] === id && row[column('nattch')] === '0',
  )
}
