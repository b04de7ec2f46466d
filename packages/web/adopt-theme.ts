import {
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  type MantineThemeOverride,
  mergeMantineTheme,
} from '@mantine/core'
import { readableVariables } from './theme.ts'

/**
 * Puts the theme's CSS variables into a constructed style sheet. MantineProvider would write a `style`
 * element, which the peer's content policy (no `unsafe-inline`) refuses.
 */
export function adoptTheme(theme: MantineThemeOverride): void {
  const { variables, light, dark } = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme))
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    convertCssVariables({
      variables,
      light: { ...light, ...readableVariables.light },
      dark: { ...dark, ...readableVariables.dark },
    }),
  )
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}
