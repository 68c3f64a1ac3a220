import type { Finding } from '../../src/core/finding/finding.ts'
import { anId } from './enterprise.ts'
import { NOW_MS } from './mission.ts'

export const aFinding = (over: Partial<Finding> = {}): Finding => ({
  id: anId(501),
  enterpriseId: anId(1),
  enterpriseBy: 'site',
  siteId: null,
  assetId: null,
  title: '围堰破损',
  category: '',
  level: 'general',
  risk: null,
  at: { lat: 41.77, lon: 109.97 },
  state: 'toVerify',
  openedAtMs: NOW_MS,
  owner: '',
  deadlines: [],
  transitions: [],
  recursOfId: null,
  ...over,
})
