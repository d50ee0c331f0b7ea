//! A map as a Mermaid `mindmap`, for READMEs and wikis that draw it themselves.

use std::fmt::Write;

use crate::maps::svg::title;
use crate::maps::words::clean;
use crate::notes::map::{Branch, MindMap};

/// Writes a map for Mermaid 10 and later, without the fence around it. Strong branches are hexagons; signs of energy stay as written.
#[must_use]
pub fn mermaid(map: &MindMap) -> String {
    let mut out = String::from("mindmap\n");
    let _ = writeln!(out, "  root((\"{}\"))", quoted(&title(map)));
    let mut open: Vec<(&Branch, usize)> = map.branches.iter().rev().map(|branch| (branch, 2)).collect();
    let mut count = 0;
    while let Some((branch, depth)) = open.pop() {
        count += 1;
        let words = quoted(&words(branch));
        let (before, after) = if branch.strong { ("{{\"", "\"}}") } else { ("[\"", "\"]") };
        let _ = writeln!(out, "{:indent$}n{count}{before}{words}{after}", "", indent = 2 * depth);
        open.extend(branch.children.iter().rev().map(|child| (child, depth + 1)));
    }
    out
}

fn words(branch: &Branch) -> String {
    let words = clean(&branch.words);
    let shown = if words.is_empty() { "…".to_owned() } else { words };
    branch.energy.map_or_else(|| shown.clone(), |energy| format!("{shown} ({})", energy.sign()))
}

/// Words between quotation marks: what Mermaid, its Markdown or the page would read as their own becomes a numbered character.
fn quoted(words: &str) -> String {
    // Mermaid drops the semicolon that ends such a line, as if it were a style; without its colon the line is none.
    let like_style = words.contains("style") || words.contains("classDef");
    // Mermaid 11 refuses to show what its Markdown takes for a list.
    let list_sign = words.find(|c: char| !c.is_ascii_digit()).filter(|at| words[*at..].starts_with(['-', '+', '.', ')']));
    let mut safe = String::with_capacity(words.len());
    for (at, c) in words.char_indices() {
        let own = matches!(c, '"' | '#' | '&' | '<' | '>' | '`' | '%' | '\\' | '*' | '_' | '~');
        if own || list_sign == Some(at) || (like_style && c == ':') {
            let _ = write!(safe, "#{};", c as u32);
        } else {
            safe.push(c);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::mermaid;
    use crate::notes::map::{Branch, Energy, MindMap};

    #[test]
    fn branches_are_indented_quoted_and_signed() {
        let child = Branch { words: "say \"why\" #1".into(), energy: Some(Energy::Gained), ..Branch::default() };
        let branch = Branch { words: "Teaching".into(), strong: true, children: vec![child], ..Branch::default() };
        let map = MindMap { title: "Flow".into(), branches: vec![branch, Branch::default()], ..MindMap::default() };
        assert_eq!(
            mermaid(&map),
            "mindmap\n  root((\"Flow\"))\n    n1{{\"Teaching\"}}\n      n2[\"say #34;why#34; #35;1 (+)\"]\n    n3[\"…\"]\n"
        );
    }

    #[test]
    fn a_label_is_no_list() {
        let drawn = |words: &str| mermaid(&MindMap { title: words.into(), ..MindMap::default() });
        assert_eq!(drawn("1. First"), "mindmap\n  root((\"1#46; First\"))\n");
        assert_eq!(drawn("- one - two"), "mindmap\n  root((\"#45; one - two\"))\n");
    }

    #[test]
    fn a_label_cannot_give_orders() {
        let words = "%%{init: {}}%% style a:b; `x`";
        let drawn = mermaid(&MindMap { title: words.into(), ..MindMap::default() });
        assert!(!drawn.contains("%%") && !drawn.contains('`') && !drawn.contains("a:b"), "{drawn}");
    }
}
