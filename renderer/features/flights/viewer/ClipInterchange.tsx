import { api } from '../../../api/client.ts'
import { attempt } from '../../../desk/notices.ts'
import { save } from '../../../desk/save.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Hint, Row, Section } from '../../../ui/layout.tsx'

/** A clip's way for programs that show video on a map. */
export function ClipInterchange({ id }: { id: string }) {
  const t = useT()
  const write = (format: 'fmv-csv' | 'mf-json'): void =>
    void attempt(async () => {
      const { downloadId, fileName } = await api.call('footage.interchange', { id, format })
      save(downloadId, fileName)
    })
  return (
    <Section title={t('interchange.title')}>
      <Hint>{t('interchange.hint')}</Hint>
      <Row>
        <Button onPress={() => write('fmv-csv')} testId="interchange-fmv">
          {t('interchange.fmv')}
        </Button>
        <Button onPress={() => write('mf-json')} testId="interchange-mf">
          {t('interchange.mf')}
        </Button>
      </Row>
    </Section>
  )
}
