import { SquareDashed } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { beyondBoxes } from '../../../../src/core/footage/copies/beyondBoxes.ts'
import { BEYOND_LIMIT, beyondSites } from '../../../../src/core/footage/view/beyondSites.ts'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import { isDeleted } from '../../../../src/core/footage/retention.ts'
import type { Version } from '../../../../src/core/units/id.ts'
import { useCall, useDocument, useReferred, useSitesIn } from '../../../api/hooks.ts'
import { boxSeenFrom } from '../../../desk/places.ts'
import { REGION_KEY } from '../../../desk/reviewKeys.ts'
import { type Region, selection } from '../../../desk/selection.ts'
import { useGround } from '../../../desk/useGround.ts'
import { dateTime, percent } from '../../../i18n/format.ts'
import { useT, words } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Head } from '../../../ui/Head.tsx'
import { Later } from '../../../ui/Later.tsx'
import { Body, Empty, Hint, Notice, Row } from '../../../ui/layout.tsx'
import { openForm } from '../review/decide.ts'
import { QuickFinding } from '../review/QuickFinding.tsx'
import { mark, NO_PLAYER, player, reviewing } from '../review/reviewing.ts'
import { ApartNotice } from '../clocks/ApartNotice.tsx'
import { ClipInterchange } from './ClipInterchange.tsx'
import { DerivedFrom, FramesOf } from './DerivedFrom.tsx'
import { FootageFacts } from './FootageFacts.tsx'
import { FootagePicture, NotShown, useShown } from './FootagePicture.tsx'
import { KeptSection } from './KeptSection.tsx'
import { KeepFrame } from './KeepFrame.tsx'
import { ExportPictures } from '../masks/ExportPictures.tsx'
import { MaskLayer } from '../masks/MaskLayer.tsx'
import { MaskSection } from '../masks/MaskSection.tsx'
import { MaskToggle } from '../masks/MaskToggle.tsx'
import { useMasks } from '../masks/useMasks.ts'
import { OpenOutside } from './OpenOutside.tsx'
import { OnStage } from './OnStage.tsx'
import { PhotographedClock } from '../clocks/PhotographedClock.tsx'
import { PlaceFootage } from './PlaceFootage.tsx'
import { PlaceNotice } from './PlaceNotice.tsx'
import { Twins } from './Twins.tsx'
import { useViewNoted } from './useViewNoted.ts'

/** A photo or clip with where and when it was taken; a box drawn on it becomes a sighting. */
export function FootageViewer({ id }: { id: string }) {
  const t = useT()
  const { data, error } = useDocument('footage.get', id)
  // Of a photo the flight's list says everything: the next one is there before it is asked for.
  const listed = reviewing.getState().pictures.find(({ doc }) => doc.id === id && doc.kind === 'photo')
  const record = data ?? listed
  // Only a clip has a small copy of the camera's own.
  const isPhoto = record?.doc.kind === 'photo'
  const { data: made } = useCall('footage.madeOf', { id }, record !== undefined && !isPhoto)
  // What another station deleted may be kept here by a hold or a finding.
  const isGone = record !== undefined && isDeleted(record.doc)
  const { data: kept } = useCall('retention.get', { id }, isGone)
  if (error) return <Empty words={t('app.gone')} />
  if (!record || (!made && !isPhoto) || (isGone && kept?.id !== id)) return <Empty words={t('app.opening')} />
  const previewId = isPhoto ? null : ((made ?? []).find(({ doc }) => doc.previewOf === id)?.doc.id ?? null)
  const isHere = !isGone || kept?.isHere === true
  return (
    <Viewer
      key={`${id} ${isHere}`}
      footage={record.doc}
      version={record.version}
      previewId={isHere ? previewId : null}
      isHere={isHere}
    />
  )
}

