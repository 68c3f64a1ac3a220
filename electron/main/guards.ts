import type { App, Session, WebContents } from 'electron'
import { externalUrl, isOwnUrl } from './origin.ts'

/** What a page may ask for: to write to a folder that a person chooses in the system's own dialog. Sortie needs nothing else. */
const FOLDERS = 'fileSystem'

/** Every permission that a page may ask for is refused, but for folders that our own page had chosen. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(permission === FOLDERS && isOwnUrl(requestingUrl)),
  )
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === FOLDERS && isOwnUrl(origin),
  )
  session.setDevicePermissionHandler(() => false)
}

/** Keeps a window on the application's own page: no other navigation, no new windows, no embedded views. */
export function guardContents(contents: WebContents, openExternal: (url: string) => unknown): void {
  const stay = (event: { preventDefault(): void }, url: string): void => {
    if (!isOwnUrl(url)) event.preventDefault()
  }
  contents.on('will-navigate', (event) => stay(event, event.url))
  contents.on('will-redirect', (event) => stay(event, event.url))
  contents.on('will-frame-navigate', (event) => stay(event, event.url))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    const outside = externalUrl(url)
    if (outside) void openExternal(outside)
    return { action: 'deny' }
  })
}

/** Guards every web contents that is ever made, whoever makes it. */
export function guardAll(app: App, openExternal: (url: string) => unknown): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, openExternal))
}
