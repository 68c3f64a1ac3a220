import { createHash } from 'node:crypto'
import type { CallInput, CallOutput, CallParsed } from '../../contract/index.ts'
import type { FormatInput } from '../../core/formats/formatInput.ts'
import { writtenFor } from '../../core/formats/formats.ts'
import type { FrozenMission } from '../../core/mission/frozen.ts'
import { surroundingsOf } from '../../core/geo/nearFeatures.ts'
import type { Mission } from '../../core/mission/mission.ts'
import { partMission } from '../../core/mission/parts.ts'
import { newMission } from '../../core/mission/newMission.ts'
import { type Release, together } from '../../core/mission/release.ts'
import type { Judged } from '../../core/safety/releaseGate.ts'
import type { Enterprise } from '../../core/site/enterprise.ts'
import type { Site } from '../../core/site/site.ts'
import type { Version } from '../../core/units/id.ts'
import { getDocument, getReadable } from '../../store/documents.ts'
import { frozenOfMission, frozenRevisions } from '../../store/frozen.ts'
import { readHead } from '../../store/journal/entries.ts'
import { layersInOrder } from '../../store/layers.ts'
import { missionNames, missionPage } from '../../store/missions.ts'
import { permitsOf } from '../../store/permits.ts'
import { fitting } from '../../store/schemas.ts'
import { Refusal, type Tx } from '../../store/workspace.ts'
import { add, type Context, during, type Handlers, write } from '../host/context.ts'
import { newId } from '../host/newId.ts'
import { provedRelease } from '../people/releases.ts'
import { reshoot } from './reshoot.ts'
import { missionRevision } from './revision.ts'
import { documentCalls, stored, storedOn } from '../host/documents.ts'
import type { Exported } from './missionWork.ts'

const documents = documentCalls<Mission>('mission')

