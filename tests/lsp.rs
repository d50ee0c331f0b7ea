//! The language server from outside: whole conversations with the real binary.

mod support;

use serde_json::json;
use support::{Client, Folder, span};

const JOURNAL: &str = "
//- contacts/ada-lovelace.md
---
name: Ada Lovelace
tei: weak
---
# Ada Lovelace
//- weeks/2026-W48.md
Coffee with [[ada-lovelace]] and [[nobody-at-all]].
";

#[test]
fn a_client_that_says_exit_after_shutdown_leaves_a_server_that_ends_well() {
    let folder = Folder::new(JOURNAL);
    let mut client = Client::start(&folder);
    client.request("shutdown", json!(null));
    client.notify("exit", json!(null));
    assert_eq!(client.ended(), Some(0));
}

#[test]
fn exit_without_shutdown_and_a_closed_input_end_the_server_with_1() {
    let folder = Folder::new(JOURNAL);
    let mut client = Client::start(&folder);
    client.notify("exit", json!(null));
    assert_eq!(client.ended(), Some(1));
    let mut client = Client::start(&folder);
    client.hang_up();
    assert_eq!(client.ended(), Some(1));
}

#[test]
fn the_server_ends_when_the_process_that_it_was_told_of_is_gone() {
    let mut parent = std::process::Command::new("sleep").arg("60").spawn().unwrap();
    let mut client = Client::silent();
    client.request("initialize", json!({"processId": parent.id(), "capabilities": {}}));
    parent.kill().unwrap();
    parent.wait().unwrap();
    assert_eq!(client.ended(), Some(1));
}

#[test]
fn requests_before_initialize_and_after_shutdown_are_refused_with_the_protocols_codes() {
    let folder = Folder::new(JOURNAL);
    let mut client = Client::silent();
    let hover = json!({"textDocument": {"uri": folder.uri("weeks/2026-W48.md")}, "position": {"line": 0, "character": 0}});
    assert_eq!(client.refused("textDocument/hover", hover.clone()).0, -32002);
    client.initialize(&folder, support::able());
    assert_eq!(client.refused("textDocument/noSuchThing", json!({})).0, -32601);
    assert_eq!(client.refused("initialize", json!({"capabilities": {}})).0, -32600);
    client.notify("$/noSuchThing", json!({}));
    client.notify("noSuchThing", json!({}));
    client.request("shutdown", json!(null));
    assert_eq!(client.refused("textDocument/hover", hover).0, -32600);
}

#[test]
fn malformed_frames_cost_an_answer_and_nothing_else() {
    let folder = Folder::new(JOURNAL);
    let mut client = Client::start(&folder);
    for (frame, code) in [
        ("Content-Length: 9\r\n\r\n{nonsense", -32700),
        ("Content-Length: 4\r\n\r\n\u{fffd}x", -32700),
        ("Content-Length: 2\r\n\r\n[]", -32600),
        ("Content-Length: many\r\n\r\n", -32700),
        ("Content-Length: 17\r\n\r\n{\"jsonrpc\":\"2.0\"}", -32600),
    ] {
        client.send_raw(frame.as_bytes());
        let answer = client.next_answer();
        assert_eq!((&answer["error"]["code"], &answer["id"]), (&json!(code), &json!(null)), "{frame}");
    }
    assert_eq!(client.refused("textDocument/hover", json!({"position": 3})).0, -32602);
    client.request("shutdown", json!(null));
}

