import { SPECIAL_CASES } from '../../mission/mission.ts'
import type { Rule } from '../rule.ts'
import { checkItem } from '../subject.ts'

const SOURCE = '无人驾驶航空器飞行管理暂行条例 31'

/**
 * `authorisation.special`: the five cases that need an application all the same, whatever else would make one unnecessary:
 * relay over a telephone network or the Internet, dropping, over crowds, from a moving vehicle, distributed operation or
 * a swarm. Each is asked of every flight; one that is so has to be named by the approval.
 *
 * Released only with a recorded emergency basis. Missing data: a case that nobody has answered is unknown. A flight with
 * neither an approval nor a reason to need none is not asked: `authorisation` says that it has none.
 */
export const authorisationSpecial: Rule = {
  id: 'authorisation.special',
  release: 'emergency',
  check({ mission, approved }) {
    const { special = {}, exemption } = mission
    if (!approved && exemption === undefined) return []
    const open = SPECIAL_CASES.filter((one) => special[one] === undefined)
    const unnamed = SPECIAL_CASES.filter((one) => special[one] === true && !approved?.covers?.includes(one))
    return [
      ...unnamed.map((one) => checkItem('authorisation.special', `special_${one}`, { source: SOURCE })),
      ...(open.length === 0
        ? []
        : [
            checkItem('authorisation.special', 'special_unanswered', {
              severity: 'unknown',
              source: SOURCE,
              params: { count: open.length },
            }),
          ]),
    ]
  },
}
