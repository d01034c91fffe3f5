// SPDX-License-Identifier: Apache-2.0
// Reviews made while the server was gone: kept in the browser, in order, and sent when it is back. Each
// has a number of its own, by which the server knows one that it has had already. Where somebody else
// has judged the alert meanwhile, the user decides.
import type { Alert, AlertProperties, Review } from '../alerts/alerts.ts';
import { ApiError, get, request } from '../api.ts';

export interface Kept {
  /** the same however often it is sent; in the body too */
  request: string;
  alert: string;
  /** as `judge` sends it */
  body: Record<string, unknown> & { action: string; request: string };
  /** how the alert stood when it was judged */
  seen: { review: Review; at: string };
  /** why it waits for the user; absent: it waits for the server */
  conflict?: { review: Review; by: string } | { refused: string };
}

const KEPT = 'sunqar.reviews';
const events = new EventTarget();

export function onKept(listener: () => void): () => void {
  events.addEventListener('kept', listener);
  return () => events.removeEventListener('kept', listener);
}

export function kept(): Kept[] {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '[]') as Kept[];
  } catch {
    return [];
  }
}

function write(all: Kept[]): void {
  localStorage.setItem(KEPT, JSON.stringify(all));
  events.dispatchEvent(new Event('kept'));
}

const change = (id: string, to: Kept | null): void =>
  write(kept().flatMap((one) => (one.request === id ? (to ? [to] : []) : [one])));

/** A number for a review; also `judge` sends one, for an answer may be lost on the way back. */
export const requestNumber = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const standing = ({ review, reviewed_at = '' }: AlertProperties): Kept['seen'] => ({ review, at: reviewed_at });

/** Keeps a review; the alert as it will be. */
export function keep(alert: Alert, body: Kept['body']): Alert {
  const before = kept().find((one) => one.alert === alert.id);
  write([...kept(), { request: body.request, alert: alert.id, body, seen: before?.seen ?? standing(alert.properties) }]);
  return withKept(alert);
}

const after: Record<string, Review> = { review: 'in_review', confirm: 'confirmed', reject: 'rejected', audit: 'audited' };

/** An alert as it will be when what is kept has been sent. */
export function withKept(alert: Alert): Alert {
  let properties = alert.properties;
  for (const { alert: id, body, conflict } of kept()) {
    const review = after[body.action];
    if (id === alert.id && review && !conflict) properties = { ...properties, review };
  }
  return properties === alert.properties ? alert : { ...alert, properties };
}

let sending = false;

/** Sends what is kept, the oldest first; stops when the server is gone again. One window does it for all. */
export async function sendKept(): Promise<void> {
  if (sending || kept().length === 0) return;
  sending = true;
  try {
    await ('locks' in navigator ? navigator.locks.request('sunqar.reviews', sendAll) : sendAll());
  } finally {
    sending = false;
  }
}

async function sendAll(): Promise<void> {
  const held = new Set<string>(); // alerts of which an earlier review waits for the user
  let sent = false;
  for (const one of kept()) {
    if (one.conflict) held.add(one.alert);
    if (held.has(one.alert)) continue;
    try {
      const path = `/api/alerts/collections/alerts/items/${encodeURIComponent(one.alert)}`;
      const { properties: now } = await get<Alert>(path, AbortSignal.timeout(30_000));
      const mine = sentAlready.has(one.alert);
      if (!mine && (now.review !== one.seen.review || (now.reviewed_at ?? '') !== one.seen.at) && now.reviewed_by !== one.body['by']) {
        change(one.request, { ...one, conflict: { review: now.review, by: now.reviewed_by ?? '' } });
        held.add(one.alert);
        continue;
      }
      await post(one);
      sentAlready.add(one.alert);
      sent = true;
    } catch (e) {
      if (!(e instanceof ApiError) || e.status === 0 || e.status >= 500) break; // gone again: the next time
      change(one.request, { ...one, conflict: { refused: e.message } });
      held.add(one.alert);
    }
  }
  if (sent) dispatchEvent(new Event('sunqar-reviews-sent'));
}

const sentAlready = new Set<string>();

async function post(one: Kept): Promise<void> {
  await request(`/api/alerts/${encodeURIComponent(one.alert)}/review`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(one.body),
  });
  change(one.request, null);
}

/** The user wants a review that somebody else's stands against all the same. */
export async function sendAnyway(one: Kept): Promise<void> {
  try {
    await post(one);
  } catch (e) {
    if (e instanceof ApiError && e.status >= 400 && e.status < 500) change(one.request, { ...one, conflict: { refused: e.message } });
    return;
  }
  dispatchEvent(new Event('sunqar-reviews-sent'));
  await sendKept();
}

export const drop = (one: Kept): void => change(one.request, null);

addEventListener('sunqar-back', () => void sendKept().catch(() => undefined));
