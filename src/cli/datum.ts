import { MAP_DATUMS, type MapDatum } from '../services/mission/standalone.ts'
import { refuse } from './io.ts'

/** What a file's coordinates are measured in; WGS-84 unless it is said. */
export function datumOf(text: string | undefined): MapDatum {
  const datum = MAP_DATUMS.find((name) => name === (text ?? 'wgs84'))
  if (!datum)
    throw refuse('bad_value', { option: '--datum', value: text ?? '', wanted: MAP_DATUMS.join(' | ') })
  return datum
}
