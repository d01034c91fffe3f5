// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { Part } from '../element.ts';
import { t } from '../messages.ts';

@customElement('sq-jobs')
export class JobsPanel extends Part {
  override render(): TemplateResult {
    return html`<h1>${t('view.jobs')}</h1>`;
  }
}
