import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { BackupError } from '../core/errors.ts'
import type { Decryption } from '../encryption/decryption.ts'
import type { ObjectStore } from '../storage/store.ts'
import { HashMeter, type StreamSum } from '../stream/hash-meter.ts'
import { ignoreBrokenPipe } from '../stream/ignore-broken-pipe.ts'
import type { Manifest } from './manifest.ts'

export interface Reading {
  /** Stored bytes read so far. */
  readBytes(): number
  /** Settles when the last byte was read and both hashes are those of the manifest. */
  readonly done: Promise<void>
}

/**
 * Reads a stored backup back: store → hash → open → hash → `sink`, and compares both hashes with the manifest. `sink` has
 * had every byte before the last is known to be right: what it made of them counts only when `done` has resolved.
 */
export function readBackup(
  {
    manifest,
    store,
    decryption,
    signal,
  }: {
    readonly manifest: Manifest
    readonly store: ObjectStore
    readonly decryption: Decryption
    readonly signal: AbortSignal
  },
  sink: Writable,
): Reading {
  const stored = new HashMeter()
  const read = async (): Promise<void> => {
    const opened = decryption.open(manifest.encryption, signal)
    const source = await store.get(manifest.key, signal)
    if (!opened) {
      await ignoreBrokenPipe(pipeline(source, stored, sink, { signal }))
      compare(manifest, 'stored', stored.sum())
      return
    }
    const dump = new HashMeter()
    await ignoreBrokenPipe(pipeline(source, stored, opened, dump, sink, { signal }))
    compare(manifest, 'stored', stored.sum())
    compare(manifest, 'dump', dump.sum())
  }
  return { readBytes: () => stored.bytes, done: read() }
}

/**
 * Whether what is in the store is, byte for byte, what was stored: distinguishes a wrong key, or a program that fails, from a
 * damaged backup.
 */
export async function isAsStored(
  { key, stored }: Pick<Manifest, 'key' | 'stored'>,
  store: ObjectStore,
  signal: AbortSignal,
): Promise<boolean> {
  const { bytes, sha256 } = await sumOf(key, store, signal)
  return bytes === stored.bytes && sha256 === stored.sha256
}

/** Reads an object for its hash alone. */
export async function sumOf(key: string, store: ObjectStore, signal: AbortSignal): Promise<StreamSum> {
  const meter = new HashMeter()
  const nowhere = new Writable({ write: (_bytes, _encoding, done) => done() })
  await pipeline(await store.get(key, signal), meter, nowhere, { signal })
  return meter.sum()
}

/** @throws BackupError `backup-altered` */
export function compare(
  manifest: Pick<Manifest, 'key' | 'stored' | 'dump'>,
  what: 'stored' | 'dump',
  { bytes, sha256 }: StreamSum,
): void {
  const expected = manifest[what]
  if (bytes === expected.bytes && sha256 === expected.sha256) return
  const difference =
    bytes === expected.bytes ? 'another SHA-256' : `${bytes} bytes instead of ${expected.bytes}`
  throw altered(
    `${manifest.key} is not what was stored: ${what === 'dump' ? 'opened, ' : ''}it has ${difference}`,
  )
}

/** A stored backup is not what its manifest says; `what`, without its full stop. */
export function altered(what: string): BackupError {
  return new BackupError({
    kind: 'integrity',
    code: 'backup-altered',
    message: `${what}.`,
    hint: 'Do not trust this backup; restore an older one, and find out what changed it.',
  })
}
