import { defineComponent, h, onBeforeUnmount, onMounted, ref } from 'vue';
import type { Component } from 'vue';

/** Where the window finds no rest, a panel comes all the same. */
const latest = { timeout: 400 };

/**
 * A panel that comes when the window has drawn the diagram, or waits for the places of its buses:
 * each panel in a task of its own, between which keys are answered.
 */
export const afterDiagram = (panel: Component): Component =>
  defineComponent({
    setup() {
      const due = ref(false);
      let idle = 0;
      onMounted(() => (idle = requestIdleCallback(() => (due.value = true), latest)));
      onBeforeUnmount(() => cancelIdleCallback(idle));
      return () => (due.value ? h(panel) : null);
    },
  });
