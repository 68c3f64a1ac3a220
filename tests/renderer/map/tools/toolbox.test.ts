import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { drawRing, picking, pickPoint } from '../../../../renderer/desk/editing/pick.ts'
import { session } from '../../../../renderer/desk/editing/session.ts'
import { history } from '../../../../renderer/desk/history.ts'
import { notices } from '../../../../renderer/desk/notices.ts'
import { selection } from '../../../../renderer/desk/selection.ts'
import { AT_REST } from '../../../../renderer/map/tools/select.ts'
import type { ToolEvent } from '../../../../renderer/map/tools/tool.ts'
import { followTools, send, toolbox } from '../../../../renderer/map/tools/toolbox.ts'
import { quantisePlace } from '../../../../src/core/units/quantise.ts'
import { place } from '../../../builders/site.ts'
import {
  type EditingDoor,
  MISSION,
  openEditingDoor,
  OTHER_SITE,
  silentWorker,
  SITE,
  site,
} from '../../desk/editing/door.ts'

let door: EditingDoor
let stop: () => void
const state = () => toolbox.getState().state
const spot = (x: number, y: number) => ({ at: place(x, y), held: null })
const key = (name: string, isMod = false): ToolEvent => ({
  kind: 'key',
  key: name,
  isShift: false,
  isMod,
  grip: null,
  middle: place(0, 0),
})
const take: ToolEvent = { kind: 'take', grip: { of: 'corner', index: 0 } }
const drag = (x: number, y: number): ToolEvent => ({ kind: 'drag', spot: spot(x, y) })

beforeAll(async () => {
  silentWorker()
  door = await openEditingDoor()
})
afterAll(async () => {
  await door.close()
  vi.unstubAllGlobals()
})
beforeEach(async () => {
  await door.reset()
  notices.setState({ list: [] })
  history.getState().clear()
  stop = followTools()
})
afterEach(() => {
  picking.getState().answer(null)
  session.getState().close()
  selection.getState().select(null)
  stop()
})

describe('a question', () => {
  it('brings its tool, which gives the answer to whoever asked and is put away', async () => {
    const at = pickPoint('tools.pickRally')
    expect(state().tool).toBe('place')
    expect(send({ kind: 'click', spot: spot(3, 4) })).toBe(true)
    expect(await at).toEqual(quantisePlace(place(3, 4)))
    expect(state()).toBe(AT_REST)
    expect(picking.getState().question).toBeNull()
  })

  it('ends the one before it with nothing', async () => {
    const first = drawRing('tools.drawInclusion')
    const second = pickPoint('tools.pickRally')
    expect(await first).toBeNull()
    expect(state().tool).toBe('place')
    send(key('Escape'))
    expect(await second).toBeNull()
  })

  it('that was asked for a document gets no answer from another one', async () => {
    await session.getState().open('mission', MISSION)
    const rally = pickPoint('tools.pickRally')
    await session.getState().open('site', OTHER_SITE)
    expect(await rally).toBeNull()
    expect(state().tool).toBe('select')
  })

  it('that was asked while something was being opened waits on', async () => {
    const opening = session.getState().open('site', SITE)
    const at = pickPoint('asset.pick')
    await opening
    expect(state().tool).toBe('place')
    send({ kind: 'click', spot: spot(1, 1) })
    expect(await at).not.toBeNull()
  })

  it('gives up what is in hand', async () => {
    await session.getState().open('site', SITE)
    send(take)
    send(drag(30, 30))
    const at = pickPoint('asset.pick')
    expect(session.getState().inGesture).toBe(false)
    expect(session.getState().shown).toEqual(site())
    expect(send({ kind: 'drop' })).toBe(false)
    send(key('Escape'))
    expect(await at).toBeNull()
  })
})

describe('hands on a document', () => {
  it('drag a corner as one step, and Escape as none', async () => {
    await session.getState().open('site', SITE)
    selection.getState().select({ kind: 'site', id: SITE })
    for (const end of [{ kind: 'drop' } as const, key('Escape'), key('z', true)]) {
      const before = session.getState().document
      send(take)
      send(drag(-5, -5))
      send(drag(-9, -7))
      expect(session.getState().inGesture).toBe(true)
      send(end)
      await vi.waitFor(() => expect(session.getState().inGesture).toBe(false))
      if (end.kind === 'drop') {
        await vi.waitFor(() => expect(session.getState().document?.base).not.toBe(before?.base))
        expect(session.getState().document?.doc).toMatchObject({
          boundary: { 0: quantisePlace(place(-9, -7)) },
        })
      } else {
        expect(session.getState().document).toBe(before)
        expect(session.getState().shown).toBe(before?.doc)
      }
    }
    expect(history.getState().undoable).toHaveLength(1)
  })

  it('are empty when the document is closed under them', async () => {
    await session.getState().open('site', SITE)
    send(take)
    send(drag(30, 30))
    session.getState().close()
    expect(state()).toBe(AT_REST)
    expect(send(drag(31, 31))).toBe(false)
    expect(send({ kind: 'drop' })).toBe(false)
  })

  it('let go of a shape that was clicked when something else is selected', async () => {
    await session.getState().open('mission', MISSION)
    send({ kind: 'choose', chosen: { of: 'shape', key: 'home' } })
    expect(state()).toMatchObject({ shape: 'home' })
    selection.getState().select({ kind: 'pattern', id: MISSION, partId: 'wp' })
    expect(state()).toBe(AT_REST)
  })

  it('leave everything as it was, whatever they did, once they give up', async () => {
    const x = fc.integer({ min: -300, max: 300 })
    const event: fc.Arbitrary<ToolEvent> = fc.oneof(
      fc
        .tuple(fc.constantFrom('move' as const, 'click' as const, 'drag' as const), x, x)
        .map(([kind, east, north]) => ({ kind, spot: spot(east, north) })),
      fc.nat(4).map((index): ToolEvent => ({ kind: 'take', grip: { of: 'corner', index } })),
      fc.constantFrom<ToolEvent>({ kind: 'back' }, { kind: 'finish' }, key(' '), key('Enter'), key('q')),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 25 }), fc.boolean(), async (events, isAsked) => {
        await session.getState().open('site', SITE)
        const { document } = session.getState()
        const asked = door.asked.length
        const answer = isAsked ? drawRing('asset.drawArea') : null
        for (const each of events) send(each)
        send(key('Escape'))
        send(key('Escape'))
        expect(toolbox.getState()).toEqual({ state: AT_REST, rest: AT_REST })
        expect(session.getState()).toMatchObject({ inGesture: false })
        expect(session.getState().shown).toBe(document?.doc)
        expect(picking.getState().question).toBeNull()
        const ring = await answer
        if (ring) expect(ring.length).toBeGreaterThanOrEqual(3)
        expect(door.asked.slice(asked)).toEqual([])
        session.getState().close()
      }),
      { numRuns: 60 },
    )
  })
})
