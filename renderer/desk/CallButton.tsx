import type { ComponentProps } from 'react'
import type { CallName } from '../../src/contract/index.ts'
import { Button } from '../ui/Button.tsx'
import { useMayNot } from './actor.ts'

/** A button that makes a call: where whoever works here may not, it says so beforehand. */
export function CallButton({ call, ...props }: { call: CallName } & ComponentProps<typeof Button>) {
  const why = useMayNot(call)
  return <Button {...props} {...(why === null ? {} : { isDisabled: true, title: why })} />
}
