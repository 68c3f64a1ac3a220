import { useEffect } from 'react'
import { api } from '../../../api/client.ts'

/**
 * Tells the journal that somebody looks at a picture through its masks: the services say whether that is news. A picture is
 * shown whether it can be told or not; what cannot be written says so where somebody writes.
 */
export function useViewNoted(id: string, hasMasks: boolean): void {
  useEffect(() => {
    if (hasMasks) api.call('footage.view', { id }).catch(() => undefined)
  }, [id, hasMasks])
}
