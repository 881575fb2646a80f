import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toolkitCommands } from '../../../src/action/commands.ts'
import type { BackupError } from '../../../src/core/errors.ts'
import type { Download } from '../../../src/http/download.ts'
import { type Machine, thisMachine } from '../../../src/postgres/client/machine.ts'
import { type ClientDeps, provideClient } from '../../../src/postgres/client/provide.ts'
import { ARCHITECTURE, clientPackages, missingPackageTools } from '../../support/apt-packages.ts'
import {
  type AptRepository,
  alter,
  clearSign,
  makeKey,
  RELEASE_PATH,
  SUITE,
  serveAptRepository,
} from '../../support/apt-repository.ts'
import { clientParts } from '../../support/client-for-tests.ts'

const MAJOR = 77
const DAY = 24 * 60 * 60 * 1000

let folder: string
let repository: AptRepository
let parts: ClientDeps
const told: string[] = []

beforeEach(async ctx => {
  const missing = missingPackageTools()
  if (missing) {
    console.log(`not run: ${missing}`)
    ctx.skip(missing)
  }
  folder = await mkdtemp(join(tmpdir(), 'pg-backup-action-repository-'))
  repository = await serveAptRepository(folder)
  await mkdir(join(folder, 'scratch'))
  await mkdir(join(folder, 'apt/sources.list.d'), { recursive: true })
  told.length = 0
  const given = await clientParts(join(folder, 'cache'), join(folder, 'scratch'))
  const reporter = { ...given.reporter, info: (line: string) => told.push(line) }
  parts = { ...given, reporter, machine: await bareMachine() }
})

afterEach(async () => {
  await repository?.[Symbol.asyncDispose]()
  if (folder) await rm(folder, { recursive: true, force: true })
})

/** This machine without a client, an apt configuration or a PGDG suite. */
async function bareMachine(): Promise<Machine> {
  const { debian } = await thisMachine({})
  const triplet = ARCHITECTURE === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu'
  const loader = debian?.loader ?? 'ld-linux-x86-64.so.2'
  const bare = { architecture: ARCHITECTURE, triplet, loader, aptFolder: join(folder, 'apt') }
  return { folders: () => [], debian: bare, defaultDescription: '' }
}

async function provide(line = repository.line, major = MAJOR) {
  return provideClient({ major, repository: line }, parts)
}

/** What is said about the attempt; and that it left nothing behind, in the cache least of all. */
async function refusal(attempt: Promise<unknown> = provide()): Promise<BackupError> {
  const error = await attempt.then(
    () => expect.fail('the repository was accepted'),
    (cause: BackupError) => cause,
  )
  expect(error.name).toBe('BackupError')
  expect(error.message).not.toContain('\n')
  expect(await readdir(join(folder, 'scratch'))).toEqual([])
  expect(await readdir(join(folder, 'cache')).catch(() => [])).toEqual([])
  return error
}

