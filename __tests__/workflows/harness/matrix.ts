import { isObject, type Json, type JsonObject } from './tokens.ts'

/**
 * The combinations of a `strategy.matrix`: the product of its axes without what `exclude` names, then what `include` adds
 * to those it fits without changing an axis, or appends. Throws where the matrix has no combination, as GitHub does.
 */
export function expandMatrix(matrix: Json | undefined): JsonObject[] {
  if (matrix === undefined) return [{}]
  if (!isObject(matrix)) throw new Error('A matrix must be a mapping.')
  const { include = [], exclude = [], ...axes } = matrix
  const excluded = objects('exclude', exclude)
  const original = product(axes).filter(row => !excluded.some(part => fits(part, row)))
  const rows = original.map(row => ({ ...row }))
  const added: JsonObject[] = []
  for (const extra of objects('include', include)) {
    const at = [...original.keys()].filter(index => changesNothing(extra, original[index] ?? {}))
    for (const index of at) rows[index] = { ...rows[index], ...extra }
    if (at.length === 0) added.push(extra)
  }
  const all = [...rows, ...added]
  if (all.length === 0) throw new Error('Matrix must define at least one vector')
  if (all.length > 256) throw new Error(`A matrix generates at most 256 jobs, not ${all.length}.`)
  return all
}

function product(axes: JsonObject): JsonObject[] {
  const named = Object.entries(axes)
  if (named.length === 0) return []
  let rows: JsonObject[] = [{}]
  for (const [axis, values] of named) {
    if (!Array.isArray(values)) throw new Error(`The matrix's ${axis} must be a sequence.`)
    if (values.length === 0) throw new Error(`Matrix vector '${axis}' does not contain any values`)
    rows = rows.flatMap(row => values.map((value: Json) => ({ ...row, [axis]: value })))
  }
  return rows
}

function objects(name: string, list: Json): JsonObject[] {
  if (!Array.isArray(list)) throw new Error(`The matrix's ${name} must be a sequence.`)
  return list.filter(isObject)
}

function fits(part: JsonObject, row: JsonObject): boolean {
  return Object.entries(part).every(([key, value]) => same(row[key], value))
}

function changesNothing(extra: JsonObject, row: JsonObject): boolean {
  return Object.entries(extra).every(([key, value]) => !(key in row) || same(row[key], value))
}

function same(one: Json | undefined, other: Json): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
