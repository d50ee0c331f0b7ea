//! Names as people write them: which ways there are to call somebody, and whether a word is one of them, or nearly.

use crate::notes::contact::Contact;
use crate::notes::note::bare_target;
use crate::text::fuzzy::fold;

/// Usual short forms. Any two of a line are one name.
const SHORT_FORMS: &str = "\
alexander alex al sandy sasha xander
alexandra alex sandra sandy sasha lexi ali
andrew andy drew
anthony tony ant
antonia toni
benjamin ben benji
bernadette bernie
catherine cathy cat kate katie kat kit
katharine kathy kate katie kat kit
katherine kathy kate katie kat kit
kathryn kathy kate katie kat kit
charles charlie chuck chaz
charlotte charlie lottie
christina chris tina chrissy
christine chris tina chrissy
christopher chris kit topher
daniel dan danny
danielle dani
david dave davy
deborah deb debbie
dorothy dot dottie
edward ed eddie ted teddy ned
eleanor ellie nell nora
elizabeth liz lizzie beth betty eliza ellie libby lisa
emily em
evangeline eve evie angie
ezekiel zeke
frances fran frankie
francis frank fran
frederick fred freddie
gabriel gabe
gabriella gabby gabi
gabriela gabby gabi
gregory greg
gwendolyn gwen
gwendoline gwen
henry harry hank hal
isabella bella izzy
isabel bella izzy
jacob jake
jacqueline jackie
james jim jimmy jamie
janet jan
jeffrey jeff
jennifer jen jenny
jessica jess jessie
jonathan jon jonny
john jack johnny
joseph joe joey
josephine jo josie
joshua josh
judith judy
kenneth ken kenny
lawrence larry
leonard leo len lenny
madeleine maddie
margaret maggie meg peggy greta
marguerite mags maggie
matthew matt
maximilian max
maxine max
melissa mel
michael mike mick micky mikey
mohammed mo
mohammad mo
natalie nat
nathaniel nathan nate nat
nicholas nick nico
nicole nicky nikki
oliver ollie
olivia liv livvy
pamela pam
patricia pat trish patty tricia
patrick pat paddy rick
penelope penny
peter pete
philip phil pip
philippa pippa pip
philomena pip mena
raymond ray
rebecca becky bex becca
richard rick dick rich ricky
robert rob bob bobby robbie bert
ronald ron ronnie
samantha sam sammy
samuel sam sammy
samira sam
samir sam
sebastian seb
sarah sally sadie
solomon sol
stephanie steph
stephen steve
steven steve
susan sue susie suzy
suzanne sue suzy
theodore ted teddy theo
theodora teddy thea dora
thomas tom tommy
timothy tim timmy
valentina val tina
valerie val
victor vic
victoria vicky tori
vincent vince vinnie
wenceslas wes
wesley wes
wilhelmina mina billie wil
william will bill billy liam
winifred fred winnie
zachary zach zack
aleksandr sasha alex alexei
aleksander alek alex olek
aleksandra ola sasha alex
alessandro sandro ale alex
alejandro alex ale jandro
alejandra alex ale
anastasia nastya stacy ana
angela angie
annika anni
antonio toni tonio
beatriz bea
beatrice bea trixie
bogdan bob
bronislaw bronek
carolina caro carol
caroline caro carol carrie
cornelius con neil
cornelia conny nell
dmitri dima mitya
dmitry dima mitya
dolores lola
eduardo edu lalo
ekaterina katya kate katia
elisabeth lisa lisi elli beth liz
elizaveta liza
enrique quique kike
esperanza espe
eugene gene
evgeny zhenya eugene
yevgeny zhenya eugene
fernando nando fer
francesco franco
francisco paco pancho kiko fran
francisca paca fran
friedrich fritz fred
giovanni gianni nino
giuseppe beppe pino
guadalupe lupe lupita
guillermo memo guille
heinrich heinz heiner
ignacio nacho
ignatius iggy
jaroslav jarda
javier javi xavi
johannes hannes jan jo
jolanta jola
jose pepe
katarina kata kate katja kat
katarzyna kasia kate kat
katharina kathi kate katja kati kat kathy
katherina kathi kate katja kati kat kathy
konstantin kostya
leopold leo poldi
ludmila mila lyuda
magdalena magda lena leni
malgorzata gosia
manuel manu manolo
margarethe grete greta
margarita rita marga
marianne mari
mathias matt matze
matthias matt matze hias
mikhail misha mike
mohamed mo
montserrat montse
muhammad mo
nikolai kolya nick
nikolaus klaus nick niko
olufemi femi
oluwaseun seun
oluwatobi tobi
roberto beto rob
rosario charo
salvador salva
santiago santi
sergei seryozha serge
stanislaw staszek stan
svetlana sveta lana
tatiana tanya tania
tobias tobi toby
vladimir vlad volodya
wilhelm willi wil
wojciech wojtek
zbigniew zbyszek";

