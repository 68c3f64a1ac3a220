import { ApiError, api } from './client.ts'

/**
 * The bytes of a file that was made ready, fetched once.
 * @throws {ApiError} where it is not there any more.
 */
export async function downloaded(downloadId: string, fileName: string): Promise<Uint8Array> {
  const response = await fetch(api.downloadUrl(downloadId), { credentials: 'same-origin' }).catch(() => null)
  if (!response?.ok) throw new ApiError('unknown_file', { file: fileName })
  return new Uint8Array(await response.arrayBuffer())
}
