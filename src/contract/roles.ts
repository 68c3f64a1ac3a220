/** The roles. Until persons sign in, whoever acts says which is theirs. */
export const ROLES = ['operator', 'officer', 'supervisor'] as const
export type Role = (typeof ROLES)[number]

/** Who may make a call, as it stands beside each. */
export const EVERYONE: readonly Role[] = [...ROLES]
/** Who plans, and hands missions to vehicles. */
export const PLANNERS: readonly Role[] = ['operator', 'supervisor']
/** Who answers for what is put to an enterprise. */
export const OFFICERS: readonly Role[] = ['officer', 'supervisor']
