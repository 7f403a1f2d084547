import { luminance, parseColour } from './colour.ts';

/** The colours that the diagram draws with, read from the style sheet of the window. */
export interface DiagramTheme {
  readonly dark: boolean;
  readonly background: string;
  readonly text: string;
  readonly muted: string;
  readonly border: string;
  readonly accent: string;
  readonly accentSoft: string;
  readonly danger: string;
  readonly fontFamily: string;
}

const lightTheme: DiagramTheme = {
  dark: false,
  background: '#ffffff',
  text: '#1a2125',
  muted: '#535f67',
  border: '#7f8a91',
  accent: '#0b6e80',
  accentSoft: '#dbeef1',
  danger: '#b0261d',
  fontFamily: 'sans-serif',
};

const properties: Record<Exclude<keyof DiagramTheme, 'dark'>, string> = {
  background: '--pl-surface',
  text: '--pl-text',
  muted: '--pl-muted',
  border: '--pl-border-strong',
  accent: '--pl-accent',
  accentSoft: '--pl-accent-soft',
  danger: '--pl-danger',
  fontFamily: '--pl-font',
};

/** The theme in force at an element; what the style sheet does not say is taken from the light one. */
export function readTheme(element: Element): DiagramTheme {
  const style = getComputedStyle(element);
  const read = Object.fromEntries(
    Object.entries(properties)
      .map(([name, property]) => [name, style.getPropertyValue(property).trim()] as const)
      .filter(([, value]) => value !== ''),
  );
  const theme = { ...lightTheme, ...read };
  // Cytoscape takes double quotes in a list of fonts, and no others.
  const fontFamily = theme.fontFamily.replaceAll("'", '"');
  const background = parseColour(theme.background);
  return { ...theme, fontFamily, dark: background !== null && luminance(background) < 0.2 };
}
