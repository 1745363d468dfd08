// Called by trunk before it builds: bundles Leaflet's used parts and the style sheets, so that
// index.html names one script and one style sheet.
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const OUT = 'node_modules/.cache/redmap/vendor';
// Stands in the script, which comes with the same site; the rules of leaflet.css need not repeat it.
const LICENCE = '/* Leaflet 1.9.4, (c) 2010-2023 Vladimir Agafonkin, (c) 2010-2011 CloudMade, BSD-2-Clause */';
const TARGET = ['chrome92', 'firefox91', 'safari15'];

/** Internet Explorer's vector graphics, replaced by nothing. */
const withoutVml = {
  name: 'without-vml',
  setup(build) {
    build.onLoad({ filter: /SVG\.VML\.js$/ }, () => ({
      contents: 'export const vmlMixin = {}; export function vmlCreate() {}',
    }));
  },
};

/** Rules for parts of Leaflet that www/leaflet/leaflet.mjs leaves out. */
const UNUSED = /leaflet-(control|bar|popup|tooltip|div-icon|image-layer|default-icon)|lvml|leaflet-oldie/;

/** leaflet.css without those rules: it has no nested rules but in its @media print. */
const leafletCss = {
  name: 'leaflet-css',
  setup(build) {
    build.onResolve({ filter: /^leaflet$/, namespace: 'file' }, (args) =>
      args.kind === 'import-rule' ? { path: 'leaflet.css', namespace: 'leaflet-css' } : undefined);
    build.onLoad({ filter: /.*/, namespace: 'leaflet-css' }, () => {
      const whole = readFileSync('node_modules/leaflet/dist/leaflet.css', 'utf8');
      const plain = whole.replace(/\/\*[^]*?\*\//g, '').replace(/@media[^{]*\{(?:[^{}]*\{[^}]*\})*[^{}]*\}/g, '');
      const kept = plain.replace(/([^{}]+)\{[^{}]*\}/g, (rule, selectors) => {
        const used = selectors.split(',').filter((selector) => !UNUSED.test(selector));
        return used.length === 0 ? '' : used.join(',') + rule.slice(selectors.length);
      });
      return { contents: kept, loader: 'css' };
    });
  },
};

export async function vendor() {
  rmSync(`${OUT}/views`, { recursive: true, force: true });
  const common = { bundle: true, minify: true, target: TARGET, legalComments: 'none', logLevel: 'warning' };
  await build({
    ...common,
    entryPoints: ['www/leaflet/leaflet.mjs'],
    outfile: `${OUT}/leaflet.js`,
    format: 'iife',
    banner: { js: LICENCE },
    plugins: [withoutVml],
  });
  await build({
    ...common,
    entryPoints: ['www/style/index.css'],
    outfile: `${OUT}/style.css`,
    plugins: [leafletCss],
  });
  // The sheets of views that are loaded with them (src/app/asset.rs): scripts/split.mjs takes them up.
  if (existsSync('www/style/views')) await build({
    ...common,
    entryPoints: readdirSync('www/style/views').map((name) => `www/style/views/${name}`),
    outdir: `${OUT}/views`,
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await vendor();
