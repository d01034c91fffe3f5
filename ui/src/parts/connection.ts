// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { type Connection, onConnection } from '../api.ts';
import { Part } from '../element.ts';
import { t } from '../messages.ts';

/** Says when the server does not answer, and when it does again. */
@customElement('sq-connection')
export class ConnectionBar extends Part {
  @state() private now: Connection = 'fine';
  #stop = (): void => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = onConnection((now) => (this.now = now));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  override render(): TemplateResult {
    return html`<div role="status" class="connection">
      ${this.now === 'fine' ? nothing : html`<p>${t('connection.' + this.now)}</p>`}
    </div>`;
  }
}
