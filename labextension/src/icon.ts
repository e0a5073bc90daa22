import { LabIcon } from '@jupyterlab/ui-components';

/**
 * Our icon, in the manner of JupyterLab's: a frame with a rising line and a
 * kept point.
 */
export const figuresIcon = new LabIcon({
  name: 'gofigr:figures',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">
  <g class="jp-icon3" stroke="#616161" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">
    <path fill="none" d="M13.25 8.5v3.25a1.5 1.5 0 0 1-1.5 1.5h-7.5a1.5 1.5 0 0 1-1.5-1.5v-7.5a1.5 1.5 0 0 1 1.5-1.5H7.5"/>
    <path fill="none" d="M5 10.75 7.25 8l1.75 1.5 2.5-3.25"/>
  </g>
  <circle class="jp-icon3" cx="12" cy="4" r="2.25" fill="#616161"/>
</svg>`
});

/**
 * Marks what is pinned.
 */
export const pinIcon = new LabIcon({
  name: 'gofigr:pin',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">
  <g class="jp-icon3" fill="none" stroke="#616161" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">
    <path d="M5.5 2.75h5M6.25 2.75v4L4.5 9.25h7L9.75 6.75v-4M8 9.5v3.75"/>
  </g>
</svg>`
});
