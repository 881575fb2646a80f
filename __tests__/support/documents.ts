import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '../..')

/** The pages that people read, by their path in the repository. */
export const DOCUMENTS = ['README.md', ...globSync('docs/*.md', { cwd: ROOT }).sort()]

export function readDocument(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

/** The blocks of a page that are marked as of a language, in their order. */
export function blocksOf(page: string, language: string): string[] {
  const block = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm')
  return [...page.matchAll(block)].map(([, text = '']) => text)
}

/** The rows of all tables of a page, cell by cell, their heads and rules left out. */
export function rowsOf(page: string): string[][] {
  const lines = page.split('\n')
  return lines.flatMap((line, index) => {
    const isRow = line.startsWith('| ') && !line.startsWith('| ---') && !lines[index + 1]?.startsWith('| ---')
    return isRow
      ? [
          line
            .split(/(?<!\\)\|/)
            .slice(1, -1)
            .map(cell => cell.trim()),
        ]
      : []
  })
}

/** The part of a page that stands under a heading, up to the next of its rank. */
export function sectionOf(page: string, heading: string): string {
  const [rank = '#'] = heading.split(' ')
  const [, after] = page.split(`\n${heading}\n`)
  if (after === undefined) throw new Error(`no heading ${heading}`)
  return after.split(new RegExp(`^#{1,${rank.length}} `, 'm'))[0] ?? ''
}

/** What the README says a new user: the section, and the jobs in it that are to be copied. */
export function firstBackup(): { readonly section: string; readonly jobs: string } {
  const section = sectionOf(readDocument('README.md'), '## The first backup')
  const [, block = ''] = /^ +```yaml\n([\s\S]*?)^ +```/m.exec(section) ?? []
  return { section, jobs: block.replaceAll(/^ {3}/gm, '').trimEnd() }
}

/** The anchors that GitHub gives to the headings of a page. */
export function anchorsOf(page: string): string[] {
  const text = page.replaceAll(/^```[\s\S]*?^```/gm, '')
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
