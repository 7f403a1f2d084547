/**
 * Tabulator calls its outermost element a grid, but the part that takes the focus is a nameless one
 * inside, between the grid and its rows. Here the focused part is the grid, with a name, and owns
 * the head and the body.
 */
export function giveGridRole(table: HTMLElement, label: string): void {
  const head = table.querySelector('.tabulator-header');
  const holder = table.querySelector('.tabulator-tableholder');
  const body = table.querySelector('.tabulator-table');
  if (!head || !holder || !body) return;
  head.id ||= `${body.id}-head`;
  table.removeAttribute('role');
  table.removeAttribute('aria-owns');
  holder.setAttribute('role', 'grid');
  holder.setAttribute('aria-label', label);
  holder.setAttribute('aria-owns', `${head.id} ${body.id}`);
}
