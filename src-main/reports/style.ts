/** Of the pictures and charts, which are files of their own too. */
export const figureStyle = `
.chart-title { font-weight: 600; font-size: 11.5px; }
.chart-grid { stroke: #e2e2e2; stroke-width: 0.7; }
.chart-frame { fill: none; stroke: #666; stroke-width: 0.8; }
.chart-mark { stroke: #555; stroke-width: 0.8; stroke-dasharray: 2 3; }
.chart-note { fill: #444; font-size: 9.5px; }
.bus { fill: #111; }
.machine, .winding { fill: #fff; stroke: #111; stroke-width: 0.9; }
.bus-label { paint-order: stroke; stroke: #fff; stroke-width: 2.4px; }
.worst { font-weight: 700; font-size: 15px; paint-order: stroke; stroke: #fff; stroke-width: 3px; }
`;

/** The style sheet of a report: prints on A4, reads on a screen, keeps to black on white. */
export const reportStyle = `
@page { size: A4; margin: 18mm 16mm 20mm;
  @bottom-left { content: 'Phaselock'; font-size: 8pt; color: #555; }
  @bottom-right { content: counter(page) ' / ' counter(pages); font-size: 8pt; color: #555; }
}
:root { font: 10.5pt/1.45 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif; color: #1a1a1a; }
body { max-width: 178mm; margin: 12mm auto; padding: 0 4mm; }
@media print { body { margin: 0; padding: 0; max-width: none; } }
h1 { font-size: 20pt; margin: 0 0 2mm; line-height: 1.15; }
h2 { font-size: 13pt; margin: 9mm 0 3mm; padding-bottom: 1mm; border-bottom: 0.3mm solid #1a1a1a; break-after: avoid; }
h3 { font-size: 10.5pt; margin: 5mm 0 1.5mm; break-after: avoid; }
h2 + p { break-after: avoid; }
p { margin: 0 0 2mm; }
.lead { color: #444; margin-bottom: 6mm; }
.verdict { border-left: 1.2mm solid #1f4e79; padding: 1mm 0 1mm 4mm; margin: 5mm 0; font-size: 11.5pt; }
.notes { white-space: pre-line; }
.letterhead { display: flex; align-items: center; justify-content: space-between; flex-direction: row-reverse; gap: 6mm; margin-bottom: 8mm; font-weight: 600; }
.letterhead img { max-height: 18mm; max-width: 70mm; }
.contents { list-style: none; margin: 5mm 0; padding: 2mm 0; border-top: 0.1mm solid #c9c9c9; border-bottom: 0.1mm solid #c9c9c9; columns: 2; column-gap: 10mm; }
.contents li { break-inside: avoid; }
.contents a { display: flex; color: inherit; text-decoration: none; }
.contents .number { flex: 0 0 6mm; }
.contents .page { flex: 0 0 8mm; margin-left: auto; text-align: right; }
.remark { color: #555; font-style: italic; }
.warning { border: 0.3mm solid #8a5a00; padding: 2mm 3mm; margin: 0 0 3mm; break-inside: avoid; }
.warning::before { content: '\\26A0\\00A0'; }
table { border-collapse: collapse; width: 100%; margin: 0 0 4mm; font-size: 9pt; font-variant-numeric: tabular-nums; }
thead { display: table-header-group; }
th { text-align: left; font-weight: 600; border-bottom: 0.3mm solid #1a1a1a; padding: 1mm 2mm 1mm 0; vertical-align: bottom; }
td { border-bottom: 0.1mm solid #c9c9c9; padding: 0.8mm 2mm 0.8mm 0; vertical-align: top; overflow-wrap: anywhere; }
tr { break-inside: avoid; }
th.number, td.number { text-align: right; }
td.number { white-space: nowrap; }
th.text:not(:first-child), td.text:not(:first-child) { padding-left: 4mm; }
table.facts td:first-child { width: 52mm; color: #444; }
figure { margin: 3mm 0 5mm; break-inside: avoid; }
figcaption { font-size: 8.5pt; color: #444; }
svg { width: 100%; height: auto; display: block; font-size: 10.5px; font-family: inherit; }
svg.network { max-height: 165mm; border: 0.1mm solid #c9c9c9; }
.signatures { display: grid; grid-template-columns: 1fr 1fr 1fr; gap: 8mm; margin-top: 14mm; break-inside: avoid; }
.signatures div { border-top: 0.2mm solid #1a1a1a; padding-top: 1mm; font-size: 8.5pt; color: #444; }
.hash { overflow-wrap: anywhere; font-family: 'DejaVu Sans Mono', Menlo, Consolas, monospace; font-size: 8pt; }
${figureStyle}`;
