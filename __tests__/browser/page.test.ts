import axe from 'axe-core'
import type { Browser, Locator, Page } from 'playwright-core'
import { expect, type TestContext, test } from 'vitest'
import { renderPage } from '../../src/report/page/page.ts'
import { useChromium } from '../support/browser.ts'
import { openPage } from '../support/opened-page.ts'
import { sampleReport } from '../support/report-data.ts'

const chromium = useChromium()

const WIDTHS = [360, 768, 1280] as const
const THEMES = ['light', 'dark'] as const
const COUNTS = [0, 1, 5, 2000] as const
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']

const TITLES = {
  0: 'There are no backups here yet. Backups in s3://my-backups/prod',
  1: 'All fresh, all proven. Backups in s3://my-backups/prod',
  5: 'All fresh, all proven. Backups in s3://my-backups/prod',
  2000: '2 of 5 series have no fresh backup. Backups in s3://my-backups/prod',
} as const

const pages = new Map(COUNTS.map(count => [count, renderPage(sampleReport(count))]))

function htmlOf(count: (typeof COUNTS)[number]): string {
  return pages.get(count) ?? ''
}

function browserFor(ctx: TestContext): Browser {
  const found = chromium()
  return 'why' in found ? ctx.skip(found.why) : found.browser
}

for (const count of COUNTS)
  for (const width of WIDTHS)
    for (const theme of THEMES)
      test(`${count} backups, ${width} pixels wide, ${theme}: fits, loads nothing, and is accessible`, async ctx => {
        const viewport = { width, height: 900 }
        await using opened = await openPage(browserFor(ctx), htmlOf(count), { viewport, colorScheme: theme })
        const { complaints, page, requests } = opened
        expect(await page.title()).toBe(TITLES[count])
        expect(await tooWide(page)).toEqual([])
        expect(await violations(page)).toEqual([])
        await openDetails(page, count === 2000 ? 60 : Infinity)
        expect(await tooWide(page)).toEqual([])
        if (count !== 2000) expect(await violations(page)).toEqual([])
        expect(await bodyStyle(page, 'background-color')).toBe(
          theme === 'light' ? 'rgb(251, 250, 247)' : 'rgb(18, 20, 22)',
        )
        expect({ complaints, requests }).toEqual({ complaints: [], requests: [] })
      })

test('opened whole, the lists of a series with hostile names are accessible', async ctx => {
  await using opened = await openPage(browserFor(ctx), htmlOf(2000), {
    viewport: { width: 360, height: 900 },
  })
  await opened.page.locator('#s3').evaluate(section => {
    for (const each of section.querySelectorAll('details')) each.open = true
  })
  expect(await violations(opened.page, '#s3')).toEqual([])
  expect(opened.complaints).toEqual([])
})

test('headings go down one step at a time, below one that is the verdict', async ctx => {
  await using opened = await openPage(browserFor(ctx), htmlOf(2000))
  const levels = await opened.page
    .locator('h1, h2, h3, h4')
    .evaluateAll(all => all.map(each => Number(each.tagName.slice(1))))
  expect(levels.filter(level => level === 1)).toHaveLength(1)
  expect(levels[0]).toBe(1)
  expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([])
})

test('the keyboard skips to the verdict, sees where it is, follows a series, opens a part and scrolls a table', async ctx => {
  const viewport = { width: 360, height: 800 }
  await using opened = await openPage(browserFor(ctx), htmlOf(2000), { viewport, reducedMotion: 'reduce' })
  const { page } = opened
  await page.keyboard.press('Tab')
  expect(await focused(page)).toMatchObject({ text: 'Skip to the verdict', inView: true, outlined: true })
  await page.keyboard.press('Enter')
  const stops: Focused[] = []
  for (let stop = 0; stop < 25; stop += 1) {
    await page.keyboard.press('Tab')
    stops.push(await focused(page))
  }
  expect(stops.filter(({ inMain, inView, outlined }) => !(inMain && inView && outlined))).toEqual([])
  expect(new Set(stops.map(({ path }) => path)).size).toBe(stops.length)

  await page.locator('.attention a').first().focus()
  await page.keyboard.press('Enter')
  expect(new URL(page.url()).hash).toBe('#s1')

  const part = page.locator('#s1 details').first()
  await part.locator('summary').focus()
  await page.keyboard.press('Enter')
  expect(await part.evaluate(each => each.matches('[open]'))).toBe(true)

  const region = page.locator('#overview .scroll')
  await region.focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => region.evaluate(each => each.scrollLeft)).toBeGreaterThan(0)
})

