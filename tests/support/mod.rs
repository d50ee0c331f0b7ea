//! A small client for the language server: it starts the real binary and speaks to it over its standard input and output.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long an answer may take on a busy machine before a test fails.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A journal in a folder of its own.
pub struct Folder(tempfile::TempDir);

impl Folder {
    /// A journal of these files: `//- path` begins one.
    pub fn new(fixture: &str) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        let mut path = None;
        for line in fixture.trim_start_matches('\n').split_inclusive('\n') {
            match line.strip_prefix("//- ") {
                Some(name) => {
                    folder.write(name.trim(), "");
                    path = Some(name.trim().to_owned());
                }
                None => {
                    let path = path.as_deref().expect("a path first");
                    let text = std::fs::read_to_string(folder.path(path)).expect("a file") + line;
                    folder.write(path, &text);
                }
            }
        }
        folder
    }

    pub fn path(&self, inner: &str) -> PathBuf {
        // The system's folder for temporary files may be a link.
        self.0.path().canonicalize().expect("a folder").join(inner)
    }

    pub fn write(&self, inner: &str, text: &str) {
        let path = self.path(inner);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        std::fs::write(path, text).expect("a file");
    }

    pub fn read(&self, inner: &str) -> String {
        std::fs::read_to_string(self.path(inner)).expect("a file")
    }

    pub fn uri(&self, inner: &str) -> String {
        uri(&self.path(inner))
    }
}

pub fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// What a client can do, when it can do all that the tests look at.
pub fn able() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-16"]},
        "window": {"workDoneProgress": false},
        "workspace": {
            "applyEdit": true, "configuration": false,
            "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create", "rename", "delete"], "changeAnnotationSupport": {}}
        },
        "textDocument": {
            "completion": {"completionItem": {"snippetSupport": true}},
            "definition": {"linkSupport": false},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}, "dataSupport": true, "resolveSupport": {"properties": ["edit"]}},
            "publishDiagnostics": {"relatedInformation": true}
        }
    })
}

/// A running server and its client.
pub struct Client {
    process: Child,
    input: Option<ChildStdin>,
    output: Receiver<Value>,
    /// Notifications and requests of the server that nobody looked at yet.
    heard: VecDeque<Value>,
    answers: VecDeque<Value>,
    next: i64,
}

impl Client {
    /// Starts a server without a word. It is always Monday 23 November 2026.
    pub fn silent() -> Self {
        let home = std::env::temp_dir();
        let mut command = Command::new(env!("CARGO_BIN_EXE_journal"));
        command.arg("lsp").env("JOURNAL_TODAY", "2026-11-23").env_remove("JOURNAL_DIR").current_dir(home);
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the server starts");
        let input = process.stdin.take();
        let output = process.stdout.take().expect("an output");
        let (sender, receiver) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read_message(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Self { process, input, output: receiver, heard: VecDeque::new(), answers: VecDeque::new(), next: 0 }
    }

    /// Starts a server on a journal, initialized.
    pub fn start(folder: &Folder) -> Self {
        Self::start_with(folder, able())
    }

    /// The same for a client that can do this much.
    pub fn start_with(folder: &Folder, capabilities: Value) -> Self {
        let mut client = Self::silent();
        client.initialize(folder, capabilities);
        client
    }

    pub fn initialize(&mut self, folder: &Folder, capabilities: Value) -> Value {
        let root = folder.uri("");
        let folders = json!([{"uri": root.trim_end_matches('/'), "name": "journal"}]);
        let params = json!({"processId": std::process::id(), "rootUri": null, "capabilities": capabilities, "workspaceFolders": folders});
        let answer = self.request("initialize", params);
        self.notify("initialized", json!({}));
        answer
    }

    pub fn send_raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("an open input");
        input.write_all(bytes).and_then(|()| input.flush()).expect("the server reads");
    }

    pub fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request and gives its number.
    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.next += 1;
        let mut message = json!({"jsonrpc": "2.0", "id": self.next, "method": method});
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(&message);
        self.next
    }

    /// Waits for the whole answer to a request.
    pub fn answer(&mut self, id: i64) -> Value {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(at) = self.answers.iter().position(|answer| answer["id"] == id) {
                return self.answers.remove(at).expect("it is there");
            }
            self.listen(until, &format!("an answer to request {id}"));
        }
    }

    /// Sends a request and waits for its result; an error fails the test.
    #[track_caller]
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        let answer = self.answer(id);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Sends a request and waits for the code of its error.
    #[track_caller]
    pub fn refused(&mut self, method: &str, params: Value) -> (i64, String) {
        let id = self.ask(method, params);
        let answer = self.answer(id);
        let error = &answer["error"];
        (error["code"].as_i64().unwrap_or_else(|| panic!("no error: {answer}")), error["message"].as_str().unwrap_or("").to_owned())
    }

    /// Waits for a message of the server of this method that fits.
    pub fn hear(&mut self, method: &str, fits: impl Fn(&Value) -> bool) -> Value {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(at) = self.heard.iter().position(|message| message["method"] == method && fits(&message["params"])) {
                return self.heard.remove(at).expect("it is there");
            }
            self.listen(until, method);
        }
    }

    /// The diagnostics of a version of a document.
    pub fn diagnostics(&mut self, uri: &str, version: i64) -> Vec<Value> {
        let params = self.hear("textDocument/publishDiagnostics", |it| it["uri"] == uri && it["version"] == version);
        params["params"]["diagnostics"].as_array().expect("a list").clone()
    }

    /// What was heard before, without waiting for more.
    pub fn heard_already(&mut self, method: &str) -> Option<Value> {
        let at = self.heard.iter().position(|it| it["method"] == method)?;
        self.heard.remove(at)
    }

    /// Answers a request of the server.
    pub fn reply(&mut self, request: &Value, result: Value) {
        self.send(&json!({"jsonrpc": "2.0", "id": request["id"], "result": result}));
    }

    pub fn open(&mut self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Opens a file as it stands on the disk.
    pub fn open_file(&mut self, folder: &Folder, inner: &str) -> String {
        let uri = folder.uri(inner);
        self.open(&uri, &folder.read(inner));
        uri
    }

    pub fn edit(&mut self, uri: &str, version: i64, changes: Value) {
        self.notify("textDocument/didChange", json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes}));
    }

    fn listen(&mut self, until: Instant, what: &str) {
        match self.output.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(message) if message.get("method").is_some() => self.heard.push_back(message),
            Ok(message) => self.answers.push_back(message),
            Err(RecvTimeoutError::Timeout) => panic!("{what} did not come in time; heard {:?}", self.heard),
            Err(RecvTimeoutError::Disconnected) => panic!("the server ended; waiting for {what}"),
        }
    }

    /// The next answer, whichever it is.
    pub fn next_answer(&mut self) -> Value {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(answer) = self.answers.pop_front() {
                return answer;
            }
            self.listen(until, "an answer");
        }
    }

    /// Closes the server's input.
    pub fn hang_up(&mut self) {
        self.input = None;
    }

    /// Waits for the end of the server and gives its exit status.
    pub fn ended(&mut self) -> Option<i32> {
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            if let Some(status) = self.process.try_wait().expect("a process") {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("the server did not end");
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn read_message(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().split_once(": ") {
            Some((_, number)) => length = number.parse().ok()?,
            None => break,
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

pub fn at(line: u32, character: u32) -> Value {
    json!({"line": line, "character": character})
}

pub fn span(from: (u32, u32), to: (u32, u32)) -> Value {
    json!({"start": at(from.0, from.1), "end": at(to.0, to.1)})
}
