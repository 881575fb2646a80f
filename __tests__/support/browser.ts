import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as driver } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

/** A browser, or why there is none here. */
export type MaybeBrowser = { readonly browser: Browser } | { readonly why: string }

/**
 * Starts Chromium for the tests of a file, and stops it after them. It comes out of a package, into a folder that is
 * removed: nothing has to be installed, and anyone who unpacked one before does not matter.
 */
export function useChromium(): () => MaybeBrowser {
  let found: MaybeBrowser = { why: 'Chromium was not started' }
  let folder: string | undefined
  beforeAll(async () => {
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      found = { why: `no Chromium for ${process.platform} ${process.arch} in @sparticuz/chromium` }
      return
    }
    folder = await mkdtemp(join(tmpdir(), 'chromium-'))
    found = await launch(folder)
  })
  afterAll(async () => {
    if ('browser' in found) await found.browser.close()
    if (folder !== undefined) await rm(folder, { recursive: true, force: true })
  })
  return () => found
}

async function launch(folder: string): Promise<MaybeBrowser> {
  const before = process.env['TMPDIR']
  try {
    process.env['TMPDIR'] = folder
    chromium.setGraphicsMode = false
    const executablePath = await chromium.executablePath()
    return { browser: await driver.launch({ executablePath, args: ['--no-sandbox', '--no-zygote'] }) }
  } catch (error) {
    const [first = ''] = String(error).split('\n')
    return { why: `Chromium does not start here: ${first}` }
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}
