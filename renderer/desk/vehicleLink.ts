import { createStore } from 'zustand/vanilla'
import type { LinkStatus } from '../../src/contract/index.ts'

/** What is heard of the vehicle; null until the services have told anything. */
export const vehicleLink = createStore<{ status: LinkStatus | null }>()(() => ({ status: null }))
