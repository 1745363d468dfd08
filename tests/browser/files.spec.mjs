// The files a tour goes out in, as other programs read them: GPX against its schema, all of them by
// parsers that share nothing with ours. The files are the goldens of tests/tour/exports.rs.
import { readFileSync, readdirSync } from 'node:fs';

import { expect, test } from '@playwright/test';
import { gpx, kml } from '@tmcw/togeojson';
import { DOMParser } from '@xmldom/xmldom';
import ICAL from 'ical.js';
import { validateXML } from 'xmllint-wasm';

const GOLDEN = 'tests/golden/tour';
const read = (name) => readFileSync(`${GOLDEN}/${name}`, 'utf8');
const xml = (name) => new DOMParser().parseFromString(read(name), 'text/xml');
const names = (collection, kind) => collection.features
  .filter((feature) => feature.geometry.type === kind).map((feature) => feature.properties.name);

/** The stops of the day as their names stand in the bundle of the test, with all that needs escaping. */
const DAY = [
  '起点', '二七纪念塔', '黄河博物馆"旧址"', '=紫荆山公园',
  '郑州会议旧址，一个名字长到在日历里必须折行的会议旧址，两行才放得下',
];

async function faults(text) {
  const { valid, errors } = await validateXML({
    xml: [{ fileName: 'tour.gpx', contents: text }],
    schema: [readFileSync('tests/fixtures/tour/gpx-1.1.xsd', 'utf8')],
  });
  return valid ? [] : errors.map((error) => error.message);
}

for (const name of readdirSync(GOLDEN).filter((file) => file.endsWith('.gpx'))) {
  test(`${name} keeps to the schema of GPX 1.1`, async () => {
    expect(await faults(read(name))).toEqual([]);
  });
}

test('the schema refuses what GPX refuses', async () => {
  const file = read('day.0.gpx');
  for (const [right, wrong] of [
    ['version="1.1"', 'version="1.0"'],
    ['<rtept lat="', '<rtept lat="1'],
    [/<time>[^<]*<\/time>(<name>[^<]*<\/name>)/, '$1<time>2026-11-24T01:00:00Z</time>'],
    ['<keywords>', '<tour>'],
  ]) {
    const broken = file.replace(right, wrong);
    expect(broken).not.toBe(file);
    expect(await faults(broken), `${wrong}`).not.toEqual([]);
  }
});

test('a reader of GPX finds stops and route', () => {
  const found = gpx(xml('day.0.gpx'));
  expect(names(found, 'Point').toSorted()).toEqual(DAY.toSorted());
  const [route] = found.features.filter((feature) => feature.geometry.type === 'LineString');
  expect(route.geometry.coordinates).toHaveLength(DAY.length);
});

test('a reader of KML finds stops and routes', () => {
  const found = kml(xml('teams.kml'));
  expect(names(found, 'Point').length).toBe(4);
  expect(names(found, 'LineString').every((name) => name.startsWith('讲师团：两天*两队~路线 <1> & "2"'))).toBe(true);
});

test('a calendar has each visit at its time in Shanghai, with an alarm', () => {
  const calendar = new ICAL.Component(ICAL.parse(read('day.ics')));
  ICAL.TimezoneService.register(new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone')));
  const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  expect(events.map((event) => event.summary).toSorted()).toEqual(DAY.toSorted());
  const museum = events.find((event) => event.summary.startsWith('黄河博物馆'));
  // 14:00 by the appointment, eight hours ahead of UTC.
  expect(museum.startDate.toJSDate().toISOString()).toBe('2026-11-24T06:00:00.000Z');
  expect(museum.location).toBe('紫荆山路 4 号, 近 <金水路> & 河边');
  const [alarm] = museum.component.getAllSubcomponents('valarm');
  expect(alarm.getFirstPropertyValue('trigger').toSeconds()).toBe(-15 * 60);
});

test('GeoJSON is JSON with a point a stop', () => {
  const found = JSON.parse(read('day.geojson'));
  expect(names(found, 'Point').toSorted()).toEqual(DAY.toSorted());
});
