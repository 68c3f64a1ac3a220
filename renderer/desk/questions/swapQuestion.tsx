import { type ReactNode, useState } from 'react'
import type { Note } from '../../../src/core/units/note.ts'
import { ApiError } from '../../api/client.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice, Row } from '../../ui/layout.tsx'

type Answer = 'exchanged' | 'asItIs' | null
type Question = { answer: (answer: Answer) => void }

const SWAPPED = 'swapped_coordinates'
const isSwappedFailure = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'swapped_file'

/**
 * Reads a file, and asks where its latitudes stand where longitudes belong: read again the other way round, as it is
 * (what fits then), or not at all (null). The first time nobody has said: `isSwapped` is undefined.
 */
export function useSwapQuestion(): {
  readAsked: <T extends { notes: readonly Note[] }>(
    read: (isSwapped: boolean | undefined) => Promise<T>,
  ) => Promise<{ read: T; isSwapped: boolean } | null>
  /** The same of what refuses such a file until it is said. */
  swapAsked: <T>(read: (isSwapped: boolean | undefined) => Promise<T>) => Promise<T | null>
  swapQuestion: ReactNode
} {
  const [asked, setAsked] = useState<Question | null>(null)
  const ask = (): Promise<Answer> =>
    new Promise((resolve) =>
      setAsked({
        answer: (answer) => {
          setAsked(null)
          resolve(answer)
        },
      }),
    )
  const readAsked = async <T extends { notes: readonly Note[] }>(
    read: (isSwapped: boolean | undefined) => Promise<T>,
  ) => {
    const first = await read(undefined)
    if (!first.notes.some(({ code }) => code === SWAPPED)) return { read: first, isSwapped: false }
    const answer = await ask()
    if (answer === null) return null
    const isSwapped = answer === 'exchanged'
    return { read: isSwapped ? await read(isSwapped) : first, isSwapped }
  }
  const swapAsked = async <T,>(read: (isSwapped: boolean | undefined) => Promise<T>): Promise<T | null> => {
    try {
      return await read(undefined)
    } catch (error) {
      if (!isSwappedFailure(error)) throw error
    }
    const answer = await ask()
    return answer && read(answer === 'exchanged')
  }
  return { readAsked, swapAsked, swapQuestion: asked ? <SwapCards {...asked} /> : null }
}

function SwapCards({ answer }: Question) {
  const t = useT()
  return (
    <section aria-label={t('swap.title')} data-testid="swap-question">
      <Notice tone="warning">{t('swap.hint')}</Notice>
      <Row>
        <Button look="primary" onPress={() => answer('exchanged')} testId="swap-exchange">
          {t('swap.exchange')}
        </Button>
        <Button onPress={() => answer('asItIs')} testId="swap-keep">
          {t('swap.keep')}
        </Button>
        <Button look="quiet" onPress={() => answer(null)}>
          {t('app.discard')}
        </Button>
      </Row>
    </section>
  )
}
