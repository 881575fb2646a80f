import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { SeenProcess } from './action-runner-processes.ts'

const LOOK_EVERY_MS = 10

/** The pid of a program among what this process has started, directly or not; waits until it is there. Linux only. */
export async function descendantRunning(program: string, signal: AbortSignal): Promise<number> {
  for (;;) {
    const found = descendants(process.pid).find(pid => argvOf(pid).some(word => basename(word) === program))
    if (found !== undefined) return found
    await pause(LOOK_EVERY_MS, undefined, { signal })
  }
}

/** Program and arguments of no matter what this process has started, directly or not, as anyone on the machine can read them. */
export function descendantArguments(): string[][] {
  return descendants(process.pid).map(argvOf)
}

/** Whether a process runs; one that has ended, and that nobody has asked for its exit code, does not. */
export function isRunning(pid: number): boolean {
  return argvOf(pid).length > 0
}

/** Those of the processes that still run: the same pid with the same arguments. */
export function stillRunning(processes: readonly SeenProcess[]): SeenProcess[] {
  return processes.filter(({ pid, argv }) => argvOf(pid).join('\0') === argv.join('\0'))
}

function descendants(root: number): number[] {
  const parents = new Map(
    list().flatMap(pid => {
      const fields = read(`/proc/${pid}/stat`).split(')').at(-1)?.trim().split(' ')
      return fields?.[1] === undefined || fields[0] === 'Z' ? [] : [[pid, Number(fields[1])] as const]
    }),
  )
  const isOurs = (pid: number): boolean => {
    const parent = parents.get(pid)
    return parent !== undefined && (parent === root || isOurs(parent))
  }
  return [...parents.keys()].filter(isOurs)
}

function list(): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
}

function argvOf(pid: number): string[] {
  return read(`/proc/${pid}/cmdline`).split('\0').filter(Boolean)
}

/** A process may end between the listing and the reading. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
