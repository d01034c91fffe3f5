// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Part } from '../element.ts';
import { current, number, t, time } from '../messages.ts';
import { icon } from '../parts/icons.ts';
import '../parts/same.ts';
import { iso, line } from './bars.ts';
import { board } from './board.ts';
import { type Acquisition, type Plan, type Satellite, spanOf, trialPath } from './stapi.ts';
import { trial } from './trial.ts';

/** What the buttons move an image by (s). */
const steps = [-60, -10, 10, 60];

/** Tries other times for images of the plan, which stays as it is: what is tried, and which rules that would break. */
@customElement('sq-what-if')
export class WhatIf extends Part {
  @property({ attribute: false }) plan!: Plan;
  @property({ attribute: false }) satellites: Satellite[] = [];
  /** the image that is open; empty: none */
  @property({ attribute: false }) image = '';

  private readonly changed = (): void => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    trial.addEventListener('change', this.changed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    trial.removeEventListener('change', this.changed);
  }

  private find(id: string): Acquisition | undefined {
    return this.plan.acquisitions.features.find((one) => one.id === id);
  }

  /** Whose it is and when, as the plan has it. */
  private name({ properties }: Acquisition): string {
    const { satellite, datetime } = properties;
    return line([this.satellites.find(({ id }) => id === satellite)?.name ?? satellite, this.clock(spanOf(datetime)[0])]);
  }

  private readonly clock = (ms: number): string => time(iso(ms), true);

  override render(): TemplateResult | typeof nothing {
    const open = this.find(this.image);
    if (!open && trial.changes.size === 0) return nothing;
    return html`<section class="judge" aria-label=${t('tasking.whatIf')}>
      <h2>${t('tasking.whatIf')}</h2>
      ${trial.changes.size ? html`<p><strong>${t('tasking.trialIs', { version: number(this.plan.version) })}</strong></p>` : html`<p class="quiet">${t('tasking.whatIfHow')}</p>`}
      ${open ? this.controls(open) : nothing} ${trial.changes.size ? this.verdict() : nothing}
    </section>`;
  }

  private controls(one: Acquisition): TemplateResult {
    const [planned, end] = spanOf(one.properties.datetime);
    const tried = trial.changes.get(one.id);
    const start = tried ?? planned;
    const [from, to] = this.plan.horizon.map(Date.parse) as [number, number];
    const move = (ms: number) => {
      if (Number.isFinite(ms)) board.mover?.(one.id, Math.min(Math.max(ms, from), to - (end - planned)));
    };
    return html`
      <label class="field"><span>${t('tasking.begins')}</span>
        <input type="datetime-local" step="1" .value=${iso(start).slice(0, 19)} ?disabled=${tried === null}
          @change=${(event: Event) => move(Date.parse(`${(event.target as HTMLInputElement).value}Z`))} /></label>
      <div class="buttons">
        ${steps.map((step) => {
          const amount = Math.abs(step) < 60 ? `${number(Math.abs(step))} ${t('unit.s')}` : `${number(Math.abs(step) / 60)} ${t('unit.min')}`;
          const label = t(step < 0 ? 'tasking.earlier' : 'tasking.later', { by: amount });
          return html`<button type="button" class="button" ?disabled=${tried === null} aria-label=${label} title=${label} @click=${() => move(start + step * 1000)}>
            <bdi dir="ltr">${step < 0 ? '−' : '+'}${amount}</bdi>
          </button>`;
        })}
        <button type="button" class="button" aria-pressed=${tried === null} @click=${() => board.mover?.(one.id, null)}>${icon('close')} ${t('tasking.takeOut')}</button>
      </div>
    `;
  }

  private verdict(): TemplateResult {
    const { answer } = trial;
    return html`
      <ul class="tried">
        ${[...trial.changes].map(([id, start]) => {
          const one = this.find(id);
          if (!one) return nothing;
          const name = this.name(one);
          return html`<li>
            <span><bdi>${name}</bdi> ${current().direction === 'rtl' ? '←' : '→'} <bdi>${start === null ? t('tasking.takenOut') : this.clock(start)}</bdi></span>
            <button type="button" class="button plain" title=${t('tasking.asPlanned', { image: name })} @click=${() => trial.change(id, undefined)}>
              ${icon('close')}<span class="unseen">${t('tasking.asPlanned', { image: name })}</span>
            </button>
          </li>`;
        })}
      </ul>
      <div role="status" aria-busy=${trial.busy}>
        ${trial.failure
          ? html`<p class="bad">${trial.failure}</p>`
          : trial.busy || !answer
            ? html`<p class="quiet">${t('tasking.trying')}</p>`
            : answer.violations.length
              ? html`<p class="bad">${t('tasking.breaks', { n: answer.violations.length })}</p>`
              : html`<p class="good">${icon('check')} ${t('tasking.breaksNone')}</p>`}
      </div>
      ${answer?.violations.length
        ? html`<ul class="broken" ?data-old=${trial.busy}>
            ${answer.violations.map(
              ({ text, acquisitions }) => html`<li>
                <span lang="en" dir="ltr">${text}</span>
                ${acquisitions.filter((id) => id !== this.image).map((id) => {
                  const one = this.find(id);
                  return one ? html`<button type="button" class="inline" @click=${() => board.choose(id)}>${this.name(one)}</button>` : nothing;
                })}
              </li>`,
            )}
          </ul>`
        : nothing}
      <div class="buttons"><button type="button" class="button main" @click=${() => trial.reset()}>${icon('back')} ${t('tasking.reset')}</button></div>
      <sq-same .method=${'POST'} .path=${trialPath} .body=${{ changes: trial.asked }}></sq-same>
    `;
  }
}
