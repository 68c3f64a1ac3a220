import { type InSession, inSession } from '../../src/contract/index.ts'
import { createServices, type ServicesOptions } from '../../src/services/index.ts'

/** Services with one session, as a window or a run of the command line has them. */
export const openServices = (options: ServicesOptions): InSession => inSession(createServices(options))
