import { stringify } from 'yaml'
import type { Step } from '../__tests__/support/action-runner.ts'
import type { Bucket } from './bucket.ts'

export interface StepValues {
  readonly repository: string
  readonly databaseUrl: string
  readonly bucket: Bucket
  readonly recipient: string
  readonly clientRepository: string | undefined
}

/** The step before a deployment, as a user would write it; `serversOwn` inputs are there for the demo's servers only. */
export function deployGate(values: StepValues): Step {
  const { repository, databaseUrl, bucket, recipient } = values
  return {
    repository,
    with: {
      'database-url': databaseUrl,
      destination: bucket.destination,
      series: 'kiosk',
      class: 'pre-deploy',
      'encrypt-to': recipient,
      'min-size': '1MB',
      'min-tables': '10',
      'expect-tables': 'accounts.users, sales.orders',
      ...serversOwn(values),
    },
    env: bucket.env,
    secrets: [databaseUrl, ...Object.values(bucket.secrets)],
  }
}

function serversOwn({ bucket, clientRepository }: Pick<StepValues, 'bucket' | 'clientRepository'>) {
  return {
    ...bucket.with,
    sslmode: 'disable',
    ...(clientRepository === undefined ? {} : { 'client-repository': clientRepository }),
  }
}

/** The step's YAML: secrets by their names, as in a workflow. */
export function stepYaml(step: Step, bucket: Bucket): string {
  const secrets = { DATABASE_URL: step.with?.['database-url'] ?? '', ...bucket.secrets }
  const shown = (value: string): string => {
    const secret = Object.entries(secrets).find(([, hidden]) => hidden === value)?.[0]
    return secret === undefined ? value : `\${{ secrets.${secret} }}`
  }
  const block = (name: string, values: Readonly<Record<string, string>> = {}): string => {
    const entries = Object.entries(values).map(([key, value]) => [key, shown(value)] as const)
    return entries.length === 0 ? '' : stringify({ [name]: Object.fromEntries(entries) }, { lineWidth: 0 })
  }
  const inputs = block('with', step.with).replace(
    /^ {2}(endpoint|sslmode):/m,
    "  # From here on: the demo's servers, on this machine.\n$&",
  )
  const lines = `${inputs}${block('env', step.env)}`.trimEnd().replaceAll('\n', '\n  ')
  return `- name: Back up before deploying\n  uses: octo-org/pg-backup-action@v1\n  ${lines}\n`
}
