import type { Layer } from '../../src/core/geo/layer.ts'
import type { Version } from '../../src/core/units/id.ts'
import { newestRecord } from '../api/own.ts'
import { write } from '../api/write.ts'
import { attempt } from './notices.ts'

type Shown = { doc: Layer; version: Version }

/** Lets two layers that lie on one another change places. */
export function swapLayers(lower: Shown, upper: Shown): void {
  const [low, high] = [lower.doc.order, upper.doc.order]
  const step = crypto.randomUUID()
  changeLayer(lower, { order: low === high ? high + 1 : high }, step)
  if (low !== high) changeLayer(upper, { order: low }, step)
}

/**
 * Changes a background layer: what was just changed of it stays, though it is not shown yet. A change of a part of its
 * source is a function of what it is by then. Changes of one `step` are taken back together.
 */
export const changeLayer = (
  shown: Shown,
  change: Partial<Layer> | ((doc: Layer) => Partial<Layer>),
  step?: string,
): void =>
  void attempt(() =>
    write(
      'layer.put',
      () => {
        const { doc, version } = newestRecord(shown)
        return { base: version, doc: { ...doc, ...(typeof change === 'function' ? change(doc) : change) } }
      },
      'edit.layer',
      step === undefined ? {} : { step },
    ),
  )
