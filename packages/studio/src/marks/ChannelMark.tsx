import {
  IconDeviceMobileMessage,
  IconMail,
  IconPrinter,
  IconSend2,
  IconWorldWww,
} from '@tabler/icons-react'
import { useSpeech } from '../language/index.tsx'
import css from './marks.module.css'

const icons = {
  print: IconPrinter,
  email: IconMail,
  sms: IconDeviceMobileMessage,
  portal: IconWorldWww,
}

export const channelColor = (channel: string): string => `var(--ch-${channel}, var(--wait-fill))`

export function ChannelMark({ channel, label = true }: { channel: string; label?: boolean }) {
  const { word } = useSpeech()
  const Icon = channel in icons ? icons[channel as keyof typeof icons] : IconSend2
  return (
    <span className={css.channel}>
      <Icon size={16} stroke={1.7} style={{ color: channelColor(channel) }} aria-hidden />
      <span className={label ? undefined : 'unseen'}>{word('channel', channel)}</span>
    </span>
  )
}
