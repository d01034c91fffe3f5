// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { key, keyAnswered, onKeyNeeded, setKey } from '../api.ts';
import { Part } from '../element.ts';
import { t } from '../messages.ts';

/** Asks for the API key when the server wants one. */
@customElement('sq-key')
export class KeyDialog extends Part {
  @state() private wrong = false;
  #stop = (): void => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = onKeyNeeded(() => {
      const dialog = this.querySelector('dialog');
      if (!dialog || dialog.open) return;
      this.wrong = key() !== '';
      dialog.showModal();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="key-title" @close=${keyAnswered} @cancel=${() => setKey('')}>
      <form method="dialog" @submit=${this.keep}>
        <h2 id="key-title">${t('key.title')}</h2>
        <p>${t(this.wrong ? 'key.wrong' : 'key.why')}</p>
        <label class="field">
          <span>${t('key.label')}</span>
          <input type="password" autocomplete="current-password" required />
        </label>
        <div class="buttons">
          <button class="button main">${t('key.use')}</button>
        </div>
      </form>
    </dialog>`;
  }

  private readonly keep = (): void => {
    setKey(this.querySelector('input')!.value.trim());
    this.querySelector('input')!.value = '';
    // the form closes the dialog, and what was asked without the key is asked again with it
  };
}
