import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, api } from '../../../renderer/api/client.ts'
import { write } from '../../../renderer/api/write.ts'
import { type Command, commands, matches, runCommand } from '../../../renderer/desk/commands.ts'
import { history } from '../../../renderer/desk/history.ts'
import { notices } from '../../../renderer/desk/notices.ts'
import { pointPlace } from '../../../renderer/desk/places.ts'
import { selection } from '../../../renderer/desk/selection.ts'
import { NO_VERSION } from '../../builders/version.ts'

const press = (
  key: string,
  mods: Partial<Record<'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...mods,
})

describe('shortcuts', () => {
  it('match their keys and nothing more', () => {
    expect(matches(press('z', { ctrlKey: true }), 'Mod+Z')).toBe(true)
    expect(matches(press('Z', { metaKey: true, shiftKey: true }), 'Mod+Shift+Z')).toBe(true)
    expect(matches(press('z', { ctrlKey: true, shiftKey: true }), 'Mod+Z')).toBe(false)
    expect(matches(press('z'), 'Mod+Z')).toBe(false)
    expect(matches(press('1', { altKey: true }), 'Alt+1')).toBe(true)
    expect(matches(press('Escape'), 'Escape')).toBe(true)
  })
})

describe('the registry of commands', () => {
  it('runs what is available, and forgets what is taken away', () => {
    const run = vi.fn()
    let available = false
    const command: Command = {
      id: 'test.one',
      labelKey: 'app.undo',
      keys: [],
      available: () => available,
      whyNot: () => 'app.nothingToUndo',
      run,
    }
    const remove = commands.getState().register([command])
    expect(runCommand('test.one')).toBe(false)
    available = true
    expect(runCommand('test.one')).toBe(true)
    expect(run).toHaveBeenCalledOnce()
    remove()
    expect(runCommand('test.one')).toBe(false)
  })
})

/** A hash of an entry. */
const HASH = (n: number): string => String(n).padStart(64, '0')

/** Services that answer every undo with the next entry, from 11 on; and what they were asked to take back. */
function numbered() {
  let made = 10
  const asked: string[] = []
  const spy = vi.spyOn(api, 'call').mockImplementation(((_name: string, input: { entry: string }) => {
    asked.push(input.entry)
    return Promise.resolve({ entry: HASH(++made), changes: [] })
  }) as never)
  return { asked, spy }
}

