import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** Ends a run with what was not covered and why, then the plain counts. */
export class ClosingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const tests = modules.flatMap(module => [...module.children.allTests()])
    const broken = modules.filter(module => module.errors().length > 0).length + unhandled.length
    const of = (state: string): TestCase[] => tests.filter(test => test.result().state === state)
    const reasons = new Map<string, number>()
    for (const test of of('skipped')) {
      const result = test.result()
      const reason = (result.state === 'skipped' && result.note) || 'no reason given'
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
    }
    for (const [reason, count] of reasons) console.log(`not run: ${reason} (${count} tests)`)
    console.log(
      `${of('passed').length} passed, ${of('failed').length + broken} failed, ${of('skipped').length} skipped`,
    )
  }
}
