import { generateIdentity } from 'age-encryption'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { InputSource } from '../../src/action/inputs/connection.ts'
import { namesOf } from '../../src/action/inputs/row.ts'
import { BACKUP_INPUTS } from '../../src/backup/input-table.ts'
import { readBackupInputs } from '../../src/backup/inputs.ts'
import { BACKUP_OUTPUTS } from '../../src/backup/outputs.ts'
import { CHECK_INPUTS } from '../../src/check/input-table.ts'
import { readCheckInputs } from '../../src/check/inputs.ts'
import { DRILL_INPUTS } from '../../src/drill/input-table.ts'
import { readDrillInputs } from '../../src/drill/inputs.ts'
import { FLEET_INPUTS } from '../../src/fleet/input-table.ts'
import { readFleetInputs } from '../../src/fleet/inputs.ts'
import { PRUNE_INPUTS } from '../../src/prune/input-table.ts'
import { readPruneInputs } from '../../src/prune/inputs.ts'
import { REPORT_INPUTS } from '../../src/report/input-table.ts'
import { readReportInputs } from '../../src/report/inputs.ts'
import { RESTORE_INPUTS } from '../../src/restore/input-table.ts'
import { readRestoreInputs } from '../../src/restore/inputs.ts'
import { VERIFY_INPUTS } from '../../src/verify/input-table.ts'
import { readVerifyInputs } from '../../src/verify/inputs.ts'
import { blocksOf, DOCUMENTS, readDocument } from '../support/documents.ts'
import { sourceOf } from './action/inputs/run-with.ts'

const IDENTITY = await generateIdentity()

interface Step {
  readonly uses: string
  readonly with: Readonly<Record<string, string>>
}

/** Every step in any depth of a document that uses this action. */
function ownSteps(node: unknown): Step[] {
  if (Array.isArray(node)) return node.flatMap(ownSteps)
  if (typeof node !== 'object' || node === null) return []
  const inner = Object.values(node).flatMap(ownSteps)
  if (
    !('uses' in node) ||
    typeof node.uses !== 'string' ||
    !/(^|\/)pg-backup-action(\/(backup|check|drill|fleet|prune|report|restore|verify))?@/.test(node.uses)
  ) {
    return inner
  }
  const given = 'with' in node && typeof node.with === 'object' && node.with !== null ? node.with : {}
  const inputs = Object.entries(given).map(([name, value]) => [name, String(value)])
  return [{ uses: node.uses, with: Object.fromEntries(inputs) }, ...inner]
}

/** How the inputs of each sub-action are read, by the folder that is used. */
const READERS = {
  backup: { names: namesOf(BACKUP_INPUTS), read: readBackupInputs },
  check: { names: namesOf(CHECK_INPUTS), read: readCheckInputs },
  drill: { names: namesOf(DRILL_INPUTS), read: readDrillInputs },
  fleet: { names: namesOf(FLEET_INPUTS), read: readFleetInputs },
  prune: { names: namesOf(PRUNE_INPUTS), read: readPruneInputs },
  report: { names: namesOf(REPORT_INPUTS), read: readReportInputs },
  restore: { names: namesOf(RESTORE_INPUTS), read: readRestoreInputs },
  verify: { names: namesOf(VERIFY_INPUTS), read: readVerifyInputs },
}

function readerOf({ uses }: Step): {
  readonly names: readonly string[]
  readonly read: (source: InputSource) => { readonly warnings: readonly string[] }
} {
  const [, verb] = /\/(check|drill|fleet|prune|report|restore|verify)@/.exec(uses) ?? []
  return verb === 'check' ||
    verb === 'drill' ||
    verb === 'prune' ||
    verb === 'report' ||
    verb === 'restore' ||
    verb === 'verify'
    ? READERS[verb]
    : READERS.backup
}

/** What a runner might put in the place of an expression. */
function evaluated(name: string, value: string): string {
  const secrets: Readonly<Record<string, string>> = {
    'database-url': 'postgresql://u:p@h/d',
    'target-url': 'postgresql://u:p@h/d',
    'age-identity': IDENTITY,
    'slack-webhook-url': 'https://hooks.slack.com/services/T0/B0/x',
    'heartbeat-url': 'https://hc-ping.com/0000',
    'smtp-url': 'smtp://u:p@mail.example.com:587',
    class: 'weekly',
    from: 'latest',
    before: '2026-11-22T02:00:00Z',
    tables: 'public.orders',
    definitions: 'true',
    'dry-run': 'true',
  }
  return value.replace(/\$\{\{[^}]*\}\}/g, secrets[name] ?? 'a-secret')
}

const readme = readDocument('README.md')
const blocks = blocksOf(readme, 'yaml')
// What calls a workflow of ours is for the lint of the workflows: it has no step.
const withSteps = (yaml: string) => !yaml.includes('uses: org/pg-backup-action/.github/workflows/')
/** What is YAML and no part of a workflow. */
const OTHERS = ['docs/retention.md']
const documents = DOCUMENTS.filter(path => !OTHERS.includes(path)).flatMap(path => {
  const yamls = blocksOf(readDocument(path), 'yaml').filter(withSteps)
  const examples = yamls.map(yaml => ownSteps(parse(yaml)))
  return examples.length === 0 ? [] : [{ path, examples }]
})

it('the README and the pages of docs/ have examples, each of which uses this action', () => {
  expect(documents.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['README.md', 'docs/from-runbooks.md', 'docs/recovery.md']),
  )
  for (const { path, examples } of documents)
    for (const steps of examples) expect(steps.length, path).toBeGreaterThan(0)
})

describe.each(documents)('the examples of $path', ({ examples }) => {
  const steps = examples.flat()

  it.each(steps)('use inputs that exist: $uses, $with.destination', step => {
    const { names } = readerOf(step)
    for (const name of Object.keys(step.with)) expect(names).toContain(name)
  })

  it.each(steps)('are accepted as they stand, without a warning: $uses, $with.destination', step => {
    const inputs = Object.entries(step.with).map(([name, value]) => [name, evaluated(name, value)])
    const { read } = readerOf(step)
    expect(read(sourceOf(Object.fromEntries(inputs))).warnings).toEqual([])
  })
})

describe('the examples of the README', () => {
  it('read outputs that exist', () => {
    const names = [...readme.matchAll(/steps\.backup\.outputs\.([\w-]+)/g)].map(([, name]) => name)
    expect(names.length).toBeGreaterThan(0)
    for (const name of names) expect(Object.keys(BACKUP_OUTPUTS)).toContain(name)
  })

  it('begin within the first lines of the page: usage first, in five lines', () => {
    const [first = ''] = blocks
    expect(readme.split('\n').indexOf('```yaml')).toBeLessThan(6)
    expect(first.trimEnd().split('\n').length).toBeLessThanOrEqual(5)
  })
})
