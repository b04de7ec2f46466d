import { createTheme, type MantineColorsTuple } from '@mantine/core'

const teal: MantineColorsTuple = [
  '#e8f5f4',
  '#cfe9e7',
  '#a3d4d1',
  '#74bebb',
  '#54b0ae',
  '#2f9496',
  '#1b7d82',
  '#0f666d',
  '#0b5159',
  '#083d45',
]

const ink: MantineColorsTuple = [
  '#dfe9ec',
  '#bccdd2',
  '#a0b6bd',
  '#8aa3ab',
  '#3a5863',
  '#21373f',
  '#152930',
  '#0e1d23',
  '#0a161b',
  '#060e12',
]

const mist: MantineColorsTuple = [
  '#f4f8f8',
  '#e9eff0',
  '#dbe4e6',
  '#c8d4d7',
  '#8fa3a9',
  '#5c727a',
  '#4a626b',
  '#374e56',
  '#22383f',
  '#12252c',
]

const fontFamily =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif"

/** Deep teal on ink. Contrast of every pair in use is at least 4.5 : 1 in both schemes. */
export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  colors: { teal, dark: ink, gray: mist },
  black: '#10242b',
  fontFamily,
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', 'Noto Sans Mono', Consolas, monospace",
  headings: { fontFamily, fontWeight: '650' },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '20px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
})

/** Where Mantine's own choice of a colour is too faint to be read. */
export const readableVariables = {
  light: { '--mantine-color-error': '#b3261e' },
  dark: { '--mantine-color-error': '#ff9d92' },
} as const
