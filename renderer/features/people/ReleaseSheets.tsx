import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { attempt } from '../../desk/notices.ts'
import { save } from '../../desk/save.ts'
import { dateTime } from '../../i18n/format.ts'
import { language, useT } from '../../i18n/index.ts'
import { Hint } from '../../ui/layout.tsx'
import styles from './people.module.css'

/** As many as fit on a page of A4. */
const CODES = 20

/** Sheets of one-time codes: printing one, and taking one back. */
export function ReleaseSheets() {
  const t = useT()
  const { data: sheets } = useCall('release.sheets', {})
  const [busy, setBusy] = useState(false)
  return (
    <>
      <Hint>{t('people.sheetsHint')}</Hint>
      <CallButton
        call="release.print"
        isDisabled={busy}
        testId="print-sheet"
        onPress={() => {
          setBusy(true)
          void attempt(async () => {
            const made = await api.call('release.print', { count: CODES, language: language() })
            save(made.downloadId, made.fileName)
          }).then(() => setBusy(false))
        }}
      >
        {t('people.printSheet', { n: CODES })}
      </CallButton>
      {(sheets ?? []).map(({ doc, version }) => (
        <div className={styles.person} key={doc.id} data-testid={`sheet-${doc.tag}`}>
          <p>
            {t('people.sheetLine', {
              tag: doc.tag,
              name: doc.by.name,
              at: dateTime(doc.madeAtMs),
              used: doc.codes.filter(({ used }) => used).length,
              n: doc.codes.length,
            })}
          </p>
          {doc.codes.map(({ id, used }) =>
            used ? (
              <Hint key={id}>
                {t('people.codeUsedLine', {
                  n: Number(id) + 1,
                  mission: used.missionName,
                  revision: used.revision.slice(0, 12),
                  name: used.by.name,
                  at: dateTime(used.atMs),
                })}
              </Hint>
            ) : null,
          )}
          {doc.withdrawnAtMs === null ? (
            <CallButton
              call="release.withdraw"
              onPress={() => void attempt(() => api.call('release.withdraw', { id: doc.id, base: version }))}
            >
              {t('people.withdrawSheet')}
            </CallButton>
          ) : (
            <Hint>{t('people.sheetGone', { at: dateTime(doc.withdrawnAtMs) })}</Hint>
          )}
        </div>
      ))}
    </>
  )
}
