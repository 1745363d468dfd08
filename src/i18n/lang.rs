//! The language of the page.

use crate::domain::Text;

/// Chinese first, English second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Lang {
    /// 简体中文.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// From the value of `lang=` in a link.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The value of `lang=` in a link.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The text in this language, or in the other one where this one is empty.
    #[must_use]
    pub fn pick(self, text: &Text) -> &str {
        let (first, second) = match self {
            Self::Zh => (&text.zh, &text.en),
            Self::En => (&text.en, &text.zh),
        };
        if first.is_empty() { second } else { first }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn picks_the_other_language_rather_than_nothing() {
        let only_zh = Text::new("公园", "");
        assert_eq!(Lang::En.pick(&only_zh), "公园");
        assert_eq!(Lang::from_code(Lang::En.code()), Some(Lang::En));
        assert_eq!(Lang::from_code("fr"), None);
    }
}
