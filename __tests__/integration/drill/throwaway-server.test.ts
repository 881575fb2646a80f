import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type CleanUp, cleanUp } from '../../../src/action/post/clean-up.ts'
import { endProcess, removeDirectory } from '../../../src/action/post/post.ts'
import type { CleanupTask } from '../../../src/core/cleanup-journal.ts'
import type { BackupError } from '../../../src/core/errors.ts'
import { inSession } from '../../../src/postgres/probe/in-session.ts'
import { endServer } from '../../../src/postgres/server/end-server.ts'
import {
  startThrowaway,
  type ThrowawayRequest,
  type ThrowawayServer,
} from '../../../src/postgres/server/throwaway-server.ts'
import { silentReporter } from '../../support/client-for-tests.ts'
import { availableMajors, type Major } from '../../support/postgres-server.ts'
import {
  movableServerForTests,
  serverFolderForTests,
  serverForTests,
} from '../../support/server-for-tests.ts'
import {
  type OpenLedger,
  openLedger,
  processesNamed,
  segmentOfServer,
  segments,
  serverFoldersInTemp,
} from '../../support/server-traces.ts'
import { serverTemp } from '../../support/temp-folders.ts'

const MAJOR = 17

let temp: string
let journal: OpenLedger
/** Folders that were made, the server's last; where no sandbox can be had, one was made before to try. */
const seen: string[] = []

beforeEach(async () => {
  temp = await mkdtemp(join(serverTemp(), 'pg-backup-action-throwaway-'))
  await chmod(temp, 0o755)
  journal = openLedger()
  seen.length = 0
})
afterEach(() => rm(temp, { recursive: true, force: true }))

async function start(
  request: Partial<ThrowawayRequest> = {},
  major: Major = MAJOR,
): Promise<ThrowawayServer> {
  return startThrowaway({
    server: await serverForTests(major),
    folder: temp,
    journal: {
      record(task) {
        if (task.kind === 'directory') seen.push(task.path)
        return journal.record(task)
      },
    },
    signal: new AbortController().signal,
    reporter: silentReporter,
    ...request,
  })
}

async function ask(server: ThrowawayServer, database: string, sql: string): Promise<unknown[]> {
  const options = { signal: AbortSignal.timeout(30_000), beginning: { kind: 'no transaction' } } as const
  return inSession(server.connection(database), options, session => session.rows(sql))
}

/** No process, no folder, no entry of the ledger; and of shared memory not what the server had. */
async function expectNothingLeft(segment?: string): Promise<void> {
  expect(await processesNamed(seen)).toEqual([])
  expect(await readdir(temp)).toEqual([])
  expect((await serverFoldersInTemp()).filter(name => seen.some(path => path.endsWith(name)))).toEqual([])
  expect([...journal.open]).toEqual([])
  if (segment !== undefined) expect(await segments()).not.toContain(segment)
}

const majors = availableMajors().filter(major => major >= 15)

describe.for(majors)('a throwaway PostgreSQL %i', major => {
  it('takes databases, is reached through a socket of our own alone, and is gone when it is stopped', async () => {
    const server = await start({}, major)
    const [folder = ''] = seen
    const segment = await segmentOfServer(folder)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    await server.createDatabase('drill', { encoding: 'UTF8' })
    await server.createDatabase('Old "letters"', { encoding: 'LATIN1' })
    const text = `SELECT current_setting('listen_addresses') AS addresses, upper('ä') AS upper, rolsuper,
      pg_encoding_to_char(encoding) AS encoding, split_part(current_setting('server_version'), ' ', 1) AS version,
      (SELECT array_agg(w ORDER BY w) FROM unnest(ARRAY['b', 'B', 'a']) AS w) = ARRAY['B', 'a', 'b'] AS by_code_point
      FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()`
    expect(await ask(server, 'drill', text)).toEqual([
      {
        addresses: '',
        upper: 'Ä',
        rolsuper: true,
        encoding: 'UTF8',
        version: server.server.version,
        by_code_point: true,
      },
    ])
    expect(await ask(server, 'Old "letters"', text)).toMatchObject([{ encoding: 'LATIN1' }])
    const offered = await ask(server, 'drill', 'SELECT name FROM pg_available_extensions')
    expect(offered).toContainEqual({ name: 'pgcrypto' })
    expect(server.server.extensions).toContain('pgcrypto')
    await server.stop()
    await server.stop()
    await expectNothingLeft(segment)
  })
})

