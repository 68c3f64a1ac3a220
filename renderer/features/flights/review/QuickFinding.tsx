import { MapPin } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useStore } from 'zustand'
import { useCall, useWorkedOut } from '../../../api/hooks.ts'
import { useMayNot } from '../../../desk/actor.ts'
import { pickPoint } from '../../../desk/editing/pick.ts'
import { selection } from '../../../desk/selection.ts'
import { length, nameOf, number, position } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Select, TextField } from '../../../ui/fields.tsx'
import { Body, Hint, Notice, Row } from '../../../ui/layout.tsx'
import { addPicture, saveFinding } from './decide.ts'
import { assetOf, lookAt, settledPlace } from './look.ts'
import { type Draft, draftOf, keepDraft, markedOf, reviewing, useDraftOf } from './reviewing.ts'
import styles from './quickFinding.module.css'
import { USUAL } from './usual.ts'

/** How far about a place earlier findings are offered, m. */
const NEARBY_M = 60

/** Keys that an input method is composing with are its own, digits and Enter among them. */
const isInputMethods = ({ nativeEvent }: KeyboardEvent): boolean =>
  // Chromium says 229 of a key that an input method took; nothing else tells of it before the composition has begun.
  // oxlint-disable-next-line typescript/no-deprecated
  nativeEvent.isComposing || nativeEvent.keyCode === 229

