// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, svg } from 'lit';

// Drawn for this program, on a grid of 24; lines of the text's colour.
const paths = {
  map: 'M9 4 3 6.5v13L9 17l6 3 6-2.5v-13L15 7 9 4Zm0 0v13m6-10v13',
  alerts: 'M12 3 2.5 20h19L12 3Zm0 6.5v5m0 2.6v.1',
  watches: 'M2 12s3.5-6.5 10-6.5S22 12 22 12s-3.5 6.5-10 6.5S2 12 2 12Zm10 3a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  tasking: 'm13 7 4 4-6 6-4-4 6-6Zm-6.500 1.500L3 5l2-2 3.500 3.500m7 7L19 17l2-2-3.500-3.500M4 15c0 3 2 5 5 5m-2-5a2 2 0 0 0 2 2',
  catalogue: 'M4 4h7v7H4V4Zm9 0h7v7h-7V4Zm-9 9h7v7H4v-7Zm9 0h7v7h-7v-7Z',
  jobs: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5l3.5 2',
  language: 'M3 12h18M12 3c3 3 3 15 0 18m0-18c-3 3-3 15 0 18M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z',
  panel: 'M3 5h18v14H3V5Zm6 0v14',
  layers: 'm12 4 9 5-9 5-9-5 9-5Zm-9 9 9 5 9-5',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm4.8-1.7L21 21',
  close: 'm6 6 12 12M18 6 6 18',
  up: 'm6 15 6-6 6 6',
  down: 'm6 9 6 6 6-6',
  back: 'm15 6-6 6 6 6',
  next: 'm9 6 6 6-6 6',
  play: 'M8 5v14l11-7L8 5Z',
  pause: 'M8 5v14m8-14v14',
  eye: 'M2 12s3.5-6.5 10-6.5S22 12 22 12s-3.5 6.5-10 6.5S2 12 2 12Zm10 3a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  hidden: 'M3 3l18 18M10 5.7A9 9 0 0 1 12 5.5c6.5 0 10 6.5 10 6.5a17 17 0 0 1-3 3.7M6.5 7.5A16 16 0 0 0 2 12s3.5 6.5 10 6.5c1.4 0 2.7-.3 3.8-.8',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  check: 'm4 12.5 5.5 5.5L20 6.5',
  download: 'M12 4v11m0 0-4.5-4.5M12 15l4.5-4.5M4 19.5h16',
  upload: 'M12 15V4m0 0L7.5 8.5M12 4l4.5 4.5M4 19.5h16',
  measure: 'M3 16 16 3l5 5L8 21l-5-5Zm4-4 2 2m1-5 2 2m1-5 2 2',
  draw: 'M4 18 9 5l11 4-4 10L4 18Z',
  swipe: 'M12 3v18M8 8l-4 4 4 4m8-8 4 4-4 4',
  grid: 'M3 8c6-2 12-2 18 0M3 16c6 2 12 2 18 0M9 3.500c-2 5-2 12 0 17m6-17c2 5 2 12 0 17',
  side: 'M3 5h18v14H3V5Zm9 0v14',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-10v6m0-9.2v.1',
  print: 'M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7v-7Z',
  link: 'M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 6 6l1-1',
  place: 'M12 21s7-6.5 7-11.5A7 7 0 0 0 5 9.500C5 14.500 12 21 12 21Zm0-9a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Z',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 8.500c1-4 4-5.500 8-5.500s7 1.500 8 5.500',
  comment: 'M4 5h16v11h-8l-5 4v-4H4V5Z',
  settings: 'M4 7h10m4 0h2M4 17h2m4 0h10M14 7a2 2 0 1 0 4 0 2 2 0 0 0-4 0ZM6 17a2 2 0 1 0 4 0 2 2 0 0 0-4 0Z',
} as const;

export type IconName = keyof typeof paths;

/** A picture beside a text that says the same: screen readers do not hear it. */
export const icon = (name: IconName): TemplateResult => html`<svg
  class="icon icon-${name}"
  viewBox="0 0 24 24"
  width="20"
  height="20"
  aria-hidden="true"
>
  ${svg`<path d=${paths[name]} />`}
</svg>`;
