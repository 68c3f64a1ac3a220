import { MapPin, SquareDashed } from 'lucide-react'
import { type PointerEvent, useRef, useState } from 'react'
import { BEYOND_LIMIT, beyondSites } from '../../../src/core/footage/beyondSites.ts'
import type { Footage } from '../../../src/core/footage/footage.ts'
import { api } from '../../api/client.ts'
import { useFootage, useSites } from '../../api/hooks.ts'
import { write } from '../../api/write.ts'
import { attempt } from '../../app/notices.ts'
import { pointPlace } from '../../app/places.ts'
import { type Region, selection } from '../../app/selection.ts'
import { pickPoint } from '../../editing/pick.ts'
import { bytes, dateTime, number, percent, position } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields.tsx'
import { cx } from '../../ui/cx.ts'
import { Head } from '../../ui/Head.tsx'
import { Body, Empty, Facts, Hint, Notice, Row, Section } from '../../ui/layout.tsx'
import styles from './flights.module.css'
import { regionBetween } from './region.ts'
import { usePlayer } from './usePlayer.ts'

/** A photo or clip with where and when it was taken; a box drawn on it becomes a sighting. */
export function FootageViewer({ id }: { id: string }) {
  const t = useT()
  const { data } = useFootage(null)
  const { data: sites } = useSites()
  const [region, setRegion] = useState<Region | null>(null)
  const [drawing, setDrawing] = useState(false)
  const video = useRef<HTMLVideoElement>(null)
  const record = data?.find(({ doc }) => doc.id === id)
  if (!record) return <Empty words={data ? t('app.gone') : t('app.opening')} />
  const { doc, revision } = record
  const { flightId, placement } = doc
  const isPicture = doc.kind === 'photo' || doc.kind === 'clip'
  const outside =
    isPicture && sites
      ? beyondSites(
          doc,
          sites.map((row) => row.doc),
        )
      : null
  return (
    <div data-testid="footage">
      <Head
        over={
          flightId ? (
            <Button
              look="quiet"
              onPress={() => selection.getState().select({ kind: 'flight', id: flightId })}
            >
              {t('flight.backToFlight')}
            </Button>
          ) : null
        }
        title={doc.fileName}
        sub={<span>{doc.takenAt ? dateTime(doc.takenAt.utcMs) : t('footage.noTime')}</span>}
      >
        {isPicture ? (
          <>
            <Button
              look="primary"
              testId="footage-finding"
              onPress={() =>
                selection.getState().compose({
                  kind: 'sighting',
                  at: placement?.at ?? null,
                  footageId: id,
                  flightId,
                  momentS: video.current ? Math.round(video.current.currentTime * 10) / 10 : null,
                  region,
                  findingId: null,
                })
              }
            >
              {t('footage.makeFinding')}
            </Button>
            <Button
              icon={<SquareDashed size={16} aria-hidden />}
              pressed={drawing}
              onPress={() => setDrawing(!drawing)}
              testId="draw-region"
            >
              {t('footage.drawRegion')}
            </Button>
          </>
        ) : null}
      </Head>
      {isPicture ? (
        <Picture
          key={doc.id}
          footage={doc}
          previewId={data?.find((row) => row.doc.previewOf === doc.id)?.doc.id ?? null}
          region={region}
          drawing={drawing}
          video={video}
          onRegion={setRegion}
        />
      ) : null}
      <Body>
        {outside !== null && outside > BEYOND_LIMIT ? (
          <Notice tone="warning" testId="beyond">
            {t('footage.beyond', { share: percent(outside) })}
          </Notice>
        ) : null}
        {drawing ? <Hint>{t('footage.drawHint')}</Hint> : null}
        <Facts
          items={[
            [
              t('footage.place'),
              placement ? `${position(placement.at)} (${t(`placed.${placement.by}`)})` : t('placed.none'),
            ],
            [t('footage.reason'), placement?.reason ?? null],
            [
              t('footage.height'),
              placement?.heightM == null ? null : t('unit.m', { value: number(placement.heightM, 1) }),
            ],
            [t('footage.device'), doc.device],
            [t('footage.size'), bytes(doc.sizeBytes)],
            [t('footage.rawTime'), doc.takenAt?.raw ?? null],
            [t('footage.assumedZone'), doc.takenAt?.assumedZone ?? null],
            [
              t('footage.ahead'),
              doc.takenAt?.aheadS
                ? `${t('unit.s', { value: number(doc.takenAt.aheadS, 1) })} (${doc.takenAt.aheadWhy ?? ''})`
                : null,
            ],
            [t('footage.sha'), doc.sha256],
          ]}
        />
      </Body>
      {doc.kind === 'clip' ? <Interchange id={doc.id} /> : null}
      <Place footage={doc} base={revision} />
    </div>
  )
}

