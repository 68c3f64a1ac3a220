import type { Review } from '../../../../src/core/footage/footage.ts'
import type { CallInput, CallOutput } from '../../../../src/contract/index.ts'
import { api } from '../../../api/client.ts'
import { queryClient } from '../../../api/queries.ts'
import { write } from '../../../api/write.ts'
import { attempt, notices } from '../../../desk/notices.ts'
import { panels } from '../../../desk/panels.ts'
import { selection } from '../../../desk/selection.ts'
import { stage } from '../viewer/stage.ts'
import { assetOf, type Look, lookAt, settledPlace } from './look.ts'
import {
  currentPicture,
  type Draft,
  keepDraft,
  type Marked,
  markedOf,
  player,
  reviewing,
  undecidedAfter,
} from './reviewing.ts'

const decidedOf = (id: string, outcome: Review['outcome'] | null): void =>
  reviewing.setState(({ decided }) => {
    const now = new Map(decided)
    if (outcome) now.set(id, outcome)
    else now.delete(id)
    return { decided: now }
  })

/** Selects the next picture that nobody has looked at, after one and then from the beginning; stays where there is none. */
export function goOn(fromId: string): void {
  const [next] = undecidedAfter(fromId)
  if (next) selection.getState().select({ kind: 'footage', id: next.doc.id })
}

/**
 * Decides about the picture that is selected: the next one is there at once, what was decided is written in turn. A finding
 * is made beside its picture first.
 */
export function decide(outcome: Review['outcome']): void {
  const picture = currentPicture()
  if (!picture) return
  const { id } = picture.doc
  if (outcome === 'finding') return openForm(id)
  decidedOf(id, outcome)
  goOn(id)
  void attempt(() =>
    write('footage.review', { id, base: picture.version, outcome }, 'edit.review', {
      back: { kind: 'footage', id },
    }),
  ).then(() => decidedOf(id, null))
}

/** Opens the short form beside the picture, which is shown large. */
export function openForm(footageId: string): void {
  panels.getState().show('inspector')
  stage.getState().setLarge(true)
  const { fromS } = markedOf(footageId)
  // The moment of a clip is that at which somebody stopped to write.
  if (fromS === null && player.current.footageId === footageId) {
    const momentS = player.current.momentS()
    if (momentS !== null)
      reviewing.setState({
        marked: { footageId, what: { ...markedOf(footageId), fromS: momentS, untilS: null } },
      })
  }
  reviewing.setState({ form: footageId })
}

type NewSighting = CallInput<'finding.addSighting'>['sighting']

/** What a picture shows as it is marked, as a sighting. The time is the picture's; of a clip, that of the moment. */
function sightingOf(
  { footage }: Look,
  { region, fromS, untilS }: Marked,
  seen: Pick<NewSighting, 'at' | 'outcome' | 'level' | 'words'> & { errorM?: number },
): NewSighting {
  const isClip = footage.kind === 'clip'
  const momentS = isClip ? (fromS ?? 0) : null
  return {
    ...seen,
    flightId: footage.flightId,
    footageId: footage.id,
    momentS,
    ...(isClip && untilS !== null && untilS > (momentS ?? 0) ? { untilS } : {}),
    region,
    seenAtMs: Math.round((footage.takenAt?.utcMs ?? Date.now()) + (momentS ?? 0) * 1000),
    // What a phone or a recorder took in a visit was seen on site.
    ...(footage.visitId ? { seenFrom: 'site', visitId: footage.visitId } : { seenFrom: 'air' }),
  }
}

/** Makes the finding that was typed and goes on at once; answers what is lacking, in which case the form stays. */
export function saveFinding(look: Look, draft: Draft): 'title' | 'place' | null {
  const { id } = look.footage
  const marked = markedOf(id)
  if (draft.title.trim() === '') return 'title'
  const place = settledPlace(look, draft, marked)
  if (!place) return 'place'
  const title = draft.title.trim()
  decidedOf(id, 'finding')
  reviewing.setState({ form: null })
  keepDraft(id, null)
  goOn(id)
  const { level, words } = draft
  void attempt(async () => {
    const { doc } = await write(
      'finding.open',
      {
        sighting: sightingOf(look, marked, { ...place, outcome: 'first', level, words }),
        finding: {
          title,
          category: draft.category,
          level,
          risk: null,
          owner: '',
          assetId: assetOf(look, draft)?.id ?? null,
          enterpriseId: null,
          recursOfId: null,
        },
      },
      'edit.newFinding',
      { back: { kind: 'footage', id } },
    )
    reviewing.setState({ last: { id: doc.id, title } })
  }).then((isDone) => {
    decidedOf(id, null)
    if (isDone) return
    // Nothing that was typed is lost: it stands beside its picture again.
    keepDraft(id, draft)
    selection.getState().select({ kind: 'footage', id })
    reviewing.setState({ form: id })
  })
  return null
}

/** A known finding, as it is now. */
const findingOf = (id: string): Promise<CallOutput<'finding.get'>> =>
  queryClient.fetchQuery({
    queryKey: ['finding.get', { id }],
    queryFn: () => api.call('finding.get', { id }),
  })

/**
 * Adds the picture that is selected, as it is marked, to a finding, and goes on. In the flight in which the finding was seen
 * already it is one more picture of the same look, with its outcome; else the thing is still there.
 */
export function addPicture(to: { readonly id: string } | null = reviewing.getState().last): void {
  const picture = currentPicture()
  if (!picture || !to) return
  const { id } = picture.doc
  const marked = { ...markedOf(id) }
  if (marked.fromS === null && player.current.footageId === id) marked.fromS = player.current.momentS()
  const looking = lookAt(id, marked)
  decidedOf(id, 'finding')
  reviewing.setState({ form: null })
  goOn(id)
  void attempt(async () => {
    const [look, finding] = await Promise.all([looking, findingOf(to.id)])
    const { doc, history } = finding
    const same = history.findLast(({ doc: seen }) => seen.flightId === look.footage.flightId)?.doc
    // A picture without a place is of the same thing: it lies where that does.
    const place = settledPlace(
      look,
      { title: '', category: '', level: doc.level, words: '', assetId: null },
      marked,
    )
    await write(
      'finding.addSighting',
      {
        id: doc.id,
        base: finding.version,
        sighting: sightingOf(look, marked, {
          ...(place ?? { at: doc.at }),
          outcome: same?.outcome ?? 'still',
          level: same?.level ?? doc.level,
          words: '',
        }),
      },
      'edit.addSighting',
      { back: { kind: 'footage', id } },
    )
    reviewing.setState({ last: { id: doc.id, title: doc.title } })
    notices.getState().tell('good', 'review.added', { title: doc.title })
  }).then(() => decidedOf(id, null))
}
