/** An array of values that is cast as a whole, as far as its elements: `(ARRAY[…])::text[]`. */
const BEGIN = '(ARRAY['
/** What a type's name can be, up to the brackets that make it an array: `character varying(10)`, `public."odd; type"`. */
const CAST = /\)::((?:"(?:[^"]|"")+"|[\w .$\u0080-\u00ff]|\(\d+(?:,-?\d+)?\))+)\[\]/y

/**
 * One spelling for what PostgreSQL writes in two ways: `x IN ('a', 'b')` over varchar is first shown as a cast of the array,
 * `(ARRAY['a'::character varying])::text[]`, and once that was parsed again, by a restore, as an array of casts,
 * `ARRAY[('a'::character varying)::text]` (transformArrayExpr in parse_expr.c). Takes and returns latin1.
 */
export function canonicalLine(line: string): string {
  let rest = line
  let done = ''
  for (let at = rest.indexOf(BEGIN); at >= 0; at = rest.indexOf(BEGIN)) {
    const found = readCast(rest, at + BEGIN.length)
    done += rest.slice(0, at)
    if (!found) {
      done += BEGIN
      rest = rest.slice(at + BEGIN.length)
      continue
    }
    const elements = found.elements.map(element => `(${canonicalLine(element)})::${found.type}`)
    done += `ARRAY[${elements.join(', ')}]`
    rest = rest.slice(found.end)
  }
  return done + rest
}

interface ArrayCast {
  readonly elements: readonly string[]
  readonly type: string
  /** Where the cast ends. */
  readonly end: number
}

/** Undefined where the line does not go on as such a cast does. */
function readCast(line: string, from: number): ArrayCast | undefined {
  const elements: string[] = []
  let begin = from
  let depth = 0
  for (let at = from; at < line.length; at++) {
    switch (line[at]) {
      case "'":
      case '"':
        at = line.indexOf(line[at] ?? '', at + 1)
        if (at < 0) return undefined
        break
      case '(':
      case '[':
        depth++
        break
      case ')':
        depth--
        break
      case ',':
        if (depth > 0) break
        elements.push(line.slice(begin, at).trim())
        begin = at + 1
        break
      case ']': {
        if (depth-- > 0) break
        CAST.lastIndex = at + 1
        const type = CAST.exec(line)?.[1]
        if (type === undefined) return undefined
        return { elements: [...elements, line.slice(begin, at).trim()], type, end: CAST.lastIndex }
      }
      default:
    }
  }
  return undefined
}
