//! The sentence classifier: trains anew and compares with the committed weights, and measures how well it carries over to new authors.
//!
//! `JOURNAL_UPDATE=1 cargo test --release --test acts` writes `src/prose/acts/weights.bin`;
//! `JOURNAL_MEASURE=1 cargo test --release --test acts -- --nocapture` prints the figures (`JOURNAL_MEASURE=errors` the errors too).

mod messages;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use journal::prose::acts::act::{Act, Stage};
use journal::prose::acts::judge::Tally;
use journal::prose::acts::score::score;
use journal::prose::acts::train::{Example, Prepared, across_authors, innocent, judge, read_examples, train};

use messages::{Labelled, labelled};

const WEIGHTS: &str = "src/prose/acts/weights.bin";

/// Who wrote the sentences: each file is an author.
const AUTHORS: [char; 9] = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_committed_weights_are_what_the_labelled_sentences_teach() {
    let bytes = train(&prepared());
    let path = root().join(WEIGHTS);
    if std::env::var_os("JOURNAL_UPDATE").is_some() {
        fs::write(&path, &bytes).expect("weights are written");
    }
    let committed = fs::read(&path).expect("weights are there");
    assert!(committed == bytes, "the weights differ from what training gives: JOURNAL_UPDATE=1 cargo test --release --test acts");
}

#[test]
fn measures_are_printed_on_demand() {
    let Some(mode) = std::env::var_os("JOURNAL_MEASURE") else { return };
    let prepared = prepared();
    let mut errors = Vec::new();
    let mut ranked = vec![Vec::new(); Act::ALL.len()];
    let tallies = across_authors(&prepared, &AUTHORS, |at, act, score, said| {
        let example = &prepared.examples[at];
        ranked[act].push((example.author, score, example.labels[act] == Some(true)));
        if said != (example.labels[act] == Some(true)) && Act::WEIGHTY.contains(&Act::ALL[act]) {
            errors.push(format!(
                "{} {} {} {score:.2} {}",
                Act::ALL[act],
                if said { "ALARM" } else { "miss" },
                example.author,
                example.text
            ));
        }
    });
    if mode == "errors" {
        errors.sort();
        println!("{}", errors.join("\n"));
    }
    for act in Act::ALL {
        let Tally { hits, alarms, misses } = tallies[act.index()];
        let mark = if Act::WEIGHTY.contains(&act) { '*' } else { ' ' };
        println!(
            "{mark} {:<18} F1 {:.3}  AP {:.3}  hits {hits} alarms {alarms} misses {misses}",
            act.name(),
            tallies[act.index()].f1(),
            precision(&ranked[act.index()])
        );
    }
    let mean = Act::WEIGHTY.iter().map(|act| tallies[act.index()].f1()).sum::<f64>() / Act::WEIGHTY.len() as f64;
    innocents(&prepared, mode == "errors");
    messages();
    let precision = Act::WEIGHTY.iter().map(|act| precision(&ranked[act.index()])).sum::<f64>() / Act::WEIGHTY.len() as f64;
    println!(
        "macro-F1 across authors, {} acts: {mean:.4}, average precision {precision:.4} ({} sentences)",
        Act::WEIGHTY.len(),
        prepared.examples.len()
    );
}

/// Prints how often a fault is seen in sentences of messages that do not have it, each judged by weights that have not seen it.
fn innocents(prepared: &Prepared, list: bool) {
    let places = prepared.places(|_| true);
    let (scores, calibrations) = judge(prepared, &places);
    for (act, _) in CODES {
        let calibration = &calibrations[act.index()];
        let judged = |at: &&usize| prepared.examples[**at].author == '-' && prepared.examples[**at].labels[act.index()].is_some();
        let seen = places.iter().filter(judged).count();
        let alarms: Vec<usize> = places
            .iter()
            .filter(judged)
            .copied()
            .filter(|at| calibration.threshold <= calibration.probability(scores[*at][act.index()]))
            .collect();
        println!(
            "innocent {:<14} {} alarms in {seen} sentences of messages, threshold {:.2}",
            act.name(),
            alarms.len(),
            calibration.threshold
        );
        if list {
            alarms.iter().for_each(|at| println!("  {act}: {}", prepared.examples[*at].text));
        }
    }
}

