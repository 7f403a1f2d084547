import cytoscape from 'cytoscape';
import type { Core, ElementDefinition, NodeSingular } from 'cytoscape';

import type { Box } from '../../src-shared/grid/beside-line.ts';
import { busRef, elementKey } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { Position } from '../../src-shared/grid/grid-case.ts';
import { diagramPatch, symbolId } from './diagram-elements.ts';
import type { DiagramElement, DiagramPatch } from './diagram-elements.ts';
import type { Paint } from './diagram-paint.ts';
import { DiagramNotes } from './diagram-notes.ts';
import type { Note } from './diagram-notes.ts';
import { diagramScale, diagramStyle, noteSize } from './diagram-style.ts';
import type { DiagramTheme } from './diagram-theme.ts';
import { notePlace } from './note-place.ts';

export interface Viewport {
  readonly zoom: number;
  readonly pan: Position;
}

/** Above this many buses Cytoscape draws with a coarser pixel and from a picture while panning. */
const manyBuses = 1000;
/** The look of more changed elements is left to the frame that draws them. */
const fewElements = 100;

/**
 * The picture on the screen: what is drawn, how it is painted, and what part of it is seen. It
 * knows no network; elements come in, and go out as references.
 */
export class DiagramCore {
  readonly cy: Core;
  /** True while the selection is set from outside, not by the user. */
  marking = false;
  private readonly notes: DiagramNotes;
  private drawn = new Map<string, DiagramElement>();
  private painted: ReadonlyMap<string, Paint> = new Map();
  private busColours: ReadonlyMap<number, string> = new Map();
  private theme: DiagramTheme;
  private symbols: number;
  private scaleKey = '';
  private selected: readonly ElementRef[] = [];
  private held = false;
  private settling = false;
  /** Elements whose new look has not been worked out yet. */
  private readonly unsettled = new Set<string>();

  /** `container`: null where nothing is to be seen, only known. */
  constructor(container: HTMLElement | null, theme: DiagramTheme, symbols: number, buses: number) {
    this.theme = theme;
    this.symbols = symbols;
    this.cy = cytoscape({
      container,
      headless: container === null,
      styleEnabled: true,
      style: [],
      elements: [],
      // Of no buses; the default one fails where the paper is not in the document yet.
      layout: { name: 'null' },
      minZoom: 0.005,
      maxZoom: 8,
      boxSelectionEnabled: true,
      selectionType: 'single',
      pixelRatio: buses > manyBuses ? 1 : 'auto',
      textureOnViewport: buses > manyBuses,
      hideEdgesOnViewport: buses > 2 * manyBuses,
    });
    this.notes = new DiagramNotes(this.cy);
    this.applyStyle();
  }

  /** Brings the whole picture to these elements; only what differs is touched. */
  render(elements: readonly DiagramElement[]): void {
    const patch = diagramPatch(this.drawn, elements);
    this.apply(patch);
    this.drawn = new Map(elements.map((element) => [element.id, element]));
    if (patch.added.length > 0) this.markSelected(this.selected);
  }

  /** Brings a part of the picture up to date; nothing is removed. */
  renderPart(elements: readonly DiagramElement[]): void {
    const { added, changed } = diagramPatch(this.drawn, elements);
    this.apply({ removed: [], added, changed });
    for (const element of elements) this.drawn.set(element.id, element);
  }

  paint(paints: ReadonlyMap<string, Paint>): void {
    const before = this.painted;
    this.painted = paints;
    this.cy.batch(() => {
      for (const element of this.drawn.values()) {
        const key = elementKey(element.ref);
        const old = before.get(key);
        const now = paints.get(key);
        if (!samePaint(old, now)) {
          this.paintElement(element.id, old, now);
          this.unsettled.add(element.id);
        }
      }
    });
    this.settleSoon();
  }

  /** Colours of buses by number, anew up to 30 times a second: only what differs is touched. */
  colourBuses(colours: ReadonlyMap<number, string>): void {
    const before = this.busColours;
    this.busColours = colours;
    this.cy.batch(() => {
      for (const [number, colour] of colours) {
        if (before.get(number) !== colour) this.colourBus(number);
      }
      for (const number of before.keys()) if (!colours.has(number)) this.colourBus(number);
    });
  }

  setTheme(theme: DiagramTheme): void {
    this.theme = theme;
    this.applyStyle();
  }

  setSymbolScale(symbols: number): void {
    this.symbols = symbols;
    this.scaleToZoom();
  }

