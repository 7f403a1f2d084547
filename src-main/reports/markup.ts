/** A piece of HTML or SVG that is known to be well formed; everything else is escaped. */
export interface Markup {
  readonly markup: string;
}

type Content = Markup | string | number | null | readonly Content[];

/** Tagged template for HTML and SVG: values are escaped unless they are markup themselves. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  const text = parts.reduce(
    (before, part, index) => `${before}${render(values[index - 1] ?? null)}${part}`,
  );
  return { markup: text };
}

export const nothing: Markup = { markup: '' };

/** Marks text as markup: only for text of our own, such as a style sheet. */
export const trusted = (markup: string): Markup => ({ markup });

function render(content: Content): string {
  if (content === null) return '';
  if (typeof content === 'number') return String(content);
  if (typeof content === 'string') return escape(content);
  if ('markup' in content) return content.markup;
  return content.map(render).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
