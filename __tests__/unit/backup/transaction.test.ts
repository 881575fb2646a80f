import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CleanUp, cleanUp } from '../../../src/action/post/clean-up.ts'
import { type NamedStore, UploadTransaction } from '../../../src/backup/transaction.ts'
import { objectKeys } from '../../../src/catalog/names.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import type { ObjectStore, RememberUpload } from '../../../src/storage/store.ts'
import { fanOut } from '../../../src/stream/fan-out.ts'
import { HashMeter } from '../../../src/stream/hash-meter.ts'
import { filesIn } from '../../support/files-in.ts'
import { openLedger } from '../../support/run-backup.ts'

const keys = objectKeys({
  series: 'shop',
  backupClass: 'manual',
  mode: 'full',
  format: 'custom',
  tables: [],
  startedAt: new Date('2026-01-02T03:04:05Z'),
  compressionSuffix: '',
  encryptionSuffix: '',
})
const failing = new Error('no')

describe('a deposit', () => {
  let folder: string
  let journal: ReturnType<typeof openLedger>
  let run: AbortController
  let destination: ObjectStore
  let copy: ObjectStore
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deposit-'))
    journal = openLedger()
    run = new AbortController()
    destination = storeOf('destination')
    copy = storeOf('local-copy')
  })
  afterEach(() => rm(folder, { recursive: true }))

  function storeOf(name: NamedStore['name']): ObjectStore {
    const remember: RememberUpload = trace => journal.record({ kind: 'upload', store: name, trace })
    return folderStore(join(folder, name), { remember })
  }
  const begun = (
    more: { destination?: Partial<ObjectStore>; copy?: Partial<ObjectStore> } = {},
  ): UploadTransaction =>
    new UploadTransaction(
      [
        { name: 'destination', store: { ...destination, ...more.destination } },
        { name: 'local-copy', store: { ...copy, ...more.copy } },
      ],
      keys,
      journal,
    )
  const completed = async (transaction: UploadTransaction): Promise<void> => {
    const meter = new HashMeter()
    const sinks = await transaction.open(keys.backup, run.signal)
    await pipeline(Readable.from([Buffer.from('dump')]), meter, fanOut(sinks))
    await transaction.complete(meter.sum())
  }
  const put = (transaction: UploadTransaction, key: string): Promise<void> =>
    transaction.put(key, Buffer.from('{}'), run.signal)
  /** What the post step does after a kill: all that it knows is the ledger. */
  const afterAKill = (): Promise<CleanUp> =>
    cleanUp(JSON.parse(JSON.stringify([...journal.open])), {
      storeOf: async name => folderStore(join(folder, name)),
      endProcess: async () => false,
      endServer: async () => false,
      removeDirectory: async () => {},
      dropScratchDatabase: async () => {},
      signal: new AbortController().signal,
    })

  it('that cannot be opened everywhere leaves nothing anywhere', async () => {
    const transaction = begun({ copy: { begin: () => Promise.reject(failing) } })
    await expect(transaction.open(keys.backup, run.signal)).rejects.toBe(failing)
    run.abort(failing)
    expect(await transaction.undo()).toEqual([])
    expect(await filesIn(folder)).toEqual([])
    expect(journal.open.size).toBe(0)
  })

  it('that is undone takes back what it stored, in every store', async () => {
    const transaction = begun()
    await completed(transaction)
    await put(transaction, keys.checksum)
    run.abort()
    expect(await transaction.undo()).toEqual([])
    expect(await filesIn(folder)).toEqual([])
    expect(journal.open.size).toBe(0)
  })

  it('leaves alone what somebody else stored under its names', async () => {
    const transaction = begun()
    await completed(transaction)
    for (const store of [destination, copy]) await store.put(keys.checksum, Buffer.from('theirs'), run.signal)
    await expect(put(transaction, keys.checksum)).rejects.toMatchObject({ code: 'storage-key-exists' })
    run.abort()
    await expect(put(transaction, keys.checksum)).rejects.toMatchObject({ kind: 'cancelled' })
    expect(await transaction.undo()).toEqual([])
    const theirs = [`destination/${keys.checksum}`, `local-copy/${keys.checksum}`]
    expect(await filesIn(folder)).toEqual(theirs)
  })

  it('writes its manifest into the destination first: a kill before the copy’s leaves a whole backup', async () => {
    const hanging = Promise.withResolvers<never>()
    const stopped = Promise.withResolvers<void>()
    const transaction = begun({
      copy: {
        put: (key, body, signal, announce) => {
          if (key !== keys.manifest) return copy.put(key, body, signal, announce)
          stopped.resolve()
          return hanging.promise
        },
      },
    })
    await completed(transaction)
    await put(transaction, keys.checksum)
    const putting = put(transaction, keys.manifest)
    await Promise.race([stopped.promise, putting])
    expect(await afterAKill()).toMatchObject({ failed: [] })
    const whole = [keys.backup, keys.manifest, keys.checksum].map(key => `destination/${key}`)
    expect(await filesIn(folder)).toEqual(whole.toSorted())
  })

  it('of another run is left alone after a kill, though it has the same name and no manifest yet', async () => {
    const transaction = begun()
    const stopped = Promise.withResolvers<void>()
    const late = begun({
      destination: {
        begin: async (key, signal) => {
          const upload = await destination.begin(key, signal)
          const complete = (): Promise<never> => {
            stopped.resolve()
            return new Promise(() => {})
          }
          return { ...upload, complete }
        },
      },
    })
    const killed = completed(late)
    await Promise.race([stopped.promise, killed])
    const left = [...journal.open]
    await completed(transaction)
    journal.open.clear()
    for (const entry of left) journal.open.add(entry)
    await afterAKill()
    expect(await readFile(destination.url(keys.backup), 'utf8')).toBe('dump')
  })

  it('that is sealed leaves nothing to undo', async () => {
    const transaction = begun()
    await completed(transaction)
    await put(transaction, keys.manifest)
    transaction.commit()
    expect(journal.open.size).toBe(0)
    expect(await transaction.undo()).toEqual([])
    expect(await filesIn(folder)).toHaveLength(4)
  })
})
