//! Reads a message into its anatomy.

use chrono::NaiveDate;

use crate::calendar::slot::{DateOrder, SlotContext};
use crate::markdown::tree::Markdown;
use crate::notes::outreach::Outreach;
use crate::prose::acts::act::Stage;
use crate::prose::anatomy::asks::asks;
use crate::prose::anatomy::closing::close;
use crate::prose::anatomy::model::{Anatomy, Greets, Place};
use crate::prose::anatomy::offers::{duration, offers};
use crate::prose::anatomy::opening::opening;
use crate::prose::anatomy::placeholders::placeholders;
use crate::prose::anatomy::sentence::sentences;
use crate::prose::anatomy::specifics::{Known, specifics};
use crate::prose::language::is_english;
use crate::prose::names::Called;
use crate::prose::words::words;

/// A message and all that its reading depends on.
pub struct Reading<'a> {
    /// The note's text.
    pub text: &'a str,
    /// What the text says.
    pub markdown: &'a Markdown,
    /// The message.
    pub message: &'a Outreach,
    /// The stage it stands at.
    pub stage: Stage,
    /// How the person it goes to is called, where one is known.
    pub called: Option<Called>,
    /// What else is known of them.
    pub known: Known,
    /// The keeper's name, where the settings tell it.
    pub my_name: Option<&'a str>,
    /// The day it is read on.
    pub today: NaiveDate,
    /// How `12/1` is read.
    pub order: DateOrder,
}

/// Reads a message.
#[must_use]
pub fn anatomy(reading: &Reading<'_>) -> Anatomy {
    let own = reading.message.own_words(reading.text, reading.markdown);
    let offset = reading.message.message.start();
    let words = words(&own, offset);
    let is_english = is_english(&words);
    let placeholders = placeholders(&own, offset, reading.markdown);
    let opening = opening(&words, offset, reading.called.as_ref(), &placeholders);
    let mut sentences = sentences(&own, offset, &words, reading.stage, is_english);
    if let Some(first) = sentences.first_mut()
        && !opening.range.is_empty()
        && (opening.range.end() + 2 >= first.range.end() || first.length() <= 4 && opening.greets != Greets::Nobody)
    {
        first.place = Place::Greeting;
    }
    let signature = close(&own, offset, &words, &mut sentences, reading.my_name);
    let context = SlotContext { today: reading.today, order: reading.order };
    let offers = offers(&own, offset, &sentences, &words, &context);
    let duration = duration(&sentences, &words, &offers);
    let asks = asks(&own, offset, &sentences, &words, reading.stage);
    let specifics = specifics(&sentences, &words, &reading.known);
    Anatomy {
        own,
        offset,
        words,
        sentences,
        is_english,
        stage: reading.stage,
        opening,
        signature,
        offers,
        asks,
        duration,
        placeholders,
        specifics,
    }
}
