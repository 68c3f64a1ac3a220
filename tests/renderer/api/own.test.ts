/** What one window writes, over real services: keys faster than answers, undo among them, and somebody else in between. */
import { QueryObserver } from '@tanstack/react-query'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, api } from '../../../renderer/api/client.ts'
import { isOwn, namedIn, newestOf } from '../../../renderer/api/own.ts'
import { queryClient } from '../../../renderer/api/queries.ts'
import { write } from '../../../renderer/api/write.ts'
import { history } from '../../../renderer/desk/history.ts'
import { changeLayer } from '../../../renderer/desk/layers.ts'
import { notices } from '../../../renderer/desk/notices.ts'
import { selection } from '../../../renderer/desk/selection.ts'
import type { Mask } from '../../../src/core/footage/copies/mask.ts'
import type { Footage } from '../../../src/core/footage/footage.ts'
import type { Answer } from '../../../src/contract/index.ts'
import { callsOver, demoServices, type ScratchServices } from '../../builders/services.ts'

let services: ScratchServices
/** Another window on the same workspace. */
const other = callsOver(() => services)
/** What this window asked for, in the order in which it came to the services. */
const asked: string[] = []

beforeAll(async () => {
  services = await demoServices()
  vi.spyOn(api, 'call').mockImplementation((async (name: string, input: unknown) => {
    asked.push(name)
    const answer: Answer = await services.call(name, input)
    // An answer takes a while: keys come in between.
    await new Promise((resolve) => setImmediate(resolve))
    if (!answer.ok) throw new ApiError(answer.code, answer.params)
    return answer.value
  }) as never)
})
afterAll(() => services.close())
beforeEach(() => {
  history.getState().clear()
  for (const { id } of notices.getState().list) notices.getState().dismiss(id)
  asked.length = 0
})

const photos = async () => {
  const { rows } = await other('footage.list', { flightId: null, after: null, limit: 100 })
  return rows.filter(({ doc }) => doc.kind === 'photo')
}
const footage = (id: string) => other('footage.get', { id })
const OUTCOMES = ['nothing', 'finding', 'unclear'] as const
type Outcome = (typeof OUTCOMES)[number]

describe('keys that are faster than answers', () => {
  it('are all counted, each on what the one before made, whatever version the window shows', async () => {
    const shown = await photos()
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            picture: fc.nat(shown.length - 1),
            outcome: fc.constantFrom<Outcome>(...OUTCOMES),
          }),
          { minLength: 1, maxLength: 12 },
        ),
        async (keys) => {
          // The versions of the very beginning: nothing that was written since is shown yet.
          await Promise.all(
            keys.map(({ picture, outcome }) => {
              const { doc, version } = shown[picture] as (typeof shown)[number]
              return write('footage.review', { id: doc.id, base: version, outcome }, 'edit.review')
            }),
          )
          const last = new Map(keys.map(({ picture, outcome }) => [picture, outcome]))
          for (const [picture, outcome] of last)
            expect((await footage(shown[picture]?.doc.id ?? '')).doc.review?.outcome).toBe(outcome)
        },
      ),
      { numRuns: 15 },
    )
  })

  it('stay on the screen when a list that was asked for before them is answered after them', async () => {
    const [first] = await photos()
    if (!first) throw new Error('the demo has photos')
    const { id } = first.doc
    await other('footage.review', { id, base: first.version, outcome: null })
    const queryKey = ['footage.list', 'whole', { flightId: first.doc.flightId }]
    const rows = async () => (await photos()).filter(({ doc }) => doc.flightId === first.doc.flightId)
    // The second time it is asked for, its answer is held up until the key is written.
    let release = (): void => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    let times = 0
    const shown = new QueryObserver(queryClient, {
      queryKey,
      queryFn: async () => {
        times += 1
        const isSecond = times === 2
        const found = await rows()
        if (isSecond) await held
        return found
      },
    })
    const stop = shown.subscribe(() => {})
    try {
      await vi.waitFor(() => expect(shown.getCurrentResult().data).toBeDefined())
      void shown.refetch()
      await vi.waitFor(() => expect(times).toBe(2))
      await write(
        'footage.review',
        { id, base: (await footage(id)).version, outcome: 'unclear' },
        'edit.review',
      )
      release()
      await vi.waitFor(() => expect(queryClient.isFetching()).toBe(0))
      const data = shown.getCurrentResult().data?.find(({ doc }) => doc.id === id)
      expect(data?.doc.review?.outcome).toBe('unclear')
    } finally {
      release()
      stop()
    }
  })

  it('decide, place and mask one picture at once, and nothing of it is lost', async () => {
    const [first] = await photos()
    if (!first) throw new Error('the demo has photos')
    const { id } = first.doc
    const base = first.version
    const ring = [
      [0.1, 0.1],
      [0.2, 0.1],
      [0.2, 0.2],
    ] satisfies [number, number][]
    const mask = {
      id: 'm1',
      reason: 'outside',
      fromS: null,
      toS: null,
      keys: [{ momentS: 0, ring }],
    } satisfies Mask
    const placement = {
      ...(first.doc.placement as NonNullable<Footage['placement']>),
      headingDeg: 12,
      reason: '',
    }
    await Promise.all([
      write('footage.review', { id, base, outcome: 'unclear' }, 'edit.review'),
      write('footage.setMasks', { id, base, masks: [mask] }, 'edit.setMasks'),
      write('footage.place', { id, base, placement }, 'edit.placeFootage'),
      write('footage.review', { id, base, outcome: 'nothing' }, 'edit.review'),
    ])
    expect((await footage(id)).doc).toMatchObject({
      review: { outcome: 'nothing' },
      masks: [{ id: 'm1' }],
      placement: { headingDeg: 12 },
    })
  })

  it('take back what was pressed just before, one by one, and lead back to the pictures', async () => {
    const shown = (await photos()).slice(0, 3)
    const before = shown.map(({ doc }) => doc.review?.outcome)
    const after = before.map((outcome) => (outcome === 'unclear' ? 'nothing' : 'unclear') as Outcome)
    const pressed = shown.map(({ doc: { id }, version }, i) =>
      write('footage.review', { id, base: version, outcome: after[i] as Outcome }, 'edit.review', {
        back: { kind: 'footage', id },
      }),
    )
    // Not one of them is answered yet.
    expect(history.getState().undoable).toEqual([])
    await Promise.all([history.getState().undo(), history.getState().undo(), ...pressed])
    const outcomes = () =>
      Promise.all(shown.map(async ({ doc }) => (await footage(doc.id)).doc.review?.outcome))
    expect(await outcomes()).toEqual([after[0], before[1], before[2]])
    expect(selection.getState().selected).toEqual({ kind: 'footage', id: shown[1]?.doc.id })
    // On what is shown, which is older than the undo, the next key still counts; redo is gone with it.
    const [, second] = shown
    if (!second) throw new Error('the demo has three photos')
    await write(
      'footage.review',
      { id: second.doc.id, base: second.version, outcome: 'finding' },
      'edit.review',
    )
    expect((await outcomes())[1]).toBe('finding')
    expect(history.getState().redoable).toEqual([])
    expect(notices.getState().list.filter(({ tone }) => tone === 'error')).toEqual([])
  })

  it('change a layer twice, and the first change stays', async () => {
    const [layer] = await other('layer.list', {})
    if (!layer) throw new Error('the demo has a layer')
    changeLayer(layer, { order: layer.doc.order + 5 })
    changeLayer(layer, { visible: !layer.doc.visible })
    await vi.waitFor(() => expect(history.getState().undoable).toHaveLength(2))
    const [now] = await other('layer.list', {})
    expect(now?.doc).toMatchObject({ order: layer.doc.order + 5, visible: !layer.doc.visible })
  })
})

