/** Ways to count the rows of COPY text, by the length of a row: `node bench/newlines.ts`. Prints GB/s, the best of several. */
import { countNewlines } from '../src/fingerprint/newlines.ts'

const BYTES = 64 * 1024
const ROUNDS = 2_000

const WAYS: Record<string, (bytes: Buffer) => number> = {
  ours: countNewlines,
  'indexOf again and again': bytes => {
    let count = 0
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count++
    return count
  },
  'a loop over bytes': bytes => {
    let count = 0
    for (let index = 0; index < bytes.length; index++) if (bytes[index] === 10) count++
    return count
  },
}

for (const rowBytes of [8, 40, 100, 500, 5_000]) {
  const rows = Buffer.from(`${'x'.repeat(rowBytes - 1)}\n`.repeat(Math.floor(BYTES / rowBytes)))
  const rates = Object.entries(WAYS).map(([name, count]) => `${name} ${rate(rows, count).toFixed(2)}`)
  console.log(`rows of ${rowBytes} bytes: ${rates.join(', ')}`)
}

/** The best of five: what else ran can only have slowed it down. */
function rate(rows: Buffer, count: (bytes: Buffer) => number): number {
  const seconds = Array.from({ length: 5 }, () => {
    const startedAt = performance.now()
    let found = 0
    for (let round = 0; round < ROUNDS; round++) found += count(rows)
    if (found === 0) throw new Error('no rows were found')
    return (performance.now() - startedAt) / 1000
  })
  return (rows.length * ROUNDS) / Math.min(...seconds) / 1e9
}
