import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { provideTestClient } from '../../support/client-for-tests.ts'
import type { HostileOutcome } from '../../support/hostile-backup.ts'
import { serverFolderForTests } from '../../support/server-for-tests.ts'
import { serverTemp } from '../../support/temp-folders.ts'

const MAJOR = 17
const NOBODY = '65534'
const SECRETS = {
  'INPUT_AGE-IDENTITY': 'CANARY-age-identity',
  INPUT_PASSPHRASE: 'CANARY-passphrase',
  AWS_SECRET_ACCESS_KEY: 'CANARY-aws',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'CANARY-token',
  PGPASSWORD: 'CANARY-pgpassword',
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(serverTemp(), 'pg-backup-action-hostile-'))
  await chmod(folder, 0o777)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** What a hostile backup brings about, in a step that has secrets. */
async function hostile(account: string, env: NodeJS.ProcessEnv = process.env): Promise<HostileOutcome> {
  const script = fileURLToPath(new URL('../../support/hostile-backup.ts', import.meta.url))
  const client = await provideTestClient(MAJOR)
  const clientFolder = dirname(client.program('psql'))
  const programs = await serverFolderForTests(MAJOR)
  const child = spawn(process.execPath, [script, programs, String(MAJOR), folder, clientFolder, account], {
    env: { ...env, ...SECRETS },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  for await (const chunk of child.stdout) text += chunk
  return JSON.parse(text.trim().split('\n').at(-1) ?? '')
}

const ROOT = process.getuid?.() === 0
/** This account, and where that is root's an ordinary one too. */
const STEPS = [
  { step: ROOT ? 'root' : 'an ordinary account', account: '', otherAccount: ROOT },
  ...(ROOT ? [{ step: 'an ordinary account', account: NOBODY, otherAccount: false }] : []),
]

describe.for(STEPS)('what a hostile backup does in the drill of $step', ({ account, otherAccount }) => {
  it('reads, reaches, changes and leaves nothing of the machine, even as the superuser of its server', async ctx => {
    const outcome = await hostile(account)
    const { connections, isolated, left, mounts, printed, uids, warnings } = outcome
    if (!isolated.includes('files')) ctx.skip(`no sandbox can be had on this machine: ${warnings.join()}`)
    expect(warnings).toEqual([])
    expect(isolated).toEqual(expect.arrayContaining(['processes', 'files', 'network']))
    if (otherAccount) expect(isolated).toContain('account')
    if (otherAccount) expect(uids[0]).not.toBe(uids[1])

    // Each did run: what is not there was looked for.
    expect(printed['look']).toContain('uid=')
    expect(printed['look as psql']).toMatch(/^42$/m)
    expect(printed['look as psql']).toContain('uid=')
    expect(printed['stay']).toBe('started')

    const everything = JSON.stringify(printed)
    expect(everything).not.toContain('CANARY')
    expect(everything).not.toMatch(/INPUT_|AWS_|ACTIONS_|GITHUB_/)
    expect(printed['look']).not.toContain('hostile-backup.ts')
    expect(printed['environment of the step']).toContain('No such file')
    expect(printed['read with the server']?.match(/refused: /g)).toHaveLength(3)
    expect(printed['files']?.match(/No such file/g)).toHaveLength(3)
    expect(printed['run of the machine']).toContain("'/sys'")
    // What it writes to /tmp is in memory of its own.
    expect(printed['write']).toMatch(/\/usr\/planted: Read-only file system/)
    expect(printed['write']).toMatch(/cannot create \/planted: Read-only file system/)
    expect(printed['rights']).toMatch(/^CapEff:\n?0+$|^CapEff:[^1-9a-f]*0+$/m)
    expect(printed['rights']).toMatch(/NoNewPrivs:\D*1/)
    expect(printed['network']).not.toContain('reached')
    expect(printed['network']).toMatch(/Connection refused|Network is unreachable/)
    expect(printed['network']).toContain('perl: No such file')
    expect(printed['network of the server']).toContain('refused')
    expect(connections).toBe(0)

    expect(mounts).toEqual([])
    expect(left).toEqual({ files: [], processes: [] })
  })

  it('is not kept apart where no sandbox can be had, which is said', async () => {
    const { isolated, left, printed, uids, warnings } = await hostile(account, { PATH: '/nonexistent' })
    expect(isolated).toEqual(otherAccount ? ['account'] : [])
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain(
      `shares this with the step: ${otherAccount ? '' : 'account, '}processes, files, network. No sandbox could be made (the programs unshare, setpriv and mkfifo`,
    )
    expect(left.files).toEqual([])
    expect(printed['account of psql']).toBe(uids[1])
  })
})
