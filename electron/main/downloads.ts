import path from 'node:path'
import type { DownloadItem, Event } from 'electron'
import { isOwnUrl } from './origin.ts'

/** Lets a prepared download through and nothing else. The save dialog is Electron's own. */
export function onDownload(event: Event, item: DownloadItem): void {
  const url = item.getURL()
  if (!isOwnUrl(url) || !new URL(url).pathname.startsWith('/download/')) {
    event.preventDefault()
    return
  }
  item.setSaveDialogOptions({ defaultPath: path.basename(item.getFilename()) })
}
