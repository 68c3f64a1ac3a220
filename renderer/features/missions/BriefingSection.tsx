import { useState } from 'react'
import { paperWords } from '../../../src/core/formats/papers/words.ts'
import type { Mission, Weather } from '../../../src/core/mission/mission.ts'
import { changeMission } from '../../desk/edited.ts'
import { fromLocalInput, number, toLocalInput } from '../../i18n/format.ts'
import { language, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Checkbox, NumberField, Select, TextField } from '../../ui/fields.tsx'
import { Facts, Grid, Hint, Row, Section } from '../../ui/layout.tsx'

const PRECIPITATIONS = ['none', 'drizzle', 'rain', 'snow', 'hail', 'fog'] as const

/** A mission with its checks before take-off; without any, the usual ones stand. */
function withChecklist(mission: Mission, lines: string[]): Mission {
  const copy: Mission = { ...mission, checklist: lines }
  if (lines.length === 0) delete copy.checklist
  return copy
}

function withoutWeather(mission: Mission): Mission {
  const copy = { ...mission }
  delete copy.weather
  return copy
}

/** What the sortie sheet says of the weather, and what is ticked off on it before take-off. */
export function BriefingSection({ mission }: { mission: Mission }) {
  const t = useT()
  const { weather, margin, conditions } = mission
  const [now] = useState(() => Date.now())
  const put = (change: Partial<Weather>): void =>
    changeMission((doc) => {
      const blank: Weather = {
        kind: 'forecast',
        atMs: doc.plannedAtMs ?? now,
        source: '',
        visibilityM: null,
        precipitation: 'none',
        text: '',
      }
      return { ...doc, weather: { ...(doc.weather ?? blank), ...change } }
    }, 'edit.weather')
  const usual = paperWords(language()).checks(mission.vehicle.firmware)
  const figure = (value: number | null) => (value === null ? t('briefing.notStated') : number(value, 1))
  return (
    <Section title={t('briefing.title')} testId="briefing">
      <Facts
        items={[
          [t('margin.windField'), figure(margin.windMS)],
          [t('conditions.gust'), figure(conditions.gustMS)],
          [t('conditions.temperature'), figure(conditions.temperatureC)],
        ]}
      />
      <Hint>{t('briefing.windHint')}</Hint>
      {weather ? (
        <>
          <Grid>
            <Select<Weather['kind']>
              label={t('briefing.kind')}
              value={weather.kind}
              options={(['forecast', 'observed'] as const).map((value) => ({
                value,
                label: t(`briefing.${value}`),
              }))}
              onChange={(kind) => put({ kind })}
              testId="weather-kind"
            />
            <DateField
              label={t('briefing.at')}
              type="datetime-local"
              value={toLocalInput(weather.atMs)}
              onChange={(text) => {
                const atMs = fromLocalInput(text)
                if (atMs !== null) put({ atMs })
              }}
            />
            <TextField
              label={t('briefing.source')}
              value={weather.source}
              maxLength={200}
              commit={(source) => put({ source: source.trim() })}
              testId="weather-source"
            />
            <Select<Weather['precipitation']>
              label={t('briefing.precipitation')}
              value={weather.precipitation}
              options={PRECIPITATIONS.map((value) => ({ value, label: t(`precipitation.${value}`) }))}
              onChange={(precipitation) => put({ precipitation })}
              testId="weather-precipitation"
            />
            <Checkbox
              label={t('briefing.visibilityKnown')}
              value={weather.visibilityM !== null}
              onChange={(on) => put({ visibilityM: on ? 5000 : null })}
            />
            {weather.visibilityM === null ? null : (
              <NumberField
                label={t('briefing.visibility')}
                value={weather.visibilityM}
                min={0}
                max={100_000}
                digits={0}
                onChange={(visibilityM) => put({ visibilityM })}
              />
            )}
          </Grid>
          <TextField
            label={t('briefing.text')}
            lines
            value={weather.text}
            maxLength={1000}
            commit={(text) => put({ text })}
          />
        </>
      ) : null}
      <Row>
        {weather ? (
          <Button look="quiet" onPress={() => changeMission(withoutWeather, 'edit.weather')}>
            {t('briefing.remove')}
          </Button>
        ) : (
          <Button onPress={() => put({})} testId="weather-add">
            {t('briefing.add')}
          </Button>
        )}
      </Row>
      <TextField
        label={t('briefing.checklist')}
        hint={t('briefing.checklistHint')}
        lines
        value={(mission.checklist ?? usual).join('\n')}
        commit={(text) => {
          const lines = text
            .split('\n')
            .map((line) => line.trim().slice(0, 300))
            .filter((line) => line !== '')
            .slice(0, 40)
          changeMission((doc) => withChecklist(doc, lines), 'edit.checklist')
        }}
        testId="checklist"
      />
    </Section>
  )
}
