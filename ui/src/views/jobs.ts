// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Part } from '../element.ts';
import { boxOf } from '../map/box.ts';
import { Drawing } from '../map/draw.ts';
import { fit } from '../map/fit.ts';
import { map } from '../map/map.ts';
import { type Job, cancel, ended, jobs } from '../jobs.ts';
import { number, percent, t, time } from '../messages.ts';
import { box, collection, refresh } from '../catalogue.ts';
import { icon } from '../parts/icons.ts';
import '../parts/same.ts';
import type { Layer } from '../state.ts';
import { store } from '../store.ts';
import { watch } from '../watches.ts';

/** Long work: how far it is, what it said, what came of it. */
@customElement('sq-jobs')
export class JobsPanel extends Part {
  @state() private all: Job[] | null = null;
  @state() private failure = '';
  /** those that were told to end, until they have */
  @state() private cancelling = new Set<string>();
  #found = new Drawing(map);
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
    this.#found.detach();
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
        <h2>${named(one)}</h2>
        <span class="review ${one.status === 'done' ? 'confirmed' : ''}">${t('jobs.' + one.status)}</span>
      </div>
      ${ended(one)
        ? nothing
        : html`<progress max="1" .value=${one.progress ?? 0} aria-label=${named(one)}></progress>
            <p class="quiet">
              ${one.progress === undefined ? '' : percent(one.progress)}
              ${one.secondsLeft === undefined ? '' : t('jobs.left', { duration: this.duration(one.secondsLeft) })}
            </p>
            <button type="button" class="button" ?disabled=${this.cancelling.has(one.id)} @click=${() => this.cancel(one)}>
              ${this.cancelling.has(one.id) ? t('jobs.cancelling') : t('jobs.cancel')}
            </button>`}
      <p class="quiet">${time(one.created)}</p>
      ${this.outcome(one)}
      ${one.log.length
        ? html`<details>
            <summary>${t('jobs.log')}</summary>
            <pre>${one.log.join('\n')}</pre>
          </details>`
        : nothing}
      <sq-same .command=${command(one)} .path=${`/api/jobs/${encodeURIComponent(one.id)}`}></sq-same>
    </li>`;
  }

  /** What came of it, in words and on the map. */
  private outcome(one: Job): TemplateResult | typeof nothing {
    if (one.status !== 'done' || !one.result) return nothing;
    const count = (name: string) => Number(one.result?.[name] ?? 0);
    const words = {
      import: () => t('jobs.added', { added: number(count('added')), there: number(count('already_there')), rejected: number(count('rejected')) }),
      run: () => t('alerts.count', { n: count('alerts') }),
      try: () => t('watch.would', { n: count('count') }),
    }[one.kind];
    if (!words) return nothing;
    return html`<p>${words()}</p>
      <div class="buttons">
        <button type="button" class="button" @click=${() => void this.toMap(one)}>${icon('layers')} ${t('catalogue.toMap')}</button>
      </div>`;
  }

  private async toMap(one: Job): Promise<void> {
    try {
      if (one.kind === 'import') {
        const of = await collection(one.title);
        this.onMap({ id: `c/${one.title}`, visible: true, opacity: 1, style: {} }, of && box(of));
      } else if (one.kind === 'run') {
        const { area, collection: id } = await watch(one.title);
        const of = await collection(id);
        this.onMap(
          { id: `w/${one.title}/break_date`, visible: true, opacity: 0.8, style: {} },
          area ? boxOf(area.coordinates) : of && box(of),
        );
      } else {
        const found = one.result?.['alerts'] as { features: { geometry: { coordinates: unknown } }[] } | undefined;
        this.#found.show(found ?? null);
        if (found?.features.length) fit(boxOf(found.features.map((feature) => feature.geometry.coordinates)));
      }
    } catch (e) {
      this.failure = (e as Error).message || t('state.failed');
    }
  }

  private onMap(layer: Layer, place: [number, number, number, number] | null | undefined): void {
    store.change({ view: 'map', layers: [...this.state.layers.filter((other) => other.id !== layer.id), layer] });
    if (place) fit(place);
  }

  private cancel(one: Job): void {
    this.cancelling = new Set([...this.cancelling, one.id]);
    cancel(one.id)
      .catch((e: Error) => (this.failure = e.message || t('state.failed')))
      .finally(() => {
        clearTimeout(this.#timer);
        this.load();
      });
  }

  private duration(seconds: number): string {
    return seconds < 90
      ? `${number(Math.ceil(seconds), 0)} ${t('unit.s')}`
      : `${number(Math.ceil(seconds / 60), 0)} ${t('unit.min')}`;
  }
}

const named = ({ kind, title }: Job): string => (['import', 'run', 'try'].includes(kind) ? `${t('jobs.kind.' + kind)} · ${title}` : title);

/** How the same is done in a terminal; empty: not at all. */
const command = ({ kind, title }: Job): string =>
  kind === 'run' ? `sunqar watch run ${title}` : kind === 'try' ? `sunqar watch try ${title}` : kind === 'import' ? `sunqar import FILES --collection ${title} --copy` : '';
