//! Which column of a table holds what: the names that address books give their columns.

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The whole name.
    Name,
    /// The given name.
    Given,
    /// Names between the given and the family name.
    Middle,
    /// The family name.
    Family,
    /// Another name they go by.
    Nickname,
    /// `she/her`.
    Pronouns,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A LinkedIn profile.
    Profile,
    /// Any page of theirs; a LinkedIn profile among them is known by its address.
    Url,
    /// Where they work.
    Company,
    /// What they do there.
    Role,
    /// An IANA time zone.
    Timezone,
    /// The day they were born.
    Birthday,
    /// One part of that day, where a program keeps three columns for it.
    BirthYear,
    /// See [`Field::BirthYear`].
    BirthMonth,
    /// See [`Field::BirthYear`].
    BirthDay,
    /// Free text.
    Note,
    /// Labels, separated by commas, semicolons or `:::`.
    Tags,
    /// The day they were connected with.
    ConnectedOn,
    /// The identifier of another program.
    Uid,
    /// Known, and of no use here: houses, fax numbers, pictures.
    Ignored,
}

/// The names that the keeper may give in a mapping, with what they stand for.
pub const FIELD_NAMES: [(&str, Field); 17] = [
    ("name", Field::Name),
    ("given", Field::Given),
    ("family", Field::Family),
    ("nickname", Field::Nickname),
    ("pronouns", Field::Pronouns),
    ("email", Field::Email),
    ("phone", Field::Phone),
    ("linkedin", Field::Profile),
    ("url", Field::Url),
    ("company", Field::Company),
    ("role", Field::Role),
    ("timezone", Field::Timezone),
    ("birthday", Field::Birthday),
    ("note", Field::Note),
    ("tags", Field::Tags),
    ("connected-on", Field::ConnectedOn),
    ("ignore", Field::Ignored),
];

/// The field that a name in a mapping stands for.
pub fn field_named(name: &str) -> Option<Field> {
    let name = name.trim();
    FIELD_NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, field)| *field)
}

/// What each column is for, by its name; `None` where the name says nothing.
pub fn recognise(header: &[String]) -> Vec<Option<Field>> {
    let mut fields: Vec<Option<Field>> = header.iter().map(|name| field_of_column(name)).collect();
    // In Outlook `Title` is Dr. or Ms.; elsewhere it is what somebody does.
    let has_role = fields.contains(&Some(Field::Role));
    for (field, name) in fields.iter_mut().zip(header) {
        if plain(name) == "title" {
            *field = Some(if has_role { Field::Ignored } else { Field::Role });
        }
    }
    fields
}

/// Whether a header with these fields can name people: by a name or by an address.
pub fn names_people(fields: &[Option<Field>]) -> bool {
    fields.iter().flatten().any(|field| matches!(field, Field::Name | Field::Given | Field::Family | Field::Nickname | Field::Email))
}

/// A column's name as small words: `E-mail 1 - Value` is `e mail 1 value`.
fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn field_of_column(name: &str) -> Option<Field> {
    let name = plain(name);
    let exact = match name.as_str() {
        "name" | "full name" | "display name" | "contact" | "contact name" | "person" | "fn" => Some(Field::Name),
        "first name" | "firstname" | "first" | "given name" | "given" | "forename" | "vorname" | "prénom" | "nombre" => Some(Field::Given),
        "middle name" | "additional name" => Some(Field::Middle),
        "last name" | "lastname" | "last" | "family name" | "family" | "surname" | "nachname" | "nom" | "apellidos" => Some(Field::Family),
        "nickname" | "nicknames" | "alias" | "aliases" => Some(Field::Nickname),
        "pronouns" => Some(Field::Pronouns),
        "linkedin" | "linkedin url" | "linkedin profile" | "linkedin profile url" | "profile" | "profile url" => Some(Field::Profile),
        "url" | "urls" | "website" | "web site" | "web page" | "homepage" | "home page" | "personal web page" | "blog" => Some(Field::Url),
        "company" | "company name" | "organization" | "organisation" | "employer" | "firma" => Some(Field::Company),
        "role" | "position" | "job title" | "job" | "occupation" => Some(Field::Role),
        "timezone" | "time zone" | "tz" => Some(Field::Timezone),
        "birthday" | "birth date" | "birthdate" | "date of birth" => Some(Field::Birthday),
        "birth year" => Some(Field::BirthYear),
        "birth month" => Some(Field::BirthMonth),
        "birth day" => Some(Field::BirthDay),
        "note" | "notes" | "comment" | "comments" | "description" => Some(Field::Note),
        "tags" | "labels" | "categories" | "category" | "groups" | "group membership" | "keywords" => Some(Field::Tags),
        "connected on" | "connected" | "date connected" => Some(Field::ConnectedOn),
        "uid" => Some(Field::Uid),
        _ => None,
    };
    exact.or_else(|| numbered(&name)).or_else(|| is_of_no_use(&name).then_some(Field::Ignored))
}

