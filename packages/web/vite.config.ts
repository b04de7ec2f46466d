import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The peer that answers `/api` and `/auth` while the pages are developed. */
const peer = process.env.ISTHMUS_PEER ?? 'http://127.0.0.1:4100'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // The peer's content policy allows no data: fonts or scripts; small files stay files.
    assetsInlineLimit: 0,
    // Vite would inline this polyfill as a script, which the content policy forbids.
    modulePreload: { polyfill: false },
  },
  server: {
    port: 4173,
    proxy: { '/api': peer, '/auth': peer },
  },
})
