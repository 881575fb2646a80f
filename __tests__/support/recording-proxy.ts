import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { connect } from 'node:net'

export interface RecordingProxy extends AsyncDisposable {
  /** `http://host:port` */
  readonly address: string
  /** Each request that it was asked to pass on: `CONNECT host:port`, `GET http://host/path`, with the user that asked. */
  readonly seen: readonly { readonly line: string; readonly authorization: string | undefined }[]
}

/**
 * An HTTP proxy that notes what it passes on. Every host leads to this machine, so that names which only a proxy knows
 * work through it alone.
 * @param refusal the status with which it passes nothing on
 */
export async function startRecordingProxy(refusal?: number): Promise<RecordingProxy> {
  const seen: { line: string; authorization: string | undefined }[] = []
  const server = createServer((incoming, outgoing) => {
    const { headers, method, url = '' } = incoming
    seen.push({ line: `${method} ${url}`, authorization: headers['proxy-authorization'] })
    if (refusal !== undefined) {
      outgoing.writeHead(refusal, { 'content-type': 'text/html' }).end('<html>no</html>')
      return
    }
    const { pathname, port, search } = new URL(url)
    const path = pathname + search
    const { expect: _said, 'proxy-authorization': _user, ...others } = headers
    // Servers may take the first name of a host for a bucket.
    const passed = { ...others, host: `127.0.0.1:${port}` }
    const onward = request(
      { host: '127.0.0.1', port, method, path, headers: passed, agent: false },
      answer => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      },
    )
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  })
  server.on('connect', (incoming, socket) => {
    const { headers, url = '' } = incoming
    seen.push({ line: `CONNECT ${url}`, authorization: headers['proxy-authorization'] })
    socket.on('error', () => {})
    if (refusal !== undefined) return void socket.end(`HTTP/1.1 ${refusal} No\r\n\r\n`)
    const onward = connect(Number(url.split(':').at(-1)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      onward.pipe(socket)
      socket.pipe(onward)
    })
    onward.on('error', () => socket.destroy())
    socket.on('close', () => onward.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port')
  return {
    address: `http://127.0.0.1:${address.port}`,
    seen,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
