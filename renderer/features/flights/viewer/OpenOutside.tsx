import { ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { outsideExtension } from '../../../../src/contract/outside.ts'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import { api } from '../../../api/client.ts'
import { attempt } from '../../../desk/notices.ts'
import { save } from '../../../desk/save.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'

/** Hands a file to the system's own program as a read-only copy; in a browser it is fetched instead. */
export function OpenOutside({ footage, isMain = false }: { footage: Footage; isMain?: boolean }) {
  const t = useT()
  const [isBusy, setBusy] = useState(false)
  if (outsideExtension(footage.mimeType) === null) return null
  const open = (): void => {
    setBusy(true)
    void attempt(async () => {
      const { downloadId, fileName } = await api.call('footage.openOutside', { id: footage.id })
      if (downloadId) save(downloadId, fileName)
    }).then(() => setBusy(false))
  }
  const words = api.opensOutside ? t('footage.openOutside') : t('footage.fetchFile')
  return (
    <Button
      look={isMain ? 'primary' : 'plain'}
      icon={<ExternalLink size={16} aria-hidden />}
      isDisabled={isBusy}
      onPress={open}
      testId="open-outside"
    >
      {isBusy ? t('footage.opening') : words}
    </Button>
  )
}