/// Words before a surname.
pub const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "doctor",
    "prof",
    "professor",
    "sir",
    "dame",
    "herr",
    "frau",
    "monsieur",
    "madame",
    "senor",
    "senora",
    "shri",
    "smt",
    "sri",
    "rev",
    "father",
    "sister",
    "captain",
    "don",
    "dona",
    "sra",
];

/// Words of a surname that are no name by themselves.
const PARTICLES: &[&str] = &[
    "de", "da", "do", "dos", "das", "di", "del", "della", "van", "von", "der", "den", "la", "le", "el", "al", "bin", "ibn", "ni", "o",
    "mc", "mac", "af", "av", "ter", "te", "zu", "y",
];

/// The words by which somebody is called, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Called {
    /// The first name.
    pub first: String,
    /// Every word of the full name but titles and particles, hyphenated ones also by their parts.
    pub parts: Vec<String>,
    /// Other names, whole.
    pub aliases: Vec<String>,
}

impl Called {
    /// How a contact is called.
    #[must_use]
    pub fn of(contact: &Contact) -> Self {
        Self::by_name(&contact.name.value, contact.aliases.iter().map(|alias| alias.value.as_str()))
    }

    /// How somebody of this name, with these other names, is called.
    pub fn by_name<'a>(name: &str, aliases: impl Iterator<Item = &'a str>) -> Self {
        let folded = fold(name).replace('’', "'");
        let is_name = |word: &&str| !word.is_empty() && !TITLES.contains(&word.trim_end_matches('.'));
        let all: Vec<&str> = folded.split([' ', '-', '.', ',']).filter(is_name).collect();
        let first = all.first().map_or(String::new(), |word| (*word).to_owned());
        let parts = all.iter().filter(|word| !PARTICLES.contains(word)).map(|word| (*word).to_owned()).collect();
        let initials: String = all.iter().take_while(|word| word.chars().count() == 1).copied().collect();
        let mut aliases: Vec<String> = aliases.map(|alias| fold(alias).replace('’', "'")).collect();
        aliases.extend(spelt_out(name));
        // `J. P.` is JP to friends, and 李 小龙 is written in one.
        aliases.extend(Some(initials).filter(|initials| initials.chars().count() > 1));
        aliases.extend(Some(all.concat()).filter(|joined| joined.chars().all(|letter| u32::from(letter) > 0x2E80)));
        Self { first, parts, aliases }
    }

    /// Whether a folded word is one of their names, or a usual short or long form of the first.
    #[must_use]
    pub fn is(&self, word: &str) -> bool {
        self.parts.iter().any(|part| part == word)
            || self.aliases.iter().any(|alias| alias.split([' ', '-']).any(|part| part == word))
            || same_name(&self.first, word)
            || is_beginning(word, &self.first)
    }

    /// The name that a folded word nearly is: within two edits, one for short names. Short forms and equal words are none.
    #[must_use]
    pub fn nearly(&self, word: &str) -> Option<&str> {
        if self.is(word) {
            return None;
        }
        let names = self.parts.iter().chain(&self.aliases).map(String::as_str);
        names.filter(|name| is_slip(word, name)).min_by_key(|name| strsim::damerau_levenshtein(word, name))
    }
}

/// A name with its umlauts spelt out, as keyboards without them have it: `Juergen` for Jürgen.
fn spelt_out(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let spelt = lower.replace(['ö', 'ø'], "oe").replace('ä', "ae").replace('ü', "ue").replace('å', "aa");
    (spelt != lower).then(|| fold(&spelt).replace('’', "'"))
}