describe('a repository that is in order', () => {
  it('gives a client that starts by itself and is in the cache from then on', async () => {
    const client = await provide()
    expect(client).toMatchObject({ major: MAJOR, version: '77.3' })
    expect(client.origin).toBe(`client-repository (${repository.url} ${SUITE})`)
    const answer = await toolkitCommands().run(client.program('pg_restore'), ['--version'], { env: {} })
    expect(answer.stdout).toBe('pg_restore (PostgreSQL) 77.3 (test)\n')
    expect(await readdir(join(folder, 'scratch'))).toEqual([])

    repository.asked.length = 0
    const again = await provide()
    expect(again.origin).toBe('tool-cache')
    expect(again.program('psql')).toBe(client.program('psql'))
    expect(repository.asked).toEqual([])
  })

  it('is asked for the client and its library alone where the machine has the rest', async () => {
    await provide()
    expect(repository.asked.filter(path => path.endsWith('.deb'))).toHaveLength(2)
  })

  it('replaces a client in the cache that does not start any more', async () => {
    const client = await provide()
    await writeFile(client.program('pg_dump'), '#!/bin/sh\nexit 1\n')
    expect((await provide()).origin).toContain('client-repository')
    expect((await provide()).origin).toBe('tool-cache')
  })

  it('is read from a folder too, and through the hashes of its files', async () => {
    const mirror = join(folder, 'mirror')
    await repository.publish({ more: ['Acquire-By-Hash: yes'] })
    for (const [path, content] of repository.files) {
      await mkdir(join(mirror, path, '..'), { recursive: true })
      await writeFile(join(mirror, path), content)
    }
    const line = repository.line.replace(repository.url, `file://${mirror}`)
    expect((await provide(line)).version).toBe('77.3')
    await rm(join(folder, 'cache'), { recursive: true })
    expect((await provide()).version).toBe('77.3')
    expect(repository.asked.some(path => path.includes('/by-hash/SHA256/'))).toBe(true)
  })

  it('may have an index compressed with xz only', async ctx => {
    const index = repository.files.get(repository.packageIndex)
    const text = join(folder, 'Packages')
    const script = `gzip -dc "${text}.gz" | xz -c > "${text}.xz"`
    await writeFile(`${text}.gz`, index ?? '')
    if ((await toolkitCommands().run('sh', ['-c', script])).exitCode !== 0) ctx.skip('no xz program here')
    repository.files.delete(repository.packageIndex)
    repository.files.set(repository.packageIndex.replace(/gz$/, 'xz'), await readFile(`${text}.xz`))
    await repository.publish()
    expect((await provide()).version).toBe('77.3')
  })
})

describe('a repository that was tampered with is refused', () => {
  it('when the signed text was altered', async () => {
    alter(repository, RELEASE_PATH, text => text.replace('Origin: Test', 'Origin: Toast'))
    expect(await refusal()).toMatchObject({ kind: 'integrity', code: 'repository-signature-wrong' })
  })

  it('when the signature was altered', async () => {
    const other = await clearSign('Origin: Other\n', repository.key)
    const signature = other.slice(other.indexOf('-----BEGIN PGP SIGNATURE'))
    alter(
      repository,
      RELEASE_PATH,
      text => text.slice(0, text.indexOf('-----BEGIN PGP SIGNATURE')) + signature,
    )
    expect(await refusal()).toMatchObject({ kind: 'integrity', code: 'repository-signature-wrong' })
  })

  it.each([
    ['before', (text: string) => `SHA256:\n${text}`],
    ['after', (text: string) => `${text}\nSHA256:\n`],
    ['as a second signed file after', (text: string) => text + text],
  ])('when text was put %s the signed one', async (_where, change) => {
    alter(repository, RELEASE_PATH, change)
    expect(await refusal()).toMatchObject({ kind: 'integrity', code: 'repository-text-outside-signature' })
  })

  it('when it is signed by a key that was not given for it', async () => {
    await repository.publish({}, await makeKey('somebody else'))
    const error = await refusal()
    expect(error).toMatchObject({ kind: 'integrity', code: 'repository-key-unknown' })
    expect(error.hint).toContain('signed-by')
  })

  it('when it is not signed at all', async () => {
    repository.files.set(RELEASE_PATH, Buffer.from('<html>Please log in</html>'))
    expect(await refusal()).toMatchObject({ kind: 'integrity', code: 'repository-unsigned' })
  })

  it('when it has expired, unless the line says that this is meant', async () => {
    await repository.publish({ date: new Date(Date.now() - 9 * DAY), validUntil: new Date(Date.now() - DAY) })
    expect(await refusal()).toMatchObject({ kind: 'integrity', code: 'repository-expired' })
    const frozen = repository.line.replace('[', '[check-valid-until=no ')
    expect((await provide(frozen)).version).toBe('77.3')
  })

  it('when it is dated in the future', async () => {
    await repository.publish({ date: new Date(Date.now() + 3 * DAY) })
    expect(await refusal()).toMatchObject({ kind: 'integrity', code: 'repository-from-the-future' })
  })

  it('when it is another suite, signed by the same key', async () => {
    await repository.publish({ suite: 'older-suite' })
    expect(await refusal()).toMatchObject({ kind: 'integrity', code: 'repository-other-suite' })
  })

  it('when its index was altered', async () => {
    repository.files.set(repository.packageIndex, gzipSync('Package: other\n'))
    expect(await refusal()).toMatchObject({ kind: 'integrity', code: 'repository-index-mismatch' })
  })

  it('when its index grew beyond the size that was signed', async () => {
    alter(repository, repository.packageIndex, text => text.padEnd(1_000_000))
    const error = await refusal()
    expect(error).toMatchObject({ kind: 'integrity', code: 'repository-index-mismatch' })
    expect(error.message).toContain('larger than')
  })

  it('when its index unpacks to more than was signed', async () => {
    repository.files.set(repository.packageIndex, gzipSync('Package: other\n'.repeat(10_000)))
    await repository.publish()
    const error = await refusal()
    expect(error).toMatchObject({ code: 'repository-index-unusable' })
    expect(error.message).toContain('unpacks to more than')
  })

  it.each(['postgresql-client-77', 'libpq5'])('when package %s was altered', async name => {
    const path = [...repository.files.keys()].find(each => each.includes(`/${name}_`)) ?? ''
    alter(repository, path, text => text.replace(/.$/s, '\u0001'))
    const error = await refusal()
    expect(error).toMatchObject({ kind: 'integrity', code: 'package-mismatch' })
    expect(error.message).toContain(name)
  })
})

