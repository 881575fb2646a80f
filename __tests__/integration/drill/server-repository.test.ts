import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toolkitCommands } from '../../../src/action/commands.ts'
import type { BackupError } from '../../../src/core/errors.ts'
import { thisMachine } from '../../../src/postgres/client/machine.ts'
import type { ClientDeps } from '../../../src/postgres/client/provide.ts'
import { provideServer } from '../../../src/postgres/server/provide-server.ts'
import type { ProvidedServer } from '../../../src/postgres/server/server.ts'
import { missingPackageTools, serverPackages } from '../../support/apt-packages.ts'
import { type AptRepository, alter, serveAptRepository } from '../../support/apt-repository.ts'
import { clientParts } from '../../support/client-for-tests.ts'

const MAJOR = 77

let folder: string
let repository: AptRepository
let parts: ClientDeps

beforeEach(async ctx => {
  const missing = missingPackageTools()
  if (missing) ctx.skip(missing)
  const { debian } = await thisMachine({})
  if (!debian) return ctx.skip('no Debian or Ubuntu')
  folder = await mkdtemp(join(tmpdir(), 'pg-backup-action-server-'))
  repository = await serveAptRepository(folder, serverPackages())
  await mkdir(join(folder, 'scratch'))
  const given = await clientParts(join(folder, 'cache'), join(folder, 'scratch'))
  // As if no server were installed on this machine.
  parts = { ...given, machine: { folders: () => [], debian, defaultDescription: '' } }
})

afterEach(async () => {
  await repository?.[Symbol.asyncDispose]()
  if (folder) await rm(folder, { recursive: true, force: true })
})

function provide(extensions: readonly string[] = [], major = MAJOR): Promise<ProvidedServer> {
  repository.asked.length = 0
  return provideServer({ major, extensions, repository: repository.line }, parts)
}

const packagesAsked = (): string[] =>
  repository.asked.filter(path => path.endsWith('.deb')).map(path => path.replace(/^.*\/(.*?)_.*$/, '$1'))

describe('a server from a repository', () => {
  it('is there for the run alone where the tool cache cannot be written', async () => {
    await writeFile(join(folder, 'cache'), 'a file in the place of a folder')
    const { server } = await provide(['hstore'])
    expect(server.program('postgres')).toContain(join(folder, 'scratch'))
    const answer = await toolkitCommands().run(server.program('postgres'), ['-V'], { env: {} })
    expect(answer.stdout).toBe('postgres (PostgreSQL) 77.3 (test)\n')
  })

  it('starts by itself, without the client and LLVM, and is in the cache from then on', async () => {
    const { server, missing } = await provide(['hstore'])
    expect(server).toMatchObject({ major: MAJOR, version: '77.3' })
    expect(missing).toEqual([])
    expect(packagesAsked()).toEqual(['postgresql-77'])
    const answer = await toolkitCommands().run(server.program('postgres'), ['-V'], { env: {} })
    expect(answer.stdout).toBe('postgres (PostgreSQL) 77.3 (test)\n')
    expect(await readdir(join(folder, 'scratch'))).toEqual([])

    const again = await provide(['hstore'])
    expect(again.server.origin).toBe('tool-cache')
    expect(again.server.program('initdb')).toBe(server.program('initdb'))
    expect(repository.asked).toEqual([])
  })

  it('is joined by the extensions that it lacks, in a copy of its own', async () => {
    const plain = (await provide()).server
    const { server, missing } = await provide(['hstore', 'vector', 'postgis'])
    expect(missing).toEqual([])
    expect([...server.extensions].toSorted()).toEqual(
      expect.arrayContaining(['hstore', 'plpgsql', 'postgis', 'vector']),
    )
    expect(packagesAsked()).not.toContain('libllvm19')
    const again = await provide(['postgis', 'vector'])
    expect(again.server).toMatchObject({ origin: 'tool-cache', movable: server.movable })
    expect(repository.asked).toEqual([])

    const still = (await provide()).server
    expect(still.movable).toBe(plain.movable)
    expect(still.extensions).not.toContain('vector')
  })

  it('says which extensions cannot be had and why, and has the others', async () => {
    const { server, missing } = await provide(['vector', 'pg_nowhere', '"odd"'])
    expect(server.extensions).toContain('vector')
    expect(missing).toEqual([
      { name: 'pg_nowhere', why: expect.stringContaining('no package postgresql-77-pg-nowhere') },
      { name: '"odd"', why: 'no package is known that has it' },
    ])
    // What could not be had is looked for again, what could is not fetched again.
    const again = await provide(['vector', 'pg_nowhere'])
    expect(again.server.origin).toBe('tool-cache')
    expect(again.server.movable).toBe(server.movable)
    expect(packagesAsked()).toEqual([])
  })

  it('serves without its extensions where the repository is gone', async () => {
    await provide()
    await repository[Symbol.asyncDispose]()
    const { server, missing } = await provide(['vector'])
    expect(server.origin).toBe('tool-cache')
    expect(missing).toEqual([{ name: 'vector', why: expect.stringContaining('cannot be read') }])
  })

  it('is taken from a folder of the machine, and only its extensions from the repository', async () => {
    const bin = join(folder, 'own/bin')
    const extensions = join(folder, 'own/share/extension')
    await mkdir(bin, { recursive: true })
    await mkdir(extensions, { recursive: true })
    await writeFile(join(extensions, 'plpgsql.control'), '')
    for (const name of ['initdb', 'postgres']) {
      await writeFile(join(bin, name), `#!/bin/sh\necho "${name} (PostgreSQL) 77.1"\n`, { mode: 0o755 })
    }
    const machine = { ...parts.machine, folders: () => [bin], defaultDescription: '' }
    const own = { ...parts, machine }
    const plain = await provideServer({ major: MAJOR }, own)
    expect(plain.server).toMatchObject({ version: '77.1', origin: bin, movable: undefined })
    const wanted = { major: MAJOR, extensions: ['vector'], repository: repository.line }
    expect((await provideServer(wanted, own)).server.version).toBe('77.3')
    expect(await provideServer({ major: MAJOR }, own)).toEqual({ server: expect.anything(), missing: [] })
  })

  it('is refused when a package was tampered with, that of an extension too', async () => {
    await provide()
    const path = [...repository.files.keys()].find(each => each.includes('pgvector')) ?? ''
    alter(repository, path, text => text.replace(/.$/s, '\u0001'))
    const error = await provide(['vector']).then(
      () => expect.fail('the package was accepted'),
      (cause: BackupError) => cause,
    )
    expect(error).toMatchObject({ kind: 'integrity', code: 'package-mismatch' })
    expect(error.message).toContain('postgresql-77-pgvector')
    expect(await readdir(join(folder, 'scratch'))).toEqual([])
  })

  it('says so where there is none of that version', async () => {
    await expect(provide([], 76)).rejects.toMatchObject({ kind: 'environment', code: 'package-absent' })
  })

  it('says what to do on a system without Debian packages', async () => {
    const machine = { folders: () => [], defaultDescription: 'no matter' }
    await expect(provideServer({ major: MAJOR }, { ...parts, machine })).rejects.toMatchObject({
      kind: 'environment',
      code: 'server-unsupported-platform',
    })
  })
})
