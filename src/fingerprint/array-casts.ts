import { bare, joined, type MaskedSql, readList, slice, trimmed } from './masked-sql.ts'

const ARRAY = /(?<![\w$."\u0080-\u00ff\0])ARRAY\[/g
/** As in a mask: `"` begins a quoted name, whose rest is hidden. */
const NAME = String.raw`(?:(?:"\0+)+|[A-Za-z_\u0080-\u00ff][\w$\u0080-\u00ff]*)`
/** As format_type writes it. */
const TYPE = String.raw`(?:character varying|bit varying|double precision|(?:time|timestamp)(?:\(\d+\))? with(?:out)? time zone|interval [a-z]+(?: to [a-z]+)?|${NAME}(?:\.${NAME})?)(?:\([\w ,.-]+\))?`
const CAST_OF_ARRAY = new RegExp(String.raw`::(${TYPE})\[\]`, 'y')
const CASTS = new RegExp(String.raw`::${TYPE}(?:\[\])?`, 'g')
/** What makes more than one operand of it; CASE … END holds itself together. */
const OPERATED = /^(?!CASE .* END$).*[\s+*/<>=~!@#%^&|`?-]/s

/**
 * One spelling for what PostgreSQL writes in two ways. An array that is cast as a whole, `(ARRAY[a, b])::text[]`, is
 * parsed, by a restore, as an array of what is cast, `ARRAY[(a)::text, (b)::text]` (transformArrayExpr in parse_expr.c), and
 * dumped as such from then on; an array in it passes the cast on to its own elements. Rewrites the one into the
 * other, and touches nothing else: no text that is hidden, and no spaces.
 */
export function castElements(sql: MaskedSql): MaskedSql {
  let before = sql
  let after = castOnce(before)
  // A cast of a cast comes to stand around an array.
  while (after.text !== before.text) {
    before = after
    after = castOnce(before)
  }
  return after
}

function castOnce(sql: MaskedSql): MaskedSql {
  const done: MaskedSql[] = []
  let from = 0
  for (let at = nextArray(sql.mask, 0); at !== undefined; at = nextArray(sql.mask, from)) {
    const list = readList(sql, at + 'ARRAY['.length)
    if (!list) break
    const items = list.items.map(castOnce)
    const cast = readCast(sql, at, list.end + 1)
    done.push(slice(sql, from, cast?.from ?? at), cast ? arrayOf(items.map(pushed(cast))) : arrayOf(items))
    from = cast?.to ?? list.end + 1
  }
  return joined([...done, slice(sql, from)])
}

function nextArray(mask: string, from: number): number | undefined {
  ARRAY.lastIndex = from
  return ARRAY.exec(mask)?.index
}

function arrayOf(items: readonly MaskedSql[]): MaskedSql {
  return joined([bare('ARRAY['), joined(items, ','), bare(']')])
}

interface ArrayCast {
  readonly from: number
  readonly to: number
  /** Without the brackets that make it an array's. */
  readonly type: MaskedSql
  /** Where expressions are written with as few parentheses as can be: in CREATE STATISTICS. */
  readonly sparing: boolean
}

/** The cast around the array between `from` and `to`. */
function readCast(sql: MaskedSql, from: number, to: number): ArrayCast | undefined {
  const { mask } = sql
  const sparing = mask.startsWith('::', to)
  // `f(ARRAY[1])::text[]` casts what the function returns.
  const inParentheses =
    mask[from - 1] === '(' && mask[to] === ')' && !/[\w$\u0080-\u00ff\0]/.test(mask[from - 2] ?? ' ')
  if (!sparing && !inParentheses) return undefined
  CAST_OF_ARRAY.lastIndex = sparing ? to : to + 1
  const [whole, type = ''] = CAST_OF_ARRAY.exec(mask) ?? []
  // `ARRAY[]::text[]` has nothing to pass the cast on to.
  if (whole === undefined || mask.slice(from, to) === 'ARRAY[]') return undefined
  const end = CAST_OF_ARRAY.lastIndex
  const typeFrom = end - whole.length + '::'.length
  return {
    from: sparing ? from : from - 1,
    to: end,
    type: slice(sql, typeFrom, typeFrom + type.length),
    sparing,
  }
}

/** Casts an element, the spaces around it left alone. */
function pushed(cast: ArrayCast): (item: MaskedSql) => MaskedSql {
  return item => {
    const value = trimmed(item)
    const begin = item.mask.length - item.mask.trimStart().length
    const around = (inner: MaskedSql) =>
      joined([slice(item, 0, begin), inner, slice(item, begin + value.mask.length)])
    const list = value.mask.startsWith('ARRAY[') ? readList(value, 'ARRAY['.length) : undefined
    if (list && list.end === value.mask.length - 1 && value.mask !== 'ARRAY[]')
      return around(arrayOf(list.items.map(pushed(cast))))
    const operand = cast.sparing && isOneOperand(value.mask) ? value : joined([bare('('), value, bare(')')])
    // What is an array already is cast to one.
    const brackets = value.mask.endsWith('[]') ? '[]' : ''
    return around(joined([operand, bare('::'), cast.type, bare(brackets)]))
  }
}

/** What ruleutils.c writes no parentheses around (isSimpleNode): a value, a name, a call, and casts of them. */
function isOneOperand(mask: string): boolean {
  let outside = ''
  let depth = 0
  for (const mark of mask) {
    if (mark === ')' || mark === ']') depth--
    if (depth === 0) outside += mark
    if (mark === '(' || mark === '[') depth++
  }
  return !OPERATED.test(outside.replaceAll(CASTS, ''))
}