/// Prints in how many messages a fault is seen, by the committed weights, of those that have it and of those that do not.
///
/// The weights have not learnt from the faulty sentences; of the other messages they have.
fn messages() {
    for (act, codes) in CODES {
        let (mut found, mut faulty, mut alarms, mut clean) = (0, 0, 0, 0);
        for (stage, sentences, must, may) in labelled_messages() {
            let said = sentences.iter().any(|sentence| score(sentence, stage).has(act));
            if must.iter().any(|code| *code == codes[0]) {
                faulty += 1;
                found += u32::from(said);
            } else if !must.iter().chain(&may).any(|code| codes.contains(&code.as_str())) && trusted(act, stage) {
                clean += 1;
                alarms += u32::from(said);
            }
        }
        println!("messages {:<14} found in {found} of {faulty} faulty, alarm in {alarms} of {clean} others", act.name());
    }
}

/// Average precision of the ranking, the mean over the authors: how well scores order sentences, whatever the threshold.
fn precision(ranked: &[(char, f32, bool)]) -> f64 {
    let of = |author: char| {
        let mut own: Vec<(f32, bool)> = ranked.iter().filter(|(by, ..)| *by == author).map(|(_, score, truth)| (*score, *truth)).collect();
        own.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (mut found, mut sum) = (0.0, 0.0);
        for (place, (_, truth)) in own.iter().enumerate() {
            if *truth {
                found += 1.0;
                sum += found / (place as f64 + 1.0);
            }
        }
        if found == 0.0 { 0.0 } else { sum / found }
    };
    AUTHORS.into_iter().map(of).sum::<f64>() / AUTHORS.len() as f64
}

#[test]
fn a_sentence_is_scored_in_microseconds() {
    let sentences: Vec<Example> = read_examples('d', &fs::read_to_string(root().join("tests/data/sentences/d.jsonl")).expect("sentences"));
    let start = Instant::now();
    let found: usize = sentences.iter().map(|example| score(&example.text, example.stage).acts().count()).sum();
    let each = start.elapsed().as_secs_f64() * 1e6 / sentences.len() as f64;
    println!("{each:.1} microseconds a sentence");
    assert!(sentences.len() / 2 < found);
    // A debug build is some fifteen times slower, a busy machine a few times more.
    assert!(each < 3_000.0, "{each:.1} microseconds a sentence");
}

fn prepared() -> Prepared {
    let mut examples = Vec::new();
    for author in AUTHORS {
        let path = root().join(format!("tests/data/sentences/{author}.jsonl"));
        if let Ok(text) = fs::read_to_string(path) {
            examples.extend(read_examples(author, &text));
        }
    }
    examples.extend(innocent_sentences());
    Prepared::new(examples)
}

/// The codes whose absence from a message tells that none of its sentences does the act.
const CODES: [(Act, &[&str]); 9] = [
    (Act::JobAsk, &["job-ask", "thank-you-ask", "many-asks"]),
    (Act::HiringProbe, &["hiring-probe", "thank-you-ask", "job-ask"]),
    (Act::ReferralAsk, &["referral-ask", "thank-you-ask", "many-asks"]),
    (Act::Mass, &["mass-mention"]),
    (Act::Expert, &["expert-pose"]),
    (Act::Guilt, &["follow-up-guilt"]),
    (Act::Stiff, &["too-formal"]),
    (Act::Casual, &["too-casual"]),
    (Act::Jargon, &["jargon"]),
];

/// The sentences of the messages to develop on, as examples of what faults are not.
fn innocent_sentences() -> Vec<Example> {
    let mut examples = Vec::new();
    for (stage, sentences, must, may) in labelled_messages() {
        let named = |code: &&str| must.iter().chain(&may).any(|named| named == code);
        let innocent_of = |(act, codes): &&(Act, &[&str])| !codes.iter().any(named) && trusted(*act, stage);
        let faults: Vec<Act> = CODES.iter().filter(innocent_of).map(|(act, _)| *act).collect();
        examples.extend(sentences.iter().map(|sentence| innocent(sentence, stage, &faults)));
    }
    examples
}

/// A message: its stage, its sentences, the codes it must get and those it may.
type Message = (Stage, Vec<String>, Vec<String>, Vec<String>);

