import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export interface StallingPassage extends AsyncDisposable {
  readonly port: number
  /** From now on nothing passes, in connections that are open and in new ones, which are accepted. */
  freeze(): void
  /** The same once so many bytes have passed in one connection; with `alone`, only for that connection. */
  freezeAfter(bytes: number, alone?: 'alone'): void
}

/** Stands between a client and a server, as a proxy, a pooler or a firewall does that stops without closing anything. */
export async function stallingPassage(port: number): Promise<StallingPassage> {
  const open = new Set<Socket>()
  let frozen = false
  let limit = Number.POSITIVE_INFINITY
  let alone = false
  const server = createServer(inner => {
    const outer = connect(port, '127.0.0.1')
    let passed = 0
    let stopped = false
    for (const socket of [inner, outer]) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        if (!frozen && !stopped) (socket === inner ? outer : inner).destroy()
      })
    }
    const pass = (from: Socket, to: Socket): void => {
      from.on('data', data => {
        if (frozen || stopped) return from.pause()
        passed += data.length
        if (passed <= limit) return to.write(data)
        stopped = true
        frozen ||= !alone
        return from.pause()
      })
    }
    pass(inner, outer)
    pass(outer, inner)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    freeze: () => {
      frozen = true
    },
    freezeAfter: (bytes, only) => {
      limit = bytes
      alone = only === 'alone'
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
