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
 * Stands beside the number of comments.
 */
export const commentsIcon = new LabIcon({
  name: 'gofigr:comments',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">
  <g class="jp-icon3" stroke="#616161" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">
    <path fill="none" d="M4.25 2.75h7.5a1.5 1.5 0 0 1 1.5 1.5v4.5a1.5 1.5 0 0 1-1.5 1.5H7.5l-3 2.75v-2.75h-.25a1.5 1.5 0 0 1-1.5-1.5v-4.5a1.5 1.5 0 0 1 1.5-1.5z"/>
  </g>
</svg>`
});

/**
 * Stands for a search by a picture.
 */
export const pictureIcon = new LabIcon({
  name: 'gofigr:picture',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">
  <g class="jp-icon3" stroke="#616161" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">
    <path fill="none" d="M4.25 2.75h7.5a1.5 1.5 0 0 1 1.5 1.5v7.5a1.5 1.5 0 0 1-1.5 1.5h-7.5a1.5 1.5 0 0 1-1.5-1.5v-7.5a1.5 1.5 0 0 1 1.5-1.5z"/>
    <path fill="none" d="M3.25 11 6 7.75l2.25 2.5L10 8.5l2.75 2.75"/>
  </g>
  <circle class="jp-icon3" cx="10.25" cy="5.75" r="1" fill="#616161"/>
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

/**
 * Stands for what can be dragged.
 */
export const gripIcon = new LabIcon({
  name: 'gofigr:grip',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">
  <g class="jp-icon3" fill="#616161">
    <circle cx="6" cy="3.5" r="1.1"/><circle cx="10" cy="3.5" r="1.1"/>
    <circle cx="6" cy="8" r="1.1"/><circle cx="10" cy="8" r="1.1"/>
    <circle cx="6" cy="12.5" r="1.1"/><circle cx="10" cy="12.5" r="1.1"/>
  </g>
</svg>`
});

/**
 * Stands for a story.
 */
export const storyIcon = new LabIcon({
  name: 'gofigr:story',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">
  <g class="jp-icon3" stroke="#616161" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">
    <path fill="none" d="M2 2.75h12M3.25 2.75v6a1.5 1.5 0 0 0 1.5 1.5h6.5a1.5 1.5 0 0 0 1.5-1.5v-6M8 10.25v1M5.5 13.75 8 11.25l2.5 2.5"/>
    <path fill="none" d="M5.75 7.5 7.5 5.5l1.25 1.25 1.5-1.75"/>
  </g>
</svg>`
});
