import type { AnomalyReport, Finding } from '../../../src/anomaly/finding.ts'
import type { Manifest } from '../../../src/catalog/manifest.ts'
import { manifestOf, tableSum } from '../backup/report-example.ts'

/** What a test says of a backup; the rest is as in every other. */
export interface Odd {
  readonly dumpBytes?: number
  /** Of a table each. */
  readonly rows?: Readonly<Record<string, number>>
  readonly streamMs?: number
  readonly objects?: Manifest['fingerprint']['objects']
  readonly largeObjects?: number
  readonly extensions?: Readonly<Record<string, string>>
  readonly instead?: Partial<Manifest>
}

const MB = 1024 * 1024

/** The backup of a day in November 2026. */
export function backup(day: number, odd: Odd = {}): Manifest {
  const two = String(day).padStart(2, '0')
  const { contents, dump, fingerprint, options, timing } = manifestOf()
  const tables = Object.entries(odd.rows ?? { orders: 1000 }).map(([name, rows]) => tableSum(name, rows))
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const objects = odd.objects ?? []
  const extensions = Object.entries(odd.extensions ?? { citext: '1.6' })
  return manifestOf({
    key: `shop/2026/11/shop_backup_202611${two}_030000.dump`,
    startedAt: `2026-11-${two}T03:00:00.000Z`,
    finishedAt: `2026-11-${two}T03:20:00.000Z`,
    dump: { ...dump, bytes: odd.dumpBytes ?? 100 * MB },
    timing: { ...timing, streamMs: odd.streamMs ?? 600_000 },
    options,
    contents: {
      ...contents,
      tables: tables.length,
      rows,
      extensions: extensions.map(([name, version]) => ({ name, version })),
    },
    fingerprint: {
      ...fingerprint,
      tables,
      objects,
      ddlSha256: JSON.stringify(objects)
        .length.toString(16)
        .padStart(64, objects.length === 0 ? '0' : 'd'),
      largeObjects: { ...fingerprint.largeObjects, count: odd.largeObjects ?? 0 },
    },
    ...odd.instead,
  })
}

/** A definition, whose text is given by its last letter. */
export function definition(
  kind: string,
  name: string,
  digit = 'a',
): Manifest['fingerprint']['objects'][number] {
  return { kind, schema: 'public', name, sha256: digit.repeat(64) }
}

/** What was found, as sentences. */
export function told({ findings }: AnomalyReport, weight: Finding['weight'] = 'anomaly'): string[] {
  return findings.filter(each => each.weight === weight).map(({ text }) => text)
}
