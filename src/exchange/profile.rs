//! Web addresses of people: telling a LinkedIn profile from any other page, and two spellings of the same one.

/// The address of a LinkedIn profile in `text`, with its scheme; `None` where it is some other page.
pub fn linkedin_profile(text: &str) -> Option<String> {
    let url = web_address(text)?;
    let (host, path) = host_and_path(&url);
    let is_profile =
        host_is_linkedin(&host) && ["/in/", "/pub/", "/profile/"].iter().any(|start| path.to_ascii_lowercase().starts_with(start));
    is_profile.then_some(url)
}

/// The profile of somebody whose handle stands beside the word LinkedIn: `ada`, `x-apple:ada`, `@ada`, or the whole address.
pub fn linkedin_profile_of_handle(handle: &str) -> Option<String> {
    if let Some(url) = linkedin_profile(handle) {
        return Some(url);
    }
    let handle = handle.trim();
    let handle = handle.strip_prefix("x-apple:").unwrap_or(handle).trim_start_matches('@');
    let is_handle = !handle.is_empty() && handle.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '%'));
    is_handle.then(|| format!("https://www.linkedin.com/in/{handle}"))
}

/// A web address with its scheme, `https` where it has none; `None` for anything that is not one, `javascript:` and the like included.
pub fn web_address(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return None;
    }
    let rest = match text.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") => rest,
        Some(_) => return None,
        None => text,
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    let is_host = name.contains('.') && !name.contains('@') && port.chars().all(|c| c.is_ascii_digit());
    is_host.then(|| if rest.len() == text.len() { format!("https://{text}") } else { text.to_owned() })
}

/// What two spellings of one address share: no scheme, `www.`, locale sub-domain, query, fragment or closing slash; lower case, percent signs read.
pub fn profile_key(url: &str) -> Option<String> {
    let url = web_address(url)?;
    let (host, path) = host_and_path(&url);
    let path = percent_decoded(path).to_lowercase();
    if host_is_linkedin(&host) {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        // `/in/ada/de` is the same profile, shown in German.
        let parts = if parts.first() == Some(&"in") { &parts[..parts.len().min(2)] } else { parts.as_slice() };
        return Some(format!("linkedin.com/{}", parts.join("/")));
    }
    let host = host.strip_prefix("www.").unwrap_or(&host);
    Some(format!("{host}/{}", path.trim_matches('/')))
}

fn host_and_path(url: &str) -> (String, &str) {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = host.split(':').next().unwrap_or(host);
    (host.to_ascii_lowercase(), path)
}

fn host_is_linkedin(host: &str) -> bool {
    host == "linkedin.com" || host.ends_with(".linkedin.com")
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let pair = tail.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.filter(|_| *first == b'%').and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{linkedin_profile, linkedin_profile_of_handle, profile_key, web_address};

    #[test]
    fn spellings_of_one_profile_share_a_key() {
        let spellings = [
            "https://www.linkedin.com/in/zoë-ada",
            "http://linkedin.com/in/Zo%C3%AB-Ada/",
            "https://de.linkedin.com/in/zoë-ada?trk=people#top",
            "www.linkedin.com/in/zoë-ada/en",
            "HTTPS://M.LinkedIn.com/in/zoë-ada",
        ];
        for spelling in spellings {
            assert_eq!(profile_key(spelling).as_deref(), Some("linkedin.com/in/zoë-ada"), "{spelling}");
        }
        assert_ne!(profile_key("linkedin.com/in/zoe-b"), profile_key("linkedin.com/in/zoe-c"));
        assert_ne!(profile_key("notlinkedin.com/in/zoe/x"), profile_key("linkedin.com/in/zoe"));
    }

    #[test]
    fn a_company_page_and_a_lookalike_are_no_profiles() {
        assert_eq!(linkedin_profile("linkedin.com/in/ada").as_deref(), Some("https://linkedin.com/in/ada"));
        assert_eq!(linkedin_profile("https://www.linkedin.com/company/mill"), None);
        assert_eq!(linkedin_profile("https://linkedin.com.evil.example/in/ada"), None);
    }

    #[test]
    fn a_bare_handle_beside_the_word_linkedin_is_a_profile() {
        assert_eq!(linkedin_profile_of_handle("x-apple:ada").as_deref(), Some("https://www.linkedin.com/in/ada"));
        assert_eq!(linkedin_profile_of_handle("ada/../x"), None);
    }

    #[test]
    fn only_web_addresses_pass() {
        assert_eq!(web_address("ada.example/blog").as_deref(), Some("https://ada.example/blog"));
        for other in ["javascript:alert(1)", "file:///etc/x.y", "ada", "", "a b.example", "ada@mill.example", "mailto:ada@mill.example"] {
            assert_eq!(web_address(other), None, "{other}");
        }
    }
}
