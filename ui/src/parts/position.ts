// SPDX-License-Identifier: Apache-2.0
import { toLonLat } from 'ol/proj.js';
import { type TemplateResult, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Part } from '../element.ts';
import { map } from '../map/map.ts';
import { t } from '../messages.ts';
import { degreesMinutesSeconds, lonLat, utm } from './coordinates.ts';

const forms = [lonLat, degreesMinutesSeconds, utm];

/** Where the pointer is, or else the middle of the map; a click changes the way in which it is written. */
@customElement('sq-position')
export class Position extends Part {
  @state() private form = 0;
  #text: HTMLElement | null = null;
  #at: [number, number] = [0, 0];

  override firstUpdated(): void {
    this.#text = this.querySelector('output');
    map.on('pointermove', (event) => this.show(event.coordinate));
    map.on('moveend', () => this.show(map.getView().getCenter()));
  }

  override render(): TemplateResult {
    return html`<button type="button" title=${t('map.coordinates')} @click=${() => (this.form = (this.form + 1) % forms.length)}>
      <output dir="ltr"></output><span class="unseen">${t('map.coordinates')}</span>
    </button>`;
  }

  override updated(): void {
    this.write();
  }

  private show(coordinate: number[] | undefined): void {
    if (!coordinate) return;
    const [lon, lat] = toLonLat(coordinate);
    this.#at = [lon!, lat!];
    this.write();
  }

  /** By hand: it changes with every move of the pointer. */
  private write(): void {
    if (this.#text) this.#text.textContent = forms[this.form]!(this.#at[0], this.#at[1]) || '–';
  }
}
