import { type RefObject, useEffect } from 'react'
import { commands } from '../../../desk/commands.ts'
import { REGION_KEY } from '../../../desk/reviewKeys.ts'
import type { Region } from '../../../desk/selection.ts'
import { mark, markedOf, reviewing } from '../review/reviewing.ts'
import { boxIn, WHOLE } from './boxKeys.ts'
import { stage } from './stage.ts'

/** What of a picture is to be seen, in shares of it: what its frames leave of it, whatever it is magnified by. */
function seenPart(picture: HTMLElement): Region {
  const own = picture.getBoundingClientRect()
  let { left, top, right, bottom } = own
  for (let over = picture.parentElement; over; over = over.parentElement) {
    if (getComputedStyle(over).overflow === 'visible') continue
    const frame = over.getBoundingClientRect()
    left = Math.max(left, frame.left)
    top = Math.max(top, frame.top)
    right = Math.min(right, frame.right)
    bottom = Math.min(bottom, frame.bottom)
  }
  if (right <= left || bottom <= top) return WHOLE
  return {
    x: (left - own.left) / own.width,
    y: (top - own.top) / own.height,
    width: (right - left) / own.width,
    height: (bottom - top) / own.height,
  }
}

/** R begins a box in the middle of what is seen of a picture, or takes hold of the one that is there. */
export function useRegionKey(footageId: string, picture: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    return commands.getState().register([
      {
        id: 'footage.region',
        labelKey: 'footage.drawRegion',
        keys: [REGION_KEY],
        available: () => true,
        whyNot: () => null,
        run: () => {
          const { isLarge, setLarge } = stage.getState()
          const before = markedOf(footageId).region
          const seen = isLarge && picture.current ? seenPart(picture.current) : WHOLE
          // One marks on the large picture: a small one beside the map shows too little.
          setLarge(true)
          reviewing.setState({ boxing: { footageId, before } })
          if (!before) mark(footageId, { region: boxIn(seen) })
        },
      },
    ])
  }, [footageId, picture])
}
