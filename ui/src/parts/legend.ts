// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Part } from '../element.ts';
import { t } from '../messages.ts';
import { legendAddress } from '../map/pictures.ts';
import type { Layer } from '../state.ts';

/** The legend of a layer, where its style is one of numbers. */
@customElement('sq-legend')
export class Legend extends Part {
  @property({ attribute: false }) layer!: Layer;
  @property({ attribute: false }) name = '';

  override render(): TemplateResult | typeof nothing {
    const [kind] = this.layer.id.split('/');
    if (!this.layer.style.colormap && kind !== 'w') return nothing;
    return html`<img class="legend" src=${legendAddress(this.layer)} alt=${t('layers.legend', { name: this.name })} loading="lazy" />`;
  }
}
