import { type Parsed, parsed, quoted, refused } from '../core/parsed.ts'

export interface ObjectTag {
  readonly key: string
  readonly value: string
}

/** S3's limits (“Categorizing your storage using tags”): per object, and in characters. */
const MOST_TAGS = 10
const LONGEST_KEY = 128
const LONGEST_VALUE = 256
const ALLOWED = /^[\p{L}\p{N}\p{Zs}+\-=._:/@]*$/u

/** Reads one `key=value` a line. The value may hold further `=`, or be empty. */
export function parseObjectTags(text: string): Parsed<readonly ObjectTag[]> {
  const lines = text.split(/\r?\n/).map(line => line.trim())
  const tags: ObjectTag[] = []
  for (const line of lines.filter(line => line !== '')) {
    const at = line.indexOf('=')
    if (at < 1) return refused(`${quoted(line)} is not a tag; write one key=value a line`)
    const tag = { key: line.slice(0, at).trim(), value: line.slice(at + 1).trim() }
    const problem = refusal(tag, tags)
    if (problem !== undefined) return refused(problem)
    tags.push(tag)
  }
  return tags.length > MOST_TAGS
    ? refused(`${tags.length} tags are more than S3 takes; write ${MOST_TAGS} at most`)
    : parsed(tags)
}

function refusal({ key, value }: ObjectTag, earlier: readonly ObjectTag[]): string | undefined {
  const name = quoted(key)
  if (earlier.some(tag => tag.key === key)) return `the tag ${name} is given twice; write each key once`
  if (key.length > LONGEST_KEY) return `the key ${name} is too long; write ${LONGEST_KEY} characters at most`
  if (value.length > LONGEST_VALUE)
    return `the value of ${name} is too long; write ${LONGEST_VALUE} characters at most`
  if (/^aws:/i.test(key)) return `the key ${name} is reserved by AWS; write one that does not begin with aws:`
  if (!ALLOWED.test(key + value))
    return `the tag ${name} has characters that S3 refuses; write letters, digits, spaces and + - = . _ : / @`
  return undefined
}
