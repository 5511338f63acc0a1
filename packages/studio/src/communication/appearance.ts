export type Appearance = 'light' | 'dark'
