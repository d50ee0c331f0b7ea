//! `journal schema`.

use clap::Args;

use crate::cli::failure::{Exit, Failure};
use crate::cli::screen::Screen;
use crate::json::schema::{names, schema};
use crate::text::fuzzy::did_you_mean;

/// Print a JSON Schema: of journal.toml, or of a kind's front matter
///
/// For editors that complete and check TOML or YAML by a schema. Without a name, the names are listed.
#[derive(Args, Debug)]
pub struct SchemaArgs {
    /// journal.toml, contact, company, outreach, week, day, event, map, prompts or note
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

/// Prints the schema.
///
/// # Errors
/// When there is none of that name.
pub fn run(args: &SchemaArgs, screen: &mut Screen) -> Result<Exit, Failure> {
    let Some(name) = &args.name else {
        names().into_iter().for_each(|name| screen.say(name));
        return Ok(Exit::Fine);
    };
    let plain = name.trim_end_matches(".json");
    let called = match plain {
        "settings" | "journal" => "journal.toml",
        "message" => "outreach",
        other => other,
    };
    let found = schema(called).ok_or_else(|| {
        let near = did_you_mean(called, names());
        let advice = near.map_or_else(|| format!("There are: {}.", names().join(", ")), |near| format!("Did you mean {near}?"));
        Failure::no_such(format!("there is no schema called “{name}”")).advise(advice)
    })?;
    screen.json(&found);
    Ok(Exit::Fine)
}
