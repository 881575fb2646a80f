import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Encryption } from './encryption.ts'
import { type GpgSettings, GpgStage, SEAL } from './gpg-stage.ts'
import { passphraseProblems } from './passphrase.ts'
import { refuseProblems } from './problems.ts'

/** Seals with a passphrase, by the gpg program (2.1 or newer). */
export function gpgPassphrase(settings: GpgSettings): Encryption {
  const check = (): void => refuseProblems(passphraseProblems(settings.passphrase))
  return {
    record: { method: 'gpg-passphrase', cipher: 'AES256' },
    suffix: '.gpg',
    // Seals nothing, for real: shows at once that gpg is there, knows the options, and can use the scratch directory.
    prepare: async signal => {
      check()
      const nowhere = new Writable({ write: (_bytes, _encoding, done) => done() })
      await pipeline(Readable.from([]), new GpgStage(SEAL, settings, signal), nowhere)
    },
    encrypt: signal => {
      check()
      return new GpgStage(SEAL, settings, signal)
    },
  }
}
