import type { EvidenceBag } from '../../src/core/footage/bag/evidenceBag.ts'
import { anId } from './enterprise.ts'
import { NOW_MS } from './mission.ts'

export const anEvidenceBag = (over: Partial<EvidenceBag> = {}): EvidenceBag => ({
  id: anId(950),
  about: { aggregate: 'flight', id: anId(301) },
  title: '2026-05-20',
  enterpriseIds: [],
  fileName: 'evidence-2026-05-20.zip',
  bytes: 1_000_000,
  manifestSha256: 'a'.repeat(64),
  tagManifestSha256: 'b'.repeat(64),
  unmasked: null,
  made: { by: '顾砚之', role: 'officer', atMs: NOW_MS },
  footageIds: [],
  handedOver: null,
  withdrawn: null,
  ...over,
})
