// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { Part } from '../element.ts';
import { t } from '../messages.ts';
import { lonLat } from '../parts/coordinates.ts';
import { icon } from '../parts/icons.ts';
import '../parts/series.ts';
import type { AppState } from '../state.ts';
import { store } from '../store.ts';

/** The place that was clicked: its series in the highest collection that is on the map. */
@customElement('sq-place')
export class PlacePanel extends Part {
  protected override depends(now: AppState): unknown[] {
    return [now.place, now.layers];
  }

  override render(): TemplateResult | typeof nothing {
    const place = this.state.place;
    if (!place) return nothing;
    const layer = [...this.state.layers].reverse().find((one) => one.visible && /^[ci]\//.test(one.id));
    const collection = layer?.id.split('/')[1] ?? '';
    return html`<section class="place">
      <div class="title">
        ${icon('place')}
        <h2>${lonLat(place[0], place[1])}</h2>
        <button type="button" class="button plain" title=${t('place.close')} @click=${() => store.change({ place: null })}>
          ${icon('close')}<span class="unseen">${t('place.close')}</span>
        </button>
      </div>
      ${collection
        ? html`<sq-series .collection=${collection} .lon=${place[0]} .lat=${place[1]}></sq-series>`
        : html`<p class="quiet">${t('place.noLayer')}</p>`}
    </section>`;
  }
}