#[test]
fn what_the_codec_cannot_read_does_not_end_the_server() {
    let folder = Folder::new(JOURNAL);
    let mut client = Client::start(&folder);
    let deep = format!(r#"{{"jsonrpc":"2.0","id":7,"method":"x","params":{}{}}}"#, "[".repeat(300), "]".repeat(300));
    for (body, code) in [
        (deep.as_str(), -32700),
        (r#"{"jsonrpc":"2.0","id":7,"method":"x","params":{"y":1e999}}"#, -32700),
        (r#"{"jsonrpc":"1.0","id":7,"method":"x"}"#, -32600),
    ] {
        client.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
        assert_eq!(client.next_answer()["error"]["code"], json!(code), "{body}");
    }
    // Half an emoji, as an editor sends it that keeps its texts in UTF-16.
    let uri = folder.uri("half.md");
    let open = format!(
        r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{{"textDocument":{{"uri":"{uri}","languageId":"markdown","version":1,"text":"a \ud83d b"}}}}}}"#
    );
    client.send_raw(format!("Content-Length: {}\r\n\r\n{open}", open.len()).as_bytes());
    assert_eq!(client.request("journal/viewText", json!({"uri": uri})), "a \u{fffd} b");
    assert_eq!(client.refused("$/anything", json!({})).0, -32601);
}

#[test]
fn diagnostics_follow_typing_with_versions_and_go_when_the_note_goes() {
    let folder = Folder::new(JOURNAL);
    let mut client = Client::start(&folder);
    let uri = client.open_file(&folder, "contacts/ada-lovelace.md");
    client.diagnostics(&uri, 1);
    client.edit(&uri, 2, json!([{"range": span((1, 6), (1, 6)), "text": "A"}, {"range": span((1, 6), (1, 7)), "text": ""}]));
    client.diagnostics(&uri, 2);
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    let cleared = client.hear("textDocument/publishDiagnostics", |it| it["version"].is_null());
    assert_eq!(cleared["params"]["diagnostics"], json!([]));
}

const PEOPLE: &str = "
//- journal.toml
[habits]
Code = \"daily\"
//- contacts/ada-lovelace.md
---
name: Ada Lovelace
tie: weak
---
# Ada Lovelace
//- outreach/2026-11-20-ada-lovelace.md
---
to: Ada Lovelace
status: sent
sent: 2026-11-20
---
Hi Ada
//- weeks/2026-W48.md
---
week: 2026-W48
---
# Week 48: 23 to 29 November 2026

## Habits

| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |
|-------|--------|-----|-----|-----|-----|-----|-----|-----|
| Code  | daily  |     |     |     |     |     |     |     |

Coffee with [[ada-lovelace|Ada Lovelace]] 🦀 and [[ada-lovelace]].
";

#[test]
fn a_link_is_completed_as_it_is_typed_and_told_when_the_reader_pauses() {
    let folder = Folder::new(PEOPLE);
    let mut client = Client::start(&folder);
    let uri = folder.uri("days/2026-11-23.md");
    client.open(&uri, "Met 🦀 \n");
    client.edit(&uri, 2, json!([{"range": span((0, 7), (0, 7)), "text": "[[]]"}]));
    client.edit(&uri, 3, json!([{"range": span((0, 9), (0, 9)), "text": "lov"}]));
    let list = client.request("textDocument/completion", json!({"textDocument": {"uri": uri}, "position": support::at(0, 12)}));
    assert_eq!(list["isIncomplete"], false);
    let item = &list["items"][0];
    assert_eq!(item["label"], "Ada Lovelace");
    assert_eq!(item["textEdit"], json!({"range": span((0, 9), (0, 14)), "newText": "ada-lovelace|Ada Lovelace]]"}));
    let told = client.request("completionItem/resolve", item.clone());
    assert!(told["documentation"]["value"].as_str().unwrap().starts_with("**Ada Lovelace**"), "{told}");
}

#[test]
fn in_a_very_large_journal_a_slip_is_told_at_once_and_what_was_meant_when_it_is_quiet() {
    let folder = Folder::new(PEOPLE);
    for number in 0..2100 {
        folder.write(&format!("notes/note-{number:04}.md"), "Words.\n");
    }
    let mut client = Client::start(&folder);
    let uri = folder.uri("days/2026-11-23.md");
    client.open(&uri, "Met \n");
    client.edit(&uri, 2, json!([{"range": span((0, 4), (0, 4)), "text": "[[ada-lovelcae]]"}]));
    let told = |found: &serde_json::Value| found["message"].as_str().is_some_and(|words| words.contains("leads nowhere"));
    let meant = |found: &serde_json::Value| found["message"].as_str().is_some_and(|words| words.contains("Did you mean “ada-lovelace”?"));
    assert!(client.diagnostics(&uri, 2).iter().any(told));
    client.hear("textDocument/publishDiagnostics", |it| {
        it["uri"] == uri && it["version"] == 2 && it["diagnostics"].as_array().is_some_and(|found| found.iter().any(meant))
    });
}

#[test]
fn columns_are_counted_in_the_unit_that_was_agreed_on() {
    let folder = Folder::new(PEOPLE);
    for (encoding, column) in [("utf-8", 49), ("utf-16", 47), ("utf-32", 46)] {
        let mut client = Client::silent();
        let mut capabilities = support::able();
        capabilities["general"]["positionEncodings"] = json!([encoding]);
        let answer = client.initialize(&folder, capabilities);
        assert_eq!(answer["capabilities"]["positionEncoding"], encoding);
        let uri = client.open_file(&folder, "weeks/2026-W48.md");
        let links = client.request("textDocument/documentLink", json!({"textDocument": {"uri": uri}}));
        assert_eq!(links[1]["range"]["start"]["character"], column + 2, "{encoding}: {links}");
    }
}

#[test]
fn a_contact_is_renamed_through_three_notes_with_annotations() {
    let folder = Folder::new(PEOPLE);
    let mut client = Client::start(&folder);
    let uri = client.open_file(&folder, "weeks/2026-W48.md");
    let place = json!({"textDocument": {"uri": uri}, "position": support::at(11, 16)});
    let prepared = client.request("textDocument/prepareRename", place.clone());
    assert_eq!(prepared["placeholder"], "Ada Lovelace");
    let mut params = place.clone();
    params["newName"] = json!("Ada King");
    let edit = client.request("textDocument/rename", params);
    let changes = edit["documentChanges"].as_array().unwrap();
    let of =
        |name: &str| changes.iter().find(|it| it["textDocument"]["uri"] == folder.uri(name)).unwrap_or_else(|| panic!("{name}: {edit}"));
    assert_eq!(of("weeks/2026-W48.md")["textDocument"]["version"], 1);
    assert_eq!(of("weeks/2026-W48.md")["edits"].as_array().unwrap().len(), 3);
    assert_eq!(of("outreach/2026-11-20-ada-lovelace.md")["edits"][0]["newText"], "Ada King");
    let moved = changes.last().unwrap();
    assert_eq!((&moved["kind"], &moved["newUri"]), (&json!("rename"), &json!(folder.uri("contacts/ada-king.md"))));
    assert!(edit["changeAnnotations"].as_object().unwrap().contains_key(moved["annotationId"].as_str().unwrap()));
    let mut params = place;
    params["newName"] = json!("a|b");
    let (code, message) = client.refused("textDocument/rename", params);
    assert_eq!((code, message.as_str()), (-32803, "“a|b” cannot be a name. Leave out [ ] | # and line breaks."));
}

#[test]
fn a_file_that_moves_takes_its_links_along() {
    let folder = Folder::new("//- a.md\n# Alpha\n//- n/b.md\n[x](../a.md) [[a]]\n//- journal.toml\n");
    let mut client = Client::start(&folder);
    let files = json!([{"oldUri": folder.uri("a.md"), "newUri": folder.uri("c.md")}]);
    let edit = client.request("workspace/willRenameFiles", json!({"files": files}));
    let words: Vec<&str> =
        edit["documentChanges"][0]["edits"].as_array().unwrap().iter().map(|it| it["newText"].as_str().unwrap()).collect();
    assert_eq!(words, ["../c.md", "c"]);
}

#[test]
fn files_that_move_in_two_journals_take_their_links_along_in_both() {
    let fixture = "//- journal.toml\n//- a.md\n# Alpha\n//- b.md\n[x](a.md)\n";
    let (one, other) = (Folder::new(fixture), Folder::new(fixture));
    let mut client = Client::start(&one);
    let added = json!({"uri": other.uri("").trim_end_matches('/'), "name": "other"});
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": [added], "removed": []}}));
    let moved = |folder: &Folder, to: &str| json!({"oldUri": folder.uri("a.md"), "newUri": folder.uri(to)});
    let files = json!([moved(&one, "c.md"), moved(&other, "d.md")]);
    let edit = client.request("workspace/willRenameFiles", json!({"files": files}));
    let mut told: Vec<(&str, &str)> = edit["documentChanges"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["textDocument"]["uri"].as_str().unwrap(), it["edits"][0]["newText"].as_str().unwrap()))
        .collect();
    told.sort_by_key(|(_, words)| *words);
    assert_eq!(told, [(one.uri("b.md").as_str(), "c.md"), (other.uri("b.md").as_str(), "d.md")]);
}

