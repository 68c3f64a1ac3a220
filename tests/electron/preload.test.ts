import { beforeAll, describe, expect, it, vi } from 'vitest'
import { exposed, invoked, ipcRenderer } from '../fakes/electron.ts'

type Door = {
  call(name: string, input: unknown): Promise<unknown>
  on(listener: (event: unknown) => void): () => void
  files(files: { name: string }[]): Promise<unknown>
  made(id: string, name: string): Promise<unknown>
}

describe('the preload', () => {
  let door: Door
  beforeAll(async () => {
    vi.stubGlobal('__CALL_NAMES__', ['workspace.status'])
    await import('../../electron/preload/preload.ts')
    door = exposed['sortie'] as Door
  })
  it('exposes one object of exactly four functions', () => {
    expect(Object.keys(exposed)).toEqual(['sortie'])
    expect(Object.keys(door).sort()).toEqual(['call', 'files', 'made', 'on'])
  })
  it('passes a call of the contract on, and refuses any other before it leaves the page', async () => {
    invoked.length = 0
    await door.call('workspace.status', {})
    expect(await door.call('no.such', {})).toMatchObject({ ok: false, code: 'unknown_call' })
    expect(invoked).toEqual([['sortie:call', 'workspace.status', {}]])
  })
  it('hands events over without the event object, until told to stop', () => {
    const heard = vi.fn<(...args: unknown[]) => void>()
    const stop = door.on(heard)
    ipcRenderer.emit('sortie:event', { type: 'servicesDown' })
    expect(heard.mock.calls).toEqual([[{ type: 'servicesDown' }]])
    stop()
    expect(ipcRenderer.listenerCount('sortie:event')).toBe(0)
  })
  it('finds the path of a chosen file itself', async () => {
    invoked.length = 0
    await door.files([{ name: 'a.jpg' }])
    expect(invoked).toEqual([['sortie:files', [{ path: '/chosen/a.jpg', name: 'a.jpg' }]]])
  })
  it('names what the page made by its id, never by a path', async () => {
    invoked.length = 0
    await door.made('an-id', 'frame.png')
    expect(invoked).toEqual([['sortie:files', [{ made: 'an-id', name: 'frame.png' }]]])
  })
})
