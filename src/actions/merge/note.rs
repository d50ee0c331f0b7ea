//! A whole note joined: front matter key by key, the body section by section.

use crate::actions::merge::front::join_front;
use crate::actions::merge::lines::join_lines;
use crate::actions::merge::merged::{Markers, Merged};
use crate::actions::merge::sections::join_bodies;
use crate::markdown::parse::parse;
use crate::notes::sections::line_break;

/// Joins two versions of a note that come from `base` (empty where there was none).
///
/// Week tables are joined cell by cell, front matter key by key, logs and lists as sets, prose by lines. Where both sides say
/// different things, both stand in the text between git's markers and are told in words.
#[must_use]
pub fn merge(base: &str, ours: &str, theirs: &str) -> Merged {
    merge_with(base, ours, theirs, Markers::default())
}

/// As [`merge`], with markers of another length: git wants longer ones where it joins bases first, and where the keeper set it so.
#[must_use]
pub fn merge_with(base: &str, ours: &str, theirs: &str, markers: Markers) -> Merged {
    if ours == theirs || theirs == base {
        return Merged::clean(ours);
    }
    if ours == base {
        return Merged::clean(theirs);
    }
    // One kind of line break within; outside, the one that the note had.
    let breaks = line_break(if base.is_empty() { ours } else { base });
    let has_mark = if base.is_empty() { ours.starts_with('\u{feff}') } else { base.starts_with('\u{feff}') };
    let plain = |text: &str| {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
        if text.is_empty() || text.ends_with('\n') { text } else { text + "\n" }
    };
    let mut merged = join_plain(&settled(&plain(base)), &plain(ours), &plain(theirs), markers);
    if breaks != "\n" {
        merged.text = merged.text.replace('\n', breaks);
    }
    if has_mark {
        merged.text.insert(0, '\u{feff}');
    }
    merged
}

/// A base without the conflicts that stand in it. Where two lines of history crossed, git joins several bases into one and leaves
/// their conflicts between markers: neither of the two answers was agreed on, so none of them is what both sides come from.
fn settled(base: &str) -> String {
    let run = |line: &str, mark: char| {
        let length = line.chars().take_while(|&it| it == mark).count();
        (7 <= length && line[length..].trim_end_matches('\n').chars().next().is_none_or(|next| next == ' ')).then_some(length)
    };
    let mut kept = String::new();
    let mut lines = base.split_inclusive('\n');
    while let Some(line) = lines.next() {
        let Some(length) = run(line, '<') else {
            kept.push_str(line);
            continue;
        };
        let mut rest = lines.clone();
        let is_closed = rest.any(|line| run(line, '=') == Some(length)) && rest.any(|line| run(line, '>') == Some(length));
        match is_closed {
            true => lines = rest,
            false => kept.push_str(line),
        }
    }
    kept
}

fn join_plain(base: &str, ours: &str, theirs: &str, markers: Markers) -> Merged {
    let (before, here, there) = (cut(base), cut(ours), cut(theirs));
    let (Some(here), Some(there), Some(before)) = (here, there, before) else {
        return join_lines(base, ours, theirs, "of the note", markers);
    };
    let mut merged = match (here.front, there.front) {
        (None, None) => Merged::default(),
        (ours, theirs) => {
            let joined = join_front(before.front.unwrap_or(""), ours.unwrap_or(""), theirs.unwrap_or(""), markers);
            Merged { text: format!("---\n{}---\n", joined.text), conflicts: joined.conflicts }
        }
    };
    merged.push(join_bodies(before.body, here.body, there.body, markers));
    merged
}

struct Parts<'a> {
    front: Option<&'a str>,
    body: &'a str,
}

/// A note cut at its front matter; none where that cannot be read, so that a merge never works on what it does not understand.
fn cut(text: &str) -> Option<Parts<'_>> {
    let markdown = parse(text);
    if !markdown.problems.is_empty() {
        return None;
    }
    let body = &text[markdown.front_matter.as_ref().map_or(0, |front| front.range.end())..];
    Some(Parts { front: markdown.front_matter.as_ref().map(|front| front.inner.of(text)), body })
}

