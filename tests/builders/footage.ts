import type { Footage } from '../../src/core/footage/footage.ts'
import { anId } from './enterprise.ts'

/** A photo as an import would record it, without time or place. */
export const aFootage = (over: Partial<Footage> = {}): Footage => ({
  id: anId(501),
  sha256: 'a'.repeat(64),
  sizeBytes: 1,
  fileName: 'DJI_0001.JPG',
  mimeType: 'image/jpeg',
  kind: 'photo',
  flightId: null,
  takenAt: null,
  placement: null,
  device: '',
  widthPx: null,
  heightPx: null,
  lens: null,
  importedAtMs: 1,
  ...over,
})