#[test]
fn a_habit_is_ticked_under_the_cursor_through_resolve_and_by_command() {
    let folder = Folder::new(PEOPLE);
    let mut client = Client::start(&folder);
    let uri = client.open_file(&folder, "weeks/2026-W48.md");
    let range = span((9, 19), (9, 19));
    let params = json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}});
    let actions = client.request("textDocument/codeAction", params);
    let tick = actions.as_array().unwrap().iter().find(|action| action["title"] == "Tick Code").unwrap_or_else(|| panic!("{actions}"));
    assert!(tick.get("edit").is_none(), "worked out only when it is chosen");
    let resolved = client.request("codeAction/resolve", tick.clone());
    let edit = &resolved["edit"]["documentChanges"][0]["edits"][0];
    assert!(edit["newText"].as_str().unwrap().contains('x'), "{resolved}");
    let id = client.ask("workspace/executeCommand", json!({"command": "journal.tick", "arguments": [uri, "code"]}));
    let apply = client.hear("workspace/applyEdit", |_| true);
    client.reply(&apply, json!({"applied": true}));
    let done = client.answer(id);
    assert!(done["result"]["said"][0].as_str().unwrap().contains("Code"), "{done}");
    client.hear("window/showMessage", |it| it["message"].as_str().unwrap().contains("Code"));
}