function Picture(props: {
  footage: Footage
  /** The camera's own small copy of a clip. */
  previewId: string | null
  region: Region | null
  drawing: boolean
  video: React.RefObject<HTMLVideoElement | null>
  onRegion: (region: Region | null) => void
}) {
  const { footage, previewId, region, drawing, video, onRegion } = props
  const t = useT()
  const start = useRef<{ x: number; y: number } | null>(null)
  const at = (event: PointerEvent<HTMLElement>): { x: number; y: number } => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height }
  }
  usePlayer(video, footage)
  const [failed, setFailed] = useState<readonly string[]>([])
  const shownId = failed.includes(footage.id) ? previewId : footage.id
  const url = api.mediaUrl(shownId ?? footage.id)
  const fail = (): void =>
    setFailed((before) => (shownId && !before.includes(shownId) ? [...before, shownId] : before))
  if (shownId === null || failed.includes(shownId))
    return (
      <Body>
        <Notice tone="warning">{t('footage.notShown')}</Notice>
      </Body>
    )
  return (
    <div
      className={cx(styles.picture, drawing && styles.drawing)}
      data-testid="picture"
      onPointerDown={(event) => {
        if (!drawing) return
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = at(event)
        onRegion(null)
      }}
      onPointerMove={(event) => {
        if (start.current) onRegion(regionBetween(start.current, at(event)))
      }}
      onPointerUp={() => {
        start.current = null
      }}
    >
      {footage.kind === 'photo' ? (
        <img
          src={url}
          alt={t('footage.pictureOf', { file: footage.fileName })}
          draggable={false}
          onError={fail}
        />
      ) : (
        // Clips from a drone carry no speech: there is nothing to caption.
        // oxlint-disable-next-line jsx-a11y/media-has-caption
        <video ref={video} src={url} controls={!drawing} preload="metadata" onError={fail} />
      )}
      {shownId === footage.id ? null : <Hint>{t('footage.previewShown')}</Hint>}
      {region ? (
        <div
          className={styles.box}
          style={{
            left: `${region.x * 100}%`,
            top: `${region.y * 100}%`,
            width: `${region.width * 100}%`,
            height: `${region.height * 100}%`,
          }}
        />
      ) : null}
    </div>
  )
}

/** Places footage by hand on the map, with the reason for it. */
function Place({ footage, base }: { footage: Footage; base: number }) {
  const t = useT()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const place = async (): Promise<void> => {
    setTried(true)
    if (reason.trim() === '') return
    const at = await pickPoint('footage.pickPlace')
    if (!at) return
    await attempt(() =>
      write(
        'footage.place',
        {
          id: footage.id,
          base,
          placement: {
            at,
            heightM: footage.placement?.heightM ?? null,
            headingDeg: null,
            pitchDeg: null,
            by: 'hand',
            reason: reason.trim(),
          },
        },
        'edit.placeFootage',
      ),
    )
    selection.getState().zoomTo(pointPlace(at))
  }
  return (
    <Section title={t('footage.placeByHand')} open={footage.placement === null}>
      <TextField
        label={t('footage.reason')}
        value={reason}
        maxLength={500}
        onChange={setReason}
        testId="place-reason"
      />
      {tried && reason.trim() === '' ? <Notice tone="error">{t('footage.reasonMissing')}</Notice> : null}
      <Button icon={<MapPin size={16} aria-hidden />} onPress={() => void place()} testId="place-by-hand">
        {t('footage.pickOnMap')}
      </Button>
    </Section>
  )
}

/** A clip's way for programs that show video on a map. */
function Interchange({ id }: { id: string }) {
  const t = useT()
  const save = (format: 'fmv-csv' | 'mf-json'): void =>
    void attempt(async () => {
      const { downloadId, fileName } = await api.call('footage.interchange', { id, format })
      const link = document.createElement('a')
      link.href = api.downloadUrl(downloadId)
      link.download = fileName
      link.click()
    })
  return (
    <Section title={t('interchange.title')}>
      <Hint>{t('interchange.hint')}</Hint>
      <Row>
        <Button onPress={() => save('fmv-csv')} testId="interchange-fmv">
          {t('interchange.fmv')}
        </Button>
        <Button onPress={() => save('mf-json')} testId="interchange-mf">
          {t('interchange.mf')}
        </Button>
      </Row>
    </Section>
  )
}
