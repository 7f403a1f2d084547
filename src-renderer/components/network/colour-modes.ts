import type { ColourMode } from '../../network/line-looks.ts';

export const colourModes: readonly { readonly value: ColourMode; readonly words: string }[] = [
  { value: 'limit', words: 'Angle / limit' },
  { value: 'angle', words: 'Line angle, °' },
  { value: 'loading', words: 'Line loading' },
  { value: 'voltage', words: 'Bus voltage' },
  { value: 'phase', words: 'Bus angle, °' },
  { value: 'area', words: 'Bus area' },
  { value: 'none', words: 'No colours' },
];
