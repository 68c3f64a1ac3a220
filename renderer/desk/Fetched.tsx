import { type ReactNode, Suspense } from 'react'
import { useT } from '../i18n/index.ts'
import { Empty } from '../ui/layout.tsx'

/** What stands there until a part of the window has come. */
export function Fetched({ children }: { children: ReactNode }) {
  const t = useT()
  return <Suspense fallback={<Empty words={t('app.opening')} />}>{children}</Suspense>
}
