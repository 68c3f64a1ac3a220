import { GitFork, History } from 'lucide-react'
import { useStore } from 'zustand'
import { api } from '../../api/client.ts'
import { useStations } from '../../api/hooks.ts'
import { askAgain } from '../../api/queries.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { attempt, notices } from '../../desk/notices.ts'
import { panels } from '../../desk/panels.ts'
import { selection } from '../../desk/selection.ts'
import { useT } from '../../i18n/index.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'

/** What stations have to say above everything: this folder is an older copy, and how much waits for a decision. */
export function StationBanners() {
  const t = useT()
  const { data } = useStations()
  const room = useStore(selection, (state) => state.room)
  const waiting = data?.waiting ?? 0
  return (
    <>
      {data?.isAhead ? (
        <Banner
          icon={<History size={18} aria-hidden />}
          testId="station-ahead"
          action={
            <CallButton
              call="workspace.renew"
              onPress={() => void attempt(() => renew(data?.own ?? null))}
              testId="station-renew"
            >
              {t('stations.renew')}
            </CallButton>
          }
        >
          {t('stations.ahead')}
        </Banner>
      ) : null}
      {waiting > 0 && room !== 'waiting' ? (
        <Banner
          icon={<GitFork size={18} aria-hidden />}
          testId="waiting-banner"
          action={
            <Button onPress={goToWaiting} testId="waiting-look">
              {t('waiting.look')}
            </Button>
          }
        >
          {t('waiting.banner', { n: waiting })}
        </Banner>
      ) : null}
    </>
  )
}

/** Goes to the list of what waits. */
export function goToWaiting(): void {
  selection.getState().select(null)
  selection.getState().enter('waiting')
  panels.getState().show('list')
}

/** Leaves the station that is ahead of this folder, and goes on as another. */
async function renew(own: string | null): Promise<void> {
  const { code } = await api.call('workspace.renew', { own })
  notices.getState().tell('good', 'stations.renewed', { code })
  await askAgain()
}
