// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { get } from '../api.ts';
import { Part } from '../element.ts';
import type { Drawing } from '../map/draw.ts';
import { map } from '../map/map.ts';
import { area, current, number, t } from '../messages.ts';
import { store } from '../store.ts';
import { parsePlace } from './coordinates.ts';
import { type IconName, icon } from './icons.ts';

interface Place {
  name: string;
  kind: 'country' | 'region' | 'capital' | 'city';
  countryName?: string;
  lon: number;
  lat: number;
  /** of a map that shows it as a whole */
  zoom: number;
}

/** What a place is and where, to tell it from others of its name. */
const about = ({ kind, countryName }: Place): string =>
  [kind === 'city' ? '' : t(`search.${kind}`), kind === 'country' ? '' : (countryName ?? '')]
    .filter(Boolean)
    .join(' · ');

/** What is done with the map: find a place, measure, take a picture of it, send a link to it. */
@customElement('sq-toolbar')
export class Toolbar extends Part {
  @state() private places: Place[] = [];
  @state() private said = '';
  /** what is being drawn, as far as it is, or what was measured */
  @state() private size = '';
  @state() private measuring: 'Polygon' | 'LineString' | '' = '';
  #drawing: Drawing | null = null;
  #abort = new AbortController();
  #timer = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#drawing?.detach();
  }

  override render(): TemplateResult {
    return html`
      <form class="search" role="search" @submit=${this.submit}>
        <label>
          <span class="unseen">${t('search.label')}</span>
          ${icon('search')}
          <input
            type="search"
            autocomplete="off"
            placeholder=${t('search.placeholder')}
            aria-controls="places"
            @input=${this.typed}
            @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && (this.places = [])}
          />
        </label>
        <ul id="places" ?hidden=${this.places.length === 0}>
          ${this.places.map(
            (place) => html`<li>
              <button type="button" @click=${() => this.go(place)}>
                ${place.name} <span class="quiet">${about(place)}</span>
              </button>
            </li>`,
          )}
        </ul>
      </form>
      <div class="tools" role="group" aria-label=${t('tools.label')}>
        ${this.tool('measure', t('tools.length'), this.measuring === 'LineString', () => void this.measure('LineString'))}
        ${this.tool('draw', t('tools.area'), this.measuring === 'Polygon', () => void this.measure('Polygon'))}
        ${this.tool('download', t('tools.picture'), false, () => void this.picture(false))}
        ${this.tool('print', t('tools.print'), false, () => void this.picture(true))}
        ${this.tool('link', t('tools.link'), false, () => void this.copyLink())}
      </div>
      <div class="said">
        ${this.size ? html`<strong aria-hidden=${this.measuring ? 'true' : 'false'} role="status">${this.size}</strong>` : nothing}
        <span role="status">${this.said || nothing}</span>
        ${this.size || this.said
          ? html`<button type="button" class="button plain" title=${t('place.close')} @click=${this.clear}>
              ${icon('close')}<span class="unseen">${t('place.close')}</span>
            </button>`
          : nothing}
      </div>
    `;
  }

  private tool(name: IconName, label: string, pressed: boolean, act: () => void): TemplateResult {
    return html`<button type="button" title=${label} aria-pressed=${pressed} @click=${act}>
      ${icon(name)}<span class="unseen">${label}</span>
    </button>`;
  }

  private readonly typed = (event: Event): void => {
    const text = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.#timer);
    this.#abort.abort();
    if (text.length < 2 || parsePlace(text)) {
      this.places = [];
      return;
    }
    this.#timer = window.setTimeout(() => {
      this.#abort = new AbortController();
      get<{ places: Place[] }>(`/app/places?q=${encodeURIComponent(text)}&language=${current().code}`, this.#abort.signal)
        .then(({ places }) => (this.places = places))
        .catch(() => undefined);
    }, 200);
  };

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    const text = (event.target as HTMLElement).querySelector('input')!.value;
    const place = parsePlace(text);
    if (place) {
      this.places = [];
      store.change({ centre: place, zoom: Math.max(12, this.state.zoom) });
    } else if (this.places[0]) {
      this.go(this.places[0]);
    } else {
      this.said = t('search.nothing');
    }
  };

  private go(place: Place): void {
    this.places = [];
    this.said = place.name;
    store.change({ centre: [place.lon, place.lat], zoom: place.zoom });
  }

  private async measure(type: 'Polygon' | 'LineString'): Promise<void> {
    const again = this.measuring === type;
    this.clear();
    if (again) return;
    this.measuring = type;
    this.said = t('tools.measuring');
    this.#drawing ??= new (await import('../map/draw.ts')).Drawing(map);
    const text = (size: number) =>
      type === 'Polygon' ? area(size / 10_000) : size < 10_000 ? `${number(size, 0)} ${t('unit.m')}` : `${number(size / 1000, 1)} ${t('unit.km')}`;
    this.#drawing.start(
      type,
      (_, size) => {
        this.measuring = '';
        this.said = '';
        this.size = text(size);
      },
      { grown: (size) => (this.size = text(size)), left: this.clear },
    );
  }

  private readonly clear = (): void => {
    this.measuring = '';
    this.said = '';
    this.size = '';
    this.#drawing?.detach();
  };

  private async picture(print: boolean): Promise<void> {
    const { picture } = await import('../map/picture.ts');
    await picture(map, this.state, print);
  }

  private async copyLink(): Promise<void> {
    try {
      await navigator.clipboard.writeText(location.href);
      this.said = t('tools.copied');
    } catch {
      this.said = location.href; // a page that is not https has no clipboard
    }
  }
}
