// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Part } from '../element.ts';
import { around, boxOf } from '../map/box.ts';
import { fit } from '../map/fit.ts';
import { area, date, number, percent, t, time } from '../messages.ts';
import { icon } from '../parts/icons.ts';
import { isShortcut } from '../parts/keys.ts';
import '../parts/series.ts';
import { watch } from '../watches.ts';
import '../offline/kept.ts';
import { kept } from '../offline/reviews.ts';
import { type Action, type Alert, type Reason, alert, judge, pictureOf, reasons, reviewer, setReviewer } from './alerts.ts';

/** One alert: what was seen, when and how sure, and what people say of it. */
@customElement('sq-alert')
export class AlertDetail extends Part {
  @property({ attribute: false }) id_ = '';
  @property({ attribute: false }) place = '';
  @state() private alert: Alert | null = null;
  @state() private collection = '';
  @state() private failure = '';
  @state() private rejecting = false;
  @state() private note = '';
  @state() private said = '';

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.key);
    addEventListener('sunqar-reviews-sent', this.again);
    addEventListener('sunqar-back', this.again);
  }

  private readonly again = (): void => this.load();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.key);
    removeEventListener('sunqar-reviews-sent', this.again);
    removeEventListener('sunqar-back', this.again);
  }

  override willUpdate(changes: Map<string, unknown>): void {
    if (changes.has('id_')) this.load();
  }

  private load(): void {
    const id = this.id_;
    this.rejecting = false;
    this.failure = '';
    this.said = '';
    alert(id)
      .then(async (found) => {
        if (id !== this.id_) return;
        this.alert = found;
        fit(around(boxOf(found.geometry.coordinates), 1500));
        this.collection = (await watch(found.properties.watch)).collection;
      })
      .catch((e: Error) => {
        if (id === this.id_ && !this.alert) this.failure = e.message || t('state.failed');
      });
  }

  override render(): TemplateResult {
    return html`
      <div class="title">
        <button type="button" class="button plain" title=${t('alerts.back')} @click=${() => this.tell('alert-close')}>
          ${icon('back')}<span class="unseen">${t('alerts.back')}</span>
        </button>
        <h1>${this.id_}</h1>
        <span class="quiet">${this.place}</span>
        <button type="button" class="button plain" title="${t('alerts.previous')} (K)" @click=${() => this.tell('alert-previous')}>
          ${icon('up')}<span class="unseen">${t('alerts.previous')}</span>
        </button>
        <button type="button" class="button plain" title="${t('alerts.next')} (J)" @click=${() => this.tell('alert-next')}>
          ${icon('down')}<span class="unseen">${t('alerts.next')}</span>
        </button>
      </div>
      ${this.failure ? html`<p class="bad" role="alert">${this.failure}</p>` : nothing}
      ${this.alert?.id === this.id_ ? this.body(this.alert) : html`<p class="quiet" role="status">${t('state.loading')}</p>`}
    `;
  }

  private body(alert: Alert): TemplateResult {
    const p = alert.properties;
    const error = p.area_error_ha ? ` ± ${number(p.area_error_ha, 1)}` : '';
    return html`
      ${this.chips(alert)}
      <dl class="facts">
        <div><dt>${t('alerts.area')}</dt><dd>${area(p.area_ha)}${error}</dd></div>
        <div><dt>${t('alerts.probability')}</dt><dd>${percent(p.probability)}</dd></div>
        <div><dt>${t('alerts.first')}</dt><dd>${date(p.first_date)}</dd></div>
        <div><dt>${t('alerts.machine')}</dt><dd>${t('machine.' + p.status)}</dd></div>
        <div><dt>${t('alerts.change')}</dt><dd>${number(p.magnitude, 3)}</dd></div>
        <div><dt>${t('alerts.observations')}</dt><dd>${number(p.observations)}</dd></div>
      </dl>
      ${this.collection
        ? html`<sq-series .collection=${this.collection} .lon=${p.longitude} .lat=${p.latitude} .watch=${p.watch}></sq-series>`
        : nothing}
      ${this.actions(p.review)} ${this.history(alert)}
    `;
  }

  private chips(of: Alert): TemplateResult | typeof nothing {
    const { scenes } = of.properties;
    if (!this.collection || scenes.length === 0) return nothing;
    const picture = (scene: string, key: string) => html`<figure>
      <img
        src=${pictureOf(of, this.collection, scene)}
        width="320"
        height="320"
        alt=${t(key)}
      />
      <figcaption>${t(key)} · <span class="quiet">${scene}</span></figcaption>
    </figure>`;
    const last = scenes[scenes.length - 1]!;
    return html`<div class="chips">
      ${picture(scenes[0]!, 'alerts.before')} ${scenes.length > 1 ? picture(last, 'alerts.after') : nothing}
    </div>`;
  }

  private actions(review: string): TemplateResult {
    return html`<section class="judge" aria-label=${t('alerts.judge')}>
      <p>
        <span class="review ${review}">${t('review.' + review)}</span>
        <span role="status">${this.said}</span>
      </p>
      <label class="field">
        <span>${t('alerts.by')}</span>
        <input
          .value=${reviewer()}
          autocomplete="name"
          @change=${(event: Event) => setReviewer((event.target as HTMLInputElement).value.trim())}
        />
      </label>
      <label class="field">
        <span>${t('alerts.note')}</span>
        <textarea rows="2" .value=${this.note} @input=${(event: Event) => (this.note = (event.target as HTMLTextAreaElement).value)}></textarea>
      </label>
      <div class="buttons">
        <button type="button" class="button main" @click=${() => this.act({ action: 'confirm' })}>
          ${icon('check')} ${t('alerts.confirm')} <kbd>C</kbd>
        </button>
        <button type="button" class="button" aria-expanded=${this.rejecting} @click=${() => (this.rejecting = !this.rejecting)}>
          ${icon('close')} ${t('alerts.reject')} <kbd>R</kbd>
        </button>
        <button type="button" class="button" @click=${() => this.act({ action: 'review' })}>${t('alerts.reopen')} <kbd>U</kbd></button>
      </div>
      ${this.rejecting
        ? html`<div class="reasons" role="group" aria-label=${t('alerts.why')}>
            ${reasons.map(
              (reason, index) => html`<button type="button" class="button" @click=${() => this.reject(reason)}>
                <kbd>${index + 1}</kbd> ${t('reason.' + reason)}
              </button>`,
            )}
          </div>`
        : nothing}
    </section>`;
  }

  private history({ history = [] }: Alert): TemplateResult {
    return html`<section>
      <h2>${t('alerts.history')}</h2>
      <ol class="history">
        ${history.map(
          (entry) => html`<li>
            <strong>${t('history.' + entry.kind)}</strong> <span class="quiet">${entry.by} · ${time(entry.at)}</span>
            ${entry.note ? html`<br />${entry.note}` : nothing}
          </li>`,
        )}
      </ol>
    </section>`;
  }

  private tell(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  private reject(reason: Reason): void {
    void this.act({ action: 'reject', reason });
  }

  private async act(action: Action): Promise<void> {
    if (!reviewer()) {
      this.said = t('alerts.whoAreYou');
      this.querySelector<HTMLInputElement>('.judge input')?.focus();
      return;
    }
    try {
      this.said = '';
      this.failure = '';
      if (this.alert?.id !== this.id_) return;
      const changed = await judge(this.alert, action, this.note);
      this.note = '';
      this.rejecting = false;
      const waits = kept().some((one) => one.alert === changed.id);
      this.alert = waits ? changed : await alert(changed.id);
      this.said = t(waits ? 'kept.kept' : 'alerts.saved');
      this.tell('alert-changed', this.alert);
    } catch (e) {
      this.failure = (e as Error).message || t('state.failed');
    }
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (!isShortcut(event)) return;
    const key = event.key.toLowerCase();
    if (key === 'c') void this.act({ action: 'confirm' });
    else if (key === 'r') this.rejecting = !this.rejecting;
    else if (key === 'u') void this.act({ action: 'review' });
    else if (this.rejecting && /^[1-8]$/.test(key)) this.reject(reasons[Number(key) - 1]!);
    else return;
    event.preventDefault();
  };
}
