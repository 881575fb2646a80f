/** Starts a throwaway server, says its ledger on stdout whenever it changes, and then waits: to be killed. */
import { toolkitCommands } from '../../src/action/commands.ts'
import type { CleanupTask } from '../../src/core/cleanup-journal.ts'
import { serversIn } from '../../src/postgres/server/find-server.ts'
import { startThrowaway } from '../../src/postgres/server/throwaway-server.ts'
import { silentReporter } from './client-for-tests.ts'

const [, , programs = '', major = '', folder = ''] = process.argv
const open = new Set<CleanupTask>()
const publish = (): void => console.log(JSON.stringify([...open]))
const [server] = await serversIn(Number(major), [programs], toolkitCommands())
if (!server) throw new Error(`no server ${major} in ${programs}`)
await startThrowaway({
  server,
  folder,
  journal: {
    record(task) {
      open.add(task)
      publish()
      return () => {
        open.delete(task)
        publish()
      }
    },
  },
  signal: new AbortController().signal,
  reporter: silentReporter,
})
console.log('running')
setInterval(() => {}, 60_000)
