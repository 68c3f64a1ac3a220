import { api } from '../api/client.ts'

/** Lets a person save a file that the services have made ready. */
export function save(downloadId: string, fileName: string): void {
  const link = document.createElement('a')
  link.href = api.downloadUrl(downloadId)
  link.download = fileName
  link.click()
}
