import { api } from '../../api/client.ts'
import { useDocument } from '../../api/hooks.ts'
import { useT } from '../../i18n/index.ts'
import styles from './findings.module.css'

/** The picture that a sighting rests on: a photo, or a clip held at its moment. */
export function Evidence(props: {
  footageId: string
  momentS: number | null
  untilS?: number | undefined
  /** Told how wide the picture is by its height, once it is there. */
  onRatio?: (ratio: number) => void
}) {
  const { footageId, momentS, untilS, onRatio } = props
  const t = useT()
  const kind = useDocument('footage.get', footageId).data?.doc.kind
  const url = api.mediaUrl(footageId)
  if (kind === 'clip')
    return (
      <video
        className={styles.picture}
        src={`${url}#t=${momentS ?? 0}${untilS === undefined ? '' : `,${untilS}`}`}
        aria-label={t('finding.evidence')}
        preload="metadata"
        muted
        onLoadedMetadata={({ currentTarget: own }) => onRatio?.(own.videoWidth / own.videoHeight)}
      />
    )
  return kind === undefined ? null : (
    <img
      className={styles.picture}
      src={url}
      alt={t('finding.evidence')}
      loading="lazy"
      onLoad={({ currentTarget: own }) => onRatio?.(own.naturalWidth / own.naturalHeight)}
    />
  )
}
