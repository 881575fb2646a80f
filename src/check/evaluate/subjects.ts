import type { Subject } from '../finding.ts'

const of =
  (area: Subject['area']) =>
  (what: string): Subject => ({ area, what })

const database = of('database')
const destination = of('destination')
const machine = of('machine')

/** Everything that a preflight looks at, in the order in which it is reported. */
export const SUBJECTS = {
  connection: database('Connection'),
  address: database('Address'),
  pooler: database('Pooler'),
  signIn: database('Sign-in'),
  encrypted: database('TLS'),
  certificate: database('Certificate'),
  version: database('Version'),
  selection: database('Selection'),
  privileges: database('Privileges'),
  rowSecurity: database('Row-level security'),
  largeObjects: database('Large objects'),
  locks: database('Locks'),
  size: database('Size'),
  role: destination('Role'),
  reached: destination('Reached'),
  region: destination('Region'),
  objects: destination('Write, list, read, delete'),
  uploads: destination('Uploads in parts'),
  versions: destination('Versions'),
  objectLock: destination('Object Lock'),
  publicAccess: destination('Public access'),
  key: { area: 'encryption', what: 'Key' },
  client: machine('Client'),
  disk: machine('Disk'),
  clock: machine('Clock'),
} as const satisfies Record<string, Subject>
