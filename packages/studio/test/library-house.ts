import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** A house with the example's library and people, whose connection and clock the test holds. */
export interface LibraryHouse {
  readonly url: string
  /** `stop` and `listen` close and open its HTTP interface; `clock INSTANT` is the library's time. */
  tell(line: 'stop' | 'listen' | `clock ${string}`): Promise<void>
  close(): Promise<void>
}

/** The server's own program for this: a studio speaks to it by HTTP alone. */
export async function openLibraryHouse(): Promise<LibraryHouse> {
  const program = fileURLToPath(new URL('../../server/library/test/serve.ts', import.meta.url))
  const child = spawn(process.execPath, [program], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const heard = async (): Promise<string> => {
    const { value, done } = (await lines.next()) as { value: string; done?: boolean }
    if (done) throw new Error(`The house ended with ${child.exitCode}`)
    return value
  }
  const url = (await heard()).replace(/^at /, '')
  return {
    url,
    async tell(line) {
      child.stdin.write(`${line}\n`)
      await heard()
    },
    async close() {
      child.stdin.end()
      await ended
    },
  }
}