#[test]
fn a_file_that_another_program_writes_is_seen() {
    let folder = Folder::new(PEOPLE);
    let mut client = Client::start(&folder);
    client.request("workspace/symbol", json!({"query": "ada"}));
    folder.write("contacts/zora.md", "# Zora Neale\n");
    let until = std::time::Instant::now() + support::PATIENCE;
    loop {
        let found = client.request("workspace/symbol", json!({"query": "zora"}));
        if found[0]["name"] == "Zora Neale" {
            break;
        }
        assert!(std::time::Instant::now() < until, "{found}");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

#[test]
fn a_note_that_begins_to_be_ignored_is_part_of_the_journal_no_more() {
    let folder = Folder::new(PEOPLE);
    let mut client = Client::start(&folder);
    let found = client.request("workspace/symbol", json!({"query": "ada"}));
    assert!(found.to_string().contains("contacts/ada-lovelace.md"), "{found}");
    folder.write(".gitignore", "contacts/\n");
    let until = std::time::Instant::now() + support::PATIENCE;
    while client.request("workspace/symbol", json!({"query": "ada"})).to_string().contains("contacts/ada-lovelace.md") {
        assert!(std::time::Instant::now() < until);
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

#[test]
fn unsaved_edits_win_over_the_disk_and_a_merge_is_offered() {
    let folder = Folder::new(PEOPLE);
    let mut client = Client::start(&folder);
    let uri = client.open_file(&folder, "weeks/2026-W48.md");
    client.diagnostics(&uri, 1);
    client.edit(&uri, 2, json!([{"range": span((9, 19), (9, 20)), "text": "x"}]));
    client.diagnostics(&uri, 2);
    folder.write("weeks/2026-W48.md", &folder.read("weeks/2026-W48.md").replace("Coffee", "Tea"));
    let offered = client.hear("window/showMessageRequest", |_| true);
    assert!(offered["params"]["message"].as_str().unwrap().contains("your edits stand"), "{offered}");
    client.reply(&offered, json!({"title": "Merge"}));
    let apply = client.hear("workspace/applyEdit", |_| true);
    let text = apply["params"]["edit"]["documentChanges"][0]["edits"][0]["newText"].as_str().unwrap().to_owned();
    assert!(text.contains("| Code  | daily  | x") && text.contains("Tea with"), "{text}");
    client.reply(&apply, json!({"applied": true}));
}

#[test]
fn requests_see_the_edits_before_them_and_none_after() {
    let folder = Folder::new(PEOPLE);
    let mut client = Client::start(&folder);
    let uri = folder.uri("days/2026-11-23.md");
    client.open(&uri, "# T\n");
    let mut asked = Vec::new();
    for number in 0..200_i64 {
        client.edit(&uri, number + 2, json!([{"range": span((0, 2), (0, 99)), "text": format!("Title {number}")}]));
        asked.push((number, client.ask("textDocument/definition", json!({"textDocument": {"uri": uri}, "position": support::at(0, 3)}))));
    }
    for (number, id) in asked {
        let answer = client.answer(id);
        let end = &answer["result"][0]["range"]["end"]["character"];
        assert_eq!(*end, json!(2 + format!("Title {number}").len()), "{answer}");
    }
}

#[test]
fn a_cancelled_request_says_so_and_an_outdated_one_too() {
    let folder = Folder::new(PEOPLE);
    let mut client = Client::start(&folder);
    let uri = client.open_file(&folder, "weeks/2026-W48.md");
    let id = client.ask("workspace/symbol", json!({"query": "a"}));
    client.notify("$/cancelRequest", json!({"id": id}));
    let answer = client.answer(id);
    assert!(answer["error"]["code"] == -32800 || answer.get("result").is_some(), "{answer}");
    let mut codes = Vec::new();
    for version in 2..40_i64 {
        let id = client.ask("textDocument/inlayHint", json!({"textDocument": {"uri": uri}, "range": span((0, 0), (99, 0))}));
        client.edit(&uri, version, json!([{"range": span((11, 0), (11, 0)), "text": "a"}]));
        codes.push(id);
    }
    let answers: Vec<_> = codes.into_iter().map(|id| client.answer(id)).collect();
    assert!(answers.iter().all(|answer| answer["error"]["code"] == -32801 || answer.get("result").is_some()), "{answers:?}");
}

#[test]
fn a_note_outside_any_journal_and_one_without_a_file_are_served() {
    let folder = Folder::new("//- lone.md\n# Lone\n\n[[#Lone]]\n");
    let mut client = Client::silent();
    client.request("initialize", json!({"processId": null, "capabilities": {}, "rootUri": null}));
    client.notify("initialized", json!({}));
    for uri in [folder.uri("lone.md"), "untitled:Untitled-1".to_owned()] {
        client.open(&uri, &folder.read("lone.md"));
        let found = client.request("textDocument/definition", json!({"textDocument": {"uri": uri}, "position": support::at(2, 4)}));
        assert_eq!(found[0]["uri"], json!(uri));
    }
}

#[test]
fn pulled_diagnostics_have_result_ids() {
    let folder = Folder::new(JOURNAL);
    let mut capabilities = support::able();
    capabilities["textDocument"]["diagnostic"] = json!({});
    capabilities["workspace"]["diagnostics"] = json!({"refreshSupport": true});
    let mut client = Client::start_with(&folder, capabilities);
    let uri = client.open_file(&folder, "contacts/ada-lovelace.md");
    let params = json!({"textDocument": {"uri": uri}});
    let report = client.request("textDocument/diagnostic", params);
    assert_eq!((&report["kind"], &report["items"][0]["code"]), (&json!("full"), &json!("unknown-field")), "{report}");
    let again = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri}, "previousResultId": report["resultId"]}));
    assert_eq!(again["kind"], "unchanged");
    let gone = json!({"uri": folder.uri("contacts/gone.md"), "value": "1"});
    let all = client.request("workspace/diagnostic", json!({"previousResultIds": [{"uri": uri, "value": report["resultId"]}, gone]}));
    let told_of_gone = all["items"].as_array().unwrap().iter().find(|it| it["uri"] == gone["uri"]).map(|it| (&it["kind"], &it["items"]));
    assert_eq!(told_of_gone, Some((&json!("full"), &json!([]))), "a client shows what it remembers until it hears otherwise");
    let kinds: Vec<_> = all["items"].as_array().unwrap().iter().map(|it| (it["uri"].clone(), it["kind"].clone())).collect();
    assert!(
        kinds.contains(&(json!(uri), json!("unchanged"))) && kinds.contains(&(json!(folder.uri("weeks/2026-W48.md")), json!("full"))),
        "{all}"
    );
}

