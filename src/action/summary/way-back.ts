import { CHECKSUM_SUFFIX } from '../../backup/names.ts'
import type { RestoreReport } from '../../backup/restore/restore-report.ts'
import type { Encryption } from '../../encryption/encryption.ts'
import { block, code, details, plain } from './markdown.ts'
import { restoreCommands, type StoredBackup } from './restore-commands.ts'

/** What the commands of the way back are made of, besides the pre-restore backup itself. */
export interface Whereabouts extends Pick<StoredBackup, 'location' | 'url' | 'endpoint'> {
  readonly openCommand: Encryption['openCommand']
}

/** How the target gets back to what it was, as far as this run has seen to it. */
export function wayBack({ preRestore, target }: RestoreReport, where: Whereabouts): string {
  switch (preRestore.kind) {
    case 'to be made':
      return 'A backup of the target would be made first.'
    case 'none':
      return preRestore.why === 'the target is empty'
        ? 'The target was empty: to go back, empty it again.'
        : `There is none from this run: ${plain(preRestore.why)}.`
    case 'made': {
      const { manifest } = preRestore
      const inputs = [
        `from: ${manifest.key}`,
        `confirm: ${JSON.stringify(target.database)}`,
        'allow: not-empty, source',
      ]
      return [
        `The target was backed up first, as ${code(manifest.key)}: ${manifest.contents.rows.toLocaleString('en-US')} rows in ${manifest.contents.tables} tables. With this action, and the same destination and keys:`,
        block('yaml', inputs.join('\n')),
        'What this restore added and the target did not have before stays then; into a new database it comes back exactly as it was:',
        details(
          'With stock tools, into a new database',
          block(
            'bash',
            restoreCommands({ ...where, manifest, checksumKey: `${manifest.key}${CHECKSUM_SUFFIX}` }),
          ),
        ),
      ].join('\n\n')
    }
  }
}
