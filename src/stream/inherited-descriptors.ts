import { openSync, readdirSync, readFileSync } from 'node:fs'

const CLOSED_ON_EXEC = 0o2000000
let found: readonly number[] | undefined
let nothing: number | undefined

/**
 * What a program that this step starts finds open, as `stdio` takes it: the pipes given, and `/dev/null` in the place of
 * each descriptor that this step was started with. Those may lead to files or sockets of the machine, and Node passes on
 * what is beyond the first 16 (uv_disable_stdio_inheritance); its own it closes for every program.
 */
export function pipesOnly(count: number): ('pipe' | 'ignore' | number)[] {
  const inherited = inheritedDescriptors().filter(descriptor => descriptor >= count)
  return Array.from({ length: Math.max(count, ...inherited.map(descriptor => descriptor + 1)) }, (_, at) => {
    if (at < count) return 'pipe'
    return inherited.includes(at) ? devNull() : 'ignore'
  })
}

/** Looked up once: nothing that is opened later is passed on. None where there is no /proc. */
function inheritedDescriptors(): readonly number[] {
  found ??= listed()
    .map(Number)
    .filter(descriptor => descriptor > 2 && isPassedOn(descriptor))
  return found
}

function listed(): string[] {
  try {
    return readdirSync('/proc/self/fdinfo')
  } catch {
    return []
  }
}

function isPassedOn(descriptor: number): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'latin1'))?.[1]
    return flags !== undefined && (Number.parseInt(flags, 8) & CLOSED_ON_EXEC) === 0
  } catch {
    return false // It was the one that read the folder.
  }
}

function devNull(): number {
  nothing ??= openSync('/dev/null', 'r')
  return nothing
}
