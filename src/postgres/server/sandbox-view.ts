import { realpath } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { ACCOUNT_NAME, type SandboxMethod } from './sandbox-scripts.ts'

/** Packages of some systems are stored in one folder that all programs need. */
const STORES = ['/nix/store', '/gnu/store', '/home/linuxbrew/.linuxbrew']
const SYSTEM_FOLDERS =
  /^\/usr(?:\/local)?(?:\/(?:bin|sbin|lib|lib32|lib64|libx32|libexec|share|games|include|src))?$/

/** Accounts by their names: those of the machine are nobody's business inside. */
export function etcFiles({ uid }: SandboxMethod): [string, string][] {
  return [
    ['passwd', `root:x:0:0::/:/bin/sh\n${ACCOUNT_NAME}:x:${uid}:${uid}::/tmp:/bin/sh\n`],
    ['group', `root:x:0:\n${ACCOUNT_NAME}:x:${uid}:\n`],
    ['hosts', '127.0.0.1 localhost\n::1 localhost\n'],
    ['nsswitch.conf', 'passwd: files\ngroup: files\nhosts: files\n'],
  ]
}

/** Which part of this step is below a folder that everything in a sandbox sees; usually nothing does. */
export async function hiddenPlaces(env: NodeJS.ProcessEnv): Promise<string[]> {
  const named = ['HOME', 'RUNNER_TEMP', 'RUNNER_WORKSPACE', 'GITHUB_WORKSPACE', 'RUNNER_TOOL_CACHE']
  const places = [...named.flatMap(name => env[name] ?? []), process.cwd(), homeOfAccount()]
  const real = await Promise.all(places.map(place => realpath(place).catch(() => '')))
  return [...new Set(real)].filter(place => place.startsWith('/usr/') && !SYSTEM_FOLDERS.test(place))
}

function homeOfAccount(): string {
  try {
    return userInfo().homedir
  } catch {
    return ''
  }
}

/** Where a program and what it loads are, unless that is among the system's: its own prefix, but nothing else in there. */
export async function programFolders(program: string): Promise<string[]> {
  const real = await realpath(program).catch(() => program)
  const prefixes = [program, real].map(path => dirname(dirname(path)))
  const folders = prefixes.flatMap(prefix =>
    ['bin', 'lib', 'lib64', 'libexec', 'share', 'initdb'].map(name => join(prefix, name)),
  )
  const stores = STORES.filter(store => real.startsWith(`${store}/`))
  const all = [...stores, ...folders, dirname(program), dirname(real)]
  return [...new Set(all)].filter(path => !/^\/(?:usr|bin|sbin|lib|lib64)(?:\/|$)/.test(path) && path !== '/')
}
