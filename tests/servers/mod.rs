//! Git servers on this machine for tests: smart HTTP with or without a password, and ssh.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// The name and password that the web server wants, as HTTP writes them: `mina:open-sesame`.
pub const BASIC: &str = "Basic bWluYTpvcGVuLXNlc2FtZQ==";

/// One request as it came: its first line, and what it brought to prove who asks.
#[derive(Clone, Debug)]
pub struct Request {
    pub line: String,
    pub proof: Vec<String>,
}

/// A web server that hands everything to `git http-backend`. It ends with the test's process.
pub struct WebServer {
    pub port: u16,
    /// Whether a name and password are asked for; may change while it runs.
    pub locked: Arc<AtomicBool>,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl WebServer {
    /// Serves the repositories in `folder`.
    pub fn start(folder: &Path, locked: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server =
            Self { port: listener.local_addr().unwrap().port(), locked: Arc::new(AtomicBool::new(locked)), requests: Arc::default() };
        let (folder, locked, requests) = (folder.to_owned(), server.locked.clone(), server.requests.clone());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (folder, locked, requests) = (folder.clone(), locked.clone(), requests.clone());
                thread::spawn(move || serve(stream, &folder, &locked, &requests));
            }
        });
        server
    }

    /// The address of something on it.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }

    /// Takes what was asked since the last time.
    pub fn take_requests(&self) -> Vec<Request> {
        std::mem::take(&mut self.requests.lock().unwrap())
    }
}

fn serve(stream: TcpStream, folder: &Path, locked: &AtomicBool, requests: &Mutex<Vec<Request>>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 || line.trim().is_empty() {
            break;
        }
        lines.push(line.trim().to_owned());
    }
    let Some(first) = lines.first().cloned() else { return };
    let header = |name: &str| {
        let found = lines.iter().skip(1).filter_map(|line| line.split_once(':')).find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.trim().to_owned())
    };
    let proof = ["Authorization", "Proxy-Authorization", "Cookie", "X-Token"].iter().filter_map(|name| header(name)).collect();
    requests.lock().unwrap().push(Request { line: first.clone(), proof });
    let mut stream = stream;
    if header("Expect").is_some() {
        stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").unwrap();
    }
    let body = read_body(&mut reader, header("Content-Length"), header("Transfer-Encoding"));
    if locked.load(Ordering::SeqCst) && header("Authorization").as_deref() != Some(BASIC) {
        let refusal =
            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"git\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        stream.write_all(refusal.as_bytes()).unwrap();
        return;
    }
    let answer = ask_backend(folder, &first, &body, &header);
    // A client that has heard enough hangs up.
    let _ = stream.write_all(&answer);
}

fn read_body(reader: &mut impl BufRead, length: Option<String>, encoding: Option<String>) -> Vec<u8> {
    let mut body = Vec::new();
    if let Some(length) = length {
        body.resize(length.parse().unwrap(), 0);
        reader.read_exact(&mut body).unwrap();
    }
    while encoding.as_deref() == Some("chunked") {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let size = usize::from_str_radix(line.trim(), 16).unwrap();
        let mut chunk = vec![0; size + 2];
        reader.read_exact(&mut chunk).unwrap();
        body.extend_from_slice(&chunk[..size]);
        if size == 0 {
            break;
        }
    }
    body
}

fn ask_backend(folder: &Path, first: &str, body: &[u8], header: &dyn Fn(&str) -> Option<String>) -> Vec<u8> {
    let mut words = first.split(' ');
    let (method, target) = (words.next().unwrap(), words.next().unwrap());
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut backend = Command::new("git");
    backend.arg("http-backend").env("GIT_PROJECT_ROOT", folder).env("GIT_HTTP_EXPORT_ALL", "1").env("REMOTE_ADDR", "127.0.0.1");
    backend.env("REQUEST_METHOD", method).env("PATH_INFO", path).env("QUERY_STRING", query);
    backend.env("CONTENT_TYPE", header("Content-Type").unwrap_or_default()).env("CONTENT_LENGTH", body.len().to_string());
    for (variable, name) in [("HTTP_CONTENT_ENCODING", "Content-Encoding"), ("GIT_PROTOCOL", "Git-Protocol")] {
        backend.env(variable, header(name).unwrap_or_default());
    }
    let mut child = backend.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(body).unwrap();
    let output = child.wait_with_output().unwrap().stdout;
    let split = output.windows(4).position(|part| part == b"\r\n\r\n").unwrap();
    let headers = String::from_utf8_lossy(&output[..split]).into_owned();
    let status = headers.lines().find_map(|line| line.strip_prefix("Status: ")).unwrap_or("200 OK");
    let content = &output[split + 4..];
    let mut answer =
        format!("HTTP/1.1 {status}\r\n{headers}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", content.len()).into_bytes();
    answer.extend_from_slice(content);
    answer
}

