/** The parts of a screen: its panels, and those that the Network screen arranges. */
const panes = 'main :is(.pl-panel, .dv-render-overlay)';

/** Where the keys of a part act, best first: its picture, table or tree; else its first control. */
const keyPlaces = [
  ':is([role=application], [role=img], [role=grid])[tabindex="0"], [role=tree] [tabindex="0"]',
  ':is(input, select, textarea, button):enabled, a[href], summary, [tabindex="0"]',
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

/** Takes the focus to the next part of the screen, or the one before; after the last, the first. */
export function focusPane(step: 1 | -1): void {
  const all = [...document.querySelectorAll(panes)].filter(isShown);
  const places = all.map(keyPlaceOf).filter((place) => place !== null);
  const now = places.findIndex((place) => {
    const pane = place.closest(panes);
    return pane?.contains(document.activeElement) === true;
  });
  const next = now < 0 && step < 0 ? -1 : now + step;
  places.at(next % Math.max(1, places.length))?.focus();
}
