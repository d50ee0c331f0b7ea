//! The keeper's own templates: `{{ name }}` and its like filled in, the front matter kept sound.

use crate::markdown::front_matter::edit::set_many;
use crate::markdown::front_matter::new_value::NewValue;
use crate::markdown::parse::parse;
use crate::notes::kind::NoteKind;
use crate::text::edit::apply;

/// A template with the words in their places: `{{ key }}` becomes the value, an unknown key stays. In the front matter a value that YAML
/// would misread is put in quotes.
#[must_use]
pub fn filled(template: &str, values: &[(&str, &str)]) -> String {
    let front_end = front_matter_end(template);
    let mut text = String::with_capacity(template.len() + 64);
    let mut rest = 0;
    while let Some(open) = template[rest..].find("{{").map(|at| rest + at) {
        let Some(close) = template[open..].find("}}").map(|at| open + at) else { break };
        text.push_str(&template[rest..open]);
        let key = template[open + 2..close].trim();
        match values.iter().find(|(known, _)| known.eq_ignore_ascii_case(key)) {
            Some((_, value)) if open < front_end => text.push_str(&for_yaml(value, &text)),
            Some((_, value)) => text.push_str(value),
            None => text.push_str(&template[open..close + 2]),
        }
        rest = close + 2;
    }
    text.push_str(&template[rest..]);
    text
}

/// A text with these fields in its front matter, in their usual order; as it stands where they cannot be set.
#[must_use]
pub fn with_fields(text: String, kind: NoteKind, fields: &[(&str, NewValue)]) -> String {
    let markdown = parse(&text);
    let order: Vec<&str> = kind.fields().iter().map(|field| field.name).collect();
    let changes: Vec<(&str, Option<NewValue>)> = fields.iter().map(|(key, value)| (*key, Some(value.clone()))).collect();
    let edited = set_many(&text, &markdown, &changes, &order).ok().and_then(|edits| apply(&text, &edits).ok());
    edited.unwrap_or(text)
}

/// A single value.
#[must_use]
pub fn scalar(words: impl Into<String>) -> NewValue {
    NewValue::Scalar(words.into())
}

/// Where the front matter of a template ends; the template is no YAML yet, so only its fences tell.
fn front_matter_end(template: &str) -> usize {
    let start = template.strip_prefix('\u{feff}').unwrap_or(template);
    if !start.starts_with("---") {
        return 0;
    }
    let shift = template.len() - start.len();
    ["\n---\n", "\n---\r\n", "\n--- \n"].iter().filter_map(|fence| start.find(fence)).min().map_or(0, |at| at + shift)
}

/// A value as it may stand behind `before` in YAML.
fn for_yaml(value: &str, before: &str) -> String {
    let line = before.rsplit('\n').next().unwrap_or(before);
    let escaped = || value.replace('\\', "\\\\").replace('"', "\\\"");
    if line.ends_with('"') {
        return escaped();
    }
    if line.ends_with('\'') {
        return value.replace('\'', "''");
    }
    let safe = |letter: char| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '.' | '_' | '/' | '\'' | '(' | ')' | '+' | '@');
    let is_plain = value.chars().all(safe) && value.starts_with(char::is_alphanumeric) && !matches!(value, "null" | "true" | "false");
    let stands_alone = line.trim_end().ends_with([':', '-', '[', ',']);
    if is_plain || !stands_alone { value.to_owned() } else { format!("\"{}\"", escaped()) }
}

#[cfg(test)]
mod tests {
    use super::filled;
    use crate::markdown::parse::parse;
    use crate::notes::field::Fields;

    #[test]
    fn words_stand_in_their_places() {
        let template = "---\nname: {{name}}\nsource: \"by {{ Name }}\"\n---\n# {{name}}\n{{ mine }} {{";
        assert_eq!(filled(template, &[("name", "Ada")]), "---\nname: Ada\nsource: \"by Ada\"\n---\n# Ada\n{{ mine }} {{");
    }

    #[test]
    fn a_value_cannot_break_the_front_matter() {
        let template = "---\nname: {{name}}\nalso: \"{{name}}\"\n---\n# {{name}}\n";
        for name in ["A: B # c", "\"quoted\"", "- x", "[[ada]]", "# no", "a\\b", "null"] {
            let text = filled(template, &[("name", name)]);
            let markdown = parse(&text);
            let fields = Fields::of(&markdown);
            assert_eq!(fields.text("name").map(|it| it.value).as_deref(), Some(name), "{text}");
            assert_eq!(fields.text("also").map(|it| it.value).as_deref(), Some(name), "{text}");
        }
    }
}
