import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** Whether a program is on PATH. */
export async function hasProgram(name: string): Promise<boolean> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    try {
      await access(join(folder, name), constants.X_OK)
      return true
    } catch {}
  }
  return false
}
