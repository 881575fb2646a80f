import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'

/** Why `program` can't be used on this machine; undefined when it can. */
export function missingProgram(program: string): string | undefined {
  return spawnSync(program, ['--version']).status === 0 ? undefined : `no ${program} program on this machine`
}

/** Runs one command line as a user would paste it. Rejects with its stderr unless it exits 0. */
export function runShell(command: string, folder: string, env: Record<string, string>): Promise<void> {
  return run('sh', ['-c', command], folder, { ...process.env, ...env })
}

/** age takes a passphrase from a terminal only: python's pty gives it one, answers the prompt, and passes the exit code on. */
const TYPIST = `
import os, pty, sys
command, answer = sys.argv[1], sys.stdin.readline().rstrip("\\n")
pid, terminal = pty.fork()
if pid == 0:
    os.execvp("sh", ["sh", "-c", command])
said, answered = b"", False
while True:
    try:
        more = os.read(terminal, 1024)
    except OSError:
        break
    if not more:
        break
    said += more
    if not answered and b"passphrase" in said:
        os.write(terminal, answer.encode() + b"\\n")
        answered = True
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
if status != 0:
    sys.stderr.buffer.write(said)
sys.exit(1 if status != 0 else 0)
`

/** Runs one command line in a terminal and types `answer` when it asks for a passphrase. */
export function runInTerminal(command: string, folder: string, answer: string): Promise<void> {
  return run('python3', ['-c', TYPIST, command], folder, process.env, `${answer}\n`)
}

async function run(
  program: string,
  args: readonly string[],
  folder: string,
  env: NodeJS.ProcessEnv,
  input = '',
): Promise<void> {
  const child = spawn(program, args, { cwd: folder, env, stdio: ['pipe', 'ignore', 'pipe'] })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text
  })
  child.stdin.on('error', () => {}).end(input)
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`)
}
