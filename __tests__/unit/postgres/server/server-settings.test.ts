import { expect, it } from 'vitest'
import { parsePasswd } from '../../../../src/postgres/server/account.ts'
import { configurationLines, serverSettings } from '../../../../src/postgres/server/server-settings.ts'

const GIB = 1024 ** 3
const shape = {
  sessions: 4,
  mark: 'pg-backup-server-0',
  socketFolder: '/tmp/s',
  openSocket: false,
  start: { libraries: [], settings: {} },
}

it.each([
  [0.5 * GIB, '64MB', '64MB'],
  [2 * GIB, '256MB', '64MB'],
  [16 * GIB, '1024MB', '512MB'],
])('of %d bytes of memory a server takes a share, within bounds', (memoryBytes, buffers, maintenance) => {
  const settings = serverSettings({ ...shape, memoryBytes })
  expect(settings).toMatchObject({ shared_buffers: buffers, maintenance_work_mem: maintenance })
})

it('any path of a socket and any value survives postgresql.conf', () => {
  const socketFolder = `/tmp/it's, "odd"`
  const settings = serverSettings({ ...shape, memoryBytes: GIB, socketFolder })
  expect(configurationLines({ a: String.raw`back\slash` })).toBe("a = 'back\\\\slash'\n")
  expect(configurationLines(settings)).toContain(`unix_socket_directories = '"/tmp/it''s, ""odd"""'\n`)
})

it('root is never among the accounts that a server may run as', () => {
  const text =
    'root:x:0:0::/root:/bin/sh\ntoor:x:0:0::/:/bin/sh\nnobody:x:65534:65533::/:/bin/false\nbroken\n'
  expect([...parsePasswd(text)]).toEqual([['nobody', { uid: 65534, gid: 65533 }]])
})
