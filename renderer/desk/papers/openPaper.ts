import { api } from '../../api/client.ts'
import { save } from '../save.ts'

/** Fetches the file of a paper's version that holds. */
export async function openPaper(id: string): Promise<void> {
  const { downloadId, fileName } = await api.call('paper.fetch', { id, version: null })
  save(downloadId, fileName)
}
