"""How the document looks as a web page: on a screen in light and dark, and on paper."""

from markupsafe import Markup

STYLE = Markup("""
:root { color-scheme: light dark; --paper: #fff; --shade: #f1eee7; --ink: #14181a;
  --quiet: #4d565a; --rule: #d9d3c7; --accent: #0b5c6b; }
@media (prefers-color-scheme: dark) { :root { --paper: #14181a; --shade: #1e2427; --ink: #eef1f1;
  --quiet: #b4bdc0; --rule: #3a4347; --accent: #7cc9d6; } }
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; }
.document { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1.25rem; overflow-wrap: anywhere;
  font: 1.0625rem/1.55 "Source Serif 4", "Source Serif Pro", Georgia, "Liberation Serif", serif; }
.document :is(.notice, .mark, .series, .draft, .front, .issuer, .label, .example, .reservation,
  .remark, .dissent, .raised, .description, .item, .label, nav, table, footer, .notes) {
  font-family: "Source Sans 3", "Source Sans Pro", Arial, "Liberation Sans", sans-serif; }
.document :is(h1, h2, h3, h4) { line-height: 1.28; text-wrap: balance; font-weight: 600; }
.document p { margin: 0 0 .8rem; }
.document a { color: var(--accent); }
.document :is(a, summary):focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.document :is(.skip:not(:focus), caption) { position: absolute; width: 1px; height: 1px;
  overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.document :is(.notice, .mark) { background: var(--shade); padding: .5rem .8rem; font-size: .9rem;
  border-inline-start: .3rem solid var(--accent); font-weight: 600; }
.document .notice::first-letter { text-transform: uppercase; }
.document .series { color: var(--accent); font-size: .85rem; font-weight: 600;
  letter-spacing: .04em; text-transform: uppercase; margin: 1rem 0 clamp(1.5rem, 9vw, 5rem); }
.document h1 { font-size: clamp(1.9rem, 6vw, 2.6rem); margin: 0 0 .5rem; }
.document .draft { display: inline-block; font-weight: 600; letter-spacing: .12em;
  color: var(--accent); border: 2px solid var(--accent); padding: .1rem .6rem; }
.document .subject { font-size: 1.4rem; line-height: 1.35; color: var(--quiet); }
.document .question { font-style: italic; color: var(--quiet); }
.document .subtitle { font-size: 1.15rem; color: var(--quiet); }
.document .motto { font-style: italic; }
.document :not(.front) + .front::before { content: ""; display: block; width: 4rem;
  margin: 1.6rem 0; border-top: 2px solid var(--accent); }
.document .front { margin: 0 0 .15rem; font-size: .97rem; }
.document .issuer { margin: 0 0 .15rem; font-size: .93rem; color: var(--quiet); }
.document :not(.issuer) + .issuer { margin-top: 1.6rem; }
.document .preamble { font-style: italic; }
.document h2 { font-size: 1.5rem; margin: 3rem 0 1rem; padding-top: 1rem;
  border-top: 2px solid var(--accent); }
.document .group { font-size: 1.2rem; color: var(--accent); margin: 2.2rem 0 .6rem; }
.document .encouragement { font-size: 1.17rem; margin: 0 0 .4rem; }
.document .entry_heading { font-size: 1.05rem; margin: 2rem 0 .6rem; }
.document article { position: relative; margin: 2rem 0 0; padding-inline-start: 2.6rem; }
.document .encouragement .number { position: absolute; inset-inline-start: 0; font-size: 1.5rem;
  line-height: 1; color: var(--accent); font-weight: 600; }
.document .encouragement .lead { font-weight: 400; color: var(--quiet); }
.document article p { margin: 0 0 .5rem; }
.document .label { font-size: .9rem; font-weight: 600; margin: .9rem 0 .3rem; }
.document :is(.example, .reservation, .remark, .dissent) { font-size: .93rem; color: var(--quiet);
  border-inline-start: 2px solid var(--rule); padding-inline-start: .7rem; }
.document .dissent { color: var(--ink); border-color: var(--accent); }
.document .raised { font-size: .85rem; color: var(--quiet); }
.document ul, .document ol { margin: 0 0 1rem; padding-inline-start: 1.4rem; }
.document li { margin: .3rem 0; }
.document .item .number { font-weight: 600; white-space: nowrap; }
.document nav { margin: 2rem 0; }
.document nav ul { list-style: none; padding: 0; }
.document nav :is(.level-3, .level-4) { padding-inline-start: 1rem; }
.document summary { cursor: pointer; font-weight: 600; }
.document sup { font-size: .72em; line-height: 0; }
.document sup a { padding: 0 .2em; }
.document .notes { font-size: .88rem; margin-top: 3rem; border-top: 1px solid var(--rule);
  padding-top: 1rem; }
.document table { border-collapse: collapse; width: 100%; font-size: .9rem; line-height: 1.45; }
.document :is(th, td) { text-align: start; vertical-align: top; padding: .45rem .4rem;
  border-bottom: 1px solid var(--rule); }
.document .reference { font-weight: 600; white-space: nowrap; }
.document :is(th, .short) { white-space: nowrap; }
.document td { min-width: 6rem; }
.document td:is(.reference, .short) { min-width: 0; }
.document footer { border-top: 1px solid var(--rule); margin-top: 3rem; padding-top: 1rem;
  font-size: .85rem; color: var(--quiet); }
@media screen and (max-width: 40rem) {
  .document :is(table, tbody, tr, td) { display: block; }
  .document thead { position: absolute; width: 1px; height: 1px; overflow: hidden;
    clip-path: inset(50%); }
  .document tr { border-bottom: 1px solid var(--rule); padding: .5rem 0; }
  .document td { border: 0; padding: .1rem 0; }
  .document td:empty { display: none; }
  .document td:not(:first-child)::before { content: attr(data-label) ": ";
    color: var(--quiet); }
  .document article { padding-inline-start: 0; }
  .document .encouragement .number { position: static; margin-inline-end: .3rem; }
}
@media print {
  :root { --paper: #fff; --shade: #f4f2ec; --ink: #000; --quiet: #333; --rule: #bbb;
    --accent: #0b5c6b; }
  @page { size: A4; margin: 2.2cm; }
  html { font-size: 10pt; }
  .document { max-width: none; padding: 0; font-size: 1rem; }
  .document header { break-after: page; }
  .document :is(#candidates, #themes, #evidence, #comments) { break-before: page; }
  .document :is(nav, .skip, .back) { display: none; }
  .document :is(h1, h2, h3, h4, .label) { break-after: avoid; }
  .document :is(p, li) { orphans: 3; widows: 3; }
  .document :is(tr, .reservation) { break-inside: avoid; }
  .document .raised { break-before: avoid; }
  .document thead { display: table-header-group; }
}
""")
