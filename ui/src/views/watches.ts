// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { Part } from '../element.ts';
import { t } from '../messages.ts';

@customElement('sq-watches')
export class WatchesPanel extends Part {
  override render(): TemplateResult {
    return html`<h1>${t('view.watches')}</h1>`;
  }
}
