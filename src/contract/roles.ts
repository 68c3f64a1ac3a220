import { ROLES, type Role } from '../core/people/role.ts'

export { ROLES, type Role }

/** Who may make a call, as it stands beside each. Who reads changes nothing and takes no original away. */
export const EVERYONE: readonly Role[] = [...ROLES]
/** Who puts something into the workspace, or hands something out of it. */
export const WRITERS: readonly Role[] = ['operator', 'officer', 'supervisor']
/** Who plans, and hands missions to vehicles. */
export const PLANNERS: readonly Role[] = ['operator', 'supervisor']
/** Who answers for what is put to an enterprise. */
export const OFFICERS: readonly Role[] = ['officer', 'supervisor']
/** Who answers for the workspace: what is deleted, extended and let pass, and who works with it. */
export const SUPERVISORS: readonly Role[] = ['supervisor']
