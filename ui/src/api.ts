// SPDX-License-Identifier: Apache-2.0
// Requests to the server that the page came from; to no other. A slow or broken line is waited for:
// reads wait until the server is back, and the page says that they wait (see parts/connection). Where the
// user has saved an area, the service worker answers for it meanwhile.
import { t } from './messages.ts';

/** What went wrong, as the server's problem details (RFC 9457) say it. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
  ) {
    super(detail);
  }
}

/** `slow`: something is on its way for long; `saved`: the server is gone, and saved areas stand in for it. */
export type Connection = 'fine' | 'slow' | 'waiting' | 'gone' | 'saved';

const events = new EventTarget();
let connection: Connection = 'fine';

/** Calls now, and when the line to the server goes or comes back. */
export function onConnection(listener: (now: Connection) => void): () => void {
  const heard = () => listener(connection);
  heard();
  events.addEventListener('connection', heard);
  return () => events.removeEventListener('connection', heard);
}

function say(now: Connection): void {
  if (connection === now) return;
  const away = connection !== 'fine' && connection !== 'slow';
  connection = now;
  events.dispatchEvent(new Event('connection'));
  if (now === 'fine' || now === 'slow') {
    if (away) dispatchEvent(new Event('sunqar-back')); // what has failed is asked for again
  } else if (!away) {
    void look();
  }
}

/** For those who load something by other ways than {@link request}. */
export const connectionLost = (): void => say('waiting');

export const connected = (): boolean => connection === 'fine' || connection === 'slow';

/** Looks for the server until it is back. */
async function look(): Promise<void> {
  for (let pause = 2000; !connected(); pause = Math.min(15_000, pause * 1.5)) {
    await new Promise<void>((resolve) => {
      const soon = () => {
        clearTimeout(timer);
        for (const name of ['online', 'sunqar-look']) removeEventListener(name, soon);
        resolve();
      };
      const timer = setTimeout(soon, pause);
      for (const name of ['online', 'sunqar-look']) addEventListener(name, soon);
    });
    try {
      if ((await fetch('/health', { cache: 'no-store' })).ok) say('fine');
    } catch {
      // not yet
    }
  }
}

/** Reads that are on their way for longer than is usual. */
let late = 0;

/** When what is shown was saved, where the server did not answer (ISO 8601); empty: it is the server's. */
export let savedAt = '';

/** The key that the user has given, sent with each request; empty: none. */
export function key(): string {
  try {
    return localStorage.getItem('sunqar.key') ?? '';
  } catch {
    return '';
  }
}

/** Keeps a key that the user gives; empty: forgets it. */
export function setKey(text: string): void {
  try {
    if (text) localStorage.setItem('sunqar.key', text);
    else localStorage.removeItem('sunqar.key');
  } catch {
    // a browser that keeps nothing
  }
}

/** Calls when the server asks for a key, or for another one. */
export function onKeyNeeded(listener: () => void): () => void {
  events.addEventListener('key', listener);
  return () => events.removeEventListener('key', listener);
}

/** Ends at the latest when the server is back. */
const wait = (milliseconds: number, signal?: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const end = (then: () => void) => () => {
      clearTimeout(timer);
      removeEventListener('sunqar-back', back);
      then();
    };
    const back = end(resolve);
    const timer = setTimeout(back, milliseconds);
    addEventListener('sunqar-back', back);
    signal?.addEventListener('abort', end(() => reject(signal.reason as Error)));
  });

/** Waits between attempts of a read (ms); the last one again and again. */
const pauses = [400, 1200, 3000, 8000, 15_000];

/** After so long a read is late (ms). */
const LATE = 4000;

/** Until the user has given a key, or none. */
function keyGiven(): Promise<boolean> {
  events.dispatchEvent(new Event('key'));
  return new Promise((resolve) => events.addEventListener('key-given', () => resolve(key() !== ''), { once: true }));
}

/** The user has given a key, or does not want to: what waited for it goes on. */
export const keyAnswered = (): boolean => events.dispatchEvent(new Event('key-given'));

/**
 * A request; its answer is one that succeeded. A read waits until the server can be reached; whatever
 * lacks a key waits for that.
 *
 * @throws ApiError when the server says no; when what is written cannot reach it (status 0); for what
 *     is not among the saved areas while they stand in for it (status 0)
 */
export async function request(path: string, options: RequestInit = {}): Promise<Response> {
  const reads = !options.method || options.method === 'GET' || options.method === 'HEAD';
  const timer = setTimeout(() => {
    if (!reads) return;
    late++;
    if (connection === 'fine') say('slow');
  }, LATE);
  const begun = performance.now();
  try {
    return await attempts(path, options, reads);
  } finally {
    clearTimeout(timer);
    if (reads && performance.now() - begun >= LATE && late > 0 && --late === 0 && connection === 'slow') say('fine');
  }
}

async function attempts(path: string, options: RequestInit, reads: boolean): Promise<Response> {
  const headers = new Headers(options.headers);
  for (let attempt = 0; ; attempt++) {
    const asked = key();
    if (asked) headers.set('Authorization', `Bearer ${asked}`);
    let answer: Response | null = null;
    try {
      const begun = await fetch(path, { ...options, headers });
      answer = reads ? await whole(begun) : begun;
    } catch (e) {
      if (options.signal?.aborted) throw e;
    }
    const saved = answer?.headers.get('X-Sunqar-Saved');
    if (answer && saved !== null && saved !== undefined) {
      if (saved !== 'none') savedAt = saved;
      say('saved');
      if (answer.ok) return answer;
      throw new ApiError(0, t('offline.notSaved'));
    }
    if (answer && answer.status !== 502 && answer.status !== 503 && answer.status !== 504) {
      // it may be from a cache, which tells nothing of the server: that is looked for
      if (connected()) say(late > 0 ? 'slow' : 'fine');
      else dispatchEvent(new Event('sunqar-look'));
      if (answer.ok) return answer;
      if (answer.status === 401 && (key() !== asked || (await keyGiven()))) continue; // with the new key
      throw new ApiError(answer.status, await detail(answer));
    }
    if (!reads) {
      if (connected()) say('waiting');
      throw new ApiError(answer?.status ?? 0, answer ? await detail(answer) : t('connection.unsent'));
    }
    if (connection !== 'saved') say(attempt >= pauses.length - 1 ? 'gone' : 'waiting');
    await wait(pauses[Math.min(attempt, pauses.length - 1)]!, options.signal ?? undefined);
  }
}

/** An answer with all of its body: a line that breaks in the middle of that is a broken line, too. */
const whole = async (answer: Response): Promise<Response> =>
  answer.body ? new Response(await answer.blob(), { status: answer.status, headers: answer.headers }) : answer;

async function detail(answer: Response): Promise<string> {
  try {
    const problem = (await answer.json()) as { detail?: string; title?: string };
    return problem.detail ?? problem.title ?? answer.statusText;
  } catch {
    return answer.statusText;
  }
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const answer = await request(path, {
    headers: { Accept: 'application/json, application/geo+json' },
    ...(signal ? { signal } : {}),
  });
  return (await answer.json()) as T;
}

export async function send<T>(method: string, path: string, body: unknown): Promise<T> {
  const answer = await request(path, {
    method,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  return (text ? JSON.parse(text) : {}) as T;
}

/** The next page of a list, as an address of this server by whatever name it knows itself; empty: none. */
export function nextPage(links: { rel: string; href: string }[]): string {
  const next = links.find((link) => link.rel === 'next');
  if (!next) return '';
  const { pathname, search } = new URL(next.href);
  return pathname + search;
}
