import { useEffect } from 'react'
import { type Crowded, tellMore } from '../../desk/onMap.ts'

/** Keeps the line about what is not drawn true to an answer about the view, as long as it is drawn. */
export function useTellMore(kind: Crowded, isMore: boolean | undefined): void {
  useEffect(() => {
    tellMore(kind, isMore ?? false)
    return () => tellMore(kind, false)
  }, [kind, isMore])
}
