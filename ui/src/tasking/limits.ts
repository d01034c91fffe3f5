// SPDX-License-Identifier: Apache-2.0
// What an image that somebody asks for must be like. The address holds it, as values between commas.

export const priorities = ['routine', 'priority', 'emergency'] as const;
export type Priority = (typeof priorities)[number];

export interface Limits {
  /** first and last day, YYYY-MM-DD; empty: what the orbits are good for */
  from: string;
  until: string;
  /** largest off-nadir angle (degrees); 90: what each satellite can */
  offNadir: number;
  /** least elevation of the Sun (degrees) */
  sun: number;
  /** largest ground sampling distance (m); 0: any */
  gsd: number;
  /** most cloud (per cent) */
  cloud: number;
  /** images of the same target in one pass: 1, 2 (stereo) or 3 */
  looks: number;
  priority: Priority;
  /** what is taken, by STAPI's id; empty: the finest images of any satellite */
  product: string;
  /** empty: the first */
  member: string;
}

export const usual: Limits = { from: '', until: '', offNadir: 30, sun: 10, gsd: 0, cloud: 100, looks: 1, priority: 'routine', product: '', member: '' };

const day = /^\d{4}-\d\d-\d\d$/;

export const write = (limits: Limits): string => {
  const { from, until, offNadir, sun, gsd, cloud, looks, priority, product, member } = limits;
  const text = [from, until, offNadir, sun, gsd, cloud, looks, priority, product, member].join(',');
  return text === Object.values(usual).join(',') ? '' : text;
};

/** Wrong parts are as usual. */
export function read(text: string): Limits {
  if (!text) return usual;
  const [from = '', until = '', ...rest] = text.split(',');
  const [offNadir, sun, gsd, cloud, looks, priority, product = '', ...member] = rest;
  const between = (value: string | undefined, least: number, most: number, otherwise: number) =>
    value && Number(value) >= least && Number(value) <= most ? Number(value) : otherwise;
  return {
    from: day.test(from) ? from : '',
    until: day.test(until) ? until : '',
    offNadir: between(offNadir, 1, 90, usual.offNadir),
    sun: between(sun, -90, 90, usual.sun),
    gsd: between(gsd, 0, 1000, usual.gsd),
    cloud: between(cloud, 0, 100, usual.cloud),
    looks: Math.round(between(looks, 1, 3, 1)),
    priority: priorities.find((one) => one === priority) ?? 'routine',
    product,
    member: member.join(','),
  };
}
