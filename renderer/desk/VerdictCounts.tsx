import { useT } from '../i18n/index.ts'
import { Badge } from '../ui/layout.tsx'

/** What a verdict comes to: in a list and in its own panel the same badges, each an icon with words. */
export function VerdictCounts(props: { errors: number; warnings: number; unknown: number }) {
  const t = useT()
  const { errors, warnings, unknown } = props
  return (
    <>
      {errors + warnings + unknown === 0 ? (
        <Badge tone="good" isSigned>
          {t('verdict.safe')}
        </Badge>
      ) : null}
      {errors > 0 ? (
        <Badge tone="error" isSigned>
          {t('verdict.errorsN', { n: errors })}
        </Badge>
      ) : null}
      {warnings > 0 ? (
        <Badge tone="warning" isSigned>
          {t('verdict.warningsN', { n: warnings })}
        </Badge>
      ) : null}
      {unknown > 0 ? (
        <Badge tone="unknown" isSigned>
          {t('verdict.unknownN', { n: unknown })}
        </Badge>
      ) : null}
    </>
  )
}
