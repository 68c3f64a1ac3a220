import { FlaskConical } from 'lucide-react'
import { api } from '../../api/client.ts'
import { attempt } from '../../desk/notices.ts'
import { useT } from '../../i18n/index.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'

/** Says that all of this is invented, with the way back to the own workspace. */
export function DemoBanner() {
  const t = useT()
  return (
    <Banner
      icon={<FlaskConical size={18} aria-hidden />}
      testId="demo-banner"
      action={
        <Button onPress={() => void attempt(() => api.call('workspace.openOwn', {}))} testId="open-own">
          {t('start.own')}
        </Button>
      }
    >
      {t('start.demoBanner')}
    </Banner>
  )
}
