import type { InjectionKey, Ref } from 'vue';

/** Panels beside the diagram that can be folded away on a small screen. */
export const foldable = ['inspector', 'tables', 'checks'] as const;
export type Foldable = (typeof foldable)[number];

export interface PanelFolding {
  /** Those that can be seen: neither folded away nor behind another. */
  readonly unfolded: Ref<Record<Foldable, boolean>>;
  readonly fold: (panel: Foldable) => void;
  /** Back to the arrangement that one starts with. */
  readonly arrange: () => void;
}

export const panelFolds: InjectionKey<PanelFolding> = Symbol('panel folds');
