import { mkdir, mkdtemp, readdir, rm, stat, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import { findClient } from '../../../src/postgres/client/find-client.ts'
import { thisMachine } from '../../../src/postgres/client/machine.ts'
import { type ClientDeps, provideClient, type WantedClient } from '../../../src/postgres/client/provide.ts'
import { provideServer } from '../../../src/postgres/server/provide-server.ts'
import { clientPackages, missingPackageTools, serverPackages } from '../../support/apt-packages.ts'
import { type AptRepository, alter, RELEASE_PATH, serveAptRepository } from '../../support/apt-repository.ts'
import { clientParts } from '../../support/client-for-tests.ts'
import { programsIn } from '../../support/programs-in.ts'

/** Of a major version that has no security floor. */
const MAJOR = 77
const DAY_MS = 24 * 60 * 60 * 1000

let folder: string
let parts: ClientDeps
const warnings: string[] = []
const log: string[] = []
const repositories: AptRepository[] = []

beforeEach(async ctx => {
  const missing = missingPackageTools()
  const { debian } = await thisMachine({})
  if (missing !== undefined || !debian) {
    console.log(`not run: ${missing ?? 'no Debian or Ubuntu'}`)
    return ctx.skip()
  }
  folder = await mkdtemp(join(tmpdir(), 'pg-backup-action-minor-'))
  await mkdir(join(folder, 'scratch'))
  warnings.length = 0
  log.length = 0
  const given = await clientParts(join(folder, 'cache'), join(folder, 'scratch'))
  const reporter = {
    ...given.reporter,
    info: (line: string) => void log.push(line),
    warning: (line: string) => void warnings.push(line),
  }
  parts = { ...given, reporter, machine: { folders: () => [], debian, defaultDescription: '' } }
})

afterEach(async () => {
  for (const each of repositories.splice(0)) await each[Symbol.asyncDispose]()
  if (folder) await rm(folder, { recursive: true, force: true })
})

/** A repository that has a client and a server of this version. */
async function repositoryWith(version: string): Promise<AptRepository> {
  const repository = await serveAptRepository(folder, [
    ...clientPackages(version),
    ...serverPackages(version),
  ])
  repositories.push(repository)
  return repository
}

/** Makes it as if clients of these versions were installed on the machine, in this order. */
async function installed(...versions: readonly string[]): Promise<void> {
  const places: string[] = []
  for (const each of versions) places.push(await programsIn(join(folder, `usr-${each}`), each))
  if (parts.machine) parts = { ...parts, machine: { ...parts.machine, folders: () => places } }
}

/** Puts a client into the tool cache that was stored so many days ago. */
async function stored(version: string, daysAgo = 0, tool = 'postgresql-client'): Promise<string> {
  const place = join(folder, 'cache', `${tool}-${version}.0`)
  await programsIn(join(place, 'bin'), version, tool === 'postgresql-client' ? 'client' : 'server')
  const then = new Date(Date.now() - daysAgo * DAY_MS)
  await utimes(place, then, then)
  return place
}

const provide = (least?: string, repository?: AptRepository, major = MAJOR): Promise<PostgresClient> =>
  provideClient(wantedOf(least, repository, major), parts)

function wantedOf(least?: string, repository?: AptRepository, major = MAJOR): WantedClient {
  const line = repository?.line ?? 'deb [trusted=yes] http://127.0.0.1:1 nowhere main'
  return { major, repository: line, ...(least !== undefined && { least }) }
}

describe('a client of an older minor version than the server', () => {
  it('is passed over for the one of the next folder that is as new', async () => {
    await stored('77.2')
    await installed('77.3', '77.5')
    expect(await provide('77.5')).toMatchObject({ version: '77.5', origin: join(folder, 'usr-77.5') })
    expect(warnings).toEqual([])
  })

  it('is replaced from the repository, and the next run finds the new one in the tool cache', async () => {
    await installed('77.3')
    const repository = await repositoryWith('77.5')
    expect(await provide('77.5', repository)).toMatchObject({ version: '77.5' })
    repository.asked.length = 0
    expect(await provide('77.4', repository)).toMatchObject({ version: '77.5', origin: 'tool-cache' })
    expect(repository.asked).toEqual([])
    expect(warnings).toEqual([])
  })

  it('goes on with a warning and the remedy if nothing newer can be had', async () => {
    await installed('77.3')
    const repository = await repositoryWith('77.3')
    expect(await provide('77.5', repository)).toMatchObject({ version: '77.3' })
    expect(warnings).toEqual([
      expect.stringMatching(
        /client 77\.3 \(.*usr-77\.3\) is older than the server, 77\.5.*client-repository/,
      ),
    ])
    expect(repository.asked.filter(path => path.endsWith('.deb'))).toEqual([])
  })

  it('goes on with a warning if the repository cannot be reached, or is not to be trusted', async () => {
    await installed('77.3')
    expect(await provide('77.5')).toMatchObject({ version: '77.3' })
    expect(warnings).toHaveLength(1)
    expect(log.join('\n')).toContain('ECONNREFUSED')
    const repository = await repositoryWith('77.5')
    alter(repository, RELEASE_PATH, text => text.replace('Origin: Test', 'Origin: Toast'))
    expect(await provide('77.5', repository)).toMatchObject({ version: '77.3' })
    expect(warnings.join('\n')).toContain('its signature is wrong')
  })

  it('goes on with a warning if there is no room to unpack a newer one', async () => {
    await installed('77.3')
    parts = { ...parts, scratch: join(folder, 'no-such-folder') }
    expect(await provide('77.5', await repositoryWith('77.5'))).toMatchObject({ version: '77.3' })
    expect(warnings).toHaveLength(1)
    expect(log.join('\n')).toContain('could not be unpacked')
  })

  it('gives way to the newest there is, even if that is not as new as the server', async () => {
    await installed('77.2', '77.3')
    expect(await provide('77.9')).toMatchObject({ version: '77.3' })
    expect(await provide('77.9', await repositoryWith('77.5'))).toMatchObject({ version: '77.5' })
    expect(warnings).toHaveLength(2)
    expect(warnings[1]).toContain('77.5')
  })

  it('does not matter where the system cannot install one, except the warning', async () => {
    await installed('77.3')
    if (parts.machine) {
      const { folders } = parts.machine
      parts = { ...parts, machine: { folders, defaultDescription: 'Run apk add postgresqlN-client.' } }
    }
    expect(await provide('77.5')).toMatchObject({ version: '77.3' })
    expect(warnings).toHaveLength(1)
  })

  it('is a beta or release candidate before the first of its major', async () => {
    await installed('77beta3', '77rc1')
    expect(await provide('77rc1')).toMatchObject({ version: '77rc1' })
    expect(await provide('77.0', await repositoryWith('77.0'))).toMatchObject({ version: '77.0' })
  })
})

describe('a client in the tool cache', () => {
  it('of the newest version is taken, if there are several', async () => {
    for (const version of ['77.9', '77.10', '77.2']) await stored(version)
    expect(await provide()).toMatchObject({ version: '77.10', origin: 'tool-cache' })
  })

  it('that does not start any more gives way to an older one that does', async () => {
    await stored('77.9')
    const broken = await stored('77.10')
    await rm(join(broken, 'bin/psql'))
    expect(await provide()).toMatchObject({ version: '77.9', origin: 'tool-cache' })
  })

  it('serves for 30 days without a question to a repository', async () => {
    await stored('77.3', 29)
    const repository = await repositoryWith('77.5')
    expect(await provide('77.3', repository)).toMatchObject({ version: '77.3' })
    expect(repository.asked).toEqual([])
  })

  it('is renewed after 30 days if a newer version is out, and if not, asked about 30 days later again', async () => {
    await stored('77.3', 31)
    const repository = await repositoryWith('77.5')
    expect(await provide('77.3', repository)).toMatchObject({ version: '77.5' })
    await rm(join(folder, 'cache'), { recursive: true })

    const place = await stored('77.5', 31)
    expect(await provide('77.3', repository)).toMatchObject({ version: '77.5', origin: 'tool-cache' })
    expect(Date.now() - (await stat(place)).mtimeMs).toBeLessThan(DAY_MS)
    repository.asked.length = 0
    await provide('77.3', repository)
    expect(repository.asked).toEqual([])
  })

  it('serves on if no repository can be reached then, and the next try is a day later', async () => {
    const place = await stored('77.3', 31)
    expect(await provide('77.3')).toMatchObject({ version: '77.3', origin: 'tool-cache' })
    expect(warnings).toEqual([])
    const days = (Date.now() - (await stat(place)).mtimeMs) / DAY_MS
    expect(Math.round(days)).toBe(29)
  })
})

describe('a client with known security holes', () => {
  it.each(['17.2', '16.3', '15.13', '14.18', '13.21', '18rc1'])('%s is replaced', async version => {
    const major = Number.parseInt(version, 10)
    await stored(version)
    await installed(version)
    const repository = await repositoryWith(`${major}.99`)
    expect(await provide(undefined, repository, major)).toMatchObject({ version: `${major}.99` })
    expect(await readdir(join(folder, 'scratch'))).toEqual([])
  })

  it.each(['17.6', '16.10', '15.14', '14.19', '13.22', '18.0', '19beta1'])('is not %s', async version => {
    await installed(version)
    expect(await provide(undefined, undefined, Number.parseInt(version, 10))).toMatchObject({ version })
  })

  it('is passed over for a better one of the machine, even if PGBIN names it', async () => {
    await installed('17.2', '17.9')
    expect(await provide(undefined, undefined, 17)).toMatchObject({ version: '17.9' })
  })

  it('is refused with the remedy if no other can be had', async () => {
    await installed('17.2')
    await expect(provide(undefined, undefined, 17)).rejects.toMatchObject({
      kind: 'environment',
      code: 'client-unsafe',
      message: expect.stringMatching(/17\.2 \(.*usr-17\.2\).*17\.6.*ECONNREFUSED/),
      hint: expect.stringContaining('17.6 or newer'),
    })
    await expect(provide(undefined, await repositoryWith('17.5'), 17)).rejects.toMatchObject({
      code: 'client-unsafe',
    })
  })

  it('is not installed either', async () => {
    await expect(provide(undefined, await repositoryWith('17.5'), 17)).rejects.toMatchObject({
      code: 'package-too-old',
      message: expect.stringContaining('17.6 is the first without'),
    })
  })
})

describe('a check', () => {
  const outlook = async (least: string, major = MAJOR) => (await findClient({ major, least }, parts)).found

  it('names the client that a backup would take', async () => {
    await stored('77.2')
    await installed('77.3', '77.5')
    expect(await outlook('77.5')).toMatchObject({ version: '77.5', standing: 'fits' })
    expect(await outlook('77.1')).toMatchObject({ version: '77.2', origin: 'tool-cache', standing: 'fits' })
  })

  it('knows one that is older than the server, and one with known security holes', async () => {
    await installed('77.3')
    expect(await outlook('77.5')).toMatchObject({ version: '77.3', standing: 'older' })
    await installed('17.2')
    expect(await outlook('17.1', 17)).toMatchObject({ version: '17.2', standing: 'unsafe' })
  })
})

describe("a drill's server", () => {
  const drilled = async (least: string, repository: AptRepository) =>
    (await provideServer({ major: MAJOR, least, repository: repository.line }, parts)).server

  it('is no older than the one that was backed up, if that can be had', async () => {
    await stored('77.3', 0, 'postgresql-server')
    const repository = await repositoryWith('77.5')
    expect(await drilled('77.3', repository)).toMatchObject({ version: '77.3', origin: 'tool-cache' })
    expect(repository.asked).toEqual([])
    expect(await drilled('77.4', repository)).toMatchObject({ version: '77.5' })
    expect(await drilled('77.4', repository)).toMatchObject({ version: '77.5', origin: 'tool-cache' })
    expect(warnings).toEqual([])
  })

  it('is the newest there is otherwise, with a warning', async () => {
    await stored('77.3', 0, 'postgresql-server')
    expect(await drilled('77.9', await repositoryWith('77.5'))).toMatchObject({ version: '77.5' })
    expect(warnings).toEqual([expect.stringContaining('77.5')])
    expect(warnings[0]).toContain('older than the one that was backed up, 77.9')
  })

  it('is renewed after 30 days too', async () => {
    await stored('77.3', 31, 'postgresql-server')
    expect(await drilled('77.3', await repositoryWith('77.5'))).toMatchObject({ version: '77.5' })
  })
})
