import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { inOrder, inParallel } from '../../../src/stream/concurrency.ts'

it('gives results in the order of the list, however long each takes, with so many at once', async () => {
  let running = 0
  let most = 0
  const results: number[] = []
  const list = Array.from({ length: 40 }, (_, index) => index)
  for await (const result of inOrder(4, list, async index => {
    running += 1
    most = Math.max(most, running)
    await setTimeout((index * 7) % 5)
    running -= 1
    return index
  }))
    results.push(result)
  expect(results).toEqual(list)
  expect(most).toBe(4)
})

it('ends with the first failure, when all that runs has ended, and begins nothing more', async () => {
  const begun: number[] = []
  let ended = 0
  const all = async (): Promise<void> => {
    for await (const _ of inOrder(3, [0, 1, 2, 3, 4, 5, 6, 7], async index => {
      begun.push(index)
      await setTimeout(index)
      ended += 1
      if (index === 1) throw new Error('one')
    }));
  }
  await expect(all()).rejects.toThrow('one')
  expect(begun).toEqual([0, 1, 2, 3])
  expect(ended).toBe(4)
})

it('waits for what runs when nobody wants more', async () => {
  let ended = 0
  for await (const first of inOrder(3, [1, 2, 3, 4, 5], async index => {
    await setTimeout(index)
    ended += 1
    return index
  })) {
    expect(first).toBe(1)
    break
  }
  expect(ended).toBe(3)
  for await (const _ of inOrder(3, [], async () => expect.unreachable()));
})

describe('work in parallel', () => {
  it('is done on each item once, on at most so many at a time', async () => {
    let running = 0
    let most = 0
    const done: number[] = []
    await inParallel(3, [5, 1, 4, 1, 3, 2], async ms => {
      running += 1
      most = Math.max(most, running)
      await setTimeout(ms)
      running -= 1
      done.push(ms)
    })
    expect(done.toSorted()).toEqual([1, 1, 2, 3, 4, 5])
    expect(most).toBe(3)
  })

  it('ends with the failure that came first, when all that ran has ended, and starts nothing more', async () => {
    const started: number[] = []
    let ended = 0
    const all = inParallel(3, [0, 1, 2, 3, 4, 5], async index => {
      started.push(index)
      await setTimeout(index === 1 ? 1 : 10)
      ended += 1
      throw new Error(`failure ${index}`)
    })
    await expect(all).rejects.toThrow('failure 1')
    expect(started).toEqual([0, 1, 2])
    expect(ended).toBe(3)
  })
})
