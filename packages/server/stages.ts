/** Where composing pages spends its time: what the typesetter tells, and the rest, which is evaluating. */
import type { World } from '@misiva/compose'

const names = ['evaluate', 'break', 'paginate', 'write', 'compress'] as const

export type Stage = (typeof names)[number]

export interface Stages {
  /** The same world, its typesetter listened to. It tells only if it was made with a clock. */
  around(world: World): World
  /** Begins one composition; the function given back ends it. Others are not counted. */
  begin(): () => void
  /** Milliseconds by stage, summed over all compositions since it was last asked. */
  take(): Record<Stage, number>
}

export function createStages(): Stages {
  const none = (): Record<Stage, number> => ({
    ...{ evaluate: 0, break: 0, paginate: 0, write: 0, compress: 0 },
  })
  let sums = none()
  let counting = false
  let setting = 0
  return {
    around(world) {
      const { typesetter } = world
      if (!typesetter) return world
      return {
        ...world,
        typesetter: {
          warnings: typesetter.warnings,
          addImage: (image) => typesetter.addImage(image),
          stream: (document, out) => typesetter.stream(document, out),
          typeset(document) {
            const from = performance.now()
            const set = typesetter.typeset(document)
            setting += performance.now() - from
            const { profile } = set
            if (profile && counting)
              for (const name of names) if (name !== 'evaluate') sums[name] += profile[name]
            return set
          },
        },
      }
    },
    begin() {
      counting = true
      setting = 0
      const from = performance.now()
      return () => {
        // What the typesetter did not take was evaluating.
        sums.evaluate += performance.now() - from - setting
        counting = false
      }
    },
    take() {
      const taken = sums
      sums = none()
      return taken
    },
  }
}

/** `evaluate 24 % · break 13 % …` with milliseconds a document. */
export function stageLine(sums: Readonly<Record<string, number>>, documents: number): string {
  const total = Object.values(sums).reduce((sum, ms) => sum + ms, 0)
  return Object.entries(sums)
    .map(([stage, ms]) => {
      const share = total > 0 ? (ms / total) * 100 : 0
      return `${stage} ${(ms / Math.max(1, documents)).toFixed(3)} ms (${share.toFixed(0)} %)`
    })
    .join(' · ')
}
