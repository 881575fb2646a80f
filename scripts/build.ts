import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Verb } from '../src/index.ts'

// Builds dist/ from src/: tsc → lib/, ncc → one bundle, and a stub for each step of each sub-action.
// With --check: leaves dist/ alone, names what in it is stale, and exits 1. Needs no network.

/** One for each sub-action; the bundle's runMain and runPost know them by these names. */
const VERBS = ['backup', 'restore', 'verify', 'drill', 'report', 'prune', 'check', 'fleet'] satisfies Verb[]

const root = resolve(import.meta.dirname, '..')
const dist = join(root, 'dist')
const check = process.argv.includes('--check')

type Files = ReadonlyMap<string, Buffer>

function run(script: string, ...args: string[]): void {
  execFileSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
  })
}

/** Bundles into a folder of its own: ncc empties the one that it writes to. */
function bundle(): Files {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'))
  try {
    // Not minified: a user can read what runs with their credentials, and it rebuilds byte for byte anywhere.
    const options = ['--out', folder, '--license', 'licenses.txt', '--no-cache', '--quiet']
    run('@vercel/ncc/dist/ncc/cli.js', 'build', join(root, 'lib/index.js'), ...options)
    return filesIn(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** What `runs.main` and `runs.post` name: the runner gives them no arguments, so each is a file of its own. */
function stubs(): Files {
  return new Map(
    VERBS.flatMap(verb => [
      [`${verb}.js`, Buffer.from(`import { runMain } from './index.js'\n\nawait runMain('${verb}')\n`)],
      [`${verb}-post.js`, Buffer.from(postStub(verb))],
    ]),
  )
}

/** Reading the bundle takes 0.3 s: a post step that has nothing to do, as after each run that ended well, does without. */
function postStub(verb: Verb): string {
  return `// What src/action/post/state-journal.ts and src/action/notify/pending-notice.ts keep for the post step: nothing when the main step ended by itself.
const { STATE_leftovers: leftovers = '[]', STATE_notice: notice = '' } = process.env

if (leftovers !== '[]' || notice !== '') {
  const { runPost } = await import('./index.js')
  await runPost('${verb}')
}
`
}

function filesIn(folder: string): Files {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry =>
    entry.isFile(),
  )
  const paths = entries.map(entry => join(entry.parentPath, entry.name))
  return new Map(paths.map(path => [path.slice(folder.length + 1), readFileSync(path)]))
}

/** Each file of dist/ that is not what was built, with the reason. */
function staleFiles(built: Files, committed: Files): string[] {
  const differing = [...built].flatMap(([name, content]) => {
    const present = committed.get(name)
    if (!present) return [`${name}: missing`]
    return present.equals(content) ? [] : [`${name}: differs`]
  })
  const extra = [...committed.keys()].filter(name => !built.has(name)).map(name => `${name}: no longer built`)
  return [...differing, ...extra]
}

rmSync(join(root, 'lib'), { recursive: true, force: true })
run('typescript/bin/tsc', '-p', 'scripts/tsconfig.build.json')
const built: Files = new Map([...bundle(), ...stubs()])
const stale = staleFiles(built, existsSync(dist) ? filesIn(dist) : new Map())

if (check) {
  for (const file of stale) console.error(`dist/${file}: run \`npm run build\` and commit dist/`)
  if (stale.length > 0) process.exitCode = 1
  else console.log('dist/ is what src/ builds to.')
} else {
  rmSync(dist, { recursive: true, force: true })
  mkdirSync(dist)
  for (const [name, content] of built) {
    writeFileSync(join(dist, name), content)
    console.log(`dist/${name}  ${(content.length / 1024).toFixed(1)} KiB`)
  }
}
