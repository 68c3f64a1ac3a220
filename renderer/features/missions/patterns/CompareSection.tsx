import { useState } from 'react'
import type { Mission } from '../../../../src/core/mission/mission.ts'
import { sitesOf } from '../../../api/sites.ts'
import { changeMission } from '../../../desk/edited.ts'
import { duration, number, percent } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { studyEach } from '../../../planning/study.ts'
import type { Compared } from '../../../planning/studyWorker.ts'
import { Button } from '../../../ui/Button.tsx'
import { Row, Section } from '../../../ui/layout.tsx'
import { type Variant, variantsOf } from './variants.ts'
import styles from '../missions.module.css'
import { Unseen } from '../../../ui/Unseen.tsx'

/** The mission as it is beside what it could be: lanes in other directions, patterns in another order. */
export function CompareSection({ mission }: { mission: Mission }) {
  const t = useT()
  const [rows, setRows] = useState<{ variant: Variant; found: Compared }[]>([])
  const [isBusy, setBusy] = useState(false)
  const run = async (): Promise<void> => {
    setBusy(true)
    setRows([])
    const variants = variantsOf(mission)
    await studyEach(
      'compare',
      variants.map(({ mission: doc }) => doc),
      await sitesOf(mission.siteIds),
      (index, found) => {
        const variant = variants[index]
        if (variant) setRows((before) => [...before, { variant, found }])
      },
    )
    setBusy(false)
  }
  const nameOf = ({ kind, angleDeg }: Variant): string =>
    kind === 'along' ? t('compare.along', { angle: angleDeg }) : t(`compare.${kind}`)
  return (
    <Section title={t('compare.title')}>
      <Row>
        <Button onPress={() => void run()} isDisabled={isBusy} testId="compare">
          {t(isBusy ? 'compare.busy' : 'compare.run')}
        </Button>
      </Row>
      {rows.length > 0 ? (
        <table className={styles.compare} data-testid="compare-table">
          <thead>
            <tr>
              <th>{t('compare.what')}</th>
              <th>{t('compare.time')}</th>
              <th>{t('compare.photos')}</th>
              <th>{t('compare.coverage')}</th>
              <th>{t('compare.sorties')}</th>
              <th>{t('compare.errors')}</th>
              <th scope="col">
                <Unseen>{t('compare.take')}</Unseen>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ variant, found }) => (
              <tr key={`${variant.kind} ${variant.angleDeg}`}>
                <td>{nameOf(variant)}</td>
                <td>{duration(found.figures.airborneS)}</td>
                <td>{number(found.figures.photos)}</td>
                <td>{percent(found.figures.coverageShare, 1)}</td>
                <td>{found.sorties === null ? t('compare.tooLong') : number(found.sorties)}</td>
                <td>{number(found.errors)}</td>
                <td>
                  {variant.kind === 'current' ? null : (
                    <Button look="quiet" onPress={() => changeMission(variant.take, 'edit.pattern')}>
                      {t('compare.take')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </Section>
  )
}
