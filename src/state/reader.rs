//! What the reader has chosen for themselves, on this device: colours, 长辈版, shortcuts; and whether
//! the map is kept for use without a network.

/// Light, dark or high contrast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// As the system has it.
    #[default]
    System,
    /// The printed sheet.
    Light,
    /// The same under a lamp.
    Dark,
    /// Black on white, without tints.
    Contrast,
}

impl Look {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::Contrast];

    /// The word it is remembered by.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::System => "",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "high",
        }
    }

    /// From that word; anything else is the system's choice.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|look| look.word() == word).unwrap_or_default()
    }
}

/// How far the map is kept for use without a network (`www/later/offline.js` has the same words).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keep {
    /// Not possible here, or not yet known.
    #[default]
    None,
    /// The reader has had the files taken away.
    Off,
    /// On their way.
    Saving,
    /// All there.
    Ready,
    /// The device has no room.
    Full,
    /// They could not be fetched.
    Failed,
}

impl Keep {
    /// From the word of the page's script.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        match word {
            "off" => Self::Off,
            "saving" => Self::Saving,
            "ready" => Self::Ready,
            "full" => Self::Full,
            "failed" => Self::Failed,
            _ => Self::None,
        }
    }
}

/// What is kept on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stored {
    /// How far the files for use without a network are.
    pub keep: Keep,
    /// Whether a new version waits for the reader's yes.
    pub update: bool,
    /// Number of those files.
    pub files: u32,
    /// Their size in kilobytes.
    pub kilobytes: u32,
    /// All that this site keeps here, in kilobytes; 0 where the browser does not tell.
    pub all_kilobytes: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_comes_back_from_its_word() {
        for look in Look::ALL {
            assert_eq!(Look::from_word(look.word()), look);
        }
        assert_eq!(Look::from_word("pink"), Look::System);
    }

    #[test]
    fn an_unknown_word_promises_nothing() {
        assert_eq!(Keep::from_word("ready"), Keep::Ready);
        assert_eq!(Keep::from_word("soon"), Keep::None);
    }
}
