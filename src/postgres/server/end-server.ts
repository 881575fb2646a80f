import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { signalAll } from './by-force.ts'

const run = promisify(execFile)

/** What a server gets for an immediate shutdown: after 5 s it kills those of its processes that have not ended. Milliseconds. */
const GRACE_MS = 7_000
const POLL_MS = 20

/**
 * Ends anything that runs of the server that lives in a folder, at once, and removes the shared memory that a killed one
 * leaves. Its processes are known by the folder's name, which no other process of PostgreSQL bears.
 * @returns whether there was any
 */
export async function endServer(folder: string): Promise<boolean> {
  const mark = basename(folder)
  const file = await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8').catch(() => '')
  const segment = segmentOf(file)
  const found = await processesOf(mark)
  const postmaster = Number(file.split('\n')[0])
  if (found.includes(postmaster)) {
    await signalAll([postmaster], 'SIGQUIT')
    await gone(mark, GRACE_MS)
  }
  // What is left has lost its postmaster, or never had one; or it is in a sandbox, where all end at once, and the shared
  // memory with them.
  const rest = await processesOf(mark)
  await signalAll(rest, 'SIGKILL')
  if (rest.length > 0) await gone(mark, GRACE_MS)
  if (segment) await removeSegment(segment)
  return found.length > 0
}

async function gone(mark: string, limitMs: number): Promise<void> {
  const end = Date.now() + limitMs
  while (Date.now() < end && (await processesOf(mark)).length > 0) await sleep(POLL_MS)
}

/**
 * A server's processes bear its cluster_name, its postmaster and initdb the path of the data directory. (The working
 * directory would show them too, but in containers root may not see that of others.)
 */
async function processesOf(mark: string): Promise<number[]> {
  const all = await commandLines()
  return all
    .filter(({ text }) => text.includes(mark) && /\b(?:postgres|initdb|unshare)\b|\/sandbox\//.test(text))
    .map(({ pid }) => pid)
    .filter(pid => pid !== process.pid)
}

interface CommandLine {
  readonly pid: number
  readonly text: string
}

/** Small Linux images have no ps; other systems have no /proc. */
async function commandLines(): Promise<CommandLine[]> {
  const names = await readdir('/proc').catch(() => [])
  const pids = names.map(Number).filter(pid => pid > 0)
  if (pids.length === 0) return fromPs()
  const lines = pids.map(async pid => ({
    pid,
    text: await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
  }))
  return Promise.all(lines)
}

async function fromPs(): Promise<CommandLine[]> {
  const { stdout } = await run('ps', ['-axo', 'pid=,command=']).catch(() => ({ stdout: '' }))
  return stdout.split('\n').map(line => {
    const [, pid = '0', text = ''] = /^\s*(\d+) (.*)$/.exec(line) ?? []
    return { pid: Number(pid), text }
  })
}

const runIpcrm = promisify(execFile)

/** A System V shared memory segment: the few bytes by which a server sees that its data directory is in use. */
interface Segment {
  readonly key: string
  readonly id: string
}

/** The one of a server that is or was running: the seventh line of its postmaster.pid. */
function segmentOf(postmasterPid: string): Segment | undefined {
  const [, key, id] = /^\s*(\d+)\s+(\d+)\s*$/.exec(postmasterPid.split('\n')[6] ?? '') ?? []
  return key === undefined || id === undefined ? undefined : { key, id }
}

/** Removes it if it is still there by both of its numbers, and no process is attached to it. */
async function removeSegment(segment: Segment): Promise<void> {
  const table = await readFile('/proc/sysvipc/shm', 'utf8').catch(() => '')
  if (isLeft(segment, table)) await runIpcrm('ipcrm', ['-m', segment.id]).catch(() => {})
}

function isLeft({ key, id }: Segment, table: string): boolean {
  const [header = '', ...rows] = table.split('\n').map(line => line.trim().split(/\s+/))
  const column = (name: string): number => header.indexOf(name)
  return rows.some(
    row => row[column('key')] === key && row[column('shmid')] === id && row[column('nattch')] === '0',
  )
}
