import type { ReactNode } from 'react'
import { neutral } from '../../src/core/units/shown.ts'

/**
 * A name as somebody gave it, or anything else that may be one: isolated, so that its letters turn nothing beside it, and
 * neutral, so that none of its characters turns the name itself. What is no text is left alone.
 */
export const Named = ({ children }: { children: ReactNode }) =>
  typeof children === 'string' ? <bdi>{neutral(children)}</bdi> : children
