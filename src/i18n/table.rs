//! The macro behind every table of fixed texts.

/// Makes an enum of keys with their texts in both languages: `messages! { Key; Name: "中文", "English"; }`.
macro_rules! messages {
    ($name:ident; $($(#[$doc:meta])* $key:ident: $zh:literal, $en:literal;)*) => {
        /// The key of a fixed text.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $(#[doc = $en] $key,)* }

        impl $name {
            /// Every key there is.
            pub const ALL: &'static [Self] = &[$(Self::$key,)*];

            /// The text in a language; `{0}`, `{1}` … are filled by [`crate::i18n::fill_in`].
            #[must_use]
            pub const fn text(self, lang: $crate::i18n::Lang) -> &'static str {
                match (self, lang) {
                    $(
                        (Self::$key, $crate::i18n::Lang::Zh) => $zh,
                        (Self::$key, $crate::i18n::Lang::En) => $en,
                    )*
                }
            }
        }

        #[cfg(test)]
        mod complete {
            use super::$name;
            use crate::i18n::Lang;

            #[test]
            fn every_key_speaks_both_languages() {
                for key in $name::ALL {
                    crate::i18n::table::check(
                        &format!("{key:?}"),
                        key.text(Lang::Zh),
                        key.text(Lang::En),
                    );
                }
            }
        }
    };
}

/// What each pair of texts must hold: its language, its punctuation, the same holes.
///
/// # Panics
/// When it does not hold, as a test should.
#[cfg(test)]
pub fn check(key: &str, zh: &str, en: &str) {
    let has_han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    assert!(!zh.is_empty() && !en.is_empty(), "{key}");
    assert!(has_han(zh) || zh.starts_with('{'), "{key} is not Chinese: {zh}");
    // 雅 宜 风 are names and stay as they are.
    assert!(!has_han(&en.replace(['雅', '宜', '风'], "")), "{key} is not English: {en}");
    assert!(!zh.contains([',', ';', '!', '?']), "half-width punctuation in {key}: {zh}");
    for i in 0..4 {
        let hole = format!("{{{i}}}");
        assert_eq!(zh.contains(&hole), en.contains(&hole), "{key}");
    }
}
