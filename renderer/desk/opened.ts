import type { CallOutput } from '../../src/contract/index.ts'
import { api } from '../api/client.ts'
import { useCall } from '../api/hooks.ts'
import { askAgain } from '../api/queries.ts'

export type Opened = CallOutput<'files.opened'>[number]

/** Whether it is what one station hands to another; else it is a mission. */
export const isExchange = ({ name }: Opened): boolean => /\.sortie$/i.test(name)

/** The files that the system asked to open and that nobody has done with, the first to come first; a browser is never asked. */
export const useOpened = (isAsked = true): readonly Opened[] | undefined =>
  useCall('files.opened', {}, isAsked && api.opensOutside).data

/** The missions, or the exchange files, that wait to be brought in. */
export const useWaiting = (kind: 'mission' | 'exchange'): readonly Opened[] =>
  (useOpened() ?? []).filter((one) => one.isReadable && isExchange(one) === (kind === 'exchange'))

/** Somebody has done with one: it was brought in, or is not to be. */
export async function letGo(file: string): Promise<void> {
  await api.call('files.release', { files: [file] })
  await askAgain(({ queryKey: [name] }) => name === 'files.opened')
}
