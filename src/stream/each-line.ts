import type { Readable } from 'node:stream'

/** The longest line that is reported whole; of a longer one its end. Characters. */
const LONGEST = 64 * 1024

/** Reads a program's text and says each complete line as it comes, as latin1. Keeps no more than a line. */
export function eachLine(text: Readable, publish: (line: string) => void): void {
  let unfinished = ''
  text.setEncoding('latin1')
  text.on('data', (piece: string) => {
    const lines = (unfinished + piece).split('\n')
    unfinished = (lines.pop() ?? '').slice(-LONGEST)
    for (const line of lines) publish(line)
  })
}