describe('undo and redo', () => {
  beforeEach(() => {
    history.getState().clear()
    vi.restoreAllMocks()
  })

  it('know what this window wrote, and nothing where nothing was written', async () => {
    vi.spyOn(api, 'call').mockResolvedValueOnce({ entry: HASH(7) } as never)
    await write('site.remove', { id: 'a', base: NO_VERSION }, 'edit.removeSite')
    vi.spyOn(api, 'call').mockResolvedValueOnce({ entry: null } as never)
    await write('site.remove', { id: 'a', base: NO_VERSION }, 'edit.removeSite')
    expect(history.getState().undoable).toMatchObject([{ entry: HASH(7), labelKey: 'edit.removeSite' }])
  })

  it('restore by a new entry, and redo is the undo of the undo', async () => {
    const { asked } = numbered()
    history.getState().push({ entry: HASH(10), labelKey: 'edit.newSite' })
    await history.getState().undo()
    expect(history.getState()).toMatchObject({ undoable: [], redoable: [{ entry: HASH(11) }] })
    await history.getState().redo()
    expect(history.getState()).toMatchObject({ undoable: [{ entry: HASH(12) }], redoable: [] })
    expect(asked).toEqual([HASH(10), HASH(11)])
  })

  it('take entries that are one step back together, the last first, and make them again in their order', async () => {
    const { asked, spy } = numbered()
    const { push, undo, redo, clear } = history.getState()
    push({ entry: HASH(1), labelKey: 'edit.newSite' })
    for (const n of [2, 3]) push({ entry: HASH(n), labelKey: 'edit.layer', step: 'swap' })
    expect(history.getState().undoable.map(({ entry }) => entry)).toEqual([HASH(1), HASH(2)])
    await undo()
    expect(asked.splice(0)).toEqual([HASH(3), HASH(2)])
    expect(history.getState().undoable.map(({ entry }) => entry)).toEqual([HASH(1)])
    await redo()
    expect(asked.splice(0)).toEqual([HASH(12), HASH(11)])
    expect(history.getState().redoable).toEqual([])
    // Pressed faster than anything answers, each press is a whole step.
    await Promise.all([undo(), undo()])
    expect(asked.splice(0)).toEqual([HASH(14), HASH(13), HASH(1)])
    expect(history.getState().undoable).toEqual([])
    await Promise.all([redo(), redo()])
    asked.splice(0)
    // Where the second is refused for now, the first that was taken back can be made again, and the other taken back later.
    await undo()
    await redo()
    asked.splice(0)
    spy.mockImplementationOnce((() => Promise.resolve({ entry: HASH(99), changes: [] })) as never)
    spy.mockRejectedValueOnce(new ApiError('services_down'))
    await undo()
    expect(history.getState().undoable.map(({ further = [] }) => further)).toEqual([[], []])
    expect(history.getState().redoable).toMatchObject([{ entry: HASH(99), further: [] }])
    clear()
  })

  it('go to any step of the list at once, back and on, and stop where one is refused', async () => {
    const { asked, spy } = numbered()
    for (const n of [1, 2, 3, 4]) history.getState().push({ entry: HASH(n), labelKey: 'edit.newSite' })
    await history.getState().goTo(HASH(2))
    expect(asked).toEqual([HASH(4), HASH(3)])
    expect(history.getState().undoable.map(({ entry }) => entry)).toEqual([HASH(1), HASH(2)])
    const [last] = history.getState().redoable
    await history.getState().goTo(last?.entry ?? '')
    expect(history.getState().redoable).toEqual([])
    expect(history.getState().undoable).toHaveLength(4)
    await history.getState().goTo(null)
    expect(history.getState().undoable).toEqual([])
    history.getState().clear()
    for (const n of [1, 2, 3]) history.getState().push({ entry: HASH(n), labelKey: 'edit.newSite' })
    spy.mockRejectedValue(new ApiError('services_down'))
    await history.getState().goTo(null)
    expect(history.getState().undoable).toHaveLength(3)
    expect(spy.mock.calls.filter(([name]) => name === 'journal.undo').length).toBe(asked.length + 1)
  })

  it('say why they are refused, and give an entry up that can never be undone', async () => {
    vi.spyOn(api, 'call').mockRejectedValue(new ApiError('undo_moved_on', { aggregate: 'site', id: 'x' }))
    history.getState().push({ entry: HASH(1), labelKey: 'edit.newSite' })
    await history.getState().undo()
    expect(history.getState().undoable).toEqual([])
    expect(notices.getState().list.at(-1)).toMatchObject({ tone: 'error', errorCode: 'undo_moved_on' })
  })

  it('keep an entry when the services are down', async () => {
    vi.spyOn(api, 'call').mockRejectedValue(new ApiError('services_down'))
    history.getState().push({ entry: HASH(1), labelKey: 'edit.newSite' })
    await history.getState().undo()
    expect(history.getState().undoable).toHaveLength(1)
  })

  it('forget what was undone once something new is written', () => {
    history.setState({ redoable: [{ entry: HASH(3), labelKey: 'edit.site' as never, atMs: 0, of: null }] })
    history.getState().push({ entry: HASH(4), labelKey: 'edit.newSite' })
    expect(history.getState().redoable).toEqual([])
  })
})

describe('the selection', () => {
  it('goes to the room where a thing is listed, and moves the map each time', () => {
    const { goTo } = selection.getState()
    const place = pointPlace({ lat: 41, lon: 109 })
    goTo({ kind: 'finding', id: 'f' }, place)
    expect(selection.getState()).toMatchObject({
      room: 'findings',
      selected: { id: 'f' },
      target: { count: 1 },
    })
    goTo({ kind: 'finding', id: 'f' }, place)
    expect(selection.getState().target?.count).toBe(2)
  })

  it('ends what was being made', () => {
    selection.getState().compose({ kind: 'enterprise' })
    selection.getState().select(null)
    expect(selection.getState().composing).toBeNull()
  })
})

describe('places', () => {
  it('have the longitude first', () => {
    expect(pointPlace({ lat: 41, lon: 109 })).toEqual({ type: 'Point', coordinates: [109, 41] })
  })
})
