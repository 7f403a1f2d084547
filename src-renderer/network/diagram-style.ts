import type { EdgeSingular, NodeSingular, StylesheetJson } from 'cytoscape';

import { sizes } from './bar-geometry.ts';
import type { DiagramTheme } from './diagram-theme.ts';
import { facings, leadLength, pictureOf, satelliteBox } from './symbols.ts';
import type { Facing, Ink } from './symbols.ts';

/** How large things are drawn at the present zoom. */
export interface DiagramScale {
  /** Of all symbols, see DiagramView. */
  readonly symbols: number;
  /** Times their own size, so that text and lines stay visible when the picture is far away. */
  readonly text: number;
  readonly lines: number;
  /** Near enough for names beside the bus numbers. */
  readonly named: boolean;
}

const textPixels = 11.5;

/**
 * Text and lines grow against the zoom once they would fall below `legible` pixels on the screen,
 * in steps (a new style sheet costs a redraw of everything), and not beyond where text would cover
 * its neighbours.
 */
export function diagramScale(symbols: number, zoom: number): DiagramScale {
  const shown = symbols * zoom;
  const step = (wanted: number, most: number): number =>
    Math.min(most, Math.max(1, 2 ** (Math.ceil(Math.log2(wanted) * 2) / 2)));
  return {
    symbols,
    text: step(8.5 / (textPixels * shown), 3),
    lines: step(0.7 / shown, 12),
    named: shown >= 0.95,
  };
}

/** The style sheet of the one-line diagram. */
export function diagramStyle(theme: DiagramTheme, scale: DiagramScale): StylesheetJson {
  return [
    ...busRules(theme, scale),
    ...symbolRules(theme, scale),
    ...branchRules(theme, scale),
    ...stateRules(theme, scale),
    noteRule(theme, scale),
  ];
}

/** Height of the letters of a note and the room around them. */
export const noteSize = ({ symbols, text }: DiagramScale): { text: number; gap: number } => ({
  text: textPixels * symbols * text,
  gap: 4 * symbols,
});

/** The node itself is nothing but a place. */
function noteRule(theme: DiagramTheme, scale: DiagramScale): StylesheetJson[number] {
  const { symbols } = scale;
  return {
    selector: 'node.note',
    style: {
      width: 1,
      height: 1,
      'background-opacity': 0,
      events: 'no',
      label: 'data(note)',
      'font-family': theme.fontFamily,
      'font-size': noteSize(scale).text,
      'font-weight': 600,
      color: theme.text,
      'text-halign': 'center',
      'text-valign': 'center',
      'text-background-color': theme.background,
      'text-background-opacity': 1,
      'text-background-padding': `${3 * symbols}px`,
      'text-background-shape': 'roundrectangle',
      'text-border-color': theme.text,
      'text-border-width': 1 * symbols,
      'text-border-opacity': 1,
      'z-index': 20,
    },
  };
}

