import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')

/** Words that readers stumble over, and what to write instead (docs/glossary.md has the words of the product). */
const INSTEAD: readonly (readonly [RegExp, string])[] = [
  [/\b(?:told|tells?|telling)\b/i, 'report, say, notify or distinguish'],
  [/\bwhatever\b/i, 'anything that, no matter what, or regardless of'],
  [/\bwhoever\b/i, 'anyone who, or the caller'],
  [/\bwhat of\b/i, 'which part of'],
  [/\bbut for\b/i, 'except'],
  [/\bheed(?:s|ed|ing)?\b/i, 'follow'],
  [/\bmend(?:s|ed|ing)?\b/i, 'fix'],
  [/\banew\b/i, 'again'],
  [/\blies\b/i, 'is, or is stored'],
]

/** What people read: documents, metadata, workflows, examples, and every message, comment and name of the sources. */
const READ = [
  ...[
    'README.md',
    'CONTRIBUTING.md',
    'docs/*.md',
    'action.yml',
    '*/action.yml',
    '.github/workflows/*.yml',
    'examples/**/*.yml',
  ],
  ...['src/**/*.ts', 'scripts/**/*.ts', 'demo/**/*.ts', 'bench/**/*.ts'],
]

function stumbles(text: string): string[] {
  return text.split('\n').flatMap((line, index) =>
    INSTEAD.flatMap(([word, instead]) => {
      const found = word.exec(line)
      return found ? [`line ${index + 1}: “${found[0]}”: write ${instead}`] : []
    }),
  )
}

describe('plain words', () => {
  it.each(READ)('are what %s is written in', pattern => {
    const files = globSync(pattern, { cwd: ROOT }).filter(name => !name.includes('node_modules'))
    expect(files.length).toBeGreaterThan(0)
    const found = files.flatMap(name =>
      stumbles(readFileSync(join(ROOT, name), 'utf8')).map(each => `${name}, ${each}`),
    )
    expect(found).toEqual([])
  })

  it.each([
    'Whoever is told of it',
    'where the backup lies',
    'all but for the roles',
    'made anew, whatever its name',
    'What of the database is dumped',
    'a table that tells who heeds it and mends it',
  ])('are missed in a bad sentence: %s', sentence => {
    expect(stumbles(sentence)).not.toEqual([])
  })

  it('are not missed in words that only look like them', () => {
    expect(stumbles('The client applies the amended families; intellectual property')).toEqual([])
  })
})
