/**
 * Starts a throwaway server with secrets all around it, and does inside, as its superuser, what a hostile backup might do.
 * Says on stdout, as JSON, what came of it. Arguments: the server's programs, its major, a folder, the client's folder, and
 * the account to run as where that is not our own.
 */

import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { toolkitCommands } from '../../src/action/commands.ts'
import { clientIn } from '../../src/postgres/client/client.ts'
import { libpqArguments, libpqEnvironment } from '../../src/postgres/connection/libpq-environment.ts'
import { inSession } from '../../src/postgres/probe/in-session.ts'
import { serversIn } from '../../src/postgres/server/find-server.ts'
import { startThrowaway } from '../../src/postgres/server/throwaway-server.ts'
import { startChild } from '../../src/stream/child.ts'
import { processesNamed } from './server-traces.ts'

export interface HostileOutcome {
  readonly isolated: readonly string[]
  readonly warnings: readonly string[]
  /** What each attempt printed, by its name. */
  readonly printed: Readonly<Record<string, string>>
  /** Connections that our own listeners saw, except the one that shows that they do. */
  readonly connections: number
  /** Which this process sees below its folder while the server runs. */
  readonly mounts: readonly string[]
  readonly left: { readonly files: readonly string[]; readonly processes: readonly string[] }
  readonly uids: readonly string[]
}

const [, , programs = '', major = '', folder = '', clientFolder = '', account = ''] = process.argv
const [server] = await serversIn(Number(major), [programs], toolkitCommands())
if (!server) throw new Error(`no server ${major} in ${programs}`)
if (account !== '') {
  process.setgroups?.([])
  process.setgid?.(Number(account))
  process.setuid?.(Number(account))
}

const signal = AbortSignal.timeout(120_000)
const SECRET = 'CANARY-of-a-file'
for (const name of ['home', 'workspace', 'temp']) {
  await mkdir(join(folder, name), { mode: 0o777 })
  await writeFile(join(folder, name, 'secret'), SECRET, { mode: 0o666 })
}
const temp = join(folder, 'temp')
const files = (): Promise<string[]> => readdir(folder, { recursive: true })
let connections = 0
const listeners = [createServer(), createServer()]
for (const listener of listeners)
  listener.on('connection', socket => {
    connections++
    socket.destroy()
  })
const [tcp, path] = listeners
await new Promise<void>(resolve => tcp?.listen(0, '127.0.0.1', resolve))
await new Promise<void>(resolve => path?.listen(join(temp, 'docker.sock'), resolve))
const before = await files()
const address = tcp?.address()
const port = typeof address === 'object' && address ? address.port : 0
await new Promise(resolve => connect(port, '127.0.0.1').once('close', resolve))

const warnings: string[] = []
const folders: string[] = []
const throwaway = await startThrowaway({
  server,
  folder: temp,
  journal: {
    record: task => {
      if (task.kind === 'directory') folders.push(task.path)
      return () => {}
    },
  },
  signal,
  env: {
    ...process.env,
    HOME: join(folder, 'home'),
    GITHUB_WORKSPACE: join(folder, 'workspace'),
    RUNNER_TEMP: temp,
  },
  reporter: {
    debug() {},
    info() {},
    notice() {},
    warning: text => void warnings.push(text),
    group: (_title, body) => body(),
  },
})

