import { useState } from 'react'
import { endingsOf } from '../../../../src/core/formats/formats.ts'
import type { RouteDifference } from '../../../../src/core/formats/compareRoutes.ts'
import type { CallOutput } from '../../../../src/contract/index.ts'
import { api } from '../../../api/client.ts'
import { attempt } from '../../../desk/notices.ts'
import { number } from '../../../i18n/format.ts'
import { useT, words } from '../../../i18n/index.ts'
import { FileDrop } from '../../../ui/FileDrop.tsx'
import { Hint, Notice, Section } from '../../../ui/layout.tsx'
import styles from '../missions.module.css'

/** More differences than this are a different route: the first ones say so. */
const MOST_SHOWN = 50

/** A route that a controller exported again, held against the released revision, difference by difference. */
export function CompareReturned({ id }: { id: string }) {
  const t = useT()
  const [found, setFound] = useState<CallOutput<'mission.compare'> | null>(null)
  const compare = (files: File[]): void =>
    void attempt(async () => {
      setFound(null)
      const [file] = await api.files(files)
      if (file) setFound(await api.call('mission.compare', { id, file: file.ref }))
    })
  return (
    <Section title={t('returned.title')} testId="returned">
      <Hint>{t('returned.hint')}</Hint>
      <FileDrop
        label={t('returned.choose')}
        hint={t('returned.formats')}
        accept={endingsOf('mission').join(',')}
        onFiles={compare}
        testId="returned-file"
      />
      {found ? (
        <>
          <Notice tone={found.differences.length === 0 ? 'good' : 'error'} testId="returned-answer">
            {found.differences.length === 0
              ? t('returned.same', { revision: found.revision.slice(0, 12) })
              : t('returned.differs', { n: found.differences.length, revision: found.revision.slice(0, 12) })}
            {found.wasExported ? null : ` ${t('returned.neverExported')}`}
          </Notice>
          {found.notes
            .filter(({ severity }) => severity !== 'info')
            .map((note, i) => (
              <Notice key={`note-${i}`} tone={note.severity}>
                {words('note', note.code, note.params)}
              </Notice>
            ))}
          {found.differences.length > 0 ? <Differences list={found.differences} /> : null}
        </>
      ) : null}
    </Section>
  )
}

function Differences({ list }: { list: readonly RouteDifference[] }) {
  const t = useT()
  const shown = (value: RouteDifference['found'], what: RouteDifference['what']): string =>
    value === null
      ? '-'
      : what === 'atEnd' && (value === 'return' || value === 'land' || value === 'hover')
        ? t(`does.${value}`)
        : typeof value === 'number'
          ? number(value, 2)
          : value
  return (
    <table className={styles.compare}>
      <thead>
        <tr>
          <th>{t('returned.waypoint')}</th>
          <th>{t('returned.what')}</th>
          <th>{t('returned.released')}</th>
          <th>{t('returned.found')}</th>
        </tr>
      </thead>
      <tbody>
        {list.slice(0, MOST_SHOWN).map(({ what, waypoint, released, found }) => (
          <tr key={`${what} ${waypoint}`}>
            <td>{waypoint ?? t('returned.whole')}</td>
            <td>{t(`routeDifference.${what}`)}</td>
            <td>{shown(released, what)}</td>
            <td>{shown(found, what)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
