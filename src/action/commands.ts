import { getExecOutput } from '@actions/exec'
import { messageOf } from '../backup/errors.ts'
import type { Commands } from '../postgres/client/commands.ts'

/** Short commands through the toolkit: nothing of them is printed. */
export function toolkitCommands(): Commands {
  return {
    async run(program, args, options = {}) {
      const environment = Object.entries(options.env ?? process.env).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      )
      try {
        return await getExecOutput(`"${program}"`, [...args], {
          silent: true,
          ignoreReturnCode: true,
          env: Object.fromEntries(environment),
        })
      } catch (cause) {
        return { exitCode: 127, stdout: '', stderr: messageOf(cause) }
      }
    },
  }
}
