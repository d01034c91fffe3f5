// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Part } from '../element.ts';
import { type Job, cancel, ended, jobs } from '../jobs.ts';
import { number, percent, t, time } from '../messages.ts';
import { refresh } from '../catalogue.ts';

/** Long work: how far it is, what it said, what came of it. */
@customElement('sq-jobs')
export class JobsPanel extends Part {
  @state() private all: Job[] | null = null;
  @state() private failure = '';
  #timer = 0;
  #abort = new AbortController();
  #running = new Set<string>();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#abort = new AbortController();
    this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#abort.abort();
  }

  private readonly load = (): void => {
    jobs(this.#abort.signal)
      .then((all) => {
        this.all = all;
        this.failure = '';
        const running = new Set(all.filter((one) => !ended(one)).map((one) => one.id));
        if ([...this.#running].some((id) => !running.has(id))) refresh(); // something is new
        this.#running = running;
        this.#timer = window.setTimeout(this.load, running.size ? 1000 : 10_000);
      })
      .catch((e: Error) => {
        if (e.name === 'AbortError') return;
        this.failure = e.message || t('state.failed');
        this.#timer = window.setTimeout(this.load, 10_000);
      });
  };

  override render(): TemplateResult {
    return html`
      <h1>${t('view.jobs')}</h1>
      ${this.failure ? html`<p class="bad" role="alert">${this.failure}</p>` : nothing}
      ${this.all === null && !this.failure ? html`<p class="quiet" role="status">${t('state.loading')}</p>` : nothing}
      ${this.all?.length === 0 ? html`<p class="quiet">${t('jobs.none')}</p>` : nothing}
      <ul class="jobs">
        ${(this.all ?? []).map((one) => this.row(one))}
      </ul>
    `;
  }

  private row(one: Job): TemplateResult {
    return html`<li class="job ${one.status}">
      <div class="title">
        <h2>${one.title}</h2>
        <span class="review ${one.status === 'done' ? 'confirmed' : ''}">${t('jobs.' + one.status)}</span>
      </div>
      ${ended(one)
        ? nothing
        : html`<progress max="1" .value=${one.progress ?? 0} aria-label=${one.title}></progress>
            <p class="quiet">
              ${one.progress === undefined ? '' : percent(one.progress)}
              ${one.secondsLeft === undefined ? '' : t('jobs.left', { duration: this.duration(one.secondsLeft) })}
            </p>
            <button type="button" class="button" @click=${() => void cancel(one.id).then(this.load)}>${t('jobs.cancel')}</button>`}
      <p class="quiet">${time(one.created)}</p>
      ${one.log.length
        ? html`<details>
            <summary>${t('jobs.log')}</summary>
            <pre>${one.log.join('\n')}</pre>
          </details>`
        : nothing}
    </li>`;
  }

  private duration(seconds: number): string {
    return seconds < 90 ? `${number(Math.ceil(seconds), 0)} s` : `${number(Math.ceil(seconds / 60), 0)} min`;
  }
}
