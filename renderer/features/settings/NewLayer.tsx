import { useState } from 'react'
import { endingsOf } from '../../../src/core/formats/formats.ts'
import type { Note } from '../../../src/core/units/note.ts'
import { ApiError, api } from '../../api/client.ts'
import { useLayers } from '../../api/hooks.ts'
import { newId } from '../../api/newId.ts'
import { write } from '../../api/write.ts'
import { useDatumQuestion } from '../../desk/questions/datumQuestion.tsx'
import { useSwapQuestion } from '../../desk/questions/swapQuestion.tsx'
import { attempt } from '../../desk/notices.ts'
import { selection } from '../../desk/selection.ts'
import { TaskProgress } from '../../desk/TaskProgress.tsx'
import { useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { Head } from '../../ui/Head.tsx'
import type { ChosenFolder } from '../../ui/folderFiles.ts'
import { Body, Hint, Notice, Progress } from '../../ui/layout.tsx'
import { bringOverlays, overlayingFile } from './pictures/overlays.ts'
import { packTiles } from './pictures/packFolder.ts'
import { type ChosenPicture, picturesIn, usePictures } from './pictures/usePictures.ts'
import { useTileFolders } from './pictures/useTileFolders.ts'

/** Pictures that lie where they say, and what says so beside them. */
const BESIDE_PICTURES = ['.tif', '.tiff', '.tfw', '.jpg', '.jpeg', '.jgw', '.png', '.pgw', '.wld', '.prj']

/** Brings in a background: raster tiles, drawn features, or a picture that says where it lies or is laid out by hand. */
export function NewLayer() {
  const t = useT()
  const { ask, question } = useDatumQuestion()
  const { readAsked, swapQuestion } = useSwapQuestion()
  const { data: layers } = useLayers()
  const [busy, setBusy] = useState(false)
  const [notes, setNotes] = useState<Note[]>([])
  const [packed, setPacked] = useState<{ done: number; count: number } | null>(null)
  const { bring: bringPicture, placeQuestion } = usePictures(ask)
  const { bring: bringTiles, rowsQuestion } = useTileFolders()
  const done = (made: { id: string; notes: readonly Note[] }): void => {
    setNotes((known) => [...known, ...made.notes])
    if (made.notes.every(({ severity }) => severity === 'info'))
      selection.getState().select({ kind: 'layer', id: made.id })
  }
  const during = (work: () => Promise<void>): void => {
    setBusy(true)
    setNotes([])
    void attempt(work).then(() => {
      setBusy(false)
      setPacked(null)
    })
  }
  const unfit = (file: string, problem: string) => new ApiError('unreadable_file', { file, problem, at: '' })
  const bringFolder = (folder: ChosenFolder): void =>
    during(async () => {
      const told = (read: number, count: number) => setPacked({ done: read, count })
      const zip = await packTiles(folder, told).catch((error: unknown) => {
        throw error instanceof DOMException ? unfit(folder.name, 'tiles_folder') : error
      })
      if (!zip) throw unfit(folder.name, 'tiles_none')
      const given = await api.made(zip)
      setPacked(null)
      const made = await bringTiles(given)
      if (made && made !== 'none') done(made)
    })
  const bringPictures = (pictures: readonly ChosenPicture[]): void =>
    during(async () => {
      for (const picture of pictures) {
        const made = await bringPicture(picture)
        if (made) done(made)
      }
    })
  const bring = (files: File[]): void => {
    const pictures = picturesIn(files)
    const overlaying = overlayingFile(files)
    if (pictures.length > 0 && !overlaying) {
      bringPictures(pictures)
      return
    }
    during(async () => {
      if (overlaying) {
        const laid = await bringOverlays(overlaying, files)
        setNotes(laid.notes)
        if (laid.made) done(laid.made)
        if (!laid.isDrawn) return
      }
      const chosen = overlaying ?? files.find(({ name }) => /\.shp$/i.test(name)) ?? files[0]
      const [file, ...more] = await api.files(overlaying ? [overlaying] : files)
      if (!file || !chosen) return
      if (/\.zip$/i.test(chosen.name)) {
        const tiles = await bringTiles(file)
        // A ZIP may hold a drawing as well.
        if (tiles !== 'none') return tiles ? done(tiles) : undefined
      }
      const beside = more.map(({ ref }) => ref)
      const isTiles = /\.(?:mbtiles|pmtiles)$/i.test(chosen.name)
      const drawn = isTiles
        ? null
        : await readAsked((isSwapped) => api.call('site.readAreas', { file: file.ref, beside, isSwapped }))
      if (!isTiles && !drawn) return
      const datum = drawn && (await ask(drawn.read.features, drawn.read.notes))
      // Of tiles it is asked once they can be shown.
      if (drawn && !datum) return
      const isSwapped = drawn?.isSwapped ?? false
      const made = await write(
        'layer.import',
        { file: file.ref, beside, name: null, datum, isSwapped },
        'edit.newLayer',
      )
      done({ id: made.doc.id, notes: made.notes })
    })
  }
  /** The ground about all sites that are registered: of a model of a whole degree the layer keeps no more. */
  const bringElevation = ([chosen]: File[]): void =>
    during(async () => {
      if (!chosen) return
      const [[file], { box }] = await Promise.all([api.files([chosen]), api.call('site.extent', {})])
      if (!file) return
      if (!box) throw unfit(chosen.name, 'terrain_elsewhere')
      const { south, west, north, east } = box
      const places = [
        { lat: south, lon: west },
        { lat: north, lon: east },
      ]
      const read = await api.call('terrain.read', { file: file.ref, places })
      const id = newId()
      const source = { kind: 'elevation', terrain: read.terrain, shade: true, contours: true } as const
      const name = { zh: chosen.name.replace(/\.[^.]+$/, '').slice(0, 200) || chosen.name, en: '' }
      const order = Math.max(0, ...(layers ?? []).map(({ doc }) => doc.order)) + 1
      const doc = { id, name, order, visible: true, opacity: 0.7, source }
      await write('layer.put', { base: null, doc }, 'edit.newLayer')
      done({ id, notes: read.notes })
    })
  return (
    <div data-testid="new-layer">
      <Head title={t('layer.new')}>
        <Button onPress={() => selection.getState().compose(null)}>{t('app.back')}</Button>
      </Head>
      <Body>
        {packed ? (
          <Notice tone="info" testId="packing">
            {t('layer.packing', packed)}
            <Progress done={packed.done} total={packed.count} label={t('layer.packing', packed)} />
          </Notice>
        ) : busy && !question && !placeQuestion && !rowsQuestion ? (
          <TaskProgress names={['layer.import']} words={t('layer.bringing')} />
        ) : null}
        <FileDrop
          label={t('layer.fromFile')}
          hint={t('layer.fromFileHint')}
          accept={[...BESIDE_PICTURES, '.mbtiles', '.pmtiles', '.zip', ...endingsOf('areas')].join(',')}
          multiple
          isDisabled={busy}
          onFiles={bring}
          folder={{
            label: t('layer.tileFolder'),
            onFolder: bringFolder,
          }}
          testId="layer-file"
        />
        <FileDrop
          label={t('layer.picture')}
          hint={t('layer.pictureHint')}
          accept="image/*"
          isDisabled={busy}
          onFiles={([picture]) => (picture ? bringPictures([{ picture, beside: [] }]) : undefined)}
          testId="layer-picture"
        />
        <FileDrop
          label={t('layer.elevation')}
          hint={t('layer.elevationHint')}
          accept=".tif,.tiff,.hgt"
          isDisabled={busy}
          onFiles={bringElevation}
          testId="layer-elevation"
        />
        {swapQuestion}
        {question}
        {placeQuestion}
        {rowsQuestion}
        {notes.map((note, i) => (
          <Notice key={`note-${i}`} tone={note.severity}>
            {words('note', note.code, note.params)}
          </Notice>
        ))}
        <Hint>{t('layer.datumHint')}</Hint>
      </Body>
    </div>
  )
}
