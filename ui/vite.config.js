// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { defineConfig } from 'vite';

const sha256 = (content) => createHash('sha256').update(content).digest('hex');

/** Tells the service worker what the page is made of: its files, and a hash of all that is in them. */
function pageFiles() {
  return {
    name: 'page-files',
    enforce: 'post',
    // what main.ts asks for first, a round trip earlier
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const app = Object.values(bundle ?? {}).find((file) => file.name === 'app');
        const tags = (app ? [app.fileName, ...app.imports] : []).map((name) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', href: `/app/${name}` },
        }));
        // behind what is shown meanwhile: in the head it would hold that up
        const sheet = /\s*<link rel="stylesheet"[^>]*>/.exec(html)?.[0] ?? '';
        return { html: html.replace(sheet, '').replace('</i></div>', `</i></div>${sheet}`), tags };
      },
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const built = Object.values(bundle).sort((a, b) => (a.fileName < b.fileName ? -1 : 1));
        const worker = built.find((file) => file.fileName === 'worker.js');
        if (!worker) return;
        if (worker.imports.length) this.error('the service worker should be one file');
        const html = sha256(bundle['index.html'].source);
        const parts = built.filter((file) => file !== worker && file.fileName !== 'index.html').map((file) => file.fileName);
        const shared = readdirSync('public').sort();
        const version = createHash('sha256').update(html).update(worker.code);
        shared.forEach((name) => version.update(name).update(readFileSync(`public/${name}`)));
        const page = { version: version.digest('hex').slice(0, 16), html, files: [...shared, ...parts].map((name) => `/app/${name}`) };
        worker.code = `const page=${JSON.stringify(page)};${worker.code}`;
      },
    },
  };
}

// What is built is committed (dist/), so that a build of the program needs no Node; see README.md.
export default defineConfig({
  base: '/app/',
  plugins: [pageFiles()],
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/tasking': 'http://127.0.0.1:8080', '/app/language': 'http://127.0.0.1:8080', '/app/basemap': 'http://127.0.0.1:8080' } },
  build: {
    outDir: process.env.SUNQAR_UI_OUT || 'dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { index: 'index.html', worker: 'src/offline/worker.ts' },
      output: {
        // the service worker has an address that stays
        entryFileNames: (chunk) => (chunk.name === 'worker' ? 'worker.js' : 'assets/[name]-[hash].js'),
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
});
