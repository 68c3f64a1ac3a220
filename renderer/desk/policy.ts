import { useEffect } from 'react'
import type { CallOutput } from '../../src/contract/index.ts'
import { useCall } from '../api/hooks.ts'
import { language, setLanguage } from '../i18n/index.ts'

/** What is set for everybody at this computer; null: nothing is, or it is not known yet. */
export const usePolicy = (): CallOutput<'policy.get'> => useCall('policy.get', {}).data ?? null

/** Keeps the window in the language that is set for this computer. */
export function usePolicyLanguage(): void {
  const set = usePolicy()?.language ?? null
  useEffect(() => {
    if (set !== null && language() !== set) void setLanguage(set)
  }, [set])
}
