import { readdirSync, readFileSync } from 'node:fs'

/** Short enough to see the children of a step that lives for a second; a look takes 1–3 ms. */
const LOOK_EVERY_MS = 20

export interface SeenProcess {
  readonly pid: number
  /** Its program and arguments, as anyone on the machine can read them. */
  readonly argv: readonly string[]
}

interface Entry {
  readonly pid: number
  readonly parent: number
  /** With the pid, names a process for good: pids are used again. */
  readonly startTime: string
}

/**
 * Watches a process and, if asked, all that it starts, from outside, through /proc; sees nothing where there is no /proc.
 */
export class ProcessWatch {
  readonly #root: number
  readonly #family: boolean
  readonly #timer: NodeJS.Timeout
  readonly #known = new Map<string, Entry>()
  readonly #seen = new Map<string, SeenProcess>()
  /** The root's largest resident memory so far (VmHWM), in bytes. */
  peakMemoryBytes: number | undefined

  constructor(root: number, { family }: { readonly family: boolean }) {
    this.#root = root
    this.#family = family
    this.look()
    this.#timer = setInterval(() => this.look(), LOOK_EVERY_MS)
  }

  /** Everything that was seen; a process appears once for each command line that it had. */
  get processes(): SeenProcess[] {
    return [...this.#seen.values()]
  }

  /** Ends the watch: those of the processes that are still alive, the root aside. */
  stop(): SeenProcess[] {
    clearInterval(this.#timer)
    if (!this.#family) return []
    this.look()
    const alive = new Set(listProcesses().map(keyOf))
    const left = [...this.#known].filter(([key, entry]) => entry.pid !== this.#root && alive.has(key))
    return left.map(([, { pid }]) => ({ pid, argv: argvOf(pid) }))
  }

  look(): void {
    const peak = /^VmHWM:\s+(\d+) kB/m.exec(read(`/proc/${this.#root}/status`))?.[1]
    if (peak) this.peakMemoryBytes = Number(peak) * 1024
    if (this.#family) this.#lookAtFamily()
  }

  #lookAtFamily(): void {
    const entries = listProcesses()
    const family = new Set([this.#root, ...[...this.#known.values()].map(({ pid }) => pid)])
    // Parents come before their children only by chance: until nothing is added.
    for (let size = 0; size !== family.size; ) {
      size = family.size
      for (const entry of entries) if (family.has(entry.parent)) family.add(entry.pid)
    }
    for (const entry of entries) {
      if (!family.has(entry.pid)) continue
      this.#known.set(keyOf(entry), entry)
      const argv = argvOf(entry.pid)
      if (argv.length > 0) this.#seen.set(`${keyOf(entry)} ${argv.join('\0')}`, { pid: entry.pid, argv })
    }
  }
}

function keyOf({ pid, startTime }: Entry): string {
  return `${pid}@${startTime}`
}

function listProcesses(): Entry[] {
  return list('/proc').flatMap(name => {
    if (!/^\d+$/.test(name)) return []
    // The program's name, in parentheses, may hold anything; zombies have ended.
    const [state, parent, ...rest] = read(`/proc/${name}/stat`).split(')').at(-1)?.trim().split(' ') ?? []
    const startTime = rest[17]
    if (!startTime || state === 'Z' || state === 'X') return []
    return [{ pid: Number(name), parent: Number(parent), startTime }]
  })
}

function argvOf(pid: number): string[] {
  return read(`/proc/${pid}/cmdline`).split('\0').filter(Boolean)
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** A process may end between the listing and the reading. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
