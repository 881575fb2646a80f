import { operationOf } from '../../__tests__/support/s3-request.ts'
import type { CatalogObject } from './catalog-bucket.ts'
import type { Answer } from './requests.ts'

const PAGE = 1000

/** A bucket that is listed, read and emptied; counts what it was asked. */
export class CatalogServer {
  readonly counts = new Map<string, number>()
  readonly #prefix: string
  readonly #objects: Map<string, CatalogObject>
  /** In order; what was removed meanwhile is skipped. */
  readonly #keys: readonly string[]

  constructor(prefix: string, objects: Map<string, CatalogObject>) {
    this.#prefix = prefix
    this.#objects = objects
    this.#keys = [...objects.keys()].sort()
  }

  get size(): number {
    return this.#objects.size
  }

  answer(method: string, address: string, body: string): Answer {
    const { key, operation } = operationOf(method, address)
    this.counts.set(operation, (this.counts.get(operation) ?? 0) + 1)
    const object = this.#objects.get(key.slice(this.#prefix.length))
    switch (operation) {
      case 'ListObjectsV2':
        return { status: 200, body: this.#page(new URL(address, 'http://s3').searchParams) }
      case 'DeleteObjects':
        return { status: 200, body: this.#remove(body) }
      case 'GetObject':
        return object?.body ? { status: 200, body: object.body() } : refused(404, 'NoSuchKey')
      case 'GetObjectLockConfiguration':
        return refused(404, 'ObjectLockConfigurationNotFoundError')
      case 'ListMultipartUploads':
        return {
          status: 200,
          body: '<ListMultipartUploadsResult><IsTruncated>false</IsTruncated></ListMultipartUploadsResult>',
        }
      case 'GetBucketVersioning':
        return { status: 200, body: '<VersioningConfiguration/>' }
      default:
        return refused(501, 'NotImplemented')
    }
  }

  #page(query: URLSearchParams): string {
    const from = Number(query.get('continuation-token') ?? 0)
    const most = Number(query.get('max-keys') ?? PAGE)
    const keys = this.#keys.slice(from, from + most).filter(key => this.#objects.has(key))
    const next = from + most
    const truncated = next < this.#keys.length
    const contents = keys.map(key => {
      const { bytes = 0, modified = '' } = this.#objects.get(key) ?? {}
      return `<Contents><Key>${this.#prefix}${key}</Key><LastModified>${modified}</LastModified><Size>${bytes}</Size></Contents>`
    })
    const token = truncated ? `<NextContinuationToken>${next}</NextContinuationToken>` : ''
    return `<ListBucketResult><IsTruncated>${truncated}</IsTruncated>${token}${contents.join('')}</ListBucketResult>`
  }

  #remove(body: string): string {
    const keys = [...body.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key = '']) => key)
    for (const key of keys) this.#objects.delete(key.slice(this.#prefix.length))
    return `<DeleteResult>${keys.map(key => `<Deleted><Key>${key}</Key></Deleted>`).join('')}</DeleteResult>`
  }
}

function refused(status: number, code: string): Answer {
  return { status, body: `<Error><Code>${code}</Code><Message>${code}</Message></Error>` }
}