#[cfg(test)]
mod tests {
    use super::{merge, merge_with};
    use crate::actions::merge::merged::{Markers, Merged};
    use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
    use proptest::{collection::vec, prop_assert, prop_assert_eq};

    const WEEK: &str = "---\nweek: 2026-W48\n---\n# Week 48\n\n## Habits\n\n| Habit | Target | Mon | Tue | Wed |\n|-------|--------|-----|-----|-----|\n| Code  | daily  |     |     |     |\n| Read  | daily  |     |     |     |\n\n## Prompts\n\n### Review\n\n- [ ] completed\n- [ ] partially complete\n- [x] not started\n\n### Map\n\n- [ ] completed\n- [ ] partially complete\n- [x] not started\n\n## Wins\n\n## Review\n";

    #[test]
    fn two_machines_keep_both_their_days() {
        let ours =
            WEEK.replace("| Code  | daily  |     |", "| Code  | daily  | x   |").replace("## Wins\n", "## Wins\n\n- Asked a stranger\n");
        let theirs = WEEK.replace("| Code  | daily  |     |     |", "| Code  | daily  |     | x   |").replacen(
            "- [ ] completed\n- [ ] partially complete\n- [x] not started\n",
            "- [x] completed\n- [ ] partially complete\n- [ ] not started\n\nI tracked it.\n",
            1,
        );
        let merged = merge(WEEK, &ours, &theirs);
        assert_eq!(merged.conflicts, Vec::<String>::new());
        assert!(merged.text.contains("| Code  | daily  | x   | x   |     |"), "{}", merged.text);
        assert!(merged.text.contains("### Review\n\n- [x] completed\n- [ ] partially complete\n- [ ] not started\n\nI tracked it.\n"));
        assert!(merged.text.contains("- Asked a stranger"));
        assert_eq!(merge(WEEK, &theirs, &ours), merged);
    }

    #[test]
    fn prose_that_both_changed_stands_twice_between_markers() {
        let merged = merge("Hi Ada,\n\nold\n", "Hi Ada,\n\nours\n", "Hi Ada,\n\ntheirs\n");
        assert_eq!(merged.conflicts.len(), 1);
        assert!(merged.text.contains("<<<<<<< ours\nours\n=======\ntheirs\n>>>>>>> theirs\n"), "{}", merged.text);
    }

    #[test]
    fn what_crossed_histories_never_agreed_on_is_nobodys_base() {
        let answer = |mark: &str| WEEK.replace("| Code  | daily  |     |", &format!("| Code  | daily  | {mark} |"));
        let base = merge(WEEK, &answer("x"), &answer("~"));
        assert_eq!(base.conflicts.len(), 1);
        for base in
            [base.text.clone(), base.text.replace("<<<<<<<", "<<<<<<<<<").replace("=======", "=========").replace(">>>>>>>", ">>>>>>>>>")]
        {
            let merged = merge(&base, &answer("x"), &answer("~"));
            assert_eq!(merged.conflicts, ["Code, Mon: “x” here, “~” there"]);
            assert_eq!(merge(&base, &answer("~"), &answer("x")).conflicts.len(), 1);
            assert_eq!(merge(&base, &answer("x"), &answer("x")), Merged::clean(answer("x")));
        }
    }

