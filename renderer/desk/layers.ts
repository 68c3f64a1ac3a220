import type { Layer } from '../../src/core/geo/layer.ts'
import type { Version } from '../../src/core/units/id.ts'
import { newestRecord } from '../api/own.ts'
import { write } from '../api/write.ts'
import { attempt } from './notices.ts'

/** Changes a background layer: what was just changed of it stays, though it is not shown yet. */
export const changeLayer = (shown: { doc: Layer; version: Version }, change: Partial<Layer>): void =>
  void attempt(() =>
    write(
      'layer.put',
      () => {
        const { doc, version } = newestRecord(shown)
        return { base: version, doc: { ...doc, ...change } }
      },
      'edit.layer',
    ),
  )
