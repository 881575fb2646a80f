import type { MaskedSql } from '../../fingerprint/masked-sql.ts'

/** A statement that changes a setting, no matter what is before it on its line: what is hidden in the mask may be a comment. */
const SETS = /(?:^|;)[\s\0]*(?:RE)?SET\b/i
/** As pg_dump writes it, to the letter: a bare name, and a word, a number, or a string without any escape. */
const AS_IN_A_DUMP = /^SET (\w+) = (?:[\w.-]+|'[^'\\]*'|"[^"\\]*");$/
const AUTHORIZATION = /^SET SESSION AUTHORIZATION (?:DEFAULT|'[^'\\]*'|"[^"\\]*"|\w+);$/
/**
 * Where psql and we would disagree about where a string ends. Of the encodings, only those that a database may have: in
 * all of them every byte of a character beyond ASCII is beyond ASCII, unlike in SJIS, BIG5, GBK, GB18030, UHC and JOHAB.
 */
const LEXICAL = new Map([
  ['standard_conforming_strings', /^(?:on|off)$/],
  [
    'client_encoding',
    /^'(?:UTF8|SQL_ASCII|EUC_(?:JP|CN|KR|TW|JIS_2004)|LATIN\d+|WIN\d+|KOI8[RU]|ISO_8859_\d|MULE_INTERNAL)'$/,
  ],
])
/** Statements that only describe: what their text names as a setting is not set by them. */
const DESCRIBES = /^[\s\0]*(?:CREATE|ALTER|COMMENT|COPY|GRANT|REVOKE|SECURITY|DROP|REFRESH)\b/i
const CHANGES_SETTINGS = /set_config|pg_settings/i
const SEARCH_PATH = /^SELECT pg_catalog\.set_config\('search_path', '[^'\\]*', false\);$/

/** The name of a sequence may be anything. */
const SEQUENCE = /^SELECT pg_catalog\.setval\('(?:[^'\\]|'')*', -?\d+, (?:true|false)\);$/

/**
 * Whether a statement sets what no dump sets, or in a way that no dump does: another spelling, a comment in between, a
 * second statement on the line. pg_dump's lines always look the same, so that what is allowed can be listed.
 */
export function setsWhatNoDumpSets({ text, mask }: MaskedSql): boolean {
  if (SETS.test(mask)) return !isPlainSetting(text.trim())
  if (DESCRIBES.test(mask) || !CHANGES_SETTINGS.test(text)) return false
  return !SEARCH_PATH.test(text.trim()) && !SEQUENCE.test(text.trim())
}

function isPlainSetting(text: string): boolean {
  if (AUTHORIZATION.test(text)) return true
  const name = AS_IN_A_DUMP.exec(text)?.[1]
  if (name === undefined) return false
  const value = text.slice(text.indexOf('= ') + 2, -1)
  return LEXICAL.get(name.toLowerCase())?.test(value) ?? true
}
