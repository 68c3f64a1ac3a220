import { expect, it } from 'vitest'
import { keepWindow, keptWindow, windowIn, type WindowKept } from '../../../renderer/desk/windowKept.ts'
import { keptDrawing, takeKept } from '../../../renderer/desk/keptDrawing.ts'

const storage = (text: string | null = null) => {
  let kept = text
  return { getItem: () => kept, setItem: (_: string, value: string) => void (kept = value) }
}
const KEPT: WindowKept = {
  workspace: 'demo',
  by: null,
  room: 'missions',
  selected: { kind: 'mission', id: 'm' },
  composing: null,
  view: { corner: { lat: 41.8, lon: 110 }, zoom: 16.5 },
  undoable: [{ entry: 'e', labelKey: 'edit.newSite', atMs: 1, of: null }],
  redoable: [],
  drawing: { form: 'ring', documentId: 'm', points: [{ lat: 1, lon: 2 }] },
}

it('a window is kept for its workspace and person, and for nobody else', () => {
  const store = storage()
  keepWindow(KEPT, store)
  expect(keptWindow('demo', null, store)).toEqual(KEPT)
  expect(keptWindow('other', null, store)).toBeNull()
  expect(keptWindow('demo', 'somebody', store)).toBeNull()
})

it('what is no window is none, whatever it is', () => {
  for (const text of [
    '',
    'null',
    '7',
    '[]',
    '{',
    JSON.stringify({ ...KEPT, room: 'cellar' }),
    '{"workspace":"demo"}',
  ])
    expect(keptWindow('demo', null, storage(text))).toBeNull()
})

it('a map that another version of Sortie wrote otherwise is left where it is', () => {
  expect(windowIn(KEPT, 'demo', null)).toEqual(KEPT)
  for (const view of [undefined, 7, {}, { zoom: 12 }, { corner: { lat: 1, lon: 'x' }, zoom: 3 }])
    expect(windowIn({ ...KEPT, view }, 'demo', null)).toEqual({ ...KEPT, view: null })
})

it('a full store keeps nothing, and nothing breaks', () => {
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new Error('full')
    },
  }
  expect(() => keepWindow(KEPT, full)).not.toThrow()
})

it('a broken-off drawing is gone on with once, by the same form on the same document', () => {
  keptDrawing.setState({ kept: KEPT.drawing })
  expect(takeKept('path', 'm')).toEqual([])
  expect(takeKept('ring', 'other')).toEqual([])
  expect(takeKept('ring', 'm')).toEqual([{ lat: 1, lon: 2 }])
  expect(takeKept('ring', 'm')).toEqual([])
})