function Viewer(props: {
  footage: Footage
  version: Version
  /** The camera's own small copy of a clip. */
  previewId: string | null
  /** Whether the original was not deleted, or stands here all the same. */
  isHere: boolean
}) {
  const { footage: doc, version } = props
  const t = useT()
  const sites = useSitesIn(boxSeenFrom([doc]))
  const ground = useGround(doc.flightId)
  const shown = useShown(doc, props.previewId, props.isHere)
  const region = useStore(reviewing, ({ marked }) =>
    marked?.footageId === doc.id ? marked.what.region : null,
  )
  const isForm = useStore(reviewing, ({ form }) => form === doc.id)
  const isBoxing = useStore(reviewing, ({ boxing }) => boxing?.footageId === doc.id)
  const [drawing, setDrawing] = useState(false)
  const [isMasking, setMasking] = useState(false)
  const [momentS, setMoment] = useState(0)
  const masks = useMasks(doc, version)
  useViewNoted(doc.id, shown.id !== null && masks.masks.length > 0)
  const video = useRef<HTMLVideoElement>(null)
  const { id, flightId } = doc
  const setRegion = (now: Region | null): void => mark(id, { region: now })
  usePlayerMoment(id, doc.kind === 'clip', video)
  const flight = useReferred('flight.get', flightId)
  const isPicture = doc.kind === 'photo' || doc.kind === 'clip'
  const outside =
    isPicture && sites
      ? beyondSites(
          doc,
          sites.map((row) => row.doc),
          ground,
        )
      : null
  const beyond =
    sites && (isMasking || (outside ?? 0) > BEYOND_LIMIT)
      ? (beyondBoxes(
          doc,
          sites.map((row) => row.doc),
        ) ?? [])
      : []
  return (
    <div data-testid="footage">
      <Head
        over={
          flightId && flight.isNotHere ? (
            t('app.notHereOf', { what: words('aggregate', 'flight') })
          ) : flightId ? (
            <Button
              look="quiet"
              onPress={() => selection.getState().select({ kind: 'flight', id: flightId })}
            >
              {t('flight.backToFlight')}
            </Button>
          ) : null
        }
        title={doc.fileName}
        sub={
          doc.takenAt || isPicture ? (
            <span>{doc.takenAt ? dateTime(doc.takenAt.utcMs) : t('footage.noTime')}</span>
          ) : null
        }
      >
        {isPicture && props.isHere ? (
          <>
            <Button look="primary" testId="footage-finding" onPress={() => openForm(id)}>
              {t('review.withKey', { what: t('footage.makeFinding'), key: 'F' })}
            </Button>
            {shown.id === null ? null : (
              <Button
                icon={<SquareDashed size={16} aria-hidden />}
                pressed={drawing}
                onPress={() => {
                  setDrawing(!drawing)
                  setMasking(false)
                }}
                testId="draw-region"
              >
                {t('review.withKey', { what: t('footage.drawRegion'), key: REGION_KEY })}
              </Button>
            )}
          </>
        ) : null}
      </Head>
      {isForm ? <QuickFinding footageId={id} /> : null}
      {isPicture && shown.id === null ? <NotShown footage={doc} /> : null}
      {isPicture && shown.id !== null ? (
        <OnStage isDrawing={drawing || isMasking}>
          <FootagePicture
            footage={doc}
            shown={shown}
            region={region}
            drawing={drawing}
            isMasking={isMasking}
            video={video}
            onRegion={setRegion}
          >
            {masks.masks.length > 0 || isMasking ? (
              <MaskLayer
                masks={masks}
                isClip={doc.kind === 'clip'}
                isDrawing={isMasking}
                momentS={momentS}
                video={video}
                onMoment={setMoment}
              />
            ) : null}
          </FootagePicture>
        </OnStage>
      ) : null}
      <Body>
        {outside !== null && outside > BEYOND_LIMIT ? (
          <Notice tone="warning" testId="beyond">
            {t('footage.beyond', { share: percent(outside) })}
          </Notice>
        ) : null}
        {beyond.length > 0 && !masks.masks.some(({ reason }) => reason === 'outside') ? (
          <Button
            onPress={() => {
              setMasking(true)
              masks.addAll(beyond)
            }}
            testId="mask-beyond"
          >
            {t('mask.beyond')}
          </Button>
        ) : null}
        {drawing ? <Hint>{t('footage.drawHint')}</Hint> : null}
        {isBoxing ? <Hint testId="box-keys">{t('footage.boxKeys')}</Hint> : null}
        <PlaceNotice footage={doc} />
        <ApartNotice footage={doc} />
        {isPicture && shown.id === null ? null : (
          <Row>
            {doc.kind === 'clip' && shown.isWhole ? <KeepFrame clip={doc} video={video} /> : null}
            {isPicture ? (
              <MaskToggle
                isOn={isMasking}
                onChange={(isOn) => {
                  setMasking(isOn)
                  setDrawing(false)
                }}
              />
            ) : null}
            <OpenOutside footage={doc} />
          </Row>
        )}
      </Body>
      {isMasking ? (
        <MaskSection
          footage={doc}
          masks={masks}
          momentS={momentS}
          onSeek={(toS) => {
            if (video.current) video.current.currentTime = toS
          }}
        />
      ) : null}
      <Later>
        <Body>
          <FootageFacts footage={doc} />
        </Body>
        {isPicture && props.isHere ? <ExportPictures of={id} ids={[id]} /> : null}
        <Twins footage={doc} />
        <DerivedFrom footage={doc} />
        {doc.kind === 'clip' ? <FramesOf clip={doc} /> : null}
        {doc.kind === 'clip' ? <ClipInterchange id={doc.id} /> : null}
        <PhotographedClock footage={doc} />
        {isPicture ? <KeptSection id={id} /> : null}
        {isPicture ? <PlaceFootage footage={doc} base={version} /> : null}
      </Later>
    </div>
  )
}

/** Lets the keys of the review have the player of the clip that is on the screen; its moment is told to a tenth of a second. */
function usePlayerMoment(
  footageId: string,
  isClip: boolean,
  video: RefObject<HTMLVideoElement | null>,
): void {
  useEffect(() => {
    if (!isClip) return undefined
    player.current = {
      footageId,
      momentS: () => (video.current ? Math.round(video.current.currentTime * 10) / 10 : null),
      step: (byS) => {
        const own = video.current
        if (!own || !Number.isFinite(own.duration)) return
        own.currentTime = Math.min(own.duration, Math.max(0, own.currentTime + byS))
      },
      toggle: () => {
        const own = video.current
        if (own?.paused) void own.play().catch(() => undefined)
        else own?.pause()
      },
    }
    return () => {
      player.current = NO_PLAYER
    }
  }, [footageId, isClip, video])
}
