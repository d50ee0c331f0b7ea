//! Whether a message is written in English.

use crate::prose::words::Word;

const ENGLISH: &str = "the and you your of to in is it that i i'm a for with on was be have are would could what how my me at we not this from \
    but if so or as do an about by when can there who will just been up out had has were they one she he her his them no any some than \
    then thank thanks hi hello learning work years i'd i've it's like time know call";
const OTHERS: &str = "der die das und ich nicht mit ein eine ist für fur auf sie wir zu den dem von bei mich mir ihre ihr sehr wurde würde wurde haben \
    habe le la les et je vous que pour dans une est nous avec sur votre suis pas des du au ce qui mon ma el los las y que en un una por con para su \
    usted soy como mi gracias il di che per sono lei non una mio ho del della anche o os e eu voce você com nao não meu minha uma para obrigado de het \
    een ik je dat niet van met mijn op jag och att det som för ar är har inte med du jeg og til er ikke på ve bir bu için icin merhaba ja na sie nie \
    jest się sie z w i na pan pani dziekuje";

/// Whether `words` are English: where function words tell nothing, or too little is there to tell, they are taken to be.
#[must_use]
pub fn is_english(words: &[Word]) -> bool {
    let foreign_letters = words.iter().filter(|word| word.folded.chars().any(|c| c.is_alphabetic() && !c.is_ascii())).count();
    if words.len() >= 4 && foreign_letters * 2 > words.len() {
        return false;
    }
    let (mut english, mut other) = (0, 0);
    for word in words {
        let ours = ENGLISH_WORDS.with(|set| set.contains(word.folded.as_str()));
        let theirs = OTHER_WORDS.with(|set| set.contains(word.folded.as_str()));
        english += usize::from(ours);
        other += usize::from(theirs && !ours);
    }
    words.len() < 8 || other < 4 || other <= english
}

thread_local! {
    static ENGLISH_WORDS: rustc_hash::FxHashSet<&'static str> = ENGLISH.split_whitespace().collect();
    static OTHER_WORDS: rustc_hash::FxHashSet<&'static str> = OTHERS.split_whitespace().collect();
}

#[cfg(test)]
mod tests {
    use super::is_english;
    use crate::prose::words::words;

    fn english(text: &str) -> bool {
        is_english(&words(text, 0))
    }

    #[test]
    fn english_with_foreign_greetings_is_english() {
        assert!(english("Kia ora Wiremu, your knee-bend counter told one of my clients he had done thirty. Ngā mihi nui, Tavita"));
        assert!(english("Tusen takk, Tobias"));
    }

    #[test]
    fn german_french_and_spanish_are_not() {
        assert!(!english(
            "Hallo Petra, ich bin Kellner und lerne seit dem Sommer programmieren. Hätten Sie Zeit für ein Gespräch mit mir?"
        ));
        assert!(!english("Bonjour Luc, je suis cuisinier et je voudrais vous poser une question sur votre article dans la revue."));
        assert!(!english("Hola Ana, soy enfermera y estoy aprendiendo Python. Me gustaría hablar con usted por teléfono en la tarde."));
    }
}
