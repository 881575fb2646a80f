import { readFile, truncate, writeFile } from 'node:fs/promises'

/** The same numbers for the same seed (mulberry32), so that a finding can be repeated: at least 0, below `below`. */
export function randomBelow(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

/** One damage to a file; `undo` puts it back as it was. */
export interface Damage {
  readonly what: string
  undo(): Promise<void>
}

export async function flipBit(file: string, random: (below: number) => number): Promise<Damage> {
  const bytes = await readFile(file)
  const at = random(bytes.length)
  const bit = random(8)
  const altered = Buffer.from(bytes)
  altered.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at)
  await writeFile(file, altered)
  return {
    what: `bit ${bit} of byte ${at} of ${bytes.length} in ${file}`,
    undo: () => writeFile(file, bytes),
  }
}

export async function cutShort(file: string, random: (below: number) => number): Promise<Damage> {
  const bytes = await readFile(file)
  const length = random(bytes.length)
  await truncate(file, length)
  return { what: `${file} cut to ${length} of ${bytes.length} bytes`, undo: () => writeFile(file, bytes) }
}
