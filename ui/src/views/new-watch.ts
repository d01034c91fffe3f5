// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { request, send } from '../api.ts';
import { type Collection, bandNames, box, collections } from '../catalogue.ts';
import { Part } from '../element.ts';
import { follow } from '../jobs.ts';
import { Drawing, type Shape, sizeOf } from '../map/draw.ts';
import { type Box, around, boxOf } from '../map/box.ts';
import { fit } from '../map/fit.ts';
import { map } from '../map/map.ts';
import { area, date, megabytes, percent, t } from '../messages.ts';
import { icon } from '../parts/icons.ts';
import '../parts/outline.ts';
import '../parts/same.ts';
import { store } from '../store.ts';
import { fault, watch } from '../watches.ts';

/** As the server's: bytes of a file with an area. */
const MOST_AREA = 20_000_000;

/** What a person wants to know of, and what is watched for it. */
const purposes = [
  { id: 'vegetation', index: 'ndvi', needs: ['nir', 'red'], direction: 'decrease' },
  { id: 'fire', index: 'nbr', needs: ['nir', 'swir22'], direction: 'decrease' },
  { id: 'drought', index: 'ndmi', needs: ['nir', 'swir16'], direction: 'decrease' },
  { id: 'water', index: 'mndwi', needs: ['green', 'swir16'], direction: 'both' },
  { id: 'building', index: 'ndbi', needs: ['swir16', 'nir'], direction: 'increase' },
  { id: 'anything', index: 'ndvi', needs: ['nir', 'red'], direction: 'both' },
] as const;

interface Found {
  geometry: Shape;
  properties: { area_ha: number; first_date: string; scenes: string[] };
}

interface Trial {
  count: number;
  /** GeoJSON, of what would have been raised */
  alerts?: { features: Found[] };
}

/** A new secret of webhooks, as Standard Webhooks writes them. */
const newSecret = (): string => `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`;

/** Pictures of a trial, the largest changes first. */
const PICTURES = 6;

/** A new watch in three steps: where, what, and what it would have found. */
@customElement('sq-new-watch')
export class NewWatch extends Part {
  /** the watch whose collection and area it begins with; empty: none */
  @property({ attribute: false }) of = '';
  @state() private collections: Collection[] = [];
  @state() private collection = '';
  @state() private shape: Shape | null = null;
  @state() private size = 0;
  @state() private drawing = false;
  @state() private purpose: string = purposes[0].id;
  @state() private name = '';
  @state() private from = '';
  @state() private least = 0.5;
  @state() private email = '';
  @state() private webhook = '';
  /** the watch is there; what is left is to tell its subscribers */
  @state() private made = false;
  /** what signs the webhooks, shown once */
  @state() private secret = '';
  @state() private copied = false;
  @state() private failure = '';
  @state() private progress = -1;
  @state() private trial: Trial | null = null;
  #drawing = new Drawing(map);
  #found = new Drawing(map);

  override connectedCallback(): void {
    super.connectedCallback();
    collections()
      .then(async (all) => {
        const other = this.of ? await watch(this.of) : null;
        this.collections = all.filter((one) => box(one));
        this.choose(other?.collection ?? this.state.layers.find((layer) => layer.id.startsWith('c/'))?.id.slice(2) ?? this.collections[0]?.id ?? '');
        if (other?.area) {
          this.setShape(other.area, sizeOf(other.area));
          fit(boxOf(other.area.coordinates));
        }
      })
      .catch((e: Error) => (this.failure = e.message));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#drawing.detach();
    this.#found.detach();
  }

  private choose(id: string): void {
    this.collection = id;
    const of = this.collections.find((one) => one.id === id);
    const [first, last] = of?.extent.temporal.interval[0] ?? [null, null];
    if (first && last) {
      // the last fifth of what there is, so that a trial has a history and something to find
      const at = Date.parse(first) + 0.8 * (Date.parse(last) - Date.parse(first));
      this.from = new Date(at).toISOString().slice(0, 10);
    }
    const place = of && box(of);
    if (place) fit(place);
    if (!this.possible.some((one) => one.id === this.purpose)) this.purpose = this.possible[0]?.id ?? '';
  }

  private get possible(): readonly (typeof purposes)[number][] {
    const of = this.collections.find((one) => one.id === this.collection);
    const bands = of ? bandNames(of) : [];
    return purposes.filter((one) => one.needs.every((band) => bands.includes(band)));
  }

  private get body(): Record<string, unknown> {
    const purpose = purposes.find((one) => one.id === this.purpose);
    return {
      name: this.name,
      collection: this.collection,
      index: purpose?.index ?? 'ndvi',
      monitor_from: this.from,
      rule: { minimum_area_ha: this.least, direction: purpose?.direction ?? 'both' },
      ...(this.shape ? { area: this.shape } : {}),
    };
  }

