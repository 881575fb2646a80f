import { once } from 'node:events'
import { PassThrough, Transform } from 'node:stream'
import type { Manifest } from '../../src/catalog/manifest.ts'
import { decryptionWith, type Keys } from '../../src/encryption/opening.ts'
import type { Fingerprint } from '../../src/fingerprint/fingerprint.ts'
import type { PostgresClient } from '../../src/postgres/client/client.ts'
import type { LoadDeps } from '../../src/restore/load/load.ts'
import { loadStreamed, type StreamedLoad } from '../../src/restore/load/streamed.ts'
import { fingerprintDatabase } from '../../src/restore/verify/fingerprint-database.ts'
import type { ObjectStore } from '../../src/storage/store.ts'
import { connectionTo } from './ask-server.ts'
import { silentReporter } from './client-for-tests.ts'
import { openLedger } from './run-backup.ts'

export interface LoadRun {
  readonly url: string
  readonly client: PostgresClient
  readonly store: ObjectStore
  readonly manifest: Manifest
  /** An existing folder. */
  readonly scratch: string
  readonly keys?: Partial<Keys>
  readonly load?: Partial<StreamedLoad>
  readonly parts?: Partial<LoadDeps>
}

/** What a load is asked and works with: everything of the backup, in one transaction, on real parts. */
export function loadOf({ client, keys, load, manifest, parts, scratch, store, url }: LoadRun): {
  readonly load: StreamedLoad
  readonly parts: LoadDeps
} {
  return {
    load: {
      ...{ manifest, client, connection: connectionTo(`${url}?sslmode=disable`), ids: undefined },
      ...{
        clean: false,
        noOwner: true,
        noAcl: true,
        before: '',
        last: '',
        sessionSettings: [],
        transaction: true,
      },
      ...load,
    },
    parts: {
      store,
      decryption: decryptionWith(
        { identities: [], passphrase: undefined, ...keys },
        { scratch, searchPath: process.env['PATH'] ?? '' },
      ),
      journal: openLedger(),
      env: process.env,
      signal: new AbortController().signal,
      scratch,
      reporter: silentReporter,
      ...parts,
    },
  }
}

export function runLoad(run: LoadRun): Promise<{ readonly ms: number }> {
  const { load, parts } = loadOf(run)
  return loadStreamed(load, parts)
}

export function fingerprintOf(url: string, client: PostgresClient): Promise<Fingerprint> {
  return fingerprintDatabase(
    { client, connection: connectionTo(`${url}?sslmode=disable`), mode: 'full', encoding: 'UTF8' },
    { env: process.env, journal: openLedger(), signal: new AbortController().signal },
  )
}

/** A store that hands out the first `bytes` of every object, says so, and waits to be let go on. */
export function haltingStore(
  store: ObjectStore,
  bytes: number,
): { readonly store: ObjectStore; readonly halted: Promise<unknown>; goOn(): void } {
  const gate = new PassThrough()
  const events = new PassThrough()
  const halted = once(events, 'halted')
  const opened = once(gate, 'opened')
  return {
    halted,
    goOn: () => void gate.emit('opened'),
    store: {
      ...bound(store),
      get: async (key, signal) => {
        let passed = 0
        const halting = new Transform({
          transform(chunk: Buffer, _encoding, done) {
            const before = passed
            passed += chunk.length
            if (passed <= bytes || before > bytes) return done(null, chunk)
            this.push(chunk.subarray(0, bytes - before))
            events.emit('halted')
            opened.then(() => done(null, chunk.subarray(bytes - before)), done)
          },
        })
        const source = await store.get(key, signal)
        source.once('error', error => halting.destroy(error))
        halting.once('close', () => source.destroy())
        return source.pipe(halting)
      },
    },
  }
}

/** A store's functions apart from it, to be replaced one by one. */
function bound(store: ObjectStore): ObjectStore {
  return {
    location: store.location,
    url: key => store.url(key),
    prepare: signal => store.prepare(signal),
    begin: (key, signal) => store.begin(key, signal),
    put: (...all) => store.put(...all),
    head: (key, signal) => store.head(key, signal),
    get: (key, signal) => store.get(key, signal),
    list: (prefix, signal) => store.list(prefix, signal),
    remove: (key, signal) => store.remove(key, signal),
    removeIfTagged: (...all) => store.removeIfTagged(...all),
    discard: (trace, signal) => store.discard(trace, signal),
    removeMany: (...all) => store.removeMany(...all),
    lockOf: (...all) => store.lockOf(...all),
    versioning: signal => store.versioning(signal),
    hidden: (...all) => store.hidden(...all),
    copy: (...all) => store.copy(...all),
    unfinished: (...all) => store.unfinished(...all),
    lastActivity: (...all) => store.lastActivity(...all),
    clock: signal => store.clock(signal),
    close: () => store.close(),
  }
}
