//! JSON Schemas (2020-12) of `journal.toml` and of each kind's front matter, made from the tables that reading uses.

use serde_json::{Map, Value, json};

use crate::notes::field::{FieldSpec, Shape};
use crate::notes::kind::NoteKind;
use crate::notes::settings::keys::{OwnKeys, SettingShape, SettingSpec, SettingTable, TABLES};
use crate::notes::settings::model::{Counts, LEVELS};

/// The dialect of every schema here.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The name of the settings' schema.
pub const SETTINGS: &str = "journal.toml";

/// The names of all schemas: the settings, then a kind each.
#[must_use]
pub fn names() -> Vec<&'static str> {
    std::iter::once(SETTINGS).chain(NoteKind::ALL.into_iter().map(NoteKind::word)).collect()
}

/// The schema of this name; none where there is none.
#[must_use]
pub fn schema(name: &str) -> Option<Value> {
    if name == SETTINGS {
        return Some(settings());
    }
    NoteKind::ALL.into_iter().find(|kind| kind.word() == name).map(front_matter)
}

/// The schema of a kind's front matter. Fields of the keeper's own are welcome.
fn front_matter(kind: NoteKind) -> Value {
    let properties: Map<String, Value> = kind.fields().iter().map(|field| (field.name.to_owned(), property(field))).collect();
    json!({
        "$schema": DIALECT,
        "title": format!("Front matter of {}", kind.a_note()),
        "description": "Every field may be missing or empty, and fields of your own are welcome.",
        "type": ["object", "null"],
        "properties": properties,
        "$defs": definitions(),
    })
}

/// What several fields share. YAML reads `to: [[ada]]` as a list in a list, and `yes` as a truth value in its older version.
fn definitions() -> Value {
    json!({
        "text": {"type": ["string", "number", "boolean", "null"]},
        "link": {"anyOf": [{"$ref": "#/$defs/text"}, {"type": "array", "minItems": 1, "maxItems": 1, "items": {"type": "array", "items": {"$ref": "#/$defs/text"}}}]},
        "texts": {"anyOf": [{"$ref": "#/$defs/text"}, {"type": "array", "items": {"$ref": "#/$defs/text"}}]},
        "links": {"anyOf": [{"$ref": "#/$defs/link"}, {"type": "array", "items": {"$ref": "#/$defs/link"}}]},
    })
}

fn property(field: &FieldSpec) -> Value {
    let mut shape = shape(field.shape);
    if let Some(shape) = shape.as_object_mut() {
        shape.insert("description".to_owned(), json!(field.about));
    }
    shape
}

const DATE: &str = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
const PERIOD: &str = "^0*[1-9][0-9]* *(d|day|days|w|week|weeks|month|months)$";

fn shape(shape: Shape) -> Value {
    match shape {
        Shape::Text | Shape::PromptWeek => json!({"$ref": "#/$defs/text"}),
        Shape::Company | Shape::Message => json!({"$ref": "#/$defs/link"}),
        Shape::Texts => json!({"$ref": "#/$defs/texts"}),
        Shape::Contacts => json!({"$ref": "#/$defs/links"}),
        Shape::OneOf(words) => {
            let words: Vec<Value> = words.iter().map(|word| json!(word)).chain([Value::Null]).collect();
            json!({"enum": words})
        }
        Shape::Suggest(words) => json!({"$ref": "#/$defs/text", "examples": words}),
        Shape::Date => pattern(&format!("^{DATE}$"), "2026-11-23"),
        Shape::DateTime => pattern(&format!("^{DATE}([Tt ] *[0-9]{{1,2}}:[0-5]?[0-9](:[0-5]?[0-9])?)?$"), "2026-12-02 18:30"),
        Shape::Period => pattern(PERIOD, "6 weeks"),
        Shape::YesNo => json!({"enum": ["yes", "no", true, false, "true", "false", "y", "n", "on", "off", null]}),
        Shape::Email => pattern("^[^@\\s,]+@[^@\\s,.][^@\\s,]*\\.[^@\\s,]*[^@\\s,.]$", "ada@host.example"),
        Shape::Url => pattern("^\\S*\\.\\S*$", "https://host.example/page"),
        Shape::Zone => {
            let zones: Vec<Value> = zones().into_iter().map(Value::from).chain([Value::Null]).collect();
            json!({"enum": zones})
        }
        Shape::Week => pattern("^[0-9]{4}-W(0[1-9]|[1-4][0-9]|5[0-3])$", "2026-W48"),
        Shape::Codes => {
            let code = json!({"type": "string", "pattern": CODE});
            json!({"anyOf": [code, {"type": "array", "items": code}, {"type": "null"}]})
        }
    }
}

const CODE: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

fn pattern(pattern: &str, example: &str) -> Value {
    json!({"type": ["string", "null"], "pattern": pattern, "examples": [example]})
}

fn zones() -> Vec<&'static str> {
    chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).collect()
}

