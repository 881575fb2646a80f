/**
 * A program: the cheapest receiver that speaks S3. It reads what is sent, throws it away, and keeps sizes and declared
 * checksums, so that a benchmark on one machine measures the sender. Prints its port; ends when its stdin does.
 */
import { createServer } from 'node:http'
import { ForgetfulBucket } from './bucket.ts'
import { answer } from './requests.ts'

const bucket = new ForgetfulBucket()

const server = createServer((request, response) => {
  let bytes = 0
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length
  })
  request.on('end', () => {
    const { status, headers = {}, body = '' } = answer(bucket, request, bytes)
    response.writeHead(status, { 'content-type': 'application/xml', ...headers }).end(body)
  })
})

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object') console.log(address?.port)
})
process.stdin.on('close', () => process.exit()).resume()
