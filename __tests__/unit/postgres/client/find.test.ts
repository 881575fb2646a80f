import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toolkitCommands } from '../../../../src/action/commands.ts'
import { clientsIn, likelyFolders } from '../../../../src/postgres/client/directories.ts'
import { advice, parseOsRelease } from '../../../../src/postgres/client/machine.ts'
import { parseVersion, semanticVersion } from '../../../../src/postgres/client/version.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pg-backup-action-find-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function programs(version: string, names = ['pg_dump', 'pg_restore', 'pg_dumpall', 'psql']) {
  for (const name of names) {
    const path = join(folder, name)
    await writeFile(path, `#!/bin/sh\necho "${name} (PostgreSQL) ${version}"\n`)
    await chmod(path, 0o755)
  }
}

describe('a client that is on the machine', () => {
  it('is taken where its programs say that they are of the version', async () => {
    await programs('17.10 (Debian 17.10-1)')
    const [client] = await clientsIn(17, ['/no/such/folder', folder], toolkitCommands())
    expect(client).toMatchObject({ major: 17, version: '17.10', origin: folder })
    expect(client?.program('psql')).toBe(join(folder, 'psql'))
  })

  it('is not taken for its folder’s name, nor when a program is missing or does not start', async () => {
    await programs('16.14')
    expect(await clientsIn(17, [folder], toolkitCommands())).toEqual([])
    await programs('17.10')
    await rm(join(folder, 'psql'))
    expect(await clientsIn(17, [folder], toolkitCommands())).toEqual([])
    await programs('17.10')
    await writeFile(join(folder, 'pg_dump'), '#!/bin/sh\nexit 127\n')
    expect(await clientsIn(17, [folder], toolkitCommands())).toEqual([])
  })

  it('is looked for where PGBIN says first, and never on PATH', () => {
    const folders = likelyFolders(17, { PGBIN: '/opt/pg/bin', PATH: '/usr/bin' })
    expect(folders[0]).toBe('/opt/pg/bin')
    expect(folders).toContain('/usr/lib/postgresql/17/bin')
    expect(folders).toContain('/opt/homebrew/opt/postgresql@17/bin')
    expect(folders).not.toContain('/usr/bin')
  })
})

describe('the version that a program states', () => {
  it.each([
    ['pg_dump (PostgreSQL) 17.10 (Debian 17.10-1.pgdg120+1)', 17, '17.10', '17.10.0'],
    ['pg_dump (PostgreSQL) 18beta2', 18, '18beta2', '18.0.0'],
    ['pg_dump (PostgreSQL) 9.6.24', 9, '9.6.24', '9.6.0'],
  ])('is read from “%s”', (answer, major, version, semantic) => {
    expect(parseVersion(answer)).toEqual({ major, version })
    expect(semanticVersion(version)).toBe(semantic)
  })

  it('is none when something else answers', () => {
    expect(
      parseVersion('Error: You must install at least one postgresql-client-<version> package'),
    ).toBeUndefined()
  })
})

describe('the system', () => {
  it('is known by its os-release file', () => {
    const text = 'NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\nUBUNTU_CODENAME=noble\n'
    const fields = parseOsRelease(text)
    expect(fields.get('UBUNTU_CODENAME')).toBe('noble')
    expect(fields.get('ID_LIKE')).toBe('ubuntu debian')
  })

  it('decides what is advised where Debian’s packages are of no use', () => {
    expect(advice('linux', 'alpine')).toContain('apk add postgresqlN-client')
    expect(advice('darwin', undefined)).toContain('brew install postgresql@N')
    expect(advice('win32', undefined)).toContain('ubuntu-latest')
    expect(advice('linux', 'fedora')).toContain('PGBIN')
  })
})
