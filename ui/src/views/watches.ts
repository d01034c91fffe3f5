// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { request, send } from '../api.ts';
import { refresh } from '../catalogue.ts';
import { Part } from '../element.ts';
import { follow } from '../jobs.ts';
import { boxOf } from '../map/box.ts';
import { fit } from '../map/fit.ts';
import { Footprints } from '../map/footprints.ts';
import { map } from '../map/map.ts';
import { date, number, percent, t } from '../messages.ts';
import { icon } from '../parts/icons.ts';
import '../parts/same.ts';
import type { AppState, Layer } from '../state.ts';
import { store } from '../store.ts';
import { type Watch, watches } from '../watches.ts';
import './new-watch.ts';
import './subscribers.ts';

/** What is watched: each watch, its runs, and a new one. */
@customElement('sq-watches')
export class WatchesPanel extends Part {
  @state() private all: Watch[] | null = null;
  @state() private failure = '';
  @state() private busy = '';
  @state() private progress = 0;
  @state() private said = '';
  /** the watch that is asked about before it is deleted */
  @state() private doomed = '';
  #areas = new Footprints(map);

  protected override depends(now: AppState): unknown[] {
    return [now.open];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#areas.attach();
    this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#areas.detach();
  }

  private readonly load = (): void => {
    watches()
      .then((all) => {
        this.all = all;
        this.#areas.show(all.flatMap((one) => (one.area ? [{ id: one.name, geometry: one.area }] : [])));
      })
      .catch((e: Error) => (this.failure = e.message || t('state.failed')));
  };

  override render(): TemplateResult {
    if (this.state.open.startsWith('+')) {
      return html`<sq-new-watch .of=${this.state.open.slice(1)} @watch-created=${() => (this.load(), store.change({ open: '' }))}></sq-new-watch>`;
    }
    return html`
      <div class="title">
        <h1>${t('view.watches')}</h1>
        <button type="button" class="button main" @click=${() => store.change({ open: '+' })}>${icon('plus')} ${t('watch.new')}</button>
      </div>
      ${this.failure ? html`<p class="bad" role="alert">${this.failure}</p>` : nothing}
      ${this.all === null && !this.failure ? html`<p class="quiet" role="status">${t('state.loading')}</p>` : nothing}
      ${this.all?.length === 0 ? html`<p class="quiet">${t('watch.none')}</p>` : nothing}
      <p role="status">${this.said}</p>
      <ul class="layers">
        ${(this.all ?? []).map((one) => this.row(one))}
      </ul>
    `;
  }

  private row(one: Watch): TemplateResult {
    const run = one.last_run;
    return html`<li class="layer" @mouseenter=${() => this.#areas.mark(one.name)} @mouseleave=${() => this.#areas.mark('')}>
      <div class="row">
        <h2>${one.name}</h2>
        ${one.area
          ? html`<button type="button" class="button plain" title=${t('watch.zoom')} @click=${() => fit(boxOf(one.area!.coordinates))}>
              ${icon('search')}<span class="unseen">${t('watch.zoom')}</span>
            </button>`
          : nothing}
      </div>
      <p class="quiet">
        ${one.collection} · ${one.index} · ${one.detector.name} · ${t('watch.from', { day: date(one.monitor_from) })}
      </p>
      <p class="quiet">
        ${run ? `${t('watch.lastRun', { day: date(run.finished) })} · ${t('alerts.count', { n: run.alerts })}` : t('watch.neverRun')}
      </p>
      ${this.busy === one.name
        ? html`<progress max="1" .value=${this.progress} aria-label=${t('watch.running')}></progress>
            <p class="quiet">${t('watch.running')} ${percent(this.progress)}</p>`
        : nothing}
      <div class="buttons">
        <button type="button" class="button" ?disabled=${this.busy !== ''} @click=${() => this.run(one)}>${icon('play')} ${t('watch.run')}</button>
        ${run
          ? html`<button type="button" class="button" @click=${() => this.onMap(one)}>${icon('layers')} ${t('watch.toMap')}</button>
              <button type="button" class="button" @click=${() => store.change({ view: 'alerts', open: '', watch: one.name })}>${icon('alerts')} ${t('watch.alerts')}</button>`
          : nothing}
        ${one.area ? html`<button type="button" class="button" @click=${() => store.change({ open: `+${one.name}` })}>${icon('draw')} ${t('watch.here')}</button>` : nothing}
        <button type="button" class="button" aria-expanded=${this.doomed === one.name} @click=${() => this.ask(one)}>${icon('close')} ${t('watch.delete')}</button>
      </div>
      ${this.doomed === one.name ? this.question(one) : nothing}
      <sq-subscribers .watch=${one.name}></sq-subscribers>
      <sq-same .command=${`sunqar watch run ${one.name}`} .path=${`/api/watches/${encodeURIComponent(one.name)}/run`} .method=${'POST'}></sq-same>
    </li>`;
  }

  private question(one: Watch): TemplateResult {
    return html`<div class="judge" role="alertdialog" aria-label=${t('watch.delete')}>
      <p>${t('watch.deleteWhat', { name: one.name })}</p>
      <div class="buttons">
        <button type="button" class="button keep" @click=${() => (this.doomed = '')}>${t('watch.keep')}</button>
        <button type="button" class="button danger" @click=${() => this.delete(one)}>${t('watch.delete')}</button>
      </div>
    </div>`;
  }

  private ask(one: Watch): void {
    this.doomed = this.doomed === one.name ? '' : one.name;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.keep')?.focus());
  }

  private async delete(one: Watch): Promise<void> {
    this.failure = '';
    try {
      await request(`/api/watches/${encodeURIComponent(one.name)}`, { method: 'DELETE' });
      this.said = t('watch.deleted', { name: one.name });
      const layers = this.state.layers.filter((layer) => !layer.id.startsWith(`w/${one.name}/`));
      store.change({ layers });
      refresh();
      this.load();
    } catch (e) {
      this.failure = (e as Error).message || t('state.failed');
    }
    this.doomed = '';
  }

  private async run(one: Watch): Promise<void> {
    this.busy = one.name;
    this.progress = 0;
    this.failure = '';
    try {
      const { id } = await send<{ id: string }>('POST', `/api/watches/${encodeURIComponent(one.name)}/run`, {});
      const job = await follow(id, (now) => (this.progress = now.progress ?? 0));
      if (job.status === 'failed') this.failure = job.log[job.log.length - 1] ?? t('state.failed');
      else this.said = t('watch.ran', { name: one.name, alerts: number(Number(job.result?.['alerts'] ?? 0)) });
      refresh();
      this.load();
    } catch (e) {
      this.failure = (e as Error).message || t('state.failed');
    }
    this.busy = '';
  }

  private onMap(one: Watch): void {
    const layer: Layer = { id: `w/${one.name}/break_date`, visible: true, opacity: 0.8, style: {} };
    const layers = this.state.layers.filter((other) => other.id !== layer.id);
    store.change({ view: 'map', layers: [...layers, layer] });
    if (one.area) fit(boxOf(one.area.coordinates));
  }
}