test('one click takes the lines that restore the newest backup', async ctx => {
  await using opened = await openPage(browserFor(ctx), htmlOf(5))
  const { page } = opened
  const lines = page.locator('.copy').first()
  await lines.click()
  const selected = await root(page).evaluate(each => String(each.ownerDocument.getSelection()))
  expect(selected.trim()).toBe((await lines.textContent())?.trim())
  expect(selected.trim().split('\n')[0]).toMatch(/^aws s3 cp s3:\/\/my-backups\/prod\/shop\/\S+ \.$/)
})

test('each chart that is shown has a name and a description, one for the width', async ctx => {
  for (const width of WIDTHS) {
    await using opened = await openPage(browserFor(ctx), htmlOf(2000), { viewport: { width, height: 900 } })
    const charts = opened.page.getByRole('img', { name: /^Size and duration over time .* now, between/ })
    expect(await charts.count()).toBe(3)
    const letters = await charts.first().evaluate(chart => {
      const text = chart.querySelector('text')
      return text ? text.getBoundingClientRect().height : 0
    })
    expect(letters).toBeGreaterThan(11)
    expect(letters).toBeLessThan(22)
  }
})

test('on paper every part is open, dark ink is on white, and pages are A4', async ctx => {
  const browser = browserFor(ctx)
  for (const [count, fewest, most] of [
    [0, 1, 1],
    [5, 2, 6],
    [2000, 20, 70],
  ] as const) {
    await using opened = await openPage(browser, htmlOf(count), { colorScheme: 'dark' })
    const { page } = opened
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    const printed = pdf.match(/\/Type \/Page\b/g)?.length ?? 0
    expect(printed).toBeGreaterThanOrEqual(fewest)
    expect(printed).toBeLessThanOrEqual(most)
    expect(pdf).toMatch(/\/MediaBox \[0 0 59[45]\S* 84[12]\S*\]/)
    await page.emulateMedia({ media: 'print' })
    expect(await bodyStyle(page, 'color')).toBe('rgb(27, 26, 23)')
    const closed = await page
      .locator('details table')
      .evaluateAll(all => all.filter(each => !each.closest('.screen') && each.clientHeight === 0).length)
    expect(closed).toBe(0)
  }
})

/** What reaches beyond the screen, outside of a region that scrolls by itself. */
async function tooWide(page: Page): Promise<string[]> {
  const { clientWidth, scrollWidth } = await root(page).evaluate(({ clientWidth, scrollWidth }) => ({
    ...{ clientWidth, scrollWidth },
  }))
  const wide = await page
    .locator('body *')
    .evaluateAll(
      (all, width) =>
        all
          .filter(
            each =>
              !each.closest('.scroll *, .quiet, .skip') && each.getBoundingClientRect().right > width + 1,
          )
          .map(each => String(each.outerHTML).slice(0, 120)),
      clientWidth,
    )
  return [...(scrollWidth > clientWidth ? [`the page: ${scrollWidth}`] : []), ...wide.slice(0, 5)]
}

async function violations(page: Page, inside = 'html'): Promise<string[]> {
  await page.evaluate(axe.source)
  const found = await root(page).evaluate(
    (each, [selector, runOnly]): Promise<axe.AxeResults> =>
      each.ownerDocument.defaultView.axe.run(selector, { runOnly, resultTypes: ['violations'] }),
    [inside, WCAG] as const,
  )
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(each => `${id}: ${each.html.slice(0, 120)}: ${each.failureSummary ?? ''}`),
  )
}

async function openDetails(page: Page, most: number): Promise<void> {
  await page.locator('details').evaluateAll((all, count) => {
    for (const each of all.slice(0, count)) each.setAttribute('open', '')
  }, most)
}

/** Elements are reached through this one, since the compiler knows Node's globals, and not a page's. */
function root(page: Page): Locator {
  return page.locator(':root')
}

function bodyStyle(page: Page, property: string): Promise<string> {
  return page
    .locator('body')
    .evaluate(
      (body, name): string => body.ownerDocument.defaultView.getComputedStyle(body).getPropertyValue(name),
      property,
    )
}

interface Focused {
  readonly text: string
  readonly path: string
  readonly inMain: boolean
  readonly inView: boolean
  readonly outlined: boolean
}

function focused(page: Page): Promise<Focused> {
  return root(page).evaluate(({ ownerDocument: document }) => {
    const at = document.activeElement ?? document.body
    const { bottom, top } = at.getBoundingClientRect()
    const { outlineStyle, outlineWidth } = document.defaultView.getComputedStyle(at)
    return {
      text: at.textContent?.trim() ?? '',
      path: `${at.tagName} ${[...document.querySelectorAll('*')].indexOf(at)}`,
      inMain: at.closest('main') !== null,
      inView: bottom > 0 && top < document.defaultView.innerHeight,
      outlined: outlineStyle !== 'none' && outlineWidth !== '0px',
    }
  })
}
