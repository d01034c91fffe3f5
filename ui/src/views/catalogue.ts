// SPDX-License-Identifier: Apache-2.0
import { transformExtent } from 'ol/proj.js';
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ApiError, get, nextPage } from '../api.ts';
import { type Collection, collections } from '../catalogue.ts';
import { Part } from '../element.ts';
import { Footprints } from '../map/footprints.ts';
import { fit } from '../map/fit.ts';
import { map } from '../map/map.ts';
import { date, number, t, time } from '../messages.ts';
import { icon } from '../parts/icons.ts';
import '../parts/imports.ts';
import '../parts/same.ts';
import type { AppState, Layer, Wish } from '../state.ts';
import { store } from '../store.ts';

interface Item {
  id: string;
  collection: string;
  bbox: number[];
  geometry: object | null;
  properties: Record<string, unknown> & { datetime: string | null; start_datetime?: string };
  links?: { rel: string; href: string; title?: string }[];
  assets: Record<string, { href: string; type?: string; title?: string; roles?: string[]; 'file:size'?: number }>;
}

/** The small picture that the import drew of an item, else one that the server draws; '' where it has no pixels here. */
function thumbnail(item: Item): string {
  const assets = Object.values(item.assets);
  const drawn = assets.find((asset) => asset.roles?.includes('thumbnail'));
  if (drawn) return drawn.href;
  const here = assets.some((asset) => asset.roles?.includes('data') && new URL(asset.href, location.href).origin === location.origin);
  return here ? `${path(item)}/map?crs=EPSG:3857&width=128` : '';
}

function path(item: Item): string {
  return `/api/collections/${encodeURIComponent(item.collection)}/items/${encodeURIComponent(item.id)}`;
}

/** Scenes by place, time and cloud, and what is known of each. */
@customElement('sq-catalogue')
export class CataloguePanel extends Part {
  @state() private collections: Collection[] = [];
  @state() private items: Item[] | null = null;
  /** a scene that a link leads to and that was not found here */
  @state() private linked: Item | null = null;
  @state() private matched = -1;
  @state() private next = '';
  @state() private failure = '';
  /** why the scene of a link is not shown */
  @state() private missing = '';
  @state() private importing = false;
  #footprints = new Footprints(map);
  #abort = new AbortController();
  #timer = 0;

