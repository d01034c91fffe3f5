// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { transformExtent } from 'ol/proj.js';
import { Part } from '../element.ts';
import type { Box } from '../map/box.ts';
import { boxOf } from '../map/box.ts';
import { Drawing } from '../map/draw.ts';
import { fit } from '../map/fit.ts';
import { map } from '../map/map.ts';
import { date, megabytes, percent, t } from '../messages.ts';
import { icon } from '../parts/icons.ts';
import { store } from '../store.ts';
import { possible } from './register.ts';
import { type Area, type Estimate, MOST_FILES, NoRoom, add, areas, estimate, remove, rename, save } from './saved.ts';

/** Areas that are kept for when the server is gone: what there are, and a new one. */
@customElement('sq-saved')
export class SavedAreas extends Part {
  @state() private all: Area[] = areas();
  @state() private box: Box | null = null;
  @state() private zooms: [number, number] = [0, 0];
  @state() private days: [string, string] = ['', ''];
  @state() private alerts = true;
  @state() private name = '';
  @state() private left = new Set<string>();
  @state() private size: Estimate | null = null;
  @state() private failure = '';
  @state() private drawing = false;
  /** areas that are being saved */
  #running = new Map<string, AbortController>();
  #drawing = new Drawing(map);
  #estimating = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    this.all = areas();
    if (possible()) for (const one of this.all) if (!one.finished) void this.run(one); // what was interrupted goes on
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#drawing.detach();
    this.#estimating.abort();
  }

  override render(): TemplateResult {
    if (!possible()) return html`<p class="quiet">${t('saved.insecure', { address: `https://${location.host}` })}</p>`;
    return html`
      <p class="quiet">${t('saved.is')}</p>
      ${this.all.length ? html`<ul class="jobs">${this.all.map((one) => this.row(one))}</ul>` : nothing}
      ${this.box
        ? this.form(this.box)
        : html`<button type="button" class="button" @click=${this.begin}>${icon('plus')} ${t('saved.new')}</button>`}
      ${this.failure ? html`<p class="bad" role="alert">${this.failure}</p>` : nothing}
    `;
  }

  private row(one: Area): TemplateResult {
    const running = this.#running.has(one.id);
    const share = one.files ? one.done / one.files : 0;
    return html`<li class="job">
      <label class="field">
        <span class="unseen">${t('saved.name')}</span>
        <input
          .value=${one.name}
          maxlength="80"
          @change=${(event: Event) => {
            rename(one.id, (event.target as HTMLInputElement).value.trim() || one.name);
            this.all = areas();
          }}
        />
      </label>
      ${one.finished
        ? html`<p class="quiet" role="status">${t('saved.done', { day: date(one.finished), size: megabytes(one.bytes) })}</p>`
        : html`<progress max="1" .value=${share} aria-label=${one.name}></progress>
            <p class="quiet" role="status">${percent(share)} · ${megabytes(one.bytes)}${running ? '' : ` · ${t('saved.paused')}`}</p>`}
      <div class="buttons">
        <button type="button" class="button" @click=${() => this.show(one)}>${icon('map')} ${t('saved.show')}</button>
        ${running
          ? html`<button type="button" class="button" @click=${() => this.#running.get(one.id)?.abort()}>${icon('pause')} ${t('saved.pause')}</button>`
          : html`<button type="button" class="button" @click=${() => void this.run({ ...one, finished: '' }, one.finished !== '')}>
              ${icon('download')} ${t(one.finished ? 'saved.renew' : 'saved.resume')}
            </button>`}
        <button type="button" class="button" @click=${() => void this.drop(one)}>${icon('close')} ${t('saved.delete')}</button>
      </div>
    </li>`;
  }

  private form(box: Box): TemplateResult {
    const value = (event: Event) => (event.target as HTMLInputElement).value;
    const side = (index: number, key: string) => html`<label class="field">
      <span>${t(key)}</span>
      <input type="number" step="any" .value=${String(Number(box[index]!.toFixed(5)))}
        @change=${(event: Event) => this.setBox(box.with(index, Number(value(event))) as Box)} />
    </label>`;
    const zoom = (index: 0 | 1, key: string) => html`<label class="field">
      <span>${t(key)}</span>
      <input type="number" min="0" max="20" .value=${String(this.zooms[index])}
        @change=${(event: Event) => {
          this.zooms = this.zooms.with(index, Math.min(20, Math.max(0, Math.round(Number(value(event)))))) as [number, number];
          this.measure();
        }} />
    </label>`;
    const day = (index: 0 | 1, key: string) => html`<label class="field">
      <span>${t(key)}</span>
      <input type="date" .value=${this.days[index]}
        @change=${(event: Event) => {
          this.days = this.days.with(index, value(event)) as [string, string];
          this.measure();
        }} />
    </label>`;
    const layers = this.state.layers;
    return html`<form class="judge" aria-label=${t('saved.new')} @submit=${this.start}>
      <label class="field"><span>${t('saved.name')}</span>
        <input required maxlength="80" .value=${this.name} @input=${(event: Event) => (this.name = value(event))} /></label>
      <div class="buttons">
        <button type="button" class="button" @click=${this.takeView}>${icon('map')} ${t('saved.view')}</button>
        <button type="button" class="button" aria-pressed=${this.drawing} @click=${this.draw}>${icon('draw')} ${t('saved.draw')}</button>
      </div>
      <div class="filters">
        ${side(0, 'saved.west')} ${side(2, 'saved.east')} ${side(1, 'saved.south')} ${side(3, 'saved.north')}
        ${zoom(0, 'saved.least')} ${zoom(1, 'saved.most')} ${day(0, 'saved.from')} ${day(1, 'saved.to')}
      </div>
      <p class="quiet">${t('saved.days')}</p>
      ${layers.map(
        (layer) => html`<label class="check">
          <input type="checkbox" .checked=${!this.left.has(layer.id)}
            @change=${(event: Event) => {
              const left = new Set(this.left);
              if ((event.target as HTMLInputElement).checked) left.delete(layer.id);
              else left.add(layer.id);
              this.left = left;
              this.measure();
            }} />
          ${layer.id.split('/').slice(1).join(' · ')}
        </label>`,
      )}
      <label class="check">
        <input type="checkbox" .checked=${this.alerts}
          @change=${(event: Event) => {
            this.alerts = (event.target as HTMLInputElement).checked;
            this.measure();
          }} />
        ${t('saved.alerts')}
      </label>
      <p role="status">
        ${this.size ? html`<strong>${t('saved.size', { size: megabytes(this.size.bytes), n: this.size.files })}</strong>` : t('saved.measuring')}
        ${this.size && this.size.files > MOST_FILES ? html`<br />${t('saved.tooMany', { n: MOST_FILES })}` : nothing}
      </p>
      <div class="buttons">
        <button class="button main" ?disabled=${!this.size || this.size.files > MOST_FILES}>${icon('download')} ${t('saved.save')}</button>
        <button type="button" class="button" @click=${this.close}>${t('saved.cancel')}</button>
      </div>
    </form>`;
  }

  private readonly begin = (): void => {
    const zoom = Math.floor(this.state.zoom);
    this.zooms = [zoom, Math.min(20, zoom + 2)];
    this.name = '';
    this.left = new Set(this.state.layers.filter((layer) => !layer.visible).map((layer) => layer.id));
    this.takeView();
    void this.updateComplete.then(() => this.querySelector<HTMLInputElement>('form input')?.focus());
  };

  private readonly takeView = (): void => {
    const extent = map.getView().calculateExtent(map.getSize());
    const [west, south, east, north] = transformExtent(extent, 'EPSG:3857', 'EPSG:4326') as Box;
    this.setBox([Math.max(-180, west), Math.max(-85, south), Math.min(180, east), Math.min(85, north)]);
  };

  private readonly draw = (): void => {
    this.drawing = !this.drawing;
    if (!this.drawing) return this.#drawing.stop();
    this.#drawing.start('Box', (shape) => {
      this.drawing = false;
      this.setBox(boxOf(shape.coordinates));
    });
  };

  private setBox([west, south, east, north]: Box): void {
    this.box = [Math.min(west, east), Math.min(south, north), Math.max(west, east), Math.max(south, north)];
    const [w, s, e, n] = this.box;
    this.#drawing.show({ type: 'Polygon', coordinates: [[[w, s], [e, s], [e, n], [w, n], [w, s]]] });
    this.measure();
  }

  private get wanted() {
    return {
      name: this.name.trim(),
      box: this.box!,
      layers: this.state.layers.filter((layer) => !this.left.has(layer.id)),
      zooms: this.zooms,
      from: this.days[0],
      to: this.days[1],
      day: this.state.day,
      alerts: this.alerts,
    };
  }

  private measure(): void {
    this.#estimating.abort();
    this.#estimating = new AbortController(); // the old size stays until then: a button that goes away loses the click
    this.failure = '';
    const { signal } = this.#estimating;
    estimate(this.wanted, signal)
      .then((size) => !signal.aborted && (this.size = size))
      .catch((e: Error) => !signal.aborted && (this.failure = e.message || t('state.failed')));
  }

  private readonly start = (event: Event): void => {
    event.preventDefault();
    const area = add(this.wanted);
    this.close();
    void this.run(area);
  };

  private readonly close = (): void => {
    this.box = null;
    this.drawing = false;
    this.#estimating.abort();
    this.#drawing.detach();
  };

  private async run(area: Area, anew = false): Promise<void> {
    if (this.#running.has(area.id)) return;
    const abort = new AbortController();
    this.#running.set(area.id, abort);
    this.failure = '';
    this.all = areas();
    try {
      await save(area, anew, (now) => (this.all = this.all.map((one) => (one.id === now.id ? { ...now, name: one.name } : one))), abort.signal);
    } catch (e) {
      if (!abort.signal.aborted) this.failure = this.reason(e as Error);
    }
    this.#running.delete(area.id);
    this.all = areas();
  }

  private reason(e: Error): string {
    if (e instanceof NoRoom) return t('saved.full');
    if (e instanceof RangeError) return t('saved.tooMany', { n: MOST_FILES });
    return e.message || t('state.failed');
  }

  private async drop(one: Area): Promise<void> {
    this.#running.get(one.id)?.abort();
    await remove(one.id);
    this.all = areas();
  }

  private show(one: Area): void {
    store.change({ layers: one.layers, day: one.day });
    fit(one.box);
  }
}
