"""The Outcome Document as one HTML file that asks nothing of any other machine."""

from jinja2 import Environment, StrictUndefined

from hrgl.formats.writers import document as words
from hrgl.formats.writers.document import Document, as_one_line, paragraphs

STYLE = """
:root { color-scheme: light dark; --paper: #fcfbf8; --shade: #f1eee7; --ink: #14181a;
  --quiet: #4d565a; --rule: #d9d3c7; --accent: #0b5c6b; }
@media (prefers-color-scheme: dark) { :root { --paper: #14181a; --shade: #1e2427; --ink: #eef1f1;
  --quiet: #b4bdc0; --rule: #3a4347; --accent: #7cc9d6; } }
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); scroll-behavior: smooth;
  font: 1.0625rem/1.6 "Source Sans 3", "Source Sans Pro", Arial, "Liberation Sans", sans-serif; }
body { max-width: 46rem; margin: 0 auto; padding: 1.25rem; overflow-wrap: break-word; }
h1, h2, h3, .question, .lead { line-height: 1.25; text-wrap: balance;
  font-family: "Source Serif 4", "Source Serif Pro", Georgia, "Liberation Serif", serif; }
h1 { font-size: clamp(1.7rem, 6vw, 2.4rem); margin: .3rem 0 .8rem; }
h2 { font-size: 1.5rem; margin: 3rem 0 1rem; padding-top: 1rem;
  border-top: 2px solid var(--accent); }
h3 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; }
h4 { font-size: .95rem; margin: 1.1rem 0 .3rem; }
h1, h2, h3, a { color: var(--accent); }
p, h1, h2, h3, h4, li, td { unicode-bidi: isolate; }
p { margin: 0 0 .8rem; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip:not(:focus) { position: absolute; left: -99rem; }
.series { font-weight: 600; margin: 1.5rem 0 0; }
.notice, .draft { background: var(--shade); border-left: .3rem solid var(--accent);
  padding: .5rem .8rem; font-weight: 600; }
.draft { display: inline-block; letter-spacing: .12em; }
.dates, .status, .evidence { color: var(--quiet); }
.question { font-size: 1.2rem; font-style: italic; }
.lead { font-size: 1.35rem; }
.numbered { padding-left: 1.7em; }
.number { display: inline-block; width: 1.7em; margin-left: -1.7em; }
.notice::first-letter { text-transform: uppercase; }
.remarks, .dissent { border-left: 1px solid var(--rule); padding-left: 1rem; font-size: .97em; }
.reservations { background: var(--shade); border-left: .3rem solid var(--accent);
  padding: .1rem 1rem .3rem; margin: 1rem 0; }
blockquote { margin: 0 0 .6rem; }
.evidence, cite { font-size: .88rem; font-style: normal; }
nav ol, nav ul { padding-left: 1.6rem; }
nav li { margin: .35rem 0; }
summary { cursor: pointer; font-weight: 600; }
nav a { text-decoration-thickness: 1px; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; line-height: 1.45; }
th, td { text-align: left; vertical-align: top; padding: .45rem .7rem .45rem 0;
  border-bottom: 1px solid var(--rule); }
td:first-child { font-weight: 600; min-width: 8.5rem; }
dt { font-weight: 600; font-size: .88rem; padding-top: .1em; }
dd { margin: 0 0 .6rem; }
@media print, (min-width: 40rem) { dl { display: grid; grid-template-columns: 11rem 1fr; } }
footer { border-top: 2px solid var(--accent); margin-top: 3rem; padding-top: 1rem; }
@media screen and (max-width: 40rem) {
  table, tbody, tr, td { display: block; }
  thead { position: absolute; left: -99rem; }
  tr { border-bottom: 1px solid var(--rule); padding: .5rem 0; }
  td { border: 0; padding: .1rem 0; }
  td:empty { display: none; }
  td:not(:first-child)::before { content: attr(data-label) ": "; color: var(--quiet); }
}
@media print {
  :root { --paper: #fff; --shade: #f4f2ec; --ink: #000; --quiet: #333; --rule: #bbb;
    --accent: #0b5c6b; }
  @page { size: A4; margin: 2.2cm; }
  html { font-size: 10.5pt; }
  body { max-width: none; padding: 0; }
  nav, .skip { display: none; }
  h1, h2, h3, h4, .lead { break-after: avoid; }
  tr, dt, dd, blockquote { break-inside: avoid; }
  .evidence { break-before: avoid; }
  thead { display: table-header-group; }
  .evidence a { display: none; }
}
"""

