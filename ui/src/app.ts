// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { connected, connectionLost } from './api.ts';
import { Part } from './element.ts';
import './map/map.ts';
import { current, t, use } from './messages.ts';
import './parts/connection.ts';
import { icon } from './parts/icons.ts';
import './parts/key.ts';
import './parts/position.ts';
import './parts/timeline.ts';
import './parts/toolbar.ts';
import type { AppState, View } from './state.ts';
import { lookForVersion, register } from './offline/register.ts';
import { store } from './store.ts';

/** The panels; each is loaded when it is first opened. */
const panels: Record<View, { tag: string; load: () => Promise<unknown> }> = {
  map: { tag: 'sq-layers', load: () => import('./views/layers.ts') },
  alerts: { tag: 'sq-alerts', load: () => import('./views/alerts.ts') },
  watches: { tag: 'sq-watches', load: () => import('./views/watches.ts') },
  tasking: { tag: 'sq-tasking', load: () => import('./views/tasking.ts') },
  catalogue: { tag: 'sq-catalogue', load: () => import('./views/catalogue.ts') },
  jobs: { tag: 'sq-jobs', load: () => import('./views/jobs.ts') },
};

const views = Object.keys(panels) as View[];

/** A page that took so long to come has a slow line (ms). */
const SLOW = 6000;

/** When the first view is there and nothing else is to be done; on a slow line some time later. */
async function rest(): Promise<void> {
  const slow = performance.now() > SLOW;
  while (performance.getEntriesByName('sunqar-drawn').length === 0) await new Promise((resolve) => setTimeout(resolve, 500));
  await new Promise((resolve) => setTimeout(resolve, slow ? 20_000 : 300));
  const idle = window.requestIdleCallback ?? ((then: () => void) => setTimeout(then, 1000));
  await new Promise<void>((resolve) => idle(() => resolve(), { timeout: 5000 }));
}

/** The frame: navigation, the panel of the view, the map and the timeline. */
@customElement('sunqar-app')
export class App extends Part {
  // on a phone the map comes first, unless the link is to something in the panel
  @state() private panelOpen = matchMedia('(min-width: 48rem)').matches || store.state.view !== 'map';
  @state() private loaded: View | null = null;

  protected override depends(now: AppState): unknown[] {
    return [now.view, now.open];
  }

  override firstUpdated(): void {
    void rest().then(() => {
      // the other panels, for the time when the line is gone: the worker keeps all files where it may
      const put = (): void => void register().catch(() => addEventListener('sunqar-back', put, { once: true }));
      put();
      for (const view of views) void panels[view].load().catch(() => undefined);
      void import('./offline/kept.ts')
        .then(() => import('./offline/reviews.ts'))
        .then((kept) => kept.sendKept())
        .catch(() => undefined);
    });
  }

  override willUpdate(): void {
    document.title = `${t('view.' + this.state.view)} – Sunqar`;
    const view = this.state.view;
    if (this.loaded !== view) {
      panels[view]
        .load()
        .then(() => {
          if (this.state.view === view) this.loaded = view;
        })
        .catch(() => {
          // asked for again until it comes; it never does when the server has another version by now
          lookForVersion().catch(() => connectionLost());
          setTimeout(() => this.requestUpdate(), connected() ? 2000 : 5000);
        });
    }
  }

  override render(): TemplateResult {
    return html`
      <a class="skip" href="#panel" @click=${this.toPanel}>${t('nav.skip')}</a>
      <header class="rail">
        <a class="brand" href="/app-home" @click=${this.home} aria-label="Sunqar">
          <img src="/app/icon.svg" alt="" width="32" height="32" />
        </a>
        <nav aria-label=${t('nav.views')}>
          ${views.map(
            (view) => html`
              <button
                type="button"
                class="tab"
                aria-current=${view === this.state.view ? 'page' : nothing}
                @click=${() => this.show(view)}
              >
                ${icon(view)}<span>${t('view.' + view)}</span>
              </button>
            `,
          )}
        </nav>
        <label class="language">
          <span class="unseen">${t('nav.language')}</span>
          ${icon('language')}
          <select @change=${this.chooseLanguage}>
            ${[{ code: current().code, name: current().name }, ...current().others].map(
              ({ code, name }) =>
                html`<option value=${code} lang=${code} ?selected=${code === current().code}>${name}</option>`,
            )}
          </select>
        </label>
      </header>
      <section
        id="panel"
        class="panel"
        tabindex="-1"
        aria-label=${t('view.' + this.state.view)}
        ?hidden=${!this.panelOpen}
      >
        ${this.panel()}
      </section>
      <main class="stage" aria-label=${t('nav.map')}>
        <button
          type="button"
          class="fold"
          aria-expanded=${this.panelOpen}
          aria-controls="panel"
          @click=${() => (this.panelOpen = !this.panelOpen)}
        >
          ${icon('panel')}<span class="unseen">${t('nav.panel')}</span>
        </button>
        ${this.panelOpen ? nothing : html`<h1 class="unseen">${t('view.' + this.state.view)}</h1>`}
        <sq-map></sq-map>
        <sq-timeline ?hidden=${this.state.view === 'tasking'}></sq-timeline>
        ${this.state.view === 'tasking' ? html`<sq-gantt></sq-gantt>` : nothing}
        <sq-connection></sq-connection>
      </main>
      <sq-key></sq-key>
    `;
  }

  private panel(): TemplateResult {
    if (this.loaded !== this.state.view) {
      return html`<p class="quiet" role="status">${t('state.loading')}</p>`;
    }
    // one element a view: its tag is one of ours
    switch (this.state.view) {
      case 'map':
        return html`<sq-layers></sq-layers>`;
      case 'alerts':
        return html`<sq-alerts></sq-alerts>`;
      case 'watches':
        return html`<sq-watches></sq-watches>`;
      case 'tasking':
        return html`<sq-tasking></sq-tasking>`;
      case 'catalogue':
        return html`<sq-catalogue></sq-catalogue>`;
      case 'jobs':
        return html`<sq-jobs></sq-jobs>`;
    }
  }

  private show(view: View): void {
    this.panelOpen = view !== this.state.view || !this.panelOpen;
    store.change({ view, open: view === this.state.view ? this.state.open : '' });
  }

  private home(event: Event): void {
    event.preventDefault();
    store.change({ view: 'map', open: '' });
  }

  private toPanel(event: Event): void {
    event.preventDefault();
    this.panelOpen = true;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('#panel')?.focus());
  }

  private async chooseLanguage(event: Event): Promise<void> {
    try {
      await use((event.target as HTMLSelectElement).value, true);
      dispatchEvent(new Event('sunqar-language'));
    } finally {
      this.requestUpdate();
    }
  }
}
