//! A note's text in memory, and the few ways in which the sample's keeper changes one.

/// The note with a front matter field set: in place where it stands, else as the last.
pub fn with_field(text: &str, key: &str, value: &str) -> String {
    change_front_matter(text, |fields| {
        let line = format!("{key}: {value}");
        match fields.iter().position(|field| is_field(field, key)) {
            Some(at) => fields[at] = line,
            None => fields.push(line),
        }
    })
}

/// The note without this front matter field.
pub fn without_field(text: &str, key: &str) -> String {
    change_front_matter(text, |fields| fields.retain(|field| !is_field(field, key)))
}

/// The front matter field's value, without a comment.
pub fn field<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let (fields, _) = front_matter(text)?;
    let line = fields.lines().find(|line| is_field(line, key))?;
    let value = line[key.len() + 1..].split(" #").next().unwrap_or("");
    Some(value.trim())
}

/// The note with lines added at the end of the section `## title`, which is made where there is none.
///
/// A list's item joins the list; anything else becomes a paragraph of its own.
pub fn with_lines(text: &str, title: &str, lines: &str) -> String {
    let heading = format!("## {title}\n");
    let Some(start) = text.find(&format!("\n{heading}")).map(|at| at + 1 + heading.len()) else {
        return format!("{}\n\n{heading}{lines}\n", text.trim_end());
    };
    let end = text[start..].find("\n## ").map_or(text.len(), |at| start + at);
    let before = text[..end].trim_end();
    let joins_a_list = lines.starts_with("- ") && before.lines().next_back().is_some_and(|line| line.trim_start().starts_with("- "));
    let gap = if joins_a_list || before.len() < start { "\n" } else { "\n\n" };
    let after = text[end..].trim_start();
    let tail = if after.is_empty() { String::new() } else { format!("\n{after}") };
    format!("{before}{gap}{lines}\n{tail}")
}

fn change_front_matter(text: &str, change: impl FnOnce(&mut Vec<String>)) -> String {
    let Some((fields, rest)) = front_matter(text) else { return text.to_owned() };
    let mut fields: Vec<String> = fields.lines().map(str::to_owned).collect();
    change(&mut fields);
    format!("---\n{}\n{rest}", fields.join("\n"))
}

/// The front matter's lines, and the text from its closing fence on.
fn front_matter(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix("---\n")?;
    let end = inside.find("\n---\n")?;
    Some((&inside[..end], &inside[end + 1..]))
}

fn is_field(line: &str, key: &str) -> bool {
    line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':'))
}

#[cfg(test)]
mod tests {
    use super::{field, with_field, with_lines, without_field};

    const NOTE: &str = "---\nname: Ada\ntie: cold   # for now\n---\n# Ada\n\n## Facts\n- Parses\n\n## Log\n";

    #[test]
    fn a_field_changes_in_place_and_a_new_one_comes_last() {
        let text = with_field(&with_field(NOTE, "tie", "weak"), "every", "6 weeks");
        assert!(text.starts_with("---\nname: Ada\ntie: weak\nevery: 6 weeks\n---\n# Ada\n"), "{text}");
        assert_eq!((field(NOTE, "tie"), field(NOTE, "every")), (Some("cold"), None));
    }

    #[test]
    fn a_field_can_go() {
        assert!(without_field(NOTE, "tie").starts_with("---\nname: Ada\n---\n"));
    }

    #[test]
    fn items_join_their_list_and_prose_stands_apart() {
        let text = with_lines(NOTE, "Facts", "- Sings");
        assert!(text.ends_with("## Facts\n- Parses\n- Sings\n\n## Log\n"), "{text}");
        let text = with_lines(&text, "Log", "- Met");
        assert!(text.ends_with("- Sings\n\n## Log\n- Met\n"), "{text}");
        let text = with_lines(&with_lines(&text, "Prototype", "Words."), "Prototype", "More.");
        assert!(text.ends_with("- Met\n\n## Prototype\nWords.\n\nMore.\n"), "{text}");
    }
}
