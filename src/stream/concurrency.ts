/**
 * Works on the items of a list, at most `atOnce` of them at a time, and yields the results in the list's order: so at most
 * that many are kept in memory. It ends with the first failure, or when the caller stops iterating; what runs is awaited.
 */
export async function* inOrder<Item, Result>(
  atOnce: number,
  items: Iterable<Item>,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const begun: Promise<Result>[] = []
  try {
    for (const each of items) {
      const working = work(each)
      // It may fail while an earlier one is awaited.
      working.catch(() => {})
      begun.push(working)
      const [first] = begun
      if (begun.length < atOnce || !first) continue
      yield await first
      begun.shift()
    }
    for (;;) {
      const first = begun.shift()
      if (!first) return
      yield await first
    }
  } finally {
    await Promise.allSettled(begun)
  }
}

/**
 * Works on the items of a list, at most `atOnce` of them at a time, started in its order. After the first failure nothing
 * new is started; what runs is awaited, then that failure is thrown.
 */
export async function inParallel<Item>(
  atOnce: number,
  items: Iterable<Item>,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]()
  const failures: unknown[] = []
  const worker = async (): Promise<void> => {
    for (let next = queue.next(); !next.done && failures.length === 0; next = queue.next()) {
      await work(next.value).catch((error: unknown) => failures.push(error))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  if (failures.length > 0) throw failures[0]
}

/**
 * Waits for all promises, then returns their values or throws the first failure. Unlike Promise.all it leaves nothing
 * running, so that a folder in which they work can be removed afterwards.
 */
export async function allEnded<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(promises)
  return settled.map(each => {
    if (each.status === 'rejected') throw each.reason
    return each.value
  })
}
