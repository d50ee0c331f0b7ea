//! A map as an SVG picture: light by itself, dark where the reader's screen is, and the same bytes every time.

use std::fmt::Write;

use unicode_segmentation::UnicodeSegmentation;

use crate::maps::colours::{DARK, DRAINED, GAINED, LIGHT, SIGN_INK, Theme, UNSURE};
use crate::maps::layout::{Area, Course, Edge, Layout, Node, SIGN, layout};
use crate::maps::measure::{Weight, is_emoji};
use crate::maps::words::{clean, xml};
use crate::notes::map::{Branch, Energy, MindMap};

/// Faces that machines bring along; the first that is there is taken.
const FACES: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'DejaVu Sans', Arial, sans-serif";

/// Faces with emoji in them.
const EMOJI_FACES: &str = "'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', 'Twemoji Mozilla', sans-serif";

/// Draws a map: a whole SVG document that needs nothing else, and that may as well stand inside a page.
///
/// The light colours are plain attributes, so that a viewer without style sheets shows them; the dark ones are a media query.
#[must_use]
pub fn svg(map: &MindMap) -> String {
    draw(map, &layout(map))
}

/// Draws a map that is already laid out.
#[must_use]
pub fn draw(map: &MindMap, laid: &Layout) -> String {
    let mut out = String::new();
    let (width, height) = (laid.width, laid.height);
    line(
        &mut out,
        format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"journal-map\" role=\"img\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" font-family=\"{FACES}\">"
        ),
    );
    line(&mut out, format_args!("<title>{}</title>", xml(&title(map))));
    line(&mut out, format_args!("<desc>{}</desc>", xml(&description(map))));
    line(&mut out, format_args!("<style>{}</style>", dark_style(laid)));
    line(&mut out, format_args!("<rect class=\"paper\" width=\"{width}\" height=\"{height}\" fill=\"{}\"/>", LIGHT.paper));
    draw_edges(&mut out, laid);
    for node in &laid.nodes {
        if node.depth == 0 { draw_centre(&mut out, node) } else { draw_node(&mut out, node) }
    }
    out.push_str("</svg>\n");
    out
}

/// What the map is called where its centre has no words.
#[must_use]
pub fn title(map: &MindMap) -> String {
    let words = clean(&map.title);
    if words.is_empty() { "Mind map".to_owned() } else { words }
}

/// The map in a sentence, for those who do not see it.
fn description(map: &MindMap) -> String {
    let count = map.branch_count();
    let names: Vec<String> = map.branches.iter().map(named).collect();
    match count {
        0 => "A mind map without branches.".to_owned(),
        1 => format!("A mind map with one branch: {}.", names.join("; ")),
        _ => format!("A mind map with {count} branches. From the centre: {}.", names.join("; ")),
    }
}

fn named(branch: &Branch) -> String {
    let words = clean(&branch.words);
    branch.energy.map_or_else(|| words.clone(), |energy| format!("{words} ({})", energy.meaning()))
}

/// Only what is used is overridden, so that a small map stays a small file.
fn dark_style(laid: &Layout) -> String {
    let used = laid.nodes.iter().map(|node| node.family).max().unwrap_or(0).min(DARK.families.len() - 1);
    let mut css = String::from("@media screen and (prefers-color-scheme: dark) {");
    let Theme { paper, centre, on_centre, families, .. } = DARK;
    let mut rule = |selector: &str, property: &str, colour: &str| {
        let _ = write!(css, " .journal-map {selector} {{ {property}: {colour} }}");
    };
    rule(".paper", "fill", paper);
    rule(".centre", "fill", centre);
    rule(".on-centre", "fill", on_centre);
    for (family, shades) in families.iter().enumerate().take(used + 1) {
        rule(&format!(".f{family} .full"), "fill", shades.full);
        rule(&format!(".f{family} .on-full"), "fill", shades.on_full);
        rule(&format!(".f{family} .soft"), "fill", shades.soft);
        rule(&format!(".f{family} .ink"), "fill", shades.ink);
        rule(&format!(".f{family} .vein"), "fill", shades.line);
        rule(&format!(".f{family} .line"), "stroke", shades.line);
        rule(&format!(".f{family} .ring"), "stroke", shades.on_full);
    }
    css.push_str(" }");
    css
}

