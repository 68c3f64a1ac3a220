import { type ReactNode, useState } from 'react'
import type { CallOutput } from '../../../../src/contract/index.ts'
import { crsOf } from '../../../../src/core/geo/crs.ts'
import type { LatLon } from '../../../../src/core/geo/position.ts'
import type { Note } from '../../../../src/core/units/note.ts'
import { useCall } from '../../../api/hooks.ts'
import { useT, words } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Select } from '../../../ui/fields.tsx'
import { Hint, Notice, Row } from '../../../ui/layout.tsx'
import question from '../../../desk/questions/question.module.css'

export type PicturePlace = CallOutput<'layer.look'>['places'][number]
/** How a picture that does not say its place is laid out: by hand, or not at all. */
export type How = 'corners' | null

/** What a coordinate system is called, by its EPSG code. */
export function useCrsName(): (epsg: number) => string {
  const t = useT()
  return (epsg) => {
    const crs = crsOf(epsg)
    switch (crs?.kind) {
      case 'degrees':
        return t('crs.degrees', { name: crs.name })
      case 'mercator':
        return t('crs.mercator')
      case 'utm':
        return t(crs.isSouth ? 'crs.utmSouth' : 'crs.utm', { zone: crs.zone })
      case 'gauss':
        return crs.zone === null
          ? t('crs.gauss', { width: crs.widthDeg, meridian: crs.meridianDeg })
          : t('crs.gaussZone', { width: crs.widthDeg, zone: crs.zone })
      case undefined:
        return `EPSG:${epsg}`
    }
  }
}

type Asked =
  | {
      kind: 'system'
      fileName: string
      places: readonly PicturePlace[]
      answer: (place: PicturePlace | null) => void
    }
  | { kind: 'how'; fileName: string; why: Note; answer: (how: How) => void }

/** Asks what a picture does not say: in which system its numbers are, or how else it is to be laid out. Null: not at all. */
export function usePlaceQuestion(): {
  askSystem: (fileName: string, places: readonly PicturePlace[]) => Promise<PicturePlace | null>
  askHow: (fileName: string, why: Note) => Promise<How>
  placeQuestion: ReactNode
} {
  const [asked, setAsked] = useState<Asked | null>(null)
  const ended =
    <T,>(resolve: (value: T) => void) =>
    (value: T): void => {
      setAsked(null)
      resolve(value)
    }
  return {
    askSystem: (fileName, places) =>
      places.length === 1
        ? Promise.resolve(places[0] ?? null)
        : new Promise((resolve) => setAsked({ kind: 'system', fileName, places, answer: ended(resolve) })),
    askHow: (fileName, why) =>
      new Promise((resolve) => setAsked({ kind: 'how', fileName, why, answer: ended(resolve) })),
    placeQuestion: asked?.kind === 'system' ? <System {...asked} /> : asked ? <HowToLay {...asked} /> : null,
  }
}

const middleOf = (corners: readonly LatLon[]): LatLon => ({
  lat: corners.reduce((sum, { lat }) => sum + lat, 0) / corners.length,
  lon: corners.reduce((sum, { lon }) => sum + lon, 0) / corners.length,
})

/** Systems that lay a picture so near to one another are not told apart by where sites are. */
const ALIKE_DEG = 0.03

/** In which system: the one that lays the picture nearest to the sites that are known is chosen beforehand. */
function System({ fileName, places, answer }: Extract<Asked, { kind: 'system' }>) {
  const t = useT()
  const nameOf = useCrsName()
  const { data: sites } = useCall('site.extent', {})
  const box = sites?.box
  const [chosen, choose] = useState<string | null>(null)
  const home = box ? { lat: (box.south + box.north) / 2, lon: (box.west + box.east) / 2 } : null
  const far = ({ corners }: PicturePlace): number => {
    const { lat, lon } = middleOf(corners)
    return home ? Math.hypot(lat - home.lat, (lon - home.lon) * Math.cos((home.lat * Math.PI) / 180)) : 0
  }
  // UTM and a Gauss-Kruger zone of one meridian lie within two kilometres of each other: the sooner of the list is meant.
  const least = Math.min(...places.map(far))
  const nearest = places.find((place) => far(place) <= least + ALIKE_DEG)
  const value = chosen ?? String(nearest?.epsg)
  const place = places.find(({ epsg }) => String(epsg) === value) ?? null
  const middle = place && middleOf(place.corners)
  return (
    <section className={question.question} aria-label={t('crs.title')} data-testid="crs-question">
      <h3>{t('crs.title')}</h3>
      <Hint>{t(home ? 'crs.hintNear' : 'crs.hint', { name: fileName })}</Hint>
      <Select
        label={t('crs.label')}
        value={value}
        options={places.map(({ epsg }) => ({ value: String(epsg), label: nameOf(epsg ?? 0) }))}
        onChange={choose}
        testId="crs"
      />
      {middle ? (
        <Hint>{t('crs.middle', { lat: middle.lat.toFixed(5), lon: middle.lon.toFixed(5) })}</Hint>
      ) : null}
      <Row>
        <Button look="primary" onPress={() => answer(place)} testId="crs-go">
          {t('importing.goOn')}
        </Button>
        <Button look="quiet" onPress={() => answer(null)}>
          {t('app.discard')}
        </Button>
      </Row>
    </section>
  )
}

function HowToLay({ fileName, why, answer }: Extract<Asked, { kind: 'how' }>) {
  const t = useT()
  return (
    <section className={question.question} aria-label={t('lay.title')} data-testid="lay-question">
      <Notice tone="warning">
        {t('lay.why', { name: fileName, why: words('note', why.code, why.params) })}
      </Notice>
      <Row>
        <Button look="primary" onPress={() => answer('corners')} testId="lay-corners">
          {t('lay.corners')}
        </Button>
        <Button look="quiet" onPress={() => answer(null)}>
          {t('app.discard')}
        </Button>
      </Row>
    </section>
  )
}
