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
  /** days from one image to the next; 0: one image */
  every: number;
}

export const usual: Limits = { from: '', until: '', offNadir: 30, sun: 10, gsd: 0, cloud: 100, looks: 1, priority: 'routine', product: '', member: '', every: 0 };

const day = /^\d{4}-\d\d-\d\d$/;

/** What the address needs not hold. */
const USUAL = ',,30,10,0,100,1,routine,,';

export const write = (limits: Limits): string => {
  const { from, until, offNadir, sun, gsd, cloud, looks, priority, product, member, every } = limits;
  // a member's name may have commas, so what came later stands beside the looks
  const text = [from, until, offNadir, sun, gsd, cloud, every ? `${looks}/${every}` : looks, priority, product, member].join(',');
  return text === USUAL ? '' : text;
};

/** Wrong parts are as usual. */
export function read(text: string): Limits {
  if (!text) return usual;
  const [from = '', until = '', ...rest] = text.split(',');
  const [offNadir, sun, gsd, cloud, repeated = '', priority, product = '', ...member] = rest;
  const between = (value: string | undefined, least: number, most: number, otherwise: number) =>
    value && Number(value) >= least && Number(value) <= most ? Number(value) : otherwise;
  const [looks, every] = repeated.split('/');
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
    every: between(every, 0.1, 366, 0),
  };
}
