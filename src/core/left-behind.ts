import type { CleanupTask } from './cleanup-journal.ts'
import { messageOf } from './errors.ts'
import { sentence } from './sentence.ts'
import type { UploadTrace } from './upload-trace.ts'

/** How an unfinished upload goes that its own run could not give up. */
const UPLOAD_GOES =
  'Nobody sees it; the next backup or prune of the series gives it up when it is a day old, and so does a lifecycle rule that aborts incomplete multipart uploads'
const OBJECT_GOES = 'It has no manifest, so it is no backup; prune removes it when it is a day old'

/** What could not be undone: what is left and where, why, and how it goes. One line. */
export function leftBehind(task: CleanupTask, error: unknown, store?: { url(key: string): string }): string {
  const why = sentence(messageOf(error))
  switch (task.kind) {
    case 'upload':
      return `${describeUpload(task.trace)} is left: ${why} ${UPLOAD_GOES}.`
    case 'object': {
      const url = store?.url(task.key) ?? task.key
      const seen = task.receipt ? 'may come to light' : 'is left'
      return `${url} ${seen}: ${why} ${OBJECT_GOES}.`
    }
    case 'scratch-database':
      return `The database ${task.name} is left: ${why} Drop it by hand.`
    case 'directory':
      return `The folder ${task.path} is left: ${why}`
    case 'process':
    case 'server':
      return `A ${task.kind === 'server' ? 'throwaway PostgreSQL' : task.program} may still run: ${why}`
  }
}

function describeUpload(trace: UploadTrace): string {
  if (trace.kind === 'partial-file') return `The unfinished file ${trace.path}`
  const { bucket, key, uploadId } = trace
  return `An unfinished upload of s3://${bucket}/${key}${uploadId ? ` (upload id ${uploadId.slice(0, 200)})` : ''}`
}
