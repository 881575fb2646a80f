import { BACKUP_CLASSES, type BackupClass } from '../catalog/backup-class.ts'
import { parseDestination } from '../catalog/destination.ts'
import { isSeries } from '../catalog/names.ts'
import { didYouMean } from '../core/closest.ts'
import { type Parsed, parsed, quoted, refused } from '../core/parsed.ts'
import type { FleetDefaults, FleetEntry } from './entry.ts'

const KEYS = ['name', 'secret', 'destination', 'class']

/** Restore takes the `pre-restore` ones itself. */
const CLASSES = BACKUP_CLASSES.filter(each => each !== 'pre-restore')

/** What is read of an entry; undefined where anything is wrong with it. */
export interface ReadEntry {
  readonly entry: FleetEntry | undefined
  /** All of them, each completing “entry 2 (crm): …”. */
  readonly problems: readonly string[]
}

/** Reads one entry of the list. */
export function readEntry(value: unknown, index: number, defaults: FleetDefaults): ReadEntry {
  if (!isObject(value))
    return { entry: undefined, problems: ['is no object; write { "name": "shop", "secret": "SHOP" }'] }
  const name = readName(value['name'])
  const secret = readSecret(value['secret'])
  const destination = readPlace(value['destination'], defaults.destination)
  const backupClass = readClass(value['class'], defaults.backupClass)
  const unknown = Object.keys(value).filter(key => !KEYS.includes(key))
  const problems = [
    ...unknown.map(key => `${quoted(key)} is no key of an entry${instead(key)}`),
    ...[name, secret, destination, backupClass].flatMap(each => (each.ok ? [] : [each.problem])),
  ]
  return name.ok && secret.ok && destination.ok && backupClass.ok && problems.length === 0
    ? {
        entry: {
          index,
          name: name.value,
          secret: secret.value,
          destination: destination.value,
          backupClass: backupClass.value,
        },
        problems,
      }
    : { entry: undefined, problems }
}

/** Its place as people count, and its name where it has one. */
export function entryName(value: unknown, index: number): string {
  const name = isObject(value) ? value['name'] : undefined
  return typeof name === 'string' && isSeries(name) ? `${index + 1} (${name})` : String(index + 1)
}

/** Whether both would be stored as one series: a slash at the end makes no other place. */
export function sameBackup(one: FleetEntry, other: FleetEntry): boolean {
  return one.name === other.name && placeOf(one) === placeOf(other)
}

function placeOf({ destination }: FleetEntry): string {
  const place = parseDestination(destination)
  if (!place.ok) return destination
  return place.value.kind === 's3' ? JSON.stringify(place.value) : place.value.path.replace(/\/+$/, '')
}

function readName(value: unknown): Parsed<string> {
  if (isAbsent(value)) return refused('has no name; write "name": "shop"')
  if (typeof value !== 'string') return refused('has a name that is no text; write it in quotes')
  return isSeries(value)
    ? parsed(value)
    : refused(
        `its name ${quoted(value)} can't name a folder; write letters, digits, dots, hyphens and underscores, such as shop-production`,
      )
}

function readSecret(value: unknown): Parsed<string> {
  if (isAbsent(value))
    return refused(
      'has no secret; write the name that its URL has in the secret database-urls, such as "secret": "SHOP"',
    )
  if (typeof value !== 'string') return refused('has a secret that is no text; write its name in quotes')
  // Never repeated: it is in the workflow for all to see, but need not be in the log as well.
  if (value.includes('://'))
    return refused(
      'has a URL as its secret; write the name that the URL has in the secret database-urls, and change the password, which everybody who reads this workflow knows by now',
    )
  return /^\P{Cc}{1,200}$/u.test(value)
    ? parsed(value)
    : refused(
        'has a secret whose name is longer than 200 characters, or has several lines; write a short one',
      )
}

function readPlace(value: unknown, standard: string | undefined): Parsed<string> {
  if (isAbsent(value))
    return standard === undefined
      ? refused('has no destination, nor is there one for all; write either')
      : parsed(standard)
  if (typeof value !== 'string')
    return refused('has a destination that is no text; write it in quotes, such as "s3://bucket/prefix"')
  const place = parseDestination(value)
  return place.ok ? parsed(value) : refused(`its destination: ${place.problem}`)
}

function readClass(value: unknown, standard: BackupClass): Parsed<BackupClass> {
  if (isAbsent(value)) return parsed(standard)
  const found = CLASSES.find(each => each === value)
  if (found !== undefined) return parsed(found)
  const near = typeof value === 'string' ? didYouMean(value, CLASSES) : ''
  return refused(`its class ${quoted(String(value))} is not one of ${CLASSES.join(', ')}${near}`)
}

function instead(key: string): string {
  return didYouMean(key, KEYS) || `; write only ${KEYS.join(', ')}`
}

/** Nothing and `""` mean the same, as they do in every input. */
function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
