//! A map as one page that needs nothing else: the picture, and the same as a list for those who do not see it.

use crate::maps::layout::layout;
use crate::maps::svg::{draw, title};
use crate::maps::words::{clean, xml};
use crate::notes::map::{Branch, MindMap};

/// Draws a map as a whole HTML page: light and dark, printable, without scripts or anything fetched.
#[must_use]
pub fn html(map: &MindMap) -> String {
    let laid = layout(map);
    let title = xml(&title(map));
    let picture = draw(map, &laid);
    let list = list(map);
    // Paper is turned the way the map lies.
    let paper = if laid.height <= laid.width { "landscape" } else { "portrait" };
    // A map somewhat wider than the window shrinks to fit; one much wider is scrolled, for its words must stay legible.
    let (width, least) = (laid.width, laid.width * 3 / 4);
    format!(
        "<!DOCTYPE html>
<html lang=\"und\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta name=\"color-scheme\" content=\"light dark\">
<title>{title}</title>
<style>
{STYLE}.map svg {{ width: max(100%, {least}px); max-width: {width}px }}
@page {{ size: {paper}; margin: 10mm }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<div class=\"map\" role=\"region\" aria-label=\"The map\" tabindex=\"0\">
{picture}</div>
<details>
<summary>The map as a list</summary>
{list}</details>
</main>
</body>
</html>
"
    )
}

const STYLE: &str = "\
:root { color-scheme: light dark; --paper: #ffffff; --ink: #263040; --quiet: #566072; --edge: #d5dae2 }
@media screen and (prefers-color-scheme: dark) { :root { --paper: #14181f; --ink: #e6ebf2; --quiet: #a5afbf; --edge: #39424f } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', Arial, sans-serif }
h1 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.map { overflow: auto; text-align: center }
.map svg { display: inline-block; height: auto }
details { max-width: 60rem; margin: 0 auto; padding: 1rem 1.5rem 2rem; border-top: 1px solid var(--edge) }
summary { cursor: pointer; color: var(--quiet) }
li { overflow-wrap: anywhere }
@media print { details { display: none } .map { overflow: visible } main .map svg { width: 100%; max-height: 95vh } }
";

/// The branches as nested lists, bold where they are strong, with the meaning of the sign in words.
fn list(map: &MindMap) -> String {
    enum Step<'a> {
        Open(&'a Branch),
        Text(&'static str),
    }
    if map.branches.is_empty() {
        return "<p>It has no branches.</p>\n".to_owned();
    }
    let mut out = String::from("<ul>\n");
    let mut steps: Vec<Step<'_>> = map.branches.iter().rev().map(Step::Open).collect();
    while let Some(step) = steps.pop() {
        match step {
            Step::Text(text) => out.push_str(text),
            Step::Open(branch) => {
                out.push_str("<li>");
                out.push_str(&words(branch));
                steps.push(Step::Text("</li>\n"));
                if !branch.children.is_empty() {
                    out.push_str("\n<ul>\n");
                    steps.push(Step::Text("</ul>\n"));
                    steps.extend(branch.children.iter().rev().map(Step::Open));
                }
            }
        }
    }
    out.push_str("</ul>\n");
    out
}

fn words(branch: &Branch) -> String {
    let words = xml(&clean(&branch.words));
    let words = if branch.strong { format!("<strong>{words}</strong>") } else { words };
    branch.energy.map_or_else(|| words.clone(), |energy| format!("{words} ({}, {})", energy.sign(), energy.meaning()))
}

#[cfg(test)]
mod tests {
    use super::html;
    use crate::notes::map::{Branch, Energy, MindMap};

    #[test]
    fn the_page_says_in_a_list_what_the_picture_shows_and_runs_nothing() {
        let child = Branch { words: "<img onerror=x>".into(), energy: Some(Energy::Unsure), ..Branch::default() };
        let branch = Branch { words: "Teaching".into(), strong: true, children: vec![child], ..Branch::default() };
        let page = html(&MindMap { title: "Flow & play".into(), branches: vec![branch], ..MindMap::default() });
        assert!(page.contains("<title>Flow &amp; play</title>"));
        assert!(
            page.contains("<ul>\n<li><strong>Teaching</strong>\n<ul>\n<li>&lt;img onerror=x&gt; (?, not sure)</li>\n</ul>\n</li>\n</ul>\n")
        );
        assert!(!page.contains("<script") && !page.contains("<img") && page.contains("<svg "));
    }
}
