// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { type Collection, bandNames, box, collections } from '../catalogue.ts';
import { Part } from '../element.ts';
import { fit } from '../map/fit.ts';
import { offered, presetOf, presets } from '../map/presets.ts';
import { date, percent, t } from '../messages.ts';
import { icon } from '../parts/icons.ts';
import '../parts/legend.ts';
import '../parts/same.ts';
import { map } from '../map/map.ts';
import { pictureAddress, servicesAddress } from '../map/pictures.ts';
import type { AppState, Comparison, Layer } from '../state.ts';
import { fresh, store } from '../store.ts';

/** The pictures on the map, and those that could be. */
@customElement('sq-layers')
export class LayersPanel extends Part {
  @state() private all: Collection[] | null = null;
  @state() private failure = '';
  @state() private saved = false;
  /** the layer that another one is dragged over */
  @state() private over = '';

  protected override depends(now: AppState): unknown[] {
    return [now.layers, now.comparison, now.place, now.area, now.day, now.centre, now.zoom];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.load();
    addEventListener('sunqar-catalogue', this.load);
    addEventListener('sunqar-back', this.load);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('sunqar-catalogue', this.load);
    removeEventListener('sunqar-back', this.load);
  }

  private readonly load = (): void => {
    this.failure = '';
    collections()
      .then((all) => {
        this.all = all;
        // a new visitor sees something at once
        if (fresh && this.state.layers.length === 0) {
          const first = all.find((one) => box(one));
          if (first) this.add(first);
        }
      })
      .catch((e: Error) => (this.failure = e.message || t('state.failed')));
  };

  override willUpdate(): void {
    if (this.state.layers.length) void import('./place.ts'); // later than the map
  }

  override render(): TemplateResult {
    const chosen = this.state.place ?? this.state.area;
    const layers = [...this.state.layers].reverse(); // the highest first, as on the map
    return html`
      ${chosen ? html`<sq-place></sq-place>` : nothing}
      <h1>${t('layers.title')}</h1>
      ${layers.length === 0 ? html`<p class="quiet">${t('layers.none')}</p>` : nothing}
      <ol class="layers">
        ${layers.map((layer, index) => this.row(layer, index, layers.length))}
      </ol>
      ${chosen || layers.length === 0 ? nothing : html`<sq-place></sq-place>`}
      <h2>${t('layers.more')}</h2>
      ${this.offers()} ${layers.length ? this.compare() : nothing}
      <details class="offline" @toggle=${(event: Event) => void ((event.target as HTMLDetailsElement).open && this.openSaved())}>
        <summary><h2>${t('saved.title')}</h2></summary>
        ${this.saved ? html`<sq-saved></sq-saved>` : nothing}
      </details>
    `;
  }

  private row(layer: Layer, index: number, count: number): TemplateResult {
    const of = this.all?.find((one) => layer.id === `c/${one.id}`);
    const name = of ? (of.title ?? of.id) : layer.id.split('/').slice(1).join(' · ');
    const choices = of ? offered(bandNames(of)) : [];
    const chosen = presetOf(layer.style);
    const id = `layer-${layer.id}`;
    return html`<li
      class="layer"
      ?data-hidden=${!layer.visible}
      ?data-over=${this.over === layer.id}
      @dragover=${(event: DragEvent) => this.dragOver(event, layer)}
      @drop=${(event: DragEvent) => this.dropped(event, layer)}
    >
      <div class="row">
        ${count > 1
          ? html`<span class="handle" draggable="true" title=${t('layers.drag')} aria-hidden="true" @dragstart=${(event: DragEvent) => this.dragged(event, layer)} @dragend=${() => (this.over = '')}>⠿</span>`
          : nothing}
        <button
          type="button"
          class="button plain"
          aria-pressed=${layer.visible}
          title=${t('layers.visible')}
          @click=${() => store.changeLayer(layer.id, { visible: !layer.visible })}
        >
          ${icon(layer.visible ? 'eye' : 'hidden')}<span class="unseen">${t('layers.visible')}: ${name}</span>
        </button>
        <h2 id=${id}>${name}</h2>
        ${this.small('up', t('layers.up'), () => this.move(layer, 1), index === 0)}
        ${this.small('down', t('layers.down'), () => this.move(layer, -1), index === count - 1)}
        ${this.small('close', t('layers.remove'), () => this.drop(layer), false)}
      </div>
      ${choices.length > 1
        ? html`<label class="field">
            <span>${t('layers.picture')}</span>
            <select @change=${(event: Event) => this.choose(layer, event)}>
              ${chosen === '' ? html`<option value="" selected>${t('preset.own')}</option>` : nothing}
              ${choices.map(
                (preset) =>
                  html`<option value=${preset.id} ?selected=${preset.id === chosen}>${t('preset.' + preset.id)}</option>`,
              )}
            </select>
          </label>`
        : nothing}
      <label class="field slide">
        <span>${t('layers.opacity')} <output>${percent(layer.opacity)}</output></span>
        <input
          type="range"
          min="0"
          max="1"
          step="0.05"
          .value=${String(layer.opacity)}
          @input=${(event: Event) =>
            store.changeLayer(layer.id, { opacity: Number((event.target as HTMLInputElement).value) })}
        />
      </label>
      <sq-legend .layer=${layer} .name=${name}></sq-legend>
      ${this.about(layer, of)}
    </li>`;
  }

