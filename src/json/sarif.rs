//! Findings as SARIF 2.1.0, which code hosts and editors read.

use serde::Serialize;
use serde_json::{Value, json};

use crate::checks::catalogue::CATALOGUE;
use crate::checks::check::{Check, Diagnostic, Fix, FixKind, Severity};
use crate::checks::page::page;
use crate::json::place::places;
use crate::text::range::TextRange;
use crate::workspace::snapshot::Snapshot;

/// The findings as a SARIF log of one run. Paths stay relative to the journal's folder.
#[must_use]
pub fn sarif(snapshot: &Snapshot, diagnostics: &[Diagnostic]) -> Value {
    let rules = CATALOGUE.iter().map(|check| rule(check)).collect();
    let driver = Driver { name: "journal", semantic_version: env!("CARGO_PKG_VERSION"), rules };
    let results = diagnostics.iter().map(|one| result(snapshot, one)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results }],
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<SarifResult>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Message,
    full_description: Message,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<SarifFix>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifFix {
    description: Message,
    artifact_changes: Vec<ArtifactChange>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: Artifact,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Message,
}

fn rule(check: &Check) -> Rule {
    let parts = page(check.page);
    let plain = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let markdown = check.page.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n");
    Rule {
        id: check.code,
        short_description: Message { text: parts.summary },
        full_description: Message { text: plain(&parts.why) },
        help: Help { text: format!("{} Stays quiet: {}", plain(&parts.why), plain(&parts.stays_quiet)), markdown },
        default_configuration: Configuration { level: level(check.severity) },
    }
}

/// SARIF knows three levels; what is worth knowing and what is polish are notes.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "note",
    }
}

fn result(snapshot: &Snapshot, one: &Diagnostic) -> SarifResult {
    let related = one.finding.related.iter().enumerate();
    SarifResult {
        rule_id: one.code,
        rule_index: CATALOGUE.iter().position(|check| check.code == one.code),
        level: level(one.severity),
        message: Message { text: format!("{} {}", one.finding.message, one.finding.help).trim().to_owned() },
        locations: vec![location(snapshot, &one.path, one.finding.range)],
        related_locations: related
            .map(|(at, other)| Location {
                id: Some(at),
                message: Some(Message { text: other.message.clone() }),
                ..location(snapshot, &other.path, other.range)
            })
            .collect(),
        fixes: one.finding.fixes.iter().filter_map(|it| fix(snapshot, &one.path, it)).collect(),
    }
}

fn location(snapshot: &Snapshot, path: &str, range: TextRange) -> Location {
    let physical_location = PhysicalLocation { artifact_location: artifact(path), region: region(snapshot, path, range) };
    Location { id: None, physical_location, message: None }
}

fn artifact(path: &str) -> Artifact {
    Artifact { uri: uri(path) }
}

fn region(snapshot: &Snapshot, path: &str, range: TextRange) -> Region {
    let (start, end) = places(snapshot, path, range);
    Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
}

fn fix(snapshot: &Snapshot, path: &str, fix: &Fix) -> Option<SarifFix> {
    let FixKind::Edits(edits) = &fix.how else { return None };
    let replacements = edits
        .iter()
        .map(|edit| Replacement {
            deleted_region: region(snapshot, path, edit.range),
            inserted_content: Message { text: edit.text.clone() },
        })
        .collect();
    let artifact_changes = vec![ArtifactChange { artifact_location: artifact(path), replacements }];
    Some(SarifFix { description: Message { text: fix.title.clone() }, artifact_changes })
}

/// A path as a relative address: what an address cannot hold is written with percent signs.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::{sarif, uri};
    use crate::checks::run::check_all;
    use crate::testing::journal;

    const FIXTURE: &str = "//- outreach/ä b.md\n---\nstatus: Sent\nchanel: fax\n---\nHi [[Sam]] and [[nobody-there]]\n//- contacts/sam.md\n# Sam\n//- contacts/sam-2.md\n# Sam\n";

    #[test]
    fn a_log_is_valid_by_the_official_schema() {
        let published = include_str!("../../tests/data/sarif-schema-2.1.0.json");
        // As published, two patterns are no regular expressions.
        let sound = published.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}?$");
        let schema = serde_json::from_str(&sound).unwrap();
        let snapshot = journal(FIXTURE);
        let findings = check_all(&snapshot);
        assert!(findings.len() >= 5, "{findings:?}");
        let validator = jsonschema::validator_for(&schema).unwrap();
        let log = sarif(&snapshot, &findings);
        let errors: Vec<String> = validator.iter_errors(&log).map(|error| format!("{} {error}", error.instance_path())).collect();
        assert_eq!(errors, Vec::<String>::new());
        let broken = serde_json::json!({"version": "2.1.0", "runs": [{"results": []}]});
        assert!(!validator.is_valid(&broken), "the schema is asked at all");
    }

    #[test]
    fn levels_and_places_are_those_of_the_findings() {
        let snapshot = journal(FIXTURE);
        let findings: Vec<_> = check_all(&snapshot).into_iter().filter(|one| one.code == "unknown-field").collect();
        let result = &sarif(&snapshot, &findings)["runs"][0]["results"][0];
        assert_eq!((result["level"].as_str(), result["ruleId"].as_str()), (Some("note"), Some("unknown-field")));
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "outreach/%C3%A4%20b.md");
        assert_eq!((&place["region"]["startLine"], &place["region"]["endColumn"]), (&3.into(), &7.into()));
    }

    #[test]
    fn a_path_becomes_an_address() {
        assert_eq!(uri("outreach/a#b.md"), "outreach/a%23b.md");
    }
}
