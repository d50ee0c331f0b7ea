//! A whole HTML page: one file that fetches nothing and runs nothing, light and dark, fit for paper.

use crate::report::page::charts::{FACES, classes, safe, variables};

/// A whole page around `body`.
#[must_use]
pub fn page(title: &str, body: &str) -> String {
    let (title, colours) = (safe(title), variables() + &classes());
    format!(
        "<!DOCTYPE html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta name=\"color-scheme\" content=\"light dark\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">
<title>{title}</title>
<style>
{colours}body {{ font: 16px/1.5 {FACES} }}
{STYLE}</style>
</head>
<body>
<main>
{body}</main>
</body>
</html>
"
    )
}

const STYLE: &str = "\
*, *::before, *::after { box-sizing: border-box }
:root { color-scheme: light dark }
body { margin: 0; background: var(--paper); color: var(--ink) }
main { max-width: 64rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem }
header { margin-bottom: 1.75rem }
h1 { margin: .1rem 0 .25rem; font-size: clamp(1.6rem, 4vw, 2.3rem); line-height: 1.15; letter-spacing: -.015em }
h2 { margin: 0 0 .8rem; font-size: 1.05rem; letter-spacing: .005em }
p { margin: .3rem 0 }
small, .quiet-words { color: var(--quiet); font-size: .86rem }
.kicker { margin: 0; color: var(--done); font-weight: 650; letter-spacing: .02em }
section, article { background: var(--card); border: 1px solid var(--edge); border-radius: 14px; padding: 1.25rem 1.4rem 1.35rem; margin: 0 0 1.1rem }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 1.1rem; margin-bottom: 1.1rem }
.cards > section { margin: 0 }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 1.1rem; list-style: none; margin: 0 0 1.1rem; padding: 0 }
.figures li { background: var(--card); border: 1px solid var(--edge); border-radius: 14px; padding: .9rem 1.2rem; color: var(--quiet); font-size: .9rem }
.figures strong { display: block; color: var(--ink); font-size: 1.55rem; line-height: 1.25; font-weight: 680; font-variant-numeric: tabular-nums }
.figures span { color: var(--quiet); font-size: 1rem; font-weight: 500 }
.wins { background: var(--soft); border-color: transparent; color: var(--on-soft) }
.wins ul { list-style: none; margin: 0; padding: 0; font-size: 1.06rem }
.wins li { padding-left: 1.6rem; text-indent: -1.6rem; margin: .25rem 0 }
.wins li::before { content: '★'; display: inline-block; width: 1.6rem; text-indent: 0; color: var(--star) }
.scroll { position: relative; overflow-x: auto }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums }
th { font-weight: 600; text-align: left }
td, tbody th { padding: .5rem .5rem .5rem 0; border-top: 1px solid var(--edge); vertical-align: middle }
thead th { padding: 0 .5rem .45rem 0; color: var(--quiet); font-size: .82rem; font-weight: 550 }
tbody th small { display: block; font-weight: 400 }
.habits th.day, .habits td.day { text-align: center; padding-left: .15rem; padding-right: .15rem; width: 2.9rem } .habits .mark.long { font-size: .76rem }
.habits th.day b { display: block; color: var(--ink); font-size: .95rem }
.habits th[aria-current] b { color: var(--done) }
.mark { display: inline-grid; place-items: center; min-width: 2.2rem; height: 2rem; padding: 0 .15rem; border-radius: .5rem; font-size: .86rem; letter-spacing: -.01em; line-height: 1 }
.full .mark { background: var(--done); color: var(--card); font-weight: 650 }
.half .mark { background: var(--soft); color: var(--on-soft); border: 2px solid var(--done) }
.pale .mark { background: var(--track); color: var(--quiet) }
.missed .mark { border: 1.5px dashed var(--quiet); color: var(--quiet) }
.open .mark { border: 1px solid var(--edge); color: var(--quiet) }
.habits .sum, .habits .steady { padding-left: 1.1rem } .sum { min-width: 9rem } .steady { min-width: 15.5rem; white-space: nowrap } .steady small { display: block } .steady > div { display: flex; justify-content: space-between; align-items: center; gap: .8rem } .sum svg { margin-bottom: .25rem }
svg.bar { display: block; width: 100%; height: .62rem; border-radius: 99px; overflow: hidden }
svg.spark { display: block; flex: none }
.bars td { border-top: 0; padding-top: .22rem; padding-bottom: .22rem } .bars th { border-top: 0; padding-top: .22rem; padding-bottom: .22rem; font-weight: 500; white-space: nowrap; width: 1% }
.bars td:nth-child(2) { width: 65%; padding-left: .25rem } .bars td:last-child { white-space: nowrap; padding-right: 0 } .bars .now th { font-weight: 700 }
.names { margin: 0; padding: 0; list-style: none } .names li { display: inline-block; margin: .15rem .3rem .15rem 0; padding: .12rem .65rem; border-radius: 99px; background: var(--track) }
h3 { margin: .9rem 0 .35rem; font-size: .86rem; font-weight: 600; color: var(--quiet) } h2 + h3 { margin-top: 0 }
.due td:first-child { white-space: nowrap; width: 1%; padding-right: 1.2rem } .late { color: var(--warm); font-weight: 600 }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
footer { color: var(--quiet); font-size: .85rem; margin-top: 1.5rem }
article h2 { margin: 0; font-size: 1.25rem } .split { display: flex; flex-wrap: wrap; gap: 1.2rem 2.2rem; align-items: flex-start } .split > table { width: auto; margin-top: .85rem } .split td, .split th { padding: 0 .8rem 0 0; border: 0; font-size: .8rem; line-height: 15px; font-weight: 400 } .head { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .4rem 1.5rem; margin-bottom: .7rem } .score { text-align: right }
.score svg { margin: .2rem 0 0 auto }
[tabindex]:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px }
@page { margin: 14mm }
@media (max-width: 30rem) { main { padding: 1.5rem .9rem 2.5rem } section, article { padding: 1rem 1rem 1.1rem } .figures { grid-template-columns: repeat(auto-fit, minmax(6.8rem, 1fr)); gap: .7rem } .due tbody :is(tr, td) { display: block } .due tr { padding: .45rem 0; border-top: 1px solid var(--edge) } .due td { padding: 0; border: 0 } .due td:first-child { width: auto } }
@media print { :root { --paper: #ffffff; color-scheme: light; font-size: 10.5px } body { font-size: 1rem } main { max-width: none; padding: 0 } header { margin-bottom: 1.1rem } section, article, .figures li, tr { break-inside: avoid } section, article, .figures li { border-color: #cccccc } h2 { break-after: avoid } * { print-color-adjust: exact; -webkit-print-color-adjust: exact } .scroll { overflow: visible } .split td, .split th { font-size: 1rem } footer { margin-top: 1rem } }
";
