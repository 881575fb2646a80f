import { parseDocument } from 'yaml'

/**
 * Where a JSON text has a key twice in one object, of which JSON.parse takes the last without a word: a line and a column for
 * each. Empty for a text that is no JSON.
 */
export function doubledKeys(text: string): { readonly line: number; readonly column: number }[] {
  const { errors } = parseDocument(text, { schema: 'json', uniqueKeys: true, prettyErrors: true })
  return errors.flatMap(({ code, linePos }) => {
    const [at] = linePos ?? []
    return code === 'DUPLICATE_KEY' && at ? [{ line: at.line, column: at.col }] : []
  })
}
