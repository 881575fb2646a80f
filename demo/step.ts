import { stringify } from 'yaml'
import type { Step } from '../__tests__/support/action-runner.ts'
import type { Bucket } from './bucket.ts'

/** What every step of the demo is given. */
export interface Surroundings {
  readonly repository: string
  readonly bucket: Bucket
  readonly clientRepository: string | undefined
}

/** A step with the name that it has in its workflow. */
export interface NamedStep extends Step {
  readonly name: string
}

/** The step before a deployment, as a user would write it. */
export function deployGate(
  around: Surroundings,
  { databaseUrl, recipient }: { readonly databaseUrl: string; readonly recipient: string },
): NamedStep {
  return step(around, {
    name: 'Back up before deploying',
    with: {
      'database-url': databaseUrl,
      destination: around.bucket.destination,
      series: 'kiosk',
      class: 'pre-deploy',
      'encrypt-to': recipient,
      'min-size': '1MB',
      'min-tables': '10',
      'expect-tables': 'accounts.users, sales.orders',
      sslmode: 'disable',
    },
    secrets: [databaseUrl],
  })
}

/** The scheduled proof that a restore works. `serverFolder` is where this machine has a server's programs. */
export function weeklyDrill(
  around: Surroundings,
  { identity, serverFolder }: { readonly identity: string; readonly serverFolder: string },
): NamedStep {
  return step(around, {
    name: 'Restore the latest backup into a throwaway server',
    action: 'drill',
    with: {
      destination: around.bucket.destination,
      'age-identity': identity,
      checks:
        '-- every order has a buyer\nSELECT * FROM sales.orders WHERE buyer NOT IN (SELECT id FROM accounts.users);\n',
      'rto-budget': '5m',
      'max-age': '26h',
    },
    env: { PGBIN: serverFolder },
    secrets: [identity],
  })
}

/** The restore that somebody starts by hand, over what staging holds. */
export function restoreIntoStaging(
  around: Surroundings,
  given: { readonly targetUrl: string; readonly database: string; readonly identity: string },
): NamedStep {
  return step(around, {
    name: 'Restore into staging',
    action: 'restore',
    with: {
      'target-url': given.targetUrl,
      destination: around.bucket.destination,
      series: 'kiosk',
      'age-identity': given.identity,
      allow: 'not-empty',
      confirm: given.database,
      'disable-outbound': 'true',
      'post-restore-sql': 'staging/mask.sql',
      sslmode: 'disable',
    },
    secrets: [given.targetUrl, given.identity],
  })
}

/** The scheduled look at all that is stored: fresh enough, proven, drilled. */
export function report(around: Surroundings, { folder }: { readonly folder: string }): NamedStep {
  return step(
    { ...around, clientRepository: undefined },
    {
      name: 'Report on all backups',
      action: 'report',
      with: {
        destination: around.bucket.destination,
        'max-age': 'kiosk: 26h',
        'report-path': folder,
      },
    },
  )
}

function step(
  { repository, bucket, clientRepository }: Surroundings,
  own: Omit<NamedStep, 'repository'>,
): NamedStep {
  const { sslmode, ...inputs } = own.with ?? {}
  return {
    ...own,
    repository,
    with: {
      ...inputs,
      ...bucket.with,
      ...(sslmode === undefined ? {} : { sslmode }),
      ...(clientRepository === undefined ? {} : { 'client-repository': clientRepository }),
    },
    env: { ...bucket.env, ...own.env },
    secrets: [...(own.secrets ?? []), ...Object.values(bucket.secrets)],
  }
}

/** The step's YAML: secrets by their names, as in a workflow. */
export function stepYaml(step: NamedStep, { secrets: stored }: Bucket): string {
  const { 'database-url': database, 'target-url': target, 'age-identity': key } = step.with ?? {}
  const secrets = { DATABASE_URL: database, STAGING_URL: target, BACKUP_KEY: key, ...stored }
  const shown = (value: string): string => {
    const secret = Object.entries(secrets).find(([, hidden]) => hidden === value)?.[0]
    return secret === undefined ? value : `\${{ secrets.${secret} }}`
  }
  const block = (name: string, values: Readonly<Record<string, string>> = {}): string => {
    const entries = Object.entries(values).map(([key, value]) => [key, shown(value)] as const)
    return entries.length === 0 ? '' : stringify({ [name]: Object.fromEntries(entries) }, { lineWidth: 0 })
  }
  const inputs = block('with', step.with).replace(
    /^ {2}(endpoint|sslmode|client-repository):/m,
    "  # From here on: the demo's servers, on this machine.\n$&",
  )
  const action = step.action === undefined ? '' : `/${step.action}`
  const lines = `${inputs}${block('env', step.env)}`.trimEnd().replaceAll('\n', '\n  ')
  return `- name: ${step.name}\n  uses: octo-org/pg-backup-action${action}@v1\n  ${lines}\n`
}
