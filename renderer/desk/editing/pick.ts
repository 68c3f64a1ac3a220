import { createStore } from 'zustand/vanilla'
import type { LatLon } from '../../../src/core/geo/position.ts'
import type { Key } from '../../i18n/index.ts'
import { session } from './session.ts'

/** What somebody wants of the map: a place, a line, an outline, a circle, where a picture lies, some assets, or only to measure. */
export type Question = {
  form: 'place' | 'line' | 'area' | 'circle' | 'ruler' | 'picture' | 'assets'
  promptKey: Key
  pictureUrl: string | null
}

type Asked = Question & {
  /** The document that was open when it was asked: the answer is for it. */
  documentId: string | null
  end: (points: readonly LatLon[] | null) => void
}

type Picking = {
  /** The question that is open; null: none. The map has a tool for each form. */
  question: Asked | null
  /** Answers it, with null when the person thought better of it. */
  answer(points: readonly LatLon[] | null): void
}

/** The question that somebody waits for: a tool of the map finds the answer, whoever asked gets it. */
export const picking = createStore<Picking>()((set, get) => ({
  question: null,
  answer(points) {
    const { question } = get()
    set({ question: null })
    question?.end(points)
  },
}))

// Another document is opened: what was asked for the one before is not wanted any more.
session.subscribe(({ document }) => {
  const { question, answer } = picking.getState()
  if (question?.documentId && question.documentId !== document?.doc.id) answer(null)
})

function ask(
  promptKey: Key,
  form: Question['form'],
  pictureUrl: string | null = null,
): Promise<readonly LatLon[] | null> {
  // A new question ends the one before it, with nothing.
  picking.getState().answer(null)
  const documentId = session.getState().document?.doc.id ?? null
  return new Promise((end) => {
    picking.setState({ question: { form, promptKey, pictureUrl, documentId, end } })
  })
}

/** A place chosen on the map, or null when the person thought better of it. */
export async function pickPoint(promptKey: Key): Promise<LatLon | null> {
  return (await ask(promptKey, 'place'))?.[0] ?? null
}

/** An outline drawn on the map. */
export async function drawRing(promptKey: Key): Promise<LatLon[] | null> {
  const points = await ask(promptKey, 'area')
  return points && [...points]
}

/** A line drawn on the map. */
export async function drawPath(promptKey: Key): Promise<LatLon[] | null> {
  const points = await ask(promptKey, 'line')
  return points && [...points]
}

/** A circle drawn on the map, by its middle and a place of its rim. */
export async function drawCircle(promptKey: Key): Promise<{ center: LatLon; rim: LatLon } | null> {
  const [center, rim] = (await ask(promptKey, 'circle')) ?? []
  return center && rim ? { center, rim } : null
}

/** Has the map measure, until the person is through. */
export async function measure(): Promise<void> {
  await ask('tools.ruler', 'ruler')
}

/** Where a picture lies: its four corners from the top left, clockwise. */
export async function placePicture(url: string): Promise<[LatLon, LatLon, LatLon, LatLon] | null> {
  const [a, b, c, d] = (await ask('map.placePicture', 'picture', url)) ?? []
  return a && b && c && d ? [a, b, c, d] : null
}

/** The assets that are chosen on the map and in a list at the same time, as `site asset`; null: nobody chooses. */
export const assetsChosen = createStore<{ readonly keys: ReadonlySet<string> | null }>()(() => ({
  keys: null,
}))

export const assetKey = (siteId: string, assetId: string): string => `${siteId} ${assetId}`

/** Chooses an asset beside those that are chosen, or no more. */
export function toggleAsset(key: string): void {
  const { keys } = assetsChosen.getState()
  if (keys)
    assetsChosen.setState({
      keys: new Set(keys.has(key) ? [...keys].filter((one) => one !== key) : [...keys, key]),
    })
}

/** Has the map choose assets by a click on each, until the person is through; what is chosen is in `assetsChosen`. */
export async function chooseAssets(): Promise<void> {
  await ask('tools.chooseAssets', 'assets')
}
