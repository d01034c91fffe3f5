// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ApiError, request, send } from '../api.ts';
import { refresh } from '../catalogue.ts';
import { Part } from '../element.ts';
import { type Job, follow } from '../jobs.ts';
import { number, percent, t } from '../messages.ts';
import { icon } from './icons.ts';

/** Bytes that go in one request: a line that breaks loses no more. */
const PIECE = 1 << 20;

interface Upload {
  id: string;
  offset: number;
}

/**
 * Sends a file in pieces; after a break it goes on where the server has it.
 *
 * @param told how many bytes are there
 */
export async function upload(file: File, told: (bytes: number) => void): Promise<string> {
  const { id } = await send<Upload>('POST', '/api/uploads', { name: file.name, length: file.size });
  const path = `/api/uploads/${encodeURIComponent(id)}`;
  let offset = 0;
  for (let failures = 0; offset < file.size; ) {
    try {
      await request(path, {
        method: 'PATCH',
        headers: { 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' },
        body: file.slice(offset, offset + PIECE),
      });
      offset = Math.min(file.size, offset + PIECE);
      failures = 0;
    } catch (e) {
      // a line that breaks is tried again; a server that says no is not, and has nothing of the file then
      const no = e instanceof ApiError && e.status >= 400 && ![409, 502, 503, 504].includes(e.status);
      if (no) await request(path, { method: 'DELETE' }).catch(() => undefined);
      if (no || ++failures > 5) throw e;
      await new Promise((resolve) => setTimeout(resolve, 1000 * failures));
      const answer = await request(path, { method: 'HEAD' }); // what has arrived?
      offset = Number(answer.headers.get('Upload-Offset') ?? 0);
    }
    told(offset);
  }
  return id;
}

/** Scenes from this computer, into a collection. */
@customElement('sq-imports')
export class Imports extends Part {
  @state() private files: File[] = [];
  @state() private collection = '';
  @state() private sent = -1;
  @state() private job: Job | null = null;
  @state() private failure = '';

  override render(): TemplateResult {
    const total = this.files.reduce((sum, file) => sum + file.size, 0);
    const busy = this.sent >= 0 && (!this.job || this.job.status === 'waiting' || this.job.status === 'running');
    return html`<section class="judge" aria-label=${t('catalogue.import')}>
      <label class="field">
        <span>${t('import.files')}</span>
        <input type="file" multiple accept=".tif,.tiff,.zip,.jp2,.xml,.json,.txt" @change=${(e: Event) => (this.files = [...((e.target as HTMLInputElement).files ?? [])])} />
      </label>
      <label class="field">
        <span>${t('import.collection')}</span>
        <input .value=${this.collection} pattern="[A-Za-z0-9_.-]+" @input=${(e: Event) => (this.collection = (e.target as HTMLInputElement).value.trim())} />
      </label>
      <button type="button" class="button main" ?disabled=${busy || !this.files.length || !this.collection} @click=${this.start}>
        ${icon('upload')} ${t('import.start')}
      </button>
      <div role="status">
        ${this.sent >= 0 && !this.job
          ? html`<progress max=${total} .value=${this.sent} aria-label=${t('import.sending')}></progress>
              <p class="quiet">${t('import.sending')} ${percent(total ? this.sent / total : 1)} · ${number(total / 1e6, 1)} MB</p>`
          : nothing}
        ${this.job
          ? html`<progress max="1" .value=${this.job.progress ?? 0} aria-label=${this.job.title}></progress>
              <p>${t('jobs.' + this.job.status)}</p>
              ${this.job.log.length ? html`<pre>${this.job.log.slice(-8).join('\n')}</pre>` : nothing}`
          : nothing}
      </div>
      ${this.failure ? html`<p class="bad" role="alert">${this.failure}</p>` : nothing}
    </section>`;
  }

  private readonly start = async (): Promise<void> => {
    this.failure = '';
    this.job = null;
    this.sent = 0;
    try {
      const uploads: string[] = [];
      let before = 0;
      for (const file of this.files) {
        uploads.push(await upload(file, (bytes) => (this.sent = before + bytes)));
        before += file.size;
      }
      const { id } = await send<{ id: string }>('POST', '/api/imports', { uploads, collection: this.collection });
      await follow(id, (now) => (this.job = now));
      refresh();
    } catch (e) {
      this.failure = (e as Error).message || t('state.failed');
    }
    this.sent = -1;
  };
}
