import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { castElements } from '../../../src/fingerprint/array-casts.ts'
import { type MaskedSql, StatementLines } from '../../../src/fingerprint/masked-sql.ts'
import { SqlLexer } from '../../../src/fingerprint/sql-lexer.ts'

function masked(sql: string): MaskedSql {
  const lexer = new SqlLexer()
  const lines = new StatementLines()
  for (const line of sql.split('\n')) {
    lexer.line(line)
    lines.add(line, lexer.hidden, lexer.openKind !== 'nothing')
  }
  return lines.take()
}

function canonical(sql: string): string {
  const { text, mask } = castElements(masked(sql))
  expect(mask).toBe(masked(text).mask)
  return text
}

type Expression =
  | { readonly is: 'value'; readonly sql: string }
  | { readonly is: 'call'; readonly name: string; readonly argument: Expression }
  | { readonly is: 'array'; readonly items: readonly Expression[] }
  /** Of what is no array to a type, or of an array to one of this type. */
  | { readonly is: 'cast'; readonly of: Expression; readonly type: string }

function isArray(expression: Expression): boolean {
  if (expression.is === 'cast') return isArray(expression.of)
  return expression.is === 'array'
}

/** As pg_dump writes it. */
function written(expression: Expression): string {
  switch (expression.is) {
    case 'value':
      return expression.sql
    case 'call':
      return `${expression.name}(${written(expression.argument)})`
    case 'array':
      return `ARRAY[${expression.items.map(written).join(', ')}]`
    case 'cast':
      return `(${written(expression.of)})::${expression.type}${isArray(expression.of) ? '[]' : ''}`
  }
}

/** What the parser makes of it, as often as it is dumped and restored. */
function parsed(expression: Expression): Expression {
  switch (expression.is) {
    case 'value':
      return expression
    case 'call':
      return { ...expression, argument: parsed(expression.argument) }
    case 'array':
      return { ...expression, items: expression.items.map(parsed) }
    case 'cast': {
      const of = parsed(expression.of)
      if (of.is !== 'array') return { ...expression, of }
      return { is: 'array', items: of.items.map(item => parsed({ ...expression, of: item })) }
    }
  }
}

/** Nothing that is hidden may matter, no matter what it looks like. */
const hidden = fc
  .array(
    fc.constantFrom(
      '(ARRAY[',
      'ARRAY[',
      ']',
      ')',
      '::text[]',
      ')::text[]',
      ', ',
      'a',
      '\n',
      '(',
      "''",
      '--',
      '/*',
    ),
  )
  .map(words => words.join(''))
const value = fc.oneof(
  fc.constantFrom('1', 'NULL::text', 's', '("odd; name").x'),
  hidden.map(text => `'${text}'::character varying`),
  hidden.map(text => `$a$${text}$a$`),
)
const { expression } = fc.letrec<{ expression: Expression }>(tie => ({
  expression: fc.oneof(
    { maxDepth: 5 },
    fc.record({ is: fc.constant('value' as const), sql: value }),
    fc.record({
      is: fc.constant('call' as const),
      name: fc.constantFrom('f', 'public."f[]"', '"ARRAY"', 'COALESCE'),
      argument: tie('expression'),
    }),
    fc.record({
      is: fc.constant('array' as const),
      items: fc.array(tie('expression'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      is: fc.constant('cast' as const),
      of: tie('expression'),
      type: fc.constantFrom(
        'text',
        'character varying(10)',
        'public."odd; type"',
        'numeric(5,-2)',
        'timestamp(3) with time zone',
      ),
    }),
  ),
}))

describe('casts of arrays', () => {
  it.each([
    [
      "(s)::text = ANY ((ARRAY['a'::character varying, 'it''s, )]'::character varying])::text[])",
      "(s)::text = ANY (ARRAY[('a'::character varying)::text, ('it''s, )]'::character varying)::text])",
    ],
    [
      '((n = ANY ((ARRAY[1, f(2, 3), (x[4])])::numeric[])) AND (m <> ALL ((ARRAY[1])::numeric(5,2)[])))',
      '((n = ANY (ARRAY[(1)::numeric, (f(2, 3))::numeric, ((x[4]))::numeric])) AND (m <> ALL (ARRAY[(1)::numeric(5,2)])))',
    ],
    ['((ARRAY["a]"])::public."odd; type"[])', '(ARRAY[("a]")::public."odd; type"])'],
    ["(ARRAY['a\nb'::text])::text[]", "ARRAY[('a\nb'::text)::text]"],
    ['((ARRAY[1])::bigint[])::text[]', 'ARRAY[((1)::bigint)::text]'],
    [
      '(ARRAY[ARRAY[1, 0], ARRAY[0, 1]])::numeric[]',
      'ARRAY[ARRAY[(1)::numeric, (0)::numeric], ARRAY[(0)::numeric, (1)::numeric]]',
    ],
    ["(ARRAY['{a}'::name[]])::text[]", "ARRAY[('{a}'::name[])::text[]]"],
    // As CREATE STATISTICS has it.
    [
      "(i::text = ANY (ARRAY['a'::character varying, 'b'::character varying]::text[]))",
      "(i::text = ANY (ARRAY['a'::character varying::text, 'b'::character varying::text]))",
    ],
    [
      "ARRAY[a || 'b'::text, lower(c), -1]::name[]",
      "ARRAY[(a || 'b'::text)::name, lower(c)::name, (-1)::name]",
    ],
  ])('are casts of the elements: %s', (first, again) => {
    expect(canonical(first)).toBe(again)
    expect(canonical(again)).toBe(again)
  })

  it.each([
    "CHECK ((s = ANY (ARRAY['a'::text, 'b'::text])))",
    '(ARRAY[1, 2])',
    "(ARRAY['never closed",
    '(ARRAY[1, 2])::text',
    'f(ARRAY[1, 2])::text[]',
    '"f"(ARRAY[1, 2])::text[]',
    'ARRAY[]::text[]',
    'CASE WHEN a THEN (ARRAY[1])::text ELSE ARRAY[]::text[] END',
    "SELECT '(ARRAY[' || x",
    "DEFAULT '(ARRAY[1])::text[]'",
    '$$SELECT (ARRAY[1])::text[]$$',
    '"(ARRAY[1])::text[]"',
    "E'\\'(ARRAY[1])::text[]'",
  ])('leave other text alone: %s', sql => {
    expect(canonical(sql)).toBe(sql)
  })

  it('come to be the same before and after a restore', () => {
    fc.assert(
      fc.property(expression, one => {
        expect(canonical(written(one))).toBe(canonical(written(parsed(one))))
      }),
    )
  })

  it('come to be the same where the parser makes the same of them, and nowhere else', () => {
    fc.assert(
      fc.property(expression, one => {
        expect(canonical(written(one))).toBe(written(parsed(one)))
      }),
      { numRuns: 500 },
    )
  })

  it('touch nothing that is hidden', () => {
    fc.assert(
      fc.property(hidden, text => {
        for (const sql of [`SELECT '${text}'`, `AS $x$${text}$x$`, `"${text}"`])
          expect(canonical(sql)).toBe(sql)
      }),
    )
  })
})