  protected override depends(now: AppState): unknown[] {
    return [now.open, now.wish, ...(now.wish.here ? [now.centre, now.zoom] : [])];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#footprints.attach();
    map.on('singleclick', this.clicked);
    addEventListener('sunqar-catalogue', this.fresh);
    collections()
      .then((all) => (this.collections = all))
      .catch(() => undefined);
    this.search();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#footprints.detach();
    map.un('singleclick', this.clicked);
    removeEventListener('sunqar-catalogue', this.fresh);
    this.#abort.abort();
    clearTimeout(this.#timer);
  }

  /** Opens the scene that was clicked on; of several on one another, the next at each click. */
  private readonly clicked = ({ coordinate }: { coordinate: number[] }): void => {
    const there = this.#footprints.at(coordinate);
    const found = (this.items ?? []).filter((item) => there.has(item.id));
    const at = found.findIndex((item) => `${item.collection}/${item.id}` === this.state.open);
    const next = found[(at + 1) % found.length];
    if (!next) return;
    store.change({ open: `${next.collection}/${next.id}` });
    this.#footprints.mark(next.id);
  };

  private get wish(): Wish {
    return this.state.wish;
  }

  private readonly fresh = (): void => this.search();

  #seen = '';

  override willUpdate(): void {
    this.openLinked();
    const now = JSON.stringify(this.wish) + (this.wish.here ? `${this.state.centre} ${this.state.zoom}` : '');
    if (now === this.#seen) return;
    this.#seen = now;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.search(), 300); // when the map rests
  }

  private found(): Item | undefined {
    const { open } = this.state;
    return [...(this.items ?? []), ...(this.linked ? [this.linked] : [])].find((item) => `${item.collection}/${item.id}` === open);
  }

  #asked = '';

  /** Asks for the scene of a link, which the list need not have. */
  private openLinked(): void {
    const { open } = this.state;
    if (!open || open === this.#asked || this.found()) return;
    this.#asked = open;
    this.missing = '';
    const [collection = '', ...item] = open.split('/');
    get<Item>(`/api/collections/${encodeURIComponent(collection)}/items/${encodeURIComponent(item.join('/'))}`)
      .then((one) => (this.linked = one))
      .catch((e: Error) => (this.missing = e instanceof ApiError && e.status === 404 ? t('catalogue.gone') : e.message || t('state.failed')));
  }

  private address(): string {
    const { collection, from, to, cloud, here } = this.wish;
    const query = new URLSearchParams({ limit: '30', sortby: '-properties.datetime' });
    if (collection) query.set('collections', collection);
    if (from || to) query.set('datetime', `${from ? from + 'T00:00:00Z' : '..'}/${to ? to + 'T23:59:59Z' : '..'}`);
    if (cloud < 100) query.set('filter', `"eo:cloud_cover" <= ${cloud}`);
    const size = map.getSize();
    if (here && size) {
      const extent = map.getView().calculateExtent(size);
      const [west, south, east, north] = transformExtent(extent, 'EPSG:3857', 'EPSG:4326') as [number, number, number, number];
      if (east - west < 360) {
        const box = [Math.max(-180, west), Math.max(-90, south), Math.min(180, east), Math.min(90, north)];
        query.set('bbox', box.map((value) => value.toFixed(6)).join(','));
      }
    }
    return `/api/search?${query}`;
  }

  /** The same search in a terminal; where the map is, too. */
  private command(): string {
    const { collection, from, to, cloud } = this.wish;
    const box = new URLSearchParams(this.address().split('?')[1]).get('bbox');
    return [
      'sunqar item search',
      collection && `--collection ${collection}`,
      (from || to) && `--datetime ${from || '..'}/${to || '..'}`,
      box && `--bbox ${box.replaceAll(',', ' ')}`,
      cloud < 100 && `--filter '"eo:cloud_cover" <= ${cloud}'`,
      '--limit 30 --format table',
    ]
      .filter(Boolean)
      .join(' ');
  }

  private search(path = ''): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.failure = '';
    get<{ features: Item[]; numberMatched?: number; links: { rel: string; href: string }[] }>(path || this.address(), this.#abort.signal)
      .then((page) => {
        this.items = path ? [...(this.items ?? []), ...page.features] : page.features;
        this.matched = page.numberMatched ?? -1;
        this.next = nextPage(page.links);
        this.#footprints.show(this.items);
      })
      .catch((e: Error) => {
        if (e.name !== 'AbortError') this.failure = e.message || t('state.failed');
      });
  }

  override render(): TemplateResult {
    const open = this.state.open && this.found();
    if (open) return this.page(open);
    return html`
      <div class="title">
        <h1>${t('view.catalogue')}</h1>
        <button type="button" class="button" aria-expanded=${this.importing} @click=${() => (this.importing = !this.importing)}>
          ${icon('upload')} ${t('catalogue.import')}
        </button>
      </div>
      ${this.importing ? html`<sq-imports></sq-imports>` : nothing} ${this.fields()}
      <p class="quiet" role="status">${this.matched < 0 ? '' : t('time.scenes', { n: this.matched })}</p>
      ${this.missing && this.state.open ? html`<p class="bad" role="alert">${this.missing}</p>` : nothing}
      ${this.failure ? html`<p class="bad" role="alert">${this.failure}</p>` : nothing} ${this.list()}
      <sq-same .command=${this.command()} .path=${this.address()}></sq-same>
    `;
  }

  private fields(): TemplateResult {
    const change = (part: Partial<Wish>) => store.change({ wish: { ...this.wish, ...part } });
    const value = (event: Event) => (event.target as HTMLInputElement).value;
    return html`<div class="filters">
      <label class="field">
        <span>${t('catalogue.collection')}</span>
        <select @change=${(event: Event) => change({ collection: value(event) })}>
          <option value="">${t('catalogue.all')}</option>
          ${this.collections.map((one) => html`<option value=${one.id} ?selected=${one.id === this.wish.collection}>${one.title ?? one.id}</option>`)}
        </select>
      </label>
      <label class="field">
        <span>${t('catalogue.cloud')}</span>
        <input type="number" min="0" max="100" .value=${String(this.wish.cloud)} @change=${(e: Event) => change({ cloud: Math.min(100, Math.max(0, Number(value(e)))) })} />
      </label>
      <label class="field">
        <span>${t('catalogue.from')}</span>
        <input type="date" .value=${this.wish.from} @change=${(event: Event) => change({ from: value(event) })} />
      </label>
      <label class="field">
        <span>${t('catalogue.to')}</span>
        <input type="date" .value=${this.wish.to} @change=${(event: Event) => change({ to: value(event) })} />
      </label>
      <label class="check">
        <input type="checkbox" .checked=${this.wish.here} @change=${(event: Event) => change({ here: (event.target as HTMLInputElement).checked })} />
        ${t('catalogue.here')}
      </label>
    </div>`;
  }

  private list(): TemplateResult | typeof nothing {
    if (!this.items) return this.failure ? nothing : html`<p class="quiet">${t('state.loading')}</p>`;
    if (this.items.length === 0) return html`<p class="quiet">${t('catalogue.nothing')}</p>`;
    return html`<ul class="scenes">
        ${this.items.map((item) => {
          const picture = thumbnail(item);
          const cloud = item.properties['eo:cloud_cover'];
          return html`<li @mouseenter=${() => this.#footprints.mark(item.id)} @mouseleave=${() => this.#footprints.mark('')}>
            <button type="button" class="scene" @focus=${() => this.#footprints.mark(item.id)} @click=${() => this.show(item)}>
              ${picture ? html`<img src=${picture} alt="" loading="lazy" width="64" height="64" />` : html`<span class="blank"></span>`}
              <span>
                <strong>${date(item.properties.datetime ?? item.properties.start_datetime ?? '')}</strong>
                <span class="quiet">${item.collection}${typeof cloud === 'number' ? ` · ${t('time.cloud', { share: number(cloud, 0) })}` : ''}</span>
                <span class="quiet">${item.id}</span>
              </span>
            </button>
          </li>`;
        })}
      </ul>
      ${this.next ? html`<button type="button" class="button" @click=${() => this.search(this.next)}>${t('catalogue.more')}</button>` : nothing}`;
  }

  private show(item: Item): void {
    store.change({ open: `${item.collection}/${item.id}` });
    const [west, south, east, north] = item.bbox.length === 6 ? [item.bbox[0], item.bbox[1], item.bbox[3], item.bbox[4]] : item.bbox;
    fit([west!, south!, east!, north!]);
    this.#footprints.mark(item.id);
  }

  private page(item: Item): TemplateResult {
    const address = path(item);
    const layer: Layer = { id: `i/${item.collection}/${item.id}`, visible: true, opacity: 1, style: {} };
    const shown = this.state.layers.some((one) => one.id === layer.id);
    const facts = Object.entries(item.properties).filter(([, value]) => value !== null && typeof value !== 'object');
    return html`
      <div class="title">
        <button type="button" class="button plain" title=${t('alerts.back')} @click=${() => store.change({ open: '' })}>
          ${icon('back')}<span class="unseen">${t('alerts.back')}</span>
        </button>
        <h1>${item.id}</h1>
      </div>
      <p class="quiet">${time(String(item.properties.datetime ?? item.properties.start_datetime ?? ''))}</p>
      <div class="buttons">
        <button type="button" class="button main" ?disabled=${shown} @click=${() => store.change({ layers: [...this.state.layers, layer] })}>
          ${icon('layers')} ${t('catalogue.toMap')}
        </button>
        <a class="button" href="${address}?f=html">${t('catalogue.page')}</a>
      </div>
      <h2>${t('catalogue.assets')}</h2>
      <ul class="assets">
        ${Object.entries(item.assets).map(([name, asset]) => {
          const size = asset['file:size'];
          return html`<li>
            <a href=${asset.href} download>${icon('download')} ${asset.title ?? name}</a>
            <span class="quiet">${asset.type ?? ''}${size ? ` · ${size < 1e5 ? `${number(size / 1e3, 0)} kB` : `${number(size / 1e6, 1)} MB`}` : ''}</span>
          </li>`;
        })}
      </ul>
      <h2>${t('catalogue.known')}</h2>
      <dl class="facts wide">
        ${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${String(value)}</dd></div>`)}
      </dl>
      ${this.provenance(item)}
      <sq-same .command=${`sunqar item get ${item.collection} ${item.id}`} .path=${address}></sq-same>
    `;
  }

  /** What it was made of and by what, as its links and its processing facts say. */
  private provenance({ properties, links = [] }: Item): TemplateResult | typeof nothing {
    const facts = Object.entries(properties).filter(
      ([name, value]) => typeof value === 'object' && value !== null && (name.startsWith('processing:') || name === 'providers'),
    );
    const from = links.filter(({ rel }) => rel === 'derived_from' || rel === 'via' || rel === 'cite-as');
    if (facts.length + from.length === 0) return nothing;
    return html`<h2>${t('catalogue.provenance')}</h2>
      <dl class="facts wide">
        ${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${said(value)}</dd></div>`)}
        ${from.map(({ rel, href, title }) => html`<div><dt>${rel}</dt><dd><a href=${href}>${title ?? href}</a></dd></div>`)}
      </dl>`;
  }
}

/** A list or an object in a line. */
const said = (value: unknown): string =>
  Array.isArray(value)
    ? value.map(said).join(', ')
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
          .map(([name, one]) => `${name} ${said(one)}`)
          .join(', ')
      : String(value);
