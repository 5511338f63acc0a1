import { Socket } from 'node:net'
import { formatProblem, ProblemError } from '@misiva/model'
import { createProgram } from './command-line.ts'

// Started by an older Node (bin/misiva.mjs): when that process is killed, this one ends with it.
if (process.env['MISIVA_LIFELINE']) {
  // A socket, not a file: reading a file would hold a thread that Node waits for at its end.
  const lifeline = new Socket({ fd: Number(process.env['MISIVA_LIFELINE']) })
  delete process.env['MISIVA_LIFELINE']
  const end = () => process.kill(process.pid, 'SIGKILL')
  lifeline.on('end', end).on('error', end).resume()
  lifeline.unref()
}

try {
  await createProgram().parseAsync()
} catch (error) {
  if (!(error instanceof ProblemError)) throw error
  for (const problem of error.problems) console.error(formatProblem(problem))
  process.exitCode = 1
}
