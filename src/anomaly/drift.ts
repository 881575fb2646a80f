import type { Manifest } from '../catalog/manifest.ts'
import { firstOf, grouped } from '../core/words.ts'
import { type Difference, findDifferences } from '../fingerprint/differences.ts'
import type { Finding, SchemaChange, SomeNames } from './finding.ts'

/** How many names a list holds, and how many of them a sentence. */
const MOST_LISTED = 20
const MOST_TOLD = 5
/** The signature of a function has no end of its own. Characters. */
const LONGEST_NAME = 120

type Extension = Manifest['contents']['extensions'][number]

/** The definitions and extensions that are others than in the newest backup that says. `history` newest first. */
export function compareSchemas(
  manifest: Manifest,
  history: readonly Manifest[],
): { readonly findings: readonly Finding[]; readonly notCompared: readonly string[] } {
  const worded = history.find(each => isWordedAlike(each, manifest))
  return {
    findings: [...(worded ? changedSchema(worded, manifest) : []), ...changedExtensions(history, manifest)],
    notCompared:
      worded || history.length === 0
        ? []
        : [
            `The definitions: pg_dump ${majorOf(manifest)} wrote none of the earlier backups in this format, and others word them otherwise.`,
          ],
  }
}

/** pg_dump words definitions otherwise from major to major; SQL text holds privileges where they are wanted, archives never. */
function isWordedAlike(one: Manifest, other: Manifest): boolean {
  return (
    majorOf(one) === majorOf(other) &&
    one.format === other.format &&
    one.options.noAcl === other.options.noAcl
  )
}

function majorOf({ clientVersion }: Manifest): string {
  return clientVersion.split('.')[0] ?? clientVersion
}

function changedSchema(before: Manifest, now: Manifest): Finding[] {
  if (before.fingerprint.ddlSha256 === now.fingerprint.ddlSha256) return []
  const found = findDifferences(before.fingerprint, now.fingerprint).filter(each => each.of === 'definition')
  const those = (how: Difference['how']): SomeNames =>
    someOf(found.filter(each => each.how === how).map(({ name }) => name))
  const schema: SchemaChange = {
    since: before.startedAt,
    added: those('extra'),
    removed: those('missing'),
    changed: those('different'),
  }
  const summary = [
    ...countedNames('added', schema.added),
    ...countedNames('removed', schema.removed),
    ...countedNames('changed', schema.changed),
  ].join('; ')
  return [
    {
      kind: 'schema',
      weight: 'drift',
      what: 'Definitions',
      before: grouped(before.fingerprint.objects.length),
      now: grouped(now.fingerprint.objects.length),
      change: [
        schema.added.count > 0 && `${schema.added.count} added`,
        schema.removed.count > 0 && `${schema.removed.count} removed`,
        schema.changed.count > 0 && `${schema.changed.count} changed`,
      ]
        .filter(Boolean)
        .join(', '),
      text: `The schema changed since the backup of ${before.startedAt}: ${summary}.`,
      schema,
    },
  ]
}

function changedExtensions([newest]: readonly Manifest[], now: Manifest): Finding[] {
  if (!newest) return []
  const before = versions(newest.contents.extensions)
  const after = versions(now.contents.extensions)
  const changes = [...new Set([...before.keys(), ...after.keys()])].toSorted().flatMap(name => {
    const [old, current] = [before.get(name), after.get(name)]
    if (old === current) return []
    if (old === undefined) return [`${name} ${current} added`]
    return [current === undefined ? `${name} ${old} removed` : `${name} ${old} is now ${current}`]
  })
  if (changes.length === 0) return []
  return [
    {
      kind: 'extensions',
      weight: 'drift',
      what: 'Extensions',
      before: grouped(before.size),
      now: grouped(after.size),
      change: `${changes.length} changed`,
      text: `The extensions changed since the backup of ${newest.startedAt}: ${firstOf(changes, MOST_TOLD, { separator: '; ' })}.`,
    },
  ]
}

function versions(extensions: readonly Extension[]): ReadonlyMap<string, string> {
  return new Map(extensions.map(({ name, version }) => [name, version]))
}

function someOf(names: readonly string[]): SomeNames {
  const short = (name: string): string =>
    name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name
  return { count: names.length, first: names.slice(0, MOST_LISTED).map(short) }
}

function countedNames(how: string, { count, first }: SomeNames): string[] {
  return count === 0 ? [] : [`${grouped(count)} ${how} (${firstOf(first, MOST_TOLD, { of: count })})`]
}
