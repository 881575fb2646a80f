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
