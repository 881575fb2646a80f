import { getExecOutput } from '@actions/exec'
import { BackupError, defineError, messageOf } from '../core/errors.ts'
import type { Commands } from '../postgres/client/commands.ts'

/** What short programs need, and no more: the step's own environment holds every secret of its inputs. */
const NEEDED = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'LC_ALL', 'SystemRoot']

/** What the system says when it has no room for another process: no word about the program. */
const NO_ROOM = ['EMFILE', 'ENFILE', 'EAGAIN', 'ENOMEM']

/**
 * Short commands through the toolkit: nothing of them is printed, and they see none of the step's secrets.
 * @throws BackupError `program-not-started` where the system can start no program
 */
export function toolkitCommands(): Commands {
  return {
    async run(program, args, options = {}) {
      const env = defined(options.env ?? only(NEEDED, process.env))
      try {
        return await getExecOutput(`"${program}"`, [...args], { silent: true, ignoreReturnCode: true, env })
      } catch (cause) {
        if (NO_ROOM.some(code => messageOf(cause).includes(code))) throw noRoom(program, cause)
        return { exitCode: 127, stdout: '', stderr: messageOf(cause) }
      }
    },
  }
}

function only(names: readonly string[], env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(names.map(name => [name, env[name]]))
}

function defined(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

const PROGRAM_NOT_STARTED = defineError({
  topic: 'client',
  code: 'program-not-started',
  kind: 'environment',
  meaning: 'The machine has no room for another process: open files, processes or memory are at their limit.',
  fix: 'Raise the limits of the runner (ulimit -n, ulimit -u), or use a larger one.',
})

function noRoom(program: string, cause: unknown): BackupError {
  return new BackupError(
    {
      ...PROGRAM_NOT_STARTED,
      message: `The program ${program} could not be started: this machine has no room for another process (${NO_ROOM.find(code => messageOf(cause).includes(code))}).`,
      hint: 'Raise the limits of open files and processes (ulimit -n, ulimit -u) or the memory of the runner.',
    },
    cause,
  )
}
