// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { get, request, send } from '../api.ts';
import { Part } from '../element.ts';
import { t } from '../messages.ts';
import { icon } from '../parts/icons.ts';
import '../parts/same.ts';
import { fault } from '../watches.ts';

interface Subscriber {
  kind: 'mail' | 'webhook';
  target: string;
}

/** Who is told of the alerts of a watch, by e-mail or by a program's address. */
@customElement('sq-subscribers')
export class Subscribers extends Part {
  @property({ attribute: false }) watch = '';
  @state() private all: Subscriber[] | null = null;
  @state() private kind: Subscriber['kind'] = 'mail';
  @state() private target = '';
  @state() private secret = '';
  @state() private said = '';
  @state() private failure = '';

  private get path(): string {
    return `/api/watches/${encodeURIComponent(this.watch)}/subscribers`;
  }

  private async load(): Promise<void> {
    this.all = (await get<{ subscribers: Subscriber[] }>(this.path)).subscribers;
  }

  /** Does something and says so, or why not. */
  private async act(what: () => Promise<unknown>, said: string): Promise<void> {
    this.said = '';
    this.failure = '';
    try {
      await what();
      await this.load();
      this.said = said;
    } catch (e) {
      this.failure = (e as Error).message || t('state.failed');
    }
  }

  override render(): TemplateResult {
    const command = `sunqar watch subscribe ${this.watch} ${this.kind === 'mail' ? '--email' : '--webhook'} '${this.target || 'ADDRESS'}'`;
    return html`<details class="same" @toggle=${(event: Event) => (event.target as HTMLDetailsElement).open && void this.act(async () => undefined, '')}>
      <summary>${t('subscribers.title')}</summary>
      <div class="judge">
        ${this.all?.length === 0 ? html`<p class="quiet">${t('subscribers.none')}</p>` : nothing}
        <ul class="subscribers">
          ${(this.all ?? []).map(
            (one) => html`<li class="row">
              <span><bdi>${one.target}</bdi> <span class="quiet">${t('subscribers.' + one.kind)}</span></span>
              <button type="button" class="button plain" title=${t('subscribers.remove', { target: one.target })} @click=${() => this.drop(one)}>
                ${icon('close')}<span class="unseen">${t('subscribers.remove', { target: one.target })}</span>
              </button>
            </li>`,
          )}
        </ul>
        <form class="fields" novalidate @submit=${this.add}>
          <label class="field">
            <span>${t('subscribers.how')}</span>
            <select @change=${(e: Event) => (this.kind = (e.target as HTMLSelectElement).value as Subscriber['kind'])}>
              ${(['mail', 'webhook'] as const).map((kind) => html`<option value=${kind} ?selected=${kind === this.kind}>${t('subscribers.' + kind)}</option>`)}
            </select>
          </label>
          <label class="field">
            <span>${t('subscribers.address')}</span>
            <input
              dir="ltr"
              required
              type=${this.kind === 'mail' ? 'email' : 'url'}
              placeholder=${this.kind === 'mail' ? 'ranger@example.org' : 'https://example.org/hook'}
              .value=${this.target}
              @input=${(e: Event) => (this.target = (e.target as HTMLInputElement).value.trim())}
            />
          </label>
          ${this.kind === 'webhook'
            ? html`<label class="field">
                <span>${t('subscribers.secret')}</span>
                <input dir="ltr" type="password" autocomplete="off" .value=${this.secret} @input=${(e: Event) => (this.secret = (e.target as HTMLInputElement).value)} />
              </label>`
            : nothing}
          <button class="button">${icon('plus')} ${t('subscribers.add')}</button>
        </form>
        <p role="status">${this.said}</p>
        ${this.failure ? html`<p class="bad" role="alert">${this.failure}</p>` : nothing}
        <sq-same .command=${command} .path=${this.path} .method=${'POST'} .body=${{ kind: this.kind, target: this.target }}></sq-same>
      </div>
    </details>`;
  }

  private readonly add = (event: Event): void => {
    event.preventDefault();
    const { kind, target, secret } = this;
    this.said = '';
    this.failure = fault(kind, target);
    if (this.failure) return;
    const body = { kind, target, ...(kind === 'webhook' && secret ? { secret } : {}) };
    void this.act(async () => {
      await send('POST', this.path, body);
      this.target = '';
      this.secret = '';
    }, t('subscribers.added', { target }));
  };

  private drop({ target }: Subscriber): void {
    void this.act(
      () => request(`${this.path}?target=${encodeURIComponent(target)}`, { method: 'DELETE' }),
      t('subscribers.removed', { target }),
    );
  }
}
