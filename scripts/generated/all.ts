import { actionMetadata } from './action-metadata.ts'
import { anomaliesPage } from './anomalies-page.ts'
import { drillJsonSchema } from './drill-schema.ts'
import { errorsPage } from './errors-page.ts'
import type { GeneratedFile } from './generated-file.ts'
import { limitsPage } from './limits-page.ts'
import { manifestJsonSchema } from './manifest-schema.ts'
import { noticeJsonSchema } from './notice-schema.ts'
import { readmeTables } from './readme-tables.ts'
import { reportJsonSchema } from './report-schema.ts'
import { BACKUP, CHECK, DRILL, FLEET, PRUNE, REPORT, RESTORE, VERIFY } from './verbs.ts'
import { calledWorkflow } from './workflows/called-workflow.ts'
import { CALLED_WORKFLOWS } from './workflows/workflows.ts'

/** Everything that is generated; a further file is a further line. */
export const GENERATED_FILES: readonly GeneratedFile[] = [
  { path: 'action.yml', render: () => actionMetadata(BACKUP, 'dist') },
  // A twin, since `uses: $/` without a folder is refused by the runner.
  { path: 'backup/action.yml', render: () => actionMetadata(BACKUP, '../dist') },
  { path: 'restore/action.yml', render: () => actionMetadata(RESTORE, '../dist') },
  { path: 'verify/action.yml', render: () => actionMetadata(VERIFY, '../dist') },
  { path: 'drill/action.yml', render: () => actionMetadata(DRILL, '../dist') },
  { path: 'prune/action.yml', render: () => actionMetadata(PRUNE, '../dist') },
  { path: 'report/action.yml', render: () => actionMetadata(REPORT, '../dist') },
  { path: 'check/action.yml', render: () => actionMetadata(CHECK, '../dist') },
  { path: 'fleet/action.yml', render: () => actionMetadata(FLEET, '../dist') },
  { path: 'README.md', render: readmeTables },
  { path: 'docs/manifest.schema.json', render: manifestJsonSchema },
  { path: 'docs/drill.schema.json', render: drillJsonSchema },
  { path: 'docs/notice.schema.json', render: noticeJsonSchema },
  { path: 'docs/report.schema.json', render: reportJsonSchema },
  { path: 'docs/errors.md', render: errorsPage },
  { path: 'docs/limits.md', render: limitsPage },
  { path: 'docs/anomalies.md', render: anomaliesPage },
  ...CALLED_WORKFLOWS.map(workflow => ({
    path: `.github/workflows/${workflow.name}.yml`,
    render: (present: string) => calledWorkflow(workflow, present),
  })),
]