  override render(): TemplateResult {
    if (this.secret && this.made) return this.told();
    const value = (event: Event) => (event.target as HTMLInputElement).value;
    return html`
      <div class="title">
        <button type="button" class="button plain" title=${t('alerts.back')} @click=${() => store.change({ open: '' })}>
          ${icon('back')}<span class="unseen">${t('alerts.back')}</span>
        </button>
        <h1>${t('watch.new')}</h1>
      </div>
      <h2>1 · ${t('watch.where')}</h2>
      <label class="field">
        <span>${t('catalogue.collection')}</span>
        <select @change=${(event: Event) => this.choose(value(event))}>
          ${this.collections.map((one) => html`<option value=${one.id} ?selected=${one.id === this.collection}>${one.title ?? one.id}</option>`)}
        </select>
      </label>
      <div class="buttons">
        <button type="button" class="button" aria-pressed=${this.drawing} @click=${this.draw}>${icon('draw')} ${t('watch.draw')}</button>
        <label class="button">
          ${icon('upload')} ${t('watch.upload')}
          <input class="unseen" type="file" accept=".geojson,.json,.kml,.gpkg,.zip" @change=${this.read} />
        </label>
        ${this.shape ? html`<button type="button" class="button" @click=${() => this.setShape(null)}>${t('watch.whole')}</button>` : nothing}
      </div>
      <p class="quiet" role="status">${this.drawing ? t('watch.drawing') : this.shape ? area(this.size / 10_000) : t('watch.everywhere')}</p>
      <sq-outline .shape=${this.drawing ? null : this.shape} @outline=${(event: CustomEvent<Shape>) => this.setShape(event.detail, sizeOf(event.detail))}></sq-outline>
      <h2>2 · ${t('watch.what')}</h2>
      <div class="purposes" role="radiogroup" aria-label=${t('watch.what')}>
        ${this.possible.map(
          (one) => html`<label class="purpose">
            <input type="radio" name="purpose" value=${one.id} .checked=${one.id === this.purpose} @change=${() => (this.purpose = one.id)} />
            <span><strong>${t('purpose.' + one.id)}</strong><span class="quiet">${t('purposeIs.' + one.id)}</span></span>
          </label>`,
        )}
      </div>
      <div class="filters">
        <label class="field"><span>${t('watch.name')}</span>
          <input .value=${this.name} pattern="[a-z0-9-]+" placeholder="north" @input=${(e: Event) => (this.name = value(e).trim().toLowerCase())} /></label>
        <label class="field"><span>${t('watch.start')}</span>
          <input type="date" .value=${this.from} @change=${(e: Event) => (this.from = value(e))} /></label>
        <label class="field"><span>${t('alerts.least')}</span>
          <input type="number" min="0" step="0.1" .value=${String(this.least)} @change=${(e: Event) => (this.least = Number(value(e)))} /></label>
        <label class="field"><span>${t('watch.email')}</span>
          <input type="email" .value=${this.email} @input=${(e: Event) => (this.email = value(e).trim())} /></label>
        <label class="field across"><span>${t('watch.webhook')}</span>
          <input type="url" dir="ltr" placeholder="https://example.org/hook" aria-describedby="webhook-is" .value=${this.webhook} @input=${(e: Event) => (this.webhook = value(e).trim())} /></label>
        <p class="quiet across" id="webhook-is">${t('watch.webhookIs')}</p>
      </div>
      <h2>3 · ${t('watch.try')}</h2>
      <p class="quiet">${t('watch.tryIs')}</p>
      ${this.progress >= 0
        ? html`<progress max="1" .value=${this.progress} aria-label=${t('watch.try')}></progress><p class="quiet">${percent(this.progress)}</p>`
        : nothing}
      ${this.trial ? html`<p role="status"><strong>${t('watch.would', { n: this.trial.count })}</strong></p>` : nothing}
      ${this.pictures()} ${this.failure ? html`<p class="bad" role="alert">${this.failure}</p>` : nothing}
      <div class="buttons">
        <button type="button" class="button" ?disabled=${!this.collection || this.progress >= 0} @click=${this.tryOut}>${icon('play')} ${t('watch.try')}</button>
        <button type="button" class="button main" ?disabled=${!this.name || !this.collection || this.progress >= 0} @click=${this.create}>
          ${icon('check')} ${t('watch.create')}
        </button>
      </div>
      <sq-same
        .command=${`sunqar watch create ${this.name || 'NAME'} --collection ${this.collection} --index ${String(this.body['index'])} --monitor-from ${this.from} --min-area ${this.least} --direction ${String(purposes.find((one) => one.id === this.purpose)?.direction ?? 'both')}${this.shape ? ' --aoi area.geojson' : ''}`}
        .path=${'/api/watches'}
        .method=${'POST'}
        .body=${this.body}
      ></sq-same>
    `;
  }

  /** The watch is made: the secret of its webhooks, which is never shown again. */
  private told(): TemplateResult {
    return html`
      <h1>${t('watch.made', { name: this.name })}</h1>
      <p>${t('watch.secretIs', { address: this.webhook })}</p>
      <p class="secret"><code dir="ltr">${this.secret}</code></p>
      <p class="bad">${t('watch.secretOnce')}</p>
      <p role="status">${this.copied ? t('watch.secretCopied') : nothing}</p>
      <div class="buttons">
        <button type="button" class="button" @click=${this.copy}>${icon('link')} ${t('watch.secretCopy')}</button>
        <button type="button" class="button main" @click=${() => this.dispatchEvent(new CustomEvent('watch-created'))}>${icon('check')} ${t('watch.secretKept')}</button>
      </div>
    `;
  }

