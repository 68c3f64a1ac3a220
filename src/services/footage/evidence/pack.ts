import { createHash } from 'node:crypto'
import fs from 'node:fs'
import type { CallInput, CallOutput } from '../../../contract/index.ts'
import type { Flight } from '../../../core/flight/flight.ts'
import type { Finding } from '../../../core/finding/finding.ts'
import type { RectificationOrder } from '../../../core/finding/order/order.ts'
import type { Footage } from '../../../core/footage/footage.ts'
import { exportList } from '../../../core/footage/copies/exportList.ts'
import { type BagFile, JOURNAL_NAME, tagFiles } from '../../../core/formats/bag.ts'
import { extractText } from '../../../core/journal/extract.ts'
import type { EvidenceBag } from '../../../core/footage/bag/evidenceBag.ts'
import type { Enterprise } from '../../../core/site/enterprise.ts'
import type { Site } from '../../../core/site/site.ts'
import { fileStem } from '../../../core/units/shown.ts'
import { failureOf } from '../../../store/failure.ts'
import { getReadable, type Stored } from '../../../store/documents.ts'
import { findingsOfEnterprise } from '../../../store/findings.ts'
import { footageOfFlight } from '../../../store/footage.ts'
import { readHead } from '../../../store/journal/entries.ts'
import { extractOf } from '../../../store/journal/extract.ts'
import { readWorkspaceId } from '../../../store/journal/own.ts'
import type { DocumentRef } from '../../../store/journal/projecting.ts'
import { localFile } from '../../../store/localCopy.ts'
import { findingsOfOrder } from '../../../store/orders.ts'
import { isGone } from '../../../store/retention.ts'
import { sightingsOfFinding } from '../../../store/sightings.ts'
import { Refusal } from '../../../store/workspace.ts'
import { type Context, during, type Handlers, write } from '../../host/context.ts'
import { isOtherFile } from '../../host/copyRecorded.ts'
import { stored } from '../../host/documents.ts'
import { newId } from '../../host/newId.ts'
import { progressOf } from '../../host/progress.ts'
import { held } from '../asRecorded.ts'
import { leave, type Ready, recordLeft } from '../exportPictures.ts'
import { storeZip, type ZipEntry } from '../storeZip.ts'
import {
  type Evidence,
  evidenceList,
  evidenceListDocx,
  evidencePage,
  evidenceReceipt,
  FILES_FOLDER,
  LIST_DOCX_NAME,
  LIST_NAME,
  PICTURES_NAME,
} from './papers.ts'

type Input = CallInput<'evidence.pack'>
type Gathered = {
  readonly title: string
  readonly footageIds: readonly string[]
  /** Whose places it shows, as far as they are here. */
  readonly enterpriseIds: readonly string[]
  /** The documents whose entries the extract of the journal holds. */
  readonly about: readonly DocumentRef[]
}

const hashOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

