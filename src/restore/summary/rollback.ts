import { block, code, details, plain } from '../../action/summary/markdown.ts'
import { restoreCommands, type StoredBackup } from '../../backup/summary/restore-commands.ts'
import { CHECKSUM_SUFFIX } from '../../catalog/names.ts'
import type { RestoreReport } from '../report.ts'

/** What the commands of the way back are made of, besides the pre-restore backup itself. */
export type Whereabouts = Pick<StoredBackup, 'location' | 'url' | 'endpoint' | 'openCommand'>

/** More statements make a page that nobody reads; a part of them would not do. */
const MOST_STATEMENTS = 500

/** How the target gets back to what it was, as far as this run has seen to it. */
export function rollback(report: RestoreReport, where: Whereabouts): string {
  const { failure, preRestore, target } = report
  switch (preRestore.kind) {
    case 'to be made':
      return 'A backup of the target would be made first.'
    case 'none':
      return preRestore.why === 'the target is empty'
        ? 'The target was empty: to go back, empty it again.'
        : `There is none from this run: ${plain(preRestore.why)}.`
    case 'made': {
      const { manifest } = preRestore
      const { contents, key, startedAt } = manifest
      const made = `The target was backed up first, as ${code(key)}: ${contents.rows.toLocaleString('en-US')} rows in ${contents.tables} tables.`
      if (failure?.target === 'unchanged') return `${made} Nothing was changed: nothing has to be undone.`
      if (failure?.target === 'sequences set')
        return `${made} Only sequences may have been changed: set them back with setval where they are behind their tables.`
      return [
        `${made} It has what was written to ${code(target.database)} before ${plain(startedAt)}; what was written between then and the load is neither in it nor in the target.`,
        ...dropsFirst(report),
        `With this action, and the same destination and keys${bringsAll(report) ? ', all that the database held comes back' : ', what this restore replaced comes back'}:`,
        block('yaml', inputs(report, key).join('\n')),
        details(
          'With stock tools, into a new database',
          block('bash', restoreCommands({ ...where, manifest, checksumKey: `${key}${CHECKSUM_SUFFIX}` })),
        ),
      ].join('\n\n')
    }
  }
}

/** What a restore added stays otherwise, and which part of it refers to older things keeps them from being replaced. */
function dropsFirst({ after }: RestoreReport): string[] {
  if (after === undefined) {
    return [
      'What this restore has added could not be found out: where it refers to what was there before, drop it first, or go back into a new database.',
    ]
  }
  const { dropAdditions: statements } = after
  if (statements.length === 0) return []
  if (statements.length > MOST_STATEMENTS) {
    return [
      `This restore has added ${statements.length} objects, too many to list here: go back into a new database, or drop them first.`,
    ]
  }
  return [
    'First drop what this restore has added, with anything that was made since and depends on it:',
    block('sql', ['BEGIN;', ...statements, 'COMMIT;'].join('\n')),
  ]
}

/** What an input takes as it is: `schema.table`, one a line. */
const WRITABLE = /^[^\s.,"#]+$/

function inputs({ asked, target }: RestoreReport, key: string): string[] {
  return [
    `from: ${key}`,
    `confirm: ${JSON.stringify(target.database)}`,
    'allow: not-empty, source',
    // It was backed up with both.
    ...['no-owner: false', 'no-acl: false'],
    ...(asked.preset === undefined ? [] : [`preset: ${asked.preset}`]),
    ...selected(asked),
  ]
}

function selected({ selection }: RestoreReport['asked']): string[] {
  if (selection.kind === 'all') return selection.mode === 'data' ? ['mode: data'] : []
  if (!areWritable(selection)) return []
  const { definitions, tables } = selection
  return [
    'tables: |',
    ...tables.map(({ schema, name }) => `  ${schema}.${name}`),
    ...(definitions ? ['definitions: true'] : []),
  ]
}

/** Definitions that were replaced took their rows along: then everything has to come back. */
function bringsAll(report: RestoreReport): boolean {
  return selected(report.asked).length === 0
}

type Selection = RestoreReport['asked']['selection']

/** Whether an input can say the same of the pre-restore backup: the numbers of a list are those of another archive. */
function areWritable(selection: Selection): selection is Extract<Selection, { kind: 'tables' }> {
  return (
    selection.kind === 'tables' &&
    selection.tables.every(({ name, schema }) => WRITABLE.test(name) && WRITABLE.test(schema))
  )
}
