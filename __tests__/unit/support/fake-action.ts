import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A repository with an action whose bundle is the given script; a twin of it is in `backup/`. */
export interface FakeAction extends Disposable {
  readonly repository: string
}

export function makeFakeAction({
  main,
  post,
}: {
  readonly main: string
  readonly post?: string
}): FakeAction {
  const repository = mkdtempSync(join(tmpdir(), 'fake-action-'))
  const metadata = (dist: string) => `
name: Fake
inputs:
  database-url: { description: Where, required: true }
  two words: { description: Spaces, default: some thing }
  level: { description: A number, default: 9 }
  token: { description: Evaluated, default: '\${{ github.repository }}' }
outputs:
  key: { description: One }
runs:
  using: node24
  main: ${dist}/main.js
${post === undefined ? '' : `  post: ${dist}/post.js`}
`
  for (const folder of ['dist', 'backup', 'node_modules/left-pad'])
    mkdirSync(join(repository, folder), { recursive: true })
  writeFileSync(join(repository, 'action.yml'), metadata('dist'))
  writeFileSync(join(repository, 'backup/action.yml'), metadata('../dist'))
  writeFileSync(join(repository, 'node_modules/left-pad/index.js'), 'export default 1')
  writeFileSync(join(repository, 'dist/package.json'), '{"type":"module"}')
  writeFileSync(join(repository, 'dist/main.js'), main)
  if (post !== undefined) writeFileSync(join(repository, 'dist/post.js'), post)
  return { repository, [Symbol.dispose]: () => rmSync(repository, { recursive: true, force: true }) }
}
