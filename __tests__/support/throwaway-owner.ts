/** Starts a throwaway server, tells its ledger on stdout whenever it changes, and then waits: to be killed. */
import { toolkitCommands } from '../../src/action/commands.ts'
import type { Leftover } from '../../src/core/ledger.ts'
import { serversIn } from '../../src/postgres/server/find-server.ts'
import { startThrowaway } from '../../src/postgres/server/throwaway-server.ts'
import { silentReporter } from './client-for-tests.ts'

const [, , programs = '', major = '', folder = ''] = process.argv
const open = new Set<Leftover>()
const tell = (): void => console.log(JSON.stringify([...open]))
const [server] = await serversIn(Number(major), [programs], toolkitCommands())
if (!server) throw new Error(`no server ${major} in ${programs}`)
await startThrowaway({
  server,
  folder,
  ledger: {
    record(leftover) {
      open.add(leftover)
      tell()
      return () => {
        open.delete(leftover)
        tell()
      }
    },
  },
  signal: new AbortController().signal,
  reporter: silentReporter,
})
console.log('running')
setInterval(() => {}, 60_000)
