import { CutAnswer, ForeignAnswer, ProxyRefusal } from './foreign-answer.ts'

/** What in an answer distinguishes a store from something else that speaks HTTP. */
export interface Answer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
}

/**
 * What becomes of an answer with a body: passed on, passed on without its body (the status says enough, and the body is not
 * of S3), or taken for a failure although its status says otherwise.
 */
export type Verdict = 'as it is' | 'without its body' | 'as a failure'

/** MinIO says so, with a code of S3, where its console is asked for objects (its API has another port). */
const CONSOLE =
  /S3 (?:API )?Requests? (?:made to Console port|must be made to API port|should be sent to API port)/i

/** Some gateways answer a listing of uploads with one of objects: any listing will do. */
const LISTING = /^List\w+Result$/

/**
 * Judges an answer that has no body of S3's own: to HEAD, or to GetObject, whose body is the object's. A store has at least
 * one header of S3's own, or both of those that it must send with every object.
 * @throws ForeignAnswer, ProxyRefusal
 */
export function checkHeaders({ headers, status }: Answer, ofObject: boolean): void {
  if (status === 407) throw new ProxyRefusal('HTTP 407')
  if (speaksAsS3(headers)) return
  const html = isHtml(headers)
  if (status >= 300 && status < 400 && headers['location'] !== undefined) throw foreign('a redirect', status)
  if (status >= 500 || status === 429) return
  const bare = ofObject && status < 300 && !(headers['etag'] && headers['last-modified'])
  if (html) throw foreign('a web page', status)
  if (bare) throw foreign('an answer without the headers of an object', status)
}

/**
 * Judges an answer by its body.
 * @throws ForeignAnswer, CutAnswer, ProxyRefusal
 */
export function checkBody(answer: Answer, body: string, isListing: boolean): Verdict {
  const { headers, status } = answer
  if (status === 407) throw new ProxyRefusal('HTTP 407')
  const root = rootOf(body)
  const isError = root.kind === 'xml' && /error/i.test(root.name)
  if (status >= 500) return isError && root.whole ? 'as it is' : 'without its body'
  if (status >= 300) {
    if (root.kind === 'empty') {
      if (status < 400) checkHeaders(answer, false)
      return 'as it is'
    }
    if (!isError) {
      if (status === 408 || status === 429 || (status < 400 && speaksAsS3(headers))) return 'without its body'
      throw foreign(KINDS[root.kind], status)
    }
    if (!root.whole) throw new CutAnswer(`HTTP ${status}`)
    if (CONSOLE.test(body)) throw foreign('a refusal of its console, which is no API,', status)
    return 'as it is'
  }
  if (root.kind === 'empty' && !isListing) return 'as it is'
  if (root.kind !== 'xml') throw foreign(KINDS[root.kind], status)
  if (!root.whole) throw new CutAnswer(`<${root.name.slice(0, 64)}> has no end`)
  if (!isListing || LISTING.test(root.name)) return 'as it is'
  if (isError) return 'as a failure'
  throw foreign('XML that is no listing', status)
}

const KINDS: Readonly<Record<Root['kind'], string>> = {
  empty: 'nothing',
  html: 'a web page',
  other: 'something that is not XML',
  xml: 'XML that S3 does not know',
}

function foreign(what: string, status: number): ForeignAnswer {
  return new ForeignAnswer(`it answered with ${what} (HTTP ${status})`.replace(', (', ' ('))
}

function speaksAsS3(headers: Answer['headers']): boolean {
  return Object.keys(headers).some(name => /^x-(?:amz|goog|rgw|minio|oss|obs|cos)-/.test(name))
}

function isHtml(headers: Answer['headers']): boolean {
  return /^\s*(?:text\/html|application\/xhtml)/i.test(headers['content-type'] ?? '')
}

type Root =
  | { readonly kind: 'empty' | 'html' | 'other' }
  /** Its name without a prefix, and whether its end is there. */
  | { readonly kind: 'xml'; readonly name: string; readonly whole: boolean }

/** The outermost element of a text, without reading all of it. */
function rootOf(body: string): Root {
  const text = body.trim().replace(/^\ufeff/, '')
  if (text === '') return { kind: 'empty' }
  const start = /^(?:<\?[^>]*\?>\s*|<!--[^>]*-->\s*)*<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)([^>]*)>?/.exec(text)
  const [opening = '', name = '', rest = ''] = start ?? []
  // Cut within its first line, or its first tag.
  if (!start) return /^<(?:\?xml|$)/.test(text) ? { kind: 'xml', name: '', whole: false } : notXml(text)
  if (/^html$/i.test(name)) return { kind: 'html' }
  const whole =
    (opening.length === text.length && rest.endsWith('/')) ||
    new RegExp(`</(?:[\\w.-]+:)?${name.replaceAll('.', '\\.')}\\s*>$`).test(text.slice(-256))
  return { kind: 'xml', name, whole }
}

function notXml(text: string): Root {
  return { kind: /^<!doctype\s+html|^<html/i.test(text) ? 'html' : 'other' }
}
