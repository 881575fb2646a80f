import { type Parsed, parsed, quoted, refused } from './parsed.ts'

/** PostgreSQL's units, and the runbooks' “1 MB = 1048576”: steps of 1024, not 1000. */
const STEPS = ['', 'k', 'm', 'g', 't']
const NAMES = ['bytes', 'kB', 'MB', 'GB', 'TB']

/** Reads `1048576`, `500kB`, `1MB`, `1.5 GiB`: bytes, in steps of 1024 whichever way the unit is written. */
export function parseSize(text: string): Parsed<number> {
  const match = /^(\d+(?:\.\d+)?)\s*(?:([kmgt]?)(?:i?b)?|bytes?)$/i.exec(text)
  const bytes = match
    ? Math.floor(Number(match[1]) * 1024 ** STEPS.indexOf((match[2] ?? '').toLowerCase()))
    : NaN
  return Number.isSafeInteger(bytes)
    ? parsed(bytes)
    : refused(`${quoted(text)} is not a size; write bytes or a unit, such as 1048576, 500kB, 1MB or 2GB`)
}

/** `471 MB`, as pg_size_pretty counts. */
export function formatSize(bytes: number): string {
  let value = bytes
  let step = 0
  while (value >= 1024 && step < NAMES.length - 1) {
    value /= 1024
    step += 1
  }
  const digits = step === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2
  return `${Number(value.toFixed(digits))} ${step === 0 && bytes === 1 ? 'byte' : NAMES[step]}`
}
