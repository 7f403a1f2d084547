import { until } from '../e2e/desk.ts';
import type { Studio } from './studio.ts';

/** The 118-bus network: its power flow, its tables, and a paste into them. */
export async function tablesAndPaste({ page, desk, take }: Studio): Promise<void> {
  const { id, go } = desk;
  await go('home');
  await id('sample-ieee118').click();
  await page.locator('[data-testid=diagram][data-drawn=true]').waitFor();
  await go('power-flow');
  await page.keyboard.press('F5');
  await id('power-flow-summary').waitFor();
  await take('power-flow');
  await go('network');
  await id('tab-branch').click();
  await id('find-element').fill('26-30');
  await id('find-element').press('Enter');
  await until(async () => (await desk.title()) === 'Branch 26–30');
  await desk.settledBusAt(26);
  await take('tables');
  await id('tab-load').click();
  await page.locator('[data-testid="row-load/1-1"] [tabulator-field="bus"]').click();
  await desk.fillClipboard(
    'Bus\tP, MW\tOwner\r\n1\t55\tNorth\r\n2\t22,5\tNorth\r\n3\t39\tNorth\r\n',
  );
  await page.keyboard.press('Control+v');
  await id('paste-summary').waitFor();
  await take('paste');
  await page.keyboard.press('Escape');
}
