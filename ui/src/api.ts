// SPDX-License-Identifier: Apache-2.0
// Requests to the server that the page came from; to no other. A slow or broken line is waited for:
// reads are tried again, and the page says that it waits (see parts/connection).

/** What went wrong, as the server's problem details (RFC 9457) say it. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
  ) {
    super(detail);
  }
}

export type Connection = 'fine' | 'waiting' | 'gone';

const events = new EventTarget();
let connection: Connection = 'fine';

/** Calls when the line to the server goes or comes back. */
export function onConnection(listener: (now: Connection) => void): () => void {
  const heard = () => listener(connection);
  events.addEventListener('connection', heard);
  return () => events.removeEventListener('connection', heard);
}

function say(now: Connection): void {
  if (connection === now) return;
  connection = now;
  events.dispatchEvent(new Event('connection'));
}

/** For those who load something by other ways than {@link request}. */
export const connectionLost = (): void => say('waiting');

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

const wait = (milliseconds: number, signal?: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });

/** Waits between attempts of a read (ms); after the last one it has failed. */
const pauses = [400, 1200, 3000, 8000, 15_000];

/**
 * A request; its answer is one that succeeded.
 *
 * @throws ApiError when the server says no, or when it cannot be reached after several attempts
 */
export async function request(path: string, options: RequestInit = {}): Promise<Response> {
  const reads = !options.method || options.method === 'GET' || options.method === 'HEAD';
  const headers = new Headers(options.headers);
  if (key()) headers.set('Authorization', `Bearer ${key()}`);
  for (let attempt = 0; ; attempt++) {
    let answer: Response | null = null;
    try {
      answer = await fetch(path, { ...options, headers });
    } catch (e) {
      if (options.signal?.aborted) throw e;
    }
    if (answer && answer.status !== 502 && answer.status !== 503 && answer.status !== 504) {
      say('fine');
      if (answer.ok) return answer;
      if (answer.status === 401) events.dispatchEvent(new Event('key'));
      throw new ApiError(answer.status, await detail(answer));
    }
    if (!reads || attempt >= pauses.length) {
      say('gone');
      throw new ApiError(answer?.status ?? 0, answer ? await detail(answer) : '');
    }
    say('waiting');
    await wait(pauses[attempt]!, options.signal ?? undefined);
  }
}

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
