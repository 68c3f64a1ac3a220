import type { map as en } from '../en/map.ts'

export const map = {} satisfies Record<keyof typeof en, string>
