/** A tag of an XML text, with the text that stands between it and the tag before. */
export interface XmlTag {
  /** Without a namespace prefix. */
  readonly name: string;
  readonly opens: boolean;
  readonly closes: boolean;
  readonly attributes: string;
  /** Still escaped. */
  readonly textBefore: string;
}

/** No character is looked at twice: `<` ends a tag that was never closed. */
const TAG = /<(\/?)(?:[\w.-]+:)?([\w.-]+)([^<>]*)>/g;

/** The tags of a text, in order. Declarations, comments and document types are passed over. */
export function* xmlTags(xml: string): Generator<XmlTag> {
  let before = 0;
  for (const match of xml.matchAll(TAG)) {
    const [whole, slash = '', name = '', attributes = ''] = match;
    const isEmpty = attributes.endsWith('/');
    yield {
      name,
      attributes,
      opens: slash === '',
      closes: slash !== '' || isEmpty,
      textBefore: xml.slice(before, match.index),
    };
    before = match.index + whole.length;
  }
}

/** The value of an attribute; null where the tag has none of that name. */
export function attribute({ attributes }: XmlTag, name: string): string | null {
  const start = attributes.search(new RegExp(`(?:^|[\\s:])${name}\\s*=`));
  if (start < 0) return null;
  const value = /=\s*(?:"([^"]*)"|'([^']*)')/.exec(attributes.slice(start));
  return value ? unescaped(value[1] ?? value[2] ?? '') : null;
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

/** Text as it is meant: the five entities of XML and numbered characters. No other is expanded. */
export function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([\dA-Fa-f]{1,6}));/g, (...found) => {
    const [whole, name, decimal, hexadecimal] = found as (string | undefined)[];
    if (name !== undefined) return ENTITIES[name] ?? '';
    const code = Number.parseInt(decimal ?? hexadecimal ?? '', decimal === undefined ? 16 : 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : (whole ?? '');
  });
}
