import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { onDownload } from '../../electron/main/downloads.ts'
import { denyPermissions, guardAll } from '../../electron/main/guards.ts'
import { externalUrl, isOwnUrl } from '../../electron/main/origin.ts'
import { FakeContents, FakeSession } from '../fakes/electron.ts'

const HOSTILE = [
  'https://example.invalid/?next=app://sortie/',
  'https://app//sortie',
  'app://sortie.evil/',
  'app://evil/',
  'app://sortie@evil/',
  'app://user:pass@sortie/',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'smb://host/share',
  'data:text/html,hello',
  'about:blank',
  'media://sortie/x',
  '',
  ' ',
]

describe('own and outside addresses', () => {
  it.each(HOSTILE)('does not take %j for its own', (url) => {
    expect(isOwnUrl(url)).toBe(false)
  })
  it('takes its own page and paths', () => {
    expect(isOwnUrl('app://sortie/')).toBe(true)
    expect(isOwnUrl('app://sortie/download/1')).toBe(true)
  })
  it.each([
    ...HOSTILE,
    'http://www.gov.cn/',
    'https://www.gov.cn.evil/',
    'https://www.gov.cn:8443/',
    'https://a@www.gov.cn/',
    7,
    null,
  ])('opens nothing outside for %j', (url) => {
    expect(externalUrl(url)).toBeNull()
  })
  it('opens a listed host over https', () => {
    expect(externalUrl('https://www.gov.cn/a?b#c')).toBe('https://www.gov.cn/a?b#c')
  })
})

describe('guards of every web contents', () => {
  const guarded = () => {
    const app = new EventEmitter()
    const opened = vi.fn<(url: string) => void>()
    guardAll(app as never, opened)
    const contents = new FakeContents()
    app.emit('web-contents-created', {}, contents)
    return { contents, opened }
  }
  const emit = (contents: FakeContents, name: string, url: string): boolean => {
    const event = { url, stopped: false, preventDefault: () => void (event.stopped = true) }
    contents.emit(name, event)
    return event.stopped
  }

  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('stops %s anywhere else', (name) => {
    const { contents } = guarded()
    for (const url of HOSTILE) expect(emit(contents, name, url), url).toBe(true)
    expect(emit(contents, name, 'app://sortie/')).toBe(false)
  })
  it('stops embedded views and denies new windows, opening only listed hosts outside', () => {
    const { contents, opened } = guarded()
    expect(emit(contents, 'will-attach-webview', 'app://sortie/')).toBe(true)
    for (const url of [...HOSTILE, 'app://sortie/'])
      expect(contents.openHandler?.({ url })).toEqual({ action: 'deny' })
    expect(opened).not.toHaveBeenCalled()
    expect(contents.openHandler?.({ url: 'https://www.gov.cn/' })).toEqual({ action: 'deny' })
    expect(opened).toHaveBeenCalledExactlyOnceWith('https://www.gov.cn/')
  })
})

it('grants no permission at all', () => {
  const session = new FakeSession()
  denyPermissions(session as never)
  for (const permission of [
    'geolocation',
    'media',
    'notifications',
    'clipboard-read',
    'openExternal',
    'fullscreen',
    'usb',
  ]) {
    const answer = vi.fn<(granted: boolean) => void>()
    session.request?.(null, permission, answer, { requestingUrl: 'app://sortie/' })
    expect(answer).toHaveBeenCalledExactlyOnceWith(false)
    expect(session.check?.(null, permission, 'app://sortie/')).toBe(false)
  }
  // A folder that was chosen in the system's dialog may be written to, by our own page alone.
  for (const url of ['app://sortie/', ...HOSTILE]) {
    const answer = vi.fn<(granted: boolean) => void>()
    session.request?.(null, 'fileSystem', answer, { requestingUrl: url })
    expect(answer).toHaveBeenCalledExactlyOnceWith(url === 'app://sortie/')
    expect(session.check?.(null, 'fileSystem', url)).toBe(url === 'app://sortie/')
  }
  expect(session.device?.({})).toBe(false)
})

describe('downloads', () => {
  const item = (url: string, name: string) => ({
    getURL: () => url,
    getFilename: () => name,
    setSavePath: vi.fn<(path: string) => void>(),
    setSaveDialogOptions: vi.fn<(options: object) => void>(),
  })
  it('stops what is not a prepared download', () => {
    for (const url of [...HOSTILE, 'app://sortie/index.html', 'app://sortie/downloads']) {
      const event = { preventDefault: vi.fn<() => void>() }
      onDownload(event as never, item(url, 'x') as never)
      expect(event.preventDefault, url).toHaveBeenCalledOnce()
    }
  })
  it('asks where to save, and never in a folder out of the name', () => {
    const asked = item('app://sortie/download/1', '../../m.plan')
    onDownload({ preventDefault: vi.fn<() => void>() } as never, asked as never)
    expect(asked.setSaveDialogOptions).toHaveBeenCalledExactlyOnceWith({ defaultPath: 'm.plan' })
    expect(asked.setSavePath).not.toHaveBeenCalled()
  })
})
