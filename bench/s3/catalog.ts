/**
 * A program: a bucket full of backups that nobody made, so that what prune asks of a store can be counted. Arguments: how
 * many objects, and where they are (`by month`, `pre-deploy`). Prints its port, and on each line of its stdin, as JSON, what
 * it was asked and how much is left; ends when its stdin does.
 */
import { createServer } from 'node:http'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { catalogOf } from './catalog-bucket.ts'
import { CatalogServer } from './catalog-requests.ts'

const [count = '', shelf = ''] = process.argv.slice(2)
const objects = catalogOf(Number(count), shelf === 'pre-deploy' ? shelf : 'by month', new Date())
const catalog = new CatalogServer('backups/', objects)

const server = createServer((request, response) => {
  const answer = async (): Promise<void> => {
    const { body = '', status } = catalog.answer(request.method ?? '', request.url ?? '', await text(request))
    response.writeHead(status, { 'content-type': 'application/xml' }).end(body)
  }
  answer().catch(() => response.destroy())
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object') console.log(address?.port)
})
createInterface(process.stdin)
  .on('line', () =>
    console.log(JSON.stringify({ counts: Object.fromEntries(catalog.counts), left: catalog.size })),
  )
  .on('close', () => process.exit())
