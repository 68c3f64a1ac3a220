import type { Footage } from '../../../../src/core/footage/footage.ts'
import { isBareStart } from '../../../../src/core/footage/placing.ts'
import { useT } from '../../../i18n/index.ts'
import { Notice } from '../../../ui/layout.tsx'

/** Says plainly that a picture cannot be placed, or that a clip is placed by its beginning alone. */
export function PlaceNotice({ footage }: { footage: Footage }) {
  const t = useT()
  const { kind, placement, seconds, previewOf, derived } = footage
  // A small copy, or a kept frame, is where its clip is.
  if ((kind !== 'photo' && kind !== 'clip') || previewOf || derived) return null
  if (!placement && !seconds?.length)
    return (
      <Notice tone="warning" testId="unplaced">
        {t('footage.unplaced')}
      </Notice>
    )
  return isBareStart(footage) ? <Notice tone="info">{t('footage.startOnly')}</Notice> : null
}