function busRules(theme: DiagramTheme, { symbols, text, named }: DiagramScale): StylesheetJson {
  return [
    {
      selector: 'core',
      style: {
        'active-bg-color': theme.accent,
        'active-bg-opacity': 0.12,
        'active-bg-size': 14,
        'selection-box-color': theme.accent,
        'selection-box-opacity': 0.12,
        'selection-box-border-color': theme.accent,
        'selection-box-border-width': 1,
        'outside-texture-bg-color': theme.background,
        'outside-texture-bg-opacity': 1,
      },
    },
    {
      selector: 'node.bus',
      style: {
        shape: 'rectangle',
        width: 'data(width)',
        height: 'data(height)',
        'background-color': theme.text,
        'border-width': sizes.barRim * symbols,
        'border-opacity': 0,
        label: named ? 'data(name)' : 'data(number)',
        color: theme.text,
        'font-family': theme.fontFamily,
        'font-size': textPixels * symbols * text,
        'font-weight': 600,
        'min-zoomed-font-size': 5.5,
        'text-halign': 'left',
        'text-valign': 'center',
        'text-margin-x': sizes.numberInset * symbols,
        'text-outline-color': theme.background,
        'text-outline-width': 2.2 * symbols * Math.min(text, 1.5),
        'text-outline-opacity': 0.9,
        'z-index': 10,
      },
    },
    {
      selector: 'node.bus.upright',
      style: { 'text-halign': 'center', 'text-valign': 'top', 'text-margin-x': 0 },
    },
    {
      selector: 'node.bus.label-after',
      style: { 'text-halign': 'right', 'text-margin-x': -sizes.numberInset * symbols },
    },
    {
      selector: 'node.bus.upright.label-after',
      style: { 'text-halign': 'center', 'text-valign': 'bottom', 'text-margin-x': 0 },
    },
    // A value: a broad bar with an outline, which keeps pale colours visible.
    {
      selector: 'node.bus[colour]',
      style: {
        'background-color': 'data(colour)',
        'border-color': 'data(colour)',
        'border-opacity': 1,
        'outline-color': theme.text,
        'outline-width': 1 * symbols * Math.min(text, 2),
        'outline-opacity': 1,
      },
    },
    { selector: 'node.bus.off', style: { 'background-color': theme.muted } },
    // A collapsed area: a box with a double rim, its sums below.
    {
      selector: 'node.bus.group',
      style: {
        shape: 'round-rectangle',
        'background-color': theme.background,
        'border-color': theme.text,
        'border-width': 4 * symbols,
        'border-style': 'double',
        'border-opacity': 1,
        'text-halign': 'center',
        'text-valign': 'bottom',
        'text-margin-x': 0,
        'text-margin-y': 3 * symbols,
      },
    },
  ];
}

function symbolRules(theme: DiagramTheme, { symbols }: DiagramScale): StylesheetJson {
  const on: Ink = { stroke: theme.text, fill: theme.background, dashed: false };
  const off: Ink = { stroke: theme.muted, fill: theme.background, dashed: true };
  const known = new Map<string, string>();
  // Asked for every symbol, where a rule for each picture would be tried on every element.
  const picture = (node: NodeSingular): string => {
    const classes = node.classes();
    const key = classes.join(' ');
    const found = known.get(key) ?? pictureOf(classes, node.hasClass('off') ? off : on) ?? 'none';
    known.set(key, found);
    return found;
  };
  return [
    {
      selector: 'node.satellite, node.symbol',
      style: {
        shape: 'ellipse',
        width: sizes.satellite * symbols,
        height: sizes.satellite * symbols,
        'background-opacity': 0,
        'background-fit': 'contain',
        'background-image': picture,
        'z-index': 5,
      },
    },
    {
      selector: 'node.symbol',
      style: { width: sizes.transformer * symbols, height: sizes.transformer * symbols },
    },
    ...facings.map((facing) => leadRule(facing, symbols)),
  ];
}

/** In the order of the sides on which their bars are: top, right, bottom, left. */
const barSides: readonly Facing[] = ['down', 'left', 'up', 'right'];

/** The picture of a machine, load or shunt reaches beyond its node, as far as the bar. */
function leadRule(facing: Facing, symbols: number): StylesheetJson[number] {
  const { width, height } = satelliteBox(facing, symbols);
  const lead = leadLength * symbols;
  return {
    selector: `node.satellite.${facing}`,
    style: {
      'background-fit': 'none',
      'background-clip': 'none',
      'background-width': width,
      'background-height': height,
      // 100 % puts the picture's far edge on the node's.
      'background-position-x': facing === 'right' ? '100%' : '0%',
      'background-position-y': facing === 'down' ? '100%' : '0%',
      'bounds-expansion': barSides.map((side) => (side === facing ? lead : 0)).join(' '),
      // A box drawn around the symbol alone has not its whole line in it.
      'box-selection': 'overlap',
    },
  };
}

