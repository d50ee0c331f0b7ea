//! Mind maps as pictures: nothing touches, nothing is lost, and the same map gives the same bytes.

use journal::maps::html::html;
use journal::maps::layout::{Area, Layout, Side, layout};
use journal::maps::mermaid::mermaid;
use journal::maps::svg::{along, svg};
use journal::markdown::parse::parse;
use journal::notes::map::{Branch, Energy, MindMap, mind_map};

/// Numbers that look thrown and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

const WORDS: [&str; 12] = [
    "listening",
    "a parser that reports every error",
    "tea",
    "teaching Joel to read a stack trace out loud",
    "道場の朝稽古",
    "🎻 practice",
    "the long way home along the river, without a telephone, in the rain, and what came to mind",
    "why?",
    "Grüße",
    "x",
    "code review",
    "naming things",
];

/// A map of `count` branches, grown at random under whatever is there already.
fn grown(count: usize, seed: u64) -> MindMap {
    let mut dice = Dice(seed);
    let firsts = 1 + dice.below(9);
    let mut map = MindMap { title: "What gave me energy this week".into(), ..MindMap::default() };
    for index in 0..count {
        let branch = Branch {
            words: format!("{} {index}", WORDS[dice.below(12) as usize]),
            strong: dice.below(9) == 0,
            energy: [None, None, None, Some(Energy::Gained), Some(Energy::Drained), Some(Energy::Unsure)][dice.below(6) as usize],
            ..Branch::default()
        };
        let mut place = &mut map.branches;
        while place.len() as u64 >= firsts || (!place.is_empty() && dice.below(3) > 0) {
            let at = dice.below(place.len() as u64) as usize;
            place = &mut place[at].children;
        }
        place.push(branch);
    }
    map
}

fn chain(depth: usize) -> MindMap {
    let end = Branch { words: "the end".into(), ..Branch::default() };
    let links =
        (0..depth).fold(end, |inner, level| Branch { words: format!("because {level}"), children: vec![inner], ..Branch::default() });
    MindMap { title: "Why".into(), branches: vec![links], ..MindMap::default() }
}

fn touches(one: Area, other: Area, margin: i32) -> bool {
    let apart = one.right() + margin <= other.left
        || other.right() + margin <= one.left
        || one.bottom() + margin <= other.top
        || other.bottom() + margin <= one.top;
    !apart
}

#[track_caller]
fn assert_legible(laid: &Layout) {
    for (index, node) in laid.nodes.iter().enumerate() {
        let Area { left, top, .. } = node.area;
        assert!(
            0 <= left && 0 <= top && node.area.right() <= laid.width && node.area.bottom() <= laid.height,
            "{node:?} leaves the picture"
        );
        for other in &laid.nodes[index + 1..] {
            assert!(!touches(node.area, other.area, 4), "{:?} touches {:?}", node.lines, other.lines);
        }
    }
    for edge in &laid.edges {
        for step in 0..=24 {
            let ((x, y), _) = along(edge, f64::from(step) / 24.0);
            let point = Area { left: x as i32, top: y as i32, width: 1, height: 1 };
            let mut others = laid.nodes.iter().enumerate().filter(|(index, _)| *index != edge.from && *index != edge.to);
            assert!(!others.any(|(_, node)| touches(point, node.area, 1)), "a line to {:?} crosses a box", laid.nodes[edge.to].lines);
        }
    }
}

#[test]
fn nothing_touches_from_five_to_five_hundred_branches() {
    for count in [1, 2, 5, 12, 30, 60, 81, 120, 201, 350, 500] {
        for seed in 1..=4 {
            let laid = layout(&grown(count, seed));
            assert_eq!(laid.nodes.len(), count + 1);
            assert_legible(&laid);
        }
    }
}

#[test]
fn a_deep_map_is_as_legible_as_a_flat_one() {
    for depth in [5, 6, 30, 100] {
        assert_legible(&layout(&chain(depth)));
    }
    assert!(layout(&chain(30)).width < 2_500);
    let flat = (0..500).map(|index| Branch { words: format!("leaf {index}"), ..Branch::default() }).collect();
    assert_legible(&layout(&MindMap { title: "Flat".into(), branches: flat, ..MindMap::default() }));
}