fn settings() -> Value {
    let mut properties = Map::new();
    let mut about = "";
    for table in TABLES {
        if table.name.is_empty() {
            about = table.about;
            properties.extend(keys(table.keys));
        } else {
            properties.insert(table.name.to_owned(), own_table(table));
        }
    }
    json!({
        "$schema": DIALECT,
        "title": "journal.toml",
        "description": about,
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

fn own_table(table: &SettingTable) -> Value {
    let others = match table.own {
        OwnKeys::None => json!(false),
        OwnKeys::Habits => habit(),
        OwnKeys::Periods => json!({"type": "string", "pattern": PERIOD, "examples": ["4 weeks"]}),
        OwnKeys::Severities => json!({"enum": LEVELS}),
    };
    let mut value = json!({"description": table.about, "type": "object", "properties": keys(table.keys), "additionalProperties": others});
    if table.own == OwnKeys::Severities {
        value["propertyNames"] = json!({"pattern": CODE});
    }
    value
}

fn keys(specs: &[SettingSpec]) -> Map<String, Value> {
    specs.iter().map(|spec| (spec.key.to_owned(), setting(spec))).collect()
}

fn setting(spec: &SettingSpec) -> Value {
    let mut value = match spec.shape {
        SettingShape::Text => json!({"type": "string"}),
        SettingShape::OneOf(words) => json!({"enum": words}),
        SettingShape::Zone => json!({"enum": zones()}),
        SettingShape::Time => json!({"type": "string", "pattern": "^([01]?[0-9]|2[0-3]):[0-5]?[0-9]$"}),
        SettingShape::DayRanges => {
            let range =
                json!({"type": "string", "pattern": format!("^ *{DATE} *(\\.\\. *{DATE} *)?$"), "examples": ["2026-12-21..2027-01-03"]});
            json!({"type": "array", "items": range})
        }
        SettingShape::Number => number(),
        SettingShape::Flag => json!({"type": "boolean"}),
        SettingShape::Limits(channels) => {
            let properties: Map<String, Value> = channels.iter().map(|channel| ((*channel).to_owned(), number())).collect();
            json!({"type": "object", "properties": properties, "additionalProperties": false})
        }
    };
    value["description"] = json!(spec.about);
    if let Ok(default) = serde_json::from_str::<Value>(spec.default) {
        value["default"] = default;
    }
    value
}

fn number() -> Value {
    json!({"type": "integer", "minimum": 0, "maximum": u32::MAX})
}

fn habit() -> Value {
    let target = json!({"type": "string", "pattern": target_pattern(), "examples": ["daily", "weekdays", "Mon Wed Sat", "3/week", "2h/week", "2/day", "30m/day"]});
    let counts: Vec<&str> = Counts::ALL.into_iter().map(Counts::words).collect();
    json!({"anyOf": [
        target,
        {
            "type": "object",
            "properties": {"target": target, "counts": {"enum": counts, "description": "What the habit counts by itself."}},
            "required": ["target"],
            "additionalProperties": false,
        },
    ]})
}

/// What a target may be written like, as `Target::parse` reads it; schemas have no way to ignore case but letter by letter.
fn target_pattern() -> String {
    let any_case = |word: &str| word.chars().map(|letter| format!("[{}{letter}]", letter.to_ascii_uppercase())).collect::<String>();
    let words = ["daily", "every day", "each day", "weekdays", "workdays", "weekends", "weekly"]
        .map(|word| word.split(' ').map(any_case).collect::<Vec<_>>().join(" "));
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].map(|day| {
        // `mon`, and any more of the word.
        let rest = day
            .chars()
            .skip(3)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .fold(String::new(), |rest, letter| format!("(?:{}{rest})?", any_case(&letter.to_string())));
        format!("{}{rest}", any_case(&day[..3]))
    });
    let day = format!("(?:{})\\.?", days.join("|"));
    let per = format!(" */ *(?:{})", ["week", "wk", "w", "day", "d"].map(any_case).join("|"));
    let (hours, minutes) =
        (["hours", "hour", "hrs", "hr", "h"].map(any_case).join("|"), ["minutes", "minute", "mins", "min", "m"].map(any_case).join("|"));
    let length = format!("(?:[0-9][0-9.]* *(?:{hours})(?: *[0-9][0-9.]* *(?:{minutes})?)?|[0-9][0-9.]* *(?:{minutes}))");
    format!("^ *(?:{}|[0-9][0-9.]* *[xX]?{per}|{length}{per}|{day}(?:[ ,]+{day})*) *$", words.join("|"))
}

#[cfg(test)]
mod tests {
    use super::{names, schema, target_pattern};
    use crate::notes::habits::Target;

    #[test]
    fn every_name_has_its_schema() {
        assert_eq!(names().len(), 10);
        assert!(names().into_iter().all(|name| schema(name).is_some()));
        assert!(schema("letter").is_none());
    }

    #[test]
    fn the_pattern_of_targets_is_what_is_read() {
        let pattern = regex::Regex::new(&target_pattern()).unwrap();
        let written = "daily|Every day|WEEKDAYS|weekends|weekly|Mon Wed Sat|mon, wed|Tuesday|thurs fri.|3/week|2x/week|3 / wk|2h/week|1h30m/day|1h30/w|30 min/day|1.5h/week|2 hours/day";
        for words in written.split('|') {
            assert!(Target::parse(words).is_some() && pattern.is_match(words), "{words}: {:?}", Target::parse(words));
        }
        for words in ["", "often", "3/month", "Mon Foo", "h/week", "3 / ", "2", "Mo", "daily mon"] {
            assert!(Target::parse(words).is_none() && !pattern.is_match(words), "{words}");
        }
    }
}
