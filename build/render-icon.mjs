/**
 * Draws build/icon.png from build/icon.svg with the browser that the tests use:
 * `node build/render-icon.mjs`, after a change of the drawing.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { findBrowser } from './bootstrap/browser.mjs';

const size = 512;
const svg = readFileSync(new URL('icon.svg', import.meta.url), 'utf8');
const executablePath = findBrowser(process.platform, process.env, existsSync);
if (executablePath === undefined) throw new Error('needs Chrome, Chromium or Edge');

const browser = await chromium.launch({ executablePath });
const page = await browser.newPage({ viewport: { width: size, height: size } });
await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
writeFileSync(
  new URL('icon.png', import.meta.url),
  await page.screenshot({ omitBackground: true }),
);
await browser.close();
