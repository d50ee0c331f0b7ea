//! Contents of blobs, many at once through one `git cat-file --batch`.

use std::ops::ControlFlow;

use crate::git::repository::process::Piece;
use crate::git::repository::program::{Git, GitError};

/// Reads blobs by their ids, in the order given: `each` gets the place in `ids` and the bytes, `None` for what is missing or no blob.
///
/// # Errors
/// When git cannot be run or its answer ends early.
pub fn read_blobs<S: AsRef<str>>(git: &Git, ids: &[S], each: &mut dyn FnMut(usize, Option<&[u8]>)) -> Result<(), GitError> {
    if ids.is_empty() {
        return Ok(());
    }
    let mut input = String::with_capacity(ids.len() * 41);
    for id in ids {
        input.push_str(id.as_ref());
        input.push('\n');
    }
    let mut reading = Reading::default();
    let output = git.call(["cat-file", "--batch", "--buffer"]).stdin(input).stream(&mut |piece| {
        if let Piece::Out(bytes) = piece {
            reading.take(bytes, each);
        }
        ControlFlow::Continue(())
    })?;
    if output.success() && reading.count == ids.len() {
        return Ok(());
    }
    let command = "git cat-file --batch".to_owned();
    Err(match output.success() {
        true => GitError::Unreadable { command },
        false => GitError::Failed { command, status: output.status, stderr: output.stderr },
    })
}

/// What has come and not been handed on yet.
#[derive(Default)]
struct Reading {
    buffer: Vec<u8>,
    count: usize,
}

impl Reading {
    fn take(&mut self, bytes: &[u8], each: &mut dyn FnMut(usize, Option<&[u8]>)) {
        self.buffer.extend_from_slice(bytes);
        let mut start = 0;
        while let Some((length, content)) = next(self.buffer.get(start..).unwrap_or_default()) {
            each(self.count, content);
            self.count += 1;
            start += length;
        }
        self.buffer.drain(..start);
    }
}

/// The first whole answer in `bytes` and its length: `<id> blob <size>\n<content>\n`, or `<id> missing\n`.
fn next(bytes: &[u8]) -> Option<(usize, Option<&[u8]>)> {
    let header_end = bytes.iter().position(|&byte| byte == b'\n')?;
    let header = std::str::from_utf8(bytes.get(..header_end)?).unwrap_or_default();
    let mut words = header.split(' ').skip(1);
    let (kind, size) = (words.next(), words.next().and_then(|size| size.parse::<usize>().ok()));
    let Some(size) = size else { return Some((header_end + 1, None)) };
    let content = bytes.get(header_end + 1..header_end + 1 + size)?;
    let whole = header_end + 1 + size + 1;
    (whole <= bytes.len()).then_some((whole, (kind == Some("blob")).then_some(content)))
}

#[cfg(test)]
mod tests {
    use super::Reading;

    #[test]
    fn answers_are_read_however_they_are_cut() {
        let answer = b"aaaa blob 5\none\n\n\nbbbb missing\ncccc tree 2\nxy\ndddd blob 0\n\n";
        for cut in 1..answer.len() {
            let mut seen = Vec::new();
            let mut reading = Reading::default();
            for piece in answer.chunks(cut) {
                reading.take(piece, &mut |place, content| seen.push((place, content.map(<[u8]>::to_vec))));
            }
            assert_eq!(seen, [(0, Some(b"one\n\n".to_vec())), (1, None), (2, None), (3, Some(Vec::new()))], "cut at {cut}");
        }
    }
}