TEMPLATE = """
{%- macro notice() %}{% if document.notice|line %}
<p class="notice">{{ document.notice|line }}</p>{% endif %}{% endmacro -%}

{%- macro encouragement(section, id) %}
<article id="{{ id }}" aria-labelledby="{{ id }}-heading">
<h3 id="{{ id }}-heading"{% if section.place is not none %} class="numbered"{% endif %}>
{%- if section.place is not none %}<span class="number">{{ section.place }} </span>{% endif -%}
{{ section.heading|line }}</h3>
{% for each in section.explanation|paragraphs %}<p>{{ each }}</p>
{% endfor %}{% if section.examples|paragraphs %}<h4>{{ words.EXAMPLES }}</h4>
{% for each in section.examples|paragraphs %}<p>{{ each }}</p>
{% endfor %}{% endif %}{% for each in section.dissent %}<p class="dissent">{{ each }}</p>
{% endfor %}{% if section.remarks|paragraphs %}<h4>Remarks</h4>
<div class="remarks">
{% for each in section.remarks|paragraphs %}<p>{{ each }}</p>
{% endfor %}</div>
{% endif %}{% if section.reservations %}<div class="reservations">
<h4>{{ words.RESERVATIONS }}</h4>
{% for each in section.reservations %}<blockquote><p>“{{ each.text|line }}”
<cite>{{ each.reference|line }}</cite></p></blockquote>
{% endfor %}</div>
{% endif %}<p class="evidence">{{ section.evidence }}
{%- if section.citations %} <a href="#{{ id }}-evidence">The statements</a>{% endif %}</p>
</article>
{% endmacro -%}

{%- macro evidence(section, id) %}
<h3 id="{{ id }}-evidence">{{ section.label }}: {{ section.heading|line }}</h3>
<table role="table" aria-labelledby="{{ id }}-evidence">
<thead role="rowgroup"><tr role="row">
{%- for each in words.COLUMNS %}<th role="columnheader" scope="col">{{ each }}</th>{% endfor -%}
</tr></thead>
<tbody role="rowgroup">
{% for row in section.rows %}<tr role="row">
{%- for each in row -%}
<td role="cell" data-label="{{ words.COLUMNS[loop.index0] }}">{{ each|line }}</td>
{%- endfor %}</tr>
{% endfor %}</tbody>
</table>
{% endmacro -%}

<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{% if document.draft %}{{ words.DRAFT }} – {% endif %}
{{- document.title|line }} – {{ document.series|line }}</title>
<style>{{ style|safe }}</style>
</head>
<body>
<a class="skip" href="#encouragements">Skip to the encouragements</a>
<header>{{ notice() }}
<p class="series">{{ document.series|line }}</p>
<h1>{{ document.title|line }}</h1>
{% if document.draft %}<p class="draft">{{ words.DRAFT }}</p>
{% endif %}{% if document.dates|line %}<p class="dates">{{ document.dates|line }}</p>
{% endif %}{% if document.question|line %}<p class="question">{{ document.question|line }}</p>
{% endif %}<p class="status">{{ document.status|line }}</p>
</header>
<nav aria-label="Contents">
<details><summary>Contents</summary>
<ul>
<li><a href="#encouragements">Encouragements</a>
<ol>
{% for section in document.sections -%}
<li value="{{ section.place }}"><a href="#e{{ loop.index }}">{{ section.heading|line }}</a></li>
{% endfor %}</ol></li>
{% if document.candidates %}<li><a href="#candidates">{{ words.CANDIDATES }}</a></li>
{% endif %}{% if document.themes %}<li><a href="#themes">Themes</a></li>
{% endif %}{% if document.annex %}<li><a href="#annex">{{ words.ANNEX }}</a></li>
{% endif %}</ul>
</details>
</nav>
<main>
<section id="encouragements" aria-labelledby="encouragements-heading">
<h2 id="encouragements-heading">Encouragements</h2>
<p class="lead">{{ words.LEAD_IN }} …</p>
{% for section in document.sections %}{{ encouragement(section, "e%d"|format(loop.index)) }}
{% else %}<p>{{ words.NO_PLACE_YET }}</p>
{% endfor %}</section>
{% if document.candidates %}<section id="candidates" aria-labelledby="candidates-heading">
<h2 id="candidates-heading">{{ words.CANDIDATES }}</h2>
{% for section in document.candidates %}{{ encouragement(section, "c%d"|format(loop.index)) }}
{% endfor %}</section>
{% endif %}{% if document.themes %}<section id="themes" aria-labelledby="themes-heading">
<h2 id="themes-heading">Themes</h2>
{% for theme in document.themes %}<h3>{{ theme.name|line }}</h3>
{% for each in theme.description|paragraphs %}<p>{{ each }}</p>
{% endfor %}{% if theme.statements %}<dl>
{% for each in theme.statements %}<dt>{{ each.reference|line }}</dt><dd>{{ each.text|line }}</dd>
{% endfor %}</dl>
{% endif %}{% endfor %}</section>
{% endif %}{% if document.annex %}<section id="annex" aria-labelledby="annex-heading">
<h2 id="annex-heading">{{ words.ANNEX }}</h2>
{% for section in document.sections %}
{%- if section.citations %}{{ evidence(section, "e%d"|format(loop.index)) }}{% endif %}
{%- endfor %}{% for section in document.candidates %}
{%- if section.citations %}{{ evidence(section, "c%d"|format(loop.index)) }}{% endif %}
{%- endfor %}</section>
{% endif %}</main>
<footer>{{ notice() }}
<p>{{ document.series|line }} · {{ document.status|line }}</p>
</footer>
</body>
</html>
"""

_environment = Environment(autoescape=True, undefined=StrictUndefined)
_environment.filters.update(line=as_one_line, paragraphs=paragraphs)
_page = _environment.from_string(TEMPLATE)


def write_html(document: Document) -> bytes:
    """The document as UTF-8 HTML; all that people wrote is escaped by the template."""
    page = _page.render(document=document, words=words, style=STYLE)
    return (page.strip() + "\n").encode("utf-8")
