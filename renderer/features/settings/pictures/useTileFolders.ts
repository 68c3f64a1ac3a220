import type { ReactNode } from 'react'
import { rowsNear } from '../../../../src/core/formats/tileFolder.ts'
import type { ChosenFile } from '../../../../src/contract/index.ts'
import type { Note } from '../../../../src/core/units/note.ts'
import { api } from '../../../api/client.ts'
import { write } from '../../../api/write.ts'
import { useRowsQuestion } from './rowsQuestion.tsx'

type Made = { readonly id: string; readonly notes: readonly Note[] }

/**
 * Brings in the folder of tiles in a ZIP as a layer: where its rows are counted from says the folder, else which way lays it
 * near the sites that are known, else the person.
 */
export function useTileFolders(): {
  /** `none`: the ZIP holds no such folder; null: the person thought better of it. */
  bring: (zip: ChosenFile) => Promise<Made | 'none' | null>
  rowsQuestion: ReactNode
} {
  const { askRows, rowsQuestion } = useRowsQuestion()
  const bring = async ({ ref }: ChosenFile) => {
    const [{ found }, { box }] = await Promise.all([
      api.call('layer.tileFolder', { file: ref }),
      api.call('site.extent', {}),
    ])
    if (!found) return 'none'
    const rows = found.rows ?? (box && rowsNear(found, box)) ?? (await askRows(found.covers))
    if (!rows) return null
    const made = await write(
      'layer.import',
      { file: ref, beside: [], name: null, datum: null, isSwapped: false, rows },
      'edit.newLayer',
    )
    return { id: made.doc.id, notes: made.notes }
  }
  return { bring, rowsQuestion }
}
