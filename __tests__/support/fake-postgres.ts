import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

/** A message of a server: its letter, its length, its content. */
export function message(letter: string, content: Buffer | string): Buffer {
  const body = Buffer.from(content)
  const head = Buffer.alloc(5)
  head.write(letter)
  head.writeUInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

export function asks(kind: number, rest: Buffer | string = ''): Buffer {
  const code = Buffer.alloc(4)
  code.writeUInt32BE(kind)
  return message('R', Buffer.concat([code, Buffer.from(rest)]))
}

/** An error, or a notice with the letter N. */
export function complaint(fields: Readonly<Record<string, string>>, letter = 'E'): Buffer {
  const text = Object.entries(fields).map(([name, value]) => `${name}${value}\0`)
  return message(letter, `${text.join('')}\0`)
}

export const CLEAR_TEXT = asks(3)
export const MD5 = asks(5, 'salt')
export const SIGNED_IN = Buffer.concat([asks(0), message('Z', 'I')])

export interface FakePostgres extends AsyncDisposable {
  readonly port: number
  /** Everything that clients have sent after they had asked for TLS, and without their greeting. */
  received(): string
}

const SSL_REQUEST = 80_877_103

/**
 * Answers as a server that is not one, or that means harm: greeted, it sends `answers`, the next of them each time that
 * something comes. With `tls`, over TLS.
 */
export async function fakePostgres(
  answers: readonly (Buffer | ((socket: Socket) => void))[],
  tls?: { readonly cert: string; readonly key: string },
): Promise<FakePostgres> {
  let received = ''
  const open = new Set<Socket>()
  const speak = (socket: Socket): void => {
    let next = 0
    let greeted = false
    const answer = (): void => {
      const what = answers[next]
      next += 1
      if (Buffer.isBuffer(what)) socket.write(what)
      else what?.(socket)
    }
    socket.on('data', data => {
      if (greeted) received += data.toString('latin1')
      greeted = true
      answer()
    })
    socket.on('error', () => {})
  }
  const server = createServer(socket => {
    open.add(socket)
    socket.on('error', () => {})
    socket.once('data', data => {
      if (data.length === 8 && data.readUInt32BE(4) === SSL_REQUEST) {
        socket.write(tls ? 'S' : 'N')
        speak(tls ? new TLSSocket(socket, { ...tls, isServer: true }) : socket)
      } else {
        speak(socket)
        socket.emit('data', data)
      }
    })
  })
  server.listen(0, '0.0.0.0')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    received: () => received,
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
