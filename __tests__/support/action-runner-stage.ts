import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Cancel, Canceller } from './action-runner-cancel.ts'
import { parseFileCommand } from './action-runner-commands.ts'
import { type Annotation, type LogLine, type Masks, StageLog } from './action-runner-log.ts'
import { ProcessWatch, type SeenProcess } from './action-runner-processes.ts'

export interface StageOptions {
  /** The program and its arguments. */
  readonly command: readonly [program: string, ...args: string[]]
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  /** Where the files of this stage are made. */
  readonly fileCommands: string
  readonly masks: Masks
  readonly onLine: (line: LogLine) => void
  readonly cancel: Cancel | undefined
  readonly watchProcesses: boolean
  /** Files of the runner whose disk is full. */
  readonly full: readonly RunnerFile[]
}

export interface StageResult {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly conclusion: 'success' | 'failure' | 'cancelled'
  /** `raw`: all that was written, the add-mask commands aside. `masked`: what the user sees. */
  readonly log: { readonly raw: string; readonly masked: string }
  readonly annotations: readonly Annotation[]
  readonly outputs: Readonly<Record<string, string>>
  readonly state: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
  readonly path: readonly string[]
  /** The job summary, masked. */
  readonly summary: string
  /** The files as they were written, unmasked, by the name of their variable. */
  readonly files: Readonly<Record<string, string>>
  /** With `watchProcesses`: all that ran, and what was still running when the stage had ended. */
  readonly processes: readonly SeenProcess[]
  readonly survivors: readonly SeenProcess[]
  readonly peakMemoryBytes: number | undefined
}

/** A file that takes no byte, as on a disk that is full. Linux only. */
const FULL = '/dev/full'
const FILES = {
  GITHUB_OUTPUT: 'set_output_',
  GITHUB_STATE: 'save_state_',
  GITHUB_ENV: 'set_env_',
  GITHUB_PATH: 'add_path_',
  GITHUB_STEP_SUMMARY: 'step_summary_',
}
export type RunnerFile = keyof typeof FILES
/** How long the runner reads on when a step has exited but something that it started still holds its stdout. */
const OPEN_STREAMS_MS = 5_000
const SUMMARY_LIMIT = 1024 * 1024

/** Runs one stage of a step: a script of an action, or a script of the workflow's own. */
export async function runStage(options: StageOptions): Promise<StageResult> {
  const suffix = randomUUID()
  const paths = Object.entries(FILES).map(
    ([name, prefix]) => [name, join(options.fileCommands, prefix + suffix)] as const,
  )
  for (const [, path] of paths) writeFileSync(path, '')
  const full = Object.fromEntries(options.full.map(name => [name, FULL]))

  const [program, ...args] = options.command
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...options.env, ...Object.fromEntries(paths), ...full },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const watch = new ProcessWatch(child.pid ?? 0, { family: options.watchProcesses })
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  const canceller = new Canceller(child, exited, options.cancel, () => watch.look())
  let listenerFailed: { readonly error: unknown } | undefined
  const log = new StageLog(options.masks, line => {
    canceller.see(line)
    try {
      options.onLine(line)
    } catch (error) {
      // Reading goes on: a step whose pipes nobody empties would never end.
      listenerFailed ??= { error }
    }
  })
  const read = Promise.all([log.follow(child.stdout), log.follow(child.stderr)])

  const { code, signal } = await exited
  await Promise.race([read, sleep(OPEN_STREAMS_MS, undefined, { ref: false })])
  child.stdout.destroy()
  child.stderr.destroy()
  await read.catch(() => {})
  canceller.end()
  const survivors = watch.stop()
  if (listenerFailed) throw listenerFailed.error

  const files = Object.fromEntries(paths.map(([name, path]) => [name, readFileSync(path, 'utf8')]))
  const parsed = (name: keyof typeof FILES): Record<string, string> => {
    try {
      return parseFileCommand(files[name] ?? '')
    } catch (error) {
      log.annotate('error', `Unable to process file command '${name}' successfully. ${String(error)}`)
      return {}
    }
  }
  const outputs = { ...log.outputs, ...parsed('GITHUB_OUTPUT') }
  const state = { ...log.state, ...parsed('GITHUB_STATE') }
  const env = parsed('GITHUB_ENV')
  const commandRefused = log.annotations.some(({ message }) =>
    /^Unable to process|command is disabled/.test(message),
  )
  const summary = files['GITHUB_STEP_SUMMARY'] ?? ''
  const tooLong = Buffer.byteLength(summary) > SUMMARY_LIMIT
  if (tooLong)
    log.annotate('error', '$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k')
  return {
    exitCode: code,
    signal,
    conclusion: canceller.cancelled ? 'cancelled' : code === 0 && !commandRefused ? 'success' : 'failure',
    log: { raw: log.raw.join('\n'), masked: log.masked.join('\n') },
    annotations: log.annotations,
    outputs,
    state,
    env,
    path: (files['GITHUB_PATH'] ?? '').split('\n').filter(Boolean),
    summary: tooLong ? '' : options.masks.hide(summary),
    files,
    processes: watch.processes,
    survivors,
    peakMemoryBytes: watch.peakMemoryBytes,
  }
}
