import { readdirSync, readFileSync } from 'node:fs'

/**
 * The kernel's own accounts, read from /proc (Linux). A process is charged with its children when it has waited for them,
 * so that what ended between two looks is in the difference, down to processes that lived for a millisecond.
 */

/** Clock ticks a second: USER_HZ, 100 on every Linux that Node runs on. */
const TICKS = 100

/** CPU seconds, user and system, of the children that this process has waited for, and of theirs. */
export function endedChildrenCpu(): number {
  return cpuOf('self').children
}

/** Bytes that those children caused to be written to a disk; what stays in pipes, sockets and tmpfs is not among them. */
export function endedChildrenWritten(): number {
  const tasks = readdirSync('/proc/self/task')
  const own = tasks.reduce((sum, task) => sum + writtenBy(`/proc/self/task/${task}/io`), 0)
  // The process's own file is the sum of its threads and of the children it has waited for.
  return writtenBy('/proc/self/io') - own
}

/** CPU seconds of a running process, of its running descendants and of those that have ended. */
export function familyCpu(root: number): number {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const parent = Number(stat(name)[1])
    children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const sum = (pid: number): number => {
    const { own, children: ended } = cpuOf(String(pid))
    return (children.get(pid) ?? []).reduce((total, child) => total + sum(child), own + ended)
  }
  return sum(root)
}

/** CPU seconds that the whole machine was busy for since it was started, stolen ones included. */
export function machineCpu(): number {
  const [, user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] =
    read('/proc/stat').split('\n', 1)[0]?.split(/\s+/).map(Number) ?? []
  return (user + nice + system + irq + softirq + steal) / TICKS
}

/** CPU seconds of this process itself. */
export function ownCpu(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

function cpuOf(process: string): { own: number; children: number } {
  const fields = stat(process).map(Number)
  const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = fields.slice(11)
  return { own: (user + system) / TICKS, children: (childrenUser + childrenSystem) / TICKS }
}

/** The fields after the program's name, which stands in parentheses and may hold anything. Nothing: it has ended. */
function stat(process: string): string[] {
  return read(`/proc/${process}/stat`).split(')').at(-1)?.trim().split(' ') ?? []
}

function writtenBy(file: string): number {
  return Number(/^write_bytes: (\d+)$/m.exec(read(file))?.[1] ?? 0)
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
