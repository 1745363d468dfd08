//! Notices above the list.

use super::format;
use crate::domain::backdrop::Backdrop;
use crate::i18n::{Key, Lang, fill};
use crate::state::{Action, BaseStatus, Here, Keep, State, Trouble, select};

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
    /// A button for `www/later/offline.js`: its words and what it asks for.
    pub ask: Option<(Key, &'static str)>,
}

/// What a provider of map pictures is called.
#[must_use]
pub const fn backdrop_name(lang: Lang, backdrop: Backdrop) -> &'static str {
    let key = match backdrop {
        Backdrop::Osm => Key::BackdropOsm,
        Backdrop::Tianditu => Key::BackdropTianditu,
        Backdrop::TiandituImagery => Key::BackdropImagery,
        Backdrop::Amap => Key::BackdropAmap,
    };
    key.text(lang)
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
        ask: None,
    };
    let mut out = Vec::new();
    if let Some(host) = &s.foreign_host {
        out.push(say(true, fill(lang, Key::ForeignTitle, &[host]), Key::ForeignBody, None));
    }
    if let Some(id) = &s.missing {
        let title = fill(lang, Key::MissingTitle, &[id.as_str()]);
        out.push(say(true, title, Key::MissingBody, Some(Action::DismissMissing)));
    }
    out.extend(here(s));
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
    if let (Some(backdrop), Some(false)) = (s.backdrop, s.backdrop_came) {
        let title = fill(lang, Key::BackdropLost, &[backdrop_name(lang, backdrop)]);
        out.push(say(true, title, Key::BackdropLostBody, Some(Action::SetBackdrop(None))));
    }
    if s.offline {
        let kept = s.stored.keep == Keep::Ready;
        let body = if kept { Key::OfflineKept } else { Key::OfflineBody };
        out.push(say(false, Key::OfflineTitle.text(lang).to_owned(), body, None));
    }
    if s.stored.keep == Keep::Full {
        out.push(say(true, Key::KeepFull.text(lang).to_owned(), Key::KeepFullBody, None));
    }
    if s.stored.update {
        let mut n = say(false, Key::UpdateTitle.text(lang).to_owned(), Key::UpdateBody, None);
        n.ask = Some((Key::UpdateNow, "update"));
        out.push(n);
    }
    out
}

/// What is to be said of the reader's own position; nothing when all is well.
fn here(s: &State) -> Option<Notice> {
    let lang = s.lang;
    let (strong, body) = match s.here {
        Here::Failed(Trouble::Refused) => {
            (Key::HereRefused.text(lang).to_owned(), Key::HereRefusedBody)
        }
        Here::Failed(Trouble::Unavailable) => {
            (Key::HereUnavailable.text(lang).to_owned(), Key::HereUnavailableBody)
        }
        Here::At(_, accuracy) if s.here.exact().is_none() => {
            (fill(lang, Key::HereRough, &[&format::distance(lang, accuracy)]), Key::HereRoughBody)
        }
        Here::At(..) => {
            let far = format::distance(lang, select::outside_m(s)?);
            (
                fill(lang, Key::HereOutside, &[lang.pick(&s.atlas.district), &far]),
                Key::HereOutsideBody,
            )
        }
        Here::Off | Here::Asking => return None,
    };
    Some(Notice {
        warns: matches!(s.here, Here::Failed(_)),
        strong,
        text: body.text(lang).to_owned(),
        details: Vec::new(),
        dismiss: Some(Action::Located(Here::Off)),
        ask: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Bounds, LonLat, PlaceId};
    use crate::state::{AtlasRef, Stored};
    use std::rc::Rc;

    #[test]
    fn a_new_version_waits_for_a_yes() {
        let kept = |keep, update| Stored { keep, update, ..Stored::default() };
        let s = State { stored: kept(Keep::Full, true), ..State::default() };
        let said: Vec<_> = notices(&s).into_iter().map(|n| (n.warns, n.ask)).collect();
        assert_eq!(said, [(true, None), (false, Some((Key::UpdateNow, "update")))]);
        assert_eq!(notices(&State { stored: kept(Keep::Ready, false), ..State::default() }), []);
    }

    #[test]
    fn every_trouble_with_the_position_is_said() {
        let at = LonLat::clamped(113.9, 34.7);
        let mut atlas = crate::domain::Atlas::default();
        atlas.bounds = Bounds::from_bbox([113.5, 34.6, 113.8, 34.9]);
        atlas.district = crate::domain::Text::new("金水区", "Jinshui District");
        let mut p = crate::domain::Place::blank(
            PlaceId::new("a").expect("an id"),
            crate::domain::Category::Park,
            crate::domain::Text::default(),
        );
        p.position = LonLat::new(113.7, 34.7).ok();
        assert_eq!(atlas.insert(p), None);
        let atlas = AtlasRef(Rc::new(atlas));
        let said = |here| {
            let s = State { here, atlas: atlas.clone(), ..State::default() };
            notices(&s).first().map(|n| n.strong.clone()).unwrap_or_default()
        };
        assert!(said(Here::Failed(Trouble::Refused)).contains("允许"));
        assert!(said(Here::Failed(Trouble::Unavailable)).contains("定位"));
        assert!(said(Here::At(at, 2500.0)).contains("2.5 公里"));
        assert_eq!(said(Here::At(at, 20.0)), "你在金水区外，离最近的地点约 18.3 公里。");
        assert_eq!(said(Here::At(LonLat::clamped(113.7, 34.7), 20.0)), "");
        assert_eq!(said(Here::Asking), "");
    }

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
