/** axe-core in the page: what it finds amiss in what is shown, as its rules for WCAG 2.2 A and AA and for good practice say. */
import axeCore from 'axe-core'
import type { Page } from 'playwright-core'

/** What a rule finds: its name, how much, and where first. */
export type Violation = { rule: string; count: number; where: string; why: string }
/** `checked`: how many rules had something to look at. `open`: how many left it to a person. */
export type Checked = { violations: Violation[]; checked: number; open: number }

type Found = { id: string; nodes: { target: string[]; failureSummary: string; html: string }[] }
type Axe = {
  run(context: object, options: object): Promise<Record<'violations' | 'passes' | 'incomplete', Found[]>>
}

const WHOLE = {
  runOnly: {
    type: 'tag',
    values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  },
  rules: {
    // An experiment of axe that it leaves off by itself: it takes the figures of a cell for its words.
    'label-content-name-mismatch': { enabled: false },
    'target-size': { enabled: false },
    region: { enabled: false },
  },
} as const
/** Marks stand where the things are, and several things may be in one place: each is in a list too. */
const TARGETS = { runOnly: { type: 'rule', values: ['target-size'] } } as const
/** A menu that pops up stands beside all of the page's parts, as the library lays it. */
const REGIONS = { runOnly: { type: 'rule', values: ['region'] } } as const
/** What another look can change of the same page. */
const COLOURS = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } } as const

/** Parts of the page that nobody sees: how a pop-up of the library is closed by those who hear it. */
const UNSEEN = [
  '[data-overlay-container] button[tabindex="-1"]',
  'button[tabindex="-1"][style*="width: 1px"]',
]

/** All of the page, or only what another look can change of it. */
export async function axe(page: Page, onlyColours = false): Promise<Checked> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeCore.source)
  const runs = onlyColours
    ? [{ options: COLOURS, exclude: UNSEEN }]
    : [
        { options: WHOLE, exclude: UNSEEN },
        { options: TARGETS, exclude: [...UNSEEN, '.leaflet-pane'] },
        { options: REGIONS, exclude: [...UNSEEN, 'body > div[style*="contents"]'] },
      ]
  const all: Checked[] = []
  for (const run of runs) all.push(await page.evaluate(one, run))
  return {
    violations: all.flatMap(({ violations }) => violations),
    checked: all.reduce((sum, { checked }) => sum + checked, 0),
    open: all.reduce((sum, { open }) => sum + open, 0),
  }
}

const one = async ({ options, exclude }: { options: object; exclude: string[] }): Promise<Checked> => {
  const { run } = (window as unknown as { axe: Axe }).axe
  const { violations, passes, incomplete } = await run({ exclude: exclude.map((part) => [part]) }, options)
  return {
    violations: violations.map(({ id, nodes }) => ({
      rule: id,
      count: nodes.length,
      where: `${nodes[0]?.target.join(' ')} ${nodes[0]?.html.slice(0, 160)}`,
      why: nodes[0]?.failureSummary ?? '',
    })),
    checked: passes.length + violations.length,
    open: incomplete.length,
  }
}
