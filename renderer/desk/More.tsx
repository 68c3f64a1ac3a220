import { useT } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { Hint, Row } from '../ui/layout.tsx'

/**
 * Under a list of which a part is shown: how much of how much, and further rows at a press where they are not found in another
 * list. Nothing where all are.
 */
export function More({
  shown,
  total,
  onMore,
}: {
  shown: number
  total: number | undefined
  onMore?: () => void
}) {
  const t = useT()
  if (total === undefined || shown >= total) return null
  return (
    <Row>
      <Hint>{t('app.shownOf', { n: shown, total })}</Hint>
      {onMore ? (
        <Button look="quiet" onPress={onMore} testId="more">
          {t('app.showMore')}
        </Button>
      ) : null}
    </Row>
  )
}
