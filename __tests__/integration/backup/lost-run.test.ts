import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openScratch } from '../../../src/action/step.ts'
import { sweepLost } from '../../../src/action/sweep-lost.ts'
import type { CleanupTask } from '../../../src/core/cleanup-journal.ts'
import type { Reporter } from '../../../src/core/reporter.ts'
import { markOwner } from '../../../src/stream/owner.ts'
import { silentReporter } from '../../support/client-for-tests.ts'
import { serverFolderForTests } from '../../support/server-for-tests.ts'
import { openLedger, processesNamed, segmentOfServer, segments } from '../../support/server-traces.ts'
import { serverTemp } from '../../support/temp-folders.ts'

const MAJOR = 17
const A_WEEK_AGO = new Date(Date.now() - 8 * 24 * 3_600_000)

let temp: string
let told: string[]
/** The system's folders for temporary files may have others' leftovers. */
function hear(line: string): void {
  if (line.includes(temp)) told.push(line)
}
const reporter: Reporter = {
  ...silentReporter,
  info: hear,
  warning: hear,
}
beforeEach(async () => {
  temp = await mkdtemp(join(serverTemp(), 'pg-backup-action-lost-'))
  await chmod(temp, 0o755)
  told = []
})
afterEach(() => rm(temp, { recursive: true, force: true }))

/** A drill's server in a process of its own. */
async function drillElsewhere(env: NodeJS.ProcessEnv): Promise<{ owner: ChildProcess; folders: string[] }> {
  const script = fileURLToPath(new URL('../../support/throwaway-owner.ts', import.meta.url))
  const programs = await serverFolderForTests(MAJOR)
  const owner = spawn(process.execPath, [script, programs, String(MAJOR), temp], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let tasks: CleanupTask[] = []
  for await (const line of createInterface({ input: owner.stdout })) {
    if (line.startsWith('[')) tasks = JSON.parse(line)
    if (line === 'running') break
  }
  const folders = tasks.flatMap(each => (each.kind === 'directory' ? [each.path] : []))
  return { owner, folders }
}

const SURROUNDINGS = [
  { where: 'in a sandbox', env: process.env },
  { where: 'without one', env: { PATH: '/nonexistent' } },
] as const

describe.for(SURROUNDINGS)('a drill $where that was lost with everything, its post step too', ({ env }) => {
  it('is swept by the next run: its processes, its files with rows in them, its shared memory', async () => {
    const { folders, owner } = await drillElsewhere(env)
    const segment = await segmentOfServer(folders[0] ?? '')
    await sweepLost(temp, reporter)
    expect(told).toEqual([])
    expect((await readdir(temp)).length).toBe(1)

    owner.kill('SIGKILL')
    await once(owner, 'exit')
    await sweepLost(temp, reporter)
    expect(told).toEqual([`Removed ${folders[0]}, which a run on this machine that was lost had left`])
    expect(await readdir(temp)).toEqual([])
    expect(await processesNamed(folders)).toEqual([])
    expect(await segments()).not.toContain(segment)
  })
})

describe('the sweep of what lost runs left', () => {
  const lost = (name: string): string => join(temp, name)
  /** As a process wrote it that is gone. */
  async function leave(name: string, owner?: object): Promise<void> {
    await mkdir(lost(name))
    markOwner(lost(name))
    await writeFile(join(lost(name), 'rows'), 'rows')
    if (owner)
      await writeFile(join(lost(name), '.owner'), JSON.stringify({ ...(await ownerOf(name)), ...owner }))
  }
  async function ownerOf(name: string): Promise<object> {
    return JSON.parse(await readFile(join(lost(name), '.owner'), 'utf8'))
  }
  /** A number that is in use by another process now, or by none. */
  const GONE = { started: '1' }

  it('takes temporary files of dead processes, and those of before the machine started', async () => {
    await leave('pg-backup-aB3xYz', GONE)
    await leave('pg-backup-server-0123456789ab', { pid: 999_999_999 })
    await leave('pg-backup-Q1w2e3', { boot: 'another' })
    await sweepLost(temp, reporter)
    expect(await readdir(temp)).toEqual([])
    expect(told).toHaveLength(3)
  })

  it('leaves those of this process and of other containers, until no job can be as old', async () => {
    const scratch = openScratch(temp, openLedger())
    await leave('pg-backup-server-0123456789ab')
    await leave('pg-backup-server-0123456789cd', { namespace: 'pid:[1]' })
    await leave('pg-backup-server-0123456789ef', { boot: 'another', host: 'another' })
    await sweepLost(temp, reporter)
    expect(await readdir(temp)).toHaveLength(4)
    for (const name of await readdir(temp)) await utimes(lost(name), A_WEEK_AGO, A_WEEK_AGO)
    await sweepLost(temp, reporter)
    expect((await readdir(temp)).toSorted()).toEqual(
      [scratch.path.slice(temp.length + 1), 'pg-backup-server-0123456789ab'].toSorted(),
    )
  })

  it('leaves what only looks like ours: other names, links, files, folders that no run has marked', async () => {
    await leave('pg-backup-of-mine', GONE)
    await leave('pg-backup-server-0123', GONE)
    await mkdir(lost('pg-backup-report'))
    await utimes(lost('pg-backup-report'), A_WEEK_AGO, A_WEEK_AGO)
    await mkdir(lost('kept'))
    await writeFile(lost('kept/.owner'), '{}')
    await symlink(lost('kept'), lost('pg-backup-server-0123456789ab'))
    await writeFile(lost('pg-backup-server-0123456789cd'), '')
    const before = await readdir(temp)
    await sweepLost(temp, reporter)
    expect(await readdir(temp)).toEqual(before)
    expect(told).toEqual([])
  })

  it('follows no link out of what it removes', async () => {
    await mkdir(lost('kept'))
    await writeFile(lost('kept/file'), '')
    await leave('pg-backup-server-0123456789ab', GONE)
    await symlink(lost('kept'), lost('pg-backup-server-0123456789ab/data'))
    await sweepLost(temp, reporter)
    expect(await readdir(temp)).toEqual(['kept'])
    expect((await lstat(lost('kept/file'))).isFile()).toBe(true)
  })
})
