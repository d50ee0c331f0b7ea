//! The language server in odd places: strange names and line ends, journals in folders and behind links, notes outside any journal, poor clients,
//! files that change or go underneath.

mod support;

use serde_json::{Value, json};
use support::{Client, Folder, at, span};

const TOML: &str = "//- journal.toml\n[habits]\nCode = \"daily\"\n";

/// The files and places of an answer: `ada.md 4:2`.
fn shown(answer: &Value) -> Vec<String> {
    let place = |it: &Value| {
        let uri = it["uri"].as_str().unwrap().rsplit('/').next().unwrap();
        format!("{uri} {}:{}", it["range"]["start"]["line"], it["range"]["start"]["character"])
    };
    answer.as_array().unwrap_or_else(|| panic!("{answer}")).iter().map(place).collect()
}

fn place(uri: &str, line: u32, character: u32) -> Value {
    json!({"textDocument": {"uri": uri}, "position": at(line, character)})
}

const ODD: &str = "//- contacts/Zoë Bly.md
\u{feff}---\r
name: Zoë Bly\r
---\r
# Zoë Bly\r
## Log\r
//- n.md
| who |\r
|---|\r
| 🦀 [[Zoë Bly\\|Z]] |\r
\r
See [z](contacts/Zo%C3%AB%20Bly.md), [y](<contacts/Zoë Bly.md>) and [[zoe bly#Log]].\r
";

#[test]
fn odd_names_and_line_ends_lead_to_the_same_note_in_every_unit() {
    let folder = Folder::new(&format!("{TOML}{ODD}"));
    for (encoding, link, markdown, angled, heading) in [("utf-16", 7, 10, 43, 74), ("utf-8", 9, 10, 43, 75), ("utf-32", 6, 10, 43, 74)] {
        let mut capabilities = support::able();
        capabilities["general"]["positionEncodings"] = json!([encoding]);
        let mut client = Client::start_with(&folder, capabilities);
        let uri = client.open_file(&folder, "n.md");
        for (line, column) in [(2, link + 1), (4, markdown), (4, angled), (4, heading)] {
            let found = client.request("textDocument/definition", place(&uri, line, column));
            assert_eq!(shown(&found), ["Zo%C3%AB%20Bly.md 3:2"], "{encoding} {line}:{column}");
        }
        let mut asked = place(&folder.uri("contacts/Zo%C3%AB%20Bly.md"), 3, 3);
        asked["context"] = json!({"includeDeclaration": false});
        let found = shown(&client.request("textDocument/references", asked));
        assert_eq!((found[0].as_str(), found.len()), (format!("n.md 2:{}", link - 2).as_str(), 4), "{encoding}: {found:?}");
    }
}

#[test]
fn an_offer_in_a_table_is_found_by_what_is_typed_and_escapes_its_pipe() {
    let folder = Folder::new(&format!("{TOML}//- contacts/ada-lovelace.md\n# Ada Lovelace\n//- n.md\n| who |\n|---|\n| 🦀 @lov |\n"));
    let mut capabilities = support::able();
    capabilities["textDocument"]["completion"] = json!({});
    let mut client = Client::start_with(&folder, capabilities);
    let uri = client.open_file(&folder, "n.md");
    let item = client.request("textDocument/completion", place(&uri, 2, 9))["items"][0].clone();
    assert_eq!(item["textEdit"], json!({"range": span((2, 5), (2, 9)), "newText": "[[ada-lovelace\\|Ada Lovelace]]"}));
    assert!(item["filterText"].as_str().unwrap().starts_with("@lovelace") && item["insertTextFormat"] == 1, "{item}");
}

#[test]
fn a_journal_within_the_editors_folder_is_meant_and_what_lies_beside_it_is_left_alone() {
    let folder = Folder::new(
        "//- me/journal.toml\n//- me/contacts/ada.md\n# Ada\n//- me/n.md\n[[ada]] [[nobody]]\n//- README.md\n# Readme\n[[nobody]]\n",
    );
    let mut client = Client::start(&folder);
    let found = client.request("workspace/symbol", json!({"query": "a"}));
    assert_eq!(found.as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect::<Vec<_>>(), ["Ada"]);
    let readme = client.open_file(&folder, "README.md");
    assert_eq!(client.diagnostics(&readme, 1), Vec::<Value>::new());
    let note = client.open_file(&folder, "me/n.md");
    assert_eq!(client.diagnostics(&note, 1)[0]["code"], "broken-link");
}

#[cfg(unix)]
#[test]
fn a_journal_behind_a_link_is_served_and_watched_under_the_links_name() {
    let folder = Folder::new("//- real/journal.toml\n//- real/contacts/ada.md\n# Ada\n//- real/n.md\n[[ada]]\n");
    std::os::unix::fs::symlink(folder.path("real"), folder.path("link")).unwrap();
    let mut client = Client::silent();
    let folders = json!([{"uri": folder.uri("link"), "name": "journal"}]);
    client.request("initialize", json!({"processId": null, "capabilities": support::able(), "workspaceFolders": folders}));
    client.notify("initialized", json!({}));
    let uri = client.open_file(&folder, "link/n.md");
    let found = client.request("textDocument/definition", place(&uri, 0, 3));
    assert_eq!(found[0]["uri"], folder.uri("link/contacts/ada.md"));
    folder.write("real/contacts/bo.md", "# Bo Bly\n");
    let until = std::time::Instant::now() + support::PATIENCE;
    loop {
        let found = client.request("workspace/symbol", json!({"query": "bo bly"}));
        if found[0]["location"]["uri"] == folder.uri("link/contacts/bo.md") {
            break;
        }
        assert!(std::time::Instant::now() < until, "{found}");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

#[test]
fn outside_a_journal_nothing_is_said_of_notes_that_are_not_known() {
    let folder = Folder::new("//- a.md\n# A\n[[b]] [x](b.md) [[#Nowhere]]\n//- b.md\n# B\n");
    let mut client = Client::silent();
    client.request("initialize", json!({"processId": null, "capabilities": {}, "rootUri": null}));
    client.notify("initialized", json!({}));
    let uri = client.open_file(&folder, "a.md");
    assert_eq!(client.diagnostics(&uri, 1), Vec::<Value>::new());
}

#[test]
fn a_note_deleted_underneath_unsaved_edits_is_told_of_and_stays() {
    let folder = Folder::new(&format!("{TOML}//- n.md\n# Plan\n"));
    let mut client = Client::start(&folder);
    let uri = client.open_file(&folder, "n.md");
    client.diagnostics(&uri, 1);
    client.edit(&uri, 2, json!([{"range": span((0, 6), (0, 6)), "text": " B"}]));
    client.diagnostics(&uri, 2);
    std::fs::remove_file(folder.path("n.md")).unwrap();
    let told = client.hear("window/showMessage", |_| true);
    assert_eq!(told["params"]["message"], "n.md was deleted on the disk while it has unsaved edits here. Save it to have it back.");
    assert_eq!(client.request("workspace/symbol", json!({"query": "plan b"}))[0]["name"], "Plan B");
}

#[test]
fn a_file_that_would_take_another_notes_place_leaves_links_as_they_are_and_says_so() {
    let folder = Folder::new(&format!("{TOML}//- a.md\n# Alpha\n//- b.md\n# Beta\n//- n.md\n[[a]] [x](a.md)\n"));
    let mut client = Client::start(&folder);
    let files = json!([{"oldUri": folder.uri("a.md"), "newUri": folder.uri("b.md")}]);
    assert_eq!(client.request("workspace/willRenameFiles", json!({"files": files})), json!(null));
    let told = client.hear("window/showMessage", |_| true);
    assert!(told["params"]["message"].as_str().unwrap().starts_with("b.md is another note already"), "{told}");
    // Two that change places take theirs along.
    let files = json!([
        {"oldUri": folder.uri("a.md"), "newUri": folder.uri("b.md")},
        {"oldUri": folder.uri("b.md"), "newUri": folder.uri("a.md")}
    ]);
    let edit = client.request("workspace/willRenameFiles", json!({"files": files}));
    assert!(edit["documentChanges"].as_array().is_some_and(|it| !it.is_empty()), "{edit}");
}

#[test]
fn a_poor_client_gets_plain_answers_and_refusals_in_words() {
    let folder = Folder::new(&format!("{TOML}//- contacts/ada.md\n# Ada\n//- n.md\n[[ada]] [[nobody]]\n"));
    let mut client = Client::start_with(&folder, json!({}));
    let uri = client.open_file(&folder, "n.md");
    let symbols = client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": folder.uri("contacts/ada.md")}}));
    assert_eq!(symbols[0]["location"]["uri"], folder.uri("contacts/ada.md"));
    let mut renamed = place(&uri, 0, 3);
    renamed["newName"] = json!("Ada King");
    let (code, words) = client.refused("textDocument/rename", renamed);
    assert!(code == -32803 && words.contains("journal rename"), "{words}");
    let context = json!({"textDocument": {"uri": uri}, "range": span((0, 12), (0, 12)), "context": {"diagnostics": []}});
    let actions = client.request("textDocument/codeAction", context);
    assert!(actions.as_array().unwrap().iter().all(|it| it.get("edit").is_some()), "{actions}");
}

#[test]
fn a_client_that_names_its_folder_by_path_alone_has_its_journal() {
    let folder = Folder::new(&format!("{TOML}//- contacts/ada.md\n# Ada Bly\n"));
    let mut client = Client::silent();
    client.request("initialize", json!({"processId": null, "capabilities": {}, "rootPath": folder.path("")}));
    client.notify("initialized", json!({}));
    assert_eq!(client.request("workspace/symbol", json!({"query": "bly"}))[0]["name"], "Ada Bly");
}

#[test]
fn addresses_with_raw_letters_and_spaces_are_taken_and_given_back_as_they_were_spelled() {
    let folder =
        Folder::new(&format!("{TOML}//- contacts/Zoë Bly.md\n# Zoë Bly\n//- ü [1] 100%.md\n[[Zoë Bly]] [[nobody]] file:///%C3%BC\n"));
    let mut client = Client::start(&folder);
    let uri = client.open_file(&folder, "ü [1] 100%.md");
    assert_eq!(client.diagnostics(&uri, 1)[0]["code"], "broken-link");
    let found = client.request("textDocument/definition", place(&uri, 0, 3));
    assert_eq!(found[0]["uri"], folder.uri("contacts/Zoë Bly.md"), "a file that is not open is spelled the same way");
    client.edit(&uri, 2, json!([{"range": span((0, 0), (0, 0)), "text": "\"uri\": \"ü\" "}]));
    client.diagnostics(&uri, 2);
    let text = client.request("journal/viewText", json!({"uri": uri}));
    assert_eq!(text, "\"uri\": \"ü\" [[Zoë Bly]] [[nobody]] file:///%C3%BC\n");
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    let cleared = client.hear("textDocument/publishDiagnostics", |it| it["version"].is_null());
    assert_eq!(cleared["params"]["uri"], uri);
}

#[test]
fn an_address_spelled_with_signs_of_per_cent_is_given_back_so_beside_raw_ones() {
    let folder = Folder::new(&format!("{TOML}//- ä.md\n[[nobody]]\n//- ö.md\n[[nobody]]\n"));
    let mut client = Client::start(&folder);
    let raw = client.open_file(&folder, "ä.md");
    client.diagnostics(&raw, 1);
    let escaped = folder.uri("%C3%B6.md");
    client.open(&escaped, "[[nobody]]\n");
    client.diagnostics(&escaped, 1);
}

#[test]
fn edited_settings_are_told_of_at_once_as_they_are_now() {
    let folder = Folder::new("//- journal.toml\n[habits]\nCode = \"dayly\"\n");
    let mut client = Client::start(&folder);
    let uri = client.open_file(&folder, "journal.toml");
    client.hear("textDocument/publishDiagnostics", |it| it["diagnostics"][0]["range"]["start"]["line"] == 1);
    client.edit(&uri, 2, json!([{"range": span((0, 0), (0, 8)), "text": "[habitz]"}]));
    let found = client.diagnostics(&uri, 2);
    let lines: Vec<&Value> = found.iter().map(|it| &it["range"]["start"]["line"]).collect();
    assert_eq!(lines, [0], "{found:?}");
}

#[test]
fn commit_letters_and_what_is_preferred_go_to_clients_that_know_of_them_alone() {
    let folder = Folder::new(&format!("{TOML}//- contacts/ada.md\n---\nname: Ada\nrolee: x\n---\n//- n.md\n[[\n"));
    let mut knowing = support::able();
    knowing["textDocument"]["completion"]["completionItem"]["commitCharactersSupport"] = json!(true);
    knowing["textDocument"]["codeAction"]["isPreferredSupport"] = json!(true);
    for (capabilities, is_told) in [(support::able(), false), (knowing, true)] {
        let mut client = Client::start_with(&folder, capabilities);
        let uri = client.open_file(&folder, "n.md");
        let item = client.request("textDocument/completion", place(&uri, 0, 2))["items"][0].clone();
        assert_eq!(item.get("commitCharacters").is_some(), is_told, "{item}");
        let uri = client.open_file(&folder, "contacts/ada.md");
        let context = json!({"textDocument": {"uri": uri}, "range": span((2, 2), (2, 2)), "context": {"diagnostics": []}});
        let actions = client.request("textDocument/codeAction", context);
        assert_eq!(actions[0].get("isPreferred").is_some(), is_told, "{actions}");
    }
}

#[test]
fn a_folder_that_moves_onto_another_tells_which_names_are_taken() {
    let folder = Folder::new(&format!(
        "{TOML}//- people/ada.md\n# Ada\n//- people/bo.md\n# Bo\n//- friends/ada.md\n# Another\n//- n.md\n[x](people/ada.md) [y](people/bo.md)\n"
    ));
    let mut client = Client::start(&folder);
    let files = json!([{"oldUri": folder.uri("people"), "newUri": folder.uri("friends")}]);
    let edit = client.request("workspace/willRenameFiles", json!({"files": files}));
    let told = client.hear("window/showMessage", |_| true);
    let words = "friends/ada.md is another note already: links to people/ada.md stay as they are";
    assert!(told["params"]["message"].as_str().unwrap().starts_with(words), "{told}");
    let edits = edit["documentChanges"].as_array().unwrap_or_else(|| panic!("{edit}"));
    assert_eq!(
        (edits.len(), &edits[0]["edits"][0]["newText"], edits[0]["edits"].as_array().unwrap().len()),
        (1, &json!("friends/bo.md"), 1)
    );
}
