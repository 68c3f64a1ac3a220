import { Camera } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import { api } from '../../../api/client.ts'
import { write } from '../../../api/write.ts'
import { commands } from '../../../desk/commands.ts'
import { FRAME_KEY } from '../../../desk/reviewKeys.ts'
import { attempt } from '../../../desk/notices.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { canvasOf, fileOf } from './drawn.ts'
import { shownMomentS } from '../masks/usePlayedMoment.ts'
import { recipeOf } from './recipe.ts'

/** Keeps the frame that a clip's player shows, whole and without loss, as a picture of its own: button, and key K. */
export function KeepFrame({ clip, video }: { clip: Footage; video: RefObject<HTMLVideoElement | null> }) {
  const t = useT()
  const [isBusy, setBusy] = useState(false)
  const keep = (): void => {
    const player = video.current
    if (!player || isBusy) return
    setBusy(true)
    void attempt(() => keepFrame(clip, player)).then(() => setBusy(false))
  }
  const latest = useRef(keep)
  useEffect(() => {
    latest.current = keep
  })
  useEffect(
    () =>
      commands.getState().register([
        {
          id: 'footage.keepFrame',
          labelKey: 'footage.keepFrame',
          keys: [FRAME_KEY],
          available: () => true,
          whyNot: () => null,
          run: () => latest.current(),
        },
      ]),
    [],
  )
  return (
    <Button
      icon={<Camera size={16} aria-hidden />}
      isDisabled={isBusy}
      onPress={keep}
      title={t('footage.keepFrameHint')}
      testId="keep-frame"
    >
      {t('footage.keepFrame')}
    </Button>
  )
}

async function keepFrame(clip: Footage, player: HTMLVideoElement): Promise<void> {
  player.pause()
  // The player's own frame tells its exact time; `currentTime` only says where the player was sent.
  const mediaTimeS = shownMomentS(player)
  if (mediaTimeS === null) return
  const { videoWidth: widthPx, videoHeight: heightPx } = player
  const { canvas, context } = canvasOf(widthPx, heightPx)
  context.drawImage(player, 0, 0, widthPx, heightPx)
  const { ref } = await api.made(await fileOf(canvas, 'frame.png', 'image/png'))
  const recipe = await recipeOf(clip, { encoding: 'image/png', widthPx, heightPx, mediaTimeS })
  await write(
    'footage.keepFrame',
    { id: clip.id, momentS: Math.round(mediaTimeS * 1000) / 1000, file: ref, recipe },
    'edit.keepFrame',
  )
}
