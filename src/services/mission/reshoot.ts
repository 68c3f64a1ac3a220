import type { CallOutput, CallParsed } from '../../contract/index.ts'
import type { Campaign } from '../../core/campaign/campaign.ts'
import type { Finding } from '../../core/finding/finding.ts'
import type { Flight } from '../../core/flight/flight.ts'
import type { Footage } from '../../core/footage/footage.ts'
import { type Earlier, targetAsBefore } from '../../core/footage/view/reshoot.ts'
import { reshootMission } from '../../core/footage/view/reshootMission.ts'
import { DEFAULT_HEIGHT_M } from '../../core/mission/newMission.ts'
import type { Mission } from '../../core/mission/mission.ts'
import type { Target } from '../../core/mission/pattern.ts'
import { CAMERAS } from '../../core/mission/cameras.ts'
import { VEHICLES } from '../../core/mission/vehicles.ts'
import type { Site } from '../../core/site/site.ts'
import { findingsToRecheck } from '../../store/findings.ts'
import { sightingsOfFinding } from '../../store/sightings.ts'
import { Refusal } from '../../store/workspace.ts'
import { type Context, write } from '../host/context.ts'
import { referredBy, stored } from '../host/documents.ts'
import { newId } from '../host/newId.ts'

type Left = CallOutput<'mission.reshoot'>['left'][number]

/** One patrol that takes the pictures of findings again: those that are named, and what waits for a re-check in a campaign. */
export function reshoot(
  input: CallParsed<'mission.reshoot'>,
  context: Context,
): CallOutput<'mission.reshoot'> {
  const vehicle = knownOf(VEHICLES, input.vehicleId, 'vehicleId')
  const camera = input.cameraId === null ? null : knownOf(CAMERAS, input.cameraId, 'cameraId')
  const found = findingsOf(input, context)
  const findings = found.slice(0, MOST_FINDINGS)
  const [targets, left, earlier]: [Target[], Left[], Earlier[]] = [[], [], []]
  for (const { id, title } of found.slice(MOST_FINDINGS)) left.push({ findingId: id, title, why: 'too_many' })
  for (const [i, finding] of findings.entries()) {
    const made = again(finding, `shot-${i + 1}`, input.sightingId, context)
    if (typeof made === 'string') left.push({ findingId: finding.id, title: finding.title, why: made })
    else {
      targets.push(made.target)
      earlier.push(made.earlier)
    }
  }
  const [first] = left
  if (targets.length === 0 && findings.length === 1 && first)
    throw new Refusal(first.why === 'no_picture' ? 'reshoot_no_picture' : 'reshoot_no_place', {
      name: first.title,
    })
  if (targets.length === 0) throw new Refusal('reshoot_nothing', { count: findings.length })
  const shot = findings.filter(({ id }) => !left.some(({ findingId }) => findingId === id))
  const siteIds = [...new Set(shot.flatMap(({ siteId }) => siteId ?? []))]
  const sites = siteIds.flatMap((id) => referredBy<Site>(context, 'site', id) ?? [])
  const nowMs = context.nowMs()
  const [only] = shot
  const doc = reshootMission({
    id: newId(nowMs),
    patternId: 'again',
    name:
      shot.length === 1 && only
        ? {
            zh: `复查复拍 ${only.title}`.slice(0, 200),
            en: `Re-shoot ${only.title}`.slice(0, 200),
          }
        : { zh: `复查复拍 ${shot.length} 处`, en: `Re-shoot of ${shot.length} findings` },
    sites,
    like: earlier.find(({ mission }) => mission !== null)?.mission ?? null,
    vehicle,
    camera,
    home: input.home,
    targets,
  })
  return write(context, 'mission.reshoot', (tx) => ({ ...tx.put('mission', null, doc), doc, left }))
}

function knownOf<T extends { readonly id: string }>(rows: readonly T[], id: string, path: string): T {
  const row = rows.find((one) => one.id === id)
  if (row) return row
  throw new Refusal('unknown_choice', { path, id, known: rows.map((one) => one.id).join(', ') })
}

function findingsOf({ findingIds, campaignId }: CallParsed<'mission.reshoot'>, context: Context): Finding[] {
  const named = [...new Set(findingIds)].map((id) => stored<Finding>(context, 'finding', id).doc)
  if (campaignId === null) return named
  const { enterpriseIds } = stored<Campaign>(context, 'campaign', campaignId).doc
  const waiting = findingsToRecheck(context.workspace.db, enterpriseIds)
  return [...named, ...waiting.filter(({ id }) => !findingIds.includes(id))]
}

/** A pattern holds no more targets: what is beyond is left, and said. */
const MOST_FINDINGS = 500

/** The first picture from the air that has a place, or any that has; else why there is none. */
function again(
  finding: Finding,
  id: string,
  sightingId: string | null,
  context: Context,
): { target: Target; earlier: Earlier } | Left['why'] {
  const pictures = sightingsOfFinding(context.workspace.db, finding.id)
    .map(({ doc }) => doc)
    .filter((sighting) => sighting.footageId !== null && (sightingId === null || sighting.id === sightingId))
    .toSorted((a, b) => Number(b.seenFrom === 'air') - Number(a.seenFrom === 'air'))
  for (const { footageId, momentS, at } of pictures) {
    const footage = referredBy<Footage>(context, 'footage', footageId)
    if (!footage) continue
    const flight = referredBy<Flight>(context, 'flight', footage.flightId)
    const mission = referredBy<Mission>(context, 'mission', flight?.missionId)
    const earlier: Earlier = { footage, momentS, flight, mission }
    const target = targetAsBefore(
      earlier,
      { id, name: finding.title, at },
      mission?.transitHeightM ?? DEFAULT_HEIGHT_M,
    )
    if (target) return { target, earlier }
  }
  return pictures.length === 0 ? 'no_picture' : 'no_place'
}