export const missionCalls = {
  'mission.list': (
    { siteId, text, order, after, limit }: CallParsed<'mission.list'>,
    context: Context,
  ): CallOutput<'mission.list'> =>
    missionPage(context.workspace.db, { siteId, text, enterpriseId: null }, { after, most: limit }, order),
  'mission.names': (_input: object, context: Context): CallOutput<'mission.names'> =>
    missionNames(context.workspace.db),
  'mission.get': documents.get,
  'mission.put': documents.put,
  'mission.remove': documents.remove,
  'mission.duplicate': ({ id }: { id: string }, context: Context): CallOutput<'mission.duplicate'> => {
    const { doc } = stored<Mission>(context, 'mission', id)
    const copy: Mission = {
      ...doc,
      id: newId(context.nowMs()),
      name: {
        zh: `${doc.name.zh}（副本）`.slice(0, 200),
        en: doc.name.en ? `${doc.name.en} (copy)`.slice(0, 200) : '',
      },
      plannedAtMs: null,
    }
    return write(context, 'mission.duplicate', (tx) => ({
      ...tx.put('mission', null, copy),
      doc: copy,
    }))
  },
  'mission.evaluate': ({ id }: { id: string }, context: Context): Promise<CallOutput<'mission.evaluate'>> => {
    const { doc } = stored<Mission>(context, 'mission', id)
    const judged = judgedOf(context, doc, sitesOf(context, doc))
    return during(context, 'mission.evaluate', (work) =>
      context.readers.run('evaluate', { name: doc.name.zh, judged }, work),
    )
  },
  'mission.export': async (
    input: CallInput<'mission.export'>,
    context: Context,
  ): Promise<CallOutput<'mission.export'>> => {
    const { doc: mission } = storedOn<Mission>(context, 'mission', input.id, input.base)
    return exportOf(context, 'mission.export', input, {
      mission,
      sites: sitesOf(context, mission),
      known: releasesOf(context, mission),
    })
  },
  'mission.exportFile': (
    input: CallInput<'mission.exportFile'>,
    context: Context,
  ): Promise<CallOutput<'mission.exportFile'>> => {
    const { mission, sites, releases } = input.file
    const brought = new Map(sites.map((site) => [site.id, site]))
    const ids = new Set([...brought.keys(), ...mission.siteIds])
    return exportOf(context, 'mission.exportFile', input, {
      mission,
      // Of a site that is known here what is known here counts: it may have got a tank since.
      sites: [...ids].flatMap((id) => siteHere(context, id) ?? brought.get(id) ?? []),
      // Whoever writes a file can write a release into it: where persons sign in, what was let pass is known here.
      known: isOpenToAll(context)
        ? together(releasesOf(context, mission), releases)
        : releasesOf(context, mission),
    })
  },
  'mission.import': async (
    { file, siteIds, ...wish }: CallInput<'mission.import'>,
    context: Context,
  ): Promise<CallOutput<'mission.import'>> => {
    const { path, name } = context.filePath(file)
    const sites = siteIds.map((id) => stored<Site>(context, 'site', id).doc)
    const stem = name.replace(/\.[^.]+$/, '').slice(0, 200) || 'mission'
    const base = newMission({ id: newId(context.nowMs()), name: { zh: stem, en: stem }, sites })
    const siteHome = sites.length > 0 ? base.home : null
    const read = await during(context, 'mission.import', (work) =>
      context.readers.run('mission', { file: path, name, wish, base, siteHome }, work),
    )
    if (!read.ok) throw new Refusal(read.code, read.params)
    return add(context, 'mission.import', { name, table: 'mission', ...read.value })
  },
  'mission.split': async (
    { id, base }: CallInput<'mission.split'>,
    context: Context,
  ): Promise<CallOutput<'mission.split'>> => {
    const { doc } = storedOn<Mission>(context, 'mission', id, base)
    const [name, sites] = [doc.name.zh, sitesOf(context, doc)]
    const parts = await during(context, 'mission.split', (work) =>
      context.readers.run('split', { name, mission: doc, sites }, work),
    )
    if (!parts || parts.length < 2) throw new Refusal(parts ? 'fits_one_battery' : 'cannot_split', {})
    return write(context, 'mission.split', (tx) => ({
      docs: parts.map((_, i) => {
        const mission = partMission(doc, parts, i, newId(context.nowMs()))
        return { ...tx.put('mission', null, mission), doc: mission }
      }),
    }))
  },
  'mission.reshoot': reshoot,
  'mission.compare': async (
    { id, file, format }: CallInput<'mission.compare'>,
    context: Context,
  ): Promise<CallOutput<'mission.compare'>> => {
    const chosen = context.filePath(file)
    const [newest] = missionCalls['mission.frozen']({ id }, context)
    const { doc } = stored<Mission>(context, 'mission', id)
    const mission = newest?.doc.mission ?? doc
    const sites = newest?.doc.sites ?? sitesOf(context, doc)
    const revision = newest?.doc.revision ?? missionRevision(doc)
    const input = { mission, sites, releases: [], revision, exportedAtMs: context.nowMs() }
    const isDjiFly =
      newest?.doc.exports.findLast(({ format }) => writtenFor('dji-wpml').some((one) => one === format))
        ?.format === 'dji-fly'
    const compared = await during(context, 'mission.compare', (work) =>
      context.readers.run(
        'compare',
        { file: chosen.path, name: chosen.name, input, isDjiFly, format: format ?? null },
        work,
      ),
    )
    if (!compared.ok) throw new Refusal(compared.code, compared.params)
    return { revision, wasExported: newest !== undefined, ...compared.value }
  },
  'mission.frozen': ({ id }: { id: string }, context: Context): CallOutput<'mission.frozen'> =>
    context.isChecked(frozenOfMission(context.workspace.db, id)),
} satisfies Partial<Handlers>

const isOpenToAll = ({ entrance }: Context): boolean => entrance === 'open' || entrance === 'press'

/** A mission of the workspace as it is judged now. */
export const judgedOf = (context: Context, mission: Mission, sites: readonly Site[]): Judged => ({
  mission,
  sites,
  surroundings: surroundingsOf(
    layersInOrder(context.workspace.db).map(({ doc }) => doc),
    mission.home,
  ),
  permits: permitsOf(context.workspace.db, mission),
  nowMs: context.nowMs(),
})

const siteHere = (context: Pick<Context, 'workspace'>, id: string): Site | undefined =>
  getDocument<Site>(context.workspace.db, 'site', id)?.doc

export const sitesOf = (context: Pick<Context, 'workspace'>, mission: Mission): Site[] =>
  mission.siteIds.flatMap((id) => siteHere(context, id) ?? [])

