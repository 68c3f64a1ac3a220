import { type RefObject, useEffect } from 'react'

/** The exact time of the frame that a player shows, s; null while it shows none. */
export function shownMomentS(player: HTMLVideoElement): number | null {
  if (player.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null
  const frame = new VideoFrame(player)
  const { timestamp } = frame
  frame.close()
  return timestamp / 1e6
}

/** Tells the time of each frame that a clip's player shows, s from the clip's beginning. */
export function usePlayedMoment(
  video: RefObject<HTMLVideoElement | null>,
  tell: (momentS: number) => void,
): void {
  useEffect(() => {
    const player = video.current
    if (!player) return undefined
    // The frame that stands there already is told of by nobody.
    const now = shownMomentS(player)
    if (now !== null) tell(now)
    let handle = 0
    const next = (): void => {
      handle = player.requestVideoFrameCallback((_now, { mediaTime }) => {
        tell(mediaTime)
        next()
      })
    }
    next()
    return () => player.cancelVideoFrameCallback(handle)
  }, [video, tell])
}
