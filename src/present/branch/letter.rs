//! Suggestions as a text to copy or mail, and as GeoJSON.

use crate::domain::kept::{About, Progress, Suggestion};
use crate::domain::{Date, percent};
use crate::i18n::Lang;
use crate::i18n::words::BranchKey;
use crate::json::decimal;
use crate::state::book::Book;

/// Mail programs cut longer addresses; the rest is in the copied text.
const MOST_MAIL: usize = 1800;

/// The name of what a suggestion is about.
#[must_use]
pub const fn about(of: About) -> BranchKey {
    match of {
        About::Name => BranchKey::AboutName,
        About::Position => BranchKey::AboutPosition,
        About::Hours => BranchKey::AboutHours,
        About::Fact => BranchKey::AboutFact,
        About::Gone => BranchKey::AboutGone,
        About::Missing => BranchKey::AboutMissing,
        About::Other => BranchKey::AboutOther,
    }
}

/// The name of how far it has come.
#[must_use]
pub const fn progress(of: Progress) -> BranchKey {
    match of {
        Progress::Kept => BranchKey::ProgressKept,
        Progress::Sent => BranchKey::ProgressSent,
        Progress::Done => BranchKey::ProgressDone,
    }
}

/// One suggestion in words.
#[must_use]
pub fn words(lang: Lang, s: &Suggestion) -> String {
    let mut lines = vec![
        [about(s.about).text(lang), if lang == Lang::Zh { "：" } else { ": " }, &s.name].concat(),
    ];
    if let Some(id) = &s.place {
        lines.push(["id: ", id.as_str()].concat());
    }
    if let Some(at) = s.at {
        lines.push([&decimal::fixed(at.lon(), 6), ",", &decimal::fixed(at.lat(), 6)].concat());
    }
    lines.push(s.text.clone());
    for (key, text) in [(BranchKey::SourceField, &s.source), (BranchKey::ContactField, &s.contact)]
    {
        if !text.is_empty() {
            lines.push([key.text(lang), if lang == Lang::Zh { "：" } else { ": " }, text].concat());
        }
    }
    lines.extend(s.day.map(Date::text));
    lines.join("\n")
}

/// The suggestions that have not been handed on yet, in words.
#[must_use]
pub fn open(lang: Lang, book: &Book) -> String {
    let open = book.suggestions().filter(|(_, s)| s.progress == Progress::Kept);
    open.map(|(_, s)| words(lang, s)).collect::<Vec<_>>().join("\n\n")
}

/// A `mailto:` address that opens the mail program with a text; no one is addressed.
#[must_use]
pub fn mail(subject: &str, body: &str) -> String {
    let mut end = body.len().min(MOST_MAIL / 3);
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    // Everything but letters and digits is escaped, line ends as RFC 6068 asks.
    let escaped = |t: &str| percent::encode(&t.replace('\n', "\r\n"), |_| false);
    ["mailto:?subject=", &escaped(subject), "&body=", &escaped(&body[..end])].concat()
}
