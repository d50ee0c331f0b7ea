//! A check's page taken apart: what is reported, why, instead of what, what to try, when it stays quiet.

/// The parts of a check's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The first line: what is reported.
    pub summary: String,
    /// `## Why it matters`.
    pub why: String,
    /// The quotations under `## Instead of`, one an example, `>` removed.
    pub instead_of: Vec<String>,
    /// The quotations under `## Try`.
    pub try_this: Vec<String>,
    /// `## Stays quiet`.
    pub stays_quiet: String,
}

/// Takes a page apart.
#[must_use]
pub fn page(markdown: &str) -> Page {
    // The first space of every line belongs to the comment sign.
    let text: String = markdown.lines().map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line))).collect();
    let summary = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("").trim().to_owned();
    Page {
        summary,
        why: part(&text, "Why it matters"),
        instead_of: quotations(&part(&text, "Instead of")),
        try_this: quotations(&part(&text, "Try")),
        stays_quiet: part(&text, "Stays quiet"),
    }
}

fn part(text: &str, heading: &str) -> String {
    let begins = format!("## {heading}");
    let lines = text.lines().skip_while(|line| line.trim() != begins).skip(1).take_while(|line| !line.starts_with("## "));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// Runs of lines that begin with `>`, one example a run.
fn quotations(part: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open = false;
    for line in part.lines() {
        match line.strip_prefix('>') {
            Some(words) => {
                let words = words.strip_prefix(' ').unwrap_or(words);
                match found.last_mut().filter(|_| open) {
                    Some(example) => {
                        example.push('\n');
                        example.push_str(words);
                    }
                    None => found.push(words.to_owned()),
                }
                open = true;
            }
            None => open = false,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn a_page_is_taken_apart() {
        let parts = page(
            " Found.\n\n ## Why it matters\n Because.\n\n ## Instead of\n > One\n > more\n\n > Two\n\n ## Try\n > This\n\n ## Stays quiet\n Never.\n",
        );
        assert_eq!((parts.summary.as_str(), parts.why.as_str(), parts.stays_quiet.as_str()), ("Found.", "Because.", "Never."));
        assert_eq!(parts.instead_of, ["One\nmore", "Two"]);
        assert_eq!(parts.try_this, ["This"]);
    }
}
