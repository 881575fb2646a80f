import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runWorkflow, type Stub, type WorkflowRun } from './harness/run-workflow.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const FILE = '.github/workflows/release.yml'

let folder = ''
let remote = ''

beforeEach(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'release-'))
  remote = join(folder, 'remote')
  mkdirSync(join(remote, dirname(FILE)), { recursive: true })
  mkdirSync(join(remote, '.ci'))
  cpSync(join(ROOT, FILE), join(remote, FILE))
  writeFileSync(join(remote, '.ci/run'), 'echo every test passes\n')
  git('init', '--quiet', '--initial-branch=main')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function git(...args: readonly string[]): string {
  const who = ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false']
  return execFileSync('git', [...who, ...args], { cwd: remote, encoding: 'utf8' }).trim()
}

/** A commit whose package.json is of that version, and its tag. */
function tagged(tag: string, version = tag.slice(1)): void {
  writeFileSync(join(remote, 'package.json'), JSON.stringify({ version }))
  git('add', '--all')
  git('commit', '--quiet', '--message', tag)
  git('tag', tag)
}

/** What `gh` was asked, a line each; asked to move a tag that is not there yet it fails, as GitHub does. */
async function release(
  tag: string,
  refused = '0',
): Promise<{ run: WorkflowRun; asked: string[]; signed: string[] }> {
  const log = join(folder, 'asked')
  const programs = join(folder, 'bin')
  mkdirSync(programs, { recursive: true })
  writeFileSync(log, '')
  const known = git('tag', '--list', 'v1') === '' || refused === '1' ? '1' : '0'
  writeFileSync(
    join(programs, 'gh'),
    `#!/bin/sh\ncase "$*" in *view*) exit 1;; esac\necho "$*" >> '${log}'\ncase "$*" in *PATCH*) exit ${known};; *POST*) exit ${refused};; esac\n`,
  )
  chmodSync(join(programs, 'gh'), 0o755)
  const clone: Stub = ({ workspace }) => {
    execFileSync('git', ['clone', '--quiet', remote, workspace])
    execFileSync('git', ['checkout', '--quiet', tag], { cwd: workspace })
  }
  const signed: string[] = []
  const run = await runWorkflow({
    repository: remote,
    file: FILE,
    event: 'push',
    github: { ref: `refs/tags/${tag}`, ref_name: tag, sha: git('rev-parse', tag), repository: 'org/action' },
    stubs: {
      'actions/checkout': clone,
      'actions/setup-node': () => {},
      'actions/attest': ({ with: { 'subject-path': path = '' } }) => void signed.push(path),
    },
    runner: { env: { PATH: [programs, process.env['PATH']].join(delimiter) } },
  })
  return { run, signed, asked: readFileSync(log, 'utf8').trim().split('\n') }
}

test('a tag of main is released, its bundle signed, and the tag of its major version moved to it', async () => {
  tagged('v1.0.0')
  git('tag', 'v1')
  tagged('v1.1.0')
  const { asked, run, signed } = await release('v1.1.0')
  expect(run.result, run.log).toBe('success')
  expect(signed).toEqual(['dist/index.js'])
  expect(asked).toEqual([
    'release create v1.1.0 --verify-tag --generate-notes --title v1.1.0',
    `api --method PATCH repos/org/action/git/refs/tags/v1 --field sha=${git('rev-parse', 'main')} --field force=true`,
  ])
  expect(run.jobs['release']?.permissions).toEqual({
    contents: 'write',
    'id-token': 'write',
    attestations: 'write',
  })
})

test('the first release of a major version makes its tag', async () => {
  tagged('v1.0.0')
  const { asked, run } = await release('v1.0.0')
  expect(run.result, run.log).toBe('success')
  expect(asked.at(-1)).toBe(
    `api --method POST repos/org/action/git/refs --field ref=refs/tags/v1 --field sha=${git('rev-parse', 'main')}`,
  )
})

test('a patch of an older version is released, and leaves the tag of the major version alone', async () => {
  tagged('v1.9.1')
  tagged('v1.10.0')
  tagged('v1.9.2')
  const { asked, run } = await release('v1.9.2')
  expect(run.result, run.log).toBe('success')
  expect(asked).toEqual([expect.stringContaining('release create v1.9.2')])
  expect(run.log).toContain('v1 stays at v1.10.0')
})

test('what is not on main is not released', async () => {
  tagged('v1.0.0')
  git('checkout', '--quiet', '-b', 'other')
  tagged('v1.1.0')
  git('checkout', '--quiet', 'main')
  const { asked, run } = await release('v1.1.0')
  expect(run.result).toBe('failure')
  expect(run.log).toContain('v1.1.0 is not on main')
  expect(asked).toEqual([''])
})

test('a tag that is not the version of package.json is not released', async () => {
  tagged('v1.1.0', '1.0.9')
  const { asked, run } = await release('v1.1.0')
  expect(run.result).toBe('failure')
  expect(run.log).toContain('The tag is v1.1.0 and package.json says 1.0.9')
  expect(asked).toEqual([''])
})

test('where GitHub does not let the tag be moved it says how, and a second run finds it moved', async () => {
  tagged('v1.0.0')
  git('tag', 'v1')
  tagged('v1.1.0')
  const { run } = await release('v1.1.0', '1')
  expect(run.result).toBe('failure')
  expect(run.log).toContain(`git push --force origin ${git('rev-parse', 'main')}:refs/tags/v1`)
  git('tag', '--force', 'v1', 'v1.1.0')
  const again = await release('v1.1.0', '1')
  expect(again.run.result, again.run.log).toBe('success')
  expect(again.run.log).toContain('v1 is at v1.1.0 already')
})
