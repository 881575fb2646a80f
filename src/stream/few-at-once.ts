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
