/**
 * PDF files before veraPDF's own library, which Maven brings: `pom.xml` names it, Maven's settings
 * on the machine say from where. The class path is looked up once and kept.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('./', import.meta.url))
const kept = fileURLToPath(
  new URL('../../node_modules/.cache/verify-pdf/classpath', import.meta.url),
)
const oldestJava = 17

export interface Broken {
  /** Clause and test of the profile, e.g. `6.2.11.4.1-1`. */
  readonly clause: string
  readonly words: string
}

export interface Verdict {
  readonly file: string
  /** As veraPDF calls it: `2b`, `3b`, `ua1` … */
  readonly flavour: string
  readonly broken: readonly Broken[]
}

export interface Task {
  readonly file: string
  readonly flavour: string
}

/** Why there can be no judge here, else undefined. */
export function missingJudge(): string | undefined {
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' })
  const version = Number(/version "(\d+)/.exec(`${java.stderr}${java.stdout}`)?.[1])
  if (java.error || !(version >= oldestJava)) return `Java ${oldestJava} or newer is not installed`
  const classpath = findClasspath()
  return 'missing' in classpath ? classpath.missing : undefined
}

function findClasspath(): { readonly classpath: string } | { readonly missing: string } {
  const pom = `${here}pom.xml`
  if (existsSync(kept) && statSync(kept).mtimeMs > statSync(pom).mtimeMs) {
    const classpath = readFileSync(kept, 'utf8').trim()
    if (classpath.split(':').every((jar) => existsSync(jar))) return { classpath }
  }
  mkdirSync(dirname(kept), { recursive: true })
  const goal = ['dependency:build-classpath', `-Dmdep.outputFile=${kept}`]
  const mvn = spawnSync('mvn', ['-B', '-q', '-f', pom, ...goal], { encoding: 'utf8' })
  if (mvn.error) return { missing: 'Maven (mvn) is not installed' }
  if (mvn.status !== 0)
    return { missing: `Maven could not bring veraPDF: ${firstError(mvn.stdout + mvn.stderr)}` }
  return { classpath: readFileSync(kept, 'utf8').trim() }
}

function firstError(output: string): string {
  return (
    output
      .split('\n')
      .find((line) => line.includes('ERROR'))
      ?.trim() ?? 'it says nothing'
  )
}

/** The verdicts, in the order of the tasks. Throws where `missingJudge` has something to say. */
export function judge(tasks: readonly Task[]): Verdict[] {
  const found = findClasspath()
  if ('missing' in found) throw new Error(found.missing)
  const java = spawnSync(
    'java',
    ['-XX:+UseSerialGC', '-cp', found.classpath, `${here}Verify.java`],
    {
      input: tasks.map(({ file, flavour }) => `${flavour}\t${file}\n`).join(''),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  )
  if (java.error) throw java.error
  const verdicts: Verdict[] = []
  let broken: Broken[] = []
  for (const line of java.stdout.split('\n')) {
    const [flavour, file, clause, words] = line.split('\t')
    if (flavour === undefined || file === undefined || clause === undefined) continue
    if (clause === 'done') {
      verdicts.push({ file, flavour, broken })
      broken = []
    } else broken.push({ clause, words: words ?? '' })
  }
  if (verdicts.length !== tasks.length) throw new Error(`veraPDF did not finish: ${java.stderr}`)
  return verdicts
}

/** What a file says of itself in its XMP metadata: `['2b', 'ua1']`. */
export function claimsOf(pdf: Uint8Array): string[] {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1')
  const part = /<pdfaid:part>(\d)</.exec(text)?.[1]
  const level = /<pdfaid:conformance>([A-Z])</.exec(text)?.[1]
  const ua = /<pdfuaid:part>(\d)</.exec(text)?.[1]
  return [...(part && level ? [part + level.toLowerCase()] : []), ...(ua ? [`ua${ua}`] : [])]
}