    #[test]
    fn markers_are_as_long_as_git_wants_them() {
        let base = "---\nrole: x\n---\n# Ada\n\nold\n\n## Facts\n\n- a\n  - b\n\n| Habit | Mon |\n|---|---|\n| Code | |\n";
        let side = |word: &str, mark: &str| {
            base.replace('x', word)
                .replace("old", word)
                .replace("- b", &format!("- b ({mark})"))
                .replace("| Code | |", &format!("| Code | {mark} |"))
        };
        let merged = merge_with(base, &side("one", "+"), &side("two", "-"), Markers::of_length(9));
        let signs = |sign: &str| {
            merged.text.lines().filter(|line| line.starts_with(&sign.repeat(9)) && !line.starts_with(&sign.repeat(10))).count()
        };
        assert_eq!((merged.conflicts.len(), signs("<"), signs("="), signs(">")), (4, 4, 4, 4), "{}", merged.text);
        assert_eq!(Markers::of_length(0), Markers::default());
    }

    #[test]
    fn sections_keep_their_distance() {
        let base = "# Ada\n\n## Log\n- 2026-11-01 Met\n";
        let merged = merge(base, &format!("{base}\n## Ideas\n- a\n"), &format!("{base}\n## Later\n- b\n"));
        assert_eq!(merged, Merged::clean(format!("{base}\n## Ideas\n- a\n\n## Later\n- b\n")));
    }

    #[test]
    fn a_section_that_became_the_last_one_is_not_taken_for_changed() {
        let (facts, ideas) = ("## Facts\n\n- a\n", "## Ideas\n\n- b\n");
        let base = format!("# Ada\n\n{facts}\n{ideas}");
        let merged = merge(&base, &format!("# Ada\n\n{ideas}- c\n"), &format!("# Ada\n\n{facts}"));
        assert_eq!(merged, Merged::clean(format!("# Ada\n\n{ideas}- c\n")));
    }

    #[test]
    fn nothing_is_ticked_that_nobody_ticked() {
        let base = "## Prompts\n\n### Review\n\n- [ ] completed\n- [ ] partially complete\n- [ ] not started\n";
        let merged = merge(base, &format!("{base}\nOurs.\n"), &format!("{base}\nTheirs.\n"));
        assert_eq!(merged.conflicts.len(), 1);
        assert!(merged.text.starts_with(base), "{}", merged.text);
    }

    #[test]
    fn line_breaks_and_the_byte_order_mark_are_kept() {
        let base = "\u{feff}---\r\nname: Ada\r\n---\r\n# Ada\r\n";
        let merged =
            merge(base, &base.replace("name: Ada\r\n", "name: Ada\r\ntie: weak\r\n"), &format!("{base}\r\n## Log\r\n- 2026-11-01 Met\r\n"));
        assert_eq!(merged.text, "\u{feff}---\r\nname: Ada\r\ntie: weak\r\n---\r\n# Ada\r\n\r\n## Log\r\n- 2026-11-01 Met\r\n");
    }

    #[test]
    fn of_two_headings_alike_one_may_go_while_the_other_is_worked_on() {
        let call = |words: &str| format!("## Call\n\n{words}\n\n### Next\n\n- Write after: {words}\n\n");
        let (first, second) = (call("She told me of lexers."), call("We went through my parser."));
        let edited = call("We went through my parser twice.");
        let base = format!("# Ada\n\n{first}{second}");
        for (ours, theirs, expected) in [
            (format!("# Ada\n\n{second}"), format!("# Ada\n\n{first}{edited}"), format!("# Ada\n\n{edited}")),
            (format!("# Ada\n\n{edited}"), format!("{base}{}", call("A third.")), format!("# Ada\n\n{edited}{}", call("A third."))),
        ] {
            assert_eq!(merge(&base, &ours, &theirs), Merged::clean(&expected));
            assert_eq!(merge(&base, &theirs, &ours), Merged::clean(&expected));
        }
    }

    #[derive(Clone, Debug)]
    enum Edit {
        Cell(usize, usize, &'static str),
        Tick(usize),
        Win(u8),
        Key(u8),
        Habit(u8),
    }

