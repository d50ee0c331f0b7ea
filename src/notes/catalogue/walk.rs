//! The catalogue in walking order, and how a week, the one after it and the sets are found.

use crate::notes::catalogue::module_0;
use crate::notes::catalogue::module_1;
use crate::notes::catalogue::module_2;
use crate::notes::catalogue::module_3;
use crate::notes::catalogue::module_4;
use crate::notes::catalogue::prompt::PromptWeek;

static WEEKS: [PromptWeek; 20] = [
    module_0::START,
    module_1::WEEK_1,
    module_1::WEEK_2,
    module_1::WEEK_3,
    module_1::WEEK_4,
    module_1::WEEK_5,
    module_2::WEEK_1,
    module_2::WEEK_2,
    module_2::WEEK_3,
    module_2::WEEK_4,
    module_2::WEEK_5,
    module_3::INTERMISSION,
    module_3::WEEK_1,
    module_3::WEEK_2,
    module_3::WEEK_3,
    module_3::WEEK_4,
    module_3::WEEK_5,
    module_4::WEEK_1,
    module_4::WEEK_2,
    module_4::DAY_30,
];

/// Every week of the catalogue, in the order in which one walks through it.
pub fn weeks() -> &'static [PromptWeek] {
    &WEEKS
}

/// The week of this name (`turing/mod-2/week-5`), ignoring case and outer blanks.
pub fn week(name: &str) -> Option<&'static PromptWeek> {
    weeks().iter().find(|week| week.name.eq_ignore_ascii_case(name.trim()))
}

/// The week that follows `name` in its set. None for the set's last week, and for a name that the catalogue does not have.
///
/// A set's own name (`turing/mod-2`) leads to its first week.
pub fn next_week(name: &str) -> Option<&'static PromptWeek> {
    let Some(current) = week(name) else {
        return weeks().iter().find(|week| week.set.eq_ignore_ascii_case(name.trim()));
    };
    let mut of_the_set = weeks().iter().filter(|week| week.set == current.set);
    of_the_set.find(|week| week.name == current.name)?;
    of_the_set.next()
}

/// The names of the sets (`turing/mod-2`), in walking order.
pub fn sets() -> Vec<&'static str> {
    let mut sets: Vec<&'static str> = weeks().iter().map(|week| week.set).collect();
    sets.dedup();
    sets
}

#[cfg(test)]
mod tests {
    use super::{next_week, sets, week, weeks};
    use crate::notes::catalogue::prompt::CataloguePrompt;
    use std::collections::HashSet;

    fn all_prompts() -> Vec<&'static CataloguePrompt> {
        weeks().iter().flat_map(|week| week.prompts).collect()
    }

    #[test]
    fn there_are_98_prompts_each_with_an_id_of_its_own() {
        let ids: HashSet<&str> = all_prompts().iter().map(|prompt| prompt.id).collect();
        assert_eq!((all_prompts().len(), ids.len()), (98, 98));
    }

    #[test]
    fn a_heading_stands_once_in_its_week() {
        for week in weeks() {
            let headings: HashSet<String> = week.prompts.iter().map(|prompt| prompt.heading.to_lowercase()).collect();
            assert_eq!(headings.len(), week.prompts.len(), "in {}", week.name);
        }
    }

    #[test]
    fn names_lie_in_their_set_and_are_unique() {
        let names: HashSet<&str> = weeks().iter().map(|week| week.name).collect();
        assert_eq!(names.len(), weeks().len());
        assert!(weeks().iter().all(|week| week.name.starts_with(&format!("{}/", week.set))));
    }

    #[test]
    fn ids_tell_module_and_week() {
        for week in weeks() {
            let module = week.set.trim_start_matches("turing/mod-");
            let number = week.name.rsplit('-').next().filter(|_| week.name.contains("/week-")).unwrap_or("0");
            for (index, prompt) in week.prompts.iter().enumerate() {
                let place = match module {
                    "0" | "4" => format!("m{module}."),
                    _ => format!("m{module}w{number}.{}", index + 1),
                };
                assert!(prompt.id.starts_with(&place), "{} in {}", prompt.id, week.name);
            }
        }
    }

    #[test]
    fn a_body_asks_in_one_to_four_sentences() {
        for prompt in all_prompts() {
            let count = prompt.body.split(' ').filter(|word| word.trim_end_matches('"').ends_with(['.', '?', '!'])).count();
            assert!((1..=4).contains(&count), "{} has {count}", prompt.id);
            assert!(!prompt.body.contains("  ") && !prompt.body.contains('\n'), "{}", prompt.id);
        }
    }

    #[test]
    fn the_weeks_of_a_set_follow_each_other_and_end() {
        let name_after = |name: &str| next_week(name).map(|week| week.name);
        assert_eq!(name_after("turing/mod-2/week-4"), Some("turing/mod-2/week-5"));
        assert_eq!(name_after("turing/mod-2/week-5"), None);
        assert_eq!(name_after("turing/mod-3/intermission"), Some("turing/mod-3/week-1"));
        assert_eq!(name_after("turing/mod-2"), Some("turing/mod-2/week-1"));
        assert_eq!(name_after("mine/first-week"), None);
    }

    #[test]
    fn a_week_is_found_by_its_name_and_a_prompt_by_its_heading() {
        let found = week(" Turing/mod-2/week-5").and_then(|week| week.prompt("review the TRACKER"));
        assert_eq!(found.map(|prompt| prompt.id), Some("m2w5.1"));
        assert_eq!(week("turing/mod-2/week-9"), None);
    }

    #[test]
    fn the_sets_are_the_five_modules() {
        assert_eq!(sets(), ["turing/mod-0", "turing/mod-1", "turing/mod-2", "turing/mod-3", "turing/mod-4"]);
    }
}
