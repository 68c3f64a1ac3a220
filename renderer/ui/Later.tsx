import { type ReactNode, useDeferredValue } from 'react'

/**
 * What may come a moment after what stands above it: it is made between what hands do, a little at a time, and put in its
 * place whole.
 */
export function Later({ children }: { children: ReactNode }) {
  return useDeferredValue(true, false) ? children : null
}
