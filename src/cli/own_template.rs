//! The keeper's own templates, read from the journal's folder.

use crate::cli::failure::Failure;
use crate::cli::journal::Journal;

/// The longest template that is read, in bytes; what is longer is no template.
const LONGEST: u64 = 4 << 20;

/// The text of the first of these templates that is there: `contact` means `templates/contact.md`.
///
/// # Errors
/// When one is there and cannot be read as text.
pub fn own_template(journal: &Journal, names: &[&str]) -> Result<Option<String>, Failure> {
    for name in names {
        let path = journal.root().join("templates").join(format!("{name}.md"));
        match std::fs::metadata(&path) {
            Ok(found) if found.is_file() && found.len() <= LONGEST => {
                let text = std::fs::read_to_string(&path);
                return text.map(Some).map_err(|error| Failure::new("the template cannot be read").at(path).because(error));
            }
            Ok(_) | Err(_) => {}
        }
    }
    Ok(None)
}
