import { useState } from 'react'
import { REGISTER_FORMATS, type RegisterAsked } from '../../src/contract/index.ts'
import { api } from '../api/client.ts'
import { language, useT } from '../i18n/index.ts'
import { Row } from '../ui/layout.tsx'
import { CallButton } from './CallButton.tsx'
import { attempt } from './notices.ts'
import { save } from './save.ts'

const LABELS = { xlsx: 'XLSX', csv: 'CSV', geojson: 'GeoJSON', gpkg: 'GPKG' } as const

/** Saves a list as a file, all that its filter lets through just now, in a format that people choose. */
export function RegisterExport({ of }: { of: RegisterAsked }) {
  const t = useT()
  const [isBusy, setBusy] = useState(false)
  const hand = async (format: (typeof REGISTER_FORMATS)[number]): Promise<void> => {
    setBusy(true)
    await attempt(async () => {
      const asked = { of, format, language: language() === 'en' ? ('en' as const) : ('zh' as const) }
      const { downloadId, fileName } = await api.call('register.export', asked)
      save(downloadId, fileName)
    })
    setBusy(false)
  }
  return (
    <details data-testid="register">
      <summary>{t('register.export')}</summary>
      <Row>
        {REGISTER_FORMATS.map((format) => (
          <CallButton
            key={format}
            call="register.export"
            look="quiet"
            isDisabled={isBusy}
            testId={`register-${format}`}
            onPress={() => void hand(format)}
          >
            {LABELS[format]}
          </CallButton>
        ))}
      </Row>
    </details>
  )
}
