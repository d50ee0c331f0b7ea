//! What a log line says in the language at home: the words of German, Spanish and Polish that say it by themselves.

use crate::notes::log::LogAct;

/// What a line in German, Spanish or Polish says happened: who writes to people in English may note it in the language at home. Only words
/// that say it by themselves, folded; a line that denies something says nothing.
pub(super) fn act_abroad(tokens: &[&str]) -> LogAct {
    let has = |words: &[&str]| tokens.iter().any(|token| words.contains(token));
    if has(&["nicht", "kein", "keine", "keinen", "no", "nunca", "tampoco", "nie", "brak"]) {
        return LogAct::Other;
    }
    if has(&["abgesagt", "abgelehnt", "rechazo", "declino", "odmowil", "odmowila"]) {
        return LogAct::Declined;
    }
    // “Ich habe ihr geschrieben”, but “sie hat mir geschrieben”.
    if has(&["geschrieben", "geantwortet", "zuruckgeschrieben", "geschickt", "gesendet"]) {
        let answers = has(&["geantwortet", "zuruckgeschrieben"]) && !has(&["ich", "habe"]);
        return if answers || has(&["hat", "haben", "mir"]) && !has(&["ich", "habe"]) { LogAct::Answered } else { LogAct::Sent };
    }
    const ANSWERED: &[&str] = &[
        "antwortete",
        "antworteten",
        "respondio",
        "respondieron",
        "contesto",
        "contestaron",
        "escribio",
        "odpisal",
        "odpisala",
        "odpisali",
        "odpowiedzial",
        "odpowiedziala",
        "odpowiedzieli",
        "napisal",
        "napisala",
    ];
    const SENT: &[&str] = &[
        "abgeschickt",
        "escribi",
        "envie",
        "respondi",
        "conteste",
        "napisalam",
        "napisalem",
        "wyslalam",
        "wyslalem",
        "odpisalam",
        "odpisalem",
    ];
    const MET: &[&str] = &[
        "getroffen",
        "trafen",
        "kennengelernt",
        "gesprochen",
        "telefoniert",
        "sprachen",
        "unterhielten",
        "conoci",
        "conocimos",
        "hablamos",
        "reunimos",
        "vimos",
        "spotkalismy",
        "spotkalysmy",
        "poznalismy",
        "poznalysmy",
        "poznalam",
        "poznalem",
        "rozmawialismy",
        "rozmawialysmy",
        "rozmawialam",
        "rozmawialem",
    ];
    if has(MET) {
        LogAct::Met
    } else if has(ANSWERED) {
        LogAct::Answered
    } else if has(SENT) {
        LogAct::Sent
    } else {
        LogAct::Other
    }
}