/// Lines lie under the boxes; all of a family stand together.
fn draw_edges(out: &mut String, laid: &Layout) {
    let mut family = None;
    for edge in &laid.edges {
        let node = &laid.nodes[edge.to];
        if family != Some(node.family) {
            out.push_str(if family.is_some() { "</g>\n" } else { "" });
            line(out, format_args!("<g class=\"f{}\" fill=\"none\" stroke-linecap=\"round\">", colour(node)));
            family = Some(node.family);
        }
        let shade = LIGHT.shades(node.family).line;
        match node.depth {
            1 => line(out, format_args!("<path class=\"vein\" fill=\"{shade}\" d=\"{}\"/>", tapering(edge))),
            depth => {
                let thick = ["2.8", "2.2", "1.7"][(depth - 2).min(2)];
                line(out, format_args!("<path class=\"line\" stroke=\"{shade}\" stroke-width=\"{thick}\" d=\"{}\"/>", curve(edge)));
            }
        }
    }
    out.push_str(if family.is_some() { "</g>\n" } else { "" });
}

/// A line as its course asks; straight where both ends are at one height.
fn curve(edge: &Edge) -> String {
    let ((x, y), (end_x, end_y)) = (edge.start, edge.end);
    if edge.course == Course::Corner {
        return format!("M{x},{y}V{}Q{x},{end_y} {},{end_y}H{end_x}", end_y - 6, x + 6 * (end_x - x).signum());
    }
    if y == end_y {
        return format!("M{x},{y}H{end_x}");
    }
    let middle = tenths(f64::from(x + end_x) / 2.0);
    format!("M{x},{y}C{middle},{y} {middle},{end_y} {end_x},{end_y}")
}

/// The outline of a curve that grows thinner from the centre outwards, as a branch does.
fn tapering(edge: &Edge) -> String {
    const STEPS: u32 = 20;
    let (mut upper, mut lower) = (Vec::new(), Vec::new());
    for step in 0..=STEPS {
        let t = f64::from(step) / f64::from(STEPS);
        let ((x, y), (ahead_x, ahead_y)) = along(edge, t);
        let half = 5.5 - 3.5 * t;
        let length = (ahead_x * ahead_x + ahead_y * ahead_y).sqrt().max(1e-9);
        let (off_x, off_y) = (-ahead_y / length * half, ahead_x / length * half);
        upper.push(format!("{},{}", tenths(x + off_x), tenths(y + off_y)));
        lower.push(format!("{},{}", tenths(x - off_x), tenths(y - off_y)));
    }
    lower.reverse();
    format!("M{}L{}Z", upper.join(" "), lower.join(" "))
}

/// The point at `t` (0 to 1) of the line that is drawn for `edge`, and the direction there.
#[must_use]
pub fn along(edge: &Edge, t: f64) -> ((f64, f64), (f64, f64)) {
    let (x, y) = (f64::from(edge.start.0), f64::from(edge.start.1));
    let (wide, high) = (f64::from(edge.end.0) - x, f64::from(edge.end.1) - y);
    if edge.course == Course::Corner {
        let (down, out) = ((2.0 * t).min(1.0), (2.0 * t - 1.0).max(0.0));
        return ((x + wide * out, y + high * down), if t < 0.5 { (0.0, high) } else { (wide, 0.0) });
    }
    let rest = 1.0 - t;
    let point = (x + wide * (1.5 * t * rest + t * t * t), y + high * (3.0 * t * t - 2.0 * t * t * t));
    let ahead = (wide * (1.5 * rest - 1.5 * t + 3.0 * t * t), high * 6.0 * t * rest);
    (point, ahead)
}

