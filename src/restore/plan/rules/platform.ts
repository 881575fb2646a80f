import { definitionName } from '../../../fingerprint/differences.ts'
import { qualifiedName } from '../../../fingerprint/fingerprint.ts'
import type { TocEntry } from '../../../postgres/toc/toc-entry.ts'
import type { ManagedSchema } from '../../../presets/platform.ts'
import { managedSchema, platformOf } from '../../../presets/preset.ts'
import { isKnownToTarget } from '../known-to-target.ts'
import { named } from '../named.ts'
import type { RestoreContext, SkipRule } from './skip-rule.ts'

/** What a preset's platform keeps for itself. */
export const PLATFORM_RULES: readonly SkipRule[] = [
  {
    name: 'schema of the platform',
    applies: (entry, context) => schemaOf(entry, context)?.restore === 'left alone',
    why: (_entry, { choices }) => `its schema is managed by ${choices.preset}, and left alone`,
    there: 'presumed',
  },
  {
    name: 'migrations of the platform',
    applies: (entry, context) => {
      const { data } = entry
      if (data?.of !== 'table') return false
      return schemaOf(entry, context)?.migrations?.includes(data.table.name) === true
    },
    why: (_entry, { choices }) => `says ${choices.preset} which version of its own software is there`,
  },
  {
    name: 'rows that no copy can hold',
    applies: ({ data }, { choices }) =>
      data?.of === 'table' &&
      platformOf(choices.preset)?.unreadable.includes(qualifiedName(data.table)) === true,
    why: (_entry, { choices }) =>
      `is kept from roles of the user's by ${choices.preset}: the target's rows could not be backed up first, and stay`,
  },
  {
    name: 'definitions of the platform',
    applies: (entry, context) =>
      isRowsOnly(entry, context) && entry.data === undefined && !isAdded(entry, context),
    why: (_entry, { choices }) => `its schema is managed by ${choices.preset}: only rows are restored`,
    there: 'presumed',
    warning: (entries, { choices, target }) => {
      const missing = entries.filter(entry => isKnownToTarget(entry, target) === false)
      return missing.length === 0
        ? undefined
        : `The target lacks what the backup has in schemas that ${choices.preset} manages, and the restore does not bring it: ${named(missing.map(definitionName), 10)}. Make it again yourself where it is your own.`
    },
  },
  {
    name: 'objects of the platform',
    applies: (entry, { choices }) => {
      const [kind, name] = subject(entry)
      return platformOf(choices.preset)?.isPrimary(kind, name) === true
    },
    why: (_entry, { choices }) => `is made by ${choices.preset} itself`,
    there: 'presumed',
  },
  {
    name: 'default privileges of the platform',
    applies: ({ kind, owner }, { choices }) =>
      kind === 'DEFAULT ACL' && platformOf(choices.preset)?.administrators.includes(owner) === true,
    why: ({ owner }) => `only a superuser may change the default privileges of ${owner}`,
    there: true,
  },
]

/**
 * Policies, and triggers with a function of the user's own, are what people add to a platform's tables. They are restored,
 * since they are part of the application, and no function can be replaced under a trigger that calls it.
 */
function isAdded({ dependencies, kind, name }: TocEntry, { choices, toc }: RestoreContext): boolean {
  if (kind === 'POLICY') return platformOf(choices.preset)?.isPrimary(kind, name) === false
  return (
    kind === 'TRIGGER' &&
    toc.some(
      ({ id, kind: of, schema }) =>
        of === 'FUNCTION' && managedSchema(choices.preset, schema) === undefined && dependencies.includes(id),
    )
  )
}

/** What an entry makes, or comments on. */
function subject({ kind, name }: TocEntry): readonly [kind: string, name: string] {
  const [, of, what] = kind === 'COMMENT' ? (/^(EVENT TRIGGER|PUBLICATION) (.*)$/.exec(name) ?? []) : []
  return of === undefined || what === undefined ? [kind, name] : [of, what.replaceAll('"', '')]
}

function schemaOf({ kind, name, schema }: TocEntry, { choices }: RestoreContext): ManagedSchema | undefined {
  const own = kind === 'SCHEMA' ? name : schema === '-' ? /^SCHEMA (.*)$/.exec(name)?.[1] : schema
  return own === undefined ? undefined : managedSchema(choices.preset, own)
}

function isRowsOnly(entry: TocEntry, context: RestoreContext): boolean {
  return schemaOf(entry, context)?.restore === 'rows only'
}