export const evidenceCalls = {
  'evidence.pack': async (input: Input, context: Context): Promise<CallOutput<'evidence.pack'>> => {
    const { unmasked, language } = input
    if (unmasked && !context.roles.includes('supervisor')) throw new Refusal('unmasked_needs_supervisor', {})
    const { db } = context.workspace
    const gathered = gather(input.about, context)
    const taken = new Set<string>()
    const ready: Ready[] = []
    const reason = unmasked ? `${unmasked.to}: ${unmasked.request}` : null
    // What was deleted when its time was over is named by its hash, so that nobody takes it for forgotten.
    const gone: Footage[] = []
    for (const id of gathered.footageIds) {
      const { doc, version } = stored<Footage>(context, 'footage', id)
      if (isGone(context.workspace, doc)) {
        gone.push(doc)
        continue
      }
      ready.push(await leave({ id, base: version, copy: null }, reason, taken, context))
    }
    if (ready.length === 0) throw new Refusal('nothing_to_pack', {})
    const evidence: Evidence = {
      title: gathered.title,
      kind: input.about.aggregate,
      leaving: ready,
      by: context.actor.name,
      atMs: context.nowMs(),
      unmasked,
      head: readHead(db).head,
    }
    const { heads, entries } = extractOf(db, gathered.about)
    const texts: [name: string, bytes: Uint8Array][] = (
      [
        ['index.html', evidencePage(evidence, language)],
        [LIST_NAME, evidenceList(ready, language)],
        [LIST_DOCX_NAME, evidenceListDocx(evidence, language)],
        [PICTURES_NAME, exportList(ready, language, evidence.head)],
        [JOURNAL_NAME, extractText(readWorkspaceId(db) ?? '', heads, entries)],
      ] as const
    ).map(([name, content]) => [name, typeof content === 'string' ? Buffer.from(content) : content])
    const name = bagName(evidence)
    const id = newId(evidence.atMs)
    const { zip, manifestSha256, tagManifestSha256 } = await packed(
      { id, name },
      evidence,
      ready,
      gone,
      texts,
      language,
      context,
    )
    try {
      return write(context, 'evidence.pack', (tx) => {
        const fileName = `${name}.zip`
        const bytes = fs.statSync(zip).size
        const bag: EvidenceBag = {
          id,
          about: input.about,
          title: gathered.title.slice(0, 500),
          enterpriseIds: [...gathered.enterpriseIds],
          fileName,
          bytes,
          manifestSha256,
          tagManifestSha256,
          unmasked,
          made: { by: evidence.by, role: context.actor.role, atMs: evidence.atMs },
          footageIds: ready.map(({ footage }) => footage.id),
          handedOver: null,
          withdrawn: null,
        }
        tx.put('evidenceBag', null, bag)
        recordLeft(tx, ready)
        const downloadId = context.offerFile(fileName, 'application/zip', zip)
        return { id, downloadId, fileName, files: ready.length, bytes, manifestSha256 }
      })
    } catch (error) {
      fs.rmSync(zip, { force: true })
      throw error
    }
  },
} satisfies Partial<Handlers>

/** The day and what it is about; where originals go along, for whom. */
function bagName({ title, atMs, unmasked }: Evidence): string {
  const day = new Date(atMs).toISOString().slice(0, 10)
  const whose = unmasked ? `-originals-for-${fileStem(unmasked.to)}` : ''
  return `evidence-${day}-${fileStem(title).slice(0, 40)}${whose}`.replaceAll(/[\s.]+$/g, '')
}

/** Writes the bag aside, every byte hashed on its way: what is not as it was recorded is refused by its name, and nothing stays. */
async function packed(
  { id, name }: { readonly id: string; readonly name: string },
  evidence: Evidence,
  ready: readonly Ready[],
  gone: readonly Footage[],
  texts: readonly (readonly [name: string, bytes: Uint8Array])[],
  language: Input['language'],
  context: Context,
): Promise<{ zip: string; manifestSha256: string; tagManifestSha256: string }> {
  const payload: BagFile[] = [
    ...ready.map(({ out }) => ({
      path: `data/${FILES_FOLDER}/${out.fileName}`,
      sha256: out.sha256,
      sizeBytes: out.sizeBytes,
    })),
    ...texts.map(([file, bytes]) => ({
      path: `data/${file}`,
      sha256: hashOf(bytes),
      sizeBytes: bytes.length,
    })),
  ]
  let manifestSha256 = ''
  const tags = tagFiles(
    payload,
    [
      ['Bagging-Date', new Date(evidence.atMs).toISOString().slice(0, 10)],
      ['External-Description', evidence.title],
      ['External-Identifier', id],
      ['Contact-Name', evidence.by],
      ...gone.map(({ sha256, fileName }) => ['Sortie-Deleted', `${sha256} ${fileName}`] as const),
      ...(evidence.unmasked
        ? ([
            ['Sortie-Originals-For', evidence.unmasked.to],
            ['Sortie-Request', evidence.unmasked.request],
          ] as const)
        : []),
    ],
    hashOf,
    (manifest) => {
      manifestSha256 = manifest
      return { path: 'receipt.html', text: evidenceReceipt(evidence, manifest, language) }
    },
  )
  const zip = context.scratchFile()
  const made: string[] = []
  const written = (path: string, bytes: Uint8Array): ZipEntry => {
    const file = context.scratchFile()
    made.push(file)
    fs.writeFileSync(file, bytes)
    return {
      name: `${name}/${path}`,
      hold: () => held(() => localFile(file), path),
      sizeBytes: bytes.length,
      sha256: hashOf(bytes),
    }
  }
  const total = payload.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const progress = progressOf(context, 'evidence.pack')
  let done = 0
  try {
    const entries = [
      ...tags.map(({ path, text }) => written(path, Buffer.from(text))),
      ...texts.map(([file, bytes]) => written(`data/${file}`, bytes)),
      ...ready.map(
        ({ out, hold }): ZipEntry => ({
          name: `${name}/data/${FILES_FOLDER}/${out.fileName}`,
          hold,
          sizeBytes: out.sizeBytes,
          sha256: out.sha256,
        }),
      ),
    ]
    await during(context, 'evidence.pack', ({ signal }) =>
      storeZip(zip, entries, evidence.atMs, {
        ...(signal ? { signal } : {}),
        onBytes(bytes) {
          done += bytes
          progress.tell('', Math.min(done, total), total)
        },
      }),
    )
    return { zip, manifestSha256, tagManifestSha256: hashOf(tags.at(-1)?.text ?? '') }
  } catch (error) {
    fs.rmSync(zip, { force: true })
    if (error instanceof Refusal) throw error
    if (isOtherFile(error)) {
      const { message } = error as Error
      const one = ready.find(({ out }) => message.endsWith(`/${FILES_FOLDER}/${out.fileName}`))
      throw new Refusal('changed_file', { file: one?.footage.fileName ?? message })
    }
    const failure = failureOf(error, `${name}.zip`)
    throw failure.ok || failure.code === 'internal' ? error : new Refusal(failure.code, failure.params)
  } finally {
    progress.end()
    for (const file of made) fs.rmSync(file, { force: true })
  }
}

