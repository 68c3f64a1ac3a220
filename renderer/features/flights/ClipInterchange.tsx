import { api } from '../../api/client.ts'
import { attempt } from '../../app/notices.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Hint, Row, Section } from '../../ui/layout.tsx'

/** A clip's way for programs that show video on a map. */
export function ClipInterchange({ id }: { id: string }) {
  const t = useT()
  const save = (format: 'fmv-csv' | 'mf-json'): void =>
    void attempt(async () => {
      const { downloadId, fileName } = await api.call('footage.interchange', { id, format })
      const link = document.createElement('a')
      link.href = api.downloadUrl(downloadId)
      link.download = fileName
      link.click()
    })
  return (
    <Section title={t('interchange.title')}>
      <Hint>{t('interchange.hint')}</Hint>
      <Row>
        <Button onPress={() => save('fmv-csv')} testId="interchange-fmv">
          {t('interchange.fmv')}
        </Button>
        <Button onPress={() => save('mf-json')} testId="interchange-mf">
          {t('interchange.mf')}
        </Button>
      </Row>
    </Section>
  )
}
