import { createTheme } from '@mantine/core'
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core'

/** Petrol, the ink of the house: restrained enough to look at all day. */
const petrol: MantineColorsTuple = [
  '#edf6f7',
  '#d9eaec',
  '#b2d4d8',
  '#86bcc3',
  '#5fa4ad',
  '#3f8b95',
  '#27737e',
  '#17626d',
  '#14555e',
  '#0e434a',
]

const stone: MantineColorsTuple = [
  '#c9d0d7',
  '#b3bcc5',
  '#8f9aa6',
  '#6a7683',
  '#38424d',
  '#313a44',
  '#242b33',
  '#1a2027',
  '#151a20',
  '#101418',
]

export const theme = createTheme({
  colors: { petrol, dark: stone },
  primaryColor: 'petrol',
  // White on the dark one: 5.5 to 1.
  primaryShade: { light: 8, dark: 6 },
  autoContrast: true,
  fontFamily:
    '"IBM Plex Sans Variable", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif',
  fontFamilyMonospace: '"IBM Plex Mono", ui-monospace, monospace',
  headings: { fontWeight: '600' },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  defaultRadius: 6,
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
})

/** Surfaces, ink and the colours of states; every text colour is AA on both surfaces. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--ch-print': '#4d6a94',
    '--ch-email': '#1d8490',
    '--ch-sms': '#c08327',
    '--ch-portal': '#8e5f8a',
  },
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1b2430',
    '--mantine-color-dimmed': '#56606d',
    '--mantine-color-placeholder': '#66707c',
    '--mantine-color-default-border': '#d5d5d0',
    '--paper': '#f6f5f1',
    '--sheet': '#ffffff',
    '--sunk': '#efeee9',
    '--line': '#e0dfda',
    '--ink': '#1b2430',
    '--soft': '#56606d',
    '--accent': '#14555e',
    '--accent-wash': '#e3eff0',
    '--good': '#1d6b45',
    '--good-fill': '#3a9268',
    '--bad': '#ad2a20',
    '--bad-fill': '#c5493f',
    '--warn': '#825200',
    '--warn-fill': '#d39a2d',
    '--lost': '#7a3b68',
    '--lost-fill': '#9c5c8b',
    '--wait-fill': '#8d99a6',
  },
  dark: {
    '--mantine-color-body': '#1a2027',
    '--mantine-color-text': '#e6e9ec',
    '--mantine-color-dimmed': '#a3adb8',
    '--mantine-color-placeholder': '#96a1ad',
    '--mantine-color-default-border': '#3a4450',
    '--paper': '#12161b',
    '--sheet': '#1a2027',
    '--sunk': '#232a33',
    '--line': '#2d3640',
    '--ink': '#e6e9ec',
    '--soft': '#a3adb8',
    '--accent': '#7fc4cc',
    '--accent-wash': '#1d3439',
    '--good': '#79c9a0',
    '--good-fill': '#3f9a70',
    '--bad': '#f0938a',
    '--bad-fill': '#cf5a50',
    '--warn': '#e3b665',
    '--warn-fill': '#c98f2b',
    '--lost': '#d3a2c6',
    '--lost-fill': '#a96a98',
    '--wait-fill': '#728090',
    '--ch-print': '#7f9cc8',
    '--ch-email': '#4faab5',
    '--ch-sms': '#d79c43',
    '--ch-portal': '#b98bb5',
  },
})
