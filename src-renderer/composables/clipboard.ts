/**
 * Puts a text on the clipboard within a key press or a click. The old way needs no permission, which
 * the desktop window does not give to anything.
 */
export function copyText(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.setAttribute('aria-hidden', 'true');
  field.style.cssText = 'position: fixed; top: 0; left: 0; opacity: 0;';
  // Inside an open dialog nothing outside of it takes the focus.
  const place = focused?.closest('dialog') ?? document.body;
  place.append(field);
  field.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way without a permission
  const copied = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return copied;
}