#[test]
fn siblings_stand_in_reading_order_from_top_to_bottom() {
    let laid = layout(&grown(200, 7));
    for (index, node) in laid.nodes.iter().enumerate() {
        let younger = laid.nodes[index + 1..].iter().filter(|other| other.parent == node.parent && other.side == node.side);
        assert!(younger.clone().all(|other| node.area.bottom() < other.area.top));
    }
}

#[test]
fn both_sides_are_about_equally_high() {
    let laid = layout(&grown(300, 3));
    let height = |side: Side| {
        let of_side = || laid.nodes.iter().filter(move |node| node.depth > 0 && node.side == side);
        of_side().map(|node| node.area.bottom()).max().unwrap() - of_side().map(|node| node.area.top).min().unwrap()
    };
    let (right, left) = (f64::from(height(Side::Right)), f64::from(height(Side::Left)));
    assert!((0.5..2.0).contains(&(right / left)), "right {right}, left {left}");
}

#[test]
fn every_word_is_in_the_picture_and_in_the_page_and_the_bytes_stay_the_same() {
    let map = grown(120, 5);
    let (picture, page, source) = (svg(&map), html(&map), mermaid(&map));
    assert_eq!((&picture, &page, &source), (&svg(&map), &html(&map), &mermaid(&map)));
    for index in 0..120 {
        assert!(page.contains(&format!(" {index}")) && source.contains(&format!(" {index}")), "{index}");
    }
    assert_eq!(source.lines().count(), 122);
    assert_eq!(picture.matches("<text ").count(), 121);
}

#[test]
fn a_label_of_a_whole_page_is_wrapped() {
    let long = "and then we talked about it again ".repeat(200);
    let map = MindMap {
        branches: vec![Branch { words: long, ..Branch::default() }, Branch { words: "y".repeat(3000), ..Branch::default() }],
        ..MindMap::default()
    };
    let laid = layout(&map);
    assert_legible(&laid);
    assert!(laid.nodes.iter().all(|node| node.area.width < 500));
}

#[cfg(feature = "png")]
#[test]
fn a_png_is_a_png_or_says_that_there_is_no_font() {
    use journal::maps::png::{PngError, png};
    match png(&grown(12, 1), 2.0) {
        Ok(picture) => assert_eq!(&picture[1..4], b"PNG"),
        Err(error) => assert!(matches!(error, PngError::NoFont), "{error}"),
    }
}

#[test]
fn a_note_becomes_a_picture_without_its_prototype() {
    let text = include_str!("data/maps/energy.md");
    let map = mind_map(text, &parse(text));
    assert_legible(&layout(&map));
    assert_eq!(
        mermaid(&map),
        r#"mindmap
  root(("What gave me energy"))
    n1["People"]
      n2["Pairing with Ada (+)"]
        n3["she asked why twice"]
        n4{{"we named it before we wrote it (+)"}}
      n5["Standup (-)"]
        n6["fifteen people, and nobody listens"]
      n7["The mentor call (?)"]
    n8["Things"]
      n9["cargo test turning green (+)"]
      n10["Tickets nobody somebody wrote in a hurry (-)"]
      n11["Tools"]
        n12{{"Two screens"}}
        n13["learn the debugger"]
    n14["Mornings (+)"]
      n15["道場の朝稽古"]
      n16["quiet"]
"#
    );
    for drawn in [svg(&map), html(&map)] {
        assert!(!drawn.contains("not drawn") && !drawn.contains("people first") && drawn.contains("Two screens"));
    }
}

#[test]
fn a_note_without_a_heading_still_has_a_picture() {
    let text = include_str!("data/maps/plain.md");
    let map = mind_map(text, &parse(text));
    assert_eq!(
        mermaid(&map),
        "mindmap\n  root((\"Mind map\"))\n    n1[\"no heading at all\"]\n      n2[\"and yet a branch\"]\n    n3[\"say #34;why#34; #38; mean (+)\"]\n"
    );
    assert_legible(&layout(&map));
}
