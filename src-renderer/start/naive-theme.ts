import { darkTheme, lightTheme } from 'naive-ui';
import type { GlobalTheme, GlobalThemeOverrides } from 'naive-ui';

import { themeToken } from '../composables/theme.ts';
import type { Theme } from '../composables/theme.ts';

export const naiveTheme = (theme: Theme): GlobalTheme =>
  theme === 'dark' ? darkTheme : lightTheme;

/** Naive UI in the colours and at the density of theme.css, as that stands at this moment. */
export function naiveOverrides(): GlobalThemeOverrides {
  const accent = themeToken('--pl-accent');
  const accentHover = themeToken('--pl-accent-hover');
  const text = themeToken('--pl-text');
  const muted = themeToken('--pl-muted');
  const surface = themeToken('--pl-surface');
  return {
    common: {
      primaryColor: accent,
      primaryColorHover: accentHover,
      primaryColorPressed: accentHover,
      primaryColorSuppl: accent,
      infoColor: accent,
      infoColorHover: accentHover,
      infoColorPressed: accentHover,
      errorColor: themeToken('--pl-danger'),
      warningColor: themeToken('--pl-warning'),
      successColor: themeToken('--pl-ok'),
      bodyColor: themeToken('--pl-bg'),
      cardColor: surface,
      popoverColor: surface,
      modalColor: surface,
      borderColor: themeToken('--pl-border-strong'),
      dividerColor: themeToken('--pl-border'),
      textColorBase: text,
      textColor1: text,
      textColor2: text,
      textColor3: muted,
      placeholderColor: muted,
      fontFamily: themeToken('--pl-font'),
      fontFamilyMono: themeToken('--pl-font-mono'),
      fontSize: '13px',
      fontSizeSmall: '13px',
      fontSizeTiny: '12px',
      heightTiny: '22px',
      heightSmall: '26px',
      heightMedium: '28px',
      borderRadius: '4px',
      borderRadiusSmall: '3px',
    },
    Button: {
      textColorPrimary: themeToken('--pl-on-accent'),
      textColorHoverPrimary: themeToken('--pl-on-accent'),
      textColorPressedPrimary: themeToken('--pl-on-accent'),
      textColorFocusPrimary: themeToken('--pl-on-accent'),
      paddingSmall: '0 9px',
      paddingTiny: '0 6px',
      iconSizeSmall: '15px',
      iconSizeTiny: '14px',
    },
    Tooltip: { color: text, textColor: surface, padding: '4px 8px' },
    Progress: { railColor: themeToken('--pl-border'), fillColor: accent },
  };
}
