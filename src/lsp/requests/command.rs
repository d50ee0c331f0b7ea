//! `workspace/executeCommand`: the same code as the command line.

use std::sync::Arc;

use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{NumberOrString, Uri, WorkspaceEdit};

use crate::actions::find_message::{Wanted, find_message};
use crate::actions::mark_message::MessageMark;
use crate::actions::tick::act::{TickRequest, Verb, tick};
use crate::calendar::phrase::week_phrase;
use crate::calendar::week::Week;
use crate::ide::act::Act;
use crate::json;
use crate::lsp::load::{end_progress, tell_progress};
use crate::lsp::outbox::Outbox;
use crate::lsp::requests::actions::{act_of, edit_of};
use crate::lsp::requests::rename::{failed, refused};
use crate::lsp::to_proto::edits::workspace_edit;
use crate::lsp::view::View;
use crate::maps::{html, mermaid, svg};
use crate::report;
use crate::report::page::habits_html::habits_html;
use crate::report::page::habits_svg::habits_svg;
use crate::report::page::week_html::week_html;
use crate::report::page::week_markdown::week_markdown;
use crate::report::page::week_svg::week_svg;

/// The command behind a code lens: an act on a document.
pub(crate) const ACT: &str = "journal.act";

/// Every command.
pub(crate) const COMMANDS: [&str; 18] = [
    ACT,
    "journal.week",
    "journal.today",
    "journal.due",
    "journal.habits",
    "journal.tick",
    "journal.skip",
    "journal.clear",
    "journal.markSent",
    "journal.markReplied",
    "journal.markMet",
    "journal.markDeclined",
    "journal.close",
    "journal.followUp",
    "journal.thank",
    "journal.map",
    "journal.commit",
    "journal.sync",
];

/// What a command comes to.
pub(crate) enum Outcome {
    /// A value for the client.
    Value(Value),
    /// An edit for the client to apply, and what to say.
    Edit(Box<WorkspaceEdit>, Vec<String>),
}

/// The document that the arguments name, as their first.
pub(crate) fn uri_of(arguments: &[Value]) -> Option<Uri> {
    let first = arguments.first()?;
    let words = first.as_str().or_else(|| first.get("uri").and_then(Value::as_str))?;
    words.parse::<Uri>().ok().filter(|uri| uri.as_str().contains(':'))
}

/// Tells that a command begins, where somebody wants to know or it takes its time, and gives what tells that it is done.
pub(crate) fn begin(view: &View, command: &str, token: Option<NumberOrString>, outbox: &Outbox) -> Box<dyn FnOnce(&Outbox)> {
    let title = match command {
        "journal.commit" => Some("Committing the notes"),
        "journal.sync" => Some("Syncing with the remote"),
        _ => None,
    };
    match (token, title) {
        (Some(token), title) => {
            outbox.begin(&token, title.unwrap_or(command));
            Box::new(|outbox| outbox.end(token))
        }
        (None, Some(title)) => {
            let token = NumberOrString::String(format!("{command}/{}", view.root.display()));
            let telling = Arc::default();
            tell_progress(&view.shared.offers, outbox, token.clone(), title, &telling);
            Box::new(move |outbox| end_progress(outbox, token, &telling))
        }
        (None, None) => Box::new(|_| {}),
    }
}

/// Does what a command says; `arguments` are those behind the document.
pub(crate) fn execute(view: &View, command: &str, arguments: &[Value]) -> Result<Outcome> {
    let rest = if uri_of(arguments).is_some() { &arguments[1..] } else { arguments };
    let named = match wanted(command) {
        Some(wanted) if uri_of(arguments).is_none() => Some(message_named(view, rest, wanted)?),
        _ => None,
    };
    let view = named.as_ref().unwrap_or(view);
    let stem = || crate::notes::note::stem_of(&view.path).to_owned();
    let act = |act: &Act| edit_of(view, act).map(|(edit, said)| Outcome::Edit(Box::new(edit), said));
    match command {
        ACT => act(&rest.first().and_then(act_of).ok_or_else(|| Error::invalid_params("no such act"))?),
        "journal.week" => week(view, rest).map(Outcome::Value),
        "journal.today" => Ok(Outcome::Value(today(view))),
        "journal.due" => {
            let by = view.snapshot.today();
            Ok(Outcome::Value(json::due::due(by, by, &report::due::due(&view.snapshot, by))))
        }
        "journal.habits" => habits(view, rest).map(Outcome::Value),
        "journal.tick" => ticked(view, Verb::Done, rest),
        "journal.skip" => ticked(view, Verb::Skip, rest),
        "journal.clear" => ticked(view, Verb::Clear, rest),
        "journal.markSent" => act(&Act::Mark(MessageMark::Sent)),
        "journal.markReplied" => act(&Act::Mark(MessageMark::Replied)),
        "journal.markMet" => act(&Act::Mark(MessageMark::Met)),
        "journal.markDeclined" => act(&Act::Mark(MessageMark::Declined)),
        "journal.close" => act(&Act::Mark(MessageMark::Closed)),
        "journal.followUp" => act(&Act::FollowUp(stem())),
        "journal.thank" => act(&Act::ThankYou(stem())),
        "journal.map" => map(view, rest).map(Outcome::Value),
        "journal.commit" => run(view, "commit").map(Outcome::Value),
        "journal.sync" => run(view, "sync").map(Outcome::Value),
        other => Err(Error::invalid_params(format!("there is no command {other}"))),
    }
}