function branchRules(theme: DiagramTheme, { symbols, lines }: DiagramScale): StylesheetJson {
  const wide = symbols * lines;
  return [
    {
      selector: 'edge.branch',
      style: {
        width: 2 * wide,
        'line-color': theme.border,
        'line-cap': 'butt',
        'z-index': 1,
      },
    },
    // Straight lines between the middles of plain bars: the cheapest that Cytoscape draws.
    {
      selector: 'edge.branch.straight',
      style: { 'curve-style': 'haystack', 'haystack-radius': 0 },
    },
    {
      selector: 'edge.branch.routed',
      style: {
        'curve-style': 'segments',
        // Missing in the library's typings: bends are measured from the manual end points.
        'edge-distances': 'endpoints' as 'intersection',
        'source-endpoint': 'data(sourceEndpoint)',
        'target-endpoint': 'data(targetEndpoint)',
        'segment-weights': 'data(weights)' as unknown as number,
        'segment-distances': 'data(distances)' as unknown as number,
      },
    },
    {
      selector: 'edge.branch[colour]',
      style: {
        'line-color': 'data(colour)',
        width: (edge: EdgeSingular): number => Number(edge.data('width')) * wide,
      },
    },
  ];
}

function stateRules(theme: DiagramTheme, { symbols, lines }: DiagramScale): StylesheetJson {
  const wide = symbols * lines;
  return [
    // The way that power flows.
    {
      selector: 'edge.branch.forward',
      style: {
        'mid-target-arrow-shape': 'triangle',
        'mid-target-arrow-color': theme.text,
        'arrow-scale': 0.9 * Math.min(lines, 2),
      },
    },
    {
      selector: 'edge.branch.backward',
      style: {
        'mid-source-arrow-shape': 'triangle',
        'mid-source-arrow-color': theme.text,
        'arrow-scale': 0.9 * Math.min(lines, 2),
      },
    },
    {
      selector: 'edge.branch.over',
      style: {
        'line-style': 'dashed',
        'line-dash-pattern': [9 * wide, 3 * wide],
        'mid-target-arrow-shape': 'diamond',
        'mid-target-arrow-color': theme.danger,
        'arrow-scale': 1.1,
        'z-index': 3,
      },
    },
    {
      selector: 'edge.branch.islanded',
      style: { 'line-color': theme.muted, 'line-style': 'dotted', width: 1.6 * wide },
    },
    {
      selector: 'edge.branch.off',
      style: {
        'line-color': theme.muted,
        'line-style': 'dashed',
        'line-dash-pattern': [4 * wide, 5 * wide],
        width: 1.3 * wide,
        'mid-target-arrow-shape': 'none',
        'mid-source-arrow-shape': 'none',
      },
    },
    {
      selector: '.outage',
      style: { 'mid-target-arrow-shape': 'tee', 'mid-target-arrow-color': theme.danger },
    },
    {
      selector: 'node.bus.outage',
      style: {
        'border-width': 4 * symbols,
        'border-color': theme.danger,
        'border-style': 'double',
      },
    },
    {
      selector: 'edge.branch.outage',
      style: {
        'line-color': theme.danger,
        'line-style': 'dashed',
        'line-dash-pattern': [3 * wide, 5 * wide],
        width: 3.5 * wide,
        'arrow-scale': 1.6,
        'z-index': 4,
      },
    },
    {
      selector: 'node.satellite.outage',
      style: {
        'border-width': 2.5 * symbols,
        'border-color': theme.danger,
        'border-style': 'dotted',
      },
    },
    {
      selector: 'edge.branch.worst',
      style: { 'line-color': theme.danger, width: 4 * wide, 'z-index': 3 },
    },
    {
      selector: 'edge.branch.cut',
      style: {
        'underlay-color': theme.danger,
        'underlay-opacity': 0.22,
        'underlay-padding': 5 * wide,
      },
    },
    {
      selector: '.hovered',
      style: {
        'underlay-color': theme.accent,
        'underlay-opacity': 0.22,
        'underlay-padding': 3 * wide,
      },
    },
    {
      selector: '.selected',
      style: {
        'underlay-color': theme.accent,
        'underlay-opacity': 0.5,
        'underlay-padding': 4 * wide,
      },
    },
    {
      selector: '.start',
      style: {
        'underlay-color': theme.accent,
        'underlay-opacity': 0.8,
        'underlay-padding': 6 * wide,
      },
    },
    {
      selector: '.flash',
      style: {
        'underlay-color': theme.accent,
        'underlay-opacity': 0.9,
        'underlay-padding': 14 * wide,
      },
    },
    // Our own marks show what is selected and pressed; the library's grey veil would hide colours.
    { selector: ':active', style: { 'overlay-opacity': 0 } },
  ];
}
