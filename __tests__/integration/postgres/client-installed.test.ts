import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BackupError } from '../../../src/core/errors.ts'
import { clientIn, type PostgresClient } from '../../../src/postgres/client/client.ts'
import { installPrivate } from '../../../src/postgres/client/install-client.ts'
import { thisMachine } from '../../../src/postgres/client/machine.ts'
import { type ClientDeps, provideClient } from '../../../src/postgres/client/provide.ts'
import { readRepository, repositoriesFor } from '../../../src/postgres/client/repositories.ts'
import { clientParts, clientRepositoryFor, pgdgReachable } from '../../support/client-for-tests.ts'
import { availableMajors, type PostgresServer, startPostgres } from '../../support/postgres-server.ts'

const run = promisify(execFile)

let folder: string
let parts: ClientDeps

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pg-backup-action-client-'))
  await mkdir(join(folder, 'scratch'))
  const given = await clientParts(join(folder, 'cache'), join(folder, 'scratch'))
  // As if no client were installed on this machine.
  parts = { ...given, machine: { ...(await thisMachine({})), folders: () => [] } }
})

afterEach(() => rm(folder, { recursive: true, force: true }))

/** Dumps and lists a database for real: the programs talk to a server, and pg_dumpall starts pg_dump. */
async function expectWorking(client: PostgresClient, server: PostgresServer): Promise<void> {
  // Nothing but the password: the programs need no environment of ours.
  const env = { PGPASSWORD: server.password }
  const connection = ['-h', 'localhost', '-p', String(server.port), '-U', 'postgres']
  const archive = join(folder, 'archive')
  await run(client.program('psql'), [...connection, '-c', 'CREATE TABLE IF NOT EXISTS things (id int)'], {
    env,
  })
  await run(client.program('pg_dump'), [...connection, '-Fc', '-f', archive], { env })
  const { stdout: list } = await run(client.program('pg_restore'), ['--list', archive], { env: {} })
  expect(list).toContain('TABLE public things postgres')
  const { stdout: all } = await run(client.program('pg_dumpall'), connection, { env })
  expect(all).toContain('CREATE ROLE postgres')
  expect(all).toContain('CREATE TABLE public.things')
}

const LEFT_OUT = new Set(['repository-unreachable', 'client-not-available', 'client-unsupported-platform'])

/** What a machine without network or Debian's packages can't show. */
function whyNot(cause: unknown): string {
  if (cause instanceof BackupError && LEFT_OUT.has(cause.code)) return cause.message
  throw cause
}

describe.for([17, 18] as const)('client %i for a server of the same version', major => {
  let server: PostgresServer | undefined
  beforeAll(async () => {
    if (availableMajors().includes(major)) server = await startPostgres({ major })
  })
  afterAll(() => server?.stop())

  it('is installed from a repository, works with pg_dumpall too, and is then found in the cache', async ctx => {
    if (!server) return ctx.skip(`no PostgreSQL server ${major} here`)
    const repository = await clientRepositoryFor(major)
    if (repository === undefined && !(await pgdgReachable())) ctx.skip('no repository has it here')
    const wanted = repository === undefined ? { major } : { major, repository }
    const client = await provideClient(wanted, parts)
    expect(client.major).toBe(major)
    await expectWorking(client, server)
    expect(await readdir(join(folder, 'scratch'))).toEqual([])

    const again = await provideClient(wanted, parts)
    expect(again.origin).toBe('tool-cache')
    expect(again.version).toBe(client.version)
  })
})

describe("the machine's own apt sources", () => {
  /** Of what major version they have a client; the sources alone, without PGDG. */
  async function inOwnSources(): Promise<{ client: PostgresClient; major: number } | string> {
    const machine = await thisMachine({})
    const { codename: _unknown, ...debian } = machine.debian ?? {}
    if (!('architecture' in debian)) return machine.defaultDescription
    const unhelped = { folders: () => [], debian, defaultDescription: '' }
    for (const major of [15, 16, 17, 18, 19, 14, 13]) {
      try {
        return { client: await provideClient({ major }, { ...parts, machine: unhelped }), major }
      } catch (cause) {
        if (!(cause instanceof BackupError) || !['package-absent', 'package-too-old'].includes(cause.code))
          return whyNot(cause)
      }
    }
    return 'its apt sources have no client'
  }

  it('give a client whose signature, index and packages were checked', async ctx => {
    const found = await inOwnSources()
    if (typeof found === 'string') {
      console.log(`not run: ${found}`)
      return ctx.skip(found)
    }
    expect(found.client.origin).toBe('the apt sources of this machine')
    const major = availableMajors().find(each => each === found.major)
    if (!major) return ctx.skip(`no PostgreSQL server ${found.major} here`)
    await using server = await startPostgres({ major })
    await expectWorking(found.client, server)
  })

  it('give one with all libraries of its own too, as a newer system would need', async ctx => {
    const found = await inOwnSources()
    const { debian } = await thisMachine({})
    if (typeof found === 'string' || !debian) return ctx.skip('its apt sources have no client')
    const trusted = { folder: debian.aptFolder, armored: [] }
    const apt = { ...parts, machine: debian, trusted, scratch: join(folder, 'scratch') }
    const repositories = await repositoriesFor(undefined, debian, parts.commands)
    const repository = repositories.find(({ id }) => id === 'machine')
    if (!repository) return expect.fail()
    const read = await readRepository(repository.sources, repository.tolerant, apt)
    const tree = await installPrivate(found.major, repository, read, apt)
    if (!('folder' in tree)) return expect.fail(tree.why)
    const names = await readdir(join(tree.folder, 'lib'))
    expect(names).toEqual(expect.arrayContaining([debian.loader, 'libc.so.6', 'libpq.so.5']))

    const client = clientIn(join(tree.folder, 'bin'), tree.version, 'test')
    const major = availableMajors().find(each => each === found.major)
    if (!major) return ctx.skip(`no PostgreSQL server ${found.major} here`)
    await using server = await startPostgres({ major })
    await expectWorking(client, server)
  })
})
