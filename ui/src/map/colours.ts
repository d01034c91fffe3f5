// SPDX-License-Identifier: Apache-2.0
// The colours of the base map, in the light and in the dark. It is a background: nothing on it is as
// strong as a picture or an alert.

export interface Palette {
  sea: string;
  land: string;
  coast: string;
  water: string;
  river: string;
  /** a border, and the light or dark edge that lets it be seen on pictures */
  border: string;
  casing: string;
  inner: string;
  road: string;
  grid: string;
  country: string;
  region: string;
  place: string;
  halo: string;
}

export const light: Palette = {
  sea: '#cfe0e6',
  land: '#f5f2e9',
  coast: '#93aab3',
  water: '#cfe0e6',
  river: '#a6c5d2',
  border: '#85719a',
  casing: '#ffffff8c',
  inner: '#a99db8',
  road: '#ddd3bd',
  grid: '#4d6d7d59',
  country: '#5b4a70',
  region: '#7a6c8a',
  place: '#2c3940',
  halo: '#fffffff0',
};

export const dark: Palette = {
  sea: '#0f1b22',
  land: '#253033',
  coast: '#4c626b',
  water: '#0f1b22',
  river: '#2c4653',
  border: '#a594bd',
  casing: '#0b1216a6',
  inner: '#6d6580',
  road: '#3b474b',
  grid: '#b9d2de47',
  country: '#cdbfe0',
  region: '#a497b8',
  place: '#dfe7ea',
  halo: '#0c1418e6',
};
