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
  /** Processes of others, which they stay as long as they live. */
  readonly #strangers = new Set<number>()
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
    const alive = new Set(
      listPids()
        .flatMap(pid => entryOf(pid) ?? [])
        .map(keyOf),
    )
    const left = [...this.#known].filter(([key, entry]) => entry.pid !== this.#root && alive.has(key))
    return left.map(([, { pid }]) => ({ pid, argv: argvOf(pid) }))
  }

  look(): void {
    const peak = /^VmHWM:\s+(\d+) kB/m.exec(read(`/proc/${this.#root}/status`))?.[1]
    if (peak) this.peakMemoryBytes = Number(peak) * 1024
    if (this.#family) this.#lookAtFamily()
  }

  #lookAtFamily(): void {
    const pids = new Set(listPids())
    for (const pid of this.#strangers) if (!pids.has(pid)) this.#strangers.delete(pid)
    const members = [...this.#known.values()].filter(({ pid }) => pids.has(pid))
    const family = new Set([this.#root, ...members.map(({ pid }) => pid)])
    // Whose child a process is when it is first seen decides: nearly all of a machine's are read once.
    const unknown = [...pids].filter(pid => !family.has(pid) && !this.#strangers.has(pid))
    const entries = [this.#root, ...unknown].flatMap(pid => entryOf(pid) ?? [])
    // Parents come before their children only by chance: until nothing is added.
    for (let size = 0; size !== family.size; ) {
      size = family.size
      for (const entry of entries) if (family.has(entry.parent)) family.add(entry.pid)
    }
    for (const entry of entries) {
      if (family.has(entry.pid)) this.#known.set(keyOf(entry), entry)
      else this.#strangers.add(entry.pid)
    }
    // A process may take on another command line at any time.
    for (const [key, { pid }] of this.#known) {
      const argv = pids.has(pid) ? argvOf(pid) : []
      if (argv.length > 0) this.#seen.set(`${key} ${argv.join('\0')}`, { pid, argv })
    }
  }
}

function keyOf({ pid, startTime }: Entry): string {
  return `${pid}@${startTime}`
}

function listPids(): number[] {
  return list('/proc').map(Number).filter(Number.isInteger)
}

/** Undefined of a process that has ended, zombies among them. */
function entryOf(pid: number): Entry | undefined {
  // The program's name, in parentheses, may hold anything.
  const [state, parent, ...rest] = read(`/proc/${pid}/stat`).split(')').at(-1)?.trim().split(' ') ?? []
  const startTime = rest[17]
  if (!startTime || state === 'Z' || state === 'X') return undefined
  return { pid, parent: Number(parent), startTime }
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
