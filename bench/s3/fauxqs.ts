/** A program: the S3 server of the tests, which keeps whole objects in memory. Prints its port; ends when its stdin does. */
import { startFauxqs } from 'fauxqs'

const server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
console.log(server.port)
process.stdin.on('close', () => process.exit()).resume()
