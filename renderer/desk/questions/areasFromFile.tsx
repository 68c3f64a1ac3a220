import type { ReactNode } from 'react'
import { type DrawnArea, drawnOf } from '../../../src/core/formats/drawn.ts'
import { featuresInWgs84 } from '../../../src/core/formats/inDatum.ts'
import type { ImportSource } from '../../../src/core/geo/mapDatum.ts'
import { api } from '../../api/client.ts'
import { words } from '../../i18n/index.ts'
import { useDatumQuestion } from './datumQuestion.tsx'
import { useSwapQuestion } from './swapQuestion.tsx'

/** The areas of a file, in WGS-84; where they are from, and what was not taken, in words. */
export type AreasRead = { areas: readonly DrawnArea[]; source: ImportSource; notes: readonly string[] }

/** Reads the areas that files draw, and asks for what they leave open. Null: there was none, or the person thought better of it. */
export function useAreasFromFile(): {
  read: (files: File[]) => Promise<AreasRead | null>
  question: ReactNode
} {
  const { ask, question } = useDatumQuestion()
  const { readAsked, swapQuestion } = useSwapQuestion()
  const read = async (files: File[]): Promise<AreasRead | null> => {
    const [file, ...beside] = await api.files(files)
    if (!file) return null
    const answer = await readAsked((isSwapped) =>
      api.call('site.readAreas', { file: file.ref, beside: beside.map(({ ref }) => ref), isSwapped }),
    )
    if (!answer) return null
    const { features, notes: said } = answer.read
    const datum = await ask(features, said)
    if (!datum) return null
    const drawn = drawnOf(featuresInWgs84(features, datum), ['area'])
    return {
      areas: drawn.areas,
      source: {
        fileName: (files.find(({ name }) => /\.shp$/i.test(name)) ?? files[0])?.name ?? '',
        datum,
      },
      notes: [...said, ...drawn.notes]
        .filter(({ severity }) => severity !== 'info')
        .map((note) => words('note', note.code, note.params)),
    }
  }
  return {
    read,
    question: (
      <>
        {swapQuestion}
        {question}
      </>
    ),
  }
}
