import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import {
  afterEdit,
  copied,
  copyMeant,
  editMeant,
  pastePatterns,
} from '../../../../renderer/desk/editing/patternEditing.ts'
import { PATTERN_COMMANDS } from '../../../../renderer/desk/editing/patternCommands.ts'
import { session } from '../../../../renderer/desk/editing/session.ts'
import {
  patternsMeant,
  selectPattern,
  selectPatterns,
} from '../../../../renderer/desk/editing/severalPatterns.ts'
import { history } from '../../../../renderer/desk/history.ts'
import { notices } from '../../../../renderer/desk/notices.ts'
import { selection } from '../../../../renderer/desk/selection.ts'
import type { PatternEdit } from '../../../../src/core/mission/edits/edit.ts'
import type { Mission } from '../../../../src/core/mission/mission.ts'
import type { Pattern } from '../../../../src/core/mission/pattern.ts'
import { waypoints } from '../../../builders/mission.ts'
import { patternFrom, PLANNED_KINDS } from '../../../builders/patterns.ts'
import { place, ring } from '../../../builders/site.ts'
import { type EditingDoor, MISSION, mission, openEditingDoor, silentWorker } from './door.ts'

let door: EditingDoor
const doc = () => session.getState().document?.doc as Mission
const meantIds = () => patternsMeant()?.meant.map(({ id }) => id)

const CORNERS = [
  { x: 30, y: 30 },
  { x: 160, y: 30 },
  { x: 160, y: 140 },
  { x: 30, y: 140 },
]
const PATTERNS: readonly Pattern[] = [
  waypoints([place(50, 50), place(150, 50), place(150, 150)]),
  waypoints([place(0, 50), place(150, 50)], 50, { id: 'wp2' }),
  ...PLANNED_KINDS.map((kind) => ({ ...patternFrom(kind, CORNERS, ({ x, y }) => place(x, y)), id: kind })),
]
const IDS = PATTERNS.map(({ id }) => id)

const aPlace = fc
  .tuple(fc.integer({ min: -50, max: 250 }), fc.integer({ min: -50, max: 250 }))
  .map(([x, y]) => place(x, y))
const anEdit: fc.Arbitrary<PatternEdit> = fc.oneof(
  fc.constantFrom<PatternEdit>({ do: 'reverse' }, { do: 'merge' }, { do: 'remove' }),
  aPlace.map((near) => ({ do: 'start' as const, near })),
  fc.integer({ min: -40, max: 40 }).map((metres) => ({ do: 'offset' as const, metres })),
  fc.integer({ min: -360, max: 360 }).map((degrees) => ({ do: 'turn' as const, degrees })),
  fc.integer({ min: 20, max: 300 }).map((percent) => ({ do: 'scale' as const, factor: percent / 100 })),
  fc.tuple(aPlace, aPlace).map((line) => ({ do: 'split' as const, line })),
  fc.integer({ min: 40, max: 90 }).map((at) => ({
    do: 'hole' as const,
    ring: ring([
      [at, at],
      [at + 20, at],
      [at + 20, at + 20],
    ]),
  })),
)

beforeAll(async () => {
  silentWorker()
  door = await openEditingDoor()
})
afterAll(async () => {
  await door.close()
  vi.unstubAllGlobals()
})
beforeEach(async () => {
  session.getState().close()
  await door.reset()
  history.getState().clear()
  notices.setState({ list: [] })
  const now = await door.call('mission.get', { id: MISSION })
  await door.call('mission.put', { base: now.version, doc: mission({ patterns: [...PATTERNS] }) })
  await session.getState().open('mission', MISSION)
  selection.getState().select({ kind: 'mission', id: MISSION })
})
afterEach(() => session.getState().close())

it('whatever is done to patterns as wholes changes no document in place, and is undone to the letter', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(anEdit, fc.subarray(IDS, { minLength: 1 })), { minLength: 1, maxLength: 4 }),
      async (edits) => {
        const before = structuredClone(doc())
        for (const [edit, ids] of edits) {
          const old = doc()
          const letters = JSON.stringify(old)
          await session.getState().change(afterEdit(ids, edit), 'edit.pattern')
          expect(JSON.stringify(old)).toBe(letters)
        }
        expect(notices.getState().list).toEqual([])
        while (history.getState().undoable.length > 0) await history.getState().undo()
        await session.getState().refresh()
        expect(doc()).toEqual(before)
        notices.setState({ list: [] })
      },
    ),
    { numRuns: 25 },
  )
})

it('several are chosen beside one another, and one alone again', () => {
  expect(meantIds()).toEqual([])
  selectPattern(MISSION, 'survey')
  selectPattern(MISSION, 'wp', true)
  // In the order flown, whatever was chosen first.
  expect(meantIds()).toEqual(['wp', 'survey'])
  selectPattern(MISSION, 'wp', true)
  expect(meantIds()).toEqual(['survey'])
  // The last one stays.
  selectPattern(MISSION, 'survey', true)
  expect(meantIds()).toEqual(['survey'])
  selectPatterns(MISSION, ['wp', 'orbit'])
  selection.getState().select({ kind: 'pattern', id: MISSION, partId: 'visit' })
  expect(meantIds()).toEqual(['visit'])
})

it('what cannot be done is said, and nothing is written', async () => {
  selectPattern(MISSION, 'survey')
  door.asked.length = 0
  editMeant({ do: 'merge' })
  expect(notices.getState().list).toMatchObject([{ tone: 'warning', key: 'editProblem.one_only' }])
  expect(door.asked.filter(({ name }) => name === 'mission.put')).toEqual([])
})

it('every command says why it is not available, or is', () => {
  for (const { available, whyNot, id } of PATTERN_COMMANDS)
    if (id !== 'pattern.paste') expect([id, available()]).toEqual([id, whyNot() === null])
  selectPattern(MISSION, 'survey')
  const why = Object.fromEntries(PATTERN_COMMANDS.map(({ id, whyNot }) => [id, whyNot()]))
  expect(why).toMatchObject({
    'pattern.copy': null,
    'pattern.reverse': null,
    'pattern.merge': 'editProblem.one_only',
    'pattern.turn': null,
  })
})

it('copies go into the mission that is open, under one undo', async () => {
  selectPatterns(MISSION, ['survey', 'visit'])
  copyMeant()
  const text = copied.getState().text ?? ''
  expect(pastePatterns('41.77, 109.97')).toBe(false)
  expect(pastePatterns(text)).toBe(true)
  await vi.waitFor(() => expect(doc().patterns).toHaveLength(PATTERNS.length + 2))
  expect(meantIds()).toEqual(
    doc()
      .patterns.slice(-2)
      .map(({ id }) => id),
  )
  await history.getState().undo()
  await session.getState().refresh()
  expect(doc().patterns).toEqual(PATTERNS)
})
