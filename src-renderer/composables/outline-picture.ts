interface OutlinePicture {
  readonly viewBox: string;
  /** SVG path data, one stroke per branch. */
  readonly path: string;
}

/** A network's outline (x1, y1, x2, y2 per branch) as a drawing with a little room around it. */
export function outlinePicture(outline: readonly number[]): OutlinePicture {
  if (outline.length < 4) return { viewBox: '0 0 1 1', path: '' };
  const xs = outline.filter((_, index) => index % 2 === 0);
  const ys = outline.filter((_, index) => index % 2 === 1);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const room = 0.04 * Math.max(right - left, bottom - top, 1);
  const size = [right - left + 2 * room, bottom - top + 2 * room];
  const strokes = [];
  for (let at = 0; at + 3 < outline.length; at += 4) {
    const [x1, y1, x2, y2] = outline.slice(at, at + 4);
    strokes.push(`M${x1} ${y1}L${x2} ${y2}`);
  }
  return { viewBox: [left - room, top - room, ...size].join(' '), path: strokes.join('') };
}
