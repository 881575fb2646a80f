import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { basename } from 'node:path'

export interface ProgramOptions {
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
  /** The file that takes its stdout. */
  readonly stdout?: string
  readonly cwd?: string
}

/** Runs a program to its end. @throws Error with the end of its stderr when it does not end well */
export async function runProgram(
  path: string,
  args: readonly string[],
  { env, signal, stdout = '/dev/null', cwd = '/' }: ProgramOptions,
): Promise<void> {
  const output = openSync(stdout, 'w')
  const child = spawn(path, args, { env, signal, cwd, stdio: ['ignore', output, 'pipe'] })
  closeSync(output)
  let stderr = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-2_000)
  })
  const code = await new Promise<number | string | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status, killedBy) => resolve(killedBy ?? status))
  })
  if (code !== 0) throw new Error(`${basename(path)} ended with ${code}: ${stderr.trim()}`)
}
