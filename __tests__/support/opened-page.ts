import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

/** A page as somebody opens it who downloaded it. */
export interface OpenedPage extends AsyncDisposable {
  readonly page: Page
  /** All that it asked for, but itself. */
  readonly requests: readonly string[]
  /** What the console says, and errors of the page. */
  readonly complaints: readonly string[]
}

/** Opens HTML from a file in a context of its own. */
export async function openPage(
  browser: Browser,
  html: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const folder = await mkdtemp(join(tmpdir(), 'page-'))
  const file = join(folder, 'index.html')
  await writeFile(file, html)
  const url = pathToFileURL(file).href
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const requests: string[] = []
  const complaints: string[] = []
  page.on('request', request => requests.push(request.url()))
  page.on('console', message => complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(error.message))
  await page.goto(url)
  return {
    page,
    get requests() {
      return requests.filter(each => each !== url)
    },
    complaints,
    async [Symbol.asyncDispose]() {
      await context.close()
      await rm(folder, { recursive: true })
    },
  }
}