describe('a throwaway server', () => {
  it('stands beside another', async () => {
    await using first = await start()
    await using second = await start()
    await first.createDatabase('drill', { encoding: 'UTF8' })
    await second.createDatabase('drill', { encoding: 'UTF8' })
    await ask(first, 'drill', 'CREATE TABLE public.only_here ()')
    await first.stop()
    const tables = `SELECT FROM pg_class WHERE relname = 'only_here'`
    expect(await ask(second, 'drill', tables)).toEqual([])
    await second.stop()
    await expectNothingLeft()
  })

  it('has its socket elsewhere where the path of the folder is too long for one', async () => {
    const folder = join(temp, 'a'.repeat(150 - temp.length))
    await mkdir(folder)
    const server = await start({ folder })
    expect(seen).toHaveLength(2)
    expect(seen[0]).toContain(folder)
    const [endpoint] = server.connection('postgres').endpoints
    expect(endpoint?.host.startsWith(seen[1] ?? '-')).toBe(true)
    expect(await ask(server, 'postgres', 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    await server.stop()
    await rm(folder, { recursive: true })
    await expectNothingLeft()
  })

  it('has the settings that it was given, and room for the sessions that are to come', async () => {
    const server = await start({ settings: { work_mem: '7MB' }, sessions: 40 })
    const settings = `SELECT current_setting('work_mem') AS memory, current_setting('max_connections')::int AS most`
    expect(await ask(server, 'postgres', settings)).toEqual([{ memory: '7MB', most: 60 }])
    await server.stop()
    await expectNothingLeft()
  })

  it('says why it does not start, and leaves nothing', async () => {
    const refused = start({ settings: { shared_buffers: 'plenty' } })
    const error = await refused.then(
      () => expect.fail('it started'),
      (cause: BackupError) => cause,
    )
    expect(error).toMatchObject({ kind: 'environment', code: 'server-start-failed' })
    expect(error.message).toContain('shared_buffers')
    await expectNothingLeft()
  })
})

describe('a throwaway server lets nobody in without a password', () => {
  /** Connects back to the server from within, with dblink: as a client of the server, under the account that the server runs as. */
  function back(server: ThrowawayServer, database: string, words: string): string {
    const [{ host, port } = { host: '', port: 0 }] = server.connection(database).endpoints
    return `SELECT * FROM public.dblink('host=${host} port=${port} dbname=${database} ${words}', 'SELECT session_user::text') AS t (who text)`
  }

  it('not even code of its own, under the account that it runs as, and as the superuser', async () => {
    await using server = await start()
    await server.createDatabase('drill', { encoding: 'UTF8' })
    await ask(server, 'drill', 'CREATE EXTENSION dblink SCHEMA public')
    const { password = '' } = server.connection('postgres')
    const who = await ask(server, 'drill', back(server, 'drill', `user=postgres password=${password}`))
    expect(who).toEqual([{ who: 'postgres' }])
    for (const words of ['user=postgres', 'user=postgres password=postgres', 'user=nobody'])
      await expect(ask(server, 'drill', back(server, 'drill', words))).rejects.toThrow('SQLSTATE 08001')
  })

  it('and the owner of a database into that alone, without any right beyond it', async () => {
    await using server = await start()
    await server.createDatabase('drill', { encoding: 'UTF8' })
    await server.createDatabase('other', { encoding: 'UTF8' })
    await ask(server, 'drill', 'CREATE EXTENSION dblink SCHEMA public')
    const owner = await server.giveToOwner('drill')
    const options = { signal: AbortSignal.timeout(30_000), beginning: { kind: 'no transaction' } as const }
    const asOwner = (sql: string, database = 'drill'): Promise<unknown[]> =>
      inSession({ ...owner, database }, options, session => session.rows(sql))
    const rights = `SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, ARRAY(SELECT g.rolname::text FROM pg_auth_members m
      JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid) AS groups FROM pg_roles r WHERE rolname = session_user`
    expect(await asOwner(rights)).toEqual([
      { rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false, groups: [] },
    ])
    await expect(asOwner('SELECT 1', 'other')).rejects.toThrow()
    await expect(asOwner('SELECT 1', 'postgres')).rejects.toThrow()
    await expect(asOwner(back(server, 'drill', 'user=postgres'))).rejects.toThrow()
    await expect(asOwner(`COPY (SELECT 1) TO PROGRAM 'true'`)).rejects.toThrow()
  })

  it('and leaves no file with one', async () => {
    await using server = await start()
    const password = server.connection('postgres').password ?? ''
    expect(password.length).toBeGreaterThan(20)
    expect(await filesThatHold(seen.at(-1) ?? '', password)).toEqual([])
  })

  async function filesThatHold(folder: string, text: string): Promise<string[]> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const found: string[] = []
    for (const entry of entries.filter(each => each.isFile())) {
      const path = join(entry.parentPath, entry.name)
      if ((await readFile(path)).includes(text)) found.push(path)
    }
    return found
  }
})

/** A PATH without the programs that a sandbox needs. */
const NO_SANDBOX = { PATH: '/nonexistent' }
const SURROUNDINGS = [
  { where: 'in a sandbox', env: process.env },
  { where: 'without one', env: NO_SANDBOX },
] as const

describe.for(SURROUNDINGS)('a throwaway server $where leaves nothing', ({ env }) => {
  it('when the run is aborted in the middle of a query', async () => {
    const controller = new AbortController()
    const server = await start({ env, signal: controller.signal })
    const segment = await segmentOfServer(seen.at(-1) ?? '')
    const asleep = ask(server, 'postgres', 'SELECT pg_sleep(60)').catch(() => 'ended')
    controller.abort()
    await server.stop()
    expect(await asleep).toBe('ended')
    await expectNothingLeft(segment)
  })

  it('when the run is aborted while it is being made', async () => {
    const controller = new AbortController()
    const starting = start({
      env,
      signal: controller.signal,
      journal: {
        record(task) {
          if (task.kind === 'directory') seen.push(task.path)
          if (task.kind === 'process') setTimeout(() => controller.abort(new Error('cancelled')), 50)
          return journal.record(task)
        },
      },
    })
    await expect(starting).rejects.toThrow('cancelled')
    await expectNothingLeft()
  })

  it('when its first process was killed', async () => {
    const server = await start({ env })
    const segment = await segmentOfServer(seen.at(-1) ?? '')
    const busy = ask(server, 'postgres', 'SELECT count(*) FROM generate_series(1, 1e9)').catch(() => 'ended')
    process.kill(server.pid, 'SIGKILL')
    await server.stop()
    expect(await busy).toBe('ended')
    await expectNothingLeft(segment)
  })

  /** Runs a server in a process of its own, up to a line of its output, and kills that process. */
  async function killOwner(
    folder: string,
    at: (line: string) => boolean,
    how: 'alone, by SIGKILL' | 'with its group, by SIGTERM' = 'alone, by SIGKILL',
    before: (folder: string) => Promise<unknown> = async () => {},
  ): Promise<CleanupTask[]> {
    const grouped = how === 'with its group, by SIGTERM'
    const script = fileURLToPath(new URL('../../support/throwaway-owner.ts', import.meta.url))
    const programs = await serverFolderForTests(MAJOR)
    const owner: ChildProcess = spawn(process.execPath, [script, programs, String(MAJOR), folder], {
      env,
      detached: grouped,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const { pid = 0 } = owner
    if (!owner.stdout) return expect.fail()
    let tasks: CleanupTask[] = []
    for await (const line of createInterface({ input: owner.stdout })) {
      if (line.startsWith('[')) tasks = JSON.parse(line)
      if (!at(line)) continue
      await before(foldersOf(tasks).at(-1) ?? '')
      process.kill(grouped ? -pid : pid, grouped ? 'SIGTERM' : 'SIGKILL')
    }
    if ((owner.exitCode ?? owner.signalCode) === null) await once(owner, 'exit')
    expect(owner.signalCode).toBe(grouped ? 'SIGTERM' : 'SIGKILL')
    seen.push(...foldersOf(tasks))
    return tasks
  }

  function foldersOf(tasks: readonly CleanupTask[]): string[] {
    return tasks.flatMap(task => (task.kind === 'directory' ? [task.path] : []))
  }

  /** As the post step does. */
  function afterwards(tasks: readonly CleanupTask[]): Promise<CleanUp> {
    return cleanUp(tasks, {
      storeOf: async () => undefined,
      dropScratchDatabase: async () => {},
      endProcess,
      endServer,
      removeDirectory: path => removeDirectory(path, temp),
      signal: AbortSignal.timeout(60_000),
    })
  }

  it('when the process that started it was killed, once the post step has run', async () => {
    const tasks = await killOwner(temp, line => line === 'running')
    const segment = await segmentOfServer(seen.at(-1) ?? '')
    const { done, failed } = await afterwards(tasks)
    expect(failed).toEqual([])
    expect(done).toContain(`removed ${seen.at(-1)}`)
    await expectNothingLeft(segment)
  })

  it('when a signal ended the whole group of processes, also without the post step', async () => {
    // The server ends with the group, at once: what it has is looked up before.
    let segment: string | undefined
    const tasks = await killOwner(
      temp,
      line => line === 'running',
      'with its group, by SIGTERM',
      async folder => {
        segment = await segmentOfServer(folder)
      },
    )
    await vi.waitFor(async () => expect(await processesNamed(seen)).toEqual([]), { timeout: 20_000 })
    expect((await afterwards(tasks)).failed).toEqual([])
    await expectNothingLeft(segment)
  })

  it('when that was killed with the socket in a folder of its own', async () => {
    const folder = join(temp, 'a'.repeat(150 - temp.length))
    await mkdir(folder)
    const tasks = await killOwner(folder, line => line === 'running')
    expect(seen).toHaveLength(2)
    expect((await afterwards(tasks)).failed).toEqual([])
    await rm(folder, { recursive: true })
    await expectNothingLeft()
  })

  it('when that was killed while initdb was at work', async () => {
    const tasks = await killOwner(temp, line => line.includes('initdb'))
    expect((await afterwards(tasks)).failed).toEqual([])
    await expectNothingLeft()
  })
})

describe('a throwaway server that root starts where no sandbox can be had', () => {
  beforeEach(ctx => {
    if (process.getuid?.() !== 0) ctx.skip('only root starts a server under another account')
  })

  it('runs as somebody else', async () => {
    await using server = await start({ env: NO_SANDBOX })
    const status = await stat(`/proc/${server.pid}`)
    expect(status.uid).toBeGreaterThan(0)
    expect((await stat(seen.at(-1) ?? '')).uid).toBe(status.uid)
  })

  it('lets nobody else in, not even the account that it runs as', async () => {
    await using server = await start({ env: NO_SANDBOX })
    const { uid, gid } = await stat(`/proc/${server.pid}`)
    const [{ host } = { host: '' }] = server.connection('postgres').endpoints
    // What the server answers to a start of a session: R asks for nothing more, E is a refusal.
    const asker = `const { connect } = require('node:net')
      const words = Buffer.from('user\\0postgres\\0database\\0postgres\\0\\0')
      const head = Buffer.alloc(8); head.writeInt32BE(words.length + 8); head.writeInt32BE(196608, 4)
      connect(${JSON.stringify(`${host}/.s.PGSQL.5432`)}).on('data', answer => { console.log(answer.toString('latin1')); process.exit() })
        .on('error', error => { console.log(error.code); process.exit() }).write(Buffer.concat([head, words]))`
    // Our own Node may be in a folder that no other account can enter.
    const node = join(temp, 'node')
    await copyFile(process.execPath, node)
    const answerTo = async (as: { readonly uid?: number; readonly gid?: number }): Promise<string> => {
      const child = spawn(node, ['-e', asker], {
        ...as,
        cwd: '/',
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let text = ''
      for await (const chunk of child.stdout ?? []) text += chunk
      return text
    }
    expect(await answerTo({})).toMatch(/^R/)
    expect(await answerTo({ uid, gid })).toMatch(/^E.*password|^EACCES|^R.*SCRAM-SHA-256/s)
  })

  it('lives elsewhere where its account cannot reach the folder, and is gone from there too', async () => {
    await chmod(temp, 0o700)
    const server = await start({ env: NO_SANDBOX })
    expect(seen.at(-1)?.startsWith(temp)).toBe(false)
    expect(await ask(server, 'postgres', 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    await server.stop()
    await expectNothingLeft()
  })

  it('has a copy of programs from the tool cache that its account cannot reach', async () => {
    const server = await movableServerForTests(MAJOR)
    const closed = { ...server, program: () => join(temp, 'closed/postgres') }
    await mkdir(join(temp, 'closed'), { mode: 0o700 })
    await using started = await start({ env: NO_SANDBOX, server: closed })
    expect(started.server.program('postgres')).toContain(seen.at(-1))
    expect(await ask(started, 'postgres', 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('is refused where its programs cannot be reached and belong to the machine', async () => {
    const server = await serverForTests(MAJOR)
    const closed = join(temp, 'closed')
    await mkdir(closed, { mode: 0o700 })
    const starting = start({ env: NO_SANDBOX, server: { ...server, program: name => join(closed, name) } })
    await expect(starting).rejects.toMatchObject({ kind: 'environment', code: 'server-programs-unreachable' })
    await rm(closed, { recursive: true })
    await expectNothingLeft()
  })
})
