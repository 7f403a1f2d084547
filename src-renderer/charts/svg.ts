/** SVG as text, with what user names may hold escaped. */
export function svgElement(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content = '',
): string {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) =>
        ` ${key}="${typeof value === 'number' ? rounded(value) : escaped(value ?? '')}"`,
    )
    .join('');
  return content === '' ? `<${name}${given}/>` : `<${name}${given}>${content}</${name}>`;
}

export const svgText = (
  text: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
): string => svgElement('text', attributes, escaped(text));

export const svgDocument = (
  width: number,
  height: number,
  background: string,
  content: readonly string[],
): string =>
  svgElement(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      ...{ width, height, viewBox: `0 0 ${rounded(width)} ${rounded(height)}` },
      'font-family': 'sans-serif',
      'font-size': 12,
    },
    [svgElement('rect', { width, height, fill: background }), ...content].join('\n'),
  );

export const rounded = (value: number): string => String(Math.round(value * 100) / 100);

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
