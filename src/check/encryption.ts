import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { BackupError } from '../core/errors.ts'
import { SUBJECTS } from './evaluate/subjects.ts'
import { type Finding, fine, skipped } from './finding.ts'
import { probing } from './probing.ts'
import type { CheckDeps, CheckRequest } from './request.ts'

/** A passphrase is made slow to guess: sealing and opening take about a second each, on a busy machine more. Milliseconds. */
const LIMIT_MS = 30_000
const TEXT = Buffer.from('a backup that is opened again')

/** Seals a few words and, where the keys are at hand, opens them again. */
export function checkEncryption(
  { opens }: Pick<CheckRequest, 'opens'>,
  { decryption, encryption, signal }: Pick<CheckDeps, 'decryption' | 'encryption' | 'signal'>,
): Promise<readonly Finding[]> {
  return probing(SUBJECTS.key, LIMIT_MS, signal, async stop => {
    const { record } = encryption
    if (record.method === 'none')
      return [
        skipped(
          SUBJECTS.key,
          'No encryption is asked for: anyone who reads the destination reads the backup.',
        ),
      ]
    await encryption.prepare(stop)
    const encrypted = await through(encryption.encrypt(stop), TEXT, stop)
    const how =
      record.method === 'age' ? `age, for ${record.to.join(', ')}` : record.method.replace('-', ' by ')
    if (!opens)
      return [fine(SUBJECTS.key, `It seals (${how}); no age-identity is given to try whether it opens.`)]
    const stage = decryption.open(record, stop)
    const opened = stage ? await through(stage, encrypted, stop) : encrypted
    if (!opened.equals(TEXT)) throw differs()
    return [fine(SUBJECTS.key, `It seals (${how}), and the given key opens what it sealed.`)]
  })
}

async function through(stage: NodeJS.ReadWriteStream, input: Buffer, signal: AbortSignal): Promise<Buffer> {
  let output: Buffer = Buffer.alloc(0)
  await pipeline(
    [input],
    stage,
    async source => {
      output = await buffer(source)
    },
    { signal },
  )
  return output
}

function differs(): BackupError {
  return new BackupError({
    kind: 'integrity',
    code: 'check-opened-differs',
    message: 'What was sealed opens to something else.',
    hint: 'Do not use this encryption: look at the gpg program, if that is what seals.',
  })
}
