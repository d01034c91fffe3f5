// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

/**
 * The page's style sheet. Text colours reach a contrast of at least 4.5 to 1 on their backgrounds
 * (WCAG 2.2 AA). What colour says is also said by shape, dash, lightness or a label, so the page
 * survives greyscale and colour blindness.
 */
final class PageStyle {

  private PageStyle() {}

  static final String CSS =
      """
      :root {
        --ink: #1c2a33; --soft: #4d5d68; --rule: #d5dce1; --paper: #ffffff; --wash: #f4f7f8;
        --deep: #0b3f4f; --deep-soft: #d9e8ec; --change: #b3321b; --gain: #1d5fa8;
        --sim: #6a3d8f;
      }
      * { box-sizing: border-box; }
      html { background: #e9eef0; -webkit-text-size-adjust: 100%; }
      body { margin: 0 auto; max-width: 1080px; background: var(--paper); color: var(--ink);
        font: 16px/1.55 "Segoe UI", "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif;
        -webkit-print-color-adjust: exact; print-color-adjust: exact; }
      h1, h2, h3 { font-family: Georgia, "Noto Serif", "Liberation Serif", serif; font-weight: 600;
        line-height: 1.2; color: var(--deep); margin: 0; }
      h1 { font-size: 2.5rem; color: #fff; }
      h2 { font-size: 1.7rem; }
      h3 { font-size: 1.25rem; margin: 1.8rem 0 .6rem; }
      p { margin: 0 0 .8rem; max-width: 84ch; }
      a { color: #0a5a74; }
      .masthead { background: var(--deep); color: #fff; padding: 2.4rem 3rem 1.8rem;
        border-bottom: 6px solid #d9a441; }
      .masthead p { margin: 0; max-width: none; }
      .kicker { text-transform: uppercase; letter-spacing: .14em; font-size: .8rem; color: #f3d9a2;
        padding-bottom: .5rem; }
      .subtitle { font-size: 1.15rem; padding-top: .5rem; color: #e4eef1; }
      .made { font-size: .85rem; color: #c3d6dc; padding-top: 1.2rem; }
      main > section { padding: 2.2rem 3rem 1.4rem; border-bottom: 1px solid var(--rule); }
      .in-short h2 { margin-bottom: .8rem; }
      .lead p { font-size: 1.14rem; }
      dl { margin: 0; } dd { margin: 0; }
      .facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(215px, 1fr));
        gap: .2rem 2rem; margin: 1.2rem 0; }
      .facts div { border-top: 1px solid var(--rule); padding: .5rem 0; }
      dt { font-size: .8rem; color: var(--soft); }
      .facts dd { font-weight: 600; }
      nav ol { margin: 1rem 0 .6rem; padding: .9rem 1rem; padding-inline-start: 2.4rem; background: var(--wash);
        border-inline-start: 4px solid var(--deep); }
      nav li { padding: .22rem 0; }
      .heading { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center;
        margin-bottom: .5rem; }
      .badge { display: inline-block; font: 700 .74rem/1 "Segoe UI", "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif;
        letter-spacing: .06em; text-transform: uppercase; padding: .38rem .6rem; border-radius: 3px;
        white-space: nowrap; vertical-align: middle; }
      .badge.real { background: #14532d; color: #fff; border: 2px solid #14532d; }
      .badge.simulated { background: #fff; color: var(--sim); border: 2px dashed var(--sim); }
      .provenance { color: var(--soft); font-size: .92rem; }
      .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
        gap: 1rem; margin: 1.2rem 0 1.4rem; }
      .figures div { display: flex; flex-direction: column-reverse; background: var(--wash);
        border-top: 3px solid var(--deep); padding: .8rem 1rem; }
      .figures dd { font: 600 1.75rem/1.15 Georgia, "Noto Serif", "Liberation Serif", serif;
        color: var(--deep); }
      .figures dt { font-size: .86rem; }
      figure { margin: 1.4rem 0; }
      figcaption { font-size: .9rem; color: var(--soft); }
      [dir=rtl] :is(.kicker, .badge) { letter-spacing: 0; }
      svg { direction: ltr; display: block; width: 100%; height: auto; overflow: visible;
        font-family: "Segoe UI", "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif; }
      .map-figure svg.map > svg { overflow: hidden; }
      .map image, .chip image { image-rendering: pixelated; }
      table { border-collapse: collapse; width: 100%; margin: 1.6rem 0; font-size: .94rem;
        font-variant-numeric: tabular-nums; }
      caption { text-align: start; font: 600 1.25rem/1.2 Georgia, "Noto Serif", "Liberation Serif", serif;
        color: var(--deep); padding-bottom: .6rem; }
      th, td { text-align: start; padding: .42rem .7rem; border-bottom: 1px solid var(--rule);
        white-space: nowrap; }
      thead th { font-size: .8rem; color: var(--soft); font-weight: 600;
        border-bottom: 2px solid var(--deep); vertical-align: bottom; white-space: normal; }
      tbody tr:nth-child(even) { background: var(--wash); }
      .n { text-align: end; }
      .meter { display: inline-block; width: 64px; height: .6em; background: #dde4e8;
        margin-inline-end: .6em; }
      .meter span { display: block; height: 100%; background: #47707f; }
      .card { border: 1px solid var(--rule); border-top: 3px solid var(--deep);
        padding: 1.1rem 1.3rem 1rem; margin: 0 0 1.4rem; }
      .card h4 { margin: 0; font: 600 1.15rem/1.3 Georgia, "Noto Serif", "Liberation Serif", serif;
        color: var(--deep); }
      .number { display: inline-block; min-width: 1.7em; padding: 0 .35em; text-align: center;
        background: var(--deep); color: #fff; border-radius: 1em; margin-inline-end: .3em;
        font-size: .95em; }
      .where { font: .9rem "Segoe UI", "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif;
        color: var(--soft); margin-inline-start: .6em; }
      .card-facts { font-size: .92rem; color: var(--soft); margin: .35rem 0 .8rem; }
      .chips { display: grid; grid-template-columns: repeat(4, 1fr); gap: .9rem; margin: .9rem 0; }
      .chip-figure { margin: 0; }
      .chip { border: 1px solid #9aa8b0; overflow: hidden; }
      .chip-figure figcaption { padding-top: .3rem; } time { white-space: nowrap; }
      .chart-figure { margin: .8rem 0 .2rem; }
      .chart-title { font-weight: 600; color: var(--ink); font-size: 1rem; padding-bottom: .3rem; }
      .parameters { display: grid; grid-template-columns: repeat(auto-fill, minmax(205px, 1fr));
        gap: 0 1.6rem; font-size: .9rem; }
      .parameters div { border-top: 1px solid var(--rule); padding: .35rem 0; }
      .scenes { margin: 1.1rem 0 .3rem; font-size: .92rem; }
      .dates { font-size: .82rem; font-variant-numeric: tabular-nums; color: var(--soft); }
      .dates div { display: flex; gap: 1rem; padding: .12rem 0; }
      .dates dt { font-weight: 700; color: var(--ink); font-size: 1em; }
      .dates dd { word-spacing: .35em; } .dates dd span { white-space: nowrap; }
      .explain h2 { margin-bottom: .9rem; }
      .columns { columns: 2; column-gap: 2.6rem; }
      .columns p { break-inside: avoid; }
      footer { padding: 1.2rem 3rem 2rem; color: var(--soft); font-size: .86rem; }
      /* charts */
      .plot { fill: #fbfcfc; } .monitoring { fill: #eef4f6; } .unused { fill: #e9ecee; }
      .grid { stroke: #dde3e6; stroke-width: 1; } .axis { stroke: #5b6b75; stroke-width: 1; }
      .chart text, .map text { font-size: 13px; fill: #33424c; }
      .chart .tick, .map .tick { fill: #4d5d68; } .end { text-anchor: end; }
      .middle { text-anchor: middle; }
      .chart .quantity { font-weight: 700; } .strong { font-weight: 700; }
      .period { stroke: #5b6b75; stroke-width: 1; stroke-dasharray: 2 3; }
      .period.strong { stroke: #0b3f4f; stroke-width: 1.6; stroke-dasharray: none; }
      .band { fill: #9fc4cf; fill-opacity: .34; }
      .band-edge { fill: none; stroke: #6d9dac; stroke-width: .8; stroke-opacity: .8; }
      .fit { fill: none; stroke: #0b5d74; stroke-width: 1.9; stroke-linejoin: round; }
      .fit.expected { stroke-dasharray: 6 4; }
      .dot { fill: #1c2a33; stroke: #fff; stroke-width: .7; }
      .dot.late { fill: #e07b39; stroke: #5e2508; stroke-width: 1; }
      .masked { fill: none; stroke: #9aa6ad; stroke-width: 1; stroke-opacity: .75; }
      .break { stroke: #b3321b; stroke-width: 2.2; }
      .confirmed { stroke: #b3321b; stroke-width: 1.3; stroke-dasharray: 3 3; }
      .chart .break-label { fill: #9c2a15; font-weight: 700; paint-order: stroke; stroke: #fff;
        stroke-width: 3px; stroke-linejoin: round; }
      .chart .confirmed-label { fill: #9c2a15; paint-order: stroke; stroke: #fff; stroke-width: 3px;
        stroke-linejoin: round; }
      .bar { fill: #a9b7be; } .bar.loss { fill: #c8511b; } .bar.gain { fill: #1d5fa8; }
      .gain-line { stroke: #1d5fa8; stroke-width: 2.2; stroke-dasharray: 7 4; }
      .chart .gain-label { fill: #174e8a; font-weight: 700; paint-order: stroke; stroke: #fff;
        stroke-width: 3px; stroke-linejoin: round; }
      /* maps */
      .no-data { fill: #f2f2f0; } .frame { fill: none; stroke: #33424c; stroke-width: 1; }
      .case { fill: none; stroke: #101418; stroke-width: 3.6; stroke-linejoin: round; }
      .alert { fill-opacity: .16; stroke-width: 1.9; stroke-linejoin: round; fill-rule: evenodd; }
      .alert.d0 { stroke: #fff6b0; fill: #fff6b0; } .alert.d1 { stroke: #fdc14f; fill: #fdc14f; }
      .alert.d2 { stroke: #f4793b; fill: #f4793b; } .alert.d3 { stroke: #c22f6b; fill: #c22f6b; }
      .alert.d4 { stroke: #5b1a86; fill: #5b1a86; } .case.d3, .case.d4 { stroke: #fff; }
      .alert.fall { stroke: #ffb347; fill: #ffb347; }
      .alert.rise { stroke: #8fd3ff; fill: #8fd3ff; stroke-dasharray: 5 3; }
      .leader-case { stroke: #101418; stroke-width: 2.6; stroke-opacity: .75; }
      .leader { stroke: #fff; stroke-width: 1.2; } .leader-dot { fill: #fff; stroke: #101418; }
      .pill { fill: #fff; stroke: #101418; stroke-width: 1.2; }
      .map .pill-text { font-size: 13px; font-weight: 700; fill: #101418; }
      .panel { fill: #fff; fill-opacity: .88; stroke: #7b8890; stroke-width: .6; }
      .bar-dark { fill: #101418; stroke: #101418; stroke-width: .8; }
      .bar-light { fill: #fff; stroke: #101418; stroke-width: .8; }
      .map .north { font-weight: 700; font-size: 15px; }
      .swatch { fill: #8a958f; }
      .case.chip-line { stroke-width: 4.4; }
      .chip-outline { fill: none; stroke: #ffe45c; stroke-width: 2; stroke-linejoin: round; }
      @media (max-width: 720px) {
        .masthead, main > section, footer { padding-left: 1.1rem; padding-right: 1.1rem; }
        .chips { grid-template-columns: repeat(2, 1fr); } .columns { columns: 1; }
        table { display: block; overflow-x: auto; } h1 { font-size: 1.9rem; }
      }
      @page { size: A4; margin: 14mm 14mm 16mm; }
      @media print {
        html { background: #fff; } body { max-width: none; font-size: 10.2pt; }
        .masthead { padding: 9mm 8mm 6mm; } h1 { font-size: 24pt; } h2 { font-size: 16pt; }
        main > section { padding: 5mm 0 3mm; border-bottom: 0; } footer { padding: 4mm 0; }
        .result { break-before: page; } .in-short + .result { break-before: auto; }
        h2, h3, h4, caption, .heading, .provenance, .cards-title { break-after: avoid; }
        figure, .card, tr, .figures, .facts div, .parameters div, nav, .dates div {
          break-inside: avoid; }
        thead { display: table-header-group; } table.short { break-inside: avoid; }
        thead tr, tbody tr:nth-child(-n+4) { break-after: avoid; }
        table { font-size: 8.6pt; } th, td { padding: 1mm 1.6mm; }
        svg.map { max-height: 158mm; } .card svg.chart { max-height: 52mm; }
        .card { padding: 2mm 4mm 1mm; margin-bottom: 3mm; font-size: 9.2pt; }
        .card p { margin-bottom: 1mm; line-height: 1.35; } .card .card-facts { margin-top: 1mm; }
        .chips { grid-template-columns: repeat(4, 30mm); justify-content: space-between;
          margin: 1mm 0; }
        .chip-figure figcaption { font-size: 7.2pt; white-space: nowrap; padding-top: 1mm; }
        .chart-figure { margin: 0; } .dates { font-size: 7pt; } .scenes { font-size: 9pt; }
        figure { margin: 3mm 0; } .figures { margin: 3mm 0; } h3 { margin-top: 5mm; }
        a { color: inherit; text-decoration: none; } p { orphans: 3; widows: 3; max-width: none; }
      }
      """;
}
