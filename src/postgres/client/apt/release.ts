import { defineError } from '../../../core/errors.ts'
import { repositoryRefused } from '../problems.ts'
import { parseParagraph } from './deb822.ts'
import { type AptSource, sourceLabel } from './source.ts'

export interface ExpectedFile {
  readonly bytes: number
  readonly sha256: string
}

/** What a repository's signed release file says. */
export interface Release {
  /** By path from the suite's folder. */
  readonly files: ReadonlyMap<string, ExpectedFile>
  /** Whether files can also be had under their hash, which does not change while a mirror is updated. */
  readonly byHash: boolean
  /** False for suites like `experimental`, from which nothing is taken unless nothing else has it. */
  readonly automatic: boolean
}

/** How far a mirror's clock may be ahead of ours: a day covers wrong time zones. Milliseconds. */
const AHEAD_MS = 24 * 60 * 60 * 1000

const REPOSITORY_EXPIRED = defineError({
  topic: 'client',
  code: 'repository-expired',
  kind: 'integrity',
  meaning: "A repository's InRelease is past its Valid-Until: somebody may be serving an old one.",
  fix: 'Update the mirror; for one that is frozen on purpose write check-valid-until=no in the source line of client-repository.',
})

const REPOSITORY_FROM_THE_FUTURE = defineError({
  topic: 'client',
  code: 'repository-from-the-future',
  kind: 'integrity',
  meaning: "A repository's InRelease is dated after today.",
  fix: "Correct this machine's clock, or the mirror.",
})

const REPOSITORY_OTHER_SUITE = defineError({
  topic: 'client',
  code: 'repository-other-suite',
  kind: 'integrity',
  meaning: "A repository's InRelease is of another suite than was asked for.",
  fix: 'Correct the suite in the source line, or the mirror.',
})

/**
 * Reads a verified release file and checks that it is the suite's own and of now: an old one, or another suite's, is
 * signed as well.
 * @throws BackupError `repository-expired`, `repository-from-the-future`, `repository-other-suite`
 */
export function parseRelease(text: string, source: AptSource, now: Date): Release {
  const fields = parseParagraph(text)
  const label = sourceLabel(source)
  const names = [fields.get('suite'), fields.get('codename')].filter(name => name !== undefined)
  const flat = source.suite.endsWith('/')
  if (!flat && names.length > 0 && !names.includes(source.suite)) {
    throw repositoryRefused(
      label,
      REPOSITORY_OTHER_SUITE,
      `its InRelease is of ${names.join(' or ')}, not of ${source.suite}`,
    )
  }
  const date = new Date(fields.get('date') ?? '')
  if (source.checkDate && !(date.getTime() <= now.getTime() + AHEAD_MS)) {
    throw repositoryRefused(
      label,
      REPOSITORY_FROM_THE_FUTURE,
      `it is dated ${fields.get('date') ?? 'nowhere'}`,
    )
  }
  const until = fields.get('valid-until')
  if (source.checkValidUntil && until !== undefined && !(new Date(until).getTime() >= now.getTime())) {
    throw repositoryRefused(label, REPOSITORY_EXPIRED, `it was valid until ${until}`)
  }
  return {
    files: parsePromises(fields.get('sha256') ?? ''),
    byHash: fields.get('acquire-by-hash') === 'yes',
    automatic: fields.get('notautomatic') !== 'yes',
  }
}

function parsePromises(section: string): Map<string, ExpectedFile> {
  const files = new Map<string, ExpectedFile>()
  for (const line of section.split('\n')) {
    const [, sha256, bytes, path] = /^\s*([0-9a-f]{64})\s+(\d+)\s+(\S+)\s*$/i.exec(line) ?? []
    if (sha256 && bytes && path) files.set(path, { sha256: sha256.toLowerCase(), bytes: Number(bytes) })
  }
  return files
}
