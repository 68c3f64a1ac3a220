import { describe, expect, it, vi } from 'vitest'
import { CHANNELS, isTrusted, openGate } from '../../electron/main/gate.ts'
import type { Answer } from '../../src/contract/index.ts'
import { FakeContents } from '../fakes/electron.ts'

const own = (contents: FakeContents, url = 'app://sortie/', parent: unknown = null) =>
  ({ senderFrame: { url, parent }, sender: contents }) as never

describe('the sender', () => {
  const contents = new FakeContents()
  const known = new Set([contents.id])
  it('is our own top frame', () => {
    expect(isTrusted(own(contents), known)).toBe(true)
  })
  it.each(['https://example.invalid/', 'http://127.0.0.1:5173/', 'app://sortie.evil/', 'file:///x', ''])(
    'is not a page at %j',
    (url) => {
      expect(isTrusted(own(contents, url), known)).toBe(false)
    },
  )
  it('is not a frame inside a page, a frame that is gone, a window we do not know or one destroyed', () => {
    expect(isTrusted(own(contents, 'app://sortie/', {}), known)).toBe(false)
    expect(isTrusted({ senderFrame: null, sender: contents }, known)).toBe(false)
    expect(isTrusted(own(new FakeContents()), known)).toBe(false)
    const gone = new FakeContents()
    gone.destroyed = true
    expect(isTrusted(own(gone), new Set([gone.id]))).toBe(false)
  })
})

describe('the gate', () => {
  const contents = new FakeContents()
  const services = {
    call: vi.fn<(session: string, name: string, input: unknown) => Promise<Answer>>(),
    registerFile:
      vi.fn<(path: string, name?: string) => Promise<{ ref: string; name: string; size: number }>>(),
  }
  const known = new Set([contents.id])
  const handlers = new Map<string, (event: never, ...args: unknown[]) => Promise<unknown>>()
  const log = vi.fn<(line: string) => void>()
  openGate(
    (channel, listener) => void handlers.set(channel, listener as never),
    services,
    (made) => (made === 'a-file' ? '/made/a-file' : null),
    known,
    log,
  )
  const ask = (channel: string, ...args: unknown[]) => handlers.get(channel)?.(own(contents), ...args)

  it('has two channels and no more', () => {
    expect([...handlers.keys()]).toEqual([CHANNELS.call, CHANNELS.files])
  })
  it('throws at a stranger on both, and logs it', async () => {
    for (const handler of handlers.values())
      await expect(
        handler(own(contents, 'https://example.invalid/'), 'workspace.status', {}),
      ).rejects.toThrow('not_let_in')
    expect(log).toHaveBeenCalledTimes(2)
    expect(services.call).not.toHaveBeenCalled()
  })
  it('lets nothing through that the contract does not have', async () => {
    for (const name of ['no.such', '__proto__', 'constructor', '', 7, null, {}])
      expect(await ask(CHANNELS.call, name, {})).toMatchObject({ ok: false, code: 'unknown_call' })
    expect(services.call).not.toHaveBeenCalled()
  })
  it('gives each window a session of its own, the same after a reload', async () => {
    services.call.mockResolvedValue({ ok: false, code: 'busy', params: {} })
    const other = new FakeContents()
    known.add(other.id)
    for (const window of [contents, other, contents])
      await handlers.get(CHANNELS.call)?.(own(window), 'workspace.status', {})
    const [first, second, again] = services.call.mock.calls.map(([session]) => session)
    expect(first).not.toBe(second)
    expect(again).toBe(first)
    services.call.mockClear()
  })
  it('makes a file of what the window has sent itself', async () => {
    services.registerFile.mockResolvedValueOnce({ ref: 'r', name: 'frame.png', size: 4 })
    expect(await ask(CHANNELS.files, [{ made: 'a-file', name: 'frame.png' }])).toHaveLength(1)
    expect(services.registerFile).toHaveBeenCalledWith('/made/a-file', 'frame.png')
    services.registerFile.mockClear()
  })
  it('takes no list of files that is not one', async () => {
    for (const files of [
      null,
      'x',
      [{ path: 1, name: 'x' }],
      [{ path: '', name: 'x' }],
      [{ path: '/a\0b', name: 'x' }],
      [null],
      [{ made: 'no-such', name: 'x' }],
      [{ made: '../etc/passwd', path: '/etc/passwd', name: 'x' }],
    ])
      await expect(ask(CHANNELS.files, files)).rejects.toThrow()
    expect(services.registerFile).not.toHaveBeenCalled()
  })
})
