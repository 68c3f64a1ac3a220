import { useStore } from 'zustand'
import { api } from '../../../api/client.ts'
import { attempt } from '../../../desk/notices.ts'
import { tasks } from '../../../desk/tasks.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice, Progress } from '../../../ui/layout.tsx'

/** A list that is on its way to or from the vehicle, with a way to call it off. */
export function LinkTransfer() {
  const t = useT()
  const running = useStore(tasks, (state) => state.running.find(({ task }) => task.startsWith('link.')))
  const kind = (['mission', 'fence', 'rally'] as const).find((one) => one === running?.label) ?? 'mission'
  const words = t('link.sending', {
    kind: t(`linkKind.${kind}`),
    done: running?.done ?? 0,
    total: running?.total ?? 0,
  })
  return (
    <>
      <Notice tone="info">
        {words}
        <Progress done={running?.done ?? 0} total={running?.total ?? 0} label={words} />
      </Notice>
      <Button onPress={() => void attempt(() => api.call('link.cancel', {}))} testId="link-cancel">
        {t('link.cancel')}
      </Button>
    </>
  )
}
