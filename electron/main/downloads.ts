import path from 'node:path'
import type { DownloadItem, Event } from 'electron'
import { isOwnUrl } from './origin.ts'

/**
 * Lets a prepared download through and nothing else. The save dialog is Electron's own; a test names a folder
 * instead.
 */
export function onDownload(event: Event, item: DownloadItem, testFolder: string | undefined): void {
  const url = item.getURL()
  if (!isOwnUrl(url) || !new URL(url).pathname.startsWith('/download/')) {
    event.preventDefault()
    return
  }
  const fileName = path.basename(item.getFilename())
  if (testFolder) item.setSavePath(path.join(testFolder, fileName))
  else item.setSaveDialogOptions({ defaultPath: fileName })
}
