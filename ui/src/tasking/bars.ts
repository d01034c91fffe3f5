// SPDX-License-Identifier: Apache-2.0
import { current, number, percent, t, time } from '../messages.ts';
import type { Bar } from './board.ts';
import { type Acquisition, type Feature, type Plan, type Satellite, spanOf, valueOf } from './stapi.ts';

const named = (satellites: readonly Satellite[], id: string): string => satellites.find((one) => one.id === id)?.name ?? id;

export const iso = (ms: number): string => new Date(ms).toISOString();

/** Parts of a line, each by itself where the line runs from right to left. */
export const line = (parts: readonly string[]): string =>
  parts.filter(Boolean).map((part) => (current().direction === 'rtl' ? `\u2068${part}\u2069` : part)).join(' · ');

/** How a view is, in words. */
export function facts(bar: { offNadir?: number | undefined; sun?: number | undefined; cloud?: number | undefined; gsd?: number | undefined }): string {
  const parts = [];
  if (bar.offNadir !== undefined) parts.push(t('tasking.isAngle', { angle: number(bar.offNadir, 0) }));
  if (bar.sun !== undefined) parts.push(t('tasking.isSun', { angle: number(bar.sun, 0) }));
  if (bar.cloud !== undefined) parts.push(t('tasking.isCloud', { share: percent(bar.cloud / 100) }));
  if (bar.gsd !== undefined) parts.push(`${number(bar.gsd, 2)} ${t('unit.m')}`);
  return line(parts);
}

function viewOf(properties: Record<string, unknown>) {
  return {
    offNadir: valueOf(properties, 'view:off_nadir'),
    sun: valueOf(properties, 'view:sun_elevation'),
    cloud: valueOf(properties, 'eo:cloud_cover'),
    gsd: valueOf(properties, 'gsd'),
  };
}

function bar(id: string, row: string, datetime: string, kind: Bar['kind'], feature: { geometry: object | null; properties: Record<string, unknown> }, satellites: readonly Satellite[]): Bar {
  const [start, end] = spanOf(datetime);
  const view = viewOf(feature.properties);
  const made: Bar = { id, row, start, end, kind, geometry: feature.geometry, label: line([named(satellites, row), time(iso(start)), facts(view)]) };
  if (view.cloud !== undefined) made.cloud = view.cloud;
  if (view.sun !== undefined) made.sun = view.sun;
  if (view.offNadir !== undefined) made.offNadir = view.offNadir;
  return made;
}

/** Something that a satellite could take. */
export interface Look {
  bar: Bar;
  satellite: string;
  gsd: number | undefined;
  datetime: string;
}

export function lookOf(feature: Feature, satellites: readonly Satellite[]): Look {
  const { properties } = feature;
  const text = (name: string) => (typeof properties[name] === 'string' ? (properties[name] as string) : '');
  const satellite = text('satellite') || text('platform');
  const datetime = text('datetime');
  const id = String(feature.id ?? `${satellite} ${datetime}`);
  return { bar: bar(id, satellite, datetime, 'look', feature, satellites), satellite, gsd: valueOf(properties, 'gsd'), datetime };
}

export const imageOf = (one: Acquisition, satellites: readonly Satellite[]): Bar => bar(one.id, one.properties.satellite, one.properties.datetime, 'image', one, satellites);

/** What is sent to the ground by a plan. */
export const sendings = (plan: Plan, satellites: readonly Satellite[]): Bar[] =>
  plan.downlinks.map((one) => {
    const start = Date.parse(one.start);
    return {
      id: `downlink ${one.satellite} ${one.start}`,
      row: one.satellite,
      start,
      end: Date.parse(one.end),
      kind: 'downlink',
      label: line([named(satellites, one.satellite), time(one.start), t('tasking.sentTo', { station: one.station, count: one.acquisitions.length })]),
      geometry: null,
    };
  });