fn draw_centre(out: &mut String, node: &Node) {
    let radius = (node.area.height / 2).min(30);
    let Area { left, top, width, height } = node.area;
    let fill = LIGHT.centre;
    line(
        out,
        format_args!(
            "<rect class=\"centre\" x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\" fill=\"{fill}\"/>"
        ),
    );
    draw_words(out, node, "on-centre", LIGHT.on_centre);
}

fn draw_node(out: &mut String, node: &Node) {
    let shades = LIGHT.shades(node.family);
    line(out, format_args!("<g class=\"f{}\">", colour(node)));
    let radius = (node.area.height / 2).min(14);
    match (node.depth, node.strong) {
        (1, strong) => {
            draw_box(out, node.area, radius, format_args!("class=\"full\" fill=\"{}\"", shades.full));
            if strong {
                let ring = format_args!("class=\"ring\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.6\"", shades.on_full);
                draw_box(out, inside(node.area, 3), radius - 3, ring);
            }
            draw_words(out, node, "on-full", shades.on_full);
        }
        (_, true) => {
            let look = format_args!("class=\"soft line\" fill=\"{}\" stroke=\"{}\" stroke-width=\"2\"", shades.soft, shades.line);
            draw_box(out, inside(node.area, 1), radius - 1, look);
            draw_words(out, node, "ink", shades.ink);
        }
        (2, false) => {
            draw_box(out, node.area, radius, format_args!("class=\"soft\" fill=\"{}\"", shades.soft));
            draw_words(out, node, "ink", shades.ink);
        }
        (_, false) => draw_words(out, node, "ink", shades.ink),
    }
    if let Some(energy) = node.energy {
        draw_sign(out, energy, node.area.right() - node.set.pad_x - SIGN / 2 + 2, node.area.middle());
    }
    out.push_str("</g>\n");
}

fn draw_box(out: &mut String, area: Area, radius: i32, look: std::fmt::Arguments<'_>) {
    let Area { left, top, width, height } = area;
    line(out, format_args!("<rect {look} x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"{}\"/>", radius.max(0)));
}

fn inside(area: Area, by: i32) -> Area {
    Area { left: area.left + by, top: area.top + by, width: area.width - 2 * by, height: area.height - 2 * by }
}

/// One line stands in the middle, so that a face narrower than was measured leaves equal air; several begin at the same place.
fn draw_words(out: &mut String, node: &Node, class: &str, fill: &str) {
    let set = node.set;
    let rows = i32::try_from(node.lines.len()).unwrap_or(i32::MAX / 64);
    let sign = if node.energy.is_some() { SIGN + 7 } else { 0 };
    let begins_left = rows > 1 && 0 < node.depth && !node.lines.iter().any(|line| runs_leftwards(line));
    let (x, anchor) = if begins_left {
        (f64::from(node.area.left + set.pad_x), "start")
    } else {
        (f64::from(2 * node.area.left + node.area.width - sign) / 2.0, "middle")
    };
    let bold = if set.weight == Weight::Bold { " font-weight=\"bold\"" } else { "" };
    let top = f64::from(node.area.middle()) - f64::from(rows * set.line_height) / 2.0;
    let _ = write!(out, "<text class=\"{class}\" fill=\"{fill}\" font-size=\"{}\"{bold} text-anchor=\"{anchor}\">", set.font);
    for (row, words) in (0..).zip(&node.lines) {
        // Capitals are about seven tenths of the font's size; their middle stands in the middle of the line.
        let baseline = top + f64::from(row * set.line_height) + (f64::from(set.line_height) + 0.72 * f64::from(set.font)) / 2.0;
        let _ = write!(out, "<tspan x=\"{}\" y=\"{}\">{}</tspan>", tenths(x), tenths(baseline), runs(words));
    }
    out.push_str("</text>\n");
}

