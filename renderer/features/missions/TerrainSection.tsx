import type { Mission } from '../../../src/core/mission/mission.ts'
import { overTerrain, placesOf } from '../../../src/core/mission/points.ts'
import { api } from '../../api/client.ts'
import { attempt, notices } from '../../desk/notices.ts'
import { changeMission } from '../../desk/edited.ts'
import { useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { NumberField, Select } from '../../ui/fields.tsx'
import { Facts, Grid, Hint, Row, Section } from '../../ui/layout.tsx'

/** What the mission's heights are over, and the ground that it knows. */
export function TerrainSection({ mission }: { mission: Mission }) {
  const t = useT()
  const { terrain } = mission
  const bring = (files: File[]): void =>
    void attempt(async () => {
      const [file] = await api.files(files)
      if (!file) return
      const read = await api.call('terrain.read', { file: file.ref, places: placesOf(mission) })
      changeMission((doc) => overTerrain(doc, read.terrain), 'edit.terrain')
      for (const note of read.notes)
        notices.getState().tell('warning', 'app.words', { words: words('note', note.code, note.params) })
    })
  return (
    <Section title={t('terrain.title')} testId="terrain">
      <Grid>
        <Select
          label={t('terrain.heightOver')}
          value={mission.heightOver}
          options={(['home', 'ground', 'sea'] as const).map((value) => ({
            value,
            label: t(`heightOver.${value}`),
          }))}
          onChange={(heightOver) => changeMission((doc) => ({ ...doc, heightOver }), 'edit.terrain')}
          testId="height-over"
        />
        {mission.heightOver === 'ground' ? (
          <NumberField
            label={t('terrain.tolerance')}
            value={mission.followToleranceM}
            min={0.5}
            max={50}
            onChange={(followToleranceM) =>
              changeMission((doc) => ({ ...doc, followToleranceM }), 'edit.terrain')
            }
          />
        ) : null}
      </Grid>
      {terrain ? (
        <>
          <Facts
            items={[
              [t('terrain.source'), terrain.source],
              [t('terrain.datum'), t(`datum.${terrain.datum}`)],
              [t('terrain.samples'), `${terrain.width} × ${terrain.height}`],
              [t('terrain.error'), t('unit.m', { value: terrain.errorM })],
            ]}
          />
          <Row>
            <Button
              look="quiet"
              onPress={() =>
                changeMission((doc) => ({ ...doc, terrain: null, heightOver: 'home' }), 'edit.terrain')
              }
            >
              {t('terrain.forget')}
            </Button>
          </Row>
        </>
      ) : (
        <Hint>{t('terrain.none')}</Hint>
      )}
      <FileDrop
        label={t('terrain.choose')}
        hint={t('terrain.chooseHint')}
        accept=".tif,.tiff,.hgt"
        onFiles={bring}
        testId="terrain-file"
      />
    </Section>
  )
}
