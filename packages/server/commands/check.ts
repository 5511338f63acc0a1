import { checkContent } from '@misiva/compose'
import { formatProblem, ProblemError, type Problem } from '@misiva/model'
import { parseSource } from '@misiva/intake'
import { createComposers } from '../composers.ts'
import { installed } from '../channels.ts'
import { readContentFolder } from '../content-folder.ts'
import { readReleaseFiles } from '../open-house.ts'

export async function check(content: string, options: { readonly json?: boolean }): Promise<void> {
  const began = performance.now()
  const files = await readContentFolder(content)
  const problems: Problem[] = []
  let told = ''
  try {
    const release = readReleaseFiles(files)
    const composers = createComposers(
      release,
      (channel) => installed.find(({ name }) => name === channel)?.channel.takes,
    )
    problems.push(...(await checkContent(release, { composeSample: composers.composeSample })))
    const { templates, blocks } = release
    const samples = templates.reduce((sum, { samples }) => sum + samples.length, 0)
    told = `${templates.length} templates, ${blocks.length} blocks, ${samples} samples; release ${release.hash.slice(0, 12)}`
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    problems.push(...error.problems)
  }
  for (const [path, bytes] of files) {
    if (!/^sources\/[^/]+\.ya?ml$/.test(path)) continue
    const parsed = parseSource(new TextDecoder().decode(bytes), path)
    if (!parsed.ok) problems.push(...parsed.problems)
  }
  const seconds = Math.round(performance.now() - began) / 1000
  if (options.json) process.stdout.write(`${JSON.stringify({ problems, seconds })}\n`)
  else if (problems.length === 0)
    process.stdout.write(`${content} is in order: ${told}; ${seconds} s\n`)
  else {
    for (const problem of problems) process.stdout.write(`${formatProblem(problem)}\n`)
    process.stdout.write(`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}\n`)
  }
  if (problems.length > 0) process.exitCode = 1
}
