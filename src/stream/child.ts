import { type ChildProcess, spawn } from 'node:child_process'
import { basename } from 'node:path'
import { PassThrough, Readable, type Writable } from 'node:stream'
import { pipesOnly } from './inherited-descriptors.ts'

/** How much of a child's stderr is kept for the diagnosis: its end, where programs say why they stopped. Bytes. */
const STDERR_KEPT = 64 * 1024
/** What a child gets to end by itself after SIGTERM, before SIGKILL. Milliseconds; the runner itself gives 2.5 s. */
const GRACE_MS = 2_000
const ENDING = { signal: 'SIGTERM', graceMs: GRACE_MS } as const

export type ChildEnd =
  | { readonly code: number }
  | { readonly killedBy: NodeJS.Signals }
  | { readonly notStarted: Error }

export interface Child {
  readonly program: string
  readonly pid: number | undefined
  readonly stdin: Writable
  readonly stdout: Readable
  /** The kept end of stderr. */
  stderr(): string
  /** False once it has exited, which may be long before its last output is read. */
  isRunning(): boolean
  /** Settles after the process is gone and its streams are closed; never rejects. */
  readonly ended: Promise<ChildEnd>
  kill(): void
}

/** Whom a program runs as. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

export interface ChildOptions {
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
  /** Extra pipes to the child from fd 3 on, each given its whole content: for secrets that must not be in argv. */
  readonly secrets?: readonly string[]
  /** Called with each complete line of stderr as it comes. */
  readonly onStderrLine?: (line: string) => void
  /** Called once with the pid; the returned function is called when the process is gone. */
  readonly onStart?: (pid: number, program: string) => () => void
  /** Whom it runs as, which only root may choose; default: ourselves. */
  readonly account?: Account
  readonly cwd?: string
  /** How it is asked to end, and what it gets before SIGKILL; default: SIGTERM and 2 s. */
  readonly ending?: { readonly signal: NodeJS.Signals; readonly graceMs: number }
}

/**
 * Starts a program whose stdin, stdout and stderr are pipes. On abort it is asked to end, then sent SIGKILL.
 * Ending is reported through `ended` only: anyone who reads stdout must await it too, since stdout often ends before the
 * exit code is known (measured: pg_dump).
 */
export function startChild(path: string, args: readonly string[], options: ChildOptions): Child {
  const program = basename(path)
  const { signal, secrets = [], account, cwd, ending = ENDING } = options
  let child: ChildProcess
  try {
    child = spawn(path, args, {
      env: options.env,
      ...account,
      ...(cwd === undefined ? {} : { cwd }),
      stdio: pipesOnly(3 + secrets.length),
    })
  } catch (error) {
    return notStarted(program, Promise.resolve(error))
  }
  const failed = new Promise<Error>(resolve => child.once('error', resolve))
  const { stdin, stdout, stderr } = child
  // Out of file descriptors there are no pipes, and the reason follows as an event.
  if (!stdin || !stdout || !stderr || child.pid === undefined) return notStarted(program, failed)

  const closed = new Promise<ChildEnd>(resolve => {
    child.once('close', (code, killedBy) => resolve(killedBy ? { killedBy } : { code: code ?? -1 }))
  })
  let killer: NodeJS.Timeout | undefined
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null
  const kill = (): void => {
    if (!isRunning() || killer) return
    child.kill(ending.signal)
    killer = setTimeout(() => child.kill('SIGKILL'), ending.graceMs)
  }
  signal.addEventListener('abort', kill, { once: true })
  if (signal.aborted) kill()
  const kept = keepStderr(stderr, options.onStderrLine)
  // A pipe that breaks because the child died is reported by the child's end; without a listener it would be fatal.
  stdin.on('error', () => {})
  secrets.forEach((secret, index) => {
    const pipe = child.stdio[index + 3]
    if (pipe && 'write' in pipe) pipe.on('error', () => {}).end(secret)
  })
  const gone = options.onStart?.(child.pid, program)

  const ended = closed.then(end => {
    clearTimeout(killer)
    signal.removeEventListener('abort', kill)
    gone?.()
    return end
  })
  return { program, pid: child.pid, stdin, stdout, stderr: kept, isRunning, ended, kill }
}

/** A child that never was: takes nothing, says nothing, and has ended. */
function notStarted(program: string, reason: Promise<unknown>): Child {
  const stdin = new PassThrough()
  stdin.destroy()
  return {
    program,
    pid: undefined,
    stdin,
    stdout: Readable.from([]),
    stderr: () => '',
    isRunning: () => false,
    ended: reason.then(error => ({ notStarted: error instanceof Error ? error : new Error(String(error)) })),
    kill: () => {},
  }
}

/** Follows a child's stderr: keeps its end, and says each line. Returns what reads the kept text. */
function keepStderr(stderr: Readable, onLine: ((line: string) => void) | undefined): () => string {
  let kept = ''
  let line = ''
  stderr.setEncoding('utf8')
  stderr.on('data', (text: string) => {
    kept = (kept + text).slice(-STDERR_KEPT)
    if (!onLine) return
    const lines = (line + text).split('\n')
    line = (lines.pop() ?? '').slice(-STDERR_KEPT)
    for (const whole of lines) onLine(whole)
  })
  return () => kept
}
