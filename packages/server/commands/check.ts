import { checkFolder, unarchivable } from '@misiva/compose'
import { formatProblem, type Problem } from '@misiva/model'
import { parseSource } from '@misiva/intake'
import { createComposers } from '../composers.ts'
import { installed } from '../channels.ts'
import { readContentFolder, sha256Hex } from '../content-folder.ts'
import { showProblem } from '../http/library-problems.ts'

export async function check(content: string, options: { readonly json?: boolean }): Promise<void> {
  const began = performance.now()
  const files = await readContentFolder(content)
  const takes = (channel: string) => installed.find(({ name }) => name === channel)?.channel.takes
  let notes: () => Promise<readonly string[]> = async () => []
  const checked = await checkFolder(files, sha256Hex, (release) => {
    const composers = createComposers(release, takes)
    notes = composers.notes
    return { takes, composeSample: composers.composeSample }
  })
  const problems: Problem[] = [...checked.problems]
  const { templates, blocks, hash } = checked.release
  const samples = templates.reduce((sum, template) => sum + template.samples.length, 0)
  const told = `${templates.length} templates, ${blocks.length} blocks, ${samples} samples; release ${hash.slice(0, 12)}`
  for (const [path, bytes] of files) {
    if (!/^sources\/[^/]+\.ya?ml$/.test(path)) continue
    const parsed = parseSource(new TextDecoder().decode(bytes), path)
    if (!parsed.ok) problems.push(...parsed.problems)
  }
  const seconds = Math.round(performance.now() - began) / 1000
  if (options.json) process.stdout.write(`${JSON.stringify(problems.map(showProblem))}\n`)
  else if (problems.length === 0) {
    for (const { name, protect } of unarchivable(checked.release))
      process.stdout.write(
        `${protect!.place!.file}:${protect!.place!.line} note: “${name}” opens with a password, which PDF/A forbids: it is PDF/UA alone\n`,
      )
    for (const note of await notes()) process.stdout.write(`note: ${note}\n`)
    process.stdout.write(`${content} is in order: ${told}; ${seconds} s\n`)
  } else {
    for (const problem of problems) process.stdout.write(`${formatProblem(problem)}\n`)
    process.stdout.write(`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}\n`)
  }
  if (problems.length > 0) process.exitCode = 1
}