/// What a command about a message wants it for.
fn wanted(command: &str) -> Option<Wanted> {
    Some(match command {
        "journal.markSent" => Wanted::ToSend,
        "journal.markReplied" => Wanted::Answered,
        "journal.markMet" => Wanted::Met,
        "journal.markDeclined" => Wanted::Declined,
        "journal.close" => Wanted::ToClose,
        "journal.followUp" => Wanted::ToFollow,
        "journal.thank" => Wanted::ToThank,
        _ => return None,
    })
}

/// The view of the message that the arguments name as the command line takes it: a path, a stem or a contact's name.
fn message_named(view: &View, arguments: &[Value], wanted: Wanted) -> Result<View> {
    let words = arguments.first().and_then(Value::as_str).filter(|words| !words.trim().is_empty());
    let words = words.ok_or_else(|| Error::invalid_params("Which message? Name its document, its file or the contact it goes to."))?;
    let id = find_message(&view.snapshot, words, wanted).map_err(|refusal| refused(&refusal))?;
    let path = view.snapshot.get(id).map(|note| note.path.clone()).ok_or_else(|| failed("the note is gone"))?;
    Ok(View { path, uri: None, ..view.clone() })
}

/// How a report may be wished for: values, or a page or picture that an editor shows as it is.
const FORMATS: [&str; 4] = ["json", "html", "markdown", "svg"];

/// The words of the arguments, and the format among them, wherever it stands.
fn words_and_format(arguments: &[Value]) -> (Vec<&str>, &str) {
    let words = || arguments.iter().filter_map(Value::as_str);
    let format = words().find(|word| FORMATS.contains(word)).unwrap_or("json");
    (words().filter(|word| !FORMATS.contains(word)).collect(), format)
}

/// A week as it stands in the buffers: `["last week", "html"]`; this one and values without words.
fn week(view: &View, arguments: &[Value]) -> Result<Value> {
    let start = view.snapshot.settings().week_start;
    let today = view.snapshot.today();
    let (words, format) = words_and_format(arguments);
    let week = match words.join(" ") {
        words if words.is_empty() => Week::of(today, start),
        words => week_phrase(&words, today, start).map_err(|error| failed(error.to_string()))?,
    };
    let report = report::week::week(&view.snapshot, week);
    let text = match format {
        "html" => week_html(&report),
        "markdown" => week_markdown(&report),
        "svg" => week_svg(&report),
        _ => return Ok(json::week::week(&report)),
    };
    Ok(json!({"format": format, "text": text, "week": week.to_string()}))
}

/// The habits over twelve weeks, or as many as are named: `[26, "html"]`.
fn habits(view: &View, arguments: &[Value]) -> Result<Value> {
    let weeks = arguments.iter().find_map(Value::as_u64).unwrap_or(12).clamp(1, 530);
    let report = report::habits::habits(&view.snapshot, u32::try_from(weeks).unwrap_or(12));
    let (_, format) = words_and_format(arguments);
    let text = match format {
        "html" => habits_html(&report),
        "svg" => habits_svg(&report),
        "json" => return Ok(json::habits::habits(&report)),
        other => return Err(Error::invalid_params(format!("habits are shown as json, html or svg, not as {other}"))),
    };
    Ok(json!({"format": format, "text": text}))
}

fn today(view: &View) -> Value {
    let drafts = view
        .snapshot
        .of_kind(crate::notes::kind::NoteKind::Outreach)
        .filter(|(_, note)| note.outreach().is_some_and(|message| message.status == crate::notes::outreach::Status::Draft));
    let errors = drafts.map(|(id, note)| (note.path.clone(), crate::ide::act::errors(&view.snapshot, id).len())).collect();
    json::today::today(&report::today::today(&view.snapshot, &errors))
}

/// Ticks habits today: `["Code", "30m"]`, as the command line reads them.
fn ticked(view: &View, verb: Verb, arguments: &[Value]) -> Result<Outcome> {
    let words: Vec<String> = arguments.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    if words.is_empty() {
        return Err(Error::invalid_params("Which habit? Name one or several, each with its amount behind it."));
    }
    let template = view.shared.world.template(&view.root, "week");
    let request = TickRequest { verb, words: &words, on: None, small: false, set: false, note: None, week_template: template.as_deref() };
    let plan = tick(&view.snapshot, &request).map_err(|refusal| refused(&refusal))?;
    let edit = workspace_edit(view, &plan).map_err(failed)?;
    Ok(Outcome::Edit(Box::new(edit), plan.said))
}

/// Draws the document's mind map: `svg` (by default), `html` or `mermaid`.
fn map(view: &View, arguments: &[Value]) -> Result<Value> {
    let map = view.note().and_then(|note| note.map()).ok_or_else(|| failed("This note is no mind map; those live in maps/."))?;
    let format = arguments.first().and_then(Value::as_str).unwrap_or("svg");
    let drawn = match format {
        "svg" => svg::svg(map),
        "html" => html::html(map),
        "mermaid" => mermaid::mermaid(map),
        other => return Err(Error::invalid_params(format!("a map is drawn as svg, html or mermaid, not as {other}"))),
    };
    Ok(json!({"format": format, "text": drawn}))
}

/// A command that works on what is saved.
fn run(view: &View, command: &str) -> Result<Value> {
    let said = view.shared.world.run(&view.root, &[command.to_owned()]).map_err(failed)?;
    Ok(json!({ "said": said }))
}
