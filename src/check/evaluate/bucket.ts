import { type Finding, failed, fine, skipped, warned } from '../finding.ts'
import { SUBJECTS } from './subjects.ts'

export function evaluateRegion(region: string | undefined): Finding {
  return region === undefined
    ? skipped(SUBJECTS.region, 'The store does not say.')
    : fine(SUBJECTS.region, `${region}.`)
}

/** Versions protect against anyone who may write and not remove them; they cost what they hold. */
export function evaluateVersions(versioning: 'off' | 'on' | 'suspended' | 'unknown'): Finding {
  if (versioning === 'on') return fine(SUBJECTS.versions, 'On: what is removed stays stored as a version.')
  if (versioning === 'unknown') {
    return skipped(SUBJECTS.versions, 'Not known: s3:GetBucketVersioning is missing.')
  }
  const state = versioning === 'off' ? 'Off' : 'Suspended'
  return fine(SUBJECTS.versions, `${state}: what is removed is gone.`)
}

export function evaluateLock(
  lock: { readonly kind: 'off' | 'unknown' } | { readonly kind: 'on'; readonly standard: string | undefined },
  wanted: boolean,
): Finding {
  if (lock.kind === 'on') {
    return fine(
      SUBJECTS.objectLock,
      lock.standard === undefined
        ? 'On, and nothing is locked unless object-lock-mode asks for it.'
        : `On: every new object is locked, ${lock.standard}.`,
    )
  }
  if (lock.kind === 'unknown') {
    return skipped(SUBJECTS.objectLock, 'Not known: s3:GetBucketObjectLockConfiguration is missing.')
  }
  if (!wanted) return fine(SUBJECTS.objectLock, 'Off.')
  return failed(SUBJECTS.objectLock, {
    kind: 'storage',
    code: 'check-no-object-lock',
    message: 'The bucket has no Object Lock, and object-lock-mode is given: backups would be refused.',
    hint: 'Turn Object Lock on for the bucket, or leave object-lock-mode out.',
  })
}

export function evaluatePublicAccess(access: 'blocked' | 'not public' | 'public' | 'unknown'): Finding {
  switch (access) {
    case 'blocked':
      return fine(SUBJECTS.publicAccess, 'Blocked.')
    case 'not public':
      return fine(SUBJECTS.publicAccess, 'The bucket policy gives nothing to the public.')
    case 'unknown':
      return skipped(
        SUBJECTS.publicAccess,
        'Not known: s3:GetBucketPublicAccessBlock or s3:GetBucketPolicyStatus is missing.',
      )
    case 'public':
      return warned(
        SUBJECTS.publicAccess,
        'The bucket policy lets strangers in.',
        'Block public access to the bucket, and look at its policy.',
      )
  }
}
