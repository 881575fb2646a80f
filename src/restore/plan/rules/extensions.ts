import type { TocEntry } from '../../../postgres/toc/toc-entry.ts'
import { named } from '../named.ts'
import type { RestoreContext, SkipRule } from './skip-rule.ts'

/** How extensions get into the target, or not. One that is installed is never dropped: with it would go all that needs it. */
export const EXTENSION_RULES: readonly SkipRule[] = [
  {
    name: 'extension installed already',
    applies: ({ kind, name }, { target }) =>
      kind === 'EXTENSION' && target.extensions.some(installed => installed.name === name),
    why: () => 'is installed already, and not dropped, since all that uses it would go too',
    there: true,
  },
  {
    name: 'extension to be skipped',
    applies: ({ kind, name }, context) => kind === 'EXTENSION' && isSkipped(name, context),
    why: () => 'is not available on the target, and may be skipped (skip-extensions)',
    withDependents: true,
    missing: true,
    warning: entries =>
      `The target cannot have ${named(entries.map(({ name }) => name))}: skipped (skip-extensions), with everything that needs it.`,
  },
  {
    name: 'comment on an extension',
    applies: (entry, context) => {
      const extension = commented(entry)
      return extension !== undefined && !mayComment(extension, context)
    },
    why: () => 'the extension brings its own, and only its owner may write another',
    there: true,
  },
]

/** Extensions of the entries that the target neither has nor can have, nor may do without. */
export function missingExtensions(
  entries: readonly TocEntry[],
  { choices, target }: RestoreContext,
): string[] {
  return entries
    .filter(({ kind }) => kind === 'EXTENSION')
    .map(({ name }) => name)
    .filter(name => !isAvailable(name, target) && !choices.skipExtensions.includes(name))
}

/** What is odd about extensions that will be there. */
export function extensionWarnings(entries: readonly TocEntry[], context: RestoreContext): string[] {
  const { choices, manifest, target } = context
  const wanted = entries.filter(({ kind }) => kind === 'EXTENSION').map(({ name }) => name)
  const created = wanted.filter(name => !isInstalled(name, target) && isAvailable(name, target))
  const untrusted = created.filter(name => target.availableExtensions.get(name)?.trusted === false)
  const others = wanted.flatMap(name => {
    const before = manifest.contents.extensions.find(each => each.name === name)?.version
    const now =
      target.extensions.find(each => each.name === name)?.version ??
      target.availableExtensions.get(name)?.version
    return before === undefined || now === undefined || before === now
      ? []
      : [`${name} ${now} (was ${before})`]
  })
  return [
    ...(untrusted.length > 0 && !target.role.superuser && choices.preset === undefined
      ? [`Only a superuser may create ${named(untrusted)}, unless the platform allows it: create it before.`]
      : []),
    ...(others.length > 0 ? [`Extensions of another version than in the backup: ${named(others)}.`] : []),
  ]
}

function isInstalled(name: string, { extensions }: RestoreContext['target']): boolean {
  return extensions.some(installed => installed.name === name)
}

function isAvailable(name: string, target: RestoreContext['target']): boolean {
  return isInstalled(name, target) || target.availableExtensions.has(name)
}

function isSkipped(name: string, { choices, target }: RestoreContext): boolean {
  return choices.skipExtensions.includes(name) && !isAvailable(name, target)
}

/** The extension that an entry comments on. */
function commented({ kind, name }: TocEntry): string | undefined {
  const quoted = kind === 'COMMENT' ? /^EXTENSION (.*)$/.exec(name)?.[1] : undefined
  return quoted?.replace(/^"(.*)"$/, '$1').replaceAll('""', '"')
}

/** A platform that lets others create an untrusted extension owns it itself. */
function mayComment(extension: string, { choices, target }: RestoreContext): boolean {
  const installed = target.extensions.find(({ name }) => name === extension)
  if (installed) return installed.owned
  if (choices.preset !== undefined) return false
  return target.role.superuser || target.availableExtensions.get(extension)?.trusted === true
}
