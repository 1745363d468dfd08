//! Names of categories, audiences and series in the reader's language.

use crate::domain::place::{Audience, Series};
use crate::domain::{Atlas, Category};
use crate::i18n::{Key, Lang};

/// The name of a category of many places; the layer's own title where the bundle gives one.
#[must_use]
pub fn category(lang: Lang, atlas: &Atlas, category: &Category) -> String {
    let layer = atlas.layers.iter().find(|l| l.category == *category);
    let titled = layer.map(|l| lang.pick(&l.title)).filter(|t| !t.is_empty());
    match (known(category, false), titled) {
        (_, Some(title)) => title.to_owned(),
        (Some(key), None) => key.text(lang).to_owned(),
        (None, None) => category.wire().to_owned(),
    }
}

/// The kind of one place.
#[must_use]
pub fn kind(lang: Lang, atlas: &Atlas, of: &Category) -> String {
    known(of, true).map_or_else(|| category(lang, atlas, of), |key| key.text(lang).to_owned())
}

fn known(category: &Category, one: bool) -> Option<Key> {
    Some(match (category, one) {
        (Category::RedSite, false) => Key::RedSite,
        (Category::RedSite, true) => Key::RedSiteOne,
        (Category::LectureVenue, false) => Key::LectureVenue,
        (Category::LectureVenue, true) => Key::LectureVenueOne,
        (Category::Park, false) => Key::Park,
        (Category::Park, true) => Key::ParkOne,
        (Category::Practice, false) => Key::Practice,
        (Category::Practice, true) => Key::PracticeOne,
        (Category::Service, false) => Key::Service,
        (Category::Service, true) => Key::ServiceOne,
        (Category::Other(_), _) => return None,
    })
}

/// The name of a district or subdistrict: its English one where the bundle gives one.
#[must_use]
pub fn division<'a>(lang: Lang, atlas: &'a Atlas, name: &'a str) -> &'a str {
    let known = atlas.divisions.iter().find(|d| d.zh == name).map(|d| lang.pick(d));
    known.unwrap_or(name)
}

/// The name of an audience.
#[must_use]
pub const fn audience(lang: Lang, of: Audience) -> &'static str {
    match of {
        Audience::School => Key::School,
        Audience::University => Key::University,
        Audience::Community => Key::Community,
        Audience::Village => Key::Village,
        Audience::Enterprise => Key::Enterprise,
        Audience::Barracks => Key::Barracks,
        Audience::Government => Key::Government,
        Audience::Culture => Key::Culture,
        Audience::Hospital => Key::Hospital,
    }
    .text(lang)
}

/// The character of a series; it is a name and stays Chinese in both languages.
#[must_use]
pub const fn series(of: Series) -> &'static str {
    match of {
        Series::Ya => "雅",
        Series::Yi => "宜",
        Series::Feng => "风",
    }
}

/// The series in words: the character, with its reading for English readers.
#[must_use]
pub const fn series_name(lang: Lang, of: Series) -> &'static str {
    match (lang, of) {
        (Lang::Zh, _) => series(of),
        (Lang::En, Series::Ya) => "雅 Ya (culture)",
        (Lang::En, Series::Yi) => "宜 Yi (everyday)",
        (Lang::En, Series::Feng) => "风 Feng (scenery)",
    }
}
