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
