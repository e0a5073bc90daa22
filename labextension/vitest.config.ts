import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'jsdom',
    // Milliseconds. They end what hangs, also on a busy machine; they measure nothing.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // JupyterLab's packages are loaded once, not for each file: that took six times as long.
    isolate: false,
    include: ['src/__tests__/**/*.spec.{ts,tsx}'],
    // JupyterLab's packages import CSS and JSON, which Node.js does not know.
    server: { deps: { inline: [/@jupyterlab/, /@lumino/, /@jupyter\//] } }
  }
});
