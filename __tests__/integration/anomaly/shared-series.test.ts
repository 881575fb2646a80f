import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { evaluateBackup } from '../../../src/anomaly/evaluate-backup.ts'
import { DEFAULT_THRESHOLDS } from '../../../src/anomaly/thresholds.ts'
import { manifestKey } from '../../../src/catalog/catalog.ts'
import { readManifest } from '../../../src/catalog/read-manifest.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { silentReporter } from '../../support/client-for-tests.ts'
import { daysAgo, SIGNAL, storeBackups } from '../../support/stored-backups.ts'

const OTHER = { host: 'other.example.com', systemIdentifier: '7000000000000000009', databaseOid: '9' }

it.each([
  ['is warned of, naming both', OTHER, 1],
  ['is not seen in backups of one database', {}, 0],
])('a series that two databases share %s', async (_what, source, warnings) => {
  const folder = await mkdtemp(join(tmpdir(), 'shared-series-'))
  try {
    const store = folderStore(folder)
    const [, key = ''] = await storeBackups(
      store,
      { startedAt: daysAgo(2), source },
      { startedAt: daysAgo(1) },
    )
    const manifest = await readManifest(store, manifestKey(key), SIGNAL)
    const lines: string[] = []
    const policy = { thresholds: DEFAULT_THRESHOLDS, onAnomaly: 'warn', onDrift: 'warn' } as const
    const reporter = { ...silentReporter, warning: (line: string) => void lines.push(line) }
    await evaluateBackup(manifest, policy, { store, signal: SIGNAL, reporter })
    const found = lines.filter(line => line.includes('also has backups of another database'))
    expect(found).toHaveLength(warnings)
    if (warnings > 0) expect(found.join()).toContain('other.example.com')
  } finally {
    await rm(folder, { recursive: true })
  }
})
