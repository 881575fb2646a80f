import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StageOptions } from '../../support/action-runner-stage.ts'

/** What the runner makes of `shell:`; without one a failure inside a pipe goes unnoticed. */
const SHELLS: Readonly<Record<string, string>> = {
  '': 'bash -e {0}',
  bash: 'bash --noprofile --norc -eo pipefail {0}',
  sh: 'sh -e {0}',
  python: 'python3 {0}',
}

/** Writes a `run:` to a file and gives the command that runs it. Throws on a shell that is not known. */
export function scriptCommand(script: string, shell: string, temp: string): StageOptions['command'] {
  const file = join(temp, `${randomUUID()}.sh`)
  writeFileSync(file, script.replaceAll('\r\n', '\n'))
  const template = SHELLS[shell] ?? shell
  if (!template.includes('{0}'))
    throw new Error(
      `Invalid shell option. Shell must be a valid built-in or a format string containing '{0}'.`,
    )
  const [program = 'bash', ...args] = template.split(' ').map(word => word.replace('{0}', file))
  return [program, ...args]
}
