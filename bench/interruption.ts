/**
 * Runs a benchmark until it is done or somebody ends it: then it stops what it started and removes what it made, as at its
 * end, and the process's status says.
 */
export async function untilInterrupted(benchmark: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(name, () => controller.abort(`ended by ${name}`))
  }
  try {
    await benchmark(controller.signal)
  } catch (error) {
    if (!controller.signal.aborted) throw error
    console.error(`${controller.signal.reason}; what it started is stopped, what it made is removed`)
    process.exitCode = 130
  }
}