function gather({ aggregate, id }: Input['about'], context: Context): Gathered {
  const { db } = context.workspace
  const itself: DocumentRef = { aggregate, id }
  if (aggregate === 'flight') {
    const flight = stored<Flight>(context, 'flight', id).doc
    const ids = [...new Set([...footageOfFlight(db, id).map(({ doc }) => doc.id), ...flight.logIds])]
    const day = new Date(flight.takeoffAtMs).toISOString().slice(0, 10)
    const enterpriseIds = flight.siteIds.flatMap(
      (siteId) => getReadable<Site>(db, 'site', siteId)?.doc.enterpriseId ?? [],
    )
    return of(day, ids, [itself], enterpriseIds, context)
  }
  if (aggregate === 'finding') {
    const finding = stored<Finding>(context, 'finding', id)
    return ofFindings(finding.doc.title, [finding], [], [finding.doc.enterpriseId], context)
  }
  if (aggregate === 'rectificationOrder') {
    const order = stored<RectificationOrder>(context, 'rectificationOrder', id).doc
    const title = order.issued?.no ?? id.slice(0, 8)
    return ofFindings(title, findingsOfOrder(db, order), [itself], [order.enterpriseId], context)
  }
  const enterprise = stored<Enterprise>(context, 'enterprise', id).doc
  return ofFindings(enterprise.name.zh, findingsOfEnterprise(db, id), [itself], [id], context)
}

function ofFindings(
  title: string,
  findings: readonly Stored<Finding>[],
  about: readonly DocumentRef[],
  enterpriseIds: readonly (string | null)[],
  context: Context,
): Gathered {
  const sightings = findings.flatMap(({ doc }) => sightingsOfFinding(context.workspace.db, doc.id))
  const ids = [...new Set(sightings.flatMap(({ doc }) => doc.footageId ?? []))]
  return of(
    title,
    ids,
    [
      ...about,
      ...findings.map(({ doc }): DocumentRef => ({ aggregate: 'finding', id: doc.id })),
      ...sightings.map(({ doc }): DocumentRef => ({ aggregate: 'sighting', id: doc.id })),
    ],
    enterpriseIds,
    context,
  )
}

/** What is named and not here stays away: another station has it. */
function of(
  title: string,
  ids: readonly string[],
  about: readonly DocumentRef[],
  enterpriseIds: readonly (string | null)[],
  { workspace }: Context,
): Gathered {
  const { db } = workspace
  const footageIds = ids.filter((id) => getReadable(db, 'footage', id) !== null)
  return {
    title,
    footageIds,
    enterpriseIds: [
      ...new Set(
        enterpriseIds.flatMap((id) => (id !== null && getReadable(db, 'enterprise', id) ? [id] : [])),
      ),
    ],
    about: [...about, ...footageIds.map((id): DocumentRef => ({ aggregate: 'footage', id }))],
  }
}
