"""How an exported page looks: one column that fits a telephone, and paper on which every answer is open."""

from __future__ import annotations

PAGE_STYLE = """\
html { background: var(--ground); font: 1.0625rem/1.55 system-ui, sans-serif; -webkit-text-size-adjust: 100% }
body { max-width: 42rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: break-word }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .5rem }
h2 { font-size: 1.3rem; line-height: 1.25; margin: 0 0 1rem }
h2 .r-muted { font-weight: normal; margin-right: .4em }
h3, h4, h5, h6 { font-size: 1.05rem; margin: 1.2rem 0 .4rem }
p { margin: 0 0 .8rem }
span.r-slope, span.r-now { font-weight: 600 }
a { color: inherit; text-decoration-color: #8888 }
nav ol { columns: 15rem; padding-left: 2.1rem; margin: 1rem 0 0 }
section { margin-top: 2.5rem; padding-top: 1.75rem; border-top: 1px solid #8884 }
pre, code { font-family: ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; font-size: .9em }
pre { overflow-x: auto; line-height: 1.35; margin: 0 0 1rem; padding: .7rem .9rem; border-radius: .4rem }
pre.code { background: #8882 }
pre.printed { border-left: 3px solid #8886; border-radius: 0; max-height: 18em; overflow-y: auto }
pre.maths { font-style: italic; text-align: left; padding-left: 1.5rem }
figure { margin: 1.25rem 0; break-inside: avoid }
figure svg { display: block; width: 100%; max-width: 36rem; height: auto; margin: 0 auto }
figcaption { max-width: 36rem; margin: .5rem auto 0 }
figcaption p { margin: 0 0 .3rem }
.values { display: flex; flex-wrap: wrap; gap: 0 1.1rem; font-size: .9rem; font-variant-numeric: tabular-nums }
.wide { overflow-x: auto; margin: 0 0 1rem }
table { border-collapse: collapse }
th, td { padding: .3rem .8rem .3rem 0; vertical-align: top; text-align: left }
th { border-bottom: 1px solid #8888 }
th.right, td.right { text-align: right }
th.center, td.center { text-align: center }
dl { font-size: .93rem; border-left: 3px solid #8884; padding-left: .9rem }
dt { font-weight: 600 }
dd { margin: 0 0 .5rem }
.question { margin: 1.5rem 0 0; padding: 1rem 1rem .6rem; border: 1px solid #8886; border-radius: .5rem }
.prompt { font-weight: 600 }
.prompt .r-muted { font-weight: normal }
.options { list-style: none; padding: 0 }
.options li { display: flex; gap: .8rem; margin-bottom: .4rem }
summary { cursor: pointer; padding: .35rem 0; font-weight: 600 }
details[open] > summary { margin-bottom: .6rem }
.again { border-left: 3px solid #8884; padding-left: .9rem }
@media (max-width: 30rem) {
  table { font-size: .82rem; line-height: 1.4 }
  th, td { padding-right: .5rem }
}
@media print {
  html { background: none; font-size: 10.5pt }
  body { max-width: none; padding: 0 }
  nav { display: none }
  h2 { break-after: avoid }
  section { margin-top: 1.2rem; padding-top: 1rem }
  figure { margin: .6rem 0 }
  figure svg, figcaption { max-width: 26rem }
  .several { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.5rem }
  .question { break-inside: auto }
  .prompt, .options li, summary, .why, dt { break-inside: avoid; break-after: avoid }
  dd { break-inside: avoid }
  pre { white-space: pre-wrap; break-inside: avoid }
  pre.printed { max-height: none; columns: 20em }
  summary { list-style: none; padding: 0 }
  .hint > summary { float: left; margin-right: .6em }
  .hint > summary::after { content: ":" }
  details::details-content { content-visibility: visible; display: block }
}"""
