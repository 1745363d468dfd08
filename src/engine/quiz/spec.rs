//! Which questions are wanted: what `quiz=` of a link holds.

/// Questions in a set unless the link says otherwise.
pub const USUAL: u8 = 10;
/// Fewest questions that may be asked for.
pub const FEWEST: u8 = 3;
/// Most questions that may be asked for: a lesson holds no more, and few questions would come twice.
pub const MOST: u8 = 40;
/// Longest seed, in characters.
const LONGEST_SEED: usize = 24;

/// What the questions are about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Scope {
    /// Everything.
    #[default]
    All,
    /// One story, by id.
    Story(String),
    /// One theme, as the questions of the bundle name it.
    Theme(String),
    /// Places of one category, by its wire name.
    Category(String),
    /// Places of one district.
    District(String),
}

impl Scope {
    /// The scope of a word and an id, as in links.
    #[must_use]
    pub fn of(word: &str, id: &str) -> Self {
        let id = id.to_owned();
        match word {
            _ if id.is_empty() => Self::All,
            "story" => Self::Story(id),
            "theme" => Self::Theme(id),
            "category" => Self::Category(id),
            "district" => Self::District(id),
            _ => Self::All,
        }
    }

    /// Its word and id.
    #[must_use]
    pub fn parts(&self) -> (&'static str, &str) {
        match self {
            Self::All => ("", ""),
            Self::Story(id) => ("story", id),
            Self::Theme(id) => ("theme", id),
            Self::Category(id) => ("category", id),
            Self::District(id) => ("district", id),
        }
    }
}

/// A set of questions by its demands. The same demands over the same bundle give the same set everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spec {
    /// Any short text; whoever has it has the set.
    pub seed: String,
    /// How many questions, [`FEWEST`] to [`MOST`].
    pub count: u8,
    /// 1 to 3, or any.
    pub level: Option<u8>,
    /// What they are about.
    pub scope: Scope,
}

impl Default for Spec {
    fn default() -> Self {
        Self { seed: "1".to_owned(), count: USUAL, level: None, scope: Scope::All }
    }
}

impl Spec {
    /// From the value of `quiz=`: `SEED~COUNT~LEVEL~WORD~ID`, where everything after the seed may be
    /// missing and level 0 is any. Never fails: links are cut and mistyped.
    #[must_use]
    pub fn parse(value: &str) -> Self {
        let mut parts = value.splitn(5, '~');
        let usual = Self::default();
        let seed = clean(parts.next().unwrap_or_default());
        let count: Option<u8> = parts.next().and_then(|n| n.parse().ok());
        let level = parts.next().and_then(|n| n.parse().ok());
        let (word, id) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        Self {
            seed: if seed.is_empty() { usual.seed } else { seed },
            count: count.map_or(usual.count, |n| n.clamp(FEWEST, MOST)),
            level: level.filter(|l| (1..=3).contains(l)),
            scope: Scope::of(word, id),
        }
    }

    /// The value of `quiz=`, as short as it can be.
    #[must_use]
    pub fn to_link(&self) -> String {
        let (word, id) = self.scope.parts();
        let level = self.level.unwrap_or(0);
        let mut out = clean(&self.seed);
        if self.count != USUAL || level > 0 || !word.is_empty() {
            out = [&out, "~", &self.count.to_string()].concat();
        }
        if level > 0 || !word.is_empty() {
            out = [&out, "~", &level.to_string()].concat();
        }
        if !word.is_empty() {
            out = [&out, "~", word, "~", id].concat();
        }
        out
    }

    /// The number that all choices are made from (FNV-1a over the link, stirred, since neighbouring
    /// seeds should have nothing in common).
    #[must_use]
    pub(super) fn number(&self) -> u64 {
        let mut hash = 0xCBF2_9CE4_8422_2325_u64;
        for byte in self.to_link().bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        }
        // The finalizer of MurmurHash3.
        hash = (hash ^ (hash >> 33)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
        hash = (hash ^ (hash >> 33)).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
        hash ^ (hash >> 33)
    }
}

/// A seed without what would break the link apart.
fn clean(seed: &str) -> String {
    let plain = seed.trim().chars().filter(|c| *c != '~' && !c.is_control());
    plain.take(LONGEST_SEED).collect::<String>().trim().to_owned()
}

/// A seed that is easy to read out: six letters and digits, none of which looks like another.
#[must_use]
pub fn fresh_seed(mut random: u64) -> String {
    const SIGNS: &[u8] = b"23456789abcdefghjkmnpqrstuvwxyz";
    let mut out = String::new();
    for _ in 0..6 {
        #[allow(clippy::cast_possible_truncation)] // below 31
        let sign = SIGNS[(random % SIGNS.len() as u64) as usize];
        out.push(char::from(sign));
        random /= SIGNS.len() as u64;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_links_of_every_length() {
        for (link, count, level, scope) in [
            ("k7", 10, None, Scope::All),
            ("k7~5", 5, None, Scope::All),
            ("k7~5~2", 5, Some(2), Scope::All),
            ("k7~5~0~theme~city", 5, None, Scope::Theme("city".into())),
            ("k7~10~3~district~金水区", 10, Some(3), Scope::District("金水区".into())),
            ("k7~200~9~nothing~x", 40, None, Scope::All),
            ("k7~x~y~theme~", 10, None, Scope::All),
        ] {
            let spec = Spec::parse(link);
            assert_eq!(spec, Spec { seed: "k7".into(), count, level, scope }, "{link}");
        }
        assert_eq!(Spec::parse(""), Spec::default());
        assert_eq!(Spec::parse("三班").to_link(), "三班");
    }

    proptest! {
        #[test]
        fn a_link_comes_back(seed in "\\PC{1,40}", count in FEWEST..=MOST, level in 0_u8..4, word in 0..5_usize, id in "[a-z0-9-]{1,9}") {
            let scope = Scope::of(["", "story", "theme", "category", "district"][word], &id);
            let spec = Spec { seed, count, level: (level > 0).then_some(level), scope };
            let once = Spec::parse(&spec.to_link());
            prop_assert_eq!(&Spec::parse(&once.to_link()), &once);
            if !clean(&spec.seed).is_empty() {
                prop_assert_eq!(once.number(), spec.number());
            }
        }

        #[test]
        fn seeds_can_be_read_out(random in any::<u64>()) {
            let seed = fresh_seed(random);
            prop_assert_eq!(seed.len(), 6);
            prop_assert!(!seed.contains(['0', 'o', '1', 'l', 'i']));
        }
    }
}