/** Whose sites these are, each once: their names, and who is called there. */
function enterprisesOf(context: Context, sites: readonly Site[]): NonNullable<FormatInput['enterprises']> {
  const ids = new Set(sites.map(({ enterpriseId }) => enterpriseId))
  return [...ids].flatMap((id) => {
    const doc = getReadable<Enterprise>(context.workspace.db, 'enterprise', id)?.doc
    return doc ? [{ name: doc.name, safetyOfficer: doc.safetyOfficer, contacts: doc.contacts }] : []
  })
}

/** Asks the gate, writes the format, offers its bytes, and records what left. A mission that is not here yet is added. */
async function exportOf(
  context: Context,
  call: 'mission.export' | 'mission.exportFile',
  { format, release, language = 'zh' }: Pick<CallInput<'mission.export'>, 'format' | 'release' | 'language'>,
  leaving: { mission: Mission; sites: Site[]; known: Release[] },
): Promise<CallOutput<'mission.export'>> {
  const { mission, sites, known } = leaving
  const [name, judged] = [mission.name.zh, judgedOf(context, mission, sites)]
  const revision = missionRevision(mission)
  const { request, spend } = await provedRelease(context, release, { revision, missionName: name })
  const how = {
    format,
    request,
    language,
    known,
    head: readHead(context.workspace.db).head,
    enterprises: enterprisesOf(context, sites),
  }
  const done = await during(context, call, (work) =>
    context.readers.run('exportMission', { name, judged, how }, work),
  )
  if (!done.ok) throw new Refusal(done.code, done.params)
  const exported = done.value
  const downloadId = context.offerDownload(exported.fileName, exported.mimeType, exported.bytes)
  return write(context, `mission.export:${format}`, (tx) => {
    if (!getDocument(context.workspace.db, 'mission', mission.id))
      tx.put('mission', null, {
        ...mission,
        siteIds: mission.siteIds.filter((id) => siteHere(context, id)),
      })
    recordExport(tx, context, mission, sites, exported)
    spend(tx, exported.releases)
    const { fileName, notes } = exported
    return { downloadId, fileName, revision: exported.revision, notes }
  })
}

/** The releases that the workspace knows of a mission as it is. */
export const releasesOf = (context: Context, mission: Mission): Release[] =>
  together(
    ...frozenRevisions(context.workspace.db, mission.id, missionRevision(mission)).map(
      ({ doc }) => doc.releases,
    ),
  )

type Recorded = Pick<Exported, 'revision' | 'releases' | 'fileName' | 'bytes'> & { format: string }

/** The frozen revision with an export that is made now, and the version of the document that it continues. */
function frozenWith(
  context: Context,
  mission: Mission,
  sites: Site[],
  exported: Recorded,
): { base: Version | null; doc: FrozenMission } {
  const [known] = frozenRevisions(context.workspace.db, mission.id, exported.revision)
  const entry = {
    atMs: context.nowMs(),
    by: context.actor.name,
    format: exported.format,
    fileName: exported.fileName,
    sha256: createHash('sha256').update(exported.bytes).digest('hex'),
  }
  const doc: FrozenMission = known
    ? {
        ...known.doc,
        releases: together(known.doc.releases, exported.releases),
        exports: [...known.doc.exports, entry],
      }
    : {
        id: newId(context.nowMs()),
        missionId: mission.id,
        revision: exported.revision,
        mission,
        sites,
        releases: exported.releases,
        exports: [entry],
      }
  return { base: known?.version ?? null, doc }
}

/** Freezes the exported revision, or adds the export to it. */
export function recordExport(
  tx: Tx,
  context: Context,
  mission: Mission,
  sites: Site[],
  exported: Recorded,
): void {
  const { base, doc } = frozenWith(context, mission, sites, exported)
  tx.put('frozen', base, doc)
}

/**
 * That an export can be recorded, asked before something is done that cannot be taken back.
 * @throws {Refusal} `does_not_fit` where it cannot.
 */
export function sureToRecord(context: Context, mission: Mission, sites: Site[], exported: Recorded): void {
  const { doc } = frozenWith(context, mission, sites, exported)
  const fitted = fitting('frozen', doc.id, doc)
  if (!fitted.ok) throw new Refusal('does_not_fit', fitted.unfit)
}
