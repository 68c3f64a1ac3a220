import { useStore } from 'zustand'
import { useMemo } from 'react'
import { useFootageRows } from '../api/hooks.ts'
import { dateTime, nameOf, number, position } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { Body, Empty, Hint, Item } from '../ui/layout.tsx'
import { moment } from './moment.ts'
import { More } from './More.tsx'
import { type Saw, saw } from './saw.ts'
import { selection } from './selection.ts'

/** Every photo and clip that looked at the place that was asked about, how well, and what was assumed. */
export function SawList() {
  const t = useT()
  const found = useStore(saw, (state) => state.found)
  const ids = useMemo(() => [...new Set(found?.seen.map(({ footageId }) => footageId))], [found])
  const { data: footage } = useFootageRows(ids)
  if (!found) return null
  const name = (id: string) => footage?.find(({ doc }) => doc.id === id)?.doc.fileName ?? ''
  const flat = found.seen.filter(({ assumed }) => assumed.includes('ground')).length
  const over = flat === 0 && found.seen.length > 0 ? 'terrain' : flat === found.seen.length ? 'flat' : 'mixed'
  return (
    <>
      <Body>
        <div data-testid="saw-of">
          <Hint>
            {t('saw.of', {
              place: found.asset ? nameOf(found.asset.name) : position(found.at),
              n: found.total,
            })}{' '}
            {t(`saw.over.${over}`)}
            {found.asset && found.asset.heightM > 0 ? ` ${t('saw.heights')}` : null}
          </Hint>
        </div>
      </Body>
      <div data-testid="saw-list">
        {found.seen.length === 0 ? <Empty words={t('saw.nothing')} /> : null}
        {found.seen.map((one) => (
          <Item
            key={`${one.footageId} ${one.fromS}`}
            testId="saw-row"
            title={name(one.footageId)}
            onPress={() => open(one)}
            sub={<How one={one} isTall={found.asset !== null && found.asset.heightM > 0} />}
          />
        ))}
        <More shown={found.seen.length} total={found.total} />
      </div>
    </>
  )
}

function How({ one, isTall }: { one: Saw; isTall: boolean }) {
  const t = useT()
  return (
    <>
      {one.takenAtMs === null ? null : <span>{dateTime(one.takenAtMs)}</span>}
      {one.fromS === null || one.toS === null ? null : (
        <span>{t('saw.stretch', { from: number(one.fromS), to: number(one.toS + 1) })}</span>
      )}
      <span>{t('saw.from', { m: number(one.distanceM), angle: number(one.angleDeg) })}</span>
      {one.gsdM === null ? null : <span>{t('saw.gsd', { cm: number(one.gsdM * 100, 1) })}</span>}
      {one.isLaser ? (
        <span>{t('saw.laser')}</span>
      ) : isTall ? (
        <span>{t('saw.height', { m: number(one.heightM) })}</span>
      ) : null}
      {one.assumed.map((what) => (
        <span key={what}>{t(`saw.${what}`)}</span>
      ))}
    </>
  )
}

/** Opens the picture; a clip at the moment that saw the place best, once its player and the timeline are there. */
function open({ footageId, flightId, takenAtMs, bestS }: Saw): void {
  selection.getState().goTo({ kind: 'footage', id: footageId })
  if (flightId !== null && takenAtMs !== null && bestS !== null)
    setTimeout(() => moment.getState().seek(flightId, takenAtMs + bestS * 1000), OPENED_MS)
}

/** The window shows the clip by then. */
const OPENED_MS = 400
