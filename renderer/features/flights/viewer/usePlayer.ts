import { type RefObject, useEffect } from 'react'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import { moment } from '../../../desk/moment.ts'

/** Farther than this from the moment that is shown the player jumps there, s. */
const APART_S = 0.3

/** Ties a clip's player to the moment: what it plays moves the timeline, and the timeline moves it. */
export function usePlayer(video: RefObject<HTMLVideoElement | null>, footage: Footage): void {
  const { flightId, takenAt } = footage
  const startMs = takenAt?.utcMs ?? null
  useEffect(() => {
    const player = video.current
    if (!player || startMs === null || flightId === null) return undefined
    const tell = (): void => moment.getState().seek(flightId, startMs + player.currentTime * 1000, 'player')
    let isAsked = false
    const onTime = (): void => {
      if (!player.paused) tell()
    }
    // A jump that the moment asked for is no news to it.
    const onSeeked = (): void => {
      if (!isAsked) tell()
      isAsked = false
    }
    player.addEventListener('timeupdate', onTime)
    player.addEventListener('seeked', onSeeked)
    const stop = moment.subscribe((now) => {
      if (now.by === 'player' || now.flightId !== flightId || now.atMs === null) return
      const atS = (now.atMs - startMs) / 1000
      if (atS < 0 || !(atS <= player.duration) || Math.abs(atS - player.currentTime) < APART_S) return
      isAsked = true
      player.currentTime = atS
    })
    return () => {
      player.removeEventListener('timeupdate', onTime)
      player.removeEventListener('seeked', onSeeked)
      stop()
    }
  }, [flightId, startMs, video])
}