#[test]
fn a_commands_value_is_the_one_of_the_command_line() {
    let folder = Folder::new(PEOPLE);
    let mut client = Client::start(&folder);
    let week = client.request("workspace/executeCommand", json!({"command": "journal.week", "arguments": []}));
    assert_eq!((&week["version"], &week["week"]), (&json!(1), &json!("2026-W48")), "{week}");
    let (code, _) = client.refused("workspace/executeCommand", json!({"command": "journal.dance", "arguments": []}));
    assert_eq!(code, -32602);
}

#[test]
fn lenses_hints_and_formatting_come_over_the_wire_and_can_be_switched_off() {
    let folder = Folder::new(PEOPLE);
    let mut client = Client::start(&folder);
    let message = client.open_file(&folder, "outreach/2026-11-20-ada-lovelace.md");
    let document = json!({"textDocument": {"uri": message}});
    let lenses = client.request("textDocument/codeLens", document.clone());
    assert_eq!(lenses[0]["command"]["title"], "2 words · no answer for 3 days");
    let whole = json!({"textDocument": {"uri": message}, "range": span((0, 0), (9, 0))});
    let hints = client.request("textDocument/inlayHint", whole.clone());
    assert_eq!(hints[0]["label"], "Fri, 3 days ago");
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"journal": {"hints": {"dates": false}, "lenses": false}}}));
    assert_eq!(client.request("textDocument/codeLens", document), json!(null));
    let left = client.request("textDocument/inlayHint", whole);
    assert!(left.as_array().unwrap().iter().all(|hint| hint["label"] != "Fri, 3 days ago"), "{left}");
    let week = client.open_file(&folder, "weeks/2026-W48.md");
    client.edit(&week, 2, json!([{"range": span((9, 19), (9, 20)), "text": "x at home"}]));
    let edits =
        client.request("textDocument/formatting", json!({"textDocument": {"uri": week}, "options": {"tabSize": 4, "insertSpaces": true}}));
    let is_filler = |edit: &serde_json::Value| edit["newText"].as_str().unwrap().chars().all(|letter| " -|".contains(letter));
    assert!(!edits.as_array().unwrap().is_empty() && edits.as_array().unwrap().iter().all(is_filler), "{edits}");
}

