import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { toolkitCommands } from '../../../src/action/commands.ts'

afterEach(() => vi.unstubAllEnvs())

describe('a helper program', () => {
  it.each([
    'INPUT_DATABASE-URL',
    'INPUT_AGE-IDENTITY',
    'PGPASSWORD',
    'AWS_SECRET_ACCESS_KEY',
    'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
    'GITHUB_TOKEN',
    'MY_OWN_SECRET',
    'LD_PRELOAD',
    'NODE_OPTIONS',
  ])('does not see %s of the step', async name => {
    vi.stubEnv(name, 'CANARY')
    const { exitCode, stdout } = await toolkitCommands().run('env', [])
    expect(exitCode).toBe(0)
    expect(stdout).toContain('PATH=')
    expect(stdout).not.toContain('CANARY')
  })

  it('that does not exist ends like one that failed', async () => {
    expect(await toolkitCommands().run('no-such-program', [])).toMatchObject({ exitCode: 127 })
  })

  it('that cannot be started for want of file descriptors is not taken for one that is missing', async () => {
    const file = resolve(import.meta.dirname, '../../../src/action/commands.ts')
    const script = `
      import { openSync } from 'node:fs'
      const { toolkitCommands } = await import(${JSON.stringify(file)})
      try { for (;;) openSync('/dev/null') } catch {}
      await toolkitCommands().run('true', []).then(
        result => process.stdout.write(JSON.stringify(result)),
        error => process.stdout.write(error.code),
      )`
    const limited = 'ulimit -n 60 && exec "$0" --input-type=module -e "$1"'
    const { stdout } = await promisify(execFile)('sh', ['-c', limited, process.execPath, script])
    expect(stdout).toBe('program-not-started')
  })
})
