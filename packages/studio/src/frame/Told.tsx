import { useSpeech } from '../language/index.tsx'
import type { ToldProblem } from '../language/problems.ts'

/** A problem in a line: in words of this language, with the server's own where those are English. */
export function Told({ problem }: { problem: ToldProblem }) {
  const { told } = useSpeech()
  const { said, remedy, quoted } = told(problem)
  return (
    <>
      {said}{' '}
      {quoted && (
        <span className="soft" lang="en">
          {quoted}{' '}
        </span>
      )}
      {remedy && <span className="soft">{remedy}</span>}
    </>
  )
}
