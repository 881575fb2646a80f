import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { namesOf } from '../../src/action/inputs/row.ts'
import { BACKUP_INPUTS } from '../../src/backup/input-table.ts'
import { CHECK_INPUTS } from '../../src/check/input-table.ts'
import { DRILL_INPUTS } from '../../src/drill/input-table.ts'
import { FLEET_INPUTS } from '../../src/fleet/input-table.ts'
import { PRUNE_INPUTS } from '../../src/prune/input-table.ts'
import { REPORT_INPUTS } from '../../src/report/input-table.ts'
import { RESTORE_INPUTS } from '../../src/restore/input-table.ts'
import { VERIFY_INPUTS } from '../../src/verify/input-table.ts'
import { codedPlaces, sourcesIn } from '../support/error-texts.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const WITH_HYPHEN = /(?<![\w./:@-])[a-z][a-z0-9]*(?:-[a-z0-9]+)+(?![\w/(@])/g

/** Words with a hyphen that are no inputs: of other programs, of GitHub and AWS, and of English. */
const OTHERS = new Set([
  ...['pg-backup-action', 'id-token', 'timeout-minutes', 'ubuntu-latest'],
  ...['age-keygen', 'dpkg-deb', 'xz-utils', 'postgresql-client', 'signed-by', 'check-valid-until'],
  ...['restore-object', 'verify-ca', 'verify-full', 'scram-sha-256'],
  // What inputs of restore may be set to, and programs of Debian.
  ...['not-empty', 'older-server', 'pre-restore', 'apt-get', 'locale-gen'],
  ...['self-hosted', 'allow-list', 'percent-encoded', 'case-sensitive', 'read-only'],
])

const inputs = new Set<string>([
  ...namesOf(BACKUP_INPUTS),
  ...namesOf(CHECK_INPUTS),
  ...namesOf(DRILL_INPUTS),
  ...namesOf(FLEET_INPUTS),
  ...namesOf(PRUNE_INPUTS),
  ...namesOf(REPORT_INPUTS),
  ...namesOf(RESTORE_INPUTS),
  ...namesOf(VERIFY_INPUTS),
])
const foreignObjects = (text: string): string[] =>
  [...text.replaceAll(/\$\{[^}]*\}/g, ' ').matchAll(WITH_HYPHEN)]
    .map(([word]) => word)
    .filter(word => !inputs.has(word) && !OTHERS.has(word))

describe('the words of a failure', () => {
  it('name inputs that exist', () => {
    const texts = sourcesIn(resolve(ROOT, 'src'))
      .flatMap(codedPlaces)
      .flatMap(({ file, texts: all }) => [...all].map(([name, text]) => ({ where: `${file} ${name}`, text })))
    expect(texts.length).toBeGreaterThan(300)
    const wrong = texts.flatMap(({ where, text }) => foreignObjects(text).map(word => `${where}: ${word}`))
    expect(wrong).toEqual([])
  })

  it('name inputs that exist in docs/errors.md too', () => {
    const rows = readFileSync(resolve(ROOT, 'docs/errors.md'), 'utf8').matchAll(/^\| `[a-z-]+` \|.*$/gm)
    const texts = [...rows].map(([row]) => row.split('|').slice(3).join('|'))
    expect(texts.length).toBeGreaterThan(100)
    expect(texts.flatMap(foreignObjects)).toEqual([])
  })
})
