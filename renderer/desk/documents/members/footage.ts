import type { Footage } from '../../../../src/core/footage/footage.ts'
import { bytes, date, dateTime, number, position, clock } from '../../../i18n/format.ts'
import { t } from '../../../i18n/index.ts'
import { pointPlace } from '../../places.ts'
import type { MembersOf } from './member.ts'
import { text, figure, moment, other, hash, at, linePlace, joined } from './say.ts'

export const FOOTAGE: MembersOf<Footage> = {
  id: null,
  sha256: hash('footage.sha'),
  sizeBytes: { label: 'footage.size', says: (size) => bytes(size) },
  fileName: text('member.fileName'),
  mimeType: text('member.mimeType'),
  kind: { label: 'member.footageKind', says: (kind) => t(`footageKind.${kind}`) },
  flightId: other('member.flight', 'flight'),
  visitId: other('member.takenInVisit', 'visit'),
  takenAt: {
    label: 'member.takenAt',
    of: {
      raw: text('footage.rawTime'),
      source: { label: 'member.timeSource', says: (source) => t(`timeSource.${source}`) },
      assumedZone: text('footage.assumedZone'),
      utcMs: { label: 'member.utc', says: (atMs) => joined([date(atMs), clock(atMs)]) },
      aheadS: figure('footage.ahead', 3),
      aheadWhy: text('member.aheadWhy'),
    },
  },
  placement: {
    label: 'footage.place',
    of: {
      at: at('finding.at'),
      heightM: figure('footage.height'),
      headingDeg: figure('member.heading', 1),
      pitchDeg: figure('member.pitch', 1),
      rollDeg: figure('member.roll', 1),
      errorM: figure('footage.placeError'),
      by: { label: 'member.placedBy', says: (by) => t(`placed.${by}`) },
      reason: text('footage.reason'),
      asset: {
        label: 'member.asset',
        says: ({ siteId, assetId }, nameOfOther) =>
          joined([nameOfOther('site', siteId), nameOfOther('asset', assetId)]),
      },
    },
  },
  device: text('footage.device'),
  widthPx: figure('member.widthPx'),
  heightPx: figure('member.heightPx'),
  clockAheadS: figure('member.clockAhead', 3),
  review: {
    label: 'member.review',
    says: ({ outcome, by, atMs }) => joined([t(`review.${outcome}`), by, dateTime(atMs)]),
  },
  previewOf: other('member.previewOf', 'footage'),
  derived: {
    label: 'footage.derivedFrom',
    says: ({ parentId, momentS, by, atMs }, nameOfOther) =>
      joined([
        nameOfOther('footage', parentId),
        t('unit.s', { value: number(momentS, 3) }),
        by,
        dateTime(atMs),
      ]),
  },
  masks: {
    label: 'mask.title',
    part: (_, nth) => t('mask.n', { n: nth + 1 }),
    of: {
      id: null,
      reason: { label: 'member.maskReason', says: (reason) => t(`mask.${reason}`) },
      fromS: figure('member.maskFrom', 3),
      toS: figure('member.maskTo', 3),
      keys: {
        label: 'member.maskShape',
        says: (keys) =>
          keys.map(({ momentS, ring: corners }) =>
            joined([
              t('mask.moment', { s: number(momentS, 3) }),
              corners.map(([x, y]) => `${number(x * 100, 1)} / ${number(y * 100, 1)}`).join('; '),
            ]),
          ),
      },
    },
  },
  exports: {
    label: 'export.earlier',
    says: (list) =>
      list.map(({ atMs, by, fileName, reason }) => joined([dateTime(atMs), by, fileName, reason])),
  },
  holds: {
    label: 'retentionList.held',
    says: (list) =>
      list.map(({ atMs, by, reason, releases }) =>
        joined([
          releases === null ? t('retention.hold') : t('retention.release'),
          dateTime(atMs),
          by,
          reason,
        ]),
      ),
  },
  deletion: {
    label: 'retentionList.deleted',
    says: ({ reason, asked, done }) =>
      joined([
        t('retention.askedBy', { by: asked.by, reason }),
        done && t(done.alone ? 'retention.doneAlone' : 'retention.doneBy', { by: done.by }),
      ]),
  },
  durationS: figure('member.duration', 3),
  codec: text('footage.codec'),
  seconds: {
    label: 'member.seconds',
    says: (list) => t('flight.trackN', { n: list.length }),
    place: (list) => linePlace(list.map(([, lat, lon]) => ({ lat, lon }))),
  },
  security: { label: 'footage.security', says: (list) => list },
  lens: {
    label: 'footage.lens',
    says: ({ hfovDeg, vfovDeg }) => `${number(hfovDeg, 1)}° × ${number(vfovDeg, 1)}°`,
  },
  lenses: { label: 'member.lenses', says: (list) => t('flight.trackN', { n: list.length }) },
  lensKind: { label: 'member.lensKind', says: (kind) => t(`lensKind.${kind}`) },
  zoom: { label: 'member.zoom', says: (times) => t('footage.zoom', { n: number(times, 2) }) },
  target: {
    label: 'footage.laser',
    says: (target) =>
      joined([
        position(target.at),
        target.distanceM !== null && t('footage.laserAway', { m: number(target.distanceM, 1) }),
        target.amslM !== null && t('footage.laserAmsl', { m: number(target.amslM, 1) }),
      ]),
    place: (target) => pointPlace(target.at),
  },
  source: text('member.logSource'),
  importedAtMs: moment('member.importedAt'),
}
