import { join } from 'node:path'
import type { Files } from './files.ts'
import { type Reading, unreadable } from './reading.ts'

/** Reads a service from the first connection service file that has it: libpq's order, the user's then the system's. */
export function readService(
  name: string,
  file: string | undefined,
  env: NodeJS.ProcessEnv,
  files: Files,
): Reading {
  const { PGSERVICEFILE, HOME = '', PGSYSCONFDIR } = env
  const own = file ?? PGSERVICEFILE ?? join(HOME, '.pg_service.conf')
  const places = [own, ...(PGSYSCONFDIR === undefined ? [] : [join(PGSYSCONFDIR, 'pg_service.conf')])]
  for (const place of places) {
    const settings = section(files.read(place) ?? '', name)
    if (settings) return { settings, problems: [] }
  }
  return unreadable(
    `the service is not defined in ${places.join(' or ')}; set PGSERVICEFILE, or use database-url`,
  )
}

function section(text: string, name: string): Map<string, string> | undefined {
  const lines = text.split(/\r?\n/).map(line => line.trim())
  const start = lines.indexOf(`[${name}]`)
  if (start === -1) return undefined
  const settings = new Map<string, string>()
  for (const line of lines.slice(start + 1)) {
    if (line.startsWith('[')) break
    const equals = line.indexOf('=')
    if (line.startsWith('#') || equals < 1) continue
    settings.set(line.slice(0, equals), line.slice(equals + 1))
  }
  return settings
}
