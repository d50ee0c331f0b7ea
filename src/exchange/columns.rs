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
    // `Nome` and `Nombre` are the given name where the family name has a column of its own, else the whole; `Nom` the other way round.
    let has = |field: Field| fields.contains(&Some(field));
    let (given, family) = (has(Field::Given), has(Field::Family));
    for (field, name) in fields.iter_mut().zip(header) {
        match (plain(name).as_str(), *field) {
            ("nome" | "nombre", Some(Field::Given)) if !family => *field = Some(Field::Name),
            ("nom", Some(Field::Family)) if !given => *field = Some(Field::Name),
            _ => {}
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
        "first name" | "firstname" | "first" | "given name" | "given" | "forename" => Some(Field::Given),
        "middle name" | "additional name" => Some(Field::Middle),
        "last name" | "lastname" | "last" | "family name" | "family" | "surname" => Some(Field::Family),
        "nickname" | "nicknames" | "alias" | "aliases" => Some(Field::Nickname),
        "pronouns" => Some(Field::Pronouns),
        "linkedin" | "linkedin url" | "linkedin profile" | "linkedin profile url" | "profile" | "profile url" => Some(Field::Profile),
        "url" | "urls" | "website" | "web site" | "web page" | "homepage" | "home page" | "personal web page" | "blog" => Some(Field::Url),
        "company" | "company name" | "organization" | "organisation" | "employer" => Some(Field::Company),
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
    exact.or_else(|| in_other_languages(&name)).or_else(|| numbered(&name)).or_else(|| is_of_no_use(&name).then_some(Field::Ignored))
}

/// The columns of a LinkedIn export, and of address books, as they are called in Danish, Dutch, French, German, Italian, Norwegian, Polish,
/// Portuguese, Spanish and Swedish.
fn in_other_languages(name: &str) -> Option<Field> {
    Some(match name {
        "vorname" | "prénom" | "nombre" | "nome" | "primeiro nome" | "voornaam" | "fornavn" | "förnamn" | "imię" => Field::Given,
        "nachname" | "familienname" | "nom" | "nom de famille" | "apellidos" | "apellido" | "sobrenome" | "apelido" | "cognome"
        | "achternaam" | "efternavn" | "etternavn" | "efternamn" | "nazwisko" => Field::Family,
        "spitzname" | "surnom" | "apodo" | "soprannome" | "bijnaam" => Field::Nickname,
        "e mail adresse"
        | "email adresse"
        | "mailadresse"
        | "adresse e mail"
        | "adresse email"
        | "adresse mail"
        | "courriel"
        | "dirección de correo electrónico"
        | "correo electrónico"
        | "correo"
        | "endereço de e mail"
        | "endereço de email"
        | "indirizzo email"
        | "indirizzo e mail"
        | "indirizzo di posta elettronica"
        | "e mailadres"
        | "emailadres"
        | "mailadres"
        | "e postadress"
        | "e post"
        | "e postadresse"
        | "adres e mail" => Field::Email,
        "firma" | "unternehmen" | "arbeitgeber" | "entreprise" | "société" | "empresa" | "compañía" | "azienda" | "società" | "bedrijf"
        | "företag" | "bedrift" | "virksomhed" => Field::Company,
        "poste" | "fonction" | "intitulé du poste" | "cargo" | "puesto" | "posición" | "posição" | "posizione" | "qualifica"
        | "functie" | "functietitel" | "befattning" | "titel" | "stilling" | "stanowisko" | "beruf" => Field::Role,
        "verbunden am"
        | "vernetzt am"
        | "vernetzt seit"
        | "connecté le"
        | "relation depuis"
        | "en relation depuis"
        | "date de connexion"
        | "fecha de conexión"
        | "conectado el"
        | "conectado em"
        | "data da conexão"
        | "data de conexão"
        | "data collegamento"
        | "data di collegamento"
        | "collegato il"
        | "connectie sinds"
        | "verbonden op"
        | "datum verbinding" => Field::ConnectedOn,
        _ => return None,
    })
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
    fn linkedin_speaks_other_languages() {
        let all = "Given,Family,Url,Email,Company,Role,ConnectedOn";
        check("Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am", all);
        check("Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connecté le", all);
        check("Nombre,Apellidos,URL,Dirección de correo electrónico,Empresa,Cargo,Fecha de conexión", all);
        check("Nome,Sobrenome,URL,Endereço de e-mail,Empresa,Cargo,Conectado em", all);
        check("Nome,Cognome,URL,Indirizzo email,Azienda,Posizione,Data collegamento", all);
        check("Voornaam,Achternaam,URL,E-mailadres,Bedrijf,Functie,Connectie sinds", all);
        check("Nome,Email", "Name,Email");
        check("Nom,Courriel", "Name,Email");
    }

    #[test]
    fn an_unknown_column_stays_unknown() {
        check("Wer,Shoe size", "?,?");
        assert!(!names_people(&[None, Some(Field::Company)]));
        assert!(names_people(&[Some(Field::Email)]));
    }
}