describe('somebody else in between', () => {
  it('is not written over: it is said, and a person may mean it all the same', async () => {
    const [first] = await photos()
    if (!first) throw new Error('the demo has photos')
    const { id } = first.doc
    await other('footage.review', { id, base: first.version, outcome: 'finding' })
    const refused = await write(
      'footage.review',
      { id, base: first.version, outcome: 'nothing' },
      'edit.review',
    ).then(
      () => null,
      (error: unknown) => error,
    )
    expect(refused).toMatchObject({ code: 'conflict' })
    expect((await footage(id)).doc.review?.outcome).toBe('finding')
    await (refused as ApiError).again?.()
    expect((await footage(id)).doc.review?.outcome).toBe('nothing')
    // One undo takes that back, and the other's stands again.
    await history.getState().undo()
    expect((await footage(id)).doc.review?.outcome).toBe('finding')
  })

  it('is refused without a choice where a whole document or a deletion is meant', async () => {
    const [layer] = await other('layer.list', {})
    if (!layer) throw new Error('the demo has a layer')
    await other('layer.put', { base: layer.version, doc: { ...layer.doc, order: 77 } })
    for (const input of [
      () => write('layer.put', { base: layer.version, doc: layer.doc }, 'edit.layer'),
      () => write('layer.remove', { id: layer.doc.id, base: layer.version }, 'edit.removeLayer'),
    ]) {
      const refused = await input().then(
        () => null,
        (error: unknown) => error,
      )
      expect(refused).toMatchObject({ code: 'conflict', again: null })
    }
    expect((await other('layer.list', {})).find(({ doc }) => doc.id === layer.doc.id)?.doc.order).toBe(77)
  })

  it('is told from one’s own entries: those are not asked for twice', async () => {
    const [first] = await photos()
    if (!first) throw new Error('the demo has photos')
    const written = write(
      'footage.review',
      { id: first.doc.id, base: first.version, outcome: 'unclear' },
      'edit.review',
    )
    const { arrival } = await written
    expect(await isOwn(arrival)).toBe(true)
    const now = await footage(first.doc.id)
    const theirs = await other('footage.review', { id: first.doc.id, base: now.version, outcome: null })
    expect(await isOwn(theirs.arrival)).toBe(false)
    // What this window made of what it showed: not what others made of that.
    expect(newestOf(first.version)).toBe(now.version)
  })
})

it('the documents that a call names are found wherever they stand in it', () => {
  const id = (n: number) => `018f0000-0000-7000-8000-00000000000${n}`
  expect(namedIn({ id: id(1), base: 'a'.repeat(64), outcome: null })).toEqual([id(1)])
  expect(namedIn({ base: null, doc: { id: id(2), name: 'x' } })).toEqual([id(2)])
  expect(namedIn({ items: [{ id: id(3) }, { id: id(4) }], unmasked: null })).toEqual([id(3), id(4)])
  expect(namedIn({ sighting: { footageId: id(5) }, finding: { title: 'x' } })).toEqual([id(5)])
})
