import { readFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { formatDuration } from '../core/durations.ts'
import { BackupError } from '../core/errors.ts'
import { sentence } from '../core/sentence.ts'
import type { Child } from './child.ts'
import { type Seen, watchSilence } from './silence.ts'

/** Long enough for a program at work to be given processor time on a busy machine. Milliseconds. */
const SAMPLE_MS = 1_000

/** What ends a filter that stands still. */
export interface FilterWatch {
  /** The cause, once the program was ended for standing still. */
  error(): BackupError | undefined
}

/**
 * Watches a program that reads from us and writes to us, until it has ended, and ends it when it stands still: for
 * `limitMs` it took no byte although some were waiting (or it had them all), and gave none although its output had room.
 * So neither a slow source nor a slow reader of its output counts as its fault. One that computes is waited for, at most
 * twelve times as long.
 */
export function watchFilter(child: Child, limitMs: number): FilterWatch {
  let error: BackupError | undefined
  const { stdin, stdout } = child
  const watch = watchSilence({
    what: child.program,
    limitMs,
    position: () => taken(child) + given(child),
    waits: () =>
      child.isRunning() &&
      stdout.readableLength === 0 &&
      (stdin.writableLength > 0 || stdin.writableEnded || stdin.destroyed),
    look: () => lookAtProcess(child.pid),
    say: () => {},
    end: (ms, why) => {
      error = programStalled(child.program, ms, why)
      child.kill()
    },
  })
  child.ended.then(() => watch[Symbol.dispose]())
  return { error: () => error }
}

/** What left our own buffers; the pipe's is the program's. */
function taken({ stdin }: Child): number {
  return stdin instanceof Socket ? stdin.bytesWritten - stdin.writableLength : 0
}

function given({ stdout }: Child): number {
  return stdout instanceof Socket ? stdout.bytesRead : 0
}

interface ProcessState {
  /** As /proc has it: R runs, D waits for a disk, T is stopped. */
  readonly letter: string
  /** In ticks of the kernel's clock. */
  readonly processorTime: number
  /** How many bytes it read and wrote, of its pipes too; not every program may be asked. */
  readonly io: string | undefined
}

async function lookAtProcess(pid: number | undefined): Promise<Seen> {
  const before = processState(pid)
  await pause(SAMPLE_MS)
  const after = processState(pid)
  if (!before || !after) return { kind: 'stalled', words: 'it neither takes bytes nor writes any' }
  const moved = after.processorTime > before.processorTime || after.io !== before.io
  if (moved || after.letter === 'D') return { kind: 'at work', words: 'it is at work', evidence: 'at work' }
  const stopped = after.letter.toUpperCase() === 'T'
  return { kind: 'stalled', words: stopped ? 'it was stopped by a signal' : 'it is idle' }
}

/** Undefined without a /proc, and for a process that has gone. */
function processState(pid: number | undefined): ProcessState | undefined {
  const stat = procFile(pid, 'stat')
  if (stat === undefined) return undefined
  // The second field may hold spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return {
    letter: fields[0] ?? '',
    processorTime: Number(fields[11]) + Number(fields[12]),
    io: procFile(pid, 'io'),
  }
}

function procFile(pid: number | undefined, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return undefined
  }
}

function programStalled(program: string, ms: number, why: string): BackupError {
  return new BackupError({
    kind: 'environment',
    code: 'program-stalled',
    message: sentence(
      `${program} made no progress for ${formatDuration(ms)}, although bytes were waiting for it: ${why}`,
    ),
    hint: 'Find out what stopped it on this machine (memory, a debugger, an administrator), and run it again. If it is only slow, raise stall-timeout.',
  })
}