/// Whether `word` is probably a slip of `name`, both folded: one edit for up to five letters, two for more.
#[must_use]
pub fn is_slip(word: &str, name: &str) -> bool {
    let (length, other) = (name.chars().count(), word.chars().count());
    let allowed = match length {
        0..=2 => return false,
        3..=5 => 1,
        _ => 2,
    };
    let plural = word.strip_suffix('s') == Some(name) || name.strip_suffix('s') == Some(word);
    if word == name || plural || length.abs_diff(other) > allowed || other < 3 {
        return false;
    }
    // Swapped letters count once: Pryia is one edit from Priya.
    strsim::damerau_levenshtein(word, name) <= allowed
}

/// Whether two folded first names are one: equal, or on one line of the short forms.
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    let on_line = |line: &str, name: &str| line.split(' ').any(|word| word == name);
    one == other || (one.len() > 1 && SHORT_FORMS.lines().any(|line| on_line(line, one) && on_line(line, other)))
}

/// Whether a word is the beginning of a long name, as short forms often are: Sol of Solveig.
fn is_beginning(word: &str, name: &str) -> bool {
    (3..=5).contains(&word.len()) && word.len() + 2 <= name.len() && name.starts_with(word)
}

/// The folded words of a company's name that tell it from others: `Alpenglow` of `Alpenglow Lifts GmbH`.
#[must_use]
pub fn company_words(name: &str) -> Vec<String> {
    const COMMON: &[&str] = &[
        "the",
        "and",
        "of",
        "for",
        "inc",
        "ltd",
        "llc",
        "gmbh",
        "ag",
        "co",
        "company",
        "corp",
        "group",
        "systems",
        "system",
        "labs",
        "lab",
        "studio",
        "studios",
        "software",
        "solutions",
        "technologies",
        "technology",
        "tech",
        "data",
        "digital",
        "analytics",
        "media",
        "games",
        "interactive",
        "health",
        "energy",
        "engineering",
        "works",
        "services",
        "partners",
        "bank",
        "foundation",
        "institute",
        "university",
        "college",
        "hospital",
        "school",
        "city",
        "county",
        "cloud",
        "web",
        "robotics",
        "security",
        "insurance",
        "logistics",
        "design",
        "consulting",
        "network",
        "networks",
        "online",
        "international",
    ];
    let folded = fold(bare_target(name)).replace('’', "'");
    let words = folded.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty() && !COMMON.contains(word));
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{Called, company_words, is_slip};

    fn called(name: &str) -> Called {
        Called::by_name(name, std::iter::empty())
    }

    #[test]
    fn first_names_surnames_and_short_forms_are_names() {
        let samira = called("Dr. Samira O’Neill-Śmith");
        assert!(["samira", "sam", "o'neill", "smith"].iter().all(|word| samira.is(word)));
        assert!(!samira.is("samuel"));
    }

    #[test]
    fn particles_are_no_names_and_diacritics_do_not_count() {
        let joao = called("João da Conceição-Reis");
        assert!(joao.is("joao") && joao.is("conceicao") && !joao.is("da"));
    }

    #[test]
    fn umlauts_may_be_spelt_out_and_initials_run_together() {
        assert!(called("Jürgen Groß").is("juergen") && called("Jürgen Groß").is("gross") && called("Søren Bø").is("soeren"));
        assert!(called("J. P. Morgan-Smith").is("jp") && called("李 小龙").is("李小龙"));
        assert_eq!(called("Jürgen Groß").nearly("jurgem"), Some("jurgen"));
        assert!(!called("Ann Lee").is("annlee"));
    }

    #[test]
    fn a_slip_is_told_from_another_name() {
        assert_eq!(called("Jon Ek").nearly("john"), Some("jon"));
        assert_eq!(called("Katharine Blumenfeld").nearly("katherine"), Some("katharine"));
        assert_eq!(called("Katharine Blumenfeld").nearly("kate"), None);
        assert_eq!(called("Hauwa Abubakar").nearly("abubaker"), Some("abubakar"));
        assert_eq!(called("Priya Nair").nearly("pryia"), Some("priya"));
        assert_eq!(called("Tim Lea").nearly("time"), Some("tim"));
        assert_eq!(called("Imani Wexler").nearly("beatriz"), None);
    }

    #[test]
    fn a_plural_is_no_slip() {
        assert!(!is_slip("larkspurs", "larkspur") && is_slip("larkspure", "larkspur"));
    }

    #[test]
    fn a_company_is_told_by_its_own_words() {
        assert_eq!(company_words("Alpenglow Lifts GmbH"), ["alpenglow", "lifts"]);
        assert_eq!(company_words("Kelp & Co"), ["kelp"]);
    }
}
