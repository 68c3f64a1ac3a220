import { FileText, FileX, Image, Video } from 'lucide-react'
import { useState } from 'react'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import { isDeleted } from '../../../../src/core/footage/retention.ts'
import { api } from '../../../api/client.ts'
import { canHavePoster, makePoster } from './posters.ts'

/** A photo or clip as a small picture: the one that is kept, or one that is made now; a sign until then, or for good. */
export function Poster({ footage }: { footage: Footage }) {
  const [state, setState] = useState<'kept' | 'making' | 'made' | 'none'>(
    canHavePoster(footage) && !isDeleted(footage) ? 'kept' : 'none',
  )
  if (state === 'none' || state === 'making') {
    const Taken = footage.kind === 'clip' ? Video : footage.kind === 'photo' ? Image : FileText
    const Sign = isDeleted(footage) ? FileX : Taken
    return <Sign size={24} aria-hidden />
  }
  const fail = (): void => {
    if (state === 'made') return setState('none')
    setState('making')
    void makePoster(footage).then((isMade) => setState(isMade ? 'made' : 'none'))
  }
  return (
    <img
      src={api.posterUrl(footage.id, state === 'made')}
      alt=""
      loading="lazy"
      decoding="async"
      onError={fail}
    />
  )
}