describe('a repository that can not serve says why', () => {
  it('nobody answers', async () => {
    const error = await refusal(
      provide(repository.line.replace(/127\.0\.0\.1:\d+/, 'user:secret@127.0.0.1:1')),
    )
    expect(error).toMatchObject({ kind: 'environment', code: 'repository-unreachable' })
    expect(error.message).toContain('ECONNREFUSED')
    expect(error.message).not.toContain('secret')
  })

  it('there is no such suite', async () => {
    const error = await refusal(provide(repository.line.replace(SUITE, 'no-suite')))
    expect(error).toMatchObject({ kind: 'environment', code: 'repository-unreachable' })
    expect(error.message).toContain('HTTP 404')
  })

  it('a package that its index has is gone', async () => {
    for (const path of repository.files.keys()) if (path.endsWith('.deb')) repository.files.delete(path)
    expect(await refusal()).toMatchObject({ kind: 'environment', code: 'repository-unreachable' })
  })

  it('it lacks the client of that version', async () => {
    const error = await refusal(provide(repository.line, 76))
    expect(error).toMatchObject({ kind: 'environment', code: 'package-absent' })
    expect(error.message).toContain('postgresql-client-76')
    expect(error.message).toContain(repository.url)
  })

  it('it has no such component', async () => {
    const error = await refusal(provide(repository.line.replace(/main$/, 'contrib')))
    expect(error).toMatchObject({ kind: 'environment', code: 'repository-index-unusable' })
  })

  it('the key file is not there', async () => {
    const error = await refusal(provide(repository.line.replace('.asc', '.gone')))
    expect(error).toMatchObject({ kind: 'environment', code: 'repository-key-unreadable' })
  })

  it('the programs in it are of another version', async () => {
    const [client, library] = clientPackages('77.3')
    if (!client || !library) return expect.fail()
    const files = Object.entries(client.files).map(([path, text]) => [path, text.replace('77.3', '76.1')])
    await using liar = await serveAptRepository(folder, [
      { ...client, files: Object.fromEntries(files) },
      library,
    ])
    expect(await refusal(provide(liar.line))).toMatchObject({ code: 'client-does-not-start' })
  })

  it('the line is not one of apt', async () => {
    expect(await refusal(provide('https://example.org/debian'))).toMatchObject({
      kind: 'input',
      code: 'client-repository-wrong',
    })
  })

  it('the run was cancelled', async () => {
    const cancelled = { ...parts, signal: AbortSignal.abort(new Error('cancelled')) }
    await expect(provideClient({ major: MAJOR, repository: repository.line }, cancelled)).rejects.toThrow(
      'cancelled',
    )
    expect(await readdir(join(folder, 'scratch'))).toEqual([])
  })

  it('the system has no Debian packages', async () => {
    const machine = { folders: () => [], defaultDescription: 'Install it with `apk add postgresqlN-client`.' }
    const error = await refusal(provideClient({ major: MAJOR }, { ...parts, machine }))
    expect(error).toMatchObject({ kind: 'environment', code: 'client-unsupported-platform' })
    expect(error.hint).toContain('postgresql77-client')
  })
})

