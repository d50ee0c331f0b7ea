//! `journal`: a plain-text career journal that coaches its keeper. This page is the map of the house.
//!
//! Someone who changes careers into software keeps a folder of Markdown notes in a private git repository: weeks of habits,
//! answers to prompts, mind maps, people, and the messages written to them. One binary is a language server for any editor and
//! a command line. It works offline, without an account, and keeps every byte that it did not mean to change.
//!
//! A journal is read into one [`workspace::snapshot::Snapshot`]: an immutable value, cheap to clone. Everything above asks it
//! and answers with plain values: findings, reports, edits. Only the faces and `git` touch the world.
//!
//! ```text
//!                         main.rs                           start, exit status
//!                            │
//!                           cli/                            face: words on a screen
//!                            │   (only commands/lsp.rs starts it)
//!                           lsp/                            face: the protocol; sole home of the protocol's types
//!                            │
//!                           ide/    json/                   what an editor may ask · shapes for scripts
//!           ┌────────────┬───┴────────┐
//!        checks/      actions/     report/     exchange/    findings · changes as edits · what happened and is due · contacts in and out
//!           └────────────┴───┬────────┴────────────┘
//!                       workspace/                          all notes together: Snapshot, links, people, timeline, chains
//!                            │
//!                         prose/        maps/               a message's anatomy, names, likeness · a map laid out and drawn
//!                            └─────┬──────┘
//!                               notes/                      what one note means: Contact, Outreach, Week, habits, Settings
//!                        ┌─────────┴────────┐
//!                   calendar/           markdown/      git/ (beside: the journal on disk; asked by the faces only)
//!                        └─────────┬────────┴────────────┘
//!                                text/                      ranges, lines, edits, sentences, fuzzy, width; knows nobody
//! ```
//!
//! A file imports from its own floor or a lower one; `tests/shape.rs` reads every import and fails on one that points upward.
//!
//! - `text`: byte ranges, line tables in UTF-8, UTF-16 and UTF-32, edits as values, sentences, folding and fuzzy matching, the
//!   width of words in a terminal. Must never know what a journal is.
//! - `calendar`: dates, weeks by ISO and by the day they start on, dates as people type them, offered times in running text.
//!   Must never read the clock.
//! - `markdown`: front matter (a room of its own), headings, links, tables and lists with exact places, and edits on front matter
//!   and tables that keep every other byte. Must never know contacts and habits.
//! - `git`: `files` finds a journal's root, walks and reads; `watch` sees files change; `save` changes several as one act that can
//!   be undone and survives a kill; `repository` asks the keeper's own git, `history` makes and reads commits, `remote` brings
//!   copies together and lets nothing leak on the way. Must never know what a note means.
//! - `notes`: what one note means, by its kind, and the built-in catalogue of prompts. Reading never fails: a broken note has its
//!   best value and a list of problems. Must never see another note or the disk.
//! - `prose`: what each sentence of a message does, who is addressed, what is alike. Must never see the workspace.
//! - `maps`: a mind map laid out, and drawn as SVG, PNG, HTML and Mermaid.
//! - `workspace`: the snapshot, and the facts that several features share: links, people, timelines, chains. Must never word
//!   anything for people, nor read the disk.
//! - `checks`: a check a file, with its page and its examples, in one catalogue; `fold` says which finding stands for which.
//!   One check must never call another.
//! - `actions`: what a command or quick fix would write, as plans of edits. Must never write.
//! - `report`: what happened and is due, as plain values and as pages; what moved in meaning between two states. Must never
//!   import checks or know colours.
//! - `exchange`: vCard, CSV, LinkedIn's export, iCalendar. Must never read the disk.
//! - `ide`: completion, hover, rename and their kin as functions from a snapshot and a place to plain values. Must never name a
//!   protocol type.
//! - `json`: the shapes that scripts and editors lean on, written out by hand. Must never derive them from the model.
//! - `lsp`: the language server. Must never decide anything that `ide` could.
//! - `cli`: the commands. Gathers, asks one floor down, shows.
//! - `testing`: fixtures, built for tests alone.
//!
//! What must never be: a panic on a note; a byte changed that was not meant; today's date read anywhere but in the faces; a
//! message about a keeper's draft that a kind coach would not say.

pub mod text;
pub mod calendar;
pub mod markdown;
pub mod git;
pub mod notes;
pub mod prose;
pub mod maps;
pub mod workspace;
pub mod checks;
pub mod actions;
pub mod report;
pub mod exchange;
pub mod ide;
pub mod json;
pub mod lsp;
pub mod cli;
#[cfg(test)]
pub mod testing;