/// Words for an element, emoji in a face that has them: a renderer that shapes a joined emoji in another face first shows it in pieces.
fn runs(words: &str) -> String {
    let mut runs: Vec<(bool, String)> = Vec::new();
    for cluster in words.graphemes(true) {
        let emoji = is_emoji(cluster);
        match runs.last_mut() {
            Some((same, run)) if *same == emoji => run.push_str(cluster),
            _ => runs.push((emoji, cluster.to_owned())),
        }
    }
    let element = |(emoji, run): (bool, String)| {
        if emoji { format!("<tspan font-family=\"{EMOJI_FACES}\">{}</tspan>", xml(&run)) } else { xml(&run) }
    };
    runs.into_iter().map(element).collect()
}

fn runs_leftwards(words: &str) -> bool {
    words.chars().any(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'))
}

/// A sign told apart by its shape as well as by its colour: a disc for plus, a square for minus, an open ring for the question mark.
fn draw_sign(out: &mut String, energy: Energy, x: i32, y: i32) {
    let (look, ink, shape, sign) = match energy {
        Energy::Gained => ((GAINED, SIGN_INK), SIGN_INK, "<circle r=\"7.5\"/>", "M-4,0H4M0,-4V4"),
        Energy::Drained => ((DRAINED, SIGN_INK), SIGN_INK, "<rect x=\"-7\" y=\"-7\" width=\"14\" height=\"14\" rx=\"3\"/>", "M-4,0H4"),
        Energy::Unsure => {
            ((SIGN_INK, UNSURE), UNSURE, "<circle r=\"7.3\"/>", "M-2.5,-1.9C-2.5,-5.2 2.6,-5.2 2.5,-1.9C2.4,-.2 0,-.4 0,1.4M0,4.3V4.4")
        }
    };
    let (fill, rim) = look;
    line(
        out,
        format_args!(
            "<g transform=\"translate({x},{y})\"><title>{}</title><g fill=\"{fill}\" stroke=\"{rim}\" stroke-width=\"1.3\">{shape}</g>\
             <path fill=\"none\" stroke=\"{ink}\" stroke-width=\"1.9\" stroke-linecap=\"round\" d=\"{sign}\"/></g>",
            energy.meaning()
        ),
    );
}

fn colour(node: &Node) -> usize {
    node.family % LIGHT.families.len()
}

/// At most one decimal, so that the same map gives the same bytes on every machine.
fn tenths(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    // A zero has no sign in a picture.
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::{svg, tenths};
    use crate::notes::map::{Branch, Energy, MindMap};

    fn map(words: &str) -> MindMap {
        let branch = Branch { words: words.into(), energy: Some(Energy::Drained), strong: true, ..Branch::default() };
        MindMap {
            title: words.into(),
            branches: vec![branch.clone(), Branch { children: vec![branch], ..Branch::default() }],
            ..MindMap::default()
        }
    }

    #[test]
    fn a_hostile_label_is_only_words() {
        let drawn = svg(&map("</text><script>alert(1)</script><a href='x' onload=\"y\">&\u{1b}[2J"));
        assert!(!drawn.contains("<script") && !drawn.contains("<a ") && !drawn.contains('\u{1b}'), "{drawn}");
        assert!(drawn.contains("&lt;/text&gt;"));
    }

    #[test]
    fn a_reader_who_sees_nothing_is_told_what_is_there() {
        let drawn = svg(&map("Early mornings"));
        assert!(drawn.contains("<title>Early mornings</title>"));
        assert!(drawn.contains("<desc>A mind map with 3 branches. From the centre: Early mornings (energy drained); .</desc>"), "{drawn}");
        assert!(drawn.contains("<title>energy drained</title>"));
    }

    #[test]
    fn numbers_have_one_decimal_at_most_and_zero_no_sign() {
        assert_eq!([tenths(1.25), tenths(-0.04), tenths(3.0), tenths(-7.96)], ["1.3", "0", "3", "-8"]);
    }
}
