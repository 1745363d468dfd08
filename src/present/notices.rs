//! Notices above the list.

use crate::i18n::{Key, fill};
use crate::state::{Action, BaseStatus, State};

/// A notice: the bold part says what is so, the other what to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// Warns (ochre) rather than informs (blue).
    pub warns: bool,
    /// What is so.
    pub strong: String,
    /// What to do.
    pub text: String,
    /// Particulars, a line each.
    pub details: Vec<String>,
    /// What its button does.
    pub dismiss: Option<Action>,
}

/// All notices of a state, the most urgent first.
#[must_use]
pub fn notices(s: &State) -> Vec<Notice> {
    let lang = s.lang;
    let say = |warns, strong: String, body: Key, dismiss| Notice {
        warns,
        strong,
        text: body.text(lang).to_owned(),
        details: Vec::new(),
        dismiss,
    };
    let mut out = Vec::new();
    if let Some(host) = &s.foreign_host {
        out.push(say(true, fill(lang, Key::ForeignTitle, &[host]), Key::ForeignBody, None));
    }
    if let Some(id) = &s.missing {
        let title = fill(lang, Key::MissingTitle, &[id.as_str()]);
        out.push(say(true, title, Key::MissingBody, Some(Action::DismissMissing)));
    }
    if !s.warnings.is_empty() && !s.warnings_seen {
        let title = fill(lang, Key::WarningsTitle, &[&s.warnings.len().to_string()]);
        let mut n = say(true, title, Key::WarningsBody, Some(Action::DismissWarnings));
        n.details =
            s.warnings.iter().take(50).map(|w| super::error_page::finding(lang, w)).collect();
        out.push(n);
    }
    let base = match s.base {
        BaseStatus::Fine => None,
        BaseStatus::Instead => Some((Key::BaseInsteadTitle, Key::BaseInsteadBody)),
        BaseStatus::Missing => Some((Key::BaseMissingTitle, Key::BaseMissingBody)),
    };
    if let Some((title, body)) = base {
        out.push(say(true, title.text(lang).to_owned(), body, None));
    }
    if s.offline {
        out.push(say(false, Key::OfflineTitle.text(lang).to_owned(), Key::OfflineBody, None));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::PlaceId;

    #[test]
    fn says_what_is_so_and_nothing_else() {
        assert!(notices(&State::default()).is_empty());
        let s = State {
            offline: true,
            missing: PlaceId::new("old-name").ok(),
            foreign_host: Some("example.org".into()),
            ..State::default()
        };
        let said = notices(&s);
        assert_eq!(said.len(), 3);
        assert!(said[0].strong.contains("example.org"));
        assert!(said[1].strong.contains("old-name"));
        assert_eq!(said[1].dismiss, Some(Action::DismissMissing));
        assert!(!said[2].warns);
    }
}
