/** The parts of a screen: its panels, those that the Network screen arranges, and what lies over it. */
const panes = 'main :is(.pl-panel, .dv-render-overlay), [data-pane]';

/** Where the keys of a part act, best first: its picture, table or tree; a field; any control. */
const keyPlaces = [
  ':is([role=application], [role=img], [role=grid])[tabindex="0"], [role=treegrid] [tabindex="0"]',
  ':is(input, select, textarea):enabled',
  'button:enabled, a[href], summary, [tabindex="0"]',
];

const isShown = (element: Element): boolean =>
  element.checkVisibility({ visibilityProperty: true });

function keyPlaceOf(pane: Element): HTMLElement | null {
  for (const places of keyPlaces) {
    const found = [...pane.querySelectorAll<HTMLElement>(places)].find(isShown);
    if (found) return found;
  }
  return null;
}

/** Column by column, as they lie on the screen. */
function shownPanes(): Element[] {
  const found = [...document.querySelectorAll(panes)].filter(isShown);
  const placed = found.map((pane) => ({ pane, ...boxOf(pane) }));
  return placed.sort((a, b) => a.left - b.left || a.top - b.top).map(({ pane }) => pane);
}

function boxOf(pane: Element): { readonly left: number; readonly top: number } {
  const { left, top } = pane.getBoundingClientRect();
  return { left: Math.round(left), top: Math.round(top) };
}

/** Takes the focus to the next part of the screen, or the one before; after the last, the first. */
export function focusPane(step: 1 | -1): void {
  const all = shownPanes().flatMap((pane) => {
    const place = keyPlaceOf(pane);
    return place ? [{ pane, place }] : [];
  });
  const now = all.findIndex(({ pane }) => pane.contains(document.activeElement));
  const next = now < 0 && step < 0 ? -1 : now + step;
  all.at(next % Math.max(1, all.length))?.place.focus();
}