#[test]
fn a_workspace_folder_that_comes_later_is_a_journal_of_its_own() {
    let (one, other) = (Folder::new(PEOPLE), Folder::new("//- journal.toml\n//- contacts/zora.md\n# Zora Neale\n"));
    let mut client = Client::start(&one);
    assert_eq!(client.request("workspace/symbol", json!({"query": "zora"})), json!([]));
    let folder = json!({"uri": other.uri("").trim_end_matches('/'), "name": "other"});
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": [folder], "removed": []}}));
    assert_eq!(client.request("workspace/symbol", json!({"query": "zora"}))[0]["name"], "Zora Neale");
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": [], "removed": [folder]}}));
    assert_eq!(client.request("workspace/symbol", json!({"query": "zora"})), json!([]));
}

#[test]
fn a_checkout_by_git_is_seen_in_open_notes_and_others() {
    let folder = Folder::new(PEOPLE);
    let git = |arguments: &[&str]| {
        let mut command = std::process::Command::new("git");
        command.current_dir(folder.path("")).args(["-c", "user.name=Sam", "-c", "user.email=sam@a.example"]).args(arguments);
        let ended = command.output().expect("git runs");
        assert!(ended.status.success(), "{ended:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "one"]);
    folder.write("contacts/ada-lovelace.md", &folder.read("contacts/ada-lovelace.md").replace("Lovelace", "King"));
    git(&["commit", "-q", "-a", "-m", "two"]);
    let mut client = Client::start(&folder);
    assert_eq!(client.request("workspace/symbol", json!({"query": "ada king"}))[0]["name"], "Ada King");
    git(&["checkout", "-q", "HEAD~1"]);
    let until = std::time::Instant::now() + support::PATIENCE;
    while client.request("workspace/symbol", json!({"query": "ada lovelace"}))[0]["name"] != "Ada Lovelace" {
        assert!(std::time::Instant::now() < until, "the checkout was not seen");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

#[test]
fn a_week_is_drawn_from_the_unsaved_buffers() {
    let folder = Folder::new(PEOPLE);
    let mut client = Client::start(&folder);
    let uri = client.open_file(&folder, "weeks/2026-W48.md");
    let week = |client: &mut Client, arguments: serde_json::Value| {
        client.request("workspace/executeCommand", json!({"command": "journal.week", "arguments": arguments}))
    };
    let before = week(&mut client, json!([uri, "html"]));
    assert!(before["text"].as_str().unwrap().starts_with("<!") && before["week"] == "2026-W48", "{before}");
    client.edit(&uri, 2, json!([{"range": span((9, 19), (9, 20)), "text": "x"}]));
    let after = week(&mut client, json!([uri, "html"]));
    assert_ne!(after["text"], before["text"]);
    assert_eq!(week(&mut client, json!(["last week", "markdown"]))["week"], "2026-W47");
    let habits = client.request("workspace/executeCommand", json!({"command": "journal.habits", "arguments": ["svg", 4]}));
    assert!(habits["text"].as_str().unwrap().contains("<svg"), "{habits}");
}

#[test]
fn a_long_answer_comes_whole_and_in_parts_where_the_client_wishes() {
    let links: String = (0..1200).map(|number| format!("//- days/d {number:04}.md\n# Day 🦀 [[ada-lovelace]]\n")).collect();
    let folder = Folder::new(&format!("{PEOPLE}{links}"));
    let mut client = Client::start(&folder);
    let uri = client.open_file(&folder, "contacts/ada-lovelace.md");
    let place = json!({"textDocument": {"uri": uri}, "position": support::at(4, 3), "context": {"includeDeclaration": true}});
    let whole = client.request("textDocument/references", place.clone());
    assert_eq!(whole.as_array().unwrap().len(), 1204);
    let day = |number: u32| json!({"uri": folder.uri(&format!("days/d%20{number:04}.md")), "range": span((0, 9), (0, 25))});
    assert_eq!((&whole[1], &whole[1200]), (&day(0), &day(1199)));
    let mut wished = place;
    wished["partialResultToken"] = json!("places");
    assert_eq!(client.request("textDocument/references", wished), json!([]));
    let mut parts = Vec::new();
    while parts.len() < 1204 {
        let part = client.heard_already("$/progress").expect("every part comes before the answer");
        assert_eq!(part["params"]["token"], "places");
        parts.extend(part["params"]["value"].as_array().unwrap().iter().cloned());
    }
    assert_eq!(json!(parts), whole);
    assert_eq!(client.request("workspace/symbol", json!({"query": "ada lovelace", "partialResultToken": 7})), json!([]));
    let part = client.heard_already("$/progress").expect("a part");
    assert_eq!((&part["params"]["token"], &part["params"]["value"][0]["name"]), (&json!(7), &json!("Ada Lovelace")));
}

#[test]
fn a_pulled_message_brings_the_findings_of_its_contact_and_the_workspace_comes_in_parts() {
    let folder =
        Folder::new(&format!("{PEOPLE}//- contacts/bo.md\n---\nname: Bo\ntei: weak\n---\n//- outreach/b.md\n---\nto: Bo\n---\nHi Bo,\n"));
    let mut capabilities = support::able();
    capabilities["textDocument"]["diagnostic"] = json!({"relatedDocumentSupport": true});
    capabilities["workspace"]["diagnostics"] = json!({"refreshSupport": true});
    let mut client = Client::start_with(&folder, capabilities);
    let uri = client.open_file(&folder, "outreach/b.md");
    let report = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}));
    let related = &report["relatedDocuments"][folder.uri("contacts/bo.md")];
    assert_eq!((&related["kind"], &related["items"][0]["code"]), (&json!("full"), &json!("unknown-field")), "{report}");
    let wish = json!({"previousResultIds": [], "partialResultToken": "p", "workDoneToken": "w"});
    assert_eq!(client.request("workspace/diagnostic", wish)["items"], json!([]));
    let told: Vec<_> = std::iter::from_fn(|| client.heard_already("$/progress")).map(|it| it["params"].clone()).collect();
    assert_eq!(told.iter().map(|it| it["token"].as_str().unwrap()).collect::<Vec<_>>(), ["w", "p", "w"]);
    assert!(told[1]["value"]["items"].as_array().unwrap().iter().any(|it| it["uri"] == folder.uri("contacts/bo.md")), "{told:?}");
}

#[test]
fn findings_are_shown_as_the_keeper_chose() {
    let folder = Folder::new(JOURNAL);
    let mut client = Client::start(&folder);
    let uri = client.open_file(&folder, "contacts/ada-lovelace.md");
    let severities = |found: &[serde_json::Value]| found.iter().map(|it| it["severity"].clone()).collect::<Vec<_>>();
    assert_eq!(severities(&client.diagnostics(&uri, 1)), [4]);
    let chosen = |words: &str| json!({"settings": {"journal": {"diagnostics": {"severity": {"unknown-field": words}}}}});
    client.notify("workspace/didChangeConfiguration", chosen("error"));
    assert_eq!(severities(&client.diagnostics(&uri, 1)), [1]);
    client.notify("workspace/didChangeConfiguration", chosen("off"));
    assert_eq!(client.diagnostics(&uri, 1), Vec::<serde_json::Value>::new());
}