describe("the machine's own apt sources", () => {
  const configure = (name: string, text: string): Promise<void> =>
    writeFile(join(folder, 'apt/sources.list.d', name), text)

  it('serve where no repository is given, a source that fails being passed over with a line', async () => {
    const paragraph = ['Types: deb', `URIs: ${repository.url}`, `Suites: ${SUITE} gone`, 'Components: main']
    await configure('own.sources', [...paragraph, `Signed-By: ${repository.keyFile}`, ''].join('\n'))
    const client = await provideClient({ major: MAJOR }, parts)
    expect(client.origin).toBe('the apt sources of this machine')
    expect(told.filter(line => line.startsWith('Passed over: '))).toHaveLength(1)
    expect(told.join('\n')).toContain(`${repository.url} gone`)
  })

  it('may hold their key themselves, or have it in trusted.gpg.d', async () => {
    const key = repository.key.publicKey.trim().split('\n')
    const embedded = key.map(line => ` ${line.trim() || '.'}`).join('\n')
    const paragraph = `Types: deb\nURIs: ${repository.url}\nSuites: ${SUITE}\nComponents: main\n`
    await configure('own.sources', `${paragraph}Signed-By:\n${embedded}\n`)
    expect((await provideClient({ major: MAJOR }, parts)).version).toBe('77.3')

    await rm(join(folder, 'cache'), { recursive: true })
    await rm(join(folder, 'apt/sources.list.d/own.sources'))
    await mkdir(join(folder, 'apt/trusted.gpg.d'))
    await writeFile(join(folder, 'apt/trusted.gpg.d/own.asc'), repository.key.publicKey)
    await configure('own.list', `deb [arch=${ARCHITECTURE}] ${repository.url} ${SUITE} main\n`)
    expect((await provideClient({ major: MAJOR }, parts)).version).toBe('77.3')
  })

  it('follow a list of mirrors to the first that answers', async () => {
    const list = join(folder, 'mirrors.txt')
    await writeFile(list, `${repository.url} priority:2\nhttp://127.0.0.1:1/ priority:1\n`)
    await configure('own.list', `deb [signed-by=${repository.keyFile}] mirror+file:${list} ${SUITE} main\n`)
    expect((await provideClient({ major: MAJOR }, parts)).version).toBe('77.3')
  })

  it('are named with their problems when none has the client', async () => {
    alter(repository, RELEASE_PATH, text => text.replace('Origin: Test', 'Origin: Toast'))
    await configure('own.list', repository.line)
    const error = await refusal(provideClient({ major: MAJOR }, parts))
    expect(error).toMatchObject({ kind: 'environment', code: 'package-absent' })
    expect(error.message).toContain('its signature is wrong')
  })

  it('do not stand in for a PGDG that its own key has not signed', async () => {
    const machine = await bareMachine()
    if (!machine.debian) return expect.fail()
    await configure('own.list', repository.line)
    const misled: Download = {
      toFile: (url, path, limits) =>
        parts.download.toFile(
          url.replace(/^https:.*?\/dists\/[^/]+/, `${repository.url}/dists/${SUITE}`),
          path,
          limits,
        ),
    }
    const known = { ...machine, debian: { ...machine.debian, codename: 'no-such-release' } }
    const error = await refusal(
      provideClient({ major: MAJOR }, { ...parts, machine: known, download: misled }),
    )
    expect(error).toMatchObject({ kind: 'integrity', code: 'repository-key-unknown' })
    expect(error.message).toContain('no-such-release-pgdg')
  })

  it('are what is left when PGDG does not know the system', async () => {
    const machine = await bareMachine()
    if (!machine.debian) return expect.fail()
    await configure('own.list', repository.line)
    const unknown = { ...machine, debian: { ...machine.debian, codename: 'no-such-release' } }
    const client = await provideClient({ major: MAJOR }, { ...parts, machine: unknown })
    expect(client.origin).toBe('the apt sources of this machine')
    expect(told.some(line => line.includes('PGDG no-such-release-pgdg'))).toBe(true)
  })
})
