import { readFile } from 'node:fs/promises'
import { likelyFolders } from './directories.ts'

/** What in this machine decides where a client comes from. Tests give one of their own. */
export interface Machine {
  /** Folders in which a client may already be, by preference. */
  folders(major: number): readonly string[]
  /** undefined where Debian's packages can't be unpacked and run. */
  readonly debian?: DebianMachine
  /** Why not, and what to do, where `debian` is missing. */
  readonly defaultDescription: string
}

export interface DebianMachine {
  /** Debian's name, as in package indexes, and the multiarch name, as in library paths. */
  readonly architecture: string
  readonly triplet: string
  /** The file name of the dynamic loader. */
  readonly loader: string
  /** The release that the machine is of or derives from: `bookworm`, `noble`. */
  readonly codename?: string
  /** apt's folder: `/etc/apt`. */
  readonly aptFolder: string
}

const ARCHITECTURES = new Map([
  ['x64', { architecture: 'amd64', triplet: 'x86_64-linux-gnu', loader: 'ld-linux-x86-64.so.2' }],
  ['arm64', { architecture: 'arm64', triplet: 'aarch64-linux-gnu', loader: 'ld-linux-aarch64.so.1' }],
])

export async function thisMachine(env: NodeJS.ProcessEnv): Promise<Machine> {
  const release = parseOsRelease(await readFile('/etc/os-release', 'utf8').catch(() => ''))
  const folders = (major: number): string[] => likelyFolders(major, env)
  const kind = ARCHITECTURES.get(process.arch)
  const family = [release.get('ID'), ...(release.get('ID_LIKE') ?? '').split(' ')]
  if (process.platform === 'linux' && kind && (family.includes('debian') || family.includes('ubuntu'))) {
    const codename =
      release.get('UBUNTU_CODENAME') ?? release.get('DEBIAN_CODENAME') ?? release.get('VERSION_CODENAME')
    const debian = { ...kind, aptFolder: '/etc/apt', ...(codename ? { codename } : {}) }
    return { folders, debian, defaultDescription: '' }
  }
  return { folders, defaultDescription: advice(process.platform, release.get('ID')) }
}

export function parseOsRelease(text: string): Map<string, string> {
  const fields = text.matchAll(/^([A-Z_]+)=["']?([^"'\n]*)["']?$/gm)
  return new Map([...fields].map(([, name = '', value = '']) => [name, value]))
}

/** How a client gets onto machines on which it can't be installed from Debian's packages. `N` is the major version. */
export function advice(platform: NodeJS.Platform, distribution: string | undefined): string {
  if (platform === 'darwin') return 'Install it with `brew install postgresql@N` before this step.'
  if (platform === 'win32') return 'Run this job on ubuntu-latest.'
  if (distribution === 'alpine') return 'Install it with `apk add postgresqlN-client` before this step.'
  return "Install the PostgreSQL client with the system's package manager and set PGBIN to the folder of its pg_dump."
}
