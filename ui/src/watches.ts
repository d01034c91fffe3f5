// SPDX-License-Identifier: Apache-2.0
// Watches as the server has them.
import { get } from './api.ts';
import { t } from './messages.ts';

export interface Watch {
  name: string;
  collection: string;
  index: string;
  monitor_from: string;
  detector: { name: string; parameters?: Record<string, unknown> };
  rule: Record<string, unknown>;
  /** GeoJSON geometry; absent: all that the scenes cover */
  area?: { type: string; coordinates: unknown };
  last_run?: { id: string; finished: string; alerts: number; scenes: number };
}

const kept = new Map<string, Promise<Watch>>();

export const watches = async (signal?: AbortSignal): Promise<Watch[]> =>
  (await get<{ watches: Watch[] }>('/api/watches', signal)).watches;

/** A watch; asked for once. */
export function watch(name: string): Promise<Watch> {
  let one = kept.get(name);
  if (!one) {
    one = get<Watch>(`/api/watches/${encodeURIComponent(name)}`);
    one.catch(() => kept.delete(name));
    kept.set(name, one);
  }
  return one;
}

/** As the server has it: an address of e-mail, and one that a program listens at. */
const mailbox = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"]+$/;

function isWebhook(text: string): boolean {
  try {
    const { protocol, hostname, username, password } = new URL(text);
    return /^https?:$/.test(protocol) && hostname !== '' && !username && !password;
  } catch {
    return false;
  }
}

/** What is wrong with an address that is to be told of alerts; empty: nothing. */
export function fault(kind: 'mail' | 'webhook', address: string): string {
  if (kind === 'mail') return mailbox.test(address) ? '' : t('watch.badEmail', { address });
  return isWebhook(address) ? '' : t('watch.badWebhook', { address });
}
