import type { AnyChannel, SandboxOptions, Sandbox, Received } from '@misiva/model'

/** A channel plug-in under the name the installation gives it, with its sandbox. */
export interface Installation {
  readonly name: string
  readonly channel: AnyChannel
  startSandbox(options: SandboxOptions): Promise<Sandbox>
  readSandbox(directory: string): Promise<readonly Received[]>
}
