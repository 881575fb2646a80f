import { table } from './markdown.ts'
import { ratio, type Standing, size } from './results.ts'

const MEMORY_LIMIT = 256 * 1024 ** 2
/** Within so much of each other, two peaks count as the same: the collector's timing moves them by as much. */
const SAME = 1.2
/** What the runner's files for outputs, state and summary take: they are written whether the dump is large or small. */
const RUNNERS_FILES = 256 * 1024

/** What the issue asks for, beside what was measured. */
export function goalsTable(small: readonly Standing[], large: readonly Standing[]): string {
  const find = (letter: string, all = large): Standing | undefined => all.find(each => each.letter === letter)
  const action = find('c')
  const toLimit = (action?.wall ?? Number.NaN) / (find('a')?.wall ?? Number.NaN)
  const toRunbook = (find('b')?.wall ?? Number.NaN) / (action?.wall ?? Number.NaN)
  const peak = action?.peakMemory ?? Number.NaN
  const growth = peak / (find('c', small)?.peakMemory ?? Number.NaN)
  const written = action?.written ?? Number.NaN
  const row = (goal: string, measured: string, met: boolean): string[] => [
    goal,
    measured,
    met ? 'yes' : '**no**',
  ]
  return table(
    ['goal', 'measured', 'met'],
    [
      row('(c)/(a) ≤ 1.25', ratio(toLimit), toLimit <= 1.25),
      row('(b)/(c) ≥ 5', ratio(toRunbook), toRunbook >= 5),
      row('peak memory the same at both sizes', `× ${ratio(growth)}`, growth <= SAME),
      row('peak memory ≤ 256 MB', size(peak), peak <= MEMORY_LIMIT),
      row('nothing of the dump written to disk', size(written), written <= RUNNERS_FILES),
    ],
  )
}
