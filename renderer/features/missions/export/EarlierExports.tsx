import type { CallOutput } from '../../../../src/contract/index.ts'
import { dateTime } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Hint, Section } from '../../../ui/layout.tsx'
import { Named } from '../../../ui/Named.tsx'

/** The revisions that were exported: when, by whom, into which file, and who released them with what reason. */
export function EarlierExports({ frozen }: { frozen: CallOutput<'mission.frozen'> }) {
  const t = useT()
  return (
    <Section title={t('export.earlier')} count={frozen.length}>
      {frozen.map(({ doc }) => (
        <div key={doc.id}>
          <Hint>{t('export.revision', { revision: doc.revision.slice(0, 12) })}</Hint>
          {doc.exports.map((made) => (
            <Hint key={`${made.atMs}-${made.format}`}>
              {dateTime(made.atMs)} <Named>{made.by}</Named> <Named>{made.fileName}</Named>
            </Hint>
          ))}
          {doc.releases.map((release) => (
            <Hint key={release.atMs}>
              {t('export.released', { by: release.by, role: release.role, reason: release.reason })}
            </Hint>
          ))}
        </div>
      ))}
    </Section>
  )
}
