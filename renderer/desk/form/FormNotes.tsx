import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice, Row } from '../../ui/layout.tsx'
import type { Form } from './form.ts'

/** What a form has to say of itself: that it goes on from a draft, and what became of its document elsewhere. */
export function FormNotes({ form }: { form: Pick<Form<object>, 'isResumed' | 'elsewhere' | 'settle'> }) {
  const t = useT()
  return (
    <>
      {form.isResumed ? <Notice tone="info">{t('app.draftResumed')}</Notice> : null}
      {form.elsewhere === 'joined' ? (
        <Notice tone="info" testId="form-joined">
          {t('form.joined')}
        </Notice>
      ) : null}
      {form.elsewhere === 'clash' ? (
        <Notice tone="warning" testId="form-clash">
          {t('form.clash')}
          <Row>
            <Button onPress={() => form.settle('mine')} testId="form-mine">
              {t('form.mine')}
            </Button>
            <Button onPress={() => form.settle('theirs')} testId="form-theirs">
              {t('form.theirs')}
            </Button>
          </Row>
        </Notice>
      ) : null}
    </>
  )
}