const ask = (sql: string): Promise<Record<string, unknown>[]> =>
  inSession(throwaway.connection('postgres'), { signal, beginning: { kind: 'no transaction' } }, session =>
    session.rows(sql),
  )
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`
/** What a program prints that the server starts. */
const run = async (command: string): Promise<string> => {
  await ask('CREATE TABLE public.printed (line text)')
  try {
    const copied = `COPY public.printed FROM PROGRAM ${text(`(${command}) 2>&1 | tr -c '[:print:]\\n' '\\n' | tr -d '\\\\\\\\'; true`)}`
    await ask(copied)
    const [row] = await ask(`SELECT string_agg(line, E'\\n') AS lines FROM public.printed`)
    return String(row?.['lines'] ?? '')
  } finally {
    await ask('DROP TABLE public.printed')
  }
}
const sql = (statement: string): Promise<string> =>
  ask(statement).then(
    rows => JSON.stringify(rows),
    (error: unknown) => `refused: ${String(error)}`,
  )

/** What psql prints that is given commands, as a plain backup might hold them. */
async function psql(input: string): Promise<string> {
  const client = await throwaway.inside(
    clientIn(clientFolder, { major: Number(major), version: major }, 'test'),
    [],
  )
  const connection = throwaway.connection('postgres')
  const child = startChild(client.program('psql'), ['-X', '-A', '-t', ...libpqArguments(connection)], {
    env: libpqEnvironment(connection, process.env),
    signal,
  })
  let printed = ''
  child.stdout.on('data', chunk => {
    printed += chunk
  })
  child.stdin.end(input)
  await child.ended
  return printed + child.stderr()
}

const LOOK = 'cat /proc/[0-9]*/environ; env; id; ls -a / /root /home; cat /proc/[0-9]*/cmdline'
const attempts: Record<string, () => Promise<string>> = {
  look: () => run(LOOK),
  'look as psql': () => psql(`select 6 * 7;\n\\! ${LOOK}\n\\! cat ${join(temp, 'secret')}\n`),
  'environment of the step': () => run(`cat /proc/${process.pid}/environ`),
  'read with the server': async () =>
    [
      await sql(`SELECT pg_read_file('/proc/${process.pid}/environ')`),
      await sql(`SELECT pg_read_file(${text(join(temp, 'secret'))})`),
      await sql(`SELECT pg_read_file('/etc/shadow')`),
    ].join('\n'),
  files: () =>
    run(['home', 'workspace', 'temp'].map(name => `cat ${join(folder, name, 'secret')}`).join('; ')),
  'run of the machine': () =>
    run('ls -a /run /sys /var/lib /opt /srv /mnt /boot; cat /etc/shadow /etc/hostname'),
  write: () =>
    run(
      `for f in ${temp}/planted ${folder}/home/planted /usr/planted /etc/planted /planted; do echo x >$f; done`,
    ),
  signal: () => run(`kill -9 ${process.pid}`),
  rights: () => run('grep -E "^(Cap|NoNewPrivs)" /proc/self/status; ulimit -c; sudo -n id'),
  network: () =>
    run(
      `bash -c "exec 3<>/dev/tcp/127.0.0.1/${port} && echo reached"; ` +
        `perl -MIO::Socket::UNIX -e 'print IO::Socket::UNIX->new("${join(temp, 'docker.sock')}") ? "reached" : "perl: $!\n"'; ` +
        'cat /proc/self/net/route',
    ),
  'network of the server': async () => {
    await sql('CREATE EXTENSION dblink')
    return sql(`SELECT dblink_connect('host=127.0.0.1 port=${port} connect_timeout=5')`)
  },
  stay: () => run('(setsid nohup sleep 4711 >/dev/null 2>&1 &); echo started'),
}

const printed: Record<string, string> = {}
// Where nothing holds it back, it is not tried.
const tried = throwaway.isolation.isolated.includes('files') ? Object.entries(attempts) : []
printed['account of psql'] = (await psql('\\! /usr/bin/id -u\n')).trim()
for (const [name, attempt] of tried) printed[name] = await attempt().catch(String)
const mounts = (await readFile('/proc/self/mountinfo', 'utf8'))
  .split('\n')
  .filter(line => line.includes(folder))
const { uid } = await stat(folders.at(-1) ?? '')
const uids = [String(uid), (await run('id -u')).trim()]
await throwaway.stop()
for (const listener of listeners) listener.close()
const outcome: HostileOutcome = {
  isolated: throwaway.isolation.isolated,
  warnings,
  printed,
  connections: connections - 1,
  mounts,
  left: {
    files: (await files()).filter(name => !before.includes(name)),
    processes: [...(await processesNamed(folders)), ...(await processesNamed(['4711']))],
  },
  uids,
}
console.log(JSON.stringify(outcome))
process.exit(0)
