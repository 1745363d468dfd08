// The places as plain HTML for readers whose browser runs no script or no wasm: their names in
// index.html, and each with address, summary and sources in places.html. Made from the bundle.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BUNDLE = join('assets', 'bundle');

const escape = (text) => String(text ?? '').replace(/[&<>"]/g, (c) =>
  ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);

const safe = (url) => (/^https?:\/\//.test(url ?? '') ? url : undefined);

/** Categories in the order of the bundle's layers, each with its places in the order of the file. */
function read(site) {
  const json = (file) => JSON.parse(readFileSync(join(site, BUNDLE, file), 'utf8'));
  const manifest = json('bundle.json');
  const groups = manifest.layers.map((layer) => ({
    zh: layer.title ?? layer.id,
    en: layer.title_en ?? layer.id,
    places: json(layer.file).features.map((feature) => ({ id: feature.id, ...feature.properties })),
  }));
  return { manifest, groups };
}

function names(groups) {
  const group = ({ zh, en, places }) =>
    `<p><b>${escape(zh)} <span lang="en">${escape(en)}</span> ${places.length}</b> ${places.map((p) => escape(p.name)).join('、')}</p>`;
  return `<div class="plain"><h2>全部地点 <span lang="en">/ All places</span></h2>${groups.map(group).join('')}<p><a href="places.html">地址、简介与出处 <span lang="en">/ Addresses, summaries, sources</span></a></p></div>`;
}

function place(p) {
  const english = p.name_en ? ` <span lang="en">${escape(p.name_en)}</span>` : '';
  const sources = (p.sources ?? []).map((source) => {
    const title = escape(source.title ?? source.id);
    return safe(source.url) ? `<a href="${escape(source.url)}" rel="noopener noreferrer external">${title}</a>` : title;
  });
  const lines = [
    p.address && `<p>地址 ${escape(p.address)}</p>`,
    p.summary && `<p>${escape(p.summary)}</p>`,
    p.summary_en && `<p lang="en">${escape(p.summary_en)}</p>`,
    sources.length > 0 && `<p>出处 ${sources.join('；')}</p>`,
  ];
  return `<article id="${escape(p.id)}"><h3><a href="./#/place/${escape(encodeURIComponent(p.id))}">${escape(p.name)}</a>${english}</h3>${lines.filter(Boolean).join('')}</article>`;
}

function page({ manifest, groups }, style) {
  const sections = groups.map(({ zh, en, places }) =>
    `<section><h2>${escape(zh)} <span lang="en">${escape(en)}</span> ${places.length}</h2>${places.map(place).join('\n')}</section>`);
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>全部地点 · ${escape(manifest.title)}</title>
<link rel="icon" type="image/svg+xml" href="icons/seal.svg">
<link rel="stylesheet" href="${style}"></head>
<body class="places"><header><h1>${escape(manifest.title)} <span lang="en">${escape(manifest.title_en)}</span></h1>
<p><a href="./">打开地图 <span lang="en">/ Open the map</span></a></p></header>
<main>
${sections.join('\n')}
</main></body></html>
`;
}

export function plain(site) {
  const data = read(site);
  const path = join(site, 'index.html');
  const index = readFileSync(path, 'utf8');
  const style = /href=["']?([^"'\s>]*style-[0-9a-f]+\.css)/.exec(index)?.[1];
  const gap = /<div class=["']?plain["']?>\s*<\/div>/;
  if (!style || !gap.test(index)) throw new Error('index.html names no style sheet or has no place for the list');
  writeFileSync(path, index.replace(gap, () => names(data.groups)));
  writeFileSync(join(site, 'places.html'), page(data, style));
}
