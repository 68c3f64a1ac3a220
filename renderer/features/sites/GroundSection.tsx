import { useState } from 'react'
import type { Site } from '../../../src/core/site/site.ts'
import { changeSite } from '../../desk/edited.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { NumberField, TextField } from '../../ui/fields.tsx'
import { Grid, Hint, Row, Section } from '../../ui/layout.tsx'
import { useHalf } from '../../desk/form/half.ts'

/** The lowest and highest ground of a site, which true heights are judged by where there is no elevation model. */
export function GroundSection({ site }: { site: Site }) {
  const t = useT()
  const [{ lowestM, highestM, source }, set, done] = useHalf(`ground/${site.id}`, () => ({
    lowestM: site.ground?.lowestM ?? null,
    highestM: site.ground?.highestM ?? null,
    source: site.ground?.source ?? '',
  }))
  const [tried, setTried] = useState(false)
  const bad =
    lowestM === null || highestM === null
      ? 'site.groundMissing'
      : lowestM > highestM
        ? 'site.groundOrder'
        : source.trim() === ''
          ? 'site.groundSource'
          : null
  return (
    <Section title={t('site.ground')} open={site.ground !== null} testId="site-ground">
      <Hint>{t('site.groundHint')}</Hint>
      <Grid>
        <NumberField
          label={t('site.lowest')}
          value={lowestM}
          min={-500}
          max={9000}
          onChange={(low) => set({ lowestM: low })}
        />
        <NumberField
          label={t('site.highest')}
          value={highestM}
          min={-500}
          max={9000}
          onChange={(high) => set({ highestM: high })}
        />
      </Grid>
      <TextField
        label={t('field.source')}
        value={source}
        maxLength={200}
        onChange={(text) => set({ source: text })}
      />
      {tried && bad ? <Hint>{t(bad)}</Hint> : null}
      <Row>
        <Button
          onPress={() => {
            setTried(true)
            if (bad || lowestM === null || highestM === null) return
            changeSite(
              (doc) => ({ ...doc, ground: { lowestM, highestM, source: source.trim() } }),
              'edit.ground',
              done,
            )
          }}
        >
          {t('app.apply')}
        </Button>
        {site.ground ? (
          <Button look="quiet" onPress={() => changeSite((doc) => ({ ...doc, ground: null }), 'edit.ground')}>
            {t('site.groundForget')}
          </Button>
        ) : null}
      </Row>
    </Section>
  )
}
