import { type ReactNode, useState } from 'react'
import { LIST_BREAK } from '../../../src/core/formats/ways.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { ApiError } from '../../api/client.ts'
import { spelled, useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { NumberField, TextField } from '../../ui/fields.tsx'
import { Notice, Row } from '../../ui/layout.tsx'
import styles from '../../desk/questions/question.module.css'

/** What a file of a mission left open, as a person said it. */
export type ImportAnswers = {
  take?: string
  home?: LatLon
  homeAmslM?: number
  heightM?: number
  isPartial?: boolean
}
type Question = { failure: ApiError; answer: (answers: ImportAnswers | null) => void }

/** Failures of an import that somebody can answer. */
const OPEN: readonly string[] = [
  'several_routes',
  'take_unknown',
  'heights_mixed',
  'needs_home',
  'needs_home_height',
  'partly_readable',
]

/**
 * Brings a file in, and asks for what it leaves open, one thing after the other: which route, where home is and how high, and
 * whether what can be read is enough. Null: the person thought better of it.
 */
export function useImportQuestion(): {
  bringAsked: <T>(bring: (answers: ImportAnswers) => Promise<T>) => Promise<T | null>
  importQuestion: ReactNode
} {
  const [asked, setAsked] = useState<Question | null>(null)
  const ask = (failure: ApiError): Promise<ImportAnswers | null> =>
    new Promise((resolve) =>
      setAsked({
        failure,
        answer: (answers) => {
          setAsked(null)
          resolve(answers)
        },
      }),
    )
  const bringAsked = async <T,>(
    bring: (answers: ImportAnswers) => Promise<T>,
    answers: ImportAnswers = {},
  ): Promise<T | null> => {
    try {
      return await bring(answers)
    } catch (error) {
      if (!(error instanceof ApiError) || !OPEN.includes(error.code)) throw error
      const more = await ask(error)
      return more && bringAsked(bring, { ...answers, ...more })
    }
  }
  return { bringAsked, importQuestion: asked ? <ImportCards {...asked} /> : null }
}

function ImportCards({ failure, answer }: Question) {
  const t = useT()
  const { code, params } = failure
  const [heightM, setHeightM] = useState<number | null>(null)
  const [place, setPlace] = useState('')
  const home = placeIn(place)
  const routes = String(spelled(params)['list'] ?? '').split(LIST_BREAK)
  const isOfHome = code === 'needs_home_height'
  const isHeight = isOfHome || code === 'heights_mixed'
  const isRoutes = code === 'several_routes' || code === 'take_unknown'
  return (
    <section className={styles.question} aria-label={t('importing.title')} data-testid="import-question">
      <Notice tone="warning">{isRoutes ? t('importing.routes') : words('error', code, params)}</Notice>
      {isRoutes
        ? routes.map((route, i) => (
            <Button key={route} wide onPress={() => answer({ take: String(i + 1) })} testId={`take-${i + 1}`}>
              {route.replace(/^\d+ = /, '')}
            </Button>
          ))
        : null}
      {code === 'needs_home' ? (
        <TextField
          label={t('importing.home')}
          value={place}
          onChange={setPlace}
          hint={t('importing.homeHint')}
          testId="import-home"
        />
      ) : null}
      {isHeight ? (
        <NumberField
          label={t(isOfHome ? 'importing.homeAmslM' : 'importing.heightM')}
          value={heightM}
          onChange={setHeightM}
          min={isOfHome ? -500 : 1}
          max={isOfHome ? 9000 : 1000}
          testId="import-height"
        />
      ) : null}
      <Row>
        {isRoutes ? (
          <Button onPress={() => answer({ take: 'all' })} testId="take-all">
            {t('importing.all')}
          </Button>
        ) : null}
        {code === 'needs_home' ? (
          <Button
            look="primary"
            isDisabled={home === null}
            onPress={() => home && answer({ home })}
            testId="import-go-on"
          >
            {t('importing.goOn')}
          </Button>
        ) : null}
        {isHeight ? (
          <Button
            look="primary"
            isDisabled={heightM === null}
            onPress={() => heightM !== null && answer(isOfHome ? { homeAmslM: heightM } : { heightM })}
            testId="import-go-on"
          >
            {t('importing.goOn')}
          </Button>
        ) : null}
        {code === 'partly_readable' ? (
          <Button onPress={() => answer({ isPartial: true })} testId="import-part">
            {t('importing.part')}
          </Button>
        ) : null}
        <Button look="quiet" onPress={() => answer(null)}>
          {t('app.discard')}
        </Button>
      </Row>
    </section>
  )
}

/** "41.77, 109.97" as a place; null for what is none. */
function placeIn(text: string): LatLon | null {
  const [lat, lon, ...more] = text.split(/[,，\s]+/).filter((part) => part !== '')
  const place = { lat: Number(lat ?? Number.NaN), lon: Number(lon ?? Number.NaN) }
  return more.length === 0 && Math.abs(place.lat) <= 90 && Math.abs(place.lon) <= 180 ? place : null
}
