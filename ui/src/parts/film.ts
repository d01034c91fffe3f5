// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Part } from '../element.ts';
import { MOST_FRAMES, canRecord, film } from '../map/film.ts';
import { map } from '../map/map.ts';
import { within } from '../map/player.ts';
import { number, percent, t } from '../messages.ts';
import type { AppState } from '../state.ts';
import { store } from '../store.ts';
import { save } from './files.ts';
import { icon } from './icons.ts';

const paces = [0.5, 1, 2, 4, 8];
const widths = [480, 720, 960];

/** What is played, how fast, and as a file. */
@customElement('sq-film')
export class FilmPanel extends Part {
  /** all days with scenes, ascending */
  @property({ attribute: false }) days: string[] = [];
  @state() private width = 720;
  @state() private progress = -1;
  @state() private said = '';
  @state() private failure = '';
  #abort = new AbortController();

  protected override depends(now: AppState): unknown[] {
    return [now.range, now.pace];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort.abort();
  }

  override render(): TemplateResult {
    const { range, pace } = this.state;
    const days = within(this.days, range);
    const [first, last] = range ?? [this.days[0] ?? '', this.days[this.days.length - 1] ?? ''];
    const many = days.length > MOST_FRAMES;
    const busy = this.progress >= 0;
    const value = (event: Event) => (event.target as HTMLInputElement).value;
    const bound = (which: 0 | 1) => (event: Event) => {
      const ends: [string, string] = [first, last];
      ends[which] = value(event) || ends[which];
      store.change({ range: ends[0] <= ends[1] ? ends : [ends[1], ends[0]] });
    };
    const make = (kind: 'gif' | 'webm', words: string) =>
      html`<button type="button" class="button" ?disabled=${busy || many || days.length === 0} @click=${() => this.make(kind, days)}>
        ${icon('download')} ${words}
      </button>`;
    return html`<section class="film" aria-label=${t('film.title')}>
      <label class="field"><span>${t('catalogue.from')}</span>
        <input type="date" .value=${first} ?disabled=${busy} @change=${bound(0)} /></label>
      <label class="field"><span>${t('catalogue.to')}</span>
        <input type="date" .value=${last} ?disabled=${busy} @change=${bound(1)} /></label>
      <label class="field"><span>${t('film.pace')}</span>
        <select @change=${(event: Event) => store.change({ pace: Number(value(event)) })}>
          ${[...new Set([...paces, pace])].map((one) => html`<option value=${one} ?selected=${one === pace}>${number(one)}</option>`)}
        </select></label>
      <label class="field"><span>${t('film.width')}</span>
        <select ?disabled=${busy} @change=${(event: Event) => (this.width = Number(value(event)))}>
          ${widths.map((one) => html`<option value=${one} ?selected=${one === this.width}>${number(one)}</option>`)}
        </select></label>
      <div class="buttons">
        ${make('gif', 'GIF')} ${canRecord() ? make('webm', 'WebM') : nothing}
        ${range ? html`<button type="button" class="button" ?disabled=${busy} @click=${() => store.change({ range: null })}>${t('film.all')}</button>` : nothing}
        <button type="button" class="button plain" title=${t('film.close')} @click=${() => this.dispatchEvent(new CustomEvent('film-close'))}>
          ${icon('close')}<span class="unseen">${t('film.close')}</span>
        </button>
      </div>
      <p class="quiet" role="status">
        ${busy ? percent(this.progress) : many ? t('film.tooMany', { n: days.length, most: MOST_FRAMES }) : this.said || t('film.scenes', { n: days.length })}
      </p>
      ${busy
        ? html`<div class="making">
            <progress max="1" .value=${this.progress} aria-label=${t('film.making')}></progress>
            <button type="button" class="button" @click=${() => this.#abort.abort()}>${t('film.cancel')}</button>
          </div>`
        : nothing}
      ${this.failure ? html`<p class="bad" role="alert">${this.failure}</p>` : nothing}
    </section>`;
  }

  private async make(kind: 'gif' | 'webm', days: string[]): Promise<void> {
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.failure = '';
    this.progress = 0;
    try {
      const blob = await film(map, kind, {
        days,
        pace: this.state.pace,
        width: this.width,
        progress: (done) => (this.progress = done),
        signal,
      });
      save(blob, `sunqar-${days[0]}-${days[days.length - 1]}.${kind}`);
      this.said = t('film.saved', { size: number(blob.size / 1e6, 1) });
    } catch (e) {
      if (signal.aborted) this.said = t('film.cancelled');
      else this.failure = (e as Error).message || t('state.failed');
    }
    this.progress = -1;
  }
}
