import { useRafFn } from '@vueuse/core';
import { computed, ref, shallowRef, watch } from 'vue';
import type { ComputedRef, Ref, ShallowRef } from 'vue';

import { api } from '../api/api.ts';
import type { Frames } from '../../src-shared/contract/run-documents.ts';

export const speeds = [0.1, 0.2, 0.5, 1, 2, 5, 10] as const;

export interface Playback {
  readonly frames: ShallowRef<Frames | null>;
  /** Place among the frames. */
  readonly index: ComputedRef<number>;
  /** Seconds. */
  readonly time: Ref<number>;
  readonly playing: Ref<boolean>;
  /** Simulated seconds in a second. */
  readonly speed: Ref<number>;
  readonly loops: Ref<boolean>;
  readonly toggle: () => void;
  readonly seek: (seconds: number) => void;
  /** So many frames on, or back. */
  readonly step: (by: number) => void;
}

/** More than anybody sees one by one. */
const mostFrames = 2000;

/** Plays a simulation: its instants are fetched once, the clock of the window moves through them. */
export function usePlayback(runId: () => number, fail: (error: unknown) => void): Playback {
  const frames: ShallowRef<Frames | null> = shallowRef(null);
  const time = ref(0);
  const playing = ref(false);
  const speed = ref(1);
  const loops = ref(false);

  const first = (): number => frames.value?.time[0] ?? 0;
  const last = (): number => frames.value?.time.at(-1) ?? 0;
  const index = computed(() => (frames.value ? frameAt(frames.value.time, time.value) : 0));

  watch(
    runId,
    async (id) => {
      frames.value = null;
      playing.value = false;
      time.value = 0;
      try {
        const found = await api.call('studies.frames', { runId: id, most: mostFrames });
        if (id === runId()) frames.value = found;
      } catch (error) {
        fail(error);
      }
    },
    { immediate: true },
  );

  function advance({ delta }: { readonly delta: number }): void {
    if (!playing.value) return;
    const next = time.value + (delta / 1000) * speed.value;
    if (next < last()) time.value = next;
    else if (loops.value) time.value = first();
    else {
      time.value = last();
      playing.value = false;
    }
  }
  useRafFn(advance, { fpsLimit: 30 });

  return {
    ...{ frames, index, time, playing, speed, loops },
    toggle() {
      if (!playing.value && time.value >= last()) time.value = first();
      playing.value = !playing.value;
    },
    seek(seconds) {
      time.value = Math.max(first(), Math.min(last(), seconds));
    },
    step(by) {
      playing.value = false;
      const { time: times } = frames.value ?? {};
      if (!times) return;
      time.value = times[Math.max(0, Math.min(times.length - 1, index.value + by))] ?? 0;
    },
  };
}

/** The last frame at or before a time; the first where there is none. */
export function frameAt(times: Float64Array, at: number): number {
  let [low, high] = [0, times.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((times[middle] ?? Infinity) <= at + 1e-9) low = middle;
    else high = middle - 1;
  }
  return low;
}
