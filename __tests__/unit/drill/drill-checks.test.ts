import { describe, expect, it } from 'vitest'
import { parseChecks } from '../../../src/drill/checks.ts'

function labels(text: string): string[] {
  const checks = parseChecks(text)
  if (!checks.ok) throw new Error(checks.problem)
  return checks.value.map(({ label }) => label)
}

function problem(text: string): string {
  const checks = parseChecks(text)
  return checks.ok ? '' : checks.problem
}

describe('checks', () => {
  it('are statements, named by the comment right above them', () => {
    const text = `-- a header that belongs to nobody

-- every order
-- has a customer
SELECT 1 FROM orders
 WHERE customer_id IS NULL;

SELECT count(*) > 0
  FROM orders`
    expect(parseChecks(text)).toEqual({
      ok: true,
      value: [
        {
          label: 'every order has a customer',
          sql: 'SELECT 1 FROM orders\n WHERE customer_id IS NULL',
          line: 5,
        },
        { label: 'SELECT count(*) > 0 FROM orders', sql: 'SELECT count(*) > 0\n  FROM orders', line: 8 },
      ],
    })
  })

  it('end at semicolons that are no part of strings, names, bodies or comments', () => {
    const text = `SELECT ';' || $x$ ; $x$ || E'\\';' AS ";" /* ; /* ; */ */ -- ;
      ; SELECT 2 -- last; word`
    expect(labels(text)).toHaveLength(2)
    expect(labels("SELECT 'it''s; fine'; ;; -- nothing\n/* nothing; */")).toEqual(["SELECT 'it''s; fine'"])
  })

  it('may be several in a line, and none at all', () => {
    expect(labels('SELECT 1; SELECT 2;\r\nSELECT 3;')).toEqual(['SELECT 1', 'SELECT 2', 'SELECT 3'])
    expect(labels('')).toEqual([])
    expect(problem('-- later')).toContain('no statement')
  })

  it('have labels of a bearable length', () => {
    expect(labels(`SELECT ${'x + '.repeat(100)}1`)[0]).toHaveLength(81)
  })

  it.each([
    ["SELECT 'open", 'from line 1 on has a string'],
    ['SELECT 1;\nSELECT $body$ x', 'from line 2 on has a dollar-quoted string'],
    ['SELECT 1 /* x', 'comment'],
    ['SELECT "x', 'quoted name'],
    ['SELECT 1;\n\\i other.sql', 'line 2 is a command of psql'],
  ])('are refused where they cannot be meant so: %s', (text, words) => {
    expect(problem(text)).toContain(words)
  })
})
