import { useState } from 'react'
import { useStore } from 'zustand'
import type { Site } from '../../../src/core/site/site.ts'
import { api } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { coverageShown, GSD_LIMITS_M } from '../../desk/coverage.ts'
import { attempt } from '../../desk/notices.ts'
import { date, fromLocalInput, nameOf, number, percent, toLocalInput } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Facts, Grid, Hint, Notice, Row, Section } from '../../ui/layout.tsx'

const DAY_MS = 86_400_000
const ROUND_DAYS = 30

/** What was really seen of a site between two times: how much of its ground, which assets, how finely, and what was not. */
export function CoverageSection({ site }: { site: Site }) {
  const t = useT()
  const { siteId, found } = useStore(coverageShown)
  const [now] = useState(() => Date.now())
  const { data: flights } = useCall('flight.list', { siteId: site.id, text: '', after: null, limit: 1 })
  // Until somebody says otherwise: since the day before the newest flight over the site.
  const newest = flights?.rows[0]?.takeoffAtMs ?? 0
  const [chosenFrom, setFrom] = useState<string | null>(null)
  const from = chosenFrom ?? toLocalInput(newest > 0 ? newest - DAY_MS : now - ROUND_DAYS * DAY_MS)
  const [to, setTo] = useState(toLocalInput(now))
  const [fromMs, toMs] = [fromLocalInput(from), fromLocalInput(to)]
  const look = (): void =>
    void attempt(async () => {
      if (fromMs === null || toMs === null) return
      coverageShown.setState({
        siteId: site.id,
        found: await api.call('footage.coverage', { siteId: site.id, fromMs, toMs }),
      })
    })
  const shown = siteId === site.id ? found : null
  const cm = (metres: number) => number(metres * 100, 1)
  return (
    <Section title={t('coverage.title')} testId="coverage">
      <Hint>{t('coverage.hint')}</Hint>
      <Grid>
        <DateField label={t('authorisation.from')} type="datetime-local" value={from} onChange={setFrom} />
        <DateField label={t('authorisation.to')} type="datetime-local" value={to} onChange={setTo} />
      </Grid>
      <Row>
        <Button
          onPress={look}
          isDisabled={fromMs === null || toMs === null || fromMs >= toMs}
          testId="coverage-look"
        >
          {t('coverage.look')}
        </Button>
        {shown ? (
          <Button look="quiet" onPress={() => coverageShown.setState({ siteId: null, found: null })}>
            {t('takeoff.hide')}
          </Button>
        ) : null}
      </Row>
      {shown ? (
        <>
          <Notice tone={shown.seenShare > 0.99 ? 'good' : 'warning'} testId="coverage-share">
            {t('coverage.share', { share: percent(shown.seenShare, 1) })}
            {shown.coarseShare > 0
              ? ` ${t('coverage.coarse', { share: percent(shown.coarseShare, 1), gsd: cm(shown.seenWithinM) })}`
              : null}
            {shown.unsure > 0 ? ` ${t('coverage.unsure', { n: shown.unsure })}` : null}
          </Notice>
          <Hint>
            {t('coverage.legend', {
              well: cm(GSD_LIMITS_M[0]),
              fair: cm(GSD_LIMITS_M[1]),
              least: cm(shown.seenWithinM),
            })}
          </Hint>
          <Facts
            items={shown.assets.map(({ assetId, footage, gsdM, seenAtMs }) => {
              const asset = site.assets.find(({ id }) => id === assetId)
              const seen =
                seenAtMs === null
                  ? gsdM === null
                    ? t('coverage.never')
                    : t('coverage.tooCoarse', { gsd: cm(gsdM) })
                  : t('coverage.asset', {
                      n: footage,
                      gsd: gsdM === null ? '-' : cm(gsdM),
                      day: seenAtMs > 0 ? date(seenAtMs) : '-',
                    })
              return [asset ? nameOf(asset.name) : assetId, seen] as const
            })}
          />
        </>
      ) : null}
    </Section>
  )
}
