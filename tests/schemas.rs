//! The schemas of `schemas/`: the same as the code makes them, sound, true to the sample journal, and strict with slips.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use journal::actions::demo::history::commits;
use journal::calendar::date::iso_date;
use journal::json::schema::{names, schema};
use journal::markdown::tree::{Content, Entry, Value};
use journal::notes::note::Note;
use serde_json::{Map, Value as Json, json};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas")
}

fn validator(name: &str) -> jsonschema::Validator {
    let schema = schema(name).unwrap_or_else(|| panic!("a schema called {name}"));
    jsonschema::draft202012::new(&schema).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[track_caller]
fn accepts(name: &str, value: &Json, what: &str) {
    let validator = validator(name);
    let errors: Vec<String> = validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{name} refuses {what}: {errors:?}");
}

#[track_caller]
fn refuses(name: &str, value: &Json) {
    assert!(!validator(name).is_valid(value), "{name} accepts {value}");
}

/// Front matter as a YAML reader sees it, with every scalar a text.
fn as_json(entries: &[Entry]) -> Json {
    fn json_of(value: &Value) -> Json {
        match &value.content {
            Content::Empty => Json::Null,
            Content::Scalar(words) => json!(words),
            Content::List(values) => values.iter().map(json_of).collect(),
            Content::Map(entries) => as_json(entries),
        }
    }
    let pairs: Map<String, Json> = entries.iter().map(|entry| (entry.key.to_string(), json_of(&entry.value))).collect();
    Json::Object(pairs)
}

/// The sample's files as they stand at its end.
fn sample() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for commit in commits(iso_date("2026-11-24").expect("a day")) {
        for (path, text) in commit.files {
            match text {
                Some(text) => files.insert(path, text),
                None => files.remove(&path),
            };
        }
    }
    files
}

#[test]
fn the_committed_schemas_are_those_that_the_code_makes() {
    let update = std::env::var_os("JOURNAL_UPDATE").is_some();
    let mut expected: Vec<String> = Vec::new();
    for name in names() {
        let file = format!("{name}.json");
        let text = format!("{:#}\n", schema(name).expect("a schema"));
        if update {
            fs::create_dir_all(folder()).expect("a folder");
            fs::write(folder().join(&file), &text).expect("a file");
        }
        let committed = fs::read_to_string(folder().join(&file)).unwrap_or_default();
        assert!(
            committed == text,
            "schemas/{file} is not what the code makes; to write it anew: JOURNAL_UPDATE=1 cargo test --test schemas"
        );
        expected.push(file);
    }
    let mut found: Vec<String> =
        fs::read_dir(folder()).expect("schemas").flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn every_schema_is_a_sound_one() {
    for name in names() {
        let schema = schema(name).expect("a schema");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[test]
fn every_note_of_the_sample_and_its_settings_are_accepted() {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (path, text) in sample() {
        if path == "journal.toml" {
            let value: toml::Value = toml::from_str(&text).expect("TOML");
            accepts("journal.toml", &serde_json::to_value(value).expect("JSON"), &path);
        } else if path.ends_with(".md") {
            let note = Note::read(path.as_str(), text.as_str());
            let front = note.markdown.front_matter.as_ref().map_or(Json::Null, |front| as_json(&front.entries));
            accepts(note.kind.word(), &front, &path);
            *seen.entry(note.kind.word()).or_default() += 1;
        }
    }
    for kind in ["contact", "company", "outreach", "week", "event", "map", "prompts"] {
        assert!(seen.get(kind).is_some_and(|count| *count > 0), "the sample has no {kind}: {seen:?}");
    }
}

#[test]
fn values_as_yaml_types_them_are_accepted() {
    accepts("outreach", &json!({"to": [["ada-lovelace"]], "sent": "2026-11-23", "allow": ["too-long"], "status": null}), "a bare wikilink");
    accepts("outreach", &json!({"to": [[["ada"]], "Bo"], "follows": [["2026-11-09-ada"]]}), "several");
    accepts(
        "contact",
        &json!({"name": 1984, "may-name": true, "tags": "one", "company": [["mill"]], "own-field": {"deep": 1}}),
        "numbers and truths",
    );
    accepts("week", &json!(null), "no front matter");
    accepts("event", &json!({"date": "2026-12-02 18:30", "met": ["Ada"], "status": "went"}), "a time");
}

#[test]
fn planted_faults_in_front_matter_are_refused() {
    for (kind, faulty) in [
        ("contact", json!({"tie": "strong"})),
        ("contact", json!({"email": "ada at host"})),
        ("contact", json!({"email": "ada@host"})),
        ("contact", json!({"timezone": "Mars/Olympus"})),
        ("contact", json!({"every": "often"})),
        ("contact", json!({"every": "0 weeks"})),
        ("contact", json!({"follow-up": "1 Dec 2026"})),
        ("contact", json!({"follow-up": "2026-13-01"})),
        ("contact", json!({"may-name": "perhaps"})),
        ("contact", json!({"name": ["Ada", "Bo"]})),
        ("contact", json!({"linkedin": "no address"})),
        ("company", json!({"stage": "dreaming"})),
        ("company", json!({"applied": "yesterday"})),
        ("outreach", json!({"status": "Sent"})),
        ("outreach", json!({"channel": "pigeon"})),
        ("outreach", json!({"intent": "sell"})),
        ("outreach", json!({"allow": ["Too Long"]})),
        ("outreach", json!({"to": {"name": "Ada"}})),
        ("week", json!({"week": "2026-48"})),
        ("week", json!({"week": "2026-W54"})),
        ("day", json!({"date": "today"})),
        ("event", json!({"date": "2026-12-02 at noon"})),
        ("event", json!({"status": "maybe"})),
        ("map", json!({"kind": "mindmap"})),
        ("prompts", json!({"tags": {"a": 1}})),
        ("note", json!(["a", "list"])),
    ] {
        refuses(kind, &faulty);
    }
}

#[test]
fn planted_faults_in_settings_are_refused() {
    for text in [
        "wek-start = \"monday\"",
        "week-start = \"friday\"",
        "timezone = \"Denver\"",
        "day-starts-at = \"4 am\"",
        "away = \"2026-12-21\"",
        "away = [\"soon\"]",
        "[me]\nnick = \"Sam\"",
        "[habits]\nCode = \"sometimes\"",
        "[habits]\nCode = { counts = \"prompts\" }",
        "[habits]\nCode = { target = \"daily\", counts = \"coffees\" }",
        "[keep-in-touch]\nmentor = 4",
        "[outreach]\nfollow-up-after-days = -1",
        "[outreach]\ndate-order = \"year-first\"",
        "[outreach]\nwords-at-most = { fax = 3 }",
        "[checks]\ntoo-formal = \"loud\"",
        "[push]\nallow-public = \"no\"",
        "[commit]\nname = true",
    ] {
        let value: toml::Value = toml::from_str(text).expect("TOML");
        refuses("journal.toml", &serde_json::to_value(value).expect("JSON"));
        assert!(!journal::notes::settings::read::settings(text).problems.is_empty(), "the journal reads {text:?} without a word");
    }
}
