/** Figures of earlier backups, never none: what a new one is held against. */
export type Earlier = readonly [number, ...number[]]

/** Undefined for none. */
export function earlier([first, ...others]: readonly number[]): Earlier | undefined {
  return first === undefined ? undefined : [first, ...others]
}

export function meanOf(values: Earlier): number {
  return sumOf(values) / values.length
}

/** Whether a figure is further from the mean than so many percent of it, up or down. Multiplied out, so that 20 % is 20 %. */
export function isBeyond(now: number, values: Earlier, percent: number): boolean {
  const sum = sumOf(values)
  return Math.abs(now * values.length - sum) * 100 > percent * sum
}

/** Whether a figure is outside of all that there were. */
export function isOutside(now: number, values: Earlier): boolean {
  return now < Math.min(...values) || now > Math.max(...values)
}

/** `−21.2 %`, `+5.0 %`, `±0 %`; `from nothing` where there was nothing. */
export function changeOf(now: number, values: Earlier): string {
  const mean = meanOf(values)
  if (now === mean) return '±0 %'
  if (mean === 0) return 'from nothing'
  const percent = (now / mean - 1) * 100
  return `${percent < 0 ? '−' : '+'}${grouped(Math.abs(percent))} %`
}

/** What the mean is of: `the one before`, or `the mean of the last 4`. */
export function meanWords(compared: number): string {
  return compared === 1 ? 'the one before' : `the mean of the last ${compared}`
}

function sumOf(values: Earlier): number {
  return values.reduce((sum, value) => sum + value, 0)
}

function grouped(percent: number): string {
  return percent.toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
}
