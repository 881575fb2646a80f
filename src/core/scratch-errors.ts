import { defineError } from './errors.ts'

// The runner's folder for temporary files, RUNNER_TEMP, which many parts of a step write to.

export const SCRATCH_UNUSABLE = defineError({
  topic: 'client',
  code: 'scratch-unusable',
  kind: 'environment',
  meaning:
    "A folder for temporary files, or the file of the step's state, cannot be written in the runner's own folder, RUNNER_TEMP.",
  fix: 'Check that it exists, can be written to by this user, and that its disk is not full.',
})

export const SCRATCH_DISK_FULL = defineError({
  topic: 'loading',
  code: 'scratch-disk-full',
  kind: 'environment',
  meaning:
    'The disk of RUNNER_TEMP is full: it has no room for the state of the step, or for the opened dump that a parallel restore and a drill need.',
  fix: 'Free space on it, or use a larger runner; a restore with jobs: 1 streams the backup and needs no file.',
})
