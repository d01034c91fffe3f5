// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { type Connection, onConnection, savedAt } from '../api.ts';
import { Part } from '../element.ts';
import { t, time } from '../messages.ts';
import { newVersion, onNewVersion, takeOver } from '../offline/register.ts';

/** Says when the server does not answer, and when it does again; that it has a new version of the page. */
@customElement('sq-connection')
export class ConnectionBar extends Part {
  @state() private now: Connection = 'fine';
  #stops: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stops = [onConnection((now) => (this.now = now)), onNewVersion(() => this.requestUpdate())];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stops.forEach((stop) => stop());
  }

  override render(): TemplateResult {
    return html`<div role="status" class="connection">
      ${this.now === 'fine' ? nothing : html`<p class=${this.now}>${this.words()}</p>`}
      ${newVersion()
        ? html`<p class="version">
            ${t('version.new')} <button type="button" class="button main" @click=${takeOver}>${t('version.reload')}</button>
          </p>`
        : nothing}
      <sq-kept></sq-kept>
    </div>`;
  }

  private words(): string {
    return this.now === 'saved' ? t('connection.saved', { time: savedAt ? time(savedAt) : '–' }) : t('connection.' + this.now);
  }
}