  /** To be called when the zoom has changed: text and lines keep legible. */
  scaleToZoom(): void {
    if (JSON.stringify(diagramScale(this.symbols, this.cy.zoom())) !== this.scaleKey) {
      this.applyStyle();
    }
  }

  refOf(id: string): ElementRef | null {
    return this.drawn.get(id)?.ref ?? null;
  }

  /** Marks the network's selection, and nothing else; also while a drawing tool is chosen. */
  markSelected(refs: readonly ElementRef[]): void {
    const { cy } = this;
    this.selected = refs;
    const wanted = new Set(refs.map(elementKey));
    const fixed = cy.autounselectify();
    this.marking = true;
    cy.autounselectify(false);
    cy.batch(() => {
      cy.$(':selected').forEach((element) => {
        if (!wanted.has(element.id())) element.unselect();
      });
      cy.$('.selected').removeClass('selected');
      for (const key of wanted) {
        cy.getElementById(key).select().addClass('selected');
        cy.getElementById(symbolId(key)).addClass('selected');
      }
    });
    cy.autounselectify(fixed);
    this.marking = false;
  }

  addClass(refs: readonly ElementRef[], name: string): void {
    this.cy.batch(() => {
      for (const ref of refs) this.cy.getElementById(elementKey(ref)).addClass(name);
    });
  }

  clearClass(name: string): void {
    this.cy.batch(() => this.cy.$(`.${name}`).removeClass(name));
  }

  viewport(): Viewport {
    return { zoom: this.cy.zoom(), pan: { ...this.cy.pan() } };
  }

  setViewport({ zoom, pan }: Viewport): void {
    this.cy.viewport({ zoom, pan: { ...pan } });
    this.scaleToZoom();
  }

  /**
   * To be called before the first picture: text and lines get the look of the zoom at which all of
   * it will be shown. A style sheet that comes later is a second pass over all elements.
   */
  foresee(places: readonly Position[], reserved: number): void {
    if (places.length === 0) return;
    const [x1, x2] = rangeOf(places.map(({ x }) => x));
    const [y1, y2] = rangeOf(places.map(({ y }) => y));
    // So far machines and loads stand out at both sides together.
    const rim = 90 * this.symbols;
    this.cy.zoom(this.fitting({ w: x2 - x1 + rim, h: y2 - y1 + rim }, reserved).zoom);
    this.scaleToZoom();
  }

  /** Shows the whole picture; beside the first `reserved` pixels where that costs little size. */
  fit(reserved = 0): void {
    const { cy } = this;
    // Notes come and go after the picture that they belong to.
    const nodes = cy.nodes().not('.note');
    if (nodes.empty()) return;
    const { x1, y1, w, h } = nodes.boundingBox();
    const { left, zoom } = this.fitting({ w, h }, reserved);
    const pan = {
      x: left + (cy.width() - left) / 2 - zoom * (x1 + w / 2),
      y: cy.height() / 2 - zoom * (y1 + h / 2),
    };
    cy.viewport({ zoom, pan });
    this.scaleToZoom();
  }

  /** Brings an element to the middle, near enough to be read; false where it is not drawn. */
  centre(ref: ElementRef): boolean {
    const element = this.cy.getElementById(elementKey(ref));
    if (element.empty()) return false;
    const nearEnough = 0.7 / this.symbols;
    if (this.cy.zoom() < nearEnough) this.cy.zoom(nearEnough);
    this.cy.center(element);
    this.scaleToZoom();
    return true;
  }

  /** The buses that are drawn, with their nodes. */
  busNodes(): { readonly number: number; readonly node: NodeSingular }[] {
    const nodes: { number: number; node: NodeSingular }[] = [];
    this.cy.nodes('.bus').forEach((node) => {
      const ref = this.refOf(node.id());
      if (ref?.kind === 'bus') nodes.push({ number: ref.number, node });
    });
    return nodes;
  }

  /** While it is held, the picture takes changes but is not drawn: many become one. */
  hold(held: boolean): void {
    if (held === this.held) return;
    this.held = held;
    if (held) this.cy.startBatch();
    else this.cy.endBatch();
    this.settleSoon();
  }

  destroy(): void {
    // Held, the library would never hear of its end.
    this.hold(false);
    this.cy.destroy();
  }

  private fitting(
    { w, h }: { readonly w: number; readonly h: number },
    reserved: number,
  ): { left: number; zoom: number } {
    const { cy } = this;
    const margin = 30;
    const zoomBeside = (left: number): number =>
      Math.min((cy.width() - left - 2 * margin) / w, (cy.height() - 2 * margin) / h, 1.6);
    const left = zoomBeside(reserved) > 0.8 * zoomBeside(0) ? reserved : 0;
    return { left, zoom: Math.max(zoomBeside(left), cy.minZoom()) };
  }