    fn edit() -> impl Strategy<Value = Edit> {
        prop_oneof![
            (0..2_usize, 0..3_usize, prop_oneof![Just("x"), Just("no"), Just("45m"), Just("~ late")])
                .prop_map(|(row, day, mark)| Edit::Cell(row, day, mark)),
            (0..2_usize).prop_map(Edit::Tick),
            any::<u8>().prop_map(Edit::Win),
            (0..4_u8).prop_map(Edit::Key),
            (0..3_u8).prop_map(Edit::Habit),
        ]
    }

    fn edited(edits: &[Edit]) -> String {
        let mut cells = [[""; 3]; 2];
        let mut ticks = [false; 2];
        let (mut wins, mut keys, mut habits) = (Vec::new(), Vec::new(), Vec::new());
        for edit in edits {
            match edit {
                Edit::Cell(row, day, mark) => cells[*row][*day] = mark,
                Edit::Tick(prompt) => ticks[*prompt] = true,
                Edit::Win(number) => wins.push(format!("- Win {number}\n")),
                Edit::Key(number) => keys.push(format!("k{number}: {number}\n")),
                Edit::Habit(number) => habits.push(format!("| H{number} | daily | | | |\n")),
            }
        }
        for list in [&mut wins, &mut keys, &mut habits] {
            list.sort();
            list.dedup();
        }
        let row = |name: &str, cells: &[&str; 3]| format!("| {name} | daily | {} |\n", cells.join(" | "));
        let boxes = |done: bool| {
            let (one, three) = if done { ("x", " ") } else { (" ", "x") };
            format!("- [{one}] completed\n- [ ] partially complete\n- [{three}] not started\n")
        };
        format!(
            "---\nweek: 2026-W48\n{}---\n# Week 48\n\n## Habits\n\n| Habit | Target | Mon | Tue | Wed |\n|---|---|---|---|---|\n{}{}{}\n## Prompts\n\n### Review\n\n{}\n### Map\n\n{}\n## Wins\n\n{}\n## Review\n",
            keys.concat(),
            row("Code", &cells[0]),
            row("Read", &cells[1]),
            habits.concat(),
            boxes(ticks[0]),
            boxes(ticks[1]),
            wins.concat()
        )
    }

    proptest! {
        #[test]
        fn merging_loses_nothing_and_does_not_hang_on_the_side(before in vec(edit(), 0..4), here in vec(edit(), 0..6), there in vec(edit(), 0..6)) {
            let base = edited(&before);
            let ours = edited(&[before.clone(), here].concat());
            let theirs = edited(&[before, there].concat());
            let merged = merge(&base, &ours, &theirs);
            prop_assert_eq!(&merge(&base, &ours, &ours).text, &ours);
            if merged.conflicts.is_empty() {
                prop_assert_eq!(&merge(&base, &theirs, &ours), &merged);
                prop_assert_eq!(&merge(&merged.text, &merged.text, &merged.text).text, &merged.text);
                prop_assert!(!merged.text.contains("<<<<<<<"));
            }
            for side in [&ours, &theirs] {
                for line in side.lines().filter(|line| line.starts_with("- Win") || line.starts_with('k')) {
                    prop_assert!(merged.text.contains(line), "{} lost in\n{}", line, merged.text);
                }
                for habit in ["H0", "H1", "H2"] {
                    prop_assert!(!side.contains(habit) || merged.text.contains(habit));
                }
                let wanted = side.lines().filter(|line| line.starts_with("| Code") || line.starts_with("| Read"));
                for (row, cells) in wanted.map(|line| (line.split('|').nth(1).unwrap().trim(), line.split('|').map(str::trim).skip(3).take(3).collect::<Vec<_>>())) {
                    for (day, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                        let base_cell = base.lines().find(|line| line.contains(row)).and_then(|line| line.split('|').map(str::trim).nth(3 + day)).unwrap_or("");
                        let kept = merged.text.lines().any(|line| line.contains(row) && line.split('|').map(str::trim).nth(3 + day) == Some(cell));
                        prop_assert!(kept || *cell == base_cell, "{} {} lost in\n{}", row, cell, merged.text);
                    }
                }
            }
        }
    }
}
