import type { Key } from '../../../i18n/index.ts'

/** What officers write most often, by the key that writes it, and under which category. */
export const USUAL = [
  { title: 'usual.bund', category: 'usualOf.containment' },
  { title: 'usual.fence', category: 'usualOf.perimeter' },
  { title: 'usual.gate', category: 'usualOf.perimeter' },
  { title: 'usual.drums', category: 'usualOf.storage' },
  { title: 'usual.label', category: 'usualOf.storage' },
  { title: 'usual.bay', category: 'usualOf.loading' },
  { title: 'usual.lorry', category: 'usualOf.loading' },
  { title: 'usual.leak', category: 'usualOf.containment' },
  { title: 'usual.fireway', category: 'usualOf.fire' },
] as const satisfies readonly { title: Key; category: Key }[]