/// The messages to develop on, the corpus' first eighty cases and those of the text files: stage, sentences, the codes they must get and
/// those they may.
fn labelled_messages() -> Vec<Message> {
    let mut found: Vec<Message> =
        ["blind", "voices", "blind2"].into_iter().flat_map(labelled).map(|message| read_message(&message)).collect();
    for case in cases() {
        let Ok(text) = fs::read_to_string(case.join("expected.json")) else { continue };
        let Ok(expected) = serde_json::from_str::<serde_json::Value>(&text) else { continue };
        for (file, codes) in expected["files"].as_object().into_iter().flatten() {
            let list =
                |name: &str| codes[name].as_array().into_iter().flatten().filter_map(|code| code.as_str().map(str::to_owned)).collect();
            if let Some((stage, sentences)) = message(&case, file) {
                found.push((stage, sentences, list("must"), list("may")));
            }
        }
    }
    found
}

fn read_message(message: &Labelled) -> Message {
    let contact = message.fields.get("contact").map(String::as_str).unwrap_or_default();
    let stage = stage_of(&message.intent, contact.split(';').any(|part| is_known(part.trim())));
    let codes = |field: &str| message.codes(field).into_iter().map(str::to_owned).collect();
    (stage, sentences(&message.text), codes("must"), codes("may"))
}

fn stage_of(intent: &str, knows_them: bool) -> Stage {
    match intent {
        "follow-up" => Stage::FollowUp,
        "thank-you" => Stage::ThankYou,
        "reply" => Stage::Reply,
        _ if knows_them => Stage::Warm,
        _ => Stage::Cold,
    }
}

/// Whether somebody with this tie is no stranger.
fn is_known(tie: &str) -> bool {
    matches!(tie, "dormant" | "weak" | "close" | "community")
}

/// Where a message without a code may yet do the act: replies may accept what was offered, and course words are fine among friends.
fn trusted(act: Act, stage: Stage) -> bool {
    match act {
        Act::JobAsk | Act::ReferralAsk | Act::HiringProbe => stage != Stage::Reply,
        Act::Jargon => stage == Stage::Cold,
        _ => true,
    }
}

fn cases() -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(root().join("tests/data/corpus")) else { return Vec::new() };
    let mut cases: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    cases.sort();
    let number = |path: &Path| path.file_name().and_then(|name| name.to_str()?.get(..3)?.parse::<u32>().ok());
    cases.retain(|path| number(path).is_some_and(|number| (1..=80).contains(&number)));
    cases
}

/// The stage and sentences of an outreach message of a case.
fn message(case: &Path, file: &str) -> Option<(Stage, Vec<String>)> {
    let text = fs::read_to_string(case.join(file)).ok().filter(|_| file.starts_with("outreach/"))?;
    let (front, body) = text.strip_prefix("---\n")?.split_once("\n---\n")?;
    let field = |name: &str| front.lines().find_map(|line| line.strip_prefix(name)).map(|value| value.trim().trim_matches('"').to_owned());
    let name = field("to:")?;
    let stage = stage_of(field("intent:").as_deref().unwrap_or_default(), knows(case, &name));
    let body = body.split("\n## ").next().unwrap_or_default();
    Some((stage, sentences(body)))
}

/// Whether the contact of this name is no stranger.
fn knows(case: &Path, name: &str) -> bool {
    let Ok(entries) = fs::read_dir(case.join("contacts")) else { return false };
    entries.flatten().filter_map(|entry| fs::read_to_string(entry.path()).ok()).any(|contact| {
        let tie = contact.lines().find_map(|line| line.strip_prefix("tie:")).map(str::trim);
        contact.contains(&format!("name: {name}")) && tie.is_some_and(is_known)
    })
}

/// A plain cut into sentences, good enough for teaching.
fn sentences(body: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in body.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut start = 0;
        let bytes = line.as_bytes();
        for at in 0..bytes.len() {
            let ends = matches!(bytes[at], b'.' | b'?' | b'!') && bytes.get(at + 1) == Some(&b' ');
            let capital = line.get(at + 2..).and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase);
            if ends && capital && at - start > 4 {
                found.push(line[start..=at].trim().to_owned());
                start = at + 2;
            }
        }
        found.push(line[start..].trim().to_owned());
    }
    found
}
