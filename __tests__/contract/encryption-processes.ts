import { readdirSync, readFileSync } from 'node:fs'

/** What the machine shows of each process that we may look at: arguments and environment. */
export interface SeenProcess {
  readonly pid: number
  readonly cmdline: string
  readonly environ: string
}

function look(pid: number): SeenProcess[] {
  try {
    const read = (file: string): string => readFileSync(`/proc/${pid}/${file}`, 'utf8')
    return [{ pid, cmdline: read('cmdline'), environ: read('environ') }]
  } catch {
    return []
  }
}

/** The visible processes but our own; none on a machine without /proc. */
export function visibleProcesses(): SeenProcess[] {
  try {
    const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name))
    return pids
      .map(Number)
      .filter(pid => pid !== process.pid)
      .flatMap(look)
  } catch {
    return []
  }
}
