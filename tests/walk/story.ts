/** Where a case is looked at after each step of it: the board, this week, the dossier and the journal, in the window. */
import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { openEnterprise, openRoom, rowSaying, type Window } from './openings.ts'
import { unfold } from './people.ts'

/** Types a day into a field, part by part, as a person does. */
export async function typeDay({ page }: Window, field: Locator, day: string): Promise<void> {
  await field.locator('[role="spinbutton"]').first().click()
  await page.keyboard.type(day.replaceAll('-', ''))
}

/** A day so many days from today in China, `YYYY-MM-DD`. */
export const dayFromToday = (days: number, nowMs = Date.now()): string =>
  new Date(nowMs + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)

export async function openTab(window: Window, tab: 'campaigns' | 'week' | 'orders'): Promise<void> {
  await openRoom(window, 'campaigns')
  await window.page.getByTestId(`tab-${tab}`).click()
}

/** The board of a campaign. */
export async function openBoard(window: Window, campaign: string): Promise<Locator> {
  await openTab(window, 'campaigns')
  await (await rowSaying(window, 'campaign-row', campaign)).click()
  const board = window.page.getByTestId('board').filter({ hasText: campaign })
  await board.waitFor()
  await board.getByTestId('board-row').first().waitFor()
  return board
}

/** A cell of the board at hand. */
export const cellOf = ({ page }: Window, enterprise: string, round: number): Locator =>
  page
    .getByTestId('board-row')
    .filter({ hasText: enterprise })
    .getByTestId('board-cell')
    .nth(round - 1)

/** What everybody sees of a case. */
export type Seen = {
  readonly campaign: string
  readonly enterprise: string
  readonly round: number
  /** What the cell of the enterprise and the round says of itself. */
  readonly board: readonly string[]
  /** What the row of this week says, by what it is named; null: it has no such row. */
  readonly week: { readonly row: string; readonly says: readonly string[] | null }
  /** What the dossier says of the finding; null: it is not there yet. */
  readonly dossier: { readonly title: string; readonly says: string } | null
  /** Sentences of the journal: one of the newest lines says all of these. */
  readonly journal: readonly (readonly string[])[]
}

/** Goes to the four places and looks. */
export async function seeAll(window: Window, seen: Seen): Promise<void> {
  const { page } = window
  await openBoard(window, seen.campaign)
  for (const words of seen.board)
    await expect
      .poll(() => cellOf(window, seen.enterprise, seen.round).getAttribute('aria-label'))
      .toContain(words)

  await openTab(window, 'week')
  await page.getByTestId('week-row').first().waitFor()
  const row = page.getByTestId('week-row').filter({ hasText: seen.week.row })
  const { says } = seen.week
  if (says === null) await expect.poll(() => row.count()).toBe(0)
  else
    for (const words of says)
      await expect.poll(() => row.allTextContents()).toContainEqual(expect.stringContaining(words))

  const dossier = await openEnterprise(window, seen.enterprise)
  const { dossier: known } = seen
  if (known) {
    const listed = dossier
      .getByTestId('dossier-findings')
      .getByRole('button')
      .filter({ hasText: known.title })
    await expect.poll(() => listed.allTextContents()).toContainEqual(expect.stringContaining(known.says))
  }

  await unfold(window, 'journal')
  for (const sentence of seen.journal)
    await expect
      .poll(() => page.getByTestId('journal-line').allTextContents())
      .toContainEqual(expect.stringMatching(new RegExp(sentence.join('.*'))))
}
