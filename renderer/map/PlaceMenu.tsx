import { useEffect, useState } from 'react'
import { useMap, useMapEvents } from 'react-leaflet'
import { useStore } from 'zustand'
import { COORDINATE_FORMS, writeCoordinate } from '../../src/core/geo/coordinates.ts'
import { isShifted } from '../../src/core/geo/mapDatum.ts'
import type { LatLon } from '../../src/core/geo/position.ts'
import { keysShown } from '../desk/commands.ts'
import { menuOf, patternGroup } from '../desk/editing/patternMenu.ts'
import { PATTERN_COMMANDS } from '../desk/editing/patternCommands.ts'
import { picking } from '../desk/editing/pick.ts'
import { patternsMeant } from '../desk/editing/severalPatterns.ts'
import { takeKeys } from '../desk/keys.ts'
import { markedPlace } from '../desk/markedPlace.ts'
import { attempt, notices } from '../desk/notices.ts'
import { panels } from '../desk/panels.ts'
import { NO_PICTURE, selection } from '../desk/selection.ts'
import { type Key, useT } from '../i18n/index.ts'
import { MenuAt, type MenuEntry, type MenuGroup } from '../ui/MenuAt.tsx'
import { latLonOf, pair } from './leaflet/latlng.ts'
import { onPattern } from './tools/toolbox.ts'
import { MarkedPlace } from './layers/MarkedPlace.tsx'

type Open = {
  readonly at: LatLon
  readonly x: number
  readonly y: number
  /** A pattern was clicked: what is done to patterns comes first. */
  readonly isOnPattern: boolean
}

/** What can be done with a place on the map: a right click, a long touch or the menu key there opens it. */
export function PlaceMenu() {
  const t = useT()
  const map = useMap()
  const question = useStore(picking, (state) => state.question)
  const [open, setOpen] = useState<Open | null>(null)
  const close = (): void => {
    setOpen(null)
    map.getContainer().focus({ preventScroll: true })
  }
  useMapEvents({
    contextmenu: ({ latlng, originalEvent }) => {
      originalEvent.preventDefault()
      // Somebody is drawing: what lies under the pointer is theirs.
      if (question) return
      setOpen({
        at: latLonOf(latlng.wrap()),
        x: originalEvent.clientX,
        y: originalEvent.clientY,
        isOnPattern: onPattern.has(originalEvent),
      })
    },
    movestart: () => setOpen(null),
  })
  // What is typed into the menu is nobody's shortcut.
  useEffect(() => (open ? takeKeys('cover', () => false) : undefined), [open])
  const openOfMark = (at: LatLon): void => {
    const { x, y } = map.latLngToContainerPoint(pair(at))
    const { left, top } = map.getContainer().getBoundingClientRect()
    setOpen({ at, x: left + x, y: top + y, isOnPattern: false })
  }
  return (
    <>
      <MarkedPlace onPress={openOfMark} />
      {open ? (
        <MenuAt
          at={open}
          label={t('place.menu')}
          groups={[
            ...(open.isOnPattern ? [patternGroup(t)] : []),
            ...groupsOf(open.at, t, !open.isOnPattern),
          ]}
          onClose={close}
          testId="place-menu"
        />
      ) : null}
    </>
  )
}

const copy = (text: string): void =>
  void attempt(async () => {
    await navigator.clipboard.writeText(text)
    notices.getState().tell('info', 'place.copied', { text })
  })

function groupsOf(at: LatLon, t: (key: Key) => string, hasForms: boolean): MenuGroup[] {
  const forms = COORDINATE_FORMS.flatMap((form): MenuEntry[] => {
    const text = writeCoordinate(at, form)
    const isOther = form === 'gcj02' || form === 'bd09'
    if (text === null || (isOther && !isShifted(at))) return []
    return [{ id: `copy-${form}`, label: t(`coordinate.${form}`), aside: text, run: () => copy(text) }]
  })
  const { at: marked } = markedPlace.getState()
  return [
    ...(hasForms ? [{ id: 'copy', title: t('place.copyAs'), entries: forms }] : []),
    {
      id: 'place',
      entries: [
        {
          id: 'go',
          label: t('place.goTo'),
          aside: keysShown('Mod+V'),
          run: () => panels.getState().setPalette(true),
        },
        ...(patternsMeant() === null
          ? []
          : menuOf(
              PATTERN_COMMANDS.filter(({ id }) => id === 'pattern.paste' && hasForms),
              t,
            )),
        marked
          ? { id: 'unmark', label: t('place.unmark'), run: () => markedPlace.setState({ at: null }) }
          : { id: 'mark', label: t('place.mark'), run: () => markedPlace.setState({ at }) },
        {
          id: 'sighting',
          label: t('place.finding'),
          run: () => {
            selection.getState().enter('findings')
            selection.getState().compose({ ...NO_PICTURE, findingId: null, at })
          },
        },
      ],
    },
  ]
}
