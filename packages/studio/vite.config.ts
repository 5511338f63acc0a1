import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Fonts and pictures stay files: the content policy allows no data: fonts.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2024',
    // One program for one screenful of people, from a server beside them: 200 kB packed.
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4600', '/p': 'http://127.0.0.1:4600' } },
})
