import { ThemeBlueprint } from '@backstage/plugin-app-react';
import {
  createUnifiedTheme,
  genPageTheme,
  shapes,
  UnifiedThemeProvider,
  type UnifiedThemeOptions,
} from '@backstage/theme';
import { RiMoonLine, RiSunLine } from '@remixicon/react';
import { darkPalette, lightPalette } from './palettes';

// One calm header for every page; classic Backstage gives each kind of page a colour of its own.
const header = (from: string, to: string) => {
  const theme = genPageTheme({
    colors: [from, to],
    shape: shapes.round,
    options: { fontColor: '#ffffff' },
  });
  return Object.fromEntries(
    [
      'home',
      'documentation',
      'tool',
      'service',
      'website',
      'library',
      'other',
      'app',
      'apis',
      'card',
    ].map(id => [id, theme]),
  );
};

const components: UnifiedThemeOptions['components'] = {
  // Names stay whole as long as the table has room; the stock theme breaks them anywhere first.
  MuiTableCell: {
    styleOverrides: {
      root: { wordBreak: 'normal', overflowWrap: 'break-word' },
    },
  },
};

const light = createUnifiedTheme({
  components,
  palette: lightPalette,
  fontFamily: 'system-ui, sans-serif',
  defaultPageTheme: 'home',
  pageTheme: header('#1a2c52', '#2456c7'),
});

const dark = createUnifiedTheme({
  components,
  palette: darkPalette,
  fontFamily: 'system-ui, sans-serif',
  defaultPageTheme: 'home',
  pageTheme: header('#111a2c', '#1d3163'),
});

/** By day. The name replaces the stock light theme. */
export const lightTheme = ThemeBlueprint.make({
  name: 'light',
  params: {
    theme: {
      id: 'light',
      title: 'Light',
      variant: 'light',
      icon: <RiSunLine />,
      Provider: ({ children }) => (
        <UnifiedThemeProvider theme={light} themeName="kubedc">
          {children}
        </UnifiedThemeProvider>
      ),
    },
  },
});

/** By night. The name replaces the stock dark theme. */
export const darkTheme = ThemeBlueprint.make({
  name: 'dark',
  params: {
    theme: {
      id: 'dark',
      title: 'Dark',
      variant: 'dark',
      icon: <RiMoonLine />,
      Provider: ({ children }) => (
        <UnifiedThemeProvider theme={dark} themeName="kubedc">
          {children}
        </UnifiedThemeProvider>
      ),
    },
  },
});
