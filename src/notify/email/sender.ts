import { type Parsed, parsed, refused } from '../../core/parsed.ts'

/** Who a message is from, or for. */
export interface Mailbox {
  /** As people read it, in any script; undefined for an address alone. */
  readonly name: string | undefined
  readonly address: string
}

/** ASCII on one line: it becomes a part of a header. */
const ADDRESS = /^[!-~]{1,250}$/
const PARTS = /^[^\s@<>,;:"\\()[\]]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/
/** Without what has a meaning of its own in a header that lists addresses. A comma is in names of companies. */
const NAME = /^[^\p{Cc}<>@:;"\\]{1,200}$/u

/** Reads `backups@example.com`, `Backups <backups@example.com>` or `"Acme, Inc." <backups@example.com>`. Never repeats it. */
export function parseMailbox(text: string): Parsed<Mailbox> {
  const [, quoted, plain, named] = /^(?:"([^"]*)"|([^<>"]*))\s*<([^<>]+)>$/.exec(text) ?? []
  const name = (quoted ?? plain ?? '').trim()
  const address = named ?? text
  return ADDRESS.test(address) && PARTS.test(address) && (name === '' || NAME.test(name))
    ? parsed({ name: name === '' ? undefined : name, address })
    : refused('not an email address; write backups@example.com or Backups <backups@example.com>')
}

/** What an atom of a header is made of (RFC 5322). */
const ATOMS = /^[\w !#$%&'*+/=?^`{|}~-]+$/

/** As a header has it: a name in ASCII, in quotes where it has to be; any other in encoded words (RFC 2047). */
export function mailboxHeader({ address, name }: Mailbox): string {
  if (name === undefined) return address
  const phrase = ATOMS.test(name) ? name : /^[ -~]+$/.test(name) ? `"${name}"` : encodedWords(name)
  return `${phrase} <${address}>`
}

/** Of an encoded word, which has 75 characters at most, what is left for the text. Bytes in UTF-8. */
const WORD_BYTES = 45

/** Each holds whole characters. */
function encodedWords(text: string): string {
  const words: string[] = []
  let word = ''
  for (const character of text) {
    if (Buffer.byteLength(word + character) > WORD_BYTES) {
      words.push(word)
      word = ''
    }
    word += character
  }
  return [...words, word].map(each => `=?UTF-8?B?${Buffer.from(each).toString('base64')}?=`).join(' ')
}
