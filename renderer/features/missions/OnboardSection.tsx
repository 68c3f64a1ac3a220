import type { Mission } from '../../../src/core/mission/mission.ts'
import { readParams } from '../../../src/core/formats/paramFile.ts'
import { ONBOARD_PARAMS } from '../../../src/core/safety/rules/onboard.ts'
import { changeMission } from '../../app/edited.ts'
import { attempt, notices } from '../../app/notices.ts'
import { useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { Hint, Notice, Row, Section } from '../../ui/layout.tsx'

/** 失效保护核对: what the vehicle really has, read from a file and compared; the verdict tells the differences. */
export function OnboardSection({ mission }: { mission: Mission }) {
  const t = useT()
  const { onboard } = mission
  const bring = ([file]: File[]): void =>
    void attempt(async () => {
      if (!file) return
      const { value, notes } = readParams(new Uint8Array(await file.arrayBuffer()))
      for (const note of notes)
        notices.getState().tell(note.severity === 'error' ? 'error' : 'warning', 'app.words', {
          words: words('note', note.code, note.params),
        })
      if (!value) return
      // Of a thousand parameters those are kept that the verdict reckons with.
      const params = Object.fromEntries(
        Object.entries(value).filter(([name]) => ONBOARD_PARAMS.includes(name)),
      )
      changeMission(
        (doc) => ({ ...doc, onboard: { source: file.name.slice(0, 200), params } }),
        'edit.onboard',
      )
    })
  return (
    <Section title={t('onboard.title')}>
      <Hint>{t('onboard.hint')}</Hint>
      <FileDrop label={t('onboard.choose')} hint={t('onboard.drop')} onFiles={bring} testId="onboard-file" />
      {onboard ? (
        <>
          <Notice tone="info" testId="onboard-from">
            {t('onboard.from', { source: onboard.source, n: Object.keys(onboard.params).length })}
          </Notice>
          <Row>
            <Button
              look="quiet"
              onPress={() => changeMission((doc) => ({ ...doc, onboard: null }), 'edit.onboard')}
            >
              {t('onboard.clear')}
            </Button>
          </Row>
        </>
      ) : null}
    </Section>
  )
}
