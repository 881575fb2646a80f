import type { IncomingMessage } from 'node:http'
import type { ForgetfulBucket, KeptObject } from './bucket.ts'

export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Answers one request, of those that an upload needs, whose body of so many bytes has been read and thrown away. */
export function answer(bucket: ForgetfulBucket, request: IncomingMessage, bytes: number): Answer {
  const { pathname: key, searchParams: query } = new URL(request.url ?? '/', 'http://sink')
  const isBucket = key.split('/').filter(Boolean).length < 2
  const uploadId = query.get('uploadId')
  const received = { bytes, sha256: header(request, 'x-amz-checksum-sha256') }
  switch (request.method) {
    case 'HEAD':
      return isBucket ? { status: 200 } : head(bucket.objects.get(key))
    case 'GET':
      return { status: 200, body: '<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>' }
    case 'POST': {
      if (uploadId === null) return begun(bucket.begin(metadataOf(request)))
      if (isTaken(bucket, key, request)) return TAKEN
      const object = bucket.complete(uploadId, key)
      return object ? completed(object) : NO_UPLOAD
    }
    case 'PUT': {
      if (isBucket) return { status: 200 }
      if (uploadId !== null) {
        const known = bucket.part(uploadId, Number(query.get('partNumber')), received)
        return known ? stored(received.sha256) : NO_UPLOAD
      }
      if (isTaken(bucket, key, request)) return TAKEN
      bucket.objects.set(key, { ...received, metadata: metadataOf(request) })
      return stored(received.sha256)
    }
    case 'DELETE':
      if (uploadId !== null) return bucket.abort(uploadId) ? { status: 204 } : NO_UPLOAD
      bucket.objects.delete(key)
      return { status: 204 }
    default:
      return { status: 405 }
  }
}

const ETAG = '"0123456789abcdef0123456789abcdef"'
const TAKEN = refused(412, 'PreconditionFailed')
const NO_UPLOAD = refused(404, 'NoSuchUpload')

function refused(status: number, code: string): Answer {
  return { status, body: `<Error><Code>${code}</Code><Message>${code}</Message></Error>` }
}

function begun(id: string): Answer {
  const body = `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`
  return { status: 200, body }
}

function completed({ sha256 }: KeptObject): Answer {
  const checksum = sha256 === undefined ? '' : `<ChecksumSHA256>${sha256}</ChecksumSHA256>`
  const body = `<CompleteMultipartUploadResult><ETag>${ETAG}</ETag>${checksum}</CompleteMultipartUploadResult>`
  return { status: 200, body }
}

function stored(sha256: string | undefined): Answer {
  return { status: 200, headers: { etag: ETAG, ...(sha256 && { 'x-amz-checksum-sha256': sha256 }) } }
}

function head(object: KeptObject | undefined): Answer {
  if (!object) return { status: 404 }
  const { headers } = stored(object.sha256)
  return {
    status: 200,
    headers: {
      ...headers,
      ...object.metadata,
      'content-length': String(object.bytes),
      'last-modified': new Date().toUTCString(),
    },
  }
}

function isTaken(bucket: ForgetfulBucket, key: string, request: IncomingMessage): boolean {
  return request.headers['if-none-match'] === '*' && bucket.objects.has(key)
}

function metadataOf(request: IncomingMessage): Record<string, string> {
  const entries = Object.entries(request.headers).filter(([name]) => name.startsWith('x-amz-meta-'))
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]))
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' ? value : undefined
}
