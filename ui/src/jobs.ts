// SPDX-License-Identifier: Apache-2.0
// Long work on the server.
import { get, request } from './api.ts';

export interface Job {
  id: string;
  kind: string;
  title: string;
  status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  /** 0 to 1; absent: nobody knows */
  progress?: number;
  secondsLeft?: number;
  created: string;
  finished?: string;
  log: string[];
  result?: Record<string, unknown>;
}

export const jobs = async (signal?: AbortSignal): Promise<Job[]> => (await get<{ jobs: Job[] }>('/api/jobs', signal)).jobs;

export const job = (id: string, signal?: AbortSignal): Promise<Job> => get<Job>(`/api/jobs/${encodeURIComponent(id)}`, signal);

export const cancel = (id: string): Promise<Response> => request(`/api/jobs/${encodeURIComponent(id)}`, { method: 'DELETE' });

export const ended = (one: Job): boolean => one.status === 'done' || one.status === 'failed' || one.status === 'cancelled';

/** Follows a job to its end; asks every second, less often as it takes longer. */
export async function follow(id: string, told: (now: Job) => void, signal?: AbortSignal): Promise<Job> {
  for (let pause = 500; ; pause = Math.min(4000, pause * 1.3)) {
    const now = await job(id, signal);
    told(now);
    if (ended(now)) return now;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
