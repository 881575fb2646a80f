import { randomInt } from 'node:crypto'
import { constants } from 'node:fs'
import { access, chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { startChild } from '../../stream/child.ts'
import { parsePasswd } from './account.ts'
import { type SandboxMethod, type SandboxTools, sandboxScripts } from './sandbox-scripts.ts'
import { etcFiles, hiddenPlaces, programFolders } from './sandbox-view.ts'

/** What programs in a sandbox do not share with this step. */
export type Isolated = 'account' | 'processes' | 'files' | 'network'

/**
 * Where programs run that work on what a backup brings: its functions, its indexes, its SQL. They see the system's programs,
 * which they can only read, and what they are given; no process, no file and no network of the machine, and nothing of this
 * step. When this step ends, however it ends, so do they.
 */
export interface Sandbox {
  readonly isolated: readonly Isolated[]
  /** Whether what they write belongs to an account that is not this step's. */
  readonly otherAccount: boolean
  /**
   * Makes a program that starts another one inside, with its arguments, its environment and its streams.
   * @returns its path
   */
  enter(program: string, shared: Shared): Promise<string>
}

/** What a program in a sandbox sees beside the system's programs, at the same paths as outside. */
export interface Shared {
  /** Files and folders; those that do not exist are passed over. */
  readonly readOnly: readonly string[]
  /** Existing folders; the account of the sandbox must be allowed to write there. */
  readonly writable: readonly string[]
}

export interface SandboxRequest {
  /** An existing folder that only this step may enter, for what the sandbox needs itself. */
  readonly folder: string
  /** Of this step: where its programs are found, and what is to be hidden. */
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
}

/** A machine that lets nobody in may ask for a password, or a directory that does not answer. Milliseconds. */
const TRY_LIMIT_MS = 20_000
/** Of accounts that systemd makes for services while they run: no account of people's is among them. */
const UIDS = { least: 61_184, most: 65_519 }
/**
 * Finds out which way a sandbox can be had on this machine: root's, through sudo without a password, or in a user namespace.
 * @returns why there is none, for people
 */
export async function openSandbox(
  request: SandboxRequest,
): Promise<{ readonly sandbox: Sandbox } | { readonly missing: string }> {
  if (process.platform !== 'linux') return { missing: 'this system is not Linux' }
  const tools = await findTools(request.env)
  if ('missing' in tools) return tools
  const failures: string[] = []
  for (const method of await waysOf(request.env)) {
    const sandbox = await sandboxOf(method, tools, request)
    const why = await whyNot(sandbox, request.signal)
    if (why === undefined) return { sandbox }
    failures.push(`${nameOf(method)}: ${why}`)
  }
  return { missing: failures.join('; ') }
}

function nameOf(method: SandboxMethod): string {
  if (method.kind === 'user namespace') return 'user namespaces'
  return method.sudo === undefined ? 'as root' : 'sudo'
}

async function findTools(env: NodeJS.ProcessEnv): Promise<SandboxTools | { readonly missing: string }> {
  const [unshare, setpriv, mkfifo] = await Promise.all(
    ['unshare', 'setpriv', 'mkfifo'].map(name => findProgram(name, env)),
  )
  if (unshare && setpriv && mkfifo) return { unshare, setpriv, mkfifo }
  return {
    missing: 'the programs unshare, setpriv and mkfifo are not all there (packages util-linux, coreutils)',
  }
}

async function findProgram(name: string, { PATH = '' }: NodeJS.ProcessEnv): Promise<string | undefined> {
  for (const folder of PATH.split(':').filter(each => each.startsWith('/'))) {
    const path = join(folder, name)
    if (
      await access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return path
  }
  return undefined
}

async function waysOf(env: NodeJS.ProcessEnv): Promise<SandboxMethod[]> {
  const own = process.getuid?.() ?? 0
  const uid = await freeUid()
  // In a user namespace nobody is root: PostgreSQL refuses that.
  const namespace: SandboxMethod = { kind: 'user namespace', uid: own === 0 ? uid : own }
  if (own === 0) return [{ kind: 'root', sudo: undefined, uid }, namespace]
  const sudo = await findProgram('sudo', env)
  return sudo === undefined ? [namespace] : [{ kind: 'root', sudo, uid }, namespace]
}

/** Nobody's, so that no other process of the machine can read what belongs to it. */
async function freeUid(): Promise<number> {
  const taken = new Set(
    [...parsePasswd(await readFile('/etc/passwd', 'utf8').catch(() => '')).values()].map(({ uid }) => uid),
  )
  for (;;) {
    const uid = randomInt(UIDS.least, UIDS.most + 1)
    if (!taken.has(uid)) return uid
  }
}

async function sandboxOf(
  method: SandboxMethod,
  tools: SandboxTools,
  { env, folder }: SandboxRequest,
): Promise<Sandbox> {
  const base = join(folder, 'sandbox', method.kind === 'root' ? 'root' : 'user')
  const etc = join(base, 'etc')
  await mkdir(join(base, 'root'), { recursive: true })
  await mkdir(etc)
  for (const [name, text] of etcFiles(method)) await writeFile(join(etc, name), text)
  const hidden = await hiddenPlaces(env)
  let count = 0
  return {
    isolated: [...(method.kind === 'root' ? (['account'] as const) : []), 'processes', 'files', 'network'],
    otherAccount: method.kind === 'root',
    async enter(program, { readOnly, writable }) {
      const own = join(base, String(count++))
      await mkdir(join(own, 'root'), { recursive: true })
      const seen = [...(await programFolders(program)), ...readOnly]
      const scripts = sandboxScripts(program, method, tools, {
        folder: own,
        etc,
        hidden,
        writable,
        readOnly: seen,
      })
      await writeFile(join(own, 'guard'), scripts.guard)
      await writeFile(join(own, 'inside'), scripts.inside)
      // By its name people and the clean-up know what runs.
      const start = join(own, basename(program))
      await writeFile(start, scripts.start)
      await chmod(start, 0o755)
      return start
    },
  }
}

async function whyNot(sandbox: Sandbox, signal: AbortSignal): Promise<string | undefined> {
  return refusalOf(await sandbox.enter('/bin/sh', { readOnly: [], writable: [] }), ['-c', ':'], signal)
}

/** Tries a program in a sandbox. @returns what it says where it does not end well */
export async function refusalOf(
  program: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<string | undefined> {
  const limit = AbortSignal.timeout(TRY_LIMIT_MS)
  const child = startChild(program, args, {
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    cwd: '/',
    signal: AbortSignal.any([signal, limit]),
  })
  child.stdin.end()
  child.stdout.resume()
  const end = await child.ended
  signal.throwIfAborted()
  if ('code' in end && end.code === 0) return undefined
  if (limit.aborted) return `no answer within ${TRY_LIMIT_MS / 1000} s`
  if ('notStarted' in end) return end.notStarted.message
  const said = child.stderr().trim().split('\n').at(-1)?.trim()
  return said || ('killedBy' in end ? `ended by ${end.killedBy}` : `exit code ${end.code}`)
}
