import { z } from 'zod'

/** The roles: 操控员（飞手）, 民警, 负责人, 只读. */
export const ROLES = ['operator', 'officer', 'supervisor', 'reader'] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>
