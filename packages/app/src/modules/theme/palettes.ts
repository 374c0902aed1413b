import { palettes } from '@backstage/theme';

const navigation = {
  background: '#0e1626',
  indicator: '#2dd4bf',
  color: '#a9b6cb',
  selectedColor: '#ffffff',
  navItem: { hoverBackground: '#1b2740' },
  submenu: { background: '#1b2740' },
};

/** Material UI colours by day; tokens.css holds the same ones for Backstage UI. */
export const lightPalette = {
  ...palettes.light,
  primary: { main: '#2456c7' },
  secondary: { main: '#0d9488' },
  background: { default: '#f4f6f9', paper: '#ffffff' },
  text: { primary: '#131c2b', secondary: '#56637a' },
  border: '#dfe4ec',
  textSubtle: '#56637a',
  link: '#2456c7',
  linkHover: '#1c459f',
  tabbar: { indicator: '#2456c7' },
  navigation,
};

/** Material UI colours by night. */
export const darkPalette = {
  ...palettes.dark,
  primary: { main: '#8db4ff', dark: '#a8c6ff' },
  secondary: { main: '#5eead4' },
  background: { default: '#0f1520', paper: '#18202e' },
  text: { primary: '#eef2f8', secondary: '#9fadc2' },
  border: '#2c374a',
  textSubtle: '#9fadc2',
  textVerySubtle: '#56647b',
  link: '#8db4ff',
  linkHover: '#a8c6ff',
  tabbar: { indicator: '#8db4ff' },
  navigation,
};