/** A finding made beside its picture, from the keyboard: usual titles, the asset, and on to the next picture. */
export function QuickFinding({ footageId }: { footageId: string }) {
  const t = useT()
  const mayNot = useMayNot('finding.open')
  const draft = useDraftOf(footageId)
  const marked = useStore(reviewing, ({ marked: one }) => (one?.footageId === footageId ? one.what : null))
  const what = marked ?? markedOf(footageId)
  const { data: look } = useWorkedOut('footage.look', { footageId, what }, () => lookAt(footageId, what))
  const [lacks, setLacks] = useState<'title' | 'place' | null>(null)
  const place = look ? settledPlace(look, draft, what) : null
  const asset = look ? assetOf(look, draft) : null
  const change = (now: Partial<Draft>): void => {
    setLacks(null)
    keepDraft(footageId, { ...draftOf(footageId), ...now })
  }
  const save = (): void => {
    if (mayNot !== null) return
    // Whoever is faster than the place waits for it.
    void (look ? Promise.resolve(look) : lookAt(footageId, what)).then((known) => {
      if (reviewing.getState().form === footageId) setLacks(saveFinding(known, draftOf(footageId)))
    })
  }
  const close = (): void => reviewing.setState({ form: null })
  const choose = (by: 1 | -1): void => {
    const offered = look?.assets ?? []
    if (offered.length === 0) return
    const index = offered.findIndex(({ id }) => id === asset?.id)
    const next = index < 0 && by < 0 ? -1 : index + by
    change({ assetId: offered.at(next % offered.length)?.id ?? null })
  }
  // Before a button that has the focus takes Enter as its own: whoever chose the asset with it saves from there.
  const onSave = (event: KeyboardEvent<HTMLElement>): void => {
    if (isInputMethods(event) || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    save()
    event.preventDefault()
    event.stopPropagation()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (isInputMethods(event)) return
    const isTitle = (event.target as HTMLElement).closest('[data-testid="finding-title"]') !== null
    const usual = USUAL[Number(event.key) - 1]
    if (event.key === 'Escape') close()
    else if (isTitle && (event.key === 'ArrowDown' || event.key === 'ArrowUp'))
      choose(event.key === 'ArrowDown' ? 1 : -1)
    else if (isTitle && usual && draft.title === '' && !event.ctrlKey && !event.altKey && !event.metaKey)
      change({ title: t(usual.title), category: t(usual.category) })
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const point = async (): Promise<void> => {
    const at = await pickPoint('finding.pick')
    if (at) change({ at })
  }
  return (
    // Keys of what stands in it: the group itself takes no focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={styles.form}
      role="group"
      aria-label={t('finding.new')}
      onKeyDownCapture={onSave}
      onKeyDown={onKeyDown}
      data-testid="quick-finding"
    >
      <Body>
        <TextField
          label={t('finding.title')}
          value={draft.title}
          maxLength={200}
          onChange={(title) => change({ title })}
          bad={lacks === 'title' ? t('finding.titleMissing') : null}
          isFocused
          testId="finding-title"
        />
        {draft.title === '' ? (
          <ol className={styles.usual} data-testid="usual-titles">
            {USUAL.map((usual, i) => (
              <li key={usual.title}>
                <AriaButton
                  className={styles.one ?? ''}
                  // The keyboard has the numbers: Tab leads on to the place.
                  excludeFromTabOrder
                  onPress={() => change({ title: t(usual.title), category: t(usual.category) })}
                >
                  <kbd>{i + 1}</kbd>
                  {t(usual.title)}
                </AriaButton>
              </li>
            ))}
          </ol>
        ) : null}
        <div className={styles.place} data-testid="quick-place">
          {place ? (
            <span>
              <MapPin size={14} aria-hidden /> {position(place.at)}
              {place.errorM === undefined ? null : ` ± ${t('unit.m', { value: number(place.errorM, 0) })}`}
              {' · '}
              {t(
                draft.at
                  ? 'quick.byHand'
                  : place.errorM === undefined
                    ? 'quick.ofAsset'
                    : look?.place?.by === 'laser'
                      ? 'quick.byLaser'
                      : look?.place?.by === 'below'
                        ? 'quick.below'
                        : what.region
                          ? 'quick.region'
                          : 'quick.middle',
              )}
              {place.errorM !== undefined && look?.place?.isFlat ? ` · ${t('quick.flat')}` : null}
            </span>
          ) : (
            <span>{t(look ? 'quick.noPlace' : 'app.opening')}</span>
          )}
          <Button look="quiet" onPress={() => void point()} testId="pick-place">
            {t('finding.place')}
          </Button>
        </div>
        {lacks === 'place' ? <Notice tone="error">{t('finding.placeMissing')}</Notice> : null}
        {look && look.assets.length > 0 ? (
          <div
            className={styles.assets}
            role="group"
            aria-label={t('quick.asset')}
            data-testid="quick-assets"
          >
            <span>{t(look.isSeen ? 'quick.assetsSeen' : 'quick.assetsNear')}</span>
            {look.assets.map((one) => (
              <Button
                key={one.id}
                look="quiet"
                pressed={one.id === asset?.id}
                onPress={() => change({ assetId: one.id === asset?.id ? null : one.id })}
                testId="quick-asset"
              >
                {nameOf(one.name)}
              </Button>
            ))}
          </div>
        ) : null}
        {what.fromS === null ? null : (
          <Hint>
            {what.untilS === null
              ? t('quick.moment', { at: number(what.fromS, 1) })
              : t('quick.stretch', { from: number(what.fromS, 1), until: number(what.untilS, 1) })}
          </Hint>
        )}
        <Row>
          <Button
            look="primary"
            onPress={save}
            isDisabled={mayNot !== null}
            title={mayNot ?? undefined}
            testId="save-finding"
          >
            {t('quick.save')}
          </Button>
          <Button onPress={close}>{t('quick.close')}</Button>
          <Button
            look="quiet"
            testId="quick-more"
            onPress={() => {
              close()
              selection.getState().compose({
                kind: 'sighting',
                at: place?.at ?? null,
                ...(place?.errorM === undefined ? {} : { errorM: place.errorM }),
                footageId,
                flightId: look?.footage.flightId ?? null,
                ...(look?.footage.visitId ? { visitId: look.footage.visitId } : {}),
                momentS: look?.footage.kind === 'clip' ? (what.fromS ?? 0) : null,
                ...(what.untilS === null ? {} : { untilS: what.untilS }),
                region: what.region,
                findingId: null,
                assetId: asset?.id ?? null,
                title: draft.title,
              })
            }}
          >
            {t('quick.more')}
          </Button>
        </Row>
        <Hint>{t('quick.keys')}</Hint>
        <Select
          label={t('finding.level')}
          value={draft.level}
          options={(['general', 'major'] as const).map((value) => ({ value, label: t(`level.${value}`) }))}
          onChange={(level) => change({ level })}
          testId="quick-level"
        />
        <TextField
          label={t('finding.words')}
          lines
          value={draft.words}
          onChange={(words) => change({ words })}
          testId="finding-words"
        />
      </Body>
      {place ? <Nearby at={place.at} /> : null}
    </div>
  )
}

/** Findings that are known about the place: what was seen may be one of them, which a person says. */
function Nearby({ at }: { at: { lat: number; lon: number } }) {
  const t = useT()
  const { data } = useCall('finding.nearby', { at, radiusM: NEARBY_M })
  const open = (data ?? []).filter(({ state }) => state !== 'closed').slice(0, 3)
  if (open.length === 0) return null
  return (
    <Body>
      <Hint>{t('finding.nearby')}</Hint>
      {open.map((row) => (
        <Row key={row.id}>
          <span>
            {row.title} · {t(`state.${row.state}`)} · {length(row.distanceM)}
          </span>
          <Button look="quiet" onPress={() => addPicture({ id: row.id })} testId="same-as">
            {t('finding.sameAs')}
          </Button>
        </Row>
      ))}
    </Body>
  )
}
