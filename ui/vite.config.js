// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from 'vite';

// What is built is committed (dist/), so that a build of the program needs no Node; see README.md.
export default defineConfig({
  base: '/app/',
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/app/language': 'http://127.0.0.1:8080', '/app/basemap': 'http://127.0.0.1:8080' } },
  build: {
    outDir: process.env.SUNQAR_UI_OUT || 'dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
});
