// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Part } from '../element.ts';
import { number, t } from '../messages.ts';
import { type IconName, icon } from '../parts/icons.ts';
import { isShortcut } from '../parts/keys.ts';
import { type Action, type Reason, type Result, type Standing, judge, reasons, reviewer, setReviewer } from './alerts.ts';

/** What has been decided since the page was opened, the latest last: alerts that one key takes back. */
const decisions: string[][] = [];

type Asking = 'reject' | 'assign' | 'comment' | '';

/**
 * What a person does with one alert or with many: confirm, reject for a reason, assign, comment, take
 * back. Tells of what has changed by 'alerts-changed'.
 */
@customElement('sq-judge')
export class Judge extends Part {
  @property({ attribute: false }) ids: readonly string[] = [];
  /** how an alert stands now */
  @property({ attribute: false }) stands: (id: string) => Standing = () => ({ review: 'new' });
  @state() private asking: Asking = '';
  @state() private note = '';
  @state() private said = '';
  @state() private failure = '';
  @state() private failed: Result[] = [];
  /** how many are done, while it works; -1: it does not */
  @state() private done = -1;
  @state() private all = 0;
  #abort = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.key);
  }

  override willUpdate(changes: Map<string, unknown>): void {
    const before = (changes.get('ids') ?? []) as readonly string[];
    // other alerts: what was asked or said of those before is over; what was done can still be taken back
    if (changes.has('ids') && this.ids.length === 1 && before[0] !== this.ids[0]) {
      this.asking = '';
      this.said = '';
      this.failure = '';
      this.failed = [];
    }
  }

  override render(): TemplateResult {
    const busy = this.done >= 0;
    return html`
      ${this.ids.length ? this.actions(busy) : nothing}
      ${busy
        ? html`<p class="working">
            <progress max=${this.all} value=${this.done} aria-label=${t('alerts.working')}></progress>
            <span>${number(this.done)} / ${number(this.all)}</span>
            <button type="button" class="button" @click=${() => this.#abort.abort()}>${t('alerts.stop')}</button>
          </p>`
        : nothing}
      <div class="told">
        <span role="status">${this.said}</span>
        ${this.said && decisions.length && !busy
          ? html`<button type="button" class="button" @click=${this.takeBack}>${t('alerts.undo')} <kbd>U</kbd></button>`
          : nothing}
      </div>
      ${this.failure ? html`<p class="bad" role="alert">${this.failure}</p>` : nothing}
      ${this.failed.length
        ? html`<details class="failed" open>
            <summary class="bad">${t('alerts.failed', { n: this.failed.length })}</summary>
            <ul>
              ${this.failed.slice(0, 50).map(({ id, detail }) => html`<li><strong>${id}</strong> <span>${detail}</span></li>`)}
            </ul>
          </details>`
        : nothing}
    `;
  }

  private actions(busy: boolean): TemplateResult {
    const ask = (what: Asking, name: IconName, words: string, letter: string) => html`<button
      type="button"
      class="button"
      aria-expanded=${this.asking === what}
      ?disabled=${busy}
      @click=${() => this.ask(what)}
    >
      ${icon(name)} ${words} <kbd>${letter}</kbd>
    </button>`;
    return html`
      <label class="field">
        <span>${t('alerts.by')}</span>
        <input
          class="who"
          .value=${reviewer()}
          autocomplete="name"
          @change=${(event: Event) => setReviewer((event.target as HTMLInputElement).value.trim())}
        />
      </label>
      <div class="buttons">
        <button type="button" class="button main" ?disabled=${busy} @click=${() => this.act({ action: 'confirm' })}>
          ${icon('check')} ${t('alerts.confirm')} <kbd>C</kbd>
        </button>
        ${ask('reject', 'close', t('alerts.reject'), 'R')} ${ask('assign', 'person', t('alerts.assign'), 'A')}
        ${ask('comment', 'comment', t('alerts.comment'), 'M')}
      </div>
      ${this.asking ? this.question() : nothing}
    `;
  }

  private question(): TemplateResult {
    const why = html`<label class="field">
      <span>${t('alerts.note')}</span>
      <textarea
        rows="2"
        maxlength="4000"
        .value=${this.note}
        @input=${(event: Event) => (this.note = (event.target as HTMLTextAreaElement).value)}
      ></textarea>
    </label>`;
    if (this.asking === 'reject') {
      return html`<div class="asked">
        <div class="reasons" role="group" aria-label=${t('alerts.why')}>
          ${reasons.map(
            (reason, index) => html`<button type="button" class="button" @click=${() => this.reject(reason)}>
              <kbd>${index + 1}</kbd> ${t('reason.' + reason)}
            </button>`,
          )}
        </div>
        ${why}
      </div>`;
    }
    if (this.asking === 'assign') {
      const assign = (assignee: string | null) => void this.act({ action: 'assign', assignee });
      return html`<form
        class="asked"
        @submit=${(event: Event) => {
          event.preventDefault();
          const name = this.querySelector<HTMLInputElement>('.assignee')!.value.trim();
          if (name) assign(name);
        }}
      >
        <label class="field">
          <span>${t('alerts.assignTo')}</span>
          <input class="assignee" maxlength="200" autocomplete="off" required />
        </label>
        <div class="buttons">
          <button class="button main">${t('alerts.assignDo')}</button>
          <button type="button" class="button" @click=${() => this.named() && assign(reviewer())}>${t('alerts.toMe')}</button>
          <button type="button" class="button" @click=${() => assign(null)}>${t('alerts.toNobody')}</button>
        </div>
      </form>`;
    }
    return html`<form
      class="asked"
      @submit=${(event: Event) => {
        event.preventDefault();
        if (this.note.trim()) void this.act({ action: 'comment' });
        else this.querySelector('textarea')?.focus();
      }}
    >
      ${why}
      <div class="buttons"><button class="button main">${t('alerts.commentDo')}</button></div>
    </form>`;
  }

  private ask(what: Asking): void {
    this.asking = this.asking === what ? '' : what;
    if (what === 'reject') return; // digits choose
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.asked input, .asked textarea')?.focus());
  }

  private reject(reason: Reason): void {
    void this.act({ action: 'reject', reason });
  }

  /** Whether it is known who judges; else it is asked for. */
  private named(): boolean {
    if (reviewer()) return true;
    this.said = t('alerts.whoAreYou');
    this.querySelector<HTMLInputElement>('.who')?.focus();
    return false;
  }

  private async act(action: Action, ids = this.ids): Promise<void> {
    if (this.done >= 0 || !ids.length || !this.named()) return;
    this.#abort = new AbortController();
    this.said = '';
    this.failure = '';
    this.failed = [];
    this.all = ids.length;
    this.done = 0;
    const changed: string[] = [];
    const asked = this.asking;
    let waits = false;
    try {
      await judge(
        ids,
        action,
        this.note.trim(),
        this.stands,
        (results) => {
          const well = results.filter(({ status }) => status < 300);
          waits ||= well.some(({ status }) => status === 202);
          changed.push(...well.map(({ id }) => id));
          this.failed = [...this.failed, ...results.filter(({ status }) => status >= 300)];
          this.done += results.length;
          this.dispatchEvent(new CustomEvent('alerts-changed', { detail: well }));
        },
        this.#abort.signal,
      );
      if (this.asking === asked) {
        // nothing else is being asked meanwhile
        this.note = '';
        this.asking = '';
      }
    } catch (e) {
      this.failure = (e as Error).message || t('state.failed');
    }
    this.done = -1;
    const done = new Set(changed);
    const moved = action.action !== 'assign' && action.action !== 'comment' && action.action !== 'undo';
    if (moved && changed.length && !waits) decisions.push(changed);
    if (changed.length) {
      const several = t(action.action === 'undo' ? 'alerts.undone' : 'alerts.done', { n: changed.length });
      this.said = waits ? t('kept.kept') : action.action !== 'undo' && ids.length === 1 ? t('alerts.saved') : several;
    }
    this.dispatchEvent(new CustomEvent('alerts-judged', { detail: { left: ids.filter((id) => !done.has(id)) } }));
  }

  private readonly takeBack = (): void => {
    if (this.done >= 0) return;
    const last = decisions.pop();
    if (last) void this.act({ action: 'undo' }, last);
    else this.said = t('alerts.nothingToUndo');
  };

  private readonly key = (event: KeyboardEvent): void => {
    if (!isShortcut(event)) return;
    const key = event.key.toLowerCase();
    if (key === 'u') this.takeBack();
    else if (!this.ids.length) return;
    else if (key === 'c') void this.act({ action: 'confirm' });
    else if (key === 'r') this.ask('reject');
    else if (key === 'a') this.ask('assign');
    else if (key === 'm') this.ask('comment');
    else if (this.asking === 'reject' && /^[1-8]$/.test(key)) this.reject(reasons[Number(key) - 1]!);
    else return;
    event.preventDefault();
  };
}
