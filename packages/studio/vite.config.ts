import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Fonts and pictures stay files: the content policy allows no data: fonts.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // What it offers browsers asks the document, and the preview's engine, a worker, has none.
  resolve: {
    alias: {
      'decode-named-character-reference': fileURLToPath(
        import.meta.resolve('decode-named-character-reference'),
      ),
    },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2024',
    // One program for one screenful of people, from a server beside them: 200 kB packed.
    chunkSizeWarningLimit: 900,
  },
  // The preview's engine loads parts of itself, so it is a module; its name is known to the server.
  worker: { format: 'es' },
  server: { proxy: { '/api': 'http://127.0.0.1:4600', '/p': 'http://127.0.0.1:4600' } },
})
