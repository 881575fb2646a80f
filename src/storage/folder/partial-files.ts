import { sep } from 'node:path'
import { cancelled } from '../refusals.ts'
import type { UnfinishedUpload } from '../upkeep.ts'
import { nameOfPartial } from './partial-upload.ts'
import { walk } from './walk.ts'

/** Files of uploads that were not ended, in the order of their names. */
export async function* partialFiles(
  base: string,
  prefix: string,
  signal: AbortSignal,
): AsyncGenerator<UnfinishedUpload> {
  for await (const { key: file, modified } of walk(base, prefix, name => nameOfPartial(name) !== undefined)) {
    if (signal.aborted) throw cancelled(signal)
    const key = nameOfPartial(file)
    const path = [base, ...file.split('/')].join(sep)
    if (key?.startsWith(prefix)) yield { key, begun: modified, trace: { kind: 'partial-file', path } }
  }
}
