//! The moment of a commit, with the zone of whoever made it.

/// A moment as git keeps it: seconds since 1970 in UTC, and the writer's distance from UTC in minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct CommitTime {
    /// Seconds since 1970-01-01 00:00 UTC.
    pub seconds: i64,
    /// Minutes east of UTC where it was written.
    pub offset_minutes: i32,
}

impl CommitTime {
    /// Reads git's raw form: `1764000000 +0100`.
    pub fn parse(text: &str) -> Option<Self> {
        let (seconds, zone) = text.trim().split_once(' ')?;
        let zone: i32 = zone.parse().ok()?;
        Some(Self { seconds: seconds.parse().ok()?, offset_minutes: zone / 100 * 60 + zone % 100 })
    }
}

#[cfg(test)]
mod tests {
    use super::CommitTime;

    #[test]
    fn a_time_keeps_its_zone() {
        assert_eq!(CommitTime::parse("1764000000 +0530"), Some(CommitTime { seconds: 1_764_000_000, offset_minutes: 330 }));
        assert_eq!(CommitTime::parse("-5 -0800"), Some(CommitTime { seconds: -5, offset_minutes: -480 }));
        assert_eq!(CommitTime::parse("yesterday"), None);
    }
}