/// A door with TLS before a [`WebServer`]: it shows a certificate that signs itself, made here. It ends with the value.
pub struct TlsDoor {
    child: Child,
    pub port: u16,
    /// The certificate's file; who trusts it can tell who answers.
    pub certificate: PathBuf,
    /// The certificate's key.
    pub key: PathBuf,
}

/// Hands on what comes in, byte by byte. A client that shows a certificate of its own gets a header put in that says so.
const DOOR: &str = r#"
import socket, ssl, sys, threading
certificate, key, behind = sys.argv[1], sys.argv[2], int(sys.argv[3])
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
context.load_verify_locations(certificate)
context.verify_mode = ssl.CERT_OPTIONAL
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
def pump(source, sink):
    try:
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        pass
def serve(plain):
    try:
        client = context.wrap_socket(plain, server_side=True)
        server = socket.create_connection(("127.0.0.1", behind))
        first = b""
        while b"\r\n" not in first and (data := client.recv(65536)):
            first += data
        line, _, rest = first.partition(b"\r\n")
        shown = b"X-Token: a client's certificate\r\n" if client.getpeercert() else b""
        server.sendall(line + b"\r\n" + shown + rest)
        threading.Thread(target=pump, args=(client, server), daemon=True).start()
        pump(server, client)
        client.unwrap()
    except (OSError, ValueError):
        pass
    finally:
        plain.close()
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
"#;

impl TlsDoor {
    /// Opens a door before `server`, with certificate and key in `folder`.
    pub fn before(server: &WebServer, folder: &Path) -> Self {
        let (certificate, key) = (folder.join("door.pem"), folder.join("door.key"));
        let mut make = Command::new("openssl");
        make.args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]);
        make.args(["-addext", "subjectAltName=IP:127.0.0.1", "-out"]).arg(&certificate).arg("-keyout").arg(&key);
        let made = make.stderr(Stdio::null()).status().expect("no openssl: install the Debian package `openssl`, this test needs it");
        assert!(made.success());
        let mut door = Command::new("python3");
        door.args(["-c", DOOR]).args([&certificate, &key]).arg(server.port.to_string());
        let mut child = door.stdout(Stdio::piped()).spawn().expect("no python3: install the Debian package `python3`, this test needs it");
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Self { child, port: line.trim().parse().unwrap(), certificate, key }
    }

    /// The address of something behind it.
    pub fn url(&self, path: &str) -> String {
        format!("https://127.0.0.1:{}/{path}", self.port)
    }
}

impl Drop for TlsDoor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An ssh server for whoever runs the tests, with keys of its own. It ends with the value.
pub struct SshServer {
    child: Child,
    pub port: u16,
    /// What git must run to get in: for `GIT_SSH_COMMAND`.
    pub command: String,
}

impl SshServer {
    /// Starts `sshd` with everything it needs in `folder`.
    pub fn start(folder: &Path) -> Self {
        let server = ["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd", "/opt/homebrew/sbin/sshd"].map(PathBuf::from);
        let server = server.into_iter().find(|path| path.exists());
        let server = server.expect("no sshd on this machine: install the Debian package `openssh-server`, these tests need it");
        for key in ["host", "client"] {
            let keygen = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(folder.join(key)).status();
            assert!(keygen.expect("no ssh-keygen: install the Debian package `openssh-client`").success());
        }
        fs::copy(folder.join("client.pub"), folder.join("authorized")).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let place = folder.display();
        let settings = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {place}/host\nAuthorizedKeysFile {place}/authorized\nPidFile {place}/pid\n\
             StrictModes no\nUsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\n"
        );
        fs::write(folder.join("sshd_config"), settings).unwrap();
        // As root it wants this folder, which the package's start-up script makes; anybody else needs none.
        let _ = fs::create_dir("/run/sshd");
        let log = fs::File::create(folder.join("log")).unwrap();
        let child = Command::new(server).args(["-D", "-e", "-f"]).arg(folder.join("sshd_config")).stderr(log).spawn().unwrap();
        let command = format!(
            "ssh -F none -i '{place}/client' -o IdentitiesOnly=yes -o StrictHostKeyChecking=accept-new -o UserKnownHostsFile='{place}/known'"
        );
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let log = || fs::read_to_string(folder.join("log")).unwrap_or_default();
            assert!(begun.elapsed() < Duration::from_secs(10), "sshd did not start: {}", log());
            thread::sleep(Duration::from_millis(20));
        }
        Self { child, port, command }
    }

    /// The address of a folder on this machine through the server.
    pub fn url(&self, folder: &Path) -> String {
        format!("ssh://127.0.0.1:{}{}", self.port, folder.display())
    }
}

impl Drop for SshServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