  #dragged = '';

  private dragged(event: DragEvent, layer: Layer): void {
    this.#dragged = layer.id;
    event.dataTransfer!.effectAllowed = 'move';
    event.dataTransfer!.setData('text/plain', layer.id);
    event.dataTransfer!.setDragImage((event.target as HTMLElement).closest('li')!, 12, 12);
  }

  private dragOver(event: DragEvent, layer: Layer): void {
    if (!this.#dragged) return; // a file or whatever else
    event.preventDefault();
    this.over = layer.id;
  }

  private dropped(event: DragEvent, layer: Layer): void {
    event.preventDefault();
    const layers = [...this.state.layers];
    const from = layers.findIndex((one) => one.id === this.#dragged);
    const to = layers.findIndex((one) => one.id === layer.id);
    this.#dragged = '';
    this.over = '';
    if (from < 0 || to < 0) return;
    layers.splice(to, 0, ...layers.splice(from, 1));
    store.change({ layers });
  }

  /** What is known of a layer, and where others get it. */
  private about(layer: Layer, of: Collection | undefined): TemplateResult {
    const fact = (name: string, value: string | undefined) =>
      value ? html`<div><dt>${t('about.' + name)}</dt><dd>${value}</dd></div>` : nothing;
    const size = map.getSize();
    return html`<details class="same">
      <summary>${t('layers.about')}</summary>
      ${of
        ? html`${of.description ? html`<p>${of.description}</p>` : nothing}
            <dl class="facts wide">
              ${fact('period', period(of))} ${fact('bands', bandNames(of).join(', '))}
              ${fact('licence', of.license)} ${fact('by', of.providers?.map((one) => one.name).join(', '))}
            </dl>`
        : nothing}
      <p class="quiet">${t('about.services')}</p>
      <pre><code>${location.origin}${servicesAddress(layer)}</code></pre>
      ${size ? html`<sq-same .path=${pictureAddress(layer, this.state.day, map)} .into=${'map.png'}></sq-same>` : nothing}
    </details>`;
  }

  private small(name: 'up' | 'down' | 'close', label: string, act: () => void, off: boolean): TemplateResult {
    return html`<button type="button" class="button plain" title=${label} ?disabled=${off} @click=${act}>
      ${icon(name)}<span class="unseen">${label}</span>
    </button>`;
  }

  private offers(): TemplateResult {
    if (this.failure) {
      return html`<p class="bad" role="alert">${this.failure}</p>
        <button type="button" class="button" @click=${this.load}>${t('state.again')}</button>`;
    }
    if (!this.all) return html`<p class="quiet" role="status">${t('state.loading')}</p>`;
    const shown = new Set(this.state.layers.map((layer) => layer.id));
    const rest = this.all.filter((one) => !shown.has(`c/${one.id}`));
    if (this.all.length === 0) return html`<p class="quiet">${t('layers.empty')}</p>`;
    return html`<ul class="offers">
      ${rest.map(
        (one) => html`<li>
          <button type="button" class="offer" ?disabled=${!box(one)} @click=${() => this.add(one)}>
            ${icon('plus')}
            <span><strong>${one.title ?? one.id}</strong><span class="quiet">${period(one)}</span></span>
          </button>
        </li>`,
      )}
    </ul>`;
  }

  private async openSaved(): Promise<void> {
    await import('../offline/panel.ts');
    this.saved = true;
  }

  private compare(): TemplateResult {
    const now = this.state.comparison;
    const change = (part: Partial<Comparison>) => store.change({ comparison: { ...now, ...part } });
    const kinds: Comparison['kind'][] = ['none', 'swipe', 'side'];
    return html`
      <h2>${t('compare.title')}</h2>
      <div class="segments" role="group" aria-label=${t('compare.title')}>
        ${kinds.map(
          (kind) => html`<button type="button" aria-pressed=${kind === now.kind} @click=${() => change({ kind })}>
            ${t('compare.' + kind)}
          </button>`,
        )}
      </div>
      ${now.kind === 'none'
        ? nothing
        : html`<label class="field">
            <span>${t('compare.day')}</span>
            <input type="date" .value=${now.day} @change=${(e: Event) => change({ day: (e.target as HTMLInputElement).value })} />
          </label>`}
    `;
  }

  private add(of: Collection): void {
    const layer: Layer = { id: `c/${of.id}`, visible: true, opacity: 1, style: {} };
    store.change({ layers: [...this.state.layers, layer] });
    const place = box(of);
    if (place) fit(place);
  }

  private drop(layer: Layer): void {
    store.change({ layers: this.state.layers.filter((one) => one.id !== layer.id) });
  }

  private move(layer: Layer, by: number): void {
    const layers = [...this.state.layers];
    const at = layers.indexOf(layer);
    layers.splice(at, 1);
    layers.splice(at + by, 0, layer);
    store.change({ layers });
  }

  private choose(layer: Layer, event: Event): void {
    const id = (event.target as HTMLSelectElement).value;
    const preset = presets.find((one) => one.id === id);
    if (preset) store.changeLayer(layer.id, { style: preset.style });
  }
}

function period(of: Collection): string {
  const [from, to] = of.extent.temporal.interval[0] ?? [null, null];
  if (!from || !to) return t('layers.noScenes');
  return from.slice(0, 10) === to.slice(0, 10) ? date(from) : `${date(from)} – ${date(to)}`;
}
