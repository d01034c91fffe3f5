// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Part } from '../element.ts';
import { t } from '../messages.ts';

/** The same thing as a command and as a request, for those who want to script it. */
@customElement('sq-same')
export class Same extends Part {
  /** as typed in a terminal; empty: there is none */
  @property({ attribute: false }) command = '';
  @property({ attribute: false }) path = '';
  @property({ attribute: false }) method = 'GET';
  /** the file that the answer goes to; empty: none */
  @property({ attribute: false }) into = '';
  @property({ attribute: false }) body: unknown = undefined;

  override render(): TemplateResult {
    const body = this.body === undefined ? '' : ` -H 'Content-Type: application/json' -d '${JSON.stringify(this.body).replaceAll("'", "'\\''")}'`;
    const method = this.method === 'GET' ? '' : ` -X ${this.method}`;
    return html`<details class="same">
      <summary>${t('same.title')}</summary>
      ${this.command ? html`<pre><code>${this.command}</code></pre>` : nothing}
      <pre><code>curl${method}${this.into ? ` -o ${this.into}` : ''} '${location.origin}${this.path}'${body}</code></pre>
    </details>`;
  }
}
