// What several specs do with the app, in the words of its users.
import { expect } from '@playwright/test';

/** The list twin of the map. */
export const list = (page) => page.getByRole('list', { name: /^(地点列表|Places)$/ });

/** One row a place. */
export const rows = (page) => list(page).getByRole('listitem');

/** The region of the map. */
export const map = (page) => page.getByRole('region', { name: /^(地图|Map)$/ });

/** The switch of a category. */
export const filter = (page, name) =>
  page.getByRole('group', { name: /^(类别|Categories)$/ }).getByRole('button', { name });

/** The card of a place. */
export const card = (page, name) => page.getByRole('region', { name, exact: true });

/** How many places stand on the map, those inside clusters counted. */
export async function placesOnMap(page) {
  const names = await map(page).locator('.pin').evaluateAll((pins) =>
    pins.map((pin) => pin.getAttribute('aria-label')));
  return names.reduce((sum, name) => {
    const many = /^(\d+) (个地点|places)$/.exec(name);
    return sum + (many ? Number(many[1]) : 1);
  }, 0);
}

/** Shows the whole district and waits for the map to rest. */
export async function wholeDistrict(page) {
  const before = page.url();
  await page.getByRole('button', { name: /^(全区|Whole district)$/ }).click();
  await expect.poll(() => page.url()).not.toBe(before);
}

/** The bundle's layers as the server gives them. */
export async function bundle(page) {
  const get = async (path) => (await page.request.get(`assets/bundle/${path}`)).json();
  const manifest = await get('bundle.json');
  const layers = await Promise.all(manifest.layers.map((layer) => get(layer.file)));
  return { manifest, places: layers.flatMap((layer) => layer.features) };
}
