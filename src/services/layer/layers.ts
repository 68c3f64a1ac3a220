import fs from 'node:fs'
import { note } from '../../core/units/note.ts'
import type { Result } from '../../core/units/result.ts'
import { unreadable } from '../../core/units/problem.ts'
import type { CallInput, CallOutput } from '../../contract/index.ts'
import { recognise } from '../../core/footage/recognise.ts'
import type { Footage } from '../../core/footage/footage.ts'
import { datumNotes } from '../../core/formats/inDatum.ts'
import type { Layer } from '../../core/geo/layer.ts'
import { withFile } from '../../store/openFile.ts'
import { countDocuments, getReadable } from '../../store/documents.ts'
import { footageOfOriginal } from '../../store/footage.ts'
import { layersInOrder } from '../../store/layers.ts'
import { refusalOf } from '../../store/refusal.ts'
import { findTiles, type MapFormat } from '../../store/maps.ts'
import { Refusal } from '../../store/workspace.ts'
import { add, type Context, during, type Handlers, write } from '../host/context.ts'
import { newId } from '../host/newId.ts'
import { documentCalls } from '../host/documents.ts'
import { progressOf } from '../host/progress.ts'
import { chosenAreas } from '../reading/chosenAreas.ts'
import type { MadeTiles } from '../reading/raster/layTiff.ts'
import type { PictureFile } from '../reading/raster/saidPlace.ts'
import type { Work } from '../host/work.ts'

const documents = documentCalls<Layer>('layer')
/** What a layer holds at most. */
const MOST_FEATURES = 50_000
/** First bytes of a TIFF and of a BigTIFF, in either order of bytes. */
const TIFF_HEADERS: readonly string[] = ['49492a00', '4d4d002a', '49492b00', '4d4d002b']
const SQLITE_HEADER = 'SQLite format 3\0'
const PMTILES_HEADER = 'PMTiles'

export const layerCalls = {
  'layer.list': (_input: object, context: Context): CallOutput<'layer.list'> =>
    context.isChecked(layersInOrder(context.workspace.db)),
  'layer.put': (input: CallInput<'layer.put'>, context: Context): CallOutput<'layer.put'> => {
    const { id, source } = input.doc
    const known = getReadable<Layer>(context.workspace.db, 'layer', id)?.doc.source
    const isKept = known?.kind === 'tiles' && source.kind === 'tiles' && known.sha256 === source.sha256
    // Tiles come by an import: a layer of a map that is not here would show nothing, and verification would miss it. One
    // whose map was lost can still be hidden or renamed.
    if (source.kind === 'tiles' && !isKept && !findTiles(context.workspace.dir, source.sha256, source.format))
      throw new Refusal('missing_reference', { aggregate: 'layer' })
    return documents.put(input, context)
  },
  'layer.remove': documents.remove,
  'layer.import': async (
    {
      file,
      beside,
      name,
      datum: said,
      isSwapped,
      epsg,
      corners,
      isOverlays,
      rows,
    }: CallInput<'layer.import'>,
    context: Context,
  ): Promise<CallOutput<'layer.import'>> => {
    const datum = said ?? 'wgs84'
    const chosen = context.filePath(file)
    if (isTiff(chosen.path)) {
      const by = { epsg: epsg ?? null, corners: corners ?? null, datum }
      const { notes, ...tiles } = await drawn(context, chosen, beside, (files, work) =>
        context.threads.run('layTiff', { ...files, by }, work),
      )
      const named = name ?? nameOf(bare(chosen.name))
      return addTiles(context, named, { kind: 'tiles', ...tiles, attribution: '', datum: 'wgs84' }, notes)
    }
    if (isOverlays || rows) {
      const { notes, ...tiles } = await drawn(context, chosen, beside, (files, work) =>
        rows
          ? context.threads.run('layTileFolder', { ...files, rows }, work)
          : context.threads.run('layOverlays', files, work),
      )
      const named = name ?? nameOf(bare(chosen.name))
      const source = { kind: 'tiles', ...tiles, attribution: '', ...(said && { datum: said }) } as const
      return addTiles(context, named, source, notes)
    }
    const format = mapFormatOf(chosen.path)
    if (format) {
      const { dir } = context.workspace
      return during(context, 'layer.import', async (work) => {
        const info = await context.readers.run(
          'tilesInfo',
          { file: chosen.path, name: chosen.name, format },
          work,
        )
        if (!info.ok) throw new Refusal(info.code, info.params)
        const sha256 = await context.threads.run('keepTiles', { file: chosen.path, dir, format }, work)
        const { name: own, isFromNorth, ...rest } = info.value
        const notes = isFromNorth ? [note('info', 'tiles_from_north')] : []
        const named = name ?? nameOf(own.trim() || bare(chosen.name))
        const source = { kind: 'tiles', sha256, format, ...rest, ...(said && { datum: said }) } as const
        return addTiles(context, named, source, notes)
      })
    }
    const files = chosenAreas(context, file, beside)
    const from = { fileName: chosen.name, datum }
    const named = name ?? nameOf(bare(chosen.name))
    const layer = newLayer(context, named, { kind: 'vector', features: [], from })
    const drawing = { name: files.main.name, files, isSwapped: isSwapped ?? false }
    const { value, notes } = await during(context, 'layer.import', (work) =>
      context.readers.run('vectorLayer', { ...drawing, datum, most: MOST_FEATURES, layer }, work),
    )
    if (value === null) throw refusalOf(unreadable(chosen.name, notes, 'no_features'))
    return add(context, 'layer.import', {
      name: chosen.name,
      table: 'layer',
      text: value,
      notes: [...notes, ...datumNotes(datum)],
      over: () => ({ order: nextOrder(context) }),
    })
  },
  'layer.look': async (
    { file, beside }: CallInput<'layer.look'>,
    context: Context,
  ): Promise<CallOutput<'layer.look'>> => {
    const picture = pictureFile(context, file)
    const looked = await during(context, 'layer.look', (work) =>
      context.readers.run('look', { picture, beside: beside.map((one) => pictureFile(context, one)) }, work),
    )
    if (!looked.ok) throw refusalOf(looked)
    return looked.value
  },
  'layer.overlays': (
    { file, beside }: CallInput<'layer.overlays'>,
    context: Context,
  ): Promise<CallOutput<'layer.overlays'>> => {
    const picture = pictureFile(context, file)
    return during(context, 'layer.overlays', (work) =>
      context.readers.run(
        'overlays',
        { picture, beside: beside.map((one) => pictureFile(context, one)) },
        work,
      ),
    )
  },
  'layer.tileFolder': async (
    { file }: CallInput<'layer.tileFolder'>,
    context: Context,
  ): Promise<CallOutput<'layer.tileFolder'>> => {
    const found = await during(context, 'layer.tileFolder', (work) =>
      context.readers.run('findTileFolder', pictureFile(context, file), work),
    )
    if (!found.ok) throw refusalOf(found)
    return { found: found.value }
  },
  'layer.picture': async (
    { file, name, corners }: CallInput<'layer.picture'>,
    context: Context,
  ): Promise<CallOutput<'layer.picture'>> => {
    const chosen = context.filePath(file)
    const head = readFirst(chosen.path, 512)
    const { kind, mimeType } = recognise(head)
    if (kind !== 'photo')
      throw new Refusal('unreadable_file', { file: chosen.name, problem: 'no_picture', at: '' })
    const { sha256, sizeBytes } = await context.workspace.vault.bring(chosen.path)
    const [known] = footageOfOriginal(context.workspace.db, sha256)
    const footage: Footage = known?.doc ?? {
      id: newId(context.nowMs()),
      sha256,
      sizeBytes,
      fileName: chosen.name,
      mimeType,
      kind,
      flightId: null,
      takenAt: null,
      placement: null,
      device: '',
      widthPx: null,
      heightPx: null,
      lens: null,
      importedAtMs: context.nowMs(),
    }
    const written = write(context, 'layer.picture', (tx) => {
      if (!known) tx.put('footage', null, footage)
      const doc = newLayer(context, name, { kind: 'picture', footageId: footage.id, corners })
      return { ...tx.put('layer', null, doc), doc }
    })
    context.workspace.vault.settle(sha256)
    return written
  },
} satisfies Partial<Handlers>