  private readonly copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.secret);
      this.copied = true;
    } catch {
      // a page that is not https has no clipboard: the secret is marked, to be copied by hand
      const code = this.querySelector('.secret code');
      if (code) getSelection()?.selectAllChildren(code);
    }
  };

  /** What the largest of the changes look like, before and after; a click goes there. */
  private pictures(): TemplateResult | typeof nothing {
    const found = [...(this.trial?.alerts?.features ?? [])].sort((a, b) => b.properties.area_ha - a.properties.area_ha);
    if (found.length === 0) return nothing;
    return html`<h3>${t('watch.largest')}</h3>
      <ul class="found">
        ${found.slice(0, PICTURES).map(({ geometry, properties: p }) => {
          const box = boxOf(geometry.coordinates);
          return html`<li>
            <button type="button" class="scene pair" @click=${() => fit(around(box, 1500))}>
              ${this.chip(p.scenes[0], box, t('alerts.before'))} ${this.chip(p.scenes[p.scenes.length - 1], box, t('alerts.after'))}
              <span><strong>${area(p.area_ha)}</strong> <span class="quiet">${date(p.first_date)}</span></span>
            </button>
          </li>`;
        })}
      </ul>`;
  }

  private chip(scene: string | undefined, box: Box, label: string): TemplateResult {
    if (!scene) return html`<span class="blank"></span>`;
    const picture = `/api/collections/${encodeURIComponent(this.collection)}/items/${encodeURIComponent(scene)}/map`;
    const sides = around(box).map((value) => value.toFixed(6));
    return html`<img src="${picture}?bbox=${sides.join(',')}&width=160&height=160&f=webp" width="80" height="80" alt=${label} title=${label} />`;
  }

  private setShape(shape: Shape | null, size = 0): void {
    this.shape = shape;
    this.size = size;
    this.trial = null;
    this.#drawing.show(shape);
  }

  private readonly draw = (): void => {
    this.drawing = !this.drawing;
    if (!this.drawing) {
      this.#drawing.stop();
      return;
    }
    this.shape = null;
    this.#drawing.start(
      'Polygon',
      (shape, size) => {
        this.drawing = false;
        this.shape = shape;
        this.size = size;
        this.trial = null;
      },
      { left: () => ((this.drawing = false), this.setShape(null)) },
    );
  };

  private readonly read = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    this.failure = '';
    if (file.size > MOST_AREA) {
      this.failure = t('file.tooLarge', { name: file.name, size: megabytes(file.size), most: megabytes(MOST_AREA) });
      return;
    }
    try {
      const answer = await request('/api/areas', { method: 'POST', body: file, headers: { 'Content-Type': 'application/octet-stream' } });
      const read = (await answer.json()) as { geometry: Shape; area_ha: number };
      this.setShape(read.geometry, read.area_ha * 10_000);
      fit(boxOf(read.geometry.coordinates));
    } catch (e) {
      this.failure = (e as Error).message || t('state.failed');
    }
  };

  private readonly tryOut = async (): Promise<void> => {
    this.failure = '';
    this.trial = null;
    this.progress = 0;
    try {
      const { id } = await send<{ id: string }>('POST', '/api/watches/try', { ...this.body, name: this.name || 'trial' });
      const job = await follow(id, (now) => (this.progress = now.progress ?? 0));
      if (job.status !== 'done') throw new Error(job.log[job.log.length - 1] ?? t('state.failed'));
      this.trial = { count: Number(job.result?.['count'] ?? 0), ...(job.result?.['alerts'] ? { alerts: job.result['alerts'] as { features: Found[] } } : {}) };
      this.#found.show(this.trial.alerts ?? null);
    } catch (e) {
      this.failure = (e as Error).message || t('state.failed');
    }
    this.progress = -1;
  };

  private readonly create = async (): Promise<void> => {
    const { email, webhook } = this;
    this.failure = (email && fault('mail', email)) || (webhook && fault('webhook', webhook));
    if (this.failure) return;
    const subscribers = `/api/watches/${encodeURIComponent(this.name)}/subscribers`;
    try {
      if (!this.made) await send('POST', '/api/watches', this.body);
      this.made = true;
      if (email) await send('POST', subscribers, { kind: 'mail', target: email });
      if (webhook) {
        const secret = newSecret();
        await send('POST', subscribers, { kind: 'webhook', target: webhook, secret });
        this.secret = secret;
        await this.updateComplete;
        this.querySelector<HTMLElement>('.button.main')?.focus();
      } else {
        this.dispatchEvent(new CustomEvent('watch-created'));
      }
    } catch (e) {
      const why = (e as Error).message || t('state.failed');
      this.failure = this.made ? t('watch.notTold', { name: this.name, why }) : why;
    }
  };
}
