/** The part of `smpp` used here; the package brings no types. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events'
  import type { Server as NetServer, Socket } from 'node:net'

  export type Fields = Readonly<Record<string, unknown>>

  export interface PDU {
    readonly command: string
    readonly command_status: number
    readonly sequence_number: number
    readonly [field: string]: unknown
    isResponse(): boolean
    response(fields?: Fields): PDU
  }

  export interface Session extends EventEmitter {
    readonly socket: Socket
    send(pdu: PDU, done?: (response: PDU) => void): boolean
    bind_transceiver(fields: Fields, done: (response: PDU) => void): boolean
    submit_sm(fields: Fields, done: (response: PDU) => void): boolean
    deliver_sm(fields: Fields, done: (response: PDU) => void): boolean
    enquire_link(done: (response: PDU) => void): boolean
    unbind(done: (response: PDU) => void): boolean
    close(done?: () => void): void
    destroy(done?: () => void): void
  }

  interface Smpp {
    connect(options: Fields): Session
    createServer(options: Fields, onSession: (session: Session) => void): NetServer
    addTLV(name: string, options: { readonly id: number; readonly type: unknown }): void
    readonly types: { readonly tlv: { readonly string: unknown } }
    readonly tlvs: Record<string, unknown>
    readonly errors: Readonly<Record<string, number>>
    readonly gsmCoder: { encode(text: string, table: number): Buffer }
  }

  const smpp: Smpp
  export default smpp
}
