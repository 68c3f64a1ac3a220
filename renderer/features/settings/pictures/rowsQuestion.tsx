import { type ReactNode, useState } from 'react'
import type { Box } from '../../../../src/core/geo/box.ts'
import type { RowsFrom } from '../../../../src/core/formats/tileFolder.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Hint } from '../../../ui/layout.tsx'
import question from '../../../desk/questions/question.module.css'

type Covers = Readonly<Record<RowsFrom, Box>>
type Asked = { covers: Covers; answer: (rows: RowsFrom | null) => void }

/** Asks which way the rows of tiles are counted, by where either way would lay them. Null: the person thought better of it. */
export function useRowsQuestion(): {
  askRows: (covers: Covers) => Promise<RowsFrom | null>
  rowsQuestion: ReactNode
} {
  const [asked, setAsked] = useState<Asked | null>(null)
  return {
    askRows: (covers) =>
      new Promise((resolve) =>
        setAsked({
          covers,
          answer(rows) {
            setAsked(null)
            resolve(rows)
          },
        }),
      ),
    rowsQuestion: asked ? <RowsQuestion {...asked} /> : null,
  }
}

const intoSight = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' })

function RowsQuestion({ covers, answer }: Asked) {
  const t = useT()
  const middle = ({ south, north, west, east }: Box) => ({
    lat: ((south + north) / 2).toFixed(4),
    lon: ((west + east) / 2).toFixed(4),
  })
  return (
    <section
      ref={intoSight}
      className={question.question}
      aria-label={t('rows.title')}
      data-testid="rows-question"
    >
      <h3>{t('rows.title')}</h3>
      <Hint>{t('rows.hint')}</Hint>
      <div className={question.cards}>
        {(['north', 'south'] as const).map((rows) => (
          <Button key={rows} onPress={() => answer(rows)} testId={`rows-${rows}`}>
            <span className={question.card}>
              <b>{t(`rows.${rows}`)}</b>
              <small>{t('rows.middle', middle(covers[rows]))}</small>
            </span>
          </Button>
        ))}
      </div>
      <Button look="quiet" onPress={() => answer(null)}>
        {t('app.discard')}
      </Button>
    </section>
  )
}
