import { ApiError } from './client.ts'

/** The texts that lie beside the window's page: Sortie's own licence, and what it contains of others with theirs. */
export type LicenceText = 'LICENSE' | 'NOTICE'

/** @throws ApiError `services_down` when the door that the page came by does not answer, `internal` when it has none. */
export async function licenceText(name: LicenceText): Promise<string> {
  const response = await fetch(`./${name}.txt`, { credentials: 'same-origin' }).catch(() => null)
  if (!response) throw new ApiError('services_down')
  if (!response.ok) throw new ApiError('internal', { status: response.status })
  return response.text()
}
