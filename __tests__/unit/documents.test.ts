import { existsSync, globSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { anchorsOf, DOCUMENTS, ROOT, readDocument, rowsOf, sectionOf } from '../support/documents.ts'

interface Link {
  readonly from: string
  readonly to: string
}

const links: Link[] = DOCUMENTS.flatMap(from =>
  [...readDocument(from).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, to = '']) => ({ from, to })),
)

describe('the documents', () => {
  it.each(links)('$from has a link that leads somewhere: $to', ({ from, to }) => {
    const [file = '', anchor] = to.split('#')
    const path = file === '' ? from : normalize(join(dirname(from), file))
    expect(existsSync(join(ROOT, path)), path).toBe(true)
    if (anchor !== undefined) expect(anchorsOf(readDocument(path))).toContain(anchor)
  })

  it('name every example, and every workflow that can be called', () => {
    const section = sectionOf(readDocument('README.md'), '## Workflows, ready to call')
    const callable = globSync('.github/workflows/*.yml', { cwd: ROOT }).filter(path =>
      readDocument(path).includes('workflow_call:'),
    )
    for (const path of [...globSync('examples/**/*.yml', { cwd: ROOT }), ...callable])
      expect(section).toContain(`(${path})`)
  })

  it('are all in the index of the README', () => {
    const index = sectionOf(readDocument('README.md'), '## Documents')
    for (const path of globSync('docs/*', { cwd: ROOT })) expect(index).toContain(`(${path})`)
  })
})

describe('the claims of docs/security.md', () => {
  const page = readDocument('docs/security.md')
  const named = rowsOf(page).flatMap(cells => {
    const [, file = '', title = ''] =
      /^`(__tests__\/[\w/.-]+\.test\.ts)`: (.+)$/.exec(cells.at(-1) ?? '') ?? []
    return file === '' ? [] : [{ file, title }]
  })

  it('each name a test, but in the table of who is trusted', () => {
    const trusted = rowsOf(sectionOf(page, '## Who is trusted with what'))
    expect(named).toHaveLength(rowsOf(page).length - trusted.length)
    expect(named.length).toBeGreaterThan(40)
  })

  it.each(named)('are held by a test that there is: $title', ({ file, title }) => {
    const source = readDocument(file)
    const quoted = ["'", '"', '`'].some(quote => source.includes(`${quote}${title}${quote}`))
    expect(quoted, `${file} has no test “${title}”`).toBe(true)
  })
})
