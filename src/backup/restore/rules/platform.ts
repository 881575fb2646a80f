import { type ManagedSchema, managedSchema, platformOf } from '../../preset/preset.ts'
import { named } from '../named.ts'
import type { TocEntry } from '../toc-entry.ts'
import type { Circumstances, SkipRule } from './skip-rule.ts'

/** What people add to tables that are the platform's. */
const ADDED = new Set(['POLICY', 'TRIGGER'])

/** What a preset's platform keeps for itself. */
export const PLATFORM_RULES: readonly SkipRule[] = [
  {
    name: 'schema of the platform',
    applies: (entry, circumstances) => schemaOf(entry, circumstances)?.restore === 'left alone',
    why: (_entry, { choices }) => `its schema is managed by ${choices.preset}, and left alone`,
    there: true,
  },
  {
    name: 'migrations of the platform',
    applies: (entry, circumstances) => {
      const { data } = entry
      if (data?.of !== 'table') return false
      return schemaOf(entry, circumstances)?.migrations?.includes(data.table.name) === true
    },
    why: (_entry, { choices }) => `tells ${choices.preset} which version of its own software is there`,
  },
  {
    name: 'additions to tables of the platform',
    applies: (entry, circumstances) => isRowsOnly(entry, circumstances) && ADDED.has(entry.kind),
    why: (_entry, { choices }) =>
      `the tables of its schema are managed by ${choices.preset}: only their rows are restored`,
    warning: (entries, { choices }) =>
      `Policies and triggers in schemas of ${choices.preset} are not restored: ${named(entries.map(({ name, schema }) => `${schema}.${name}`))}; compare both databases with supabase db diff --schema auth,storage.`,
  },
  {
    name: 'definitions of the platform',
    applies: (entry, circumstances) => isRowsOnly(entry, circumstances) && entry.data === undefined,
    why: (_entry, { choices }) => `its schema is managed by ${choices.preset}: only rows are restored`,
    there: true,
  },
  {
    name: 'objects of the platform',
    applies: (entry, { choices }) => {
      const [kind, name] = subject(entry)
      return platformOf(choices.preset)?.isOwn(kind, name) === true
    },
    why: (_entry, { choices }) => `is made by ${choices.preset} itself`,
    there: true,
  },
  {
    name: 'default privileges of the platform',
    applies: ({ kind, owner }, { choices }) =>
      kind === 'DEFAULT ACL' && platformOf(choices.preset)?.administrators.includes(owner) === true,
    why: ({ owner }) => `only a superuser may change the default privileges of ${owner}`,
    there: true,
  },
]

/** What an entry makes, or comments on. */
function subject({ kind, name }: TocEntry): readonly [kind: string, name: string] {
  const [, of, what] = kind === 'COMMENT' ? (/^(EVENT TRIGGER|PUBLICATION) (.*)$/.exec(name) ?? []) : []
  return of === undefined || what === undefined ? [kind, name] : [of, what.replaceAll('"', '')]
}

function schemaOf({ kind, name, schema }: TocEntry, { choices }: Circumstances): ManagedSchema | undefined {
  const own = kind === 'SCHEMA' ? name : schema === '-' ? /^SCHEMA (.*)$/.exec(name)?.[1] : schema
  return own === undefined ? undefined : managedSchema(choices.preset, own)
}

function isRowsOnly(entry: TocEntry, circumstances: Circumstances): boolean {
  return schemaOf(entry, circumstances)?.restore === 'rows only'
}
