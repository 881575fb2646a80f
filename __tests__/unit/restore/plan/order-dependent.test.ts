import { describe, expect, it } from 'vitest'
import type { TocEntry } from '../../../../src/postgres/toc/toc-entry.ts'
import { needsItsOrder } from '../../../../src/restore/plan/order-dependent.ts'

/** Entries with the numbers 1, 2, 3 …, which the dependencies name. */
function toc(
  ...entries: readonly (readonly [kind: string, needs: readonly number[], judgesRows?: true])[]
): TocEntry[] {
  return entries.map(([kind, dependencies, judgesRows], index) => ({
    ...{ kind, schema: 'public', name: `e${index + 1}`, id: index + 1, owner: '', dependencies },
    ...{ data: undefined, roles: [] },
    ...(judgesRows && { judgesRows }),
  }))
}

describe('the order of an archive', () => {
  it.each([
    ['a CHECK calls a function', toc(['FUNCTION', []], ['TABLE', [1], true])],
    ['a CHECK has an operator of its own', toc(['FUNCTION', []], ['OPERATOR', [1]], ['TABLE', [2], true])],
    ['a column is of a domain that calls a function', toc(['FUNCTION', []], ['DOMAIN', [1]], ['TABLE', [2]])],
    [
      'a column is of a type that has such a domain in it',
      toc(['FUNCTION', []], ['DOMAIN', [1]], ['TYPE', [2]], ['TABLE', [3]]),
    ],
    ['a constraint of a domain comes late', toc(['DOMAIN', []], ['CHECK CONSTRAINT', [1]])],
  ])('matters where %s', (_where, load) => {
    expect(needsItsOrder(load)).toBe(true)
  })

  it.each([
    ['only a default calls a function', toc(['FUNCTION', []], ['TABLE', [1]])],
    ['a CHECK calls nothing of its own', toc(['FUNCTION', []], ['TABLE', [], true])],
    ['the function belongs to an extension', toc(['EXTENSION', []], ['TABLE', [1], true])],
    ['types need each other', toc(['TYPE', [2]], ['TYPE', [1]], ['TABLE', [1], true])],
    ['a constraint of a table comes late', toc(['TABLE', []], ['CHECK CONSTRAINT', [1]])],
    ['an index calls a function', toc(['FUNCTION', []], ['TABLE', []], ['INDEX', [1, 2]])],
  ])('does not matter where %s', (_where, load) => {
    expect(needsItsOrder(load)).toBe(false)
  })
})