/** A file's name without its ending. */
const bare = (fileName: string): string => fileName.replace(/\.[^.]+$/, '') || fileName

const nameOf = (text: string): Layer['name'] => ({ zh: text.slice(0, 200), en: '' })

const nextOrder = (context: Context): number => countDocuments(context.workspace.db, 'layer') + 1

const newLayer = (context: Context, name: Layer['name'], source: Layer['source']): Layer => ({
  id: newId(context.nowMs()),
  name,
  order: nextOrder(context),
  visible: true,
  opacity: 1,
  source,
})

function addTiles(
  context: Context,
  name: Layer['name'],
  source: Layer['source'],
  notes: CallOutput<'layer.import'>['notes'],
): CallOutput<'layer.import'> {
  const doc = newLayer(context, name, source)
  return write(context, 'layer.import', (tx) => ({ ...tx.put('layer', null, doc), doc, notes }))
}

function pictureFile(context: Context, ref: string): { file: string; name: string } {
  const { path, name } = context.filePath(ref)
  return { file: path, name }
}

type Drawing = PictureFile & { readonly beside: readonly PictureFile[]; readonly dir: string }

/** Has a thread draw a file as tiles, and tells how far it is. */
async function drawn(
  context: Context,
  { path: file, name }: { path: string; name: string },
  beside: readonly string[],
  run: (files: Drawing, work: Work) => Promise<Result<MadeTiles>>,
): Promise<MadeTiles> {
  const progress = progressOf(context, 'layer.import')
  const { size } = fs.statSync(file)
  const files = {
    file,
    name,
    beside: beside.map((one) => pictureFile(context, one)),
    dir: context.workspace.dir,
  }
  let done = 0
  try {
    const made = await during(context, 'layer.import', (work) =>
      run(files, {
        ...work,
        onBytes(bytes) {
          done += bytes
          progress.tell(name, Math.min(size, done), size)
        },
      }),
    )
    if (!made.ok) throw refusalOf(made)
    return made.value
  } finally {
    progress.end()
  }
}

const isTiff = (file: string): boolean => {
  const head = Buffer.from(readFirst(file, 4)).toString('hex')
  return TIFF_HEADERS.includes(head)
}

const readFirst = (file: string, length: number): Uint8Array =>
  withFile(file, 'r', (open) => open.read(length, 0))

/** Which kind of file of tiles it is, by its first bytes; null for any other file. */
function mapFormatOf(file: string): MapFormat | null {
  const head = Buffer.from(readFirst(file, 16)).toString('latin1')
  if (head === SQLITE_HEADER) return 'mbtiles'
  return head.startsWith(PMTILES_HEADER) ? 'pmtiles' : null
}
