import { spawnSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface FixturePackage {
  readonly name: string
  readonly version: string
  readonly depends?: string
  /** Content by path; what is in a `bin` folder is made executable. */
  readonly files: Readonly<Record<string, string>>
}

/** Why packages can't be made and unpacked on this machine; undefined when they can. */
export function missingPackageTools(): string | undefined {
  return spawnSync('dpkg-deb', ['--version']).status === 0 ? undefined : 'no dpkg-deb program on this machine'
}

/** Debian's name of this machine's architecture. */
export const ARCHITECTURE = process.arch === 'arm64' ? 'arm64' : 'amd64'

/** Makes a real .deb. */
export async function buildPackage({ name, version, depends, files }: FixturePackage): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'pg-backup-action-deb-'))
  try {
    const root = join(folder, 'root')
    const control = [
      `Package: ${name}`,
      `Version: ${version}`,
      `Architecture: ${ARCHITECTURE}`,
      'Maintainer: Nobody <nobody@example.org>',
      ...(depends ? [`Depends: ${depends}`] : []),
      'Description: made for a test',
    ]
    await put(join(root, 'DEBIAN/control'), `${control.join('\n')}\n`)
    for (const [path, content] of Object.entries(files)) {
      await put(join(root, path), content)
      if (path.includes('/bin/')) await chmod(join(root, path), 0o755)
    }
    const made = join(folder, 'made.deb')
    const { status, stderr } = spawnSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '-b', root, made])
    if (status !== 0) throw new Error(`dpkg-deb: ${stderr}`)
    return await readFile(made)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function put(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, content)
}

/** Packages of a client of a version that nobody has: scripts that answer `--version` and prove that libpq is beside. */
export function clientPackages(version = '77.3'): FixturePackage[] {
  const major = Number.parseInt(version, 10)
  const program = (name: string): string =>
    `#!/bin/sh\n[ -f "$LD_LIBRARY_PATH/libpq.so.5" ] || exit 1\necho "${name} (PostgreSQL) ${version} (test)"\n`
  const names = ['pg_dump', 'pg_restore', 'pg_dumpall', 'psql']
  const programs = names.map(name => [`usr/lib/postgresql/${major}/bin/${name}`, program(name)])
  const triplet = ARCHITECTURE === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu'
  return [
    {
      name: `postgresql-client-${major}`,
      version: `${version}-1`,
      depends: `libc6 (>= 2.34), libpq5 (>= ${version}), postgresql-client-common (>= 182)`,
      files: Object.fromEntries(programs),
    },
    // A library of this name that no program of the machine could load: were it to reach one, it would not start.
    { name: 'libpq5', version: `${version}-1`, files: { [`usr/lib/${triplet}/libpq.so.5`]: 'test' } },
  ]
}

/** Packages of a server of a version that nobody has, and of an extension for it. */
export function serverPackages(version = '77.3'): FixturePackage[] {
  const major = Number.parseInt(version, 10)
  const program = (name: string): string => `#!/bin/sh\necho "${name} (PostgreSQL) ${version} (test)"\n`
  const control = (name: string): Readonly<Record<string, string>> => ({
    [`usr/share/postgresql/${major}/extension/${name}.control`]: "default_version = '1'\n",
    [`usr/lib/postgresql/${major}/lib/${name}.so`]: 'test',
  })
  const programs = ['initdb', 'postgres'].map(name => [
    `usr/lib/postgresql/${major}/bin/${name}`,
    program(name),
  ])
  return [
    {
      name: `postgresql-${major}`,
      version: `${version}-1`,
      depends: `libc6 (>= 2.34), postgresql-client-${major}, libllvm19, tzdata`,
      files: { ...Object.fromEntries(programs), ...control('plpgsql'), ...control('hstore') },
    },
    {
      name: `postgresql-${major}-pgvector`,
      version: '0.8.0-1',
      depends: `postgresql-${major}, postgresql-${major}-jit-llvm`,
      files: control('vector'),
    },
    // The alternatives of Debian's PostGIS: its own script would give the file its name.
    { name: `postgresql-${major}-postgis-3`, version: '3.5.0-1', files: control('other') },
    { name: `postgresql-${major}-postgis-3-scripts`, version: '3.5.0-1', files: control('postgis-3') },
    // Never to be asked for: of such a size that nobody would want it.
    { name: 'libllvm19', version: '1', files: {} },
  ]
}
