//! Just enough of a client to see how much memory the language server takes once a journal is read.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

struct Server {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Server {
    fn start(home: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_journal"));
        command.args(["--today", "2026-11-23", "lsp"]).env("HOME", home).env_remove("XDG_STATE_HOME").env_remove("XDG_CACHE_HOME");
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the server starts");
        let (to, from) = (child.stdin.take().expect("a pipe"), BufReader::new(child.stdout.take().expect("a pipe")));
        Self { child, to, from }
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        write!(self.to, "Content-Length: {}\r\n\r\n{body}", body.len()).and_then(|()| self.to.flush()).expect("the server reads");
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.from.read_line(&mut line).expect("the server writes");
            match line.trim_end().split_once(": ") {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.parse().expect("a number"),
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.from.read_exact(&mut body).expect("a whole message");
        serde_json::from_slice(&body).expect("JSON")
    }

    /// Asks, answers what the server asks meanwhile with nothing, and waits for the answer.
    fn ask(&mut self, id: u32, method: &str, params: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let message = self.receive();
            match (message.get("method"), message.get("id")) {
                (None, Some(answered)) if *answered == id => return,
                (Some(_), Some(asked)) => self.send(&json!({"jsonrpc": "2.0", "id": asked, "result": null})),
                _ => {}
            }
        }
    }
}

/// The resident memory of the server in bytes, once it has read the journal at `root`; none where the system does not tell.
pub fn resident_memory(root: &Path) -> Option<u64> {
    let home = tempfile::tempdir().expect("a folder");
    let mut server = Server::start(home.path());
    let uri = format!("file://{}", root.display());
    let folders = json!([{"uri": uri, "name": "journal"}]);
    server.ask(1, "initialize", &json!({"processId": null, "rootUri": uri, "capabilities": {}, "workspaceFolders": folders}));
    server.send(&json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
    // Answered only when all is read.
    server.ask(2, "workspace/symbol", &json!({"query": "Person 7"}));
    // Looked at some time after, when what was needed for reading is given back.
    std::thread::sleep(std::time::Duration::from_secs(1));
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.child.id())).ok();
    server.ask(3, "shutdown", &Value::Null);
    server.send(&json!({"jsonrpc": "2.0", "method": "exit"}));
    server.child.wait().expect("the server ends");
    let kilobytes = status?.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix("kB")?.trim().parse::<u64>().ok())?;
    Some(kilobytes * 1024)
}
