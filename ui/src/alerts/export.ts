// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Part } from '../element.ts';
import { t } from '../messages.ts';
import { save } from '../parts/files.ts';
import { icon } from '../parts/icons.ts';
import { type Format, type Wish, download, formats, usual } from './alerts.ts';

/** Takes the chosen alerts with them, or all of the list, as a file. */
@customElement('sq-alert-export')
export class AlertExport extends Part {
  @property({ attribute: false }) wish: Wish = usual;
  /** empty: all of the list */
  @property({ attribute: false }) ids: readonly string[] = [];
  /** alerts of the list */
  @property({ attribute: false }) count = 0;
  @state() private busy: Format | '' = '';
  @state() private said = '';
  @state() private failure = '';

  override render(): TemplateResult {
    const n = this.ids.length || this.count;
    return html`<section id="alert-export" class="export" aria-label=${t('alerts.export')}>
      <p>${t(this.ids.length ? 'alerts.exportChosen' : 'alerts.exportAll', { n })}</p>
      <div class="buttons">
        ${(Object.keys(formats) as Format[]).map(
          (format) => html`<button
            type="button"
            class="button"
            ?disabled=${this.busy !== '' || n === 0}
            @click=${() => this.take(format)}
          >
            ${icon('download')} ${formats[format]}
          </button>`,
        )}
      </div>
      <p role="status" ?hidden=${!this.said}>${this.said}</p>
      ${this.failure ? html`<p class="bad" role="alert">${this.failure}</p>` : nothing}
    </section>`;
  }

  private async take(format: Format): Promise<void> {
    this.busy = format;
    this.failure = '';
    this.said = t('alerts.exporting');
    try {
      save(await download(format, this.wish, this.ids), `alerts-${new Date().toISOString().slice(0, 10)}.${format}`);
      this.said = t('alerts.exported');
    } catch (e) {
      this.said = '';
      this.failure = (e as Error).message || t('state.failed');
    }
    this.busy = '';
  }
}
