import type { CallOutput, CallParsed, EvidenceBagRow } from '../../../contract/index.ts'
import {
  bagStateOf,
  type EvidenceBag,
  handedOver,
  withdrawnBag,
} from '../../../core/footage/bag/evidenceBag.ts'
import { CHINA_ZONE, wallTime } from '../../../core/units/wallClock.ts'
import type { Result } from '../../../core/units/result.ts'
import type { Stored } from '../../../store/documents.ts'
import { bagPage } from '../../../store/evidenceBags.ts'
import { sweepDeleted } from '../../../store/retention.ts'
import { Refusal, type Tx } from '../../../store/workspace.ts'
import { type Context, during, type Handlers, write } from '../../host/context.ts'
import { stored } from '../../host/documents.ts'
import { progressOf } from '../../host/progress.ts'
import { withScan } from '../keepFile.ts'

export const bagCalls = {
  'evidence.list': (
    { of, undelivered, after, limit }: CallParsed<'evidence.list'>,
    { workspace }: Context,
  ): CallOutput<'evidence.list'> => {
    const { rows, ...rest } = bagPage(workspace.db, { of, undelivered }, { after, most: limit })
    return { ...rest, rows: rows.map(rowOf) }
  },
  'evidence.get': ({ id }: CallParsed<'evidence.get'>, context: Context): CallOutput<'evidence.get'> => {
    const found = stored<EvidenceBag>(context, 'evidenceBag', id)
    return { ...rowOf(found), footageIds: found.doc.footageIds }
  },
  'evidence.handOver': async (
    { id, base, scan, bag, ...handing }: CallParsed<'evidence.handOver'>,
    context: Context,
  ): Promise<CallOutput<'evidence.handOver'>> => {
    const { doc } = stored<EvidenceBag>(context, 'evidenceBag', id)
    if (handing.handedAtMs > context.nowMs())
      throw new Refusal('not_yet', { day: wallTime(CHINA_ZONE, handing.handedAtMs) })
    // What cannot be put down is refused before the scan goes into the vault, and before gigabytes are read.
    const isBare = scan === null && handing.reason.trim() === ''
    sure(handedOver(doc, { ...handing, scanId: isBare ? null : id, isChecked: false }, doneNow(context)))
    if (bag !== null) await sureSame(doc, bag, context)
    const done = await withScan(context, scan, (kept) =>
      write(context, 'evidence.handOver', (tx) => {
        const now = tx.get<EvidenceBag>('evidenceBag', id).doc
        const scanId = kept?.record(tx) ?? null
        return step(
          tx,
          base,
          handedOver(now, { ...handing, scanId, isChecked: bag !== null }, doneNow(context)),
        )
      }),
    )
    sweepDeleted(context.workspace)
    return done
  },
  'evidence.withdraw': (
    { id, base, reason }: CallParsed<'evidence.withdraw'>,
    context: Context,
  ): CallOutput<'evidence.withdraw'> => {
    const done = write(context, 'evidence.withdraw', (tx) =>
      step(tx, base, withdrawnBag(tx.get<EvidenceBag>('evidenceBag', id).doc, reason, doneNow(context))),
    )
    // What another station deleted meanwhile was kept here by the package alone.
    sweepDeleted(context.workspace)
    return done
  },
} satisfies Partial<Handlers>

function rowOf({ doc, revision, version }: Stored<EvidenceBag>): EvidenceBagRow {
  const { footageIds, ...facts } = doc
  return { ...facts, revision, version, state: bagStateOf(doc), files: footageIds.length }
}

const doneNow = ({ actor, nowMs }: Context) => ({ by: actor.name, role: actor.role, atMs: nowMs() })

/** What a step came to. @throws {Refusal} as it failed */
function sure(done: Result<EvidenceBag>): EvidenceBag {
  if (!done.ok) throw new Refusal(done.code, done.params)
  return done.value
}

/** Puts a package as one step made it. */
function step(tx: Tx, base: CallParsed<'evidence.withdraw'>['base'], done: Result<EvidenceBag>) {
  const doc = sure(done)
  return rowOf({ ...tx.put('evidenceBag', base, doc), doc })
}

/**
 * Holds the package that is handed over against its lists, and these against the record.
 * @throws {Refusal} `bag_unreadable`, `bag_altered` with the first file that is not as it was packed, `bag_other`
 */
async function sureSame(bag: EvidenceBag, file: string, context: Context): Promise<void> {
  const { path, name } = context.filePath(file)
  const progress = progressOf(context, 'evidence.handOver')
  let done = 0
  try {
    const checked = await during(context, 'evidence.handOver', ({ signal }) =>
      context.threads.run(
        'checkBag',
        { file: path },
        {
          ...(signal ? { signal } : {}),
          onBytes(bytes: number) {
            done += bytes
            progress.tell(name, Math.min(done, bag.bytes), bag.bytes)
          },
        },
      ),
    )
    if (!checked.ok) throw new Refusal(checked.code, { ...checked.params, file: name })
    const { problems, manifestSha256, tagManifestSha256 } = checked.value
    if (manifestSha256 !== bag.manifestSha256 && problems.length === 0)
      throw new Refusal('bag_other', { file: name, bag: bag.fileName })
    const [first] = problems
    if (first) throw new Refusal('bag_altered', { file: name, what: first.path, count: problems.length })
    // Its tag files are listed in the last list, and nothing lists that.
    if (manifestSha256 !== bag.manifestSha256 || tagManifestSha256 !== bag.tagManifestSha256)
      throw new Refusal('bag_altered', { file: name, what: 'tagmanifest-sha256.txt', count: 1 })
  } finally {
    progress.end()
  }
}
