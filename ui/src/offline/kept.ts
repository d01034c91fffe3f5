// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Part } from '../element.ts';
import { t } from '../messages.ts';
import { type Kept, drop, kept, onKept, sendAnyway } from './reviews.ts';

/** Reviews that wait: for the server, or for the user where somebody else was first. */
@customElement('sq-kept')
export class KeptReviews extends Part {
  @state() private all: Kept[] = kept();
  #stop = (): void => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const read = () => (this.all = kept());
    const stop = onKept(read);
    addEventListener('storage', read); // another window
    this.#stop = () => {
      stop();
      removeEventListener('storage', read);
    };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  override render(): TemplateResult | typeof nothing {
    const waiting = this.all.filter((one) => !one.conflict).length;
    return html`${waiting ? html`<p class="saved">${t('kept.waiting', { n: waiting })}</p>` : nothing}
      ${this.all.filter((one) => one.conflict).map((one) => this.conflict(one))}`;
  }

  private conflict(one: Kept): TemplateResult {
    const why = one.conflict!;
    return html`<div class="version" role="alert">
      <span
        >${'refused' in why
          ? t('kept.refused', { alert: one.alert, why: why.refused })
          : t('kept.conflict', { alert: one.alert, by: why.by || '–', review: t('review.' + why.review) })}</span
      >
      <span class="buttons">
        ${'refused' in why
          ? nothing
          : html`<button type="button" class="button" @click=${() => void sendAnyway(one)}>${t('kept.send')}</button>`}
        <button type="button" class="button" @click=${() => drop(one)}>${t('kept.drop')}</button>
      </span>
    </div>`;
  }
}