/// Columns that come in numbers: `E-mail 2 - Value`, `Phone 1 - Value`, `Organization 1 - Title`, `Web Page 2`.
fn numbered(name: &str) -> Option<Field> {
    let words: Vec<&str> = name.split(' ').filter(|word| word.parse::<u8>().is_err()).collect();
    match words.join(" ").as_str() {
        "email" | "e mail" | "mail" | "emails" | "email address" | "e mail address" | "email value" | "e mail value" => Some(Field::Email),
        "primary email" | "secondary email" | "work email" | "home email" | "personal email" | "additional email" => Some(Field::Email),
        "phone" | "phones" | "telephone" | "phone number" | "phone value" | "mobile" | "mobile phone" | "mobile number" | "cell" => {
            Some(Field::Phone)
        }
        "work phone" | "home phone" | "business phone" | "company main phone" | "primary phone" | "other phone" => Some(Field::Phone),
        "website value" | "web page" | "website" => Some(Field::Url),
        "organization name" => Some(Field::Company),
        "organization title" => Some(Field::Role),
        _ => None,
    }
}

fn is_of_no_use(name: &str) -> bool {
    const WORDS: [&str; 46] = [
        "address",
        "street",
        "city",
        "state",
        "province",
        "zip",
        "zipcode",
        "postal",
        "country",
        "region",
        "box",
        "fax",
        "pager",
        "telex",
        "photo",
        "yomi",
        "phonetic",
        "prefix",
        "suffix",
        "initials",
        "type",
        "label",
        "gender",
        "custom",
        "event",
        "relation",
        "language",
        "priority",
        "sensitivity",
        "location",
        "anniversary",
        "department",
        "isdn",
        "assistant",
        "manager",
        "spouse",
        "children",
        "hobby",
        "account",
        "file",
        "im",
        "screen",
        "radio",
        "callback",
        "private",
        "display",
    ];
    name.split(' ').any(|word| WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::{Field, names_people, recognise};

    fn check(header: &str, expected: &str) {
        let names: Vec<String> = header.split(',').map(str::to_owned).collect();
        let fields: Vec<String> = recognise(&names).iter().map(|field| field.map_or("?".into(), |field| format!("{field:?}"))).collect();
        assert_eq!(fields.join(","), expected);
    }

    #[test]
    fn google_writes_numbered_pairs() {
        check("First Name,Name Prefix,E-mail 1 - Label,E-mail 1 - Value,Phone 2 - Value,Labels", "Given,Ignored,Ignored,Email,Phone,Tags");
        check("Organization 1 - Name,Organization 1 - Title,Website 1 - Value,Group Membership", "Company,Role,Url,Tags");
        check("Organization Name,Organization Title,Organization Department,Phonetic First Name", "Company,Role,Ignored,Ignored");
    }

    #[test]
    fn a_title_is_a_role_only_where_nothing_else_is() {
        check("Title,First Name,Job Title,E-mail 2 Address", "Ignored,Given,Role,Email");
        check("Full name,Title", "Name,Role");
    }

    #[test]
    fn an_unknown_column_stays_unknown() {
        check("Wer,Shoe size", "?,?");
        assert!(!names_people(&[None, Some(Field::Company)]));
        assert!(names_people(&[Some(Field::Email)]));
    }
}
