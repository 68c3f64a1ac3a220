import { DomEvent } from 'leaflet'
import { type ReactNode, useEffect, useRef } from 'react'

/** Controls that lie on the map: what is pressed or scrolled in them does not reach it. */
export function OnMap({ className, children }: { className: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!box.current) return
    DomEvent.disableClickPropagation(box.current)
    DomEvent.disableScrollPropagation(box.current)
  }, [])
  return (
    <div ref={box} className={className}>
      {children}
    </div>
  )
}
