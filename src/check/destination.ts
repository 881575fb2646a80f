import { OtherDestination } from '../catalog/other-destination.ts'
import { whatThereIs } from '../catalog/what-there-is.ts'
import type { BucketInspector } from '../storage/bucket-inspector.ts'
import { evaluateLock, evaluatePublicAccess, evaluateRegion, evaluateVersions } from './evaluate/bucket.ts'
import { evaluateClock } from './evaluate/machine.ts'
import { SUBJECTS } from './evaluate/subjects.ts'
import { type Finding, fine, type Subject, skipped, warned } from './finding.ts'
import { checkObjects, checkUploads, type Keeping } from './objects.ts'
import { probing } from './probing.ts'
import type { CheckDeps, CheckRequest } from './request.ts'

/** What the checks of the destination need. */
type DestinationDeps = Pick<
  CheckDeps,
  'assumeRole' | 'exam' | 'journal' | 'now' | 'random' | 'signal' | 'store'
>

/** One after another, and what is written taken away again, they take fifteen seconds at most. Milliseconds. */
const ROLE_MS = 5_000
const REACH_MS = 2_500
const LOOK_MS = 2_000
const TRY_MS = 4_000

/** Everything about the bucket or folder that backups go to. What is written there is removed again. */
export async function checkDestination(
  { locks }: Pick<CheckRequest, 'locks'>,
  parts: DestinationDeps,
): Promise<readonly Finding[]> {
  const { exam, signal, store } = parts
  const role = await checkRole(parts)
  if (role.some(({ outcome }) => outcome === 'failed'))
    return [...role, skipped(SUBJECTS.reached, 'Nothing of it was looked at without the role.')]
  const reached = await probing(SUBJECTS.reached, REACH_MS, signal, async stop => {
    await store.prepare(stop)
    return [fine(SUBJECTS.reached, `${store.location} is there, and may be listed.`)]
  })
  if (reached.some(({ outcome }) => outcome === 'failed')) {
    return [
      ...role,
      ...reached,
      skipped(SUBJECTS.objects, 'Nothing else of it was looked at, since it was not reached.'),
    ]
  }
  const [clock, looked, other] = await Promise.all([
    checkClock(parts),
    lookAt(exam, locks, parts),
    backupsOfAnother(parts),
  ])
  const tried = await Promise.all([
    probing(SUBJECTS.objects, TRY_MS, signal, stop => checkObjects(looked.keeping, parts, stop)),
    probing(SUBJECTS.uploads, TRY_MS, signal, stop => checkUploads(parts, stop)),
  ])
  return [...role, ...(other ? [other] : reached), ...looked.findings, ...tried.flat(), ...clock]
}

function checkRole({ assumeRole, signal }: DestinationDeps): Promise<readonly Finding[]> {
  return probing(SUBJECTS.role, ROLE_MS, signal, async stop =>
    assumeRole ? [fine(SUBJECTS.role, await Promise.race([assumeRole(), untilAborted(stop)]))] : [],
  )
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

/** Whether there are backups, and all of them belong to a destination some folders above or below this one. */
async function backupsOfAnother({ signal, store }: DestinationDeps): Promise<Finding | undefined> {
  const soon = AbortSignal.any([signal, AbortSignal.timeout(LOOK_MS)])
  try {
    await whatThereIs({ signal: soon, store })
  } catch (error) {
    // Nothing was found in that time, or nothing may be listed: a backup does not fail for it.
    if (error instanceof OtherDestination)
      return warned(SUBJECTS.reached, `${store.location} is there. ${error.message}`, error.hint)
  }
  return undefined
}

function checkClock({ now, signal, store }: DestinationDeps): Promise<readonly Finding[]> {
  return probing(SUBJECTS.clock, LOOK_MS, signal, async stop => {
    const there = await store.clock(stop)
    return [evaluateClock(now(), there)]
  })
}

/** What a bucket records itself, and which part of it decides how an object is taken away again. */
async function lookAt(
  exam: BucketInspector | undefined,
  locks: boolean,
  { signal, store }: DestinationDeps,
): Promise<{ readonly findings: readonly Finding[]; readonly keeping: Keeping }> {
  if (!exam) return { findings: [], keeping: { versioning: 'off', lock: { kind: 'off' } } }
  let keeping: Keeping = { versioning: undefined, lock: undefined }
  const ask = async (subject: Subject, probe: Parameters<typeof probing>[3]): Promise<Finding[]> =>
    (await probing(subject, LOOK_MS, signal, probe)).map(asSkipped)
  const findings = await Promise.all([
    ask(SUBJECTS.region, async stop => [evaluateRegion(await exam.region(stop))]),
    ask(SUBJECTS.versions, async stop => {
      const versioning = await store.versioning(stop)
      keeping = { ...keeping, versioning }
      return [evaluateVersions(versioning)]
    }),
    ask(SUBJECTS.objectLock, async stop => {
      const lock = await exam.objectLock(stop)
      keeping = { ...keeping, lock }
      return []
    }),
    ask(SUBJECTS.publicAccess, async stop => [evaluatePublicAccess(await exam.publicAccess(stop))]),
  ])
  // What is known of the lock may fail a backup, unlike that it could not be asked.
  const lock = keeping.lock && evaluateLock(keeping.lock, locks)
  return { findings: [...findings.flat(), ...(lock ? [lock] : [])], keeping }
}

/** No backup fails by a question that only a check asks, no matter what a store makes of it. */
function asSkipped(finding: Finding): Finding {
  return finding.outcome === 'failed' ? skipped(finding, `Not known: ${finding.message}`) : finding
}
