/**
 * Works through a list with so many at once, begun in its order, and gives the results in that order too: so no more than
 * these are ever kept. The first failure ends it, as does whoever takes no more; what runs is awaited.
 */
export async function* inOrder<T, R>(
  most: number,
  list: Iterable<T>,
  work: (each: T) => Promise<R>,
): AsyncGenerator<R> {
  const begun: Promise<R>[] = []
  try {
    for (const each of list) {
      const working = work(each)
      // It may fail while an earlier one is awaited.
      working.catch(() => {})
      begun.push(working)
      const [first] = begun
      if (begun.length < most || !first) continue
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

/** Works through a list with so many at once, begun in its order. The first failure ends it: what runs is awaited, nothing more begun. */
export async function fewAtOnce<T>(
  most: number,
  list: readonly T[],
  work: (each: T) => Promise<void>,
): Promise<void> {
  const rest = list.values()
  let stopped = false
  const worker = async (): Promise<void> => {
    for (const each of rest) {
      if (stopped) return
      await work(each)
    }
  }
  const workers = Array.from({ length: Math.min(most, list.length) }, async () => {
    try {
      await worker()
    } catch (error) {
      stopped = true
      throw error
    }
  })
  const ends = await Promise.allSettled(workers)
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

/**
 * Works on items, several at once, and ends when none is being worked on any more. After the first failure nothing new is
 * begun; that failure is thrown.
 */
export async function inParallel<Item>(
  items: Iterable<Item>,
  atOnce: number,
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
 * Waits for all of the promises, then returns their values or throws the first failure: nothing that was started is
 * still at work in a folder that its owner removes.
 */
export async function allSettled<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(promises)
  return settled.map(each => {
    if (each.status === 'rejected') throw each.reason
    return each.value
  })
}
