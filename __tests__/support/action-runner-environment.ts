import { delimiter, join } from 'node:path'

/** What a machine may need to reach the outside at all, and what any program may rely on. Nothing of the caller's own. */
const INHERITED = [
  'PATH',
  'HOME',
  'TMPDIR',
  ...['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'CURL_CA_BUNDLE', 'AWS_CA_BUNDLE'],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'],
]

/** The folders of a runner's machine, below one root. */
export function runnerFolders(root: string) {
  return {
    actions: join(root, '_actions', 'octo-org', 'pg-backup-action', 'v1'),
    temp: join(root, '_temp'),
    fileCommands: join(root, '_temp', '_runner_file_commands'),
    toolCache: join(root, '_tool'),
    workspace: join(root, 'shop', 'shop'),
  }
}

export type RunnerFolders = ReturnType<typeof runnerFolders>

/** The environment that every step of a job starts from: a push to the main branch of octo-org/shop. */
export function jobEnvironment(root: string, folders: RunnerFolders): Record<string, string> {
  const inherited = INHERITED.flatMap(name => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  const sha = '5f3ab19c0f0e4a0d1b7a2c8e9d6f41b2a3c4d5e6'
  return {
    ...Object.fromEntries(inherited),
    // An npm script's own programs are not on a runner's PATH.
    PATH: (process.env['PATH'] ?? '/usr/bin:/bin')
      .split(delimiter)
      .filter(folder => !folder.includes('node_modules'))
      .join(delimiter),
    LANG: 'C.UTF-8',
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: '__octo-org_pg-backup-action',
    GITHUB_ACTION_REPOSITORY: 'octo-org/pg-backup-action',
    GITHUB_ACTION_REF: 'v1',
    GITHUB_ACTOR: 'octocat',
    GITHUB_ACTOR_ID: '583231',
    GITHUB_TRIGGERING_ACTOR: 'octocat',
    GITHUB_REPOSITORY: 'octo-org/shop',
    GITHUB_REPOSITORY_ID: '1296269',
    GITHUB_REPOSITORY_OWNER: 'octo-org',
    GITHUB_REPOSITORY_OWNER_ID: '9919',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: join(folders.temp, '_github_workflow', 'event.json'),
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_REF_PROTECTED: 'true',
    GITHUB_BASE_REF: '',
    GITHUB_HEAD_REF: '',
    GITHUB_SHA: sha,
    GITHUB_WORKFLOW: 'Deploy',
    GITHUB_WORKFLOW_REF: 'octo-org/shop/.github/workflows/deploy.yml@refs/heads/main',
    GITHUB_WORKFLOW_SHA: sha,
    GITHUB_JOB: 'deploy',
    GITHUB_RUN_ID: '1658821493',
    GITHUB_RUN_NUMBER: '42',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RETENTION_DAYS: '90',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
    GITHUB_WORKSPACE: folders.workspace,
    RUNNER_ENVIRONMENT: 'self-hosted',
    RUNNER_NAME: 'local',
    RUNNER_OS: { darwin: 'macOS', win32: 'Windows' }[process.platform.toString()] ?? 'Linux',
    RUNNER_ARCH: process.arch.toUpperCase(),
    RUNNER_TEMP: folders.temp,
    RUNNER_TOOL_CACHE: folders.toolCache,
    RUNNER_WORKSPACE: join(root, 'shop'),
  }
}
