import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { toolkitCommands } from './commands.ts'

/** What a program gets to end by itself. Milliseconds. */
const GRACE_MS = 1_000

/** Ends a process, but only if it still runs that program: process ids are used again. */
export async function endProcess(pid: number, program: string): Promise<boolean> {
  if (!(await commandLine(pid)).includes(program)) return false
  if (!signal(pid, 'SIGTERM')) return false
  await sleep(GRACE_MS)
  signal(pid, 'SIGKILL')
  return true
}

/** Empty where there is no such process. Small Linux images have no ps; other systems have no /proc. */
async function commandLine(pid: number): Promise<string> {
  try {
    return await readFile(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    const { stdout } = await toolkitCommands().run('ps', ['-o', 'command=', '-p', String(pid)])
    return stdout
  }
}

/** Returns whether there was such a process. */
function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}
