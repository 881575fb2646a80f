import { PassThrough } from 'node:stream'
import type { Encryption } from './encryption.ts'

/** Stores the dump as it is. */
export function noEncryption(): Encryption {
  return {
    record: { method: 'none' },
    suffix: '',
    prepare: async () => {},
    encrypt: signal => new PassThrough({ signal, highWaterMark: 256 * 1024 }),
  }
}
