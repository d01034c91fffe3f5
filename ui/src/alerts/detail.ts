// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Part } from '../element.ts';
import { around, boxOf } from '../map/box.ts';
import { fit } from '../map/fit.ts';
import { area, date, number, percent, t, time } from '../messages.ts';
import { icon } from '../parts/icons.ts';
import '../parts/series.ts';
import { store } from '../store.ts';
import { watch } from '../watches.ts';
import '../offline/kept.ts';
import { type Alert, type Entry, type Result, alert, pictureOf } from './alerts.ts';
import './judge.ts';

/** One alert: what was seen, when and how sure, and what people say of it. */
@customElement('sq-alert')
export class AlertDetail extends Part {
  @property({ attribute: false }) id_ = '';
  @property({ attribute: false }) place = '';
  @state() private alert: Alert | null = null;
  @state() private collection = '';
  @state() private failure = '';
  @state() private ids: readonly string[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('sunqar-reviews-sent', this.again);
    addEventListener('sunqar-back', this.again);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('sunqar-reviews-sent', this.again);
    removeEventListener('sunqar-back', this.again);
  }

  private readonly again = (): void => this.load();

  override willUpdate(changes: Map<string, unknown>): void {
    if (changes.has('id_')) this.load();
  }

  private load(): void {
    const id = this.id_;
    this.failure = '';
    this.ids = [id];
    alert(id)
      .then(async (found) => {
        if (id !== this.id_) return;
        this.alert = found;
        this.tell('alert-loaded', found);
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
      <section class="judge" aria-label=${t('alerts.judge')}>
        <p>
          <span class="review ${p.review}">${t('review.' + p.review)}</span>
          ${p.reject_reason ? t('reason.' + p.reject_reason) : nothing}
          ${p.assignee ? html`<span class="assigned">${icon('person')} ${p.assignee}</span>` : nothing}
        </p>
        <sq-judge .ids=${this.ids} .stands=${() => p} @alerts-changed=${this.judged}></sq-judge>
      </section>
      <div class="buttons">
        <button type="button" class="button" @click=${() => store.change({ view: 'tasking', open: `alert/${alert.id}`, place: [p.longitude, p.latitude], area: null })}>
          ${icon('tasking')} ${t('tasking.orderImage')}
        </button>
      </div>
      ${this.history(alert)}
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

  /** The trail of what happened to it: who, when, what and why. */
  private history({ history = [] }: Alert): TemplateResult {
    return html`<section>
      <h2>${t('alerts.history')}</h2>
      <ol class="history">
        ${[...history].reverse().map(
          (entry) => html`<li value=${entry.number}>
            <strong>${this.happened(entry)}</strong>
            <span class="quiet">${entry.by === 'detector' || entry.by === 'mission' ? t('history.' + entry.by) : entry.by} · <time datetime=${entry.at}>${time(entry.at)}</time></span>
            ${entry.note ? html`<q>${entry.note}</q>` : nothing}
            ${entry['step'] === 'ordered' ? html`<a href="#/tasking/orders/${entry['order']}" @click=${(event: Event) => (event.preventDefault(), store.change({ view: 'tasking', open: `orders/${entry['order']}` }))}>${t('tasking.itsOrder')}</a>` : nothing}
          </li>`,
        )}
      </ol>
    </section>`;
  }

  private happened(entry: Entry): string {
    const text = (name: string): string => (typeof entry[name] === 'string' ? (entry[name] as string) : '');
    if (typeof entry['undoes'] === 'number') return t('history.undone', { step: entry['undoes'] });
    if (entry.kind === 'ordered') return this.ordered(entry, text);
    const parts = [t('history.' + entry.kind)];
    if (entry.kind === 'assigned') {
      return text('assignee') ? t('history.assignedTo', { name: text('assignee') }) : t('history.assignedNobody');
    }
    if (entry.kind === 'reviewed' && text('review')) parts.push(t('review.' + text('review')));
    if (text('reject_reason')) parts.push(t('reason.' + text('reject_reason')));
    if (typeof entry['area_ha'] === 'number') parts.push(area(entry['area_ha']));
    return parts.join(' · ');
  }

  /** What became of an image that was ordered for it. */
  private ordered(entry: Entry, text: (name: string) => string): string {
    const parts = [t('ordered.' + text('step')), text('rule') && t('ordered.rule', { name: text('rule') }), text('item'), text('reason')];
    if (typeof entry['cloud'] === 'number') parts.push(t('tasking.isCloud', { share: percent(entry['cloud']) }));
    return parts.filter(Boolean).join(' · ');
  }

  private tell(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** What was decided is in the list at once; its history comes from the server. */
  private readonly judged = ({ detail }: CustomEvent<Result[]>): void => {
    this.tell('alert-changed', detail);
    const id = this.id_;
    const mine = detail.find((result) => result.id === id);
    if (!mine || !this.alert) return;
    if (mine.status === 202) {
      this.alert = { ...this.alert, properties: { ...this.alert.properties, ...(mine.review ? { review: mine.review } : {}) } };
      return;
    }
    alert(id)
      .then((found) => {
        if (id === this.id_) this.alert = found;
      })
      .catch((e: Error) => (this.failure = e.message || t('state.failed')));
  };
}
