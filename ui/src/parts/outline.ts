// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Part } from '../element.ts';
import { type Corner, type Rings, added, corners, crosses, isSpare, moved, placeOf, removed, ringsOf, shapeOf } from '../map/corners.ts';
import type { Shape } from '../map/draw.ts';
import type { Editor } from '../map/edit.ts';
import { map } from '../map/map.ts';
import { number, t } from '../messages.ts';
import { lonLat, parsePlace } from './coordinates.ts';
import { icon } from './icons.ts';

/** Corners that are listed; more can be moved on the map only. */
const MOST_LISTED = 200;
/** Steps that can be undone. */
const MOST_STEPS = 100;

/** The corners of an area: moved, added and taken out, on the map or by their coordinates. Tells `outline` with the new shape. */
@customElement('sq-outline')
export class Outline extends Part {
  @property({ attribute: false }) shape: Shape | null = null;
  @state() private rings: Rings | null = null;
  @state() private chosen: Corner | null = null;
  @state() private failure = '';
  #editor: Editor | null = null;
  #before: Rings[] = [];
  #told: Shape | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  override willUpdate(changes: Map<string, unknown>): void {
    if (!this.rings || !changes.has('shape') || this.shape === this.#told) return;
    // another area came from elsewhere
    const same = (one: Shape | null) => JSON.stringify(one && ringsOf(one));
    if (same(this.shape) !== same(this.#told)) this.stop();
  }

  private readonly start = async (): Promise<void> => {
    const { Editor } = await import('../map/edit.ts');
    if (!this.isConnected || !this.shape || this.rings) return;
    this.rings = ringsOf(this.shape);
    this.#told = this.shape;
    this.#before = [];
    this.#editor = new Editor(
      map,
      (rings) => this.change(rings),
      (corner) => this.choose(corner),
    );
    this.#editor.show(this.rings, null);
    addEventListener('keydown', this.key);
  };

  private readonly stop = (): void => {
    removeEventListener('keydown', this.key);
    this.#editor?.detach();
    this.#editor = null;
    this.rings = null;
    this.chosen = null;
    this.failure = '';
  };

  private readonly key = (event: KeyboardEvent): void => {
    const typing = event.target instanceof HTMLInputElement;
    if (event.key === 'z' && (event.ctrlKey || event.metaKey) && !typing) this.undo();
    else if (event.key === 'Escape') this.stop();
    else return;
    event.preventDefault();
  };

  private choose(corner: Corner | null): void {
    this.chosen = corner;
    if (this.rings) this.#editor?.show(this.rings, corner);
  }

  private change(rings: Rings, chosen: Corner | null = null): void {
    if (!this.rings) return;
    this.#before = [...this.#before, this.rings].slice(-MOST_STEPS);
    this.set(rings, chosen);
  }

  private set(rings: Rings, chosen: Corner | null): void {
    this.rings = rings;
    this.choose(chosen);
    // an area whose outline crosses itself is nobody's: it stays here until it is mended
    this.failure = crosses(rings) ? t('outline.crosses') : '';
    if (this.failure) return;
    this.#told = shapeOf(rings);
    this.dispatchEvent(new CustomEvent<Shape>('outline', { detail: this.#told }));
  }

  private readonly undo = (): void => {
    const before = this.#before.pop();
    if (before) this.set(before, null);
    this.requestUpdate();
  };

  override render(): TemplateResult | typeof nothing {
    if (!this.shape) return nothing;
    const { rings } = this;
    if (!rings) return html`<div class="buttons"><button type="button" class="button" @click=${this.start}>${icon('draw')} ${t('outline.edit')}</button></div>`;
    const all = corners(rings);
    const { chosen } = this;
    return html`<section class="judge" aria-label=${t('outline.edit')}>
      <p class="quiet">${t('outline.how')}</p>
      <div class="buttons">
        <button type="button" class="button" ?disabled=${this.#before.length === 0} @click=${this.undo}>${icon('back')} ${t('outline.undo')}</button>
        <button type="button" class="button" ?disabled=${!chosen || !isSpare(rings, chosen)} @click=${() => chosen && this.change(removed(rings, chosen))}>${icon('close')} ${t('outline.remove')}</button>
        <button type="button" class="button main" @click=${this.stop}>${icon('check')} ${t('outline.done')}</button>
      </div>
      ${this.failure ? html`<p class="bad" role="alert">${this.failure}</p>` : nothing}
      <details class="same">
        <summary>${t('outline.corners', { n: all.length })}</summary>
        ${all.length > MOST_LISTED
          ? html`<p class="quiet">${t('outline.tooMany', { most: MOST_LISTED })}</p>`
          : html`<ol class="corners">${all.map((corner, i) => this.corner(rings, corner, i))}</ol>`}
      </details>
    </section>`;
  }

  private corner(rings: Rings, corner: Corner, i: number): TemplateResult {
    const [lon = 0, lat = 0] = placeOf(rings, corner);
    const n = number(i + 1);
    return html`<li>
      <input
        dir="ltr"
        autocomplete="off"
        aria-label=${t('outline.corner', { number: n })}
        .value=${lonLat(lon, lat)}
        @focus=${() => this.choose(corner)}
        @change=${(event: Event) => this.typed(event.target as HTMLInputElement, rings, corner)}
      />
      <button type="button" class="button plain" title=${t('outline.add', { number: n })} @click=${() => this.change(added(rings, corner))}>
        ${icon('plus')}<span class="unseen">${t('outline.add', { number: n })}</span>
      </button>
      <button type="button" class="button plain" title=${t('outline.removeOne', { number: n })} ?disabled=${!isSpare(rings, corner)} @click=${() => this.change(removed(rings, corner))}>
        ${icon('close')}<span class="unseen">${t('outline.removeOne', { number: n })}</span>
      </button>
    </li>`;
  }

  private typed(input: HTMLInputElement, rings: Rings, corner: Corner): void {
    const place = parsePlace(input.value);
    if (place) {
      this.change(moved(rings, corner, place), corner);
    } else {
      const [lon = 0, lat = 0] = placeOf(rings, corner);
      input.value = lonLat(lon, lat);
      this.failure = t('outline.wrong');
    }
  }
}
