import { type Reading, unreadable } from './reading.ts'

/** `name = value`, the value bare or in single quotes, with backslash escapes in both. */
const PAIR = /\s*([A-Za-z_]\w*)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s'\\]|\\.)*))(?=\s|$)/sy

export function isKeywords(text: string): boolean {
  return /^\s*[A-Za-z_]\w*\s*=/.test(text)
}

/** Reads libpq's other form of a connection string: `host=db.example.com dbname=app password='it''s'`. */
export function readKeywords(text: string): Reading {
  const settings = new Map<string, string>()
  PAIR.lastIndex = 0
  let end = 0
  for (let pair = PAIR.exec(text); pair; pair = PAIR.exec(text)) {
    const [, name = '', quoted, bare = ''] = pair
    const value = (quoted ?? bare).replace(/\\(.)/gs, '$1')
    if (value !== '') settings.set(name, value)
    end = PAIR.lastIndex
  }
  return text.slice(end).trim() === ''
    ? { settings, problems: [] }
    : unreadable(
        "cannot be read as host=… dbname=… from some place on: put values with spaces or quotes into single quotes, and a backslash before ' and \\",
      )
}