  private applyStyle(): void {
    const scale = diagramScale(this.symbols, this.cy.zoom());
    this.scaleKey = JSON.stringify(scale);
    this.cy.style(diagramStyle(this.theme, scale));
    this.settleSoon();
  }

  private settleSoon(): void {
    if (this.settling || this.held) return;
    this.settling = true;
    queueMicrotask(() => {
      this.settling = false;
      if (!this.held && !this.cy.destroyed()) this.settle();
    });
  }

  /**
   * Once for all changes of a turn: notes go to their places, and how the changed elements look is
   * worked out while the browser waits for its next frame, which then has only to draw them.
   */
  private settle(): void {
    const { cy, unsettled } = this;
    this.showNotes();
    if (unsettled.size <= fewElements) {
      const elements = cy.collection();
      for (const id of unsettled) elements.merge(cy.getElementById(id));
      elements.boundingBox();
    }
    unsettled.clear();
  }

  private showNotes(): void {
    const { drawn, symbols } = this;
    const size = noteSize(diagramScale(symbols, this.cy.zoom()));
    const taken: Box[] = [];
    const room = { elements: drawn, symbols, taken, ...size };
    const notes: Note[] = [];
    for (const [key, { note: text }] of this.painted) {
      const line = drawn.get(key);
      if (text === undefined || !line) continue;
      const box = notePlace(line, text, room);
      if (!box) continue;
      taken.push(box);
      notes.push({ text, place: box.middle });
    }
    this.notes.show(notes);
  }

  private apply({ removed, added, changed }: DiagramPatch): void {
    this.cy.batch(() => {
      for (const id of removed) this.cy.getElementById(id).remove();
      const nodesFirst = [...added].sort((a, b) => Number(isEdge(a)) - Number(isEdge(b)));
      this.cy.add(nodesFirst.map(definitionOf));
      for (const element of added) {
        this.paintElement(element.id, undefined, this.painted.get(elementKey(element.ref)));
        if (element.ref.kind === 'bus') this.colourBus(element.ref.number);
      }
      for (const element of changed) this.change(element);
    });
    for (const { id } of [...added, ...changed]) this.unsettled.add(id);
    this.settleSoon();
  }

  private change(element: DiagramElement): void {
    const present = this.cy.getElementById(element.id);
    const before = this.drawn.get(element.id)?.classes ?? '';
    if (before !== element.classes) present.removeClass(before).addClass(element.classes);
    present.data(element.data);
    if (element.position && !present.grabbed()) present.position({ ...element.position });
  }

  private colourBus(number: number): void {
    const node = this.cy.getElementById(elementKey(busRef(number)));
    const colour = this.busColours.get(number);
    if (colour === undefined) node.removeData('colour');
    else node.data('colour', colour);
  }

  private paintElement(id: string, before: Paint | undefined, now: Paint | undefined): void {
    const element = this.cy.getElementById(id);
    if (element.empty()) return;
    if (before?.classes) element.removeClass(before.classes);
    if (now?.classes) element.addClass(now.classes);
    if (!element.isEdge()) return;
    for (const field of ['colour', 'width'] as const) {
      const value = now?.[field];
      if (value !== undefined) element.data(field, value);
      else if (before?.[field] !== undefined) element.removeData(field);
    }
  }
}

const rangeOf = (values: readonly number[]): readonly [number, number] => [
  values.reduce((least, value) => Math.min(least, value), Infinity),
  values.reduce((most, value) => Math.max(most, value), -Infinity),
];

const isEdge = ({ data }: DiagramElement): boolean => 'source' in data;

function definitionOf(element: DiagramElement): ElementDefinition {
  const { id, position, data } = element;
  // The circles on a line belong to their transformer and are not picked by themselves.
  const accessory = id !== elementKey(element.ref);
  const isBus = element.ref.kind === 'bus';
  return {
    group: isEdge(element) ? 'edges' : 'nodes',
    data: { id, ...data },
    classes: element.classes,
    selectable: !accessory,
    grabbable: isBus,
    ...(position ? { position: { ...position } } : {}),
  };
}

/** Of one element; its note is a node of its own. */
const samePaint = (a: Paint | undefined, b: Paint | undefined): boolean =>
  a === b ||
  ((a?.classes ?? '') === (b?.classes ?? '') && a?.colour === b?.colour && a?.width === b?.width);
