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
