//! The sample's texts as a list of blocks: a line `@verb words`, and the lines that belong to it.

/// One block of a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block<'a> {
    /// The word after the `@`.
    pub verb: &'a str,
    /// What follows the verb in its line.
    pub words: &'a str,
    /// The lines up to the next block, without blank ones at either end.
    pub text: &'a str,
}

impl<'a> Block<'a> {
    /// The first of the words, and the rest.
    pub fn first_word(&self) -> (&'a str, &'a str) {
        self.words.split_once(' ').unwrap_or((self.words, ""))
    }
}

/// The script's blocks in order. What stands before the first is a remark to the script's readers.
pub fn blocks(script: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut rest = from_next_block(script);
    while let Some(line) = rest.lines().next().filter(|line| line.starts_with('@')) {
        let body = rest.get(line.len() + 1..).unwrap_or("");
        let next = from_next_block(body);
        let (verb, words) = line[1..].split_once(' ').unwrap_or((&line[1..], ""));
        blocks.push(Block { verb, words: words.trim(), text: body[..body.len() - next.len()].trim_matches('\n') });
        rest = next;
    }
    blocks
}

fn from_next_block(text: &str) -> &str {
    if text.starts_with('@') {
        return text;
    }
    text.find("\n@").map_or("", |at| &text[at + 1..])
}

#[cfg(test)]
mod tests {
    use super::blocks;

    #[test]
    fn a_block_is_a_line_with_a_sign_and_the_lines_below_it() {
        let found = blocks("a remark\n@note a.md w-1.mon\n# A\n\nmail a@b.example\n\n@sent t-1\n@end\n");
        let shown: Vec<_> = found.iter().map(|block| (block.verb, block.words, block.text)).collect();
        assert_eq!(shown, [("note", "a.md w-1.mon", "# A\n\nmail a@b.example"), ("sent", "t-1", ""), ("end", "", "")]);
    }

    #[test]
    fn a_text_without_blocks_has_none() {
        assert_eq!(blocks("just words\n"), []);
    }
}
