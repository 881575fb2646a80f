import { readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'

/** In a temporary folder: which process made it. */
const FILE = '.owner'
/** No job runs longer: GitHub ends those of its own machines after 6 hours, and all others after 5 days. Milliseconds. */
const LONGEST_JOB_MS = 7 * 24 * 3_600_000

interface Owner {
  readonly host: string
  /** Changes whenever the machine starts. */
  readonly boot: string
  /** Containers number their processes by themselves. */
  readonly namespace: string
  readonly pid: number
  /** Numbers are used again: a process is known by its number and its start, in ticks since the machine's. */
  readonly started: string
}

/** Writes into a folder that it is this process's. On systems without /proc nothing is written. */
export function markOwner(folder: string): void {
  const owner = thisProcess()
  if (owner) writeFileSync(join(folder, FILE), JSON.stringify(owner))
}

/**
 * Whether the process that made a folder is gone for certain. Of another container's that cannot be known: then whether the
 * folder is older than any job can be.
 * @param unmarked what counts where no process is written down
 */
export async function isLost(folder: string, unmarked: 'its age' | 'nothing'): Promise<boolean> {
  const own = thisProcess()
  if (!own) return false
  const owner = await readOwner(folder)
  if (!owner && unmarked === 'nothing') return false
  if (owner && owner.boot === own.boot && owner.namespace === own.namespace)
    return startOf(owner.pid) !== owner.started
  if (owner && owner.boot !== own.boot && owner.host === own.host) return true
  const { mtimeMs } = await lstat(folder)
  return Date.now() - mtimeMs > LONGEST_JOB_MS
}

function thisProcess(): Owner | undefined {
  try {
    const started = startOf(process.pid)
    if (started === undefined) return undefined
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return { host: hostname(), boot, namespace: readlinkSync('/proc/self/ns/pid'), pid: process.pid, started }
  } catch {
    return undefined
  }
}

/** The 22nd field of its `stat`, whose second may hold spaces; undefined where there is no such process. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}

async function readOwner(folder: string): Promise<Owner | undefined> {
  const path = join(folder, FILE)
  const found = await lstat(path).catch(() => undefined)
  if (!found?.isFile() || found.size > 1_000) return undefined
  try {
    const owner: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return isOwner(owner) ? owner : undefined
  } catch {
    return undefined
  }
}

function isOwner(value: unknown): value is Owner {
  if (typeof value !== 'object' || value === null) return false
  const words = ['host', 'boot', 'namespace', 'started'].every(
    name => name in value && typeof Reflect.get(value, name) === 'string',
  )
  return words && 'pid' in value && Number.isInteger(value.pid)
}
